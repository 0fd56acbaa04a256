//! How long a thing took, over and over.

use std::time::{Duration, Instant};

/// The times of one thing.
#[derive(Clone, Default)]
pub(super) struct Times(Vec<Duration>);

impl Times {
    pub(super) fn note(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// Takes in the times of another.
    pub(super) fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    pub(super) fn median(&self) -> Duration {
        self.percentile(50)
    }

    pub(super) fn least(&self) -> Duration {
        self.percentile(0)
    }

    /// The time that so many of a hundred did not exceed (nearest rank); zero where nothing was timed.
    pub(super) fn percentile(&self, percent: usize) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let rank = (sorted.len() * percent).div_ceil(100).max(1);
        sorted.get(rank - 1).copied().unwrap_or_default()
    }
}

/// What `work` gives, and how long it took.
pub(super) fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begun = Instant::now();
    let value = std::hint::black_box(work());
    (value, begun.elapsed())
}

/// What `work` gives once it is done, and how long it took.
pub(super) async fn timed_until<T>(work: impl Future<Output = T>) -> (T, Duration) {
    let begun = Instant::now();
    let value = std::hint::black_box(work.await);
    (value, begun.elapsed())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_times_that_were_taken() {
        let mut times = Times::default();
        assert_eq!(times.median(), Duration::ZERO);
        for time in [5, 1, 4, 2, 3] {
            times.note(Duration::from_secs(time));
        }
        for (percent, expected) in [(0, 1), (20, 1), (21, 2), (50, 3), (99, 5), (100, 5)] {
            assert_eq!(times.percentile(percent).as_secs(), expected, "{percent}");
        }
        assert_eq!((times.least().as_secs(), times.median().as_secs()), (1, 3));
    }
}
