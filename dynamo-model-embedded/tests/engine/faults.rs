//! Each fault, as the SDK's client meets it.

use std::time::{Duration, Instant};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::StalledStreamProtectionConfig;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::put_item::{PutItemError, PutItemOutput};
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{
    Get, KeysAndAttributes, Put, ReturnConsumedCapacity, TransactGetItem, TransactWriteItem,
};
use dynamo_model_embedded::{Embedded, Fault};

use crate::support::{TABLE, code, keyed, partitions, stored, with_table, writes};

async fn put(client: &Client, pk: &str) -> Result<PutItemOutput, SdkError<PutItemError>> {
    let put = client
        .put_item()
        .table_name(TABLE)
        .set_item(Some(keyed(pk)));
    put.send().await
}

/// A client that tries once, so that a test sees the fault and no retry.
fn without_retries(db: &Embedded) -> Client {
    let config = db.sdk_config().retry_config(RetryConfig::disabled());
    Client::from_conf(config.build())
}

#[tokio::test]
async fn throttled_twice_is_three_attempts() {
    let (db, client) = with_table().await;
    db.faults().on("PutItem", Fault::throttled().times(2));
    put(&client, "a").await.unwrap();
    assert_eq!(db.calls("PutItem"), 3);
    assert_eq!(db.faults().unused(), 0);
    assert_eq!(stored(&client).await, ["a"]);
}

#[tokio::test]
async fn throttled_for_ever_is_a_typed_error() {
    let (db, client) = with_table().await;
    db.faults().on("PutItem", Fault::throttled().always());
    let error = put(&client, "a").await.unwrap_err().into_service_error();
    assert!(error.is_provisioned_throughput_exceeded_exception());
    assert_eq!(db.calls("PutItem"), 3);
    assert_eq!(db.faults().unused(), 0);

    db.faults().clear();
    assert_eq!(stored(&client).await, [""; 0]);
    put(&client, "a").await.unwrap();
}

/// The SDK's own quota would be gone by then, for every client of the process.
#[tokio::test]
async fn attempts_do_not_depend_on_what_failed_before() {
    let (db, client) = with_table().await;
    db.faults().on("PutItem", Fault::throttled().always());
    for _ in 0..70 {
        put(&client, "a").await.unwrap_err();
    }
    assert_eq!(db.calls("PutItem"), 210);
}

#[tokio::test]
async fn what_passes_by_itself_is_retried() {
    let rows = [
        (Fault::throttled(), "ProvisionedThroughputExceededException"),
        (Fault::throttling_exception(), "ThrottlingException"),
        (Fault::request_limit_exceeded(), "RequestLimitExceeded"),
        (Fault::server_error(), "InternalServerError"),
    ];
    for (fault, expected) in rows {
        let (db, client) = with_table().await;
        db.faults().on("PutItem", fault.clone());
        put(&client, "a").await.unwrap();
        assert_eq!(db.calls("PutItem"), 2, "{expected}");

        db.faults().on("PutItem", fault);
        assert_eq!(code(put(&without_retries(&db), "b").await), expected);
        assert_eq!(stored(&client).await, ["a"], "{expected}");
    }
}

#[tokio::test]
async fn a_single_write_can_meet_a_transaction() {
    let (db, client) = with_table().await;
    db.faults().on("PutItem", Fault::transaction_conflict());
    let error = put(&client, "a").await.unwrap_err().into_service_error();
    assert!(error.is_transaction_conflict_exception());
    assert_eq!(db.calls("PutItem"), 1, "not the SDK's to retry");
    assert_eq!(stored(&client).await, [""; 0]);
}

#[tokio::test]
async fn server_errors_have_status_500_and_perhaps_a_page() {
    let (db, client) = with_table().await;
    let once = without_retries(&db);
    db.faults().on("PutItem", Fault::server_error());
    let error = put(&once, "a").await.unwrap_err();
    assert_eq!(error.raw_response().unwrap().status().as_u16(), 500);
    assert!(error.into_service_error().is_internal_server_error());

    db.faults().on("PutItem", Fault::server_error_page());
    let error = put(&once, "a").await.unwrap_err();
    let raw = error.raw_response().unwrap();
    assert_eq!(raw.status().as_u16(), 500);
    assert_eq!(raw.headers().get("content-type"), Some("text/html"));
    assert!(raw.body().bytes().unwrap().starts_with(b"<html>"));
    assert_eq!(error.into_service_error().meta().code(), None);

    db.faults().on("PutItem", Fault::server_error_page());
    put(&client, "a").await.unwrap();
    assert_eq!(db.calls("PutItem"), 4);
}

