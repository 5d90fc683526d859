//! Text, which several rules are about.

use super::Holder;
use crate::lifecycle::transform::{Here, Inside};

/// A type whose values are text: it is `AsRef<str>`, or holds what is.
///
/// `Place` says where, and is never given.
#[diagnostic::on_unimplemented(
    message = "this rule is about text, and `{Self}` is none",
    label = "not text",
    note = "text is what implements `AsRef<str>`; the items of a list are checked with `each(..)`, the entries of a map with `values(..)`"
)]
pub trait Text<Place> {
    /// The text, if it is there.
    fn text(&self) -> Option<&str>;
}

#[diagnostic::do_not_recommend]
impl<T: AsRef<str>> Text<Here> for T {
    fn text(&self) -> Option<&str> {
        Some(self.as_ref())
    }
}

#[diagnostic::do_not_recommend]
impl<P, T: Holder<Held: Text<P>>> Text<Inside<P>> for T {
    fn text(&self) -> Option<&str> {
        self.held()?.text()
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::sync::Arc;

    use super::*;

    fn of<T: Text<P>, P>(value: &T) -> Option<&str> {
        value.text()
    }

    #[test]
    fn is_found_in_what_holds_it() {
        assert_eq!(of(&"a".to_owned()), Some("a"));
        assert_eq!(of(&Box::<str>::from("a")), Some("a"));
        assert_eq!(of(&Arc::<str>::from("a")), Some("a"));
        assert_eq!(of(&Cow::Borrowed("a")), Some("a"));
        assert_eq!(of(&Some(Box::new(Some("a".to_owned())))), Some("a"));
        assert_eq!(of(&None::<Arc<String>>), None);
    }
}
