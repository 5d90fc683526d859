//! Times variants of the same work beside each other.
//!
//! All variants run once in every round, one after the other, so that whatever else the machine does disturbs all of
//! them alike. The clock counts the CPU time of this thread: what others take of a core is not in it.

use std::hint::black_box;
use std::time::Duration;

use cpu_time::ThreadTime;

use crate::allocator::{self, Allocated};

/// How often, and how long.
#[derive(Debug, Clone, Copy)]
pub struct Effort {
    pub rounds: usize,
    /// A variant runs at least this long in every round, several times if need be.
    pub sample: Duration,
}

impl Effort {
    /// For results.
    pub fn full() -> Self {
        Self {
            rounds: 101,
            sample: Duration::from_millis(3),
        }
    }

    /// To see that everything runs. Its numbers mean little.
    pub fn quick() -> Self {
        Self {
            rounds: 3,
            sample: Duration::from_micros(200),
        }
    }
}

/// One way to do the work of a case.
pub struct Variant<'a> {
    pub name: &'static str,
    run: Box<dyn FnMut() + 'a>,
}

impl<'a> Variant<'a> {
    /// `run` does it once and returns the result, which is dropped: to drop it is a part of the work.
    pub fn new<T>(name: &'static str, mut run: impl FnMut() -> T + 'a) -> Self {
        Self {
            name,
            run: Box::new(move || drop(black_box(run()))),
        }
    }

    fn time(&mut self, times: u32) -> Duration {
        let start = ThreadTime::now();
        for _ in 0..times {
            (self.run)();
        }
        start.elapsed()
    }
}

/// The same work, done in several ways. The first is the one that the others are compared with.
pub struct Case<'a> {
    pub name: String,
    pub variants: Vec<Variant<'a>>,
}

/// What a case came to.
#[derive(Debug)]
pub struct Measured {
    pub name: String,
    pub rows: Vec<Row>,
}

#[derive(Debug)]
pub struct Row {
    pub variant: &'static str,
    pub median: Duration,
    pub fastest: Duration,
    /// Its time over that of the first variant: the median over the rounds.
    pub ratio: f64,
    pub allocated: Allocated,
}

pub fn measure(mut case: Case<'_>, effort: Effort) -> Measured {
    let times: Vec<u32> = case
        .variants
        .iter_mut()
        .map(|variant| enough(variant, effort.sample))
        .collect();
    let allocated: Vec<Allocated> = case
        .variants
        .iter_mut()
        .map(|variant| allocator::count(|| (variant.run)()))
        .collect();

    let mut samples = vec![Vec::with_capacity(effort.rounds); case.variants.len()];
    for round in 0..effort.rounds {
        for place in 0..samples.len() {
            // No variant always runs behind the same other.
            let i = (place + round) % samples.len();
            let took = case.variants[i].time(times[i]);
            samples[i].push(took.as_nanos() as f64 / f64::from(times[i]));
        }
    }

    let first = samples[0].clone();
    let rows = case
        .variants
        .iter()
        .zip(samples)
        .zip(allocated)
        .map(|((variant, samples), allocated)| {
            let ratios = samples.iter().zip(&first).map(|(a, b)| a / b).collect();
            Row {
                variant: variant.name,
                fastest: nanos(samples.iter().copied().fold(f64::INFINITY, f64::min)),
                median: nanos(median(samples)),
                ratio: median(ratios),
                allocated,
            }
        })
        .collect();
    Measured {
        name: case.name,
        rows,
    }
}

/// How many times in a row take as long as a sample should.
fn enough(variant: &mut Variant<'_>, sample: Duration) -> u32 {
    let mut times = 1;
    loop {
        let took = variant.time(times);
        if took >= sample || times >= 1 << 20 {
            return times;
        }
        times *= 2;
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len().is_multiple_of(2) {
        (values[middle - 1] + values[middle]) / 2.0
    } else {
        values[middle]
    }
}

fn nanos(nanos: f64) -> Duration {
    Duration::from_secs_f64(nanos / 1e9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), 2.5);
    }

    #[test]
    fn more_work_has_a_greater_ratio_and_more_allocations() {
        let work = |size: usize| move || (0..size).map(|i| i.to_string()).collect::<Vec<_>>();
        let case = Case {
            name: "strings".to_owned(),
            variants: vec![
                Variant::new("ten", work(10)),
                Variant::new("a hundred", work(100)),
            ],
        };
        let [ten, hundred] = &measure(case, Effort::quick()).rows[..] else {
            panic!("there are two variants");
        };
        assert_eq!(ten.ratio, 1.0);
        assert!(hundred.ratio > 2.0, "{hundred:?}");
        assert!(hundred.allocated.allocations > 2 * ten.allocated.allocations);
    }
}
