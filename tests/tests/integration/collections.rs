//! Several models of one table, read as one.

use dynamo_model::value::Item;
use dynamo_model::{AttributeValue, Collection, ErrorKind, Model};

use crate::harness::{Db, Seen, Told, item, n, s};

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{id}", sort_key = "CUSTOMER")]
pub struct Customer {
    pub id: String,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "shop",
    partition_key = "CUSTOMER#{customer}",
    sort_key = "ORDER#{number}",
    item_type("Order", "Purchase")
)]
pub struct Order {
    pub customer: String,
    pub number: u8,
    pub total: u64,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "shop",
    partition_key = "CUSTOMER#{customer}",
    sort_key = "ORDER#{order}#LINE#{number}"
)]
pub struct Line {
    pub customer: String,
    pub order: u8,
    pub number: u8,
    pub sku: String,
}

/// Without a type: its items are older than the types of this table.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "shop",
    partition_key = "CUSTOMER#{customer}",
    sort_key = "NOTE#{number}",
    untyped
)]
pub struct Note {
    pub customer: String,
    pub number: u8,
    pub text: String,
}

/// In partitions of its own.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "shop", partition_key = "PRODUCT#{sku}", sort_key = "PRODUCT")]
pub struct Product {
    pub sku: String,
    pub price: u64,
}

/// Closed, and all of it has types.
#[derive(Debug, Clone, PartialEq, Collection)]
pub enum Shop {
    Customer(Customer),
    Order(Order),
    OrderLine(Line),
    Product(Product),
}

/// Closed, and a part of it is known by its key alone.
#[derive(Debug, Clone, PartialEq, Collection)]
pub enum Noted {
    Order(Order),
    Note(Note),
}

/// Open.
#[derive(Debug, Clone, PartialEq, Collection)]
pub enum Everything {
    Customer(Customer),
    Order(Order),
    Line(Line),
    Note(Note),
    #[dynamo(other)]
    Other(Item),
}

on_every_engine![
    a_closed_collection_reads_its_types,
    an_open_collection_reads_everything,
    old_names_of_types_are_read,
    models_without_a_type_are_known_by_their_keys,
    what_has_an_unknown_type_is_not_known_by_its_key,
    the_sort_key_is_text,
    filters_name_the_fields_of_any_model,
    reads_by_key,
    items_of_no_model_are_errors,
    malformed_items_are_errors_of_their_model,
    a_query_of_a_model_becomes_one_of_the_collection,
    what_a_query_was_told_stays,
    goes_on_from_page_to_page,
    scans,
    what_is_in_the_way_is_read_as_what_it_is,
    keys_without_templates,
    types_in_several_attributes,
    a_table_without_a_sort_key,
];

pub fn customer(id: &str) -> Customer {
    Customer {
        id: id.to_owned(),
        name: "Ada".to_owned(),
    }
}

pub fn order(number: u8) -> Order {
    Order {
        customer: "c".to_owned(),
        number,
        total: u64::from(number) * 10,
    }
}

pub fn line(order: u8, number: u8) -> Line {
    Line {
        customer: "c".to_owned(),
        order,
        number,
        sku: format!("A-{number}"),
    }
}

fn note(number: u8) -> Note {
    Note {
        customer: "c".to_owned(),
        number,
        text: "call back".to_owned(),
    }
}

fn product(sku: &str) -> Product {
    Product {
        sku: sku.to_owned(),
        price: 5,
    }
}

fn raw(sort_key: &str, item_type: Option<AttributeValue>) -> crate::harness::Item {
    let mut raw = item([
        ("pk", s("CUSTOMER#c")),
        ("sk", s(sort_key)),
        ("discount", n(3)),
    ]);
    raw.extend(item_type.map(|item_type| ("_type".to_owned(), item_type)));
    raw
}

fn other(raw: crate::harness::Item) -> Everything {
    Everything::Other(raw.try_into().expect("it has values"))
}

