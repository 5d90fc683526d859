use dynamo_model::Model;
use dynamo_model::schema::Batchable;

#[derive(Clone, Model)]
struct Draft<T> {
    #[dynamo(partition_key)]
    id: String,
    text: T,
    #[dynamo(version)]
    version: u64,
}

fn write<M: Batchable>() {}

fn main() {
    write::<Draft<String>>();
}
