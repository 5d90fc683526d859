use dynamo_model::Model;

struct Public;
struct Internal;
struct Short;

#[derive(Clone, Model)]
#[dynamo(
    table = "users",
    view,
    view(),
    view(Public, hide(id)),
    view(Internal, include),
    view(Short, exclude()),
    serialize = field
)]
struct User {
    #[dynamo(partition_key)]
    id: String,
}

fn main() {}
