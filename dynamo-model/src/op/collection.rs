//! The trait `Collection` with the constructors, and the way from a model's query to the whole partition.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

use super::hooks::Load;
use super::reading::view::read_item;
use super::{Get, Query, Scan, stored_form};
use crate::client::Client;
use crate::error::Result;
use crate::expr::{IntoKey, IntoKeyValue};
use crate::schema::{Entities, Entity, Gather, Index, KeyShape, MemberOf, Schema};
use crate::table::CreateTable;

/// The operations of a collection: several models of one table, read as one. Every type that derives `Collection` has them.
///
/// An item is read as the model that its type names. It is written through the models, which know their keys:
/// `Order::put(..)`, `Customer::update(..)`.
///
/// ```
/// # async fn example(client: dynamo_model::Client) -> dynamo_model::Result<()> {
/// use dynamo_model::value::Item;
/// use dynamo_model::{Collection, Model};
///
/// #[derive(Debug, Clone, Model)]
/// #[dynamo(table = "shop", partition_key = "CUSTOMER#{id}", sort_key = "PROFILE")]
/// struct Customer { id: String, name: String }
///
/// #[derive(Debug, Clone, Model)]
/// #[dynamo(table = "shop", partition_key = "CUSTOMER#{customer}", sort_key = "ORDER#{number}")]
/// struct Order { customer: String, number: u32, total: u64 }
///
/// #[derive(Debug, Collection)]
/// enum Shop {
///     Customer(Customer),
///     Order(Order),
///     #[dynamo(other)]
///     Other(Item),
/// }
///
/// // All that is in a partition, each item as what it is:
/// for item in Shop::query("c-17").all(&client).await? {
///     match item {
///         Shop::Customer(customer) => println!("{}", customer.name),
///         Shop::Order(order) => println!("{}: {}", order.number, order.total),
///         Shop::Other(item) => println!("something else: {item:?}"),
///     }
/// }
///
/// // One customer and their orders:
/// let (customer, orders): (Customer, Vec<Order>) = Shop::query("c-17").gather(&client).await?;
///
/// // The sort key is text, for each model has its own. A filter names the fields of whichever model it is about:
/// let large = Shop::query("c-17")
///     .sort_key(|k| k.begins_with("ORDER#"))
///     .filter(|shop| shop.order.total.gt(10_000))
///     .send(&client)
///     .await?;
/// # Ok(())
/// # }
/// ```
///
/// # Which items
///
/// Without a variant for others the collection is closed: a query and a scan ask DynamoDB for items of its types alone, by a
/// filter. An item of another type that is read all the same, by [`get`](Self::get) for one, is an error of the kind
/// [`Decode`](crate::ErrorKind::Decode), which has the item with it. With such a variant the collection is open: there is no filter, and
/// everything else is read into that variant.
///
/// An item of a model that is `untyped` is told by its key: it has no type, and its key is of the form that the templates of the model
/// make. Of several such models it is one of the first that fits. A filter of a query can't name the key; the query of a closed
/// collection with such a model therefore meets whatever else has no type in the partition, as an error.
pub trait Collection: Entities + Load {
    /// Reads one item by its key: the partition key of the first model, and the sort key as it is stored.
    fn get(key: impl IntoKey<Self, Self::Key>) -> Get<Self> {
        Get::new(key.into_key().conformed())
    }

    /// Reads the items of one partition, in the order of the sort key.
    ///
    /// The partition key is that of the first model. For that of another one, begin with that model:
    /// `Product::query("p-5").of_collection::<Shop>()`; see [`Query::of_collection`].
    fn query(partition: impl IntoKeyValue<<Self::Key as KeyShape>::Partition>) -> Query<Self> {
        Query::new(partition.into_given())
    }

    /// Reads the items of one partition of an index, in the order of its sort key. The collection names the index in
    /// `#[dynamo(index(ByStatus))]`.
    fn query_index<I: Index<Self, Item: Load>>(
        index: I,
        partition: impl IntoKeyValue<<I::Key as KeyShape>::Partition>,
    ) -> Query<Self, I::Item, I> {
        let _ = index;
        Query::new(partition.into_given())
    }

    /// Reads the whole table. It costs what reading all of its items costs, whatever the filter lets through.
    fn scan() -> Scan<Self> {
        Scan::new()
    }

    /// Reads a whole index: every item that has its key attributes.
    fn scan_index<I: Index<Self, Item: Load>>(index: I) -> Scan<Self, I::Item, I> {
        let _ = index;
        Scan::new()
    }

