//! Random puts, updates, upserts and deletes beside a map in memory: after each of them, what is stored is what a put of the same
//! item would store, key attributes of indexes included.

use std::collections::HashMap;
use std::fmt::Debug;
use std::time::{Duration, SystemTime};

use dynamo_model::expr::{Change, Condition};
use dynamo_model::{ErrorKind, Model};
use proptest::prelude::*;

use crate::derived_keys::{State, Task, TaskFields};
use crate::harness::{Db, Item, Random, item};

on_every_engine![no_key_is_ever_stale];

const STEPS: usize = 500;

const NUMBERS: u32 = 3;

#[derive(Debug, Clone)]
enum Step {
    Put(Task),
    /// A put from before some of the indexes: it leaves out the key attributes with these positions among all.
    PutOld(Task, Vec<usize>),
    Delete(u32),
    Update(Update),
}

#[derive(Debug, Clone)]
struct Update {
    number: u32,
    is_upsert: bool,
    edits: Vec<Edit>,
    /// What the condition says of the item that is there.
    says: Vec<Say>,
    /// Of which it may say something else: what this task is like.
    wrongly: Option<Task>,
}

impl Step {
    fn number(&self) -> u32 {
        match self {
            Self::Put(task) | Self::PutOld(task, _) => task.task_number,
            Self::Delete(number) => *number,
            Self::Update(update) => update.number,
        }
    }
}

/// A change of one field.
#[derive(Debug, Clone)]
enum Edit {
    State(State),
    StateIfNone(State),
    Urgent(bool),
    Priority(i32),
    PriorityIfNone(i32),
    Due(Option<SystemTime>),
    DueIfNone(SystemTime),
    Owner(Option<String>),
    OwnerIfNone(String),
    Label(Option<String>),
}

impl Edit {
    fn change(&self, t: &TaskFields<Task>) -> Change<Task> {
        match self.clone() {
            Self::State(state) => t.task_state.set(state),
            Self::StateIfNone(state) => t.task_state.set_if_not_exists(state),
            Self::Urgent(urgent) => t.is_urgent.set(urgent),
            Self::Priority(priority) => t.priority.set(priority),
            Self::PriorityIfNone(priority) => t.priority.set_if_not_exists(priority),
            Self::Due(due) => t.due.set(due),
            Self::DueIfNone(due) => t.due.set_if_not_exists(due),
            Self::Owner(owner) => t.owner.set(owner),
            Self::OwnerIfNone(owner) => t.owner.set_if_not_exists(owner),
            Self::Label(label) => t.label.set(label),
        }
    }

    /// The same in memory.
    fn apply(&self, is_new: bool, task: &mut Task) {
        match self.clone() {
            Self::State(state) => task.task_state = state,
            Self::StateIfNone(state) if is_new => task.task_state = state,
            Self::Urgent(urgent) => task.is_urgent = urgent,
            Self::Priority(priority) => task.priority = priority,
            Self::PriorityIfNone(priority) if is_new => task.priority = priority,
            Self::Due(due) => task.due = due,
            Self::DueIfNone(due) => task.due = task.due.or(Some(due)),
            Self::Owner(owner) => task.owner = owner,
            Self::OwnerIfNone(owner) => task.owner = task.owner.take().or(Some(owner)),
            Self::Label(label) => task.label = label,
            Self::StateIfNone(_) | Self::PriorityIfNone(_) => {}
        }
    }
}

/// A field of which a condition says what it is.
#[derive(Debug, Clone, Copy)]
enum Say {
    State,
    Urgent,
    Priority,
    Due,
    Owner,
}

impl Say {
    const ALL: [Self; 5] = [
        Self::State,
        Self::Urgent,
        Self::Priority,
        Self::Due,
        Self::Owner,
    ];

    fn condition(self, t: &TaskFields<Task>, task: &Task) -> Condition<Task> {
        match self {
            Self::State => t.task_state.eq(task.task_state),
            Self::Urgent => t.is_urgent.eq(task.is_urgent),
            Self::Priority => t.priority.eq(task.priority),
            Self::Due => match task.due {
                Some(due) => t.due.eq(due),
                None => t.due.not_exists(),
            },
            Self::Owner => match &task.owner {
                Some(owner) => t.owner.eq(owner),
                None => t.owner.not_exists(),
            },
        }
    }

    /// Whether it holds of what is there.
    fn holds(self, task: &Task, there: Option<&Task>) -> bool {
        match self {
            Self::State => there.is_some_and(|there| there.task_state == task.task_state),
            Self::Urgent => there.is_some_and(|there| there.is_urgent == task.is_urgent),
            Self::Priority => there.is_some_and(|there| there.priority == task.priority),
            Self::Due => there.and_then(|there| there.due) == task.due,
            Self::Owner => there.and_then(|there| there.owner.as_ref()) == task.owner.as_ref(),
        }
    }
}

