use dynamo_model::Document;

#[derive(Document)]
#[dynamo(tag = "type")]
enum Shape {
    Circle(f64),
}

fn main() {}
