use dynamo_model::Collection;
use dynamo_model::value::Item;

#[derive(Collection)]
enum Empty {}

#[derive(Collection)]
enum Unknown {
    #[dynamo(other)]
    Other(Item),
}

fn main() {}
