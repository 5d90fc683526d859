//! A social network: a partition for each list of a user or a post, and no index.
//!
//! <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/data-modeling-schema-social-network.html>
//!
//! Most entities have no attributes: all that is known of a follower is in the key. The keys have suffixes, so that one template is
//! the beginning of others: `u#{id}`, `u#{id}#post`.

use std::time::{Duration, SystemTime};

use dynamo_model::value::UnixSeconds;
use dynamo_model::{Collection, Model, Ref, Result};

use super::{Text, cost, stored, table};
use crate::harness::{Db, Item, item, n, s, unordered};

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "SNS",
    rename_all = "camelCase",
    partition_key(name = "PK", template = "u#{user_id}"),
    sort_key(name = "SK", template = "info")
)]
struct UserInfo {
    #[dynamo(in_key)]
    user_id: String,
    name: String,
    content: String,
    image_url: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "SNS",
    partition_key(name = "PK", template = "u#{user_id}"),
    sort_key(name = "SK", template = "count")
)]
struct UserCounts {
    #[dynamo(in_key)]
    user_id: String,
    #[dynamo(rename = "follower#", default)]
    followers: u64,
    #[dynamo(rename = "following#", default)]
    following: u64,
    #[dynamo(rename = "post#", default)]
    posts: u64,
}

/// Somebody who follows the user.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "SNS",
    partition_key(name = "PK", template = "u#{user_id}#follower"),
    sort_key(name = "SK", template = "u#{follower_id}")
)]
struct Follower {
    #[dynamo(in_key)]
    user_id: String,
    #[dynamo(in_key)]
    follower_id: String,
}

/// Somebody whom the user follows.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "SNS",
    partition_key(name = "PK", template = "u#{user_id}#following"),
    sort_key(name = "SK", template = "u#{followed_id}")
)]
struct Following {
    #[dynamo(in_key)]
    user_id: String,
    #[dynamo(in_key)]
    followed_id: String,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "SNS",
    rename_all = "camelCase",
    partition_key(name = "PK", template = "u#{user_id}#post"),
    sort_key(name = "SK", template = "p#{post_id}")
)]
struct Post {
    #[dynamo(in_key)]
    user_id: String,
    /// Ids grow with time, so that posts are in the order in which they were written.
    #[dynamo(in_key)]
    post_id: String,
    content: String,
    image_url: Option<String>,
    #[dynamo(with = Text)]
    timestamp: u64,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "SNS",
    partition_key(name = "PK", template = "p#{post_id}#likelist"),
    sort_key(name = "SK", template = "u#{user_id}")
)]
struct Like {
    #[dynamo(in_key)]
    post_id: String,
    #[dynamo(in_key)]
    user_id: String,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "SNS",
    partition_key(name = "PK", template = "p#{post_id}#likecount"),
    sort_key(name = "SK", template = "count")
)]
struct LikeCount {
    #[dynamo(in_key)]
    post_id: String,
    #[dynamo(rename = "etc")]
    likes: u64,
}

/// A post that the user should see, until it is forgotten.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "SNS",
    partition_key(name = "PK", template = "u#{user_id}#timeline"),
    sort_key(name = "SK", template = "p#{post_id}#u#{author_id}")
)]
struct TimelineEntry {
    #[dynamo(in_key)]
    user_id: String,
    #[dynamo(in_key)]
    post_id: String,
    #[dynamo(in_key)]
    author_id: String,
    #[dynamo(with = UnixSeconds)]
    ttl: SystemTime,
}

/// What is under the id of a user.
#[derive(Debug, Clone, PartialEq, Collection)]
enum User {
    Info(UserInfo),
    Counts(UserCounts),
}

/// All that is in the table.
#[derive(Debug, Clone, PartialEq, Collection)]
enum Network {
    Info(UserInfo),
    Counts(UserCounts),
    Follower(Follower),
    Following(Following),
    Post(Post),
    Like(Like),
    LikeCount(LikeCount),
    Timeline(TimelineEntry),
}

