//! Many items by their keys: what comes back, and what does when not all of it can be read.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use dynamo_model::op::{All, BatchGet, Lookup, One, Unread};
use dynamo_model::{Client, Error, ErrorKind, Hooks, Model, Projection, Result, Tracked};
use dynamo_model_embedded::Fault;
use futures_util::stream;
use tokio::time::Instant;

use crate::harness::{Db, Told, item, n, s};

on_every_engine![
    items_of_several_models,
    keys_of_one_model,
    the_same_key_several_times,
    keys_over_three_tables,
    what_each_get_was_told,
    several_models_of_one_table,
    as_many_groups_as_there_may_be,
    d15_expired_items_are_hidden,
    hooks_run,
    hooks_fail,
    from_another_table,
    nothing_to_read,
    a_key_without_a_stored_form,
    a_table_that_is_not_there,
    an_item_that_does_not_fit,
    more_than_an_answer_holds,
    a_stream_of_a_thousand,
    a_stream_ends_where_it_fails,
];

on_the_embedded_engine![
    inputs_say_what_is_wanted,
    tables_share_requests,
    d14_what_is_left_undone_of_several_tables,
    giving_up_keeps_what_was_read,
    a_throttled_request_is_tried_again,
    an_error_waits_for_what_is_under_way,
    an_error_ends_the_pauses,
    what_goes_wrong_on_the_way,
    answers_that_are_no_answers,
    a_deadline_between_answers,
    a_deadline_in_a_pause,
    a_deadline_that_is_past,
    a_deadline_that_is_kept,
    requests_at_once,
    none_at_once,
    progress_is_told,
    a_stream_takes_no_more_than_it_says,
    a_stream_gives_what_it_has_read,
    a_stream_has_a_deadline_and_progress,
    on_another_task,
    no_data_in_what_is_told,
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

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "cities")]
struct City {
    #[dynamo(partition_key)]
    name: String,
}

#[derive(Debug, Clone, PartialEq, Projection)]
#[dynamo(of = User)]
struct Named {
    name: String,
}

fn user(id: u32) -> User {
    User {
        id,
        name: format!("user {id}"),
        city: id.is_multiple_of(3).then(|| "Ulm".to_owned()),
    }
}

fn book(number: u32) -> Book {
    Book {
        shelf: "a".to_owned(),
        number: f64::from(number),
        title: format!("book {number}"),
    }
}

fn city(number: u32) -> City {
    City {
        name: format!("city {number}"),
    }
}

/// Every second of so many users is there.
async fn users(db: &Db, count: u32) {
    db.table::<User>().await;
    let users: Vec<_> = (0..count).step_by(2).map(user).collect();
    db.put_all(&users).await;
}

async fn books(db: &Db, count: u32) {
    db.table::<Book>().await;
    let books: Vec<_> = (0..count).step_by(2).map(book).collect();
    db.put_all(&books).await;
}

async fn cities(db: &Db, count: u32) {
    db.table::<City>().await;
    let cities: Vec<_> = (0..count).step_by(2).map(city).collect();
    db.put_all(&cities).await;
}

/// What is there of these numbers.
fn there<T>(numbers: impl IntoIterator<Item = u32>, make: impl Fn(u32) -> T) -> Vec<Option<T>> {
    let numbers = numbers.into_iter();
    numbers
        .map(|number| number.is_multiple_of(2).then(|| make(number)))
        .collect()
}

/// How the users of a batch stand that was not finished: so many of each, in their order.
fn standing(lookups: &[Lookup<User>]) -> String {
    lookups
        .iter()
        .map(|lookup| match lookup {
            Lookup::Found(_) => 'f',
            Lookup::Missing => 'm',
            Lookup::Unread => 'u',
        })
        .collect()
}

async fn items_of_several_models(db: Db) {
    users(&db, 10).await;
    books(&db, 10).await;
    let read = async |client: &Client| {
        BatchGet::new()
            .with(Book::get(("a", 4.0)).consistent())
            .with_all([7, 2, 0, 11].map(User::get))
            .with(Book::get(("a", 5.0)))
            .with(User::get(6))
            .send(client)
            .await
            .unwrap()
    };
    let (first, several, second, last) = db.both_paths(read).await;
    assert_eq!(first, Some(book(4)));
    assert_eq!(several, there([7, 2, 0, 11], user));
    assert_eq!(second, None);
    assert_eq!(last, Some(user(6)));
}

async fn keys_of_one_model(db: Db) {
    books(&db, 10).await;
    let read = async |client: &Client| {
        let keys = [("a", 4.0), ("a", 3.0), ("b", 4.0), ("a", 0.0)];
        Book::batch_get(keys).send(client).await.unwrap()
    };
    let read = db.both_paths(read).await;
    assert_eq!(read, [Some(book(4)), None, None, Some(book(0))]);
    let keys: Vec<_> = [2, 4].map(|number| book(number).key()).into();
    let read = Book::batch_get(keys).send(&db.client).await.unwrap();
    assert_eq!(read, there([2, 4], book));
    let one = BatchGet::new().with(Book::get(("a", 2.0))).send(&db.client);
    assert_eq!(one.await.unwrap(), Some(book(2)));
}

