//! Schedules at random, each of a seed: a violation says which, and the same seed gives the same schedule again.

/// A small generator of random numbers, so that a seed is one number: SplitMix64, <https://prng.di.unimi.it/splitmix64.c>.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `sides`, which is not 0.
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.next() % sides
    }

    /// The same of sizes.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).expect("a usize fits");
        usize::try_from(self.roll(end)).expect("it is below a usize")
    }

    pub fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }

    /// Whether something happens that happens once in `n` times.
    pub fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

/// The seeds of a test: a few that are always the same, or as many as `DYNAMO_MODEL_TEST_SEEDS` says, or the one that it names, as in
/// `DYNAMO_MODEL_TEST_SEEDS=17..18`.
pub fn seeds(usual: u64) -> std::ops::Range<u64> {
    let Ok(said) = std::env::var("DYNAMO_MODEL_TEST_SEEDS") else {
        return 0..usual;
    };
    let (start, end) = said.split_once("..").unwrap_or(("0", &said));
    let number = |text: &str| {
        text.parse()
            .expect("DYNAMO_MODEL_TEST_SEEDS is a number, or a range of numbers")
    };
    number(start)..number(end)
}

/// Says which seed it was, if a test fails with it.
pub struct Seed(pub u64);

impl Drop for Seed {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("DYNAMO_MODEL_TEST_SEEDS={}..{}", self.0, self.0 + 1);
        }
    }
}
