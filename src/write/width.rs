//! Finds the full-width parentheses to escape: they also pair with half-width ones.

use crate::scan::Structural;
use crate::text::{Delimiter, Span};

/// The offsets, ascending, of the closing full-width parentheses that are inside one of `actors`
/// without their partner. `(甲）乙)` would be read as `(甲）` and a stray `)`; `(甲（乙）)` and `(甲（乙)` are
/// read as intended.
///
/// `index` has the structural characters of `text`, `actors` the spans in half-width parentheses.
/// Both are in order, and the spans nest.
pub(super) fn stray(text: &str, index: &[u32], actors: &[Span]) -> Vec<u32> {
    let mut left = actors.iter().copied().peekable();
    // The open actors, each with the number of parentheses open in it.
    let mut open: Vec<(Span, usize)> = Vec::new();
    let mut found = Vec::new();
    for &at in index {
        while let Some(actor) = left.next_if(|actor| actor.start() <= at) {
            close(&mut open, actor.start());
            open.push((actor, 0));
        }
        close(&mut open, at);
        let Some((_, waiting)) = open.last_mut() else { continue };
        match Structural::at_start(&text.as_bytes()[at as usize..]) {
            Some(Structural::Open(Delimiter::Fullwidth)) => *waiting += 1,
            Some(Structural::Close(Delimiter::Fullwidth)) => match waiting.checked_sub(1) {
                Some(fewer) => *waiting = fewer,
                None => found.push(at),
            },
            _ => {}
        }
    }
    found
}

/// Closes the actors that end at or before byte `at`.
fn close(open: &mut Vec<(Span, usize)>, at: u32) {
    while open.pop_if(|(actor, _)| actor.end() <= at).is_some() {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::scan;

    #[track_caller]
    fn check(text: &str, actors: &[(u32, u32)], expected: &[u32]) {
        let actors: Vec<_> = actors.iter().map(|&(start, end)| Span::new(start, end)).collect();
        assert_eq!(stray(text, &scan(text), &actors), expected, "{text} {actors:?}");
    }

    #[test]
    fn partners_are_in_the_same_actor() {
        check("a（b）", &[], &[]);
        check("a（b）", &[(0, 8)], &[]);
        check("a（b）", &[(0, 4)], &[]);
        check("a（b）", &[(4, 8)], &[5]);
        check("（a（b）c）", &[(3, 12)], &[]);
        check("（a（b）c）", &[(3, 15)], &[12]);
        check("（（））", &[(0, 12), (3, 6)], &[9]);
        check("（）（）", &[(0, 3), (3, 6), (9, 12)], &[3, 9]);
    }
}
