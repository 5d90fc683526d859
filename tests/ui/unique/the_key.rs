use dynamo_model::Model;

#[derive(Clone, Model)]
struct User {
    #[dynamo(partition_key, unique)]
    email: String,
}

#[derive(Clone, Model)]
#[dynamo(partition_key = "USER#{email}", sort_key = "PROFILE")]
struct Profile {
    #[dynamo(unique)]
    email: String,
}

/// A key of several fields makes none of them unique by itself.
#[derive(Clone, Model)]
struct Membership {
    #[dynamo(partition_key, unique)]
    email: String,
    #[dynamo(sort_key, unique)]
    team: String,
}

fn main() {
    let _ = (User::get("a"), Profile::get("a"), Membership::get(("a", "b")));
}
