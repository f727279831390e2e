//! `policymark statements`: every format read back by a reader of that format.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::Folder;
use serde_json::{Value, json};

const POLICY: &str = "\
一、注册
当{您注册账户}时，(我们)会[收集]您的<设备信息>，包括<型号>、<系统>，以便{验证您的身份}，并[保存]<上述信息>。
二、共享
除{下列情形}外，未经{您同意}，(我们)不会向(广告商)[出售]您的<邮箱>：
1、应{法院}的要求；
您需要[提供]<手机号码>。若您不[提供]<住址>，我们无法{送货}。
";

/// The rows of a table in strict CSV: quotes only around a whole cell, and the same number of cells in each row.
fn rows(table: &str) -> Vec<Vec<String>> {
    let table = table.strip_prefix('\u{feff}').expect("a byte-order mark");
    let mut rows = vec![vec![String::new()]];
    let mut letters = table.chars().peekable();
    let (mut is_quoted, mut is_closed) = (false, false);
    while let Some(letter) = letters.next() {
        let row = rows.last_mut().unwrap();
        let cell = row.last_mut().unwrap();
        match letter {
            '"' if is_quoted && letters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if is_quoted => (is_quoted, is_closed) = (false, true),
            _ if is_quoted => cell.push(letter),
            ',' => {
                is_closed = false;
                row.push(String::new());
            }
            '\r' => {
                assert_eq!(letters.next(), Some('\n'), "a lone carriage return");
                is_closed = false;
                rows.push(vec![String::new()]);
            }
            '"' if cell.is_empty() && !is_closed => is_quoted = true,
            _ => {
                assert!(!is_closed && letter != '"' && letter != '\n', "{cell:?} {letter:?}");
                cell.push(letter);
            }
        }
    }
    assert_eq!(rows.pop(), Some(vec![String::new()]), "the last row has its line end");
    assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{rows:#?}");
    rows
}

/// The cell of a row under this name.
fn cell<'r>(rows: &'r [Vec<String>], row: usize, name: &str) -> &'r str {
    let column =
        rows[0].iter().position(|column| column == name).unwrap_or_else(|| panic!("no {name}"));
    &rows[row][column]
}

fn folder(test: &str) -> Folder {
    let folder = Folder::new(test);
    folder.write("a.txt", POLICY).write("b.txt", "没有标注。\n");
    folder.write("c/d.md", "(我们)会[收集]<昵称>。\n").write("c/no.rs", "(我们)会[收集]<昵称>。\n");
    folder
}

#[test]
fn every_format_is_as_it_was() {
    let folder = folder("statements");
    for format in ["text", "lines", "json", "json-lines", "csv"] {
        let shown = folder.run(&["statements", ".", "--output-format", format]).shown();
        insta::assert_snapshot!(format!("statements-{format}"), shown.replace('\r', "␍"));
        let explained =
            folder.run(&["statements", "a.txt", "--explain", "--output-format", format]);
        insta::assert_snapshot!(
            format!("statements-{format}-explain"),
            explained.shown().replace('\r', "␍")
        );
    }
}

#[test]
fn json_is_one_array_over_all_files_and_the_lines_are_its_elements() {
    let folder = folder("statements-json");
    let ran = folder.run(&["statements", "a.txt", "b.txt", "c", "--output-format", "json"]);
    let all: Vec<Value> = serde_json::from_str(&ran.stdout).unwrap();
    let files: Vec<_> = all.iter().map(|found| found["file"].as_str().unwrap()).collect();
    assert_eq!(files, ["a.txt", "a.txt", "a.txt", "a.txt", "a.txt", "a.txt", "c/d.md"]);

    let ran = folder.run(&["statements", "a.txt", "b.txt", "c", "--output-format", "json-lines"]);
    let lines = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap());
    assert_eq!(lines.collect::<Vec<Value>>(), all);

    let ran = folder.run(&["statements", "b.txt", "--output-format", "json"]);
    assert_eq!((ran.stdout.as_str(), ran.status), ("[]\n", 0));
}