on_every_engine![
    get_user_info_by_user_id,
    get_follower_list_by_user_id,
    get_following_list_by_user_id,
    get_post_list_by_user_id,
    get_user_likes_by_post_id,
    get_like_count_by_post_id,
    get_timeline_by_user_id,
    follow_and_unfollow,
    a_new_post_goes_to_the_timelines_of_followers,
    like_a_post,
    attributes_with_names_of_dynamodbs_own,
    items_are_stored_as_published,
    an_id_is_not_taken_for_a_list,
    every_item_is_read_as_what_it_is,
];

fn user(id: &str, name: &str) -> UserInfo {
    UserInfo {
        user_id: id.to_owned(),
        name: name.to_owned(),
        content: format!("{name} is here"),
        image_url: None,
    }
}

fn counts(id: &str, followers: u64, following: u64, posts: u64) -> UserCounts {
    UserCounts {
        user_id: id.to_owned(),
        followers,
        following,
        posts,
    }
}

fn follower(user_id: &str, follower_id: &str) -> Follower {
    Follower {
        user_id: user_id.to_owned(),
        follower_id: follower_id.to_owned(),
    }
}

fn following(user_id: &str, followed_id: &str) -> Following {
    Following {
        user_id: user_id.to_owned(),
        followed_id: followed_id.to_owned(),
    }
}

fn post(author: &str, id: &str) -> Post {
    Post {
        user_id: author.to_owned(),
        post_id: id.to_owned(),
        content: format!("the text of {id}"),
        image_url: Some(format!("https://images.example/{id}.png")),
        timestamp: 1_675_325_600,
    }
}

fn like(post_id: &str, user_id: &str) -> Like {
    Like {
        post_id: post_id.to_owned(),
        user_id: user_id.to_owned(),
    }
}

fn like_count(post_id: &str, likes: u64) -> LikeCount {
    LikeCount {
        post_id: post_id.to_owned(),
        likes,
    }
}

fn entry(user_id: &str, post: &Post) -> TimelineEntry {
    TimelineEntry {
        user_id: user_id.to_owned(),
        post_id: post.post_id.clone(),
        author_id: post.user_id.clone(),
        ttl: SystemTime::UNIX_EPOCH + Duration::from_secs(1_675_584_800),
    }
}

/// User 12345 has two followers and three posts; user 1 has one of each.
async fn samples(db: &Db) {
    table::<Network>(db).await;
    db.put_all(&[user("12345", "Ada"), user("1", "Grace")])
        .await;
    db.put_all(&[counts("12345", 2, 1, 3), counts("1", 1, 2, 1)])
        .await;
    db.put_all(&[
        follower("12345", "1"),
        follower("12345", "777"),
        follower("1", "12345"),
    ])
    .await;
    db.put_all(&[
        following("12345", "1"),
        following("1", "12345"),
        following("1", "777"),
    ])
    .await;
    db.put_all(&posts()).await;
    db.put_all(&[post("1", "p5a")]).await;
    db.put_all(&[like("p5b", "1"), like("p5b", "777"), like("p5", "1")])
        .await;
    db.put_all(&[like_count("p5b", 2), like_count("p5", 1)])
        .await;
    let [old, middle, new] = posts();
    db.put_all(&[entry("1", &old), entry("1", &middle), entry("1", &new)])
        .await;
}

/// The posts of user 12345, in their order.
fn posts() -> [Post; 3] {
    ["p34", "p5", "p5b"].map(|id| post("12345", id))
}

async fn get_user_info_by_user_id(db: Db) {
    samples(&db).await;
    let page = User::query("12345").send(&db.client).await.unwrap();
    let (info, counted) = (user("12345", "Ada"), counts("12345", 2, 1, 3));
    assert_eq!(page.items, [counted.clone().into(), info.clone().into()]);
    assert_eq!(cost(&page), (2, 1));
    let both: (UserInfo, UserCounts) = User::query("12345").gather(&db.client).await.unwrap();
    assert_eq!(both, (info.clone(), counted.clone()));
    // Each can also be had alone.
    let found = UserInfo::get("12345").send(&db.client).await;
    assert_eq!(found.unwrap(), Some(info.clone()));
    let found = UserCounts::get("12345").send(&db.client).await;
    assert_eq!(found.unwrap(), Some(counted));
    let page = UserInfo::query("12345").send(&db.client).await.unwrap();
    assert_eq!(page.items, [info]);
    assert_eq!(cost(&page), (1, 1), "the counts are not read");
}

