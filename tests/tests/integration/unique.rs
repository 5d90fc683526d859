//! `unique`: no two items of a model have the same value, and the guards are never stale.

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use dynamo_model::op::TransactWrite;
use dynamo_model::value::{self, Blob};
use dynamo_model::{AttributeValue, Collection, ErrorKind, Model, Tracked};
use dynamo_model_embedded::Fault;
use futures_util::future::join_all;

use crate::harness::{Db, Item, item, n, s};

on_every_engine![
    of_two_items_one_has_it,
    the_same_item_again,
    a_put_moves_the_guard,
    an_update_moves_the_guard,
    an_update_of_something_else_is_plain,
    what_is_cleared_is_free,
    what_is_deleted_is_free,
    an_upsert_claims,
    a_set_of_the_same_value,
    set_if_not_exists_claims_what_it_sets,
    what_only_dynamodb_knows_is_refused,
    a_save_moves_the_guard,
    transforms_come_first,
    several_unique_attributes,
    numbers_and_bytes,
    keys_of_other_types,
    scans_pass_over_guards,
    two_models_in_a_table,
    a_collection_passes_over_guards,
    guards_count_among_the_hundred,
    values_change_hands_in_a_transaction,
    two_of_a_transaction,
    of_many_creates_one_wins,
    many_updates_at_a_time,
    guards_expire_with_their_items,
    what_is_expired_is_free,
    a_guard_that_another_has_is_left_alone,
    items_without_guards,
    returning_what_was_there,
    versions_beside_guards,
    too_long,
];

on_the_embedded_engine![
    conflicts_are_tried_again,
    an_item_that_changes_in_between,
    lost_answers,
    how_many_requests,
];

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "users")]
struct User {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(unique, set(trim, lowercase))]
    email: String,
    #[dynamo(unique)]
    phone: Option<String>,
    visits: u64,
}

fn user(id: &str, email: &str) -> User {
    User {
        id: id.to_owned(),
        email: email.to_owned(),
        phone: None,
        visits: 0,
    }
}

/// Everything in a table that is no item of a model: the values that are taken, and by whom.
async fn guards<M: Model>(db: &Db) -> BTreeSet<(String, String)> {
    let scan = db.client.sdk().scan().table_name(db.client.table::<M>());
    let items = scan
        .consistent_read(true)
        .send()
        .await
        .unwrap()
        .items
        .unwrap();
    let mut guards = BTreeSet::new();
    for item in items {
        let Some(AttributeValue::M(owner)) = item.get("$owner") else {
            continue;
        };
        let key = M::SCHEMA.partition_key().name();
        let value = match &item[key] {
            AttributeValue::S(text) => text.clone(),
            AttributeValue::B(bytes) => String::from_utf8(bytes.as_ref().to_vec()).unwrap(),
            other => panic!("{other:?}"),
        };
        let owner: Vec<_> = M::SCHEMA
            .key_names()
            .map(|name| show(&owner[name]))
            .collect();
        guards.insert((value, owner.join("/")));
    }
    guards
}

fn show(value: &AttributeValue) -> String {
    match value {
        AttributeValue::S(text) | AttributeValue::N(text) => text.clone(),
        AttributeValue::B(bytes) => format!("{:?}", bytes.as_ref()),
        other => format!("{other:?}"),
    }
}

fn are<const N: usize>(guards: [(&str, &str); N]) -> BTreeSet<(String, String)> {
    guards
        .map(|(value, owner)| (format!("$unique#{value}"), owner.to_owned()))
        .into()
}

async fn with_users(db: &Db, users: &[(&str, &str)]) {
    db.table::<User>().await;
    for (id, email) in users {
        User::create(&user(id, email))
            .send(&db.client)
            .await
            .unwrap();
    }
}

async fn stored(db: &Db, id: &str) -> Option<User> {
    User::get(id).consistent().send(&db.client).await.unwrap()
}

async fn of_two_items_one_has_it(db: Db) {
    with_users(&db, &[("1", "ada@x.org")]).await;
    let error = User::create(&user("2", "ada@x.org"))
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotUnique);
    assert!(error.is_not_unique());
    assert_eq!(error.path().unwrap().to_string(), "email");
    let table = db.client.table::<User>();
    assert_eq!(
        error.to_string(),
        format!(
            "Put on table `{table}`: email: another item has this value already, and the attribute is unique"
        )
    );
    assert_eq!(stored(&db, "2").await, None);
    let put = User::put(&user("2", "ada@x.org")).send(&db.client);
    assert!(put.await.unwrap_err().is_not_unique());
    let update = User::upsert("2").change(|u| u.email.set("ada@x.org").and(u.visits.set(1)));
    assert!(update.send(&db.client).await.unwrap_err().is_not_unique());
    assert_eq!(guards::<User>(&db).await, are([("#email#ada@x.org", "1")]));
}

