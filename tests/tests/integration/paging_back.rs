//! The page before a page, and the last one: queries that are read backward.

use dynamo_model::op::{Cursor, Page, Query};
use dynamo_model::{Client, ErrorKind, Model};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::harness::{Db, Engine, Seen, item, s};
use crate::models::{Order, order};

on_every_engine![
    the_page_before,
    the_last_page,
    everything_before,
    pages_going_back,
    what_is_refused,
    no_cursor_changes_nothing,
    at_the_bounds_of_a_sort_condition,
    a_partition_of_one,
    beyond_both_ends,
    an_empty_page_in_the_middle,
    what_is_written_and_deleted_meanwhile,
    selections_go_back_too,
    what_is_not_asked,
    random_walks_there_and_back,
];

/// So many orders, of which every third is a gift.
async fn seed(db: &Db, count: usize) -> Vec<Order> {
    db.table::<Order>().await;
    let orders: Vec<_> = (0..count)
        .map(|i| Order {
            gift: i % 3 == 0,
            ..order(&format!("{i:03}"))
        })
        .collect();
    db.put_all(&orders).await;
    orders
}

fn all() -> Query<Order> {
    Order::query("c-17")
}

fn gifts() -> Query<Order> {
    all().filter(|o| o.gift.eq(true))
}

async fn page(db: &Db, query: Query<Order>) -> Seen<Order> {
    db.both_paths(async |client| Seen::from(query.clone().send(client).await.unwrap()))
        .await
}

/// A cursor as it comes back from a caller.
fn cursor(text: &Option<String>) -> Option<Cursor> {
    text.as_ref().map(|text| text.parse().unwrap())
}

async fn the_page_before(db: Db) {
    let orders = seed(&db, 10).await;
    let reversed: Vec<_> = orders.iter().rev().cloned().collect();
    for (query, orders) in [(all(), &orders), (all().descending(), &reversed)] {
        let query = query.limit(3);
        let first = page(&db, query.clone()).await;
        assert_eq!(first.previous, None, "it begins at the beginning");
        let second = page(&db, query.clone().after(cursor(&first.cursor))).await;
        let third = page(&db, query.clone().after(cursor(&second.cursor))).await;
        assert_eq!(third.items, orders[6..9]);
        let second_again = page(&db, query.clone().before(cursor(&third.previous))).await;
        assert_eq!(second_again.items, second.items);
        assert_eq!(second_again.previous, second.previous);
        assert_eq!(second_again.cursor, second.cursor);
        assert_eq!((second_again.requests, second_again.scanned_count), (1, 3));
        let third_again = page(&db, query.clone().after(cursor(&second_again.cursor))).await;
        assert_eq!(third_again, third);
        let first_again = page(&db, query.clone().before(cursor(&second_again.previous))).await;
        assert_eq!(first_again.items, first.items);
        assert_eq!(first_again.cursor, first.cursor);
        // DynamoDB stops at the limit before it knows that nothing is in front.
        let none = page(&db, query.clone().before(cursor(&first_again.previous))).await;
        assert_eq!((none.items.len(), &none.previous), (0, &None));
        let first_again = page(&db, query.clone().after(cursor(&none.cursor))).await;
        assert_eq!(first_again, first);
    }
}

async fn the_last_page(db: Db) {
    let orders = seed(&db, 10).await;
    let last = page(&db, all().limit(3).from_end()).await;
    assert_eq!(last.items, orders[7..]);
    assert_eq!(last.cursor, None);
    let before = page(&db, all().limit(3).before(cursor(&last.previous))).await;
    assert_eq!(before.items, orders[4..7]);
    let last_again = page(&db, all().limit(3).after(cursor(&before.cursor))).await;
    assert_eq!(last_again.items, last.items);
    // The last of a descending query are the first of an ascending one.
    let last = page(&db, all().descending().limit(2).from_end()).await;
    assert_eq!(last.items, [orders[1].clone(), orders[0].clone()]);
    // A cursor says more than the end.
    let query = all().limit(2).from_end().before(cursor(&before.previous));
    assert_eq!(page(&db, query).await.items, orders[2..4]);
}

