//! Session management: sessions with their child sessions, and an index with the keys of the table exchanged.
//!
//! The index is inverted and overloaded: its partition key is a customer for a session, and a child session for a child. It needs
//! no attribute of its own, and holds every item.

use dynamo_model::value::Item as AnyItem;
use dynamo_model::{Collection, Document, ErrorKind, Model};

use super::{cost, stored, table};
use crate::harness::{Db, Item, item, s, unordered};

/// From what is in a session to the session.
struct Inverse;

#[derive(Debug, Clone, Copy, PartialEq, Document)]
#[dynamo(rename_all = "lowercase")]
enum State {
    Active,
    Closing,
}

/// A session of a customer.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "session_store",
    partition_key(name = "PK", template = "suuid#{session_id}"),
    sort_key(name = "SK", template = "c#{customer_id}"),
    index(
        Inverse,
        name = "GSI1_inverse",
        partition_key(name = "SK"),
        sort_key(name = "PK")
    )
)]
struct Session {
    #[dynamo(in_key)]
    session_id: String,
    #[dynamo(in_key)]
    customer_id: String,
    last_login_time: String,
    access_token: String,
    session_state: State,
}

/// A session within another.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "session_store",
    partition_key(name = "PK", template = "suuid#{parent_id}"),
    sort_key(name = "SK", template = "child#suuid#{session_id}"),
    index(
        Inverse,
        name = "GSI1_inverse",
        partition_key(name = "SK"),
        sort_key(name = "PK")
    )
)]
struct ChildSession {
    #[dynamo(in_key)]
    parent_id: String,
    #[dynamo(in_key)]
    session_id: String,
    access_token: String,
    session_state: State,
}

/// What stays in the place of a session that was revoked. It is ours: an item of another type under keys of the same form.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "session_store",
    partition_key(name = "PK", template = "suuid#{session_id}"),
    sort_key(name = "SK", template = "c#{customer_id}"),
    index(
        Inverse,
        name = "GSI1_inverse",
        partition_key(name = "SK"),
        sort_key(name = "PK")
    )
)]
struct Revocation {
    #[dynamo(in_key)]
    session_id: String,
    #[dynamo(in_key)]
    customer_id: String,
    reason: String,
}

/// The published items.
#[derive(Debug, Clone, PartialEq, Collection)]
#[dynamo(index(Inverse, of = Session))]
enum Published {
    Session(Session),
    Child(ChildSession),
}

/// Whatever is there.
#[derive(Debug, Clone, PartialEq, Collection)]
#[dynamo(index(Inverse, of = Session))]
enum Anything {
    Session(Session),
    #[dynamo(other)]
    Other(AnyItem),
}

on_every_engine![
    create_session,
    get_session_by_session_id,
    expire_session,
    get_child_sessions_by_session_id,
    get_session_by_child_session_id,
    get_last_login_time_by_customer_id,
    get_session_id_by_customer_id,
    get_sessions_by_customer_id,
    a_session_with_its_children,
    items_are_stored_as_published,
    an_item_of_another_type_under_the_same_keys,
];

fn session(id: &str, customer: &str, last_login: &str) -> Session {
    Session {
        session_id: id.to_owned(),
        customer_id: customer.to_owned(),
        last_login_time: last_login.to_owned(),
        access_token: format!("token of {id}"),
        session_state: State::Active,
    }
}

fn child(parent: &str, id: &str) -> ChildSession {
    ChildSession {
        parent_id: parent.to_owned(),
        session_id: id.to_owned(),
        access_token: format!("token of {id}"),
        session_state: State::Active,
    }
}

/// Three sessions of one customer and one of another, in the order of their random ids.
fn sessions() -> [Session; 4] {
    [
        session("a900zzz1", "ABC", "2023-02-13T07:25:00"),
        session("c342etj3", "ABC", "2023-02-15T18:00:30"),
        session("e5b1kkm9", "ABC", "2023-02-14T23:59:59"),
        session("f77h12oo", "ABCD", "2023-02-16T10:10:10"),
    ]
}

/// The children of the second session, and one of the last.
fn children() -> [ChildSession; 3] {
    [
        child("c342etj3", "ert54fbgn"),
        child("c342etj3", "xyz12"),
        child("f77h12oo", "bcd98"),
    ]
}

async fn samples(db: &Db) {
    table::<Published>(db).await;
    db.put_all(&sessions()).await;
    db.put_all(&children()).await;
}

async fn create_session(db: Db) {
    table::<Published>(&db).await;
    let [session, ..] = sessions();
    Session::create(&session).send(&db.client).await.unwrap();
    let again = Session::create(&session).send(&db.client).await;
    assert!(again.unwrap_err().is_already_exists());
    let other_customer = Session {
        customer_id: "XYZ".to_owned(),
        ..session
    };
    let same_session = Session::create(&other_customer).send(&db.client).await;
    same_session.expect("the customer is in the key");
}

async fn get_session_by_session_id(db: Db) {
    samples(&db).await;
    let [_, session, ..] = sessions();
    let found = Session::get(("c342etj3", "ABC")).send(&db.client).await;
    assert_eq!(found.unwrap().as_ref(), Some(&session));
    // A get wants the customer too. A query does not.
    let page = Session::query("c342etj3").send(&db.client).await.unwrap();
    assert_eq!(page.items, [session]);
    assert_eq!(cost(&page), (1, 1), "its children are not read");
}

