//! Patterns for texts and for annotations.

use std::borrow::Cow;
use std::ops::RangeFull;

use crate::annotation::Role;
use crate::document::Annotation;
use crate::lexicon::{DataCategory, Ground, Party, Processing};

/// A pattern for a text: a text that it has to equal, a part of it in [`containing`], or a function
/// from `&str` to `bool`, such as `|text: &str| regex.is_match(text)` with a regular expression.
pub trait TextPattern: Send + Sync {
    /// Whether the text fits.
    fn fits_text(&self, text: &str) -> bool;
}

impl TextPattern for &str {
    fn fits_text(&self, text: &str) -> bool {
        *self == text
    }
}

impl TextPattern for String {
    fn fits_text(&self, text: &str) -> bool {
        self == text
    }
}

impl TextPattern for &String {
    fn fits_text(&self, text: &str) -> bool {
        *self == text
    }
}

impl TextPattern for Cow<'_, str> {
    fn fits_text(&self, text: &str) -> bool {
        self == text
    }
}

impl<F: Fn(&str) -> bool + Send + Sync> TextPattern for F {
    fn fits_text(&self, text: &str) -> bool {
        self(text)
    }
}

/// A part that a text has to contain; see [`containing`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Containing<S>(S);

/// Fits texts that contain `part`: `data(containing("号码"))`.
pub const fn containing<S: AsRef<str>>(part: S) -> Containing<S> {
    Containing(part)
}

impl<S: AsRef<str> + Send + Sync> TextPattern for Containing<S> {
    fn fits_text(&self, text: &str) -> bool {
        text.contains(self.0.as_ref())
    }
}

/// A pattern for an annotation: any [`TextPattern`] for its text; a [`Role`], a [`Ground`], a
/// [`Processing`], a [`Party`] or a [`DataCategory`] for what it is by itself; `..` for every annotation.
pub trait Pattern: Send + Sync {
    /// Whether the annotation fits.
    fn fits(&self, annotation: Annotation<'_>) -> bool;
}

impl<T: TextPattern> Pattern for T {
    fn fits(&self, annotation: Annotation<'_>) -> bool {
        self.fits_text(&annotation.text())
    }
}

impl Pattern for RangeFull {
    fn fits(&self, _: Annotation<'_>) -> bool {
        true
    }
}

impl Pattern for Role {
    fn fits(&self, annotation: Annotation<'_>) -> bool {
        annotation.role() == Some(*self)
    }
}

impl Pattern for Ground {
    fn fits(&self, annotation: Annotation<'_>) -> bool {
        annotation.ground() == Some(*self)
    }
}

impl Pattern for Processing {
    fn fits(&self, annotation: Annotation<'_>) -> bool {
        annotation.processing() == Some(*self)
    }
}

impl Pattern for DataCategory {
    fn fits(&self, annotation: Annotation<'_>) -> bool {
        annotation.category() == Some(*self)
    }
}

impl Pattern for Party {
    fn fits(&self, annotation: Annotation<'_>) -> bool {
        annotation.party() == Some(*self)
    }
}
