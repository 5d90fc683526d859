//! Limits, pages, cursors and streams.

use futures_util::{StreamExt, TryStreamExt};

use dynamo_model::op::{Cursor, Page, Query, Scan};
use dynamo_model::{ErrorKind, Model};

use crate::harness::{Db, Engine, Seen};
use crate::models::{Order, order};

on_every_engine![
    a_limit_counts_what_is_returned,
    a_page_size_counts_what_is_read,
    a_limit_is_filled_across_filtered_pages,
    zero_is_refused,
    a_query_goes_on_after_every_position,
    a_filtered_query_goes_on_after_every_position,
    a_descending_query_goes_on_after_every_position,
    a_scan_goes_on_after_every_position,
    a_cursor_at_the_very_end,
    no_cursor_begins_at_the_beginning,
    a_cursor_survives_as_text,
    a_cursor_belongs_to_its_query,
    a_cursor_outlives_what_may_change,
    a_cursor_outlives_its_item,
    damaged_cursors_never_panic,
    an_empty_page_is_not_the_end,
    pages_of_a_megabyte,
    streams_of_items,
    streams_of_pages,
    a_stream_of_nothing,
    a_stream_ends_after_an_error,
    selections_go_on_too,
    a_ceiling_of_requests,
    a_ceiling_is_no_end,
    a_ceiling_that_is_not_reached,
    a_cursor_of_every_item,
    a_cursor_of_a_scanned_item,
    a_cursor_of_no_item,
    number_keys_in_cursors,
    equal_pages,
];

on_the_embedded_engine![a_stream_reads_only_as_it_is_asked];

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

async fn a_limit_counts_what_is_returned(db: Db) {
    let orders = seed(&db, 10).await;
    let seen = page(&db, all().limit(4)).await;
    assert_eq!(seen.items, orders[..4]);
    assert_eq!((seen.requests, seen.scanned_count), (1, 4));
    assert!(seen.cursor.is_some());
    let seen = page(&db, all().limit(11)).await;
    assert_eq!(seen.items, orders);
    assert_eq!(seen.cursor, None);
    let limited = all().limit(4).all(&db.client).await.unwrap();
    assert_eq!(limited, orders[..4]);
    let limited = all().limit(7).page_size(3).all(&db.client).await.unwrap();
    assert_eq!(limited, orders[..7]);
    let limited = all().limit(usize::MAX).all(&db.client).await.unwrap();
    assert_eq!(limited, orders);
}

async fn a_page_size_counts_what_is_read(db: Db) {
    let orders = seed(&db, 10).await;
    let seen = page(&db, all().page_size(4)).await;
    assert_eq!(seen.items, orders[..4]);
    assert_eq!(seen.requests, 1);
    let seen = page(&db, gifts().page_size(4)).await;
    assert_eq!(seen.items.len(), 2);
    assert_eq!(seen.scanned_count, 4);
    let seen = page(&db, all().limit(7).page_size(3)).await;
    assert_eq!(seen.items, orders[..7]);
    assert_eq!((seen.requests, seen.scanned_count), (3, 7));
    let seen = page(&db, all().limit(2).page_size(1_000)).await;
    assert_eq!((seen.items.len(), seen.scanned_count), (2, 2));
    let seen = page(&db, all().page_size(u32::MAX)).await;
    assert_eq!(seen.items, orders);
}

async fn a_limit_is_filled_across_filtered_pages(db: Db) {
    let orders = seed(&db, 20).await;
    let seen = page(&db, gifts().limit(5).page_size(2)).await;
    let expected: Vec<_> = orders.iter().filter(|o| o.gift).take(5).cloned().collect();
    assert_eq!(seen.items, expected);
    assert_eq!(seen.requests, 7, "0-1, 2-3, … 12-13");
    assert!(seen.cursor.is_some());
    // One page brings more than is wanted: the rest is not lost.
    let seen = page(&db, gifts().limit(2)).await;
    assert_eq!(seen.items, expected[..2]);
    let cursor: Cursor = seen.cursor.unwrap().parse().unwrap();
    let rest = page(&db, gifts().after(cursor)).await;
    let expected: Vec<_> = orders.iter().filter(|o| o.gift).skip(2).cloned().collect();
    assert_eq!(rest.items, expected);
}

