//! Scans by segment: side by side, one alone, and taken up again.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use dynamo_model::op::{ParallelScan, ScanProgress, SegmentPage};
use dynamo_model::{Client, ErrorKind, Model};
use dynamo_model_embedded::Fault;

use crate::harness::{Db, Seen};

on_every_engine![
    segments_are_disjoint_and_complete,
    segments_with_no_items,
    a_table_with_no_items,
    one_segment_alone,
    what_was_set_on_the_scan_stays,
    counting_side_by_side,
    a_cursor_belongs_to_its_segment,
    resumed_behind_every_page,
    progress_in_the_order_of_pages,
    progress_belongs_to_its_scan,
    a_scan_that_is_done,
    a_ceiling_for_all_segments,
    what_is_refused,
];

on_the_embedded_engine![
    no_more_than_so_many_requests,
    a_dropped_stream_sends_nothing_more,
    throttling_in_a_segment_is_retried,
    throttling_that_does_not_end,
    an_error_comes_behind_what_was_read,
    an_item_that_does_not_fit,
    what_is_sent,
];

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "sensors")]
struct Sensor {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(sort_key)]
    channel: i64,
    odd: bool,
}

/// So many sensors, of two channels each.
async fn seed(db: &Db, count: usize) -> BTreeSet<String> {
    db.table::<Sensor>().await;
    let sensors: Vec<_> = (0..count)
        .flat_map(|i| {
            [-1, 10].map(|channel| Sensor {
                id: format!("s-{i}"),
                channel,
                odd: i % 2 == 1,
            })
        })
        .collect();
    db.put_all(&sensors).await;
    names(&sensors).into_iter().collect()
}

fn names<'a>(sensors: impl IntoIterator<Item = &'a Sensor>) -> Vec<String> {
    let name = |s: &Sensor| format!("{} {}", s.id, s.channel);
    sensors.into_iter().map(name).collect()
}

/// The names of these sensors, of which none may come twice.
fn once<'a>(sensors: impl IntoIterator<Item = &'a Sensor>) -> BTreeSet<String> {
    let all = names(sensors);
    let set: BTreeSet<_> = all.iter().cloned().collect();
    assert_eq!(set.len(), all.len(), "one came twice: {all:?}");
    set
}

fn scan() -> ParallelScan<Sensor> {
    Sensor::scan().page_size(3).segments(5)
}

async fn pages(scan: ParallelScan<Sensor>, client: &Client) -> Vec<SegmentPage<Sensor>> {
    scan.pages(client).collect().await.unwrap()
}

fn in_pages(pages: &[SegmentPage<Sensor>]) -> BTreeSet<String> {
    once(pages.iter().flatten())
}

async fn segments_are_disjoint_and_complete(db: Db) {
    let expected = seed(&db, 20).await;
    for segments in [1, 2, 7, 64] {
        for client in [true, false].map(|on| db.client.clone().direct_path(on)) {
            let scan = || Sensor::scan().page_size(3).segments(segments);
            let streamed = scan().stream(&client).collect().await.unwrap();
            assert_eq!(once(&streamed), expected);
            let pages = pages(scan().concurrency(3), &client).await;
            assert_eq!(in_pages(&pages), expected);
            let mut ends = BTreeMap::new();
            for page in &pages {
                let gone_on = ends.insert(page.segment, page.cursor.is_none());
                assert_ne!(gone_on, Some(true), "nothing comes behind the end");
            }
            assert_eq!(ends.len(), segments as usize);
            assert!(ends.values().all(|end| *end));
        }
    }
}

async fn segments_with_no_items(db: Db) {
    let expected = seed(&db, 1).await;
    let scan = || Sensor::scan().segments(16);
    let pages = pages(scan(), &db.client).await;
    assert_eq!(in_pages(&pages), expected);
    assert_eq!(pages.len(), 16);
    assert_eq!(pages.iter().filter(|page| page.is_empty()).count(), 15);
    let streamed = scan().stream(&db.client).collect().await.unwrap();
    assert_eq!(once(&streamed), expected);
}

