//! Which keys go into which request.

use std::cmp::Reverse;
use std::ops::Range;

use super::section::Section;

/// How many keys a request may have:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html>.
pub(crate) const MOST_KEYS: usize = 100;

/// The keys of one request.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part(pub(super) Vec<Slice>);

/// Keys of one section: which, in order.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Slice {
    pub(super) section: usize,
    pub(super) positions: Vec<usize>,
}

impl Part {
    /// How many keys there are.
    pub(super) fn len(&self) -> usize {
        self.0.iter().map(|slice| slice.positions.len()).sum()
    }
}

/// Divides everything among as few requests as DynamoDB allows: a hundred keys in each, and of each table one section.
///
/// Tables of several sections come first, for these can't share a request; what others have fills the requests up.
pub(super) fn split(sections: &[Section]) -> Vec<Part> {
    let of_table = |section: &Section| {
        let same = sections.iter().filter(|other| other.is_of(section.table()));
        same.count()
    };
    let mut order: Vec<_> = sections.iter().enumerate().collect();
    order.sort_by_key(|(_, section)| Reverse(of_table(section)));
    let mut parts: Vec<Part> = Vec::new();
    for (number, section) in order {
        let mut left = 0..section.len();
        for part in &mut parts {
            let taken = part.0.iter();
            let mut tables = taken.filter_map(|slice| sections.get(slice.section));
            if !tables.any(|other| other.is_of(section.table())) {
                let room = MOST_KEYS.saturating_sub(part.len());
                part.0.extend(take(number, &mut left, room));
            }
        }
        while let Some(slice) = take(number, &mut left, MOST_KEYS) {
            parts.push(Part(vec![slice]));
        }
    }
    parts
}

/// Takes as many keys as there is room for.
fn take(section: usize, left: &mut Range<usize>, room: usize) -> Option<Slice> {
    let positions: Vec<_> = left.by_ref().take(room).collect();
    (!positions.is_empty()).then_some(Slice { section, positions })
}
