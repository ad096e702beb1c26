//! The Python module.

mod lines;
mod pieces;
mod skim;

use std::mem::MaybeUninit;
use std::panic::{AssertUnwindSafe, catch_unwind};

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::hooks;
use crate::input::Input;
use crate::object::{Failed, Owned};
use crate::options::{DumpOptions, LoadOptions};
use crate::read;
use crate::write::{self, Buffer, Writer};

/// JSON, read and written; the package `day02_json_parser` is the front of it.
#[pymodule(gil_used = true)]
pub mod json_parser_rust {
    #[pymodule_export]
    use super::lines::lines;
    #[pymodule_export]
    use super::pieces::{events, values};
    #[pymodule_export]
    use super::skim::{member, members, skip};
    #[pymodule_export]
    use super::{dumpb, dumps, install, loads};
}

/// Takes the errors and classes of the package, once.
#[pyfunction]
#[pyo3(signature = (hooks, /))]
fn install(hooks: &Bound<'_, PyAny>) -> PyResult<()> {
    guarded(|| hooks::install(hooks))
}

/// Returns the value of a document; options of None are the defaults.
#[pyfunction]
#[pyo3(signature = (data, options, /))]
fn loads<'py>(
    data: &Bound<'py, PyAny>,
    options: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    guarded(|| {
        let options = LoadOptions::of(options)?;
        let input = Input::of(data)?;
        let value = read::read(data.py(), &input, &options);
        value
            .map(|value| value.into_bound(data.py()))
            .map_err(|refusal| decode_error(refusal, data))
    })
}

/// Returns the JSON text of a value as UTF-8; options of None are the defaults.
#[pyfunction]
#[pyo3(signature = (value, options, /))]
fn dumpb<'py>(
    value: &Bound<'py, PyAny>,
    options: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    written(value, options, |out| out.into_bytes())
}

/// Returns the JSON text of a value; options of None are the defaults.
#[pyfunction]
#[pyo3(signature = (value, options, /))]
fn dumps<'py>(
    value: &Bound<'py, PyAny>,
    options: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    written(value, options, |out| out.into_text())
}

#[inline(always)]
fn written<'py>(
    value: &Bound<'py, PyAny>,
    options: &Bound<'py, PyAny>,
    finish: impl FnOnce(Buffer<'_>) -> Result<Owned, Failed>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = value.py();
    guarded(|| {
        let options = DumpOptions::of(options)?;
        let mut scratch = [MaybeUninit::uninit(); 1024];
        let written = Writer::new(py, &options, &mut scratch).write(value);
        let out = written.map_err(|refusal| encode_error(py, refusal))?;
        finish(out).map(|text| text.into_bound(py)).map_err(|Failed| PyErr::fetch(py))
    })
}

#[cold]
fn decode_error(refusal: read::Refusal, data: &Bound<'_, PyAny>) -> PyErr {
    let py = data.py();
    let read::Refusal::Document(fault, pointer) = refusal else { return PyErr::fetch(py) };
    let made = tuple(py, pointer)
        .and_then(|pointer| Ok(hooks::installed()?.decode_error(fault, pointer, data)));
    made.unwrap_or_else(|error| error)
}

#[cold]
fn encode_error(py: Python<'_>, refusal: write::Refusal) -> PyErr {
    let write::Refusal::Value(code, value, pointer) = refusal else { return PyErr::fetch(py) };
    let value = value.into_bound(py);
    let made = tuple(py, pointer)
        .and_then(|pointer| Ok(hooks::installed()?.encode_error(code, pointer, value)));
    made.unwrap_or_else(|error| error)
}

fn tuple(py: Python<'_>, pointer: Vec<Owned>) -> PyResult<Bound<'_, PyTuple>> {
    PyTuple::new(py, pointer.into_iter().map(|step| step.into_bound(py)).collect::<Vec<_>>())
}

/// Runs an entry so that a panic is an exception that may be caught, not one that ends programs.
#[inline(always)]
fn guarded<T>(entry: impl FnOnce() -> PyResult<T>) -> PyResult<T> {
    catch_unwind(AssertUnwindSafe(entry)).unwrap_or_else(|_| {
        Err(PyRuntimeError::new_err("a defect of json_parser_rust: it panicked"))
    })
}
