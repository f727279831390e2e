use policymark_interchange::Format::{Doccano, DoccanoRelations};

use crate::{MARKUP, faults, pair, read, spans, written};

#[test]
fn spans_are_lists_of_start_end_and_label() {
    let markup = "😀(我们)会[收集]<手机号码>。\r\n\"\\\\\"";
    assert_eq!(
        written(Doccano, markup, "doccano.jsonl"),
        r#"{"name":"policy","text":"😀我们会收集手机号码。\r\n\"\\\"","#.to_owned()
            + r#""label":[[1,3,"Actor"],[4,6,"Action"],[6,10,"Data"]]}"#
            + "\n"
    );
}

#[test]
fn statements_are_relations_by_number() {
    let record: serde_json::Value =
        serde_json::from_str(&written(DoccanoRelations, MARKUP, "doccano.jsonl")).unwrap();
    let entities = record["entities"].as_array().unwrap();
    let label = |id: &serde_json::Value| {
        let is_one = |entity: &&serde_json::Value| &entity["id"] == id;
        let entity = entities.iter().find(is_one).unwrap();
        let (start, end) = (&entity["start_offset"], &entity["end_offset"]);
        let text: Vec<char> = record["text"].as_str().unwrap().chars().collect();
        let range = start.as_u64().unwrap() as usize..end.as_u64().unwrap() as usize;
        text[range].iter().collect::<String>()
    };
    let relations = record["relations"].as_array().unwrap().iter();
    let relations: Vec<_> = relations
        .map(|relation| {
            let [from, to] = ["from_id", "to_id"].map(|end| label(&relation[end]));
            format!("{from} {} {to}", relation["type"].as_str().unwrap())
        })
        .collect();
    assert_eq!(
        relations,
        [
            "收集 actor 我们",
            "收集 data 设备信息",
            "收集 data 型号",
            "收集 data 邮箱",
            "收集 purpose 验证邮箱",
            "设备信息 includes 型号",
            "出售 actor 我们",
            "出售 data 邮箱",
        ]
    );
}

#[test]
fn what_the_server_exports_is_read() {
    let sequence = r#"{"id": 7, "text": "我们会收集手机号码。", "name": "a", "label": [[5, 9, "Data"]], "Comments": []}"#;
    let relations = r#"{"id": 8, "text": "我们会收集邮箱。", "name": "b", "entities": [{"id": 1, "label": "ACTOR", "start_offset": 0, "end_offset": 2}], "relations": [{"id": 3, "from_id": 1, "to_id": 1, "type": "actor"}], "Comments": []}"#;
    for content in [format!("{sequence}\n{relations}\n"), format!("[{sequence},\n {relations}]")] {
        let reading = read(Doccano, &content);
        assert_eq!(faults(&reading), [""; 0]);
        let names: Vec<_> = reading.policies.iter().map(|policy| policy.name.as_str()).collect();
        assert_eq!(names, ["a", "b"]);
        assert_eq!(spans(&reading), [[pair("Data", "手机号码")], [pair("ACTOR", "我们")]]);
        assert_eq!(reading.policies[1].ignored["relations"], 1);
    }
}

#[test]
fn faults_name_the_line_and_the_rest_is_kept() {
    let content = "{\"text\": \"我们\", \"label\": [[0, 2, \"Actor\"], [0, \"x\"], [-1, 2, \"Data\"]]}\n\
                   {\"text\": \n\
                   \n\
                   {\"label\": []}\n\
                   {\"text\": \"您\"}\n";
    let reading = read(Doccano, content);
    assert_eq!(
        faults(&reading),
        [
            "line 2: EOF while parsing a value (byte 9 of the line)",
            "line 1, label 2: invalid type: string \"x\", expected u64",
            "line 1, label 3: invalid value: integer `-1`, expected u64",
            "line 4: missing field `text`",
        ]
    );
    assert_eq!(spans(&reading), [vec![pair("Actor", "我们")], vec![]]);
    assert_eq!(reading.policies[1].name, "policy-3");
}

#[test]
fn a_damaged_list_is_one_fault() {
    let reading = read(Doccano, "[\n{\"text\": \"您\"},\n{\"text\"}\n]");
    assert_eq!(faults(&reading), ["line 3: expected `:` (byte 8 of the line)"]);
    assert_eq!(faults(&read(Doccano, "")), [""; 0]);
}
