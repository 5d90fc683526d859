//! Derived code works wherever it stands, and whatever the names around it mean.

/// Under another name of the library.
mod renamed {
    pub(super) mod nested {
        pub(crate) use dynamo_model as library;
    }

    #[derive(Debug, Clone, PartialEq, dynamo_model::Document)]
    #[dynamo(crate = crate::hygiene::renamed::nested::library)]
    pub(super) struct Doc {
        pub(super) id: u8,
        #[dynamo(null)]
        pub(super) note: Option<String>,
    }

    #[derive(Debug, Clone, PartialEq, dynamo_model::Model)]
    #[dynamo(crate = nested::library)]
    pub(super) struct Item {
        #[dynamo(partition_key)]
        pub(super) id: String,
    }

    pub(super) struct ByAt;

    #[derive(Debug, Clone, PartialEq, dynamo_model::Model)]
    #[dynamo(
        crate = self::nested::library,
        partition_key = "ITEM#{id}",
        sort_key = "AT#{at}",
        index(ByAt, keys_only, partition_key = "AT#{at}")
    )]
    pub(super) struct Templated {
        pub(super) id: String,
        #[dynamo(in_key)]
        pub(super) at: u8,
        pub(super) note: String,
    }

    #[derive(Debug, Clone, PartialEq, dynamo_model::Model)]
    #[dynamo(crate = self::nested::library)]
    pub(super) struct Unique {
        #[dynamo(partition_key)]
        pub(super) id: String,
        #[dynamo(unique)]
        pub(super) email: String,
    }

    #[derive(Debug, PartialEq, dynamo_model::Projection)]
    #[dynamo(of = Doc, crate = self::nested::library)]
    pub(super) struct Note {
        pub(super) note: Option<String>,
    }

    #[derive(Debug, Clone, PartialEq, dynamo_model::Document)]
    #[dynamo(crate = self::nested::library, tag = "t")]
    pub(super) enum Choice {
        One { id: u8 },
        Two(Doc),
    }

    #[allow(dead_code)]
    pub(super) struct Shown;

    #[derive(Clone, dynamo_model::Document)]
    #[dynamo(crate = self::nested::library, serialize, view(Shown, include(id)))]
    #[allow(dead_code)]
    pub(super) struct Secret {
        pub(super) id: u8,
        #[dynamo(secret)]
        pub(super) word: String,
    }
}

/// Where every name of the prelude, and of the library, means something else.
mod shadowed {
    #![allow(dead_code, non_camel_case_types, non_snake_case)]

    pub(super) struct Option;
    pub(super) struct Result;
    pub(super) struct String;
    pub(super) struct Vec;
    pub(super) struct Box;
    pub(super) struct Path;
    pub(super) struct Reader;
    pub(super) struct Writer;
    pub(super) struct Error;
    pub(super) struct Attribute;
    pub(super) struct Field;
    pub(super) struct Slots;
    pub(super) struct R;
    pub(super) struct str;
    pub(super) struct bool;
    pub(super) struct core;
    pub(super) struct Default;
    pub(super) trait Shape {}
    pub(super) trait Decode {}
    pub(super) trait Encode {}
    pub(super) fn Some() {}
    pub(super) fn None() {}
    pub(super) fn Ok() {}
    pub(super) fn Err() {}

    #[derive(Debug, Clone, PartialEq, dynamo_model::Document)]
    pub(super) struct Nested {
        pub(super) text: ::std::string::String,
    }

    #[derive(Debug, Clone, PartialEq, dynamo_model::Model)]
    pub(super) struct Everything {
        #[dynamo(partition_key)]
        pub(super) id: ::std::string::String,
        #[dynamo(sort_key)]
        pub(super) at: u64,
        #[dynamo(default)]
        pub(super) count: u8,
        #[dynamo(flatten)]
        pub(super) nested: Nested,
        #[dynamo(skip)]
        pub(super) skipped: u8,
        #[dynamo(binary)]
        pub(super) bytes: ::std::vec::Vec<u8>,
    }

    pub(super) struct Index;
    pub(super) struct Primary;
    pub(super) struct Part;
    pub(super) struct Template;
    pub(super) struct PhantomData;

