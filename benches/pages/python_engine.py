"""One Python engine over pages held in memory: python_engine.py ENGINE PAGES.jsonl, told what to do as `bench-pages` is."""
import gzip
import json
import os
import sys
import time


def trafilatura(page):
    from trafilatura import bare_extraction

    found = bare_extraction(page["html"], url=page["url"], include_comments=False, with_metadata=True)
    if found is None:
        return {}
    found = found.as_dict()
    authors = [author.strip() for author in (found["author"] or "").split(";") if author.strip()]
    return {"text": found["text"] or "", "title": found["title"], "authors": authors, "published": found["date"]}


def resiliparse(page):
    """Text and the title element: it reads no other metadata."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse(page["html"])
    return {"text": extract_plain_text(tree, main_content=True, alt_texts=False, comments=False), "title": tree.title}


def memory(field):
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith(field))


def guarded(engine, page):
    try:
        return engine(page)
    except Exception:
        return {"panicked": True}


def main(name, pages_list):
    engine = {"trafilatura": trafilatura, "resiliparse": resiliparse}[name]
    with open(pages_list, encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines]
    for page in pages:
        with gzip.open(page["file"]) as file:
            page["html"] = file.read().decode(page["encoding"], "replace")
    guarded(engine, {"html": "<p>Imports happen here.</p>", "url": "https://outlet.example/"})
    print(json.dumps({"ready": len(pages)}), flush=True)
    with open("/proc/self/clear_refs", "w", encoding="ascii") as marks:
        marks.write("5")  # The high-water mark of memory starts here.
    loaded = memory("VmRSS:")
    for line in sys.stdin:
        if line.strip() == "round":
            seconds = []
            for page in pages:
                start = time.perf_counter()
                guarded(engine, page)
                seconds.append(time.perf_counter() - start)
            print(json.dumps({"seconds": seconds}), flush=True)
            continue
        for page in pages:
            print(json.dumps({"text": "", **guarded(engine, page), "id": page["id"]}))
        print(json.dumps({"peak_kb": max(0, memory("VmHWM:") - loaded)}), flush=True)


if __name__ == "__main__":
    os.environ["OMP_NUM_THREADS"] = "1"
    main(sys.argv[1], sys.argv[2])
