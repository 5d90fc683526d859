//! `combine`: text that is made of other fields, and follows them.

use dynamo_model::value::Rfc3339;
use dynamo_model::{AttributeValue, Document, ErrorKind, Model};

use crate::harness::{Db, item, n, s};

on_every_engine![
    a_put_combines_what_is_there,
    it_is_combined_of_what_is_stored,
    d11_of_nothing_it_is_absent,
    d10_an_update_that_touches_no_source_changes_nothing,
    d10_an_update_of_all_sources_combines_them,
    d10_an_update_of_some_sources_has_to_know_the_others,
    what_only_dynamodb_knows_is_refused,
    it_is_not_changed_by_itself,
    documents_are_combined_by_themselves,
    the_key_is_known_to_an_update,
    an_index_finds_by_what_is_combined,
    an_old_item_reads_without_it,
];

struct ByName;
struct ByLabel;

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "combined",
    rename_all = "camelCase",
    index(ByLabel, partition_key = "LABEL#{label}")
)]
struct Person {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(set = trim)]
    first: Option<String>,
    #[dynamo(set = trim, rename = "surname", alias = "last")]
    last: Option<String>,
    age: Option<u32>,
    active: Option<bool>,
    #[dynamo(combine(first, last), separator = " ", index(ByName, partition_key))]
    full_name: Option<String>,
    #[dynamo(combine(last, age, active))]
    label: String,
    #[dynamo(combine(id, age))]
    tag: Option<String>,
    note: Option<String>,
}

fn person() -> Person {
    Person {
        id: "1".to_owned(),
        first: Some(" Ada".to_owned()),
        last: Some("Lovelace ".to_owned()),
        age: Some(36),
        active: Some(true),
        full_name: Some("is made anew".to_owned()),
        label: String::new(),
        tag: None,
        note: None,
    }
}

fn nobody() -> Person {
    Person {
        first: None,
        last: None,
        age: None,
        active: None,
        ..person()
    }
}

async fn stored(db: &Db, person: &Person) -> Person {
    db.table::<Person>().await;
    Person::create(person).send(&db.client).await.unwrap()
}

async fn raw(db: &Db) -> crate::harness::Item {
    db.get_raw::<Person>(item([("id", s("1"))])).await.unwrap()
}

async fn a_put_combines_what_is_there(db: Db) {
    let written = stored(&db, &person()).await;
    assert_eq!(
        written.full_name.as_deref(),
        Some("Ada Lovelace"),
        "after `set`"
    );
    assert_eq!(written.label, "Lovelace,36,true");
    assert_eq!(written.tag.as_deref(), Some("1,36"));
    let read = db
        .both_paths(async |client| Person::get("1").send(client).await.unwrap())
        .await;
    assert_eq!(read, Some(written));
    let some = Person {
        last: None,
        active: Some(false),
        ..person()
    };
    let written = Person::put(&some).send(&db.client).await.unwrap();
    assert_eq!(written.full_name.as_deref(), Some("Ada"));
    assert_eq!(written.label, "36,false");
}

async fn it_is_combined_of_what_is_stored(db: Db) {
    #[derive(Debug, Clone, PartialEq, Document)]
    #[dynamo(rename_all = "lowercase")]
    enum Status {
        Open,
    }
    #[derive(Debug, Clone, PartialEq, Model)]
    #[dynamo(table = "combined-stored", partition_key = "T#{number}")]
    struct Task {
        #[dynamo(in_key)]
        number: u8,
        status: Status,
        #[dynamo(with = Rfc3339)]
        at: std::time::SystemTime,
        ratio: f64,
        #[dynamo(combine(number, status, at, ratio), separator = "|")]
        all: String,
    }
    db.table::<Task>().await;
    let task = Task {
        number: 7,
        status: Status::Open,
        at: std::time::SystemTime::UNIX_EPOCH,
        ratio: 1.5,
        all: String::new(),
    };
    let written = Task::create(&task).send(&db.client).await.unwrap();
    assert_eq!(written.all, "7|open|1970-01-01T00:00:00.000000000Z|1.5");
}

async fn d11_of_nothing_it_is_absent(db: Db) {
    let written = stored(&db, &nobody()).await;
    assert_eq!(written.full_name, None);
    assert_eq!(written.label, "", "a `String` is always there");
    let stored = raw(&db).await;
    assert!(!stored.contains_key("fullName"));
    assert_eq!(stored.get("label"), Some(&s("")));
    // So it is after an update that removes the last source.
    Person::put(&person()).send(&db.client).await.unwrap();
    let updated = Person::update("1")
        .change(|p| {
            let gone = p.first.remove().and(p.last.remove());
            gone.and(p.age.remove()).and(p.active.remove())
        })
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!((updated.full_name, updated.label.as_str()), (None, ""));
    assert!(!raw(&db).await.contains_key("fullName"));
}

