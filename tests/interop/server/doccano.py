"""doccano: a project of sequence labelling, and one with relations."""

import io
import sys
import zipfile

from expected import Check
from rest import PASSWORD, Session, compare_back


def project(name, relations):
    return session.post("/v1/projects", {
        "name": name, "description": name, "project_type": "SequenceLabeling", "resourcetype": "SequenceLabelingProject",
        "allow_overlapping": True, "grapheme_mode": False, "use_relation": relations, "random_order": False, "tags": [],
        "collaborative_annotation": False, "single_class_classification": False,
    })["id"]


def load(id_, file, task):
    with file.open("rb") as content:
        upload = session.send("POST", "/v1/fp/process/", files={"filepond": (file.name, content)}).text
    started = session.post(f"/v1/projects/{id_}/upload", {
        "format": "JSONL", "task": task, "uploadIds": [upload], "encoding": "utf_8", "column_data": "text",
        "column_label": "label",
    })
    done = session.until(f"/v1/tasks/status/{started['task_id']}", lambda answer: answer.json()["ready"]).json()
    return done["error"] or done["result"]["error"]


def labels(id_, kind):
    return {label["id"]: label["text"] for label in session.get(f"/v1/projects/{id_}/{kind}-types")}


def export(id_):
    started = session.post(f"/v1/projects/{id_}/download", {"format": "JSONL", "exportApproved": False})
    archive = session.until(f"/v1/projects/{id_}/download?taskId={started['task_id']}",
                            lambda answer: "attachment" in answer.headers.get("content-disposition", ""))
    return zipfile.ZipFile(io.BytesIO(archive.content)).read("admin.jsonl")


def compare(client, name, relations, format_, task):
    check = Check(client)
    id_ = project(name, relations)
    for error in load(id_, check.export(format_) / "doccano.jsonl", task):
        check.differs(error.get("filename"), "import", error, "")
    kinds, roles = labels(id_, "span"), labels(id_, "relation") if relations else {}
    for example in session.get(f"/v1/projects/{id_}/examples", params={"limit": 10000})["results"]:
        text, at = example["text"], f"/v1/projects/{id_}/examples/{example['id']}"
        marks = {span["id"]: (span["start_offset"], span["end_offset"], kinds[span["label"]])
                 for span in session.get(f"{at}/spans")}
        spans = [(start, end, kind, text[start:end]) for start, end, kind in marks.values()]
        links = None
        if relations:
            marks = {span: (start, end, kind.lower()) for span, (start, end, kind) in marks.items()}
            links = {(roles[link["type"]], marks[link["from_id"]], marks[link["to_id"]])
                     for link in session.get(f"{at}/relations")}
        check.policy(example["meta"]["name"], text, spans, links=links)
    return check.report() & compare_back(f"{client}, back", format_, export(id_), "jsonl")


session = Session()
key = session.post("/v1/auth/login/", {"username": "admin", "password": PASSWORD})["key"]
session.session.cookies.clear()
session.session.headers["Authorization"] = f"Token {key}"
same = compare("doccano", "policies", False, "doccano", "SequenceLabeling")
same &= compare("doccano with relations", "statements", True, "doccano-relations", "RelationExtraction")
sys.exit(not same)
