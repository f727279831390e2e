//! Shared by the programs of this package: the policies in each form, and statistics of a sample.

#[path = "../../corpus/mod.rs"]
mod corpus;
pub mod fresh;
pub mod plain;
pub mod race;
pub mod spread;
pub mod xml;

use policymark::{Document, Parser};

/// The policies in each form that a contender reads or writes.
pub struct Corpus {
    pub texts: Vec<String>,
    pub documents: Vec<Document>,
    pub as_xml: Vec<String>,
}

impl Corpus {
    /// Policies from a seeded generator, or from the folder that `POLICYMARK_CORPUS` names.
    pub fn load() -> Self {
        let texts = corpus::policies();
        let parse = |text: &String| Parser::new().parse(text).expect("shorter than 4 GiB");
        let documents: Vec<Document> = texts.iter().map(parse).collect();
        let as_xml = documents.iter().map(xml::from_document).collect();
        Self { texts, documents, as_xml }
    }

    pub fn bytes(&self) -> usize {
        self.texts.iter().map(String::len).sum()
    }
}
