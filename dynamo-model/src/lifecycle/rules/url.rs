//! `url`.

use std::cell::Cell;

use url::{SyntaxViolation, Url};

use super::Text;
use super::said::Said;
use crate::error::{At, Violation};
use crate::value::Writing;

/// Text that is written has to be an absolute URL with a host, written as such.
pub fn url<T: Text<P>, P>(value: &T, said: Said, at: &At<'_>, writing: &mut Writing) {
    if writing.is_whole() && value.text().is_some_and(|text| !is_url(text)) {
        let message = "must be a URL with a host, such as https://example.com";
        said.report(Violation::new("url", message), at, writing);
    }
}

/// Browsers repair a good deal before they read it; what is stored is the text as it is.
fn is_url(text: &str) -> bool {
    let repaired = Cell::new(false);
    let notice = |violation| {
        let repairs = matches!(
            violation,
            SyntaxViolation::Backslash
                | SyntaxViolation::C0SpaceIgnored
                | SyntaxViolation::ExpectedDoubleSlash
                | SyntaxViolation::TabOrNewlineIgnored
        );
        repaired.set(repaired.get() || repairs);
    };
    let parsed = Url::options()
        .syntax_violation_callback(Some(&notice))
        .parse(text);
    parsed.is_ok_and(|url| url.has_host()) && !repaired.get()
}

#[cfg(test)]
mod tests {
    use super::super::testing::broken;
    use super::*;

    #[test]
    fn takes_what_leads_to_a_host() {
        for good in [
            "https://example.com",
            "http://localhost:8000/a?b=c#d",
            "https://user@[::1]/",
            "ftp://example.com/a%20b",
            "https://bücher.example/ä",
        ] {
            assert!(is_url(good), "{good}");
        }
        for bad in [
            "",
            "example.com",
            "/a",
            "https://",
            "https:example.com",
            "https:\\\\example.com",
            " https://example.com",
            "https://exa\nmple.com",
            "https://a b.example",
            "mailto:ada@example.com",
            "javascript:alert(1)",
            "data:text/plain,a",
        ] {
            assert!(!is_url(bad), "{bad:?}");
        }
    }

    #[test]
    fn says_so() {
        let check =
            |value: Option<String>| broken(|at, writing| url(&value, Said::NOTHING, at, writing));
        assert_eq!(check(None), []);
        assert_eq!(check(Some("a".to_owned()))[0].code, "url");
    }
}
