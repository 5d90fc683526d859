//! Documents: structs in structs, and enums in every form.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Debug;

use dynamo_model::{Document, Model};

use crate::harness::{Db, item, n, s};
use crate::values::{Part, round_trip};

on_every_engine![documents, enums,];

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "documents", rename_all = "PascalCase")]
struct Documents {
    #[dynamo(partition_key)]
    document_id: DocumentId,
    part: Part,
    parts: Vec<Part>,
    by_name: HashMap<String, Part>,
    #[dynamo(flatten)]
    flat: Flat,
    amount: Cents,
}

#[derive(Debug, Clone, PartialEq, Document)]
struct DocumentId(String);

#[derive(Debug, Clone, PartialEq, Document)]
struct Cents(u64);

#[derive(Debug, Clone, PartialEq, Document)]
struct Flat {
    first: u8,
    second: Option<u8>,
}

async fn documents(db: Db) {
    let part = |name: &str| Part {
        name: name.to_owned(),
        size: None,
    };
    let documents = Documents {
        document_id: DocumentId("1".to_owned()),
        part: part(""),
        parts: vec![part("a"), part("b")],
        by_name: [("c".to_owned(), part("c"))].into(),
        flat: Flat {
            first: 1,
            second: Some(2),
        },
        amount: Cents(5),
    };
    round_trip(&db, &[documents]).await;
    let stored = db
        .get_raw::<Documents>(item([("DocumentId", s("1"))]))
        .await;
    let stored = stored.unwrap();
    assert_eq!((&stored["first"], &stored["Amount"]), (&n(1), &n(5)));
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "enums")]
struct Enums {
    #[dynamo(partition_key)]
    id: Color,
    colors: Vec<Color>,
    color_set: BTreeSet<Color>,
    internal: Vec<Internal>,
    adjacent: Vec<Adjacent>,
    untagged: Vec<Untagged>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Document)]
#[dynamo(rename_all = "kebab-case")]
enum Color {
    DarkRed,
    #[dynamo(rename = "grün")]
    Green,
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(tag = "type", rename_all_fields = "camelCase")]
enum Internal {
    Unit,
    Document(Part),
    Fields { first_field: u8, list: Vec<u8> },
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(tag = "type", content = "value")]
enum Adjacent {
    Unit,
    Number(u64),
    Tuple(u8, String),
    Fields { a: Option<u8> },
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(untagged)]
enum Untagged {
    Number(i64),
    Text(String),
    Part(Part),
    List(Vec<u8>),
}

async fn enums(db: Db) {
    let part = Part {
        name: "part".to_owned(),
        size: Some(1),
    };
    let enums = Enums {
        id: Color::Green,
        colors: vec![Color::DarkRed, Color::Green],
        color_set: BTreeSet::from([Color::DarkRed]),
        internal: vec![
            Internal::Unit,
            Internal::Document(part.clone()),
            Internal::Fields {
                first_field: 1,
                list: vec![],
            },
        ],
        adjacent: vec![
            Adjacent::Unit,
            Adjacent::Number(1),
            Adjacent::Tuple(1, "x".to_owned()),
            Adjacent::Fields { a: None },
        ],
        untagged: vec![
            Untagged::Number(-1),
            Untagged::Text("x".to_owned()),
            Untagged::Part(part),
            Untagged::List(vec![1]),
        ],
    };
    round_trip(&db, &[enums]).await;
    let found = db
        .both_paths(async |client| {
            let scan = Enums::scan().filter(|e| {
                e.colors
                    .contains(Color::DarkRed)
                    .and(e.color_set.contains(Color::DarkRed))
                    .and(e.internal.at(0).eq(Internal::Unit))
            });
            scan.count(client).await.unwrap().count
        })
        .await;
    assert_eq!(found, 1);
}
