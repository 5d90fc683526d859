//! Secondary indexes: which items are in them, and what can be read from them.

use dynamo_model::expr::Path;
use dynamo_model::op::Query;
use dynamo_model::{ErrorKind, Model};

use crate::harness::{Db, Seen, item, n, s};
use crate::models::{
    Address, ByAgent, ByChange, ByPriority, ByState, State, Ticket, ticket, unknown,
};

on_every_engine![
    an_index_is_read_like_a_table,
    an_index_has_an_order_of_its_own,
    only_items_with_the_key_of_an_index_are_in_it,
    an_item_enters_and_leaves_an_index,
    an_index_of_keys_holds_no_more,
    an_index_holds_what_it_includes,
    a_local_index_reads_consistently,
    a_whole_index_is_scanned,
    what_is_in_an_index_is_counted,
    selections_from_an_index,
    the_keys_of_the_table_may_be_in_a_filter,
    the_keys_of_the_index_may_not_be_in_a_filter,
    an_index_that_is_not_there,
];

type Tickets<I> = Query<Ticket, Ticket, I>;

fn open() -> Tickets<ByState> {
    Ticket::query_index(ByState, State::Open)
}

/// Three customers with two tickets each, one of them closed.
async fn seed(db: &Db) -> Vec<Ticket> {
    db.table::<Ticket>().await;
    let mut tickets = vec![
        ticket("a", 1, 500),
        ticket("a", 2, 300),
        ticket("b", 1, 200),
        ticket("b", 2, 400),
        ticket("c", 1, 400),
        ticket("c", 2, 100),
    ];
    tickets[5].state = State::Closed;
    tickets[1].agent = Some("zoe".to_owned());
    tickets[3].agent = Some("zoe".to_owned());
    tickets[0].priority = Some(-1);
    tickets[1].priority = Some(-20);
    db.put_all(&tickets).await;
    tickets
}

fn numbers(tickets: &[Ticket]) -> String {
    let numbers = tickets
        .iter()
        .map(|ticket| format!("{}{}", ticket.customer_id, ticket.number));
    numbers.collect::<Vec<_>>().join(" ")
}

async fn an_index_is_read_like_a_table(db: Db) {
    let tickets = seed(&db).await;
    let found = db
        .both_paths(async |client| {
            let mut found = Vec::new();
            for query in [
                open(),
                open().descending(),
                open().sort_key(|at| at.eq(400)),
                open().sort_key(|at| at.lt(400)),
                open().sort_key(|at| at.le(400)),
                open().sort_key(|at| at.gt(300)).descending(),
                open().sort_key(|at| at.ge(400)).limit(2),
                open().sort_key(|at| at.between(201, 300)),
                open().filter(|t| t.agent.exists()),
                open().filter(|t| t.place.zip.exists()),
                Ticket::query_index(ByState, State::Closed),
            ] {
                found.push(query.all(client).await.unwrap());
            }
            found
        })
        .await;
    // Items with the same sort key are in no order.
    assert_eq!(found[0][0], tickets[2]);
    assert_eq!(found[0][4], tickets[0]);
    let found: Vec<_> = found
        .iter()
        .map(|tickets| {
            let mut tickets = tickets.clone();
            tickets.sort_by_key(|ticket| (ticket.changed_at, ticket.customer_id.clone()));
            numbers(&tickets)
        })
        .collect();
    assert_eq!(
        found,
        [
            "b1 a2 b2 c1 a1",
            "b1 a2 b2 c1 a1",
            "b2 c1",
            "b1 a2",
            "b1 a2 b2 c1",
            "b2 c1 a1",
            "b2 c1",
            "a2",
            "a2 b2",
            "",
            "c2",
        ]
    );
}

async fn an_index_has_an_order_of_its_own(db: Db) {
    seed(&db).await;
    let by_change = || Ticket::query_index(ByChange, "a");
    let found = db
        .both_paths(async |client| {
            [
                Ticket::query("a").all(client).await.unwrap(),
                by_change().all(client).await.unwrap(),
                by_change().descending().all(client).await.unwrap(),
            ]
        })
        .await;
    assert_eq!(
        found.map(|found| numbers(&found)),
        ["a1 a2", "a2 a1", "a1 a2"]
    );
}

/// The keys of all items in the index of agents, and the titles in that of priorities.
async fn in_sparse_indexes(db: &Db) -> (String, String) {
    db.both_paths(async |client| {
        let of_agents = Ticket::scan_index(ByAgent).select(|t| (t.customer_id, t.number));
        let mut of_agents: Vec<_> = of_agents.all(client).await.unwrap();
        of_agents.sort();
        let of_agents = of_agents
            .iter()
            .map(|(customer, n)| format!("{customer}{n}"));
        let titles = Ticket::scan_index(ByPriority).select(|t| t.title);
        let mut titles = titles.all(client).await.unwrap();
        titles.sort();
        (of_agents.collect::<Vec<_>>().join(" "), titles.join(", "))
    })
    .await
}

