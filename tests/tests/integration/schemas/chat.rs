//! A chat: what users say, the rooms they have joined, and an index of what was said in a room.
//!
//! The separator is `:`, and the sort key of a comment is a time without a prefix, beside others that have one.

use dynamo_model::{Collection, ErrorKind, Model};

use super::{Instant, cost, stored, table};
use crate::harness::{Db, Item, Seen, item, s, unordered};

/// What was said in a room, in the order of time.
struct InRoom;

/// What a user has said.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "Chat",
    rename_all = "PascalCase",
    partition_key(name = "PK", template = "User:{user_id}"),
    index(InRoom, name = "RoomID_Comment_IDX")
)]
struct Comment {
    #[dynamo(in_key)]
    user_id: String,
    /// In most published comments this is when they were created, but not in all.
    #[dynamo(sort_key, rename = "SK")]
    at: Instant,
    #[dynamo(rename = "RoomID", index(InRoom, partition_key))]
    room_id: String,
    comment: String,
    #[dynamo(index(InRoom, sort_key))]
    created_at: Instant,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "Chat",
    rename_all = "PascalCase",
    partition_key(name = "PK", template = "Room:{room_id}"),
    sort_key(name = "SK", template = "meta")
)]
struct Room {
    #[dynamo(in_key)]
    room_id: String,
    created_by: String,
}

/// That a user is in a room.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "Chat",
    partition_key(name = "PK", template = "User:{user_id}"),
    sort_key(name = "SK", template = "Join:{room_id}")
)]
struct Membership {
    #[dynamo(in_key)]
    user_id: String,
    #[dynamo(in_key)]
    room_id: String,
}

/// What is under the id of a user.
#[derive(Debug, Clone, PartialEq, Collection)]
enum OfUser {
    Comment(Comment),
    Membership(Membership),
}

/// All that is in the table.
#[derive(Debug, Clone, PartialEq, Collection)]
enum Chat {
    Room(Room),
    Comment(Comment),
    Membership(Membership),
}

on_every_engine![
    create_chat_room,
    delete_chat_room,
    join_chat_room,
    leave_chat_room,
    add_comments,
    get_all_comments,
    get_latest_comments,
    get_from_latest_to_specified_position,
    get_from_position_to_position,
    what_a_user_has_said_and_joined,
    items_are_stored_as_published,
    an_item_of_another_type_in_the_index,
    a_separator_in_an_id,
];

fn at(minute: u32) -> Instant {
    let text = format!("2023-04-01T12:{minute:02}:00.001Z");
    text.parse().expect("it is an instant")
}

fn comment(user: &str, room: &str, minute: u32) -> Comment {
    Comment {
        user_id: user.to_owned(),
        at: at(minute),
        room_id: room.to_owned(),
        comment: format!("{user}, {minute} past"),
        created_at: at(minute),
    }
}

fn room(id: &str) -> Room {
    Room {
        room_id: id.to_owned(),
        created_by: "UserA".to_owned(),
    }
}

fn membership(user: &str, room: &str) -> Membership {
    Membership {
        user_id: user.to_owned(),
        room_id: room.to_owned(),
    }
}

/// In the order of time. All but the second are in one room.
fn comments() -> [Comment; 5] {
    [
        comment("UserA", "Music", 0),
        comment("UserA", "Movies", 5),
        comment("UserB", "Music", 10),
        Comment {
            at: at(50),
            ..comment("UserA", "Music", 15)
        },
        comment("UserC", "Music", 20),
    ]
}

/// What was said about music, in the order of time.
fn about_music() -> [Comment; 4] {
    let [first, _, second, third, fourth] = comments();
    [first, second, third, fourth]
}

async fn samples(db: &Db) {
    table::<Chat>(db).await;
    db.put_all(&comments()).await;
    db.put_all(&["Music", "Movies"].map(room)).await;
    db.put_all(&[membership("UserA", "Movies"), membership("UserA", "Music")])
        .await;
}

