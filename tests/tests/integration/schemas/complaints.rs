//! Complaint management: complaints and their comments in one partition, with sparse indexes on plain attributes.
//!
//! <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/data-modeling-complaint-management.html>
//!
//! The published items have no attribute that tells their type, and need none: keys and indexes keep them apart. So the models are
//! `untyped`.

use std::collections::BTreeSet;

use dynamo_model::{Collection, Document, ErrorKind, Model, Result};

use super::{cost, stored, table};
use crate::harness::{Db, Item, item, s, unordered};

/// The complaints of a customer.
struct OfCustomer;
/// The complaints that were escalated to an agent, by time. All others are not in it.
struct Escalations;
/// What an agent has commented, by time.
struct OfAgent;

#[derive(Debug, Clone, Copy, PartialEq, Document)]
#[dynamo(rename_all = "lowercase")]
enum State {
    Waiting,
    Assigned,
    Investigating,
    Resolved,
}

#[derive(Debug, Clone, Copy, PartialEq, Document)]
enum Severity {
    P1,
    P2,
    P3,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "Complaint_management_system",
    untyped,
    partition_key(name = "PK", template = "{complaint_id}"),
    sort_key(name = "SK", template = "metadata"),
    index(OfCustomer, name = "Customer_Complaint_GSI"),
    index(Escalations, name = "Escalations_GSI")
)]
struct Complaint {
    #[dynamo(index(OfCustomer, partition_key))]
    customer_id: String,
    #[dynamo(index(OfCustomer, sort_key))]
    complaint_id: String,
    current_state: State,
    /// The published times are text without a zone, in whole seconds.
    creation_time: String,
    severity: Severity,
    complaint_description: String,
    #[dynamo(index(Escalations, partition_key))]
    escalated_to: Option<String>,
    #[dynamo(index(Escalations, sort_key))]
    escalation_time: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "Complaint_management_system",
    untyped,
    partition_key(name = "PK", template = "{complaint_id}"),
    sort_key(name = "SK", template = "comm#{comm_date}#{comm_id}"),
    index(OfAgent, name = "Agents_Comments_GSI")
)]
struct Comment {
    #[dynamo(in_key)]
    complaint_id: String,
    #[dynamo(index(OfAgent, sort_key))]
    comm_date: String,
    comm_id: String,
    /// That of the complaint, when the comment was made.
    complaint_state: State,
    comm_text: String,
    /// Absent in what the customer writes.
    #[dynamo(rename = "agentID", index(OfAgent, partition_key))]
    agent_id: Option<String>,
    attachments: BTreeSet<String>,
}

/// All that is in a partition. A model is told by the form of its key.
#[derive(Debug, Clone, PartialEq, Collection)]
enum Case {
    Complaint(Complaint),
    Comment(Comment),
}

on_every_engine![
    create_complaint,
    update_complaint,
    update_severity_by_complaint_id,
    get_complaint_by_complaint_id,
    add_comment_by_complaint_id,
    get_all_comments_by_complaint_id,
    get_latest_comment_by_complaint_id,
    get_a_complaint_by_customer_id_and_complaint_id,
    get_all_complaints_by_customer_id,
    escalate_complaint_by_complaint_id,
    get_all_escalated_complaints,
    get_escalated_complaints_by_agent_id,
    get_comments_by_agent_id,
    get_complaints_by_severity_and_state,
    track_state_changes,
    view_the_history_of_an_agent,
    a_complaint_with_its_comments,
    items_are_stored_as_published,
    half_an_index_key_is_not_in_the_index,
    an_index_key_is_absent_and_never_null,
    without_a_type_the_form_of_the_key_tells,
];

fn complaint(id: &str, customer: &str, severity: Severity, state: State) -> Complaint {
    Complaint {
        customer_id: customer.to_owned(),
        complaint_id: id.to_owned(),
        current_state: state,
        creation_time: "2023-04-30T12:00:24".to_owned(),
        severity,
        complaint_description: "The lamp came without a bulb".to_owned(),
        escalated_to: None,
        escalation_time: None,
    }
}

