//! The option `--offsets`: what offsets count.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use policymark::text::Unit;

/// Reads the name of a unit. Help lists them with what they are.
pub(super) fn unit() -> impl TypedValueParser<Value = Unit> {
    let value = |&unit: &Unit| PossibleValue::new(unit.name()).help(meaning(unit));
    let values: Vec<_> = Unit::ALL.iter().map(value).collect();
    PossibleValuesParser::new(values).try_map(|name| name.parse::<Unit>())
}

const fn meaning(unit: Unit) -> &'static str {
    match unit {
        Unit::Bytes => "Bytes of UTF-8, as in Rust and in JSON documents",
        Unit::Characters => "Characters, as in Python",
        Unit::Utf16 => "Units of UTF-16, as in JavaScript and Java",
    }
}
