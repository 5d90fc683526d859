//! Tables with indexes: what is created, and what is found out about a table that is there.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::types::{KeySchemaElement, Projection, TableDescription};
use dynamo_model::{Error, ErrorKind, Model};

use crate::harness::Db;
use crate::models::Ticket;

on_every_engine![
    creates_all_indexes,
    creates_the_keys_that_templates_make,
    a_table_with_the_same_indexes_will_do,
    a_table_with_more_indexes_will_do,
    a_missing_index_is_found,
    an_index_with_another_key_is_found,
];

/// An index as text: its kind, name, keys with roles and types, and what it holds.
fn described(table: &TableDescription) -> BTreeSet<String> {
    let types = table.attribute_definitions();
    let type_of = |name: &str| {
        let mut types = types.iter();
        let found = types.find(|definition| definition.attribute_name() == name);
        found.expect("keys have types").attribute_type().as_str()
    };
    let keys = |keys: &[KeySchemaElement]| {
        let keys = keys.iter().map(|key| {
            let name = key.attribute_name();
            format!("{name} {} {}", type_of(name), key.key_type().as_str())
        });
        keys.collect::<Vec<_>>().join(", ")
    };
    let holds = |projection: Option<&Projection>| {
        let projection = projection.expect("it has one");
        let holds = projection.projection_type().expect("it has one").as_str();
        let mut more = projection.non_key_attributes().to_vec();
        more.sort();
        format!("{holds} {more:?}")
    };
    let global = table.global_secondary_indexes().iter().map(|index| {
        let name = index.index_name().expect("it has one");
        let (keys, holds) = (keys(index.key_schema()), holds(index.projection()));
        format!("global {name}: {keys}: {holds}")
    });
    let local = table.local_secondary_indexes().iter().map(|index| {
        let name = index.index_name().expect("it has one");
        let (keys, holds) = (keys(index.key_schema()), holds(index.projection()));
        format!("local {name}: {keys}: {holds}")
    });
    let table = format!("table: {}", keys(table.key_schema()));
    global.chain(local).chain([table]).collect()
}

async fn created<M: Model>(db: &Db) -> TableDescription {
    db.table::<M>().await;
    let describe = db.client.sdk().describe_table();
    let output = describe.table_name(db.client.table::<M>()).send().await;
    output.unwrap().table.unwrap()
}

fn texts<const N: usize>(texts: [&str; N]) -> BTreeSet<String> {
    texts.map(str::to_owned).into()
}

async fn creates_all_indexes(db: Db) {
    let table = created::<Ticket>(&db).await;
    assert_eq!(
        described(&table),
        texts([
            "table: customerId S HASH, number N RANGE",
            "global ByState: state S HASH, changedAt N RANGE: ALL []",
            "global agent-index: agent S HASH, changedAt N RANGE: KEYS_ONLY []",
            "local ByPriority: customerId S HASH, priority N RANGE: INCLUDE [\"title\"]",
            "local ByChange: customerId S HASH, changedAt N RANGE: ALL []",
        ])
    );
    assert_eq!(table.attribute_definitions().len(), 6, "each once");
    let billing = table.billing_mode_summary.unwrap();
    assert_eq!(billing.billing_mode.unwrap().as_str(), "PAY_PER_REQUEST");
}

#[allow(dead_code)] // only the table is looked at
enum Inverse {}
#[allow(dead_code)] // only the table is looked at
enum Recent {}
#[allow(dead_code)] // only the table is looked at
enum ByMail {}
#[allow(dead_code)] // only the table is looked at
enum Everything {}

/// Keys that templates make, of the table and of its indexes, under names of their own and under those they get.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "accounts",
    partition_key(name = "PK", template = "ACCOUNT#{id}"),
    sort_key(name = "SK", template = "V#{version}"),
    index(Inverse, partition_key(name = "SK"), sort_key(name = "PK")),
    index(
        Recent,
        local,
        sort_key = "{changed_at}",
        include(mail, "_type", "more.of it")
    ),
    index(
        ByMail,
        name = "GSI.1",
        partition_key(name = "GSI1PK", template = "MAIL#{mail}"),
        sort_key = "ACCOUNT"
    ),
    index(Everything, partition_key = "ALL")
)]
struct Account {
    id: String,
    version: u32,
    changed_at: u64,
    mail: Option<String>,
    #[dynamo(index(Everything, sort_key))]
    balance: i64,
}