async fn get_follower_list_by_user_id(db: Db) {
    samples(&db).await;
    let page = Follower::query("12345").send(&db.client).await.unwrap();
    assert_eq!(
        page.items,
        [follower("12345", "1"), follower("12345", "777")]
    );
    assert_eq!(cost(&page), (2, 1));
}

async fn get_following_list_by_user_id(db: Db) {
    samples(&db).await;
    let page = Following::query("1").send(&db.client).await.unwrap();
    assert_eq!(page.items, [following("1", "12345"), following("1", "777")]);
    assert_eq!(cost(&page), (2, 1));
}

async fn get_post_list_by_user_id(db: Db) {
    samples(&db).await;
    let newest = Post::query("12345").descending().limit(2);
    let page = newest.send(&db.client).await.unwrap();
    let [_, second, third] = posts();
    assert_eq!(page.items, [third, second]);
    assert_eq!(cost(&page), (2, 1));
    let since = Post::query("12345").sort_key(|id| id.gt("p5"));
    assert_eq!(since.all(&db.client).await.unwrap(), posts()[2..]);
}

async fn get_user_likes_by_post_id(db: Db) {
    samples(&db).await;
    let page = Like::query("p5b").send(&db.client).await.unwrap();
    assert_eq!(page.items, [like("p5b", "1"), like("p5b", "777")]);
    assert_eq!(cost(&page), (2, 1));
}

async fn get_like_count_by_post_id(db: Db) {
    samples(&db).await;
    let found = LikeCount::get("p5b").send(&db.client).await.unwrap();
    assert_eq!(found, Some(like_count("p5b", 2)));
    let found = LikeCount::get("p34").send(&db.client).await.unwrap();
    assert_eq!(found, None, "nobody has liked it");
}

/// The posts that a user should see, the newest first: one query, and one batch for the posts.
async fn timeline(db: &Db, user_id: &str) -> Vec<Post> {
    let query = TimelineEntry::query(user_id).descending().limit(20);
    let entries = query.all(&db.client).await.unwrap();
    let mut posts: Vec<Ref<Post>> = entries
        .iter()
        .map(|entry| Ref::new((&entry.author_id, &entry.post_id)))
        .collect();
    Post::populate(&mut posts).send(&db.client).await.unwrap();
    posts.into_iter().filter_map(Ref::into_item).collect()
}

async fn get_timeline_by_user_id(db: Db) {
    samples(&db).await;
    let [old, middle, new] = posts();
    let found = timeline(&db, "1").await;
    assert_eq!(found, [new, middle.clone(), old.clone()]);
    if let Some(engine) = db.if_embedded() {
        assert_eq!(
            (engine.calls("Query"), engine.calls("BatchGetItem")),
            (1, 1)
        );
    }
    Post::delete(middle.key()).send(&db.client).await.unwrap();
    let found = timeline(&db, "1").await;
    assert_eq!(found.last(), Some(&old));
    assert_eq!(found.len(), 2, "what is gone is left out");
    // Time to live deletes within days: until then, what has expired is still there.
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_675_584_801);
    let page = TimelineEntry::query("1")
        .filter(|t| t.ttl.gt(now))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(page.items, []);
    assert_eq!(cost(&page), (3, 1));
}

/// AWS writes all four with TransactWriteItems. The library has no transactions yet, so the first write decides: whoever follows
/// already is not counted twice.
async fn follow(db: &Db, who: &str, whom: &str) -> Result<()> {
    let client = &db.client;
    Following::create(&following(who, whom))
        .return_none()
        .send(client)
        .await?;
    Follower::put(&follower(whom, who))
        .return_none()
        .send(client)
        .await?;
    let of_whom = UserCounts::upsert(whom).change(|c| c.followers.add(1));
    of_whom.return_none().send(client).await?;
    let of_who = UserCounts::upsert(who).change(|c| c.following.add(1));
    of_who.return_none().send(client).await
}

