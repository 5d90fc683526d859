//! `alias`: an attribute is read under its older names, and everything that is said of it sees them.

use std::collections::{BTreeMap, BTreeSet};

use dynamo_model::op::Scan;
use dynamo_model::value::Item;
use dynamo_model::{AttributeValue, Document, Model, Projection};

use crate::harness::{Db, item, n, s};

on_every_engine![
    every_name_is_read,
    its_own_name_wins,
    a_put_writes_its_own_name,
    conditions_see_older_names,
    conditions_of_writes_see_older_names,
    conditions_on_two_attributes_see_older_names,
    nested_conditions_see_older_names,
    what_is_set_moves_to_its_own_name,
    numbers_and_lists_change_in_place,
    sets_change_in_place_under_their_own_name_alone,
    documents_change_in_place_under_their_own_name_alone,
    selections_and_projections_see_older_names,
    an_index_holds_every_name,
    variants_and_flattened_structs_have_older_names,
    keys_of_indexes_follow_an_attribute_with_older_names,
    d06_names_of_fields_are_the_same_everywhere,
];

#[derive(Debug, Clone, PartialEq, Document)]
struct Address {
    #[dynamo(alias = "town")]
    city: String,
    zip: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "aliased")]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(alias("amount", "sum"))]
    total: u32,
    #[dynamo(alias = "remark")]
    note: Option<String>,
    #[dynamo(alias = "labels")]
    tags: BTreeSet<String>,
    #[dynamo(alias = "log", default)]
    history: Vec<String>,
    #[dynamo(alias = "addr")]
    address: Option<Address>,
    stops: Vec<Address>,
    #[dynamo(flatten)]
    extra: Item,
}

fn bern() -> Address {
    Address {
        city: "Bern".to_owned(),
        zip: None,
    }
}

fn order(id: &str) -> Order {
    Order {
        id: id.to_owned(),
        total: 5,
        note: Some("n".to_owned()),
        tags: ["a".to_owned()].into(),
        history: vec!["h".to_owned()],
        address: Some(bern()),
        stops: vec![bern()],
        extra: Item::new(),
    }
}

fn map<const N: usize>(entries: [(&str, AttributeValue); N]) -> AttributeValue {
    AttributeValue::M(item(entries))
}

/// The same order under older names.
fn old(id: &str, total: &str) -> crate::harness::Item {
    item([
        ("id", s(id)),
        (total, n(5)),
        ("remark", s("n")),
        ("labels", AttributeValue::Ss(vec!["a".to_owned()])),
        ("log", AttributeValue::L(vec![s("h")])),
        ("addr", map([("town", s("Bern"))])),
        ("stops", AttributeValue::L(vec![map([("town", s("Bern"))])])),
    ])
}

/// One order under its own names, and three under older ones.
async fn stored(db: &Db) {
    db.table::<Order>().await;
    Order::create(&order("own")).send(&db.client).await.unwrap();
    db.put_raw::<Order>(old("old", "amount")).await;
    db.put_raw::<Order>(old("older", "sum")).await;
}

async fn get(db: &Db, id: &str) -> Order {
    Order::get(id).send(&db.client).await.unwrap().unwrap()
}

async fn raw(db: &Db, id: &str) -> crate::harness::Item {
    db.get_raw::<Order>(item([("id", s(id))])).await.unwrap()
}

async fn every_name_is_read(db: Db) {
    stored(&db).await;
    for id in ["own", "old", "older"] {
        let read = db
            .both_paths(async |client| Order::get(id).send(client).await.unwrap())
            .await;
        assert_eq!(read, Some(order(id)));
    }
}