/// It is read once, and given in each place; asked for in another way, it is another item.
async fn the_same_key_several_times(db: Db) {
    users(&db, 4).await;
    let read = async |client: &Client| {
        let (several, tracked, consistent, missing) = BatchGet::new()
            .with_all([2, 3, 2].map(User::get))
            .with(User::get(2).tracked())
            .with(User::get(2).consistent())
            .with(User::get(3))
            .send(client)
            .await
            .unwrap();
        (
            several,
            tracked.map(Tracked::into_inner),
            consistent,
            missing,
        )
    };
    let (several, tracked, consistent, missing) = db.both_paths(read).await;
    assert_eq!(several, there([2, 3, 2], user));
    assert_eq!(tracked, Some(user(2)));
    assert_eq!(consistent, Some(user(2)));
    assert_eq!(missing, None);
    if let Some(engine) = db.if_embedded() {
        assert_eq!(engine.calls("BatchGetItem"), 2 * 2);
    }
}

async fn keys_over_three_tables(db: Db) {
    users(&db, 120).await;
    books(&db, 80).await;
    cities(&db, 50).await;
    let read = async |client: &Client| {
        BatchGet::new()
            .with_all((0..120).map(User::get))
            .with_all((0..80).rev().map(|number| Book::get(book(number).key())))
            .with_all((0..50).map(|number| City::get(city(number).name)))
            .send(client)
            .await
            .unwrap()
    };
    let (users, books, cities) = db.both_paths(read).await;
    assert_eq!(users, there(0..120, user));
    assert_eq!(books, there((0..80).rev(), book));
    assert_eq!(cities, there(0..50, city));
    if let Some(engine) = db.if_embedded() {
        assert_eq!(engine.calls("BatchGetItem"), 3 + 3);
    }
}

async fn what_each_get_was_told(db: Db) {
    users(&db, 10).await;
    let read = async |client: &Client| {
        BatchGet::new()
            .with(User::get(0).select(|u| (u.city, u.name)))
            .with_all([6, 1].map(|id| User::get(id).project::<Named>()))
            // Of one type, and yet not the same: a name and a city.
            .with_all([
                User::get(2).select(|u| u.name),
                User::get(6).select(|u| u.name).consistent(),
            ])
            .with(User::get(8).select(|u| u.city))
            .send(client)
            .await
            .unwrap()
    };
    let (pair, named, names, city) = db.both_paths(read).await;
    assert_eq!(pair, Some((Some("Ulm".to_owned()), "user 0".to_owned())));
    let six = Named {
        name: "user 6".to_owned(),
    };
    assert_eq!(named, [Some(six), None]);
    let expected = ["user 2", "user 6"].map(|name| Some(name.to_owned()));
    assert_eq!(names, expected);
    assert_eq!(city, Some(None), "it is there, and has no city");

    // What was tracked knows what it was.
    let batch = BatchGet::new().with(User::get(4).tracked());
    let mut tracked = batch.send(&db.client).await.unwrap().unwrap();
    tracked.name = "another".to_owned();
    tracked.save().send(&db.client).await.unwrap();
    let read = User::get(4).send(&db.client).await.unwrap().unwrap();
    assert_eq!(read.name, "another");
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{id}", sort_key = "PROFILE")]
struct Customer {
    id: String,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "shop",
    partition_key = "CUSTOMER#{customer}",
    sort_key = "ORDER#{number}"
)]
struct Order {
    customer: String,
    number: u32,
}

/// One request, and each item as what it is.
async fn several_models_of_one_table(db: Db) {
    db.table::<Customer>().await;
    let customer = Customer { id: "c".to_owned() };
    let order = |number| Order {
        customer: "c".to_owned(),
        number,
    };
    db.put_all(std::slice::from_ref(&customer)).await;
    db.put_all(&[order(1), order(2)]).await;
    let read = async |client: &Client| {
        BatchGet::new()
            .with(Customer::get("c"))
            .with_all((1..=3).map(|number| Order::get(("c", number))))
            .send(client)
            .await
            .unwrap()
    };
    let (read, orders) = db.both_paths(read).await;
    assert_eq!(read, Some(customer));
    assert_eq!(orders, [Some(order(1)), Some(order(2)), None]);
    if let Some(engine) = db.if_embedded() {
        assert_eq!(engine.calls("BatchGetItem"), 2);
    }
    // What is of another type than it should be.
    let mut raw = order(7).to_attributes().unwrap();
    raw.insert("_type".to_owned(), s("Parcel"));
    db.put_raw::<Order>(raw).await;
    let read = async |client: &Client| {
        let unread = Order::batch_get([("c", 7)]).send(client).await;
        Told::from(unread.unwrap_err().into_error())
    };
    let batch = db.both_paths(read).await;
    let get = Order::get(("c", 7)).send(&db.client).await.unwrap_err();
    let get = Told::from(get);
    assert_eq!((batch.kind, &batch.path), (get.kind, &get.path));
    assert_eq!(batch.text, get.text.replace("GetItem", "BatchGetItem"));
}

