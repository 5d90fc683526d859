//! Maps from keys to values of one type.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};
use std::sync::Arc;

use aws_sdk_dynamodb::types::AttributeValue;

use super::{
    As, Attribute, Codec, Decode, Encode, Entries, Map, NoFields, Reader, Writer, Writing, conform,
    kind,
};
use crate::error::{At, Error, Result, Segment};

/// A type that can be the key of a map: it has a form as a string.
///
/// Implemented for strings, characters, integers, and `Uuid` (feature `uuid`). For a newtype of your own:
///
/// ```
/// use std::borrow::Cow;
/// use std::collections::BTreeMap;
/// use dynamo_model::Result;
/// use dynamo_model::value::{Attribute, MapKey};
///
/// #[derive(PartialEq, Eq, PartialOrd, Ord)]
/// struct Sku(String);
///
/// impl MapKey for Sku {
///     fn to_key(&self) -> Cow<'_, str> {
///         self.0.to_key()
///     }
///
///     fn from_key(key: Cow<'_, str>) -> Result<Self> {
///         String::from_key(key).map(Self)
///     }
/// }
///
/// fn is_stored<T: Attribute>() {}
/// is_stored::<BTreeMap<Sku, u32>>();
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the key of a stored map",
    label = "has no form as a string",
    note = "implement `dynamo_model::value::MapKey` for it, or store a list of pairs"
)]
pub trait MapKey: Sized {
    /// The key as it is stored. Different keys must have different forms.
    fn to_key(&self) -> Cow<'_, str>;

    /// Reads the stored form.
    ///
    /// # Errors
    /// If the text is not the form of a key.
    fn from_key(key: Cow<'_, str>) -> Result<Self>;

    /// Whether writing a map changes this key first. As [`Attribute::changes`], also the next two; derived for newtypes.
    fn changes_key(&self) -> bool {
        false
    }

    /// Brings the key into the form that is written.
    fn prepare_key(&mut self, at: &At<'_>, writing: &mut Writing) {
        let _ = (at, writing);
    }

    /// Looks for what is wrong with the key.
    fn inspect_key(&self, at: &At<'_>, writing: &mut Writing) {
        let _ = (at, writing);
    }
}

macro_rules! text_keys {
    ($($ty:ty)*) => {$(
        impl MapKey for $ty {
            fn to_key(&self) -> Cow<'_, str> {
                Cow::Borrowed(self)
            }

            fn from_key(key: Cow<'_, str>) -> Result<Self> {
                Ok(key.into_owned().into())
            }
        }
    )*};
}
text_keys!(String Box<str> Arc<str> Cow<'_, str>);

macro_rules! integer_keys {
    ($($ty:ident)*) => {$(
        impl MapKey for $ty {
            fn to_key(&self) -> Cow<'_, str> {
                Cow::Owned(itoa::Buffer::new().format(*self).to_owned())
            }

            fn from_key(key: Cow<'_, str>) -> Result<Self> {
                key.parse().map_err(|_| {
                    Error::decode(concat!("expected a key that is the digits of a ", stringify!($ty)))
                })
            }
        }
    )*};
}
integer_keys!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

impl MapKey for char {
    fn to_key(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }

    fn from_key(key: Cow<'_, str>) -> Result<Self> {
        super::scalar::one_char(&key)
            .ok_or_else(|| Error::decode("expected a key of exactly one character"))
    }
}

