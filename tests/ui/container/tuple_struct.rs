use dynamo_model::Document;

#[derive(Clone, Document)]
struct Point(f64, f64);

fn main() {}
