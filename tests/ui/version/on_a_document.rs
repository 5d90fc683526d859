use dynamo_model::Document;

#[derive(Clone, Document)]
struct Page {
    #[dynamo(version)]
    version: u64,
}

#[derive(Clone, Document)]
#[dynamo(tag = "type")]
enum Content {
    Text {
        #[dynamo(version)]
        version: u64,
    },
}

fn main() {}
