#!/usr/bin/python3
"""Renders the sample lines, truth.csv and README.md of this folder from open handwriting fonts.

Set-up (Debian 12):
  apt-get install python3-pil python3-numpy python3-fonttools python3-brotli npm
  npm install --prefix /tmp/fonts $(python3 make_samples.py --packages)
Run:
  python3 make_samples.py /tmp/fonts/node_modules

The same fonts and libraries give the same bytes: every line has its own random numbers, seeded by its
place in the list.
"""
import csv
import io
import json
import pathlib
import re
import sys

import numpy as np
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFilter, ImageFont

HERE = pathlib.Path(__file__).parent
SEED = 20260
FONTSOURCE = "5.3.0"  # version of every @fontsource package
SCALE = 3  # everything is drawn three times as large and scaled down, for smooth edges

# Package below @fontsource, line of text, what it is written on. The sentences are ours.
LINES = [
    ("patrick-hand", "The ferry leaves the island at noon,", "clean"),
    ("kalam", "but the old captain is never on time.", "paper"),
    ("caveat", "We planted forty tulips in October.", "clean"),
    ("indie-flower", "\"Who has the key to the boat shed?\"", "paper"),
    ("handlee", "My sister paints birds on blue paper.", "clean"),
    ("architects-daughter", "Mr. Alder keeps bees behind the mill.", "ruled"),
    ("shadows-into-light", "It rained for three days in March,", "clean"),
    ("gochi-hand", "so the river rose above the meadow.", "paper"),
    ("nanum-pen-script", "Please bring bread, cheese and 12 eggs.", "clean"),
    ("covered-by-your-grace", "The hall clock is ten minutes slow.", "paper"),
    ("dancing-script", "She wrote every letter by lamplight.", "clean"),
    ("reenie-beanie", "Nobody knew where the cat had slept.", "ruled"),
    ("cedarville-cursive", "A small train crosses the valley twice", "clean"),
    ("over-the-rainbow", "a day: once at 7.40, once at dusk.", "paper"),
    ("la-belle-aurore", "He learned to read from seed packets.", "clean"),
    ("caveat", "\"Not today,\" said the quiet gardener.", "paper"),
    ("kalam", "The winter of 1963 was long and white.", "clean"),
    ("patrick-hand", "Turn left at the chapel, then ask again.", "ruled"),
    ("handlee", "Her garden grows mint, sage and thyme.", "paper"),
    ("indie-flower", "I found the map inside a music book.", "clean"),
    ("gochi-hand", "Seven ships lay still in the harbour.", "clean"),
    ("architects-daughter", "They don't sell lamp oil any more.", "paper"),
    ("nanum-pen-script", "Our teacher drew a whale on the board.", "ruled"),
    ("shadows-into-light", "The path is steep, but the view is wide.", "paper"),
    ("dancing-script", "Warm soup and dry socks: what a treat!", "paper"),
    ("covered-by-your-grace", "Count the steps: there are 248 of them.", "clean"),
    ("cedarville-cursive", "An orange kite flew over the chimney.", "paper"),
    ("over-the-rainbow", "We shall meet again by the stone bridge.", "clean"),
]


def font_file(modules, package):
    """The package's regular Latin font as bytes that FreeType reads."""
    folder = pathlib.Path(modules) / "@fontsource" / package
    font = TTFont(folder / "files" / f"{package}-latin-400-normal.woff")
    font.flavor = None  # WOFF is a compressed TrueType file
    unpacked = io.BytesIO()
    font.save(unpacked, reorderTables=None)
    return unpacked.getvalue()


def at_x_height(font_bytes, pixels):
    """The font at the size at which its small letters are about so many pixels high."""
    font = ImageFont.truetype(io.BytesIO(font_bytes), 200)
    boxes = [font.getbbox(letter) for letter in "acemnorsuvwxz"]
    return ImageFont.truetype(io.BytesIO(font_bytes), round(200 * pixels / np.median([b[3] - b[1] for b in boxes])))


def write_words(font_bytes, text, random):
    """Ink in 0..1 on a large canvas, and the row of the baseline: word by word, as a hand sets them down."""
    x_height = random.uniform(19, 25) * SCALE
    stroke = int(random.integers(0, 2)) if random.random() < 0.6 else 0
    canvas = Image.new("L", (int(x_height * len(text) * 1.6) + 400, int(x_height * 7)), 0)
    baseline, x = int(x_height * 4), 60.0
    for word in text.split(" "):
        font = at_x_height(font_bytes, x_height * random.uniform(0.96, 1.04))
        y = baseline + random.normal(0, 0.035 * x_height)
        left, _, right, _ = font.getbbox(word, anchor="ls", stroke_width=stroke)
        ImageDraw.Draw(canvas).text((x - left, y), word, font=font, fill=255, anchor="ls", stroke_width=stroke)
        x += right - left + x_height * random.uniform(0.6, 1.0)  # from ink to ink: long end strokes stay apart
    return np.asarray(canvas, dtype=np.float32) / 255, baseline


def bend(ink, baseline, random):
    """Slants the writing about its baseline and lets the baseline wander by a pixel or two."""
    slant = random.uniform(-0.06, 0.16)
    upright, shear = Image.fromarray(np.uint8(ink * 255)), (1, slant, -slant * baseline, 0, 1, 0)
    sheared = upright.transform(upright.size, Image.Transform.AFFINE, shear, Image.Resampling.BICUBIC)
    ink = np.asarray(sheared, dtype=np.float32) / 255
    columns = np.arange(ink.shape[1])
    period, phase = random.uniform(350, 700) * SCALE, random.uniform(0, 2 * np.pi)
    rows = np.round(random.uniform(0.3, 1.6) * SCALE * np.sin(2 * np.pi * columns / period + phase)).astype(int)
    return np.stack([np.roll(ink[:, c], rows[c]) for c in columns], axis=1)


