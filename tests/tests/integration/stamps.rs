//! `created_at` and `updated_at`, and what else updates write by themselves: `force`, and defaults of an upsert.

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use dynamo_model::expr::Change;
use dynamo_model::value::{Rfc3339, UnixMillis, UnixSeconds};
use dynamo_model::{AttributeValue, Document, ErrorKind, Model};

use crate::harness::{Db, item, n, s};

on_every_engine![
    a_create_stamps_what_it_writes,
    a_put_keeps_when_an_item_was_created,
    what_is_given_for_an_option_is_kept,
    what_comes_back_is_what_a_read_gives,
    an_update_moves_updated_at,
    d31_a_value_of_the_user_for_a_stamp_wins,
    d32_an_upsert_makes_a_whole_item,
    an_upsert_keeps_when_an_item_was_created,
    timestamps_are_both_words,
    one_stamp_alone,
    documents_are_stamped_as_wholes,
    variants_are_stamped,
    flattened_stamps_are_those_of_the_item,
    a_templated_key_follows_its_stamp,
    forced_values_are_written_by_every_write,
    d08_a_default_never_meets_a_delete_of_elements,
    d09_a_default_never_meets_a_remove,
    an_upsert_writes_defaults,
    values_that_updates_write_obey_the_rules,
];

const PAST: SystemTime = SystemTime::UNIX_EPOCH;

fn at(seconds: u64) -> SystemTime {
    PAST + Duration::from_secs(seconds)
}

/// Whether it is the moment at which the test runs.
fn is_now(time: SystemTime) -> bool {
    let now = SystemTime::now();
    let around = now - Duration::from_secs(60)..=now + Duration::from_secs(60);
    around.contains(&time)
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "stamps")]
struct Post {
    #[dynamo(partition_key)]
    id: String,
    text: String,
    #[dynamo(created_at)]
    created: SystemTime,
    #[dynamo(updated_at)]
    updated: SystemTime,
    #[dynamo(created_at, with = Option<Rfc3339>)]
    imported: Option<SystemTime>,
    #[dynamo(updated_at, with = UnixMillis, rename = "touchedAt")]
    touched: DateTime<Utc>,
    #[dynamo(updated_at, with = Option<UnixSeconds>)]
    seen: Option<SystemTime>,
}

fn post() -> Post {
    Post {
        id: "p".to_owned(),
        text: "a".to_owned(),
        created: PAST,
        updated: PAST,
        imported: None,
        touched: DateTime::UNIX_EPOCH,
        seen: None,
    }
}

async fn written(db: &Db) -> Post {
    db.table::<Post>().await;
    Post::put(&post()).send(&db.client).await.unwrap()
}

async fn a_create_stamps_what_it_writes(db: Db) {
    db.table::<Post>().await;
    let made = Post::create(&post()).send(&db.client).await.unwrap();
    assert!(is_now(made.created), "{made:?}");
    assert_eq!(made.created, made.updated, "one write is one moment");
    assert_eq!(made.imported, Some(made.created));
    let nanos = |time: SystemTime| time.duration_since(PAST).unwrap().as_nanos();
    let millis = u128::try_from(made.touched.timestamp_millis()).unwrap();
    assert_eq!(millis, nanos(made.created) / 1_000_000);
    let seconds = nanos(made.seen.unwrap());
    assert_eq!(seconds, nanos(made.created) / 1_000_000_000 * 1_000_000_000);
}

async fn a_put_keeps_when_an_item_was_created(db: Db) {
    let made = written(&db).await;
    assert_eq!(made.created, PAST, "the struct says when it was");
    assert!(is_now(made.updated) && is_now(made.imported.unwrap()));
    let again = Post::put(&made).send(&db.client).await.unwrap();
    assert_eq!(
        (again.created, again.imported),
        (made.created, made.imported)
    );
    assert!(again.updated > made.updated && again.seen >= made.seen);
}

