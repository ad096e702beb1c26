//! Walks a value of Python and writes it.
//!
//! A stack of levels replaces recursion: containers that are being written, and objects that
//! `default` stands in for. Each level owns its container, so that `default` may change any.

mod buffer;
mod members;
mod odd;
mod refusal;

use std::ptr::NonNull;

use pyo3::ffi;
use pyo3::prelude::*;

use crate::object::{self, Failed, Owned};
use crate::options::{DumpOptions, Nonfinite};
use buffer::Unwritten;
pub use buffer::{Buffer, Scratch};
pub use refusal::Refusal;
use refusal::Refused;

/// Small values need no more room on the stack of levels.
const USUAL_DEPTH: usize = 8;

type Object = NonNull<ffi::PyObject>;

/// What a level is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    List,
    Tuple,
    Dict,
    /// A dict whose members have an order of their own, or were copied because `default` may change
    /// it; they lie on the stack of members.
    Members,
    /// An object that `default` stands in for.
    StandIn,
}

/// A container that is being written.
struct Level {
    source: Owned,
    kind: Kind,
    /// How many items were begun.
    count: usize,
    /// Of a dict, what PyDict_Next goes on from; of copied members, where the first one is.
    place: ffi::Py_ssize_t,
}

pub struct Writer<'a, 'py> {
    py: Python<'py>,
    options: &'a DumpOptions<'py>,
    /// Whether members are written as they lie in their dict.
    in_place: bool,
    out: Buffer<'a>,
    levels: Vec<Level>,
    /// Copied members of all levels.
    members: Vec<(Owned, Owned)>,
    /// Containers that are open, without what stands in for other objects.
    depth: usize,
    refused: Option<Refused>,
}

impl<'a, 'py> Writer<'a, 'py> {
    pub fn new(py: Python<'py>, options: &'a DumpOptions<'py>, scratch: &'a mut Scratch) -> Self {
        Self {
            py,
            options,
            in_place: !options.sort_keys && options.default.is_none(),
            out: Buffer::new(scratch),
            levels: Vec::with_capacity(USUAL_DEPTH),
            members: Vec::new(),
            depth: 0,
            refused: None,
        }
    }

