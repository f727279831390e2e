//! Scopes: the running text of a sentence, and each aside that has a verb of its own.

use super::token::{Token, TokenKind};
use crate::annotation::AnnotationKind;

/// Splits a sentence: scope 0 is its running text with the asides that belong to it; each aside
/// with a verb of its own is a scope.
pub(super) fn split_scopes(tokens: &[Token], scopes: &mut Vec<Vec<Token>>) {
    scopes.clear();
    scopes.push(Vec::new());
    let mut has_verb = asides_with_verb(tokens).into_iter();
    // The scope in which each open aside lies, and the depth at which that scope stands.
    let mut open = vec![(0, 0)];
    for &token in tokens {
        let &(scope, base) = open.last().unwrap_or(&(0, 0));
        let mut is_edge = false;
        match token.kind {
            TokenKind::Open if has_verb.next() == Some(true) => {
                open.push((scopes.len(), token.depth + 1));
                scopes.push(Vec::new());
                is_edge = true;
            }
            TokenKind::Open => open.push((scope, base)),
            TokenKind::Close => {
                open.pop();
                is_edge = open.last().is_some_and(|&(outer, _)| outer != scope);
            }
            _ => {}
        }
        if !is_edge {
            let depth = token.depth.saturating_sub(base);
            scopes[scope].push(Token { depth, ..token });
        }
    }
}

/// For each aside, in the order in which they open, whether a verb stands in it.
fn asides_with_verb(tokens: &[Token]) -> Vec<bool> {
    let mut has_verb = Vec::new();
    let mut open = Vec::new();
    for token in tokens {
        match token.kind {
            TokenKind::Open => {
                open.push(has_verb.len());
                has_verb.push(false);
            }
            TokenKind::Close => {
                open.pop();
            }
            TokenKind::Mark(_, AnnotationKind::Action) => {
                if let Some(&aside) = open.last() {
                    has_verb[aside] = true;
                }
            }
            _ => {}
        }
    }
    has_verb
}
