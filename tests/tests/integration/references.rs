//! References: what they store, what they are compared with, and how the items behind them are read.

use std::collections::HashSet;

use dynamo_model::{AttributeValue, ErrorKind, Model, Ref};
use dynamo_model_embedded::Fault;

use crate::harness::{Db, Item, Told, item, n, s, unordered};

on_every_engine![
    a_reference_is_stored_as_the_key,
    references_come_back,
    references_as_values,
    what_is_no_key_does_not_fit,
    what_has_no_stored_form_is_not_sent,
    references_in_conditions,
    references_in_changes,
    a_reference_is_a_key_itself,
    a_reference_is_the_key_of_an_index,
    references_by_keys_that_templates_make,
    the_key_of_a_reference,
    populated_in_batches,
    populated_on_both_paths,
    populated_wherever_they_stand,
    populated_by_number,
    populated_by_pairs,
    populated_again,
    populated_from_another_table,
    populated_with_more_than_an_answer_holds,
    nothing_to_populate,
    failing_to_populate_changes_nothing,
];

on_the_embedded_engine![
    populating_asks_again,
    populating_gives_up,
    populating_consistently,
];

/// Not `Clone`, and refers to its own kind.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "users")]
struct User {
    #[dynamo(partition_key)]
    id: String,
    name: String,
    mentor: Option<Ref<User>>,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "accounts")]
struct Account {
    #[dynamo(partition_key)]
    number: f64,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "chapters", rename_all = "camelCase")]
struct Chapter {
    #[dynamo(partition_key)]
    book_id: String,
    #[dynamo(sort_key)]
    number: u32,
    title: String,
}

struct ByAuthor;

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "posts")]
struct Post {
    #[dynamo(partition_key)]
    #[dynamo(index(ByAuthor, sort_key))]
    id: String,
    #[dynamo(index(ByAuthor, partition_key))]
    author: Ref<User>,
    reviewer: Option<Ref<User>>,
    likes: Vec<Ref<User>>,
    readers: HashSet<Ref<User>>,
    account: Ref<Account>,
    chapter: Ref<Chapter>,
}

/// One of its keys is a reference.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "memberships")]
struct Membership {
    #[dynamo(partition_key)]
    user: Ref<User>,
    #[dynamo(sort_key)]
    account: Ref<Account>,
    role: String,
}

fn user(id: impl ToString) -> User {
    let id = id.to_string();
    User {
        name: format!("user {id}"),
        mentor: None,
        id,
    }
}

fn chapter(number: u32) -> Chapter {
    Chapter {
        book_id: "b-1".to_owned(),
        number,
        title: format!("chapter {number}"),
    }
}

fn post(id: &str) -> Post {
    Post {
        id: id.to_owned(),
        author: Ref::to(&user("ada")),
        reviewer: None,
        likes: Vec::new(),
        readers: HashSet::new(),
        account: Ref::new(1.5),
        chapter: Ref::to(&chapter(7)),
    }
}

/// What [`post`] stores.
fn stored(id: &str) -> Item {
    item([
        ("id", s(id)),
        ("author", s("ada")),
        ("likes", AttributeValue::L(Vec::new())),
        ("account", n("1.5")),
        ("chapter", chapter_key("b-1", 7)),
    ])
}

fn chapter_key(book: &str, number: u32) -> AttributeValue {
    AttributeValue::M(item([("bookId", s(book)), ("number", n(number))]))
}

fn post_key(id: &str) -> Item {
    item([("id", s(id))])
}

/// The names of the users that references refer to: `None` for what is not populated, `"-"` for what is missing.
fn names<'a>(refs: impl IntoIterator<Item = &'a Ref<User>>) -> Vec<Option<String>> {
    let name = |reference: &'a Ref<User>| {
        assert!(!(reference.is_missing() && reference.item().is_some()));
        let name = reference.item().map_or("-", |user| &user.name);
        reference.is_populated().then(|| name.to_owned())
    };
    refs.into_iter().map(name).collect()
}

