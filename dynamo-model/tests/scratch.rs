use dynamo_model::{Client, Document, Model, Saved, Tracked};
use dynamo_model_embedded::Embedded;
use std::collections::*;

#[derive(Debug, Clone, PartialEq, Document)]
struct Address {
    city: String,
    zip: Option<String>,
    inner: Option<Box<Address>>,
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(tag = "type")]
enum Payment {
    Card { number: String },
    Cash { who: Option<String> },
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "orders")]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    total: u64,
    note: Option<String>,
    tags: BTreeSet<String>,
    address: Address,
    by: HashMap<String, Address>,
    payment: Payment,
    list: Vec<u8>,
}

#[tokio::test]
async fn saves() {
    let client = Client::new(Embedded::memory().unwrap().sdk_client());
    Order::create_table().send(&client).await.unwrap();
    let a = Address {
        city: "a".into(),
        zip: None,
        inner: None,
    };
    let order = Order {
        id: "a".into(),
        total: 1,
        note: None,
        tags: ["a".into(), "b".into()].into(),
        address: a.clone(),
        by: [("x".into(), a.clone())].into(),
        payment: Payment::Cash { who: None },
        list: vec![1],
    };
    let order = Order::create(&order).send(&client).await.unwrap();
    let mut order = Tracked::new(order);
    assert_eq!(order.save().send(&client).await.unwrap(), Saved::Unchanged);
    order.total = 5;
    order.address.zip = Some("1".into());
    order.address.inner = Some(Box::new(a.clone()));
    order.by.insert("y".into(), a.clone());
    order.by.get_mut("x").unwrap().city = "b".into();
    order.payment = Payment::Card { number: "1".into() };
    let i = order.save().into_input().unwrap().unwrap();
    println!(
        "{:?}\n{:?}\n{:?} {:?}",
        i.update_expression,
        i.condition_expression,
        i.expression_attribute_names,
        i.expression_attribute_values
    );
    assert_eq!(order.save().send(&client).await.unwrap(), Saved::Changed);
    assert!(!order.is_changed());
    let mut t = Order::get("a")
        .tracked()
        .send(&client)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(*t, *order);
    t.payment = Payment::Cash {
        who: Some("x".into()),
    };
    t.by.remove("x");
    t.tags.clear();
    t.address.inner.as_mut().unwrap().city = "zz".into();
    let i = t.save().into_input().unwrap().unwrap();
    println!(
        "{:?}\n{:?}\n{:?} {:?}",
        i.update_expression,
        i.condition_expression,
        i.expression_attribute_names,
        i.expression_attribute_values
    );
    assert_eq!(t.save().send(&client).await.unwrap(), Saved::Changed);
    let q = Order::query("a").tracked().all(&client).await.unwrap();
    assert_eq!(*q[0], *t);
    let q = Order::scan().tracked().send(&client).await.unwrap();
    assert_eq!(*q.items[0], *t);
}
