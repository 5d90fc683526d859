//! What typed paths render to.

use std::collections::{BTreeSet, HashMap};

use aws_sdk_dynamodb::types::AttributeValue;

use super::*;
use crate::error::{AttributePath, ErrorKind};
use crate::value::AttributeType;

/// A root of no model: paths need one only as a type.
struct Root;

fn path<T: crate::value::Attribute>(name: &'static str) -> Path<Root, T> {
    Path::new(AttributePath::new(name))
}

fn name() -> Path<Root, String> {
    path("name")
}

fn count() -> Path<Root, u64> {
    path("count")
}

fn tags() -> Path<Root, BTreeSet<String>> {
    path("tags")
}

fn list() -> Path<Root, Vec<String>> {
    path("list")
}

fn maybe() -> Path<Root, Option<u64>> {
    path("maybe")
}

/// The expression with its names and values put in, for people to compare.
fn readable(expression: &str, renderer: Renderer) -> String {
    let placeholders = renderer.finish();
    let mut out = expression.to_owned();
    let names: HashMap<_, _> = placeholders.names.unwrap_or_default();
    let values: HashMap<_, _> = placeholders.values.unwrap_or_default();
    let mut all: Vec<(String, String)> = names.into_iter().collect();
    all.extend(values.into_iter().map(|(key, value)| (key, show(&value))));
    all.sort_by_key(|(placeholder, _)| std::cmp::Reverse(placeholder.len()));
    for (placeholder, text) in all {
        assert!(
            out.contains(&placeholder),
            "DynamoDB refuses unused placeholders: {placeholder} in {out}"
        );
        out = out.replace(&placeholder, &text);
    }
    out
}

fn show(value: &AttributeValue) -> String {
    match value {
        AttributeValue::S(text) => format!("'{text}'"),
        AttributeValue::N(text) => text.clone(),
        AttributeValue::Ss(set) => format!("{set:?}"),
        AttributeValue::L(list) => format!("{:?}", list.iter().map(show).collect::<Vec<_>>()),
        other => format!("{other:?}"),
    }
}

fn condition(condition: impl Into<Condition<Root>>) -> String {
    let mut renderer = Renderer::new();
    match renderer.condition(&condition.into().node).unwrap() {
        Some(expression) => readable(&expression, renderer),
        None => String::new(),
    }
}

fn refused(condition: impl Into<Condition<Root>>) -> crate::error::Error {
    Renderer::new()
        .condition(&condition.into().node)
        .unwrap_err()
}

fn change(change: Change<Root>) -> String {
    let mut renderer = Renderer::new();
    match renderer.update(&change.actions).unwrap() {
        Some(expression) => readable(&expression, renderer),
        None => String::new(),
    }
}

#[test]
fn comparators() {
    assert_eq!(condition(name().eq("a")), "name = 'a'");
    assert_eq!(condition(name().ne(String::from("a"))), "name <> 'a'");
    assert_eq!(condition(count().lt(5)), "count < 5");
    let floors = [5_u64];
    assert_eq!(
        condition(Condition::all(floors.iter().map(|n| count().le(n)))),
        "count <= 5"
    );
    assert_eq!(condition(count().gt(5_u64)), "count > 5");
    assert_eq!(condition(maybe().ge(5)), "maybe >= 5");
    assert_eq!(condition(count().between(1, 9)), "count BETWEEN 1 AND 9");
    assert_eq!(condition(name().is_in(["a", "b"])), "name IN ('a', 'b')");
    assert_eq!(condition(name().exists()), "attribute_exists(name)");
    assert_eq!(condition(name().not_exists()), "attribute_not_exists(name)");
    assert_eq!(condition(name().begins_with("a")), "begins_with(name, 'a')");
    assert_eq!(condition(name().contains("a")), "contains(name, 'a')");
    assert_eq!(condition(tags().contains("a")), "contains(tags, 'a')");
    assert_eq!(condition(list().contains("a")), "contains(list, 'a')");
    assert_eq!(
        condition(name().is_type(AttributeType::Ss)),
        "attribute_type(name, 'SS')"
    );
    assert_eq!(condition(tags().size().gt(2)), "size(tags) > 2");
    assert_eq!(
        condition(name().size().between(1, 4)),
        "size(name) BETWEEN 1 AND 4"
    );
}

#[test]
fn attribute_against_attribute() {
    assert_eq!(condition(count().gt(maybe())), "count > maybe");
    let other = count();
    assert_eq!(condition(count().gt(&other)), "count > count");
    assert_eq!(
        condition(count().between(maybe(), 9)),
        "count BETWEEN maybe AND 9"
    );
    assert_eq!(condition(name().size().eq(count())), "size(name) = count");
}