#[tokio::test]
async fn any_error_of_dynamodbs() {
    let (db, client) = with_table().await;
    let fault = Fault::error("ItemCollectionSizeLimitExceededException", "too large");
    db.faults().on("PutItem", fault);
    let error = put(&client, "a").await.unwrap_err().into_service_error();
    assert!(error.is_item_collection_size_limit_exceeded_exception());
    assert_eq!(error.meta().message(), Some("too large"));
}

#[tokio::test]
async fn a_timeout_is_not_applied_unless_it_says_so() {
    let (db, client) = with_table().await;
    let once = without_retries(&db);
    db.faults()
        .on("PutItem", Fault::timeout())
        .on("PutItem", Fault::timeout().after_apply());
    for (pk, applied) in [("a", false), ("b", true)] {
        let Err(SdkError::DispatchFailure(failure)) = put(&once, pk).await else {
            panic!("{pk}");
        };
        assert!(failure.is_timeout());
        assert_eq!(stored(&client).await.contains(&pk.to_owned()), applied);
    }

    db.faults().on("PutItem", Fault::timeout().times(2));
    put(&client, "c").await.unwrap();
    assert_eq!(db.calls("PutItem"), 5);
}

#[tokio::test]
async fn a_refused_connection_applies_nothing() {
    let (db, client) = with_table().await;
    db.faults()
        .on("PutItem", Fault::connection_error().always());
    let Err(SdkError::DispatchFailure(failure)) = put(&client, "a").await else {
        panic!();
    };
    assert!(failure.is_io());
    assert_eq!(db.calls("PutItem"), 3);
    assert_eq!(stored(&client).await, [""; 0]);
}

#[tokio::test]
async fn a_reset_connection_leaves_the_write_done() {
    let (db, client) = with_table().await;
    db.faults().on("PutItem", Fault::connection_reset());
    let Err(SdkError::DispatchFailure(failure)) = put(&without_retries(&db), "a").await else {
        panic!();
    };
    assert!(failure.is_io());
    assert_eq!(stored(&client).await, ["a"]);
}

/// What makes a lost answer hard: the retry meets what the first attempt wrote.
#[tokio::test]
async fn a_retry_after_a_reset_meets_its_own_write() {
    let (db, client) = with_table().await;
    db.faults().on("PutItem", Fault::connection_reset());
    let put = client
        .put_item()
        .table_name(TABLE)
        .set_item(Some(keyed("a")));
    let put = put
        .condition_expression("attribute_not_exists(pk)")
        .send()
        .await;
    assert_eq!(code(put), "ConditionalCheckFailedException");
    assert_eq!(db.calls("PutItem"), 2);
    assert_eq!(stored(&client).await, ["a"]);
}

#[tokio::test]
async fn any_fault_can_come_after_the_write() {
    let (db, client) = with_table().await;
    let once = without_retries(&db);
    db.faults()
        .on("PutItem", Fault::server_error().after_apply());
    put(&once, "a").await.unwrap_err();
    db.faults()
        .on("PutItem", Fault::answer(503, "").after_apply());
    put(&once, "b").await.unwrap_err();
    assert_eq!(stored(&client).await, ["a", "b"]);
}

#[tokio::test]
async fn a_slow_answer_is_an_answer() {
    let (db, client) = with_table().await;
    let delay = Duration::from_millis(60);
    db.faults().on("PutItem", Fault::slow(delay));
    let start = Instant::now();
    put(&client, "a").await.unwrap();
    assert!(start.elapsed() >= delay);

    db.faults().on("PutItem", Fault::throttled().after(delay));
    let start = Instant::now();
    put(&client, "b").await.unwrap();
    assert!(start.elapsed() >= delay);
    assert_eq!(db.calls("PutItem"), 3);
}

