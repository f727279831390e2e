"""Rows of statements, read by Python's csv."""

import csv

from statements import ROLES, by_policy, export

said, compared = by_policy(str.strip), 0
((_, file),) = export("csv", "*.csv")
with open(file, encoding="utf-8-sig", newline="") as lines:
    rows = list(csv.DictReader(lines, strict=True))
by_name = {name: [] for name in said}
for row in rows:
    assert None not in row and None not in row.values(), row
    by_name[row["policy"]].append(row)
for name, statements in said.items():
    assert [row["id"] for row in by_name[name]] == [str(statement["id"]) for statement in statements], name
    for row, statement in zip(by_name[name], statements):
        for key in ("polarity", "modality", "certainty"):
            assert row[key] == (statement.get(key) or ""), (name, row["id"], key)
        for key in [*ROLES.values(), "actions"]:
            words = statement["marked"][key] + [f"({word})" for word in statement["unmarked"][key]]
            # A spreadsheet would compute what starts with "=": it gets an apostrophe.
            assert row[key].removeprefix("'") == "\n".join(words).removeprefix("'"), (name, row["id"], key)
            compared += len(words)
assert compared
print(f"csv (rows): {len(rows)} rows of {len(said)} policies, {compared} members of statements; 0 differences")
