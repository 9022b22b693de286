#!/usr/bin/python3
"""Freezes the numbers that the engine's tests compare against, computed by PyTorch in float64.

Set-up:  apt-get install python3-torch        (Debian 12: torch 1.13; nothing newer is needed)
Run:     python3 make_frozen.py               (rewrites the JSON files beside this script)

Every tensor is {"shape": [...], "values": [...]}, row by row in torch's order of dimensions. What goes
in is rounded to four decimals, so that the text is the exact value; what comes out has nine significant
digits. A gradient is that of the scalar named in the file's "about".
"""
import json
import pathlib

import torch
import torch.nn.functional as F

HERE = pathlib.Path(__file__).parent
torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

# A maximum or a ReLU is not differentiable where two candidates tie, or at zero. The data below is drawn
# again until no decision is closer than this, so that an engine in float32 decides as torch in float64 does.
MARGIN = 1e-4


def drawn(generator, *shape, scale=1.0, centre=0.0):
    """Normal random numbers with four decimals."""
    return (torch.randn(*shape, generator=generator) * scale + centre).mul(1e4).round().div(1e4)


def uniform(generator, *shape, low=0.0, high=1.0):
    """Uniform random numbers with four decimals."""
    return (torch.rand(*shape, generator=generator) * (high - low) + low).mul(1e4).round().div(1e4)


def number(value):
    return f"{value:.9g}" if isinstance(value, float) else json.dumps(value)


def text_of(value, indent=0):
    """JSON with one tensor or one list of numbers per line."""
    pad = "  " * (indent + 1)
    end = "  " * indent
    if torch.is_tensor(value):
        shape, values = json.dumps(list(value.shape)), ", ".join(number(v) for v in value.detach().flatten().tolist())
        return f'{{"shape": {shape}, "values": [{values}]}}'
    if isinstance(value, dict):
        rows = (f"{pad}{json.dumps(key)}: {text_of(item, indent + 1)}" for key, item in value.items())
        return "{\n" + ",\n".join(rows) + "\n" + end + "}"
    if isinstance(value, list):
        if all(isinstance(item, (int, float)) for item in value):
            return "[" + ", ".join(number(item) for item in value) + "]"
        return "[\n" + ",\n".join(pad + text_of(item, indent + 1) for item in value) + "\n" + end + "]"
    return number(value)


def write(name, content):
    text = text_of(content) + "\n"
    json.loads(text)
    (HERE / name).write_text(text, encoding="utf-8")
    print(f"{name}: {len(text) / 1000:.0f} KB")


def gap_to_runner_up(candidates):
    """Smallest distance between the largest and the second largest of the last dimension, where ReLU lets it through."""
    top = candidates.topk(2, dim=-1).values
    alive = top[..., 0] > 0
    return (top[..., 0] - top[..., 1])[alive].min().item() if alive.any() else float("inf")


# ------------------------------------------------------------------------------------- recurrent layers

def lstm_weights(generator, inputs, cells, gates=4, biases=4):
    """One bidirectional layer: weight_ih [4H, I], weight_hh [4H, H], one bias [4H], rows in gate order i, f, g, o."""
    weights = {}
    for suffix in ("", "_reverse"):
        weights["weight_ih" + suffix] = drawn(generator, gates * cells, inputs, scale=inputs ** -0.5)
        weights["weight_hh" + suffix] = drawn(generator, gates * cells, cells, scale=cells ** -0.5)
        weights["bias" + suffix] = drawn(generator, biases * cells, scale=0.3)
    return {name: tensor.requires_grad_() for name, tensor in weights.items()}


def recurrent(columns, weights, kernel, biases_of):
    """Columns [T, I] to outputs [T, 2H], forward direction first; torch's own kernel."""
    cells = weights["weight_hh"].shape[1]
    flat = []
    for suffix in ("", "_reverse"):
        flat += [weights["weight_ih" + suffix], weights["weight_hh" + suffix], *biases_of(weights["bias" + suffix], cells)]
    start = torch.zeros(2, 1, cells)
    outputs = kernel(columns[:, None], (start, start) if kernel is torch.lstm else start, flat, True, 1, 0.0, False, True, False)[0]
    return outputs[:, 0]


def second_is_zero(bias, _):
    return bias, torch.zeros_like(bias)


