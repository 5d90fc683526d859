//! `Tracked`: a save sends what is changed, and nothing else.

use std::collections::{BTreeSet, HashMap};

use dynamo_model::value::{Item, Value};
use dynamo_model::{AttributeValue, Client, Document, ErrorKind, Model, Result, Saved, Tracked};
use futures_util::future::join_all;

use crate::harness::{Db, item, n, s, unordered};

on_every_engine![
    nothing_is_sent_of_what_is_untouched,
    only_what_is_changed_is_sent,
    what_is_absent_is_added_and_removed,
    documents_are_changed_entry_by_entry,
    lists_sets_and_enums_are_changed_as_a_whole,
    keys_of_indexes_follow_their_fields,
    the_key_and_the_version_stay,
    unknown_attributes_stay,
    a_flattened_map_is_of_the_item,
    what_get_makes_of_values_is_not_stored,
    values_are_transformed_and_checked,
    what_is_read_by_default_is_not_stored,
    what_moves_by_itself_goes_with_the_rest,
    two_savers_of_different_values_both_succeed,
    two_savers_of_one_value_conflict,
    a_document_that_is_gone_takes_nothing,
    an_item_that_is_gone_is_not_found,
    with_a_version_two_savers_conflict,
    twenty_savers_lose_nothing,
    after_a_failure_it_is_as_it_was,
    after_a_save_it_is_what_is_stored,
    it_is_read_by_get_query_and_scan,
    an_item_at_hand_is_tracked_from_there_on,
    many_changes_are_sent_in_fewer_pieces,
    another_table_and_condition,
    what_is_prepared_is_what_a_put_stores,
    older_names_are_left_behind,
];

#[derive(Debug, Clone, PartialEq, Document)]
pub struct Address {
    pub street: String,
    pub city: Option<String>,
    pub codes: BTreeSet<String>,
    pub former: Option<Box<Address>>,
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(tag = "type", rename_all = "lowercase")]
pub enum Payment {
    Card {
        number: String,
        holder: Option<String>,
    },
    Cash,
}

struct ByState;
struct ByOwner;

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "tracked",
    partition_key = "SHOP#{shop}",
    sort_key = "ORDER#{number}",
    index(ByState, partition_key = "STATE#{state}", sort_key = "{owner}#{total}"),
    index(ByOwner, keys_only)
)]
struct Order {
    #[dynamo(in_key)]
    shop: String,
    number: u32,
    state: String,
    #[dynamo(index(ByOwner, partition_key))]
    owner: Option<String>,
    #[dynamo(rename = "sum")]
    total: u64,
    lines: Vec<u64>,
    tags: BTreeSet<String>,
    address: Address,
    by_name: HashMap<String, Address>,
    payment: Payment,
    extra: Value,
    #[dynamo(skip)]
    cached: u32,
}

/// With a version.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "accounts")]
struct Account {
    #[dynamo(partition_key)]
    id: String,
    balance: i64,
    note: Option<String>,
    #[dynamo(version)]
    version: u32,
}

/// With what happens to values on their way.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "members")]
struct Member {
    #[dynamo(partition_key, set(trim, lowercase))]
    email: String,
    #[dynamo(set = trim, get = shouted)]
    name: String,
    #[dynamo(get = shouted)]
    motto: Option<String>,
    #[dynamo(set = even)]
    number: u32,
    #[dynamo(default = 3)]
    stars: u32,
    #[dynamo(default(read = "en".to_owned()))]
    language: String,
    #[dynamo(force = next())]
    seen: u64,
    #[dynamo(flatten)]
    others: Item,
}

fn shouted(text: String) -> String {
    format!("{text}!")
}

fn even(number: u32) -> Result<u32, &'static str> {
    if number.is_multiple_of(2) {
        return Ok(number);
    }
    Err("is odd")
}

