use dynamo_model::Collection;

#[derive(Collection)]
struct Shop {
    customer: String,
}

fn main() {
    let _ = Shop::query("c-17");
}