async fn as_many_groups_as_there_may_be(db: Db) {
    users(&db, 12).await;
    let get = User::get;
    let read = BatchGet::new()
        .with(get(0))
        .with(get(1))
        .with(get(2))
        .with(get(3))
        .with(get(4))
        .with(get(5))
        .with(get(6))
        .with(get(7))
        .with(get(8))
        .with(get(9))
        .with(get(10))
        .with_all([get(11), get(0)])
        .send(&db.client)
        .await
        .unwrap();
    let (a, b, c, d, e, f, g, h, i, j, k, l) = read;
    assert_eq!(vec![a, b, c, d, e, f, g, h, i, j, k], there(0..11, user));
    assert_eq!(l, [None, Some(user(0))]);
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

async fn d15_expired_items_are_hidden(db: Db) {
    db.table::<Session>().await;
    let session = |id, until| Session {
        id,
        until,
        note: "x".to_owned(),
    };
    let (gone, here) = (session(1, 1_000), session(2, 99_000_000_000));
    db.put_all(&[gone.clone(), here.clone()]).await;
    let read = async |client: &Client| {
        BatchGet::new()
            .with_all([1, 2, 3].map(Session::get))
            .with_all([1, 2].map(|id| Session::get(id).include_expired()))
            .with_all([1, 2].map(|id| Session::get(id).select(|s| s.note)))
            .send(client)
            .await
            .unwrap()
    };
    let (hidden, shown, notes) = db.both_paths(read).await;
    assert_eq!(hidden, [None, Some(here.clone()), None]);
    assert_eq!(shown, [Some(gone), Some(here)]);
    assert_eq!(notes, [None, Some("x".to_owned())]);
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
    async fn after_load(&mut self, client: &Client) -> Result<()> {
        let table = client.table::<Guest>();
        if self.name == "nobody" {
            return Err(Error::refused("nobody is no name").at("name"));
        }
        self.greeting = format!("Hello {}, from {}", self.name, table.len());
        Ok(())
    }
}

fn guest(name: &str) -> Guest {
    Guest {
        name: name.to_owned(),
        greeting: String::new(),
    }
}

async fn hooks_run(db: Db) {
    db.table::<Guest>().await;
    db.put_all(&[guest("ada"), guest("bob")]).await;
    let read = async |client: &Client| {
        let (guests, tracked, name) = BatchGet::new()
            .with_all(["ada", "cy", "bob", "ada"].map(Guest::get))
            .with(Guest::get("bob").tracked())
            .with(Guest::get("bob").select(|g| g.name))
            .send(client)
            .await
            .unwrap();
        (guests, tracked.map(Tracked::into_inner), name)
    };
    let (guests, tracked, name) = db.both_paths(read).await;
    let greeted = |name: &str| Guest {
        greeting: format!("Hello {name}, from {}", db.client.table::<Guest>().len()),
        ..guest(name)
    };
    let expected = [
        Some(greeted("ada")),
        None,
        Some(greeted("bob")),
        Some(greeted("ada")),
    ];
    assert_eq!(guests, expected);
    assert_eq!(tracked, Some(greeted("bob")));
    assert_eq!(name.as_deref(), Some("bob"));
}

/// The hooks of the others run all the same: what is given back is loaded.
async fn hooks_fail(db: Db) {
    db.table::<Guest>().await;
    db.put_all(&[guest("ada"), guest("nobody"), guest("bob")])
        .await;
    let names = ["ada", "nobody", "cy", "bob"];
    let unread = Guest::batch_get(names).send(&db.client).await.unwrap_err();
    assert_eq!(unread.error().kind(), ErrorKind::Refused);
    assert_eq!(unread.to_string(), "name: nobody is no name");
    let partial = unread.into_partial();
    assert!(partial[1].is_unread());
    assert_eq!(partial[2], Lookup::Missing);
    for (lookup, name) in [(&partial[0], "ada"), (&partial[3], "bob")] {
        let Lookup::Found(guest) = lookup else {
            panic!("{name} is there");
        };
        assert!(guest.greeting.starts_with(&format!("Hello {name}")));
    }
}

async fn from_another_table(db: Db) {
    users(&db, 4).await;
    let archive = format!("{}-archive", db.client.table::<User>());
    User::create_table()
        .table(&archive)
        .send(&db.client)
        .await
        .unwrap();
    User::put(&user(1))
        .table(&archive)
        .send(&db.client)
        .await
        .unwrap();
    let read = async |client: &Client| {
        BatchGet::new()
            .with_all([1, 2].map(User::get))
            .with_all([1, 2].map(|id| User::get(id).table(&archive)))
            .send(client)
            .await
            .unwrap()
    };
    let (here, archived) = db.both_paths(read).await;
    assert_eq!(here, [None, Some(user(2))]);
    assert_eq!(archived, [Some(user(1)), None]);
}

async fn nothing_to_read(db: Db) {
    // Not even the table is needed.
    BatchGet::new().send(&db.client).await.unwrap();
    let none: [u32; 0] = [];
    let read = User::batch_get(none).send(&db.client).await.unwrap();
    assert!(read.is_empty());
    let mut nothing =
        BatchGet::new().stream(stream::empty::<dynamo_model::op::Get<User>>(), &db.client);
    assert!(nothing.next().await.is_none());
    let inputs = User::batch_get(none).into_inputs().unwrap();
    assert!(inputs.is_empty());
}

async fn a_key_without_a_stored_form(db: Db) {
    let batch = || {
        BatchGet::new()
            .with(User::get(1))
            .with_all([("a", 1.0), ("a", f64::NAN), ("", 1.0)].map(Book::get))
    };
    let error = batch().into_inputs().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Encode);
    let unread = batch().send(&db.client).await.unwrap_err();
    assert_eq!(unread.error().to_string(), error.to_string());
    let (user, books) = unread.into_partial();
    assert_eq!(user, Lookup::Unread);
    assert_eq!(books, [Lookup::Unread, Lookup::Unread, Lookup::Unread]);
}

