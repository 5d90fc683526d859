//! How long to wait before what DynamoDB left undone is asked for again.

use std::time::Duration;

use tokio::time::sleep;

/// The longest first pause. It doubles with every request that achieves nothing.
const FIRST: Duration = Duration::from_millis(50);

/// No pause is longer than this.
const LONGEST: Duration = Duration::from_millis(3_200);

/// How many requests in a row may achieve nothing: all pauses between them together last 6.35 seconds at most, and
/// half of that on average.
pub(crate) const ATTEMPTS: u32 = 8;

/// The pauses between the requests for what batches leave undone.
///
/// The SDK knows nothing of them: to it a batch that was left undone is a success. Each pause is of any length between none
/// and a ceiling ("full jitter"): processes that were refused together then do not come back together.
/// <https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/>
#[derive(Debug)]
pub(crate) struct Backoff {
    /// How many requests in a row have achieved nothing.
    idle: u32,
    /// How many may.
    attempts: u32,
}

impl Default for Backoff {
    fn default() -> Self {
        Self {
            idle: 0,
            attempts: ATTEMPTS,
        }
    }
}

impl Backoff {
    /// The pauses before so many further attempts.
    pub(crate) fn retries(retries: u32) -> Self {
        Self {
            idle: 0,
            attempts: retries.saturating_add(1),
        }
    }

    /// How long to wait, after a request that has left something undone. `None` when it is time to give up.
    pub(crate) fn pause(&mut self, progress: bool) -> Option<Duration> {
        let ceiling = self.ceiling(progress)?;
        Some(ceiling.mul_f64(fastrand::f64()))
    }

    /// Waits so long. `false`, and no pause, when it is time to give up.
    pub(crate) async fn wait(&mut self, progress: bool) -> bool {
        match self.pause(progress) {
            Some(pause) => {
                sleep(pause).await;
                true
            }
            None => false,
        }
    }

    /// The longest that the next pause may be; `None` when it is time to give up.
    fn ceiling(&mut self, progress: bool) -> Option<Duration> {
        self.idle = if progress { 0 } else { self.idle + 1 };
        (self.idle < self.attempts).then(|| {
            let doublings = self.idle.saturating_sub(1);
            LONGEST.min(FIRST.saturating_mul(2_u32.saturating_pow(doublings)))
        })
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::Instant;

    use super::*;

    fn ceilings(progress: impl IntoIterator<Item = bool>) -> Vec<Option<u64>> {
        let mut backoff = Backoff::default();
        let ceilings = progress.into_iter().map(|made| backoff.ceiling(made));
        ceilings
            .map(|ceiling| ceiling.map(|ceiling| ceiling.as_millis().try_into().unwrap()))
            .collect()
    }

    #[test]
    fn pauses_double_until_it_is_time_to_give_up() {
        let pauses = [50, 100, 200, 400, 800, 1_600, 3_200].map(Some);
        let expected: Vec<_> = pauses.into_iter().chain([None]).collect();
        assert_eq!(ceilings([false; 8]), expected);
    }

    #[test]
    fn as_many_further_attempts_as_are_wanted() {
        let pauses = |retries| {
            let mut backoff = Backoff::retries(retries);
            std::iter::from_fn(move || backoff.ceiling(false)).take(100)
        };
        assert_eq!(pauses(0).count(), 0);
        assert_eq!(pauses(3).count(), 3);
        assert_eq!(pauses(20).count(), 20);
        assert_eq!(pauses(u32::MAX).last(), Some(LONGEST));
    }

    #[test]
    fn progress_begins_anew() {
        assert_eq!(
            ceilings([false, false, true, true, false, false]),
            [50, 100, 50, 50, 50, 100].map(Some)
        );
        let mut steps = [false; 8];
        steps[6] = true;
        assert!(ceilings(steps).iter().all(Option::is_some));
    }

    /// Of any length below the ceiling, and not always of the same.
    #[tokio::test(start_paused = true)]
    async fn pauses_are_of_any_length() {
        let mut lengths = Vec::new();
        for _ in 0..200 {
            let began = Instant::now();
            assert!(Backoff::default().wait(false).await);
            lengths.push(began.elapsed());
        }
        // The clock of the runtime counts whole milliseconds, and rounds up.
        assert!(
            lengths
                .iter()
                .all(|length| *length <= FIRST + Duration::from_millis(1))
        );
        assert!(lengths.iter().any(|length| *length < FIRST / 4));
        assert!(lengths.iter().any(|length| *length > FIRST * 3 / 4));
    }

    #[tokio::test(start_paused = true)]
    async fn giving_up_takes_no_time() {
        let mut backoff = Backoff {
            idle: ATTEMPTS - 1,
            ..Backoff::default()
        };
        let began = Instant::now();
        assert!(!backoff.wait(false).await);
        assert_eq!(began.elapsed(), Duration::ZERO);
    }
}
