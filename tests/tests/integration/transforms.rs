//! `set` and `get`: values change before they are written and after they were read, everywhere alike.

use dynamo_model::{Collection, Document, Model, Projection, Report};

use crate::harness::{Db, s};

on_every_engine![
    a_put_writes_transformed_values_and_returns_what_a_read_gives,
    keys_are_found_by_any_spelling,
    values_in_conditions_are_transformed,
    an_update_transforms_what_it_sets,
    parts_of_lists_and_documents_are_transformed,
    a_transform_that_fails_says_where,
    a_transform_of_an_element_says_which,
    an_item_at_hand_has_its_stored_key,
    d29_a_struct_is_never_shown_in_parts,
    a_collection_transforms_as_its_models_do,
    parts_of_an_item_are_read_as_the_whole,
    a_transform_of_a_part_says_where_it_fails,
];

fn shouted(text: String) -> String {
    format!("{text}!")
}

fn even(number: u32) -> Result<u32, &'static str> {
    if number.is_multiple_of(2) {
        return Ok(number);
    }
    Err("is odd")
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Contact {
    #[dynamo(set = trim)]
    street: String,
    #[dynamo(set(trim, none_if_empty))]
    city: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "transforms")]
struct Member {
    #[dynamo(partition_key, set(trim, lowercase))]
    email: String,
    #[dynamo(set = trim, get = shouted)]
    name: String,
    #[dynamo(set = lowercase)]
    tags: Vec<String>,
    #[dynamo(set = even)]
    number: Option<u32>,
    #[dynamo(set = even)]
    numbers: Vec<u32>,
    contact: Option<Contact>,
    contacts: Vec<Contact>,
}

fn member() -> Member {
    Member {
        email: " Ada@Example.COM ".to_owned(),
        name: " Ada ".to_owned(),
        tags: vec!["A".to_owned(), "b".to_owned()],
        number: Some(2),
        numbers: vec![2],
        contact: Some(Contact {
            street: " S 1 ".to_owned(),
            city: Some("  ".to_owned()),
        }),
        contacts: vec![Contact {
            street: " S 2 ".to_owned(),
            city: Some(" Bern".to_owned()),
        }],
    }
}

fn as_read() -> Member {
    Member {
        email: "ada@example.com".to_owned(),
        name: "Ada!".to_owned(),
        tags: vec!["a".to_owned(), "b".to_owned()],
        number: Some(2),
        numbers: vec![2],
        contact: Some(Contact {
            street: "S 1".to_owned(),
            city: None,
        }),
        contacts: vec![Contact {
            street: "S 2".to_owned(),
            city: Some("Bern".to_owned()),
        }],
    }
}

async fn stored(db: &Db) -> Member {
    db.table::<Member>().await;
    let given = member();
    let written = Member::create(&given).send(&db.client).await.unwrap();
    assert_eq!(given, member(), "what is given stays as it is");
    written
}

async fn a_put_writes_transformed_values_and_returns_what_a_read_gives(db: Db) {
    assert_eq!(stored(&db).await, as_read());
    let read = db
        .both_paths(async |client| Member::get("ada@example.com").send(client).await.unwrap())
        .await;
    assert_eq!(read, Some(as_read()));
    let raw = Member::put(&member()).into_input().unwrap().item.unwrap();
    assert_eq!(raw.get("name"), Some(&s("Ada")), "`get` is not stored");
}

async fn keys_are_found_by_any_spelling(db: Db) {
    stored(&db).await;
    let key = "ADA@example.com ";
    assert!(Member::get(key).send(&db.client).await.unwrap().is_some());
    let found = Member::query(key).all(&db.client).await.unwrap();
    assert_eq!(found, [as_read()]);
    let deleted = Member::delete(key).return_old().send(&db.client).await;
    assert_eq!(deleted.unwrap(), Some(as_read()));
}

async fn values_in_conditions_are_transformed(db: Db) {
    stored(&db).await;
    for found in [
        Member::scan().filter(|m| m.name.eq(" Ada")),
        Member::scan().filter(|m| m.name.is_in([" Ada", "Bob"])),
        Member::scan().filter(|m| m.name.between(" Ada ", "  Adb")),
        Member::scan().filter(|m| !m.name.ne(" Ada")),
        Member::scan().filter(|m| m.email.begins_with("ADA@")),
        Member::scan().filter(|m| m.email.contains("EXAMPLE")),
        Member::scan().filter(|m| m.tags.contains("B")),
        Member::scan().filter(|m| m.tags.at(0).eq("A")),
        Member::scan().filter(|m| m.contact.street.eq(" S 1")),
        Member::scan().filter(|m| m.contacts.at(0).street.eq(" S 2")),
        Member::scan().filter(|m| m.contacts.eq(member().contacts)),
    ] {
        let shown = format!("{found:?}");
        assert_eq!(found.all(&db.client).await.unwrap(), [as_read()], "{shown}");
    }
    let not_trimmed = Member::scan().filter(|m| m.name.begins_with(" A"));
    assert_eq!(not_trimmed.all(&db.client).await.unwrap(), []);
}

