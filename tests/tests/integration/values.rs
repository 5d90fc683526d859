//! Every type through a real server: what was written is what is read, on both paths.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Debug;
use std::num::NonZero;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use dynamo_model::value::{Blob, Item, Number, Rfc3339, UnixMillis, UnixSeconds, Value};
use dynamo_model::{AttributeValue, Document, ErrorKind, Model};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::harness::{Db, Engine, item, n, s};

on_every_engine![
    numbers,
    floats,
    numbers_of_any_size,
    numbers_in_other_spellings,
    numbers_that_do_not_fit,
    numbers_that_cannot_be_stored,
    text,
    binary,
    collections,
    collections_of_nothing,
    names_of_nothing,
    optional_values,
    pointers_and_borrowed_text,
    documents,
    enums,
    times,
    types_of_other_crates,
    foreign_types_through_serde,
    values_of_any_type,
    nesting_as_deep_as_it_goes,
    nesting_too_deep,
    large_items,
];

/// Writes items and reads them back in every way there is.
async fn round_trip<M>(db: &Db, items: &[M])
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
#[dynamo(table = "numbers")]
struct Numbers {
    #[dynamo(partition_key)]
    id: u8,
    i8: i8,
    i16: i16,
    i32: i32,
    i64: i64,
    i128: i128,
    isize: isize,
    u8: u8,
    u16: u16,
    u32: u32,
    u64: u64,
    u128: u128,
    usize: usize,
    non_zero: NonZero<u64>,
    bool: bool,
}

/// The largest number of 38 digits.
const LARGEST: u128 = 99_999_999_999_999_999_999_999_999_999_999_999_999;

async fn numbers(db: Db) {
    let largest = Numbers {
        id: 1,
        i8: i8::MAX,
        i16: i16::MAX,
        i32: i32::MAX,
        i64: i64::MAX,
        i128: LARGEST as i128,
        isize: isize::MAX,
        u8: u8::MAX,
        u16: u16::MAX,
        u32: u32::MAX,
        u64: u64::MAX,
        u128: LARGEST,
        usize: usize::MAX,
        non_zero: NonZero::<u64>::MAX,
        bool: true,
    };
    let smallest = Numbers {
        i8: i8::MIN,
        i16: i16::MIN,
        i32: i32::MIN,
        i64: i64::MIN,
        i128: -(LARGEST as i128),
        isize: isize::MIN,
        u8: 0,
        u16: 0,
        u32: 0,
        u64: 0,
        u128: 0,
        usize: 0,
        non_zero: NonZero::<u64>::MIN,
        bool: false,
        ..largest.clone()
    };
    round_trip(&db, &[largest, smallest]).await;
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "floats")]
struct Floats {
    #[dynamo(partition_key)]
    id: u8,
    f32s: Vec<f32>,
    f64s: Vec<f64>,
}

async fn floats(db: Db) {
    let floats = Floats {
        id: 1,
        f32s: vec![
            0.1,
            -1.5,
            f32::MAX,
            f32::MIN,
            f32::MIN_POSITIVE,
            1e-45,
            16_777_216.0,
        ],
        f64s: vec![
            0.1,
            0.1 + 0.2,
            1.0 / 3.0,
            f64::EPSILON,
            9.999e125,
            -9.999e125,
            1e-130,
            123_456_789.123_456_79,
            9_007_199_254_740_993.0,
        ],
    };
    round_trip(&db, &[floats]).await;
    // There is one zero.
    let zeros = Floats {
        id: 1,
        f32s: vec![-0.0],
        f64s: vec![-0.0, 0.0],
    };
    Floats::put(&zeros).send(&db.client).await.unwrap();
    let read = Floats::get(1).send(&db.client).await.unwrap().unwrap();
    assert!(read.f64s.iter().all(|zero| zero.is_sign_positive()));
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "exact")]
struct Exact {
    #[dynamo(partition_key)]
    id: u8,
    number: Option<Number>,
    numbers: Vec<Number>,
    set: BTreeSet<Number>,
}

async fn numbers_of_any_size(db: Db) {
    let numbers = [
        "0",
        "-1",
        "19.99",
        "99999999999999999999999999999999999999",
        "-0.00000000000000000000000000000000000001",
        "9.9999999999999999999999999999999999999E125",
        "-9.9999999999999999999999999999999999999E125",
        "1E-130",
        "-1E-130",
    ]
    .map(|text| text.parse::<Number>().unwrap());
    let exact = Exact {
        id: 1,
        number: None,
        set: numbers.iter().cloned().collect(),
        numbers: numbers.to_vec(),
    };
    round_trip(&db, &[exact]).await;
}

