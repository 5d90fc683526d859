use dynamo_model::Document;

#[derive(Clone, Document)]
#[dynamo(tag = "type")]
enum Shape {
    Line(f64, f64),
}

fn main() {}
