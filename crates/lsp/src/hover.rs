//! What an annotator reads about a mark: what it is, and the statements that it is part of.

use std::cell::OnceCell;

use gen_lsp_types as lsp;
use policymark::annotation::Role;
use policymark::specification::{self, Entry};
use policymark::statement::{Certainty, MemberRole, Modality, Polarity};
use policymark::{Annotation, AnnotationKind, Section, Span, Statement};

use crate::markup::Markup;
use crate::page::Page;

/// How many statements of a mark are shown, and how many items of a statement.
const STATEMENTS: usize = 3;
const ITEMS: usize = 8;

/// What is said about the mark at a byte, or about a bracket there that marks nothing; elsewhere, the statements of
/// the sentence.
pub(crate) fn hover(page: &Page<'_>, offset: u32, markup: Markup) -> Option<lsp::Hover> {
    let writer = Writer { page, markup, entries: OnceCell::new() };
    let said = writer.bracket(offset).or_else(|| writer.mark(offset));
    let (value, span) = said.or_else(|| writer.sentence(offset))?;
    let kind = match markup {
        Markup::Markdown => lsp::MarkupKind::Markdown,
        Markup::Plain => lsp::MarkupKind::PlainText,
    };
    let contents = lsp::Contents::MarkupContent(lsp::MarkupContent { kind, value });
    Some(lsp::Hover { contents, range: Some(page.range(span)) })
}

struct Writer<'p, 'd> {
    page: &'p Page<'d>,
    markup: Markup,
    /// The specification, once it is needed.
    entries: OnceCell<Vec<Entry>>,
}

impl Writer<'_, '_> {
    fn say(&self, key: &'static str) -> &'static str {
        self.page.words.say(key)
    }

    /// The title of a rule after its number: `S9` object.
    fn rule(&self, name: &str) -> String {
        let code = self.markup.code(name);
        let entries = self.entries.get_or_init(specification::entries);
        let entry = entries.iter().find(|entry| entry.name() == name);
        let title = entry.map_or("", |entry| entry.title(self.page.words.language));
        // Titles are Markdown.
        let is_plain = self.markup == Markup::Plain;
        format!("{code} {}", if is_plain { title.replace('`', "") } else { title.to_owned() })
    }

    /// Why the bracket at a byte marks nothing, if it is one.
    fn bracket(&self, offset: u32) -> Option<(String, Span)> {
        let node = self.page.document.node_at(offset)?;
        let reading = node.reading().filter(|reading| reading.kind.is_none())?;
        let rule = self.rule(reading.reason.rule());
        Some((self.page.words.labelled(self.say("no-mark"), &rule), node.span()))
    }

    /// What the mark at a byte is, and its statements.
    fn mark(&self, offset: u32) -> Option<(String, Span)> {
        let annotation = self.page.annotation_at(offset)?;
        let head = self.markup.strong(&annotation.text());
        let head = format!("{head} — {}", self.facts(annotation).join(" · "));
        let statements = match annotation.statements().len() {
            0 => self.say("in-no-statement").to_owned(),
            _ => self.statements(annotation.statements(), Some(annotation)),
        };
        Some((format!("{head}\n\n{statements}"), annotation.span()))
    }

    /// The statements that the sentence at a byte makes.
    fn sentence(&self, offset: u32) -> Option<(String, Span)> {
        let sentence = self.page.document.sentence_at(offset)?;
        let statements = sentence.statements();
        (statements.len() > 0).then(|| (self.statements(statements, None), sentence.span()))
    }

    /// The first statements, and how many more there are.
    fn statements<'a>(
        &self,
        statements: impl ExactSizeIterator<Item = Statement<'a>>,
        asked: Option<Annotation<'_>>,
    ) -> String {
        let more = statements.len().saturating_sub(STATEMENTS);
        let shown = statements.take(STATEMENTS).map(|it| self.statement(it, asked));
        let mut blocks: Vec<_> = shown.collect();
        if more > 0 {
            blocks.push(self.page.words.labelled(self.say("statements-more"), &more.to_string()));
        }
        blocks.join("\n\n")
    }