#[test]
fn parentheses_stand_where_they_are_needed_and_nowhere_else() {
    let (a, b, c) = (|| name().eq("a"), || name().eq("b"), || count().eq(3));
    assert_eq!(
        condition(a().and(b()).and(c())),
        "name = 'a' AND name = 'b' AND count = 3"
    );
    assert_eq!(
        condition(a().or(b()).and(c())),
        "(name = 'a' OR name = 'b') AND count = 3"
    );
    assert_eq!(
        condition(a().or(b().and(c()))),
        "name = 'a' OR name = 'b' AND count = 3"
    );
    assert_eq!(
        condition(a().and(b()).or(c())),
        "name = 'a' AND name = 'b' OR count = 3"
    );
    assert_eq!(condition(!(a().or(b()))), "NOT (name = 'a' OR name = 'b')");
    assert_eq!(
        condition(a().and(b().or(c())).not()),
        "NOT (name = 'a' AND (name = 'b' OR count = 3))"
    );
    assert_eq!(condition(!a()), "NOT name = 'a'");
    assert_eq!(
        condition(!count().between(1, 2)),
        "NOT (count BETWEEN 1 AND 2)"
    );
    assert_eq!(condition(!name().is_in(["a"])), "NOT (name IN ('a'))");
    assert_eq!(condition((!a()).not()), "name = 'a'");
    assert_eq!(condition(!name().exists()), "attribute_not_exists(name)");
}

#[test]
fn an_empty_condition_folds_away() {
    let empty = Condition::<Root>::empty;
    assert_eq!(condition(empty()), "");
    assert_eq!(condition(!empty()), "");
    assert_eq!(
        condition(empty().and(name().eq("a")).or(empty())),
        "name = 'a'"
    );
    assert_eq!(condition(Condition::all(Vec::<Condition<Root>>::new())), "");
    assert_eq!(
        condition(Condition::any([name().eq("a"), name().eq("b")])),
        "name = 'a' OR name = 'b'"
    );
    assert_eq!(
        condition(name().eq("a").and(None::<Condition<Root>>)),
        "name = 'a'"
    );
    assert_eq!(condition(Some(5).map(|n| count().ge(n))), "count >= 5");
    assert_eq!(
        condition(Condition::all([count().ge(1)]).or(name().eq("a"))),
        "count >= 1 OR name = 'a'"
    );
}

#[test]
fn many_values_become_several_lists_and_none_is_an_error() {
    let text = condition(count().is_in(0..250_u64).and(name().eq("a")));
    assert_eq!(text.matches(" IN (").count(), 3);
    assert!(
        text.starts_with("(count IN (0, 1, ") && text.ends_with(") AND name = 'a'"),
        "{text}"
    );
    let error = refused(count().is_in(Vec::<u64>::new()));
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert!(
        error
            .to_string()
            .starts_with("count: `is_in` needs at least one value"),
        "{error}"
    );
}

#[test]
fn an_absent_value_asks_whether_the_attribute_is_there() {
    assert_eq!(
        condition(tags().eq(BTreeSet::new())),
        "attribute_not_exists(tags)"
    );
    assert_eq!(
        condition(tags().ne(BTreeSet::new())),
        "attribute_exists(tags)"
    );
}

#[test]
fn a_raw_condition_keeps_to_itself() {
    let odd = raw("#a = :a OR size(#b) > :a")
        .name("#a", "x")
        .name("#b", "y")
        .value(":a", 1_u64);
    assert_eq!(condition(odd.clone().not()), "NOT (x = 1 OR size(y) > 1)");
    assert_eq!(
        condition(odd.clone().and(name().eq("z"))),
        "(x = 1 OR size(y) > 1) AND name = 'z'"
    );
    let twice = name().eq("z").and(odd.clone()).and(odd);
    assert_eq!(
        condition(twice),
        "name = 'z' AND (x = 1 OR size(y) > 1) AND (x = 1 OR size(y) > 1)"
    );
}

#[test]
fn names_are_placeholders_whatever_they_are() {
    let odd: Path<Root, u64> =
        Path::new(AttributePath::new("a.b").child("#c").child(0).child("size"));
    let mut renderer = Renderer::new();
    let expression = renderer
        .condition(&odd.eq(1).and(odd.gt(0)).node)
        .unwrap()
        .unwrap();
    assert_eq!(expression, "#n0.#n1[0].#n2 = :v0 AND #n0.#n1[0].#n2 > :v1");
    let names = renderer.finish().names.unwrap();
    assert_eq!(
        (
            names["#n0"].as_str(),
            names["#n1"].as_str(),
            names["#n2"].as_str()
        ),
        ("a.b", "#c", "size")
    );
}

#[test]
fn a_value_that_cannot_be_stored_is_an_error_at_its_attribute() {
    let score: Path<Root, f64> = path("score");
    let error = refused(name().eq("a").and(score.gt(f64::NAN)));
    assert_eq!(error.kind(), ErrorKind::Encode);
    assert_eq!(error.path().unwrap().to_string(), "score");
}

