//! [`Format`]: the formats, and what each can do.

use crate::feature::Feature;
use crate::formats;
use crate::import::{At, Fault, Reading};
use crate::options::Options;
use crate::view::View;

/// A format of another tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// One grapheme cluster a line with a tag: `手`, tab, `B-Data`.
    Bio,
    /// The same with tags for ends and single ones, too: `E-Data`, `S-Data`.
    Bioes,
    /// brat: a `.txt` with an `.ann`.
    Brat,
    /// CSV: a row for each statement.
    Csv,
    /// doccano JSONL: `[5, 9, "Data"]`.
    Doccano,
    /// doccano JSONL with relations.
    DoccanoRelations,
    /// DOT: a picture of the statements by Graphviz.
    Dot,
    /// GraphML: a graph of the statements.
    GraphMl,
    /// Web pages. They are read only, with the feature `pages`.
    Html,
    /// Hugging Face JSONL for token classification.
    HuggingFace,
    /// JSON of the whole [`View`].
    Json,
    /// Label Studio: tasks with their annotations, and a labelling configuration.
    LabelStudio,
    /// Mermaid: a picture of the statements in Markdown.
    Mermaid,
    /// JSON of spans with their words and classes, as corpora are published.
    Research,
    /// spaCy: the arguments of `Doc`, one policy a line.
    Spacy,
    /// STAM: a store for each policy.
    Stam,
    /// UIMA: a CAS for each policy, in XMI.
    Uima,
    /// W3C Web Annotation, in JSON-LD.
    WebAnnotation,
    /// Word documents. They are read only, with the feature `pages`.
    Word,
}

/// What a format is, can do and carries. Each file of `formats/` defines its own.
pub(crate) struct Definition {
    /// As users name it: `label-studio`.
    pub(crate) name: &'static str,
    /// What it is, in a line.
    pub(crate) about: &'static str,
    /// Extensions of files that are in this format and no other.
    pub(crate) extensions: &'static [&'static str],
    /// What it carries besides flat spans with kinds.
    pub(crate) carries: &'static [Feature],
    pub(crate) write: Option<Write>,
    pub(crate) read: Option<Read>,
}

/// How policies are written.
pub(crate) enum Write {
    /// Files for each policy.
    Files {
        policy: fn(&View, &Options) -> Vec<Piece>,
        /// Files that all policies share: a configuration, a type system.
        shared: fn(&Options) -> Vec<Piece>,
    },
    /// A record for each policy in one file.
    Records {
        record: fn(&View, &Options) -> String,
        frame: Frame,
        /// Files beside it: a labelling configuration.
        shared: fn(&Options) -> Vec<Piece>,
    },
}

/// The one file of a format with records.
#[derive(Clone, Copy)]
pub(crate) struct Frame {
    /// Its name: `doccano.jsonl`.
    pub(crate) file: &'static str,
    /// What is before the first record, between two, and after the last.
    pub(crate) before: &'static str,
    pub(crate) between: &'static str,
    pub(crate) after: &'static str,
}

