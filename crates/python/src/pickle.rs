//! How objects are copied and pickled.

use std::borrow::Cow;
use std::ops::Deref;

use pyo3::prelude::*;
use pyo3::types::{PyString, PyTuple};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error;

/// What an object is pickled as: a function and its arguments.
pub(crate) type Pickled<'py> = (Bound<'py, PyAny>, Bound<'py, PyTuple>);

/// What is pickled as a call. Objects that are pickled together share their documents.
pub(crate) trait Pickle {
    fn pickled<'py>(&self, py: Python<'py>) -> PyResult<Pickled<'py>>;
}

/// Pickles an attribute of an object that is pickled with it.
pub(crate) fn attribute<'py>(
    py: Python<'py>,
    owner: impl IntoPyObject<'py>,
    name: &str,
) -> PyResult<Pickled<'py>> {
    let get = py.import("builtins")?.getattr("getattr")?;
    Ok((get, (owner, name).into_pyobject(py)?))
}

/// Pickles an item of an object that is pickled with it.
pub(crate) fn item<'py>(
    py: Python<'py>,
    owner: impl IntoPyObject<'py>,
    key: impl IntoPyObject<'py>,
) -> PyResult<Pickled<'py>> {
    let get = py.import("operator")?.getattr("getitem")?;
    Ok((get, (owner, key).into_pyobject(py)?))
}

/// Methods of classes that implement [`Pickle`] and never change, so that a copy is the object itself.
macro_rules! unchanging {
    ($($class:ty),+ $(,)?) => {$(
        #[pymethods]
        impl $class {
            const fn __copy__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
                slf
            }

            fn __deepcopy__<'py>(
                slf: Bound<'py, Self>,
                _memo: &Bound<'py, PyAny>,
            ) -> Bound<'py, Self> {
                slf
            }

            fn __reduce__<'py>(
                &self,
                py: Python<'py>,
            ) -> PyResult<$crate::pickle::Pickled<'py>> {
                $crate::pickle::Pickle::pickled(self, py)
            }
        }
    )+};
}

/// Makes classes [`unchanging`] that are pickled as all their fields.
macro_rules! pickled_by_fields {
    ($($class:ident { $($field:ident: $type:ty),+ $(,)? })+) => {$(
        #[pymethods]
        impl $class {
            /// Reads a pickled one.
            #[staticmethod]
            fn _made($($field: $type),+) -> Self {
                Self { $($field),+ }
            }
        }

        impl $crate::pickle::Pickle for $class {
            fn pickled<'py>(&self, py: Python<'py>) -> PyResult<$crate::pickle::Pickled<'py>> {
                let make = py.get_type::<Self>().getattr("_made")?;
                Ok((make, ($(&self.$field,)+).into_pyobject(py)?))
            }
        }

        $crate::pickle::unchanging!($class);
    )+};
}

pub(crate) use {pickled_by_fields, unchanging};

/// A name of the library, such as that of a role. Only one that was pickled is allocated.
#[derive(Clone, PartialEq, Eq, Hash, FromPyObject, IntoPyObject, IntoPyObjectRef)]
#[pyo3(transparent)]
pub(crate) struct Name(#[pyo3(from_py_with = owned)] Cow<'static, str>);

fn owned(name: &Bound<'_, PyAny>) -> PyResult<Cow<'static, str>> {
    Ok(Cow::Owned(name.extract()?))
}

impl From<&'static str> for Name {
    fn from(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// What is pickled as JSON.
#[derive(PartialEq, Eq)]
pub(crate) struct Json<T>(pub(crate) T);

impl<T> Deref for Json<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<'py, T: Serialize> IntoPyObject<'py> for &Json<T> {
    type Target = PyString;
    type Output = Bound<'py, PyString>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        let json = serde_json::to_string(&self.0).map_err(|fault| error::bad_json(py, &fault))?;
        Ok(PyString::new(py, &json))
    }
}

impl<T: DeserializeOwned> FromPyObject<'_, '_> for Json<T> {
    type Error = PyErr;

    fn extract(json: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let read = serde_json::from_str(&json.extract::<Cow<'_, str>>()?);
        read.map(Self).map_err(|fault| error::bad_json(json.py(), &fault))
    }
}