def lstm(columns, weights):
    return recurrent(columns, weights, torch.lstm, second_is_zero)


def rnn(columns, weights):
    return recurrent(columns, weights, torch.rnn_tanh, second_is_zero)


def gru(columns, weights):
    """The fourth part of the bias belongs to the recurrent part of n, the only one that needs a bias of its own."""
    return recurrent(columns, weights, torch.gru, lambda bias, cells: (
        bias[:3 * cells], torch.cat([torch.zeros(2 * cells), bias[3 * cells:]])))


def freeze_recurrent(file, layer, first_seed, gates, biases, about):
    cases = []
    for seed, (inputs, cells) in enumerate([(5, 3), (7, 17)]):
        generator = torch.Generator().manual_seed(first_seed + seed)
        weights = lstm_weights(generator, inputs, cells, gates, biases)
        sequences, total = [], 0
        for length in (6, 4, 1):
            columns = drawn(generator, length, inputs).requires_grad_()
            cotangent = drawn(generator, length, 2 * cells)
            outputs = layer(columns, weights)
            total = total + (outputs * cotangent).sum()
            sequences.append({"inputs": columns, "outputs": outputs, "cotangent": cotangent})
        total.backward()
        for sequence in sequences:
            sequence["inputs_gradient"] = sequence["inputs"].grad
        cases.append({
            "input_size": inputs,
            "cells": cells,
            "weights": weights,
            "sequences": sequences,
            "weights_gradient": {name: tensor.grad for name, tensor in weights.items()},
        })
    write(file, {
        "about": about + " inputs [T, I], outputs [T, 2H] (forward direction first); every sequence "
                 "is run alone. Gradients are those of the sum over all sequences of sum(outputs * cotangent).",
        "torch": torch.__version__,
        "cases": cases,
    })


def freeze_cells():
    stands_for = " the single bias stands for torch's bias_ih + bias_hh."
    freeze_recurrent("lstm.json", lstm, 100, 4, 4,
                     "One bidirectional LSTM layer. Rows of the weights are in gate order i, f, g, o;" + stands_for)
    freeze_recurrent("rnn.json", rnn, 110, 1, 1, "One bidirectional layer of simple cells with tanh;" + stands_for)
    freeze_recurrent("gru.json", gru, 120, 3, 4,
                     "One bidirectional GRU layer. Rows of the weights are in gate order r, z, n; the bias has four parts: of r and z "
                     "torch's bias_ih + bias_hh, of n bias_ih, and of n bias_hh.")


# ----------------------------------------------------------------------------------------------- CTC

def ctc_loss(logits, labels):
    """-ln p(labels | logits), not divided by anything; label 0 is the blank."""
    scores = logits.log_softmax(1)
    targets, columns = torch.tensor(labels, dtype=torch.long), torch.tensor([len(scores)])
    return F.ctc_loss(scores[:, None], targets[None], columns, torch.tensor([len(labels)]), blank=0, reduction="none")[0]


def freeze_ctc():
    cases = []
    for seed, (name, columns, labels, label_count, scale) in enumerate([
        ("two columns, one label", 2, [1], 3, 1.0),
        ("one column", 1, [2], 4, 1.0),
        ("no labels: blanks only", 5, [], 4, 1.0),
        ("labels all different", 6, [1, 2, 3], 5, 1.0),
        ("a repeated label needs a blank between", 7, [1, 1, 2], 4, 1.0),
        ("exactly as many columns as labels and repeats need", 7, [3, 3, 3, 2], 4, 1.0),
        ("as many columns as labels, no repeat: one path only", 4, [1, 2, 1, 3], 5, 1.0),
        ("a word of repeats", 20, [2, 5, 5, 1, 1, 1, 4], 7, 2.0),
        ("confident scores, probabilities far below float's smallest", 30, [4, 2, 2, 7, 1, 6], 9, 25.0),
        ("a line", 60, [9, 3, 3, 10, 1, 7, 7, 7, 2, 11, 4, 5, 8, 6, 1, 1], 12, 1.5),
    ]):
        logits = drawn(torch.Generator().manual_seed(200 + seed), columns, label_count, scale=scale).requires_grad_()
        if columns * label_count < 40:
            assert torch.autograd.gradcheck(lambda x, y=labels: ctc_loss(x, y), logits)
        loss = ctc_loss(logits, labels)
        loss.backward()
        cases.append({"name": name, "labels": labels, "logits": logits, "loss": loss.item(), "logits_gradient": logits.grad})
    write("ctc.json", {
        "about": "CTC loss -ln p(labels) of one line, label 0 = blank, not divided by the number of labels. The "
                 "gradient is that of the loss with respect to the logits [T, K], through log-softmax.",
        "torch": torch.__version__,
        "cases": cases,
    })


