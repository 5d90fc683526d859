//! Deleting and copying in bulk: by query, by index, by scan, whole partitions and whole tables.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use dynamo_model::op::{BulkDelete, BulkProgress, Checkpoint};
use dynamo_model::value::Item as AnyItem;
use dynamo_model::{Client, Collection, Error, ErrorKind, Hooks, Model, Result};

use crate::harness::{Db, Item, item, n, s};

on_every_engine![
    what_a_query_finds_is_deleted,
    what_an_index_finds_is_deleted,
    what_a_scan_finds_is_deleted,
    a_whole_partition,
    a_collection_takes_its_own_models,
    what_is_not_selected_is_deleted_all_the_same,
    a_version_is_not_checked,
    guards_are_freed,
    hooks_see_every_key,
    a_hook_refuses,
    collections_that_are_refused,
    nothing_is_found,
    a_copy_is_transformed,
    a_copy_of_a_query,
    a_copy_by_segments,
    an_error_of_the_transform,
    what_is_put_obeys_its_rules,
    a_copy_to_another_client,
    a_copy_to_another_database,
    a_table_as_it_is,
    a_table_is_not_copied_into_itself,
    stopped_and_taken_up_again,
    limits_are_kept,
    checkpoints_belong_to_their_operation,
    what_is_refused,
    progress_is_told,
];

struct ByStatus;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Model)]
#[dynamo(
    table = "shop",
    partition_key = "CUSTOMER#{customer}",
    sort_key = "ORDER#{number}",
    index(ByStatus, keys_only)
)]
struct Order {
    customer: String,
    number: u32,
    #[dynamo(index(ByStatus, partition_key))]
    status: String,
    cents: u64,
    note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{id}", sort_key = "PROFILE")]
struct Customer {
    id: String,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Collection)]
enum Shop {
    Order(Order),
    Customer(Customer),
}

#[derive(Debug, Clone, PartialEq, Collection)]
enum Everything {
    Order(Order),
    Customer(Customer),
    #[dynamo(other)]
    Other(AnyItem),
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Model)]
#[dynamo(table = "archive")]
struct Archived {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(validate(range(max = 5_000)))]
    total: u64,
    #[dynamo(set(trim))]
    note: String,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "users")]
struct User {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(unique)]
    email: String,
    #[dynamo(version)]
    version: u64,
}

fn order(customer: &str, number: u32) -> Order {
    Order {
        customer: customer.to_owned(),
        number,
        status: if number.is_multiple_of(3) {
            "paid"
        } else {
            "new"
        }
        .to_owned(),
        cents: u64::from(number) * 100,
        note: None,
    }
}

fn customer(id: &str) -> Customer {
    Customer {
        id: id.to_owned(),
        name: format!("Customer {id}"),
    }
}

/// Two customers with so many orders each, and something that is no model's in each partition.
async fn shop(db: &Db, orders: u32) {
    db.table::<Order>().await;
    for id in ["a", "b"] {
        let all: Vec<_> = (0..orders).map(|number| order(id, number)).collect();
        db.put_all(&all).await;
        db.put_all(&[customer(id)]).await;
        db.put_raw::<Order>(item([
            ("pk", s(&format!("CUSTOMER#{id}"))),
            ("sk", s("SOMETHING")),
            ("x", n(1)),
        ]))
        .await;
    }
}

async fn orders(client: &Client) -> BTreeSet<Order> {
    let orders = Order::scan().consistent().all(client).await.unwrap();
    orders.into_iter().collect()
}

async fn numbers(client: &Client, customer: &str) -> Vec<u32> {
    let orders = Order::query(customer).consistent().all(client).await;
    orders.unwrap().iter().map(|order| order.number).collect()
}

/// Everything in a table, as it is, in no order.
async fn raw(client: &Client, table: &str) -> Vec<AnyItem> {
    let scan = client.sdk().scan().table_name(table).consistent_read(true);
    let found = scan.into_paginator().items().send();
    let found: Vec<Item> = found.try_collect().await.unwrap();
    let mut items: Vec<AnyItem> = found
        .into_iter()
        .map(|item| item.try_into().unwrap())
        .collect();
    items.sort_by_key(|item| format!("{item:?}"));
    items
}

