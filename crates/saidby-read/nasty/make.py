#!/usr/bin/env python3
"""Makes the nasty files beside it, the same bytes every time: python3 make.py. Words, people and outlets are invented.

`dictionary.warc.zst` needs the package `zstandard` (0.25) and is left as it is where that is missing."""
import binascii, gzip, io, lzma, os, random, struct, zipfile, zlib

FOLDER = os.path.dirname(os.path.abspath(__file__))
PAGE = b"<!doctype html><title>Port</title><h1>Port of Tern</h1><p>The harbour master denied that any ship had left.</p>"


def write(name, content):
    with open(os.path.join(FOLDER, name), "wb") as file:
        file.write(content)


def gz(content, level=9):
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=level, mtime=0) as file:
        file.write(content)
    return out.getvalue()


def archive(files, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, content in files:
            file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, method)
    return out.getvalue()


def record(name, body, length=None, head=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"):
    block = head + body
    fields = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://%s.example/\r\nWARC-Date: 2023-10-19T18:50:03Z\r\n" % name
    fields += "Content-Type: application/http; msgtype=response\r\nContent-Length: %s\r\n\r\n" % (len(block) if length is None else length)
    return fields.encode() + block + b"\r\n\r\n"


def words(seed, count):
    chosen = random.Random(seed)
    return " ".join(chosen.choice(["harbour", "master", "ship", "quay", "denied", "left", "berth", "crane"]) for _ in range(count)).encode()


def overlapping(files):
    """A zip whose entries are all the same compressed bytes."""
    content = b" " * (65 << 20)
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packed.compress(content) + packed.flush()
    sum_ = binascii.crc32(content)
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 33, sum_, len(data), len(content), 1, 0) + b"x" + data
    entries = b""
    for number in range(files):
        name = str(number).encode()
        entries += struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 8, 0, 33, sum_, len(data), len(content), len(name), 0, 0, 0, 0, 0, 0) + name
    return local + entries + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, files, files, len(entries), len(local), 0)


def xz_with_dictionary(content, code):
    """An xz stream whose block asks for a dictionary of this code (The .xz file format, 5.3.1): 40 is 4 GiB."""
    packed = bytearray(lzma.compress(content))
    size = (packed[12] + 1) * 4
    packed[16] = code
    packed[12 + size - 4 : 12 + size] = struct.pack("<I", binascii.crc32(bytes(packed[12 : 12 + size - 4])))
    return bytes(packed)


