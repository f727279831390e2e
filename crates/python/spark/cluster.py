"""Reads policies with two executors, kills one of them in the middle, and compares all with the command.

usage: python crates/python/spark/cluster.py FOLDER STATISTICS

FOLDER has policies as .txt files, and STATISTICS is what `policymark stats --output-format json FOLDER` has
printed. .ci/spark-cluster makes both.
"""

# pyarrow has no types, and those of pyspark are not complete.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false
# pyright: reportUnknownArgumentType=false

import json
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from policymark.spark import annotations, statements
from pyspark import SparkContext
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

PARTITIONS = 64
# As in the keys of the statistics, and of the columns.
MEMBERS = {
    "actor": "actors",
    "recipient": "recipients",
    "source": "sources",
    "subject": "subjects",
    "place": "places",
    "action": "actions",
    "data": "data",
    "excluded": "excluded",
    "purpose": "purposes",
    "condition": "conditions",
    "exception": "exceptions",
    "absence": "without",
}
BASES = ("consent", "law", "contract")


def cluster() -> SparkSession:
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    options: dict[str, bool | float | int | str | None] = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.shuffle.partitions": "8",
    }
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("policymark")
    session = builder.config(map=options).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def write_policies(folder: Path, target: Path) -> int:
    """Writes the policies as Parquet of 500 rows a file, and counts them."""
    paths = sorted(folder.glob("*.txt"))
    target.mkdir()
    for start in range(0, len(paths), 500):
        part = paths[start : start + 500]
        texts = [path.read_bytes().decode("utf-8") for path in part]
        table = pa.table({"name": [path.name for path in part], "text": texts})
        pq.write_table(table, target / f"{start:06}.parquet")
    return len(paths)


def executors(context: SparkContext) -> set[int]:
    """The processes of the executors of this application."""
    found: set[int] = set()
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes().decode("utf-8", "replace").split("\0")
        except OSError:
            continue
        if any(word.endswith("ExecutorBackend") for word in words) and context.applicationId in words:
            found.add(int(path.parent.name))
    return found


class Killer(threading.Thread):
    """Kills an executor when a stage that reads policies has finished a third of its tasks."""

    def __init__(self, context: SparkContext) -> None:
        super().__init__(daemon=True)
        self.context = context
        self.report = ""
        self.stage = -1
        self.is_over = threading.Event()

    def run(self) -> None:
        while not self.is_over.wait(0.05):
            for stage in self.context.statusTracker().getActiveStageIds():
                info = self.context.statusTracker().getStageInfo(stage)
                running = executors(self.context)
                if info and info.numTasks == PARTITIONS and len(running) == 2:
                    if PARTITIONS // 3 <= info.numCompletedTasks < PARTITIONS * 2 // 3:
                        victim = min(running)
                        os.kill(victim, signal.SIGKILL)
                        done = f"{info.numCompletedTasks} of {info.numTasks} tasks"
                        self.stage = stage
                        self.report = f"killed executor {victim} of {sorted(running)} after {done}"
                        return


def with_a_killing(context: SparkContext, work: Callable[[], None]) -> None:
    """Does the work while an executor is killed, and checks that it was in the middle."""
    killer = Killer(context)
    killer.start()
    work()
    killer.is_over.set()
    killer.join()
    info = context.statusTracker().getStageInfo(killer.stage)
    assert killer.report and info, "the work was over before an executor was killed"
    again = f"attempt {info.currentAttemptId} of {info.numTasks} tasks, {info.numFailedTasks} failed"
    print(f"{killer.report}; {again}; executors now: {sorted(executors(context))}", flush=True)
    # A new attempt reads again what only the killed executor had.
    assert info.currentAttemptId or info.numFailedTasks, "the killed executor had nothing to do"


def counted(df: DataFrame, name: str) -> dict[str, int]:
    rows = df.where(F.col(name).isNotNull()).groupBy(name).count().collect()
    return {row[0]: row[1] for row in rows}


