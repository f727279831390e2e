"""DOT, loaded by pydot."""

import html

import pydot
from statements import bare, by_policy, compare_graph, export


def text(value):
    """A value in quotation marks as Graphviz shows it."""
    assert value[0] == value[-1] == '"', value
    shown, letters = "", iter(value[1:-1])
    for letter in letters:
        if letter == "\\":
            letter = next(letters)
            letter = "\n" if letter == "n" else letter
        shown += letter
    return html.unescape(shown)


# Labels are in several lines, and Chinese has no blanks between words.
said, compared = by_policy(bare), 0
files = export("dot", "*.dot")
assert {name for name, _ in files} == set(said)
for name, file in files:
    (graph,) = pydot.graph_from_dot_file(file, encoding="utf-8")
    assert text(graph.get_name()) == name, file
    nodes = {}
    for node in graph.get_nodes():
        facts = {key: text(value) for key, value in node.get_attributes().items() if value[0] == '"'}
        if "kind" in facts:
            nodes[node.get_name()] = facts | {"label": bare(facts["label"])}
    edges = [(edge.get_source(), edge.get_destination(), text(edge.get_attributes()["role"]))
             for edge in graph.get_edges()]
    compared += compare_graph(name, said[name], nodes, edges)
assert compared
print(f"pydot (dot): {len(files)} graphs, {compared} members of statements; 0 differences")
