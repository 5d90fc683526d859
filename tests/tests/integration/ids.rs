//! `id`: an empty id is made when an item is written.

use dynamo_model::{Document, Model};
use ulid::Ulid;
use uuid::Uuid;

use crate::harness::{Db, item, s};

on_every_engine![
    a_create_gives_back_the_item_with_its_id,
    an_id_that_is_there_stays,
    ids_stand_in_templated_keys,
    newtypes_and_options_get_ids,
    documents_get_ids,
    an_upsert_gives_ids_to_a_new_item,
];

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "users")]
struct User {
    #[dynamo(partition_key, id = uuid_v7)]
    id: Uuid,
    name: String,
}

fn user() -> User {
    User {
        id: Uuid::nil(),
        name: "Ada".to_owned(),
    }
}

async fn a_create_gives_back_the_item_with_its_id(db: Db) {
    db.table::<User>().await;
    let given = user();
    let made = User::create(&given).send(&db.client).await.unwrap();
    assert_eq!(made.id.get_version_num(), 7);
    assert!(given.id.is_nil(), "what is given stays as it is");
    let read = User::get(made.id).send(&db.client).await.unwrap();
    assert_eq!(read, Some(made.clone()));
    let other = User::put(&given).send(&db.client).await.unwrap();
    assert!(other.id > made.id);
}

async fn an_id_that_is_there_stays(db: Db) {
    db.table::<User>().await;
    let made = User::create(&user()).send(&db.client).await.unwrap();
    let again = User::put(&made).send(&db.client).await.unwrap();
    assert_eq!(again, made);
    let twice = User::create(&made).send(&db.client).await.unwrap_err();
    assert!(twice.is_already_exists());
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "shop",
    partition_key = "CUSTOMER#{customer}",
    sort_key = "ORDER#{order}#{line}"
)]
struct Line {
    #[dynamo(id = uuid_v4)]
    customer: String,
    #[dynamo(in_key, id = ulid)]
    order: Ulid,
    line: u32,
}

async fn ids_stand_in_templated_keys(db: Db) {
    db.table::<Line>().await;
    let line = Line {
        customer: String::new(),
        order: Ulid::nil(),
        line: 1,
    };
    let made = Line::create(&line).send(&db.client).await.unwrap();
    assert_eq!(
        Uuid::parse_str(&made.customer).unwrap().get_version_num(),
        4
    );
    assert!(!made.order.is_nil());
    assert_eq!(
        Line::get(made.key()).send(&db.client).await.unwrap(),
        Some(made)
    );
}

#[derive(Debug, Clone, PartialEq, Document)]
struct OrderId(String);

#[derive(Debug, Clone, PartialEq, Document)]
struct Serial(#[dynamo(binary)] Uuid);

#[derive(Debug, Clone, PartialEq, Document)]
struct Step {
    #[dynamo(id = ulid)]
    id: Option<String>,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(untagged)]
enum Part {
    Made {
        #[dynamo(id = uuid_v4, rename = "partId")]
        id: Uuid,
    },
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "orders")]
struct Order {
    #[dynamo(partition_key, id = ulid)]
    id: OrderId,
    #[dynamo(id = uuid_v4)]
    serial: Option<Serial>,
    #[dynamo(id = ulid)]
    ulid: Option<Ulid>,
    steps: Vec<Step>,
    part: Option<Part>,
    total: u32,
}

fn order(id: &str) -> Order {
    Order {
        id: OrderId(id.to_owned()),
        serial: None,
        ulid: None,
        steps: vec![step("a")],
        part: Some(Part::Made { id: Uuid::nil() }),
        total: 1,
    }
}

fn step(name: &str) -> Step {
    Step {
        id: None,
        name: name.to_owned(),
    }
}

async fn newtypes_and_options_get_ids(db: Db) {
    db.table::<Order>().await;
    let made = Order::create(&order("")).send(&db.client).await.unwrap();
    assert!(Ulid::from_string(&made.id.0).is_ok(), "{made:?}");
    assert!(made.ulid.is_some_and(|ulid| !ulid.is_nil()));
    let Some(Serial(serial)) = made.serial else {
        panic!("{made:?}");
    };
    let stored = db.get_raw::<Order>(item([("id", s(&made.id.0))])).await;
    let stored = stored.unwrap().remove("serial").unwrap();
    let bytes = stored.as_b().unwrap().as_ref();
    assert_eq!(bytes, serial.as_bytes());
}

async fn documents_get_ids(db: Db) {
    db.table::<Order>().await;
    let made = Order::put(&order("o")).send(&db.client).await.unwrap();
    assert!(made.steps[0].id.is_some());
    assert!(matches!(made.part, Some(Part::Made { id }) if !id.is_nil()));
    let updated = Order::update(OrderId("o".to_owned()))
        .change(|o| o.steps.append([step("b")]))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(updated.steps[0], made.steps[0]);
    assert!(updated.steps[1].id.is_some() && updated.steps[1].id != updated.steps[0].id);
}

async fn an_upsert_gives_ids_to_a_new_item(db: Db) {
    db.table::<Order>().await;
    let upsert = || {
        Order::upsert(OrderId("o".to_owned()))
            .change(|o| o.total.set(1).and(o.steps.set(Vec::<Step>::new())))
    };
    let made = upsert().send(&db.client).await.unwrap();
    assert!(made.serial.is_some() && made.ulid.is_some());
    assert_eq!(upsert().send(&db.client).await.unwrap(), made);
}
