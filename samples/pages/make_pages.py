#!/usr/bin/python3
"""Composes the sample pages of this folder from the clean lines of ../lines, with their texts as NAME.gt.txt.

Set-up (Debian 12):
  apt-get install python3-pil python3-numpy
Run:
  python3 make_pages.py
"""
import csv
import pathlib

import numpy as np
from PIL import Image

HERE = pathlib.Path(__file__).parent
LINES = HERE.parent / "lines"
SEED = 20261


def lines():
    """Ink (0 to 1) and text of the lines written on clean paper."""
    with open(LINES / "truth.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            pixels = np.asarray(Image.open(LINES / row["image"]).convert("L"), dtype=np.float32)
            if np.median(pixels) >= 254:
                yield 1 - pixels / 255, row["text"]


def paper(width, height, random):
    """Uneven, slightly grainy paper, 0 to 1."""
    shade = Image.fromarray(random.normal(0.88, 0.03, (9, 7)).astype(np.float32)).resize((width, height), Image.BICUBIC)
    noise = random.normal(0, 1, (height, width))
    grain = (noise + np.roll(noise, 1, 0) + np.roll(noise, 1, 1) + np.roll(noise, 1, (0, 1))) / 2  # two pixels wide
    return np.clip(np.asarray(shade) + 0.006 * grain, 0, 1).astype(np.float32)


def put(page, ink, left, baseline, scale):
    """Writes a line; its image's lower fifth hangs below the baseline."""
    size = (round(ink.shape[1] * scale), round(ink.shape[0] * scale))
    small = np.asarray(Image.fromarray(ink).resize(size, Image.LANCZOS))
    top = round(baseline - 0.78 * size[1])
    area = page[top:top + size[1], left:left + size[0]]
    area *= 1 - 0.75 * np.clip(small[:area.shape[0], :area.shape[1]], 0, 1)


def turn(page, degrees):
    """Turns a page, as a careless hand lays it on the scanner; the scanner's dark lid shows at the corners."""
    return np.asarray(Image.fromarray(page).rotate(degrees, Image.BICUBIC, fillcolor=0.12))


def save(name, page, texts):
    Image.fromarray((255 * np.clip(page, 0, 1)).astype(np.uint8), "L").save(HERE / f"{name}.jpg", quality=80, optimize=True)
    (HERE / f"{name}.gt.txt").write_text("\n".join(texts) + "\n", encoding="utf-8")


def letter(written, random):
    """A letter on ruled paper with a margin, turned by 1.5 degrees, in front of the scanner's lid."""
    page = paper(1100, 1250, random)
    texts = []
    for row in range(14):
        baseline = 150 + 78 * row
        page[baseline + 2:baseline + 4] *= 0.82
        if row < 13 and row != 8:
            ink, text = written[len(texts)]
            put(page, ink, 150 + int(random.integers(0, 12)), baseline, 0.92)
            texts.append(text)
    page[:, 118:121] *= 0.75
    page[:, :26] = 0.1
    page[:16] = 0.12
    save("letter", turn(page, -1.5), texts)


def columns(written, random):
    """A heading over two columns of small writing on plain paper."""
    page = paper(1200, 900, random)
    ink, heading = written[0]
    put(page, ink, 330, 100, 0.9)
    texts = [heading]
    for column in range(2):
        for row in range(12):
            ink, text = written[(1 + 12 * column + row) % len(written)]
            put(page, ink, 70 + 580 * column, 190 + 7 * column + 54 * row, 0.52)
            texts.append(text)
    save("columns", turn(page, 0.6), texts)


if __name__ == "__main__":
    WRITTEN = list(lines())
    letter(WRITTEN, np.random.default_rng([SEED, 0]))
    columns(WRITTEN, np.random.default_rng([SEED, 1]))
