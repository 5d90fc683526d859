//! Empty keys: DynamoDB takes no empty string and no empty binary in the key of a table or of an index, and the library says
//! so before anything is sent.

use dynamo_model::value::Blob;
use dynamo_model::{AttributeValue, Error, ErrorKind, Model};

use crate::harness::{Db, item, n, s, words};

on_every_engine![
    an_empty_key_of_an_index_is_not_put,
    an_empty_key_of_an_index_is_not_set,
    what_dynamodb_says_of_an_empty_key,
    an_empty_key_is_not_asked_for,
    an_empty_beginning_asks_nothing,
    empty_parts_of_a_key_are_values,
];

struct ByName;
struct ByFace;
struct ByMotto;

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "people",
    index(ByMotto, partition_key = "{motto}", sort_key = "{title}")
)]
struct Person {
    #[dynamo(partition_key)]
    id: u32,
    #[dynamo(index(ByName, partition_key))]
    name: String,
    #[dynamo(index(ByName, sort_key))]
    other_name: Option<String>,
    #[dynamo(index(ByFace, partition_key))]
    face: Option<Blob>,
    motto: Option<String>,
    title: String,
}

fn person() -> Person {
    Person {
        id: 1,
        name: "Ada".to_owned(),
        other_name: None,
        face: None,
        motto: None,
        title: "Lady".to_owned(),
    }
}

fn is_refused(error: &Error, key: &str) {
    assert_eq!(error.kind(), ErrorKind::Encode);
    assert_eq!(
        error.to_string(),
        format!("{key}: a key attribute must not be empty")
    );
    assert_eq!(
        error.path().map(|path| path.to_string()).as_deref(),
        Some(key)
    );
}

fn nothing_was_written(db: &Db) {
    if let Some(embedded) = db.if_embedded() {
        let calls = embedded.calls("PutItem") + embedded.calls("UpdateItem");
        assert_eq!(calls, 0);
    }
}

async fn an_empty_key_of_an_index_is_not_put(db: Db) {
    db.table::<Person>().await;
    let empty = || Some(String::new());
    for (person, key) in [
        (
            Person {
                name: String::new(),
                ..person()
            },
            "name",
        ),
        (
            Person {
                other_name: empty(),
                ..person()
            },
            "other_name",
        ),
        (
            Person {
                face: Some(Blob::from([])),
                ..person()
            },
            "face",
        ),
        (
            Person {
                motto: empty(),
                ..person()
            },
            "ByMotto_pk",
        ),
    ] {
        for put in [Person::put(&person), Person::create(&person)] {
            is_refused(&put.clone().into_input().unwrap_err(), key);
            is_refused(&put.send(&db.client).await.unwrap_err(), key);
        }
    }
    nothing_was_written(&db);
    // Without a key of the index nothing is empty.
    Person::put(&person()).send(&db.client).await.unwrap();
}

async fn an_empty_key_of_an_index_is_not_set(db: Db) {
    db.table::<Person>().await;
    let update = || Person::update(1);
    let upsert = || Person::upsert(1).change(|p| p.motto.remove().and(p.title.set("Sir")));
    for (update, key) in [
        (
            update()
                .change(|p| p.name.set(""))
                .condition(|p| p.motto.eq("on")),
            "name",
        ),
        (
            update().change(|p| p.other_name.set(String::new())),
            "other_name",
        ),
        (
            update().change(|p| p.other_name.set_if_not_exists("")),
            "other_name",
        ),
        (update().change(|p| p.face.set(Blob::from([]))), "face"),
        (
            update()
                .change(|p| p.motto.set(""))
                .condition(|p| p.title.eq("Lady")),
            "ByMotto_pk",
        ),
        (
            update()
                .change(|p| p.motto.set_if_not_exists(""))
                .condition(|p| p.title.eq("Lady")),
            "ByMotto_pk",
        ),
        (upsert().change(|p| p.name.set("")), "name"),
    ] {
        is_refused(&update.clone().into_input().unwrap_err(), key);
        is_refused(&update.send(&db.client).await.unwrap_err(), key);
    }
    nothing_was_written(&db);
}

