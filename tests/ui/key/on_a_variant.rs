use dynamo_model::Document;

#[derive(Document)]
enum Status {
    #[dynamo(partition_key)]
    Open,
    #[dynamo(index(ByStatus, partition_key))]
    Paid,
}

fn main() {}
