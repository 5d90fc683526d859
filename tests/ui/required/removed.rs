use dynamo_model::{Document, Model};

#[derive(Clone, Document)]
struct Contact {
    #[dynamo(required)]
    name: Option<String>,
}

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(required)]
    status: Option<String>,
    contact: Option<Contact>,
}

fn main() {
    let _ = Order::update("1").change(|o| o.status.remove());
    let _ = Order::update("1").change(|o| o.contact.name.remove());
}
