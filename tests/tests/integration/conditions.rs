//! Every operator of conditions, on real data: as the filter of a scan and as the condition of a write.

use std::collections::{BTreeMap, BTreeSet};

use dynamo_model::expr::{Condition, raw};
use dynamo_model::value::{Attribute, AttributeType, Blob};
use dynamo_model::{AttributePath, ErrorKind, Model};

use crate::harness::{Db, Engine, item, n, s};
use crate::models::{Address, Line, Order, Status, full_order, key, line, order, unknown};

on_every_engine![
    comparisons,
    comparisons_with_what_is_absent,
    attributes_against_attributes,
    an_attribute_against_itself_is_refused,
    sizes,
    sizes_of_text_beyond_ascii,
    existence_and_types,
    beginnings_and_contents,
    whole_values,
    nested_paths,
    one_of_many,
    and_or_not,
    empty_conditions,
    raw_conditions,
    undeclared_members,
    binary,
    stored_values_of_other_types,
    what_cannot_be_right_is_not_sent,
    an_expression_over_the_limit_is_invalid,
];

type Fields = <Order as Attribute>::Fields<Order>;

/// Three orders: `a` has only what it must have, `b` has everything, and `c` is different from both.
async fn seed(db: &Db) {
    db.table::<Order>().await;
    let c = Order {
        status: Status::Shipped,
        total_cents: 4_200,
        discount_cents: Some(4_200),
        note: Some("web".to_owned()),
        tags: BTreeSet::from(["x".to_owned()]),
        lines: vec![Line {
            note: Some("fragile".to_owned()),
            ..line("A-1", 9)
        }],
        scores: vec![1, 2, 3],
        prices: BTreeMap::from([("A-1".to_owned(), 1)]),
        address: Some(Address {
            city: "Bern".to_owned(),
            zip: None,
        }),
        ..order("c")
    };
    db.put_all(&[order("a"), full_order("b"), c]).await;
}

/// Asserts which orders meet this condition: read with it as a filter, and written with it as a condition.
#[track_caller]
fn finds<'a, C: Into<Condition<Order>>>(
    db: &'a Db,
    condition: impl Fn(Fields) -> C + 'a,
    expected: &'a str,
) -> impl Future<Output = ()> + 'a {
    let at = std::panic::Location::caller();
    async move {
        let found = db
            .both_paths(async |client| {
                let scan = Order::scan().filter(&condition).select(|o| o.order_id);
                let mut ids = scan.all(client).await.unwrap();
                ids.sort();
                ids.join(" ")
            })
            .await;
        assert_eq!(found, expected, "as a filter, {at}");

        let mut met = Vec::new();
        for id in ["a", "b", "c"] {
            let write = Order::update(key(id))
                .change(|o| o.gift.set_if_not_exists(true))
                .condition(&condition)
                .return_none();
            match write.send(&db.client).await {
                Ok(()) => met.push(id),
                Err(error) if error.is_condition_failed() => {}
                Err(error) => panic!("{error}, {at}"),
            }
        }
        assert_eq!(met.join(" "), expected, "as a condition, {at}");
    }
}

async fn comparisons(db: Db) {
    seed(&db).await;
    finds(&db, |o| o.total_cents.eq(4_200), "b c").await;
    finds(&db, |o| o.total_cents.ne(4_200), "a").await;
    finds(&db, |o| o.total_cents.lt(4_200), "a").await;
    finds(&db, |o| o.total_cents.le(1_000), "a").await;
    finds(&db, |o| o.total_cents.gt(1_000), "b c").await;
    finds(&db, |o| o.total_cents.ge(4_201), "").await;
    finds(&db, |o| o.total_cents.between(1_000, 4_199), "a").await;
    finds(&db, |o| o.status.eq(Status::Paid), "b").await;
    finds(&db, |o| o.status.ne(Status::Paid), "a c").await;
    finds(&db, |o| o.gift.eq(true), "b").await;
    finds(&db, |o| o.order_id.gt("a"), "b c").await;
    finds(&db, |o| o.order_id.between("b", String::from("b")), "b").await;
}

