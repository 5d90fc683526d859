//! The models that several topics use.

use std::collections::{BTreeMap, BTreeSet};

use dynamo_model::expr::{Change, Path};
use dynamo_model::value::Attribute;
use dynamo_model::{AttributePath, Document, Model};

/// An order: a string key pair, and an attribute of most kinds.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "orders", rename_all = "camelCase")]
pub struct Order {
    #[dynamo(partition_key)]
    pub customer_id: String,
    #[dynamo(sort_key)]
    pub order_id: String,
    pub status: Status,
    pub total_cents: u64,
    pub discount_cents: Option<u64>,
    pub note: Option<String>,
    pub gift: bool,
    pub tags: BTreeSet<String>,
    pub ratings: BTreeSet<u32>,
    pub lines: Vec<Line>,
    pub scores: Vec<i64>,
    pub prices: BTreeMap<String, u64>,
    pub address: Option<Address>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Document)]
#[dynamo(rename_all = "lowercase")]
pub enum Status {
    Open,
    Paid,
    Shipped,
}

#[derive(Debug, Clone, PartialEq, Document)]
pub struct Line {
    pub sku: String,
    pub quantity: u32,
    pub note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Document)]
pub struct Address {
    pub city: String,
    pub zip: Option<String>,
}

/// What an upsert has to give a new order, besides `total_cents`.
pub fn required(o: &OrderFields<Order>) -> Change<Order> {
    (o.status.set_if_not_exists(Status::Open))
        .and(o.gift.set_if_not_exists(false))
        .and(o.lines.set_if_not_exists(Vec::new()))
        .and(o.scores.set_if_not_exists(Vec::new()))
        .and(o.prices.set_if_not_exists(BTreeMap::new()))
}

pub fn line(sku: &str, quantity: u32) -> Line {
    Line {
        sku: sku.to_owned(),
        quantity,
        note: None,
    }
}

/// An order with something in every attribute that has to be there, and nothing else.
pub fn order(order_id: &str) -> Order {
    Order {
        customer_id: "c-17".to_owned(),
        order_id: order_id.to_owned(),
        status: Status::Open,
        total_cents: 1_000,
        discount_cents: None,
        note: None,
        gift: false,
        tags: BTreeSet::new(),
        ratings: BTreeSet::new(),
        lines: Vec::new(),
        scores: Vec::new(),
        prices: BTreeMap::new(),
        address: None,
    }
}

/// An order with something in every attribute.
pub fn full_order(order_id: &str) -> Order {
    Order {
        status: Status::Paid,
        total_cents: 4_200,
        discount_cents: Some(200),
        note: Some("leave it at the door".to_owned()),
        gift: true,
        tags: BTreeSet::from(["urgent".to_owned(), "web".to_owned()]),
        ratings: BTreeSet::from([3, 5]),
        lines: vec![line("A-1", 2), line("B-2", 1)],
        scores: vec![7, -3, 7],
        prices: BTreeMap::from([("A-1".to_owned(), 2_000), ("B-2".to_owned(), 200)]),
        address: Some(Address {
            city: "Zürich".to_owned(),
            zip: Some("8001".to_owned()),
        }),
        ..order(order_id)
    }
}

/// The key of an order that [`order`] makes.
pub fn key(order_id: &str) -> (&str, &str) {
    ("c-17", order_id)
}

/// A path that the types do not know to be a key.
pub(crate) fn unknown<R, T: Attribute>(name: &'static str) -> Path<R, T> {
    Path::new(AttributePath::new(name))
}

/// A support ticket: in indexes of every kind, some of which share attributes.
#[allow(clippy::duplicated_attributes)] // two local indexes
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "tickets",
    rename_all = "camelCase",
    index(ByAgent, name = "agent-index", keys_only),
    index(ByPriority, local, include(title)),
    index(ByChange, local)
)]
pub struct Ticket {
    #[dynamo(partition_key)]
    pub customer_id: String,
    #[dynamo(sort_key)]
    pub number: u32,
    #[dynamo(index(ByState, partition_key))]
    pub state: State,
    #[dynamo(
        index(ByState, sort_key),
        index(ByAgent, sort_key),
        index(ByChange, sort_key)
    )]
    pub changed_at: u64,
    #[dynamo(index(ByAgent, partition_key))]
    pub agent: Option<String>,
    #[dynamo(index(ByPriority, sort_key))]
    pub priority: Option<i32>,
    pub title: String,
    pub place: Address,
}

/// All tickets of a state, whole.
pub struct ByState;

/// The keys of the tickets of an agent.
pub struct ByAgent;

/// The titles of a customer's tickets that have a priority.
pub struct ByPriority;

/// The tickets of a customer in the order of their last change, whole.
pub struct ByChange;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Document)]
pub enum State {
    Open,
    Closed,
}

/// An open ticket of nobody.
pub fn ticket(customer_id: &str, number: u32, changed_at: u64) -> Ticket {
    Ticket {
        customer_id: customer_id.to_owned(),
        number,
        state: State::Open,
        changed_at,
        agent: None,
        priority: None,
        title: format!("{customer_id} {number}"),
        place: Address {
            city: "Bern".to_owned(),
            zip: None,
        },
    }
}
