//! From annotations to statements: sentence by sentence, in the order of the layers.

use super::ahead::Known;
use super::analysis::Analyzer;
use super::announce::announce;
use super::antecedent::find_antecedents;
use super::coreference::tie_coreferents;
use super::draft::{Batch, Draft, Named, Tied};
use super::exception::place_conditions;
use super::exclusion::exclude_data;
use super::list::List;
use super::part::{Part, PartFinder};
use super::passage::Passages;
use super::place::{move_places, tie_locations};
use super::predicate::{PredicateScratch, read_scope};
use super::reference::refer_back;
use super::scope::Scopes;
use super::token::{OpenBrackets, Token, Tokenizer, Tokens};
use super::unmarked::Completer;
use super::words::Words;
use super::{
    InclusionData, Layers, MemberData, MemberRole, Polarity, StatementData, StatementId,
    Statements, UnmarkedData, reserve_few,
};
use crate::annotation::{
    AnnotationData, AnnotationId, Bearing, Bearings, OwnNames, read_bearings, read_exclusions,
};
use crate::outline::SentenceId;

/// The storage of the grouping, which is reused for the next document.
#[derive(Debug, Default)]
pub(crate) struct GroupScratch {
    open: OpenBrackets,
    tokens: Tokens,
    scopes: Scopes,
    analyzer: Analyzer,
    predicates: PredicateScratch,
    completer: Completer,
    parts: PartFinder,
    list: List,
    batches: [Batch; 2],
    bearings: Bearings,
    /// The annotations that refer back.
    referring: Vec<AnnotationId>,
}

/// Groups annotations, which have their roles, into statements. They replace those of `out`.
pub(crate) fn group(
    layers: Layers<'_>,
    names: &mut OwnNames<'_>,
    scratch: &mut GroupScratch,
    out: &mut Statements,
) {
    let Layers { text, tree, outline, lexicon, annotations } = layers;
    let GroupScratch {
        open,
        tokens,
        scopes,
        analyzer,
        predicates,
        completer,
        parts,
        list,
        batches,
        bearings,
        referring,
    } = scratch;
    read_bearings(text, tree, lexicon, annotations, bearings);
    let excludes = read_exclusions(text, tree, lexicon, annotations, bearings);
    let marks = Marks { annotations, bearings, excludes };
    // The sentence before, to which a reference can still add, and this one. They are swapped here and
    // not in the scratch, so that the use of memory does not depend on the documents before.
    let [mut before, mut batch] = batches.each_mut();
    out.clear();
    out.members.reserve(annotations.len() + annotations.len() / 4);
    out.list.reserve(annotations.len() / 3);
    list.clear();
    referring.clear();
    before.clear();
    let mut tokenizer = Tokenizer::new(text, tree, lexicon, annotations, open);
    let mut passages = Passages::new(text, &outline.sentences, lexicon.outline());
    // How many members were taken over so far: at most as many as the text so far has bytes.
    let mut taken = 0;
    let words = Words { text, lexicon };
    while let Some(mark) = tokenizer.next_mark() {
        // Outside lists, sentences without annotations are skipped.
        let offset = if list.is_open() { 0 } else { mark };
        let Some(passage) = passages.next(offset) else { break };
        let known = Known { text, lexicon, bearings, sections: &outline.sections };
        if passage.is_apart {
            if let Some(passed) = passage.passed {
                list.refer(known, passed, before);
            }
            out.take(before, marks);
            list.forget_told();
            if let Some(above) = passage.above {
                list.deny(known, above);
            }
        }
        tokenizer.tokenize(&passage, tokens);
        if tokens.content().has_references {
            let marks = tokens.as_slice().iter().filter_map(Token::mark);
            referring.extend(marks.filter(|mark| mark.refers_back).map(|mark| mark.id));
        }
        batch.clear();
        batch.sentence = passage.sentence;
        let (end, allowance) = (passage.span.end(), passage.span.end() - taken);
        batch.allow(allowance);
        for scope in scopes.split(tokens) {
            let (drafts, members) = (batch.drafts.len(), batch.members.len());
            if let Some(mut analysis) = analyzer.analyze(text, scope) {
                read_scope(words, names, &analysis, batch, predicates);
                if scope.content.has_locations {
                    tie_locations(scope.tokens, batch, drafts, members);
                }
                if batch.drafts.len() > drafts {
                    if scope.content.has_references {
                        tie_coreferents(scope.tokens, annotations, batch, members);
                    }
                    completer.complete(&mut analysis, words, names, drafts, batch);
                }
            }
            parts.find(text, lexicon, scope, &mut batch.parts);
        }
        if batch.drafts.is_empty() {
            before.allow(allowance);
            if refer_back(&passage, tokens, before) {
                taken = end - before.allowance();
                continue;
            }
        }
        list.read_sentence(known, &passage, tokens, before, batch);
        taken = end - batch.allowance();
        out.take(before, marks);
        std::mem::swap(&mut before, &mut batch);
    }
    out.take(before, marks);
    announce(layers, out);
    find_antecedents(layers, referring, out);
}

