//! Random batches that meet random faults: what is stored is what they report.

use std::collections::BTreeMap;
use std::time::Duration;

use dynamo_model::op::{AnyWrite, BatchWrite, Outcome};
use dynamo_model::{Client, Model};
use dynamo_model_embedded::{Embedded, Fault};
use futures_util::stream;

use crate::dice::{Dice, Seed, seeds};

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "left")]
struct Left {
    #[dynamo(partition_key)]
    id: u64,
    write: u64,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "right")]
struct Right {
    #[dynamo(partition_key)]
    of: u64,
    #[dynamo(sort_key)]
    id: u64,
    write: u64,
}

/// Which item: of which table, and under which key.
type Target = (bool, u64);

/// A write: of which item, and which number it gets, if it is a put.
#[derive(Debug, Clone, Copy)]
struct Write {
    target: Target,
    put: Option<u64>,
}

/// What is stored: the number of the write that has put each item.
type Stored = BTreeMap<Target, u64>;

fn schedule(dice: &mut Dice) -> Vec<Write> {
    // Few keys, so that many are equal; often more than a request has.
    let keys = 1 + dice.roll(40);
    let most = if dice.roll(2) == 0 { 30 } else { 110 };
    let count = dice.roll(most);
    let write = |number| Write {
        target: (dice.roll(2) == 0, dice.roll(keys)),
        put: (dice.roll(3) > 0).then_some(number),
    };
    (1..=count).map(write).collect()
}

fn faults(dice: &mut Dice, db: &Embedded) {
    // Some meet none, and some meet nothing else.
    let severity = dice.roll(4);
    for _ in 0..dice.roll(40) {
        let fault = match dice.roll(12 + 8 * (3 - severity)) {
            0 => Fault::unprocessed(1 + dice.roll(25) as usize),
            1 => Fault::all_unprocessed(),
            2 => Fault::throttled(),
            3 => Fault::server_error(),
            4 => Fault::connection_reset(),
            5 => Fault::timeout(),
            6 => Fault::timeout().after_apply(),
            7 => Fault::server_error().after_apply(),
            8 => Fault::truncated_body(),
            9 => Fault::throttled().times(dice.roll(30) as usize),
            10 => Fault::all_unprocessed().times(dice.roll(10) as usize),
            11 => Fault::error("ValidationException", "no"),
            _ => Fault::pass(),
        };
        let delay = Duration::from_millis(dice.roll(4) * dice.roll(50));
        db.faults().on("BatchWriteItem", fault.after(delay));
    }
}

impl Write {
    fn any(self) -> AnyWrite {
        let (left, id) = self.target;
        match self.put {
            Some(write) if left => AnyWrite::new(Left::put(&Left { id, write })),
            Some(write) => AnyWrite::new(Right::put(&Right {
                of: id % 3,
                id,
                write,
            })),
            None if left => AnyWrite::new(Left::delete(id)),
            None => AnyWrite::new(Right::delete((id % 3, id))),
        }
    }
}

async fn stored(client: &Client) -> Stored {
    let left = Left::scan().all(client).await.unwrap();
    let right = Right::scan().all(client).await.unwrap();
    let left = left.into_iter().map(|item| ((true, item.id), item.write));
    let right = right.into_iter().map(|item| ((false, item.id), item.write));
    left.chain(right).collect()
}

/// What may be stored of an item: each number that it may have, `None` for no item.
fn possible(before: Option<u64>, writes: &[(Write, Outcome)]) -> Vec<Option<u64>> {
    let mut possible = vec![before];
    for (write, outcome) in writes {
        match outcome {
            Outcome::Done => possible = vec![write.put],
            Outcome::NotDone => {}
            Outcome::Unknown => possible.push(write.put),
        }
    }
    possible
}

fn check(before: &Stored, writes: &[Write], outcomes: &[Outcome], after: &Stored) {
    let mut of_items: BTreeMap<Target, Vec<(Write, Outcome)>> = BTreeMap::new();
    for (write, outcome) in writes.iter().zip(outcomes) {
        of_items
            .entry(write.target)
            .or_default()
            .push((*write, *outcome));
    }
    for target in before.keys().chain(after.keys()) {
        of_items.entry(*target).or_default();
    }
    for (target, writes) in of_items {
        let possible = possible(before.get(&target).copied(), &writes);
        let there = after.get(&target).copied();
        assert!(
            possible.contains(&there),
            "{target:?}: {there:?} is there, and should be one of {possible:?}: {writes:?}"
        );
    }
}

fn applied(before: &Stored, writes: &[Write]) -> Stored {
    let mut after = before.clone();
    for write in writes {
        match write.put {
            Some(number) => after.insert(write.target, number),
            None => after.remove(&write.target),
        };
    }
    after
}

/// Sends a batch, and what is left of it, through ever new faults; in the end without any.
async fn run(seed: u64) {
    let mut dice = Dice::new(seed);
    let db = Embedded::memory().unwrap();
    let client = Client::new(db.sdk_client()).direct_path(dice.roll(2) == 0);
    Left::create_table().send(&client).await.unwrap();
    Right::create_table().send(&client).await.unwrap();
    for _ in 0..12 {
        let writes = schedule(&mut dice);
        let before = stored(&client).await;
        let expected = applied(&before, &writes);
        faults(&mut dice, &db);
        let concurrency = 1 + dice.roll(8) as usize;
        let mut stream = stream::iter(writes.iter().copied().map(Write::any));
        let deadline = match dice.roll(8) {
            0 => Duration::from_millis(dice.roll(200)),
            _ => Duration::MAX,
        };
        let is_load = dice.roll(4) == 0;
        let sent = if is_load {
            let load = BatchWrite::load(&mut stream).concurrency(concurrency);
            load.deadline(deadline).send(&client).await.map(drop)
        } else {
            let batch = BatchWrite::new().concurrency(concurrency);
            let batch = batch.with_all(writes.iter().copied().map(Write::any));
            batch.deadline(deadline).send(&client).await.map(drop)
        };
        db.faults().clear();
        if let Err(unwritten) = sent {
            let outcomes: Vec<_> = unwritten.outcomes().collect();
            assert!(is_load || outcomes.len() == writes.len());
            check(&before, &writes, &outcomes, &stored(&client).await);
            let left = outcomes.iter().filter(|outcome| **outcome != Outcome::Done);
            assert_eq!(left.count(), unwritten.leftover().len());
            let text = unwritten.to_string();
            unwritten
                .leftover()
                .send(&client)
                .await
                .unwrap_or_else(|again| panic!("{text}: {again}"));
            if is_load {
                // What is still in the stream.
                BatchWrite::load(&mut stream).send(&client).await.unwrap();
            }
        }
        assert_eq!(stored(&client).await, expected);
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_stored_is_what_is_reported() {
    for seed in seeds(40) {
        let _seed = Seed(seed);
        run(seed).await;
    }
}
