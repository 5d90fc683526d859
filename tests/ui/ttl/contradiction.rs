use dynamo_model::{Collection, Model};

#[derive(Clone, Model)]
#[dynamo(table = "shop", partition_key = "SHOP#{shop}", sort_key = "CART#{number}")]
struct Cart {
    shop: String,
    number: u32,
    #[dynamo(ttl)]
    expires: u64,
}

#[derive(Clone, Model)]
#[dynamo(table = "shop", partition_key = "SHOP#{shop}", sort_key = "OFFER#{number}")]
struct Offer {
    shop: String,
    number: u32,
    #[dynamo(ttl)]
    ends: u64,
}

#[derive(Clone, Model)]
#[dynamo(table = "shop", partition_key = "SHOP#{shop}", sort_key = "VISIT#{number}")]
struct Visit {
    shop: String,
    number: u32,
    #[dynamo(ttl(hide_expired))]
    expires: u64,
}

#[derive(Collection)]
enum Shop {
    Cart(Cart),
    Offer(Offer),
}

#[derive(Collection)]
enum Street {
    Cart(Cart),
    Visit(Visit),
}

fn main() {}
