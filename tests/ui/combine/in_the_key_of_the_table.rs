use dynamo_model::Model;

#[derive(Clone, Model)]
struct Person {
    first: String,
    #[dynamo(partition_key, combine(first))]
    id: String,
}

#[derive(Clone, Model)]
#[dynamo(partition_key = "P#{name}")]
struct Member {
    first: String,
    #[dynamo(combine(first))]
    name: String,
}

fn main() {}
