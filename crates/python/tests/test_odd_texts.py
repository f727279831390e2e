"""Texts that nobody writes: nothing fails, and memory stays flat."""

from __future__ import annotations

import resource
from typing import Literal

from conftest import TEXTS_OF_MARKUP
from hypothesis import given, settings
from hypothesis import strategies as st
from policymark import AnnotateError, Document, Parser, parse

UNITS = st.sampled_from(["characters", "bytes", "utf16"])


def show_everything(document: Document) -> None:
    """Every property of every handle, and every text form."""
    handles = [*document.annotations, *document.statements, *document.sections]
    others = [*document.sentences, *document.diagnostics, *document.fixes(), *document.inventory()]
    for handle in [document, document.plain_text, *handles, *others]:
        assert repr(handle) and str(handle) is not None
        for name in dir(handle):
            if not name.startswith("_"):
                getattr(handle, name)
    html = document._repr_html_()  # pyright: ignore[reportPrivateUsage]
    assert html.count("<mark") == html.count("</mark>")


@settings(max_examples=200, deadline=None)
@given(text=TEXTS_OF_MARKUP, unit=UNITS)
def test_every_function_takes_any_text(
    text: str, unit: Literal["characters", "bytes", "utf16"]
) -> None:
    document = parse(text, offsets=unit)
    assert document.text == text
    show_everything(document)
    assert Document.from_json(document.to_json(), unit) == document
    assert document.diff(parse(document.formatted())) is not None
    document.fixed(unsure=True)
    for offset in range(len(text.encode()) + 2):
        document.annotation_at(offset)
        document.section_at(offset)
        document.sentence_at(offset)
    if unit == "characters":
        for annotation in document.annotations:
            assert text[annotation.start : annotation.end] == annotation.source


@settings(max_examples=200, deadline=None)
@given(text=TEXTS_OF_MARKUP)
def test_plain_text_can_be_annotated_again(text: str) -> None:
    document = parse(text)
    plain = document.plain_text
    marks = [
        (a.kind, plain.to_plain(a.start), plain.to_plain(a.end))
        for a in document.annotations
        if a.text and "\n" not in a.source
    ]
    try:
        written = Parser().annotate(plain.text, marks)
    except AnnotateError:
        return
    assert parse(written).plain_text.text == plain.text


def test_memory_stays_flat() -> None:
    text = "当{您注册账户}时，(我们)会[收集]您的<手机号码>，以便{验证您的身份}。\n" * 3

    def parse_many(times: int) -> int:
        for _ in range(times):
            document = parse(text)
            assert document.statements[-1].data[0].document is document
            document.inventory()
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    before = parse_many(5_000)
    after = parse_many(95_000)
    # A document takes some kilobytes: a leak of each would be hundreds of megabytes.
    assert after - before < 8_000, f"{before} KB, then {after} KB"