async fn comparisons_with_what_is_absent(db: Db) {
    seed(&db).await;
    finds(&db, |o| o.note.eq("web"), "c").await;
    finds(&db, |o| o.note.ne("web"), "a b").await;
    finds(&db, |o| o.note.lt("z"), "b c").await;
    finds(&db, |o| o.note.lt("m"), "b").await;
    finds(&db, |o| o.note.ge(""), "b c").await;
    finds(&db, |o| o.discount_cents.between(0, 1_000), "b").await;
    finds(&db, |o| !o.discount_cents.between(0, 1_000), "a c").await;
    finds(&db, |o| !o.note.lt("m"), "a c").await;
    finds(&db, |o| o.note.is_in(["web", "no"]), "c").await;
    finds(&db, |o| !o.note.is_in(["web", "no"]), "a b").await;
    finds(&db, |o| !o.note.begins_with("w"), "a b").await;
    finds(&db, |o| !o.tags.contains("x"), "a b").await;
    finds(&db, |o| !o.note.size().gt(3), "a c").await;
}

async fn attributes_against_attributes(db: Db) {
    seed(&db).await;
    finds(&db, |o| o.discount_cents.eq(&o.total_cents), "c").await;
    finds(&db, |o| o.total_cents.eq(&o.discount_cents), "c").await;
    finds(&db, |o| o.total_cents.gt(o.discount_cents), "b").await;
    finds(&db, |o| o.total_cents.ne(o.discount_cents), "a b").await;
    finds(&db, |o| o.total_cents.between(0, &o.discount_cents), "c").await;
    finds(&db, |o| o.total_cents.is_in([o.discount_cents]), "c").await;
    finds(&db, |o| o.lines.size().eq(o.prices.key("A-1")), "c").await;
    finds(&db, |o| o.tags.contains(&o.note), "").await;
}

async fn an_attribute_against_itself_is_refused(db: Db) {
    seed(&db).await;
    let scan = Order::scan().filter(|o| o.lines.at(0).sku.eq(&o.lines.at(0).sku));
    let found = scan.select(|o| o.order_id).all(&db.client).await;
    if db.differs(
        Engine::Embedded,
        "it compares an attribute with itself, which DynamoDB refuses",
    ) {
        assert_eq!(found.unwrap().len(), 2);
    } else {
        let error = found.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
        assert!(error.to_string().contains("must be distinct"), "{error}");
    }
}

async fn sizes(db: Db) {
    seed(&db).await;
    finds(&db, |o| o.tags.size().gt(0), "b c").await;
    finds(&db, |o| o.tags.size().eq(2), "b").await;
    finds(&db, |o| o.ratings.size().ge(2), "b").await;
    finds(&db, |o| o.lines.size().eq(0), "a").await;
    finds(&db, |o| o.lines.size().ne(0), "b c").await;
    finds(&db, |o| o.scores.size().between(1, 3), "b c").await;
    finds(&db, |o| o.prices.size().le(1), "a c").await;
    finds(&db, |o| o.address.size().eq(1), "c").await;
    finds(&db, |o| o.note.size().lt(4), "c").await;
    finds(&db, |o| o.lines.at(0).sku.size().eq(3), "b c").await;
}

/// A string's size is not its bytes: UTF-16 code units are counted, of which an emoji has two.
async fn sizes_of_text_beyond_ascii(db: Db) {
    seed(&db).await;
    finds(&db, |o| o.address.city.size().eq(6), "b").await;
    let crab = Order {
        note: Some("\u{1F980}".to_owned()),
        ..order("a")
    };
    Order::put(&crab).send(&db.client).await.unwrap();
    finds(&db, |o| o.note.size().eq(2), "a").await;
}

async fn existence_and_types(db: Db) {
    seed(&db).await;
    finds(&db, |o| o.note.exists(), "b c").await;
    finds(&db, |o| o.note.not_exists(), "a").await;
    finds(&db, |o| !o.note.exists(), "a").await;
    finds(&db, |o| !!o.note.exists(), "b c").await;
    finds(&db, |o| o.note.is_type(AttributeType::S), "b c").await;
    finds(&db, |o| o.note.is_type(AttributeType::N), "").await;
    finds(&db, |o| o.tags.is_type(AttributeType::Ss), "b c").await;
    finds(&db, |o| o.ratings.is_type(AttributeType::Ns), "b").await;
    finds(&db, |o| o.gift.is_type(AttributeType::Bool), "a b c").await;
    finds(&db, |o| o.lines.is_type(AttributeType::L), "a b c").await;
    finds(&db, |o| o.address.is_type(AttributeType::M), "b c").await;
    finds(&db, |o| o.note.is_type(AttributeType::Null), "").await;
    finds(&db, |o| o.note.is_type(AttributeType::B), "").await;
    finds(&db, |o| o.note.is_type(AttributeType::Bs), "").await;
}

