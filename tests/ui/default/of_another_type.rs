use dynamo_model::Document;

#[derive(Clone, Document)]
struct Line {
    #[dynamo(default(write = Some("one")))]
    quantity: Option<u32>,
    #[dynamo(default(with = Self::half))]
    half: Option<u32>,
    #[dynamo(force = "one")]
    forced: u32,
}

impl Line {
    fn half(&self) -> Option<u64> {
        None
    }
}

fn main() {}