async fn a_table_with_no_items(db: Db) {
    db.table::<Sensor>().await;
    assert_eq!(scan().stream(&db.client).collect().await.unwrap(), []);
    let pages = pages(scan(), &db.client).await;
    assert_eq!(pages.len(), 5);
    assert_eq!(scan().count(&db.client).await.unwrap().count, 0);
}

/// As a worker reads it that knows its number alone.
async fn one_segment_alone(db: Db) {
    let expected = seed(&db, 20).await;
    let pages = pages(scan(), &db.client).await;
    let mut all = Vec::new();
    for number in 0..5 {
        let alone = db
            .both_paths(async |client| {
                let alone = Sensor::scan().segment(number, 5).page_size(2);
                alone.all(client).await.unwrap()
            })
            .await;
        let side_by_side = pages.iter().filter(|page| page.segment == number).flatten();
        assert_eq!(once(&alone), once(side_by_side));
        all.extend(alone);
    }
    assert_eq!(once(&all), expected);
}

async fn what_was_set_on_the_scan_stays(db: Db) {
    seed(&db, 20).await;
    let odd = Sensor::scan().filter(|s| s.odd.eq(true)).consistent();
    let odd = odd.segments(4).page_size(2);
    let pages = pages(odd.clone(), &db.client).await;
    assert_eq!(in_pages(&pages).len(), 20);
    assert_eq!(pages.iter().map(|page| page.scanned_count).sum::<u64>(), 40);
    assert!(pages.iter().all(|page| page.scanned_count <= 2));
    let one = odd.clone().filter(|s| s.id.eq("s-7")).consistent();
    let one = one.stream(&db.client).collect().await.unwrap();
    assert_eq!(once(&one).len(), 2);
    let channels = odd.select(|s| s.channel).stream(&db.client);
    let channels: i64 = channels.collect().await.unwrap().into_iter().sum();
    assert_eq!(channels, 90);
    let elsewhere = scan().table("sensors-2").stream(&db.client).collect().await;
    assert!(elsewhere.unwrap_err().is_table_not_found());
}

async fn counting_side_by_side(db: Db) {
    seed(&db, 20).await;
    let count = scan().count(&db.client).await.unwrap();
    assert_eq!((count.count, count.scanned_count), (40, 40));
    assert!(count.requests > 13, "{count:?}");
    let odd = scan().filter(|s| s.odd.eq(true));
    let count = odd.count(&db.client).await.unwrap();
    assert_eq!((count.count, count.scanned_count), (20, 40));
}

async fn a_cursor_belongs_to_its_segment(db: Db) {
    seed(&db, 20).await;
    let pages = pages(scan(), &db.client).await;
    let first = pages.iter().find(|page| page.has_more()).unwrap();
    let cursor = || first.cursor.clone();
    let rest = Sensor::scan().segment(first.segment, 5).after(cursor());
    let rest = rest.all(&db.client).await.unwrap();
    let behind = pages.iter().filter(|page| page.segment == first.segment);
    assert_eq!(once(&rest), once(behind.skip(1).flatten()));
    // As that of its last item.
    assert_eq!(first.cursor_at(first.len() - 1).unwrap(), cursor().unwrap());
    for other in [
        Sensor::scan().after(cursor()),
        Sensor::scan()
            .segment((first.segment + 1) % 5, 5)
            .after(cursor()),
        Sensor::scan().segment(first.segment, 6).after(cursor()),
    ] {
        let error = other.send(&db.client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Cursor);
    }
}

/// Stops behind every page, and goes on from the text of the progress: nothing is lost, and nothing comes twice.
async fn resumed_behind_every_page(db: Db) {
    let expected = seed(&db, 12).await;
    let all = pages(scan(), &db.client).await.len();
    for stop in 0..=all {
        for client in [true, false].map(|on| db.client.clone().direct_path(on)) {
            let mut progress = scan().progress(&client).unwrap();
            let mut stream = scan().concurrency(2).pages(&client);
            let mut read = Vec::new();
            for _ in 0..stop {
                let page = stream.next().await.unwrap().unwrap();
                progress.advance(&page).unwrap();
                read.push(page);
            }
            drop(stream);
            let text = progress.to_string();
            let mut progress: ScanProgress = text.parse().unwrap();
            let rest = pages(scan().resume(progress.clone()), &client).await;
            let items = once(read.iter().chain(&rest).flatten());
            assert_eq!(items, expected, "stopped behind {stop} pages");
            for page in &rest {
                progress.advance(page).unwrap();
            }
            assert!(progress.is_done());
        }
    }
}

