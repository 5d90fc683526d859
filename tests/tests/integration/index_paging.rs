//! Pages and cursors of reads from indexes: many items may have the same key there.

use std::fmt::Debug;

use dynamo_model::op::{Cursor, Page, Query, Scan};
use dynamo_model::{Client, ErrorKind, Model, Result};

use crate::harness::{Db, Seen};
use crate::models::{ByAgent, ByChange, ByPriority, ByState, State, Ticket, ticket};

on_every_engine![
    a_query_of_an_index_goes_on_behind_every_item,
    a_query_of_a_local_index_goes_on_behind_every_item,
    a_selection_from_an_index_of_keys_goes_on,
    a_scan_of_an_index_goes_on_behind_every_item,
    a_cursor_is_the_same_wherever_the_page_was_cut,
    a_cursor_belongs_to_its_index,
    a_cursor_outlives_the_place_of_its_item,
    streams_from_an_index,
];

/// Tickets of two customers in three groups of the same time, with numbers that text would sort otherwise.
async fn seed(db: &Db) {
    db.table::<Ticket>().await;
    let mut tickets = Vec::new();
    for number in [1, 2, 9, 10, 11, 100] {
        for customer in ["a", "b"] {
            let mut ticket = ticket(customer, number, u64::from(number % 3) * 99);
            ticket.agent = Some("zoe".to_owned());
            ticket.priority = Some(i32::try_from(number % 2).unwrap() - 10);
            tickets.push(ticket);
        }
    }
    db.put_all(&tickets).await;
}

fn open() -> Query<Ticket, Ticket, ByState> {
    Ticket::query_index(ByState, State::Open)
}

/// One page, read on both paths.
async fn page<T: Clone + PartialEq + Debug>(
    db: &Db,
    read: impl AsyncFn(&Client) -> Result<Page<T>>,
) -> Seen<T> {
    db.both_paths(async |client| Seen::from(read(client).await.unwrap()))
        .await
}

fn parsed(cursor: &str) -> Cursor {
    cursor.parse().expect("it was one")
}

/// Reads in two parts, cut at every position, and asserts that nothing is lost and nothing comes twice.
macro_rules! cut_everywhere {
    ($db:expr, $operation:expr) => {{
        let all = page($db, async |client| $operation.send(client).await)
            .await
            .items;
        assert!(all.len() > 5, "{all:?}");
        for at in 1..=all.len() {
            for operation in [$operation.limit(at), $operation.limit(at).page_size(3)] {
                let first = page($db, async |client| operation.clone().send(client).await).await;
                assert_eq!(first.items, all[..at]);
                let Some(cursor) = first.cursor else {
                    assert_eq!(at, all.len());
                    continue;
                };
                let rest = page($db, async |client| {
                    $operation.after(parsed(&cursor)).send(client).await
                })
                .await;
                assert_eq!(rest.items, all[at..], "behind {at}");
            }
        }
    }};
}

async fn a_query_of_an_index_goes_on_behind_every_item(db: Db) {
    seed(&db).await;
    cut_everywhere!(&db, open());
    cut_everywhere!(&db, open().descending());
    cut_everywhere!(&db, open().sort_key(|at| at.le(99)));
    cut_everywhere!(&db, open().filter(|t| t.number.ne(9)));
}

async fn a_query_of_a_local_index_goes_on_behind_every_item(db: Db) {
    seed(&db).await;
    let local = || Ticket::query_index(ByChange, "b").consistent();
    cut_everywhere!(&db, local());
    cut_everywhere!(&db, local().descending());
}

async fn a_selection_from_an_index_of_keys_goes_on(db: Db) {
    seed(&db).await;
    // What is asked for is not what a cursor needs.
    let selected = || Ticket::query_index(ByAgent, "zoe").select(|t| t.changed_at);
    cut_everywhere!(&db, selected());
    let selected = || Ticket::query_index(ByPriority, "a").select(|t| (t.title, t.number));
    cut_everywhere!(&db, selected());
    cut_everywhere!(&db, selected().filter(|t| t.number.gt(0)));
}

