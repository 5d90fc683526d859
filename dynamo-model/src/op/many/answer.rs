//! One request of a read of many items, and what is taken out of its answer.

use std::sync::atomic::Ordering;
use std::sync::{Arc, OnceLock};

use aws_sdk_dynamodb::operation::batch_get_item::{BatchGetItem, BatchGetItemOutput};
use aws_smithy_types::config_bag::FrozenLayer;

use super::keys::{self, Wanted};
use super::{Answer, Found, Reading};
use crate::client::{DecodeBody, Direct, call, original};
use crate::error::{Error, Result};
use crate::op::Attributes;
use crate::op::reading::view::View;
use crate::wire;

pub(super) const OPERATION: &str = "BatchGetItem";

impl<T: Send + 'static> Reading<'_, T> {
    /// Sends one request, for the keys at these positions.
    pub(super) async fn send(&self, positions: &[usize]) -> Result<Answer<T>> {
        let asked = self.request.clone();
        let asked = asked
            .set_keys(Some(self.wanted.keys(positions)))
            .build()
            .map_err(|error| Error::invalid("the request lacks something").with_source(error))?;
        let request = self.client.sdk().batch_get_item();
        let request = request.request_items(self.table, asked);
        self.requests.fetch_add(1, Ordering::Relaxed);
        let (output, direct) = match layer().filter(|_| self.client.is_direct()) {
            Some(layer) => {
                let direct = Direct::new(layer, decode_body(&self.wanted, self.view));
                let sent = request.customize().interceptor(direct.clone()).send();
                (call(OPERATION, self.table, sent).await?, direct.take())
            }
            None => (call(OPERATION, self.table, request.send()).await?, None),
        };
        self.read(positions, output, direct)
            .map_err(|error| self.doing(error))
    }

    /// The answer, whichever way its items were decoded.
    fn read(
        &self,
        asked: &[usize],
        output: BatchGetItemOutput,
        direct: Option<Result<Found<T>>>,
    ) -> Result<Answer<T>> {
        let undone = undone(&self.wanted, asked, &output)?;
        let found = match direct {
            Some(found) => found?,
            None => decode(&self.wanted, self.view, output)?,
        };
        Ok(Answer { found, undone })
    }
}

/// The positions of the keys that the answer leaves undone. `asked` are those of the request, in order.
fn undone(wanted: &Wanted, asked: &[usize], output: &BatchGetItemOutput) -> Result<Vec<usize>> {
    let mut positions = Vec::new();
    let tables = output.unprocessed_keys.iter().flatten();
    for key in tables.flat_map(|(_, left)| left.keys()) {
        let position = wanted.position(key)?;
        if asked.binary_search(&position).is_err() {
            return Err(keys::not_asked_for());
        }
        positions.push(position);
    }
    positions.sort_unstable();
    positions.dedup();
    Ok(positions)
}

/// Decodes the items of an SDK output: the way that is taken when the direct one is not.
fn decode<T>(wanted: &Wanted, view: &View<T>, output: BatchGetItemOutput) -> Result<Found<T>> {
    let mut found = Vec::new();
    // Only one table was asked for, so it does not matter under which of its names the answer has it.
    for item in output
        .responses
        .into_iter()
        .flatten()
        .flat_map(|(_, items)| items)
    {
        place(wanted, view, item, &mut found)?;
    }
    Ok(found)
}

/// Decodes an item once for each place where it goes: it need not be possible to clone what it is read as.
fn place<T>(wanted: &Wanted, view: &View<T>, item: Attributes, found: &mut Found<T>) -> Result<()> {
    let Some((last, others)) = wanted.places(&item)?.split_last() else {
        return Ok(());
    };
    for place in others {
        found.extend(view.read(item.clone())?.map(|read| (*place, read)));
    }
    found.extend(view.read(item)?.map(|read| (*last, read)));
    Ok(())
}

/// How the direct path decodes the answer.
fn decode_body<T: Send + 'static>(wanted: &Arc<Wanted>, view: &View<T>) -> DecodeBody<Found<T>> {
    let (wanted, view) = (Arc::clone(wanted), view.clone());
    Arc::new(move |body| {
        let mut found = Vec::new();
        let rest = wire::batch(body, &mut |item| {
            let key = item.read(|reader| wanted.read_key(reader))?;
            for place in wanted.places(&key)? {
                let read = item.read(|reader| view.read_from(reader))?;
                found.extend(read.map(|read| (*place, read)));
            }
            Ok(())
        })?;
        Ok((found, rest))
    })
}

fn layer() -> Option<FrozenLayer> {
    static LAYER: OnceLock<Option<FrozenLayer>> = OnceLock::new();
    LAYER.get_or_init(|| original(&BatchGetItem::new())).clone()
}

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::types::KeysAndAttributes;

    use super::*;
    use crate::value::testing::n;

    fn key(number: u32) -> Attributes {
        Attributes::from([("id".to_owned(), n(&number.to_string()))])
    }

    /// What an answer leaves undone of these keys, when the first `asked` of ten were asked for.
    fn left(tables: &[&[u32]], asked: usize) -> Result<Vec<usize>> {
        let wanted = Wanted::new(vec!["id"], (0..10).map(key).collect())?;
        let asked: Vec<_> = (0..asked).collect();
        let mut output = BatchGetItemOutput::builder();
        for (i, keys) in tables.iter().enumerate() {
            let keys = keys.iter().map(|number| key(*number)).collect();
            let keys = KeysAndAttributes::builder().set_keys(Some(keys));
            output = output.unprocessed_keys(i.to_string(), keys.build().unwrap());
        }
        undone(&wanted, &asked, &output.build())
    }

    #[test]
    fn what_is_undone_is_undone_once_and_in_order() {
        assert!(left(&[], 10).unwrap().is_empty());
        assert!(left(&[&[]], 10).unwrap().is_empty());
        assert_eq!(left(&[&[7, 3, 7], &[5, 3]], 10).unwrap(), [3, 5, 7]);
    }

    #[test]
    fn only_what_was_asked_for_can_be_undone() {
        assert_eq!(left(&[&[3]], 4).unwrap(), [3]);
        for stranger in [4, 10] {
            let error = left(&[&[stranger]], 4).unwrap_err();
            assert_eq!(error.kind(), crate::error::ErrorKind::Response);
        }
    }
}
