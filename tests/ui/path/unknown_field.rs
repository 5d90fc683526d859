use dynamo_model::value::Attribute;
use dynamo_model::{Document, Model};

#[derive(Clone, Document)]
struct Line {
    sku: String,
}

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    total: u64,
    line: Line,
    lines: Vec<Line>,
}

fn paths(o: <Order as Attribute>::Fields<Order>) {
    let _ = o.totl;
    let _ = o.line.skew;
    let _ = o.lines.sku;
    let _ = o.line.at(0);
    let _ = o.total.key("x");
}

fn main() {}
