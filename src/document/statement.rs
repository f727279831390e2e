//! [`Statement`]: a handle to a collection statement.

use std::fmt;

use super::{Annotation, Document, Section, Sentence};
use crate::annotation::AnnotationId;
use crate::lexicon::Party;
use crate::statement::{
    Certainty, InclusionData, MemberData, MemberRole, Modality, Polarity, Rule, StatementData,
    StatementId, UnmarkedData,
};
use crate::text::{AnnotationKind, Span, quoted};

/// A collection statement: one predicate (an action, or coordinated actions that share their objects)
/// with its actors, its data, its purposes and its conditions.
///
/// ```
/// let document = policymark::parse("当{您注册账户}时，(我们)会[收集]您的<手机号码>。")?;
/// let statement = document.statements().next().unwrap();
/// assert_eq!(statement.data().next().unwrap().text(), "手机号码");
/// assert_eq!(statement.conditions().next().unwrap().text(), "您注册账户");
/// # Ok::<(), policymark::Error>(())
/// ```
#[derive(Clone, Copy)]
pub struct Statement<'d> {
    pub(crate) document: &'d Document,
    pub(crate) id: StatementId,
}

/// An annotation in a statement, with its role and the rule that tied it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Member<'d> {
    /// The annotation.
    pub annotation: Annotation<'d>,
    /// Its role in the statement.
    pub role: MemberRole,
    /// The rule of `grammar.md` that tied it.
    pub rule: Rule,
}

/// What a reference can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Antecedent {
    /// `<上述信息>`: data.
    Data,
    /// `(该公司)`: an actor, recipient or source that is a third party.
    ThirdParty,
}

impl Antecedent {
    /// What a mark that refers back means.
    pub(crate) fn of(mark: Annotation<'_>) -> Self {
        if mark.kind() == AnnotationKind::Data { Self::Data } else { Self::ThirdParty }
    }
}

impl Member<'_> {
    /// As what a reference can mean it.
    pub(super) fn antecedent(&self) -> Option<Antecedent> {
        match self.role {
            _ if self.annotation.refers_back() => None,
            MemberRole::Data => Some(Antecedent::Data),
            MemberRole::Actor | MemberRole::Recipient | MemberRole::Source => {
                (self.annotation.party() == Some(Party::Third)).then_some(Antecedent::ThirdParty)
            }
            _ => None,
        }
    }
}

/// `<设备信息>，如<型号>`: one data annotation comprises another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Inclusion<'d> {
    /// The whole: `<设备信息>`.
    pub whole: Annotation<'d>,
    /// The part: `<型号>`.
    pub part: Annotation<'d>,
    /// The rule of `grammar.md` that tied them.
    pub rule: Rule,
}

/// An annotation that refers to something named before, `<上述信息>`, and what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reference<'d> {
    /// The annotation that refers back: data, or an actor.
    pub mark: Annotation<'d>,
    /// The statement whose data, or whose third parties, it means.
    pub target: Statement<'d>,
    /// The rule of `grammar.md` that tied them.
    pub rule: Rule,
}

impl<'d> Reference<'d> {
    /// What it means: the data of the target statement, or its actors, recipients and sources that are
    /// third parties. Only annotations before the reference that do not refer back themselves; in the
    /// order of the text, each once. The first call makes a table for the whole document.
    pub fn annotations(self) -> impl ExactSizeIterator<Item = Annotation<'d>> {
        let document = self.target.document;
        let meant = document.antecedents(self.target.id, Antecedent::of(self.mark));
        let before = meant.partition_point(|&antecedent| antecedent < self.mark.id());
        meant[..before].iter().map(move |&id| Annotation { document, id })
    }
}

/// An unmarked word in a role for which a statement has no annotation: 您 in `您需要[提供]<邮箱>`.
#[derive(Clone, Copy)]
pub struct Unmarked<'d> {
    document: &'d Document,
    data: UnmarkedData,
}

impl<'d> Unmarked<'d> {
    /// Its role in the statement: actor, action, recipient or source.
    #[must_use]
    pub const fn role(self) -> MemberRole {
        self.data.role
    }