async fn everything_before(db: Db) {
    let orders = seed(&db, 10).await;
    let whole = all().send(&db.client).await.unwrap();
    let before = || all().before(whole.cursor_at(7).unwrap()).page_size(2);
    let read = db
        .both_paths(async |client| before().all(client).await.unwrap())
        .await;
    assert_eq!(read, orders[..7]);
    let nearest = before().limit(3).all(&db.client).await.unwrap();
    assert_eq!(nearest, orders[4..7]);
    let count = before().count(&db.client).await.unwrap();
    assert_eq!((count.count, count.requests), (7, 4));
    let error = before().max_requests(3).all(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::LimitExceeded);
    let capped = before().limit(7).max_requests(2);
    let capped = page(&db, capped).await;
    assert_eq!(capped.items, orders[3..7]);
    let on = page(&db, all().before(cursor(&capped.previous))).await;
    assert_eq!(on.items, orders[..3]);
}

/// The nearest comes first, each in the order of the query.
async fn pages_going_back(db: Db) {
    let orders = seed(&db, 8).await;
    let pages = db
        .both_paths(async |client| {
            let pages = all().page_size(3).from_end().pages(client).collect().await;
            pages
                .unwrap()
                .into_iter()
                .map(Seen::from)
                .collect::<Vec<_>>()
        })
        .await;
    let items: Vec<_> = pages.iter().map(|page| page.items.as_slice()).collect();
    assert_eq!(items, [&orders[5..], &orders[2..5], &orders[..2]]);
    assert_eq!(pages[0].cursor, None);
    assert_eq!(pages[2].previous, None);
    let rest = all().after(cursor(&pages[1].cursor)).all(&db.client).await;
    assert_eq!(rest.unwrap(), orders[5..]);
    let front = all()
        .before(cursor(&pages[1].previous))
        .all(&db.client)
        .await;
    assert_eq!(front.unwrap(), orders[..2]);
}

async fn what_is_refused(db: Db) {
    seed(&db, 4).await;
    let page = all().limit(2).send(&db.client).await.unwrap();
    let cursor = || page.cursor.clone();
    for both in [
        all().after(cursor()).before(cursor()),
        all().after(cursor()).from_end(),
    ] {
        let error = both.clone().send(&db.client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
        assert!(error.to_string().contains("choose one"), "{error}");
        assert_eq!(both.into_input().unwrap_err().kind(), ErrorKind::Invalid);
    }
    for backward in [all().before(cursor()), all().from_end()] {
        let error = backward.stream(&db.client).collect().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
        assert!(error.to_string().contains("`pages` or `all`"), "{error}");
    }
    for other in [
        Order::query("c-18").before(cursor()),
        all().descending().before(cursor()),
        all().sort_key(|id| id.ge("000")).before(cursor()),
    ] {
        let error = other.send(&db.client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Cursor);
    }
}

async fn no_cursor_changes_nothing(db: Db) {
    let orders = seed(&db, 4).await;
    let first = page(&db, all().limit(2).before(None)).await;
    assert_eq!(first.items, orders[..2]);
    let second = all().limit(2).after(cursor(&first.cursor)).before(None);
    assert_eq!(page(&db, second).await.items, orders[2..]);
}

/// DynamoDB refuses to go on from the very bound of a range, in the direction in which nothing can follow.
async fn at_the_bounds_of_a_sort_condition(db: Db) {
    let orders = seed(&db, 8).await;
    for query in [
        all().sort_key(|id| id.between("002", "005")),
        all().sort_key(|id| id.between("0015", "0055")),
        all().sort_key(|id| id.between("003", "003")),
        all().sort_key(|id| id.ge("002")),
        all().sort_key(|id| id.gt("002")),
        all().sort_key(|id| id.le("005")),
        all().sort_key(|id| id.lt("005")),
        all().sort_key(|id| id.eq("004")),
        all().sort_key(|id| id.begins_with("00")),
        all().sort_key(|id| id.begins_with("003")),
    ] {
        for query in [query.clone(), query.descending()] {
            let whole = query.clone().send(&db.client).await.unwrap();
            assert!(!whole.is_empty() && whole.len() <= orders.len());
            for at in 0..whole.len() {
                let cursor = whole.cursor_at(at).unwrap();
                let after = page(&db, query.clone().after(cursor.clone())).await;
                assert_eq!(after.items, whole.items[at + 1..]);
                let before = page(&db, query.clone().before(cursor)).await;
                assert_eq!(before.items, whole.items[..at]);
                // And back again.
                let after = page(&db, query.clone().after(self::cursor(&before.cursor))).await;
                assert_eq!(after.items, whole.items[at..]);
            }
        }
    }
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "users")]
struct User {
    #[dynamo(partition_key)]
    id: String,
}

