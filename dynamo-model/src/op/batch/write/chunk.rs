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

#[cfg(test)]
mod tests {
    use super::super::ready::testing::{delete, large, positions, put};
    use super::*;

    #[test]
    fn a_chunk_has_25_writes() {
        let mut chunk = Chunk::default();
        for id in 0..25 {
            assert!(!chunk.is_full());
            assert!(chunk.add(put(id, id)).is_none());
        }
        assert!(chunk.is_full());
        assert_eq!(positions(chunk.writes()), (0..25).collect::<Vec<_>>());
    }

    #[test]
    fn the_last_write_of_an_item_stands_for_those_before() {
        let mut chunk = Chunk::default();
        for write in [put(0, 1), put(1, 2), delete(2, 1), put(3, 3), put(4, 1)] {
            assert!(chunk.add(write).is_none());
        }
        let writes = chunk.into_writes();
        assert_eq!(positions(&writes), [1, 3, 4]);
        assert_eq!(positions(&writes[2].earlier), [0, 2]);
        assert!(
            writes[2]
                .earlier
                .iter()
                .all(|write| write.earlier.is_empty())
        );
        assert_eq!(writes.iter().map(Ready::count).sum::<usize>(), 5);
    }

    /// They are all kept, in case that they are not done.
    #[test]
    fn writes_that_are_not_sent_count_too() {
        let mut chunk = Chunk::default();
        for position in 0..25 {
            assert!(!chunk.is_full());
            assert!(chunk.add(put(position, position % 2)).is_none());
        }
        assert!(chunk.is_full());
        assert_eq!(positions(chunk.writes()), [23, 24]);
    }

    #[test]
    fn what_finds_no_room_comes_back() {
        let mut chunk = Chunk::default();
        for id in 0..15 {
            assert!(chunk.add(large(id, id)).is_none());
        }
        // The same item again takes no more room.
        assert!(chunk.add(large(15, 3)).is_none());
        assert!(!chunk.is_full());
        assert!(chunk.add(put(16, 16)).is_none());
        let back = chunk.add(large(17, 17)).unwrap();
        assert_eq!(back.position, 17);
        assert!(chunk.is_full());
        assert_eq!(chunk.writes().len(), 16);
        let json: usize = chunk.writes().iter().map(|write| write.json.len()).sum();
        assert!(json <= LARGEST && json + back.json.len() > LARGEST);
    }
}
