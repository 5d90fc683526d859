use dynamo_model::Model;

struct ByA;
struct ByB;
struct ByC;
struct ByD;
struct ByE;
struct ByF;

#[derive(Clone, Model)]
#[dynamo(index(ByA, local), index(ByB, local), index(ByC, local), index(ByD, local), index(ByE, local), index(ByF, local))]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(sort_key)]
    number: u64,
    #[dynamo(index(ByA, sort_key))]
    a: u64,
    #[dynamo(index(ByB, sort_key))]
    b: u64,
    #[dynamo(index(ByC, sort_key))]
    c: u64,
    #[dynamo(index(ByD, sort_key))]
    d: u64,
    #[dynamo(index(ByE, sort_key))]
    e: u64,
    #[dynamo(index(ByF, sort_key))]
    f: u64,
}

fn main() {}
