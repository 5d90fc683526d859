//! `validate`: what is wrong with a value is said before anything is sent, everything at once and everywhere alike.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::sync::Arc;

use dynamo_model::{Document, Error, Model, Param, Report, Result, Violation};
use serde_json::json;

use crate::harness::{Db, item, s};

on_every_engine![
    a_put_says_everything_that_is_wrong,
    an_item_without_mistakes_is_written,
    d21_a_pattern_has_no_state,
    what_is_absent_passes,
    an_update_says_what_is_wrong_with_what_it_sets,
    an_element_or_entry_is_checked_by_itself,
    what_is_added_is_checked_and_the_whole_is_not,
    documents_are_checked_as_wholes_and_in_parts,
    enums_and_flattened_structs_are_checked,
    an_update_without_mistakes_is_sent,
    conditions_and_keys_are_not_checked,
    required_and_rules_go_together,
    newtypes_are_checked_wherever_they_stand,
    newtypes_are_transformed_wherever_they_stand,
    rules_look_through_parameters_and_codecs,
    a_stored_item_is_read_whatever_the_rules,
];

/// What was found: paths and codes, in order.
#[track_caller]
fn found<T: Debug>(result: Result<T>) -> Vec<String> {
    let error = result.unwrap_err();
    assert!(error.is_validation(), "{error:?}");
    let report = error.report().unwrap();
    let path = |violation: &Violation| match &violation.path {
        Some(path) => path.to_string(),
        None => "-".to_owned(),
    };
    let shown = |violation| format!("{} {}", path(violation), violation.code);
    report.violations().iter().map(shown).collect()
}

#[track_caller]
fn nothing_was_sent(db: &Db) {
    if let Some(engine) = db.if_embedded() {
        assert_eq!(engine.calls("CreateTable"), 1, "what is sent is counted");
        assert_eq!(engine.calls("PutItem") + engine.calls("UpdateItem"), 0);
    }
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn texts<const N: usize, C: FromIterator<String>>(of: [&str; N]) -> C {
    of.into_iter().map(text).collect()
}

fn even(number: &u32) -> Outcome<&'static str> {
    if number.is_multiple_of(2) {
        return Ok(());
    }
    Err("must be even")
}

/// A rule with a code and values of its own.
fn no_gap(rows: &[Vec<u8>]) -> Outcome<Violation> {
    match rows.iter().position(Vec::is_empty) {
        None => Ok(()),
        Some(row) => Err(Violation::new("gap", "must not be empty")
            .at(dynamo_model::AttributePath::new(row))
            .with("row", row)),
    }
}

/// What a rule gives back.
type Outcome<E> = std::result::Result<(), E>;

/// The limit that some shop has.
const MOST: u32 = 9;

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "validated-orders", rename_all = "camelCase", validate = Order::check)]
struct Order {
    #[dynamo(partition_key, validate(length(max = 5)))]
    id: String,
    #[dynamo(validate(range(min = 1, max = MOST), custom(even)))]
    quantity: u32,
    #[dynamo(validate(range(min = 0.0, max = 1.0, message = "must be a share", code = "share")))]
    discount: Option<f64>,
    #[dynamo(
        rename = "sku",
        validate(pattern("^[A-Z]-[0-9]+$"), length(bytes, max = 6))
    )]
    article: Arc<str>,
    #[dynamo(validate(one_of("open", "paid")))]
    status: String,
    #[dynamo(validate(one_of(1, 2)))]
    priority: Option<Box<u8>>,
    #[dynamo(validate(url))]
    link: Option<String>,
    #[dynamo(validate(length(min = 1, max = 2), each(length(max = 3))))]
    tags: BTreeSet<String>,
    #[dynamo(validate(
        length(max = 2),
        each(length(max = 2), each(range(max = 9))),
        custom(no_gap)
    ))]
    rows: Vec<Vec<u8>>,
    #[dynamo(validate(keys(pattern("^[a-z]+$")), values(range(min = 1)), length(max = 2)))]
    scores: BTreeMap<String, i32>,
    #[dynamo(validate(each(range(max = 9))))]
    pair: [u8; 2],
    first_day: u32,
    last_day: u32,
}

