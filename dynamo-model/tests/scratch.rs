use dynamo_model::{Client, Model};
use dynamo_model_embedded::Embedded;

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "orders")]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    total: u64,
    #[dynamo(version)]
    version: u64,
}

#[tokio::test]
async fn versions() {
    let client = Client::new(Embedded::memory().unwrap().sdk_client());
    Order::create_table().send(&client).await.unwrap();
    let order = Order { id: "a".into(), total: 1, version: 0 };
    let order = Order::create(&order).send(&client).await.unwrap();
    assert_eq!(order.version, 1);
    let put = Order::put(&order).send(&client).await.unwrap();
    assert_eq!(put.version, 2);
    let error = Order::put(&order).send(&client).await.unwrap_err();
    println!("{error:?} {:?}", error.stored::<Order>());
    let update = Order::update("a").change(|o| o.total.add(3)).send(&client).await.unwrap();
    assert_eq!(update.version, 3);
    let error = Order::update("a").change(|o| o.total.add(3)).expect_version(2).send(&client).await.unwrap_err();
    println!("{error:?} {:?}", error.stored::<Order>());
    let error = Order::delete("a").expect_version(2).send(&client).await.unwrap_err();
    println!("{error:?} {:?}", error.stored::<Order>());
}
