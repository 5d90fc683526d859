//! Indexes whose partition key or sort key is several attributes together.

use std::collections::BTreeSet;

use dynamo_model::op::{Cursor, Query};
use dynamo_model::value::Blob;
use dynamo_model::{ErrorKind, Model};
use uuid::Uuid;

use crate::harness::{Db, Seen};

on_every_engine![
    the_table_has_keys_of_several_attributes,
    all_of_the_partition_key_is_given,
    the_sort_key_is_compared_from_left_to_right,
    attributes_of_every_type_are_in_order,
    an_item_that_lacks_one_attribute_is_not_in_the_index,
    pages_go_on_behind_every_item,
    keys_of_several_attributes_are_not_in_the_filter,
];

/// Four attributes of the partition key, in another order than their fields, and four of the sort key.
struct ByPlace;

/// One attribute of the partition key, two of the sort key.
struct ByYear;

/// Two attributes of the partition key, one of the sort key.
struct ByTown;

#[derive(Debug, Clone, PartialEq, PartialOrd, Model)]
#[dynamo(table = "shops", index(ByTown, keys_only))]
struct Shop {
    #[dynamo(partition_key)]
    id: u32,
    #[dynamo(index(ByPlace, partition_key = 2))]
    country: String,
    #[dynamo(
        index(ByPlace, partition_key = 1),
        index(ByYear, partition_key),
        index(ByTown, sort_key)
    )]
    year: u16,
    #[dynamo(index(ByPlace, partition_key = 4), index(ByTown, partition_key = 2))]
    town: Option<String>,
    #[dynamo(index(ByPlace, partition_key = 3), index(ByTown, partition_key = 1))]
    code: Blob,
    #[dynamo(index(ByPlace, sort_key), index(ByYear, sort_key))]
    kind: String,
    #[dynamo(index(ByPlace, sort_key))]
    size: i32,
    #[dynamo(index(ByPlace, sort_key))]
    mark: Blob,
    #[dynamo(index(ByPlace, sort_key), index(ByYear, sort_key))]
    owner: Option<Uuid>,
}

fn shop(id: u32, kind: &str, size: i32, mark: u8, owner: u128) -> Shop {
    Shop {
        id,
        country: "CH".to_owned(),
        year: 2024,
        town: Some("Bern".to_owned()),
        code: Blob::from([7]),
        kind: kind.to_owned(),
        size,
        mark: Blob::from([mark]),
        owner: Some(Uuid::from_u128(owner)),
    }
}

/// In the order of their sort key.
fn shops() -> Vec<Shop> {
    vec![
        shop(9, "bakery", -20, 0, 1),
        shop(8, "bakery", -3, 0, 1),
        shop(7, "bakery", 10, 0, 2),
        shop(6, "bakery", 10, 128, 1),
        shop(5, "bakery", 10, 128, 3),
        shop(4, "bank", -3, 0, 1),
        shop(3, "bar", 0, 0, 1),
    ]
}

async fn seed(db: &Db) -> Vec<Shop> {
    db.table::<Shop>().await;
    let shops = shops();
    db.put_all(&shops).await;
    shops
}

fn here() -> Query<Shop, Shop, ByPlace> {
    Shop::query_index(ByPlace, (2024, "CH", vec![7], "Bern"))
}

async fn ids(db: &Db, query: Query<Shop, Shop, ByPlace>) -> Vec<u32> {
    let shops = db
        .both_paths(async |client| query.clone().all(client).await.unwrap())
        .await;
    shops.iter().map(|shop| shop.id).collect()
}

async fn the_table_has_keys_of_several_attributes(db: Db) {
    db.table::<Shop>().await;
    Shop::create_table()
        .if_not_exists()
        .send(&db.client)
        .await
        .expect("it is the same");
    let described = db.client.sdk().describe_table();
    let described = described
        .table_name(db.client.table::<Shop>())
        .send()
        .await
        .unwrap();
    let indexes = described.table.unwrap().global_secondary_indexes.unwrap();
    let keys: BTreeSet<_> = indexes
        .into_iter()
        .map(|index| {
            let keys = index.key_schema.unwrap();
            let keys = keys
                .iter()
                .map(|key| format!("{} {}", key.attribute_name, key.key_type));
            (
                index.index_name.unwrap(),
                keys.collect::<Vec<_>>().join(", "),
            )
        })
        .collect();
    let expected = [
        (
            "ByPlace",
            "year HASH, country HASH, code HASH, town HASH, kind RANGE, size RANGE, mark RANGE, owner RANGE",
        ),
        ("ByTown", "code HASH, town HASH, year RANGE"),
        ("ByYear", "year HASH, kind RANGE, owner RANGE"),
    ];
    let expected = expected.map(|(name, keys)| (name.to_owned(), keys.to_owned()));
    assert_eq!(keys, BTreeSet::from(expected));
}

async fn all_of_the_partition_key_is_given(db: Db) {
    let shops = seed(&db).await;
    let away = Shop {
        country: "DE".to_owned(),
        ..shop(1, "bar", 0, 0, 1)
    };
    Shop::put(&away).send(&db.client).await.unwrap();
    let found = db
        .both_paths(async |client| {
            let there = Shop::query_index(ByPlace, (2024, "DE", Blob::from([7]), "Bern"));
            let nowhere = Shop::query_index(ByPlace, (2024, "DE", Blob::from([8]), "Bern"));
            (
                here().all(client).await.unwrap(),
                there.all(client).await.unwrap(),
                nowhere.all(client).await.unwrap(),
            )
        })
        .await;
    assert_eq!(found, (shops, vec![away], vec![]));
    let of_town = Shop::query_index(ByTown, (vec![7], "Bern")).sort_key(|year| year.ge(2024));
    assert_eq!(of_town.count(&db.client).await.unwrap().count, 8);
}