async fn beginnings_and_contents(db: Db) {
    seed(&db).await;
    finds(&db, |o| o.note.begins_with("leave"), "b").await;
    finds(&db, |o| o.note.begins_with(""), "b c").await;
    finds(&db, |o| o.status.begins_with("p"), "b").await;
    finds(&db, |o| o.note.contains("eb"), "c").await;
    finds(&db, |o| o.note.contains(String::from("e")), "b c").await;
    finds(&db, |o| o.tags.contains("x"), "c").await;
    finds(&db, |o| o.tags.contains("we"), "").await;
    finds(&db, |o| o.ratings.contains(5), "b").await;
    finds(&db, |o| o.scores.contains(-3), "b").await;
    finds(&db, |o| o.lines.contains(line("B-2", 1)), "b").await;
}

async fn whole_values(db: Db) {
    seed(&db).await;
    let x = BTreeSet::from(["x".to_owned()]);
    finds(&db, |o| o.tags.eq(&x), "c").await;
    finds(&db, |o| o.tags.ne(&x), "a b").await;
    finds(&db, |o| o.tags.eq(BTreeSet::new()), "a").await;
    finds(&db, |o| o.tags.ne(BTreeSet::new()), "b c").await;
    finds(&db, |o| o.lines.eq(vec![]), "a").await;
    finds(&db, |o| o.scores.eq(vec![1, 2, 3]), "c").await;
    finds(&db, |o| o.scores.ne(vec![1, 2, 3]), "a b").await;
    let prices = BTreeMap::from([("A-1".to_owned(), 1)]);
    finds(&db, |o| o.prices.eq(&prices), "c").await;
    let bern = Address {
        city: "Bern".to_owned(),
        zip: None,
    };
    finds(&db, |o| o.address.eq(&bern), "c").await;
    finds(&db, |o| o.address.ne(&bern), "a b").await;
    finds(&db, |o| o.lines.at(0).eq(line("A-1", 2)), "b").await;
}

async fn nested_paths(db: Db) {
    seed(&db).await;
    finds(&db, |o| o.address.city.eq("Bern"), "c").await;
    finds(&db, |o| o.address.city.ne("Bern"), "a b").await;
    finds(&db, |o| o.address.zip.exists(), "b").await;
    finds(&db, |o| o.lines.at(0).sku.eq("A-1"), "b c").await;
    finds(&db, |o| o.lines.at(0).quantity.gt(5), "c").await;
    finds(&db, |o| o.lines.at(0).note.begins_with("fra"), "c").await;
    finds(&db, |o| o.lines.at(1).exists(), "b").await;
    finds(&db, |o| o.lines.at(1).sku.exists(), "b").await;
    finds(&db, |o| o.scores.at(2).eq(7), "b").await;
    finds(&db, |o| o.scores.at(99).not_exists(), "a b c").await;
    finds(&db, |o| o.prices.key("A-1").lt(10), "c").await;
    finds(&db, |o| o.prices.key("B-2").exists(), "b").await;
}

async fn one_of_many(db: Db) {
    seed(&db).await;
    finds(&db, |o| o.total_cents.is_in([4_200]), "b c").await;
    finds(&db, |o| o.status.is_in([Status::Open, Status::Paid]), "a b").await;
    finds(&db, |o| o.total_cents.is_in(901..=1_000), "a").await;
    finds(&db, |o| o.total_cents.is_in(900..=1_000), "a").await;
    finds(&db, |o| o.total_cents.is_in(760..1_010), "a").await;
    finds(&db, |o| !o.total_cents.is_in(760..1_010), "b c").await;
    finds(
        &db,
        |o| o.total_cents.is_in(760..1_010).and(o.gift.eq(true)),
        "",
    )
    .await;
    finds(
        &db,
        |o| o.gift.eq(true).or(o.total_cents.is_in(760..1_010)),
        "a b",
    )
    .await;
}

