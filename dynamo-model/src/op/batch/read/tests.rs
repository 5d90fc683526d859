//! Reads of many items from the embedded engine.

use std::time::Duration;

use aws_sdk_dynamodb::operation::batch_get_item::BatchGetItemOutput;
use aws_sdk_dynamodb::types::KeysAndAttributes;
use dynamo_model_derive::Model;
use dynamo_model_embedded::{Embedded, Fault};
use tokio::time::Instant;

use super::gets::Names;
use super::groups::All;
use super::many::{Many, read_many};
use super::sought::Sought;
use super::split::{Part, Slice};
use super::whole;
use crate::client::{Client, Table};
use crate::error::{ErrorKind, Result};
use crate::op::get::fields;
use crate::op::reading::view::View;
use crate::op::{Attributes, Model as _};

/// Not `Clone`: a read gives the same item several times all the same.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(crate = crate, table = "things")]
struct Thing {
    #[dynamo(partition_key)]
    group: String,
    #[dynamo(sort_key)]
    number: f64,
    name: String,
}

fn thing(number: u32) -> Thing {
    Thing {
        group: "a".to_owned(),
        number: f64::from(number),
        name: format!("thing {number}"),
    }
}

/// The key of a thing, with its number spelled as it is given.
fn key(number: impl ToString) -> Attributes {
    let number = aws_sdk_dynamodb::types::AttributeValue::N(number.to_string());
    let group = aws_sdk_dynamodb::types::AttributeValue::S("a".to_owned());
    Attributes::from([("group".to_owned(), group), ("number".to_owned(), number)])
}

/// A database with these things in it.
async fn with_things(numbers: impl IntoIterator<Item = u32>) -> (Embedded, Client) {
    let db = Embedded::memory().unwrap();
    let client = Client::new(db.sdk_client());
    Thing::create_table().send(&client).await.unwrap();
    for number in numbers {
        Thing::put(&thing(number)).send(&client).await.unwrap();
    }
    (db, client)
}

async fn read_all(client: &Client, keys: Vec<Attributes>) -> Result<Many<Thing>> {
    read_many::<Thing, _>(client, "things", keys, false, &View::whole()).await
}

/// Reads on both paths.
async fn read_both(client: &Client, keys: Vec<Attributes>) -> Many<Thing> {
    let direct = read_all(client, keys.clone()).await.unwrap();
    let client = client.clone().direct_path(false);
    let other = read_all(&client, keys).await.unwrap();
    assert_eq!(direct.items, other.items);
    assert_eq!(direct.requests, other.requests);
    direct
}

/// What an answer leaves undone of these keys, when the first `asked` of ten were asked for.
fn left(tables: &[&[u32]], asked: usize) -> Result<Vec<usize>> {
    let view = View::<Thing>::whole();
    let get = |number| Sought::new::<Thing>(Ok(key(number)), false, view.clone(), Table::default());
    let mut things = All::new((0..10).map(get));
    let batch = whole::batch(&mut things, Names::Declared)?;
    let part = Part(vec![Slice {
        section: 0,
        positions: (0..asked).collect(),
    }]);
    let mut output = BatchGetItemOutput::builder();
    for (i, keys) in tables.iter().enumerate() {
        let keys = keys.iter().map(key).collect();
        let keys = KeysAndAttributes::builder().set_keys(Some(keys));
        output = output.unprocessed_keys(i.to_string(), keys.build().unwrap());
    }
    let undone = batch.undone(&part, &output.build())?;
    assert!(undone.0.len() <= 1, "each table once");
    Ok(undone
        .0
        .into_iter()
        .flat_map(|slice| slice.positions)
        .collect())
}

#[test]
fn what_is_undone_is_undone_once_and_in_order() {
    assert!(left(&[], 10).unwrap().is_empty());
    assert!(left(&[&[]], 10).unwrap().is_empty());
    assert_eq!(left(&[&[7, 3, 7], &[5, 3]], 10).unwrap(), [3, 5, 7]);
}

#[test]
fn only_what_was_asked_for_can_be_undone() {
    assert_eq!(left(&[&[3]], 4).unwrap(), [3]);
    for stranger in [4, 10] {
        let error = left(&[&[stranger]], 4).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Response);
    }
}

#[tokio::test]
async fn items_come_in_the_order_of_their_keys() {
    let (_db, client) = with_things([1, 2, 3]).await;
    let keys = ["3", "9", "1", "2", "1.0", "10E-1", "9.0"].map(key);
    let many = read_both(&client, keys.into()).await;
    let expected = [Some(3), None, Some(1), Some(2), Some(1), Some(1), None];
    assert_eq!(many.items, expected.map(|number| number.map(thing)));
    assert_eq!(many.requests, 1);
}

