//! The item that everything is measured on, and the answers that hold it.

use std::collections::BTreeSet;

use dynamo_model::{Document, Model};
use serde::{Deserialize, Serialize};

pub const TABLE: &str = "customers";

/// Twelve attributes: five strings, three numbers, a boolean, a set, a list and a map.
#[derive(Debug, Clone, PartialEq, Model, Serialize, Deserialize)]
#[dynamo(table = "customers")]
pub struct Customer {
    #[dynamo(partition_key)]
    pub pk: String,
    #[dynamo(sort_key)]
    pub sk: String,
    pub entity_type: String,
    pub full_name: String,
    pub email: String,
    pub login_count: u32,
    pub rating: f64,
    pub balance_cents: i64,
    pub is_active: bool,
    #[serde(with = "serde_dynamo::string_set")]
    pub tags: BTreeSet<String>,
    pub scores: Vec<i64>,
    pub address: Address,
}

/// Three strings and two numbers.
#[derive(Debug, Clone, PartialEq, Document, Serialize, Deserialize)]
pub struct Address {
    pub street: String,
    pub city: String,
    pub country_code: String,
    pub latitude: f64,
    pub longitude: f64,
}

pub const PARTITION: &str = "TENANT#9f3c2a7e-5b1d-4c6e-9a34-7d20c1f8e6b5";
pub const ENTITY_TYPE: &str = "customer";

/// The customer of this number. No two are alike.
pub fn customer(number: u32) -> Customer {
    let n = i64::from(number);
    Customer {
        pk: PARTITION.to_owned(),
        sk: format!("CUSTOMER#2019-08-14T09:41:22Z#{:010}", 1_000_000 + number),
        entity_type: ENTITY_TYPE.to_owned(),
        full_name: format!("Margarete Elisabeth Example-Hopper {number:04}"),
        email: format!("margarete.elisabeth.hopper+{number:04}@example.com"),
        login_count: 17 + number * 3,
        rating: f64::from(number % 50) / 10.0 + 0.25,
        balance_cents: -250_000 + n * 1_337,
        is_active: !number.is_multiple_of(3),
        tags: ["newsletter-weekly", "wholesale-customer", "since-2019-08"]
            .into_iter()
            .map(str::to_owned)
            .collect(),
        scores: (1..=5).map(|k| (n * 7_919 * k) % 10_000).collect(),
        address: Address {
            street: format!(
                "{} Long Example Street, Building C, 3rd floor",
                1 + number % 400
            ),
            city: "Frankfurt am Main (Westend)".to_owned(),
            country_code: "DE".to_owned(),
            latitude: 50.110_924 + f64::from(number) / 10_000.0,
            longitude: 8.682_127 - f64::from(number) / 10_000.0,
        },
    }
}

pub fn customers(count: u32) -> Vec<Customer> {
    (0..count).map(customer).collect()
}

/// The item as DynamoDB sends it, written independently of all codecs.
fn stored(c: &Customer) -> String {
    let set: Vec<String> = c.tags.iter().map(|tag| format!("\"{tag}\"")).collect();
    let list: Vec<String> = c
        .scores
        .iter()
        .map(|score| format!("{{\"N\":\"{score}\"}}"))
        .collect();
    let a = &c.address;
    format!(
        concat!(
            r#"{{"full_name":{{"S":"{}"}},"is_active":{{"BOOL":{}}},"sk":{{"S":"{}"}},"#,
            r#""address":{{"M":{{"street":{{"S":"{}"}},"longitude":{{"N":"{}"}},"country_code":{{"S":"{}"}},"#,
            r#""latitude":{{"N":"{}"}},"city":{{"S":"{}"}}}}}},"#,
            r#""scores":{{"L":[{}]}},"email":{{"S":"{}"}},"pk":{{"S":"{}"}},"tags":{{"SS":[{}]}},"#,
            r#""rating":{{"N":"{}"}},"login_count":{{"N":"{}"}},"entity_type":{{"S":"{}"}},"balance_cents":{{"N":"{}"}}}}"#,
        ),
        c.full_name,
        c.is_active,
        c.sk,
        a.street,
        a.longitude,
        a.country_code,
        a.latitude,
        a.city,
        list.join(","),
        c.email,
        c.pk,
        set.join(","),
        c.rating,
        c.login_count,
        c.entity_type,
        c.balance_cents,
    )
}

/// The body of an answer to `Query`, with a key to go on from.
pub fn query_page(customers: &[Customer]) -> String {
    let items: Vec<String> = customers.iter().map(stored).collect();
    let last = customers.last().map_or("", |customer| &customer.sk);
    format!(
        concat!(
            r#"{{"Count":{0},"Items":[{1}],"#,
            r#""LastEvaluatedKey":{{"pk":{{"S":"{2}"}},"sk":{{"S":"{3}"}}}},"ScannedCount":{0}}}"#,
        ),
        customers.len(),
        items.join(","),
        PARTITION,
        last,
    )
}

/// The body of an answer to `GetItem`.
pub fn get_answer(customer: &Customer) -> String {
    format!(r#"{{"Item":{}}}"#, stored(customer))
}

/// The body of an answer to `PutItem`.
pub fn put_answer() -> String {
    "{}".to_owned()
}

/// The body of an answer to `BatchGetItem`.
pub fn batch_get_answer(customers: &[Customer]) -> String {
    let items: Vec<String> = customers.iter().map(stored).collect();
    let items = items.join(",");
    format!(r#"{{"Responses":{{"{TABLE}":[{items}]}},"UnprocessedKeys":{{}}}}"#)
}

/// The body of an answer to `BatchWriteItem`.
pub fn batch_write_answer() -> String {
    r#"{"UnprocessedItems":{}}"#.to_owned()
}
