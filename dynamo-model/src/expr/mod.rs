//! Conditions, updates and projections: typed paths outside, small plain trees inside, one renderer.

mod path;

pub use self::path::Path;