#[tokio::test]
async fn who_does_not_wait_for_a_slow_answer_has_the_write_done() {
    let patience = Duration::from_millis(30);
    let read = TimeoutConfig::builder().read_timeout(patience).build();
    let attempt = TimeoutConfig::builder()
        .operation_attempt_timeout(patience)
        .build();
    for timeouts in [read, attempt] {
        let (db, client) = with_table().await;
        let config = db.sdk_config().retry_config(RetryConfig::disabled());
        let hasty = Client::from_conf(config.timeout_config(timeouts).build());
        db.faults()
            .on("PutItem", Fault::slow(Duration::from_secs(20)));
        let start = Instant::now();
        match put(&hasty, "a").await.unwrap_err() {
            SdkError::DispatchFailure(failure) => assert!(failure.is_timeout()),
            SdkError::TimeoutError(_) => {}
            other => panic!("{other:?}"),
        }
        assert!(start.elapsed() < Duration::from_secs(3));
        assert_eq!(stored(&client).await, ["a"]);
    }
}

/// The SDK watches an upload, and a request whose body nobody takes looks like one that stalls.
#[tokio::test]
async fn a_slow_answer_is_not_a_stalled_upload() {
    let (db, _client) = with_table().await;
    let impatient = StalledStreamProtectionConfig::enabled().grace_period(Duration::from_millis(1));
    let config = db.sdk_config().stalled_stream_protection(impatient.build());
    let client = Client::from_conf(config.build());
    db.faults()
        .on("PutItem", Fault::slow(Duration::from_secs(2)));
    put(&client, "a").await.unwrap();
    assert_eq!(db.calls("PutItem"), 1);
}

#[tokio::test]
async fn a_delay_does_not_hold_up_other_calls() {
    let (db, client) = with_table().await;
    db.faults()
        .on("PutItem", Fault::slow(Duration::from_secs(20)));
    let mut slow = Box::pin(put(&client, "a"));
    let quick = tokio::time::timeout(Duration::from_millis(20), &mut slow).await;
    assert!(quick.is_err());
    put(&client, "b").await.unwrap();
    assert_eq!(stored(&client).await, ["a", "b"]);
}

#[tokio::test]
async fn unprocessed_items_are_not_written() {
    let (db, client) = with_table().await;
    db.faults().on("BatchWriteItem", Fault::unprocessed(2));
    let pks = ["a", "b", "c", "d"];
    let write = client.batch_write_item().request_items(TABLE, writes(pks));
    let left = write.send().await.unwrap().unprocessed_items.unwrap();
    assert_eq!(left[TABLE], writes(["a", "b"]));
    assert_eq!(stored(&client).await, ["c", "d"]);

    let rest = client.batch_write_item().set_request_items(Some(left));
    assert!(
        rest.send()
            .await
            .unwrap()
            .unprocessed_items
            .unwrap()
            .is_empty()
    );
    assert_eq!(stored(&client).await, pks);
    assert_eq!(db.calls("BatchWriteItem"), 2);
}

#[tokio::test]
async fn all_items_can_be_unprocessed() {
    let (db, client) = with_table().await;
    db.faults().on("BatchWriteItem", Fault::all_unprocessed());
    let write = client
        .batch_write_item()
        .request_items(TABLE, writes(["a", "b"]));
    let left = write.send().await.unwrap().unprocessed_items.unwrap();
    assert_eq!(left[TABLE], writes(["a", "b"]));
    assert_eq!(stored(&client).await, [""; 0]);
}

#[tokio::test]
async fn unprocessed_keys_come_back_with_their_projection() {
    let (db, client) = with_table().await;
    let write = client.batch_write_item();
    write
        .request_items(TABLE, writes(["a", "b", "c"]))
        .send()
        .await
        .unwrap();
    let keys = |pks: &[&str]| {
        let keys = KeysAndAttributes::builder().projection_expression("pk");
        let keys = keys.set_keys(Some(pks.iter().map(|pk| keyed(pk)).collect()));
        keys.build().unwrap()
    };
    let get = || {
        client
            .batch_get_item()
            .request_items(TABLE, keys(&["a", "b", "c"]))
    };

    db.faults().on("BatchGetItem", Fault::unprocessed(1));
    let read = get().send().await.unwrap();
    assert_eq!(read.unprocessed_keys.unwrap()[TABLE], keys(&["a"]));
    assert_eq!(partitions(&read.responses.unwrap()[TABLE]), ["b", "c"]);

    db.faults().on("BatchGetItem", Fault::all_unprocessed());
    let read = get().send().await.unwrap();
    assert_eq!(
        read.unprocessed_keys.unwrap()[TABLE],
        keys(&["a", "b", "c"])
    );
    assert!(read.responses.unwrap().is_empty());
}