fn next() -> u64 {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

fn address(street: &str) -> Address {
    Address {
        street: street.to_owned(),
        city: None,
        codes: BTreeSet::new(),
        former: None,
    }
}

fn order() -> Order {
    Order {
        shop: "a#b".to_owned(),
        number: 7,
        state: "open".to_owned(),
        owner: Some("ada".to_owned()),
        total: 100,
        lines: vec![1, 2],
        tags: ["new", "gift"].map(str::to_owned).into(),
        address: Address {
            former: Some(Box::new(address("Old 1"))),
            ..address("Main 1")
        },
        by_name: [("home".to_owned(), address("Home 1"))].into(),
        payment: Payment::Card {
            number: "1".to_owned(),
            holder: None,
        },
        extra: Value::from("x"),
        cached: 0,
    }
}

fn account() -> Account {
    Account {
        id: "a".to_owned(),
        balance: 0,
        note: None,
        version: 0,
    }
}

async fn written(db: &Db) -> Tracked<Order> {
    db.table::<Order>().await;
    Order::create(&order()).send(&db.client).await.unwrap();
    read(&db.client).await
}

async fn read(client: &Client) -> Tracked<Order> {
    let get = Order::get(("a#b", 7)).consistent().tracked();
    get.send(client).await.unwrap().expect("it is there")
}

async fn raw(db: &Db) -> Option<HashMap<String, AttributeValue>> {
    let key = [("pk", s("SHOP#a%23b")), ("sk", s("ORDER#0000000007"))];
    db.get_raw::<Order>(item(key)).await
}

/// The update and the condition of a save, with names and without values.
fn said<M: Model>(tracked: &mut Tracked<M>) -> (String, String) {
    let input = tracked.save().into_input().unwrap();
    let input = input.expect("something is changed");
    let names = input.expression_attribute_names.unwrap_or_default();
    let named = |expression: Option<String>| {
        let mut text = expression.unwrap_or_default();
        let mut names: Vec<_> = names.iter().collect();
        names.sort_by_key(|(placeholder, _)| std::cmp::Reverse(placeholder.len()));
        for (placeholder, name) in names {
            text = text.replace(placeholder, name);
        }
        text.split(":v")
            .map(|part| part.trim_start_matches(|c: char| c.is_ascii_digit()))
            .collect::<Vec<_>>()
            .join("?")
    };
    (
        named(input.update_expression),
        named(input.condition_expression),
    )
}

async fn save<M: Model>(db: &Db, tracked: &mut Tracked<M>) {
    let saved = tracked.save().send(&db.client).await;
    assert_eq!(saved.unwrap(), Saved::Changed);
    assert!(!tracked.is_changed());
}

async fn nothing_is_sent_of_what_is_untouched(db: Db) {
    let mut order = written(&db).await;
    let before = raw(&db).await;
    assert!(!order.is_changed());
    assert_eq!(order.save().into_input().unwrap(), None);
    // Away and back again, and what is not stored.
    order.total += 1;
    order.tags = ["gift", "new"].map(str::to_owned).into();
    order.cached = 5;
    assert!(order.is_changed());
    order.total -= 1;
    let calls = db.if_embedded().map(|engine| engine.calls("UpdateItem"));
    let saved = order.save().send(&db.client).await.unwrap();
    assert_eq!(saved, Saved::Unchanged);
    assert!(!saved.is_changed());
    let after = db.if_embedded().map(|engine| engine.calls("UpdateItem"));
    assert_eq!(calls, after);
    assert_eq!(order.cached, 5, "it is left as it is");
    assert_eq!(raw(&db).await, before);
}

async fn only_what_is_changed_is_sent(db: Db) {
    let mut order = written(&db).await;
    order.lines.push(3);
    assert_eq!(
        said(&mut order),
        (
            "SET lines = ?".to_owned(),
            "attribute_exists(pk) AND lines = ?".to_owned()
        )
    );
    assert_eq!(order.original().lines, [1, 2]);
    save(&db, &mut order).await;
    assert_eq!(order.original().lines, [1, 2, 3]);
    assert_eq!(read(&db.client).await.into_inner(), order.into_inner());
}

async fn what_is_absent_is_added_and_removed(db: Db) {
    let mut order = written(&db).await;
    order.address.city = Some("Bern".to_owned());
    order.owner = None;
    order.tags.clear();
    let (update, condition) = said(&mut order);
    assert_eq!(
        update,
        "SET address.city = ? REMOVE ByState_sk, owner, tags"
    );
    assert_eq!(
        condition,
        "attribute_exists(pk) AND attribute_type(address, ?) AND ByState_sk = ? AND attribute_not_exists(address.city) AND \
         owner = ? AND tags = ?"
    );
    save(&db, &mut order).await;
    let stored = raw(&db).await.unwrap();
    assert!(!stored.contains_key("owner") && !stored.contains_key("tags"));
    order.address.city = None;
    order.owner = Some("bob".to_owned());
    order.tags.insert("late".to_owned());
    let (update, condition) = said(&mut order);
    assert_eq!(
        update,
        "SET ByState_sk = ?, owner = ?, tags = ? REMOVE address.city"
    );
    assert_eq!(
        condition,
        "attribute_exists(pk) AND attribute_not_exists(ByState_sk) AND address.city = ? AND attribute_not_exists(owner) AND \
         attribute_not_exists(tags)"
    );
    save(&db, &mut order).await;
    assert_eq!(raw(&db).await, Some(order.to_attributes().unwrap()));
}

async fn documents_are_changed_entry_by_entry(db: Db) {
    let mut order = written(&db).await;
    let former = order.address.former.as_mut().unwrap();
    former.street = "Old 2".to_owned();
    former.codes.insert("x".to_owned());
    order.by_name.get_mut("home").unwrap().city = Some("Bern".to_owned());
    order.by_name.insert("work".to_owned(), address("Work 1"));
    order.extra = Value::from(Item::from([("a", Value::from(1))]));
    let (update, _) = said(&mut order);
    assert_eq!(
        update,
        "SET address.former.codes = ?, address.former.street = ?, by_name.home.city = ?, by_name.work = ?, extra = ?"
    );
    save(&db, &mut order).await;
    order.by_name.remove("home");
    order.address.former = None;
    order.extra = Value::from(Item::from([("b", Value::from(1))]));
    let (update, condition) = said(&mut order);
    assert_eq!(
        update,
        "SET extra.b = ? REMOVE address.former, by_name.home, extra.a"
    );
    assert_eq!(
        condition,
        "attribute_exists(pk) AND attribute_type(extra, ?) AND address.former = ? AND by_name.home = ? AND extra.a = ? AND \
         attribute_not_exists(extra.b)"
    );
    save(&db, &mut order).await;
    assert_eq!(raw(&db).await, Some(order.to_attributes().unwrap()));
}

async fn lists_sets_and_enums_are_changed_as_a_whole(db: Db) {
    let mut order = written(&db).await;
    order.lines[0] = 9;
    order.tags.remove("new");
    order.payment = Payment::Card {
        number: "1".to_owned(),
        holder: Some("Ada".to_owned()),
    };
    let (update, condition) = said(&mut order);
    assert_eq!(update, "SET lines = ?, payment = ?, tags = ?");
    assert_eq!(
        condition,
        "attribute_exists(pk) AND lines = ? AND payment = ? AND tags = ?"
    );
    save(&db, &mut order).await;
    order.payment = Payment::Cash;
    save(&db, &mut order).await;
    assert_eq!(raw(&db).await, Some(order.to_attributes().unwrap()));
}

async fn keys_of_indexes_follow_their_fields(db: Db) {
    let mut order = written(&db).await;
    order.state = "sent".to_owned();
    order.total = 1_000;
    let (update, condition) = said(&mut order);
    assert_eq!(
        update,
        "SET ByState_pk = ?, ByState_sk = ?, state = ?, sum = ?"
    );
    assert_eq!(
        condition,
        "attribute_exists(pk) AND ByState_pk = ? AND ByState_sk = ? AND state = ? AND sum = ?"
    );
    save(&db, &mut order).await;
    let found = Order::query_index(ByState, "sent").tracked();
    let found = found.all(&db.client).await.unwrap();
    assert_eq!(found.first().map(|found| &**found), Some(&*order));
    assert_eq!(raw(&db).await, Some(order.to_attributes().unwrap()));
    // An item from before the index gets its key attributes when their fields change.
    let mut old = raw(&db).await.unwrap();
    old.retain(|name, _| !name.starts_with("ByState"));
    db.put_raw::<Order>(old.clone()).await;
    let mut order = read(&db.client).await;
    order.lines.clear();
    save(&db, &mut order).await;
    assert!(!raw(&db).await.unwrap().contains_key("ByState_pk"));
    order.state = "open".to_owned();
    order.owner = Some("eve".to_owned());
    save(&db, &mut order).await;
    assert_eq!(raw(&db).await, Some(order.to_attributes().unwrap()));
}

async fn the_key_and_the_version_stay(db: Db) {
    let mut order = written(&db).await;
    order.number = 8;
    order.total = 5;
    let error = order.save().send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert_eq!(error.path(), Some("sk".into()));
    assert!(error.to_string().contains("is another item"), "{error}");
    order.number = 7;
    order.shop = "c".to_owned();
    let error = order.save().send(&db.client).await.unwrap_err();
    assert_eq!(error.path(), Some("pk".into()));

    let mut account = Tracked::new(account());
    account.version = 2;
    let error = account.save().into_input().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert_eq!(error.path(), Some("version".into()));
    assert!(error.to_string().contains("it moves by itself"), "{error}");
}

async fn unknown_attributes_stay(db: Db) {
    written(&db).await;
    let mut old = raw(&db).await.unwrap();
    let more = AttributeValue::M(item([("deep", n(1))]));
    old.insert("unknown".to_owned(), more.clone());
    if let Some(AttributeValue::M(address)) = old.get_mut("address") {
        address.insert("unknown".to_owned(), more.clone());
    }
    db.put_raw::<Order>(old).await;
    let mut order = read(&db.client).await;
    order.total = 1;
    order.address.street = "Main 2".to_owned();
    save(&db, &mut order).await;
    order.address.street = "Main 3".to_owned();
    save(&db, &mut order).await;
    let stored = raw(&db).await.unwrap();
    assert_eq!(stored.get("unknown"), Some(&more));
    let AttributeValue::M(address) = &stored["address"] else {
        panic!("{stored:?}");
    };
    assert_eq!(address.get("unknown"), Some(&more));
    assert_eq!(address.get("street"), Some(&s("Main 3")));
}

fn member() -> Member {
    Member {
        email: "ada@example.com".to_owned(),
        name: "Ada".to_owned(),
        motto: Some("go".to_owned()),
        number: 2,
        stars: 1,
        language: "de".to_owned(),
        seen: 0,
        others: [("a", Value::from(1)), ("b", Value::from("x"))].into(),
    }
}

async fn of_member(db: &Db) -> Tracked<Member> {
    let get = Member::get("ada@example.com").consistent().tracked();
    get.send(&db.client).await.unwrap().expect("it is there")
}

async fn raw_member(db: &Db) -> HashMap<String, AttributeValue> {
    let key = item([("email", s("ada@example.com"))]);
    db.get_raw::<Member>(key).await.expect("it is there")
}

async fn written_member(db: &Db) -> Tracked<Member> {
    db.table::<Member>().await;
    Member::create(&member()).send(&db.client).await.unwrap();
    of_member(db).await
}

async fn a_flattened_map_is_of_the_item(db: Db) {
    let mut member = written_member(&db).await;
    member.others.remove("a");
    member.others.insert("b", "y");
    member.others.insert("c", true);
    let (update, condition) = said(&mut member);
    assert_eq!(update, "SET b = ?, c = ?, seen = ? REMOVE a");
    assert_eq!(
        condition,
        "attribute_exists(email) AND a = ? AND b = ? AND attribute_not_exists(c)"
    );
    save(&db, &mut member).await;
    let stored = raw_member(&db).await;
    assert_eq!(stored.get("a"), None);
    assert_eq!(stored.get("b"), Some(&s("y")));
    assert_eq!(stored.get("c"), Some(&AttributeValue::Bool(true)));
}

async fn what_get_makes_of_values_is_not_stored(db: Db) {
    let mut member = written_member(&db).await;
    assert_eq!(
        (&*member.name, member.motto.as_deref()),
        ("Ada!", Some("go!"))
    );
    assert!(!member.is_changed());
    member.number = 4;
    let (update, condition) = said(&mut member);
    assert_eq!(update, "SET number = ?, seen = ?");
    assert_eq!(condition, "attribute_exists(email) AND number = ?");
    save(&db, &mut member).await;
    // The condition is about what is stored, not about what was made of it.
    member.name = "Bob".to_owned();
    member.motto = None;
    save(&db, &mut member).await;
    let stored = raw_member(&db).await;
    assert_eq!(stored.get("name"), Some(&s("Bob")));
    assert_eq!(stored.get("motto"), None);
    assert_eq!(member.name, "Bob!", "as a read gives it");
}

async fn values_are_transformed_and_checked(db: Db) {
    let mut member = written_member(&db).await;
    member.email = " ADA@example.com ".to_owned();
    member.name = "Ada! ".to_owned();
    assert!(!member.is_changed(), "it is the same when it is written");
    let saved = member.save().send(&db.client).await.unwrap();
    assert_eq!(saved, Saved::Unchanged);
    member.name = " Eve ".to_owned();
    save(&db, &mut member).await;
    assert_eq!(raw_member(&db).await.get("name"), Some(&s("Eve")));
    member.number = 3;
    assert!(member.is_changed());
    let error = member.save().send(&db.client).await.unwrap_err();
    assert!(error.is_validation(), "{error:?}");
    assert_eq!(member.number, 3);
    // What was stored before there was such a rule is found by the key that it has, and is no change.
    let old = item([
        ("email", s("ada@example.com")),
        ("name", s(" Ada ")),
        ("number", n(1)),
        ("seen", n(1)),
    ]);
    db.put_raw::<Member>(old).await;
    let mut member = of_member(&db).await;
    assert!(!member.is_changed());
    member.number = 2;
    member.stars = 5;
    assert_eq!(said(&mut member).0, "SET number = ?, stars = ?, seen = ?");
    save(&db, &mut member).await;
    assert_eq!(raw_member(&db).await.get("name"), Some(&s(" Ada ")));
}

async fn what_is_read_by_default_is_not_stored(db: Db) {
    db.table::<Member>().await;
    let old = item([
        ("email", s("ada@example.com")),
        ("name", s("Ada")),
        ("number", n(2)),
        ("seen", n(1)),
    ]);
    db.put_raw::<Member>(old).await;
    let mut member = of_member(&db).await;
    assert_eq!((member.stars, &*member.language), (3, "en"));
    assert!(!member.is_changed());
    member.language = "de".to_owned();
    let (update, condition) = said(&mut member);
    assert_eq!(update, "SET language = ?, seen = ?");
    assert_eq!(
        condition,
        "attribute_exists(email) AND attribute_not_exists(language)"
    );
    save(&db, &mut member).await;
    assert!(!raw_member(&db).await.contains_key("stars"));
}

async fn what_moves_by_itself_goes_with_the_rest(db: Db) {
    let mut one = written_member(&db).await;
    let mut other = of_member(&db).await;
    let seen = one.seen;
    one.seen = 0;
    assert!(!one.is_changed());
    one.number = 4;
    other.stars = 2;
    save(&db, &mut one).await;
    assert!(one.seen > seen);
    // It is no reason for a conflict either.
    save(&db, &mut other).await;
    assert!(other.seen > one.seen);
    assert_eq!((other.number, other.stars), (4, 2));
}

async fn two_savers_of_different_values_both_succeed(db: Db) {
    let mut one = written(&db).await;
    let mut other = read(&db.client).await;
    one.lines.push(3);
    one.address.street = "Main 2".to_owned();
    one.by_name.insert("work".to_owned(), address("Work 1"));
    one.by_name.get_mut("home").unwrap().street = "Home 2".to_owned();
    other.tags.insert("late".to_owned());
    other.address.city = Some("Bern".to_owned());
    other.by_name.insert("shop".to_owned(), address("Shop 1"));
    other.by_name.get_mut("home").unwrap().city = Some("Basel".to_owned());
    let (first, second) = tokio::join!(one.save().send(&db.client), other.save().send(&db.client));
    assert_eq!(
        (first.unwrap(), second.unwrap()),
        (Saved::Changed, Saved::Changed)
    );
    let last = read(&db.client).await;
    assert_eq!(last.lines, [1, 2, 3]);
    assert_eq!(last.address.street, "Main 2");
    assert_eq!(last.address.city.as_deref(), Some("Bern"));
    assert!(last.tags.contains("late"));
    let home = &last.by_name["home"];
    assert_eq!(
        (&*home.street, home.city.as_deref()),
        ("Home 2", Some("Basel"))
    );
    assert_eq!(last.by_name.len(), 3);
    // Who was second has what the first did.
    assert!(*one == *last || *other == *last);
}

async fn two_savers_of_one_value_conflict(db: Db) {
    type Change = fn(&mut Order);
    // What one changes, and what another changes that can't be beside it.
    let changes: [(Change, Change); 6] = [
        (|o| o.total = 1, |o| o.total = 2),
        (|o| o.owner = None, |o| o.owner = Some("bob".to_owned())),
        // Two fields of one key.
        (|o| o.owner = Some("eve".to_owned()), |o| o.total = 7),
        // The same entry of a document.
        (
            |o| o.address.city = Some("Bern".to_owned()),
            |o| o.address.city = Some("Basel".to_owned()),
        ),
        // A document and an entry of it.
        (
            |o| o.address.former.as_mut().unwrap().street = "x".to_owned(),
            |o| o.address.former = None,
        ),
        // A variant and a field that another does not have.
        (
            |o| o.payment = Payment::Cash,
            |o| {
                o.payment = Payment::Card {
                    number: "1".to_owned(),
                    holder: Some("Ada".to_owned()),
                };
            },
        ),
    ];
    db.table::<Order>().await;
    for (i, (first, second)) in changes.into_iter().enumerate() {
        for (first, second) in [(first, second), (second, first)] {
            Order::put(&order()).send(&db.client).await.unwrap();
            let mut one = read(&db.client).await;
            let mut other = read(&db.client).await;
            first(&mut one);
            second(&mut other);
            save(&db, &mut one).await;
            let error = other.save().send(&db.client).await.unwrap_err();
            assert!(error.is_condition_failed(), "{i}: {error:?}");
            let there = error.stored::<Order>().unwrap().unwrap();
            assert_eq!(there, *one, "{i}");
            assert_eq!(*read(&db.client).await, there, "{i}");
            // Reading it again and doing it again is the way out.
            let mut other = read(&db.client).await;
            if other.address.former.is_some() || i != 4 {
                second(&mut other);
                save(&db, &mut other).await;
            }
        }
    }
}

async fn a_document_that_is_gone_takes_nothing(db: Db) {
    let mut order = written(&db).await;
    let former = order.address.former.as_mut().unwrap();
    former.city = Some("Bern".to_owned());
    for gone in [
        Order::update(("a#b", 7)).change(|o| o.address.former.remove()),
        Order::update(("a#b", 7)).change(|o| o.address.set(address("x"))),
    ] {
        gone.send(&db.client).await.unwrap();
        let error = order.save().send(&db.client).await.unwrap_err();
        assert!(error.is_condition_failed(), "{error:?}");
    }
}

async fn an_item_that_is_gone_is_not_found(db: Db) {
    let mut order = written(&db).await;
    order.owner = None;
    Order::delete(("a#b", 7)).send(&db.client).await.unwrap();
    let error = order.save().send(&db.client).await.unwrap_err();
    assert!(error.is_not_found(), "{error:?}");
    assert_eq!(raw(&db).await, None, "and is not made");
    assert_eq!(order.owner, None);
    assert_eq!(order.original().owner.as_deref(), Some("ada"));
}

async fn account_of(db: &Db) -> Tracked<Account> {
    let get = Account::get("a").consistent().tracked();
    get.send(&db.client).await.unwrap().expect("it is there")
}

async fn with_a_version_two_savers_conflict(db: Db) {
    db.table::<Account>().await;
    Account::create(&account()).send(&db.client).await.unwrap();
    let mut one = account_of(&db).await;
    let mut other = account_of(&db).await;
    one.balance = 5;
    other.note = Some("x".to_owned());
    let (update, condition) = said(&mut one);
    assert_eq!(
        update,
        "SET balance = ?, version = if_not_exists(version, ?) + ?"
    );
    assert_eq!(condition, "attribute_exists(id) AND version = ?");
    save(&db, &mut one).await;
    assert_eq!(one.version, 2);
    let error = other.save().send(&db.client).await.unwrap_err();
    assert!(error.is_version_conflict(), "{error:?}");
    assert_eq!(error.stored::<Account>().unwrap().unwrap(), *one);
    // It counts on from save to save, and is not written in vain.
    one.balance = 6;
    save(&db, &mut one).await;
    assert_eq!(one.version, 3);
    assert_eq!(one.save().send(&db.client).await.unwrap(), Saved::Unchanged);
    assert_eq!(account_of(&db).await.version, 3);
    Account::delete("a").send(&db.client).await.unwrap();
    one.balance = 7;
    let error = one.save().send(&db.client).await.unwrap_err();
    assert!(error.is_not_found(), "{error:?}");
    // An item from before there were versions, and the last of all.
    db.put_raw::<Account>(item([("id", s("a")), ("balance", n(1))]))
        .await;
    let mut old = account_of(&db).await;
    old.balance = 2;
    save(&db, &mut old).await;
    assert_eq!(old.version, 1);
    db.put_raw::<Account>(item([
        ("id", s("a")),
        ("balance", n(1)),
        ("version", n(u32::MAX)),
    ]))
    .await;
    let mut last = account_of(&db).await;
    last.balance = 2;
    let error = last.save().send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Encode);
    assert_eq!(error.path(), Some("version".into()));
}

