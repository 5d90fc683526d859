//! The order of everything that happens around a write and a read, pinned: `docs/lifecycle.md` has it in words.

use std::cell::RefCell;
use std::time::SystemTime;

use dynamo_model::value::{
    Attribute, Decode, Encode, NoFields, PointInTime, Reader, UnixSeconds, Writer, kind,
};
use dynamo_model::{Client, Document, Hooks, KeyOf, Model, Report, Result};

use crate::harness::Db;

on_every_engine![a_put, a_get, an_update, a_delete, a_condition];

thread_local! {
    static TRACE: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

fn trace(step: &'static str) {
    TRACE.with_borrow_mut(|trace| trace.push(step));
}

/// What has happened since it was last asked. A test runs on one thread.
fn traced() -> Vec<&'static str> {
    TRACE.take()
}

/// A text that says when it is encoded and decoded.
#[derive(Debug, Clone, PartialEq, Default)]
struct Text(String);

impl Encode for Text {
    fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
        trace("encode");
        self.0.encode(writer)
    }
}

impl Decode for Text {
    fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
        trace("decode");
        String::decode(reader).map(Self)
    }
}

impl Attribute for Text {
    type Kind = kind::S;
    type Operand = Self;
    type Fields<R> = NoFields;
}

/// A time that says when it is made of nothing but the moment.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Stamp(SystemTime);

impl PointInTime for Stamp {
    fn unix_nanos(&self) -> i128 {
        self.0.unix_nanos()
    }

    fn from_unix_nanos(nanos: i128) -> Result<Self> {
        trace("stamp");
        SystemTime::from_unix_nanos(nanos).map(Self)
    }
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(set = inner_amended, get = inner_got, validate = inner_checked)]
struct Inner {
    #[dynamo(set = inner_set, get = inner_read, validate(custom(inner_valid)))]
    text: Text,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "traced", hooks, set = amended, get = got, validate = checked)]
struct Outer {
    #[dynamo(partition_key, set = key_set)]
    id: String,
    #[dynamo(created_at, with = Option<UnixSeconds>)]
    created_at: Option<Stamp>,
    #[dynamo(default(write = defaulted()))]
    note: Option<String>,
    #[dynamo(default(with = of_item))]
    summary: Option<String>,
    #[dynamo(set = outer_set, get = outer_read, validate(custom(outer_valid)))]
    text: Text,
    inner: Inner,
    #[dynamo(combine(id, note), separator = "/")]
    both: Option<String>,
}

fn defaulted() -> Option<String> {
    trace("default");
    Some("noted".to_owned())
}

fn of_item(outer: &Outer) -> Option<String> {
    trace("default of the item");
    outer.note.clone()
}

macro_rules! steps {
    ($($name:ident($($argument:tt)*) $(-> $out:ty)? = $step:literal $(, $give:expr)?;)*) => {$(
        fn $name($($argument)*) $(-> $out)? {
            trace($step);
            $($give)?
        }
    )*};
}

steps! {
    key_set(text: String) -> String = "set of the key", text;
    outer_set(text: Text) -> Text = "set", text;
    outer_read(text: Text) -> Text = "get", text;
    amended(_: &mut Outer) = "set of the struct";
    got(_: &mut Outer) = "get of the struct";
    checked(_: &Outer, _: &mut Report) = "rule of the struct";
    outer_valid(_: &Text) -> Result<(), String> = "rule", Ok(());
    inner_set(text: Text) -> Text = "inner set", text;
    inner_read(text: Text) -> Text = "inner get", text;
    inner_amended(_: &mut Inner) = "inner set of the struct";
    inner_got(_: &mut Inner) = "inner get of the struct";
    inner_checked(_: &Inner, _: &mut Report) = "inner rule of the struct";
    inner_valid(_: &Text) -> Result<(), String> = "inner rule", Ok(());
}

impl Hooks for Outer {
    async fn before_save(&mut self, _: &Client) -> Result<()> {
        trace("before_save");
        Ok(())
    }

    async fn after_load(&mut self, _: &Client) -> Result<()> {
        trace("after_load");
        Ok(())
    }

    async fn before_delete(_: KeyOf<Self>, _: &Client) -> Result<()> {
        trace("before_delete");
        Ok(())
    }
}
