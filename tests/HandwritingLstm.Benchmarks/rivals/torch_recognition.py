#!/usr/bin/python3
"""Speed of recognition in stock PyTorch: forward, log-softmax, most probable label. See turns.py.

Set-up:  apt-get install python3-torch libopenblas0-pthread
Run:     python3 torch_recognition.py LINES --mode tuned --batch 1 --threads 2

`installed` is the network as anyone would write it, in eval mode under no_grad. `tuned` adds channels-last,
in-place ReLU, inference mode, and batch normalisation folded into the convolutions. The environment as in
torch_training.py.
"""
import argparse

import torch
from torch.nn.utils.fusion import fuse_conv_bn_eval

import torch_network
from turns import take_turns


def folded(layers):
    """The same convolutions with the batch normalisation that follows each folded into its weights."""
    kept = []
    for layer in layers:
        if isinstance(layer, torch.nn.BatchNorm2d):
            kept[-1] = fuse_conv_bn_eval(kept[-1], layer)
        else:
            kept.append(layer)
    return torch.nn.Sequential(*kept)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    torch_network.add_arguments(parser)
    arguments = parser.parse_args()
    tuned = arguments.mode == "tuned"
    torch.manual_seed(1)
    torch.set_num_threads(arguments.threads)

    network = torch_network.Network(arguments.labels, tuned).eval()
    if tuned:
        network.convolutions = folded(network.convolutions)
        network = network.to(memory_format=torch.channels_last)
    batches = torch_network.batches_of(torch_network.read_lines(arguments.lines), arguments.batch, tuned)
    read = []  # one label per column of scores, so that the work is really done

    def step(images, columns, labels, counts):
        read.append(network(images, columns).argmax(2).sum().item())

    with torch.inference_mode() if tuned else torch.no_grad():
        take_turns(
            lambda: torch_network.report("torch recognition", arguments, checksum=read[0]),
            lambda: torch_network.speed_of(step, batches, arguments.steps))


if __name__ == "__main__":
    main()
