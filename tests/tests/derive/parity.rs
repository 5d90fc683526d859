//! What Dynamoose offers and no other test shows, as far as it needs no engine. `docs/parity.md` says which feature is tested where.

use std::collections::BTreeSet;

use dynamo_model::expr::{Condition, Path};
use dynamo_model::schema::{Holds, Schema, Scope};
use dynamo_model::value::Value;
use dynamo_model::{AttributePath, Document, Model};

use super::{map, n, read_error, round_trip, s};

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(rename_all = "camelCase")]
struct Address {
    house_number: u32,
    city: String,
}

#[derive(Debug, Clone, PartialEq, Model)]
struct Person {
    #[dynamo(partition_key)]
    id: String,
    home: Address,
}

#[derive(Debug, Clone, PartialEq, Model)]
struct Shop {
    #[dynamo(partition_key)]
    id: String,
    branches: Vec<Address>,
}

#[test]
fn one_document_in_several_models() {
    let address = Address {
        house_number: 5,
        city: "Bern".to_owned(),
    };
    let stored = map([("houseNumber", n(5)), ("city", s("Bern"))]);
    let person = Person {
        id: "p".to_owned(),
        home: address.clone(),
    };
    round_trip(&person, &map([("id", s("p")), ("home", stored.clone())]));
    let shop = Shop {
        id: "s".to_owned(),
        branches: vec![address],
    };
    let branches = Value::L(vec![stored]);
    round_trip(&shop, &map([("id", s("s")), ("branches", branches)]));
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(untagged)]
enum Scalar {
    Number(i64),
    Text(String),
    Address(Address),
}

#[test]
fn each_element_is_of_a_type_of_its_own() {
    let address = Address {
        house_number: 1,
        city: "Bern".to_owned(),
    };
    let mixed = vec![
        Scalar::Text("1".to_owned()),
        Scalar::Number(1),
        Scalar::Address(address),
        Scalar::Text(String::new()),
    ];
    let stored = Value::L(vec![
        s("1"),
        n(1),
        map([("houseNumber", n(1)), ("city", s("Bern"))]),
        s(""),
    ]);
    round_trip(&mixed, &stored);
    let wrong = Value::L(vec![n(1), Value::Bool(true)]);
    let error = read_error::<Vec<Scalar>>(&wrong).to_string();
    assert!(error.starts_with("[1]: no variant fits"), "{error}");
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(untagged)]
enum Uniform {
    Numbers(Vec<i64>),
    Texts(Vec<String>),
}

#[test]
fn a_list_is_of_one_type_or_of_another() {
    round_trip(&Uniform::Numbers(vec![1, 2]), &Value::L(vec![n(1), n(2)]));
    let texts = Uniform::Texts(vec!["1".to_owned(), "2".to_owned()]);
    round_trip(&texts, &Value::L(vec![s("1"), s("2")]));
    let error = read_error::<Uniform>(&Value::L(vec![n(1), s("2")]));
    assert!(
        error.to_string().starts_with("no variant fits"),
        "{error}: neither all numbers nor all texts"
    );
}

struct ByStatus;
struct ByTotal;

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "orders",
    index(ByStatus, name = "by-status", include(total)),
    index(ByTotal, local)
)]
struct Order {
    #[dynamo(partition_key)]
    customer: String,
    #[dynamo(sort_key)]
    number: u64,
    #[dynamo(index(ByStatus, partition_key))]
    status: String,
    #[dynamo(index(ByTotal, sort_key))]
    total: u64,
    note: Option<String>,
    tags: BTreeSet<String>,
}

