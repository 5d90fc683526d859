//! Transactions at random, under faults at random: whatever is said of a transaction is true of the table, and guards of unique attributes
//! are exactly those of the items that are there.

use std::collections::{BTreeMap, BTreeSet};

use dynamo_model::op::TransactWrite;
use dynamo_model::{AttributeValue, Client, Error, ErrorKind, Model};
use dynamo_model_embedded::{Embedded, Fault};
use futures_util::future::join_all;

use crate::dice::{Dice, Seed, seeds};

#[derive(Debug, Clone, PartialEq, Eq, Model)]
#[dynamo(table = "members")]
struct Member {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(unique)]
    email: String,
    #[dynamo(unique)]
    phone: Option<String>,
    points: i64,
    #[dynamo(version)]
    version: u64,
}

const IDS: [&str; 4] = ["a", "b", "c", "d"];
const EMAILS: [&str; 5] = ["1", "2", "3", "4", "5"];
const PHONES: [Option<&str>; 4] = [None, Some("1"), Some("2"), Some("3")];

/// The members by their ids.
type Members = BTreeMap<String, Member>;

/// What is done to one member.
#[derive(Debug, Clone)]
enum Act {
    Create(Member),
    Put(Member),
    PutOverAny(Member),
    Move {
        id: &'static str,
        email: &'static str,
    },
    Call {
        id: &'static str,
        phone: Option<&'static str>,
    },
    Give {
        id: &'static str,
        points: i64,
    },
    Delete {
        id: &'static str,
    },
    Check {
        id: &'static str,
    },
}

impl Act {
    fn at_random(dice: &mut Dice, known: &Members) -> Self {
        let id = dice.one(&IDS);
        let member = Member {
            id: id.to_owned(),
            email: dice.one(&EMAILS).to_owned(),
            phone: dice.one(&PHONES).map(str::to_owned),
            points: 0,
            // As a rule that which is there.
            version: match known.get(id) {
                Some(member) if !dice.once_in(5) => member.version,
                _ => 0,
            },
        };
        match dice.below(8) {
            0 => Self::Create(member),
            1 => Self::Put(member),
            2 => Self::PutOverAny(member),
            3 => Self::Move {
                id,
                email: dice.one(&EMAILS),
            },
            4 => Self::Call {
                id,
                phone: dice.one(&PHONES),
            },
            5 => Self::Give { id, points: 1 },
            6 => Self::Delete { id },
            _ => Self::Check { id },
        }
    }

    fn id(&self) -> &str {
        match self {
            Self::Create(member) | Self::Put(member) | Self::PutOverAny(member) => &member.id,
            Self::Move { id, .. }
            | Self::Call { id, .. }
            | Self::Give { id, .. }
            | Self::Delete { id }
            | Self::Check { id } => id,
        }
    }

    fn add_to(&self, transaction: TransactWrite) -> TransactWrite {
        match self.clone() {
            Self::Create(member) => transaction.with(Member::create(&member)),
            Self::Put(member) => transaction.with(Member::put(&member)),
            Self::PutOverAny(member) => transaction.with(Member::put(&member).any_version()),
            Self::Move { id, email } => {
                transaction.with(Member::update(id).change(|m| m.email.set(email)))
            }
            Self::Call { id, phone } => {
                let phone = phone.map(str::to_owned);
                transaction.with(Member::update(id).change(|m| m.phone.set(phone)))
            }
            Self::Give { id, points } => {
                transaction.with(Member::update(id).change(|m| m.points.add(points)))
            }
            Self::Delete { id } => transaction.with(Member::delete(id)),
            Self::Check { id } => transaction.with(Member::check(id)),
        }
    }

