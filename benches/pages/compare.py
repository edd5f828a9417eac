"""saidby's extraction beside its peers': compare.py BENCH_PAGES PYTHON CORPORA SCORERS [ROUNDS]. Called by `benches/pages/run`.

Every engine is one process of one thread that holds the pages in memory and works only when told to, so one runs at a time. They
take rounds in turn, each round starting with another engine, so that a noisy minute of the machine falls on all of them.
"""
import contextlib
import importlib.util
import io
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile

SETS = ["fundus", "aeb", "snippets"]
RUST = ["saidby", "dom_smoothie", "trafilatura-crate", "rs-trafilatura"]
PYTHON = ["trafilatura", "resiliparse"]
REFERENCE = "dom_smoothie"
# An engine that takes longer for all rounds than this gets fewer of them, but two at least.
PATIENCE_SECONDS = 300


class Engine:
    def __init__(self, name, command):
        self.name, self.rounds = name, []
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.ready = self.hear()

    def hear(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"error: {self.name} ended with code {self.process.wait()}")
        return json.loads(line)

    def tell(self, word):
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()

    def answer(self, number_of_pages):
        self.tell("answers")
        self.answers = [self.hear() for _ in range(number_of_pages)]
        self.peak_mb = self.hear()["peak_kb"] / 1024

    def round(self):
        self.tell("round")
        self.rounds.append(self.hear()["seconds"])

    def has_time_for(self, rounds):
        spent = sum(map(sum, self.rounds))
        return len(self.rounds) < 2 or spent / len(self.rounds) * rounds <= PATIENCE_SECONDS

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def load(corpora):
    pages = []
    for name in SETS:
        with open(f"{corpora}/pages/{name}.jsonl", encoding="utf-8") as lines:
            for gold in map(json.loads, lines):
                pages.append({"id": f"{name}/{gold['id']}", "url": gold["url"], "file": f"{corpora}/pages/{gold['file']}"})
    return pages


def write(path, rows):
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def start(bench, python, pages, scratch):
    listed = f"{scratch}/pages.jsonl"
    write(listed, pages)
    engines = [Engine(name, [bench, name, listed]) for name in RUST]
    decoded = f"{scratch}/decoded.jsonl"
    write(decoded, [{**page, "encoding": encoding} for page, encoding in zip(pages, engines[0].ready["encodings"])])
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "python_engine.py")
    return engines + [Engine(name, [python, script, name, decoded]) for name in PYTHON]


def scores(scorer, corpora, engine, scratch):
    """The scorer's own words for each set of pages."""
    words = {}
    for name in SETS:
        rows = [{**answer, "id": answer["id"].removeprefix(f"{name}/")} for answer in engine.answers if answer["id"].startswith(f"{name}/")]
        predicted = f"{scratch}/predicted.jsonl"
        write(predicted, rows)
        with contextlib.redirect_stdout(io.StringIO()) as said:
            scorer.main([f"{corpora}/pages/{name}.jsonl", predicted])
        words[name] = said.getvalue()
    return words


def found(pattern, words):
    match = re.search(pattern, words)
    if not match:
        sys.exit(f"error: the scorer said nothing like `{pattern}`: {words}")
    return match.group(1)


def speed_row(engine, reference):
    per_round = [sum(seconds) for seconds in engine.rounds]
    pages = len(engine.rounds[0])
    median = statistics.median(per_round)
    # Of the rounds of one engine and the reference that stood side by side.
    ratio = statistics.median(sum(theirs) / sum(ours) for ours, theirs in zip(engine.rounds, reference.rounds))
    each = [statistics.median(seconds) for seconds in zip(*engine.rounds)]
    worst = max(range(pages), key=each.__getitem__)
    panics = sum(answer.get("panicked", False) for answer in engine.answers)
    cells = [engine.name, f"{pages / median:.0f}", f"{ratio:.2f}", f"{1000 * statistics.median(each):.2f}", f"{1000 * each[worst]:.0f}",
             f"{engine.peak_mb:.0f}", str(panics), str(len(engine.rounds))]
    return cells, engine.answers[worst]["id"]


def quality_row(engine, words):
    fundus, aeb, snippets = (words[name] for name in SETS)
    return [engine.name, found(r"bag .* F1 (\S+)", fundus), found(r"shingle .* F1 (\S+)", aeb), found(r"snippets .* F (\S+)", snippets),
            found(r"caption in the text (\d+ of \d+)", fundus), found(r"title exact (\S+)", fundus), found(r"authors set exact (\S+)", fundus),
            found(r"same day (\S+)", fundus), found(r"within a minute (\S+)", fundus)]


def table(headings, rows):
    print("| " + " | ".join(headings) + " |")
    print("|---|" + "---:|" * (len(headings) - 1))
    for row in rows:
        print("| " + " | ".join(row) + " |")


def main(bench, python, corpora, scorers, rounds="7"):
    rounds = int(rounds)
    described = importlib.util.spec_from_file_location("pages_score", f"{scorers}/pages_score.py")
    scorer = importlib.util.module_from_spec(described)
    described.loader.exec_module(scorer)
    pages = load(corpora)
    with tempfile.TemporaryDirectory() as scratch:
        engines = start(bench, python, pages, scratch)
        for engine in engines:
            engine.answer(len(pages))
            print(f"{engine.name} has read all pages", file=sys.stderr)
        for number in range(rounds):
            turn = number % len(engines)
            for engine in engines[turn:] + engines[:turn]:
                if engine.has_time_for(rounds):
                    engine.round()
            print(f"round {number + 1} of {rounds}", file=sys.stderr)
        for engine in engines:
            engine.end()
        reference = next(engine for engine in engines if engine.name == REFERENCE)
        speeds = [speed_row(engine, reference) for engine in engines]
        print(f"\n{len(pages)} pages, one thread, medians of rounds in turn\n")
        table(["engine", "pages a second", f"÷ {REFERENCE}", "median page, ms", "worst page, ms", "memory beyond the pages, MB", "panics",
               "rounds"], [cells for cells, _ in speeds])
        print("\nworst pages: " + " · ".join(f"{cells[0]} `{page}`" for cells, page in speeds) + "\n")
        table(["engine", "fundus bag F1", "aeb shingle F1", "snippets F", "pages with a caption in the text", "title exact", "authors as a set",
               "same day", "within a minute"], [quality_row(engine, scores(scorer, corpora, engine, scratch)) for engine in engines])


if __name__ == "__main__":
    main(*sys.argv[1:])
