"""A DataFrame has what the columns of Arrow have, and no document is lost."""

# pyarrow has no types, and those of pyspark are not complete.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false

from __future__ import annotations

import datetime
import decimal
import doctest
import re
import runpy
from pathlib import Path
from typing import Any

import policymark
import pyarrow as pa
import pytest
from conftest import ROOT
from policymark import Lexicon, Parser
from policymark import spark as policies_of
from pyspark.errors import AnalysisException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

POLICIES = sorted((ROOT / "tests/policies").glob("*.txt"))
TEXTS = [path.read_bytes().decode("utf-8") for path in POLICIES]
ODD = "\ufeff👩‍👩‍👧您好📱，\r\n(我们)会[收集]您的<手机📱号码>，如<型号>。您需要[提供]<邮箱>。\r\n"
ONE = "(我们)会[收集]<邮箱>。"
TWO = "(我们)会[收集]<昵称>。(我们)会[使用]<昵称>。"
OPEN = "(我们)会[收集]<邮箱。"
WHATS = pytest.mark.parametrize("what", ["statement", "annotation"])


def read(what: str, df: DataFrame, *arguments: Any, **options: Any) -> DataFrame:
    function = policies_of.statements if what == "statement" else policies_of.annotations
    return function(df, *arguments, **options)


def columns(what: str, texts: list[Any], parser: Parser | None = None) -> list[Any]:
    """For each text the structs that the package reads without Spark."""
    function = {"statement": policymark.statements, "annotation": policymark.annotations}[what]
    found: list[Any] = pa.array(function(pa.array(texts), parser=parser, errors="null")).to_pylist()
    return found


def by_key(df: DataFrame, key: str, what: str) -> dict[Any, list[Any]]:
    """The structs of each document in their order, after a check that none has an error."""
    found: dict[Any, list[Any]] = {}
    for row in df.collect():
        assert row["error"] is None
        things = found.setdefault(row[key], [])
        if row[what] is not None:
            things.append(row[what].asDict(recursive=True))
    return found


def texts_frame(spark: SparkSession, texts: list[Any]) -> DataFrame:
    kind = pa.binary() if any(isinstance(text, bytes) for text in texts) else pa.string()
    numbers = pa.array(range(len(texts)), pa.int64())
    return spark.createDataFrame(pa.table({"document": numbers, "text": pa.array(texts, kind)}))


@WHATS
@pytest.mark.parametrize("parser", [None, Parser(offsets="bytes"), Parser(offsets="utf16")])
def test_rows_say_what_columns_say(spark: SparkSession, what: str, parser: Parser | None) -> None:
    texts = [*TEXTS, ODD, "", "无标注。", ONE, TWO]
    found = by_key(read(what, texts_frame(spark, texts), parser=parser), "document", what)
    assert found == dict(enumerate(columns(what, texts, parser)))


@WHATS
def test_partitions_and_batches_change_nothing(spark: SparkSession, what: str) -> None:
    texts = [*TEXTS, "", ODD, "无标注。"]
    df = texts_frame(spark, texts)
    expected = dict(enumerate(columns(what, texts)))
    # More partitions than documents, so that some are empty.
    assert by_key(read(what, df.repartition(24)), "document", what) == expected
    assert by_key(read(what, df.coalesce(1)), "document", what) == expected
    for option, value in [("maxRecordsPerBatch", "1"), ("maxBytesPerBatch", "1000")]:
        name = f"spark.sql.execution.arrow.{option}"
        spark.conf.set(name, value)
        try:
            assert by_key(read(what, df.coalesce(1)), "document", what) == expected
        finally:
            spark.conf.unset(name)


@WHATS
def test_an_empty_frame_has_the_same_columns(spark: SparkSession, what: str) -> None:
    df = texts_frame(spark, [ONE])
    assert read(what, df).columns == ["document", what, "error"]
    empty = read(what, df.where("false"))
    assert empty.schema == read(what, df).schema and empty.collect() == []


def test_no_document_is_lost(spark: SparkSession) -> None:
    texts = [None, TWO.encode(), b"(\xff", "无标注。".encode(), b"", None, ONE.encode()]
    rows = policies_of.statements(texts_frame(spark, texts)).orderBy("document", "statement.id").collect()
    assert [row["document"] for row in rows] == [0, 1, 1, 2, 3, 4, 5, 6]
    with_statement = [row["document"] for row in rows if row["statement"]]
    assert with_statement == [1, 1, 6]
    errors = {row["document"]: row["error"] for row in rows if row["error"] is not None}
    assert errors.keys() == {0, 2, 5}
    assert errors[0] == errors[5] == "the text is null"
    assert errors[2].startswith("the text is not UTF-8") and "index 1" in errors[2]


@WHATS
def test_strict_parsing_gives_a_row_with_the_error(spark: SparkSession, what: str) -> None:
    df = texts_frame(spark, [ONE, OPEN, TWO])
    rows = read(what, df, parser=Parser(strict=True)).collect()
    refused = [row for row in rows if row["error"]]
    assert [(row["document"], row[what]) for row in refused] == [(1, None)]
    with pytest.raises(policymark.ParseError) as caught:
        Parser(strict=True).parse(OPEN)
    assert refused[0]["error"] == str(caught.value)
    assert {row["document"] for row in rows} == {0, 1, 2}


def test_parsers_come_with_their_words(spark: SparkSession) -> None:
    lexicon = Lexicon().extended("verbs", "搜罗\tcollect\n")
    parser = Parser(lexicon=lexicon, dialect={"<>": "purpose", "{}": "data"}, allow=["bracket-unclosed"])
    text = "(我们)会[搜罗]{邮箱}，以便<寄信>。"
    found = by_key(
        policies_of.statements(texts_frame(spark, [text]), parser=parser), "document", "statement"
    )
    assert found == {0: columns("statement", [text], parser)[0]}
    assert found[0][0]["actions"][0]["processing"] == "collect"
    assert found[0][0]["data"][0]["text"] == "邮箱"


