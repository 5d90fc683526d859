use dynamo_model::Document;

#[derive(Clone, Document)]
#[dynamo(untagged)]
enum Amount {
    Nothing,
    Unknown,
    #[dynamo(rename = "some")]
    Some(u32),
}

fn main() {}