async fn a_table_that_is_not_there(db: Db) {
    users(&db, 2).await;
    let table = db.client.table::<City>();
    let unread = City::batch_get(["x"]).send(&db.client).await.unwrap_err();
    assert!(unread.error().is_table_not_found());
    let text = unread.to_string();
    assert!(
        text.starts_with(&format!("BatchGetItem on table `{table}`: ")),
        "{text}"
    );
    assert!(
        text.contains(&format!("there is no table `{table}`")),
        "{text}"
    );

    let both = BatchGet::new().with(User::get(0)).with(City::get("x"));
    let unread = both.send(&db.client).await.unwrap_err();
    assert!(unread.error().is_table_not_found());
    let text = unread.to_string();
    let tables = format!("{}`, `{table}", db.client.table::<User>());
    assert!(
        text.starts_with(&format!(
            "BatchGetItem on table `{tables}`: one of these tables is not there"
        )),
        "{text}"
    );
    assert_eq!(unread.into_partial(), (Lookup::Unread, Lookup::Unread));
}

/// It costs none of the others, not even those behind it in the same answer.
async fn an_item_that_does_not_fit(db: Db) {
    users(&db, 10).await;
    db.put_raw::<User>(item([("id", n(4)), ("city", n(1))]))
        .await;
    let read = async |client: &Client| {
        let batch = BatchGet::new()
            .with_all((0..10).map(User::get))
            .with(User::get(4).include_expired())
            .with_all([2, 5].map(|id| User::get(id).select(|u| u.name)));
        let (error, partial) = batch.send(client).await.unwrap_err().into_parts();
        (Told::from(error), partial)
    };
    let (told, (users, again, names)) = db.both_paths(read).await;
    assert_eq!(told.kind, ErrorKind::Decode);
    let table = db.client.table::<User>();
    let text = format!(
        "BatchGetItem on table `{table}` read an item that does not fit the model (`Error::stored_item` has it): "
    );
    assert!(told.text.starts_with(&text), "{}", told.text);
    assert!(told.item.is_some());
    assert_eq!(standing(&users), "fmfmumfmfm");
    assert_eq!(users[8], Lookup::Found(user(8)));
    assert_eq!(again, Lookup::Unread);
    assert_eq!(names, [Lookup::Found("user 2".to_owned()), Lookup::Missing]);
}

/// An answer holds 16 MB at most: what is left out is asked for again.
async fn more_than_an_answer_holds(db: Db) {
    users(&db, 2).await;
    db.table::<Book>().await;
    let large = |number: u32| Book {
        title: number.to_string().repeat(130_000),
        ..book(number)
    };
    for number in 100..145 {
        Book::put(&large(number)).send(&db.client).await.unwrap();
    }
    let read = BatchGet::new()
        .with_all((0..2).map(User::get))
        .with_all((100..146).map(|number| Book::get(("a", f64::from(number)))))
        .send(&db.client)
        .await;
    let (users, books) = read.unwrap();
    assert_eq!(users, there(0..2, user));
    assert!(books[45].is_none());
    for (number, book) in (100..145).zip(&books) {
        assert!(book.as_ref() == Some(&large(number)), "{number}");
    }
}

async fn a_stream_of_a_thousand(db: Db) {
    users(&db, 60).await;
    let ids = || (0..1_000_u32).map(|i| (i * 7) % 61);
    let expected: Vec<_> = ids()
        .map(|id| (id % 2 == 0 && id < 60).then(|| user(id)))
        .collect();
    for client in [db.client.clone(), db.client.clone().direct_path(false)] {
        let gets = stream::iter(ids().map(User::get));
        let read = BatchGet::new().stream(gets, &client).collect().await;
        assert_eq!(read.unwrap(), expected);
    }
    if let Some(engine) = db.if_embedded() {
        assert_eq!(engine.calls("BatchGetItem"), 2 * 10);
    }
}

async fn a_stream_ends_where_it_fails(db: Db) {
    users(&db, 300).await;
    db.put_raw::<User>(item([("id", n(150))])).await;
    let gets = stream::iter((0..300).map(User::get));
    let mut read = BatchGet::new().stream(gets, &db.client);
    for id in 0..150_u32 {
        let found = read.next().await.unwrap().unwrap();
        assert_eq!(found, id.is_multiple_of(2).then(|| user(id)));
    }
    let error = read.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(read.next().await.is_none());
}

