"""Policies in the formats of other tools, and back."""

from __future__ import annotations

import json
from pathlib import Path

import policymark
import pytest
from conftest import ROOT
from policymark import convert

# crates/interchange reads all others, too.
OWN = sorted((ROOT / "tests/policies").glob("*.txt"))

# Formats that carry nested marks, so that every mark comes back.
WHOLE = ["brat", "doccano", "doccano-relations", "json", "label-studio", "research", "stam", "uima", "web-annotation"]


def back(export: convert.Export, format: str, text: str) -> list[convert.Policy]:
    """The policies of an export, read again."""
    contents = {name: content for name, content in export.files.items() if not name.endswith((".txt", ".conf"))}
    found: list[convert.Policy] = []
    for name, content in contents.items():
        if name not in ("label-studio.xml", "TypeSystem.xml"):
            found.extend(convert.read(content, format, name="app", text=text, strict=True).policies)
    return found


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_marks_come_back(path: Path) -> None:
    document = policymark.read(path)
    marks = [(mark.kind, mark.text) for mark in document.annotations]
    text = document.plain_text.text.replace("\r\n", " \n")
    for format in WHOLE:
        [read] = back(convert.write({"app": document}, format), format, text)
        again = policymark.parse(read.markup)
        assert [(mark.kind, mark.text) for mark in again.annotations] == marks, format
        assert read.name == "app" and read.faults == []


def test_every_format_is_written() -> None:
    document = policymark.parse("当{您注册账户}时，(我们)会[收集]您的<手机号码>。")
    for format in convert.writable():
        export = convert.write({"a": document, "sub/b": document}, format)
        assert all(export.files.values()), format
    assert set(convert.readable()) <= set(convert.writable())


def test_losses_are_counted() -> None:
    document = policymark.parse("(我们)[收集]<设备信息>以{验证<手机号码>}。")
    losses = convert.write({"a": document, "b": document}, "bio").losses
    assert losses["nested marks"] == 2 and losses["statements"] >= 2


def test_labels_are_those_of_the_caller() -> None:
    labels: convert.Labels = {"data": ["个人信息", "PII"]}
    export = convert.write({"app": policymark.parse("[收集]<邮箱>")}, "doccano", labels=labels)
    assert json.loads(export.files["doccano.jsonl"])["label"][1] == [2, 4, "个人信息"]
    foreign = '{"text": "收集邮箱", "label": [[2, 4, "pii"]]}'
    assert convert.read(foreign, "doccano", labels=labels).policies[0].markup == "收集<邮箱>"
    assert convert.read(foreign, "doccano").policies[0].faults == ["label 1: no kind has the label “pii”"]


def test_what_cannot_be_read_is_said() -> None:
    reading = convert.read('{"text": "邮箱", "label": [[0, 9, "Data"]]}\n{"text"\n', "doccano")
    assert [policy.markup for policy in reading.policies] == ["邮箱"]
    assert "0..9" in reading.policies[0].faults[0]
    assert reading.faults[0].startswith("line 2: ")
    with pytest.raises(policymark.Error, match="line 2"):
        convert.read('{"text": "邮箱", "label": []}\n{"text"', "doccano", strict=True)
    with pytest.raises(ValueError, match='cannot read "csv"; expected one of bio, '):
        convert.read("", "csv")
    with pytest.raises(ValueError, match='cannot write "brta"'):
        convert.write({}, "brta")
    with pytest.raises(ValueError, match="brat has its text in a file beside"):
        convert.read("", "brat")
    with pytest.raises(ValueError, match="dato"):
        convert.write({}, "brat", labels={"dato": ["x"]})  # type: ignore[dict-item]
