use dynamo_model::Model;
use dynamo_model::op::BatchWrite;

#[derive(Clone, Model)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(version)]
    version: u64,
}

#[derive(Clone, Model)]
struct User {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(unique)]
    email: String,
}

fn write(orders: &[Order], user: &User) {
    let _ = Order::batch_put(orders);
    let _ = BatchWrite::new().with(Order::put(&orders[0]));
    let _ = User::batch_delete(["1"]);
    let _ = BatchWrite::new().with_all([User::put(user).return_none()]);
    let _ = BatchWrite::new().with(User::delete("1"));
}

fn main() {}
