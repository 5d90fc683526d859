//! Storing a type in another form than its own: codecs.

use std::fmt;
use std::marker::PhantomData;

use aws_sdk_dynamodb::types::AttributeValue;

use super::attribute::{Attribute, MayBeAbsent, NoFields};
use super::codec::{Decode, Encode, Reader, Writer};
use super::kind::Kind;
use super::{Entries, Writing, conform};
use crate::error::{At, Error, Result, Segment};

/// A stored form for `T` other than its own, chosen with `#[dynamo(with = ..)]`.
///
/// A codec mirrors the shape of the field, so that one for `Money` serves `Option<Money>` as `Option<Cents>`, and
/// `Vec<Money>` as `Vec<Cents>`:
///
/// ```
/// use dynamo_model::value::{Codec, Decode, Encode, Reader, Writer, kind};
/// use dynamo_model::Result;
///
/// /// A foreign type.
/// struct Money { cents: i64 }
///
/// /// Stores money as a number of cents.
/// struct Cents;
///
/// impl Codec<Money> for Cents {
///     type Kind = kind::N;
///
///     fn decode(reader: &mut dyn Reader<'_>) -> Result<Money> {
///         Ok(Money { cents: i64::decode(reader)? })
///     }
///
///     fn encode(value: &Money, writer: &mut dyn Writer) -> Result<()> {
///         value.cents.encode(writer)
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a codec for `{T}`",
    label = "does not store `{T}`",
    note = "a codec mirrors the field: for an `Option<T>` write `with = Option<{Self}>`, for a `Vec<T>` `with = Vec<{Self}>`",
    note = "`#[dynamo(null)]` is for an `Option`"
)]
pub trait Codec<T> {
    /// The DynamoDB type of the stored form.
    type Kind: Kind;

