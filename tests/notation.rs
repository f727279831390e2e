//! Brackets of Markdown, HTML, templates and menus, and verbatim stretches: one test for each kind,
//! with annotations beside them.

#![allow(clippy::unwrap_used)]

mod common;

use policymark::text::{Code, Severity};
use policymark::{Document, parse};

use common::invariants::assert_invariants;

/// The annotations of a text, with their brackets.
fn annotations(text: &str) -> Vec<String> {
    let document = parse(text).unwrap();
    assert_invariants(&document);
    document.annotations().map(|annotation| annotation.node().source().to_owned()).collect()
}

fn codes(text: &str) -> Vec<&'static str> {
    parse(text).unwrap().diagnostics().iter().map(|d| d.code().name()).collect()
}

/// Asserts that each text marks nothing, neither alone nor in a sentence with annotations, and has
/// only hints as diagnostics.
fn mark_nothing(texts: &[&str]) {
    for text in texts {
        assert_eq!(annotations(text), [""; 0], "{text}");
        let both = format!("{text}\n(我们)会[收集]<邮箱>。\n");
        assert_eq!(annotations(&both), ["(我们)", "[收集]", "<邮箱>"], "{text}");
        assert_eq!(worse_than_hint(&parse(&both).unwrap()), [""; 0], "{text}");
    }
}

/// Asserts that in each text the pairs of a sentence are annotations, and nothing else is.
fn mark_the_sentence(texts: &[&str]) {
    for text in texts {
        assert_eq!(annotations(text), ["(我们)", "[收集]", "<邮箱>"], "{text}");
        assert_eq!(worse_than_hint(&parse(text).unwrap()), [""; 0], "{text}");
    }
}

fn worse_than_hint(document: &Document) -> Vec<&'static str> {
    let worse = document.diagnostics().iter().filter(|d| d.severity() > Severity::Hint);
    worse.map(|diagnostic| diagnostic.code().name()).collect()
}

#[test]
fn task_boxes() {
    mark_nothing(&[
        "- [ ] 我已阅读",
        "- [x] 我同意接收推送",
        "* [X] 我同意",
        "+ [x]\t我同意",
        "1. [x] 我同意",
        "  - [ ] 子任务",
        "> - [x] 引用",
        "[√] 我已阅读",
        "- [ ]",
        "| [x] | 同意 |\n| 拒绝 | [x] |",
        "同意 [√] 拒绝 [x]",
    ]);
    assert_eq!(annotations("- [x] (我)同意[提供]<邮箱>"), ["(我)", "[提供]", "<邮箱>"]);
    assert_eq!(codes("我们会[ ]您的信息"), ["annotation-empty"]);
}

#[test]
fn footnotes_and_references() {
    mark_nothing(&[
        "详见注释[^1]和文献[2]。",
        "[^1]: 见附录。",
        "[^附录]: 见附录。",
        "[^note]：见附录。",
        "见文献[1][2]、[3,4]和[5-7]，[注1]，[一]。",
        "详见[隐私政策][1]。\n\n[1]: https://a.example/x",
        "详见[隐私政策][privacy]与[帮助][]。",
        "详见[隐私政策][政策]和[政策]。\n[政策]: ./zhengce.md",
        "详见[使用条款][terms]。\n[terms]: <https://a.example> \"条款\"",
        "![图标][logo]",
        "详见[隐私政策]、[用户服务协议]，请[点击此处]。",
        "[TOC]\n[[_TOC_]]",
    ]);
    mark_the_sentence(&["(我们)会[收集]<邮箱>[^1]。", "(我们)会[收集][1]<邮箱>[2]。"]);
    assert_eq!(
        annotations("(我们)会[收集][使用]<邮箱>。"),
        ["(我们)", "[收集]", "[使用]", "<邮箱>"]
    );
    assert_eq!(annotations("会[保存30天]"), ["[保存30天]"], "a verb before a number");
}

#[test]
fn addresses_and_numbers_of_documents() {
    mark_nothing(&[
        "邮箱：[kefu@a.example]，主页[www.a.example]，见[GB/T 35273]。",
        "见[https://a.example/x]、{https://a.example}、[a.example/b.html]。",
        "标准[ISO/IEC 27001:2013]、[RFC 2616]和[GB/T 35273-2020]。",
        "依据《某某办法》(某办发[2019]15号)与某网文[2020]1234-567号。",
        "粤网文[2021]第0012号，(国信办[2020]3号)和沪ICP备[2018]1号。",
    ]);
    mark_the_sentence(&["依据某办发[2019]15号，(我们)会[收集]<邮箱>。"]);
}

