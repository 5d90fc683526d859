use dynamo_model::Document;

#[derive(Debug, Clone, Document)]
#[dynamo(own_debug)]
struct Login {
    name: String,
}

fn main() {}
