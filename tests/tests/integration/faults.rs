//! What goes wrong on the way: how often it is tried, what it is called, and what has become of the write.

use std::time::Duration;

use aws_sdk_dynamodb::config::BehaviorVersion;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use dynamo_model::op::TransactWrite;
use dynamo_model::{Client, Error, ErrorKind, Model};
use dynamo_model_embedded::Fault;

use crate::harness::{Db, Told};
use crate::models::{Order, full_order, key, order};

on_the_embedded_engine![
    throttling_is_retried,
    throttling_that_does_not_end,
    server_errors_are_retried,
    server_errors_that_do_not_end,
    lost_connections_are_retried,
    lost_connections_that_do_not_end,
    answers_that_break_off,
    answers_that_are_not_understood,
    answers_of_another_shape,
    slow_answers,
    retries_turned_off,
    a_create_whose_answer_was_lost,
    a_guarded_update_is_made_once,
    an_unguarded_addition_may_be_made_twice,
    a_fault_half_way_through_a_query,
    errors_of_dynamodb_by_their_kind,
    conflicts,
    no_data_in_errors,
    what_may_have_been_carried_out,
    a_lost_answer_behind_another_error,
];

on_every_engine![no_credentials, no_region, nothing_at_the_endpoint,];

/// Scripts a fault for each operation, sends one of each, and gives what came of them.
async fn each_operation(db: &Db, fault: Fault) -> Vec<(&'static str, Result<(), Error>)> {
    db.engine().faults().clear();
    for operation in OPERATIONS {
        db.engine().faults().on(operation, fault.clone());
    }
    let client = &db.client;
    let through_the_sdk = client.clone().direct_path(false);
    let update = Order::update(key("1")).change(|o| o.gift.set(true));
    let mut outcomes = vec![
        (
            "PutItem",
            Order::put(&order("1")).send(client).await.map(drop),
        ),
        ("UpdateItem", update.send(client).await.map(drop)),
        ("GetItem", Order::get(key("1")).send(client).await.map(drop)),
        ("Query", Order::query("c-17").all(client).await.map(drop)),
        ("Scan", Order::scan().all(client).await.map(drop)),
        ("DeleteItem", Order::delete(key("1")).send(client).await),
    ];
    // The same reads off the direct path say the same.
    for operation in ["GetItem", "Query", "Scan"] {
        db.engine().faults().on(operation, fault.clone());
    }
    for (operation, outcome) in [
        (
            "GetItem",
            Order::get(key("1")).send(&through_the_sdk).await.map(drop),
        ),
        (
            "Query",
            Order::query("c-17").all(&through_the_sdk).await.map(drop),
        ),
        ("Scan", Order::scan().all(&through_the_sdk).await.map(drop)),
    ] {
        let direct = outcomes
            .iter()
            .find(|(name, _)| *name == operation)
            .unwrap();
        let told = |outcome: &Result<(), Error>| outcome.clone().map_err(Told::from);
        assert_eq!(told(&direct.1), told(&outcome), "{operation}");
        outcomes.push((operation, outcome));
    }
    outcomes
}

const OPERATIONS: [&str; 6] = [
    "PutItem",
    "UpdateItem",
    "GetItem",
    "Query",
    "Scan",
    "DeleteItem",
];

/// Asserts that each operation succeeds in spite of this fault.
async fn survives(db: &Db, fault: Fault) {
    for (operation, outcome) in each_operation(db, fault.clone()).await {
        assert!(outcome.is_ok(), "{operation}, {fault:?}: {outcome:?}");
    }
    assert_eq!(
        db.engine().faults().unused(),
        0,
        "{:?}",
        db.engine().faults()
    );
}

