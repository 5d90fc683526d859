//! Projections that are flattened into others.

use std::fmt;

use super::Picks;
use crate::error::Result;
use crate::value::Reader;

/// The picks of a flattened projection. It hides their type, so that a field which is of no projection is one mistake to the compiler, and
/// not a second one of the struct around it.
pub struct Flattened<P>(Box<dyn Hidden<P>>);

trait Hidden<P>: Send + Sync {
    fn read(&self, slots: &mut P::Slots, name: &str, reader: &mut dyn Reader<'_>) -> Result<bool>
    where
        P: Picks;

    fn finish(&self, slots: P::Slots) -> Result<P>
    where
        P: Picks;
}

struct Plan<P: Picks>(P::Plan);

impl<P: Picks> Hidden<P> for Plan<P> {
    fn read(&self, slots: &mut P::Slots, name: &str, reader: &mut dyn Reader<'_>) -> Result<bool> {
        P::read_attribute(&self.0, slots, name, reader)
    }

    fn finish(&self, slots: P::Slots) -> Result<P> {
        P::finish(&self.0, slots)
    }
}

impl<P: Picks> Flattened<P> {
    pub(super) fn new(plan: P::Plan) -> Self {
        Self(Box::new(Plan::<P>(plan)))
    }

    pub(super) fn read(
        &self,
        slots: &mut P::Slots,
        name: &str,
        reader: &mut dyn Reader<'_>,
    ) -> Result<bool> {
        self.0.read(slots, name, reader)
    }

    pub(super) fn finish(&self, slots: P::Slots) -> Result<P> {
        self.0.finish(slots)
    }
}

impl<P> fmt::Debug for Flattened<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Flattened")
    }
}
