//! [`Inventory`]: for each data item who does what with it, for what, and where that is said.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::annotation::AnnotationId;
use crate::document::{Annotation, Document, Item, Section, Statement};
use crate::statement::{MemberRole, StatementId};
use crate::text::AnnotationKind;

/// All data of a document, each text once, in the order of first appearance.
///
/// ```
/// let document = policymark::parse("\
/// 一、注册
/// 当{您注册账户}时，(我们)会[收集]<手机号码>和<昵称>。
/// 二、共享
/// (我们)会向(合作伙伴)[提供]<手机号码>。
/// ")?;
/// let inventory = document.inventory();
/// let phone = inventory.get("手机号码").unwrap();
/// assert_eq!(phone.statements().count(), 2);
/// assert_eq!(phone.actions(), ["收集", "提供"]);
/// assert_eq!(phone.actors(), ["我们"]);
/// assert_eq!(phone.recipients(), ["合作伙伴"]);
/// assert_eq!(phone.conditions(), ["您注册账户"]);
/// let titles: Vec<_> = phone.headings().filter_map(|heading| heading.title()).collect();
/// assert_eq!(titles, ["一、注册", "二、共享"]);
/// # Ok::<(), policymark::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Inventory<'d> {
    items: Vec<InventoryItem<'d>>,
    numbers: HashMap<Cow<'d, str>, usize>,
}

/// One text of data, with all its annotations and all statements on it.
#[derive(Clone, Debug)]
pub struct InventoryItem<'d> {
    document: &'d Document,
    text: Cow<'d, str>,
    mentions: Vec<AnnotationId>,
    statements: Vec<StatementId>,
}

impl<'d> Inventory<'d> {
    /// The inventory by the texts that `texts` finds in a data annotation.
    fn new<I>(document: &'d Document, texts: impl Fn(Annotation<'d>) -> I) -> Self
    where
        I: Iterator<Item = Cow<'d, str>>,
    {
        let mut inventory = Self { items: Vec::new(), numbers: HashMap::new() };
        for data in document.annotations().filter(|a| a.kind() == AnnotationKind::Data) {
            for text in texts(data) {
                push_new(&mut inventory.item(document, text).mentions, data.id());
            }
        }
        for statement in document.statements() {
            for text in statement.data().flat_map(&texts) {
                push_new(&mut inventory.item(document, text).statements, statement.id());
            }
        }
        inventory
    }

    /// The item of a text, a new one if the text is new.
    fn item(&mut self, document: &'d Document, text: Cow<'d, str>) -> &mut InventoryItem<'d> {
        let number = *self.numbers.entry(text.clone()).or_insert_with(|| {
            let (mentions, statements) = (Vec::new(), Vec::new());
            self.items.push(InventoryItem { document, text, mentions, statements });
            self.items.len() - 1
        });
        &mut self.items[number]
    }

    /// The items, in the order of first appearance.
    pub fn iter(&self) -> std::slice::Iter<'_, InventoryItem<'d>> {
        self.items.iter()
    }

    /// Number of items.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether the document marks no data.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The item with exactly this text.
    #[must_use]
    pub fn get(&self, text: &str) -> Option<&InventoryItem<'d>> {
        self.numbers.get(text).map(|&number| &self.items[number])
    }
}

/// Appends what is not the last already: the items of one annotation can be the same.
fn push_new<T: PartialEq>(list: &mut Vec<T>, new: T) {
    if list.last() != Some(&new) {
        list.push(new);
    }
}

impl<'i, 'd> IntoIterator for &'i Inventory<'d> {
    type Item = &'i InventoryItem<'d>;
    type IntoIter = std::slice::Iter<'i, InventoryItem<'d>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'d> IntoIterator for Inventory<'d> {
    type Item = InventoryItem<'d>;
    type IntoIter = std::vec::IntoIter<InventoryItem<'d>>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'d> InventoryItem<'d> {
    /// The marked words: `手机号码`.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its annotations, also those in no statement.
    pub fn mentions(&self) -> impl ExactSizeIterator<Item = Annotation<'d>> {
        let document = self.document;
        self.mentions.iter().map(move |&id| Annotation { document, id })
    }

