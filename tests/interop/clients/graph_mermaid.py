"""Mermaid, parsed by mermaid of npm in jsdom. Its nodes and edges are compared with those of DOT."""

import json
import subprocess

from statements import CACHE, bare, export

PARSE = r"""
const { JSDOM } = require('jsdom'), fs = require('fs');
const { window } = new JSDOM('<body></body>');
globalThis.window = window;
globalThis.document = window.document;
// While it parses, mermaid writes entities in letters of its own.
const decoded = text => text.replace(/(?:ﬂ°°|#)(\d+)(?:¶ß|;)/g, (_, code) => String.fromCodePoint(code));
(async () => {
  const { default: mermaid } = await import(process.argv[1]);
  mermaid.initialize({ startOnLoad: false, maxTextSize: 1e7, maxEdges: 1e5 });
  for (const file of process.argv.slice(2)) {
    const chart = fs.readFileSync(file, 'utf8');
    await mermaid.parse(chart);
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(chart);
    const labels = [...db.getVertices().values()].map(node => decoded(node.text.replaceAll('<br>', '')));
    console.log(JSON.stringify([labels, db.getEdges().map(edge => [edge.start, edge.end, edge.text])]));
  }
})();
"""


def expected(dot):
    """The labels of the nodes of a DOT file, and its edges with their labels."""
    labels, edges = [], []
    for line in dot.read_text("utf-8").splitlines():
        if line.startswith("n") and " -> " in line.split("[")[0]:
            start, end = line.split(" [")[0].split(" -> ")
            edges.append([start, end, line.split(', label="')[1].split('"')[0] if ", label=" in line else ""])
        elif line.startswith("n") and '[label="' in line:
            label = line.split('[label="', 1)[1].split('", kind="')[0]
            label = label.replace("\\\\", "\0").replace("\\n", "").replace('\\"', '"').replace("\0", "\\")
            labels.append(bare(label.replace("&amp;", "&")))
    return labels, edges


files = export("mermaid", "*.mmd")
mermaid = CACHE / "node_modules/mermaid/dist/mermaid.core.mjs"
command = ["node", "-e", PARSE, str(mermaid), *(str(file) for _, file in files)]
output = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
count = 0
for (name, _), line in zip(files, output.split("\n")[:-1], strict=True):
    labels, edges = json.loads(line)
    dots = {stem: file for stem, file in export("dot", "*.dot")}
    wanted, drawn = expected(dots[name]), ([bare(label) for label in labels], edges)
    assert drawn[0] == wanted[0], f"{name}: {set(drawn[0]) ^ set(wanted[0])}"
    assert drawn[1] == wanted[1], f"{name}: edges"
    count += len(labels)
assert count
print(f"mermaid: {len(files)} charts, {count} nodes as in DOT; 0 differences")