async fn zero_is_refused(db: Db) {
    seed(&db, 1).await;
    let limit = all().limit(0).send(&db.client).await.unwrap_err();
    let size = all().page_size(0).all(&db.client).await.unwrap_err();
    let requests = all().max_requests(0).count(&db.client).await.unwrap_err();
    let scan = Order::scan().limit(0).stream(&db.client).collect().await;
    let pages = Order::scan().max_requests(0).pages(&db.client);
    let pages = pages.collect().await.unwrap_err();
    for error in [limit, size, requests, scan.unwrap_err(), pages] {
        assert_eq!(error.kind(), ErrorKind::Invalid);
        assert_eq!(
            error.to_string(),
            "`limit`, `page_size` and `max_requests` are at least 1"
        );
    }
}

/// Reads in two parts, cut at every position, and asserts that nothing is lost and nothing comes twice.
async fn cut_everywhere(db: &Db, query: Query<Order>, expected: &[Order]) {
    for at in 1..=expected.len() {
        let first = page(db, query.clone().limit(at)).await;
        assert_eq!(first.items, expected[..at], "up to {at}");
        let Some(cursor) = first.cursor else {
            assert_eq!(at, expected.len(), "no cursor at {at}");
            continue;
        };
        let cursor: Cursor = cursor.parse().unwrap();
        let rest = db
            .both_paths(async |client| {
                let rest = query.clone().after(cursor.clone()).page_size(2);
                rest.all(client).await.unwrap()
            })
            .await;
        assert_eq!(rest, expected[at..], "from {at}");
    }
}

async fn a_query_goes_on_after_every_position(db: Db) {
    let orders = seed(&db, 7).await;
    cut_everywhere(&db, all(), &orders).await;
}

async fn a_filtered_query_goes_on_after_every_position(db: Db) {
    let mut orders = seed(&db, 13).await;
    orders.retain(|o| o.gift);
    cut_everywhere(&db, gifts(), &orders).await;
    cut_everywhere(&db, gifts().page_size(3), &orders).await;
}

async fn a_descending_query_goes_on_after_every_position(db: Db) {
    let mut orders = seed(&db, 7).await;
    orders.reverse();
    cut_everywhere(&db, all().descending(), &orders).await;
    let query = all().descending().sort_key(|id| id.between("001", "004"));
    cut_everywhere(&db, query, &orders[2..6]).await;
}

async fn a_scan_goes_on_after_every_position(db: Db) {
    seed(&db, 9).await;
    let scan = || Order::scan().filter(|o| o.gift.eq(true));
    let expected = scan().all(&db.client).await.unwrap();
    for at in 1..=expected.len() {
        let seen = db
            .both_paths(async |client| Seen::from(scan().limit(at).send(client).await.unwrap()))
            .await;
        assert_eq!(seen.items, expected[..at]);
        if let Some(cursor) = seen.cursor {
            let cursor: Cursor = cursor.parse().unwrap();
            let rest = scan().after(cursor).all(&db.client).await.unwrap();
            assert_eq!(rest, expected[at..]);
        }
    }
}

/// DynamoDB stops at the limit before it knows that nothing follows.
async fn a_cursor_at_the_very_end(db: Db) {
    let orders = seed(&db, 4).await;
    let seen = page(&db, all().limit(4)).await;
    assert_eq!(seen.items, orders);
    let cursor: Cursor = seen
        .cursor
        .expect("it does not look further")
        .parse()
        .unwrap();
    let seen = page(&db, all().limit(4).after(cursor)).await;
    assert_eq!(seen.items, []);
    assert_eq!(seen.cursor, None);
    let streamed = all().limit(4).stream(&db.client).collect().await.unwrap();
    assert_eq!(streamed, orders);
}