async fn twenty_savers_lose_nothing(db: Db) {
    db.table::<Account>().await;
    db.table::<Order>().await;
    Account::create(&account()).send(&db.client).await.unwrap();
    Order::create(&order()).send(&db.client).await.unwrap();
    let with_a_version = join_all((1..=20).map(async |by| {
        loop {
            let mut account = account_of(&db).await;
            account.balance += by;
            // All have read before the first writes.
            tokio::task::yield_now().await;
            match account.save().send(&db.client).await {
                Err(error) if error.is_version_conflict() => {}
                other => return other,
            }
        }
    }));
    for saved in with_a_version.await {
        assert_eq!(saved.unwrap(), Saved::Changed);
    }
    let account = account_of(&db).await;
    assert_eq!((account.balance, account.version), (210, 21));
    let without = join_all((1..=20).map(async |by| {
        loop {
            let mut order = read(&db.client).await;
            order.total += by;
            tokio::task::yield_now().await;
            match order.save().send(&db.client).await {
                Err(error) if error.is_condition_failed() => {}
                other => return other,
            }
        }
    }));
    for saved in without.await {
        assert_eq!(saved.unwrap(), Saved::Changed);
    }
    assert_eq!(read(&db.client).await.total, 100 + 210);
}

async fn after_a_failure_it_is_as_it_was(db: Db) {
    let mut order = written(&db).await;
    order.total = 5;
    let taken = Order::update(("a#b", 7)).change(|o| o.lines.append([3]));
    taken.send(&db.client).await.unwrap();
    let failing = order.save().condition(|o| o.lines.eq(vec![9]));
    let error = failing.send(&db.client).await.unwrap_err();
    assert!(error.is_condition_failed(), "{error:?}");
    assert_eq!((order.total, order.original().total), (5, 100));
    assert_eq!(order.lines, [1, 2]);
    assert!(order.is_changed());
    save(&db, &mut order).await;
}