    /// The statements on it, denied ones too.
    pub fn statements(&self) -> impl ExactSizeIterator<Item = Statement<'d>> {
        let document = self.document;
        self.statements.iter().map(move |&id| Statement { document, id })
    }

    /// The texts of the members in one role of all these statements, each once, in the order of
    /// first appearance.
    #[must_use]
    pub fn texts(&self, role: MemberRole) -> Vec<Cow<'d, str>> {
        // First by number: many statements can share an annotation that is long.
        let mut seen = HashSet::new();
        let mut members: Vec<_> = self.statements().flat_map(|s| s.in_role(role)).collect();
        members.retain(|member| seen.insert(member.id()));
        let mut seen = HashSet::new();
        let mut texts: Vec<_> = members.into_iter().map(Annotation::text).collect();
        texts.retain(|text| seen.insert(text.clone()));
        texts
    }

    /// What is done with it: `收集`, `共享`.
    #[must_use]
    pub fn actions(&self) -> Vec<Cow<'d, str>> {
        self.texts(MemberRole::Action)
    }

    /// Who does it.
    #[must_use]
    pub fn actors(&self) -> Vec<Cow<'d, str>> {
        self.texts(MemberRole::Actor)
    }

    /// To whom it goes.
    #[must_use]
    pub fn recipients(&self) -> Vec<Cow<'d, str>> {
        self.texts(MemberRole::Recipient)
    }

    /// From whom it comes.
    #[must_use]
    pub fn sources(&self) -> Vec<Cow<'d, str>> {
        self.texts(MemberRole::Source)
    }

    /// What for.
    #[must_use]
    pub fn purposes(&self) -> Vec<Cow<'d, str>> {
        self.texts(MemberRole::Purpose)
    }

    /// When and on what basis.
    #[must_use]
    pub fn conditions(&self) -> Vec<Cow<'d, str>> {
        self.texts(MemberRole::Condition)
    }

    /// The innermost headings above its statements, each once.
    pub fn headings(&self) -> impl Iterator<Item = Section<'d>> {
        let mut seen = HashSet::new();
        let headings = self.statements().filter_map(Statement::heading);
        headings.filter(move |heading| seen.insert(heading.id()))
    }
}

impl Document {
    /// For each distinct data text who does what with it, for what, and where that is said.
    ///
    /// ```
    /// let document = policymark::parse("(我们)会[收集]<邮箱>。您的<邮箱>很安全。<昵称>")?;
    /// let inventory = document.inventory();
    /// let lines: Vec<_> = inventory
    ///     .iter()
    ///     .map(|item| format!("{} x {}: {}", item.text(), item.mentions().len(), item.actions().join(" ")))
    ///     .collect();
    /// assert_eq!(lines, ["邮箱 x 2: 收集", "昵称 x 1: "]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn inventory(&self) -> Inventory<'_> {
        Inventory::new(self, |data| std::iter::once(data.text()))
    }

    /// The inventory of the items that the annotations name, by the document's lexicon: where
    /// [`Document::inventory`] has one entry for `<昵称、头像>`, this has two.
    ///
    /// ```
    /// let document = policymark::parse("(我们)会[收集]<昵称、头像>，不会[共享]<头像>。")?;
    /// let inventory = document.item_inventory();
    /// let lines: Vec<_> = inventory
    ///     .iter()
    ///     .map(|item| format!("{}: {}", item.text(), item.actions().join(" ")))
    ///     .collect();
    /// assert_eq!(lines, ["昵称: 收集", "头像: 收集 共享"]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn item_inventory(&self) -> Inventory<'_> {
        Inventory::new(self, |data| data.items().map(Item::text))
    }
}
