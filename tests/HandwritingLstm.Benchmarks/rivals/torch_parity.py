#!/usr/bin/python3
"""Trains from given weights on given batches and prints the loss of every step: to lay beside our own learning curve.

Set-up:  apt-get install python3-torch libopenblas0-pthread
"""
import argparse
import json
import struct

import torch
import torch.nn.functional as F

import torch_network

def read_tensors(path):
    """The tensors of a safetensors file of 32-bit floats, by name."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<q", file.read(8))
        header = json.loads(file.read(length))
        data = file.read()
    tensors = {}
    for name, about in header.items():
        if name != "__metadata__":
            first, end = about["data_offsets"]
            tensors[name] = torch.frombuffer(bytearray(data[first:end]), dtype=torch.float32).reshape(about["shape"])
    return tensors


def load(network, tensors):
    """Our tensors, named by the index of their layer in the VGSL description, into torch's modules in the same order."""
    def of(kind):
        names = sorted({int(name.split(".")[0]) for name in tensors if name.split(".")[1] == kind})
        return [{name.split(".", 2)[2]: value for name, value in tensors.items() if name.startswith(f"{index}.{kind}.")} for index in names]

    convolutions = [layer for layer in network.convolutions if isinstance(layer, torch.nn.Conv2d)]
    norms = [layer for layer in network.convolutions if isinstance(layer, torch.nn.BatchNorm2d)]
    with torch.no_grad():
        for layer, found in zip(convolutions, of("conv"), strict=True):
            layer.weight.copy_(found["weight"])
        for layer, found in zip(norms, of("bn"), strict=True):
            layer.weight.copy_(found["weight"])
            layer.bias.copy_(found["bias"])
        for depth, found in enumerate(of("lstm")):
            for suffix in ("", "_reverse"):
                getattr(network.lstm, f"weight_ih_l{depth}{suffix}").copy_(found[f"weight_ih{suffix}"])
                getattr(network.lstm, f"weight_hh_l{depth}{suffix}").copy_(found[f"weight_hh{suffix}"])
                getattr(network.lstm, f"bias_ih_l{depth}{suffix}").copy_(found[f"bias{suffix}"])
                second = getattr(network.lstm, f"bias_hh_l{depth}{suffix}")  # we have one bias, not two
                second.zero_()
                second.requires_grad_(False)
        (found,) = of("linear")
        network.linear.weight.copy_(found["weight"])
        network.linear.bias.copy_(found["bias"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    torch_network.add_arguments(parser)
    parser.add_argument("weights", help="the initial weights as safetensors")
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--warm-up", type=int, default=200)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)

    network = torch_network.Network(arguments.labels, True).train()
    load(network, read_tensors(arguments.weights))
    network = network.to(memory_format=torch.channels_last)
    trained = [parameter for parameter in network.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=arguments.rate, weight_decay=1e-3)
    batches = torch_network.batches_of(torch_network.read_lines(arguments.lines), arguments.batch, True)
    for step in range(arguments.steps):
        images, columns, labels, counts = batches[step % len(batches)]
        for group in optimizer.param_groups:
            group["lr"] = arguments.rate * min(1, (step + 1) / arguments.warm_up)
        loss = F.ctc_loss(network(images, columns), labels, columns, counts, reduction="mean", zero_infinity=True)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 5.0)
        optimizer.step()
        print(loss.item(), flush=True)


if __name__ == "__main__":
    main()
