//! Operations: one file each, one rhythm. An operation is a value; nothing happens until it is sent.

mod aliases;
mod backoff;
mod batch;
mod bulk;
mod check;
mod collection;
mod delete;
mod derived;
mod get;
mod guard;
mod hooks;
mod once;
mod paging;
mod parallel;
mod populate;
mod put;
mod query;
mod rate;
mod reading;
mod recipe;
mod returning;
mod scan;
mod tracked;
mod transact;
mod unique;
mod update;
mod upkeep;
mod write;

use std::borrow::Cow;
use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

pub use self::batch::{
    All, AnyWrite, Append, BatchGet, BatchProgress, BatchWrite, Groups, LoadWrites, Loaded, Lookup,
    One, Outcome, ReadsOne, Unread, Unwritten,
};
pub use self::bulk::{BulkCopy, BulkDelete, BulkProgress, Checkpoint, Unfinished};
pub use self::check::Check;
pub use self::collection::Collection;
pub use self::delete::Delete;
pub use self::get::Get;
#[doc(hidden)]
pub use self::hooks::{BeforeDeleteFn, LoadFn, LoadOf, Loading, NoLoad, hooked, load_member};
pub use self::hooks::{Hooks, Load};
pub use self::once::CreateOnce;
pub use self::paging::cursor::Cursor;
pub use self::paging::page::{Count, Page};
pub use self::paging::stream::ReadStream;
pub use self::parallel::progress::ScanProgress;
pub use self::parallel::scan::ParallelScan;
pub use self::parallel::segment::SegmentPage;
pub use self::populate::Populate;
pub use self::put::Put;
pub use self::query::Query;
pub use self::scan::Scan;
pub use self::tracked::{Save, Saved, Tracked};
pub use self::transact::{TransactGet, TransactWrite};
pub use self::update::Update;
#[doc(hidden)]
pub use self::write::Part;
pub use self::write::{IntoBatchWrite, IntoTransactWrite, Written};
use crate::error::{Error, Result};
use crate::expr::{IntoKey, IntoKeyValue};
use crate::lifecycle::prepared;
#[cfg(feature = "serde")]
use crate::output::{ViewOf, Viewed};
use crate::schema::{Batchable, Index, Key, KeyOf, KeyShape, Ref, Schema, told_by_type};
use crate::table::CreateTable;
use crate::value::{Plain, Write, to_attribute_value};

/// The attributes of an item by their stored names, in the SDK's own types.
pub(crate) type Attributes = HashMap<String, AttributeValue>;

/// The operations of a model. Every type that derives `Model` has them.
///
/// Each of these makes a value that does nothing by itself. Send it to a [`Client`](crate::Client), or turn it into the SDK's own
/// input with its `into_input`.
///
/// ```
/// # async fn example(client: dynamo_model::Client) -> dynamo_model::Result<()> {
/// use dynamo_model::Model;
///
/// #[derive(Debug, Clone, Model)]
/// #[dynamo(table = "orders", rename_all = "camelCase")]
/// struct Order {
///     #[dynamo(partition_key)]
///     customer_id: String,
///     #[dynamo(sort_key)]
///     order_id: String,
///     total_cents: u64,
///     note: Option<String>,
/// }
///
/// let order = Order { customer_id: "c-17".into(), order_id: "2024-001".into(), total_cents: 4_200, note: None };
/// Order::create(&order).send(&client).await?; // fails if there is one under this key
///
/// let order = Order::get(("c-17", "2024-001")).consistent().send(&client).await?;
///
/// let recent = Order::query("c-17")
///     .sort_key(|id| id.begins_with("2024-"))
///     .filter(|o| o.total_cents.gt(1_000).and(o.note.not_exists()))
///     .limit(20)
///     .send(&client)
///     .await?;
///
/// let order = Order::update(("c-17", "2024-001"))
///     .change(|o| o.total_cents.add(300).and(o.note.set("gift wrapping")))
///     .condition(|o| o.total_cents.lt(10_000))
///     .send(&client)
///     .await?;
/// # Ok(())
/// # }
/// ```
pub trait Model: Hooks {
    /// Reads one item by its key.
    fn get(key: impl IntoKey<Self, Self::Key>) -> Get<Self> {
        Get::new(key.into_key().conformed())
    }