async fn no_cursor_begins_at_the_beginning(db: Db) {
    let orders = seed(&db, 2).await;
    assert_eq!(page(&db, all().after(None)).await.items, orders);
}

async fn a_cursor_survives_as_text(db: Db) {
    let orders = seed(&db, 4).await;
    let page = all().limit(2).send(&db.client).await.unwrap();
    let cursor = page.cursor.clone().unwrap();
    let text = cursor.to_string();
    assert!(
        text.bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'),
        "{text} goes into a URL as it is"
    );
    assert_eq!(text.parse::<Cursor>().unwrap(), cursor);
    let rest = all().after(cursor).all(&db.client).await.unwrap();
    assert_eq!(rest, orders[2..]);
    assert!(!format!("{page:?}").contains(&text));
}

async fn a_cursor_belongs_to_its_query(db: Db) {
    seed(&db, 4).await;
    let page = all().limit(2).send(&db.client).await.unwrap();
    let cursor = || page.cursor.clone();
    let others = [
        Order::query("c-18").after(cursor()),
        all().descending().after(cursor()),
        all().sort_key(|id| id.ge("000")).after(cursor()),
        all().table("orders-2").after(cursor()),
    ];
    let mut errors = Vec::new();
    for other in others {
        errors.push(other.clone().send(&db.client).await.unwrap_err());
        errors.push(other.clone().all(&db.client).await.unwrap_err());
        errors.push(other.clone().count(&db.client).await.unwrap_err());
        errors.push(other.stream(&db.client).collect().await.unwrap_err());
    }
    let scan: Scan<Order> = Order::scan().after(cursor());
    errors.push(scan.send(&db.client).await.unwrap_err());
    for error in errors {
        assert_eq!(error.kind(), ErrorKind::Cursor, "{error}");
        assert_eq!(
            error.to_string(),
            "this cursor belongs to another query; use it with the table, key, sort condition and direction it came from"
        );
    }
    let sorted = all().sort_key(|id| id.ge("000")).limit(1);
    let cursor = sorted.send(&db.client).await.unwrap().cursor;
    let other = all().sort_key(|id| id.ge("001")).after(cursor);
    assert_eq!(
        other.send(&db.client).await.unwrap_err().kind(),
        ErrorKind::Cursor
    );
}

async fn a_cursor_outlives_what_may_change(db: Db) {
    let orders = seed(&db, 9).await;
    let page = all().limit(2).send(&db.client).await.unwrap();
    let cursor = || page.cursor.clone();
    let rest = gifts().after(cursor()).all(&db.client).await.unwrap();
    assert_eq!(rest.len(), 2);
    let rest = all().after(cursor()).limit(1).page_size(50).consistent();
    assert_eq!(rest.all(&db.client).await.unwrap(), orders[2..3]);
    let rest = all().after(cursor()).select(|o| o.order_id);
    assert_eq!(rest.all(&db.client).await.unwrap().len(), 7);
    let count = all().after(cursor()).count(&db.client).await.unwrap();
    assert_eq!(count.count, 7);
}

async fn a_cursor_outlives_its_item(db: Db) {
    let orders = seed(&db, 4).await;
    let page = all().limit(2).send(&db.client).await.unwrap();
    Order::delete(orders[1].key())
        .send(&db.client)
        .await
        .unwrap();
    let rest = all().after(page.cursor).all(&db.client).await.unwrap();
    assert_eq!(rest, orders[2..]);
}

