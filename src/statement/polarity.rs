//! What the words before a verb say about it: whether it is denied or exempt from consent, and may, will
//! or must.

use super::Modality;
use super::token::{Token, TokenKind};
use crate::lexicon::{Cue, CueSet};
use crate::text::AnnotationKind;

/// What the words of a clause so far say about the next verb.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Manner {
    /// `不会[收集]`.
    pub(super) denied: bool,
    /// 不 or the like, as long as it can turn out to belong to an attribute: `不能识别您的<信息>`.
    not: bool,
    /// `无需征得您的同意`. It holds for the whole sentence.
    pub(super) exempt: bool,
    pub(super) modality: Option<Modality>,
    /// Whether an unmarked word is the subject: `我们会[收集]`.
    pub(super) pronoun: bool,
    /// Whether the clause opens with a conjunction: `，并[保存]`.
    pub(super) joined: bool,
    /// Whether the last token is a denial or a modal word.
    awaits: bool,
    /// Whether an adjunct follows that word, so that its verb is still to come:
    /// `不会在未经同意时，[公开]`.
    is_interrupted: bool,
    /// Whether the verb that is still to come is denied: not in `会对指纹做不可逆转换，[保存]`.
    denies_later: bool,
    /// Whether the denial and the modality are those of the clause before.
    is_carried: bool,
}

impl Manner {
    pub(super) fn take_cues(&mut self, cues: CueSet) {
        const PREPOSITIONS: [Cue; 4] = [Cue::When, Cue::For, Cue::Toward, Cue::From];
        const WORDS: [Cue; 5] = [Cue::Deny, Cue::Not, Cue::Will, Cue::May, Cue::Must];
        self.interrupt(cues.has_any(&PREPOSITIONS));
        self.awaits = cues.has_any(&WORDS);
        if self.awaits {
            self.drop_carried();
        } else if self.is_carried && cues.has(Cue::JoinsVerbs) {
            (self.denied, self.denies_later) = (false, false);
        }
        self.denied |= cues.has(Cue::Deny);
        if cues.has_any(&[Cue::Toward, Cue::Object, Cue::From]) {
            self.settle();
        }
        self.not |= cues.has(Cue::Not);
        self.exempt |= cues.has(Cue::Exempt);
        if cues.has(Cue::Of) {
            self.pronoun = false;
            self.not = false;
        }
        let modality = match () {
            () if cues.has(Cue::Must) => Some(Modality::Must),
            () if cues.has(Cue::May) => Some(Modality::May),
            () if cues.has(Cue::Will) => Some(Modality::Will),
            () => None,
        };
        self.modality = self.modality.max(modality);
    }

    /// Whether the clause seems to have an unmarked verb: it has a subject or a modal word.
    pub(super) const fn has_verb(&self) -> bool {
        self.pronoun || self.modality.is_some()
    }

    /// 不 denies the verb and not an attribute, since an annotation or a preposition follows.
    pub(super) fn settle(&mut self) {
        self.denied |= std::mem::take(&mut self.not);
    }

    /// The same with the denial and the modality of the words of an attribute, for the verb after them:
    /// `不会[出租](您)[上传]的` denies only the first verb.
    pub(super) fn of_attribute(self, words: &[Token]) -> Self {
        let mut attribute = Self::default();
        for token in words.iter().filter(|token| token.depth == 0) {
            match token.kind {
                TokenKind::Cue(cues) => attribute.take_cues(cues),
                TokenKind::Mark(mark) if mark.kind != AnnotationKind::Data => attribute.settle(),
                _ => {}
            }
        }
        attribute.settle();
        Self { denied: attribute.denied, modality: attribute.modality, ..self }
    }

    /// Passes words that are not a cue, or an annotation of this kind.
    pub(super) fn pass(&mut self, mark: Option<AnnotationKind>) {
        let is_adjunct = mark == Some(AnnotationKind::Purpose);
        self.interrupt(is_adjunct);
        self.awaits = false;
        self.is_interrupted &= !matches!(mark, Some(AnnotationKind::Action | AnnotationKind::Data));
    }

    /// An adjunct right after a denial or a modal word separates that word from its verb.
    fn interrupt(&mut self, is_adjunct: bool) {
        let interrupts = self.awaits && is_adjunct;
        self.is_interrupted |= interrupts;
        self.denies_later |= interrupts && (self.denied || self.not);
    }

    /// Drops what the clause before says, at another subject or another denial or modal word.
    pub(super) fn drop_carried(&mut self) {
        if std::mem::take(&mut self.is_carried) {
            (self.denied, self.denies_later) = (false, false);
            (self.modality, self.is_interrupted) = (None, false);
        }
    }