async fn a_reference_is_stored_as_the_key(db: Db) {
    db.table::<Post>().await;
    let full = Post {
        reviewer: Some(Ref::new("bob")),
        likes: vec![Ref::new("cy"), Ref::new("cy")],
        readers: HashSet::from([Ref::new("cy"), Ref::new("ada"), Ref::new("cy")]),
        ..post("2")
    };
    let mut stored_full = stored("2");
    let readers = AttributeValue::Ss(vec!["ada".to_owned(), "cy".to_owned()]);
    stored_full.insert("readers".to_owned(), readers);
    stored_full.insert("reviewer".to_owned(), s("bob"));
    let likes = AttributeValue::L(vec![s("cy"), s("cy")]);
    stored_full.insert("likes".to_owned(), likes);
    for (post, stored) in [(post("1"), stored("1")), (full, stored_full)] {
        let key = post_key(&post.id);
        Post::create(&post).send(&db.client).await.unwrap();
        let raw = db.get_raw::<Post>(key).await.unwrap();
        assert_eq!(unordered(raw), unordered(stored));
        let read = Post::get(&post.id).send(&db.client).await.unwrap();
        assert_eq!(read, Some(post));
    }
}

/// Equal by what they refer to, and shown as what is stored, with the item.
async fn references_as_values(db: Db) {
    db.table::<Account>().await;
    let one = Account { number: 1.0 };
    Account::put(&one).send(&db.client).await.unwrap();
    let mut there = Ref::to(&one);
    let mut missing = Ref::<Account>::new(2.5);
    assert_eq!(
        format!("{there:?} {missing:?}"),
        r#"Ref(N("1")) Ref(N("2.5"))"#
    );
    let before = (there.clone(), missing.clone());
    Account::populate([&mut there, &mut missing])
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(
        format!("{there:?} {missing:?}"),
        r#"Ref(N("1"), Some(Account { number: 1.0 })) Ref(N("2.5"), None)"#
    );
    assert_eq!((&there, &missing), (&before.0, &before.1));
    assert_ne!(there, missing);
    assert!(!before.0.is_populated());
    assert_eq!(there.clone().item(), Some(&one));
    assert!(missing.clone().is_missing());
    let mut raw = stored("1");
    raw.insert("account".to_owned(), n("1.00"));
    let spelled = Post::from_attributes(raw).unwrap().account;
    assert_eq!(spelled, there);
    assert_eq!(HashSet::from([there, before.0, spelled]).len(), 1);
    let chapter = Ref::to(&chapter(7));
    assert_eq!(format!("{chapter:?}"), r#"Ref(S("b-1"), N("7"))"#);
}

/// Whatever else stands in the map.
async fn references_come_back(db: Db) {
    db.table::<Post>().await;
    let mut raw = stored("1");
    if let Some(AttributeValue::M(chapter)) = raw.get_mut("chapter") {
        chapter.insert("title".to_owned(), s("once copied here"));
    }
    db.put_raw::<Post>(raw).await;
    let read = async |client: &_| Post::get("1").send(client).await.unwrap().unwrap();
    let read = db.both_paths(read).await;
    assert_eq!(read, post("1"));
    assert!(!read.author.is_populated() && !read.author.is_missing());
    assert_eq!(read.author.item(), None);
    assert_eq!(read.author.into_item(), None);
    assert_eq!(read.chapter, Ref::new(("b-1", 7)));
    let select = async |client: &_| {
        let selected = Post::get("1").select(|p| (p.chapter, p.reviewer, p.author));
        selected.send(client).await.unwrap().unwrap()
    };
    let selected = db.both_paths(select).await;
    assert_eq!(selected, (read.chapter, None, Ref::new("ada")));
}

async fn what_is_no_key_does_not_fit(db: Db) {
    db.table::<Post>().await;
    let m = |entries| AttributeValue::M(entries);
    for (attribute, value, text) in [
        ("reviewer", n(1), "reviewer: expected S, found N"),
        (
            "reviewer",
            s(""),
            "reviewer: the key of an item is never empty",
        ),
        ("account", s("1"), "account: expected N, found S"),
        ("chapter", s("b-1"), "chapter: expected M, found S"),
        (
            "chapter",
            m(item([("bookId", s("b-1")), ("number", s("7"))])),
            "chapter.number: expected N, found S",
        ),
        (
            "chapter",
            m(item([("bookId", s("b-1")), ("number", n("7.5"))])),
            "chapter.number: expected a whole number that fits u32, found one with decimals",
        ),
        (
            "chapter",
            m(item([("number", n("7"))])),
            "chapter.bookId: this required attribute is missing",
        ),
        (
            "chapter",
            m(item([("bookId", s("b-1"))])),
            "chapter.number: this required attribute is missing",
        ),
    ] {
        let mut raw = stored("1");
        raw.insert(attribute.to_owned(), value);
        db.put_raw::<Post>(raw).await;
        let read = async |client: &_| Post::get("1").send(client).await.map_err(Told::from);
        let told = db.both_paths(read).await.unwrap_err();
        assert_eq!(told.kind, ErrorKind::Decode);
        assert!(told.text.ends_with(text), "{}", told.text);
    }
}

/// It can be made, kept and shown, and is an error where it is to be used.
async fn what_has_no_stored_form_is_not_sent(db: Db) {
    let nobody = || Ref::<User>::new("");
    let nowhere = || Ref::<Account>::new(f64::NAN);
    let bad = Post {
        author: nobody(),
        account: nowhere(),
        ..post("1")
    };
    let shown = format!("{:?} {:?}", bad.author, bad.account);
    assert!(shown.contains("must not be empty"), "{shown}");
    assert_eq!(bad.author, nobody());
    let bad_chapter = Post {
        chapter: Ref::new(("", 7)),
        ..post("1")
    };
    for (post, path) in [(&bad, "author"), (&bad_chapter, "chapter.bookId")] {
        let error = Post::put(post).into_input().unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("{path}: a key attribute must not be empty")
        );
    }
    assert_ne!(bad.author, Ref::new("ada"));
    let mut missing = [nobody()];
    let mut not_a_number = [nowhere()];
    let client = &db.client;
    let errors = [
        Post::put(&bad).send(client).await.map(drop),
        User::get(nobody().key()).send(client).await.map(drop),
        User::populate(&mut missing).send(client).await,
        Account::populate(&mut not_a_number).send(client).await,
        Post::scan()
            .filter(|p| p.author.eq(nobody()))
            .all(client)
            .await
            .map(drop),
    ];
    for outcome in errors {
        let error = outcome.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Encode, "{error}");
    }
    assert!(!missing[0].is_populated());
}

