//! `required`: what has to be there when it is written, though its type allows it to be absent.

use std::collections::{BTreeMap, BTreeSet};

use dynamo_model::{AttributeValue, Document, Error, ErrorKind, Model};

use crate::harness::{Db, item, n, s};

on_every_engine![
    a_put_has_it,
    documents_have_it_where_they_are,
    an_update_does_not_remove_it,
    a_document_in_an_update_has_it,
    what_a_transform_empties_is_absent,
    a_default_gives_it,
    a_read_tolerates_that_it_is_missing,
    an_upsert_gives_it,
];

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(rename_all = "camelCase")]
struct Contact {
    #[dynamo(required)]
    full_name: Option<String>,
    phone: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(tag = "type")]
enum Channel {
    Mail {
        #[dynamo(required)]
        to: Option<String>,
    },
    None,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "required")]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(required, set(trim, none_if_empty))]
    status: Option<String>,
    #[dynamo(required)]
    tags: BTreeSet<String>,
    contact: Option<Contact>,
    contacts: Vec<Contact>,
    by_name: BTreeMap<String, Contact>,
    channel: Option<Channel>,
    #[dynamo(flatten)]
    flat: Contact,
}

fn contact() -> Contact {
    Contact {
        full_name: Some("Ada".to_owned()),
        phone: None,
    }
}

fn nameless() -> Contact {
    Contact {
        full_name: None,
        phone: Some("1".to_owned()),
    }
}

fn order() -> Order {
    Order {
        id: "1".to_owned(),
        status: Some("open".to_owned()),
        tags: ["a".to_owned()].into(),
        contact: None,
        contacts: Vec::new(),
        by_name: BTreeMap::new(),
        channel: None,
        flat: contact(),
    }
}

fn told(error: &Error) -> Vec<String> {
    assert!(error.is_validation(), "{error:?}");
    let violations = error.report().unwrap().violations();
    assert!(violations.iter().all(|v| v.code == "required"), "{error}");
    let paths = violations.iter().map(|v| v.path.as_ref().unwrap());
    paths.map(ToString::to_string).collect()
}

async fn stored(db: &Db) {
    db.table::<Order>().await;
    let written = Order::create(&order()).send(&db.client).await.unwrap();
    assert_eq!(written, order());
}

async fn a_put_has_it(db: Db) {
    stored(&db).await;
    let bare = Order {
        status: None,
        tags: BTreeSet::new(),
        flat: nameless(),
        ..order()
    };
    for error in [
        Order::put(&bare).send(&db.client).await.unwrap_err(),
        Order::create(&bare).send(&db.client).await.unwrap_err(),
    ] {
        assert_eq!(told(&error), ["status", "tags", "fullName"]);
        assert!(error.to_string().contains("status: is required"), "{error}");
    }
}

async fn documents_have_it_where_they_are(db: Db) {
    stored(&db).await;
    let wrong = Order {
        contact: Some(nameless()),
        contacts: vec![contact(), nameless()],
        by_name: [("b".to_owned(), nameless())].into(),
        channel: Some(Channel::Mail { to: None }),
        ..order()
    };
    let error = Order::put(&wrong).send(&db.client).await.unwrap_err();
    let paths = [
        "contact.fullName",
        "contacts[1].fullName",
        "by_name.b.fullName",
        "channel.to",
    ];
    assert_eq!(told(&error), paths);
}

async fn an_update_does_not_remove_it(db: Db) {
    stored(&db).await;
    let with_contact = Order::update("1").change(|o| o.contact.set(contact()));
    with_contact.send(&db.client).await.unwrap();
    for (update, paths) in [
        (
            Order::update("1").change(|o| o.status.set(None)),
            ["status"],
        ),
        (
            Order::update("1").change(|o| o.tags.set(BTreeSet::new())),
            ["tags"],
        ),
        (
            Order::update("1").change(|o| o.contact.full_name.set(None)),
            ["contact.fullName"],
        ),
        (
            Order::update("1").change(|o| o.flat.full_name.set(None)),
            ["fullName"],
        ),
    ] {
        let error = update.send(&db.client).await.unwrap_err();
        assert_eq!(told(&error), paths);
    }
    let fine = Order::update("1").change(|o| o.status.set("done").and(o.contact.remove()));
    fine.send(&db.client).await.unwrap();
}

