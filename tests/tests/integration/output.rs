//! Secrets stay out of errors and logs, and what was read is shown through serde.

use std::collections::{BTreeMap, HashMap};
use std::fmt::{self, Write as _};
use std::sync::{Arc, Mutex};

use dynamo_model::value::{Codec, Reader, Writer, kind};
use dynamo_model::{AttributeValue, Document, Error, ErrorKind, Model, Ref};
use serde_json::json;
use tracing::field::{Field, Visit};
use tracing::instrument::WithSubscriber;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::harness::{Db, item, listen, n, s};

on_every_engine![
    what_does_not_fit_a_secret_is_not_told,
    what_cannot_be_stored_in_a_secret_is_not_told,
    a_secret_in_a_key_is_not_told,
    a_rule_of_a_secret_is_told,
    a_secret_in_a_variant_is_not_told,
    a_failed_condition_does_not_tell_a_secret,
    secrets_are_not_logged,
    what_was_read_is_shown,
];

/// The value that must not be seen.
const SECRET: &str = "hunter2";

/// Says too much.
struct Chatty;

impl Codec<String> for Chatty {
    type Kind = kind::S;

    fn decode(reader: &mut dyn Reader<'_>) -> Result<String, Error> {
        let text = reader.str()?;
        if text.contains('!') {
            return Err(Error::decode(format!("bad `{text}`")).with_source(text.into_owned()));
        }
        Ok(text.into_owned())
    }

    fn encode(value: &String, writer: &mut dyn Writer) -> Result<(), Error> {
        if value.contains('!') {
            return Err(Error::encode(format!("bad `{value}`")));
        }
        writer.str(value)
    }
}

fn chatty(text: String) -> Result<String, String> {
    if text.contains('?') {
        return Err(format!("no question: {text}"));
    }
    Ok(text)
}

#[derive(Debug, Clone, PartialEq, Document)]
enum Level {
    Low,
}

#[derive(Clone, PartialEq, Document)]
#[dynamo(tag = "kind", serialize)]
enum Login {
    Password {
        #[dynamo(secret)]
        level: Option<Level>,
    },
}

#[derive(Clone, PartialEq, Model)]
#[dynamo(
    table = "secrets",
    partition_key = "SECRET#{id}#{level}",
    sort_key = "AT#{at}",
    serialize
)]
struct Account {
    #[dynamo(in_key)]
    id: String,
    #[dynamo(in_key, secret)]
    level: Level,
    at: u32,
    #[dynamo(secret, with = Chatty, set = chatty, get = chatty)]
    word: String,
    #[dynamo(secret)]
    kind: Option<Level>,
    #[dynamo(secret)]
    keys: BTreeMap<String, u32>,
    #[dynamo(secret, serde)]
    json: Option<bool>,
    #[dynamo(secret, required)]
    pin: Option<String>,
    login: Option<Login>,
    visits: u32,
}

fn account() -> Account {
    Account {
        id: "1".to_owned(),
        level: Level::Low,
        at: 1,
        word: SECRET.to_owned(),
        kind: Some(Level::Low),
        keys: BTreeMap::new(),
        json: None,
        pin: Some(SECRET.to_owned()),
        login: None,
        visits: 0,
    }
}

fn key() -> ((String, Level), u32) {
    (("1".to_owned(), Level::Low), 1)
}

async fn stored(db: &Db) -> HashMap<String, AttributeValue> {
    db.table::<Account>().await;
    Account::put(&account()).send(&db.client).await.unwrap();
    account().to_attributes().unwrap()
}

/// Asserts that nothing that is printed of the error shows the secret, down to its causes.
#[track_caller]
fn assert_discreet(error: &Error) -> String {
    let mut all = format!("{error} {error:?}");
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        write!(all, " {error}").unwrap();
        cause = error.source();
    }
    if let Some(report) = error.report() {
        write!(all, " {report} {report:?} {}", json!(report)).unwrap();
    }
    assert!(!all.contains(SECRET), "{all}");
    error.to_string()
}

async fn what_does_not_fit_a_secret_is_not_told(db: Db) {
    let whole = stored(&db).await;
    let map = AttributeValue::M(item([(SECRET, s(SECRET))]));
    for (name, value) in [
        ("word", s("hunter2!")),
        ("word", s("hunter2?")),
        ("kind", s(SECRET)),
        ("keys", map),
        ("json", s(SECRET)),
        ("pin", AttributeValue::L(vec![s(SECRET)])),
    ] {
        let mut wrong = whole.clone();
        wrong.insert(name.to_owned(), value);
        db.put_raw::<Account>(wrong).await;
        let error = db
            .both_paths(async |client| {
                let read = Account::get(key()).send(client).await;
                assert_discreet(&read.err().unwrap())
            })
            .await;
        assert!(
            error.ends_with(&format!(
                "{name}: what is stored does not fit this secret attribute"
            )),
            "{error}"
        );
    }
}

async fn what_cannot_be_stored_in_a_secret_is_not_told(db: Db) {
    db.table::<Account>().await;
    for word in ["hunter2!", "hunter2?"] {
        let wrong = Account {
            word: word.to_owned(),
            ..account()
        };
        let put = Account::put(&wrong).send(&db.client).await.unwrap_err();
        let update = Account::update(key())
            .change(|a| a.word.set(word))
            .send(&db.client)
            .await
            .err()
            .unwrap();
        for error in [put, update] {
            let error = assert_discreet(&error);
            assert!(error.contains("word: this secret"), "{error}");
        }
    }
    let refused = Account::scan()
        .filter(|a| a.word.eq("hunter2!").or(a.word.is_in(["hunter2?"])))
        .all(&db.client)
        .await
        .err()
        .unwrap();
    assert!(assert_discreet(&refused).contains("word: this secret"));
}

