//! DynamoDB's JSON read by serde_json into structs that mirror it, and those turned into ours.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::customer::{Address, Customer};

#[derive(Deserialize)]
struct Page {
    #[serde(rename = "Items")]
    items: Vec<Item>,
}

#[derive(Deserialize)]
struct S {
    #[serde(rename = "S")]
    value: String,
}

#[derive(Deserialize)]
struct N<'a> {
    #[serde(rename = "N")]
    value: &'a str,
}

#[derive(Deserialize)]
struct Bool {
    #[serde(rename = "BOOL")]
    value: bool,
}

#[derive(Deserialize)]
struct Ss {
    #[serde(rename = "SS")]
    value: BTreeSet<String>,
}

#[derive(Deserialize)]
struct L<T> {
    #[serde(rename = "L")]
    value: Vec<T>,
}

#[derive(Deserialize)]
struct M<T> {
    #[serde(rename = "M")]
    value: T,
}

struct Number<T>(T);

impl<'de, T: std::str::FromStr> Deserialize<'de> for Number<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = N::deserialize(deserializer)?.value;
        let number = text
            .parse()
            .map_err(|_| serde::de::Error::custom("not a number"))?;
        Ok(Self(number))
    }
}

#[derive(Deserialize)]
struct Item {
    pk: S,
    sk: S,
    entity_type: S,
    full_name: S,
    email: S,
    login_count: Number<u32>,
    rating: Number<f64>,
    balance_cents: Number<i64>,
    is_active: Bool,
    tags: Ss,
    scores: L<Number<i64>>,
    address: M<Place>,
}

#[derive(Deserialize)]
struct Place {
    street: S,
    city: S,
    country_code: S,
    latitude: Number<f64>,
    longitude: Number<f64>,
}

/// The customers of an answer to `Query`.
pub fn customers(body: &[u8]) -> serde_json::Result<Vec<Customer>> {
    let page: Page = serde_json::from_slice(body)?;
    Ok(page.items.into_iter().map(Customer::from).collect())
}

impl From<Item> for Customer {
    fn from(item: Item) -> Self {
        let place = item.address.value;
        Self {
            pk: item.pk.value,
            sk: item.sk.value,
            entity_type: item.entity_type.value,
            full_name: item.full_name.value,
            email: item.email.value,
            login_count: item.login_count.0,
            rating: item.rating.0,
            balance_cents: item.balance_cents.0,
            is_active: item.is_active.value,
            tags: item.tags.value,
            scores: item.scores.value.into_iter().map(|score| score.0).collect(),
            address: Address {
                street: place.street.value,
                city: place.city.value,
                country_code: place.country_code.value,
                latitude: place.latitude.0,
                longitude: place.longitude.0,
            },
        }
    }
}
