use policymark_interchange::Format::HuggingFace;
use policymark_interchange::Options;
use policymark_interchange::view::View;

use crate::{common, faults, read, written};

#[test]
fn tokens_are_all_of_the_text() {
    let line = written(HuggingFace, "👨‍👩‍👧[收集]<邮 箱>。\r\n", "huggingface.jsonl");
    assert_eq!(
        line,
        "{\"id\":\"policy\",\"tokens\":[\"👨‍👩‍👧\",\"收\",\"集\",\"邮\",\" \",\"箱\",\"。\",\"\\r\\n\"],\"ner_tags\":\
         [\"O\",\"B-Action\",\"I-Action\",\"B-Data\",\"I-Data\",\"I-Data\",\"O\",\"O\"]}\n"
    );
}

#[test]
fn the_card_names_the_tags() {
    let card = written(HuggingFace, "", "README.md");
    let metadata = card.split("---\n").nth(1).unwrap();
    let metadata: serde_json::Value = serde_json::from_str(metadata).unwrap();
    let names = &metadata["dataset_info"]["features"][2]["sequence"]["class_label"]["names"];
    assert_eq!((&names["0"], &names["5"]), (&"O".into(), &"B-Data".into()));
}

#[test]
fn offsets_are_where_tokens_start_in_characters() {
    let document = policymark::parse("👨‍👩‍👧[收集]").unwrap();
    let mut options = Options::default();
    options.offsets = true;
    let files = common::files(HuggingFace, &options, &[View::new("policy", &document)]);
    assert!(files["huggingface.jsonl"].contains("\"offsets\":[0,5,6]"), "{files:?}");
    assert!(files["README.md"].contains("\"offsets\""), "{files:?}");
}

#[test]
fn other_schemes_are_read_and_faults_reported() {
    let content = "{\"id\": 3, \"tokens\": [\"邮\", \"箱\"], \"ner_tags\": [\"B-DATA\", \"E-DATA\"]}\n\
                   {\"tokens\": [\"邮\", \"箱\"], \"ner_tags\": [5, 6]}\n\
                   {\"tokens\": [\"邮\", \"箱\"], \"ner_tags\": [\"S-DATA\"]}\n\
                   {\"tokens\": [1]}\n";
    let reading = read(HuggingFace, content);
    assert_eq!(
        faults(&reading),
        [
            "line 2: its tags are numbers, whose names are in the features of the data set",
            "line 3: it has 2 tokens and 1 tags",
            "line 4: invalid type: integer `1`, expected a string",
        ]
    );
    let spans: Vec<Vec<_>> = reading
        .policies
        .iter()
        .map(|policy| policy.spans.iter().map(|span| (span.start, span.end)).collect())
        .collect();
    assert_eq!(spans, [vec![(0, 6)], vec![], vec![(0, 3)]], "in bytes");
    assert_eq!(reading.policies[0].spans[0].at.to_string(), "line 1, token 1");
}
