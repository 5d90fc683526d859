use dynamo_model::{Document, Model};

struct Public;
struct Internal;
struct Short;
struct Full;

#[derive(Debug, Clone, Document)]
#[dynamo(serialize, view(Internal))]
struct Address {
    city: String,
}

#[derive(Clone, Model)]
#[dynamo(
    table = "users",
    view(Public, include(id, nmae), exclude(note)),
    view(Internal, exclude(nothing_like_it), nested(address)),
    view(Short, include(id), nested(address)),
    view(Full, exclude(address), nested(address, other)),
    view(Public, include(cached))
)]
struct User {
    #[dynamo(partition_key)]
    id: String,
    name: String,
    note: Option<String>,
    address: Address,
    #[dynamo(secret)]
    other: Address,
    #[dynamo(skip)]
    cached: u8,
}

fn main() {}
