//! Indexes that several models of a table share.

use std::collections::BTreeMap;

use dynamo_model::{Collection, ErrorKind, Model};

use crate::harness::{Db, Seen, item, s};

pub struct ByState;
pub struct ByDay;
pub struct ByTeam;
pub struct Summary;

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "billing",
    partition_key = "ACCOUNT#{account}",
    sort_key = "INVOICE#{number}",
    index(ByState, partition_key = "OPEN#{open}", sort_key = "INVOICE#{number}"),
    index(ByDay, local),
    index(ByTeam),
    index(Summary, include(amount, "reason", "_type"))
)]
struct Invoice {
    account: String,
    number: u8,
    open: bool,
    #[dynamo(index(ByDay, sort_key))]
    day: u32,
    #[dynamo(index(ByTeam, partition_key), index(Summary, partition_key))]
    team: String,
    #[dynamo(index(ByTeam, sort_key))]
    due: u32,
    amount: u64,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "billing",
    partition_key = "ACCOUNT#{account}",
    sort_key = "REFUND#{number}",
    index(
        ByState,
        partition_key = "REFUND#{reason}",
        sort_key = "REFUND#{number}"
    ),
    index(ByDay, local),
    index(Summary, include("amount", reason, "_type"))
)]
struct Refund {
    account: String,
    number: u8,
    reason: String,
    #[dynamo(index(ByDay, sort_key))]
    day: u32,
    #[dynamo(index(Summary, partition_key))]
    team: String,
}

/// It is in none of the indexes, and has an attribute that is a key of one for invoices.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "billing",
    partition_key = "ACCOUNT#{account}",
    sort_key = "REMINDER#{number}"
)]
struct Reminder {
    account: String,
    number: u8,
    due: u32,
}

#[derive(Debug, Clone, PartialEq, Collection)]
#[dynamo(
    index(ByState, of = Refund),
    index(ByDay, of = Refund),
    index(ByTeam, of = Invoice),
    index(Summary, of = Invoice)
)]
enum Billing {
    Reminder(Reminder),
    Invoice(Invoice),
    Refund(Refund),
}

on_every_engine![
    creates_the_indexes_of_all_models,
    contradictions_are_found_at_first_use,
    reads_the_partition_of_one_model,
    reads_the_partition_of_any_model,
    scans_an_index,
    goes_on_from_page_to_page,
    a_local_index_reads_consistently,
    a_key_of_the_index_is_in_no_filter,
    whole_items_of_a_part,
    an_index_may_hold_all_by_name,
    an_index_without_types_tells_by_keys,
];

fn invoice(number: u8) -> Invoice {
    Invoice {
        account: "a".to_owned(),
        number,
        open: true,
        day: u32::from(number),
        team: "red".to_owned(),
        due: 30,
        amount: 100,
    }
}

fn refund(number: u8) -> Refund {
    Refund {
        account: "a".to_owned(),
        number,
        reason: "late".to_owned(),
        day: u32::from(number),
        team: "red".to_owned(),
    }
}

fn reminder() -> Reminder {
    Reminder {
        account: "a".to_owned(),
        number: 1,
        due: 30,
    }
}

/// Two invoices, a refund and a reminder.
async fn billing(db: &Db) {
    Billing::create_table().send(&db.client).await.unwrap();
    db.put_all(&[invoice(1), invoice(3)]).await;
    db.put_all(&[refund(2)]).await;
    db.put_all(&[reminder()]).await;
}

async fn creates_the_indexes_of_all_models(db: Db) {
    Billing::create_table().send(&db.client).await.unwrap();
    let describe = db.client.sdk().describe_table();
    let describe = describe.table_name(db.client.table::<Billing>());
    let table = describe.send().await.unwrap().table.unwrap();
    let global = table.global_secondary_indexes().iter();
    let global = global.map(|index| (index.index_name(), index.key_schema()));
    let local = table.local_secondary_indexes().iter();
    let local = local.map(|index| (index.index_name(), index.key_schema()));
    let found: BTreeMap<_, _> = global
        .chain(local)
        .map(|(name, key)| {
            let names = key.iter().map(|key| key.attribute_name());
            (name.unwrap(), names.collect::<Vec<_>>())
        })
        .collect();
    let expected = BTreeMap::from([
        ("ByState", vec!["ByState_pk", "ByState_sk"]),
        ("ByDay", vec!["pk", "day"]),
        ("ByTeam", vec!["team", "due"]),
        ("Summary", vec!["team"]),
    ]);
    assert_eq!(found, expected);
    // A table with all of them will do, and one with those of a single model will not.
    let again = Billing::create_table().if_not_exists().send(&db.client);
    again.await.unwrap();
    let prefix = "other-";
    let client = db.client.clone().table_prefix(prefix);
    if db.if_embedded().is_some() {
        Refund::create_table().send(&client).await.unwrap();
        let error = Billing::create_table().if_not_exists().send(&client);
        let error = error.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
        assert!(
            error.to_string().contains("without the index `ByTeam`"),
            "{error}"
        );
    }
}

