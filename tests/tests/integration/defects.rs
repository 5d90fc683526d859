//! What Dynamoose 4.2.0 gets wrong, and what happens here. The numbers are those of the second table of `docs/parity.md`; those that
//! show in a request alone are in `tests/derive/defects.rs`, and those that the compiler finds in `ui/defect`.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use dynamo_model::expr::{Change, raw};
use dynamo_model::op::Cursor;
use dynamo_model::value::{Blob, Number, Rfc3339, UnixMillis, UnixSeconds, Value};
use dynamo_model::{AttributeValue, Document, ErrorKind, Model, Ref, value};
use dynamo_model_embedded::Fault;

use crate::harness::{Db, item, n, s};
use crate::models::{Address, Order, Status, full_order, key, order, required};

on_every_engine![
    d01_a_date_in_a_key_and_a_condition,
    d02_or_at_the_top_of_a_filter,
    d03_several_filters_all_hold,
    d04_an_update_inside_a_document,
    d05_a_part_of_a_document_is_read,
    d06_stored_names_everywhere,
    d07_what_is_created_is_what_is_read,
    d08_elements_are_deleted_and_no_default_is_set,
    d09_a_default_is_in_the_form_of_its_codec,
    d12_an_update_is_one_of_its_own_model,
    d14_many_keys_are_read_in_batches,
    d17_a_missing_reference_and_a_set_of_references,
    d19_an_index_that_the_model_does_not_know_stays,
    d20_what_was_scanned_is_counted,
    d22_null_and_absent,
    d26_what_is_made_of_an_item_is_whole,
    d27_what_looks_like_the_wire_is_data,
    d28_numbers_of_any_size,
    d30_placeholders_of_raw_conditions,
    d32_an_update_makes_no_item,
    d33_an_empty_update_is_refused,
    d34_changed_attributes_are_no_item,
    d35_one_of_none_and_one_of_many,
    d36_elements_of_lists_in_conditions,
    d38_a_list_of_strings,
    d39_values_of_any_type_keep_all,
    d40_dates_among_what_no_field_takes,
];

on_the_embedded_engine![
    d14_what_a_batch_leaves_undone,
    d18_nothing_is_sent_before_it_is_asked_for,
    d18_a_table_that_cannot_be_made_is_an_error,
];

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

/// Points in time in every place: one codec is used in all of them.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "visits")]
struct Visit {
    #[dynamo(partition_key)]
    user: String,
    #[dynamo(sort_key, with = UnixMillis)]
    at: SystemTime,
    #[dynamo(with = UnixSeconds)]
    seen: SystemTime,
    #[dynamo(with = Option<Rfc3339>)]
    left: Option<SystemTime>,
}

fn visit(seconds: u64) -> Visit {
    Visit {
        user: "ada".to_owned(),
        at: at(seconds),
        seen: at(seconds + 1),
        left: Some(at(seconds + 2)),
    }
}

async fn d01_a_date_in_a_key_and_a_condition(db: Db) {
    db.table::<Visit>().await;
    let visits = [visit(10), visit(20), visit(30)];
    for visit in &visits {
        Visit::create(visit).send(&db.client).await.unwrap();
    }
    let stored = db
        .get_raw::<Visit>(item([("user", s("ada")), ("at", n(20_000))]))
        .await
        .unwrap();
    assert_eq!(stored["seen"], n(21));
    assert_eq!(stored["left"], s("1970-01-01T00:00:22.000000000Z"));

    let got = Visit::get(("ada", at(20))).send(&db.client).await.unwrap();
    assert_eq!(got.as_ref(), Some(&visits[1]));
    let between = Visit::query("ada").sort_key(|k| k.between(at(15), at(25)));
    assert_eq!(between.all(&db.client).await.unwrap(), visits[1..2]);
    let filtered = Visit::query("ada").filter(|v| v.left.gt(at(22)).and(v.seen.lt(at(100))));
    assert_eq!(filtered.all(&db.client).await.unwrap(), visits[2..]);
    let scanned = Visit::scan().filter(|v| v.at.eq(at(10)));
    assert_eq!(scanned.all(&db.client).await.unwrap(), visits[..1]);

    let updated = Visit::update(("ada", at(10)))
        .change(|v| v.seen.set(at(99)))
        .condition(|v| v.seen.eq(at(11)).and(v.left.is_in([at(12)])))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(updated.seen, at(99));

    let page = Visit::query("ada").limit(1).send(&db.client).await.unwrap();
    let cursor: Cursor = page.cursor.unwrap().to_string().parse().unwrap();
    let rest = Visit::query("ada").after(cursor);
    assert_eq!(rest.all(&db.client).await.unwrap(), visits[1..]);
    Visit::delete(("ada", at(30)))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(
        Visit::query("ada").count(&db.client).await.unwrap().count,
        2
    );
}

