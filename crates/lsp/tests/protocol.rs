//! What a client and the server say to each other.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use policymark::Parser;
use policymark::language::Language;
use policymark::text::{Code, Severity};
use policymark_lsp::{Ended, Fault, Rules, Search, Settings};
use serde_json::{Value, json};

use common::editor::{Editor, URI, edited, place, range};
use common::served::{served, started};
use common::settings::TestSettings;

/// What editors count in, unless they say otherwise.
const UTF_16: &str = "utf-16";

const SLIPS: &str = "(我们)会[收集]您的< 手机号码>和<邮箱。\n";

fn code(response: Result<Value, lsp_server::ResponseError>) -> i32 {
    response.unwrap_err().code
}

#[test]
fn a_session_has_a_beginning_and_an_end() {
    let (mut editor, server) = served(TestSettings::default());
    assert_eq!(
        code(editor.request("shutdown", Value::Null)),
        ErrorCode::ServerNotInitialized as i32
    );
    editor.initialize(json!({}));
    let again = editor.request("initialize", json!({"capabilities": {}}));
    assert_eq!(code(again), ErrorCode::InvalidRequest as i32);
    editor.request("shutdown", Value::Null).unwrap();
    for method in ["shutdown", "initialize", "textDocument/hover"] {
        assert_eq!(code(editor.request(method, json!({}))), ErrorCode::InvalidRequest as i32);
    }
    editor.notify("exit", Value::Null);
    assert_eq!(server.join().unwrap(), Ended::Properly);
}

#[test]
fn a_client_can_leave_at_any_time() {
    let (mut editor, server) = served(TestSettings::default());
    editor.notify("exit", Value::Null);
    assert_eq!(server.join().unwrap(), Ended::WithoutShutdown);
    let (mut editor, server) = served(TestSettings::default());
    editor.initialize(json!({}));
    editor.open(URI, SLIPS);
    drop(editor);
    assert_eq!(server.join().unwrap(), Ended::Abandoned);
}

#[test]
fn what_is_not_known_is_answered() {
    let mut editor = started();
    editor.notify("$/unknown", json!([]));
    for method in ["textDocument/rename", "no/such", ""] {
        assert_eq!(code(editor.request(method, json!({}))), ErrorCode::MethodNotFound as i32);
    }
    for params in [json!({}), json!([1]), Value::Null, json!({"textDocument": 3})] {
        for method in ["textDocument/hover", "textDocument/codeAction", "workspace/executeCommand"]
        {
            let answer = editor.request(method, params.clone());
            assert_eq!(code(answer), ErrorCode::InvalidParams as i32, "{method} {params}");
        }
    }
    // Nobody has opened it.
    assert_eq!(editor.at("hover", 0, 0), Value::Null);
    assert_eq!(editor.about("formatting"), Value::Null);
}

#[test]
fn what_is_told_wrongly_is_ignored() {
    let mut editor = started();
    editor.change(&[([0, 0, 0, 1], "x")]);
    for method in ["didOpen", "didChange", "didClose", "didSave"] {
        editor.notify(&format!("textDocument/{method}"), json!({"textDocument": []}));
    }
    editor.notify("workspace/didChangeConfiguration", json!(null));
    (editor.send)(Message::Response(Response::new_ok(RequestId::from(77), 1)));
    editor.open(URI, SLIPS);
    assert_eq!(editor.diagnostics().len(), 2);
}

#[test]
fn diagnostics_follow_the_text() {
    let mut editor = started();
    editor.open(URI, SLIPS);
    assert_eq!(
        editor.diagnostics(),
        ["0:11-0:18 annotation-padded 2", "0:19-0:20 bracket-unclosed 1"]
    );
    editor.change(&[([0, 22, 0, 22], ">"), ([0, 12, 0, 13], "")]);
    assert!(editor.diagnostics().is_empty());
    editor.change(&[([0, 0, 1, 0], "(我们)会[收集]<>。")]);
    assert_eq!(
        editor.diagnostics(),
        ["0:5-0:9 action-without-data 3", "0:9-0:11 annotation-empty 2"]
    );
    editor.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    assert!(editor.diagnostics().is_empty());
}

/// Changes the policy as it is written here, for what no editor should send.
fn change_to(editor: &mut Editor, version: Value, changes: Value) {
    let item = json!({"uri": URI, "version": version});
    let params = json!({"textDocument": item, "contentChanges": changes});
    editor.notify("textDocument/didChange", params);
}

