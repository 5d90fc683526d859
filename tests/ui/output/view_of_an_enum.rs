use dynamo_model::Document;

struct Public;

#[derive(Clone, Document)]
#[dynamo(untagged, view(Public))]
enum Label {
    Text(String),
}

#[derive(Clone, Document)]
#[dynamo(view(Public))]
struct Id(String);

fn main() {}
