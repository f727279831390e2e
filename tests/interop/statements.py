"""The statements of the policies in words, and how a client compares a graph or a table with them."""

import json
import pathlib
import sys

# Roles as graphs name them, and the keys of their lists.
ROLES = {
    "actor": "actors", "recipient": "recipients", "source": "sources", "subject": "subjects", "place": "places",
    "data": "data", "excluded": "excluded", "purpose": "purposes", "condition": "conditions",
    "exception": "exceptions", "absence": "without",
}
CACHE = pathlib.Path(sys.argv[1]).resolve()


def one_line(text):
    return " ".join(text.split())


def bare(text):
    return "".join(text.split())


def export(format_, pattern):
    """The files of an export, with the names of their policies."""
    files = sorted((CACHE / "export" / format_).rglob(pattern))
    assert files, f"there are no files of {format_}"
    return [(file.stem, file) for file in files]


def by_policy(words=one_line):
    """The statements of each policy, each with the words in each role by their keys, marked or not."""
    return {file.stem: statements(json.loads(file.read_text("utf-8")), words) for file in (CACHE / "json").glob("*.json")}


def statements(document, words):
    markup = document["text"].encode()
    brackets = {at for mark in document["annotations"] for at in (mark["span"]["start"], mark["span"]["end"] - 1)}
    brackets |= {escape["start"] for escape in document["escapes"]}

    def text(span):
        return words(bytes(markup[at] for at in range(span["start"], span["end"]) if at not in brackets).decode())

    marks = [text(mark["span"]) for mark in document["annotations"]]
    for statement in document["statements"]:
        said = {key: [marks[mark] for mark in statement.get(key, [])] for key in [*ROLES.values(), "actions"]}
        unmarked = {key: [] for key in said}
        for word in statement.get("unmarked", []):
            unmarked[ROLES.get(word["role"], "actions")].append(text(word["span"]))
        statement |= {"marked": {key: list(dict.fromkeys(said[key])) for key in said}, "unmarked": unmarked}
    return document["statements"]


def compare_graph(name, said, nodes, edges):
    """Compares a graph with the statements of its policy, and returns how many members it has compared.

    `nodes` has for each id its kind, label and facts, `edges` are triples of two ids and a role.
    """
    centers = [node for node, facts in nodes.items() if facts["kind"] == "statement"]
    assert len(centers) == len(said), f"{name}: {len(centers)} of {len(said)} statements"
    compared = 0
    for node, statement in zip(centers, said):
        place, around = f"{name} #{statement['id']}", {}
        for start, end, role in edges:
            if node in (start, end):
                around.setdefault(role, set()).add(nodes[end if start == node else start]["label"])
        for role, key in ROLES.items():
            wanted, drawn = {*statement["marked"][key], *statement["unmarked"][key]}, around.pop(role, set())
            assert wanted == drawn, f"{place} {role}: {wanted} != {drawn}"
            compared += len(wanted)
        assert not around, f"{place}: {around}"
        actions = statement["marked"]["actions"] + statement["unmarked"]["actions"]
        drawn = dict.fromkeys(nodes[node]["label"].split("、"))
        assert {part for text in actions for part in text.split("、")} == {*drawn} - {"…"}, f"{place}: {drawn}"
        assert nodes[node]["polarity"] == statement["polarity"], place
    return compared
