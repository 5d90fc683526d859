//! Attributes whose values no two items of a model share.

/// An attribute of which no two items of the model have the same value: a field with `#[dynamo(unique)]`.
///
/// ```
/// use dynamo_model::Model;
/// use dynamo_model::schema::Schema;
///
/// #[derive(Clone, Model)]
/// struct User {
///     #[dynamo(partition_key)]
///     id: String,
///     #[dynamo(unique)]
///     email: String,
/// }
///
/// let names: Vec<_> = User::SCHEMA.unique().iter().map(|unique| unique.name()).collect();
/// assert_eq!(names, ["email"]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UniqueSchema {
    name: &'static str,
}

impl UniqueSchema {
    /// The attribute of this name.
    pub const fn new(name: &'static str) -> Self {
        Self { name }
    }

    /// Its stored name.
    pub const fn name(&self) -> &'static str {
        self.name
    }
}
