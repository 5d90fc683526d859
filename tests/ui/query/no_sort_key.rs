use dynamo_model::Model;

struct ByEmail;

#[derive(Clone, Model)]
struct Customer {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(index(ByEmail, partition_key))]
    email: String,
}

fn main() {
    let _ = Customer::query_index(ByEmail, "ada@example.com").sort_key(|k| k.gt(5));
}
