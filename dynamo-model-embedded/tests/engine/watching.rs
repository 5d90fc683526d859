//! Counters and recorded requests.

use dynamo_model_embedded::{Embedded, Fault};
use serde_json::json;

use crate::support::{TABLE, keyed, with_table};

#[tokio::test]
async fn calls_count_retries_and_no_other_operation() {
    let (db, client) = with_table().await;
    db.faults().on("PutItem", Fault::throttled().times(2));
    let put = client
        .put_item()
        .table_name(TABLE)
        .set_item(Some(keyed("a")));
    put.send().await.unwrap();
    assert_eq!(db.calls("PutItem"), 3);
    assert_eq!(db.clone().calls("CreateTable"), 1);
    assert_eq!(db.calls("GetItem"), 0);
}

#[tokio::test]
async fn a_call_that_never_left_the_sdk_is_not_counted() {
    let db = Embedded::memory().unwrap();
    let untold = db.sdk_client().get_item().send().await;
    assert!(untold.is_err());
    assert_eq!(
        db.calls("GetItem"),
        0,
        "the SDK asks for a table name first"
    );
}

#[tokio::test]
async fn requests_are_recorded_when_asked_for() {
    let (db, client) = with_table().await;
    assert_eq!(db.requests(), []);
    db.record();
    db.faults().on("GetItem", Fault::server_error());
    let get = client
        .get_item()
        .table_name(TABLE)
        .set_key(Some(keyed("a")));
    get.send().await.unwrap();

    let requests = db.requests();
    assert_eq!(requests.len(), 2, "the retry is a request too");
    for request in &requests {
        assert_eq!(request.operation(), "GetItem");
        assert_eq!(
            request.json().unwrap(),
            json!({ "TableName": TABLE, "Key": { "pk": { "S": "a" }, "sk": { "S": "-" } } })
        );
    }
    assert!(requests[0].body().contains("\"TableName\""));

    db.record();
    assert_eq!(db.requests(), []);
}