#[test]
fn a_text_whose_change_cannot_be_read_is_left_alone_until_it_comes_whole() {
    let damaged =
        json!({"start": {"line": -1, "character": 0}, "end": {"line": 0, "character": 0}});
    let mut editor = started();
    for (version, changes) in [
        (json!(2), json!([{"range": damaged, "text": "x"}])),
        (json!(2), json!([{"range": range([0, 0, 0, 0])}])),
        (json!(2), json!([{"text": "<邮箱>"}, {"range": 7, "text": "x"}])),
        (json!(2), json!([null])),
        (json!(2), json!({"text": "x"})),
        (json!("2"), json!([{"text": "x"}])),
    ] {
        editor.open(URI, SLIPS);
        assert_eq!(editor.diagnostics().len(), 2);
        change_to(&mut editor, version, changes.clone());
        let lost = editor.diagnostics_of(URI)["diagnostics"].clone();
        let message = lost[0]["message"].as_str().unwrap();
        assert!(message.starts_with("a change of this text could not be read"), "{message}");
        assert_eq!((lost.as_array().unwrap().len(), &lost[0]["severity"]), (1, &json!(1)));
        // What follows is about a text that nobody knows here.
        editor.change(&[([0, 0, 0, 1], "")]);
        assert_eq!(editor.diagnostics_of(URI)["diagnostics"], lost);
        assert_eq!(editor.about("formatting"), Value::Null, "{changes}");
        assert_eq!(editor.within("codeAction", [0, 0, 1, 0], None), Value::Null);
        change_to(&mut editor, json!(4), json!([{"text": "(我们)会[收集]<>。"}]));
        assert_eq!(editor.diagnostics().len(), 2, "{changes}");
    }
}

#[test]
fn versions_need_not_be_given() {
    let mut editor = started();
    editor.open(URI, SLIPS);
    assert_eq!(editor.diagnostics_of(URI)["version"], 1);
    change_to(&mut editor, Value::Null, json!([{"text": "<邮箱", "range": null}]));
    let published = editor.diagnostics_of(URI);
    assert_eq!(published["version"], Value::Null);
    assert_eq!(published["diagnostics"].as_array().unwrap().len(), 1);
}

#[test]
fn many_changes_of_a_long_text_take_no_time() {
    let line = "(我们)会[收集]您的<手机号码>，以便{验证您的身份}。\n";
    let text = line.repeat(10_000);
    let mut editor = started();
    editor.open(URI, &text);
    let changes = vec![([9, 0, 9, 1], "("); 3_000];
    let start = Instant::now();
    editor.change(&changes);
    // It is answered after the changes, and parses nothing.
    editor.request("textDocument/none", json!({})).unwrap_err();
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

#[test]
fn diagnostics_say_what_to_do_and_in_which_language() {
    let (mut editor, _) = served(TestSettings::default());
    editor.initialize(json!({"locale": "zh-cn"}));
    editor.open(URI, "(我们)会[收集<手机]号码>。\n");
    let found = editor.diagnostics_of(URI)["diagnostics"][0].clone();
    let message = found["message"].as_str().unwrap();
    assert!(message.contains("\n帮助："), "{message}");
    let related = &found["relatedInformation"][0];
    assert_eq!(
        (&related["location"]["uri"], &related["message"]),
        (&json!(URI), &json!("另见此处"))
    );
    assert_eq!(found["source"], "policymark");
}

#[test]
fn messages_that_wait_together_are_one_change() {
    let (mut editor, server) = served(TestSettings::default());
    // Before the server runs, all of it waits.
    editor.initialize(json!({}));
    editor.open(URI, "");
    for _ in 0..200 {
        editor.change(&[([0, 0, 0, 0], "< 邮箱>")]);
    }
    editor.shut_down();
    assert_eq!(server.join().unwrap(), Ended::Properly);
    let mut published = editor.told.len();
    while (editor.receive)().is_some() {
        published += 1;
    }
    assert!(published < 200, "{published} times");
}

#[test]
fn requests_that_wait_can_be_taken_back() {
    let (server, client) = lsp_server::Connection::memory();
    let send = |message: Message| client.sender.send(message).unwrap();
    let request = |id: RequestId, method: &str, params| {
        send(Request { id, method: method.to_owned(), params }.into());
    };
    let cancel = |id: Value| {
        let params = json!({"id": id});
        send(Notification { method: "$/cancelRequest".to_owned(), params }.into());
    };
    let hover = json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}});
    request(1.into(), "initialize", json!({"capabilities": {}}));
    request(2.into(), "textDocument/hover", hover.clone());
    request("a".to_owned().into(), "textDocument/hover", hover.clone());
    request(3.into(), "textDocument/hover", hover);
    cancel(json!(2));
    cancel(json!("a"));
    // Nobody has asked for these.
    cancel(json!(99));
    cancel(json!({}));
    drop(client.sender);
    assert_eq!(policymark_lsp::serve(&server, &TestSettings::default()), Ended::Abandoned);
    drop(server);
    let mut answers = BTreeMap::new();
    for message in client.receiver {
        let Message::Response(Response { id, response_result }) = message else { panic!() };
        answers.insert(id.to_string(), response_result.map_err(|error| error.code));
    }
    let cancelled = Err(ErrorCode::RequestCanceled as i32);
    assert_eq!((&answers["2"], &answers["\"a\""]), (&cancelled, &cancelled));
    assert_eq!(answers["3"], Ok(Value::Null));
    assert_eq!(answers.len(), 4);
}

