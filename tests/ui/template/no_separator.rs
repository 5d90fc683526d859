use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{customer}", sort_key = "ORDER#{number}{total}")]
struct Order {
    customer: String,
    number: u32,
    total: u64,
}

fn main() {}