def of_statements(found: DataFrame) -> dict[str, Any]:
    """What the statistics count by statements, from the rows."""
    rows = found.where("statement is not null").select("name", "statement.*")
    none_of = F.lit(True)
    for base in BASES:
        none_of &= ~F.exists("conditions.ground", F.lit(base).eqNullSafe)
    sums = {role: F.sum(F.size(column)) for role, column in MEMBERS.items()}
    asserted = F.col("asserted")
    shares = {
        "asserted": F.count_if(asserted),
        "without_purpose": F.count_if(asserted & (F.size("purposes") == 0)),
        "without_ground": F.count_if(asserted & none_of),
    }
    every = {"statements": F.count("*"), **sums, **shares}
    total = rows.agg(*(value.alias(name) for name, value in every.items())).collect()[0].asDict()
    whole = {"asserted": total["statements"]}
    done = rows.where("asserted and polarity = 'affirmed'")
    recipients = done.select("name", F.explode("recipients").alias("it")).select("name", "it.*")
    named = recipients.select("name", "annotation", "text").distinct()
    return {
        "statements": total["statements"],
        "members": {role: total[role] for role in MEMBERS if total[role]},
        "polarities": counted(rows, "polarity"),
        "modalities": counted(rows, "modality"),
        "certainties": counted(rows, "certainty"),
        "recipients": counted(named, "text"),
        **{
            share: {"part": total[share], "whole": whole.get(share, total["asserted"])}
            for share in shares
        },
    }


def of_annotations(found: DataFrame) -> dict[str, Any]:
    """What the statistics count by annotations, from the rows."""
    rows = found.where("annotation is not null").select("annotation.*").cache()
    keys = {
        "kinds": "kind",
        "roles": "role",
        "processing": "processing",
        "parties": "party",
        "categories": "category",
        "grounds": "ground",
    }
    return {key: counted(rows, name) for key, name in keys.items()}


def differences(found: dict[str, Any], expected: dict[str, Any]) -> Iterator[str]:
    """Prints each figure, and gives those that are not as expected."""
    for key, value in found.items():
        is_same = value == expected[key]
        print(f"{'same' if is_same else 'DIFFERENT':11}{key}: {value}")
        if not is_same:
            yield f"{key} is {expected[key]} by the command"


def main(folder: str, statistics: str) -> int:
    expected = json.loads(Path(statistics).read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as scratch:
        source, target = Path(scratch, "policies"), str(Path(scratch, "statements"))
        documents = write_policies(Path(folder), source)
        spark = cluster()
        policies = spark.read.parquet(str(source))
        # The shuffle loses the part that the killed executor has.
        spread = policies.repartition(PARTITIONS)
        begin = time.monotonic()
        with_a_killing(
            spark.sparkContext, lambda: statements(spread, "text").write.parquet(target)
        )
        seconds = time.monotonic() - begin
        print(f"statements of {documents} documents written in {seconds:.0f} s", flush=True)

        found = spark.read.parquet(target)
        assert found.where("error is not null").count() == 0
        names = found.select("name").distinct()
        lost = policies.join(names, "name", "left_anti").count()
        print(f"documents: {documents}, with rows: {names.count()}, lost: {lost}")
        sizes = policies.select("name", F.octet_length("text").alias("bytes")).collect()
        largest = max(sizes, key=lambda row: row["bytes"])
        rows = found.where(F.col("name") == largest["name"]).count()
        print(f"largest document: {largest['bytes']} bytes, {rows} rows")
        total = sum(row["bytes"] for row in sizes)
        counts = {"documents": names.count(), "bytes": total, **of_statements(found)}
        counts |= of_annotations(annotations(policies.repartition(PARTITIONS), "text"))
        wrong = list(differences(counts, expected))
        spark.stop()
    print("\n".join(wrong) or "every figure is that of the command")
    return int(bool(wrong or lost))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
