use dynamo_model::Document;

#[derive(Clone, Document)]
#[dynamo(tag = "type")]
enum Shape {
    Circle(f64),
}

fn main() {}
