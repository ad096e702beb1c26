//! `generate`: logs for tests and benchmarks.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use super::os_error;
use super::watch::{Work, watch};
use crate::generate::{Job, Plan};

/// Writes a log of `rows` lines in combined format; see `generator.py`, which writes the same bytes.
///
/// Args:
///     path: File to write; it appears under its name when it is whole.
///     rows: Lines.
///     seed: 64 bits.
///     threads: At least 1.
///     dirt: Share of lines that are damaged or odd, 0 to 1.
///     progress: Called about every 100 ms with the rows written since the last call. What it raises
///         ends the work and leaves `path` as it was.
///
/// Raises:
///     ValueError: A number is out of its range.
///     OSError: The file cannot be written.
#[pyfunction]
#[pyo3(signature = (path, rows, *, seed, threads=1, dirt=0.001, progress=None))]
pub fn generate(
    py: Python<'_>,
    path: PathBuf,
    rows: u64,
    seed: u64,
    threads: usize,
    dirt: f64,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<()> {
    if threads == 0 {
        return Err(PyValueError::new_err("threads is 0, must be at least 1"));
    }
    if !(0.0..=1.0).contains(&dirt) {
        return Err(PyValueError::new_err(format!("dirt is {dirt}, must be from 0 to 1")));
    }
    let plan = Plan { rows, seed, dirty_below: (dirt * 4_294_967_296.0) as u64 };
    let failed = |error: io::Error| os_error(py, &error, &path);
    let (temporary, file) = Temporary::beside(&path).map_err(failed)?;
    let synced = file.try_clone().map_err(failed)?;
    let job = Job::new(file, plan, threads);
    watch(py, &job, progress)?.into_iter().collect::<io::Result<()>>().map_err(failed)?;
    py.detach(|| synced.sync_all().and_then(|()| temporary.rename(&path))).map_err(failed)
}

/// A file that is gone when it is dropped, unless it was renamed.
struct Temporary(PathBuf);

impl Temporary {
    fn beside(path: &Path) -> io::Result<(Temporary, File)> {
        let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
        for attempt in 0.. {
            let other = path.with_file_name(format!(".{name}.{}.{attempt}", std::process::id()));
            match OpenOptions::new().write(true).create_new(true).open(&other) {
                Ok(file) => return Ok((Temporary(other), file)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        unreachable!("some name is free")
    }

    fn rename(self, path: &Path) -> io::Result<()> {
        fs::rename(&self.0, path)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // After a rename there is nothing left to remove, and a failure to clean up changes nothing.
        let _ = fs::remove_file(&self.0);
    }
}

impl Work for Job {
    type Result = io::Result<()>;

    fn workers(&self) -> usize {
        self.threads()
    }

    fn work(&self, _worker: usize) -> Self::Result {
        Job::work(self)
    }

    fn done(&self) -> u64 {
        Job::done(self)
    }

    fn stop(&self) {
        Job::stop(self);
    }
}
