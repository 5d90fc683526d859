//! The writer refuses what the other back end refuses, and says it in the same words.

use super::*;
use crate::error::ErrorKind;
use crate::value::MAX_DEPTH;
use crate::value::av::AvWriter;

/// One step of a codec, right or wrong.
#[derive(Debug, Clone, Copy)]
enum Step {
    Str,
    Number,
    NoNumber,
    Bytes,
    Bool,
    Null,
    List,
    Set(AttributeType),
    Map,
    Key(&'static str),
    EndList,
    EndSet,
    EndMap,
}
use Step::*;

fn take(step: Step, writer: &mut dyn Writer) -> Result<()> {
    match step {
        Str => writer.str("x"),
        Number => writer.number("1"),
        NoNumber => writer.number("one"),
        Bytes => writer.bytes(b"x"),
        Bool => writer.bool(true),
        Null => writer.null(),
        List => writer.begin_list(0),
        Set(of) => writer.begin_set(of, 0),
        Map => writer.begin_map(0),
        Key(name) => writer.key(name),
        EndList => writer.end_list(),
        EndSet => writer.end_set(),
        EndMap => writer.end_map(),
    }
}

fn on_av(steps: &[Step]) -> Result<AttributeValue> {
    let mut writer = AvWriter::new();
    steps.iter().try_for_each(|step| take(*step, &mut writer))?;
    writer.finish()
}

fn on_wire(steps: &[Step]) -> Result<Vec<u8>> {
    let mut writer = WireWriter::new(Vec::new());
    steps.iter().try_for_each(|step| take(*step, &mut writer))?;
    writer.finish()
}

fn on_wire_as_item(steps: &[Step]) -> Result<Vec<u8>> {
    let mut writer = WireWriter::item(Vec::new());
    steps.iter().try_for_each(|step| take(*step, &mut writer))?;
    writer.finish()
}

fn step() -> impl Strategy<Value = Step> {
    let of = prop::sample::select(vec![
        AttributeType::Ss,
        AttributeType::Ns,
        AttributeType::Bs,
        AttributeType::L,
    ]);
    prop_oneof![
        3 => prop::sample::select(vec![Str, Number, Bytes, Bool, Null]),
        1 => Just(NoNumber),
        3 => prop::sample::select(vec![List, Map]),
        1 => of.prop_map(Set),
        6 => prop::sample::select(vec!["a", "b", "\"", ""]).prop_map(Key),
        6 => prop::sample::select(vec![EndList, EndSet, EndMap]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn whatever_a_codec_does(steps in vec(step(), 0..14)) {
        match (on_av(&steps), on_wire(&steps)) {
            (Ok(value), Ok(bytes)) => {
                let json: Value = serde_json::from_slice(&bytes).unwrap();
                prop_assert_eq!(&json, &to_json(&value));
                // serde_json lets the last of two members win. Bytes must not have two.
                prop_assert_eq!(json.to_string().len(), bytes.len());
            }
            (Err(av), Err(wire)) => prop_assert_eq!(av.kind(), wire.kind()),
            (av, wire) => prop_assert!(false, "{:?} {:?}", av, wire),
        }
    }
}

#[test]
fn says_what_the_other_says() {
    let too_deep = [List; MAX_DEPTH + 1];
    for (steps, said) in [
        (&[][..], "a codec did not write exactly one whole value"),
        (&[List], "a codec did not write exactly one whole value"),
        (&[Str, Str], "a codec wrote more than one value"),
        (
            &[NoNumber],
            "not a decimal number such as `-12.5` or `15E-1`",
        ),
        (
            &[Map, Key("a"), Str, Key("a"), Str, EndMap],
            "a: written twice into the same map",
        ),
        (
            &[Map, Key("a\n\"."), Str, Key("a\n\"."), Str, EndMap],
            r#""a\n\".": written twice into the same map"#,
        ),
        (
            &[Map, Str],
            "a codec wrote a value into a map without its key",
        ),
        (
            &[Map, Key("a"), Key("b")],
            "a codec wrote a key where none can stand",
        ),
        (
            &[List, Key("a")],
            "a codec wrote a key where none can stand",
        ),
        (&[Key("a")], "a codec wrote a key where none can stand"),
        (
            &[Map, Key("a"), EndMap],
            "a codec wrote a key without its value",
        ),
        (
            &[EndSet],
            "a codec ended a list, set or map that it had not begun",
        ),
        (
            &[Set(AttributeType::Ss), EndSet],
            "DynamoDB has no empty sets; leave the attribute out",
        ),
        (
            &[Set(AttributeType::Ns), Str],
            "the elements of a set are all of the set's own type",
        ),
        (&[Set(AttributeType::L)], "L is not a type of set"),
        (&too_deep, "values are nested more than 32 levels deep"),
    ] {
        let (av, wire) = (on_av(steps).unwrap_err(), on_wire(steps).unwrap_err());
        assert_eq!(
            (av.kind(), wire.kind()),
            (ErrorKind::Encode, ErrorKind::Encode)
        );
        assert_eq!(wire.to_string(), said, "{steps:?}");
        assert_eq!(av.to_string(), said, "{steps:?}");
    }
}

#[test]
fn as_deep_as_dynamodb_allows() {
    let steps: Vec<Step> = [[List; MAX_DEPTH], [EndList; MAX_DEPTH]].concat();
    on_av(&steps).unwrap();
    on_wire(&steps).unwrap();
}

#[test]
fn an_item_is_a_map() {
    assert_eq!(on_wire_as_item(&[Map, EndMap]).unwrap(), b"{}");
    assert_eq!(
        on_wire_as_item(&[Map, Key("m"), Map, EndMap, EndMap]).unwrap(),
        br#"{"m":{"M":{}}}"#
    );
    let said = |steps: &[Step]| on_wire_as_item(steps).unwrap_err().to_string();
    assert_eq!(said(&[Str]), "an item is a map, not S");
    assert_eq!(said(&[List]), "an item is a map, not L");
    assert_eq!(
        said(&[Map, EndMap, Map]),
        "a codec wrote more than one value"
    );
}

#[test]
fn writes_behind_what_is_there() {
    let mut writer = WireWriter::item(b"{\"Item\":".to_vec());
    for step in [Map, Key("b"), Str, Key("a"), Null, EndMap] {
        take(step, &mut writer).unwrap();
    }
    let bytes = writer.finish().unwrap();
    assert_eq!(bytes, br#"{"Item":{"b":{"S":"x"},"a":{"NULL":true}}"#);
}

/// As in a struct with a flattened map that has an attribute of the struct's own.
#[test]
fn refuses_a_key_twice_in_large_maps_too() {
    for len in [2, 31, 32, 33, 500] {
        let names: Vec<String> = (0..len)
            .map(|i| format!("a long name, number {i}"))
            .collect();
        let again = names.get(len / 2).unwrap();
        for twice in [true, false] {
            let write = |writer: &mut dyn Writer| {
                writer.begin_map(0)?;
                for name in names.iter().chain(twice.then_some(again)) {
                    writer.key(name)?;
                    writer.null()?;
                }
                writer.end_map()
            };
            let wire = write(&mut WireWriter::new(Vec::new())).map_err(|e| e.to_string());
            let av = write(&mut AvWriter::new()).map_err(|e| e.to_string());
            assert_eq!(wire.is_err(), twice);
            assert_eq!(wire, av);
        }
    }
}

#[test]
fn escapes_what_json_wants_escaped() {
    let all: String = (0..=0x2030).filter_map(char::from_u32).collect();
    let bytes = value_bytes(&AttributeValue::S(all.clone()));
    assert_eq!(
        serde_json::from_slice::<Value>(&bytes).unwrap(),
        json!({ "S": all })
    );
}
