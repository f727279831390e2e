//! [`Document`]: a parsed policy, and handles into it that lead from one to another.
//!
//! An [`Annotation`] knows its node, its sentence, its section and its statements; a [`Statement`]
//! knows its members and the items that it announces; a [`Section`] knows its sentences and its
//! statements.

mod annotation;
mod backlinks;
mod clause;
mod item;
mod lists;
mod node;
mod places;
mod section;
mod show;
mod statement;
mod words;

use crate::annotation::{AnnotationData, AnnotationId};
use crate::lexicon::Lexicon;
use crate::outline::{Outline, SectionId, SentenceId};
use crate::statement::{StatementId, Statements};
use crate::text::limits::DEFAULT_DEPTH;
use crate::text::{Code, Diagnostic, Dialect, LineIndex, Severity};
use crate::tree::{Leaves, NodeId, Tree};

pub use annotation::Annotation;
pub(crate) use backlinks::Backlinks;
pub use clause::{Clause, ClauseSlot};
pub use item::{Item, Items};
pub(crate) use lists::Lists;
pub use node::{Descendants, Node};
pub use section::{Section, Sentence};
pub(crate) use statement::Antecedent;
pub use statement::{Inclusion, Member, Reference, Statement, Unmarked};

/// A parsed policy: its text, its annotations, its outline and its statements.
///
/// A document owns its text and is immutable; handles into it are small and `Copy`. It serialises
/// with serde to versioned JSON and is equal when read back; `grammar.md` lists the keys.
///
/// ```
/// use policymark::{AnnotationKind, parse};
///
/// let document = parse("(我们)会[收集]您的<手机号码>。")?;
/// let kinds: Vec<_> = document.annotations().map(|a| a.kind()).collect();
/// assert_eq!(kinds, [AnnotationKind::Actor, AnnotationKind::Action, AnnotationKind::Data]);
/// # Ok::<(), policymark::Error>(())
/// ```
///
/// Two documents are equal if they have the same text and the same reading of it; their lexicons
/// and the other options are not compared.
#[derive(Clone)]
pub struct Document {
    pub(crate) text: String,
    pub(crate) dialect: Dialect,
    pub(crate) tree: Tree,
    pub(crate) annotations: Vec<AnnotationData>,
    pub(crate) outline: Outline,
    pub(crate) statements: Statements,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The lexicon with which it was parsed; `None` for the standard one.
    pub(crate) lexicon: Option<Lexicon>,
    /// The options of the same names with which it was parsed, by which its fixes are tried.
    pub(crate) every_pair_marks: bool,
    pub(crate) max_depth: usize,
    pub(crate) allowed: Vec<Code>,
    pub(crate) backlinks: Backlinks,
}

impl PartialEq for Document {
    fn eq(&self, other: &Self) -> bool {
        let Self {
            text,
            dialect,
            tree,
            annotations,
            outline,
            statements,
            diagnostics,
            lexicon: _,
            every_pair_marks: _,
            max_depth: _,
            allowed: _,
            backlinks: _,
        } = self;
        *text == other.text
            && *dialect == other.dialect
            && *tree == other.tree
            && *annotations == other.annotations
            && *outline == other.outline
            && *statements == other.statements
            && *diagnostics == other.diagnostics
    }
}

impl Eq for Document {}

