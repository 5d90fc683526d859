//! How far a batch has come.

use std::sync::{Arc, Mutex, PoisonError};

/// How far a batch has come: see [`BatchGet::on_progress`](super::BatchGet::on_progress) and
/// [`BatchWrite::on_progress`](super::BatchWrite::on_progress).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct BatchProgress {
    /// How many operations are done. A read is done as well if nothing is there.
    pub done: usize,
    /// How many there are. Of reads, the same item, asked for twice in the same way, is one.
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
    pub(crate) fn new(callback: Callback) -> Self {
        let progress = BatchProgress::default();
        Self(Some(Arc::new(Mutex::new(Watched { callback, progress }))))
    }

    /// A batch begins: what is told is about it alone.
    pub(super) fn begin(&self) {
        self.change(|watched| watched.progress = BatchProgress::default());
    }

    /// There is more to do.
    pub(super) fn more(&self, operations: usize) {
        self.change(|watched| watched.progress.total += operations);
    }

    /// A request has done so many.
    pub(super) fn request(&self, operations: usize) {
        self.change(|watched| {
            watched.progress.done += operations;
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