async fn progress_in_the_order_of_pages(db: Db) {
    seed(&db, 20).await;
    let pages = pages(scan(), &db.client).await;
    let mut by_segment = BTreeMap::<u32, Vec<_>>::new();
    for page in &pages {
        by_segment.entry(page.segment).or_default().push(page);
    }
    let mut progress = scan().progress(&db.client).unwrap();
    assert_eq!((progress.segments(), progress.segments_done()), (5, 0));
    // Segments may take turns, and one may run ahead of another.
    for (done, (_, pages)) in by_segment.iter().rev().enumerate() {
        assert_eq!(progress.segments_done(), u32::try_from(done).unwrap());
        assert!(pages.len() > 1 && !progress.is_done());
        let before = progress.clone();
        let error = progress.advance(pages[1]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
        assert!(error.to_string().contains("missing"), "{error}");
        assert_eq!(progress, before);
        for page in pages {
            progress.advance(page).unwrap();
            progress.advance(page).unwrap();
        }
        if pages.len() > 2 {
            assert!(progress.advance(pages[0]).is_err(), "it is long done");
        }
    }
    assert!(progress.is_done());
}

async fn progress_belongs_to_its_scan(db: Db) {
    seed(&db, 20).await;
    let mut progress = scan().progress(&db.client).unwrap();
    let six = || Sensor::scan().segments(6);
    let elsewhere = db.client.clone().table_prefix("elsewhere-");
    for error in [
        six()
            .resume(progress.clone())
            .progress(&db.client)
            .unwrap_err(),
        scan()
            .resume(progress.clone())
            .progress(&elsewhere)
            .unwrap_err(),
        six()
            .resume(progress.clone())
            .stream(&db.client)
            .collect()
            .await
            .unwrap_err(),
        six()
            .resume(progress.clone())
            .pages(&db.client)
            .collect()
            .await
            .unwrap_err(),
        six()
            .resume(progress.clone())
            .count(&db.client)
            .await
            .unwrap_err(),
        progress
            .advance(&pages(six(), &db.client).await[0])
            .unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::Cursor);
        assert!(error.to_string().contains("another scan"), "{error}");
    }
    // What may change: filter, selection, page size, concurrency.
    let page = &pages(scan(), &db.client).await[0];
    progress.advance(page).unwrap();
    let other = Sensor::scan().filter(|s| s.odd.exists()).segments(5);
    let rest = other.resume(progress).select(|s| s.id).stream(&db.client);
    let rest = rest.collect().await.unwrap();
    assert_eq!(rest.len(), 40 - page.len());
}

async fn a_scan_that_is_done(db: Db) {
    seed(&db, 4).await;
    let mut progress = scan().progress(&db.client).unwrap();
    for page in pages(scan().resume(None), &db.client).await {
        progress.advance(&page).unwrap();
    }
    let calls = db.if_embedded().map(|engine| engine.calls("Scan"));
    let again = || scan().resume(progress.clone());
    assert_eq!(pages(again(), &db.client).await, []);
    assert_eq!(again().stream(&db.client).collect().await.unwrap(), []);
    assert_eq!(again().count(&db.client).await.unwrap().requests, 0);
    assert_eq!(db.if_embedded().map(|engine| engine.calls("Scan")), calls);
}

