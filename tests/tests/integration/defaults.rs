//! `default` and `force`: what stands for an absent value, when it is written and when it is read.

use std::collections::{BTreeMap, BTreeSet};

use dynamo_model::value::UnixSeconds;
use dynamo_model::{AttributeValue, Document, Model};

use crate::harness::{Db, item, n, s};

on_every_engine![
    a_put_fills_what_is_absent,
    a_put_keeps_what_is_there,
    a_read_fills_what_is_missing,
    one_side_alone,
    a_default_of_the_item_sees_the_others,
    a_forced_value_is_always_written,
    documents_are_filled_where_they_are,
    a_document_in_an_update_is_filled,
    variants_are_filled,
    an_empty_set_is_absent,
    stored_forms_are_those_of_the_field,
    d22_null_is_not_absent,
    what_an_update_removes_stays_removed,
    a_default_is_transformed_and_a_key_can_be_made_of_it,
];

fn unknown() -> String {
    "unknown".to_owned()
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Line {
    sku: String,
    #[dynamo(default = Some(1))]
    quantity: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "defaults")]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(default = Some(unknown()))]
    status: Option<String>,
    #[dynamo(default)]
    count: u32,
    #[dynamo(default = Some(7))]
    rating: Option<u32>,
    #[dynamo(default = Some(true))]
    active: Option<bool>,
    #[dynamo(default = ["new".to_owned()].into())]
    tags: BTreeSet<String>,
    #[dynamo(default = vec![1])]
    steps: Vec<u32>,
    main: Option<Line>,
    lines: Vec<Line>,
    by_name: BTreeMap<String, Line>,
}

fn bare() -> Order {
    Order {
        id: "1".to_owned(),
        status: None,
        count: 0,
        rating: None,
        active: None,
        tags: BTreeSet::new(),
        steps: Vec::new(),
        main: None,
        lines: Vec::new(),
        by_name: BTreeMap::new(),
    }
}

/// `bare` as it is written.
fn filled() -> Order {
    Order {
        status: Some(unknown()),
        rating: Some(7),
        active: Some(true),
        tags: ["new".to_owned()].into(),
        ..bare()
    }
}

fn line(quantity: Option<u32>) -> Line {
    Line {
        sku: "s".to_owned(),
        quantity,
    }
}

async fn raw<M: Model>(db: &Db) -> crate::harness::Item {
    db.get_raw::<M>(item([("id", s("1"))])).await.unwrap()
}

async fn a_put_fills_what_is_absent(db: Db) {
    db.table::<Order>().await;
    let given = bare();
    let written = Order::create(&given).send(&db.client).await.unwrap();
    assert_eq!(written, filled());
    assert_eq!(given, bare(), "what is given stays as it is");
    let stored = raw::<Order>(&db).await;
    assert_eq!(stored.get("status"), Some(&s("unknown")));
    assert_eq!(stored.get("rating"), Some(&n(7)));
    let read = Order::get("1").send(&db.client).await.unwrap();
    assert_eq!(read, Some(filled()));
}

/// Values that other languages take for nothing are values.
async fn a_put_keeps_what_is_there(db: Db) {
    db.table::<Order>().await;
    let given = Order {
        status: Some(String::new()),
        rating: Some(0),
        active: Some(false),
        tags: ["a".to_owned()].into(),
        ..bare()
    };
    let written = Order::create(&given).send(&db.client).await.unwrap();
    assert_eq!(written, given);
    let stored = raw::<Order>(&db).await;
    assert_eq!(stored.get("status"), Some(&s("")));
    assert_eq!(stored.get("rating"), Some(&n(0)));
    assert_eq!(stored.get("active"), Some(&AttributeValue::Bool(false)));
    assert_eq!(
        stored.get("steps"),
        Some(&AttributeValue::L(vec![])),
        "an empty list is there"
    );
}

