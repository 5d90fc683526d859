//! Keys of indexes that are made of fields: an update that changes a field changes them too, or is refused. None is ever stale.

use std::collections::HashMap;
use std::time::{Duration, SystemTime};

use dynamo_model::expr::Change;
use dynamo_model::value::UnixSeconds;
use dynamo_model::{Document, Error, ErrorKind, Model};

use crate::harness::{Db, Item, item, s};
use crate::models::unknown;

on_every_engine![
    an_update_rebuilds_every_key_that_a_field_is_in,
    what_is_known_is_in_the_key_in_the_change_or_in_the_condition,
    what_is_not_known_is_refused,
    the_condition_that_says_what_a_field_is_guards_it,
    without_its_field_an_item_leaves_the_index,
    what_is_set_if_it_is_not_there,
    an_item_from_before_the_index,
    what_dynamodb_computes_cannot_be_in_a_key,
    zero_and_false_and_nothing_are_values,
    a_field_that_is_stored_as_null,
    a_value_without_a_stored_form_is_what_is_wrong,
    an_upsert_makes_a_whole_item,
    an_upsert_of_an_item_that_is_there,
    an_upsert_makes_the_keys_that_it_can,
    attributes_of_the_library_are_not_changed_by_hand,
    the_index_finds_what_was_changed,
];

pub struct ByState;
pub struct ByOwner;
pub struct ByLabel;
pub struct Everything;

#[derive(Debug, Clone, Copy, PartialEq, Document)]
pub enum State {
    Open,
    Done,
}

/// A task, whose fields are in many keys. Their stored names are not those of the struct.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "tasks",
    rename_all = "camelCase",
    partition_key = "TEAM#{team}",
    sort_key = "TASK#{task_number}",
    index(
        ByState,
        partition_key = "{team}#{task_state}",
        sort_key = "{is_urgent}#{priority}#{due}"
    ),
    index(
        ByOwner,
        partition_key = "OWNER#{owner}",
        sort_key = "{task_state}#{task_number}"
    ),
    index(
        ByLabel,
        partition_key(name = "GSI3PK", template = "LABEL#{label}"),
        sort_key(name = "sk")
    ),
    index(Everything, partition_key = "ALL", sort_key = "{team}#{task_number}")
)]
pub struct Task {
    pub team: String,
    #[dynamo(in_key)]
    pub task_number: u32,
    pub task_state: State,
    pub is_urgent: bool,
    pub priority: i32,
    #[dynamo(with = Option<UnixSeconds>)]
    pub due: Option<SystemTime>,
    pub owner: Option<String>,
    #[dynamo(null)]
    pub label: Option<String>,
    pub steps: Vec<String>,
}

fn due() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000)
}

fn task() -> Task {
    Task {
        team: "a b".to_owned(),
        task_number: 7,
        task_state: State::Open,
        is_urgent: false,
        priority: -1,
        due: Some(due()),
        owner: Some("zoe".to_owned()),
        label: Some("x#y".to_owned()),
        steps: Vec::new(),
    }
}

const KEY: (&str, u32) = ("a b", 7);

async fn stored(db: &Db) -> Item {
    let key = item([("pk", s("TEAM#a%20b")), ("sk", s("TASK#0000000007"))]);
    db.get_raw::<Task>(key).await.unwrap_or_default()
}

/// Asserts that the item is stored as a put of it would store it, to the last attribute. NULL may as well be not there.
async fn is_as_put(db: &Db, task: &Task) {
    let [found, expected] = [stored(db).await, task.to_attributes().unwrap()].map(|mut item| {
        item.retain(|_, value| !value.is_null());
        item
    });
    assert_eq!(found, expected);
}

async fn seed(db: &Db) -> Task {
    db.table::<Task>().await;
    Task::put(&task()).send(&db.client).await.unwrap();
    task()
}