async fn the_same_item_again(db: Db) {
    with_users(&db, &[("1", "ada@x.org")]).await;
    let client = &db.client;
    let again = User::create(&user("1", "ada@x.org"))
        .send(client)
        .await
        .unwrap_err();
    assert!(again.is_already_exists(), "{again}");
    assert_eq!(
        again.stored::<User>().unwrap().unwrap(),
        user("1", "ada@x.org")
    );
    User::put(&user("1", "ada@x.org"))
        .send(client)
        .await
        .unwrap();
    for visits in [1, 2] {
        let upsert = User::upsert("1").change(|u| u.email.set("ada@x.org").and(u.visits.add(1)));
        assert_eq!(upsert.send(client).await.unwrap().visits, visits);
    }
    let once = User::create_once(&User {
        visits: 2,
        ..user("1", "ada@x.org")
    });
    once.send(client).await.unwrap();
    assert_eq!(guards::<User>(&db).await, are([("#email#ada@x.org", "1")]));
}

async fn a_put_moves_the_guard(db: Db) {
    with_users(&db, &[("1", "ada@x.org")]).await;
    let client = &db.client;
    let put = User::put(&User {
        phone: Some("1".into()),
        ..user("1", "a@x.org")
    });
    assert_eq!(put.send(client).await.unwrap().email, "a@x.org");
    assert_eq!(
        guards::<User>(&db).await,
        are([("#email#a@x.org", "1"), ("#phone#1", "1")])
    );
    User::create(&user("2", "ada@x.org"))
        .send(client)
        .await
        .unwrap();
    let back = User::put(&user("1", "ada@x.org"))
        .send(client)
        .await
        .unwrap_err();
    assert!(back.is_not_unique());
    User::put(&user("1", "b@x.org")).send(client).await.unwrap();
    assert_eq!(
        guards::<User>(&db).await,
        are([("#email#ada@x.org", "2"), ("#email#b@x.org", "1")])
    );
}

async fn an_update_moves_the_guard(db: Db) {
    with_users(&db, &[("1", "ada@x.org"), ("2", "bob@x.org")]).await;
    let client = &db.client;
    let update = User::update("1").change(|u| u.email.set("a@x.org").and(u.visits.add(1)));
    let updated = update.send(client).await.unwrap();
    assert_eq!(
        updated,
        User {
            visits: 1,
            ..user("1", "a@x.org")
        }
    );
    assert_eq!(stored(&db, "1").await, Some(updated));
    let taken = User::update("1").change(|u| u.email.set("bob@x.org"));
    assert!(taken.send(client).await.unwrap_err().is_not_unique());
    let refused = User::update("1")
        .change(|u| u.email.set("c@x.org"))
        .condition(|u| u.visits.eq(7));
    let refused = refused.send(client).await.unwrap_err();
    assert!(refused.is_condition_failed(), "{refused}");
    assert_eq!(refused.stored::<User>().unwrap().unwrap().visits, 1);
    let missing = User::update("3").change(|u| u.email.set("c@x.org"));
    assert!(missing.send(client).await.unwrap_err().is_not_found());
    assert_eq!(
        guards::<User>(&db).await,
        are([("#email#a@x.org", "1"), ("#email#bob@x.org", "2")])
    );
}

async fn an_update_of_something_else_is_plain(db: Db) {
    with_users(&db, &[("1", "ada@x.org")]).await;
    let update = User::update("1")
        .change(|u| u.visits.add(1))
        .return_changed_old();
    let old = update.clone().send(&db.client).await.unwrap();
    assert_eq!(
        old.get("visits").cloned().map(AttributeValue::from),
        Some(n(0))
    );
    assert!(update.into_input().is_ok());
    if let Some(engine) = db.if_embedded() {
        assert_eq!(engine.calls("TransactWriteItems"), 1);
    }
}

async fn what_is_cleared_is_free(db: Db) {
    with_users(&db, &[("1", "ada@x.org")]).await;
    let client = &db.client;
    let with_phone = |id: &str, email: &str| User {
        phone: Some("77".into()),
        ..user(id, email)
    };
    User::put(&with_phone("1", "ada@x.org"))
        .send(client)
        .await
        .unwrap();
    let taken = User::create(&with_phone("2", "bob@x.org"))
        .send(client)
        .await
        .unwrap_err();
    assert_eq!(taken.path().unwrap().to_string(), "phone");
    User::update("1")
        .change(|u| u.phone.remove())
        .send(client)
        .await
        .unwrap();
    User::create(&with_phone("2", "bob@x.org"))
        .send(client)
        .await
        .unwrap();
    User::put(&user("2", "bob@x.org"))
        .send(client)
        .await
        .unwrap();
    // Of what is absent there can be any number.
    assert_eq!(
        guards::<User>(&db).await,
        are([("#email#ada@x.org", "1"), ("#email#bob@x.org", "2")])
    );
}