async fn damaged_cursors_never_panic(db: Db) {
    seed(&db, 4).await;
    let page = all().limit(2).send(&db.client).await.unwrap();
    let text = page.cursor.unwrap().to_string();
    let mut refused = 0;
    for at in 0..text.len() {
        let mut damaged = text.clone().into_bytes();
        damaged[at] = if damaged[at] == b'A' { b'B' } else { b'A' };
        let damaged = String::from_utf8(damaged).unwrap();
        let cut = text[..at].to_owned();
        for text in [damaged, cut] {
            let cursor = match text.parse::<Cursor>() {
                Ok(cursor) => cursor,
                Err(error) => {
                    assert_eq!(error.kind(), ErrorKind::Cursor);
                    refused += 1;
                    continue;
                }
            };
            // It can be taken for the cursor at another key, which is no secret and gives no access.
            if let Err(error) = all().after(cursor).send(&db.client).await {
                assert!(
                    matches!(error.kind(), ErrorKind::Cursor | ErrorKind::Invalid),
                    "{error}"
                );
                refused += 1;
            }
        }
    }
    assert!(refused > text.len());
}

/// 30 items of 100 KB, of which the filter wants none.
async fn an_empty_page_is_not_the_end(db: Db) {
    db.table::<Order>().await;
    let orders: Vec<_> = (0..30)
        .map(|i| Order {
            note: Some("x".repeat(100_000)),
            ..order(&format!("{i:03}"))
        })
        .collect();
    db.put_all(&orders).await;
    let seen = page(&db, gifts()).await;
    assert_eq!(seen.items, []);
    let one_page = db.differs(
        Engine::DynamoDbLocal,
        "it reads on past 1 MB until the filter has let 1 MB through",
    );
    assert_eq!(seen.cursor.is_none(), one_page);
    assert_eq!(seen.scanned_count == 30, one_page);
    let none = gifts().all(&db.client).await.unwrap();
    assert_eq!(none, []);
    let seen = page(&db, gifts().limit(1)).await;
    let scanned = if db.differs(
        Engine::Embedded,
        "the item that does not fit a page any more is counted as read there, and again in the next page",
    ) {
        32
    } else {
        30
    };
    assert_eq!((seen.items.len(), seen.scanned_count), (0, scanned));
    assert_eq!(seen.cursor, None);
    assert!(one_page || seen.requests == 3, "{}", seen.requests);
    let count = gifts().count(&db.client).await.unwrap();
    assert_eq!((count.count, count.scanned_count), (0, scanned));
}

async fn pages_of_a_megabyte(db: Db) {
    db.table::<Order>().await;
    let orders: Vec<_> = (0..24)
        .map(|i| Order {
            note: Some("x".repeat(100_000)),
            ..order(&format!("{i:03}"))
        })
        .collect();
    db.put_all(&orders).await;
    let first = page(&db, all()).await;
    let per_page = if db.differs(
        Engine::DynamoDbLocal,
        "a page holds the item that goes beyond 1 MB",
    ) {
        11
    } else {
        10
    };
    assert_eq!(first.items.len(), per_page);
    assert!(first.cursor.is_some());
    assert_eq!(page(&db, all().limit(23)).await.items, orders[..23]);
    assert!(all().all(&db.client).await.unwrap() == orders);
}

async fn streams_of_items(db: Db) {
    let orders = seed(&db, 7).await;
    let collected = db
        .both_paths(async |client| all().page_size(3).stream(client).collect().await.unwrap())
        .await;
    assert_eq!(collected, orders);
    let mut stream = all().limit(5).page_size(2).stream(&db.client);
    let mut seen = Vec::new();
    while let Some(order) = stream.next().await {
        seen.push(order.unwrap());
    }
    assert_eq!(seen, orders[..5]);
    assert!(stream.next().await.is_none(), "it stays at its end");
    let gifts: Vec<Order> = StreamExt::take(Order::scan().stream(&db.client), 20)
        .try_filter(|o| std::future::ready(o.gift))
        .try_collect()
        .await
        .unwrap();
    assert_eq!(gifts.len(), 3);
    let ids = all().select(|o| o.order_id).stream(&db.client);
    assert_eq!(ids.collect().await.unwrap().len(), 7);
}