impl Order {
    fn check(&self, report: &mut Report) {
        if self.last_day < self.first_day {
            report.add("lastDay", "order", "must not be before `firstDay`");
        }
        if self.first_day == 0 && self.last_day == 0 {
            report.push(Violation::new("empty", "needs days"));
        }
    }
}

fn order() -> Order {
    Order {
        id: text("a"),
        quantity: 2,
        discount: Some(0.5),
        article: "A-17".into(),
        status: text("open"),
        priority: Some(Box::new(1)),
        link: Some(text("https://example.com")),
        tags: texts(["a", "b"]),
        rows: vec![vec![1, 2], vec![3]],
        scores: BTreeMap::from([(text("a"), 1)]),
        pair: [1, 2],
        first_day: 1,
        last_day: 2,
    }
}

fn wrong_order() -> Order {
    Order {
        id: text("abcdef"),
        quantity: 11,
        discount: Some(1.5),
        article: "a-1234567".into(),
        status: text("lost"),
        priority: Some(Box::new(3)),
        link: Some(text("example.com")),
        tags: texts(["a", "long", "longer"]),
        rows: vec![vec![1], vec![], vec![1, 10, 11]],
        scores: BTreeMap::from([(text("A"), 0)]),
        pair: [9, 10],
        first_day: 2,
        last_day: 1,
    }
}

async fn a_put_says_everything_that_is_wrong(db: Db) {
    db.table::<Order>().await;
    let everything = [
        "id length",
        "quantity range",
        "quantity custom",
        "discount share",
        "sku pattern",
        "sku length",
        "status one_of",
        "priority one_of",
        "link url",
        "tags length",
        // Two elements are too long. The elements of a set have one path, and it is said once.
        "tags length",
        "rows length",
        "rows[2] length",
        "rows[2][1] range",
        "rows[2][2] range",
        "rows[1] gap",
        "scores.A pattern",
        "scores.A range",
        "pair[1] range",
        "lastDay order",
    ];
    let put = Order::put(&wrong_order()).send(&db.client).await;
    assert_eq!(found(put), everything);
    let create = Order::create(&wrong_order()).send(&db.client).await;
    assert_eq!(found(create), everything);
    assert_eq!(found(Order::put(&wrong_order()).into_input()), everything);
    let days = Order {
        first_day: 0,
        last_day: 0,
        ..order()
    };
    assert_eq!(found(Order::put(&days).send(&db.client).await), ["- empty"]);
    nothing_was_sent(&db);
}

async fn an_item_without_mistakes_is_written(db: Db) {
    db.table::<Order>().await;
    let stored = Order::create(&order()).send(&db.client).await.unwrap();
    assert_eq!(stored, order());
}

/// The same value passes every time, and the same mistake is told every time.
async fn d21_a_pattern_has_no_state(db: Db) {
    db.table::<Order>().await;
    let wrong = Order {
        article: "a-17".into(),
        ..order()
    };
    for _ in 0..3 {
        let put = Order::put(&order()).send(&db.client).await;
        assert_eq!(put.unwrap(), order());
        let put = Order::put(&wrong).send(&db.client).await;
        assert_eq!(found(put), ["sku pattern"]);
    }
}

async fn what_is_absent_passes(db: Db) {
    db.table::<Order>().await;
    let little = Order {
        discount: None,
        priority: None,
        link: None,
        rows: vec![],
        scores: BTreeMap::new(),
        ..order()
    };
    assert_eq!(Order::put(&little).send(&db.client).await.unwrap(), little);
    // An empty set is absent too, but a set it is: how many elements it has is known.
    let bare = Order {
        tags: BTreeSet::new(),
        ..little
    };
    let put = Order::put(&bare).send(&db.client).await;
    assert_eq!(found(put), ["tags length"]);
}

