//! A table, an item, and the shortest words for both.

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, CreateGlobalSecondaryIndexAction,
    GlobalSecondaryIndex, GlobalSecondaryIndexUpdate, KeySchemaElement, KeyType, Projection,
    ProjectionType, PutRequest, ScalarAttributeType, StreamSpecification, StreamViewType,
    WriteRequest,
};
use dynamo_model_embedded::Embedded;

pub(crate) type Item = HashMap<String, AttributeValue>;

pub(crate) const TABLE: &str = "Things";
pub(crate) const INDEX: &str = "ByColour";

/// A database with one table: `pk`, `sk`, an index on `colour` and `sk`, and a stream.
pub(crate) async fn with_table() -> (Embedded, Client) {
    let db = Embedded::memory().unwrap();
    let client = db.sdk_client();
    create_table(&client, TABLE).await;
    (db, client)
}

/// A request to add an index on this attribute.
pub(crate) fn new_index(on: &str) -> GlobalSecondaryIndexUpdate {
    let projection = Projection::builder().projection_type(ProjectionType::KeysOnly);
    let index = CreateGlobalSecondaryIndexAction::builder()
        .index_name(format!("By-{on}"))
        .key_schema(key(on, KeyType::Hash))
        .projection(projection.build());
    GlobalSecondaryIndexUpdate::builder()
        .create(index.build().unwrap())
        .build()
}

pub(crate) async fn create_table(client: &Client, name: &str) {
    let index = GlobalSecondaryIndex::builder()
        .index_name(INDEX)
        .key_schema(key("colour", KeyType::Hash))
        .key_schema(key("sk", KeyType::Range))
        .projection(
            Projection::builder()
                .projection_type(ProjectionType::All)
                .build(),
        )
        .build()
        .unwrap();
    let stream = StreamSpecification::builder()
        .stream_enabled(true)
        .stream_view_type(StreamViewType::NewAndOldImages)
        .build()
        .unwrap();
    client
        .create_table()
        .table_name(name)
        .key_schema(key("pk", KeyType::Hash))
        .key_schema(key("sk", KeyType::Range))
        .attribute_definitions(attribute("pk"))
        .attribute_definitions(attribute("sk"))
        .attribute_definitions(attribute("colour"))
        .global_secondary_indexes(index)
        .stream_specification(stream)
        .billing_mode(BillingMode::PayPerRequest)
        .send()
        .await
        .unwrap();
}

pub(crate) fn key(name: &str, kind: KeyType) -> KeySchemaElement {
    let key = KeySchemaElement::builder().attribute_name(name);
    key.key_type(kind).build().unwrap()
}

pub(crate) fn attribute(name: &str) -> AttributeDefinition {
    let attribute = AttributeDefinition::builder().attribute_name(name);
    attribute
        .attribute_type(ScalarAttributeType::S)
        .build()
        .unwrap()
}

pub(crate) fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.to_owned())
}

pub(crate) fn number(value: i64) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

/// The key of the one item of partition `pk`.
pub(crate) fn keyed(pk: &str) -> Item {
    Item::from([("pk".into(), text(pk)), ("sk".into(), text("-"))])
}

pub(crate) fn writes<'a>(pks: impl IntoIterator<Item = &'a str>) -> Vec<WriteRequest> {
    let write = |pk| {
        let put = PutRequest::builder().set_item(Some(keyed(pk))).build();
        WriteRequest::builder().put_request(put.unwrap()).build()
    };
    pks.into_iter().map(write).collect()
}

/// Every partition key in the table, sorted.
pub(crate) async fn stored(client: &Client) -> Vec<String> {
    let page = client.scan().table_name(TABLE).send().await.unwrap();
    partitions(page.items())
}

pub(crate) fn partitions<'a>(items: impl IntoIterator<Item = &'a Item>) -> Vec<String> {
    let pks = items.into_iter().map(|item| item["pk"].as_s().unwrap());
    let mut pks: Vec<String> = pks.cloned().collect();
    pks.sort();
    pks
}

/// The code of a service error; panics on any other.
pub(crate) fn code<T, E: ProvideErrorMetadata, R>(result: Result<T, SdkError<E, R>>) -> String {
    let Err(SdkError::ServiceError(error)) = result else {
        panic!("not a service error");
    };
    error.err().code().unwrap_or("none").to_owned()
}

/// The message of a service error; panics on any other.
pub(crate) fn message<T, E: ProvideErrorMetadata, R>(result: Result<T, SdkError<E, R>>) -> String {
    let Err(SdkError::ServiceError(error)) = result else {
        panic!("not a service error");
    };
    error.err().message().unwrap_or("none").to_owned()
}
