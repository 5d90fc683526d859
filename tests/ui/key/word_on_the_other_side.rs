use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(in_key)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(item_type = "order")]
    kind: String,
    #[dynamo(untyped)]
    other: String,
}

fn main() {}
