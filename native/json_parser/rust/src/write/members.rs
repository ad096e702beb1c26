//! Members of dicts whose order or keys are not simply theirs.

use pyo3::ffi;
use pyo3::intern;
use pyo3::prelude::*;

use super::{Kind, Object, Writer};
use crate::object::{self, Failed, Owned};

impl Writer<'_, '_> {
    /// Begins a dict whose members are copied first.
    pub(super) fn open_copied(&mut self, dict: Object) -> Result<(), Failed> {
        let first = self.members.len();
        self.open(dict, Kind::Members)?;
        let members = self.items(dict).map_err(|error| self.raised(error))?;
        if !self.options.sort_keys {
            self.members.extend(members);
            return Ok(());
        }
        for (key, value) in members {
            let key = self.checked_key(&key)?;
            self.members.push((key, value));
        }
        // SAFETY: all keys are str and alive.
        self.members[first..].sort_by(|(one, _), (other, _)| unsafe {
            ffi::PyUnicode_Compare(one.as_ptr(), other.as_ptr()).cmp(&0)
        });
        Ok(())
    }

    /// Returns what `items()` of a dict yields; subclasses may have an order of their own.
    fn items(&self, dict: Object) -> PyResult<Vec<(Owned, Owned)>> {
        // SAFETY: it is alive.
        let dict = unsafe { Owned::shared(dict) }.into_bound(self.py);
        let mut members = Vec::new();
        for item in dict.call_method0(intern!(self.py, "items"))?.try_iter()? {
            let (key, value) = item?.extract::<(Bound<'_, PyAny>, Bound<'_, PyAny>)>()?;
            members.push((Owned::from_bound(key), Owned::from_bound(value)));
        }
        Ok(members)
    }

    /// Returns the text of a key that can be written.
    fn checked_key(&mut self, key: &Owned) -> Result<Owned, Failed> {
        let text = self.key_text(key.as_object())?;
        // SAFETY: it is a str that is alive.
        if unsafe { object::characters(text.as_ptr())? }.has_surrogate() {
            return self.refuse_key("lone_surrogate", key.as_object());
        }
        Ok(text)
    }

    /// Returns the text of a key, an exact str.
    pub(super) fn key_text(&mut self, key: Object) -> Result<Owned, Failed> {
        let object = key.as_ptr();
        // SAFETY: the key is alive, and each branch looks into an object of its own class.
        unsafe {
            if ffi::PyUnicode_Check(object) != 0 {
                return Owned::taken(ffi::PyUnicode_FromObject(object));
            }
            if !self.options.coerce_keys {
                return self.refuse_key("bad_key", key);
            }
            if object == ffi::Py_None() {
                return object::ascii(b"null");
            }
            if ffi::PyBool_Check(object) != 0 {
                return object::ascii(if object == ffi::Py_True() { b"true" } else { b"false" });
            }
            if ffi::PyLong_Check(object) != 0 {
                return self.whole_text(key);
            }
            if ffi::PyFloat_Check(object) != 0 && ffi::PyFloat_AS_DOUBLE(object).is_finite() {
                return object::real_text(ffi::PyFloat_AS_DOUBLE(object));
            }
        }
        self.refuse_key("bad_key", key)
    }
}
