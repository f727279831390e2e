//! What Python's `sum` needs of objects that `+` adds up.

use pyo3::prelude::*;

/// `0 + value`, with which `sum` starts: the value itself. Any other left side is not known.
pub(crate) fn plus<'py, T>(
    zero: &Bound<'py, PyAny>,
    value: &Bound<'py, T>,
) -> PyResult<Bound<'py, PyAny>> {
    Ok(if zero.eq(0)? {
        value.as_any().clone()
    } else {
        zero.py().NotImplemented().into_bound(zero.py())
    })
}
