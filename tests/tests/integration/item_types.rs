//! The attribute that tells the type of an item, and what it tells models in one table apart.

use dynamo_model::{Client, ErrorKind, Model};

use crate::harness::{Db, Item, Seen, Told, item, n, s};

on_every_engine![
    the_attribute_and_the_names_are_chosen,
    older_names_are_read,
    an_item_of_another_type_is_no_item_of_this,
    the_type_is_what_is_wrong_with_an_item_of_another_type,
    an_item_without_a_type_is_no_item,
    an_untyped_model_reads_what_there_is,
    a_model_reads_its_own,
    an_index_without_types_is_told_by_keys,
    an_index_that_holds_types,
    an_index_that_holds_all_fields_and_the_type_is_read_whole,
    a_limit_reads_no_more_than_it_has_to,
    items_of_others_take_few_requests,
];

struct ByState;
struct ByTotal;
struct ByNote;

/// The type has another name than the struct, and had others before.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "things",
    item_type("order", "Order", "ORDER_V1"),
    type_attribute = "kind",
    index(ByTotal, partition_key(name = "pk"), keys_only),
    index(ByNote, include(note, "kind"))
)]
struct Order {
    #[dynamo(partition_key)]
    pk: String,
    #[dynamo(sort_key)]
    sk: String,
    #[dynamo(index(ByState, partition_key), index(ByNote, partition_key))]
    state: String,
    #[dynamo(index(ByTotal, sort_key))]
    total: u64,
    note: Option<String>,
}

/// Another model of the same keys and indexes, whose attributes are of other types.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "things",
    item_type = "invoice",
    type_attribute = "kind",
    index(ByTotal, partition_key(name = "pk"), keys_only),
    index(ByNote, include(note, "kind"))
)]
struct Invoice {
    #[dynamo(partition_key)]
    pk: String,
    #[dynamo(sort_key)]
    sk: String,
    #[dynamo(index(ByState, partition_key), index(ByNote, partition_key))]
    state: String,
    #[dynamo(index(ByTotal, sort_key))]
    total: i64,
    note: Option<Vec<String>>,
    sent: bool,
}

/// The same table as who knows nothing of types sees it.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "things")]
struct Thing {
    #[dynamo(partition_key)]
    pk: String,
    #[dynamo(sort_key)]
    sk: String,
    state: Option<String>,
}

fn order(sk: &str, total: u64) -> Order {
    Order {
        pk: "a".to_owned(),
        sk: sk.to_owned(),
        state: "open".to_owned(),
        total,
        note: Some("soon".to_owned()),
    }
}

fn invoice(sk: &str) -> Invoice {
    Invoice {
        pk: "a".to_owned(),
        sk: sk.to_owned(),
        state: "open".to_owned(),
        total: -5,
        note: Some(vec!["late".to_owned()]),
        sent: true,
    }
}

fn key(sk: &str) -> Item {
    item([("pk", s("a")), ("sk", s(sk))])
}

/// Orders and invoices by turns, and something that has no type.
async fn seed(db: &Db) -> (Vec<Order>, Vec<Invoice>) {
    db.table::<Order>().await;
    let orders = vec![order("1", 10), order("3", 30), order("5", 50)];
    let invoices = vec![invoice("2"), invoice("4")];
    db.put_all(&orders).await;
    db.put_all(&invoices).await;
    let mut raw = key("6");
    raw.extend(item([("state", s("open")), ("total", n(60))]));
    db.put_raw::<Thing>(raw).await;
    (orders, invoices)
}

