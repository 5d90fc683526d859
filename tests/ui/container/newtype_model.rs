use dynamo_model::Model;

#[derive(Clone, Model)]
struct Order(String);

fn main() {}
