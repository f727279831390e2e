//! Places: where data is processed or kept, and the systems that do so.

use super::draft::Batch;
use super::rule::Rule;
use super::token::{Mark, Token, TokenKind};
use super::{MemberData, MemberRole};
use crate::annotation::{AnnotationData, AnnotationId, Role};
use crate::lexicon::Cue;
use crate::text::{AnnotationKind, Short};

/// S28: turns the actors, recipients, sources and data subjects of a statement that are places into its
/// places. What it takes from a lead-in keeps its role. The members of the statement are those from
/// `first` to the end. They are sorted by role and annotation, before and after.
pub(super) fn move_places(
    members: &mut Vec<MemberData>,
    first: usize,
    annotations: &[AnnotationData],
) {
    let is_place = |member: &MemberData| {
        let annotation = annotations.get(member.annotation.index());
        member.rule != Rule::LeadIn
            && annotation.is_some_and(|annotation| annotation.role == Some(Role::Place))
    };
    let statement = members.get_mut(first..).unwrap_or_default();
    let agents = statement.partition_point(|member| member.role < MemberRole::Place);
    let mut has_places = false;
    for member in statement[..agents].iter_mut().filter(|member| is_place(member)) {
        member.role = MemberRole::Place;
        has_places = true;
    }
    if has_places {
        let places = statement.partition_point(|member| member.role <= MemberRole::Place);
        statement[..places].sort_unstable_by_key(|member| (member.role, member.annotation));
        drop_repeated(members, first);
    }
}

/// Removes members that have the same annotation and role as the one before.
fn drop_repeated(members: &mut Vec<MemberData>, first: usize) {
    let mut kept = first;
    for at in first..members.len() {
        let member = members[at];
        let same =
            |last: &MemberData| (last.role, last.annotation) == (member.role, member.annotation);
        if kept == first || !same(&members[kept - 1]) {
            members[kept] = member;
            kept += 1;
        }
    }
    members.truncate(kept);
}

/// S28: ties the locations of a scope to its statements, which are those in `batch` from index `drafts`
/// on, with the members from index `members` on.
pub(super) fn tie_locations(tokens: &[Token], batch: &mut Batch, drafts: usize, members: usize) {
    let Some(last_draft) = batch.drafts.len().checked_sub(1).filter(|&last| last >= drafts) else {
        return;
    };
    let is_verb = |member: &MemberData| member.role == MemberRole::Action;
    let own = batch.members[members..].iter().filter(|tied| is_verb(&tied.member));
    let mut verbs: Short<_> =
        own.map(|tied| (tied.member.annotation, tied.draft as usize)).collect();
    verbs.sort_unstable();
    let mut binder = Binder { batch, verbs, last: None, is_adjacent: false, waiting: Short::new() };
    tokens.iter().for_each(|token| binder.read(token));
    binder.settle(None);
    for (id, _) in binder.waiting {
        batch.add(last_draft, id, MemberRole::Place, Rule::Location);
    }
}

/// A verb: its statement and its clause.
#[derive(Clone, Copy, Debug)]
struct Verb {
    draft: usize,
    clause: u32,
}

/// Reads a scope from left to right and ties its locations.
struct Binder<'a> {
    batch: &'a mut Batch,
    /// The verbs of the scope with the indices of their statements, in the order of the text.
    verbs: Short<(AnnotationId, usize)>,
    last: Option<Verb>,
    /// Whether only words and other locations have followed the last verb.
    is_adjacent: bool,
    /// Locations that wait for a verb, and their clauses.
    waiting: Short<(AnnotationId, u32)>,
}

