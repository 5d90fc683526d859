//! Conditions, changes and selections: typed paths outside, small plain trees inside, one renderer.

mod change;
mod condition;
mod key;
mod operand;
mod path;
mod raw;
mod render;
mod selection;

pub use self::change::{Change, Expression};
pub(crate) use self::change::Action;
pub use self::condition::{Condition, Size};
pub(crate) use self::condition::{SortTest, Test};
pub use self::key::{IntoKey, SortKey, SortKeyCondition};
pub(crate) use self::key::key_value;
pub use self::operand::{InChange, InCondition, InKey, IntoOperand, Operand};
pub use self::path::Path;
pub use self::raw::RawCondition;
pub(crate) use self::render::Renderer;
pub use self::selection::{SelectedItem, Selection};
pub(crate) use self::selection::askable;
