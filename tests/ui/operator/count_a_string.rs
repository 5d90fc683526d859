use dynamo_model::Model;

#[derive(Clone, Model)]
#[dynamo(partition_key = "INVOICE#{number}")]
struct Invoice {
    number: u64,
    text: String,
    copies: u8,
}

fn main() {
    let _ = Invoice::upsert(1).change(|i| i.text.count_from("1", 1));
    let _ = Invoice::upsert(1).change(|i| i.copies.count_from("1", 1));
    let _ = Invoice::upsert(1).change(|i| i.copies.count_from(1, "1"));
    let _ = Invoice::upsert(1).change(|i| i.number.count_from(1, 1));
}
