//! `ttl`: when an item expires, and what has expired.

use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use dynamo_model::op::Count;
use dynamo_model::schema::{Schema, TtlSchema};
use dynamo_model::{Collection, Model, Projection, Ref};
use futures_util::TryStreamExt;

use crate::harness::{Db, item, n, s};

on_every_engine![
    a_time_to_live_is_whole_seconds,
    the_schema_knows_it,
    d37_an_attribute_of_the_user_is_no_time_to_live_by_its_name,
    d37_a_time_that_is_given_is_kept,
    a_plain_time_is_set_when_an_item_is_created,
    a_refreshed_time_moves_with_every_write,
    an_upsert_gives_a_time_to_a_new_item,
    what_has_expired_is_not_read_by_its_key,
    d15_many_keys_are_read_without_what_has_expired,
    what_has_expired_is_not_in_a_query_or_scan,
    what_is_no_time_does_not_expire,
    the_key_of_an_index_is_looked_at_after_reading,
    an_index_of_parts_is_hydrated_without_what_has_expired,
    a_collection_hides_what_its_models_hide,
    writes_see_what_dynamodb_has,
    requests_ask_for_what_has_not_expired,
];

const HOUR: Duration = Duration::from_secs(3_600);

fn from_now(seconds: i64) -> i64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    i64::try_from(now.unwrap().as_secs()).unwrap() + seconds
}

/// Whether it is so many seconds from the moment at which the test runs.
fn is_in(time: i64, seconds: i64) -> bool {
    (from_now(seconds) - 60..=from_now(seconds) + 60).contains(&time)
}

fn seconds(time: SystemTime) -> i64 {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap();
    assert_eq!(since.subsec_nanos(), 0);
    i64::try_from(since.as_secs()).unwrap()
}

fn time(seconds: i64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds.try_into().unwrap())
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "tokens")]
struct Token {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(ttl(after = 2 * HOUR), rename = "expiresAt")]
    expires: Option<SystemTime>,
    uses: u32,
}

fn token() -> Token {
    Token {
        id: "t".to_owned(),
        expires: None,
        uses: 0,
    }
}

async fn a_time_to_live_is_whole_seconds(db: Db) {
    db.table::<Token>().await;
    let made = Token::create(&token()).send(&db.client).await.unwrap();
    let expires = seconds(made.expires.unwrap());
    assert!(is_in(expires, 7_200), "{expires}");
    let stored = db.get_raw::<Token>(item([("id", s("t"))])).await.unwrap();
    assert_eq!(stored["expiresAt"], n(expires));
    let found = Token::scan()
        .filter(|t| t.expires.gt(SystemTime::now()))
        .all(&db.client)
        .await;
    assert_eq!(found.unwrap(), [made]);
}

async fn the_schema_knows_it(_: Db) {
    assert_eq!(
        Token::SCHEMA.ttl(),
        Some(TtlSchema::new("expiresAt", false))
    );
    assert_eq!(Session::SCHEMA.ttl(), Some(TtlSchema::new("expires", true)));
    assert_eq!(Shop::SCHEMA.ttl(), Some(TtlSchema::new("expires", true)));
    assert_eq!(Named::SCHEMA.ttl(), None);
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "named")]
struct Named {
    #[dynamo(partition_key)]
    id: String,
    ttl: String,
    expires: u64,
}

async fn d37_an_attribute_of_the_user_is_no_time_to_live_by_its_name(db: Db) {
    db.table::<Named>().await;
    let named = Named {
        id: "n".to_owned(),
        ttl: "a while".to_owned(),
        expires: 1,
    };
    Named::put(&named).send(&db.client).await.unwrap();
    Named::update("n")
        .change(|n| n.expires.add(1))
        .send(&db.client)
        .await
        .unwrap();
    let read = Named::get("n").send(&db.client).await.unwrap();
    assert_eq!(
        read,
        Some(Named {
            expires: 2,
            ..named
        })
    );
}

