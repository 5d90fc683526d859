//! Bulk operations that meet faults, limits and interruptions: nothing is lost, and little is done twice.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use dynamo_model::op::{BulkCopy, BulkProgress, Checkpoint, Unfinished};
use dynamo_model::{Client, Error, ErrorKind, Hooks, KeyOf, Model};
use dynamo_model_embedded::{Embedded, Fault};
use tokio::time::Instant;

use crate::dice::{Dice, Seed, seeds};
use crate::harness::Db;

on_the_embedded_engine![
    only_keys_are_read,
    writes_keep_their_rate,
    reads_keep_their_rate,
    what_is_consumed_twice_is_charged_twice,
    no_more_writes_than_said,
    what_is_left_undone_is_sent_again,
    throttling_is_waited_for,
    throttling_that_does_not_end,
    a_write_that_fails_half_way,
    a_read_that_fails_half_way,
    after_an_error_nothing_is_begun,
    after_a_failed_read_no_write_is_begun,
    after_an_error_no_hook_is_run,
    a_deadline,
    what_is_dropped_sends_nothing_more,
    at_random,
];

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Model)]
#[dynamo(table = "events")]
struct Event {
    #[dynamo(partition_key)]
    source: String,
    #[dynamo(sort_key)]
    at: u32,
    text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Model)]
#[dynamo(table = "copies")]
struct Copied {
    #[dynamo(partition_key)]
    id: String,
    text: String,
}

fn copied(event: &Event) -> Copied {
    Copied {
        id: format!("{} {}", event.source, event.at),
        text: event.text.clone(),
    }
}

/// So many events of so many sources each, of this size.
async fn events(db: &Db, sources: usize, each: u32, size: usize) -> BTreeSet<Event> {
    db.table::<Event>().await;
    db.table::<Copied>().await;
    let all: Vec<_> = (0..sources)
        .flat_map(|source| {
            (0..each).map(move |at| Event {
                source: format!("s-{source}"),
                at,
                text: "x".repeat(size),
            })
        })
        .collect();
    db.put_all(&all).await;
    all.into_iter().collect()
}

async fn left(client: &Client) -> BTreeSet<Event> {
    let left = Event::scan().all(client).await.unwrap();
    left.into_iter().collect()
}

async fn copies(client: &Client) -> BTreeSet<Copied> {
    let copies = Copied::scan().all(client).await.unwrap();
    copies.into_iter().collect()
}

/// How often each item was put, since the engine records.
fn puts(engine: &Embedded) -> BTreeMap<String, usize> {
    let mut puts = BTreeMap::new();
    for request in engine.requests() {
        if request.operation() == "BatchWriteItem" {
            let json = request.json().unwrap();
            for write in json["RequestItems"]["copies"].as_array().unwrap() {
                let id = &write["PutRequest"]["Item"]["id"]["S"];
                *puts.entry(id.as_str().unwrap().to_owned()).or_default() += 1;
            }
        }
    }
    puts
}

/// Pages of 20 items, of four segments at a time.
fn copy() -> BulkCopy<Event> {
    let scan = Event::scan().page_size(20).segments(6).concurrency(4);
    scan.copy_into(|event| Ok(Some(copied(&event))))
}

/// At most two pages of each segment that is under way.
const IN_FLIGHT: usize = 4 * 2 * 20;

async fn only_keys_are_read(db: Db) {
    events(&db, 2, 30, 100).await;
    db.engine().record();
    let deleted = Event::query("s-0").filter(|e| e.text.exists()).delete_all();
    let deleted = deleted.send(&db.client).await.unwrap();
    let requests = db.engine().requests();
    let [query, rest @ ..] = &requests[..] else {
        panic!("nothing was sent");
    };
    let query = query.json().unwrap();
    assert_eq!(query["ReturnConsumedCapacity"], "TOTAL");
    let names = query["ExpressionAttributeNames"].as_object().unwrap();
    let projection = query["ProjectionExpression"].as_str().unwrap();
    let asked: BTreeSet<_> = projection
        .split(',')
        .map(|name| names[name.trim()].as_str().unwrap())
        .collect();
    assert_eq!(asked, ["at", "source"].into());
    let sizes: Vec<_> = rest
        .iter()
        .map(|request| {
            let json = request.json().unwrap();
            assert_eq!(json["ReturnConsumedCapacity"], "TOTAL");
            json["RequestItems"]["events"].as_array().unwrap().len()
        })
        .collect();
    assert_eq!(sizes, [25, 5]);
    assert_eq!(deleted.requests, 3);
}

