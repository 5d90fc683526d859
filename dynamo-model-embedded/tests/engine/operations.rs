//! Every operation that the engine has.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::client::Waiters;
use aws_sdk_dynamodb::types::{
    AttributeValue, BatchStatementRequest, Delete, Get, KeysAndAttributes, ParameterizedStatement,
    Put, ReturnValue, ReturnValuesOnConditionCheckFailure, TableStatus, Tag,
    TimeToLiveSpecification, TimeToLiveStatus, TransactGetItem, TransactWriteItem,
};
use aws_sdk_dynamodbstreams::types::ShardIteratorType;
use dynamo_model_embedded::Embedded;

use crate::support::{
    INDEX, Item, TABLE, attribute, code, create_table, keyed, new_index, number, partitions,
    stored, text, with_table, writes,
};

#[tokio::test]
async fn tables() {
    let (_db, client) = with_table().await;
    let patience = Duration::from_secs(5);
    client
        .wait_until_table_exists()
        .table_name(TABLE)
        .wait(patience)
        .await
        .unwrap();

    create_table(&client, "Others").await;
    let names = client
        .list_tables()
        .send()
        .await
        .unwrap()
        .table_names
        .unwrap();
    assert_eq!(names, ["Others", TABLE]);

    client
        .update_table()
        .table_name(TABLE)
        .attribute_definitions(attribute("size"))
        .global_secondary_index_updates(new_index("size"))
        .send()
        .await
        .unwrap();
    let table = client.describe_table().table_name(TABLE).send().await;
    let table = table.unwrap().table.unwrap();
    assert_eq!(table.table_status, Some(TableStatus::Active));
    assert_eq!(table.global_secondary_indexes().len(), 2);

    client
        .delete_table()
        .table_name(TABLE)
        .send()
        .await
        .unwrap();
    let gone = client.describe_table().table_name(TABLE).send().await;
    let gone = gone.unwrap_err().into_service_error();
    assert!(gone.is_resource_not_found_exception());
}

#[tokio::test]
async fn items() {
    let (_db, client) = with_table().await;
    let mut item = keyed("a");
    item.insert("size".into(), number(7));
    item.insert("raw".into(), AttributeValue::B(vec![0, 255].into()));
    let put = client.put_item().table_name(TABLE);
    put.set_item(Some(item.clone())).send().await.unwrap();
    assert_eq!(get(&client, "a").await, Some(item));
    assert_eq!(get(&client, "b").await, None);

    let updated = client
        .update_item()
        .table_name(TABLE)
        .set_key(Some(keyed("a")))
        .update_expression("SET size = size + :one")
        .expression_attribute_values(":one", number(1))
        .return_values(ReturnValue::UpdatedNew)
        .send()
        .await;
    // `size` is reserved: what the service refuses is refused here.
    assert_eq!(code(updated), "ValidationException");
    let updated = client
        .update_item()
        .table_name(TABLE)
        .set_key(Some(keyed("a")))
        .update_expression("SET #s = #s + :one")
        .expression_attribute_names("#s", "size")
        .expression_attribute_values(":one", number(1))
        .return_values(ReturnValue::UpdatedNew)
        .send()
        .await;
    let attributes = updated.unwrap().attributes.unwrap();
    assert_eq!(attributes, Item::from([("size".into(), number(8))]));

    let delete = client.delete_item().table_name(TABLE);
    delete.set_key(Some(keyed("a"))).send().await.unwrap();
    assert_eq!(get(&client, "a").await, None);
}

async fn get(client: &Client, pk: &str) -> Option<Item> {
    let get = client.get_item().table_name(TABLE).set_key(Some(keyed(pk)));
    get.send().await.unwrap().item
}

#[tokio::test]
async fn a_failed_condition_is_typed_and_carries_the_item() {
    let (_db, client) = with_table().await;
    let put = || {
        let put = client
            .put_item()
            .table_name(TABLE)
            .set_item(Some(keyed("a")));
        put.condition_expression("attribute_not_exists(pk)")
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
    };
    put().send().await.unwrap();
    let failed = put().send().await.unwrap_err();
    assert_eq!(failed.raw_response().unwrap().status().as_u16(), 400);
    let failed = failed.into_service_error();
    assert_eq!(
        failed.meta().message(),
        Some("The conditional request failed")
    );
    let aws_sdk_dynamodb::operation::put_item::PutItemError::ConditionalCheckFailedException(
        failed,
    ) = failed
    else {
        panic!("{failed}");
    };
    assert_eq!(failed.item, Some(keyed("a")));
}

