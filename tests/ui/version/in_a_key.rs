use dynamo_model::Model;

struct ByVersion;
struct ByState;

#[derive(Clone, Model)]
#[dynamo(index(ByState, partition_key = "{state}#{version}"))]
struct Draft {
    #[dynamo(partition_key)]
    id: String,
    state: String,
    #[dynamo(version, index(ByVersion, partition_key))]
    version: u64,
}

fn main() {}