async fn what_is_deleted_is_free(db: Db) {
    with_users(&db, &[("1", "ada@x.org")]).await;
    let client = &db.client;
    let kept = User::delete("1").condition(|u| u.visits.gt(0));
    assert!(kept.send(client).await.unwrap_err().is_condition_failed());
    assert_eq!(guards::<User>(&db).await, are([("#email#ada@x.org", "1")]));
    User::delete("1").send(client).await.unwrap();
    assert_eq!(guards::<User>(&db).await, are([]));
    User::delete("1").send(client).await.unwrap();
    User::create(&user("2", "ada@x.org"))
        .send(client)
        .await
        .unwrap();
}

async fn an_upsert_claims(db: Db) {
    with_users(&db, &[]).await;
    let upsert = |email: &'static str| {
        User::upsert("1").change(move |u| u.email.set(email).and(u.visits.add(1)))
    };
    upsert("a@x.org").send(&db.client).await.unwrap();
    upsert("b@x.org").send(&db.client).await.unwrap();
    assert_eq!(guards::<User>(&db).await, are([("#email#b@x.org", "1")]));
}

async fn a_set_of_the_same_value(db: Db) {
    with_users(&db, &[("1", "ada@x.org")]).await;
    let update = User::update("1").change(|u| u.email.set("ada@x.org"));
    update.send(&db.client).await.unwrap();
    assert_eq!(guards::<User>(&db).await, are([("#email#ada@x.org", "1")]));
}

async fn set_if_not_exists_claims_what_it_sets(db: Db) {
    with_users(&db, &[("1", "ada@x.org")]).await;
    let update = |phone: &'static str| {
        User::update("1").change(move |u| u.phone.set_if_not_exists(phone.to_owned()))
    };
    update("1").send(&db.client).await.unwrap();
    update("2").send(&db.client).await.unwrap();
    assert_eq!(stored(&db, "1").await.unwrap().phone.as_deref(), Some("1"));
    assert_eq!(
        guards::<User>(&db).await,
        are([("#email#ada@x.org", "1"), ("#phone#1", "1")])
    );
}

async fn what_only_dynamodb_knows_is_refused(db: Db) {
    with_users(&db, &[("1", "ada@x.org")]).await;
    let update = User::update("1").change(|u| u.email.set(&u.id));
    let error = update.send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert_eq!(error.path().unwrap().to_string(), "email");
}

async fn a_save_moves_the_guard(db: Db) {
    with_users(&db, &[("1", "ada@x.org"), ("2", "bob@x.org")]).await;
    let client = &db.client;
    let mut user: Tracked<User> = User::get("1")
        .tracked()
        .send(client)
        .await
        .unwrap()
        .unwrap();
    user.email = "bob@x.org".to_owned();
    let error = user.save().send(client).await.unwrap_err();
    assert!(error.is_not_unique(), "{error}");
    user.email = " New@X.org".to_owned();
    user.visits = 3;
    user.save().send(client).await.unwrap();
    assert!(!user.is_changed());
    assert_eq!(
        *user,
        User {
            visits: 3,
            ..stored(&db, "1").await.unwrap()
        }
    );
    assert_eq!(user.email, "new@x.org");
    assert_eq!(
        guards::<User>(&db).await,
        are([("#email#new@x.org", "1"), ("#email#bob@x.org", "2")])
    );
    // Somebody else changes it in between.
    User::update("1")
        .change(|u| u.email.set("else@x.org"))
        .send(client)
        .await
        .unwrap();
    user.email = "mine@x.org".to_owned();
    let error = user.save().send(client).await.unwrap_err();
    assert!(error.is_condition_failed(), "{error}");
    assert_eq!(
        guards::<User>(&db).await,
        are([("#email#else@x.org", "1"), ("#email#bob@x.org", "2")])
    );
}

async fn transforms_come_first(db: Db) {
    with_users(&db, &[("1", " Ada@X.org ")]).await;
    let other = User::create(&user("2", "ADA@x.ORG")).send(&db.client).await;
    assert!(other.unwrap_err().is_not_unique());
    User::update("1")
        .change(|u| u.email.set("BOB@x.org"))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(guards::<User>(&db).await, are([("#email#bob@x.org", "1")]));
}

