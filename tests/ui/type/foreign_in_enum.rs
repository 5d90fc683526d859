use dynamo_model::Document;

#[derive(Clone)]
struct Foreign;

#[derive(Clone, Document)]
#[dynamo(tag = "type", content = "value")]
enum Event {
    Named { foreign: Foreign },
    Single(Foreign),
    Several(u8, Foreign),
}

fn main() {}