async fn a_secret_in_a_key_is_not_told(db: Db) {
    let mut wrong = stored(&db).await;
    wrong.insert("pk".to_owned(), s("SECRET#1#hunter2"));
    db.put_raw::<Account>(wrong).await;
    let error = Account::scan().all(&db.client).await.err().unwrap();
    let error = assert_discreet(&error);
    assert!(error.contains("level"), "{error}");
}

async fn a_rule_of_a_secret_is_told(db: Db) {
    db.table::<Account>().await;
    let without = Account {
        pin: None,
        ..account()
    };
    let error = Account::put(&without).send(&db.client).await.err().unwrap();
    assert!(assert_discreet(&error).ends_with("pin: is required"));
}

async fn a_secret_in_a_variant_is_not_told(db: Db) {
    let mut wrong = stored(&db).await;
    let login = item([("kind", s("Password")), ("level", s(SECRET))]);
    wrong.insert("login".to_owned(), AttributeValue::M(login));
    db.put_raw::<Account>(wrong).await;
    let error = Account::get(key()).send(&db.client).await.err().unwrap();
    assert!(assert_discreet(&error).contains("login.level: what is stored"));
}

async fn a_failed_condition_does_not_tell_a_secret(db: Db) {
    stored(&db).await;
    let failed = Account::update(key())
        .change(|a| a.visits.add(1))
        .condition(|a| a.pin.eq("hunter2 ?"))
        .send(&db.client)
        .await
        .err()
        .unwrap();
    assert_eq!(failed.kind(), ErrorKind::ConditionFailed);
    assert_discreet(&failed);
    let exists = Account::create(&account()).send(&db.client).await;
    let exists = exists.err().unwrap();
    assert!(exists.is_already_exists());
    assert_discreet(&exists);
    let stored = exists.stored::<Account>().unwrap().unwrap();
    assert!(!format!("{stored:?}").contains(SECRET));
}

/// Writes down everything that the library says to `tracing`.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

impl Log {
    fn write(&self, text: impl fmt::Display) {
        writeln!(self.0.lock().unwrap(), "{text}").unwrap();
    }
}

impl Visit for Log {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.write(format_args!("{field}={value:?}"));
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("dynamo_model")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.write(span.metadata().name());
        span.record(&mut self.clone());
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut self.clone());
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut self.clone());
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

async fn secrets_are_not_logged(db: Db) {
    let log = Log::default();
    let work = async {
        stored(&db).await;
        let wrong = Account {
            word: "hunter2!".to_owned(),
            ..account()
        };
        let put = Account::put(&wrong);
        let update = Account::update(key()).change(|a| a.word.set(SECRET).and(a.pin.set(SECRET)));
        let scan = Account::scan().filter(|a| a.pin.eq(SECRET));
        let create = Account::create(&account());
        let shown = format!("{put:?} {update:?} {scan:?} {create:?}");
        assert!(!shown.contains(SECRET), "{shown}");
        put.send(&db.client).await.err().unwrap();
        update.send(&db.client).await.unwrap();
        create.send(&db.client).await.err().unwrap();
        let page = scan.send(&db.client).await.unwrap();
        assert!(!format!("{page:?}").contains(SECRET));
    };
    let [hears, _beside] = listen(&log);
    work.with_subscriber(hears).await;
    let said = log.0.lock().unwrap();
    assert!(said.contains("UpdateItem"), "{said}");
    assert!(!said.contains(SECRET), "{said}");
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "shown_posts", serialize)]
struct Post {
    #[dynamo(partition_key)]
    id: u32,
    author: Ref<Author>,
    reviewer: Option<Ref<Author>>,
}

#[derive(Clone, PartialEq, Model)]
#[dynamo(table = "shown_authors", serialize)]
struct Author {
    #[dynamo(partition_key)]
    name: String,
    #[dynamo(secret)]
    phone: String,
}

async fn what_was_read_is_shown(db: Db) {
    stored(&db).await;
    let read = Account::get(key()).send(&db.client).await.unwrap().unwrap();
    assert_eq!(
        serde_json::to_value(&read).unwrap(),
        json!({"id": "1", "at": 1, "visits": 0})
    );

    db.table::<Post>().await;
    db.table::<Author>().await;
    let ada = Author {
        name: "Ada".to_owned(),
        phone: SECRET.to_owned(),
    };
    Author::put(&ada).send(&db.client).await.unwrap();
    let mut post = Post {
        id: 1,
        author: Ref::to(&ada),
        reviewer: Some(Ref::new("Bob")),
    };
    let unread = json!({"id": 1, "author": "Ada", "reviewer": "Bob"});
    assert_eq!(serde_json::to_value(&post).unwrap(), unread);
    let refs = [&mut post.author].into_iter().chain(&mut post.reviewer);
    Author::populate(refs).send(&db.client).await.unwrap();
    let read = json!({"id": 1, "author": {"name": "Ada"}, "reviewer": "Bob"});
    assert_eq!(serde_json::to_value(&post).unwrap(), read);
    assert!(!format!("{post:?}").contains(SECRET));
    let raw = Post::put(&post).into_input().unwrap().item.unwrap();
    assert_eq!(raw.get("author"), Some(&s("Ada")));
    assert_eq!(raw.get("id"), Some(&n(1)));
}
