//! Transactions of writes: all of it or nothing, and whose fault it was.

use std::time::Duration;

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use dynamo_model::op::{Check, TransactWrite};
use dynamo_model::{Client, Error, ErrorKind, Model};
use dynamo_model_embedded::Fault;
use futures_util::future::join_all;

use crate::harness::{Db, item, n, s};

on_every_engine![
    all_of_it_or_nothing,
    a_failure_names_its_operation,
    every_failure_is_there,
    the_kind_is_that_of_the_write,
    versions_in_a_transaction,
    over_any_version,
    saves_in_a_transaction,
    a_save_of_nothing_is_a_check,
    checks,
    upserts_and_derived_values,
    rules_are_checked_before_anything_is_sent,
    limits_are_checked_before_anything_is_sent,
    a_token_works_once,
    a_token_is_for_the_same_writes,
    nothing_to_write,
    operations_of_the_sdk_s_own,
    the_same_values_alone_and_in_a_transaction,
    transfers_lose_nothing,
    into_input_is_what_is_sent,
];

on_the_embedded_engine![
    conflicts_are_tried_again_if_asked,
    conflicts_and_conditions_together,
    a_lost_answer,
    throttling,
    answers_that_are_not_understood,
    hooks_run_before_anything_is_sent,
    a_transaction_that_is_dropped,
];

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "accounts")]
struct Account {
    #[dynamo(partition_key)]
    owner: String,
    #[dynamo(validate(range(min = 0)))]
    cents: i64,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "invoices")]
struct Invoice {
    #[dynamo(partition_key)]
    customer: String,
    #[dynamo(sort_key)]
    number: u32,
    cents: i64,
    #[dynamo(version)]
    version: u64,
}

/// A model with a hook.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "notes", hooks)]
struct Note {
    #[dynamo(partition_key)]
    id: String,
    text: String,
}

impl dynamo_model::Hooks for Note {
    async fn before_save(&mut self, client: &Client) -> dynamo_model::Result<()> {
        match Account::get(&self.id).send(client).await? {
            Some(account) => self.text = format!("{} has {}", self.id, account.cents),
            None => return Err(Error::refused("no such account").at("id")),
        }
        Ok(())
    }

    async fn before_delete(
        id: dynamo_model::KeyOf<Self>,
        client: &Client,
    ) -> dynamo_model::Result<()> {
        match Note::get(id).send(client).await? {
            Some(note) if note.text == "keep" => Err(Error::refused("it is to be kept")),
            _ => Ok(()),
        }
    }
}

fn account(owner: &str, cents: i64) -> Account {
    Account {
        owner: owner.to_owned(),
        cents,
    }
}

fn invoice(number: u32) -> Invoice {
    Invoice {
        customer: "c".to_owned(),
        number,
        cents: 100,
        version: 0,
    }
}

async fn with_accounts(db: &Db, accounts: &[(&str, i64)]) {
    db.table::<Account>().await;
    db.table::<Invoice>().await;
    for (owner, cents) in accounts {
        let put = Account::put(&account(owner, *cents));
        put.send(&db.client).await.unwrap();
    }
}

async fn cents(db: &Db, owner: &str) -> Option<i64> {
    let get = Account::get(owner).consistent().send(&db.client);
    get.await.unwrap().map(|account| account.cents)
}

fn transfer(from: &str, to: &str, cents: i64) -> TransactWrite {
    TransactWrite::new()
        .with(
            Account::update(from)
                .change(|a| a.cents.add(-cents))
                .condition(|a| a.cents.ge(cents)),
        )
        .with(Account::update(to).change(|a| a.cents.add(cents)))
}

async fn all_of_it_or_nothing(db: Db) {
    with_accounts(&db, &[("ada", 100), ("bob", 0)]).await;
    transfer("ada", "bob", 60).send(&db.client).await.unwrap();
    assert_eq!(
        (cents(&db, "ada").await, cents(&db, "bob").await),
        (Some(40), Some(60))
    );

    let error = transfer("ada", "bob", 60)
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConditionFailed);
    assert_eq!(
        (cents(&db, "ada").await, cents(&db, "bob").await),
        (Some(40), Some(60))
    );
}