/// The key attributes of indexes.
fn index_keys(stored: &Item) -> HashMap<&str, &str> {
    stored
        .iter()
        .filter(|(name, _)| name.contains("_pk") || name.contains("_sk") || *name == "GSI3PK")
        .map(|(name, value)| (name.as_str(), value.as_s().unwrap().as_str()))
        .collect()
}

async fn an_update_rebuilds_every_key_that_a_field_is_in(db: Db) {
    seed(&db).await;
    assert_eq!(
        index_keys(&stored(&db).await),
        HashMap::from([
            ("ByState_pk", "a%20b#Open"),
            (
                "ByState_sk",
                "false#-9999999998#2023-11-14T22:13:20.000000000Z"
            ),
            ("ByOwner_pk", "OWNER#zoe"),
            ("ByOwner_sk", "Open#0000000007"),
            ("GSI3PK", "LABEL#x%23y"),
            ("Everything_pk", "ALL"),
            ("Everything_sk", "a%20b#0000000007"),
        ])
    );
    let changed = Task::update(KEY)
        .change(|t| t.task_state.set(State::Done).and(t.owner.set("max #1")))
        .send(&db.client)
        .await
        .unwrap();
    is_as_put(&db, &changed).await;
    assert_eq!(
        index_keys(&stored(&db).await),
        HashMap::from([
            ("ByState_pk", "a%20b#Done"),
            (
                "ByState_sk",
                "false#-9999999998#2023-11-14T22:13:20.000000000Z"
            ),
            ("ByOwner_pk", "OWNER#max%20%231"),
            ("ByOwner_sk", "Done#0000000007"),
            ("GSI3PK", "LABEL#x%23y"),
            ("Everything_pk", "ALL"),
            ("Everything_sk", "a%20b#0000000007"),
        ])
    );
}

async fn what_is_known_is_in_the_key_in_the_change_or_in_the_condition(db: Db) {
    seed(&db).await;
    let changed = Task::update(KEY)
        .change(|t| {
            t.priority
                .set(5)
                .and(t.due.set(due() + Duration::from_secs(1)))
        })
        .condition(|t| t.is_urgent.eq(false).and(t.steps.size().eq(0)))
        .condition(|t| t.label.exists())
        .send(&db.client)
        .await
        .unwrap();
    is_as_put(&db, &changed).await;
    // Nothing that is in a key is changed, and nothing needs to be known.
    let changed = Task::update(KEY)
        .change(|t| t.steps.append(["one"]))
        .send(&db.client)
        .await
        .unwrap();
    is_as_put(&db, &changed).await;
}