async fn an_update_says_what_is_wrong_with_what_it_sets(db: Db) {
    db.table::<Order>().await;
    let wrong = wrong_order();
    let change = |o: OrderFields<Order>| {
        o.quantity
            .set(wrong.quantity)
            .and(o.discount.set(1.5))
            .and(o.article.set_if_not_exists(Arc::<str>::from("a")))
            .and(o.priority.set(Box::new(3)))
            .and(o.tags.set(wrong.tags.clone()))
            .and(o.rows.set(wrong.rows.clone()))
            .and(o.scores.set(wrong.scores.clone()))
            .and(o.pair.set(wrong.pair))
            // What belongs to the item as a whole cannot be told from a part of it.
            .and(o.last_day.set(0))
    };
    let everything = [
        "quantity range",
        "quantity custom",
        "discount share",
        "sku pattern",
        "priority one_of",
        "tags length",
        "tags length",
        "rows length",
        "rows[2] length",
        "rows[2][1] range",
        "rows[2][2] range",
        "rows[1] gap",
        "scores.A pattern",
        "scores.A range",
        "pair[1] range",
    ];
    let update = Order::update("a").change(change).send(&db.client).await;
    assert_eq!(found(update), everything);
    let upsert = Order::upsert("a").change(change).send(&db.client).await;
    assert_eq!(found(upsert), everything);
    nothing_was_sent(&db);
}

async fn an_element_or_entry_is_checked_by_itself(db: Db) {
    db.table::<Order>().await;
    let update = Order::update("a")
        .change(|o| {
            // The other elements, and how many there are, are not known.
            o.rows
                .at(3)
                .set(vec![1, 2, 10])
                .and(o.rows.at(4).at(5).set(11))
                .and(o.rows.at(5).at(0).set(9))
                .and(o.scores.key("B").set(0))
                .and(o.scores.key("b").set(1))
                .and(o.pair.at(1).set(10))
                .and(o.pair.at(0).set(9))
        })
        .send(&db.client)
        .await;
    let wrong = [
        "rows[3] length",
        "rows[3][2] range",
        "rows[4][5] range",
        "scores.B pattern",
        "scores.B range",
        "pair[1] range",
    ];
    assert_eq!(found(update), wrong);
    nothing_was_sent(&db);
}

async fn what_is_added_is_checked_and_the_whole_is_not(db: Db) {
    db.table::<Order>().await;
    let update = Order::update("a")
        .change(|o| {
            o.rows
                .append([vec![1], vec![], vec![1, 2, 10]])
                .and(o.tags.insert([text("a"), text("b"), text("long")]))
        })
        .send(&db.client)
        .await;
    // The index is that among what is added.
    let wrong = ["rows[2] length", "rows[2][2] range", "tags length"];
    assert_eq!(found(update), wrong);
    let prepend = Order::update("a")
        .change(|o| o.rows.prepend([vec![10]]))
        .send(&db.client)
        .await;
    assert_eq!(found(prepend), ["rows[0][0] range"]);
    nothing_was_sent(&db);
    Order::put(&order()).send(&db.client).await.unwrap();
    let delete = Order::update("a").change(|o| o.tags.delete([text("never there")]));
    delete.send(&db.client).await.unwrap();
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(validate = check_period)]
struct Period {
    #[dynamo(validate(range(max = 365)))]
    from: u32,
    to: u32,
    #[dynamo(validate(length(max = 3)))]
    note: Option<String>,
}

fn check_period(period: &Period, report: &mut Report) {
    if period.to < period.from {
        report.add("to", "order", "must not be before `from`");
    }
    if period.from == period.to {
        report.push(Violation::new("empty", "lasts no time"));
    }
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(tag = "type", validate = check_payment)]
enum Payment {
    Card {
        #[dynamo(validate(length(equal = 4)))]
        digits: String,
    },
    Period(Period),
    Cash,
}