async fn a_read_fills_what_is_missing(db: Db) {
    db.table::<Order>().await;
    let stored = item([
        ("id", s("1")),
        ("lines", AttributeValue::L(vec![])),
        ("by_name", AttributeValue::M(item([]))),
    ]);
    db.put_raw::<Order>(stored.clone()).await;
    let read = db
        .both_paths(async |client| Order::get("1").send(client).await.unwrap())
        .await;
    let expected = Order {
        steps: vec![1],
        ..filled()
    };
    assert_eq!(read, Some(expected));
    assert_eq!(raw::<Order>(&db).await, stored, "reading writes nothing");
    let select = Order::get("1").select(|o| (o.status, o.count, o.tags, o.steps));
    let selected = select.send(&db.client).await.unwrap();
    let tags: BTreeSet<String> = ["new".to_owned()].into();
    assert_eq!(selected, Some((Some(unknown()), 0, tags, vec![1])));
}

async fn one_side_alone(db: Db) {
    #[derive(Debug, Clone, PartialEq, Model)]
    #[dynamo(table = "one-side")]
    struct Sides {
        #[dynamo(partition_key)]
        id: String,
        #[dynamo(default(read = Some(1)))]
        on_read: Option<u32>,
        #[dynamo(default(write = Some(2)))]
        on_write: Option<u32>,
        #[dynamo(default(read = Some(3), write = Some(4)))]
        both: Option<u32>,
    }
    db.table::<Sides>().await;
    db.put_raw::<Sides>(item([("id", s("1"))])).await;
    let read = Sides::get("1").send(&db.client).await.unwrap().unwrap();
    assert_eq!(
        (read.on_read, read.on_write, read.both),
        (Some(1), None, Some(3))
    );
    let bare = Sides {
        id: "1".to_owned(),
        on_read: None,
        on_write: None,
        both: None,
    };
    let written = Sides::put(&bare).send(&db.client).await.unwrap();
    assert_eq!(
        (written.on_read, written.on_write, written.both),
        (Some(1), Some(2), Some(4)),
        "a put gives back what a read would"
    );
    let expected = item([("id", s("1")), ("on_write", n(2)), ("both", n(4))]);
    assert_eq!(raw::<Sides>(&db).await, expected);
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "of-the-item")]
struct Account {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(default(with = Self::greeting))]
    greeting: Option<String>,
    #[dynamo(default(write = Some("Ada".to_owned())))]
    name: Option<String>,
    #[dynamo(default(with = length))]
    length: Option<usize>,
}

impl Account {
    fn greeting(&self) -> Option<String> {
        self.name.as_ref().map(|name| format!("Dear {name}"))
    }
}

fn length(account: &Account) -> Option<usize> {
    account.greeting.as_ref().map(String::len)
}

async fn a_default_of_the_item_sees_the_others(db: Db) {
    db.table::<Account>().await;
    let bare = Account {
        id: "1".to_owned(),
        greeting: None,
        name: None,
        length: None,
    };
    let written = Account::create(&bare).send(&db.client).await.unwrap();
    assert_eq!(written.greeting.as_deref(), Some("Dear Ada"));
    assert_eq!(written.length, Some(8), "in the order of the fields");
    let given = Account {
        greeting: Some("Hi".to_owned()),
        name: Some("Bob".to_owned()),
        ..bare
    };
    let written = Account::put(&given).send(&db.client).await.unwrap();
    assert_eq!(written.greeting.as_deref(), Some("Hi"));
    assert_eq!(written.length, Some(2));
}

async fn a_forced_value_is_always_written(db: Db) {
    #[derive(Debug, Clone, PartialEq, Model)]
    #[dynamo(table = "forced")]
    struct Forced {
        #[dynamo(partition_key)]
        id: String,
        #[dynamo(force = 3)]
        format: u32,
        #[dynamo(force = Some(unknown()))]
        by: Option<String>,
    }
    db.table::<Forced>().await;
    let given = Forced {
        id: "1".to_owned(),
        format: 1,
        by: None,
    };
    let written = Forced::create(&given).send(&db.client).await.unwrap();
    assert_eq!((written.format, written.by), (3, Some(unknown())));
    // It is no default of a read.
    db.put_raw::<Forced>(item([("id", s("1")), ("format", n(1))]))
        .await;
    let read = Forced::get("1").send(&db.client).await.unwrap().unwrap();
    assert_eq!((read.format, read.by), (1, None));
}

