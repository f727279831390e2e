"""How much processor time and memory Spark takes to read policies on this machine.

usage: python crates/python/benches/spark.py FOLDER

Reads the ``.txt`` files of a folder from Parquet and writes their statements as Parquet: by Spark, with two
threads and batches of several sizes, and with pyarrow alone. In ``benches/peers``
``cargo run --release --bin corpus -- 10000 FOLDER`` makes such a folder. Processor time is that of Java and
Python together, after a first small job; memory is the most that one Python worker had. Java has its own.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import policymark
import pyarrow as pa
import pyarrow.parquet as pq
from policymark.spark import statements
from pyspark.sql import SparkSession

FILES, THREADS = 64, 2
BYTES = "spark.sql.execution.arrow.maxBytesPerBatch"
RECORDS = "spark.sql.execution.arrow.maxRecordsPerBatch"


def write_policies(folder: Path, target: Path) -> tuple[int, int]:
    """Writes the policies as Parquet, and counts them and their bytes."""
    paths = sorted(folder.glob("*.txt"))
    target.mkdir()
    size = 0
    for number in range(FILES):
        part = paths[number::FILES]
        texts = [path.read_bytes().decode("utf-8") for path in part]
        table = pa.table({"name": [path.name for path in part], "text": texts})
        pq.write_table(table, target / f"{number:02}.parquet")
        size += sum(path.stat().st_size for path in part)
    return len(paths), size


def processes() -> Iterator[Path]:
    """Those that this process has started, and what they have started."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rsplit(")")[-1].split()[1])
        except OSError:
            continue
    ours = {os.getpid()}
    while new := {child for child, parent in parents.items() if parent in ours} - ours:
        ours |= new
    return (Path("/proc", str(number)) for number in ours)


def processor_seconds() -> float:
    """Of this process and all others that it has started, also of those that are over."""
    ticks = 0
    for path in processes():
        try:
            ticks += sum(map(int, (path / "stat").read_text().rsplit(")")[-1].split()[11:15]))
        except OSError:
            continue
    return ticks / os.sysconf("SC_CLK_TCK")


class Peak(threading.Thread):
    """The most memory that a Python worker of Spark has had, in bytes."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.bytes = 0
        self.is_over = threading.Event()

    def run(self) -> None:
        while not self.is_over.wait(0.5):
            for path in processes():
                try:
                    if b"pyspark.daemon" in (path / "cmdline").read_bytes():
                        kilobytes = (path / "status").read_text().split("VmHWM:")[1].split()[0]
                        self.bytes = max(self.bytes, int(kilobytes) << 10)
                except (OSError, IndexError):
                    continue


def by_spark(source: Path, target: Path, records: int, size: str) -> int:
    """Reads and writes, and gives the memory of the largest worker."""
    options: dict[str, bool | float | int | str | None] = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        RECORDS: records,
        BYTES: size,
    }
    spark = SparkSession.builder.master(f"local[{THREADS}]").config(map=options).getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    peak = Peak()
    peak.start()
    statements(spark.read.parquet(str(source)), "text").write.parquet(str(target))
    peak.is_over.set()
    peak.join()
    spark.stop()
    return peak.bytes


def by_pyarrow(source: Path, target: Path) -> int:
    """Reads and writes. How much memory it takes is not measured."""
    target.mkdir()

    def convert(path: Path) -> None:
        table = pq.read_table(path)
        rows = pa.table(policymark.statements(table["text"], flat=True, errors="rows"))
        names = table["name"].take(rows["document"])
        pq.write_table(rows.append_column("name", names), target / path.name)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(convert, sorted(source.glob("*.parquet"))))
    return 0


def main(folder: str) -> None:
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    with tempfile.TemporaryDirectory() as scratch:
        source, first = Path(scratch, "policies"), Path(scratch, "first")
        documents, size = write_policies(Path(folder), source)
        print(f"{documents} policies, {size / 1e6:.0f} MB; {THREADS} threads")
        first.mkdir()
        (first / "00.parquet").write_bytes((source / "00.parquet").read_bytes())
        by_spark(first, Path(scratch, "warm"), 10_000, "64m")
        heads = f"{'clock':>9}{'processor':>11}{'policies a processor second':>29}{'memory':>9}{'written':>9}"
        print(f"{'batches':24}{heads}")
        runs: dict[str, Callable[[Path], int]] = {"pyarrow": partial(by_pyarrow, source)}
        for records, limit in [(10_000, "1g"), (10_000, "64m"), (100, "64m"), (10, "64m")]:
            name = f"Spark, {records} rows, {limit}"
            runs[name] = partial(by_spark, source, records=records, size=limit)
        for number, (name, run) in enumerate(runs.items()):
            target = Path(scratch, f"statements{number}")
            clock, processor = time.monotonic(), processor_seconds()
            memory = run(target)
            clock, processor = time.monotonic() - clock, processor_seconds() - processor
            written = sum(path.stat().st_size for path in target.glob("*.parquet"))
            row = f"{name:24}{clock:7.0f} s{processor:9.0f} s{documents / processor:29.0f}"
            print(f"{row}{memory / 1e6:6.0f} MB{written / 1e6:6.0f} MB", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
