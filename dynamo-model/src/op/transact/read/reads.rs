//! What a transaction reads, and the request for it.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use aws_sdk_dynamodb::operation::transact_get_items::{TransactGetItems, TransactGetItemsInput};
use aws_sdk_dynamodb::types::{Get, TransactGetItem};
use aws_smithy_types::config_bag::FrozenLayer;

use super::cancelled::cancelled;
use crate::client::{Client, Direct, SEVERAL, call, lacking, original};
use crate::error::{Error, Result};
use crate::expr::Renderer;
use crate::op::Attributes;
use crate::op::batch::read::gets::{Asked, Gets, How, Place, Shelves};
use crate::op::batch::read::not_a_key;
use crate::schema::Identity;

pub(super) const OPERATION: &str = "TransactGetItems";

/// How many items a transaction may have:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html>.
const MOST_ITEMS: usize = 100;

/// What a transaction reads: each item once.
pub(super) struct Reads {
    pub(super) shelves: Shelves,
    pub(super) items: Vec<Item>,
}

/// An item to read, and all the places where it goes.
pub(super) struct Item {
    key: Attributes,
    how: How,
    pub(super) places: Vec<Place>,
    /// Which of the gets this is; the first, if there are several.
    pub(super) position: usize,
}

impl Item {
    pub(super) fn table(&self) -> &str {
        &self.how.table
    }

    fn request(&self) -> Result<TransactGetItem> {
        let mut renderer = Renderer::new();
        let projection = self.how.render(&mut renderer);
        let get = Get::builder()
            .table_name(self.table())
            .set_key(Some(self.key.clone()))
            .set_projection_expression(projection)
            .set_expression_attribute_names(renderer.finish().names)
            .build()
            .map_err(lacking)?;
        Ok(TransactGetItem::builder().get(get).build())
    }
}

impl Reads {
    /// # Errors
    /// What DynamoDB would refuse.
    pub(super) fn of(gets: Gets) -> Result<Self> {
        let mut items: Vec<Item> = Vec::new();
        let mut known = HashMap::new();
        for (position, asked) in gets.asked.into_iter().enumerate() {
            let Asked { key, how, place } = asked;
            let identity = Identity::of(how.key_names().map(|name| key.get(name)));
            let identity = identity.ok_or_else(not_a_key)?;
            let next = items.len();
            let known = *known.entry((how.table.clone(), identity)).or_insert(next);
            match items.get_mut(known) {
                Some(item) if item.how.asks_the_same(&how) => item.places.push(place),
                Some(item) => return Err(differently(item, position)),
                None => items.push(Item {
                    key,
                    how,
                    places: vec![place],
                    position,
                }),
            }
        }
        if items.len() > MOST_ITEMS {
            return Err(Error::invalid(format!(
                "a transaction has at most {MOST_ITEMS} items, and here are {}; `BatchGet` reads any number",
                items.len()
            )));
        }
        Ok(Self {
            shelves: gets.shelves,
            items,
        })
    }

    fn requests(&self) -> Result<Vec<TransactGetItem>> {
        self.items.iter().map(Item::request).collect()
    }

    pub(super) fn into_input(self) -> Result<TransactGetItemsInput> {
        TransactGetItemsInput::builder()
            .set_transact_items(Some(self.requests()?))
            .build()
            .map_err(lacking)
    }

    /// Reads everything, and puts it in its place.
    pub(super) async fn send(self: &Arc<Self>, client: &Client) -> Result<()> {
        if self.items.is_empty() {
            return Ok(());
        }
        let request = client.sdk().transact_get_items();
        let request = request.set_transact_items(Some(self.requests()?));
        let tables = self.tables();
        let (sent, direct) = match layer().filter(|_| client.is_direct()) {
            Some(layer) => {
                let direct = Direct::new(layer, self.decode_body());
                let sent = request.customize().interceptor(direct.clone()).send();
                (call(OPERATION, &tables, sent).await, direct.take())
            }
            None => (call(OPERATION, &tables, request.send()).await, None),
        };
        let output = sent.map_err(|error| cancelled(self, error))?;
        let found = match direct {
            Some(found) => found?,
            None => self.decode(output),
        };
        self.put(found)
            .map_err(|error| error.while_doing(format!("{OPERATION} on table `{tables}`")))
    }

    /// The names of the tables, each once.
    fn tables(&self) -> String {
        let mut tables: Vec<_> = self.items.iter().map(Item::table).collect();
        tables.sort_unstable();
        tables.dedup();
        tables.join(SEVERAL)
    }
}

/// Two gets that DynamoDB would refuse, and that can't be made one.
fn differently(item: &Item, position: usize) -> Error {
    Error::invalid(format!(
        "the gets at the positions {} and {position} are of the same item of table `{}`, and ask something else of it; a \
         transaction reads an item once: ask for all of it that is needed in one get",
        item.position,
        item.table(),
    ))
}

fn layer() -> Option<FrozenLayer> {
    static LAYER: OnceLock<Option<FrozenLayer>> = OnceLock::new();
    LAYER
        .get_or_init(|| original(&TransactGetItems::new()))
        .clone()
}
