//! Points in time, and the types of other crates.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use dynamo_model::Model;
use dynamo_model::value::{Rfc3339, UnixMillis, UnixSeconds};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::harness::{Db, item, n, s};
use crate::values::round_trip;

on_every_engine![times, types_of_other_crates, foreign_types_through_serde,];

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
