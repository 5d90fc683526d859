//! Several models in one table, with keys made by templates.

use dynamo_model::{Document, Model};
use uuid::Uuid;

use crate::harness::Db;

#[derive(Debug, Clone, Copy, PartialEq, Document)]
#[dynamo(rename_all = "snake_case")]
pub enum Status {
    Open,
    Paid,
}

pub struct ByStatus;

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{id}", sort_key = "PROFILE")]
pub struct Customer {
    pub id: String,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "shop",
    partition_key = "CUSTOMER#{customer_id}",
    sort_key = "ORDER#{year}#{number}",
    index(
        ByStatus,
        partition_key = "STATUS#{status}",
        sort_key = "{year}#{number}"
    )
)]
pub struct Order {
    pub customer_id: String,
    pub year: u16,
    #[dynamo(in_key)]
    pub number: u32,
    pub status: Option<Status>,
    pub total: u64,
    pub tracking: Option<Uuid>,
}

on_every_engine![models_live_side_by_side];

fn order(year: u16, number: u32) -> Order {
    Order {
        customer_id: "c 17".to_owned(),
        year,
        number,
        status: Some(Status::Open),
        total: 5,
        tracking: None,
    }
}

async fn models_live_side_by_side(db: Db) {
    db.table::<Order>().await;
    let customer = Customer {
        id: "c 17".to_owned(),
        name: "Ada".to_owned(),
    };
    Customer::create(&customer).send(&db.client).await.unwrap();
    for (year, number) in [(2023, 1), (2024, 34), (2024, 340), (2025, 2)] {
        Order::create(&order(year, number))
            .send(&db.client)
            .await
            .unwrap();
    }
    assert_eq!(
        Customer::get("c 17").send(&db.client).await.unwrap(),
        Some(customer.clone())
    );
    assert_eq!(
        Customer::query("c 17").all(&db.client).await.unwrap(),
        [customer]
    );
    assert_eq!(Order::query("c 17").all(&db.client).await.unwrap().len(), 4);
    let found = Order::query("c 17")
        .sort_key(|k| k.eq(2024).le(34))
        .all(&db.client)
        .await
        .unwrap();
    assert_eq!(found, [order(2024, 34)]);
    let found = Order::query("c 17")
        .sort_key(|k| k.eq(2024))
        .all(&db.client)
        .await
        .unwrap();
    assert_eq!(found, [order(2024, 34), order(2024, 340)]);
    let found = Order::get(("c 17", (2024, 340)))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(found, Some(order(2024, 340)));
    let found = Order::query_index(ByStatus, Status::Open)
        .sort_key(|k| k.ge(2024))
        .all(&db.client)
        .await
        .unwrap();
    assert_eq!(found.len(), 3);
    let paid = Order::update(found[0].key())
        .change(|o| o.status.set(Status::Paid))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(paid.status, Some(Status::Paid));
    let found = Order::query_index(ByStatus, Status::Paid)
        .all(&db.client)
        .await
        .unwrap();
    assert_eq!(found, std::slice::from_ref(&paid));
    Order::update(paid.key())
        .change(|o| o.status.remove())
        .send(&db.client)
        .await
        .unwrap();
    let found = Order::query_index(ByStatus, Status::Paid)
        .all(&db.client)
        .await
        .unwrap();
    assert_eq!(found, []);
}