async fn expire_session(db: Db) {
    samples(&db).await;
    let [_, session, ..] = sessions();
    let expire = Session::delete(session.key())
        .condition(|s| s.access_token.eq("token of c342etj3"))
        .return_old();
    let expired = expire.clone().send(&db.client).await.unwrap();
    assert_eq!(expired, Some(session.clone()));
    let found = Session::get(session.key()).send(&db.client).await;
    assert_eq!(found.unwrap(), None);
    let again = expire.send(&db.client).await.unwrap_err();
    assert_eq!(again.kind(), ErrorKind::ConditionFailed);
    let orphans = ChildSession::query("c342etj3").all(&db.client).await;
    assert_eq!(orphans.unwrap(), children()[..2], "the children stay");
}

async fn get_child_sessions_by_session_id(db: Db) {
    samples(&db).await;
    let page = ChildSession::query("c342etj3").send(&db.client).await;
    let page = page.unwrap();
    assert_eq!(page.items, children()[..2]);
    assert_eq!(cost(&page), (2, 1), "the session itself is not read");
}

async fn get_session_by_child_session_id(db: Db) {
    samples(&db).await;
    let page = ChildSession::query_index(Inverse, "ert54fbgn")
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(page.items, children()[..1], "it knows its session");
    assert_eq!(cost(&page), (1, 1));
    let inverse = ChildSession::query_index(Inverse, "ert54fbgn").of_collection::<Published>();
    let found = inverse.all(&db.client).await.unwrap();
    assert_eq!(found, [page[0].clone().into()]);
    let of_parent = Session::query(&page[0].parent_id).all(&db.client).await;
    assert_eq!(of_parent.unwrap(), sessions()[1..2]);
}

async fn get_last_login_time_by_customer_id(db: Db) {
    samples(&db).await;
    let logins = Session::query_index(Inverse, "ABC").select(|s| s.last_login_time);
    let published = logins.clone().limit(1).send(&db.client).await.unwrap();
    assert_eq!(
        published.items,
        ["2023-02-13T07:25:00"],
        "that of the least id, and not the last"
    );
    let page = logins.send(&db.client).await.unwrap();
    let last = page.iter().max().map(String::as_str);
    assert_eq!(last, Some("2023-02-15T18:00:30"));
    assert_eq!(cost(&page), (3, 1));
}

async fn get_session_id_by_customer_id(db: Db) {
    samples(&db).await;
    let of = async |customer: &str, session: &str| {
        Session::query_index(Inverse, customer)
            .sort_key(|id| id.eq(session))
            .send(&db.client)
            .await
            .unwrap()
    };
    let page = of("ABC", "e5b1kkm9").await;
    assert_eq!(page.items, sessions()[2..3]);
    assert_eq!(cost(&page), (1, 1));
    assert_eq!(of("ABC", "f77h12oo").await.items, []);
}

async fn get_sessions_by_customer_id(db: Db) {
    samples(&db).await;
    let page = Session::query_index(Inverse, "ABC")
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(page.items, sessions()[..3]);
    assert_eq!(cost(&page), (3, 1));
    let of_nobody = Session::query_index(Inverse, "AB").all(&db.client).await;
    assert_eq!(of_nobody.unwrap(), []);
}

/// Not among AWS's patterns, though both are in one partition.
async fn a_session_with_its_children(db: Db) {
    samples(&db).await;
    let query = Published::query("c342etj3");
    let (session, of_session): (Option<Session>, Vec<ChildSession>) =
        query.clone().gather(&db.client).await.unwrap();
    assert_eq!(session.as_ref(), sessions().get(1));
    assert_eq!(of_session, children()[..2]);
    let page = query.limit(1).send(&db.client).await.unwrap();
    assert_eq!(page.items, session.map(Published::from).as_slice());
    assert_eq!(cost(&page), (1, 1), "the session comes before its children");
}

fn published_session() -> Item {
    item([
        ("PK", s("suuid#c342etj3")),
        ("SK", s("c#ABC")),
        ("last_login_time", s("2023-02-15T18:00:30")),
        ("access_token", s("token of c342etj3")),
        ("session_state", s("active")),
        ("_type", s("Session")),
    ])
}

fn published_child() -> Item {
    item([
        ("PK", s("suuid#c342etj3")),
        ("SK", s("child#suuid#ert54fbgn")),
        ("access_token", s("token of ert54fbgn")),
        ("session_state", s("active")),
        ("_type", s("ChildSession")),
    ])
}

/// With the type besides, which is ours.
async fn items_are_stored_as_published(db: Db) {
    table::<Published>(&db).await;
    let ([_, session, ..], [child, ..]) = (sessions(), children());
    assert_eq!(stored(&session), unordered(published_session()));
    assert_eq!(stored(&child), unordered(published_child()));
    db.put_raw::<Session>(published_session()).await;
    db.put_raw::<Session>(published_child()).await;
    let found = Session::query_index(Inverse, "ABC").all(&db.client).await;
    assert_eq!(found.unwrap(), [session]);
    let found = ChildSession::query_index(Inverse, "ert54fbgn")
        .all(&db.client)
        .await;
    assert_eq!(found.unwrap(), [child]);
}

async fn an_item_of_another_type_under_the_same_keys(db: Db) {
    samples(&db).await;
    let [first, second, third, _] = sessions();
    let revocation = Revocation {
        session_id: second.session_id.clone(),
        customer_id: second.customer_id.clone(),
        reason: "a lost phone".to_owned(),
    };
    Revocation::put(&revocation).send(&db.client).await.unwrap();
    let page = Session::query_index(Inverse, "ABC")
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(page.items, [first.clone(), third.clone()]);
    assert_eq!(cost(&page), (3, 1), "it is read, and left out");
    let revoked = Revocation::query_index(Inverse, "ABC")
        .all(&db.client)
        .await;
    assert_eq!(revoked.unwrap(), [revocation]);
    let error = Session::get(second.key()).send(&db.client).await;
    let error = error.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(
        error
            .to_string()
            .contains("the item is a `Revocation`, not a `Session`")
    );
}