async fn what_a_query_finds_is_deleted(db: Db) {
    shop(&db, 60).await;
    for (client, customer) in [(true, "a"), (false, "b")] {
        let client = db.client.clone().direct_path(client);
        let query = Order::query(customer)
            .sort_key(|number| number.ge(2))
            .filter(|o| o.status.eq("new").and(o.cents.lt(5_000)))
            .page_size(7);
        let deleted = query.delete_all().send(&client).await.unwrap();
        let left = numbers(&client, customer).await;
        let expected: Vec<_> = (0..60)
            .filter(|n| n % 3 == 0 || *n < 2 || *n >= 50)
            .collect();
        assert_eq!(left, expected);
        assert_eq!((deleted.read, deleted.written), (32, 32));
        assert!(deleted.is_done());
        assert!(
            deleted.read_units > 0.0 && deleted.write_units >= 32.0,
            "{deleted:?}"
        );
    }
    assert_eq!(
        raw(&db.client, &db.client.table::<Order>()).await.len(),
        2 * (60 - 32 + 2)
    );
}

async fn what_an_index_finds_is_deleted(db: Db) {
    shop(&db, 10).await;
    let paid = Order::query_index(ByStatus, "paid");
    let deleted = paid.delete_all().send(&db.client).await.unwrap();
    assert_eq!(deleted.written, 8);
    assert_eq!(numbers(&db.client, "b").await, [1, 2, 4, 5, 7, 8]);
    let all = Order::scan_index(ByStatus).page_size(3).delete_all();
    assert_eq!(all.send(&db.client).await.unwrap().written, 12);
    assert!(orders(&db.client).await.is_empty());
    assert_eq!(raw(&db.client, &db.client.table::<Order>()).await.len(), 4);
}

async fn what_a_scan_finds_is_deleted(db: Db) {
    shop(&db, 40).await;
    let scan = Order::scan().filter(|o| o.cents.lt(1_000)).page_size(5);
    let deleted = scan.delete_all().send(&db.client).await.unwrap();
    assert_eq!((deleted.read, deleted.written), (20, 20));
    let scan = Order::scan().page_size(5).segments(4).concurrency(3);
    let deleted = scan.delete_all().send(&db.client).await.unwrap();
    assert_eq!((deleted.read, deleted.written), (60, 60));
    assert!(deleted.is_done());
    assert!(orders(&db.client).await.is_empty());
    let customers = Customer::scan().all(&db.client).await.unwrap();
    assert_eq!(customers.len(), 2);
}

async fn a_whole_partition(db: Db) {
    shop(&db, 30).await;
    let deleted = Everything::query("a").delete_all().send(&db.client).await;
    assert_eq!(deleted.unwrap().written, 32);
    let left = raw(&db.client, &db.client.table::<Order>()).await;
    assert_eq!(left.len(), 32);
    assert!(
        Everything::query("a")
            .all(&db.client)
            .await
            .unwrap()
            .is_empty()
    );
}

async fn a_collection_takes_its_own_models(db: Db) {
    shop(&db, 5).await;
    let deleted = Shop::query("a").delete_all().send(&db.client).await;
    assert_eq!(deleted.unwrap().written, 6);
    let left = Everything::query("a").all(&db.client).await.unwrap();
    assert!(matches!(&left[..], [Everything::Other(_)]), "{left:?}");
}

async fn what_is_not_selected_is_deleted_all_the_same(db: Db) {
    shop(&db, 5).await;
    let query = Order::query("a").select(|o| o.cents).descending();
    assert_eq!(
        query.delete_all().send(&db.client).await.unwrap().written,
        5
    );
    assert!(numbers(&db.client, "a").await.is_empty());
}

async fn a_version_is_not_checked(db: Db) {
    #[derive(Debug, Clone, Model)]
    #[dynamo(table = "documents")]
    struct Doc {
        #[dynamo(partition_key)]
        id: u32,
        #[dynamo(version)]
        version: u64,
    }
    db.table::<Doc>().await;
    let docs: Vec<_> = (0..30).map(|id| Doc { id, version: 7 }).collect();
    db.put_all(&docs).await;
    let deleted = Doc::scan().delete_all().send(&db.client).await.unwrap();
    assert_eq!(deleted.written, 30);
    assert!(Doc::scan().all(&db.client).await.unwrap().is_empty());
}

