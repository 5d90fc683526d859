//! Attributes that no field takes: passed over, refused, or kept in maps by their names.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;

use dynamo_model::value::Item;
use dynamo_model::{AttributeValue, Document, Error, ErrorKind, Model};

use crate::harness::{self, Db, item, n, s};

on_every_engine![
    an_unknown_attribute_is_refused_where_the_struct_says_so,
    what_the_library_writes_is_known,
    variants_refuse_unknown_attributes,
    names_go_to_the_map_of_their_pattern,
    a_name_of_no_pattern_is_refused_where_the_struct_says_so,
    a_map_holds_only_names_of_its_patterns,
    a_map_holds_no_declared_attribute,
    an_update_obeys_the_patterns,
    d40_a_map_keeps_values_of_every_type,
];

struct ByStatus;

#[derive(Debug, Clone, PartialEq, Document)]
struct Audit {
    #[dynamo(alias = "author")]
    by: String,
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(unknown = deny)]
struct Address {
    city: String,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "strict",
    unknown = deny,
    partition_key = "ORDER#{id}",
    sort_key(name = "kind", template = "HEAD"),
    index(ByStatus, partition_key = "STATUS#{status}")
)]
struct Order {
    #[dynamo(in_key)]
    id: u32,
    status: Option<String>,
    #[dynamo(alias = "addr")]
    address: Option<Address>,
    #[dynamo(flatten)]
    audit: Audit,
}

fn order() -> Order {
    Order {
        id: 1,
        status: Some("open".to_owned()),
        address: Some(Address {
            city: "Bern".to_owned(),
        }),
        audit: Audit {
            by: "ada".to_owned(),
        },
    }
}

fn map<const N: usize>(entries: [(&str, AttributeValue); N]) -> AttributeValue {
    AttributeValue::M(item(entries))
}

async fn refused<M: Model + Send + Debug + 'static>(db: &Db, of: harness::Item) -> Error {
    db.put_raw::<M>(of).await;
    let told = db
        .both_paths(async |client| {
            let error = M::scan().all(client).await.unwrap_err();
            harness::Told::from(error)
        })
        .await;
    assert_eq!(told.kind, ErrorKind::Decode);
    M::scan().all(&db.client).await.unwrap_err()
}

async fn an_unknown_attribute_is_refused_where_the_struct_says_so(db: Db) {
    db.table::<Order>().await;
    Order::create(&order()).send(&db.client).await.unwrap();
    let stored = order().to_attributes().unwrap();
    let mut other = stored.clone();
    other.insert("note".to_owned(), s("secret"));
    let error = refused::<Order>(&db, other).await;
    assert_eq!(error.path().unwrap().to_string(), "note");
    assert!(
        error.to_string().contains("no field takes this attribute"),
        "{error}"
    );
    assert!(!error.to_string().contains("secret"), "{error}");
    let mut nested = stored.clone();
    nested.insert("address".to_owned(), map([("city", s("a")), ("zip", n(1))]));
    let error = refused::<Order>(&db, nested).await;
    assert_eq!(error.path().unwrap().to_string(), "address.zip");
    db.put_raw::<Order>(stored).await;
    assert_eq!(Order::scan().all(&db.client).await.unwrap(), [order()]);
}

async fn what_the_library_writes_is_known(db: Db) {
    db.table::<Order>().await;
    let put = Order::put(&order()).send(&db.client).await.unwrap();
    assert_eq!(put, order());
    let mut stored = order().to_attributes().unwrap();
    for library in ["pk", "kind", "_type", "ByStatus_pk"] {
        assert!(stored.contains_key(library), "{library}");
    }
    let address = stored.remove("address").unwrap();
    stored.insert("addr".to_owned(), address);
    let by = stored.remove("by").unwrap();
    stored.insert("author".to_owned(), by);
    db.put_raw::<Order>(stored).await;
    let read = db
        .both_paths(async |client| Order::get(1).send(client).await.unwrap())
        .await;
    assert_eq!(read, Some(order()));
    let open = Order::query_index(ByStatus, "open").all(&db.client).await;
    assert_eq!(open.unwrap(), [order()]);
    let update = Order::update(1).change(|o| o.status.set("done"));
    assert_eq!(
        update.send(&db.client).await.unwrap().status.as_deref(),
        Some("done")
    );
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(tag = "type", unknown = deny)]
enum Tagged {
    Circle { radius: u32 },
    Nothing,
    Placed(Address),
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(tag = "type", content = "value", unknown = deny)]
enum Beside {
    Size(u32),
    Circle { radius: u32 },
    Nothing,
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(untagged, unknown = deny)]
enum Either {
    Circle { radius: u32 },
    Ellipse { radius: u32, other: u32 },
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "strict-variants")]
struct Drawing {
    #[dynamo(partition_key)]
    id: String,
    tagged: Option<Tagged>,
    beside: Option<Beside>,
    either: Option<Either>,
}

