//! Case by case: what is JSON, what is an attribute value, and which error it is if not.

use super::*;
use crate::error::ErrorKind;
use crate::wire::WireReader;

fn read(text: impl AsRef<[u8]>) -> Result<AttributeValue> {
    let mut reader = WireReader::new(text.as_ref())?;
    let value = reader.value()?;
    reader.finish()?;
    Ok(value)
}

fn skip(text: impl AsRef<[u8]>) -> Result<()> {
    let mut reader = WireReader::new(text.as_ref())?;
    reader.skip()?;
    reader.finish()
}

fn is_json(text: impl AsRef<[u8]>) -> bool {
    serde_json::from_slice::<Value>(text.as_ref()).is_ok()
}

#[track_caller]
fn malformed(text: impl AsRef<[u8]>) -> String {
    let error = read(text).expect_err("it is malformed");
    assert_eq!(error.kind(), ErrorKind::Response, "{error}");
    error.to_string()
}

/// Malformed for everybody, also for one that only passes over it.
#[track_caller]
fn no_json(text: impl AsRef<[u8]>) {
    let text = text.as_ref();
    malformed(text);
    assert!(!is_json(text), "serde_json reads it");
    assert_eq!(
        skip(text).expect_err("it is no JSON").kind(),
        ErrorKind::Response
    );
}

/// JSON, but no attribute value.
#[track_caller]
fn no_value(text: &str) {
    malformed(text);
    assert!(is_json(text), "serde_json does not read it");
}

