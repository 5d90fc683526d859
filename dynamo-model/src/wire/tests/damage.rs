//! Whatever the bytes: no panic, and nothing is accepted that is no JSON.

use super::*;
use crate::wire::{WireReader, batch, item as split_item, items};

/// A body with everything that a response may have.
fn body() -> impl Strategy<Value = Vec<u8>> {
    (vec(item(), 0..4), item(), any::<bool>()).prop_map(|(items, key, pretty)| {
        let json = json!({
            "Count": items.len(),
            "Items": items.iter().map(item_to_json).collect::<Vec<_>>(),
            "LastEvaluatedKey": item_to_json(&key),
            "Responses": { "t": items.iter().map(item_to_json).collect::<Vec<_>>(), "u": [item_to_json(&key)] },
            "ConsumedCapacity": { "CapacityUnits": 1.5, "Table": null, "x": [true, -1e-3, []] },
            "\u{e9}": "\u{1}\u{1F600}",
        });
        let text = if pretty {
            serde_json::to_string_pretty(&json)
        } else {
            serde_json::to_string(&json)
        };
        text.unwrap().into_bytes()
    })
}

/// Bytes that mean something at some place.
fn meaningful() -> impl Strategy<Value = u8> {
    prop_oneof![
        4 => prop::sample::select(b"{}[]\",:\\u0123456789.eE+-tfnSNBLMd \n\t".to_vec()),
        1 => any::<u8>(),
    ]
}

#[derive(Debug, Clone)]
enum Damage {
    Set(usize, u8),
    Insert(usize, u8),
    Remove(usize, usize),
    Repeat(usize, usize),
    Cut(usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        (any::<usize>(), meaningful()).prop_map(|(at, byte)| Damage::Set(at, byte)),
        (any::<usize>(), meaningful()).prop_map(|(at, byte)| Damage::Insert(at, byte)),
        (any::<usize>(), 1..9usize).prop_map(|(at, len)| Damage::Remove(at, len)),
        (any::<usize>(), 1..20usize).prop_map(|(at, len)| Damage::Repeat(at, len)),
        any::<usize>().prop_map(Damage::Cut),
    ]
}

fn apply(bytes: &mut Vec<u8>, damage: &Damage) {
    let len = bytes.len();
    if len == 0 {
        return;
    }
    match *damage {
        Damage::Set(at, byte) => bytes[at % len] = byte,
        Damage::Insert(at, byte) => bytes.insert(at % (len + 1), byte),
        Damage::Remove(at, n) => drop(bytes.drain(at % len..(at % len + n).min(len))),
        Damage::Repeat(at, n) => {
            let piece = bytes[at % len..(at % len + n).min(len)].to_vec();
            bytes.splice(at % len..at % len, piece);
        }
        Damage::Cut(at) => bytes.truncate(at % len),
    }
}

/// serde_json also refuses numbers that an f64 cannot hold, which is no question of grammar.
fn is_json(bytes: &[u8]) -> bool {
    match serde_json::from_slice::<Value>(bytes) {
        Ok(_) => true,
        Err(error) => error.to_string().starts_with("number out of range"),
    }
}

/// Looks at an item without reading all of it.
fn glance(reader: &mut dyn Reader<'_>) -> Result<Option<String>> {
    let found = reader.peek_str("a")?.map(std::borrow::Cow::into_owned);
    reader.enter_map()?;
    Ok(found)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn of_a_response(mut bytes in body(), damages in vec(damage(), 0..4), max in 0..4usize) {
        for damage in &damages {
            apply(&mut bytes, damage);
        }
        let as_items = items(&bytes, max, walk_item).map(|page| page.rest);
        let as_values = items(&bytes, max, |r| r.value()).map(|page| page.rest);
        let skipped = items(&bytes, max, |r| r.skip()).map(|page| page.rest);
        let glanced = items(&bytes, max, glance).map(|page| page.rest);
        let as_item = split_item(&bytes, "LastEvaluatedKey", walk_item).map(|(_, rest)| rest);
        let as_batch = batch(&bytes, &mut |_, item| item.read(walk_item).map(drop)).map(|beside| beside.rest);
        let looked_at = batch(&bytes, &mut |_, item| item.read(glance).map(drop)).map(|beside| beside.rest);
        if damages.is_empty() {
            prop_assert!(as_items.is_ok() && as_item.is_ok() && as_batch.is_ok());
        }
        for rest in [as_items, as_values, skipped, glanced, as_item, as_batch, looked_at].into_iter().flatten() {
            prop_assert!(is_json(&bytes), "{}", String::from_utf8_lossy(&bytes));
            prop_assert!(is_json(&rest), "{}", String::from_utf8_lossy(&rest));
        }
    }

    #[test]
    fn of_a_value(value in tree(), damages in vec(damage(), 1..4)) {
        let mut bytes = value_bytes(&value);
        for damage in &damages {
            apply(&mut bytes, damage);
        }
        let read = |read: fn(&mut WireReader<'_>) -> Result<()>| {
            let mut reader = WireReader::new(&bytes)?;
            read(&mut reader)?;
            reader.finish()
        };
        for result in [read(|r| r.value().map(drop)), read(|r| walk(r).map(drop)), read(|r| r.skip())] {
            if result.is_ok() {
                prop_assert!(is_json(&bytes), "{}", String::from_utf8_lossy(&bytes));
            }
        }
        // Grammar is all that there is to it when a value is passed over.
        if serde_json::from_slice::<Value>(&bytes).is_ok_and(|json| json.is_object()) {
            prop_assert!(read(|r| r.skip()).is_ok(), "{}", String::from_utf8_lossy(&bytes));
        }
    }

    #[test]
    fn of_nothing_in_particular(bytes in vec(meaningful(), 0..60)) {
        if let Ok(mut reader) = WireReader::new(&bytes) {
            let _ = reader.value();
        }
        for prefix in [&b"{\"Items\":[{\"a\":"[..], b"{\"Item\":{", b"{", b"{\"M\":"] {
            let bytes = [prefix, &bytes].concat();
            let accepted = items(&bytes, 9, walk_item).is_ok() || split_item(&bytes, "Item", walk_item).is_ok();
            prop_assert!(!accepted || is_json(&bytes), "{}", String::from_utf8_lossy(&bytes));
        }
    }
}