#[test]
fn json_says_all_that_a_statement_says() {
    let folder = folder("statements-fields");
    let read = |arguments: &[&str]| -> Vec<Value> {
        let ran =
            folder.run(&[&["statements", "a.txt", "--output-format", "json"], arguments].concat());
        serde_json::from_str(&ran.stdout).unwrap()
    };
    let found = read(&[]);
    assert!(found.iter().all(|statement| statement.get("members").is_none()));
    let (collects, saves, sells, needs, supposes) =
        (&found[0], &found[1], &found[2], &found[4], &found[5]);
    assert_eq!(collects["conditions"], json!(["您注册账户"]));
    assert_eq!(collects["grounds"]["conditions"], json!(["occasion"]));
    assert_eq!(collects["processing"], json!(["collect"]));
    assert_eq!(collects["categories"], json!(["device"]));
    assert_eq!(collects["parts"], json!([{"whole": "设备信息", "parts": ["型号", "系统"]}]));
    assert_eq!(collects["headings"], json!(["一、注册"]));
    assert_eq!((&collects["line"], &collects["column"]), (&json!(2), &json!(2)));
    assert_eq!(saves["means"][0]["mark"], "上述信息");
    assert_eq!(saves["means"][0]["texts"], json!(["设备信息", "型号", "系统"]));
    assert_eq!(sells["polarity"], "denied");
    assert_eq!(sells["exceptions"], json!(["下列情形", "您同意"]));
    assert_eq!(sells["grounds"]["exceptions"], json!(["occasion", "consent"]));
    assert_eq!(sells["announces"], json!(["应法院的要求；"]));
    assert_eq!(sells["recipients"], json!(["广告商"]));
    assert_eq!(
        (&needs["unmarked"], &needs["modality"]),
        (&json!({"actors": ["您"]}), &json!("must"))
    );
    assert_eq!(supposes["asserted"], json!(false));

    let explained = read(&["--explain"]);
    let members = explained[1]["members"].as_array().unwrap();
    let subject = members.iter().find(|member| member["role"] == "actor").unwrap();
    assert_eq!(
        subject,
        &json!({
            "role": "actor", "text": "我们", "line": 2, "column": 11, "marked": true, "rule": "S3",
            "certainty": "likely", "inherited": true, "party": "first",
        })
    );
    let own = members.iter().find(|member| member["role"] == "action").unwrap();
    assert_eq!(own["inherited"], false);
    let unmarked = &explained[4]["members"].as_array().unwrap().last().unwrap();
    assert_eq!((&unmarked["marked"], &unmarked["rule"]), (&json!(false), &json!("S32")));
    assert_eq!(explained[0]["parts"][0]["rules"], json!(["S21", "S21"]));
    assert_eq!(explained[1]["means"][0]["rule"], "S30");
}

#[test]
fn a_table_has_a_row_for_each_statement_and_a_line_for_each_value() {
    let folder = folder("statements-csv");
    let ran = folder.run(&["statements", "a.txt", "c", "--output-format", "csv"]);
    let rows = rows(&ran.stdout);
    assert_eq!(rows.len(), 1 + 7);
    assert_eq!(cell(&rows, 1, "file"), "a.txt");
    assert_eq!(cell(&rows, 1, "data"), "设备信息\n型号\n系统");
    assert_eq!(cell(&rows, 1, "parts"), "设备信息: 型号、系统");
    assert_eq!(cell(&rows, 1, "grounds"), "occasion");
    assert_eq!(cell(&rows, 2, "means"), "上述信息: 设备信息、型号、系统");
    assert_eq!(cell(&rows, 3, "polarity"), "denied");
    assert_eq!(cell(&rows, 3, "exceptions"), "下列情形\n您同意");
    assert_eq!(cell(&rows, 3, "exception_grounds"), "occasion\nconsent");
    assert_eq!(cell(&rows, 5, "actors"), "(您)");
    assert_eq!(cell(&rows, 7, "sentence"), "(我们)会[收集]<昵称>。");
    let ran = folder.run(&["statements", "a.txt", "--output-format", "csv", "--explain"]);
    let explained = self::rows(&ran.stdout);
    assert!(cell(&explained, 2, "rules").contains("actor 我们: S3, inherited\n"));
}