#[tokio::test]
async fn queries_and_scans() {
    let (_db, client) = with_table().await;
    for sk in ["1", "2", "3"] {
        let put = client.put_item().table_name(TABLE).item("pk", text("a"));
        let put = put.item("sk", text(sk)).item("colour", text("red"));
        put.send().await.unwrap();
    }
    let query = || {
        let query = client.query().table_name(TABLE);
        query
            .key_condition_expression("pk = :a")
            .expression_attribute_values(":a", text("a"))
            .limit(2)
    };
    let page = query().send().await.unwrap();
    assert_eq!(page.count(), 2);
    let rest = query().set_exclusive_start_key(page.last_evaluated_key);
    let rest = rest.send().await.unwrap();
    assert_eq!((rest.count(), rest.last_evaluated_key), (1, None));

    let red = client
        .query()
        .table_name(TABLE)
        .index_name(INDEX)
        .key_condition_expression("colour = :red AND sk > :one")
        .expression_attribute_values(":red", text("red"))
        .expression_attribute_values(":one", text("1"));
    assert_eq!(red.send().await.unwrap().count(), 2);

    let pages = client.scan().table_name(TABLE).limit(1).into_paginator();
    let items: Result<Vec<_>, _> = pages.items().send().collect().await;
    assert_eq!(items.unwrap().len(), 3);
}

#[tokio::test]
async fn batches() {
    let (_db, client) = with_table().await;
    let write = client.batch_write_item();
    let written = write.request_items(TABLE, writes(["a", "b", "c"])).send();
    assert!(written.await.unwrap().unprocessed_items.unwrap().is_empty());

    let keys = KeysAndAttributes::builder();
    let keys = keys.keys(keyed("a")).keys(keyed("c")).keys(keyed("z"));
    let get = client.batch_get_item();
    let read = get.request_items(TABLE, keys.build().unwrap()).send();
    assert_eq!(
        partitions(&read.await.unwrap().responses.unwrap()[TABLE]),
        ["a", "c"]
    );
}

#[tokio::test]
async fn transactions() {
    let (_db, client) = with_table().await;
    let put = |pk| {
        let put = Put::builder().table_name(TABLE).set_item(Some(keyed(pk)));
        put.condition_expression("attribute_not_exists(pk)")
    };
    let put = |pk| {
        TransactWriteItem::builder()
            .put(put(pk).build().unwrap())
            .build()
    };
    let write = client.transact_write_items();
    let write = write.transact_items(put("a")).transact_items(put("b"));
    write.send().await.unwrap();

    let write = client.transact_write_items();
    let write = write.transact_items(put("c")).transact_items(put("b"));
    let canceled = write.send().await.unwrap_err().into_service_error();
    let aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError::TransactionCanceledException(canceled) =
        canceled
    else {
        panic!("{canceled}");
    };
    let reasons = canceled.cancellation_reasons().iter();
    let codes: Vec<_> = reasons.map(|reason| reason.code().unwrap()).collect();
    assert_eq!(codes, ["None", "ConditionalCheckFailed"]);
    assert_eq!(stored(&client).await, ["a", "b"]);

    let get = |pk| {
        let get = Get::builder().table_name(TABLE).set_key(Some(keyed(pk)));
        TransactGetItem::builder().get(get.build().unwrap()).build()
    };
    let read = client.transact_get_items();
    let read = read.transact_items(get("z")).transact_items(get("a"));
    let found = read.send().await.unwrap().responses.unwrap();
    assert_eq!(found[0].item, None);
    assert_eq!(found[1].item, Some(keyed("a")));
}

