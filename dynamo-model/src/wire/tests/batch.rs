//! The items of an answer to a batch of reads, and the rest of it.

use super::*;
use crate::error::ErrorKind;
use crate::wire::{batch, transaction};

/// The items, as any codec reads them, and the rest.
fn read(body: &str) -> Result<(Vec<AttributeValue>, String)> {
    let mut items = Vec::new();
    let beside = batch(body.as_bytes(), &mut |_, item| {
        items.push(item.read(|reader| reader.value())?);
        Ok(())
    })?;
    assert!(beside.misfit.is_none());
    Ok((items, String::from_utf8(beside.rest).unwrap()))
}

fn stored(keys: &[&str]) -> Vec<AttributeValue> {
    let items = keys.iter().map(|key| {
        let key = AttributeValue::S((*key).to_owned());
        AttributeValue::M(Item::from([("k".to_owned(), key)]))
    });
    items.collect()
}

#[test]
fn items_of_every_table_and_the_rest() {
    let undone = r#""UnprocessedKeys":{"t":{"Keys":[{"k":{"S":"2"}}]}}"#;
    let found = r#""Responses" : { "t" : [ {"k":{"S":"0"}} , {"k":{"S":"1"}} ] , "\u0075":[],"v":[{"k":{"S":"3"}}]}"#;
    for body in [
        format!("{{{undone},{found}}}"),
        format!("{{{found},{undone}}}"),
    ] {
        let (items, rest) = read(&body).unwrap();
        assert_eq!(items, stored(&["0", "1", "3"]));
        assert_eq!(rest, format!("{{{undone}}}"));
    }
}

#[test]
fn no_items() {
    for body in ["{}", r#"{"Responses":{}}"#, r#"{"Responses":{"t":[ ]}}"#] {
        assert_eq!(read(body).unwrap(), (Vec::new(), "{}".to_owned()));
    }
    let null = r#"{"Responses":null}"#;
    assert_eq!(read(null).unwrap(), (Vec::new(), null.to_owned()));
}

/// In part, several times over, or not at all.
#[test]
fn an_item_is_read_as_often_as_it_is_needed() {
    type Walk = fn(&mut dyn Reader<'_>) -> Result<()>;
    let glance: Walk = |reader| reader.enter_map().map(drop);
    let whole: Walk = |reader| reader.skip();
    let body = br#"{"Responses":{"t":[{"k":{"S":"0"},"x":{"N":"1"}},{"k":{"S":"1"}}]},"x":1}"#;
    for walks in [
        &[][..],
        &[glance],
        &[whole],
        &[glance, whole],
        &[whole, glance],
        &[whole, whole],
    ] {
        let mut seen = 0;
        let beside = batch(body, &mut |_, item| {
            seen += 1;
            walks.iter().try_for_each(|walk| item.read(walk))
        });
        assert_eq!((seen, beside.unwrap().rest), (2, br#"{"x":1}"#.to_vec()));
    }
}

#[test]
fn tables_are_told() {
    let body = r#"{"Responses":{"t":[{"k":{"S":"0"}},{"k":{"S":"1"}}],"\u0075":[{"k":{"S":"2"}}],"v":[]}}"#;
    let mut tables = Vec::new();
    batch(body.as_bytes(), &mut |table, _| {
        tables.push(table.to_owned());
        Ok(())
    })
    .unwrap();
    assert_eq!(tables, ["t", "t", "u"]);
}

/// The first of them; and the items behind it are read.
#[test]
fn a_misfit_has_its_path_and_its_item() {
    let body = r#"{"Responses":{"t":[{"k":{"S":"0"}},{"k":{"S":"1"}}],"u":[{"k":{"S":"2"}},{"k":{"S":"3"}}]},"x":1}"#;
    let mut read = Vec::new();
    let beside = batch(body.as_bytes(), &mut |_, item| {
        let value = item.read(|reader| reader.value())?;
        if value == stored(&["1"])[0] || value == stored(&["2"])[0] {
            return item.read(|_| Err(Error::decode("no").at("k")));
        }
        read.push(value);
        Ok(())
    })
    .unwrap();
    let error = beside.misfit.unwrap();
    assert_eq!(error.to_string(), "k: no");
    let item = AttributeValue::M(error.stored_item().unwrap().clone());
    assert_eq!([item], stored(&["1"])[..]);
    assert_eq!(read, stored(&["0", "3"]));
    assert_eq!(beside.rest, br#"{"x":1}"#);
}

#[test]
fn damage_is_worse_than_a_misfit() {
    for body in [
        r#"{"Responses":{"t":[{"k":{"S":"0"}}"#,
        r#"{"Responses":{"t":[{"k":{"S":"0"}},{]}}"#,
        r#"{"Responses":{"t":[{"k":{"S":"0"}}]},"x":}"#,
        r#"{"Responses":{"t":[{"k":{"S":"0"}}]}} x"#,
    ] {
        let misfit = batch(body.as_bytes(), &mut |_, _| Err(Error::decode("no")));
        assert_eq!(misfit.unwrap_err().kind(), ErrorKind::Response, "{body}");
    }
}

#[test]
fn damaged_responses() {
    for body in [
        "",
        "[]",
        r#"{"Responses":[]}"#,
        r#"{"Responses":{"t"}}"#,
        r#"{"Responses":{"t":null}}"#,
        r#"{"Responses":{"t":{}}}"#,
        r#"{"Responses":{"t":[1]}}"#,
        r#"{"Responses":{"t":[null]}}"#,
        r#"{"Responses":{"t":[{"k":{"S":"0"}},]}}"#,
        r#"{"Responses":{"t":[{"k":{"S":"0"}} {}]}}"#,
        r#"{"Responses":{"t":[],}}"#,
        r#"{"Responses":{"t":[]"u":[]}}"#,
        r#"{"Responses":{"t":[]}"#,
        r#"{"Responses":{},"Responses":{}}"#,
    ] {
        assert_eq!(
            read(body).unwrap_err().kind(),
            ErrorKind::Response,
            "{body}"
        );
    }
}

#[test]
fn entries_of_a_transaction() {
    let read = |body: &str| {
        let mut items = Vec::new();
        let (entries, beside) = transaction(body.as_bytes(), &mut |entry, item| {
            items.push((entry, item.read(|reader| reader.value())?));
            Ok(())
        })?;
        assert_eq!(beside.rest, b"{}");
        Ok((entries, items))
    };
    let item = |key: &str| stored(&[key]).remove(0);
    for (body, expected) in [
        ("{}", (0, vec![])),
        (r#"{"Responses":[]}"#, (0, vec![])),
        (r#"{"Responses":[ { } ,{"Item":null}]}"#, (2, vec![])),
        (
            r#"{"Responses":[{},{"Item":{"k":{"S":"1"}}},{"x":[1],"Item":{"k":{"S":"2"}}},{"x":{}}]}"#,
            (4, vec![(1, item("1")), (2, item("2"))]),
        ),
    ] {
        assert_eq!(read(body).unwrap(), expected, "{body}");
    }
    for body in [
        r#"{"Responses":{}}"#,
        r#"{"Responses":[null]}"#,
        r#"{"Responses":[{"Item":[]}]}"#,
        r#"{"Responses":[{"Item":{"k":{"S":"1"}}]}"#,
        r#"{"Responses":[{"Item":{"k":{"S":"1"}},"Item":{"k":{"S":"1"}}}]}"#,
        r#"{"Responses":[{} {}]}"#,
    ] {
        let error: Error = read(body).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Response, "{body}");
    }
}
