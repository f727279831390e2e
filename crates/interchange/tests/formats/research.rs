use policymark_interchange::Format::Research;
use policymark_interchange::Source;

use crate::{faults, pair, read, spans, written};

#[test]
fn the_first_record_is_the_text() {
    assert_eq!(
        written(Research, "😀[收集]<邮箱>", "policy.json"),
        r#"[{"classId":"","classId_name":"","text":"😀收集邮箱","start":0,"end":5},
 {"classId":"Action","classId_name":"Action","text":"收集","start":1,"end":3},
 {"classId":"Data","classId_name":"Data","text":"邮箱","start":3,"end":5}]
"#
    );
}

#[test]
fn pieces_of_text_are_put_where_they_say() {
    let content = r#"[
        {"classId": "e_1", "classId_name": "data", "text": "邮箱", "start": 2, "end": 4, "fields": ""},
        {"classId": "", "classId_name": "", "text": "收集邮箱。", "start": 0, "end": 5},
        {"classId": "", "classId_name": "", "text": "收集邮箱。", "start": 0, "end": 5},
        {"classId": "", "classId_name": "", "text": "我们。", "start": 7, "end": 10},
        {"classId": "e_2", "classId_name": "", "text": "我们", "start": 7, "end": 9},
        {"classId": "", "classId_name": "", "text": "远", "start": 4000000000, "end": 4000000001}]"#;
    let reading = read(Research, content);
    assert_eq!(
        faults(&reading),
        ["record 6: it starts at 4000000000, far after the text before it"]
    );
    assert_eq!(reading.policies[0].text, "收集邮箱。\n\n我们。");
    assert_eq!(spans(&reading), [[pair("data", "邮箱"), pair("e_2", "我们")]]);
    assert_eq!(reading.policies[0].ignored["characters between the pieces of text"], 2);
}

#[test]
fn objects_with_text_and_spans_are_read() {
    for content in [
        r#"{"text": "收集邮箱", "spans": [{"start": 2, "end": 4, "label": "data", "text": "邮箱"}]}"#,
        r#"{"text": "收集邮箱", "spans": [{"start": 2, "end": 4, "label": null, "class": "data", "type": "span", "id": 7}]}"#,
        r#"[{"text": "收集邮箱", "annotations": [{"start": 2, "end": 4, "class": "data"}]}]"#,
        "{\"name\": \"policy\", \"text\": \"收集邮箱\", \"entities\": [{\"start\": 2, \"end\": 4, \"type\": \"data\"}]}\n",
    ] {
        let reading = read(Research, content);
        assert_eq!(faults(&reading), [""; 0], "{content}");
        assert_eq!(spans(&reading), [[pair("data", "邮箱")]], "{content}");
        assert_eq!(reading.policies[0].name, "policy");
    }
}

#[test]
fn the_text_can_be_in_a_file_beside() {
    let content = r#"[{"start": 2, "end": 4, "label": "数据", "text": "邮箱"}, {"label": "数据"}]"#;
    let source = Source::new("policy", content).with_text("收集邮箱");
    let reading = Research.read(&source);
    assert_eq!(spans(&reading), [[pair("数据", "邮箱")]]);
    assert_eq!(reading.policies[0].text, "收集邮箱");
    assert_eq!(faults(&reading), ["record 2: the span has no start and end"]);
}
