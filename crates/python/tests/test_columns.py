"""Columns of Arrow say what the objects say."""

# The libraries have no complete types.
# mypy: disable-error-code="no-any-return, arg-type, call-overload"
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false, reportUnknownLambdaType=false
# pyright: reportArgumentType=false, reportAttributeAccessIssue=false, reportCallIssue=false
# pyright: reportUnknownParameterType=false

from __future__ import annotations

import gc
import json
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Literal

import duckdb
import pandas as pd
import policymark
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from conftest import POLICIES, TEXTS_OF_MARKUP
from hypothesis import given, settings
from hypothesis import strategies as st
from policymark import Parser, parse

TEXTS = [path.read_bytes().decode("utf-8") for path in POLICIES]
ODD = "\ufeff👩‍👩‍👧您好📱，\r\n(我们)会[收集]您的<手机📱号码>，如<型号>。您需要[提供]<邮箱>。\r\n"
TWO = ["(我们)会[收集]<邮箱>。", "(我们)会[收集]<昵称>。(我们)会[使用]<昵称>。"]

CLASSES = {
    "actors": "party",
    "recipients": "party",
    "sources": "party",
    "subjects": "party",
    "places": "party",
    "actions": "processing",
    "data": "category",
    "excluded": "category",
    "purposes": "ground",
    "conditions": "ground",
    "exceptions": "ground",
    "without": "ground",
}


def section_row(section: policymark.Section) -> dict[str, Any]:
    return {"id": section.id, "text": section.title or section.text, "start": section.start, "end": section.end}


def refers_to(annotation: policymark.Annotation, said: dict[str, Any]) -> int | None:
    found: int | None = said["annotations"][annotation.id].get("refers_to")
    return found


def item_rows(annotation: policymark.Annotation) -> list[dict[str, Any]]:
    return [
        {
            "text": item.text,
            "start": item.start,
            "end": item.end,
            "category": item.category,
            "sensitive": item.is_sensitive,
        }
        for item in annotation.items
    ]


def member_row(member: policymark.Member, key: str, said: dict[str, Any]) -> dict[str, Any]:
    annotation = member.annotation
    row = {
        "annotation": annotation.id,
        "text": annotation.text,
        "start": annotation.start,
        "end": annotation.end,
        "rule": member.rule,
        CLASSES[key]: getattr(annotation, CLASSES[key]),
    }
    if CLASSES[key] == "category":
        row["sensitive"] = annotation.is_sensitive
        row["items"] = item_rows(annotation)
    if CLASSES[key] in ("category", "party"):
        row["refers_to"] = refers_to(annotation, said)
    return row


def statement_row(statement: policymark.Statement, said: dict[str, Any]) -> dict[str, Any]:
    """The row of a statement, put together from the objects."""
    keys = dict(zip(CLASSES, ROLES, strict=True))
    members = {
        key: [member_row(m, key, said) for m in statement.members if m.role == role]
        for key, role in keys.items()
    }
    return {
        "id": statement.id,
        "start": statement.start,
        "end": statement.end,
        "sentence": statement.sentence.id,
        "sentence_start": statement.sentence.start,
        "sentence_end": statement.sentence.end,
        "section": statement.section.id if statement.section else None,
        "headings": [section_row(heading) for heading in statement.heading_path],
        "polarity": statement.polarity,
        "modality": statement.modality,
        "certainty": statement.certainty,
        "asserted": statement.is_asserted,
        "consent_exempt": statement.is_consent_exempt,
        **members,
        "includes": [
            {"whole": i.whole.id, "part": i.part.id, "rule": i.rule} for i in statement.inclusions
        ],
        "unmarked": [
            {
                "role": u.role,
                "party": u.party,
                "text": u.text,
                "start": u.start,
                "end": u.end,
                "rule": u.rule,
            }
            for u in statement.unmarked
        ],
        "announces": [section_row(section) for section in statement.announces],
    }


