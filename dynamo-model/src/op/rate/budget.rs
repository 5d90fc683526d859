//! A budget of capacity units that fills up with time.

use std::time::Duration;

use tokio::time::Instant;

/// The longest that is waited at once: what is left to wait is asked for again behind it.
const LONGEST: Duration = Duration::from_secs(3600);

/// A budget of capacity units: so many come with every second, and those of one second can be saved.
///
/// What a request has consumed is known behind it alone. So the budget may be overdrawn, and nothing more is spent until it is
/// positive again: over any longer time the rate is kept.
#[derive(Debug, Clone)]
pub(crate) struct Budget {
    per_second: f64,
    units: f64,
    filled: Instant,
    /// What the last request has consumed: the next one is expected to do the same.
    last: f64,
}

impl Budget {
    /// A full one.
    pub(crate) fn new(per_second: f64, now: Instant) -> Self {
        Self {
            per_second,
            units: per_second,
            filled: now,
            last: 0.0,
        }
    }

    /// How long it takes until there is something to spend; `None` if there is something now.
    pub(crate) fn wait(&mut self, now: Instant) -> Option<Duration> {
        self.fill(now);
        if self.units > 0.0 {
            return None;
        }
        let seconds = -self.units / self.per_second;
        let wait = Duration::try_from_secs_f64(seconds).unwrap_or(LONGEST);
        // The clock of the runtime counts milliseconds. At the very moment there is nothing yet.
        Some(wait.min(LONGEST) + Duration::from_millis(1))
    }

    /// Puts aside what a request is expected to consume. It is to be given back when the request is charged for.
    pub(crate) fn hold(&mut self) -> f64 {
        self.units -= self.last;
        self.last
    }

    /// Gives back what was put aside.
    pub(crate) fn give_back(&mut self, held: f64) {
        self.units += held;
    }

    /// Takes what a request has consumed.
    pub(crate) fn charge(&mut self, units: f64) {
        self.units -= units;
        self.last = units;
    }

    fn fill(&mut self, now: Instant) {
        let seconds = now.saturating_duration_since(self.filled).as_secs_f64();
        self.filled = now;
        let filled = self.units + seconds * self.per_second;
        // What is put aside and comes back may make it more than full.
        self.units = filled.min(self.per_second.max(self.units));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn budget(per_second: f64) -> (Budget, Instant) {
        let now = Instant::now();
        (Budget::new(per_second, now), now)
    }

    fn millis(wait: Option<Duration>) -> Option<u128> {
        wait.map(|wait| wait.as_millis())
    }

    #[test]
    fn a_second_can_be_saved_and_no_more() {
        let (mut budget, now) = budget(10.0);
        let later = now + Duration::from_secs(60);
        assert_eq!(budget.wait(later), None);
        budget.charge(10.0);
        assert_eq!(millis(budget.wait(later)), Some(1));
        budget.charge(5.0);
        assert_eq!(millis(budget.wait(later)), Some(501));
    }

    #[test]
    fn what_is_overdrawn_is_waited_for() {
        let (mut budget, now) = budget(2.0);
        budget.charge(25.0);
        assert_eq!(millis(budget.wait(now)), Some(11_501));
        let then = now + Duration::from_millis(11_000);
        assert_eq!(millis(budget.wait(then)), Some(501));
        assert_eq!(budget.wait(now + Duration::from_millis(11_501)), None);
    }

    #[test]
    fn what_is_under_way_is_expected_to_cost_what_the_last_did() {
        let (mut budget, now) = budget(30.0);
        assert_eq!(budget.hold(), 0.0);
        budget.charge(20.0);
        let held = budget.hold();
        assert_eq!(held, 20.0);
        assert!(budget.wait(now).is_some(), "it is spent already");
        budget.charge(5.0);
        budget.give_back(held);
        assert_eq!(budget.wait(now), None);
        assert_eq!(budget.hold(), 5.0);
    }

    #[test]
    fn a_rate_that_no_clock_reaches() {
        let (mut budget, now) = budget(f64::MIN_POSITIVE);
        budget.charge(1.0);
        assert!(budget.wait(now).unwrap() <= LONGEST + Duration::from_millis(1));
    }
}