async fn d37_a_time_that_is_given_is_kept(db: Db) {
    db.table::<Token>().await;
    let given = Token {
        expires: Some(time(from_now(5)) + Duration::from_millis(900)),
        ..token()
    };
    let whole = time(seconds(given.expires.unwrap() - Duration::from_millis(900)));
    for put in [Token::create(&given), Token::put(&given)] {
        let made = put.send(&db.client).await.unwrap();
        assert_eq!(made.expires, Some(whole));
    }
    let removed = Token::update("t")
        .change(|t| t.expires.remove())
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(removed.expires, None);
    let used = Token::update("t")
        .change(|t| t.uses.add(1))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(
        used.expires, None,
        "without `refresh` an update moves nothing"
    );
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "leases")]
struct Lease {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(ttl(after = HOUR))]
    until: DateTime<Utc>,
    holder: Option<String>,
}

async fn a_plain_time_is_set_when_an_item_is_created(db: Db) {
    db.table::<Lease>().await;
    let lease = Lease {
        id: "l".to_owned(),
        until: DateTime::from_timestamp(from_now(10), 0).unwrap(),
        holder: None,
    };
    let made = Lease::create(&lease).send(&db.client).await.unwrap();
    assert!(is_in(made.until.timestamp(), 3_600), "{made:?}");
    let put = Lease::put(&lease).send(&db.client).await.unwrap();
    assert_eq!(put, lease);
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "sessions")]
struct Session {
    #[dynamo(partition_key)]
    user: String,
    #[dynamo(sort_key)]
    number: u32,
    #[dynamo(ttl(after = HOUR, refresh, hide_expired))]
    expires: Option<i64>,
    #[dynamo(get = shouted)]
    name: String,
}

fn shouted(name: String) -> Result<String, String> {
    if name == "gone" {
        return Err("it was read".to_owned());
    }
    Ok(format!("{name}!"))
}

fn session(number: u32, expires: Option<i64>, name: &str) -> Session {
    Session {
        user: "u".to_owned(),
        number,
        expires,
        name: name.to_owned(),
    }
}

/// One that has expired, one that has not, and one that never will.
/// Puts sessions as they are: a write of the library would give them another time.
async fn put_expired(db: &Db, sessions: &[Session]) {
    let items = sessions.iter().map(|session| {
        let mut stored = item([
            ("user", s(&session.user)),
            ("number", n(session.number)),
            ("name", s(&session.name)),
        ]);
        stored.extend(session.expires.map(|at| ("expires".to_owned(), n(at))));
        stored
    });
    db.put_all_raw::<Session>(items).await;
}

async fn sessions(db: &Db) -> [Session; 2] {
    db.table::<Session>().await;
    let all = [
        session(1, Some(from_now(-10)), "gone"),
        session(2, Some(from_now(1_000)), "here"),
        session(3, None, "for ever"),
    ];
    put_expired(db, &all).await;
    let [_, here, for_ever] = all;
    let read = |session: Session| Session {
        name: format!("{}!", session.name),
        ..session
    };
    [read(here), read(for_ever)]
}

async fn a_refreshed_time_moves_with_every_write(db: Db) {
    db.table::<Session>().await;
    let given = session(1, Some(from_now(10)), "a");
    for put in [Session::create(&given), Session::put(&given)] {
        let made = put.send(&db.client).await.unwrap();
        assert!(is_in(made.expires.unwrap(), 3_600), "{made:?}");
    }
    put_expired(&db, &[given]).await;
    let update = || Session::update(("u", 1)).change(|s| s.name.set("b"));
    let updated = update().send(&db.client).await.unwrap();
    assert!(is_in(updated.expires.unwrap(), 3_600), "{updated:?}");
    let explicit = update()
        .change(|s| s.expires.set(from_now(17)))
        .send(&db.client)
        .await
        .unwrap();
    assert!(is_in(explicit.expires.unwrap(), 17), "{explicit:?}");
    let never = update()
        .change(|s| s.expires.remove())
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(never.expires, None);
}

async fn an_upsert_gives_a_time_to_a_new_item(db: Db) {
    db.table::<Token>().await;
    let upsert = || Token::upsert("t").change(|t| t.uses.add(1));
    let made = upsert().send(&db.client).await.unwrap();
    assert!(is_in(seconds(made.expires.unwrap()), 7_200));
    let given = Token {
        expires: Some(time(from_now(5))),
        ..token()
    };
    Token::put(&given).send(&db.client).await.unwrap();
    let kept = upsert().send(&db.client).await.unwrap();
    assert_eq!(kept, Token { uses: 1, ..given });
}

