//! What holds a value that rules are about.

use std::sync::Arc;

/// An `Option` or a pointer: what a rule looks into.
pub trait Holder {
    /// The value in it.
    type Held;

    /// The value, if there is one.
    fn held(&self) -> Option<&Self::Held>;
}

#[diagnostic::do_not_recommend]
impl<T> Holder for Option<T> {
    type Held = T;

    fn held(&self) -> Option<&T> {
        self.as_ref()
    }
}

#[diagnostic::do_not_recommend]
impl<T> Holder for Box<T> {
    type Held = T;

    fn held(&self) -> Option<&T> {
        Some(self)
    }
}

#[diagnostic::do_not_recommend]
impl<T> Holder for Arc<T> {
    type Held = T;

    fn held(&self) -> Option<&T> {
        Some(self)
    }
}
