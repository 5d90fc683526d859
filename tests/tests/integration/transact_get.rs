//! Several items as they are at the same moment.

use std::time::Duration;

use dynamo_model::op::TransactGet;
use dynamo_model::{Client, Error, ErrorKind, Hooks, Model, Projection, Result, Tracked};
use dynamo_model_embedded::Fault;
use tokio::time::Instant;

use crate::harness::{Db, Told, item, n, words};

on_every_engine![
    items_of_several_models,
    d16_a_missing_item_is_none,
    what_each_get_was_told,
    the_same_item_twice,
    two_gets_of_one_item_are_refused_by_the_engine,
    as_many_as_there_may_be,
    nothing_to_read,
    what_is_found_before_it_is_sent,
    an_item_that_does_not_fit,
    hooks_run,
    expired_items_are_hidden,
    from_another_table,
    a_table_that_is_not_there,
];

on_the_embedded_engine![
    inputs_say_what_is_wanted,
    conflicts_say_which_get,
    reasons_by_their_kind,
    conflicts_are_retried,
    what_goes_wrong_on_the_way,
    answers_that_are_no_answers,
    on_another_task,
];

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "users")]
struct User {
    #[dynamo(partition_key)]
    id: u32,
    name: String,
    city: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "books")]
struct Book {
    #[dynamo(partition_key)]
    shelf: String,
    #[dynamo(sort_key)]
    number: f64,
    title: String,
}

#[derive(Debug, Clone, PartialEq, Projection)]
#[dynamo(of = User)]
struct Brief {
    name: String,
}

fn user(id: u32) -> User {
    User {
        id,
        name: format!("user {id}"),
        city: None,
    }
}

fn book(number: u32) -> Book {
    Book {
        shelf: "a".to_owned(),
        number: f64::from(number),
        title: format!("book {number}"),
    }
}

/// Every second of these is there.
async fn shelves(db: &Db, count: u32) {
    db.table::<User>().await;
    db.table::<Book>().await;
    let even = || (0..count).step_by(2);
    db.put_all(&even().map(user).collect::<Vec<_>>()).await;
    db.put_all(&even().map(book).collect::<Vec<_>>()).await;
}

async fn items_of_several_models(db: Db) {
    shelves(&db, 10).await;
    let read = async |client: &Client| {
        TransactGet::new()
            .with(Book::get(("a", 4.0)).consistent())
            .with_all([8, 3, 0].map(User::get))
            .with(Book::get(("b", 4.0)))
            .with(User::get(6).project::<Brief>())
            .send(client)
            .await
            .unwrap()
    };
    let (first, users, missing, brief) = db.both_paths(read).await;
    assert_eq!(first, Some(book(4)));
    assert_eq!(users, [Some(user(8)), None, Some(user(0))]);
    assert_eq!(missing, None);
    assert_eq!(brief.map(|brief| brief.name).as_deref(), Some("user 6"));
    if let Some(engine) = db.if_embedded() {
        assert_eq!(engine.calls("TransactGetItems"), 2);
    }
}

async fn d16_a_missing_item_is_none(db: Db) {
    shelves(&db, 4).await;
    let read = async |client: &Client| {
        let get = TransactGet::new().with_all([1, 2, 3].map(User::get));
        get.send(client).await.unwrap()
    };
    assert_eq!(db.both_paths(read).await, [None, Some(user(2)), None]);
    let read = async |client: &Client| {
        let get = TransactGet::new().with(User::get(1));
        get.send(client).await.unwrap()
    };
    assert_eq!(db.both_paths(read).await, None);
}

async fn what_each_get_was_told(db: Db) {
    shelves(&db, 10).await;
    let read = async |client: &Client| {
        let (pair, tracked, names, city) = TransactGet::new()
            .with(Book::get(("a", 0.0)).select(|b| (b.title, b.number)))
            .with(User::get(4).tracked())
            .with_all([2, 3].map(|id| User::get(id).select(|u| u.name)))
            .with(User::get(6).select(|u| u.city))
            .send(client)
            .await
            .unwrap();
        (pair, tracked.map(Tracked::into_inner), names, city)
    };
    let (pair, tracked, names, city) = db.both_paths(read).await;
    assert_eq!(pair, Some(("book 0".to_owned(), 0.0)));
    assert_eq!(tracked, Some(user(4)));
    assert_eq!(names, [Some("user 2".to_owned()), None]);
    assert_eq!(city, Some(None), "it is there, and has no city");
}