    /// Creates the table of all these models, with the indexes that any of them has, and waits until it can be used.
    ///
    /// Models that describe an index differently are an error of the kind [`Invalid`](crate::ErrorKind::Invalid), which says how.
    fn create_table() -> CreateTable<Self> {
        CreateTable::new()
    }

    /// This item in the SDK's own types, as it would be stored.
    ///
    /// # Errors
    /// [`Encode`](crate::ErrorKind::Encode) if a value has no stored form; the error's path names the attribute.
    fn to_attributes(&self) -> Result<HashMap<String, AttributeValue>> {
        stored_form(self)
    }

    /// Reads an item from the SDK's own types: from a stream's image, an export, or a request of your own.
    ///
    /// # Errors
    /// [`Decode`](crate::ErrorKind::Decode) if the item is of no model, or does not fit its model. The error has the item, and its path
    /// names the attribute.
    fn from_attributes(attributes: HashMap<String, AttributeValue>) -> Result<Self> {
        read_item(attributes, Self::decode)
    }
}

impl<C: Entities + Load> Collection for C {}

impl<M: Entity, I: Index<M>> Query<M, I::Item, I> {
    /// Reads all that the collection has in the same partition, and not only the items of this model.
    ///
    /// It is the way into the partition of a model other than the first of the collection:
    ///
    /// ```
    /// # use dynamo_model::{Collection, Model};
    /// # #[derive(Clone, Model)] #[dynamo(table = "shop", partition_key = "CUSTOMER#{id}", sort_key = "PROFILE")]
    /// # struct Customer { id: String }
    /// #[derive(Clone, Model)]
    /// #[dynamo(table = "shop", partition_key = "PRODUCT#{sku}", sort_key = "DETAILS")]
    /// struct Product { sku: String }
    ///
    /// #[derive(Clone, Model)]
    /// #[dynamo(table = "shop", partition_key = "PRODUCT#{sku}", sort_key = "REVIEW#{number}")]
    /// struct Review { sku: String, number: u32, stars: u8 }
    ///
    /// #[derive(Collection)]
    /// enum Shop { Customer(Customer), Product(Product), Review(Review) }
    ///
    /// let all = Product::query("A-1").of_collection::<Shop>();
    /// let good = Product::query("A-1").of_collection::<Shop>().filter(|shop| shop.review.stars.ge(4));
    /// ```
    ///
    /// What the query was told stays, and is now asked of every item: the direction, the limits, and a condition on the sort key,
    /// by the text that it makes. So does a filter, and no item passes that lacks the attributes it names. What
    /// goes is what made the items those of the model: their type, and how their sort key begins.
    pub fn of_collection<C>(self) -> Query<C, <I as Index<C>>::Item, I>
    where
        M: MemberOf<C>,
        C: Schema,
        I: Index<C, Item: Load>,
    {
        self.of_source()
    }
}

impl<C: Entities + Send + 'static, I: Index<C> + 'static> Query<C, C, I> {
    /// Reads everything, up to the [`limit`](Self::limit), and sorts it by model: into a tuple of `Vec`s, `Option`s and models, or what
    /// else implements [`Gather`]. Models that are not asked for are passed over, but read and paid for.
    ///
    /// ```
    /// # use dynamo_model::{Client, Collection, Model, Result};
    /// # #[derive(Clone, Model)] #[dynamo(table = "shop", partition_key = "CUSTOMER#{id}", sort_key = "PROFILE")]
    /// # struct Customer { id: String }
    /// # #[derive(Clone, Model)] #[dynamo(table = "shop", partition_key = "CUSTOMER#{customer}", sort_key = "ORDER#{number}")]
    /// # struct Order { customer: String, number: u32 }
    /// # #[derive(Collection)] enum Shop { Customer(Customer), Order(Order) }
    /// struct CustomerOrders { customer: Option<Customer>, orders: Vec<Order> }
    ///
    /// async fn customer_and_orders(id: &str, client: &Client) -> Result<CustomerOrders> {
    ///     let (customer, orders) = Shop::query(id).gather(client).await?;
    ///     Ok(CustomerOrders { customer, orders })
    /// }
    /// ```
    ///
    /// # Errors
    /// [`Decode`](crate::ErrorKind::Decode) if there are two items of a model of which one is wanted, [`NotFound`](crate::ErrorKind::NotFound) if there
    /// is none of one that has to be there, and those of [`all`](Self::all).
    pub async fn gather<G: Gather<C>>(self, client: &Client) -> Result<G> {
        let mut parts = G::Parts::default();
        let mut items = self.stream(client);
        while let Some(item) = items.next().await {
            G::take(&mut parts, item?)?;
        }
        G::finish(parts)
    }
}