async fn a_failure_names_its_operation(db: Db) {
    with_accounts(&db, &[("ada", 10)]).await;
    let error = transfer("ada", "bob", 5)
        .send(&db.client)
        .await
        .unwrap_err();
    let [failure] = error.failures() else {
        panic!("{error}: {:?}", error.failures());
    };
    assert_eq!(failure.position, 1);
    assert_eq!(failure.error.kind(), ErrorKind::NotFound);
    let table = db.client.table::<Account>();
    assert_eq!(
        error.to_string(),
        format!(
            "TransactWriteItems on table `{table}`: nothing was done, because of operation 1: Update on table `{table}`: there is no item \
             under this key; use `upsert` to make one, or `create`"
        )
    );
    assert_eq!(cents(&db, "ada").await, Some(10));
}

async fn every_failure_is_there(db: Db) {
    with_accounts(&db, &[("ada", 10), ("bob", 20), ("eve", 0)]).await;
    let error = TransactWrite::new()
        .with(Account::create(&account("bob", 1)))
        .with(Account::update("eve").change(|a| a.cents.set(7)))
        .with(Account::delete("ada").condition(|a| a.cents.eq(0)))
        .send(&db.client)
        .await
        .unwrap_err();
    let told: Vec<_> = error
        .failures()
        .iter()
        .map(|failure| {
            let stored = failure.error.stored::<Account>().unwrap().unwrap();
            (failure.position, failure.error.kind(), stored)
        })
        .collect();
    assert_eq!(
        told,
        [
            (0, ErrorKind::AlreadyExists, account("bob", 20)),
            (2, ErrorKind::ConditionFailed, account("ada", 10)),
        ]
    );
    assert!(
        error.to_string().contains("operation 0 (and 1 more)"),
        "{error}"
    );
    assert_eq!(
        error.stored::<Account>().unwrap().unwrap(),
        account("bob", 20)
    );
    assert_eq!(cents(&db, "eve").await, Some(0));
}

async fn the_kind_is_that_of_the_write(db: Db) {
    with_accounts(&db, &[("ada", 10)]).await;
    let client = &db.client;
    let create = TransactWrite::new().with(Account::create(&account("ada", 1)));
    assert!(create.send(client).await.unwrap_err().is_already_exists());
    let update = TransactWrite::new().with(Account::update("bob").change(|a| a.cents.set(1)));
    assert!(update.send(client).await.unwrap_err().is_not_found());
    let check = TransactWrite::new().with(Account::check("ada").condition(|a| a.cents.eq(9)));
    assert!(check.send(client).await.unwrap_err().is_condition_failed());
}

async fn versions_in_a_transaction(db: Db) {
    with_accounts(&db, &[]).await;
    let client = &db.client;
    let written = TransactWrite::new()
        .with(Invoice::create(&invoice(1)))
        .with(Invoice::put(&invoice(2)))
        .send(client)
        .await
        .unwrap();
    let invoices = written.items::<Invoice>().unwrap();
    assert_eq!(
        invoices.iter().map(|i| i.version).collect::<Vec<_>>(),
        [1, 1]
    );
    assert!(written.items::<Account>().unwrap().is_empty());

    let second = TransactWrite::new().with(Invoice::put(&invoices[0])).with(
        Invoice::update(("c", 2))
            .change(|i| i.cents.set(5))
            .expect_version(1),
    );
    let written = second.clone().send(client).await.unwrap();
    assert_eq!(written.items::<Invoice>().unwrap()[0].version, 2);

    // What was given has not moved, and so it is outdated now.
    let error = second.send(client).await.unwrap_err();
    let told: Vec<_> = error
        .failures()
        .iter()
        .map(|f| (f.position, f.error.kind()))
        .collect();
    assert_eq!(
        told,
        [
            (0, ErrorKind::VersionConflict),
            (1, ErrorKind::VersionConflict)
        ]
    );
    let stored = error.failures()[1]
        .error
        .stored::<Invoice>()
        .unwrap()
        .unwrap();
    assert_eq!((stored.version, stored.cents), (2, 5));

    let deletes = |version| {
        TransactWrite::new()
            .with(Invoice::delete(("c", 1)).expect_version(version))
            .with(Invoice::check(("c", 2)).expect_version(2))
    };
    let error = deletes(1).send(client).await.unwrap_err();
    assert!(error.is_version_conflict());
    deletes(2).send(client).await.unwrap();
    let error = deletes(2).send(client).await.unwrap_err();
    assert!(error.is_not_found(), "{error}");
}