def cropped(ink, baseline, random):
    """Cuts around the ink with uneven margins, at least 64 pixels high, and scales down."""
    rows, columns = np.flatnonzero(ink.max(1) > 0.2), np.flatnonzero(ink.max(0) > 0.2)
    top, bottom = rows[0] - int(random.integers(5, 10)) * SCALE, rows[-1] + int(random.integers(5, 10)) * SCALE
    left, right = columns[0] - int(random.integers(6, 16)) * SCALE, columns[-1] + int(random.integers(6, 16)) * SCALE
    lacking = 64 * SCALE - (bottom - top)
    top, bottom = top - max(0, lacking) // 2, bottom + (max(0, lacking) + 1) // 2
    height, width = (bottom - top) // SCALE, (right - left) // SCALE
    part = ink[top:top + height * SCALE, left:left + width * SCALE]
    return part.reshape(height, SCALE, width, SCALE).mean((1, 3)), (baseline - top) / SCALE


def smooth_noise(random, shape, radius):
    """Noise of mean 0 and deviation 1 whose grains are about so many pixels wide."""
    noise = Image.fromarray(np.float32(random.normal(0, 1, shape)) * 40 + 128).convert("L")
    blurred = np.asarray(noise.filter(ImageFilter.GaussianBlur(radius)), dtype=np.float32)
    small = blurred - blurred.mean()
    return small / max(small.std(), 1e-3)


def scanned(ink, baseline, kind, random):
    """The line as a grey image: dark ink on white, or on lit, grained, perhaps ruled paper."""
    height, width = ink.shape
    if kind == "clean":
        return np.uint8(np.clip(255 - ink * random.uniform(205, 250), 0, 255))
    y, x = np.linspace(-1, 1, height)[:, None], np.linspace(-1, 1, width)[None]
    paper = random.uniform(212, 240) + random.uniform(-7, 7) * x + random.uniform(-4, 4) * y
    paper = paper + 1.6 * smooth_noise(random, ink.shape, 5) + 1.1 * smooth_noise(random, ink.shape, 0.7)
    if kind == "ruled":
        spacing, tilt = random.uniform(38, 48), random.uniform(-1.5, 1.5)
        for rule in (baseline + 3 - spacing, baseline + 3, baseline + 3 + spacing):
            distance = np.abs(np.arange(height)[:, None] - rule - tilt * x)
            paper = paper - random.uniform(30, 48) * np.clip(1.3 - distance, 0, 1)
    pressure = np.clip(0.93 + 0.07 * smooth_noise(random, ink.shape, 4), 0.7, 1.05)  # ink flows unevenly
    page = paper * (1 - ink * pressure * random.uniform(0.68, 0.86))
    return np.uint8(np.clip(np.round(page / 3) * 3, 0, 255))  # a scanner's few grey levels: small files


def readme(rows, versions):
    table = "\n".join(f"| {image} | @fontsource/{package} | {kind} | {text} |" for image, package, kind, text in rows)
    npm = "https://www.npmjs.com/package/@fontsource/"
    packages = "\n".join(f"- [@fontsource/{package}]({npm}{package}) {version}: {notice}"
                         for package, (version, notice) in versions.items())
    return f"""# Sample lines

{len(rows)} line images to try the recognizer on, rendered by `make_samples.py`, with the text of each in `truth.csv`
(columns `image,text`; UTF-8, NFC, RFC 4180 quoting). The sentences are our own. The images are not real handwriting:
they show that the pipeline runs, not how well it reads people.

The script writes everything here, this page too; its header says what to install.

## Fonts and licences

Every font is under the SIL Open Font License 1.1, which leaves what is written with a font free.
The images and texts are under the licence of this repository. No font file is stored here.

{packages}

## Images

`clean` is ink on white, `paper` has an uneven tint and grain, `ruled` also has printed lines.

| image | font | written on | text |
|---|---|---|---|
{table}
"""


def main(modules):
    rows, versions = [], {}
    for index, (package, text, kind) in enumerate(LINES):
        random = np.random.default_rng([SEED, index])
        ink, baseline = write_words(font_file(modules, package), text, random)
        ink = bend(ink, baseline, random)
        ink, baseline = cropped(ink, baseline, random)
        page = scanned(ink, baseline, kind, random)
        assert 64 <= page.shape[0] <= 104, f"{package}: {page.shape[0]} px high"
        image = f"line-{index + 1:02}.png"
        Image.fromarray(page, "L").save(HERE / image, optimize=True)
        rows.append((image, package, kind, text))
    with open(HERE / "truth.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)  # CRLF, as RFC 4180 asks
        writer.writerow(["image", "text"])
        writer.writerows((image, text) for image, _, _, text in rows)
    for package in sorted({package for package, _, _ in LINES}):
        folder = pathlib.Path(modules) / "@fontsource" / package
        description = json.loads((folder / "package.json").read_text(encoding="utf-8"))
        notice = (folder / "LICENSE").read_text(encoding="utf-8").strip().splitlines()[0].strip()
        notice = re.sub(r" \((?!c\))[^)]*\)", "", notice)  # no addresses
        assert description["license"] == "OFL-1.1", package
        versions[package] = (description["version"], notice)
    (HERE / "README.md").write_text(readme(rows, versions), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] == ["--packages"]:
        print(" ".join(sorted({f"@fontsource/{package}@{FONTSOURCE}" for package, _, _ in LINES})))
    elif len(sys.argv) == 2:
        main(sys.argv[1])
    else:
        raise SystemExit(__doc__)