async fn several_unique_attributes(db: Db) {
    with_users(&db, &[("1", "ada@x.org"), ("2", "bob@x.org")]).await;
    let client = &db.client;
    let both = |phone: &str| {
        let phone = phone.to_owned();
        User::update("1").change(move |u| u.email.set("new@x.org").and(u.phone.set(phone)))
    };
    User::update("2")
        .change(|u| u.phone.set("2".to_owned()))
        .send(client)
        .await
        .unwrap();
    let error = both("2").send(client).await.unwrap_err();
    assert_eq!(error.path().unwrap().to_string(), "phone");
    assert_eq!(stored(&db, "1").await, Some(user("1", "ada@x.org")));
    both("1").send(client).await.unwrap();
    assert_eq!(
        guards::<User>(&db).await,
        are([
            ("#email#new@x.org", "1"),
            ("#phone#1", "1"),
            ("#email#bob@x.org", "2"),
            ("#phone#2", "2"),
        ])
    );
}

/// Unique values of the other types that a key can have, in a table with a sort key of numbers.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "tickets")]
struct Ticket {
    #[dynamo(partition_key)]
    event: String,
    #[dynamo(sort_key)]
    number: u32,
    #[dynamo(unique)]
    code: u64,
    #[dynamo(unique)]
    seal: Option<Blob>,
}

async fn numbers_and_bytes(db: Db) {
    db.table::<Ticket>().await;
    let client = &db.client;
    let ticket = |number, code, seal: Option<&[u8]>| Ticket {
        event: "e".to_owned(),
        number,
        code,
        seal: seal.map(|bytes| Blob::new(bytes.to_vec())),
    };
    Ticket::create(&ticket(1, 10, Some(&[0xff, 0])))
        .send(client)
        .await
        .unwrap();
    Ticket::create(&ticket(2, 11, Some(&[0xff, 1])))
        .send(client)
        .await
        .unwrap();
    let code = Ticket::create(&ticket(3, 10, None))
        .send(client)
        .await
        .unwrap_err();
    assert_eq!(code.path().unwrap().to_string(), "code");
    let seal = Ticket::put(&ticket(3, 12, Some(&[0xff, 0])))
        .send(client)
        .await
        .unwrap_err();
    assert_eq!(seal.path().unwrap().to_string(), "seal");
    Ticket::delete(("e", 2)).send(client).await.unwrap();
    assert_eq!(
        guards::<Ticket>(&db).await,
        are([("#code#10", "e/1"), ("#seal#/wA=", "e/1")])
    );
    let all = Ticket::scan().all(client).await.unwrap();
    assert_eq!(all, [ticket(1, 10, Some(&[0xff, 0]))]);
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "blobs")]
struct Digest {
    #[dynamo(partition_key)]
    digest: Blob,
    #[dynamo(sort_key)]
    part: Blob,
    #[dynamo(unique)]
    name: String,
}

async fn keys_of_other_types(db: Db) {
    db.table::<Digest>().await;
    let digest = |digest: u8, name: &str| Digest {
        digest: Blob::new(vec![digest]),
        part: Blob::new(vec![0]),
        name: name.to_owned(),
    };
    Digest::create(&digest(1, "a"))
        .send(&db.client)
        .await
        .unwrap();
    let error = Digest::create(&digest(2, "a"))
        .send(&db.client)
        .await
        .unwrap_err();
    assert!(error.is_not_unique());
    assert_eq!(guards::<Digest>(&db).await, are([("#name#a", "[1]/[0]")]));
    assert_eq!(
        Digest::scan().all(&db.client).await.unwrap(),
        [digest(1, "a")]
    );
}

async fn scans_pass_over_guards(db: Db) {
    with_users(&db, &[("1", "ada@x.org"), ("2", "bob@x.org")]).await;
    let client = &db.client;
    assert_eq!(User::scan().all(client).await.unwrap().len(), 2);
    assert_eq!(User::scan().count(client).await.unwrap().count, 2);
    assert_eq!(
        User::scan()
            .filter(|u| u.visits.eq(0))
            .all(client)
            .await
            .unwrap()
            .len(),
        2
    );
    let ids = User::scan()
        .select(|u| u.id.clone())
        .all(client)
        .await
        .unwrap();
    assert_eq!(ids.len(), 2);
    let mut all = 0;
    let mut scan = User::scan().segments(3).stream(client);
    while let Some(user) = scan.next().await {
        all += usize::from(!user.unwrap().email.is_empty());
    }
    assert_eq!(all, 2);
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "shop", item_type = "CUSTOMER")]
struct Customer {
    #[dynamo(partition_key)]
    pk: String,
    #[dynamo(sort_key)]
    sk: String,
    #[dynamo(unique)]
    name: String,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "shop", item_type = "PRODUCT")]
