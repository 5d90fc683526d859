//! Writing what a stream brings.

use std::fmt;
use std::pin::pin;
use std::time::Duration;

use futures_core::Stream;
use futures_util::stream::StreamExt;

use super::Unwritten;
use super::given::Given;
use super::run::Run;
use crate::client::Client;
use crate::error::Result;
use crate::op::BatchProgress;
use crate::op::batch::pace::Pace;
use crate::op::batch::progress::Watch;
use crate::op::write::{IntoBatchWrite, Written};

/// Writes what a stream brings, of any length, in constant memory. Made by [`BatchWrite::load`](super::BatchWrite::load).
///
/// It is a [`BatchWrite`](super::BatchWrite) of which a few writes are in memory at a time: those of the requests that are under way, 25 or 16 MB
/// each, and those of one more. The next is taken from the stream when there is room for it, so that a slow table slows the stream
/// down. A request is sent when it is full, and the last when the stream has ended.
///
/// ```
/// # async fn example(client: dynamo_model::Client) -> dynamo_model::Result<()> {
/// use dynamo_model::{Model, op::BatchWrite};
/// use futures_util::stream::{self, StreamExt};
///
/// # #[derive(Clone, Model)] #[dynamo(table = "events")]
/// # struct Event { #[dynamo(partition_key)] id: u64 }
/// # #[derive(Clone, Model)] #[dynamo(table = "archive")]
/// # struct Archived { #[dynamo(partition_key)] id: u64 }
/// // What an iterator brings.
/// let mut puts = stream::iter((0..1_000_000).map(|id| Event::put(&Event { id })));
/// let loaded = BatchWrite::load(&mut puts).concurrency(8).send(&client).await?;
/// println!("{} writes in {} requests", loaded.writes, loaded.requests);
///
/// // What another table brings. An error of the scan ends the load, too.
/// let events = Event::scan().stream(&client);
/// let mut puts = events.map(|event| event.map(|event| Archived::put(&Archived { id: event.id })));
/// BatchWrite::load(&mut puts).send(&client).await?;
/// # Ok(())
/// # }
/// ```
///
/// The stream is borrowed. If the load fails, [`Unwritten`] has what was taken from it and is not known to be done, and all else is
/// still there: another load goes on with it.
#[must_use = "an operation does nothing until it is sent"]
pub struct LoadWrites<'s, S> {
    writes: &'s mut S,
    pace: Pace,
    watch: Watch,
}

/// What a load has written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Loaded {
    /// How many writes there were. All of them are done.
    pub writes: usize,
    /// How many requests they took.
    pub requests: u32,
}

impl<'s, S> LoadWrites<'s, S>
where
    S: Stream<Item: IntoBatchWrite> + Unpin + Send,
{
    pub(super) fn new(writes: &'s mut S) -> Self {
        Self {
            writes,
            pace: Pace::default(),
            watch: Watch::default(),
        }
    }

    /// As [`BatchWrite::concurrency`](super::BatchWrite::concurrency).
    pub fn concurrency(mut self, requests: usize) -> Self {
        self.pace.concurrency = requests;
        self
    }

    /// As [`BatchWrite::deadline`](super::BatchWrite::deadline).
    pub fn deadline(mut self, time: Duration) -> Self {
        self.pace.deadline = Some(time);
        self
    }

    /// As [`BatchWrite::on_progress`](super::BatchWrite::on_progress). How many writes there are in all is not known before the end of the stream: told is how
    /// many have been taken from it.
    pub fn on_progress(mut self, callback: impl FnMut(BatchProgress) + Send + 'static) -> Self {
        self.watch = Watch::new(Box::new(callback));
        self
    }

    /// Writes everything that the stream brings.
    ///
    /// # Errors
    /// As [`BatchWrite::send`](super::BatchWrite::send), but for those of bringing a write into form: they come when the write is taken from the
    /// stream, and end the load as any other error does.
    pub async fn send(self, client: &Client) -> Result<Loaded, Unwritten> {
        let Self {
            writes,
            pace,
            watch,
        } = self;
        let begun = match pace.begin() {
            Ok(begun) => begun,
            Err(error) => return Err(Unwritten::new(error, 0, Vec::new(), Written::default())),
        };
        watch.begin();
        let source = writes.map(|write| {
            watch.more(1);
            Given::Part(write.into_batch_part())
        });
        // They are not kept.
        let mut drop_it = drop;
        let run = Run::new(client, begun, &watch, &mut drop_it);
        let ending = run.finish(pin!(source)).await;
        match ending.error {
            None => Ok(Loaded {
                writes: ending.taken,
                requests: ending.requests,
            }),
            Some(error) => {
                let nothing = Written::default();
                Err(Unwritten::new(error, ending.taken, ending.left, nothing))
            }
        }
    }
}

impl<S> fmt::Debug for LoadWrites<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoadWrites")
            .field("pace", &self.pace)
            .finish_non_exhaustive()
    }
}