#[test]
fn characters_are_counted_as_negotiated() {
    for (encodings, used, places) in [
        (json!(["utf-16", "utf-8"]), "utf-8", ["0:9-0:11", "1:5-1:7"]),
        (json!(["utf-32"]), "utf-32", ["0:4-0:6", "1:3-1:5"]),
        (json!(["utf-16"]), "utf-16", ["0:5-0:7", "1:3-1:5"]),
        (Value::Null, "utf-16", ["0:5-0:7", "1:3-1:5"]),
    ] {
        let (mut editor, _) = served(TestSettings::default());
        let capabilities = json!({"general": {"positionEncodings": encodings}});
        let result = editor.initialize(json!({"capabilities": capabilities}));
        assert_eq!(result["capabilities"]["positionEncoding"], used);
        editor.open(URI, "📱[收]<>\r\n[收]<>\r\n");
        let found = editor.diagnostics().into_iter().filter(|it| it.contains("annotation-empty"));
        let found: Vec<_> = found.map(|it| it.split(' ').next().unwrap().to_owned()).collect();
        assert_eq!(found, places, "{used}");
    }
}

#[test]
fn edits_after_an_emoji_and_in_crlf_files_are_where_they_belong() {
    let text = "📱👩‍👩‍👧(我们)会[收集]您的< 手机号码>。\r\n(我们)会【使用】<< 邮箱>>。\r\n";
    let mut editor = started();
    editor.open(URI, text);
    let formatted = editor.about("formatting");
    let tidy = "📱👩‍👩‍👧(我们)会[收集]您的 <手机号码>。\r\n(我们)会【使用】 <<邮箱>>。\r\n";
    assert_eq!(edited(text, &formatted, UTF_16), tidy);
    let all = editor.within("codeAction", [0, 0, 2, 0], Some("source.fixAll"));
    let fixed = edited(text, &all[0]["edit"]["changes"][URI], UTF_16);
    let document = policymark::parse(text).unwrap();
    let safe = document.fixes().filter(policymark::fix::Fix::is_safe);
    assert_eq!(fixed, policymark::fix::apply(text, safe));
    assert!(fixed.contains("[使用]") && fixed.matches("\r\n").count() == 2, "{fixed}");
}

#[test]
fn each_slip_has_its_fix() {
    let mut editor = started();
    editor.open(URI, SLIPS);
    let fixes = editor.within("codeAction", [0, 13, 0, 13], Some("quickfix"));
    assert_eq!(fixes.as_array().unwrap().len(), 1, "{fixes}");
    let fix = &fixes[0];
    assert_eq!((&fix["isPreferred"], &fix["kind"]), (&json!(true), &json!("quickfix")));
    assert_eq!(fix["diagnostics"][0]["code"], "annotation-padded");
    let fixed = edited(SLIPS, &fix["edit"]["changes"][URI], UTF_16);
    assert_eq!(fixed, "(我们)会[收集]您的 <手机号码>和<邮箱。\n");
    assert_eq!(editor.within("codeAction", [0, 13, 0, 13], Some("refactor.inline")), json!([]));
    let sources = editor.within("codeAction", [0, 0, 0, 0], Some("source"));
    assert_eq!(sources[0]["kind"], "source.fixAll");
    // A text without slips has none.
    editor.change(&[([0, 0, 1, 0], "(我们)会[收集]<邮箱>。\n")]);
    assert_eq!(editor.within("codeAction", [0, 0, 1, 0], Some("source")), json!([]));
}

fn titles(actions: &Value) -> Vec<&str> {
    let actions = actions.as_array().unwrap();
    actions.iter().map(|action| action["title"].as_str().unwrap()).collect()
}