async fn an_update_transforms_what_it_sets(db: Db) {
    stored(&db).await;
    let updated = Member::update("ada@example.com")
        .change(|m| {
            m.name
                .set(" Bob ")
                .and(m.number.set(4))
                .and(m.contact.set(Contact {
                    street: " S 3 ".to_owned(),
                    city: Some(" ".to_owned()),
                }))
        })
        .condition(|m| m.name.eq(" Ada"))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(updated.name, "Bob!");
    let contact = updated.contact.unwrap();
    assert_eq!((contact.street.as_str(), contact.city), ("S 3", None));
}

async fn parts_of_lists_and_documents_are_transformed(db: Db) {
    stored(&db).await;
    let updated = Member::update("ada@example.com")
        .change(|m| {
            m.tags
                .append(["C"])
                .and(m.contact.street.set(" S 4"))
                .and(m.contacts.at(0).city.set(" "))
        })
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(updated.tags, ["a", "b", "c"]);
    assert_eq!(updated.contact.unwrap().street, "S 4");
    assert_eq!(updated.contacts[0].city, None, "`none_if_empty` removes");
    let updated = Member::update("ada@example.com")
        .change(|m| m.tags.at(0).set("X"))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(updated.tags, ["x", "b", "c"]);
}

async fn a_transform_that_fails_says_where(db: Db) {
    stored(&db).await;
    let odd = Member {
        number: Some(3),
        ..member()
    };
    let put = Member::put(&odd).send(&db.client).await.unwrap_err();
    let update = Member::update("ada@example.com")
        .change(|m| m.number.set(5))
        .send(&db.client)
        .await
        .unwrap_err();
    let condition = Member::scan()
        .filter(|m| m.number.eq(7))
        .all(&db.client)
        .await
        .unwrap_err();
    for error in [put, update, condition] {
        assert!(error.is_validation(), "{error:?}");
        let [violation] = error.report().unwrap().violations() else {
            panic!("{error:?}");
        };
        assert_eq!(violation.path, Some("number".into()));
        assert_eq!((&*violation.code, &*violation.message), ("set", "is odd"));
        assert!(error.to_string().ends_with("number: is odd"), "{error}");
    }
}

async fn an_item_at_hand_has_its_stored_key(db: Db) {
    stored(&db).await;
    let found = Member::get(member().key()).send(&db.client).await.unwrap();
    assert_eq!(found, Some(as_read()));
}

async fn a_transform_of_an_element_says_which(db: Db) {
    stored(&db).await;
    let odd = Member {
        numbers: vec![2, 3, 5],
        ..member()
    };
    let put = Member::put(&odd).send(&db.client).await.unwrap_err();
    assert_eq!(
        put.report().unwrap().to_string(),
        "numbers[1]: is odd; numbers[2]: is odd"
    );
    let update = Member::update("ada@example.com")
        .change(|m| m.numbers.at(3).set(7))
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(update.report().unwrap().to_string(), "numbers[3]: is odd");
    let appended = Member::update("ada@example.com")
        .change(|m| m.numbers.append([2, 9]))
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(
        appended.report().unwrap().to_string(),
        "numbers[1]: is odd",
        "counted from the first that is appended"
    );
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "never_in_parts", set = never_in_parts, validate = never_whole)]
struct Whole {
    #[dynamo(partition_key)]
    id: String,
    name: String,
}

fn never_in_parts(whole: &mut Whole) {
    whole.name.push('!');
}

fn never_whole(whole: &Whole, report: &mut Report) {
    report.add("name", "never", format!("{} characters", whole.name.len()));
}

/// A rule and a transform of a struct see whole items: no key alone, and no attribute alone.
async fn d29_a_struct_is_never_shown_in_parts(db: Db) {
    db.table::<Whole>().await;
    let client = &db.client;
    let updated = Whole::upsert("w")
        .change(|w| w.name.set("a"))
        .send(client)
        .await;
    assert_eq!(updated.unwrap().name, "a");
    assert_eq!(
        Whole::get("w").send(client).await.unwrap().unwrap().name,
        "a"
    );
    let found = Whole::query("w")
        .filter(|w| w.name.eq("a"))
        .all(client)
        .await;
    assert_eq!(found.unwrap().len(), 1);
    let whole = Whole {
        id: "w".to_owned(),
        name: "ab".to_owned(),
    };
    let error = Whole::put(&whole).send(client).await.unwrap_err();
    assert_eq!(error.report().unwrap().to_string(), "name: 3 characters");
    Whole::delete("w").send(client).await.unwrap();
}

fn whispered(text: Option<String>) -> Option<String> {
    text.map(|text| format!("({text})"))
}