    /// The rule of `grammar.md` that found it: `S32`, `S33` or `S34`. It is not a [`Rule`], since it
    /// ties no member.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self.data.role {
            MemberRole::Actor => "S32",
            MemberRole::Action => "S33",
            _ => "S34",
        }
    }

    /// The party that the words name, if the text settles which.
    #[must_use]
    pub const fn party(self) -> Option<Party> {
        self.data.party
    }

    /// Where the word is, in bytes of the source. It is outside all annotations.
    #[must_use]
    pub const fn span(self) -> Span {
        self.data.span
    }

    /// The word.
    #[must_use]
    pub fn text(self) -> &'d str {
        &self.document.text[self.data.span.range()]
    }
}

impl PartialEq for Unmarked<'_> {
    /// The same word of the same statement.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.document, other.document) && self.data == other.data
    }
}

impl Eq for Unmarked<'_> {}

impl fmt::Debug for Unmarked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Unmarked({} {})", self.role(), quoted(self.text()))
    }
}

impl<'d> Statement<'d> {
    fn record(self) -> &'d StatementData {
        &self.document.statements.list[self.id.index()]
    }

    fn member_data(self) -> &'d [MemberData] {
        let (start, end) = self.record().members;
        &self.document.statements.members[start as usize..end as usize]
    }

    fn member(self, &MemberData { annotation, role, rule }: &MemberData) -> Member<'d> {
        Member { annotation: self.annotation(annotation), role, rule }
    }

    fn annotation(self, id: AnnotationId) -> Annotation<'d> {
        Annotation { document: self.document, id }
    }

    /// Its number.
    #[must_use]
    pub const fn id(self) -> StatementId {
        self.id
    }

    /// Its members, by role and then in the order of the text.
    pub fn members(self) -> impl ExactSizeIterator<Item = Member<'d>> {
        self.member_data().iter().map(move |member| self.member(member))
    }

    /// The members in one role, with the rules that tied them.
    pub(crate) fn members_in(self, role: MemberRole) -> impl Iterator<Item = Member<'d>> {
        let members = self.member_data();
        // Members are sorted by role.
        let from = members.partition_point(|member| member.role < role);
        let in_role = members[from..].iter().take_while(move |member| member.role == role);
        in_role.map(move |member| self.member(member))
    }

    /// The members in one role.
    pub fn in_role(self, role: MemberRole) -> impl Iterator<Item = Annotation<'d>> {
        self.members_in(role).map(|member| member.annotation)
    }

    /// Who does it: `(我们)会[收集]`.
    pub fn actors(self) -> impl Iterator<Item = Annotation<'d>> {
        self.in_role(MemberRole::Actor)
    }

    /// To whom the data goes: `向(合作伙伴)[共享]`.
    pub fn recipients(self) -> impl Iterator<Item = Annotation<'d>> {
        self.in_role(MemberRole::Recipient)
    }

    /// From whom the data comes: `从(第三方)[获取]`.
    pub fn sources(self) -> impl Iterator<Item = Annotation<'d>> {
        self.in_role(MemberRole::Source)
    }

    /// Whose data it is, if they have no other role: `(您)的<昵称>`.
    pub fn subjects(self) -> impl Iterator<Item = Annotation<'d>> {
        self.in_role(MemberRole::Subject)
    }

    /// Where data is processed or kept, and the systems that do so: `[存储]于(服务器)`,
    /// `(系统)自动[记录]`.
    pub fn places(self) -> impl Iterator<Item = Annotation<'d>> {
        self.in_role(MemberRole::Place)
    }

    /// The verbs: `[收集]、[使用]`.
    pub fn actions(self) -> impl Iterator<Item = Annotation<'d>> {
        self.in_role(MemberRole::Action)
    }

    /// What is processed, wholes and parts: `<设备信息>，如<型号>`.
    pub fn data(self) -> impl Iterator<Item = Annotation<'d>> {
        self.in_role(MemberRole::Data)
    }

    /// Data that it leaves out: `<城市>（不含<位置>）`, `除<位置>外的<信息>`. It is not part of its
    /// [`data`](Self::data).
    ///
    /// ```
    /// let document = policymark::parse("(我们)会[收集]<城市>（不含<位置>）。")?;
    /// let statement = document.statements().next().unwrap();
    /// assert_eq!(statement.data().count(), 1);
    /// assert_eq!(statement.excluded().next().unwrap().text(), "位置");
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn excluded(self) -> impl Iterator<Item = Annotation<'d>> {
        self.in_role(MemberRole::Excluded)
    }

    /// What for: `以便{验证您的身份}`.
    pub fn purposes(self) -> impl Iterator<Item = Annotation<'d>> {
        self.in_role(MemberRole::Purpose)
    }

    /// When or on what basis: `当{您注册账户}时`.
    pub fn conditions(self) -> impl Iterator<Item = Annotation<'d>> {
        self.in_role(MemberRole::Condition)
    }

    /// In which cases it does not hold, whatever its polarity: `除{法律另有规定}外`.
    ///
    /// ```
    /// let document = policymark::parse("未经{您同意}，(我们)不会[共享]<邮箱>。")?;
    /// let statement = document.statements().next().unwrap();
    /// assert_eq!(statement.exceptions().next().unwrap().text(), "您同意");
    /// assert_eq!(statement.conditions().count(), 0);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn exceptions(self) -> impl Iterator<Item = Annotation<'d>> {
        self.in_role(MemberRole::Exception)
    }

    /// What is absent while it holds: `在未经{您授权}的情况下会`.
    pub fn absences(self) -> impl Iterator<Item = Annotation<'d>> {
        self.in_role(MemberRole::Absence)
    }

    /// Which data comprises which, with direct parts only: `<设备信息>，如<型号>`.
    pub fn inclusions(self) -> impl ExactSizeIterator<Item = Inclusion<'d>> {
        let (start, end) = self.record().inclusions;
        let inclusions = &self.document.statements.inclusions[start as usize..end as usize];
        inclusions.iter().map(move |&InclusionData { whole, part, rule }| Inclusion {
            whole: self.annotation(whole),
            part: self.annotation(part),
            rule,
        })
    }

    /// The items or headings that spell out its `以下情形`: the list right below it, without the
    /// sections inside those. By rule [`Rule::Announced`].
    ///
    /// ```
    /// let document = policymark::parse("(我们)会[收集]以下信息：\n1、昵称；\n2、头像。\n")?;
    /// let statement = document.statements().next().unwrap();
    /// let items: Vec<_> = statement.announces().map(|item| item.text()).collect();
    /// assert_eq!(items, ["昵称；", "头像。"]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn announces(self) -> impl ExactSizeIterator<Item = Section<'d>> {
        let announced = self.document.statements.announced_by(self.id);
        announced.iter().map(move |entry| Section { document: self.document, id: entry.section })
    }

    /// The references among its data, actors, recipients and sources: `<上述信息>`, `(该合作伙伴)`.
    /// What they mean does not become a member.
    ///
    /// ```
    /// let document = policymark::parse("(您)[填写]<昵称>。(我们)会[保存]<上述信息>。")?;
    /// let statement = document.statements().last().unwrap();
    /// let reference = statement.references().next().unwrap();
    /// assert_eq!(reference.mark.text(), "上述信息");
    /// assert_eq!(reference.annotations().next().unwrap().text(), "昵称");
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn references(self) -> impl Iterator<Item = Reference<'d>> {
        self.members().filter_map(|member| member.annotation.reference())
    }

    /// Whether the policy says that it happens or that it does not.
    #[must_use]
    pub fn polarity(self) -> Polarity {
        self.record().polarity
    }

    /// Whether the text says that it needs no consent: `无需征得您的同意`.
    #[must_use]
    pub fn is_consent_exempt(self) -> bool {
        self.record().consent_exempt
    }

    /// Unmarked words of its sentence in roles for which it has no annotation: actor, action, recipient
    /// or source. 您 in `您需要[提供]<邮箱>`.
    ///
    /// ```
    /// let document = policymark::parse("您需要向我们[提供]<邮箱>。")?;
    /// let statement = document.statements().next().unwrap();
    /// let words: Vec<_> = statement.unmarked().map(|word| word.text()).collect();
    /// assert_eq!(words, ["您", "我们"]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn unmarked(self) -> impl ExactSizeIterator<Item = Unmarked<'d>> + Clone + 'd {
        let words = self.document.statements.unmarked_in(self.id);
        words.iter().map(move |&data| Unmarked { document: self.document, data })
    }

    /// Whether the text asserts it. `若您不[提供]<邮箱>`, `如需[转交]<邮箱>` and
    /// `我们如何[收集]<邮箱>` do not: they suppose, ask or only name it.
    #[must_use]
    pub fn is_asserted(self) -> bool {
        self.record().asserted
    }

    /// How binding it is: [`Modality::May`] for `可能会[收集]`. `None` if no word before the verb says
    /// so.
    #[must_use]
    pub fn modality(self) -> Option<Modality> {
        self.record().modality
    }

    /// How sure it is that the text says this: the certainty of the least certain rule that tied one of
    /// its members; see [`Rule::certainty`].
    ///
    /// ```
    /// use policymark::parse;
    /// use policymark::statement::Certainty;
    ///
    /// let document = parse("(我们)会[收集]<邮箱>，并[保存]<登录记录>。")?;
    /// let sure: Vec<_> = document.statements().map(|s| s.certainty()).collect();
    /// // Who keeps the log is understood, not said.
    /// assert_eq!(sure, [Certainty::Certain, Certainty::Likely]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn certainty(self) -> Certainty {
        self.record().certainty
    }

    /// The document that it is in.
    #[must_use]
    pub const fn document(self) -> &'d Document {
        self.document
    }

    /// From the first to the last of its members and [unmarked](Self::unmarked) words, in bytes,
    /// brackets included. It starts before its sentence if a member is from a lead-in.
    ///
    /// ```
    /// let document = policymark::parse("经您同意，(我们)会[收集]您的<邮箱>。")?;
    /// let statement = document.statements().next().unwrap();
    /// assert_eq!(statement.source(), "(我们)会[收集]您的<邮箱>");
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn span(self) -> Span {
        let members = self.members().map(|member| member.annotation.span());
        let spans = members.chain(self.unmarked().map(Unmarked::span));
        // Every statement has a member.
        spans.reduce(Span::join).unwrap_or_else(|| self.sentence().span())
    }

    /// The source text of its [span](Self::span).
    #[must_use]
    pub fn source(self) -> &'d str {
        &self.document.text[self.span().range()]
    }

    /// The sentence that makes it. Members that it takes from a lead-in are before that sentence.
    #[must_use]
    pub fn sentence(self) -> Sentence<'d> {
        Sentence { document: self.document, id: self.record().sentence }
    }

    /// Where its first member in its own sentence starts, in bytes. Members from a lead-in are before
    /// that.
    ///
    /// ```
    /// let document = policymark::parse("您好，(我们)会[收集]<昵称>。")?;
    /// let statement = document.statements().next().unwrap();
    /// assert_eq!(&document.text()[statement.start() as usize..], "(我们)会[收集]<昵称>。");
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn start(self) -> u32 {
        let sentence = self.sentence().span();
        let spans = self.members().map(|member| member.annotation.span());
        let own = spans.filter(|&span| sentence.covers(span)).map(|span| span.start());
        own.min().unwrap_or(sentence.start())
    }

    /// The innermost section that holds it.
    #[must_use]
    pub fn section(self) -> Option<Section<'d>> {
        self.sentence().section()
    }

    /// The innermost heading above it.
    #[must_use]
    pub fn heading(self) -> Option<Section<'d>> {
        let mut above = self.section().into_iter().flat_map(Section::ancestors);
        above.find(|section| section.title_span().is_some())
    }

    /// The headings above it, from the outermost to the innermost.
    #[must_use]
    pub fn heading_path(self) -> Vec<Section<'d>> {
        let mut path: Vec<_> = self.section().into_iter().flat_map(Section::ancestors).collect();
        path.retain(|section| section.title_span().is_some());
        path.reverse();
        path
    }
}

impl PartialEq for Statement<'_> {
    /// The same statement of the same document.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.document, other.document) && self.id == other.id
    }
}

impl Eq for Statement<'_> {}
