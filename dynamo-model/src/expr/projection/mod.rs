//! Projections: structs that hold a part of what a model or a document has.

mod field;
mod fit;
mod flattened;
mod pick;
mod plan;
mod shapes;

use std::sync::Arc;

pub use self::field::{FlattenedAs, OneAttribute, TakenFrom};
pub use self::fit::{FitsIn, Gives, held, index_of};
pub use self::flattened::Flattened;
pub use self::pick::{Pick, Picks, plan_picks};
pub use self::plan::{Plan, Planner};
use crate::error::AttributePath;

/// A part of the model or document `Of`. Derived by [`#[derive(Projection)]`](derive@crate::Projection), and not to be
/// implemented by hand.
///
/// `project::<P>()` of [`Get`](crate::op::Get), [`Query`](crate::op::Query) and [`Scan`](crate::op::Scan) reads it: the request asks
/// for the attributes that it takes and for no others. It saves transfer and memory, and no read units: DynamoDB counts whole
/// items.
///
/// ```
/// # async fn example(client: dynamo_model::Client) -> dynamo_model::Result<()> {
/// use dynamo_model::{Document, Model, Projection};
///
/// #[derive(Clone, Document)]
/// struct Address { street: String, city: String }
///
/// #[derive(Clone, Model)]
/// #[dynamo(table = "orders", rename_all = "camelCase")]
/// struct Order {
///     #[dynamo(partition_key)]
///     customer_id: String,
///     #[dynamo(sort_key)]
///     number: u32,
///     total_cents: u64,
///     address: Option<Address>,
///     history: Vec<String>,
/// }
///
/// /// What a list of orders shows.
/// #[derive(Projection)]
/// #[dynamo(of = Order)]
/// struct OrderSummary {
///     number: u32,
///     #[dynamo(from = total_cents)]
///     total: u64,
///     #[dynamo(nested)]
///     address: Option<City>,
/// }
///
/// #[derive(Projection)]
/// #[dynamo(of = Address)]
/// struct City { city: String }
///
/// let orders: Vec<OrderSummary> = Order::query("c-17").project::<OrderSummary>().all(&client).await?;
/// # Ok(())
/// # }
/// ```
///
/// A box, an `Option`, a list or a map of projections is a projection of the same of documents, for fields with
/// `#[dynamo(nested)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a projection of `{Of}`",
    label = "not a projection of `{Of}`",
    note = "a projection is a struct with `#[derive(Projection)]` and `#[dynamo(of = ..)]`, which names the model or document that it is a \
            part of"
)]
pub trait Projection<Of>: Sized + Send + 'static {
    /// How it is read from a value that stands at `at`, or from a whole item where there is none.
    #[doc(hidden)]
    fn plan(at: Option<&Arc<AttributePath>>, planner: &mut Planner) -> Plan<Self>;
}