/// A customer, two orders with their lines, and another customer and a product in partitions of their own.
pub async fn shop(db: &Db) -> [Shop; 5] {
    Shop::create_table().send(&db.client).await.unwrap();
    db.put_all(&[customer("c"), customer("d")]).await;
    db.put_all(&[order(1), order(2)]).await;
    db.put_all(&[line(1, 1), line(1, 2)]).await;
    db.put_all(&[product("A-1")]).await;
    [
        Shop::Customer(customer("c")),
        Shop::Order(order(1)),
        Shop::OrderLine(line(1, 1)),
        Shop::OrderLine(line(1, 2)),
        Shop::Order(order(2)),
    ]
}

/// The same, and items of no model: of another type, of none, and of none that is a text.
async fn shop_and_others(db: &Db) -> (Vec<Everything>, [Everything; 3]) {
    shop(db).await;
    db.put_all(&[note(1)]).await;
    let others = [
        raw("VOUCHER#1", Some(s("Voucher"))),
        raw("WISH", None),
        raw("XMAS", Some(n(1))),
    ];
    db.put_all_raw::<Customer>(others.clone()).await;
    let known = vec![
        Everything::Customer(customer("c")),
        Everything::Note(note(1)),
        Everything::Order(order(1)),
        Everything::Line(line(1, 1)),
        Everything::Line(line(1, 2)),
        Everything::Order(order(2)),
    ];
    (known, others.map(other))
}

/// What stands in the request that was sent last.
fn last_request(db: &Db) -> Option<String> {
    let requests = db.if_embedded()?.requests();
    requests.last().map(|request| format!("{request:?}"))
}

async fn a_closed_collection_reads_its_types(db: Db) {
    let expected = shop(&db).await;
    db.put_all_raw::<Customer>([raw("VOUCHER#1", Some(s("Voucher"))), raw("WISH", None)])
        .await;
    let found = db
        .both_paths(async |client| Shop::query("c").all(client).await.unwrap())
        .await;
    assert_eq!(found, expected);
    assert_eq!(
        Shop::query("c").count(&db.client).await.unwrap().count,
        expected.len() as u64
    );
}

async fn an_open_collection_reads_everything(db: Db) {
    let (mut expected, others) = shop_and_others(&db).await;
    expected.extend(others);
    let found = db
        .both_paths(async |client| Everything::query("c").all(client).await.unwrap())
        .await;
    assert_eq!(found, expected);
    if let Some(request) = last_request(&db) {
        assert!(!request.contains("FilterExpression"), "{request}");
    }
}

async fn old_names_of_types_are_read(db: Db) {
    shop(&db).await;
    let mut old = order(3).to_attributes().unwrap();
    old.insert("_type".to_owned(), s("Purchase"));
    db.put_raw::<Order>(old).await;
    let orders = Shop::query("c").sort_key(|k| k.ge("ORDER#003"));
    let found = db
        .both_paths(async |client| orders.clone().all(client).await.unwrap())
        .await;
    assert_eq!(found, [Shop::Order(order(3))]);
}

async fn models_without_a_type_are_known_by_their_keys(db: Db) {
    shop_and_others(&db).await;
    // What has a type of another model is not asked for, and what has none has to be one of these.
    let known = Noted::query("c").sort_key(|k| k.between("NOTE#", "VOUCHER#2"));
    let found = db
        .both_paths(async |client| known.clone().all(client).await.unwrap())
        .await;
    assert_eq!(
        found,
        [
            Noted::Note(note(1)),
            Noted::Order(order(1)),
            Noted::Order(order(2))
        ]
    );
    let error = db
        .both_paths(async |client| {
            let query = Noted::query("c").sort_key(|k| k.eq("WISH"));
            Told::from(query.all(client).await.unwrap_err())
        })
        .await;
    assert_eq!(error.kind, ErrorKind::Decode);
    assert!(
        error.text.ends_with(
            "_type: missing: it would tell which of `Order` the item is, and its key is none of \
             `CUSTOMER#{customer}` + `NOTE#{number}`; add a variant for it, or `#[dynamo(other)] Other(Item)` for all others"
        ),
        "{}",
        error.text
    );
    let stored = raw("WISH", None);
    assert_eq!(error.item, Some(stored.try_into().unwrap()));
    // A scan can ask for the keys.
    let scanned = Noted::scan().all(&db.client).await.unwrap();
    assert_eq!(scanned.len(), 3);
}

