//! [`Counts`] of things by name, and [`Share`]: how many of how many.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};
use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

/// How often each of several things was found: `手机号码` 12 times, `邮箱` 3 times.
///
/// In JSON it is an object: `{"手机号码": 12, "邮箱": 3}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Counts<K: Ord>(BTreeMap<K, u64>);

impl<K: Ord> Counts<K> {
    /// How often this was found: `get("手机号码")`, `get(&Ground::Law)`.
    #[must_use]
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> u64
    where
        K: Borrow<Q>,
    {
        self.0.get(key).copied().unwrap_or_default()
    }

    /// What was found and how often, in the order of the keys.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&K, u64)> {
        self.0.iter().map(|(key, &count)| (key, count))
    }

    /// The `most` most frequent keys with their counts, the most frequent first; equal counts are in the
    /// order of the keys.
    ///
    /// ```
    /// let document = policymark::parse("(我们)会[收集]<昵称、邮箱>，并[使用]<邮箱>。")?;
    /// let data = document.statistics().data;
    /// let top: Vec<_> = data.top(1).into_iter().map(|(text, count)| (text.as_str(), count)).collect();
    /// assert_eq!(top, [("邮箱", 2)]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn top(&self, most: usize) -> Vec<(&K, u64)> {
        let mut all: Vec<_> = self.iter().collect();
        // The sort is stable, and the keys are in order.
        all.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        all.truncate(most);
        all
    }

    /// The sum of the counts.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.values().fold(0, |total, count| total.saturating_add(*count))
    }

    /// How many different things were found.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn add(&mut self, key: K, count: u64) {
        let counted = self.0.entry(key).or_default();
        *counted = counted.saturating_add(count);
    }
}

impl<K: Ord> Default for Counts<K> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Ord> Extend<K> for Counts<K> {
    /// Counts each key once more.
    fn extend<I: IntoIterator<Item = K>>(&mut self, keys: I) {
        keys.into_iter().for_each(|key| self.add(key, 1));
    }
}

impl<K: Ord> AddAssign for Counts<K> {
    fn add_assign(&mut self, mut other: Self) {
        // The smaller one is added to the larger one, so that a sum over many documents is linear.
        if self.len() < other.len() {
            std::mem::swap(self, &mut other);
        }
        other.0.into_iter().for_each(|(key, count)| self.add(key, count));
    }
}

/// How many of how many: 3 of 12 statements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Share {
    /// How many it holds for.
    pub part: u64,
    /// Of how many.
    pub whole: u64,
}

impl Share {
    /// The part divided by the whole: `0.25` of 3 and 12. `None` of nothing.
    ///
    /// ```
    /// let document = policymark::parse("(我们)会[收集]<昵称>，用于{称呼您}。(我们)会[收集]<邮箱>。")?;
    /// assert_eq!(document.statistics().without_purpose.ratio(), Some(0.5));
    /// assert_eq!(policymark::parse("")?.statistics().without_purpose.ratio(), None);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn ratio(self) -> Option<f64> {
        (self.whole > 0).then(|| self.part as f64 / self.whole as f64)
    }

    /// Counts one more, of which it holds or not.
    pub(super) fn count(&mut self, holds: bool) {
        *self += Self { part: u64::from(holds), whole: 1 };
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.part = self.part.saturating_add(other.part);
        self.whole = self.whole.saturating_add(other.whole);
    }
}

impl Display for Share {
    /// `3 of 12, 25.0 %`
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { part, whole } = self;
        match self.ratio() {
            Some(ratio) => f.pad(&format!("{part} of {whole}, {:.1} %", ratio * 100.0)),
            None => f.pad(&format!("{part} of {whole}")),
        }
    }
}
