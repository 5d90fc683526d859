//! What the type of an attribute says at compile time.

use std::sync::Arc;

use aws_sdk_dynamodb::types::AttributeValue;

use super::codec::{Decode, Encode};
use super::kind::{KeyKind, Kind};
use super::{Entries, Writing, conform};
use crate::error::{At, AttributePath, Segment};

/// A type that can stand in a model: it can be read and written, and says which operators fit it.
///
/// Implemented for the types listed in [`value`](crate::value), for their `Option`s and collections, and by
/// `#[derive(Clone, Document)]` for your own.
///
/// ```
/// use dynamo_model::value::{Attribute, Decode, Encode, NoFields, Reader, Writer, kind};
/// use dynamo_model::Result;
///
/// /// Stored as a number.
/// struct Cents(u64);
///
/// impl Decode for Cents {
///     fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
///         u64::decode(reader).map(Self)
///     }
/// }
/// impl Encode for Cents {
///     fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
///         self.0.encode(writer)
///     }
/// }
/// impl Attribute for Cents {
///     type Kind = kind::N;
///     type Operand = Self;
///     type Fields<R> = NoFields;
/// }
/// ```
///
/// (For a newtype like this one, `#[derive(Clone, Document)]` writes all of it.)
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be stored as a DynamoDB attribute",
    label = "not a stored type",
    note = "for a type of your own, add `#[derive(Clone, Document)]`",
    note = "for a foreign type, store it through serde with `#[dynamo(serde)]`, or through a codec with `#[dynamo(with = ..)]`"
)]
pub trait Attribute: Encode + Decode {
    /// The DynamoDB type it is stored as.
    type Kind: Kind;
    /// What it is compared with: `T` for an `Option<T>`, otherwise the type itself.
    type Operand: Attribute;
    /// The typed paths of what lies below it, as seen from a root `R`; [`NoFields`] for what has no fields.
    type Fields<R>: FieldsOf;

    /// Whether writing this value changes it first: whether [`prepare`](Self::prepare) has something to do. A value of which
    /// nothing changes is not copied.
    fn changes(&self) -> bool {
        false
    }

    /// Brings the value into the form that is written: stamps, defaults and transforms of the documents in it.
    ///
    /// Derived, and implemented by everything that contains other values. This and the next two have nothing to do for others.
    fn prepare(&mut self, at: &At<'_>, writing: &mut Writing) {
        let _ = (at, writing);
    }

    /// Looks for what breaks the rules of the documents in the value.
    fn inspect(&self, at: &At<'_>, writing: &mut Writing) {
        let _ = (at, writing);
    }

    /// Does what [`prepare`](Self::prepare) and [`inspect`](Self::inspect) do to a value of this type that stands in an
    /// expression, or to the part of one that lies `below`: an update obeys the rules that a put does.
    ///
    /// `None` is an absent value, and what a transform can make of one.
    fn conform(
        value: &mut Option<AttributeValue>,
        below: &[&Segment],
        at: &At<'_>,
        writing: &mut Writing,
    ) {
        let _ = (value, below, at, writing);
    }

    /// Puts what lies `below` into a value of this type that holds nothing else, so that rules about a list or a map see an element
    /// or an entry of it.
    ///
    /// # Errors
    /// The value itself, if that cannot be done: in a document, other fields would be missing.
    fn enclose(
        value: AttributeValue,
        below: &[&Segment],
    ) -> Result<AttributeValue, AttributeValue> {
        conform::enclose_nothing(value, below)
    }

    /// What in a stored value of this type changes by itself. One that says nothing is a value as a whole.
    fn entries() -> Entries {
        Entries::Whole
    }
}

/// The generated struct of typed paths of a document.
pub trait FieldsOf {
    /// The paths of the fields of the document that stands at `parent`, or of a whole item where there is none.
    fn at(parent: Option<&Arc<AttributePath>>) -> Self;
}

/// The fields of an attribute that has none.
#[derive(Debug, Clone, Copy)]
pub struct NoFields;

impl FieldsOf for NoFields {
    fn at(_: Option<&Arc<AttributePath>>) -> Self {
        Self
    }
}

/// A type that can be a key attribute: its kind is S, N or B, and it is always there.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a key attribute",
    label = "a key is a string, a number or binary, and never optional",
    note = "DynamoDB takes S, N and B as keys: no list, map, set or boolean, and nothing that may be absent"
)]
pub trait KeyAttribute:
    Attribute<Kind: KeyKind> + AlwaysPresent<<Self as Attribute>::Operand>
{
}

#[diagnostic::do_not_recommend]
impl<T> KeyAttribute for T where
    T: Attribute<Kind: KeyKind> + AlwaysPresent<<T as Attribute>::Operand>
{
}

/// A type that is its own operand, and so has no way to be absent.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a key attribute of a table",
    label = "may be absent",
    note = "every item of a table has its key attributes",
    note = "an `Option` can be a key attribute of an index: an item where it is `None` is not in that index"
)]
#[doc(hidden)]
pub trait AlwaysPresent<T> {}
#[diagnostic::do_not_recommend]
impl<T> AlwaysPresent<T> for T {}

/// A type as seen from a lifetime that it does not depend on: what lets a derived implementation depend on what a
/// concrete type implements.
#[doc(hidden)]
pub trait Same<'a> {
    type Type: ?Sized;
}

#[diagnostic::do_not_recommend]
impl<T: ?Sized> Same<'_> for T {
    type Type = T;
}

/// An attribute that an item may lack: it can be removed, and reads back as `None` or as an empty set.
#[diagnostic::on_unimplemented(
    message = "a required attribute cannot be removed",
    label = "`{Self}` must always be there",
    note = "make the attribute an `Option`, or `set` it to another value"
)]
pub trait MayBeAbsent: Attribute {}

/// An attribute with elements to look for: a string has substrings, a list or a set has elements.
#[diagnostic::on_unimplemented(
    message = "`contains` works on strings, sets and lists, not on `{Self}`",
    label = "this attribute has nothing to look for"
)]
pub trait Container: Attribute {
    /// What can be looked for.
    type Element: Attribute;
}

/// An attribute whose elements have a position.
#[diagnostic::on_unimplemented(
    message = "only a list has elements in an order; this attribute is a `{Self}`",
    label = "not a list"
)]
pub trait List: Attribute {
    /// The elements.
    type Element: Attribute;
}

/// An attribute whose entries have names of their own.
#[diagnostic::on_unimplemented(
    message = "only the entries of a map have a key; this attribute is a `{Self}`",
    label = "not a map",
    note = "the fields of a document are fields here too: `o.address.city`"
)]
pub trait Map: Attribute {
    /// The values of the entries.
    type Entry: Attribute;
}

/// An attribute that is a set: elements can be added to it and deleted from it.
#[diagnostic::on_unimplemented(
    message = "elements can be added to and deleted from sets; this attribute is a `{Self}`",
    label = "not a set"
)]
pub trait Set: Attribute {
    /// The elements.
    type Element: Attribute;
}

/// A number that can be added to an attribute of type `T`, with either sign.
///
/// Whole numbers of every type go with whole numbers of every type: `add(-1)` fits a `u64`.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` cannot be added to an attribute of type `{T}`",
    label = "does not fit `{T}`",
    note = "whole numbers go with whole numbers; elements are added to a set with `insert`"
)]
pub trait Delta<T>: Encode {}