async fn its_own_name_wins(db: Db) {
    db.table::<Order>().await;
    for (id, names, total) in [
        ("1", ["total", "amount", "sum"], 1),
        ("2", ["sum", "total", "x"], 2),
        ("3", ["sum", "amount", "x"], 2),
        ("4", ["sum", "x", "y"], 1),
    ] {
        let mut stored = old(id, "x");
        stored.remove("x");
        for (value, name) in (1..).zip(names) {
            stored.insert(name.to_owned(), n(value));
        }
        // What is passed over need not fit.
        stored.insert("note".to_owned(), s("own"));
        stored.insert("remark".to_owned(), n(1));
        db.put_raw::<Order>(stored).await;
        let read = db
            .both_paths(async |client| Order::get(id).send(client).await.unwrap())
            .await
            .unwrap();
        assert_eq!(read.total, total, "{names:?}");
        assert_eq!(read.note.as_deref(), Some("own"));
        let unknown = |name: &&String| !["total", "amount", "sum"].contains(&name.as_str());
        let others: Vec<_> = read.extra.keys().filter(unknown).collect();
        assert_eq!(read.extra.len(), others.len(), "an older name is no extra");
    }
    let mut wrong = old("5", "amount");
    wrong.insert("remark".to_owned(), n(1));
    db.put_raw::<Order>(wrong).await;
    let error = Order::get("5").send(&db.client).await.unwrap_err();
    assert_eq!(error.path().unwrap().to_string(), "remark");
}

async fn a_put_writes_its_own_name(db: Db) {
    stored(&db).await;
    let read = get(&db, "older").await;
    let written = Order::put(&read).send(&db.client).await.unwrap();
    assert_eq!(written, order("older"));
    let stored = raw(&db, "older").await;
    assert_eq!(stored.get("total"), Some(&n(5)));
    for older in ["sum", "amount", "remark", "labels", "log", "addr"] {
        assert!(!stored.contains_key(older), "{older}");
    }
}

async fn found(db: &Db, scan: Scan<Order>) -> Vec<String> {
    let mut found: Vec<_> = scan
        .all(&db.client)
        .await
        .unwrap()
        .into_iter()
        .map(|order| order.id)
        .collect();
    found.sort();
    found
}

async fn conditions_see_older_names(db: Db) {
    stored(&db).await;
    db.put_raw::<Order>(item([
        ("id", s("bare")),
        ("total", n(9)),
        ("stops", AttributeValue::L(vec![])),
    ]))
    .await;
    let three = ["old", "older", "own"];
    let bare = ["bare"];
    for (scan, expected) in [
        (Order::scan().filter(|o| o.total.eq(5)), &three[..]),
        (Order::scan().filter(|o| o.total.lt(6)), &three),
        (Order::scan().filter(|o| o.total.between(4, 6)), &three),
        (Order::scan().filter(|o| o.total.is_in([5, 7])), &three),
        (Order::scan().filter(|o| o.total.ne(5)), &bare),
        (Order::scan().filter(|o| !o.total.ne(5)), &three),
        (Order::scan().filter(|o| !o.total.eq(5)), &bare),
        (Order::scan().filter(|o| !o.total.lt(6)), &bare),
        (Order::scan().filter(|o| o.note.exists()), &three),
        (Order::scan().filter(|o| o.note.not_exists()), &bare),
        (Order::scan().filter(|o| !o.note.not_exists()), &three),
        (Order::scan().filter(|o| o.note.ne("n")), &bare),
        (Order::scan().filter(|o| !o.note.eq("n")), &bare),
        (Order::scan().filter(|o| o.note.begins_with("n")), &three),
        (Order::scan().filter(|o| o.note.size().eq(1)), &three),
        (Order::scan().filter(|o| o.tags.contains("a")), &three),
        (Order::scan().filter(|o| !o.tags.contains("a")), &bare),
        (Order::scan().filter(|o| o.tags.eq(BTreeSet::new())), &bare),
        (
            Order::scan().filter(|o| o.total.eq(5).and(o.note.eq("n").or(o.total.eq(9)))),
            &three,
        ),
        (
            Order::scan().filter(|o| o.total.is_type(dynamo_model::value::AttributeType::N)),
            &["bare", "old", "older", "own"],
        ),
    ] {
        let shown = format!("{scan:?}");
        assert_eq!(found(&db, scan).await, expected, "{shown}");
    }
}

