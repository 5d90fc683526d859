//! The items of a collection, sorted into an aggregate.

use dynamo_model::schema::Gather;
use dynamo_model::{Collection, ErrorKind, Model, Result};

use crate::collections::{Customer, Line, Order, Product, Shop, customer, line, order, shop};
use crate::harness::Db;

on_every_engine![
    a_tuple_takes_each_model,
    one_that_is_not_there,
    more_than_one,
    what_is_not_asked_for_is_passed_over,
    reads_all_pages,
    a_struct_gathers_by_itself,
    from_the_query_of_a_model,
];

struct CustomerOrders {
    customer: Customer,
    orders: Vec<Order>,
}

async fn a_tuple_takes_each_model(db: Db) {
    shop(&db).await;
    let (customer_found, orders) = Shop::query("c").gather(&db.client).await.unwrap();
    let all = CustomerOrders {
        customer: customer_found,
        orders,
    };
    assert_eq!(all.customer, customer("c"));
    assert_eq!(all.orders, [order(1), order(2)]);
    let gathered: (Vec<Line>, (Option<Customer>, Option<Product>)) =
        Shop::query("c").gather(&db.client).await.unwrap();
    assert_eq!(
        gathered,
        (vec![line(1, 1), line(1, 2)], (Some(customer("c")), None))
    );
}

async fn one_that_is_not_there(db: Db) {
    shop(&db).await;
    let nothing = Shop::query("nobody").gather::<(Option<Customer>, Vec<Order>)>(&db.client);
    assert_eq!(nothing.await.unwrap(), (None, vec![]));
    let error = Shop::query("nobody").gather::<(Customer, Vec<Order>)>(&db.client);
    let error = error.await.unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(error.to_string(), "there is no `Customer` among the items");
}

async fn more_than_one(db: Db) {
    shop(&db).await;
    let text = "there is more than one `Order`; gather them into a `Vec`, or narrow the query down";
    let error = Shop::query("c").gather::<Option<Order>>(&db.client).await;
    let error = error.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.to_string(), text);
    let error = Shop::query("c").gather::<(Vec<Line>, Order)>(&db.client);
    assert_eq!(error.await.unwrap_err().to_string(), text);
    let first = Shop::query("c").filter(|shop| shop.order.total.eq(10));
    let first: Order = first.gather(&db.client).await.unwrap();
    assert_eq!(first, order(1));
}

async fn what_is_not_asked_for_is_passed_over(db: Db) {
    shop(&db).await;
    let (orders,) = Shop::query("c").gather(&db.client).await.unwrap();
    let orders: Vec<Order> = orders;
    assert_eq!(orders, [order(1), order(2)]);
}

async fn reads_all_pages(db: Db) {
    shop(&db).await;
    let query = Shop::query("c").page_size(1);
    let orders: Vec<Order> = query.clone().gather(&db.client).await.unwrap();
    assert_eq!(orders, [order(1), order(2)]);
    // Up to the limit, and not a part for the whole.
    let orders: Vec<Order> = query.clone().limit(3).gather(&db.client).await.unwrap();
    assert_eq!(orders, [order(1)]);
    let error = query.max_requests(3).gather::<Vec<Order>>(&db.client).await;
    assert_eq!(error.unwrap_err().kind(), ErrorKind::LimitExceeded);
}

#[derive(Debug, Default, PartialEq)]
struct Turnover {
    name: Option<String>,
    total: u64,
}

impl Gather<Shop> for Turnover {
    type Parts = Self;

    fn take(parts: &mut Self, item: Shop) -> Result<Option<Shop>> {
        match item {
            Shop::Customer(customer) => parts.name = Some(customer.name),
            Shop::Order(order) => parts.total += order.total,
            other => return Ok(Some(other)),
        }
        Ok(None)
    }

    fn finish(parts: Self) -> Result<Self> {
        Ok(parts)
    }
}

async fn a_struct_gathers_by_itself(db: Db) {
    shop(&db).await;
    // What it gives back goes to the next.
    let (turnover, lines): (Turnover, Vec<Line>) =
        Shop::query("c").gather(&db.client).await.unwrap();
    let name = Some("Ada".to_owned());
    assert_eq!(turnover, Turnover { name, total: 30 });
    assert_eq!(lines.len(), 2);
}

async fn from_the_query_of_a_model(db: Db) {
    shop(&db).await;
    let product = Product::query("A-1").of_collection::<Shop>();
    let product: Product = product.gather(&db.client).await.unwrap();
    assert_eq!(product.price, 5);
    // The future can go to another thread.
    let client = db.client.clone();
    let orders = async move { Shop::query("c").gather::<Vec<Order>>(&client).await };
    assert_eq!(tokio::spawn(orders).await.unwrap().unwrap().len(), 2);
}