/// Asserts what each operation makes of this fault, and how often it is sent.
async fn fails(db: &Db, fault: Fault, kind: ErrorKind, text: &str, attempts: usize) -> Vec<Error> {
    let before: Vec<_> = OPERATIONS.map(|o| db.engine().calls(o)).into();
    let mut errors = Vec::new();
    for (operation, outcome) in each_operation(db, fault.clone().always()).await {
        let error = outcome.expect_err(operation);
        assert_eq!(error.kind(), kind, "{operation}, {fault:?}: {error:?}");
        let expected = format!("{operation} on table `orders`: {text}");
        assert!(error.to_string().starts_with(&expected), "{error}");
        assert!(std::error::Error::source(&error).is_some());
        errors.push(error);
    }
    for (operation, before) in OPERATIONS.iter().zip(before) {
        let reads = matches!(*operation, "GetItem" | "Query" | "Scan");
        let sent = db.engine().calls(operation) - before;
        assert_eq!(sent, attempts * if reads { 2 } else { 1 }, "{operation}");
    }
    db.engine().faults().clear();
    errors
}

fn throttles() -> [Fault; 3] {
    [
        Fault::throttled(),
        Fault::throttling_exception(),
        Fault::request_limit_exceeded(),
    ]
}

async fn throttling_is_retried(db: Db) {
    db.table::<Order>().await;
    for throttle in throttles() {
        survives(&db, throttle.times(2)).await;
    }
}

async fn throttling_that_does_not_end(db: Db) {
    db.table::<Order>().await;
    let text = "DynamoDB refuses more requests for now, and the SDK's retries are used up; slow down, or raise the capacity: ";
    for throttle in throttles() {
        for error in fails(&db, throttle, ErrorKind::Throttled, text, 3).await {
            assert!(error.is_throttled() && error.is_retryable());
        }
    }
}

async fn server_errors_are_retried(db: Db) {
    db.table::<Order>().await;
    survives(&db, Fault::server_error().times(2)).await;
    survives(&db, Fault::server_error_page().times(2)).await;
}

async fn server_errors_that_do_not_end(db: Db) {
    db.table::<Order>().await;
    let named = fails(
        &db,
        Fault::server_error(),
        ErrorKind::Unavailable,
        "DynamoDB could not answer (status 500), and the SDK's retries are used up; the request may have been carried out: \
         Internal server error",
        3,
    );
    named.await;
    let page = fails(
        &db,
        Fault::server_error_page(),
        ErrorKind::Unavailable,
        "",
        3,
    );
    for error in page.await {
        assert!(!error.to_string().contains("<html>"), "{error}");
    }
}

async fn lost_connections_are_retried(db: Db) {
    db.table::<Order>().await;
    survives(&db, Fault::connection_error().times(2)).await;
    survives(&db, Fault::timeout().times(2)).await;
    survives(&db, Fault::interrupted_body().times(2)).await;
}

async fn lost_connections_that_do_not_end(db: Db) {
    db.table::<Order>().await;
    let unreachable = "the endpoint could not be reached, or it closed the connection; check the endpoint, the region and the network";
    let errors = fails(
        &db,
        Fault::connection_error(),
        ErrorKind::Unreachable,
        unreachable,
        3,
    );
    assert!(errors.await.iter().all(Error::is_retryable));
    let timeout = "no connection, or no answer, in time; the request may have been carried out";
    let errors = fails(&db, Fault::timeout(), ErrorKind::Timeout, timeout, 3);
    assert!(errors.await.iter().all(Error::is_retryable));
}

async fn answers_that_break_off(db: Db) {
    db.table::<Order>().await;
    let text = "the answer could not be understood; the request may have been carried out";
    let errors = fails(&db, Fault::interrupted_body(), ErrorKind::Response, text, 3);
    assert!(errors.await.iter().all(Error::is_retryable));
}