async fn and_or_not(db: Db) {
    seed(&db).await;
    finds(
        &db,
        |o| {
            o.total_cents
                .gt(1)
                .and(o.note.exists())
                .and(o.gift.eq(true))
        },
        "b",
    )
    .await;
    finds(
        &db,
        |o| {
            o.note
                .eq("web")
                .or(o.gift.eq(true))
                .and(o.discount_cents.lt(1_000))
        },
        "b",
    )
    .await;
    finds(
        &db,
        |o| {
            o.note
                .eq("web")
                .or(o.gift.eq(true).and(o.discount_cents.lt(1_000)))
        },
        "b c",
    )
    .await;
    finds(&db, |o| !(o.note.eq("web").or(o.gift.eq(true))), "a").await;
    finds(&db, |o| o.note.eq("web").and(o.gift.eq(false)).not(), "a b").await;
    finds(&db, |o| (!!o.note.exists()).and(!o.gift.eq(true)), "c").await;
    finds(&db, |o| !o.note.not_exists().or(o.gift.eq(true)), "c").await;
    finds(
        &db,
        |o| Condition::any(["web", "leave it at the door"].map(|note| o.note.eq(note))),
        "b c",
    )
    .await;
    finds(
        &db,
        |o| Condition::all([o.note.exists(), !o.gift.eq(true)]),
        "c",
    )
    .await;
    let deep = |o: &Fields| {
        let start = o.gift.eq(true);
        (0..20).fold(start, |deep, _| !(deep.or(o.note.eq("-"))))
    };
    finds(&db, |o| deep(&o), "b").await;
}

async fn empty_conditions(db: Db) {
    seed(&db).await;
    let empty = Condition::<Order>::empty;
    finds(&db, |_| empty(), "a b c").await;
    finds(&db, |_| !empty(), "a b c").await;
    finds(&db, |_| None::<Condition<Order>>, "a b c").await;
    finds(&db, |_| Condition::all([empty(), empty()]), "a b c").await;
    finds(&db, |_| empty().or(empty()).and(empty()), "a b c").await;
    finds(&db, |o| empty().and(o.gift.eq(true)), "b").await;
    finds(&db, |o| o.gift.eq(true).or(empty()), "b").await;
    finds(&db, |o| !(o.gift.eq(true).or(!empty())), "a c").await;
    finds(&db, |o| o.gift.eq(true).and(None), "b").await;
    if let Some(embedded) = db.if_embedded() {
        embedded.record();
        let scan = Order::scan().filter(|_| empty());
        scan.send(&db.client).await.unwrap();
        let request = embedded.requests().remove(0).json().unwrap();
        assert!(request.get("FilterExpression").is_none(), "{request}");
    }
}

async fn raw_conditions(db: Db) {
    seed(&db).await;
    let large = || {
        raw("size(#t) > :n OR #t = :x")
            .name("#t", "tags")
            .value(":n", 1)
            .value(":x", BTreeSet::from(["x".to_owned()]))
    };
    finds(&db, |_| large(), "b c").await;
    finds(&db, |o| o.gift.eq(true).and(large()), "b").await;
    finds(&db, |_| !Condition::<Order>::from(large()), "a").await;
    finds(
        &db,
        |o| Condition::<Order>::from(large()).and(o.gift.eq(false)),
        "c",
    )
    .await;
    finds(&db, |_| raw("attribute_exists(note)"), "b c").await;
    finds(
        &db,
        |_| {
            raw("#l[0].#s = :s")
                .name("#l", "lines")
                .name("#s", "sku")
                .value(":s", "A-1".to_owned())
        },
        "b c",
    )
    .await;
    let wrong = Order::scan().filter(|_| raw("this is no condition"));
    let error = wrong.send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid, "{error}");
}

async fn undeclared_members(db: Db) {
    seed(&db).await;
    finds(&db, |o| o.address.member::<String>("city").eq("Bern"), "c").await;
    let total = || dynamo_model::expr::Path::<Order, u64>::new(AttributePath::new("totalCents"));
    finds(&db, |_| total().lt(4_200), "a").await;
    let path = AttributePath::new("lines").child(0).child("sku");
    let sku = || dynamo_model::expr::Path::<Order, String>::new(path.clone());
    finds(&db, |_| sku().eq("A-1"), "b c").await;
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "files")]
struct File {
    #[dynamo(partition_key)]
    id: String,
    head: Blob,
    rest: Option<Blob>,
    hashes: BTreeSet<Blob>,
}

