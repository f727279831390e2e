//! Writes fields for formats that identify them by name, and for those that identify them by
//! position.

use serde::de::{IgnoredAny, Visitor};
use serde::ser::{SerializeSeq, SerializeStruct};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The fields of a value. Human-readable formats leave out optional ones that are empty; in other formats each has
/// its position.
pub(crate) struct Fields<S: Serializer> {
    out: S::SerializeStruct,
    leaves_out: bool,
}

impl<S: Serializer> Fields<S> {
    /// `count` is the number of fields, including empty ones.
    pub(crate) fn new(serializer: S, name: &'static str, count: usize) -> Result<Self, S::Error> {
        let leaves_out = serializer.is_human_readable();
        Ok(Self { out: serializer.serialize_struct(name, count)?, leaves_out })
    }

    pub(crate) fn add(
        &mut self,
        key: &'static str,
        value: &(impl Serialize + ?Sized),
    ) -> Result<(), S::Error> {
        self.out.serialize_field(key, value)
    }

    /// Adds a field that a human-readable format leaves out if it `is_empty`.
    pub(crate) fn add_unless(
        &mut self,
        is_empty: bool,
        key: &'static str,
        value: &impl Serialize,
    ) -> Result<(), S::Error> {
        if is_empty && self.leaves_out { self.out.skip_field(key) } else { self.add(key, value) }
    }

    pub(crate) fn add_option(
        &mut self,
        key: &'static str,
        value: &Option<impl Serialize>,
    ) -> Result<(), S::Error> {
        self.add_unless(value.is_none(), key, value)
    }

    pub(crate) fn end(self) -> Result<S::Ok, S::Error> {
        self.out.end()
    }
}

/// A list that is computed while it is written. A format that needs the length first has it
/// computed once more, to be counted.
pub(crate) struct List<F>(pub(crate) F);

impl<F, I> Serialize for List<F>
where
    F: Fn() -> I,
    I: IntoIterator<Item: Serialize>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return serializer.collect_seq((self.0)());
        }
        let mut out = serializer.serialize_seq(Some((self.0)().into_iter().count()))?;
        (self.0)().into_iter().try_for_each(|item| out.serialize_element(&item))?;
        out.end()
    }
}

/// A string that is skipped: it can be computed again.
#[derive(Default)]
pub(super) struct UnreadText;

impl<'de> Deserialize<'de> for UnreadText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return IgnoredAny::deserialize(deserializer).map(|_| Self);
        }
        deserializer.deserialize_str(Self)
    }
}

impl Visitor<'_> for UnreadText {
    type Value = Self;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<Self, E> {
        Ok(self)
    }
}
