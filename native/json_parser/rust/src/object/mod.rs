//! Owned objects of Python, and the calls that make them.
//!
//! Everything here runs with the interpreter's lock held: the entries of `python` take it, and
//! nothing releases it but code of Python that is called.

mod strings;

use std::ffi::c_int;
use std::ptr::{self, NonNull};

use pyo3::ffi;
use pyo3::prelude::*;

pub use strings::{
    Characters, ascii, characters, equal_text, hash, interned, joined, joined_number, joined_step,
    real_text,
};

/// An exception is set in the interpreter, or the reader has noted what is wrong.
#[derive(Debug)]
pub struct Failed;

/// A reference that is given back when it is dropped.
#[derive(Debug)]
#[repr(transparent)]
pub struct Owned(NonNull<ffi::PyObject>);

// SAFETY: any thread that holds the interpreter's lock may use an object and give it back. Nothing
// here runs without it: entries are called with it, and classes of the module are freed with it.
unsafe impl Send for Owned {}
// SAFETY: as above.
unsafe impl Sync for Owned {}

impl Owned {
    /// Takes a new reference that a call returned; null means that it raised.
    ///
    /// # Safety
    ///
    /// The reference is the caller's to give away, and the interpreter's lock is held.
    #[inline(always)]
    pub unsafe fn taken(object: *mut ffi::PyObject) -> Result<Self, Failed> {
        NonNull::new(object).map(Self).ok_or(Failed)
    }

    /// Takes another reference to an object.
    ///
    /// # Safety
    ///
    /// The object is alive, and the interpreter's lock is held.
    #[inline(always)]
    pub unsafe fn shared(object: NonNull<ffi::PyObject>) -> Self {
        // SAFETY: the caller's.
        unsafe { ffi::Py_INCREF(object.as_ptr()) };
        Self(object)
    }

    #[inline(always)]
    pub fn as_ptr(&self) -> *mut ffi::PyObject {
        self.0.as_ptr()
    }

    #[inline(always)]
    pub fn as_object(&self) -> NonNull<ffi::PyObject> {
        self.0
    }

    /// Gives the reference away.
    #[inline(always)]
    pub fn into_ptr(self) -> *mut ffi::PyObject {
        let object = self.0.as_ptr();
        std::mem::forget(self);
        object
    }

    pub fn into_bound(self, py: Python<'_>) -> Bound<'_, PyAny> {
        // SAFETY: the reference is ours to give away.
        unsafe { Bound::from_owned_ptr(py, self.into_ptr()) }
    }

    pub fn from_bound(object: Bound<'_, PyAny>) -> Self {
        // SAFETY: a bound object is alive, and it proves that the lock is held.
        unsafe { Self(NonNull::new_unchecked(object.into_ptr())) }
    }
}

impl Clone for Owned {
    #[inline(always)]
    fn clone(&self) -> Self {
        // SAFETY: what is owned is alive.
        unsafe { Self::shared(self.0) }
    }
}

impl Drop for Owned {
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: the reference is ours.
        unsafe { ffi::Py_DECREF(self.0.as_ptr()) };
    }
}

// Calls that pyo3-ffi leaves out; CPython 3.11 and 3.12 export them for code like ours.
unsafe extern "C" {
    fn _PyDict_NewPresized(members: ffi::Py_ssize_t) -> *mut ffi::PyObject;
    fn _PyDict_SetItem_KnownHash(
        dict: *mut ffi::PyObject,
        key: *mut ffi::PyObject,
        value: *mut ffi::PyObject,
        hash: ffi::Py_hash_t,
    ) -> c_int;
    fn _PyDict_Next(
        dict: *mut ffi::PyObject,
        place: *mut ffi::Py_ssize_t,
        key: *mut *mut ffi::PyObject,
        value: *mut *mut ffi::PyObject,
        hash: *mut ffi::Py_hash_t,
    ) -> c_int;
    fn _PyLong_FromByteArray(
        bytes: *const u8,
        count: usize,
        little_endian: c_int,
        signed: c_int,
    ) -> *mut ffi::PyObject;
}

/// Singletons.
pub fn none() -> Owned {
    // SAFETY: it always lives.
    unsafe { Owned::shared(NonNull::new_unchecked(ffi::Py_None())) }
}

pub fn boolean(value: bool) -> Owned {
    // SAFETY: both always live.
    unsafe {
        Owned::shared(NonNull::new_unchecked(if value { ffi::Py_True() } else { ffi::Py_False() }))
    }
}

#[inline(always)]
pub fn real(value: f64) -> Result<Owned, Failed> {
    // SAFETY: a call that returns a new reference; so below.
    unsafe { Owned::taken(ffi::PyFloat_FromDouble(value)) }
}

#[inline(always)]
pub fn whole(magnitude: u64, negative: bool) -> Result<Owned, Failed> {
    // SAFETY: calls that return a new reference.
    unsafe {
        match i64::try_from(magnitude) {
            Ok(value) => {
                Owned::taken(ffi::PyLong_FromLongLong(if negative { -value } else { value }))
            }
            Err(_) => signed(Owned::taken(ffi::PyLong_FromUnsignedLongLong(magnitude))?, negative),
        }
    }
}

