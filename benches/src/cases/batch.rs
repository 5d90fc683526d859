//! Batches, through the whole pipeline of the SDK: one request of each, as large as DynamoDB takes it.

use std::collections::HashMap;
use std::future::Future;

use aws_sdk_dynamodb::types::{AttributeValue, KeysAndAttributes, PutRequest, WriteRequest};
use dynamo_model::{Client, Model};

use super::{Bench, HAND, OURS, OURS_INDIRECT, SERDE_DYNAMO, s};
use crate::customer::{Customer, TABLE};
use crate::measure::{Case, Variant};
use crate::peers::hand;

type Item = HashMap<String, AttributeValue>;

impl Bench {
    /// A hundred items by their keys, in the order of the keys. The others give them in the order of the answer.
    pub(super) fn batch_get(&self) -> Case<'_> {
        let (clients, asked) = (&self.batch_get, &self.asked);
        Case {
            name: "BatchGetItem, 100 items".to_owned(),
            variants: vec![
                self.batch(OURS, || get_ours(&clients.direct, asked)),
                self.batch(OURS_INDIRECT, || get_ours(&clients.indirect, asked)),
                self.batch(HAND, || get_by_hand(&clients.sdk, asked)),
                self.batch(SERDE_DYNAMO, || get_by_serde_dynamo(&clients.sdk, asked)),
            ],
        }
    }

    /// Twenty-five items. dynamo-model knows each by its key, to tell what is left undone; the others look at nothing.
    pub(super) fn batch_write(&self) -> Case<'_> {
        let (clients, customers) = (&self.batch_write, &self.customers);
        Case {
            name: "BatchWriteItem, 25 items".to_owned(),
            variants: vec![
                self.batch(OURS, || write_ours(&clients.direct, customers)),
                self.batch(OURS_INDIRECT, || write_ours(&clients.indirect, customers)),
                self.batch(HAND, || write_by_hand(&clients.sdk, customers)),
                self.batch(SERDE_DYNAMO, || {
                    write_by_serde_dynamo(&clients.sdk, customers)
                }),
            ],
        }
    }

    fn batch<'a, F: Future>(
        &'a self,
        name: &'static str,
        send: impl Fn() -> F + 'a,
    ) -> Variant<'a> {
        Variant::new(name, move || self.runtime.block_on(send()))
    }
}

pub(super) async fn get_ours(client: &Client, asked: &[Customer]) -> Vec<Customer> {
    let found = Customer::batch_get(asked.iter().map(Customer::key))
        .send(client)
        .await;
    found
        .expect("the answer is good")
        .into_iter()
        .flatten()
        .collect()
}

async fn get(sdk: &aws_sdk_dynamodb::Client, asked: &[Customer]) -> Vec<Item> {
    let key = |customer: &Customer| {
        HashMap::from([
            ("pk".to_owned(), s(&customer.pk)),
            ("sk".to_owned(), s(&customer.sk)),
        ])
    };
    let keys = KeysAndAttributes::builder().set_keys(Some(asked.iter().map(key).collect()));
    let output = sdk
        .batch_get_item()
        .request_items(TABLE, keys.build().expect("it has keys"))
        .send()
        .await
        .expect("the answer is good");
    let items = output.responses.and_then(|mut tables| tables.remove(TABLE));
    items.unwrap_or_default()
}

pub(super) async fn get_by_hand(
    sdk: &aws_sdk_dynamodb::Client,
    asked: &[Customer],
) -> Vec<Customer> {
    let items = get(sdk, asked).await.into_iter();
    items
        .map(|item| hand::from_item(item).expect("it fits"))
        .collect()
}

pub(super) async fn get_by_serde_dynamo(
    sdk: &aws_sdk_dynamodb::Client,
    asked: &[Customer],
) -> Vec<Customer> {
    serde_dynamo::from_items(get(sdk, asked).await).expect("they fit")
}

pub(super) async fn write_ours(client: &Client, customers: &[Customer]) {
    let written = Customer::batch_put(customers).send(client).await;
    written.expect("the answer is good");
}

async fn write(sdk: &aws_sdk_dynamodb::Client, items: impl Iterator<Item = Item>) {
    let puts = items.map(|item| {
        let put = PutRequest::builder().set_item(Some(item)).build();
        WriteRequest::builder()
            .put_request(put.expect("it has an item"))
            .build()
    });
    let request = sdk.batch_write_item().request_items(TABLE, puts.collect());
    request.send().await.expect("the answer is good");
}

pub(super) async fn write_by_hand(sdk: &aws_sdk_dynamodb::Client, customers: &[Customer]) {
    write(sdk, customers.iter().map(hand::to_item)).await;
}

pub(super) async fn write_by_serde_dynamo(sdk: &aws_sdk_dynamodb::Client, customers: &[Customer]) {
    let items = customers.iter().map(serde_dynamo::to_item::<_, Item>);
    write(sdk, items.map(|item| item.expect("it has a stored form"))).await;
}