/// What a text becomes by the action with this title.
fn acted(editor: &mut Editor, text: &str, selection: [u32; 4], title: &str) -> String {
    let actions = editor.within("codeAction", selection, Some("refactor"));
    let action = actions.as_array().unwrap().iter().find(|action| action["title"] == title);
    edited(
        text,
        &action.unwrap_or_else(|| panic!("{:?}", titles(&actions)))["edit"]["changes"][URI],
        UTF_16,
    )
}

#[test]
fn a_selection_becomes_a_mark_of_any_kind() {
    let text = "当您注册时，(我们)会收集手机号码。\n";
    let mut editor = started();
    editor.open(URI, text);
    for (selection, title, expected) in [
        ([0, 1, 0, 4], "Mark as purpose or condition", "当{您注册}时，(我们)会收集手机号码。\n"),
        ([0, 11, 0, 13], "Mark as action", "当您注册时，(我们)会[收集]手机号码。\n"),
        ([0, 13, 0, 17], "Mark as data", "当您注册时，(我们)会收集<手机号码>。\n"),
        ([0, 2, 0, 1], "Mark as actor", "当(您)注册时，(我们)会收集手机号码。\n"),
        // A mark becomes another one, whether it, its words or only a cursor is there.
        ([0, 6, 0, 10], "Mark as data", "当您注册时，<我们>会收集手机号码。\n"),
        ([0, 7, 0, 9], "Mark as data", "当您注册时，<我们>会收集手机号码。\n"),
        ([0, 8, 0, 8], "Mark as action", "当您注册时，[我们]会收集手机号码。\n"),
        ([0, 8, 0, 8], "Remove the mark", "当您注册时，我们会收集手机号码。\n"),
        ([0, 0, 0, 18], "Remove the mark", "当您注册时，我们会收集手机号码。\n"),
    ] {
        assert_eq!(acted(&mut editor, text, selection, title), expected, "{selection:?}");
    }
}

#[test]
fn no_mark_is_put_where_none_can_be() {
    let text = "您 的(我们)。\n<邮箱>\n";
    let mut editor = started();
    editor.open(URI, text);
    for selection in [[0, 0, 0, 0], [0, 1, 0, 2], [0, 0, 0, 5], [0, 5, 0, 8], [0, 0, 1, 4]] {
        let actions = editor.within("codeAction", selection, Some("refactor"));
        let marks = titles(&actions).into_iter().filter(|title| title.starts_with("Mark"));
        assert_eq!(marks.count(), 0, "{selection:?} {actions}");
    }
    let all = editor.within("codeAction", [0, 0, 2, 0], Some("refactor"));
    assert_eq!(titles(&all), ["Remove the marks in the selection"]);
}

#[test]
fn commands_ask_for_edits() {
    let mut editor = started();
    editor.open(URI, SLIPS);
    let arguments = json!([{"uri": URI, "range": range([0, 9, 0, 11]), "kind": "actor"}]);
    let command =
        |command: &str, arguments: &Value| json!({"command": command, "arguments": arguments});
    let mark = command("policymark.server.mark", &arguments);
    assert_eq!(editor.request("workspace/executeCommand", mark).unwrap(), Value::Null);
    let asked = editor.next_asked();
    assert_eq!(asked.method, "workspace/applyEdit");
    let edits = &asked.params["edit"]["changes"][URI];
    assert_eq!(edited(SLIPS, edits, UTF_16), SLIPS.replace("您的", "(您的)"));
    (editor.send)(Response::new_ok(asked.id, json!({"applied": true})).into());
    let unmark =
        command("policymark.server.unmark", &json!([{"uri": URI, "range": range([0, 1, 0, 1])}]));
    editor.request("workspace/executeCommand", unmark).unwrap();
    let edits = &editor.next_asked().params["edit"]["changes"][URI];
    assert_eq!(edited(SLIPS, edits, UTF_16), SLIPS.replace("(我们)", "我们"));

    let nowhere = json!([{"uri": URI, "range": range([0, 10, 0, 10]), "kind": "data"}]);
    let answer =
        editor.request("workspace/executeCommand", command("policymark.server.mark", &nowhere));
    assert_eq!(code(answer), ErrorCode::RequestFailed as i32);
    let unknown = editor.request("workspace/executeCommand", command("policymark.no", &arguments));
    assert_eq!(code(unknown), ErrorCode::InvalidParams as i32);
}

