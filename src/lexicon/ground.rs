//! [`Ground`]: the kind of condition of a `{…}`, and [`GroundCue`]: the words that decide it.

use super::classes::classes_by_name;
use super::entries::{Entries, Words};
use super::table::WordTable;
use crate::text::named_enum;

named_enum! {
    /// The kind of condition of a `{…}`: the legal basis that it names, a period, or an occasion.
    #[non_exhaustive]
    Ground, "ground" {
        /// The user or a guardian agrees, or does not: `经{您同意}`.
        Consent = "consent",
        /// A law or an authority: `{根据法律法规的规定}`.
        Law = "law",
        /// A contract with the user: `{为履行服务协议所必需}`.
        Contract = "contract",
        /// How long: `在{您使用服务}期间`.
        Period = "period",
        /// When: `当{您注册账户}时`.
        Occasion = "occasion",
        /// A limit, a safeguard, or what the policy itself says: `{在必要的范围内}`.
        Other = "other",
    }
}

named_enum! {
    /// How a word decides the kind of condition of a `{…}`.
    #[non_exhaustive]
    GroundCue, "class of grounds" {
        /// Names a consent: 同意.
        Consent = "consent",
        /// Names a law or an authority: 法规.
        Law = "law",
        /// Names a contract: 合同.
        Contract = "contract",
        /// Names the terms of a document, which is a contract unless it is the policy: 约定.
        Terms = "terms",
        /// Names the policy itself: 本政策.
        Policy = "policy",
        /// Names a limit or a safeguard: 必要.
        Limit = "limit",
        /// Precedes what is violated: 违反.
        Breach = "breach",
        /// Contains one of the above, but is not one: 不同意.
        Alike = "alike",
        /// Opens or precedes a condition that says until when: 直至.
        PeriodOpens = "period-opens",
        /// Closes or follows a condition that says how long: 期间.
        PeriodCloses = "period-closes",
    }
}

classes_by_name!(GroundCue);

/// The table of grounds: one list of words per place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct GroundCues {
    pub(crate) anywhere: WordTable<GroundCue>,
    pub(crate) opens: WordTable<GroundCue>,
    pub(crate) closes: WordTable<GroundCue>,
}

impl Words for GroundCues {
    type Class = GroundCue;

    fn new(entries: &Entries<'_, GroundCue>) -> Self {
        use GroundCue::{PeriodCloses, PeriodOpens};
        let only = |keep: fn(GroundCue) -> bool| WordTable::new(&entries.only(keep));
        Self {
            anywhere: only(|cue| !matches!(cue, PeriodOpens | PeriodCloses)),
            opens: only(|cue| cue == PeriodOpens),
            closes: only(|cue| cue == PeriodCloses),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_is_sound() {
        let source = include_str!("grounds.tsv");
        assert!(Entries::<GroundCue>::parse(source).is_ok());
        for cue in GroundCue::ALL {
            assert!(source.contains(&format!("\t{cue}\n")), "{cue}");
        }
    }
}
