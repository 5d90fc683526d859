//! Recurring payments: subscriptions and receipts of an account, and two indexes that hold a part of what is due.
//!
//! <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/data-modeling-schema-recurring-payments.html>
//!
//! The name of the table is spelled as published.

use std::time::{Duration, SystemTime};

use aws_sdk_dynamodb::types::TimeToLiveSpecification;
use chrono::{Months, NaiveDate};
use dynamo_model::value::UnixSeconds;
use dynamo_model::{Collection, Document, ErrorKind, Model, Projection};
use rust_decimal::Decimal;

use super::{Instant, Text, cost, stored, table};
use crate::harness::{Db, Item, item, n, s, unordered};

/// Who is to be reminded on a day.
struct DueReminders;
/// Who is to pay on a day.
struct DuePayments;

#[allow(clippy::duplicated_attributes)] // both indexes include two fields
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "ReoccuringPayments",
    rename_all = "PascalCase",
    partition_key(name = "PK", template = "ACC#{account_id}"),
    sort_key(name = "SK", template = "SUB#{subscription_id}#SKU#{sku}"),
    index(DueReminders, name = "GSI-1", include(sku, email, next_payment_date)),
    index(
        DuePayments,
        name = "GSI-2",
        include(email, payment_day, payment_amount, sku, payment_details)
    )
)]
struct Subscription {
    #[dynamo(in_key)]
    account_id: String,
    #[dynamo(in_key)]
    subscription_id: String,
    #[dynamo(rename = "SKU")]
    sku: String,
    email: String,
    #[dynamo(with = Text)]
    payment_day: u8,
    #[dynamo(with = Text)]
    payment_amount: Decimal,
    #[dynamo(index(DuePayments, sort_key))]
    last_payment_date: Option<Instant>,
    #[dynamo(index(DuePayments, partition_key))]
    next_payment_date: Option<NaiveDate>,
    #[dynamo(index(DueReminders, sort_key))]
    last_reminder_date: Option<Instant>,
    #[dynamo(index(DueReminders, partition_key))]
    next_reminder_date: Option<NaiveDate>,
    payment_details: PaymentDetails,
    created_date: Instant,
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(rename_all = "kebab-case")]
struct PaymentDetails {
    default_card: String,
    default_address: String,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "ReoccuringPayments",
    rename_all = "PascalCase",
    partition_key(name = "PK", template = "ACC#{account_id}"),
    sort_key(name = "SK", template = "REC#{processed_date}#SKU#{sku}")
)]
struct Receipt {
    #[dynamo(in_key)]
    account_id: String,
    processed_date: Instant,
    #[dynamo(rename = "SKU")]
    sku: String,
    email: String,
    #[dynamo(with = Text)]
    processed_amount: Decimal,
    #[dynamo(rename = "TTL", with = UnixSeconds)]
    expires: SystemTime,
}

/// All that an account has.
#[derive(Debug, Clone, PartialEq, Collection)]
enum Account {
    Receipt(Receipt),
    Subscription(Subscription),
}

/// What is in a reminder.
#[derive(Debug, Clone, PartialEq, Projection)]
#[dynamo(of = Subscription, index = DueReminders)]
struct Reminder {
    sku: String,
    email: String,
    next_payment_date: Option<NaiveDate>,
}

/// What a payment takes.
#[derive(Debug, Clone, PartialEq, Projection)]
#[dynamo(of = Subscription, index = DuePayments)]
struct Payment {
    sku: String,
    email: String,
    payment_amount: Decimal,
    #[dynamo(from = payment_details, nested)]
    card: Card,
}

#[derive(Debug, Clone, PartialEq, Projection)]
#[dynamo(of = PaymentDetails)]
struct Card {
    default_card: String,
}

on_every_engine![
    create_subscription,
    create_receipt,
    update_subscription,
    get_due_reminders_by_date,
    get_due_payments_by_date,
    get_subscriptions_by_account,
    get_receipts_by_account,
    get_one_subscription,
    receipts_of_a_range_of_dates,
    an_account_with_all_that_it_has,
    items_are_stored_as_published,
    without_a_last_date_nothing_is_due,
    a_subscription_that_begins_like_another_is_another,
    an_item_of_another_type_in_an_index_without_the_type,
];
on_the_embedded_engine![receipts_expire];

fn day(text: &str) -> NaiveDate {
    text.parse().expect("it is a date")
}

fn at(text: &str) -> Instant {
    text.parse().expect("it is an instant")
}

fn cents(amount: i64) -> Decimal {
    Decimal::new(amount, 2)
}