async fn what_is_not_known_is_refused(db: Db) {
    let task = seed(&db).await;
    let update = || Task::update(KEY).change(|t| t.priority.set(5));
    let advice = "`set` it in the same change, or say in the condition what it is, with `eq` or `not_exists`, which then makes sure of it";
    for (update, field) in [
        (update(), "isUrgent"),
        (update().condition(|t| t.is_urgent.eq(true)), "due"),
        (
            update().condition(|t| t.is_urgent.eq(true).and(t.due.exists())),
            "due",
        ),
        (
            update().condition(|t| t.is_urgent.eq(true).and(t.due.le(due()))),
            "due",
        ),
        (
            update().condition(|t| t.is_urgent.eq(true).or(t.due.eq(due()))),
            "isUrgent",
        ),
        (
            update().condition(|t| t.due.eq(due()).and(!t.is_urgent.eq(true))),
            "isUrgent",
        ),
        (
            update().condition(|t| t.due.eq(due()).and(t.is_urgent.is_in([true]))),
            "isUrgent",
        ),
    ] {
        let error = update.send(&db.client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
        assert_eq!(
            error.to_string(),
            format!(
                "{field}: the key attribute `ByState_sk` is made of this field too (`{{isUrgent}}#{{priority}}#{{due}}`), and would \
                 be stale: {advice}"
            )
        );
    }
    if let Some(embedded) = db.if_embedded() {
        assert_eq!(embedded.calls("UpdateItem"), 0);
    }
    is_as_put(&db, &task).await;
}

async fn the_condition_that_says_what_a_field_is_guards_it(db: Db) {
    let task = seed(&db).await;
    let seen = Task::get(KEY).send(&db.client).await.unwrap().unwrap();
    let update = || {
        Task::update(KEY)
            .change(|t| t.priority.set(5))
            .condition(|t| t.is_urgent.eq(seen.is_urgent).and(t.due.eq(seen.due)))
    };
    // Somebody else is faster.
    let faster = Task {
        is_urgent: true,
        ..task
    };
    Task::put(&faster).send(&db.client).await.unwrap();
    let error = update().send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConditionFailed);
    assert_eq!(error.stored::<Task>().unwrap().unwrap(), faster);
    is_as_put(&db, &faster).await;
    let back = Task {
        is_urgent: false,
        ..faster
    };
    Task::put(&back).send(&db.client).await.unwrap();
    let changed = update().send(&db.client).await.unwrap();
    assert_eq!(changed.priority, 5);
    is_as_put(&db, &changed).await;
    // A condition on what is not there.
    let none = Task { due: None, ..back };
    Task::put(&none).send(&db.client).await.unwrap();
    let error = update().send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConditionFailed);
    let absent = Task::update(KEY)
        .change(|t| t.priority.set(6))
        .condition(|t| t.due.not_exists());
    let changed = absent.send(&db.client).await.unwrap();
    assert_eq!((changed.due, changed.priority), (None, 6));
    is_as_put(&db, &changed).await;
}

async fn change(db: &Db, change: impl FnOnce(TaskFields<Task>) -> Change<Task>) -> Task {
    let changed = Task::update(KEY).change(change).send(&db.client).await;
    let changed = changed.unwrap();
    is_as_put(db, &changed).await;
    changed
}

async fn without_its_field_an_item_leaves_the_index(db: Db) {
    seed(&db).await;
    let owned = async || {
        Task::query_index(ByOwner, "zoe")
            .count(&db.client)
            .await
            .unwrap()
            .count
    };
    let known = async || {
        Task::scan_index(ByState)
            .count(&db.client)
            .await
            .unwrap()
            .count
    };
    assert_eq!((owned().await, known().await), (1, 1));
    change(&db, |t| t.owner.remove()).await;
    assert_eq!(owned().await, 0);
    change(&db, |t| t.owner.set("zoe")).await;
    assert_eq!(owned().await, 1);
    change(&db, |t| t.owner.set(None::<String>)).await;
    assert_eq!(owned().await, 0);
    // One of several fields: the others need not be known.
    change(&db, |t| t.due.remove().and(t.priority.set(9))).await;
    assert_eq!(known().await, 0);
    let back = Task::update(KEY)
        .change(|t| t.due.set(due()))
        .condition(|t| t.priority.eq(9).and(t.is_urgent.eq(false)));
    let back = back.send(&db.client).await.unwrap();
    is_as_put(&db, &back).await;
    assert_eq!(known().await, 1);
}

async fn what_is_set_if_it_is_not_there(db: Db) {
    seed(&db).await;
    let kept = change(&db, |t| t.owner.set_if_not_exists("max")).await;
    assert_eq!(kept.owner.as_deref(), Some("zoe"));
    change(&db, |t| t.owner.remove()).await;
    let set = change(&db, |t| t.owner.set_if_not_exists("max")).await;
    assert_eq!(set.owner.as_deref(), Some("max"));
    // With another field that is known.
    change(&db, |t| t.due.remove()).await;
    let update = || {
        Task::update(KEY)
            .change(|t| t.due.set_if_not_exists(due()))
            .condition(|t| t.priority.eq(-1).and(t.is_urgent.eq(false)))
    };
    for _ in 0..2 {
        let set = update().send(&db.client).await.unwrap();
        assert_eq!(set.due, Some(due()));
        is_as_put(&db, &set).await;
    }
    // Which of two values the key would be made of, only DynamoDB knows.
    let two = update().change(|t| t.is_urgent.set(true));
    let both = Task::update(KEY).change(|t| {
        (t.due.set_if_not_exists(due()))
            .and(t.priority.set_if_not_exists(1))
            .and(t.is_urgent.set_if_not_exists(true))
    });
    for update in [two, both] {
        let error = update.send(&db.client).await.unwrap_err();
        is_not_computable(&error, "ByState_sk");
    }
}