#[test]
fn no_cell_of_a_table_is_a_formula_or_breaks_it() {
    let folder = Folder::new("statements-formulas");
    let text = "(我们)会[收集]<=HYPERLINK(\"http://a.example\",\"x\")>、<+1>、<-2>、<@SUM(A1)>、<a,b\"c>。\n\
                (我们)会[收集]<-3>。\n";
    folder.write("=1+1.txt", text);
    let ran = folder.run(&["statements", "=1+1.txt", "--output-format", "csv"]);
    let rows = rows(&ran.stdout);
    assert_eq!(cell(&rows, 1, "file"), "'=1+1.txt");
    assert!(
        cell(&rows, 1, "data").starts_with("'=HYPERLINK(\"http://a.example\",\"x\")\n+1\n-2\n")
    );
    assert!(cell(&rows, 1, "data").ends_with("\na,b\"c"));
    assert_eq!(cell(&rows, 2, "data"), "'-3");
    let is_formula = |cell: &String| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    assert!(!rows.iter().flatten().any(is_formula), "{rows:?}");
}

#[test]
fn long_texts_do_not_multiply() {
    let folder = Folder::new("statements-long");
    let text =
        format!("当{{{}}}时，{}", "您登录".repeat(10_000), "(我们)会[收集]<昵称>，".repeat(500));
    folder.write("a.txt", &text);
    for format in ["text", "json", "csv", "lines"] {
        let ran = folder.run(&["statements", "a.txt", "--output-format", format]);
        assert_eq!(ran.status, 0);
        assert!(ran.stdout.matches("昵称").count() >= 500);
        // Each statement has the long condition, cut to 1 KB, once.
        assert!(ran.stdout.len() < 500 * 3_000, "{format}: {}", ran.stdout.len());
    }
}

#[test]
fn a_long_sentence_is_not_repeated_with_each_statement() {
    let folder = Folder::new("statements-sentence");
    let statement = "(我们)会[收集]<昵称>，";
    folder.write("a.txt", statement.repeat(3_000));
    for format in ["json", "csv"] {
        let ran = folder.run(&["statements", "a.txt", "--output-format", format]);
        let (output, text) = (ran.stdout.len(), 3_000 * statement.len());
        // A statement of 33 bytes has keys of about 600 bytes, and a part of the sentence.
        assert!(output < 48 * text, "{format}: {output} bytes for {text}");
    }
    let ran = folder.run(&["statements", "a.txt", "--output-format", "json"]);
    let found: Vec<Value> = serde_json::from_str(&ran.stdout).unwrap();
    let sentence = |number: usize| found[number]["sentence"].as_str().unwrap();
    assert_eq!(found.len(), 3_000);
    assert!(sentence(0).starts_with("(我们)会") && sentence(0).ends_with('…'), "{}", sentence(0));
    assert!(sentence(1_500).starts_with('…') && sentence(1_500).ends_with('…'));
    assert!(!sentence(2_999).ends_with('…'), "{}", sentence(2_999));
}

