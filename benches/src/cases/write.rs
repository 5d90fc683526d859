//! Writes, through the whole pipeline of the SDK.

use std::collections::HashMap;
use std::future::Future;

use aws_sdk_dynamodb::operation::put_item::PutItemOutput;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use dynamo_model::{Client, Model};
use modyne::EntityExt;

use super::{Bench, HAND, MODYNE, OURS, OURS_INDIRECT, SERDE_DYNAMO};
use crate::customer::{Customer, TABLE};
use crate::measure::{Case, Variant};
use crate::peers::hand;
use crate::peers::with_modyne::{Borrowed, Customers, Stored};

impl Bench {
    /// One whole item. dynamo-model gives back the item as it is then stored; the others give back nothing.
    pub(super) fn put_item(&self) -> Case<'_> {
        let (clients, customer, stored) = (&self.put, &self.customers[0], &self.stored[0]);
        Case {
            name: "PutItem".to_owned(),
            variants: vec![
                self.writing(OURS, || ours(&clients.direct, customer)),
                self.writing(OURS_INDIRECT, || ours(&clients.indirect, customer)),
                self.writing(HAND, || put(&clients.sdk, hand::to_item(customer))),
                self.writing(SERDE_DYNAMO, || by_serde_dynamo(&clients.sdk, customer)),
                self.writing(MODYNE, || by_modyne(&clients.modyne, stored)),
            ],
        }
    }

    /// The same without anything given back.
    pub(super) fn put_item_without_result(&self) -> Case<'_> {
        let (clients, customer) = (&self.put, &self.customers[0]);
        Case {
            name: "PutItem, `return_none`".to_owned(),
            variants: vec![
                self.writing(OURS, || ours_and_no_more(&clients.direct, customer)),
                self.writing(OURS_INDIRECT, || {
                    ours_and_no_more(&clients.indirect, customer)
                }),
                self.writing(HAND, || put(&clients.sdk, hand::to_item(customer))),
                self.writing(
                    "SDK + hand-written conversion, an idle interceptor for each request",
                    || put_intercepted(&clients.sdk, hand::to_item(customer)),
                ),
            ],
        }
    }

    fn writing<'a, F: Future>(
        &'a self,
        name: &'static str,
        write: impl Fn() -> F + 'a,
    ) -> Variant<'a> {
        Variant::new(name, move || self.runtime.block_on(write()))
    }
}

pub(super) async fn put(
    sdk: &aws_sdk_dynamodb::Client,
    item: HashMap<String, AttributeValue>,
) -> PutItemOutput {
    sdk.put_item()
        .table_name(TABLE)
        .set_item(Some(item))
        .send()
        .await
        .expect("the answer is good")
}

/// What the direct path needs of the SDK, and nothing done with it.
#[derive(Debug)]
struct Idle;

#[dyn_dispatch_hint]
impl Intercept for Idle {
    fn name(&self) -> &'static str {
        "Idle"
    }
}

async fn put_intercepted(
    sdk: &aws_sdk_dynamodb::Client,
    item: HashMap<String, AttributeValue>,
) -> PutItemOutput {
    let put = sdk.put_item().table_name(TABLE).set_item(Some(item));
    let sent = put.customize().interceptor(Idle).send();
    sent.await.expect("the answer is good")
}

pub(super) async fn ours(client: &Client, customer: &Customer) -> Customer {
    let stored = Customer::put(customer).send(client).await;
    stored.expect("the answer is good")
}

pub(super) async fn ours_and_no_more(client: &Client, customer: &Customer) {
    let written = Customer::put(customer).return_none().send(client).await;
    written.expect("the answer is good");
}

pub(super) async fn by_serde_dynamo(
    sdk: &aws_sdk_dynamodb::Client,
    customer: &Customer,
) -> PutItemOutput {
    let item = serde_dynamo::to_item(customer).expect("it has a stored form");
    put(sdk, item).await
}

pub(super) async fn by_modyne(table: &Customers, stored: &Stored) -> PutItemOutput {
    let sent = Borrowed(stored).put().execute(table);
    sent.await.expect("the answer is good")
}
