use dynamo_model::Document;

#[derive(Clone, Document)]
struct Currency(String);

#[derive(Clone, Document)]
struct Price {
    #[dynamo(constant = Currency("CHF".to_owned()))]
    currency: Currency,
}

fn main() {}