async fn what_has_an_unknown_type_is_not_known_by_its_key(db: Db) {
    shop(&db).await;
    let mut reminder = note(2).to_attributes().unwrap();
    reminder.insert("_type".to_owned(), s("Reminder"));
    db.put_raw::<Note>(reminder.clone()).await;
    let get = || Everything::get(("c", "NOTE#002"));
    let found = db
        .both_paths(async |client| get().send(client).await.unwrap())
        .await;
    assert_eq!(found, Some(other(reminder)));
    assert_eq!(Noted::query("c").count(&db.client).await.unwrap().count, 2);
    assert_eq!(Noted::scan().all(&db.client).await.unwrap().len(), 2);
}

async fn the_sort_key_is_text(db: Db) {
    let all = shop(&db).await;
    let find = async |query: dynamo_model::op::Query<Shop>| query.all(&db.client).await.unwrap();
    let of_order = find(Shop::query("c").sort_key(|k| k.begins_with("ORDER#001"))).await;
    assert_eq!(of_order, all[1..4]);
    let lines = find(Shop::query("c").sort_key(|k| k.begins_with("ORDER#001#LINE#"))).await;
    assert_eq!(lines, all[2..4]);
    let customer = find(Shop::query("c").sort_key(|k| k.eq("CUSTOMER"))).await;
    assert_eq!(customer, all[..1]);
    let mut backward = find(Shop::query("c").descending()).await;
    backward.reverse();
    assert_eq!(backward, all);
}

async fn filters_name_the_fields_of_any_model(db: Db) {
    let all = shop(&db).await;
    let query = Shop::query("c").filter(|shop| {
        let large = shop.order.total.gt(10);
        let second = shop.order_line.sku.eq("A-2");
        large.or(second).or(shop.customer.name.begins_with("A"))
    });
    let found = db
        .both_paths(async |client| query.clone().all(client).await.unwrap())
        .await;
    assert_eq!(found, [all[0].clone(), all[3].clone(), all[4].clone()]);
    // A part of the key is an attribute as well, and may be in a filter.
    let query = Shop::query("c").filter(|shop| shop.order.number.eq(2));
    let found = query.all(&db.client).await.unwrap();
    assert_eq!(found, [Shop::OrderLine(line(1, 2)), Shop::Order(order(2))]);
}

async fn reads_by_key(db: Db) {
    shop(&db).await;
    let found = db
        .both_paths(async |client| {
            let get = Shop::get(("c", "ORDER#001#LINE#002")).consistent();
            get.send(client).await.unwrap()
        })
        .await;
    assert_eq!(found, Some(Shop::OrderLine(line(1, 2))));
    let nothing = Shop::get(("c", "ORDER#009")).send(&db.client).await;
    assert_eq!(nothing.unwrap(), None);
}

async fn items_of_no_model_are_errors(db: Db) {
    shop_and_others(&db).await;
    let long = "V".repeat(65);
    let voucher = raw("VOUCHER#2", Some(s(&long)));
    db.put_raw::<Customer>(voucher).await;
    let told = async |sort_key: &str| {
        db.both_paths(async |client| {
            let get = Shop::get(("c", sort_key)).send(client);
            Told::from(get.await.unwrap_err())
        })
        .await
    };
    let known = "`Customer`, `Order`, `Line`, `Product`";
    let next = "add a variant for it, or `#[dynamo(other)] Other(Item)` for all others";
    for (sort_key, text) in [
        (
            "VOUCHER#1",
            format!("the item is a `Voucher`, and the collection has {known}; {next}"),
        ),
        (
            "VOUCHER#2",
            format!(
                "the item is of a type with a long name, and the collection has {known}; {next}"
            ),
        ),
        (
            "WISH",
            format!("missing: it would tell which of {known} the item is; {next}"),
        ),
        ("XMAS", "expected S, found N".to_owned()),
    ] {
        let told = told(sort_key).await;
        assert_eq!(told.kind, ErrorKind::Decode);
        assert_eq!(told.path.as_deref(), Some("_type"));
        assert!(told.text.ends_with(&format!(": _type: {text}")), "{told:?}");
        let stored = told.item.expect("the error has the item");
        assert_eq!(
            stored.get("sk").and_then(|key| key.as_str()),
            Some(sort_key)
        );
    }
    let error = Shop::from_attributes(raw("WISH", None)).unwrap_err();
    assert_eq!(error.stored_item(), Some(&raw("WISH", None)));
}