/// Where the text is to which the spans of a file belong.
#[derive(Clone, Copy)]
pub(crate) enum TextPlace {
    /// In the file.
    Inside,
    /// In the file beside it with this extension: `txt` for brat.
    Beside(&'static str),
    /// In the file, or else in the one beside it.
    Either(&'static str),
}

/// How files are read.
pub(crate) struct Read {
    pub(crate) text: TextPlace,
    pub(crate) input: Input,
}

/// What is read, and how.
pub(crate) enum Input {
    /// A text in UTF-8.
    Text(fn(&Source<'_>) -> Reading),
    /// A text in a character set that it names itself.
    #[cfg_attr(not(feature = "pages"), expect(dead_code))] // Only web pages name theirs.
    Encoded { text: fn(&Source<'_>) -> Reading, bytes: fn(&str, &[u8]) -> Reading },
    /// Bytes: the name of the policy, and what the file has.
    #[cfg_attr(not(feature = "pages"), expect(dead_code))] // Only documents are no text.
    Bytes(fn(&str, &[u8]) -> Reading),
    /// Nothing: the feature of the package is off.
    #[cfg_attr(feature = "pages", expect(dead_code))] // Every feature is on.
    LeftOut(&'static str),
}

/// A part of a file: `content` is to be added to the end of `file`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Piece {
    /// The name of the file, relative to the folder of the output.
    pub file: String,
    /// What is to be added to it.
    pub content: String,
}

impl Piece {
    /// What is to be added to a file.
    #[must_use]
    pub fn new(file: impl Into<String>, content: impl Into<String>) -> Self {
        Self { file: file.into(), content: content.into() }
    }
}

/// A file to read.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Source<'s> {
    /// The name of the policy, if the file does not say another: the name of the file without its extension.
    pub name: &'s str,
    /// What the file has.
    pub content: &'s str,
    /// The plain text, if the format has it in a file beside: see [`Format::text_beside`].
    pub text: Option<&'s str>,
}

impl<'s> Source<'s> {
    /// A file that has the text in it.
    #[must_use]
    pub const fn new(name: &'s str, content: &'s str) -> Self {
        Self { name, content, text: None }
    }

    /// The same file, with the plain text of the file beside it.
    #[must_use]
    pub const fn with_text(self, text: &'s str) -> Self {
        Self { text: Some(text), ..self }
    }
}

impl Format {
    /// Every format, by name.
    pub const ALL: &'static [Self] = &[
        Self::Bio,
        Self::Bioes,
        Self::Brat,
        Self::Csv,
        Self::Doccano,
        Self::DoccanoRelations,
        Self::Dot,
        Self::GraphMl,
        Self::Html,
        Self::HuggingFace,
        Self::Json,
        Self::LabelStudio,
        Self::Mermaid,
        Self::Research,
        Self::Spacy,
        Self::Stam,
        Self::Uima,
        Self::WebAnnotation,
        Self::Word,
    ];

    pub(crate) const fn definition(self) -> &'static Definition {
        match self {
            Self::Bio => &formats::bio::BIO,
            Self::Bioes => &formats::bio::BIOES,
            Self::Brat => &formats::brat::BRAT,
            Self::Csv => &formats::csv::CSV,
            Self::Doccano => &formats::doccano::DOCCANO,
            Self::DoccanoRelations => &formats::doccano::DOCCANO_RELATIONS,
            Self::Dot => &formats::graph::DOT,
            Self::GraphMl => &formats::graph::GRAPHML,
            Self::Html => &formats::pages::HTML,
            Self::HuggingFace => &formats::huggingface::HUGGING_FACE,
            Self::Json => &formats::whole::JSON,
            Self::LabelStudio => &formats::label_studio::LABEL_STUDIO,
            Self::Mermaid => &formats::graph::MERMAID,
            Self::Research => &formats::research::RESEARCH,
            Self::Spacy => &formats::spacy::SPACY,
            Self::Stam => &formats::stam::STAM,
            Self::Uima => &formats::uima::UIMA,
            Self::WebAnnotation => &formats::web_annotation::WEB_ANNOTATION,
            Self::Word => &formats::pages::WORD,
        }
    }

    /// As users name it: `label-studio`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.definition().name
    }

    /// What it is, in a line.
    #[must_use]
    pub const fn about(self) -> &'static str {
        self.definition().about
    }

    /// The format of a file, where its extension settles it: brat for `policy.ann`.
    #[must_use]
    pub fn of_extension(extension: &str) -> Option<Self> {
        let is_one = |format: &Self| format.definition().extensions.contains(&extension);
        Self::ALL.iter().copied().find(is_one)
    }

    /// The format of a name: brat for `brat`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.name() == name)
    }

    /// Whether a file with this extension can be in this format. Formats that are JSON as many others are have no
    /// extension of their own.
    #[must_use]
    pub fn can_have_extension(self, extension: &str) -> bool {
        let own = self.definition().extensions;
        own.contains(&extension) || own.is_empty() && matches!(extension, "json" | "jsonl")
    }

    /// Whether each policy has files of its own, named after it: `NAME.txt` and `NAME.ann` of brat.
    #[must_use]
    pub const fn has_file_per_policy(self) -> bool {
        matches!(self.definition().write, Some(Write::Files { .. }))
    }

    /// Whether it carries what a policy says.
    #[must_use]
    pub fn carries(self, feature: Feature) -> bool {
        self.definition().carries.contains(&feature)
    }

