//! What `into_input` gives is what is sent.

use aws_sdk_dynamodb::Client as Sdk;
use dynamo_model::op::{Cursor, Query};
use dynamo_model::{ErrorKind, Model};
use serde_json::{Value, json};

use crate::harness::Db;
use crate::models::{Order, Status, full_order, key, order, required, unknown};

on_the_embedded_engine![
    gets,
    puts,
    updates,
    deletes,
    queries,
    scans,
    tables,
    clones_are_the_same,
    what_goes_over_the_wire,
    inputs_need_no_client,
    inputs_refuse_what_sending_refuses,
];

/// Sends with this library and with the SDK itself, and asserts that the same request went out.
async fn same(db: &Db, ours: impl Future, theirs: impl Future) -> Value {
    db.engine().record();
    ours.await;
    let ours = db.engine().requests();
    db.engine().record();
    theirs.await;
    let theirs = db.engine().requests();
    let json = |request: &dynamo_model_embedded::Request| sorted(request.json().unwrap());
    let (ours, theirs) = (ours.first().unwrap(), theirs.first().unwrap());
    assert_eq!(ours.operation(), theirs.operation());
    assert_eq!(json(ours), json(theirs));
    json(ours)
}

/// Sets have no order: their elements are put into one.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(object) => object
            .into_iter()
            .map(|(name, value)| match value {
                Value::Array(mut set) if matches!(&*name, "SS" | "NS" | "BS") => {
                    set.sort_by_key(ToString::to_string);
                    (name, Value::Array(set))
                }
                value => (name, sorted(value)),
            })
            .collect(),
        Value::Array(values) => values.into_iter().map(sorted).collect(),
        value => value,
    }
}

/// Sends an input as it is.
macro_rules! send {
    ($sdk:expr, $operation:ident, $input:expr, $($member:ident),*) => {{
        let input = $input.expect("it is valid");
        let mut request = $sdk.$operation();
        $( request = paste_set!(request, $member, input.$member); )*
        request.send()
    }};
}

macro_rules! paste_set {
    ($request:expr, table_name, $value:expr) => {
        $request.set_table_name($value)
    };
    ($request:expr, key, $value:expr) => {
        $request.set_key($value)
    };
    ($request:expr, item, $value:expr) => {
        $request.set_item($value)
    };
    ($request:expr, limit, $value:expr) => {
        $request.set_limit($value)
    };
    ($request:expr, select, $value:expr) => {
        $request.set_select($value)
    };
    ($request:expr, consistent_read, $value:expr) => {
        $request.set_consistent_read($value)
    };
    ($request:expr, scan_index_forward, $value:expr) => {
        $request.set_scan_index_forward($value)
    };
    ($request:expr, return_values, $value:expr) => {
        $request.set_return_values($value)
    };
    ($request:expr, return_values_on_condition_check_failure, $value:expr) => {
        $request.set_return_values_on_condition_check_failure($value)
    };
    ($request:expr, key_condition_expression, $value:expr) => {
        $request.set_key_condition_expression($value)
    };
    ($request:expr, condition_expression, $value:expr) => {
        $request.set_condition_expression($value)
    };
    ($request:expr, update_expression, $value:expr) => {
        $request.set_update_expression($value)
    };
    ($request:expr, filter_expression, $value:expr) => {
        $request.set_filter_expression($value)
    };
    ($request:expr, projection_expression, $value:expr) => {
        $request.set_projection_expression($value)
    };
    ($request:expr, expression_attribute_names, $value:expr) => {
        $request.set_expression_attribute_names($value)
    };
    ($request:expr, expression_attribute_values, $value:expr) => {
        $request.set_expression_attribute_values($value)
    };
    ($request:expr, exclusive_start_key, $value:expr) => {
        $request.set_exclusive_start_key($value)
    };
    ($request:expr, key_schema, $value:expr) => {
        $request.set_key_schema($value)
    };
    ($request:expr, attribute_definitions, $value:expr) => {
        $request.set_attribute_definitions($value)
    };
    ($request:expr, billing_mode, $value:expr) => {
        $request.set_billing_mode($value)
    };
}

macro_rules! send_get {
    ($sdk:expr, $input:expr) => {
        send!(
            $sdk,
            get_item,
            $input,
            table_name,
            key,
            consistent_read,
            projection_expression,
            expression_attribute_names
        )
    };
}

macro_rules! send_write {
    ($sdk:expr, $operation:ident, $input:expr, $($more:ident),*) => {
        send!(
            $sdk, $operation, $input,
            table_name, $($more,)* return_values, return_values_on_condition_check_failure,
            condition_expression, expression_attribute_names, expression_attribute_values
        )
    };
}

macro_rules! send_read {
    ($sdk:expr, $operation:ident, $input:expr, $($more:ident),*) => {
        send!(
            $sdk, $operation, $input,
            table_name, $($more,)* filter_expression, projection_expression, expression_attribute_names,
            expression_attribute_values, select, consistent_read, limit, exclusive_start_key
        )
    };
}

