//! What Dynamoose 4.2.0 gets wrong, as far as it shows in a request. The numbers are those of the second table of `docs/parity.md`.

use std::collections::{BTreeSet, HashMap};

use dynamo_model::expr::raw;
use dynamo_model::{Client, Document, ErrorKind, Model};

#[derive(Debug, Clone, PartialEq, Document)]
struct Line {
    sku: String,
    quantity: u32,
}

struct ByTotal;

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "orders", rename_all = "camelCase")]
struct Order {
    #[dynamo(partition_key)]
    customer_id: String,
    #[dynamo(sort_key)]
    number: u64,
    #[dynamo(index(ByTotal, partition_key))]
    status: String,
    #[dynamo(index(ByTotal, sort_key))]
    total: u64,
    #[dynamo(default = BTreeSet::from([1]))]
    marks: BTreeSet<u32>,
    first_line: Line,
    lines: Vec<Line>,
}

/// The names behind the placeholders of an expression, put in their places.
fn read_out(expression: Option<&str>, names: Option<&HashMap<String, String>>) -> String {
    let mut text = expression.unwrap_or_default().to_owned();
    let mut names: Vec<_> = names.into_iter().flatten().collect();
    // The longest first: `#n1` begins `#n10`.
    names.sort_by_key(|(placeholder, _)| std::cmp::Reverse(placeholder.len()));
    for (placeholder, name) in names {
        text = text.replace(placeholder.as_str(), name);
    }
    text
}

macro_rules! read_out {
    ($input:expr, $expression:ident) => {
        read_out(
            $input.$expression.as_deref(),
            $input.expression_attribute_names.as_ref(),
        )
    };
}

#[test]
fn d02_a_tree_of_conditions_keeps_its_form() {
    let input = Order::query("c-17")
        .filter(|o| {
            let large = o.total.gt(5).or(o.lines.size().gt(3));
            large.and(o.status.eq("open")).or(!o.status.exists())
        })
        .into_input()
        .expect("it is valid");
    assert_eq!(
        read_out!(input, filter_expression),
        "(total > :v1 OR size(lines) > :v2) AND status = :v3 OR attribute_not_exists(status)"
    );
}

#[test]
fn d03_a_range_has_two_ends() {
    let query = Order::query("c-17").sort_key(|n| n.between(1, 5));
    let input = query.into_input().expect("it is valid");
    assert_eq!(
        read_out!(input, key_condition_expression),
        "customerId = :v0 AND number BETWEEN :v1 AND :v2"
    );
}

#[test]
fn d04_a_path_is_a_path() {
    let update = Order::update(("c-17", 1)).change(|o| {
        let sku = o.first_line.sku.set("A-1");
        sku.and(o.lines.at(2).quantity.add(1))
    });
    let input = update.into_input().expect("it is valid");
    assert_eq!(
        input.update_expression(),
        Some("SET #n0.#n1 = :v0 ADD #n2[2].#n3 :v1")
    );
    let mut names: Vec<_> = input
        .expression_attribute_names
        .iter()
        .flatten()
        .map(|(_, name)| name.as_str())
        .collect();
    names.sort_unstable();
    assert_eq!(
        names,
        ["customerId", "firstLine", "lines", "quantity", "sku"],
        "no name has a dot in it"
    );
}

#[test]
fn d05_a_selection_asks_for_paths() {
    let get = Order::get(("c-17", 1)).select(|o| (o.first_line.sku.clone(), o.total));
    let input = get.into_input().expect("it is valid");
    let asked = read_out!(input, projection_expression);
    assert!(asked.starts_with("firstLine.sku, total"), "{asked}");
}

#[test]
fn d08_to_delete_elements_is_no_set() {
    let update = Order::update(("c-17", 1)).change(|o| o.marks.delete([1, 2]));
    let input = update.into_input().expect("it is valid");
    assert_eq!(read_out!(input, update_expression), "DELETE marks :v0");
}

