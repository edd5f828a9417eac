"""Words a second of spaCy and of `saidby parse` over the same text, in turns; medians and their ratio."""

import statistics
import subprocess
import sys
import tempfile
import time

import spacy

model, saidby, treebank, rounds = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
texts = [line[9:].strip() for line in open(treebank, encoding="utf-8") if line.startswith("# text = ")] * 10
pipeline = spacy.load(model)


def of_spacy():
    started = time.perf_counter()
    words = sum(len(document) for document in pipeline.pipe(texts, batch_size=256))
    return words / (time.perf_counter() - started)


def of_saidby(path):
    started = time.perf_counter()
    printed = subprocess.run([saidby, "parse", "--lang", "fr", path], capture_output=True, check=True).stdout
    elapsed = time.perf_counter() - started
    return sum(line.split(b"\t")[0].isdigit() for line in printed.splitlines()) / elapsed


with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as page:
    page.write("\n\n".join(texts))
    page.flush()
    taken = [(of_spacy(), of_saidby(page.name)) for _ in range(rounds)]

peer, own = (statistics.median(rates) for rates in zip(*taken))
print(f"spaCy {spacy.__version__}: {peer:,.0f} words a second (loaded, pipe, one thread)")
print(f"saidby parse: {own:,.0f} words a second (whole process: start, extraction, words, sentences, tags, trees, names, printing)")
print(f"ratio: {own / peer:.1f}")
