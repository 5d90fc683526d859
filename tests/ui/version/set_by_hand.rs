use dynamo_model::Model;

#[derive(Clone, Model)]
struct Draft {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(version)]
    version: u64,
}

fn main() {
    let _ = Draft::update("a").change(|d| d.version.set(3));
    let _ = Draft::update("a").change(|d| d.version.add(1));
}