fn escalated(to: &str, at: &str, complaint: Complaint) -> Complaint {
    Complaint {
        escalated_to: Some(to.to_owned()),
        escalation_time: Some(at.to_owned()),
        ..complaint
    }
}

/// Four complaints, two of which are escalated.
fn complaints() -> [Complaint; 4] {
    use Severity::{P1, P2, P3};
    use State::{Assigned, Investigating, Resolved, Waiting};
    [
        complaint("Complaint123", "custABC", P2, Assigned),
        escalated(
            "AgentB",
            "2023-05-08T11:03:16",
            complaint("Complaint321", "custXYZ", P1, Investigating),
        ),
        complaint("Complaint444", "custABC", P3, Waiting),
        escalated(
            "AgentB",
            "2023-06-01T09:15:00",
            complaint("Complaint1123", "custXYZ", P1, Resolved),
        ),
    ]
}

fn comment(id: &str, date: &str, state: State, agent: Option<&str>) -> Comment {
    Comment {
        complaint_id: "Complaint123".to_owned(),
        comm_date: date.to_owned(),
        comm_id: id.to_owned(),
        complaint_state: state,
        comm_text: format!("{id} has been said"),
        agent_id: agent.map(str::to_owned),
        attachments: BTreeSet::new(),
    }
}

fn of_complaint(id: &str, comment: Comment) -> Comment {
    Comment {
        complaint_id: id.to_owned(),
        ..comment
    }
}

/// Five comments, one of which is the customer's own. The first three belong to one complaint.
fn comments() -> [Comment; 5] {
    use State::{Assigned, Investigating, Waiting};
    [
        comment("comm1", "2023-04-30T12:00:24", Waiting, Some("AgentA")),
        comment("comm4", "2023-05-02T08:40:00", Assigned, None),
        comment("comm5", "2023-05-04T17:21:09", Assigned, Some("AgentA")),
        of_complaint(
            "Complaint321",
            comment("comm2", "2023-05-01T10:00:00", Waiting, Some("AgentB")),
        ),
        of_complaint(
            "Complaint321",
            comment(
                "comm3",
                "2023-05-08T11:04:00",
                Investigating,
                Some("AgentA"),
            ),
        ),
    ]
}

/// The table with four complaints and five comments.
async fn samples(db: &Db) {
    table::<Case>(db).await;
    db.put_all(&complaints()).await;
    db.put_all(&comments()).await;
}

async fn create_complaint(db: Db) {
    table::<Case>(&db).await;
    let [complaint, ..] = complaints();
    Complaint::create(&complaint)
        .send(&db.client)
        .await
        .unwrap();
    let again = Complaint::create(&complaint).send(&db.client).await;
    assert!(again.unwrap_err().is_already_exists());
}

async fn update_complaint(db: Db) {
    samples(&db).await;
    let [before, ..] = complaints();
    let updated = Complaint::update("Complaint123")
        .change(|c| {
            (c.current_state.set(State::Investigating))
                .and(c.complaint_description.set("The lamp came in pieces"))
        })
        .send(&db.client)
        .await
        .unwrap();
    let expected = Complaint {
        current_state: State::Investigating,
        complaint_description: "The lamp came in pieces".to_owned(),
        ..before
    };
    assert_eq!(updated, expected);
    let missing = Complaint::update("Complaint999")
        .change(|c| c.current_state.set(State::Assigned))
        .send(&db.client)
        .await;
    assert!(missing.unwrap_err().is_not_found());
}

async fn update_severity_by_complaint_id(db: Db) {
    samples(&db).await;
    Complaint::update("Complaint123")
        .change(|c| c.severity.set(Severity::P1))
        .return_none()
        .send(&db.client)
        .await
        .unwrap();
    let [before, ..] = complaints();
    let found = Complaint::get("Complaint123").send(&db.client).await;
    let expected = Complaint {
        severity: Severity::P1,
        ..before
    };
    assert_eq!(found.unwrap(), Some(expected));
}

async fn get_complaint_by_complaint_id(db: Db) {
    samples(&db).await;
    for complaint in complaints() {
        let found = Complaint::get(&complaint.complaint_id)
            .send(&db.client)
            .await;
        assert_eq!(found.unwrap(), Some(complaint));
    }
    let missing = Complaint::get("Complaint").send(&db.client).await;
    assert_eq!(missing.unwrap(), None);
}

