"""How fast Spark reads policies on this machine, and how much memory it takes.

usage: python crates/python/benches/spark.py FOLDER

Reads the ``.txt`` files of a folder, which `cargo run --release --bin corpus` in `benches/peers` makes, from Parquet and writes
their statements as Parquet: with pyarrow alone, and by Spark with one and two threads and with batches of
several sizes. The memory is the most that the largest Python worker had, and Java has its own. Everything
is measured by the clock: nothing else should run.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import policymark
import pyarrow as pa
import pyarrow.parquet as pq
from policymark.spark import statements
from pyspark.sql import SparkSession

FILES = 64
BATCHES = "spark.sql.execution.arrow.maxRecordsPerBatch"


def write_policies(folder: Path, target: Path) -> tuple[int, int]:
    """Writes the policies as Parquet, and counts them and their bytes."""
    paths = sorted(folder.glob("*.txt"))
    texts = [path.read_bytes().decode("utf-8") for path in paths]
    target.mkdir()
    for number in range(FILES):
        part = slice(number, None, FILES)
        table = pa.table({"name": [path.name for path in paths[part]], "text": texts[part]})
        pq.write_table(table, target / f"{number:02}.parquet")
    return len(paths), sum(len(text.encode()) for text in texts)


class Peak(threading.Thread):
    """The most memory that a Python worker of Spark has had, in bytes."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.bytes = 0
        self.is_over = threading.Event()

    def run(self) -> None:
        while not self.is_over.wait(0.2):
            for path in Path("/proc").glob("[0-9]*"):
                try:
                    if b"pyspark.daemon" in (path / "cmdline").read_bytes():
                        status = (path / "status").read_text()
                        kilobytes = int(status.split("VmHWM:")[1].split()[0])
                        self.bytes = max(self.bytes, kilobytes << 10)
                except (OSError, IndexError):
                    continue


def by_spark(source: Path, target: Path, threads: int, batch: int) -> tuple[float, int]:
    """The seconds, and the memory of the largest worker."""
    options: dict[str, bool | float | int | str | None] = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.ui.enabled": "false",
        BATCHES: str(batch),
    }
    spark = SparkSession.builder.master(f"local[{threads}]").config(map=options).getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    spark.range(10).collect()
    peak = Peak()
    peak.start()
    begin = time.monotonic()
    statements(spark.read.parquet(str(source)), "text").write.parquet(str(target))
    seconds = time.monotonic() - begin
    peak.is_over.set()
    peak.join()
    spark.stop()
    return seconds, peak.bytes


def by_pyarrow(source: Path, target: Path, threads: int) -> tuple[float, int]:
    """The seconds. How much memory it takes is not measured."""
    target.mkdir()

    def convert(path: Path) -> None:
        table = pq.read_table(path)
        rows = pa.table(policymark.statements(table["text"], flat=True, errors="rows"))
        names = table["name"].take(rows["document"])
        pq.write_table(rows.append_column("name", names), target / path.name)

    begin = time.monotonic()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(convert, sorted(source.glob("*.parquet"))))
    return time.monotonic() - begin, 0


def main(folder: str) -> None:
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch, "policies")
        documents, size = write_policies(Path(folder), source)
        print(f"{documents} policies of {size / documents / 1e3:.1f} KB, {size / 1e6:.0f} MB")
        print(f"{'':24}{'seconds':>9}{'a second':>10}{'MB/s':>8}{'memory':>10}{'Parquet':>10}")
        runs: list[tuple[str, int, int]] = [("Spark", 1, 10_000)]
        runs += [("Spark", 2, batch) for batch in (10_000, 1_000, 100)]
        for number, (what, threads, batch) in enumerate([*runs, ("pyarrow", 2, 0)]):
            target = Path(scratch, f"statements{number}")
            by = by_spark(source, target, threads, batch) if batch else by_pyarrow(source, target, threads)
            seconds, memory = by
            written = sum(path.stat().st_size for path in target.glob("*.parquet"))
            name = f"{what}, {threads} threads" + (f", {batch}" if batch else "")
            rates = f"{seconds:9.1f}{documents / seconds:10.0f}{size / 1e6 / seconds:8.1f}"
            peak = f"{memory / 1e6:.0f} MB" if memory else "-"
            print(f"{name:24}{rates}{peak:>10}{written / 1e6:7.0f} MB", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
