//! What in a stored document changes by itself, and what only together with the rest.

/// What in the stored form of a type is a value by itself: what a [`Tracked`](crate::op::Tracked) item compares, and sends alone.
///
/// Two programs may change two values of one item at the same time. What belongs together, such as the variant of an enum and its
/// fields, is therefore one value.
#[derive(Debug, Clone, Copy)]
pub enum Entries {
    /// All of it is one value.
    Whole,
    /// Each entry of the map is, or is made of, values of this type.
    Each(fn() -> Entries),
    /// Each attribute of the struct is, or is made of, what this says of its name.
    Named(fn(&str) -> Entry),
}

/// What an attribute of a struct is to those who compare it.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// What is in it.
    pub entries: Entries,
    /// Whether the library changes it with every write: a struct is not changed because such an attribute is.
    pub moves: bool,
    /// Its older names, under which it may be stored.
    pub aliases: &'static [&'static str],
}

impl Entry {
    /// An attribute of which nothing is known.
    pub const WHOLE: Self = Self {
        entries: Entries::Whole,
        moves: false,
        aliases: &[],
    };
}

impl Entries {
    /// What the entry of this name is.
    pub(crate) fn of(self, name: &str) -> Entry {
        match self {
            Self::Whole => Entry::WHOLE,
            Self::Each(entries) => Entry {
                entries: entries(),
                ..Entry::WHOLE
            },
            Self::Named(entry) => entry(name),
        }
    }

    /// Whether all of it is one value.
    pub(crate) fn is_whole(self) -> bool {
        matches!(self, Self::Whole)
    }
}
