#!/usr/bin/python3
"""Speed of training in stock PyTorch: forward, CTC, backward, clipping, AdamW. See turns.py.

Set-up:  apt-get install python3-torch libopenblas0-pthread
Run:     python3 torch_training.py LINES --mode tuned --batch 16 --threads 2

`installed` is the network as anyone would write it. `tuned` adds channels-last, in-place ReLU and gradients
set to none. Debian's OpenBLAS has threads of its own that fight torch's: set OPENBLAS_NUM_THREADS=1 for both modes,
and for `tuned` also OPENBLAS_CORETYPE=SkylakeX (with AVX-512) and MALLOC_MMAP_THRESHOLD_,
MALLOC_TRIM_THRESHOLD_ = 4294967296, so that memory is not given back after every step.
"""
import argparse

import torch
import torch.nn.functional as F

import torch_network
from turns import take_turns


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    torch_network.add_arguments(parser)
    arguments = parser.parse_args()
    tuned = arguments.mode == "tuned"
    torch.manual_seed(1)
    torch.set_num_threads(arguments.threads)

    network = torch_network.Network(arguments.labels, tuned).train()
    if tuned:
        network = network.to(memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=1e-3)
    batches = torch_network.batches_of(torch_network.read_lines(arguments.lines), arguments.batch, tuned)
    losses = []

    def step(images, columns, labels, counts):
        scores = network(images, columns)
        # "mean" divides the loss of every line by its labels, then averages over the lines.
        loss = F.ctc_loss(scores, labels, columns, counts, reduction="mean", zero_infinity=True)
        optimizer.zero_grad(set_to_none=tuned)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimizer.step()
        losses.append(loss.item())

    take_turns(
        lambda: torch_network.report("torch training", arguments, first_loss=round(losses[0], 4), last_loss=round(losses[-1], 4)),
        lambda: torch_network.speed_of(step, batches, arguments.steps))


if __name__ == "__main__":
    main()