async fn users(db: &Db, count: u32) {
    db.table::<User>().await;
    for id in 0..count {
        let user = User {
            id: format!("u-{id}"),
            email: format!("{id}@example.com"),
            version: 0,
        };
        User::create(&user).send(&db.client).await.unwrap();
    }
}

async fn guards_are_freed(db: Db) {
    #[derive(Debug, Clone, Model)]
    #[dynamo(table = "members")]
    struct Member {
        #[dynamo(partition_key)]
        id: String,
        #[dynamo(unique)]
        email: String,
    }
    db.table::<Member>().await;
    let member = |id: u32| Member {
        id: format!("m-{id}"),
        email: format!("{id}@example.com"),
    };
    for id in 0..12 {
        Member::create(&member(id)).send(&db.client).await.unwrap();
    }
    let some = Member::scan().filter(|m| m.id.lt("m-2")).page_size(4);
    let deleted = some.delete_all().send(&db.client).await.unwrap();
    assert_eq!((deleted.read, deleted.written), (4, 4), "0, 1, 10 and 11");
    // Each of them was two items.
    assert!(deleted.write_units >= 8.0, "{deleted:?}");
    let left = raw(&db.client, &db.client.table::<Member>()).await;
    assert_eq!(left.len(), 16);
    Member::create(&Member {
        id: "new".into(),
        ..member(10)
    })
    .send(&db.client)
    .await
    .unwrap();
    let again = Member::create(&Member {
        id: "newer".into(),
        ..member(5)
    });
    assert!(again.send(&db.client).await.unwrap_err().is_not_unique());
    let all = Member::scan().segments(3).delete_all();
    assert_eq!(all.send(&db.client).await.unwrap().written, 9);
    assert!(
        raw(&db.client, &db.client.table::<Member>())
            .await
            .is_empty()
    );
}

/// Which notes were deleted, and which are not to be.
static DELETED: Mutex<Vec<(String, u32)>> = Mutex::new(Vec::new());

#[derive(Debug, Clone, Model)]
#[dynamo(
    table = "notes",
    partition_key = "{owner}",
    sort_key = "NOTE#{number}#{kind}",
    hooks
)]
struct Note {
    owner: String,
    number: u32,
    kind: String,
}

impl Hooks for Note {
    async fn before_delete(key: dynamo_model::KeyOf<Self>, client: &Client) -> Result<()> {
        let Some(note) = Note::get(key).consistent().send(client).await? else {
            return Err(Error::refused("it is gone"));
        };
        if note.kind == "kept" {
            return Err(Error::refused("this is kept"));
        }
        DELETED.lock().unwrap().push((note.owner, note.number));
        Ok(())
    }
}

async fn notes(db: &Db, owner: &str, kinds: impl Fn(u32) -> &'static str) {
    db.table::<Note>().await;
    let notes: Vec<_> = (0..30)
        .map(|number| Note {
            owner: owner.to_owned(),
            number,
            kind: kinds(number).to_owned(),
        })
        .collect();
    db.put_all(&notes).await;
}

/// A name that no other test has.
fn owner(db: &Db, name: &str) -> String {
    format!("{name}-{}", db.client.table::<Note>())
}

async fn hooks_see_every_key(db: Db) {
    let owner = owner(&db, "seen");
    notes(&db, &owner, |_| "a#b").await;
    let deleted = Note::query(owner.as_str()).page_size(8).delete_all();
    let deleted = deleted.concurrency(3).send(&db.client).await.unwrap();
    assert_eq!(deleted.written, 30);
    // Those of the hooks are counted, too.
    assert!(deleted.requests >= 30 + 4 + 4, "{deleted:?}");
    let mut seen = DELETED.lock().unwrap().clone();
    seen.retain(|(of, _)| *of == owner);
    seen.sort();
    let numbers: Vec<_> = seen.iter().map(|(_, number)| *number).collect();
    assert_eq!(numbers, (0..30).collect::<Vec<_>>());
}

