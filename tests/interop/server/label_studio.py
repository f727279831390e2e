"""Label Studio: a project with the labelling configuration, its tasks and their annotations."""

import json
import sys

from expected import Check
from rest import PASSWORD, Session, compare_back


def log_in():
    session.send("GET", "/user/login/")
    form = {"email": "admin@example.com", "password": PASSWORD, "csrfmiddlewaretoken": session.session.cookies["csrftoken"]}
    session.send("POST", "/user/login/", data=form)
    if "sessionid" not in session.session.cookies:
        sys.exit("Label Studio: the log-in failed")
    session.session.headers["X-CSRFToken"] = session.session.cookies["csrftoken"]


def export(id_, format_):
    return session.send("GET", f"/api/projects/{id_}/export", params={"exportType": format_}).content


session = Session()
log_in()
check = Check("Label Studio")
folder = check.export("label-studio")
configuration = (folder / "label-studio.xml").read_text("utf-8")
id_ = session.post("/api/projects/", {"title": "policies", "label_config": configuration})["id"]
tasks = json.loads((folder / "label-studio.json").read_text("utf-8"))
imported = session.post(f"/api/projects/{id_}/import", tasks)
if (imported["task_count"], imported["annotation_count"]) != (len(tasks), len(tasks)):
    check.differs("import", "tasks and annotations", imported, len(tasks))
for task in session.get("/api/tasks", params={"project": id_, "fields": "all", "page_size": 10000})["tasks"]:
    text, marks, relations = task["data"]["text"], {}, []
    [annotation] = session.get(f"/api/tasks/{task['id']}/annotations/")
    for item in annotation["result"]:
        if item["type"] == "labels":
            value = item["value"]
            if value["text"] != text[value["start"]:value["end"]]:
                check.differs(task["data"]["name"], "words", item, text[value["start"]:value["end"]])
            marks[item["id"]] = (value["start"], value["end"], value["labels"][0])
        else:
            relations.append(item)
    spans = [(start, end, label, text[start:end]) for start, end, label in marks.values()]
    marks = {span: (start, end, label.lower()) for span, (start, end, label) in marks.items()}
    links = {(item["labels"][0], marks[item["from_id"]], marks[item["to_id"]]) for item in relations}
    check.policy(task["data"]["name"], text, spans, links=links)
same = check.report()
same &= compare_back("Label Studio, back", "label-studio", export(id_, "JSON"), "json")
same &= compare_back("Label Studio, back from JSON-MIN", "label-studio", export(id_, "JSON_MIN"), "json")
sys.exit(not same)
