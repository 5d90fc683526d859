//! The typed paths of models and documents.

use std::collections::{BTreeMap, HashMap};

use dynamo_model::value::FieldsOf;
use dynamo_model::{Document, Model};

#[derive(Clone, Document)]
#[dynamo(rename_all = "camelCase")]
struct Line {
    stock_keeping: String,
    parts: Vec<Line>,
}

#[derive(Clone, Document)]
struct Audit {
    #[dynamo(rename = "created.by")]
    created_by: String,
}

#[derive(Clone, Model)]
#[dynamo(rename_all = "camelCase")]
struct Order {
    #[dynamo(partition_key)]
    customer_id: String,
    first_line: Option<Line>,
    lines: Vec<Line>,
    by_sku: BTreeMap<String, Line>,
    r#type: u8,
    #[dynamo(binary)]
    hash: Vec<u8>,
    #[dynamo(flatten)]
    audit: Audit,
    #[dynamo(flatten)]
    rest: HashMap<String, String>,
    #[dynamo(skip)]
    #[allow(dead_code)]
    cached: bool,
}

#[derive(Clone, Document)]
struct Wrapper<T> {
    value: T,
}

#[test]
fn paths_have_stored_names() {
    let o: OrderFields<Order> = FieldsOf::at(None);
    let shown = [
        o.customer_id.path(),
        o.first_line.stock_keeping.path(),
        o.lines.at(2).parts.at(0).stock_keeping.path(),
        o.by_sku.key("A 1").stock_keeping.path(),
        o.r#type.path(),
        o.hash.path(),
        o.audit.created_by.path(),
    ]
    .map(ToString::to_string);
    assert_eq!(
        shown,
        [
            "customerId",
            "firstLine.stockKeeping",
            "lines[2].parts[0].stockKeeping",
            "bySku.\"A 1\".stockKeeping",
            "type",
            "hash",
            "\"created.by\"",
        ]
    );
    assert_eq!(format!("{o:?}"), "OrderFields");
    let _ = o.rest;
}

#[test]
fn generic_documents_have_paths() {
    let w: WrapperFields<(), Wrapper<Line>> = FieldsOf::at(None);
    assert_eq!(
        w.value.value.stock_keeping.path().to_string(),
        "value.value.stockKeeping"
    );
}