# Compressed data.
text = b"<!doctype html><p>" + words(1, 3000)
write("truncated.html.gz", gz(text)[:2000])
write("two-streams.html.xz", lzma.compress(PAGE) + b"\0" * 4 + lzma.compress(b"<p>The crane was hers.</p>", check=lzma.CHECK_SHA256))
write("truncated.html.xz", lzma.compress(text)[:2000])
damaged = bytearray(lzma.compress(text))
damaged[len(damaged) // 2] ^= 0x20
write("damaged.html.xz", damaged)
write("dictionary-of-4-gib.html.xz", xz_with_dictionary(PAGE, 40))
write("bomb.html.xz", lzma.compress(b"<p>" + b" " * (200 << 20), preset=1))
damaged = bytearray(gz(text))
damaged[600:640] = b"\xAA" * 40
write("damaged.html.gz", bytes(damaged))
write("empty.gz", gz(b""))
deep = PAGE
for _ in range(9):
    deep = gz(deep)
write("nine-times.gz", deep)

# Archives.
write("empty.zip", archive([]))
write("cut-off.zip", archive([("a.html", PAGE), ("b.html", PAGE)])[:150])
inner = archive([("spaces.txt", b" " * (65 << 20))])
write("bomb.zip", archive([("%d.zip" % number, inner) for number in range(40)]))
write("overlapping.zip", overlapping(500))
nested = PAGE
for _ in range(12):
    nested = archive([("in.zip", nested)], zipfile.ZIP_STORED)
write("twelve-deep.zip", nested)
write("names.zip", archive([("../../etc/page.html", PAGE), ("C:\\page.html", PAGE), ("a\x00b\n.html", PAGE), ("é.html", PAGE)]))

# Crawls.
write("length-too-long.warc", record("one", PAGE) + record("two", PAGE, 10 ** 9) + record("three", PAGE))
write("length-too-short.warc", record("one", PAGE) + record("two", PAGE, 70) + record("three", PAGE))
write("length-of-nothing.warc", record("one", PAGE, "many") + record("two", PAGE, "-1") + record("three", PAGE, 2 ** 64) + record("four", PAGE))
members = [gz(record(name, b"<p>" + words(name, 400))) for name in ["one", "two", "three", "four"]]
member = bytearray(members[1])
member[len(member) // 2 : len(member) // 2 + 30] = b"\xFF" * 30
write("damaged-member.warc.gz", members[0] + bytes(member) + members[2] + members[3])
write("cut-off.warc.gz", members[0] + members[1][: len(members[1]) // 2])
chunked = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
write("chunks.warc", record("whole", b"9\r\n<p>Words.\r\n0\r\n\r\n", head=chunked) + record("lying", b"ffff\r\n<p>Words.\r\n", head=chunked)
      + record("none", PAGE, head=chunked) + record("huge", b"fffffffffffffffff\r\nx", head=chunked))
packed = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
write("bodies.warc", record("whole", gz(PAGE), head=packed) + record("cut", gz(PAGE)[:60], head=packed) + record("none", PAGE, head=packed)
      + record("bomb", gz(b" " * (65 << 20)), head=packed))
write("no-end-of-fields.warc.gz", gz(b"WARC/1.0\r\n" + b"X: y\r\n" * 500_000 + record("one", PAGE)))
write("noise.warc", b"WARC/1.0 and then\nnothing of it\n\n\n" * 3 + record("one", PAGE) + bytes(range(256)) * 4 + record("two", PAGE))

# Feeds.
item = "<item><guid>%d</guid><description>%s</description></item>"
write("cdata.xml", ("<rss>" + item % (1, "One.") + item % (2, "<![CDATA[Two.") + item % (3, "Three.") + "</rss>").encode())
laughs = "".join('<!ENTITY l%d "%s">' % (number, "&l%d;" % (number - 1) * 10) for number in range(1, 10))
write("laughs.xml", ('<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">' + laughs + "]><rss>" + item % (1, "&l9;") + "</rss>").encode())
write("deep-elements.xml.gz", gz(("<rss><item><guid>1</guid>" + "<b>" * 100_000 + "x" + "</b>" * 100_000 + "<description>One.</description></item></rss>").encode()))
write("no-ends.xml.gz", gz(b"<rss>" + b"<item><title>x" * 100_000))
write("sitemap.xml", b"<urlset><url><loc>https://x.example/1</loc></url><url><loc>https://x.example/2</loc><url><loc>cut off")

# Records and tables.
write("deep.json.gz", gz(b'[{"text": "One."}, ' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b', {"text": "Three."}]'))
write("no-end.json", b'[{"text": "One."}, {"text": "Two.\\"}, {"text": "Three."}]')
write("lines.jsonl", b'{"text": "One."}\n{"text": "Two."\n\n{"text": 3}\n{"text": "\\ud800"}\n{"text": "\xff"}\n{"html": "", "text": null}\n[]\n"words"\n{"text": "Nine."}')
write("long-line.jsonl.gz", gz(b'{"text": "One."}\n{"text": "' + b"x" * (65 << 20) + b'"}\n{"text": "Three."}\n'))
write("columns.csv.gz", gz(b"url,text" + b",x" * 1_000_000 + b"\n1,2" + b",3" * 1_000_000 + b"\n"))
write("many-values.csv.gz", gz(b"url,text\nhttps://x.example/1,One.\n" + b"x," * 1_000_000 + b"\nhttps://x.example/3,Three.\n"))
write("quote.csv", b'url,text\nhttps://x.example/1,One.\nhttps://x.example/2,"Two.\nhttps://x.example/3,Three.\n')
write("no-text.csv", b"url;shares;likes\nhttps://x.example/1;12;3\n")
write("utf-16.csv", "\ufeffurl\ttext\nhttps://x.example/1\tL'été.\n".encode("utf-16-le"))

# Saved pages.
head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n"
part = b"--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: %s\r\n\r\n%s\r\n"
write("no-last-boundary.mhtml", head + part % (b"8bit", PAGE))
write("broken-codes.mhtml", head + part % (b"quoted-printable", b"<p>a=ZZ=4=\r\n=") + part % (b"base64", b"!!!!") + b"--b--\r\n")
write("no-page.mhtml", head + b"--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n")

# Charsets and characters.
french = "<p>L'été a été long, à l'aube où ça gênait le député. « Non », a-t-il répété.</p>"
write("says-utf-8.html", b"<meta charset=utf-8>" + french.encode("windows-1252"))
write("says-utf-16.html", b"<meta charset=utf-16>" + french.encode())
write("says-nonsense.html", b"<meta charset=x-klingon>" + french.encode("windows-1252"))
write("cut-in-a-character.html", ("<p>" + "é" * 20).encode()[:-1])
write("mark-alone.txt", b"\xef\xbb\xbf")
write("utf-16-cut.html", ("\ufeff" + french).encode("utf-16-le")[:-1])
write("nul.html", PAGE.replace(b"ship", b"sh\x00ip"))
write("nul.txt", b"\x00" * 5000)
write("deep-elements.html.gz", gz(b"<!doctype html>" + b"<div>" * 100_000 + b"<p>Words."))
write("a-picture.html", b"\xff\xd8\xff\xe0\x00\x10JFIF")
write("nothing.html", b"")

try:
    import zstandard
except ImportError:
    print("dictionary.warc.zst: left as it is")
else:
    said = [b"<!doctype html><title>Port of Tern</title><p>The harbour master denied that ship %d had left at %d:%d.</p>"
            % (number * 31 % 97, number % 24, number * 13 % 60) for number in range(2000)]
    samples = [record("port-%d" % number, body) for number, body in enumerate(said)]
    trained = zstandard.train_dictionary(600, samples)
    packer = zstandard.ZstdCompressor(dict_data=trained, write_checksum=True)
    frame = struct.pack("<II", 0x184D2A5D, len(trained.as_bytes())) + trained.as_bytes()
    write("dictionary.warc.zst", frame + b"".join(packer.compress(samples[number]) for number in (1, 2)))
