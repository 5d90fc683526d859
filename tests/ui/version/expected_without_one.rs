use dynamo_model::Model;

#[derive(Clone, Model)]
struct Draft {
    #[dynamo(partition_key)]
    id: String,
    text: String,
}

fn main() {
    let _ = Draft::update("a").change(|d| d.text.set("x")).expect_version(3);
    let _ = Draft::delete("a").expect_version(3);
}