/// A comment that brings its complaint into another state.
///
/// AWS writes both with TransactWriteItems. The library has no transactions yet, so these are two writes, each with its condition,
/// and that of the complaint goes first: it is the one that can be refused.
async fn add_comment(db: &Db, comment: &Comment) -> Result<()> {
    Complaint::update(&comment.complaint_id)
        .change(|c| c.current_state.set(comment.complaint_state))
        .condition(|c| c.current_state.ne(State::Resolved))
        .return_none()
        .send(&db.client)
        .await?;
    Comment::create(comment)
        .return_none()
        .send(&db.client)
        .await
}

async fn state_of(db: &Db, complaint: &str) -> State {
    let get = Complaint::get(complaint).select(|c| c.current_state);
    get.send(&db.client).await.unwrap().expect("it is there")
}

async fn add_comment_by_complaint_id(db: Db) {
    samples(&db).await;
    let new = Comment {
        attachments: BTreeSet::from(["s3://evidence/lamp.jpg".to_owned()]),
        ..comment(
            "comm6",
            "2023-05-05T07:00:00",
            State::Investigating,
            Some("AgentA"),
        )
    };
    add_comment(&db, &new).await.unwrap();
    let found = Comment::get(new.key()).send(&db.client).await;
    assert_eq!(found.unwrap(), Some(new.clone()));
    assert_eq!(state_of(&db, "Complaint123").await, State::Investigating);

    let closed = of_complaint("Complaint1123", new.clone());
    let error = add_comment(&db, &closed).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConditionFailed);
    let of_nothing = of_complaint("Complaint999", new.clone());
    assert!(
        add_comment(&db, &of_nothing)
            .await
            .unwrap_err()
            .is_not_found()
    );
    for comment in [closed, of_nothing] {
        let found = Comment::get(comment.key()).send(&db.client).await;
        assert_eq!(found.unwrap(), None, "neither was written");
    }

    // What a transaction is missed for: the second write is refused, and the first is there.
    let again = Comment {
        complaint_state: State::Waiting,
        ..new
    };
    assert!(
        add_comment(&db, &again)
            .await
            .unwrap_err()
            .is_already_exists()
    );
    assert_eq!(state_of(&db, "Complaint123").await, State::Waiting);
}

async fn get_all_comments_by_complaint_id(db: Db) {
    samples(&db).await;
    let page = Comment::query("Complaint123").send(&db.client).await;
    let page = page.unwrap();
    assert_eq!(page.items, comments()[..3]);
    assert_eq!(cost(&page), (3, 1), "the complaint itself is not read");
}

async fn get_latest_comment_by_complaint_id(db: Db) {
    samples(&db).await;
    let page = Comment::query("Complaint123")
        .descending()
        .limit(1)
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(page.items, comments()[2..3]);
    assert_eq!(cost(&page), (1, 1));
}

async fn get_a_complaint_by_customer_id_and_complaint_id(db: Db) {
    samples(&db).await;
    let of = async |customer: &str, complaint: &str| {
        Complaint::query_index(OfCustomer, customer)
            .sort_key(|id| id.eq(complaint))
            .send(&db.client)
            .await
            .unwrap()
    };
    let page = of("custABC", "Complaint123").await;
    assert_eq!(page.items, complaints()[..1]);
    assert_eq!(cost(&page), (1, 1));
    assert_eq!(of("custABC", "Complaint321").await.items, []);
}

async fn get_all_complaints_by_customer_id(db: Db) {
    samples(&db).await;
    let page = Complaint::query_index(OfCustomer, "custXYZ")
        .send(&db.client)
        .await
        .unwrap();
    let [_, second, _, last] = complaints();
    assert_eq!(page.items, [last, second], "as text, 1123 sorts before 321");
    assert_eq!(cost(&page), (2, 1));
}