async fn inputs_say_what_is_wanted(db: Db) {
    drop(db);
    let batch = BatchGet::new()
        .with_all((0..150).map(User::get))
        .with(User::get(7).consistent())
        .with(City::get("x").consistent())
        .with(Book::get(("a", 1.0)).select(|b| b.title))
        .with(Book::get(("a", 1.0)).table("elsewhere"));
    let shown = format!("{batch:?}");
    assert_eq!(
        shown,
        "BatchGet { groups: (All(150), One, One, One, One), concurrency: 4, deadline: None, .. }"
    );
    let inputs = batch.into_inputs().unwrap();
    let told: Vec<_> = inputs
        .iter()
        .map(|input| {
            let mut tables: Vec<_> = input
                .request_items()
                .unwrap()
                .iter()
                .map(|(table, asked)| {
                    let consistent = asked.consistent_read().unwrap_or_default();
                    let projection = asked.projection_expression().unwrap_or_default();
                    (table.as_str(), asked.keys().len(), consistent, projection)
                })
                .collect();
            tables.sort();
            tables
        })
        .collect();
    assert_eq!(
        told,
        [
            vec![("users", 100, false, "")],
            vec![
                ("books", 1, false, "#n0, #n1, #n2"),
                ("cities", 1, true, ""),
                ("elsewhere", 1, false, ""),
                ("users", 50, false, ""),
            ],
            vec![("users", 1, true, "")],
        ]
    );
}

/// Gets of one table that differ take several requests, and the rest fills these up.
async fn tables_share_requests(db: Db) {
    drop(db);
    let requests = |plain: u32, consistent: u32, cities: u32| {
        let batch = BatchGet::new()
            .with_all((0..cities).map(|number| City::get(city(number).name)))
            .with_all((0..plain).map(User::get))
            .with_all((0..consistent).map(|id| User::get(id).consistent()));
        let inputs = batch.into_inputs().unwrap();
        for input in &inputs {
            let asked = input.request_items().unwrap().values();
            let keys: usize = asked.map(|asked| asked.keys().len()).sum();
            assert!((1..=100).contains(&keys));
        }
        inputs.len()
    };
    assert_eq!(requests(0, 0, 0), 0);
    assert_eq!(requests(1, 0, 99), 1);
    assert_eq!(requests(1, 0, 100), 2);
    assert_eq!(requests(1, 1, 100), 2);
    assert_eq!(requests(1, 1, 198), 2);
    assert_eq!(requests(1, 1, 199), 3);
    assert_eq!(requests(150, 150, 100), 4);
    assert_eq!(requests(150, 150, 101), 5);
}

/// Faults count the entries of a request by the names of their tables: books, cities, users.
async fn d14_what_is_left_undone_of_several_tables(db: Db) {
    users(&db, 40).await;
    books(&db, 40).await;
    cities(&db, 40).await;
    tokio::time::pause();
    for client in [db.client.clone(), db.client.clone().direct_path(false)] {
        for fault in [
            Fault::unprocessed(50),
            Fault::all_unprocessed(),
            Fault::unprocessed(45),
            Fault::unprocessed(1),
        ] {
            db.engine().faults().on("BatchGetItem", fault);
        }
        let batch = BatchGet::new()
            .concurrency(1)
            .with_all((0..30).map(User::get))
            .with_all((0..40).map(|number| Book::get(("a", f64::from(number)))))
            .with_all((0..30).map(|number| City::get(city(number).name)));
        let (users, books, cities) = batch.send(&client).await.unwrap();
        assert_eq!(users, there(0..30, user));
        assert_eq!(books, there(0..40, book));
        assert_eq!(cities, there(0..30, city));
        assert_eq!(db.engine().faults().unused(), 0);
    }
    assert_eq!(db.engine().calls("BatchGetItem"), 2 * 5);
}

async fn giving_up_keeps_what_was_read(db: Db) {
    users(&db, 300).await;
    tokio::time::pause();
    for client in [db.client.clone(), db.client.clone().direct_path(false)] {
        db.engine()
            .faults()
            .on("BatchGetItem", Fault::pass())
            .on("BatchGetItem", Fault::unprocessed(60))
            .on("BatchGetItem", Fault::all_unprocessed().always());
        let batch = User::batch_get(0..250).concurrency(1);
        let unread: Unread<All<User>> = batch.send(&client).await.unwrap_err();
        db.engine().faults().clear();
        assert!(unread.error().is_throttled() && unread.error().is_retryable());
        assert_eq!(
            unread.to_string(),
            "BatchGetItem on table `users`: 110 of 250 keys are unread, and 8 requests in a row have read nothing: \
             DynamoDB lacks the capacity for now; slow down, or raise the capacity"
        );
        let partial = unread.into_partial();
        let expected = "fm".repeat(50) + &"u".repeat(60) + &"fm".repeat(20) + &"u".repeat(50);
        assert_eq!(standing(&partial), expected);
        // What is unread can be read by itself.
        let left = (0..250)
            .zip(&partial)
            .filter(|(_, lookup)| lookup.is_unread());
        let left: Vec<u32> = left.map(|(id, _)| id).collect();
        let read = User::batch_get(&left).send(&client).await.unwrap();
        assert_eq!(read, there(left, user));
    }
}