#[test]
fn attributes_of_headings() {
    mark_nothing(&[
        "## 收集的信息 {#shouji}",
        "## 收集的信息 {#收集}",
        "(您)好。{:.note}".trim_start_matches("(您)好。"),
        "说明{: .note #x}",
        "图{.big width=50%}",
        "![图](a.png){width=50%}",
        "{:toc}",
    ]);
    mark_the_sentence(&["(我们)会[收集]<邮箱>。{:.note}"]);
}

#[test]
fn links() {
    mark_nothing(&[
        "点击[此处](https：//a.example/x)查看，[隐私政策](隐私政策.md)、[电话](400-000-0000)。",
        "[规则](agreement.html)、[政策](./政策.pdf)、[政策](隐私 政策.md)、[帮助](a.example)。",
        "[规则](docs/privacy)、[规则](<a b.html>)、[规则]( https://a.example )。",
        "[此处]（https://a.example/x）、[此处] (https://a.example)、[此处](https://a.example/x（1）.html)。",
        "[此处](https://a.example/a b，c)",
        "[了解推送](https://a.example/wap/push-\npage?lang=zh)，欢迎。",
        "[了解\n推送](https://a.example/wap)，欢迎。",
        "参见<[浏览器](https://a.example/b)>、[[浏览器](https://a.example/b)]。",
    ]);
    for name in ["Firebase.SDK", "iOS/Android", "58.SDK", "360"] {
        assert_eq!(annotations(&format!("会[共享]({name})<邮箱>"))[0], "[共享]", "{name}");
    }
    assert_eq!(annotations("[收集\n邮箱](我们)会[收集]<邮箱>"), ["(我们)", "[收集]", "<邮箱>"]);
}

#[test]
fn tags() {
    mark_nothing(&[
        "<BR>甲<Br/>乙<DIV CLASS=\"x\">丙</DIV>",
        "<align center>隐私政策</align>",
        "<details><summary>展开</summary></details>",
        "应用申请<uses-permission android:name=\"a.b\"/>权限。",
        "<key>NSCameraUsageDescription</key><string>拍照</string>",
        "<!DOCTYPE html><?xml version=\"1.0\"?>",
        "<a href=\"javascript:void(0)\" title=\"[x]\">点击</a>",
        "<%= name %><o:p></o:p><FONT color=red>红</FONT>",
        "<iframe src='https://a.example'></iframe>",
    ]);
    for data in ["<IMEI>", "<MAC address>", "<email>", "<Android ID>", "<device id>", "<address>"] {
        assert_eq!(annotations(data), [data]);
    }
}

#[test]
fn templates() {
    let texts = [
        "{{公司}}将处理{{company_name}}的请求。",
        "请发邮件至[请填写邮箱]或[公司名称]。",
        "{公司名称}于{生效日期}发布，${app}、{0}与{app_name}。",
        "[●]有限公司，[XX公司]，[____]，[Company Name]。",
        "{{{公司}}}与{% if x %}",
        "<请填写公司名称>会尊重您。",
    ];
    mark_nothing(&texts);
    for text in texts {
        assert_eq!(codes(text), ["placeholder"], "{text}");
    }
    assert_eq!(codes(&texts.join("\n")), ["placeholder"], "reported once");
    assert_eq!(annotations("(我们)会[填写]<公司名称>"), ["(我们)", "[填写]", "<公司名称>"]);
}

#[test]
fn asides_in_square_brackets() {
    mark_nothing(&["唯一标识[如型号]与公司[包括但不限于：甲公司（以下统称“甲”）]。"]);
}

#[test]
fn menus() {
    let texts = [
        "您可以点击“【设置】-【删除】”注销账号，或通过“书架”> 长按封面 >切换“相册”。",
        "进入【我的】>【分享】，点击【删除】按钮。",
        "依次选择【设置】→【收集】。",
        "设置 >隐私 >权限。",
        "“【共享】”",
    ];
    mark_nothing(&texts);
    for text in texts {
        assert_eq!(codes(text), [""; 0], "{text}");
    }
    assert_eq!(codes("我们会【收集】您的＜邮箱＞"), ["bracket-lookalike"; 2]);
    assert_eq!(codes("收集手机号 >。"), ["bracket-stray"]);
}

