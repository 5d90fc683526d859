//! `constant`: an attribute that has one value only.

use dynamo_model::value::UnixSeconds;
use dynamo_model::{AttributeValue, Document, Error, Model};

use crate::harness::{Db, item, n, s};

on_every_engine![
    a_put_writes_the_constant_and_nothing_else,
    a_read_takes_the_constant_and_nothing_else,
    a_missing_constant_is_there,
    an_update_does_not_change_a_constant,
    constants_tell_untagged_variants_apart,
    a_key_can_be_constant,
];

#[derive(Debug, Clone, Copy, PartialEq, Document)]
enum Kind {
    Order,
    Invoice,
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Money {
    cents: u64,
    #[dynamo(constant = "CHF".to_owned())]
    currency: String,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "constants", rename_all = "camelCase")]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(constant = Kind::Order)]
    order_kind: Kind,
    #[dynamo(constant = 2)]
    format: u32,
    #[dynamo(constant = vec![1, 2])]
    steps: Vec<u32>,
    #[dynamo(constant = std::time::SystemTime::UNIX_EPOCH, with = UnixSeconds)]
    epoch: std::time::SystemTime,
    total: Money,
    parts: Vec<Money>,
    note: Option<String>,
}

fn money() -> Money {
    Money {
        cents: 5,
        currency: "CHF".to_owned(),
    }
}

fn euro() -> Money {
    Money {
        cents: 5,
        currency: "EUR".to_owned(),
    }
}

fn order() -> Order {
    Order {
        id: "1".to_owned(),
        order_kind: Kind::Order,
        format: 2,
        steps: vec![1, 2],
        epoch: std::time::SystemTime::UNIX_EPOCH,
        total: money(),
        parts: vec![money()],
        note: None,
    }
}

fn told(error: &Error) -> Vec<String> {
    assert!(error.is_validation(), "{error:?}");
    let violations = error.report().unwrap().violations();
    assert!(violations.iter().all(|v| v.code == "constant"), "{error}");
    let paths = violations.iter().map(|v| v.path.as_ref().unwrap());
    paths.map(ToString::to_string).collect()
}

async fn a_put_writes_the_constant_and_nothing_else(db: Db) {
    db.table::<Order>().await;
    let written = Order::create(&order()).send(&db.client).await.unwrap();
    assert_eq!(written, order());
    let wrong = Order {
        order_kind: Kind::Invoice,
        format: 3,
        total: euro(),
        parts: vec![money(), euro()],
        ..order()
    };
    let error = Order::put(&wrong).send(&db.client).await.unwrap_err();
    let paths = ["orderKind", "format", "total.currency", "parts[1].currency"];
    assert_eq!(told(&error), paths);
    assert!(!error.to_string().contains("EUR"), "{error}");
}

async fn a_read_takes_the_constant_and_nothing_else(db: Db) {
    db.table::<Order>().await;
    for (name, value, path) in [
        ("orderKind", s("Invoice"), "orderKind"),
        ("format", n(77), "format"),
        (
            "parts",
            AttributeValue::L(vec![AttributeValue::M(item([
                ("cents", n(1)),
                ("currency", s("EUR")),
            ]))]),
            "parts[0].currency",
        ),
    ] {
        let mut stored = order().to_attributes().unwrap();
        stored.insert(name.to_owned(), value);
        db.put_raw::<Order>(stored).await;
        let read = db
            .both_paths(async |client| {
                let error = Order::get("1").send(client).await.unwrap_err();
                crate::harness::Told::from(error)
            })
            .await;
        assert_eq!(read.kind, dynamo_model::ErrorKind::Decode);
        assert_eq!(read.path.as_deref(), Some(path));
        // The name of the table has numbers in it, and may have any.
        let text = read.text.replace(&db.client.table::<Order>(), "");
        for value in ["77", "EUR", "Invoice"] {
            assert!(!text.contains(value), "{text}");
        }
    }
    let mut stored = order().to_attributes().unwrap();
    stored.insert("format".to_owned(), n(77));
    db.put_raw::<Order>(stored).await;
    let select = Order::get("1").select(|o| (o.order_kind, o.format));
    let error = select.send(&db.client).await.unwrap_err();
    assert_eq!(error.path().unwrap().to_string(), "format");
}