fn check_payment(payment: &Payment, report: &mut Report) {
    if matches!(payment, Payment::Card { digits } if digits == "0000") {
        report.add("digits", "zero", "must not be zero");
    }
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(untagged)]
enum Amount {
    Exact(#[dynamo(validate(range(min = 1)))] u32),
    Between(u32, #[dynamo(validate(range(max = 9)))] u32),
}

#[derive(Debug, Clone, PartialEq, Document)]
#[dynamo(validate = check_audit)]
struct Audit {
    #[dynamo(rename = "by", validate(length(min = 1)))]
    editor: String,
    revision: u32,
}

fn check_audit(audit: &Audit, report: &mut Report) {
    if audit.revision == 13 {
        report.add("revision", "luck", "must not be 13");
    }
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "validated-leases")]
struct Lease {
    #[dynamo(partition_key)]
    id: String,
    period: Period,
    #[dynamo(validate(length(max = 2), each(custom(in_this_year))))]
    periods: Vec<Period>,
    named: BTreeMap<String, Option<Box<Period>>>,
    payment: Option<Payment>,
    amounts: Vec<Amount>,
    #[dynamo(flatten)]
    audit: Audit,
}

fn in_this_year(period: &Period) -> Outcome<String> {
    if period.to <= 365 {
        return Ok(());
    }
    Err(format!("must end within {} days", 365))
}

fn period(from: u32, to: u32) -> Period {
    Period {
        from,
        to,
        note: None,
    }
}

fn lease() -> Lease {
    Lease {
        id: text("a"),
        period: period(1, 2),
        periods: vec![period(1, 2)],
        named: BTreeMap::from([(text("x"), Some(Box::new(period(1, 2))))]),
        payment: Some(Payment::Cash),
        amounts: vec![Amount::Exact(1), Amount::Between(0, 9)],
        audit: Audit {
            editor: text("ada"),
            revision: 1,
        },
    }
}

async fn documents_are_checked_as_wholes_and_in_parts(db: Db) {
    db.table::<Lease>().await;
    let wrong = || Period {
        from: 400,
        to: 399,
        note: Some(text("long")),
    };
    let put = Lease {
        period: wrong(),
        periods: vec![period(1, 1), period(1, 366), period(2, 1)],
        named: BTreeMap::from([(text("x"), Some(Box::new(wrong()))), (text("y"), None)]),
        ..lease()
    };
    let everything = [
        "period.from range",
        "period.note length",
        "period.to order",
        "periods length",
        "periods[1] custom",
        "periods[0] empty",
        "periods[2].to order",
        "named.x.from range",
        "named.x.note length",
        "named.x.to order",
    ];
    assert_eq!(found(Lease::put(&put).send(&db.client).await), everything);

    let update = Lease::update("a")
        .change(|l| {
            l.period
                .set(wrong())
                .and(l.periods.at(4).set(period(1, 1)))
                .and(l.periods.at(5).from.set(400_u32))
                .and(l.named.key("z").set(Box::new(period(2, 1))))
        })
        .send(&db.client)
        .await;
    let wrong_sets = [
        "period.from range",
        "period.note length",
        "period.to order",
        "periods[4] empty",
        "periods[5].from range",
        "named.z.to order",
    ];
    assert_eq!(found(update), wrong_sets);

    let parts = Lease::update("a")
        .change(|l| {
            l.period
                .note
                .set("long")
                .and(l.period.to.set(0_u32))
                .and(l.periods.append([period(2, 1), period(1, 400)]))
        })
        .send(&db.client)
        .await;
    let wrong_parts = [
        "period.note length",
        "periods[1] custom",
        "periods[0].to order",
    ];
    assert_eq!(found(parts), wrong_parts);
    nothing_was_sent(&db);
}

async fn enums_and_flattened_structs_are_checked(db: Db) {
    db.table::<Lease>().await;
    let put = Lease {
        payment: Some(Payment::Card {
            digits: text("123"),
        }),
        amounts: vec![Amount::Exact(0), Amount::Between(0, 10)],
        audit: Audit {
            editor: text(""),
            revision: 13,
        },
        ..lease()
    };
    let everything = [
        "payment.digits length",
        "amounts[0] range",
        "amounts[1][1] range",
        "by length",
        "revision luck",
    ];
    assert_eq!(found(Lease::put(&put).send(&db.client).await), everything);

    let update = Lease::update("a")
        .change(|l| {
            l.payment
                .set(Payment::Period(period(2, 1)))
                .and(l.amounts.set(put.amounts.clone()))
                .and(l.audit.editor.set(""))
        })
        .send(&db.client)
        .await;
    let wrong = [
        "payment.to order",
        "amounts[0] range",
        "amounts[1][1] range",
        "by length",
    ];
    assert_eq!(found(update), wrong);
    let digits = text("0000");
    let zero = Lease::update("a").change(|l| l.payment.set(Payment::Card { digits }));
    assert_eq!(found(zero.send(&db.client).await), ["payment.digits zero"]);
    nothing_was_sent(&db);
}

async fn an_update_without_mistakes_is_sent(db: Db) {
    db.table::<Lease>().await;
    Lease::put(&lease()).send(&db.client).await.unwrap();
    let updated = Lease::update("a")
        .change(|l| {
            l.period
                .to
                .set(9_u32)
                .and(l.periods.append([period(3, 4)]))
                .and(l.named.key("y").set(Box::new(period(5, 6))))
                .and(l.payment.remove())
        })
        .send(&db.client)
        .await
        .unwrap();
    let named = [("x", period(1, 2)), ("y", period(5, 6))];
    let expected = Lease {
        period: period(1, 9),
        periods: vec![period(1, 2), period(3, 4)],
        named: named
            .map(|(name, p)| (text(name), Some(Box::new(p))))
            .into(),
        payment: None,
        ..lease()
    };
    assert_eq!(updated, expected);
}

async fn conditions_and_keys_are_not_checked(db: Db) {
    db.table::<Order>().await;
    Order::put(&order()).send(&db.client).await.unwrap();
    let nothing = Order::get("much too long").send(&db.client).await.unwrap();
    assert_eq!(nothing, None);
    let found = Order::scan()
        .filter(|o| {
            let lost = o.status.eq("lost").or(o.quantity.gt(100));
            lost.or(o.tags.contains("much too long"))
                .or(o.rows.at(0).at(0).eq(200))
        })
        .all(&db.client);
    assert_eq!(found.await.unwrap(), []);
    let updated = Order::update("a")
        .change(|o| o.quantity.set(4_u32))
        .condition(|o| o.quantity.lt(100).and(o.status.ne("lost")))
        .send(&db.client)
        .await
        .unwrap();
    assert_eq!(updated.quantity, 4);
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "validated-members")]
struct Member {
    #[dynamo(partition_key, validate(email))]
    email: String,
    #[dynamo(required, set(trim, none_if_empty), validate(length(min = 2)))]
    name: Option<String>,
}

