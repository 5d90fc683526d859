//! Writes of streams: in constant memory, and no further than they were taken.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use dynamo_model::op::{BatchWrite, Outcome};
use dynamo_model::{Error, ErrorKind, Model};
use dynamo_model_embedded::Fault;
use futures_util::stream::{self, StreamExt};

use crate::harness::Db;

on_every_engine![
    what_an_iterator_brings,
    what_another_table_brings,
    equal_keys_in_a_stream,
];

on_the_embedded_engine![
    ten_thousand_writes_in_little_memory,
    many_writes_of_one_item_in_little_memory,
    it_goes_on_where_it_has_failed,
    an_error_of_the_stream,
    a_stream_that_is_slow,
    a_stream_without_an_end,
    nothing_in_the_stream,
];

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "notes")]
struct Note {
    #[dynamo(partition_key)]
    id: u32,
    text: String,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "archive")]
struct Archived {
    #[dynamo(partition_key)]
    id: u32,
}

fn note(id: u32) -> Note {
    Note {
        id,
        text: format!("note {id}"),
    }
}

async fn ids(db: &Db) -> Vec<u32> {
    let notes = Note::scan().all(&db.client).await.unwrap();
    let mut ids: Vec<_> = notes.into_iter().map(|note| note.id).collect();
    ids.sort_unstable();
    ids
}

async fn what_an_iterator_brings(db: Db) {
    db.table::<Note>().await;
    fn is_send<T: Send>(future: T) -> T {
        future
    }
    let mut puts = stream::iter((0..130).map(|id| Note::put(&note(id))));
    let load = BatchWrite::load(&mut puts).send(&db.client);
    let loaded = is_send(load).await.unwrap();
    assert_eq!(loaded.writes, 130);
    if db.if_embedded().is_some() {
        assert_eq!(loaded.requests, 6);
    }
    assert_eq!(ids(&db).await, (0..130).collect::<Vec<_>>());
    let mut deletes = stream::iter((0..100).map(Note::delete));
    BatchWrite::load(&mut deletes)
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(ids(&db).await, (100..130).collect::<Vec<_>>());
}

async fn what_another_table_brings(db: Db) {
    db.table::<Note>().await;
    db.table::<Archived>().await;
    let notes: Vec<_> = (0..60).map(note).collect();
    Note::batch_put(&notes).send(&db.client).await.unwrap();
    let scan = Note::scan().page_size(7).stream(&db.client);
    let mut puts = scan.map(|note| note.map(|note| Archived::put(&Archived { id: note.id })));
    let loaded = BatchWrite::load(&mut puts).send(&db.client).await.unwrap();
    assert_eq!(loaded.writes, 60);
    assert_eq!(Archived::scan().all(&db.client).await.unwrap().len(), 60);
}

async fn equal_keys_in_a_stream(db: Db) {
    db.table::<Note>().await;
    let numbered = |number: u32| Note {
        id: number % 7,
        text: number.to_string(),
    };
    let mut puts = stream::iter((0..500).map(|number| Note::put(&numbered(number))));
    BatchWrite::load(&mut puts).send(&db.client).await.unwrap();
    for note in Note::scan().all(&db.client).await.unwrap() {
        let number: u32 = note.text.parse().unwrap();
        assert!(number >= 493 && number % 7 == note.id, "{note:?}");
    }
}

