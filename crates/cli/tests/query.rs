//! `policymark query` and `policymark inventory`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::Folder;
use serde_json::{Value, json};

fn json_lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// What these arguments find in a text.
fn found(folder: &Folder, arguments: &[&str], text: &str) -> Vec<Value> {
    let arguments = [arguments, &["-", "--output-format", "json-lines"]].concat();
    json_lines(&folder.pipe(&arguments, text).stdout)
}

#[test]
fn filters_are_combined_and_set_the_exit_status() {
    let folder = Folder::new("query");
    let text = "(我们)会[收集]<手机号>、<设备型号>。(我们)不会向(第三方)[共享]<手机号码>。\n";
    let query = |filters: &str| {
        let arguments: Vec<_> =
            "query - --output-format lines".split(' ').chain(filters.split(' ')).collect();
        let ran = folder.pipe(&arguments, text);
        (ran.stdout.lines().count(), ran.status)
    };
    assert_eq!(query("--actor 我们"), (2, 0));
    assert_eq!(query("--data ~手机号"), (2, 0));
    assert_eq!(query("--data 手机号"), (1, 0));
    assert_eq!(query("--data 手机号 --data 手机号码"), (2, 0));
    assert_eq!(query("--data 手机号 --polarity denied"), (0, 1));
    assert_eq!(query("--action share --party third --processing provide"), (1, 0));
    assert_eq!(query("--at 1:11"), (1, 0));
    assert_eq!(query("--at 0"), (1, 0));
    assert_eq!(query("--at 1:15"), (0, 1));
    assert_eq!(query("--modality will --item 手机号"), (1, 0));
    assert_eq!(query("--subject 我们"), (0, 1));
    assert_eq!(query("--sensitive"), (0, 1));
    assert_eq!(query("--ground law"), (0, 1));
    assert_eq!(query("--ground fate"), (0, 2));
    assert_eq!(query("--party nobody"), (0, 2));
    assert_eq!(query("--actor 我们 no-such.txt"), (2, 2));
    assert_eq!(query("--actor 无人 no-such.txt"), (0, 2));
}

#[test]
fn nothing_found_is_an_empty_list() {
    let folder = Folder::new("query-nothing");
    folder.write("a.txt", "(我们)会[收集]<邮箱>。\n");
    let shown =
        |format| folder.run(&["query", ".", "--data", "住址", "--output-format", format]).shown();
    assert_eq!(shown("text"), "--- exit status 1");
    assert_eq!(shown("json"), "[]\n--- exit status 1");
    assert_eq!(shown("json-lines"), "--- exit status 1");
    assert!(shown("csv").ends_with("sentence\r\n--- exit status 1"));
}

#[test]
fn blocks_of_several_files_have_a_blank_line_between_them() {
    let folder = Folder::new("query-text");
    folder
        .write("a.txt", "一、注册\n(我们)会[收集]<邮箱>。\n")
        .write("b.txt", "(我们)会[收集]<住址>。\n");
    folder.write("c.txt", "(我们)不会向(广告商)[出售]<邮箱>。\n");
    insta::assert_snapshot!("query-text", folder.run(&["query", ".", "--data", "邮箱"]).shown());
    insta::assert_snapshot!(
        "query-json",
        folder.run(&["query", ".", "--data", "邮箱", "--output-format", "json"]).shown()
    );
    insta::assert_snapshot!("inventory-text", folder.run(&["inventory", "."]).shown());
    insta::assert_snapshot!(
        "inventory-json",
        folder.run(&["inventory", ".", "--by", "actor", "--output-format", "json"]).shown()
    );
}

#[test]
fn unmarked_words_are_found() {
    let folder = Folder::new("query-unmarked");
    let text = "您需要向客服[提供]<邮箱>。(我们)会从银行[获取]<账单>。(我们)会查看<运单>。\n";
    let count = |option, words| found(&folder, &["query", option, words], text).len();
    assert_eq!(count("--actor", "您"), 1);
    assert_eq!(count("--actor", "我们"), 2);
    assert_eq!(count("--recipient", "客服"), 1);
    assert_eq!(count("--source", "银行"), 1);
    assert_eq!(count("--action", "查看"), 1);
    assert_eq!(count("--source", "客服"), 0);
}

#[test]
fn announced_items_and_supposed_statements_are_found() {
    let folder = Folder::new("query-announced");
    let text = "除{下列情形}外，(我们)不会[公开]<邮箱>：\n1、应{法院}的要求；\n2、您同意。\n";
    let ran = folder.pipe(&["query", "-", "--announced", "~法院的"], text);
    assert!(
        ran.stdout.contains("  items   1、 应法院的要求；\n          2、 您同意。\n"),
        "{}",
        ran.stdout
    );
    let statements = found(&folder, &["query", "--announced", "~同意"], text);
    assert_eq!(statements[0]["announces"], json!(["应法院的要求；", "您同意。"]));

    let text = "您需要[提供]<邮箱>。若您不[提供]<邮箱>，我们无法{回复您}。";
    let ran = folder.pipe(&["query", "-", "--supposed"], text);
    assert!(ran.stdout.starts_with("#1  <stdin>:1:16  supposed\n"), "{}", ran.stdout);
    let items = found(&folder, &["inventory"], text);
    assert_eq!(
        (&items[0]["statements"], &items[0]["affirmed"]["actors"]),
        (&json!([0]), &json!(["(您)"]))
    );
}

