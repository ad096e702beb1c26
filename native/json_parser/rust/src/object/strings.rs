//! Strings of Python.

use std::ffi::{CStr, c_int};
use std::ptr;

use pyo3::ffi;

use super::{Failed, Owned};
use crate::digits;

/// Makes a str of ASCII.
#[inline(always)]
pub fn ascii(bytes: &[u8]) -> Result<Owned, Failed> {
    let [byte] = bytes else {
        // SAFETY: a new str of so many characters has room for them behind its head.
        return unsafe {
            let string = Owned::taken(ffi::PyUnicode_New(bytes.len() as ffi::Py_ssize_t, 0x7f))?;
            let room = string.as_ptr().cast::<ffi::PyASCIIObject>().add(1).cast::<u8>();
            ptr::copy_nonoverlapping(bytes.as_ptr(), room, bytes.len());
            Ok(string)
        };
    };
    // SAFETY: the interpreter keeps one str of each such character.
    unsafe { Owned::taken(ffi::PyUnicode_FromOrdinal(c_int::from(*byte))) }
}

/// Makes the text of a finite double.
pub fn real_text(value: f64) -> Result<Owned, Failed> {
    let mut text = [0; digits::REAL];
    // SAFETY: there is room for any double, and both places are within it.
    let length = unsafe { digits::real(value, text.as_mut_ptr()).offset_from(text.as_ptr()) };
    ascii(&text[..length as usize])
}

/// Makes a str that all who use it share.
pub fn interned(word: &CStr) -> Result<Owned, Failed> {
    // SAFETY: the word is there for the length of the call.
    unsafe { Owned::taken(ffi::PyUnicode_InternFromString(word.as_ptr())) }
}

/// Makes a str of ASCII of two parts.
#[inline(always)]
fn ascii_joined(left: &[u8], right: &[u8]) -> Result<Owned, Failed> {
    let length = (left.len() + right.len()) as ffi::Py_ssize_t;
    // SAFETY: a new str of so many characters has room for them behind its head.
    unsafe {
        let string = Owned::taken(ffi::PyUnicode_New(length, 0x7f))?;
        let room = string.as_ptr().cast::<ffi::PyASCIIObject>().add(1).cast::<u8>();
        ptr::copy_nonoverlapping(left.as_ptr(), room, left.len());
        ptr::copy_nonoverlapping(right.as_ptr(), room.add(left.len()), right.len());
        Ok(string)
    }
}

/// Joins two str; of the second one, characters that RFC 6901 escapes are escaped.
pub fn joined_step(left: &Owned, step: &Owned) -> Result<Owned, Failed> {
    // SAFETY: both are str, and live as long as their characters are used.
    let parts = unsafe { (characters(left.as_ptr())?, characters(step.as_ptr())?) };
    if let (Characters::Ascii(left), Characters::Ascii(step)) = parts
        && !left.is_empty()
        && !step.iter().any(|byte| matches!(byte, b'~' | b'/'))
    {
        return ascii_joined(left, step);
    }
    joined(left, &replaced(&replaced(step, b'~', b"~0")?, b'/', b"~1")?)
}

/// Joins a str and the digits of a number.
pub fn joined_number(left: &Owned, number: usize) -> Result<Owned, Failed> {
    let mut text = [0; digits::WHOLE];
    let number = i64::try_from(number).unwrap_or(i64::MAX);
    // SAFETY: there is room for any number, and both places are within it.
    let length = unsafe { digits::whole(number, text.as_mut_ptr()).offset_from(text.as_ptr()) };
    let number = &text[..length as usize];
    // SAFETY: it is a str, and lives as long as its characters are used.
    match unsafe { characters(left.as_ptr())? } {
        Characters::Ascii(left) if !left.is_empty() => ascii_joined(left, number),
        _ => joined(left, &ascii(number)?),
    }
}

/// Joins two str.
pub fn joined(left: &Owned, right: &Owned) -> Result<Owned, Failed> {
    // SAFETY: both are alive.
    unsafe { Owned::taken(ffi::PyUnicode_Concat(left.as_ptr(), right.as_ptr())) }
}

