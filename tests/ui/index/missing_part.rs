use dynamo_model::Model;

struct ByMatch;

#[derive(Clone, Model)]
#[dynamo(table = "matches")]
struct Match {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(index(ByMatch, partition_key))]
    tournament: String,
    #[dynamo(index(ByMatch, partition_key))]
    year: u16,
    #[dynamo(index(ByMatch, sort_key))]
    round: String,
    #[dynamo(index(ByMatch, sort_key))]
    bracket: u8,
    #[dynamo(index(ByMatch, sort_key))]
    court: String,
}

fn main() {
    let _ = Match::query_index(ByMatch, "WINTER");
}