/// A table without a sort key has one item in each partition.
async fn a_partition_of_one(db: Db) {
    db.table::<User>().await;
    let user = User {
        id: "u-1".to_owned(),
    };
    db.put_all(std::slice::from_ref(&user)).await;
    let one = User::query("u-1").limit(1).send(&db.client).await.unwrap();
    assert_eq!(one.items, [user]);
    let all = User::query("u-1").page_size(1).all(&db.client).await;
    assert_eq!(all.unwrap(), one.items);
    assert_eq!(one.cursor, None);
    let cursor = one.cursor_at(0).unwrap();
    for query in [
        User::query("u-1").after(cursor.clone()),
        User::query("u-1").before(cursor),
    ] {
        let page = query.send(&db.client).await.unwrap();
        assert_eq!((page.len(), page.requests), (0, 0));
    }
}

/// Why it is not asked what lies beyond a bound: not every engine says that it is nothing.
async fn what_is_not_asked(db: Db) {
    seed(&db, 8).await;
    let bounded = all().sort_key(|id| id.le("005"));
    let whole = bounded.clone().send(&db.client).await.unwrap();
    let beyond = bounded.after(whole.cursor_at(5).unwrap());
    assert_eq!(page(&db, beyond).await.requests, 0);
    let query = db.client.sdk().query();
    let beyond = query
        .table_name(db.client.table::<Order>())
        .key_condition_expression("customerId = :c AND orderId <= :o")
        .expression_attribute_values(":c", s("c-17"))
        .expression_attribute_values(":o", s("005"))
        .set_exclusive_start_key(Some(item([
            ("customerId", s("c-17")),
            ("orderId", s("005")),
        ])));
    let beyond = beyond.send().await.map(|output| output.count());
    let refused = !db.differs(Engine::Embedded, "it goes on from there, to nothing");
    assert_eq!(beyond.is_err(), refused, "{beyond:?}");

    db.table::<User>().await;
    db.put_raw::<User>(item([("id", s("u-1"))])).await;
    let query = db.client.sdk().query();
    let again = query
        .table_name(db.client.table::<User>())
        .key_condition_expression("id = :i")
        .expression_attribute_values(":i", s("u-1"))
        .set_exclusive_start_key(Some(item([("id", s("u-1"))])));
    let again = again.send().await.unwrap().count();
    let repeated = db.differs(Engine::Embedded, "it gives the one item again");
    assert_eq!(again, i32::from(repeated));
}