async fn references_in_conditions(db: Db) {
    db.table::<Post>().await;
    let posts = [
        post("1"),
        Post {
            author: Ref::new("bob"),
            reviewer: Some(Ref::new("ada")),
            ..post("2")
        },
        Post {
            chapter: Ref::new(("b-1", 8)),
            likes: vec![Ref::new("ada")],
            readers: HashSet::from([Ref::new("ada"), Ref::new("bob")]),
            account: Ref::new(2.0),
            ..post("3")
        },
    ];
    db.put_all(&posts).await;
    let ada: Ref<User> = Ref::to(&user("ada"));
    macro_rules! found {
        ($p:ident: $condition:expr) => {{
            let scan = Post::scan().filter(|$p| $condition);
            let found = scan.all(&db.client).await.unwrap();
            let ids: HashSet<_> = found.into_iter().map(|post| post.id).collect();
            let mut ids: Vec<_> = ids.into_iter().collect();
            ids.sort();
            ids.join(" ")
        }};
    }
    assert_eq!(found!(p: p.author.eq(&ada)), "1 3");
    assert_eq!(found!(p: p.author.ne(&ada)), "2");
    assert_eq!(
        found!(p: p.author.is_in([Ref::new("bob"), Ref::new("cy")])),
        "2"
    );
    assert_eq!(found!(p: p.author.gt(&ada)), "2");
    assert_eq!(found!(p: p.author.begins_with("b")), "2");
    assert_eq!(found!(p: p.reviewer.eq(&ada)), "2");
    assert_eq!(found!(p: p.reviewer.not_exists()), "1 3");
    assert_eq!(found!(p: p.likes.contains(&ada)), "3");
    assert_eq!(found!(p: p.readers.contains(&ada)), "3");
    assert_eq!(found!(p: p.likes.at(0).eq(&ada)), "3");
    assert_eq!(found!(p: p.author.eq(p.reviewer)), "");
    assert_eq!(
        found!(p: p.account.between(Ref::new(1.0), Ref::new(1.6))),
        "1 2"
    );
    assert_eq!(found!(p: p.chapter.eq(Ref::new(("b-1", 8)))), "3");
    assert_eq!(found!(p: p.chapter.ne(Ref::to(&chapter(8)))), "1 2");
}