/// It is read once, and given back in both places.
async fn the_same_item_twice(db: Db) {
    shelves(&db, 10).await;
    let read = async |client: &Client| {
        let (one, users, tracked) = TransactGet::new()
            .with(User::get(2))
            .with_all([3, 2, 4, 3].map(User::get))
            .with(User::get(4).tracked().consistent())
            .send(client)
            .await
            .unwrap();
        (one, users, tracked.map(Tracked::into_inner))
    };
    let (one, users, tracked) = db.both_paths(read).await;
    assert_eq!(one, Some(user(2)));
    assert_eq!(users, [None, Some(user(2)), Some(user(4)), None]);
    assert_eq!(tracked, Some(user(4)));
    let twice = TransactGet::new().with_all([1.0, 1.00].map(|number| Book::get(("a", number))));
    assert_eq!(twice.into_input().unwrap().transact_items().len(), 1);
}

/// That is why they are made one, or refused before.
async fn two_gets_of_one_item_are_refused_by_the_engine(db: Db) {
    shelves(&db, 4).await;
    let input = |id: u32| {
        let get = TransactGet::new().with(User::get(id).table(db.client.table::<User>()));
        get.into_input().unwrap().transact_items()[0].clone()
    };
    let both = db
        .client
        .sdk()
        .transact_get_items()
        .transact_items(input(2))
        .transact_items(input(2));
    let refused = both.send().await.map(drop).map_err(words);
    assert!(
        refused
            .unwrap_err()
            .contains("multiple operations on one item")
    );
}

async fn as_many_as_there_may_be(db: Db) {
    shelves(&db, 100).await;
    let gets = |count| TransactGet::new().with_all((0..count).map(User::get));
    let read = gets(100).send(&db.client).await.unwrap();
    assert_eq!(read.iter().flatten().count(), 50);
    // The same items again are none more.
    let again = gets(100).with_all((0..100).map(User::get));
    let (_, read) = again.send(&db.client).await.unwrap();
    assert_eq!(read.iter().flatten().count(), 50);
    let error = gets(101).send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert_eq!(
        error.to_string(),
        "a transaction has at most 100 items, and here are 101; `BatchGet` reads any number"
    );
}

async fn nothing_to_read(db: Db) {
    // Not even the table is needed.
    TransactGet::new().send(&db.client).await.unwrap();
    let none: [u32; 0] = [];
    let get = TransactGet::new().with_all(none.map(User::get));
    assert!(get.send(&db.client).await.unwrap().is_empty());
}

async fn what_is_found_before_it_is_sent(db: Db) {
    let nothing = Book::get(("", 1.0));
    let get = TransactGet::new().with(User::get(1)).with(nothing);
    let error = get.send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Encode);

    let get = TransactGet::new()
        .with_all([1, 2].map(User::get))
        .with(Book::get(("a", 1.0)))
        .with(User::get(2).select(|u| u.name));
    let error = get.send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    let table = db.client.table::<User>();
    assert_eq!(
        error.to_string(),
        format!(
            "the gets at the positions 1 and 3 are of the same item of table `{table}`, and ask something else of it; a \
             transaction reads an item once: ask for all of it that is needed in one get"
        )
    );
    if let Some(engine) = db.if_embedded() {
        assert_eq!(engine.calls("TransactGetItems"), 0);
    }
}

async fn an_item_that_does_not_fit(db: Db) {
    shelves(&db, 10).await;
    db.put_raw::<User>(item([("id", n(4)), ("city", n(1))]))
        .await;
    let read = async |client: &Client| {
        let get = TransactGet::new()
            .with(Book::get(("a", 2.0)))
            .with_all([2, 3, 4, 6].map(User::get));
        Told::from(get.send(client).await.unwrap_err())
    };
    let told = db.both_paths(read).await;
    assert_eq!(told.kind, ErrorKind::Decode);
    let table = db.client.table::<User>();
    let text = format!(
        "TransactGetItems, the get at position 3, on table `{table}` read an item that does not fit the model \
         (`Error::stored_item` has it): "
    );
    assert!(told.text.starts_with(&text), "{}", told.text);
    assert!(told.item.is_some());
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "guests", hooks)]
struct Guest {
    #[dynamo(partition_key)]
    name: String,
    #[dynamo(skip)]
    greeting: String,
}

impl Hooks for Guest {
    async fn after_load(&mut self, _: &Client) -> Result<()> {
        if self.name == "nobody" {
            return Err(Error::refused("nobody is no name").at("name"));
        }
        self.greeting = format!("Hello {}", self.name);
        Ok(())
    }
}

