//! What has become of one read of a batch that was not finished.

/// What has become of one read of a batch that was not finished: see [`Unread`](super::Unread).
///
/// That nothing is there and that nobody has looked are two things, which an `Option` could not tell apart.
///
/// ```
/// use dynamo_model::op::Lookup;
///
/// let lookups = [Lookup::Found("Ada"), Lookup::Missing, Lookup::Unread];
/// let names: Vec<_> = lookups.into_iter().filter_map(Lookup::found).collect();
/// assert_eq!(names, ["Ada"]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lookup<T> {
    /// The item was read.
    Found(T),
    /// There is no item under this key.
    Missing,
    /// The item was not read, or what was read of it does not fit: whether there is one is not known.
    Unread,
}

impl<T> Lookup<T> {
    /// The item, if it was found.
    pub fn found(self) -> Option<T> {
        match self {
            Self::Found(item) => Some(item),
            Self::Missing | Self::Unread => None,
        }
    }

    /// Whether it is still to be read.
    pub fn is_unread(&self) -> bool {
        matches!(self, Self::Unread)
    }
}