async fn answers_that_are_not_understood(db: Db) {
    db.table::<Order>().await;
    let text = "the answer could not be understood; the request may have been carried out";
    fails(&db, Fault::malformed_body(), ErrorKind::Response, text, 1).await;
    let html = Fault::answer(200, "<html><body>Please log in</body></html>");
    fails(&db, html, ErrorKind::Response, text, 1).await;
    // Cut in half, an answer of a few bytes may still be whole: a large one is not.
    Order::put(&full_order("1")).send(&db.client).await.unwrap();
    let told = db
        .both_paths(async |client| {
            db.engine().faults().on("GetItem", Fault::truncated_body());
            db.engine().faults().on("Query", Fault::truncated_body());
            db.engine().faults().on("Scan", Fault::truncated_body());
            [
                Order::get(key("1")).send(client).await.unwrap_err(),
                Order::query("c-17").send(client).await.unwrap_err(),
                Order::scan().all(client).await.unwrap_err(),
            ]
            .map(Told::from)
        })
        .await;
    for told in told {
        assert_eq!(told.kind, ErrorKind::Response, "{}", told.text);
        assert!(told.text.ends_with(text), "{}", told.text);
    }
}

/// JSON, but not DynamoDB's.
async fn answers_of_another_shape(db: Db) {
    db.table::<Order>().await;
    for body in [
        r#"[]"#,
        r#"{"Item":[],"Items":{}}"#,
        r#"{"Item":{"orderId":"1"},"Items":[{"orderId":"1"}]}"#,
        r#"{"Item":{"orderId":{"X":"1"}},"Items":[{"orderId":{"X":"1"}}]}"#,
        r#"{"Item":{"orderId":{"S":1}},"Items":[{"orderId":{"S":1}}]}"#,
        r#"{"Item":{"orderId":{"S":"1"}"#,
    ] {
        let kinds = db
            .both_paths(async |client| {
                for operation in ["GetItem", "Query", "Scan"] {
                    db.engine().faults().on(operation, Fault::answer(200, body));
                }
                let get = Order::get(key("1")).send(client).await;
                let query = Order::query("c-17").send(client).await;
                let scan = Order::scan().send(client).await;
                [
                    get.map(drop).map_err(|error| error.kind()),
                    query.map(drop).map_err(|error| error.kind()),
                    scan.map(drop).map_err(|error| error.kind()),
                ]
            })
            .await;
        for kind in kinds {
            assert!(
                matches!(kind, Err(ErrorKind::Response | ErrorKind::Decode)),
                "{body}: {kind:?}"
            );
        }
    }
    // What is missing, or new, is no fault.
    for body in [r#"{}"#, r#"{"Item":null,"Items":null,"New":{"a":[1,"}"]}}"#] {
        let empty = db
            .both_paths(async |client| {
                for operation in ["GetItem", "Query"] {
                    db.engine().faults().on(operation, Fault::answer(200, body));
                }
                let get = Order::get(key("1")).send(client).await;
                let query = Order::query("c-17").all(client).await;
                (get.map_err(Told::from), query.map_err(Told::from))
            })
            .await;
        assert_eq!(empty, (Ok(None), Ok(vec![])), "{body}");
    }
}

/// A client of the same database with another configuration.
fn with(
    db: &Db,
    configure: impl FnOnce(aws_sdk_dynamodb::config::Builder) -> aws_sdk_dynamodb::config::Builder,
) -> Client {
    Client::from_conf(configure(db.engine().sdk_config()).build())
}

async fn slow_answers(db: Db) {
    db.table::<Order>().await;
    let slow = || Fault::slow(Duration::from_secs(60)).always();
    let attempt = TimeoutConfig::builder().operation_attempt_timeout(Duration::from_millis(2));
    let read = TimeoutConfig::builder().read_timeout(Duration::from_millis(2));
    for timeout in [attempt.build(), read.build()] {
        let client = with(&db, |config| {
            config
                .timeout_config(timeout)
                .retry_config(RetryConfig::disabled())
        });
        db.engine().faults().clear();
        db.engine()
            .faults()
            .on("PutItem", slow())
            .on("GetItem", slow());
        let put = Order::put(&order("1")).send(&client).await.unwrap_err();
        let get = Order::get(key("1")).send(&client).await.unwrap_err();
        for error in [put, get] {
            assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
            assert!(error.to_string().contains("carried out"), "{error}");
        }
    }
    db.engine().faults().clear();
    let read = Order::get(key("1")).send(&db.client).await.unwrap();
    assert_eq!(read, Some(order("1")), "the write was carried out");
}

