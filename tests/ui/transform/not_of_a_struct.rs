use dynamo_model::Document;

#[derive(Clone, Document)]
#[dynamo(tag = "type", set = changed, get = changed)]
enum Contact {
    Phone { number: String },
}

#[derive(Clone, Document)]
#[dynamo(set = changed)]
struct Name(String);

fn main() {}