async fn d02_or_at_the_top_of_a_filter(db: Db) {
    db.table::<Order>().await;
    db.put_all(&[order("a"), full_order("b"), order("c")]).await;
    let found = Order::query("c-17")
        .filter(|o| o.gift.eq(true).or(o.total_cents.eq(1_000)))
        .select(|o| o.order_id);
    assert_eq!(found.all(&db.client).await.unwrap(), ["a", "b", "c"]);
    // What is said first is together: (gift or 1,000) and shipped, which none is; not gift or (1,000 and shipped).
    let both = Order::query("c-17").filter(|o| {
        (o.gift.eq(true).or(o.total_cents.eq(1_000))).and(o.status.eq(Status::Shipped))
    });
    assert_eq!(both.count(&db.client).await.unwrap().count, 0);
    let either = Order::query("c-17").filter(|o| {
        (o.gift.eq(true)).or(o.total_cents.eq(1_000).and(o.status.eq(Status::Shipped)))
    });
    assert_eq!(either.count(&db.client).await.unwrap().count, 1);
}

async fn d03_several_filters_all_hold(db: Db) {
    db.table::<Order>().await;
    let of = |id: &str, total_cents| Order {
        total_cents,
        ..order(id)
    };
    db.put_all(&[of("a", 1), of("b", 3), of("c", 5)]).await;
    let found = Order::query("c-17")
        .sort_key(|id| id.between("b", "c"))
        .filter(|o| o.total_cents.gt(1).and(o.total_cents.lt(5)))
        .select(|o| o.order_id);
    assert_eq!(found.all(&db.client).await.unwrap(), ["b"]);
    let found = Order::scan()
        .filter(|o| o.total_cents.gt(1))
        .filter(|o| o.total_cents.lt(5))
        .select(|o| o.order_id);
    assert_eq!(found.all(&db.client).await.unwrap(), ["b"]);
}

async fn d04_an_update_inside_a_document(db: Db) {
    db.table::<Order>().await;
    Order::put(&full_order("1")).send(&db.client).await.unwrap();
    let updated = Order::update(key("1"))
        .change(|o| {
            o.address
                .city
                .set("Bern")
                .and(o.lines.at(1).quantity.add(4))
        })
        .send(&db.client)
        .await
        .unwrap();
    let mut expected = full_order("1");
    expected.address = Some(Address {
        city: "Bern".to_owned(),
        ..expected.address.unwrap()
    });
    expected.lines[1].quantity = 5;
    assert_eq!(updated, expected, "the rest of the documents is as it was");
    let stored = db.get_raw::<Order>(order_key("1")).await.unwrap();
    assert_eq!(
        stored,
        expected.to_attributes().unwrap(),
        "and there is no attribute that is called like a path"
    );
}

fn order_key(id: &str) -> crate::harness::Item {
    item([("customerId", s("c-17")), ("orderId", s(id))])
}

async fn d05_a_part_of_a_document_is_read(db: Db) {
    db.table::<Order>().await;
    Order::put(&full_order("1")).send(&db.client).await.unwrap();
    let read = db
        .both_paths(async |client| {
            let get = Order::get(key("1")).select(|o| (o.address.city.clone(), o.discount_cents));
            let query = Order::query("c-17").select(|o| o.address.city.clone());
            let scan = Order::scan().select(|o| o.address.city.clone());
            (
                get.send(client).await.unwrap(),
                query.all(client).await.unwrap(),
                scan.all(client).await.unwrap(),
            )
        })
        .await;
    let city = || "Zürich".to_owned();
    assert_eq!(
        read,
        (Some((city(), Some(200))), vec![city()], vec![city()])
    );
}

