//! brat: the text in `NAME.txt`, and standoff lines in `NAME.ann`.
//!
//! ```text
//! T1  Actor 0 2  我们
//! T2  Action 3 5  收集
//! T3  Data 5 9  手机号码
//! T4  Statement 3 5  收集
//! E1  Statement:T4 Actor:T1 Action:T2 Data:T3
//! A1  Polarity E1 affirmed
//! ```
//!
//! Offsets count characters. brat knows one line end: the carriage return of `\r\n` is written as a space, so that
//! offsets stay. Names of types are ASCII.

mod configuration;
mod read;
mod write;

use crate::feature::Feature;
use crate::format::{Definition, Input, Read, TextPlace, Write};

pub(crate) const BRAT: Definition = Definition {
    name: "brat",
    about: "brat standoff: NAME.txt, NAME.ann and two .conf files",
    extensions: &["ann"],
    carries: &[
        Feature::NestedMarks,
        Feature::Classes,
        Feature::Statements,
        Feature::Claims,
        Feature::Inclusions,
        Feature::References,
        Feature::ControlCharacters,
    ],
    write: Some(Write::Files { policy: write::policy, shared: configuration::configuration }),
    read: Some(Read { text: TextPlace::Beside("txt"), input: Input::Text(read::read) }),
};

/// The type of the events, and of what triggers them.
const STATEMENT: &str = "Statement";
