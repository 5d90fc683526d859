//! Back and forth in indexes, in which many items may have the same key, and scans of them by segments.

use std::collections::BTreeSet;
use std::fmt::Debug;

use dynamo_model::op::{Page, Query, ScanProgress};
use dynamo_model::schema::Index;
use dynamo_model::{ErrorKind, Model};

use crate::harness::Db;

on_every_engine![
    ties_in_a_global_index,
    ties_in_a_local_index,
    an_index_without_a_sort_key,
    at_the_bounds_of_a_range_of_ties,
    selections_of_an_index,
    whole_items_of_an_index_of_keys,
    keys_that_templates_make,
    an_index_scanned_by_segments,
    a_cursor_belongs_to_its_index,
];

pub struct ByScore;
pub struct ByThread;
pub struct ByTitle;

/// A post: many in a thread, and many with one score.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "posts", index(ByTitle, local), index(ByThread, keys_only))]
struct Post {
    #[dynamo(partition_key)]
    board: String,
    #[dynamo(sort_key)]
    number: i64,
    #[dynamo(index(ByScore, partition_key), index(ByThread, partition_key))]
    thread: Option<String>,
    #[dynamo(index(ByScore, sort_key))]
    score: Option<i64>,
    #[dynamo(index(ByTitle, sort_key))]
    title: String,
    wanted: bool,
}

/// Posts of two boards in one thread, with four scores from -10 to 20, and one post that is in no thread.
async fn seed(db: &Db) -> Vec<Post> {
    db.table::<Post>().await;
    let mut posts: Vec<_> = (0..14)
        .map(|i| Post {
            board: format!("b-{}", i % 2),
            number: i,
            thread: Some("t".to_owned()),
            score: Some(i / 4 * 10 - 10),
            title: format!("title {}", i / 5),
            wanted: i % 3 == 0,
        })
        .collect();
    db.put_all(&posts).await;
    let loose = Post {
        number: 100,
        thread: None,
        ..posts[0].clone()
    };
    db.put_all(&[loose]).await;
    posts.reverse();
    posts
}

fn by_score() -> Query<Post, Post, ByScore> {
    Post::query_index(ByScore, "t")
}

/// From every item in both directions, and page by page to the end and back.
async fn back_and_forth<I: Index<Post> + 'static>(db: &Db, query: Query<Post, Post, I>) {
    for client in [true, false].map(|on| db.client.clone().direct_path(on)) {
        let whole = query.clone().send(&client).await.unwrap();
        assert!(whole.len() > 3, "{whole:?}");
        for at in 0..whole.len() {
            let cursor = whole.cursor_at(at).unwrap();
            let after = query.clone().after(cursor.clone()).all(&client).await;
            assert_eq!(after.unwrap(), whole.items[at + 1..], "after {at}");
            let before = query.clone().before(cursor).limit(3).send(&client).await;
            let before = before.unwrap();
            assert_eq!(
                before.items,
                whole.items[at.saturating_sub(3)..at],
                "before {at}"
            );
            let on = query.clone().after(before.cursor).all(&client).await;
            assert_eq!(on.unwrap(), whole.items[at..], "behind what is before {at}");
        }
        let query = query.clone().limit(3).page_size(2);
        let there = walk(
            query.clone(),
            |page| page.cursor.clone(),
            Query::after,
            &client,
        )
        .await;
        let back = query.clone().from_end();
        let mut back = walk(back, |page| page.previous.clone(), Query::before, &client).await;
        back.reverse();
        for pages in [there, back] {
            let items: Vec<_> = pages.into_iter().flatten().collect();
            assert_eq!(items, whole.items);
        }
    }
}

/// Goes from page to page until there is no cursor.
async fn walk<
    T: Send + Debug + dynamo_model::value::Attribute + 'static,
    I: Index<Post> + 'static,
>(
    first: Query<Post, T, I>,
    cursor: impl Fn(&Page<T>) -> Option<dynamo_model::op::Cursor>,
    go: impl Fn(Query<Post, T, I>, Option<dynamo_model::op::Cursor>) -> Query<Post, T, I>,
    client: &dynamo_model::Client,
) -> Vec<Page<T>> {
    let mut pages = vec![first.clone().send(client).await.unwrap()];
    while let Some(next) = cursor(&pages[pages.len() - 1]) {
        assert!(pages.len() < 100, "it comes to no end");
        pages.push(go(first.clone(), Some(next)).send(client).await.unwrap());
    }
    pages
}