async fn after_a_save_it_is_what_is_stored(db: Db) {
    let mut order = written(&db).await;
    order.cached = 9;
    order.total = 5;
    let taken = Order::update(("a#b", 7)).change(|o| o.lines.append([3]));
    taken.send(&db.client).await.unwrap();
    save(&db, &mut order).await;
    assert_eq!((order.total, &*order.lines), (5, &[1, 2, 3][..]));
    assert_eq!(order.cached, 0, "as a read gives it");
    assert_eq!(*order, *order.original());
    assert_eq!(*read(&db.client).await, *order);
}

async fn it_is_read_by_get_query_and_scan(db: Db) {
    written(&db).await;
    let by_get = db
        .both_paths(async |client| read(client).await.into_inner())
        .await;
    let query = Order::query("a#b").tracked();
    let by_query = db
        .both_paths(async |client| {
            let found = query.clone().all(client).await.unwrap();
            found
                .into_iter()
                .map(Tracked::into_inner)
                .collect::<Vec<_>>()
        })
        .await;
    let scan = Order::scan().filter(|o| o.total.eq(100)).tracked();
    let mut by_scan = scan.send(&db.client).await.unwrap().items;
    assert_eq!(by_get, order());
    assert_eq!(by_query, [order()]);
    assert_eq!(*by_scan[0], order());
    by_scan[0].total = 3;
    save(&db, &mut by_scan[0]).await;
    // It goes wherever futures go.
    let (client, mut moved) = (db.client.clone(), read(&db.client).await);
    let saved = tokio::spawn(async move { moved.save().send(&client).await });
    assert_eq!(saved.await.unwrap().unwrap(), Saved::Unchanged);
    let hydrated = Order::query_index(ByOwner, "ada").hydrate().tracked();
    let mut hydrated = hydrated.all(&db.client).await.unwrap();
    hydrated[0].lines.clear();
    save(&db, &mut hydrated[0]).await;
    assert_eq!(raw(&db).await, Some(hydrated[0].to_attributes().unwrap()));
    // An item of another form is told as always.
    let mut other = raw(&db).await.unwrap();
    other.insert("sum".to_owned(), s("x"));
    db.put_raw::<Order>(other.clone()).await;
    let get = Order::get(("a#b", 7)).tracked();
    let error = get.send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.path(), Some("sum".into()));
    assert_eq!(
        error.stored_item().cloned().map(unordered),
        Some(unordered(other))
    );
}