async fn hooks_run(db: Db) {
    db.table::<Guest>().await;
    let guests = ["ada", "nobody"].map(|name| Guest {
        name: name.to_owned(),
        greeting: String::new(),
    });
    db.put_all(&guests).await;
    let read = async |client: &Client| {
        let get = TransactGet::new().with_all(["ada", "bob"].map(Guest::get));
        get.send(client).await.unwrap()
    };
    let [Some(ada), None] = &db.both_paths(read).await[..] else {
        panic!("only ada is there");
    };
    assert_eq!(ada.greeting, "Hello ada");
    let get = TransactGet::new().with_all(["ada", "nobody"].map(Guest::get));
    let error = get.send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused);
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "sessions")]
struct Session {
    #[dynamo(partition_key)]
    id: u32,
    #[dynamo(ttl(hide_expired))]
    until: u64,
    note: String,
}

async fn expired_items_are_hidden(db: Db) {
    db.table::<Session>().await;
    let session = |id, until| Session {
        id,
        until,
        note: "x".to_owned(),
    };
    let (gone, here) = (session(1, 1_000), session(2, 99_000_000_000));
    db.put_all(&[gone.clone(), here.clone()]).await;
    let read = async |client: &Client| {
        TransactGet::new()
            .with_all([1, 2].map(Session::get))
            .with(Session::get(3).select(|s| s.note))
            .send(client)
            .await
            .unwrap()
    };
    let (hidden, _) = db.both_paths(read).await;
    assert_eq!(hidden, [None, Some(here)]);
    let read = async |client: &Client| {
        let get = TransactGet::new().with(Session::get(1).include_expired());
        get.send(client).await.unwrap()
    };
    assert_eq!(db.both_paths(read).await, Some(gone));
    let read = async |client: &Client| {
        let get = TransactGet::new().with(Session::get(1).select(|s| s.note));
        get.send(client).await.unwrap()
    };
    assert_eq!(db.both_paths(read).await, None);
}

async fn from_another_table(db: Db) {
    shelves(&db, 4).await;
    let archive = format!("{}-archive", db.client.table::<User>());
    let create = User::create_table().table(&archive);
    create.send(&db.client).await.unwrap();
    let put = User::put(&user(1)).table(&archive);
    put.send(&db.client).await.unwrap();
    let get = TransactGet::new()
        .with_all([1, 2].map(User::get))
        .with_all([1, 2].map(|id| User::get(id).table(&archive)));
    let (here, archived) = get.send(&db.client).await.unwrap();
    assert_eq!(here, [None, Some(user(2))]);
    assert_eq!(archived, [Some(user(1)), None]);
}

async fn a_table_that_is_not_there(db: Db) {
    db.table::<User>().await;
    let get = TransactGet::new()
        .with(User::get(1))
        .with(Book::get(("a", 1.0)));
    let error = get.send(&db.client).await.unwrap_err();
    assert!(error.is_table_not_found(), "{error}");
    let tables = [db.client.table::<Book>(), db.client.table::<User>()].join("`, `");
    let text = error.to_string();
    assert!(
        text.starts_with(&format!("TransactGetItems on table `{tables}`: ")),
        "{text}"
    );
}

async fn inputs_say_what_is_wanted(db: Db) {
    drop(db);
    let get = TransactGet::new()
        .with_all([2, 1].map(User::get))
        .with(Book::get(("a", 1.0)).consistent().select(|b| b.title))
        .with(User::get(1).table("elsewhere"))
        .retry_conflicts(3);
    assert_eq!(
        format!("{get:?}"),
        "TransactGet { groups: (All(2), One, One), retry_conflicts: 3, .. }"
    );
    let input = get.into_input().unwrap();
    let told: Vec<_> = input
        .transact_items()
        .iter()
        .map(|item| {
            let get = item.get().unwrap();
            (
                get.table_name(),
                get.key().len(),
                get.projection_expression(),
            )
        })
        .collect();
    let expected = [
        ("users", 1, None),
        ("users", 1, None),
        ("books", 2, Some("#n0, #n1, #n2")),
        ("elsewhere", 1, None),
    ];
    assert_eq!(told, expected);
}

