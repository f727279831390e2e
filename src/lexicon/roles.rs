//! [`RoleCue`]: the words that make a `{…}` a purpose or a condition.

use super::classes::classes_by_name;
use super::entries::{Entries, Words};
use super::search::WordSearch;
use super::table::{Hit, WordTable};
use crate::text::named_enum;

named_enum! {
    /// How a word decides what a `{…}` is. The end of the name says where the word is.
    #[non_exhaustive]
    RoleCue, "class of roles" {
        /// Directly precedes a purpose: `以便{验证您的身份}`.
        PurposeBefore = "purpose-before",
        /// Directly precedes a condition: `当{您注册账户}时`.
        ConditionBefore = "condition-before",
        /// Resembles one of the above, but is not one: the 可以 of `可以{…}`.
        AlikeBefore = "alike-before",
        /// Can be between one of the above and the annotation: `当您{…}`.
        FillerBefore = "filler-before",
        /// Directly follows a condition: `{您注册账户}时`.
        ConditionBehind = "condition-behind",
        /// Directly follows a purpose: `基于{缩短等候}的考虑`.
        PurposeBehind = "purpose-behind",
        /// Resembles one of the above, but is not one: the 后台 of `{…}后台`.
        AlikeBehind = "alike-behind",
        /// Opens a purpose: `{为了验证您的身份}`.
        PurposeOpens = "purpose-opens",
        /// Opens a condition: `{根据法律规定}`.
        ConditionOpens = "condition-opens",
        /// Is a verb that names an aim: `{保障账户安全}`.
        AimOpens = "aim-opens",
        /// Is the subject of an event: `{您注册账户}`.
        EventOpens = "event-opens",
        /// Resembles one of the above, but is not one: the 以下 of `{以下…}`.
        AlikeOpens = "alike-opens",
        /// Can precede one of the above: the 仅 of `{仅为了…}`.
        FillerOpens = "filler-opens",
        /// Closes a condition, however it opens: `{您注册账户时}`.
        ConditionCloses = "condition-closes",
        /// Closes a need, which is a condition even after 为: `为{履行合同所必需}`.
        NeedCloses = "need-closes",
        /// Closes a consent, a law, a case or a limit: `{您的明示同意}`.
        BasisCloses = "basis-closes",
        /// Closes a purpose: `{本政策所述目的}`.
        PurposeCloses = "purpose-closes",
        /// Resembles one of the above, but is not one: the 及时 of `{…及时}`.
        AlikeCloses = "alike-closes",
        /// Coordinates two annotations, so that the second has the role of the first: `{…}或{…}`.
        Joins = "joins",
        /// Directly precedes an exception: `除非{您同意}`.
        ExceptionBefore = "exception-before",
        /// Directly follows an exception: `{您同意}除外`.
        ExceptionBehind = "exception-behind",
        /// Opens an exception: `{除非您同意}`.
        ExceptionOpens = "exception-opens",
        /// Closes an exception: `{您同意的除外}`.
        ExceptionCloses = "exception-closes",
        /// Directly precedes excluded data: `<城市>（不含<位置>）`.
        ExcludedBefore = "excluded-before",
        /// Directly follows excluded data, if the cue of an exception precedes it: `除<位置>外的<信息>`.
        ExcludedBehind = "excluded-behind",
        /// Directly precedes an absent condition: `未经{您同意}`.
        AbsenceBefore = "absence-before",
        /// Can be between the above and the annotation: `未经您的{同意}`.
        AbsenceFiller = "absence-filler",
        /// Opens an absent condition: `{未经您同意}`.
        AbsenceOpens = "absence-opens",
        /// Promises a consent or another basis: `{我们会征得您的同意}`.
        PromiseOpens = "promise-opens",
        /// Opens an annotation that refers to something named before: the 上述 of `<上述信息>`.
        ReferenceOpens = "reference-opens",
        /// Names what such an annotation refers to, up to its end: the 信息 of `<上述信息>`.
        ReferenceNames = "reference-names",
        /// Ends the name of a policy, after the name of its issuer: 隐私政策.
        PolicyTitle = "policy-title",
        /// Follows the name of the issuer in the first lines of a policy: `星海深知…`.
        PolicyVoice = "policy-voice",
        /// Gives a party another name: the 以下简称 of `某某公司（以下简称“我们”）`.
        Alias = "alias",
        /// Can be between the name of a party and that of its policy: the 用户 of
        /// `星海用户隐私政策`.
        PolicyFiller = "policy-filler",
        /// Ends the name of a company: 公司.
        Company = "company",
    }
}