async fn what_is_given_for_an_option_is_kept(db: Db) {
    db.table::<Post>().await;
    let given = Post {
        imported: Some(at(17)),
        seen: Some(at(17)),
        ..post()
    };
    let made = Post::create(&given).send(&db.client).await.unwrap();
    assert_eq!(made.imported, Some(at(17)));
    assert!(is_now(made.seen.unwrap()), "`updated_at` is of every write");
}

async fn what_comes_back_is_what_a_read_gives(db: Db) {
    let made = written(&db).await;
    let read = db
        .both_paths(async |client| Post::get("p").send(client).await.unwrap())
        .await;
    assert_eq!(read.as_ref(), Some(&made));
    let updated = Post::update("p")
        .change(|p| p.text.set("b"))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(
        Post::get("p").send(&db.client).await.unwrap(),
        Some(updated)
    );
    let off = db.client.clone().direct_path(false);
    let again = Post::put(&post()).send(&off).await.unwrap();
    assert_eq!(Post::get("p").send(&off).await.unwrap(), Some(again));
}

async fn an_update_moves_updated_at(db: Db) {
    let made = written(&db).await;
    let updated = Post::update("p")
        .change(|p| p.text.set("b"))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(
        (updated.created, updated.imported),
        (made.created, made.imported)
    );
    assert!(updated.updated > made.updated && updated.touched >= made.touched);
    let empty = Post::update("p").change(|_| Change::empty()).into_input();
    assert_eq!(empty.unwrap_err().kind(), ErrorKind::Invalid);
}

async fn d31_a_value_of_the_user_for_a_stamp_wins(db: Db) {
    written(&db).await;
    let updated = Post::update("p")
        .change(|p| {
            p.updated
                .set(at(5))
                .and(p.seen.remove())
                .and(p.created.set(at(4)))
        })
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!((updated.created, updated.updated), (at(4), at(5)));
    assert_eq!(updated.seen, None);
    assert!(is_now(updated.touched.into()));
    let input = Post::update("p")
        .change(|p| p.updated.set(at(5)))
        .into_input()
        .unwrap();
    let names: BTreeSet<_> = input
        .expression_attribute_names
        .unwrap()
        .into_values()
        .collect();
    assert_eq!(
        names,
        ["id", "updated", "touchedAt", "seen"]
            .map(str::to_owned)
            .into()
    );
    let expression = input.update_expression.unwrap();
    assert_eq!(expression.matches(" = ").count(), 3, "{expression}");
}

async fn d32_an_upsert_makes_a_whole_item(db: Db) {
    db.table::<Post>().await;
    let made = Post::upsert("p")
        .change(|p| p.text.set("a"))
        .send(&db.client)
        .await
        .unwrap();
    assert!(is_now(made.created), "{made:?}");
    assert_eq!(made.created, made.updated);
    assert_eq!(made.imported, Some(made.created));
    assert_eq!(Post::get("p").send(&db.client).await.unwrap(), Some(made));
}

async fn an_upsert_keeps_when_an_item_was_created(db: Db) {
    let made = written(&db).await;
    let upsert = Post::upsert("p").change(|p| p.text.set("b"));
    let expression = upsert
        .clone()
        .into_input()
        .unwrap()
        .update_expression
        .unwrap();
    assert_eq!(
        expression.matches("if_not_exists").count(),
        2,
        "{expression}"
    );
    let updated = upsert.send(&db.client).await.unwrap();
    assert_eq!(
        (updated.created, updated.imported),
        (made.created, made.imported)
    );
    assert!(updated.updated > made.updated);
    let explicit = Post::upsert("p")
        .change(|p| {
            p.text
                .set("c")
                .and(p.created.set(at(9)))
                .and(p.imported.remove())
        })
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!((explicit.created, explicit.imported), (at(9), None));
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "timestamps", timestamps, rename_all = "camelCase")]
struct Stamped {
    #[dynamo(partition_key)]
    id: String,
    created_at: Option<SystemTime>,
    #[dynamo(with = Rfc3339)]
    updated_at: SystemTime,
}

