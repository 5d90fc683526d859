use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(tabel = "orders")]
struct Order {
    #[dynamo(partitionkey)]
    id: String,
    #[dynamo(colour = "red")]
    color: String,
    #[dynamo(table = "lines")]
    lines: Vec<String>,
}

fn main() {}