/// Takes the name alone.
#[derive(Debug, PartialEq, Projection)]
#[dynamo(of = Session)]
struct Name {
    name: String,
}

async fn what_has_expired_is_not_read_by_its_key(db: Db) {
    let [here, for_ever] = sessions(&db).await;
    for (number, expected) in [(1, None), (2, Some(here)), (3, Some(for_ever)), (4, None)] {
        let get = || Session::get(("u", number));
        let read = db
            .both_paths(async |client| get().send(client).await.unwrap())
            .await;
        assert_eq!(read, expected);
        let expected = expected.map(|session| session.name);
        let projected = db
            .both_paths(async |client| get().project::<Name>().send(client).await.unwrap())
            .await;
        assert_eq!(projected.map(|read| read.name), expected);
        let selected = db
            .both_paths(async |client| get().select(|s| s.name).send(client).await.unwrap())
            .await;
        assert_eq!(selected, expected);
    }
    let all = Session::get(("u", 1)).include_expired();
    let error = all.clone().send(&db.client).await.unwrap_err();
    assert!(error.to_string().contains("it was read"), "{error}");
    let number = all.select(|s| s.number).send(&db.client).await.unwrap();
    assert_eq!(number, Some(1));

    let refs = || [1, 2].map(|number| Ref::to(&session(number, None, "")));
    for client in [db.client.clone(), db.client.clone().direct_path(false)] {
        let mut refs = refs();
        Session::populate(&mut refs).send(&client).await.unwrap();
        assert_eq!(refs[0].item(), None);
        assert_eq!(refs[1].item().map(|session| session.number), Some(2));
    }
    let mut refs = refs();
    let populate = Session::populate(&mut refs).include_expired();
    assert!(populate.send(&db.client).await.is_err());
}

/// What has expired is as absent as what was never there, and takes nothing else along.
async fn d15_many_keys_are_read_without_what_has_expired(db: Db) {
    let [here, for_ever] = sessions(&db).await;
    let mut refs = [4, 1, 2, 3].map(|number| Ref::to(&session(number, None, "")));
    Session::populate(&mut refs).send(&db.client).await.unwrap();
    let items = refs.each_ref().map(Ref::item);
    assert_eq!(items, [None, None, Some(&here), Some(&for_ever)]);
}

async fn what_has_expired_is_not_in_a_query_or_scan(db: Db) {
    let expected = sessions(&db).await;
    let query = || Session::query("u");
    let read = db
        .both_paths(async |client| query().all(client).await.unwrap())
        .await;
    assert_eq!(read, expected);
    let mut scanned = Session::scan().all(&db.client).await.unwrap();
    scanned.sort_by_key(|session| session.number);
    assert_eq!(scanned, expected);
    let parallel: Vec<_> = Session::scan()
        .segments(2)
        .stream(&db.client)
        .try_collect()
        .await
        .unwrap();
    assert_eq!(parallel.len(), 2);
    let filtered = query()
        .filter(|s| s.name.eq("gone").or(s.name.eq("here")))
        .select(|s| s.name)
        .all(&db.client)
        .await;
    assert_eq!(filtered.unwrap(), ["here!"]);
    let limited = query().limit(1).send(&db.client).await.unwrap();
    assert_eq!(limited.items, expected[..1]);
    assert_eq!(query().count(&db.client).await.unwrap().count, 2);

    let numbers = |numbers: Vec<u32>| numbers.len();
    let all = query()
        .include_expired()
        .select(|s| s.number)
        .all(&db.client);
    assert_eq!(numbers(all.await.unwrap()), 3);
    let all = Session::scan()
        .include_expired()
        .select(|s| s.number)
        .all(&db.client);
    assert_eq!(numbers(all.await.unwrap()), 3);
    let all = Session::scan()
        .segments(2)
        .include_expired()
        .count(&db.client);
    assert_eq!(all.await.unwrap().count, 3);
}