/// How long this takes by the clock of the runtime, which is stopped.
async fn takes<T>(work: impl Future<Output = T>) -> (T, f64) {
    tokio::time::pause();
    let began = Instant::now();
    let done = work.await;
    let seconds = began.elapsed().as_secs_f64();
    tokio::time::resume();
    (done, seconds)
}

async fn writes_keep_their_rate(db: Db) {
    for (segments, concurrency) in [(1, 1), (5, 8)] {
        let db = if segments == 1 { &db } else { &Db::embedded() };
        events(db, 10, 50, 10).await;
        let delete = Event::scan().page_size(40).segments(segments).delete_all();
        let delete = delete
            .concurrency(concurrency)
            .write_units(50)
            .send(&db.client);
        let (deleted, seconds) = takes(delete).await;
        let deleted = deleted.unwrap();
        assert_eq!(deleted.written, 500);
        assert!((deleted.write_units - 500.0).abs() < 1e-9, "{deleted:?}");
        // One second was saved, and the last requests are sent before they are paid for.
        assert!((8.0..10.5).contains(&seconds), "{seconds}");
    }
}

async fn reads_keep_their_rate(db: Db) {
    events(&db, 10, 40, 1000).await;
    let copy = copy().read_units(5).send(&db.client);
    let (copied, seconds) = takes(copy).await;
    let copied = copied.unwrap();
    assert_eq!(copied.written, 400);
    let expected = copied.read_units / 5.0;
    assert!(copied.read_units >= 50.0, "{copied:?}");
    assert!(
        (expected - 2.0..expected + 0.5).contains(&seconds),
        "{seconds} {expected}"
    );
}

/// Of what is left undone nothing is consumed; and of what is read again for a guard, something is.
async fn what_is_consumed_twice_is_charged_twice(db: Db) {
    #[derive(Debug, Clone, Model)]
    #[dynamo(table = "members")]
    struct Member {
        #[dynamo(partition_key)]
        id: String,
        #[dynamo(unique)]
        email: String,
    }
    db.table::<Member>().await;
    for id in 0..20 {
        let (id, email) = (id.to_string(), format!("{id}@example.com"));
        Member::create(&Member { id, email })
            .send(&db.client)
            .await
            .unwrap();
    }
    let delete = Member::scan().delete_all().write_units(8).send(&db.client);
    let (deleted, seconds) = takes(delete).await;
    let deleted = deleted.unwrap();
    // An item and its guard, and each twice in a transaction.
    assert!((deleted.write_units - 80.0).abs() < 1e-9, "{deleted:?}");
    assert!(deleted.read_units >= 20.0, "{deleted:?}");
    assert!((8.0..10.5).contains(&seconds), "{seconds}");
}

async fn no_more_writes_than_said(db: Db) {
    events(&db, 10, 50, 10).await;
    let before = db.engine().calls("BatchWriteItem");
    let slow = Fault::slow(Duration::from_secs(1));
    db.engine().faults().on("BatchWriteItem", slow.always());
    let delete = Event::scan()
        .page_size(50)
        .segments(10)
        .delete_all()
        .concurrency(2);
    let (deleted, seconds) = takes(delete.send(&db.client)).await;
    let deleted = deleted.unwrap();
    assert_eq!(deleted.written, 500);
    let calls = db.engine().calls("BatchWriteItem") - before;
    let rounds = calls.div_ceil(2);
    assert!(seconds >= rounds as f64, "{calls} calls in {seconds}");
    assert!(seconds < rounds as f64 + 6.0, "{calls} calls in {seconds}");
}

async fn what_is_left_undone_is_sent_again(db: Db) {
    let all = events(&db, 6, 50, 10).await;
    let undone = Fault::unprocessed(10).times(9);
    db.engine().faults().on("BatchWriteItem", undone);
    let (done, _) = takes(copy().send(&db.client)).await;
    assert_eq!(done.unwrap().written, 300);
    assert_eq!(copies(&db.client).await, all.iter().map(copied).collect());
}

async fn throttling_is_waited_for(db: Db) {
    events(&db, 6, 50, 10).await;
    let faults = || db.engine().faults();
    faults().on("BatchWriteItem", Fault::throttled().times(20));
    faults().on("Scan", Fault::throttled().times(2));
    let delete = Event::scan().page_size(50).delete_all().send(&db.client);
    let (deleted, _) = takes(delete).await;
    assert_eq!(deleted.unwrap().written, 300);
    assert!(left(&db.client).await.is_empty());
}

