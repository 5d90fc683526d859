//! How fast a long piece of work goes: by the capacity that its requests consume.

mod budget;
mod capacity;
mod gate;
mod meter;

pub(crate) use self::gate::{Gate, Pass};
pub(crate) use self::meter::{Meter, Side};
