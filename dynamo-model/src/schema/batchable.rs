//! What a batch can write: it has no conditions.

use super::Entity;

/// A model whose items can be written in a batch: one without `#[dynamo(version)]` and `#[dynamo(unique)]`.
///
/// ```
/// use dynamo_model::Model;
/// use dynamo_model::schema::Batchable;
///
/// #[derive(Clone, Model)]
/// struct Order {
///     #[dynamo(partition_key)]
///     id: String,
/// }
///
/// fn in_batches<M: Batchable>(orders: &[M]) {}
///
/// in_batches(&[Order { id: "17".to_owned() }]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written in a batch",
    label = "has a version or a unique attribute",
    note = "a batch checks no condition, and so it can't keep a version or a unique attribute: it would overwrite what another program has written",
    note = "use a transaction (`TransactWrite`), or write the items one by one"
)]
pub trait Batchable: Entity {}

/// A model of which nothing has to hold when it is written. Derives implement this, and not the trait with the message: the models
/// that have it would be listed there as help.
#[doc(hidden)]
pub trait Unconditional {}

#[diagnostic::do_not_recommend]
impl<M: Entity + Unconditional> Batchable for M {}