# ----------------------------------------------------------------------------------- batch normalisation

def batch_norm(maps, gamma, beta, running_mean, running_var, training):
    """Normalises maps [C, H, W] of different widths together: every pixel of every line counts the same."""
    widths = [m.shape[1] * m.shape[2] for m in maps]
    together = torch.cat([m.flatten(1) for m in maps], 1)[None]  # [1, C, pixels]
    together = F.batch_norm(together, running_mean, running_var, gamma, beta, training, momentum=0.1, eps=1e-5)[0]
    return [part.reshape(m.shape) for part, m in zip(together.split(widths, 1), maps)]


def freeze_batch_norm():
    cases = []
    for seed, (channels, height, widths, pooling) in enumerate([(3, 6, (9, 4, 5), (2, 2)), (17, 5, (3, 6), (2, 1))]):
        generator = torch.Generator().manual_seed(300 + seed)
        while True:
            maps = [drawn(generator, channels, height, width, scale=1.5, centre=0.4).requires_grad_() for width in widths]
            gamma = uniform(generator, channels, low=0.5, high=1.5)
            gamma[0] = -gamma[0]  # a negative gamma is legal: the largest input is then the smallest output
            gamma.requires_grad_()
            beta = drawn(generator, channels, scale=0.3).requires_grad_()
            mean_before, var_before = drawn(generator, channels), uniform(generator, channels, low=0.5, high=2.0)
            mean_after, var_after = mean_before.clone(), var_before.clone()
            normalised = batch_norm(maps, gamma, beta, mean_after, var_after, training=True)
            margin = min(m.abs().min().item() for m in normalised)
            rectified = [m.relu() for m in normalised]
            for m in rectified:
                windows = m.unfold(1, pooling[0], pooling[0]).unfold(2, pooling[1], pooling[1]).flatten(3)
                margin = min(margin, gap_to_runner_up(windows))
            if margin > MARGIN:
                break
        outputs = [F.max_pool2d(m[None], pooling)[0] for m in rectified]
        cotangents = [drawn(generator, *m.shape) for m in outputs]
        sum((o * c).sum() for o, c in zip(outputs, cotangents)).backward()
        evaluated = batch_norm([m.detach() for m in maps], gamma, beta, mean_after.clone(), var_after.clone(), training=False)
        cases.append({
            "channels": channels,
            "pooling": list(pooling),
            "gamma": gamma,
            "beta": beta,
            "running_mean_before": mean_before,
            "running_var_before": var_before,
            "running_mean_after": mean_after,
            "running_var_after": var_after,
            "gamma_gradient": gamma.grad,
            "beta_gradient": beta.grad,
            "lines": [{
                "inputs": m, "normalised": n, "outputs": o, "cotangent": c, "inputs_gradient": m.grad,
                "normalised_when_reading": e,
            } for m, n, o, c, e in zip(maps, normalised, outputs, cotangents, evaluated)],
        })
    write("batchnorm.json", {
        "about": "Batch normalisation over all pixels of all lines of a batch, then ReLU, then max pooling of each line "
                 "(an incomplete window is dropped). Maps are [C, H, W]. Normalised with the biased variance, eps 1e-5; "
                 "running statistics have momentum 0.1 and take the unbiased variance. Gradients are those of the sum "
                 "over lines of sum(outputs * cotangent). normalised_when_reading (before ReLU) uses the running "
                 "statistics after the step.",
        "torch": torch.__version__,
        "cases": cases,
    })


# --------------------------------------------------------------------------------------------- AdamW

