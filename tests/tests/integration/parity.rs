//! What Dynamoose offers and no other test shows. `docs/parity.md` says which feature is tested where.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use dynamo_model::value::{Rfc3339, UnixMillis, UnixSeconds};
use dynamo_model::{AttributeValue, Model};
use tracing::field::{Field, Visit};
use tracing::{Event, Metadata, Subscriber, span};

use crate::harness::{Db, item, listen, n};
use crate::models::{Address, Order, full_order, key};

on_every_engine![points_in_time_in_sets, a_document_is_replaced_as_a_whole];

on_the_embedded_engine![every_request_is_a_span_without_data];

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "alarms")]
struct Alarms {
    #[dynamo(partition_key)]
    id: u32,
    #[dynamo(with = BTreeSet<UnixMillis>)]
    millis: BTreeSet<SystemTime>,
    #[dynamo(with = BTreeSet<UnixSeconds>)]
    seconds: BTreeSet<SystemTime>,
    #[dynamo(with = BTreeSet<Rfc3339>)]
    texts: BTreeSet<SystemTime>,
}

async fn points_in_time_in_sets(db: Db) {
    db.table::<Alarms>().await;
    let at = |seconds: u64| UNIX_EPOCH + Duration::from_secs(seconds);
    let times = BTreeSet::from([at(1), at(2)]);
    let alarms = Alarms {
        id: 1,
        millis: times.clone(),
        seconds: times.clone(),
        texts: times,
    };
    Alarms::create(&alarms).send(&db.client).await.unwrap();
    let stored = db.get_raw::<Alarms>(item([("id", n(1))])).await.unwrap();
    let sorted = |name: &str| {
        let mut elements = match &stored[name] {
            AttributeValue::Ns(elements) | AttributeValue::Ss(elements) => elements.clone(),
            other => panic!("{name}: {other:?} is no set"),
        };
        elements.sort();
        elements
    };
    assert_eq!(sorted("millis"), ["1000", "2000"]);
    assert_eq!(sorted("seconds"), ["1", "2"]);
    let text = |seconds: u8| format!("1970-01-01T00:00:0{seconds}.000000000Z");
    assert_eq!(sorted("texts"), [text(1), text(2)]);

    let inserted = Alarms::update(1)
        .change(|a| a.millis.insert([at(3)]).and(a.texts.delete([at(1)])))
        .condition(|a| a.seconds.contains(at(2)))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(inserted.millis, BTreeSet::from([at(1), at(2), at(3)]));
    assert_eq!(inserted.texts, BTreeSet::from([at(2)]));
}

async fn a_document_is_replaced_as_a_whole(db: Db) {
    db.table::<Order>().await;
    Order::put(&full_order("1")).send(&db.client).await.unwrap();
    let bern = Address {
        city: "Bern".to_owned(),
        zip: None,
    };
    let updated = Order::update(key("1")).change(|o| o.address.set(&bern));
    let updated = updated.send(&db.client).await.unwrap();
    assert_eq!(updated.address, Some(bern), "the old zip is gone");
}

/// Keeps what it is told of spans, as one text for each field.
#[derive(Debug, Clone, Default)]
struct Kept(Arc<Mutex<Vec<String>>>);

impl Visit for Kept {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let said = format!("{}={value:?}", field.name());
        self.0.lock().unwrap().push(said);
    }
}

impl Subscriber for Kept {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("dynamo_model")
    }

    fn new_span(&self, span: &span::Attributes<'_>) -> span::Id {
        self.0
            .lock()
            .unwrap()
            .push(span.metadata().name().to_owned());
        span.record(&mut self.clone());
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, values: &span::Record<'_>) {
        values.record(&mut self.clone());
    }

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut self.clone());
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

async fn every_request_is_a_span_without_data(db: Db) {
    let kept = Kept::default();
    let [hears, _beside] = listen(&kept);
    let guard = tracing::dispatcher::set_default(&hears);
    let missing = Order::get(key("1")).send(&db.client).await;
    assert!(missing.is_err(), "there is no table yet");
    db.table::<Order>().await;
    let order = full_order("1");
    Order::put(&order).send(&db.client).await.unwrap();
    Order::query("c-17")
        .filter(|o| o.note.eq("leave it at the door"))
        .send(&db.client)
        .await
        .unwrap();
    drop(guard);
    let kept = kept.0.lock().unwrap();
    let operations: Vec<_> = kept
        .iter()
        .filter_map(|said| said.strip_prefix("db.operation.name="))
        .collect();
    assert_eq!(
        operations,
        [
            r#""GetItem""#,
            r#""CreateTable""#,
            r#""DescribeTable""#,
            r#""PutItem""#,
            r#""Query""#
        ]
    );
    let count = |said: &str| kept.iter().filter(|other| *other == said).count();
    assert_eq!(count("dynamodb"), 5);
    assert_eq!(count(r#"db.collection.name="orders""#), 5);
    assert_eq!(count(r#"error.type="table not found""#), 1);
    let said = kept.join(" ");
    for data in ["c-17", "door", "Zürich", "4200"] {
        assert!(!said.contains(data), "{data} is data: {said}");
    }
}
