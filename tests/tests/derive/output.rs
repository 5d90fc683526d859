//! `serialize`, `view` and `secret`: what models and documents show of themselves.

use std::collections::{BTreeMap, BTreeSet};

use dynamo_model::output::{View, Viewed};
use dynamo_model::value::{Blob, Item, Number, UnixMillis, Value};
use dynamo_model::{Document, Model, Ref};
use serde::Serialize;
use serde_json::{Value as Json, json};

fn shown(value: &impl Serialize) -> Json {
    let as_tree = serde_json::to_value(value).expect("it can be shown");
    let as_text = serde_json::to_string(value).expect("it can be shown");
    assert_eq!(
        serde_json::from_str::<Json>(&as_text).expect("it is JSON"),
        as_tree,
        "no name stands there twice"
    );
    as_tree
}

struct Public;
struct Internal;
struct Formatted;

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(
    rename_all = "camelCase",
    serialize,
    view(Public, exclude(street_name))
)]
struct Address {
    street_name: String,
    city: String,
    zip_code: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(serialize, view(Public, include(created)))]
struct Meta {
    created: u64,
    by: String,
    #[dynamo(flatten)]
    more: BTreeMap<String, Option<String>>,
}

#[derive(Clone, PartialEq, Model)]
#[dynamo(
    table = "accounts",
    partition_key = "ACCOUNT#{tenant}#{id}",
    rename_all = "camelCase",
    serialize,
    view(
        Public,
        exclude(meta_data, notes),
        nested(home, former, by_name, meta)
    ),
    view(Internal, include(id, password_hash)),
    view(Formatted, include(id, tags, notes), modify = formatted)
)]
struct Account {
    #[dynamo(in_key)]
    tenant: u32,
    id: String,
    notes: Option<String>,
    #[dynamo(null)]
    left_at: Option<u64>,
    #[dynamo(with = UnixMillis)]
    joined: chrono::DateTime<chrono::Utc>,
    home: Address,
    former: Vec<Address>,
    by_name: BTreeMap<String, Box<Address>>,
    work: Option<Address>,
    tags: BTreeSet<String>,
    picture: Blob,
    list: Vec<Option<u8>>,
    #[dynamo(flatten)]
    meta: Meta,
    #[dynamo(flatten("x-*"))]
    meta_data: BTreeMap<String, u8>,
    #[dynamo(secret)]
    password_hash: String,
    #[dynamo(skip)]
    cached: u8,
}

#[derive(Serialize)]
struct Formats<'a> {
    id: String,
    first_tag: Option<&'a str>,
    notes: Option<u8>,
}

fn formatted(account: &Account) -> Formats<'_> {
    Formats {
        id: format!("{}/{}", account.tenant, account.id),
        first_tag: account.tags.iter().next().map(String::as_str),
        notes: None,
    }
}

fn address(street: &str) -> Address {
    Address {
        street_name: street.to_owned(),
        city: "Bern".to_owned(),
        zip_code: None,
    }
}

fn account() -> Account {
    Account {
        tenant: 7,
        id: "a".to_owned(),
        notes: Some("quiet".to_owned()),
        left_at: None,
        joined: chrono::DateTime::UNIX_EPOCH,
        home: address("Kramgasse"),
        former: vec![address("Gasse")],
        by_name: [("x".to_owned(), Box::new(address("Weg")))].into(),
        work: None,
        tags: ["b".to_owned(), "a".to_owned()].into(),
        picture: Blob::from([1, 2, 3]),
        list: vec![Some(1), None],
        meta: Meta {
            created: 3,
            by: "c".to_owned(),
            more: [
                ("d".to_owned(), Some("e".to_owned())),
                ("f".to_owned(), None),
            ]
            .into(),
        },
        meta_data: [("x-g".to_owned(), 1)].into(),
        password_hash: "hunter2".to_owned(),
        cached: 9,
    }
}

