//! JUnit: each file is a suite of tests, each finding a test. It failed if it fails the check. There is no standard; these are the
//! elements and attributes that Jenkins, GitLab and others read.

use std::io::{self, Write};

use policymark::text::{Severity, visible};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::super::finding::{Checked, Finding};
use super::files::{UNUSABLE, faults};
use crate::status::Failure;

type Xml<'o> = Writer<&'o mut dyn Write>;

pub(super) fn write(
    checked: &[Checked],
    deny: Severity,
    output: &mut dyn Write,
) -> Result<(), Failure> {
    let mut xml = Writer::new_with_indent(output, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let all = checked.iter().map(|checked| failures(checked, deny)).sum::<usize>().to_string();
    let tests = checked.iter().map(tests).sum::<usize>().to_string();
    xml.create_element("testsuites")
        .with_attribute(("name", "policymark"))
        .with_attribute(("tests", &*tests))
        .with_attribute(("failures", &*all))
        .with_attribute(("errors", &*faults(checked).count().to_string()))
        .write_inner_content(|xml| {
            checked.iter().try_for_each(|checked| suite(xml, checked, deny))
        })?;
    Ok(writeln!(xml.into_inner())?)
}

fn failures(checked: &Checked, deny: Severity) -> usize {
    checked.findings.iter().filter(|finding| finding.severity >= deny).count()
}

/// A file without findings is one test that passes, and its fault one that cannot be made.
fn tests(checked: &Checked) -> usize {
    (checked.findings.len() + usize::from(checked.fault.is_some())).max(1)
}

/// XML has no place for control characters: they are made visible.
fn suite(xml: &mut Xml<'_>, checked: &Checked, deny: Severity) -> io::Result<()> {
    let file = visible(&checked.file);
    xml.create_element("testsuite")
        .with_attribute(("name", &*file))
        .with_attribute(("tests", &*tests(checked).to_string()))
        .with_attribute(("failures", &*failures(checked, deny).to_string()))
        .with_attribute(("errors", if checked.fault.is_some() { "1" } else { "0" }))
        .write_inner_content(|xml| {
            if let Some(fault) = &checked.fault {
                unusable(xml, &file, fault)?;
            } else if checked.findings.is_empty() {
                let case = xml.create_element("testcase");
                case.with_attributes([("name", "policymark"), ("classname", &*file)])
                    .write_empty()?;
            }
            checked.findings.iter().try_for_each(|finding| case(xml, &file, finding, deny))
        })?;
    Ok(())
}

/// Why a file could not be read or written.
fn unusable(xml: &mut Xml<'_>, file: &str, fault: &str) -> io::Result<()> {
    let fault = visible(fault);
    let case = xml.create_element("testcase");
    case.with_attributes([("name", "policymark"), ("classname", file)]).write_inner_content(
        |xml| {
            let error = xml.create_element("error");
            error.with_attributes([("message", &*fault), ("type", UNUSABLE)]).write_empty()?;
            Ok(())
        },
    )?;
    Ok(())
}

fn case(xml: &mut Xml<'_>, file: &str, finding: &Finding, deny: Severity) -> io::Result<()> {
    let Finding { code, severity, message, help, place, .. } = finding;
    let (line, column) = (place.start.line, place.start.column);
    let message = visible(message);
    let name = format!("{code} {line}:{column}");
    let text = format!("{file}:{line}:{column}: {message}\n{help}");
    let case = xml.create_element("testcase");
    case.with_attributes([("name", &*name), ("classname", file)]).write_inner_content(|xml| {
        let text = BytesText::new(&text);
        if *severity < deny {
            xml.create_element("system-out").write_text_content(text)?;
        } else {
            xml.create_element("failure")
                .with_attributes([("message", &*message), ("type", severity.name())])
                .write_text_content(text)?;
        }
        Ok(())
    })?;
    Ok(())
}
