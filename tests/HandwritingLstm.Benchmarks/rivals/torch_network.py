"""The network both sides of the benchmark run, in stock PyTorch, and the file of lines both sides read.

[1,48,0,1 Cr3,3,16 Bn Mp2,2 Cr3,3,32 Bn Mp2,2 Cr3,3,64 Bn Cr3,3,64 Bn Mp2,1 Cr3,3,128 Bn Cr3,3,128 Bn
 Yboth Lbx192 Lbx192 O1c80]

Lines are padded with paper to the widest of their batch, as is usual in PyTorch; the LSTM skips the padding
(pack_padded_sequence). There is no dropout and no augmentation, and batches are assembled before the clock
starts: both favour PyTorch.
"""
import os
import struct
import sys
import time

import torch
import torch.nn as nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

HEIGHT = 48
CONVOLUTIONS = [(1, 16, (2, 2)), (16, 32, (2, 2)), (32, 64, None), (64, 64, (2, 1)), (64, 128, None), (128, 128, None)]
SHRINKING = 4  # image columns per column of scores
CELLS = 192

# What the caller may set to speed PyTorch up; reported with every figure.
ENVIRONMENT = ("OPENBLAS_NUM_THREADS", "OPENBLAS_CORETYPE", "OMP_NUM_THREADS",
               "MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_", "MALLOC_TOP_PAD_")


class Network(nn.Module):
    """Images [B, 1, 48, W] and their widths to natural-log probabilities [T, B, labels]."""

    def __init__(self, labels, tuned):
        super().__init__()
        layers = []
        for inputs, outputs, pooling in CONVOLUTIONS:
            layers += [nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=tuned)]
            layers += [nn.MaxPool2d(pooling)] if pooling else []
        self.convolutions = nn.Sequential(*layers)
        self.lstm = nn.LSTM(2 * CONVOLUTIONS[-1][1], CELLS, num_layers=2, bidirectional=True)
        self.linear = nn.Linear(2 * CELLS, labels)

    def forward(self, images, columns):
        maps = self.convolutions(images)                                     # [B, 128, 6, T]
        features = torch.cat([maps.amax(2), maps.mean(2)], 1)                # [B, 256, T]
        packed = pack_padded_sequence(features.permute(2, 0, 1), columns, enforce_sorted=False)
        outputs, _ = pad_packed_sequence(self.lstm(packed)[0])               # [T, B, 384]
        return self.linear(outputs).log_softmax(2)


def read_lines(path):
    """
    Lines as (image [48, W], labels). The file, little-endian: int32 count; per line int32 width, int32 number
    of labels, 48 * width bytes row by row (255 = ink), then the labels as int32 (0 is the blank, never in a line).
    """
    lines = []
    with open(path, "rb") as file:
        (count,) = struct.unpack("<i", file.read(4))
        for _ in range(count):
            width, length = struct.unpack("<ii", file.read(8))
            pixels = torch.frombuffer(bytearray(file.read(HEIGHT * width)), dtype=torch.uint8)
            labels = struct.unpack(f"<{length}i", file.read(4 * length))
            lines.append((pixels.reshape(HEIGHT, width), torch.tensor(labels, dtype=torch.long)))
    return lines


def batches_of(lines, size, tuned):
    """Consecutive lines, size at a time (an incomplete last batch is dropped): images, columns, labels, label counts."""
    batches = []
    for start in range(0, len(lines) - size + 1, size):
        batch = lines[start:start + size]
        widest = -(-max(image.shape[1] for image, _ in batch) // SHRINKING) * SHRINKING
        images = torch.zeros(size, 1, HEIGHT, widest)
        for place, (image, _) in enumerate(batch):
            images[place, 0, :, :image.shape[1]] = image.float() / 255
        if tuned:
            images = images.contiguous(memory_format=torch.channels_last)
        columns = torch.tensor([-(-image.shape[1] // SHRINKING) for image, _ in batch])
        counts = torch.tensor([len(labels) for _, labels in batch])
        batches.append((images, columns, torch.cat([labels for _, labels in batch]), counts))
    if not batches:
        raise SystemExit(f"The file holds {len(lines)} lines, fewer than one batch of {size}.")
    return batches


def speed_of(work, batches, steps):
    """Lines per second over some steps."""
    start = time.perf_counter()
    for step in range(steps):
        work(*batches[step % len(batches)])
    lines = sum(len(batches[step % len(batches)][3]) for step in range(steps))
    return lines / (time.perf_counter() - start)


def blas():
    """The BLAS library torch found; with Debian's reference BLAS a training step takes six times as long."""
    with open("/proc/self/maps", encoding="utf-8") as maps:
        files = {line.split("/")[-1].strip() for line in maps if "/" in line}
    for name in ("libopenblas", "libmkl", "libblis", "libblas"):
        found = sorted(file for file in files if file.startswith(name))
        if found:
            return found[0]
    return "built in"


def add_arguments(parser):
    parser.add_argument("lines", help="the file of lines; order them by width to pad little")
    parser.add_argument("--mode", choices=["installed", "tuned"], default="installed")
    parser.add_argument("--batch", type=int, default=16, help="lines per batch")
    parser.add_argument("--threads", type=int, default=2, help="torch's threads")
    parser.add_argument("--steps", type=int, default=10, help="batches per measurement")
    parser.add_argument("--labels", type=int, default=80, help="labels of the output, blank included")


def report(rival, arguments, **more):
    """What is measured and under which conditions, as one object of JSON."""
    if blas().startswith("libblas"):
        print("Not a fair rival: torch uses the reference BLAS. apt-get install libopenblas0-pthread", file=sys.stderr)
    return {
        "rival": rival, "version": torch.__version__, "blas": blas(), "mode": arguments.mode, "batch": arguments.batch,
        "threads": arguments.threads, "steps": arguments.steps, **more,
        "environment": {name: os.environ[name] for name in ENVIRONMENT if name in os.environ},
    }
