//! [`Documents`]: the policies that are open in the editor.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::PathBuf;

use gen_lsp_types as lsp;
use policymark::text::Unit;
use policymark::{Document, Error};

use crate::params::{Change, Item};
use crate::position;
use crate::settings::{Fault, Rules, Settings};
use crate::uri;
use crate::words::Words;

/// The open policies, by their URIs.
#[derive(Default)]
pub(crate) struct Documents(BTreeMap<String, Open>);

/// Why there is no document of an open policy.
pub(crate) enum Unread<'o> {
    /// A change of it could not be read, and the text here is not that in the editor.
    Lost,
    /// The parser refuses it.
    Unparsed(&'o Error),
}

/// An open policy.
pub(crate) struct Open {
    pub(crate) uri: lsp::Uri,
    /// Where it is saved; `None` if it never was.
    pub(crate) path: Option<PathBuf>,
    /// The version that the client has given to this text; `None` if it gives none.
    pub(crate) version: Option<i32>,
    /// How it is read. If the configuration is at fault: how it was read before.
    pub(crate) rules: Rules,
    /// What is wrong with the configuration that applies to it.
    pub(crate) fault: Option<Fault>,
    /// Whether the client knows the diagnostics of this text.
    pub(crate) is_published: bool,
    text: String,
    /// Whether a change could not be read. What the client shows is another text then, until it sends a whole one.
    is_lost: bool,
    /// The text as it was parsed, once somebody has asked for it.
    parsed: OnceCell<Result<Document, Error>>,
}

impl Documents {
    pub(crate) fn open(&mut self, item: Item) -> &mut Open {
        let Item { uri, version, text } = item;
        let open = Open {
            path: uri::to_path(&uri),
            version,
            rules: Rules::default(),
            fault: None,
            is_published: false,
            text,
            is_lost: false,
            parsed: OnceCell::new(),
            uri,
        };
        let key = open.uri.to_string();
        self.0.remove(&key);
        self.0.entry(key).or_insert(open)
    }

    pub(crate) fn close(&mut self, uri: &lsp::Uri) -> Option<Open> {
        self.0.remove(uri.as_ref())
    }

    pub(crate) fn get(&self, uri: &lsp::Uri) -> Option<&Open> {
        self.0.get(uri.as_ref())
    }

    pub(crate) fn get_mut(&mut self, uri: &lsp::Uri) -> Option<&mut Open> {
        self.0.get_mut(uri.as_ref())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Open> {
        self.0.values()
    }

    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Open> {
        self.0.values_mut()
    }
}

impl Open {
    /// Asks how it is read.
    pub(crate) fn renew_rules(&mut self, settings: &dyn Settings, words: Words) {
        match settings.rules(self.path.as_deref(), words.language) {
            Ok(rules) => (self.rules, self.fault) = (rules, None),
            Err(fault) => self.fault = Some(fault),
        }
        self.forget();
    }

    /// Makes changes of the text, each of which is about the text after the ones before. `None` is a change that
    /// could not be read.
    pub(crate) fn change(
        &mut self,
        version: Option<i32>,
        changes: impl IntoIterator<Item = Option<Change>>,
        unit: Unit,
    ) {
        for change in changes {
            match change {
                None => self.is_lost = true,
                Some(Change { range: None, text }) => (self.text, self.is_lost) = (text, false),
                Some(_) if self.is_lost => {}
                Some(Change { range: Some(range), text }) => {
                    self.text.replace_range(position::bytes(&self.text, range, unit), &text);
                }
            }
        }
        self.version = version;
        self.forget();
    }

    /// The policy, parsed if it was not since the last change.
    pub(crate) fn parsed(&self) -> Result<&Document, Unread<'_>> {
        if self.is_lost {
            return Err(Unread::Lost);
        }
        let parsed = self.parsed.get_or_init(|| self.rules.parser.parse(&self.text));
        parsed.as_ref().map_err(Unread::Unparsed)
    }

    fn forget(&mut self) {
        self.parsed = OnceCell::new();
        self.is_published = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(start: (u32, u32), end: (u32, u32), text: &str) -> Option<Change> {
        let position = |(line, character)| lsp::Position { line, character };
        let range = lsp::Range { start: position(start), end: position(end) };
        Some(Change { range: Some(range), text: text.to_owned() })
    }

    fn open(text: &str) -> Open {
        let mut documents = Documents::default();
        let uri = lsp::Uri::from("file:///a.policy");
        documents.open(Item { uri: uri.clone(), version: Some(1), text: text.to_owned() });
        documents.close(&uri).unwrap()
    }

    #[test]
    fn changes_follow_each_other() {
        let mut open = open("📱<昵称>\r\n(我们)\r\n");
        let changes =
            vec![part((0, 2), (0, 3), "["), part((0, 5), (0, 6), "]\n"), part((1, 0), (9, 0), "")];
        open.change(Some(2), changes, Unit::Utf16);
        assert_eq!(open.text, "📱[昵称]\n");
        assert_eq!(open.version, Some(2));
    }

    #[test]
    fn places_outside_the_text_are_its_end() {
        let mut open = open("手机");
        open.change(
            Some(2),
            vec![part((7, 7), (8, 8), "号"), part((0, 9), (0, 1), "")],
            Unit::Utf16,
        );
        assert_eq!(open.text, "手");
    }

    #[test]
    fn a_text_is_lost_until_a_whole_one_comes() {
        let mut open = open("<昵称>");
        open.change(None, vec![None, part((0, 0), (0, 0), "x")], Unit::Utf16);
        assert!(matches!(open.parsed(), Err(Unread::Lost)));
        assert_eq!((open.text.as_str(), open.version), ("<昵称>", None));
        let whole = Some(Change { range: None, text: "<邮箱>".to_owned() });
        open.change(Some(3), vec![None, whole, part((0, 1), (0, 3), "地址")], Unit::Utf16);
        assert!(open.parsed().is_ok());
        assert_eq!(open.text, "<地址>");
    }

    #[test]
    fn a_changed_text_is_parsed_again() {
        let mut open = open("<昵称>");
        assert_eq!(open.parsed().ok().unwrap().annotations().len(), 1);
        open.is_published = true;
        open.change(Some(2), vec![part((0, 0), (0, 0), "(我们)[收集]")], Unit::Utf16);
        assert_eq!(open.parsed().ok().unwrap().annotations().len(), 3);
        assert!(!open.is_published);
    }
}