async fn variants_refuse_unknown_attributes(db: Db) {
    db.table::<Drawing>().await;
    let drawing = Drawing {
        id: "1".to_owned(),
        tagged: Some(Tagged::Placed(Address {
            city: "Bern".to_owned(),
        })),
        beside: Some(Beside::Circle { radius: 1 }),
        either: Some(Either::Ellipse {
            radius: 1,
            other: 2,
        }),
    };
    let written = Drawing::create(&drawing).send(&db.client).await.unwrap();
    assert_eq!(written, drawing, "the first variant that fits takes all");
    let of = |name: &str, value| item([("id", s("1")), (name, value)]);
    for (name, value, path) in [
        (
            "tagged",
            map([("type", s("Circle")), ("radius", n(1)), ("x", n(1))]),
            "tagged.x",
        ),
        (
            "tagged",
            map([("type", s("Nothing")), ("x", n(1))]),
            "tagged.x",
        ),
        (
            "tagged",
            map([("type", s("Placed")), ("city", s("a")), ("x", n(1))]),
            "tagged.x",
        ),
        (
            "beside",
            map([("type", s("Size")), ("value", n(1)), ("x", n(1))]),
            "beside.x",
        ),
        (
            "beside",
            map([
                ("type", s("Circle")),
                ("value", map([("radius", n(1)), ("x", n(1))])),
            ]),
            "beside.value.x",
        ),
        (
            "beside",
            map([("type", s("Nothing")), ("x", n(1))]),
            "beside.x",
        ),
        ("either", map([("radius", n(1)), ("x", n(1))]), "either"),
    ] {
        let error = refused::<Drawing>(&db, of(name, value)).await;
        assert_eq!(error.path().unwrap().to_string(), path, "{error}");
    }
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "patterns")]
struct Message {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(alias = "x-length")]
    size: u32,
    #[dynamo(flatten("x-*"))]
    headers: BTreeMap<String, String>,
    #[dynamo(flatten("meta*", "*Count"))]
    meta: HashMap<String, u32>,
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(unknown = deny)]
struct Part {
    name: String,
    #[dynamo(flatten("x-*"))]
    extra: Item,
}

fn message() -> Message {
    Message {
        id: "1".to_owned(),
        size: 3,
        headers: [("x-from".to_owned(), "ada".to_owned())].into(),
        meta: [("meta".to_owned(), 1), ("wordCount".to_owned(), 2)].into(),
        parts: vec![Part {
            name: "a".to_owned(),
            extra: Item::from([("x-a", 1)]),
        }],
    }
}

async fn names_go_to_the_map_of_their_pattern(db: Db) {
    db.table::<Message>().await;
    let written = Message::create(&message()).send(&db.client).await.unwrap();
    assert_eq!(written, message());
    // What is of another type in a name of no pattern is passed over unread.
    let mut stored = message().to_attributes().unwrap();
    stored.insert("other".to_owned(), n(1));
    let size = stored.remove("size").unwrap();
    stored.insert("x-length".to_owned(), size);
    db.put_raw::<Message>(stored).await;
    let read = db
        .both_paths(async |client| Message::get("1").send(client).await.unwrap())
        .await;
    assert_eq!(read, Some(message()));
}

async fn a_name_of_no_pattern_is_refused_where_the_struct_says_so(db: Db) {
    db.table::<Message>().await;
    let mut stored = message().to_attributes().unwrap();
    let part = map([("name", s("a")), ("y-a", n(1))]);
    stored.insert("parts".to_owned(), AttributeValue::L(vec![part]));
    let error = refused::<Message>(&db, stored).await;
    assert_eq!(error.path().unwrap().to_string(), "parts[0].y-a");
}

/// The violations of a write, as text.
fn told(error: &Error) -> Vec<(String, String)> {
    let violations = error.report().expect("it is a report").violations();
    let mut told: Vec<_> = violations
        .iter()
        .map(|v| (v.path.as_ref().unwrap().to_string(), v.code.to_string()))
        .collect();
    told.sort();
    told
}

