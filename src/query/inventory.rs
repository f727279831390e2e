//! [`Inventory`]: who does what with each data item, for what, and where the document says so.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::iter::once;
use std::ops::RangeInclusive;

use crate::annotation::AnnotationId;
use crate::document::{Annotation, Document, Lists, Section, Statement, Unmarked};
use crate::lexicon::{DataClass, Party};
use crate::statement::{MemberRole, Polarity, StatementId};

/// All data of a document, or all its actors or parties, each text once, in the order of first
/// appearance, with the statements about each.
///
/// What a policy says it does is kept apart from what it says it does not do:
///
/// ```
/// let document = policymark::parse("\
/// 一、注册
/// 当{您注册账户}时，(我们)会[收集]<手机号码>和<昵称>。
/// 二、共享
/// (我们)会向(合作伙伴)[提供]<手机号码>，不会向(广告商)[出售]<手机号码>。
/// ")?;
/// let inventory = document.inventory();
/// let phone = inventory.get("手机号码").unwrap();
/// assert_eq!(phone.statements().count(), 3);
/// let done = phone.affirmed();
/// assert_eq!(done.actors(), ["我们"]);
/// assert_eq!(done.actions(), ["收集", "提供"]);
/// assert_eq!(done.recipients(), ["合作伙伴"]);
/// assert_eq!(done.conditions(), ["您注册账户"]);
/// let not_done = phone.denied();
/// assert_eq!(not_done.actions(), ["出售"]);
/// assert_eq!(not_done.recipients(), ["广告商"]);
/// let titles: Vec<_> = phone.headings().filter_map(|heading| heading.title()).collect();
/// assert_eq!(titles, ["一、注册", "二、共享"]);
/// # Ok::<(), policymark::Error>(())
/// ```
#[derive(Clone)]
pub struct Inventory<'d> {
    document: &'d Document,
    texts: Vec<Cow<'d, str>>,
    /// The class of each text, where it is first mentioned.
    classes: Vec<Option<DataClass>>,
    numbers: HashMap<Cow<'d, str>, u32>,
    /// The annotations of each text.
    mentions: Lists<AnnotationId>,
    /// The statements with each annotation in one of the roles, in order. There is no list of
    /// statements for each item, since an annotation can name many items and be in many statements.
    statements: Lists<StatementId>,
    /// For each annotation the first one with the same text. Many statements can share a long
    /// annotation, so texts are compared only here.
    same_text: Vec<AnnotationId>,
}

/// The roles of data that is processed.
const DATA: RangeInclusive<MemberRole> = MemberRole::Data..=MemberRole::Data;

/// One text of an inventory, with all its annotations and all statements about it.
#[derive(Clone, Copy)]
pub struct InventoryItem<'i, 'd> {
    inventory: &'i Inventory<'d>,
    number: usize,
}

/// What some of the statements about an item say: who does what with which data, to whom it goes and
/// what for.
///
/// Each text is listed once, in the order of first appearance. A list takes time linear in the number
/// of members of these statements and in the length of its texts.
#[derive(Clone)]
pub struct Practices<'i, 'd> {
    item: InventoryItem<'i, 'd>,
    statements: Vec<StatementId>,
}

impl<'d> Inventory<'d> {
    /// The inventory of the texts that `texts` finds in the annotations of one kind, with the statements
    /// that have them in one of `roles`, which are roles of this kind. `texts` is also told whether the
    /// annotation has such a role in any statement.
    fn new<I>(
        document: &'d Document,
        roles: RangeInclusive<MemberRole>,
        texts: impl Fn(Annotation<'d>, bool) -> I,
    ) -> Self
    where
        I: IntoIterator<Item = (Cow<'d, str>, Option<DataClass>)>,
    {
        let statements = statements(document, &roles);
        let kind = roles.start().kind();
        let mut numbers = HashMap::new();
        // Each text, and its last mention: an annotation can name it more than once.
        let (mut distinct, mut last) = (Vec::new(), Vec::new());
        let mut classes = Vec::new();
        let mut mentions = Vec::new();
        for annotation in document.annotations().filter(|annotation| annotation.kind() == kind) {
            let id = annotation.id();
            for (text, class) in texts(annotation, !statements.get(id.index()).is_empty()) {
                let number = *numbers.entry(text).or_insert_with_key(|text: &Cow<'d, str>| {
                    distinct.push(text.clone());
                    classes.push(class);
                    last.push(None);
                    distinct.len() as u32 - 1
                });
                if last[number as usize].replace(id) != Some(id) {
                    mentions.push((number as usize, id));
                }
            }
        }
        let mentions = Lists::new(distinct.len(), || mentions.iter().copied());
        let same_text = same_text(document);
        Self { document, texts: distinct, classes, numbers, mentions, statements, same_text }
    }

    /// The items, in the order of first appearance.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = InventoryItem<'_, 'd>> {
        (0..self.len()).map(|number| InventoryItem { inventory: self, number })
    }

