//! Both back ends, and serde_json, say the same.

use std::borrow::Cow;

use super::*;
use crate::value::av::{AvReader, AvWriter};
use crate::wire::WireReader;

fn wire<T>(bytes: &[u8], read: impl FnOnce(&mut dyn Reader<'_>) -> Result<T>) -> Result<T> {
    let mut reader = WireReader::new(bytes)?;
    let value = read(&mut reader)?;
    reader.finish()?;
    Ok(value)
}

/// What becomes of a value that is asked for something: the same on both back ends.
fn both<T: PartialEq + std::fmt::Debug>(
    value: &AttributeValue,
    read: fn(&mut dyn Reader<'_>) -> Result<T>,
) -> Result<T, String> {
    let on_wire = WireReader::new(&value_bytes(value))
        .and_then(|mut reader| read(&mut reader))
        .map_err(|error| error.to_string());
    let on_av = read(&mut AvReader::new(value)).map_err(|error| error.to_string());
    assert_eq!(on_wire, on_av, "{value:?}");
    on_wire
}

proptest! {
    #[test]
    fn a_value_survives_the_wire(value in tree()) {
        let bytes = value_bytes(&value);
        prop_assert_eq!(serde_json::from_slice::<Value>(&bytes).unwrap(), to_json(&value));
        prop_assert_eq!(&wire(&bytes, |r| r.value()).unwrap(), &value);
        prop_assert_eq!(&wire(&bytes, walk).unwrap(), &value);
        prop_assert_eq!(&walk(&mut AvReader::new(&value)).unwrap(), &value);
        wire(&bytes, |r| r.skip()).unwrap();
    }

    #[test]
    fn an_item_survives_the_wire(entries in item()) {
        let bytes = item_bytes(&entries);
        prop_assert_eq!(serde_json::from_slice::<Value>(&bytes).unwrap(), item_to_json(&entries));
        let mut reader = WireReader::item(&bytes).unwrap();
        prop_assert_eq!(walk_item(&mut reader).unwrap(), entries);
        reader.finish().unwrap();
    }

    #[test]
    fn the_json_of_others_is_read(entries in item(), pretty: bool) {
        let json = item_to_json(&entries);
        let text = if pretty { serde_json::to_string_pretty(&json) } else { serde_json::to_string(&json) };
        let text = text.unwrap();
        let mut reader = WireReader::item(text.as_bytes()).unwrap();
        prop_assert_eq!(reader.value().unwrap(), AttributeValue::M(entries));
        reader.finish().unwrap();
    }

    #[test]
    fn writers_agree(value in tree()) {
        let mut writer = AvWriter::new();
        write(&value, &mut writer).unwrap();
        prop_assert_eq!(writer.finish().unwrap(), value);
    }

    #[test]
    fn whatever_is_asked_of_whatever(value in tree()) {
        let _ = both(&value, |r| r.kind());
        let _ = both(&value, |r| r.str().map(Cow::into_owned));
        let _ = both(&value, |r| r.number().map(Cow::into_owned));
        let _ = both(&value, |r| r.bytes().map(Cow::into_owned));
        let _ = both(&value, |r| r.bool());
        let _ = both(&value, |r| r.null());
        let _ = both(&value, |r| r.enter_list().map(drop));
        let _ = both(&value, |r| r.enter_map().map(drop));
        let _ = both(&value, |r| r.enter_set(AttributeType::Ss).map(drop));
        let _ = both(&value, |r| r.enter_set(AttributeType::Ns).map(drop));
        let _ = both(&value, |r| r.enter_set(AttributeType::Bs).map(drop));
        let _ = both(&value, |r| r.enter_set(AttributeType::S).map(drop));
        let _ = both(&value, |r| r.peek_str("a").map(|text| text.map(Cow::into_owned)));
        let _ = both(&value, |r| r.peek_number("a").map(|text| text.map(Cow::into_owned)));
        let _ = both(&value, |r| r.next_element());
        let _ = both(&value, |r| r.next_key().map(|name| name.map(Cow::into_owned)));
    }

    #[test]
    fn a_look_ahead_moves_nothing(mut entries in item(), tag in text()) {
        entries.insert("type".to_owned(), AttributeValue::S(tag.clone()));
        let value = AttributeValue::M(entries);
        wire(&value_bytes(&value), |reader| {
            assert_eq!(reader.peek_str("type").unwrap().as_deref(), Some(tag.as_str()));
            assert_eq!(reader.peek_str("no such name, this long").unwrap(), None);
            assert_eq!(reader.peek_number("type").unwrap(), None);
            assert_eq!(reader.kind().unwrap(), AttributeType::M);
            assert_eq!(reader.peek_str("type").unwrap().as_deref(), Some(tag.as_str()));
            assert_eq!(reader.value().unwrap(), value);
            Ok(())
        }).unwrap();
    }
}

#[test]
fn a_number_ahead_is_found_by_both() {
    let map = AttributeValue::M(HashMap::from([
        ("a".to_owned(), AttributeValue::N("17".to_owned())),
        ("b".to_owned(), AttributeValue::S("17".to_owned())),
    ]));
    let found = both(&map, |r| {
        let names = ["a", "b", "c"].into_iter();
        let numbers = names.map(|name| Ok(r.peek_number(name)?.map(Cow::into_owned)));
        numbers.collect::<Result<Vec<_>>>()
    });
    assert_eq!(found, Ok(vec![Some("17".to_owned()), None, None]));
}

#[test]
fn a_misfit_is_said_as_the_other_back_end_says_it() {
    let string = AttributeValue::S("x".to_owned());
    let map = AttributeValue::M(HashMap::from([(
        "a".to_owned(),
        AttributeValue::Bool(true),
    )]));
    let said = |result: Result<_, String>| result.unwrap_err();
    assert_eq!(
        said(both(&string, |r| r.number().map(drop))),
        "expected N, found S"
    );
    assert_eq!(
        said(both(&string, |r| r.enter_set(AttributeType::Ns).map(drop))),
        "expected NS, found S"
    );
    assert_eq!(said(both(&map, |r| r.null())), "expected NULL, found M");
    assert_eq!(
        said(both(&map, |r| r.peek_str("a").map(drop))),
        "a: expected S, found BOOL"
    );
    assert_eq!(
        said(both(&string, |r| r.peek_str("a").map(drop))),
        "expected M, found S"
    );
}

#[test]
fn misuse_is_said_as_the_other_back_end_says_it() {
    let list = AttributeValue::L(vec![AttributeValue::Bool(true)]);
    let misuses: [fn(&mut dyn Reader<'_>) -> Result<()>; 7] = [
        |r| r.next_key().map(drop),
        |r| r.enter_list().and_then(|_| r.next_key().map(drop)),
        |r| r.enter_list().and_then(|_| r.bool().map(drop)),
        |r| r.enter_list().and_then(|_| r.skip()),
        |r| r.skip().and_then(|()| r.skip()),
        |r| r.skip().and_then(|()| r.kind().map(drop)),
        |r| r.skip().and_then(|()| r.next_element().map(drop)),
    ];
    for misuse in misuses {
        both(&list, misuse).unwrap_err();
    }
}

/// Moving on past a value that has not been looked at is allowed: it is passed over.
#[test]
fn what_a_codec_leaves_unread_is_passed_over() {
    let set = AttributeValue::Ss(vec!["a".to_owned(), "b".to_owned(), "c".to_owned()]);
    let list = AttributeValue::L(vec![set.clone(), set.clone(), set.clone()]);
    for value in [&set, &list] {
        let count = both(value, |r| {
            match r.kind()? {
                AttributeType::Ss => r.enter_set(AttributeType::Ss)?,
                _ => r.enter_list()?,
            };
            let mut count = 0;
            while r.next_element()? {
                if count == 1 {
                    r.kind()?; // its descriptor is read, its content is not
                }
                count += 1;
            }
            Ok(count)
        });
        assert_eq!(count, Ok(3));
    }
    let map = HashMap::from([("a".to_owned(), list.clone()), ("b".to_owned(), list)]);
    let names = both(&AttributeValue::M(map), |r| {
        let mut names = Vec::new();
        r.enter_map()?;
        while let Some(name) = r.next_key()? {
            names.push(name.into_owned());
        }
        names.sort();
        Ok(names)
    });
    assert_eq!(names, Ok(vec!["a".to_owned(), "b".to_owned()]));
}

/// No such value can be stored, or written here: it is built by hand.
#[test]
fn codecs_are_stopped_at_the_same_depth() {
    let set = AttributeValue::Ss(vec!["a".to_owned()]);
    for inner in [AttributeValue::Bool(true), set] {
        let mut value = inner;
        for levels in 1..=40 {
            let (list, map) = (levels % 2 == 0, levels % 2 == 1);
            value = match value {
                inner if list => AttributeValue::L(vec![inner]),
                inner => AttributeValue::M(HashMap::from([("a".to_owned(), inner)])),
            };
            let json = to_json(&value).to_string();
            let said = |result: Result<_>| result.map_err(|error| error.to_string());
            let on_wire = said(wire(json.as_bytes(), walk));
            assert_eq!(on_wire, said(walk(&mut AvReader::new(&value))));
            assert!(levels > 32 || on_wire.is_ok());
            assert!(levels < 34 || on_wire.unwrap_err().ends_with("more than 32 levels deep"));
            // Who takes it as it is, or only looks ahead, is not stopped.
            assert_eq!(wire(json.as_bytes(), |r| r.value()).unwrap(), value);
            let ahead = |r: &mut dyn Reader<'_>| r.peek_str("b").map(drop);
            assert_eq!(wire_unfinished(&json, ahead).is_ok(), map);
        }
    }
}

fn wire_unfinished(json: &str, read: fn(&mut dyn Reader<'_>) -> Result<()>) -> Result<()> {
    read(&mut WireReader::new(json.as_bytes())?)
}

#[test]
fn null_is_kept_as_it_is() {
    for (text, value) in [(r#"{"NULL":true}"#, true), (r#"{"NULL":false}"#, false)] {
        let read = wire(text.as_bytes(), |r| r.value());
        assert_eq!(read.unwrap(), AttributeValue::Null(value));
        wire(text.as_bytes(), |r| r.null()).unwrap();
    }
}

#[test]
fn text_is_borrowed_unless_it_has_escapes() {
    let bytes = br#"{"SS":["plain","es\u0063aped"]}"#;
    let mut reader = WireReader::new(bytes).unwrap();
    reader.enter_set(AttributeType::Ss).unwrap();
    assert!(reader.next_element().unwrap());
    assert!(matches!(reader.str().unwrap(), Cow::Borrowed("plain")));
    assert!(reader.next_element().unwrap());
    assert!(matches!(reader.str().unwrap(), Cow::Owned(text) if text == "escaped"));
    assert!(!reader.next_element().unwrap());
}
