use dynamo_model::Model;

#[derive(Clone, Model)]
struct Session {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(ttl)]
    expires: Option<String>,
}

#[derive(Clone, Model)]
struct Token {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(ttl(after = std::time::Duration::ZERO, refresh))]
    expires: f64,
}

fn main() {
    let _ = (Session::get("s"), Token::get("t"));
}