fn is_not_computable(error: &Error, key: &str) {
    assert_eq!(error.kind(), ErrorKind::Invalid);
    let text = error.to_string();
    let expected = format!(
        "the key attribute `{key}` is made of this field, and what it will be is not known before DynamoDB computes it: `set` it to \
         a value"
    );
    assert!(text.ends_with(&expected), "{text}");
}

/// The owner was there before there was an index of owners.
async fn an_item_from_before_the_index(db: Db) {
    let mut task = seed(&db).await;
    let mut old = task.to_attributes().unwrap();
    old.remove("ByOwner_pk");
    db.put_raw::<Task>(old.clone()).await;
    let update = || Task::update(KEY).change(|t| t.owner.set_if_not_exists("max"));
    let upsert = Task::upsert(KEY).change(|t| {
        (t.owner.set_if_not_exists("max"))
            .and(t.task_state.set(State::Open))
            .and(t.is_urgent.set(false))
            .and(t.priority.set(0))
            .and(t.due.remove())
            .and(t.steps.set(Vec::new()))
    });
    for error in [
        update().send(&db.client).await.unwrap_err(),
        upsert.send(&db.client).await.unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::ConditionFailed);
        assert!(
            error.to_string().ends_with(
                "ByOwner_pk: the stored item lacks this key attribute, though it has the field that makes it: it was written before \
                 there was such an index, or by another program; `put` the whole item once, or `set` the field instead of \
                 `set_if_not_exists`"
            ),
            "{error}"
        );
        assert_eq!(error.stored::<Task>().unwrap().unwrap(), task);
    }
    assert_eq!(stored(&db).await, old, "not stale");
    // The condition of the user is not taken for the guard.
    let other = update().condition(|t| t.priority.eq(99));
    Task::put(&task).send(&db.client).await.unwrap();
    let error = other.send(&db.client).await.unwrap_err();
    assert!(!error.to_string().contains("ByOwner_pk"), "{error}");
    // What sets the field brings the item into the index.
    db.put_raw::<Task>(old).await;
    let update = Task::update(KEY).change(|t| t.owner.set("max"));
    task.owner = Some("max".to_owned());
    assert_eq!(update.send(&db.client).await.unwrap(), task);
    is_as_put(&db, &task).await;
}

async fn what_dynamodb_computes_cannot_be_in_a_key(db: Db) {
    let task = seed(&db).await;
    let update = || Task::update(KEY).condition(|t| t.due.eq(due()).and(t.is_urgent.eq(false)));
    for (update, field, key) in [
        (
            update().change(|t| t.priority.add(1)),
            "priority",
            "ByState_sk",
        ),
        (
            update().change(|t| t.priority.set(t.priority.plus(1))),
            "priority",
            "ByState_sk",
        ),
        (
            update().change(|t| t.owner.set(unknown::<_, String>("note").if_not_exists("a"))),
            "owner",
            "ByOwner_pk",
        ),
        (
            update().change(|t| t.owner.set(unknown::<_, String>("note"))),
            "owner",
            "ByOwner_pk",
        ),
        (
            update().change(|t| t.owner.set(&t.owner)),
            "owner",
            "ByOwner_pk",
        ),
    ] {
        let error = update.send(&db.client).await.unwrap_err();
        is_not_computable(&error, key);
        assert!(
            error.to_string().starts_with(&format!("{field}: ")),
            "{error}"
        );
    }
    if let Some(embedded) = db.if_embedded() {
        assert_eq!(embedded.calls("UpdateItem"), 0);
    }
    is_as_put(&db, &task).await;
}