impl Binder<'_> {
    fn read(&mut self, token: &Token) {
        match token.kind {
            TokenKind::Mark(mark) if mark.is_location => self.location(mark.id, token.clause),
            TokenKind::Mark(Mark { id, kind: AnnotationKind::Action, .. }) => {
                let Ok(at) = self.verbs.binary_search_by_key(&id, |&(verb, _)| verb) else {
                    return;
                };
                let verb = Verb { draft: self.verbs[at].1, clause: token.clause };
                self.settle(Some(verb));
                self.last = Some(verb);
                self.is_adjacent = true;
            }
            TokenKind::Mark(_) => self.is_adjacent = false,
            TokenKind::Cue(_) if token.is(Cue::Conjunction) => self.is_adjacent = false,
            _ => {}
        }
    }

    /// A location directly after a verb belongs to it. Any other waits.
    fn location(&mut self, id: AnnotationId, clause: u32) {
        match self.last {
            Some(verb) if self.is_adjacent && verb.clause == clause => {
                self.batch.add(verb.draft, id, MemberRole::Place, Rule::Location);
            }
            _ => self.waiting.push((id, clause)),
        }
    }

    /// Ties waiting locations to the next verb if it is in the same clause, or else to the verb before.
    /// Without a verb before, they are tied to the next verb in any clause.
    fn settle(&mut self, next: Option<Verb>) {
        let Self { batch, last, waiting, .. } = self;
        waiting.retain(|&mut (id, clause)| {
            let is_next = |next: &Verb| next.clause == clause || last.is_none();
            let (verb, rule) = match (next.filter(is_next), *last) {
                (Some(next), _) => (next, Rule::Location),
                (None, Some(last)) if last.clause == clause => (last, Rule::Location),
                (None, Some(last)) => (last, Rule::Leftover),
                (None, None) => return true,
            };
            batch.add(verb.draft, id, MemberRole::Place, rule);
            false
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::statement::tests::stated;

    #[test]
    fn a_location_belongs_to_a_verb() {
        assert_eq!(
            stated("(星海)会将<病历>[存储]于我们的(服务器)和(数据库)中，并[删除]<草稿>。"),
            ["谁星海 在服务器+数据库 做存储 物病历", "谁星海 做删除 物草稿"]
        );
        assert_eq!(
            stated("(星海)会[收集]<病历>并在(服务器)上[保存]<草稿>。"),
            ["谁星海 做收集 物病历", "谁星海 在服务器 做保存 物草稿"]
        );
        assert_eq!(
            stated("在我们的(系统)中，(星海)会[保存]<草稿>。"),
            ["谁星海 在系统 做保存 物草稿"]
        );
        assert_eq!(stated("(星海)会[保存]<草稿>到(服务器)。"), ["谁星海 在服务器 做保存 物草稿"]);
        assert_eq!(stated("<草稿>会存储于(服务器)中。"), ["在服务器 物草稿"]);
        assert_eq!(
            stated("(星海)会[收集]<草稿>，存储于(服务器)中。"),
            ["谁星海 在服务器 做收集 物草稿"]
        );
    }

    #[test]
    fn a_system_is_a_place_and_not_a_party() {
        assert_eq!(
            stated("(系统)可能[采集]<型号>，并[上报]<日志>。"),
            ["在系统 做采集 物型号", "在系统 做上报 物日志"]
        );
        assert_eq!(
            stated("(星海)的(化验系统)会将<血糖值>[上传]到(云端服务器)。"),
            ["谁星海 在化验系统+云端服务器 做上传 物血糖值"]
        );
        assert_eq!(
            stated("(星海)会从您的(设备)[获取]<型号>，并[同步]给(服务器)。"),
            ["谁星海 在设备+服务器 做获取+同步 物型号"]
        );
    }

    #[test]
    fn a_place_after_the_subject_does_not_replace_it() {
        assert_eq!(
            stated("(星海)会使用(Cookie)[收集]<日志>，并[保存]<病历>。"),
            ["谁星海 在Cookie 做收集 物日志", "谁星海 做保存 物病历"]
        );
        assert_eq!(
            stated("(星海)利用(Cookie)和(信标)[收集]<日志>。"),
            ["谁星海 在Cookie+信标 做收集 物日志"]
        );
        assert_eq!(stated("当(您)登录时，(系统)会[记录]<日志>。"), ["在系统 做记录 物日志"]);
        assert_eq!(
            stated("(星海)会[存储]<日志>于(服务器)、(云盘)。"),
            ["谁星海 在服务器+云盘 做存储 物日志"]
        );
    }

    #[test]
    fn a_location_alone_makes_no_statement() {
        assert!(stated("数据存储于(服务器)中。").is_empty());
    }
}
