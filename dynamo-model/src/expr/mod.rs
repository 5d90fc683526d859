//! Conditions, changes and selections: typed paths outside, small plain trees inside, one renderer.

mod change;
mod condition;
mod key;
mod operand;
mod path;
mod raw;
mod render;
mod selection;
mod sort_key;

pub(crate) use self::change::Action;
pub use self::change::{Change, Expression};
pub(crate) use self::condition::{Comparison, SortTest, Test};
pub use self::condition::{Condition, Size};
pub use self::key::{IntoKey, IntoKeyValue, IntoPair};
pub(crate) use self::operand::Node;
pub use self::operand::{InChange, InCondition, InKey, IntoOperand, Operand};
pub use self::path::Path;
#[doc(hidden)]
pub use self::path::{index_key, table_key};
pub use self::raw::{RawCondition, raw};
pub(crate) use self::render::Renderer;
pub(crate) use self::selection::askable;
pub use self::selection::{Selected, SelectedItem, Selection};
pub use self::sort_key::{Comparable, IntoPart, IntoSortKeyCondition, SortKey, SortKeyCondition};

#[cfg(test)]
mod tests;