async fn conditions_of_writes_see_older_names(db: Db) {
    stored(&db).await;
    Order::update("old")
        .change(|o| o.note.set("x"))
        .condition(|o| o.total.eq(5))
        .send(&db.client)
        .await
        .unwrap();
    let refused = Order::delete("older").condition(|o| o.total.ne(5));
    assert!(
        refused
            .send(&db.client)
            .await
            .unwrap_err()
            .is_condition_failed()
    );
    let delete = Order::delete("older").condition(|o| o.total.eq(5).and(o.note.exists()));
    delete.send(&db.client).await.unwrap();
    let put = Order::put(&order("old")).condition(|o| o.total.eq(6));
    assert!(
        put.send(&db.client)
            .await
            .unwrap_err()
            .is_condition_failed()
    );
}

async fn conditions_on_two_attributes_see_older_names(db: Db) {
    #[derive(Debug, Clone, PartialEq, Model)]
    #[dynamo(table = "twice")]
    struct Pair {
        #[dynamo(partition_key)]
        id: String,
        #[dynamo(alias = "x")]
        a: Option<u32>,
        #[dynamo(alias = "y")]
        b: Option<u32>,
    }
    db.table::<Pair>().await;
    for a in ["a", "x"] {
        for b in ["b", "y"] {
            for (left, right) in [(1, 1), (1, 2)] {
                let id = format!("{a}{b}{left}{right}");
                db.put_raw::<Pair>(item([("id", s(&id)), (a, n(left)), (b, n(right))]))
                    .await;
            }
        }
    }
    let ids = async |scan: Scan<Pair>| {
        let all = scan.all(&db.client).await.unwrap();
        let mut ids: Vec<_> = all.into_iter().map(|pair| pair.id).collect();
        ids.sort();
        ids
    };
    let less = ids(Pair::scan().filter(|p| p.a.lt(&p.b))).await;
    assert_eq!(less, ["ab12", "ay12", "xb12", "xy12"]);
    let not_less = ids(Pair::scan().filter(|p| !p.a.lt(&p.b))).await;
    assert_eq!(not_less, ["ab11", "ay11", "xb11", "xy11"]);
    let not_equal = ids(Pair::scan().filter(|p| p.a.ne(&p.b))).await;
    assert_eq!(not_equal, less);
}

async fn nested_conditions_see_older_names(db: Db) {
    stored(&db).await;
    let mut without = old("without", "amount");
    without.remove("addr");
    db.put_raw::<Order>(without).await;
    // The address is there, and has no city: what is under its older name does not count.
    let mut both = old("both", "amount");
    both.insert("address".to_owned(), map([("zip", s("1"))]));
    db.put_raw::<Order>(both).await;
    let ids = async |scan: Scan<Order>| {
        let read = scan.select(|o| o.id).all(&db.client).await.unwrap();
        let mut ids: Vec<String> = read;
        ids.sort();
        ids
    };
    let three = ["old", "older", "own"];
    let two = ["both", "without"];
    let bern = Order::scan().filter(|o| o.address.city.eq("Bern"));
    assert_eq!(ids(bern).await, three);
    let not_bern = Order::scan().filter(|o| !o.address.city.eq("Bern"));
    assert_eq!(ids(not_bern).await, two);
    let no_city = Order::scan().filter(|o| o.address.city.not_exists());
    assert_eq!(ids(no_city).await, two);
    let stop = Order::scan().filter(|o| o.stops.at(0).city.eq("Bern"));
    assert_eq!(ids(stop).await, ["both", "old", "older", "own", "without"]);
}

async fn what_is_set_moves_to_its_own_name(db: Db) {
    stored(&db).await;
    for id in ["own", "old", "older"] {
        let updated = Order::update(id)
            .change(|o| {
                o.total
                    .set(7)
                    .and(o.note.remove())
                    .and(o.tags.set(BTreeSet::from(["b".to_owned()])))
                    .and(o.stops.at(0).city.set("Basel"))
            })
            .send(&db.client)
            .await
            .unwrap();
        assert_eq!(updated.total, 7);
        assert_eq!(updated.note, None);
        assert_eq!(updated.stops[0].city, "Basel");
        let stored = raw(&db, id).await;
        for older in ["sum", "amount", "remark", "labels"] {
            assert!(!stored.contains_key(older), "{id} {older}");
        }
        let stops = AttributeValue::L(vec![map([("city", s("Basel"))])]);
        assert_eq!(stored.get("stops"), Some(&stops));
    }
}

