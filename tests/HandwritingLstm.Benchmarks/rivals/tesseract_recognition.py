#!/usr/bin/python3
"""Speed of Tesseract on line images (--psm 7), several processes at once. Prints one line of JSON.

Set-up:  apt-get install tesseract-ocr tesseract-ocr-eng
Run:     python3 tesseract_recognition.py FOLDER... --processes 2 [--limit 200] [--predictions read.csv]

Every process gets a list of images and loads its model once, which favours Tesseract, and is held to one
thread (OMP_THREAD_LIMIT=1), which reads lines fastest. Start-up is part of the time: give it a few hundred lines.
"""
import argparse
import csv
import json
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

SUFFIXES = {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"}


def read(images, processes, language, folder):
    """The texts of the images, in their order, and the seconds it took."""
    shares = [images[first::processes] for first in range(min(processes, len(images)))]
    for place, share in enumerate(shares):
        (folder / f"{place}.txt").write_text("".join(f"{image}\n" for image in share), encoding="utf-8")
    start = time.perf_counter()
    running = [subprocess.Popen(
        ["tesseract", str(folder / f"{place}.txt"), str(folder / f"{place}-read"), "--psm", "7", "-l", language],
        env={**os.environ, "OMP_THREAD_LIMIT": "1"}, stderr=subprocess.DEVNULL) for place in range(len(shares))]
    failed = [process.args for process in running if process.wait() != 0]
    seconds = time.perf_counter() - start
    if failed:
        raise SystemExit(f"tesseract failed: {' '.join(failed[0])}")
    texts = {}
    for place, share in enumerate(shares):
        pages = (folder / f"{place}-read.txt").read_text(encoding="utf-8").split("\f")  # one form feed between two images
        if len(pages) != len(share):
            raise SystemExit(f"tesseract read {len(pages)} of {len(share)} images.")
        texts.update(zip(share, (" ".join(page.split()) for page in pages)))
    return [texts[image] for image in images], seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=pathlib.Path, help="folders of line images")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--runs", type=int, default=5, help="measurements, whose median counts; at least 5")
    parser.add_argument("--limit", type=int, default=0, help="only the first so many images; 0 = all")
    parser.add_argument("--language", default="eng")
    parser.add_argument("--predictions", help="write what was read as CSV (image,text) for `htr evaluate`")
    arguments = parser.parse_args()

    images = sorted(path.resolve() for folder in arguments.folders for path in folder.iterdir()
                    if path.suffix.lower() in SUFFIXES)
    images = images[:arguments.limit or None]
    if not images:
        raise SystemExit(f"No images in {', '.join(map(str, arguments.folders))}.")

    speeds = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(max(5, arguments.runs)):
            texts, seconds = read(images, arguments.processes, arguments.language, pathlib.Path(folder))
            speeds.append(len(images) / seconds)

    if arguments.predictions:
        with open(arguments.predictions, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["image", "text"])
            writer.writerows((image.name, text) for image, text in zip(images, texts))

    version = subprocess.run(["tesseract", "--version"], capture_output=True, text=True).stdout.split("\n")[0]
    print(json.dumps({
        "rival": "tesseract recognition", "version": version.removeprefix("tesseract "), "processes": arguments.processes,
        "lines": len(images), "lines_per_second": round(statistics.median(speeds), 2),
        "runs": [round(speed, 2) for speed in speeds],
    }))


if __name__ == "__main__":
    main()
