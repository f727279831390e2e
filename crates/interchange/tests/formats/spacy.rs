use policymark_interchange::Format::Spacy;

use crate::written;

#[test]
fn nested_spans_are_in_the_group() {
    let line = written(Spacy, "👨‍👩‍👧{验证<邮箱>}。", "spacy.jsonl");
    assert_eq!(
        line,
        "{\"name\":\"policy\",\"words\":[\"👨‍👩‍👧\",\"验\",\"证\",\"邮\",\"箱\",\"。\"],\"ents\":\
         [\"O\",\"B-Purpose\",\"I-Purpose\",\"I-Purpose\",\"I-Purpose\",\"O\"],\"spans\":\
         [[1,5,\"Purpose\"],[3,5,\"Data\"]]}\n"
    );
}
