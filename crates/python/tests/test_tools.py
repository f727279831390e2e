"""Parsers, exceptions, and what changes or compares texts."""

from __future__ import annotations

import pickle
import threading
from pathlib import Path

import policymark
import pytest
from policymark import Lexicon, Parser, parse


def test_strict_parsing_says_where() -> None:
    with pytest.raises(policymark.ParseError) as caught:
        Parser(strict=True).parse("📱\n您的<手机号码")
    error = caught.value
    assert (error.code, error.line, error.column, error.start, error.end) == (
        "bracket-unclosed",
        2,
        3,
        4,
        5,
    )
    assert str(error).startswith("2:3: error[bracket-unclosed]")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.line) == (str(error), 2)
    assert isinstance(error, policymark.Error) and isinstance(error, ValueError)
    with pytest.raises(policymark.ParseError) as caught:
        Parser(strict=True, offsets="utf16").parse("📱\n您的<手机号码")
    assert caught.value.start == 5


def test_too_long() -> None:
    with pytest.raises(policymark.TooLongError) as caught:
        Parser(max_length=20).parse("(我们)会[收集]<手机号码>。")
    assert (caught.value.length, caught.value.limit) == (36, 20)


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        parse("(我们)\ud83d")


def test_options() -> None:
    text = "(我们)会[收集]{手机号码}。"
    assert parse(text).annotations[-1].kind == "purpose"
    parser = Parser(dialect={"{}": "data", "<>": None})
    assert parser.parse(text).statements[0].data[0].text == "手机号码"
    assert Parser(marks_only=True).parse(text).statements == []
    assert Parser(every_pair_marks=True).parse("相机(云杉)").annotations[0].text == "云杉"
    assert parse("(我们)会[收集]信息。").diagnostics[0].code == "action-without-data"
    assert Parser(allow=["action-without-data"]).parse("(我们)会[收集]信息。").diagnostics == []
    assert Parser(max_diagnostics=1).parse("<a\n<b\n<c\n<d\n").diagnostics[-1].code == (
        "diagnostics-omitted"
    )


def test_wrong_options_are_named() -> None:
    with pytest.raises(ValueError, match="expected one of bytes, characters, utf16"):
        Parser(offsets="chars")  # type: ignore[arg-type]  # pyright: ignore
    with pytest.raises(ValueError, match="unknown brackets"):
        Parser(dialect={"«»": "data"})
    with pytest.raises(ValueError, match="unknown kind"):
        Parser(dialect={"<>": "datum"})  # type: ignore[dict-item]  # pyright: ignore
    with pytest.raises(ValueError, match="unknown code"):
        Parser(allow=["no-such"])
    with pytest.raises(TypeError):
        Parser(deep=3)  # type: ignore[call-arg]  # pyright: ignore


def test_lexicon() -> None:
    lexicon = Lexicon()
    assert lexicon == Lexicon() and repr(lexicon) == "<Lexicon standard>"
    assert lexicon.classify("手机号码") == ("basic", False)
    assert lexicon.classify("云杉") is None
    more = lexicon.extended("items", "外加\tseparates\n")
    assert more != lexicon and repr(more) == "<Lexicon changed: items>"
    assert "外加" in more.source("items") and "外加" not in lexicon.source("items")
    (_, data) = Parser(lexicon=more).parse("[收集]<昵称外加头像>").annotations
    assert [item.text for item in data.items] == ["昵称", "头像"]
    assert more.trimmed("items", "外加\n").source("items") != more.source("items")
    with pytest.raises(policymark.LexiconError) as caught:
        lexicon.extended("items", "外加\tseparates\n另\tnonsense\n")
    assert caught.value.line == 2
    with pytest.raises(ValueError, match="unknown table"):
        lexicon.source("nouns")  # type: ignore[arg-type]  # pyright: ignore


def test_diagnostics() -> None:
    (diagnostic,) = policymark.check("您好📱，(我们)会[收集]<手机号码。")
    assert (diagnostic.code, diagnostic.severity) == ("bracket-unclosed", "error")
    assert diagnostic.document.text[diagnostic.start] == "<"
    assert diagnostic.message == "“<” has no “>” on its line"
    assert diagnostic.message_in("zh") == "本行没有与“<”配对的“>”"
    assert diagnostic.help_in("zh") != diagnostic.help
    assert str(diagnostic) == f"1:14: error[bracket-unclosed]: {diagnostic.message}"
    with pytest.raises(ValueError, match="unknown language"):
        diagnostic.message_in("fr")  # type: ignore[arg-type]  # pyright: ignore