async fn throttling_that_does_not_end(db: Db) {
    events(&db, 6, 50, 10).await;
    let faults = || db.engine().faults();
    faults().on("BatchWriteItem", Fault::pass().times(4));
    faults().on("BatchWriteItem", Fault::throttled().always());
    let delete = || Event::scan().page_size(25).delete_all();
    let (deleted, seconds) = takes(delete().send(&db.client)).await;
    let unfinished = deleted.unwrap_err();
    assert!(unfinished.error().is_throttled(), "{unfinished}");
    assert!(seconds < 30.0, "{seconds}");
    assert_eq!(unfinished.progress().written, 100);
    faults().clear();
    let rest = delete().resume(unfinished.into_progress().checkpoint);
    assert_eq!(rest.send(&db.client).await.unwrap().written, 200);
    assert!(left(&db.client).await.is_empty());
}

/// Resumes from where an error has stopped it, and compares.
async fn goes_on(db: &Db, unfinished: Unfinished, all: &BTreeSet<Event>) {
    db.engine().faults().clear();
    let progress = unfinished.into_progress();
    let there = copies(&db.client).await.len();
    assert!(u64::try_from(there).unwrap() >= progress.written);
    let rest = copy()
        .resume(progress.checkpoint.clone())
        .send(&db.client)
        .await
        .unwrap();
    assert!(rest.is_done());
    assert_eq!(copies(&db.client).await, all.iter().map(copied).collect());
    let puts = puts(db.engine());
    assert_eq!(puts.len(), all.len());
    let twice = puts.values().filter(|count| **count > 1).count();
    assert!(twice <= IN_FLIGHT, "{twice} were put twice");
    assert!(
        progress.written > 0 && rest.written < 600,
        "{progress:?} {rest:?}"
    );
    assert_eq!(
        progress.written + rest.written,
        600 + u64::try_from(twice).unwrap()
    );
}

async fn a_write_that_fails_half_way(db: Db) {
    let all = events(&db, 30, 20, 10).await;
    db.engine().record();
    let faults = || db.engine().faults();
    faults().on("BatchWriteItem", Fault::pass().times(15));
    faults().on(
        "BatchWriteItem",
        Fault::error("AccessDeniedException", "no").always(),
    );
    let unfinished = copy().send(&db.client).await.unwrap_err();
    assert_eq!(unfinished.error().kind(), ErrorKind::AccessDenied);
    // What was refused was not put.
    let there = copies(&db.client).await;
    assert_eq!(
        u64::try_from(there.len()).unwrap(),
        unfinished.progress().written
    );
    db.engine().record();
    faults().clear();
    let progress = unfinished.into_progress();
    let rest = copy()
        .resume(progress.checkpoint)
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(copies(&db.client).await, all.iter().map(copied).collect());
    let there: BTreeSet<_> = there.into_iter().map(|copy| copy.id).collect();
    let twice = puts(db.engine())
        .keys()
        .filter(|id| there.contains(*id))
        .count();
    assert!(twice <= IN_FLIGHT, "{twice} were put twice");
    assert_eq!(
        progress.written + rest.written,
        600 + u64::try_from(twice).unwrap()
    );
}

async fn a_read_that_fails_half_way(db: Db) {
    let all = events(&db, 30, 20, 10).await;
    db.engine().record();
    let faults = || db.engine().faults();
    faults().on("Scan", Fault::pass().times(12));
    faults().on("Scan", Fault::error("AccessDeniedException", "no").always());
    let unfinished = copy().send(&db.client).await.unwrap_err();
    assert_eq!(unfinished.error().kind(), ErrorKind::AccessDenied);
    goes_on(&db, unfinished, &all).await;
}

async fn after_an_error_nothing_is_begun(db: Db) {
    for rate in [None, Some(30)] {
        let db = Db::embedded();
        events(&db, 10, 50, 10).await;
        let before = db.engine().calls("BatchWriteItem");
        let faults = || db.engine().faults();
        let refused = Fault::error("AccessDeniedException", "no");
        faults().on("BatchWriteItem", refused.after(Duration::from_millis(100)));
        let slow = Fault::slow(Duration::from_millis(150)).always();
        faults().on("BatchWriteItem", slow);
        let delete = Event::scan()
            .page_size(100)
            .segments(3)
            .delete_all()
            .concurrency(2);
        let delete = match rate {
            Some(rate) => delete.write_units(rate),
            None => delete,
        };
        let (deleted, seconds) = takes(delete.send(&db.client)).await;
        let unfinished = deleted.unwrap_err();
        assert_eq!(unfinished.error().kind(), ErrorKind::AccessDenied);
        // One more was under way, and is waited for.
        assert_eq!(db.engine().calls("BatchWriteItem") - before, 2);
        assert_eq!(unfinished.progress().written, 25);
        assert!(seconds < 0.2, "{seconds}");
    }
    drop(db);
}

