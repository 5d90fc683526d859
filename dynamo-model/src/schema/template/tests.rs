//! Templates against what they promise: keys sort and are found as the tuples of their parts.

use std::cmp::Ordering;
use std::ops::Bound;
use std::time::SystemTime;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::value::testing::{n, s};
use crate::value::{Attribute, KeyPart, Nullable, PartText, Plain, Rfc3339, UnixSeconds};

const SORTABLE: PartForm = PartForm::Sortable;

const TEXT: Field<String> = Field::new::<Plain>("text");
const BOOL: Field<bool> = Field::new::<Plain>("bool");
const U32: Field<u32> = Field::new::<Plain>("u32");
const I64: Field<i64> = Field::new::<Plain>("i64");
const I128: Field<i128> = Field::new::<Plain>("i128");
const TIME: Field<SystemTime> = Field::new::<Rfc3339>("time");
const SECONDS: Field<SystemTime> = Field::new::<UnixSeconds>("seconds");
const OPTION: Field<Option<u32>> = Field::new::<Plain>("option");
const NULLABLE: Field<Option<u32>> = Field::new::<Nullable>("nullable");

const fn part<T: PartValue>(field: &'static Field<T>, tail: &'static str) -> Part {
    Part::new("part", field, SORTABLE, tail)
}

/// Text on both ends, numbers of both signs between.
const MIXED: Template = Template::new(
    "ORDER#",
    const {
        &[
            Part::new("name", &TEXT, SORTABLE, "#"),
            Part::new("balance", &I64, SORTABLE, "#"),
            Part::new("count", &U32, SORTABLE, "#LINE#"),
            Part::new("code", &TEXT, SORTABLE, ""),
        ]
    },
);
const TIMED: Template = Template::new("AT#", const { &[part(&TIME, "$"), part(&U32, "")] });
const NO_HEAD: Template = Template::new("", const { &[part(&I128, "#"), part(&BOOL, "")] });
const ONE_TEXT: Template = Template::new("", const { &[part(&TEXT, "")] });
const TWO_TEXTS: Template =
    Template::new("\u{E000}", const { &[part(&TEXT, " "), part(&TEXT, "")] });
const WITH_END: Template = Template::new(
    "ORDER#",
    const { &[part(&TEXT, "#"), part(&TEXT, "#TOTAL")] },
);
const FIXED_WIDTH: Template = Template::new(
    "E:",
    const {
        &[
            Part::new("a", &I64, PartForm::Digits(19), ":"),
            Part::new("b", &BOOL, SORTABLE, "|"),
            Part::new("c", &U32, SORTABLE, ""),
        ]
    },
);
/// Its texts do not sort with what follows them.
const COLONS: Template = Template::new(
    "E:",
    const { &[part(&TEXT, ":"), part(&TEXT, ":F:"), part(&TEXT, "")] },
);
const CONSTANT: Template = Template::new("PROFILE", &[]);

/// The order of values as the schema has them: what the texts are held against.
fn compare(a: &[AttributeValue], b: &[AttributeValue]) -> Ordering {
    let differs = a.iter().zip(b).map(|pair| match pair {
        (AttributeValue::S(a), AttributeValue::S(b)) => a.cmp(b),
        (AttributeValue::N(a), AttributeValue::N(b)) => {
            i128::cmp(&a.parse().unwrap(), &b.parse().unwrap())
        }
        (AttributeValue::Bool(a), AttributeValue::Bool(b)) => a.cmp(b),
        _ => panic!("values of different types"),
    });
    differs.fold(Ordering::Equal, Ordering::then)
}

fn join(template: &Template, values: &[AttributeValue]) -> String {
    let values: Vec<_> = values.iter().cloned().map(Some).collect();
    template.join(&values).unwrap().unwrap()
}

fn split(template: &Template, key: &str) -> Vec<AttributeValue> {
    let parts = template.take_apart(key).unwrap();
    parts.into_iter().map(|(_, value)| value).collect()
}

/// Text that looks like separators, escapes and literals, and characters at the edges of what there is.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => proptest::sample::select(vec![
            "#", "%", "$", "\"", "!", " ", "&", ":", "a", "b", "0", "-", "\0", "\u{1f}", "\u{7f}", "%23", "%2", "#LINE#",
            "ORDER#", "#TOTAL", "\u{D7FF}", "\u{E000}", "\u{FFFF}", "\u{10000}", "\u{10FFFE}", "é",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_filter("the last character", |c| *c != char::MAX).prop_map(String::from),
    ];
    vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

