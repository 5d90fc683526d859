//! Conditions, changes and selections: typed paths outside, small plain trees inside, one renderer.

mod change;
mod condition;
mod key;
mod operand;
mod path;
mod raw;
mod render;
mod selection;

pub(crate) use self::change::Action;
pub use self::change::{Change, Expression};
pub use self::condition::{Condition, Size};
pub(crate) use self::condition::{SortTest, Test};
pub(crate) use self::key::key_value;
pub use self::key::{IntoKey, SortKey, SortKeyCondition};
pub use self::operand::{InChange, InCondition, InKey, IntoOperand, Operand};
pub use self::path::Path;
pub use self::raw::{RawCondition, raw};
pub(crate) use self::render::Renderer;
pub(crate) use self::selection::askable;
pub use self::selection::{SelectedItem, Selection};

#[cfg(test)]
mod tests;