#[test]
fn edits_say_for_which_version_they_are() {
    let (mut editor, _) = served(TestSettings::default());
    let edits = json!({"workspace": {"workspaceEdit": {"documentChanges": true}}});
    editor.initialize(json!({"capabilities": edits}));
    editor.open(URI, SLIPS);
    editor.change(&[([0, 0, 0, 0], "📱")]);
    let text = format!("📱{SLIPS}");
    let arguments = json!([{"uri": URI, "range": range([0, 11, 0, 13]), "kind": "actor"}]);
    let mark = json!({"command": "policymark.server.mark", "arguments": arguments});
    editor.request("workspace/executeCommand", mark).unwrap();
    let commanded = editor.next_asked().params["edit"].clone();
    let fixes = editor.within("codeAction", [0, 14, 0, 14], Some("quickfix"));
    for (edit, expected) in [
        (&commanded, text.replace("您的", "(您的)")),
        (&fixes[0]["edit"], text.replace("< 手", " <手")),
    ] {
        assert_eq!(edit["changes"], Value::Null);
        let change = &edit["documentChanges"][0];
        assert_eq!(change["textDocument"], json!({"uri": URI, "version": 2}));
        assert_eq!(edited(&text, &change["edits"], UTF_16), expected);
    }
}

#[test]
fn hints_are_shown_only_if_they_are_wanted() {
    let text = "(我们)会[收集]<邮箱>，并[保存]<昵称>。您需要[提供]<地址>。\n";
    let labels = |hints: &Value| {
        let hints = hints.as_array().unwrap();
        hints.iter().map(|hint| hint["label"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let mut editor = started();
    editor.open(URI, text);
    assert_eq!(editor.within("inlayHint", [0, 0, 1, 0], None), Value::Null);
    editor.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": {"policymark": {"inlayHints": true}}}),
    );
    assert_eq!(labels(&editor.within("inlayHint", [0, 0, 1, 0], None)), ["(我们)", "‹actor›"]);
    let (mut editor, _) = served(TestSettings::default());
    editor.initialize(json!({"initializationOptions": {"inlayHints": true}, "locale": "zh"}));
    editor.open(URI, text);
    assert_eq!(labels(&editor.within("inlayHint", [0, 0, 1, 0], None)), ["(我们)", "‹主体›"]);
    assert_eq!(labels(&editor.within("inlayHint", [0, 0, 0, 9], None)), [""; 0]);
    // The last one is at the end of the text.
    editor.open(URI, "[共享]给合作伙伴");
    for end in [[0, 9], [1, 0]] {
        let hints = editor.within("inlayHint", [0, 0, end[0], end[1]], None);
        assert_eq!(labels(&hints), ["‹接收方›"]);
    }
    assert_eq!(labels(&editor.within("inlayHint", [0, 0, 0, 8], None)), [""; 0]);
}

#[test]
fn definitions_lead_to_what_a_mark_depends_on() {
    let text = "\
(我们)会[收集]<设备信息>，如<型号>，并[保存]<邮箱>。
(我们)会[删除]<上述信息>。
(我们)会[共享]以下信息：
1、<昵称>；
2、<头像>。
";
    let mut editor = started();
    editor.open(URI, text);
    let mut to = |line, character| {
        let places = editor.at("definition", line, character);
        places.as_array().unwrap().iter().map(|it| place(&it["range"])).collect::<Vec<_>>()
    };
    assert_eq!(to(0, 17), ["0:9-0:15"], "the whole");
    assert_eq!(to(0, 23), ["0:0-0:4"], "the inherited actor");
    assert_eq!(to(1, 11), ["0:27-0:31"], "what is meant");
    assert_eq!(to(2, 6), ["3:0-3:2", "4:0-4:2"], "the announced items");
    assert_eq!(to(3, 3), ["2:0-2:4", "2:5-2:9"], "the lead-in of an item");
    assert_eq!(to(2, 11), ["3:0-3:2", "4:0-4:2"], "outside marks, too");
    assert_eq!(to(0, 1), [""; 0]);
}

/// Settings under which every search goes on until it is cancelled.
struct Endless;

impl Settings for Endless {
    fn rules(&self, _: Option<&Path>, _: Language) -> Result<Rules, Fault> {
        Ok(Rules::default())
    }

    fn policies(&self, search: &Search<'_>) -> Vec<PathBuf> {
        while !search.is_cancelled() {
            sleep(Duration::from_millis(1));
        }
        Vec::new()
    }

    fn watched(&self) -> Vec<String> {
        Vec::new()
    }

    fn language(&self, _: Option<&str>) -> Language {
        Language::English
    }
}

#[test]
fn a_search_can_be_cancelled() {
    let (mut editor, _) = served(Endless);
    editor.initialize(json!({}));
    editor.open(URI, SLIPS);
    let params = json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": 14}});
    for _ in 0..3 {
        let asked = editor.ask("textDocument/references", params.clone());
        // Meanwhile, it is taken out of the inbox.
        sleep(Duration::from_millis(50));
        editor.notify("$/cancelRequest", json!({"id": 99}));
        editor.notify("$/cancelRequest", json!({"id": asked.to_string().parse::<i32>().unwrap()}));
        let Response { id, response_result } = editor.response();
        assert_eq!((id, code(response_result)), (asked, ErrorCode::RequestCanceled as i32));
    }
    assert_ne!(editor.at("hover", 0, 1), Value::Null);
}

#[test]
fn only_policies_of_the_folder_are_searched() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("searched");
    let write = |name: &str| {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, "\u{feff}<邮箱>").unwrap();
        path
    };
    let policies = ["a.policy", "b.policy", "below/c.policy"].map(write);
    let uri = |name: &str| format!("file://{}", folder.join(name).display());
    let unsaved = "untitled:Untitled-1";
    let found = |folders: Value, asked: &str| {
        let (mut editor, _) =
            served(TestSettings { policies: policies.to_vec(), ..TestSettings::default() });
        editor.initialize(json!({"workspaceFolders": folders}));
        for uri in [
            &uri("a.policy"),
            unsaved,
            "https://example.com/x",
            "file:///else/x.policy",
            &uri("below/d.policy"),
        ] {
            editor.open(uri, "<邮箱>");
        }
        let at = json!({"line": 0, "character": 2});
        let params = json!({"textDocument": {"uri": asked}, "position": at});
        let found = editor.request("textDocument/references", params).unwrap();
        let mut found: Vec<_> = found
            .as_array()
            .unwrap()
            .iter()
            .map(|it| {
                // A byte-order mark is before the first column.
                assert_eq!(place(&it["range"]), "0:1-0:3", "{it}");
                let uri = it["uri"].as_str().unwrap();
                uri.rsplit_once("/searched/").map_or(uri, |(_, name)| name).to_owned()
            })
            .collect();
        found.sort();
        found
    };
    let root = json!([{"uri": format!("file://{}", folder.display()), "name": "policies"}]);
    let all = ["a.policy", "b.policy", "below/c.policy", "below/d.policy"];
    assert_eq!(found(root.clone(), &uri("a.policy")), all);
    assert_eq!(found(root.clone(), unsaved), [unsaved]);
    assert_eq!(found(root, "file:///else/x.policy"), ["file:///else/x.policy"]);
    // Without a folder in the editor, those beside it.
    assert_eq!(found(Value::Null, &uri("a.policy")), ["a.policy", "b.policy"]);
}

