use dynamo_model::Document;

#[derive(Clone, Document)]
struct Address {
    city: String,
}

#[derive(Clone, Document)]
struct Login {
    #[dynamo(secret)]
    password: String,
    address: Address,
}

fn main() {}
