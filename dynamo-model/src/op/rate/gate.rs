//! The gate that requests pass: so many at a time, and as fast as a budget allows.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep};

use super::budget::Budget;
use crate::error::{Error, Result};

/// The gate that the requests of one side pass. The default is none: everything passes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Gate(Option<Arc<Inner>>);

#[derive(Debug)]
struct Inner {
    places: Arc<Semaphore>,
    /// Who waits for the budget, one after the other: what is there for one is not there for all of them.
    turn: Semaphore,
    /// Nobody has it before the gate is closed.
    closed: Semaphore,
    /// Why it is closed.
    why: OnceLock<Error>,
    budget: Option<Mutex<Budget>>,
}

/// A request is under way until this is dropped.
#[derive(Debug)]
pub(crate) struct Pass {
    _place: Option<OwnedSemaphorePermit>,
    held: f64,
    gate: Gate,
}

impl Gate {
    /// So many requests at a time, and so many units per second.
    ///
    /// # Errors
    /// If nothing would ever pass.
    pub(crate) fn new(requests: usize, per_second: Option<f64>) -> Result<Self> {
        if requests == 0 {
            return Err(Error::invalid("`concurrency` is at least 1"));
        }
        if per_second.is_some_and(|rate| !(rate > 0.0 && rate.is_finite())) {
            return Err(Error::invalid(
                "`read_units` and `write_units` are more than 0 per second",
            ));
        }
        let budget = per_second.map(|rate| Mutex::new(Budget::new(rate, Instant::now())));
        Ok(Self(Some(Arc::new(Inner {
            places: Arc::new(Semaphore::new(requests.min(Semaphore::MAX_PERMITS))),
            turn: Semaphore::new(1),
            closed: Semaphore::new(0),
            why: OnceLock::new(),
            budget,
        }))))
    }

    /// Waits until a request may be sent.
    ///
    /// # Errors
    /// If the gate is closed, before or meanwhile: the error for which it was closed first.
    pub(crate) async fn enter(&self) -> Result<Pass> {
        let (place, held) = match &self.0 {
            Some(gate) => gate.enter().await?,
            None => (None, 0.0),
        };
        Ok(Pass {
            _place: place,
            held,
            gate: self.clone(),
        })
    }

    /// Lets nobody through any more, for this error. What is under way goes on.
    pub(crate) fn close(&self, error: &Error) {
        if let Some(gate) = &self.0 {
            gate.why.get_or_init(|| error.clone());
            gate.places.close();
            gate.closed.close();
        }
    }

    /// Whether nobody gets through any more.
    pub(crate) fn is_closed(&self) -> bool {
        self.0.as_ref().is_some_and(|gate| gate.closed.is_closed())
    }

    /// Takes what a request has consumed.
    pub(crate) fn charge(&self, units: f64) {
        self.spend(|budget| budget.charge(units));
    }

    fn spend(&self, spend: impl FnOnce(&mut Budget)) {
        if let Some(budget) = self.0.as_ref().and_then(|gate| gate.budget.as_ref()) {
            spend(&mut budget.lock().unwrap_or_else(PoisonError::into_inner));
        }
    }
}

impl Inner {
    async fn enter(&self) -> Result<(Option<OwnedSemaphorePermit>, f64)> {
        let place = Arc::clone(&self.places).acquire_owned().await;
        let place = place.map_err(|_| self.why())?;
        tokio::select! {
            biased;
            _ = self.closed.acquire() => Err(self.why()),
            held = self.wait() => Ok((Some(place), held)),
        }
    }

    fn why(&self) -> Error {
        let why = self.why.get().cloned();
        why.unwrap_or_else(|| Error::invalid("nothing more is sent"))
    }

    /// Waits for the budget, and takes from it what is put aside.
    async fn wait(&self) -> f64 {
        let Some(budget) = &self.budget else {
            return 0.0;
        };
        let _turn = self.turn.acquire().await;
        loop {
            let wait = {
                let mut budget = budget.lock().unwrap_or_else(PoisonError::into_inner);
                match budget.wait(Instant::now()) {
                    None => return budget.hold(),
                    Some(wait) => wait,
                }
            };
            sleep(wait).await;
        }
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        self.gate.spend(|budget| budget.give_back(self.held));
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use futures_util::stream::{self, StreamExt};

    use super::*;

    /// How long so many requests take of so many units each, each answered after a while.
    async fn takes(gate: &Gate, requests: usize, units: f64, answer: u64) -> f64 {
        let began = Instant::now();
        let request = |_| async {
            let _pass = gate.enter().await.unwrap();
            sleep(Duration::from_millis(answer)).await;
            gate.charge(units);
        };
        let all = stream::iter(0..requests).map(request);
        all.buffer_unordered(64).collect::<Vec<()>>().await;
        began.elapsed().as_secs_f64()
    }

    #[tokio::test(start_paused = true)]
    async fn the_rate_is_kept_however_many_are_sent_at_a_time() {
        for concurrency in [1, 4, 64] {
            for answer in [0, 20, 700] {
                let gate = Gate::new(concurrency, Some(50.0)).unwrap();
                let seconds = takes(&gate, 100, 25.0, answer).await;
                // 2,500 units, of which one second was saved, and the last are sent before they are paid for.
                assert!(seconds > 45.0, "{concurrency} {answer}: {seconds}");
                // If answers take long, and come one by one, they are what it waits for.
                let slowest = 51.0_f64.max(0.1 * f64::from(u32::try_from(answer).unwrap()) + 2.0);
                assert!(seconds < slowest + 2.0, "{concurrency} {answer}: {seconds}");
            }
        }
    }

    #[tokio::test(start_paused = true)]
    async fn no_more_than_so_many_at_a_time() {
        let gate = Gate::new(4, None).unwrap();
        let seconds = takes(&gate, 40, 1e9, 1_000).await;
        assert!((10.0..10.1).contains(&seconds), "{seconds}");
    }

    #[tokio::test(start_paused = true)]
    async fn without_a_gate_everything_passes() {
        let seconds = takes(&Gate::default(), 64, 1e9, 1_000).await;
        assert!((1.0..1.1).contains(&seconds), "{seconds}");
    }

    #[tokio::test(start_paused = true)]
    async fn who_gives_up_waiting_leaves_the_turn_to_others() {
        let gate = Gate::new(4, Some(1.0)).unwrap();
        gate.charge(11.0);
        let waits = tokio::time::timeout(Duration::from_secs(2), gate.enter()).await;
        assert!(waits.is_err());
        let began = Instant::now();
        drop(gate.enter().await.unwrap());
        assert!(began.elapsed() < Duration::from_secs(9));
    }

    #[tokio::test(start_paused = true)]
    async fn a_closed_gate_lets_nobody_through_and_nobody_wait() {
        for gate in [
            Gate::new(1, None).unwrap(),
            Gate::new(1, Some(1.0)).unwrap(),
            Gate::new(2, Some(1.0)).unwrap(),
        ] {
            let under_way = gate.enter().await.unwrap();
            gate.charge(100.0);
            let began = Instant::now();
            let waits = futures_util::future::join(gate.enter(), async {
                gate.close(&Error::refused("for this"))
            });
            let error = waits.await.0.unwrap_err();
            assert_eq!(error.to_string(), "for this");
            assert!(gate.enter().await.is_err());
            assert_eq!(began.elapsed(), Duration::ZERO);
            drop(under_way);
        }
    }

    #[test]
    fn what_would_never_pass_is_refused() {
        assert!(Gate::new(0, None).is_err());
        for rate in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert!(Gate::new(1, Some(rate)).is_err(), "{rate}");
        }
    }
}
