//! The attributes of a map, one by one: what structs are made of, and what `flatten` and tagged enums build on.

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;

use super::Member;
use super::variant::read_map;
use crate::error::Result;
use crate::value::{Attribute, Codec, Decode, Encode, Item, Plain, Reader, Value, Writer};

/// A struct whose fields are attributes of a map. Implemented by `#[derive(Document)]` and `#[derive(Model)]` on
/// structs, and for maps from strings, which take every attribute that no field takes.
///
/// It is apart from [`Decode`](crate::value::Decode) and [`Encode`](crate::value::Encode) because a flattened struct has no map of its
/// own: it reads from, and writes into, the map of the struct that it is part of.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no attributes that could stand beside others",
    label = "neither a struct that derives `Document`, nor a map from strings",
    note = "`flatten`, and a variant beside a `tag`, store the attributes of a struct beside others",
    note = "leave out `flatten` to store the field as one attribute; give the enum a `content = \"..\"` to store the variant as one"
)]
pub trait Shape: Sized {
    /// What has been read so far: one slot for each field.
    type Slots: Default;

    /// The declared attributes, in the order of the fields.
    const MEMBERS: &'static [Member];

    /// Reads the value of the attribute `name` into its slot. `false`, and nothing read, if no field has this name.
    ///
    /// # Errors
    /// If the value does not fit the field; the path of the error begins with `name`.
    fn read_attribute(
        slots: &mut Self::Slots,
        name: &str,
        reader: &mut dyn Reader<'_>,
    ) -> Result<bool>;

    /// Builds the struct when all attributes have been read.
    ///
    /// # Errors
    /// If a required attribute is missing; the path of the error is its name.
    fn finish(slots: Self::Slots) -> Result<Self>;

    /// Writes every attribute that is not absent into the map that has been begun.
    ///
    /// # Errors
    /// If a value has no stored form; the path of the error begins with the name of its attribute.
    fn write_attributes(&self, writer: &mut dyn Writer) -> Result<()>;

    /// Reads the struct from a map that also holds the tag of an enum. For generated code.
    #[doc(hidden)]
    fn decode_tagged(reader: &mut dyn Reader<'_>, tag: &'static str) -> Result<Self> {
        let mut slots = Self::Slots::default();
        read_map(reader, Some(tag), &mut |name, reader| {
            Self::read_attribute(&mut slots, name, reader)
        })?;
        Self::finish(slots)
    }
}

/// Reads a map into a struct. Attributes that no field takes are passed over.
#[allow(clippy::missing_errors_doc)] // those of `Shape`
pub fn decode_shape<S: Shape>(reader: &mut dyn Reader<'_>) -> Result<S> {
    let mut slots = S::Slots::default();
    reader.enter_map()?;
    while let Some(name) = reader.next_key()? {
        if !S::read_attribute(&mut slots, &name, reader)? {
            reader.skip()?;
        }
    }
    S::finish(slots)
}

/// Writes a struct as a map.
#[allow(clippy::missing_errors_doc)] // those of `Shape`
pub fn encode_shape<S: Shape>(value: &S, writer: &mut dyn Writer) -> Result<()> {
    writer.begin_map(S::MEMBERS.len())?;
    value.write_attributes(writer)?;
    writer.end_map()
}

macro_rules! catch_all {
    ([$($generics:tt)*] $ty:ty, $value:ty) => {
        impl<$($generics)*> Shape for $ty {
            type Slots = Self;
            const MEMBERS: &'static [Member] = &[];

            fn read_attribute(slots: &mut Self, name: &str, reader: &mut dyn Reader<'_>) -> Result<bool> {
                let value = <$value>::decode(reader).map_err(|error| error.at(name.to_owned()))?;
                slots.insert(name.to_owned(), value);
                Ok(true)
            }

            fn finish(slots: Self) -> Result<Self> {
                Ok(slots)
            }

            fn write_attributes(&self, writer: &mut dyn Writer) -> Result<()> {
                for (name, value) in self {
                    if !Plain::is_absent(value) {
                        writer.key(name)?;
                        value.encode(writer).map_err(|error| error.at(name.clone()))?;
                    }
                }
                Ok(())
            }
        }
    };
}

catch_all!([V: Attribute] BTreeMap<String, V>, V);
catch_all!([V: Attribute, H: BuildHasher + Default] HashMap<String, V, H>, V);
catch_all!([] Item, Value);

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::types::AttributeValue;

    use super::*;
    use crate::value::av::{AvReader, AvWriter};

    #[test]
    fn an_item_takes_every_attribute() {
        let item = Item::from([("id", Value::from("a")), ("sizes", Value::from(vec![1, 2]))]);
        let mut writer = AvWriter::new();
        encode_shape(&item, &mut writer).unwrap();
        let stored = writer.finish().unwrap();
        assert_eq!(stored, AttributeValue::from(Value::from(item.clone())));
        assert_eq!(
            decode_shape::<Item>(&mut AvReader::new(&stored)).unwrap(),
            item
        );
    }
}