/// A subscription of account 123.
fn subscription(id: &str, sku: &str) -> Subscription {
    Subscription {
        account_id: "123".to_owned(),
        subscription_id: id.to_owned(),
        sku: sku.to_owned(),
        email: "ada@example.com".to_owned(),
        payment_day: 28,
        payment_amount: cents(1299),
        last_payment_date: Some(at("2023-05-28T14:15:39.247Z")),
        next_payment_date: Some(day("2023-06-28")),
        last_reminder_date: Some(at("2023-05-21T14:15:39.247Z")),
        next_reminder_date: Some(day("2023-06-21")),
        payment_details: PaymentDetails {
            default_card: "1234".to_owned(),
            default_address: "1 Bridge Street".to_owned(),
        },
        created_date: at("2023-05-18T09:41:25.856Z"),
    }
}

/// Two subscriptions of account 123 and one of another; all are due on the same day, but for the reminder of the second.
fn subscriptions() -> [Subscription; 3] {
    [
        subscription("123", "999"),
        Subscription {
            next_reminder_date: Some(day("2023-06-20")),
            last_payment_date: Some(at("2023-05-28T08:00:00.000Z")),
            ..subscription("124", "1000")
        },
        Subscription {
            account_id: "124".to_owned(),
            email: "grace@example.com".to_owned(),
            last_payment_date: Some(at("2023-05-28T20:00:00.000Z")),
            last_reminder_date: Some(at("2023-05-21T20:00:00.000Z")),
            ..subscription("77", "999")
        },
    ]
}

fn receipt(date: &str, sku: &str) -> Receipt {
    Receipt {
        account_id: "123".to_owned(),
        processed_date: at(date),
        sku: sku.to_owned(),
        email: "ada@example.com".to_owned(),
        processed_amount: cents(1299),
        expires: SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_318_200),
    }
}

/// In the order of their dates.
fn receipts() -> [Receipt; 3] {
    [
        receipt("2023-04-28T14:15:39.247Z", "999"),
        receipt("2023-05-28T08:00:00.000Z", "1000"),
        receipt("2023-05-28T14:15:39.247Z", "999"),
    ]
}

async fn samples(db: &Db) {
    table::<Account>(db).await;
    db.put_all(&subscriptions()).await;
    db.put_all(&receipts()).await;
}

async fn create_subscription(db: Db) {
    table::<Account>(&db).await;
    let [new, ..] = subscriptions();
    Subscription::create(&new).send(&db.client).await.unwrap();
    let again = Subscription::create(&new).send(&db.client).await;
    assert!(again.unwrap_err().is_already_exists());
}

async fn create_receipt(db: Db) {
    samples(&db).await;
    let new = receipt("2023-06-28T14:15:39.247Z", "999");
    Receipt::create(&new).send(&db.client).await.unwrap();
    let found = Receipt::get(new.key()).send(&db.client).await.unwrap();
    assert_eq!(found, Some(new));
}

async fn due(db: &Db, on: &str) -> Vec<String> {
    let reminders = Subscription::query_index(DueReminders, day(on));
    let emails = reminders.select(|s| s.email).all(&db.client).await;
    emails.unwrap()
}

/// A reminder was sent: the next is a month later, and the subscription goes to another partition of the index.
async fn update_subscription(db: Db) {
    samples(&db).await;
    let [subscription, ..] = subscriptions();
    assert_eq!(
        due(&db, "2023-06-21").await,
        ["ada@example.com", "grace@example.com"]
    );
    let next = day("2023-06-21") + Months::new(1);
    let remind = Subscription::update(subscription.key())
        .change(|s| {
            (s.next_reminder_date.set(next))
                .and(s.last_reminder_date.set(at("2023-06-21T06:00:00.000Z")))
        })
        .condition(|s| s.next_reminder_date.eq(day("2023-06-21")));
    let updated = remind.clone().send(&db.client).await.unwrap();
    let expected = Subscription {
        next_reminder_date: Some(day("2023-07-21")),
        last_reminder_date: Some(at("2023-06-21T06:00:00.000Z")),
        ..subscription
    };
    assert_eq!(updated, expected);
    assert_eq!(due(&db, "2023-06-21").await, ["grace@example.com"]);
    assert_eq!(due(&db, "2023-07-21").await, ["ada@example.com"]);
    let again = remind.send(&db.client).await.unwrap_err();
    assert_eq!(
        again.kind(),
        ErrorKind::ConditionFailed,
        "nobody is reminded twice"
    );
}