async fn references_in_changes(db: Db) {
    db.table::<Post>().await;
    Post::put(&post("1")).send(&db.client).await.unwrap();
    let changed = Post::update("1")
        .condition(|p| p.author.eq(Ref::new("ada")).and(p.reviewer.not_exists()))
        .change(|p| {
            (p.author.set(Ref::to(&user("bob"))))
                .and(p.reviewer.set(p.author))
                .and(p.likes.append([Ref::new("cy"), Ref::new("di")]))
                .and(p.readers.insert([Ref::new("cy"), Ref::new("cy")]))
                .and(p.chapter.set(Ref::new(("b-2", 1))))
        })
        .send(&db.client)
        .await
        .unwrap();
    let expected = Post {
        author: Ref::new("bob"),
        reviewer: Some(Ref::new("ada")),
        likes: vec![Ref::new("cy"), Ref::new("di")],
        readers: HashSet::from([Ref::new("cy")]),
        chapter: Ref::new(("b-2", 1)),
        ..post("1")
    };
    assert_eq!(changed, expected);
    let removed = Post::update("1").change(|p| p.reviewer.remove());
    assert_eq!(removed.send(&db.client).await.unwrap().reviewer, None);
}

async fn a_reference_is_a_key_itself(db: Db) {
    db.table::<Membership>().await;
    let membership = |user: &str, account: f64| Membership {
        user: Ref::new(user),
        account: Ref::new(account),
        role: "owner".to_owned(),
    };
    let all = [
        membership("ada", 1.5),
        membership("ada", 2.0),
        membership("bob", 1.5),
    ];
    db.put_all(&all).await;
    let get = Membership::get((Ref::to(&user("ada")), Ref::new(2.0)));
    assert_eq!(get.send(&db.client).await.unwrap().as_ref(), Some(&all[1]));
    let query = Membership::query(Ref::new("ada")).sort_key(|account| account.gt(Ref::new(1.5)));
    assert_eq!(query.all(&db.client).await.unwrap(), all[1..2]);
    Membership::delete(all[2].key())
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(Membership::scan().all(&db.client).await.unwrap().len(), 2);

    // A reference to what has references for a key.
    let mut refs = [Ref::to(&all[0]), Ref::new((Ref::new("bob"), Ref::new(1.5)))];
    Membership::populate(&mut refs)
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(refs[0].item(), Some(&all[0]));
    assert!(refs[1].is_missing());
}

async fn a_reference_is_the_key_of_an_index(db: Db) {
    db.table::<Post>().await;
    db.table::<User>().await;
    User::put(&user("ada")).send(&db.client).await.unwrap();
    let by_bob = Post {
        author: Ref::new("bob"),
        ..post("2")
    };
    db.put_all(&[post("1"), by_bob, post("3")]).await;
    let query = Post::query_index(ByAuthor, Ref::to(&user("ada")));
    let mut found = query.all(&db.client).await.unwrap();
    assert_eq!(found, [post("1"), post("3")]);
    User::populate(found.iter_mut().map(|post| &mut post.author))
        .send(&db.client)
        .await
        .unwrap();
    assert!(
        found
            .iter()
            .all(|post| post.author.item() == Some(&user("ada")))
    );
}

async fn the_key_of_a_reference(db: Db) {
    db.table::<User>().await;
    db.table::<Chapter>().await;
    User::put(&user("ada")).send(&db.client).await.unwrap();
    Chapter::put(&chapter(7)).send(&db.client).await.unwrap();
    let post = post("1");
    let read = User::get(post.author.key()).send(&db.client).await.unwrap();
    assert_eq!(read, Some(user("ada")));
    let renamed = Chapter::update(post.chapter.key())
        .change(|c| c.title.set("seven"))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(renamed.title, "seven");
    assert_eq!(Ref::<Chapter>::new(post.chapter.key()), post.chapter);
    assert_eq!(Ref::<User>::new(post.author.key()), post.author);
    Chapter::delete(post.chapter.key())
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(Chapter::scan().count(&db.client).await.unwrap().count, 0);
}