/// Every name in Rust is another than the stored one.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "aliased")]
struct Aliased {
    #[dynamo(partition_key, rename = "PK")]
    tenant: String,
    #[dynamo(sort_key, rename = "SK")]
    number: u32,
    #[dynamo(rename = "t.itle")]
    title: String,
    #[dynamo(rename = "#2")]
    count: Option<u32>,
}

async fn d06_stored_names_everywhere(db: Db) {
    db.table::<Aliased>().await;
    let one = Aliased {
        tenant: "t".to_owned(),
        number: 1,
        title: "x".to_owned(),
        count: None,
    };
    let created = Aliased::create(&one).send(&db.client).await.unwrap();
    assert_eq!(created, one);
    let two = Aliased {
        title: "y".to_owned(),
        count: Some(2),
        ..one.clone()
    };
    let updated = Aliased::update(("t", 1))
        .change(|a| a.title.set("y").and(a.count.add(2)))
        .condition(|a| a.title.eq("x").and(a.number.eq(1)))
        .send(&db.client)
        .await;
    assert_eq!(updated.unwrap(), two);
    let found = Aliased::query("t")
        .sort_key(|k| k.le(1))
        .filter(|a| a.count.eq(2))
        .select(|a| (a.title, a.number));
    assert_eq!(found.all(&db.client).await.unwrap(), [("y".to_owned(), 1)]);
    let old = Aliased::delete(two.key()).return_old();
    assert_eq!(old.send(&db.client).await.unwrap(), Some(two));
    assert_eq!(Aliased::scan().count(&db.client).await.unwrap().count, 0);
}

async fn d07_what_is_created_is_what_is_read(db: Db) {
    db.table::<Visit>().await;
    // What DynamoDB does not keep is not given back either: the codec rounds down to whole seconds.
    let visit = Visit {
        seen: at(5) + Duration::from_millis(700),
        ..visit(10)
    };
    let created = Visit::create(&visit).send(&db.client).await.unwrap();
    assert_eq!(created.seen, at(5));
    let put = Visit::put(&visit).send(&db.client).await.unwrap();
    let updated = Visit::update(("ada", at(10))).change(|v| v.left.set(visit.left));
    let updated = updated.send(&db.client).await.unwrap();
    let read = Visit::get(("ada", at(10))).send(&db.client).await.unwrap();
    let read = read.unwrap();
    assert_eq!([&created, &put, &updated], [&read, &read, &read]);
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "defaulting")]
struct Defaulting {
    #[dynamo(partition_key)]
    id: u32,
    #[dynamo(default = BTreeSet::from(["new".to_owned()]))]
    tags: BTreeSet<String>,
    #[dynamo(default = 7)]
    rank: u32,
    #[dynamo(default = Some(at(60)), with = Option<UnixSeconds>)]
    due: Option<SystemTime>,
}

async fn d08_elements_are_deleted_and_no_default_is_set(db: Db) {
    db.table::<Defaulting>().await;
    let tags = |tags: &[&str]| {
        tags.iter()
            .map(ToString::to_string)
            .collect::<BTreeSet<_>>()
    };
    let one = Defaulting {
        id: 1,
        tags: tags(&["a", "b", "c"]),
        rank: 1,
        due: None,
    };
    Defaulting::put(&one).send(&db.client).await.unwrap();
    let update = Defaulting::update(1).change(|d| d.tags.delete(["a", "x"]));
    let updated = update.send(&db.client).await.unwrap();
    assert_eq!(updated.tags, tags(&["b", "c"]));
    let stored = db.get_raw::<Defaulting>(item([("id", n(1))])).await;
    let AttributeValue::Ss(mut stored) = stored.unwrap().remove("tags").unwrap() else {
        panic!("it is a set")
    };
    stored.sort();
    assert_eq!(stored, ["b", "c"]);
}

