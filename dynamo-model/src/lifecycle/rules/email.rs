//! `email`.

use email_address::{EmailAddress, Options};

use super::Text;
use super::said::Said;
use crate::error::{At, Violation};
use crate::value::Writing;

/// Text that is written has to be an e-mail address, with a domain that has a dot in it, and nothing around it.
pub fn email<T: Text<P>, P>(value: &T, said: Said, at: &At<'_>, writing: &mut Writing) {
    if writing.is_whole() && value.text().is_some_and(|text| !is_email(text)) {
        let violation = Violation::new("email", "must be an e-mail address");
        said.report(violation, at, writing);
    }
}

fn is_email(text: &str) -> bool {
    let options = Options::default()
        .with_required_tld()
        .without_display_text()
        .without_domain_literal();
    EmailAddress::parse_with_options(text, options).is_ok()
}

#[cfg(test)]
mod tests {
    use super::super::testing::broken;
    use super::*;

    #[test]
    fn takes_what_mail_is_sent_to() {
        for good in [
            "ada@example.com",
            "ada.l+tag@mail.example.co.uk",
            "o'hara@example.com",
            "ä@example.com",
            "ada@bücher.example",
        ] {
            assert!(is_email(good), "{good}");
        }
        for bad in [
            "",
            "ada",
            "ada@",
            "@example.com",
            "ada@example",
            "ada@example..com",
            "ada@-example.com",
            "ada lovelace@example.com",
            " ada@example.com",
            "ada@example.com ",
            "ada@example.com\n",
            "Ada <ada@example.com>",
            "ada@[127.0.0.1]",
            "a@b@example.com",
        ] {
            assert!(!is_email(bad), "{bad:?}");
        }
    }

    #[test]
    fn says_so() {
        let check =
            |value: Option<String>| broken(|at, writing| email(&value, Said::NOTHING, at, writing));
        assert_eq!(check(None), []);
        let found = check(Some("ada".to_owned()));
        assert_eq!(found[0].code, "email");
        assert_eq!(found[0].message, "must be an e-mail address");
    }
}
