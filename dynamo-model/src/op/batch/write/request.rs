//! One request of a batch of writes.

use std::collections::HashMap;
use std::sync::Arc;

use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::operation::batch_write_item::BatchWriteItemError;
use aws_sdk_dynamodb::types::{DeleteRequest, PutRequest, WriteRequest};
use futures_util::future::BoxFuture;

use super::answer::Unprocessed;
use super::ready::Ready;
use crate::client::{Client, Doubt, SEVERAL, Splice, call, lacking};
use crate::error::Result;
use crate::wire;

pub(crate) const OPERATION: &str = "BatchWriteItem";

/// Whether a request may have written something that it has not told of.
pub(crate) type Doubts = Doubt<BatchWriteItemError>;

pub(crate) fn doubts() -> Doubts {
    // That an item collection is full is about one item, and nothing is promised of the others.
    Doubt::new(|error| {
        error.code().is_some() && !error.is_item_collection_size_limit_exceeded_exception()
    })
}

/// Makes a request of these writes, which gives back what is left undone.
pub(crate) fn request<'a>(
    client: &'a Client,
    writes: &[Ready],
    doubt: &Doubts,
) -> Result<BoxFuture<'a, Result<Unprocessed>>> {
    let names = tables(writes);
    let request = client.sdk().batch_write_item();
    let request = if client.is_direct() {
        let tables = by_table(writes);
        let json = Arc::new(json(&tables));
        // The SDK finds the endpoint by the names of the tables.
        let nothing = tables.iter().map(|(name, _)| ((*name).to_owned(), vec![]));
        let request = request.set_request_items(Some(nothing.collect()));
        let splice = Splice::in_place_of("RequestItems", json);
        request.customize().interceptor(splice)
    } else {
        let request = request.set_request_items(Some(request_items(writes)?));
        request.customize()
    };
    let sent = request.interceptor(doubt.clone());
    Ok(Box::pin(async move {
        let output = call(OPERATION, &names, sent.send()).await?;
        Ok(output.unprocessed_items.unwrap_or_default())
    }))
}

/// What a request of these writes does, for errors.
pub(crate) fn doing(writes: &[Ready]) -> String {
    format!("{OPERATION} on table `{}`", tables(writes))
}

fn tables(writes: &[Ready]) -> String {
    let names = by_table(writes).into_iter().map(|(name, _)| name);
    names.collect::<Vec<_>>().join(SEVERAL)
}

/// The tables in the order in which they come first, and the writes of each in the order given.
fn by_table(writes: &[Ready]) -> Vec<(&str, Vec<&Ready>)> {
    let mut tables: Vec<(&str, Vec<&Ready>)> = Vec::new();
    for write in writes {
        let name = write.target.table.as_str();
        match tables.iter_mut().find(|(other, _)| *other == name) {
            Some((_, of_table)) => of_table.push(write),
            None => tables.push((name, vec![write])),
        }
    }
    tables
}

/// The value of `RequestItems`.
fn json(tables: &[(&str, Vec<&Ready>)]) -> Vec<u8> {
    let size = tables.iter().flat_map(|(_, writes)| writes);
    let mut json = Vec::with_capacity(size.map(|write| write.size()).sum());
    let mut open = b'{';
    for (name, writes) in tables {
        json.push(open);
        wire::quoted(&mut json, name);
        json.push(b':');
        let mut open_list = b'[';
        for write in writes {
            json.push(open_list);
            json.extend_from_slice(if write.is_put() {
                b"{\"PutRequest\":{\"Item\":"
            } else {
                b"{\"DeleteRequest\":{\"Key\":"
            });
            json.extend_from_slice(&write.json);
            json.extend_from_slice(b"}}");
            open_list = b',';
        }
        json.push(b']');
        open = b',';
    }
    json.push(b'}');
    json
}

/// The same in the SDK's own types.
pub(crate) fn request_items(writes: &[Ready]) -> Result<HashMap<String, Vec<WriteRequest>>> {
    let mut items: HashMap<_, Vec<_>> = HashMap::new();
    for write in writes {
        let table = items.entry(write.target.table.clone()).or_default();
        table.push(write_request(write)?);
    }
    Ok(items)
}

fn write_request(write: &Ready) -> Result<WriteRequest> {
    let request = WriteRequest::builder();
    let request = if write.is_put() {
        let item = wire::read_item(&write.json, wire::attributes)?;
        let put = PutRequest::builder().set_item(Some(item));
        request.put_request(put.build().map_err(lacking)?)
    } else {
        let key = write.step.key.clone();
        let delete = DeleteRequest::builder().set_key(Some(key));
        request.delete_request(delete.build().map_err(lacking)?)
    };
    Ok(request.build())
}