#[cfg(unix)]
#[test]
fn only_regular_files_are_searched() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pipes");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let [pipe, link, zero] = ["pipe", "link.policy", "zero.policy"].map(|name| folder.join(name));
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    std::os::unix::fs::symlink(&pipe, &link).unwrap();
    std::os::unix::fs::symlink("/dev/zero", &zero).unwrap();
    let (mut editor, _) =
        served(TestSettings { policies: vec![link, zero], ..TestSettings::default() });
    editor.initialize(json!({}));
    let uri = format!("file://{}/a.policy", folder.display());
    editor.open(&uri, "<邮箱>");
    let params = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 2}});
    let found = editor.request("textDocument/references", params).unwrap();
    assert_eq!(found.as_array().unwrap().len(), 1);
}

#[test]
fn references_are_found_in_all_policies_of_the_folder() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("references");
    std::fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, text: &[u8]| {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let open = write("open.policy", "[收集]<头像>".as_bytes());
    let other = write("其他 a.policy", "📱[收集]<昵称、头像>和[头像]\n".as_bytes());
    let broken = write("broken.policy", b"<\xff>");
    let missing = folder.join("missing.policy");
    let settings = TestSettings {
        policies: vec![open.clone(), other, broken, missing],
        ..TestSettings::default()
    };
    let (mut editor, _) = served(settings);
    editor.initialize(json!({}));
    let uri = format!("file://{}", open.display());
    editor.open(&uri, "(我们)[收集]您的<头像>。<邮箱>\n");
    let params = json!({
        "textDocument": {"uri": uri},
        "position": {"line": 0, "character": 12},
        "context": {"includeDeclaration": true},
    });
    let found = editor.request("textDocument/references", params).unwrap();
    let mut found: Vec<_> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            let name = it["uri"].as_str().unwrap().rsplit('/').next().unwrap();
            format!("{name} {}", place(&it["range"]))
        })
        .collect();
    found.sort();
    // The text in the editor counts, not the one that is saved.
    assert_eq!(found, ["%E5%85%B6%E4%BB%96%20a.policy 0:10-0:12", "open.policy 0:11-0:13"]);
}