async fn escalate_complaint_by_complaint_id(db: Db) {
    samples(&db).await;
    let escalate = Complaint::update("Complaint123")
        .change(|c| {
            (c.escalated_to.set("AgentB")).and(c.escalation_time.set("2023-05-20T16:00:00"))
        })
        .condition(|c| c.escalated_to.not_exists());
    let complaint = escalate.clone().send(&db.client).await.unwrap();
    let found = Complaint::query_index(Escalations, "AgentB")
        .sort_key(|at| at.begins_with("2023-05-2"))
        .all(&db.client)
        .await
        .unwrap();
    assert_eq!(found, [complaint], "it has entered the index");
    let again = escalate.send(&db.client).await.unwrap_err();
    assert_eq!(again.kind(), ErrorKind::ConditionFailed);
}

async fn get_all_escalated_complaints(db: Db) {
    samples(&db).await;
    let page = Complaint::scan_index(Escalations)
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(cost(&page), (2, 1), "of nine items, the index has two");
    let mut found = page.items;
    found.sort_by(|a, b| a.escalation_time.cmp(&b.escalation_time));
    let [_, first, _, second] = complaints();
    assert_eq!(found, [first, second]);
}

async fn get_escalated_complaints_by_agent_id(db: Db) {
    samples(&db).await;
    let page = Complaint::query_index(Escalations, "AgentB")
        .descending()
        .send(&db.client)
        .await
        .unwrap();
    let [_, older, _, newer] = complaints();
    assert_eq!(page.items, [newer, older]);
    assert_eq!(cost(&page), (2, 1));
}

async fn get_comments_by_agent_id(db: Db) {
    samples(&db).await;
    let page = Comment::query_index(OfAgent, "AgentA")
        .sort_key(|date| date.between("2023-05-01", "2023-05-31"))
        .send(&db.client)
        .await
        .unwrap();
    let [_, _, second, _, last] = comments();
    assert_eq!(page.items, [second, last]);
    assert_eq!(cost(&page), (2, 1), "that of April is not read");
}

/// The table has no key for it: AWS scans.
async fn get_complaints_by_severity_and_state(db: Db) {
    samples(&db).await;
    let page = Complaint::scan()
        .filter(|c| (c.severity.eq(Severity::P1)).and(c.current_state.eq(State::Investigating)))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(page.items, complaints()[1..2]);
    assert_eq!(cost(&page), (9, 1), "everything is read, comments included");
}

async fn track_state_changes(db: Db) {
    samples(&db).await;
    let page = Comment::query("Complaint123")
        .filter(|c| c.complaint_state.eq(State::Assigned))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(page.items, comments()[1..3]);
    assert_eq!(cost(&page), (3, 1));
}

async fn view_the_history_of_an_agent(db: Db) {
    samples(&db).await;
    let page = Comment::query_index(OfAgent, "AgentA")
        .send(&db.client)
        .await
        .unwrap();
    let [first, _, second, _, last] = comments();
    assert_eq!(page.items, [first, second, last]);
    assert_eq!(cost(&page), (3, 1));
}

/// Not among AWS's patterns; its README reads the two with a get and a query.
async fn a_complaint_with_its_comments(db: Db) {
    samples(&db).await;
    let query = Case::query("Complaint123");
    let (complaint, of_complaint): (Complaint, Vec<Comment>) =
        query.clone().gather(&db.client).await.unwrap();
    let [expected, ..] = complaints();
    assert_eq!(complaint, expected);
    assert_eq!(of_complaint, comments()[..3]);
    let page = query.descending().limit(2).send(&db.client).await.unwrap();
    let [.., last, _, _] = comments();
    assert_eq!(page.items, [complaint.into(), last.into()]);
    assert_eq!(cost(&page), (2, 1), "`metadata` is behind `comm#`");
}

fn published_complaint() -> Item {
    item([
        ("PK", s("Complaint321")),
        ("SK", s("metadata")),
        ("customer_id", s("custXYZ")),
        ("complaint_id", s("Complaint321")),
        ("current_state", s("investigating")),
        ("creation_time", s("2023-04-30T12:00:24")),
        ("severity", s("P1")),
        ("complaint_description", s("The lamp came without a bulb")),
        ("escalated_to", s("AgentB")),
        ("escalation_time", s("2023-05-08T11:03:16")),
    ])
}