    /// The number of items.
    #[must_use]
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there is no item.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The item with exactly this text: `get("手机号码")`.
    #[must_use]
    pub fn get(&self, text: &str) -> Option<InventoryItem<'_, 'd>> {
        let number = *self.numbers.get(text)? as usize;
        Some(InventoryItem { inventory: self, number })
    }
}

/// The statements that have each annotation in one of these roles.
fn statements(document: &Document, roles: &RangeInclusive<MemberRole>) -> Lists<StatementId> {
    Lists::new(document.annotations().len(), || {
        document.statements().flat_map(|statement| {
            let members = statement.members().filter(|member| roles.contains(&member.role));
            members.map(move |member| (member.annotation.id().index(), statement.id()))
        })
    })
}

impl std::fmt::Debug for Inventory<'_> {
    /// The texts of the items.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(&self.texts).finish()
    }
}

/// For each annotation the first one with the same text.
fn same_text(document: &Document) -> Vec<AnnotationId> {
    let mut first = HashMap::new();
    let annotations = document.annotations();
    annotations.map(|a| *first.entry(a.text()).or_insert(a.id())).collect()
}

impl<'i, 'd> InventoryItem<'i, 'd> {
    /// The marked words: `手机号码`.
    #[must_use]
    pub fn text(self) -> &'i str {
        &self.inventory.texts[self.number]
    }

    /// Who it is, in an inventory of actors or parties: the party of its first annotation that has one.
    #[must_use]
    pub fn party(self) -> Option<Party> {
        self.mentions().find_map(Annotation::party)
    }

    /// Its class, if it is data of which the lexicon knows one: `银行卡号` is property, and sensitive. Where
    /// data is listed whole, it is that of [`Annotation::class`].
    #[must_use]
    pub fn class(self) -> Option<DataClass> {
        self.inventory.classes[self.number]
    }

    /// Its annotations, including those in no statement.
    pub fn mentions(self) -> impl ExactSizeIterator<Item = Annotation<'d>> + use<'i, 'd> {
        let document = self.inventory.document;
        let mentions = self.inventory.mentions.get(self.number).iter();
        mentions.map(move |&id| Annotation { document, id })
    }

    /// The statements about it, affirmed and denied, in the order of the text.
    pub fn statements(self) -> impl ExactSizeIterator<Item = Statement<'d>> + use<'d> {
        let Inventory { document, mentions, statements, .. } = self.inventory;
        let mut ids = Vec::new();
        for mention in mentions.get(self.number) {
            ids.extend(statements.get(mention.index()));
        }
        // Not `sort_unstable`: a stable sort merges the sorted stretches. A party can be both the actor
        // and the recipient of a statement.
        ids.sort();
        ids.dedup();
        let document: &'d Document = document;
        ids.into_iter().map(move |id| Statement { document, id })
    }

    /// What is done with it, by the statements that are asserted and affirmed, including those that need
    /// no consent: `(我们)会[收集]<手机号码>`.
    #[must_use]
    pub fn affirmed(self) -> Practices<'i, 'd> {
        self.practices(|s| s.is_asserted() && s.polarity() == Polarity::Affirmed)
    }

    /// What is not done with it: `(我们)不会向(广告商)[出售]<手机号码>` denies the action `出售`
    /// and the recipient `广告商`.
    #[must_use]
    pub fn denied(self) -> Practices<'i, 'd> {
        self.practices(|s| s.is_asserted() && s.polarity() == Polarity::Denied)
    }

    /// What is only supposed or asked: `若您不[提供]<邮箱>`, `我们如何[使用]<邮箱>`. It is neither in
    /// [`affirmed`](Self::affirmed) nor in [`denied`](Self::denied).
    #[must_use]
    pub fn supposed(self) -> Practices<'i, 'd> {
        self.practices(|statement| !statement.is_asserted())
    }

    /// What those statements about it say that pass the test. If both affirmed and denied statements pass,
    /// what is done is mixed with what is not.
    ///
    /// ```
    /// use policymark::parse;
    /// use policymark::statement::{Modality, Polarity};
    ///
    /// let document = parse("(我们)会[收集]<邮箱>，可能[使用]<邮箱>，不会[出售]<邮箱>。")?;
    /// let inventory = document.inventory();
    /// let mail = inventory.get("邮箱").unwrap();
    /// let possible = mail.practices(|statement| {
    ///     statement.polarity() == Polarity::Affirmed && statement.modality() == Some(Modality::May)
    /// });
    /// assert_eq!(possible.actions(), ["使用"]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn practices(self, passes: impl Fn(Statement<'d>) -> bool) -> Practices<'i, 'd> {
        let statements = self.statements().filter(|&statement| passes(statement));
        Practices { item: self, statements: statements.map(Statement::id).collect() }
    }

    /// The innermost headings above its statements, affirmed and denied, each once.
    pub fn headings(self) -> impl Iterator<Item = Section<'d>> + use<'d> {
        distinct_headings(self.statements())
    }
}