async fn a_hook_refuses(db: Db) {
    let owner = owner(&db, "kept");
    notes(&db, &owner, |n| if n == 20 { "kept" } else { "x" }).await;
    let delete = || Note::query(owner.as_str()).page_size(8).delete_all();
    let unfinished = delete().send(&db.client).await.unwrap_err();
    assert_eq!(unfinished.error().kind(), ErrorKind::Refused);
    assert_eq!(
        unfinished.to_string().split(": ").last(),
        Some("this is kept")
    );
    assert!(!unfinished.progress().is_done());
    let left = Note::query(owner.as_str()).all(&db.client).await.unwrap();
    let written = usize::try_from(unfinished.progress().written).unwrap();
    assert_eq!(left.len(), 30 - written);
    assert!(left.iter().any(|note| note.number == 20));
}

async fn collections_that_are_refused(db: Db) {
    #[derive(Debug, Clone, Model)]
    #[dynamo(table = "mixed", partition_key = "{owner}", sort_key = "USER")]
    struct Member {
        owner: String,
        #[dynamo(unique)]
        email: String,
    }
    #[derive(Debug, Clone, Model)]
    #[dynamo(table = "mixed", partition_key = "{owner}", sort_key = "PLAIN")]
    struct Plain {
        owner: String,
    }
    #[derive(Debug, Clone, Model)]
    #[dynamo(table = "mixed", partition_key = "{owner}", sort_key = "HOOKED", hooks)]
    struct Hooked {
        owner: String,
    }
    impl Hooks for Hooked {}
    #[derive(Debug, Collection)]
    enum WithGuards {
        Member(Member),
        Plain(Plain),
    }
    #[derive(Debug, Collection)]
    enum WithHooks {
        Hooked(Hooked),
        Plain(Plain),
    }
    // There is no such table: it is refused before anything is sent.
    for delete in [
        WithGuards::query("a").delete_all(),
        WithGuards::scan().segments(2).delete_all(),
        WithHooks::query("a").delete_all(),
    ] {
        let unfinished = delete.send(&db.client).await.unwrap_err();
        assert_eq!(unfinished.error().kind(), ErrorKind::Invalid);
        assert!(
            unfinished.to_string().contains("hooks or unique"),
            "{unfinished}"
        );
        assert_eq!(unfinished.progress().requests, 0);
    }
}

async fn nothing_is_found(db: Db) {
    shop(&db, 3).await;
    for delete in [
        Order::query("nobody").delete_all(),
        Order::query("a").sort_key(|n| n.ge(5)).delete_all(),
        Order::scan()
            .filter(|o| o.cents.gt(1_000_000))
            .segments(5)
            .delete_all(),
    ] {
        let deleted = delete.send(&db.client).await.unwrap();
        assert_eq!((deleted.read, deleted.written), (0, 0));
        assert!(deleted.is_done());
    }
    assert_eq!(orders(&db.client).await.len(), 6);
}

fn archived(order: &Order) -> Archived {
    Archived {
        id: format!("{}-{}", order.customer, order.number),
        total: order.cents,
        note: format!(" {} ", order.status),
    }
}

async fn archive(client: &Client) -> BTreeSet<Archived> {
    let archive = Archived::scan().consistent().all(client).await.unwrap();
    archive.into_iter().collect()
}

/// What is expected of these orders.
fn expected<'a>(orders: impl IntoIterator<Item = &'a Order>) -> BTreeSet<Archived> {
    let of = |order: &Order| Archived {
        note: order.status.clone(),
        ..archived(order)
    };
    orders.into_iter().map(of).collect()
}