async fn d10_an_update_that_touches_no_source_changes_nothing(db: Db) {
    let before = stored(&db, &person()).await;
    let update = Person::update("1").change(|p| p.note.set("x"));
    let sent = update.clone().into_input().unwrap();
    assert_eq!(sent.update_expression.as_deref(), Some("SET #n0 = :v0"));
    let updated = update.send(&db.client).await.unwrap();
    let expected = Person {
        note: Some("x".to_owned()),
        ..before
    };
    assert_eq!(updated, expected);
}

async fn d10_an_update_of_all_sources_combines_them(db: Db) {
    stored(&db, &person()).await;
    let updated = Person::update("1")
        .change(|p| {
            let names = p.first.set(" Grace ").and(p.last.set("Hopper"));
            names.and(p.age.set(85)).and(p.active.remove())
        })
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(updated.full_name.as_deref(), Some("Grace Hopper"));
    assert_eq!(updated.label, "Hopper,85");
    assert_eq!(updated.tag.as_deref(), Some("1,85"));
}

async fn d10_an_update_of_some_sources_has_to_know_the_others(db: Db) {
    stored(&db, &person()).await;
    let update = || Person::update("1").change(|p| p.first.set("Ada L."));
    let error = update().send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert_eq!(error.path().unwrap().to_string(), "surname");
    let text = error.to_string();
    assert!(text.contains("the combined attribute `fullName`"), "{text}");
    let known = update().condition(|p| p.last.eq("Lovelace "));
    let updated = known.send(&db.client).await.unwrap();
    assert_eq!(updated.full_name.as_deref(), Some("Ada L. Lovelace"));
    let wrong = update().condition(|p| p.last.eq("Byron"));
    assert!(
        wrong
            .send(&db.client)
            .await
            .unwrap_err()
            .is_condition_failed()
    );
    let absent = update().condition(|p| p.last.not_exists());
    assert!(
        absent
            .send(&db.client)
            .await
            .unwrap_err()
            .is_condition_failed()
    );
    Person::put(&nobody()).send(&db.client).await.unwrap();
    let absent = update().condition(|p| p.last.not_exists());
    let updated = absent.send(&db.client).await.unwrap();
    assert_eq!(updated.full_name.as_deref(), Some("Ada L."));
}

async fn what_only_dynamodb_knows_is_refused(db: Db) {
    stored(&db, &person()).await;
    for update in [
        Person::update("1").change(|p| p.age.set(p.age.plus(1))),
        Person::update("1").change(|p| p.age.set_if_not_exists(1)),
        Person::update("1").change(|p| p.first.set(&p.note).and(p.last.set("x"))),
    ] {
        let update = update.condition(|p| p.last.eq("Lovelace").and(p.active.eq(true)));
        let error = update.send(&db.client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid, "{error:?}");
        assert!(error.to_string().contains("`set` it to a value"), "{error}");
    }
}