async fn a_missing_constant_is_there(db: Db) {
    db.table::<Order>().await;
    let stored = item([
        ("id", s("1")),
        ("total", AttributeValue::M(item([("cents", n(5))]))),
        ("parts", AttributeValue::L(vec![])),
    ]);
    db.put_raw::<Order>(stored).await;
    let read = Order::get("1").send(&db.client).await.unwrap();
    let expected = Order {
        parts: vec![],
        ..order()
    };
    assert_eq!(read, Some(expected));
    let select = Order::get("1").select(|o| (o.order_kind, o.steps));
    let selected = select.send(&db.client).await.unwrap();
    assert_eq!(selected, Some((Kind::Order, vec![1, 2])));
}

async fn an_update_does_not_change_a_constant(db: Db) {
    db.table::<Order>().await;
    Order::create(&order()).send(&db.client).await.unwrap();
    let update = || Order::update("1");
    for (update, paths) in [
        (update().change(|o| o.format.set(3)), &["format"][..]),
        (update().change(|o| o.format.add(1)), &["format"]),
        (
            update().change(|o| o.format.set(o.format.plus(1))),
            &["format"],
        ),
        (update().change(|o| o.steps.append([3])), &["steps"]),
        (update().change(|o| o.steps.at(0).set(3)), &["steps"]),
        (update().change(|o| o.steps.remove_at(0)), &["steps"]),
        (
            update().change(|o| o.total.set(euro())),
            &["total.currency"],
        ),
        (
            update().change(|o| o.total.currency.set("EUR")),
            &["total.currency"],
        ),
        (
            update().change(|o| o.parts.append([euro()])),
            &["parts[0].currency"],
        ),
    ] {
        let error = update.send(&db.client).await.unwrap_err();
        assert_eq!(told(&error), paths);
    }
    let same = update().change(|o| {
        o.format
            .set(2)
            .and(o.total.set(money()))
            .and(o.note.set("x"))
            .and(o.steps.set_if_not_exists(vec![1, 2]))
    });
    let updated = same.send(&db.client).await.unwrap();
    assert_eq!(updated.note.as_deref(), Some("x"));
    let upsert = Order::upsert("2").change(|o| o.total.set(money()).and(o.parts.set(vec![])));
    let upserted = upsert.send(&db.client).await.unwrap();
    assert_eq!(upserted.order_kind, Kind::Order);
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(untagged)]
enum Shape {
    Circle {
        #[dynamo(constant = "circle".to_owned())]
        kind: String,
        size: u32,
    },
    Square {
        #[dynamo(constant = "square".to_owned())]
        kind: String,
        size: u32,
    },
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "constant-shapes")]
struct Drawing {
    #[dynamo(partition_key)]
    id: String,
    shape: Shape,
}

async fn constants_tell_untagged_variants_apart(db: Db) {
    db.table::<Drawing>().await;
    let square = || Shape::Square {
        kind: "square".to_owned(),
        size: 1,
    };
    let drawing = Drawing {
        id: "1".to_owned(),
        shape: square(),
    };
    let written = Drawing::create(&drawing).send(&db.client).await.unwrap();
    assert_eq!(written, drawing);
    let update = Drawing::update("1").change(|d| d.shape.set(square()));
    assert_eq!(update.send(&db.client).await.unwrap(), drawing);
    let wrong = Shape::Circle {
        kind: "oval".to_owned(),
        size: 1,
    };
    let drawing = Drawing {
        shape: wrong.clone(),
        ..drawing
    };
    let error = Drawing::put(&drawing).send(&db.client).await.unwrap_err();
    assert_eq!(told(&error), ["shape.kind"]);
    let update = Drawing::update("1").change(|d| d.shape.set(wrong));
    let error = update.send(&db.client).await.unwrap_err();
    assert!(error.is_validation(), "{error:?}");
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "constant-keys")]
struct Settings {
    #[dynamo(partition_key)]
    user: String,
    #[dynamo(sort_key, constant = "SETTINGS".to_owned())]
    kind: String,
    theme: Option<String>,
}

async fn a_key_can_be_constant(db: Db) {
    db.table::<Settings>().await;
    let settings = Settings {
        user: "ada".to_owned(),
        kind: "SETTINGS".to_owned(),
        theme: None,
    };
    Settings::create(&settings).send(&db.client).await.unwrap();
    let read = Settings::get(("ada", "SETTINGS")).send(&db.client).await;
    assert_eq!(read.unwrap(), Some(settings.clone()));
    let update = Settings::update(("ada", "SETTINGS")).change(|s| s.theme.set("dark"));
    update.send(&db.client).await.unwrap();
    let wrong = Settings {
        kind: "OTHER".to_owned(),
        ..settings
    };
    let error = Settings::put(&wrong).send(&db.client).await.unwrap_err();
    assert_eq!(told(&error), ["kind"]);
}