ROLES = [
    "actor",
    "recipient",
    "source",
    "subject",
    "place",
    "action",
    "data",
    "excluded",
    "purpose",
    "condition",
    "exception",
    "absence",
]


def annotation_row(annotation: policymark.Annotation, said: dict[str, Any]) -> dict[str, Any]:
    parent = annotation.parent
    names = ("id", "kind", "text", "start", "end", "role", "ground", "processing", "party", "category")
    return {
        **{name: getattr(annotation, name) for name in names},
        "sensitive": annotation.is_sensitive,
        "refers_to": refers_to(annotation, said),
        "parent": parent.id if parent else None,
        "reason": annotation.reason,
        "sentence": annotation.sentence.id if annotation.sentence else None,
        "section": annotation.section.id if annotation.section else None,
        "items": item_rows(annotation),
    }


@pytest.mark.parametrize("unit", ["characters", "bytes", "utf16"])
def test_columns_say_what_objects_say(unit: Literal["characters", "bytes", "utf16"]) -> None:
    parser = Parser(offsets=unit)
    texts = [*TEXTS, ODD, "", *TWO]
    statements = pa.array(policymark.statements(pa.array(texts), parser=parser))
    annotations = pa.array(policymark.annotations(pa.array(texts), parser=parser))
    statements.validate(full=True)
    annotations.validate(full=True)
    assert len(statements) == len(annotations) == len(texts)
    for text, rows, marks in zip(texts, statements, annotations, strict=True):
        document = parser.parse(text)
        said = json.loads(document.to_json())
        assert rows.as_py() == [statement_row(s, said) for s in document.statements]
        assert marks.as_py() == [annotation_row(a, said) for a in document.annotations]


def test_characters_after_emoji_marks_and_line_ends() -> None:
    table = pa.table(policymark.annotations(pa.array([TWO[0], ODD]), flat=True))
    rows = [row for row in table.to_pylist() if row["document"] == 1]
    cut = [ODD[row["start"] : row["end"]] for row in rows]
    assert cut == [a.source for a in parse(ODD).annotations]


@pytest.mark.parametrize(
    "type_", [pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.large_binary()]
)
def test_every_type_of_text(type_: pa.DataType) -> None:
    texts = [*TWO, None, "", ODD, None]
    expected = pa.array(policymark.statements(pa.array(texts)))
    assert expected.null_count == 2 and expected[3].as_py() == []
    array = pa.array(texts, type=type_)
    assert pa.array(policymark.statements(array)).equals(expected)
    # A slice starts in the middle of its buffers.
    part = pa.array(policymark.statements(array.slice(1, 4)))
    assert part.equals(expected.slice(1, 4)) and part.null_count == 1
    chunked = pa.chunked_array([array.slice(0, 2), array.slice(2, 0), array.slice(2)])
    assert pa.array(policymark.statements(chunked)).equals(expected)


@settings(max_examples=100, deadline=None)
@given(texts=st.lists(st.none() | TEXTS_OF_MARKUP, max_size=6), cut=st.integers(0, 6))
def test_odd_texts(texts: list[str | None], cut: int) -> None:
    array = pa.array(texts, pa.string())
    found = pa.array(policymark.statements(pa.chunked_array([array[:cut], array[cut:]])))
    found.validate(full=True)
    for text, rows in zip(texts, found.to_pylist(), strict=True):
        if text is None:
            assert rows is None
        else:
            document = parse(text)
            said = json.loads(document.to_json())
            assert rows == [statement_row(s, said) for s in document.statements]


def test_empty_columns() -> None:
    for column in [
        pa.array([], pa.string()),
        pa.chunked_array([], pa.string()),
        pa.array([None, None], pa.string()),
        pa.nulls(2),
    ]:
        nested = pa.array(policymark.statements(column))
        assert len(nested) == nested.null_count == len(column)
        flat = pa.table(policymark.statements(column, flat=True))
        assert flat.num_rows == 0
        assert flat.schema.field("document").type == pa.int64()
    assert nested.type == pa.array(policymark.statements(pa.array(TWO))).type