def freeze_adamw():
    generator = torch.Generator().manual_seed(400)
    shapes = [(7,), (3, 5), (33,)]
    parameters = [drawn(generator, *shape).requires_grad_() for shape in shapes]
    before = [p.detach().clone() for p in parameters]
    optimizer = torch.optim.AdamW(parameters, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2)
    steps, checkpoints = [], []
    for step in range(1, 21):
        rate = round(1e-2 * step / 5 if step <= 5 else 1e-2 * (21 - step) / 16, 6)
        # Two steps in three are clipped; the others have a norm below 1 and are left alone.
        gradients = [drawn(generator, *shape, scale=0.08 if step % 3 == 0 else 0.7) for shape in shapes]
        for parameter, gradient in zip(parameters, gradients):
            parameter.grad = gradient.clone()
        norm = torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.param_groups[0]["lr"] = rate
        optimizer.step()
        steps.append({"learning_rate": rate, "gradient_norm": norm.item(), "gradients": gradients})
        if step % 5 == 0:
            checkpoints.append({"step": step, "parameters": [p.detach().clone() for p in parameters]})
    assert {s["gradient_norm"] > 1 for s in steps} == {True, False}
    write("adamw.json", {
        "about": "20 steps of AdamW (decoupled weight decay, on every parameter, biases too) on three parameters. Each "
                 "step first scales all gradients together to a norm of at most 1: factor min(1, 1 / (norm + 1e-6)).",
        "torch": torch.__version__,
        "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "weight_decay": 1e-2, "largest_gradient_norm": 1.0,
        "parameters_before": before,
        "steps": steps,
        "checkpoints": checkpoints,
    })


# ------------------------------------------------------------------------------------- a whole network

VGSL = "[1,8,0,1 Cr3,3,4 Bn Mp2,2 Cr3,3,6 Bn Mp2,1 Yboth Lbx5 Lbx4 O1c7]"
WIDTHS = (20, 14, 9)
LABELS = ([3, 1, 1, 5, 6], [2, 6, 4], [4, 1])


def network_tensors(generator):
    """Names are layer index in the VGSL string (from 0, layers without weights counted), layer kind, tensor."""
    weights = {"0.conv.weight": drawn(generator, 4, 1, 3, 3, scale=0.5),
               "1.bn.weight": uniform(generator, 4, low=0.5, high=1.5), "1.bn.bias": drawn(generator, 4, scale=0.3),
               "3.conv.weight": drawn(generator, 6, 4, 3, 3, scale=0.3),
               "4.bn.weight": uniform(generator, 6, low=0.5, high=1.5), "4.bn.bias": drawn(generator, 6, scale=0.3)}
    for layer, inputs, cells in ((7, 12, 5), (8, 10, 4)):
        weights.update({f"{layer}.lstm.{name}": tensor for name, tensor in lstm_weights(generator, inputs, cells).items()})
    weights["9.linear.weight"] = drawn(generator, 7, 8, scale=0.5)
    weights["9.linear.bias"] = drawn(generator, 7, scale=0.3)
    statistics = {"1.bn.running_mean": torch.zeros(4), "1.bn.running_var": torch.ones(4),
                  "4.bn.running_mean": torch.zeros(6), "4.bn.running_var": torch.ones(6)}
    return {name: tensor.detach().requires_grad_() for name, tensor in weights.items()}, statistics


def read(images, weights, statistics, training):
    """Images [W, H] to natural-log probabilities [T, labels], and the smallest margin of any ReLU or maximum."""
    maps, margin = [image.t()[None] for image in images], float("inf")  # [C, H, W]
    for conv, bn, pooling in ((0, 1, (2, 2)), (3, 4, (2, 1))):
        maps = [F.conv2d(m[None], weights[f"{conv}.conv.weight"], padding=1)[0] for m in maps]
        maps = batch_norm(maps, weights[f"{bn}.bn.weight"], weights[f"{bn}.bn.bias"],
                          statistics[f"{bn}.bn.running_mean"], statistics[f"{bn}.bn.running_var"], training)
        margin = min([margin] + [m.abs().min().item() for m in maps])
        maps = [m.relu() for m in maps]
        windows = [m.unfold(1, pooling[0], pooling[0]).unfold(2, pooling[1], pooling[1]).flatten(3) for m in maps]
        margin = min([margin] + [gap_to_runner_up(w) for w in windows])
        maps = [F.max_pool2d(m[None], pooling)[0] for m in maps]
    margin = min([margin] + [gap_to_runner_up(m.transpose(1, 2)) for m in maps])
    scores = []
    for m in maps:
        columns = torch.cat([m.amax(1), m.mean(1)]).t()  # [T, 2C]: maxima before means
        for layer in (7, 8):
            prefix = f"{layer}.lstm."
            columns = lstm(columns, {n[len(prefix):]: t for n, t in weights.items() if n.startswith(prefix)})
        scores.append((columns @ weights["9.linear.weight"].t() + weights["9.linear.bias"]).log_softmax(1))
    return scores, margin


