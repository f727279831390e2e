//! [`SpanList`]: the spans that are to be marked.

use policymark::text::{AnnotationKind, Unit};
use serde::Deserialize;

use crate::files::Source;
use crate::language::{Language, Say};
use crate::status::Failure;
use crate::wording::{unknown_name, wrong_type};

/// What a file with spans says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SpanList {
    offsets: Option<Unit>,
    pub(super) spans: Vec<MarkedSpan>,
    #[serde(rename = "file")]
    _file: Option<String>,
}

/// A span to mark. Other tools may add what they like to it.
#[derive(Deserialize)]
pub(super) struct MarkedSpan {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) kind: AnnotationKind,
    pub(super) text: Option<String>,
}

impl SpanList {
    /// Reads a list, or an object with the list.
    pub(super) fn read(source: &Source, json: &str, language: Language) -> Result<Self, Failure> {
        let json = json.trim_start_matches('\u{feff}');
        let list = if json.trim_start().starts_with('[') {
            let bare = |spans| Self { offsets: None, spans, _file: None };
            serde_json::from_str(json).map(bare)
        } else {
            serde_json::from_str(json)
        };
        list.map_err(|error| {
            let (line, column) = (error.line(), error.column());
            let fault = error.to_string();
            let fault = fault.strip_suffix(&format!(" at line {line} column {column}"));
            let fault = worded(fault.unwrap_or(&error.to_string()), language);
            let message = language.say("this is not a list of spans: {}", &[&fault]);
            Failure::Message(format!("{source}:{line}:{column}: {message}"))
        })
    }

    /// What the offsets count. The user and the file cannot say different things.
    pub(super) fn unit(
        &self,
        asked: Option<Unit>,
        source: &Source,
        language: Language,
    ) -> Result<Unit, Failure> {
        match (asked, self.offsets) {
            (Some(asked), Some(own)) if asked != own => {
                let message = language.say(
                    "its offsets count {}, not {}; leave out --offsets",
                    &[&own.name(), &asked.name()],
                );
                Err(Failure::Message(format!("{source}: {message}")))
            }
            (asked, own) => Ok(asked.or(own).unwrap_or_default()),
        }
    }
}

/// What to say about a fault. What the parser of JSON says about its syntax is in English.
fn worded(fault: &str, language: Language) -> String {
    if let Some(field) = fault.strip_prefix("missing field ") {
        return language.say("the field {} is missing", &[&field]);
    }
    if fault.starts_with("EOF while parsing") {
        return language.say("the file ends too early", &[]);
    }
    let object = language.text("an object");
    wrong_type(fault, object, language)
        .or_else(|| unknown_name(fault, None, language))
        .unwrap_or_else(|| fault.to_owned())
}