async fn over_any_version(db: Db) {
    with_accounts(&db, &[("ada", 1)]).await;
    let client = &db.client;
    for _ in 0..3 {
        Invoice::upsert(("c", 1))
            .change(|i| i.cents.set(1))
            .send(client)
            .await
            .unwrap();
    }
    // Version 3 is there; this one was read when there was version 1.
    let old = Invoice {
        version: 1,
        cents: 77,
        ..invoice(1)
    };
    let written = TransactWrite::new()
        .with(Invoice::put(&old).any_version())
        .with(Account::update("ada").change(|a| a.cents.add(1)))
        .send(client)
        .await
        .unwrap();
    let [written] = &written.items::<Invoice>().unwrap()[..] else {
        panic!("one is put");
    };
    assert_eq!((written.version, written.cents), (4, 77));
    let stored = Invoice::get(("c", 1))
        .consistent()
        .send(client)
        .await
        .unwrap();
    assert_eq!(stored.as_ref(), Some(written));
    assert_eq!(cents(&db, "ada").await, Some(2));

    // Of another condition that fails, nothing is made better by another version.
    let refused = TransactWrite::new()
        .with(
            Invoice::put(&old)
                .any_version()
                .condition(|i| i.cents.eq(1)),
        )
        .send(client)
        .await
        .unwrap_err();
    assert!(refused.is_condition_failed(), "{refused}");
}

async fn saves_in_a_transaction(db: Db) {
    with_accounts(&db, &[("ada", 100)]).await;
    let client = &db.client;
    let get = Invoice::get(("c", 1)).consistent().tracked();
    Invoice::create(&invoice(1)).send(client).await.unwrap();
    let mut read = get.clone().send(client).await.unwrap().unwrap();
    read.cents = 70;
    let pay = Account::update("ada").change(|a| a.cents.add(-30));
    let both = TransactWrite::new().with(read.save()).with(pay.clone());
    both.clone().send(client).await.unwrap();
    assert_eq!(cents(&db, "ada").await, Some(70));
    let mut now = get.send(client).await.unwrap().unwrap();
    assert_eq!((now.cents, now.version), (70, 2));

    // What was saved has not moved, and so is outdated: by itself too.
    let error = both.send(client).await.unwrap_err();
    assert!(error.is_version_conflict(), "{error}");
    assert_eq!(
        error.failures()[0]
            .error
            .stored::<Invoice>()
            .unwrap()
            .unwrap(),
        *now
    );
    assert!(read.is_changed());
    assert!(
        read.save()
            .send(client)
            .await
            .unwrap_err()
            .is_version_conflict()
    );
    assert_eq!(cents(&db, "ada").await, Some(70));

    now.cents = 1;
    let refused = now.save().condition(|i| i.cents.lt(0));
    let refused = TransactWrite::new()
        .with(refused)
        .with(pay)
        .send(client)
        .await;
    assert!(refused.unwrap_err().is_condition_failed());
    assert_eq!(cents(&db, "ada").await, Some(70));
}

async fn a_save_of_nothing_is_a_check(db: Db) {
    with_accounts(&db, &[("ada", 100)]).await;
    let client = &db.client;
    Invoice::create(&invoice(1)).send(client).await.unwrap();
    let get = Invoice::get(("c", 1)).consistent().tracked();
    let mut read = get.send(client).await.unwrap().unwrap();
    let pay = Account::update("ada").change(|a| a.cents.add(-30));
    let both = TransactWrite::new().with(read.save()).with(pay);
    both.clone().send(client).await.unwrap();
    Invoice::update(("c", 1))
        .change(|i| i.cents.set(5))
        .send(client)
        .await
        .unwrap();
    let error = both.clone().send(client).await.unwrap_err();
    assert!(error.is_version_conflict(), "{error}");
    Invoice::delete(("c", 1)).send(client).await.unwrap();
    let error = both.send(client).await.unwrap_err();
    assert!(error.is_not_found(), "{error}");
    assert_eq!(cents(&db, "ada").await, Some(70));
}