async fn a_copy_is_transformed(db: Db) {
    shop(&db, 40).await;
    db.table::<Archived>().await;
    let copy = Order::scan()
        .filter(|o| o.status.eq("new"))
        .page_size(9)
        .copy_into(|order| Ok((order.number % 2 == 0).then(|| archived(&order))));
    let copied = copy.send(&db.client).await.unwrap();
    assert_eq!((copied.read, copied.written, copied.left_out), (52, 26, 26));
    assert!(copied.is_done());
    let orders = orders(&db.client).await;
    let kept = orders
        .iter()
        .filter(|o| o.status == "new" && o.number % 2 == 0);
    assert_eq!(archive(&db.client).await, expected(kept));
    assert_eq!(orders.len(), 80);
}

async fn a_copy_of_a_query(db: Db) {
    shop(&db, 12).await;
    db.table::<Archived>().await;
    for on in [true, false] {
        let client = db.client.clone().direct_path(on);
        let copy = Order::query("b")
            .sort_key(|n| n.lt(2))
            .select(|o| (o.number, o.cents));
        let copy = copy.copy_into(|(number, total)| {
            Ok(Some(Archived {
                id: number.to_string(),
                total,
                note: String::new(),
            }))
        });
        let copied = copy.send(&client).await.unwrap();
        let ids: Vec<_> = archive(&client).await.into_iter().map(|a| a.id).collect();
        assert_eq!(ids, ["0", "1"]);
        assert_eq!(copied.written, 2);
    }
}

async fn a_copy_by_segments(db: Db) {
    db.table::<Order>().await;
    db.table::<Archived>().await;
    let all: Vec<_> = (0..1500)
        .map(|i| Order {
            cents: 5,
            ..order(&format!("c-{}", i % 97), i)
        })
        .collect();
    db.put_all(&all).await;
    let copy = Order::scan().page_size(60).segments(8).concurrency(4);
    let copy = copy
        .copy_into(|order| Ok(Some(archived(&order))))
        .concurrency(6);
    let copied = copy.send(&db.client).await.unwrap();
    assert_eq!(
        (copied.read, copied.written, copied.left_out),
        (1500, 1500, 0)
    );
    assert_eq!(archive(&db.client).await, expected(&all));
    assert!(
        copied.write_units >= 1500.0 && copied.read_units > 0.0,
        "{copied:?}"
    );
}

async fn an_error_of_the_transform(db: Db) {
    shop(&db, 30).await;
    db.table::<Archived>().await;
    let copy = |limit: u32| {
        let query = Order::query("a").page_size(6);
        query.copy_into(move |order| {
            if order.number == limit {
                return Err(Error::refused("not this one"));
            }
            Ok(Some(archived(&order)))
        })
    };
    let unfinished = copy(21).send(&db.client).await.unwrap_err();
    assert_eq!(unfinished.error().to_string(), "not this one");
    let progress = unfinished.into_progress();
    assert!(!progress.is_done());
    let before = archive(&db.client).await.len();
    assert_eq!(u64::try_from(before).unwrap(), progress.written);
    let copied = copy(u32::MAX)
        .resume(progress.checkpoint)
        .send(&db.client)
        .await
        .unwrap();
    assert!(copied.is_done());
    assert_eq!(archive(&db.client).await.len(), 30);
    assert_eq!(copied.read, 30 - progress.written, "no page is read twice");
}

async fn what_is_put_obeys_its_rules(db: Db) {
    shop(&db, 60).await;
    db.table::<Archived>().await;
    let copy = Order::query("a").copy_into(|order| Ok(Some(archived(&order))));
    let unfinished = copy.send(&db.client).await.unwrap_err();
    assert!(unfinished.error().is_validation(), "{unfinished}");
    assert_eq!(unfinished.error().path().unwrap().to_string(), "total");
    assert_eq!(
        archive(&db.client).await,
        BTreeSet::new(),
        "of this page nothing"
    );
}

async fn a_copy_to_another_client(db: Db) {
    shop(&db, 10).await;
    let prefix = format!("{}-copy-", db.client.table::<Order>());
    let other = Client::new(db.client.sdk().clone()).table_prefix(prefix);
    Order::create_table().send(&other).await.unwrap();
    let copy = Order::scan().copy_into(|order| Ok(Some(order))).to(&other);
    assert_eq!(copy.send(&db.client).await.unwrap().written, 20);
    assert_eq!(orders(&other).await, orders(&db.client).await);
    let table = other.table::<Order>();
    Order::scan().delete_all().send(&other).await.unwrap();
    let copy = Order::scan()
        .copy_into(|order| Ok(Some(order)))
        .into_table(&table);
    assert_eq!(copy.send(&db.client).await.unwrap().written, 20);
    assert_eq!(orders(&other).await, orders(&db.client).await);
}