    /// What it makes of the members; the kind of its error, if it is refused for what its own item is.
    fn apply(&self, members: &mut Members) -> Result<(), ErrorKind> {
        let there = members.get(self.id()).cloned();
        let mut change = |change: &dyn Fn(&mut Member)| match there.clone() {
            None => Err(ErrorKind::NotFound),
            Some(mut member) => {
                change(&mut member);
                member.version += 1;
                members.insert(member.id.clone(), member);
                Ok(())
            }
        };
        match self {
            Self::Create(_) if there.is_some() => Err(ErrorKind::AlreadyExists),
            Self::Create(member) => {
                members.insert(
                    member.id.clone(),
                    Member {
                        version: 1,
                        ..member.clone()
                    },
                );
                Ok(())
            }
            Self::Put(member) => match there {
                None if member.version > 0 => Err(ErrorKind::NotFound),
                Some(there) if there.version != member.version => Err(ErrorKind::VersionConflict),
                _ => {
                    let version = member.version + 1;
                    members.insert(
                        member.id.clone(),
                        Member {
                            version,
                            ..member.clone()
                        },
                    );
                    Ok(())
                }
            },
            Self::PutOverAny(member) => {
                let before = there.map_or(member.version, |there| there.version);
                let version = before + 1;
                members.insert(
                    member.id.clone(),
                    Member {
                        version,
                        ..member.clone()
                    },
                );
                Ok(())
            }
            Self::Move { email, .. } => change(&|member| (*email).clone_into(&mut member.email)),
            Self::Call { phone, .. } => change(&|member| member.phone = phone.map(str::to_owned)),
            Self::Give { points, .. } => change(&|member| member.points += points),
            Self::Delete { id } => {
                members.remove(*id);
                Ok(())
            }
            Self::Check { .. } => there.map(drop).ok_or(ErrorKind::NotFound),
        }
    }
}

/// The values that acts give to unique attributes.
fn given(acts: &[Act]) -> Vec<(&'static str, String)> {
    let mut given = Vec::new();
    for act in acts {
        match act.clone() {
            Act::Create(member) | Act::Put(member) | Act::PutOverAny(member) => {
                given.push(("email", member.email));
                given.extend(member.phone.map(|phone| ("phone", phone)));
            }
            Act::Move { email, .. } => given.push(("email", email.to_owned())),
            Act::Call { phone, .. } => given.extend(phone.map(|phone| ("phone", phone.to_owned()))),
            Act::Give { .. } | Act::Delete { .. } | Act::Check { .. } => {}
        }
    }
    given
}

/// What a transaction makes of the members, or the kinds of errors that it may be refused with.
fn apply(acts: &[Act], members: &Members) -> Result<Members, BTreeSet<&'static str>> {
    let mut after = members.clone();
    let mut kinds = BTreeSet::new();
    for act in acts {
        if let Err(kind) = act.apply(&mut after) {
            kinds.insert(kind.as_str());
        }
    }
    let emails: Vec<_> = after.values().map(|member| &member.email).collect();
    let phones: Vec<_> = after
        .values()
        .filter_map(|member| member.phone.as_ref())
        .collect();
    if twice(emails) || twice(phones) || twice(given(acts)) {
        kinds.insert(ErrorKind::NotUnique.as_str());
    }
    if kinds.is_empty() {
        Ok(after)
    } else {
        Err(kinds)
    }
}

fn twice<T: Ord>(values: Vec<T>) -> bool {
    let count = values.len();
    values.into_iter().collect::<BTreeSet<_>>().len() < count
}

/// Some acts on different members.
fn acts_at_random(dice: &mut Dice, known: &Members) -> Vec<Act> {
    let mut acts: Vec<Act> = Vec::new();
    for _ in 0..=dice.below(3) {
        let act = Act::at_random(dice, known);
        if acts.iter().all(|other| other.id() != act.id()) {
            acts.push(act);
        }
    }
    acts
}

async fn send(acts: &[Act], client: &Client) -> Result<(), Error> {
    let transaction = acts
        .iter()
        .fold(TransactWrite::new(), |all, act| act.add_to(all));
    transaction.retry_conflicts(3).send(client).await.map(drop)
}

fn fault_at_random(dice: &mut Dice) -> Fault {
    let fault = match dice.below(11) {
        0 => Fault::throttled(),
        1 => Fault::server_error(),
        2 => Fault::server_error().after_apply(),
        3 => Fault::connection_error(),
        4 => Fault::connection_reset(),
        5 => Fault::timeout(),
        6 => Fault::timeout().after_apply(),
        7 => Fault::transaction_conflict_at([0]),
        8 => Fault::interrupted_body(),
        9 => Fault::malformed_body(),
        _ => Fault::slow(std::time::Duration::from_millis(20)),
    };
    // More than the SDK tries, now and then.
    fault.times(if dice.once_in(4) { 4 } else { 1 })
}

