//! `Tally`: the small interface that all backends share.

use std::fs::File;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard};

use pyo3::buffer::PyBuffer;
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyTuple};

use super::os_error;
use super::watch::{Work, detached, watch};
use crate::counter::Sums;
use crate::options::Options;
use crate::plan::Column;
use crate::reason::NAMES;
use crate::request::Protocol;
use crate::scan::Job;
use crate::shard::Shard;
use crate::sketches::Registers;
use crate::tally::{By, Tally};

/// Counts the lines of files and streams.
///
/// Args:
///     options: How lines are counted, as the canonical JSON that is the header of a partial.
///     automata: Those that the filter of the options names.
///
/// Raises:
///     ValueError: The options or an automaton cannot be.
#[pyclass(frozen, name = "Tally", module = "log_analyzer_rust")]
pub struct PyTally(Mutex<Tally>);

type Sample<'py> = (Bound<'py, PyBytes>, u64, u64, &'static str, Bound<'py, PyBytes>);
type Minute = (i64, u64, u128, u64, u64);
type TopRow<'py> = (Bound<'py, PyBytes>, u64, u128, u64, u64, u128);
type Group<'py> = (Bound<'py, PyTuple>, u64, u128, u64, u64, u128);

#[pymethods]
impl PyTally {
    #[new]
    #[pyo3(signature = (options, automata=Vec::new()))]
    fn new(options: &str, automata: Vec<Vec<u8>>) -> PyResult<PyTally> {
        let automata: Vec<&[u8]> = automata.iter().map(Vec::as_slice).collect();
        let options = Options::read(options, &automata).map_err(PyValueError::new_err)?;
        Ok(PyTally(Mutex::new(Tally::new(Arc::new(options)))))
    }

    /// Counts the lines of a file that begin in [start, end).
    ///
    /// Args:
    ///     path: A regular file.
    ///     source: Its name in samples and partials.
    ///     start: First byte of the range.
    ///     end: Byte after the range; may lie past the end of the file.
    ///     workers: Threads.
    ///     progress: Called about every 100 ms with the bytes done since the last call. What it
    ///         raises ends the scan, of which nothing is counted then.
    ///
    /// Raises:
    ///     OSError: The file cannot be read.
    ///     ValueError: Bytes of the range were counted before, or a number is out of its range.
    #[pyo3(signature = (path, source, start, end, workers=1, progress=None))]
    #[expect(clippy::too_many_arguments, reason = "the interface of every backend")]
    fn scan(
        &self,
        py: Python<'_>,
        path: PathBuf,
        source: &[u8],
        start: i64,
        end: i64,
        workers: i64,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<()> {
        let (start, end) = (at_least("start", start, 0)?, at_least("end", end, 0)?);
        let workers = at_least("workers", workers, 1)? as usize;
        let failed = |error: std::io::Error| os_error(py, &error, &path);
        let file = File::open(&path).map_err(failed)?;
        let tally = self.lock(py)?;
        let rules = (Arc::clone(&tally.options), tally.columns.clone());
        drop(tally);
        let job = Job::new(file, start, end, rules, workers).map_err(failed)?;
        let shards = watch(py, &job, progress)?;
        let shards = shards.into_iter().collect::<Result<Vec<_>, _>>().map_err(failed)?;
        self.change(py, move |tally| tally.take(source, shards))
    }

    /// Puts the columns of a directive in force before the next scan or stream.
    ///
    /// Args:
    ///     line: A `#Fields:` line of the W3C format.
    ///
    /// Raises:
    ///     ValueError: It is none, or the plan is of another format.
    fn columns(&self, py: Python<'_>, line: &[u8]) -> PyResult<()> {
        self.change(py, |tally| tally.set_columns(line))
    }

    /// Opens a stream.
    ///
    /// Args:
    ///     source: Its name in samples and partials.
    ///     offset: Where its first byte, with which a line begins, lies in the source.
    ///
    /// Raises:
    ///     ValueError: A stream is open.
    #[pyo3(signature = (source, offset=0))]
    fn begin(&self, py: Python<'_>, source: Vec<u8>, offset: i64) -> PyResult<()> {
        let offset = at_least("offset", offset, 0)?;
        self.change(py, move |tally| tally.begin(source, offset))
    }

    /// Counts the lines that end in the next bytes of the stream.
    ///
    /// Raises:
    ///     ValueError: No stream is open.
    fn feed(&self, py: Python<'_>, data: &Bound<'_, PyAny>) -> PyResult<()> {
        if let Ok(bytes) = data.cast::<PyBytes>() {
            let bytes = bytes.as_bytes();
            return self.change(py, |tally| tally.feed(bytes));
        }
        // Other buffers may change while the GIL is released, so they are copied first.
        let copy = PyBuffer::<u8>::get(data)?.to_vec(py)?;
        self.change(py, move |tally| tally.feed(&copy))
    }

    /// Counts a last line without newline and closes the stream.
    ///
    /// Raises:
    ///     ValueError: No stream is open, or bytes of it were counted before.
    fn finish(&self, py: Python<'_>) -> PyResult<()> {
        self.change(py, Tally::finish)
    }

    /// Adds the counts of another tally.
    ///
    /// Raises:
    ///     ValueError: The bytes are no partial, damaged, of other options, or count bytes that were
    ///         counted before. Nothing has changed then.
    fn merge(&self, py: Python<'_>, partial: &[u8]) -> PyResult<()> {
        self.change(py, |tally| tally.merge(partial))
    }

    /// Returns everything that was counted, in canonical form.
    fn partial<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        Ok(PyBytes::new(py, &self.change(py, Tally::partial)?))
    }