async fn create_chat_room(db: Db) {
    table::<Chat>(&db).await;
    Room::create(&room("Music")).send(&db.client).await.unwrap();
    let by_another = Room {
        created_by: "UserB".to_owned(),
        ..room("Music")
    };
    let error = Room::create(&by_another)
        .send(&db.client)
        .await
        .unwrap_err();
    assert!(error.is_already_exists());
    let there: Room = error.stored().expect("the error has it").unwrap();
    assert_eq!(there, room("Music"));
}

async fn delete_chat_room(db: Db) {
    samples(&db).await;
    let delete = async |caller: &str| {
        Room::delete("Music")
            .condition(|r| r.created_by.eq(caller))
            .send(&db.client)
            .await
    };
    let refused = delete("UserB").await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::ConditionFailed);
    let found = Room::get("Music").send(&db.client).await;
    assert_eq!(found.unwrap(), Some(room("Music")));
    delete("UserA").await.unwrap();
    assert_eq!(Room::get("Music").send(&db.client).await.unwrap(), None);
}

async fn rooms_of(db: &Db, user: &str) -> Vec<String> {
    let joined = Membership::query(user).all(&db.client).await.unwrap();
    joined.into_iter().map(|joined| joined.room_id).collect()
}

async fn join_chat_room(db: Db) {
    samples(&db).await;
    let new = membership("UserB", "Music");
    Membership::put(&new).send(&db.client).await.unwrap();
    assert_eq!(rooms_of(&db, "UserB").await, ["Music"]);
}

async fn leave_chat_room(db: Db) {
    samples(&db).await;
    let leave = Membership::delete(("UserA", "Music"));
    leave.send(&db.client).await.unwrap();
    assert_eq!(rooms_of(&db, "UserA").await, ["Movies"]);
}

async fn add_comments(db: Db) {
    samples(&db).await;
    let new = comment("UserB", "Music", 30);
    Comment::put(&new).send(&db.client).await.unwrap();
    let found = Comment::get(("UserB", at(30))).send(&db.client).await;
    assert_eq!(found.unwrap().as_ref(), Some(&new));
    let last = Comment::query_index(InRoom, "Music").descending().limit(1);
    assert_eq!(last.all(&db.client).await.unwrap(), [new]);
}

async fn get_all_comments(db: Db) {
    samples(&db).await;
    let query = Comment::query_index(InRoom, "Music");
    let page = query.clone().send(&db.client).await.unwrap();
    assert_eq!(page.items, about_music());
    assert_eq!(cost(&page), (4, 1));
    // AWS's README says `Limit: 1`: so many in each request.
    assert_eq!(
        query.page_size(1).all(&db.client).await.unwrap(),
        about_music()
    );
}

async fn get_latest_comments(db: Db) {
    samples(&db).await;
    let page = Comment::query_index(InRoom, "Music")
        .descending()
        .limit(2)
        .send(&db.client)
        .await
        .unwrap();
    let [.., third, fourth] = about_music();
    assert_eq!(page.items, [fourth, third]);
    assert_eq!(cost(&page), (2, 1));
}

async fn get_from_latest_to_specified_position(db: Db) {
    samples(&db).await;
    let page = Comment::query_index(InRoom, "Music")
        .sort_key(|created| created.gt(at(10)))
        .descending()
        .send(&db.client)
        .await
        .unwrap();
    let [.., third, fourth] = about_music();
    assert_eq!(page.items, [fourth, third]);
    assert_eq!(cost(&page), (2, 1));
}

async fn get_from_position_to_position(db: Db) {
    samples(&db).await;
    let page = Comment::query_index(InRoom, "Music")
        .sort_key(|created| created.between(at(5), at(15)))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(page.items, about_music()[1..3]);
    assert_eq!(cost(&page), (2, 1));
}

