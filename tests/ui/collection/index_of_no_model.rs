use dynamo_model::{Collection, Model};

#[derive(Clone, Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{id}", sort_key = "PROFILE")]
struct Customer {
    id: String,
    name: String,
}

#[derive(Clone, Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{customer}", sort_key = "ORDER#{number}")]
struct Order {
    customer: String,
    number: u32,
    total: u64,
}

struct ByName;

#[derive(Clone, Model)]
#[dynamo(table = "shop", partition_key = "PRODUCT#{sku}", sort_key = "DETAILS", index(ByName, partition_key = "{sku}"))]
struct Product {
    sku: String,
}

/// The first model has no such index.
#[derive(Collection)]
#[dynamo(index(ByName))]
enum Shop {
    Customer(Customer),
    Product(Product),
}

/// This one is not in the collection.
#[derive(Collection)]
#[dynamo(index(ByName, of = Product))]
enum Customers {
    Customer(Customer),
    Order(Order),
}

fn main() {}