async fn an_item_at_hand_is_tracked_from_there_on(db: Db) {
    db.table::<Order>().await;
    let created = Order::create(&order()).send(&db.client).await.unwrap();
    let mut order = Tracked::new(created.clone());
    assert!(!order.is_changed());
    assert_eq!(*order, *order.original());
    order.total = 5;
    order.address.city = Some("Bern".to_owned());
    assert_eq!(
        said(&mut order).1,
        "attribute_exists(pk) AND attribute_type(address, ?) AND ByState_sk = ? AND attribute_not_exists(address.city) AND sum = ?"
    );
    save(&db, &mut order).await;
    let mut late = Tracked::new(created);
    late.total = 6;
    let error = late.save().send(&db.client).await.unwrap_err();
    assert!(error.is_condition_failed(), "{error:?}");

    // Its key is found as it is written.
    db.table::<Account>().await;
    let created = Account::create(&account()).send(&db.client).await.unwrap();
    let mut account = Tracked::new(created);
    account.note = Some("x".to_owned());
    save(&db, &mut account).await;
    assert_eq!((account.version, account.note.as_deref()), (2, Some("x")));
    db.table::<Member>().await;
    Member::put(&member()).send(&db.client).await.unwrap();
    let mut member = Tracked::new(Member {
        email: " Ada@Example.com".to_owned(),
        ..member()
    });
    member.number = 8;
    save(&db, &mut member).await;
    assert_eq!(raw_member(&db).await.get("number"), Some(&n(8)));
}