async fn it_is_not_changed_by_itself(db: Db) {
    stored(&db, &person()).await;
    for update in [
        Person::update("1").change(|p| p.full_name.set("x")),
        Person::update("1").change(|p| p.full_name.remove()),
        Person::update("1").change(|p| p.label.set(&p.id)),
        Person::update("1").change(|p| p.tag.set_if_not_exists("x")),
    ] {
        let error = update.send(&db.client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
        assert!(
            error.to_string().contains("is combined of others"),
            "{error}"
        );
    }
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Place {
    city: String,
    zip: Option<u32>,
    #[dynamo(combine(zip, city), separator = " ")]
    line: String,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "combined-documents")]
struct Shop {
    #[dynamo(partition_key)]
    id: String,
    main: Option<Place>,
    others: Vec<Place>,
    #[dynamo(flatten)]
    flat: Place,
}

fn place(city: &str) -> Place {
    Place {
        city: city.to_owned(),
        zip: Some(3000),
        line: String::new(),
    }
}

fn combined(city: &str) -> Place {
    Place {
        line: format!("3000 {city}"),
        ..place(city)
    }
}

async fn documents_are_combined_by_themselves(db: Db) {
    db.table::<Shop>().await;
    let shop = Shop {
        id: "1".to_owned(),
        main: Some(place("Bern")),
        others: vec![place("Thun")],
        flat: place("Biel"),
    };
    let written = Shop::create(&shop).send(&db.client).await.unwrap();
    assert_eq!(written.main, Some(combined("Bern")));
    assert_eq!(written.others, [combined("Thun")]);
    assert_eq!(written.flat, combined("Biel"));
    // As a whole, in a list, and compared.
    let updated = Shop::update("1")
        .change(|s| {
            s.main
                .set(place("Basel"))
                .and(s.others.append([place("Chur")]))
        })
        .condition(|s| {
            s.main
                .eq(place("Bern"))
                .and(s.others.contains(place("Thun")))
        })
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(updated.main, Some(combined("Basel")));
    assert_eq!(updated.others, [combined("Thun"), combined("Chur")]);
    // In place.
    let updated = Shop::update("1")
        .change(|s| {
            let main = s.main.city.set("Genf").and(s.main.zip.set(1200));
            main.and(s.flat.city.set("Ins"))
                .and(s.others.at(1).city.set("Davos"))
        })
        .condition(|s| s.flat.zip.eq(3000).and(s.others.at(1).zip.eq(3000)))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(updated.main.unwrap().line, "1200 Genf");
    assert_eq!(updated.flat.line, "3000 Ins");
    assert_eq!(updated.others[1].line, "3000 Davos");
    let removed = Shop::update("1")
        .change(|s| s.main.zip.remove())
        .condition(|s| s.main.city.eq("Genf"));
    let updated = removed.send(&db.client).await.unwrap();
    assert_eq!(updated.main.unwrap().line, "Genf");
    let unknown = Shop::update("1").change(|s| s.main.city.set("x"));
    let error = unknown.send(&db.client).await.unwrap_err();
    assert_eq!(error.path().unwrap().to_string(), "main.zip");
    let itself = Shop::update("1").change(|s| s.others.at(0).line.set("x"));
    let error = itself.send(&db.client).await.unwrap_err();
    assert_eq!(error.path().unwrap().to_string(), "others[0].line");
}

async fn the_key_is_known_to_an_update(db: Db) {
    db.table::<Person>().await;
    let upserted = Person::upsert("1")
        .change(|p| {
            let names = p.first.set("Ada").and(p.last.set("L"));
            names.and(p.age.set(1)).and(p.active.set(true))
        })
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(upserted.tag.as_deref(), Some("1,1"));
    assert_eq!(upserted.label, "L,1,true");
    // A new item has what its key alone makes.
    #[derive(Debug, Clone, PartialEq, Model)]
    #[dynamo(table = "combined-keys")]
    struct Line {
        #[dynamo(partition_key)]
        order: String,
        #[dynamo(sort_key)]
        number: u32,
        #[dynamo(combine(order, number), separator = "/")]
        path: String,
        note: Option<String>,
    }
    db.table::<Line>().await;
    let upsert = Line::upsert(("a", 7)).change(|l| l.note.set("x"));
    assert_eq!(upsert.send(&db.client).await.unwrap().path, "a/7");
    let update = Line::update(("a", 7)).change(|l| l.note.set("y"));
    assert_eq!(update.send(&db.client).await.unwrap().path, "a/7");
}

async fn an_index_finds_by_what_is_combined(db: Db) {
    stored(&db, &person()).await;
    let ada = Person::query_index(ByName, "Ada Lovelace")
        .all(&db.client)
        .await;
    assert_eq!(ada.unwrap().len(), 1);
    let label = Person::query_index(ByLabel, "Lovelace,36,true");
    assert_eq!(label.all(&db.client).await.unwrap().len(), 1);
    Person::update("1")
        .change(|p| {
            let names = p.first.set("Grace").and(p.last.set("Hopper"));
            names.and(p.age.remove()).and(p.active.remove())
        })
        .send(&db.client)
        .await
        .unwrap();
    let grace = Person::query_index(ByName, "Grace Hopper")
        .all(&db.client)
        .await;
    assert_eq!(grace.unwrap().len(), 1);
    let label = Person::query_index(ByLabel, "Hopper").all(&db.client).await;
    assert_eq!(label.unwrap().len(), 1);
    let ada = Person::query_index(ByName, "Ada Lovelace")
        .all(&db.client)
        .await;
    assert_eq!(ada.unwrap(), []);
}

async fn an_old_item_reads_without_it(db: Db) {
    db.table::<Person>().await;
    let old = item([("id", s("1")), ("last", s("L")), ("age", n(1))]);
    db.put_raw::<Person>(old).await;
    let read = Person::get("1").send(&db.client).await.unwrap().unwrap();
    assert_eq!((read.full_name.clone(), read.label.as_str()), (None, ""));
    let written = Person::put(&read).send(&db.client).await.unwrap();
    assert_eq!(written.full_name.as_deref(), Some("L"));
    assert_eq!(written.label, "L,1");
    assert!(matches!(
        raw(&db).await.get("surname"),
        Some(AttributeValue::S(_))
    ));
}
