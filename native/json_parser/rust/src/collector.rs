//! Pausing the cyclic collector.

use pyo3::ffi;
use pyo3::prelude::*;

/// While it lives, the collector rests, if it was on.
///
/// A document has no cycles, and everything made is still in use, so each run in between would
/// look at all of it for nothing.
pub struct Rest {
    was_on: bool,
}

impl Rest {
    #[inline(always)]
    pub fn new(_py: Python<'_>, wanted: bool) -> Self {
        // SAFETY: the interpreter's lock is held.
        Self { was_on: wanted && unsafe { ffi::PyGC_Disable() } == 1 }
    }

    /// Runs something with the collector as it was before.
    pub fn interrupted<T>(&self, run: impl FnOnce() -> T) -> T {
        if !self.was_on {
            return run();
        }
        // SAFETY: the interpreter's lock is held.
        unsafe { ffi::PyGC_Enable() };
        let result = run();
        // SAFETY: as above.
        unsafe { ffi::PyGC_Disable() };
        result
    }
}

impl Drop for Rest {
    #[inline(always)]
    fn drop(&mut self) {
        if self.was_on {
            // SAFETY: the interpreter's lock is held.
            unsafe { ffi::PyGC_Enable() };
        }
    }
}