async fn zero_and_false_and_nothing_are_values(db: Db) {
    seed(&db).await;
    let epoch = SystemTime::UNIX_EPOCH;
    let changed = change(&db, |t| {
        (t.priority.set(0))
            .and(t.is_urgent.set(false))
            .and(t.due.set(epoch))
            .and(t.owner.set(""))
            .and(t.label.set("".to_owned()))
    })
    .await;
    assert_eq!(changed.owner.as_deref(), Some(""));
    let keys = stored(&db).await;
    let keys = index_keys(&keys);
    assert_eq!(
        keys["ByState_sk"],
        "false#0000000000#1970-01-01T00:00:00.000000000Z"
    );
    assert_eq!((keys["ByOwner_pk"], keys["GSI3PK"]), ("OWNER#", "LABEL#"));
    let given = Task::update(KEY)
        .change(|t| t.due.set(due()))
        .condition(|t| t.priority.eq(0).and(t.is_urgent.eq(false)));
    is_as_put(&db, &given.send(&db.client).await.unwrap()).await;
}

async fn a_field_that_is_stored_as_null(db: Db) {
    let task = seed(&db).await;
    let set = change(&db, |t| t.label.set(None::<String>)).await;
    assert_eq!(set.label, None);
    let raw = stored(&db).await;
    assert!(raw["label"].is_null() && !raw.contains_key("GSI3PK"));
    let back = change(&db, |t| t.label.set("b".to_owned())).await;
    assert_eq!(back.label.as_deref(), Some("b"));
    change(&db, |t| t.label.remove()).await;
    // NULL is there, and is none: what is set if it is not there does nothing, and makes no key.
    let none = Task {
        label: None,
        ..task
    };
    Task::put(&none).send(&db.client).await.unwrap();
    let error = Task::update(KEY).change(|t| t.label.set_if_not_exists("c".to_owned()));
    let error = error.send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConditionFailed);
    is_as_put(&db, &none).await;
}

async fn a_value_without_a_stored_form_is_what_is_wrong(db: Db) {
    let task = seed(&db).await;
    let far = SystemTime::UNIX_EPOCH + Duration::from_secs(400_000_000_000);
    let update = Task::update(KEY)
        .change(|t| t.due.set(far))
        .condition(|t| t.priority.eq(1).and(t.is_urgent.eq(true)));
    let error = update.send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Encode);
    assert!(error.to_string().starts_with("due: "), "{error}");
    let last = Task::update(KEY).change(|t| t.owner.set("a\u{10FFFF}"));
    let error = last.send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Encode);
    assert_eq!(
        error.to_string(),
        "owner: the character U+10FFFF cannot be part of a key: it marks the end of ranges"
    );
    is_as_put(&db, &task).await;
}

/// All that a new task needs.
fn required(t: &TaskFields<Task>) -> Change<Task> {
    (t.task_state.set(State::Open))
        .and(t.is_urgent.set(true))
        .and(t.priority.set(0))
        .and(t.steps.set(Vec::new()))
}

async fn an_upsert_makes_a_whole_item(db: Db) {
    db.table::<Task>().await;
    let made = Task::upsert(KEY)
        .change(|t| required(&t))
        .change(|t| {
            t.due
                .set(due())
                .and(t.owner.set("zoe"))
                .and(t.label.set("x".to_owned()))
        })
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!((made.team.as_str(), made.task_number), KEY);
    is_as_put(&db, &made).await;
    let raw = stored(&db).await;
    assert_eq!(raw["_type"], s("Task"));
    assert_eq!(raw["team"], s("a b"));
    assert!(!raw.contains_key("taskNumber"), "it is in the key");
    assert_eq!(index_keys(&raw).len(), 7);
}