/// What is found out before it is sent, DynamoDB refuses as well. Of an update it does not say which key it was.
async fn what_dynamodb_says_of_an_empty_key(db: Db) {
    db.table::<Person>().await;
    Person::put(&person()).send(&db.client).await.unwrap();
    let no_bytes = AttributeValue::B(aws_sdk_dynamodb::primitives::Blob::new([]));
    for (name, value) in [("name", s("")), ("face", no_bytes), ("ByMotto_pk", s(""))] {
        let raw = item([("id", n(2)), (name, value.clone())]);
        let put = db.try_put_raw::<Person>(raw).await.unwrap_err();
        assert!(put.contains("cannot contain an empty"), "{put}");
        let update = db.client.sdk().update_item();
        let update = update
            .table_name(db.client.table::<Person>())
            .key("id", n(1))
            .update_expression("SET #n = :v")
            .expression_attribute_names("#n", name)
            .expression_attribute_values(":v", value);
        let update = words(update.send().await.unwrap_err());
        assert!(update.contains("cannot contain an empty"), "{update}");
    }
}

async fn an_empty_key_is_not_asked_for(db: Db) {
    db.table::<Person>().await;
    let by_name = || Person::query_index(ByName, "Ada");
    let by_motto = || Person::query_index(ByMotto, "on");
    for (error, key) in [
        (
            Person::query_index(ByName, "").send(&db.client).await,
            "name",
        ),
        (
            Person::query_index(ByFace, vec![]).send(&db.client).await,
            "face",
        ),
        (
            Person::query_index(ByMotto, "").send(&db.client).await,
            "ByMotto_pk",
        ),
        (
            by_name().sort_key(|k| k.eq("")).send(&db.client).await,
            "other_name",
        ),
        (
            by_name().sort_key(|k| k.lt("")).send(&db.client).await,
            "other_name",
        ),
        (
            by_name().sort_key(|k| k.ge("")).send(&db.client).await,
            "other_name",
        ),
        (
            by_name()
                .sort_key(|k| k.between("", "z"))
                .send(&db.client)
                .await,
            "other_name",
        ),
        (
            by_motto().sort_key(|k| k.eq("")).send(&db.client).await,
            "ByMotto_sk",
        ),
    ] {
        is_refused(&error.unwrap_err(), key);
    }
    if let Some(embedded) = db.if_embedded() {
        assert_eq!(embedded.calls("Query"), 0);
    }
}

async fn an_empty_beginning_asks_nothing(db: Db) {
    db.table::<Person>().await;
    let person = Person {
        other_name: Some("Countess".to_owned()),
        motto: Some("on".to_owned()),
        ..person()
    };
    Person::put(&person).send(&db.client).await.unwrap();
    let found = db
        .both_paths(async |client| {
            let plain = Person::query_index(ByName, "Ada").sort_key(|k| k.begins_with(""));
            let joined = Person::query_index(ByMotto, "on").sort_key(|k| k.begins_with(""));
            (
                plain.all(client).await.unwrap(),
                joined.all(client).await.unwrap(),
            )
        })
        .await;
    assert_eq!(found, (vec![person.clone()], vec![person]));
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "notes",
    partition_key = "{owner}#{folder}",
    sort_key = "#{title}"
)]
struct Note {
    owner: String,
    folder: String,
    #[dynamo(in_key)]
    title: String,
}

async fn empty_parts_of_a_key_are_values(db: Db) {
    db.table::<Note>().await;
    let note = |folder: &str, title: &str| Note {
        owner: String::new(),
        folder: folder.to_owned(),
        title: title.to_owned(),
    };
    let notes = [note("", ""), note("", "a"), note("a", "")];
    for note in &notes {
        Note::create(note).send(&db.client).await.unwrap();
    }
    let found = db
        .both_paths(async |client| {
            (
                Note::get((("", ""), "")).send(client).await.unwrap(),
                Note::query(("", "")).all(client).await.unwrap(),
                Note::query(("", ""))
                    .sort_key(|k| k.eq(""))
                    .all(client)
                    .await
                    .unwrap(),
                Note::query(("", "a"))
                    .sort_key(|k| k.le(""))
                    .all(client)
                    .await
                    .unwrap(),
            )
        })
        .await;
    assert_eq!(found.0.as_ref(), Some(&notes[0]));
    assert_eq!(found.1, notes[..2]);
    assert_eq!(found.2, notes[..1]);
    assert_eq!(found.3, notes[2..]);
}
