//! Values of subclasses, of classes that only `default` knows, and of unusual size.

use pyo3::exceptions::PyValueError;
use pyo3::ffi;
use pyo3::prelude::*;

use super::{Kind, Object, Writer};
use crate::hooks;
use crate::object::{self, Failed, Owned};

impl Writer<'_, '_> {
    /// Writes a value that is of none of the usual classes.
    #[inline(never)]
    pub(super) fn odd_value(&mut self, value: Object) -> Result<(), Failed> {
        let object = value.as_ptr();
        // SAFETY: whoever calls has it alive.
        unsafe {
            if ffi::PyUnicode_Check(object) != 0 {
                return self.string(value);
            }
            if ffi::PyLong_Check(object) != 0 {
                return self.whole(value);
            }
            if ffi::PyFloat_Check(object) != 0 {
                return self.real(value);
            }
            if self.is_number(value)? {
                return self.number(value);
            }
            if ffi::PyDict_Check(object) != 0 {
                return self.open_copied(value);
            }
            if ffi::PyList_Check(object) != 0 {
                return self.open(value, Kind::List);
            }
            if ffi::PyTuple_Check(object) != 0 {
                return self.open(value, Kind::Tuple);
            }
        }
        self.stand_in(value)
    }

    /// Whether it is of the package's class of numbers that keep their text.
    fn is_number(&self, value: Object) -> Result<bool, Failed> {
        let hooks = hooks::installed().map_err(|error| self.raised(error))?;
        // SAFETY: it is alive.
        Ok(unsafe { ffi::Py_TYPE(value.as_ptr()) }.cast() == hooks.number.as_ptr())
    }

    fn number(&mut self, value: Object) -> Result<(), Failed> {
        // SAFETY: it is alive; the call returns a new str, whose characters are looked at while it
        // lives.
        unsafe {
            let text = Owned::taken(ffi::PyObject_Str(value.as_ptr()))?;
            self.put_plain(&text)
        }
    }

    /// Writes what `default` returns in the place of an object.
    fn stand_in(&mut self, value: Object) -> Result<(), Failed> {
        let Some(default) = &self.options.default else {
            return self.refuse("unsupported_type", value);
        };
        self.enter(value, Kind::StandIn)?;
        // SAFETY: it is alive.
        let argument = unsafe { Owned::shared(value) }.into_bound(self.py);
        let result = default.call1((argument,)).map_err(|error| self.raised(error))?;
        let result = Owned::from_bound(result);
        if self.scalar(result.as_object())? { Ok(()) } else { self.begin(result.as_object()) }
    }

    /// Writes an int that is too large for 64 bits.
    #[inline(never)]
    pub(super) fn large_whole(&mut self, value: Object) -> Result<(), Failed> {
        let text = self.whole_text(value)?;
        self.put_plain(&text)
    }

    /// Returns the text of an int, also of more digits than the interpreter converts.
    pub(super) fn whole_text(&mut self, value: Object) -> Result<Owned, Failed> {
        // SAFETY: it is an int that is alive; overridden methods of subclasses are not called.
        let text = unsafe {
            let repr = ffi::PyLong_Type.tp_repr;
            repr.map_or(Err(Failed), |repr| Owned::taken(repr(value.as_ptr())))
        };
        match text {
            Ok(text) => Ok(text),
            Err(Failed) => self.many_digits(value).map_err(|error| self.raised(error)),
        }
    }

    /// Writes an int that the interpreter refuses to.
    #[cold]
    fn many_digits(&self, value: Object) -> PyResult<Owned> {
        let error = PyErr::fetch(self.py);
        if !error.is_instance_of::<PyValueError>(self.py) {
            return Err(error);
        }
        // SAFETY: it is alive.
        let value = unsafe { Owned::shared(value) }.into_bound(self.py);
        Ok(Owned::from_bound(hooks::installed()?.whole_text.bind(self.py).call1((value,))?))
    }

    /// Writes a str of ASCII without quotes.
    fn put_plain(&mut self, text: &Owned) -> Result<(), Failed> {
        // SAFETY: it is a str that is alive.
        match unsafe { object::characters(text.as_ptr())? } {
            object::Characters::Ascii(bytes) => self.out.put(bytes),
            _ => self.refuse("unsupported_type", text.as_object()),
        }
    }

    #[cold]
    pub(super) fn too_deep(&mut self, source: Object) -> Result<(), Failed> {
        let levels = self.levels.iter().map(|level| level.source.as_ptr());
        let mut all: Vec<_> = levels.chain([source.as_ptr()]).collect();
        all.sort_unstable();
        let twice = all.windows(2).any(|pair| pair[0] == pair[1]);
        self.refuse(if twice { "circular" } else { "depth" }, source)
    }

    #[cold]
    pub(super) fn raised(&self, error: PyErr) -> Failed {
        error.restore(self.py);
        Failed
    }
}
