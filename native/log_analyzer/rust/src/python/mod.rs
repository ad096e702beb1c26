//! The Python module.

mod generate;
mod tally;
mod watch;

use std::path::Path;

use pyo3::exceptions::PyOSError;
use pyo3::prelude::*;

/// Access logs counted by native threads; the package `day22_log_analyzer` is the front of it.
#[pymodule]
pub mod log_analyzer_rust {
    #[pymodule_export]
    use super::generate::generate;
    #[pymodule_export]
    use super::tally::PyTally;
}

/// Returns the OSError of the subclass that fits, as Python's own functions raise it.
fn os_error(py: Python<'_>, error: &std::io::Error, path: &Path) -> PyErr {
    let Some(code) = error.raw_os_error() else {
        return PyOSError::new_err(format!("{}: {error}", path.display()));
    };
    let text = py.import("os").and_then(|os| os.call_method1("strerror", (code,)));
    match text {
        Ok(text) => PyOSError::new_err((code, text.unbind(), path.to_path_buf())),
        Err(error) => error,
    }
}
