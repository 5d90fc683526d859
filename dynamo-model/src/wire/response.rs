//! The items in the body of a response, and the rest of it.
//!
//! The rest is left to the SDK's own deserializer: it is small, and belongs to no model.

use std::collections::{HashMap, HashSet};

use aws_sdk_dynamodb::types::AttributeValue;

use super::reader::WireReader;
use super::scan::Scanner;
use crate::error::{Error, ErrorKind, Result};
use crate::value::Reader;

/// An item as it is stored.
type Stored = HashMap<String, AttributeValue>;

/// The shortest item with a comma: `{"k":{"N":"1"}},`.
const SHORTEST_ITEM: usize = 16;

/// The items of a response of `Query` or `Scan`.
pub(crate) struct Page<'de, T> {
    pub(crate) items: Vec<T>,
    /// The first of `items` as it stands in the response, for who wants its keys.
    pub(crate) first: Option<&'de str>,
    /// The last of `items` as it is stored, if more followed in the response: a cursor is made from its keys. It stays
    /// `None` if no items were wanted at all.
    pub(crate) cut: Option<Stored>,
    /// The response without its items.
    pub(crate) rest: Vec<u8>,
}

/// Reads the `Items` of a response, up to `max` of them. What follows is checked to be JSON, and not read.
///
/// An error of an item names a path within it, and has the item with it. A response that is not well-formed is
/// [`ErrorKind::Response`], whatever else may be wrong with it.
pub(crate) fn items<T>(
    body: &[u8],
    max: usize,
    decode: impl Fn(&mut dyn Reader<'_>) -> Result<T>,
) -> Result<Page<'_, T>> {
    some_items(body, max, |reader| decode(reader).map(Some))
}

/// The same without those that are `None`. They count among `max`, and can be the first and the last.
pub(crate) fn some_items<T>(
    body: &[u8],
    max: usize,
    decode: impl Fn(&mut dyn Reader<'_>) -> Result<Option<T>>,
) -> Result<Page<'_, T>> {
    let mut items = Vec::new();
    let Split { first, cut, rest } = split_items(body, max, &mut |reader, expected| {
        if items.is_empty() {
            items.reserve_exact(expected);
        }
        items.extend(decode(reader)?);
        Ok(())
    })?;
    Ok(Page {
        items,
        first,
        cut,
        rest,
    })
}

/// Reads the item that is the `member` of a response: `Item` or `Attributes`. The second is the response without it.
pub(crate) fn item<T>(
    body: &[u8],
    member: &'static str,
    decode: impl Fn(&mut dyn Reader<'_>) -> Result<T>,
) -> Result<(Option<T>, Vec<u8>)> {
    let mut item = None;
    let rest = split(body, member, &mut |json, _| {
        read_item(json, &mut |reader| {
            item = Some(decode(reader)?);
            Ok(())
        })
    })?;
    Ok((item, rest))
}

/// A body without this member.
pub(crate) fn without(body: &[u8], member: &str) -> Result<Vec<u8>> {
    split(body, member, &mut |json, _| json.skip())
}

/// A [`Page`] without its items.
struct Split<'de> {
    first: Option<&'de str>,
    cut: Option<Stored>,
    rest: Vec<u8>,
}

/// Everything about [`items`] that does not depend on what an item is, so that it is compiled once. `read` takes one
/// item; its second argument is how many may be expected.
fn split_items<'de>(
    body: &'de [u8],
    max: usize,
    read: &mut dyn FnMut(&mut dyn Reader<'_>, usize) -> Result<()>,
) -> Result<Split<'de>> {
    let (mut first, mut cut) = (None, None);
    let rest = split(body, "Items", &mut |json, count| {
        let expected = count.min(max).min(json.len() / SHORTEST_ITEM);
        let (mut number, mut last) = (0, None);
        json.expect(b'[')?;
        while json.more(b']', number == 0)? {
            if number < max {
                last = Some(*json);
                let start = json.position();
                read_item(json, &mut |reader| read(reader, expected))?;
                if number == 0 {
                    first = Some(json.slice(start..json.position())?);
                }
            } else {
                if let Some(last) = last.take() {
                    cut = Some(WireReader::item_at(last).map()?);
                }
                json.skip()?;
            }
            number += 1;
        }
        Ok(())
    })?;
    Ok(Split { first, cut, rest })
}

/// Takes the member of this name out of an object, with `take`, and returns what is left of the object.
///
/// `take` is also told the response's `Count`, or 0 where that does not come first.
pub(super) fn split<'de>(
    body: &'de [u8],
    member: &str,
    take: &mut dyn FnMut(&mut Scanner<'de>, usize) -> Result<()>,
) -> Result<Vec<u8>> {
    let mut json = Scanner::new(body)?;
    let mut rest = Vec::with_capacity(256);
    let mut seen = HashSet::new();
    let mut count = 0;
    json.expect(b'{')?;
    while json.more(b'}', seen.is_empty())? {
        json.peek()?; // white space
        let start = json.position();
        let name = json.name()?;
        // A member that is `null` is as good as absent. The SDK knows that, too.
        if name == member && json.peek()? != b'n' {
            take(&mut json, count)?;
        } else {
            json.peek()?;
            let value = json.position();
            json.skip()?;
            if name == "Count" {
                count = json.slice(value..json.position())?.parse().unwrap_or(0);
            }
            rest.push(if rest.is_empty() { b'{' } else { b',' });
            rest.extend_from_slice(json.slice(start..json.position())?.as_bytes());
        }
        if !seen.insert(name) {
            return Err(json.malformed("a member stands twice in it"));
        }
    }
    json.end()?;
    if rest.is_empty() {
        rest.push(b'{');
    }
    rest.push(b'}');
    Ok(rest)
}

/// Reads one item, whatever its codec leaves unread of it.
fn read_item(
    json: &mut Scanner<'_>,
    read: &mut dyn FnMut(&mut dyn Reader<'_>) -> Result<()>,
) -> Result<()> {
    let mut reader = WireReader::item_at(*json);
    match read(&mut reader) {
        Ok(()) => match reader.into_scanner() {
            Some(end) => *json = end,
            None => json.skip()?,
        },
        Err(error) if error.kind() == ErrorKind::Response => return Err(error),
        Err(error) => return Err(with_item(*json, error)),
    }
    Ok(())
}

/// Adds the item at fault to an error, or puts a worse error in its place.
///
/// The item's error counts only if the whole response is well-formed: it must not depend on whether the damage or the
/// misfit comes first, and the other back end would not have got as far as the misfit.
#[cold]
pub(super) fn with_item(item: Scanner<'_>, error: Error) -> Error {
    let mut whole = item.restart();
    if let Err(worse) = whole.skip().and_then(|()| whole.end()) {
        return worse;
    }
    match WireReader::item_at(item).map() {
        Ok(entries) => error.with_item(Some(entries)),
        Err(worse) if worse.kind() == ErrorKind::Response => worse,
        Err(_) => error,
    }
}