async fn required_and_rules_go_together(db: Db) {
    db.table::<Member>().await;
    let member = |name: Option<&str>| Member {
        email: text("ada@example.com"),
        name: name.map(text),
    };
    for (name, wrong) in [
        (None, "name required"),
        (Some("  "), "name required"),
        (Some(" a "), "name length"),
    ] {
        let put = Member::put(&member(name)).send(&db.client).await;
        assert_eq!(found(put), [wrong]);
    }
    let update = Member::update("ada@example.com").change(|m| m.name.set(" "));
    assert_eq!(found(update.send(&db.client).await), ["name required"]);
    nothing_was_sent(&db);
    let put = Member::put(&member(Some(" Ada "))).send(&db.client).await;
    assert_eq!(put.unwrap(), member(Some("Ada")));
}

/// Checked and transformed wherever it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Document)]
struct Email(#[dynamo(set(trim, lowercase), validate(email))] String);

#[derive(Debug, Clone, PartialEq, Document)]
struct Emails(#[dynamo(validate(length(max = 2)))] Vec<Email>);

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "validated-contacts")]
struct Contact {
    #[dynamo(partition_key)]
    email: Email,
    other: Option<Email>,
    list: Emails,
    set: BTreeSet<Email>,
    by_name: BTreeMap<String, Email>,
    by_email: BTreeMap<Email, u32>,
    pair: (Email, Option<Email>),
}

fn email(text: &str) -> Email {
    Email(text.to_owned())
}

/// A contact with this for each e-mail address.
fn contact(of: &str) -> Contact {
    Contact {
        email: email(of),
        other: Some(email(of)),
        list: Emails(vec![email(of)]),
        set: BTreeSet::from([email(of)]),
        by_name: BTreeMap::from([(text("a"), email(of))]),
        by_email: BTreeMap::from([(email(of), 1)]),
        pair: (email(of), Some(email(of))),
    }
}

