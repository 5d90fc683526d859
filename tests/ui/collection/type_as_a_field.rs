use dynamo_model::{Collection, Model};

#[derive(Clone, Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{id}", sort_key = "PROFILE")]
struct Customer {
    id: String,
    name: String,
}

#[derive(Clone, Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{id}", sort_key = "NOTE#{number}", untyped)]
struct Note {
    id: String,
    number: u32,
    #[dynamo(flatten)]
    details: Details,
}

#[derive(Clone, dynamo_model::Document)]
struct Details {
    #[dynamo(rename = "_type")]
    kind: String,
}

#[derive(Collection)]
enum Shop {
    Customer(Customer),
    Note(Note),
}

#[derive(Collection)]
enum Notes {
    Note(Note),
    Customer(Customer),
}

fn main() {}
