//! Conversions as one writes them by hand over the SDK's attribute values.

use std::collections::HashMap;
use std::str::FromStr;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::customer::{Address, Customer};

type Item = HashMap<String, AttributeValue>;

/// The attribute that is missing, or is not what it should be.
#[derive(Debug)]
pub struct Misfit(pub &'static str);

pub fn from_item(mut item: Item) -> Result<Customer, Misfit> {
    Ok(Customer {
        pk: text(&mut item, "pk")?,
        sk: text(&mut item, "sk")?,
        entity_type: text(&mut item, "entity_type")?,
        full_name: text(&mut item, "full_name")?,
        email: text(&mut item, "email")?,
        login_count: number(&mut item, "login_count")?,
        rating: number(&mut item, "rating")?,
        balance_cents: number(&mut item, "balance_cents")?,
        is_active: match item.remove("is_active") {
            Some(AttributeValue::Bool(value)) => value,
            _ => return Err(Misfit("is_active")),
        },
        tags: match item.remove("tags") {
            Some(AttributeValue::Ss(tags)) => tags.into_iter().collect(),
            _ => return Err(Misfit("tags")),
        },
        scores: match item.remove("scores") {
            Some(AttributeValue::L(scores)) => scores
                .into_iter()
                .map(|score| match score {
                    AttributeValue::N(score) => score.parse().map_err(|_| Misfit("scores")),
                    _ => Err(Misfit("scores")),
                })
                .collect::<Result<_, _>>()?,
            _ => return Err(Misfit("scores")),
        },
        address: match item.remove("address") {
            Some(AttributeValue::M(mut address)) => Address {
                street: text(&mut address, "street")?,
                city: text(&mut address, "city")?,
                country_code: text(&mut address, "country_code")?,
                latitude: number(&mut address, "latitude")?,
                longitude: number(&mut address, "longitude")?,
            },
            _ => return Err(Misfit("address")),
        },
    })
}

fn text(item: &mut Item, name: &'static str) -> Result<String, Misfit> {
    match item.remove(name) {
        Some(AttributeValue::S(text)) => Ok(text),
        _ => Err(Misfit(name)),
    }
}

fn number<T: FromStr>(item: &mut Item, name: &'static str) -> Result<T, Misfit> {
    match item.get(name) {
        Some(AttributeValue::N(number)) => number.parse().map_err(|_| Misfit(name)),
        _ => Err(Misfit(name)),
    }
}

pub fn to_item(customer: &Customer) -> Item {
    let address = &customer.address;
    HashMap::from([
        ("pk".to_owned(), AttributeValue::S(customer.pk.clone())),
        ("sk".to_owned(), AttributeValue::S(customer.sk.clone())),
        (
            "entity_type".to_owned(),
            AttributeValue::S(customer.entity_type.clone()),
        ),
        (
            "full_name".to_owned(),
            AttributeValue::S(customer.full_name.clone()),
        ),
        (
            "email".to_owned(),
            AttributeValue::S(customer.email.clone()),
        ),
        (
            "login_count".to_owned(),
            AttributeValue::N(customer.login_count.to_string()),
        ),
        (
            "rating".to_owned(),
            AttributeValue::N(customer.rating.to_string()),
        ),
        (
            "balance_cents".to_owned(),
            AttributeValue::N(customer.balance_cents.to_string()),
        ),
        (
            "is_active".to_owned(),
            AttributeValue::Bool(customer.is_active),
        ),
        (
            "tags".to_owned(),
            AttributeValue::Ss(customer.tags.iter().cloned().collect()),
        ),
        (
            "scores".to_owned(),
            AttributeValue::L(
                customer
                    .scores
                    .iter()
                    .map(|score| AttributeValue::N(score.to_string()))
                    .collect(),
            ),
        ),
        (
            "address".to_owned(),
            AttributeValue::M(HashMap::from([
                (
                    "street".to_owned(),
                    AttributeValue::S(address.street.clone()),
                ),
                ("city".to_owned(), AttributeValue::S(address.city.clone())),
                (
                    "country_code".to_owned(),
                    AttributeValue::S(address.country_code.clone()),
                ),
                (
                    "latitude".to_owned(),
                    AttributeValue::N(address.latitude.to_string()),
                ),
                (
                    "longitude".to_owned(),
                    AttributeValue::N(address.longitude.to_string()),
                ),
            ])),
        ),
    ])
}
