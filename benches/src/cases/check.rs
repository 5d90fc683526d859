//! Nothing is timed before all agree on what the data is.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use dynamo_model::{Client, Model};
use serde_json::Value;

use super::{Bench, Page, batch, codec, read, write};
use crate::canned;
use crate::customer::{self, Customer};
use crate::peers::hand;
use crate::peers::with_modyne::{Customers, Stored};

/// Panics at the first that differs.
pub fn all_agree(bench: &Bench) {
    for page in &bench.pages {
        queries_agree(bench, page);
    }
    gets_agree(bench);
    batches_agree(bench);
    encodings_agree(bench);
    requests_agree(bench);
}

fn queries_agree(bench: &Bench, page: &Page) {
    let expected = customer::customers(page.items);
    let (clients, wait) = (&page.clients, &bench.runtime);
    assert_eq!(wait.block_on(read::ours(&clients.direct)), expected);
    assert_eq!(wait.block_on(read::ours(&clients.indirect)), expected);
    assert_eq!(wait.block_on(read::by_hand(clients)), expected);
    assert_eq!(wait.block_on(read::by_serde_dynamo(clients)), expected);
    assert_eq!(
        from_stored(wait.block_on(read::by_modyne(clients))),
        expected
    );
    assert_eq!(codec::decode_ours(page), expected);
    assert_eq!(codec::decode_by_mirror(page), expected);
}

fn gets_agree(bench: &Bench) {
    let expected = Some(customer::customer(0));
    let (clients, wait) = (&bench.get, &bench.runtime);
    assert_eq!(wait.block_on(read::get_ours(&clients.direct)), expected);
    assert_eq!(wait.block_on(read::get_ours(&clients.indirect)), expected);
    assert_eq!(wait.block_on(read::get_by_hand(clients)), expected);
    assert_eq!(wait.block_on(read::get_by_serde_dynamo(clients)), expected);
    let stored = wait.block_on(read::get_by_modyne(clients));
    assert_eq!(stored.map(Customer::from), expected);
}

fn batches_agree(bench: &Bench) {
    let (clients, asked, wait) = (&bench.batch_get, &bench.asked, &bench.runtime);
    for client in [&clients.direct, &clients.indirect] {
        assert_eq!(&wait.block_on(batch::get_ours(client, asked)), asked);
    }
    assert_eq!(
        &wait.block_on(batch::get_by_hand(&clients.sdk, asked)),
        asked
    );
    assert_eq!(
        &wait.block_on(batch::get_by_serde_dynamo(&clients.sdk, asked)),
        asked
    );

    let (sdk, sent) = canned::recording_client(customer::batch_write_answer());
    let last = || json(&sent.last().expect("a request was sent"));
    wait.block_on(batch::write_by_hand(&sdk, &bench.customers));
    let expected = last();
    wait.block_on(batch::write_by_serde_dynamo(&sdk, &bench.customers));
    assert_eq!(last(), expected);
    for direct in [true, false] {
        let client = Client::new(sdk.clone()).direct_path(direct);
        wait.block_on(batch::write_ours(&client, &bench.customers));
        assert_eq!(last(), expected);
    }
}

fn encodings_agree(bench: &Bench) {
    let expected: Vec<_> = codec::by_hand(&bench.customers)
        .into_iter()
        .map(sorted_sets)
        .collect();
    for items in [
        codec::ours_indirect(&bench.customers),
        codec::by_serde_dynamo(&bench.customers),
        codec::by_modyne(&bench.stored),
    ] {
        let items: Vec<_> = items.into_iter().map(sorted_sets).collect();
        assert_eq!(items, expected);
    }
}

/// The bodies of `PutItem`, and the bytes that ours are made of.
fn requests_agree(bench: &Bench) {
    let (customer, stored, wait) = (&bench.customers[0], &bench.stored[0], &bench.runtime);
    let (sdk, sent) = canned::recording_client(customer::put_answer());
    let last = || json(&sent.last().expect("a request was sent"));

    wait.block_on(write::put(&sdk, hand::to_item(customer)));
    let expected = last();
    wait.block_on(write::by_serde_dynamo(&sdk, customer));
    assert_eq!(last(), expected);
    for direct in [true, false] {
        let client = Client::new(sdk.clone()).direct_path(direct);
        assert_eq!(&wait.block_on(write::ours(&client, customer)), customer);
        assert_eq!(last(), expected);
        wait.block_on(write::ours_and_no_more(&client, customer));
        assert_eq!(last(), expected);
    }
    wait.block_on(write::by_modyne(&Customers(sdk.clone()), stored));
    assert_eq!(last()["Item"], expected["Item"]);

    for (bytes, item) in codec::ours(&bench.customers)
        .iter()
        .zip(codec::by_hand(&bench.customers))
    {
        wait.block_on(write::put(&sdk, item));
        assert_eq!(json(bytes), last()["Item"]);
    }
    let attributes = customer.to_attributes().expect("it has a stored form");
    assert_eq!(
        sorted_sets(attributes),
        sorted_sets(hand::to_item(customer))
    );
}

fn from_stored(stored: Vec<Stored>) -> Vec<Customer> {
    stored.into_iter().map(Customer::from).collect()
}

/// The JSON of a request, its sets sorted: they have no order.
fn json(body: &[u8]) -> Value {
    let mut value = serde_json::from_slice(body).expect("it is JSON");
    sort_sets(&mut value);
    value
}

fn sort_sets(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::Array(elements) if name == "SS" => {
                        elements.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
                    }
                    other => sort_sets(other),
                }
            }
        }
        Value::Array(elements) => elements.iter_mut().for_each(sort_sets),
        _ => {}
    }
}

fn sorted_sets(mut item: HashMap<String, AttributeValue>) -> HashMap<String, AttributeValue> {
    for value in item.values_mut() {
        if let AttributeValue::Ss(set) = value {
            set.sort();
        }
    }
    item
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_codecs_agree() {
        all_agree(&Bench::new());
    }

    #[test]
    fn an_item_has_the_size_that_the_results_speak_of() {
        let page = customer::query_page(&customer::customers(super::super::FULL_PAGE));
        let each = page.len() / super::super::FULL_PAGE as usize;
        assert!((730..750).contains(&each), "{each}");
    }
}
