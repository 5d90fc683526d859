//! The codecs alone.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use dynamo_model::{__private, Model};
use modyne::EntityExt;

use super::{Bench, OURS, Page};
use crate::customer::Customer;
use crate::measure::{Case, Variant};
use crate::peers::with_modyne::{Borrowed, Stored};
use crate::peers::{hand, mirror};

type Item = HashMap<String, AttributeValue>;

impl Bench {
    /// Structs to what the SDK takes. Ours are then the bytes of a request already; of the others the SDK has still to make
    /// them, which the last rows do.
    pub(super) fn encode(&self, items: usize) -> Case<'_> {
        let (customers, stored) = (&self.customers[..items], &self.stored[..items]);
        Case {
            name: format!("Encode alone, {items} item{}", plural(items)),
            variants: vec![
                Variant::new("dynamo-model to JSON", || ours(customers)),
                Variant::new("dynamo-model to attribute values", || {
                    ours_indirect(customers)
                }),
                Variant::new("hand-written to attribute values", || by_hand(customers)),
                Variant::new("serde_dynamo to attribute values", || {
                    by_serde_dynamo(customers)
                }),
                Variant::new("modyne to attribute values", || by_modyne(stored)),
                Variant::new("hand-written, and the SDK's JSON of it", || {
                    self.serializer.request(by_hand(customers))
                }),
                Variant::new("serde_dynamo, and the SDK's JSON of it", || {
                    self.serializer.request(by_serde_dynamo(customers))
                }),
            ],
        }
    }

    /// The body of an answer to structs.
    pub(super) fn decode<'a>(&'a self, page: &'a Page) -> Case<'a> {
        Case {
            name: format!("Decode alone, {} items from JSON", page.items),
            variants: vec![
                Variant::new(OURS, || decode_ours(page)),
                Variant::new("serde_json, structs that mirror the JSON", || {
                    decode_by_mirror(page)
                }),
            ],
        }
    }
}

fn plural(items: usize) -> &'static str {
    if items == 1 { "" } else { "s" }
}

pub(super) fn ours(customers: &[Customer]) -> Vec<Vec<u8>> {
    customers
        .iter()
        .map(|customer| __private::encode_json(customer).expect("it has a stored form"))
        .collect()
}

pub(super) fn ours_indirect(customers: &[Customer]) -> Vec<Item> {
    customers
        .iter()
        .map(|customer| customer.to_attributes().expect("it has a stored form"))
        .collect()
}

pub(super) fn by_hand(customers: &[Customer]) -> Vec<Item> {
    customers.iter().map(hand::to_item).collect()
}

pub(super) fn by_serde_dynamo(customers: &[Customer]) -> Vec<Item> {
    customers
        .iter()
        .map(|customer| serde_dynamo::to_item(customer).expect("it has a stored form"))
        .collect()
}

pub(super) fn by_modyne(stored: &[Stored]) -> Vec<Item> {
    stored
        .iter()
        .map(|stored| Borrowed(stored).into_item())
        .collect()
}

pub(super) fn decode_ours(page: &Page) -> Vec<Customer> {
    __private::decode_json_items(page.body.as_bytes()).expect("the answer is good")
}

pub(super) fn decode_by_mirror(page: &Page) -> Vec<Customer> {
    mirror::customers(page.body.as_bytes()).expect("the answer is good")
}