/// Every second of the users is there.
async fn with_users(db: &Db, count: u32) {
    db.table::<User>().await;
    let users: Vec<_> = (0..count).step_by(2).map(user).collect();
    db.put_all(&users).await;
}

/// References to users from 0 on, twice over: the second time backwards.
fn refs_to(count: u32) -> Vec<Ref<User>> {
    let ids = (0..count).chain((0..count).rev());
    ids.map(|id| Ref::new(id.to_string())).collect()
}

fn assert_populated(refs: &[Ref<User>], count: u32) {
    let ids = (0..count).chain((0..count).rev());
    let expected = ids.map(|id| {
        let name = if id % 2 == 0 {
            format!("user {id}")
        } else {
            "-".to_owned()
        };
        Some(name)
    });
    assert!(names(refs).into_iter().eq(expected), "{:?}", names(refs));
}

async fn populated_in_batches(db: Db) {
    with_users(&db, 250).await;
    let mut refs = refs_to(250);
    let populate = User::populate(&mut refs);
    assert_eq!(
        format!("{populate:?}"),
        "Populate { references: 500, consistent: false, .. }"
    );
    populate.send(&db.client).await.unwrap();
    assert_populated(&refs, 250);
    let items: Vec<_> = refs.into_iter().filter_map(Ref::into_item).collect();
    assert_eq!(items.len(), 250);
    if let Some(engine) = db.if_embedded() {
        assert_eq!(engine.calls("BatchGetItem"), 3);
    }
}

async fn populated_on_both_paths(db: Db) {
    with_users(&db, 10).await;
    let read = async |client: &_| {
        let mut refs = refs_to(10);
        User::populate(&mut refs).send(client).await.unwrap();
        assert_populated(&refs, 10);
        refs.into_iter().map(Ref::into_item).collect::<Vec<_>>()
    };
    db.both_paths(read).await;
}

/// In fields, options, lists, and in what has been populated before.
async fn populated_wherever_they_stand(db: Db) {
    db.table::<User>().await;
    let ada = User {
        mentor: Some(Ref::new("bob")),
        ..user("ada")
    };
    db.put_all(&[ada, user("bob")]).await;
    let mut posts = [
        post("1"),
        Post {
            author: Ref::new("bob"),
            reviewer: Some(Ref::new("ada")),
            likes: vec![Ref::new("cy"), Ref::new("bob"), Ref::new("bob")],
            ..post("2")
        },
    ];
    let authors = posts.iter_mut().map(|post| &mut post.author);
    User::populate(authors).send(&db.client).await.unwrap();
    let reviewers = posts.iter_mut().flat_map(|post| &mut post.reviewer);
    User::populate(reviewers).send(&db.client).await.unwrap();
    let likes = posts.iter_mut().flat_map(|post| &mut post.likes);
    User::populate(likes).send(&db.client).await.unwrap();
    let told = |names: &[&str]| {
        names
            .iter()
            .map(|name| Some((*name).to_owned()))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        names(posts.iter().map(|p| &p.author)),
        told(&["user ada", "user bob"])
    );
    assert_eq!(
        names(posts.iter().flat_map(|p| &p.reviewer)),
        told(&["user ada"])
    );
    let likes = names(posts.iter().flat_map(|p| &p.likes));
    assert_eq!(likes, told(&["-", "user bob", "user bob"]));

    // One behind the other.
    let [mut first, _] = posts;
    let mut author = first.author.into_item().unwrap();
    assert_eq!(names(&author.mentor), [None]);
    User::populate(&mut author.mentor)
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(names(&author.mentor), told(&["user bob"]));

    // What a reference knows is not stored.
    first.author = author.mentor.take().unwrap();
    db.table::<Post>().await;
    Post::put(&first).send(&db.client).await.unwrap();
    let raw = db.get_raw::<Post>(post_key("1")).await.unwrap();
    assert_eq!(raw["author"], s("bob"));
}

