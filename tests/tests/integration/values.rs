//! Every type through a real server: what was written is what is read, on both paths.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Debug;
use std::sync::Arc;

use bytes::Bytes;
use dynamo_model::value::{Blob, Item, Number, Value};
use dynamo_model::{AttributeValue, Document, ErrorKind, Model};

use crate::harness::{Db, item, n};

on_every_engine![
    text,
    binary,
    collections,
    collections_of_nothing,
    names_of_nothing,
    optional_values,
    pointers_and_borrowed_text,
    values_of_any_type,
    nesting_as_deep_as_it_goes,
    nesting_too_deep,
    large_items,
];

/// Writes items and reads them back in every way there is.
pub async fn round_trip<M>(db: &Db, items: &[M])
where
    M: Model + PartialEq + Debug + Clone + Send + 'static,
{
    db.table::<M>().await;
    for item in items {
        let put = M::put(item).send(&db.client).await.unwrap();
        assert_eq!(&put, item, "what a put gives back");
        let scanned = db
            .both_paths(async |client| M::scan().all(client).await.unwrap())
            .await;
        assert_eq!(scanned, std::slice::from_ref(item), "what a scan reads");
        let old = M::put(item).return_old().send(&db.client).await;
        assert_eq!(old.unwrap().as_ref(), Some(item), "what was there before");
    }
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "texts")]
struct Text {
    #[dynamo(partition_key)]
    id: String,
    string: String,
    boxed: Box<str>,
    shared: Arc<str>,
    cow: Cow<'static, str>,
    char: char,
    list: Vec<String>,
    set: BTreeSet<String>,
}

async fn text(db: Db) {
    let odd = "\"\\/\u{8}\u{c}\n\r\t\0\u{1f}\u{7f}\u{80}é\u{2028}\u{FFFF}\u{1F980}\u{10FFFF}</script>\\u0041";
    let text = Text {
        id: odd.to_owned(),
        string: odd.to_owned(),
        boxed: odd.into(),
        shared: odd.into(),
        cow: odd.into(),
        char: '\u{1F980}',
        list: vec![String::new(), odd.to_owned(), " ".to_owned()],
        set: BTreeSet::from([odd.to_owned(), "x".repeat(10_000)]),
    };
    let quote = Text {
        char: '"',
        string: String::new(),
        ..text.clone()
    };
    round_trip(&db, &[text, quote]).await;
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "binary")]
struct Binary {
    #[dynamo(partition_key)]
    id: Blob,
    blob: Blob,
    bytes: Bytes,
    #[dynamo(binary)]
    vec: Vec<u8>,
    #[dynamo(binary)]
    array: [u8; 3],
    #[dynamo(binary)]
    optional: Option<Vec<u8>>,
    numbers: Vec<u8>,
    list: Vec<Blob>,
    set: BTreeSet<Blob>,
}

async fn binary(db: Db) {
    let all: Vec<u8> = (0..=255).collect();
    let binary = Binary {
        id: Blob::from([0]),
        blob: all.clone().into(),
        bytes: all.clone().into(),
        vec: all.clone(),
        array: [0, 255, 1],
        optional: Some(vec![]),
        numbers: all.clone(),
        list: vec![Blob::default(), all.clone().into()],
        set: BTreeSet::from([Blob::from([0]), all.into()]),
    };
    let empty = Binary {
        blob: Blob::default(),
        bytes: Bytes::new(),
        vec: vec![],
        optional: None,
        ..binary.clone()
    };
    // Every length of base64's padding.
    let padded = Binary {
        list: (0..10).map(|len| vec![0xA5; len].into()).collect(),
        ..binary.clone()
    };
    round_trip(&db, &[binary, empty, padded]).await;
}

#[derive(Debug, Clone, PartialEq, Default, Model)]
#[dynamo(table = "collections")]
struct Collections {
    #[dynamo(partition_key)]
    id: u8,
    vec: Vec<i64>,
    nested: Vec<Vec<Vec<String>>>,
    array: [u8; 4],
    tuple: (u8, String, bool),
    pairs: Vec<(String, u32)>,
    strings: HashSet<String>,
    numbers: BTreeSet<i32>,
    hash_map: HashMap<String, u64>,
    by_number: BTreeMap<i16, String>,
    maps: BTreeMap<String, BTreeMap<String, Vec<u8>>>,
    sets: Vec<BTreeSet<u8>>,
    chars: BTreeSet<char>,
}

