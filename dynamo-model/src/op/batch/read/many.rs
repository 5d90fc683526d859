//! Reading the items of keys that were found elsewhere.

use super::groups::{All, Groups};
use super::sought::Sought;
use super::whole::run;
use crate::client::{Client, Table};
use crate::error::Result;
use crate::op::Attributes;
use crate::op::batch::pace::Pace;
use crate::op::batch::progress::Watch;
use crate::op::reading::view::View;
use crate::schema::Schema;

/// What was read of many items.
#[derive(Debug)]
pub(crate) struct Many<T> {
    /// For each key what is there under it, in the order in which the keys were given. `None` where nothing is.
    pub(crate) items: Vec<Option<T>>,
    /// How many requests were sent.
    pub(crate) requests: u32,
}

/// Reads the items of these keys from a table. The same key may be given several times: it is read once, and what is read is
/// given for each.
///
/// # Errors
/// Those of [`BatchGet::send`](super::BatchGet::send). What was read is then dropped.
pub(crate) async fn read_many<M: Schema, T: Send + 'static>(
    client: &Client,
    table: &str,
    keys: Vec<Attributes>,
    consistent: bool,
    view: &View<T>,
) -> Result<Many<T>> {
    let get = |key| Sought::new::<M>(Ok(key), consistent, view.clone(), Table::named(table));
    let mut group = All::new(keys.into_iter().map(get));
    let pace = Pace::default().begin();
    let requests = run(&mut group, client, pace, &Watch::default()).await?;
    let (items, failed) = group.take(client).await;
    match failed {
        None => Ok(Many {
            items: All::whole(items),
            requests,
        }),
        Some(error) => Err(error),
    }
}