/// Returns a str with another for each of a character of ASCII.
fn replaced(string: &Owned, character: u8, by: &[u8]) -> Result<Owned, Failed> {
    // SAFETY: what is looked through is alive.
    let found = unsafe {
        let code = u32::from(character);
        ffi::PyUnicode_FindChar(string.as_ptr(), code, 0, ffi::Py_ssize_t::MAX, 1)
    };
    if found == -1 {
        return Ok(string.clone());
    }
    let (character, by) = (ascii(&[character])?, ascii(by)?);
    // SAFETY: all are alive.
    unsafe {
        let (string, character) = (string.as_ptr(), character.as_ptr());
        Owned::taken(ffi::PyUnicode_Replace(string, character, by.as_ptr(), -1))
    }
}

/// Whether two str are equal.
pub fn equal_text(left: &Owned, right: &Owned) -> bool {
    // SAFETY: both are alive, and str, of which comparing cannot fail.
    unsafe { ffi::PyUnicode_Compare(left.as_ptr(), right.as_ptr()) == 0 }
}

/// The hash of a str, which keeps it once it was asked for.
#[inline(always)]
pub fn hash(string: &Owned) -> Result<ffi::Py_hash_t, Failed> {
    // SAFETY: every str begins with this head.
    let kept = unsafe { (*string.as_ptr().cast::<ffi::PyASCIIObject>()).hash };
    if kept != -1 {
        return Ok(kept);
    }
    // SAFETY: it is alive.
    match unsafe { ffi::PyObject_Hash(string.as_ptr()) } {
        -1 => Err(Failed),
        hash => Ok(hash),
    }
}

/// The characters of a str, each in the width that its kind has.
pub enum Characters<'a> {
    Ascii(&'a [u8]),
    Latin(&'a [u8]),
    Two(&'a [u16]),
    Four(&'a [u32]),
}

impl Characters<'_> {
    /// Whether there is half of a surrogate pair; a str has no whole ones.
    pub fn has_surrogate(&self) -> bool {
        match self {
            Characters::Ascii(_) | Characters::Latin(_) => false,
            Characters::Two(units) => units.iter().any(|unit| (0xd800..0xe000).contains(unit)),
            Characters::Four(units) => units.iter().any(|unit| (0xd800..0xe000).contains(unit)),
        }
    }
}

/// Returns the characters of a str.
///
/// # Safety
///
/// It is a str, of the class or a subclass, and lives as long as what is returned is used.
#[inline(always)]
pub unsafe fn characters<'a>(string: *mut ffi::PyObject) -> Result<Characters<'a>, Failed> {
    // SAFETY: the caller's; the kind says how wide the characters are.
    unsafe {
        if ffi::PyUnicode_IS_COMPACT_ASCII(string) != 0 {
            let bytes = string.cast::<ffi::PyASCIIObject>().add(1).cast();
            let length = (*string.cast::<ffi::PyASCIIObject>()).length as usize;
            return Ok(Characters::Ascii(std::slice::from_raw_parts(bytes, length)));
        }
        if ffi::PyUnicode_READY(string) != 0 {
            return Err(Failed);
        }
        let length = ffi::PyUnicode_GET_LENGTH(string) as usize;
        let data = ffi::PyUnicode_DATA(string);
        Ok(match ffi::PyUnicode_KIND(string) {
            ffi::PyUnicode_1BYTE_KIND => {
                let bytes = std::slice::from_raw_parts(data.cast(), length);
                if ffi::PyUnicode_IS_ASCII(string) != 0 {
                    Characters::Ascii(bytes)
                } else {
                    Characters::Latin(bytes)
                }
            }
            ffi::PyUnicode_2BYTE_KIND => {
                Characters::Two(std::slice::from_raw_parts(data.cast(), length))
            }
            _ => Characters::Four(std::slice::from_raw_parts(data.cast(), length)),
        })
    }
}
