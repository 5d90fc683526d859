//! `version`: who has read one state of an item does not overwrite another.

use std::time::Duration;

use dynamo_model::value::Item;
use dynamo_model::{Client, ErrorKind, Model, Tracked};
use futures_util::future::join_all;

use crate::harness::{Db, item, n, s};

on_every_engine![
    a_new_item_has_version_1,
    a_put_counts_on,
    a_put_of_another_state_is_a_conflict,
    a_put_of_what_was_never_written_does_not_overwrite,
    a_put_of_what_was_deleted_is_not_found,
    an_item_from_before_versions_begins_at_0,
    an_update_counts_by_itself,
    an_update_of_another_version_is_a_conflict,
    an_upsert_makes_version_1,
    a_delete_expects_a_version,
    another_condition_is_no_conflict,
    a_version_never_wraps,
    the_version_is_the_library_s,
    twenty_writers_lose_nothing,
    a_version_can_be_read_by_itself,
    a_document_has_no_version,
    a_put_over_any_version_counts_on,
    a_put_over_any_version_of_what_is_gone,
    a_put_over_any_version_keeps_its_condition,
    a_save_over_any_version_keeps_what_others_wrote,
    two_hundred_tasks_lose_nothing,
    forty_tasks_over_any_version,
];

on_the_embedded_engine![a_put_over_any_version_gives_up];

struct ByOwner;

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "documents", index(ByOwner, keys_only))]
struct Document {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(index(ByOwner, partition_key))]
    owner: Option<String>,
    words: u64,
    #[dynamo(version, rename = "v")]
    version: u64,
}

/// With the smallest of all versions, and attributes that no field takes.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "smalls")]
struct Small {
    #[dynamo(partition_key)]
    id: String,
    words: u64,
    #[dynamo(version)]
    version: u8,
    #[dynamo(flatten)]
    others: Item,
}

fn document() -> Document {
    Document {
        id: "d".to_owned(),
        owner: None,
        words: 10,
        version: 0,
    }
}

async fn written(db: &Db) -> Document {
    db.table::<Document>().await;
    Document::create(&document())
        .send(&db.client)
        .await
        .unwrap()
}

async fn stored(db: &Db) -> Option<Document> {
    let get = Document::get("d").consistent();
    get.send(&db.client).await.unwrap()
}

async fn a_new_item_has_version_1(db: Db) {
    db.table::<Document>().await;
    let given = Document {
        version: 7,
        ..document()
    };
    let created = Document::create(&given).send(&db.client).await.unwrap();
    assert_eq!(created.version, 1, "whatever the struct has");
    assert_eq!(given.version, 7, "what is given stays as it is");
    assert_eq!(stored(&db).await, Some(created.clone()));
    let error = Document::create(&created)
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AlreadyExists);
}

async fn a_put_counts_on(db: Db) {
    db.table::<Document>().await;
    let mut document = document();
    for version in 1..=3 {
        let put = async |client: &Client| Document::put(&document).send(client).await;
        document = put(&db.client).await.unwrap();
        assert_eq!(document.version, version);
        assert_eq!(stored(&db).await, Some(document.clone()));
    }
    let slow = db.client.clone().direct_path(false);
    let document = Document::put(&document).send(&slow).await.unwrap();
    assert_eq!(document.version, 4);
    let old = Document::put(&document).return_old();
    assert_eq!(old.send(&db.client).await.unwrap(), Some(document));
}

async fn a_put_of_another_state_is_a_conflict(db: Db) {
    let first = written(&db).await;
    let second = Document {
        words: 20,
        ..first.clone()
    };
    let second = Document::put(&second).send(&db.client).await.unwrap();
    let error = Document::put(&first).send(&db.client).await.unwrap_err();
    assert!(error.is_version_conflict() && !error.is_condition_failed());
    assert_eq!(error.path(), Some("v".into()));
    assert!(
        error.to_string().ends_with("read it again, and then write"),
        "{error}"
    );
    assert_eq!(error.stored::<Document>().unwrap().unwrap(), second);
    assert_eq!(stored(&db).await, Some(second));
}

