"""Label Studio's tasks and configuration, by its kit."""

import json

from label_studio_sdk.label_interface import LabelInterface

from expected import Check

check = Check("label-studio-sdk")
folder = check.export("label-studio")
interface = LabelInterface((folder / "label-studio.xml").read_text("utf-8"))
interface.validate()
allowed = {relation.attrib["value"] for relation in interface._tree.iter("Relation")}
for task in json.loads((folder / "label-studio.json").read_text("utf-8")):
    # With the annotations, this call of the kit 2.1.2 fails on a missing argument of its own.
    assert interface.validate_task({"data": task["data"]}), task["data"]["name"]
    text, result = task["data"]["text"], task["annotations"][0]["result"]
    errors = interface.validate_annotation(task["annotations"][0])
    assert errors is True or errors == [], errors
    marks = {}
    for region in result:
        if region["type"] == "labels":
            value = region["value"]
            assert value["text"] == text[value["start"]:value["end"]], region
            marks[region["id"]] = (value["start"], value["end"], value["labels"][0])
    spans = [(start, end, label, text[start:end]) for start, end, label in marks.values()]
    marks = {id_: (start, end, label.lower()) for id_, (start, end, label) in marks.items()}
    links = {(item["labels"][0], marks[item["from_id"]], marks[item["to_id"]])
             for item in result if item["type"] == "relation"}
    assert {name for name, _, _ in links} <= allowed
    check.policy(task["data"]["name"], text, spans, links=links)
check.done()
