//! Conditions, changes, selections and projections: typed paths outside, small plain trees inside, one renderer.

mod aliases;
mod bound;
mod change;
mod condition;
mod count;
mod key;
mod operand;
mod path;
mod projection;
mod raw;
mod reference;
mod render;
mod selection;
mod sort_key;

pub(crate) use self::change::Action;
pub use self::change::{Change, Expression};
pub(crate) use self::condition::{Comparison, SortTest, Test};
pub use self::condition::{Condition, Size};
pub(crate) use self::count::Count;
pub use self::key::{IntoKey, IntoKeyValue, IntoPair};
pub(crate) use self::operand::Node;
pub use self::operand::{InChange, InCondition, InKey, IntoOperand, Operand};
pub use self::path::Path;
pub use self::projection::{Gives, Projection};
// For generated code, through `__private`.
#[doc(hidden)]
pub use self::path::{guard_key, index_key, table_key, unique};
#[doc(hidden)]
pub use self::projection::{
    FitsIn, Flattened, FlattenedAs, OneAttribute, Pick, Picks, Plan, Planner, TakenFrom, held,
    index_of, plan_picks,
};
pub use self::raw::{RawCondition, raw};
pub(crate) use self::render::Renderer;
pub(crate) use self::selection::askable;
pub use self::selection::{Selected, SelectedItem, Selection, Take};
pub use self::sort_key::{Comparable, IntoPart, IntoSortKeyCondition, SortKey, SortKeyCondition};

#[cfg(test)]
mod tests;
