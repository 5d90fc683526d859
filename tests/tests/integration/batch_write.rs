//! Many puts and deletes: in as few requests as DynamoDB allows, again for what is left undone, in the order of each item.

use std::collections::BTreeMap;
use std::time::Duration;

use dynamo_model::op::{BatchWrite, Outcome, Unwritten};
use dynamo_model::{Client, Error, ErrorKind, Model, Ref};
use dynamo_model_embedded::Fault;
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::harness::Db;

on_every_engine![
    a_thousand_writes_of_three_tables,
    nothing_to_write,
    of_each_item_the_last_write_counts,
    equal_keys_in_different_requests,
    numbers_that_are_equal_are_one_key,
    items_are_brought_into_form,
    both_paths_store_the_same,
    requests_of_sixteen_megabytes,
    what_is_too_large_is_refused,
    what_was_put_is_given_back,
    deletes_by_key,
    a_table_that_is_not_there,
];

on_the_embedded_engine![
    both_paths_send_the_same,
    d14_what_is_left_undone_is_sent_again,
    d13_what_was_not_written_is_told,
    throttled_as_a_whole,
    a_few_requests_are_under_way_at_once,
    concurrency_of_none,
];

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "notes")]
struct Note {
    #[dynamo(partition_key)]
    id: u32,
    text: String,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "events")]
struct Event {
    #[dynamo(partition_key)]
    of: String,
    #[dynamo(sort_key)]
    at: u32,
    what: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "things", partition_key = "THING#{id}", sort_key = "V")]
struct Thing {
    id: String,
    #[dynamo(default = Some(7))]
    size: Option<u32>,
}

fn note(id: u32) -> Note {
    Note {
        id,
        text: format!("note {id}"),
    }
}

fn texts(id: u32, text: &str) -> Note {
    Note {
        id,
        text: text.to_owned(),
    }
}

fn event(at: u32) -> Event {
    Event {
        of: "a".to_owned(),
        at,
        what: None,
    }
}

fn thing(id: u32) -> Thing {
    Thing {
        id: id.to_string(),
        size: Some(id),
    }
}

/// All notes, by their ids.
async fn notes(client: &Client) -> BTreeMap<u32, String> {
    let notes = Note::scan().consistent().all(client).await.unwrap();
    notes.into_iter().map(|note| (note.id, note.text)).collect()
}

fn ids(notes: &BTreeMap<u32, String>) -> Vec<u32> {
    notes.keys().copied().collect()
}

/// What a batch has come to, if it was not finished.
fn unwritten<T>(result: std::result::Result<T, Unwritten>) -> Unwritten {
    match result {
        Ok(_) => panic!("it should not be finished"),
        Err(unwritten) => unwritten,
    }
}

fn left(unwritten: &Unwritten) -> Vec<(usize, Outcome)> {
    unwritten.left().collect()
}

fn on(db: &Db, fault: Fault) {
    db.engine().faults().on("BatchWriteItem", fault);
}

fn calls(db: &Db) -> usize {
    db.engine().calls("BatchWriteItem")
}

async fn a_thousand_writes_of_three_tables(db: Db) {
    db.table::<Note>().await;
    db.table::<Event>().await;
    db.table::<Thing>().await;
    let client = &db.client;
    let old: Vec<_> = (1_000..1_100).map(note).collect();
    db.put_all(&old).await;
    let (a, b): (Vec<_>, Vec<_>) = ((0..400).map(note).collect(), (0..300).map(event).collect());
    let c: Vec<_> = (0..200).map(thing).collect();
    let mut batch = BatchWrite::new();
    for number in 0..400_usize {
        batch = batch.with_all(a.get(number).map(Note::put));
        batch = batch.with_all(b.get(number).map(|event| Event::put(event).return_none()));
        batch = batch.with_all(c.get(number).map(Thing::put));
        batch = batch.with_all(old.get(number).map(|note| Note::delete(note.id)));
    }
    assert_eq!(batch.len(), 1_000);
    let written = batch.send(client).await.unwrap();
    assert_eq!(written.items::<Note>().unwrap(), a);
    assert_eq!(written.items::<Event>().unwrap(), b);
    assert_eq!(written.items::<Thing>().unwrap(), c);
    assert_eq!(ids(&notes(client).await), (0..400).collect::<Vec<_>>());
    assert_eq!(Event::query("a").all(client).await.unwrap(), b);
    let mut things = Thing::scan().all(client).await.unwrap();
    things.sort_by_key(|thing| thing.size);
    assert_eq!(things, c);
    if let Some(engine) = db.if_embedded() {
        assert_eq!(engine.calls("BatchWriteItem"), 4 + 40);
    }
}

