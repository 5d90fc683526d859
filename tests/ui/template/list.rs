use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{customer}", sort_key = "ORDER#{tags}")]
struct Order {
    customer: String,
    number: u32,
    tags: Vec<String>,
}

fn main() {}