/// The annotations of a document, and how they bear on their statements.
#[derive(Clone, Copy)]
struct Marks<'a> {
    annotations: &'a [AnnotationData],
    bearings: &'a [Bearing],
    /// Whether any data is excluded.
    excludes: bool,
}

impl Statements {
    fn clear(&mut self) {
        self.list.clear();
        self.members.clear();
        self.inclusions.clear();
        self.unmarked.clear();
        self.announced.clear();
        self.references.clear();
    }

    /// Moves the statements of a batch into the document. A batch without statements is left as it is.
    fn take(&mut self, batch: &mut Batch, marks: Marks<'_>) {
        let Batch { drafts, members, parts, named, .. } = batch;
        if drafts.is_empty() {
            return;
        }
        parts.sort_unstable_by_key(|part| part.part);
        members.sort_unstable_by_key(Tied::place);
        named.sort_unstable_by_key(|word| (word.draft, word.role));
        debug_assert!(members.is_sorted_by(|one, next| one.place() < next.place()), "tied twice");
        for members in members.chunk_by(|one, next| one.draft == next.draft) {
            let number = members[0].draft;
            let Some(draft) = drafts.get(number as usize) else { continue };
            let statement = StatementId(self.list.len() as u32);
            self.push(draft, members, parts, batch.sentence, marks);
            if self.list.len() > statement.index() {
                let first = named.partition_point(|word| word.draft < number);
                let named = named[first..].iter().take_while(|word| word.draft == number);
                self.name(statement, members, named);
            }
        }
        batch.clear();
    }

    /// Takes the unmarked words of a statement in the roles for which it has no member.
    fn name<'n>(
        &mut self,
        statement: StatementId,
        members: &[Tied],
        named: impl Iterator<Item = &'n Named>,
    ) {
        let lacks = |role| !members.iter().any(|tied| tied.member.role == role);
        let named = named.filter(|word| lacks(word.role));
        self.unmarked.extend(named.map(|&Named { role, party, span, .. }| UnmarkedData {
            statement,
            role,
            party,
            span,
        }));
    }

    fn push(
        &mut self,
        draft: &Draft,
        members: &[Tied],
        parts: &[Part],
        sentence: SentenceId,
        marks: Marks<'_>,
    ) {
        let (first_member, first_inclusion) = (self.members.len(), self.inclusions.len());
        let polarity = if draft.manner.denied { Polarity::Denied } else { Polarity::Affirmed };
        self.members.extend(members.iter().map(|tied| tied.member));
        move_places(&mut self.members, first_member, marks.annotations);
        let members = &mut self.members[first_member..];
        if marks.excludes {
            exclude_data(members, polarity, marks.bearings);
            // `报告不含<姓名>。`
            if members.iter().all(|member| member.role == MemberRole::Excluded) {
                return self.members.truncate(first_member);
            }
        }
        place_conditions(members, polarity, marks.bearings);
        let members = &self.members[first_member..];
        if !parts.is_empty() {
            reserve_few(&mut self.inclusions);
            self.inclusions.extend(inclusions(members, parts));
        }
        let certainty = members.iter().map(|member| member.rule.certainty()).min();
        self.list.push(StatementData {
            members: (first_member as u32, self.members.len() as u32),
            inclusions: (first_inclusion as u32, self.inclusions.len() as u32),
            polarity,
            consent_exempt: draft.manner.exempt,
            asserted: !draft.supposed,
            modality: draft.manner.modality,
            certainty: certainty.unwrap_or_default(),
            sentence,
        });
    }
}

/// The pairs of whole and part of which both are data of a statement. Members are sorted by role and
/// annotation, parts by annotation.
fn inclusions(members: &[MemberData], mut parts: &[Part]) -> impl Iterator<Item = InclusionData> {
    // Parts of the same whole are next to each other, so the last look-up is kept.
    let mut held = None;
    let mut holds = move |whole: AnnotationId| {
        let key = (MemberRole::Data, whole);
        if held != Some(whole)
            && members.binary_search_by_key(&key, |one| (one.role, one.annotation)).is_ok()
        {
            held = Some(whole);
        }
        held == Some(whole)
    };
    let data = members.iter().filter(|member| member.role == MemberRole::Data);
    data.filter_map(move |member| {
        parts = &parts[count_before(parts, member.annotation)..];
        let &Part { part, whole, rule } = parts.first()?;
        (part == member.annotation && holds(whole)).then_some(InclusionData { whole, part, rule })
    })
}

/// How many of the parts are before an annotation. Usually that is none or one, so the steps of the
/// search start small and double.
fn count_before(parts: &[Part], annotation: AnnotationId) -> usize {
    let is_before = |part: &Part| part.part < annotation;
    let mut step = 1;
    while parts.get(step - 1).is_some_and(is_before) {
        step *= 2;
    }
    let (start, end) = (step / 2, parts.len().min(step));
    start + parts[start..end].partition_point(is_before)
}
