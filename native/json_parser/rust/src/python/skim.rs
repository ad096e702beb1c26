//! Finding places in a document without reading it. Offsets are of bytes.

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList, PyString};

use super::guarded;
use crate::input::Input;
use crate::scan::Text;
use crate::skim::{self, Members, Odd};

/// Why there is no offset, in the words of the package.
const ODD: isize = -1;
const MISSING: isize = -2;
const SCALAR: isize = -3;

/// Indexes with more digits are beyond any document.
const INDEX_DIGITS: usize = 18;

/// Returns the end of the value that begins at an offset, or -1: the text is odd.
#[pyfunction]
#[pyo3(signature = (data, at, /))]
pub fn skip(data: &Bound<'_, PyBytes>, at: usize) -> PyResult<isize> {
    guarded(|| {
        let input = Input::of_bytes(data);
        Ok(inside(input.text(), at).and_then(|text| skim::value_end(text, at)).map_or(ODD, offset))
    })
}

/// Returns of each element or member of the container at an offset the offset and end of its key
/// and the offset of its value; -1: the text is odd; -3: there is no container.
#[pyfunction]
#[pyo3(signature = (data, at, /))]
pub fn members<'py>(data: &Bound<'py, PyBytes>, at: usize) -> PyResult<Bound<'py, PyAny>> {
    let py = data.py();
    guarded(|| {
        let input = Input::of_bytes(data);
        let Some(mut members) = container(input.text(), at) else {
            return Ok(SCALAR.into_pyobject(py)?.into_any());
        };
        let list = PyList::empty(py);
        loop {
            match members.next() {
                Ok(Some(member)) => {
                    let (key, end) = member.key.unwrap_or((member.value, member.value));
                    list.append((key, end, member.value))?;
                }
                Ok(None) => return Ok(list.into_any()),
                Err(Odd) => return Ok(ODD.into_pyobject(py)?.into_any()),
            }
        }
    })
}

/// Returns the offset of the value of an element or member of the container at an offset; -1: the
/// text is odd; -2: there is none; -3: there is no container.
#[pyfunction]
#[pyo3(signature = (data, at, step, /))]
pub fn member(data: &Bound<'_, PyBytes>, at: usize, step: &Bound<'_, PyString>) -> PyResult<isize> {
    guarded(|| {
        let input = Input::of_bytes(data);
        let Some(members) = container(input.text(), at) else { return Ok(SCALAR) };
        let step = Input::of_text(step)?;
        let step = step.text().slice(0, step.text().end());
        let found = if members.is_object() {
            last_named(input.text(), members, step)
        } else {
            index(step).map_or(Ok(None), |index| nth(members, index))
        };
        Ok(found.map_or(ODD, |place| place.map_or(MISSING, offset)))
    })
}

fn last_named(text: Text, mut members: Members, step: &[u8]) -> Result<Option<usize>, Odd> {
    let mut found = None;
    while let Some(member) = members.next()? {
        if member.key.is_some_and(|(quote, end)| skim::is_key(text, quote, end, step)) {
            found = Some(member.value);
        }
    }
    Ok(found)
}

fn nth(mut members: Members, index: u64) -> Result<Option<usize>, Odd> {
    for _ in 0..index {
        if members.next()?.is_none() {
            return Ok(None);
        }
    }
    Ok(members.next()?.map(|member| member.value))
}

fn index(step: &[u8]) -> Option<u64> {
    let plain =
        step.iter().all(u8::is_ascii_digit) && (step.len() == 1 || step.first() != Some(&b'0'));
    if !plain || step.len() > INDEX_DIGITS {
        return None;
    }
    std::str::from_utf8(step).ok()?.parse().ok()
}

fn container(text: Text<'_>, at: usize) -> Option<Members<'_>> {
    Members::new(inside(text, at)?, at)
}

fn inside(text: Text<'_>, at: usize) -> Option<Text<'_>> {
    (at <= text.end()).then_some(text)
}

fn offset(place: usize) -> isize {
    place.cast_signed()
}