async fn nothing_to_write(db: Db) {
    let written = BatchWrite::new().send(&db.client).await.unwrap();
    assert_eq!(written.items::<Note>().unwrap(), []);
    let batch = Note::batch_put(&[]);
    assert!(batch.is_empty());
    assert!(batch.clone().into_inputs().unwrap().is_empty());
    batch.send(&db.client).await.unwrap();
    if let Some(engine) = db.if_embedded() {
        assert_eq!(engine.calls("BatchWriteItem"), 0);
    }
}

async fn of_each_item_the_last_write_counts(db: Db) {
    db.table::<Note>().await;
    db.table::<Event>().await;
    let client = &db.client;
    db.put_all(&[note(3)]).await;
    let written = BatchWrite::new()
        .with(Note::put(&texts(1, "first")))
        .with(Note::put(&texts(2, "first")))
        .with(Note::delete(3))
        .with(Event::put(&event(1)))
        .with(Note::put(&texts(1, "second")))
        .with(Note::delete(2))
        .with(Note::put(&texts(3, "second")))
        .with(Note::put(&texts(1, "third")))
        .send(client)
        .await
        .unwrap();
    let expected = BTreeMap::from([(1, "third".to_owned()), (3, "second".to_owned())]);
    assert_eq!(notes(client).await, expected);
    assert_eq!(
        written.items::<Note>().unwrap(),
        [texts(3, "second"), texts(1, "third")],
        "what was written over is not there"
    );
    if let Some(engine) = db.if_embedded() {
        assert_eq!(engine.calls("BatchWriteItem"), 1 + 1);
    }
}

async fn equal_keys_in_different_requests(db: Db) {
    db.table::<Note>().await;
    let client = &db.client;
    // Each item is written ten times, in requests of which four may be under way.
    let writes = (0..400).map(|number| texts(number % 40, &number.to_string()));
    let writes: Vec<_> = writes.collect();
    Note::batch_put(&writes).send(client).await.unwrap();
    let expected: BTreeMap<_, _> = (0..40).map(|id| (id, (360 + id).to_string())).collect();
    assert_eq!(notes(client).await, expected);
    let mut batch = BatchWrite::new().concurrency(8);
    for round in 0..20 {
        for id in 0..10 {
            batch = if (round + id) % 2 == 0 {
                batch.with(Note::put(&texts(id, &round.to_string())))
            } else {
                batch.with(Note::delete(id))
            };
        }
    }
    batch.send(client).await.unwrap();
    let stored: Vec<_> = ids(&notes(client).await);
    let stored: Vec<_> = stored.into_iter().filter(|id| *id < 10).collect();
    assert_eq!(stored, [1, 3, 5, 7, 9]);
}

async fn numbers_that_are_equal_are_one_key(db: Db) {
    #[derive(Debug, Clone, PartialEq, Model)]
    #[dynamo(table = "numbers")]
    struct Numbered {
        #[dynamo(partition_key)]
        number: dynamo_model::value::Number,
        text: String,
    }
    db.table::<Numbered>().await;
    let numbered = |number: &str, text: &str| Numbered {
        number: number.parse().unwrap(),
        text: text.to_owned(),
    };
    let writes = ["1", "1.0", "10e-1"].map(|number| numbered(number, number));
    Numbered::batch_put(&writes).send(&db.client).await.unwrap();
    let stored = Numbered::scan().all(&db.client).await.unwrap();
    assert_eq!(stored, [numbered("1", "10e-1")]);
}

