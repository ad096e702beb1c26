//! Realistic access logs, equal for every number of threads and equal to those of `generator.py`.

mod dirt;
mod draws;
mod rows;
mod site;
mod vocabulary;

use std::fs::File;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};

pub use rows::Plan;

/// Rows that one thread makes at a time: about 2 MB.
const CHUNK: u64 = 8192;

/// A log to be written, shared by the threads that write it.
#[derive(Debug)]
pub struct Job {
    plan: Plan,
    threads: usize,
    next: AtomicU64,
    done: AtomicU64,
    stopped: AtomicBool,
    out: Mutex<Out>,
    turn: Condvar,
}

#[derive(Debug)]
struct Out {
    file: File,
    /// The chunk whose turn it is to be written.
    chunk: u64,
}

impl Job {
    pub fn new(file: File, plan: Plan, threads: usize) -> Job {
        Job {
            plan,
            threads: threads.clamp(1, plan.rows.div_ceil(CHUNK).clamp(1, 256) as usize),
            next: AtomicU64::new(0),
            done: AtomicU64::new(0),
            stopped: AtomicBool::new(false),
            out: Mutex::new(Out { file, chunk: 0 }),
            turn: Condvar::new(),
        }
    }

    pub fn threads(&self) -> usize {
        self.threads
    }

    /// Rows written so far.
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    /// Lets all threads return soon; the file is then void.
    pub fn stop(&self) {
        // Under the lock, so that no thread misses it between looking and waiting.
        let _out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        self.stopped.store(true, Ordering::Relaxed);
        self.turn.notify_all();
    }

    /// Makes chunks, each written when its turn comes, until none is left.
    pub fn work(&self) -> io::Result<()> {
        let mut rows = Vec::new();
        loop {
            let chunk = self.next.fetch_add(1, Ordering::Relaxed);
            let start = chunk.saturating_mul(CHUNK);
            if start >= self.plan.rows || self.stopped.load(Ordering::Relaxed) {
                return Ok(());
            }
            let end = (start + CHUNK).min(self.plan.rows);
            rows.clear();
            rows::write_rows(&mut rows, &self.plan, start, end);
            let written = self.write(chunk, &rows);
            if written.is_err() {
                self.stop();
            }
            written?;
            self.done.fetch_add(end - start, Ordering::Relaxed);
        }
    }

    fn write(&self, chunk: u64, rows: &[u8]) -> io::Result<()> {
        let out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = |out: &mut Out| out.chunk != chunk && !self.stopped.load(Ordering::Relaxed);
        let mut out = self.turn.wait_while(out, waiting).unwrap_or_else(PoisonError::into_inner);
        if out.chunk == chunk {
            out.file.write_all(rows)?;
            out.chunk += 1;
            self.turn.notify_all();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_part_of_a_log_is_the_same_as_in_the_whole() {
        let plan = Plan { rows: 1000, seed: 7, dirty_below: 1 << 30 };
        let (mut whole, mut parts) = (Vec::new(), Vec::new());
        rows::write_rows(&mut whole, &plan, 0, 1000);
        for (start, end) in [(0, 1), (1, 400), (400, 401), (401, 1000)] {
            rows::write_rows(&mut parts, &plan, start, end);
        }
        assert_eq!(whole, parts);
        assert_eq!(whole.iter().filter(|&&byte| byte == b'\n').count(), 1000);
    }
}