async fn many_changes_are_sent_in_fewer_pieces(db: Db) {
    let mut order = written(&db).await;
    for i in 0..500 {
        order.by_name.insert(format!("name-{i}"), address("x"));
    }
    assert_eq!(said(&mut order).0, "SET by_name = ?");
    save(&db, &mut order).await;
    for address in order.by_name.values_mut() {
        address.street = "y".to_owned();
    }
    let (update, condition) = said(&mut order);
    assert_eq!(update, "SET by_name = ?");
    assert_eq!(condition, "attribute_exists(pk) AND by_name = ?");
    save(&db, &mut order).await;
    assert_eq!(raw(&db).await, Some(order.to_attributes().unwrap()));
    // What is not in a document has no larger pieces: up to the limit of an expression it goes.
    let mut member = written_member(&db).await;
    for i in 0..120 {
        member.others.insert(format!("name-{i}"), i);
    }
    save(&db, &mut member).await;
    assert_eq!(raw_member(&db).await.get("name-119"), Some(&n(119)));
    for i in 0..500 {
        member.others.insert(format!("other-{i}"), i);
    }
    let error = member.save().send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert!(
        error.to_string().contains("`put` the whole item"),
        "{error}"
    );
}

async fn another_table_and_condition(db: Db) {
    let mut order = written(&db).await;
    order.total = 5;
    let input = order
        .save()
        .table("elsewhere")
        .condition(|o| o.state.eq("open"))
        .into_input()
        .unwrap()
        .unwrap();
    assert_eq!(input.table_name.as_deref(), Some("elsewhere"));
    let condition = input.condition_expression.unwrap();
    assert!(condition.ends_with("AND #n3 = :v4"), "{condition}");
    let failing = order.save().condition(|o| o.state.eq("sent"));
    let error = failing.send(&db.client).await.unwrap_err();
    assert!(error.is_condition_failed(), "{error:?}");
    let holding = order.save().condition(|o| o.state.eq("open"));
    assert_eq!(holding.send(&db.client).await.unwrap(), Saved::Changed);
}

