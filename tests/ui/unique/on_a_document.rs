use dynamo_model::{Document, Model};

#[derive(Clone, Document)]
struct Contact {
    #[dynamo(unique)]
    email: String,
    #[dynamo(flatten, unique)]
    more: More,
}

#[derive(Clone, Document)]
struct More {}

#[derive(Clone, Document)]
struct Email(#[dynamo(unique)] String);

#[derive(Clone, Document)]
#[dynamo(tag = "type")]
enum Login {
    Password {
        #[dynamo(unique)]
        name: String,
    },
    Key(#[dynamo(unique)] Contact),
}

#[derive(Clone, Model)]
struct User {
    #[dynamo(partition_key)]
    id: String,
    contact: Contact,
    login: Login,
    email: Email,
}

fn main() {
    let _ = User::get("17");
}