async fn what_is_no_time_does_not_expire(db: Db) {
    sessions(&db).await;
    let raw = item([
        ("user", s("v")),
        ("number", n(1)),
        ("name", s("a")),
        ("expires", s("soon")),
    ]);
    db.put_raw::<Session>(raw).await;
    let get = Session::get(("v", 1)).select(|s| s.name);
    assert_eq!(get.send(&db.client).await.unwrap().as_deref(), Some("a!"));
    let query = Session::query("v").select(|s| s.name);
    assert_eq!(query.all(&db.client).await.unwrap(), ["a!"]);
}

/// The jobs by when they expire.
struct ByExpiry;
/// The keys of the jobs of an owner.
struct ByOwner;

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "jobs", index(ByOwner, keys_only))]
struct Job {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(index(ByExpiry, partition_key), index(ByOwner, partition_key))]
    owner: String,
    #[dynamo(ttl(hide_expired), index(ByExpiry, sort_key))]
    expires: Option<u64>,
}

/// Ten jobs, of which every other one has expired.
async fn jobs(db: &Db) -> Vec<Job> {
    db.table::<Job>().await;
    let job = |number: i64| Job {
        id: format!("j{number}"),
        owner: "o".to_owned(),
        expires: Some(from_now(if number % 2 == 0 {
            number - 500
        } else {
            number + 500
        }))
        .and_then(|time| time.try_into().ok()),
    };
    let all: Vec<_> = (0..10).map(job).collect();
    db.put_all(&all).await;
    all.into_iter().skip(1).step_by(2).collect()
}

async fn the_key_of_an_index_is_looked_at_after_reading(db: Db) {
    let expected = jobs(&db).await;
    let query = || Job::query_index(ByExpiry, "o");
    let read = db
        .both_paths(async |client| query().all(client).await.unwrap())
        .await;
    assert_eq!(read, expected);
    for size in [1, 2, 3] {
        let read = query().page_size(size).all(&db.client).await.unwrap();
        assert_eq!(read, expected);
    }
    let page = query().limit(2).send(&db.client).await.unwrap();
    assert_eq!(page.items, expected[..2]);
    let rest = query().after(page.cursor).all(&db.client).await.unwrap();
    assert_eq!(rest, expected[2..]);
    let back = query().from_end().limit(2).send(&db.client).await.unwrap();
    assert_eq!(back.items, expected[3..]);
    let Count { count, .. } = query().count(&db.client).await.unwrap();
    assert_eq!(count, 5);
    let ids = query().select(|j| j.id).all(&db.client).await.unwrap();
    assert_eq!(ids.len(), 5);
    let all = query().include_expired();
    assert_eq!(all.clone().count(&db.client).await.unwrap().count, 10);
    assert_eq!(all.all(&db.client).await.unwrap().len(), 10);
    let scanned = Job::scan_index(ByExpiry).all(&db.client).await.unwrap();
    assert_eq!(scanned.len(), 5);
}

async fn an_index_of_parts_is_hydrated_without_what_has_expired(db: Db) {
    let mut expected = jobs(&db).await;
    let query = || Job::query_index(ByOwner, "o");
    let mut read = query().hydrate().all(&db.client).await.unwrap();
    read.sort_by(|a, b| a.id.cmp(&b.id));
    expected.sort_by(|a, b| a.id.cmp(&b.id));
    assert_eq!(read, expected);
    let all = query().include_expired().hydrate().all(&db.client).await;
    assert_eq!(all.unwrap().len(), 10);
    let keys = query().select(|j| j.id).all(&db.client).await.unwrap();
    assert_eq!(keys.len(), 10, "an index without the attribute can't tell");
    let hydrated = Job::query_index(ByExpiry, "o")
        .hydrate()
        .all(&db.client)
        .await;
    assert_eq!(hydrated.unwrap().len(), 5);
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "shop",
    partition_key = "SHOP#{shop}",
    sort_key = "CART#{number}"
)]
struct Cart {
    shop: String,
    number: u32,
    #[dynamo(ttl(hide_expired))]
    expires: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "shop",
    partition_key = "SHOP#{shop}",
    sort_key = "ORDER#{number}"
)]
struct Order {
    shop: String,
    number: u32,
}