async fn after_a_failed_read_no_write_is_begun(db: Db) {
    events(&db, 10, 50, 10).await;
    let before = db.engine().calls("BatchWriteItem");
    let faults = || db.engine().faults();
    faults().on("Scan", Fault::pass().times(3));
    faults().on("Scan", Fault::error("AccessDeniedException", "no"));
    faults().on(
        "BatchWriteItem",
        Fault::slow(Duration::from_millis(150)).always(),
    );
    let delete = Event::scan()
        .page_size(60)
        .segments(3)
        .delete_all()
        .concurrency(1);
    let (deleted, _) = takes(delete.send(&db.client)).await;
    let unfinished = deleted.unwrap_err();
    assert_eq!(unfinished.error().kind(), ErrorKind::AccessDenied);
    assert!(db.engine().calls("BatchWriteItem") - before <= 1);
    assert!(unfinished.progress().written <= 25);
}

#[derive(Debug, Clone, Model)]
#[dynamo(table = "watched", hooks)]
struct Watched {
    #[dynamo(partition_key)]
    id: u32,
}

/// How many hooks have run.
static HOOKS: AtomicUsize = AtomicUsize::new(0);

impl Hooks for Watched {
    async fn before_delete(_: KeyOf<Self>, _: &Client) -> dynamo_model::Result<()> {
        tokio::time::sleep(Duration::from_millis(10)).await;
        match HOOKS.fetch_add(1, Ordering::Relaxed) {
            9 => Err(Error::refused("the tenth is refused")),
            _ => Ok(()),
        }
    }
}

async fn after_an_error_no_hook_is_run(db: Db) {
    db.table::<Watched>().await;
    let all: Vec<_> = (0..100).map(|id| Watched { id }).collect();
    db.put_all(&all).await;
    let delete = Watched::scan().segments(3).delete_all().concurrency(2);
    let (deleted, _) = takes(delete.send(&db.client)).await;
    let unfinished = deleted.unwrap_err();
    assert_eq!(unfinished.error().to_string(), "the tenth is refused");
    // Those that were running: two of each segment.
    assert!(HOOKS.load(Ordering::Relaxed) <= 10 + 5);
    assert_eq!(unfinished.progress().written, 0);
}

async fn a_deadline(db: Db) {
    let all = events(&db, 30, 20, 10).await;
    db.engine().record();
    let slow = |time| Fault::slow(Duration::from_millis(time)).always();
    db.engine().faults().on("BatchWriteItem", slow(300));
    db.engine().faults().on("Scan", slow(100));
    let (mut from, mut rounds) = (None, 0);
    tokio::time::pause();
    loop {
        let began = Instant::now();
        let copy = copy().deadline(Duration::from_millis(1_500)).resume(from);
        let progress = copy.send(&db.client).await.unwrap();
        assert!(
            began.elapsed() <= Duration::from_millis(1_510),
            "{:?}",
            began.elapsed()
        );
        rounds += 1;
        if progress.is_done() {
            break;
        }
        assert!(rounds < 50);
        from = progress.checkpoint;
    }
    assert!(rounds > 1);
    assert_eq!(copies(&db.client).await, all.iter().map(copied).collect());
    let twice = puts(db.engine())
        .values()
        .filter(|count| **count > 1)
        .count();
    assert!(twice <= IN_FLIGHT * (rounds - 1), "{twice} were put twice");
}

async fn what_is_dropped_sends_nothing_more(db: Db) {
    events(&db, 10, 50, 10).await;
    let slow = Fault::slow(Duration::from_millis(100)).always();
    db.engine().faults().on_any(slow);
    tokio::time::pause();
    let delete = Event::scan()
        .page_size(20)
        .segments(4)
        .delete_all()
        .send(&db.client);
    let stopped = tokio::time::timeout(Duration::from_millis(450), delete).await;
    assert!(stopped.is_err());
    let calls = db.engine().calls("BatchWriteItem") + db.engine().calls("Scan");
    tokio::time::sleep(Duration::from_secs(60)).await;
    let later = db.engine().calls("BatchWriteItem") + db.engine().calls("Scan");
    assert_eq!(calls, later);
    assert!(calls > 4);
}