fn texts() -> BoxedStrategy<AttributeValue> {
    text().prop_map(AttributeValue::S).boxed()
}

/// Few different numbers, so that some are equal, and those at the edges.
fn numbers(min: i128, max: i128) -> BoxedStrategy<AttributeValue> {
    prop_oneof![
        4 => -3..=3_i128,
        1 => min..=max,
        1 => proptest::sample::select(vec![min, max, -1000, -10, 10, 340, 34]),
    ]
    .prop_map(move |number| n(&number.clamp(min, max).to_string()))
    .boxed()
}

fn booleans() -> BoxedStrategy<AttributeValue> {
    any::<bool>().prop_map(AttributeValue::Bool).boxed()
}

fn times() -> BoxedStrategy<AttributeValue> {
    (0_u8..60, 0_u32..3)
        .prop_map(|(minute, nanos)| s(&format!("2026-01-31T09:{minute:02}:00.{nanos:09}Z")))
        .boxed()
}

/// A template, and values for some items: few different ones for each part, so that many keys begin alike.
fn items(template: Template, of: Vec<BoxedStrategy<AttributeValue>>) -> BoxedStrategy<Items> {
    let values: Vec<_> = of.into_iter().map(|of| vec(of, 1..4)).collect();
    let picks = vec(vec(any::<Index>(), values.len()), 2..10);
    (values, picks)
        .prop_map(move |(values, picks)| {
            let row = |picks: Vec<Index>| {
                let pairs = values.iter().zip(picks);
                pairs.map(|(of, pick)| pick.get(of).clone()).collect()
            };
            Items {
                template,
                rows: picks.into_iter().map(row).collect(),
            }
        })
        .boxed()
}

#[derive(Debug, Clone)]
struct Items {
    template: Template,
    rows: Vec<Vec<AttributeValue>>,
}

/// Of templates whose keys sort as the tuples of their parts.
fn sorted_items() -> BoxedStrategy<Items> {
    let i64s = || numbers(i64::MIN.into(), i64::MAX.into());
    let u32s = || numbers(0, u32::MAX.into());
    let largest = 10_i128.pow(38) - 1;
    let all = vec![
        (4, items(MIXED, vec![texts(), i64s(), u32s(), texts()])),
        (1, items(TIMED, vec![times(), u32s()])),
        (
            1,
            items(NO_HEAD, vec![numbers(-largest, largest), booleans()]),
        ),
        (1, items(ONE_TEXT, vec![texts()])),
        (1, items(TWO_TEXTS, vec![texts(), texts()])),
        (1, items(WITH_END, vec![texts(), texts()])),
        (1, items(FIXED_WIDTH, vec![i64s(), booleans(), u32s()])),
        (1, items(CONSTANT, vec![])),
    ];
    #[cfg(all(feature = "chrono", feature = "uuid"))]
    let all = [all, vec![(1, foreign_types::items())]].concat();
    proptest::strategy::Union::new_weighted(all).boxed()
}

/// Of every template.
fn any_items() -> impl Strategy<Value = Items> {
    prop_oneof![
        4 => sorted_items(),
        1 => items(COLONS, vec![texts(), texts(), texts()]),
    ]
}

#[cfg(all(feature = "chrono", feature = "uuid"))]
mod foreign_types {
    use super::*;

    const DATE: Field<::chrono::NaiveDate> = Field::new::<Plain>("date");
    const UUID: Field<::uuid::Uuid> = Field::new::<Plain>("uuid");
    const DATED: Template = Template::new("", const { &[part(&DATE, "#UUID!"), part(&UUID, "!")] });

    pub(super) fn items() -> BoxedStrategy<Items> {
        let dates =
            (1_u8..13, 1_u8..29).prop_map(|(month, day)| s(&format!("2026-{month:02}-{day:02}")));
        let uuids = prop_oneof![0..4_u128, any::<u128>()]
            .prop_map(|uuid| s(&::uuid::Uuid::from_u128(uuid).to_string()));
        super::items(DATED, vec![dates.boxed(), uuids.boxed()])
    }
}

/// Which of the items a range begins or ends at, and with how many of its parts.
type End = Bound<(Index, Index)>;