/// Pages without items at the end and at the beginning, from which it goes back into the query, and out again.
async fn beyond_both_ends(db: Db) {
    let orders = seed(&db, 4).await;
    let last = page(&db, all().limit(4)).await;
    let end = page(&db, all().limit(4).after(cursor(&last.cursor))).await;
    assert_eq!((end.items.len(), &end.cursor), (0, &None));
    let back = page(&db, all().limit(3).before(cursor(&end.previous))).await;
    assert_eq!(back.items, orders[1..]);
    assert_eq!(back.cursor, None, "it begins at the end");
    let whole = all().send(&db.client).await.unwrap();
    let start = page(&db, all().before(whole.cursor_at(0).unwrap())).await;
    assert_eq!((start.items.len(), &start.previous), (0, &None));
    let on = page(&db, all().limit(3).after(cursor(&start.cursor))).await;
    assert_eq!(on.items, orders[..3]);
    assert_eq!(on.previous, None, "it begins at the beginning");
    // There is nothing behind the end and in front of the beginning, and no way round.
    let beyond = page(&db, all().after(cursor(&end.previous))).await;
    assert_eq!((beyond.items.len(), beyond.requests), (0, 0));
    assert_eq!((&beyond.cursor, &beyond.previous), (&None, &end.previous));
    let beyond = page(&db, all().before(cursor(&start.cursor))).await;
    assert_eq!((beyond.items.len(), beyond.requests), (0, 0));
    assert_eq!((&beyond.cursor, &beyond.previous), (&start.cursor, &None));
}

/// A page that the ceiling of requests has cut before the filter let anything through.
async fn an_empty_page_in_the_middle(db: Db) {
    let orders = seed(&db, 12).await;
    // The gifts are 0, 3, 6 and 9: behind 3 come 4 and 5.
    let whole = gifts().send(&db.client).await.unwrap();
    let small = || gifts().limit(3).page_size(1).max_requests(2);
    let empty = page(&db, small().after(whole.cursor_at(1).unwrap())).await;
    assert_eq!((empty.items.len(), empty.requests), (0, 2));
    let on = page(&db, gifts().after(cursor(&empty.cursor))).await;
    assert_eq!(on.items, [orders[6].clone(), orders[9].clone()]);
    let back = page(&db, gifts().before(cursor(&empty.previous))).await;
    assert_eq!(back.items, [orders[0].clone(), orders[3].clone()]);
    // And the same going back, from 6: 5 and 4.
    let empty = page(&db, small().before(whole.cursor_at(2).unwrap())).await;
    assert_eq!((empty.items.len(), empty.requests), (0, 2));
    let on = page(&db, gifts().after(cursor(&empty.cursor))).await;
    assert_eq!(on.items, [orders[6].clone(), orders[9].clone()]);
    let back = page(&db, gifts().before(cursor(&empty.previous))).await;
    assert_eq!(back.items, [orders[0].clone(), orders[3].clone()]);
    // A page whose first request brought nothing begins at the first item of the others.
    let late = gifts()
        .limit(2)
        .page_size(1)
        .after(whole.cursor_at(1).unwrap());
    let late = page(&db, late).await;
    assert_eq!(late.items, [orders[6].clone(), orders[9].clone()]);
    let first = whole.cursor_at(2).unwrap();
    assert_eq!(late.previous, Some(first.to_string()));
    // One that begins at the beginning has none before it, even if nothing was found at first.
    let noted = Order {
        note: Some("here".to_owned()),
        ..order("004")
    };
    db.put_all(&[noted]).await;
    let none_yet = all().filter(|o| o.note.exists()).limit(1).page_size(1);
    let none_yet = page(&db, none_yet).await;
    assert_eq!((none_yet.items.len(), none_yet.previous), (1, None));
}

async fn what_is_written_and_deleted_meanwhile(db: Db) {
    let orders = seed(&db, 6).await;
    let first = page(&db, all().limit(2)).await;
    let second = page(&db, all().limit(2).after(cursor(&first.cursor))).await;
    // The items at both cursors go, one comes in front of them, and one behind.
    for gone in [1, 2] {
        let gone = Order::delete(orders[gone].key());
        gone.send(&db.client).await.unwrap();
    }
    db.put_all(&[order("0005"), order("0035")]).await;
    let ids = async |query: Query<Order>| {
        let seen = page(&db, query).await;
        let ids: Vec<_> = seen.items.into_iter().map(|o| o.order_id).collect();
        ids.join(" ")
    };
    let on = all().after(cursor(&first.cursor));
    assert_eq!(ids(on).await, "003 0035 004 005");
    let back = all().before(cursor(&second.previous));
    assert_eq!(ids(back).await, "000 0005");
    let on = all().after(cursor(&second.cursor));
    assert_eq!(ids(on).await, "0035 004 005");
}

