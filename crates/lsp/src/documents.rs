//! [`Documents`]: the policies that are open in the editor.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::PathBuf;

use gen_lsp_types::{self as lsp, TextDocumentContentChangeEvent as Change};
use policymark::text::Unit;
use policymark::{Document, Error};

use crate::position::Lines;
use crate::settings::{Fault, Rules, Settings};
use crate::{language::Words, uri};

/// The open policies, by their URIs.
#[derive(Default)]
pub(crate) struct Documents(BTreeMap<String, Open>);

/// An open policy.
pub(crate) struct Open {
    pub(crate) uri: lsp::Uri,
    /// Where it is saved; `None` if it never was.
    pub(crate) path: Option<PathBuf>,
    pub(crate) version: i32,
    /// How it is read. If the configuration is at fault: how it was read before.
    pub(crate) rules: Rules,
    /// What is wrong with the configuration that applies to it.
    pub(crate) fault: Option<Fault>,
    /// Whether the client knows the diagnostics of this text.
    pub(crate) is_published: bool,
    text: String,
    /// The text as it was parsed, once somebody has asked for it.
    parsed: OnceCell<Result<Document, Error>>,
}

impl Documents {
    pub(crate) fn open(&mut self, item: lsp::TextDocumentItem) -> &mut Open {
        let lsp::TextDocumentItem { uri, version, text, .. } = item;
        let open = Open {
            path: uri::to_path(&uri),
            version,
            rules: Rules::default(),
            fault: None,
            is_published: false,
            text,
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

    /// Makes changes of the text, each of which is about the text after the ones before.
    pub(crate) fn change(&mut self, version: i32, changes: Vec<Change>, unit: Unit) {
        for change in changes {
            match change {
                Change::TextDocumentContentChangePartial(part) => {
                    let bytes = Lines::new(&self.text, unit).bytes(part.range);
                    self.text.replace_range(bytes, &part.text);
                }
                Change::TextDocumentContentChangeWholeDocument(whole) => self.text = whole.text,
            }
        }
        self.version = version;
        self.forget();
    }

    /// The policy, parsed if it was not since the last change.
    pub(crate) fn parsed(&self) -> Result<&Document, &Error> {
        self.parsed.get_or_init(|| self.rules.parser.parse(&self.text)).as_ref()
    }

    fn forget(&mut self) {
        self.parsed = OnceCell::new();
        self.is_published = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(start: (u32, u32), end: (u32, u32), text: &str) -> Change {
        let position = |(line, character)| lsp::Position { line, character };
        let range = lsp::Range { start: position(start), end: position(end) };
        serde_json::from_value(serde_json::json!({"range": range, "text": text})).unwrap()
    }

    fn open(text: &str) -> Open {
        let mut documents = Documents::default();
        let uri = lsp::Uri::from("file:///a.policy");
        documents.open(lsp::TextDocumentItem {
            uri: uri.clone(),
            language_id: lsp::LanguageKind::Custom("policymark".into()),
            version: 1,
            text: text.to_owned(),
        });
        documents.close(&uri).unwrap()
    }

    #[test]
    fn changes_follow_each_other() {
        let mut open = open("📱<昵称>\r\n(我们)\r\n");
        let changes =
            vec![part((0, 2), (0, 3), "["), part((0, 5), (0, 6), "]\n"), part((1, 0), (9, 0), "")];
        open.change(2, changes, Unit::Utf16);
        assert_eq!(open.text, "📱[昵称]\n");
        assert_eq!(open.version, 2);
    }

    #[test]
    fn places_outside_the_text_are_its_end() {
        let mut open = open("手机");
        open.change(2, vec![part((7, 7), (8, 8), "号"), part((0, 9), (0, 1), "")], Unit::Utf16);
        assert_eq!(open.text, "手");
    }

    #[test]
    fn a_changed_text_is_parsed_again() {
        let mut open = open("<昵称>");
        assert_eq!(open.parsed().unwrap().annotations().len(), 1);
        open.is_published = true;
        open.change(2, vec![part((0, 0), (0, 0), "(我们)[收集]")], Unit::Utf16);
        assert_eq!(open.parsed().unwrap().annotations().len(), 3);
        assert!(!open.is_published);
    }
}
