//! What may be absent.

use std::fmt;
use std::marker::PhantomData;

use super::{
    Attribute, Codec, Container, Decode, Encode, List, Map, MayBeAbsent, Plain, Reader, Set, Writer,
};
use crate::error::Result;

/// Absent and NULL both read as `None`; `None` is absent, and NULL where it cannot be (in a list).
impl<T: Decode> Decode for Option<T> {
    fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
        super::optional(reader, T::decode)
    }

    fn absent() -> Result<Self> {
        Ok(None)
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
        match self {
            Some(value) => value.encode(writer),
            None => writer.null(),
        }
    }

    fn is_absent(&self) -> bool {
        self.as_ref().is_none_or(T::is_absent)
    }
}

impl<T: Attribute> Attribute for Option<T> {
    type Kind = T::Kind;
    type Operand = T::Operand;
    type Fields<R> = T::Fields<R>;
}

impl<T: Attribute> MayBeAbsent for Option<T> {}

impl<T: Container> Container for Option<T> {
    type Element = T::Element;
}

impl<T: List> List for Option<T> {
    type Element = T::Element;
}

impl<T: Map> Map for Option<T> {
    type Entry = T::Entry;
}

impl<T: Set> Set for Option<T> {
    type Element = T::Element;
}

/// Stores `None` as NULL instead of leaving the attribute out. It is what `#[dynamo(null)]` chooses.
///
/// NULL and an absent attribute both read as `None`. `C` is the codec for what is inside the `Option`.
///
/// Prefer absent attributes: they cost no storage, a sparse index leaves them out, and `attribute_exists` finds
/// them out. NULL is for readers that tell "known to be nothing" from "not known".
pub struct Nullable<C = Plain>(PhantomData<fn() -> C>);

impl<C> fmt::Debug for Nullable<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Nullable")
    }
}

impl<T, C: Codec<T>> Codec<Option<T>> for Nullable<C> {
    type Kind = C::Kind;

    fn decode(reader: &mut dyn Reader<'_>) -> Result<Option<T>> {
        <Option<C> as Codec<Option<T>>>::decode(reader)
    }

    fn encode(value: &Option<T>, writer: &mut dyn Writer) -> Result<()> {
        <Option<C> as Codec<Option<T>>>::encode(value, writer)
    }

    fn absent() -> Result<Option<T>> {
        Ok(None)
    }

    fn is_absent(value: &Option<T>) -> bool {
        value.as_ref().is_some_and(C::is_absent)
    }
}
