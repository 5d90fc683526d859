//! Indexes: a type for each, and what is read from it.

use std::fmt;
use std::marker::PhantomData;

use super::{KeySchema, KeyShape, Primary, Schema};
use crate::error::{Error, Result};
use crate::value::{Decode, Reader};

/// An index of the model `M`: a type that you declare, `struct ByStatus;`, and name in `#[dynamo(index(ByStatus, ..))]`.
///
/// The table's own key is an index too: [`Primary`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an index of `{M}`",
    label = "not an index of this model",
    note = "an index is a type of yours, `struct ByStatus;`, that the model names: `#[dynamo(index(ByStatus, partition_key))]` on a field"
)]
pub trait Index<M> {
    /// Its key.
    type Key: KeyShape;
    /// What is read from it: the model, or [`Incomplete`] if it does not hold all attributes.
    type Item: Decode;
    /// What paths begin at in the filter of a scan.
    #[doc(hidden)]
    type ScanRoot;

    /// Its name, key and attributes.
    const SCHEMA: &'static IndexSchema;
}

#[diagnostic::do_not_recommend]
impl<M: Schema> Index<M> for Primary {
    type Key = M::Key;
    type Item = M;
    type ScanRoot = M;

    const SCHEMA: &'static IndexSchema = M::SCHEMA.primary();
}

/// An index that can be read consistently: the table's own key, and local indexes.
///
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html>
#[diagnostic::on_unimplemented(
    message = "`{Self}` is a global index, and has no consistent reads",
    label = "eventually consistent only",
    note = "DynamoDB updates a global index some time after the table; the table's own key and local indexes can be read consistently"
)]
pub trait ReadsConsistently<M> {}

#[diagnostic::do_not_recommend]
impl<M> ReadsConsistently<M> for Primary {}

/// What the index `I` holds of items of the model `M`: not all that the model has.
pub struct Incomplete<M, I>(PhantomData<fn() -> (M, I)>);

impl<M, I> fmt::Debug for Incomplete<M, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Incomplete")
    }
}

/// It is never read: what reads whole items does not take it.
impl<M, I> Decode for Incomplete<M, I> {
    fn decode(_: &mut dyn Reader<'_>) -> Result<Self> {
        Err(Error::decode("the index does not hold whole items"))
    }
}

/// Where an index is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// It is the table's own key.
    Table,
    /// It has partitions of its own.
    Global,
    /// It is kept with the partitions of the table.
    Local,
}

/// Which attributes an index holds, besides its key and the table's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// All of them.
    All,
    /// None.
    Keys,
    /// These.
    Include(&'static [&'static str]),
}

/// The name, key and attributes of an index.
#[derive(Debug, Clone, Copy)]
pub struct IndexSchema {
    name: &'static str,
    scope: Scope,
    partition_key: &'static [KeySchema],
    sort_key: &'static [KeySchema],
    holds: Holds,
}

impl IndexSchema {
    /// The table's own key.
    pub const fn primary(
        partition_key: &'static [KeySchema],
        sort_key: &'static [KeySchema],
    ) -> Self {
        Self {
            name: "",
            scope: Scope::Table,
            partition_key,
            sort_key,
            holds: Holds::All,
        }
    }

    /// A secondary index.
    pub const fn secondary(
        name: &'static str,
        scope: Scope,
        partition_key: &'static [KeySchema],
        sort_key: &'static [KeySchema],
        holds: Holds,
    ) -> Self {
        Self {
            name,
            scope,
            partition_key,
            sort_key,
            holds,
        }
    }

    /// Its name; `None` for the table's own key.
    pub const fn name(&self) -> Option<&'static str> {
        match self.scope {
            Scope::Table => None,
            Scope::Global | Scope::Local => Some(self.name),
        }
    }

    /// Where it is kept.
    pub const fn scope(&self) -> Scope {
        self.scope
    }

    /// The attributes of its partition key: one, or up to four of a global index.
    pub const fn partition_key(&self) -> &'static [KeySchema] {
        self.partition_key
    }

    /// The attributes of its sort key: one, up to four of a global index, or none.
    pub const fn sort_key(&self) -> &'static [KeySchema] {
        self.sort_key
    }

    /// Its key attributes, those of the partition key first.
    pub fn keys(&self) -> impl Iterator<Item = &'static KeySchema> + use<> {
        self.partition_key.iter().chain(self.sort_key)
    }

    /// Which attributes it holds, besides its key and the table's.
    pub const fn holds(&self) -> Holds {
        self.holds
    }

    /// Whether both have the same key attributes. Templates may differ: each model has its own.
    pub(crate) fn has_key_of(&self, other: &Self) -> bool {
        fn same(ours: &[KeySchema], theirs: &[KeySchema]) -> bool {
            let key = |key: &KeySchema| (key.name(), key.key_type());
            ours.iter().map(key).eq(theirs.iter().map(key))
        }
        same(self.partition_key, other.partition_key) && same(self.sort_key, other.sort_key)
    }

    /// Whether both are kept alike, and hold the same attributes.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        let sorted = |holds: Holds| match holds {
            Holds::Include(names) => {
                let mut names = names.to_vec();
                names.sort_unstable();
                (Holds::Include(&[]), names)
            }
            holds => (holds, Vec::new()),
        };
        self.scope == other.scope && sorted(self.holds) == sorted(other.holds)
    }

    /// Its key and what it holds, for messages.
    pub(crate) fn described(&self) -> String {
        let keys = |keys: &[KeySchema]| {
            let keys = keys
                .iter()
                .map(|key| format!("{} ({})", key.name(), key.key_type()));
            keys.collect::<Vec<_>>().join(" + ")
        };
        let scope = match self.scope {
            Scope::Table => "",
            Scope::Global => "global ",
            Scope::Local => "local ",
        };
        let mut text = format!("{scope}{}", keys(self.partition_key));
        if !self.sort_key.is_empty() {
            text.push_str(", ");
            text.push_str(&keys(self.sort_key));
        }
        match self.holds {
            Holds::All => {}
            Holds::Keys => text.push_str(", keys only"),
            Holds::Include(names) => {
                text.push_str(", including ");
                text.push_str(&names.join(", "));
            }
        }
        text
    }
}
