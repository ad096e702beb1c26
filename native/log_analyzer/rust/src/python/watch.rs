//! Work on other threads, while the calling thread serves Python.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

/// How often signals are looked at and progress is told.
const RHYTHM: Duration = Duration::from_millis(100);

/// A job that threads share.
pub trait Work: Sync {
    /// What a worker returns.
    type Result: Send;

    /// How many workers to start.
    fn workers(&self) -> usize;

    /// Does the work of one worker.
    fn work(&self, worker: usize) -> Self::Result;

    /// How much is done, in the unit that progress is told in.
    fn done(&self) -> u64;

    /// Lets all workers return soon.
    fn stop(&self);
}

/// Runs a job without the GIL and returns what its workers return, in any order.
///
/// A signal handler or `progress` that raises stops the job; that exception is returned.
pub fn watch<W: Work>(
    py: Python<'_>,
    job: &W,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Vec<W::Result>> {
    let progress = progress.map(|progress| progress.clone().unbind());
    py.detach(|| {
        let (results, finished) = (Mutex::new(Vec::new()), Condvar::new());
        let watched = thread::scope(|scope| {
            for worker in 0..job.workers() {
                let (results, finished) = (&results, &finished);
                let body = move || {
                    let result = catch_unwind(AssertUnwindSafe(|| job.work(worker)));
                    if result.is_err() {
                        job.stop();
                    }
                    results.lock().unwrap_or_else(PoisonError::into_inner).push(result);
                    finished.notify_one();
                };
                if let Err(error) = thread::Builder::new().spawn_scoped(scope, body) {
                    job.stop();
                    return Err(error.into());
                }
            }
            let mut told = 0;
            loop {
                let guard = results.lock().unwrap_or_else(PoisonError::into_inner);
                let waited =
                    finished.wait_timeout_while(guard, RHYTHM, |found| found.len() < job.workers());
                let ended = waited.unwrap_or_else(PoisonError::into_inner).0.len() == job.workers();
                if let Err(error) = tick(job.done(), &mut told, progress.as_ref()) {
                    job.stop();
                    return Err(error);
                }
                if ended {
                    return Ok(());
                }
            }
        });
        watched?;
        let results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
        results.into_iter().map(|result| result.map_err(|panic| panicked(&*panic))).collect()
    })
}

/// Runs a short piece of work without the GIL.
pub fn detached<T: Send>(py: Python<'_>, work: impl FnOnce() -> T + Send) -> PyResult<T> {
    py.detach(|| catch_unwind(AssertUnwindSafe(work)).map_err(|panic| panicked(&*panic)))
}

fn tick(done: u64, told: &mut u64, progress: Option<&Py<PyAny>>) -> PyResult<()> {
    Python::attach(|py| {
        py.check_signals()?;
        let step = done - *told;
        *told = done;
        match progress {
            Some(progress) if step > 0 => progress.call1(py, (step,)).map(drop),
            _ => Ok(()),
        }
    })
}

fn panicked(panic: &(dyn std::any::Any + Send)) -> PyErr {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or(panic.downcast_ref::<&str>().copied()).unwrap_or("unknown reason");
    PyRuntimeError::new_err(format!("a worker failed: {text}"))
}
