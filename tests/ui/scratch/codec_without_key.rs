use dynamo_model::Model;

struct NotACodec;

#[derive(Model)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(with = NotACodec)]
    other: String,
}

fn main() {}