async fn retries_turned_off(db: Db) {
    db.table::<Order>().await;
    let client = with(&db, |config| config.retry_config(RetryConfig::disabled()));
    db.engine().faults().on("GetItem", Fault::throttled());
    let error = Order::get(key("1")).send(&client).await.unwrap_err();
    assert!(error.is_throttled());
    assert_eq!(db.engine().calls("GetItem"), 1);
}

/// The SDK sends it again and meets the first attempt: what is stored tells that it is one's own.
async fn a_create_whose_answer_was_lost(db: Db) {
    db.table::<Order>().await;
    db.engine()
        .faults()
        .on("PutItem", Fault::connection_reset());
    let error = Order::create(&order("1"))
        .send(&db.client)
        .await
        .unwrap_err();
    assert!(error.is_already_exists());
    assert_eq!(error.stored::<Order>().unwrap().unwrap(), order("1"));
    assert_eq!(db.engine().calls("PutItem"), 2);
}

async fn a_guarded_update_is_made_once(db: Db) {
    db.table::<Order>().await;
    Order::put(&order("1")).send(&db.client).await.unwrap();
    db.engine()
        .faults()
        .on("UpdateItem", Fault::connection_reset());
    let update = Order::update(key("1"))
        .change(|o| o.total_cents.add(1))
        .condition(|o| o.total_cents.eq(1_000));
    let error = update.send(&db.client).await.unwrap_err();
    assert!(error.is_condition_failed());
    assert_eq!(error.stored::<Order>().unwrap().unwrap().total_cents, 1_001);
}

/// DynamoDB can't tell a second attempt from a second addition: what may not happen twice needs a condition.
async fn an_unguarded_addition_may_be_made_twice(db: Db) {
    db.table::<Order>().await;
    Order::put(&order("1")).send(&db.client).await.unwrap();
    db.engine()
        .faults()
        .on("UpdateItem", Fault::connection_reset());
    let update = Order::update(key("1")).change(|o| o.total_cents.add(1));
    assert_eq!(update.send(&db.client).await.unwrap().total_cents, 1_002);
}

async fn a_fault_half_way_through_a_query(db: Db) {
    db.table::<Order>().await;
    let orders: Vec<_> = ["1", "2", "3", "4"].map(order).into();
    db.put_all(&orders).await;
    let script = |fault: Fault| {
        db.engine().faults().clear();
        db.engine()
            .faults()
            .on("Query", Fault::pass())
            .on("Query", fault);
    };
    let query = || Order::query("c-17").page_size(2);
    script(Fault::throttled().times(2));
    assert_eq!(query().all(&db.client).await.unwrap(), orders);
    script(Fault::interrupted_body());
    assert_eq!(query().all(&db.client).await.unwrap(), orders);
    script(Fault::throttled().always());
    let error = query().all(&db.client).await.unwrap_err();
    assert!(error.is_throttled());
    script(Fault::throttled().always());
    let mut pages = query().pages(&db.client);
    let first = pages.next().await.unwrap().unwrap();
    assert!(pages.next().await.unwrap().unwrap_err().is_throttled());
    db.engine().faults().clear();
    let rest = query().after(first.cursor).all(&db.client).await.unwrap();
    assert_eq!(rest, orders[2..], "the last cursor goes on");
}

async fn errors_of_dynamodb_by_their_kind(db: Db) {
    for (code, kind) in [
        ("ResourceNotFoundException", ErrorKind::TableNotFound),
        ("ValidationException", ErrorKind::Invalid),
        ("SerializationException", ErrorKind::Invalid),
        (
            "ItemCollectionSizeLimitExceededException",
            ErrorKind::LimitExceeded,
        ),
        ("LimitExceededException", ErrorKind::LimitExceeded),
        ("AccessDeniedException", ErrorKind::AccessDenied),
        ("UnrecognizedClientException", ErrorKind::Credentials),
        ("ExpiredTokenException", ErrorKind::Credentials),
        ("InvalidSignatureException", ErrorKind::Credentials),
        (
            "MissingAuthenticationTokenException",
            ErrorKind::Credentials,
        ),
        ("IncompleteSignatureException", ErrorKind::Credentials),
        ("ResourceInUseException", ErrorKind::TableInUse),
        ("SomethingNewException", ErrorKind::Service),
    ] {
        let fault = Fault::error(code, "said by the server").always();
        for (operation, outcome) in each_operation(&db, fault).await {
            let error = outcome.unwrap_err();
            assert_eq!(error.kind(), kind, "{operation}: {error}");
            assert!(error.to_string().contains("said by the server"), "{error}");
        }
    }
}

