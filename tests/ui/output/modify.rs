use dynamo_model::Model;

struct Public;
struct Internal;

#[derive(Clone, Model)]
#[dynamo(
    table = "users",
    view(Public, modify = by_value),
    view(Internal, modify = nothing_to_show)
)]
struct User {
    #[dynamo(partition_key)]
    id: String,
}

struct NotShown;

fn by_value(user: User) -> u32 {
    user.id.len() as u32
}

fn nothing_to_show(_: &User) -> NotShown {
    NotShown
}

fn main() {}