#[tokio::test]
async fn partiql() {
    let (_db, client) = with_table().await;
    let insert = |pk: &str| format!("INSERT INTO \"{TABLE}\" VALUE {{'pk': '{pk}', 'sk': '-'}}");
    let execute = || client.execute_statement();
    execute().statement(insert("a")).send().await.unwrap();
    let again = execute().statement(insert("a")).send().await;
    assert_eq!(code(again), "DuplicateItemException");
    let select = execute().statement(format!("SELECT * FROM \"{TABLE}\" WHERE pk = ?"));
    let selected = select.parameters(text("a")).send().await.unwrap();
    assert_eq!(selected.items(), [keyed("a")]);

    let failed = execute()
        .statement(format!(
            "UPDATE \"{TABLE}\" SET x = 1 WHERE pk = 'a' AND sk = '-' AND attribute_exists(y)"
        ))
        .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
    let failed = failed.send().await.unwrap_err();
    let raw = failed.raw_response().unwrap().body().bytes().unwrap();
    // PartiQL spells it with a capital, unlike PutItem and its like.
    assert!(String::from_utf8_lossy(raw).contains(r#""Message":"The conditional"#));
    let failed = failed.into_service_error();
    let aws_sdk_dynamodb::operation::execute_statement::ExecuteStatementError::ConditionalCheckFailedException(failed) =
        failed
    else {
        panic!("{failed}");
    };
    assert_eq!(failed.item, Some(keyed("a")));

    let statement = |pk| {
        BatchStatementRequest::builder()
            .statement(insert(pk))
            .build()
    };
    let batch = client.batch_execute_statement();
    let batch = batch
        .statements(statement("b").unwrap())
        .statements(statement("a").unwrap());
    let answers = batch.send().await.unwrap().responses.unwrap();
    assert!(answers[0].error.is_none());
    assert!(answers[1].error.is_some());

    let statement = |pk| {
        ParameterizedStatement::builder()
            .statement(insert(pk))
            .build()
    };
    let transaction = client.execute_transaction();
    let transaction = transaction.transact_statements(statement("c").unwrap());
    transaction.send().await.unwrap();
    assert_eq!(stored(&client).await, ["a", "b", "c"]);
}

#[tokio::test]
async fn time_to_live_deletes_when_asked() {
    let (db, client) = with_table().await;
    let enabled = TimeToLiveSpecification::builder()
        .enabled(true)
        .attribute_name("expires");
    let update = client.update_time_to_live().table_name(TABLE);
    let update = update.time_to_live_specification(enabled.build().unwrap());
    update.send().await.unwrap();
    let described = client
        .describe_time_to_live()
        .table_name(TABLE)
        .send()
        .await;
    let status = described
        .unwrap()
        .time_to_live_description
        .unwrap()
        .time_to_live_status;
    assert_eq!(status, Some(TimeToLiveStatus::Enabled));

    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let in_an_hour = i64::try_from(now.as_secs()).unwrap() + 3_600;
    for (pk, expires) in [("old", 1_700_000_000), ("new", in_an_hour)] {
        let put = client
            .put_item()
            .table_name(TABLE)
            .set_item(Some(keyed(pk)));
        put.item("expires", number(expires)).send().await.unwrap();
    }
    assert_eq!(stored(&client).await, ["new", "old"]);
    assert_eq!(db.sweep_expired().unwrap(), 1);
    assert_eq!(stored(&client).await, ["new"]);
    assert_eq!(db.sweep_expired().unwrap(), 0);
}

#[tokio::test]
async fn tags() {
    let (_db, client) = with_table().await;
    let table = client.describe_table().table_name(TABLE).send().await;
    let arn = table.unwrap().table.unwrap().table_arn.unwrap();
    let tag = |key| Tag::builder().key(key).value("x").build().unwrap();
    let tagging = client.tag_resource().resource_arn(&arn);
    tagging
        .tags(tag("team"))
        .tags(tag("cost"))
        .send()
        .await
        .unwrap();
    let untagging = client.untag_resource().resource_arn(&arn);
    untagging.tag_keys("cost").send().await.unwrap();
    let left = client
        .list_tags_of_resource()
        .resource_arn(&arn)
        .send()
        .await;
    assert_eq!(left.unwrap().tags.unwrap(), [tag("team")]);
}

#[tokio::test]
async fn streams_through_the_streams_client() {
    use aws_sdk_dynamodbstreams::config::{BehaviorVersion, Credentials, Region};

    let (db, client) = with_table().await;
    let put = client
        .put_item()
        .table_name(TABLE)
        .set_item(Some(keyed("a")));
    put.send().await.unwrap();

    let config = aws_sdk_dynamodbstreams::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static("local"))
        .endpoint_url("http://streams.embedded.invalid")
        .credentials_provider(Credentials::new("any", "any", None, None, "test"))
        .http_client(db.http_client());
    let streams = aws_sdk_dynamodbstreams::Client::from_conf(config.build());
    let listed = streams
        .list_streams()
        .table_name(TABLE)
        .send()
        .await
        .unwrap();
    let arn = listed.streams()[0].stream_arn().unwrap().to_owned();
    let described = streams.describe_stream().stream_arn(&arn).send().await;
    let stream = described.unwrap().stream_description.unwrap();
    let iterator = streams
        .get_shard_iterator()
        .stream_arn(&arn)
        .set_shard_id(stream.shards()[0].shard_id.clone())
        .shard_iterator_type(ShardIteratorType::TrimHorizon)
        .send()
        .await
        .unwrap();
    let records = streams
        .get_records()
        .set_shard_iterator(iterator.shard_iterator);
    let records = records.send().await.unwrap().records.unwrap();
    assert_eq!(records.len(), 1);
    let image = records[0].dynamodb().unwrap().new_image().unwrap();
    assert_eq!(image["pk"].as_s().unwrap(), "a");
    assert_eq!(db.calls("GetRecords"), 1);
}

#[tokio::test]
async fn vector_search_is_routed() {
    let (_db, client) = with_table().await;
    let search = client
        .search_vectors()
        .table_name("Missing")
        .index_name("Any");
    let search = search.top_k(1).search_vector(number(1));
    assert_eq!(code(search.send().await), "ResourceNotFoundException");
}

#[tokio::test]
async fn what_the_engine_lacks_is_an_unknown_operation() {
    let client = Embedded::memory().unwrap().sdk_client();
    let limits = client.describe_limits().send().await;
    assert_eq!(
        limits
            .as_ref()
            .unwrap_err()
            .raw_response()
            .unwrap()
            .status()
            .as_u16(),
        400
    );
    assert_eq!(code(limits), "UnknownOperationException");
}

#[tokio::test]
async fn a_transaction_deletes() {
    let (_db, client) = with_table().await;
    let write = client.batch_write_item();
    write
        .request_items(TABLE, writes(["a", "b"]))
        .send()
        .await
        .unwrap();
    let delete = Delete::builder()
        .table_name(TABLE)
        .set_key(Some(keyed("a")));
    let delete = TransactWriteItem::builder().delete(delete.build().unwrap());
    let write = client.transact_write_items().transact_items(delete.build());
    write.send().await.unwrap();
    assert_eq!(stored(&client).await, ["b"]);
}