    /// Reads the stored form.
    ///
    /// # Errors
    /// If what is stored is not a form of a `T`.
    fn decode(reader: &mut dyn Reader<'_>) -> Result<T>;

    /// Writes the stored form.
    ///
    /// # Errors
    /// If this value has no stored form.
    fn encode(value: &T, writer: &mut dyn Writer) -> Result<()>;

    /// What a missing attribute reads as. By default it is an error.
    ///
    /// # Errors
    /// [`Error::missing`] if the attribute is required.
    fn absent() -> Result<T> {
        Err(Error::missing())
    }

    /// Whether this value is stored by leaving the attribute out.
    fn is_absent(_value: &T) -> bool {
        false
    }

    /// As [`Attribute::changes`]: for codecs around documents.
    fn changes(_value: &T) -> bool {
        false
    }

    /// As [`Attribute::prepare`].
    fn prepare(_value: &mut T, _at: &At<'_>, _writing: &mut Writing) {}

    /// As [`Attribute::inspect`].
    fn inspect(_value: &T, _at: &At<'_>, _writing: &mut Writing) {}

    /// As [`Attribute::conform`].
    fn conform(
        _value: &mut Option<AttributeValue>,
        _below: &[&Segment],
        _at: &At<'_>,
        _writing: &mut Writing,
    ) {
    }

    /// As [`Attribute::enclose`].
    ///
    /// # Errors
    /// The value itself, if it cannot be enclosed.
    fn enclose(
        value: AttributeValue,
        below: &[&Segment],
    ) -> std::result::Result<AttributeValue, AttributeValue> {
        conform::enclose_nothing(value, below)
    }

    /// As [`Attribute::entries`].
    fn entries() -> Entries {
        Entries::Whole
    }
}

/// The codec of a field that names none: the type's own form.
#[derive(Debug, Clone, Copy)]
pub struct Plain;

impl<T: Attribute> Codec<T> for Plain {
    type Kind = T::Kind;

    fn decode(reader: &mut dyn Reader<'_>) -> Result<T> {
        T::decode(reader)
    }

    fn encode(value: &T, writer: &mut dyn Writer) -> Result<()> {
        value.encode(writer)
    }

    fn absent() -> Result<T> {
        T::absent()
    }

    fn is_absent(value: &T) -> bool {
        value.is_absent()
    }

    fn changes(value: &T) -> bool {
        value.changes()
    }

    fn prepare(value: &mut T, at: &At<'_>, writing: &mut Writing) {
        value.prepare(at, writing);
    }

    fn inspect(value: &T, at: &At<'_>, writing: &mut Writing) {
        value.inspect(at, writing);
    }

    fn conform(
        value: &mut Option<AttributeValue>,
        below: &[&Segment],
        at: &At<'_>,
        writing: &mut Writing,
    ) {
        T::conform(value, below, at, writing);
    }

    fn enclose(
        value: AttributeValue,
        below: &[&Segment],
    ) -> std::result::Result<AttributeValue, AttributeValue> {
        T::enclose(value, below)
    }

    fn entries() -> Entries {
        T::entries()
    }
}

impl<T, C: Codec<T>> Codec<Option<T>> for Option<C> {
    type Kind = C::Kind;

    fn decode(reader: &mut dyn Reader<'_>) -> Result<Option<T>> {
        super::optional(reader, C::decode)
    }

    fn encode(value: &Option<T>, writer: &mut dyn Writer) -> Result<()> {
        match value {
            Some(value) => C::encode(value, writer),
            None => writer.null(),
        }
    }

    fn absent() -> Result<Option<T>> {
        Ok(None)
    }

    fn is_absent(value: &Option<T>) -> bool {
        value.as_ref().is_none_or(C::is_absent)
    }

    fn changes(value: &Option<T>) -> bool {
        value.as_ref().is_some_and(C::changes)
    }

    fn prepare(value: &mut Option<T>, at: &At<'_>, writing: &mut Writing) {
        if let Some(value) = value {
            C::prepare(value, at, writing);
        }
    }

    fn inspect(value: &Option<T>, at: &At<'_>, writing: &mut Writing) {
        if let Some(value) = value {
            C::inspect(value, at, writing);
        }
    }

    fn conform(
        value: &mut Option<AttributeValue>,
        below: &[&Segment],
        at: &At<'_>,
        writing: &mut Writing,
    ) {
        C::conform(value, below, at, writing);
    }

    fn enclose(
        value: AttributeValue,
        below: &[&Segment],
    ) -> std::result::Result<AttributeValue, AttributeValue> {
        C::enclose(value, below)
    }

    fn entries() -> Entries {
        C::entries()
    }
}

/// A `T` stored in the form of the codec `C`: the type of the attribute behind `#[dynamo(with = C)]`.
///
/// You meet it in messages of the compiler, and where such an attribute is a key. It can also be used as a field's
/// type.
pub struct As<T, C> {
    /// The value itself.
    pub value: T,
    codec: PhantomData<fn() -> C>,
}

impl<T, C> As<T, C> {
    /// Wraps a value.
    pub fn new(value: T) -> Self {
        Self {
            value,
            codec: PhantomData,
        }
    }
}

impl<T: fmt::Debug, C> fmt::Debug for As<T, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

impl<T: Clone, C> Clone for As<T, C> {
    fn clone(&self) -> Self {
        Self::new(self.value.clone())
    }
}

impl<T: PartialEq, C> PartialEq for As<T, C> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T, C: Codec<T>> Decode for As<T, C> {
    fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
        C::decode(reader).map(Self::new)
    }

    fn absent() -> Result<Self> {
        C::absent().map(Self::new)
    }
}

impl<T, C: Codec<T>> Encode for As<T, C> {
    fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
        C::encode(&self.value, writer)
    }

    fn is_absent(&self) -> bool {
        C::is_absent(&self.value)
    }
}

impl<T, C: Codec<T>> Attribute for As<T, C> {
    type Kind = C::Kind;
    type Operand = Self;
    type Fields<R> = NoFields;

    fn changes(&self) -> bool {
        C::changes(&self.value)
    }

    fn prepare(&mut self, at: &At<'_>, writing: &mut Writing) {
        C::prepare(&mut self.value, at, writing);
    }

    fn inspect(&self, at: &At<'_>, writing: &mut Writing) {
        C::inspect(&self.value, at, writing);
    }

    fn conform(
        value: &mut Option<AttributeValue>,
        below: &[&Segment],
        at: &At<'_>,
        writing: &mut Writing,
    ) {
        C::conform(value, below, at, writing);
    }

    fn enclose(
        value: AttributeValue,
        below: &[&Segment],
    ) -> std::result::Result<AttributeValue, AttributeValue> {
        C::enclose(value, below)
    }

    fn entries() -> Entries {
        C::entries()
    }
}

impl<T, C: Codec<Option<T>>> MayBeAbsent for As<Option<T>, C> {}