#[test]
fn folders_that_are_opened_and_closed_later_count() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("folders");
    std::fs::create_dir_all(folder.join("sub")).unwrap();
    let below = folder.join("sub/below.policy");
    std::fs::write(&below, "[收集]<头像>").unwrap();
    let settings = TestSettings { policies: vec![below], ..TestSettings::default() };
    let (mut editor, _) = served(settings);
    let capabilities = editor.initialize(json!({}))["capabilities"].clone();
    assert_eq!(
        capabilities["workspace"]["workspaceFolders"],
        json!({"supported": true, "changeNotifications": true})
    );
    let uri = format!("file://{}", folder.join("open.policy").display());
    editor.open(&uri, "<头像>");
    let count = |editor: &mut Editor| {
        let params = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 1}});
        editor.request("textDocument/references", params).unwrap().as_array().unwrap().len()
    };
    let named = json!([{"uri": format!("file://{}", folder.display()), "name": "folders"}]);
    let changes = [(json!([]), named.clone(), 2), (named.clone(), json!([]), 1)];
    assert_eq!(count(&mut editor), 1, "only the files beside it");
    for (removed, added, expected) in changes {
        let event = json!({"event": {"added": added, "removed": removed}});
        editor.notify("workspace/didChangeWorkspaceFolders", event);
        assert_eq!(count(&mut editor), expected);
    }
}

fn strict() -> Rules {
    let severities = BTreeMap::from([(Code::AnnotationPadded, Severity::Error)]);
    Rules::new(Parser::new().allow(Code::BracketUnclosed), severities)
}

#[test]
fn a_changed_configuration_counts_at_once() {
    let settings = TestSettings::default();
    let (mut editor, _) = served(settings.clone());
    let watching = json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}});
    editor.initialize(json!({"capabilities": watching}));
    let asked = editor.next_asked();
    assert_eq!(asked.method, "client/registerCapability");
    let registration = &asked.params["registrations"][0];
    assert_eq!(registration["method"], "workspace/didChangeWatchedFiles");
    assert_eq!(registration["registerOptions"]["watchers"][0]["globPattern"], "**/policymark.toml");
    editor.open(URI, SLIPS);
    assert_eq!(editor.diagnostics().len(), 2);
    *settings.rules.lock().unwrap() = Some(Ok(strict()));
    let change = json!({"changes": [{"uri": "file:///policies/policymark.toml", "type": 2}]});
    editor.notify("workspace/didChangeWatchedFiles", change);
    assert_eq!(editor.diagnostics(), ["0:11-0:18 annotation-padded 1"]);
}

#[test]
fn what_is_shown_is_asked_for_again() {
    let (mut editor, _) = served(TestSettings::default());
    let refreshing = json!({"refreshSupport": true});
    let workspace = json!({"semanticTokens": refreshing, "inlayHint": refreshing});
    editor.initialize(json!({"capabilities": {"workspace": workspace}}));
    editor.notify("workspace/didChangeConfiguration", json!({"settings": {}}));
    assert_eq!(editor.next_asked().method, "workspace/semanticTokens/refresh");
    assert_eq!(editor.next_asked().method, "workspace/inlayHint/refresh");
}

#[test]
fn without_watching_a_saved_file_is_a_reason_to_look() {
    let settings = TestSettings::default();
    let (mut editor, _) = served(settings.clone());
    editor.initialize(json!({}));
    editor.open(URI, SLIPS);
    assert_eq!(editor.diagnostics().len(), 2);
    *settings.rules.lock().unwrap() = Some(Ok(strict()));
    editor.notify("textDocument/didSave", json!({"textDocument": {"uri": URI}}));
    assert_eq!(editor.diagnostics().len(), 1);
    assert!(editor.asked.is_empty());
}

#[test]
fn a_broken_configuration_is_reported_until_it_is_mended() {
    let toml = PathBuf::from("/policies/policymark.toml");
    let fault = Fault::new(toml, Some(3), "unknown field `slect`".to_owned());
    let settings = TestSettings::default();
    *settings.rules.lock().unwrap() = Some(Err(fault));
    let (mut editor, _) = served(settings.clone());
    editor.initialize(json!({}));
    editor.open(URI, SLIPS);
    let found = editor.diagnostics_of("file:///policies/policymark.toml");
    assert_eq!(place(&found["diagnostics"][0]["range"]), "2:0-3:0");
    assert_eq!(found["diagnostics"][0]["message"], "unknown field `slect`");
    let message = editor.next_told();
    assert_eq!(message.method, "window/showMessage");
    let said = message.params["message"].as_str().unwrap();
    assert_eq!(said, "/policies/policymark.toml: unknown field `slect`");
    // The policy is read nevertheless.
    assert_eq!(editor.diagnostics().len(), 2);
    *settings.rules.lock().unwrap() = None;
    editor.notify("textDocument/didSave", json!({"textDocument": {"uri": URI}}));
    let found = editor.diagnostics_of("file:///policies/policymark.toml");
    assert_eq!(found["diagnostics"], json!([]));
}