async fn a_put_of_what_was_never_written_does_not_overwrite(db: Db) {
    let first = written(&db).await;
    let error = Document::put(&document())
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::VersionConflict);
    assert!(
        error
            .to_string()
            .contains("there is an item under this key already"),
        "{error}"
    );
    assert_eq!(stored(&db).await, Some(first));
}

async fn a_put_of_what_was_deleted_is_not_found(db: Db) {
    let first = written(&db).await;
    Document::delete("d").send(&db.client).await.unwrap();
    let error = Document::put(&first).send(&db.client).await.unwrap_err();
    assert!(error.is_not_found(), "{error:?}");
    assert!(
        error.to_string().contains("it was deleted since"),
        "{error}"
    );
    assert_eq!(stored(&db).await, None);
}

async fn an_item_from_before_versions_begins_at_0(db: Db) {
    db.table::<Document>().await;
    let old = item([("id", s("d")), ("words", n(1))]);
    let zero = item([("id", s("d")), ("words", n(1)), ("v", n(0))]);
    for raw in [old, zero] {
        db.put_raw::<Document>(raw.clone()).await;
        let read = stored(&db).await.unwrap();
        assert_eq!(read.version, 0);
        let put = Document::put(&read).send(&db.client).await.unwrap();
        assert_eq!(put.version, 1);
        db.put_raw::<Document>(raw).await;
        let updated = Document::update("d")
            .change(|d| d.words.add(1))
            .expect_version(0)
            .send(&db.client)
            .await
            .unwrap();
        assert_eq!((updated.version, updated.words), (1, 2));
    }
}

async fn an_update_counts_by_itself(db: Db) {
    written(&db).await;
    for version in 2..=4 {
        let updated = Document::update("d")
            .change(|d| d.words.add(1))
            .send(&db.client)
            .await
            .unwrap();
        assert_eq!(updated.version, version);
    }
    let changed = Document::update("d")
        .change(|d| d.words.add(1))
        .expect_version(4)
        .return_changed()
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(changed.read::<u64>("v").unwrap(), 5);
}

async fn an_update_of_another_version_is_a_conflict(db: Db) {
    let first = written(&db).await;
    for version in [0, 2] {
        let update = Document::update("d").change(|d| d.words.add(1));
        let update = update.expect_version(version).send(&db.client);
        let error = update.await.unwrap_err();
        assert!(error.is_version_conflict(), "{error:?}");
        assert_eq!(error.stored::<Document>().unwrap().unwrap(), first);
    }
    let update = Document::update("e").change(|d| d.words.add(1));
    let update = update.expect_version(1).send(&db.client);
    assert!(update.await.unwrap_err().is_not_found());
    assert_eq!(stored(&db).await, Some(first));
}

async fn an_upsert_makes_version_1(db: Db) {
    db.table::<Document>().await;
    let upsert = || Document::upsert("d").change(|d| d.words.add(1));
    let error = upsert()
        .expect_version(1)
        .send(&db.client)
        .await
        .unwrap_err();
    assert!(error.is_not_found(), "{error:?}");
    let made = upsert().expect_version(0).send(&db.client).await.unwrap();
    assert_eq!((made.version, made.words), (1, 1));
    let again = upsert().expect_version(0).send(&db.client).await;
    assert!(again.unwrap_err().is_version_conflict());
    let changed = upsert().send(&db.client).await.unwrap();
    assert_eq!((changed.version, changed.words), (2, 2));
    let changed = upsert().expect_version(2).send(&db.client).await.unwrap();
    assert_eq!((changed.version, changed.words), (3, 3));
}

