use dynamo_model::Document;

#[derive(Document)]
#[dynamo(untagged)]
enum Amount {
    Nothing,
    Unknown,
    #[dynamo(rename = "some")]
    Some(u32),
}

fn main() {}