async fn d09_a_default_is_in_the_form_of_its_codec(db: Db) {
    db.table::<Defaulting>().await;
    db.put_raw::<Defaulting>(item([("id", n(1)), ("rank", n(3))]))
        .await;
    let read = Defaulting::get(1).send(&db.client).await.unwrap().unwrap();
    assert_eq!((read.rank, read.due), (3, Some(at(60))));
    // To give back a default is to set it, even to what is false or nothing; to remove is to remove.
    let update = Defaulting::update(1).change(|d| d.rank.set(0).and(d.due.set(at(60))));
    update.send(&db.client).await.unwrap();
    let stored = db.get_raw::<Defaulting>(item([("id", n(1))])).await;
    let stored = stored.unwrap();
    assert_eq!((&stored["rank"], &stored["due"]), (&n(0), &n(60)));
    let update = Defaulting::update(1)
        .change(|d| d.due.remove())
        .return_none();
    update.send(&db.client).await.unwrap();
    let stored = db.get_raw::<Defaulting>(item([("id", n(1))])).await;
    assert!(!stored.unwrap().contains_key("due"));
}

/// The first of two models in a table.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "mixed", partition_key = "T#{tenant}", sort_key = "USER#{id}")]
struct MixedUser {
    tenant: String,
    id: u32,
    name: String,
}

/// The second one, with an index key of its own that follows what is changed.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "mixed",
    partition_key = "T#{tenant}",
    sort_key = "TASK#{id}",
    index(ByState, partition_key = "STATE#{state}", sort_key = "{id}")
)]
struct MixedTask {
    tenant: String,
    id: u32,
    state: String,
    #[dynamo(with = UnixSeconds)]
    due: SystemTime,
}

struct ByState;

async fn d12_an_update_is_one_of_its_own_model(db: Db) {
    db.table::<MixedTask>().await;
    let task = MixedTask {
        tenant: "t".to_owned(),
        id: 1,
        state: "open".to_owned(),
        due: at(1),
    };
    MixedTask::create(&task).send(&db.client).await.unwrap();
    let user = MixedUser {
        tenant: "t".to_owned(),
        id: 1,
        name: "Ada".to_owned(),
    };
    MixedUser::create(&user).send(&db.client).await.unwrap();
    let updated = MixedTask::update(("t", 1))
        .change(|t| t.state.set("done").and(t.due.set(at(2))))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!((&*updated.state, updated.due), ("done", at(2)));
    let stored = db
        .get_raw::<MixedTask>(item([("pk", s("T#t")), ("sk", s("TASK#0000000001"))]))
        .await
        .unwrap();
    assert_eq!(stored["ByState_pk"], s("STATE#done"));
    assert_eq!(stored["due"], n(2));
    assert_eq!(stored["_type"], s("MixedTask"));
    let done = MixedTask::query_index(ByState, "done").sort_key(|k| k.eq(1));
    assert_eq!(done.all(&db.client).await.unwrap(), [updated]);
    let read = MixedUser::get(("t", 1)).send(&db.client).await.unwrap();
    assert_eq!(read, Some(user));
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "users")]
struct User {
    #[dynamo(partition_key)]
    id: u32,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "posts")]
struct Post {
    #[dynamo(partition_key)]
    id: u32,
    author: Ref<User>,
    likes: HashSet<Ref<User>>,
}

async fn d14_many_keys_are_read_in_batches(db: Db) {
    db.table::<User>().await;
    let users: Vec<_> = (0..130).map(|id| User { id }).collect();
    db.put_all(&users).await;
    let mut refs: Vec<_> = (0..130).chain(0..130).map(Ref::<User>::new).collect();
    User::populate(&mut refs).send(&db.client).await.unwrap();
    assert!(refs.iter().all(|user| user.item().is_some()));
    if let Some(engine) = db.if_embedded() {
        assert_eq!(engine.calls("BatchGetItem"), 2, "a hundred keys, each once");
    }
}

async fn d14_what_a_batch_leaves_undone(db: Db) {
    db.table::<User>().await;
    db.put_all(&[User { id: 1 }, User { id: 2 }, User { id: 3 }])
        .await;
    db.engine()
        .faults()
        .on("BatchGetItem", Fault::unprocessed(2));
    let mut refs = [1, 2, 3].map(Ref::<User>::new);
    User::populate(&mut refs).send(&db.client).await.unwrap();
    assert!(refs.iter().all(|user| user.item().is_some()));
    assert_eq!(db.engine().calls("BatchGetItem"), 2);
}

