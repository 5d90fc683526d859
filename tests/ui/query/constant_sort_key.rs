use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{id}", sort_key = "PROFILE")]
struct Customer {
    id: String,
    name: String,
}

fn main() {
    let _ = Customer::query("c-17").sort_key(|k| k.begins_with("PRO"));
}