def test_flat_rows_name_their_documents() -> None:
    texts = [TWO[0], None, "", TWO[1]]
    column = pa.chunked_array([pa.array(texts[:2]), pa.array(texts[2:])])
    table = pa.table(policymark.statements(column, flat=True))
    assert table["document"].to_pylist() == [0, 3, 3]
    nested = pa.array(policymark.statements(column)).flatten().to_pylist()
    assert table.drop_columns("document").to_pylist() == nested


# Half a character, in the middle of a text that says something otherwise.
NOT_UTF8 = "(我们)会[收集]<邮箱>。".encode()[:-1]
UNCLOSED = "📱\n您的<手机号码"


def binary(*texts: str | bytes | None) -> pa.Array:
    return pa.array([text.encode() if isinstance(text, str) else text for text in texts], pa.binary())


def test_texts_that_are_not_utf8() -> None:
    column = binary(TWO[0], NOT_UTF8)
    # Whoever writes strings of Arrow does not always check them.
    unchecked = pa.Array.from_buffers(pa.string(), 2, column.buffers())
    for broken in (column, unchecked):
        with pytest.raises(policymark.Error, match="document 1: the text is not UTF-8.*index 27") as caught:
            policymark.statements(broken)
        assert caught.value.document == 1
        nulled = pa.array(policymark.statements(broken, errors="null")).to_pylist()
        assert [rows is None for rows in nulled] == [False, True]


def test_texts_that_a_strict_parser_refuses() -> None:
    strict = Parser(strict=True)
    column = pa.array([TWO[0], UNCLOSED, TWO[1]])
    with pytest.raises(policymark.ParseError, match="^document 1: 2:3: error") as caught:
        policymark.statements(column, parser=strict)
    error = caught.value
    assert (error.document, error.line, error.column, error.start, error.end) == (1, 2, 3, 4, 5)
    with pytest.raises(policymark.ParseError) as caught:
        strict.parse(UNCLOSED)
    assert caught.value.document is None
    with pytest.raises(policymark.TooLongError) as too_long:
        policymark.annotations(column, parser=Parser(max_length=40))
    assert (too_long.value.document, too_long.value.length) == (2, len(TWO[1].encode()))
    nulled = pa.array(policymark.statements(column, parser=strict, errors="null"))
    assert [len(rows) if rows else None for rows in nulled.to_pylist()] == [1, None, 2]


@pytest.mark.parametrize("read", [policymark.statements, policymark.annotations])
def test_rows_lose_no_document(read: Any) -> None:
    strict = Parser(strict=True)
    column = binary(TWO[0], NOT_UTF8, None, UNCLOSED, "您好。", "", TWO[1])
    good = binary(TWO[0], None, None, None, "您好。", "", TWO[1])
    table = pa.table(read(pa.chunked_array([column[:2], column[2:]]), flat=True, errors="rows", parser=strict))
    failed = table.filter(pc.is_valid(table["error"])).to_pylist()
    assert [(row.pop("document"), row.pop("error").split(": ")[0]) for row in failed] == [
        (1, "the text is not UTF-8"),
        (2, "the text is null"),
        (3, "2:3"),
    ]
    assert all(value is None for row in failed for value in row.values())
    rest = table.filter(pc.is_null(table["error"])).drop_columns("error")
    assert rest.equals(pa.table(read(good, flat=True)))
    # In the order of the documents; those without a row were read and say nothing.
    assert pc.unique(table["document"]).to_pylist() == [0, 1, 2, 3, 6]
    lists = pa.array(read(column, errors="rows", parser=strict))
    lists.validate(full=True)
    assert [len(rows) for rows in lists.to_pylist()][1:6] == [1, 1, 1, 0, 0]
    assert pa.Table.from_struct_array(lists.flatten()).equals(table.drop_columns("document"))


