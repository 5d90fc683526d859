use dynamo_model::Document;

#[derive(Debug, Clone, Document)]
struct Login {
    #[dynamo(secret)]
    password: String,
}

fn main() {}