#[test]
fn long_lists_of_antecedents_are_shortened() {
    let folder = Folder::new("query-means");
    let text = format!("向{}[提供]<邮箱>。(该SDK)[保存]<上述信息>。", "(云杉SDK)、".repeat(9));
    let ran = folder.pipe(&["query", "-", "--means", "邮箱"], &text);
    let lines: String = ran.stdout.lines().map(str::trim_start).collect();
    assert!(lines.contains(&format!("means   该SDK: {}…", ["云杉SDK"; 8].join("、"))), "{lines}");
    assert!(lines.contains("means   上述信息: 邮箱"), "{lines}");
    let statement = &found(&folder, &["query", "--means", "邮箱"], &text)[0];
    let data = json!({"mark": "上述信息", "statement": 0, "texts": ["邮箱"], "more": false});
    assert_eq!(statement["means"][1], data);
    assert_eq!(statement["means"][0]["more"], true);
}

#[test]
fn an_inventory_shows_denied_actions_apart() {
    let folder = Folder::new("inventory");
    let text = "(我们)会向(合作伙伴)[提供]<邮箱>。{注销}后，(甲)不会向(第三方)[出售]<邮箱>。";
    let ran = folder.pipe(&["inventory", "-"], text);
    let expected = "\
邮箱  basic
  who     我们
  does    提供
  to      合作伙伴
  not     出售
    who     甲
    to      第三方
    when    注销
  in      <stdin> #0 #1
";
    assert_eq!((ran.stdout.as_str(), ran.status), (expected, 0));
    let item = &found(&folder, &["inventory"], text)[0];
    assert_eq!(
        (&item["item"], &item["category"], &item["sensitive"]),
        (&json!("邮箱"), &json!("basic"), &json!(false))
    );
    assert_eq!(item["affirmed"]["recipients"], json!(["合作伙伴"]));
    assert_eq!(item["affirmed"]["actions"], json!(["提供"]));
    assert_eq!(item["denied"]["recipients"], json!(["第三方"]));
    assert_eq!(item["denied"]["actions"], json!(["出售"]));
    assert!(item["affirmed"].get("data").is_none());
}

#[test]
fn an_inventory_lists_data_items_actors_or_parties() {
    let folder = Folder::new("inventory-by");
    let text = "(我们)会[收集]<昵称、头像>，并向(银行)[提供]<病历>。(银行)会[保存]<账单>。";
    let items = |arguments: &[&str]| {
        let items = found(&folder, &[&["inventory"], arguments].concat(), text);
        items
            .iter()
            .map(|item| item["item"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(items(&[]), "昵称、头像 病历 账单");
    assert_eq!(items(&["--by", "item"]), "昵称 头像 病历 账单");
    assert_eq!(items(&["--by", "actor"]), "我们 银行");
    assert_eq!(items(&["--by", "party"]), "我们 银行");
    assert_eq!(items(&["--item", "头像"]), "昵称、头像");
    assert_eq!(items(&["--by", "item", "--item", "头像"]), "头像");
    assert_eq!(items(&["--by", "item", "--sensitive"]), "病历 账单");
    assert_eq!(items(&["--category", "health"]), "病历");
    assert_eq!(items(&["--by", "actor", "--party", "third"]), "银行");
    assert_eq!(items(&["--by", "party", "--recipient", "银行"]), "银行");
    assert_eq!(items(&["--action", "保存"]), "账单");
    assert_eq!(items(&["--data", "没有"]), "");
    let bank = &found(&folder, &["inventory", "--by", "actor", "--actor", "银行"], text)[0];
    assert_eq!((&bank["party"], &bank["affirmed"]["data"]), (&json!("third"), &json!(["账单"])));
    assert!(bank.get("sensitive").is_none());
}

#[test]
fn an_inventory_leaves_out_supposed_statements_and_excluded_data() {
    let folder = Folder::new("inventory-supposed");
    let text = "(我们)会[收集]<城市>（不含<位置>）。若您不[提供]<邮箱>，我们无法{回复您}。<昵称>";
    let items = |arguments: &[&str]| {
        let items = found(&folder, &[&["inventory"], arguments].concat(), text);
        items.iter().map(|item| item["item"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(items(&[]), ["城市", "昵称"]);
    assert_eq!(items(&["--supposed"]), ["邮箱"]);
}

#[test]
fn an_inventory_of_nothing_is_fine() {
    let folder = Folder::new("inventory-nothing");
    folder.write("a.txt", "没有标注。\n");
    let shown = |format| folder.run(&["inventory", ".", "--output-format", format]).shown();
    assert_eq!(shown("text"), "--- exit status 0");
    assert_eq!(shown("json"), "[]\n--- exit status 0");
}

#[test]
fn a_denial_without_a_verb_is_shown() {
    let folder = Folder::new("inventory-denial");
    for words in [
        "不会把<录音>卖给(广告商)",
        "不会倒卖<录音>",
        "不得拷走<录音>",
        "不将<录音>交出",
        "从不外借<录音>",
    ] {
        for command in ["statements", "query", "inventory"] {
            let ran = folder.pipe(&[command, "-"], &format!("(海螺){words}。"));
            assert!(ran.stdout.contains("\n  not     -\n"), "{command}: {words}");
        }
    }
}