async fn d17_a_missing_reference_and_a_set_of_references(db: Db) {
    db.table::<User>().await;
    db.table::<Post>().await;
    db.put_all(&[User { id: 1 }]).await;
    let post = Post {
        id: 7,
        author: Ref::new(404),
        likes: [1, 2].map(Ref::new).into(),
    };
    Post::create(&post).send(&db.client).await.unwrap();
    let mut read = Post::get(7).send(&db.client).await.unwrap().unwrap();
    assert_eq!(read, post);
    let mut likes: Vec<_> = read.likes.drain().collect();
    User::populate(likes.iter_mut().chain([&mut read.author]))
        .send(&db.client)
        .await
        .unwrap();
    assert!(read.author.is_missing() && read.author.item().is_none());
    let found: Vec<_> = likes.iter().filter_map(Ref::item).collect();
    assert_eq!(found, [&User { id: 1 }]);
}

async fn d18_nothing_is_sent_before_it_is_asked_for(db: Db) {
    db.engine().record();
    let operations = (
        Order::create_table(),
        Order::get(key("1")),
        Order::query("c-17"),
        Order::put(&order("1")),
        Order::update(key("1")).change(|o| o.gift.set(true)),
    );
    tokio::task::yield_now().await;
    drop(operations);
    assert!(db.engine().requests().is_empty());
}

async fn d18_a_table_that_cannot_be_made_is_an_error(db: Db) {
    let denied = Fault::error("AccessDeniedException", "not you");
    db.engine().faults().on("CreateTable", denied);
    let error = Order::create_table().send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AccessDenied);
    // Nothing waits for a table that is not there.
    let error = Order::get(key("1")).send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TableNotFound);
    Order::create_table().send(&db.client).await.unwrap();
    let read = Order::get(key("1")).send(&db.client).await;
    assert_eq!(read.unwrap(), None);
}

struct ByName;

/// The table as it is.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "indexed")]
struct Indexed {
    #[dynamo(partition_key)]
    id: u32,
    #[dynamo(index(ByName, partition_key))]
    name: String,
}

/// The same table, as somebody else knows it.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "indexed")]
struct Unindexed {
    #[dynamo(partition_key)]
    id: u32,
}

async fn d19_an_index_that_the_model_does_not_know_stays(db: Db) {
    db.table::<Indexed>().await;
    let create = Unindexed::create_table().if_not_exists();
    create.send(&db.client).await.unwrap();
    let one = Indexed {
        id: 1,
        name: "x".to_owned(),
    };
    Indexed::put(&one).send(&db.client).await.unwrap();
    let found = Indexed::query_index(ByName, "x").all(&db.client).await;
    assert_eq!(found.unwrap(), [one]);
    if let Some(engine) = db.if_embedded() {
        assert_eq!(engine.calls("UpdateTable"), 0);
    }
}

async fn d20_what_was_scanned_is_counted(db: Db) {
    db.table::<Order>().await;
    db.put_all(&[order("a"), full_order("b"), order("c")]).await;
    let page = Order::query("c-17").filter(|o| o.gift.eq(true));
    let page = page.send(&db.client).await.unwrap();
    assert_eq!((page.len(), page.scanned_count), (1, 3));
    let count = Order::scan().filter(|o| o.gift.eq(true));
    let count = count.count(&db.client).await.unwrap();
    assert_eq!(
        (count.count, count.scanned_count, count.requests),
        (1, 3, 1)
    );
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "nulls")]
struct Nulls {
    #[dynamo(partition_key)]
    id: u32,
    /// Absent if it is `None`.
    plain: Option<String>,
    /// NULL if it is `None`: always there.
    #[dynamo(null)]
    nullable: Option<String>,
    #[dynamo(default = 5)]
    count: u32,
}

