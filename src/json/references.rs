//! Checks which statement each annotation of an untrusted document refers to.

use super::fault::{Fault, Invalid, JsonPath};
use crate::annotation::{AnnotationData, AnnotationId};
use crate::lexicon::Party;
use crate::statement::{MemberData, MemberRole, ReferenceData, StatementId, Statements};
use crate::text::AnnotationKind;

/// Checks the statement that each annotation refers to, if any, and adds the reference to
/// `statements`.
pub(super) fn references(
    targets: impl Iterator<Item = Option<u32>> + Clone,
    annotations: &[AnnotationData],
    statements: &mut Statements,
) -> Result<(), Invalid> {
    let refers_back: Vec<_> = targets.clone().map(|target| target.is_some()).collect();
    let named = named(annotations, &refers_back, statements);
    for (index, (target, annotation)) in targets.zip(annotations).enumerate() {
        let Some(target) = target else { continue };
        let (statement, mark) = (StatementId(target), AnnotationId(index as u32));
        let check = match (annotation.kind, named.get(statement.index())) {
            (_, None) => Err(Fault::Missing { what: "statement", id: target }),
            (AnnotationKind::Data, Some(named)) => is_before(named.data, target, mark),
            (AnnotationKind::Actor, Some(named)) => is_before(named.third, target, mark),
            (kind, _) => Err(Fault::NotOfKind { what: "a reference", kind }),
        };
        let path = JsonPath { list: "annotations", index, key: ".refers_to" };
        check.map_err(|fault| fault.at(path))?;
        statements.references.push(ReferenceData { mark, target: statement });
    }
    Ok(())
}

fn is_before(named: Option<AnnotationId>, statement: u32, mark: AnnotationId) -> Result<(), Fault> {
    let is_before = named.is_some_and(|named| named < mark);
    if is_before { Ok(()) } else { Err(Fault::NothingMeant { statement, mark: mark.0 }) }
}

/// The first annotations of a statement that others can refer to. They do not refer back
/// themselves.
#[derive(Clone, Copy, Debug, Default)]
struct Named {
    data: Option<AnnotationId>,
    third: Option<AnnotationId>,
}

fn named(
    annotations: &[AnnotationData],
    refers_back: &[bool],
    statements: &Statements,
) -> Vec<Named> {
    let of = |members: &[MemberData]| {
        let first = |fits: &dyn Fn(&&MemberData) -> bool| {
            let fitting = members.iter().filter(fits).map(|member| member.annotation);
            fitting.filter(|annotation| !refers_back[annotation.index()]).min()
        };
        let is_third = |member: &&MemberData| {
            matches!(member.role, MemberRole::Actor | MemberRole::Recipient | MemberRole::Source)
                && annotations[member.annotation.index()].party == Some(Party::Third)
        };
        Named { data: first(&|member| member.role == MemberRole::Data), third: first(&is_third) }
    };
    let ranges = statements.list.iter().map(|statement| statement.members);
    ranges.map(|(start, end)| of(&statements.members[start as usize..end as usize])).collect()
}