async fn a_scan_of_an_index_goes_on_behind_every_item(db: Db) {
    seed(&db).await;
    cut_everywhere!(&db, Ticket::scan_index(ByState));
    cut_everywhere!(&db, Ticket::scan_index(ByState).filter(|t| t.number.gt(2)));
    cut_everywhere!(&db, Ticket::scan_index(ByAgent).select(|t| t.number));
}

/// DynamoDB's key to go on from, and the one that is made where a page has more than is wanted.
async fn a_cursor_is_the_same_wherever_the_page_was_cut(db: Db) {
    seed(&db).await;
    for at in 1..12 {
        let cursor = async |query: Query<Ticket, Ticket, ByState>| {
            page(&db, async |client| query.clone().send(client).await)
                .await
                .cursor
                .unwrap()
        };
        let by_dynamodb = cursor(open().limit(at)).await;
        let by_us = cursor(open().limit(at).filter(|t| t.title.exists())).await;
        assert_eq!(by_dynamodb, by_us, "behind {at}");
    }
}

async fn a_cursor_belongs_to_its_index(db: Db) {
    seed(&db).await;
    let client = &db.client;
    let by_state = open().limit(1).send(client).await.unwrap().cursor;
    let local = Ticket::query_index(ByChange, "a").limit(1);
    let local = local.send(client).await.unwrap().cursor;
    let table = Ticket::query("a")
        .limit(1)
        .send(client)
        .await
        .unwrap()
        .cursor;
    let scan: Scan<Ticket, Ticket, ByState> = Ticket::scan_index(ByState);
    let scanned = scan.clone().limit(1).send(client).await.unwrap().cursor;
    let of_a = || Ticket::query_index(ByChange, "a");
    for error in [
        of_a().after(by_state.clone()).send(client).await.map(drop),
        of_a().after(table.clone()).send(client).await.map(drop),
        Ticket::query("a")
            .after(local.clone())
            .send(client)
            .await
            .map(drop),
        Ticket::query_index(ByChange, "b")
            .after(local.clone())
            .send(client)
            .await
            .map(drop),
        of_a()
            .descending()
            .after(local.clone())
            .send(client)
            .await
            .map(drop),
        of_a()
            .sort_key(|at| at.ge(0))
            .after(local.clone())
            .send(client)
            .await
            .map(drop),
        Ticket::query_index(ByState, State::Closed)
            .after(by_state.clone())
            .send(client)
            .await
            .map(drop),
        scan.clone()
            .after(by_state.clone())
            .send(client)
            .await
            .map(drop),
        Ticket::scan()
            .after(scanned.clone())
            .send(client)
            .await
            .map(drop),
        Ticket::scan_index(ByAgent)
            .after(scanned.clone())
            .count(client)
            .await
            .map(drop),
        open().after(scanned.clone()).count(client).await.map(drop),
    ] {
        let error = error.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Cursor, "{error}");
    }
    let count = of_a().after(local).count(client).await.unwrap();
    assert_eq!(count.count, 5);
    let count = scan.after(scanned).count(client).await.unwrap();
    assert_eq!(count.count, 11);
}

async fn a_cursor_outlives_the_place_of_its_item(db: Db) {
    seed(&db).await;
    let all = open().all(&db.client).await.unwrap();
    let page = open().limit(4).send(&db.client).await.unwrap();
    // The item moves to the end, behind all that the cursor has not seen yet.
    let update = Ticket::update(page.items[3].key()).change(|t| t.changed_at.set(1_000));
    let moved = update.send(&db.client).await.unwrap();
    let mut expected = all[4..].to_vec();
    expected.push(moved);
    let rest = open().after(page.cursor).all(&db.client).await.unwrap();
    assert_eq!(rest, expected);
}

async fn streams_from_an_index(db: Db) {
    seed(&db).await;
    let all = open().all(&db.client).await.unwrap();
    let streamed = db
        .both_paths(async |client| {
            let items = open().page_size(5).limit(8).stream(client).collect().await;
            let pages = open().page_size(5).pages(client).collect().await;
            (items.unwrap(), pages.unwrap().len())
        })
        .await;
    assert_eq!(streamed, (all[..8].to_vec(), 3));
}