async fn conflicts(db: Db) {
    let fault = Fault::transaction_conflict().always();
    for (_, outcome) in each_operation(&db, fault).await {
        let error = outcome.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Conflict);
        assert!(error.is_retryable());
    }
}

/// Neither the text nor the `Debug` of an error shows what is stored.
async fn no_data_in_errors(db: Db) {
    db.table::<Order>().await;
    Order::put(&full_order("1")).send(&db.client).await.unwrap();
    let create = Order::create(&full_order("1")).send(&db.client).await;
    db.engine().faults().on("GetItem", Fault::truncated_body());
    let cut = Order::get(key("1")).send(&db.client).await;
    for error in [create.map(drop).unwrap_err(), cut.map(drop).unwrap_err()] {
        let shown = format!("{error} {error:?} {error:#?}");
        assert!(
            !shown.contains("door") && !shown.contains("c-17"),
            "{shown}"
        );
    }
}

async fn no_credentials(db: Db) {
    let config = aws_sdk_dynamodb::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(aws_sdk_dynamodb::config::Region::from_static("us-east-1"))
        .endpoint_url("http://127.0.0.1:1");
    let client = Client::from_conf(config.build());
    let told = |error: Error| Told::from(error);
    for error in [
        told(Order::get(key("1")).send(&client).await.unwrap_err()),
        told(Order::put(&order("1")).send(&client).await.unwrap_err()),
        told(Order::query("c-17").all(&client).await.unwrap_err()),
    ] {
        assert_eq!(error.kind, ErrorKind::Credentials, "{}", error.text);
        assert!(error.text.contains("AWS_ACCESS_KEY_ID"), "{}", error.text);
    }
    drop(db);
}

async fn no_region(db: Db) {
    let config = db.client.sdk().config().to_builder();
    let mut config = config.region(None::<aws_sdk_dynamodb::config::Region>);
    config.set_endpoint_url(None);
    let client = Client::from_conf(config.build());
    let error = Order::get(key("1")).send(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config, "{error}");
    assert!(error.to_string().contains("AWS_REGION"), "{error}");
}

async fn nothing_at_the_endpoint(db: Db) {
    let local = Client::local("http://127.0.0.1:1");
    let config = local.sdk().config().to_builder();
    let client = Client::from_conf(config.retry_config(RetryConfig::disabled()).build());
    let error = Order::get(key("1")).send(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unreachable, "{error}");
    assert!(error.to_string().contains("check the endpoint"), "{error}");
    drop(db);
}

/// An error says whether the write may have been made all the same.
async fn what_may_have_been_carried_out(db: Db) {
    db.table::<Order>().await;
    tokio::time::pause();
    for (fault, in_doubt) in [
        (Fault::throttled(), false),
        (Fault::error("ValidationException", "no"), false),
        (Fault::error("AccessDeniedException", "no"), false),
        (Fault::transaction_conflict(), false),
        (Fault::server_error(), true),
        (Fault::timeout(), true),
        (Fault::connection_error(), true),
        (Fault::connection_reset(), true),
        (Fault::interrupted_body(), true),
        (Fault::truncated_body(), true),
        (Fault::malformed_body(), true),
        (Fault::answer(403, "<html>a proxy</html>"), true),
    ] {
        db.engine().faults().clear();
        for operation in ["PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems"] {
            db.engine().faults().on(operation, fault.clone().always());
        }
        let client = &db.client;
        let indirect = client.clone().direct_path(false);
        let update = Order::update(key("1")).change(|o| o.gift.set(true));
        let transaction = TransactWrite::new().with(Order::delete(key("2")));
        for error in [
            Order::put(&order("1")).send(client).await.err(),
            Order::put(&order("1")).send(&indirect).await.err(),
            update.send(client).await.err(),
            Order::delete(key("1")).send(client).await.err(),
            transaction.send(client).await.err(),
        ] {
            let error = error.unwrap_or_else(|| panic!("{fault:?}"));
            assert_eq!(error.is_in_doubt(), in_doubt, "{fault:?}: {error}");
        }
        // A read leaves nothing to doubt.
        db.engine().faults().on("GetItem", fault.clone().always());
        let read = Order::get(key("1")).send(client).await.unwrap_err();
        assert!(!read.is_in_doubt(), "{fault:?}");
    }
}

