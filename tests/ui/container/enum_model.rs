use dynamo_model::Model;

#[derive(Model)]
enum Order {
    Open,
    Paid,
}

fn main() {}