async fn a_document_in_an_update_has_it(db: Db) {
    stored(&db).await;
    for (update, paths) in [
        (
            Order::update("1").change(|o| o.contact.set(nameless())),
            ["contact.fullName"],
        ),
        (
            Order::update("1").change(|o| o.contacts.set(vec![contact(), nameless()])),
            ["contacts[1].fullName"],
        ),
        (
            Order::update("1").change(|o| o.channel.set(Channel::Mail { to: None })),
            ["channel.to"],
        ),
    ] {
        let error = update.send(&db.client).await.unwrap_err();
        assert_eq!(told(&error), paths);
    }
}

async fn what_a_transform_empties_is_absent(db: Db) {
    stored(&db).await;
    let empty = Order {
        status: Some("  ".to_owned()),
        ..order()
    };
    let error = Order::put(&empty).send(&db.client).await.unwrap_err();
    assert_eq!(told(&error), ["status"]);
    let update = Order::update("1").change(|o| o.status.set(" "));
    assert_eq!(
        told(&update.send(&db.client).await.unwrap_err()),
        ["status"]
    );
}

async fn a_default_gives_it(db: Db) {
    #[derive(Debug, Clone, PartialEq, Model)]
    #[dynamo(table = "required-default")]
    struct Task {
        #[dynamo(partition_key)]
        id: String,
        #[dynamo(required, default(write = Some("open".to_owned())))]
        status: Option<String>,
    }
    db.table::<Task>().await;
    let task = Task {
        id: "1".to_owned(),
        status: None,
    };
    let written = Task::create(&task).send(&db.client).await.unwrap();
    assert_eq!(written.status.as_deref(), Some("open"));
}

async fn a_read_tolerates_that_it_is_missing(db: Db) {
    db.table::<Order>().await;
    let stored = item([
        ("id", s("1")),
        (
            "contacts",
            AttributeValue::L(vec![AttributeValue::M(item([]))]),
        ),
        ("by_name", AttributeValue::M(item([]))),
    ]);
    db.put_raw::<Order>(stored).await;
    let read = db
        .both_paths(async |client| Order::get("1").send(client).await.unwrap())
        .await
        .unwrap();
    assert_eq!(
        (read.status, read.contacts[0].full_name.clone()),
        (None, None)
    );
    // An update of something else does not ask for it.
    let update = Order::update("1").change(|o| o.flat.phone.set("1"));
    update.send(&db.client).await.unwrap();
}

async fn an_upsert_gives_it(db: Db) {
    #[derive(Debug, Clone, PartialEq, Model)]
    #[dynamo(table = "required-upsert")]
    struct Counter {
        #[dynamo(partition_key)]
        id: String,
        count: u32,
        #[dynamo(required)]
        owner: Option<String>,
        #[dynamo(flatten)]
        contact: Contact,
    }
    db.table::<Counter>().await;
    let count = || Counter::upsert("1").change(|c| c.count.add(1));
    for (upsert, path) in [
        (count(), "owner"),
        (count().change(|c| c.owner.set("ada")), "fullName"),
        (count().change(|c| c.contact.full_name.set("Ada")), "owner"),
    ] {
        let error = upsert.send(&db.client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
        assert_eq!(error.path().unwrap().to_string(), path);
    }
    let whole = count().change(|c| {
        let owner = c.owner.set_if_not_exists("ada");
        owner.and(c.contact.full_name.set("Ada"))
    });
    let made = whole.send(&db.client).await.unwrap();
    assert_eq!((made.count, made.owner.as_deref()), (1, Some("ada")));
    let raw = db.get_raw::<Counter>(item([("id", s("1"))])).await.unwrap();
    assert_eq!(raw.get("count"), Some(&n(1)));
    // What is there already need not be given.
    let update = Counter::update("1").change(|c| c.count.add(1));
    assert_eq!(update.send(&db.client).await.unwrap().count, 2);
}
