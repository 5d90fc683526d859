use dynamo_model::Model;

struct Public;
struct Internal;

#[derive(Clone, Model)]
#[dynamo(table = "users", view(Public, include(id)))]
struct User {
    #[dynamo(partition_key)]
    id: String,
}

fn shown(user: &User) {
    let _ = user.view(Public);
    let _ = user.view(Internal);
}

fn main() {}
