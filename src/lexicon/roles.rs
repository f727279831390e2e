//! [`RoleCue`]: the words by which a `{…}` is read as a purpose or a condition.

use super::classes::classes_by_name;
use super::entries::{Entries, Words};
use super::search::WordSearch;
use super::table::{Hit, WordTable};
use crate::text::named_enum;

named_enum! {
    /// How a word tells what a `{…}` is. The end of the name says where the word stands.
    #[non_exhaustive]
    RoleCue, "class of roles" {
        /// Right before a purpose: `以便{验证您的身份}`.
        PurposeBefore = "purpose-before",
        /// Right before a condition: `当{您注册账户}时`.
        ConditionBefore = "condition-before",
        /// Resembles one of the above and is none: the 可以 of `可以{…}`.
        AlikeBefore = "alike-before",
        /// May stand between one of the above and the annotation: `当您{…}`.
        FillerBefore = "filler-before",
        /// Right behind a condition: `{您注册账户}时`.
        ConditionBehind = "condition-behind",
        /// Right behind a purpose: `基于{缩短等候}的考虑`.
        PurposeBehind = "purpose-behind",
        /// Resembles one of the above and is none: the 后台 of `{…}后台`.
        AlikeBehind = "alike-behind",
        /// A purpose opens with it: `{为了验证您的身份}`.
        PurposeOpens = "purpose-opens",
        /// A condition opens with it: `{根据法律规定}`.
        ConditionOpens = "condition-opens",
        /// A verb that names an aim: `{保障账户安全}`.
        AimOpens = "aim-opens",
        /// Whom an event befalls: `{您注册账户}`.
        EventOpens = "event-opens",
        /// Resembles one of the above and is none: the 以下 of `{以下…}`.
        AlikeOpens = "alike-opens",
        /// May stand before one of the above: the 仅 of `{仅为了…}`.
        FillerOpens = "filler-opens",
        /// A condition closes with it, however it opens: `{您注册账户时}`.
        ConditionCloses = "condition-closes",
        /// A need closes with it, which is a condition behind 为 too: `为{履行合同所必需}`.
        NeedCloses = "need-closes",
        /// A consent, a law, a case or a limit closes with it: `{您的明示同意}`.
        BasisCloses = "basis-closes",
        /// A purpose closes with it: `{本政策所述目的}`.
        PurposeCloses = "purpose-closes",
        /// Resembles one of the above and is none: the 及时 of `{…及时}`.
        AlikeCloses = "alike-closes",
        /// Between two annotations, the second of which is what the first one is: `{…}或{…}`.
        Joins = "joins",
        /// Right before an exception: `除非{您同意}`.
        ExceptionBefore = "exception-before",
        /// Right behind an exception: `{您同意}除外`.
        ExceptionBehind = "exception-behind",
        /// An exception opens with it: `{除非您同意}`.
        ExceptionOpens = "exception-opens",
        /// An exception closes with it: `{您同意的除外}`.
        ExceptionCloses = "exception-closes",
        /// Right before data that is left out: `<城市>（不含<位置>）`.
        ExcludedBefore = "excluded-before",
        /// Right behind data that is left out, where an exception opens before: `除<位置>外的<信息>`.
        ExcludedBehind = "excluded-behind",
        /// Right before what is absent: `未经{您同意}`.
        AbsenceBefore = "absence-before",
        /// May stand between the above and the annotation: `未经您的{同意}`.
        AbsenceFiller = "absence-filler",
        /// What is absent opens with it: `{未经您同意}`.
        AbsenceOpens = "absence-opens",
        /// Says who will have a consent, or another basis: `{我们会征得您的同意}`.
        PromiseOpens = "promise-opens",
        /// A mark opens with it that means something named before: the 上述 of `<上述信息>`.
        ReferenceOpens = "reference-opens",
        /// What such a mark names from there to its end: the 信息 of `<上述信息>`.
        ReferenceNames = "reference-names",
        /// The name of a policy ends with it, behind the name of whose policy it is: 隐私政策.
        PolicyTitle = "policy-title",
        /// What whoever issued the policy says of itself in its first lines: `星海深知…`.
        PolicyVoice = "policy-voice",
        /// Gives a party another name: the 以下简称 of `某某公司（以下简称“我们”）`.
        Alias = "alias",
        /// May stand between the name of a party and that of its policy: the 用户 of
        /// `星海用户隐私政策`.
        PolicyFiller = "policy-filler",
        /// The name of a company ends with it: 公司.
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

/// The list that holds the words of a cue: where they are sought.
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
    /// At the end of a name, where a policy says whose it is.
    Name,
}

/// The table of role cues: one list of words for each place, so that a word can be a cue in
/// several.
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

/// The cues of exceptions, absences and data that is left out, apart from those above: a word can be a
/// cue of both kinds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ExceptionCues {
    pub(crate) before: WordTable<RoleCue>,
    pub(crate) behind: WordTable<RoleCue>,
    pub(crate) excluded: WordTable<RoleCue>,
    pub(crate) opens: WordTable<RoleCue>,
    pub(crate) closes: WordTable<RoleCue>,
}

impl RoleCues {
    /// The cue of exceptions, of absences or of what is left out that words end with, unless a longer
    /// one of purposes or conditions ends them: 除, but not the 删除 of `删除<邮箱>外的`.
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