/// Positions are those of the gets given, of which the request may have fewer.
async fn conflicts_say_which_get(db: Db) {
    shelves(&db, 4).await;
    let get = || {
        TransactGet::new()
            .with_all([2, 2, 3].map(User::get))
            .with(Book::get(("a", 2.0)))
    };
    for client in [db.client.clone(), db.client.clone().direct_path(false)] {
        let fault = Fault::transaction_conflict_at([2]);
        db.engine().faults().on("TransactGetItems", fault);
        let error = get().send(&client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Conflict);
        assert!(error.is_retryable());
        assert_eq!(
            error.to_string(),
            "TransactGetItems on table `books`, `users`: nothing was done, because of operation 3: Get on table `books`: another write or \
             transaction is at work on this item; try again: Transaction is ongoing for the item"
        );
        let causes = format!("{error:?}");
        assert!(causes.contains("TransactionCanceledException"), "{causes}");

        let fault = Fault::transaction_conflict_at([1, 0]);
        db.engine().faults().on("TransactGetItems", fault);
        let error = get().send(&client).await.unwrap_err();
        let text = error.to_string();
        assert!(
            text.starts_with(
                "TransactGetItems on table `books`, `users`: nothing was done, because of operation 0 (and 1 more): Get on table \
                 `users`: another write"
            ),
            "{text}"
        );
    }
    assert_eq!(
        db.engine().calls("TransactGetItems"),
        4,
        "no one tries again unasked"
    );
}

async fn reasons_by_their_kind(db: Db) {
    shelves(&db, 4).await;
    let get = || TransactGet::new().with_all([1, 2, 3].map(User::get));
    for (code, kind) in [
        ("TransactionConflict", ErrorKind::Conflict),
        ("ThrottlingError", ErrorKind::Throttled),
        ("ProvisionedThroughputExceeded", ErrorKind::Throttled),
        ("ValidationError", ErrorKind::Invalid),
        ("AccessDenied", ErrorKind::AccessDenied),
        ("SomethingNew", ErrorKind::Service),
    ] {
        let fault = Fault::transaction_canceled([(1, code)]);
        db.engine().faults().on("TransactGetItems", fault);
        let error = get().send(&db.client).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{code}");
        let text = error.to_string();
        assert!(
            text.contains("because of operation 1: Get on table `users`: "),
            "{text}"
        );
    }
    // Where trying again helps against one and not against another, it does not help.
    let fault = Fault::transaction_canceled([
        (0, "TransactionConflict"),
        (1, "ThrottlingError"),
        (2, "ValidationError"),
    ]);
    db.engine().faults().on("TransactGetItems", fault);
    let error = get().retry_conflicts(9).send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    let positions: Vec<_> = error
        .failures()
        .iter()
        .map(|failure| failure.position)
        .collect();
    assert_eq!(positions, [0, 1, 2]);
    let text = error.to_string();
    assert!(
        text.contains("because of operation 2 (and 2 more): Get on table `users`: "),
        "{text}"
    );
    // A cancellation without reasons is what it was.
    let fault = Fault::error("TransactionCanceledException", "for some reason");
    db.engine().faults().on("TransactGetItems", fault);
    let error = get().send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service);
    assert!(error.to_string().ends_with("for some reason"), "{error}");
}

async fn conflicts_are_retried(db: Db) {
    shelves(&db, 4).await;
    tokio::time::pause();
    let get = |times| {
        let get = TransactGet::new().with_all([1, 2].map(User::get));
        get.retry_conflicts(times)
    };
    let conflict = || Fault::transaction_conflict_at([1]);
    for client in [db.client.clone(), db.client.clone().direct_path(false)] {
        db.engine()
            .faults()
            .on("TransactGetItems", conflict().times(3));
        let read = get(3).send(&client).await.unwrap();
        assert_eq!(read, [None, Some(user(2))]);
        assert_eq!(db.engine().faults().unused(), 0);
    }
    let before = db.engine().calls("TransactGetItems");
    let began = Instant::now();
    db.engine()
        .faults()
        .on("TransactGetItems", conflict().always());
    let error = get(20).send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict);
    assert_eq!(db.engine().calls("TransactGetItems") - before, 21);
    assert!(began.elapsed() < Duration::from_secs(60));
    // So is a lack of capacity, and nothing else.
    db.engine().faults().clear();
    let throttled = Fault::transaction_canceled([(0, "ThrottlingError")]);
    db.engine().faults().on("TransactGetItems", throttled);
    get(1).send(&db.client).await.unwrap();
    let invalid = Fault::transaction_canceled([(0, "ValidationError")]);
    db.engine().faults().on("TransactGetItems", invalid);
    let before = db.engine().calls("TransactGetItems");
    let error = get(20).send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert_eq!(db.engine().calls("TransactGetItems") - before, 1);
}

