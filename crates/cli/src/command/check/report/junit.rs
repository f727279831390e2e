//! JUnit: each file is a suite of tests, each finding a test that failed. There is no standard; these are the
//! elements and attributes that Jenkins, GitLab and others read.

use std::io::{self, Write};

use policymark::text::visible;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::super::finding::{Checked, Finding};
use crate::status::Failure;

type Xml<'o> = Writer<&'o mut dyn Write>;

pub(super) fn write(checked: &[Checked], output: &mut dyn Write) -> Result<(), Failure> {
    let mut xml = Writer::new_with_indent(output, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let failures = checked.iter().map(|checked| checked.findings.len()).sum::<usize>().to_string();
    let tests = checked.iter().map(tests).sum::<usize>().to_string();
    xml.create_element("testsuites")
        .with_attribute(("name", "policymark"))
        .with_attribute(("tests", &*tests))
        .with_attribute(("failures", &*failures))
        .write_inner_content(|xml| checked.iter().try_for_each(|checked| suite(xml, checked)))?;
    Ok(writeln!(xml.into_inner())?)
}

/// A file without findings is one test that passes.
fn tests(checked: &Checked) -> usize {
    checked.findings.len().max(1)
}

/// XML has no place for control characters: they are made visible.
fn suite(xml: &mut Xml<'_>, checked: &Checked) -> io::Result<()> {
    let file = visible(&checked.file);
    xml.create_element("testsuite")
        .with_attribute(("name", &*file))
        .with_attribute(("tests", &*tests(checked).to_string()))
        .with_attribute(("failures", &*checked.findings.len().to_string()))
        .write_inner_content(|xml| {
            if checked.findings.is_empty() {
                let case = xml.create_element("testcase");
                case.with_attributes([("name", "policymark"), ("classname", &*file)])
                    .write_empty()?;
            }
            checked.findings.iter().try_for_each(|finding| failed(xml, &file, finding))
        })?;
    Ok(())
}

fn failed(xml: &mut Xml<'_>, file: &str, finding: &Finding) -> io::Result<()> {
    let Finding { code, severity, message, help, place, .. } = finding;
    let (line, column) = (place.start.line, place.start.column);
    let message = visible(message);
    let name = format!("{code} {line}:{column}");
    let text = format!("{file}:{line}:{column}: {message}\n{help}");
    let case = xml.create_element("testcase");
    case.with_attributes([("name", &*name), ("classname", file)]).write_inner_content(|xml| {
        let failure = xml.create_element("failure");
        failure
            .with_attributes([("message", &*message), ("type", severity.name())])
            .write_text_content(BytesText::new(&text))?;
        Ok(())
    })?;
    Ok(())
}
