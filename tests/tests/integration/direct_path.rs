//! The direct path is really taken, where it can be, and only there. A new release of the SDK has to pass this first.

use std::sync::{Arc, Mutex};

use aws_sdk_dynamodb::operation::get_item::GetItemOutput;
use aws_sdk_dynamodb::operation::query::QueryOutput;
use aws_sdk_dynamodb::operation::scan::ScanOutput;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::AfterDeserializationInterceptorContextRef;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use dynamo_model::{Client, Model};
use dynamo_model_embedded::Fault;

use crate::harness::Db;
use crate::models::{Order, full_order, key, order};

on_every_engine![
    the_sdk_sees_no_items,
    the_sdk_sees_the_items_when_it_is_off,
    the_sdk_sees_the_rest,
    errors_pass_through,
];

on_the_embedded_engine![every_attempt_takes_it];

/// What the SDK's own outputs held.
#[derive(Debug, Clone, Default)]
struct Canary(Arc<Mutex<Vec<String>>>);

impl Canary {
    fn seen(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

#[aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint]
impl Intercept for Canary {
    fn name(&self) -> &'static str {
        "Canary"
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let seen = match context.output_or_error() {
            Ok(output) => {
                if let Some(get) = output.downcast_ref::<GetItemOutput>() {
                    format!("get: {:?}", get.item().map(|item| item.len()))
                } else if let Some(query) = output.downcast_ref::<QueryOutput>() {
                    let items = query.items.as_ref().map(Vec::len);
                    let next = query.last_evaluated_key().is_some();
                    format!("query: {items:?} of {} next {next}", query.count())
                } else if let Some(scan) = output.downcast_ref::<ScanOutput>() {
                    let items = scan.items.as_ref().map(Vec::len);
                    format!("scan: {items:?} of {}", scan.count())
                } else {
                    "other".to_owned()
                }
            }
            Err(_) => "error".to_owned(),
        };
        self.0.lock().unwrap().push(seen);
        Ok(())
    }
}

/// The client of a test, with a canary in it.
fn watched(db: &Db) -> (Client, Canary) {
    let canary = Canary::default();
    let config = db.client.sdk().config().to_builder();
    let client = Client::from_conf(config.interceptor(canary.clone()).build());
    let table = db.client.table::<Order>();
    (client.table_name::<Order>(table), canary)
}

async fn read(client: &Client) {
    let get = Order::get(key("1")).send(client).await.unwrap();
    assert_eq!(get, Some(full_order("1")));
    let part = Order::get(key("1")).select(|o| o.gift).send(client).await;
    assert_eq!(part.unwrap(), Some(true));
    let query = Order::query("c-17").all(client).await.unwrap();
    assert_eq!(query, [full_order("1"), order("2")]);
    let part = Order::query("c-17")
        .limit(1)
        .select(|o| o.gift)
        .send(client)
        .await;
    assert_eq!(part.unwrap().items, [true]);
    let scan = Order::scan().all(client).await.unwrap();
    assert_eq!(scan.len(), 2);
}

async fn seed(db: &Db) {
    db.table::<Order>().await;
    db.put_all(&[full_order("1"), order("2")]).await;
}

async fn the_sdk_sees_no_items(db: Db) {
    seed(&db).await;
    let (client, canary) = watched(&db);
    read(&client).await;
    assert_eq!(
        canary.seen(),
        [
            "get: None",
            "get: None",
            "query: None of 2 next false",
            "query: None of 1 next true",
            "scan: None of 2",
        ]
    );
}

async fn the_sdk_sees_the_items_when_it_is_off(db: Db) {
    seed(&db).await;
    let (client, canary) = watched(&db);
    read(&client.direct_path(false)).await;
    assert_eq!(
        canary.seen(),
        [
            "get: Some(13)",
            "get: Some(3)",
            "query: Some(2) of 2 next false",
            "query: Some(1) of 1 next true",
            "scan: Some(2) of 2",
        ]
    );
}

/// A count has no items to take out; nor has a get of nothing.
async fn the_sdk_sees_the_rest(db: Db) {
    seed(&db).await;
    let (client, canary) = watched(&db);
    let count = Order::query("c-17").count(&client).await.unwrap();
    assert_eq!(count.count, 2);
    assert_eq!(Order::get(key("3")).send(&client).await.unwrap(), None);
    let none = Order::query("nobody").all(&client).await.unwrap();
    assert_eq!(none, []);
    let seen = canary.seen();
    assert_eq!(seen[..2], ["query: None of 2 next false", "get: None"]);
    assert!(seen[2].ends_with("of 0 next false"), "{}", seen[2]);
}

async fn errors_pass_through(db: Db) {
    let (client, canary) = watched(&db);
    let direct = Order::get(key("1")).send(&client).await.unwrap_err();
    let off = client.clone().direct_path(false);
    let through_the_sdk = Order::get(key("1")).send(&off).await.unwrap_err();
    assert!(direct.is_table_not_found());
    assert_eq!(direct.to_string(), through_the_sdk.to_string());
    let source = |error: &dynamo_model::Error| {
        let source = std::error::Error::source(error).unwrap();
        let sdk = source.downcast_ref::<aws_sdk_dynamodb::error::SdkError<
            aws_sdk_dynamodb::operation::get_item::GetItemError,
            aws_smithy_runtime_api::client::orchestrator::HttpResponse,
        >>();
        let sdk = sdk.expect("the SDK's own error is the source");
        assert!(
            sdk.as_service_error()
                .unwrap()
                .is_resource_not_found_exception()
        );
        sdk.raw_response().unwrap().status().as_u16()
    };
    assert_eq!((source(&direct), source(&through_the_sdk)), (400, 400));
    assert_eq!(canary.seen(), ["error", "error"]);
}

async fn every_attempt_takes_it(db: Db) {
    seed(&db).await;
    let (client, canary) = watched(&db);
    db.engine()
        .faults()
        .on("Query", Fault::interrupted_body())
        .on("Query", Fault::throttled());
    let query = Order::query("c-17").all(&client).await.unwrap();
    assert_eq!(query.len(), 2);
    assert_eq!(db.engine().calls("Query"), 3);
    let seen = canary.seen();
    assert_eq!(seen.last().unwrap(), "query: None of 2 next false");
}
