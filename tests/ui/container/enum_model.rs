use dynamo_model::Model;

#[derive(Clone, Model)]
enum Order {
    Open,
    Paid,
}

fn main() {}
