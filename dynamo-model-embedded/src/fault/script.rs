//! The script: for each operation, the faults that its next calls meet.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::sync::Mutex;
use std::time::Duration;

use super::{Action, Fault, Times};
use crate::lock::lock;

/// The script of a database's faults: see [`Embedded::faults`](crate::Embedded::faults).
///
/// Each operation has a queue of its own. A call takes the first fault of its operation's queue, or, when that is
/// empty, the first that was scripted for any operation, or none. A retry by the SDK is a call like any other.
///
/// ```
/// use dynamo_model_embedded::{Embedded, Fault};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let db = Embedded::memory()?;
/// db.faults()
///     .on("PutItem", Fault::throttled().times(2)) // the first two calls
///     .on("PutItem", Fault::pass()) // the third goes through
///     .on("PutItem", Fault::connection_reset()) // the fourth is applied, and fails
///     .on_any(Fault::server_error()); // and one of whatever else
/// assert_eq!(db.faults().unused(), 5);
///
/// db.faults().clear();
/// assert_eq!(db.faults().unused(), 0);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy)]
pub struct Faults<'a> {
    script: &'a Mutex<Script>,
}

impl<'a> Faults<'a> {
    pub(crate) fn new(script: &'a Mutex<Script>) -> Self {
        Self { script }
    }

    /// Adds a fault to what the calls of this operation meet, behind those that are scripted already.
    ///
    /// The name is DynamoDB's, as in `PutItem`. It is not checked: a misspelt name shows as a fault that stays
    /// [`unused`](Self::unused).
    #[expect(
        clippy::return_self_not_must_use,
        reason = "the last call of a chain hands it to nobody"
    )]
    pub fn on(self, operation: impl Into<String>, fault: Fault) -> Self {
        lock(self.script).on(operation.into(), fault);
        self
    }

    /// Adds a fault that a call of any operation meets when its own queue is empty.
    #[expect(clippy::return_self_not_must_use, reason = "as `on`")]
    pub fn on_any(self, fault: Fault) -> Self {
        lock(self.script).on_any(fault);
        self
    }

    /// How many scripted faults are yet to be met: 0 when the script is used up.
    ///
    /// A fault scripted `times(n)` counts `n`. One scripted `always()` counts one until it is met, and then none.
    #[must_use]
    pub fn unused(self) -> usize {
        lock(self.script).unused()
    }

    /// Forgets the script. Counters and recorded requests stay.
    pub fn clear(self) {
        *lock(self.script) = Script::default();
    }
}

/// What is left of the script, which says what a failed `assert_eq!(db.faults().unused(), 0)` does not.
impl fmt::Debug for Faults<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        lock(self.script).fmt(f)
    }
}

/// The queues behind [`Faults`].
#[derive(Debug, Default)]
pub(crate) struct Script {
    operations: HashMap<String, VecDeque<Fault>>,
    any: VecDeque<Fault>,
}

/// What one call is to meet.
#[derive(Debug)]
pub(crate) struct Meeting {
    pub(crate) action: Action,
    pub(crate) applied: bool,
    pub(crate) delay: Duration,
}

impl Script {
    fn on(&mut self, operation: String, fault: Fault) {
        enqueue(self.operations.entry(operation).or_default(), fault);
    }

    fn on_any(&mut self, fault: Fault) {
        enqueue(&mut self.any, fault);
    }

    fn unused(&self) -> usize {
        let queues = self.operations.values().chain([&self.any]);
        queues
            .flatten()
            .map(Fault::unused)
            .fold(0, usize::saturating_add)
    }

    /// Takes what the next call of this operation meets.
    pub(crate) fn next(&mut self, operation: &str) -> Option<Meeting> {
        self.operations
            .get_mut(operation)
            .and_then(dequeue)
            .or_else(|| dequeue(&mut self.any))
    }
}

/// Keeps "never" out, so that the front of a queue can always be met.
fn enqueue(queue: &mut VecDeque<Fault>, fault: Fault) {
    if fault.times != Times::Left(0) {
        queue.push_back(fault);
    }
}

fn dequeue(queue: &mut VecDeque<Fault>) -> Option<Meeting> {
    let fault = queue.front_mut()?;
    let used_up = match &mut fault.times {
        Times::Left(left) => {
            *left = left.saturating_sub(1);
            *left == 0
        }
        Times::Always { met } => {
            *met = true;
            false
        }
    };
    let meeting = Meeting {
        action: fault.action.clone(),
        applied: fault.applied,
        delay: fault.delay,
    };
    if used_up {
        queue.pop_front();
    }
    Some(meeting)
}

impl Fault {
    fn unused(&self) -> usize {
        match self.times {
            Times::Left(left) => left,
            Times::Always { met } => usize::from(!met),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(script: &mut Script, operation: &str) -> Option<Action> {
        script.next(operation).map(|meeting| meeting.action)
    }

    #[test]
    fn queues_are_first_in_first_out_and_one_per_operation() {
        let mut script = Script::default();
        script.on("PutItem".into(), Fault::timeout().times(2));
        script.on("PutItem".into(), Fault::connection_error());
        script.on("GetItem".into(), Fault::truncated_body());
        assert_eq!(script.unused(), 4);
        assert_eq!(met(&mut script, "PutItem"), Some(Action::TimedOut));
        assert_eq!(met(&mut script, "GetItem"), Some(Action::Cut));
        assert_eq!(met(&mut script, "PutItem"), Some(Action::TimedOut));
        assert_eq!(met(&mut script, "PutItem"), Some(Action::Refused));
        assert_eq!(met(&mut script, "PutItem"), None);
        assert_eq!(script.unused(), 0);
    }

    #[test]
    fn an_operations_own_queue_comes_before_that_of_any() {
        let mut script = Script::default();
        script.on_any(Fault::timeout());
        script.on("PutItem".into(), Fault::connection_error());
        assert_eq!(met(&mut script, "PutItem"), Some(Action::Refused));
        assert_eq!(met(&mut script, "PutItem"), Some(Action::TimedOut));
        assert_eq!(met(&mut script, "PutItem"), None);
    }

    #[test]
    fn never_is_never_met_and_hides_nothing() {
        let mut script = Script::default();
        script.on("PutItem".into(), Fault::timeout().times(0));
        script.on("PutItem".into(), Fault::connection_error());
        assert_eq!(script.unused(), 1);
        assert_eq!(met(&mut script, "PutItem"), Some(Action::Refused));
    }

    #[test]
    fn always_stays_and_counts_until_it_is_met() {
        let mut script = Script::default();
        script.on("PutItem".into(), Fault::timeout().always());
        assert_eq!(script.unused(), 1);
        for _ in 0..3 {
            assert_eq!(met(&mut script, "PutItem"), Some(Action::TimedOut));
        }
        assert_eq!(script.unused(), 0);
    }

    #[test]
    fn unused_does_not_overflow() {
        let mut script = Script::default();
        script.on("PutItem".into(), Fault::timeout().times(usize::MAX));
        script.on_any(Fault::timeout());
        assert_eq!(script.unused(), usize::MAX);
    }
}
