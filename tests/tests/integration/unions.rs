//! Attributes of several types: enums, whose variants obey rules as structs do, and values of any type.

use std::collections::BTreeMap;

use dynamo_model::value::{Item, Number, Value};
use dynamo_model::{AttributeValue, Document, ErrorKind, Model};

use crate::harness::{Db, item, n, s};

on_every_engine![
    the_first_variant_that_fits_is_read,
    each_element_is_of_a_variant_of_its_own,
    fields_of_variants_are_transformed,
    a_change_of_what_is_read_says_where_it_fails,
    fields_of_variants_have_defaults,
    fields_of_variants_are_required,
    updates_obey_the_rules_of_variants,
    conditions_obey_the_rules_of_variants,
    d27_what_looks_like_dynamodbs_json_is_data,
    d38_a_list_of_strings_is_a_list,
    d39_a_value_of_any_type_keeps_all_of_it,
];

fn shouted(text: String) -> String {
    format!("{text}!")
}

fn even(number: u32) -> Result<u32, &'static str> {
    if number.is_multiple_of(2) {
        return Ok(number);
    }
    Err("is odd")
}

fn negated(number: i32) -> i32 {
    -number
}

/// A number is no text, and the other way round. What fits two variants is the first.
#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(untagged)]
enum Label {
    Number(#[dynamo(set = even, get = even)] u32),
    Text(#[dynamo(set = trim, get = shouted)] String),
    Point {
        x: i32,
        #[dynamo(get = negated)]
        y: i32,
    },
    /// Never read: every such map is a point.
    Box {
        x: i32,
        y: i32,
        depth: i32,
    },
    Pair(i32, #[dynamo(set = negated, get = negated)] i32),
}

/// Lists of one type or of the other, and none of both.
#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(untagged)]
enum Readings {
    Numbers(Vec<i64>),
    Words(Vec<String>),
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Phone {
    #[dynamo(set = trim, get = shouted)]
    number: String,
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(tag = "kind", rename_all = "lowercase")]
enum Contact {
    Mail {
        #[dynamo(set(trim, lowercase), get = shouted)]
        address: String,
        #[dynamo(required)]
        name: Option<String>,
        #[dynamo(default(write = Some(1)))]
        retries: Option<u32>,
        #[dynamo(default(read = 7))]
        weight: u32,
        #[dynamo(force = 3)]
        version: u32,
        #[dynamo(flatten)]
        phone: Phone,
    },
    Phone(Phone),
    None,
}

/// Stored as its field is.
#[derive(Debug, Clone, PartialEq, Document)]
struct Motto(#[dynamo(set = trim, get = shouted)] String);

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(tag = "t", content = "c")]
enum Step {
    To(#[dynamo(get = negated)] i32, i32),
    Wait(#[dynamo(set = even)] u32),
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "unions")]
struct Card {
    #[dynamo(partition_key)]
    id: String,
    label: Option<Label>,
    labels: Vec<Label>,
    readings: Option<Readings>,
    contact: Contact,
    motto: Option<Motto>,
    steps: Vec<Step>,
}

fn card(contact: Contact) -> Card {
    Card {
        id: "1".to_owned(),
        label: None,
        labels: Vec::new(),
        readings: None,
        contact,
        motto: None,
        steps: Vec::new(),
    }
}

fn phone(number: &str) -> Phone {
    Phone {
        number: number.to_owned(),
    }
}

fn mail(address: &str, name: Option<&str>) -> Contact {
    Contact::Mail {
        address: address.to_owned(),
        name: name.map(str::to_owned),
        retries: None,
        weight: 2,
        version: 0,
        phone: phone(" 5"),
    }
}

fn text(text: &str) -> Label {
    Label::Text(text.to_owned())
}

/// What is there after a put.
async fn put(db: &Db, card: &Card) -> (Card, Item) {
    db.table::<Card>().await;
    put_again(db, card).await
}

async fn put_again(db: &Db, card: &Card) -> (Card, Item) {
    let written = Card::put(card).send(&db.client).await.unwrap();
    let read = db
        .both_paths(async |client| Card::get("1").send(client).await.unwrap())
        .await
        .unwrap();
    assert_eq!(written, read, "a put gives what a read gives");
    let raw = db.get_raw::<Card>(item([("id", s("1"))])).await.unwrap();
    (read, Item::try_from(raw).unwrap())
}

async fn read_label(db: &Db, label: AttributeValue) -> Result<Option<Label>, dynamo_model::Error> {
    let none = item([("kind", s("none"))]);
    db.put_raw::<Card>(item([
        ("id", s("1")),
        ("label", label),
        ("labels", AttributeValue::L(Vec::new())),
        ("steps", AttributeValue::L(Vec::new())),
        ("contact", AttributeValue::M(none)),
    ]))
    .await;
    let card = Card::get("1").send(&db.client).await?;
    Ok(card.unwrap().label)
}

async fn the_first_variant_that_fits_is_read(db: Db) {
    db.table::<Card>().await;
    assert_eq!(read_label(&db, n(6)).await.unwrap(), Some(Label::Number(6)));
    assert_eq!(read_label(&db, s("6")).await.unwrap(), Some(text("6!")));
    let map = item([("x", n(1)), ("y", n(2)), ("depth", n(3))]);
    let read = read_label(&db, AttributeValue::M(map)).await.unwrap();
    assert_eq!(read, Some(Label::Point { x: 1, y: -2 }));
    let pair = AttributeValue::L(vec![n(1), n(2)]);
    let read = read_label(&db, pair).await.unwrap();
    assert_eq!(read, Some(Label::Pair(1, -2)));
    let error = read_label(&db, AttributeValue::Bool(true))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.path().unwrap().to_string(), "label");
}

async fn each_element_is_of_a_variant_of_its_own(db: Db) {
    let given = Card {
        labels: vec![Label::Number(2), text(" a "), Label::Pair(1, 2), text("b")],
        readings: Some(Readings::Words(vec!["a".to_owned()])),
        ..card(Contact::None)
    };
    let (read, raw) = put(&db, &given).await;
    let labels = [Label::Number(2), text("a!"), Label::Pair(1, 2), text("b!")];
    assert_eq!(read.labels, labels);
    assert_eq!(read.readings, given.readings);
    let pair = Value::L(vec![1.into(), Value::from(-2)]);
    let stored = Value::L(vec![2.into(), "a".into(), pair, "b".into()]);
    assert_eq!(raw.get("labels"), Some(&stored));

    let mixed = AttributeValue::L(vec![n(1), s("a")]);
    let numbers = AttributeValue::L(vec![n(1), n(2)]);
    for (stored, expected) in [(mixed, None), (numbers, Some(vec![1, 2]))] {
        let stored = Value::try_from(stored).unwrap();
        let read = stored.read::<Readings>().ok();
        assert_eq!(read, expected.map(Readings::Numbers));
    }
}

async fn fields_of_variants_are_transformed(db: Db) {
    let given = Card {
        label: Some(text(" a ")),
        motto: Some(Motto(" b ".to_owned())),
        steps: vec![Step::To(1, 2), Step::Wait(4)],
        ..card(mail(" ADA@Example.com", Some("Ada")))
    };
    let (read, raw) = put(&db, &given).await;
    let Contact::Mail {
        address,
        phone: beside,
        ..
    } = &read.contact
    else {
        panic!("{read:?}");
    };
    assert_eq!(address, "ada@example.com!");
    assert_eq!(beside.number, "5!");
    assert_eq!(read.label, Some(text("a!")));
    assert_eq!(read.motto, Some(Motto("b!".to_owned())));
    assert_eq!(read.steps, [Step::To(-1, 2), Step::Wait(4)]);
    let contact = raw.get("contact").unwrap().as_map().unwrap();
    assert_eq!(contact.get("address"), Some(&"ada@example.com".into()));
    assert_eq!(contact.get("number"), Some(&"5".into()));
    assert_eq!(raw.get("motto"), Some(&"b".into()));

    let (read, raw) = put_again(&db, &card(Contact::Phone(phone(" 7 ")))).await;
    assert_eq!(read.contact, Contact::Phone(phone("7!")));
    let contact = raw.get("contact").unwrap().as_map().unwrap();
    assert_eq!(contact.get("number"), Some(&"7".into()));
}

async fn a_change_of_what_is_read_says_where_it_fails(db: Db) {
    db.table::<Card>().await;
    // An odd number fits no variant, as its `get` refuses it.
    let error = read_label(&db, n(5)).await.unwrap_err();
    assert_eq!(error.path().unwrap().to_string(), "label");
    assert!(error.to_string().contains("`Number` (is odd)"), "{error}");

    let odd = Card {
        steps: vec![Step::Wait(2), Step::Wait(3)],
        label: Some(Label::Number(5)),
        ..card(Contact::None)
    };
    let error = Card::put(&odd).send(&db.client).await.unwrap_err();
    let paths: Vec<_> = error
        .report()
        .unwrap()
        .violations()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(paths, ["label: is odd", "steps[1]: is odd"]);
}

async fn fields_of_variants_have_defaults(db: Db) {
    let (read, raw) = put(&db, &card(mail("a", Some("Ada")))).await;
    let Contact::Mail {
        retries, version, ..
    } = read.contact
    else {
        panic!("{read:?}");
    };
    assert_eq!((retries, version), (Some(1), 3));
    let mut contact = raw.get("contact").unwrap().as_map().unwrap().clone();
    contact.remove("weight");
    contact.remove("retries");
    let read: Contact = Value::M(contact).read().unwrap();
    let Contact::Mail {
        retries, weight, ..
    } = read
    else {
        panic!("{read:?}");
    };
    assert_eq!(
        (retries, weight),
        (None, 7),
        "one is for writes, one for reads"
    );
}

async fn fields_of_variants_are_required(db: Db) {
    db.table::<Card>().await;
    let without = card(mail("a", None));
    let put = Card::put(&without).send(&db.client).await.unwrap_err();
    let update = Card::upsert("1")
        .change(|c| c.contact.set(mail("a", None)))
        .send(&db.client)
        .await
        .unwrap_err();
    for error in [put, update] {
        assert!(error.is_validation(), "{error:?}");
        assert_eq!(error.path().unwrap().to_string(), "contact.name");
    }
    let stored = item([
        ("kind", s("mail")),
        ("address", s("a")),
        ("number", s("1")),
        ("version", n(3)),
    ]);
    let read = Value::try_from(AttributeValue::M(stored)).unwrap();
    assert!(read.read::<Contact>().is_ok(), "reads are tolerant");
}

async fn updates_obey_the_rules_of_variants(db: Db) {
    put(&db, &card(Contact::None)).await;
    let updated = Card::update("1")
        .change(|c| {
            c.contact
                .set(mail(" ADA@Example.com", Some("Ada")))
                .and(c.label.set(text(" a ")))
                .and(c.labels.append([text(" b ")]))
                .and(c.motto.set(Motto(" c ".to_owned())))
                .and(c.readings.set(Readings::Numbers(vec![1])))
                .and(c.steps.append([Step::To(1, 2)]))
        })
        .send(&db.client)
        .await
        .unwrap();
    let Contact::Mail {
        address,
        retries,
        version,
        phone,
        ..
    } = &updated.contact
    else {
        panic!("{updated:?}");
    };
    assert_eq!(address, "ada@example.com!");
    assert_eq!((*retries, *version), (Some(1), 3));
    assert_eq!(phone.number, "5!");
    assert_eq!(updated.label, Some(text("a!")));
    assert_eq!(updated.labels, [text("b!")]);
    assert_eq!(updated.motto, Some(Motto("c!".to_owned())));
    assert_eq!(updated.readings, Some(Readings::Numbers(vec![1])));
    assert_eq!(updated.steps, [Step::To(-1, 2)]);

    let of_one = Card::update("1")
        .change(|c| {
            c.labels
                .at(0)
                .set(text(" d "))
                .and(c.label.set(Label::Number(8)))
        })
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(of_one.labels, [text("d!")]);
    assert_eq!(of_one.label, Some(Label::Number(8)));
    let odd = Card::update("1")
        .change(|c| c.labels.at(0).set(Label::Number(7)))
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(odd.to_string(), "labels[0]: is odd");
}

async fn conditions_obey_the_rules_of_variants(db: Db) {
    let given = Card {
        label: Some(text("a")),
        labels: vec![text("b")],
        ..card(Contact::Phone(phone("7")))
    };
    put(&db, &given).await;
    for found in [
        Card::scan().filter(|c| c.label.eq(text("  a"))),
        Card::scan().filter(|c| c.labels.contains(text("b "))),
        Card::scan().filter(|c| c.labels.at(0).eq(text(" b"))),
        Card::scan().filter(|c| c.contact.eq(Contact::Phone(phone(" 7 ")))),
    ] {
        let shown = format!("{found:?}");
        assert_eq!(found.all(&db.client).await.unwrap().len(), 1, "{shown}");
    }
}

/// A document whose attributes are called as the types of DynamoDB's JSON are.
#[derive(Debug, Clone, PartialEq, Document)]
struct Lookalike {
    #[dynamo(rename = "N")]
    number: String,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "anything")]
struct Anything {
    #[dynamo(partition_key)]
    id: String,
    lookalike: Option<Lookalike>,
    map: BTreeMap<String, String>,
    words: Vec<String>,
    any: Option<Value>,
    #[dynamo(serde)]
    json: Option<serde_json::Value>,
}

fn anything() -> Anything {
    Anything {
        id: "1".to_owned(),
        lookalike: None,
        map: BTreeMap::new(),
        words: Vec::new(),
        any: None,
        json: None,
    }
}

async fn stored(db: &Db, given: &Anything) -> Item {
    db.table::<Anything>().await;
    let written = Anything::put(given).send(&db.client).await.unwrap();
    assert_eq!(&written, given);
    let read = db
        .both_paths(async |client| Anything::get("1").send(client).await.unwrap())
        .await;
    assert_eq!(read.as_ref(), Some(given));
    let raw = db.get_raw::<Anything>(item([("id", s("1"))])).await;
    Item::try_from(raw.unwrap()).unwrap()
}

async fn d27_what_looks_like_dynamodbs_json_is_data(db: Db) {
    let data = || Item::from([("N", "5")]);
    let given = Anything {
        lookalike: Some(Lookalike {
            number: "5".to_owned(),
        }),
        map: [("S".to_owned(), "a".to_owned())].into(),
        any: Some(data().into()),
        json: Some(serde_json::json!({"x": {"N": "5"}, "y": {"L": []}})),
        ..anything()
    };
    let raw = stored(&db, &given).await;
    assert_eq!(raw.get("lookalike"), Some(&data().into()));
    assert_eq!(raw.get("any"), Some(&data().into()));
    let json = raw.get("json").unwrap().as_map().unwrap();
    assert_eq!(json.get("x"), Some(&data().into()));

    let updated = Anything::update("1")
        .change(|a| {
            a.map
                .key("NULL")
                .set("true")
                .and(a.any.set(Value::from(Item::from([("BOOL", true)]))))
        })
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(updated.map.get("NULL").map(String::as_str), Some("true"));
    assert_eq!(updated.any, Some(Item::from([("BOOL", true)]).into()));
}

async fn d38_a_list_of_strings_is_a_list(db: Db) {
    let words = ["a", "b", "a"].map(str::to_owned).to_vec();
    let raw = stored(
        &db,
        &Anything {
            words: words.clone(),
            ..anything()
        },
    )
    .await;
    assert_eq!(raw.get("words"), Some(&Value::from(words)));
    let updated = Anything::update("1")
        .change(|a| a.words.append(["c"]))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(updated.words, ["a", "b", "a", "c"]);
    let error = Value::from("a").read::<Vec<String>>().unwrap_err();
    assert_eq!(error.to_string(), "expected L, found S");
}

async fn d39_a_value_of_any_type_keeps_all_of_it(db: Db) {
    let deep = Item::from([
        ("text", Value::from("a")),
        ("number", Value::N("1.50".parse::<Number>().unwrap())),
        ("null", Value::Null),
        ("list", Value::L(vec![Value::from(Item::from([("x", 1)]))])),
        ("set", Value::Ns([Number::from(1), Number::from(2)].into())),
    ]);
    let given = Anything {
        any: Some(deep.clone().into()),
        ..anything()
    };
    let raw = stored(&db, &given).await;
    assert_eq!(raw.get("any"), Some(&deep.into()));
    let more = Value::L(vec![
        Value::from(Item::from([("y", "z")])),
        Value::Bool(true),
    ]);
    let updated = Anything::update("1")
        .change(|a| a.any.set(more.clone()))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(updated.any, Some(more));
}