/// What other programs write comes back as the server likes to spell it.
async fn numbers_in_other_spellings(db: Db) {
    db.table::<Exact>().await;
    let spellings = [
        ("00042", "42"),
        ("1.0", "1"),
        ("3.1400", "3.14"),
        ("1.5E2", "150"),
        ("1e2", "100"),
        ("-0", "0"),
        ("0.0E10", "0"),
        ("100e-2", "1"),
        ("+7", "7"),
        (".5", "0.5"),
    ];
    let kept = if db.differs(
        Engine::DynamoDbLocal,
        "a number in a list or map keeps its spelling, and `+7` and `.5` are none that a server sends",
    ) {
        &spellings[..8]
    } else {
        &spellings[..]
    };
    let raw = kept.iter().map(|(raw, _)| n(raw)).collect();
    for (at_the_top, normal) in spellings {
        db.put_raw::<Exact>(item([
            ("id", n("1.0")),
            ("number", n(at_the_top)),
            ("numbers", AttributeValue::L(Clone::clone(&raw))),
            ("set", AttributeValue::Ns(vec!["1e1".into(), "2.50".into()])),
        ]))
        .await;
        let read = db
            .both_paths(async |client| Exact::get(1).send(client).await.unwrap().unwrap())
            .await;
        assert_eq!(read.number.unwrap().as_str(), normal);
        let texts = read.numbers.iter().map(Number::as_str);
        assert!(texts.eq(kept.iter().map(|(_, normal)| *normal)));
        let set = ["10", "2.5"].map(|text| text.parse::<Number>().unwrap());
        assert_eq!(read.set, set.into());
    }
}

async fn numbers_that_do_not_fit(db: Db) {
    db.table::<Numbers>().await;
    let good = Numbers {
        id: 1,
        i8: 0,
        i16: 0,
        i32: 0,
        i64: 0,
        i128: 0,
        isize: 0,
        u8: 0,
        u16: 0,
        u32: 0,
        u64: 0,
        u128: 0,
        usize: 0,
        non_zero: NonZero::<u64>::MIN,
        bool: false,
    };
    for (name, number) in [
        ("i8", "128"),
        ("i8", "-129"),
        ("u8", "-1"),
        ("u64", "18446744073709551616"),
        ("i64", "-9223372036854775809"),
        ("u128", "-1"),
        ("u32", "1.5"),
        ("i128", "9E125"),
        ("non_zero", "0"),
    ] {
        let mut raw = good.to_attributes().unwrap();
        raw.insert(name.to_owned(), n(number));
        db.put_raw::<Numbers>(raw).await;
        let (kind, path) = db
            .both_paths(async |client| {
                let error = Numbers::get(1).send(client).await.unwrap_err();
                (error.kind(), error.path().map(|path| path.to_string()))
            })
            .await;
        assert_eq!(kind, ErrorKind::Decode);
        assert_eq!(path.as_deref(), Some(name), "{number}");
    }
    // What fits is read, however it was spelled.
    for (name, number) in [("u8", "2.55E2"), ("i64", "-9223372036854775808.0")] {
        let mut raw = good.to_attributes().unwrap();
        raw.insert(name.to_owned(), n(number));
        db.put_raw::<Numbers>(raw).await;
        Numbers::get(1).send(&db.client).await.unwrap();
    }
}