fn end() -> impl Strategy<Value = End> {
    prop_oneof![
        1 => Just(Bound::Unbounded),
        2 => any::<(Index, Index)>().prop_map(Bound::Included),
        2 => any::<(Index, Index)>().prop_map(Bound::Excluded),
    ]
}

impl Items {
    fn end(&self, end: End) -> Bound<&[AttributeValue]> {
        end.map(|(row, len)| {
            let row = row.get(&self.rows);
            &row[..len.index(row.len() + 1)]
        })
    }
}

fn is_within(
    row: &[AttributeValue],
    from: Bound<&[AttributeValue]>,
    to: Bound<&[AttributeValue]>,
) -> bool {
    let is_behind = match from {
        Bound::Included(from) => compare(row, from).is_ge(),
        Bound::Excluded(from) => compare(row, from).is_gt(),
        Bound::Unbounded => true,
    };
    let is_before = match to {
        Bound::Included(to) => compare(row, to).is_le(),
        Bound::Excluded(to) => compare(row, to).is_lt(),
        Bound::Unbounded => true,
    };
    is_behind && is_before
}

/// Keys of other templates in the same partition, and forged ones.
fn foreign() -> impl Strategy<Value = String> {
    let literal = || {
        proptest::sample::select(vec![
            "", "ORDER", "ORDER#", "ORDER$", "ORDERS#", "ORDER\"", "AT#", "PROFILE", "PROFILE#",
            "E:", "#", "\u{E000}", "\u{D7FF}",
        ])
    };
    (literal(), text(), literal(), text()).prop_map(|(a, b, c, d)| format!("{a}{b}{c}{d}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn keys_read_back(items in any_items()) {
        for row in &items.rows {
            let key = join(&items.template, row);
            prop_assert!(items.template.matches(&key), "{key:?}");
            prop_assert_eq!(&split(&items.template, &key), row);
        }
    }

    #[test]
    fn keys_sort_as_their_parts(items in sorted_items()) {
        for a in &items.rows {
            let key = join(&items.template, a);
            for b in &items.rows {
                let other = join(&items.template, b);
                prop_assert_eq!(key.cmp(&other), compare(a, b), "{:?} and {:?}", key, other);
            }
        }
    }

    #[test]
    fn a_prefix_finds_the_keys_that_have_its_values(items in any_items()) {
        for a in &items.rows {
            for len in 0..a.len() {
                let prefix = items.template.prefix(&a[..len]).unwrap();
                for b in &items.rows {
                    let is_found = join(&items.template, b).starts_with(&prefix);
                    prop_assert_eq!(is_found, a[..len] == b[..len], "{:?} {:?}", prefix, b);
                }
            }
            prop_assert_eq!(items.template.prefix(a).unwrap(), join(&items.template, a));
        }
    }

    #[test]
    fn a_begun_part_finds_the_texts_that_begin_so(items in any_items(), beginning in text(), cut: Index) {
        for a in &items.rows {
            for (len, value) in a.iter().enumerate() {
                let AttributeValue::S(value) = value else { continue };
                let chars: Vec<_> = value.chars().collect();
                let own: String = chars[..cut.index(chars.len() + 1)].iter().collect();
                for beginning in [&own, &beginning] {
                    let prefix = items.template.prefix_text(&a[..len], beginning).unwrap();
                    for b in &items.rows {
                        let is_found = join(&items.template, b).starts_with(&prefix);
                        let begins = b[len].as_s().unwrap().starts_with(beginning.as_str());
                        prop_assert_eq!(is_found, a[..len] == b[..len] && begins, "{:?} {:?}", prefix, b);
                    }
                }
            }
        }
    }

    #[test]
    fn a_range_has_exactly_the_keys_of_its_values(
        items in sorted_items(),
        from in end(),
        to in end(),
        foreign in vec(foreign(), 0..10),
    ) {
        let (from, to) = (items.end(from), items.end(to));
        let (low, high) = items.template.between(from, to).unwrap();
        prop_assert!(!low.is_empty() && low <= high, "{low:?} {high:?}");
        for row in &items.rows {
            let key = join(&items.template, row);
            let is_found = !key.is_empty() && (&low..=&high).contains(&&key);
            prop_assert_eq!(
                is_found,
                !key.is_empty() && is_within(row, from, to),
                "{:?} in {:?} {:?}", key, low, high
            );
        }
        for key in foreign {
            let is_found = (&low..=&high).contains(&&key);
            prop_assert!(!is_found || key.starts_with(items.template.head()), "{key:?} in {low:?} {high:?}");
            // Some of them happen to be keys of this template.
            let Ok(row) = items.template.take_apart(&key) else { continue };
            let row: Vec<_> = row.into_iter().map(|(_, value)| value).collect();
            if items.template.matches(&key) && join(&items.template, &row) == key {
                prop_assert_eq!(is_found, !key.is_empty() && is_within(&row, from, to), "{:?}", key);
            }
        }
    }

    #[test]
    fn every_key_is_on_one_side_of_an_end(items in any_items(), row: Index, len: Index) {
        let row = row.get(&items.rows);
        let end = &row[..len.index(row.len() + 1)];
        let sides = [
            (Bound::Unbounded, Bound::Included(end)),
            (Bound::Excluded(end), Bound::Unbounded),
            (Bound::Unbounded, Bound::Excluded(end)),
            (Bound::Included(end), Bound::Unbounded),
        ]
        .map(|(from, to)| items.template.between(from, to).unwrap());
        for row in &items.rows {
            let key = join(&items.template, row);
            let is_found = sides.each_ref().map(|(low, high)| (low..=high).contains(&&key));
            prop_assert_eq!(is_found[0] as u8 + is_found[1] as u8, !key.is_empty() as u8, "{:?}", key);
            prop_assert_eq!(is_found[2] as u8 + is_found[3] as u8, !key.is_empty() as u8, "{:?}", key);
            if row.starts_with(end) && !key.is_empty() {
                prop_assert_eq!(is_found, [true, false, false, true], "{:?}", key);
            }
        }
    }

    #[test]
    fn no_text_makes_a_key_look_like_one_of_another_template(a in text(), b in text()) {
        let numbered: &[(Template, Vec<AttributeValue>)] = &[
            (Template::new("A#", const { &[part(&TEXT, "")] }), vec![s(&a)]),
            (Template::new("A#", const { &[part(&TEXT, "#B#"), part(&TEXT, "")] }), vec![s(&a), s(&b)]),
            (Template::new("A#", const { &[part(&TEXT, "#C#"), part(&TEXT, "")] }), vec![s(&a), s(&b)]),
            (Template::new("A#", const { &[part(&TEXT, "#B#"), part(&TEXT, "#D")] }), vec![s(&a), s(&b)]),
            (Template::new("A:", const { &[part(&TEXT, "")] }), vec![s(&a)]),
            (Template::new("A:", const { &[part(&TEXT, ":B"), part(&TEXT, "")] }), vec![s(&a), s(&b)]),
            (Template::new("A:", const { &[part(&TEXT, ":B"), part(&TEXT, ":C")] }), vec![s(&a), s(&b)]),
        ];
        for (own, (template, values)) in numbered.iter().enumerate() {
            let key = join(template, values);
            prop_assert_eq!(&split(template, &key), values);
            for (other, (template, _)) in numbered.iter().enumerate() {
                prop_assert_eq!(template.matches(&key), own == other, "{:?} {:?}", key, template);
                prop_assert_eq!(template.take_apart(&key).is_ok(), own == other, "{:?} {:?}", key, template);
            }
        }
    }

    #[test]
    fn raw_text_is_written_as_it_is_or_refused(a in text(), b in text()) {
        let template = Template::new("A#", const { &[
            Part::new("a", &TEXT, PartForm::Raw, "|"),
            Part::new("b", &TEXT, PartForm::Raw, ""),
        ] });
        let values = [Some(s(&a)), Some(s(&b))];
        match template.join(&values) {
            Ok(key) => {
                let key = key.unwrap();
                prop_assert_eq!(&key, &format!("A#{a}|{b}"));
                prop_assert!(template.matches(&key));
                prop_assert_eq!(split(&template, &key), [s(&a), s(&b)]);
            }
            Err(_) => prop_assert!(a.contains('|') || b.contains('|')),
        }
    }

    #[test]
    fn reading_never_panics(key in foreign()) {
        for template in [MIXED, TIMED, NO_HEAD, ONE_TEXT, TWO_TEXTS, WITH_END, FIXED_WIDTH, COLONS, CONSTANT] {
            let _ = (template.take_apart(&key), template.matches(&key));
        }
    }
}

#[test]
fn is_shown_as_it_was_written() {
    assert_eq!(MIXED.shape(), "ORDER#{name}#{balance}#{count}#LINE#{code}");
    assert_eq!(FIXED_WIDTH.shape(), "E:{a:019}:{b}|{c}");
    let braces = Template::new("{", const { &[Part::new("a", &TEXT, PartForm::Raw, "}b")] });
    assert_eq!(braces.shape(), "{{{a:raw}}}b");
    assert_eq!(format!("{CONSTANT:?}"), r#"Template("PROFILE")"#);
    assert_eq!(format!("{:?}", FIXED_WIDTH.parts[1]), r#"Part("{b}|")"#);
    assert!(MIXED.names().eq(["name", "balance", "count", "code"]));
}

#[test]
fn joins_stored_forms() {
    let values = [s("f34"), n("-1"), n("7"), s("a#b")];
    assert_eq!(
        join(&MIXED, &values),
        "ORDER#f34#-9999999999999999998#0000000007#LINE#a%23b"
    );
    // The field is stored as a number, and its part is the time that this number is.
    let seconds = Template::new("", const { &[part(&SECONDS, "")] });
    assert_eq!(join(&seconds, &[n("0")]), "1970-01-01T00:00:00.000000000Z");
    assert_eq!(split(&seconds, "1970-01-01T00:00:01Z"), [n("1")]);
    assert_eq!(join(&CONSTANT, &[]), "PROFILE");
}

#[test]
fn a_key_with_an_absent_part_is_absent() {
    const ABSENT: Template =
        Template::new("A#", const { &[part(&OPTION, "#"), part(&NULLABLE, "")] });
    let null = AttributeValue::Null(true);
    assert_eq!(
        ABSENT
            .join(&[Some(n("1")), Some(n("2"))])
            .unwrap()
            .as_deref(),
        Some("A#0000000001#0000000002")
    );
    assert_eq!(split(&ABSENT, "A#1#2"), [n("1"), n("2")]);
    for absent in [[None, Some(n("2"))], [Some(n("1")), Some(null.clone())]] {
        assert_eq!(ABSENT.join(&absent).unwrap(), None);
    }
    assert_eq!(
        ABSENT.prefix(&[n("1"), null]).unwrap_err().to_string(),
        "part: a part of a key must not be absent"
    );
}

#[test]
fn prefixes_end_with_the_separator() {
    let values = [s("f34"), n("1")];
    assert_eq!(MIXED.prefix(&[]).unwrap(), "ORDER#");
    assert_eq!(MIXED.prefix(&values[..1]).unwrap(), "ORDER#f34#");
    assert_eq!(MIXED.prefix_text(&[], "f#3").unwrap(), "ORDER#f%233");
    assert_eq!(
        MIXED.prefix_text(&values, "00").unwrap(),
        "ORDER#f34#0000000000000000001#00"
    );
    assert_eq!(TIMED.prefix_text(&[], "2026-01").unwrap(), "AT#2026-01");
    // The marks of the last part are no separator.
    let dashed = Template::new("AT-", const { &[part(&TIME, "")] });
    assert_eq!(dashed.prefix_text(&[], "2026-01").unwrap(), "AT-2026-01");
    assert_eq!(FIXED_WIDTH.prefix_text(&[], "00").unwrap(), "E:00");
}

#[test]
fn ranges_end_where_keys_of_other_templates_begin() {
    let between = |from, to| MIXED.between(from, to).unwrap();
    let (a, b) = ([s("a")], [s("b"), n("1")]);
    assert_eq!(
        between(Bound::Included(&a[..]), Bound::Excluded(&b[..])),
        (
            "ORDER#a#".to_owned(),
            "ORDER#b#0000000000000000001\"\u{10FFFF}".to_owned()
        )
    );
    assert_eq!(
        between(Bound::Excluded(&a[..]), Bound::Included(&b[..])),
        (
            "ORDER#a$".to_owned(),
            "ORDER#b#0000000000000000001#\u{10FFFF}".to_owned()
        )
    );
    assert_eq!(
        between(Bound::Unbounded, Bound::Unbounded),
        ("ORDER#".to_owned(), "ORDER#\u{10FFFF}".to_owned())
    );
    assert_eq!(
        NO_HEAD.between(Bound::Unbounded, Bound::Unbounded).unwrap(),
        ("\0".to_owned(), "\u{10FFFF}".to_owned())
    );
    assert_eq!(
        CONSTANT
            .between(Bound::Unbounded, Bound::Unbounded)
            .unwrap(),
        ("PROFILE".to_owned(), "PROFILE".to_owned())
    );
    let whole = [s("\u{E000}")];
    assert_eq!(
        ONE_TEXT
            .between(Bound::Excluded(&whole[..]), Bound::Excluded(&whole[..]))
            .unwrap(),
        ("\u{10FFFF}".to_owned(), "\u{10FFFF}".to_owned())
    );
    assert_eq!(
        ONE_TEXT
            .between(Bound::Excluded(&a[..]), Bound::Excluded(&whole[..]))
            .unwrap(),
        ("a\0".to_owned(), "\u{D7FF}\u{10FFFF}".to_owned())
    );
}

/// A raw text may end with the first character of all, which has none before it.
#[test]
fn nothing_is_before_the_first_character() {
    let raw = Template::new("", const { &[Part::new("a", &TEXT, PartForm::Raw, "")] });
    let (text, first) = ([s("a\0")], [s("\0")]);
    assert_eq!(
        raw.between(Bound::Unbounded, Bound::Excluded(&text[..]))
            .unwrap(),
        ("\0".to_owned(), "a".to_owned())
    );
    assert_eq!(
        raw.between(Bound::Unbounded, Bound::Excluded(&first[..]))
            .unwrap(),
        ("\u{10FFFF}".to_owned(), "\u{10FFFF}".to_owned())
    );
}

#[test]
fn reads_single_parts() {
    fn part_of<T: KeyPart + Attribute>(of: &Template, name: &'static str, key: &str) -> Result<T> {
        super::part_of(of, &Field::new::<Plain>(name), key)
    }

    let key = "ORDER#a%23b#-9999999999999999998#7#LINE#c";
    assert_eq!(part_of::<String>(&MIXED, "name", key).unwrap(), "a#b");
    assert_eq!(part_of::<i64>(&MIXED, "balance", key).unwrap(), -1);
    assert_eq!(part_of::<u32>(&MIXED, "count", key).unwrap(), 7);
    assert_eq!(MIXED.read("code", key).unwrap().fixed(), "c");
    let error = |attribute, key| part_of::<u32>(&MIXED, attribute, key).unwrap_err();
    assert_eq!(
        error("balance", key).to_string(),
        "balance: expected the digits of a whole number as they are written into this part of the key"
    );
    assert_eq!(
        error("total", key).to_string(),
        "the key `ORDER#{name}#{balance}#{count}#LINE#{code}` has no part `total`"
    );
    for key in [
        "",
        "ORDER#a#1#2#c",
        "ORDER#a#1#2#LINE#c#d",
        "order#a#1#2#LINE#c",
    ] {
        let error = error("count", key);
        assert_eq!(error.kind(), crate::error::ErrorKind::Decode);
        assert_eq!(
            error.to_string(),
            "this key is not of the form `ORDER#{name}#{balance}#{count}#LINE#{code}`"
        );
        assert_eq!(
            MIXED.take_apart(key).unwrap_err().to_string(),
            error.to_string()
        );
        assert!(!MIXED.matches(key));
    }
    assert_eq!(
        MIXED
            .take_apart("ORDER#a#1#x#LINE#c")
            .unwrap_err()
            .to_string(),
        "count: expected the digits of a whole number as they are written into this part of the key"
    );
}

#[test]
fn matches_what_it_can_have_written() {
    let one = Template::new("ORDER#", const { &[part(&TEXT, "")] });
    for (template, key, is_own) in [
        (one, "ORDER#1", true),
        (one, "ORDER#", true),
        (one, "ORDER#a%20b", true),
        (one, "ORDER#a b", false),
        (one, "ORDER#a%2", false),
        (one, "ORDER#1#ITEM#2", false),
        (one, "ORDER", false),
        (one, "ORDER#\u{10FFFF}", false),
        (ONE_TEXT, "a", true),
        (ONE_TEXT, "a#b", false),
        (WITH_END, "ORDER#a#b#TOTAL", true),
        (WITH_END, "ORDER#a#b", false),
        (WITH_END, "ORDER#a#b#TOTALS", false),
        (WITH_END, "ORDER#a#b#c#TOTAL", false),
        (CONSTANT, "PROFILE", true),
        (CONSTANT, "PROFILES", false),
    ] {
        assert_eq!(template.matches(key), is_own, "{template:?} {key}");
    }
    // Others may have written it: it is read, and known to be theirs.
    assert_eq!(split(&one, "ORDER#a b"), [s("a b")]);
}

#[test]
fn errors_name_the_attribute() {
    let join = |values: &[AttributeValue]| {
        let values: Vec<_> = values.iter().cloned().map(Some).collect();
        MIXED.join(&values).unwrap_err().to_string()
    };
    assert_eq!(
        join(&[s("a"), s("b"), n("1"), s("c")]),
        "balance: expected N, found S"
    );
    assert_eq!(
        join(&[s("a"), n("1"), n("1"), s("\u{10FFFF}")]),
        "code: the character U+10FFFF cannot be part of a key: it marks the end of ranges"
    );
    assert_eq!(
        MIXED
            .prefix_text(&[s("a")], "\u{10FFFF}")
            .unwrap_err()
            .to_string(),
        "balance: the character U+10FFFF cannot be part of a key: it marks the end of ranges"
    );
    let too_many =
        "the key `ORDER#{name}#{balance}#{count}#LINE#{code}` has 4 parts, and 5 values were given";
    let five = vec![n("1"); 5];
    assert_eq!(join(&five), too_many);
    assert_eq!(MIXED.prefix(&five).unwrap_err().to_string(), too_many);
    assert_eq!(
        join(&five[..3]),
        "the key `ORDER#{name}#{balance}#{count}#LINE#{code}` has 4 parts, and 3 values were given"
    );
    assert_eq!(
        ONE_TEXT
            .prefix_text(&[s("a")], "b")
            .unwrap_err()
            .to_string(),
        "all parts of the key `{part}` have a value, and none is left to begin with a text"
    );
}

/// What does not compile as a constant panics here.
mod refusals {
    use super::*;

    /// A type with these marks.
    macro_rules! marked {
        ($name:ident $marks:literal) => {
            struct $name;
            impl KeyPart for $name {
                const MARKS: &'static str = $marks;
                fn write_part(&self, _: &mut PartWriter<'_>) -> Result<()> {
                    Ok(())
                }
                fn read_part(_: PartText<'_>) -> Result<Self> {
                    Ok(Self)
                }
            }
        };
    }
    marked!(Hash "#");
    marked!(Percent "-%");
    marked!(Letter "a");
    marked!(Wide "→");

    fn marks<T: KeyPart + 'static>() -> Part {
        Part::new(
            "part",
            Box::leak(Box::new(Field::<T>::new::<crate::schema::Unknown>("part"))),
            SORTABLE,
            "",
        )
    }

    #[test]
    #[should_panic(
        expected = "must begin with an ASCII character that is neither a letter nor a digit"
    )]
    fn a_letter_as_separator() {
        part(&TEXT, "x");
    }

    #[test]
    #[should_panic(
        expected = "must begin with an ASCII character that is neither a letter nor a digit"
    )]
    fn a_separator_beyond_ascii() {
        part(&TEXT, "→");
    }

    #[test]
    #[should_panic(expected = "`%` cannot follow a part of a key")]
    fn the_character_of_escapes_as_separator() {
        part(&TEXT, "%");
    }

    #[test]
    #[should_panic(expected = "the text of this type can contain the separator that follows it")]
    fn a_mark_of_the_type_as_separator() {
        part(&TIME, "-");
    }

    #[test]
    #[should_panic(expected = "two parts of a key must have a separator between them")]
    fn parts_without_a_separator() {
        Template::new("", const { &[part(&TEXT, ""), part(&TEXT, "")] });
    }

    #[test]
    #[should_panic(expected = "the template of a key must not be empty")]
    fn nothing() {
        Template::new("", &[]);
    }

    const WRONG_MARKS: &str = "must be ASCII punctuation behind `%`";

    #[test]
    fn marks_that_would_be_escaped() {
        for wrong in [
            marks::<Hash>,
            marks::<Percent>,
            marks::<Letter>,
            marks::<Wide>,
        ] {
            let panic = std::panic::catch_unwind(wrong).unwrap_err();
            let message = panic.downcast_ref::<&str>().unwrap();
            assert!(message.contains(WRONG_MARKS), "{message}");
        }
    }
}
