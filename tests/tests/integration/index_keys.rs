//! What can be the key of an index: attributes of every key type, in their own form or in that of a codec.

use std::time::{Duration, SystemTime};

use dynamo_model::schema::Index;
use dynamo_model::value::{Blob, Codec, Number, Reader, Rfc3339, UnixSeconds, Writer, kind};
use dynamo_model::{Client, Document, Error, Model, Result};
use uuid::Uuid;

use crate::harness::{Db, item, n, s};

on_every_engine![
    every_key_type_finds_its_items,
    keys_are_stored_as_their_codec_says,
    a_value_that_has_no_stored_form_is_no_key,
    one_field_in_many_indexes,
    a_stored_key_of_another_type_is_not_accepted,
];

/// A number of cents, stored as text in units: so that it shows which form a key has.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Cents(u32);

enum InUnits {}

impl Codec<Cents> for InUnits {
    type Kind = kind::S;

    fn decode(reader: &mut dyn Reader<'_>) -> Result<Cents> {
        let text = reader.str()?;
        let cents = text
            .split_once('.')
            .and_then(|(units, cents)| format!("{units}{cents}").parse().ok());
        cents
            .map(Cents)
            .ok_or_else(|| Error::decode("expected an amount such as `0012.34`"))
    }

    fn encode(value: &Cents, writer: &mut dyn Writer) -> Result<()> {
        if value.0 > 999_999 {
            return Err(Error::encode("an amount has at most four digits of units"));
        }
        writer.str(&format!("{:04}.{:02}", value.0 / 100, value.0 % 100))
    }
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Sku(String);

#[derive(Debug, Clone, Copy, PartialEq, Document)]
#[dynamo(rename_all = "snake_case")]
enum Color {
    DeepRed,
    Blue,
}

struct ByText;
struct ByWhole;
struct ByNumber;
struct ByBlob;
struct ByUuid;
struct ByTime;
struct BySeconds;
struct ByDay;
struct ByInstant;
struct ByPrice;
struct BySku;
struct ByColor;

/// An attribute of every type that can be a key, each the key of an index of its own.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "samples")]
struct Sample {
    #[dynamo(partition_key)]
    id: u32,
    #[dynamo(index(ByText, partition_key))]
    text: Option<String>,
    #[dynamo(index(ByWhole, partition_key), index(ByText, sort_key))]
    whole: Option<i64>,
    #[dynamo(index(ByNumber, partition_key))]
    number: Option<Number>,
    #[dynamo(index(ByBlob, partition_key))]
    blob: Option<Blob>,
    #[dynamo(index(ByUuid, partition_key))]
    uuid: Option<Uuid>,
    #[dynamo(index(ByTime, partition_key))]
    time: Option<SystemTime>,
    #[dynamo(with = Option<UnixSeconds>, index(BySeconds, partition_key))]
    seconds: Option<SystemTime>,
    #[dynamo(index(ByDay, partition_key))]
    day: Option<chrono::NaiveDate>,
    #[dynamo(with = Option<Rfc3339>, index(ByInstant, partition_key))]
    instant: Option<chrono::DateTime<chrono::Utc>>,
    #[dynamo(with = Option<InUnits>, index(ByPrice, partition_key))]
    price: Option<Cents>,
    #[dynamo(index(BySku, partition_key))]
    sku: Option<Sku>,
    #[dynamo(index(ByColor, partition_key), index(BySku, sort_key))]
    color: Option<Color>,
}

fn nothing(id: u32) -> Sample {
    Sample {
        id,
        text: None,
        whole: None,
        number: None,
        blob: None,
        uuid: None,
        time: None,
        seconds: None,
        day: None,
        instant: None,
        price: None,
        sku: None,
        color: None,
    }
}

/// At its time there is more than a second.
fn time() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::new(1_700_000_000, 250_000_001)
}

fn everything(id: u32) -> Sample {
    Sample {
        id,
        text: Some("é #%\u{1F980}\u{1}".to_owned()),
        whole: Some(i64::MIN),
        number: Some("-1.50".parse().expect("a number")),
        blob: Some(Blob::from([0, 255])),
        uuid: Some(Uuid::from_u128(7)),
        time: Some(time()),
        seconds: Some(SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000)),
        day: chrono::NaiveDate::from_ymd_opt(2024, 2, 29),
        instant: chrono::DateTime::from_timestamp(-1, 0),
        price: Some(Cents(1234)),
        sku: Some(Sku("A-1".to_owned())),
        color: Some(Color::DeepRed),
    }
}

/// One item with every key, one with none, and one with other keys.
async fn seed(db: &Db) {
    db.table::<Sample>().await;
    let other = Sample {
        text: Some("e".to_owned()),
        whole: Some(1),
        number: Some(Number::from(-1)),
        blob: Some(Blob::from([0])),
        uuid: Some(Uuid::from_u128(8)),
        time: Some(SystemTime::UNIX_EPOCH),
        seconds: Some(SystemTime::UNIX_EPOCH),
        day: chrono::NaiveDate::from_ymd_opt(2024, 2, 28),
        instant: chrono::DateTime::from_timestamp(0, 0),
        price: Some(Cents(12)),
        sku: Some(Sku("A-2".to_owned())),
        color: Some(Color::Blue),
        ..nothing(3)
    };
    db.put_all(&[everything(1), nothing(2), other]).await;
}