async fn items_are_brought_into_form(db: Db) {
    #[derive(Debug, Clone, PartialEq, Model)]
    #[dynamo(table = "formed")]
    struct Formed {
        #[dynamo(partition_key, set(trim, lowercase))]
        email: String,
        #[dynamo(default = Some(7))]
        size: Option<u32>,
        #[dynamo(validate(length(max = 5)))]
        name: String,
        #[dynamo(updated_at)]
        changed: Option<std::time::SystemTime>,
    }
    db.table::<Formed>().await;
    let formed = |email: &str, name: &str| Formed {
        email: email.to_owned(),
        size: None,
        name: name.to_owned(),
        changed: None,
    };
    let client = &db.client;
    let written = Formed::batch_put(&[formed(" A@X ", "a"), formed("b@x", "b")])
        .send(client)
        .await
        .unwrap();
    let written = written.items::<Formed>().unwrap();
    let [a, b] = &written[..] else {
        panic!("{written:?}");
    };
    assert_eq!((a.email.as_str(), a.size), ("a@x", Some(7)));
    assert!(a.changed.is_some() && b.changed.is_some());
    assert_eq!(
        Formed::get("a@x").send(client).await.unwrap().as_ref(),
        Some(a)
    );
    Formed::batch_delete([" B@x"]).send(client).await.unwrap();
    assert_eq!(
        Formed::scan().all(client).await.unwrap(),
        std::slice::from_ref(a)
    );

    let wrong = [formed("c@x", "c"), formed("d@x", "too long")];
    let unwritten = unwritten(Formed::batch_put(&wrong).send(client).await);
    assert!(unwritten.error().is_validation());
    assert_eq!(
        unwritten.error().to_string(),
        "operation 1 of the batch: name: must have at most 5 characters"
    );
    assert_eq!(
        left(&unwritten),
        [(0, Outcome::NotDone), (1, Outcome::NotDone)]
    );
    assert_eq!(Formed::scan().all(client).await.unwrap().len(), 1);
}

async fn both_paths_store_the_same(db: Db) {
    db.table::<Note>().await;
    db.table::<Event>().await;
    for (number, client) in [db.client.clone(), db.client.clone().direct_path(false)]
        .into_iter()
        .enumerate()
    {
        let text = format!("\"quotes\" \\ \u{1} ü {number}");
        let batch = BatchWrite::new()
            .with_all((0..30).map(|id| Note::put(&texts(id, &text))))
            .with_all((0..30).map(|at| Event::put(&event(at))))
            .with_all((0..10).map(|at| Event::delete(("a", at + 10))));
        let written = batch.send(&client).await.unwrap();
        assert_eq!(written.items::<Note>().unwrap().len(), 30);
        let notes = notes(&client).await;
        assert_eq!(notes.len(), 30);
        assert!(notes.values().all(|stored| *stored == text));
        assert_eq!(Event::query("a").all(&client).await.unwrap().len(), 20);
    }
}

async fn requests_of_sixteen_megabytes(db: Db) {
    db.table::<Note>().await;
    // In JSON each of them is twice as large: 25 have more than 16 MB.
    let text = "\"".repeat(390 * 1024);
    let large: Vec<_> = (0..60).map(|id| texts(id, &text)).collect();
    // An engine in a debug build is slow: no more of them are sent than it takes.
    Note::batch_put(&large[..30])
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(ids(&notes(&db.client).await), (0..30).collect::<Vec<_>>());
    if let Some(engine) = db.if_embedded() {
        assert_eq!(engine.calls("BatchWriteItem"), 2, "21 and 9");
    }
    let inputs = Note::batch_put(&large).into_inputs().unwrap();
    let counts = inputs
        .iter()
        .map(|input| input.request_items().unwrap()["notes"].len());
    assert_eq!(counts.collect::<Vec<_>>(), [21, 21, 18]);
}

async fn what_is_too_large_is_refused(db: Db) {
    db.table::<Note>().await;
    let client = &db.client;
    // `id` and `text`, a number of two bytes, and the text.
    let largest = texts(7, &"x".repeat(400 * 1024 - 8));
    Note::batch_put([&largest]).send(client).await.unwrap();
    let larger = texts(7, &"x".repeat(400 * 1024 - 7));
    let batch = Note::batch_put([&note(1), &larger]);
    let error = batch.clone().into_inputs().unwrap_err();
    let unwritten = unwritten(batch.send(client).await);
    for error in [&error, unwritten.error()] {
        assert_eq!(error.kind(), ErrorKind::Invalid);
        assert_eq!(
            error.to_string(),
            "operation 1 of the batch: an item has 400 KB (409600 bytes) at most, and this one has 409601 bytes"
        );
    }
    assert_eq!(notes(client).await.len(), 1);
}

async fn what_was_put_is_given_back(db: Db) {
    db.table::<Thing>().await;
    let given = Thing {
        id: "a".to_owned(),
        size: None,
    };
    let written = BatchWrite::new()
        .with(Thing::put(&given))
        .with(Ok(Thing::put(&thing(1)).return_none()))
        .send(&db.client)
        .await
        .unwrap();
    let written = written.items::<Thing>().unwrap();
    assert_eq!(
        written,
        [
            Thing {
                size: Some(7),
                ..given
            },
            thing(1)
        ]
    );
}