async fn what_is_prepared_is_what_a_put_stores(db: Db) {
    db.table::<Member>().await;
    let given = Member {
        email: " ADA@example.com".to_owned(),
        name: " Ada ".to_owned(),
        ..member()
    };
    let prepared = given.prepared().unwrap();
    assert_eq!(
        (&*prepared.email, &*prepared.name),
        ("ada@example.com", "Ada")
    );
    assert!(prepared.seen > 0, "what moves has moved");
    assert_eq!(
        prepared.motto.as_deref(),
        Some("go"),
        "as it is written, not as it is read"
    );
    let attributes = given.to_attributes().unwrap();
    Member::put(&given).send(&db.client).await.unwrap();
    let [stored, attributes] = [raw_member(&db).await, attributes].map(|mut item| {
        assert!(item.remove("seen").is_some());
        unordered(item)
    });
    assert_eq!(stored, attributes);
    let read = Member::from_attributes(given.to_attributes().unwrap()).unwrap();
    assert_eq!((&*read.email, &*read.name), ("ada@example.com", "Ada!"));
    let odd = Member { number: 1, ..given };
    assert!(odd.prepared().unwrap_err().is_validation());
    assert!(odd.to_attributes().unwrap_err().is_validation());
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Town {
    #[dynamo(alias = "town")]
    city: Option<String>,
    zip: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "renamed")]