async fn ties_in_a_global_index(db: Db) {
    seed(&db).await;
    back_and_forth(&db, by_score()).await;
    back_and_forth(&db, by_score().descending()).await;
    back_and_forth(&db, by_score().filter(|p| p.wanted.eq(true))).await;
}

async fn ties_in_a_local_index(db: Db) {
    seed(&db).await;
    let by_title = || Post::query_index(ByTitle, "b-0").consistent();
    back_and_forth(&db, by_title()).await;
    back_and_forth(&db, by_title().descending()).await;
}

async fn an_index_without_a_sort_key(db: Db) {
    seed(&db).await;
    let thread = || Post::query_index(ByThread, "t").hydrate();
    back_and_forth(&db, thread()).await;
    back_and_forth(&db, thread().descending()).await;
}

/// In the table nothing lies beyond the bound of a range. In an index other items may have the same key.
async fn at_the_bounds_of_a_range_of_ties(db: Db) {
    seed(&db).await;
    for query in [
        by_score().sort_key(|score| score.between(-10, 0)),
        by_score().sort_key(|score| score.between(10, 10)),
        by_score().sort_key(|score| score.eq(10)),
        by_score().sort_key(|score| score.le(0)),
        by_score().sort_key(|score| score.ge(10)),
        by_score().sort_key(|score| score.gt(0)),
        by_score().sort_key(|score| score.lt(10)),
    ] {
        back_and_forth(&db, query.clone()).await;
        back_and_forth(&db, query.descending()).await;
    }
    let query = Post::query_index(ByTitle, "b-0").sort_key(|title| title.begins_with("title"));
    back_and_forth(&db, query).await;
}

/// What is asked for is not what a cursor needs.
async fn selections_of_an_index(db: Db) {
    let posts = seed(&db).await;
    let query = || Post::query_index(ByThread, "t").select(|p| p.number);
    let numbers = db
        .both_paths(async |client| {
            let query = || query().limit(3);
            let there = walk(query(), |page| page.cursor.clone(), Query::after, client).await;
            let back = query().from_end();
            let mut back = walk(back, |page| page.previous.clone(), Query::before, client).await;
            back.reverse();
            let there: Vec<_> = there.into_iter().flatten().collect();
            let back: Vec<_> = back.into_iter().flatten().collect();
            assert_eq!(there, back);
            there
        })
        .await;
    assert_eq!(numbers.len(), posts.len());
}

/// The places are those of the index, whatever is then read from the table.
async fn whole_items_of_an_index_of_keys(db: Db) {
    seed(&db).await;
    let query = || Post::query_index(ByThread, "t").hydrate();
    let whole = query().send(&db.client).await.unwrap();
    let page = query().limit(5).after(whole.cursor_at(3).unwrap());
    let page = page.send(&db.client).await.unwrap();
    assert_eq!(page.items, whole.items[4..9]);
    assert_eq!(page.previous, Some(whole.cursor_at(4).unwrap()));
    assert_eq!(page.cursor, Some(whole.cursor_at(8).unwrap()));
    assert_eq!(page.requests, 2, "one on the index, one for the items");
    let capped = query().limit(5).page_size(2).max_requests(2);
    let capped = capped.send(&db.client).await.unwrap();
    assert_eq!(capped.items, whole.items[..4]);
    assert_eq!(capped.requests, 4, "the ceiling is for those on the index");
    let pages = query().page_size(4).from_end().pages(&db.client);
    let mut pages = pages.collect().await.unwrap();
    pages.reverse();
    let items: Vec<_> = pages.into_iter().flatten().collect();
    assert_eq!(items, whole.items);
}