    /// Returns lines, parsed, malformed, blank, filtered, bad_request, bytes, first and last second.
    fn totals<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let tally = self.settled(py)?;
        let tables = &tally.tables;
        let seen = tables.parsed > 0;
        let totals = PyDict::new(py);
        totals.set_item("lines", tables.lines())?;
        totals.set_item("parsed", tables.parsed)?;
        totals.set_item("malformed", tables.malformed())?;
        totals.set_item("blank", tables.blank())?;
        totals.set_item("filtered", tables.filtered)?;
        totals.set_item("bad_request", tables.bad_request)?;
        totals.set_item("bytes", tables.bytes)?;
        totals.set_item("first", seen.then_some(tables.first))?;
        totals.set_item("last", seen.then_some(tables.last))?;
        Ok(totals)
    }

    /// Returns requests by status, ascending.
    fn status<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let tally = self.settled(py)?;
        let found = PyDict::new(py);
        for (status, &count) in tally.tables.status.iter().enumerate().filter(|(_, c)| **c > 0) {
            found.set_item(status, count)?;
        }
        Ok(found)
    }

    /// Returns requests by method, ascending.
    fn methods<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let tally = self.settled(py)?;
        let methods = &tally.tables.methods;
        let found = PyDict::new(py);
        for id in methods.sorted() {
            found.set_item(PyBytes::new(py, methods.key(id)), methods.sums(id).count)?;
        }
        Ok(found)
    }

    /// Returns requests by protocol, ascending.
    fn protocols<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let tally = self.settled(py)?;
        let counts = tally.tables.protocols.iter().enumerate().filter(|(_, count)| **count > 0);
        let mut counts: Vec<_> =
            counts.map(|(place, &count)| (Protocol(place as u8).text(), count)).collect();
        counts.sort_unstable();
        let found = PyDict::new(py);
        for (protocol, count) in counts {
            found.set_item(PyBytes::new(py, protocol), count)?;
        }
        Ok(found)
    }

    /// Returns the lines that were not parsed by reason, those of the closed list above 0.
    fn reasons<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let tally = self.settled(py)?;
        let found = PyDict::new(py);
        for (name, &count) in NAMES.iter().zip(&tally.tables.reasons).filter(|(_, c)| **c > 0) {
            found.set_item(name, count)?;
        }
        Ok(found)
    }

    /// Returns (source, line number, byte offset, reason, first bytes) of malformed lines.
    fn samples<'py>(&self, py: Python<'py>) -> PyResult<Vec<Sample<'py>>> {
        let tally = self.settled(py)?;
        let sources = tally.coverage.sources();
        let rows = sources.flat_map(|(source, _, samples)| {
            samples.into_iter().map(move |sample| {
                let (source, text) = (PyBytes::new(py, source), PyBytes::new(py, &sample.text));
                (source, sample.line, sample.offset, NAMES[usize::from(sample.reason)], text)
            })
        });
        Ok(rows.collect())
    }

    /// Returns the n rows (key, count, bytes, errors, timed, latency_sum) of a column with the
    /// highest number.
    ///
    /// Args:
    ///     column: path, ip, user_agent, referrer, user or host.
    ///     n: How many rows at most.
    ///     by: count, bytes, errors, latency_sum, or p99 of a column that latencies are kept by.
    fn top<'py>(
        &self,
        py: Python<'py>,
        column: &str,
        n: i64,
        by: &str,
    ) -> PyResult<Vec<TopRow<'py>>> {
        let column = parse_column(column)?;
        let by = match by {
            "count" => By::Count,
            "bytes" => By::Bytes,
            "errors" => By::Errors,
            "latency_sum" => By::LatencySum,
            "p99" => By::P99,
            _ => {
                let allowed = "must be 'count', 'bytes', 'errors', 'latency_sum' or 'p99'";
                return Err(PyValueError::new_err(format!("by is '{by}', {allowed}")));
            }
        };
        let rows = self.change(py, |tally| {
            tally.settle()?;
            tally.top(column, n.max(0) as usize, by)
        })?;
        let row = |(key, Sums { count, bytes, errors, timed, latency }): crate::tally::TopRow| {
            (PyBytes::new(py, &key), count, bytes, errors, timed, latency)
        };
        Ok(rows.into_iter().map(row).collect())
    }

    /// Returns (microseconds, lines), ascending; (bucket, lines) where memory is bounded.
    fn latency(&self, py: Python<'_>) -> PyResult<Vec<(u64, u64)>> {
        self.change(py, |tally| {
            tally.settle()?;
            Ok(tally.latency())
        })
    }

    /// Returns (microseconds, lines) of a key of a column that latencies are kept by, ascending.
    fn key_latency(&self, py: Python<'_>, column: &str, key: &[u8]) -> PyResult<Vec<(u64, u64)>> {
        let column = parse_column(column)?;
        self.change(py, |tally| {
            tally.settle()?;
            tally.key_latency(column, key)
        })
    }

    /// Returns (start of a minute, microseconds, lines), ascending.
    fn latency_minutes(&self, py: Python<'_>) -> PyResult<Vec<(i64, u64, u64)>> {
        self.change(py, |tally| {
            tally.settle()?;
            Ok(tally.latency_minutes())
        })
    }

    /// Returns (values, count, bytes, errors, timed, latency_sum) of each group, in canonical order.
    fn groups<'py>(&self, py: Python<'py>) -> PyResult<Vec<Group<'py>>> {
        let groups = self.change(py, |tally| {
            tally.settle()?;
            Ok(tally.groups())
        })?;
        let row = |(values, Sums { count, bytes, errors, timed, latency }): crate::tally::Group| {
            let values = PyTuple::new(py, values.iter().map(|value| PyBytes::new(py, value)))?;
            Ok((values, count, bytes, errors, timed, latency))
        };
        groups.into_iter().map(row).collect()
    }

    /// Returns by how much each count of a table is at most too low.
    ///
    /// Args:
    ///     table: A column, "method" or "group".
    fn lost(&self, py: Python<'_>, table: &str) -> PyResult<u64> {
        let tally = self.settled(py)?;
        Ok(match table {
            "method" => tally.tables.methods.lost(),
            "group" => tally.tables.groups.lost(),
            _ => tally.tables.column(parse_column(table)?).lost(),
        })
    }

    /// Returns the HyperLogLog registers of a column, or of "visitors", where memory is bounded.
    fn registers<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyBytes>> {
        let place = match name {
            "visitors" => Column::COUNT,
            _ => parse_column(name)? as usize,
        };
        let tally = self.settled(py)?;
        let Some(sketch) = &tally.tables.sketch else {
            return Err(PyValueError::new_err("there are registers in approximate mode only"));
        };
        let Registers(registers) = &sketch.registers[place];
        Ok(PyBytes::new(py, &registers[..]))
    }

    /// Returns how many different keys a column has; ValueError where they are only estimated.
    fn unique(&self, py: Python<'_>, column: &str) -> PyResult<usize> {
        let column = parse_column(column)?;
        let tally = self.exact(py)?;
        Ok(tally.tables.column(column).len())
    }

    /// Returns how many different (ip, agent, day) there are; ValueError where they are only
    /// estimated.
    fn visitors(&self, py: Python<'_>) -> PyResult<usize> {
        drop(self.exact(py)?);
        self.change(py, |tally| Ok(tally.tables.visitors.count()))
    }

    /// Returns (start, requests, bytes, 4xx, 5xx) of the minutes that have any, ascending.
    fn series(&self, py: Python<'_>) -> PyResult<Vec<Minute>> {
        let minutes = self.change(py, |tally| {
            tally.settle()?;
            tally.tables.bound();
            Ok(tally.tables.minutes.sorted())
        })?;
        let row = |(start, t): (i64, crate::minutes::Traffic)| {
            (start, t.requests, t.bytes, t.errors_4xx, t.errors_5xx)
        };
        Ok(minutes.into_iter().map(row).collect())
    }
}

