//! What bulk operations offer alike.

/// The setters that bulk operations have in common. They are written once, as a macro, because they are inherent methods of several types.
macro_rules! bulk_operation {
    ([$($generics:tt)*] $operation:ty) => {
        impl<$($generics)*> $operation {
            /// How many requests that write are under way at a time, at most: 4, unless this is said. How many segments of a parallel scan are
            /// read at a time is said there.
            pub fn concurrency(mut self, requests: usize) -> Self {
                self.settings.concurrency = requests;
                self
            }

            /// How many read units to consume per second, at most. Without it, reading is as fast as writing lets it.
            ///
            /// A request is sent when the budget is positive, and charged with what DynamoDB says that it has consumed; so a large one
            /// is followed by a pause. Units that are not consumed are saved for one second.
            ///
            /// An engine that does not say what a request has consumed is charged by size: half a unit for every 4 KB of the answer.
            pub fn read_units(mut self, per_second: impl Into<f64>) -> Self {
                self.settings.read_units = Some(per_second.into());
                self
            }

            /// How many write units to consume per second, at most, those of indexes included: a part of what the table has leaves the rest to
            /// others.
            ///
            /// As [`read_units`](Self::read_units); by size, that is a unit for every KB of the request.
            pub fn write_units(mut self, per_second: impl Into<f64>) -> Self {
                self.settings.write_units = Some(per_second.into());
                self
            }

            /// How many requests that read to send, at most. It stops there, when what they have found is written; if that is not all,
            /// what it gives back is not [done](BulkProgress::is_done).
            pub fn max_requests(mut self, requests: u32) -> Self {
                self.settings.max_requests = Some(requests);
                self
            }

            /// How long it may take. Then it stops at once, and gives back how far it has come, which is not
            /// [done](BulkProgress::is_done). What is behind its checkpoint may be written in part.
            pub fn deadline(mut self, time: Duration) -> Self {
                self.settings.deadline = Some(time);
                self
            }

            /// Goes on where the same operation has come to. `None` begins at the beginning.
            pub fn resume(mut self, checkpoint: impl Into<Option<Checkpoint>>) -> Self {
                self.settings.from = checkpoint.into();
                self
            }

            /// Calls this after every request that writes, and after every page that is done. To keep the checkpoint that it is told is enough
            /// to go on after a crash.
            pub fn on_progress(mut self, callback: impl FnMut(&BulkProgress) + Send + 'static) -> Self {
                self.settings.callback = Some(Box::new(callback));
                self
            }
        }
    };
}

pub(super) use bulk_operation;
