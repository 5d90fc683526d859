use dynamo_model::Model;

struct NotACodec;

#[derive(Model)]
struct Order {
    #[dynamo(partition_key, with = NotACodec)]
    id: String,
}

fn main() {}
