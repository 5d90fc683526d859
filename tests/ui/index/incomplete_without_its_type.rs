use dynamo_model::{Client, Model};

struct Inverse;

/// The index holds both fields, which are in keys, but not the attribute that tells the type.
#[derive(Clone, Model)]
#[dynamo(
    table = "links",
    partition_key = "FROM#{from}",
    sort_key = "TO#{to}",
    index(Inverse, partition_key(name = "sk"), sort_key(name = "pk"), keys_only)
)]
struct Link {
    #[dynamo(in_key)]
    from: String,
    #[dynamo(in_key)]
    to: String,
}

async fn all(client: &Client) {
    let _ = Link::query_index(Inverse, "b").all(client).await;
}

fn main() {}
