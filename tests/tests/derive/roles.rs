//! What may be named where: what `tests/ui` shows not to compile, where it does.

use dynamo_model::Model;

struct ByStatus;
struct ByTotal;

#[derive(Debug, Clone, Model)]
#[dynamo(
    table = "orders",
    index(ByStatus, include(total)),
    index(ByTotal, local)
)]
struct Order {
    #[dynamo(partition_key)]
    customer: String,
    #[dynamo(sort_key)]
    number: u64,
    #[dynamo(index(ByStatus, partition_key))]
    status: String,
    #[dynamo(index(ByTotal, sort_key))]
    total: u64,
    reviewer: String,
}

#[derive(Debug, Clone, Model)]
#[dynamo(
    table = "shop",
    partition_key = "CUSTOMER#{customer}",
    sort_key = "ORDER#{number}",
    untyped
)]
struct Templated {
    customer: String,
    number: u32,
    total: u64,
}

/// A scan has no key condition, and so no key attributes to hold back.
#[test]
fn a_scan_filters_by_key_attributes() {
    let input = Order::scan()
        .filter(|o| o.customer.begins_with("c").and(o.reviewer.ne(o.customer)))
        .into_input()
        .unwrap();
    assert_eq!(
        input.filter_expression(),
        Some("begins_with(#n0, :v0) AND #n1 <> #n0")
    );
    let input = Order::scan_index(ByStatus)
        .filter(|o| {
            let key = o.status.eq("open").or(o.number.gt(5));
            key.and(o.customer.size().lt(9))
        })
        .into_input()
        .unwrap();
    assert_eq!(
        input.filter_expression(),
        Some("(#n0 = :v0 OR #n1 > :v1) AND size(#n2) < :v2")
    );
}

/// A write finds its item by the key, and may ask for all that the item has.
#[test]
fn conditions_of_writes_name_key_attributes() {
    let order = Order {
        customer: "c".to_owned(),
        number: 1,
        status: "open".to_owned(),
        total: 5,
        reviewer: "r".to_owned(),
    };
    let put = Order::put(&order)
        .condition(|o| o.customer.not_exists())
        .into_input();
    assert_eq!(
        put.unwrap().condition_expression(),
        Some("attribute_not_exists(#n0)")
    );
    let delete = Order::delete(("c", 1))
        .condition(|o| o.number.gt(0).and(o.reviewer.ne(o.customer)))
        .into_input();
    assert_eq!(
        delete.unwrap().condition_expression(),
        Some("#n0 > :v0 AND #n1 <> #n2")
    );
    let update = Order::update(("c", 1))
        .condition(|o| o.status.eq("open").and(o.customer.exists()))
        .change(|o| o.reviewer.set(o.customer))
        .into_input();
    assert_eq!(update.unwrap().update_expression(), Some("SET #n0 = #n1"));
}

/// Each source has key attributes of its own.
#[test]
fn a_query_filters_by_the_keys_of_others() {
    let of_table = Order::query("c")
        .filter(|o| o.status.eq("open").and(o.total.gt(5)))
        .into_input();
    assert_eq!(
        of_table.unwrap().filter_expression(),
        Some("#n1 = :v1 AND #n2 > :v2")
    );
    let of_index = Order::query_index(ByStatus, "open")
        .filter(|o| o.customer.eq("c").and(o.number.gt(5)).and(o.total.gt(1)))
        .select(|o| (o.customer, o.total))
        .into_input();
    assert_eq!(
        of_index.unwrap().filter_expression(),
        Some("#n1 = :v1 AND #n2 > :v2 AND #n3 > :v3")
    );
}

/// Parts of a key that a template makes are attributes like others, where they are stored.
#[test]
fn fields_of_a_template_are_filtered_by() {
    let input = Templated::query("c")
        .filter(|o| o.number.gt(5).and(o.customer.exists()))
        .into_input()
        .unwrap();
    assert_eq!(
        input.filter_expression(),
        Some("#n2 > :v2 AND attribute_exists(#n3)")
    );
}

#[test]
fn keys_of_indexes_are_changed_and_local_indexes_are_consistent() {
    let update = Order::update(("c", 1))
        .change(|o| o.status.set("paid").and(o.total.add(1)))
        .into_input();
    assert_eq!(
        update.unwrap().update_expression(),
        Some("SET #n0 = :v0 ADD #n1 :v1")
    );
    for read in [
        Order::query_index(ByTotal, "c").consistent().into_input(),
        Order::query("c").consistent().into_input(),
    ] {
        assert_eq!(read.unwrap().consistent_read(), Some(true));
    }
    let scan = Order::scan_index(ByTotal).consistent().into_input();
    assert_eq!(scan.unwrap().consistent_read(), Some(true));
}
