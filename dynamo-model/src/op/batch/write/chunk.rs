//! The writes of one request.

use super::ready::Ready;

/// DynamoDB's limits:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html>.
const MOST_WRITES: usize = 25;
const LARGEST: usize = 16 * 1024 * 1024;

/// What the request has besides its writes: `{"RequestItems":{}}`, and room for options.
const FRAME: usize = 256;

/// The writes of one request: of each item one.
#[derive(Default)]
pub(crate) struct Chunk {
    writes: Vec<Ready>,
    size: usize,
    /// How many writes it stands for. They are all in memory, so that this has a limit, and not the number that is sent.
    count: usize,
    is_full: bool,
}

impl Chunk {
    /// Adds a write, in the place of an earlier one of the same item: DynamoDB refuses a request with both. If there is no
    /// room, the chunk is full, and the write comes back.
    pub(crate) fn add(&mut self, mut write: Ready) -> Option<Ready> {
        let earlier = self
            .writes
            .iter()
            .position(|other| other.target == write.target);
        let replaced = earlier
            .and_then(|at| self.writes.get(at))
            .map_or(0, Ready::size);
        let size = self.size.saturating_sub(replaced) + write.size();
        if size + FRAME > LARGEST && !self.writes.is_empty() {
            self.is_full = true;
            return Some(write);
        }
        if let Some(at) = earlier {
            write.stand_for(self.writes.remove(at));
        }
        self.writes.push(write);
        self.size = size;
        self.count += 1;
        self.is_full = self.count >= MOST_WRITES;
        None
    }

    pub(crate) fn is_full(&self) -> bool {
        self.is_full
    }

    pub(crate) fn writes(&self) -> &[Ready] {
        &self.writes
    }

    pub(crate) fn into_writes(self) -> Vec<Ready> {
        self.writes
    }
}