async fn a_copy_to_another_database(db: Db) {
    shop(&db, 10).await;
    let other = Db::embedded();
    Order::create_table().send(&other.client).await.unwrap();
    let copy = Order::scan()
        .copy_into(|order| Ok(Some(order)))
        .to(&other.client);
    let copied = copy.send(&db.client).await.unwrap();
    assert!(
        copied.read_units > 0.0 && copied.write_units >= 20.0,
        "{copied:?}"
    );
    assert_eq!(orders(&other.client).await, orders(&db.client).await);
    let copy = Everything::scan()
        .segments(2)
        .copy_as_is()
        .to(&other.client);
    assert_eq!(copy.send(&db.client).await.unwrap().written, 24);
    let tables = [&db, &other].map(|db| db.client.table::<Order>());
    assert_eq!(
        raw(&other.client, &tables[1]).await,
        raw(&db.client, &tables[0]).await
    );
}

async fn a_table_as_it_is(db: Db) {
    users(&db, 20).await;
    db.put_raw::<User>(item([("id", s("no user")), ("anything", s("x"))]))
        .await;
    let table = format!("{}-backup", db.client.table::<User>());
    User::create_table()
        .table(&table)
        .send(&db.client)
        .await
        .unwrap();
    let copy = User::scan()
        .page_size(4)
        .segments(3)
        .copy_as_is()
        .into_table(&table);
    let copied = copy.send(&db.client).await.unwrap();
    let stored = raw(&db.client, &db.client.table::<User>()).await;
    assert_eq!(
        (copied.written, stored.len()),
        (41, 41),
        "users, guards and another"
    );
    assert_eq!(raw(&db.client, &table).await, stored);
}

async fn a_table_is_not_copied_into_itself(db: Db) {
    let copy = Order::scan().segments(1).copy_as_is();
    let unfinished = copy.send(&db.client).await.unwrap_err();
    assert_eq!(unfinished.error().kind(), ErrorKind::Invalid);
    assert_eq!(unfinished.progress().requests, 0);
}

/// Sends these one after the other, each going on where the one before has stopped, and says how many it takes.
async fn in_steps(db: &Db, delete: impl Fn() -> BulkDelete) -> (u32, u64) {
    let (mut steps, mut written) = (0, 0);
    let mut kept: Option<String> = None;
    loop {
        let from: Option<Checkpoint> = kept.map(|kept| kept.parse().unwrap());
        let deleted = delete().resume(from).send(&db.client).await.unwrap();
        (steps, written) = (steps + 1, written + deleted.written);
        let checkpoint = deleted.checkpoint.unwrap();
        kept = Some(checkpoint.to_string());
        if checkpoint.is_done() {
            return (steps, written);
        }
        assert!(steps < 1_000, "it does not end");
    }
}

async fn stopped_and_taken_up_again(db: Db) {
    shop(&db, 50).await;
    let query = || Order::query("a").page_size(10).delete_all().max_requests(2);
    assert_eq!(in_steps(&db, query).await, (3, 50));
    let scan = || Order::scan().page_size(5).max_requests(1).delete_all();
    let (steps, written) = in_steps(&db, scan).await;
    assert_eq!(written, 50);
    assert!(steps >= 10, "{steps}");
    for id in ["a", "b"] {
        let again: Vec<_> = (0..50).map(|number| order(id, number)).collect();
        db.put_all(&again).await;
    }
    let segments = || {
        Order::scan()
            .page_size(5)
            .segments(4)
            .delete_all()
            .max_requests(3)
    };
    let (steps, written) = in_steps(&db, segments).await;
    assert_eq!(written, 100);
    assert!(steps >= 7, "{steps}");
    assert!(orders(&db.client).await.is_empty());
}

