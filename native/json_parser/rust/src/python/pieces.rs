//! Documents that come in pieces.

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::ffi;
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString, PyTuple};

use super::{guarded, tuple};
use crate::collector::Rest;
use crate::hooks;
use crate::object::{self, Failed, Owned};
use crate::options::LoadOptions;
use crate::stream::{Events, Pieces, Refusal, Step, Stream, Values};

/// Returns a reader of events: (pointer, name, value); `is_text` says that its bytes were a str.
#[pyfunction]
#[pyo3(signature = (options, multiple, is_text, /))]
pub fn events(options: &Bound<'_, PyAny>, multiple: bool, is_text: bool) -> PyResult<PieceReader> {
    let py = options.py();
    guarded(|| {
        let options = LoadOptions::of(options)?;
        let events = Events::new().map_err(|Failed| PyErr::fetch(py))?;
        let stream = Stream::new(options, multiple, is_text, events);
        Ok(PieceReader::new(Box::new(stream), options.pause_gc, is_text))
    })
}

/// Returns a reader of the values at a place: keys and indexes, of which `*` stands for any.
#[pyfunction]
#[pyo3(signature = (options, multiple, is_text, steps, /))]
pub fn values(
    options: &Bound<'_, PyAny>,
    multiple: bool,
    is_text: bool,
    steps: &Bound<'_, PyTuple>,
) -> PyResult<PieceReader> {
    guarded(|| {
        let options = LoadOptions::of(options)?;
        let steps = steps.iter().map(|step| {
            let step = step.cast_into::<PyString>()?;
            let text = step.to_string_lossy().into_owned();
            Ok(Step::of(Owned::from_bound(step.into_any()), &text))
        });
        let values = Values { steps: steps.collect::<PyResult<_>>()?, found: Vec::new() };
        let stream = Stream::new(options, multiple, is_text, values);
        Ok(PieceReader::new(Box::new(stream), options.pause_gc, is_text))
    })
}

/// Is fed bytes, and drained of what is known by them.
#[pyclass(module = "json_parser_rust")]
pub struct PieceReader {
    stream: Box<dyn Pieces>,
    pause_gc: bool,
    is_text: bool,
    /// What is wrong; nothing comes any more then.
    error: Option<Py<PyAny>>,
}

impl PieceReader {
    fn new(stream: Box<dyn Pieces>, pause_gc: bool, is_text: bool) -> Self {
        Self { stream, pause_gc, is_text, error: None }
    }

    fn drained<'py>(&mut self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let _rest = Rest::new(py, self.pause_gc);
        if self.error.is_none()
            && let Err(refusal) = self.stream.read(py)
        {
            self.error = Some(self.made_error(py, refusal).into_value(py).into_any());
        }
        match &self.error {
            Some(error) if self.stream.found().is_empty() => {
                Err(PyErr::from_value(error.bind(py).clone()))
            }
            _ => {
                let found = object::list(self.stream.found(), 0);
                found.map(|list| list.into_bound(py)).map_err(|Failed| PyErr::fetch(py))
            }
        }
    }

    fn made_error(&self, py: Python<'_>, refusal: Refusal) -> PyErr {
        let Refusal::Document(mut wrong) = refusal else { return PyErr::fetch(py) };
        let made = tuple(py, std::mem::take(&mut wrong.pointer))
            .and_then(|pointer| Ok(hooks::installed()?.piece_error(&wrong, pointer, self.is_text)));
        made.unwrap_or_else(|error| error)
    }
}

#[pymethods]
impl PieceReader {
    /// Takes the next bytes, however they are cut.
    #[pyo3(signature = (data, /))]
    fn feed(this: &Bound<'_, Self>, data: &Bound<'_, PyAny>) -> PyResult<()> {
        guarded(|| {
            if let Ok(bytes) = data.cast::<PyBytes>() {
                free(this)?.stream.feed(bytes.as_bytes());
                return Ok(());
            }
            let copy = copied(data)?; // first: it may run code of Python
            free(this)?.stream.feed(copy.as_bytes());
            Ok(())
        })
    }

    /// Says that nothing follows.
    fn finish(this: &Bound<'_, Self>) -> PyResult<()> {
        guarded(|| {
            free(this)?.stream.finish();
            Ok(())
        })
    }

    /// Says that more followed than was allowed.
    fn overflow(this: &Bound<'_, Self>) -> PyResult<()> {
        guarded(|| {
            free(this)?.stream.overflow();
            Ok(())
        })
    }

    /// Returns what has become known since; an error comes behind all that was before it.
    fn drain<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        guarded(|| free(this)?.drained(this.py()))
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        visit.call(&self.error) // its traceback may lead back here
    }

    fn __clear__(&mut self) {
        self.error = None;
    }
}

/// Returns a reader that no other call uses.
fn free<'py>(reader: &Bound<'py, PieceReader>) -> PyResult<PyRefMut<'py, PieceReader>> {
    let busy = |_| PyValueError::new_err("the reader is used by another of its calls");
    reader.try_borrow_mut().map_err(busy)
}

fn copied<'py>(data: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyBytes>> {
    if data.is_instance_of::<PyString>() {
        return Err(PyTypeError::new_err("a piece must be bytes"));
    }
    // SAFETY: a call that returns a new reference to bytes, or null with an exception.
    unsafe {
        let bytes = ffi::PyBytes_FromObject(data.as_ptr());
        Ok(Bound::from_owned_ptr_or_err(data.py(), bytes)?.cast_into_unchecked())
    }
}