async fn a_ceiling_for_all_segments(db: Db) {
    let expected = seed(&db, 20).await;
    let mut read = Vec::new();
    let mut progress = scan().progress(&db.client).unwrap();
    let mut rounds = 0;
    while !progress.is_done() {
        let some = scan().max_requests(4).resume(progress.clone());
        let some = pages(some, &db.client).await;
        assert!(some.len() == 4 || rounds > 3, "{} pages", some.len());
        for page in some {
            progress.advance(&page).unwrap();
            read.push(page);
        }
        rounds += 1;
    }
    assert_eq!(in_pages(&read), expected);
    let enough = u32::try_from(read.len()).unwrap();
    let limited = |requests| scan().max_requests(requests);
    assert_eq!(
        limited(enough)
            .stream(&db.client)
            .collect()
            .await
            .unwrap()
            .len(),
        40
    );
    assert_eq!(limited(enough).count(&db.client).await.unwrap().count, 40);
    for few in [4, enough - 1] {
        let error = limited(few).stream(&db.client).collect().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::LimitExceeded);
        let error = limited(few).count(&db.client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::LimitExceeded);
    }
}

async fn what_is_refused(db: Db) {
    seed(&db, 4).await;
    let page = Sensor::scan().limit(1).send(&db.client).await.unwrap();
    for (scan, said) in [
        (Sensor::scan().segments(0), "1 to 1,000,000"),
        (Sensor::scan().segments(1_000_001), "1 to 1,000,000"),
        (scan().concurrency(0), "`concurrency`"),
        (scan().max_requests(0), "`max_requests`"),
        (Sensor::scan().limit(9).segments(2), "`limit`"),
        (Sensor::scan().after(page.cursor).segments(2), "`after`"),
        (Sensor::scan().segment(0, 2).segments(2), "`segment`"),
    ] {
        let mut errors = vec![scan.progress(&db.client).unwrap_err()];
        let pages = scan.clone().pages(&db.client).collect().await;
        errors.push(pages.unwrap_err());
        let items = scan.clone().stream(&db.client).collect().await;
        errors.push(items.unwrap_err());
        errors.push(scan.count(&db.client).await.unwrap_err());
        for error in errors {
            assert_eq!(error.kind(), ErrorKind::Invalid);
            assert!(error.to_string().contains(said), "{error}");
        }
    }
    for (number, of) in [(2, 2), (0, 0), (0, 1_000_001)] {
        let alone = Sensor::scan().segment(number, of);
        let error = alone.send(&db.client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
    }
}

/// A stream that nobody polls sends nothing, and one that is polled is never further ahead than it may be.
async fn no_more_than_so_many_requests(db: Db) {
    seed(&db, 20).await;
    let calls = || db.engine().calls("Scan");
    for concurrency in [1, 3, 100] {
        db.engine().faults().clear();
        let slow = Fault::slow(Duration::from_millis(5)).always();
        db.engine().faults().on("Scan", slow);
        let before = calls();
        let mut stream = scan().concurrency(concurrency).pages(&db.client);
        tokio::time::sleep(Duration::from_millis(20)).await;
        assert_eq!(calls(), before, "nothing is sent before it is polled");
        let mut taken = 0;
        while let Some(page) = stream.next().await {
            page.unwrap();
            taken += 1;
            // Those that are taken, and those under way while this one was waited for.
            let ahead = calls() - before - taken;
            assert!(ahead < concurrency.min(5), "{ahead} ahead of {taken}");
            assert!(taken > 1 || ahead == concurrency.min(5) - 1, "{ahead}");
            tokio::time::sleep(Duration::from_millis(10)).await;
            assert_eq!(calls() - before - taken, ahead, "nobody has asked for more");
        }
        assert_eq!(calls() - before, taken);
    }
}

async fn a_dropped_stream_sends_nothing_more(db: Db) {
    seed(&db, 20).await;
    let slow = Fault::slow(Duration::from_millis(10)).always();
    db.engine().faults().on("Scan", slow);
    let mut stream = scan().stream(&db.client);
    stream.next().await.unwrap().unwrap();
    drop(stream);
    let calls = db.engine().calls("Scan");
    assert_eq!(calls, 5);
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(db.engine().calls("Scan"), calls);
}

async fn throttling_in_a_segment_is_retried(db: Db) {
    let expected = seed(&db, 20).await;
    let faults = db.engine().faults();
    let faults = faults.on("Scan", Fault::pass().times(4));
    faults.on("Scan", Fault::throttled().times(2));
    let streamed = scan().stream(&db.client).collect().await.unwrap();
    assert_eq!(once(&streamed), expected);
    assert_eq!(db.engine().faults().unused(), 0);
}

async fn throttling_that_does_not_end(db: Db) {
    let expected = seed(&db, 20).await;
    let faults = db.engine().faults();
    let faults = faults.on("Scan", Fault::pass().times(8));
    faults.on("Scan", Fault::throttled().always());
    let mut progress = scan().progress(&db.client).unwrap();
    let mut stream = scan().pages(&db.client);
    let mut read = Vec::new();
    let error = loop {
        match stream.next().await.unwrap() {
            Ok(page) => {
                progress.advance(&page).unwrap();
                read.push(page);
            }
            Err(error) => break error,
        }
    };
    assert!(error.is_throttled(), "{error}");
    assert!(stream.next().await.is_none());
    assert_eq!(read.len(), 8, "all that were answered");
    // When it is over, the rest.
    db.engine().faults().clear();
    read.extend(pages(scan().resume(progress), &db.client).await);
    assert_eq!(in_pages(&read), expected);
}

async fn an_error_comes_behind_what_was_read(db: Db) {
    let expected = seed(&db, 20).await;
    let faults = db.engine().faults();
    let faults = faults.on("Scan", Fault::error("AccessDeniedException", "no"));
    faults.on("Scan", Fault::slow(Duration::from_millis(30)).always());
    let mut progress = scan().progress(&db.client).unwrap();
    let mut stream = scan().concurrency(4).pages(&db.client);
    let mut read = Vec::new();
    for _ in 0..3 {
        let page = stream.next().await.unwrap().unwrap();
        progress.advance(&page).unwrap();
        read.push(page);
    }
    let error = stream.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AccessDenied);
    assert!(stream.next().await.is_none());
    assert_eq!(db.engine().calls("Scan"), 4, "no other is sent after it");
    db.engine().faults().clear();
    read.extend(pages(scan().resume(progress), &db.client).await);
    assert_eq!(in_pages(&read), expected);
    // Streams of items and counts end with it, too.
    let failing = || {
        db.engine()
            .faults()
            .on("Scan", Fault::error("AccessDeniedException", "no"))
    };
    failing();
    let error = scan().count(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AccessDenied);
    failing();
    let mut items = scan().concurrency(1).stream(&db.client);
    assert!(items.next().await.unwrap().is_err());
    assert!(items.next().await.is_none());
}

