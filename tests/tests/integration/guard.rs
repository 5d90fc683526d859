//! Whether DynamoDB Local was really tested.

use dynamo_model::Client;

use crate::harness::endpoint;

/// `REQUIRE_DYNAMODB_LOCAL=1` says that this run is to test DynamoDB Local. Without one, every test of it passes by not
/// running: this is the test that does not.
#[tokio::test]
async fn dynamodb_local_is_there_where_it_is_required() {
    if std::env::var("REQUIRE_DYNAMODB_LOCAL").as_deref() != Ok("1") {
        return;
    }
    let endpoint = endpoint().expect(
        "REQUIRE_DYNAMODB_LOCAL=1, but DYNAMO_MODEL_TEST_ENDPOINT does not name a DynamoDB Local",
    );
    let answer = Client::local(&endpoint).sdk().list_tables().send().await;
    assert!(
        answer.is_ok(),
        "REQUIRE_DYNAMODB_LOCAL=1, but nothing answers at {endpoint}: {answer:?}"
    );
}