async fn collections(db: Db) {
    let collections = Collections {
        id: 1,
        vec: (-500..500).collect(),
        nested: vec![vec![], vec![vec![], vec!["a".to_owned(), String::new()]]],
        array: [1, 2, 3, 4],
        tuple: (1, "two".to_owned(), true),
        pairs: vec![("a".to_owned(), 1), (String::new(), 2)],
        strings: ["a", "b"].map(str::to_owned).into(),
        numbers: BTreeSet::from([i32::MIN, -1, 0, i32::MAX]),
        hash_map: [(" ".to_owned(), 0), ("a.b".to_owned(), u64::MAX)].into(),
        by_number: BTreeMap::from([(-1, "minus one".to_owned()), (7, String::new())]),
        maps: BTreeMap::from([
            ("empty".to_owned(), BTreeMap::new()),
            (
                "full".to_owned(),
                BTreeMap::from([("x".to_owned(), vec![1])]),
            ),
        ]),
        sets: vec![BTreeSet::from([1, 2])],
        chars: BTreeSet::from(['a', '\u{1F980}']),
    };
    round_trip(&db, &[collections]).await;
}

async fn collections_of_nothing(db: Db) {
    let empty = Collections {
        id: 1,
        ..Collections::default()
    };
    round_trip(&db, &[empty]).await;
    let stored = db
        .get_raw::<Collections>(item([("id", n(1))]))
        .await
        .unwrap();
    assert_eq!(stored["vec"], AttributeValue::L(vec![]));
    assert_eq!(stored["hash_map"], AttributeValue::M(HashMap::new()));
    assert!(!stored.contains_key("strings"), "there are no empty sets");
    // Nor is there one in a list, where none can be left out.
    let nested = Collections {
        id: 1,
        sets: vec![BTreeSet::from([1]), BTreeSet::new()],
        ..Collections::default()
    };
    let put = Collections::put(&nested).send(&db.client).await;
    match put {
        Ok(_) => {
            let read = Collections::get(1).send(&db.client).await.unwrap();
            assert_eq!(read, Some(nested));
        }
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Encode);
            assert_eq!(error.path().unwrap().to_string(), "sets[1]", "{error}");
        }
    }
}

/// DynamoDB has no attributes without a name, in maps neither.
async fn names_of_nothing(db: Db) {
    db.table::<Collections>().await;
    let nameless = Collections {
        id: 1,
        hash_map: [(String::new(), 0)].into(),
        ..Collections::default()
    };
    let error = Collections::put(&nameless)
        .send(&db.client)
        .await
        .unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::Encode | ErrorKind::Invalid),
        "{error}"
    );
    assert!(error.to_string().contains("mpty attribute name"), "{error}");
}

#[derive(Debug, Clone, PartialEq, Default, Model)]
#[dynamo(table = "optional")]
struct Optional {
    #[dynamo(partition_key)]
    id: u8,
    string: Option<String>,
    number: Option<u64>,
    bool: Option<bool>,
    list: Option<Vec<Option<u8>>>,
    set: Option<BTreeSet<String>>,
    map: Option<BTreeMap<String, Option<u8>>>,
    document: Option<Part>,
    #[dynamo(null)]
    null: Option<String>,
    #[dynamo(default)]
    default: u32,
    #[dynamo(default = 7)]
    seven: u32,
    #[dynamo(skip)]
    skipped: u32,
}

#[derive(Debug, Clone, PartialEq, Default, Document)]
pub struct Part {
    pub name: String,
    pub size: Option<u32>,
}