/// Some faults, most of which the SDK's own retries do not survive.
fn script(db: &Db, dice: &mut Dice) {
    let engine = db.engine();
    engine.faults().clear();
    for operation in ["BatchWriteItem", "Scan", "Query"] {
        for _ in 0..dice.below(6) {
            let slow = Duration::from_millis(u64::try_from(dice.below(80)).unwrap());
            let fault = match dice.below(9) {
                0 => Fault::throttled().times(1 + dice.below(4)),
                1 => Fault::server_error().times(3).after_apply(),
                2 => Fault::connection_reset().times(3),
                3 => Fault::timeout().times(3).after_apply(),
                4 if operation == "BatchWriteItem" => Fault::unprocessed(1 + dice.below(25)),
                5 => Fault::error("AccessDeniedException", "no"),
                6 => Fault::truncated_body().after_apply(),
                _ => Fault::pass().times(1 + dice.below(5)),
            };
            engine.faults().on(operation, fault.after(slow));
        }
        engine
            .faults()
            .on(operation, Fault::slow(Duration::from_millis(5)).always());
    }
}

/// What one attempt has told last, however it has ended.
type Told = Arc<Mutex<Option<String>>>;

async fn attempt(
    db: &Db,
    dice: &mut Dice,
    case: &Case,
    from: Option<Checkpoint>,
    told: &Told,
) -> bool {
    let keep = Arc::clone(told);
    let tell = move |p: &BulkProgress| {
        *keep.lock().unwrap() = p.checkpoint.as_ref().map(ToString::to_string);
    };
    let client = db.client.clone().direct_path(dice.once_in(2));
    let size = case.page_size;
    let query = || Event::query("s-0").page_size(size);
    let scan = || Event::scan().page_size(size).segments(case.segments);
    let copied = |event: Event| Ok(Some(copied(&event)));
    let work = async {
        match (case.copies, case.queries) {
            (true, true) => {
                let copy = query().copy_into(copied).concurrency(case.concurrency);
                copy.resume(from).on_progress(tell).send(&client).await
            }
            (true, false) => {
                let copy = scan().copy_into(copied).concurrency(case.concurrency);
                copy.resume(from).on_progress(tell).send(&client).await
            }
            (false, true) => {
                let delete = query().delete_all().concurrency(case.concurrency);
                delete.resume(from).on_progress(tell).send(&client).await
            }
            (false, false) => {
                let delete = scan().delete_all().concurrency(case.concurrency);
                delete.resume(from).on_progress(tell).send(&client).await
            }
        }
    };
    let time = Duration::from_millis(u64::try_from(20 + dice.below(3_000)).unwrap());
    let progress = match tokio::time::timeout(time, work).await {
        // Interrupted: what was told last is all that is known.
        Err(_) => return false,
        Ok(Ok(progress)) => progress,
        Ok(Err(unfinished)) => unfinished.into_progress(),
    };
    *told.lock().unwrap() = progress.checkpoint.as_ref().map(ToString::to_string);
    progress.is_done()
}

#[derive(Debug)]
struct Case {
    copies: bool,
    queries: bool,
    page_size: u32,
    segments: u32,
    concurrency: usize,
}

async fn at_random(db: Db) {
    drop(db);
    for seed in seeds(12) {
        let _seed = Seed(seed);
        let mut dice = Dice::new(seed);
        let db = Db::embedded();
        let all = events(&db, 1 + dice.below(12), 60, 20).await;
        let case = Case {
            copies: dice.once_in(2),
            queries: dice.once_in(2),
            page_size: dice.one(&[7, 20, 60]),
            segments: dice.one(&[1, 3, 8]),
            concurrency: dice.one(&[1, 2, 5]),
        };
        let told = Told::default();
        tokio::time::pause();
        let mut rounds = 0;
        loop {
            script(&db, &mut dice);
            let from = told.lock().unwrap().clone();
            let from = from.map(|text| text.parse().unwrap());
            if attempt(&db, &mut dice, &case, from, &told).await {
                break;
            }
            rounds += 1;
            assert!(rounds < 500, "seed {seed}: it does not end: {case:?}");
        }
        db.engine().faults().clear();
        tokio::time::resume();
        let of_it = |event: &&Event| !case.queries || event.source == "s-0";
        let (touched, others): (Vec<_>, Vec<_>) = all.iter().partition(of_it);
        let left = left(&db.client).await;
        if case.copies {
            let expected = touched.into_iter().map(copied).collect();
            assert_eq!(copies(&db.client).await, expected, "seed {seed}: {case:?}");
            assert_eq!(left, all, "seed {seed}: {case:?}");
        } else {
            let others = others.into_iter().cloned().collect();
            assert_eq!(left, others, "seed {seed}: {case:?}");
        }
    }
}