def test_fix_and_fmt() -> None:
    text = "📱(我们)会[收集]< 手机号码>和<邮箱。\r\n"
    document = parse(text)
    assert policymark.fix(text) == "📱(我们)会[收集] <手机号码>和<邮箱>。\r\n"
    fixes = document.fixes()
    padded = next(fix for fix in fixes if fix.diagnostic.code == "annotation-padded")
    assert padded.is_safe and padded.edits
    edited = text
    for edit in reversed(padded.edits):
        edited = edited[: edit.start] + edit.replacement + edited[edit.end :]
    assert "<手机号码>" in edited
    assert padded.message_in("zh") != padded.message_in("en") == str(padded)
    everything = document.fixed(unsure=True)
    assert not any(d.severity == "error" for d in policymark.check(everything))
    assert policymark.fmt("(我们)会[收集]< 手机号码 >。") == "(我们)会[收集] <手机号码> 。"


def test_diff() -> None:
    old = "一、收集\n(我们)会[收集]<邮箱>。\n"
    new = "一、收集\n(我们)不会[收集]<邮箱>、<昵称>。\n"
    changes = policymark.diff(old, new)
    kinds = {change.kind: change for change in changes}
    assert set(kinds) == {"now-denied", "member-added"}
    added = kinds["member-added"]
    assert (added.role, added.old_text, added.new_text) == ("data", None, "昵称")
    assert added.new_span is not None and new[slice(*added.new_span)] == "<昵称>"
    assert added.is_of_meaning
    denied = kinds["now-denied"]
    assert denied.old_statement is not None and denied.old_statement.polarity == "affirmed"
    assert denied.new_statement is not None and denied.new_statement.polarity == "denied"
    assert policymark.diff(old, old) == []


def test_agree() -> None:
    first = "📱(我们)会[收集]您的<手机号码>，并[共享]给(支付公司)。"
    second = "📱(我们)会[收集]<您的手机号码>，并[共享]给<支付公司>。"
    agreement = policymark.agree(first, second)
    figures = agreement.figures
    assert figures.f1("action") == 1.0 and figures.f1("data") == 0.0
    assert figures.matches("data", overlapping=True) == (1, 0, 1)
    assert figures.matches("data") == (0, 1, 2)
    kappa, alpha = figures.kappa("data"), figures.alpha()
    assert kappa is not None and 0 < kappa < 1 and alpha is not None and alpha < 1
    extent, kind = agreement.disagreements
    assert (extent.kind, extent.text, kind.kind, kind.text) == ("extent", "手机号码", "kind", "支付公司")
    assert first[slice(*extent.first_span)] == "<手机号码>"
    assert second[slice(*extent.second_span)] == "<您的手机号码>"
    assert kind.first is not None and kind.first.kind == "actor"
    assert kind.second is not None and kind.second.kind == "data"
    assert not agreement.is_complete and agreement.statements
    assert policymark.agree(first, first).is_complete
    both = sum([figures, figures], policymark.Figures())
    assert both.texts == 2 and both.f1("action") == 1.0
    with pytest.raises(policymark.TextsDifferError) as caught:
        policymark.agree(first, second.replace("会", "将"))
    assert caught.value.first[0] == first.index("会")


def test_stats() -> None:
    policies = ["(我们)会[收集]<邮箱>。", "(我们)会向(云杉)[提供]<邮箱>、<昵称>。"]
    both = policymark.stats(policies)
    assert (both.documents, both.statements) == (2, 2)
    assert both.data == {"邮箱": 2, "昵称": 1} and both.recipients == {"云杉": 1}
    assert both == policymark.stats(policies[0]) + parse(policies[1]).statistics()
    assert both.to_dict()["documents"] == 2
    assert "邮箱" in str(both)


def test_annotate() -> None:
    marks = [("actor", 2, 4), ("action", 5, 7), ("data", 7, 14)]
    plain = "📱，我们会收集号码(11位)。"
    written = policymark.annotate(plain, marks)
    assert written == "📱，(我们)会[收集]<号码\\(11位\\)>。"
    assert parse(written).plain_text.text == plain
    with pytest.raises(policymark.AnnotateError) as caught:
        policymark.annotate(plain, [("actor", 2, 5), ("data", 4, 7)])
    # The one that starts later is refused.
    assert (caught.value.index, caught.value.start, caught.value.end) == (1, 4, 7)
    with pytest.raises(ValueError, match="no offset 99"):
        policymark.annotate(plain, [("data", 0, 99)])
    with pytest.raises(ValueError, match="unknown kind"):
        policymark.annotate(plain, [("datum", 0, 1)])


def test_read_keeps_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "app.txt"
    text = "\ufeff您好。\r\n(我们)会[收集]<邮箱>。\r\n"
    path.write_bytes(text.encode())
    document = policymark.read(path)
    assert document.text == text
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(UnicodeDecodeError):
        policymark.read(path)


def test_other_threads_run_while_a_text_is_parsed() -> None:
    text = "当{您注册账户}时，(我们)会[收集]您的<手机号码>。\n" * 60_000
    done = threading.Event()
    counted = 0

    def parse_it() -> None:
        parse(text)
        done.set()

    thread = threading.Thread(target=parse_it)
    thread.start()
    while not done.is_set():
        counted += 1
        done.wait(0.001)
    thread.join()
    # With the lock held, the loop would stand still until the end.
    assert counted >= 5
