//! JUnit: each file is a suite of tests, each finding a test that failed.

use std::io::{self, Write};

use policymark::text::visible;
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::super::finding::{Checked, Finding};
use crate::status::Failure;

pub(super) fn write(checked: &[Checked], output: &mut dyn Write) -> Result<(), Failure> {
    let mut report = Report::new("policymark");
    report.add_test_suites(checked.iter().map(suite));
    report.serialize(&mut *output).map_err(|error| io::Error::other(error))?;
    Ok(writeln!(output)?)
}

/// XML has no place for control characters: they are made visible.
fn suite(checked: &Checked) -> TestSuite {
    let mut suite = TestSuite::new(visible(&checked.file).into_owned());
    match checked.findings[..] {
        [] => suite.add_test_case(TestCase::new("policymark", TestCaseStatus::success())),
        _ => suite
            .add_test_cases(checked.findings.iter().map(|finding| failed(&checked.file, finding))),
    };
    suite
}

fn failed(file: &str, finding: &Finding) -> TestCase {
    let Finding { code, severity, message, help, place, .. } = finding;
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    let message = visible(message);
    status.set_message(message.clone()).set_type(severity.name());
    let (line, column) = (place.start.line, place.start.column);
    status.set_description(format!("{}:{line}:{column}: {message}\n{help}", visible(file)));
    let mut case = TestCase::new(format!("{code} {line}:{column}"), status);
    case.set_classname(visible(file));
    case
}