async fn a_delete_expects_a_version(db: Db) {
    let first = written(&db).await;
    let delete = Document::delete("d").expect_version(2).send(&db.client);
    let error = delete.await.unwrap_err();
    assert!(error.is_version_conflict(), "{error:?}");
    assert_eq!(error.stored::<Document>().unwrap().unwrap(), first);
    let delete = Document::delete("d").expect_version(1).return_old();
    let deleted = delete.clone().send(&db.client).await.unwrap();
    assert_eq!(deleted, Some(first));
    assert!(delete.send(&db.client).await.unwrap_err().is_not_found());
    // Without a version, it is no error if there is none.
    Document::delete("d").send(&db.client).await.unwrap();
}

async fn another_condition_is_no_conflict(db: Db) {
    let first = written(&db).await;
    let put = Document::put(&first).condition(|d| d.words.gt(10));
    let update = Document::update("d")
        .change(|d| d.words.add(1))
        .condition(|d| d.words.gt(10))
        .expect_version(1);
    let delete = Document::delete("d")
        .condition(|d| d.words.gt(10))
        .expect_version(1);
    for error in [
        put.send(&db.client).await.unwrap_err(),
        update.send(&db.client).await.unwrap_err(),
        delete.send(&db.client).await.unwrap_err(),
    ] {
        assert!(error.is_condition_failed(), "{error:?}");
        assert_eq!(error.stored::<Document>().unwrap().unwrap(), first);
    }
    // Both have to hold.
    let other = Document::update("d")
        .change(|d| d.words.add(1))
        .condition(|d| d.words.eq(10))
        .expect_version(2);
    let error = other.send(&db.client).await.unwrap_err();
    assert!(error.is_version_conflict(), "{error:?}");
}

async fn a_version_never_wraps(db: Db) {
    db.table::<Small>().await;
    let last = item([("id", s("s")), ("words", n(1)), ("version", n(255))]);
    db.put_raw::<Small>(last.clone()).await;
    let read = Small::get("s").send(&db.client).await.unwrap().unwrap();
    let update = || Small::update("s").change(|s| s.words.add(1));
    for error in [
        Small::put(&read).send(&db.client).await.unwrap_err(),
        update().send(&db.client).await.unwrap_err(),
        update().expect_version(255).into_input().unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::Encode);
        assert_eq!(error.path(), Some("version".into()));
        assert!(
            error.to_string().contains("make the field a `u64`"),
            "{error}"
        );
    }
    let failing = update().condition(|s| s.words.gt(5)).send(&db.client);
    assert_eq!(failing.await.unwrap_err().kind(), ErrorKind::Encode);
    let key = item([("id", s("s"))]);
    assert_eq!(db.get_raw::<Small>(key).await, Some(last));
    // Below the last there is room.
    let below = item([("id", s("s")), ("words", n(1)), ("version", n(254))]);
    db.put_raw::<Small>(below.clone()).await;
    assert_eq!(update().send(&db.client).await.unwrap().version, 255);
    db.put_raw::<Small>(below).await;
    let to_the_last = update().expect_version(254).send(&db.client);
    assert_eq!(to_the_last.await.unwrap().version, 255);
    // The last can still be deleted, and other conditions are told as always.
    let delete = Small::delete("s").condition(|s| s.words.gt(5));
    let error = delete.send(&db.client).await.unwrap_err();
    assert!(error.is_condition_failed(), "{error:?}");
    let delete = Small::delete("s").expect_version(255).send(&db.client);
    delete.await.unwrap();
    let upsert = Small::upsert("s").change(|s| s.words.add(1));
    assert_eq!(upsert.send(&db.client).await.unwrap().version, 1);
}

async fn the_version_is_the_library_s(db: Db) {
    let first = written(&db).await;
    let prepared = first.prepared().unwrap();
    assert_eq!(prepared, first, "only a write moves it");
    assert_eq!(first.to_attributes().unwrap().get("v"), Some(&n(1)));
    let put = Document::put(&first).into_input().unwrap();
    assert_eq!(put.item.unwrap().get("v"), Some(&n(2)));
    assert_eq!(put.condition_expression.as_deref(), Some("#n0 = :v0"));
    let update = Document::update("d")
        .change(|d| d.words.set(1))
        .into_input()
        .unwrap();
    assert_eq!(
        update.update_expression.as_deref(),
        Some("SET #n0 = :v0, #n1 = if_not_exists(#n1, :v1) + :v2")
    );
    assert_eq!(
        update.condition_expression.as_deref(),
        Some("attribute_exists(#n2)"),
        "64 bits are enough"
    );
}