async fn deletes_by_key(db: Db) {
    db.table::<Event>().await;
    db.table::<Thing>().await;
    let client = &db.client;
    let events: Vec<_> = (0..40).map(event).collect();
    Event::batch_put(&events).send(client).await.unwrap();
    Thing::batch_put(&[thing(1), thing(2)])
        .send(client)
        .await
        .unwrap();
    let keys = events
        .iter()
        .filter(|event| event.at % 4 != 0)
        .map(Event::key);
    Event::batch_delete(keys).send(client).await.unwrap();
    let stored = Event::query("a").all(client).await.unwrap();
    assert!(stored.into_iter().eq((0..10).map(|at| event(at * 4))));
    // What is not there is no error.
    Thing::batch_delete(["1", "3"]).send(client).await.unwrap();
    assert_eq!(Thing::scan().all(client).await.unwrap(), [thing(2)]);
}

async fn a_table_that_is_not_there(db: Db) {
    let unwritten = unwritten(Note::batch_put(&[note(1), note(2)]).send(&db.client).await);
    assert!(unwritten.error().is_table_not_found(), "{unwritten}");
    assert_eq!(
        left(&unwritten),
        [(0, Outcome::NotDone), (1, Outcome::NotDone)]
    );
    let error = Error::from(unwritten);
    assert!(error.is_table_not_found());
}

/// The requests of the recording, with their lists in an order of their own.
fn requests(db: &Db) -> Vec<Value> {
    let requests = db.engine().requests();
    let mut bodies: Vec<_> = requests
        .iter()
        .map(|request| request.json().unwrap())
        .collect();
    for body in &mut bodies {
        let tables = body["RequestItems"].as_object_mut().unwrap();
        for writes in tables.values_mut() {
            writes.as_array_mut().unwrap().sort_by_key(Value::to_string);
        }
    }
    bodies
}

async fn both_paths_send_the_same(db: Db) {
    db.table::<Note>().await;
    db.table::<Event>().await;
    db.table::<Thing>().await;
    let batch = BatchWrite::new()
        .concurrency(1)
        .with_all((0..30).map(|id| Note::put(&texts(id, "ü \"\\\u{1}"))))
        .with_all((0..30).map(|at| Event::put(&event(at))))
        .with_all((0..10).map(|at| Event::delete(("a", at + 30))))
        .with(Thing::put(&thing(1)))
        .with(Thing::delete("2"));
    let mut seen = Vec::new();
    for client in [db.client.clone(), db.client.clone().direct_path(false)] {
        db.engine().record();
        batch.clone().send(&client).await.unwrap();
        seen.push(requests(&db));
    }
    assert_eq!(seen[0], seen[1]);
    let last = &seen[0][2]["RequestItems"];
    assert_eq!(
        last["things"],
        json!([
            { "DeleteRequest": { "Key": { "pk": { "S": "THING#2" }, "sk": { "S": "V" } } } },
            { "PutRequest": { "Item": {
                "pk": { "S": "THING#1" }, "sk": { "S": "V" }, "_type": { "S": "Thing" }, "id": { "S": "1" }, "size": { "N": "1" }
            } } },
        ])
    );
    // The inputs are the same requests.
    db.engine().record();
    for input in batch.into_inputs().unwrap() {
        let request = db.client.sdk().batch_write_item();
        let items = input.request_items().cloned();
        request.set_request_items(items).send().await.unwrap();
    }
    assert_eq!(requests(&db), seen[0]);
}

async fn d14_what_is_left_undone_is_sent_again(db: Db) {
    tokio::time::pause();
    db.table::<Note>().await;
    db.table::<Event>().await;
    for client in [db.client.clone(), db.client.clone().direct_path(false)] {
        db.put_all(&[note(900), note(901)]).await;
        let before = calls(&db);
        for fault in [
            Fault::unprocessed(10),
            Fault::all_unprocessed().times(7),
            Fault::unprocessed(1),
            Fault::all_unprocessed().times(7),
        ] {
            on(&db, fault);
        }
        let batch = BatchWrite::new()
            .concurrency(1)
            .with_all((0..20).map(|id| Note::put(&note(id))))
            .with_all([900, 901].map(Note::delete))
            .with_all((0..3).map(|at| Event::put(&event(at))));
        let written = batch.send(&client).await.unwrap();
        assert_eq!(written.items::<Note>().unwrap().len(), 20);
        assert_eq!(ids(&notes(&client).await), (0..20).collect::<Vec<_>>());
        assert_eq!(calls(&db) - before, 1 + 7 + 1 + 7 + 1);
        assert_eq!(db.engine().faults().unused(), 0);
        Note::batch_delete(0..20).send(&client).await.unwrap();
    }
}

