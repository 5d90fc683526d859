//! The same table as modyne sees it.
//!
//! The entity type is modyne's own affair: it writes the attribute, and checks it before it reads the rest.

use std::collections::BTreeSet;

use modyne::expr::KeyCondition;
use modyne::keys::{FullKey, Key, KeyDefinition, PrimaryKey, PrimaryKeyDefinition};
use modyne::{Aggregate, Entity, EntityDef, EntityTypeNameRef, QueryInput, Table};
use serde::{Deserialize, Serialize};

use crate::customer::{self, Address, Customer};

pub struct Customers(pub aws_sdk_dynamodb::Client);

impl Table for Customers {
    type PrimaryKey = Primary;
    type IndexKeys = ();

    fn table_name(&self) -> &str {
        customer::TABLE
    }

    fn client(&self) -> &aws_sdk_dynamodb::Client {
        &self.0
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct Primary {
    pk: String,
    sk: String,
}

const PRIMARY: PrimaryKeyDefinition = PrimaryKeyDefinition {
    hash_key: "pk",
    range_key: Some("sk"),
};

impl PrimaryKey for Primary {
    const PRIMARY_KEY_DEFINITION: PrimaryKeyDefinition = PRIMARY;
}

impl Key for Primary {
    const DEFINITION: KeyDefinition = KeyDefinition::Primary(PRIMARY);
}

/// A customer without its entity type. The key is written by modyne from [`Entity::full_key`].
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Stored {
    #[serde(skip_serializing)]
    pk: String,
    #[serde(skip_serializing)]
    sk: String,
    full_name: String,
    email: String,
    login_count: u32,
    rating: f64,
    balance_cents: i64,
    is_active: bool,
    #[serde(with = "serde_dynamo::string_set")]
    tags: BTreeSet<String>,
    scores: Vec<i64>,
    address: Address,
}

impl EntityDef for Stored {
    const ENTITY_TYPE: &'static EntityTypeNameRef =
        EntityTypeNameRef::from_static(customer::ENTITY_TYPE);

    const PROJECTED_ATTRIBUTES: &'static [&'static str] = &[
        "pk",
        "sk",
        "full_name",
        "email",
        "login_count",
        "rating",
        "balance_cents",
        "is_active",
        "tags",
        "scores",
        "address",
    ];
}

impl Entity for Stored {
    type KeyInput<'a> = (&'a str, &'a str);
    type Table = Customers;
    type IndexKeys = ();

    fn primary_key((pk, sk): Self::KeyInput<'_>) -> Primary {
        Primary {
            pk: pk.to_owned(),
            sk: sk.to_owned(),
        }
    }

    fn full_key(&self) -> FullKey<Primary, ()> {
        Self::primary_key((&self.pk, &self.sk)).into()
    }
}

/// modyne takes what it writes by value. A reference saves it a clone that the others do not need either.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(transparent)]
pub struct Borrowed<'a>(pub &'a Stored);

impl EntityDef for Borrowed<'_> {
    const ENTITY_TYPE: &'static EntityTypeNameRef = Stored::ENTITY_TYPE;
}

impl Entity for Borrowed<'_> {
    type KeyInput<'a> = (&'a str, &'a str);
    type Table = Customers;
    type IndexKeys = ();

    fn primary_key(key: Self::KeyInput<'_>) -> Primary {
        Stored::primary_key(key)
    }

    fn full_key(&self) -> FullKey<Primary, ()> {
        self.0.full_key()
    }
}

/// All customers of a partition.
pub struct InPartition(pub &'static str);

impl QueryInput for InPartition {
    type Index = Primary;
    type Aggregate = Vec<Stored>;

    fn key_condition(&self) -> KeyCondition<Self::Index> {
        KeyCondition::in_partition(self.0)
    }
}

/// The items of an answer.
pub fn read(items: Option<Vec<modyne::Item>>) -> Result<Vec<Stored>, modyne::Error> {
    let mut customers = Vec::new();
    customers.reduce(items.unwrap_or_default())?;
    Ok(customers)
}

impl From<&Customer> for Stored {
    fn from(customer: &Customer) -> Self {
        let customer = customer.clone();
        Self {
            pk: customer.pk,
            sk: customer.sk,
            full_name: customer.full_name,
            email: customer.email,
            login_count: customer.login_count,
            rating: customer.rating,
            balance_cents: customer.balance_cents,
            is_active: customer.is_active,
            tags: customer.tags,
            scores: customer.scores,
            address: customer.address,
        }
    }
}

impl From<Stored> for Customer {
    fn from(stored: Stored) -> Self {
        Self {
            pk: stored.pk,
            sk: stored.sk,
            entity_type: customer::ENTITY_TYPE.to_owned(),
            full_name: stored.full_name,
            email: stored.email,
            login_count: stored.login_count,
            rating: stored.rating,
            balance_cents: stored.balance_cents,
            is_active: stored.is_active,
            tags: stored.tags,
            scores: stored.scores,
            address: stored.address,
        }
    }
}