/// Whether an index has one item under a key, and two in all.
async fn finds<I>(
    client: &Client,
    query: dynamo_model::op::Query<Sample, Sample, I>,
    scan: dynamo_model::op::Scan<Sample, Sample, I>,
) where
    I: Index<Sample, Item = Sample> + 'static,
{
    let name = I::SCHEMA.name().expect("it is a secondary index");
    let found = query.all(client).await.expect(name);
    assert_eq!(found, [everything(1)], "{name}");
    let count = scan.count(client).await.expect(name);
    assert_eq!(count.count, 2, "{name}");
}

macro_rules! every_index_finds {
    ($client:expr, $($index:ident $value:expr),* $(,)?) => {$(
        finds($client, Sample::query_index($index, $value), Sample::scan_index($index)).await;
    )*};
}

async fn every_key_type_finds_its_items(db: Db) {
    seed(&db).await;
    let like = everything(1);
    let sku = Sku("A-1".to_owned());
    db.both_paths(async |client| {
        every_index_finds![client,
            ByText "é #%\u{1F980}\u{1}",
            ByWhole i64::MIN,
            ByNumber "-1.5".parse::<Number>().unwrap(),
            ByBlob vec![0, 255],
            ByUuid Uuid::from_u128(7),
            ByTime time(),
            BySeconds time(),
            ByDay like.day.unwrap(),
            ByInstant like.instant.unwrap(),
            ByPrice Cents(1234),
            BySku &sku,
            ByColor Color::DeepRed,
        ];
    })
    .await;
    let query = Sample::query_index(ByText, "e").sort_key(|whole| whole.lt(2));
    let found = query.all(&db.client).await.unwrap();
    assert_eq!(found.len(), 1);
    let query = Sample::query_index(BySku, &sku).sort_key(|color| color.eq(Color::DeepRed));
    assert_eq!(query.all(&db.client).await.unwrap(), [everything(1)]);
}

async fn keys_are_stored_as_their_codec_says(db: Db) {
    seed(&db).await;
    let raw = db.get_raw::<Sample>(item([("id", n(1))])).await.unwrap();
    for (name, expected) in [
        ("time", n("1700000000.250000001")),
        ("seconds", n(1_700_000_000)),
        ("day", s("2024-02-29")),
        ("price", s("0012.34")),
        ("color", s("deep_red")),
    ] {
        assert_eq!(raw[name], expected, "{name}");
    }
    let changed = Sample::update(2)
        .change(|x| x.price.set(Cents(1234)).and(x.seconds.set(time())))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(changed.price, Some(Cents(1234)));
    let cheap = Sample::query_index(ByPrice, Cents(1234));
    let cheap = cheap.filter(|x| x.seconds.ge(time()));
    assert_eq!(cheap.all(&db.client).await.unwrap().len(), 2);
}

async fn a_value_that_has_no_stored_form_is_no_key(db: Db) {
    seed(&db).await;
    let much = || Cents(1_000_000);
    let item = Sample {
        price: Some(much()),
        ..nothing(4)
    };
    let change = Sample::update(1).change(|x| x.price.set(much()));
    for error in [
        Sample::query_index(ByPrice, much())
            .send(&db.client)
            .await
            .map(drop),
        Sample::put(&item).send(&db.client).await.map(drop),
        change.send(&db.client).await.map(drop),
    ] {
        let error = error.unwrap_err();
        assert_eq!(error.kind(), dynamo_model::ErrorKind::Encode);
        assert_eq!(
            error.to_string(),
            "price: an amount has at most four digits of units"
        );
    }
}

async fn one_field_in_many_indexes(db: Db) {
    seed(&db).await;
    // `whole` is the partition key of one index and the sort key of another.
    Sample::update(3)
        .change(|x| x.whole.set(i64::MIN).and(x.text.set("é #%\u{1F980}\u{1}")))
        .send(&db.client)
        .await
        .unwrap();
    let by_whole = Sample::query_index(ByWhole, i64::MIN).count(&db.client);
    assert_eq!(by_whole.await.unwrap().count, 2);
    let by_text = Sample::query_index(ByText, "é #%\u{1F980}\u{1}").count(&db.client);
    assert_eq!(by_text.await.unwrap().count, 2);
    Sample::update(3)
        .change(|x| x.whole.remove())
        .send(&db.client)
        .await
        .unwrap();
    let by_text = Sample::scan_index(ByText).count(&db.client);
    assert_eq!(by_text.await.unwrap().count, 1, "it needs both keys");
}

/// What another program writes under the name of a key of an index has to be of its type.
async fn a_stored_key_of_another_type_is_not_accepted(db: Db) {
    seed(&db).await;
    for (name, value) in [
        ("whole", s("1")),
        ("text", n(1)),
        ("price", dynamo_model::AttributeValue::Null(true)),
        ("color", s("")),
    ] {
        let raw = item([("id", n(9)), (name, value)]);
        let error = db.try_put_raw::<Sample>(raw).await.unwrap_err();
        assert!(error.contains("ValidationException"), "{name}: {error}");
    }
}
