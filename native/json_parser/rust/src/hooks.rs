//! What the package gives this backend: its errors and its classes of numbers.

use std::sync::{Arc, Mutex, PoisonError};

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyTuple};

use crate::fault::Fault;
use crate::stream::Misplaced;
use crate::window::Origin;

/// The attributes of the object that `install` gets.
pub struct Hooks {
    decode_error: Py<PyAny>,
    piece_error: Py<PyAny>,
    encode_error: Py<PyAny>,
    pub decimal: Py<PyAny>,
    pub number: Py<PyAny>,
    most_digits: Py<PyAny>,
    /// The class of memory maps, which have no other sign.
    pub mmap: Py<PyAny>,
}

static INSTALLED: Mutex<Option<Arc<Hooks>>> = Mutex::new(None);

/// Keeps the hooks for all later calls.
pub fn install(hooks: &Bound<'_, PyAny>) -> PyResult<()> {
    let attribute = |name| hooks.getattr(name).map(Bound::unbind);
    let hooks = Hooks {
        decode_error: attribute("decode_error")?,
        piece_error: attribute("piece_error")?,
        encode_error: attribute("encode_error")?,
        decimal: attribute("Decimal")?,
        number: attribute("Number")?,
        most_digits: attribute("bad_number_digits")?,
        mmap: hooks.py().import("mmap")?.getattr("mmap")?.unbind(),
    };
    *INSTALLED.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(hooks));
    Ok(())
}

/// Returns the hooks.
pub fn installed() -> PyResult<Arc<Hooks>> {
    let hooks = INSTALLED.lock().unwrap_or_else(PoisonError::into_inner).clone();
    hooks.ok_or_else(|| PyRuntimeError::new_err("install(hooks) must be called first"))
}

impl Hooks {
    /// Returns the error of a document.
    pub fn decode_error(
        &self,
        fault: Fault,
        pointer: Bound<'_, PyTuple>,
        data: &Bound<'_, PyAny>,
    ) -> PyErr {
        let arguments = (fault.code.word(), fault.at, pointer, data);
        match self.decode_error.bind(data.py()).call1(arguments) {
            Ok(error) => PyErr::from_value(error),
            Err(error) => error,
        }
    }

    /// Returns the error of a document that comes in pieces.
    pub fn piece_error(
        &self,
        wrong: &Misplaced,
        pointer: Bound<'_, PyTuple>,
        in_text: bool,
    ) -> PyErr {
        let py = pointer.py();
        let Origin { bytes, characters, newlines, column } = wrong.origin;
        let arguments = (
            wrong.code.word(),
            PyBytes::new(py, &wrong.in_hand),
            wrong.at,
            pointer,
            (bytes, characters, newlines, column),
            in_text,
        );
        match self.piece_error.bind(py).call1(arguments) {
            Ok(error) => PyErr::from_value(error),
            Err(error) => error,
        }
    }

    /// Returns the error of a value.
    pub fn encode_error(
        &self,
        code: &str,
        pointer: Bound<'_, PyTuple>,
        value: Bound<'_, PyAny>,
    ) -> PyErr {
        let py = value.py();
        match self.encode_error.bind(py).call1((code, pointer, value)) {
            Ok(error) => PyErr::from_value(error),
            Err(error) => error,
        }
    }

    /// Returns how many digits the interpreter reads as an int; 0 for any.
    pub fn most_digits(&self, py: Python<'_>) -> PyResult<usize> {
        self.most_digits.bind(py).call0()?.extract()
    }
}