#[test]
fn broken_files_are_named_and_the_others_go_on() {
    let folder = folder("statements-broken");
    folder.write("gbk.txt", b"\xe6\x89\x8b\xce\xd2\xc3\xc7").write("empty.txt", "\n");
    for format in ["text", "lines", "json", "json-lines", "csv"] {
        let files = ["gbk.txt", "no-such.txt", "empty.txt", "c"];
        let ran = folder.run(&[&["statements", "--output-format", format], &files[..]].concat());
        assert_eq!(ran.status, 2);
        let complaints: Vec<_> = ran.stderr.lines().collect();
        assert!(
            complaints[0]
                .starts_with("error: gbk.txt: the text is not UTF-8: byte 0xCE at offset 3")
        );
        assert_eq!(complaints[1], "error: no-such.txt: there is no such file");
        assert_eq!(complaints[2], "warning: empty.txt: the file is empty");
        assert!(ran.stdout.contains("昵称"), "{}", ran.stdout);
        if format == "json" {
            assert_eq!(serde_json::from_str::<Vec<Value>>(&ran.stdout).unwrap().len(), 1);
        }
    }
    let ran = folder.run(&["statements", "-q", "empty.txt"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
}

#[test]
fn standard_input_and_chinese_messages() {
    let folder = Folder::new("statements-stdin");
    let ran =
        folder.pipe(&["statements", "-", "--output-format", "lines"], "(我们)会[收集]<昵称>。");
    assert_eq!(ran.shown(), "<stdin>:1:1: 我们 收集 昵称\n--- exit status 0");
    let ran = folder.run(&["statements", "no-such.txt", "--lang", "zh"]);
    assert!(ran.stderr.starts_with("错误：no-such.txt") && ran.stderr.ends_with("没有这个文件\n"));
}

/// Closes every object of a schema, so that unknown keys are errors.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            if object.contains_key("properties") && object.get("type") == Some(&json!("object")) {
                object.insert("additionalProperties".into(), json!(false));
            }
            object.values_mut().for_each(close);
        }
        Value::Array(values) => values.iter_mut().for_each(close),
        _ => {}
    }
}

#[test]
fn json_fits_the_schema_that_the_command_prints() {
    let folder = folder("statements-schema");
    let policies = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/policies");
    let mut schema: Value =
        serde_json::from_str(&folder.run(&["schema", "statements"]).stdout).unwrap();
    assert!(jsonschema::draft202012::meta::is_valid(&schema));
    close(&mut schema);
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    for options in [&[][..], &["--explain"]] {
        let ran = folder
            .run(&[&["statements", ".", policies, "--output-format", "json"], options].concat());
        let found: Value = serde_json::from_str(&ran.stdout).unwrap();
        let faults: Vec<_> = validator.iter_errors(&found).map(|fault| fault.to_string()).collect();
        assert_eq!(faults, Vec::<String>::new());
        assert!(found.as_array().unwrap().len() > 200);
    }
    // What is missing or wrong is a fault.
    let ran = folder.run(&["statements", "a.txt", "--output-format", "json"]);
    let mut found: Value = serde_json::from_str(&ran.stdout).unwrap();
    found[0]["polarity"] = json!("perhaps");
    assert!(!validator.is_valid(&found));
}

#[test]
fn the_schema_names_what_the_library_knows() {
    use policymark::lexicon::{DataCategory, Ground, Processing};
    use policymark::statement::{Certainty, MemberRole};

    let schema: Value =
        serde_json::from_str(&Folder::new("schema").run(&["schema", "statements"]).stdout).unwrap();
    let names = |pointer: &str| schema.pointer(pointer).unwrap().as_array().unwrap().clone();
    let all = |names: Vec<&str>| names.into_iter().map(Value::from).collect::<Vec<_>>();
    let role = MemberRole::ALL.iter().map(|role| role.name()).collect();
    assert_eq!(names("/$defs/member/properties/role/enum"), all(role));
    assert_eq!(names("/$defs/ground/enum"), all(Ground::ALL.iter().map(|g| g.name()).collect()));
    assert_eq!(
        names("/$defs/processing/enum"),
        all(Processing::ALL.iter().map(|p| p.name()).collect())
    );
    assert_eq!(
        names("/$defs/category/enum"),
        all(DataCategory::ALL.iter().map(|c| c.name()).collect())
    );
    assert_eq!(
        names("/$defs/certainty/enum"),
        all(Certainty::ALL.iter().map(|c| c.name()).collect())
    );
}
