//! Numbers: every type of them, at its extremes, and what is no number.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::num::NonZero;

use dynamo_model::value::Number;
use dynamo_model::{AttributeValue, ErrorKind, Model};

use crate::harness::{Db, Engine, item, n};
use crate::values::round_trip;

on_every_engine![
    numbers,
    floats,
    numbers_of_any_size,
    numbers_in_other_spellings,
    numbers_that_do_not_fit,
    numbers_that_cannot_be_stored,
];

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "numbers")]
struct Numbers {
    #[dynamo(partition_key)]
    id: u8,
    i8: i8,
    i16: i16,
    i32: i32,
    i64: i64,
    i128: i128,
    isize: isize,
    u8: u8,
    u16: u16,
    u32: u32,
    u64: u64,
    u128: u128,
    usize: usize,
    non_zero: NonZero<u64>,
    bool: bool,
}

/// The largest number of 38 digits.
const LARGEST: u128 = 99_999_999_999_999_999_999_999_999_999_999_999_999;

async fn numbers(db: Db) {
    let largest = Numbers {
        id: 1,
        i8: i8::MAX,
        i16: i16::MAX,
        i32: i32::MAX,
        i64: i64::MAX,
        i128: LARGEST as i128,
        isize: isize::MAX,
        u8: u8::MAX,
        u16: u16::MAX,
        u32: u32::MAX,
        u64: u64::MAX,
        u128: LARGEST,
        usize: usize::MAX,
        non_zero: NonZero::<u64>::MAX,
        bool: true,
    };
    let smallest = Numbers {
        i8: i8::MIN,
        i16: i16::MIN,
        i32: i32::MIN,
        i64: i64::MIN,
        i128: -(LARGEST as i128),
        isize: isize::MIN,
        u8: 0,
        u16: 0,
        u32: 0,
        u64: 0,
        u128: 0,
        usize: 0,
        non_zero: NonZero::<u64>::MIN,
        bool: false,
        ..largest.clone()
    };
    round_trip(&db, &[largest, smallest]).await;
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "floats")]
struct Floats {
    #[dynamo(partition_key)]
    id: u8,
    f32s: Vec<f32>,
    f64s: Vec<f64>,
}

async fn floats(db: Db) {
    let floats = Floats {
        id: 1,
        f32s: vec![
            0.1,
            -1.5,
            f32::MAX,
            f32::MIN,
            f32::MIN_POSITIVE,
            1e-45,
            16_777_216.0,
        ],
        f64s: vec![
            0.1,
            0.1 + 0.2,
            1.0 / 3.0,
            f64::EPSILON,
            9.999e125,
            -9.999e125,
            1e-130,
            123_456_789.123_456_79,
            9_007_199_254_740_993.0,
        ],
    };
    round_trip(&db, &[floats]).await;
    // There is one zero.
    let zeros = Floats {
        id: 1,
        f32s: vec![-0.0],
        f64s: vec![-0.0, 0.0],
    };
    Floats::put(&zeros).send(&db.client).await.unwrap();
    let read = Floats::get(1).send(&db.client).await.unwrap().unwrap();
    assert!(read.f64s.iter().all(|zero| zero.is_sign_positive()));
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "exact")]
struct Exact {
    #[dynamo(partition_key)]
    id: u8,
    number: Option<Number>,
    numbers: Vec<Number>,
    set: BTreeSet<Number>,
}

async fn numbers_of_any_size(db: Db) {
    let numbers = [
        "0",
        "-1",
        "19.99",
        "99999999999999999999999999999999999999",
        "-0.00000000000000000000000000000000000001",
        "9.9999999999999999999999999999999999999E125",
        "-9.9999999999999999999999999999999999999E125",
        "1E-130",
        "-1E-130",
    ]
    .map(|text| text.parse::<Number>().unwrap());
    let exact = Exact {
        id: 1,
        number: None,
        set: numbers.iter().cloned().collect(),
        numbers: numbers.to_vec(),
    };
    round_trip(&db, &[exact]).await;
}