mod contradictions {
    #![allow(dead_code)] // nothing is read by these indexes

    use super::*;

    pub struct ByName;
    pub struct BySize;

    #[derive(Debug, Clone, Model)]
    #[dynamo(
        table = "files",
        partition_key = "FILE#{id}",
        index(
            ByName,
            partition_key(name = "name_key", template = "{name}"),
            keys_only
        )
    )]
    pub struct File {
        id: u8,
        name: String,
    }

    #[derive(Debug, Clone, Model)]
    #[dynamo(
        table = "files",
        partition_key = "FOLDER#{id}",
        index(ByName, partition_key(name = "name_key", template = "{name}"))
    )]
    pub struct Folder {
        id: u8,
        name: String,
    }

    #[derive(Debug, Clone, Model)]
    #[dynamo(table = "files", partition_key = "LINK#{id}", item_type = "Link")]
    pub struct Link {
        id: u8,
        #[dynamo(index(BySize, partition_key))]
        name_key: u64,
    }

    #[derive(Debug, Collection)]
    pub enum Held {
        File(File),
        Folder(Folder),
    }

    #[derive(Debug, Collection)]
    pub enum Typed {
        File(File),
        Link(Link),
    }
}

/// The collection does not read these indexes, and the compiler asks nothing of them.
async fn contradictions_are_found_at_first_use(db: Db) {
    let error = contradictions::Held::create_table().send(&db.client).await;
    let error = error.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert_eq!(
        error.to_string(),
        "the models of this table contradict each other: the index `ByName` is global name_key (S), keys only for one of them, \
         and global name_key (S) for another"
    );
    let error = contradictions::Typed::create_table().send(&db.client).await;
    assert_eq!(
        error.unwrap_err().to_string(),
        "the models of this table contradict each other: the type of the key attribute `name_key` is S for one of them, and N for \
         another"
    );
}

async fn reads_the_partition_of_one_model(db: Db) {
    billing(&db).await;
    let found = db
        .both_paths(async |client| {
            let query = Billing::query_index(ByState, "late").sort_key(|k| k.begins_with("REFUND"));
            query.all(client).await.unwrap()
        })
        .await;
    assert_eq!(found, [Billing::Refund(refund(2))]);
    let found = Billing::query_index(ByState, "late").filter(|b| b.invoice.amount.gt(1));
    assert_eq!(found.all(&db.client).await.unwrap(), []);
}

async fn reads_the_partition_of_any_model(db: Db) {
    billing(&db).await;
    // In another model's partition of the index, under the name that its own template makes.
    let mut shared = refund(4).to_attributes().unwrap();
    let of_invoice = invoice(1).to_attributes().unwrap();
    shared.insert("ByState_pk".to_owned(), of_invoice["ByState_pk"].clone());
    db.put_raw::<Refund>(shared).await;
    let query = Invoice::query_index(ByState, true).of_collection::<Billing>();
    let found = db
        .both_paths(async |client| query.clone().all(client).await.unwrap())
        .await;
    assert_eq!(
        found,
        [
            Billing::Invoice(invoice(1)),
            Billing::Invoice(invoice(3)),
            Billing::Refund(refund(4))
        ]
    );
    let (invoices, refunds): (Vec<Invoice>, Option<Refund>) =
        query.gather(&db.client).await.unwrap();
    assert_eq!((invoices.len(), refunds), (2, Some(refund(4))));
    let own = Invoice::query_index(ByState, true).all(&db.client).await;
    assert_eq!(own.unwrap(), [invoice(1), invoice(3)]);
}

async fn scans_an_index(db: Db) {
    billing(&db).await;
    let mut found = Billing::scan_index(ByState).all(&db.client).await.unwrap();
    found.sort_by_key(|item| match item {
        Billing::Invoice(invoice) => invoice.number,
        Billing::Refund(refund) => refund.number,
        Billing::Reminder(_) => 0,
    });
    assert_eq!(
        found,
        [
            Billing::Invoice(invoice(1)),
            Billing::Refund(refund(2)),
            Billing::Invoice(invoice(3))
        ]
    );
    // No key condition keeps a key out of the filter.
    let late = Billing::scan_index(ByTeam).filter(|b| b.reminder.due.gt(30));
    assert_eq!(late.all(&db.client).await.unwrap(), []);
}