/// Makes an int of the little-endian bytes of its size.
pub fn whole_from_bytes(bytes: &[u8], negative: bool) -> Result<Owned, Failed> {
    // SAFETY: the bytes are there for the length of the call.
    let size = unsafe { Owned::taken(_PyLong_FromByteArray(bytes.as_ptr(), bytes.len(), 1, 0)) };
    signed(size?, negative)
}

fn signed(size: Owned, negative: bool) -> Result<Owned, Failed> {
    if !negative {
        return Ok(size);
    }
    // SAFETY: the number is alive, and the call returns a new reference.
    unsafe { Owned::taken(ffi::PyNumber_Negative(size.as_ptr())) }
}

/// Makes a list of the values from `first` on, which it takes from the stack.
#[inline(always)]
pub fn list(stack: &mut Vec<Owned>, first: usize) -> Result<Owned, Failed> {
    let count = stack.len() - first;
    // SAFETY: a new list has room for so many items, which are null; the references move there,
    // and the stack forgets them.
    unsafe {
        let list = Owned::taken(ffi::PyList_New(count as ffi::Py_ssize_t))?;
        if count > 0 {
            let items = (*list.as_ptr().cast::<ffi::PyListObject>()).ob_item;
            let values = stack.as_ptr().add(first).cast::<*mut ffi::PyObject>();
            ptr::copy_nonoverlapping(values, items, count);
            stack.set_len(first);
        }
        Ok(list)
    }
}

/// Makes an empty dict with room for some members.
#[inline(always)]
pub fn dict(members: usize) -> Result<Owned, Failed> {
    // SAFETY: calls that return a new reference. The smallest dict has room for five.
    unsafe {
        Owned::taken(match members {
            0..=5 => ffi::PyDict_New(),
            _ => _PyDict_NewPresized(members as ffi::Py_ssize_t),
        })
    }
}

/// Sets a member whose key is a str.
#[inline(always)]
pub fn set_member(dict: &Owned, key: &Owned, value: &Owned) -> Result<(), Failed> {
    // SAFETY: dict, key and value are alive, and the hash is that of the key.
    let result = unsafe {
        _PyDict_SetItem_KnownHash(dict.as_ptr(), key.as_ptr(), value.as_ptr(), hash(key)?)
    };
    if result == 0 { Ok(()) } else { Err(Failed) }
}

/// Returns the next member of a dict, and moves `place` behind it.
#[inline(always)]
pub fn next_member(
    dict: NonNull<ffi::PyObject>,
    place: &mut ffi::Py_ssize_t,
) -> Option<(NonNull<ffi::PyObject>, NonNull<ffi::PyObject>)> {
    let (mut key, mut value) = (ptr::null_mut(), ptr::null_mut());
    // SAFETY: the dict is alive; a place beyond its members, if it was changed, ends it. What would
    // take the hash may be null.
    let more = unsafe { _PyDict_Next(dict.as_ptr(), place, &mut key, &mut value, ptr::null_mut()) };
    if more != 0 { NonNull::new(key).zip(NonNull::new(value)) } else { None }
}

/// Returns the key of a dict that was the `count`-th to be reached.
pub fn nth_key(dict: NonNull<ffi::PyObject>, count: usize) -> Option<Owned> {
    let mut place = 0;
    let reached = (0..count).map_while(|_| next_member(dict, &mut place)).last();
    // SAFETY: it is alive in the dict.
    reached.map(|(key, _)| unsafe { Owned::shared(key) })
}

/// Sets a member whose key is a str, unless it is there; returns what is there then.
pub fn set_default(dict: &Owned, key: &Owned, value: &Owned) -> Result<Owned, Failed> {
    // SAFETY: dict, key and value are alive; what is returned lives in the dict.
    unsafe {
        let there = ffi::PyDict_SetDefault(dict.as_ptr(), key.as_ptr(), value.as_ptr());
        NonNull::new(there).map(|there| Owned::shared(there)).ok_or(Failed)
    }
}

pub fn has_member(dict: &Owned, key: &Owned) -> Result<bool, Failed> {
    // SAFETY: both are alive.
    match unsafe { ffi::PyDict_Contains(dict.as_ptr(), key.as_ptr()) } {
        -1 => Err(Failed),
        found => Ok(found == 1),
    }
}

pub fn pair(key: &Owned, value: &Owned) -> Result<Owned, Failed> {
    // SAFETY: both are alive, and the tuple takes references of its own.
    unsafe { Owned::taken(ffi::PyTuple_Pack(2, key.as_ptr(), value.as_ptr())) }
}

pub fn triple(first: &Owned, second: &Owned, third: &Owned) -> Result<Owned, Failed> {
    // SAFETY: a new tuple of three has their places, which take references of their own.
    unsafe {
        let tuple = Owned::taken(ffi::PyTuple_New(3))?;
        ffi::PyTuple_SET_ITEM(tuple.as_ptr(), 0, first.clone().into_ptr());
        ffi::PyTuple_SET_ITEM(tuple.as_ptr(), 1, second.clone().into_ptr());
        ffi::PyTuple_SET_ITEM(tuple.as_ptr(), 2, third.clone().into_ptr());
        Ok(tuple)
    }
}