async fn streams_of_pages(db: Db) {
    let orders = seed(&db, 7).await;
    let pages = db
        .both_paths(async |client| {
            let pages = gifts().page_size(2).pages(client).collect().await.unwrap();
            pages.into_iter().map(Seen::from).collect::<Vec<_>>()
        })
        .await;
    assert!(pages.iter().all(|page| page.requests == 1));
    assert_eq!(pages.iter().map(|page| page.scanned_count).sum::<u64>(), 7);
    let items: Vec<_> = pages.iter().flat_map(|page| page.items.clone()).collect();
    assert_eq!(items.len(), 3);
    // Each page's cursor goes on behind it.
    let cursor: Cursor = pages[1].cursor.as_ref().unwrap().parse().unwrap();
    let rest = all().after(cursor).all(&db.client).await.unwrap();
    assert_eq!(rest, orders[4..]);
    assert_eq!(pages.last().unwrap().cursor, None);
}

async fn a_stream_of_nothing(db: Db) {
    db.table::<Order>().await;
    let mut stream = all().stream(&db.client);
    assert!(stream.next().await.is_none());
    let pages = Order::scan().pages(&db.client).collect().await.unwrap();
    assert_eq!(pages.len(), 1);
    assert!(pages[0].is_empty() && !pages[0].has_more());
}

async fn a_stream_ends_after_an_error(db: Db) {
    let mut stream = all().stream(&db.client);
    assert!(
        stream
            .next()
            .await
            .unwrap()
            .unwrap_err()
            .is_table_not_found()
    );
    assert!(stream.next().await.is_none());
}

async fn selections_go_on_too(db: Db) {
    seed(&db, 6).await;
    let ids = || gifts().select(|o| (o.total_cents, o.gift));
    let (first, rest) = db
        .both_paths(async |client| {
            let first = ids().limit(1).send(client).await.unwrap();
            let rest = ids().after(first.cursor.clone()).all(client).await.unwrap();
            (first.items, rest)
        })
        .await;
    assert_eq!(first, [(1_000, true)]);
    assert_eq!(rest, [(1_000, true)]);
}

async fn a_stream_reads_only_as_it_is_asked(db: Db) {
    seed(&db, 6).await;
    let mut stream = all().page_size(2).stream(&db.client);
    assert_eq!(db.engine().calls("Query"), 0);
    for (taken, calls) in [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (6, 3)] {
        stream.next().await.unwrap().unwrap();
        assert_eq!(db.engine().calls("Query"), calls, "after {taken}");
    }
    let limited = all().page_size(2).limit(2).stream(&db.client);
    limited.collect().await.unwrap();
    assert_eq!(
        db.engine().calls("Query"),
        4,
        "one for the two that are wanted"
    );
}

/// A page that the ceiling has kept small, maybe empty, and still goes on from.
async fn a_ceiling_of_requests(db: Db) {
    let orders = seed(&db, 20).await;
    let none = || all().filter(|o| o.gift.eq(true).and(o.total_cents.eq(1)));
    let seen = page(&db, none().limit(5).page_size(2).max_requests(3)).await;
    assert_eq!(
        (seen.items.len(), seen.requests, seen.scanned_count),
        (0, 3, 6)
    );
    let cursor: Cursor = seen.cursor.unwrap().parse().unwrap();
    let rest = all().after(cursor).all(&db.client).await.unwrap();
    assert_eq!(rest, orders[6..]);
    // Gifts are 0, 3, 6, …
    let seen = page(&db, gifts().limit(5).page_size(2).max_requests(3)).await;
    assert_eq!(seen.items, [orders[0].clone(), orders[3].clone()]);
    assert_eq!(seen.requests, 3);
    let cursor: Cursor = seen.cursor.unwrap().parse().unwrap();
    let rest = gifts().after(cursor).all(&db.client).await.unwrap();
    assert_eq!(rest.len(), 5);
    // Without a limit a page is one request anyway.
    let seen = page(&db, all().page_size(2).max_requests(3)).await;
    assert_eq!((seen.items.len(), seen.requests), (2, 1));
    let scan = Order::scan().limit(20).page_size(2).max_requests(3);
    let scanned = scan.send(&db.client).await.unwrap();
    assert_eq!((scanned.len(), scanned.requests), (6, 3));
    assert!(scanned.has_more());
    // Pages end, and the last one says that it is not the last.
    let pages = all().page_size(2).max_requests(3).pages(&db.client);
    let pages = pages.collect().await.unwrap();
    assert_eq!(pages.len(), 3);
    let rest = all().after(pages[2].cursor.clone()).all(&db.client).await;
    assert_eq!(rest.unwrap(), orders[6..]);
}

