//! Which members each [`Rule`] can tie.

use crate::statement::{MemberRole, Rule};

/// Whether a rule can tie a member in this role. Rules tie a place as an actor or recipient, and
/// excluded data as data.
pub(super) const fn ties(rule: Rule, role: MemberRole) -> bool {
    use MemberRole as R;
    let is_data = matches!(role, R::Data | R::Excluded);
    let is_adjunct = matches!(role, R::Purpose | R::Condition | R::Exception | R::Absence);
    match rule {
        Rule::Verb => matches!(role, R::Action),
        Rule::Subject
        | Rule::ElidedSubject
        | Rule::LateSubject
        | Rule::SubjectAfterWords
        | Rule::Agent => matches!(role, R::Actor | R::Place),
        Rule::Recipient => matches!(role, R::Recipient | R::Place),
        Rule::Source => matches!(role, R::Source | R::Place),
        Rule::Owner => matches!(role, R::Subject | R::Place),
        Rule::Location => matches!(role, R::Place),
        Rule::Object | Rule::FrontedObject | Rule::SharedObject | Rule::UnmarkedVerb => is_data,
        Rule::Front
        | Rule::CarriedFront
        | Rule::Inner
        | Rule::Trailing
        | Rule::TrailingClause
        | Rule::CarriedPurpose => is_adjunct,
        Rule::Coreference => matches!(role, R::Actor | R::Recipient | R::Source),
        Rule::Leftover => is_data || matches!(role, R::Recipient | R::Source | R::Place),
        Rule::Reference => is_data || is_adjunct,
        Rule::LeadIn => true,
        Rule::Promise => matches!(role, R::Exception),
        Rule::PartInAside | Rule::PartInList | Rule::PartBeforeWhole | Rule::PartOf => false,
        Rule::Announced | Rule::Antecedent => false,
    }
}

/// Whether a rule can make data part of other data.
pub(super) const fn makes_parts(rule: Rule) -> bool {
    matches!(rule, Rule::PartInAside | Rule::PartInList | Rule::PartBeforeWhole | Rule::PartOf)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_read_back() {
        for &rule in Rule::ALL {
            let json = serde_json::to_string(&rule).unwrap();
            assert_eq!(json, format!("\"{rule}\""));
            assert_eq!(serde_json::from_str::<Rule>(&json).unwrap(), rule);
        }
        for wrong in ["\"S\"", "\"4\"", "\"S0\"", "\"S256\"", "\"S+4\"", "4"] {
            assert!(serde_json::from_str::<Rule>(wrong).is_err(), "{wrong}");
        }
    }
}