async fn an_item_that_does_not_fit(db: Db) {
    use crate::harness::{item, n, s};
    seed(&db, 20).await;
    db.put_raw::<Sensor>(item([
        ("id", s("misfit")),
        ("channel", n(0)),
        ("odd", s("x")),
    ]))
    .await;
    let error = scan().stream(&db.client).collect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.stored_item().unwrap()["id"], s("misfit"));
    assert_eq!(scan().count(&db.client).await.unwrap().count, 41);
}

async fn what_is_sent(db: Db) {
    seed(&db, 4).await;
    db.engine().record();
    let page = Sensor::scan().segment(3, 7).send(&db.client).await.unwrap();
    let sent = db.engine().requests()[0].json().unwrap();
    assert_eq!(
        (&sent["Segment"], &sent["TotalSegments"]),
        (&3.into(), &7.into())
    );
    assert_eq!(Seen::from(page).previous, None);
    let input = Sensor::scan().segment(3, 7).into_input().unwrap();
    assert_eq!((input.segment, input.total_segments), (Some(3), Some(7)));
    db.engine().record();
    pages(scan(), &db.client).await;
    let requests = db.engine().requests();
    let sent: BTreeSet<_> = requests
        .iter()
        .map(|request| request.json().unwrap()["Segment"].as_u64().unwrap())
        .collect();
    assert_eq!(sent, (0..5).collect());
    assert!(
        requests
            .iter()
            .all(|request| request.json().unwrap()["TotalSegments"] == 5)
    );
}
