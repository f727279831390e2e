//! Code quality reports of GitLab: the subset of Code Climate's format that GitLab reads.

use std::collections::HashMap;
use std::io::Write;

use policymark::text::Severity;
use serde::Serialize;

use super::super::finding::{Checked, Finding};
use super::files::{UNUSABLE, faults, findings};
use crate::status::Failure;

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

pub(super) fn write(checked: &[Checked], output: &mut dyn Write) -> Result<(), Failure> {
    let mut seen = HashMap::new();
    let mut issues: Vec<_> = findings(checked)
        .map(|(file, finding)| {
            let print = fingerprint([file, finding.code.name(), &finding.message]);
            // What is found several times in a file differs by its number, not by its line: lines move.
            let number = seen.entry(print).and_modify(|number| *number += 1).or_insert(0);
            issue(file, finding, format!("{print:016x}{number:04x}"))
        })
        .collect();
    issues.extend(faults(checked).map(|(file, fault)| unusable(file, fault)));
    serde_json::to_writer_pretty(&mut *output, &issues)?;
    Ok(writeln!(output)?)
}

/// What is found, as a number (FNV-1a, which is the same everywhere and will be).
fn fingerprint(words: [&str; 3]) -> u64 {
    let bytes = words.iter().flat_map(|word| word.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A file that could not be read or written: it is shown at its first line.
fn unusable<'a>(file: &'a str, fault: &'a str) -> Issue<'a> {
    Issue {
        description: fault.to_owned(),
        check_name: UNUSABLE,
        fingerprint: format!("{:016x}0000", fingerprint([file, UNUSABLE, ""])),
        severity: "blocker",
        location: Location { path: file, lines: Lines { begin: 1, end: 1 } },
    }
}

fn issue<'a>(file: &'a str, finding: &'a Finding, fingerprint: String) -> Issue<'a> {
    let severity = match finding.severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        _ => "info",
    };
    let lines = Lines { begin: finding.place.start.line, end: finding.place.end.line };
    Issue {
        description: format!("{}: {}", finding.message, finding.help),
        check_name: finding.code.name(),
        fingerprint,
        severity,
        location: Location { path: file, lines },
    }
}