/// The other way round.
async fn unfollow(db: &Db, who: &str, whom: &str) -> Result<()> {
    let client = &db.client;
    let there = Following::delete((who, whom))
        .return_old()
        .send(client)
        .await?;
    if there.is_none() {
        return Ok(());
    }
    Follower::delete((whom, who)).send(client).await?;
    let of_whom = UserCounts::update(whom)
        .change(|c| c.followers.add(-1))
        .condition(|c| c.followers.gt(0));
    of_whom.return_none().send(client).await?;
    let of_who = UserCounts::update(who)
        .change(|c| c.following.add(-1))
        .condition(|c| c.following.gt(0));
    of_who.return_none().send(client).await
}

async fn follow_and_unfollow(db: Db) {
    samples(&db).await;
    let counted = async |id: &str| UserCounts::get(id).send(&db.client).await.unwrap();
    follow(&db, "new", "12345").await.unwrap();
    assert_eq!(counted("12345").await, Some(counts("12345", 3, 1, 3)));
    assert_eq!(counted("new").await, Some(counts("new", 0, 1, 0)));
    let again = follow(&db, "new", "12345").await.unwrap_err();
    assert!(again.is_already_exists());
    assert_eq!(counted("12345").await, Some(counts("12345", 3, 1, 3)));
    let followers = Follower::query("12345").sort_key(|id| id.eq("new"));
    assert_eq!(
        followers.all(&db.client).await.unwrap(),
        [follower("12345", "new")]
    );

    for _ in 0..2 {
        unfollow(&db, "new", "12345").await.unwrap();
        assert_eq!(counted("12345").await, Some(counts("12345", 2, 1, 3)));
        assert_eq!(counted("new").await, Some(counts("new", 0, 0, 0)));
    }
    assert_eq!(
        Follower::query("12345")
            .all(&db.client)
            .await
            .unwrap()
            .len(),
        2
    );
    assert_eq!(Following::query("new").all(&db.client).await.unwrap(), []);
}

async fn a_new_post_goes_to_the_timelines_of_followers(db: Db) {
    samples(&db).await;
    let new = post("12345", "p9");
    Post::create(&new).send(&db.client).await.unwrap();
    // One write for each: there is no batch write yet.
    for follower in Follower::query("12345").all(&db.client).await.unwrap() {
        let entry = entry(&follower.follower_id, &new);
        TimelineEntry::put(&entry).send(&db.client).await.unwrap();
    }
    assert_eq!(timeline(&db, "1").await.first(), Some(&new));
    assert_eq!(timeline(&db, "777").await, [new]);
    assert_eq!(timeline(&db, "12345").await, []);
}

async fn like_a_post(db: Db) {
    samples(&db).await;
    let new = like("p5b", "12345");
    Like::create(&new).send(&db.client).await.unwrap();
    assert!(
        Like::create(&new)
            .send(&db.client)
            .await
            .unwrap_err()
            .is_already_exists()
    );
    let counted = LikeCount::upsert("p5b")
        .change(|c| c.likes.add(1))
        .send(&db.client)
        .await;
    assert_eq!(counted.unwrap(), like_count("p5b", 3));
    let first = LikeCount::upsert("p34").change(|c| c.likes.add(1));
    assert_eq!(first.send(&db.client).await.unwrap(), like_count("p34", 1));
}

/// `name`, `timestamp` and `ttl` are reserved words, and `#` begins a placeholder.
async fn attributes_with_names_of_dynamodbs_own(db: Db) {
    samples(&db).await;
    let renamed = UserInfo::update("12345")
        .change(|u| u.name.set("Lady Ada").and(u.image_url.remove()))
        .condition(|u| u.name.eq("Ada"))
        .send(&db.client)
        .await;
    assert_eq!(renamed.unwrap().name, "Lady Ada");
    let page = Post::query("12345")
        .filter(|p| p.timestamp.eq(1_675_325_600))
        .select(|p| (p.timestamp, p.content))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(page.len(), 3);
    let reset = UserCounts::update("12345")
        .change(|c| c.posts.set(0_u64).and(c.following.set(c.followers)))
        .condition(|c| c.posts.eq(3_u64))
        .send(&db.client)
        .await;
    assert_eq!(reset.unwrap(), counts("12345", 2, 2, 0));
}