#[derive(Debug, Clone, PartialEq, Collection)]
enum Shop {
    Cart(Cart),
    Order(Order),
}

async fn a_collection_hides_what_its_models_hide(db: Db) {
    db.table::<Cart>().await;
    let cart = |number, expires| Cart {
        shop: "s".to_owned(),
        number,
        expires: Some(from_now(expires)),
    };
    let carts = [cart(1, -10), cart(2, 1_000)];
    let order = Order {
        shop: "s".to_owned(),
        number: 1,
    };
    for cart in &carts {
        Cart::put(cart).send(&db.client).await.unwrap();
    }
    Order::put(&order).send(&db.client).await.unwrap();
    let [_, cart] = carts;
    let expected = [Shop::Cart(cart), Shop::Order(order)];
    let read = Shop::query("s").all(&db.client).await.unwrap();
    assert_eq!(read, expected);
    let all = Shop::query("s").include_expired().all(&db.client).await;
    assert_eq!(all.unwrap().len(), 3);
    let key = ("s", "CART#0000000001");
    assert_eq!(Shop::get(key).send(&db.client).await.unwrap(), None);
    let all = Shop::get(key).include_expired().send(&db.client).await;
    assert!(all.unwrap().is_some());
}

async fn writes_see_what_dynamodb_has(db: Db) {
    sessions(&db).await;
    let create = Session::create(&session(1, None, "a"))
        .send(&db.client)
        .await;
    assert!(create.unwrap_err().is_already_exists());
    Session::delete(("u", 1)).send(&db.client).await.unwrap();
    let gone = session(1, Some(from_now(-10)), "b");
    put_expired(&db, std::slice::from_ref(&gone)).await;
    let revived = Session::update(("u", 1))
        .change(|s| s.name.set("c"))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(revived.name, "c!");
    assert_eq!(
        Session::get(("u", 1)).send(&db.client).await.unwrap(),
        Some(revived)
    );
    put_expired(&db, std::slice::from_ref(&gone)).await;
    let old = Session::delete(("u", 1))
        .return_old()
        .send(&db.client)
        .await;
    assert_eq!(old.unwrap().map(|old| old.expires), Some(gone.expires));
}

async fn requests_ask_for_what_has_not_expired(_: Db) {
    let get = Session::get(("u", 1)).select(|s| s.name);
    let names = |names: Option<std::collections::HashMap<String, String>>| {
        let mut names: Vec<_> = names.unwrap_or_default().into_values().collect();
        names.sort();
        names
    };
    let input = get.clone().into_input().unwrap();
    let asked = ["expires", "name", "number", "user"];
    assert_eq!(names(input.expression_attribute_names), asked);
    let input = get.include_expired().into_input().unwrap();
    assert_eq!(
        names(input.expression_attribute_names),
        ["name", "number", "user"]
    );

    let query = Session::query("u").filter(|s| s.name.eq("a").or(s.name.eq("b")));
    let input = query.clone().into_input().unwrap();
    let filter = input.filter_expression.unwrap();
    assert_eq!(filter, "NOT #n1 <= :v1 AND (#n2 = :v2 OR #n2 = :v3)");
    let values = input.expression_attribute_values.unwrap();
    let now = values[":v1"].as_n().unwrap().parse().unwrap();
    assert!(is_in(now, 0), "{now}");
    let input = query.include_expired().into_input().unwrap();
    assert_eq!(input.filter_expression.unwrap(), "#n1 = :v1 OR #n1 = :v2");

    let scan = Job::scan_index(ByExpiry).into_input().unwrap();
    assert_eq!(scan.filter_expression.as_deref(), Some("NOT #n0 <= :v0"));
    let query = Job::query_index(ByExpiry, "o").into_input().unwrap();
    assert_eq!(query.filter_expression, None, "it may not name the key");
    let count = Cart::query("s").into_input().unwrap();
    assert_eq!(
        count.filter_expression.as_deref(),
        Some("#n2 = :v2 AND NOT #n3 <= :v3")
    );
}