async fn only_items_with_the_key_of_an_index_are_in_it(db: Db) {
    seed(&db).await;
    let found = in_sparse_indexes(&db).await;
    assert_eq!(found, ("a2 b2".to_owned(), "a 1, a 2".to_owned()));
}

async fn an_item_enters_and_leaves_an_index(db: Db) {
    db.table::<Ticket>().await;
    let open = ticket("a", 1, 100);
    let found = async || in_sparse_indexes(&db).await;
    let is = |agent: &str, priority: &str| (agent.to_owned(), priority.to_owned());
    let update = || Ticket::update(("a", 1));
    Ticket::create(&open).send(&db.client).await.unwrap();
    assert_eq!(found().await, is("", ""));
    let set = update().change(|t| t.agent.set("zoe").and(t.priority.set(0)));
    set.send(&db.client).await.unwrap();
    assert_eq!(found().await, is("a1", "a 1"));
    let remove = update().change(|t| t.agent.remove());
    remove.send(&db.client).await.unwrap();
    assert_eq!(found().await, is("", "a 1"));
    let none = update().change(|t| t.priority.set(None::<i32>));
    none.send(&db.client).await.unwrap();
    assert_eq!(found().await, is("", ""));
    let given = Ticket {
        agent: Some("max".to_owned()),
        ..open.clone()
    };
    Ticket::put(&given).send(&db.client).await.unwrap();
    assert_eq!(found().await, is("a1", ""));
    Ticket::put(&open).send(&db.client).await.unwrap();
    assert_eq!(found().await, is("", ""));
}

async fn an_index_of_keys_holds_no_more(db: Db) {
    seed(&db).await;
    let of_zoe = || Ticket::query_index(ByAgent, "zoe");
    let found = db
        .both_paths(async |client| {
            let keys = of_zoe().select(|t| (t.changed_at, t.customer_id, t.number, t.agent));
            keys.all(client).await.unwrap()
        })
        .await;
    let zoe = || Some("zoe".to_owned());
    assert_eq!(
        found,
        [
            (300, "a".to_owned(), 2, zoe()),
            (400, "b".to_owned(), 2, zoe())
        ]
    );
    let keys = || of_zoe().select(|t| t.number);
    let nested = keys().filter(|t| t.place.city.eq("Bern"));
    let selected = of_zoe().select(|t| t.place.city.clone());
    let unknown_path = keys().filter(|_| unknown::<_, String>("title").begins_with("a"));
    let scanned = Ticket::scan_index(ByAgent).select(|t| t.number);
    let scanned = scanned.filter(|t| t.place.zip.not_exists());
    let counted = of_zoe().filter(|t| t.place.city.size().gt(1));
    for (error, path) in [
        (
            keys()
                .filter(|t| t.place.city.eq("Bern"))
                .send(&db.client)
                .await
                .map(drop),
            "place.city",
        ),
        (nested.into_input().map(drop), "place.city"),
        (selected.send(&db.client).await.map(drop), "place.city"),
        (unknown_path.all(&db.client).await.map(drop), "title"),
        (scanned.all(&db.client).await.map(drop), "place.zip"),
        (counted.count(&db.client).await.map(drop), "place.city"),
    ] {
        let error = error.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
        assert_eq!(
            error.to_string(),
            format!(
                "{path}: the index `agent-index` does not hold this attribute; add it to the index with `include(..)`"
            )
        );
    }
    if let Some(embedded) = db.if_embedded() {
        // Those of the first read, on either path.
        assert_eq!((embedded.calls("Query"), embedded.calls("Scan")), (2, 0));
    }
}

async fn an_index_holds_what_it_includes(db: Db) {
    seed(&db).await;
    let found = db
        .both_paths(async |client| {
            let titles = Ticket::query_index(ByPriority, "a")
                .filter(|t| t.title.begins_with("a"))
                .select(|t| (t.priority, t.title, t.number));
            titles.all(client).await.unwrap()
        })
        .await;
    assert_eq!(
        found,
        [
            (Some(-20), "a 2".to_owned(), 2),
            (Some(-1), "a 1".to_owned(), 1)
        ]
    );
    let place = Ticket::query_index(ByPriority, "a").select(|t| t.place.city.clone());
    let error = place.send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
}

async fn a_local_index_reads_consistently(db: Db) {
    let tickets = seed(&db).await;
    if let Some(embedded) = db.if_embedded() {
        embedded.record();
    }
    let found = db
        .both_paths(async |client| {
            let query = Ticket::query_index(ByChange, "b").consistent();
            let scan = Ticket::scan_index(ByPriority).consistent();
            let scan = scan.select(|t| t.number).all(client).await.unwrap().len();
            (query.all(client).await.unwrap(), scan)
        })
        .await;
    assert_eq!(found, (tickets[2..4].to_vec(), 2));
    if let Some(embedded) = db.if_embedded() {
        for request in embedded.requests() {
            assert_eq!(request.json().unwrap()["ConsistentRead"], true);
        }
    }
}