/// What has no cursor to tell that there is more says so with an error.
async fn a_ceiling_is_no_end(db: Db) {
    let orders = seed(&db, 20).await;
    let query = || all().page_size(2).max_requests(3);
    let scan = || Order::scan().page_size(2).max_requests(3);
    let mut errors = vec![
        query().all(&db.client).await.unwrap_err(),
        query().limit(7).all(&db.client).await.unwrap_err(),
        query().count(&db.client).await.unwrap_err(),
        query().limit(2).count(&db.client).await.unwrap_err(),
        scan().all(&db.client).await.unwrap_err(),
        scan().count(&db.client).await.unwrap_err(),
        scan().stream(&db.client).collect().await.unwrap_err(),
    ];
    let mut stream = query().stream(&db.client);
    for order in &orders[..6] {
        assert_eq!(&stream.next().await.unwrap().unwrap(), order);
    }
    errors.push(stream.next().await.unwrap().unwrap_err());
    assert!(stream.next().await.is_none());
    for error in errors {
        assert_eq!(error.kind(), ErrorKind::LimitExceeded);
        assert!(
            error.to_string().starts_with("`max_requests` are sent"),
            "{error}"
        );
        assert!(!error.is_retryable());
    }
}

async fn a_ceiling_that_is_not_reached(db: Db) {
    let orders = seed(&db, 6).await;
    // Three requests bring the items, and the last of them does not know yet that it is the last.
    for query in [
        all().page_size(2).max_requests(4),
        all().page_size(3).limit(6).max_requests(2),
        all().max_requests(1),
    ] {
        assert_eq!(query.clone().all(&db.client).await.unwrap(), orders);
        let streamed = query.stream(&db.client).collect().await.unwrap();
        assert_eq!(streamed, orders);
    }
    let count = all().page_size(2).max_requests(4).count(&db.client).await;
    assert_eq!(count.unwrap().count, 6);
}

/// The cursor of each item, after and before which another query goes on.
async fn a_cursor_of_every_item(db: Db) {
    let orders = seed(&db, 7).await;
    let reversed: Vec<_> = orders.iter().rev().cloned().collect();
    let wanted: Vec<_> = orders.iter().filter(|o| o.gift).cloned().collect();
    for (query, expected) in [
        (all(), &orders),
        (all().descending(), &reversed),
        (all().sort_key(|id| id.between("000", "006")), &orders),
        (gifts(), &wanted),
    ] {
        let page = query.clone().send(&db.client).await.unwrap();
        assert_eq!(&page.items, expected);
        for at in 0..expected.len() {
            let cursor: Cursor = page.cursor_at(at).unwrap().to_string().parse().unwrap();
            let rest = query.clone().after(cursor.clone()).all(&db.client).await;
            assert_eq!(rest.unwrap(), expected[at + 1..], "after {at}");
            let before = query.clone().before(cursor).all(&db.client).await;
            assert_eq!(before.unwrap(), expected[..at], "before {at}");
        }
    }
    // The last one is where the page itself goes on, and the first where the page before begins.
    let first = all().limit(3).send(&db.client).await.unwrap();
    assert_eq!(first.cursor_at(2).unwrap(), first.cursor.clone().unwrap());
    let second = all().limit(3).after(first.cursor).send(&db.client).await;
    let second = second.unwrap();
    assert_eq!(
        second.cursor_at(0).unwrap(),
        second.previous.clone().unwrap()
    );
}

