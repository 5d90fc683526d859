//! The attributes of a map, one by one: what structs are made of, and what `flatten` and tagged enums build on.

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;

use aws_sdk_dynamodb::types::AttributeValue;

use super::Member;
use super::variant::read_map;
use crate::error::{At, Error, Result, Segment};
use crate::value::{
    Attribute, Codec, Decode, Encode, Entries, Entry, Item, Plain, Reader, Value, Writer, Writing,
    conform,
};

/// A struct whose fields are attributes of a map. Implemented by `#[derive(Clone, Document)]` and `#[derive(Clone, Model)]` on
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

    /// What becomes of an attribute that no field takes: it is passed over, or refused.
    ///
    /// # Errors
    /// If it is refused; the path of the error is its name.
    fn read_unknown(name: &str, reader: &mut dyn Reader<'_>) -> Result<()> {
        let _ = name;
        reader.skip()
    }

    /// Whether an attribute of this name belongs to a field, or to the library, and not to a map.
    fn declares(name: &str) -> bool {
        let _ = name;
        false
    }

    /// Visits the names of the attributes that it has besides the declared ones: those in maps.
    fn visit_undeclared(&self, visit: &mut dyn FnMut(&str)) {
        let _ = visit;
    }

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

    /// Whether the struct has to be seen as a whole before it is written: it has rules, stamps or defaults of its own.
    const IS_RULED: bool = false;

    /// Whether writing this struct changes it first. See [`Attribute::changes`], and for the next three what it has beside it.
    fn changes_attributes(&self) -> bool {
        false
    }

    /// Brings the struct into the form that is written.
    fn prepare_attributes(&mut self, at: &At<'_>, writing: &mut Writing) {
        let _ = (at, writing);
    }

    /// Looks for what is wrong with the struct.
    fn inspect_attributes(&self, at: &At<'_>, writing: &mut Writing) {
        let _ = (at, writing);
    }

    /// Brings what an expression gives to the attribute `name`, or to a part of it, into the form that is written. `false` if no field
    /// has this name.
    fn conform_attribute(
        name: &str,
        value: &mut Option<AttributeValue>,
        below: &[&Segment],
        at: &At<'_>,
        writing: &mut Writing,
    ) -> bool {
        let _ = (name, value, below, at, writing);
        false
    }

    /// What is done after reading: the `get` transforms.
    ///
    /// # Errors
    /// That of a transform; its path begins with the name of the attribute.
    fn after_reading(&mut self) -> Result<()> {
        Ok(())
    }

    /// Reads the struct from a map that also holds the tag of an enum. For generated code.
    #[doc(hidden)]
    fn decode_tagged(reader: &mut dyn Reader<'_>, tag: &'static str) -> Result<Self> {
        let mut slots = Self::Slots::default();
        read_map(reader, Some(tag), &mut |name, reader| {
            if !Self::read_attribute(&mut slots, name, reader)? {
                Self::read_unknown(name, reader)?;
            }
            Ok(true)
        })?;
        finish(slots, reader)
    }
}

/// A map that takes every attribute.
#[diagnostic::on_unimplemented(
    message = "`{Self}` takes no attributes but its own, whatever they are called",
    label = "not a map from strings",
    note = "patterns, as in `flatten(\"x-*\")`, say which names a map takes: a `BTreeMap<String, V>`, a `HashMap<String, V>` or an `Item`"
)]
pub trait CatchesAll: Shape {}

/// Asks for a map that takes every attribute, for generated code.
pub fn catches_all<S: CatchesAll>() {}

/// Refuses an attribute that no field takes.
#[allow(clippy::missing_errors_doc)] // always
pub fn deny<T>(name: &str) -> Result<T> {
    let text = "no field takes this attribute, and the type says `#[dynamo(unknown = deny)]`";
    Err(Error::decode(text).at(name.to_owned()))
}

/// Builds a struct of what was read, and does what is done after reading.
pub(super) fn finish<S: Shape>(slots: S::Slots, reader: &dyn Reader<'_>) -> Result<S> {
    let mut read = S::finish(slots)?;
    if !reader.is_raw() {
        read.after_reading()?;
    }
    Ok(read)
}

/// Brings what an expression gives to a struct, or to a part of it, into the form that is written.
pub fn conform_shape<S: Shape + Attribute>(
    value: &mut Option<AttributeValue>,
    below: &[&Segment],
    at: &At<'_>,
    writing: &mut Writing,
) {
    match (below, &mut *value) {
        ([Segment::Name(name), below @ ..], value) => {
            S::conform_attribute(name, value, below, at, writing);
        }
        ([], Some(AttributeValue::M(_))) if S::IS_RULED => {
            conform_whole::<S>(value, at, writing);
        }
        ([], Some(AttributeValue::M(entries))) => {
            let all = std::mem::take(entries).into_iter();
            entries.extend(all.filter_map(|(name, entry)| {
                let mut of_entry = Some(entry);
                S::conform_attribute(&name, &mut of_entry, &[], at, writing);
                Some((name, of_entry?))
            }));
        }
        _ => {}
    }
}

/// Brings a whole value into the form that is written, by its type.
pub fn conform_whole<T: Attribute>(
    value: &mut Option<AttributeValue>,
    at: &At<'_>,
    writing: &mut Writing,
) {
    conform::whole::<T>(value, at, writing);
}

/// What in a stored struct changes by itself: each of its attributes.
pub fn entries_of_shape<S: Shape>() -> Entries {
    Entries::Named(|name| {
        Member::find(S::MEMBERS, name).map_or(Entry::WHOLE, |attribute| attribute.entry())
    })
}

/// Reads a map into a struct.
#[allow(clippy::missing_errors_doc)] // those of `Shape`
pub fn decode_shape<S: Shape>(reader: &mut dyn Reader<'_>) -> Result<S> {
    let mut slots = S::Slots::default();
    reader.enter_map()?;
    while let Some(name) = reader.next_key()? {
        if !S::read_attribute(&mut slots, &name, reader)? {
            S::read_unknown(&name, reader)?;
        }
    }
    finish(slots, reader)
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

            fn visit_undeclared(&self, visit: &mut dyn FnMut(&str)) {
                for name in self.keys() {
                    visit(name);
                }
            }

            fn finish(slots: Self) -> Result<Self> {
                Ok(slots)
            }

            fn changes_attributes(&self) -> bool {
                self.values().any(Attribute::changes)
            }

            fn prepare_attributes(&mut self, at: &At<'_>, writing: &mut Writing) {
                for (name, value) in self.iter_mut() {
                    value.prepare(&at.name(name), writing);
                }
            }

            fn inspect_attributes(&self, at: &At<'_>, writing: &mut Writing) {
                for (name, value) in self {
                    value.inspect(&at.name(name), writing);
                }
            }

            fn conform_attribute(
                name: &str,
                value: &mut Option<AttributeValue>,
                below: &[&Segment],
                at: &At<'_>,
                writing: &mut Writing,
            ) -> bool {
                <$value>::conform(value, below, &at.name(name), writing);
                true
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

        impl<$($generics)*> CatchesAll for $ty {}
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
