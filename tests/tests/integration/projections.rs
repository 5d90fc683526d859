//! Projections: structs that take a part of a model, from the table and from indexes.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::{Duration, SystemTime};

use dynamo_model::op::Cursor;
use dynamo_model::value::UnixSeconds;
use dynamo_model::{AttributeValue, Document, ErrorKind, Model, Projection};

use crate::harness::{Db, Seen, Told, item, n, s};

on_every_engine![
    a_get_takes_a_part,
    names_and_codecs_are_those_of_the_model,
    absent_attributes_read_as_in_the_model,
    what_is_required_is_missed_by_its_path,
    attributes_of_other_types_do_not_fit,
    documents_in_parts,
    documents_that_are_not_there,
    optional_documents,
    lists_and_maps_of_documents,
    a_tree_of_itself,
    flattened_structs,
    queries_and_scans,
    pages_go_on,
    an_index_of_keys,
    an_index_that_includes,
    an_index_that_holds_all,
];

on_the_embedded_engine![
    the_request_asks_for_these_attributes,
    an_index_is_asked_for_what_it_holds,
    what_the_compiler_cannot_know_is_refused_before_it_is_sent,
];

pub struct ByAuthor;
pub struct ByShelf;
pub struct ByYear;

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "books",
    rename_all = "camelCase",
    index(ByAuthor, keys_only),
    index(ByShelf, include(title, binding, "printedBy"))
)]
struct Book {
    #[dynamo(partition_key)]
    library: String,
    #[dynamo(sort_key)]
    number: u32,
    title: String,
    #[dynamo(index(ByAuthor, partition_key))]
    author: String,
    #[dynamo(index(ByShelf, partition_key))]
    shelf: Option<String>,
    #[dynamo(index(ByYear, partition_key))]
    year: u16,
    #[dynamo(with = UnixSeconds)]
    acquired_at: SystemTime,
    #[dynamo(with = Option<UnixSeconds>)]
    lent_at: Option<SystemTime>,
    #[dynamo(rename = "r#type")]
    kind: String,
    #[dynamo(default = Self::one_copy())]
    copies: u32,
    #[dynamo(default, with = UnixSecondsOfSpan)]
    loan: Span,
    tags: BTreeSet<String>,
    binding: Binding,
    #[dynamo(default)]
    cover: Cover,
    repair: Option<Box<Repair>>,
    chapters: Vec<Chapter>,
    editions: BTreeMap<String, Edition>,
    index: Option<Entry>,
    #[dynamo(flatten)]
    print: Print,
}

impl Book {
    fn one_copy() -> u32 {
        1
    }
}

#[derive(Debug, Clone, PartialEq, Default)]
struct Span(u64);

/// A codec for a type that has none of its own.
struct UnixSecondsOfSpan;

impl dynamo_model::value::Codec<Span> for UnixSecondsOfSpan {
    type Kind = dynamo_model::value::kind::S;

    fn decode(reader: &mut dyn dynamo_model::value::Reader<'_>) -> dynamo_model::Result<Span> {
        let text = reader.str()?;
        let days = text
            .strip_suffix(" days")
            .and_then(|days| days.parse().ok());
        days.map(Span)
            .ok_or_else(|| dynamo_model::Error::decode("expected a number of days"))
    }

