//! `create_once`: the same item again is fine, and a different one is a conflict.

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime};

use dynamo_model::value::Number;
use dynamo_model::{Client, Error, ErrorKind, Model};
use dynamo_model_embedded::Fault;
use futures_util::future::join_all;
use uuid::Uuid;

use crate::harness::Db;

on_every_engine![
    the_same_again,
    a_different_one,
    what_is_filled_in_does_not_count,
    a_version_does_not_count,
    what_was_changed_since_is_different,
    numbers_and_sets_by_value,
    of_many_all_are_fine,
    rules_are_checked,
];

on_the_embedded_engine![a_lost_answer, hooks];

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "payments")]
struct Payment {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(validate(range(min = 1)))]
    cents: u64,
    factor: Option<Number>,
    tags: BTreeSet<String>,
}

fn payment(cents: u64) -> Payment {
    Payment {
        id: "p".to_owned(),
        cents,
        factor: None,
        tags: BTreeSet::new(),
    }
}

async fn the_same_again(db: Db) {
    db.table::<Payment>().await;
    for _ in 0..3 {
        let sent = Payment::create_once(&payment(5)).send(&db.client).await;
        assert_eq!(sent.unwrap(), payment(5));
    }
}

async fn a_different_one(db: Db) {
    db.table::<Payment>().await;
    Payment::create_once(&payment(5))
        .send(&db.client)
        .await
        .unwrap();
    let error = Payment::create_once(&payment(6))
        .send(&db.client)
        .await
        .unwrap_err();
    assert!(error.is_already_exists());
    assert_eq!(error.stored::<Payment>().unwrap().unwrap(), payment(5));
    let tagged = Payment {
        tags: BTreeSet::from(["a".to_owned()]),
        ..payment(5)
    };
    let error = Payment::create_once(&tagged)
        .send(&db.client)
        .await
        .unwrap_err();
    assert!(error.is_already_exists());
}

/// Everything that a write fills in.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "jobs")]
struct Job {
    #[dynamo(partition_key, set(lowercase))]
    name: String,
    #[dynamo(id = uuid_v4)]
    run: Option<Uuid>,
    #[dynamo(default = Some("low".to_owned()))]
    priority: Option<String>,
    #[dynamo(ttl(after = Duration::from_secs(3600)))]
    expires: Option<SystemTime>,
    #[dynamo(created_at)]
    since: Option<SystemTime>,
    #[dynamo(updated_at)]
    changed: Option<SystemTime>,
    #[dynamo(version)]
    version: u64,
}

fn job(name: &str, priority: Option<&str>) -> Job {
    Job {
        name: name.to_owned(),
        run: None,
        priority: priority.map(str::to_owned),
        expires: None,
        since: None,
        changed: None,
        version: 0,
    }
}

async fn what_is_filled_in_does_not_count(db: Db) {
    db.table::<Job>().await;
    let first = Job::create_once(&job("Backup", None))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!((first.version, first.name.as_str()), (1, "backup"));
    tokio::time::sleep(Duration::from_millis(5)).await;
    let again = Job::create_once(&job("backup", Some("low")))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(again, first);
    let other = Job::create_once(&job("backup", Some("high")))
        .send(&db.client)
        .await
        .unwrap_err();
    assert!(other.is_already_exists());
    // What is given is no longer filled in.
    let run = Job {
        run: Some(Uuid::from_u128(17)),
        ..job("backup", None)
    };
    let other = Job::create_once(&run).send(&db.client).await.unwrap_err();
    assert!(other.is_already_exists());
}

async fn a_version_does_not_count(db: Db) {
    db.table::<Job>().await;
    let first = Job::create_once(&job("b", None))
        .send(&db.client)
        .await
        .unwrap();
    let second = Job::put(&first).send(&db.client).await.unwrap();
    let again = Job::create_once(&job("b", None))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(again.version, 2);
    assert_eq!(again, second);
}

async fn what_was_changed_since_is_different(db: Db) {
    db.table::<Payment>().await;
    Payment::create_once(&payment(5))
        .send(&db.client)
        .await
        .unwrap();
    let update = Payment::update("p").change(|p| p.cents.set(6));
    update.send(&db.client).await.unwrap();
    let again = Payment::create_once(&payment(5))
        .send(&db.client)
        .await
        .unwrap_err();
    assert!(again.is_already_exists());
}

async fn numbers_and_sets_by_value(db: Db) {
    db.table::<Payment>().await;
    let with = |factor: &str| Payment {
        factor: Some(factor.parse().unwrap()),
        tags: ["c", "a", "b"].map(str::to_owned).into(),
        ..payment(5)
    };
    Payment::create_once(&with("1.50"))
        .send(&db.client)
        .await
        .unwrap();
    Payment::create_once(&with("15e-1"))
        .send(&db.client)
        .await
        .unwrap();
    let other = Payment::create_once(&with("1.51")).send(&db.client).await;
    assert!(other.unwrap_err().is_already_exists());
}

async fn of_many_all_are_fine(db: Db) {
    db.table::<Payment>().await;
    let payment = payment(5);
    let sent = join_all((0..20).map(|_| Payment::create_once(&payment).send(&db.client))).await;
    for outcome in sent {
        assert_eq!(outcome.unwrap(), payment);
    }
}

async fn rules_are_checked(db: Db) {
    db.table::<Payment>().await;
    let error = Payment::create_once(&payment(0))
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Validation);
}

async fn a_lost_answer(db: Db) {
    db.table::<Payment>().await;
    db.engine()
        .faults()
        .on("PutItem", Fault::connection_reset());
    let sent = Payment::create_once(&payment(5)).send(&db.client).await;
    assert_eq!(sent.unwrap(), payment(5));
    assert_eq!(db.engine().calls("PutItem"), 2);
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "hooked", hooks)]
struct Hooked {
    #[dynamo(partition_key)]
    id: String,
    saved: u32,
    loaded: u32,
}

impl dynamo_model::Hooks for Hooked {
    async fn before_save(&mut self, _: &Client) -> Result<(), Error> {
        self.saved += 1;
        Ok(())
    }

    async fn after_load(&mut self, _: &Client) -> Result<(), Error> {
        self.loaded += 1;
        Ok(())
    }
}

async fn hooks(db: Db) {
    db.table::<Hooked>().await;
    let hooked = Hooked {
        id: "h".to_owned(),
        saved: 0,
        loaded: 0,
    };
    for _ in 0..2 {
        let sent = Hooked::create_once(&hooked).send(&db.client).await.unwrap();
        assert_eq!((sent.saved, sent.loaded), (1, 1));
    }
}