async fn a_throttled_request_is_tried_again(db: Db) {
    users(&db, 10).await;
    tokio::time::pause();
    // The SDK tries three times by itself.
    let throttled = Fault::throttled().times(2 * 3);
    db.engine().faults().on("BatchGetItem", throttled);
    let read = User::batch_get(0..10).send(&db.client).await.unwrap();
    assert_eq!(read, there(0..10, user));
    assert_eq!(db.engine().calls("BatchGetItem"), 7);
    db.engine()
        .faults()
        .on("BatchGetItem", Fault::request_limit_exceeded().always());
    let unread = User::batch_get(0..10).send(&db.client).await.unwrap_err();
    assert!(unread.error().is_throttled());
    let source = std::error::Error::source(&unread).unwrap().to_string();
    assert!(source.contains("the SDK's retries are used up"), "{source}");
    assert_eq!(standing(&unread.into_partial()), "uuuuuuuuuu");
}

/// What it brings is paid for.
async fn an_error_waits_for_what_is_under_way(db: Db) {
    users(&db, 500).await;
    tokio::time::pause();
    let second = Duration::from_secs(1);
    db.engine()
        .faults()
        .on("BatchGetItem", Fault::slow(second * 3))
        .on(
            "BatchGetItem",
            Fault::error("AccessDeniedException", "no").after(second),
        )
        .on("BatchGetItem", Fault::slow(second * 2));
    let began = Instant::now();
    let batch = User::batch_get(0..500).concurrency(3);
    let unread = batch.send(&db.client).await.unwrap_err();
    assert_eq!(began.elapsed().as_secs(), 3);
    assert_eq!(unread.error().kind(), ErrorKind::AccessDenied);
    assert_eq!(db.engine().calls("BatchGetItem"), 3, "no more were begun");
    let standing = standing(&unread.into_partial());
    let read = "fm".repeat(50);
    assert_eq!(
        standing,
        format!("{read}{}{read}{}", "u".repeat(100), "u".repeat(200))
    );
}

/// What pauses has nothing under way.
async fn an_error_ends_the_pauses(db: Db) {
    users(&db, 200).await;
    tokio::time::pause();
    db.engine()
        .faults()
        .on("BatchGetItem", Fault::all_unprocessed())
        .on("BatchGetItem", Fault::error("AccessDeniedException", "no"));
    let unread = User::batch_get(0..200).send(&db.client).await.unwrap_err();
    assert_eq!(unread.error().kind(), ErrorKind::AccessDenied);
    assert_eq!(db.engine().calls("BatchGetItem"), 2);
    assert_eq!(standing(&unread.into_partial()), "u".repeat(200));
}

async fn what_goes_wrong_on_the_way(db: Db) {
    users(&db, 4).await;
    tokio::time::pause();
    for (fault, kind, calls) in [
        (Fault::server_error(), ErrorKind::Unavailable, 3),
        (Fault::server_error_page(), ErrorKind::Unavailable, 3),
        (Fault::connection_error(), ErrorKind::Unreachable, 3),
        (Fault::connection_reset(), ErrorKind::Unreachable, 3),
        (Fault::timeout(), ErrorKind::Timeout, 3),
        (Fault::interrupted_body(), ErrorKind::Response, 3),
        (Fault::truncated_body(), ErrorKind::Response, 1),
        (Fault::malformed_body(), ErrorKind::Response, 1),
    ] {
        for client in [db.client.clone(), db.client.clone().direct_path(false)] {
            // The SDK's own retries see to it.
            if calls > 1 {
                db.engine()
                    .faults()
                    .on("BatchGetItem", fault.clone().times(2));
                let read = User::batch_get(0..4).send(&client).await.unwrap();
                assert_eq!(read, there(0..4, user), "{fault:?}");
            }
            let before = db.engine().calls("BatchGetItem");
            db.engine()
                .faults()
                .on("BatchGetItem", fault.clone().always());
            let unread = User::batch_get(0..4).send(&client).await.unwrap_err();
            db.engine().faults().clear();
            assert_eq!(unread.error().kind(), kind, "{fault:?}: {unread}");
            let text = unread.to_string();
            assert!(
                text.starts_with("BatchGetItem on table `users`: "),
                "{text}"
            );
            assert_eq!(
                db.engine().calls("BatchGetItem") - before,
                calls,
                "{fault:?}"
            );
            assert_eq!(standing(&unread.into_partial()), "uuuu", "{fault:?}");
        }
    }
}