async fn optional_values(db: Db) {
    let none = Optional {
        id: 1,
        ..Optional::default()
    };
    let some = Optional {
        id: 1,
        string: Some(String::new()),
        number: Some(0),
        bool: Some(false),
        list: Some(vec![Some(1), None]),
        set: Some(BTreeSet::from(["a".to_owned()])),
        map: Some(BTreeMap::from([("a".to_owned(), Some(1))])),
        document: Some(Part::default()),
        null: Some("null".to_owned()),
        default: 1,
        seven: 8,
        skipped: 0,
    };
    round_trip(&db, &[some, none]).await;
    let stored = db.get_raw::<Optional>(item([("id", n(1))])).await.unwrap();
    let mut names: Vec<_> = stored.keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["default", "id", "null", "seven"]);
    assert_eq!(stored["null"], AttributeValue::Null(true));

    // What older programs have stored: nothing, or NULL.
    let nulls = ["string", "number", "list", "set", "document", "null"];
    let mut raw = item([("id", n(1))]);
    raw.extend(nulls.map(|name| (name.to_owned(), AttributeValue::Null(true))));
    db.put_raw::<Optional>(raw).await;
    let read = db
        .both_paths(async |client| Optional::get(1).send(client).await.unwrap().unwrap())
        .await;
    let expected = Optional {
        id: 1,
        seven: 7,
        ..Optional::default()
    };
    assert_eq!(read, expected);
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "pointers")]
struct Pointers {
    #[dynamo(partition_key)]
    id: Box<str>,
    boxed: Box<Part>,
    shared: Arc<Part>,
    number: Box<u64>,
    list: Vec<Arc<Part>>,
    maybe: Option<Box<Tree>>,
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Tree {
    name: String,
    children: Vec<Tree>,
}

async fn pointers_and_borrowed_text(db: Db) {
    let part = Part {
        name: "part".to_owned(),
        size: Some(1),
    };
    let leaf = |name: &str| Tree {
        name: name.to_owned(),
        children: vec![],
    };
    let pointers = Pointers {
        id: "1".into(),
        boxed: Box::new(part.clone()),
        shared: Arc::new(part.clone()),
        number: Box::new(1),
        list: vec![Arc::new(part)],
        maybe: Some(Box::new(Tree {
            name: "root".to_owned(),
            children: vec![leaf("a"), leaf("b")],
        })),
    };
    round_trip(&db, &[pointers]).await;
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "any")]
struct Any {
    #[dynamo(partition_key)]
    id: u8,
    value: Value,
    item: Item,
    #[dynamo(flatten)]
    rest: BTreeMap<String, Value>,
}

async fn values_of_any_type(db: Db) {
    let mut everything = Item::new();
    everything.insert("s", "");
    everything.insert("n", 1);
    everything.insert("b", Blob::from([0, 255]));
    everything.insert("bool", true);
    everything.insert("null", Value::Null);
    everything.insert("l", vec![Value::Null, Value::from(1)]);
    everything.insert("m", Item::new());
    everything.insert("ss", BTreeSet::from(["a".to_owned()]));
    everything.insert("ns", BTreeSet::from([Number::from(1), Number::from(-2)]));
    everything.insert("bs", BTreeSet::from([Blob::default(), Blob::from([1])]));
    let any = Any {
        id: 1,
        value: Value::M(everything.clone()),
        item: everything.clone(),
        rest: everything.into(),
    };
    round_trip(&db, &[any]).await;
}

/// A list in a list, and so on.
fn nested(depth: usize) -> Value {
    (0..depth).fold(Value::from(1), |inner, _| Value::L(vec![inner]))
}

async fn nesting_as_deep_as_it_goes(db: Db) {
    let deep = Any {
        id: 1,
        value: nested(31),
        item: Item::new(),
        rest: BTreeMap::new(),
    };
    round_trip(&db, &[deep]).await;
}

async fn nesting_too_deep(db: Db) {
    db.table::<Any>().await;
    for depth in [33, 100] {
        let deep = Any {
            id: 1,
            value: nested(depth),
            item: Item::new(),
            rest: BTreeMap::new(),
        };
        let error = Any::put(&deep).send(&db.client).await.unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::Encode | ErrorKind::Invalid),
            "{error}"
        );
    }
}

async fn large_items(db: Db) {
    let large = Text {
        id: "1".to_owned(),
        string: "é\"".repeat(90_000),
        boxed: "".into(),
        shared: "".into(),
        cow: "".into(),
        char: 'x',
        list: vec!["x".to_owned(); 2_000],
        set: BTreeSet::from(["y".repeat(50_000)]),
    };
    round_trip(&db, &[large]).await;
}