impl std::fmt::Debug for InventoryItem<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (affirmed, denied) = (self.affirmed(), self.denied());
        f.debug_struct(self.text()).field("affirmed", &affirmed).field("denied", &denied).finish()
    }
}

impl<'i, 'd> Practices<'i, 'd> {
    /// The item of the inventory.
    #[must_use]
    pub const fn item(&self) -> InventoryItem<'i, 'd> {
        self.item
    }

    /// The same, restricted to the statements of this polarity.
    ///
    /// ```
    /// use policymark::statement::Polarity;
    ///
    /// let document = policymark::parse("若您不[提供]<邮箱>，(我们)会[删除]<邮箱>。")?;
    /// let inventory = document.inventory();
    /// let all = inventory.get("邮箱").unwrap().practices(|_| true);
    /// assert_eq!(all.of_polarity(Polarity::Denied).actions(), ["提供"]);
    /// assert_eq!(all.of_polarity(Polarity::Affirmed).actions(), ["删除"]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn of_polarity(&self, polarity: Polarity) -> Self {
        let mut statements = self.statements.clone();
        let document = self.item.inventory.document;
        statements.retain(|&id| Statement { document, id }.polarity() == polarity);
        Self { item: self.item, statements }
    }

    /// The statements, in the order of the text.
    pub fn statements(&self) -> impl ExactSizeIterator<Item = Statement<'d>> {
        let document = self.item.inventory.document;
        self.statements.iter().map(move |&id| Statement { document, id })
    }

    /// Whether there is no such statement.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.statements.is_empty()
    }

    /// The texts of the members in one role, each once, in the order of first appearance.
    #[must_use]
    pub fn texts(&self, role: MemberRole) -> Vec<Cow<'d, str>> {
        let mut seen = HashSet::new();
        let members = self.statements().flat_map(|statement| statement.in_role(role));
        let new = members
            .filter(|member| seen.insert(self.item.inventory.same_text[member.id().index()]));
        new.map(Annotation::text).collect()
    }

    /// The unmarked words of the statements in one role, each once: 您 of `您需要[提供]<邮箱>`.
    #[must_use]
    pub fn unmarked(&self, role: MemberRole) -> Vec<&'d str> {
        let mut seen = HashSet::new();
        let words = self.statements().flat_map(Statement::unmarked);
        let words = words.filter(|word| word.role() == role).map(Unmarked::text);
        words.filter(|&word| seen.insert(word)).collect()
    }

    /// What is done, or is not done: `收集`, `共享`.
    #[must_use]
    pub fn actions(&self) -> Vec<Cow<'d, str>> {
        self.texts(MemberRole::Action)
    }

    /// With which data: `手机号码` of `[收集]<手机号码>`.
    #[must_use]
    pub fn data(&self) -> Vec<Cow<'d, str>> {
        self.texts(MemberRole::Data)
    }

    /// Without which data: `位置` of `<城市>（不含<位置>）`.
    #[must_use]
    pub fn excluded(&self) -> Vec<Cow<'d, str>> {
        self.texts(MemberRole::Excluded)
    }

    /// Who does it: `我们` of `(我们)会[收集]`.
    #[must_use]
    pub fn actors(&self) -> Vec<Cow<'d, str>> {
        self.texts(MemberRole::Actor)
    }

    /// To whom the data goes: `合作伙伴` of `向(合作伙伴)[共享]`.
    #[must_use]
    pub fn recipients(&self) -> Vec<Cow<'d, str>> {
        self.texts(MemberRole::Recipient)
    }

    /// From whom the data comes: `第三方` of `从(第三方)[获取]`.
    #[must_use]
    pub fn sources(&self) -> Vec<Cow<'d, str>> {
        self.texts(MemberRole::Source)
    }

    /// Whose data it is, if they have no other role: `您` of `(您)的<昵称>`.
    #[must_use]
    pub fn subjects(&self) -> Vec<Cow<'d, str>> {
        self.texts(MemberRole::Subject)
    }

    /// Where, or by which system: `服务器` of `[存储]于(服务器)`.
    #[must_use]
    pub fn places(&self) -> Vec<Cow<'d, str>> {
        self.texts(MemberRole::Place)
    }

    /// What for: `验证您的身份` of `以便{验证您的身份}`.
    #[must_use]
    pub fn purposes(&self) -> Vec<Cow<'d, str>> {
        self.texts(MemberRole::Purpose)
    }

    /// When and on what basis: `您注册账户` of `当{您注册账户}时`.
    #[must_use]
    pub fn conditions(&self) -> Vec<Cow<'d, str>> {
        self.texts(MemberRole::Condition)
    }

    /// In which cases not: `您同意` of `除非{您同意}`.
    #[must_use]
    pub fn exceptions(&self) -> Vec<Cow<'d, str>> {
        self.texts(MemberRole::Exception)
    }

    /// Without what: `您授权` of `在未经{您授权}的情况下会`.
    #[must_use]
    pub fn absences(&self) -> Vec<Cow<'d, str>> {
        self.texts(MemberRole::Absence)
    }

    /// The innermost headings above the statements, each once.
    pub fn headings(&self) -> impl Iterator<Item = Section<'d>> {
        distinct_headings(self.statements())
    }
}

