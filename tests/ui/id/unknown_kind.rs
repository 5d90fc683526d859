use dynamo_model::Model;

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key, id = uuid_v5)]
    id: String,
}

#[derive(Clone, Model)]
struct Line {
    #[dynamo(partition_key, id = snowflake)]
    id: String,
}

#[derive(Clone, Model)]
struct Page {
    #[dynamo(partition_key, id)]
    id: String,
}

fn main() {
    let _ = (Order::scan(), Line::scan(), Page::scan());
}