async fn checks(db: Db) {
    with_accounts(&db, &[("ada", 10)]).await;
    let client = &db.client;
    let with = |check: Check<Account>| {
        TransactWrite::new()
            .with(check)
            .with(Invoice::put(&invoice(1)).any_version())
    };
    with(Account::check("ada").condition(|a| a.cents.ge(10)))
        .send(client)
        .await
        .unwrap();
    with(Account::check("bob").absent())
        .send(client)
        .await
        .unwrap();
    let error = with(Account::check("ada").absent())
        .send(client)
        .await
        .unwrap_err();
    assert!(error.is_already_exists(), "{error}");
    let error = with(Account::check("bob")).send(client).await.unwrap_err();
    assert!(error.is_not_found(), "{error}");
    let invoice = Invoice::get(("c", 1))
        .consistent()
        .send(client)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(invoice.version, 2);
    assert_eq!(cents(&db, "ada").await, Some(10));
}

async fn upserts_and_derived_values(db: Db) {
    with_accounts(&db, &[]).await;
    let client = &db.client;
    for total in [5, 10] {
        TransactWrite::new()
            .with(Account::upsert("ada").change(|a| a.cents.add(5)))
            .with(
                Invoice::upsert(("c", 1))
                    .change(|i| i.cents.set(total))
                    .return_none(),
            )
            .send(client)
            .await
            .unwrap();
    }
    assert_eq!(cents(&db, "ada").await, Some(10));
    let invoice = Invoice::get(("c", 1)).send(client).await.unwrap().unwrap();
    assert_eq!((invoice.cents, invoice.version), (10, 2));
}

async fn rules_are_checked_before_anything_is_sent(db: Db) {
    with_accounts(&db, &[]).await;
    let error = TransactWrite::new()
        .with(Account::put(&account("ada", 1)))
        .with(Account::put(&account("bob", -1)))
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Validation);
    assert_eq!(error.report().unwrap().violations().len(), 1);
    assert!(
        error
            .to_string()
            .starts_with("operation 1 of the transaction: cents: "),
        "{error}"
    );
    assert_eq!(cents(&db, "ada").await, None);
}

async fn limits_are_checked_before_anything_is_sent(db: Db) {
    with_accounts(&db, &[]).await;
    let accounts: Vec<_> = (0..101).map(|i| account(&i.to_string(), 0)).collect();
    let all =
        |count: usize| TransactWrite::new().with_all(accounts[..count].iter().map(Account::put));
    let error = all(101).send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert!(
        error
            .to_string()
            .contains("takes 100 items, and this one has 101"),
        "{error}"
    );
    all(100).send(&db.client).await.unwrap();

    let error = transfer("1", "1", 1).send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert!(error.to_string().contains("operations 0 and 1"), "{error}");

    let long = "x".repeat(399_000);
    let large: Vec<_> = (0..11)
        .map(|i| Text {
            id: i.to_string(),
            text: long.clone(),
        })
        .collect();
    db.table::<Text>().await;
    let all = |count: usize| TransactWrite::new().with_all(large[..count].iter().map(Text::put));
    let error = all(11).send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert!(error.to_string().contains("4 MB"), "{error}");
    all(10).send(&db.client).await.unwrap();
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "texts")]
struct Text {
    #[dynamo(partition_key)]
    id: String,
    text: String,
}

/// A token that no other run has used: a server that goes on running keeps them.
fn token(db: &Db, name: &str) -> String {
    let mut token = format!("{name}{}", db.client.table::<Account>());
    token.truncate(36);
    token
}

async fn a_token_works_once(db: Db) {
    with_accounts(&db, &[("ada", 100), ("bob", 0)]).await;
    let with_token = transfer("ada", "bob", 10).token(token(&db, "a"));
    for _ in 0..3 {
        with_token.clone().send(&db.client).await.unwrap();
    }
    assert_eq!(
        (cents(&db, "ada").await, cents(&db, "bob").await),
        (Some(90), Some(10))
    );
    // Without one, each sending is a transaction of its own.
    for _ in 0..3 {
        transfer("ada", "bob", 10).send(&db.client).await.unwrap();
    }
    assert_eq!(cents(&db, "bob").await, Some(40));
}