    /// Writes a value.
    ///
    /// # Errors
    ///
    /// What cannot be written first, in the order of writing; or an exception of `default` or for
    /// want of memory.
    pub fn write(mut self, value: &Bound<'_, PyAny>) -> Result<Buffer<'a>, Refusal> {
        match self.walk(value) {
            Ok(()) => Ok(self.out),
            Err(Failed) => Err(self.refusal()),
        }
    }

    fn walk(&mut self, value: &Bound<'_, PyAny>) -> Result<(), Failed> {
        // SAFETY: a bound object is not null, and alive for the length of the call.
        let value = unsafe { NonNull::new_unchecked(value.as_ptr()) };
        if !self.scalar(value)? {
            self.begin(value)?;
        }
        while let Some(level) = self.levels.last() {
            let (source, kind) = (level.source.as_object(), level.kind);
            let (mut count, mut place) = (level.count, level.place);
            let container = match kind {
                Kind::Dict => self.dict_members(source, &mut place, &mut count),
                Kind::List => self.elements(source, &mut count, list_item),
                Kind::Tuple => self.elements(source, &mut count, tuple_item),
                Kind::Members => self.copied_members(place as usize, &mut count),
                Kind::StandIn => Ok(None),
            };
            if let Some(level) = self.levels.last_mut() {
                (level.count, level.place) = (count, place); // an error says where it is by them
            }
            match container? {
                Some(container) => self.begin(container)?,
                None => self.end(kind, count)?,
            }
        }
        if self.options.newline { self.out.put_byte(b'\n') } else { Ok(()) }
    }

    /// Writes elements until one is no plain scalar, which is returned, or none is left.
    #[inline(always)]
    fn elements(
        &mut self,
        source: Object,
        count: &mut usize,
        item: impl Fn(Object, usize) -> Option<Object>,
    ) -> Result<Option<Object>, Failed> {
        while let Some(element) = item(source, *count) {
            if self.options.compact {
                self.out.put_comma(*count > 0)?;
            } else {
                self.separate(*count > 0)?;
            }
            *count += 1;
            if !self.scalar(element)? {
                return Ok(Some(element));
            }
        }
        Ok(None)
    }

    /// Writes members until the value of one is no plain scalar, which is returned.
    #[inline(always)]
    fn dict_members(
        &mut self,
        dict: Object,
        place: &mut ffi::Py_ssize_t,
        count: &mut usize,
    ) -> Result<Option<Object>, Failed> {
        while let Some((key, value)) = object::next_member(dict, place) {
            *count += 1;
            self.key(key, *count > 1)?;
            if !self.scalar(value)? {
                return Ok(Some(value));
            }
        }
        Ok(None)
    }

    /// Writes members that were copied, likewise.
    fn copied_members(
        &mut self,
        first: usize,
        count: &mut usize,
    ) -> Result<Option<Object>, Failed> {
        while let Some((key, value)) = self.members.get(first + *count) {
            let (key, value) = (key.as_object(), value.as_object());
            *count += 1;
            self.key(key, *count > 1)?;
            if !self.scalar(value)? {
                return Ok(Some(value));
            }
        }
        Ok(None)
    }

    /// Writes a key and its colon, after a comma unless it is the first.
    #[inline(always)]
    fn key(&mut self, key: Object, comma: bool) -> Result<(), Failed> {
        // SAFETY: the key is alive, and a str where it is used as one.
        unsafe {
            if self.options.compact && ffi::PyUnicode_CheckExact(key.as_ptr()) != 0 {
                let written = self.out.put_key(object::characters(key.as_ptr())?, comma);
                return written.or_else(|reason| self.unwritten(reason, key, true));
            }
        }
        self.unusual_key(key, comma)
    }

    #[inline(never)]
    fn unusual_key(&mut self, key: Object, comma: bool) -> Result<(), Failed> {
        let text = self.key_text(key)?;
        self.separate(comma)?;
        // SAFETY: it is a str, and alive.
        let characters = unsafe { object::characters(text.as_ptr())? };
        let written = self.out.put_string(characters, self.options.ensure_ascii);
        written.or_else(|reason| self.unwritten(reason, key, true))?;
        self.out.put(&self.options.key_separator)
    }

    /// Writes what stands before an item.
    fn separate(&mut self, comma: bool) -> Result<(), Failed> {
        if comma {
            self.out.put(&self.options.item_separator)?;
        }
        self.line()
    }

    /// Begins a line, if each item has its own.
    fn line(&mut self) -> Result<(), Failed> {
        let Some(indent) = &self.options.indent else { return Ok(()) };
        self.out.put_byte(b'\n')?;
        (0..self.depth).try_for_each(|_| self.out.put(indent))
    }

    /// Writes a value of a usual class that holds no other; false: it is none.
    #[inline(always)]
    fn scalar(&mut self, value: Object) -> Result<bool, Failed> {
        let object = value.as_ptr();
        // SAFETY: whoever calls has it alive.
        let class = unsafe { ffi::Py_TYPE(object) };
        if class == &raw mut ffi::PyUnicode_Type {
            self.string(value)?;
        } else if class == &raw mut ffi::PyLong_Type {
            self.whole(value)?;
        } else if class == &raw mut ffi::PyFloat_Type {
            self.real(value)?;
        } else if class == &raw mut ffi::PyBool_Type {
            // SAFETY: only its place is asked for.
            let is_true = object == unsafe { ffi::Py_True() };
            if is_true { self.out.put(b"true") } else { self.out.put(b"false") }?;
        // SAFETY: as above.
        } else if object == unsafe { ffi::Py_None() } {
            self.out.put(b"null")?;
        } else if class == &raw mut ffi::PyList_Type
            && list_item(value, 0).is_none()
            && self.levels.len() < self.options.max_depth
        {
            self.out.put(b"[]")?; // there are many, and a level costs more
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    #[inline(always)]
    fn string(&mut self, value: Object) -> Result<(), Failed> {
        // SAFETY: it is a str that is alive.
        let characters = unsafe { object::characters(value.as_ptr())? };
        let written = self.out.put_string(characters, self.options.ensure_ascii);
        written.or_else(|reason| self.unwritten(reason, value, false))
    }

    #[cold]
    fn unwritten(&mut self, reason: Unwritten, text: Object, is_key: bool) -> Result<(), Failed> {
        match reason {
            Unwritten::Surrogate if is_key => self.refuse_key("lone_surrogate", text),
            Unwritten::Surrogate => self.refuse("lone_surrogate", text),
            Unwritten::Failed => Err(Failed),
        }
    }

    #[inline(always)]
    fn whole(&mut self, value: Object) -> Result<(), Failed> {
        let mut overflow = 0;
        // SAFETY: it is an int that is alive.
        let number = unsafe { ffi::PyLong_AsLongLongAndOverflow(value.as_ptr(), &mut overflow) };
        if overflow == 0 { self.out.put_whole(number) } else { self.large_whole(value) }
    }

    #[inline(always)]
    fn real(&mut self, value: Object) -> Result<(), Failed> {
        // SAFETY: it is a float that is alive.
        let number = unsafe { ffi::PyFloat_AS_DOUBLE(value.as_ptr()) };
        if number.is_finite() {
            return self.out.put_real(number);
        }
        match self.options.nonfinite {
            Nonfinite::Refused => self.refuse("nonfinite", value),
            Nonfinite::Null => self.out.put(b"null"),
            Nonfinite::Literal if number.is_nan() => self.out.put(b"NaN"),
            Nonfinite::Literal if number < 0.0 => self.out.put(b"-Infinity"),
            Nonfinite::Literal => self.out.put(b"Infinity"),
        }
    }

    /// Begins a container, or writes what else is no plain scalar.
    #[inline(always)]
    fn begin(&mut self, value: Object) -> Result<(), Failed> {
        // SAFETY: whoever calls has it alive.
        let class = unsafe { ffi::Py_TYPE(value.as_ptr()) };
        if class == &raw mut ffi::PyDict_Type && self.in_place {
            return self.open(value, Kind::Dict);
        }
        if class == &raw mut ffi::PyList_Type {
            return self.open(value, Kind::List);
        }
        self.odd_value(value)
    }

    #[inline(always)]
    fn open(&mut self, source: Object, kind: Kind) -> Result<(), Failed> {
        self.enter(source, kind)?;
        self.depth += 1;
        self.out.put_byte(if matches!(kind, Kind::Dict | Kind::Members) { b'{' } else { b'[' })
    }

    #[inline(always)]
    fn enter(&mut self, source: Object, kind: Kind) -> Result<(), Failed> {
        if self.levels.len() >= self.options.max_depth {
            return self.too_deep(source);
        }
        let place = if kind == Kind::Members { self.members.len() } else { 0 };
        // SAFETY: it is alive.
        let source = unsafe { Owned::shared(source) };
        self.levels.push(Level { source, kind, count: 0, place: place as ffi::Py_ssize_t });
        Ok(())
    }

    /// Ends the innermost level.
    #[inline(always)]
    fn end(&mut self, kind: Kind, count: usize) -> Result<(), Failed> {
        let Some(level) = self.levels.pop() else { return Ok(()) };
        let bracket = match kind {
            Kind::List | Kind::Tuple => b']',
            Kind::Dict => b'}',
            Kind::Members => {
                self.members.truncate(level.place as usize);
                b'}'
            }
            Kind::StandIn => return Ok(()),
        };
        self.depth -= 1;
        if count > 0 && !self.options.compact {
            self.line()?;
        }
        self.out.put_byte(bracket)
    }
}

/// Returns an element of a list, which may have changed since the last one.
#[inline(always)]
fn list_item(list: Object, index: usize) -> Option<Object> {
    // SAFETY: the writer owns the list, and the index is less than its present size.
    unsafe {
        let there = index < ffi::PyList_GET_SIZE(list.as_ptr()) as usize;
        there.then(|| NonNull::new(ffi::PyList_GET_ITEM(list.as_ptr(), index as _)))?
    }
}

/// Returns an element of a tuple.
#[inline(always)]
fn tuple_item(tuple: Object, index: usize) -> Option<Object> {
    // SAFETY: the writer owns the tuple, and the index is less than its size.
    unsafe {
        let there = index < ffi::PyTuple_GET_SIZE(tuple.as_ptr()) as usize;
        there.then(|| NonNull::new(ffi::PyTuple_GET_ITEM(tuple.as_ptr(), index as _)))?
    }
}
