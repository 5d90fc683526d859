use dynamo_model::Document;

#[derive(Clone, Document)]
enum Status {
    #[dynamo(partition_key)]
    Open,
    #[dynamo(index(ByStatus, partition_key))]
    Paid,
}

fn main() {}
