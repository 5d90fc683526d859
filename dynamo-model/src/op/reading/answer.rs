//! What is taken out of the answer to a query or scan, on the direct path and off it.

use std::sync::Arc;

use super::view::View;
use crate::client::DecodeBody;
use crate::error::Result;
use crate::op::Attributes;
use crate::op::paging::walk::{Counted, Fetched, Wanted};
use crate::schema::{IndexSchema, KeySchema, TableSchema};
use crate::wire;

/// What the direct path takes out of the answer to a query or scan.
pub(crate) struct Decoded<T> {
    pub(crate) items: Vec<T>,
    /// The first item that is returned, if it is wanted.
    pub(crate) first: Option<Attributes>,
    /// The last item that is returned, if there were more than wanted.
    pub(crate) cut: Option<Attributes>,
}

/// How the direct path decodes the answer to a query or scan.
pub(crate) fn decode_body<T: Send + 'static>(
    view: &View<T>,
    wanted: Wanted,
) -> DecodeBody<Decoded<T>> {
    let view = view.clone();
    Arc::new(move |body| {
        let page = wire::some_items(body, wanted.max(), |reader| view.read_from(reader))?;
        Ok((
            Decoded {
                items: page.items,
                first: read_first(page.first, wanted)?,
                cut: page.cut,
            },
            page.rest,
        ))
    })
}

/// The answer to a query or scan, whichever way its items were decoded.
pub(crate) struct Answer<T> {
    /// What the direct path has decoded, if it was taken to its end.
    pub(crate) direct: Option<Result<Decoded<T>>>,
    pub(crate) items: Option<Vec<Attributes>>,
    pub(crate) stopped_at: Option<Attributes>,
    pub(crate) scanned_count: i32,
}

impl<T> Answer<T> {
    /// The items that are wanted, and where to go on.
    ///
    /// A key to go on from is made of the attributes `start_names`.
    pub(crate) fn read(
        self,
        view: &View<T>,
        wanted: Wanted,
        start_names: impl Fn() -> Vec<&'static str>,
    ) -> Result<Fetched<T>> {
        let decoded = match self.direct {
            Some(decoded) => decoded?,
            None => decode_items(view, self.items, wanted)?,
        };
        Ok(Fetched {
            items: decoded.items,
            first: decoded.first.map(|item| start_key(&item, &start_names())),
            next: next_key(decoded.cut, self.stopped_at, start_names),
            scanned_count: counted(self.scanned_count),
            requests: 1,
        })
    }
}

/// The answer to a query or scan that counts.
pub(crate) fn read_count(
    count: i32,
    scanned_count: i32,
    stopped_at: Option<Attributes>,
) -> Counted {
    Counted {
        count: counted(count),
        scanned_count: counted(scanned_count),
        next: stopped_at.filter(|key| !key.is_empty()),
    }
}

/// Decodes the items of an SDK output: the way that is taken when the direct one is not.
fn decode_items<T>(
    view: &View<T>,
    items: Option<Vec<Attributes>>,
    wanted: Wanted,
) -> Result<Decoded<T>> {
    let mut found = items.unwrap_or_default();
    let max = wanted.max();
    let first = found.first().filter(|_| wanted.first).cloned();
    let cut = if found.len() > max {
        found.get(max.saturating_sub(1)).cloned()
    } else {
        None
    };
    found.truncate(max);
    let items = found
        .into_iter()
        .filter_map(|item| view.read(item).transpose())
        .collect::<Result<_>>()?;
    Ok(Decoded { items, first, cut })
}

/// The first item of an answer, of which the direct path has kept the text.
fn read_first(first: Option<&str>, wanted: Wanted) -> Result<Option<Attributes>> {
    first
        .filter(|_| wanted.first)
        .map(|item| wire::read_item(item.as_bytes(), wire::attributes))
        .transpose()
}

/// Where to go on: behind the last item that is returned, or where DynamoDB stopped.
fn next_key(
    cut: Option<Attributes>,
    stopped: Option<Attributes>,
    start_names: impl Fn() -> Vec<&'static str>,
) -> Option<Attributes> {
    match cut {
        Some(item) => Some(start_key(&item, &start_names())),
        None => stopped.filter(|key| !key.is_empty()),
    }
}

/// The attributes of an item that say where it stands in an index.
pub(crate) fn start_key(item: &Attributes, names: &[&'static str]) -> Attributes {
    names
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), item.get(*name)?.clone())))
        .collect()
}

/// The attributes that say where an item stands in an index: its key there, and its key in the table.
pub(crate) fn start_names(table: &TableSchema, index: &IndexSchema) -> Vec<&'static str> {
    let mut names: Vec<_> = index.keys().map(KeySchema::name).collect();
    for name in table.key_names() {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// A count that DynamoDB sends.
fn counted(count: i32) -> u64 {
    u64::try_from(count).unwrap_or(0)
}