async fn a_whole_index_is_scanned(db: Db) {
    let mut tickets = seed(&db).await;
    let scanned = db
        .both_paths(async |client| {
            let scan = Ticket::scan_index(ByState);
            let filtered = Ticket::scan_index(ByState)
                // A scan has no key condition: keys are for its filter.
                .filter(|t| {
                    t.state
                        .eq(State::Open)
                        .and(t.changed_at.gt(200))
                        .and(t.number.eq(2))
                });
            let mut scanned = scan.page_size(4).all(client).await.unwrap();
            let mut filtered = filtered.all(client).await.unwrap();
            scanned.sort_by_key(|t| (t.customer_id.clone(), t.number));
            filtered.sort_by_key(|t| t.customer_id.clone());
            (scanned, filtered)
        })
        .await;
    assert_eq!(scanned.0, tickets);
    tickets.retain(|t| t.state == State::Open && t.number == 2);
    assert_eq!(scanned.1, tickets);
}

async fn what_is_in_an_index_is_counted(db: Db) {
    seed(&db).await;
    let client = &db.client;
    let count = open().count(client).await.unwrap();
    assert_eq!((count.count, count.scanned_count), (5, 5));
    let count = open()
        .sort_key(|at| at.ge(400))
        .filter(|t| t.title.ne("a 1"));
    let count = count.page_size(2).count(client).await.unwrap();
    assert_eq!((count.count, count.scanned_count), (2, 3));
    let count = Ticket::query_index(ByAgent, "zoe").count(client).await;
    assert_eq!(count.unwrap().count, 2);
    let count = Ticket::scan_index(ByPriority).count(client).await;
    assert_eq!(count.unwrap().count, 2);
}

async fn selections_from_an_index(db: Db) {
    seed(&db).await;
    let found = db
        .both_paths(async |client| {
            let query = open().sort_key(|at| at.lt(400));
            let selected = query.select(|t| (t.place, t.state, t.changed_at));
            let nested = open().select(|t| t.place.city.clone()).limit(1);
            (
                selected.all(client).await.unwrap(),
                nested.all(client).await.unwrap(),
            )
        })
        .await;
    let bern = || Address {
        city: "Bern".to_owned(),
        zip: None,
    };
    assert_eq!(
        found.0,
        [(bern(), State::Open, 200), (bern(), State::Open, 300)]
    );
    assert_eq!(found.1, ["Bern"]);
}

/// DynamoDB refuses the keys of what is queried, and no others.
async fn the_keys_of_the_table_may_be_in_a_filter(db: Db) {
    seed(&db).await;
    let found = db
        .both_paths(async |client| {
            let filtered = open().filter(|t| t.number.eq(2).and(t.customer_id.is_in(["a", "c"])));
            let local = Ticket::query_index(ByChange, "a").filter(|t| t.number.gt(1));
            let of_agents = Ticket::query_index(ByAgent, "zoe").filter(|t| t.customer_id.eq("b"));
            (
                Seen::from(filtered.send(client).await.unwrap()),
                local.all(client).await.unwrap(),
                of_agents.select(|t| t.number).all(client).await.unwrap(),
            )
        })
        .await;
    assert_eq!(numbers(&found.0.items), "a2");
    assert_eq!(found.0.scanned_count, 5);
    assert_eq!(numbers(&found.1), "a2");
    assert_eq!(found.2, [2]);
}

async fn the_keys_of_the_index_may_not_be_in_a_filter(db: Db) {
    seed(&db).await;
    let state: fn() -> Path<_, String> = || unknown("state");
    for (filtered, path) in [
        (open().filter(|_| state().eq("Open")), "state"),
        (
            open().filter(|t| t.title.eq("a").or(unknown::<_, u64>("changedAt").gt(5))),
            "changedAt",
        ),
    ] {
        let error = filtered.send(&db.client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
        assert_eq!(
            error.to_string(),
            format!(
                "{path}: a key attribute can't be in the filter of a query; use `sort_key`, or query another index"
            )
        );
    }
    let local = Ticket::query_index(ByChange, "a");
    let error = local.filter(|_| unknown::<_, String>("customerId").eq("a"));
    let error = error.send(&db.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    if let Some(embedded) = db.if_embedded() {
        assert_eq!(embedded.calls("Query"), 0, "none was sent");
    }
}

/// A model whose table was made without its index.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "tickets", rename_all = "camelCase")]
struct TicketBefore {
    #[dynamo(partition_key)]
    customer_id: String,
    #[dynamo(sort_key)]
    number: u32,
}

async fn an_index_that_is_not_there(db: Db) {
    db.table::<TicketBefore>().await;
    let raw = item([("customerId", s("a")), ("number", n(1))]);
    db.put_raw::<TicketBefore>(raw).await;
    for error in [
        open().send(&db.client).await.map(drop),
        Ticket::scan_index(ByState).send(&db.client).await.map(drop),
        Ticket::query_index(ByAgent, "zoe")
            .count(&db.client)
            .await
            .map(drop),
    ] {
        let error = error.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
        let text = error.to_string();
        assert!(
            text.contains("The table does not have the specified index"),
            "{text}"
        );
    }
}