fn sdk(db: &Db) -> &Sdk {
    db.client.sdk()
}

async fn gets(db: Db) {
    db.table::<Order>().await;
    let plain = Order::get(key("1"));
    same(
        &db,
        plain.clone().send(&db.client),
        send_get!(sdk(&db), plain.into_input()),
    )
    .await;
    let selected = Order::get(key("1"))
        .consistent()
        .select(|o| (o.gift, o.lines.at(1).sku.clone()));
    let request = same(
        &db,
        selected.clone().send(&db.client),
        send_get!(sdk(&db), selected.into_input()),
    )
    .await;
    assert_eq!(
        request,
        json!({
            "TableName": "orders",
            "Key": { "customerId": { "S": "c-17" }, "orderId": { "S": "1" } },
            "ConsistentRead": true,
            "ProjectionExpression": "#n0, #n1[1], #n2, #n3",
            "ExpressionAttributeNames": {
                "#n0": "gift", "#n1": "lines", "#n2": "customerId", "#n3": "orderId",
            },
        })
    );
}

async fn puts(db: Db) {
    db.table::<Order>().await;
    let full = full_order("1");
    let put = Order::put(&full);
    let request = same(
        &db,
        put.clone().send(&db.client),
        send_write!(sdk(&db), put_item, put.into_input(), item),
    )
    .await;
    assert!(request.get("ConditionExpression").is_none(), "{request}");
    let create = Order::create(&full)
        .condition(|o| o.gift.eq(true))
        .return_old();
    let request = same(
        &db,
        create.clone().send(&db.client),
        send_write!(sdk(&db), put_item, create.into_input(), item),
    )
    .await;
    assert_eq!(
        request["ConditionExpression"],
        "attribute_not_exists(#n0) AND #n1 = :v0"
    );
    assert_eq!(request["ReturnValues"], "ALL_OLD");
    assert_eq!(request["ReturnValuesOnConditionCheckFailure"], "ALL_OLD");
}

async fn updates(db: Db) {
    db.table::<Order>().await;
    let update = Order::update(key("1"))
        .change(|o| {
            o.status
                .set(Status::Paid)
                .and(o.total_cents.add(1))
                .and(o.tags.insert(["a", "b"]))
                .and(o.note.remove())
        })
        .condition(|o| o.ratings.contains(5));
    let request = same(
        &db,
        update.clone().send(&db.client),
        send_write!(
            sdk(&db),
            update_item,
            update.into_input(),
            key,
            update_expression
        ),
    )
    .await;
    assert_eq!(
        request["UpdateExpression"],
        "SET #n0 = :v0 REMOVE #n1 ADD #n2 :v1, #n3 :v2"
    );
    assert_eq!(request["ReturnValues"], "ALL_NEW");
    let upsert = Order::upsert(key("1"))
        .change(|o| o.total_cents.set(1).and(required(&o)))
        .return_none();
    let request = same(
        &db,
        upsert.clone().send(&db.client),
        send_write!(
            sdk(&db),
            update_item,
            upsert.into_input(),
            key,
            update_expression
        ),
    )
    .await;
    assert!(request.get("ReturnValues").is_none(), "{request}");
    assert!(request.get("ConditionExpression").is_none(), "{request}");
}

async fn deletes(db: Db) {
    db.table::<Order>().await;
    let delete = Order::delete(key("1"))
        .condition(|o| o.gift.eq(false).or(o.note.eq("x")))
        .return_old();
    let request = same(
        &db,
        delete.clone().send(&db.client),
        send_write!(sdk(&db), delete_item, delete.into_input(), key),
    )
    .await;
    assert_eq!(request["ConditionExpression"], "#n0 = :v0 OR #n1 = :v1");
    let plain = Order::delete(key("1"));
    let request = same(
        &db,
        plain.clone().send(&db.client),
        send_write!(sdk(&db), delete_item, plain.into_input(), key),
    )
    .await;
    assert_eq!(
        request,
        json!({
            "TableName": "orders",
            "Key": { "customerId": { "S": "c-17" }, "orderId": { "S": "1" } },
        })
    );
}

fn query() -> Query<Order> {
    Order::query("c-17")
        .sort_key(|id| id.begins_with("2024"))
        .filter(|o| o.total_cents.gt(1).and(o.tags.size().lt(5)))
        .descending()
        .consistent()
        .page_size(7)
}

