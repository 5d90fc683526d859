//! A client from the environment.

use dynamo_model::{Client, Model};

use crate::harness::endpoint;
use crate::models::{Order, key, order};

/// The test script exports `AWS_ENDPOINT_URL_DYNAMODB` together with the endpoint to test; a test can't set a variable of its
/// own process. Elsewhere it does nothing: it must never reach for AWS.
#[tokio::test]
async fn a_client_from_the_environment_reaches_the_endpoint_that_it_names() {
    let named = std::env::var("AWS_ENDPOINT_URL_DYNAMODB").ok();
    if named.is_none() || named != endpoint() {
        return;
    }
    let prefix = format!("env-{}-", uuid::Uuid::new_v4());
    let client = Client::from_env().await.table_prefix(prefix);
    Order::create_table().send(&client).await.unwrap();
    Order::create(&order("1")).send(&client).await.unwrap();

    let local = Client::local(named.unwrap()).table_name::<Order>(client.table::<Order>());
    let read = Order::get(key("1")).send(&local).await.unwrap();
    assert_eq!(
        read,
        Some(order("1")),
        "it is in the DynamoDB Local under test"
    );
}