@pytest.mark.parametrize("errors", ["raise", "null", "rows"])
@pytest.mark.parametrize("kind", ["statements", "annotations"])
def test_types_are_known_before_anything_is_read(kind: str, errors: str) -> None:
    read, schema = getattr(policymark, kind), getattr(policymark, f"{kind}_schema")
    flat = pa.table(read(pa.array(TWO), flat=True, errors=errors))
    assert pa.schema(schema(flat=True, errors=errors)).equals(flat.schema)
    assert ("error" in flat.schema.names) == (errors == "rows")
    lists = pa.array(read(pa.array(TWO), errors=errors))
    assert pa.field(schema(errors=errors)).type == lists.type
    with pytest.raises(ValueError, match="expected one of raise, null, rows"):
        schema(errors="skip")


def test_a_stream_is_pulled_while_other_threads_run() -> None:
    """Whoever makes the batches needs the interpreter to do so, and here even another thread of it."""
    asked, made = queue.Queue[int](), queue.Queue[pa.RecordBatch]()

    def make() -> None:
        while number := asked.get():
            made.put(pa.record_batch({"text": [TWO[0]] * number}))

    def batches() -> Iterator[pa.RecordBatch]:
        for number in (1, 2, 3):
            asked.put(number)
            yield made.get(timeout=60)

    maker = threading.Thread(target=make, daemon=True)
    maker.start()
    schema = pa.schema({"text": pa.string()})
    reader = pa.RecordBatchReader.from_batches(schema, batches())
    assert len(policymark.statements(reader)) == 6
    asked.put(0)
    maker.join(timeout=60)


class Once:
    """A column that hands out its capsules again and again, which the interface forbids."""

    def __init__(self, column: Any, method: str) -> None:
        self.capsules = getattr(column, method)()
        setattr(type(self), method, lambda self, requested_schema=None: self.capsules)


@pytest.mark.parametrize(
    "column, method",
    [
        (pa.array(TWO), "__arrow_c_array__"),
        (pa.chunked_array([TWO]), "__arrow_c_stream__"),
    ],
)
def test_data_that_were_taken_are_not_taken_again(column: Any, method: str) -> None:
    once = type("Once", (Once,), {})(column, method)
    assert len(policymark.statements(once)) == 2
    with pytest.raises(ValueError, match="taken already"):
        policymark.statements(once)


def test_a_row_that_is_null_has_no_text() -> None:
    texts = pa.array([TWO[0], TWO[1], TWO[0]])
    rows = pa.StructArray.from_arrays([texts], ["text"], mask=pa.array([False, True, False]))
    for column in (rows, rows[1:]):
        nested = pa.array(policymark.statements(column)).to_pylist()
        assert [rows is None for rows in nested] == [row is None for row in column.to_pylist()]


@pytest.mark.parametrize("values", [pa.string(), pa.large_string(), pa.string_view(), pa.binary()])
@pytest.mark.parametrize("keys", [pa.int8(), pa.uint32(), pa.int64()])
def test_dictionaries(keys: pa.DataType, values: pa.DataType) -> None:
    texts = [*TWO, None, TWO[0], "", TWO[1]]
    words = pa.array([TWO[0], "", None, TWO[1]], values)
    array = pa.DictionaryArray.from_arrays(pa.array([0, 3, 2, 0, 1, 3], keys), words)
    assert array.to_pylist() == [text if values != pa.binary() or text is None else text.encode() for text in texts]
    expected = pa.array(policymark.statements(pa.array(texts)))
    for column, rows in [(array, expected), (array[2:], expected[2:])]:
        assert pa.array(policymark.statements(column)).equals(rows)
    nulls = pa.DictionaryArray.from_arrays(pa.array([None, None], keys), pa.array([], values))
    assert pa.array(policymark.statements(nulls)).null_count == 2


