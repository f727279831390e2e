"""Memory stays flat, however often something is done."""

# The library has no types.
# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false, reportUnknownMemberType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

import pickle
from pathlib import Path

import policymark
import pyarrow as pa
import pytest
from conftest import growth
from policymark import Document, parse

pytestmark = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system is not Linux")

POLICY = "当{您注册账户}时，(我们)会[收集]您的<手机号码>，以便{验证您的身份}。\n" * 3
# What a process grows by for other reasons, such as holes between what was freed, is under 0.1 MB.
NOISE = 1_000_000


def test_a_leak_would_be_seen() -> None:
    leaked = list[bytearray]()
    # An empty array of bytes takes 56 bytes and its place in the list 8.
    assert growth(lambda: leaked.append(bytearray()), 100_000) > NOISE


def test_parsing() -> None:
    def work() -> None:
        document = parse(POLICY)
        statement = document.statements[-1]
        assert statement.data[0].document is document
        assert document.inventory()["手机号码"].affirmed.statements[-1] == statement
        assert document.text[statement.start : statement.end] == statement.source
        assert document.plain_text.text and document.sections == []

    assert growth(work, 100_000) < NOISE


def test_strict_parsing_that_fails() -> None:
    parser = policymark.Parser(strict=True)

    def work() -> None:
        with pytest.raises(policymark.ParseError):
            parser.parse("(我们)会[收集]<手机号码。")

    assert growth(work, 50_000) < NOISE


def test_pickling() -> None:
    document = parse(POLICY, offsets="utf16")
    read = Document.from_json(document.to_json())

    def work() -> None:
        for one in (document, read):
            assert pickle.loads(pickle.dumps(one)).text == POLICY

    assert growth(work, 40_000) < NOISE


@pytest.mark.parametrize("flat", [True, False])
def test_columns(flat: bool) -> None:
    column = pa.array([POLICY, None] * 50)

    def work() -> None:
        result = policymark.statements(column, flat=flat, errors="rows")
        table = pa.table(result) if flat else pa.array(result)
        assert len(table) == (200 if flat else 100)

    # 100,000 policies.
    assert growth(work, 2_000) < NOISE
