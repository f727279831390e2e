"""GraphML, loaded by networkx."""

import networkx
from statements import by_policy, compare_graph, export

said, compared = by_policy(), 0
files = export("graphml", "*.graphml")
assert {name for name, _ in files} == set(said)
for name, file in files:
    # A multigraph if two edges join the same nodes.
    graph = networkx.read_graphml(file)
    assert graph.is_directed(), file
    edges = [(start, end, facts["role"]) for start, end, facts in graph.edges(data=True)]
    compared += compare_graph(name, said[name], dict(graph.nodes(data=True)), edges)
assert compared
print(f"networkx (graphml): {len(files)} graphs, {compared} members of statements; 0 differences")