async fn newtypes_are_checked_wherever_they_stand(db: Db) {
    db.table::<Contact>().await;
    let put = Contact::put(&contact("x")).send(&db.client).await;
    let everything = [
        "email email",
        "other email",
        "list[0] email",
        "set email",
        "by_name.a email",
        "by_email.x email",
        "pair[0] email",
        "pair[1] email",
    ];
    assert_eq!(found(put), everything);
    let wrong = contact("x");
    let sets = Contact::update(email("ada@example.com"))
        .change(|c| {
            c.other
                .set(email("x"))
                .and(c.list.set(wrong.list.clone()))
                .and(c.set.set(wrong.set.clone()))
                .and(c.by_name.set(wrong.by_name.clone()))
                .and(c.by_email.set(wrong.by_email.clone()))
                .and(c.pair.set(wrong.pair.clone()))
        })
        .send(&db.client)
        .await;
    assert_eq!(found(sets), everything[1..]);
    let parts = Contact::update(email("ada@example.com"))
        .change(|c| {
            c.list
                .append([email("a@b.example"), email("x"), email("c@d.example")])
                .and(c.set.insert([email("x")]))
                .and(c.by_name.key("b").set(email("x")))
                .and(c.by_email.key("x").set(1_u32))
        })
        .send(&db.client)
        .await;
    let wrong = [
        "list[1] email",
        "set email",
        "by_name.b email",
        "by_email.x email",
    ];
    assert_eq!(found(parts), wrong);
    let element = Contact::update(email("ada@example.com"))
        .change(|c| c.list.at(7).set(email("x")))
        .send(&db.client)
        .await;
    assert_eq!(found(element), ["list[7] email"]);
    nothing_was_sent(&db);

    // One address, spelled in two ways: one of the entries would be lost.
    let twice = Contact {
        by_email: BTreeMap::from([(email("A@b.example"), 1), (email("a@b.example"), 2)]),
        ..contact("ada@example.com")
    };
    let put = Contact::put(&twice).send(&db.client).await;
    let by_email = found(put).pop().unwrap();
    assert_eq!(by_email, r#"by_email."a@b.example" set"#);
}

async fn newtypes_are_transformed_wherever_they_stand(db: Db) {
    db.table::<Contact>().await;
    let written = Contact::put(&contact(" ADA@example.com")).send(&db.client);
    assert_eq!(written.await.unwrap(), contact("ada@example.com"));
    let bob = || email(" BOB@example.com");
    let updated = Contact::update(email(" Ada@Example.com"))
        .change(|c| {
            c.other
                .set(bob())
                .and(c.list.append([bob()]))
                .and(c.set.insert([bob()]))
                .and(c.by_name.key("b").set(bob()))
                .and(c.by_email.set(BTreeMap::from([(bob(), 2)])))
        })
        .condition(|c| {
            let list = c.list.contains(email("ADA@example.com"));
            let list = list.and(c.list.at(0).eq(email("ADA@example.com ")));
            list.and(c.set.contains(email("ADA@example.com")))
                .and(c.by_name.key("a").eq(email(" Ada@example.com")))
        })
        .send(&db.client)
        .await
        .unwrap();
    let (ada, bob) = (email("ada@example.com"), email("bob@example.com"));
    assert_eq!(updated.other, Some(bob.clone()));
    assert_eq!(updated.list, Emails(vec![ada.clone(), bob.clone()]));
    assert_eq!(updated.set, BTreeSet::from([ada.clone(), bob.clone()]));
    let by_name = BTreeMap::from([(text("a"), ada), (text("b"), bob.clone())]);
    assert_eq!(updated.by_name, by_name);
    assert_eq!(updated.by_email, BTreeMap::from([(bob, 2)]));
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Reading<T, L>
where
    T: PartialOrd + std::fmt::Display + Copy + From<u8>,
    L: AsRef<str>,
{
    #[dynamo(validate(range(min = T::from(1), max = T::from(9))))]
    value: Option<T>,
    #[dynamo(validate(length(max = 3), pattern("^[a-z]+$")))]
    label: Box<L>,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "validated-readings",
    partition_key = "READING#{sensor}",
    sort_key = "DAY#{day}"
)]
struct Sensor {
    #[dynamo(in_key, validate(length(max = 3)))]
    sensor: String,
    #[dynamo(in_key, validate(range(max = 365)))]
    day: u32,
    reading: Reading<i32, String>,
    #[dynamo(binary, validate(length(max = 2), custom(no_zero)))]
    bytes: Vec<u8>,
    #[dynamo(serde, validate(custom(not_null)))]
    foreign: serde_json::Value,
    #[dynamo(validate(range(min = 0, max = 1)))]
    price: rust_decimal::Decimal,
    #[dynamo(validate(range(min = first_day())))]
    since: chrono::NaiveDate,
}

fn first_day() -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2024, 5, 1).unwrap()
}

fn no_zero(bytes: &[u8]) -> Outcome<&'static str> {
    if bytes.contains(&0) {
        return Err("must not contain 0");
    }
    Ok(())
}

fn not_null(value: &serde_json::Value) -> Outcome<&'static str> {
    if value.is_null() {
        return Err("must not be null");
    }
    Ok(())
}

