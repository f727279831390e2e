"""Memory stays flat, however often something is done. Each is measured in a process of its own."""

# The library has no types.
# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false, reportUnknownMemberType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import policymark
import pyarrow as pa
import pytest
from conftest import growth
from policymark import Document, Parser, parse

POLICY = "当{您注册账户}时，(我们)会[收集]您的<手机号码>，以便{验证您的身份}。\n" * 3
DOCUMENT = parse(POLICY, offsets="utf16")
READ = Document.from_json(DOCUMENT.to_json())
COLUMN = pa.array([POLICY, None] * 50)
LEAKED = list[bytearray]()
# What a process grows by for other reasons is under 0.1 MB.
NOISE = 1_000_000


def parsing() -> None:
    document = parse(POLICY)
    statement = document.statements[-1]
    assert statement.data[0].document is document
    assert document.inventory()["手机号码"].affirmed.statements[-1] == statement
    assert document.text[statement.start : statement.end] == statement.source
    assert document.plain_text.text and document.sections == []


def failing() -> None:
    with pytest.raises(policymark.ParseError):
        Parser(strict=True).parse("(我们)会[收集]<手机号码。")


def pickling() -> None:
    for one in (DOCUMENT, READ):
        assert pickle.loads(pickle.dumps(one)).text == POLICY
        assert pickle.loads(pickle.dumps(one.statements[-1])).id == 2


def tables() -> None:
    result = policymark.statements(COLUMN, flat=True, errors="rows")
    assert pa.table(result).num_rows == 200


def lists() -> None:
    assert len(pa.array(policymark.annotations(COLUMN, errors="rows"))) == 100


def leaking() -> None:
    # An empty array of bytes takes 56 bytes and its place in the list 8.
    LEAKED.append(bytearray())


# How often, so that 50,000 to 100,000 texts are read.
WORK: dict[Callable[[], None], int] = {
    parsing: 100_000,
    failing: 100_000,
    pickling: 25_000,
    tables: 1_000,
    lists: 1_000,
}


def growth_of(work: Callable[[], None]) -> int:
    command = [sys.executable, __file__, work.__name__]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


LINUX = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system is not Linux")


@LINUX
@pytest.mark.parametrize("work", WORK, ids=lambda work: work.__name__)
def test_memory_stays_flat(work: Callable[[], None]) -> None:
    assert growth_of(work) < NOISE


@LINUX
def test_a_leak_of_64_bytes_of_each_is_seen() -> None:
    assert growth_of(leaking) > NOISE


if __name__ == "__main__":
    (chosen,) = (work for work in [*WORK, leaking] if work.__name__ == sys.argv[1])
    print(growth(chosen, WORK.get(chosen, 100_000)))