fn state() -> impl Strategy<Value = State> + Clone {
    prop_oneof![Just(State::Open), Just(State::Done)]
}

fn priority() -> impl Strategy<Value = i32> + Clone {
    prop_oneof![Just(0), Just(-1), Just(7)]
}

fn due() -> impl Strategy<Value = SystemTime> + Clone {
    let seconds = prop_oneof![Just(0), Just(1_700_000_000)];
    seconds.prop_map(|seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
}

fn text() -> impl Strategy<Value = String> + Clone {
    prop_oneof![Just(""), Just("zoe"), Just("a#b")].prop_map(str::to_owned)
}

fn maybe<T: Debug>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Option<T>> {
    proptest::option::weighted(0.7, value)
}

fn task() -> impl Strategy<Value = Task> {
    let required = (0..NUMBERS, state(), any::<bool>(), priority());
    let optional = (maybe(due()), maybe(text()), maybe(text()));
    (required, optional).prop_map(
        |((number, state, urgent, priority), (due, owner, label))| Task {
            task_state: state,
            is_urgent: urgent,
            priority,
            due,
            owner,
            label,
            ..empty(number)
        },
    )
}

fn empty(number: u32) -> Task {
    Task {
        team: "t".to_owned(),
        task_number: number,
        task_state: State::Open,
        is_urgent: false,
        priority: 0,
        due: None,
        owner: None,
        label: None,
        steps: Vec::new(),
    }
}

/// For each field a change; which of them are made comes later. The first four are of what an upsert
/// has to know.
fn edits() -> impl Strategy<Value = [Edit; 6]> {
    (
        prop_oneof![1 => state().prop_map(Edit::State), 1 => state().prop_map(Edit::StateIfNone)],
        any::<bool>().prop_map(Edit::Urgent),
        prop_oneof![
            3 => priority().prop_map(Edit::Priority),
            1 => priority().prop_map(Edit::PriorityIfNone),
        ],
        prop_oneof![3 => maybe(due()).prop_map(Edit::Due), 1 => due().prop_map(Edit::DueIfNone)],
        prop_oneof![
            2 => maybe(text()).prop_map(Edit::Owner),
            1 => text().prop_map(Edit::OwnerIfNone),
        ],
        maybe(text()).prop_map(Edit::Label),
    )
        .prop_map(Into::into)
}

fn update() -> impl Strategy<Value = Update> {
    let number = 0..NUMBERS;
    let is_upsert = any::<bool>();
    let made = proptest::array::uniform6(proptest::bool::weighted(0.4));
    let some = proptest::sample::subsequence(Say::ALL.to_vec(), 0..5);
    let says = prop_oneof![some, Just(Say::ALL.to_vec())];
    let wrongly = proptest::option::weighted(0.2, task());
    (number, is_upsert, edits(), made, says, wrongly).prop_map(
        |(number, is_upsert, edits, made, says, wrongly)| {
            let edits = edits.into_iter().zip(made).enumerate();
            let edits = edits.filter(|(i, (_, made))| *made || is_upsert && *i < 4);
            Update {
                number,
                is_upsert,
                edits: edits.map(|(_, (edit, _))| edit).collect(),
                says,
                wrongly,
            }
        },
    )
}

fn step() -> impl Strategy<Value = Step> {
    let left_out = proptest::collection::vec(0..7_usize, 1..7);
    prop_oneof![
        2 => task().prop_map(Step::Put),
        2 => (task(), left_out).prop_map(|(task, left_out)| Step::PutOld(task, left_out)),
        2 => (0..NUMBERS).prop_map(Step::Delete),
        12 => update().prop_map(Step::Update),
    ]
}

/// The tasks that are there, by number, and whether they may lack key attributes.
type Memory = HashMap<u32, (Task, bool)>;

/// How often what happened.
#[derive(Debug, Default)]
struct Tally {
    changed: usize,
    made: usize,
    not_known: usize,
    condition: usize,
    guarded: usize,
}

async fn no_key_is_ever_stale(db: Db) {
    db.table::<Task>().await;
    let mut random = Random::seeded("no key of an index is ever stale");
    let (mut memory, mut tally) = (Memory::new(), Tally::default());
    for step in random.many(STEPS, &step()) {
        match &step {
            Step::Put(task) => {
                Task::put(task).send(&db.client).await.unwrap();
                memory.insert(task.task_number, (task.clone(), false));
            }
            Step::PutOld(task, left_out) => {
                let mut old = task.to_attributes().unwrap();
                let mut names: Vec<_> = old.keys().cloned().collect();
                names.retain(|name| is_index_key(name));
                names.sort();
                left_out
                    .iter()
                    .filter_map(|at| names.get(*at))
                    .for_each(|name| drop(old.remove(name)));
                db.put_raw::<Task>(old).await;
                memory.insert(task.task_number, (task.clone(), true));
            }
            Step::Delete(number) => {
                Task::delete(("t", *number)).send(&db.client).await.unwrap();
                memory.remove(number);
            }
            Step::Update(update) => apply(&db, update, &mut memory, &mut tally).await,
        }
        let number = step.number();
        let stored = db.get_raw::<Task>(key(number)).await;
        match memory.get(&number) {
            Some((task, is_old)) => {
                let stored = stored.expect("it is there");
                is_right(stored, task, *is_old, &format!("after {step:?}"));
            }
            None => assert_eq!(stored, None, "after {step:?}"),
        }
    }
    // Nothing may be missing, or it was not tried.
    let Tally {
        changed,
        made,
        not_known,
        condition,
        guarded,
    } = tally;
    assert!(
        changed > 80 && made > 5 && not_known > 20 && condition > 20 && guarded > 5,
        "{tally:?}"
    );
}

async fn apply(db: &Db, update: &Update, memory: &mut Memory, tally: &mut Tally) {
    let there = memory.get(&update.number).cloned();
    let is_old = there.as_ref().is_some_and(|(_, is_old)| *is_old);
    let there = there.map(|(task, _)| task);
    let mut says = update.says.clone();
    if there.is_none() && update.wrongly.is_none() {
        // Of nothing there is only to say what is not there.
        says.retain(|say| matches!(say, Say::Due | Say::Owner));
    }
    let said = update.wrongly.clone().or(there.clone());
    let said = said.unwrap_or_else(|| empty(update.number));
    let key = ("t", update.number);
    let operation = if update.is_upsert {
        Task::upsert(key).change(|t| t.steps.set_if_not_exists(Vec::new()))
    } else {
        Task::update(key)
    };
    let result = operation
        .change(|t| Change::all(update.edits.iter().map(|edit| edit.change(&t))))
        .condition(|t| Condition::all(says.iter().map(|say| say.condition(&t, &said))))
        .send(&db.client)
        .await;
    let holds = says.iter().all(|say| say.holds(&said, there.as_ref()));
    let error = match result {
        Ok(task) => {
            assert!(holds && (there.is_some() || update.is_upsert), "{update:?}");
            let is_new = there.is_none();
            let mut expected = there.unwrap_or_else(|| empty(update.number));
            update
                .edits
                .iter()
                .for_each(|edit| edit.apply(is_new, &mut expected));
            assert_eq!(task, expected, "{update:?}");
            memory.insert(update.number, (task, is_old));
            tally.changed += usize::from(!is_new);
            tally.made += usize::from(is_new);
            return;
        }
        Err(error) => error,
    };
    match error.kind() {
        ErrorKind::NotFound => assert!(there.is_none() && !update.is_upsert, "{update:?}"),
        ErrorKind::ConditionFailed if !holds => tally.condition += 1,
        ErrorKind::ConditionFailed => {
            assert!(is_old, "{error}: {update:?}");
            tally.guarded += 1;
        }
        _ => {
            assert_eq!(error.kind(), ErrorKind::Invalid, "{error}: {update:?}");
            let is_all_known = says.len() == Say::ALL.len() && update.edits.iter().all(is_plain);
            assert!(
                !is_all_known || update.edits.is_empty(),
                "{error}: {update:?}"
            );
            tally.not_known += 1;
        }
    }
}

/// With all fields known, only what sets a field if it is not there can be refused.
fn is_plain(edit: &Edit) -> bool {
    use Edit::{DueIfNone, OwnerIfNone, PriorityIfNone, StateIfNone};
    !matches!(
        edit,
        StateIfNone(_) | PriorityIfNone(_) | DueIfNone(_) | OwnerIfNone(_)
    )
}

fn key(number: u32) -> Item {
    let key = empty(number).to_attributes().unwrap();
    item(["pk", "sk"].map(|name| (name, key[name].clone())))
}

fn is_index_key(name: &str) -> bool {
    name.contains("_pk") || name.contains("_sk") || name == "GSI3PK"
}

/// Every attribute is as a put would store it. In an item from before some of the indexes, key attributes may be missing.
fn is_right(mut stored: Item, task: &Task, is_old: bool, after: &str) {
    let mut expected = task.to_attributes().unwrap();
    if is_old {
        expected.retain(|name, _| !is_index_key(name) || stored.contains_key(name));
    }
    for item in [&mut stored, &mut expected] {
        item.retain(|_, value| !value.is_null());
    }
    assert_eq!(stored, expected, "{after}");
}
