//! The bytes of a document, whatever holds them.

use std::slice;

use pyo3::exceptions::PyTypeError;
use pyo3::ffi;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyMemoryView, PyString};

use crate::hooks;
use crate::scan::Text;

/// Bytes that stay as they are while this lives.
pub struct Input<'a> {
    bytes: Bytes<'a>,
    /// Whether they were a str of Python.
    pub was_text: bool,
}

enum Bytes<'a> {
    /// Behind an immutable object's bytes CPython keeps a NUL.
    Lent(&'a [u8]),
    /// An encoded str, or a copy of what somebody else may change meanwhile.
    Made(Bound<'a, PyBytes>),
}

impl<'a> Input<'a> {
    /// Takes the document of one of the allowed kinds.
    ///
    /// # Errors
    ///
    /// TypeError for any other; a BufferError of the object.
    #[inline(always)]
    pub fn of(data: &'a Bound<'a, PyAny>) -> PyResult<Input<'a>> {
        if let Ok(bytes) = data.cast::<PyBytes>() {
            return Ok(Input { bytes: Bytes::Lent(with_nul(bytes.as_bytes())), was_text: false });
        }
        if let Ok(text) = data.cast::<PyString>() {
            return Self::of_text(text);
        }
        Self::of_buffer(data)
    }

    pub fn of_text(text: &'a Bound<'a, PyString>) -> PyResult<Input<'a>> {
        let object = text.as_ptr();
        // SAFETY: a str is alive; one in ASCII has its characters and a NUL behind its head.
        unsafe {
            if ffi::PyUnicode_READY(object) == 0 && ffi::PyUnicode_IS_COMPACT_ASCII(object) != 0 {
                let bytes = object.cast::<ffi::PyASCIIObject>().add(1).cast::<u8>();
                let length = ffi::PyUnicode_GET_LENGTH(object) as usize;
                let bytes = slice::from_raw_parts(bytes, length + 1);
                return Ok(Input { bytes: Bytes::Lent(bytes), was_text: true });
            }
        }
        let errors = c"surrogatepass";
        // SAFETY: a call that returns a new reference to bytes, or null with an exception.
        let encoded = unsafe {
            let bytes = ffi::PyUnicode_AsEncodedString(object, c"utf-8".as_ptr(), errors.as_ptr());
            Bound::from_owned_ptr_or_err(text.py(), bytes)?.cast_into_unchecked()
        };
        Ok(Input { bytes: Bytes::Made(encoded), was_text: true })
    }

    /// What can change is copied: while the document is read, a memory map may be written to by
    /// another process, and any buffer by a thread that needs no lock of the interpreter.
    #[cold]
    fn of_buffer(data: &'a Bound<'a, PyAny>) -> PyResult<Input<'a>> {
        let known = data.is_instance_of::<PyByteArray>()
            || data.is_instance_of::<PyMemoryView>()
            || data.is_instance(hooks::installed()?.mmap.bind(data.py()))?;
        if !known {
            return Err(PyTypeError::new_err(format!(
                "data is of type {}, must be bytes, bytearray, memoryview, mmap or str",
                data.get_type().name()?
            )));
        }
        if data.is_instance_of::<PyMemoryView>()
            && !data.getattr(intern!(data.py(), "c_contiguous"))?.is_truthy()?
        {
            return Err(PyTypeError::new_err("data is a memoryview that is not contiguous"));
        }
        // SAFETY: a call that returns a new reference to bytes, or null with an exception.
        let copy = unsafe {
            let bytes = ffi::PyBytes_FromObject(data.as_ptr());
            Bound::from_owned_ptr_or_err(data.py(), bytes)?.cast_into_unchecked()
        };
        Ok(Input { bytes: Bytes::Made(copy), was_text: false })
    }

    /// Takes bytes.
    pub fn of_bytes(data: &'a Bound<'a, PyBytes>) -> Self {
        Input { bytes: Bytes::Lent(with_nul(data.as_bytes())), was_text: false }
    }

    #[inline(always)]
    pub fn text(&self) -> Text<'_> {
        Text::new(match &self.bytes {
            Bytes::Lent(bytes) => bytes,
            Bytes::Made(bytes) => with_nul(bytes.as_bytes()),
        })
    }
}

/// Adds the NUL that CPython keeps behind the content of each bytes object.
#[inline(always)]
fn with_nul(bytes: &[u8]) -> &[u8] {
    // SAFETY: the byte is there, as PyBytes_AsString promises, and it never changes.
    unsafe { slice::from_raw_parts(bytes.as_ptr(), bytes.len() + 1) }
}