async fn d22_null_and_absent(db: Db) {
    db.table::<Nulls>().await;
    let none = Nulls {
        id: 1,
        plain: None,
        nullable: None,
        count: 0,
    };
    Nulls::put(&none).send(&db.client).await.unwrap();
    let stored = db.get_raw::<Nulls>(item([("id", n(1))])).await.unwrap();
    let null = AttributeValue::Null(true);
    assert_eq!(
        stored,
        item([("id", n(1)), ("nullable", null.clone()), ("count", n(0))])
    );
    let found = Nulls::scan().filter(|x| x.nullable.exists().and(x.plain.not_exists()));
    assert_eq!(found.all(&db.client).await.unwrap(), [none]);

    // The default stands for what is absent. NULL is a value, and is told if it does not fit.
    db.put_raw::<Nulls>(item([("id", n(2)), ("plain", null.clone())]))
        .await;
    let read = Nulls::get(2).send(&db.client).await.unwrap().unwrap();
    assert_eq!((read.plain, read.nullable, read.count), (None, None, 5));
    db.put_raw::<Nulls>(item([("id", n(3)), ("count", null)]))
        .await;
    let error = Nulls::get(3).send(&db.client).await.unwrap_err();
    assert!(
        error.to_string().ends_with("count: expected N, found NULL"),
        "{error}"
    );
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "bags")]
struct Bag {
    #[dynamo(partition_key)]
    id: u32,
    tags: BTreeSet<String>,
    photo: Blob,
    #[dynamo(with = UnixMillis)]
    at: SystemTime,
    inner: Inner,
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Inner {
    numbers: BTreeSet<u32>,
    photo: Blob,
}

async fn d26_what_is_made_of_an_item_is_whole(db: Db) {
    db.table::<Bag>().await;
    let bag = Bag {
        id: 1,
        tags: BTreeSet::from(["a".to_owned(), "b".to_owned()]),
        photo: Blob::new([0, 255]),
        at: at(3),
        inner: Inner {
            numbers: BTreeSet::from([1, 2]),
            photo: Blob::new([1]),
        },
    };
    let before = bag.clone();
    let attributes = bag.to_attributes().unwrap();
    assert_eq!(bag, before, "the item is not touched");
    assert_eq!(
        attributes["photo"],
        AttributeValue::B(vec![0_u8, 255].into())
    );
    assert!(attributes["tags"].is_ss() && attributes["inner"].as_m().unwrap()["numbers"].is_ns());
    assert_eq!(Bag::from_attributes(attributes).unwrap(), bag);
    Bag::put(&bag).send(&db.client).await.unwrap();
    assert_eq!(Bag::get(1).send(&db.client).await.unwrap(), Some(bag));
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "anything")]
struct Anything {
    #[dynamo(partition_key)]
    id: u32,
    value: Value,
    #[dynamo(flatten)]
    rest: value::Item,
}

/// Writes it, and reads it in every way.
async fn is_kept(db: &Db, anything: &Anything) {
    let put = Anything::put(anything).send(&db.client).await.unwrap();
    assert_eq!(&put, anything);
    let read = db
        .both_paths(async |client| {
            let got = Anything::get(anything.id).send(client).await.unwrap();
            let scanned = Anything::scan().all(client).await.unwrap();
            (got, scanned)
        })
        .await;
    assert_eq!(read, (Some(anything.clone()), vec![anything.clone()]));
}

fn map<const N: usize>(entries: [(&str, Value); N]) -> value::Item {
    let mut map = value::Item::new();
    for (name, value) in entries {
        map.insert(name, value);
    }
    map
}

fn text(text: &str) -> Value {
    Value::S(text.to_owned())
}

async fn d27_what_looks_like_the_wire_is_data(db: Db) {
    db.table::<Anything>().await;
    let disguised = Anything {
        id: 1,
        value: Value::M(map([
            ("x", Value::M(map([("N", text("5"))]))),
            ("y", Value::M(map([("NULL", Value::Bool(true))]))),
            ("M", Value::M(map([("S", text("s"))]))),
        ])),
        rest: map([("S", text("a")), ("L", Value::L(vec![Value::M(map([]))]))]),
    };
    is_kept(&db, &disguised).await;
    let stored = db.get_raw::<Anything>(item([("id", n(1))])).await.unwrap();
    let x = stored["value"].as_m().unwrap()["x"].as_m().unwrap();
    assert_eq!(x["N"], s("5"));
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "large")]
struct Large {
    #[dynamo(partition_key)]
    id: i64,
    unsigned: u64,
    wide: i128,
    exact: Number,
}