def batch_loss(scores):
    """Mean over lines of the CTC loss per label; log-softmax of log-probabilities is the identity."""
    return sum(ctc_loss(s, y) / len(y) for s, y in zip(scores, LABELS)) / len(LABELS)


def train(images, weights, statistics, steps):
    """Losses before each step and after the last, and the smallest margin seen on the way."""
    optimizer = torch.optim.AdamW(list(weights.values()), lr=1e-3, weight_decay=1e-3)
    losses, smallest = [], float("inf")
    for step in range(steps + 1):
        scores, margin = read(images, weights, statistics, training=True)
        loss, smallest = batch_loss(scores), min(smallest, margin)
        losses.append(loss.item())
        if step < steps:
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(list(weights.values()), 5.0)
            optimizer.step()
    return losses, smallest


def freeze_network():
    for seed in range(500, 2500):
        generator = torch.Generator().manual_seed(seed)
        images = [uniform(generator, width, 8) for width in WIDTHS]
        weights, fresh = network_tensors(generator)
        trained, statistics = {n: t.detach().clone().requires_grad_() for n, t in weights.items()}, \
                              {n: t.clone() for n, t in fresh.items()}
        losses, margin = train(images, trained, statistics, steps=10)
        # Ten steps move every weight by about 1e-2, so some decision always comes close on the way: ask for less.
        first_margin = read(images, weights, {n: t.clone() for n, t in fresh.items()}, training=True)[1]
        if first_margin > MARGIN and margin > MARGIN / 5:
            break
    else:
        raise SystemExit("no seed keeps clear of ties")

    after = {n: t.clone() for n, t in fresh.items()}
    scores, _ = read(images, weights, after, training=True)
    loss = batch_loss(scores)
    loss.backward()
    given = {n: uniform(generator, *t.shape, low=0.5, high=1.5) if n.endswith("var") else drawn(generator, *t.shape, scale=0.3)
             for n, t in fresh.items()}
    with torch.no_grad():
        evaluated, _ = read(images, weights, dict(given), training=False)

    write("network.json", {
        "about": "A whole network. Images are [W, H], column by column, 1 = ink; log-probabilities are [T, labels], label "
                 "0 = blank; the loss is the mean over lines of (CTC loss / number of labels). Convolutions have no "
                 "bias and 'same' padding; order: convolution, batch normalisation over all pixels of all lines "
                 "(eps 1e-5, momentum 0.1), ReLU, max pooling; Yboth puts the maxima before the means. Running "
                 "statistics start at mean 0, variance 1. LSTM and batch normalisation as in lstm.json and "
                 "batchnorm.json. ten_steps: AdamW on this one batch, weight decay on every parameter (biases, gamma "
                 "and beta too), gradients clipped to a norm of 5; the loss before each step, and after the last.",
        "torch": torch.__version__,
        "seed": seed,
        "vgsl": VGSL,
        "weights": weights,
        "lines": [{"labels": y, "image": i} for y, i in zip(LABELS, images)],
        "training": {
            "loss": loss.item(),
            "log_probabilities": scores,
            "gradients": {n: t.grad for n, t in weights.items()},
            "running_statistics_after": after,
        },
        "reading": {
            "running_statistics": given,
            "log_probabilities": evaluated,
        },
        "ten_steps": {
            "learning_rate": 1e-3, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "weight_decay": 1e-3,
            "largest_gradient_norm": 5.0,
            "losses": losses,
        },
    })
    print(f"network.json: seed {seed}, smallest margin {first_margin:.1e} at the first step, {margin:.1e} over ten")


if __name__ == "__main__":
    freeze_cells()
    freeze_ctc()
    freeze_batch_norm()
    freeze_adamw()
    freeze_network()
