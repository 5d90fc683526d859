use dynamo_model::{Collection, Model};

struct Public;

#[derive(Clone, Model)]
#[dynamo(table = "shop", item_type = "user", serialize)]
struct User {
    #[dynamo(partition_key)]
    id: String,
}

#[derive(Collection)]
#[dynamo(serialize, view(Public))]
enum Shop {
    User(User),
}

fn main() {}
