//! Temporary dump for scoring.
use serde_json::json;
fn main() {
    let path = std::env::args().last().unwrap();
    let text = std::fs::read_to_string(path).unwrap();
    let d = policymark::parse(&text).unwrap();
    let span = |s: policymark::Span| json!({"start": s.start(), "end": s.end()});
    let ids = |i: &mut dyn Iterator<Item = policymark::Annotation>| {
        i.map(|a| a.id().index()).collect::<Vec<_>>()
    };
    let out = json!({
        "annotations": d.annotations().map(|a| json!({"id": a.id(), "kind": a.kind(), "span": span(a.span()), "role": a.role()})).collect::<Vec<_>>(),
        "sections": d.sections().map(|s| json!({"id": s.id(), "parent": s.parent().map(|p| p.id()), "title": s.title_span().map(span)})).collect::<Vec<_>>(),
        "statements": d.statements().map(|s| json!({
            "actors": ids(&mut s.actors()), "recipients": ids(&mut s.recipients()), "sources": ids(&mut s.sources()), "subjects": ids(&mut s.subjects()),
            "actions": ids(&mut s.actions()), "data": ids(&mut s.data()), "purposes": ids(&mut s.purposes()), "conditions": ids(&mut s.conditions()),
            "includes": s.inclusions().map(|i| [i.whole.id().index(), i.part.id().index()]).collect::<Vec<_>>(), "polarity": s.polarity(),
        })).collect::<Vec<_>>(),
        "diagnostics": d.diagnostics(),
    });
    println!("{out}");
}