    #[derive(Debug, Clone, PartialEq, dynamo_model::Model)]
    #[dynamo(
        partition_key = "A#{self_}",
        index(Index, local),
        index(Primary, include(r#type), partition_key = "B#{type}")
    )]
    pub(super) struct Indexed {
        pub(super) self_: ::std::string::String,
        pub(super) r#type: u8,
        #[dynamo(sort_key)]
        pub(super) R: u8,
        #[dynamo(index(Index, sort_key))]
        pub(super) Result: u8,
        pub(super) Option: u8,
    }

    pub(super) struct UniqueSchema;
    pub(super) struct Unconditional;
    pub(super) fn unique() {}
    pub(super) fn guard_key() {}

    #[derive(Debug, Clone, PartialEq, dynamo_model::Model)]
    pub(super) struct Unique<T> {
        #[dynamo(partition_key)]
        pub(super) id: ::std::string::String,
        #[dynamo(unique)]
        pub(super) unique: ::std::option::Option<u8>,
        #[dynamo(unique, binary, rename = "b")]
        pub(super) guard_key: ::std::vec::Vec<u8>,
        pub(super) more: T,
    }

    pub(super) struct Said;
    pub(super) struct Bounds;
    pub(super) struct Pattern;
    pub(super) fn range() {}
    pub(super) fn each() {}

    #[derive(Debug, Clone, PartialEq, dynamo_model::Document)]
    #[dynamo(validate = Self::check)]
    pub(super) struct Ruled {
        #[dynamo(validate(range(min = 1, max = Self::MOST), one_of(1, 2), custom(Self::even)))]
        pub(super) number: u8,
        #[dynamo(validate(length(max = 2), each(pattern("a", code = "a"), email, url)))]
        pub(super) texts: ::std::vec::Vec<::std::string::String>,
    }

    impl Ruled {
        const MOST: u8 = 9;

        fn even(_: &u8) -> ::std::result::Result<(), ::std::string::String> {
            ::std::result::Result::Ok(())
        }

        fn check(&self, _: &mut dynamo_model::Report) {}
    }

    pub(super) struct Pick;
    pub(super) struct Plan;
    pub(super) struct Planner;
    pub(super) trait Projection {}
    pub(super) trait Picks {}

    #[derive(Debug, PartialEq, dynamo_model::Projection)]
    #[dynamo(of = Everything)]
    pub(super) struct PartOfAll {
        pub(super) id: ::std::string::String,
        #[dynamo(from = count)]
        pub(super) path: u8,
        #[dynamo(flatten)]
        pub(super) nested: PartOfNested,
    }

    #[derive(Debug, PartialEq, dynamo_model::Projection)]
    #[dynamo(of = Nested)]
    pub(super) struct PartOfNested {
        pub(super) text: ::std::string::String,
    }

    #[derive(Debug, Clone, PartialEq, dynamo_model::Document)]
    #[dynamo(tag = "t", content = "c")]
    pub(super) enum Choice {
        Unit,
        One(u8),
        Two(u8, u8),
        Named { x: u8 },
    }

    #[derive(Debug, Clone, PartialEq, dynamo_model::Document)]
    #[dynamo(untagged)]
    pub(super) enum Untagged {
        One(u8),
        Named { x: u8 },
    }

    #[derive(Debug, Clone, PartialEq, dynamo_model::Document)]
    pub(super) enum Name {
        Some,
        None,
    }

    #[derive(Debug, Clone, PartialEq, dynamo_model::Document)]
    #[dynamo(serialize)]
    pub(super) struct Id(pub(super) u8);

    pub(super) struct View;
    pub(super) struct Serialize;
    pub(super) struct Serializer;
    pub(super) struct Entries;
    pub(super) struct Beside;
    pub(super) struct Debug;

    #[derive(Clone, dynamo_model::Document)]
    #[dynamo(serialize, view(View, nested(next), modify = modified))]
    pub(super) struct Shown {
        #[dynamo(secret, get = trimmed)]
        pub(super) word: ::std::string::String,
        pub(super) next: ::std::option::Option<::std::boxed::Box<Shown>>,
        #[dynamo(flatten)]
        pub(super) more: ::std::collections::BTreeMap<::std::string::String, u8>,
    }

    fn modified(_: &Shown) {}

    fn trimmed(text: ::std::string::String) -> ::std::string::String {
        text
    }

