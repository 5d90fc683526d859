//! What values have to be: one file for each rule.

mod constant;
mod required;
mod whole;

pub use self::constant::{Constant, constant, is_constant};
pub use self::required::{MayLack, required};
pub use self::whole::check_whole;
