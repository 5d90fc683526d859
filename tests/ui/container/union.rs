use dynamo_model::Document;

#[derive(Document)]
union Bits {
    number: u32,
    bytes: [u8; 4],
}

fn main() {}