struct Product {
    #[dynamo(partition_key)]
    pk: String,
    #[dynamo(sort_key)]
    sk: String,
    #[dynamo(unique)]
    name: String,
}

#[derive(Debug, Clone, PartialEq, Collection)]
enum Shop {
    Customer(Customer),
    Product(Product),
}

/// One that takes whatever there is.
#[derive(Debug, Clone, PartialEq, Collection)]
enum Everything {
    Customer(Customer),
    #[dynamo(other)]
    Other(value::Item),
}

fn customer(pk: &str, name: &str) -> Customer {
    Customer {
        pk: pk.to_owned(),
        sk: "x".to_owned(),
        name: name.to_owned(),
    }
}

fn product(pk: &str, name: &str) -> Product {
    Product {
        pk: pk.to_owned(),
        sk: "x".to_owned(),
        name: name.to_owned(),
    }
}

async fn two_models_in_a_table(db: Db) {
    db.table::<Customer>().await;
    let client = &db.client;
    Customer::create(&customer("1", "ada"))
        .send(client)
        .await
        .unwrap();
    Product::create(&product("2", "ada"))
        .send(client)
        .await
        .unwrap();
    let error = Product::create(&product("3", "ada"))
        .send(client)
        .await
        .unwrap_err();
    assert!(error.is_not_unique());
    assert_eq!(
        guards::<Customer>(&db).await,
        are([("CUSTOMER#name#ada", "1/x"), ("PRODUCT#name#ada", "2/x")])
    );
    assert_eq!(
        Customer::scan().all(client).await.unwrap(),
        [customer("1", "ada")]
    );
}

async fn a_collection_passes_over_guards(db: Db) {
    db.table::<Customer>().await;
    let client = &db.client;
    Customer::create(&customer("1", "ada"))
        .send(client)
        .await
        .unwrap();
    Product::create(&product("2", "bike"))
        .send(client)
        .await
        .unwrap();
    let all = Shop::scan().all(client).await.unwrap();
    assert_eq!(all.len(), 2);
    let all = Everything::scan().all(client).await.unwrap();
    let others = all
        .iter()
        .filter(|item| matches!(item, Everything::Other(_)));
    assert_eq!((all.len(), others.count()), (2, 1));
}

async fn guards_count_among_the_hundred(db: Db) {
    with_users(&db, &[]).await;
    let users: Vec<_> = (0..51)
        .map(|i| user(&i.to_string(), &format!("{i}@x.org")))
        .collect();
    let create =
        |count: usize| TransactWrite::new().with_all(users[..count].iter().map(User::create));
    let error = create(51).send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert!(
        error
            .to_string()
            .contains("has 102: 51 writes, and 51 guards of unique attributes"),
        "{error}"
    );
    create(50).send(&db.client).await.unwrap();
    assert_eq!(guards::<User>(&db).await.len(), 50);
}

async fn values_change_hands_in_a_transaction(db: Db) {
    with_users(&db, &[("1", "ada@x.org"), ("2", "bob@x.org")]).await;
    TransactWrite::new()
        .with(User::update("1").change(|u| u.email.set("bob@x.org")))
        .with(User::put(&user("2", "ada@x.org")))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(
        guards::<User>(&db).await,
        are([("#email#bob@x.org", "1"), ("#email#ada@x.org", "2")])
    );
    // One leaves, and the other takes its place.
    TransactWrite::new()
        .with(User::delete("1"))
        .with(User::create(&user("3", "bob@x.org")))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(
        guards::<User>(&db).await,
        are([("#email#bob@x.org", "3"), ("#email#ada@x.org", "2")])
    );
    // A third has it meanwhile.
    let error = TransactWrite::new()
        .with(User::update("2").change(|u| u.visits.add(1)))
        .with(User::create(&user("4", "bob@x.org")))
        .send(&db.client)
        .await
        .unwrap_err();
    assert!(error.is_not_unique());
    assert_eq!(error.failures()[0].position, 1);
}

async fn two_of_a_transaction(db: Db) {
    with_users(&db, &[]).await;
    let error = TransactWrite::new()
        .with(User::create(&user("1", "ada@x.org")))
        .with(User::create(&user("2", "ADA@x.org")))
        .send(&db.client)
        .await
        .unwrap_err();
    assert!(error.is_not_unique());
    assert!(error.to_string().contains("operations 0 and 1"), "{error}");
}