/// The SDK tells of its last attempt alone.
async fn a_lost_answer_behind_another_error(db: Db) {
    db.table::<Order>().await;
    tokio::time::pause();
    let faults = db.engine().faults();
    let lost = || Fault::timeout().after_apply();
    faults
        .on("PutItem", lost())
        .on("PutItem", Fault::throttled().times(2));
    let error = Order::put(&order("1")).send(&db.client).await.unwrap_err();
    assert!(error.is_throttled() && error.is_in_doubt());
    let hint =
        " (an earlier attempt of this write was not answered, and may have been carried out)";
    assert!(error.to_string().ends_with(hint), "{error}");
    assert!(
        Order::get(key("1"))
            .send(&db.client)
            .await
            .unwrap()
            .is_some()
    );

    // Its own item, or that of somebody else.
    faults.on("PutItem", lost());
    let own = Order::create(&order("2"))
        .send(&db.client)
        .await
        .unwrap_err();
    let other = Order::create(&order("2"))
        .send(&db.client)
        .await
        .unwrap_err();
    assert!(own.is_already_exists() && own.is_in_doubt());
    assert!(own.to_string().ends_with(hint), "{own}");
    assert!(other.is_already_exists() && !other.is_in_doubt());

    // Under its token, a transaction that was carried out is not refused.
    faults.on("TransactWriteItems", Fault::timeout());
    let create = TransactWrite::new().with(Order::create(&order("2")));
    let refused = create.send(&db.client).await.unwrap_err();
    assert!(refused.is_already_exists() && !refused.is_in_doubt());
    faults
        .on("TransactWriteItems", lost())
        .on("TransactWriteItems", Fault::throttled().times(2));
    let create = TransactWrite::new().with(Order::create(&order("3")));
    let throttled = create.send(&db.client).await.unwrap_err();
    assert!(throttled.is_throttled() && throttled.is_in_doubt());
    assert!(
        Order::get(key("3"))
            .send(&db.client)
            .await
            .unwrap()
            .is_some()
    );
    // A conflict that comes behind it does not tell; and to try again, under the same token, does nothing twice.
    let conflict = || Fault::transaction_conflict_at([0]);
    let add = |times| {
        let add = Order::update(key("3")).change(|o| o.total_cents.add(1));
        let add = TransactWrite::new().with(add).retry_conflicts(times);
        add.send(&db.client)
    };
    faults
        .on("TransactWriteItems", lost())
        .on("TransactWriteItems", conflict());
    let told = add(0).await.unwrap_err();
    assert!(told.is_retryable() && told.is_in_doubt(), "{told}");
    faults
        .on("TransactWriteItems", lost())
        .on("TransactWriteItems", conflict().times(2));
    add(2).await.unwrap();
    let stored = Order::get(key("3"))
        .send(&db.client)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(stored.total_cents, order("3").total_cents + 2);
    let progress = Fault::error("TransactionInProgressException", "it is");
    faults.on("TransactWriteItems", progress.always());
    let create = TransactWrite::new().with(Order::create(&order("4")));
    let conflict = create.send(&db.client).await.unwrap_err();
    assert!(conflict.is_in_doubt(), "{conflict}");
}