/// Reads a map, each value with `decode`, and hands the entries to `insert`, which says whether the key is new.
pub(crate) fn read_map<K: MapKey, V>(
    reader: &mut dyn Reader<'_>,
    decode: impl Fn(&mut dyn Reader<'_>) -> Result<V>,
    mut insert: impl FnMut(K, V) -> bool,
) -> Result<()> {
    reader.enter_map()?;
    while let Some(name) = reader.next_key()? {
        let value = decode(reader).map_err(|error| error.at(String::from(&*name)))?;
        let key =
            K::from_key(Cow::Borrowed(&*name)).map_err(|error| error.at(String::from(&*name)))?;
        if !insert(key, value) {
            let twice = Error::decode("another key of this map reads as the same value");
            return Err(twice.at(name.into_owned()));
        }
    }
    Ok(())
}

/// Writes a map without the entries that are absent, each value with `encode`.
fn write_map<'a, K: MapKey + 'a, V: 'a>(
    entries: impl ExactSizeIterator<Item = (&'a K, &'a V)>,
    writer: &mut dyn Writer,
    is_absent: impl Fn(&V) -> bool,
    encode: impl Fn(&V, &mut dyn Writer) -> Result<()>,
) -> Result<()> {
    writer.begin_map(entries.len())?;
    for (key, value) in entries {
        if is_absent(value) {
            continue;
        }
        let key = key.to_key();
        writer.key(&key)?;
        encode(value, writer).map_err(|error| error.at(key.into_owned()))?;
    }
    writer.end_map()
}

macro_rules! maps {
    ($([$($bounds:tt)*] [$($hasher:tt)*] $ty:ty, $codec:ty;)*) => {$(
        impl<K: MapKey $($bounds)*, V: Decode, $($hasher)*> Decode for $ty {
            fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
                let mut map = Self::default();
                read_map(reader, V::decode, |key, value| map.insert(key, value).is_none())?;
                Ok(map)
            }
        }

        impl<K: MapKey $($bounds)*, V: Encode, $($hasher)*> Encode for $ty {
            fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
                write_map(self.iter(), writer, V::is_absent, V::encode)
            }
        }

        impl<K: MapKey $($bounds)*, V: Attribute, $($hasher)*> Attribute for $ty {
            type Kind = kind::M;
            type Operand = Self;
            type Fields<R> = NoFields;

            fn changes(&self) -> bool {
                self.iter().any(|(key, entry)| key.changes_key() || entry.changes())
            }

            fn prepare(&mut self, at: &At<'_>, writing: &mut Writing) {
                if self.keys().any(K::changes_key) {
                    for (mut key, entry) in std::mem::take(self) {
                        let given = key.to_key().into_owned();
                        writing.key(|writing| key.prepare_key(&at.name(&given), writing));
                        let name = key.to_key().into_owned();
                        if self.insert(key, entry).is_some() {
                            writing.report(&at.name(&name), conform::one_key_twice());
                        }
                    }
                }
                writing.inside(|writing| {
                    for (key, entry) in self.iter_mut() {
                        entry.prepare(&at.name(&key.to_key()), writing);
                    }
                });
            }

            fn inspect(&self, at: &At<'_>, writing: &mut Writing) {
                writing.inside(|writing| {
                    for (key, entry) in self {
                        let name = key.to_key();
                        let at = at.name(&name);
                        writing.key(|writing| key.inspect_key(&at, writing));
                        entry.inspect(&at, writing);
                    }
                });
            }

            fn conform(
                value: &mut Option<AttributeValue>,
                below: &[&Segment],
                at: &At<'_>,
                writing: &mut Writing,
            ) {
                conform::map::<K, V>(value, below, at, writing);
            }

            fn enclose(
                value: AttributeValue,
                below: &[&Segment],
            ) -> std::result::Result<AttributeValue, AttributeValue> {
                conform::enclose_in_map(value, below, V::enclose)
            }

            fn entries() -> Entries {
                Entries::Each(V::entries)
            }
        }

        impl<K: MapKey $($bounds)*, V: Attribute, $($hasher)*> Map for $ty {
            type Entry = V;
        }

        /// Every value in the form of the codec.
        impl<C: Codec<V>, K: MapKey $($bounds)*, V, $($hasher)*> Codec<$ty> for $codec {
            type Kind = kind::M;

            fn decode(reader: &mut dyn Reader<'_>) -> Result<$ty> {
                let mut map = <$ty>::default();
                read_map(reader, C::decode, |key, value| map.insert(key, value).is_none())?;
                Ok(map)
            }

            fn encode(value: &$ty, writer: &mut dyn Writer) -> Result<()> {
                write_map(value.iter(), writer, C::is_absent, C::encode)
            }

            fn enclose(
                value: AttributeValue,
                below: &[&Segment],
            ) -> std::result::Result<AttributeValue, AttributeValue> {
                conform::enclose_in_map(value, below, C::enclose)
}

            fn entries() -> Entries {
                Entries::Each(C::entries)
            }
        }

        impl<C: Codec<V>, K: MapKey $($bounds)*, V, $($hasher)*> Map for As<$ty, $codec> {
            type Entry = As<V, C>;
        }
    )*};
}

