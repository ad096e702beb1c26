//! NDJSON.

use pyo3::prelude::*;
use pyo3::types::PyBytes;

use super::{decode_error, guarded};
use crate::options::LoadOptions;
use crate::read::Lines;

/// Returns an iterator over the values of lines; `is_text` says that the bytes were a str.
#[pyfunction]
#[pyo3(signature = (data, options, is_text, /))]
pub fn lines(
    data: Py<PyBytes>,
    options: &Bound<'_, PyAny>,
    is_text: bool,
) -> PyResult<LineIterator> {
    guarded(|| Ok(LineIterator(Lines::new(data, is_text, LoadOptions::of(options)?))))
}

/// Yields the value of each line that is not blank; behind an error it goes on with the next line.
#[pyclass(module = "json_parser_rust", name = "Lines")]
pub struct LineIterator(Lines);

#[pymethods]
impl LineIterator {
    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__<'py>(&mut self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        guarded(|| match self.0.next(py) {
            Ok(value) => Ok(value.map(|value| value.into_bound(py))),
            Err(refusal) => Err(decode_error(refusal, self.0.line(py).as_any())),
        })
    }

    /// Where the line that was read last begins.
    #[getter]
    fn start(&self) -> usize {
        self.0.start
    }

    /// Where it ends: the place of its newline, or of the end.
    #[getter]
    fn end(&self) -> usize {
        self.0.end
    }
}
