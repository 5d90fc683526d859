//! What goes wrong while many items are written: what became of each, and what is left.

use std::time::{Duration, SystemTime};

use aws_sdk_dynamodb::config::retry::RetryConfig;
use dynamo_model::op::{BatchWrite, Outcome, Unwritten, Written};
use dynamo_model::{Client, Error, ErrorKind, Hooks, KeyOf, Model, Ref, Result};
use dynamo_model_embedded::Fault;
use tokio::time::Instant;

use Outcome::{Done, NotDone, Unknown};

use crate::harness::Db;

on_the_embedded_engine![
    what_may_have_been_written_is_unknown,
    what_was_refused_is_not_done,
    throttling_behind_a_lost_answer,
    leaving_undone_behind_a_lost_answer,
    what_is_under_way_is_finished,
    what_pauses_is_not_sent_again_after_an_error,
    lost_answers_are_made_good,
    an_answer_about_what_was_not_sent,
    another_spelling_of_a_key,
    equal_keys_share_their_fate,
    a_write_waits_for_the_one_before,
    the_deadline,
    a_deadline_that_is_over_at_once,
    the_deadline_of_a_hook,
    dropped_in_the_middle,
    leftovers_of_several_models,
    leftovers_are_as_they_were,
    progress_is_told,
];

on_every_engine![
    conditions_are_refused,
    hooks_run_before_anything_is_sent,
    hooks_that_refuse,
    what_it_can_be_used_as,
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
}

/// Its hooks note in the table of notes that they have run.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "hooked", hooks)]
struct Hooked {
    #[dynamo(partition_key)]
    id: u32,
    runs: u32,
    #[dynamo(updated_at)]
    changed: Option<SystemTime>,
}

impl Hooks for Hooked {
    async fn before_save(&mut self, client: &Client) -> Result<()> {
        if self.id == 13 {
            return Err(Error::refused("13 is no number"));
        }
        self.runs += 1;
        Note::put(&note(self.id)).send(client).await.map(drop)
    }

    async fn before_delete(key: KeyOf<Self>, client: &Client) -> Result<()> {
        let there = Self::get(key).send(client).await?;
        match there {
            Some(there) if there.runs > 100 => Err(Error::refused("it has run too often")),
            _ => Ok(()),
        }
    }
}

fn note(id: u32) -> Note {
    Note {
        id,
        text: format!("note {id}"),
    }
}

fn numbered(id: u32, text: &str) -> Note {
    Note {
        id,
        text: text.to_owned(),
    }
}

fn event(at: u32) -> Event {
    Event {
        of: "a".to_owned(),
        at,
    }
}

fn hooked(id: u32) -> Hooked {
    Hooked {
        id,
        runs: 0,
        changed: None,
    }
}

fn notes(count: u32) -> Vec<Note> {
    (0..count).map(note).collect()
}

async fn stored(db: &Db) -> Vec<Note> {
    let mut notes = Note::scan().all(&db.client).await.unwrap();
    notes.sort_by_key(|note| note.id);
    notes
}

async fn clear(db: &Db) {
    db.engine().faults().clear();
    for note in stored(db).await {
        Note::delete(note.id).send(&db.client).await.unwrap();
    }
}

fn failed(result: std::result::Result<Written, Unwritten>) -> Unwritten {
    result.expect_err("it fails")
}

/// The outcomes in a row, each with how often.
fn runs(unwritten: &Unwritten) -> Vec<(Outcome, usize)> {
    let mut runs: Vec<(Outcome, usize)> = Vec::new();
    for outcome in unwritten.outcomes() {
        match runs.last_mut() {
            Some((last, count)) if *last == outcome => *count += 1,
            _ => runs.push((outcome, 1)),
        }
    }
    runs
}

fn on(db: &Db, fault: Fault) {
    db.engine().faults().on("BatchWriteItem", fault);
}

fn calls(db: &Db) -> usize {
    db.engine().calls("BatchWriteItem")
}

/// A client of the same database without retries of the SDK's own.
fn untried(db: &Db) -> Client {
    let config = db.engine().sdk_config();
    Client::from_conf(config.retry_config(RetryConfig::disabled()).build())
}

