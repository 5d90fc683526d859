use dynamo_model::Model;

#[derive(Clone, Model)]
struct Order {
    id: String,
}

#[derive(Clone, Model)]
struct Empty {}

fn main() {}
