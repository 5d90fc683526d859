use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{customer}", sort_key = "{a}#{b}#{c}#{d}#{e}#{f}#{g}#{h}#{i}")]
struct Order {
    customer: String,
    a: u8,
    b: u8,
    c: u8,
    d: u8,
    e: u8,
    f: u8,
    g: u8,
    h: u8,
    i: u8,
}

fn main() {}
