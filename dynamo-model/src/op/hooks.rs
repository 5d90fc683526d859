//! What a model does around its writes and reads by functions of its own.

use std::future::{Future, ready};
use std::marker::PhantomData;
use std::pin::Pin;

use super::{Attributes, Model};
use crate::client::Client;
use crate::error::Result;
use crate::schema::{Entity, Incomplete, Key, KeyOf, KeyShape};
use crate::value::Decode;

/// Functions of a model around its writes and reads. They may wait, for another table or another service, and they may fail: a
/// write is then not sent, and of a read nothing is given back but the error.
///
/// `#[dynamo(hooks)]` on the struct says that it has some; without it, the derive implements this trait without any.
///
/// ```
/// use dynamo_model::{Client, Error, Hooks, Model, Result};
///
/// #[derive(Clone, Model)]
/// #[dynamo(table = "orders", hooks)]
/// struct Order {
///     #[dynamo(partition_key)]
///     id: String,
///     customer: String,
/// }
///
/// # #[derive(Clone, Model)] #[dynamo(table = "customers")]
/// # struct Customer { #[dynamo(partition_key)] id: String }
/// impl Hooks for Order {
///     async fn before_save(&mut self, client: &Client) -> Result<()> {
///         match Customer::get(&self.customer).send(client).await? {
///             Some(_) => Ok(()),
///             None => Err(Error::refused("there is no such customer").at("customer")),
///         }
///     }
/// }
/// ```
///
/// | Hook | Runs | And not for |
/// |---|---|---|
/// | [`before_save`](Self::before_save) | before a whole item is written, first of all: what it changes is stamped, transformed and checked like everything else | updates, which have no item |
/// | [`after_load`](Self::after_load) | behind the `get` transforms, for every whole item that is given back: by reads, and by writes that give back items | projections and selections |
/// | [`before_delete`](Self::before_delete) | before a delete is sent | |
///
/// `into_input` runs none: it sends nothing, and has no client.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a model",
    label = "no model, or one with `#[dynamo(hooks)]` that does not implement `Hooks`",
    note = "add `#[derive(Clone, Model)]` to it, and `#[dynamo(partition_key)]` to the field that is its key",
    note = "a model with `#[dynamo(hooks)]` implements `dynamo_model::Hooks` by hand; without that word, it is derived",
    note = "the items of a collection are written through its models: `Order::put(..)`"
)]
pub trait Hooks: Entity + Clone + Send + 'static {
    /// Whether there are any. Derived as `false` where there are none.
    #[doc(hidden)]
    const HOOKED: bool = true;

    /// Runs before the item is written as a whole, on a copy of it.
    ///
    /// # Errors
    /// What the write is to fail with: it is not sent. [`Error::refused`](crate::Error::refused) makes one of your own, and a
    /// [`Report`](crate::Report) becomes one.
    fn before_save(&mut self, client: &Client) -> impl Future<Output = Result<()>> + Send {
        let _ = client;
        ready(Ok(()))
    }

    /// Runs after the item was read.
    ///
    /// # Errors
    /// What the read is to fail with.
    fn after_load(&mut self, client: &Client) -> impl Future<Output = Result<()>> + Send {
        let _ = client;
        ready(Ok(()))
    }

    /// Runs before the item of this key is deleted. `Self::get(key)` reads it.
    ///
    /// # Errors
    /// What the delete is to fail with: it is not sent.
    fn before_delete(key: KeyOf<Self>, client: &Client) -> impl Future<Output = Result<()>> + Send {
        let _ = (key, client);
        ready(Ok(()))
    }
}

/// A future that is not known by its type.
pub type Loading<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// Runs the hooks of what was read.
pub type LoadFn<T> = for<'a> fn(T, &'a Client) -> Loading<'a, T>;

/// Runs the hook before the item with this key is deleted.
pub type BeforeDeleteFn = for<'a> fn(Attributes, &'a Client) -> Loading<'a, ()>;

/// What a read gives back whole, and what is done with it before: a model, or a collection of models.
pub trait Load: Decode {
    /// Runs its hooks; `None` if there are none.
    #[doc(hidden)]
    const LOAD: Option<LoadFn<Self>>;

    /// Runs the hook before an item with this stored key is deleted; `None` if there is none, or it is not known of which model the item
    /// is.
    #[doc(hidden)]
    const BEFORE_DELETE: Option<BeforeDeleteFn> = None;
}

#[diagnostic::do_not_recommend]
impl<M: Hooks> Load for M {
    const LOAD: Option<LoadFn<Self>> = if M::HOOKED { Some(load::<M>) } else { None };
    const BEFORE_DELETE: Option<BeforeDeleteFn> = if M::HOOKED {
        Some(before_delete::<M>)
    } else {
        None
    };
}

fn before_delete<M: Hooks>(key: Attributes, client: &Client) -> Loading<'_, ()> {
    Box::pin(async move {
        let key = Key::<M>::stored(&key)?;
        M::before_delete(M::Key::values(key), client).await
    })
}

fn load<M: Hooks>(mut item: M, client: &Client) -> Loading<'_, M> {
    Box::pin(async move {
        item.after_load(client).await?;
        Ok(item)
    })
}

/// It is not read as it is.
impl<M, I> Load for Incomplete<M, I> {
    const LOAD: Option<LoadFn<Self>> = None;
}

/// Runs the hooks of one item that may be there.
pub(crate) async fn load_one<T>(
    load: Option<LoadFn<T>>,
    item: Option<T>,
    client: &Client,
) -> Result<Option<T>> {
    match (load, item) {
        (Some(load), Some(item)) => load(item, client).await.map(Some),
        (_, item) => Ok(item),
    }
}

/// The item that is written in the place of this one.
pub(crate) async fn before_save<M: Model>(mut item: M, client: &Client) -> Result<M> {
    item.before_save(client).await?;
    Ok(item)
}

/// The hooks of a type, by a name that every type has: what is in a collection and is no model is told once, by others. For
/// generated code.
#[derive(Debug)]
pub struct LoadOf<T>(PhantomData<fn() -> T>);

impl<T: Load> LoadOf<T> {
    /// Those of a model.
    pub const LOAD: Option<LoadFn<T>> = T::LOAD;
}

/// The hooks of what has none: taken where the above does not exist.
pub trait NoLoad<T> {
    /// None.
    const LOAD: Option<LoadFn<T>> = None;
}

impl<T> NoLoad<T> for LoadOf<T> {}

/// Runs the hooks of an item of a collection. For generated code.
pub fn load_member<M, C>(
    load: Option<LoadFn<M>>,
    item: M,
    client: &Client,
    into: fn(M) -> C,
) -> Loading<'_, C>
where
    M: Send + 'static,
    C: Send + 'static,
{
    Box::pin(async move {
        let item = match load {
            Some(load) => load(item, client).await?,
            None => item,
        };
        Ok(into(item))
    })
}

/// Asks for hooks, for generated code.
pub fn hooked<M: Hooks>() {}
