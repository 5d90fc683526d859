//! Bytes.

use std::borrow::{Borrow, Cow};
use std::collections::{BTreeSet, HashSet};
use std::fmt;
use std::hash::{BuildHasher, Hash};
use std::ops::{Deref, DerefMut};

use super::set::{read_set, write_set};
use super::{
    As, Attribute, AttributeType, Codec, Container, Decode, Encode, List, MayBeAbsent, NoFields,
    Reader, Set, Writer, kind,
};
use crate::error::{Error, Result};

/// Bytes, stored as binary (`B`).
///
/// A `Vec<u8>` is a list of numbers to DynamoDB, as every `Vec` is a list. Bytes are stored compactly as a `Blob`, as
/// `Bytes` (feature `bytes`), or with `#[dynamo(binary)]` on a `Vec<u8>`, a `Box<[u8]>` or a `[u8; N]`.
///
/// ```
/// use dynamo_model::value::Blob;
///
/// let blob = Blob::from(b"PNG");
/// assert_eq!(blob.len(), 3);
/// assert!(blob.starts_with(b"P"));
/// // What is in it stays out of logs.
/// assert_eq!(format!("{blob:?}"), "Blob(3 bytes)");
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Blob(Vec<u8>);

impl Blob {
    /// Takes over the bytes.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self(bytes.into())
    }

    /// The bytes.
    pub fn into_vec(self) -> Vec<u8> {
        self.0
    }
}

impl fmt::Debug for Blob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Blob({} bytes)", self.0.len())
    }
}

impl Deref for Blob {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl DerefMut for Blob {
    fn deref_mut(&mut self) -> &mut [u8] {
        &mut self.0
    }
}

impl AsRef<[u8]> for Blob {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Borrow<[u8]> for Blob {
    fn borrow(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Blob {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<Box<[u8]>> for Blob {
    fn from(bytes: Box<[u8]>) -> Self {
        Self(bytes.into_vec())
    }
}

impl From<&[u8]> for Blob {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }
}

impl<const N: usize> From<&[u8; N]> for Blob {
    fn from(bytes: &[u8; N]) -> Self {
        Self(bytes.to_vec())
    }
}

impl<const N: usize> From<[u8; N]> for Blob {
    fn from(bytes: [u8; N]) -> Self {
        Self(bytes.to_vec())
    }
}

impl From<Blob> for Vec<u8> {
    fn from(blob: Blob) -> Self {
        blob.0
    }
}

impl FromIterator<u8> for Blob {
    fn from_iter<I: IntoIterator<Item = u8>>(bytes: I) -> Self {
        Self(bytes.into_iter().collect())
    }
}

impl Decode for Blob {
    fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
        Ok(Self(reader.bytes()?.into_owned()))
    }
}

impl Encode for Blob {
    fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
        writer.bytes(&self.0)
    }
}

impl Attribute for Blob {
    type Kind = kind::B;
    type Operand = Self;
    type Fields<R> = NoFields;
}

/// Stores bytes as binary (`B`), and sets of bytes as binary sets (`BS`). It is what `#[dynamo(binary)]` chooses.
///
/// It works on every [`BinaryValue`], on `Option`s of them, and on lists and sets of them:
///
/// ```
/// use std::collections::BTreeSet;
/// use dynamo_model::value::{Binary, Codec, kind};
///
/// fn stored_as<K, T>() where Binary: Codec<T, Kind = K> {}
///
/// stored_as::<kind::B, Vec<u8>>();
/// stored_as::<kind::B, Option<[u8; 32]>>();
/// stored_as::<kind::L, Vec<Vec<u8>>>();
/// stored_as::<kind::Bs, BTreeSet<Vec<u8>>>();
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Binary;

/// A type that is nothing but bytes, and can be stored through [`Binary`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not bytes",
    label = "cannot be stored as binary",
    note = "`Vec<u8>`, `Box<[u8]>` and `[u8; N]` can, and `Option`s, lists and sets of them"
)]
pub trait BinaryValue: Sized {
    /// The bytes to store.
    fn to_binary(&self) -> &[u8];

    /// Makes the value from stored bytes.
    ///
    /// # Errors
    /// If these bytes are not such a value.
    fn from_binary(bytes: Cow<'_, [u8]>) -> Result<Self>;
}

impl BinaryValue for Vec<u8> {
    fn to_binary(&self) -> &[u8] {
        self
    }

    fn from_binary(bytes: Cow<'_, [u8]>) -> Result<Self> {
        Ok(bytes.into_owned())
    }
}

impl BinaryValue for Box<[u8]> {
    fn to_binary(&self) -> &[u8] {
        self
    }

    fn from_binary(bytes: Cow<'_, [u8]>) -> Result<Self> {
        Ok(bytes.into_owned().into())
    }
}

impl<const N: usize> BinaryValue for [u8; N] {
    fn to_binary(&self) -> &[u8] {
        self
    }

    fn from_binary(bytes: Cow<'_, [u8]>) -> Result<Self> {
        Self::try_from(&*bytes)
            .map_err(|_| Error::decode(format!("expected {N} bytes, found {}", bytes.len())))
    }
}

impl BinaryValue for Blob {
    fn to_binary(&self) -> &[u8] {
        self
    }