fn s(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

#[test]
fn commas_and_colons() {
    for text in [
        r#"{"L":[{"S":"a"} {"S":"b"}]}"#,
        r#"{"L":[{"S":"a"},]}"#,
        r#"{"L":[,{"S":"a"}]}"#,
        r#"{"L":[,]}"#,
        r#"{"L":[{"S":"a"},,{"S":"b"}]}"#,
        r#"{"L":[{"S":"a"};{"S":"b"}]}"#,
        r#"{"SS":["a" "b"]}"#,
        r#"{"SS":["a",]}"#,
        r#"{"SS":[,"a"]}"#,
        r#"{"M":{"a":{"S":"a"} "b":{"S":"b"}}}"#,
        r#"{"M":{"a":{"S":"a"},}}"#,
        r#"{"M":{,"a":{"S":"a"}}}"#,
        r#"{"M":{"a" {"S":"a"}}}"#,
        r#"{"M":{"a"::{"S":"a"}}}"#,
        r#"{"M":{"a":}}"#,
        r#"{"M":{a:{"S":"a"}}}"#,
        r#"{"M":{1:{"S":"a"}}}"#,
        r#"{"S" "a"}"#,
        r#"{"S":"a",}"#,
        r#"{,"S":"a"}"#,
        r#"{"S":}"#,
        r#"{"L":[}"#,
        r#"{"L":[]]"#,
        r#"{"M":{]}"#,
        r#"{"M":{}]"#,
        r#"{"L":[{"S":"a"}}]"#,
        r#"{'S':'a'}"#,
        r#"{"S":"a"} x"#,
        r#"{"S":"a"}{"S":"a"}"#,
        r#"{"S":"a"}}"#,
        r#"{"S":"a"} /* no */"#,
    ] {
        no_json(text);
    }
}

#[test]
fn truncation_anywhere() {
    let whole = r#" { "M" : {"a":{"S":"\ud83d\ude00x"},"b":{"L":[{"N":"1"},{"BOOL":true},{"NULL":true}]},"c":{"BS":["AAA=","/w=="]}}}"#;
    read(whole).unwrap();
    for end in 0..whole.len() {
        no_json(&whole.as_bytes()[..end]);
    }
}

#[test]
fn an_attribute_value_has_one_type() {
    assert!(malformed(r#"{"S":"a","N":"1"}"#).ends_with("an attribute value of two types"));
    assert!(malformed(r#"{"S":"a","S":"a"}"#).ends_with("an attribute value of two types"));
    assert!(malformed(r#"{"BOOL":true,"S":"a"}"#).ends_with("an attribute value of two types"));
    assert!(malformed(r#"{"L":[],"S":"a"}"#).ends_with("an attribute value of two types"));
    assert!(malformed(r#"{"M":{},"S":"a"}"#).ends_with("an attribute value of two types"));
    assert_eq!(
        malformed("{}"),
        "malformed response at byte 2: an attribute value of no type"
    );
    assert!(malformed(r#"{"L":[{   }]}"#).ends_with("an attribute value of no type"));
}

#[test]
fn json_of_another_type_than_the_descriptor_says() {
    for text in [
        r#""a""#,
        "5",
        "null",
        "[]",
        r#"["S","a"]"#,
        r#"{"N":5}"#,
        r#"{"N":-0.5e1}"#,
        r#"{"N":null}"#,
        r#"{"S":5}"#,
        r#"{"S":null}"#,
        r#"{"S":["a"]}"#,
        r#"{"B":[0]}"#,
        r#"{"BOOL":"true"}"#,
        r#"{"BOOL":1}"#,
        r#"{"BOOL":null}"#,
        r#"{"NULL":null}"#,
        r#"{"NULL":"true"}"#,
        r#"{"L":{}}"#,
        r#"{"L":{"a":{"S":"a"}}}"#,
        r#"{"L":null}"#,
        r#"{"L":["a"]}"#,
        r#"{"M":[]}"#,
        r#"{"M":{"a":"a"}}"#,
        r#"{"M":{"a":null}}"#,
        r#"{"SS":"a"}"#,
        r#"{"SS":[1]}"#,
        r#"{"NS":[1]}"#,
        r#"{"SS":[{"S":"a"}]}"#,
        r#"{"BS":[null]}"#,
    ] {
        no_value(text);
    }
}

#[test]
fn base64() {
    let blob = |bytes: &[u8]| AttributeValue::B(Blob::new(bytes));
    assert_eq!(read(r#"{"B":""}"#).unwrap(), blob(b""));
    assert_eq!(read(r#"{"B":"/w=="}"#).unwrap(), blob(&[255]));
    assert_eq!(read(r#"{"B":"\/w=="}"#).unwrap(), blob(&[255]));
    assert_eq!(read(r#"{"B":"+/+/"}"#).unwrap(), blob(&[0xfb, 0xff, 0xbf]));
    for text in [
        "/w", "/w=", "/w===", "_w==", "/x==", "A", "AA AA", "AAAA\\n", "é",
    ] {
        let said = malformed(format!(r#"{{"B":"{text}"}}"#));
        assert!(said.ends_with("not base64"), "{said}");
        malformed(format!(r#"{{"BS":["{text}"]}}"#));
    }
}

#[test]
fn unknown_types_are_named() {
    for text in [
        r#"{"X":"a"}"#,
        r#"{ "X" : {"deep":[1]} }"#,
        r#"{"\u0058":1}"#,
    ] {
        let error = read(text).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert_eq!(
            error.to_string(),
            r#"DynamoDB returned an attribute of type "X", which this version does not know"#
        );
        // They hurt nobody who does not want to read them.
        skip(text).unwrap();
    }
    for text in ["s", "Bool", "SSS", "", "S ", "BOOLEAN", &"S".repeat(1000)] {
        let error = read(format!(r#"{{"{text}":"a"}}"#)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(error.to_string().len() < 100, "{error}");
    }
}

#[test]
fn descriptors_may_be_written_otherwise() {
    for text in [
        r#"{"S":"a"}"#,
        r#"{ "S":"a"}"#,
        r#"{"S" :"a"}"#,
        r#"{"S": "a"}"#,
        r#"{"S":"a" }"#,
        "\t\r\n {\n\"S\"\t:\r\"a\"\n}\n ",
        r#"{"\u0053":"a"}"#,
    ] {
        assert_eq!(read(text).unwrap(), s("a"), "{text}");
        skip(text).unwrap();
    }
}

#[test]
fn white_space_everywhere() {
    let compact = r#"{"M":{"a":{"L":[{"S":" x "},{"N":"1"}]},"b":{"BOOL":false},"c":{"NULL":true},"d":{"SS":["a","b"]},"e":{"B":""},"f":{"M":{}},"g":{"L":[]}}}"#;
    for space in [" ", "\n", "\r\n", "\t", " \n\t\r "] {
        let mut airy = String::new();
        for (i, piece) in compact.split('"').enumerate() {
            // Every second piece is within quotes.
            if i % 2 == 1 {
                airy.push_str(&format!("\"{piece}\""));
                continue;
            }
            let words = piece.replace("true", "\0").replace("false", "\u{1}");
            for c in words.chars() {
                airy.push_str(space);
                match c {
                    '\0' => airy.push_str("true"),
                    '\u{1}' => airy.push_str("false"),
                    other => airy.push(other),
                }
                airy.push_str(space);
            }
        }
        assert_eq!(read(&airy).unwrap(), read(compact).unwrap());
        skip(&airy).unwrap();
    }
    // These are white space for others, but not in JSON.
    for space in ["\u{b}", "\u{c}", "\u{a0}", "\u{feff}", "\0"] {
        no_json(format!(r#"{{"S":{space}"a"}}"#));
        no_json(format!(r#"{space}{{"S":"a"}}"#));
        no_json(format!(r#"{{"S":"a"}}{space}"#));
    }
}

#[test]
fn literals() {
    for word in [
        "tru", "True", "TRUE", "truee", "fals", "falsee", "t", "f", "true1", "nul", "nulll", "yes",
    ] {
        no_json(format!(r#"{{"BOOL":{word}}}"#));
        no_json(format!(r#"{{"NULL":{word}}}"#));
        no_json(word);
    }
}

#[test]
fn numbers_in_what_is_passed_over() {
    for number in [
        "0",
        "-0",
        "1",
        "10",
        "1.5",
        "-1.50",
        "1e5",
        "1E+5",
        "1e-05",
        "0.0e0",
        "123456789012345678901234567890",
    ] {
        skip(format!(r#"{{"Z":{number}}}"#)).unwrap();
        assert!(is_json(number));
    }
    for number in [
        "01",
        "-",
        "+1",
        ".5",
        "1.",
        "1.e5",
        "1e",
        "1e+",
        "--1",
        "0x10",
        "1_000",
        "NaN",
        "Infinity",
        "-Infinity",
        "1.5.5",
        "1 2",
        "00",
    ] {
        let text = format!(r#"{{"Z":{number}}}"#);
        assert_eq!(skip(&text).expect_err(number).kind(), ErrorKind::Response);
        assert!(!is_json(text));
    }
}

#[test]
fn control_characters_in_strings() {
    for code in 0..0x20 {
        let c = char::from_u32(code).unwrap();
        no_json(format!(r#"{{"S":"a{c}"}}"#));
        no_json(format!(r#"{{"S":"{c}aaaaaaaaaaaaaaaa"}}"#));
        no_json(format!(r#"{{"S":"\n{c}"}}"#));
        no_json(format!(r#"{{"M":{{"{c}":{{"S":""}}}}}}"#));
    }
    assert_eq!(
        read("{\"S\":\"\u{7f}\u{80}\u{9f}\u{2028}\"}").unwrap(),
        s("\u{7f}\u{80}\u{9f}\u{2028}")
    );
}

#[test]
fn escapes() {
    assert_eq!(
        read(r#"{"S":"\"\\\/\b\f\n\r\t\u0041\u00e9\u20AC\uD83D\uDE00\ufffF\u0000"}"#).unwrap(),
        s("\"\\/\u{8}\u{c}\n\r\tAé€😀\u{ffff}\0")
    );
    for escape in [
        "\\", "\\x41", "\\a", "\\v", "\\0", "\\'", "\\U0041", "\\u", "\\u0", "\\u004", "\\u00g0",
        "\\u+041", "\\u 041", "\\é", "\\u{41}", "\\\n",
    ] {
        no_json(format!(r#"{{"S":"{escape}"}}"#));
        no_json(format!(r#"{{"S":"{escape} and more"}}"#));
        no_json(format!(r#"{{"M":{{"{escape}":{{"S":""}}}}}}"#));
    }
}

#[test]
fn half_of_a_surrogate_pair() {
    for escape in [
        r"\ud83d",
        r"\ude00",
        r"\ud83dx",
        r"\ud83d\n",
        r"\ud83d\u0041",
        r"\ud83d\ud83d",
        r"\ude00\ud83d",
        r"\ud83d\",
        r"\ud83d\u",
        r"\ud83d\ude0",
        r"\ud83d😀",
        r"\ud83d\ue000",
        r"\ud83d\udbff",
        r"\udbff\ue000",
        r"\udfff",
    ] {
        no_json(format!(r#"{{"S":"{escape}"}}"#));
        no_json(format!(r#"{{"S":"{escape} and more"}}"#));
    }
    assert_eq!(
        read(r#"{"S":"\ud800\udc00\udbff\udfff\ud7ff\ue000"}"#).unwrap(),
        s("\u{10000}\u{10ffff}\u{d7ff}\u{e000}")
    );
}

#[test]
fn utf8() {
    for bytes in [
        &b"\xff"[..],
        b"\xc3",
        b"\xc3\x28",
        b"\xed\xa0\x80",
        b"\xf0\x9f\x98",
        b"\xc0\x80",
        b"\xf4\x90\x80\x80",
    ] {
        let text = [&b"{\"S\":\""[..], bytes, b"\"}"].concat();
        assert_eq!(malformed(&text), "malformed response at byte 6: not UTF-8");
        no_json(&text);
    }
}

#[test]
fn names_of_all_sorts() {
    let names = [
        "a.b",
        "#",
        ":v",
        "",
        " ",
        "a[0]",
        "\"",
        "\\",
        "日本語",
        "😀",
        "é",
        "\u{0}",
        "S",
        "M",
        "a-b",
        "0",
    ];
    let entries: Item = names
        .iter()
        .map(|name| ((*name).to_owned(), s(name)))
        .collect();
    let bytes = item_bytes(&entries);
    assert_eq!(
        serde_json::from_slice::<Value>(&bytes).unwrap(),
        item_to_json(&entries)
    );
    for name in names {
        let mut reader = WireReader::item(&bytes).unwrap();
        assert_eq!(reader.peek_str(name).unwrap().as_deref(), Some(name));
        assert_eq!(reader.value().unwrap(), AttributeValue::M(entries.clone()));
    }
}

#[test]
fn hostile_depth() {
    let deep = 100_000;
    for (open, close) in [
        ("[", "]"),
        (r#"{"a":"#, "}"),
        (r#"{"L":["#, "]}"),
        (r#"{"M":{"a":"#, "}}"),
        (r#"{"S":["#, "]}"),
    ] {
        for text in [
            open.repeat(deep),
            format!("{}{}", open.repeat(deep), close.repeat(deep)),
        ] {
            assert!(read(&text).is_err());
            assert_eq!(skip(&text).unwrap_err().kind(), ErrorKind::Response);
            assert!(
                WireReader::new(text.as_bytes())
                    .unwrap()
                    .peek_str("x")
                    .is_err()
            );
            let body = format!(r#"{{"Items":[{text}],"Other":{text}}}"#);
            assert!(crate::wire::items(body.as_bytes(), 1, walk).is_err());
            let body = format!(r#"{{"Other":{text}}}"#);
            assert!(crate::wire::items(body.as_bytes(), 1, walk).is_err());
        }
    }
}

/// Twice as deep as DynamoDB stores today, then no more: reading and passing over alike.
#[test]
fn how_deep_values_are_read() {
    let nested = |levels: usize| format!("{}{}", r#"{"L":["#.repeat(levels), "]}".repeat(levels));
    read(nested(64)).unwrap();
    skip(nested(64)).unwrap();
    assert!(malformed(nested(65)).ends_with("it is nested too deeply"));
    // One level more: empty arrays are passed over without being entered.
    assert_eq!(skip(nested(66)).unwrap_err().kind(), ErrorKind::Response);
}

#[test]
fn the_end_of_the_value() {
    let unread = |steps: fn(&mut WireReader<'_>)| {
        let mut reader = WireReader::new(br#"{"L":[{"S":"a"}]}"#).unwrap();
        steps(&mut reader);
        reader.finish().unwrap_err().to_string()
    };
    assert_eq!(unread(|_| ()), "a codec did not read its whole value");
    assert_eq!(
        unread(|r| drop(r.enter_list())),
        "a codec did not read its whole value"
    );
}
