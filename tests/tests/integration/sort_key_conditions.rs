//! Random conditions on the sort keys of random items: what DynamoDB finds is what a filter in memory finds, in the order
//! in which memory sorts.

use std::fmt::Debug;
use std::time::{Duration, SystemTime};

use dynamo_model::Model;
use dynamo_model::expr::IntoSortKeyCondition;
use dynamo_model::op::Query;
use dynamo_model::schema::Index;
use dynamo_model::value::Blob;
use proptest::prelude::*;

use crate::harness::{Db, Random};

on_every_engine![
    text_is_found_as_in_memory,
    numbers_are_found_as_in_memory,
    bytes_are_found_as_in_memory,
    joined_keys_are_found_as_in_memory,
    several_attributes_are_found_as_in_memory,
];

const ITEMS: usize = 40;
const CONDITIONS: usize = 40;

/// What is asked of a key, of one of its attributes or of one of its parts.
#[derive(Debug, Clone)]
enum Ask<T> {
    Eq(T),
    Lt(T),
    Le(T),
    Gt(T),
    Ge(T),
    Between(T, T),
    /// Only of text and bytes.
    Begins(T),
}

/// What may have a beginning.
trait Value: Ord + Clone + Debug {
    fn begins_with(&self, _: &Self) -> bool {
        false
    }
}

impl Value for i32 {}
impl Value for i16 {}
impl Value for SystemTime {}

impl Value for String {
    fn begins_with(&self, beginning: &Self) -> bool {
        self.starts_with(beginning)
    }
}

impl Value for Vec<u8> {
    fn begins_with(&self, beginning: &Self) -> bool {
        self.starts_with(beginning)
    }
}

impl<T: Value> Ask<T> {
    fn holds(&self, value: &T) -> bool {
        match self {
            Self::Eq(other) => value == other,
            Self::Lt(other) => value < other,
            Self::Le(other) => value <= other,
            Self::Gt(other) => value > other,
            Self::Ge(other) => value >= other,
            Self::Between(low, high) => low <= value && value <= high,
            Self::Begins(beginning) => value.begins_with(beginning),
        }
    }
}

/// Everything but a beginning.
fn order<T: Value>(value: impl Strategy<Value = T> + Clone) -> impl Strategy<Value = Ask<T>> {
    (0..6, value.clone(), value).prop_map(|(operator, value, other)| match operator {
        0 => Ask::Eq(value),
        1 => Ask::Lt(value),
        2 => Ask::Le(value),
        3 => Ask::Gt(value),
        4 => Ask::Ge(value),
        // DynamoDB refuses bounds in the wrong order.
        _ => Ask::Between(value.clone().min(other.clone()), value.max(other)),
    })
}

fn beginning_or_order<T: Value>(
    value: impl Strategy<Value = T> + Clone,
) -> impl Strategy<Value = Ask<T>> {
    prop_oneof![1 => value.clone().prop_map(Ask::Begins), 4 => order(value)]
}

/// The condition of the library for what is asked.
macro_rules! ordered {
    ($key:expr, $ask:expr) => {
        match $ask {
            Ask::Eq(value) => $key.eq(value).into_condition(),
            Ask::Lt(value) => $key.lt(value),
            Ask::Le(value) => $key.le(value),
            Ask::Gt(value) => $key.gt(value),
            Ask::Ge(value) => $key.ge(value),
            Ask::Between(low, high) => $key.between(low, high),
            Ask::Begins(_) => unreachable!("this type has no beginning"),
        }
    };
}

macro_rules! ordered_or_beginning {
    ($key:expr, $ask:expr) => {
        match $ask {
            Ask::Begins(value) => $key.begins_with(value),
            ask => ordered!($key, ask),
        }
    };
}

/// What is asked of a key of three attributes or parts: of the first, or of one behind those that are fixed.
#[derive(Debug, Clone)]
enum Nested<C> {
    First(Ask<i16>),
    Second(i16, Ask<String>),
    Third(i16, String, Ask<C>),
}

impl<C: Value> Nested<C> {
    fn holds(&self, (first, second, third): &(i16, String, C)) -> bool {
        match self {
            Self::First(ask) => ask.holds(first),
            Self::Second(fixed, ask) => fixed == first && ask.holds(second),
            Self::Third(fixed, also, ask) => fixed == first && also == second && ask.holds(third),
        }
    }
}

macro_rules! nested {
    ($key:expr, $ask:expr, $last:ident) => {
        match $ask {
            Nested::First(ask) => ordered!($key, ask),
            Nested::Second(first, ask) => ordered_or_beginning!($key.eq(first), ask),
            Nested::Third(first, second, ask) => $last!($key.eq(first).eq(second), ask),
        }
    };
}

