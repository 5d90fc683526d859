//! The order of a query, and where it ends.

use crate::expr::SortTest;
use crate::op::Attributes;
use crate::schema::{IndexSchema, Scope};

/// The order of a query.
#[derive(Debug)]
pub(crate) struct Order {
    /// The condition on the sort key, where one key is one item: in the table itself. In an index many items may have the same.
    sort: Option<(&'static str, SortTest)>,
    /// Whether there is one item at most, because the partition key alone is the key.
    single: bool,
    descending: bool,
}

impl Order {
    pub(crate) fn new(
        index: &IndexSchema,
        sort: Vec<(&'static str, SortTest)>,
        descending: bool,
    ) -> Self {
        let is_table = index.scope() == Scope::Table;
        Self {
            sort: sort.into_iter().next().filter(|_| is_table),
            single: is_table && index.sort_key().is_empty(),
            descending,
        }
    }

    /// Whether nothing can lie beyond this key, read in order or backward. Then there is nothing to ask for.
    pub(crate) fn ends_at(&self, key: &Attributes, backward: bool) -> bool {
        let upward = self.descending == backward;
        let beyond = || {
            let (name, test) = self.sort.as_ref()?;
            Some(test.ends_at(key.get(*name)?, upward))
        };
        self.single || beyond().unwrap_or(false)
    }
}