async fn a_token_is_for_the_same_writes(db: Db) {
    with_accounts(&db, &[("ada", 100), ("bob", 0)]).await;
    transfer("ada", "bob", 10)
        .token(token(&db, "b"))
        .send(&db.client)
        .await
        .unwrap();
    let error = transfer("ada", "bob", 20)
        .token(token(&db, "b"))
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert!(
        error.to_string().contains("a transaction with this token"),
        "{error}"
    );
    assert_eq!(cents(&db, "bob").await, Some(10));
    // Of a transaction that was refused, the token is free again.
    let refused = transfer("bob", "ada", 1_000);
    let error = refused
        .token(token(&db, "c"))
        .send(&db.client)
        .await
        .unwrap_err();
    assert!(error.is_condition_failed());
    transfer("bob", "ada", 1)
        .token(token(&db, "c"))
        .send(&db.client)
        .await
        .unwrap();
    for token in ["", &"t".repeat(37)] {
        let error = transfer("ada", "bob", 1)
            .token(token)
            .send(&db.client)
            .await
            .unwrap_err();
        assert!(error.to_string().contains("1 to 36 characters"), "{error}");
    }
}

async fn nothing_to_write(db: Db) {
    let written = TransactWrite::new().send(&db.client).await.unwrap();
    assert!(written.items::<Account>().unwrap().is_empty());
    assert!(TransactWrite::new().is_empty());
    assert_eq!(transfer("a", "b", 1).len(), 2);
}

async fn operations_of_the_sdk_s_own(db: Db) {
    with_accounts(&db, &[]).await;
    let put = |condition: Option<&str>| {
        let put = Put::builder()
            .table_name(db.client.table::<Account>())
            .set_item(Some(item([("owner", s("bob")), ("cents", n(3))])))
            .set_condition_expression(condition.map(str::to_owned));
        TransactWriteItem::builder()
            .put(put.build().unwrap())
            .build()
    };
    let with = |condition| {
        TransactWrite::new()
            .with(Account::put(&account("ada", 1)))
            .with(put(condition))
    };
    with(None).send(&db.client).await.unwrap();
    assert_eq!(cents(&db, "bob").await, Some(3));
    let error = with(Some("attribute_not_exists(cents)"))
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(error.failures()[0].position, 1);
    assert!(error.is_condition_failed());
}

async fn the_same_values_alone_and_in_a_transaction(db: Db) {
    with_accounts(&db, &[]).await;
    let create = Account::create(&account("ada", 1));
    let update = Account::update("ada").change(|a| a.cents.add(1));
    let delete = Account::delete("ada").condition(|a| a.cents.eq(2));
    create.clone().send(&db.client).await.unwrap();
    update.clone().send(&db.client).await.unwrap();
    delete.clone().send(&db.client).await.unwrap();
    TransactWrite::new()
        .with(create)
        .send(&db.client)
        .await
        .unwrap();
    TransactWrite::new()
        .with(update)
        .send(&db.client)
        .await
        .unwrap();
    TransactWrite::new()
        .with(delete)
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(cents(&db, "ada").await, None);
}

/// Money goes round at random, and there is as much in the end.
async fn transfers_lose_nothing(db: Db) {
    let owners = ["a", "b", "c", "d"];
    with_accounts(&db, &owners.map(|owner| (owner, 100))).await;
    let transfers = (0..60).map(|i: usize| {
        let (from, to) = (owners[i % 4], owners[(i + 1 + i / 4 % 3) % 4]);
        let cents = i64::try_from(i % 7 * 10).unwrap() + 1;
        transfer(from, to, cents)
            .retry_conflicts(20)
            .send(&db.client)
    });
    let outcomes = join_all(transfers).await;
    let mut done = 0;
    for outcome in outcomes {
        match outcome {
            Ok(_) => done += 1,
            Err(error) => assert!(error.is_condition_failed(), "{error}"),
        }
    }
    assert!(done > 30, "{done}");
    let mut total = 0;
    for owner in owners {
        let cents = cents(&db, owner).await.unwrap();
        assert!(cents >= 0);
        total += cents;
    }
    assert_eq!(total, 400);
}