    /// Reads many items by their keys: a [`BatchGet`] of one group. Each comes as an `Option`, in the order of the keys.
    ///
    /// ```
    /// # async fn example(client: dynamo_model::Client) -> dynamo_model::Result<()> {
    /// # use dynamo_model::Model;
    /// # #[derive(Clone, Model)] #[dynamo(table = "orders")]
    /// # struct Order { #[dynamo(partition_key)] customer: String, #[dynamo(sort_key)] id: String }
    /// let orders = Order::batch_get([("c-17", "1"), ("c-17", "2")]).send(&client).await?;
    /// for order in orders.into_iter().flatten() {
    ///     println!("{}", order.id);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    fn batch_get<K: IntoKey<Self, Self::Key>>(
        keys: impl IntoIterator<Item = K>,
    ) -> BatchGet<All<Self>> {
        BatchGet::new().with_all(keys.into_iter().map(Self::get))
    }

    /// Writes an item, in place of the one that may be there under its key.
    ///
    /// Of a model with a [version](crate::schema::Versioned), in place of the one that was read: the item that is there has to have the version of
    /// this one, or there has to be none if this one has the version 0. It is written with the version behind it. Otherwise the
    /// error is [`VersionConflict`](crate::ErrorKind::VersionConflict), and carries the item that is there.
    ///
    /// [`Tracked`] writes only what is changed.
    fn put(item: &Self) -> Put<Self> {
        Put::new(item, Write::Putting)
    }

    /// Writes an item, and fails with [`AlreadyExists`](crate::ErrorKind::AlreadyExists) if there is one under its key.
    ///
    /// If an answer is lost on the way, the SDK sends the request again, and a `create` may then find what it has written
    /// itself. The error [is in doubt](crate::Error::is_in_doubt) then, and carries the item that is there; [`create_once`](Self::create_once) takes the same
    /// item for created.
    ///
    /// The [version](crate::schema::Versioned) of a new item is 1.
    fn create(item: &Self) -> Put<Self> {
        Put::new(item, Write::Creating)
    }

    /// Creates an item, and takes it for created if the same is there already: for what may be done twice, such as a message that is
    /// delivered again, or a create whose answer was lost.
    ///
    /// The same is an item with the same attributes, but for its version and for what a write fills in of the moment: times, and ids that
    /// are made. Another item under the key is an [`AlreadyExists`](crate::ErrorKind::AlreadyExists), which carries it.
    ///
    /// ```
    /// # async fn example(client: dynamo_model::Client) -> dynamo_model::Result<()> {
    /// # use dynamo_model::Model;
    /// # #[derive(Debug, Clone, Model)] #[dynamo(table = "payments")]
    /// # struct Payment { #[dynamo(partition_key)] id: String, cents: u64 }
    /// let payment = Payment { id: "p-1".into(), cents: 1_990 };
    /// Payment::create_once(&payment).send(&client).await?;
    /// Payment::create_once(&payment).send(&client).await?; // no error, and nothing is written
    ///
    /// let other = Payment { id: "p-1".into(), cents: 5 };
    /// assert!(Payment::create_once(&other).send(&client).await.unwrap_err().is_already_exists());
    /// # Ok(())
    /// # }
    /// ```
    fn create_once(item: &Self) -> CreateOnce<Self> {
        CreateOnce::new(item)
    }

    /// Changes an item, and fails with [`NotFound`](crate::ErrorKind::NotFound) if there is none under this key.
    ///
    /// Its [version](crate::schema::Versioned) goes up by 1. What it has to be before is said with [`expect_version`](Update::expect_version); without
    /// that, the update is for any.
    fn update(key: impl IntoKey<Self, Self::Key>) -> Update<Self> {
        Update::new(key.into_key().conformed(), true)
    }

    /// Changes an item, and makes it if there is none under this key.
    ///
    /// The change has to give a new item all that the model requires, or it is refused before it is sent: what lacks a
    /// required attribute could not be read back. `set_if_not_exists` gives a value to a new item alone.
    fn upsert(key: impl IntoKey<Self, Self::Key>) -> Update<Self> {
        Update::new(key.into_key().conformed(), false)
    }

    /// Deletes the item under this key. It is no error if there is none.
    fn delete(key: impl IntoKey<Self, Self::Key>) -> Delete<Self> {
        Delete::new(key.into_key().conformed())
    }

    /// Writes many items, in place of those that may be there under their keys: a [`BatchWrite`] of puts.
    ///
    /// ```
    /// # use dynamo_model::Model;
    /// # #[derive(Clone, Model)] #[dynamo(table = "orders")]
    /// # struct Order { #[dynamo(partition_key)] id: String }
    /// # async fn example(client: dynamo_model::Client, orders: Vec<Order>) -> dynamo_model::Result<()> {
    /// Order::batch_put(&orders).send(&client).await?;
    /// # Ok(())
    /// # }
    /// ```
    fn batch_put<'i>(items: impl IntoIterator<Item = &'i Self>) -> BatchWrite
    where
        Self: Batchable,
    {
        BatchWrite::new().with_all(items.into_iter().map(Self::put))
    }

    /// Deletes the items under these keys: a [`BatchWrite`] of deletes.
    ///
    /// ```
    /// # async fn example(client: dynamo_model::Client) -> dynamo_model::Result<()> {
    /// # use dynamo_model::Model;
    /// # #[derive(Clone, Model)] #[dynamo(table = "orders")]
    /// # struct Order { #[dynamo(partition_key)] customer: String, #[dynamo(sort_key)] id: String }
    /// Order::batch_delete([("c-17", "1"), ("c-17", "2")]).send(&client).await?;
    /// # Ok(())
    /// # }
    /// ```
    fn batch_delete<K: IntoKey<Self, Self::Key>>(keys: impl IntoIterator<Item = K>) -> BatchWrite
    where
        Self: Batchable,
    {
        BatchWrite::new().with_all(keys.into_iter().map(Self::delete))
    }

    /// Checks an item in a [`TransactWrite`], and leaves it as it is: it has to be there, and to meet the condition that is added.
    fn check(key: impl IntoKey<Self, Self::Key>) -> Check<Self> {
        Check::new(key.into_key().conformed())
    }

    /// Reads the items of one partition, in the order of the sort key.
    ///
    /// In a table of several models it reads those of this model: whose sort key begins as its template does, and whose type is
    /// that of the model.
    fn query(partition: impl IntoKeyValue<<Self::Key as KeyShape>::Partition>) -> Query<Self> {
        Query::new(partition.into_given())
    }

    /// Reads the items of one partition of an index, in the order of its sort key.
    ///
    /// Of an index that does not hold all attributes it reads no whole items: [`project`](Query::project) or
    /// [`select`](Query::select) what it holds, or [`hydrate`](Query::hydrate).
    fn query_index<I: Index<Self, Item = T>, T: Load>(
        index: I,
        partition: impl IntoKeyValue<<I::Key as KeyShape>::Partition>,
    ) -> Query<Self, T, I> {
        let _ = index;
        Query::new(partition.into_given())
    }

    /// Reads the whole table. It costs what reading all of its items costs, whatever the filter lets through.
    fn scan() -> Scan<Self> {
        Scan::new()
    }

    /// Reads a whole index: every item that has its key attributes.
    fn scan_index<I: Index<Self, Item = T>, T: Load>(index: I) -> Scan<Self, T, I> {
        let _ = index;
        Scan::new()
    }

    /// Reads the items that references refer to, and gives each reference its own: of all posts their authors.
    ///
    /// Each item is read once, however many references there are to it, and every hundred of them take one request.
    ///
    /// ```
    /// # async fn example(client: dynamo_model::Client) -> dynamo_model::Result<()> {
    /// # use dynamo_model::{Model, Ref};
    /// # #[derive(Clone, Model)] #[dynamo(table = "users")]
    /// # struct User { #[dynamo(partition_key)] id: String }
    /// # #[derive(Clone, Model)] #[dynamo(table = "posts")]
    /// # struct Post { #[dynamo(partition_key)] id: String, author: Ref<User>, reviewer: Option<Ref<User>>, likes: Vec<Ref<User>> }
    /// let mut posts = Post::scan().all(&client).await?;
    /// User::populate(posts.iter_mut().map(|post| &mut post.author)).send(&client).await?;
    ///
    /// // Several references of each post, read together.
    /// let refs = posts.iter_mut().flat_map(|post| post.reviewer.iter_mut().chain(&mut post.likes));
    /// User::populate(refs).consistent().send(&client).await?;
    /// # Ok(())
    /// # }
    /// ```
    fn populate<'r>(refs: impl IntoIterator<Item = &'r mut Ref<Self>>) -> Populate<'r, Self> {
        Populate::new(refs)
    }

    /// Creates the table of this model, with on-demand billing, and waits until it can be used.
    fn create_table() -> CreateTable<Self> {
        CreateTable::new()
    }

    /// The key of this item, as [`get`](Self::get), [`update`](Self::update) and [`delete`](Self::delete) take it.
    fn key(&self) -> KeyOf<Self> {
        Self::Key::values(self.item_key())
    }

    /// This item as it would be written: with its ids, times and defaults filled in, with its values transformed, and checked.
    ///
    /// Only its version stays what it is: it moves with the write itself.
    ///
    /// ```
    /// use dynamo_model::Model;
    ///
    /// #[derive(Debug, Clone, PartialEq, Model)]
    /// struct User {
    ///     #[dynamo(partition_key, set(trim, lowercase))]
    ///     email: String,
    ///     #[dynamo(default = Some("en".to_owned()))]
    ///     language: Option<String>,
    /// }
    ///
    /// let user = User { email: " Ada@example.com".into(), language: None }.prepared()?;
    /// assert_eq!(user, User { email: "ada@example.com".into(), language: Some("en".into()) });
    /// # Ok::<(), dynamo_model::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Validation`](crate::ErrorKind::Validation) if the item breaks rules of the model.
    fn prepared(&self) -> Result<Self> {
        prepared(Cow::Borrowed(self), Write::Putting).map(Cow::into_owned)
    }

    /// This item in the SDK's own types, as it would be stored: what [`prepared`](Self::prepared) makes of it, with the attributes that
    /// templates make, and its type.
    ///
    /// For a request of your own, an export or a test. Its version is the one that it has: a request that writes it has to count
    /// it up, and to expect the version that was read.
    ///
    /// # Errors
    /// [`Validation`](crate::ErrorKind::Validation) if the item breaks rules of the model, [`Encode`](crate::ErrorKind::Encode) if a value has
    /// no stored form; the error's path names the attribute.
    fn to_attributes(&self) -> Result<HashMap<String, AttributeValue>> {
        stored_form(&*prepared(Cow::Borrowed(self), Write::Putting)?)
    }

    /// Reads an item from the SDK's own types: from a stream's image, an export, or a request of your own.
    ///
    /// # Errors
    /// [`Decode`](crate::ErrorKind::Decode) if the item does not fit the model; the error's path names the attribute.
    fn from_attributes(attributes: HashMap<String, AttributeValue>) -> Result<Self> {
        read_stored(attributes)
    }

    /// This item as one of its views shows it: a value to serialise. `#[dynamo(view(..))]` describes views.
    ///
    /// ```
    /// use dynamo_model::Model;
    ///
    /// struct Public;
    ///
    /// #[derive(Clone, Model)]
    /// #[dynamo(table = "orders", view(Public, include(id, total_cents)))]
    /// struct Order {
    ///     #[dynamo(partition_key)]
    ///     id: String,
    ///     total_cents: u64,
    ///     note: Option<String>,
    /// }
    ///
    /// let order = Order { id: "o-1".into(), total_cents: 1990, note: Some("fragile".into()) };
    /// assert_eq!(serde_json::to_string(&order.view(Public)).unwrap(), r#"{"id":"o-1","total_cents":1990}"#);
    /// ```
    #[cfg(feature = "serde")]
    fn view<V: ViewOf<Self>>(&self, view: V) -> Viewed<'_, Self, V> {
        view.of(self)
    }

    /// These items as one of their views shows them: a list to serialise.
    ///
    /// ```
    /// # use dynamo_model::Model;
    /// # struct Public;
    /// # #[derive(Clone, Model)]
    /// # #[dynamo(view(Public, include(id)))]
    /// # struct Order {
    /// #     #[dynamo(partition_key)]
    /// #     id: String,
    /// #     note: Option<String>,
    /// # }
    /// # async fn example(client: dynamo_model::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let orders = Order::scan().all(&client).await?;
    /// let body = serde_json::to_string(&Order::view_all(&orders, Public))?;
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "serde")]
    fn view_all<V: ViewOf<[Self]>>(items: &[Self], view: V) -> Viewed<'_, [Self], V> {
        view.of(items)
    }
}

impl<M: Hooks> Model for M {}

impl Error {
    /// The item at fault, read as a model or as a collection: for a failed condition the one that is there.
    ///
    /// `None` if the error carries no item. The inner result is an error if that item does not fit.
    pub fn stored<M: Schema>(&self) -> Option<Result<M>> {
        self.stored_item().cloned().map(read_stored)
    }
}

fn read_stored<M: Schema>(item: Attributes) -> Result<M> {
    reading::view::read_item(item, M::decode).map_err(told_by_type::<M>)
}

fn stored_form<M: Schema>(item: &M) -> Result<Attributes> {
    match to_attribute_value::<M, Plain>(item)? {
        AttributeValue::M(attributes) => Ok(attributes),
        _ => Err(Error::encode("a model is stored as a map")),
    }
}

fn key_attributes<M: Schema>(key: Key<M>) -> Result<Attributes> {
    key.into_attributes().map(named)
}

fn named(attributes: Vec<(&'static str, AttributeValue)>) -> Attributes {
    let attributes = attributes.into_iter();
    attributes
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}