/// How many writes a load has taken from a stream before they were done, at most.
async fn taken_ahead(db: &Db, writes: u32, concurrency: usize, id: fn(u32) -> u32) -> usize {
    let (taken, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (taken_too, most_too) = (Arc::clone(&taken), Arc::clone(&most));
    let mut puts = stream::iter(0..writes).map(|number| {
        taken.fetch_add(1, Ordering::Relaxed);
        Note::put(&note(id(number)))
    });
    let done = AtomicUsize::new(0);
    let loaded = BatchWrite::load(&mut puts)
        .concurrency(concurrency)
        .on_progress(move |progress| {
            let taken = taken_too.load(Ordering::Relaxed);
            assert_eq!(progress.total, taken);
            // Before this request was answered.
            let ahead = taken - done.swap(progress.done, Ordering::Relaxed);
            most_too.fetch_max(ahead, Ordering::Relaxed);
        })
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(loaded.writes, writes as usize);
    most.load(Ordering::Relaxed)
}

async fn ten_thousand_writes_in_little_memory(db: Db) {
    tokio::time::pause();
    db.table::<Note>().await;
    let slow = Fault::slow(Duration::from_millis(100)).always();
    db.engine()
        .faults()
        .on("BatchWriteItem", Fault::unprocessed(20).times(5));
    db.engine().faults().on("BatchWriteItem", slow);
    let ahead = taken_ahead(&db, 10_000, 4, |number| number).await;
    assert_eq!(ahead, 4 * 25 + 25);
    db.engine().faults().clear();
    assert_eq!(ids(&db).await.len(), 10_000);
}

async fn many_writes_of_one_item_in_little_memory(db: Db) {
    db.table::<Note>().await;
    let ahead = taken_ahead(&db, 1_000, 4, |number| number % 2).await;
    assert!(ahead <= 2 * 25, "{ahead}");
}

async fn it_goes_on_where_it_has_failed(db: Db) {
    tokio::time::pause();
    db.table::<Note>().await;
    let faults = db.engine().faults();
    faults.on("BatchWriteItem", Fault::pass().times(10));
    faults.on("BatchWriteItem", Fault::unprocessed(3));
    faults.on("BatchWriteItem", Fault::server_error().times(3));
    faults.on(
        "BatchWriteItem",
        Fault::error("ValidationException", "no").always(),
    );
    let mut puts = stream::iter((0..1_000).map(|id| Note::put(&note(id))));
    let failed = BatchWrite::load(&mut puts).send(&db.client).await;
    faults.clear();
    let unwritten = failed.err().unwrap();
    let (taken, done) = (unwritten.writes(), unwritten.done());
    assert!(done >= 250 + 22, "{unwritten}");
    assert!(taken - done <= 5 * 25, "{unwritten}");
    assert_eq!(ids(&db).await.len(), done);
    assert!(
        unwritten
            .outcomes()
            .all(|outcome| outcome != Outcome::Unknown)
            || taken > done
    );
    assert!(unwritten.written().items::<Note>().unwrap().is_empty());
    // What is left, in order, and then what is still in the stream.
    let left: Vec<_> = unwritten.left().map(|(position, _)| position).collect();
    let items = unwritten.puts::<Note>().unwrap();
    assert!(items.iter().map(|note| note.id as usize).eq(left));
    unwritten.leftover().send(&db.client).await.unwrap();
    assert_eq!(ids(&db).await, (0..taken as u32).collect::<Vec<_>>());
    let rest = BatchWrite::load(&mut puts).send(&db.client).await.unwrap();
    assert_eq!(rest.writes, 1_000 - taken);
    assert_eq!(ids(&db).await, (0..1_000).collect::<Vec<_>>());
}

async fn an_error_of_the_stream(db: Db) {
    db.table::<Note>().await;
    let mut puts = stream::iter((0..100).map(|id| match id {
        60 => Err(Error::decode("it does not fit")),
        id => Ok(Note::put(&note(id))),
    }));
    let unwritten = BatchWrite::load(&mut puts)
        .send(&db.client)
        .await
        .err()
        .unwrap();
    assert_eq!(unwritten.error().kind(), ErrorKind::Decode);
    assert_eq!(
        unwritten.error().to_string(),
        "operation 60 of the batch: it does not fit"
    );
    // What was full is written, and what was not full is left.
    assert_eq!((unwritten.writes(), unwritten.done()), (61, 50));
    let left: Vec<_> = unwritten.left().collect();
    assert!(
        left.into_iter()
            .eq((50..61).map(|position| (position, Outcome::NotDone)))
    );
    // One that no batch takes, likewise.
    let mut puts = stream::iter([Note::put(&note(1)), Note::create(&note(2))]);
    let unwritten = BatchWrite::load(&mut puts)
        .send(&db.client)
        .await
        .err()
        .unwrap();
    assert_eq!(unwritten.error().kind(), ErrorKind::Invalid);
    assert_eq!((unwritten.writes(), unwritten.done()), (2, 0));
}

/// What is under way goes on while the stream has nothing.
async fn a_stream_that_is_slow(db: Db) {
    tokio::time::pause();
    db.table::<Note>().await;
    db.engine()
        .faults()
        .on("BatchWriteItem", Fault::all_unprocessed());
    let mut puts = stream::iter(0..60)
        .then(async |id| {
            if id == 40 {
                tokio::time::sleep(Duration::from_secs(60)).await;
                assert_eq!(db.engine().calls("BatchWriteItem"), 2);
            }
            Note::put(&note(id))
        })
        .boxed();
    let began = tokio::time::Instant::now();
    let loaded = BatchWrite::load(&mut puts).send(&db.client).await.unwrap();
    assert_eq!((loaded.writes, began.elapsed().as_secs()), (60, 60));
}

async fn a_stream_without_an_end(db: Db) {
    tokio::time::pause();
    db.table::<Note>().await;
    let slow = Fault::slow(Duration::from_secs(1)).always();
    db.engine().faults().on("BatchWriteItem", slow);
    let mut puts = stream::iter(0..).map(|id| Note::put(&note(id)));
    let load = BatchWrite::load(&mut puts).deadline(Duration::from_millis(10_500));
    let unwritten = load.send(&db.client).await.err().unwrap();
    assert_eq!(unwritten.error().kind(), ErrorKind::Timeout);
    assert_eq!((unwritten.done(), unwritten.writes()), (1_000, 1_125));
    let next = puts.next().await.unwrap().into_input().unwrap();
    assert_eq!(next.item().unwrap()["id"].as_n().unwrap(), "1125");
}

async fn nothing_in_the_stream(db: Db) {
    let mut none = stream::empty::<dynamo_model::op::Put<Note>>();
    let loaded = BatchWrite::load(&mut none).send(&db.client).await.unwrap();
    assert_eq!((loaded.writes, loaded.requests), (0, 0));
    let load = BatchWrite::load(&mut none).concurrency(0);
    let unwritten = load.send(&db.client).await.err().unwrap();
    assert_eq!(
        unwritten.to_string(),
        "all 0 writes are done, and no more were taken: `concurrency` is at least 1"
    );
}