maps! {
    [+ Ord] [] BTreeMap<K, V>, BTreeMap<K, C>;
    [+ Eq + Hash] [H: BuildHasher + Default] HashMap<K, V, H>, HashMap<K, C>;
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::time::{Duration, UNIX_EPOCH};

    use proptest::collection::{btree_map, hash_map};
    use proptest::prelude::*;

    use super::super::testing::*;
    use super::super::{Number, UnixMillis};
    use super::*;

    #[test]
    fn errors_say_which_entry() {
        assert_eq!(
            read_error::<BTreeMap<String, Vec<u8>>>(m([("a.b", l([n("1"), s("2")]))])),
            "\"a.b\"[1]: expected N, found S"
        );
        assert_eq!(
            read_error::<BTreeMap<u8, u8>>(m([("x", n("1"))])),
            "x: expected a key that is the digits of a u8"
        );
        assert_eq!(
            read_error::<BTreeMap<char, u8>>(m([("xy", n("1"))])),
            "xy: expected a key of exactly one character"
        );
        assert_eq!(
            write_error(&BTreeMap::from([("a".to_owned(), f32::NAN)])),
            "a: NaN and infinities cannot be stored"
        );
        assert_eq!(
            read_error::<BTreeMap<String, u8>>(l([])),
            "expected M, found L"
        );
        assert!(
            read_error::<BTreeMap<u8, u8>>(m([("1", n("1")), ("01", n("2"))]))
                .ends_with("another key of this map reads as the same value")
        );
    }

    #[test]
    fn leaves_out_what_is_absent() {
        let map = BTreeMap::from([("a".to_owned(), Some(1)), ("b".to_owned(), None)]);
        assert_eq!(stored(&map), m([("a", n("1"))]));
        let map = BTreeMap::from([("a".to_owned(), BTreeSet::<u8>::new())]);
        assert_eq!(stored(&map), m([]));
        assert_eq!(
            read::<BTreeMap<String, Option<u8>>>(m([(
                "a",
                aws_sdk_dynamodb::types::AttributeValue::Null(true)
            )])),
            BTreeMap::from([("a".to_owned(), None)])
        );
    }

    proptest! {
        #[test]
        fn round_trips(
            texts in btree_map(any::<String>(), any::<i64>(), 0..8),
            numbers in hash_map(any::<i8>(), any::<String>(), 0..8),
            chars in btree_map(any::<char>(), btree_map(any::<u64>(), any::<bool>(), 0..4), 0..4),
        ) {
            round_trip::<BTreeMap<Arc<str>, Number>>(
                &texts.iter().map(|(k, v)| (k.as_str().into(), (*v).into())).collect(),
            );
            let times: HashMap<Box<str>, _> = texts
                .iter()
                .map(|(k, v)| (k.as_str().into(), UNIX_EPOCH + Duration::from_millis(v.unsigned_abs() >> 20)))
                .collect();
            round_trip_as::<_, HashMap<Box<str>, UnixMillis>>(&times);
            round_trip(&texts);
            round_trip(&numbers);
            round_trip(&chars);
        }
    }
}
