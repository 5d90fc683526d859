//! Reads, through the whole pipeline of the SDK.

use std::future::Future;

use aws_sdk_dynamodb::operation::get_item::GetItemOutput;
use aws_sdk_dynamodb::operation::query::QueryOutput;
use dynamo_model::{Client, Model};
use modyne::{EntityExt, ProjectionExt, QueryInputExt};

use super::{Bench, Clients, HAND, MODYNE, OURS, OURS_INDIRECT, Page, RAW, SERDE_DYNAMO, s};
use crate::customer::{Customer, PARTITION, TABLE};
use crate::measure::{Case, Variant};
use crate::peers::hand;
use crate::peers::with_modyne::{self, InPartition, Stored};

const SORT: &str = "CUSTOMER#2019-08-14T09:41:22Z#0001000000";

impl Bench {
    /// One page of a query.
    pub(super) fn query<'a>(&'a self, page: &'a Page) -> Case<'a> {
        let clients = &page.clients;
        Case {
            name: format!("Query, a page of {} items", page.items),
            variants: vec![
                self.reading(OURS, || ours(&clients.direct)),
                self.reading(OURS_INDIRECT, || ours(&clients.indirect)),
                self.reading(RAW, || query(clients)),
                self.reading(HAND, || by_hand(clients)),
                self.reading(SERDE_DYNAMO, || by_serde_dynamo(clients)),
                self.reading(MODYNE, || by_modyne(clients)),
            ],
        }
    }

    /// One item by its key.
    pub(super) fn get_item(&self) -> Case<'_> {
        let clients = &self.get;
        Case {
            name: "GetItem".to_owned(),
            variants: vec![
                self.reading(OURS, || get_ours(&clients.direct)),
                self.reading(OURS_INDIRECT, || get_ours(&clients.indirect)),
                self.reading(RAW, || get(clients)),
                self.reading(HAND, || get_by_hand(clients)),
                self.reading(SERDE_DYNAMO, || get_by_serde_dynamo(clients)),
                self.reading(MODYNE, || get_by_modyne(clients)),
            ],
        }
    }

    fn reading<'a, F: Future>(
        &'a self,
        name: &'static str,
        read: impl Fn() -> F + 'a,
    ) -> Variant<'a> {
        Variant::new(name, move || self.runtime.block_on(read()))
    }
}

async fn query(clients: &Clients) -> QueryOutput {
    clients
        .sdk
        .query()
        .table_name(TABLE)
        .key_condition_expression("pk = :pk")
        .expression_attribute_values(":pk", s(PARTITION))
        .send()
        .await
        .expect("the answer is good")
}

async fn get(clients: &Clients) -> GetItemOutput {
    clients
        .sdk
        .get_item()
        .table_name(TABLE)
        .key("pk", s(PARTITION))
        .key("sk", s(SORT))
        .send()
        .await
        .expect("the answer is good")
}

pub(super) async fn ours(client: &Client) -> Vec<Customer> {
    let page = Customer::query(PARTITION).send(client).await;
    page.expect("the answer is good").items
}

pub(super) async fn by_hand(clients: &Clients) -> Vec<Customer> {
    let items = query(clients).await.items.unwrap_or_default();
    items
        .into_iter()
        .map(|item| hand::from_item(item).expect("it fits"))
        .collect()
}

pub(super) async fn by_serde_dynamo(clients: &Clients) -> Vec<Customer> {
    let items = query(clients).await.items.unwrap_or_default();
    serde_dynamo::from_items(items).expect("they fit")
}

pub(super) async fn by_modyne(clients: &Clients) -> Vec<Stored> {
    let sent = InPartition(PARTITION).query().execute(&clients.modyne);
    let output = sent.await.expect("the answer is good");
    with_modyne::read(output.items).expect("they fit")
}

pub(super) async fn get_ours(client: &Client) -> Option<Customer> {
    let item = Customer::get((PARTITION, SORT)).send(client).await;
    item.expect("the answer is good")
}

pub(super) async fn get_by_hand(clients: &Clients) -> Option<Customer> {
    let item = get(clients).await.item;
    item.map(|item| hand::from_item(item).expect("it fits"))
}

pub(super) async fn get_by_serde_dynamo(clients: &Clients) -> Option<Customer> {
    let item = get(clients).await.item;
    item.map(|item| serde_dynamo::from_item(item).expect("it fits"))
}

pub(super) async fn get_by_modyne(clients: &Clients) -> Option<Stored> {
    let sent = Stored::get((PARTITION, SORT)).execute(&clients.modyne);
    let item = sent.await.expect("the answer is good").item;
    item.map(|item| Stored::from_item(item).expect("it fits"))
}
