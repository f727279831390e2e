"""W3C's annotations, expanded by jsonld of npm, with a loader that refuses every address."""

import json
import subprocess

from expected import Check

EXPAND = """
const fs = require('fs'), jsonld = require('jsonld');
const documentLoader = url => { throw new Error('it loads ' + url); };
const expand = async file => {
  const page = JSON.parse(fs.readFileSync(file, 'utf8'));
  const options = {documentLoader, base: 'file://' + encodeURI(file)};
  console.log(JSON.stringify([file, await jsonld.expand(page, options)]));
};
(async () => { for (const file of process.argv.slice(1)) await expand(file); })();
"""
OA = "http://www.w3.org/ns/oa#"
check = Check("jsonld (web-annotation)")
files = [str(file) for file in sorted(check.export("web-annotation").glob("*.jsonld"))]
output = subprocess.run(["node", "-e", EXPAND, *files], check=True, capture_output=True, encoding="utf-8").stdout


def value(node, name):
    return node[name][0]["@value"]


for line in output.split("\n")[:-1]:
    file, [page] = json.loads(line)
    name = file.rsplit("/", 1)[1].removesuffix(".jsonld")
    text = (check.export("web-annotation") / f"{name}.txt").read_bytes().decode()
    marks, spans, statements = {}, [], []
    for item in page["https://www.w3.org/ns/activitystreams#items".replace("https", "http")][0]["@list"]:
        [motivation] = item[f"{OA}motivatedBy"]
        if motivation["@id"] == f"{OA}classifying":
            label = value(item[f"{OA}hasBody"][0], "http://www.w3.org/1999/02/22-rdf-syntax-ns#value")
            position, quote = item[f"{OA}hasTarget"][0][f"{OA}hasSelector"]
            start, end = value(position, f"{OA}start"), value(position, f"{OA}end")
            marks[item["@id"]] = (start, end, label.lower())
            spans.append((start, end, label, value(quote, f"{OA}exact")))
        elif "urn:policymark:polarity" in item:
            members = {(value(member, "urn:policymark:role"), marks[member[f"{OA}hasSource"][0]["@id"]])
                       for member in item[f"{OA}hasTarget"]}
            statements.append((value(item, "urn:policymark:polarity"), frozenset(members)))
    check.policy(name, text, spans, statements)
check.done()