fn nested<C: Value>(
    text: impl Strategy<Value = String> + Clone,
    last: impl Strategy<Value = Ask<C>>,
) -> impl Strategy<Value = Nested<C>> {
    prop_oneof![
        order(first()).prop_map(Nested::First),
        (first(), beginning_or_order(text.clone())).prop_map(|(a, b)| Nested::Second(a, b)),
        (first(), text, last).prop_map(|(a, b, c)| Nested::Third(a, b, c)),
    ]
}

fn first() -> impl Strategy<Value = i16> + Clone {
    prop_oneof![4 => -2..2_i16, 1 => Just(-30), 1 => Just(1_000)]
}

fn text(at_least: usize) -> impl Strategy<Value = String> + Clone {
    let characters = proptest::char::ranges(
        vec![
            '\0'..='\0',
            ' '..='&',
            ':'..=':',
            'a'..='c',
            'é'..='é',
            '\u{FFFF}'..='\u{10000}',
        ]
        .into(),
    );
    proptest::collection::vec(characters, at_least..=3)
        .prop_map(|characters| characters.into_iter().collect())
}

fn bytes() -> impl Strategy<Value = Vec<u8>> + Clone {
    proptest::collection::vec(
        prop_oneof![Just(0), Just(1), Just(127), Just(128), Just(255)],
        1..4,
    )
}

/// Asserts that for every condition the query finds those items for which it holds, sorted as they are here.
async fn as_in_memory<M, I, C>(
    db: &Db,
    items: &[M],
    conditions: Vec<C>,
    query: impl Fn(&C) -> Query<M, M, I>,
    holds: impl Fn(&C, &M) -> bool,
) where
    M: Model + Clone + PartialEq + Debug + Send + 'static,
    I: Index<M, Item = M> + 'static,
    C: Debug,
{
    let mut telling = 0;
    for condition in conditions {
        let mut expected: Vec<_> = items
            .iter()
            .filter(|item| holds(&condition, item))
            .collect();
        let query = query(&condition);
        let found = db
            .both_paths(async |client| {
                let up = query.clone().page_size(7).all(client).await;
                let down = query.clone().descending().all(client).await;
                (up.unwrap(), down.unwrap())
            })
            .await;
        assert_eq!(
            found.0.iter().collect::<Vec<_>>(),
            expected,
            "{condition:?}"
        );
        telling += usize::from(!expected.is_empty() && expected.len() < items.len());
        expected.reverse();
        assert_eq!(
            found.1.iter().collect::<Vec<_>>(),
            expected,
            "{condition:?}, descending"
        );
    }
    assert!(
        telling > CONDITIONS / 4,
        "{telling} conditions tell items apart"
    );
}

/// Items with the keys that a strategy makes, sorted by them, each key once.
fn items<K: Ord, M>(
    random: &mut Random,
    key: impl Strategy<Value = K>,
    item: impl Fn(K) -> M,
) -> Vec<M> {
    let mut keys = random.many(ITEMS, &key);
    keys.sort();
    keys.dedup();
    assert!(keys.len() > ITEMS / 3);
    keys.into_iter().map(item).collect()
}

macro_rules! plain {
    ($name:ident, $table:literal, $ty:ty) => {
        #[derive(Debug, Clone, PartialEq, Model)]
        #[dynamo(table = $table)]
        struct $name {
            #[dynamo(partition_key)]
            group: String,
            #[dynamo(sort_key)]
            key: $ty,
        }

        impl $name {
            fn new(key: impl Into<$ty>) -> Self {
                let (group, key) = ("g".to_owned(), key.into());
                Self { group, key }
            }
        }
    };
}

plain!(WithText, "texts", String);
plain!(WithNumber, "numbers", i32);
plain!(WithBytes, "bytes", Blob);

async fn text_is_found_as_in_memory(db: Db) {
    db.table::<WithText>().await;
    let mut random = Random::seeded("text is found as it is in memory");
    let items = items(&mut random, text(1), |key: String| WithText::new(key));
    db.put_all(&items).await;
    let conditions = random.many(CONDITIONS, &beginning_or_order(text(1)));
    as_in_memory(
        &db,
        &items,
        conditions,
        |ask| WithText::query("g").sort_key(|k| ordered_or_beginning!(k, ask)),
        |ask, item| ask.holds(&item.key),
    )
    .await;
}

