//! `modify` of a view: a function of the user gives a struct or a map, whose fields replace those of the view and come to them.

use std::fmt;

use serde::ser::{Error as _, Impossible, SerializeMap, SerializeStruct};
use serde::{Serialize, Serializer};

use super::Entries;

/// What a function of the user gives for a value.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no `modify` of a view of `{T}`",
    label = "expected a function `fn(&{T}) -> impl Serialize`",
    note = "what it returns is a struct or a map: its fields replace those of the same name, and others are added"
)]
pub trait Modify<'a, T: 'a> {
    /// What it gives.
    type Output: Serialize;

    /// Calls it.
    fn call(self, value: &'a T) -> Self::Output;
}

#[diagnostic::do_not_recommend]
impl<'a, T: 'a, O: Serialize, F: FnOnce(&'a T) -> O> Modify<'a, T> for F {
    type Output = O;

    fn call(self, value: &'a T) -> O {
        self(value)
    }
}

/// Gives the fields of a view, and in their place what a function of the user gives for the value.
#[allow(clippy::missing_errors_doc)] // those of the fields
pub fn modified<'a, T, E: Entries>(
    value: &'a T,
    function: impl Modify<'a, T>,
    entries: &mut E,
    fields: impl FnOnce(&mut Modified<'_, E>) -> Result<(), E::Error>,
) -> Result<(), E::Error> {
    merged(&function.call(value), entries, fields)
}

/// Gives these fields, and in their place those of `more`.
fn merged<E: Entries>(
    more: &impl Serialize,
    entries: &mut E,
    fields: impl FnOnce(&mut Modified<'_, E>) -> Result<(), E::Error>,
) -> Result<(), E::Error> {
    let mut names = Names(Vec::new());
    more.serialize(Merge(&mut names))
        .map_err(E::Error::custom)?;
    fields(&mut Modified {
        entries,
        replaced: names.0,
    })?;
    more.serialize(Merge(entries))
}

/// The fields of a view, without those that are replaced.
#[derive(Debug)]
pub struct Modified<'a, E> {
    entries: &'a mut E,
    replaced: Vec<String>,
}

impl<E: Entries> Entries for Modified<'_, E> {
    type Error = E::Error;

    fn entry<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), E::Error> {
        if self.replaced.iter().any(|replaced| replaced == name) {
            return Ok(());
        }
        self.entries.entry(name, value)
    }
}

/// The names of fields. Those of `None` are among them: they replace what is left out.
struct Names(Vec<String>);

impl Entries for Names {
    type Error = serde::de::value::Error;

    fn entry<T: Serialize + ?Sized>(&mut self, name: &str, _: &T) -> Result<(), Self::Error> {
        self.0.push(name.to_owned());
        Ok(())
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Self::Error> {
        self.entry(name, value)
    }
}

/// Takes the fields of a struct or of a map, and nothing else.
struct Merge<'a, E>(&'a mut E);

/// A map that is being taken, with the name that waits for its value.
struct Pairs<'a, E> {
    entries: &'a mut E,
    name: Option<String>,
}

/// A name as text.
struct Name<'a, T: ?Sized>(&'a T);

impl<T: Serialize + ?Sized> fmt::Display for Name<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.serialize(f)
    }
}

fn no_fields<T, E: Entries>() -> Result<T, E::Error> {
    Err(E::Error::custom(
        "what the `modify` of a view returns is a struct, a map, or `None`",
    ))
}

macro_rules! no_fields {
    ($ok:ty; $($method:ident($($ty:ty),*);)*) => {$(
        fn $method(self, $(_: $ty),*) -> Result<$ok, E::Error> {
            no_fields::<$ok, E>()
        }
    )*};
}

impl<'a, E: Entries> Serializer for Merge<'a, E> {
    type Ok = ();
    type Error = E::Error;
    type SerializeSeq = Impossible<(), E::Error>;
    type SerializeTuple = Impossible<(), E::Error>;
    type SerializeTupleStruct = Impossible<(), E::Error>;
    type SerializeTupleVariant = Impossible<(), E::Error>;
    type SerializeMap = Pairs<'a, E>;
    type SerializeStruct = Pairs<'a, E>;
    type SerializeStructVariant = Impossible<(), E::Error>;

