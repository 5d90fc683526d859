use dynamo_model::Document;

struct ByStatus;

#[derive(Clone, Document)]
#[dynamo(index(ByStatus, keys_only))]
struct Line {
    #[dynamo(index(ByStatus, partition_key))]
    status: String,
}

fn main() {}