async fn numbers_and_lists_change_in_place(db: Db) {
    stored(&db).await;
    for id in ["own", "old", "older"] {
        let updated = Order::update(id)
            .change(|o| {
                o.total
                    .add(2)
                    .and(o.history.append(["i"]))
                    .and(o.note.set_if_not_exists("other"))
            })
            .send(&db.client)
            .await
            .unwrap();
        assert_eq!(updated.total, 7, "{id}");
        assert_eq!(updated.history, ["h", "i"], "{id}");
        assert_eq!(updated.note.as_deref(), Some("n"), "{id}");
        let stored = raw(&db, id).await;
        for older in ["sum", "amount", "log", "remark"] {
            assert!(!stored.contains_key(older), "{id} {older}");
        }
    }
    stored_again(&db).await;
    for id in ["own", "old", "older"] {
        let updated = Order::update(id)
            .change(|o| o.total.set(o.total.minus(1)).and(o.history.prepend(["g"])))
            .send(&db.client)
            .await
            .unwrap();
        assert_eq!((updated.total, updated.history.len()), (4, 2), "{id}");
    }
    let upserted = Order::upsert("new")
        .change(|o| {
            let stops: Vec<Address> = Vec::new();
            o.total
                .add(3)
                .and(o.stops.set(stops))
                .and(o.history.append(["x"]))
        })
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!((upserted.total, upserted.history.len()), (3, 1));
}

async fn stored_again(db: &Db) {
    Order::put(&order("own")).send(&db.client).await.unwrap();
    db.put_raw::<Order>(old("old", "amount")).await;
    db.put_raw::<Order>(old("older", "sum")).await;
}

async fn sets_change_in_place_under_their_own_name_alone(db: Db) {
    stored(&db).await;
    let insert = |id: &str| Order::update(id).change(|o| o.tags.insert(["b"]));
    let updated = insert("own").send(&db.client).await.unwrap();
    assert_eq!(updated.tags.len(), 2);
    let error = insert("old").send(&db.client).await.unwrap_err();
    assert!(error.is_condition_failed(), "{error:?}");
    assert_eq!(error.path().unwrap().to_string(), "tags");
    assert!(error.to_string().contains("older name"), "{error}");
    let delete = Order::update("old").change(|o| o.tags.delete(["a"]));
    assert!(
        delete
            .send(&db.client)
            .await
            .unwrap_err()
            .is_condition_failed()
    );
    assert_eq!(get(&db, "old").await, order("old"), "nothing is lost");
    // Without a set under any name, one is made.
    let updated = Order::update("old").change(|o| o.tags.remove());
    updated.send(&db.client).await.unwrap();
    let updated = insert("old").send(&db.client).await.unwrap();
    assert_eq!(updated.tags, ["b".to_owned()].into());
    // The user's own condition is told as such.
    let refused = insert("own").condition(|o| o.total.eq(9));
    let error = refused.send(&db.client).await.unwrap_err();
    assert!(
        error.is_condition_failed() && error.path().is_none(),
        "{error:?}"
    );
}

async fn documents_change_in_place_under_their_own_name_alone(db: Db) {
    stored(&db).await;
    let change = |id: &str| Order::update(id).change(|o| o.address.city.set("Basel"));
    let updated = change("own").send(&db.client).await.unwrap();
    assert_eq!(updated.address.unwrap().city, "Basel");
    let error = change("old").send(&db.client).await.unwrap_err();
    assert!(error.is_condition_failed(), "{error:?}");
    assert_eq!(error.path().unwrap().to_string(), "address");
    let whole = Order::update("old").change(|o| o.address.set(bern()));
    whole.send(&db.client).await.unwrap();
    change("old").send(&db.client).await.unwrap();
    let remove = Order::update("old").change(|o| o.history.remove_at(0));
    let error = remove.send(&db.client).await.unwrap_err();
    assert_eq!(error.path().unwrap().to_string(), "history");
}