struct Renamed {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(alias("called", "title"))]
    name: Option<String>,
    #[dynamo(alias = "where")]
    place: Option<Town>,
    count: u32,
}

/// What is stored under an older name is compared as what it is, and written under its own.
async fn older_names_are_left_behind(db: Db) {
    db.table::<Renamed>().await;
    let town = || AttributeValue::M(item([("town", s("Bern")), ("zip", s("3000"))]));
    let old = || {
        item([
            ("id", s("r")),
            ("title", s("a")),
            ("where", town()),
            ("count", n(1)),
        ])
    };
    let key = || item([("id", s("r"))]);
    let stored = async || unordered(db.get_raw::<Renamed>(key()).await.unwrap());
    let read = async || {
        db.put_raw::<Renamed>(old()).await;
        let read = Renamed::get("r").tracked().send(&db.client).await;
        read.unwrap().unwrap()
    };

    let mut tracked = read().await;
    assert!(!tracked.is_changed());
    tracked.count = 2;
    tracked.save().send(&db.client).await.unwrap();
    let mut expected = old();
    expected.insert("count".to_owned(), n(2));
    assert_eq!(
        stored().await,
        unordered(expected),
        "what is untouched stays"
    );

    let mut tracked = read().await;
    tracked.name = Some("b".to_owned());
    tracked.save().send(&db.client).await.unwrap();
    let mut expected = old();
    expected.remove("title");
    expected.insert("name".to_owned(), s("b"));
    assert_eq!(stored().await, unordered(expected));

    let mut tracked = read().await;
    tracked.name = None;
    tracked.place.as_mut().unwrap().city = None;
    tracked.save().send(&db.client).await.unwrap();
    let place = AttributeValue::M(item([("zip", s("3000"))]));
    let expected = item([("id", s("r")), ("place", place), ("count", n(1))]);
    assert_eq!(
        stored().await,
        unordered(expected),
        "nothing is left behind"
    );

    let mut tracked = read().await;
    tracked.name = Some("c".to_owned());
    let mut other = old();
    other.insert("title".to_owned(), s("z"));
    db.put_raw::<Renamed>(other).await;
    let error = tracked.save().send(&db.client).await.unwrap_err();
    assert!(error.is_condition_failed(), "{error}");
}