    #[derive(Clone, dynamo_model::Document)]
    #[dynamo(serialize, tag = "t", content = "c")]
    pub(super) enum Variants {
        Unit,
        One(#[dynamo(get = trimmed)] ::std::string::String),
        Two(u8, u8),
        Named {
            x: u8,
            #[dynamo(secret, default)]
            y: u8,
        },
    }
}

/// Without the prelude.
mod bare {
    #![no_implicit_prelude]
    #![allow(dead_code)]

    #[derive(Clone, ::dynamo_model::Model)]
    pub(super) struct Item {
        #[dynamo(partition_key)]
        pub(super) id: ::std::string::String,
        #[dynamo(flatten)]
        pub(super) rest: ::std::collections::BTreeMap<::std::string::String, u8>,
    }

    #[derive(Clone, ::dynamo_model::Model)]
    #[dynamo(partition_key = "A#{id}#{number}")]
    pub(super) struct Unique {
        #[dynamo(unique)]
        pub(super) id: ::std::string::String,
        pub(super) number: u8,
    }

    pub(super) struct ByNote;

    #[derive(Clone, ::dynamo_model::Model)]
    #[dynamo(partition_key = "A#{id}", sort_key = "B", index(ByNote, include(id)))]
    pub(super) struct Indexed {
        pub(super) id: ::std::string::String,
        #[dynamo(index(ByNote, partition_key))]
        pub(super) note: ::std::string::String,
        pub(super) more: ::std::string::String,
    }

    #[derive(Clone, ::dynamo_model::Document)]
    #[dynamo(tag = "t")]
    pub(super) enum Choice {
        Unit,
        Named { x: u8 },
    }

    pub(super) struct Shown;

    #[derive(Clone, ::dynamo_model::Model)]
    #[dynamo(serialize, view(Shown, include(word)))]
    pub(super) struct Secret {
        #[dynamo(partition_key)]
        pub(super) id: u8,
        #[dynamo(secret)]
        pub(super) word: ::std::string::String,
        #[dynamo(flatten)]
        pub(super) rest: ::std::collections::BTreeMap<::std::string::String, u8>,
    }

    #[derive(Clone, ::dynamo_model::Document)]
    #[dynamo(serialize, untagged)]
    pub(super) enum Variants {
        Unit,
        One(u8),
        Two(u8, u8),
        Named {
            x: u8,
            #[dynamo(secret)]
            y: u8,
        },
    }

    #[derive(::dynamo_model::Projection)]
    #[dynamo(of = Item)]
    pub(super) struct Id {
        pub(super) id: ::std::string::String,
    }

    #[derive(Clone, ::dynamo_model::Document)]
    pub(super) struct Ruled {
        #[dynamo(validate(each(range(min = 1)), length(max = 2)))]
        pub(super) numbers: ::std::vec::Vec<u8>,
        #[dynamo(validate(keys(pattern("a")), values(one_of("a"))))]
        pub(super) map: ::std::collections::BTreeMap<::std::string::String, ::std::string::String>,
    }
}

/// Written by a macro, from what it is given.
mod by_macro {
    #![allow(dead_code)]

    macro_rules! ruled {
        ($name:ident, $max:expr, $function:path, $($rule:tt)*) => {
            #[derive(Debug, Clone, PartialEq, dynamo_model::Document)]
            pub(super) struct $name {
                #[dynamo(validate(range(min = 1, max = $max), custom($function)))]
                pub(super) number: u8,
                #[dynamo(validate($($rule)*, each(length(max = $max), pattern("a"))))]
                pub(super) texts: Vec<String>,
            }
        };
    }

    ruled!(Ruled, 9, even, length(max = 2));

    fn even(_: &u8) -> Result<(), &'static str> {
        Ok(())
    }
}

