//! The options of the package, read once a call.

use std::borrow::Cow;
use std::sync::{Mutex, PoisonError};

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::number::DIGITS_THAT_FIT;
use crate::text::Rules;

/// What numbers become.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    Exact,
    Decimal,
    Lossless,
    Float,
}

/// What counts of equal keys.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Duplicates {
    Last,
    First,
    Error,
    List,
}

/// How a document is read; the fields are those of the package's class.
#[derive(Clone, Copy)]
pub struct LoadOptions {
    pub numbers: Numbers,
    pub duplicates: Duplicates,
    pub keep_surrogates: bool,
    pub allow_nonfinite: bool,
    pub max_depth: usize,
    pub max_size: Option<usize>,
    /// None: the interpreter's own limit.
    pub max_digits: Option<usize>,
    pub bom_error: bool,
    pub intern_keys: bool,
    pub pause_gc: bool,
}

/// The options of the last call that had any.
static LAST: Mutex<Option<(Py<PyAny>, LoadOptions)>> = Mutex::new(None);

impl Default for LoadOptions {
    fn default() -> Self {
        Self {
            numbers: Numbers::Exact,
            duplicates: Duplicates::Last,
            keep_surrogates: false,
            allow_nonfinite: false,
            max_depth: 1024,
            max_size: None,
            max_digits: None,
            bom_error: false,
            intern_keys: true,
            pause_gc: true,
        }
    }
}

impl LoadOptions {
    /// Reads them from the package's object, or takes the defaults for None.
    #[inline(always)]
    pub fn of(options: &Bound<'_, PyAny>) -> PyResult<Self> {
        if options.is_none() { Ok(Self::default()) } else { Self::known(options) }
    }

    /// Takes them as they were read the last time, if it is the same object, which cannot change:
    /// many small documents are often read with the same options.
    #[inline(never)]
    fn known(options: &Bound<'_, PyAny>) -> PyResult<Self> {
        let last = || LAST.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = last().as_ref().filter(|(object, _)| object.is(options)) {
            return Ok(*known);
        }
        let read = Self::read(options)?;
        let replaced = last().replace((options.clone().unbind(), read));
        drop(replaced); // not while others wait
        Ok(read)
    }

    fn read(options: &Bound<'_, PyAny>) -> PyResult<Self> {
        // Names are interned: others would each take a place in the interpreter's cache of them.
        let py = options.py();
        let number = |name: &Bound<'_, PyString>| options.getattr(name)?.extract::<i64>();
        let flag = |name: &Bound<'_, PyString>| options.getattr(name)?.is_truthy();
        Ok(Self {
            numbers: match number(intern!(py, "numbers"))? {
                1 => Numbers::Decimal,
                2 => Numbers::Lossless,
                3 => Numbers::Float,
                _ => Numbers::Exact,
            },
            duplicates: match number(intern!(py, "duplicates"))? {
                1 => Duplicates::First,
                2 => Duplicates::Error,
                3 => Duplicates::List,
                _ => Duplicates::Last,
            },
            keep_surrogates: flag(intern!(py, "keep_surrogates"))?,
            allow_nonfinite: flag(intern!(py, "allow_nonfinite"))?,
            max_depth: options.getattr(intern!(py, "max_depth"))?.extract()?,
            max_size: usize::try_from(number(intern!(py, "max_size"))?).ok(),
            max_digits: usize::try_from(number(intern!(py, "max_digits"))?).ok(),
            bom_error: flag(intern!(py, "bom_error"))?,
            intern_keys: flag(intern!(py, "intern_keys"))?,
            pause_gc: flag(intern!(py, "pause_gc"))?,
        })
    }

    /// Whole numbers of as many digits are always allowed, and made at once.
    pub fn few_digits(&self) -> usize {
        match self.max_digits {
            Some(most) if most > 0 => most.min(DIGITS_THAT_FIT),
            _ => DIGITS_THAT_FIT,
        }
    }

    /// What strings may hold, of a str or of bytes, in a text that may not be the whole document.
    pub fn rules(&self, in_text: bool, more: bool) -> Rules {
        Rules { in_text, keep_surrogates: self.keep_surrogates, more }
    }
}

/// What is done with NaN and infinities.
#[derive(Clone, Copy)]
pub enum Nonfinite {
    Refused,
    Null,
    Literal,
}

/// How a value is written; the fields are those of the package's class.
pub struct DumpOptions<'py> {
    pub indent: Option<Vec<u8>>,
    pub sort_keys: bool,
    pub ensure_ascii: bool,
    pub item_separator: Cow<'static, [u8]>,
    pub key_separator: Cow<'static, [u8]>,
    pub nonfinite: Nonfinite,
    pub default: Option<Bound<'py, PyAny>>,
    pub coerce_keys: bool,
    pub max_depth: usize,
    pub newline: bool,
    /// Whether separators are the default ones, all is on one line, and characters are themselves.
    pub compact: bool,
}

impl Default for DumpOptions<'_> {
    fn default() -> Self {
        Self {
            indent: None,
            sort_keys: false,
            ensure_ascii: false,
            item_separator: Cow::Borrowed(b","),
            key_separator: Cow::Borrowed(b":"),
            nonfinite: Nonfinite::Refused,
            default: None,
            coerce_keys: false,
            max_depth: 1024,
            newline: false,
            compact: true,
        }
    }
}

impl<'py> DumpOptions<'py> {
    /// Reads them from the package's object, or takes the defaults for None.
    #[inline(always)]
    pub fn of(options: &Bound<'py, PyAny>) -> PyResult<Self> {
        if options.is_none() { Ok(Self::default()) } else { Self::read(options) }
    }

    #[cold]
    fn read(options: &Bound<'py, PyAny>) -> PyResult<Self> {
        let py = options.py();
        let flag = |name: &Bound<'_, PyString>| options.getattr(name)?.is_truthy();
        let bytes = |name: &Bound<'_, PyString>| options.getattr(name)?.extract::<Vec<u8>>();
        let default = options.getattr(intern!(py, "default"))?;
        Ok(Self {
            indent: options.getattr(intern!(py, "indent"))?.extract()?,
            sort_keys: flag(intern!(py, "sort_keys"))?,
            ensure_ascii: flag(intern!(py, "ensure_ascii"))?,
            item_separator: bytes(intern!(py, "item_separator"))?.into(),
            key_separator: bytes(intern!(py, "key_separator"))?.into(),
            nonfinite: match options.getattr(intern!(py, "nonfinite"))?.extract::<i64>()? {
                1 => Nonfinite::Null,
                2 => Nonfinite::Literal,
                _ => Nonfinite::Refused,
            },
            default: (!default.is_none()).then_some(default),
            coerce_keys: flag(intern!(py, "coerce_keys"))?,
            max_depth: options.getattr(intern!(py, "max_depth"))?.extract()?,
            newline: flag(intern!(py, "newline"))?,
            compact: false,
        })
    }
}