async fn of_many_creates_one_wins(db: Db) {
    with_users(&db, &[]).await;
    let users: Vec<_> = (0..40).map(|i| user(&i.to_string(), "ada@x.org")).collect();
    let outcomes = join_all(users.iter().map(|user| User::create(user).send(&db.client))).await;
    let (won, lost): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
    assert_eq!(won.len(), 1);
    for error in lost.into_iter().filter_map(Result::err) {
        assert!(error.is_not_unique(), "{error}");
    }
    let winner = won.into_iter().find_map(Result::ok).unwrap();
    assert_eq!(
        guards::<User>(&db).await,
        are([("#email#ada@x.org", &winner.id)])
    );
    assert_eq!(User::scan().all(&db.client).await.unwrap(), [winner]);
}

/// Several tasks move one item's value at a time: the guard is that of the last.
async fn many_updates_at_a_time(db: Db) {
    with_users(&db, &[("1", "0@x.org")]).await;
    let updates = (0..12).map(|i| {
        let email = format!("{}@x.org", i % 4);
        let update = User::update("1").change(move |u| u.email.set(email).and(u.visits.add(1)));
        update.return_none().send(&db.client)
    });
    let outcomes = join_all(updates).await;
    let done = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    for error in outcomes.into_iter().filter_map(Result::err) {
        // So many at a time may be too many.
        assert!(
            error.is_retryable() || error.is_condition_failed(),
            "{error}"
        );
    }
    let user = stored(&db, "1").await.unwrap();
    assert_eq!(user.visits, u64::try_from(done).unwrap());
    assert!(done > 0);
    assert_eq!(
        guards::<User>(&db).await,
        are([(&format!("#email#{}", user.email), "1")])
    );
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "invitations")]
struct Invitation {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(unique)]
    code: String,
    uses: u64,
    #[dynamo(ttl)]
    expires_at: Option<SystemTime>,
}

fn invitation(id: &str, code: &str, seconds: u64) -> Invitation {
    Invitation {
        id: id.to_owned(),
        code: code.to_owned(),
        uses: 0,
        expires_at: Some(UNIX_EPOCH + Duration::from_secs(seconds)),
    }
}

const FUTURE: u64 = 4_000_000_000;
const PAST: u64 = 1_000_000_000;

/// The expiry of each guard.
async fn expiries(db: &Db) -> BTreeSet<(String, String)> {
    let scan = db
        .client
        .sdk()
        .scan()
        .table_name(db.client.table::<Invitation>());
    let items = scan
        .consistent_read(true)
        .send()
        .await
        .unwrap()
        .items
        .unwrap();
    items
        .iter()
        .filter(|item| item.contains_key("$owner"))
        .map(|item| {
            let expiry = item.get("expires_at").map(show).unwrap_or_default();
            (show(&item["id"]), expiry)
        })
        .collect()
}

async fn guards_expire_with_their_items(db: Db) {
    db.table::<Invitation>().await;
    let client = &db.client;
    let expiring = |guards: &[(&str, u64)]| -> BTreeSet<_> {
        guards
            .iter()
            .map(|(code, at)| {
                let at = if *at == 0 {
                    String::new()
                } else {
                    at.to_string()
                };
                (format!("$unique##code#{code}"), at)
            })
            .collect()
    };
    Invitation::create(&invitation("1", "a", FUTURE))
        .send(client)
        .await
        .unwrap();
    assert_eq!(expiries(&db).await, expiring(&[("a", FUTURE)]));
    // A change of the value keeps the expiry, and one of the expiry the value.
    Invitation::update("1")
        .change(|i| i.code.set("b"))
        .send(client)
        .await
        .unwrap();
    assert_eq!(expiries(&db).await, expiring(&[("b", FUTURE)]));
    let later = UNIX_EPOCH + Duration::from_secs(FUTURE + 1);
    let later = Invitation::update("1").change(|i| i.expires_at.set(later));
    assert_eq!(later.send(client).await.unwrap().code, "b");
    assert_eq!(expiries(&db).await, expiring(&[("b", FUTURE + 1)]));
    let both = UNIX_EPOCH + Duration::from_secs(FUTURE + 2);
    let both = Invitation::update("1").change(|i| i.expires_at.set(both).and(i.code.set("c")));
    both.send(client).await.unwrap();
    assert_eq!(expiries(&db).await, expiring(&[("c", FUTURE + 2)]));
    Invitation::update("1")
        .change(|i| i.expires_at.remove())
        .send(client)
        .await
        .unwrap();
    assert_eq!(expiries(&db).await, expiring(&[("c", 0)]));
    Invitation::put(&invitation("1", "d", FUTURE))
        .send(client)
        .await
        .unwrap();
    assert_eq!(expiries(&db).await, expiring(&[("d", FUTURE)]));
    let mut tracked = Invitation::get("1")
        .tracked()
        .send(client)
        .await
        .unwrap()
        .unwrap();
    tracked.expires_at = Some(UNIX_EPOCH + Duration::from_secs(FUTURE + 9));
    tracked.save().send(client).await.unwrap();
    assert_eq!(expiries(&db).await, expiring(&[("d", FUTURE + 9)]));
}

