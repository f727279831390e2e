"""The data set for token classification, with its card, by datasets: tags are a ClassLabel."""

import itertools

import datasets

from expected import Check, entities

check = Check("datasets (huggingface)")
loaded = datasets.load_dataset(str(check.export("huggingface")), split="train")
names = loaded.features["ner_tags"].feature
assert isinstance(names, datasets.ClassLabel) and names.names[0] == "O", loaded.features
for row in loaded:
    ends = list(itertools.accumulate(map(len, row["tokens"])))
    text = "".join(row["tokens"])
    tags = names.int2str(row["ner_tags"])
    check.policy(row["id"], text, entities(tags, [0, *ends], ends, text), outermost=True)
check.done()