/// Where every lint is an error.
pub mod strict {
    #![deny(
        warnings,
        missing_docs,
        missing_debug_implementations,
        missing_copy_implementations,
        single_use_lifetimes,
        trivial_casts,
        unnameable_types,
        unreachable_pub,
        unused_qualifications,
        clippy::all,
        clippy::pedantic,
        clippy::nursery
    )]
    #![deny(
        clippy::unwrap_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::absolute_paths
    )]
    #![allow(dead_code)] // a test exports nothing

    use std::borrow::Cow;
    use std::collections::BTreeMap;

    use dynamo_model::{Document, Model, Projection};

    /// A document with a lifetime.
    #[derive(Debug, Clone, PartialEq, Eq, Document)]
    #[dynamo(rename_all = "camelCase")]
    pub struct Line<'a> {
        /// Which.
        pub sku: Cow<'a, str>,
        /// Of no use.
        #[deprecated]
        #[dynamo(default)]
        pub old: u8,
        #[dynamo(skip)]
        pub(crate) cached: bool,
    }

    /// A model.
    #[derive(Debug, Clone, PartialEq, Eq, Model)]
    pub struct Order<T> {
        /// Its key.
        #[dynamo(partition_key)]
        pub id: String,
        /// What it holds.
        pub value: T,
        private: Private,
        #[dynamo(flatten)]
        rest: BTreeMap<String, u8>,
    }

    /// A model with a unique attribute.
    #[derive(Debug, Clone, PartialEq, Eq, Model)]
    pub struct User<'a> {
        /// Its key.
        #[dynamo(partition_key)]
        pub id: Cow<'a, str>,
        /// Nobody else's.
        #[dynamo(unique)]
        #[deprecated]
        pub email: Cow<'a, str>,
    }

    /// An index.
    #[derive(Debug, Clone, Copy)]
    pub struct ByState;

    /// A model with keys of all kinds.
    #[derive(Debug, Clone, PartialEq, Eq, Model)]
    #[dynamo(
        partition_key = "OWNER#{owner}",
        sort_key = "PARCEL#{year:04}#{number}",
        index(ByState, include(note), sort_key = "{year}")
    )]
    pub struct Parcel {
        /// Whose.
        pub owner: String,
        /// When.
        pub year: u16,
        #[dynamo(in_key)]
        number: u32,
        /// Where it is in an index.
        #[dynamo(index(ByState, partition_key))]
        pub state: Option<Name>,
        note: Option<String>,
        pub(crate) weight: u32,
    }

    #[derive(Debug, Clone, PartialEq, Eq, Document)]
    struct Private {
        id: u8,
    }

    /// A document with rules.
    #[derive(Debug, Clone, PartialEq, Eq, Document)]
    pub struct Ruled<T> {
        /// Of any length but that.
        #[dynamo(validate(length(max = 9, message = "too long"), pattern("^a")))]
        pub text: Option<Box<str>>,
        /// A few.
        #[dynamo(validate(each(range(min = 1, max = 9), one_of(1, 2)), length(min = 1)))]
        pub numbers: Vec<u8>,
        #[dynamo(validate(keys(length(bytes, equal = 2)), values(email)))]
        map: BTreeMap<String, String>,
        #[dynamo(validate(length(max = 3)))]
        values: Vec<T>,
    }

    /// A part of it.
    #[derive(Debug, PartialEq, Eq, Projection)]
    #[dynamo(of = Order<u8>)]
    pub struct Part {
        /// What it holds.
        pub value: u8,
        #[dynamo(nested)]
        private: PartOfPrivate,
    }

    #[derive(Debug, PartialEq, Eq, Projection)]
    #[dynamo(of = Private)]
    struct PartOfPrivate {
        id: u8,
    }

    /// A part of a document with a lifetime.
    #[derive(Debug, PartialEq, Eq, Projection)]
    #[dynamo(of = Line<'static>)]
    pub struct Sku {
        /// Which.
        pub sku: Cow<'static, str>,
    }

    /// An enum.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Document)]
    #[dynamo(tag = "type")]
    pub enum Choice {
        /// One.
        One,
        /// Two.
        Two {
            /// X.
            x: u8,
        },
    }

    /// Names.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Document)]
    pub enum Name {
        /// One.
        One,
        /// Two.
        #[deprecated]
        Two,
    }

    /// A newtype.
    #[derive(Debug, Clone, PartialEq, Eq, Document)]
    pub struct Id(pub String);

    /// A view.
    #[derive(Debug, Clone, Copy)]
    pub struct Shown;

    /// A document with a secret.
    #[derive(Clone, PartialEq, Eq, Document)]
    #[dynamo(serialize, view(Shown, exclude(id), modify = more))]
    pub struct Login<'a, T> {
        /// Which.
        pub id: Cow<'a, str>,
        /// What it holds.
        pub value: T,
        /// Not shown.
        #[dynamo(secret)]
        pub word: String,
    }

    const fn more<'a, 'b, T>(
        login: &'b Login<'a, T>,
    ) -> Option<BTreeMap<&'b str, &'b Cow<'a, str>>> {
        let _ = login;
        None
    }

    /// An enum with a secret.
    #[derive(Clone, PartialEq, Eq, Document)]
    #[dynamo(serialize, tag = "type")]
    pub enum Proof {
        /// None.
        None,
        /// One.
        Word {
            /// Not shown.
            #[dynamo(secret)]
            word: String,
            /// Changed.
            #[dynamo(set = trim, get = trim, default(write = String::new()))]
            hint: String,
        },
    }

    /// Uses what would otherwise not be.
    #[must_use]
    pub fn order(id: &Id) -> Order<u8> {
        Order {
            id: id.0.clone(),
            value: 1,
            private: Private { id: 1 },
            rest: BTreeMap::new(),
        }
    }
}