async fn creates_the_keys_that_templates_make(db: Db) {
    let table = created::<Account>(&db).await;
    assert_eq!(
        described(&table),
        texts([
            "table: PK S HASH, SK S RANGE",
            "global Inverse: SK S HASH, PK S RANGE: ALL []",
            "local Recent: PK S HASH, Recent_sk S RANGE: INCLUDE [\"_type\", \"mail\", \"more.of it\"]",
            "global GSI.1: GSI1PK S HASH, GSI.1_sk S RANGE: ALL []",
            "global Everything: Everything_pk S HASH, balance N RANGE: ALL []",
        ])
    );
}

/// Models of one table, which some of them know less of than others, or know wrongly.
#[allow(dead_code)] // of the indexes only the tables are looked at
mod same_table {
    use dynamo_model::{Model, value::Blob};

    pub enum ByName {}
    pub enum ByAge {}
    pub enum Local {}

    #[derive(Debug, Clone, Model)]
    #[dynamo(table = "people", index(Local, local))]
    pub struct Known {
        #[dynamo(partition_key)]
        pub id: u32,
        #[dynamo(sort_key, index(ByName, sort_key))]
        pub since: u32,
        #[dynamo(index(ByName, partition_key))]
        pub name: String,
        #[dynamo(index(ByAge, partition_key), index(Local, sort_key))]
        pub age: u8,
    }

    #[derive(Debug, Clone, Model)]
    #[dynamo(table = "people")]
    pub struct WithLess {
        #[dynamo(partition_key)]
        pub id: u32,
        #[dynamo(sort_key)]
        pub since: u32,
        #[dynamo(index(ByAge, partition_key))]
        pub age: u8,
    }

    macro_rules! other {
        ($name:ident, $(#[$of_name:meta])* $ty:ty, $(#[$of_age:meta])*) => {
            #[derive(Debug, Clone, Model)]
            #[dynamo(table = "people")]
            pub struct $name {
                #[dynamo(partition_key)]
                pub id: u32,
                #[dynamo(sort_key)]
                pub since: u32,
                $(#[$of_name])*
                pub name: $ty,
                $(#[$of_age])*
                pub age: u8,
            }
        };
    }

    other!(
        OfOtherType,
        #[dynamo(index(ByName, partition_key))]
        Blob,
    );
    other!(
        WithoutSortKey,
        #[dynamo(index(ByName, partition_key))]
        String,
    );
    other!(
        WithOtherSortKey, #[dynamo(index(ByName, partition_key))] String,
        #[dynamo(index(ByName, sort_key))]
    );
    other!(
        WithMoreAttributes, #[dynamo(index(ByName, partition_key))] String,
        #[dynamo(index(ByName, partition_key))]
    );
}

async fn a_table_with_the_same_indexes_will_do(db: Db) {
    for _ in 0..2 {
        Ticket::create_table()
            .if_not_exists()
            .send(&db.client)
            .await
            .unwrap();
        Account::create_table()
            .if_not_exists()
            .send(&db.client)
            .await
            .unwrap();
    }
}

async fn a_table_with_more_indexes_will_do(db: Db) {
    db.table::<same_table::Known>().await;
    same_table::WithLess::create_table()
        .if_not_exists()
        .send(&db.client)
        .await
        .unwrap();
}

async fn mismatch<M: Model>(db: &Db) -> Error {
    let create = M::create_table().if_not_exists();
    let error = create.send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    error
}

async fn a_missing_index_is_found(db: Db) {
    db.table::<same_table::WithLess>().await;
    let table = db.client.table::<same_table::Known>();
    assert_eq!(
        mismatch::<same_table::Known>(&db).await.to_string(),
        format!(
            "table `{table}` is there without the index `Local` of the model; add the index to it, or use another table"
        )
    );
}

async fn an_index_with_another_key_is_found(db: Db) {
    db.table::<same_table::Known>().await;
    let table = db.client.table::<same_table::Known>();
    for (error, model) in [
        (
            mismatch::<same_table::OfOtherType>(&db).await,
            r#"[("name", "HASH", "B")]"#,
        ),
        (
            mismatch::<same_table::WithoutSortKey>(&db).await,
            r#"[("name", "HASH", "S")]"#,
        ),
        (
            mismatch::<same_table::WithOtherSortKey>(&db).await,
            r#"[("name", "HASH", "S"), ("age", "RANGE", "N")]"#,
        ),
        (
            mismatch::<same_table::WithMoreAttributes>(&db).await,
            r#"[("name", "HASH", "S"), ("age", "HASH", "N")]"#,
        ),
    ] {
        assert_eq!(
            error.to_string(),
            format!(
                "the index `ByName` of table `{table}` has another key: the model has {model}, the table \
                 [(\"name\", \"HASH\", \"S\"), (\"since\", \"RANGE\", \"N\")]"
            )
        );
    }
}