#[test]
fn verbs() {
    assert_eq!(change(name().set("a")), "SET name = 'a'");
    assert_eq!(change(maybe().set(5)), "SET maybe = 5");
    assert_eq!(change(maybe().set(None)), "REMOVE maybe");
    assert_eq!(change(tags().set(BTreeSet::new())), "REMOVE tags");
    assert_eq!(change(maybe().set(count())), "SET maybe = count");
    assert_eq!(change(count().set(maybe())), "SET count = maybe");
    assert_eq!(
        change(name().set_if_not_exists("a")),
        "SET name = if_not_exists(name, 'a')"
    );
    assert_eq!(change(maybe().remove()), "REMOVE maybe");
    assert_eq!(change(tags().remove()), "REMOVE tags");
    assert_eq!(change(count().add(-1)), "ADD count -1");
    assert_eq!(change(maybe().add(3_u8)), "ADD maybe 3");
    assert_eq!(
        change(count().count_from(1, 1)),
        "SET count = if_not_exists(count, 0) + 1"
    );
    assert_eq!(
        change(count().count_from(0, 1)),
        "SET count = if_not_exists(count, -1) + 1"
    );
    assert_eq!(
        change(maybe().count_from(100, -10)),
        "SET maybe = if_not_exists(maybe, 110) + -10"
    );
    assert_eq!(
        change(tags().insert(["a", "b", "a"])),
        r#"ADD tags ["a", "b"]"#
    );
    assert_eq!(change(tags().delete(["a"])), r#"DELETE tags ["a"]"#);
    assert_eq!(
        change(list().append(["a"])),
        r#"SET list = list_append(if_not_exists(list, []), ["'a'"])"#
    );
    assert_eq!(
        change(list().prepend(["a"])),
        r#"SET list = list_append(["'a'"], if_not_exists(list, []))"#
    );
    assert_eq!(change(list().at(2).set("a")), "SET list[2] = 'a'");
    assert_eq!(change(list().remove_at(2)), "REMOVE list[2]");
}

#[test]
fn a_counter_begins_with_a_number() {
    let refused = |change: Change<Root>| Renderer::new().update(&change.actions).unwrap_err();
    let error = refused(maybe().count_from(None, 1));
    assert_eq!(error.path().unwrap().to_string(), "maybe");
    let float = path::<f64>("score");
    let error = refused(float.count_from(f64::NAN, 1.0));
    assert_eq!(error.path().unwrap().to_string(), "score");
    let error = refused(float.count_from(1.0, f64::INFINITY));
    assert_eq!(error.path().unwrap().to_string(), "score");
    let error = refused(float.count_from(1e100, 1.0));
    assert!(
        error.to_string().contains("38 significant digits"),
        "{error}"
    );
}

#[test]
fn expressions() {
    assert_eq!(
        change(count().set(count().plus(1))),
        "SET count = count + 1"
    );
    assert_eq!(
        change(count().set(count().minus(1))),
        "SET count = count - 1"
    );
    assert_eq!(
        change(count().set(maybe().if_not_exists(0).plus(5))),
        "SET count = if_not_exists(maybe, 0) + 5"
    );
    assert_eq!(
        change(maybe().set(maybe().if_not_exists(7))),
        "SET maybe = if_not_exists(maybe, 7)"
    );
}

#[test]
fn clauses_come_once_each_and_nothing_makes_nothing() {
    let all = maybe()
        .remove()
        .and(name().set("a"))
        .and(count().add(1))
        .and(list().at(0).set("b"));
    assert_eq!(
        change(all),
        "SET name = 'a', list[0] = 'b' REMOVE maybe ADD count 1"
    );
    let nothing = tags()
        .insert(Vec::<String>::new())
        .and(tags().delete(Vec::<String>::new()))
        .and(list().append(Vec::<String>::new()));
    assert_eq!(change(nothing), "");
    assert_eq!(change(Change::empty().and(None::<Change<Root>>)), "");
}

#[test]
fn a_projection_asks_for_nothing_twice() {
    let paths = [
        AttributePath::new("a").child("b"),
        AttributePath::new("a"),
        AttributePath::new("c").child(0).child("d"),
        AttributePath::new("a"),
    ];
    let mut renderer = Renderer::new();
    let projection = renderer.projection(&paths).unwrap();
    assert_eq!(readable(&projection, renderer), "a, c[0].d");
    assert_eq!(Renderer::new().projection(&[]), None);
}

#[test]
fn a_selection_reads_its_values_out_of_what_came_back() {
    let city: Path<Root, Option<String>> = Path::new(AttributePath::new("address").child("city"));
    let selection = (
        count(),
        city,
        list().at::<String>(3),
        list().at::<String>(1),
    );
    let paths = Selection::<Root>::paths(&selection);
    let s = |text: &str| AttributeValue::S(text.to_owned());
    let item = HashMap::from([
        ("count".to_owned(), AttributeValue::N("7".to_owned())),
        // DynamoDB closes the gaps: these are the elements 1 and 3.
        (
            "list".to_owned(),
            AttributeValue::L(vec![s("one"), s("three")]),
        ),
    ]);
    let asked = askable(&paths);
    let item = SelectedItem::new(&item, &asked);
    let read = Selection::<Root>::take(&selection).read(&item);
    assert_eq!(
        read.unwrap(),
        (7, None, "three".to_owned(), "one".to_owned())
    );
}

#[test]
fn a_condition_shows_its_names_and_hides_its_values() {
    assert_eq!(
        format!("{:?}", name().eq("secret").and(count().gt(1))),
        "Condition(name = :v0 AND count > :v1)"
    );
}