/// DynamoDB compares numbers by their value, however they were written.
async fn populated_by_number(db: Db) {
    db.table::<Account>().await;
    db.table::<Post>().await;
    let mut posts = Vec::new();
    for (id, number) in [
        ("1", "1"),
        ("2", "1.0"),
        ("3", "10E-1"),
        ("4", "1.01"),
        ("5", "-1"),
    ] {
        let mut raw = stored(id);
        raw.insert("account".to_owned(), n(number));
        posts.push(raw);
    }
    db.put_all_raw::<Post>(posts).await;
    db.put_raw::<Account>(item([("number", n("1.00"))])).await;
    let mut posts = Post::scan().all(&db.client).await.unwrap();
    posts.push(Post {
        account: Ref::new(1.0),
        ..post("6")
    });
    posts.sort_by(|a, b| a.id.cmp(&b.id));
    let accounts = posts.iter_mut().map(|post| &mut post.account);
    Account::populate(accounts).send(&db.client).await.unwrap();
    let there: Vec<_> = posts
        .iter()
        .map(|post| post.account.item().is_some())
        .collect();
    assert_eq!(there, [true, true, true, false, false, true]);
    assert_eq!(posts[0].account, posts[5].account);
    assert_ne!(posts[0].account, posts[3].account);
    let different: HashSet<_> = posts.iter().map(|post| &post.account).collect();
    assert_eq!(different.len(), 3);
}

async fn populated_by_pairs(db: Db) {
    db.table::<Chapter>().await;
    let chapters: Vec<_> = (1..=120).map(chapter).collect();
    db.put_all(&chapters).await;
    let other_book = Ref::new(("b-2", 1));
    let mut refs: Vec<Ref<Chapter>> = chapters.iter().rev().map(Ref::to).collect();
    refs.push(other_book.clone());
    refs.push(Ref::new(("b-1", 121)));
    refs.push(Ref::new(("b-1", 1)));
    Chapter::populate(&mut refs).send(&db.client).await.unwrap();
    let expected = chapters.iter().rev().map(Some);
    let expected = expected.chain([None, None, Some(&chapters[0])]);
    assert!(refs.iter().map(Ref::item).eq(expected));
    assert!(refs.iter().all(Ref::is_populated));
    assert_eq!(refs[120], other_book);
}

/// Those that have been populated before are read again.
async fn populated_again(db: Db) {
    with_users(&db, 2).await;
    let mut refs = [Ref::new("0"), Ref::new("1")];
    User::populate(&mut refs).send(&db.client).await.unwrap();
    assert_eq!(
        names(&refs),
        [Some("user 0".to_owned()), Some("-".to_owned())]
    );
    User::delete("0").send(&db.client).await.unwrap();
    User::put(&user("1")).send(&db.client).await.unwrap();
    let late = refs.iter_mut().filter(|reference| reference.is_missing());
    User::populate(late)
        .consistent()
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(
        names(&refs),
        [Some("user 0".to_owned()), Some("user 1".to_owned())]
    );
    User::populate(&mut refs)
        .consistent()
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(
        names(&refs),
        [Some("-".to_owned()), Some("user 1".to_owned())]
    );
}

async fn populated_from_another_table(db: Db) {
    let archive = format!("{}-archive", db.client.table::<User>());
    User::create_table()
        .table(&archive)
        .send(&db.client)
        .await
        .unwrap();
    User::put(&user("0"))
        .table(&archive)
        .send(&db.client)
        .await
        .unwrap();
    let mut refs = [Ref::new("0")];
    User::populate(&mut refs)
        .table(&archive)
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(refs[0].item(), Some(&user("0")));
}