@pytest.mark.parametrize("type_", [pl.Categorical(), pl.Enum([*TWO, ""])])
def test_categories_of_polars(type_: Any) -> None:
    texts = [*TWO, None, TWO[0], ""]
    frame = pl.DataFrame({"text": pl.Series(texts, dtype=type_)})
    expected = pa.array(policymark.statements(pa.array(texts)))
    for column in (frame, frame["text"]):
        assert pa.array(policymark.statements(column)).equals(expected)


def test_categories_of_pandas() -> None:
    frame = pd.DataFrame({"text": pd.Series([*TWO, None, TWO[0]], dtype="category")})
    rows = pa.table(policymark.statements(frame[["text"]], flat=True))
    assert rows["document"].to_pylist() == [0, 1, 1, 3]


def test_columns_of_nothing_but_nulls() -> None:
    for frame in (pl.DataFrame({"text": [None, None]}), pd.DataFrame({"text": [None, None]})):
        columns = [frame, frame["text"]] if isinstance(frame, pl.DataFrame) else [frame]
        for column in columns:
            nested = pa.array(policymark.statements(column))
            assert len(nested) == nested.null_count == 2
            assert len(policymark.statements(column, flat=True)) == 0
    chunked = pa.chunked_array([pa.nulls(2), pa.nulls(0), pa.nulls(3)])
    assert pa.array(policymark.statements(chunked)).null_count == 5


def test_other_columns_are_refused() -> None:
    with pytest.raises(TypeError, match="not of Dictionary"):
        policymark.statements(pa.array([1, 2]).dictionary_encode())
    with pytest.raises(TypeError, match="not of Int64"):
        policymark.statements(pa.array([1, 2]))
    with pytest.raises(TypeError, match="not of Struct"):
        policymark.statements(pa.table({"a": TWO, "b": TWO}))
    with pytest.raises(TypeError, match="expected a column of Arrow"):
        policymark.statements(TWO)
    with pytest.raises(ValueError, match="expected one of raise, null, rows"):
        policymark.statements(pa.array(TWO), errors="skip")


def test_polars() -> None:
    frame = pl.DataFrame({"text": [*TWO, None]})
    assert len(policymark.statements(frame.select("text"))) == 3
    nested = frame.with_columns(statements=pl.Series(policymark.statements(frame["text"])))
    counts = nested["statements"].list.len().to_list()
    assert counts == [1, 2, None]
    flat = pl.DataFrame(policymark.statements(frame["text"], flat=True))
    data = flat.select("document", pl.col("data").list.first().struct.field("text"))
    assert data.rows() == [(0, "邮箱"), (1, "昵称"), (1, "昵称")]


@pytest.mark.parametrize("type_", [pd.ArrowDtype(pa.string()), pd.StringDtype("pyarrow"), "object"])
def test_pandas(type_: Any) -> None:
    frame = pd.DataFrame({"text": pd.Series([*TWO, None], dtype=type_, index=[7, 5, 3])})
    result = pa.table(policymark.statements(frame[["text"]], flat=True, errors="rows"))
    assert result["document"].to_pylist() == [0, 1, 1, 2]
    rows = result.to_pandas(types_mapper=pd.ArrowDtype)
    assert [data[0]["text"] for data in rows["data"].dropna()] == ["邮箱", "昵称", "昵称"]
    lists = pa.array(policymark.statements(frame[["text"]]))
    beside = frame.assign(statements=pd.Series(lists.to_pandas(types_mapper=pd.ArrowDtype).array, frame.index))
    assert beside["statements"].list.len().to_list()[:2] == [1, 2]
    # A column by itself has no interface of Arrow before pandas 3.
    if not hasattr(frame["text"], "__arrow_c_stream__"):
        with pytest.raises(TypeError, match=r"pandas\[\[\"text\"\]\]"):
            policymark.statements(frame["text"])
    assert len(policymark.statements(pa.array(frame["text"]))) == 3