#[derive(Debug, PartialEq, Projection)]
#[dynamo(of = Order)]
struct Summary {
    total: u32,
    note: Option<String>,
    #[dynamo(nested)]
    address: Option<City>,
}

#[derive(Debug, PartialEq, Projection)]
#[dynamo(of = Address)]
struct City {
    city: String,
}

async fn selections_and_projections_see_older_names(db: Db) {
    stored(&db).await;
    for id in ["own", "old", "older"] {
        let selected = db
            .both_paths(async |client| {
                let get = Order::get(id);
                let get = get.select(|o| (o.total, o.note, o.address.city.clone(), o.stops.at(0)));
                get.send(client).await.unwrap()
            })
            .await;
        let (total, note, city, stop): (u32, Option<String>, String, Address) = selected.unwrap();
        assert_eq!(
            (total, note.as_deref(), city.as_str()),
            (5, Some("n"), "Bern")
        );
        assert_eq!(stop, bern());
        let projected = db
            .both_paths(async |client| {
                let get = Order::get(id).project::<Summary>();
                get.send(client).await.unwrap()
            })
            .await;
        let expected = Summary {
            total: 5,
            note: Some("n".to_owned()),
            address: Some(City {
                city: "Bern".to_owned(),
            }),
        };
        assert_eq!(projected, Some(expected), "{id}");
    }
    let mut both = old("both", "sum");
    both.insert("total".to_owned(), n(1));
    both.insert("amount".to_owned(), n(2));
    db.put_raw::<Order>(both).await;
    let get = Order::get("both").select(|o| o.total);
    assert_eq!(get.send(&db.client).await.unwrap(), Some(1));
    let get = Order::get("both").project::<Summary>();
    assert_eq!(get.send(&db.client).await.unwrap().unwrap().total, 1);
}

struct ByDay;

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "aliased-index", index(ByDay, include(total)))]
struct Sale {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(index(ByDay, partition_key))]
    day: String,
    #[dynamo(alias = "amount")]
    total: u32,
}

async fn an_index_holds_every_name(db: Db) {
    db.table::<Sale>().await;
    let old = item([("id", s("1")), ("day", s("mon")), ("amount", n(5))]);
    db.put_raw::<Sale>(old).await;
    let expected = Sale {
        id: "1".to_owned(),
        day: "mon".to_owned(),
        total: 5,
    };
    let query = Sale::query_index(ByDay, "mon").filter(|s| s.total.eq(5));
    assert_eq!(query.all(&db.client).await.unwrap(), [expected]);
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Audit {
    #[dynamo(alias = "author")]
    changed_by: String,
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(tag = "kind")]
enum Payment {
    Card {
        #[dynamo(alias = "pan")]
        number: String,
        #[dynamo(flatten)]
        rest: BTreeMap<String, u32>,
    },
    Cash(Audit),
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "aliased-parts")]
struct Paid {
    #[dynamo(partition_key)]
    id: String,
    payment: Payment,
    #[dynamo(flatten)]
    audit: Audit,
}