#[test]
fn keys_and_indexes_can_be_asked_for() {
    let schema = Order::SCHEMA;
    assert_eq!(schema.partition_key().name(), "customer");
    assert_eq!(schema.sort_key().map(|key| key.name()), Some("number"));
    let indexes: Vec<_> = schema
        .indexes()
        .iter()
        .map(|index| {
            let keys: Vec<_> = index.keys().map(|key| key.name()).collect();
            (index.name(), index.scope(), keys, index.holds())
        })
        .collect();
    assert_eq!(
        indexes,
        [
            (
                Some("by-status"),
                Scope::Global,
                vec!["status"],
                Holds::Include(&["total"])
            ),
            (
                // Called as its type is.
                Some("ByTotal"),
                Scope::Local,
                vec!["customer", "total"],
                Holds::All
            ),
        ]
    );
    // Both can be read from.
    let of_status = Order::query_index(ByStatus, "open").select(|o| o.total);
    let input = of_status.into_input().expect("it is valid");
    assert_eq!(input.index_name(), Some("by-status"));
    let by_total = Order::query_index(ByTotal, "c-17").into_input();
    assert_eq!(by_total.expect("it is valid").index_name(), Some("ByTotal"));
}

#[test]
fn an_attribute_that_is_not_declared_is_changed() {
    let legacy = Path::<Order, u32>::new(AttributePath::new("legacy.count"));
    let update = Order::update(("c-17", 1)).change(|o| legacy.add(1).and(o.note.remove()));
    let input = update.into_input().expect("it is valid");
    let names = input.expression_attribute_names.expect("it has some");
    assert!(names.values().any(|name| name == "legacy.count"));
    assert!(
        input
            .update_expression
            .is_some_and(|update| update.contains("ADD #"))
    );
}

#[test]
fn many_conditions_have_placeholders_of_their_own() {
    let filter = |o: OrderFields<Order>| Condition::all((0..25).map(|total| o.total.ne(total)));
    let input = Order::scan().filter(filter).into_input();
    let input = input.expect("it is valid");
    let values = input.expression_attribute_values.expect("it has some");
    let values: BTreeSet<u64> = values
        .values()
        .filter_map(|value| value.as_n().ok()?.parse().ok())
        .collect();
    assert_eq!(values, (0..25).collect());
    let filter = input.filter_expression.expect("there is one");
    let placeholders: BTreeSet<_> = filter
        .split(' ')
        .filter(|word| word.starts_with(':'))
        .collect();
    assert_eq!(placeholders.len(), 25);
    let names = input.expression_attribute_names.expect("it has one");
    assert_eq!(names.len(), 1, "a name has one placeholder: {names:?}");
}

/// A condition for every operation on people.
fn lives_in_bern<R>(p: &PersonFields<R>) -> Condition<R> {
    p.home.city.eq("Bern").and(p.home.house_number.gt(3))
}

#[test]
fn a_condition_is_used_again() {
    let condition = "#n0.#n1 = :v0 AND #n0.#n2 > :v1";
    let delete = Person::delete("p").condition(|p| lives_in_bern(&p));
    let input = delete.into_input().expect("it is valid");
    assert_eq!(input.condition_expression(), Some(condition));
    let scan = Person::scan().filter(|p| lives_in_bern(&p));
    let input = scan.into_input().expect("it is valid");
    assert_eq!(input.filter_expression(), Some(condition));
    let query = Person::query("p").filter(|p| lives_in_bern(&p));
    let input = query.into_input().expect("it is valid");
    assert_eq!(
        input.filter_expression(),
        Some("#n1.#n2 = :v1 AND #n1.#n3 > :v2")
    );

    // What a clone is made into changes nothing of the first.
    let mut first = None;
    let longer = Person::delete("p").condition(|p| {
        let condition = lives_in_bern(&p);
        first = Some(condition.clone());
        condition.or(p.home.not_exists())
    });
    let first = Person::delete("p").condition(|_| first).into_input();
    let first = first.expect("it is valid");
    assert_eq!(first.condition_expression(), Some(condition));
    let longer = longer.into_input().expect("it is valid");
    let expected = format!("{condition} OR attribute_not_exists(#n0)");
    assert_eq!(longer.condition_expression(), Some(&*expected));
}
