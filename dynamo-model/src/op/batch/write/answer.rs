//! What an answer leaves undone.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::WriteRequest;

use super::ready::Ready;
use super::request::doing;
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
            let at = writes
                .iter()
                .position(of_it)
                .ok_or_else(|| not_sent(writes))?;
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

fn not_sent(writes: &[Ready]) -> Error {
    let error = Error::new(
        ErrorKind::Response,
        "the answer leaves a write undone that was not sent",
    );
    error.while_doing(doing(writes))
}

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::types::{DeleteRequest, PutRequest};

    use super::super::ready::testing::{delete, put};
    use super::*;
    use crate::value::testing::{n, s};

    fn delete_of(id: &str) -> WriteRequest {
        let delete = DeleteRequest::builder().key("id", n(id)).build().unwrap();
        WriteRequest::builder().delete_request(delete).build()
    }

    fn put_of(id: &str) -> WriteRequest {
        let put = PutRequest::builder().item("text", s("")).item("id", n(id));
        let put = put.build().unwrap();
        WriteRequest::builder().put_request(put).build()
    }

    fn undone_of(table: &str, requests: Vec<WriteRequest>) -> Result<Vec<bool>> {
        let writes = [put(0, 1), delete(1, 2), put(2, 3)];
        undone(&writes, &HashMap::from([(table.to_owned(), requests)]))
    }

    #[test]
    fn what_is_undone_is_found_by_its_key() {
        let undone = |requests| undone_of("things", requests).unwrap();
        assert_eq!(undone(vec![]), [false; 3]);
        assert_eq!(
            undone(vec![put_of("3"), delete_of("2"), put_of("3.0")]),
            [false, true, true]
        );
    }

    #[test]
    fn what_was_not_sent_is_an_error() {
        for (table, request) in [
            ("things", put_of("4")),
            ("others", put_of("1")),
            ("things", WriteRequest::builder().build()),
        ] {
            let error = undone_of(table, vec![put_of("1"), request]).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Response);
        }
    }
}
