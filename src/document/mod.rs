//! [`Document`]: a parsed policy, and the handles into it, which lead to one another.
//!
//! An [`Annotation`] knows its node, sentence, section and statements; a [`Statement`] its members and
//! what it announces; a [`Section`] its sentences and statements.

mod annotation;
mod backlinks;
mod clause;
mod item;
mod lists;
mod node;
mod places;
mod section;
mod statement;
mod words;

use crate::annotation::{AnnotationData, AnnotationId};
use crate::lexicon::Lexicon;
use crate::outline::{Outline, SectionId, SentenceId};
use crate::statement::{StatementId, Statements};
use crate::text::{Diagnostic, Dialect, LineIndex, Severity};
use crate::tree::{Leaves, NodeId, Tree};

pub use annotation::Annotation;
pub(crate) use backlinks::Backlinks;
pub use clause::{Clause, ClauseSlot};
pub use item::{Item, Items};
pub(crate) use lists::Lists;
pub use node::{Descendants, Node};
pub use section::{Section, Sentence};
pub use statement::{Inclusion, Member, Reference, Statement, Unmarked};

/// A parsed policy: its text, what is marked in it, its outline and its statements.
///
/// A document owns its text and is immutable; handles into it are small and `Copy`. It serialises
/// with serde to a versioned JSON, and comes back equal; `grammar.md` tells the keys.
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
/// Documents are equal if they hold the same text and it was read as the same, whatever the lexicon.
#[derive(Clone, Debug)]
pub struct Document {
    pub(crate) text: String,
    pub(crate) dialect: Dialect,
    pub(crate) tree: Tree,
    pub(crate) annotations: Vec<AnnotationData>,
    pub(crate) outline: Outline,
    pub(crate) statements: Statements,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The lexicon that it was parsed with; `None` for the standard one.
    pub(crate) lexicon: Option<Lexicon>,
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

    /// The dialect it was parsed with.
    #[must_use]
    pub const fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The lexicon it was parsed with, by which [`Annotation::items`] splits `<昵称、头像>`. JSON
    /// holds none: a document that was read from it has the standard one.
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

    /// The smallest stretches of the source in order: they tile it without gap or overlap.
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

    /// What an annotator should look at, by place.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Whether a mark was lost: whether there is a diagnostic of severity error.
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

    /// A document that nothing was parsed into.
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
            backlinks: Backlinks::default(),
        }
    }

    /// Gives back the memory that lists have left over, where it is much. A list that grew can have
    /// room for as much as it holds; those of a usual policy have room for a tenth of the text.
    pub(crate) fn give_back_room(&mut self) {
        fn shrink<T>(list: &mut Vec<T>, much: usize) {
            if size_of::<T>() * (list.capacity() - list.len()) > much {
                list.shrink_to_fit();
            }
        }
        let much = (self.text.len() / 4).max(4096);
        shrink(&mut self.tree.nodes, much);
        shrink(&mut self.annotations, much);
        shrink(&mut self.outline.sections, much);
        shrink(&mut self.outline.sentences, much);
        shrink(&mut self.statements.list, much);
        shrink(&mut self.statements.members, much);
        shrink(&mut self.statements.inclusions, much);
        shrink(&mut self.statements.announcers, much);
        shrink(&mut self.statements.announced, much);
    }
}