async fn binary(db: Db) {
    db.table::<File>().await;
    let file = |id: &str, head: &[u8], rest: Option<&[u8]>| File {
        id: id.to_owned(),
        head: head.into(),
        rest: rest.map(Blob::from),
        hashes: rest.map(Blob::from).into_iter().collect(),
    };
    db.put_all(&[
        file("1", b"", None),
        file("2", b"\x00\xff", Some(b"\xff")),
        file("3", b"PNG", Some(b"PNG")),
    ])
    .await;
    type FileFields = <File as Attribute>::Fields<File>;
    let found = async |condition: fn(FileFields) -> Condition<File>| {
        db.both_paths(async |client| {
            let mut ids = File::scan()
                .filter(condition)
                .select(|f| f.id)
                .all(client)
                .await
                .unwrap();
            ids.sort();
            ids.join(" ")
        })
        .await
    };
    assert_eq!(found(|f| f.head.eq(Blob::from(b"PNG"))).await, "3");
    assert_eq!(found(|f| f.head.eq(Blob::default())).await, "1");
    assert_eq!(found(|f| f.head.lt(Blob::from(b"A"))).await, "1 2");
    assert_eq!(found(|f| f.head.ge(vec![0])).await, "2 3");
    assert_eq!(found(|f| f.head.begins_with(Blob::from(b"P"))).await, "3");
    assert_eq!(found(|f| f.rest.begins_with(b"\xff".as_slice())).await, "2");
    assert_eq!(found(|f| f.head.size().eq(2)).await, "2");
    assert_eq!(found(|f| f.head.eq(&f.rest)).await, "3");
    assert_eq!(found(|f| f.hashes.contains(vec![255])).await, "2");
    assert_eq!(found(|f| f.rest.is_type(AttributeType::B)).await, "2 3");
    assert_eq!(found(|f| f.hashes.is_type(AttributeType::Bs)).await, "2 3");
}

/// Another program stored other types: comparisons with them do not hold, and are no errors.
async fn stored_values_of_other_types(db: Db) {
    seed(&db).await;
    let odd = |id: &str, name: &str, value| {
        let mut odd = order(id).to_attributes().unwrap();
        odd.insert(name.to_owned(), value);
        odd
    };
    db.put_raw::<Order>(odd("a", "note", n(5))).await;
    db.put_raw::<Order>(odd("b", "note", dynamo_model::AttributeValue::Null(true)))
        .await;
    db.put_raw::<Order>(odd("c", "totalCents", s("4200"))).await;
    finds(&db, |o| o.note.eq("5"), "").await;
    finds(&db, |o| o.note.ne("5"), "a b c").await;
    finds(&db, |o| o.note.lt("z"), "").await;
    finds(&db, |o| o.note.begins_with("5"), "").await;
    finds(&db, |o| o.note.contains("5"), "").await;
    finds(&db, |o| o.note.between("", "z"), "").await;
    finds(&db, |o| o.note.exists(), "a b").await;
    finds(&db, |o| o.note.is_type(AttributeType::Null), "b").await;
    finds(&db, |o| o.total_cents.ge(0), "a b").await;
    finds(&db, |o| o.total_cents.is_in([1_000, 4_200]), "a b").await;
    finds(&db, |o| o.total_cents.eq(o.note.member::<u64>("x")), "").await;
}

async fn what_cannot_be_right_is_not_sent(db: Db) {
    db.table::<Order>().await;
    let none: [u64; 0] = [];
    let error = Order::scan()
        .filter(|o| o.total_cents.is_in(none))
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert_eq!(
        error.to_string(),
        "totalCents: `is_in` needs at least one value; without any, nothing can be found"
    );
    let error = Order::delete(key("1"))
        .condition(|_| raw("#x = :y").name("#x", "note"))
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    let error = Order::query("c-17")
        .filter(|o| o.note.exists().and(unknown::<_, String>("orderId").eq("1")))
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert_eq!(error.path().unwrap().to_string(), "orderId");
    if let Some(embedded) = db.if_embedded() {
        for operation in ["Scan", "DeleteItem", "Query"] {
            assert_eq!(embedded.calls(operation), 0, "{operation}");
        }
    }
}

async fn an_expression_over_the_limit_is_invalid(db: Db) {
    db.table::<Order>().await;
    let error = Order::scan()
        .filter(|o| o.total_cents.is_in(0..2_000))
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid, "{error}");
    assert!(
        error.to_string().contains("Expression size has exceeded"),
        "{error}"
    );
    let (id, rest) = (s("1"), item([]));
    assert!(
        db.get_raw::<Order>(item([("customerId", id.clone()), ("orderId", id)]))
            .await
            .is_none_or(|i| i == rest)
    );
}