    /// What a mark is by itself. Its role says more than its kind, and its processing more than its role.
    fn facts(&self, annotation: Annotation<'_>) -> Vec<&'static str> {
        let words = self.page.words;
        let kind = || words.name("kind", annotation.kind().name());
        let role = annotation.role().map(|it| words.name("role", it.name()));
        let processing = annotation.processing().map(|it| words.name("processing", it.name()));
        let is_implied_by_processing =
            annotation.role() == Some(Role::Collect) && processing.is_some();
        let facts = [
            (annotation.kind() != AnnotationKind::Purpose || role.is_none()).then(kind),
            role.filter(|_| !is_implied_by_processing),
            annotation.ground().map(|it| words.name("ground", it.name())),
            processing,
            annotation.party().map(|it| words.name("party", it.name())),
            annotation.category().map(|it| words.name("category", it.name())),
            annotation.is_sensitive().then(|| words.say("sensitive")),
        ];
        facts.into_iter().flatten().collect()
    }

    /// A statement: a line for each role that is filled, in which `asked` stands out.
    fn statement(&self, statement: Statement<'_>, asked: Option<Annotation<'_>>) -> String {
        let number = self.markup.code(&format!("#{}", statement.id()));
        let mut head = vec![format!("{} {number}", self.say("statement"))];
        head.extend(self.reservations(statement).map(str::to_owned));
        let tied = statement.members().filter(|member| Some(member.annotation) == asked);
        let mut rules: Vec<_> = tied.map(|member| member.rule.name()).collect();
        rules.dedup();
        head.extend(rules.into_iter().map(|rule| self.rule(rule)));
        let members =
            MemberRole::SHOWN.into_iter().flat_map(|role| self.members(statement, role, asked));
        let lines = members.chain(self.ties(statement)).chain(self.items(statement));
        let lines: String = lines.map(|line| format!("\n- {line}")).collect();
        // In Markdown, a list after a paragraph needs no blank line.
        format!("{}{lines}", head.join(" · "))
    }

    /// What is not certain, only supposed, or needs no consent.
    fn reservations(&self, statement: Statement<'_>) -> impl Iterator<Item = &'static str> {
        let certainty = statement.certainty();
        let doubt = || self.page.words.name("certainty", certainty.name());
        let reservations = [
            (certainty != Certainty::Certain).then(doubt),
            (!statement.is_asserted()).then(|| self.say("supposed")),
            statement.is_consent_exempt().then(|| self.say("consent-exempt")),
        ];
        reservations.into_iter().flatten()
    }

    /// The members in a role, those without a mark in parentheses.
    fn members(
        &self,
        statement: Statement<'_>,
        role: MemberRole,
        asked: Option<Annotation<'_>>,
    ) -> Option<String> {
        let marked = statement.in_role(role).map(|member| {
            let text = member.text();
            let word = if Some(member) == asked {
                self.markup.strong(&text)
            } else {
                self.markup.words(&text)
            };
            match member.ground() {
                Some(ground) => {
                    let ground = self.page.words.name("ground", ground.name());
                    word + &self.page.words.aside(ground)
                }
                None => word,
            }
        });
        let unmarked = statement.unmarked().filter(|word| word.role() == role);
        let unmarked = unmarked.map(|word| format!("({})", self.markup.words(word.text())));
        let mut words = marked.chain(unmarked).collect::<Vec<_>>().join("、");
        if role == MemberRole::Action
            && let Some(how) = self.how(statement)
        {
            words += &self.page.words.aside(how);
        }
        let label = self.page.words.name("member", role.name());
        (!words.is_empty()).then(|| self.page.words.labelled(label, &words))
    }

    /// Whether the actions of a statement are denied, and how binding they are.
    fn how(&self, statement: Statement<'_>) -> Option<&'static str> {
        match (statement.polarity(), statement.modality()) {
            (Polarity::Denied, _) => Some(self.say("denied")),
            (_, Some(Modality::May)) => Some(self.say("may")),
            (_, Some(Modality::Must)) => Some(self.say("must")),
            _ => None,
        }
    }

    /// Which data comprises which, and what its references mean.
    fn ties(&self, statement: Statement<'_>) -> Vec<String> {
        let mut ties: Vec<String> = Vec::new();
        let inclusions: Vec<_> = statement.inclusions().collect();
        for parts in inclusions.chunk_by(|one, next| one.whole == next.whole) {
            let part = parts.iter().map(|inclusion| inclusion.part);
            ties.push(self.tie(self.say("parts"), parts[0].whole, part));
        }
        for reference in statement.references() {
            ties.push(self.tie(self.say("means"), reference.mark, reference.annotations()));
        }
        ties
    }

    fn tie<'a>(
        &self,
        label: &'static str,
        of: Annotation<'_>,
        to: impl Iterator<Item = Annotation<'a>>,
    ) -> String {
        let words: Vec<_> = to.take(ITEMS).map(|it| self.markup.words(&it.text())).collect();
        let label = format!("{} {label}", self.markup.words(&of.text()));
        self.page.words.labelled(&label, &words.join("、"))
    }

    /// The items that a statement announces.
    fn items(&self, statement: Statement<'_>) -> Option<String> {
        let sections = statement.announces();
        let more = if sections.len() > ITEMS { "…" } else { "" };
        let item = |section: Section<'_>| {
            self.markup.words(&format!("{}{}", section.label().unwrap_or_default(), section.text()))
        };
        let items: Vec<_> = sections.take(ITEMS).map(item).collect();
        let words = format!("{}{more}", items.join(" "));
        (!items.is_empty()).then(|| self.page.words.labelled(self.say("items"), &words))
    }
}