/// Writes 40 notes one request after the other. The second meets this fault, for ever.
async fn second_of_two(db: &Db, client: &Client, fault: Fault) -> Unwritten {
    clear(db).await;
    on(db, Fault::pass());
    on(db, fault.always());
    let all = notes(40);
    let result = Note::batch_put(&all).concurrency(1).send(client).await;
    db.engine().faults().clear();
    let unwritten = failed(result);
    assert_eq!(unwritten.puts::<Note>().unwrap(), all[25..]);
    assert_eq!(unwritten.written().items::<Note>().unwrap(), all[..25]);
    let there = stored(db).await;
    assert_eq!(there[..25], all[..25]);
    // What is left makes it whole.
    unwritten.leftover().send(client).await.unwrap();
    assert_eq!(stored(db).await, all);
    unwritten
}

async fn what_may_have_been_written_is_unknown(db: Db) {
    tokio::time::pause();
    db.table::<Note>().await;
    for (fault, kind) in [
        (Fault::server_error(), ErrorKind::Unavailable),
        (Fault::server_error().after_apply(), ErrorKind::Unavailable),
        (Fault::server_error_page(), ErrorKind::Unavailable),
        (Fault::timeout(), ErrorKind::Timeout),
        (Fault::timeout().after_apply(), ErrorKind::Timeout),
        (Fault::connection_error(), ErrorKind::Unreachable),
        (Fault::connection_reset(), ErrorKind::Unreachable),
        (Fault::interrupted_body(), ErrorKind::Response),
        (Fault::truncated_body(), ErrorKind::Response),
        (Fault::malformed_body(), ErrorKind::Response),
        (
            Fault::error("ItemCollectionSizeLimitExceededException", "too large"),
            ErrorKind::LimitExceeded,
        ),
        // Not DynamoDB's: it says nothing of what came behind it.
        (Fault::answer(400, "<html></html>"), ErrorKind::Service),
    ] {
        for client in [
            &db.client,
            &db.client.clone().direct_path(false),
            &untried(&db),
        ] {
            let unwritten = second_of_two(&db, client, fault.clone()).await;
            assert_eq!(unwritten.error().kind(), kind, "{fault:?}: {unwritten}");
            assert_eq!(runs(&unwritten), [(Done, 25), (Unknown, 15)], "{fault:?}");
            let text = unwritten.to_string();
            let said = "15 of 40 writes may or may not be done, and all others are: BatchWriteItem on table `notes`: ";
            assert!(text.starts_with(said), "{text}");
        }
    }
}

async fn what_was_refused_is_not_done(db: Db) {
    tokio::time::pause();
    db.table::<Note>().await;
    for (code, kind) in [
        ("ValidationException", ErrorKind::Invalid),
        ("ResourceNotFoundException", ErrorKind::TableNotFound),
        ("AccessDeniedException", ErrorKind::AccessDenied),
        ("ExpiredTokenException", ErrorKind::Credentials),
    ] {
        for client in [&db.client, &db.client.clone().direct_path(false)] {
            let unwritten = second_of_two(&db, client, Fault::error(code, "said")).await;
            assert_eq!(unwritten.error().kind(), kind, "{unwritten}");
            assert_eq!(runs(&unwritten), [(Done, 25), (NotDone, 15)]);
            let text = unwritten.to_string();
            assert!(text.starts_with("15 of 40 writes are not done: "), "{text}");
        }
    }
    // What is never sent is not done either.
    let config = db.client.sdk().config().to_builder();
    let mut config = config.region(None::<aws_sdk_dynamodb::config::Region>);
    config.set_endpoint_url(None);
    let client = Client::from_conf(config.build());
    let unwritten = failed(Note::batch_put(&notes(2)).send(&client).await);
    assert_eq!(unwritten.error().kind(), ErrorKind::Config);
    assert_eq!(runs(&unwritten), [(NotDone, 2)]);
}

