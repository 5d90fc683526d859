use dynamo_model::Document;

#[derive(Clone, Document)]
#[dynamo(tag = "type")]
enum Party {
    Person {
        first: String,
        #[dynamo(combine(first))]
        name: String,
    },
    Nobody,
}

fn main() {}
