//! References from keys as operations take them.

use super::IntoKey;
use crate::schema::{Ref, Schema};

impl<M: Schema> Ref<M> {
    /// A reference to the item of this key, be it there or not. It is not populated.
    ///
    /// Of a model with a sort key the key is a tuple of both: `Ref::new(("c-17", "2024-001"))`.
    pub fn new(key: impl IntoKey<M, M::Key>) -> Self {
        Self::from_key(key.into_key())
    }
}