async fn twenty_writers_lose_nothing(db: Db) {
    written(&db).await;
    let add = async |client: Client, by: u64| {
        for _ in 0..1_000 {
            let get = Document::get("d").consistent().send(&client).await?;
            let mut document = get.expect("it is there");
            document.words += by;
            // All have read before the first writes.
            tokio::task::yield_now().await;
            match Document::put(&document).send(&client).await {
                Err(error) if error.is_version_conflict() => {}
                other => return other,
            }
        }
        panic!("somebody always wins");
    };
    let results = join_all((1..=20).map(|by| add(db.client.clone(), by))).await;
    let mut versions: Vec<_> = results
        .into_iter()
        .map(|result| result.unwrap().version)
        .collect();
    versions.sort_unstable();
    assert_eq!(versions, (2..=21).collect::<Vec<_>>());
    let last = stored(&db).await.unwrap();
    assert_eq!((last.words, last.version), (10 + 210, 21));
}

async fn a_version_can_be_read_by_itself(db: Db) {
    let first = written(&db).await;
    let owned = Document {
        owner: Some("o".to_owned()),
        ..first
    };
    Document::put(&owned).send(&db.client).await.unwrap();
    let version = Document::get("d").select(|d| d.version).send(&db.client);
    assert_eq!(version.await.unwrap(), Some(2));
    let found = Document::scan().filter(|d| d.version.ge(2)).all(&db.client);
    assert_eq!(found.await.unwrap().len(), 1);
    let found = Document::query_index(ByOwner, "o").hydrate();
    let found = found.all(&db.client).await.unwrap();
    assert_eq!(found.first().map(|found| found.version), Some(2));
}

/// A model as a part of another is a document: nobody counts its writes.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "snapshots")]
struct Snapshot {
    #[dynamo(partition_key)]
    name: String,
    of: Document,
    #[dynamo(flatten)]
    beside: Document,
}

async fn a_document_has_no_version(db: Db) {
    db.table::<Snapshot>().await;
    let snapshot = Snapshot {
        name: "s".to_owned(),
        of: Document {
            version: 3,
            ..document()
        },
        beside: Document {
            version: 5,
            ..document()
        },
    };
    let put = Snapshot::put(&snapshot).send(&db.client).await.unwrap();
    assert_eq!(put, snapshot);
    let mut tracked = Tracked::new(put);
    tracked.of.version = 4;
    tracked.beside.version = 0;
    tracked.save().send(&db.client).await.unwrap();
    assert_eq!((tracked.of.version, tracked.beside.version), (4, 0));
}

async fn a_put_over_any_version_counts_on(db: Db) {
    let first = written(&db).await;
    for _ in 0..3 {
        let update = Document::update("d").change(|d| d.words.add(1));
        update.send(&db.client).await.unwrap();
    }
    let old = Document { words: 0, ..first };
    let put = Document::put(&old).any_version();
    let now = put.clone().send(&db.client).await.unwrap();
    assert_eq!((now.version, now.words), (5, 0));
    assert_eq!(stored(&db).await, Some(now.clone()));
    // Nobody who has seen an older one can go on from it.
    let late = Document::put(&old).send(&db.client).await.unwrap_err();
    assert!(late.is_version_conflict());
    // If nothing has come in between, it is a put as any other.
    let next = Document::put(&now)
        .any_version()
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(next.version, 6);
    if let Some(engine) = db.if_embedded() {
        assert_eq!(engine.calls("PutItem"), 1 + 2 + 1 + 1);
    }
}