/// DynamoDB takes its time to delete what has expired.
async fn what_is_expired_is_free(db: Db) {
    db.table::<Invitation>().await;
    let client = &db.client;
    Invitation::create(&invitation("1", "a", PAST))
        .send(client)
        .await
        .unwrap();
    Invitation::create(&invitation("2", "a", FUTURE))
        .send(client)
        .await
        .unwrap();
    let error = Invitation::create(&invitation("3", "a", FUTURE))
        .send(client)
        .await
        .unwrap_err();
    assert!(error.is_not_unique());
    // The first one goes, or is changed, and leaves the guard to who has it by now.
    Invitation::update("1")
        .change(|i| i.code.set("b"))
        .send(client)
        .await
        .unwrap();
    assert_eq!(
        guards::<Invitation>(&db).await,
        are([("#code#a", "2"), ("#code#b", "1")])
    );
    Invitation::delete("1").send(client).await.unwrap();
    assert_eq!(guards::<Invitation>(&db).await, are([("#code#a", "2")]));
}

async fn a_guard_that_another_has_is_left_alone(db: Db) {
    with_users(&db, &[("2", "ada@x.org")]).await;
    // An item from before the attribute was unique.
    db.put_raw::<User>(item([
        ("id", s("1")),
        ("email", s("ada@x.org")),
        ("visits", n(0)),
    ]))
    .await;
    User::delete("1").send(&db.client).await.unwrap();
    assert_eq!(guards::<User>(&db).await, are([("#email#ada@x.org", "2")]));
    assert_eq!(stored(&db, "1").await, None);
}

/// Items from before the attribute was unique get their guards when they are next written.
async fn items_without_guards(db: Db) {
    db.table::<User>().await;
    for id in ["1", "2"] {
        let email = format!("{id}@x.org");
        db.put_raw::<User>(item([
            ("id", s(id)),
            ("email", s(&email)),
            ("visits", n(0)),
        ]))
        .await;
    }
    let client = &db.client;
    let mine = User::update("1").change(|u| u.email.set("new@x.org"));
    mine.send(client).await.unwrap();
    User::put(&user("2", "2@x.org")).send(client).await.unwrap();
    assert_eq!(
        guards::<User>(&db).await,
        are([("#email#new@x.org", "1"), ("#email#2@x.org", "2")])
    );
}

async fn returning_what_was_there(db: Db) {
    with_users(&db, &[("1", "ada@x.org")]).await;
    let client = &db.client;
    let delete = User::delete("1").return_old().send(client).await.map(drop);
    let put = User::put(&user("1", "a@x.org"))
        .return_old()
        .send(client)
        .await
        .map(drop);
    let update = || User::update("1").change(|u| u.email.set("a@x.org"));
    let old = update().return_old().send(client).await.map(drop);
    let changed = update().return_changed().send(client).await.map(drop);
    for refused in [delete, put, old, changed] {
        let error = refused.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
        assert!(
            error.to_string().contains("read the item before"),
            "{error}"
        );
    }
    update().return_none().send(client).await.unwrap();
    for input in [
        User::delete("1").into_input().map(drop),
        User::put(&user("1", "b@x.org")).into_input().map(drop),
        update().into_input().map(drop),
    ] {
        assert!(input.unwrap_err().to_string().contains("TransactWrite"));
    }
    let create = TransactWrite::new()
        .with(User::create(&user("9", "9@x.org")))
        .into_input();
    assert_eq!(create.unwrap().transact_items().len(), 2);
    let put = TransactWrite::new()
        .with(User::put(&user("9", "9@x.org")))
        .into_input();
    assert!(put.unwrap_err().to_string().contains("operation 0"));
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "pages")]
struct Page {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(unique)]
    slug: String,
    #[dynamo(version)]
    version: u64,
}

