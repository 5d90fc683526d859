//! The differences from DynamoDB that the crate's documentation lists.
//!
//! A test that fails here has found one gone: take its row out of the table.

use aws_sdk_dynamodb::types::{Get, IndexStatus, TimeToLiveSpecification, TransactGetItem};

use crate::support::{TABLE, attribute, code, keyed, new_index, number, text, with_table, writes};

#[tokio::test]
async fn two_indexes_at_once_are_accepted_and_active() {
    let (_db, client) = with_table().await;
    let update = client.update_table().table_name(TABLE);
    let update = update
        .attribute_definitions(attribute("shape"))
        .attribute_definitions(attribute("taste"))
        .global_secondary_index_updates(new_index("shape"))
        .global_secondary_index_updates(new_index("taste"));
    update.send().await.unwrap();
    let table = client.describe_table().table_name(TABLE).send().await;
    let indexes = table
        .unwrap()
        .table
        .unwrap()
        .global_secondary_indexes
        .unwrap();
    assert_eq!(indexes.len(), 3);
    for index in indexes {
        assert_eq!(index.index_status, Some(IndexStatus::Active));
    }
}

#[tokio::test]
async fn long_expressions_are_accepted() {
    let (_db, client) = with_table().await;
    let operands: Vec<String> = (0..101).map(|n| format!(":v{n}")).collect();
    let listed = operands.join(", ");
    let mut scan = client
        .scan()
        .table_name(TABLE)
        .filter_expression(format!("x IN ({listed})"));
    for (operand, n) in operands.into_iter().zip(0..) {
        scan = scan.expression_attribute_values(operand, number(n));
    }
    scan.send().await.unwrap();

    let operators = vec!["x = :v"; 302].join(" OR ");
    let scan = client.scan().table_name(TABLE).filter_expression(operators);
    let scan = scan.expression_attribute_values(":v", number(1));
    scan.send().await.unwrap();
}

#[tokio::test]
async fn a_transaction_reads_more_than_4_mb() {
    let (_db, client) = with_table().await;
    let mut read = client.transact_get_items();
    for n in 0..11 {
        let key = keyed(&n.to_string());
        let put = client
            .put_item()
            .table_name(TABLE)
            .set_item(Some(key.clone()));
        put.item("big", text(&"x".repeat(400_000)))
            .send()
            .await
            .unwrap();
        let get = Get::builder().table_name(TABLE).set_key(Some(key)).build();
        read = read.transact_items(TransactGetItem::builder().get(get.unwrap()).build());
    }
    assert_eq!(read.send().await.unwrap().responses().len(), 11);
}

#[tokio::test]
async fn time_to_live_is_enabled_twice() {
    let (_db, client) = with_table().await;
    for _ in 0..2 {
        let enabled = TimeToLiveSpecification::builder()
            .enabled(true)
            .attribute_name("expires");
        let update = client.update_time_to_live().table_name(TABLE);
        let update = update.time_to_live_specification(enabled.build().unwrap());
        update.send().await.unwrap();
    }
}

#[tokio::test]
async fn a_tables_arn_is_not_its_name() {
    let (_db, client) = with_table().await;
    let table = client.describe_table().table_name(TABLE).send().await;
    let arn = table.unwrap().table.unwrap().table_arn.unwrap();
    assert!(
        arn.starts_with("arn:aws:dynamodb:dynoxide:000000000000:"),
        "{arn}"
    );
    let write = client.batch_write_item().request_items(&arn, writes(["a"]));
    assert_eq!(code(write.send().await), "ValidationException");
}