async fn into_input_is_what_is_sent(db: Db) {
    let transaction = transfer("ada", "bob", 5)
        .with(Invoice::create(&invoice(1)))
        .with(Account::check("eve"))
        .with(Account::delete("joe"));
    let input = transaction.clone().token("t").into_input().unwrap();
    assert_eq!(input.client_request_token(), Some("t"));
    let items = input.transact_items();
    assert_eq!(items.len(), 5);
    assert_eq!(
        items[0].update().unwrap().condition_expression(),
        Some("attribute_exists(#n1) AND #n0 >= :v1")
    );
    assert_eq!(items[2].put().unwrap().item()["version"], n(1));
    assert_eq!(
        items[3].condition_check().unwrap().condition_expression(),
        "attribute_exists(#n0)"
    );
    assert_eq!(
        items[4].delete().unwrap().key(),
        &item([("owner", s("joe"))])
    );
    let sent = db.client.clone().sdk().transact_write_items();
    let sent = sent.set_transact_items(input.transact_items).send().await;
    assert!(sent.is_err(), "there are no tables");
}

async fn conflicts_are_tried_again_if_asked(db: Db) {
    with_accounts(&db, &[("ada", 100), ("bob", 0)]).await;
    let faults = db.engine().faults();
    let conflict = || Fault::transaction_conflict_at([1]);
    faults.on("TransactWriteItems", conflict());
    let error = transfer("ada", "bob", 1)
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict);
    assert!(error.is_retryable());
    assert_eq!(error.failures()[0].position, 1);
    assert_eq!(cents(&db, "bob").await, Some(0));

    faults.on("TransactWriteItems", conflict().times(2));
    let before = db.engine().calls("TransactWriteItems");
    let again = transfer("ada", "bob", 1).retry_conflicts(2);
    again.clone().send(&db.client).await.unwrap();
    assert_eq!(db.engine().calls("TransactWriteItems") - before, 3);
    assert_eq!(cents(&db, "bob").await, Some(1));

    faults.on("TransactWriteItems", conflict().times(3));
    let error = again.send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict);
}

/// What a condition has refused is not tried again, whatever else there was.
async fn conflicts_and_conditions_together(db: Db) {
    with_accounts(&db, &[("ada", 100), ("bob", 0)]).await;
    let reasons = [(0, "TransactionConflict"), (1, "ConditionalCheckFailed")];
    db.engine()
        .faults()
        .on("TransactWriteItems", Fault::transaction_canceled(reasons));
    let before = db.engine().calls("TransactWriteItems");
    let error = transfer("ada", "bob", 1)
        .retry_conflicts(5)
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(db.engine().calls("TransactWriteItems") - before, 1);
    assert_eq!(error.failures().len(), 2);
    assert_eq!(error.kind(), error.failures()[1].error.kind());
}

/// The SDK sends it again with the same token: it is done once.
async fn a_lost_answer(db: Db) {
    with_accounts(&db, &[("ada", 100), ("bob", 0)]).await;
    for fault in [
        Fault::connection_reset(),
        Fault::timeout().after_apply(),
        Fault::server_error().after_apply(),
        Fault::interrupted_body(),
    ] {
        let before = (
            cents(&db, "ada").await.unwrap(),
            cents(&db, "bob").await.unwrap(),
        );
        db.engine().faults().on("TransactWriteItems", fault.clone());
        transfer("ada", "bob", 1).send(&db.client).await.unwrap();
        let after = (
            cents(&db, "ada").await.unwrap(),
            cents(&db, "bob").await.unwrap(),
        );
        assert_eq!(after, (before.0 - 1, before.1 + 1), "{fault:?}");
    }
}

async fn throttling(db: Db) {
    with_accounts(&db, &[("ada", 100), ("bob", 0)]).await;
    let faults = db.engine().faults();
    faults.on("TransactWriteItems", Fault::throttled());
    transfer("ada", "bob", 1).send(&db.client).await.unwrap();
    faults.on(
        "TransactWriteItems",
        Fault::transaction_canceled([(0, "ThrottlingError")]),
    );
    let error = transfer("ada", "bob", 1)
        .send(&db.client)
        .await
        .unwrap_err();
    assert!(error.is_throttled());
    faults.on(
        "TransactWriteItems",
        Fault::transaction_canceled([(0, "ProvisionedThroughputExceeded")]),
    );
    transfer("ada", "bob", 1)
        .retry_conflicts(1)
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(cents(&db, "bob").await, Some(2));
}