async fn timestamps_are_both_words(db: Db) {
    db.table::<Stamped>().await;
    let given = Stamped {
        id: "a".to_owned(),
        created_at: None,
        updated_at: PAST,
    };
    let made = Stamped::create(&given).send(&db.client).await.unwrap();
    assert_eq!(made.created_at, Some(made.updated_at));
    assert!(is_now(made.updated_at));
    let raw = db.get_raw::<Stamped>(item([("id", s("a"))])).await.unwrap();
    assert!(
        raw["createdAt"].is_n() && raw["updatedAt"].is_s(),
        "{raw:?}"
    );
}

async fn one_stamp_alone(db: Db) {
    #[derive(Debug, Clone, PartialEq, Model)]
    #[dynamo(table = "made")]
    struct Made {
        #[dynamo(partition_key)]
        id: String,
        #[dynamo(created_at)]
        made: SystemTime,
        text: String,
    }
    db.table::<Made>().await;
    let given = Made {
        id: "a".to_owned(),
        made: PAST,
        text: "a".to_owned(),
    };
    let made = Made::create(&given).send(&db.client).await.unwrap();
    assert!(is_now(made.made));
    let update = Made::update("a").change(|m| m.text.set("b"));
    update.send(&db.client).await.unwrap();
    let raw = db.get_raw::<Made>(item([("id", s("a"))])).await.unwrap();
    assert_eq!(raw.len(), 3, "no other stamp is written: {raw:?}");
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(timestamps)]
struct Note {
    text: String,
    created_at: SystemTime,
    updated_at: Option<SystemTime>,
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(tag = "type")]
enum Event {
    Opened,
    Paid {
        #[dynamo(created_at)]
        at: Option<SystemTime>,
        #[dynamo(default(write = Some("EUR".to_owned())))]
        currency: Option<String>,
        #[dynamo(force = 7)]
        form: u8,
    },
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Audit {
    #[dynamo(created_at)]
    made: Option<SystemTime>,
    #[dynamo(updated_at)]
    moved: Option<SystemTime>,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "ledgers")]
struct Ledger {
    #[dynamo(partition_key)]
    id: String,
    note: Option<Note>,
    notes: Vec<Note>,
    events: Vec<Event>,
    #[dynamo(flatten)]
    audit: Audit,
}

fn note() -> Note {
    Note {
        text: "a".to_owned(),
        created_at: at(1),
        updated_at: None,
    }
}

fn ledger() -> Ledger {
    Ledger {
        id: "l".to_owned(),
        note: None,
        notes: vec![note()],
        events: vec![Event::Opened],
        audit: Audit {
            made: None,
            moved: None,
        },
    }
}

async fn documents_are_stamped_as_wholes(db: Db) {
    db.table::<Ledger>().await;
    let made = Ledger::create(&ledger()).send(&db.client).await.unwrap();
    let moment = made.audit.made.unwrap();
    assert_eq!(made.notes[0].created_at, moment);
    assert_eq!(made.notes[0].updated_at, Some(moment));

    let updated = Ledger::update("l")
        .change(|l| l.note.set(note()).and(l.notes.append([note()])))
        .send(&db.client)
        .await
        .unwrap();
    let set = updated.note.unwrap();
    assert_eq!(set.created_at, at(1), "an update is no create");
    assert!(set.updated_at > Some(moment));
    assert_eq!(
        set.updated_at, updated.audit.moved,
        "one write is one moment"
    );
    assert_eq!(updated.notes[0], made.notes[0]);
    assert_eq!(updated.notes[1].updated_at, set.updated_at);

    let part = Ledger::update("l")
        .change(|l| l.note.text.set("b"))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(
        part.note.unwrap().updated_at,
        set.updated_at,
        "a part is not the whole"
    );
    assert!(part.audit.moved > set.updated_at);

    let found = Ledger::scan().filter(|l| l.notes.at(0).eq(made.notes[0].clone()));
    assert_eq!(
        found.all(&db.client).await.unwrap().len(),
        1,
        "what is compared is not stamped"
    );
}

