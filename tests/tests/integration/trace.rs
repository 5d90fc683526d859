//! The order of everything that happens around a write and a read, pinned: `docs/lifecycle.md` has it in words.

use std::cell::RefCell;
use std::time::SystemTime;

use dynamo_model::op::{BatchGet, BatchWrite, TransactGet, TransactWrite};
use dynamo_model::value::{
    Attribute, Decode, Encode, NoFields, PointInTime, Reader, UnixSeconds, Writer, kind,
};
use dynamo_model::{Client, Document, Hooks, KeyOf, Model, Report, Result};

use crate::harness::Db;

on_every_engine![
    a_put,
    a_get,
    an_update,
    a_save,
    a_delete,
    a_condition,
    a_transaction,
    a_batch,
];

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

fn outer() -> Outer {
    Outer {
        id: "o".to_owned(),
        created_at: None,
        note: None,
        summary: None,
        text: Text("a".to_owned()),
        inner: inner(),
    }
}

fn inner() -> Inner {
    Inner {
        text: Text("b".to_owned()),
    }
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

/// What is done with an item that is read, and given back. DynamoDB returns attributes in any order, and they are decoded in that.
#[track_caller]
fn assert_read(steps: &[&'static str]) {
    let (decoded, after) = steps.split_at(steps.len().saturating_sub(3));
    assert_eq!(after, ["get", "get of the struct", "after_load"]);
    let mut inner: Vec<_> = decoded
        .iter()
        .filter(|step| step.contains("inner"))
        .collect();
    assert_eq!(inner, [&"inner get", &"inner get of the struct"]);
    inner = decoded
        .iter()
        .filter(|step| !step.contains("inner"))
        .collect();
    inner.sort_unstable();
    assert_eq!(inner, [&"decode", &"decode", &"stamp"]);
}

/// What is done with an item that is written, from the stamps to the stored form.
const WRITTEN: [&str; 14] = [
    "stamp",
    "default",
    "default of the item",
    "set of the key",
    "set",
    "inner set",
    "inner set of the struct",
    "set of the struct",
    "rule",
    "inner rule",
    "inner rule of the struct",
    "rule of the struct",
    "encode",
    "encode",
];

async fn stored(db: &Db) {
    db.table::<Outer>().await;
    Outer::create(&outer()).send(&db.client).await.unwrap();
    traced();
}

async fn a_put(db: Db) {
    db.table::<Outer>().await;
    let put = Outer::put(&outer());
    assert_eq!(traced(), [""; 0], "the hook comes first, when it is sent");
    put.clone().send(&db.client).await.unwrap();
    let steps = traced();
    let expected = [&["before_save"][..], &WRITTEN].concat();
    let (written, read) = steps.split_at(expected.len());
    assert_eq!(written, expected);
    assert_read(read);
    put.into_input().unwrap();
    assert_eq!(traced(), WRITTEN, "without a client there is no hook");
}

async fn a_get(db: Db) {
    stored(&db).await;
    let get = Outer::get("o");
    assert_eq!(traced(), ["set of the key"]);
    get.send(&db.client).await.unwrap();
    assert_read(&traced());
}

async fn an_update(db: Db) {
    stored(&db).await;
    let update = Outer::update("o").change(|o| {
        o.text
            .set(Text("c".to_owned()))
            .and(o.inner.set(inner()))
            .and(o.note.remove())
    });
    assert_eq!(traced(), ["set of the key", "encode", "encode"]);
    update.clone().into_input().unwrap();
    let conformed = [
        // Each value is read by its type, goes through the same stages as in an item, and is written again.
        "decode",
        "set",
        "rule",
        "encode",
        "decode",
        "inner set",
        "inner set of the struct",
        "inner rule",
        "inner rule of the struct",
        "encode",
    ];
    assert_eq!(traced(), conformed);
    update.send(&db.client).await.unwrap();
    let steps = traced();
    let (written, read) = steps.split_at(conformed.len());
    assert_eq!(written, conformed);
    assert_read(read);
}

async fn a_save(db: Db) {
    stored(&db).await;
    let read = Outer::get("o").tracked().send(&db.client).await;
    let mut tracked = read.unwrap().unwrap();
    traced();
    tracked.text = Text("c".to_owned());
    tracked.save().send(&db.client).await.unwrap();
    let steps = traced();
    assert_eq!(steps.first(), Some(&"before_save"));
    let stages = steps.iter().filter(|step| step.starts_with("rule"));
    assert_eq!(stages.collect::<Vec<_>>(), [&"rule", &"rule of the struct"]);
    assert_read(steps.split_at(steps.len().saturating_sub(8)).1);
}

async fn a_delete(db: Db) {
    stored(&db).await;
    Outer::delete("o").send(&db.client).await.unwrap();
    assert_eq!(traced(), ["set of the key", "before_delete"]);
}

async fn a_condition(db: Db) {
    stored(&db).await;
    let scan = Outer::scan().filter(|o| o.text.eq(Text("a".to_owned())));
    assert_eq!(traced(), ["encode", "decode", "set", "encode"]);
    let count = scan.count(&db.client).await.unwrap();
    assert_eq!((count.count, traced().len()), (1, 0));
}

/// Each write goes the way that it goes alone, one after the other, and nothing is read back but what is asked for.
async fn a_transaction(db: Db) {
    stored(&db).await;
    let other = Outer {
        id: "other".to_owned(),
        ..outer()
    };
    let transaction = TransactWrite::new()
        .with(Outer::put(&other))
        .with(Outer::delete("o"));
    assert_eq!(traced(), ["set of the key"]);
    let written = transaction.clone().send(&db.client).await.unwrap();
    let expected = [&["before_save"][..], &WRITTEN, &["before_delete"]].concat();
    assert_eq!(traced(), expected);
    assert_eq!(written.items::<Outer>().unwrap().len(), 1);
    assert_read(&[&traced()[..], &["after_load"]].concat());
    transaction.into_input().unwrap();
    assert_eq!(traced(), WRITTEN, "without a client there are no hooks");
    let read = TransactGet::new().with(Outer::get("other"));
    traced();
    read.send(&db.client).await.unwrap();
    assert_read(&traced());
}

async fn a_batch(db: Db) {
    stored(&db).await;
    let other = Outer {
        id: "other".to_owned(),
        ..outer()
    };
    let batch = BatchWrite::new()
        .with(Outer::put(&other))
        .with(Outer::delete("o"));
    assert_eq!(traced(), ["set of the key"]);
    batch.clone().send(&db.client).await.unwrap();
    let expected = [&["before_save"][..], &WRITTEN, &["before_delete"]].concat();
    assert_eq!(traced(), expected);
    batch.into_inputs().unwrap();
    assert_eq!(traced(), WRITTEN, "without a client there are no hooks");
    let read = BatchGet::new().with(Outer::get("other"));
    traced();
    read.send(&db.client).await.unwrap();
    assert_read(&traced());
}
