//! The items of a response, and the rest of it.

use super::*;
use crate::error::ErrorKind;
use crate::wire::response::Page;
use crate::wire::{WireReader, item as split_item, items};

const MEMBERS: [&str; 5] = [
    r#""Count":3"#,
    r#""Items":[{"k":{"S":"0"}},{"k":{"S":"1"},"x":{"N":"7"}},{"k":{"S":"2"}}]"#,
    r#""LastEvaluatedKey" : {"k":{"S":"\u0032"} }"#,
    r#""ConsumedCapacity":{"CapacityUnits":1.50,"TableName":"t,\"}]"}"#,
    r#""\u0053cannedCount": 3"#,
];

/// The string `k` of an item, whatever else it has.
fn key(reader: &mut dyn Reader<'_>) -> Result<String> {
    let mut key = None;
    reader.enter_map()?;
    while let Some(name) = reader.next_key()? {
        match &*name {
            "k" => key = Some(reader.str().map_err(|error| error.at("k"))?.into_owned()),
            _ => reader.skip()?,
        }
    }
    key.ok_or_else(|| Error::missing().at("k"))
}

fn page(body: &str, max: usize) -> Page<'_, String> {
    items(body.as_bytes(), max, key).unwrap()
}

fn rest<'a>(page: &'a Page<'_, String>) -> &'a str {
    str::from_utf8(&page.rest).unwrap()
}

#[track_caller]
fn malformed(body: impl AsRef<[u8]>) -> String {
    let Err(error) = items(body.as_ref(), 9, key) else {
        panic!("it is malformed");
    };
    assert_eq!(error.kind(), ErrorKind::Response, "{error}");
    if serde_json::from_slice::<Value>(body.as_ref()).is_err() {
        let error = split_item(body.as_ref(), "Item", key).expect_err("it is no JSON");
        assert_eq!(error.kind(), ErrorKind::Response, "{error}");
    }
    error.to_string()
}

/// All orders of these.
fn orders(members: &[&str]) -> Vec<Vec<String>> {
    let [first, others @ ..] = members else {
        return vec![Vec::new()];
    };
    let insert = |order: Vec<String>| {
        (0..=order.len()).map(move |at| {
            let mut order = order.clone();
            order.insert(at, (*first).to_owned());
            order
        })
    };
    orders(others).into_iter().flat_map(insert).collect()
}

#[test]
fn members_in_every_order() {
    for order in orders(&MEMBERS) {
        let body = format!("{{{}}}", order.join(","));
        let others: Vec<String> = order
            .into_iter()
            .filter(|m| !m.starts_with("\"Items"))
            .collect();
        let page = page(&body, 9);
        assert_eq!(page.items, ["0", "1", "2"]);
        assert_eq!(page.cut, None);
        // Byte for byte.
        assert_eq!(rest(&page), format!("{{{}}}", others.join(",")));
    }
}

#[test]
fn white_space_between_members_is_not_kept() {
    let body = MEMBERS
        .join(" \n,\t")
        .replace("\"Items\":[", " \"Items\" \n: [ ");
    let body = format!(" \r\n{{ {body} }} \n");
    let page = page(&body, 9);
    assert_eq!(page.items, ["0", "1", "2"]);
    let [count, _, others @ ..] = MEMBERS;
    assert_eq!(rest(&page), format!("{{{count},{}}}", others.join(",")));
}