#[test]
fn a_model_is_shown_by_its_attributes() {
    assert_eq!(
        shown(&account()),
        json!({
            "tenant": 7,
            "id": "a",
            "notes": "quiet",
            "leftAt": null,
            "joined": "1970-01-01T00:00:00Z",
            "home": {"streetName": "Kramgasse", "city": "Bern"},
            "former": [{"streetName": "Gasse", "city": "Bern"}],
            "byName": {"x": {"streetName": "Weg", "city": "Bern"}},
            "tags": ["a", "b"],
            "picture": "AQID",
            "list": [1, null],
            "created": 3,
            "by": "c",
            "d": "e",
            "x-g": 1,
        })
    );
}

#[test]
fn what_is_empty_is_shown_and_what_is_none_is_not() {
    let empty = Account {
        notes: None,
        tags: BTreeSet::new(),
        picture: Blob::default(),
        ..account()
    };
    let shown = shown(&empty);
    assert_eq!(shown.get("tags"), Some(&json!([])));
    assert_eq!(shown.get("picture"), Some(&json!("")));
    assert_eq!(shown.get("notes"), None);
}

#[derive(Debug, Clone, Document)]
#[dynamo(
    rename_all = "SCREAMING-KEBAB-CASE",
    serialize = fields,
    view(Public, exclude(second_name))
)]
struct Person {
    first_name: String,
    #[dynamo(rename = "sn")]
    second_name: String,
    r#type: u8,
}

#[test]
fn it_can_be_shown_by_its_fields() {
    let person = Person {
        first_name: "Ada".to_owned(),
        second_name: "L".to_owned(),
        r#type: 1,
    };
    assert_eq!(
        shown(&person),
        json!({"first_name": "Ada", "second_name": "L", "type": 1})
    );
    assert_eq!(
        shown(&Viewed::new(&person, Public)),
        json!({"first_name": "Ada", "type": 1}),
        "views are called alike"
    );
}

#[test]
fn a_view_shows_all_but_what_it_excludes() {
    assert_eq!(
        shown(&account().view(Public)),
        json!({
            "tenant": 7,
            "id": "a",
            "leftAt": null,
            "joined": "1970-01-01T00:00:00Z",
            "home": {"city": "Bern"},
            "former": [{"city": "Bern"}],
            "byName": {"x": {"city": "Bern"}},
            "tags": ["a", "b"],
            "picture": "AQID",
            "list": [1, null],
            "created": 3,
        })
    );
}

#[test]
fn a_view_that_includes_a_secret_shows_it() {
    assert_eq!(
        shown(&account().view(Internal)),
        json!({"id": "a", "passwordHash": "hunter2"})
    );
}

#[test]
fn a_function_modifies_a_view() {
    assert_eq!(
        shown(&account().view(Formatted)),
        json!({"id": "7/a", "tags": ["a", "b"], "first_tag": "a"})
    );
}

#[test]
fn many_are_shown_as_a_list() {
    let both = [account(), account()];
    let one = json!({"id": "a", "passwordHash": "hunter2"});
    assert_eq!(
        shown(&Account::view_all(&both, Internal)),
        json!([one, one])
    );
    let addresses = Some(vec![address("a")]);
    assert_eq!(
        shown(&Viewed::new(&addresses, Public)),
        json!([{"city": "Bern"}])
    );
}

#[test]
fn d26_showing_keeps_sets_and_bytes_and_changes_nothing() {
    let given = account();
    let before = given.to_attributes().expect("it can be stored");
    for _ in 0..2 {
        assert_eq!(shown(&given)["tags"], json!(["a", "b"]));
        assert_eq!(shown(&given)["picture"], json!("AQID"));
        assert_eq!(shown(&given.view(Public)).get("notes"), None);
    }
    assert!(given == account(), "what a view excludes is still there");
    assert_eq!(given.to_attributes().expect("it can be stored"), before);
}

#[derive(Clone, Document)]
#[dynamo(serialize, tag = "type", rename_all = "lowercase")]
enum Payment {
    Card {
        #[dynamo(secret)]
        number: String,
        holder: Option<String>,
    },
    Cash,
    Transfer(Address),
}

