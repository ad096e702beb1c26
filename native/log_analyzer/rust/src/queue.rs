//! Ranges of a file, dealt to workers.
//!
//! Each worker takes the ranges of its own part from the front, so it sees neighbouring minutes and
//! visitors; when it has none left it takes one from the back of the part that has most left, so no
//! worker is idle while another has work. (With one counter for all, every worker meets the visitors
//! of every day, and merging the workers costs more than reading.)

use std::sync::atomic::{AtomicU64, Ordering};

/// Numbers of ranges, in one part for each worker.
#[derive(Debug)]
pub struct Queue {
    /// First number left, and in the upper half the one after the last.
    parts: Vec<AtomicU64>,
}

impl Queue {
    /// Deals the numbers `0..count`.
    pub fn new(count: u32, workers: usize) -> Queue {
        let bound = |part: usize| (u64::from(count) * part as u64 / workers as u64) as u32;
        let parts = (0..workers).map(|part| AtomicU64::new(pack(bound(part), bound(part + 1))));
        Queue { parts: parts.collect() }
    }

    /// Number of parts.
    pub fn workers(&self) -> usize {
        self.parts.len()
    }

    /// Takes a number for a worker; None when all are taken.
    pub fn take(&self, worker: usize) -> Option<u32> {
        let own = take_from(&self.parts[worker], |first, end| ((first, end), (first + 1, end)));
        own.or_else(|| self.steal())
    }

    fn steal(&self) -> Option<u32> {
        loop {
            let left = |part: &&AtomicU64| {
                let (first, end) = unpack(part.load(Ordering::Relaxed));
                end - first
            };
            let fullest = self.parts.iter().max_by_key(left)?;
            if left(&fullest) == 0 {
                return None;
            }
            let stolen = take_from(fullest, |first, end| ((end - 1, end), (first, end - 1)));
            if stolen.is_some() {
                return stolen;
            }
        }
    }
}

/// Replaces a part that is not empty by what `split` leaves; returns the first number it took.
fn take_from(
    part: &AtomicU64,
    split: impl Fn(u32, u32) -> ((u32, u32), (u32, u32)),
) -> Option<u32> {
    let mut taken = None;
    let update = |packed| {
        let (first, end) = unpack(packed);
        if first == end {
            return None;
        }
        let (took, left) = split(first, end);
        taken = Some(took.0);
        Some(pack(left.0, left.1))
    };
    part.fetch_update(Ordering::Relaxed, Ordering::Relaxed, update).ok().and(taken)
}

fn pack(first: u32, end: u32) -> u64 {
    u64::from(end) << 32 | u64::from(first)
}

fn unpack(packed: u64) -> (u32, u32) {
    (packed as u32, (packed >> 32) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    #[test]
    fn a_worker_takes_its_own_part_and_then_the_back_of_others() {
        let queue = Queue::new(6, 2);
        let taken: Vec<_> = std::iter::from_fn(|| queue.take(1)).collect();
        assert_eq!(taken, [3, 4, 5, 2, 1, 0]);
        assert_eq!(queue.take(0), None);
    }

    #[test]
    fn every_number_is_taken_once_by_many_threads() {
        for (count, workers) in [(0, 1), (1, 3), (10_000, 4)] {
            let (queue, taken) = (Queue::new(count, workers), Mutex::new(Vec::new()));
            std::thread::scope(|scope| {
                for worker in 0..workers {
                    let (queue, taken) = (&queue, &taken);
                    scope.spawn(move || {
                        while let Some(number) = queue.take(worker) {
                            taken.lock().expect("no panic").push(number);
                        }
                    });
                }
            });
            let mut taken = taken.into_inner().expect("no panic");
            taken.sort_unstable();
            assert_eq!(taken, (0..count).collect::<Vec<_>>());
        }
    }
}
