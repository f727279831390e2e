//! Messages, help and severities in a language.

use std::borrow::Cow;

use super::{Language, filled, translated};
use crate::text::{Code, Diagnostic, Severity};

impl Diagnostic {
    /// The [message](Diagnostic::message) in a language; what it quotes stays as it is. A message that was
    /// read from JSON and is not one of this version's stays in English.
    ///
    /// ```
    /// use policymark::language::Language;
    ///
    /// let document = policymark::parse("(我们)会[收集]<<邮箱>>。")?;
    /// let message = document.diagnostics()[0].message_in(Language::Chinese);
    /// assert_eq!(message, "“<邮箱>”标注了两遍");
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn message_in(&self, language: Language) -> Cow<'_, str> {
        filled(language, self.code().name(), self.message())
    }

    /// What to do about it, in a language: [`Code::help_in`].
    #[must_use]
    pub fn help_in(&self, language: Language) -> &'static str {
        self.code().help_in(language)
    }
}

impl Code {
    /// What an annotator can do about it, in a language.
    ///
    /// ```
    /// use policymark::language::Language;
    /// use policymark::text::Code;
    ///
    /// assert_eq!(Code::AnnotationPadded.help_in(Language::Chinese), "把空白移到括号外面");
    /// ```
    #[must_use]
    pub fn help_in(self, language: Language) -> &'static str {
        translated(language, "help", self.help())
    }
}

impl Severity {
    /// The word for it in a language, as people see it. What programs read has its
    /// [name](Severity::name).
    ///
    /// ```
    /// use policymark::language::Language;
    /// use policymark::text::Severity;
    ///
    /// assert_eq!(Severity::Error.word_in(Language::Chinese), "错误");
    /// ```
    #[must_use]
    pub fn word_in(self, language: Language) -> &'static str {
        translated(language, "severity", self.name())
    }
}
