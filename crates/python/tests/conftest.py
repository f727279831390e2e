"""The policies and the odd texts that tests read, and how they measure memory."""

from __future__ import annotations

import gc
import resource
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import strategies as st

ROOT = Path(__file__).parents[3]
# The second folder is not part of the repository.
FOLDERS = [ROOT / "tests/policies", ROOT.parent / "shared/eval/dev"]
POLICIES = [path for folder in FOLDERS for path in sorted(folder.glob("*.txt"))]


# Markup, words that rules look for, and characters of every width.
PIECES = st.sampled_from(
    ["{", "}", "[", "]", "<", ">", "(", ")", "（", "）", "\\", "\n", "\r\n", "\ufeff", "\0"]
    + ["我们", "会", "不会", "收集", "手机号码", "如", "、", "，", "。", "一、", "1.", "除", "外"]
    + ["📱", "👩‍👩‍👧", "e\u0301", "\u202e", "\u2028", "<!--", "```", "|", "\ud7ff", "\U0010ffff", " "]
)
TEXTS_OF_MARKUP = st.lists(PIECES | st.characters(exclude_categories=["Cs"]), max_size=60).map("".join)


@pytest.fixture(params=POLICIES, ids=lambda path: path.name)
def policy(request: pytest.FixtureRequest) -> str:
    path: Path = request.param
    return path.read_bytes().decode("utf-8")


def resident() -> int:
    """Bytes of memory that the process has at the moment."""
    pages = Path("/proc/self/statm").read_text().split()[1]
    return int(pages) * resource.getpagesize()


def growth(work: Callable[[], object], times: int) -> int:
    """How many bytes the process grows while it works so many times, once it is warmed up."""
    for _ in range(times // 10):
        work()
    gc.collect()
    before = resident()
    for _ in range(times):
        work()
    gc.collect()
    return resident() - before
