//! Scopes: the running text of a sentence, and each aside that has a verb of its own.

use super::token::{Content, Token, TokenKind, Tokens};
use crate::text::Short;

/// Splits sentences into scopes: scope 0 is the running text with the asides that belong to it;
/// each aside with a verb of its own is a scope.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    /// The tokens of a sentence that has several scopes, scope by scope.
    tokens: Vec<Token>,
    /// The scope of each of these tokens, its place in the sentence and its depth in the scope.
    places: Vec<(u32, u32, u32)>,
    /// For each open aside the scope in which it lies, and the depth at which that scope stands.
    open: Short<(u32, u32)>,
}

/// The tokens of a scope.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope<'t> {
    pub(super) tokens: &'t [Token],
    pub(super) content: Content,
}

impl<'t> Scope<'t> {
    fn of(tokens: &'t [Token]) -> Self {
        Self { tokens, content: Content::of(tokens) }
    }
}

impl Scopes {
    /// The scopes of a sentence, none of which is empty.
    pub(super) fn split<'t>(
        &'t mut self,
        sentence: &'t Tokens,
    ) -> impl Iterator<Item = Scope<'t>> + 't {
        let (tokens, content) = (sentence.as_slice(), sentence.content());
        let opens_scope = |token: &Token| token.kind == TokenKind::Open { has_verb: true };
        let is_one = !content.has_asides || !tokens.iter().any(opens_scope);
        let whole = (is_one && !tokens.is_empty()).then_some(Scope { tokens, content });
        let parts = if is_one { &[] } else { self.part(tokens) };
        let parts = parts.chunk_by(|one, next| one.scope == next.scope);
        whole.into_iter().chain(parts.map(Scope::of))
    }

    fn part(&mut self, tokens: &[Token]) -> &[Token] {
        self.place(tokens);
        self.places.sort_unstable();
        let token = |&(scope, at, depth): &_| Token { scope, depth, ..tokens[at as usize] };
        self.tokens.clear();
        self.tokens.extend(self.places.iter().map(token));
        &self.tokens
    }

    fn place(&mut self, tokens: &[Token]) {
        self.places.clear();
        self.places.reserve(tokens.len());
        self.open.clear();
        let (mut scope, mut base, mut last) = (0, 0, 0);
        for (at, token) in tokens.iter().enumerate() {
            let mut is_edge = false;
            match token.kind {
                TokenKind::Open { has_verb } => {
                    self.open.push((scope, base));
                    is_edge = has_verb;
                }
                TokenKind::Close => {
                    let outer = self.open.pop().unwrap_or_default();
                    is_edge = outer.0 != scope;
                    (scope, base) = outer;
                }
                _ => {}
            }
            if !is_edge {
                self.places.push((scope, at as u32, token.depth.saturating_sub(base)));
            } else if token.kind != TokenKind::Close {
                last += 1;
                (scope, base) = (last, token.depth + 1);
            }
        }
    }
}