#[derive(Debug, Clone, Document)]
#[dynamo(serialize = fields, tag = "t", content = "c", rename_all = "lowercase")]
enum Shape {
    Dot,
    Circle(f64),
    Line(i32, i32),
    Named {
        #[dynamo(rename = "n")]
        name: String,
    },
    Maybe(Option<u8>),
}

#[derive(Debug, Clone, Document)]
#[dynamo(serialize, untagged)]
enum Id {
    Number(u32),
    Text { text: String },
    Pair(u8, u8),
    Nothing,
}

#[derive(Debug, Clone, Document)]
#[dynamo(serialize, rename_all = "kebab-case")]
enum Status {
    OnHold,
}

#[derive(Debug, Clone, Document)]
#[dynamo(serialize)]
struct Wrapped(Vec<Id>);

#[test]
fn enums_are_shown_as_they_are_stored() {
    let cards = [
        Payment::Card {
            number: "4111".to_owned(),
            holder: None,
        },
        Payment::Cash,
        Payment::Transfer(address("a")),
    ];
    assert_eq!(
        shown(&cards),
        json!([
            {"type": "card"},
            {"type": "cash"},
            {"type": "transfer", "streetName": "a", "city": "Bern"},
        ])
    );
    let shapes = [
        Shape::Dot,
        Shape::Circle(1.5),
        Shape::Line(1, 2),
        Shape::Named {
            name: "a".to_owned(),
        },
        Shape::Maybe(None),
    ];
    assert_eq!(
        shown(&shapes),
        json!([
            {"t": "Dot"},
            {"t": "Circle", "c": 1.5},
            {"t": "Line", "c": [1, 2]},
            {"t": "Named", "c": {"name": "a"}},
            {"t": "Maybe"},
        ])
    );
    let text = "b".to_owned();
    let ids = vec![
        Id::Number(1),
        Id::Text { text },
        Id::Pair(1, 2),
        Id::Nothing,
    ];
    assert_eq!(
        shown(&(Wrapped(ids), Status::OnHold)),
        json!([[1, {"text": "b"}, [1, 2], null], "on-hold"])
    );
}

/// Its own view shows the parameter as it is.
#[derive(Debug, Clone, Document)]
#[dynamo(view(Public, exclude(note)))]
struct Plain<T> {
    plain: T,
    note: String,
}

#[derive(Debug, Clone, Document)]
#[dynamo(view(Public, nested(one, beside)))]
struct Around<T> {
    one: Vec<Plain<T>>,
    #[dynamo(flatten)]
    beside: Plain<T>,
}

#[derive(Debug, Clone, Document)]
#[dynamo(serialize, view(Public, nested(next, value)))]
struct Chain<T> {
    value: Option<T>,
    next: Option<Box<Chain<T>>>,
    #[dynamo(flatten)]
    more: BTreeMap<String, T>,
}

/// Whatever has this view.
struct Generic<T>(T);

impl<T: View<Public>> Generic<T> {
    fn shown(&self) -> Json {
        shown(&Viewed::new(&self.0, Public))
    }
}

#[test]
fn generics_are_shown_as_their_parameters_are() {
    let chain = Chain {
        value: Some(address("a")),
        next: Some(Box::new(Chain {
            value: None,
            next: None,
            more: BTreeMap::new(),
        })),
        more: [("m".to_owned(), address("b"))].into(),
    };
    let of = |street: &str| json!({"streetName": street, "city": "Bern"});
    assert_eq!(
        shown(&chain),
        json!({"value": of("a"), "next": {}, "m": of("b")})
    );
    let plain = Plain {
        plain: 1,
        note: "a".to_owned(),
    };
    let around = Around {
        one: vec![plain.clone()],
        beside: plain,
    };
    assert_eq!(
        Generic(around).shown(),
        json!({"one": [{"plain": 1}], "plain": 1})
    );
    assert_eq!(
        Generic(chain).shown(),
        json!({"value": {"city": "Bern"}, "next": {}, "m": of("b")})
    );
}