async fn goes_on_from_page_to_page(db: Db) {
    billing(&db).await;
    let query = Billing::query_index(ByDay, "a").limit(1);
    let mut found = Vec::new();
    let mut cursor = None;
    loop {
        let page = query.clone().after(cursor).send(&db.client).await.unwrap();
        let seen = Seen::from(page);
        found.extend(seen.items);
        match seen.cursor {
            Some(text) => cursor = Some(text.parse().unwrap()),
            None => break,
        }
    }
    assert_eq!(
        found,
        [
            Billing::Invoice(invoice(1)),
            Billing::Refund(refund(2)),
            Billing::Invoice(invoice(3))
        ]
    );
}

async fn a_local_index_reads_consistently(db: Db) {
    billing(&db).await;
    let query = Billing::query_index(ByDay, "a").sort_key(|day| day.ge(2));
    let found = query.consistent().all(&db.client).await.unwrap();
    assert_eq!(
        found,
        [Billing::Refund(refund(2)), Billing::Invoice(invoice(3))]
    );
}

/// The compiler knows it of an attribute of the model with the index, and not of one of the same name of another model.
async fn a_key_of_the_index_is_in_no_filter(db: Db) {
    billing(&db).await;
    let query = Billing::query_index(ByTeam, "red").filter(|b| b.reminder.due.eq(30));
    let error = query.send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert_eq!(
        error.to_string(),
        "due: a key attribute can't be in the filter of a query; use `sort_key`, or query another index"
    );
    let query = Billing::query_index(ByTeam, "red").sort_key(|due| due.eq(30));
    assert_eq!(query.all(&db.client).await.unwrap().len(), 2);
}

async fn whole_items_of_a_part(db: Db) {
    billing(&db).await;
    // The type is in the index, and a filter on it keeps to the models of the collection.
    let query = Billing::query_index(Summary, "red");
    let found = db
        .both_paths(async |client| {
            let found: Vec<Refund> = query.clone().hydrate().gather(client).await.unwrap();
            found
        })
        .await;
    assert_eq!(found, [refund(2)]);
    let found = query.hydrate().filter(|b| b.invoice.amount.gt(1));
    assert_eq!(found.all(&db.client).await.unwrap().len(), 2);
    let error = Billing::query_index(Summary, "red")
        .filter(|b| b.reminder.due.eq(1))
        .select(|b| b.refund.reason);
    let error = error.send(&db.client).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "due: the index `Summary` does not hold this attribute; add it to the index with `include(..)`"
    );
}

pub struct ByColor;
pub struct Colors;

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "marks",
    partition_key = "TAG#{id}",
    index(ByColor, include(id, "_type")),
    index(Colors, keys_only)
)]
struct Tag {
    id: u8,
    #[dynamo(index(ByColor, partition_key), index(Colors, partition_key))]
    color: String,
}

/// It is known by its key, which every index holds.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "marks",
    partition_key = "LABEL#{number}",
    untyped,
    index(ByColor, include("id", "_type")),
    index(Colors, keys_only)
)]
struct Label {
    #[dynamo(in_key)]
    number: u8,
    #[dynamo(index(ByColor, partition_key), index(Colors, partition_key))]
    color: String,
}

/// In no collection.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "marks", partition_key = "SIGN#{id}", item_type = "Sign")]
struct Sign {
    id: u8,
    color: String,
}

#[derive(Debug, Clone, PartialEq, Collection)]
#[dynamo(index(ByColor), index(Colors))]
enum Mark {
    Tag(Tag),
    Label(Label),
}

/// A tag, a label, a sign, and something without a type.
async fn marks(db: &Db) -> (Tag, Label) {
    Mark::create_table().send(&db.client).await.unwrap();
    let color = || "red".to_owned();
    let (tag, label, sign) = (
        Tag {
            id: 1,
            color: color(),
        },
        Label {
            number: 2,
            color: color(),
        },
        Sign {
            id: 3,
            color: color(),
        },
    );
    db.put_all(std::slice::from_ref(&tag)).await;
    db.put_all(std::slice::from_ref(&label)).await;
    db.put_all(&[sign]).await;
    db.put_raw::<Tag>(item([("pk", s("PAINT#4")), ("color", s("red"))]))
        .await;
    (tag, label)
}

async fn an_index_may_hold_all_by_name(db: Db) {
    let expected = marks(&db).await;
    let found = db
        .both_paths(async |client| {
            let query = Mark::query_index(ByColor, "red");
            query.gather::<(Tag, Label)>(client).await.unwrap()
        })
        .await;
    assert_eq!(found, expected);
    let counted = Mark::scan().count(&db.client).await.unwrap();
    assert_eq!((counted.count, counted.scanned_count), (2, 4));
}

async fn an_index_without_types_tells_by_keys(db: Db) {
    let expected = marks(&db).await;
    let query = Mark::query_index(Colors, "red");
    let counted = query.clone().count(&db.client).await.unwrap();
    assert_eq!((counted.count, counted.scanned_count), (2, 4));
    let found = query.hydrate().gather::<(Tag, Label)>(&db.client).await;
    assert_eq!(found.unwrap(), expected);
}