#[tokio::test]
async fn nothing_wanted_is_nothing_sent() {
    let (db, client) = with_things([]).await;
    let many = read_both(&client, Vec::new()).await;
    assert!(many.items.is_empty());
    assert_eq!((many.requests, db.calls("BatchGetItem")), (0, 0));
}

#[tokio::test]
async fn a_request_has_a_hundred_keys_each_once() {
    let (db, client) = with_things((0..250).step_by(2)).await;
    let numbers = || (0..250).chain((0..250).rev());
    let many = read_both(&client, numbers().map(key).collect()).await;
    let expected = numbers().map(|number| (number % 2 == 0).then(|| thing(number)));
    assert!(many.items.into_iter().eq(expected));
    assert_eq!((many.requests, db.calls("BatchGetItem")), (3, 6));
}

#[tokio::test]
async fn selected_attributes() {
    let (_db, client) = with_things([1, 2]).await;
    let keys: Vec<_> = ["2", "3", "1", "2"].map(key).into();
    for client in [client.clone(), client.direct_path(false)] {
        let view = View::selection::<Thing, _>(&fields::<Thing, Thing>().name);
        let many = read_many::<Thing, _>(&client, "things", keys.clone(), true, &view).await;
        let expected = [Some("thing 2"), None, Some("thing 1"), Some("thing 2")];
        assert_eq!(
            many.unwrap().items,
            expected.map(|name| name.map(str::to_owned))
        );
    }
}

