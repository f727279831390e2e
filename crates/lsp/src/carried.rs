//! What a statement takes from another clause, a lead-in or an earlier sentence.

use policymark::statement::MemberRole;
use policymark::{Annotation, AnnotationKind, Statement};

/// The actors that a statement has from elsewhere, then the actions: 我们 of the second verb in
/// `(我们)会[收集]<邮箱>，并[保存]<昵称>`.
pub(crate) fn carried(statement: Statement<'_>) -> impl Iterator<Item = Annotation<'_>> {
    [MemberRole::Actor, MemberRole::Action].into_iter().flat_map(move |role| {
        let members = statement.members().filter(move |it| it.role == role);
        members.filter(|it| it.rule.is_carried()).map(|it| it.annotation)
    })
}

/// The first mark that makes a statement: `[保存]` of that example.
pub(crate) fn first_own(statement: Statement<'_>) -> Option<Annotation<'_>> {
    let own = statement.members().filter(|it| !it.rule.is_carried()).map(|it| it.annotation);
    own.min_by_key(|it| it.id())
}

/// What a mark has from elsewhere: an action its actors, data without an action of its own that action, too.
pub(crate) fn carried_for(annotation: Annotation<'_>) -> impl Iterator<Item = Annotation<'_>> {
    let needs = matches!(annotation.kind(), AnnotationKind::Action | AnnotationKind::Data);
    let statements = annotation.statements().filter(move |_| needs);
    statements.filter(move |&it| first_own(it) == Some(annotation)).flat_map(carried)
}
