"""How fast the package reads policies, beside a script with ``re`` and a stack.

usage: python crates/python/benches/speed.py [FOLDER]

Reads the ``.txt`` files of a folder (by default ``tests/policies``), each way in turn for some rounds,
and prints megabytes of UTF-8 for each second of processor time: the median of the rounds, and its ratio
to ``parse`` and to the script. Two threads are measured by the clock, beside two threads that compute a hash each: what
the machine can give at that moment.
"""

from __future__ import annotations

import hashlib
import re
import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import policymark
import pyarrow as pa

ROUNDS = 9
KINDS = {"{": "purpose", "[": "action", "<": "data", "(": "actor"}
CLOSES = {"}": "{", "]": "[", ">": "<", ")": "("}
MARKUP = re.compile(r"\\.|[][{}<>()]|[。！？\n]")
BRACKETS = re.compile(r"[][{}<>()]")
HEADING = re.compile(r"^(?:#+ *|第?[一二三四五六七八九十百]+[、.章节条]|（[一二三四五六七八九十]+）|\d+(?:\.\d+)*[、. ])")
NO_MARK = re.compile(r"\((?:\d+|[a-zA-Z]|https?:[^)]*|[^)]*(?:简称|下称|以下)[^)]*)\)|\[[^]]*\]\([^)]*\)|<[a-z/][^>]*>")
DENIED = re.compile(r"(?:不会|不得|不再|不|未|禁止)[^，。]{0,6}$")
MODAL = re.compile(r"(可能|可以|需要|必须|应当|会|将)[^，。]{0,4}$")
RECIPIENT = re.compile(r"(?:向|给|与|同|和|至|由)[^，。]{0,4}$")
PURPOSE = re.compile(r"(?:为了|为|用于|以便|以|用来|便于|旨在)[^，。]{0,3}$")
FIRST = re.compile(r"我们|本公司|本平台|本应用")

Marks = list[tuple[str, str, int, int]]


def brackets_only(text: str) -> list[Marks]:
    """What a researcher writes first: brackets by a stack, and the marks of each sentence with an action."""
    sentences: list[Marks] = []
    stack: list[tuple[str, int]] = []
    found: Marks = []
    for match in MARKUP.finditer(text):
        sign, at = match.group(), match.start()
        if sign in KINDS:
            stack.append((sign, at))
        elif sign in CLOSES:
            if stack and stack[-1][0] == CLOSES[sign]:
                opening, start = stack.pop()
                found.append((KINDS[opening], text[start + 1 : at].strip(), start, at + 1))
        elif sign in "。！？\n" and not (stack and sign != "\n"):
            if any(kind == "action" for kind, *_ in found):
                sentences.append(found)
            found = []
            stack.clear()
    return sentences


def script(text: str) -> list[dict[str, Any]]:
    """The same, with what a row needs: ordinary brackets, headings, roles, polarity and parties by ``re``."""
    text = NO_MARK.sub(lambda match: "＿" * len(match.group()), text)
    lines: list[tuple[int, str]] = []
    at = 0
    for line in text.splitlines(keepends=True):
        if len(line) < 40 and HEADING.match(line):
            lines.append((at, line.strip()))
        at += len(line)
    rows: list[dict[str, Any]] = []
    heading = 0
    for marks in brackets_only(text):
        first, last = marks[0][2], marks[-1][3]
        while heading + 1 < len(lines) and lines[heading + 1][0] <= first:
            heading += 1
        row: dict[str, Any] = {"start": first, "end": last, "polarity": "affirmed", "modality": None}
        row["heading"] = lines[heading][1] if lines else None
        for kind, words, start, end in marks:
            before = text[max(0, start - 12) : start]
            role = kind
            if kind == "actor" and RECIPIENT.search(before):
                role = "recipient"
            elif kind == "purpose" and not PURPOSE.search(before):
                role = "condition"
            elif kind == "action":
                if DENIED.search(before):
                    row["polarity"] = "denied"
                if modal := MODAL.search(before):
                    row["modality"] = modal.group(1)
            party = "first" if kind == "actor" and FIRST.search(words) else None
            member = {"text": BRACKETS.sub("", words), "start": start, "end": end, "party": party}
            row.setdefault(role, []).append(member)
        rows.append(row)
    return rows


def objects(document: policymark.Document) -> int:
    """Every member of every statement, with its words and its place."""
    count = 0
    for statement in document.statements:
        if statement.polarity and statement.is_asserted is not None:
            for member in statement.members:
                annotation = member.annotation
                _ = (member.role, annotation.text, annotation.start, annotation.end)
                count += 1
    return count


def measure(way: Callable[[], Any], clock: Callable[[], float]) -> float:
    start = clock()
    way()
    return clock() - start


def two_threads(work: Callable[[Any], Any], parts: list[Any]) -> float:
    """How many times as fast two threads do the work as one."""
    speedups: list[float] = []
    with ThreadPoolExecutor(2) as pool:
        for _ in range(ROUNDS):
            one = measure(lambda: [work(part) for part in parts], time.perf_counter)
            two = measure(lambda: list(pool.map(work, parts)), time.perf_counter)
            speedups.append(one / two)
    return statistics.median(speedups)


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "tests/policies")
    texts = [path.read_bytes().decode("utf-8") for path in sorted(folder.glob("*.txt"))]
    texts *= max(1, 2_000_000 // sum(len(text.encode()) for text in texts))
    size = sum(len(text.encode()) for text in texts) / 1e6
    column, parser = pa.array(texts), policymark.Parser(offsets="bytes")
    half = len(column) // 2
    ways: dict[str, Callable[[], Any]] = {
        "script: brackets only": lambda: [brackets_only(text) for text in texts],
        "script: rows": lambda: [script(text) for text in texts],
        "parse": lambda: [policymark.parse(text) and None for text in texts],
        "objects": lambda: [objects(policymark.parse(text)) for text in texts],
        "columns, bytes": lambda: pa.table(policymark.statements(column, parser=parser, flat=True)),
        "columns, characters": lambda: pa.table(policymark.statements(column, flat=True)),
        "annotations, characters": lambda: pa.table(policymark.annotations(column, flat=True)),
        "through JSON": lambda: [policymark.parse(text).to_json() for text in texts],
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(ROUNDS + 1):
        for name, way in ways.items():
            taken = measure(way, time.process_time)
            # The first round reads the lexicon and warms the caches.
            if number:
                times[name].append(taken)
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    print(f"{len(texts)} policies, {size:.1f} MB, median of {ROUNDS} rounds of processor time\n")
    print(f"{'':24} {'MB/s':>7} {'to parse':>9} {'to script':>10}")
    for name, taken in medians.items():
        to_parse, to_script = medians["parse"] / taken, medians["script: rows"] / taken
        print(f"{name:24} {size / taken:7.1f} {to_parse:9.2f} {to_script:10.1f}")

    # Each long enough for the clock.
    parts = [pa.chunked_array([part] * 10) for part in (column.slice(0, half), column.slice(half))]
    speedup = two_threads(policymark.statements, parts)
    ceiling = two_threads(lambda data: hashlib.sha256(data).digest(), [bytes(100_000_000)] * 2)
    print(f"\ntwo threads: {speedup:.2f} times one, by the clock; those of a hash: {ceiling:.2f}")


if __name__ == "__main__":
    main()
