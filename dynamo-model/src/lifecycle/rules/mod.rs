//! What values have to be: one file for each rule.

mod required;
mod whole;

pub use self::required::{MayLack, required};
pub use self::whole::check_whole;
