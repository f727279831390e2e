use policymark_interchange::Format::Uima;
use policymark_interchange::{Feature, Labels, view::View};

use crate::{MARKUP, faults, read, written};

#[test]
fn offsets_count_units_of_utf16() {
    let xmi = written(Uima, MARKUP, "policy.xmi");
    for line in [
        "<policymark:Mark xmi:id=\"3\" sofa=\"1\" begin=\"2\" end=\"4\" label=\"Actor\" party=\"first\"/>",
        "members=\"21 22 23\" polarity=\"denied\"",
        "<policymark:Member xmi:id=\"22\" role=\"action\" mark=\"10\"/>",
        "name=\"includes\" source=\"5\" target=\"6\"/>",
    ] {
        assert!(xmi.contains(line), "{line} in {xmi}");
    }
}

#[test]
fn line_ends_and_quotes_survive_and_control_characters_keep_their_place() {
    let markup = "\u{7}\"'&\r\n\t[收集]<邮箱>";
    let xmi = written(Uima, markup, "policy.xmi");
    assert!(
        xmi.contains("sofaString=\"\u{fffd}&quot;&apos;&amp;&#13;&#10;&#9;收集邮箱\""),
        "{xmi}"
    );
    let reading = read(Uima, &xmi);
    let parser = policymark::Parser::new();
    let imported = reading.policies[0].to_markup(&Labels::standard(), &parser).unwrap();
    assert_eq!(imported.markup, markup.replace('\u{7}', "\u{fffd}"));
    let view = View::new("policy", &policymark::parse(markup).unwrap());
    let losses: Vec<_> = Uima.losses(&view).collect();
    assert!(losses.contains(&(Feature::ControlCharacters, 1)), "{losses:?}");
}

#[test]
fn the_type_system_has_every_feature() {
    let types = written(Uima, "", "TypeSystem.xml");
    for name in ["policymark.Mark", "label", "consentExempt", "members", "source"] {
        assert!(types.contains(&format!("<name>{name}</name>")), "{name} in {types}");
    }
}

#[test]
fn what_other_programs_write_is_read() {
    let xmi = r#"<?xml version="1.0" encoding="UTF-8"?>
<xmi:XMI xmlns:xmi="http://www.omg.org/XMI">
  <t:Entity xmi:id="5" sofa="1" begin="2" end="4" value="DATA"/>
  <t:Token xmi:id="6" sofa="1" begin="0" end="2"/>
  <t:Entity xmi:id="7" sofa="9" begin="0" end="2" value="DATA"/>
  <t:Entity xmi:id="8" sofa="1" begin="x" end="2" value="DATA"/>
  <cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" sofaString="收集邮箱"></cas:Sofa>
  <cas:Sofa xmi:id="2" sofaURI="file:x"/>
  <t:Entity xmi:id="9" bad=1/>
</xmi:XM>
"#;
    let reading = read(Uima, xmi);
    assert_eq!(reading.policies[0].text, "收集邮箱");
    let spans = reading.policies[0].spans.iter();
    let spans: Vec<_> = spans.map(|span| (span.start, span.end, span.at.to_string())).collect();
    assert_eq!(spans, [(2, 4, "line 3, id 5".to_owned())]);
    assert_eq!(reading.policies[0].ignored["annotations without a label"], 1);
    let faults = faults(&reading);
    for expected in [
        "line 6, id 8: the annotation has no sofa, begin and end",
        "line 8: the sofa has no id or no text",
        "line 5, id 7: the sofa of the annotation has no text",
    ] {
        assert!(faults.iter().any(|fault| fault == expected), "{expected} in {faults:?}");
    }
    assert_eq!(faults.len(), 5, "{faults:?}");
}

/// dkpro-cassis makes a class of each type: a feature `from` ended in a syntax error.
#[test]
fn no_feature_has_the_name_of_a_keyword_of_python() {
    let types = written(Uima, "", "TypeSystem.xml");
    for keyword in ["from", "in", "is", "not", "class", "with", "as", "None", "True"] {
        assert!(!types.contains(&format!("<name>{keyword}</name>")), "{keyword}");
    }
}