async fn variants_and_flattened_structs_have_older_names(db: Db) {
    db.table::<Paid>().await;
    let card = map([("kind", s("Card")), ("pan", s("4")), ("fee", n(1))]);
    let stored = item([("id", s("1")), ("payment", card), ("author", s("ada"))]);
    db.put_raw::<Paid>(stored).await;
    let cash = map([("kind", s("Cash")), ("author", s("bob"))]);
    let stored = item([("id", s("2")), ("payment", cash), ("author", s("ada"))]);
    db.put_raw::<Paid>(stored).await;
    let read = db
        .both_paths(async |client| Paid::get("1").send(client).await.unwrap())
        .await
        .unwrap();
    let card = Payment::Card {
        number: "4".to_owned(),
        rest: [("fee".to_owned(), 1)].into(),
    };
    assert_eq!(read.payment, card);
    assert_eq!(read.audit.changed_by, "ada");
    let read = Paid::get("2").send(&db.client).await.unwrap().unwrap();
    let bob = Audit {
        changed_by: "bob".to_owned(),
    };
    assert_eq!(read.payment, Payment::Cash(bob));
    let found = Paid::scan().filter(|p| p.audit.changed_by.eq("ada"));
    assert_eq!(found.all(&db.client).await.unwrap().len(), 2);
    let update = Paid::update("1").change(|p| p.audit.changed_by.set("eve"));
    update.send(&db.client).await.unwrap();
    let stored = db.get_raw::<Paid>(item([("id", s("1"))])).await.unwrap();
    assert_eq!(stored.get("changed_by"), Some(&s("eve")));
    assert!(!stored.contains_key("author"));
}

struct ByStatus;

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "aliased-template",
    index(ByStatus, partition_key = "STATUS#{status}")
)]
struct Task {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(alias = "state")]
    status: Option<String>,
    done: u32,
}

async fn keys_of_indexes_follow_an_attribute_with_older_names(db: Db) {
    db.table::<Task>().await;
    let key = s("STATUS#open");
    let old = item([
        ("id", s("1")),
        ("state", s("open")),
        ("done", n(0)),
        ("ByStatus_pk", key),
    ]);
    db.put_raw::<Task>(old.clone()).await;
    let open = Task::query_index(ByStatus, "open").all(&db.client).await;
    assert_eq!(open.unwrap()[0].status.as_deref(), Some("open"));
    // What is there under an older name stays, and so does the key.
    let update = Task::update("1").change(|t| t.status.set_if_not_exists("new"));
    let updated = update.send(&db.client).await.unwrap();
    assert_eq!(updated.status.as_deref(), Some("open"));
    let stored = db.get_raw::<Task>(item([("id", s("1"))])).await.unwrap();
    assert_eq!(stored.get("ByStatus_pk"), Some(&s("STATUS#open")));
    assert_eq!(stored.get("status"), Some(&s("open")));
    db.put_raw::<Task>(old).await;
    let update = Task::update("1").change(|t| t.status.set("done"));
    update.send(&db.client).await.unwrap();
    let done = Task::query_index(ByStatus, "done").all(&db.client).await;
    assert_eq!(done.unwrap().len(), 1);
}

/// Renamed fields go by their stored names in keys, updates, conditions, projections and results alike.
async fn d06_names_of_fields_are_the_same_everywhere(db: Db) {
    #[derive(Debug, Clone, PartialEq, Model)]
    #[dynamo(table = "renamed", rename_all = "camelCase")]
    struct Person {
        #[dynamo(partition_key, rename = "pk")]
        person_id: String,
        #[dynamo(alias = "name")]
        full_name: String,
        #[dynamo(rename = "yob")]
        year_of_birth: u16,
    }
    db.table::<Person>().await;
    let ada = Person {
        person_id: "1".to_owned(),
        full_name: "Ada".to_owned(),
        year_of_birth: 1815,
    };
    let put = Person::put(&ada).send(&db.client).await.unwrap();
    assert_eq!(put, ada);
    let updated = Person::update("1")
        .change(|p| p.full_name.set("Ada L.").and(p.year_of_birth.add(1)))
        .condition(|p| p.year_of_birth.eq(1815).and(p.full_name.eq("Ada")))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(updated.full_name, "Ada L.");
    let stored = db.get_raw::<Person>(item([("pk", s("1"))])).await.unwrap();
    let expected = item([("pk", s("1")), ("fullName", s("Ada L.")), ("yob", n(1816))]);
    assert_eq!(stored, expected);
    let selected = Person::query("1").select(|p| (p.full_name, p.year_of_birth));
    let selected = selected.all(&db.client).await.unwrap();
    assert_eq!(selected, [("Ada L.".to_owned(), 1816)]);
    let deleted = Person::delete(updated.key()).return_old();
    assert_eq!(deleted.send(&db.client).await.unwrap(), Some(updated));
}