KEPT: dict[str, Any] = {
    "url.of": "https://example.com",
    "day": datetime.date(2031, 5, 1),
    "seen": datetime.datetime(2031, 5, 1, 12, 30),
    "price": decimal.Decimal("1.50"),
    "tags": ["a", "b"],
    "app": {"name": "星禾书店", "version": 3},
    "`odd": None,
}


def test_other_columns_are_kept(spark: SparkSession) -> None:
    schema = (
        "text string, `url.of` string, day date, seen timestamp, price decimal(5, 2), tags array<string>, "
        "app struct<name: string, version: int>, ```odd` int"
    )
    values = list(KEPT.values())
    df = spark.createDataFrame([[TWO, *values], ["无标注。", *values], [None, *values]], schema)
    found = policies_of.statements(df)
    assert found.columns == [*KEPT, "statement", "error"]
    assert found.schema.fields[:-2] == df.schema.fields[1:]
    rows = [row.asDict(recursive=True) for row in found.collect()]
    assert len(rows) == 4
    assert all({name: row[name] for name in KEPT} == KEPT for row in rows)


def test_the_kept_columns_can_be_chosen(spark: SparkSession) -> None:
    df = texts_frame(spark, [TWO, "无标注。"]).withColumn("more", F.lit(1))
    assert policies_of.statements(df, keep=[]).columns == ["statement", "error"]
    chosen = policies_of.statements(df, keep=["text", "document"])
    assert chosen.columns == ["text", "document", "statement", "error"]
    assert [row["text"] for row in chosen.orderBy("document").collect()] == [TWO, TWO, "无标注。"]


def test_what_cannot_be_read_is_refused_at_once(spark: SparkSession) -> None:
    df = texts_frame(spark, [ONE])
    with pytest.raises(TypeError, match="'document' is bigint"):
        policies_of.statements(df, "document")
    with pytest.raises(AnalysisException, match="nowhere"):
        policies_of.statements(df, "nowhere")
    for name in ("statement", "Error"):
        with pytest.raises(ValueError, match="of its own"):
            policies_of.statements(df.withColumn(name, F.lit(1)))
    # The other function has no column of this name.
    assert "statement" in policies_of.annotations(df.withColumn("statement", F.lit(1))).columns


def test_any_spelling_of_a_name(spark: SparkSession) -> None:
    df = texts_frame(spark, [ONE]).withColumnRenamed("text", "Full.Text")
    for text in ("Full.Text", "full.text"):
        found = policies_of.statements(df, text)
        assert found.columns == ["document", "statement", "error"] and found.count() == 1


def test_much_text_is_read_in_parts() -> None:
    parts, most = policies_of._parts, policies_of._MOST_BYTES  # pyright: ignore[reportPrivateUsage]
    third = "。" * (most // 9)
    cases: list[tuple[list[str | None], list[int]]] = [
        ([], []),
        ([None, None], [2]),
        ([third] * 7, [3, 3, 1]),
        ([None, third * 4, None, third, third * 4], [2, 2, 1]),
    ]
    for texts, lengths in cases:
        batch = pa.record_batch({"n": range(len(texts)), "text": pa.array(texts, pa.string())})
        found = list(parts(batch))
        assert [part.num_rows for part in found] == lengths
        assert [row for part in found for row in part.to_pylist()] == batch.to_pylist()


def test_a_stream_is_read_as_it_comes(spark: SparkSession, tmp_path: Path) -> None:
    df = texts_frame(spark, [TWO, None])
    df.write.parquet(str(tmp_path / "in"))
    stream = spark.readStream.schema(df.schema).parquet(str(tmp_path / "in"))
    query = (
        policies_of.statements(stream)
        .writeStream.trigger(availableNow=True)
        .option("checkpointLocation", str(tmp_path / "state"))
        .start(str(tmp_path / "out"))
    )
    assert query.awaitTermination(120)
    assert spark.read.parquet(str(tmp_path / "out")).count() == 3


def test_the_example_counts_who_shares_what_with_whom(
    spark: SparkSession, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = [
        "(我们)会向(云杉广告)[提供]<邮箱、昵称>。",
        "(我们)会向(云杉广告)[提供]<邮箱>。",
        "(我们)不会向(云杉广告)[提供]<通讯录>。",
        "无标注。",
        None,
    ]
    texts_frame(spark, texts).write.parquet(str(tmp_path / "policies"))
    example = runpy.run_path(str(ROOT / "examples/spark_flows.py"))
    example["main"](str(tmp_path / "policies"), str(tmp_path / "statements"))
    lines = [line for line in capsys.readouterr().out.splitlines() if "|" in line]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert cells == [
        ["policies", "statements", "not read"],
        ["4", "3", "1"],
        ["who", "data", "recipient", "policies"],
        ["我们", "邮箱", "云杉广告", "2"],
        ["我们", "昵称", "云杉广告", "1"],
    ]
    folders = {path.name for path in (tmp_path / "statements").glob("folder=*")}
    assert 1 < len(folders) <= 5 and all(re.fullmatch("folder=([0-9a-f]|__.*__)", name) for name in folders)


@pytest.mark.parametrize("page", ["docs/spark.md", "docs/spark.zh-CN.md"])
def test_pages_show_what_happens(spark: SparkSession, page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks = re.findall(r"(?ms)^```pycon\n(.*?)^```$", text)
    assert blocks
    example = doctest.DocTestParser().get_doctest("".join(blocks), {"spark": spark}, page, None, None)
    assert doctest.DocTestRunner().run(example).failed == 0