async fn malformed_items_are_errors_of_their_model(db: Db) {
    shop(&db).await;
    let mut broken = order(3).to_attributes().unwrap();
    broken.insert("total".to_owned(), s("thirty"));
    db.put_raw::<Order>(broken.clone()).await;
    // An open collection does not take it for an item of another type.
    let told = db
        .both_paths(async |client| {
            let query = Everything::query("c").sort_key(|k| k.eq("ORDER#003"));
            Told::from(query.send(client).await.unwrap_err())
        })
        .await;
    assert_eq!(told.kind, ErrorKind::Decode);
    assert!(
        told.text.ends_with("total: expected N, found S"),
        "{told:?}"
    );
    assert_eq!(told.item, Some(broken.try_into().unwrap()));
}

async fn a_query_of_a_model_becomes_one_of_the_collection(db: Db) {
    let all = shop(&db).await;
    let of_order = Order::query("c").of_collection::<Shop>();
    let found = db
        .both_paths(async |client| of_order.clone().all(client).await.unwrap())
        .await;
    assert_eq!(found, all);
    // The partition of a model other than the first.
    let of_product = Product::query("A-1").of_collection::<Shop>();
    let found = of_product.all(&db.client).await.unwrap();
    assert_eq!(found, [Shop::Product(product("A-1"))]);
    // It is the same query: a cursor of the one is one of the other.
    let page = of_order.limit(3).send(&db.client).await.unwrap();
    let rest = Shop::query("c").after(page.cursor).all(&db.client).await;
    assert_eq!(rest.unwrap(), all[3..]);
}

async fn what_a_query_was_told_stays(db: Db) {
    let all = shop(&db).await;
    let query = Order::query("c")
        .sort_key(|k| k.ge(1))
        .filter(|order| order.number.eq(2))
        .descending()
        .page_size(1)
        .of_collection::<Shop>();
    assert_eq!(
        query.clone().all(&db.client).await.unwrap(),
        [all[4].clone(), all[3].clone()]
    );
    let query = query.filter(|shop| shop.order_line.sku.exists()).limit(1);
    assert_eq!(query.all(&db.client).await.unwrap(), [all[3].clone()]);
}

async fn goes_on_from_page_to_page(db: Db) {
    let all = shop(&db).await;
    let first = db
        .both_paths(async |client| {
            let page = Shop::query("c").limit(2).send(client).await.unwrap();
            Seen::from(page)
        })
        .await;
    assert_eq!(first.items, all[..2]);
    let cursor = first.cursor.map(|cursor| cursor.parse().unwrap());
    let second = Shop::query("c").limit(2).after(cursor).send(&db.client);
    let second = second.await.unwrap();
    assert_eq!(second.items, all[2..4]);
    // From any item, of whichever model.
    let behind = Shop::query("c").after(second.cursor_at(0).unwrap());
    assert_eq!(behind.all(&db.client).await.unwrap(), all[3..]);
    let before = Shop::query("c").before(second.cursor_at(1).unwrap());
    assert_eq!(before.all(&db.client).await.unwrap(), all[..3]);
    // A model's own query reads other keys.
    let error = Order::query("c").after(second.cursor).send(&db.client);
    assert_eq!(error.await.unwrap_err().kind(), ErrorKind::Cursor);
}

async fn scans(db: Db) {
    let mut expected = shop(&db).await.to_vec();
    expected.push(Shop::Customer(customer("d")));
    expected.push(Shop::Product(product("A-1")));
    let found = db
        .both_paths(async |client| Shop::scan().all(client).await.unwrap())
        .await;
    assert_eq!(found.len(), expected.len());
    assert!(expected.iter().all(|item| found.contains(item)));
    // The keys of all models may be in the filter of a scan.
    let found = Shop::scan().filter(|shop| shop.product.price.eq(5));
    let found = found.all(&db.client).await.unwrap();
    assert_eq!(found, [Shop::Product(product("A-1"))]);
}