async fn rules_look_through_parameters_and_codecs(db: Db) {
    db.table::<Sensor>().await;
    let reading = |value, label| Reading {
        value: Some(value),
        label: Box::new(text(label)),
    };
    let good = Sensor {
        sensor: text("s-1"),
        day: 1,
        reading: reading(9, "abc"),
        bytes: vec![1, 2],
        foreign: json!(1),
        price: "0.5".parse().unwrap(),
        since: first_day(),
    };
    assert_eq!(Sensor::put(&good).send(&db.client).await.unwrap(), good);
    let wrong = Sensor {
        sensor: text("s-17"),
        day: 366,
        reading: reading(10, "ABCD"),
        bytes: vec![0, 1, 2],
        foreign: json!(null),
        price: "1.5".parse().unwrap(),
        since: first_day().pred_opt().unwrap(),
    };
    let put = Sensor::put(&wrong).send(&db.client).await;
    let everything = [
        "sensor length",
        "day range",
        "reading.value range",
        "reading.label length",
        "reading.label pattern",
        "bytes length",
        "bytes custom",
        "foreign custom",
        "price range",
        "since range",
    ];
    assert_eq!(found(put), everything);
    let update = Sensor::update(good.key())
        .change(|s| {
            let bytes = s.bytes.set(vec![0, 1, 2]).and(s.price.set(wrong.price));
            bytes.and(s.reading.value.set(10))
        })
        .send(&db.client)
        .await;
    let wrong = [
        "bytes length",
        "bytes custom",
        "price range",
        "reading.value range",
    ];
    assert_eq!(found(update), wrong);
}

async fn a_stored_item_is_read_whatever_the_rules(db: Db) {
    db.table::<Member>().await;
    let stored = item([("email", s("nobody")), ("name", s("x"))]);
    db.put_raw::<Member>(stored).await;
    let read = db
        .both_paths(async |client| Member::get("nobody").send(client).await.unwrap())
        .await;
    assert_eq!(read.unwrap().name.as_deref(), Some("x"));
}

/// What a program makes of a report.
#[test]
fn a_report_is_the_body_of_a_response() {
    let error: Error = Order::put(&Order {
        quantity: 11,
        discount: Some(1.5),
        status: text("lost"),
        rows: vec![vec![]],
        scores: BTreeMap::from([(text("a.b"), 1)]),
        first_day: 0,
        last_day: 0,
        ..order()
    })
    .into_input()
    .unwrap_err();
    let report = error.report().unwrap();
    let body = serde_json::to_value(report).unwrap();
    let expected = json!({
        "violations": [
            {
                "path": "quantity",
                "code": "range",
                "message": "must be between 1 and 9",
                "params": { "min": 1, "max": 9 },
            },
            { "path": "quantity", "code": "custom", "message": "must be even" },
            {
                "path": "discount",
                "code": "share",
                "message": "must be a share",
                "params": { "min": 0, "max": 1 },
            },
            {
                "path": "status",
                "code": "one_of",
                "message": "must be one of: open, paid",
                "params": { "values": ["open", "paid"] },
            },
            {
                "path": "rows[0]",
                "code": "gap",
                "message": "must not be empty",
                "params": { "row": 0 },
            },
            {
                "path": r#"scores."a.b""#,
                "code": "pattern",
                "message": "must match `^[a-z]+$`",
                "params": { "pattern": "^[a-z]+$", "of": "key" },
            },
            { "path": null, "code": "empty", "message": "needs days" },
        ],
    });
    assert_eq!(body, expected);
    let Some(range) = report.violations().first() else {
        panic!("{report}");
    };
    let bounds = [("min", Param::Integer(1)), ("max", Param::Integer(9))];
    assert_eq!(range.params, bounds);
    assert!(
        error
            .to_string()
            .contains("quantity: must be between 1 and 9; ")
    );
}

#[test]
fn values_are_in_no_report() {
    let secret = Order {
        status: text("hunter2"),
        article: "hunter2".into(),
        tags: texts(["hunter2"]),
        ..order()
    };
    let error = Order::put(&secret).into_input().unwrap_err();
    assert_eq!(error.report().unwrap().violations().len(), 4);
    assert!(!format!("{error} {error:?} {:?}", error.report()).contains("hunter2"));
}