/// The attributes of the keys are no fields of the struct.
async fn keys_that_templates_make(db: Db) {
    pub struct ByState;

    #[derive(Debug, Clone, PartialEq, Model)]
    #[dynamo(
        table = "tasks",
        partition_key = "TEAM#{team}",
        sort_key = "TASK#{year}#{number}",
        index(ByState, partition_key = "STATE#{state}", sort_key = "{year}#{number}")
    )]
    struct Task {
        team: u8,
        year: u16,
        number: u32,
        state: Option<String>,
    }

    #[derive(Debug, Clone, PartialEq, Model)]
    #[dynamo(table = "tasks", partition_key = "TEAM#{team}", sort_key = "TEAM")]
    struct Team {
        team: u8,
    }

    db.table::<Task>().await;
    db.put_all(&[Team { team: 1 }]).await;
    let tasks: Vec<_> = (0..6)
        .map(|i| Task {
            team: 1,
            year: 2020 + i / 3,
            number: u32::from(i % 3) * 50,
            state: Some("open".to_owned()),
        })
        .collect();
    db.put_all(&tasks).await;
    macro_rules! each {
        ($query:expr, $expected:expr) => {
            let page = $query.send(&db.client).await.unwrap();
            assert_eq!(page.items, $expected);
            for at in 0..page.len() {
                let cursor = page.cursor_at(at).unwrap();
                let after = $query.after(cursor.clone()).all(&db.client).await;
                assert_eq!(after.unwrap(), $expected[at + 1..]);
                let before = $query.before(cursor).all(&db.client).await;
                assert_eq!(before.unwrap(), $expected[..at]);
            }
        };
    }
    each!(Task::query(1), tasks);
    each!(Task::query(1).sort_key(|k| k.eq(2020)), tasks[..3]);
    each!(Task::query(1).sort_key(|k| k.eq(2021).ge(50)), tasks[4..]);
    each!(
        Task::query(1).sort_key(|k| k.eq(2021).between(0, 50)),
        tasks[3..5]
    );
    each!(Task::query(1).sort_key(|k| k.le(2020)), tasks[..3]);
    each!(Task::query(1).sort_key(|k| k.ge(2021)), tasks[3..]);
    each!(Task::query_index(ByState, "open"), tasks);
    each!(
        Task::query_index(ByState, "open").sort_key(|k| k.eq(2021)),
        tasks[3..]
    );
    // The other model of the table has a sort key of its own, and one item in the partition.
    each!(Team::query(1), [Team { team: 1 }]);
    // Of a scan as well, whatever stands between.
    let page = Task::scan().send(&db.client).await.unwrap();
    let rest = Task::scan().after(page.cursor_at(2).unwrap());
    assert_eq!(rest.all(&db.client).await.unwrap(), page.items[3..]);
}

async fn an_index_scanned_by_segments(db: Db) {
    let posts = seed(&db).await;
    let expected: BTreeSet<_> = posts.iter().map(|p| p.number).collect();
    let numbers = |posts: &[Post]| {
        let numbers: BTreeSet<_> = posts.iter().map(|p| p.number).collect();
        assert_eq!(numbers.len(), posts.len(), "one came twice");
        numbers
    };
    let scan = || Post::scan_index(ByScore).page_size(4).segments(3);
    let streamed = scan().stream(&db.client).collect().await.unwrap();
    assert_eq!(numbers(&streamed), expected);
    let filtered = scan().filter(|p| p.score.ge(10));
    assert_eq!(filtered.count(&db.client).await.unwrap().count, 6);
    let whole = Post::scan_index(ByThread).segments(3).hydrate();
    let whole = whole.stream(&db.client).collect().await.unwrap();
    assert_eq!(numbers(&whole), expected);
    // Stopped behind the first two pages, and taken up again.
    let mut progress = scan().progress(&db.client).unwrap();
    let mut pages = scan().pages(&db.client);
    let mut read = Vec::new();
    for _ in 0..2 {
        let page = pages.next().await.unwrap().unwrap();
        progress.advance(&page).unwrap();
        read.extend(page);
    }
    let progress: ScanProgress = progress.to_string().parse().unwrap();
    let rest = scan().resume(progress.clone()).stream(&db.client);
    read.extend(rest.collect().await.unwrap());
    assert_eq!(numbers(&read), expected);
    let of_the_table = Post::scan().segments(3).resume(progress);
    let error = of_the_table.progress(&db.client).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Cursor);
}

async fn a_cursor_belongs_to_its_index(db: Db) {
    seed(&db).await;
    let page = by_score().send(&db.client).await.unwrap();
    let cursor = || page.cursor_at(2).unwrap();
    let thread = Post::query_index(ByThread, "t").hydrate();
    for error in [
        Post::query("b-0").before(cursor()).send(&db.client).await,
        thread.before(cursor()).send(&db.client).await,
        Post::scan_index(ByScore)
            .after(cursor())
            .send(&db.client)
            .await,
    ] {
        assert_eq!(error.unwrap_err().kind(), ErrorKind::Cursor);
    }
}