#[tokio::test]
async fn requests_say_what_is_wanted() {
    let (db, client) = with_things([1]).await;
    db.record();
    let view = View::selection::<Thing, _>(&fields::<Thing, Thing>().name);
    let keys = vec![key("1")];
    read_many::<Thing, _>(&client, "things", keys, true, &view)
        .await
        .unwrap();
    read_all(&client, vec![key("1")]).await.unwrap();
    let bodies: Vec<_> = db.requests().iter().map(|r| r.json().unwrap()).collect();
    let keys = serde_json::json!([{"group": {"S": "a"}, "number": {"N": "1"}}]);
    assert_eq!(
        bodies,
        [
            serde_json::json!({ "RequestItems": { "things": {
                "Keys": keys,
                "ConsistentRead": true,
                "ProjectionExpression": "#n0, #n1, #n2",
                "ExpressionAttributeNames": { "#n0": "name", "#n1": "group", "#n2": "number" },
            }}}),
            serde_json::json!({ "RequestItems": { "things": { "Keys": keys } } }),
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn what_is_left_undone_is_asked_for_again() {
    let (db, client) = with_things(0..30).await;
    let keys: Vec<_> = (0..40).map(key).collect();
    for client in [client.clone(), client.direct_path(false)] {
        let faults = [
            Fault::unprocessed(25),
            Fault::all_unprocessed().times(7),
            Fault::unprocessed(1),
            Fault::all_unprocessed().times(7),
        ];
        for fault in faults {
            db.faults().on("BatchGetItem", fault);
        }
        let many = read_all(&client, keys.clone()).await.unwrap();
        let expected = (0..40).map(|number| (number < 30).then(|| thing(number)));
        assert!(many.items.into_iter().eq(expected));
        assert_eq!(many.requests, 17);
        assert_eq!(db.faults().unused(), 0);
    }
}

#[tokio::test(start_paused = true)]
async fn it_gives_up_when_nothing_is_read_any_more() {
    let (db, client) = with_things([]).await;
    let keys: Vec<_> = (0..250).chain(0..250).map(key).collect();
    for client in [client.clone(), client.direct_path(false)] {
        let sent = db.calls("BatchGetItem");
        db.faults()
            .on("BatchGetItem", Fault::pass())
            .on("BatchGetItem", Fault::unprocessed(10))
            .on("BatchGetItem", Fault::all_unprocessed().always());
        let error = read_all(&client, keys.clone()).await.unwrap_err();
        db.faults().clear();
        assert!(error.is_throttled());
        assert_eq!(
            error.to_string(),
            "BatchGetItem on table `things`: 60 of 250 keys are unread, and 8 requests in a row have read nothing: \
             DynamoDB lacks the capacity for now; slow down, or raise the capacity"
        );
        let sent = db.calls("BatchGetItem") - sent;
        assert!((3 + 7..3 + 8 + 8).contains(&sent), "{sent}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_few_requests_are_under_way_at_once() {
    let (db, client) = with_things([1_000]).await;
    let answer = Duration::from_secs(1);
    db.faults().on("BatchGetItem", Fault::slow(answer).always());
    let began = Instant::now();
    let many = read_all(&client, (0..1_001).map(key).collect())
        .await
        .unwrap();
    assert_eq!(many.requests, 11);
    assert_eq!(many.items.last().unwrap(), &Some(thing(1_000)));
    // Four, four, and three.
    assert_eq!(began.elapsed().as_secs(), 3);
}

/// DynamoDB refuses a request as a whole if all of it would be left undone: that is no other thing.
#[tokio::test(start_paused = true)]
async fn a_throttled_request_is_one_that_reads_nothing() {
    let (db, client) = with_things([1]).await;
    // The SDK tries three times by itself.
    db.faults()
        .on("BatchGetItem", Fault::throttled().times(3 * 7));
    let many = read_all(&client, vec![key("1")]).await.unwrap();
    assert_eq!((many.items, many.requests), (vec![Some(thing(1))], 8));
    assert_eq!(db.faults().unused(), 0);
    db.faults().on("BatchGetItem", Fault::throttled().always());
    let error = read_all(&client, vec![key("1")]).await.unwrap_err();
    assert!(error.is_throttled());
    assert_eq!(
        error.to_string(),
        "BatchGetItem on table `things`: 1 of 1 keys are unread, and 8 requests in a row have read nothing: \
         DynamoDB lacks the capacity for now; slow down, or raise the capacity"
    );
    let source = std::error::Error::source(&error).unwrap();
    assert!(source.to_string().contains("the SDK's retries are used up"));
}

#[tokio::test]
async fn errors_of_dynamodb_pass_through() {
    let (_db, client) = with_things([1]).await;
    let view = View::<Thing>::whole();
    let elsewhere = read_many::<Thing, _>(&client, "nowhere", vec![key("1")], false, &view);
    let error = elsewhere.await.unwrap_err();
    assert!(error.is_table_not_found());
    assert!(
        error
            .to_string()
            .starts_with("BatchGetItem on table `nowhere`: ")
    );
}

#[tokio::test]
async fn an_item_that_does_not_fit_is_an_error() {
    let (_db, client) = with_things([1, 2]).await;
    let mut item = thing(3).to_attributes().unwrap();
    item.remove("name");
    let put = client.sdk().put_item().table_name("things");
    put.set_item(Some(item.clone())).send().await.unwrap();
    for client in [client.clone(), client.direct_path(false)] {
        let error = read_all(&client, ["1", "3", "2"].map(key).into()).await;
        let error = error.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert_eq!(error.stored_item(), Some(&item));
        assert_eq!(
            error.to_string(),
            "BatchGetItem on table `things` read an item that does not fit the model (`Error::stored_item` has it): \
             name: this required attribute is missing"
        );
    }
}

/// Neither as an item nor as what is left undone. To pass it over might be to lose what it answers.
#[tokio::test]
async fn what_was_not_asked_for_is_an_error() {
    let (db, client) = with_things([1]).await;
    for answer in [
        r#"{"Responses":{"things":[{"group":{"S":"a"},"number":{"N":"2"},"name":{"S":""}}]}}"#,
        r#"{"Responses":{"things":[{"name":{"S":""}}]}}"#,
        r#"{"UnprocessedKeys":{"things":{"Keys":[{"group":{"S":"a"},"number":{"N":"2"}}]}}}"#,
    ] {
        for client in [client.clone(), client.clone().direct_path(false)] {
            db.faults().on("BatchGetItem", Fault::answer(200, answer));
            let error = read_all(&client, vec![key("1")]).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Response);
            assert_eq!(
                error.to_string(),
                "BatchGetItem on table `things`: the answer has a key in it that was not asked for"
            );
        }
    }
}

/// What is absent is there under no key, whichever way it is absent. The table may be named as it pleases.
#[tokio::test]
async fn answers_of_another_shape() {
    let (db, client) = with_things([]).await;
    let clients = [client.clone(), client.direct_path(false)];
    let script = |answer: &'static str| {
        db.faults().on("BatchGetItem", Fault::answer(200, answer));
    };
    for answer in [
        "{}",
        r#"{"Responses":{}}"#,
        r#"{"Responses":{"things":[]},"UnprocessedKeys":{}}"#,
        r#"{"Responses":null,"UnprocessedKeys":null}"#,
    ] {
        for client in &clients {
            script(answer);
            let many = read_all(client, vec![key("1")]).await.unwrap();
            assert_eq!(many.items, [None]);
        }
    }
    for client in &clients {
        script(
            r#"{"Responses":{"arn:aws:x":[{"number":{"N":"1.0"},"name":{"S":"thing 1"},"group":{"S":"a"}}]}}"#,
        );
        let many = read_all(client, vec![key("1")]).await.unwrap();
        assert_eq!(many.items, [Some(thing(1))]);
    }
    for answer in [
        "[]",
        r#"{"Responses":[]}"#,
        r#"{"Responses":{"things":{}}}"#,
        r#"{"Responses":{"things":[{"group":1}]}}"#,
        r#"{"Responses":{"things":[{"group":{"S":"a"},"#,
        r#"{"Responses":{"things":[{"group":{"S":"a"},"number":{"N":"1"},"name":{"S":"x"}}}"#,
    ] {
        for client in &clients {
            script(answer);
            let error = read_all(client, vec![key("1")]).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Response, "{answer}: {error}");
        }
    }
}