async fn variants_are_stamped(db: Db) {
    db.table::<Ledger>().await;
    let given = Ledger {
        events: vec![Event::Paid {
            at: None,
            currency: None,
            form: 1,
        }],
        ..ledger()
    };
    let made = Ledger::put(&given).send(&db.client).await.unwrap();
    let paid = |at, currency: &str| Event::Paid {
        at,
        currency: Some(currency.to_owned()),
        form: 7,
    };
    assert_eq!(made.events, [paid(made.audit.made, "EUR")]);
    let updated = Ledger::update("l")
        .change(|l| {
            l.events.append([Event::Paid {
                at: Some(at(3)),
                currency: Some("CHF".to_owned()),
                form: 1,
            }])
        })
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(updated.events[1], paid(Some(at(3)), "CHF"));
}

async fn flattened_stamps_are_those_of_the_item(db: Db) {
    db.table::<Ledger>().await;
    let made = Ledger::upsert("l")
        .change(|l| {
            l.notes
                .set(Vec::<Note>::new())
                .and(l.events.set(Vec::<Event>::new()))
        })
        .send(&db.client)
        .await
        .unwrap();
    assert!(is_now(made.audit.made.unwrap()));
    assert_eq!(made.audit.made, made.audit.moved);
    let updated = Ledger::update("l")
        .change(|l| l.notes.append([note()]))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(updated.audit.made, made.audit.made);
    assert!(updated.audit.moved > made.audit.moved);
}

/// The newest first.
struct ByUpdate;

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "entries",
    partition_key = "ENTRY#{topic}",
    sort_key = "{created_at}#{number}",
    index(ByUpdate, partition_key = "ALL", sort_key = "{updated_at}")
)]
struct Entry {
    topic: String,
    #[dynamo(in_key, created_at)]
    created_at: SystemTime,
    number: u32,
    #[dynamo(updated_at)]
    updated_at: SystemTime,
    text: Option<String>,
}

async fn a_templated_key_follows_its_stamp(db: Db) {
    db.table::<Entry>().await;
    let entry = Entry {
        topic: "t".to_owned(),
        created_at: PAST,
        number: 1,
        updated_at: PAST,
        text: None,
    };
    let made = Entry::create(&entry).send(&db.client).await.unwrap();
    assert!(is_now(made.created_at));
    assert_eq!(made.created_at, made.updated_at);
    let other = Entry { number: 2, ..entry };
    let other = Entry::create(&other).send(&db.client).await.unwrap();
    let updated = Entry::update(made.key())
        .change(|e| e.text.set("a"))
        .send(&db.client)
        .await
        .unwrap();
    assert!(updated.updated_at > other.updated_at);
    let latest = Entry::query_index(ByUpdate, ())
        .descending()
        .all(&db.client)
        .await;
    assert_eq!(latest.unwrap(), [updated, other]);
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "forced")]
struct Forced {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(force = "v2".to_owned())]
    form: String,
    #[dynamo(force = None)]
    gone: Option<u8>,
    visits: u32,
}

async fn forced_values_are_written_by_every_write(db: Db) {
    db.table::<Forced>().await;
    let given = Forced {
        id: "f".to_owned(),
        form: "v1".to_owned(),
        gone: Some(1),
        visits: 1,
    };
    let made = Forced::put(&given).send(&db.client).await.unwrap();
    assert_eq!((made.form.as_str(), made.gone), ("v2", None));
    let old = given.to_attributes().unwrap();
    db.put_raw::<Forced>(old).await;
    let updated = Forced::update("f")
        .change(|f| f.visits.add(1))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(updated, Forced { visits: 2, ..made });
    for error in [
        Forced::update("f")
            .change(|f| f.form.set("v3"))
            .into_input(),
        Forced::upsert("f")
            .change(|f| f.gone.remove().and(f.visits.set(1)))
            .into_input(),
    ] {
        let error = error.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
        assert!(
            error.to_string().contains("the model says `force`"),
            "{error}"
        );
    }
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "defaulted")]
struct Defaulted {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(default(write = BTreeSet::from(["a".to_owned(), "b".to_owned()])))]
    tags: BTreeSet<String>,
    #[dynamo(default = Some(1))]
    level: Option<u32>,
    #[dynamo(default = 5)]
    size: u32,
    #[dynamo(default(with = Self::label))]
    label: Option<String>,
    #[dynamo(default(write = Some(at(7))), with = Option<Rfc3339>)]
    since: Option<SystemTime>,
}