impl PyTally {
    /// Changes the tally without the GIL.
    fn change<T: Send>(
        &self,
        py: Python<'_>,
        change: impl FnOnce(&mut Tally) -> Result<T, String> + Send,
    ) -> PyResult<T> {
        let changed = detached(py, || match self.0.lock() {
            Ok(mut tally) => change(&mut tally).map_err(PyValueError::new_err),
            Err(_) => Err(broken()),
        });
        changed?
    }

    /// Returns the tally with the lines that the open stream has completed.
    fn settled(&self, py: Python<'_>) -> PyResult<MutexGuard<'_, Tally>> {
        self.change(py, Tally::settle)?;
        self.lock(py)
    }

    /// Returns the settled tally if its counts are exact.
    fn exact(&self, py: Python<'_>) -> PyResult<MutexGuard<'_, Tally>> {
        let tally = self.settled(py)?;
        if tally.options.approx {
            return Err(PyValueError::new_err("in approximate mode there are registers instead"));
        }
        Ok(tally)
    }

    /// Waits for the tally without the GIL: whoever holds it may want the GIL.
    fn lock(&self, py: Python<'_>) -> PyResult<MutexGuard<'_, Tally>> {
        pyo3::sync::MutexExt::lock_py_attached(&self.0, py).map_err(|_| broken())
    }
}

fn broken() -> PyErr {
    PyRuntimeError::new_err("an earlier call failed half-way; make a new Tally")
}

/// Returns a number that is large enough.
fn at_least(name: &str, number: i64, least: i64) -> PyResult<u64> {
    if number < least {
        let message = format!("{name} is {number}, must be at least {least}");
        return Err(PyValueError::new_err(message));
    }
    Ok(number as u64)
}

fn parse_column(name: &str) -> PyResult<Column> {
    Column::named(name).map_err(PyValueError::new_err)
}

impl Work for Job {
    type Result = std::io::Result<Shard>;

    fn workers(&self) -> usize {
        Job::workers(self)
    }

    fn work(&self, worker: usize) -> Self::Result {
        Job::work(self, worker)
    }

    fn done(&self) -> u64 {
        Job::done(self)
    }

    fn stop(&self) {
        Job::stop(self);
    }
}