fn published_comment() -> Item {
    item([
        ("PK", s("Complaint123")),
        ("SK", s("comm#2023-04-30T12:00:24#comm1")),
        ("comm_date", s("2023-04-30T12:00:24")),
        ("comm_id", s("comm1")),
        ("complaint_state", s("waiting")),
        ("comm_text", s("comm1 has been said")),
        ("agentID", s("AgentA")),
    ])
}

async fn items_are_stored_as_published(db: Db) {
    table::<Case>(&db).await;
    let ([_, complaint, ..], [comment, ..]) = (complaints(), comments());
    assert_eq!(stored(&complaint), unordered(published_complaint()));
    assert_eq!(stored(&comment), unordered(published_comment()));
    db.put_raw::<Complaint>(published_complaint()).await;
    db.put_raw::<Comment>(published_comment()).await;
    let found = Complaint::get(complaint.key()).send(&db.client).await;
    assert_eq!(found.unwrap(), Some(complaint));
    let found = Comment::get(comment.key()).send(&db.client).await;
    assert_eq!(found.unwrap(), Some(comment));
}

async fn half_an_index_key_is_not_in_the_index(db: Db) {
    samples(&db).await;
    let escalated = async || {
        let count = Complaint::scan_index(Escalations).count(&db.client).await;
        count.unwrap().scanned_count
    };
    let update = || Complaint::update("Complaint123");
    let to_nobody = update().change(|c| c.escalation_time.set("2023-05-20T16:00:00"));
    to_nobody.send(&db.client).await.unwrap();
    assert_eq!(escalated().await, 2, "there is a time, and no agent");
    let to_agent = update().change(|c| c.escalated_to.set("AgentA"));
    to_agent.send(&db.client).await.unwrap();
    assert_eq!(escalated().await, 3);
    let no_time = update().change(|c| c.escalation_time.remove());
    no_time.send(&db.client).await.unwrap();
    assert_eq!(escalated().await, 2, "there is an agent, and no time");
}

async fn an_index_key_is_absent_and_never_null(db: Db) {
    table::<Case>(&db).await;
    let [complaint, ..] = complaints();
    let item = complaint.to_attributes().unwrap();
    assert!(!item.contains_key("escalated_to") && !item.contains_key("escalation_time"));
    // DynamoDB takes no NULL where an index has its key.
    let null = dynamo_model::AttributeValue::Null(true);
    let refused = Item::from_iter(item.into_iter().chain([("escalated_to".to_owned(), null)]));
    assert!(db.try_put_raw::<Complaint>(refused).await.is_err());
}

/// What is `untyped` is found by what its keys begin with.
async fn without_a_type_the_form_of_the_key_tells(db: Db) {
    samples(&db).await;
    let counted = Complaint::scan().count(&db.client).await.unwrap();
    assert_eq!((counted.count, counted.scanned_count), (4, 9));
    let counted = Comment::scan().count(&db.client).await.unwrap();
    assert_eq!((counted.count, counted.scanned_count), (5, 9));
    let mut found = Complaint::scan().all(&db.client).await.unwrap();
    found.sort_by(|a, b| a.complaint_id.cmp(&b.complaint_id));
    let [a, c, d, b] = complaints();
    assert_eq!(found, [b, a, c, d]);
    // A note to an agent, in the index of the agent's comments.
    let note = item([
        ("PK", s("Complaint123")),
        ("SK", s("note#1")),
        ("agentID", s("AgentA")),
        ("comm_date", s("2023-05-03T09:00:00")),
    ]);
    db.put_raw::<Comment>(note).await;
    let page = Comment::query_index(OfAgent, "AgentA").limit(2);
    let page = page.send(&db.client).await.unwrap();
    let [first, _, second, ..] = comments();
    assert_eq!(page.items, [first, second]);
    assert_eq!(cost(&page), (4, 2), "the note is read, and left out");
    // No filter can tell what is of none of the models of a collection without types.
    let met = Case::query("Complaint123").all(&db.client).await;
    assert_eq!(met.unwrap_err().kind(), ErrorKind::Decode);
}
