"""doccano's lines, by datasets."""

import datasets

from expected import Check

check = Check("datasets (doccano)")
file = str(check.export("doccano-relations") / "doccano.jsonl")
for row in datasets.load_dataset("json", data_files=file, split="train"):
    marks = {e["id"]: (e["start_offset"], e["end_offset"], e["label"]) for e in row["entities"]}
    spans = [(start, end, label, row["text"][start:end]) for start, end, label in marks.values()]
    marks = {id_: (start, end, label.lower()) for id_, (start, end, label) in marks.items()}
    links = {(link["type"], marks[link["from_id"]], marks[link["to_id"]]) for link in row["relations"]}
    check.policy(row["name"], row["text"], spans, links=links)
file = str(check.export("doccano") / "doccano.jsonl")
for row in datasets.load_dataset("json", data_files=file, split="train"):
    spans = [(int(start), int(end), label, row["text"][int(start):int(end)]) for start, end, label in row["label"]]
    check.policy(row["name"], row["text"], spans)
check.done()
