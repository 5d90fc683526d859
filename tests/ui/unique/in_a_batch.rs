use dynamo_model::Model;
use dynamo_model::schema::Batchable;

#[derive(Clone, Model)]
struct User {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(unique)]
    email: String,
}

#[derive(Clone, Model)]
struct Boxed<T> {
    #[dynamo(partition_key)]
    id: String,
    value: T,
}

/// Its mistake is all that is told of it.
#[derive(Clone, Model)]
struct Mistaken {
    #[dynamo(partition_key, unique)]
    id: String,
}

fn write<M: Batchable>() {}

fn main() {
    write::<User>();
    write::<Boxed<u8>>();
    write::<Mistaken>();
}