async fn queries(db: Db) {
    db.table::<Order>().await;
    let query = query().select(|o| (o.gift, o.order_id));
    let request = same(
        &db,
        query.clone().send(&db.client),
        send_read!(
            sdk(&db),
            query,
            query.into_input(),
            key_condition_expression,
            scan_index_forward
        ),
    )
    .await;
    assert_eq!(
        request,
        json!({
            "TableName": "orders",
            "KeyConditionExpression": "#n0 = :v0 AND begins_with(#n1, :v1)",
            "FilterExpression": "#n2 > :v2 AND size(#n3) < :v3",
            "ProjectionExpression": "#n4, #n1, #n0",
            "ExpressionAttributeNames": {
                "#n0": "customerId", "#n1": "orderId", "#n2": "totalCents", "#n3": "tags", "#n4": "gift",
            },
            "ExpressionAttributeValues": {
                ":v0": { "S": "c-17" }, ":v1": { "S": "2024" }, ":v2": { "N": "1" }, ":v3": { "N": "5" },
            },
            "ScanIndexForward": false,
            "ConsistentRead": true,
            "Limit": 7,
        })
    );
}

async fn scans(db: Db) {
    db.table::<Order>().await;
    let scan = Order::scan().limit(3);
    let request = same(
        &db,
        scan.clone().send(&db.client),
        send_read!(sdk(&db), scan, scan.into_input(),),
    )
    .await;
    assert_eq!(request, json!({ "TableName": "orders", "Limit": 3 }));
    let filtered = Order::scan().limit(3).filter(|o| o.gift.eq(true));
    let request = same(
        &db,
        filtered.clone().send(&db.client),
        send_read!(sdk(&db), scan, filtered.into_input(),),
    )
    .await;
    assert!(
        request.get("Limit").is_none(),
        "a limit counts behind the filter"
    );
}

async fn tables(db: Db) {
    let create = Order::create_table();
    let request = same(
        &db,
        create.clone().send(&db.client),
        send!(
            sdk(&db),
            create_table,
            create.into_input(),
            table_name,
            key_schema,
            attribute_definitions,
            billing_mode
        ),
    )
    .await;
    assert_eq!(request["BillingMode"], "PAY_PER_REQUEST");
}

async fn clones_are_the_same(db: Db) {
    db.table::<Order>().await;
    let update = Order::update(key("1")).change(|o| o.gift.set(true));
    let put = Order::put(&full_order("1"));
    let query = query();
    assert_eq!(put.clone().into_input().unwrap(), put.into_input().unwrap());
    assert_eq!(
        update.clone().into_input().unwrap(),
        update.into_input().unwrap()
    );
    assert_eq!(
        query.clone().into_input().unwrap(),
        query.clone().into_input().unwrap()
    );
    // Sent twice, the same goes out twice.
    db.engine().record();
    query.clone().send(&db.client).await.unwrap();
    query.send(&db.client).await.unwrap();
    let sent = db.engine().requests();
    assert_eq!(sent[0].json().unwrap(), sent[1].json().unwrap());
}

/// Names and values have placeholders, whatever they are; a count asks for no items; a cursor becomes the key to start from.
async fn what_goes_over_the_wire(db: Db) {
    db.table::<Order>().await;
    db.put_all(&[order("2024-1"), order("2024-2")]).await;
    db.engine().record();
    let count = Order::query("c-17").count(&db.client).await.unwrap();
    assert_eq!(count.count, 2);
    let page = Order::query("c-17")
        .limit(1)
        .send(&db.client)
        .await
        .unwrap();
    let cursor: Cursor = page.cursor.unwrap();
    let rest = Order::query("c-17").after(cursor).limit(5);
    rest.send(&db.client).await.unwrap();
    let sent: Vec<_> = db
        .engine()
        .requests()
        .iter()
        .map(|request| request.json().unwrap())
        .collect();
    assert_eq!(sent[0]["Select"], "COUNT");
    assert_eq!(sent[1]["Limit"], 1);
    assert_eq!(
        sent[2]["ExclusiveStartKey"],
        json!({ "customerId": { "S": "c-17" }, "orderId": { "S": "2024-1" } })
    );
}

async fn inputs_need_no_client(db: Db) {
    drop(db);
    let input = Order::query("c-17")
        .table("elsewhere")
        .into_input()
        .unwrap();
    assert_eq!(input.table_name(), Some("elsewhere"));
    let input = Order::get(key("1")).into_input().unwrap();
    assert_eq!(input.table_name(), Some("orders"));
}

async fn inputs_refuse_what_sending_refuses(db: Db) {
    let kinds = [
        Order::get(("", "1")).into_input().unwrap_err().kind(),
        Order::put(&order("")).into_input().unwrap_err().kind(),
        Order::update(key("1")).into_input().unwrap_err().kind(),
        Order::query("c-17")
            .limit(0)
            .into_input()
            .unwrap_err()
            .kind(),
        Order::query("c-17")
            .filter(|_| unknown::<_, String>("customerId").exists())
            .into_input()
            .unwrap_err()
            .kind(),
    ];
    assert_eq!(
        kinds,
        [
            ErrorKind::Encode,
            ErrorKind::Encode,
            ErrorKind::Invalid,
            ErrorKind::Invalid,
            ErrorKind::Invalid
        ]
    );
    drop(db);
}
