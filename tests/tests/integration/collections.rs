//! Several models of one table, read as one.

use dynamo_model::value::Item;
use dynamo_model::{Collection, Model};

use crate::harness::Db;

pub struct ByState;

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{id}", sort_key = "PROFILE")]
pub struct Customer {
    pub id: String,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "shop",
    partition_key = "CUSTOMER#{customer}",
    sort_key = "ORDER#{number}",
    item_type("order", "purchase"),
    index(ByState, partition_key = "ORDER#{state}", sort_key = "{number}")
)]
pub struct Order {
    pub customer: String,
    pub number: u8,
    pub state: String,
    pub total: u64,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "shop",
    partition_key = "CUSTOMER#{customer}",
    sort_key = "ORDER#{number}#PAYMENT#{attempt}",
    index(
        ByState,
        partition_key = "PAYMENT#{result}",
        sort_key = "{attempt}#{number}"
    )
)]
pub struct Payment {
    pub customer: String,
    pub number: u8,
    pub attempt: u8,
    pub result: String,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "shop",
    partition_key = "CUSTOMER#{customer}",
    sort_key = "NOTE#{number}",
    untyped
)]
pub struct Note {
    pub customer: String,
    pub number: u8,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Collection)]
#[dynamo(index(ByState, of = Order))]
pub enum Shop {
    Customer(Customer),
    Order(Order),
    Payment(Payment),
}

#[derive(Debug, Clone, PartialEq, Collection)]
#[dynamo(index(ByState, of = Order))]
pub enum Everything {
    Customer(Customer),
    Order(Order),
    Payment(Payment),
    Note(Note),
    #[dynamo(other)]
    Other(Item),
}

on_every_engine![models_live_side_by_side];

async fn models_live_side_by_side(db: Db) {
    Shop::create_table().send(&db.client).await.unwrap();
    Customer::put(&Customer {
        id: "c".into(),
        name: "Ada".into(),
    })
    .send(&db.client)
    .await
    .unwrap();
    let all = Shop::query("c").all(&db.client).await.unwrap();
    assert_eq!(all.len(), 1);
    let q = Shop::query("c")
        .sort_key(|k| k.begins_with("ORDER#"))
        .filter(|s| s.order.total.gt(5).and(s.customer.name.eq("x")));
    let _ = q;
    let _ = Shop::query_index(ByState, "paid")
        .filter(|s| s.order.total.gt(5))
        .all(&db.client)
        .await
        .unwrap();
    let (_c, _o, _p): (Customer, Vec<Order>, Option<Payment>) =
        Shop::query("c").gather(&db.client).await.unwrap();
    let _ = Payment::query_index(ByState, "x").of_collection::<Shop>();
}
