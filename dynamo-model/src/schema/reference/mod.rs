//! References: the key of another item as an attribute, and the item, once it has been read.

#[cfg(feature = "serde")]
mod shown;
mod stored;

use std::fmt;
use std::hash::{Hash, Hasher};

use aws_sdk_dynamodb::types::AttributeValue;

pub use self::stored::{RefKey, RefKeyPart};
use super::{Entity, Identity, Key, KeyShape, Schema};
use crate::error::Result;

/// A reference to an item of the model `M`: an attribute that stores the key of that item.
///
/// ```
/// use dynamo_model::{Model, Ref};
///
/// #[derive(Clone, Model)]
/// #[dynamo(table = "users")]
/// struct User {
///     #[dynamo(partition_key)]
///     id: String,
///     name: String,
/// }
///
/// #[derive(Clone, Model)]
/// #[dynamo(table = "posts")]
/// struct Post {
///     #[dynamo(partition_key)]
///     id: String,
///     author: Ref<User>,
///     reviewer: Option<Ref<User>>,
/// }
///
/// # async fn example(client: dynamo_model::Client, ada: User) -> dynamo_model::Result<()> {
/// let post = Post { id: "p-1".into(), author: Ref::to(&ada), reviewer: Some(Ref::new("u-7")) };
/// Post::put(&post).send(&client).await?;
///
/// let mut posts = Post::scan().filter(|p| p.author.eq(Ref::new("u-1"))).all(&client).await?;
/// User::populate(posts.iter_mut().map(|post| &mut post.author)).send(&client).await?;
/// for post in &posts {
///     match post.author.item() {
///         Some(author) => println!("{} by {}", post.id, author.name),
///         None => println!("{} by nobody who is still there", post.id),
///     }
/// }
/// # Ok(())
/// # }
/// ```
///
/// # What is stored
///
/// The key, and nothing of the item. Of a model with a partition key alone it is stored as this key is, so that a reference
/// can be a key attribute itself, of a table or of an index, and be compared. Of a model with a sort key it is a map of both
/// key attributes, by their stored names; a sort key that is the same for every item of the model is left out. What a template makes
/// is stored as the template writes it.
///
/// DynamoDB does not look after references: it neither asks whether the item is there, nor deletes a reference with it.
///
/// # What it refers to
///
/// [`Model::populate`](crate::Model::populate) reads the items of many references together. Until then [`item`](Self::item) is `None`
/// and [`is_populated`](Self::is_populated) is `false`; if nothing was there to be read, [`is_missing`](Self::is_missing) is `true`. The
/// item of a single reference is read like any other: `User::get(post.author.key())`.
///
/// References are equal if they refer to the same item, whether it has been read or not. A reference whose key has no stored
/// form can be made; to write it, to compare it in a condition and to populate it is an error. All such references are equal.
pub struct Ref<M> {
    key: Key<M>,
    found: Found<M>,
}

/// What is known of the item.
#[derive(Clone)]
enum Found<M> {
    NotRead,
    Nothing,
    // A model may refer to its own kind.
    Item(Box<M>),
}

impl<M> Ref<M> {
    pub(crate) fn from_key(key: Key<M>) -> Self {
        Self {
            key,
            found: Found::NotRead,
        }
    }

    pub(crate) fn as_key(&self) -> &Key<M> {
        &self.key
    }

    /// The item, if it has been read, and was there.
    pub fn item(&self) -> Option<&M> {
        match &self.found {
            Found::Item(item) => Some(item),
            Found::NotRead | Found::Nothing => None,
        }
    }

    /// The item, if it has been read, and was there.
    pub fn into_item(self) -> Option<M> {
        match self.found {
            Found::Item(item) => Some(*item),
            Found::NotRead | Found::Nothing => None,
        }
    }

    /// Whether the item has been read, be it there or not.
    pub fn is_populated(&self) -> bool {
        !matches!(self.found, Found::NotRead)
    }

    /// Whether the item was to be read, and was not there.
    pub fn is_missing(&self) -> bool {
        matches!(self.found, Found::Nothing)
    }

    pub(crate) fn fill(&mut self, item: Option<M>) {
        self.found = match item {
            Some(item) => Found::Item(Box::new(item)),
            None => Found::Nothing,
        };
    }
}

impl<M: Entity> Ref<M> {
    /// A reference to this item. It keeps the key alone: it is not populated.
    pub fn to(item: &M) -> Self {
        Self::from_key(Key::of(item))
    }
}

impl<M: Schema> Ref<M> {
    /// The key of the item, as [`get`](crate::Model::get), [`update`](crate::Model::update) and [`delete`](crate::Model::delete) take it.
    pub fn key(&self) -> <M::Key as KeyShape>::Values {
        M::Key::values(self.key.clone())
    }

    /// The key attributes of the item by their names.
    fn attributes(&self) -> Result<Vec<(&'static str, AttributeValue)>> {
        self.key.clone().into_attributes()
    }

    fn identity(&self) -> Option<Identity> {
        let attributes = self.attributes().ok()?;
        Identity::of(attributes.iter().map(|(_, value)| Some(value)))
    }
}

impl<M: Clone> Clone for Ref<M> {
    fn clone(&self) -> Self {
        Self {
            key: self.key.clone(),
            found: self.found.clone(),
        }
    }
}

impl<M: Schema> PartialEq for Ref<M> {
    fn eq(&self, other: &Self) -> bool {
        self.identity() == other.identity()
    }
}

impl<M: Schema> Eq for Ref<M> {}

impl<M: Schema> Hash for Ref<M> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.identity().hash(state);
    }
}

/// Shows what it stores, as other attributes do, and the item.
impl<M: Schema + fmt::Debug> fmt::Debug for Ref<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_tuple("Ref");
        match self.attributes() {
            Ok(key) => key
                .iter()
                .fold(&mut shown, |shown, (_, value)| shown.field(value)),
            Err(error) => shown.field(&error),
        };
        match &self.found {
            Found::NotRead => {}
            Found::Nothing => drop(shown.field(&None::<M>)),
            Found::Item(item) => drop(shown.field(&Some(item))),
        }
        shown.finish()
    }
}
