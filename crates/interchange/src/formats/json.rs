//! What the formats in JSON share: records in a list or one a line, and what is wrong with them.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Error, Value};

use crate::format::Source;
use crate::import::{At, Fault, Foreign, Reading};

/// The JSON of a value, on one line without its end.
pub(super) fn compact(value: &impl Serialize) -> String {
    // A struct of strings and numbers always has a JSON form.
    serde_json::to_string(value).unwrap_or_default()
}

/// The JSON of a value for readers: indented, with a line end.
pub(super) fn indented(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

/// The records of a file, with their places: the values of a list, one a line, or the only one.
pub(super) fn records(content: &str, faults: &mut Vec<Fault>) -> Vec<(At, Value)> {
    let content = content.trim_start_matches('\u{feff}');
    let error = match serde_json::from_str(content) {
        Ok(Value::Array(values)) => {
            let numbered = values.into_iter().zip(1..);
            return numbered.map(|(value, number)| (record(number), value)).collect();
        }
        Ok(value) => return vec![(At::default(), value)],
        Err(error) => error,
    };
    let (lines, damaged): (Vec<_>, Vec<_>) = lines(content).partition(|(_, line)| line.is_ok());
    if lines.is_empty() && !content.trim().is_empty() {
        faults.push(fault(At::line(error.line()), &error));
        return Vec::new();
    }
    faults.extend(damaged.into_iter().filter_map(|(at, line)| Some(fault(at, &line.err()?))));
    lines.into_iter().filter_map(|(at, line)| Some((at, line.ok()?))).collect()
}

fn lines(content: &str) -> impl Iterator<Item = (At, Result<Value, Error>)> {
    let numbered = content.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    numbered.map(|(line, number)| (At::line(number), serde_json::from_str(line)))
}

fn record(number: usize) -> At {
    At::item(format!("record {number}"))
}

/// A value as what the format says it is; otherwise it is reported.
pub(super) fn parse<T: DeserializeOwned>(
    value: Value,
    at: &At,
    faults: &mut Vec<Fault>,
) -> Option<T> {
    let parsed = serde_json::from_value(value);
    parsed.map_err(|error| faults.push(fault(at.clone(), &error))).ok()
}

/// The values of a list that are what the format says, each with its place: `record 2, entity 3`.
pub(super) fn parse_each<T: DeserializeOwned>(
    values: Vec<Value>,
    what: &str,
    at: &At,
    faults: &mut Vec<Fault>,
) -> Vec<(At, T)> {
    let mut parsed = Vec::with_capacity(values.len());
    for (value, number) in values.into_iter().zip(1..) {
        let at = within(at, &format!("{what} {number}"));
        if let Some(value) = parse(value, &at, faults) {
            parsed.push((at, value));
        }
    }
    parsed
}

/// The place of something in a record.
pub(super) fn within(at: &At, item: &str) -> At {
    let item = at.item.as_ref().map_or_else(|| item.to_owned(), |outer| format!("{outer}, {item}"));
    at.clone().with_item(item)
}

/// The policies of a file, one of each record that is what the format says. `said` is the name that a record gives its
/// policy; `policy` reads the rest of it.
pub(super) fn policies<T: DeserializeOwned>(
    source: &Source<'_>,
    said: impl Fn(&T) -> &Value,
    policy: impl Fn(T, &str, &At, &mut Vec<Fault>) -> Foreign,
) -> Reading {
    let mut reading = Reading::default();
    let records = records(source.content, &mut reading.faults);
    let count = records.len();
    for ((at, value), number) in records.into_iter().zip(1..) {
        if let Some(record) = parse::<T>(value, &at, &mut reading.faults) {
            let name = name(said(&record), source, number, count);
            reading.policies.push(policy(record, &name, &at, &mut reading.faults));
        }
    }
    reading
}

/// The name that a record gives its policy; otherwise that of the file, with a number if the file has several.
pub(super) fn name(said: &Value, source: &Source<'_>, number: usize, records: usize) -> String {
    match said.as_str() {
        Some(name) if !name.is_empty() => name.to_owned(),
        _ if records > 1 => format!("{}-{number}", source.name),
        _ => source.name.to_owned(),
    }
}

fn fault(at: At, error: &Error) -> Fault {
    let said = error.to_string();
    let what = said.rsplit_once(" at line ").map_or(said.as_str(), |(what, _)| what);
    match error.column() {
        0 => Fault::damaged(at, what),
        column => Fault::damaged(at, format!("{what} (byte {column} of the line)")),
    }
}