def test_duckdb() -> None:
    texts = duckdb.sql("select unnest(['(我们)会[收集]<邮箱>。', '(我们)会[收集]<昵称>。']) as text")
    assert texts is not None
    rows = policymark.statements(texts, flat=True)
    assert len(rows) == 2
    found = duckdb.sql("select document, data[1].text from rows order by document")
    assert found is not None and found.fetchall() == [(0, "邮箱"), (1, "昵称")]


def test_results_outlive_what_they_came_from() -> None:
    column = pa.array([*TEXTS, *TWO])
    result = policymark.statements(column, flat=True)
    del column
    gc.collect()
    first, second = pa.table(result), pa.table(result)
    del result
    gc.collect()
    assert first.equals(second) and first.num_rows > 2


def test_threads_give_the_same() -> None:
    column = pa.array(TEXTS * 4)
    half = len(column) // 2
    whole = pa.array(policymark.statements(column))
    with ThreadPoolExecutor(2) as pool:
        parts = pool.map(policymark.statements, [column.slice(0, half), column.slice(half)])
    assert pa.concat_arrays([pa.array(part) for part in parts]).equals(whole)


# Minutes of reading, in little memory.
READS_FOR_LONG = """
import policymark, pyarrow
column = pyarrow.chunked_array([pyarrow.array(["您好。"] * 1_000_000)] * 300)
print("reading", flush=True)
try:
    policymark.statements(column, flat=True)
except KeyboardInterrupt:
    print("interrupted")
"""


def test_ctrl_c_stops_the_reading_of_a_long_column() -> None:
    command = [sys.executable, "-c", READS_FOR_LONG]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as reading:
        assert reading.stdout is not None
        assert reading.stdout.readline() == "reading\n"
        time.sleep(0.5)
        reading.send_signal(signal.SIGINT)
        try:
            shown, _ = reading.communicate(timeout=10)
        finally:
            reading.kill()
    assert (shown, reading.returncode) == ("interrupted\n", 0)


def test_a_table_has_a_batch_for_each_chunk() -> None:
    column = pa.chunked_array([pa.array(TWO), pa.array(["", None]), pa.array([TWO[1]])])
    result = policymark.statements(column, flat=True)
    table = pa.table(result)
    assert [batch["document"].to_pylist() for batch in table.to_batches()] == [[0, 1, 1], [4, 4]]
    assert len(result) == table.num_rows == 5
    assert pl.DataFrame(result)["document"].to_list() == [0, 1, 1, 4, 4]
    nested = policymark.statements(column)
    assert len(nested.chunks) == 1 and pa.array(nested.chunks[0]).equals(pa.array(nested))


def nested_marks(megabytes: int) -> str:
    """The words of each of 60 marks contain those of the next."""
    return "{甲<乙" * 30 + "很长" * (megabytes * 1_000_000 // 6) + ">}" * 30


def free_memory() -> int:
    found = re.search(r"MemAvailable: +(\d+) kB", Path("/proc/meminfo").read_text())
    return int(found[1]) * 1000 if found else 0


@pytest.mark.skipif(free_memory() < 8_000_000_000, reason="it takes 6 GB")
def test_offsets_of_arrow_do_not_overflow() -> None:
    large, parser = nested_marks(19), Parser(marks_only=True)
    column = pa.array([large, None, large, TWO[0]])
    table = pa.table(policymark.annotations(column, flat=True, parser=parser))
    assert [pc.unique(batch["document"]).to_pylist() for batch in table.to_batches()] == [[0], [2], [3]]
    assert [chunk.nbytes > 1 << 30 for chunk in table["text"].chunks] == [True, True, False]
    del table
    nested = policymark.annotations(column, parser=parser)
    assert [len(chunk) for chunk in nested.chunks] == [1, 2, 1] and len(nested) == 4
    with pytest.raises(ValueError, match="3 chunks: read each"):
        pa.array(nested)
    del nested
    column = pa.array([TWO[0], nested_marks(40)])
    with pytest.raises(policymark.Error, match="document 1: its rows do not fit") as caught:
        policymark.annotations(column, parser=parser, errors="null")
    assert caught.value.document == 1
