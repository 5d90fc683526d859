use dynamo_model::Document;

#[derive(Document)]
struct Point(f64, f64);

fn main() {}
