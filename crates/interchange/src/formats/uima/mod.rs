//! UIMA: for each policy a CAS in XMI, `NAME.xmi`, and the type system that all of them have, `TypeSystem.xml`.
//!
//! ```xml
//! <xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"
//!          xmlns:policymark="http:///policymark.ecore" xmi:version="2.0">
//!   <cas:NULL xmi:id="0"/>
//!   <cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text/plain" sofaString="😀收集邮箱"/>
//!   <policymark:Mark xmi:id="3" sofa="1" begin="2" end="4" label="Action"/>
//!   <policymark:Mark xmi:id="4" sofa="1" begin="4" end="6" label="Data"/>
//!   <policymark:Statement xmi:id="5" sofa="1" begin="2" end="6" members="6 7" polarity="affirmed"/>
//!   <policymark:Member xmi:id="6" role="action" mark="3"/>
//!   <policymark:Member xmi:id="7" role="data" mark="4"/>
//!   <cas:View sofa="1" members="3 4 5"/>
//! </xmi:XMI>
//! ```
//!
//! Offsets count units of UTF-16. A statement has an array of members, each with a role and a mark. A relation between
//! marks says which data comprise which, and what a reference means. XML 1.0 has no control characters besides tabs
//! and line ends: others are written as U+FFFD, which has one unit, too.
//!
//! What other programs write is read, too: each annotation with a feature `label`, `value` or `kind`, and each sofa
//! with a text as a policy.

mod read;
mod write;

use crate::feature::Feature;
use crate::format::{Definition, Input, Read, TextPlace, Write};

pub(crate) const UIMA: Definition = Definition {
    name: "uima",
    about: "UIMA CAS in XMI, with its type system",
    extensions: &["xmi"],
    carries: &[
        Feature::NestedMarks,
        Feature::Classes,
        Feature::Statements,
        Feature::Claims,
        Feature::Inclusions,
        Feature::References,
    ],
    write: Some(Write::Files { policy: write::policy, shared: write::type_system }),
    read: Some(Read { text: TextPlace::Inside, input: Input::Text(read::read) }),
};