async fn a_put_over_any_version_of_what_is_gone(db: Db) {
    let first = written(&db).await;
    Document::delete("d").send(&db.client).await.unwrap();
    let put = Document::put(&first)
        .any_version()
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(put.version, 2);
    assert_eq!(stored(&db).await, Some(put));
}

async fn a_put_over_any_version_keeps_its_condition(db: Db) {
    let first = written(&db).await;
    Document::update("d")
        .change(|d| d.words.set(11))
        .send(&db.client)
        .await
        .unwrap();
    let put = |words: u64| {
        Document::put(&first)
            .any_version()
            .condition(move |d| d.words.eq(words))
    };
    let error = put(10).send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConditionFailed, "{error}");
    assert_eq!(put(11).send(&db.client).await.unwrap().version, 3);
}

async fn a_save_over_any_version_keeps_what_others_wrote(db: Db) {
    written(&db).await;
    let get = Document::get("d").tracked().consistent();
    let mut document = get.send(&db.client).await.unwrap().unwrap();
    let update = Document::update("d").change(|d| d.words.set(99));
    update.send(&db.client).await.unwrap();
    document.owner = Some("ada".to_owned());
    let error = document.save().send(&db.client).await.unwrap_err();
    assert!(error.is_version_conflict());
    assert_eq!(document.version, 1);
    document
        .save()
        .any_version()
        .send(&db.client)
        .await
        .unwrap();
    let now = stored(&db).await.unwrap();
    assert_eq!(
        (now.words, now.owner.as_deref(), now.version),
        (99, Some("ada"), 3)
    );
    assert_eq!(*document, now);
}

/// Reads, adds one and writes, until it goes through. `number` tells one task from another: each has another pause, or all of them would come
/// back together.
async fn count_once(client: &Client, number: u64) {
    for tries in 1_u64.. {
        let read = Document::get("d").consistent().send(client).await.unwrap();
        let mut document = read.unwrap();
        document.words += 1;
        match Document::put(&document).return_none().send(client).await {
            Ok(()) => return,
            Err(error) => assert!(error.is_version_conflict(), "{error}"),
        }
        tokio::time::sleep(Duration::from_millis(number * 2 * tries.min(4))).await;
    }
}

async fn two_hundred_tasks_lose_nothing(db: Db) {
    written(&db).await;
    let tasks = (0..200).map(|number| {
        let client = db.client.clone();
        tokio::spawn(async move { count_once(&client, number).await })
    });
    for task in join_all(tasks).await {
        task.unwrap();
    }
    let document = stored(&db).await.unwrap();
    assert_eq!((document.words, document.version), (210, 201));
}

/// All of them go over each other, and each has a version of its own.
async fn forty_tasks_over_any_version(db: Db) {
    let first = written(&db).await;
    let tasks = (0..40).map(|_| {
        let (client, put) = (db.client.clone(), Document::put(&first).any_version());
        tokio::spawn(async move {
            loop {
                match put.clone().send(&client).await {
                    Ok(document) => return document.version,
                    // So many at a time are too many.
                    Err(error) => assert!(error.is_version_conflict(), "{error}"),
                }
            }
        })
    });
    let mut versions: Vec<_> = join_all(tasks)
        .await
        .into_iter()
        .map(Result::unwrap)
        .collect();
    versions.sort_unstable();
    assert_eq!(versions, (2..=41).collect::<Vec<_>>());
}

/// It does not go on for ever.
async fn a_put_over_any_version_gives_up(db: Db) {
    let first = written(&db).await;
    let other = r#"{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"The conditional request failed","Item":{"id":{"S":"d"},"v":{"N":"7"}}}"#;
    let fault = dynamo_model_embedded::Fault::answer(400, other);
    db.engine().faults().on("PutItem", fault.always());
    let before = db.engine().calls("PutItem");
    let error = Document::put(&first)
        .any_version()
        .send(&db.client)
        .await
        .unwrap_err();
    assert!(
        error.is_version_conflict() || error.is_condition_failed(),
        "{error}"
    );
    assert!(db.engine().calls("PutItem") - before <= 8);
}