#[test]
fn a_configuration_is_no_policy_and_keeps_its_fault_while_it_is_open() {
    let toml = "file:///policies/policymark.toml";
    let fault = Fault::new(PathBuf::from("/policies/policymark.toml"), Some(1), "bad".to_owned());
    let settings = TestSettings::default();
    *settings.rules.lock().unwrap() = Some(Err(fault));
    let (mut editor, _) = served(settings.clone());
    let watching = json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}});
    editor.initialize(json!({"capabilities": watching}));
    editor.open(URI, SLIPS);
    assert_eq!(editor.diagnostics_of(toml)["diagnostics"][0]["message"], "bad");
    assert_eq!(editor.diagnostics().len(), 2);
    editor.open(toml, "<邮箱 = [");
    let hover = json!({"textDocument": {"uri": toml}, "position": {"line": 0, "character": 1}});
    assert_eq!(editor.request("textDocument/hover", hover).unwrap(), Value::Null);
    editor.notify("textDocument/didClose", json!({"textDocument": {"uri": toml}}));
    // It is not sent again, neither without the fault nor with that of a policy.
    editor.change(&[([0, 0, 0, 0], "x")]);
    assert_eq!(editor.next_told().params["uri"], URI);
    // Whoever saves it wants to see what it does, even if nobody watches that folder.
    *settings.rules.lock().unwrap() = None;
    editor.notify("textDocument/didSave", json!({"textDocument": {"uri": URI}}));
    editor.notify("textDocument/didSave", json!({"textDocument": {"uri": toml}}));
    assert_eq!(editor.next_told().params, json!({"uri": toml, "diagnostics": []}));
}

#[test]
fn a_text_that_is_too_long_is_reported() {
    let settings = TestSettings::default();
    let rules = Rules::new(Parser::new().max_len(10), BTreeMap::new());
    *settings.rules.lock().unwrap() = Some(Ok(rules));
    let (mut editor, _) = served(settings);
    editor.initialize(json!({}));
    editor.open(URI, SLIPS);
    let found = editor.diagnostics_of(URI)["diagnostics"][0].clone();
    let message = found["message"].as_str().unwrap();
    assert!(message.starts_with("the text is 54 bytes long"), "{message}");
    assert_eq!(editor.at("hover", 0, 1), Value::Null);
}

#[test]
fn a_bracket_that_marks_nothing_says_why() {
    let mut editor = started();
    editor.open(URI, "(我们)会[收集]<邮箱>（如有）。\n");
    let hover = editor.at("hover", 0, 13);
    assert_eq!(place(&hover["range"]), "0:13-0:17");
    assert_eq!(hover["contents"]["kind"], "plaintext");
    let value = hover["contents"]["value"].as_str().unwrap();
    assert!(value.starts_with("not a mark: B"), "{value}");
    // Its words are a part of the sentence.
    assert_eq!(place(&editor.at("hover", 0, 14)["range"]), "0:0-0:18");
}

#[test]
fn a_sentence_shows_its_statements() {
    let mut editor = started();
    editor.open(URI, "您好。\n(我们)会[收集]<邮箱>，并会向(银行)[提供]<卡号>。\n");
    let hover = editor.at("hover", 1, 15);
    assert_eq!(place(&hover["range"]), "1:0-1:30");
    let value = hover["contents"]["value"].as_str().unwrap();
    let expected = "\
Statement #0
- actor: 我们
- action: 收集
- data: 邮箱

Statement #1 · likely
- actor: 我们
- action: 提供
- data: 卡号
- recipient: 银行";
    assert_eq!(value, expected);
    assert_eq!(editor.at("hover", 0, 1), Value::Null);
}

#[test]
fn clients_that_know_no_outline_get_a_list() {
    let text = "一、收集\n(我们)会[收集]<邮箱>。\n";
    let mut editor = started();
    editor.open(URI, text);
    let list = editor.about("documentSymbol");
    let shown: Vec<_> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            (
                it["name"].as_str().unwrap(),
                it["containerName"].as_str(),
                place(&it["location"]["range"]),
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("一、收集", None, "0:0-1:14".to_owned()),
            ("我们 收集 邮箱", Some("一、收集"), "1:0-1:13".to_owned()),
        ]
    );
}