/// Not among AWS's patterns. The sort key of a comment begins with nothing that others do not, so that all are read.
async fn what_a_user_has_said_and_joined(db: Db) {
    samples(&db).await;
    let [first, second, _, last, _] = comments();
    let said = [first, second, last];
    let page = Comment::query("UserA").send(&db.client).await.unwrap();
    assert_eq!(page.items, said);
    assert_eq!(cost(&page), (5, 1), "the rooms are read, and left out");
    let page = Comment::query("UserA").sort_key(|time| time.ge(at(0)));
    let page = page.send(&db.client).await.unwrap();
    assert_eq!(page.items, said);
    assert_eq!(cost(&page), (5, 1), "letters are behind digits");
    let page = Comment::query("UserA").sort_key(|time| time.le(at(59)));
    let page = page.send(&db.client).await.unwrap();
    assert_eq!(page.items, said);
    assert_eq!(cost(&page), (3, 1));
    let page = Membership::query("UserA").send(&db.client).await.unwrap();
    assert_eq!(cost(&page), (2, 1), "comments are not read");

    let (comments, memberships): (Vec<Comment>, Vec<Membership>) =
        OfUser::query("UserA").gather(&db.client).await.unwrap();
    assert_eq!(comments, said);
    assert_eq!(memberships, page.items);
    let all = OfUser::query("UserA").sort_key(|k| k.ge(at(50)));
    assert_eq!(
        all.count(&db.client).await.unwrap().count,
        3,
        "letters are behind digits"
    );
    let rooms = Membership::query("UserA").of_collection::<Chat>();
    let rooms = rooms.sort_key(|k| k.begins_with("Join:"));
    assert_eq!(rooms.all(&db.client).await.unwrap().len(), 2);
}

fn published_comment() -> Item {
    item([
        ("PK", s("User:UserA")),
        ("SK", s("2023-04-01T12:50:00.001Z")),
        ("RoomID", s("Music")),
        ("Comment", s("UserA, 15 past")),
        ("CreatedAt", s("2023-04-01T12:15:00.001Z")),
        ("_type", s("Comment")),
    ])
}

/// With the type besides, which is ours.
async fn items_are_stored_as_published(db: Db) {
    table::<Chat>(&db).await;
    let [.., comment, _] = comments();
    assert_eq!(stored(&comment), unordered(published_comment()));
    let room_item = item([
        ("PK", s("Room:Music")),
        ("SK", s("meta")),
        ("CreatedBy", s("UserA")),
        ("_type", s("Room")),
    ]);
    assert_eq!(stored(&room("Music")), unordered(room_item));
    let membership_item = item([
        ("PK", s("User:UserA")),
        ("SK", s("Join:Music")),
        ("_type", s("Membership")),
    ]);
    assert_eq!(
        stored(&membership("UserA", "Music")),
        unordered(membership_item)
    );
    db.put_raw::<Comment>(published_comment()).await;
    let found = Comment::query_index(InRoom, "Music").all(&db.client).await;
    assert_eq!(found.unwrap(), [comment]);
}

/// A member with a room and a time under the names that comments have them under is in the index of the comments.
async fn an_item_of_another_type_in_the_index(db: Db) {
    samples(&db).await;
    let member = item([
        ("PK", s("User:UserB")),
        ("SK", s("Join:Music")),
        ("RoomID", s("Music")),
        ("CreatedAt", s("2023-04-01T12:07:00.001Z")),
        ("_type", s("Membership")),
    ]);
    db.put_raw::<Membership>(member).await;
    let page = db
        .both_paths(async |client| {
            let page = Comment::query_index(InRoom, "Music").send(client).await;
            Seen::from(page.unwrap())
        })
        .await;
    assert_eq!(page.items, about_music());
    assert_eq!(page.scanned_count, 5);
}

async fn a_separator_in_an_id(db: Db) {
    samples(&db).await;
    let odd = membership("UserA:Join", "a:b#c%");
    Membership::put(&odd).send(&db.client).await.unwrap();
    let found = Membership::query("UserA:Join").all(&db.client).await;
    assert_eq!(found.unwrap(), [odd]);
    let key = item([
        ("PK", s("User:UserA%3AJoin")),
        ("SK", s("Join:a%3Ab%23c%25")),
    ]);
    assert!(db.get_raw::<Membership>(key).await.is_some());
}