async fn answers_that_are_not_understood(db: Db) {
    with_accounts(&db, &[("ada", 100), ("bob", 0)]).await;
    for (fault, done) in [(Fault::malformed_body(), 1), (Fault::truncated_body(), 1)] {
        let before = cents(&db, "bob").await.unwrap();
        db.engine().faults().on("TransactWriteItems", fault.clone());
        let sent = transfer("ada", "bob", 1).send(&db.client).await;
        if let Err(error) = sent {
            assert_eq!(error.kind(), ErrorKind::Response, "{fault:?}");
            assert!(error.failures().is_empty());
            assert!(
                error.to_string().contains("may have been carried out"),
                "{error}"
            );
        }
        assert_eq!(cents(&db, "bob").await.unwrap() - before, done);
    }
    // A cancellation without reasons.
    let body = r#"{"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException","message":"no"}"#;
    db.engine()
        .faults()
        .on("TransactWriteItems", Fault::answer(400, body));
    let error = transfer("ada", "bob", 1)
        .send(&db.client)
        .await
        .unwrap_err();
    assert!(error.failures().is_empty());
    assert_eq!(error.kind(), ErrorKind::Service, "{error}");
}

async fn hooks_run_before_anything_is_sent(db: Db) {
    with_accounts(&db, &[("ada", 7)]).await;
    db.table::<Note>().await;
    let note = |id: &str| Note {
        id: id.to_owned(),
        text: String::new(),
    };
    let refused = TransactWrite::new()
        .with(Note::put(&note("ada")))
        .with(Note::put(&note("bob")))
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Refused);
    assert!(
        refused
            .to_string()
            .starts_with("operation 1 of the transaction: "),
        "{refused}"
    );
    assert_eq!(db.engine().calls("TransactWriteItems"), 0);

    let written = TransactWrite::new().with(Note::put(&note("ada")));
    let written = written.send(&db.client).await.unwrap();
    assert_eq!(written.items::<Note>().unwrap()[0].text, "ada has 7");

    db.put_raw::<Note>(item([("id", s("k")), ("text", s("keep"))]))
        .await;
    let delete = TransactWrite::new()
        .with(Note::delete("k"))
        .send(&db.client);
    assert_eq!(delete.await.unwrap_err().kind(), ErrorKind::Refused);
}

/// What is dropped in the middle is done or not done, as a whole.
async fn a_transaction_that_is_dropped(db: Db) {
    with_accounts(&db, &[("ada", 100), ("bob", 0)]).await;
    let balance = async || {
        (
            cents(&db, "ada").await.unwrap(),
            cents(&db, "bob").await.unwrap(),
        )
    };
    // Not even begun.
    drop(transfer("ada", "bob", 10).send(&db.client));
    assert_eq!(balance().await, (100, 0));
    // The request is carried out at once, and its answer takes longer than anybody waits.
    let slow = Fault::slow(Duration::from_secs(60));
    db.engine().faults().on("TransactWriteItems", slow);
    let sent = transfer("ada", "bob", 10).send(&db.client);
    let waited = tokio::time::timeout(Duration::from_millis(50), sent).await;
    assert!(waited.is_err());
    assert_eq!(balance().await, (90, 10));
    // Between two attempts.
    db.engine().faults().on(
        "TransactWriteItems",
        Fault::transaction_conflict_at([0]).always(),
    );
    let sent = transfer("ada", "bob", 10)
        .retry_conflicts(100)
        .send(&db.client);
    let waited = tokio::time::timeout(Duration::from_millis(200), sent).await;
    assert!(waited.is_err());
    db.engine().faults().clear();
    let calls = db.engine().calls("TransactWriteItems");
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(
        db.engine().calls("TransactWriteItems"),
        calls,
        "nobody goes on"
    );
    assert_eq!(balance().await, (90, 10));
}