async fn numbers_that_cannot_be_stored(db: Db) {
    db.table::<Floats>().await;
    for float in [f64::NAN, f64::INFINITY, f64::MAX, 1e126, 1e-131] {
        let floats = Floats {
            id: 1,
            f32s: vec![],
            f64s: vec![0.5, float],
        };
        let put = Floats::put(&floats).send(&db.client).await.unwrap_err();
        let update = Floats::update(1).change(|f| f.f64s.append([0.5, float]));
        let update = update.send(&db.client).await.unwrap_err();
        let filter = Floats::scan().filter(|f| f.f64s.at(0).eq(float));
        let filter = filter.send(&db.client).await.unwrap_err();
        for (error, path) in [(put, "f64s[1]"), (update, "f64s[1]"), (filter, "f64s[0]")] {
            assert_eq!(error.kind(), ErrorKind::Encode, "{error}");
            assert_eq!(error.path().unwrap().to_string(), path, "{error}");
        }
    }
    db.table::<Numbers>().await;
    let error = Numbers::scan()
        .filter(|n| n.u128.eq(LARGEST + 1).or(n.u128.eq(u128::MAX)))
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "u128: a number has at most 38 significant digits"
    );
    if let Some(embedded) = db.if_embedded() {
        for operation in ["PutItem", "UpdateItem", "Scan"] {
            assert_eq!(embedded.calls(operation), 0, "{operation}");
        }
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
struct Part {
    name: String,
    size: Option<u32>,
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
#[dynamo(table = "documents", rename_all = "PascalCase")]
struct Documents {
    #[dynamo(partition_key)]
    document_id: DocumentId,
    part: Part,
    parts: Vec<Part>,
    by_name: HashMap<String, Part>,
    #[dynamo(flatten)]
    flat: Flat,
    amount: Cents,
}

#[derive(Debug, Clone, PartialEq, Document)]
struct DocumentId(String);

#[derive(Debug, Clone, PartialEq, Document)]
struct Cents(u64);

#[derive(Debug, Clone, PartialEq, Document)]
struct Flat {
    first: u8,
    second: Option<u8>,
}

async fn documents(db: Db) {
    let part = |name: &str| Part {
        name: name.to_owned(),
        size: None,
    };
    let documents = Documents {
        document_id: DocumentId("1".to_owned()),
        part: part(""),
        parts: vec![part("a"), part("b")],
        by_name: [("c".to_owned(), part("c"))].into(),
        flat: Flat {
            first: 1,
            second: Some(2),
        },
        amount: Cents(5),
    };
    round_trip(&db, &[documents]).await;
    let stored = db
        .get_raw::<Documents>(item([("DocumentId", s("1"))]))
        .await;
    let stored = stored.unwrap();
    assert_eq!((&stored["first"], &stored["Amount"]), (&n(1), &n(5)));
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "enums")]
struct Enums {
    #[dynamo(partition_key)]
    id: Color,
    colors: Vec<Color>,
    color_set: BTreeSet<Color>,
    internal: Vec<Internal>,
    adjacent: Vec<Adjacent>,
    untagged: Vec<Untagged>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Document)]
#[dynamo(rename_all = "kebab-case")]
enum Color {
    DarkRed,
    #[dynamo(rename = "grün")]
    Green,
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(tag = "type", rename_all_fields = "camelCase")]
enum Internal {
    Unit,
    Document(Part),
    Fields { first_field: u8, list: Vec<u8> },
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(tag = "type", content = "value")]
enum Adjacent {
    Unit,
    Number(u64),
    Tuple(u8, String),
    Fields { a: Option<u8> },
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(untagged)]
enum Untagged {
    Number(i64),
    Text(String),
    Part(Part),
    List(Vec<u8>),
}

async fn enums(db: Db) {
    let part = Part {
        name: "part".to_owned(),
        size: Some(1),
    };
    let enums = Enums {
        id: Color::Green,
        colors: vec![Color::DarkRed, Color::Green],
        color_set: BTreeSet::from([Color::DarkRed]),
        internal: vec![
            Internal::Unit,
            Internal::Document(part.clone()),
            Internal::Fields {
                first_field: 1,
                list: vec![],
            },
        ],
        adjacent: vec![
            Adjacent::Unit,
            Adjacent::Number(1),
            Adjacent::Tuple(1, "x".to_owned()),
            Adjacent::Fields { a: None },
        ],
        untagged: vec![
            Untagged::Number(-1),
            Untagged::Text("x".to_owned()),
            Untagged::Part(part),
            Untagged::List(vec![1]),
        ],
    };
    round_trip(&db, &[enums]).await;
    let found = db
        .both_paths(async |client| {
            let scan = Enums::scan().filter(|e| {
                e.colors
                    .contains(Color::DarkRed)
                    .and(e.color_set.contains(Color::DarkRed))
                    .and(e.internal.at(0).eq(Internal::Unit))
            });
            scan.count(client).await.unwrap().count
        })
        .await;
    assert_eq!(found, 1);
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "times")]
struct Times {
    #[dynamo(partition_key)]
    id: u8,
    plain: SystemTime,
    #[dynamo(with = UnixSeconds)]
    seconds: SystemTime,
    #[dynamo(with = UnixMillis)]
    millis: SystemTime,
    #[dynamo(with = Rfc3339)]
    text: SystemTime,
    #[dynamo(with = Option<UnixSeconds>)]
    maybe: Option<SystemTime>,
    duration: Duration,
    chrono: chrono::DateTime<chrono::Utc>,
    date: chrono::NaiveDate,
    clock: chrono::NaiveTime,
    naive: chrono::NaiveDateTime,
    #[dynamo(with = UnixSeconds)]
    expires: chrono::DateTime<chrono::Utc>,
    offset: time::OffsetDateTime,
    time_date: time::Date,
    time_clock: time::Time,
}