async fn selections_go_back_too(db: Db) {
    seed(&db, 6).await;
    let totals = || gifts().select(|o| (o.total_cents, o.gift)).limit(1);
    let pages = db
        .both_paths(async |client| {
            let first = totals().send(client).await.unwrap();
            let second = totals().after(first.cursor.clone()).send(client).await;
            let second = second.unwrap();
            assert_eq!(second.items, [(1_000, true)]);
            let back = totals().before(second.previous.clone());
            let back = back.send(client).await.unwrap();
            assert_eq!(back.items, first.items);
            let on = totals().after(back.cursor.clone()).send(client).await;
            assert_eq!(on.unwrap().items, second.items);
            [first, second, back].map(Seen::from)
        })
        .await;
    // As the cursor of a whole item.
    let whole = gifts().send(&db.client).await.unwrap();
    assert_eq!(
        pages[1].previous,
        Some(whole.cursor_at(1).unwrap().to_string())
    );
}

/// What the random walks are made from. Another seed makes others.
const SEED: [u8; 32] = *b"there and back again, each by it";

const WALKS: u32 = 40;

/// An entry of a log, under a number, so that the order is not that of the digits.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "entries")]
struct Entry {
    #[dynamo(partition_key)]
    log: String,
    #[dynamo(sort_key)]
    at: i64,
    wanted: bool,
}

/// How a partition is read.
#[derive(Debug, Clone)]
struct Manner {
    descending: bool,
    filtered: bool,
    /// A sort condition, between two of these.
    range: Option<(i64, i64)>,
    limit: Option<usize>,
    page_size: Option<u32>,
    max_requests: Option<u32>,
}

fn manner() -> impl Strategy<Value = Manner> {
    let range = (-12..12_i64, 0..12_i64).prop_map(|(low, width)| (low, low + width));
    (
        any::<bool>(),
        any::<bool>(),
        prop::option::of(range),
        prop::option::of(1..5_usize),
        prop::option::of(1..5_u32),
        prop::option::of(1..3_u32),
    )
        .prop_map(
            |(descending, filtered, range, limit, page_size, max_requests)| Manner {
                descending,
                filtered,
                range,
                limit,
                page_size,
                max_requests,
            },
        )
}

impl Manner {
    fn query(&self, log: &str) -> Query<Entry> {
        let mut query = Entry::query(log);
        if self.descending {
            query = query.descending();
        }
        if self.filtered {
            query = query.filter(|e| e.wanted.eq(true));
        }
        if let Some((low, high)) = self.range {
            query = query.sort_key(|at| at.between(low, high));
        }
        query
    }

    /// The same query, page by page.
    fn paged(&self, log: &str) -> Query<Entry> {
        let mut query = self.query(log);
        if let Some(limit) = self.limit {
            query = query.limit(limit);
        }
        if let Some(size) = self.page_size {
            query = query.page_size(size);
        }
        if let Some(requests) = self.max_requests {
            query = query.max_requests(requests);
        }
        query
    }

    fn expected(&self, entries: &[Entry]) -> Vec<Entry> {
        let mut expected: Vec<_> = entries
            .iter()
            .filter(|e| e.wanted || !self.filtered)
            .filter(|e| {
                self.range
                    .is_none_or(|(low, high)| (low..=high).contains(&e.at))
            })
            .cloned()
            .collect();
        expected.sort_by_key(|e| e.at);
        if self.descending {
            expected.reverse();
        }
        expected
    }
}