async fn the_sort_key_is_compared_from_left_to_right(db: Db) {
    seed(&db).await;
    let owner = Uuid::from_u128;
    for (found, expected) in [
        (here().sort_key(|k| k.eq("bakery")), vec![9, 8, 7, 6, 5]),
        (here().sort_key(|k| k.lt("bank")), vec![9, 8, 7, 6, 5]),
        (
            here().sort_key(|k| k.le("bank")).descending(),
            vec![4, 5, 6, 7, 8, 9],
        ),
        (here().sort_key(|k| k.gt("bank")), vec![3]),
        (here().sort_key(|k| k.ge("bank")), vec![4, 3]),
        (here().sort_key(|k| k.between("bank", "bar")), vec![4, 3]),
        (here().sort_key(|k| k.begins_with("ban")), vec![4]),
        (here().sort_key(|k| k.eq("bakery").lt(0)), vec![9, 8]),
        (
            here().sort_key(|k| k.eq("bakery").between(-3, 10)),
            vec![8, 7, 6, 5],
        ),
        (here().sort_key(|k| k.eq("bakery").eq(10)), vec![7, 6, 5]),
        (
            here().sort_key(|k| k.eq("bakery").eq(10).begins_with(vec![128])),
            vec![6, 5],
        ),
        (
            here().sort_key(|k| k.eq("bakery").eq(10).gt(vec![0])),
            vec![6, 5],
        ),
        (
            here().sort_key(|k| k.eq("bakery").eq(10).eq(vec![128])),
            vec![6, 5],
        ),
        (
            here().sort_key(|k| k.eq("bakery").eq(10).eq(vec![128]).ge(owner(2))),
            vec![5],
        ),
        (
            here().sort_key(|k| k.eq("bakery").eq(10).eq(vec![128]).eq(owner(1))),
            vec![6],
        ),
        (here().sort_key(|k| k.eq("none")), vec![]),
    ] {
        assert_eq!(
            ids(&db, found.clone()).await,
            expected,
            "{:?}",
            found.into_input()
        );
    }
}

async fn attributes_of_every_type_are_in_order(db: Db) {
    db.table::<Shop>().await;
    let mut shops = Vec::new();
    for kind in ["", "a", "b", "ab"] {
        for size in [10, -1, 9] {
            for (mark, owner) in [(0, 1), (200, 1), (128, 2), (128, 1)] {
                let id = u32::try_from(shops.len()).unwrap();
                shops.push(shop(id, &format!("k{kind}"), size, mark, owner));
            }
        }
    }
    db.put_all(&shops).await;
    shops.sort_by_key(|s| (s.kind.clone(), s.size, s.mark.clone().into_vec(), s.owner));
    let sorted: Vec<_> = shops.iter().map(|shop| shop.id).collect();
    assert_eq!(ids(&db, here()).await, sorted);
    let reversed: Vec<_> = sorted.into_iter().rev().collect();
    assert_eq!(ids(&db, here().descending()).await, reversed);
}

async fn an_item_that_lacks_one_attribute_is_not_in_the_index(db: Db) {
    seed(&db).await;
    let counts = async || {
        let by_place = Shop::scan_index(ByPlace).count(&db.client).await.unwrap();
        let by_year = Shop::scan_index(ByYear).count(&db.client).await.unwrap();
        let by_town = Shop::scan_index(ByTown).count(&db.client).await.unwrap();
        (by_place.count, by_year.count, by_town.count)
    };
    assert_eq!(counts().await, (7, 7, 7));
    let update = Shop::update(9).change(|s| s.town.remove());
    update.send(&db.client).await.unwrap();
    assert_eq!(counts().await, (6, 7, 6));
    let update = Shop::update(8).change(|s| s.owner.remove());
    update.send(&db.client).await.unwrap();
    assert_eq!(counts().await, (5, 6, 6));
    let update = Shop::update(8).change(|s| s.owner.set(Uuid::from_u128(5)));
    update.send(&db.client).await.unwrap();
    assert_eq!(counts().await, (6, 7, 6));
}

async fn pages_go_on_behind_every_item(db: Db) {
    let shops = seed(&db).await;
    for (query, shops) in [
        (here(), shops.clone()),
        (here().descending(), shops.into_iter().rev().collect()),
    ] {
        for at in 1..=shops.len() {
            let page = |query: Query<Shop, Shop, ByPlace>| {
                let db = &db;
                async move {
                    db.both_paths(async |client| {
                        Seen::from(query.clone().send(client).await.unwrap())
                    })
                    .await
                }
            };
            // Cut by DynamoDB itself, and by us in the middle of what it gave.
            let exact = page(query.clone().limit(at)).await;
            let cut = page(query.clone().filter(|s| s.id.ge(0)).limit(at)).await;
            for first in [exact, cut] {
                assert_eq!(first.items, shops[..at]);
                let Some(cursor) = first.cursor else {
                    assert_eq!(at, shops.len());
                    continue;
                };
                let cursor: Cursor = cursor.parse().unwrap();
                let rest = page(query.clone().after(cursor)).await;
                assert_eq!(rest.items, shops[at..], "behind {at}");
            }
        }
    }
}

async fn keys_of_several_attributes_are_not_in_the_filter(db: Db) {
    seed(&db).await;
    for name in [
        "country", "year", "town", "code", "kind", "size", "mark", "owner",
    ] {
        let query = here().filter(|_| crate::models::unknown::<_, String>(name).exists());
        let error = query.send(&db.client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
        assert!(error.to_string().starts_with(name), "{error}");
    }
    let query = Shop::query_index(ByTown, (vec![7], "Bern")).filter(|s| s.id.gt(5));
    assert_eq!(query.count(&db.client).await.unwrap().count, 4);
}