async fn the_attribute_and_the_names_are_chosen(db: Db) {
    db.table::<Order>().await;
    Order::create(&order("1", 1))
        .send(&db.client)
        .await
        .unwrap();
    let upsert = Order::upsert(("a", "2")).change(|o| o.state.set("open").and(o.total.set(1)));
    upsert.send(&db.client).await.unwrap();
    for sk in ["1", "2"] {
        let raw = db.get_raw::<Order>(key(sk)).await.unwrap();
        assert_eq!(raw["kind"], s("order"));
        assert!(!raw.contains_key("_type"));
    }
    let attributes = order("1", 1).to_attributes().unwrap();
    assert_eq!(attributes["kind"], s("order"));
    assert_eq!(Order::from_attributes(attributes).unwrap(), order("1", 1));
}

async fn older_names_are_read(db: Db) {
    db.table::<Order>().await;
    for (sk, name) in [("1", "order"), ("2", "Order"), ("3", "ORDER_V1")] {
        let mut old = order(sk, 1).to_attributes().unwrap();
        old.insert("kind".to_owned(), s(name));
        db.put_raw::<Order>(old).await;
    }
    let found = db
        .both_paths(async |client| {
            (
                Order::query("a").all(client).await.unwrap(),
                Order::scan().count(client).await.unwrap().count,
                Order::query_index(ByState, "open")
                    .all(client)
                    .await
                    .unwrap()
                    .len(),
                Order::get(("a", "3")).send(client).await.unwrap(),
            )
        })
        .await;
    assert_eq!(found.0, [order("1", 1), order("2", 1), order("3", 1)]);
    assert_eq!((found.1, found.2, found.3), (3, 3, Some(order("3", 1))));
    // An update leaves the name as it is, and an upsert or a put brings it up to date.
    let kind = async |sk| db.get_raw::<Order>(key(sk)).await.unwrap()["kind"].clone();
    let update = Order::update(("a", "3")).change(|o| o.total.add(1));
    update.send(&db.client).await.unwrap();
    assert_eq!(kind("3").await, s("ORDER_V1"));
    let upsert = Order::upsert(("a", "3")).change(|o| o.total.add(1).and(o.state.set("x")));
    upsert.send(&db.client).await.unwrap();
    assert_eq!(kind("3").await, s("order"));
    Order::put(&order("2", 1)).send(&db.client).await.unwrap();
    assert_eq!(kind("2").await, s("order"));
}

async fn an_item_of_another_type_is_no_item_of_this(db: Db) {
    seed(&db).await;
    let table = db.client.table::<Order>();
    let told = db
        .both_paths(async |client| {
            let get = Invoice::get(("a", "1")).send(client).await;
            Told::from(get.unwrap_err())
        })
        .await;
    assert_eq!(told.kind, ErrorKind::Decode);
    assert_eq!(told.path.as_deref(), Some("kind"));
    assert_eq!(
        told.text,
        format!(
            "GetItem on table `{table}` read an item that does not fit the model (`Error::stored_item` has it): kind: the item is a \
             `order`, not a `invoice`"
        )
    );
    assert!(told.item.is_some());
    let old = Order::put(&order("2", 2))
        .return_old()
        .send(&db.client)
        .await;
    let error = old.unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("kind: the item is a `invoice`, not a `order`"),
        "{error}"
    );
}

