"""The statements and annotations of the policies in a DataFrame of Spark.

``pip install 'policymark[spark]'`` on the driver and on every executor::

    from policymark.spark import statements

    policies = spark.read.parquet("policies.parquet")    # columns: url, text
    found = statements(policies, "text")                 # columns: url, statement, error
    found.select("url", "statement.polarity", "statement.data.text").show()

No document is lost: each has at least one row. One that was read has a row for each statement, or one row
with a null if it has none; one that could not be read has a row with the reason in ``error``.
"""

# pyarrow has no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import policymark

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

__all__ = ["annotations", "statements"]

# How many bytes of text are read at a time. Their rows take several times as much memory.
_MOST_BYTES = 16 << 20


def statements(
    df: "DataFrame",
    text: str = "text",
    *,
    keep: Sequence[str] | None = None,
    parser: policymark.Parser | None = None,
) -> "DataFrame":
    """Read the statements of the policies in the column ``text``, of strings or of bytes of UTF-8.

    The result has the other columns of ``df``, or those that ``keep`` names, then ``statement`` and ``error``:

    - a row for each statement, a struct with the fields of ``policymark.statements``;
    - one row with a null for a document that was read and has no statement;
    - one row with a null, and the reason in ``error``, for a document that is null, that is not UTF-8, or
      that a strict ``parser`` refuses.

    Keep a column that tells documents apart. The text itself is kept only if ``keep`` names it, because every
    row repeats it. ``parser`` has the options, and the unit of offsets. Nothing is read before Spark needs the
    rows.
    """
    return _read(df, text, keep, parser, "statement")


def annotations(
    df: "DataFrame",
    text: str = "text",
    *,
    keep: Sequence[str] | None = None,
    parser: policymark.Parser | None = None,
) -> "DataFrame":
    """Read the annotations of the policies in the column ``text``.

    Each is a struct ``annotation`` with the fields of ``policymark.annotations``. All else is as with
    ``statements``.
    """
    return _read(df, text, keep, parser, "annotation")


# What reads a column, and what gives the type of the result.
_READERS: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {
    "statement": (policymark.statements, policymark.statements_schema),
    "annotation": (policymark.annotations, policymark.annotations_schema),
}


def _read(
    df: "DataFrame",
    text: str,
    keep: Sequence[str] | None,
    parser: policymark.Parser | None,
    what: str,
) -> "DataFrame":
    from pyspark.sql.functions import col

    kept = df.drop(text).columns if keep is None else list(keep)
    taken = {what, "error"}.intersection(name.lower() for name in kept)
    if taken:
        raise ValueError(f"the result has a column {min(taken)!r} of its own: rename that of df")
    # The text is the last one, also when it is kept.
    inputs = [col("`" + name.replace("`", "``") + "`") for name in [*kept, text]]
    schema = _schema(df.select(*inputs).schema, what)

    def read(batches: Iterable["pa.RecordBatch"]) -> Iterator["pa.RecordBatch"]:
        for batch in batches:
            for part in _parts(batch):
                yield from _rows(part, parser, what, schema.names)

    # mapInArrow does not find names with a dot, nor the same name twice.
    numbered = [column.alias(str(number)) for number, column in enumerate(inputs)]
    return df.select(*numbered).mapInArrow(read, schema)


def _schema(inputs: "StructType", what: str) -> "StructType":
    """What is kept, then what is read."""
    import pyarrow as pa
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import BinaryType, StringType, StructField, StructType

    *kept, text = inputs.fields
    if not isinstance(text.dataType, (StringType, BinaryType)):
        found = text.dataType.simpleString()
        raise TypeError(f"expected a column of strings or binary, but {text.name!r} is {found}")
    _, schema = _READERS[what]
    _, *fields, error = from_arrow_schema(pa.schema(schema(flat=True, errors="rows")))
    return StructType([*kept, StructField(what, StructType(fields)), error])


def _parts(batch: "pa.RecordBatch") -> Iterator["pa.RecordBatch"]:
    """Slices with little text, which is the last column: at least one document each."""
    import pyarrow.compute as pc

    start = size = 0
    for end, length in enumerate(pc.binary_length(batch.columns[-1]).to_pylist()):
        if size and size + (length or 0) > _MOST_BYTES:
            yield batch.slice(start, end - start)
            start, size = end, 0
        size += length or 0
    if start < batch.num_rows:
        yield batch.slice(start)


def _rows(
    batch: "pa.RecordBatch", parser: policymark.Parser | None, what: str, names: Sequence[str]
) -> Iterator["pa.RecordBatch"]:
    """The rows of the documents of a batch, whose text is its last column, beside the other columns."""
    import pyarrow as pa

    *kept, texts = batch.columns
    read, _ = _READERS[what]
    table = pa.table(read(texts, parser=parser, flat=True, errors="rows"))
    fields, error = list(table.schema)[1:-1], table.schema[-1]

    def beside(documents: Any, things: Any, errors: Any) -> "pa.RecordBatch":
        columns = [*(column.take(documents) for column in kept), things, errors]
        return pa.RecordBatch.from_arrays(columns, names)

    without = set(range(batch.num_rows))
    for rows in table.to_batches():
        documents, *values, errors = rows.columns
        things = pa.StructArray.from_arrays(values, fields=fields, mask=errors.is_valid())
        yield beside(documents, things, errors)
        without.difference_update(documents.unique().to_pylist())
    if without:
        things = pa.nulls(len(without), pa.struct(fields))
        yield beside(pa.array(sorted(without)), things, pa.nulls(len(without), error.type))
