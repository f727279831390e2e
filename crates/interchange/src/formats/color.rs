//! The colours of kinds, the same in every tool that has a file for them.

use policymark::AnnotationKind;

/// The colour behind marks of a kind. Black on it is easy to read.
pub(super) const fn of(kind: AnnotationKind) -> &'static str {
    match kind {
        AnnotationKind::Purpose => "#b39ddb",
        AnnotationKind::Action => "#ffb74d",
        AnnotationKind::Data => "#81c784",
        AnnotationKind::Actor => "#64b5f6",
        _ => OTHER,
    }
}

/// The colour of anything that is not a mark.
pub(super) const OTHER: &str = "#bdbdbd";
