//! The bytes object that grows.

use std::marker::PhantomData;
use std::mem::{self, MaybeUninit};
use std::ops::Range;
use std::ptr;

use pyo3::ffi;

use crate::digits;
use crate::escape;
use crate::object::{Characters, Failed, Owned};
use crate::transcode;

/// So many characters are written between two looks at the room.
const CHUNK: usize = 512;

unsafe extern "C" {
    fn _PyBytes_Resize(bytes: *mut *mut ffi::PyObject, size: ffi::Py_ssize_t) -> std::ffi::c_int;
}

/// Room for short texts, which become bytes in the end; longer ones are bytes from then on.
pub type Scratch = [MaybeUninit<u8>; 1024];

/// Bytes written so far.
pub struct Buffer<'a> {
    /// An object that nobody else knows yet, or null while the scratch is large enough.
    bytes: *mut ffi::PyObject,
    start: *mut u8,
    /// Where the next byte goes.
    next: *mut u8,
    /// Where the room ends.
    limit: *mut u8,
    /// Whether everything so far is ASCII.
    pub is_ascii: bool,
    scratch: PhantomData<&'a mut Scratch>,
}

/// Why a string was not written.
pub enum Unwritten {
    Surrogate,
    Failed,
}

impl<'a> Buffer<'a> {
    pub fn new(scratch: &'a mut Scratch) -> Self {
        let Range { start, end } = scratch.as_mut_ptr_range();
        Self {
            bytes: ptr::null_mut(),
            start: start.cast(),
            next: start.cast(),
            limit: end.cast(),
            is_ascii: true,
            scratch: PhantomData,
        }
    }

    fn length(&self) -> usize {
        // SAFETY: both lie in the same object, the start first.
        unsafe { self.next.offset_from(self.start) as usize }
    }

    fn resize(&mut self, capacity: usize) -> Result<(), Failed> {
        let size = ffi::Py_ssize_t::try_from(capacity).unwrap_or(ffi::Py_ssize_t::MAX);
        let length = self.length();
        // SAFETY: the bytes are ours alone, and the new size is no less than the length. What fails
        // raises and leaves null behind; then there is no room, and nothing was written.
        unsafe {
            if self.bytes.is_null() {
                self.bytes = ffi::PyBytes_FromStringAndSize(ptr::null(), size);
                if !self.bytes.is_null() {
                    let room = ffi::PyBytes_AsString(self.bytes).cast();
                    ptr::copy_nonoverlapping(self.start, room, length);
                }
            } else {
                _PyBytes_Resize(&mut self.bytes, size);
            }
            if self.bytes.is_null() {
                (self.start, self.next, self.limit) =
                    (ptr::null_mut(), ptr::null_mut(), ptr::null_mut());
                return Err(Failed);
            }
            self.start = ffi::PyBytes_AsString(self.bytes).cast();
            self.next = self.start.add(length);
            self.limit = self.start.add(capacity);
        }
        Ok(())
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, more: usize) -> Result<*mut u8, Failed> {
        let length = self.length();
        self.resize((length + more).max(length * 2))?;
        Ok(self.next)
    }

    /// Makes room for more bytes and returns where they go.
    #[inline(always)]
    fn room(&mut self, more: usize) -> Result<*mut u8, Failed> {
        if (self.limit as usize) - (self.next as usize) < more {
            self.grow(more)
        } else {
            Ok(self.next)
        }
    }

    #[inline(always)]
    pub fn put(&mut self, bytes: &[u8]) -> Result<(), Failed> {
        let out = self.room(bytes.len())?;
        // SAFETY: there is room, in an object that nobody else has bytes of.
        unsafe {
            ptr::copy_nonoverlapping(bytes.as_ptr(), out, bytes.len());
            self.next = out.add(bytes.len());
        }
        Ok(())
    }

    #[inline(always)]
    pub fn put_byte(&mut self, byte: u8) -> Result<(), Failed> {
        self.put(&[byte])
    }

    #[inline(always)]
    pub fn put_whole(&mut self, value: i64) -> Result<(), Failed> {
        let out = self.room(digits::WHOLE)?;
        // SAFETY: there is room for any number.
        self.next = unsafe { digits::whole(value, out) };
        Ok(())
    }

    #[inline(always)]
    pub fn put_real(&mut self, value: f64) -> Result<(), Failed> {
        let out = self.room(digits::REAL)?;
        // SAFETY: there is room for any double.
        self.next = unsafe { digits::real(value, out) };
        Ok(())
    }

    #[inline(always)]
    pub fn put_comma(&mut self, wanted: bool) -> Result<(), Failed> {
        let out = self.room(1)?;
        // SAFETY: there is room for a byte; it counts only if it is wanted.
        unsafe {
            out.write(b',');
            self.next = out.add(usize::from(wanted));
        }
        Ok(())
    }

    /// Writes a key and its colon, after a comma if that is wanted.
    #[inline(always)]
    pub fn put_key(&mut self, key: Characters, comma: bool) -> Result<(), Unwritten> {
        if let Characters::Ascii(key) = key {
            let out = self.room(key.len() + 4)?;
            // SAFETY: there is room for the key, its quotes, comma and colon.
            unsafe {
                out.write(b',');
                if let Some(end) = quoted(key, out.add(usize::from(comma))) {
                    end.write(b':');
                    self.next = end.add(1);
                    return Ok(());
                }
            }
        }
        self.put_comma(comma)?;
        self.put_string(key, false)?;
        Ok(self.put_byte(b':')?)
    }