async fn documents_are_filled_where_they_are(db: Db) {
    db.table::<Order>().await;
    let written = Order::create(&bare()).send(&db.client).await.unwrap();
    assert_eq!(
        written.main, None,
        "a document that is not there is not made"
    );
    let given = Order {
        main: Some(line(None)),
        lines: vec![line(Some(0)), line(None)],
        by_name: [("a".to_owned(), line(None))].into(),
        ..bare()
    };
    let written = Order::put(&given).send(&db.client).await.unwrap();
    assert_eq!(written.main, Some(line(Some(1))));
    assert_eq!(written.lines, [line(Some(0)), line(Some(1))]);
    assert_eq!(written.by_name["a"], line(Some(1)));
    let stored = raw::<Order>(&db).await;
    let main = AttributeValue::M(item([("sku", s("s")), ("quantity", n(1))]));
    assert_eq!(stored.get("main"), Some(&main));
}

async fn a_document_in_an_update_is_filled(db: Db) {
    db.table::<Order>().await;
    Order::create(&bare()).send(&db.client).await.unwrap();
    Order::update("1")
        .change(|o| o.main.set(line(None)).and(o.lines.append([line(None)])))
        .send(&db.client)
        .await
        .unwrap();
    let stored = raw::<Order>(&db).await;
    let line = AttributeValue::M(item([("sku", s("s")), ("quantity", n(1))]));
    assert_eq!(stored.get("main"), Some(&line));
    assert_eq!(stored.get("lines"), Some(&AttributeValue::L(vec![line])));
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(tag = "type")]
enum Payment {
    Card {
        #[dynamo(default = Some("CHF".to_owned()))]
        currency: Option<String>,
        #[dynamo(force = 2)]
        format: u32,
    },
    Cash,
}

async fn variants_are_filled(db: Db) {
    #[derive(Debug, Clone, PartialEq, Model)]
    #[dynamo(table = "paid")]
    struct Paid {
        #[dynamo(partition_key)]
        id: String,
        payment: Payment,
    }
    db.table::<Paid>().await;
    let card = |currency, format| Payment::Card { currency, format };
    let chf = || card(Some("CHF".to_owned()), 2);
    let mut paid = Paid {
        id: "1".to_owned(),
        payment: card(None, 1),
    };
    let written = Paid::create(&paid).send(&db.client).await.unwrap();
    assert_eq!(written.payment, chf());
    let stored = raw::<Paid>(&db).await;
    let expected = [
        ("type", s("Card")),
        ("currency", s("CHF")),
        ("format", n(2)),
    ];
    assert_eq!(
        stored.get("payment"),
        Some(&AttributeValue::M(item(expected)))
    );
    let update = Paid::update("1").change(|p| p.payment.set(card(None, 1)));
    assert_eq!(update.send(&db.client).await.unwrap().payment, chf());
    paid.payment = Payment::Cash;
    assert_eq!(Paid::put(&paid).send(&db.client).await.unwrap(), paid);
    let bare = AttributeValue::M(item([("type", s("Card")), ("format", n(1))]));
    db.put_raw::<Paid>(item([("id", s("1")), ("payment", bare)]))
        .await;
    let read = Paid::get("1").send(&db.client).await.unwrap().unwrap();
    assert_eq!(read.payment, card(Some("CHF".to_owned()), 1));
}

async fn an_empty_set_is_absent(db: Db) {
    db.table::<Order>().await;
    let written = Order::create(&bare()).send(&db.client).await.unwrap();
    assert_eq!(written.tags, ["new".to_owned()].into());
    let given = Order {
        tags: ["a".to_owned()].into(),
        ..bare()
    };
    let written = Order::put(&given).send(&db.client).await.unwrap();
    assert_eq!(written.tags, given.tags);
}

