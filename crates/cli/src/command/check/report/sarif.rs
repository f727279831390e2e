//! SARIF 2.1.0: the part of it that code scanning reads. Columns are in Unicode code points.

use std::io::Write;

use policymark::text::{Code, Severity};
use serde::Serialize;

use super::super::finding::{Checked, Finding, FoundFix, Place};
use super::files::{UNUSABLE, faults, findings, uri};
use crate::status::{Failure, Status};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    /// How the run went.
    invocations: [Invocation<'a>; 1],
    column_kind: &'static str,
    results: Vec<ResultObject<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation<'a> {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification<'a>>,
}

/// A file that could not be read or written.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Notification<'a> {
    descriptor: Descriptor,
    level: &'static str,
    message: Text<'a>,
    locations: [Location; 1],
}

#[derive(Serialize)]
struct Descriptor {
    id: &'static str,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
struct Driver {
    name: &'static str,
    version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Text<'static>,
    help: Text<'static>,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Text<'a> {
    text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultObject<'a> {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Text<'a>,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Clone, Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
    byte_offset: u32,
    byte_length: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix<'a> {
    description: Text<'static>,
    artifact_changes: [Change<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'a> {
    artifact_location: Artifact,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region,
    inserted_content: Text<'a>,
}

pub(super) fn write(
    checked: &[Checked],
    status: Status,
    output: &mut dyn Write,
) -> Result<(), Failure> {
    let rules = Code::ALL.iter().map(|&code| Rule {
        id: code.name(),
        short_description: Text { text: code.name() },
        help: Text { text: code.help() },
        default_configuration: Configuration { level: level(code.severity()) },
    });
    let driver =
        Driver { name: "policymark", version: env!("CARGO_PKG_VERSION"), rules: rules.collect() };
    let faults = faults(checked).map(|(file, fault)| notification(file, fault));
    let run = Run {
        tool: Tool { driver },
        invocations: [Invocation {
            execution_successful: status != Status::Unusable,
            tool_execution_notifications: faults.collect(),
        }],
        column_kind: "unicodeCodePoints",
        results: findings(checked).map(|(file, finding)| result(file, finding)).collect(),
    };
    serde_json::to_writer_pretty(
        &mut *output,
        &Log { schema: SCHEMA, version: "2.1.0", runs: [run] },
    )?;
    Ok(writeln!(output)?)
}

fn notification<'a>(file: &str, fault: &'a str) -> Notification<'a> {
    let location =
        PhysicalLocation { artifact_location: Artifact { uri: uri(file) }, region: None };
    Notification {
        descriptor: Descriptor { id: UNUSABLE },
        level: "error",
        message: Text { text: fault },
        locations: [Location { physical_location: location }],
    }
}

fn result<'a>(file: &str, finding: &'a Finding) -> ResultObject<'a> {
    let artifact = Artifact { uri: uri(file) };
    ResultObject {
        rule_id: finding.code.name(),
        rule_index: finding.code as usize,
        level: level(finding.severity),
        message: Text { text: &finding.message },
        locations: [location(&artifact, finding.place)],
        related_locations: finding
            .related
            .map(|place| location(&artifact, place))
            .into_iter()
            .collect(),
        fixes: finding.fix.iter().map(|found| fix(&artifact, found)).collect(),
    }
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        _ => "note",
    }
}

fn location(artifact: &Artifact, place: Place) -> Location {
    let (artifact_location, region) = (artifact.clone(), Some(region(place)));
    Location { physical_location: PhysicalLocation { artifact_location, region } }
}

fn region(Place { start, end }: Place) -> Region {
    Region {
        start_line: start.line,
        start_column: start.code_point,
        end_line: end.line,
        end_column: end.code_point,
        byte_offset: start.byte,
        byte_length: end.byte - start.byte,
    }
}

fn fix<'a>(artifact: &Artifact, fix: &'a FoundFix) -> Fix<'a> {
    let replacements = fix.edits.iter().map(|edit| Replacement {
        deleted_region: region(edit.place),
        inserted_content: Text { text: &edit.replacement },
    });
    let change =
        Change { artifact_location: artifact.clone(), replacements: replacements.collect() };
    Fix { description: Text { text: fix.applicability.name() }, artifact_changes: [change] }
}