/// What the SDK tells in the end is that it was throttled. The first of its attempts was carried out.
async fn throttling_behind_a_lost_answer(db: Db) {
    tokio::time::pause();
    db.table::<Note>().await;
    for lost in [
        Fault::connection_reset(),
        Fault::timeout().after_apply(),
        Fault::server_error().after_apply(),
        Fault::interrupted_body(),
    ] {
        clear(&db).await;
        on(&db, lost);
        on(&db, Fault::throttled().always());
        let unwritten = failed(
            Note::batch_put(&notes(30))
                .concurrency(1)
                .send(&db.client)
                .await,
        );
        assert!(unwritten.error().is_throttled());
        assert_eq!(runs(&unwritten), [(Unknown, 25), (NotDone, 5)]);
        assert_eq!(
            unwritten.to_string(),
            "5 of 30 writes are not done, and 25 may or may not be: BatchWriteItem on table `notes`: 8 requests in a row have \
             written nothing: DynamoDB lacks the capacity for now; slow down, or raise the capacity"
        );
        assert_eq!(stored(&db).await, notes(25), "they were");
    }
}

async fn leaving_undone_behind_a_lost_answer(db: Db) {
    tokio::time::pause();
    db.table::<Note>().await;
    on(&db, Fault::timeout().after_apply());
    on(&db, Fault::unprocessed(3).times(2));
    on(&db, Fault::all_unprocessed().always());
    let unwritten = failed(Note::batch_put(&notes(10)).send(&db.client).await);
    assert!(unwritten.error().is_throttled());
    assert_eq!(runs(&unwritten), [(Unknown, 3), (Done, 7)]);
}

async fn what_is_under_way_is_finished(db: Db) {
    tokio::time::pause();
    db.table::<Note>().await;
    on(&db, Fault::slow(Duration::from_secs(1)));
    on(&db, Fault::server_error().after(Duration::from_millis(500)));
    on(&db, Fault::slow(Duration::from_secs(2)));
    on(&db, Fault::unprocessed(5).after(Duration::from_secs(3)));
    let began = Instant::now();
    let unwritten = failed(Note::batch_put(&notes(150)).send(&untried(&db)).await);
    assert_eq!(began.elapsed().as_secs(), 3);
    assert_eq!(unwritten.error().kind(), ErrorKind::Unavailable);
    // What was left undone is not sent again, and the last two requests were not begun.
    assert_eq!(calls(&db), 4);
    assert_eq!(
        runs(&unwritten),
        [
            (Done, 25),
            (Unknown, 25),
            (Done, 25),
            (NotDone, 5),
            (Done, 20),
            (NotDone, 50)
        ]
    );
    assert_eq!(stored(&db).await.len(), 70);
    unwritten.leftover().send(&db.client).await.unwrap();
    assert_eq!(stored(&db).await, notes(150));
}

async fn what_pauses_is_not_sent_again_after_an_error(db: Db) {
    tokio::time::pause();
    db.table::<Note>().await;
    on(&db, Fault::all_unprocessed());
    on(&db, Fault::error("ValidationException", "no"));
    let unwritten = failed(
        Note::batch_put(&notes(50))
            .concurrency(2)
            .send(&db.client)
            .await,
    );
    assert_eq!(unwritten.error().kind(), ErrorKind::Invalid);
    assert_eq!(runs(&unwritten), [(NotDone, 50)]);
    assert_eq!(calls(&db), 2);
}

/// The SDK sends it again, and a put or a delete that is made twice is made once.
async fn lost_answers_are_made_good(db: Db) {
    db.table::<Note>().await;
    for fault in [
        Fault::connection_reset(),
        Fault::timeout().after_apply(),
        Fault::interrupted_body(),
        Fault::server_error().after_apply(),
    ] {
        clear(&db).await;
        on(&db, fault);
        Note::batch_put(&notes(30)).send(&db.client).await.unwrap();
        assert_eq!(stored(&db).await, notes(30));
        assert_eq!(db.engine().faults().unused(), 0);
    }
}

