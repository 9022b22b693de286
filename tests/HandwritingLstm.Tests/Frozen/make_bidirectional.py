"""Texts in the order in which a right-to-left line shows them, by GNU FriBidi: makes bidirectional.json.

Debian: apt-get install libfribidi-bin; then python3 make_bidirectional.py > bidirectional.json
"""
import json
import random
import subprocess
import sys
import unicodedata

POOLS = {
    "ابتثلمن   ": 6, "אבגש   ": 3, "abcéZ   ": 2, "0123456789": 3, ",.:/-+%$،؛؟!«»'": 2, "٠١٢٣۴۵": 1, "ًُّ": 1,
}  # no brackets: pairs of them (rule N0) are left out


def random_text(dice):
    pieces = dice.choices(list(POOLS), list(POOLS.values()), k=dice.randint(1, 7))
    text = "".join(dice.choice(piece) for piece in pieces for _ in range(dice.randint(1, 4)))
    return unicodedata.normalize("NFC", " ".join(text.split()))


def with_marks(order, text):
    """Indices from the right, marks behind what they stand on."""
    groups = []
    for index in order:
        if groups and unicodedata.category(text[index]) in ("Mn", "Me"):
            groups[-1].append(index)
        else:
            groups.append([index])
    return [index for group in reversed(groups) for index in group]


def main():
    dice = random.Random(7)
    texts = []
    while len(texts) < 300:
        text = random_text(dice)
        if text and unicodedata.category(text[0])[0] != "M":
            texts.append(text)
    command = ["fribidi", "--rtl", "--nobreak", "--nomirror", "--reordernsm", "--novisual", "--vtol"]
    lines = subprocess.run(command, input="\n".join(texts) + "\n", capture_output=True, text=True, check=True).stdout.splitlines()
    cases = []
    for text, line in zip(texts, lines, strict=True):
        order = with_marks([int(index) for index in line.split()], text)
        assert sorted(order) == list(range(len(text)))
        cases.append({"text": text, "columns": "".join(text[index] for index in order)})
    sys.stdout.write("[\n" + ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases) + "\n]\n")


main()