/// An answer holds 16 MB at most: what is left out is asked for again.
async fn populated_with_more_than_an_answer_holds(db: Db) {
    db.table::<User>().await;
    let large = |id: u32| User {
        name: id.to_string().repeat(390_000 / id.to_string().len()),
        ..user(id)
    };
    for id in 100..150 {
        User::put(&large(id)).send(&db.client).await.unwrap();
    }
    let mut refs: Vec<_> = (100..151).map(|id| Ref::new(id.to_string())).collect();
    User::populate(&mut refs).send(&db.client).await.unwrap();
    for (id, reference) in (100..150).zip(&refs) {
        let item = reference.item().expect("it is there");
        assert!(item == &large(id), "{id}");
    }
    assert!(refs[50].is_missing());
    if let Some(engine) = db.if_embedded() {
        assert_eq!(engine.calls("BatchGetItem"), 2);
    }
}

async fn nothing_to_populate(db: Db) {
    // Not even the table is needed.
    User::populate([]).send(&db.client).await.unwrap();
    let mut none: Option<Ref<User>> = None;
    User::populate(&mut none).send(&db.client).await.unwrap();
}

async fn failing_to_populate_changes_nothing(db: Db) {
    with_users(&db, 2).await;
    let mut refs = [Ref::new("0"), Ref::new("1"), Ref::new("2")];
    User::populate(&mut refs[..2])
        .send(&db.client)
        .await
        .unwrap();
    let before = names(&refs);
    assert_eq!(before[2], None);
    db.put_raw::<User>(item([("id", s("2"))])).await;
    User::delete("0").send(&db.client).await.unwrap();
    let read = async |client: &_| {
        let mut again = [Ref::new("0"), Ref::new("2")];
        let error = User::populate(&mut again).send(client).await.unwrap_err();
        assert_eq!(names(&again), [None, None]);
        Told::from(error)
    };
    let told = db.both_paths(read).await;
    assert_eq!(told.kind, ErrorKind::Decode);
    let table = db.client.table::<User>();
    assert_eq!(
        told.text,
        format!(
            "BatchGetItem on table `{table}` read an item that does not fit the model (`Error::stored_item` has it): \
             name: this required attribute is missing"
        )
    );
    assert!(told.item.is_some());
    User::populate(&mut refs)
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(names(&refs), before);
    let nowhere = User::populate(&mut refs)
        .table("nowhere")
        .send(&db.client)
        .await;
    assert!(nowhere.unwrap_err().is_table_not_found());
    assert_eq!(names(&refs), before);
}

/// A customer, in a table of several models: the sort key is the same for all.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{id}", sort_key = "PROFILE")]
struct Customer {
    id: String,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "shop",
    partition_key = "CUSTOMER#{customer}",
    sort_key = "ORDER#{year}#{number}"
)]
struct Order {
    customer: String,
    year: u16,
    number: u32,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "tickets")]
struct Ticket {
    #[dynamo(partition_key)]
    id: String,
    customer: Ref<Customer>,
    order: Option<Ref<Order>>,
}