#[test]
fn code_fences() {
    mark_nothing(&[
        "```sh\nrun <file> [opt] {x}\n```",
        "~~~\nrun <file>\n~~~",
        "````\n```\n[收集]\n```\n````",
        "  ```json\n  {\"a\": [1]}\n  ```",
        "> ```\n> [收集]\n> ```",
        "```\n未闭合的 < 和 [ 与 {\n```",
    ]);
    mark_the_sentence(&["(我们)会[收集]<邮箱>：\n```sh\nrun <file> [opt] {x}\n```"]);
}

#[test]
fn comments() {
    mark_nothing(&[
        "<!-- [收集]<邮箱> -->",
        "<!--\n## 草稿\n(我们)会[收集]<邮箱>\n-->",
        "甲<!-- > [ -->乙<!-- -- -->",
        "<!---->",
    ]);
    mark_the_sentence(&["(我们)会[收集]<邮箱>。<!-- 邮箱还是[电话]？ -->"]);
    assert_eq!(annotations("(我们<!-- [甲] -->)会[收集]")[1..], ["[收集]"]);
}

#[test]
fn front_matter() {
    mark_nothing(&[
        "---\ntitle: 隐私政策\ntags: [隐私, 政策]\nlayout: {page}\n---\n",
        "\u{FEFF}---\r\ntitle: [隐私]\r\n---\r\n",
        "+++\ntags = [\"隐私\"]\n+++\n",
    ]);
    assert_eq!(
        annotations("---\n(我们)会[收集]\n---\n"),
        ["(我们)", "[收集]"],
        "a rule is no front matter"
    );
}

#[test]
fn unclosed_stretches_hide_nothing() {
    for text in [
        "<!-- 待审\n(我们)会[收集]<邮箱>。",
        "(我们)会[收集]<邮箱>。\n```\n",
        "~~~\n(我们)会[收集]<邮箱>。",
    ] {
        assert_eq!(annotations(text), ["(我们)", "[收集]", "<邮箱>"], "{text}");
        assert_eq!(codes(text), ["verbatim-unclosed"], "{text}");
    }
}

#[test]
fn a_policy_without_annotations_gets_only_hints() {
    let policy = "我们重视您的隐私，本政策说明我们如何处理您的个人信息。\n".repeat(50);
    let slips = "{打开\n【收集】您的<\n第1]条（见下文)\n<>\n";
    let document = parse(&format!("{policy}{slips}")).unwrap();
    assert_eq!(worse_than_hint(&document), [""; 0]);
    assert!(document.diagnostics().iter().any(|d| d.code() == Code::BracketUnclosed));
    let annotated = parse(&format!("{policy}{slips}(我们)会[收集]<邮箱>。\n")).unwrap();
    assert!(annotated.has_errors());
}

#[test]
fn a_short_text_with_a_slip_keeps_its_error() {
    for text in ["{打开", "我们会[收集您的手机号。", "我们会收集您的手机号>。"]
    {
        assert!(parse(text).unwrap().has_errors(), "{text}");
    }
}

#[test]
fn strict_parsing_accepts_a_policy_without_annotations() {
    let policy = "我们重视您的隐私，本政策说明我们如何处理您的个人信息。\n".repeat(50);
    let strict = policymark::Parser::new().strict(true);
    assert!(strict.parse(&format!("{policy}第1]条")).is_ok());
    assert!(strict.parse("第1]条").is_err());
}

#[test]
fn actions_can_contain_digits_and_names_of_documents() {
    for action in ["[5G传输]", "[第2次校验]", "[同意政策]", "[签署协议]"] {
        assert_eq!(annotations(&format!("我们会{action}您的信息。")), [action]);
        assert_eq!(annotations(&format!("您{action}<邮箱>。")), [action, "<邮箱>"]);
        assert_eq!(annotations(&format!("详见{action}。")), [""; 0], "a link without its target");
    }
    assert_eq!(annotations("基于{.net}开发"), ["{.net}"], "no attribute in running text");
}
