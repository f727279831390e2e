"""The JSON of spans, by a loader written from the format: the first record is the text, the others are spans."""

import json

from expected import Check

check = Check("research")
for file in sorted(check.export("research").glob("*.json")):
    whole, *records = json.loads(file.read_text("utf-8"))
    text = whole["text"]
    assert not whole["classId"] and (whole["start"], whole["end"]) == (0, len(text))
    spans = [(record["start"], record["end"], record["classId_name"], record["text"]) for record in records]
    check.policy(file.stem, text, spans)
check.done()