    fn encode(
        value: &Span,
        writer: &mut dyn dynamo_model::value::Writer,
    ) -> dynamo_model::Result<()> {
        writer.str(&format!("{} days", value.0))
    }
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(rename_all = "UPPERCASE")]
struct Binding {
    material: String,
    colour: Option<String>,
    maker: Option<Maker>,
    pages: u32,
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Maker {
    name: String,
    town: String,
}

/// Nothing of it has to be there.
#[derive(Debug, Clone, PartialEq, Default, Document)]
struct Cover {
    colour: Option<String>,
    #[dynamo(default = 12)]
    millimetres: u32,
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Repair {
    by: String,
    days: u32,
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Chapter {
    #[dynamo(rename = "name")]
    title: Option<String>,
    pages: u32,
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Edition {
    year: u16,
    publisher: String,
}

/// It contains itself.
#[derive(Debug, Clone, PartialEq, Document)]
struct Entry {
    word: String,
    pages: Vec<u32>,
    see: Option<Box<Entry>>,
    below: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(rename_all = "camelCase")]
struct Print {
    printed_by: String,
    printed_in: Option<u16>,
}

fn book(number: u32) -> Book {
    Book {
        library: "main".to_owned(),
        number,
        title: format!("Volume {number}"),
        author: "Lem".to_owned(),
        shelf: None,
        year: 1961,
        acquired_at: SystemTime::UNIX_EPOCH + Duration::from_secs(7),
        lent_at: None,
        kind: "novel".to_owned(),
        copies: 3,
        loan: Span(28),
        tags: BTreeSet::new(),
        binding: Binding {
            material: "cloth".to_owned(),
            colour: None,
            maker: None,
            pages: 300,
        },
        cover: Cover::default(),
        repair: None,
        chapters: Vec::new(),
        editions: BTreeMap::new(),
        index: None,
        print: Print {
            printed_by: "MON".to_owned(),
            printed_in: None,
        },
    }
}

fn full_book(number: u32) -> Book {
    Book {
        shelf: Some("B".to_owned()),
        lent_at: Some(SystemTime::UNIX_EPOCH + Duration::from_secs(9)),
        tags: BTreeSet::from(["sf".to_owned(), "sea".to_owned()]),
        binding: Binding {
            material: "leather".to_owned(),
            colour: Some("red".to_owned()),
            maker: Some(Maker {
                name: "Anna".to_owned(),
                town: "Kraków".to_owned(),
            }),
            pages: 301,
        },
        cover: Cover {
            colour: Some("blue".to_owned()),
            millimetres: 15,
        },
        repair: Some(Box::new(Repair {
            by: "Ola".to_owned(),
            days: 4,
        })),
        chapters: vec![
            Chapter {
                title: Some("The Newcomer".to_owned()),
                pages: 20,
            },
            Chapter {
                title: None,
                pages: 30,
            },
        ],
        editions: BTreeMap::from([(
            "pl".to_owned(),
            Edition {
                year: 1961,
                publisher: "MON".to_owned(),
            },
        )]),
        index: Some(entry("ocean", Some(entry("sea", None)))),
        print: Print {
            printed_by: "MON".to_owned(),
            printed_in: Some(1961),
        },
        ..book(number)
    }
}

fn entry(word: &str, see: Option<Entry>) -> Entry {
    Entry {
        word: word.to_owned(),
        pages: vec![1, 2],
        see: see.map(Box::new),
        below: vec![Entry {
            word: format!("{word}s"),
            pages: vec![3],
            see: None,
            below: Vec::new(),
        }],
    }
}

async fn seed(db: &Db, books: &[Book]) {
    db.table::<Book>().await;
    db.put_all(books).await;
}

/// Without these attributes.
fn without(book: &Book, names: &[&str]) -> HashMap<String, AttributeValue> {
    let mut stored = book.to_attributes().unwrap();
    for name in names {
        assert!(stored.remove(*name).is_some(), "{name}");
    }
    stored
}

/// With this attribute in the place of the one that is there.
fn with(book: &Book, name: &str, value: AttributeValue) -> HashMap<String, AttributeValue> {
    let mut stored = book.to_attributes().unwrap();
    stored.insert(name.to_owned(), value);
    stored
}

/// What a projection of the book 1 gives, on both paths.
async fn get<P>(db: &Db) -> Result<Option<P>, Told>
where
    P: Projection<Book> + PartialEq + std::fmt::Debug,
{
    db.both_paths(async |client| {
        let get = Book::get(("main", 1)).project::<P>();
        get.send(client).await.map_err(Told::from)
    })
    .await
}

#[derive(Debug, PartialEq, Projection)]
#[dynamo(of = Book)]
struct Title {
    title: String,
    number: u32,
}

async fn a_get_takes_a_part(db: Db) {
    seed(&db, &[full_book(1)]).await;
    let title = Title {
        title: "Volume 1".to_owned(),
        number: 1,
    };
    assert_eq!(get(&db).await.unwrap(), Some(title));
    let none = Book::get(("main", 2)).consistent().project::<Title>();
    assert_eq!(none.send(&db.client).await.unwrap(), None);
}

#[derive(Debug, PartialEq, Projection)]
#[dynamo(of = Book)]
struct Codecs {
    acquired_at: SystemTime,
    lent_at: Option<SystemTime>,
    #[dynamo(from = kind)]
    r#type: String,
    #[dynamo(from = loan)]
    lent_for: Span,
    tags: BTreeSet<String>,
}

async fn names_and_codecs_are_those_of_the_model(db: Db) {
    seed(&db, &[full_book(1)]).await;
    let expected = full_book(1);
    let found: Codecs = get(&db).await.unwrap().unwrap();
    assert_eq!(found.acquired_at, expected.acquired_at);
    assert_eq!(found.lent_at, expected.lent_at);
    assert_eq!(found.r#type, "novel");
    assert_eq!(found.lent_for, Span(28));
    assert_eq!(found.tags, expected.tags);
}

#[derive(Debug, PartialEq, Projection)]
#[dynamo(of = Book)]
struct Optional {
    shelf: Option<String>,
    lent_at: Option<SystemTime>,
    tags: BTreeSet<String>,
    copies: u32,
    loan: Span,
    cover: Cover,
    #[dynamo(nested)]
    repair: Option<Box<Repairer>>,
}

#[derive(Debug, PartialEq, Projection)]
#[dynamo(of = Repair)]
struct Repairer {
    by: String,
}

/// As `None`, as an empty set, and as the model's own default.
async fn absent_attributes_read_as_in_the_model(db: Db) {
    db.table::<Book>().await;
    let stored = without(&book(1), &["copies", "loan", "cover"]);
    db.put_raw::<Book>(stored).await;
    let found: Optional = get(&db).await.unwrap().unwrap();
    let expected = Optional {
        shelf: None,
        lent_at: None,
        tags: BTreeSet::new(),
        copies: 1,
        loan: Span(0),
        cover: Cover::default(),
        repair: None,
    };
    assert_eq!(found, expected);
    let whole = Book::get(("main", 1)).send(&db.client).await.unwrap();
    let whole = whole.unwrap();
    assert_eq!((whole.copies, whole.loan), (found.copies, found.loan));
}

async fn what_is_required_is_missed_by_its_path(db: Db) {
    db.table::<Book>().await;
    db.put_raw::<Book>(without(&book(1), &["title"])).await;
    let error = get::<Title>(&db).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Decode);
    assert_eq!(error.path.as_deref(), Some("title"));
    assert!(
        error
            .text
            .ends_with("title: this required attribute is missing")
    );
    assert!(error.text.starts_with("GetItem on table"), "{}", error.text);
    // The error has what was read.
    let read = error.item.unwrap();
    assert_eq!(read.read::<u32>("number").unwrap(), 1);
    assert!(read.get("author").is_none());

    db.put_raw::<Book>(without(&book(1), &["binding"])).await;
    let error = get::<Bound>(&db).await.unwrap_err();
    assert_eq!(error.path.as_deref(), Some("binding"));
    let error = get::<WholeBinding>(&db).await.unwrap_err();
    assert_eq!(error.path.as_deref(), Some("binding"));

    let chapters = AttributeValue::L(vec![AttributeValue::M(item([("name", s("x"))]))]);
    db.put_raw::<Book>(with(&book(1), "chapters", chapters))
        .await;
    let error = get::<Contents>(&db).await.unwrap_err();
    assert_eq!(error.path.as_deref(), Some("chapters[0].pages"));
}

#[derive(Debug, PartialEq, Projection)]
#[dynamo(of = Book)]
struct WholeBinding {
    binding: Binding,
}

async fn attributes_of_other_types_do_not_fit(db: Db) {
    db.table::<Book>().await;
    for (name, value, path) in [
        ("title", n(1), "title"),
        ("number", n(1), ""),
        ("chapters", s("x"), "chapters"),
        (
            "binding",
            AttributeValue::M(item([("PAGES", s("many")), ("MATERIAL", s("x"))])),
            "binding.PAGES",
        ),
    ] {
        db.put_raw::<Book>(with(&book(1), name, value)).await;
        let told = [
            get::<Title>(&db).await.err(),
            get::<Bound>(&db).await.err(),
            get::<Contents>(&db).await.err(),
        ];
        let mut told = told.into_iter().flatten();
        let error = told.next();
        assert_eq!(told.next(), None, "{name}");
        let text = error.as_ref().map(|error| error.text.clone());
        let error_path = error.and_then(|error| error.path).unwrap_or_default();
        assert_eq!(error_path, path);
        if !path.is_empty() {
            assert!(text.unwrap().contains(": expected "));
        }
    }
}

#[derive(Debug, PartialEq, Projection)]
#[dynamo(of = Book)]
struct Bound {
    #[dynamo(nested)]
    binding: BindingPart,
    #[dynamo(nested)]
    repair: Option<Box<Repairer>>,
}

#[derive(Debug, PartialEq, Projection)]
#[dynamo(of = Binding)]
struct BindingPart {
    colour: Option<String>,
    pages: u32,
    #[dynamo(nested, from = maker)]
    by: Option<MakerName>,
}

#[derive(Debug, PartialEq, Projection)]
#[dynamo(of = Maker)]
struct MakerName {
    name: String,
}

async fn documents_in_parts(db: Db) {
    seed(&db, &[full_book(1)]).await;
    let expected = Bound {
        binding: BindingPart {
            colour: Some("red".to_owned()),
            pages: 301,
            by: Some(MakerName {
                name: "Anna".to_owned(),
            }),
        },
        repair: Some(Box::new(Repairer {
            by: "Ola".to_owned(),
        })),
    };
    assert_eq!(get(&db).await.unwrap(), Some(expected));
}

/// Of this, nothing has to be there.
#[derive(Debug, PartialEq, Projection)]
#[dynamo(of = Cover)]
struct CoverColour {
    colour: Option<String>,
    millimetres: u32,
}

#[derive(Debug, PartialEq, Projection)]
#[dynamo(of = Book)]
struct Covers {
    #[dynamo(nested)]
    cover: CoverColour,
}

/// A document that has nothing of what is asked for is still a document. One that is not there is its default.
async fn documents_that_are_not_there(db: Db) {
    db.table::<Book>().await;
    let thick = AttributeValue::M(item([("millimetres", n(40))]));
    let odd = AttributeValue::M(item([("odd", n(40))]));
    let empty = AttributeValue::M(HashMap::new());
    for (cover, millimetres) in [(thick, 40), (odd, 12), (empty, 12)] {
        db.put_raw::<Book>(with(&book(1), "cover", cover)).await;
        let cover = CoverColour {
            colour: None,
            millimetres,
        };
        assert_eq!(get(&db).await.unwrap(), Some(Covers { cover }));
    }
    // `Cover::default()` has 0, a cover without the attribute 12.
    db.put_raw::<Book>(without(&book(1), &["cover"])).await;
    let cover = CoverColour {
        colour: None,
        millimetres: 0,
    };
    assert_eq!(get(&db).await.unwrap(), Some(Covers { cover }));
}

/// A part that is required tells a document from none. What DynamoDB returns nothing of, because it has no such part or is no document
/// at all, reads as absent.
async fn optional_documents(db: Db) {
    db.table::<Book>().await;
    let repair = AttributeValue::M(item([("by", s("Ola")), ("days", n(1))]));
    let without_by = AttributeValue::M(item([("days", n(1))]));
    let null = AttributeValue::Null(true);
    for (stored, by) in [
        (repair, Some("Ola")),
        (without_by, None),
        (null, None),
        (s("by Ola"), None),
    ] {
        db.put_raw::<Book>(with(&book(1), "repair", stored)).await;
        let found: Bound = get(&db).await.unwrap().unwrap();
        let found = found.repair.map(|repair| repair.by);
        assert_eq!(found.as_deref(), by);
    }
}

#[derive(Debug, PartialEq, Projection)]
#[dynamo(of = Book)]
struct Contents {
    #[dynamo(nested)]
    chapters: Vec<ChapterPages>,
    #[dynamo(nested)]
    editions: BTreeMap<String, EditionYear>,
}

#[derive(Debug, PartialEq, Projection)]
#[dynamo(of = Chapter)]
struct ChapterPages {
    title: Option<String>,
    pages: u32,
}

#[derive(Debug, PartialEq, Projection)]
#[dynamo(of = Edition)]
struct EditionYear {
    year: u16,
}

async fn lists_and_maps_of_documents(db: Db) {
    seed(&db, &[full_book(1)]).await;
    let chapters = vec![
        ChapterPages {
            title: Some("The Newcomer".to_owned()),
            pages: 20,
        },
        ChapterPages {
            title: None,
            pages: 30,
        },
    ];
    let editions = BTreeMap::from([("pl".to_owned(), EditionYear { year: 1961 })]);
    let contents = Contents { chapters, editions };
    assert_eq!(get(&db).await.unwrap(), Some(contents));
    db.put_all(&[book(1)]).await;
    let contents: Contents = get(&db).await.unwrap().unwrap();
    assert!(contents.chapters.is_empty() && contents.editions.is_empty());
}

#[derive(Debug, PartialEq, Projection)]
#[dynamo(of = Book)]
struct Index {
    #[dynamo(nested)]
    index: Option<Word>,
}

#[derive(Debug, PartialEq, Projection)]
#[dynamo(of = Entry)]
struct Word {
    word: String,
    #[dynamo(nested)]
    see: Option<Box<Word>>,
    #[dynamo(nested)]
    below: Vec<Word>,
}

fn word(entry: &Entry) -> Word {
    Word {
        word: entry.word.clone(),
        see: entry.see.as_deref().map(|see| Box::new(word(see))),
        below: entry.below.iter().map(word).collect(),
    }
}

async fn a_tree_of_itself(db: Db) {
    let mut deep = entry("leaf", None);
    for i in 0..9 {
        deep = entry(&format!("word {i}"), Some(deep));
    }
    let index = Index {
        index: Some(word(&deep)),
    };
    let book = Book {
        index: Some(deep),
        ..book(1)
    };
    seed(&db, &[book]).await;
    assert_eq!(get(&db).await.unwrap(), Some(index));
}

#[derive(Debug, PartialEq, Projection)]
#[dynamo(of = Book)]
struct Printed {
    number: u32,
    #[dynamo(flatten, from = print)]
    printer: Printer,
}

#[derive(Debug, PartialEq, Projection)]
#[dynamo(of = Print)]
struct Printer {
    #[dynamo(from = printed_by)]
    by: String,
    printed_in: Option<u16>,
}

async fn flattened_structs(db: Db) {
    seed(&db, &[full_book(1)]).await;
    let printed = Printed {
        number: 1,
        printer: Printer {
            by: "MON".to_owned(),
            printed_in: Some(1961),
        },
    };
    assert_eq!(get(&db).await.unwrap(), Some(printed));
    db.put_raw::<Book>(without(&book(1), &["printedBy"])).await;
    let error = get::<Printed>(&db).await.unwrap_err();
    assert_eq!(error.path.as_deref(), Some("printedBy"));
}

fn title(number: u32) -> Title {
    Title {
        title: format!("Volume {number}"),
        number,
    }
}

async fn queries_and_scans(db: Db) {
    seed(&db, &[book(1), full_book(2), book(3)]).await;
    let found = db
        .both_paths(async |client| {
            let query = Book::query("main").sort_key(|n| n.ge(2));
            let query = query.filter(|b| b.copies.eq(3)).project::<Title>();
            query.descending().all(client).await.unwrap()
        })
        .await;
    assert_eq!(found, [title(3), title(2)]);
    let mut found = db
        .both_paths(async |client| {
            let scan = Book::scan().project::<Title>();
            let found = scan.filter(|b| b.shelf.not_exists()).all(client).await;
            found.unwrap()
        })
        .await;
    found.sort_by_key(|title| title.number);
    assert_eq!(found, [title(1), title(3)]);
    let count = Book::scan().project::<Title>().count(&db.client).await;
    assert_eq!(count.unwrap().count, 3);
    let mut stream = Book::query("main").project::<Title>().stream(&db.client);
    assert_eq!(stream.next().await.unwrap().unwrap(), title(1));

    db.put_raw::<Book>(with(&book(2), "title", n(1))).await;
    let error = db
        .both_paths(async |client| {
            let query = Book::query("main").project::<Title>();
            Told::from(query.all(client).await.unwrap_err())
        })
        .await;
    assert_eq!(error.path.as_deref(), Some("title"));
    assert!(error.text.starts_with("Query on table"), "{}", error.text);
    assert_eq!(error.item.unwrap().read::<u32>("number").unwrap(), 2);
}

#[derive(Debug, PartialEq, Projection)]
#[dynamo(of = Book, index = ByAuthor, index = ByShelf)]
struct Kind {
    library: String,
    number: u32,
}

#[derive(Debug, PartialEq, Projection)]
#[dynamo(of = Book)]
struct Year {
    year: u16,
}

/// A cursor is made of keys, whether the projection takes them or not.
async fn pages_go_on(db: Db) {
    let books: Vec<_> = (0..7).map(book).collect();
    seed(&db, &books).await;
    let pages = async |after: Option<Cursor>| {
        db.both_paths(async |client| {
            let query = Book::query("main").project::<Year>();
            let page = query.limit(3).after(after.clone()).send(client).await;
            Seen::from(page.unwrap())
        })
        .await
    };
    let mut cursor = None;
    for left in [3, 3, 1] {
        let page = pages(cursor).await;
        assert_eq!(page.items.len(), left);
        assert!(page.items.iter().all(|year| year.year == 1961));
        cursor = page.cursor.map(|cursor| cursor.parse().unwrap());
    }
    assert_eq!(cursor, None);
    // The same cursor, whatever is read.
    let part = pages(None).await.cursor;
    let whole = Book::query("main").limit(3).send(&db.client).await;
    assert_eq!(part, whole.unwrap().cursor.map(|cursor| cursor.to_string()));
    // On a filter that cuts a page short, and on an index.
    let mut cursor = None;
    let mut seen = Vec::new();
    loop {
        let page = db
            .both_paths(async |client| {
                let query = Book::query_index(ByAuthor, "Lem").project::<Kind>();
                let page = query.limit(2).after(cursor.clone()).send(client).await;
                Seen::from(page.unwrap())
            })
            .await;
        seen.extend(page.items.iter().map(|kind| kind.number));
        cursor = page.cursor.map(|cursor| cursor.parse::<Cursor>().unwrap());
        if cursor.is_none() {
            break;
        }
    }
    seen.sort_unstable();
    assert_eq!(seen, [0, 1, 2, 3, 4, 5, 6]);
}

#[derive(Debug, PartialEq, Projection)]
#[dynamo(of = Book, index = ByAuthor, index = ByYear)]
struct Keys {
    library: String,
    number: u32,
    author: String,
}

async fn an_index_of_keys(db: Db) {
    seed(&db, &[full_book(1)]).await;
    let keys = Keys {
        library: "main".to_owned(),
        number: 1,
        author: "Lem".to_owned(),
    };
    let found = db
        .both_paths(async |client| {
            let query = Book::query_index(ByAuthor, "Lem").project::<Keys>();
            query.all(client).await.unwrap()
        })
        .await;
    assert_eq!(found, [keys]);
    // What fits an index fits the table.
    let found: Keys = get(&db).await.unwrap().unwrap();
    assert_eq!(found.number, 1);
    let found = Book::scan_index(ByAuthor).project::<Kind>();
    assert_eq!(found.all(&db.client).await.unwrap()[0].number, 1);
}

#[derive(Debug, PartialEq, Projection)]
#[dynamo(of = Book, index = ByShelf)]
struct Shelved {
    number: u32,
    shelf: Option<String>,
    title: String,
    #[dynamo(nested)]
    binding: BindingPart,
}

async fn an_index_that_includes(db: Db) {
    seed(&db, &[full_book(1), book(2)]).await;
    let query = Book::query_index(ByShelf, "B");
    let found = db
        .both_paths(async |client| {
            let query = query.clone().project::<Shelved>();
            query.all(client).await.unwrap()
        })
        .await;
    let [found] = &found[..] else {
        panic!("one is on a shelf: {found:?}");
    };
    assert_eq!(found.shelf.as_deref(), Some("B"));
    assert_eq!((found.number, &*found.title), (1, "Volume 1"));
    assert_eq!(found.binding.pages, 301);
    let scan = Book::scan_index(ByShelf).filter(|b| b.title.exists());
    let found = scan.project::<Kind>().all(&db.client).await.unwrap();
    assert_eq!(found.len(), 1);
}

async fn an_index_that_holds_all(db: Db) {
    seed(&db, &[full_book(1), book(2)]).await;
    let found = db
        .both_paths(async |client| {
            let query = Book::query_index(ByYear, 1961).project::<Bound>();
            query.all(client).await.unwrap()
        })
        .await;
    let mut pages: Vec<_> = found.iter().map(|bound| bound.binding.pages).collect();
    pages.sort_unstable();
    assert_eq!(pages, [300, 301]);
    let scan = Book::scan_index(ByYear).project::<Printed>();
    assert_eq!(scan.all(&db.client).await.unwrap().len(), 2);
    // To name such an index is not needed, and does no harm.
    let scan = Book::scan_index(ByYear).project::<Keys>();
    assert_eq!(scan.all(&db.client).await.unwrap().len(), 2);
}

/// The attributes that the request asks for, as they are called, in the order of their names.
async fn asked(db: &Db, request: impl Future) -> Vec<String> {
    db.engine().record();
    request.await;
    let requests = db.engine().requests();
    let json = requests[0].json().unwrap();
    let mut text = json["ProjectionExpression"].as_str().unwrap().to_owned();
    let names = json["ExpressionAttributeNames"].as_object().unwrap();
    let mut names: Vec<_> = names.iter().collect();
    names.sort_by_key(|(placeholder, _)| std::cmp::Reverse(placeholder.len()));
    for (placeholder, name) in names {
        text = text.replace(placeholder, name.as_str().unwrap());
    }
    let mut asked: Vec<_> = text.split(", ").map(str::to_owned).collect();
    asked.sort_unstable();
    asked
}

async fn asked_by<P: Projection<Book>>(db: &Db) -> Vec<String> {
    let get = Book::get(("main", 1)).project::<P>();
    asked(db, get.send(&db.client)).await
}

async fn the_request_asks_for_these_attributes(db: Db) {
    seed(&db, &[full_book(1)]).await;
    assert_eq!(asked_by::<Title>(&db).await, ["library", "number", "title"]);
    assert_eq!(
        asked_by::<Codecs>(&db).await,
        [
            "acquiredAt",
            "lentAt",
            "library",
            "loan",
            "number",
            "r#type",
            "tags"
        ]
    );
    assert_eq!(
        asked_by::<Bound>(&db).await,
        [
            "binding.COLOUR",
            "binding.MAKER.name",
            "binding.PAGES",
            "library",
            "number",
            "repair.by"
        ]
    );
    // All of what could not be told from something that is not there.
    assert_eq!(
        asked_by::<Covers>(&db).await,
        ["cover", "library", "number"]
    );
    assert_eq!(
        asked_by::<Contents>(&db).await,
        ["chapters", "editions", "library", "number"]
    );
    assert_eq!(
        asked_by::<Printed>(&db).await,
        ["library", "number", "printedBy", "printedIn"]
    );
    // One step of what contains itself, and then all of it.
    assert_eq!(
        asked_by::<Index>(&db).await,
        [
            "index.below",
            "index.see.below",
            "index.see.see",
            "index.see.word",
            "index.word",
            "library",
            "number"
        ]
    );
    let query = Book::query("main").project::<Title>().project::<Year>();
    let query = asked(&db, query.send(&db.client)).await;
    assert_eq!(query, ["library", "number", "year"]);
    let scan = asked(&db, Book::scan().project::<Year>().send(&db.client)).await;
    assert_eq!(scan, ["library", "number", "year"]);
}

async fn an_index_is_asked_for_what_it_holds(db: Db) {
    seed(&db, &[full_book(1)]).await;
    let query = Book::query_index(ByShelf, "B").project::<Shelved>();
    let query = asked(&db, query.send(&db.client)).await;
    assert_eq!(
        query,
        [
            "binding.COLOUR",
            "binding.MAKER.name",
            "binding.PAGES",
            "library",
            "number",
            "shelf",
            "title"
        ]
    );
}

#[derive(Debug, PartialEq, Projection)]
#[dynamo(of = Book, index = ByShelf)]
struct PrintedInIndex {
    #[dynamo(flatten)]
    print: Printer,
}

#[derive(Debug, PartialEq, Projection)]
#[dynamo(of = Book, index = ByShelf)]
struct PrinterInIndex {
    #[dynamo(flatten, from = print)]
    by: PrintedBy,
}

#[derive(Debug, PartialEq, Projection)]
#[dynamo(of = Print)]
struct PrintedBy {
    printed_by: String,
}

/// Whether an index holds the attributes of a flattened struct.
async fn what_the_compiler_cannot_know_is_refused_before_it_is_sent(db: Db) {
    seed(&db, &[full_book(1)]).await;
    let query = Book::query_index(ByShelf, "B").project::<PrintedInIndex>();
    let error = query.send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert_eq!(error.path().unwrap().to_string(), "printedIn");
    let scan = Book::scan_index(ByShelf).project::<PrintedInIndex>();
    let error = scan.into_input().unwrap_err();
    assert_eq!(error.path().unwrap().to_string(), "printedIn");
    let query = Book::query_index(ByShelf, "B").project::<PrinterInIndex>();
    let found = query.all(&db.client).await.unwrap();
    assert_eq!(found[0].by.printed_by, "MON");
}