/// An answer that speaks of what was not asked for is worth nothing: it may be an answer to something else.
async fn answers_that_are_no_answers(db: Db) {
    users(&db, 2).await;
    cities(&db, 2).await;
    let one = r#"{"id":{"N":"0"},"name":{"S":"user 0"}}"#;
    let answers = [
        (
            format!(r#"{{"Responses":{{"users":[{one}],"other":[{one}]}}}}"#),
            false,
        ),
        (format!(r#"{{"Responses":{{"cities":[{one}]}}}}"#), false),
        (
            format!(r#"{{"Responses":{{"users":[{one},{{"id":{{"N":"5"}}}}]}}}}"#),
            false,
        ),
        (
            format!(
                r#"{{"Responses":{{"users":[{one}]}},"UnprocessedKeys":{{"x":{{"Keys":[]}}}}}}"#
            ),
            false,
        ),
        // A table has an ARN besides its name.
        (
            format!(
                r#"{{"Responses":{{"arn:aws:dynamodb:eu-west-1:123456789012:table/users":[{one}]}}}}"#
            ),
            true,
        ),
    ];
    for (answer, is_one) in answers {
        for client in [db.client.clone(), db.client.clone().direct_path(false)] {
            let fault = Fault::answer(200, answer.clone());
            db.engine().faults().on("BatchGetItem", fault);
            let batch = BatchGet::new().with(User::get(0)).with(City::get("city 0"));
            match batch.send(&client).await {
                Ok((user, city)) => {
                    assert!(is_one, "{answer}");
                    assert_eq!(user.map(|user| user.name).as_deref(), Some("user 0"));
                    assert_eq!(city, None);
                }
                Err(unread) => {
                    assert!(!is_one, "{answer}: {unread}");
                    assert_eq!(
                        unread.to_string(),
                        "BatchGetItem on table `users`, `cities`: the answer has a key in it that was not asked for"
                    );
                    assert_eq!(unread.into_partial(), (Lookup::Unread, Lookup::Unread));
                }
            }
        }
    }
}

async fn a_deadline_between_answers(db: Db) {
    users(&db, 250).await;
    tokio::time::pause();
    let second = Duration::from_secs(1);
    for client in [db.client.clone(), db.client.clone().direct_path(false)] {
        let before = db.engine().calls("BatchGetItem");
        db.engine()
            .faults()
            .on("BatchGetItem", Fault::slow(second * 2).always());
        let began = Instant::now();
        let batch = User::batch_get(0..250).concurrency(1).deadline(second * 3);
        let unread = batch.send(&client).await.unwrap_err();
        db.engine().faults().clear();
        assert_eq!(began.elapsed().as_secs(), 3);
        assert_eq!(unread.error().kind(), ErrorKind::Timeout);
        assert_eq!(
            unread.to_string(),
            "BatchGetItem: the deadline of the batch has passed, and 150 of 250 keys are unread"
        );
        assert_eq!(db.engine().calls("BatchGetItem") - before, 2);
        let expected = "fm".repeat(50) + &"u".repeat(150);
        assert_eq!(standing(&unread.into_partial()), expected);
    }
}

async fn a_deadline_in_a_pause(db: Db) {
    users(&db, 10).await;
    tokio::time::pause();
    let fault = Fault::unprocessed(6).after(Duration::from_secs(1));
    db.engine()
        .faults()
        .on("BatchGetItem", fault)
        .on("BatchGetItem", Fault::all_unprocessed().always());
    let batch = User::batch_get(0..10).deadline(Duration::from_millis(1_001));
    let unread = batch.send(&db.client).await.unwrap_err();
    assert_eq!(unread.error().kind(), ErrorKind::Timeout);
    assert_eq!(standing(&unread.into_partial()), "uuuuuufmfm");
}

async fn a_deadline_that_is_past(db: Db) {
    users(&db, 4).await;
    let before = db.engine().calls("BatchGetItem");
    let batch = User::batch_get(0..4).deadline(Duration::ZERO);
    let unread = batch.send(&db.client).await.unwrap_err();
    assert_eq!(unread.error().kind(), ErrorKind::Timeout);
    assert_eq!(db.engine().calls("BatchGetItem"), before, "nothing is sent");
    let none: [u32; 0] = [];
    let batch = User::batch_get(none).deadline(Duration::ZERO);
    assert!(batch.send(&db.client).await.unwrap().is_empty());
}

async fn a_deadline_that_is_kept(db: Db) {
    users(&db, 150).await;
    for deadline in [Duration::from_secs(600), Duration::MAX] {
        let batch = User::batch_get(0..150).deadline(deadline);
        let read = batch.send(&db.client).await.unwrap();
        assert_eq!(read, there(0..150, user));
    }
}

async fn requests_at_once(db: Db) {
    users(&db, 2).await;
    tokio::time::pause();
    let slow = Fault::slow(Duration::from_secs(1)).always();
    db.engine().faults().on("BatchGetItem", slow);
    for (concurrency, seconds) in [(Some(1), 6), (Some(3), 2), (None, 2), (Some(100), 1)] {
        let batch = User::batch_get(0..600);
        let batch = match concurrency {
            Some(concurrency) => batch.concurrency(concurrency),
            None => batch,
        };
        let began = Instant::now();
        let read = batch.send(&db.client).await.unwrap();
        assert_eq!(read.iter().flatten().count(), 1);
        assert_eq!(began.elapsed().as_secs(), seconds, "{concurrency:?}");
    }
}

async fn none_at_once(db: Db) {
    let batch = User::batch_get([1]).concurrency(0);
    let unread = batch.send(&db.client).await.unwrap_err();
    assert_eq!(unread.error().kind(), ErrorKind::Invalid);
    assert_eq!(standing(&unread.into_partial()), "u");
    let gets = stream::iter([User::get(1)]);
    let mut stream = BatchGet::new().concurrency(0).stream(gets, &db.client);
    let error = stream.next().await.unwrap().unwrap_err();
    assert_eq!(error.to_string(), "`concurrency` is at least 1");
    assert!(stream.next().await.is_none());
}

async fn progress_is_told(db: Db) {
    users(&db, 250).await;
    tokio::time::pause();
    db.engine()
        .faults()
        .on("BatchGetItem", Fault::unprocessed(30))
        .on("BatchGetItem", Fault::throttled().times(3));
    let seen = Arc::new(Mutex::new(Vec::new()));
    let watching = Arc::clone(&seen);
    let batch = BatchGet::new()
        .concurrency(1)
        .on_progress(move |progress| watching.lock().unwrap().push(progress))
        .with_all((0..150).map(User::get))
        .with(User::get(7));
    batch.send(&db.client).await.unwrap();
    let seen: Vec<_> = seen
        .lock()
        .unwrap()
        .iter()
        .map(|progress| (progress.done, progress.total, progress.requests))
        .collect();
    assert_eq!(
        seen,
        [(70, 150, 1), (70, 150, 2), (100, 150, 3), (150, 150, 4)]
    );
}

/// So many gets are taken from the source, and never more than is said ahead of what is given out.
async fn a_stream_takes_no_more_than_it_says(db: Db) {
    users(&db, 2).await;
    for concurrency in [1, 3] {
        let pulled = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&pulled);
        let gets = stream::iter((0..1_000).map(move |id| {
            counter.fetch_add(1, Ordering::Relaxed);
            User::get(id)
        }));
        let batch = BatchGet::new().concurrency(concurrency);
        let mut users = batch.stream(gets, &db.client);
        assert_eq!(pulled.load(Ordering::Relaxed), 0, "it waits to be polled");
        let (mut taken, mut ahead) = (0, 0);
        while let Some(user) = users.next().await {
            user.unwrap();
            ahead = ahead.max(pulled.load(Ordering::Relaxed) - taken);
            taken += 1;
        }
        assert_eq!(taken, 1_000);
        assert!(ahead <= 100 * (concurrency + 1), "{ahead}");
    }
}

async fn a_stream_gives_what_it_has_read(db: Db) {
    users(&db, 400).await;
    tokio::time::pause();
    // Of the second hundred, ten are never read.
    db.engine()
        .faults()
        .on("BatchGetItem", Fault::pass())
        .on("BatchGetItem", Fault::pass())
        .on("BatchGetItem", Fault::unprocessed(10))
        .on("BatchGetItem", Fault::all_unprocessed().always());
    // The keys that come first in a request are those that are left undone.
    let gets = stream::iter((0..400).map(User::get));
    let mut users = BatchGet::new().concurrency(1).stream(gets, &db.client);
    let mut read = Vec::new();
    let error = loop {
        match users.next().await.expect("it ends with an error") {
            Ok(user) => read.push(user),
            Err(error) => break error,
        }
    };
    assert_eq!(read, there(0..200, user));
    assert!(error.is_throttled());
    assert!(users.next().await.is_none());
}

async fn a_stream_has_a_deadline_and_progress(db: Db) {
    users(&db, 400).await;
    tokio::time::pause();
    let second = Duration::from_secs(1);
    db.engine()
        .faults()
        .on("BatchGetItem", Fault::slow(second).always());
    let last = Arc::new(Mutex::new(None));
    let watching = Arc::clone(&last);
    let gets = stream::iter((0..1_000).map(User::get));
    let mut users = BatchGet::new()
        .concurrency(2)
        .deadline(second * 2 + second / 2)
        .on_progress(move |progress| *watching.lock().unwrap() = Some(progress))
        .stream(gets, &db.client);
    let mut read = Vec::new();
    let error = loop {
        match users.next().await.expect("it ends with an error") {
            Ok(user) => read.push(user),
            Err(error) => break error,
        }
    };
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(read.len() % 100, 0);
    assert!((200..=400).contains(&read.len()), "{}", read.len());
    assert_eq!(read, there(0..u32::try_from(read.len()).unwrap(), user));
    let last = last.lock().unwrap().unwrap();
    assert!(last.done >= read.len() && last.total >= last.done && last.requests >= 2);
}

async fn on_another_task(db: Db) {
    users(&db, 4).await;
    let client = db.client.clone();
    let sent = tokio::spawn(async move {
        let batch = BatchGet::new()
            .with_all((0..4).map(User::get))
            .with(User::get(2));
        batch.send(&client).await.map_err(Error::from)
    });
    let (users, one) = sent.await.unwrap().unwrap();
    assert_eq!((users, one), (there(0..4, user), Some(user(2))));
    let mut stream = BatchGet::new().stream(stream::iter((0..4).map(User::get)), &db.client);
    let streamed = tokio::spawn(async move { stream.next().await.unwrap() });
    assert_eq!(streamed.await.unwrap().unwrap(), Some(user(0)));
}

/// Neither the text nor the `Debug` of what was not read shows what was.
async fn no_data_in_what_is_told(db: Db) {
    users(&db, 4).await;
    db.put_raw::<User>(item([("id", n(2)), ("city", s("secret"))]))
        .await;
    let unread: Unread<(All<User>, One<User>)> = BatchGet::new()
        .with_all((0..4).map(User::get))
        .with(User::get(0))
        .send(&db.client)
        .await
        .unwrap_err();
    let shown = format!("{unread} {unread:?} {unread:#?}");
    assert!(
        !shown.contains("secret") && !shown.contains("user 0"),
        "{shown}"
    );
    assert_eq!(size_of_val(&unread), size_of::<usize>());
    let batch = format!("{:?}", User::batch_get([4_711]));
    assert!(!batch.contains("4711"), "{batch}");
}
