//! [`Form`]: markup, or a format of another tool.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use policymark_interchange::Format;

/// What policies are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Inline brackets, as all other commands read them.
    Markup,
    Foreign(Format),
}

/// The name that users give to inline brackets.
const MARKUP: &str = "markup";

impl Form {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Markup => MARKUP,
            Self::Foreign(format) => format.name(),
        }
    }

    fn named(name: &str) -> Option<Self> {
        match name {
            MARKUP => Some(Self::Markup),
            name => Format::named(name).map(Self::Foreign),
        }
    }
}

/// A parser of the names that can follow `--from`.
pub(super) fn readable() -> impl TypedValueParser<Value = Form> {
    one_of(|format| format.can_read())
}

/// A parser of the names that can follow `--to`.
pub(super) fn writable() -> impl TypedValueParser<Value = Form> {
    one_of(|format| format.can_write())
}

fn one_of(is_possible: fn(&Format) -> bool) -> impl TypedValueParser<Value = Form> {
    let formats = Format::ALL.iter().copied().filter(is_possible).map(Format::name);
    PossibleValuesParser::new([MARKUP].into_iter().chain(formats))
        .try_map(|name| Form::named(&name).ok_or("no such format"))
}