    /// Ends the clause. The exemption from consent still holds, and so does what is said about a verb
    /// that is still to come.
    pub(super) fn end_clause(&mut self) {
        self.settle();
        let reset = Self { exempt: self.exempt, ..Self::default() };
        *self = match self.is_interrupted {
            true => Self {
                denied: self.denies_later,
                denies_later: self.denies_later,
                modality: self.modality,
                is_interrupted: true,
                is_carried: true,
                ..reset
            },
            false => reset,
        };
    }

    /// Ends the reach of everything but the exemption from consent.
    pub(super) fn end(&mut self) {
        *self = Self { exempt: self.exempt, ..Self::default() };
    }
}

#[cfg(test)]
mod tests {
    use crate::statement::tests::stated;

    #[test]
    fn a_denial_reaches_to_the_end_of_its_clause() {
        assert_eq!(
            stated("(星海)不会将<邮箱>[提供]给(云杉)，但会[使用]<邮箱>。"),
            ["不 谁星海 向云杉 做提供 物邮箱", "谁星海 做使用 物邮箱"]
        );
    }

    #[test]
    fn a_denial_waits_for_its_verb() {
        let denied = ["不 谁星海 向云杉 做公开 物病历"];
        for text in [
            "(星海)绝不会为任何目的，向(云杉)[公开]<病历>。",
            "(星海)不会在未获同意时，向(云杉)[公开]<病历>。",
        ] {
            assert_eq!(stated(text), denied, "{text}");
        }
        assert_eq!(
            stated("(星海)不会在{下列情形}下，或{其他情形}下，对外[公开]<病历>。"),
            ["不 谁星海 做公开 物病历 当下列情形+其他情形"]
        );
        for (text, other) in [
            ("(星海)不会为任何目的，但会[公开]<病历>。", "谁星海 做公开 物病历"),
            ("(星海)不会在注册时，(云杉)[公开]<病历>。", "谁云杉 做公开 物病历"),
            ("(星海)不会在注册时，您[公开]<病历>。", "做公开 物病历"),
            ("(星海)不会在注册时；[公开]<病历>。", "谁星海 做公开 物病历"),
            ("(星海)不会这样，[公开]<病历>。", "谁星海 做公开 物病历"),
        ] {
            assert_eq!(stated(text), [other], "{text}");
        }
    }

    /// A denial in the words of an unmarked predicate does not deny the next predicate.
    #[test]
    fn a_denial_in_other_words_ends_with_them() {
        for first in [
            "(星海)会对指纹进行不可逆转换，",
            "(星海)将对录音做不完全备份，",
            "(星海)会对账单予以不公开处理，",
            "(星海)会在机房对日志做不记名归档，",
            "(星海)可以对外出示不可还原的样本，",
            "(星海)会为客户设置不对外的编号，",
            "(星海)会在客户未回复时，",
        ] {
            for next in ["并仅[保存]<特征值>。", "并[保存]<特征值>。", "[保存]<特征值>。"]
            {
                let text = format!("{first}{next}");
                assert_eq!(stated(&text), ["谁星海 做保存 物特征值"], "{text}");
            }
        }
        assert_eq!(stated("(星海)不会对录音做备份，并[保存]<文稿>。"), ["谁星海 做保存 物文稿"]);
    }

    #[test]
    fn a_denial_before_a_preposition_denies_the_verb() {
        assert_eq!(
            stated("(星海)不将您的<邮箱>[提供]给(云杉)。"),
            ["不 谁星海 向云杉 做提供 物邮箱"]
        );
    }

    #[test]
    fn words_that_contain_a_denial_deny_nothing() {
        for words in
            ["会不断", "会不可逆地", "会以不可还原的方式", "可不间断地", "会不记名", "将不完全"]
        {
            let text = format!("(星海){words}[收集]<邮箱>。");
            assert_eq!(stated(&text), ["谁星海 做收集 物邮箱"], "{text}");
        }
        assert_eq!(
            stated("(星海)会将不能识别您的<统计信息>[提供]给(云杉)。"),
            ["谁星海 向云杉 做提供 物统计信息"]
        );
        assert_eq!(
            stated("(星海)可在不征得您同意的情况下[使用]<邮箱>。"),
            ["谁星海 做使用 物邮箱"]
        );
    }

    #[test]
    fn an_exemption_from_consent_reaches_beyond_its_clause() {
        let document = crate::parse("无需征得您的同意，(星海)可以[使用]<邮箱>。").unwrap();
        let exempt: Vec<_> = document.statements().map(|s| s.is_consent_exempt()).collect();
        assert_eq!(exempt, [true]);
    }
}
