//! What the engine refuses, in DynamoDB's words: requests that the SDK sends, and requests that it never would.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::get_item::{GetItemError, GetItemOutput};
use aws_sdk_dynamodb::types::{AttributeValue, PutRequest, WriteRequest};

use crate::support::{TABLE, code, keyed, message, text, with_table, writes};

/// GetItem with its body rewritten on the way.
async fn get_with_body(
    client: &Client,
    body: &'static str,
) -> Result<GetItemOutput, SdkError<GetItemError>> {
    let get = client
        .get_item()
        .table_name(TABLE)
        .set_key(Some(keyed("a")));
    let get = get
        .customize()
        .mutate_request(move |request| *request.body_mut() = body.into());
    get.send().await
}

#[tokio::test]
async fn a_missing_table_is_typed() {
    let (_db, client) = with_table().await;
    let get = client
        .get_item()
        .table_name("Missing")
        .set_key(Some(keyed("a")));
    let error = get.send().await.unwrap_err();
    assert!(
        error
            .as_service_error()
            .unwrap()
            .is_resource_not_found_exception()
    );
}

#[tokio::test]
async fn limits_are_kept() {
    let (_db, client) = with_table().await;
    let names: Vec<String> = (0..26).map(|n| format!("n{n}")).collect();
    let write = client.batch_write_item();
    let write = write.request_items(TABLE, writes(names.iter().map(String::as_str)));
    assert_eq!(code(write.send().await), "ValidationException");

    let put = client
        .put_item()
        .table_name(TABLE)
        .set_item(Some(keyed("a")));
    let put = put.item("big", text(&"x".repeat(400 * 1024)));
    assert_eq!(
        message(put.send().await),
        "Item size has exceeded the maximum allowed size"
    );
}

/// The engine reads up to some 60 levels, and the JSON parser some more: both say the same.
#[tokio::test]
async fn nesting_is_refused_however_deep() {
    let (_db, client) = with_table().await;
    for levels in [40, 70, 200] {
        let mut nested = text("bottom");
        for _ in 0..levels {
            nested = AttributeValue::L(vec![nested]);
        }
        let put = client
            .put_item()
            .table_name(TABLE)
            .set_item(Some(keyed("a")));
        let message = message(put.item("deep", nested).send().await);
        assert!(
            message.ends_with("Attributes in the item have nested levels beyond supported limit"),
            "{levels} levels: {message}"
        );
    }
}

#[tokio::test]
async fn what_is_not_json_has_a_code_and_no_message() {
    let (_db, client) = with_table().await;
    for body in ["", "nonsense", r#"{"TableName":"#] {
        let refused = get_with_body(&client, body).await;
        let raw = refused.as_ref().unwrap_err().raw_response().unwrap();
        assert_eq!(
            raw.body().bytes(),
            Some(&br#"{"__type":"com.amazon.coral.service#SerializationException"}"#[..]),
            "{body}"
        );
        assert_eq!(code(refused), "SerializationException", "{body}");
    }
}

#[tokio::test]
async fn a_wrong_json_type_is_named() {
    let (_db, client) = with_table().await;
    let rows = [
        (
            r#"{"TableName":5}"#,
            "NUMBER_VALUE cannot be converted to String",
        ),
        (
            r#"{"TableName":5.5}"#,
            "DECIMAL_VALUE cannot be converted to String",
        ),
        (
            r#"{"TableName":true}"#,
            "TRUE_VALUE cannot be converted to String",
        ),
        (
            r#"{"TableName":false}"#,
            "FALSE_VALUE cannot be converted to String",
        ),
        (
            r#"{"TableName":[]}"#,
            "Unrecognized collection type class java.lang.String",
        ),
        (
            r#"{"TableName":{}}"#,
            "Start of structure or map found where not expected",
        ),
        (
            r#"{"TableName":"Things","Key":{},"ConsistentRead":1}"#,
            "NUMBER_VALUE cannot be converted to Boolean",
        ),
        (
            r#"{"TableName":"Things","Key":{},"ConsistentRead":"x"}"#,
            "Unexpected token received from parser",
        ),
    ];
    for (body, expected) in rows {
        assert_eq!(
            code(get_with_body(&client, body).await),
            "SerializationException",
            "{body}"
        );
        assert_eq!(
            message(get_with_body(&client, body).await),
            expected,
            "{body}"
        );
    }
}

#[tokio::test]
async fn what_is_absent_or_empty_is_invalid() {
    let (_db, client) = with_table().await;
    for body in [
        "{}",
        r#"{"TableName":"Things","Key":{"pk":{},"sk":{"S":"-"}}}"#,
    ] {
        let refused = get_with_body(&client, body).await;
        assert_eq!(code(refused), "ValidationException", "{body}");
    }
}

/// The engine marks some messages for its caller: the marks must not be seen outside.
#[tokio::test]
async fn single_writes_wrap_what_batches_say_bare() {
    let rows = [
        (
            AttributeValue::Ss(vec![]),
            "One or more parameter values were invalid: An string set  may not be empty",
        ),
        (
            AttributeValue::Null(false),
            "One or more parameter values were invalid: \
             Null attribute value types must have the value of true",
        ),
    ];
    let (_db, client) = with_table().await;
    for (value, said) in rows {
        let mut item = keyed("a");
        item.insert("value".into(), value);

        let put = client
            .put_item()
            .table_name(TABLE)
            .set_item(Some(item.clone()));
        assert_eq!(
            message(put.send().await),
            format!("1 validation error detected: {said}")
        );

        let put = PutRequest::builder().set_item(Some(item)).build().unwrap();
        let put = WriteRequest::builder().put_request(put).build();
        let write = client.batch_write_item().request_items(TABLE, vec![put]);
        assert_eq!(message(write.send().await), said);
    }
}

#[tokio::test]
async fn reads_say_bare_what_single_writes_wrap() {
    let (db, client) = with_table().await;
    let get = client.get_item().table_name(TABLE).key("sk", text("-"));
    let get = get.key("pk", AttributeValue::Null(false)).send().await;
    assert_eq!(db.calls("GetItem"), 1, "a refusal is not retried");
    assert_eq!(
        message(get),
        "One or more parameter values were invalid: \
         Null attribute value types must have the value of true"
    );
}

/// Where the engine's own decoder asks for a member, it is serde that finds it missing.
#[tokio::test]
async fn a_missing_member_is_invalid() {
    let (_db, client) = with_table().await;
    let execute = client.execute_statement().statement("SELECT").customize();
    let execute = execute.mutate_request(|request| *request.body_mut() = "{}".into());
    let refused = execute.send().await;
    assert_eq!(code(refused), "ValidationException");
}

#[tokio::test]
async fn a_request_for_another_service_is_an_unknown_operation() {
    let (_db, client) = with_table().await;
    for target in [
        "Logs_20140328.PutLogEvents",
        "DynamoDB_20120810.",
        "GetItem",
    ] {
        let get = client
            .get_item()
            .table_name(TABLE)
            .set_key(Some(keyed("a")));
        let get = get.customize().mutate_request(move |request| {
            request.headers_mut().insert("x-amz-target", target);
        });
        assert_eq!(
            code(get.send().await),
            "UnknownOperationException",
            "{target}"
        );
    }
}