async fn an_upsert_of_an_item_that_is_there(db: Db) {
    let task = seed(&db).await;
    let changed = Task::upsert(KEY)
        .change(|t| required(&t))
        .change(|t| t.due.set(due()))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(
        changed,
        Task {
            is_urgent: true,
            priority: 0,
            ..task
        },
        "what it does not name is as it was"
    );
    is_as_put(&db, &changed).await;
    let kept = Task::upsert(KEY)
        .change(|t| {
            (t.task_state.set_if_not_exists(State::Done))
                .and(t.is_urgent.set(false))
                .and(t.priority.set(3))
                .and(t.due.remove())
                .and(t.steps.set_if_not_exists(Vec::new()))
        })
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(kept.task_state, State::Open);
    is_as_put(&db, &kept).await;
}

async fn an_upsert_makes_the_keys_that_it_can(db: Db) {
    db.table::<Task>().await;
    // The optional fields may be there, in an item that is: so they are no part of a key yet.
    let update = Task::upsert(KEY).change(|t| required(&t));
    let error = update.clone().send(&db.client).await.unwrap_err();
    assert!(
        error.to_string().starts_with("due: the key attribute"),
        "{error}"
    );
    let made = update.condition(|t| t.due.not_exists());
    let made = made.send(&db.client).await.unwrap();
    is_as_put(&db, &made).await;
    let raw = stored(&db).await;
    let mut keys: Vec<_> = index_keys(&raw).into_keys().collect();
    keys.sort_unstable();
    assert_eq!(
        keys,
        ["ByOwner_sk", "ByState_pk", "Everything_pk", "Everything_sk"]
    );
}

async fn attributes_of_the_library_are_not_changed_by_hand(db: Db) {
    let task = seed(&db).await;
    let key = "a key attribute can't be changed; create a new item and delete the old one";
    let library =
        "the library writes this attribute, and keeps it up to date; it can't be changed by itself";
    for (name, text) in [
        ("pk", key),
        ("sk", key),
        ("team", key),
        ("taskNumber", key),
        ("ByState_pk", library),
        ("GSI3PK", library),
        ("_type", library),
    ] {
        let set = Task::update(KEY).change(|_| unknown::<_, String>(name).set("x"));
        let remove = Task::update(KEY).change(|_| unknown::<_, Option<String>>(name).remove());
        for update in [set, remove] {
            let error = update.send(&db.client).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Invalid);
            assert_eq!(error.to_string(), format!("{name}: {text}"));
        }
    }
    is_as_put(&db, &task).await;
}

async fn the_index_finds_what_was_changed(db: Db) {
    seed(&db).await;
    let at = |state| Task::query_index(ByState, ("a b", state));
    let before = at(State::Open).sort_key(|k| k.eq(false).lt(0));
    assert_eq!(before.count(&db.client).await.unwrap().count, 1);
    let changed = change(&db, |t| {
        (t.task_state.set(State::Done))
            .and(t.is_urgent.set(true))
            .and(t.priority.set(8))
            .and(t.due.set(due()))
    })
    .await;
    let found = db
        .both_paths(async |client| {
            let after = at(State::Done).sort_key(|k| k.eq(true).eq(8).ge(due()));
            (
                at(State::Open).all(client).await.unwrap(),
                after.all(client).await.unwrap(),
                Task::query_index(ByOwner, "zoe")
                    .sort_key(|k| k.eq(State::Done))
                    .all(client)
                    .await
                    .unwrap(),
                Task::query_index(Everything, ()).all(client).await.unwrap(),
                Task::query_index(ByLabel, "x#y".to_owned())
                    .all(client)
                    .await
                    .unwrap(),
            )
        })
        .await;
    let one = || vec![changed.clone()];
    assert_eq!(found, (vec![], one(), one(), one(), one()));
}