/// A batch that is wrong is refused whole, though some of it would have been withheld.
#[tokio::test]
async fn withholding_does_not_excuse_a_wrong_batch() {
    let (db, client) = with_table().await;
    let names: Vec<String> = (0..26).map(|n| format!("n{n}")).collect();
    let write = |table| {
        let writes = writes(names.iter().map(String::as_str));
        client.batch_write_item().request_items(table, writes)
    };
    db.faults().on("BatchWriteItem", Fault::unprocessed(5));
    assert_eq!(code(write(TABLE).send().await), "ValidationException");

    let write = client.batch_write_item();
    let write = write.request_items("Missing", writes(["a", "b"]));
    db.faults().on("BatchWriteItem", Fault::unprocessed(1));
    assert_eq!(code(write.send().await), "ResourceNotFoundException");
}

#[tokio::test]
async fn a_transaction_conflicts_where_it_is_told_to() {
    let (db, client) = with_table().await;
    let put = |pk| {
        let put = Put::builder().table_name(TABLE).set_item(Some(keyed(pk)));
        TransactWriteItem::builder()
            .put(put.build().unwrap())
            .build()
    };
    let write = || {
        let write = client.transact_write_items();
        write
            .transact_items(put("a"))
            .transact_items(put("b"))
            .transact_items(put("c"))
    };
    db.faults()
        .on("TransactWriteItems", Fault::transaction_conflict_at([0, 2]));
    let error = write().send().await.unwrap_err().into_service_error();
    let TransactWriteItemsError::TransactionCanceledException(canceled) = error else {
        panic!("{error}");
    };
    let reasons = canceled.cancellation_reasons().iter();
    let codes: Vec<_> = reasons.map(|reason| reason.code().unwrap()).collect();
    assert_eq!(
        codes,
        ["TransactionConflict", "None", "TransactionConflict"]
    );
    assert!(
        canceled
            .message()
            .unwrap()
            .starts_with("Transaction cancelled")
    );
    assert_eq!(db.calls("TransactWriteItems"), 1, "not the SDK's to retry");
    assert_eq!(stored(&client).await, [""; 0]);

    write().send().await.unwrap();
    assert_eq!(stored(&client).await, ["a", "b", "c"]);
}

#[tokio::test]
async fn a_transaction_is_canceled_for_any_reason() {
    let (db, client) = with_table().await;
    let get = Get::builder().table_name(TABLE).set_key(Some(keyed("a")));
    let get = TransactGetItem::builder().get(get.build().unwrap()).build();
    db.faults().on(
        "TransactGetItems",
        Fault::transaction_canceled([(0, "ThrottlingError")]),
    );
    let read = client.transact_get_items().transact_items(get).send().await;
    let error = read.unwrap_err().into_service_error();
    assert!(error.is_transaction_canceled_exception());
    assert!(
        error.to_string().contains("TransactionCanceledException"),
        "{error}"
    );
}

#[tokio::test]
async fn an_unreadable_answer_is_not_retried_and_the_write_is_done() {
    for fault in [Fault::truncated_body(), Fault::malformed_body()] {
        let (db, client) = with_table().await;
        db.faults().on("PutItem", fault.clone());
        // An answer that has something to cut.
        let put = client
            .put_item()
            .table_name(TABLE)
            .set_item(Some(keyed("a")));
        let error = put
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await;
        let error = error.unwrap_err();
        assert_eq!(
            error.raw_response().unwrap().status().as_u16(),
            200,
            "{fault:?}"
        );
        assert_eq!(error.into_service_error().meta().code(), None, "{fault:?}");
        assert_eq!(db.calls("PutItem"), 1, "{fault:?}");
        assert_eq!(stored(&client).await, ["a"], "{fault:?}");
    }
}

#[tokio::test]
async fn an_interrupted_answer_is_retried_and_the_write_was_done() {
    let (db, client) = with_table().await;
    db.faults()
        .on("PutItem", Fault::interrupted_body().times(2));
    let error = put(&without_retries(&db), "a").await.unwrap_err();
    assert!(matches!(error, SdkError::ResponseError(_)), "{error:?}");
    assert_eq!(stored(&client).await, ["a"]);

    put(&client, "b").await.unwrap();
    assert_eq!(db.calls("PutItem"), 3);
}