fn pairs<const N: usize>(pairs: [(&str, &str); N]) -> Vec<(String, String)> {
    pairs.map(|(a, b)| (a.to_owned(), b.to_owned())).into()
}

async fn a_map_holds_only_names_of_its_patterns(db: Db) {
    db.table::<Message>().await;
    let mut wrong = message();
    wrong.headers.insert("from".to_owned(), "x".to_owned());
    wrong.meta.insert("x-a".to_owned(), 1);
    wrong.parts[0].extra.insert("y", 1);
    let error = Message::put(&wrong).send(&db.client).await.unwrap_err();
    let expected = [
        ("from", "unknown"),
        ("parts[0].y", "unknown"),
        ("x-a", "unknown"),
    ];
    assert_eq!(told(&error), pairs(expected));
    let text = error.to_string();
    assert!(
        text.contains("from: is none of the names that this map takes: `x-*`"),
        "{text}"
    );
}

async fn a_map_holds_no_declared_attribute(db: Db) {
    #[derive(Debug, Clone, PartialEq, Model)]
    #[dynamo(table = "kept", partition_key = "A#{id}")]
    struct Kept {
        id: String,
        #[dynamo(alias = "amount")]
        total: u32,
        #[dynamo(flatten)]
        audit: Audit,
        #[dynamo(flatten)]
        extra: Item,
    }
    db.table::<Kept>().await;
    let names = ["_type", "amount", "author", "by", "id", "pk", "total"];
    let mut kept = Kept {
        id: "1".to_owned(),
        total: 1,
        audit: Audit { by: "a".to_owned() },
        extra: names.into_iter().map(|name| (name, 1)).collect(),
    };
    let error = Kept::put(&kept).send(&db.client).await.unwrap_err();
    assert_eq!(told(&error), pairs(names.map(|name| (name, "unknown"))));
    kept.extra = Item::from([("note", 1)]);
    assert_eq!(Kept::put(&kept).send(&db.client).await.unwrap(), kept);
}

async fn an_update_obeys_the_patterns(db: Db) {
    db.table::<Message>().await;
    Message::create(&message()).send(&db.client).await.unwrap();
    let part = |name: &str| Part {
        name: "b".to_owned(),
        extra: Item::from([(name, 1)]),
    };
    let append = |name: &str| Message::update("1").change(|m| m.parts.append([part(name)]));
    let error = append("y").send(&db.client).await.unwrap_err();
    assert_eq!(
        told(&error),
        pairs([("parts[1].y", "unknown")].map(|_| ("parts[0].y", "unknown")))
    );
    let updated = append("x-b").send(&db.client).await.unwrap();
    assert_eq!(updated.parts[1], part("x-b"));
    let set = Message::update("1").change(|m| m.parts.at(0).set(part("z")));
    assert_eq!(
        told(&set.send(&db.client).await.unwrap_err()),
        pairs([("parts[0].z", "unknown")])
    );
}

/// Whatever is stored under a name that no field takes comes back as it was, and goes back as it came.
async fn d40_a_map_keeps_values_of_every_type(db: Db) {
    #[derive(Debug, Clone, PartialEq, Model)]
    #[dynamo(table = "anything")]
    struct Anything {
        #[dynamo(partition_key)]
        id: String,
        #[dynamo(flatten)]
        rest: BTreeMap<String, AttributeValue>,
    }
    db.table::<Anything>().await;
    let stored = item([
        ("id", s("1")),
        ("date", s("2024-01-01T00:00:00Z")),
        ("millis", n("1704067200000")),
        ("flag", AttributeValue::Bool(true)),
        ("none", AttributeValue::Null(true)),
        ("list", AttributeValue::L(vec![n(1), s("a")])),
        ("map", map([("a", n(1))])),
        ("set", AttributeValue::Ns(vec!["1".to_owned()])),
    ]);
    db.put_raw::<Anything>(stored.clone()).await;
    let read = db
        .both_paths(async |client| Anything::get("1").send(client).await.unwrap())
        .await
        .unwrap();
    assert_eq!(read.rest.len(), 7);
    let written = Anything::put(&read).send(&db.client).await.unwrap();
    assert_eq!(written, read);
    let again = db.get_raw::<Anything>(item([("id", s("1"))])).await;
    assert_eq!(again, Some(stored));
}
