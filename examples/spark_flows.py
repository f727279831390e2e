"""Reads policies from Parquet, writes their statements as Parquet, and counts who shares what with whom.

usage: spark-submit examples/spark_flows.py POLICIES STATEMENTS

POLICIES has the policies in a column `text`, of strings or of bytes of UTF-8. STATEMENTS is written anew, in
16 folders by a hash of the policy.
"""

import sys

from policymark.spark import statements
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F


def with_hash(policies: DataFrame) -> DataFrame:
    """Names each policy by its text, and the folder by the first digit of the name."""
    name = F.sha2("text", 256)
    return policies.select("text", name.alias("policy"), F.substring(name, 1, 1).alias("folder"))


def flows(found: DataFrame) -> DataFrame:
    """Counts the policies that say who shares which data item with whom: `<昵称、头像>` is two."""
    shared = found.where(
        "statement.polarity = 'affirmed' and statement.asserted and size(statement.recipients) > 0"
    )
    parts = shared.select(
        "policy",
        F.explode("statement.recipients.text").alias("recipient"),
        F.flatten("statement.data.items").getField("text").alias("data"),
        F.col("statement.actors.text").alias("actors"),
    )
    parts = parts.select("policy", "recipient", "actors", F.explode("data").alias("data"))
    parts = parts.select("policy", "recipient", "data", F.explode_outer("actors").alias("actor"))
    who = F.coalesce("actor", F.lit("(not marked)")).alias("who")
    counted = parts.groupBy(who, "data", "recipient").agg(F.count_distinct("policy").alias("policies"))
    return counted.orderBy(F.desc("policies"), "who", "data", "recipient")


def main(source: str, target: str) -> None:
    spark = SparkSession.builder.appName("flows").getOrCreate()
    read = statements(with_hash(spark.read.parquet(source)), "text")
    read.write.partitionBy("folder").mode("overwrite").parquet(target)

    found = spark.read.parquet(target)
    found.agg(
        F.count_distinct("policy").alias("policies"),
        F.count("statement").alias("statements"),
        F.count("error").alias("not read"),
    ).show()
    flows(found).show(20, truncate=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