async fn numbers_are_found_as_in_memory(db: Db) {
    db.table::<WithNumber>().await;
    let mut random = Random::seeded("numbers, as they are in a memory");
    let number = prop_oneof![-20..20, any::<i32>()];
    let items = items(&mut random, number.clone(), WithNumber::new);
    db.put_all(&items).await;
    let conditions = random.many(CONDITIONS, &order(number));
    as_in_memory(
        &db,
        &items,
        conditions,
        |ask| WithNumber::query("g").sort_key(|k| ordered!(k, ask)),
        |ask, item| ask.holds(&item.key),
    )
    .await;
}

async fn bytes_are_found_as_in_memory(db: Db) {
    db.table::<WithBytes>().await;
    let mut random = Random::seeded("bytes are found as if in memory!");
    let items = items(&mut random, bytes(), |key: Vec<u8>| WithBytes::new(key));
    db.put_all(&items).await;
    let conditions = random.many(CONDITIONS, &beginning_or_order(bytes()));
    as_in_memory(
        &db,
        &items,
        conditions,
        |ask| WithBytes::query("g").sort_key(|k| ordered_or_beginning!(k, ask.clone())),
        |ask, item| ask.holds(&item.key.clone().into_vec()),
    )
    .await;
}

struct ByParts;

/// The same three fields as parts of the table's sort key, and of that of an index.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "joined",
    partition_key = "GROUP#{group}",
    sort_key = "AT#{year}#{name}#{time}",
    index(ByParts, partition_key = "{group}", sort_key = "{year}#{name}#{time}#")
)]
struct Joined {
    group: String,
    #[dynamo(in_key)]
    year: i16,
    name: String,
    time: SystemTime,
}

type Parts = (i16, String, SystemTime);

fn time() -> impl Strategy<Value = SystemTime> + Clone {
    let nanos = prop_oneof![
        Just(0),
        Just(1),
        Just(1_000_000_000),
        Just(1_700_000_000_000_000_000)
    ];
    nanos.prop_map(|nanos| SystemTime::UNIX_EPOCH + Duration::from_nanos(nanos))
}

async fn joined_keys_are_found_as_in_memory(db: Db) {
    db.table::<Joined>().await;
    let mut random = Random::seeded("joined keys: found as in memory.");
    let items = items(
        &mut random,
        (first(), text(0), time()),
        |(year, name, time)| Joined {
            group: "a#b".to_owned(),
            year,
            name,
            time,
        },
    );
    // Of another partition that begins alike.
    let stranger = Joined {
        group: "a".to_owned(),
        ..items[0].clone()
    };
    db.put_all(&items).await;
    Joined::put(&stranger).send(&db.client).await.unwrap();
    let holds = |ask: &Nested<SystemTime>, item: &Joined| {
        let parts: Parts = (item.year, item.name.clone(), item.time);
        ask.holds(&parts)
    };
    let conditions = random.many(CONDITIONS, &nested(text(0), order(time())));
    let of_table =
        |ask: &Nested<_>| Joined::query("a#b").sort_key(|k| nested!(k, ask.clone(), ordered));
    as_in_memory(&db, &items, conditions.clone(), of_table, holds).await;
    let of_index = |ask: &Nested<_>| {
        Joined::query_index(ByParts, "a#b").sort_key(|k| nested!(k, ask.clone(), ordered))
    };
    as_in_memory(&db, &items, conditions, of_index, holds).await;
}

struct Together;

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "several")]
struct Several {
    #[dynamo(partition_key)]
    id: u32,
    #[dynamo(index(Together, partition_key))]
    group: u8,
    #[dynamo(index(Together, sort_key))]
    first: i16,
    #[dynamo(index(Together, sort_key))]
    second: String,
    #[dynamo(index(Together, sort_key))]
    third: Blob,
}

async fn several_attributes_are_found_as_in_memory(db: Db) {
    db.table::<Several>().await;
    let mut random = Random::seeded("several attributes and in memory");
    let mut items = items(
        &mut random,
        (first(), text(1), bytes()),
        |(first, second, third)| Several {
            id: 0,
            group: 7,
            first,
            second,
            third: Blob::from(third),
        },
    );
    (0..).zip(&mut items).for_each(|(id, item)| item.id = id);
    db.put_all(&items).await;
    let conditions = random.many(CONDITIONS, &nested(text(1), beginning_or_order(bytes())));
    as_in_memory(
        &db,
        &items,
        conditions,
        |ask| {
            Several::query_index(Together, 7)
                .sort_key(|k| nested!(k, ask.clone(), ordered_or_beginning))
        },
        |ask, item| {
            let third = item.third.clone().into_vec();
            ask.holds(&(item.first, item.second.clone(), third))
        },
    )
    .await;
}
