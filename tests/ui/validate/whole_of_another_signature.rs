//! A function across fields has a report to add to.

use dynamo_model::{Document, Report};

#[derive(Clone, Document)]
#[dynamo(validate = check)]
struct Period {
    from: u32,
}

fn check(_: &Period) -> Result<(), String> {
    Ok(())
}

#[derive(Clone, Document)]
#[dynamo(validate = check_another)]
enum Shape {
    Circle,
}

fn check_another(_: &Period, _: &mut Report) {}

fn main() {}