async fn what_is_in_the_way_is_read_as_what_it_is(db: Db) {
    shop(&db).await;
    let mut item = line(3, 1).to_attributes().unwrap();
    item.insert("sk".to_owned(), s("ORDER#003"));
    db.put_raw::<Line>(item).await;
    let error = Order::create(&order(3)).send(&db.client).await.unwrap_err();
    assert!(error.is_already_exists());
    let there = error.stored::<Shop>().unwrap().unwrap();
    assert_eq!(there, Shop::OrderLine(line(3, 1)));
    assert!(error.stored::<Order>().unwrap().is_err());
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "readings", item_type = "Heat")]
struct Heat {
    #[dynamo(partition_key)]
    sensor: u32,
    #[dynamo(sort_key)]
    at: u64,
    degrees: i32,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "readings", item_type = "Rain")]
struct Rain {
    #[dynamo(partition_key, rename = "sensor")]
    gauge: u32,
    #[dynamo(sort_key, rename = "at")]
    fallen_at: u64,
    drops: u32,
}

#[derive(Debug, Clone, PartialEq, Collection)]
enum Reading {
    Heat(Heat),
    Rain(Rain),
}

async fn keys_without_templates(db: Db) {
    Reading::create_table().send(&db.client).await.unwrap();
    let heat = |at| Heat {
        sensor: 7,
        at,
        degrees: 20,
    };
    let rain = Rain {
        gauge: 7,
        fallen_at: 2,
        drops: 9,
    };
    db.put_all(&[heat(1), heat(3), heat(11)]).await;
    db.put_all(std::slice::from_ref(&rain)).await;
    // The sort key is a number, as for the first model.
    let found = db
        .both_paths(async |client| {
            let query = Reading::query(7).sort_key(|at| at.between(2, 9));
            query.all(client).await.unwrap()
        })
        .await;
    assert_eq!(found, [Reading::Rain(rain), Reading::Heat(heat(3))]);
}

/// Older than `Current`, and of the time when the type was in another attribute.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "versions",
    partition_key = "V#{id}",
    sort_key = "OLD#{number}",
    type_attribute = "kind",
    item_type = "v1"
)]
struct Old {
    id: u8,
    number: u8,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "versions",
    partition_key = "V#{id}",
    sort_key = "NEW#{number}",
    item_type = "v1"
)]
struct Current {
    id: u8,
    number: u8,
}

#[derive(Debug, Clone, PartialEq, Collection)]
enum Version {
    Old(Old),
    Current(Current),
}

async fn types_in_several_attributes(db: Db) {
    Version::create_table().send(&db.client).await.unwrap();
    let (old, current) = (Old { id: 1, number: 1 }, Current { id: 1, number: 2 });
    db.put_all(std::slice::from_ref(&old)).await;
    db.put_all(std::slice::from_ref(&current)).await;
    // What has a number in the one attribute is told by the other.
    let mut numbered = Current { id: 1, number: 3 }.to_attributes().unwrap();
    numbered.insert("kind".to_owned(), n(5));
    db.put_raw::<Current>(numbered).await;
    let found = db
        .both_paths(async |client| Version::query(1).all(client).await.unwrap())
        .await;
    assert_eq!(
        found,
        [
            Version::Current(current),
            Version::Current(Current { id: 1, number: 3 }),
            Version::Old(old)
        ]
    );
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "settings", partition_key = "USER#{user}")]
struct UserSettings {
    user: String,
    theme: String,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "settings", partition_key = "GLOBAL")]
struct GlobalSettings {
    motto: String,
}

#[derive(Debug, Clone, PartialEq, Collection)]
enum Settings {
    User(UserSettings),
    Global(GlobalSettings),
}

async fn a_table_without_a_sort_key(db: Db) {
    Settings::create_table().send(&db.client).await.unwrap();
    let of_user = UserSettings {
        user: "u".to_owned(),
        theme: "dark".to_owned(),
    };
    let global = GlobalSettings {
        motto: "onward".to_owned(),
    };
    db.put_all(std::slice::from_ref(&of_user)).await;
    db.put_all(std::slice::from_ref(&global)).await;
    let found = Settings::get("u").send(&db.client).await.unwrap();
    assert_eq!(found, Some(Settings::User(of_user)));
    let query = GlobalSettings::query(()).of_collection::<Settings>();
    let found = query.all(&db.client).await.unwrap();
    assert_eq!(found, [Settings::Global(global)]);
}
