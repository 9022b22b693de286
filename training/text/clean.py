#!/usr/bin/env python3
"""Makes plain prose of the packages that fetch.sh unpacked: one text per package, a piece of at most 90 characters a row.

usage: clean.py english|french UNPACKED TEXTS
"""
import glob
import gzip
import html
import os
import random
import re
import struct
import sys
import textwrap
import zlib

ROW = 90  # characters: long enough for n-grams, short enough that the beginning of a row is seen often
# What a person writes by hand in place of typographer's characters.
PLAIN = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-", "\u2026": "...", "\u00a0": " ",
    "`": "'", "_": "", "*": "", "\t": " ",
})
SIGNS = r"0-9 !\"#%&'()*+,\-./:;?£"
READABLE = {
    "english": re.compile(rf"^[A-Za-z{SIGNS}\u00e0-\u00ff]+$"),
    "french": re.compile(rf"^[A-Za-z{SIGNS}\u00ab\u00bb\u00c0-\u00ff\u0152\u0153]+$"),
}
SMALL = {"english": "a-z", "french": "a-z\u00e0-\u00ff\u0153"}
SENTENCE = re.compile(r"(?<=[.!?])[\"')]* +(?=[\"'(]?[A-Z])")


def plain(text):
    """A paragraph with plain quotes, dashes and single spaces, without what stands in square brackets (references)."""
    text = re.sub(r"\[[^\]]*\]", "", text.translate(PLAIN).replace("''", '"'))
    return re.sub(r" ?-{2,} ?", " - ", re.sub(r"\s+", " ", text)).strip()


def is_prose(text, language):
    """Whether a paragraph is language: words of small letters, no code and no table."""
    words = text.split()
    small = sum(bool(re.fullmatch(rf"[\"'(]?[A-Z{SMALL[language]}]?[{SMALL[language]}'-]+[.,;:!?\"')]*", word)) for word in words)
    return len(words) >= 4 and small >= 0.7 * len(words) and bool(READABLE[language].match(text))


def paragraphs(text):
    """The paragraphs of a plain text: rows up to an empty one, hyphens at their ends kept."""
    return (re.sub(r"\s+", " ", part) for part in re.split(r"\n\s*\n", text))


def web_pages(pattern):
    for path in sorted(glob.glob(pattern, recursive=True)):
        page = read(path)
        for part in re.split(r"</?(?:p|li|h\d|blockquote|td|div|br|pre)\b[^>]*>", page, flags=re.IGNORECASE):
            yield html.unescape(re.sub(r"<[^>]+>", " ", part))


def fortunes(folder):
    for path in sorted(glob.glob(f"{folder}/usr/share/games/fortunes/*")):
        if "." not in os.path.basename(path):
            for item in read(path).split("\n%\n"):
                # An indented "-- Somebody" names who said it.
                yield from paragraphs(re.sub(r"\n\s*--.*", "", item, flags=re.DOTALL))


def webster(folder):
    """Definitions and quotations of the dictionary; head words, origins and references go."""
    text = re.sub(r"\[1913 Webster\]|\[PJC\]|\[WordNet 1\.5\]|\[Webster 1913 Suppl\.\]|--[A-Z][^\n]*", "\n\n", dictionary(folder, "gcide"))
    for part in paragraphs(re.sub(r"\n[^ \n][^\n]*", "\n\n", text)):
        part = re.sub(r"\[[^\]]*\]|\([^)]*\)|[{}|]", "", part)
        for sentence in SENTENCE.split(re.sub(r"^\s*(\d+\.|\([a-z]\))\s*", "", part)):
            if sentence[:1].isupper() or sentence[:1] == '"':
                yield sentence


def wordnet(folder):
    """Glosses and examples, each once."""
    seen = set()
    text = re.sub(r"\[(?:syn|ant|also): [^\]]*\]|[{}]", "", dictionary(folder, "wn"))
    for entry in re.split(r"\n\s+(?:n |v |adj |adv )?\d+: |\n\S[^\n]*\n\s+(?:n|v|adj|adv) (?:1: )?", text):
        for part in re.split(r";\s+(?=\")|;\s+(?=[a-z])", re.sub(r"\s+", " ", entry.split("\n\n")[0])):
            part = part.strip().strip('"')
            if part not in seen:
                seen.add(part)
                yield part


