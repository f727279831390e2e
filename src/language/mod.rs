//! The languages of what is said to a person: English and Chinese.
//!
//! A [`Diagnostic`](crate::Diagnostic) carries its message in English, which is also what JSON has. Its Chinese form
//! is found when it is asked for, with [`Diagnostic::message_in`](crate::Diagnostic::message_in): so parsing takes no
//! longer, and documents read from JSON have it too. Codes, names and what programs read are the same in every
//! language.
//!
//! ```
//! use policymark::language::Language;
//!
//! let document = policymark::parse("(我们)会[收集]<手机号码。")?;
//! let diagnostic = &document.diagnostics()[0];
//! assert_eq!(diagnostic.message_in(Language::English), "“<” has no “>” on its line");
//! assert_eq!(diagnostic.message_in(Language::Chinese), "本行没有与“<”配对的“>”");
//! # Ok::<(), policymark::Error>(())
//! ```
//!
//! [`Style::language`](crate::display::Style::language) and, with the feature `render`, `Renderer::language` choose
//! the language of a whole text form. The translations are tables in `src/language/`, not code.

mod catalog;
mod diagnostics;

pub(crate) use catalog::{filled, said, translated};

use crate::text::named_enum;

named_enum! {
    /// A language in which messages, help and titles can be shown.
    ///
    /// ```
    /// use policymark::language::Language;
    ///
    /// assert_eq!("zh".parse(), Ok(Language::Chinese));
    /// assert_eq!(Language::default(), Language::English);
    /// ```
    #[derive(Default)]
    #[non_exhaustive]
    Language, "language" {
        /// English, in which the messages are written.
        #[default]
        English = "en",
        /// Simplified Chinese: `本行没有与“<”配对的“>”`.
        Chinese = "zh",
    }
}

impl Language {
    /// The language of a locale, as it is in `LANG` and `LC_ALL` (`zh_CN.UTF-8`) or in a language tag
    /// (`zh-Hans-CN`), in letters of either case. `None` for any other language, and for the locales `C` and
    /// `POSIX`, which name none.
    ///
    /// ```
    /// use policymark::language::Language;
    ///
    /// assert_eq!(Language::of_locale("zh_CN.UTF-8"), Some(Language::Chinese));
    /// assert_eq!(Language::of_locale("en-GB"), Some(Language::English));
    /// assert_eq!(Language::of_locale("C"), None);
    /// ```
    #[must_use]
    pub fn of_locale(locale: &str) -> Option<Self> {
        let name = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
        let is_named = |language: &&Self| language.name().eq_ignore_ascii_case(name);
        Self::ALL.iter().find(is_named).copied()
    }
}
