//! What serde says about wrong input, in words that annotators know.

use crate::language::{Language, Say};

/// What to say about a value of the wrong type: `invalid type: string "deep", expected usize`. `table` is what
/// the format calls a value with keys.
pub(crate) fn wrong_type(message: &str, table: &str, language: Language) -> Option<String> {
    let types = ["invalid type: ", "invalid value: "];
    let rest = types.iter().find_map(|start| message.strip_prefix(start))?;
    let (found, expected) = rest.rsplit_once(", expected ")?;
    let expected = match expected {
        "u32" => language.text("a whole number from 0 to 4294967295"),
        "usize" => language.text("a whole number that is not negative"),
        "a sequence" => language.text("a list"),
        "a string" => language.text("a string"),
        "a boolean" => language.text("true or false"),
        "path string" => language.text("a path"),
        "a map" => table,
        name if name.starts_with("struct ") => table,
        other => other,
    };
    let quoted = found.find(['`', '"']).unwrap_or(found.len());
    let (kind, value) = found.split_at(quoted);
    let found = match kind.trim_end() {
        "string" => language.say("string {}", &[&value]),
        "integer" => language.say("integer {}", &[&value]),
        "boolean" => language.say("boolean {}", &[&value]),
        "floating point" => language.say("floating point {}", &[&value]),
        "sequence" => language.say("a list", &[]),
        "map" => table.to_owned(),
        _ => found.to_owned(),
    };
    Some(language.say("expected {}, found {}", &[&expected, &found]))
}

/// What to say about a name that nothing has, with what was probably meant or else with all names that there are.
pub(crate) fn unknown_name(
    message: &str,
    meant: Option<&str>,
    language: Language,
) -> Option<String> {
    let (found, expected) = message.split_once("expected ")?;
    let found = found.trim_end_matches([' ', ',', ';']);
    let (kind, name) = found.strip_prefix("unknown ")?.split_at_checked(
        // The name is in quotation marks of either kind.
        found.find(['`', '"'])?.checked_sub("unknown ".len())?,
    )?;
    let unknown = match kind.trim_end() {
        "field" => language.say("unknown field {}", &[&name]),
        "variant" => language.say("unknown value {}", &[&name]),
        "code of diagnostics" => language.say("unknown code of diagnostics {}", &[&name]),
        "table" => language.say("unknown table {}", &[&name]),
        "kind of annotation" => language.say("unknown kind of annotation {}", &[&name]),
        "severity" => language.say("unknown severity {}", &[&name]),
        _ => found.to_owned(),
    };
    Some(match meant {
        Some(meant) => unknown + &language.say("; did you mean `{}`?", &[&meant]),
        None => {
            let names = expected.strip_prefix("one of ").unwrap_or(expected);
            language.say("{}; expected one of {}", &[&unknown, &names])
        }
    })
}
