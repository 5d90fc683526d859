use dynamo_model::Model;

#[derive(Model)]
struct Order {
    id: String,
}

#[derive(Model)]
struct Empty {}

fn main() {}