/// In whichever order the attributes come: the others do not fit either.
async fn the_type_is_what_is_wrong_with_an_item_of_another_type(db: Db) {
    db.table::<Order>().await;
    for number in 0..20 {
        let sk = number.to_string();
        let mut odd = invoice(&sk).to_attributes().unwrap();
        for name in ["state", "total", "note", "sent"] {
            odd.insert(name.to_owned(), n(number));
        }
        odd.insert("state".to_owned(), s("open"));
        db.put_raw::<Invoice>(odd.clone()).await;
        let told = db
            .both_paths(async |client| {
                let get = Order::get(("a", sk.as_str())).send(client).await;
                Told::from(get.unwrap_err())
            })
            .await;
        let expected = "kind: the item is a `invoice`, not a `order`";
        assert!(told.text.ends_with(expected), "{}", told.text);
        let error = Order::from_attributes(odd).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
}

async fn an_item_without_a_type_is_no_item(db: Db) {
    seed(&db).await;
    let expected = "kind: missing: it would tell that the item is a `order`";
    let told = db
        .both_paths(async |client| {
            let get = Order::get(("a", "6")).send(client).await;
            Told::from(get.unwrap_err())
        })
        .await;
    assert_eq!(told.kind, ErrorKind::Decode);
    assert!(told.text.ends_with(expected), "{}", told.text);
    let mut odd = order("7", 7).to_attributes().unwrap();
    odd.insert("kind".to_owned(), n(7));
    db.put_raw::<Order>(odd).await;
    let error = Order::get(("a", "7")).send(&db.client).await.unwrap_err();
    assert!(
        error.to_string().ends_with("kind: expected S, found N"),
        "{error}"
    );
}

async fn an_untyped_model_reads_what_there_is(db: Db) {
    seed(&db).await;
    let found = db
        .both_paths(async |client| {
            let all = Thing::query("a").select(|t| t.sk).all(client).await;
            let first = Thing::query("a").limit(1).send(client).await;
            (all.unwrap(), Seen::from(first.unwrap()).scanned_count)
        })
        .await;
    assert_eq!(found.0, ["1", "2", "3", "4", "5", "6"]);
    assert_eq!(found.1, 1);
    let thing = Thing {
        pk: "a".to_owned(),
        sk: "7".to_owned(),
        state: None,
    };
    Thing::put(&thing).send(&db.client).await.unwrap();
    assert_eq!(db.get_raw::<Thing>(key("7")).await.unwrap().len(), 2);
}

async fn a_model_reads_its_own(db: Db) {
    let (orders, invoices) = seed(&db).await;
    let found = db
        .both_paths(async |client| {
            let query = Order::query("a").send(client).await.unwrap();
            let filtered = Order::query("a").filter(|o| o.total.gt(10).or(o.note.not_exists()));
            let mut scan = Order::scan().all(client).await.unwrap();
            scan.sort_by_key(|order| order.sk.clone());
            let index = Invoice::query_index(ByState, "open").send(client).await;
            (
                Seen::from(query),
                filtered.all(client).await.unwrap(),
                scan,
                Seen::from(index.unwrap()),
                Invoice::query("a")
                    .select(|i| i.total)
                    .all(client)
                    .await
                    .unwrap(),
            )
        })
        .await;
    assert_eq!(found.0.items, orders);
    assert_eq!(found.0.scanned_count, 6);
    assert_eq!(found.1, orders[1..]);
    assert_eq!(found.2, orders);
    let mut by_state = found.3;
    by_state.items.sort_by_key(|invoice| invoice.sk.clone());
    assert_eq!((by_state.items, by_state.scanned_count), (invoices, 6));
    assert_eq!(found.4, [-5, -5]);
    let client = &db.client;
    let counts = (
        Order::query("a").count(client).await.unwrap(),
        Order::scan().count(client).await.unwrap(),
        Order::query_index(ByState, "open")
            .count(client)
            .await
            .unwrap(),
        Invoice::scan_index(ByState).count(client).await.unwrap(),
    );
    assert_eq!((counts.0.count, counts.0.scanned_count), (3, 6));
    assert_eq!((counts.1.count, counts.1.scanned_count), (3, 6));
    assert_eq!((counts.2.count, counts.3.count), (3, 2));
}

/// What no type tells apart there is all that the keys allow.
async fn an_index_without_types_is_told_by_keys(db: Db) {
    seed(&db).await;
    let found = db
        .both_paths(async |client| {
            let query = Order::query_index(ByTotal, "a").select(|o| o.sk);
            let hydrated = Order::query_index(ByTotal, "a").hydrate();
            (
                query.all(client).await.unwrap(),
                hydrated.all(client).await.unwrap(),
            )
        })
        .await;
    assert_eq!(found.0.len(), 6);
    assert_eq!(found.1, [order("1", 10), order("3", 30), order("5", 50)]);
    let count = Invoice::scan_index(ByTotal).count(&db.client).await;
    assert_eq!(count.unwrap().count, 6);
}

async fn an_index_that_holds_types(db: Db) {
    seed(&db).await;
    let found = db
        .both_paths(async |client| {
            let notes = Order::query_index(ByNote, "open").select(|o| (o.sk, o.note));
            let mut notes = notes.all(client).await.unwrap();
            notes.sort();
            notes
        })
        .await;
    let soon = || Some("soon".to_owned());
    let expected = ["1", "3", "5"].map(|sk| (sk.to_owned(), soon()));
    assert_eq!(found, expected);
}

struct Inverse;

/// All of it is in the index, the type because it is included.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "links",
    partition_key = "FROM#{from}",
    sort_key = "TO#{to}",
    index(
        Inverse,
        partition_key(name = "sk"),
        sort_key(name = "pk"),
        include("_type")
    )
)]
struct Link {
    #[dynamo(in_key)]
    from: String,
    #[dynamo(in_key)]
    to: String,
}

