//! The derive macros of `dynamo-model`: use them through that crate.
#![doc = include_str!("../docs/attributes.md")]

mod ast;
mod attr;
mod case;
mod check;
mod collection;
mod ctxt;
mod expand;
mod keys;
mod projection;
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
/// #[derive(Clone, Model)]
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
/// #[derive(Clone, Model)]
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
/// #[derive(Clone, Document)]
/// struct Line {
///     sku: Sku,
///     status: Status,
/// }
///
/// /// Stored as its string.
/// #[derive(Clone, Document)]
/// struct Sku(String);
///
/// /// A string: `"in_stock"` or `"sold_out"`.
/// #[derive(Clone, Document)]
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

/// Makes a struct a part of a model or of a document, to be read with `project::<P>()`.
///
/// ```
/// # async fn example(client: dynamo_model::Client) -> dynamo_model::Result<()> {
/// use dynamo_model::{Model, Projection};
///
/// struct ByStatus;
///
/// #[derive(Clone, Model)]
/// #[dynamo(table = "orders", index(ByStatus, include(total)))]
/// struct Order {
///     #[dynamo(partition_key)]
///     id: String,
///     #[dynamo(index(ByStatus, partition_key))]
///     status: String,
///     total: u64,
///     history: Vec<String>,
/// }
///
/// #[derive(Projection)]
/// #[dynamo(of = Order, index = ByStatus)]
/// struct OrderTotal {
///     id: String,
///     total: u64,
/// }
///
/// let one = Order::get("2024-001").project::<OrderTotal>().send(&client).await?;
/// let open = Order::query_index(ByStatus, "open").project::<OrderTotal>().all(&client).await?;
/// # Ok(())
/// # }
/// ```
///
/// Each field takes the attribute that the field of the same name is in the model, in the form in which the model stores it. A field that
/// the model does not have, a type that is another than in the model, and an attribute that an index does not hold do not compile.
///
/// It implements the trait of the same name, which says what a read of it costs.
#[doc = include_str!("../docs/attributes.md")]
#[proc_macro_derive(Projection, attributes(dynamo))]
pub fn derive_projection(input: TokenStream) -> TokenStream {
    expand::derive_projection(input.into()).into()
}

/// Reads several models of one table as one: an enum with a variant for each.
///
/// ```
/// use dynamo_model::value::Item;
/// use dynamo_model::{Collection, Model};
///
/// #[derive(Clone, Model)]
/// #[dynamo(table = "shop", partition_key = "CUSTOMER#{id}", sort_key = "PROFILE")]
/// struct Customer {
///     id: String,
///     name: String,
/// }
///
/// #[derive(Clone, Model)]
/// #[dynamo(table = "shop", partition_key = "CUSTOMER#{customer}", sort_key = "ORDER#{number}")]
/// struct Order {
///     customer: String,
///     number: u32,
///     total: u64,
/// }
///
/// #[derive(Collection)]
/// enum Shop {
///     Customer(Customer),
///     Order(Order),
///     /// Items of all other types.
///     #[dynamo(other)]
///     Other(Item),
/// }
///
/// let everything = Shop::query("c-17");
/// let large_orders = Shop::query("c-17").filter(|shop| shop.order.total.gt(10_000));
/// ```
///
/// The struct of typed paths, `ShopFields<R>`, has a field for each model, in `snake_case`. Models become values of the enum with
/// `From`, and come out of it with `TryFrom`, which gives back what is of another variant.
#[doc = include_str!("../docs/attributes.md")]
#[proc_macro_derive(Collection, attributes(dynamo))]
pub fn derive_collection(input: TokenStream) -> TokenStream {
    expand::derive(Derive::Collection, input.into()).into()
}