async fn times(db: Db) {
    let at = |nanos: u64| UNIX_EPOCH + Duration::from_nanos(nanos);
    let chrono = chrono::DateTime::from_timestamp(1_769_851_800, 123_456_789).unwrap();
    let late = Times {
        id: 1,
        plain: at(1_769_851_800_123_456_789),
        seconds: at(1_769_851_800_000_000_000),
        millis: at(1_769_851_800_123_000_000),
        text: at(1_769_851_800_123_456_789),
        maybe: Some(UNIX_EPOCH),
        duration: Duration::new(5, 1),
        chrono,
        date: chrono.date_naive(),
        clock: chrono.time(),
        naive: chrono.naive_utc(),
        expires: chrono::DateTime::from_timestamp(1_769_851_800, 0).unwrap(),
        offset: time::OffsetDateTime::from_unix_timestamp_nanos(1_769_851_800_123_456_789).unwrap(),
        time_date: time::Date::from_calendar_date(2024, time::Month::February, 29).unwrap(),
        time_clock: time::Time::from_hms_nano(23, 59, 59, 999_999_999).unwrap(),
    };
    let early = Times {
        plain: UNIX_EPOCH - Duration::new(1, 500_000_000),
        seconds: UNIX_EPOCH - Duration::from_secs(86_400 * 365 * 200),
        text: UNIX_EPOCH - Duration::from_nanos(1),
        maybe: None,
        duration: Duration::ZERO,
        chrono: chrono::DateTime::UNIX_EPOCH,
        date: chrono::NaiveDate::from_ymd_opt(987, 6, 5).unwrap(),
        clock: chrono::NaiveTime::MIN,
        offset: time::OffsetDateTime::UNIX_EPOCH,
        ..late.clone()
    };
    round_trip(&db, &[early, late]).await;
    let stored = db.get_raw::<Times>(item([("id", n(1))])).await.unwrap();
    assert_eq!(stored["seconds"], n(1_769_851_800));
    assert_eq!(stored["millis"], n("1769851800123"));
    assert_eq!(stored["text"], s("2026-01-31T09:30:00.123456789Z"));
    assert_eq!(stored["expires"], n(1_769_851_800));
    let found = Times::scan()
        .filter(|t| t.seconds.gt(UNIX_EPOCH).and(t.chrono.eq(chrono)))
        .count(&db.client)
        .await
        .unwrap();
    assert_eq!(found.count, 1);
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "external")]
struct External {
    #[dynamo(partition_key)]
    id: Uuid,
    #[dynamo(binary)]
    compact: Uuid,
    decimal: Decimal,
    decimals: BTreeSet<Decimal>,
    by_id: BTreeMap<Uuid, u32>,
    ids: BTreeSet<Uuid>,
    json: serde_json::Value,
    bytes: Option<Bytes>,
}

async fn types_of_other_crates(db: Db) {
    let external = External {
        id: Uuid::from_u128(0x1234_5678_9abc_def0_1234_5678_9abc_def0),
        compact: Uuid::max(),
        decimal: "79228162514264337593543950335".parse().unwrap(),
        decimals: ["-0.0000000000000000000000000001", "1.5", "0"]
            .map(|text| text.parse().unwrap())
            .into(),
        by_id: BTreeMap::from([(Uuid::nil(), 1)]),
        ids: BTreeSet::from([Uuid::nil(), Uuid::max()]),
        json: serde_json::json!({
            "null": null,
            "list": [1, -2.5, "three", true, [], {}],
            "deep": { "a.b": { "#": u64::MAX } },
        }),
        bytes: Some(Bytes::from_static(b"\0\xff")),
    };
    round_trip(&db, &[external]).await;
}

#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
struct Foreign {
    name: String,
    tags: Vec<String>,
    level: Level,
}

#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
enum Level {
    Low,
    Custom { percent: u8 },
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "foreign")]
struct WithForeign {
    #[dynamo(partition_key)]
    id: u8,
    #[dynamo(serde)]
    foreign: Foreign,
    #[dynamo(serde)]
    maybe: Option<Foreign>,
}

async fn foreign_types_through_serde(db: Db) {
    let foreign = |level| Foreign {
        name: "x".to_owned(),
        tags: vec![String::new()],
        level,
    };
    let with = WithForeign {
        id: 1,
        foreign: foreign(Level::Low),
        maybe: Some(foreign(Level::Custom { percent: 5 })),
    };
    let without = WithForeign {
        maybe: None,
        ..with.clone()
    };
    round_trip(&db, &[with, without]).await;
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