/// Generated by another macro, which names fields and types itself.
macro_rules! document {
    ($name:ident { $($field:ident: $ty:ty),* }, $tag:literal) => {
        #[derive(Debug, Clone, PartialEq, dynamo_model::Document)]
        struct $name {
            $($field: $ty,)*
            own: u8,
            more: Vec<u8>,
            #[dynamo(flatten)]
            rest: std::collections::BTreeMap<String, u8>,
            #[dynamo(with = Option<dynamo_model::value::Plain>)]
            coded: Option<u8>,
        }

        #[derive(Debug, Clone, PartialEq, dynamo_model::Document)]
        #[dynamo(tag = $tag)]
        #[allow(dead_code)]
        enum Both {
            Named { x: Vec<$name> },
            Other($name),
        }
    };
}

/// Generated by another macro.
macro_rules! projection {
    ($model:ident $name:ident { $($field:ident: $ty:ty),* }, $index:ident) => {
        #[derive(Debug, Clone, PartialEq, dynamo_model::Model)]
        #[dynamo(index($index, include(own)))]
        struct $model {
            #[dynamo(partition_key)]
            $($field: $ty,)*
            #[dynamo(index($index, partition_key))]
            own: u8,
            #[dynamo(flatten)]
            flat: renamed::Doc,
            doc: renamed::Doc,
        }

        struct $index;

        #[derive(Debug, PartialEq, dynamo_model::Projection)]
        #[dynamo(of = $model, index = $index)]
        struct $name {
            $($field: $ty,)*
            own: u8,
            #[dynamo(flatten, from = flat)]
            note: renamed::Note,
        }

        #[derive(Debug, PartialEq, dynamo_model::Projection)]
        #[dynamo(of = $model)]
        struct Deeper {
            #[dynamo(nested)]
            doc: renamed::Note,
        }
    };
}

projection!(Whole Part { id: String }, ByOwn);

/// How many names of attributes stand in a read of this projection.
fn names<P: dynamo_model::Projection<M>, M>(get: dynamo_model::op::Get<M>) -> usize
where
    M: dynamo_model::schema::Schema + Send + 'static,
{
    let input = get.project::<P>().into_input().unwrap();
    input.expression_attribute_names.unwrap().len()
}

#[test]
fn projections_work() {
    use dynamo_model::Model as _;

    assert_eq!(names::<Part, Whole>(Whole::get("x")), 3);
    assert_eq!(names::<Deeper, Whole>(Whole::get("x")), 2);
    assert_eq!(names::<bare::Id, bare::Item>(bare::Item::get("x")), 1);
    let everything = shadowed::Everything::get(("x", 1));
    assert_eq!(names::<shadowed::PartOfAll, _>(everything), 4);
    let order = strict::Order::<u8>::get("x");
    assert_eq!(names::<strict::Part, _>(order), 3);
    let query = Whole::query_index(ByOwn, 1).project::<Part>();
    let error = query.into_input().unwrap_err();
    assert!(error.to_string().starts_with("note: the index"), "{error}");
}