impl std::fmt::Debug for Practices<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.statements()).finish()
    }
}

/// The innermost headings above statements, each once.
fn distinct_headings<'d, I>(statements: I) -> impl Iterator<Item = Section<'d>> + use<'d, I>
where
    I: Iterator<Item = Statement<'d>>,
{
    let mut seen = HashSet::new();
    let headings = statements.filter_map(Statement::heading);
    headings.filter(move |heading| seen.insert(heading.id()))
}

impl Document {
    /// Who does what with each distinct text of data, and who does not, for what, and where the document
    /// says so. Takes time linear in the length of the document.
    ///
    /// ```
    /// let document = policymark::parse("(我们)会[收集]<邮箱>。您的<邮箱>很安全。<昵称>")?;
    /// let inventory = document.inventory();
    /// let lines: Vec<_> = inventory
    ///     .iter()
    ///     .map(|item| (item.text(), item.mentions().len(), item.affirmed().actions().join(" ")))
    ///     .collect();
    /// assert_eq!(lines, [("邮箱", 2, "收集".into()), ("昵称", 1, "".into())]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn inventory(&self) -> Inventory<'_> {
        Inventory::new(self, DATA, |data, _| once((data.text(), data.class())))
    }

    /// The inventory of the items that the annotations name, by the lexicon of the document. Where
    /// [`Document::inventory`] has one entry for `<昵称、头像>`, it has two.
    ///
    /// ```
    /// let document = policymark::parse("(我们)会[收集]<昵称、头像>，不会[共享]<头像>。")?;
    /// let inventory = document.item_inventory();
    /// let texts: Vec<_> = inventory.iter().map(|item| item.text()).collect();
    /// assert_eq!(texts, ["昵称", "头像"]);
    /// let picture = inventory.get("头像").unwrap();
    /// assert_eq!(picture.affirmed().actions(), ["收集"]);
    /// assert_eq!(picture.denied().actions(), ["共享"]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    ///
    /// A question to one item takes time linear in the number of statements about the annotations that
    /// name it. If an annotation names many items, asking all of them takes that time for each.
    #[must_use]
    pub fn item_inventory(&self) -> Inventory<'_> {
        Inventory::new(self, DATA, |data, _| data.items().map(|item| (item.text(), item.class())))
    }

    /// What each distinct actor does with which data. The items are the texts of `(…)` that are an actor
    /// of a statement; [unmarked words](Statement::unmarked) are not items.
    ///
    /// ```
    /// let document = policymark::parse("(我们)会[收集]<邮箱>。(我们)不会向(广告商)[出售]<邮箱>。")?;
    /// let inventory = document.actor_inventory();
    /// let us = inventory.get("我们").unwrap();
    /// assert_eq!(us.affirmed().actions(), ["收集"]);
    /// assert_eq!(us.affirmed().data(), ["邮箱"]);
    /// assert_eq!(us.denied().actions(), ["出售"]);
    /// assert!(inventory.get("广告商").is_none());
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn actor_inventory(&self) -> Inventory<'_> {
        Inventory::new(self, MemberRole::Actor..=MemberRole::Actor, |actor, acts| {
            acts.then(|| (actor.text(), None))
        })
    }

    /// The statements in which each distinct party is actor, recipient, source or data subject, as
    /// [`party`](super::party) finds them. The items are the texts of all `(…)` that are not places.
    ///
    /// ```
    /// use policymark::lexicon::Party;
    ///
    /// let document = policymark::parse("(我们)会[收集]<邮箱>，并向(合作伙伴)[提供]<昵称>。")?;
    /// let inventory = document.party_inventory();
    /// let partner = inventory.get("合作伙伴").unwrap();
    /// assert_eq!(partner.party(), Some(Party::Third));
    /// assert_eq!(partner.affirmed().data(), ["昵称"]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn party_inventory(&self) -> Inventory<'_> {
        Inventory::new(self, super::PARTIES, |party, _| {
            (!party.is_place()).then(|| (party.text(), None))
        })
    }
}
