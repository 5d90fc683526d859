use dynamo_model::{Document, Model};

struct Public;

#[derive(Clone, Document)]
struct Address {
    city: String,
}

#[derive(Clone, Model)]
#[dynamo(table = "users", view(Public, nested(home)), serialize)]
struct User {
    #[dynamo(partition_key)]
    id: String,
    home: Address,
    #[dynamo(flatten)]
    work: Address,
}

fn main() {}
