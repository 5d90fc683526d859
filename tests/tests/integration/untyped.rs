//! Models without a type: what their keys begin with tells them from others in the table.

use dynamo_model::Model;
use dynamo_model::op::Count;

use crate::harness::Db;

pub struct ByColour;
pub struct ByWeight;
pub struct Inverse;

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "things",
    untyped,
    partition_key = "BOX#{number}",
    sort_key = "LID",
    index(ByColour, keys_only),
    index(ByWeight, local),
    index(Inverse, partition_key(name = "sk"), sort_key(name = "pk"))
)]
struct Lid {
    number: u8,
    #[dynamo(index(ByColour, partition_key))]
    colour: String,
    #[dynamo(index(ByWeight, sort_key))]
    weight: u32,
    handle: String,
}

/// In the partitions of lids, in the table and in its indexes.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "things",
    untyped,
    partition_key = "BOX#{number}",
    sort_key = "THING#{name}",
    index(ByColour, keys_only),
    index(ByWeight, local),
    index(Inverse, partition_key(name = "sk"), sort_key(name = "pk"))
)]
struct Thing {
    number: u8,
    name: String,
    #[dynamo(index(ByColour, partition_key))]
    colour: String,
    #[dynamo(index(ByWeight, sort_key))]
    weight: u32,
}

/// Under no key that a template makes.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "things", untyped, index(ByColour, keys_only))]
struct Anything {
    #[dynamo(partition_key)]
    pk: String,
    #[dynamo(sort_key)]
    sk: String,
    #[dynamo(index(ByColour, partition_key))]
    colour: String,
}

on_every_engine![each_finds_its_own, without_a_template_everything_is_found];

fn lid(number: u8) -> Lid {
    Lid {
        number,
        colour: "red".to_owned(),
        weight: 5,
        handle: "round".to_owned(),
    }
}

fn thing(number: u8, name: &str) -> Thing {
    Thing {
        number,
        name: name.to_owned(),
        colour: "red".to_owned(),
        weight: 3,
    }
}

/// Two boxes with lids, and three things in the first.
async fn boxes(db: &Db) {
    db.table::<Lid>().await;
    db.put_all(&[lid(1), lid(2)]).await;
    db.put_all(&["cup", "fork", "pan"].map(|name| thing(1, name)))
        .await;
}

fn found(count: Count) -> (u64, u64) {
    (count.count, count.scanned_count)
}

async fn each_finds_its_own(db: Db) {
    boxes(&db).await;
    let things = ["cup", "fork", "pan"].map(|name| thing(1, name));
    let client = &db.client;
    let all = Thing::query(1).all(client).await.unwrap();
    assert_eq!(all, things);
    let by_weight = Thing::query_index(ByWeight, 1).consistent();
    assert_eq!(by_weight.all(client).await.unwrap().len(), 3);
    let by_weight = Lid::query_index(ByWeight, 1).descending();
    assert_eq!(by_weight.all(client).await.unwrap(), [lid(1)]);
    let inverse = Thing::query_index(Inverse, "cup").all(client).await;
    assert_eq!(inverse.unwrap(), things[..1]);
    let inverse = Lid::query_index(Inverse, ()).all(client).await;
    assert_eq!(inverse.unwrap(), [lid(1), lid(2)]);
    let lids = Lid::query_index(ByColour, "red").hydrate();
    let mut lids = lids.all(client).await.unwrap();
    lids.sort_by_key(|lid| lid.number);
    assert_eq!(lids, [lid(1), lid(2)]);
    for (counted, expected) in [
        (
            Lid::query_index(ByColour, "red").count(client).await,
            (2, 5),
        ),
        (Thing::query_index(ByWeight, 1).count(client).await, (3, 4)),
        (Lid::scan().count(client).await, (2, 5)),
        (Thing::scan().count(client).await, (3, 5)),
        (Lid::scan_index(ByWeight).count(client).await, (2, 5)),
        (Thing::scan_index(Inverse).count(client).await, (3, 5)),
    ] {
        assert_eq!(found(counted.unwrap()), expected);
    }
    let heavy = Thing::scan().filter(|thing| thing.weight.gt(3));
    assert_eq!(heavy.all(client).await.unwrap(), []);
}

async fn without_a_template_everything_is_found(db: Db) {
    boxes(&db).await;
    let counted = Anything::scan().count(&db.client).await;
    assert_eq!(found(counted.unwrap()), (5, 5));
    let by_colour = Anything::query_index(ByColour, "red").all(&db.client).await;
    assert_eq!(by_colour.unwrap().len(), 5);
    let in_box = Anything::query("BOX#001").all(&db.client).await.unwrap();
    assert_eq!(in_box.len(), 4);
}