async fn an_index_that_holds_all_fields_and_the_type_is_read_whole(db: Db) {
    db.table::<Link>().await;
    let link = |from: &str, to: &str| Link {
        from: from.to_owned(),
        to: to.to_owned(),
    };
    let links = [link("a", "b"), link("a", "c"), link("c", "b")];
    db.put_all(&links).await;
    let found = db
        .both_paths(async |client| {
            (
                Link::query("a").all(client).await.unwrap(),
                Link::query_index(Inverse, "b").all(client).await.unwrap(),
                Link::query_index(Inverse, "b")
                    .sort_key(|from| from.ge("b"))
                    .all(client)
                    .await
                    .unwrap(),
            )
        })
        .await;
    assert_eq!(found.0, links[..2]);
    assert_eq!(found.1, [link("a", "b"), link("c", "b")]);
    assert_eq!(found.2, links[2..]);
}

/// How many orders a query and a scan read to find the first, and in how many requests.
async fn first_order(client: &Client) -> ((u64, u32), (u64, u32)) {
    let query = Order::query("a").limit(1).send(client).await.unwrap();
    let scan = Order::scan().limit(1).send(client).await.unwrap();
    assert_eq!((query.len(), scan.len()), (1, 1));
    (
        (query.scanned_count, query.requests),
        (scan.scanned_count, scan.requests),
    )
}

async fn a_limit_reads_no_more_than_it_has_to(db: Db) {
    db.table::<Order>().await;
    let orders: Vec<_> = (0..30).map(|i| order(&format!("{i:02}"), i)).collect();
    db.put_all(&orders).await;
    let read = db
        .both_paths(async |client| first_order(client).await)
        .await;
    assert_eq!(read, ((1, 1), (1, 1)));
    let page = Order::query("a").limit(7).send(&db.client).await.unwrap();
    assert_eq!((page.scanned_count, page.requests), (7, 1));
}

/// Neither a request for each of them, nor all of the partition at once.
async fn items_of_others_take_few_requests(db: Db) {
    db.table::<Order>().await;
    let invoices: Vec<_> = (0..200).map(|i| invoice(&format!("{i:03}"))).collect();
    db.put_all(&invoices).await;
    let orders: Vec<_> = (0..100).map(|i| order(&format!("050-{i:03}"), i)).collect();
    db.put_all(&orders).await;
    let (query, scan) = db
        .both_paths(async |client| first_order(client).await)
        .await;
    // Of 1, 4, 16 and 64 items.
    assert_eq!(query, (85, 4));
    assert_eq!(scan, (85, 4));
    let mut cursor = None;
    let mut found = Vec::new();
    loop {
        let page = Order::query("a").limit(30).after(cursor).send(&db.client);
        let page = page.await.unwrap();
        cursor = page.cursor.clone();
        found.extend(page.items);
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(found, orders);
}
