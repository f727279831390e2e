//! `policymark lsp` over standard input and output.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;
#[path = "../../lsp/tests/common/editor.rs"]
mod editor;

use std::io::{BufReader, Write};
use std::process::{Child, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::Duration;

use lsp_server::{ErrorCode, Message};
use serde_json::{Value, json};

use common::{Folder, Ran, policymark};
use editor::{Editor, URI, place};

/// The command, and an editor at its standard input and output.
fn start(folder: &Folder, arguments: &[&str]) -> (Editor, Child) {
    start_in(folder, ".", arguments)
}

/// The same in a folder below.
fn start_in(folder: &Folder, below: &str, arguments: &[&str]) -> (Editor, Child) {
    let mut command = policymark(&[&["lsp"], arguments].concat());
    command.current_dir(folder.path(below)).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let send = move |message: Message| message.write(&mut input).unwrap();
    (Editor::new(send, move || Message::read(&mut output).unwrap()), child)
}

/// What the command writes to such input, and how it ends.
fn answers(arguments: &[&str], input: &[u8]) -> Ran {
    let mut command = policymark(&[&["lsp"], arguments].concat());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // It may have ended before it has read everything.
    let _ = child.stdin.take().unwrap().write_all(input);
    Ran::new(&child.wait_with_output().unwrap())
}

fn frame(content: &str) -> String {
    format!("Content-Length: {}\r\n\r\n{content}", content.len())
}

const INITIALIZE: &str =
    r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#;
const SHUTDOWN: &str = r#"{"jsonrpc":"2.0","id":2,"method":"shutdown"}"#;
const EXIT: &str = r#"{"jsonrpc":"2.0","method":"exit"}"#;

#[test]
fn newer_editors_get_tokens_and_hints_in_bytes() {
    let folder = Folder::new("lsp-newer");
    let (mut editor, mut child) = start(&folder, &["--stdio"]);
    let capabilities = json!({"general": {"positionEncodings": ["utf-8", "utf-16"]}});
    let options = json!({"inlayHints": true});
    let params = json!({"capabilities": capabilities, "initializationOptions": options});
    let result = editor.initialize(params);
    assert_eq!(result["capabilities"]["positionEncoding"], "utf-8");
    editor.open(URI, "📱(我们)会[收集]<手机号码>，\r\n并[保存]<邮箱>。\r\n");
    assert!(editor.diagnostics().is_empty());
    let tokens = editor.about("semanticTokens/full");
    let first_collects = 1 << 1;
    let first_party = 1 << 4;
    assert_eq!(
        tokens["data"],
        json!(
            [
                [0, 4, 8, 3, first_party],
                [0, 11, 8, 1, first_collects],
                [0, 8, 14, 2, 0],
                [1, 3, 8, 1, first_collects],
                [0, 8, 8, 2, 0],
            ]
            .concat()
        )
    );
    let second = editor.within("semanticTokens/range", [1, 0, 2, 0], None);
    assert_eq!(second["data"].as_array().unwrap().len(), 2 * 5);
    let hints = editor.within("inlayHint", [0, 0, 2, 0], None);
    assert_eq!(hints[0]["position"], json!({"line": 1, "character": 3}));
    assert_eq!(hints[0]["label"], "(我们)");
    assert_eq!(hints.as_array().unwrap().len(), 1);
    // 号码 starts at byte 34; a place inside a character is that character.
    for character in [34, 35] {
        assert_eq!(place(&editor.at("hover", 0, character)["range"]), "0:23-0:37");
    }
    editor.shut_down();
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn the_exit_status_says_whether_it_was_shut_down() {
    for (messages, status) in [
        (&[INITIALIZE, SHUTDOWN, EXIT][..], 0),
        (&[INITIALIZE, EXIT], 1),
        (&[EXIT], 1),
        (&[INITIALIZE, SHUTDOWN], 1),
        (&[SHUTDOWN, EXIT], 1),
        (&[], 1),
    ] {
        let input: String = messages.iter().map(|message| frame(message)).collect();
        let ran = answers(&[], input.as_bytes());
        assert_eq!((ran.status, ran.stderr.as_str()), (status, ""), "{messages:?}");
    }
}

#[test]
fn messages_out_of_order_are_answered() {
    let hover = r#"{"jsonrpc":"2.0","id":"h","method":"textDocument/hover","params":{}}"#;
    let input =
        [hover, SHUTDOWN, INITIALIZE, INITIALIZE, SHUTDOWN, hover, EXIT].map(frame).concat();
    let ran = answers(&[], input.as_bytes());
    let mut output = ran.stdout.as_bytes();
    let mut codes = Vec::new();
    while let Some(Message::Response(response)) = Message::read(&mut output).unwrap() {
        codes.push(response.response_result.err().map(|error| error.code));
    }
    let (early, wrong) =
        (Some(ErrorCode::ServerNotInitialized as i32), Some(ErrorCode::InvalidRequest as i32));
    assert_eq!(codes, [early, early, None, wrong, None, wrong]);
    assert_eq!(ran.status, 0);
}

#[test]
fn what_is_no_message_is_answered_and_the_next_one_is_read() {
    for (damaged, code) in [
        ("{", "-32700"),
        ("", "-32700"),
        ("手机", "-32700"),
        (&"[".repeat(100_000), "-32700"),
        ("[]", "-32600"),
        ("7", "-32600"),
    ] {
        let input = [damaged, INITIALIZE, SHUTDOWN, EXIT].map(frame).concat();
        let ran = answers(&[], input.as_bytes());
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{damaged}");
        let error = format!(r#""error":{{"code":{code},"#);
        assert!(ran.stdout.contains(&error), "{}", ran.stdout);
        assert!(ran.stdout.contains(r#""id":null"#), "{}", ran.stdout);
        assert!(ran.stdout.contains(r#""id":1,"result""#), "{}", ran.stdout);
    }
    let not_utf8 = [b"Content-Length: 2\r\n\r\n\xff\xfe", frame(EXIT).as_bytes()].concat();
    assert_eq!(answers(&[], &not_utf8).status, 1);
}

#[test]
fn requests_with_any_id_are_answered_and_responses_are_not() {
    let hover = |id: &str| {
        frame(&format!(
            r#"{{"jsonrpc":"2.0","id":{id},"method":"textDocument/hover","params":{{}}}}"#
        ))
    };
    for id in ["3000000000", "1.5", "null"] {
        let ran = answers(&[], [hover(id), frame(EXIT)].concat().as_bytes());
        assert!(ran.stdout.contains(&format!(r#""id":{id}"#)), "{id}: {}", ran.stdout);
        assert!(ran.stdout.contains("-32600"), "{id}: {}", ran.stdout);
    }
    for response in [
        r#"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"?"}}"#,
        r#"{"jsonrpc":"2.0","id":7,"error":{"code":-32700,"message":"?"}}"#,
        r#"{"jsonrpc":"2.0"}"#,
    ] {
        assert_eq!(answers(&[], [response, EXIT].map(frame).concat().as_bytes()).stdout, "");
    }
}

/// Waits for a command to end.
fn wait(child: &mut Child) -> Option<ExitStatus> {
    for _ in 0..200 {
        if let Some(status) = child.try_wait().unwrap() {
            return Some(status);
        }
        sleep(Duration::from_millis(100));
    }
    child.kill().unwrap();
    None
}

#[test]
fn it_ends_without_a_reader() {
    let spawn = || {
        let mut command = policymark(&["lsp"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let input = child.stdin.take().unwrap();
        (child, input)
    };
    // Nobody can read, although the input goes on.
    let (mut child, mut input) = spawn();
    drop(child.stdout.take());
    for _ in 0..100 {
        let _ = input.write_all(frame(INITIALIZE).as_bytes());
        sleep(Duration::from_millis(10));
    }
    let status = wait(&mut child).expect("it outlives its client");
    assert_eq!(status.code(), Some(1));
    drop(input);
    // Nobody does read, and a pipe is full.
    let (mut child, mut input) = spawn();
    let text = "<邮箱\n".repeat(5000);
    let item = json!({"uri": URI, "languageId": "", "version": 1, "text": text});
    let open = json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": item}});
    input.write_all([INITIALIZE, &open.to_string()].map(frame).concat().as_bytes()).unwrap();
    sleep(Duration::from_secs(1));
    input.write_all([SHUTDOWN, EXIT].map(frame).concat().as_bytes()).unwrap();
    let status = wait(&mut child).expect("it waits for ever");
    assert_eq!(status.code(), Some(0));
}

#[test]
fn input_without_frames_ends_it_with_a_message() {
    for input in [
        "hello\n",
        "Content-Length: x\r\n\r\n",
        "Content-Length: 99999999999999999999\r\n\r\n{}",
        "Content-Type: x\r\n\r\n{}",
    ] {
        let ran = answers(&[], input.as_bytes());
        assert_eq!(ran.status, 2, "{input}");
        assert!(
            ran.stderr.starts_with("error: cannot go on: the input is damaged"),
            "{}",
            ran.stderr
        );
        let ran = answers(&["--lang", "zh"], input.as_bytes());
        assert!(ran.stderr.starts_with("错误：无法继续："), "{}", ran.stderr);
    }
    // It is cut off.
    for input in ["Content-Length: 4000000000\r\n\r\n{}", "Content-Length: 4"] {
        assert!(answers(&[], input.as_bytes()).status > 0, "{input}");
    }
}

#[test]
fn nobody_has_to_listen() {
    let mut command = policymark(&["lsp"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let mut input = child.stdin.take().unwrap();
    for _ in 0..100 {
        let _ = input.write_all(frame(INITIALIZE).as_bytes());
    }
    drop(input);
    let ran = Ran::new(&child.wait_with_output().unwrap());
    assert_eq!((ran.status, ran.stderr.as_str()), (1, ""));
}

fn uri(folder: &Folder, name: &str) -> String {
    format!("file://{}", folder.path(name).display())
}

#[test]
fn each_policy_has_the_configuration_above_it() {
    let folder = Folder::new("lsp-configuration");
    let slips = "(我们)会[收集]< 邮箱>和<昵称。\n";
    folder
        .write("plain/a.policy", slips)
        .write("strict/policymark.toml", "[check]\nselect = [\"annotation-padded\"]\nseverity = {annotation-padded = \"error\"}\n")
        .write("strict/deep/a.policy", slips)
        .write("dialect/policymark.toml", "[dialect]\nangles = \"nothing\"\n");
    let codes = |arguments: &[&str], name: &str| {
        let (mut editor, mut child) = start(&folder, arguments);
        editor.initialize(json!({}));
        let uri = uri(&folder, name);
        editor.open(&uri, slips);
        let found = editor.diagnostics_of(&uri);
        editor.shut_down();
        child.wait().unwrap();
        let found = found["diagnostics"].as_array().unwrap().iter();
        found
            .map(|it| format!("{} {}", it["code"].as_str().unwrap(), it["severity"]))
            .collect::<Vec<_>>()
    };
    let all = ["annotation-padded 2", "bracket-unclosed 1"];
    assert_eq!(codes(&[], "plain/a.policy"), all);
    assert_eq!(codes(&[], "strict/deep/a.policy"), ["annotation-padded 1"]);
    assert_eq!(codes(&["--isolated"], "strict/deep/a.policy"), all);
    let config = ["--config", "strict/policymark.toml"];
    assert_eq!(codes(&config, "plain/a.policy"), ["annotation-padded 1"]);
    // There, < > mark nothing that could be padded.
    assert_eq!(codes(&[], "dialect/a.policy"), ["bracket-unclosed 1"]);
}

#[test]
fn an_unsaved_text_has_the_configuration_above_the_current_folder() {
    let folder = Folder::new("lsp-unsaved");
    folder
        .write("policymark.toml", "[check]\nselect = [\"annotation-padded\"]\n")
        .write("deep/er/a.policy", "");
    let (mut editor, mut child) = start_in(&folder, "deep/er", &[]);
    editor.initialize(json!({}));
    editor.open("untitled:Untitled-1", "(我们)会[收集]< 邮箱>和<昵称。\n");
    let found = editor.diagnostics_of("untitled:Untitled-1")["diagnostics"].clone();
    assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
    editor.shut_down();
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

/// The globs that a server asks to watch next.
fn globs(editor: &mut Editor) -> Vec<String> {
    let asked = editor.next_asked().params["registrations"][0].clone();
    let watchers = asked["registerOptions"]["watchers"].as_array().unwrap().iter();
    watchers.map(|it| it["globPattern"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn all_files_of_the_configuration_are_watched() {
    let folder = Folder::new("lsp-watched");
    folder
        .write("strict [1].toml", "[lexicon.extend]\nverbs = \"words/more.txt\"\n")
        .write("words/more.txt", "采撷\tcollect\n");
    let (mut editor, mut child) = start(&folder, &["--config", "strict [1].toml"]);
    let watching = json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}});
    editor.initialize(json!({"capabilities": watching}));
    assert_eq!(globs(&mut editor), ["**/policymark.toml", "**/*.tsv", "**/strict ?1?.toml"]);
    editor.open(&uri(&folder, "a.policy"), "<邮箱>");
    assert_eq!(globs(&mut editor), ["**/more.txt"]);
    // Nothing is new.
    editor.open(&uri(&folder, "b.policy"), "<邮箱>");
    editor.notify("workspace/didChangeWatchedFiles", json!({"changes": []}));
    editor.shut_down();
    assert!(editor.asked.is_empty(), "{:?}", editor.asked);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_configuration_is_no_policy() {
    let folder = Folder::new("lsp-no-policy");
    folder.write("strict.toml", "[check]\n").write("sub/policymark.toml", "[check]\n");
    let (mut editor, mut child) = start(&folder, &["--config", "strict.toml"]);
    editor.initialize(json!({}));
    for name in ["strict.toml", "sub/../strict.toml", "sub/policymark.toml", "a.policy"] {
        editor.open(&uri(&folder, name), "<邮箱");
    }
    assert_eq!(editor.next_told().params["uri"], uri(&folder, "a.policy"));
    editor.shut_down();
    assert!(editor.told.is_empty(), "{:?}", editor.told);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_broken_configuration_is_shown_in_its_file() {
    let folder = Folder::new("lsp-broken-configuration");
    folder
        .write("policymark.toml", "[check]\nslect = []\n")
        .write("words/policymark.toml", "[lexicon.extend]\nverbs = \"no-such.tsv\"\n");
    // It starts nevertheless, although the current folder has the broken file.
    let (mut editor, mut child) = start(&folder, &[]);
    editor.initialize(json!({"locale": "zh"}));
    editor.open(&uri(&folder, "a.policy"), "(我们)会[收集]<邮箱。\n");
    let found = editor.diagnostics_of(&uri(&folder, "policymark.toml"))["diagnostics"][0].clone();
    assert_eq!(place(&found["range"]), "1:0-2:0");
    assert_eq!(found["message"], "没有名为 `slect` 的键；您指的是 `select` 吗？");
    assert_eq!(
        editor.diagnostics_of(&uri(&folder, "a.policy"))["diagnostics"].as_array().unwrap().len(),
        1
    );
    editor.open(&uri(&folder, "words/a.policy"), "(我们)会[收集]<邮箱>。\n");
    let found =
        editor.diagnostics_of(&uri(&folder, "words/policymark.toml"))["diagnostics"][0].clone();
    assert!(found["message"].as_str().unwrap().ends_with("no-such.tsv: 没有这个文件"), "{found}");
    // Mended, and saved by an editor that watches no files.
    folder.write("policymark.toml", "[check]\nignore = [\"bracket-unclosed\"]\n");
    editor
        .notify("textDocument/didSave", json!({"textDocument": {"uri": uri(&folder, "a.policy")}}));
    assert_eq!(editor.diagnostics_of(&uri(&folder, "policymark.toml"))["diagnostics"], json!([]));
    let found = editor.diagnostics_of(&uri(&folder, "a.policy"));
    assert_eq!(found["diagnostics"][0]["code"], "action-without-data");
    editor.shut_down();
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn references_are_searched_where_check_would_look() {
    let folder = Folder::new("lsp-references");
    folder
        .write("policymark.toml", "[files]\nexclude = [\"old\"]\n")
        .write("a.policy", "[收集]<邮箱>")
        .write("more/b.txt", "[收集]<昵称、邮箱>")
        .write("old/c.txt", "[收集]<邮箱>")
        .write("d.rs", "[收集]<邮箱>");
    let (mut editor, mut child) = start(&folder, &[]);
    let root = json!([{"uri": uri(&folder, ""), "name": "policies"}]);
    editor.initialize(json!({"workspaceFolders": root}));
    let open = uri(&folder, "more/open.policy");
    editor.open(&open, "<邮箱>");
    let params = json!({
        "textDocument": {"uri": open},
        "position": {"line": 0, "character": 1},
        "context": {"includeDeclaration": true},
    });
    let found = editor.request("textDocument/references", params).unwrap();
    let name = |it: &Value| {
        it["uri"].as_str().unwrap().rsplit_once("lsp-references/").unwrap().1.to_owned()
    };
    let names: Vec<_> = found.as_array().unwrap().iter().map(name).collect();
    assert_eq!(names, ["more/open.policy", "a.policy", "more/b.txt"]);
    editor.shut_down();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    // No folder is open in the editor: only the files beside it count.
    folder.write("empty/below/e.txt", "<邮箱>");
    for (file, expected) in [
        ("open.policy", &["open.policy", "a.policy"][..]),
        ("empty/open.policy", &["empty/open.policy"]),
    ] {
        let (mut editor, child) = start(&folder, &[]);
        editor.initialize(json!({}));
        let open = uri(&folder, file);
        editor.open(&open, "<邮箱>");
        let params =
            json!({"textDocument": {"uri": open}, "position": {"line": 0, "character": 1}});
        let found = editor.request("textDocument/references", params).unwrap();
        let names: Vec<_> = found.as_array().unwrap().iter().map(name).collect();
        assert_eq!(names, expected);
        editor.shut_down();
        drop(editor);
        let ran = Ran::new(&child.wait_with_output().unwrap());
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    }
}
