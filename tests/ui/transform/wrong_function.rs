use dynamo_model::{Model, Report};

fn trimmed(text: &str) -> &str {
    text.trim()
}

fn number(number: u64) -> u64 {
    number
}

fn halved(order: Order) -> Order {
    order
}

fn checked(_: &Order) -> bool {
    true
}

#[derive(Clone, Model)]
#[dynamo(set = halved, validate = checked)]
struct Order {
    #[dynamo(partition_key, set = trimmed)]
    id: String,
    #[dynamo(set = number)]
    note: Option<String>,
    #[dynamo(get = missing)]
    name: String,
    #[dynamo(required)]
    total: u64,
}

fn main() {
    let _ = Report::new();
}