#[test]
fn d23_a_limit_of_nothing_is_refused() {
    for error in [
        Order::query("c-17").limit(0).into_input().map(drop),
        Order::query("c-17").page_size(0).into_input().map(drop),
        Order::scan().limit(0).into_input().map(drop),
    ] {
        assert_eq!(error.expect_err("0").kind(), ErrorKind::Invalid);
    }
}

#[test]
fn d25_the_index_is_the_one_that_is_named() {
    // The whole key of the table, and a condition on the sort key of an index.
    let query = Order::query("c-17")
        .sort_key(|n| n.eq(1))
        .filter(|o| o.total.gt(5).and(o.status.eq("open")));
    let input = query.into_input().expect("it is valid");
    assert_eq!(input.index_name(), None);
    assert_eq!(
        read_out!(input, key_condition_expression),
        "customerId = :v0 AND number = :v1"
    );
    assert_eq!(
        read_out!(input, filter_expression),
        "total > :v2 AND status = :v3"
    );
    let query = Order::query_index(ByTotal, "open").filter(|o| o.number.gt(5));
    let input = query.into_input().expect("it is valid");
    assert_eq!(input.index_name(), Some("ByTotal"));
    assert_eq!(read_out!(input, key_condition_expression), "status = :v0");
}

#[test]
fn d30_the_librarys_placeholders_keep_away_from_those_of_others() {
    let update = Order::update(("c-17", 1))
        .change(|o| o.total.set(1))
        .condition(|o| {
            let condition = raw("#n0 = :v0").name("#n0", "mine").value(":v0", 5);
            condition.and(o.status.eq("open"))
        });
    let input = update.into_input().expect("it is valid");
    assert_eq!(
        read_out!(input, update_expression).split(' ').nth(1),
        Some("total")
    );
    let condition = read_out!(input, condition_expression);
    assert!(condition.contains("mine = "), "{condition}");
    let values = input.expression_attribute_values.expect("it has some");
    assert_eq!(values.len(), 3, "5, 1 and open: {condition}");
}

#[test]
fn d31_an_attribute_is_changed_once() {
    let update = Order::update(("c-17", 1)).change(|o| o.total.set(1).and(o.total.set(2)));
    let error = update.into_input().expect_err("it is changed twice");
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert_eq!(
        error.path().map(|path| path.to_string()).as_deref(),
        Some("total")
    );
}

#[test]
fn d33_an_update_of_nothing_is_refused() {
    let error = Order::update(("c-17", 1))
        .into_input()
        .expect_err("it is empty");
    assert_eq!(
        error.to_string(),
        "there is nothing to change; give the update a change that is not empty"
    );
}

#[test]
fn d35_a_list_of_nothing_is_refused_and_a_long_one_is_split() {
    let none = Order::scan().filter(|o| o.total.is_in([0_u64; 0]));
    let error = none.into_input().expect_err("nothing can be found");
    assert_eq!(error.kind(), ErrorKind::Invalid);
    let many = Order::scan().filter(|o| o.total.is_in(0..201));
    let input = many.into_input().expect("it is valid");
    let filter = input.filter_expression().expect("there is one");
    assert_eq!(filter.matches(" IN (").count(), 3);
}

#[test]
fn d36_an_index_is_no_name() {
    let scan = Order::scan().filter(|o| o.lines.at(0).sku.eq("A-1"));
    let input = scan.into_input().expect("it is valid");
    assert_eq!(read_out!(input, filter_expression), "lines[0].sku = :v0");
}

#[test]
fn d37_what_a_client_is_told_changes_no_other() {
    let client = Client::local("http://localhost:1");
    let other = client.clone().table_prefix("dev-").table_suffix("-1");
    assert_eq!(client.table::<Order>(), "orders");
    assert_eq!(other.table::<Order>(), "dev-orders-1");
    let query = Order::query("c-17");
    let limited = query.clone().limit(3).page_size(3).descending();
    let (query, limited) = (query.into_input(), limited.into_input());
    assert_eq!(query.expect("it is valid").limit(), None);
    assert_eq!(limited.expect("it is valid").limit(), Some(3));
}