impl Defaulted {
    fn label(&self) -> Option<String> {
        Some(format!("{} {}", self.id, self.size))
    }
}

fn defaulted() -> Defaulted {
    Defaulted {
        id: "d".to_owned(),
        tags: ["a", "b"].map(str::to_owned).into(),
        level: Some(2),
        size: 2,
        label: None,
        since: Some(at(1)),
    }
}

async fn raw(db: &Db) -> std::collections::HashMap<String, AttributeValue> {
    let key = item([("id", s("d"))]);
    db.get_raw::<Defaulted>(key).await.unwrap()
}

async fn d08_a_default_never_meets_a_delete_of_elements(db: Db) {
    db.table::<Defaulted>().await;
    Defaulted::put(&defaulted()).send(&db.client).await.unwrap();
    for update in [Defaulted::update("d"), Defaulted::upsert("d")] {
        let updated = update
            .change(|d| d.tags.delete(["a"]))
            .send(&db.client)
            .await;
        assert_eq!(updated.unwrap().tags, ["b".to_owned()].into());
    }
    let last = Defaulted::update("d")
        .change(|d| d.tags.delete(["b"]))
        .send(&db.client)
        .await
        .unwrap();
    assert!(last.tags.is_empty());
    assert!(!raw(&db).await.contains_key("tags"));
}

async fn d09_a_default_never_meets_a_remove(db: Db) {
    db.table::<Defaulted>().await;
    Defaulted::put(&defaulted()).send(&db.client).await.unwrap();
    for update in [Defaulted::update("d"), Defaulted::upsert("d")] {
        let remove = update.change(|d| d.level.remove().and(d.since.remove()));
        remove.send(&db.client).await.unwrap();
        let raw = raw(&db).await;
        assert!(
            !raw.contains_key("level") && !raw.contains_key("since"),
            "{raw:?}"
        );
    }
}

async fn an_upsert_writes_defaults(db: Db) {
    db.table::<Defaulted>().await;
    let upsert = || Defaulted::upsert("d").change(|d| d.size.set_if_not_exists(9));
    upsert().send(&db.client).await.unwrap();
    let made = raw(&db).await;
    assert_eq!((&made["level"], &made["size"]), (&n(1), &n(9)));
    assert_eq!(
        made["since"],
        s("1970-01-01T00:00:07.000000000Z"),
        "through its codec"
    );
    assert!(made["tags"].is_ss());
    assert!(!made.contains_key("label"), "there is no item to ask");
    Defaulted::put(&defaulted()).send(&db.client).await.unwrap();
    let before = raw(&db).await;
    assert_eq!(before["label"], s("d 2"));
    upsert().send(&db.client).await.unwrap();
    let (level, since) = (&before["level"], &before["since"]);
    let after = raw(&db).await;
    assert_eq!((&after["level"], &after["since"]), (level, since));
    let update = Defaulted::update("d")
        .change(|d| d.size.set(1))
        .into_input()
        .unwrap();
    let names = update.expression_attribute_names.unwrap();
    assert_eq!(names.len(), 2, "an update writes no defaults: {names:?}");
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "transformed")]
struct Transformed {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(force = " Forced ".to_owned(), set = trim)]
    form: String,
    #[dynamo(default(write = Some(" A ".to_owned())), set(trim, lowercase))]
    name: Option<String>,
    size: u8,
}

async fn values_that_updates_write_obey_the_rules(db: Db) {
    db.table::<Transformed>().await;
    let made = Transformed::upsert("t")
        .change(|t| t.size.set(1))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(
        (made.form.as_str(), made.name.as_deref()),
        ("Forced", Some("a"))
    );
}