/// The members, after a look at the guards: exactly the values that they have are taken, and by them.
async fn look(client: &Client, seed: u64) -> Members {
    let members = Member::scan().consistent().all(client).await.unwrap();
    let mut expected = BTreeSet::new();
    for member in &members {
        expected.insert((
            format!("$unique##email#{}", member.email),
            member.id.clone(),
        ));
        if let Some(phone) = &member.phone {
            expected.insert((format!("$unique##phone#{phone}"), member.id.clone()));
        }
    }
    let scan = client
        .sdk()
        .scan()
        .table_name("members")
        .send()
        .await
        .unwrap();
    let text = |value: &AttributeValue| value.as_s().unwrap().clone();
    let guards: BTreeSet<_> = scan
        .items
        .unwrap()
        .iter()
        .filter_map(|item| {
            let owner = item.get("$owner")?.as_m().unwrap();
            Some((text(&item["id"]), text(&owner["id"])))
        })
        .collect();
    assert_eq!(guards, expected, "seed {seed}");
    members
        .into_iter()
        .map(|member| (member.id.clone(), member))
        .collect()
}

async fn with_members() -> (Embedded, Client) {
    let engine = Embedded::memory().expect("SQLite opens a database in memory");
    let client = Client::new(engine.sdk_client());
    Member::create_table().send(&client).await.unwrap();
    (engine, client)
}

/// One after the other: what is said is true.
#[tokio::test(start_paused = true)]
async fn what_is_said_of_a_transaction_is_true() {
    let mut done = 0;
    for seed in seeds(12) {
        let _seed = Seed(seed);
        let mut dice = Dice::new(seed);
        let (engine, client) = with_members().await;
        let mut members = Members::new();
        for _ in 0..60 {
            let acts = acts_at_random(&mut dice, &members);
            for operation in ["TransactWriteItems", "GetItem"] {
                // Several in a row, now and then: the SDK tells of the last alone.
                while dice.once_in(3) {
                    engine.faults().on(operation, fault_at_random(&mut dice));
                }
            }
            let sent = send(&acts, &client).await;
            engine.faults().clear();
            let now = look(&client, seed).await;
            let expected = apply(&acts, &members);
            match sent {
                Ok(()) => {
                    done += 1;
                    assert_eq!(
                        Ok(&now),
                        expected.as_ref(),
                        "seed {seed}: {acts:?} went through"
                    );
                }
                // It may or may not have been carried out: nothing between.
                Err(error) if error.is_in_doubt() => {
                    let after = expected.as_ref().unwrap_or(&members);
                    assert!(
                        now == members || now == *after,
                        "seed {seed}: {acts:?}: {error}"
                    );
                }
                Err(error) => {
                    assert_eq!(now, members, "seed {seed}: {acts:?}: {error}");
                    let kinds = expected.err().unwrap_or_default();
                    assert!(
                        error.is_retryable() || kinds.contains(error.kind().as_str()),
                        "seed {seed}: {acts:?}: {error}, not {kinds:?}"
                    );
                }
            }
            members = now;
        }
    }
    assert!(done > 100, "{done} of the transactions went through");
}

/// Many at a time: whatever happens, the guards are those of the items that are there.
#[tokio::test(start_paused = true)]
async fn guards_are_never_stale() {
    for seed in seeds(12) {
        let _seed = Seed(seed);
        let mut dice = Dice::new(seed);
        let (engine, client) = with_members().await;
        for _ in 0..6 {
            let known = look(&client, seed).await;
            for operation in ["TransactWriteItems", "TransactWriteItems", "GetItem"] {
                if dice.once_in(2) {
                    engine.faults().on(operation, fault_at_random(&mut dice));
                }
            }
            let all: Vec<_> = (0..8).map(|_| acts_at_random(&mut dice, &known)).collect();
            join_all(all.iter().map(|acts| send(acts, &client))).await;
            engine.faults().clear();
        }
        look(&client, seed).await;
    }
}
