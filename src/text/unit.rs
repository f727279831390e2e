//! [`Unit`]: what offsets count.

use super::named_enum;

named_enum! {
    /// What offsets count. Those of this library count bytes; other programs count as their strings do.
    ///
    /// ```
    /// use policymark::text::{LineIndex, Unit};
    ///
    /// let index = LineIndex::new("📱<号码>");
    /// let starts = Unit::ALL.iter().map(|&unit| index.to_unit(4, unit));
    /// assert_eq!(starts.collect::<Vec<_>>(), [4, 1, 2]);
    /// assert_eq!(index.unit_to_byte(2, Unit::Utf16), Some(4));
    /// assert_eq!("characters".parse(), Ok(Unit::Characters));
    /// ```
    #[derive(Default)]
    Unit, "unit of offsets" {
        /// Bytes of UTF-8, as in Rust and in JSON documents.
        #[default]
        Bytes = "bytes",
        /// Characters (Unicode scalar values), as in Python.
        Characters = "characters",
        /// Code units of UTF-16, as in JavaScript and Java.
        Utf16 = "utf16",
    }
}