    /// What of a policy it does not carry, with how often the policy says it.
    pub fn losses(self, view: &View) -> impl Iterator<Item = (Feature, usize)> {
        let lost = move |feature: Feature| match feature {
            _ if !self.carries(feature) => feature.count(view),
            Feature::References => view.cut_references,
            _ => 0,
        };
        Feature::ALL.iter().map(move |&feature| (feature, lost(feature))).filter(|&(_, n)| n > 0)
    }

    /// Whether policies can be written in it.
    #[must_use]
    pub const fn can_write(self) -> bool {
        self.definition().write.is_some()
    }

    /// Whether it can be read, if its [feature](Self::missing_feature) is on.
    #[must_use]
    pub const fn can_read(self) -> bool {
        self.definition().read.is_some()
    }

    /// The feature of this package without which it cannot be read, if that is off: `pages`.
    #[must_use]
    pub const fn missing_feature(self) -> Option<&'static str> {
        match self.definition().read {
            Some(Read { input: Input::LeftOut(feature), .. }) => Some(feature),
            _ => None,
        }
    }

    /// Whether its files are texts in UTF-8. Others are read by [`Format::read_bytes`].
    #[must_use]
    pub const fn is_text(self) -> bool {
        matches!(self.definition().read, Some(Read { input: Input::Text(_), .. }))
    }

    /// The extension of the file beside that has the text, if the format has it there: `txt` for brat.
    #[must_use]
    pub fn text_beside(self) -> Option<&'static str> {
        match self.definition().read.as_ref()?.text {
            TextPlace::Inside => None,
            TextPlace::Beside(extension) | TextPlace::Either(extension) => Some(extension),
        }
    }

    /// Whether a file is nothing without the [file beside](Self::text_beside). JSON of spans can have the text in it, too.
    ///
    /// ```
    /// use policymark_interchange::Format;
    ///
    /// assert!(Format::Brat.needs_text_beside());
    /// assert_eq!(Format::Research.text_beside(), Some("txt"));
    /// assert!(!Format::Research.needs_text_beside());
    /// ```
    #[must_use]
    pub fn needs_text_beside(self) -> bool {
        let read = self.definition().read.as_ref();
        read.is_some_and(|read| matches!(read.text, TextPlace::Beside(_)))
    }

    /// Reads a file. What cannot be read is reported, and the rest is kept. A page is a text already: the character set
    /// that it declares is ignored.
    ///
    /// ```
    /// use policymark_interchange::{Format, Source};
    ///
    /// let source = Source::new("policy", "T1\tData 6 10\t手机号码\n").with_text("😀我们会收集手机号码。");
    /// let reading = Format::Brat.read(&source);
    /// assert!(reading.faults.is_empty());
    /// assert_eq!(reading.policies[0].spans[0].label, "Data");
    /// ```
    #[must_use]
    pub fn read(self, source: &Source<'_>) -> Reading {
        match self.input() {
            Some(Input::Text(read) | Input::Encoded { text: read, .. }) => read(source),
            _ => self.read_bytes(source.name, source.content.as_bytes()),
        }
    }

    /// Reads a file that need not be a text in UTF-8: a page in GBK, a Word document. `name` is that of the policy.
    ///
    /// ```
    /// use policymark_interchange::Format;
    ///
    /// # #[cfg(feature = "pages")] {
    /// let reading = Format::Html.read_bytes("policy", b"<meta charset=gbk><h1>\xcb\xbd\xd2\xfe</h1><p>[1]");
    /// assert_eq!(reading.policies[0].text, "# 私隐\n\n[1]\n");
    /// # }
    /// ```
    #[must_use]
    pub fn read_bytes(self, name: &str, content: &[u8]) -> Reading {
        match self.input() {
            Some(Input::Bytes(read) | Input::Encoded { bytes: read, .. }) => read(name, content),
            Some(Input::Text(read)) => match str::from_utf8(content) {
                Ok(content) => read(&Source::new(name, content)),
                Err(error) => {
                    let offset = error.valid_up_to();
                    Reading::from(Fault::not_text(At::default(), content, offset, "UTF-8"))
                }
            },
            Some(Input::LeftOut(_)) => {
                Reading::from(Fault::damaged(At::default(), "this build cannot read it"))
            }
            None => Reading::default(),
        }
    }

    fn input(self) -> Option<&'static Input> {
        self.definition().read.as_ref().map(|read| &read.input)
    }
}