async fn references_by_keys_that_templates_make(db: Db) {
    db.table::<Customer>().await;
    db.table::<Ticket>().await;
    let customer = Customer {
        id: "a b".to_owned(),
    };
    let order = Order {
        customer: "a b".to_owned(),
        year: 2024,
        number: 7,
    };
    db.put_all(std::slice::from_ref(&customer)).await;
    db.put_all(std::slice::from_ref(&order)).await;
    let ticket = Ticket {
        id: "t-1".to_owned(),
        customer: Ref::new("a b"),
        order: Some(Ref::to(&order)),
    };
    Ticket::put(&ticket).send(&db.client).await.unwrap();
    let raw = db.get_raw::<Ticket>(post_key("t-1")).await.unwrap();
    assert_eq!(raw["customer"], s("CUSTOMER#a%20b"));
    let AttributeValue::M(key) = &raw["order"] else {
        panic!("it is a map");
    };
    assert_eq!(key.len(), 2);

    let filter = Ticket::scan().filter(|t| t.customer.eq(Ref::to(&customer)));
    let mut read = filter.all(&db.client).await.unwrap();
    assert_eq!(read, [ticket]);
    let read = &mut read[0];
    assert_eq!(
        Customer::get(read.customer.key())
            .send(&db.client)
            .await
            .unwrap()
            .as_ref(),
        Some(&customer)
    );
    let orders = || read.order.iter().map(Ref::key);
    for key in orders() {
        let found = Order::get(key).send(&db.client).await.unwrap();
        assert_eq!(found.as_ref(), Some(&order));
    }
    Customer::populate([&mut read.customer])
        .send(&db.client)
        .await
        .unwrap();
    Order::populate(&mut read.order)
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(read.customer.item(), Some(&customer));
    assert_eq!(read.order.as_ref().and_then(Ref::item), Some(&order));

    let order_key = |sk: &str| {
        let mut key = key.clone();
        key.insert("sk".to_owned(), s(sk));
        AttributeValue::M(key)
    };
    for (attribute, value, text) in [
        (
            "customer",
            s("PROFILE"),
            "customer: this key is not of the form `CUSTOMER#{id}`",
        ),
        (
            "customer",
            s("CUSTOMER#a b"),
            "customer: this key is not as `CUSTOMER#{id}` writes it",
        ),
        (
            "order",
            order_key("ORDER#02024"),
            "order.sk: this key is not of the form `ORDER#{year}#{number}`",
        ),
        (
            "order",
            order_key("ORDER#2024#7"),
            "order.sk: this key is not as `ORDER#{year}#{number}` writes it",
        ),
        ("order", order_key("ORDER#02024#x"), "order.sk: expected"),
    ] {
        let mut other = raw.clone();
        other.insert(attribute.to_owned(), value);
        db.put_raw::<Ticket>(other).await;
        let error = Ticket::get("t-1").send(&db.client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        let error = error.to_string();
        assert!(error.contains(&format!("): {text}")), "{error}");
    }
}

async fn populating_asks_again(db: Db) {
    with_users(&db, 250).await;
    tokio::time::pause();
    let faults = [
        Fault::unprocessed(30),
        Fault::all_unprocessed(),
        Fault::pass(),
        Fault::unprocessed(1).times(10),
    ];
    for fault in faults {
        db.engine().faults().on("BatchGetItem", fault);
    }
    let mut refs = refs_to(250);
    User::populate(&mut refs).send(&db.client).await.unwrap();
    assert_populated(&refs, 250);
    assert_eq!(db.engine().faults().unused(), 0);
}

async fn populating_gives_up(db: Db) {
    with_users(&db, 250).await;
    tokio::time::pause();
    let mut refs = refs_to(250);
    let script = |fault: Fault| {
        db.engine().faults().clear();
        db.engine().faults().on("BatchGetItem", fault.always());
    };
    script(Fault::all_unprocessed());
    let error = User::populate(&mut refs)
        .send(&db.client)
        .await
        .unwrap_err();
    assert!(error.is_throttled() && error.is_retryable());
    assert_eq!(
        error.to_string(),
        "BatchGetItem on table `users`: 250 of 250 keys are unread, and 8 requests in a row have read nothing: DynamoDB \
         lacks the capacity for now; slow down, or raise the capacity"
    );
    script(Fault::throttled());
    let error = User::populate(&mut refs)
        .send(&db.client)
        .await
        .unwrap_err();
    assert!(error.is_throttled());
    script(Fault::server_error());
    let error = User::populate(&mut refs)
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unavailable);
    assert!(refs.iter().all(|reference| !reference.is_populated()));
    db.engine().faults().clear();
    User::populate(&mut refs).send(&db.client).await.unwrap();
    assert_populated(&refs, 250);
}

async fn populating_consistently(db: Db) {
    with_users(&db, 2).await;
    db.engine().record();
    for consistent in [false, true] {
        let mut refs = refs_to(1);
        let populate = User::populate(&mut refs);
        let populate = if consistent {
            populate.consistent()
        } else {
            populate
        };
        let sent = tokio::spawn({
            let client = db.client.clone();
            let mut refs = refs_to(1);
            async move { User::populate(&mut refs).send(&client).await }
        });
        sent.await.unwrap().unwrap();
        populate.send(&db.client).await.unwrap();
    }
    let requests = db.engine().requests();
    let asked: Vec<_> = requests
        .iter()
        .map(|request| request.json().unwrap()["RequestItems"]["users"]["ConsistentRead"].as_bool())
        .collect();
    assert_eq!(asked, [None, None, None, Some(true)]);
}