async fn what_goes_wrong_on_the_way(db: Db) {
    shelves(&db, 4).await;
    tokio::time::pause();
    let get = || TransactGet::new().with_all([1, 2].map(User::get));
    for (fault, kind, calls) in [
        (Fault::throttled(), ErrorKind::Throttled, 3),
        (Fault::server_error(), ErrorKind::Unavailable, 3),
        (Fault::connection_error(), ErrorKind::Unreachable, 3),
        (Fault::connection_reset(), ErrorKind::Unreachable, 3),
        (Fault::timeout(), ErrorKind::Timeout, 3),
        (Fault::interrupted_body(), ErrorKind::Response, 3),
        (Fault::truncated_body(), ErrorKind::Response, 1),
        (Fault::malformed_body(), ErrorKind::Response, 1),
    ] {
        for client in [db.client.clone(), db.client.clone().direct_path(false)] {
            if calls > 1 {
                let some = fault.clone().times(2);
                db.engine().faults().on("TransactGetItems", some);
                let read = get().send(&client).await.unwrap();
                assert_eq!(read, [None, Some(user(2))], "{fault:?}");
            }
            let before = db.engine().calls("TransactGetItems");
            let all = fault.clone().always();
            db.engine().faults().on("TransactGetItems", all);
            let error = get().send(&client).await.unwrap_err();
            db.engine().faults().clear();
            assert_eq!(error.kind(), kind, "{fault:?}: {error}");
            let text = error.to_string();
            assert!(
                text.starts_with("TransactGetItems on table `users`: "),
                "{text}"
            );
            let sent = db.engine().calls("TransactGetItems") - before;
            assert_eq!(sent, calls, "{fault:?}");
        }
    }
}

/// What is missing has an entry as well: without one it is not known what the others belong to.
async fn answers_that_are_no_answers(db: Db) {
    let one = r#"{"Item":{"id":{"N":"1"},"name":{"S":"user 1"}}}"#;
    for (answer, entries) in [
        ("{}".to_owned(), 0),
        (r#"{"Responses":[]}"#.to_owned(), 0),
        (r#"{"Responses":null}"#.to_owned(), 0),
        (format!(r#"{{"Responses":[{one}]}}"#), 1),
        (format!(r#"{{"Responses":[{one},{{}},{one}]}}"#), 3),
        (format!(r#"{{"Responses":[{one},{{"Item":null}}]}}"#), 2),
        (format!(r#"{{"Responses":[{one},{{}}],"New":[1]}}"#), 2),
    ] {
        for client in [db.client.clone(), db.client.clone().direct_path(false)] {
            let fault = Fault::answer(200, answer.clone());
            db.engine().faults().on("TransactGetItems", fault);
            let get = TransactGet::new().with_all([1, 2].map(User::get));
            match get.send(&client).await {
                Ok(read) => {
                    assert_eq!(entries, 2, "{answer}");
                    assert_eq!(read, [Some(user(1)), None]);
                }
                Err(error) => {
                    assert_ne!(entries, 2, "{answer}");
                    let expected = format!(
                        "TransactGetItems on table `users`: the answer has {entries} entries for 2 gets"
                    );
                    assert_eq!(error.to_string(), expected);
                    assert_eq!(error.kind(), ErrorKind::Response);
                }
            }
        }
    }
    for answer in [
        r#"{"Responses":{}}"#,
        r#"{"Responses":[{"Item":1},{}]}"#,
        r#"{"Responses":[{"Item":{"id":1}},{}]}"#,
        r#"{"Responses":[{"Item":{"id":{"N":"1"}},{}]}"#,
    ] {
        for client in [db.client.clone(), db.client.clone().direct_path(false)] {
            let fault = Fault::answer(200, answer);
            db.engine().faults().on("TransactGetItems", fault);
            let get = TransactGet::new().with_all([1, 2].map(User::get));
            let error = get.send(&client).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Response, "{answer}: {error}");
        }
    }
}

async fn on_another_task(db: Db) {
    shelves(&db, 4).await;
    let client = db.client.clone();
    let sent = tokio::spawn(async move {
        let get = TransactGet::new()
            .with(User::get(2))
            .with(Book::get(("a", 2.0)));
        get.retry_conflicts(1).send(&client).await
    });
    let (user_2, book_2) = sent.await.unwrap().unwrap();
    assert_eq!((user_2, book_2), (Some(user(2)), Some(book(2))));
}