#[test]
fn no_items() {
    for (body, kept) in [
        ("{}", "{}"),
        (" { } ", "{}"),
        (r#"{"Count":0}"#, r#"{"Count":0}"#),
        (r#"{"Count":0,"Items":[]}"#, r#"{"Count":0}"#),
        (r#"{"Items": [ ] ,"Count":0}"#, r#"{"Count":0}"#),
        (r#"{"Items":[]}"#, "{}"),
        (r#"{"Items": null}"#, r#"{"Items": null}"#),
        (r#"{"items":[1]}"#, r#"{"items":[1]}"#),
        (r#"{"X":{"Items":[1]}}"#, r#"{"X":{"Items":[1]}}"#),
    ] {
        let page = page(body, 9);
        assert!(page.items.is_empty());
        assert_eq!(page.cut, None);
        assert_eq!(rest(&page), kept);
    }
}

#[test]
fn a_name_may_be_escaped() {
    let page = page(r#"{"\u0049tems":[{"k":{"S":"0"}}]}"#, 9);
    assert_eq!(page.items, ["0"]);
    assert_eq!(rest(&page), "{}");
}

#[test]
fn no_more_than_wanted() {
    let body = format!("{{{}}}", MEMBERS.join(","));
    let s = |text: &str| AttributeValue::S(text.to_owned());
    let cut = |max| page(&body, max).cut;

    assert_eq!(page(&body, 1).items, ["0"]);
    assert_eq!(cut(1), Some(HashMap::from([("k".to_owned(), s("0"))])));
    assert_eq!(page(&body, 2).items, ["0", "1"]);
    let second = [
        ("k".to_owned(), s("1")),
        ("x".to_owned(), AttributeValue::N("7".to_owned())),
    ];
    assert_eq!(cut(2), Some(HashMap::from(second)));
    assert_eq!(page(&body, 3).items, ["0", "1", "2"]);
    assert_eq!(cut(3), None);
    assert_eq!(page(&body, usize::MAX).items, ["0", "1", "2"]);
    assert_eq!(cut(usize::MAX), None);
    assert!(page(&body, 0).items.is_empty());
    assert_eq!(cut(0), None);
    for max in 0..5 {
        assert_eq!(rest(&page(&body, max)), rest(&page(&body, 9)));
    }
}

#[test]
fn the_first_as_it_stands() {
    let body = format!("{{{}}}", MEMBERS.join(","));
    for max in [1, 2, 9] {
        assert_eq!(page(&body, max).first, Some(r#"{"k":{"S":"0"}}"#));
    }
    assert_eq!(page(&body, 0).first, None);
    assert_eq!(page(r#"{"Items":[]}"#, 9).first, None);
    let spaced =
        "{\"Items\" : [\n {\"k\":{\"S\":\"0\"}, \"x\":{\"L\":[]} } , {\"k\":{\"S\":\"1\"}}]}";
    let first = page(spaced, 9).first.unwrap();
    let first = crate::wire::read_item(first.as_bytes(), crate::wire::attributes).unwrap();
    let first: Vec<_> = first.into_keys().collect();
    assert!(first.len() == 2 && first.contains(&"x".to_owned()));
}

#[test]
fn what_is_not_wanted_is_not_decoded() {
    let body = r#"{"Items":[{"k":{"S":"0"}},{"k":{"N":"1"}},{}]}"#;
    assert_eq!(page(body, 1).items, ["0"]);
    // But it has to be JSON.
    malformed_with(r#"{"Items":[{"k":{"S":"0"}},{"k":}]}"#, 1);
    malformed_with(r#"{"Items":[{"k":{"S":"0"}},]}"#, 1);
    malformed_with(r#"{"Items":[{"k":{"S":"0"}} {}]}"#, 1);
}

#[track_caller]
fn malformed_with(body: &str, max: usize) {
    let error = items(body.as_bytes(), max, key)
        .err()
        .expect("it is malformed");
    assert_eq!(error.kind(), ErrorKind::Response);
}

/// As the other back end does.
#[test]
fn a_codec_may_leave_an_item_unread() {
    let body = format!("{{{}}}", MEMBERS.join(","));
    for codec in [
        (|_| Ok(())) as fn(&mut dyn Reader<'_>) -> Result<()>,
        |r| r.kind().map(drop),
        |r| r.enter_map().map(drop),
        |r| r.enter_map().and_then(|_| r.next_key().map(drop)),
        |r| {
            r.enter_map()?;
            r.next_key()?;
            r.kind().map(drop)
        },
        |r| r.skip(),
        |r| r.value().map(drop),
    ] {
        let read = items(body.as_bytes(), 2, codec).unwrap();
        assert_eq!(read.items.len(), 2);
        assert_eq!(read.rest, page(&body, 9).rest);
    }
}

#[test]
fn a_misfit_has_its_path_and_its_item() {
    let body = r#"{"Count":2,"Items":[{"k":{"S":"0"}},{"x":{"BOOL":true},"k":{"N":"1"}}]}"#;
    let error = items(body.as_bytes(), 9, key).err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.to_string(), "k: expected S, found N");
    let item = HashMap::from([
        ("x".to_owned(), AttributeValue::Bool(true)),
        ("k".to_owned(), AttributeValue::N("1".to_owned())),
    ]);
    assert_eq!(error.stored_item(), Some(&item));

    let error = items(br#"{"Items":[{}]}"#, 9, key).err().unwrap();
    assert_eq!(error.to_string(), "k: this required attribute is missing");
    assert_eq!(error.stored_item(), Some(&HashMap::new()));

    let error = split_item(br#"{"Item":{"k":{"N":"1"}}}"#, "Item", key).unwrap_err();
    assert_eq!(error.to_string(), "k: expected S, found N");
    assert!(error.stored_item().is_some());
}

#[test]
fn an_item_of_a_type_that_is_not_known_cannot_be_shown() {
    let body = r#"{"Items":[{"k":{"N":"1"},"x":{"F16":"?"}}]}"#;
    let error = items(body.as_bytes(), 9, key).err().unwrap();
    assert_eq!(error.to_string(), "k: expected S, found N");
    assert_eq!(error.stored_item(), None);
}

/// With the other back end the whole response is parsed before the first item is read.
#[test]
fn damage_is_worse_than_a_misfit() {
    for body in [
        r#"{"Items":[{"k":{"N":"1"}}"#,
        r#"{"Items":[{"k":{"N":"1"}},{]}"#,
        r#"{"Items":[{"k":{"N":"1"}}],"Count":}"#,
        r#"{"Items":[{"k":{"N":"1"}}]} x"#,
        r#"{"Items":[{"k":{"N":"1"},"x":{"N":5}}]}"#,
    ] {
        malformed(body);
    }
}

#[test]
fn damaged_responses() {
    for body in [
        "",
        " ",
        "null",
        "[]",
        "5",
        r#""Items""#,
        "{",
        "}",
        r#"{"Items""#,
        r#"{"Items":"#,
        r#"{"Items":[{"k":{"S":"0"}}]"#,
        r#"{"Items":[{"k":{"S":"0"}}}"#,
        r#"{"Items":[{"k":{"S":"0"}},]}"#,
        r#"{"Items":[{"k":{"S":"0"}} {"k":{"S":"0"}}]}"#,
        r#"{"Items":[{"k":{"S":"0"}}]}{}"#,
        r#"{"Items":[{"k":{"S":"0"}}]}]"#,
        r#"{"Items":[{"k":{"S":"0"}}],}"#,
        r#"{"Items":[{"k":{"S":"0"}}] "Count":1}"#,
        r#"{"Items":[null]}"#,
        r#"{"Items":[1]}"#,
        r#"{"Items":{"k":{"S":"0"}}}"#,
        r#"{"Items":"a"}"#,
        r#"{"Items":5}"#,
        r#"{"Items":nul}"#,
        r#"{Items:[]}"#,
        "<html><body>502</body></html>",
        "\u{feff}{}",
        "{}\0",
    ] {
        malformed(body);
    }
    malformed(b"{\"Count\":1,\"a\":\"\xff\"}");
}

#[test]
fn a_member_stands_once() {
    for body in [
        r#"{"Items":[],"Items":[]}"#,
        r#"{"Items":null,"Items":[]}"#,
        r#"{"Count":1,"Count":1}"#,
        r#"{"Count":1,"Items":[],"\u0043ount":2}"#,
    ] {
        assert!(malformed(body).ends_with("a member stands twice in it"));
    }
}

#[test]
fn a_count_is_only_a_hint() {
    for count in [
        "0",
        "1",
        "18446744073709551615",
        "18446744073709551616",
        "-1",
        "1.5",
        "1e9",
        "\"3\"",
        "null",
        "{}",
    ] {
        let body =
            format!(r#"{{"Count":{count},"Items":[{{"k":{{"S":"0"}}}},{{"k":{{"S":"1"}}}}]}}"#);
        let page = page(&body, 9);
        assert_eq!(page.items, ["0", "1"]);
        assert!(page.items.capacity() < 100);
        assert_eq!(rest(&page), format!(r#"{{"Count":{count}}}"#));
    }
    let capacity = |count: usize, items: usize, max: usize| {
        let items = vec![r#"{"k":{"S":"0"}}"#; items].join(",");
        let body = format!(r#"{{"Count":{count},"Items":[{items}]}}"#);
        page(&body, max).items.capacity()
    };
    assert_eq!(capacity(2, 2, 9), 2);
    assert_eq!(capacity(1000, 1000, usize::MAX), 1000);
    assert_eq!(capacity(1000, 1000, 9), 9);
    // It may be wrong, but it may not cost much.
    assert!(capacity(usize::MAX, 2, usize::MAX) < 10);
    assert!(capacity(1, 1000, usize::MAX) >= 1000);
}

#[test]
fn one_item() {
    let (item, rest) = split_item(
        br#"{"Item":{"k":{"S":"0"}},"ConsumedCapacity":{"x":1}}"#,
        "Item",
        key,
    )
    .unwrap();
    assert_eq!(item.as_deref(), Some("0"));
    assert_eq!(rest, br#"{"ConsumedCapacity":{"x":1}}"#);

    let (item, rest) = split_item(br#"{"Attributes":{"k":{"S":"0"}}}"#, "Attributes", key).unwrap();
    assert_eq!(item.as_deref(), Some("0"));
    assert_eq!(rest, b"{}");

    let (item, rest) = split_item(br#"{"Attributes":{"k":{"S":"0"}}}"#, "Item", key).unwrap();
    assert_eq!(item, None);
    assert_eq!(rest, br#"{"Attributes":{"k":{"S":"0"}}}"#);

    for body in ["{}", r#"{"Item":null}"#] {
        assert_eq!(split_item(body.as_bytes(), "Item", key).unwrap().0, None);
    }
    for body in [
        r#"{"Item":[]}"#,
        r#"{"Item":{"k":{"S":"0"}}"#,
        r#"{"Item":{"k":{"S":"0"}}}}"#,
        r#"{"Item":"x"}"#,
        "",
    ] {
        let error = split_item(body.as_bytes(), "Item", key).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Response);
    }
}

proptest! {
    #[test]
    fn any_page(stored in vec(item(), 0..6), max in 0..8usize, first: bool) {
        let list: Vec<Vec<u8>> = stored.iter().map(item_bytes).collect();
        let list = [&b"\"Items\":["[..], &list.join(&b','), b"]"].concat();
        let rest = br#""Count":6,"ScannedCount":6"#;
        let body = if first { [&list[..], rest].join(&b',') } else { [rest, &list[..]].join(&b',') };
        let body = [b"{", &body[..], b"}"].concat();
        let page = items(&body, max, walk_item).unwrap();
        let wanted = &stored[..max.min(stored.len())];
        prop_assert_eq!(&page.items[..], wanted);
        prop_assert_eq!(page.cut.as_ref(), if stored.len() > max { wanted.last() } else { None });
        let first = page.first.map(|json| WireReader::item(json.as_bytes()).unwrap().map().unwrap());
        prop_assert_eq!(first.as_ref(), wanted.first());
        prop_assert_eq!(page.rest, [b"{", &rest[..], b"}"].concat());
    }
}