/// With the type besides, which is ours.
async fn items_are_stored_as_published(db: Db) {
    samples(&db).await;
    let key = |pk: &str, sk: &str, item_type: &str| {
        item([("PK", s(pk)), ("SK", s(sk)), ("_type", s(item_type))])
    };
    let with = |item: Item, more: Item| unordered(item.into_iter().chain(more).collect());
    let post = post("12345", "p5");
    assert_eq!(
        stored(&user("12345", "Ada")),
        with(
            key("u#12345", "info", "UserInfo"),
            item([("name", s("Ada")), ("content", s("Ada is here"))])
        )
    );
    assert_eq!(
        stored(&counts("12345", 2, 1, 3)),
        with(
            key("u#12345", "count", "UserCounts"),
            item([("follower#", n(2)), ("following#", n(1)), ("post#", n(3))])
        )
    );
    assert_eq!(
        stored(&follower("12345", "1")),
        unordered(key("u#12345#follower", "u#1", "Follower"))
    );
    assert_eq!(
        stored(&following("12345", "1")),
        unordered(key("u#12345#following", "u#1", "Following"))
    );
    assert_eq!(
        stored(&post),
        with(
            key("u#12345#post", "p#p5", "Post"),
            item([
                ("content", s("the text of p5")),
                ("imageUrl", s("https://images.example/p5.png")),
                ("timestamp", s("1675325600")),
            ])
        )
    );
    assert_eq!(
        stored(&like("p5", "1")),
        unordered(key("p#p5#likelist", "u#1", "Like"))
    );
    assert_eq!(
        stored(&like_count("p5", 1)),
        with(
            key("p#p5#likecount", "count", "LikeCount"),
            item([("etc", n(1))])
        )
    );
    assert_eq!(
        stored(&entry("1", &post)),
        with(
            key("u#1#timeline", "p#p5#u#12345", "TimelineEntry"),
            item([("ttl", n(1_675_584_800))])
        )
    );
}

/// A user cannot choose an id whose items would be in the list of somebody else.
async fn an_id_is_not_taken_for_a_list(db: Db) {
    samples(&db).await;
    let forger = user("1#post", "Mallory");
    UserInfo::put(&forger).send(&db.client).await.unwrap();
    let found = UserInfo::get("1#post").send(&db.client).await;
    assert_eq!(found.unwrap(), Some(forger.clone()));
    let key = item([("PK", s("u#1%23post")), ("SK", s("info"))]);
    assert!(db.get_raw::<UserInfo>(key).await.is_some());
    let page = Post::query("1").send(&db.client).await.unwrap();
    assert_eq!(page.items, [post("1", "p5a")]);
    assert_eq!(cost(&page), (1, 1));
}

async fn every_item_is_read_as_what_it_is(db: Db) {
    samples(&db).await;
    let items = Network::scan().all(&db.client).await.unwrap();
    let count = |is: fn(&Network) -> bool| items.iter().filter(|item| is(item)).count();
    assert_eq!(items.len(), 22);
    for (found, expected) in [
        (count(|i| matches!(i, Network::Info(_))), 2),
        (count(|i| matches!(i, Network::Counts(_))), 2),
        (count(|i| matches!(i, Network::Follower(_))), 3),
        (count(|i| matches!(i, Network::Following(_))), 3),
        (count(|i| matches!(i, Network::Post(_))), 4),
        (count(|i| matches!(i, Network::Like(_))), 3),
        (count(|i| matches!(i, Network::LikeCount(_))), 2),
        (count(|i| matches!(i, Network::Timeline(_))), 3),
    ] {
        assert_eq!(found, expected);
    }
    // Other partitions than that of the first model are found through their own.
    let liked = Like::query("p5b").of_collection::<Network>();
    let liked = liked.all(&db.client).await.unwrap();
    let [first, second] = ["1", "777"].map(|user| like("p5b", user).into());
    assert_eq!(liked, [first, second]);
}
