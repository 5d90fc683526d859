use dynamo_model::Document;

#[derive(Clone, Document)]
union Bits {
    number: u32,
    bytes: [u8; 4],
}

fn main() {}