async fn d28_numbers_of_any_size(db: Db) {
    db.table::<Large>().await;
    let large = Large {
        id: i64::MIN,
        unsigned: u64::MAX,
        wide: -99_999_999_999_999_999_999_999_999_999_999_999_999,
        exact: "0.1234567890123456789012345678901234567".parse().unwrap(),
    };
    Large::create(&large).send(&db.client).await.unwrap();
    let read = db
        .both_paths(async |client| Large::get(i64::MIN).send(client).await.unwrap())
        .await;
    assert_eq!(read.as_ref(), Some(&large));
    let found = Large::scan().filter(|l| l.wide.eq(large.wide).and(l.unsigned.ge(u64::MAX)));
    assert_eq!(found.all(&db.client).await.unwrap(), [large]);
}

async fn d30_placeholders_of_raw_conditions(db: Db) {
    db.table::<Order>().await;
    Order::put(&full_order("1")).send(&db.client).await.unwrap();
    // The same placeholders as the library would take.
    let update = |status: Status| {
        Order::update(key("1"))
            .change(|o| o.note.set("changed").and(o.total_cents.add(1)))
            .condition(|o| {
                raw("#n0 = :v0 AND #n1 = :v1")
                    .name("#n0", "status")
                    .name("#n1", "gift")
                    .value(":v0", status)
                    .value(":v1", true)
                    .and(o.discount_cents.eq(200))
            })
    };
    let refused = update(Status::Open).send(&db.client).await.unwrap_err();
    assert!(refused.is_condition_failed());
    let updated = update(Status::Paid).send(&db.client).await.unwrap();
    let expected = Order {
        note: Some("changed".to_owned()),
        total_cents: 4_201,
        ..full_order("1")
    };
    assert_eq!(updated, expected);
}

async fn d32_an_update_makes_no_item(db: Db) {
    db.table::<Order>().await;
    let update = Order::update(key("1")).change(|o| o.note.set("x"));
    assert!(update.send(&db.client).await.unwrap_err().is_not_found());
    let upsert = Order::upsert(key("1")).change(|o| o.note.set("x"));
    let error = upsert.send(&db.client).await.unwrap_err();
    assert_eq!(
        error.kind(),
        ErrorKind::Invalid,
        "it lacks what is required"
    );
    assert_eq!(Order::scan().count(&db.client).await.unwrap().count, 0);

    let upsert = Order::upsert(key("1")).change(|o| {
        (o.note.set("x"))
            .and(o.total_cents.set_if_not_exists(5))
            .and(required(&o))
    });
    let made = upsert.clone().send(&db.client).await.unwrap();
    let expected = Order {
        note: Some("x".to_owned()),
        total_cents: 5,
        ..order("1")
    };
    assert_eq!(made, expected);
    Order::put(&full_order("1")).send(&db.client).await.unwrap();
    let changed = upsert.send(&db.client).await.unwrap();
    let expected = Order {
        note: Some("x".to_owned()),
        ..full_order("1")
    };
    assert_eq!(
        changed, expected,
        "what is for a new item leaves an old one alone"
    );
}

async fn d33_an_empty_update_is_refused(db: Db) {
    db.table::<Order>().await;
    Order::put(&order("1")).send(&db.client).await.unwrap();
    let empty = Order::update(key("1")).change(|_| Change::empty());
    let error = empty.send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert_eq!(
        error.to_string(),
        "there is nothing to change; give the update a change that is not empty"
    );
    if let Some(engine) = db.if_embedded() {
        assert_eq!(engine.calls("UpdateItem"), 0);
    }
}

async fn d34_changed_attributes_are_no_item(db: Db) {
    db.table::<Order>().await;
    Order::put(&full_order("1")).send(&db.client).await.unwrap();
    let update = Order::update(key("1")).change(|o| o.total_cents.set(7));
    let new: value::Item = update
        .clone()
        .return_changed()
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(new.len(), 1);
    assert_eq!(new.read::<u64>("totalCents").unwrap(), 7);
    let old: value::Item = update.return_changed_old().send(&db.client).await.unwrap();
    assert_eq!(old, new, "it was 7 already");
}