async fn versions_beside_guards(db: Db) {
    db.table::<Page>().await;
    let client = &db.client;
    let page = Page {
        id: "1".into(),
        slug: "a".into(),
        version: 0,
    };
    let first = Page::create(&page).send(client).await.unwrap();
    let second = Page::put(&Page {
        slug: "b".into(),
        ..first.clone()
    })
    .send(client)
    .await
    .unwrap();
    assert_eq!(second.version, 2);
    let error = Page::put(&first).send(client).await.unwrap_err();
    assert!(error.is_version_conflict(), "{error}");
    assert_eq!(error.stored::<Page>().unwrap().unwrap(), second);
    assert_eq!(guards::<Page>(&db).await, are([("#slug#b", "1")]));
    let third = Page::put(&first).any_version().send(client).await.unwrap();
    assert_eq!((third.version, third.slug.as_str()), (3, "a"));
    assert_eq!(guards::<Page>(&db).await, are([("#slug#a", "1")]));
    let error = Page::delete("1")
        .expect_version(2)
        .send(client)
        .await
        .unwrap_err();
    assert!(error.is_version_conflict());
    Page::delete("1")
        .expect_version(3)
        .send(client)
        .await
        .unwrap();
    assert_eq!(guards::<Page>(&db).await, are([]));
}

async fn too_long(db: Db) {
    with_users(&db, &[]).await;
    let error = User::create(&user("1", &"a".repeat(2_100)))
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Encode);
    assert_eq!(error.path().unwrap().to_string(), "email");
    assert!(
        error.to_string().contains("too long to be unique"),
        "{error}"
    );
}

async fn conflicts_are_tried_again(db: Db) {
    with_users(&db, &[]).await;
    let faults = db.engine().faults();
    faults.on(
        "TransactWriteItems",
        Fault::transaction_conflict_at([1]).times(2),
    );
    User::create(&user("1", "ada@x.org"))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(faults.unused(), 0);
}

/// What was read before the transaction is outdated when it is sent: it begins again with what there is.
async fn an_item_that_changes_in_between(db: Db) {
    with_users(&db, &[("1", "ada@x.org")]).await;
    let stale: Item = item([("id", s("1")), ("email", s("older@x.org"))]);
    let answer = r#"{"Item":{"id":{"S":"1"},"email":{"S":"older@x.org"}}}"#;
    let once = || Fault::answer(200, answer);
    db.engine().faults().on("GetItem", once());
    User::put(&user("1", "new@x.org"))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(guards::<User>(&db).await, are([("#email#new@x.org", "1")]));
    db.engine().faults().on("GetItem", once());
    User::delete("1").send(&db.client).await.unwrap();
    assert_eq!(guards::<User>(&db).await, are([]));
    // It is gone altogether.
    db.engine().faults().on("GetItem", once());
    User::put(&user("1", "new@x.org"))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(guards::<User>(&db).await, are([("#email#new@x.org", "1")]));
    assert_eq!(stale.len(), 2);
}

async fn lost_answers(db: Db) {
    with_users(&db, &[]).await;
    for (i, fault) in [Fault::connection_reset(), Fault::timeout().after_apply()]
        .into_iter()
        .enumerate()
    {
        let i = i.to_string();
        db.engine().faults().on("TransactWriteItems", fault);
        User::create(&user(&i, &i)).send(&db.client).await.unwrap();
    }
    assert_eq!(
        guards::<User>(&db).await,
        are([("#email#0", "0"), ("#email#1", "1")])
    );
}

/// An item is read only where that can't be helped.
async fn how_many_requests(db: Db) {
    with_users(&db, &[]).await;
    let requests = || {
        let engine = db.engine();
        ["GetItem", "TransactWriteItems", "UpdateItem"].map(|operation| engine.calls(operation))
    };
    let client = &db.client;
    User::create(&user("1", "a")).send(client).await.unwrap();
    assert_eq!(requests(), [0, 1, 0]);
    let again = User::create(&user("1", "a")).send(client).await;
    assert!(again.unwrap_err().is_already_exists());
    let taken = User::create(&user("2", "a")).send(client).await;
    assert!(taken.unwrap_err().is_not_unique());
    assert_eq!(requests(), [0, 3, 0]);
    User::put(&user("1", "b")).send(client).await.unwrap();
    assert_eq!(requests(), [1, 4, 0]);
    User::update("1")
        .change(|u| u.visits.add(1))
        .send(client)
        .await
        .unwrap();
    assert_eq!(requests(), [1, 4, 1]);
    User::update("1")
        .change(|u| u.email.set("c"))
        .return_none()
        .send(client)
        .await
        .unwrap();
    assert_eq!(requests(), [2, 5, 1]);
    // It gives back the item as it now stands.
    User::update("1")
        .change(|u| u.email.set("d"))
        .send(client)
        .await
        .unwrap();
    assert_eq!(requests(), [4, 6, 1]);
    User::delete("1").send(client).await.unwrap();
    assert_eq!(requests(), [5, 7, 1]);
}
