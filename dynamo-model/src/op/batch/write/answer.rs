//! What an answer leaves undone.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::WriteRequest;

use super::ready::Ready;
use super::request::OPERATION;
use crate::error::{Error, ErrorKind, Result};
use crate::op::Attributes;

/// What an answer leaves undone, as it has it: by tables.
pub(crate) type Unprocessed = HashMap<String, Vec<WriteRequest>>;

/// Of each write whether the answer leaves it undone.
///
/// # Errors
/// If it names a write that was not sent. To pass it over might be to take that for done which it stands for.
pub(crate) fn undone(writes: &[Ready], unprocessed: &Unprocessed) -> Result<Vec<bool>> {
    let mut undone = vec![false; writes.len()];
    for (table, requests) in unprocessed {
        for request in requests {
            let of_it =
                |write: &Ready| item_of(request).is_some_and(|item| write.is_of(table, item));
            let at = writes.iter().position(of_it).ok_or_else(not_sent)?;
            if let Some(undone) = undone.get_mut(at) {
                *undone = true;
            }
        }
    }
    Ok(undone)
}

/// The item, or its key.
fn item_of(request: &WriteRequest) -> Option<&Attributes> {
    let put = request.put_request().map(|put| put.item());
    put.or_else(|| request.delete_request().map(|delete| delete.key()))
}

fn not_sent() -> Error {
    let error = Error::new(
        ErrorKind::Response,
        "the answer leaves a write undone that was not sent",
    );
    error.while_doing(OPERATION)
}