    fn serialize_map(self, _: Option<usize>) -> Result<Pairs<'a, E>, E::Error> {
        Ok(Pairs {
            entries: self.0,
            name: None,
        })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Pairs<'a, E>, E::Error> {
        self.serialize_map(None)
    }

    fn serialize_none(self) -> Result<(), E::Error> {
        Ok(())
    }

    fn serialize_unit(self) -> Result<(), E::Error> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), E::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), E::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), E::Error> {
        no_fields::<(), E>()
    }

    no_fields! { ();
        serialize_bool(bool);
        serialize_i8(i8);
        serialize_i16(i16);
        serialize_i32(i32);
        serialize_i64(i64);
        serialize_u8(u8);
        serialize_u16(u16);
        serialize_u32(u32);
        serialize_u64(u64);
        serialize_f32(f32);
        serialize_f64(f64);
        serialize_char(char);
        serialize_str(&str);
        serialize_bytes(&[u8]);
        serialize_unit_struct(&'static str);
        serialize_unit_variant(&'static str, u32, &'static str);
    }

    no_fields! { Impossible<(), E::Error>;
        serialize_seq(Option<usize>);
        serialize_tuple(usize);
        serialize_tuple_struct(&'static str, usize);
        serialize_tuple_variant(&'static str, u32, &'static str, usize);
        serialize_struct_variant(&'static str, u32, &'static str, usize);
    }
}

impl<E: Entries> SerializeMap for Pairs<'_, E> {
    type Ok = ();
    type Error = E::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), E::Error> {
        use fmt::Write as _;

        let mut name = String::new();
        write!(name, "{}", Name(key)).map_err(E::Error::custom)?;
        self.name = Some(name);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), E::Error> {
        let name = self.name.take().unwrap_or_default();
        self.entries.field(&name, value)
    }

    fn end(self) -> Result<(), E::Error> {
        Ok(())
    }
}

impl<E: Entries> SerializeStruct for Pairs<'_, E> {
    type Ok = ();
    type Error = E::Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), E::Error> {
        self.entries.field(name, value)
    }

    fn end(self) -> Result<(), E::Error> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::*;
    use crate::output::{Beside, Own, map};

    /// `a`, `b` and `c`, modified by what is given.
    struct Thing<M>(M);

    impl<M: Serialize> Serialize for Thing<M> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            map(serializer, |entries| {
                merged(&self.0, entries, |entries| {
                    entries.field("a", &1)?;
                    entries.field("b", &None::<u8>)?;
                    entries.field("c", &3)
                })
            })
        }
    }

    #[derive(Serialize)]
    struct Fields {
        a: Option<&'static str>,
        d: [u8; 2],
    }

    fn shown(with: impl Serialize) -> serde_json::Value {
        serde_json::to_value(Thing(with)).unwrap()
    }

    #[test]
    fn fields_are_replaced_added_and_left_out() {
        let of_struct = shown(Fields {
            a: Some("one"),
            d: [1, 2],
        });
        assert_eq!(of_struct, json!({"a": "one", "c": 3, "d": [1, 2]}));
        let of_map = shown(json!({"b": 2, "c": null}));
        assert_eq!(
            of_map,
            json!({"a": 1, "b": 2, "c": null}),
            "null is a value"
        );
        let none = shown(Fields { a: None, d: [0, 0] });
        assert_eq!(none, json!({"c": 3, "d": [0, 0]}));
        let numbered = shown(BTreeMap::from([(7, true)]));
        assert_eq!(numbered, json!({"a": 1, "c": 3, "7": true}));
    }

    #[test]
    fn nothing_changes_nothing() {
        assert_eq!(shown(None::<Fields>), json!({"a": 1, "c": 3}));
        assert_eq!(shown(()), json!({"a": 1, "c": 3}));
    }

    #[test]
    fn a_list_has_no_fields() {
        let error = serde_json::to_value(Thing([1, 2])).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("what the `modify` of a view returns")
        );
    }

    #[test]
    fn a_map_shows_its_entries_beside_others() {
        struct Flat(BTreeMap<String, Option<u8>>);

        impl Serialize for Flat {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                map(serializer, |entries| {
                    Beside::<Own>::entries(&self.0, entries)
                })
            }
        }

        let flat = Flat([("a".to_owned(), Some(1)), ("b".to_owned(), None)].into());
        assert_eq!(serde_json::to_value(flat).unwrap(), json!({"a": 1}));
    }
}