/// What other programs write comes back as the server likes to spell it.
async fn numbers_in_other_spellings(db: Db) {
    db.table::<Exact>().await;
    let spellings = [
        ("00042", "42"),
        ("1.0", "1"),
        ("3.1400", "3.14"),
        ("1.5E2", "150"),
        ("1e2", "100"),
        ("-0", "0"),
        ("0.0E10", "0"),
        ("100e-2", "1"),
        ("+7", "7"),
        (".5", "0.5"),
    ];
    let kept = if db.differs(
        Engine::DynamoDbLocal,
        "a number in a list or map keeps its spelling, and `+7` and `.5` are none that a server sends",
    ) {
        &spellings[..8]
    } else {
        &spellings[..]
    };
    let raw = kept.iter().map(|(raw, _)| n(raw)).collect();
    for (at_the_top, normal) in spellings {
        db.put_raw::<Exact>(item([
            ("id", n("1.0")),
            ("number", n(at_the_top)),
            ("numbers", AttributeValue::L(Clone::clone(&raw))),
            ("set", AttributeValue::Ns(vec!["1e1".into(), "2.50".into()])),
        ]))
        .await;
        let read = db
            .both_paths(async |client| Exact::get(1).send(client).await.unwrap().unwrap())
            .await;
        assert_eq!(read.number.unwrap().as_str(), normal);
        let texts = read.numbers.iter().map(Number::as_str);
        assert!(texts.eq(kept.iter().map(|(_, normal)| *normal)));
        let set = ["10", "2.5"].map(|text| text.parse::<Number>().unwrap());
        assert_eq!(read.set, set.into());
    }
}

async fn numbers_that_do_not_fit(db: Db) {
    db.table::<Numbers>().await;
    let good = Numbers {
        id: 1,
        i8: 0,
        i16: 0,
        i32: 0,
        i64: 0,
        i128: 0,
        isize: 0,
        u8: 0,
        u16: 0,
        u32: 0,
        u64: 0,
        u128: 0,
        usize: 0,
        non_zero: NonZero::<u64>::MIN,
        bool: false,
    };
    for (name, number) in [
        ("i8", "128"),
        ("i8", "-129"),
        ("u8", "-1"),
        ("u64", "18446744073709551616"),
        ("i64", "-9223372036854775809"),
        ("u128", "-1"),
        ("u32", "1.5"),
        ("i128", "9E125"),
        ("non_zero", "0"),
    ] {
        let mut raw = good.to_attributes().unwrap();
        raw.insert(name.to_owned(), n(number));
        db.put_raw::<Numbers>(raw).await;
        let (kind, path) = db
            .both_paths(async |client| {
                let error = Numbers::get(1).send(client).await.unwrap_err();
                (error.kind(), error.path().map(|path| path.to_string()))
            })
            .await;
        assert_eq!(kind, ErrorKind::Decode);
        assert_eq!(path.as_deref(), Some(name), "{number}");
    }
    // What fits is read, however it was spelled.
    for (name, number) in [("u8", "2.55E2"), ("i64", "-9223372036854775808.0")] {
        let mut raw = good.to_attributes().unwrap();
        raw.insert(name.to_owned(), n(number));
        db.put_raw::<Numbers>(raw).await;
        Numbers::get(1).send(&db.client).await.unwrap();
    }
}

async fn numbers_that_cannot_be_stored(db: Db) {
    db.table::<Floats>().await;
    for float in [f64::NAN, f64::INFINITY, f64::MAX, 1e126, 1e-131] {
        let floats = Floats {
            id: 1,
            f32s: vec![],
            f64s: vec![0.5, float],
        };
        let put = Floats::put(&floats).send(&db.client).await.unwrap_err();
        let update = Floats::update(1).change(|f| f.f64s.append([0.5, float]));
        let update = update.send(&db.client).await.unwrap_err();
        let filter = Floats::scan().filter(|f| f.f64s.at(0).eq(float));
        let filter = filter.send(&db.client).await.unwrap_err();
        for (error, path) in [(put, "f64s[1]"), (update, "f64s[1]"), (filter, "f64s[0]")] {
            assert_eq!(error.kind(), ErrorKind::Encode, "{error}");
            assert_eq!(error.path().unwrap().to_string(), path, "{error}");
        }
    }
    db.table::<Numbers>().await;
    let error = Numbers::scan()
        .filter(|n| n.u128.eq(LARGEST + 1).or(n.u128.eq(u128::MAX)))
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "u128: a number has at most 38 significant digits"
    );
    if let Some(embedded) = db.if_embedded() {
        for operation in ["PutItem", "UpdateItem", "Scan"] {
            assert_eq!(embedded.calls(operation), 0, "{operation}");
        }
    }
}
