//! Ctrl-C while a long column is read.

use std::time::{Duration, Instant};

use pyo3::prelude::*;

/// How often the interpreter is asked. To ask is to wait for whatever other threads do in it.
const INTERVAL: Duration = Duration::from_millis(100);

/// Asks the interpreter now and then whether a signal came.
pub(super) struct Interrupts {
    next: Instant,
}

impl Interrupts {
    pub(super) fn new() -> Self {
        Self { next: Instant::now() + INTERVAL }
    }

    /// The exception that a handler of a signal raised, such as `KeyboardInterrupt`. Only the main thread runs
    /// handlers.
    pub(super) fn check(&mut self) -> PyResult<()> {
        let now = Instant::now();
        if now < self.next {
            return Ok(());
        }
        self.next = now + INTERVAL;
        Python::attach(|py| py.check_signals())
    }
}