async fn d13_what_was_not_written_is_told(db: Db) {
    tokio::time::pause();
    db.table::<Note>().await;
    let orders: Vec<_> = (0..40).map(note).collect();
    for client in [db.client.clone(), db.client.clone().direct_path(false)] {
        let before = calls(&db);
        on(&db, Fault::pass());
        on(&db, Fault::unprocessed(3));
        on(&db, Fault::all_unprocessed().always());
        let batch = Note::batch_put(&orders).concurrency(1);
        let unwritten = unwritten(batch.send(&client).await);
        db.engine().faults().clear();
        assert!(unwritten.error().is_throttled());
        assert_eq!(
            unwritten.to_string(),
            "3 of 40 writes are not done: BatchWriteItem on table `notes`: 8 requests in a row have written nothing: \
             DynamoDB lacks the capacity for now; slow down, or raise the capacity"
        );
        assert_eq!(calls(&db) - before, 2 + 8);
        // The engine withholds what comes first.
        let expected = [25, 26, 27].map(|position| (position, Outcome::NotDone));
        assert_eq!(left(&unwritten), expected);
        assert_eq!(unwritten.done(), 37);
        assert_eq!(unwritten.written().items::<Note>().unwrap().len(), 37);
        assert_eq!(unwritten.puts::<Note>().unwrap(), orders[25..28]);
        assert_eq!(unwritten.puts::<Event>().unwrap(), []);
        assert_eq!(unwritten.deletes::<Note>().unwrap(), []);
        let stored = notes(&client).await;
        assert_eq!(stored.len(), 37);
        unwritten.leftover().send(&client).await.unwrap();
        assert_eq!(ids(&notes(&client).await), (0..40).collect::<Vec<_>>());
        Note::batch_delete(0..40).send(&client).await.unwrap();
    }
}

/// As DynamoDB says it if it does none of the writes: instead of an answer that leaves all of them undone.
async fn throttled_as_a_whole(db: Db) {
    tokio::time::pause();
    db.table::<Note>().await;
    let orders: Vec<_> = (0..30).map(note).collect();
    for fault in [
        Fault::throttled(),
        Fault::throttling_exception(),
        Fault::request_limit_exceeded(),
    ] {
        // Two requests, of which each is tried three times by the SDK.
        on(&db, fault.clone().times(2 * 3));
        Note::batch_put(&orders).send(&db.client).await.unwrap();
        assert_eq!(db.engine().faults().unused(), 0);
        assert_eq!(notes(&db.client).await.len(), 30);
        Note::batch_delete(0..30).send(&db.client).await.unwrap();

        let before = calls(&db);
        on(&db, fault.always());
        let batch = Note::batch_put(&orders[..20]).with_all([20, 21].map(Note::delete));
        let unwritten = unwritten(batch.send(&db.client).await);
        db.engine().faults().clear();
        assert!(unwritten.error().is_throttled());
        assert_eq!(calls(&db) - before, 8 * 3);
        assert_eq!(unwritten.done(), 0);
        assert!(
            unwritten
                .outcomes()
                .all(|outcome| outcome == Outcome::NotDone)
        );
        assert_eq!(unwritten.puts::<Note>().unwrap(), orders[..20]);
        let expected: [Ref<Note>; 2] = [20, 21].map(Ref::new);
        assert_eq!(unwritten.deletes::<Note>().unwrap(), expected);
        assert!(notes(&db.client).await.is_empty());
    }
}

async fn a_few_requests_are_under_way_at_once(db: Db) {
    tokio::time::pause();
    db.table::<Note>().await;
    let orders: Vec<_> = (0..250).map(note).collect();
    on(&db, Fault::slow(Duration::from_secs(1)).always());
    for (concurrency, seconds) in [(1, 10), (4, 3), (100, 1)] {
        let began = Instant::now();
        let batch = Note::batch_put(&orders).concurrency(concurrency);
        batch.send(&db.client).await.unwrap();
        assert_eq!(began.elapsed().as_secs(), seconds);
    }
    let began = Instant::now();
    Note::batch_put(&orders).send(&db.client).await.unwrap();
    assert_eq!(began.elapsed().as_secs(), 3, "four, unless it is said");
}

async fn concurrency_of_none(db: Db) {
    let batch = Note::batch_put(&[note(1)]).concurrency(0);
    let unwritten = unwritten(batch.send(&db.client).await);
    assert_eq!(unwritten.error().kind(), ErrorKind::Invalid);
    assert_eq!(unwritten.error().to_string(), "`concurrency` is at least 1");
    assert_eq!(unwritten.puts::<Note>().unwrap(), [note(1)]);
}