async fn get_due_reminders_by_date(db: Db) {
    samples(&db).await;
    let due = Subscription::query_index(DueReminders, day("2023-06-21"));
    let page = due.clone().project::<Reminder>().send(&db.client).await;
    let page = page.unwrap();
    let reminder = |email: &str| Reminder {
        sku: "999".to_owned(),
        email: email.to_owned(),
        next_payment_date: Some(day("2023-06-28")),
    };
    assert_eq!(
        page.items,
        [reminder("ada@example.com"), reminder("grace@example.com")],
        "in the order of their last reminders"
    );
    assert_eq!(cost(&page), (2, 1));
    // The ids of account and subscription are in the keys alone: for an update of what was found, it takes the whole items.
    let page = due.hydrate().send(&db.client).await.unwrap();
    let [first, _, other] = subscriptions();
    assert_eq!(page.items, [first, other]);
    assert_eq!(cost(&page), (2, 2));
}

async fn get_due_payments_by_date(db: Db) {
    samples(&db).await;
    let due = Subscription::query_index(DuePayments, day("2023-06-28"));
    let page = due.clone().project::<Payment>().send(&db.client).await;
    let page = page.unwrap();
    let [first, second, other] = subscriptions();
    let in_order = [second, first, other].map(|of| Payment {
        sku: of.sku,
        email: of.email,
        payment_amount: of.payment_amount,
        card: Card {
            default_card: of.payment_details.default_card,
        },
    });
    assert_eq!(page.items, in_order, "in the order of their last payments");
    assert_eq!(cost(&page), (3, 1), "receipts are not in the index");
    let none = due.sort_key(|last| last.ge(at("2023-06-01T00:00:00.000Z")));
    assert_eq!(none.count(&db.client).await.unwrap().scanned_count, 0);
}

async fn get_subscriptions_by_account(db: Db) {
    samples(&db).await;
    let page = Subscription::query("123").send(&db.client).await.unwrap();
    assert_eq!(page.items, subscriptions()[..2]);
    assert_eq!(cost(&page), (2, 1), "receipts are not read");
}

async fn get_receipts_by_account(db: Db) {
    samples(&db).await;
    let page = Receipt::query("123").send(&db.client).await.unwrap();
    assert_eq!(page.items, receipts());
    assert_eq!(cost(&page), (3, 1), "subscriptions are not read");
}

async fn get_one_subscription(db: Db) {
    samples(&db).await;
    let [first, ..] = subscriptions();
    let found = Subscription::get(("123", ("123", "999")))
        .send(&db.client)
        .await;
    assert_eq!(found.unwrap(), Some(first));
    let found = Subscription::get(("123", ("123", "1000")))
        .send(&db.client)
        .await;
    assert_eq!(found.unwrap(), None);
}

/// Not among AWS's patterns, but what the form of the key is good for.
async fn receipts_of_a_range_of_dates(db: Db) {
    samples(&db).await;
    let page = Receipt::query("123")
        .sort_key(|date| {
            date.between(
                at("2023-05-01T00:00:00.000Z"),
                at("2023-05-28T08:00:00.000Z"),
            )
        })
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(
        page.items,
        receipts()[1..2],
        "up to and including the second date"
    );
    assert_eq!(cost(&page), (1, 1));
    let of_may = Receipt::query("123").sort_key(|date| date.ge(at("2023-05-01T00:00:00.000Z")));
    assert_eq!(of_may.all(&db.client).await.unwrap(), receipts()[1..]);
}

/// Not among AWS's patterns either.
async fn an_account_with_all_that_it_has(db: Db) {
    samples(&db).await;
    let query = Account::query("123");
    let (of_receipts, of_subscriptions): (Vec<Receipt>, Vec<Subscription>) =
        query.clone().gather(&db.client).await.unwrap();
    assert_eq!(of_receipts, receipts());
    assert_eq!(of_subscriptions, subscriptions()[..2]);
    let page = query.send(&db.client).await.unwrap();
    assert_eq!(cost(&page), (5, 1), "in one request");
}

fn published_subscription() -> Item {
    let details = item([
        ("default-card", s("1234")),
        ("default-address", s("1 Bridge Street")),
    ]);
    item([
        ("PK", s("ACC#123")),
        ("SK", s("SUB#123#SKU#999")),
        ("Email", s("ada@example.com")),
        ("PaymentDay", s("28")),
        ("PaymentAmount", s("12.99")),
        ("LastPaymentDate", s("2023-05-28T14:15:39.247Z")),
        ("NextPaymentDate", s("2023-06-28")),
        ("LastReminderDate", s("2023-05-21T14:15:39.247Z")),
        ("NextReminderDate", s("2023-06-21")),
        ("SKU", s("999")),
        ("PaymentDetails", dynamo_model::AttributeValue::M(details)),
        ("CreatedDate", s("2023-05-18T09:41:25.856Z")),
        ("_type", s("Subscription")),
    ])
}