/// Goes from page to page until there is none. `next` is the query of the page behind or before a page.
async fn walk(
    client: &Client,
    first: Query<Entry>,
    next: impl Fn(&Page<Entry>) -> Option<Query<Entry>>,
) -> Vec<Page<Entry>> {
    let mut pages = vec![first.send(client).await.unwrap()];
    while let Some(query) = pages.last().and_then(&next) {
        assert!(pages.len() < 100, "it comes to no end");
        pages.push(query.send(client).await.unwrap());
    }
    pages
}

fn items<'a>(pages: impl IntoIterator<Item = &'a Page<Entry>>) -> Vec<Entry> {
    pages.into_iter().flatten().cloned().collect()
}

/// Forward to the end, and from there back to the beginning, and from each page in both directions.
async fn there_and_back(
    client: &Client,
    log: &str,
    manner: &Manner,
    expected: &[Entry],
) -> Vec<Seen<Entry>> {
    let paged = || manner.paged(log);
    let on = |page: &Page<Entry>| Some(paged().after(page.cursor.clone()?));
    let back = |page: &Page<Entry>| Some(paged().before(page.previous.clone()?));
    let there = walk(client, paged(), on).await;
    assert_eq!(items(&there), expected);
    assert!(there[0].previous.is_none() && there[1..].iter().all(Page::has_previous));
    let last = there.last().unwrap();
    let mut whole = vec![last.clone()];
    if let Some(query) = back(last) {
        whole.extend(walk(client, query, back).await);
    }
    whole.reverse();
    assert_eq!(items(&whole), expected);
    let mut from_end = walk(client, paged().from_end(), back).await;
    assert!(from_end[0].cursor.is_none() && from_end[1..].iter().all(Page::has_more));
    from_end.reverse();
    assert_eq!(items(&from_end), expected);
    for pages in [&there, &whole, &from_end] {
        let mut read = 0;
        for page in pages {
            assert!(manner.limit.is_none_or(|limit| page.len() <= limit));
            if let Some(previous) = page.previous.clone() {
                let before = manner.query(log).before(previous).all(client).await;
                assert_eq!(before.unwrap(), expected[..read]);
            }
            for (n, _) in page.iter().enumerate() {
                let rest = manner.query(log).after(page.cursor_at(n).unwrap());
                assert_eq!(rest.all(client).await.unwrap(), expected[read + n + 1..]);
            }
            read += page.len();
            if let Some(cursor) = page.cursor.clone() {
                let after = manner.query(log).after(cursor).all(client).await;
                assert_eq!(after.unwrap(), expected[read..]);
            }
        }
    }
    let pages = [there, whole, from_end].into_iter().flatten();
    pages.map(Seen::from).collect()
}

async fn random_walks_there_and_back(db: Db) {
    db.table::<Entry>().await;
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &SEED);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let entries = proptest::collection::btree_map(-12..12_i64, any::<bool>(), 0..16);
    let (mut pages, mut empty) = (0, 0);
    for number in 0..WALKS {
        let log = format!("walk {number} of seed {SEED:?}");
        let entries = entries.new_tree(&mut runner).unwrap().current();
        let entries: Vec<_> = entries
            .into_iter()
            .map(|(at, wanted)| Entry {
                log: log.clone(),
                at,
                wanted,
            })
            .collect();
        db.put_all(&entries).await;
        let manner = manner().new_tree(&mut runner).unwrap().current();
        let expected = manner.expected(&entries);
        println!("walk {number}: {manner:?}");
        let seen = db
            .both_paths(async |client| there_and_back(client, &log, &manner, &expected).await)
            .await;
        pages += seen.len();
        empty += seen.iter().filter(|page| page.items.is_empty()).count();
    }
    // Neither kind may be missing, or little was walked.
    assert!(
        pages > 200 && empty > 20,
        "{pages} pages, {empty} of them empty"
    );
}