async fn d35_one_of_none_and_one_of_many(db: Db) {
    db.table::<Order>().await;
    db.put_all(&[order("a"), full_order("b")]).await;
    let none = Order::scan().filter(|o| o.total_cents.is_in([0_u64; 0]));
    let error = none.send(&db.client).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.path().unwrap().to_string()),
        (ErrorKind::Invalid, "totalCents".to_owned())
    );
    // More than the hundred that DynamoDB takes in one list.
    let many = Order::scan().filter(|o| o.total_cents.is_in(4_000..4_250));
    let many = many.select(|o| o.order_id).all(&db.client).await;
    assert_eq!(many.unwrap(), ["b"]);
}

async fn d36_elements_of_lists_in_conditions(db: Db) {
    db.table::<Order>().await;
    db.put_all(&[order("a"), full_order("b")]).await;
    let found = Order::query("c-17")
        .filter(|o| o.lines.at(1).sku.eq("B-2").and(o.scores.at(0).eq(7)))
        .select(|o| o.order_id);
    assert_eq!(found.all(&db.client).await.unwrap(), ["b"]);
    let update = Order::update(key("b"))
        .change(|o| o.gift.set(false))
        .condition(|o| o.lines.at(0).sku.eq("B-2"));
    assert!(
        update
            .send(&db.client)
            .await
            .unwrap_err()
            .is_condition_failed()
    );
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "lists")]
struct Lists {
    #[dynamo(partition_key)]
    id: u32,
    names: Vec<String>,
    pairs: Vec<(String, u32)>,
}

async fn d38_a_list_of_strings(db: Db) {
    db.table::<Lists>().await;
    let lists = Lists {
        id: 1,
        names: vec!["b".to_owned(), "a".to_owned(), "b".to_owned()],
        pairs: vec![("x".to_owned(), 1)],
    };
    Lists::create(&lists).send(&db.client).await.unwrap();
    let stored = db.get_raw::<Lists>(item([("id", n(1))])).await.unwrap();
    assert_eq!(
        stored["names"],
        AttributeValue::L(vec![s("b"), s("a"), s("b")])
    );
    let read = Lists::get(1).send(&db.client).await.unwrap();
    assert_eq!(read, Some(lists));
}

async fn d39_values_of_any_type_keep_all(db: Db) {
    db.table::<Anything>().await;
    let anything = Anything {
        id: 1,
        value: Value::M(map([
            (
                "list",
                Value::L(vec![text("a"), Value::M(map([("b", Value::Null)]))]),
            ),
            (
                "deep",
                Value::M(map([(
                    "deeper",
                    Value::M(map([("n", Value::of(&1).unwrap())])),
                )])),
            ),
        ])),
        rest: map([("set", Value::of(&BTreeSet::from([1, 2])).unwrap())]),
    };
    is_kept(&db, &anything).await;
}

/// Attributes of any name, each a point in time.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "stamped")]
struct Stamped {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(flatten)]
    times: BTreeMap<String, SystemTime>,
}

async fn d40_dates_among_what_no_field_takes(db: Db) {
    db.table::<Stamped>().await;
    let stamped = Stamped {
        id: "a".to_owned(),
        times: BTreeMap::from([("seen".to_owned(), at(1)), ("left".to_owned(), at(2))]),
    };
    Stamped::create(&stamped).send(&db.client).await.unwrap();
    let stored = db.get_raw::<Stamped>(item([("id", s("a"))])).await.unwrap();
    assert_eq!(
        stored,
        item([("id", s("a")), ("seen", n(1)), ("left", n(2))])
    );
    let read = Stamped::get("a").send(&db.client).await.unwrap();
    assert_eq!(read, Some(stamped));

    db.table::<Anything>().await;
    let anything = Anything {
        id: 1,
        value: Value::of(&at(5)).unwrap(),
        rest: map([("when", Value::of(&at(6)).unwrap())]),
    };
    is_kept(&db, &anything).await;
    assert_eq!(anything.rest.read::<SystemTime>("when").unwrap(), at(6));
}
