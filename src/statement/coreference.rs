//! Coreference of actors in a sentence: `当(云杉)与我们合作时，…[提供]给(该公司)`.

use super::MemberRole;
use super::draft::{Batch, CARRIED, Tied};
use super::rule::Rule;
use super::token::{Mark, Token};
use crate::annotation::{AnnotationData, AnnotationId};
use crate::lexicon::{Cue, Party};
use crate::text::{AnnotationKind, Short};

/// S38: ties the actors of a scope that are in no statement to the statements of an actor after them that
/// refers back. The members of the scope are those from index `members` on.
pub(super) fn tie_coreferents(
    tokens: &[Token],
    annotations: &[AnnotationData],
    batch: &mut Batch,
    members: usize,
) {
    let tied = tied_actors(&batch.members[members..]);
    let mut named: Short<AnnotationId> = Short::new();
    let mut pairs: Short<(AnnotationId, AnnotationId)> = Short::new();
    for (at, token) in tokens.iter().enumerate() {
        let Some(mark) = actor(token) else { continue };
        let is_owner = || tokens.get(at + 1).is_some_and(|next| next.is(Cue::Of));
        if mark.refers_back {
            pairs.extend(named.drain(..).map(|antecedent| (mark.id, antecedent)));
        } else if named.len() < CARRIED
            && tied.binary_search(&mark.id).is_err()
            && can_be_meant(annotations, mark)
            && !is_owner()
        {
            named.push(mark.id);
        }
    }
    tie(batch, members, &pairs);
}

fn actor(token: &Token) -> Option<Mark> {
    token.mark().filter(|mark| mark.kind == AnnotationKind::Actor)
}

/// Whether a reference can name an actor: it is a third party, or its party is not known.
fn can_be_meant(annotations: &[AnnotationData], mark: Mark) -> bool {
    let party = annotations.get(mark.id.index()).map(|annotation| annotation.party);
    mark.role.is_none() && matches!(party, Some(None | Some(Party::Third)))
}

/// The actors that are members of a statement, in the order of the text.
fn tied_actors(members: &[Tied]) -> Short<AnnotationId, 32> {
    let is_actor = |tied: &&Tied| tied.member.role.kind() == AnnotationKind::Actor;
    let mut actors: Short<_, 32> =
        members.iter().filter(is_actor).map(|tied| tied.member.annotation).collect();
    actors.sort_unstable();
    actors
}

/// Gives each antecedent the role of its reference in each statement. The pairs are sorted by reference.
fn tie(batch: &mut Batch, members: usize, pairs: &[(AnnotationId, AnnotationId)]) {
    use MemberRole::{Actor, Recipient, Source};
    if pairs.is_empty() {
        return;
    }
    for at in members..batch.members.len() {
        let Tied { draft, member, .. } = batch.members[at];
        if !matches!(member.role, Actor | Recipient | Source) {
            continue;
        }
        let first = pairs.partition_point(|&(reference, _)| reference < member.annotation);
        let meant = pairs[first..].iter().take_while(|pair| pair.0 == member.annotation);
        for &(_, antecedent) in meant {
            batch.carry(draft as usize, antecedent, member.role, Rule::Coreference);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::statement::Certainty;
    use crate::statement::tests::{certainty, stated};

    #[test]
    fn a_reference_names_actors_without_a_verb() {
        let text = "当(云杉)、(青岚)与我们合作时，(星海)会向(这些公司)[提供]<邮箱>。";
        assert_eq!(stated(text), ["谁星海 向云杉+青岚+这些公司 做提供 物邮箱"]);
        assert_eq!(certainty(text), Certainty::Likely);
        let text = "您使用(云杉)（如(云杉地图)）登录时，(星海)会从(上述账号)[获取]<昵称>。";
        assert_eq!(stated(text), ["谁星海 从云杉+云杉地图+上述账号 做获取 物昵称"]);
        let text = "当(云杉)与我们合作时，(该公司)会[收集]<邮箱>，并[保存]<电话>。";
        let stated = stated(text);
        assert_eq!(stated, ["谁云杉+该公司 做收集 物邮箱", "谁云杉+该公司 做保存 物电话"]);
    }

    #[test]
    fn a_reference_names_no_other_actors() {
        for text in [
            "(星海)会向(云杉)[提供]<邮箱>，(青岚)会向(该公司)[提供]<邮箱>。",
            "受(您)委托，(青岚)会向(该公司)[提供]<邮箱>。",
            "当(云杉)的客服来电时，(青岚)会向(该公司)[提供]<邮箱>。",
            "当(云杉)与我们合作时，(青岚)会向(银行)[提供]<邮箱>。",
            "(青岚)会向(该公司)[提供]<邮箱>，以便(云杉)。",
        ] {
            let last = stated(text).pop().unwrap();
            assert!(
                last.starts_with("谁青岚 向该公司 做") || last.contains("向银行"),
                "{text} {last}"
            );
        }
    }

    #[test]
    fn such_a_reference_means_nothing_else() {
        let text = "(星海)会从(鹿鸣公司)[获取]<电话>。当(云杉公司)与我们合作时，(星海)会向(该公司)[提供]<邮箱>。";
        let document = crate::parse(text).unwrap();
        assert!(document.annotations().all(|mark| mark.reference().is_none()));
    }
}
