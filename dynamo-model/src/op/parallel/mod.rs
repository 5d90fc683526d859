//! Reading a whole table by several requests at a time.

pub(super) mod progress;
pub(super) mod scan;
pub(super) mod segment;
pub(super) mod side_by_side;
