//! What brat is told about a folder: `annotation.conf` and `visual.conf`.

use std::fmt::Write;

use policymark::annotation::Role;
use policymark::lexicon::{DataCategory, Ground, Party, Processing};
use policymark::statement::{Certainty, MemberRole, Modality, Polarity};
use policymark::text::AnnotationKind;

use super::STATEMENT;
use super::write::{capital, type_of};
use crate::format::Piece;
use crate::formats::color;
use crate::options::Options;

/// Both files.
pub(super) fn configuration(options: &Options) -> Vec<Piece> {
    let files = [("annotation.conf", annotation(options)), ("visual.conf", visual(options))];
    files.map(|(file, content)| Piece::new(file, content)).into()
}

/// `annotation.conf`: the types, and which values attributes can have.
fn annotation(options: &Options) -> String {
    let types: Vec<_> = AnnotationKind::ALL.iter().map(|&kind| type_of(kind, options)).collect();
    let mut lines = format!("[entities]\n{}\n\n[relations]\n", types.join("\n"));
    let data = type_of(AnnotationKind::Data, options);
    let actor = type_of(AnnotationKind::Actor, options);
    let _ = writeln!(lines, "Includes\tArg1:{data}, Arg2:{data}");
    let _ = writeln!(lines, "Means\tArg1:{data}|{actor}, Arg2:{data}|{actor}");
    let _ = writeln!(lines, "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>\n\n[events]");
    let roles = MemberRole::ALL.iter().map(|role| format!("{}*:<ENTITY>", capital(role.name())));
    let _ =
        writeln!(lines, "{STATEMENT}\t{}\n\n[attributes]", roles.collect::<Vec<_>>().join(", "));
    for (name, of, values) in attributes() {
        let _ = writeln!(lines, "{}\tArg:{of}, Value:{}", capital(name), values.join("|"));
    }
    lines
}

/// `visual.conf`: the colours.
fn visual(options: &Options) -> String {
    let mut lines = "[labels]\n\n[drawing]\n".to_owned();
    let _ = writeln!(
        lines,
        "SPAN_DEFAULT\tfgColor:black, bgColor:{}, borderColor:darken",
        color::OTHER
    );
    lines.push_str("ARC_DEFAULT\tcolor:black, arrowHead:triangle-5\nATTRIBUTE_DEFAULT\tglyph:*\n");
    for &kind in AnnotationKind::ALL {
        let _ = writeln!(lines, "{}\tbgColor:{}", type_of(kind, options), color::of(kind));
    }
    lines
}

/// The attributes of spans and statements, with their values.
fn attributes() -> [(&'static str, &'static str, Vec<&'static str>); 11] {
    fn names<T: Copy>(all: &[T], name: fn(T) -> &'static str) -> Vec<&'static str> {
        all.iter().map(|&value| name(value)).collect()
    }
    [
        ("role", "<ENTITY>", names(Role::ALL, Role::name)),
        ("ground", "<ENTITY>", names(Ground::ALL, Ground::name)),
        ("processing", "<ENTITY>", names(Processing::ALL, Processing::name)),
        ("party", "<ENTITY>", names(Party::ALL, Party::name)),
        ("category", "<ENTITY>", names(DataCategory::ALL, DataCategory::name)),
        ("sensitive", "<ENTITY>", vec!["true"]),
        ("polarity", "<EVENT>", names(Polarity::ALL, Polarity::name)),
        ("modality", "<EVENT>", names(Modality::ALL, Modality::name)),
        ("certainty", "<EVENT>", names(Certainty::ALL, Certainty::name)),
        ("asserted", "<EVENT>", vec!["false"]),
        ("consent-exempt", "<EVENT>", vec!["true"]),
    ]
}