    /// Writes a string in quotes.
    #[inline(always)]
    pub fn put_string(&mut self, text: Characters, ascii_only: bool) -> Result<(), Unwritten> {
        match text {
            Characters::Ascii(bytes) if !(ascii_only && bytes.contains(&0x7f)) => {
                Ok(self.put_ascii(bytes)?)
            }
            Characters::Ascii(bytes) | Characters::Latin(bytes) => self.put_wide(bytes, ascii_only),
            Characters::Two(units) if !ascii_only => self.put_units(units),
            Characters::Two(units) => self.put_wide(units, ascii_only),
            Characters::Four(units) => self.put_wide(units, ascii_only),
        }
    }

    #[inline(always)]
    fn put_ascii(&mut self, text: &[u8]) -> Result<(), Failed> {
        let out = self.room(text.len() + 2)?;
        // SAFETY: there is room for the text and its quotes.
        match unsafe { quoted(text, out) } {
            Some(end) => {
                self.next = end;
                Ok(())
            }
            None => self.put_escaped(text),
        }
    }

    /// Writes ASCII with something to be escaped in quotes.
    #[inline(never)]
    fn put_escaped(&mut self, mut text: &[u8]) -> Result<(), Failed> {
        self.put_byte(b'"')?;
        loop {
            let out = self.room(text.len() + escape::WIDEST)?;
            // SAFETY: there is room for the text and an escape.
            unsafe {
                let plain = escape::copy_plain(text, out);
                let end = out.add(plain);
                let Some((&special, rest)) = text[plain..].split_first() else {
                    self.next = end;
                    return self.put_byte(b'"');
                };
                self.next = escape::put(u32::from(special), false, end).unwrap_or(end);
                text = rest;
            }
        }
    }

    /// Writes characters of 16 bits in quotes, eight at a time where they are alike.
    #[inline(never)]
    fn put_units(&mut self, units: &[u16]) -> Result<(), Unwritten> {
        self.is_ascii = false;
        self.put_byte(b'"')?;
        for chunk in units.chunks(CHUNK) {
            let out = self.room(chunk.len() * escape::WIDEST)?;
            // SAFETY: there is room for so many of the widest characters.
            match unsafe { transcode::put_units(chunk, out) } {
                Some(end) => self.next = end,
                None => return Err(Unwritten::Surrogate),
            }
        }
        Ok(self.put_byte(b'"')?)
    }

    #[inline(never)]
    fn put_wide<U: Copy + Into<u32>>(
        &mut self,
        units: &[U],
        ascii_only: bool,
    ) -> Result<(), Unwritten> {
        self.is_ascii &= ascii_only;
        self.put_byte(b'"')?;
        for chunk in units.chunks(CHUNK) {
            let mut out = self.room(chunk.len() * escape::WIDEST)?;
            for &unit in chunk {
                // SAFETY: there is room for so many of the widest characters.
                match unsafe { escape::put(unit.into(), ascii_only, out) } {
                    Some(next) => out = next,
                    None => return Err(Unwritten::Surrogate),
                }
            }
            self.next = out;
        }
        Ok(self.put_byte(b'"')?)
    }

    /// Returns what was written, as bytes.
    pub fn into_bytes(mut self) -> Result<Owned, Failed> {
        if self.bytes.is_null() {
            let length = self.length() as ffi::Py_ssize_t;
            // SAFETY: so many bytes were written.
            return unsafe {
                Owned::taken(ffi::PyBytes_FromStringAndSize(self.start.cast(), length))
            };
        }
        self.resize(self.length())?;
        // SAFETY: the reference is ours, and is given away.
        unsafe { Owned::taken(mem::replace(&mut self.bytes, ptr::null_mut())) }
    }

    /// Returns what was written, as a str.
    pub fn into_text(self) -> Result<Owned, Failed> {
        // SAFETY: so many bytes were written, and they are UTF-8, as the writer makes nothing else.
        unsafe {
            let written = std::slice::from_raw_parts(self.start, self.length());
            if self.is_ascii {
                return crate::object::ascii(written);
            }
            let length = self.length() as ffi::Py_ssize_t;
            Owned::taken(ffi::PyUnicode_DecodeUTF8(self.start.cast(), length, ptr::null()))
        }
    }
}

/// Writes ASCII in quotes and returns the end; None: something in it has to be escaped.
///
/// # Safety
///
/// `out` has room for the text and two bytes.
#[inline(always)]
unsafe fn quoted(text: &[u8], out: *mut u8) -> Option<*mut u8> {
    // SAFETY: the caller's.
    unsafe {
        out.write(b'"');
        let plain = escape::copy_plain(text, out.add(1));
        let end = out.add(1 + plain);
        end.write(b'"');
        (plain == text.len()).then(|| end.add(1))
    }
}

impl Drop for Buffer<'_> {
    fn drop(&mut self) {
        // SAFETY: the reference is ours, if there is one.
        unsafe { ffi::Py_XDECREF(self.bytes) };
    }
}

impl From<Failed> for Unwritten {
    fn from(_: Failed) -> Self {
        Unwritten::Failed
    }
}