/// Which attributes of a model are unique.
fn unique<M: dynamo_model::schema::Schema>() -> Vec<&'static str> {
    M::SCHEMA
        .unique()
        .iter()
        .map(|unique| unique.name())
        .collect()
}

#[test]
fn unique_attributes_are_known() {
    assert_eq!(unique::<renamed::Unique>(), ["email"]);
    assert_eq!(unique::<shadowed::Unique<u8>>(), ["unique", "b"]);
    assert_eq!(unique::<bare::Unique>(), ["id"]);
    assert_eq!(unique::<strict::User<'static>>(), ["email"]);
    assert!(unique::<renamed::Item>().is_empty());
}

document!(Made { given: u16, list: Vec<Option<String>> }, "kind");

/// The same of a model with keys.
macro_rules! model {
    ($name:ident { $($field:ident: $ty:ty),* }, $index:ident, $template:literal) => {
        struct $index;

        #[derive(Debug, Clone, PartialEq, dynamo_model::Model)]
        #[dynamo(partition_key = $template, index($index, keys_only, sort_key = "AT#{at}"))]
        struct $name {
            $($field: $ty,)*
            at: u8,
            #[dynamo(unique, index($index, partition_key))]
            own: Option<String>,
            more: Vec<u8>,
        }
    };
}

model!(Keyed { id: u16, list: Vec<Option<String>> }, ByKeyed, "KEYED#{id}");

use super::{map, n, round_trip, s};

#[test]
fn it_works() {
    round_trip(
        &renamed::Doc { id: 1, note: None },
        &map([("id", n(1)), ("note", dynamo_model::value::Value::Null)]),
    );
    round_trip(
        &renamed::Choice::Two(renamed::Doc {
            id: 1,
            note: Some("x".to_owned()),
        }),
        &map([("t", s("Two")), ("id", n(1)), ("note", s("x"))]),
    );
    round_trip(
        &renamed::Item { id: "x".to_owned() },
        &map([("id", s("x"))]),
    );
    round_trip(
        &shadowed::Choice::Two(1, 2),
        &map([
            ("t", s("Two")),
            ("c", dynamo_model::value::Value::L(vec![n(1), n(2)])),
        ]),
    );
    round_trip(
        &strict::order(&strict::Id("x".to_owned())),
        &map([
            ("id", s("x")),
            ("value", n(1)),
            ("private", map([("id", n(1))])),
        ]),
    );
    round_trip(
        &renamed::Templated {
            id: "x".to_owned(),
            at: 7,
            note: "y".to_owned(),
        },
        &map([
            ("id", s("x")),
            ("note", s("y")),
            ("pk", s("ITEM#x")),
            ("sk", s("AT#007")),
            ("ByAt_pk", s("AT#007")),
            ("_type", s("Templated")),
        ]),
    );
    round_trip(
        &shadowed::Indexed {
            self_: "x".to_owned(),
            r#type: 1,
            R: 2,
            Result: 3,
            Option: 4,
        },
        &map([
            ("self_", s("x")),
            ("type", n(1)),
            ("R", n(2)),
            ("Result", n(3)),
            ("Option", n(4)),
            ("pk", s("A#x")),
            ("Primary_pk", s("B#001")),
            ("_type", s("Indexed")),
        ]),
    );
    round_trip(
        &Keyed {
            id: 1,
            list: vec![],
            at: 2,
            own: Some("x".to_owned()),
            more: vec![3],
        },
        &map([
            ("id", n(1)),
            ("list", dynamo_model::value::Value::L(vec![])),
            ("at", n(2)),
            ("own", s("x")),
            ("more", dynamo_model::value::Value::L(vec![n(3)])),
            ("pk", s("KEYED#00001")),
            ("ByKeyed_sk", s("AT#002")),
            ("_type", s("Keyed")),
        ]),
    );
    let _ = (ByKeyed, renamed::ByAt);
    let made = || Made {
        given: 1,
        list: vec![],
        own: 2,
        more: vec![3],
        rest: Default::default(),
        coded: Some(4),
    };
    let stored = [
        ("given", n(1)),
        ("list", dynamo_model::value::Value::L(vec![])),
        ("own", n(2)),
        ("more", dynamo_model::value::Value::L(vec![n(3)])),
        ("coded", n(4)),
    ];
    round_trip(&made(), &map(stored));
}
