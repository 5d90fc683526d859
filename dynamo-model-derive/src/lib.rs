//! The derive macros of `dynamo-model`: use them through that crate.
#![doc = include_str!("../docs/attributes.md")]

mod ast;
mod attr;
mod case;
mod check;
mod ctxt;
mod expand;
mod keys;
mod template;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

use self::ast::Derive;

/// Makes a struct the item of a table.
///
/// ```
/// use dynamo_model::Model;
/// use dynamo_model::schema::Schema;
///
/// #[derive(Model)]
/// #[dynamo(table = "orders", rename_all = "camelCase")]
/// struct Order {
///     #[dynamo(partition_key)]
///     customer_id: String,
///     #[dynamo(sort_key)]
///     order_id: u64,
///     note: Option<String>,
/// }
///
/// assert_eq!(Order::SCHEMA.table(), "orders");
/// assert_eq!(Order::SCHEMA.partition_key().name(), "customerId");
/// ```
///
/// It does all that [`Document`](derive@Document) does, and adds the table and its key. The struct of typed paths,
/// `OrderFields<R>`, is what `filter`, `condition` and `change` hand to their closures.
///
/// Keys can be made of fields, and indexes are types:
///
/// ```
/// use dynamo_model::schema::{Schema, Scope};
/// use dynamo_model::{Document, Model};
///
/// #[derive(Clone, Copy, Document)]
/// #[dynamo(rename_all = "snake_case")]
/// enum Status { Open, Paid }
///
/// /// The orders of a status, by time. Those that are done with have none, and are not in it.
/// struct ByStatus;
/// /// The orders of a customer, by their totals.
/// struct ByTotal;
/// /// The orders of a shelf.
/// struct ByShelf;
///
/// #[derive(Model)]
/// #[dynamo(
///     table = "shop",
///     partition_key = "CUSTOMER#{customer}",
///     sort_key(name = "SK", template = "ORDER#{year:04}#{number}"),
///     item_type("order", "Order"),
///     type_attribute = "kind",
///     index(ByStatus, name = "by-status", include(total), partition_key = "STATUS#{status}", sort_key = "{placed_at}#{number}"),
///     index(ByTotal, local),
///     index(ByShelf, keys_only)
/// )]
/// struct Order {
///     customer: String,
///     year: u16,
///     /// Stored in `SK` alone.
///     #[dynamo(in_key)]
///     number: u32,
///     status: Option<Status>,
///     placed_at: u64,
///     #[dynamo(index(ByTotal, sort_key))]
///     total: u64,
///     #[dynamo(index(ByShelf, partition_key = 2))]
///     shelf: u16,
///     #[dynamo(index(ByShelf, partition_key = 1))]
///     hall: String,
/// }
///
/// let one = Order::get(("c-17", (2024, 34)));
/// let of_a_year = Order::query("c-17").sort_key(|k| k.eq(2024));
/// let open = Order::query_index(ByStatus, Status::Open).sort_key(|k| k.ge(1_700_000_000)).select(|o| o.total);
/// let largest = Order::query_index(ByTotal, "c-17").descending().consistent();
/// let on_a_shelf = Order::query_index(ByShelf, ("north", 3)).hydrate();
///
/// let order = Order {
///     customer: "c-17".to_owned(),
///     year: 2024,
///     number: 34,
///     status: Some(Status::Open),
///     placed_at: 1_700_000_000,
///     total: 4_200,
///     shelf: 3,
///     hall: "north".to_owned(),
/// };
/// let stored = order.to_attributes()?;
/// let text = |name: &str| stored[name].as_s().cloned();
/// assert_eq!(text("pk"), Ok("CUSTOMER#c-17".to_owned()));
/// assert_eq!(text("SK"), Ok("ORDER#2024#0000000034".to_owned()));
/// assert_eq!(text("by-status_pk"), Ok("STATUS#open".to_owned()));
/// assert_eq!(text("kind"), Ok("order".to_owned()));
/// assert!(!stored.contains_key("number"));
///
/// let indexes = Order::SCHEMA.indexes();
/// let scopes: Vec<_> = indexes.iter().map(|index| (index.name(), index.scope())).collect();
/// assert_eq!(
///     scopes,
///     [(Some("by-status"), Scope::Global), (Some("ByTotal"), Scope::Local), (Some("ByShelf"), Scope::Global)]
/// );
/// # Ok::<(), dynamo_model::Error>(())
/// ```
#[doc = include_str!("../docs/attributes.md")]
#[proc_macro_derive(Model, attributes(dynamo))]
pub fn derive_model(input: TokenStream) -> TokenStream {
    expand::derive(Derive::Model, input.into()).into()
}

/// Makes a struct or an enum part of items: a map, a name, or what a newtype holds.
///
/// ```
/// use dynamo_model::Document;
/// use dynamo_model::value::Value;
///
/// /// A map.
/// #[derive(Document)]
/// struct Line {
///     sku: Sku,
///     status: Status,
/// }
///
/// /// Stored as its string.
/// #[derive(Document)]
/// struct Sku(String);
///
/// /// A string: `"in_stock"` or `"sold_out"`.
/// #[derive(Document)]
/// #[dynamo(rename_all = "snake_case")]
/// enum Status {
///     InStock,
///     SoldOut,
/// }
///
/// let line = Line { sku: Sku("A-1".to_owned()), status: Status::InStock };
/// let stored = Value::of(&line)?;
/// let attributes = stored.as_map().expect("a struct is a map");
/// assert_eq!(attributes.get("sku").and_then(Value::as_str), Some("A-1"));
/// assert_eq!(attributes.get("status").and_then(Value::as_str), Some("in_stock"));
/// # Ok::<(), dynamo_model::Error>(())
/// ```
#[doc = include_str!("../docs/attributes.md")]
#[proc_macro_derive(Document, attributes(dynamo))]
pub fn derive_document(input: TokenStream) -> TokenStream {
    expand::derive(Derive::Document, input.into()).into()
}
