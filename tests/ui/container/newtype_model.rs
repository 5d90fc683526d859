use dynamo_model::Model;

#[derive(Model)]
struct Order(String);

fn main() {}