#[tokio::test]
async fn any_answer_at_all() {
    let (db, client) = with_table().await;
    let body = r#"{"Item":{"pk":{"S":"made up"}}}"#;
    db.faults().on("GetItem", Fault::answer(200, body));
    let get = || {
        client
            .get_item()
            .table_name(TABLE)
            .set_key(Some(keyed("a")))
    };
    let item = get().send().await.unwrap().item.unwrap();
    assert_eq!(item["pk"].as_s().unwrap(), "made up");

    db.faults()
        .on("GetItem", Fault::answer(1, "no such status"));
    let failed = get().send().await;
    assert!(
        matches!(failed, Err(SdkError::DispatchFailure(_))),
        "{failed:?}"
    );
}

#[tokio::test]
async fn a_fault_that_does_not_fit_fails_its_call() {
    let rows = [
        (Fault::unprocessed(1), "PutItem has no unprocessed entries"),
        (
            Fault::transaction_conflict_at([0]),
            "PutItem is not a transaction",
        ),
    ];
    for (fault, expected) in rows {
        let (db, client) = with_table().await;
        db.faults().on("PutItem", fault.after_apply());
        let error = put(&client, "a").await.unwrap_err();
        let text = format!("{}", aws_sdk_dynamodb::error::DisplayErrorContext(&error));
        assert!(text.contains(expected), "{text}");
        assert_eq!(db.calls("PutItem"), 1, "not retried");
        assert_eq!(stored(&client).await, [""; 0]);
    }
}

#[tokio::test]
async fn the_script_is_read_in_order() {
    let (db, _client) = with_table().await;
    let once = without_retries(&db);
    db.faults()
        .on("PutItem", Fault::pass())
        .on("PutItem", Fault::throttled())
        .on("PutItem", Fault::server_error().times(2));
    assert_eq!(db.faults().unused(), 4);
    put(&once, "a").await.unwrap();
    let outcomes = [
        put(&once, "b").await,
        put(&once, "b").await,
        put(&once, "b").await,
    ];
    let codes = outcomes.map(code);
    assert_eq!(
        codes,
        [
            "ProvisionedThroughputExceededException",
            "InternalServerError",
            "InternalServerError"
        ]
    );
    put(&once, "b").await.unwrap();
    assert_eq!(db.faults().unused(), 0);
}

#[tokio::test]
async fn a_misspelt_operation_stays_unused_and_shows() {
    let (db, client) = with_table().await;
    db.faults().on("PutItme", Fault::throttled());
    put(&client, "a").await.unwrap();
    assert_eq!(db.faults().unused(), 1);
    assert!(format!("{:?}", db.faults()).contains("PutItme"));
}

#[tokio::test]
async fn a_fault_for_any_operation_is_met_by_the_next_call() {
    let (db, client) = with_table().await;
    db.faults().on_any(Fault::throttled());
    assert_eq!(stored(&client).await, [""; 0]);
    assert_eq!(db.calls("Scan"), 2);
}

#[tokio::test]
async fn clones_share_the_script() {
    let (db, client) = with_table().await;
    db.clone().faults().on("PutItem", Fault::throttled());
    put(&client, "a").await.unwrap();
    assert_eq!(db.calls("PutItem"), 2);
    assert_eq!(db.clone().faults().unused(), 0);

    let (other, other_client) = with_table().await;
    db.faults().on("PutItem", Fault::throttled());
    put(&other_client, "a").await.unwrap();
    assert_eq!(other.calls("PutItem"), 1);
}

/// Ten tasks, five faults: each is met by exactly one call.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn each_fault_is_met_once_whoever_calls() {
    let (db, client) = with_table().await;
    db.faults()
        .on("PutItem", Fault::connection_error().times(5));
    let tasks: Vec<_> = (0..10)
        .map(|n| {
            let once = without_retries(&db);
            tokio::spawn(async move { put(&once, &n.to_string()).await.is_ok() })
        })
        .collect();
    let mut written = 0;
    for task in tasks {
        written += usize::from(task.await.unwrap());
    }
    assert_eq!(written, 5);
    assert_eq!(stored(&client).await.len(), 5);
    assert_eq!(db.faults().unused(), 0);
}
