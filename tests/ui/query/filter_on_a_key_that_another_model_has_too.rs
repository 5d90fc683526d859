use dynamo_model::Model;

mod models {
    use dynamo_model::Model;

    #[derive(Clone, Model)]
    pub struct Order {
        #[dynamo(partition_key)]
        pub customer: String,
        #[dynamo(sort_key)]
        pub number: u64,
    }

    #[derive(Clone, Model)]
    pub struct Invoice {
        #[dynamo(partition_key)]
        pub customer: String,
        #[dynamo(sort_key)]
        pub number: u64,
    }
}

fn main() {
    let _ = models::Order::query("c-17").filter(|o| o.number.gt(5));
}