impl RoleCue {
    const fn list(self) -> RoleList {
        match self {
            Self::PurposeBefore
            | Self::ConditionBefore
            | Self::AlikeBefore
            | Self::FillerBefore => RoleList::Before,
            Self::ConditionBehind | Self::PurposeBehind | Self::AlikeBehind => RoleList::Behind,
            Self::PurposeOpens
            | Self::ConditionOpens
            | Self::AimOpens
            | Self::EventOpens
            | Self::AlikeOpens
            | Self::FillerOpens => RoleList::Opens,
            Self::ConditionCloses
            | Self::NeedCloses
            | Self::BasisCloses
            | Self::PurposeCloses
            | Self::AlikeCloses => RoleList::Closes,
            Self::Joins => RoleList::Between,
            Self::ExceptionBefore
            | Self::ExcludedBefore
            | Self::AbsenceBefore
            | Self::AbsenceFiller => RoleList::ExceptionBefore,
            Self::ExceptionBehind => RoleList::ExceptionBehind,
            Self::ExcludedBehind => RoleList::ExcludedBehind,
            Self::ExceptionOpens | Self::AbsenceOpens | Self::PromiseOpens => {
                RoleList::ExceptionOpens
            }
            Self::ExceptionCloses => RoleList::ExceptionCloses,
            Self::ReferenceOpens => RoleList::Reference,
            Self::ReferenceNames => RoleList::ReferenceNames,
            Self::PolicyTitle | Self::PolicyVoice | Self::Alias => RoleList::Anywhere,
            Self::PolicyFiller | Self::Company => RoleList::Name,
        }
    }
}

classes_by_name!(RoleCue);

/// The list of words that a cue belongs to: where they are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RoleList {
    Before,
    Behind,
    Opens,
    Closes,
    Between,
    ExceptionBefore,
    ExceptionBehind,
    ExcludedBehind,
    ExceptionOpens,
    ExceptionCloses,
    Reference,
    ReferenceNames,
    Anywhere,
    /// At the end of a name in the first lines of a policy.
    Name,
}

/// The table of role cues: one list of words per place, so that a word can be a cue in several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RoleCues {
    pub(crate) before: WordTable<RoleCue>,
    pub(crate) behind: WordTable<RoleCue>,
    pub(crate) opens: WordTable<RoleCue>,
    pub(crate) closes: WordTable<RoleCue>,
    pub(crate) between: WordTable<RoleCue>,
    pub(crate) exceptions: ExceptionCues,
    pub(crate) references: WordTable<RoleCue>,
    pub(crate) reference_names: WordTable<RoleCue>,
    pub(crate) anywhere: WordSearch<RoleCue>,
    pub(crate) names: WordTable<RoleCue>,
}

/// The cues of exceptions, absences and excluded data. They are separate from those above, because
/// a word can be a cue of both kinds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ExceptionCues {
    pub(crate) before: WordTable<RoleCue>,
    pub(crate) behind: WordTable<RoleCue>,
    pub(crate) excluded: WordTable<RoleCue>,
    pub(crate) opens: WordTable<RoleCue>,
    pub(crate) closes: WordTable<RoleCue>,
}

impl RoleCues {
    /// The cue of an exception, an absence or excluded data at the end of `words`, unless a longer
    /// cue of a purpose or a condition is there: 除, but not the 删除 of `删除<邮箱>外的`.
    pub(crate) fn exception_suffix(&self, words: &str) -> Option<Hit<RoleCue>> {
        let own = self.exceptions.before.suffix(words)?;
        let other = self.before.suffix(words);
        other.is_none_or(|other| own.start <= other.start).then_some(own)
    }
}

impl Words for RoleCues {
    type Class = RoleCue;

    fn new(entries: &Entries<'_, RoleCue>) -> Self {
        let of = |list| entries.only(|cue: RoleCue| cue.list() == list);
        let at = |list| WordTable::new(&of(list));
        Self {
            before: at(RoleList::Before),
            behind: at(RoleList::Behind),
            opens: at(RoleList::Opens),
            closes: at(RoleList::Closes),
            between: at(RoleList::Between),
            exceptions: ExceptionCues {
                before: at(RoleList::ExceptionBefore),
                behind: at(RoleList::ExceptionBehind),
                excluded: at(RoleList::ExcludedBehind),
                opens: at(RoleList::ExceptionOpens),
                closes: at(RoleList::ExceptionCloses),
            },
            references: at(RoleList::Reference),
            reference_names: at(RoleList::ReferenceNames),
            anywhere: WordSearch::new(&of(RoleList::Anywhere)),
            names: at(RoleList::Name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_is_sound() {
        assert!(Entries::<RoleCue>::parse(include_str!("roles.tsv")).is_ok());
    }

    #[test]
    fn a_word_is_a_cue_in_several_places() {
        let cues = "为\tpurpose-before\n为\tpurpose-opens\n时\tcondition-behind";
        let cues = RoleCues::new(&Entries::parse(cues).unwrap());
        assert_eq!(cues.before.get("为"), Some(RoleCue::PurposeBefore));
        assert_eq!(cues.opens.get("为"), Some(RoleCue::PurposeOpens));
        assert_eq!(cues.closes.get("时"), None);
    }

    #[test]
    fn every_cue_is_used() {
        for cue in RoleCue::ALL {
            let used = include_str!("roles.tsv").contains(&format!("\t{cue}\n"));
            assert!(used, "{cue}");
        }
    }
}
