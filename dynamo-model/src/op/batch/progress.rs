//! How far a batch of reads has come.

use std::sync::{Arc, Mutex, PoisonError};

/// How far a batch of reads has come: see [`BatchGet::on_progress`](super::BatchGet::on_progress).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct BatchProgress {
    /// How many items have been looked up, those included that are not there.
    pub done: usize,
    /// How many different items there are to read: the same one, asked for twice in the same way, is read once.
    ///
    /// Of a stream, as many as have been taken from it so far.
    pub total: usize,
    /// How many requests have been answered or have failed, without those that the SDK has tried again by itself.
    pub requests: u32,
}

type Callback = Box<dyn FnMut(BatchProgress) + Send>;

/// Who is told of progress. Several chunks of a stream tell the same.
#[derive(Clone, Default)]
pub(crate) struct Watch(Option<Arc<Mutex<Watched>>>);

struct Watched {
    callback: Callback,
    progress: BatchProgress,
}

impl Watch {
    pub(super) fn new(callback: Callback) -> Self {
        let progress = BatchProgress::default();
        Self(Some(Arc::new(Mutex::new(Watched { callback, progress }))))
    }

    /// There is more to read.
    pub(super) fn more(&self, items: usize) {
        self.change(|watched| watched.progress.total += items);
    }

    /// A request has brought so many items.
    pub(super) fn request(&self, items: usize) {
        self.change(|watched| {
            watched.progress.done += items;
            watched.progress.requests += 1;
            (watched.callback)(watched.progress);
        });
    }

    fn change(&self, change: impl FnOnce(&mut Watched)) {
        if let Some(watched) = &self.0 {
            change(&mut watched.lock().unwrap_or_else(PoisonError::into_inner));
        }
    }
}
