//! Scopes: the running text of a sentence, and each aside that contains an action.

use super::token::{Content, Token, TokenKind, Tokens};
use crate::text::Short;

/// Splits sentences into scopes. Scope 0 is the running text with the asides that belong to it; each
/// aside that contains an action is a scope of its own: `（(云杉)会[保存]<运单>）`.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    /// The tokens of a sentence that has several scopes, scope by scope.
    tokens: Vec<Token>,
    /// Where each of these tokens goes.
    slots: Vec<Slot>,
    /// The level around each open aside.
    around: Short<Level>,
}

/// Where a token of a sentence goes. Slots are sorted by scope, then by their order in the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Slot {
    scope: u32,
    /// The number of the token in the sentence.
    token: u32,
    /// How many asides of its scope hold it.
    depth: u32,
}

/// A scope, and the depth of its own text in the sentence.
#[derive(Clone, Copy, Debug, Default)]
struct Level {
    scope: u32,
    depth: u32,
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
        let parts = if is_one { &[] } else { self.sort(tokens) };
        let parts = parts.chunk_by(|one, next| one.scope == next.scope);
        whole.into_iter().chain(parts.map(Scope::of))
    }

    /// The tokens scope by scope.
    fn sort(&mut self, tokens: &[Token]) -> &[Token] {
        self.find_slots(tokens);
        self.slots.sort_unstable();
        let token = |slot: &Slot| Token {
            scope: slot.scope,
            depth: slot.depth,
            ..tokens[slot.token as usize]
        };
        self.tokens.clear();
        self.tokens.extend(self.slots.iter().map(token));
        &self.tokens
    }

    /// Finds the scope of each token. The brackets around a scope belong to no scope.
    fn find_slots(&mut self, tokens: &[Token]) {
        self.slots.clear();
        self.slots.reserve(tokens.len());
        self.around.clear();
        let (mut level, mut last_scope) = (Level::default(), 0);
        for (number, token) in (0..).zip(tokens) {
            match token.kind {
                TokenKind::Open { has_verb } => {
                    self.around.push(level);
                    if has_verb {
                        last_scope += 1;
                        level = Level { scope: last_scope, depth: token.depth + 1 };
                        continue;
                    }
                }
                TokenKind::Close => {
                    let inner =
                        std::mem::replace(&mut level, self.around.pop().unwrap_or_default());
                    if inner.scope != level.scope {
                        continue;
                    }
                }
                _ => {}
            }
            let depth = token.depth.saturating_sub(level.depth);
            self.slots.push(Slot { scope: level.scope, token: number, depth });
        }
    }
}