async fn stored_forms_are_those_of_the_field(db: Db) {
    use std::time::{Duration, SystemTime};

    #[derive(Debug, Clone, PartialEq, Model)]
    #[dynamo(table = "default-forms")]
    struct Event {
        #[dynamo(partition_key)]
        id: String,
        #[dynamo(with = Option<UnixSeconds>, default = Some(SystemTime::UNIX_EPOCH + Duration::from_secs(9)))]
        at: Option<SystemTime>,
    }
    db.table::<Event>().await;
    let event = Event {
        id: "1".to_owned(),
        at: None,
    };
    let written = Event::create(&event).send(&db.client).await.unwrap();
    assert_eq!(raw::<Event>(&db).await.get("at"), Some(&n(9)));
    db.put_raw::<Event>(item([("id", s("1"))])).await;
    let read = Event::get("1").send(&db.client).await.unwrap();
    assert_eq!(read, Some(written));
}

/// `None` is absent and takes the default; where `None` is stored as NULL it is a value, and keeps it.
async fn d22_null_is_not_absent(db: Db) {
    #[derive(Debug, Clone, PartialEq, Model)]
    #[dynamo(table = "nulls")]
    struct Nullable {
        #[dynamo(partition_key)]
        id: String,
        #[dynamo(default = Some(1))]
        plain: Option<u32>,
        #[dynamo(null, default = Some(2))]
        null: Option<u32>,
    }
    db.table::<Nullable>().await;
    let bare = Nullable {
        id: "1".to_owned(),
        plain: None,
        null: None,
    };
    let written = Nullable::create(&bare).send(&db.client).await.unwrap();
    assert_eq!((written.plain, written.null), (Some(1), None));
    let null = AttributeValue::Null(true);
    let expected = item([("id", s("1")), ("plain", n(1)), ("null", null.clone())]);
    assert_eq!(raw::<Nullable>(&db).await, expected);
    let nulls = item([("id", s("1")), ("plain", null.clone()), ("null", null)]);
    db.put_raw::<Nullable>(nulls).await;
    let read = Nullable::get("1").send(&db.client).await.unwrap().unwrap();
    assert_eq!(
        (read.plain, read.null),
        (None, None),
        "NULL is stored: nothing is missing"
    );
    db.put_raw::<Nullable>(item([("id", s("1"))])).await;
    let read = Nullable::get("1").send(&db.client).await.unwrap().unwrap();
    assert_eq!((read.plain, read.null), (Some(1), Some(2)));
}

async fn what_an_update_removes_stays_removed(db: Db) {
    db.table::<Order>().await;
    Order::create(&bare()).send(&db.client).await.unwrap();
    let update = Order::update("1").change(|o| o.status.remove().and(o.rating.set(None)));
    update.send(&db.client).await.unwrap();
    let deleted = Order::update("1").change(|o| o.tags.delete(["new"]));
    deleted.send(&db.client).await.unwrap();
    let stored = raw::<Order>(&db).await;
    for name in ["status", "rating", "tags"] {
        assert!(!stored.contains_key(name), "{name}");
    }
    assert_eq!(stored.get("active"), Some(&AttributeValue::Bool(true)));
}

struct ByStatus;

async fn a_default_is_transformed_and_a_key_can_be_made_of_it(db: Db) {
    #[derive(Debug, Clone, PartialEq, Model)]
    #[dynamo(table = "default-keys", index(ByStatus, partition_key = "S#{status}"))]
    struct Task {
        #[dynamo(partition_key)]
        id: String,
        #[dynamo(default(write = Some(" Open".to_owned())), set(trim, lowercase))]
        status: Option<String>,
    }
    db.table::<Task>().await;
    let task = Task {
        id: "1".to_owned(),
        status: None,
    };
    let written = Task::create(&task).send(&db.client).await.unwrap();
    assert_eq!(written.status.as_deref(), Some("open"));
    let found = Task::query_index(ByStatus, "open").all(&db.client).await;
    assert_eq!(found.unwrap(), [written]);
}