def jargon(folder):
    for part in paragraphs(re.sub(r"\n\S[^\n]*", "\n\n", dictionary(folder, "jargon"))):
        yield re.sub(r"[{}]", "", part)


def devil(folder):
    yield from paragraphs(re.sub(r"\n\S[^\n]*", "\n\n", dictionary(folder, "devil")))


def books(folder):
    """Texts inside the data of an R package: a paragraph is rows up to an empty one."""
    for path in sorted(glob.glob(f"{folder}/**/data/Rdata.rdb", recursive=True)):
        rows = r_strings(path)
        yield from paragraphs("\n".join(rows))


def r_strings(path):
    """The strings in an R database: zlib streams, each behind its length, of strings in R's serialisation (XDR)."""
    with open(path, "rb") as file:
        data = file.read()
    at = 0
    while at + 4 < len(data):
        unpacker = zlib.decompressobj()
        content = unpacker.decompress(data[at + 4:])
        at = len(data) - len(unpacker.unused_data)
        # Strings: flags (type 9, with the encoding), length, bytes.
        i = 0
        while i + 8 <= len(content):
            flags, length = struct.unpack_from(">Ii", content, i)
            if flags & 0xFF == 9 and flags < 1 << 20 and 0 <= length <= len(content) - i - 8:
                yield content[i + 8:i + 8 + length].decode("utf-8", "replace")
                i += 8 + length
            else:
                i += 1


def dictionary(folder, name):
    return read(f"{folder}/usr/share/dictd/{name}.dict.dz")


def read(path):
    with (gzip.open if path.endswith((".gz", ".dz")) else open)(path, "rb") as file:
        content = file.read()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def littre(folder):
    """Definitions and quotations of the dictionary, each once; origins and what is older than its French go."""
    seen = set()
    wanted = True
    for row in re.sub(r"(?=<i><small>)", "\n", read(f"{folder}/usr/share/stardict/dic/XMLittre.dict.dz")).split("\n"):
        if row.startswith("<i><small>"):
            wanted = True
        elif heading := re.match(r"<b><big>(.*?)</big>", row):
            wanted = heading[1] not in ("HISTORIQUE", "ÉTYMOLOGIE")
        elif wanted:
            quotation = re.match(r'<span foreground="#0000CD">(.*?)</span>', row)
            part = html.unescape(re.sub(r"<[^>]+>", "", quotation[1] if quotation else re.sub(r"<b>.*?</b>", "", row)))
            if part not in seen:
                seen.add(part)
                yield part


def word_list(folder):
    """Eight words a row in a random but fixed order."""
    words = read(f"{folder}/usr/share/dict/french").split()
    random.Random(1).shuffle(words)
    return (" ".join(words[i:i + 8]) for i in range(0, len(words), 8))


ENGLISH = {
    "anarchism": lambda folder: web_pages(f"{folder}/**/*.html"),
    "debian-history": lambda folder: paragraphs(read(f"{folder}/usr/share/doc/debian-history/docs/project-history.en.txt.gz")),
    "dict-devil": devil,
    "dict-gcide": webster,
    "dict-jargon": jargon,
    "dict-wn": wordnet,
    "fortunes": fortunes,
    "r-cran-janeaustenr": books,
    "r-cran-tokenizers": books,
}
FRENCH = {
    "debian-faq-fr": lambda folder: web_pages(f"{folder}/**/*.html"),
    "debian-reference-fr": lambda folder: web_pages(f"{folder}/**/*.html"),
    "gimp-help-fr": lambda folder: web_pages(f"{folder}/**/*.html"),
    "stardict-xmlittre": littre,
    "wfrench": word_list,
}


def main():
    language, unpacked, texts = sys.argv[1:]
    os.makedirs(texts, exist_ok=True)
    for package, source in {"english": ENGLISH, "french": FRENCH}[language].items():
        with open(f"{texts}/{package}.txt", "w", encoding="utf-8") as output:
            for part in source(f"{unpacked}/{package}"):
                text = plain(part)
                if is_prose(text, language):
                    output.write("\n".join(textwrap.wrap(text, ROW, break_long_words=False, break_on_hyphens=False)) + "\n")


if __name__ == "__main__":
    main()