#[derive(Debug, Clone, Model)]
#[dynamo(table = "posts", serialize)]
struct Post {
    #[dynamo(partition_key)]
    id: u32,
    author: Ref<Account>,
    any: Value,
    number: Number,
    item: Item,
}

#[test]
fn the_types_of_the_library_are_shown() {
    let post = Post {
        id: 1,
        author: Ref::to(&account()),
        any: Value::Ss(["a".to_owned()].into()),
        number: "1.50".parse().expect("it is a number"),
        item: Item::from([("a", Value::Null)]),
    };
    assert_eq!(
        shown(&post),
        json!({
            "id": 1,
            "author": "ACCOUNT#0000000007#a",
            "any": ["a"],
            "number": 1.5,
            "item": {"a": null},
        })
    );
}

/// What std makes of the same items, where what is secret shows itself as such.
mod twin {
    use std::fmt;

    #[derive(Clone)]
    pub struct Hidden;

    impl fmt::Debug for Hidden {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("***")
        }
    }

    #[derive(Debug)]
    #[allow(dead_code)]
    pub struct Login<T> {
        pub id: T,
        pub r#type: Option<u8>,
        pub password: Hidden,
        pub last: Vec<T>,
        pub pin: Hidden,
    }

    #[derive(Debug)]
    #[allow(dead_code)]
    pub enum Proof {
        None,
        Word { word: Hidden, hint: Option<String> },
        Two(u8, Login<u8>),
    }
}

#[derive(Clone, Document)]
struct Login<T> {
    id: T,
    r#type: Option<u8>,
    #[dynamo(secret)]
    password: String,
    last: Vec<T>,
    #[dynamo(secret, skip)]
    #[allow(dead_code)]
    pin: Opaque,
}

/// Has no `Debug`, and needs none.
#[derive(Clone, Default)]
struct Opaque;

#[derive(Clone, Document)]
#[dynamo(tag = "type", content = "content")]
enum Proof {
    None,
    Word {
        #[dynamo(secret)]
        word: String,
        hint: Option<String>,
    },
    Two(u8, Login<u8>),
}

#[test]
fn debug_is_that_of_std_without_secrets() {
    let login = || Login {
        id: 1,
        r#type: Some(2),
        password: "hunter2".to_owned(),
        last: vec![3],
        pin: Opaque,
    };
    let twin_login = || twin::Login {
        id: 1,
        r#type: Some(2),
        password: twin::Hidden,
        last: vec![3],
        pin: twin::Hidden,
    };
    let proofs = [
        Proof::None,
        Proof::Word {
            word: "hunter2".to_owned(),
            hint: None,
        },
        Proof::Two(1, login()),
    ];
    let twins = [
        twin::Proof::None,
        twin::Proof::Word {
            word: twin::Hidden,
            hint: None,
        },
        twin::Proof::Two(1, twin_login()),
    ];
    for (debug, std) in [
        (format!("{:?}", login()), format!("{:?}", twin_login())),
        (format!("{:#?}", login()), format!("{:#?}", twin_login())),
        (format!("{proofs:?}"), format!("{twins:?}")),
        (format!("{proofs:#?}"), format!("{twins:#?}")),
    ] {
        assert_eq!(debug, std);
        assert!(debug.contains("***") && !debug.contains("hunter2"));
    }
}

#[derive(Clone, Document)]
#[dynamo(own_debug)]
struct Silent {
    #[dynamo(secret)]
    key: String,
}

impl std::fmt::Debug for Silent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Silent({} characters)", self.key.len())
    }
}

#[test]
fn debug_can_be_written_by_hand() {
    let silent = Silent {
        key: "hunter2".to_owned(),
    };
    assert_eq!(format!("{silent:?}"), "Silent(7 characters)");
    assert_eq!(
        format!("{:?}", Viewed::<_, Public>::new(&address("a"), Public)),
        "Viewed { .. }"
    );
}