async fn limits_are_kept(db: Db) {
    shop(&db, 20).await;
    let delete = || Order::query("a").limit(7).delete_all();
    let deleted = delete().send(&db.client).await.unwrap();
    assert_eq!(deleted.written, 7);
    assert!(!deleted.is_done());
    assert_eq!(numbers(&db.client, "a").await.len(), 13);
    let deleted = delete()
        .resume(deleted.checkpoint)
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(deleted.written, 7);
    assert_eq!(numbers(&db.client, "a").await.len(), 6);
}

async fn checkpoints_belong_to_their_operation(db: Db) {
    shop(&db, 20).await;
    db.table::<Archived>().await;
    let deleted = Order::query("a").page_size(5).delete_all().max_requests(1);
    let checkpoint = deleted.send(&db.client).await.unwrap().checkpoint;
    let others = [
        Order::query("b").delete_all().resume(checkpoint.clone()),
        Order::query("a")
            .descending()
            .delete_all()
            .resume(checkpoint.clone()),
        Order::scan().delete_all().resume(checkpoint.clone()),
        Order::scan()
            .segments(2)
            .delete_all()
            .resume(checkpoint.clone()),
    ];
    for other in others {
        let unfinished = other.send(&db.client).await.unwrap_err();
        assert_eq!(unfinished.error().kind(), ErrorKind::Cursor);
        assert_eq!(unfinished.progress().requests, 0);
    }
    let copy = Order::query("a").copy_into(|order| Ok(Some(archived(&order))));
    let unfinished = copy
        .resume(checkpoint.clone())
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(unfinished.error().kind(), ErrorKind::Cursor);
    let copy = |into: &str| {
        let copy = Order::query("a").copy_into(|order| Ok(Some(archived(&order))));
        copy.into_table(into).max_requests(1)
    };
    let archive = db.client.table::<Archived>();
    let copied = copy(&archive).send(&db.client).await.unwrap();
    let unfinished = copy("another")
        .resume(copied.checkpoint)
        .send(&db.client)
        .await;
    assert_eq!(unfinished.unwrap_err().error().kind(), ErrorKind::Cursor);
    // The filter may be another one.
    let rest = Order::query("a").filter(|o| o.cents.ge(0)).delete_all();
    let deleted = rest.resume(checkpoint).send(&db.client).await.unwrap();
    assert_eq!(deleted.written, 15);
}

async fn what_is_refused(db: Db) {
    let delete = || Order::query("a").delete_all();
    for delete in [
        delete().concurrency(0),
        delete().max_requests(0),
        delete().read_units(0),
        delete().write_units(-1.0),
        Order::query("a").from_end().delete_all(),
        Order::query("a").limit(0).delete_all(),
        Order::scan().limit(5).segments(3).delete_all(),
        Order::scan().segments(0).delete_all(),
    ] {
        let told = format!("{delete:?}");
        let unfinished = delete.send(&db.client).await.unwrap_err();
        assert_eq!(unfinished.error().kind(), ErrorKind::Invalid, "{told}");
        assert_eq!(unfinished.progress().requests, 0, "{told}");
    }
    let unfinished = delete().send(&db.client).await.unwrap_err();
    assert!(Error::from(unfinished).is_table_not_found());
}

async fn progress_is_told(db: Db) {
    shop(&db, 60).await;
    let told: Arc<Mutex<Vec<BulkProgress>>> = Arc::default();
    let keep = Arc::clone(&told);
    let delete = Order::query("a").page_size(25).delete_all();
    let delete = delete.on_progress(move |p| keep.lock().unwrap().push(p.clone()));
    let client = db.client.clone();
    let work = tokio::spawn(async move { delete.send(&client).await });
    let deleted = work.await.unwrap().unwrap();
    let told = told.lock().unwrap();
    let mut at = 0;
    for progress in &*told {
        assert!(progress.written >= at && progress.read >= progress.written);
        at = progress.written;
    }
    assert_eq!(told.last(), Some(&deleted));
    assert!(
        told.iter().any(|p| p.written == 25 && !p.is_done()),
        "{told:?}"
    );
    assert!(told.iter().filter(|p| p.is_done()).count() >= 1);
}
