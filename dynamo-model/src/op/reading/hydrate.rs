//! Whole items for what an index holds only a part of.

use super::view::View;
use crate::client::Client;
use crate::error::Result;
use crate::op::Attributes;
use crate::op::batch::read::many::read_many;
use crate::op::paging::walk::Fetched;
use crate::schema::Schema;

/// Reads the whole items of the keys that a request on an index has found, in their order. What is not there any more, and what
/// is no item of this model, is left out.
pub(crate) async fn hydrate<M: Schema, T: Send + 'static>(
    client: &Client,
    table: &str,
    found: Fetched<Attributes>,
    view: &View<Option<T>>,
) -> Result<Fetched<T>> {
    let keys = found
        .items
        .into_iter()
        .map(|mut item| {
            item.retain(|name, _| M::SCHEMA.key_names().any(|key| key == name));
            item
        })
        .collect();
    let read = read_many::<M, _>(client, table, keys, false, view).await?;
    Ok(Fetched {
        items: read.items.into_iter().flatten().flatten().collect(),
        first: found.first,
        next: found.next,
        scanned_count: found.scanned_count,
        requests: found.requests + read.requests,
    })
}