fn published_receipt() -> Item {
    item([
        ("PK", s("ACC#123")),
        ("SK", s("REC#2023-05-28T14:15:39.247Z#SKU#999")),
        ("Email", s("ada@example.com")),
        ("SKU", s("999")),
        ("ProcessedDate", s("2023-05-28T14:15:39.247Z")),
        ("ProcessedAmount", s("12.99")),
        ("TTL", n(1_700_318_200)),
        ("_type", s("Receipt")),
    ])
}

/// With the type besides, which is ours.
async fn items_are_stored_as_published(db: Db) {
    table::<Account>(&db).await;
    let ([subscription, ..], [.., receipt]) = (subscriptions(), receipts());
    assert_eq!(stored(&subscription), unordered(published_subscription()));
    assert_eq!(stored(&receipt), unordered(published_receipt()));
    db.put_raw::<Subscription>(published_subscription()).await;
    db.put_raw::<Receipt>(published_receipt()).await;
    let found = Subscription::query("123").all(&db.client).await;
    assert_eq!(found.unwrap(), [subscription]);
    let found = Receipt::query("123").all(&db.client).await;
    assert_eq!(found.unwrap(), [receipt]);
}

/// An item is in an index if it has both keys. So a new subscription gets last dates, though nothing has happened yet.
async fn without_a_last_date_nothing_is_due(db: Db) {
    table::<Account>(&db).await;
    let new = Subscription {
        last_reminder_date: None,
        ..subscription("125", "999")
    };
    Subscription::create(&new).send(&db.client).await.unwrap();
    assert_eq!(due(&db, "2023-06-21").await, [""; 0]);
    Subscription::update(new.key())
        .change(|s| s.last_reminder_date.set(new.created_date))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(due(&db, "2023-06-21").await, ["ada@example.com"]);
    Subscription::update(new.key())
        .change(|s| s.next_reminder_date.remove())
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(
        due(&db, "2023-06-21").await,
        [""; 0],
        "reminders were turned off"
    );
}

async fn a_subscription_that_begins_like_another_is_another(db: Db) {
    table::<Account>(&db).await;
    let (one, twelve) = (subscription("1", "999"), subscription("12", "999"));
    db.put_all(&[one.clone(), twelve]).await;
    let found = Subscription::query("123").sort_key(|k| k.eq("1"));
    assert_eq!(found.all(&db.client).await.unwrap(), [one]);
}

/// The published index does not hold the type. The form of the table's key tells.
async fn an_item_of_another_type_in_an_index_without_the_type(db: Db) {
    samples(&db).await;
    let gift = item([
        ("PK", s("ACC#123")),
        ("SK", s("GIFT#1")),
        ("Email", s("joan@example.com")),
        ("NextReminderDate", s("2023-06-21")),
        ("LastReminderDate", s("2023-05-21T00:00:00.000Z")),
        ("_type", s("Gift")),
    ]);
    db.put_raw::<Subscription>(gift).await;
    let reminders = Subscription::query_index(DueReminders, day("2023-06-21"));
    let page = reminders.hydrate().send(&db.client).await.unwrap();
    let [first, _, other] = subscriptions();
    assert_eq!(page.items, [first, other]);
    assert_eq!(cost(&page), (3, 2));
    assert_eq!(due(&db, "2023-06-21").await.len(), 2);
    let scanned = Subscription::scan_index(DueReminders)
        .count(&db.client)
        .await;
    assert_eq!(scanned.unwrap().count, 3);
}

/// DynamoDB deletes what has expired, once it is told where the time is. The library does not tell it yet.
async fn receipts_expire(db: Db) {
    samples(&db).await;
    let specification = TimeToLiveSpecification::builder()
        .attribute_name("TTL")
        .enabled(true)
        .build()
        .unwrap();
    let update = db.client.sdk().update_time_to_live();
    update
        .table_name(db.client.table::<Receipt>())
        .time_to_live_specification(specification)
        .send()
        .await
        .unwrap();
    let lasting = Receipt {
        expires: SystemTime::now() + Duration::from_secs(3600),
        ..receipt("2023-06-28T14:15:39.247Z", "999")
    };
    Receipt::put(&lasting).send(&db.client).await.unwrap();
    db.engine().sweep_expired().unwrap();
    let found = Receipt::query("123").select(|r| r.processed_date);
    assert_eq!(
        found.all(&db.client).await.unwrap(),
        [lasting.processed_date]
    );
    assert_eq!(
        Subscription::query("123")
            .all(&db.client)
            .await
            .unwrap()
            .len(),
        2
    );
}