async fn an_answer_about_what_was_not_sent(db: Db) {
    tokio::time::pause();
    db.table::<Note>().await;
    for undone in [
        r#"{"notes":[{"DeleteRequest":{"Key":{"id":{"N":"77"}}}}]}"#,
        r#"{"notes":[{"PutRequest":{"Item":{"id":{"S":"1"}}}}]}"#,
        r#"{"others":[{"DeleteRequest":{"Key":{"id":{"N":"1"}}}}]}"#,
        r#"{"notes":[{"DeleteRequest":{"Key":{"id":{"N":"1"}}}},{}]}"#,
    ] {
        let answer = Fault::answer(200, format!(r#"{{"UnprocessedItems":{undone}}}"#));
        for client in [&db.client, &db.client.clone().direct_path(false)] {
            let unwritten = second_of_two(&db, client, answer.clone()).await;
            assert_eq!(unwritten.error().kind(), ErrorKind::Response);
            assert_eq!(
                unwritten.error().to_string(),
                "BatchWriteItem on table `notes`: the answer leaves a write undone that was not sent"
            );
            assert_eq!(runs(&unwritten), [(Done, 25), (Unknown, 15)]);
        }
    }
}

/// DynamoDB need not spell a number as it was spelled in the request, nor hand back more than the key.
async fn another_spelling_of_a_key(db: Db) {
    tokio::time::pause();
    db.table::<Note>().await;
    let answer = r#"{"UnprocessedItems":{"notes":[{"PutRequest":{"Item":{"id":{"N":"1.0"}}}}]}}"#;
    for client in [&db.client, &db.client.clone().direct_path(false)] {
        on(&db, Fault::answer(200, answer).always());
        let unwritten = failed(Note::batch_put(&notes(3)).send(client).await);
        db.engine().faults().clear();
        assert_eq!(runs(&unwritten), [(Done, 1), (NotDone, 1), (Done, 1)]);
    }
}

/// What was never sent, because a later write of its item was to be, is as little done as that.
async fn equal_keys_share_their_fate(db: Db) {
    tokio::time::pause();
    db.table::<Note>().await;
    let batch = BatchWrite::new()
        .with(Note::put(&numbered(1, "a")))
        .with(Note::put(&numbered(2, "a")))
        .with(Note::put(&numbered(1, "b")))
        .with(Note::delete(2))
        .with(Note::put(&numbered(3, "c")));
    on(&db, Fault::unprocessed(1));
    on(&db, Fault::all_unprocessed().always());
    let unwritten = failed(batch.clone().send(&db.client).await);
    clear(&db).await;
    let not_done: Vec<_> = unwritten.left().collect();
    assert_eq!(not_done, [(0, NotDone), (2, NotDone)]);
    let left = unwritten.puts::<Note>().unwrap();
    assert_eq!(left, [numbered(1, "a"), numbered(1, "b")]);
    on(&db, Fault::timeout().always());
    let unwritten = failed(batch.send(&db.client).await);
    clear(&db).await;
    assert_eq!(
        unwritten.outcomes().collect::<Vec<_>>(),
        [NotDone, NotDone, Unknown, Unknown, Unknown]
    );
    assert_eq!(unwritten.deletes::<Note>().unwrap(), [Ref::new(2)]);
    unwritten.leftover().send(&db.client).await.unwrap();
    assert_eq!(stored(&db).await, [numbered(1, "b"), numbered(3, "c")]);
}

async fn a_write_waits_for_the_one_before(db: Db) {
    tokio::time::pause();
    db.table::<Note>().await;
    let first: Vec<_> = (0..25).map(|id| numbered(id, "first")).collect();
    let between: Vec<_> = (100..125).map(note).collect();
    let second: Vec<_> = (0..25).map(|id| numbered(id, "second")).collect();
    let batch = || Note::batch_put(&first).with_all(between.iter().chain(&second).map(Note::put));
    // One that was left undone is still to come.
    on(&db, Fault::unprocessed(1).after(Duration::from_secs(1)));
    on(&db, Fault::slow(Duration::from_secs(1)));
    on(&db, Fault::slow(Duration::from_secs(1)));
    let began = Instant::now();
    batch().send(&db.client).await.unwrap();
    assert!(began.elapsed() >= Duration::from_secs(2));
    assert_eq!(stored(&db).await[..25], second);
    // If that fails, this is not begun.
    clear(&db).await;
    on(
        &db,
        Fault::server_error()
            .after(Duration::from_secs(1))
            .after_apply(),
    );
    let unwritten = failed(batch().send(&untried(&db)).await);
    assert_eq!(runs(&unwritten), [(Unknown, 25), (Done, 25), (NotDone, 25)]);
    assert_eq!(stored(&db).await[..25], first);
    unwritten.leftover().send(&db.client).await.unwrap();
    assert_eq!(stored(&db).await[..25], second);
}

async fn the_deadline(db: Db) {
    tokio::time::pause();
    db.table::<Note>().await;
    // The first is done in time, the second is under way, the third is throttled, and pauses or is sent again.
    on(&db, Fault::pass());
    on(&db, Fault::slow(Duration::from_secs(60)));
    on(&db, Fault::throttled().always());
    let began = Instant::now();
    let batch = Note::batch_put(&notes(100)).concurrency(3);
    let result = batch
        .deadline(Duration::from_millis(20))
        .send(&untried(&db))
        .await;
    assert!(began.elapsed() <= Duration::from_millis(21));
    let unwritten = failed(result);
    assert_eq!(unwritten.error().kind(), ErrorKind::Timeout);
    assert_eq!(
        unwritten.to_string(),
        "50 of 100 writes are not done, and 25 may or may not be: BatchWriteItem: the deadline of the batch has passed"
    );
    assert_eq!(runs(&unwritten), [(Done, 25), (Unknown, 25), (NotDone, 50)]);
    let sent = calls(&db);
    tokio::time::sleep(Duration::from_secs(100)).await;
    assert_eq!(calls(&db), sent, "nothing is begun any more");
    clear(&db).await;
    let batch = Note::batch_put(&notes(100)).deadline(Duration::MAX);
    batch.send(&db.client).await.unwrap();
}

async fn a_deadline_that_is_over_at_once(db: Db) {
    tokio::time::pause();
    db.table::<Note>().await;
    let batch = Note::batch_put(&notes(30)).deadline(Duration::ZERO);
    let unwritten = failed(batch.send(&db.client).await);
    assert_eq!(unwritten.error().kind(), ErrorKind::Timeout);
    assert_eq!(runs(&unwritten), [(NotDone, 30)]);
    assert_eq!(unwritten.puts::<Note>().unwrap(), notes(30));
    assert_eq!(calls(&db), 0);
}

async fn the_deadline_of_a_hook(db: Db) {
    tokio::time::pause();
    db.table::<Note>().await;
    db.table::<Hooked>().await;
    db.engine().faults().on("PutItem", Fault::pass());
    let slow = Fault::slow(Duration::from_secs(60));
    db.engine().faults().on("PutItem", slow);
    let batch = Hooked::batch_put(&[hooked(1), hooked(2), hooked(3)]);
    let batch = batch.deadline(Duration::from_secs(1));
    let unwritten = failed(batch.send(&db.client).await);
    assert_eq!(unwritten.error().kind(), ErrorKind::Timeout);
    assert_eq!(runs(&unwritten), [(NotDone, 3)]);
    assert_eq!(calls(&db), 0);
    let written = unwritten.leftover().send(&db.client).await.unwrap();
    let written = written.items::<Hooked>().unwrap();
    assert!(written.iter().all(|item| item.runs == 1), "{written:?}");
}

async fn dropped_in_the_middle(db: Db) {
    tokio::time::pause();
    db.table::<Note>().await;
    on(&db, Fault::slow(Duration::from_secs(1)).always());
    let batch = Note::batch_put(&notes(250)).concurrency(2);
    let in_time = tokio::time::timeout(Duration::from_millis(2_500), batch.send(&db.client)).await;
    assert!(in_time.is_err());
    let sent = calls(&db);
    assert_eq!(sent, 6);
    tokio::time::sleep(Duration::from_secs(100)).await;
    assert_eq!(calls(&db), sent, "nothing is sent any more");
    // Those that were sent are whole, as it happens, and nothing else is there.
    assert_eq!(stored(&db).await, notes(150));
}

async fn leftovers_of_several_models(db: Db) {
    tokio::time::pause();
    db.table::<Note>().await;
    db.table::<Event>().await;
    let batch = BatchWrite::new()
        .with(Event::delete(("a", 1)))
        .with(Note::put(&note(1)))
        .with(Event::put(&event(2)))
        .with(Note::delete(2))
        .with(Note::put(&note(3)))
        .with(Event::delete(("a", 3)));
    on(&db, Fault::throttled().always());
    let unwritten = failed(batch.send(&db.client).await);
    db.engine().faults().clear();
    assert!(
        unwritten
            .to_string()
            .contains("on table `events`, `notes`: "),
        "{unwritten}"
    );
    assert_eq!(unwritten.puts::<Note>().unwrap(), [note(1), note(3)]);
    assert_eq!(unwritten.puts::<Event>().unwrap(), [event(2)]);
    assert_eq!(unwritten.deletes::<Note>().unwrap(), [Ref::new(2)]);
    let keys = unwritten.deletes::<Event>().unwrap();
    assert_eq!(keys, [Ref::new(("a", 1)), Ref::new(("a", 3))]);
    Event::batch_delete(keys.iter().map(Ref::key))
        .send(&db.client)
        .await
        .unwrap();
    let leftover = unwritten.leftover();
    assert_eq!(leftover.len(), 6);
    leftover.send(&db.client).await.unwrap();
    assert_eq!(stored(&db).await, [note(1), note(3)]);
    assert_eq!(Event::scan().all(&db.client).await.unwrap(), [event(2)]);
}

/// Neither hooks nor stamps are made again.
async fn leftovers_are_as_they_were(db: Db) {
    tokio::time::pause();
    db.table::<Note>().await;
    db.table::<Hooked>().await;
    on(&db, Fault::throttled().times(8 * 3));
    let items: Vec<_> = (0..3).map(hooked).collect();
    let unwritten = failed(Hooked::batch_put(&items).send(&db.client).await);
    let left = unwritten.puts::<Hooked>().unwrap();
    assert!(
        left.iter()
            .all(|item| item.runs == 1 && item.changed.is_some())
    );
    let written = unwritten.leftover().send(&db.client).await.unwrap();
    assert_eq!(written.items::<Hooked>().unwrap(), left);
    let mut there = Hooked::scan().all(&db.client).await.unwrap();
    there.sort_by_key(|item| item.id);
    assert_eq!(there, left);
}

async fn progress_is_told(db: Db) {
    tokio::time::pause();
    db.table::<Note>().await;
    let (told, tells) = std::sync::mpsc::channel();
    let batch = Note::batch_put(&notes(60))
        .with(Note::put(&note(59)))
        .concurrency(1)
        .on_progress(move |progress| told.send(progress).unwrap());
    let seen = || {
        let seen = tells.try_iter();
        let seen = seen.map(|told| (told.done, told.total, told.requests));
        seen.collect::<Vec<_>>()
    };
    for _ in 0..2 {
        on(&db, Fault::pass());
        on(&db, Fault::unprocessed(20));
        on(&db, Fault::throttled().times(3));
        batch.clone().send(&db.client).await.unwrap();
        assert_eq!(
            seen(),
            [
                (25, 61, 1),
                (30, 61, 2),
                (30, 61, 3),
                (50, 61, 4),
                (61, 61, 5)
            ]
        );
    }
}

async fn conditions_are_refused(db: Db) {
    db.table::<Note>().await;
    let text = |what| {
        format!(
            "operation 1 of the batch: a batch checks no conditions, and this is {what}; put it into a `TransactWrite`, or send it \
             by itself"
        )
    };
    let batch = || BatchWrite::new().with(Note::put(&note(1)));
    let condition = |batch: BatchWrite| batch.with(Note::put(&note(3)));
    for (batch, what) in [
        (batch().with(Note::create(&note(2))), "a create"),
        (
            batch().with(Note::put(&note(2)).condition(|n| n.text.exists())),
            "a put with a condition",
        ),
        (
            batch().with(Note::delete(2).condition(|n| n.text.exists())),
            "a delete with a condition",
        ),
    ] {
        let batch = condition(batch);
        let error = batch.clone().into_inputs().unwrap_err();
        assert_eq!(
            (error.kind(), error.to_string()),
            (ErrorKind::Invalid, text(what))
        );
        let unwritten = failed(batch.send(&db.client).await);
        assert_eq!(unwritten.error().to_string(), text(what));
        assert_eq!(runs(&unwritten), [(NotDone, 3)]);
        // It stays what it is.
        let again = failed(unwritten.leftover().send(&db.client).await);
        assert_eq!(again.error().to_string(), text(what));
    }
    assert_eq!(stored(&db).await, []);
}

async fn hooks_run_before_anything_is_sent(db: Db) {
    db.table::<Note>().await;
    db.table::<Hooked>().await;
    let items = [hooked(1), hooked(2)];
    let written = BatchWrite::new()
        .with_all(items.iter().map(Hooked::put))
        .with(Note::delete(2))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(written.items::<Hooked>().unwrap().len(), 2);
    assert_eq!(
        stored(&db).await,
        [note(1)],
        "it was put by a hook, and then deleted"
    );
    let inputs = Hooked::batch_put(&[hooked(3)]).into_inputs().unwrap();
    assert_eq!(inputs.len(), 1, "without hooks");
    assert_eq!(stored(&db).await, [note(1)]);
    Hooked::batch_delete([1]).send(&db.client).await.unwrap();
    let there = Hooked::scan().all(&db.client).await.unwrap();
    assert_eq!(there.iter().map(|item| item.id).collect::<Vec<_>>(), [2]);
}

async fn hooks_that_refuse(db: Db) {
    db.table::<Note>().await;
    db.table::<Hooked>().await;
    let items = [hooked(12), hooked(13), hooked(14)];
    let unwritten = failed(Hooked::batch_put(&items).send(&db.client).await);
    assert_eq!(unwritten.error().kind(), ErrorKind::Refused);
    assert_eq!(
        unwritten.to_string(),
        "3 of 3 writes are not done: operation 1 of the batch: 13 is no number"
    );
    assert_eq!(Hooked::scan().all(&db.client).await.unwrap(), []);
    // The hook of the first has run, and those of the others have not.
    assert_eq!(stored(&db).await, [note(12)]);
    let left = unwritten.puts::<Hooked>().unwrap();
    assert_eq!(
        left.iter().map(|item| item.runs).collect::<Vec<_>>(),
        [1, 0, 0]
    );

    // What no batch takes is found before a hook runs.
    let batch = Hooked::batch_put(&items).with(Note::create(&note(1)));
    let unwritten = failed(batch.send(&db.client).await);
    assert_eq!(unwritten.error().kind(), ErrorKind::Invalid);
    assert_eq!(stored(&db).await, [note(12)]);
}

async fn what_it_can_be_used_as(db: Db) {
    fn is_sync<T: Send + Sync + 'static>(_: &T) {}
    fn is_send<T: Send>(future: T) -> T {
        future
    }
    async fn in_a_program(
        client: &Client,
    ) -> std::result::Result<(), Box<dyn std::error::Error + Send + Sync>> {
        is_send(Note::batch_put(&[note(1)]).send(client)).await?;
        Ok(())
    }
    async fn in_a_function(client: &Client) -> Result<()> {
        Note::batch_put(&[note(1)]).send(client).await?;
        Ok(())
    }
    let unwritten = failed(
        Note::batch_put(&[numbered(1, "secret")])
            .send(&db.client)
            .await,
    );
    is_sync(&unwritten);
    assert_eq!(size_of::<Unwritten>(), size_of::<usize>());
    let shown = format!("{unwritten} {unwritten:?} {unwritten:#?}");
    assert!(!shown.contains("secret"), "{shown}");
    assert!(std::error::Error::source(&unwritten).is_some());
    assert!(in_a_program(&db.client).await.is_err());
    assert!(
        in_a_function(&db.client)
            .await
            .unwrap_err()
            .is_table_not_found()
    );
}