impl Document {
    /// The source text, byte for byte as it was parsed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The dialect with which it was parsed.
    #[must_use]
    pub const fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The lexicon with which it was parsed, by which [`Annotation::items`] splits `<昵称、头像>`.
    /// JSON does not contain it: a document that was read from JSON has the standard lexicon.
    ///
    /// ```
    /// use policymark::Parser;
    /// use policymark::lexicon::{Lexicon, Table};
    ///
    /// let lexicon = Lexicon::standard().extended(Table::Items, "外加\tseparates\n")?;
    /// let document = Parser::new().lexicon(lexicon.clone()).parse("[收集]<昵称外加头像>")?;
    /// assert_eq!(document.lexicon(), &lexicon);
    /// assert!(document.item_inventory().get("头像").is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        self.lexicon.as_ref().unwrap_or_else(|| Lexicon::standard())
    }

    /// The root of the tree.
    #[must_use]
    pub fn root(&self) -> Node<'_> {
        Node { document: self, id: NodeId(0) }
    }

    /// The node with this number.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Option<Node<'_>> {
        (id.index() < self.tree.nodes.len()).then_some(Node { document: self, id })
    }

    /// The leaves of the tree, in the order of the text. They tile the source without gap or overlap.
    #[must_use]
    pub fn leaves(&self) -> Leaves<'_> {
        self.root().leaves()
    }

    /// The annotations in the order in which they open.
    pub fn annotations(
        &self,
    ) -> impl ExactSizeIterator<Item = Annotation<'_>> + DoubleEndedIterator {
        (0..self.annotations.len() as u32)
            .map(|id| Annotation { document: self, id: AnnotationId(id) })
    }

    /// The annotation with this number.
    #[must_use]
    pub fn annotation(&self, id: AnnotationId) -> Option<Annotation<'_>> {
        (id.index() < self.annotations.len()).then_some(Annotation { document: self, id })
    }

    /// The sections in the order of the text: headings, and numbered items of running text.
    pub fn sections(&self) -> impl ExactSizeIterator<Item = Section<'_>> + DoubleEndedIterator {
        (0..self.outline.sections.len() as u32)
            .map(|id| Section { document: self, id: SectionId(id) })
    }

    /// The section with this number.
    #[must_use]
    pub fn section(&self, id: SectionId) -> Option<Section<'_>> {
        (id.index() < self.outline.sections.len()).then_some(Section { document: self, id })
    }

    /// The sentences in the order of the text.
    pub fn sentences(&self) -> impl ExactSizeIterator<Item = Sentence<'_>> + DoubleEndedIterator {
        (0..self.outline.sentences.len() as u32)
            .map(|id| Sentence { document: self, id: SentenceId(id) })
    }

    /// The sentence with this number.
    #[must_use]
    pub fn sentence(&self, id: SentenceId) -> Option<Sentence<'_>> {
        (id.index() < self.outline.sentences.len()).then_some(Sentence { document: self, id })
    }

    /// The collection statements in the order of the text.
    pub fn statements(&self) -> impl ExactSizeIterator<Item = Statement<'_>> + DoubleEndedIterator {
        (0..self.statements.list.len() as u32)
            .map(|id| Statement { document: self, id: StatementId(id) })
    }

    /// The statement with this number.
    #[must_use]
    pub fn statement(&self, id: StatementId) -> Option<Statement<'_>> {
        (id.index() < self.statements.list.len()).then_some(Statement { document: self, id })
    }

    /// What an annotator should look at, in the order of the text.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Whether there is a diagnostic of severity error, which means that an annotation was lost.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity() == Severity::Error)
    }

    /// An index that translates the byte offsets of this document into lines, columns,
    /// characters and UTF-16 units.
    #[must_use]
    pub fn line_index(&self) -> LineIndex<'_> {
        LineIndex::new(&self.text)
    }

    /// A document of the empty text.
    pub(crate) fn empty() -> Self {
        Self {
            text: String::new(),
            dialect: Dialect::default(),
            tree: Tree::default(),
            annotations: Vec::new(),
            outline: Outline::default(),
            statements: Statements::default(),
            diagnostics: Vec::new(),
            lexicon: None,
            every_pair_marks: false,
            max_depth: DEFAULT_DEPTH,
            allowed: Vec::new(),
            backlinks: Backlinks::default(),
        }
    }

    /// Frees the spare capacity of the lists that have a lot of it. A list that grew can have as much
    /// spare capacity as it has content; in a usual policy the spare is a tenth of the text.
    pub(crate) fn shrink_lists(&mut self) {
        fn shrink<T>(list: &mut Vec<T>, allowed: usize) {
            if size_of::<T>() * (list.capacity() - list.len()) > allowed {
                list.shrink_to_fit();
            }
        }
        let allowed = (self.text.len() / 4).max(4096);
        shrink(&mut self.tree.nodes, allowed);
        shrink(&mut self.annotations, allowed);
        shrink(&mut self.outline.sections, allowed);
        shrink(&mut self.outline.sentences, allowed);
        shrink(&mut self.statements.list, allowed);
        shrink(&mut self.statements.members, allowed);
        shrink(&mut self.statements.inclusions, allowed);
        shrink(&mut self.statements.announced, allowed);
    }
}
