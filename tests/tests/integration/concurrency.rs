//! Several at once: of two writers one wins, and operations go wherever futures go.

use dynamo_model::{ErrorKind, Model};
use futures_util::StreamExt;
use futures_util::future::join_all;

use crate::harness::Db;
use crate::models::{Order, full_order, key, order};

on_every_engine![
    of_many_creates_one_wins,
    of_many_guarded_updates_one_wins,
    no_addition_is_lost,
    operations_can_be_spawned,
    clients_are_shared,
];

async fn of_many_creates_one_wins(db: Db) {
    db.table::<Order>().await;
    let orders: Vec<_> = (0..8)
        .map(|total_cents| Order {
            total_cents,
            ..order("1")
        })
        .collect();
    let outcomes = join_all(orders.iter().map(|o| Order::create(o).send(&db.client))).await;
    let (won, lost): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
    let won: Vec<_> = won.into_iter().flatten().collect();
    assert_eq!(won.len(), 1);
    for error in lost.into_iter().filter_map(Result::err) {
        assert_eq!(error.kind(), ErrorKind::AlreadyExists);
        assert_eq!(error.stored::<Order>().unwrap().unwrap(), won[0]);
    }
}

async fn of_many_guarded_updates_one_wins(db: Db) {
    db.table::<Order>().await;
    Order::put(&order("1")).send(&db.client).await.unwrap();
    let update = Order::update(key("1"))
        .change(|o| o.total_cents.add(1))
        .condition(|o| o.total_cents.eq(1_000));
    let outcomes = join_all((0..8).map(|_| update.clone().send(&db.client))).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
}

async fn no_addition_is_lost(db: Db) {
    db.table::<Order>().await;
    Order::put(&order("1")).send(&db.client).await.unwrap();
    let update = Order::update(key("1")).change(|o| o.total_cents.add(1));
    let outcomes = join_all((0..20).map(|_| update.clone().send(&db.client))).await;
    let mut totals: Vec<_> = outcomes
        .into_iter()
        .map(|o| o.unwrap().total_cents)
        .collect();
    totals.sort_unstable();
    assert_eq!(totals, (1_001..=1_020).collect::<Vec<_>>());
}

/// Every future and stream is `Send` and owns what it needs.
async fn operations_can_be_spawned(db: Db) {
    db.table::<Order>().await;
    let client = db.client.clone();
    let all = tokio::spawn(async move {
        Order::create(&full_order("1")).send(&client).await?;
        Order::update(key("1"))
            .change(|o| o.note.remove())
            .send(&client)
            .await?;
        let get = Order::get(key("1"))
            .select(|o| o.note)
            .send(&client)
            .await?;
        let query = Order::query("c-17")
            .filter(|o| o.gift.eq(true))
            .all(&client)
            .await?;
        let mut pages = Order::scan().pages(&client);
        let page = pages.next().await.transpose()?;
        let stream = Order::query("c-17").stream(&client);
        drop(client);
        let streamed: Vec<_> = StreamExt::collect::<Vec<_>>(stream).await;
        Ok::<_, dynamo_model::Error>((get, query.len(), page.map(|p| p.len()), streamed.len()))
    });
    assert_eq!(all.await.unwrap().unwrap(), (Some(None), 1, Some(1), 1));
    let client = db.client.clone();
    let delete = tokio::spawn(async move { Order::delete(key("1")).send(&client).await });
    delete.await.unwrap().unwrap();
}

async fn clients_are_shared(db: Db) {
    fn is_shared<T: Clone + Send + Sync + 'static>(_: &T) {}
    is_shared(&db.client);
    is_shared(&Order::get(key("1")));
    is_shared(&Order::put(&order("1")));
    is_shared(&Order::update(key("1")).change(|o| o.gift.set(true)));
    is_shared(&Order::query("c-17").select(|o| (o.gift, o.note)));
    is_shared(&Order::scan());
    db.table::<Order>().await;
    let other = db.client.clone();
    drop(db.client);
    Order::put(&order("1")).send(&other).await.unwrap();
}