async fn a_cursor_of_a_scanned_item(db: Db) {
    seed(&db, 7).await;
    let page = Order::scan().send(&db.client).await.unwrap();
    assert_eq!(page.previous, None);
    for at in 0..7 {
        let scan = Order::scan().after(page.cursor_at(at).unwrap());
        let rest = scan.all(&db.client).await.unwrap();
        assert_eq!(rest, page.items[at + 1..]);
    }
    let second = Order::scan().limit(2).after(page.cursor_at(1).unwrap());
    let second = second.send(&db.client).await.unwrap();
    assert_eq!(second.previous, None, "a scan has no order");
    assert!(!second.has_previous() && second.has_more());
}

async fn a_cursor_of_no_item(db: Db) {
    #[derive(Debug, Clone, Model)]
    #[dynamo(table = "boxes")]
    struct Parcel {
        #[dynamo(partition_key)]
        id: String,
        inner: Option<Box<Parcel>>,
        others: Vec<Parcel>,
    }

    seed(&db, 2).await;
    let page = all().send(&db.client).await.unwrap();
    let error = page.cursor_at(2).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert_eq!(
        error.to_string(),
        "the page has 2 items, counted from 0: there is none at 2"
    );
    // A part of an item, which happens to be a model of the same table.
    db.table::<Parcel>().await;
    let parcel = |id: &str| Parcel {
        id: id.to_owned(),
        inner: None,
        others: Vec::new(),
    };
    let outer = Parcel {
        others: vec![parcel("inner")],
        ..parcel("outer")
    };
    db.put_all(&[outer]).await;
    let inner = Parcel::query("outer").select(|p| p.others.at(0));
    let page: Page<Parcel> = inner.send(&db.client).await.unwrap();
    assert_eq!(page[0].id, "inner");
    assert!(page[0].inner.is_none());
    assert_eq!(page.cursor_at(0).unwrap_err().kind(), ErrorKind::Invalid);
}

/// Numbers are ordered as numbers, in whatever spelling a cursor holds them.
async fn number_keys_in_cursors(db: Db) {
    #[derive(Debug, Clone, PartialEq, Model)]
    #[dynamo(table = "readings")]
    struct Reading {
        #[dynamo(partition_key)]
        sensor: i64,
        #[dynamo(sort_key)]
        value: f64,
    }

    db.table::<Reading>().await;
    let readings: Vec<_> = [-1e20, -10.5, -9.0, 0.0, 0.25, 2.0, 10.0, 1e20]
        .map(|value| Reading { sensor: -7, value })
        .into();
    db.put_all(&readings).await;
    let page = Reading::query(-7).send(&db.client).await.unwrap();
    assert_eq!(page.items, readings);
    for at in 0..readings.len() {
        let cursor = page.cursor_at(at).unwrap();
        for client in [true, false].map(|on| db.client.clone().direct_path(on)) {
            let after = Reading::query(-7).after(cursor.clone());
            assert_eq!(after.all(&client).await.unwrap(), readings[at + 1..]);
            let first = Reading::query(-7).limit(at + 1).send(&client).await;
            let first = first.unwrap().cursor.unwrap();
            let after = Reading::query(-7).after(first).limit(2);
            let second = after.send(&client).await.unwrap();
            assert_eq!(
                second.items,
                readings[at + 1..]
                    .iter()
                    .take(2)
                    .cloned()
                    .collect::<Vec<_>>()
            );
            let before = Reading::query(-7).before(second.previous);
            assert_eq!(before.all(&client).await.unwrap(), readings[..=at]);
        }
    }
}

/// Pages are equal if one can stand for the other.
async fn equal_pages(db: Db) {
    seed(&db, 4).await;
    let two = || all().limit(2).send(&db.client);
    assert_eq!(two().await.unwrap(), two().await.unwrap());
    let other = all().limit(2).sort_key(|id| id.ge("0"));
    let other = other.send(&db.client).await.unwrap();
    assert_eq!(other.items, two().await.unwrap().items);
    assert_ne!(other, two().await.unwrap());
}