fn halved(number: u32) -> Result<u32, &'static str> {
    even(number).map(|number| number / 2)
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Place {
    #[dynamo(get = shouted)]
    city: String,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "parts")]
struct Visit {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(get = Self::quoted)]
    name: String,
    #[dynamo(get = whispered, default = Some("x".to_owned()))]
    note: Option<String>,
    #[dynamo(get = halved)]
    number: u32,
    #[dynamo(get = halved, with = AsText)]
    text: u32,
    place: Place,
}

impl Visit {
    fn quoted(text: String) -> String {
        format!("'{text}'")
    }
}

/// Stores a number as text.
struct AsText;

impl dynamo_model::value::Codec<u32> for AsText {
    type Kind = dynamo_model::value::kind::S;

    fn decode(reader: &mut dyn dynamo_model::value::Reader<'_>) -> dynamo_model::Result<u32> {
        let text = reader.str()?;
        text.parse()
            .map_err(|_| dynamo_model::Error::decode("no number"))
    }

    fn encode(
        value: &u32,
        writer: &mut dyn dynamo_model::value::Writer,
    ) -> dynamo_model::Result<()> {
        writer.str(&value.to_string())
    }
}

#[derive(Debug, PartialEq, Projection)]
#[dynamo(of = Visit)]
struct Part {
    name: String,
    note: Option<String>,
    text: u32,
    #[dynamo(nested)]
    place: City,
}

#[derive(Debug, PartialEq, Projection)]
#[dynamo(of = Place)]
struct City {
    city: String,
}

fn stored_visit(number: u32) -> crate::harness::Item {
    let place = crate::harness::item([("city", s("Bern"))]);
    crate::harness::item([
        ("id", s("1")),
        ("name", s("Ada")),
        ("number", crate::harness::n(number)),
        ("text", s("8")),
        ("place", dynamo_model::AttributeValue::M(place)),
    ])
}

async fn parts_of_an_item_are_read_as_the_whole(db: Db) {
    db.table::<Visit>().await;
    db.put_raw::<Visit>(stored_visit(4)).await;
    let whole = Visit::get("1").send(&db.client).await.unwrap().unwrap();
    assert_eq!(
        (whole.name.as_str(), whole.number, whole.text),
        ("'Ada'", 2, 4)
    );
    let selected = db
        .both_paths(async |client| {
            let get = Visit::get("1");
            let get = get.select(|v| (v.name, v.note, v.number, v.place.city.clone()));
            get.send(client).await.unwrap().unwrap()
        })
        .await;
    let expected = (whole.name, whole.note, whole.number, whole.place.city);
    assert_eq!(selected, expected);
    assert_eq!(
        selected.1.as_deref(),
        Some("(x)"),
        "a default is transformed too"
    );
    assert_eq!(selected.3, "Bern!");
    let selected = Visit::get("1").select(|v| v.place).send(&db.client).await;
    assert_eq!(selected.unwrap().unwrap().city, "Bern!");
    let projected = db
        .both_paths(async |client| {
            let get = Visit::get("1").project::<Part>();
            get.send(client).await.unwrap().unwrap()
        })
        .await;
    let part = Part {
        name: expected.0,
        note: expected.1,
        text: 4,
        place: City { city: expected.3 },
    };
    assert_eq!(projected, part);
}

async fn a_transform_of_a_part_says_where_it_fails(db: Db) {
    db.table::<Visit>().await;
    db.put_raw::<Visit>(stored_visit(3)).await;
    let whole = Visit::get("1").send(&db.client).await.unwrap_err();
    let part = Visit::get("1").select(|v| (v.name, v.number));
    let part = part.send(&db.client).await.unwrap_err();
    for error in [whole, part] {
        assert_eq!(error.path().unwrap().to_string(), "number", "{error}");
        assert!(error.to_string().ends_with("number: is odd"), "{error}");
    }
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "guild", partition_key = "GUILD#{guild}", sort_key = "GUILD")]
struct Guild {
    #[dynamo(set = lowercase)]
    guild: String,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "guild",
    partition_key = "GUILD#{guild}",
    sort_key = "SMITH#{smith}"
)]
struct Smith {
    #[dynamo(set = lowercase)]
    guild: String,
    smith: u32,
    #[dynamo(set = trim)]
    name: String,
}

#[derive(Debug, Clone, PartialEq, Collection)]
enum Town {
    Guild(Guild),
    Smith(Smith),
}

async fn a_collection_transforms_as_its_models_do(db: Db) {
    Town::create_table().send(&db.client).await.unwrap();
    let smith = Smith {
        guild: "Iron".to_owned(),
        smith: 1,
        name: " Wayland ".to_owned(),
    };
    let smith = Smith::create(&smith).send(&db.client).await.unwrap();
    let found = Town::query("IRON")
        .filter(|town| town.smith.name.eq("Wayland  "))
        .all(&db.client)
        .await;
    assert_eq!(found.unwrap(), [Town::Smith(smith)]);
}