    fn from_binary(bytes: Cow<'_, [u8]>) -> Result<Self> {
        Ok(Self(bytes.into_owned()))
    }
}

fn read<T: BinaryValue>(reader: &mut dyn Reader<'_>) -> Result<T> {
    T::from_binary(reader.bytes()?)
}

fn write<T: BinaryValue>(value: &T, writer: &mut dyn Writer) -> Result<()> {
    writer.bytes(value.to_binary())
}

impl<T: BinaryValue> Codec<T> for Binary {
    type Kind = kind::B;

    fn decode(reader: &mut dyn Reader<'_>) -> Result<T> {
        read(reader)
    }

    fn encode(value: &T, writer: &mut dyn Writer) -> Result<()> {
        write(value, writer)
    }
}

impl<T: BinaryValue> Codec<Option<T>> for Binary {
    type Kind = kind::B;

    fn decode(reader: &mut dyn Reader<'_>) -> Result<Option<T>> {
        <Option<Self> as Codec<Option<T>>>::decode(reader)
    }

    fn encode(value: &Option<T>, writer: &mut dyn Writer) -> Result<()> {
        <Option<Self> as Codec<Option<T>>>::encode(value, writer)
    }

    fn absent() -> Result<Option<T>> {
        Ok(None)
    }

    fn is_absent(value: &Option<T>) -> bool {
        value.is_none()
    }
}

impl<T: BinaryValue> Codec<Vec<T>> for Binary {
    type Kind = kind::L;

    fn decode(reader: &mut dyn Reader<'_>) -> Result<Vec<T>> {
        <Vec<Self> as Codec<Vec<T>>>::decode(reader)
    }

    fn encode(value: &Vec<T>, writer: &mut dyn Writer) -> Result<()> {
        <Vec<Self> as Codec<Vec<T>>>::encode(value, writer)
    }
}

impl<T: BinaryValue> Container for As<Vec<T>, Binary> {
    type Element = As<T, Binary>;
}

impl<T: BinaryValue> List for As<Vec<T>, Binary> {
    type Element = As<T, Binary>;
}

macro_rules! binary_sets {
    ($([$($bounds:tt)*] [$($hasher:tt)*] $ty:ty;)*) => {$(
        impl<T: BinaryValue $($bounds)*, $($hasher)*> Codec<$ty> for Binary {
            type Kind = kind::Bs;

            fn decode(reader: &mut dyn Reader<'_>) -> Result<$ty> {
                let mut set = <$ty>::default();
                read_set(reader, AttributeType::Bs, read, |element| set.insert(element))?;
                Ok(set)
            }

            fn encode(value: &$ty, writer: &mut dyn Writer) -> Result<()> {
                write_set(value.iter(), writer, AttributeType::Bs, write)
            }

            fn absent() -> Result<$ty> {
                Ok(<$ty>::default())
            }

            fn is_absent(value: &$ty) -> bool {
                value.is_empty()
            }
        }

        impl<T: BinaryValue $($bounds)*, $($hasher)*> MayBeAbsent for As<$ty, Binary> {}

        impl<T: BinaryValue $($bounds)*, $($hasher)*> Container for As<$ty, Binary> {
            type Element = As<T, Binary>;
        }

        impl<T: BinaryValue $($bounds)*, $($hasher)*> Set for As<$ty, Binary> {
            type Element = As<T, Binary>;
        }
    )*};
}

binary_sets! {
    [+ Ord] [] BTreeSet<T>;
    [+ Eq + Hash] [H: BuildHasher + Default] HashSet<T, H>;
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::testing::*;
    use super::*;

    #[test]
    fn is_binary_and_nothing_else() {
        assert_eq!(stored(&Blob::from(b"a")), b(b"a"));
        assert_eq!(stored_as::<_, Binary>(&vec![97]), b(b"a"));
        assert_eq!(stored_as::<_, Binary>(&Some(*b"a")), b(b"a"));
        assert_eq!(read_error::<Blob>(s("a")), "expected B, found S");
        assert_eq!(
            read_error_as::<[u8; 4], Binary>(b(b"abc")),
            "expected 4 bytes, found 3"
        );
        assert_eq!(
            read_error_as::<Vec<Vec<u8>>, Binary>(l([b(b"a"), n("1")])),
            "[1]: expected B, found N"
        );
    }

    #[test]
    fn is_absent_where_none_or_empty_set() {
        assert!(Binary::is_absent(&None::<Vec<u8>>));
        assert!(Binary::is_absent(&BTreeSet::<Vec<u8>>::new()));
        assert!(!Binary::is_absent(&Vec::<u8>::new()));
        assert_eq!(<Binary as Codec<Option<Vec<u8>>>>::absent().unwrap(), None);
        assert!(<Binary as Codec<Vec<u8>>>::absent().is_err());
    }

    proptest! {
        #[test]
        fn round_trips(bytes: Vec<u8>, array: [u8; 16], sets: BTreeSet<[u8; 2]>) {
            round_trip_as::<_, Binary>(&bytes.clone().into_boxed_slice());
            round_trip_as::<_, Binary>(&Some(bytes.clone()));
            round_trip_as::<_, Binary>(&array);
            round_trip_as::<_, Binary>(&bytes);
            if !sets.is_empty() {
                round_trip_as::<_, Binary>(&sets.iter().copied().collect::<HashSet<_>>());
                round_trip_as::<_, Binary>(&sets);
            }
            round_trip(&Blob::from(bytes));
        }
    }
}
