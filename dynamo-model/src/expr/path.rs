//! Typed paths: where an attribute is, as seen from a root, and of what type.

use std::cell::OnceCell;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

use crate::error::{AttributePath, Result};
use crate::schema::{Field, Free};
use crate::value::kind::{GuardKeyOf, KeyOf, UniqueOf};
use crate::value::{AlwaysPresent, As, Attribute, Codec, FieldsOf, List, Map, Plain};

/// An attribute of type `T` of the model `R`, with the role `K` that it has in keys: [`Free`] if it has none.
///
/// The derives generate a struct of such paths for each model and document. The closures of
/// `filter`, `condition`, `change` and `select` receive it:
///
/// ```
/// use dynamo_model::{Document, Model};
///
/// #[derive(Clone, Document)]
/// struct Line { sku: String, quantity: u32 }
///
/// #[derive(Clone, Model)]
/// #[dynamo(table = "orders")]
/// struct Order {
///     #[dynamo(partition_key)]
///     id: String,
///     lines: Vec<Line>,
/// }
///
/// let large = Order::scan().filter(|o| o.lines.at(0).quantity.gt(100));
/// ```
pub struct Path<R, T: Attribute, K = Free> {
    path: AttributePath,
    as_read: AsRead<T>,
    /// The paths below this one, made when they are first asked for: a document may contain itself.
    fields: OnceCell<Box<T::Fields<R>>>,
    root: PhantomData<fn() -> (R, K)>,
}

/// How the model reads an attribute, besides what its type does.
pub(crate) struct AsRead<T> {
    /// What is read where the attribute is absent.
    absent: fn() -> Result<T>,
    /// What is done after reading.
    finish: Option<fn(T) -> Result<T>>,
}

impl<T> AsRead<T> {
    /// What is read where the attribute is absent.
    pub(crate) fn absent(self) -> Result<T> {
        (self.absent)()
    }

    /// What is made of the value that was read: the `get` transforms of its field.
    pub(crate) fn finished(self, value: T) -> Result<T> {
        match self.finish {
            Some(finish) => finish(value),
            None => Ok(value),
        }
    }
}

impl<T> Clone for AsRead<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for AsRead<T> {}

impl<R, T: Attribute, K> Path<R, T, K> {
    /// The attribute at `path`, taken to be a `T`.
    pub fn new(path: AttributePath) -> Self {
        Self {
            path,
            as_read: AsRead {
                absent: T::absent,
                finish: None,
            },
            fields: OnceCell::new(),
            root: PhantomData,
        }
    }

    /// The same attribute with what the model reads where it is absent: the `default` of its field.
    #[doc(hidden)]
    #[must_use]
    pub fn __or(mut self, absent: fn() -> Result<T>) -> Self {
        self.as_read.absent = absent;
        self
    }

    /// The same attribute with what the model does after reading it: the `get` of its field.
    #[doc(hidden)]
    #[must_use]
    pub fn __then(mut self, finish: fn(T) -> Result<T>) -> Self {
        self.as_read.finish = Some(finish);
        self
    }

    /// Where it is.
    pub fn path(&self) -> &AttributePath {
        &self.path
    }

    /// How the model reads it.
    pub(crate) fn as_read(&self) -> AsRead<T> {
        self.as_read
    }

    /// Something below this attribute that the model does not declare, taken to be a `U`.
    ///
    /// For what the types don't know: the attribute of an enum's variant, or of a map of any shape.
    pub fn member<U: Attribute>(&self, name: impl Into<String>) -> Path<R, U> {
        Path::new(self.path.clone().child(name.into()))
    }

    /// The element of a list at `index`, counted from 0.
    pub fn at<E: Attribute>(&self, index: usize) -> Path<R, E>
    where
        T: List<Element = E>,
    {
        Path::new(self.path.clone().child(index))
    }

    /// The entry of a map with the name `key`.
    pub fn key<E: Attribute>(&self, key: impl Into<String>) -> Path<R, E>
    where
        T: Map<Entry = E>,
    {
        Path::new(self.path.clone().child(key.into()))
    }
}

/// For generated code: the codec of a field, asked for through the type of its path, so that a type which cannot be
/// stored is one mistake to the compiler and not two.
impl<R, T: Attribute> Path<R, T> {
    #[doc(hidden)]
    pub const fn __field(name: &'static str) -> (Field<T>, PhantomData<Self>) {
        (Field::new::<Plain>(name), PhantomData)
    }
}

impl<R, T, C: Codec<T>> Path<R, As<T, C>> {
    #[doc(hidden)]
    pub const fn __field_as(
        name: &'static str,
        _: PhantomData<C>,
    ) -> (Field<T>, PhantomData<Self>) {
        (Field::new::<C>(name), PhantomData)
    }
}

/// The type of an attribute, asked for through the type of its path.
#[doc(hidden)]
pub trait Leads {
    /// The type.
    type To: Attribute;
}

impl<R, T: Attribute> Leads for Path<R, T> {
    type To = T;
}

/// For generated code: asks for what can be a key attribute of a table.
#[doc(hidden)]
pub fn table_key<P: Leads>()
where
    P::To: AlwaysPresent<<P::To as Attribute>::Operand>,
    <P::To as Attribute>::Kind: KeyOf<P::To>,
{
}

/// For generated code: asks for what can be a key attribute of an index.
#[doc(hidden)]
pub fn index_key<P: Leads>()
where
    <P::To as Attribute>::Kind: KeyOf<P::To>,
{
}

/// For generated code: asks for what can be unique.
#[doc(hidden)]
pub fn unique<P: Leads>()
where
    <P::To as Attribute>::Kind: UniqueOf<P::To>,
{
}

/// For generated code: asks for what can be the partition key of a table with guards.
#[doc(hidden)]
pub fn guard_key<P: Leads>()
where
    <P::To as Attribute>::Kind: GuardKeyOf<P::To>,
{
}

impl<R, T: Attribute, K> Deref for Path<R, T, K> {
    type Target = T::Fields<R>;

    fn deref(&self) -> &Self::Target {
        self.fields
            .get_or_init(|| Box::new(FieldsOf::at(Some(&Arc::new(self.path.clone())))))
    }
}

impl<R, T: Attribute, K> Clone for Path<R, T, K> {
    fn clone(&self) -> Self {
        Self {
            as_read: self.as_read,
            ..Self::new(self.path.clone())
        }
    }
}

impl<R, T: Attribute, K> fmt::Debug for Path<R, T, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Path({})", self.path)
    }
}
