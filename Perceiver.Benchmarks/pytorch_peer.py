#!/usr/bin/python3
"""The same models in eager PyTorch, to time against step by step and in turn.

Started by `perceiver bench`. It answers {"ready": true, "parameters": n}, then makes one step for every line on
standard input and answers {"ms": wall, "cpu_ms": processor time, "rss_mb": peak resident memory}; end of input ends it.
Needs PyTorch (Debian: python3-torch, the same libtorch 1.13.1 as the engine).
"""
import argparse
import json
import math
import resource
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F


def mlp(width, dropout=0.0):
    return nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, width), nn.Dropout(dropout))


class Attend(nn.Module):
    """Pre-norm attention and MLP with residuals: to itself, or to an input of another width."""

    def __init__(self, width, heads, inner, input_width=None, attention_dropout=0.0, dropout=0.0):
        super().__init__()
        self.heads, self.attention_dropout = heads, attention_dropout
        self.query_norm = nn.LayerNorm(width)
        self.input_norm = nn.LayerNorm(input_width) if input_width else None
        self.query = nn.Linear(width, inner)
        self.key = nn.Linear(input_width or width, inner)
        self.value = nn.Linear(input_width or width, inner)
        self.output = nn.Linear(inner, width)
        self.mlp_norm, self.mlp = nn.LayerNorm(width), mlp(width, dropout)

    def heads_of(self, x):
        return x.view(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)

    def forward(self, latents, inputs=None):
        normed = self.query_norm(latents)
        inputs = normed if inputs is None else self.input_norm(inputs)
        q, k, v = (self.heads_of(f(x)) for f, x in ((self.query, normed), (self.key, inputs), (self.value, inputs)))
        weights = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1]), -1)
        mixed = F.dropout(weights, self.attention_dropout, self.training) @ v
        latents = latents + self.output(mixed.transpose(1, 2).flatten(2))
        return latents + self.mlp(self.mlp_norm(latents))


class KerasAttend(nn.Module):
    """The Keras example's cross-attention: one head, a learned scale, residuals from normed values, a norm after."""

    def __init__(self, width):
        super().__init__()
        self.query_norm, self.input_norm, self.mlp_norm = (nn.LayerNorm(width, 1e-6) for _ in range(3))
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.scale, self.mlp = nn.Parameter(torch.ones(())), mlp(width, 0.2)

    def forward(self, latents, inputs):
        latents, inputs = self.query_norm(latents), self.input_norm(inputs)
        weights = torch.softmax(self.query(latents) @ self.key(inputs).transpose(-1, -2) * self.scale, -1)
        mixed = F.dropout(weights, 0.1, self.training) @ self.value(inputs)
        latents = self.mlp_norm(mixed + latents)
        return self.mlp(latents) + latents


class Perceiver(nn.Module):
    """Cross-attends and latent blocks in turn, then the mean over the latents."""

    def __init__(self, latents, width, cross_attends, blocks, head):
        super().__init__()
        self.latents = nn.Parameter(torch.randn(latents, width) * 0.02)
        # A list may name the same module twice: then the weights are shared.
        self.cross_attends, self.blocks, self.head = nn.ModuleList(cross_attends), nn.ModuleList(blocks), head

    def forward(self, image):
        inputs = self.inputs(image)
        latents = self.latents.expand(len(image), -1, -1)
        for cross_attend in self.cross_attends:
            latents = cross_attend(latents, inputs)
            for block in self.blocks:
                latents = block(latents)
        return self.head(latents.mean(1))


class Patches(Perceiver):
    def __init__(self, patch, channels, count, width, **rest):
        super().__init__(width=width, **rest)
        self.patch, self.embed = patch, nn.Linear(patch * patch * channels, width)
        self.position = nn.Parameter(torch.randn(count, width) * 0.02)

    def inputs(self, image):
        return self.embed(F.unfold(image, self.patch, stride=self.patch).transpose(1, 2)) + self.position


class Pixels(Perceiver):
    def __init__(self, size, bands, **rest):
        super().__init__(**rest)
        axis = torch.linspace(-1, 1, size)
        grid = torch.stack(torch.meshgrid(axis, axis, indexing="ij"), -1).view(-1, 2)
        angles = (grid[..., None] * torch.linspace(1, size / 2, bands) * math.pi).flatten(1)
        self.register_buffer("position", torch.cat([grid, angles.sin(), angles.cos()], -1))

    def inputs(self, image):
        pixels = image.flatten(2).transpose(1, 2)
        return torch.cat([pixels, self.position.expand(len(image), -1, -1)], -1)


def keras():
    head = nn.Sequential(nn.Linear(256, 256), nn.GELU(), nn.Linear(256, 100), nn.Dropout(0.2))
    blocks = [Attend(256, 8, 2048, attention_dropout=0.1, dropout=0.2) for _ in range(4)]
    return Patches(2, 3, 1024, 256, latents=256, cross_attends=[KerasAttend(256)] * 2, blocks=blocks, head=head)


def small():
    cross_attend, blocks = Attend(64, 1, 64, 64), [Attend(64, 4, 64) for _ in range(4)]
    return Patches(4, 1, 49, 64, latents=32, cross_attends=[cross_attend] * 2, blocks=blocks, head=nn.Linear(64, 10))


def paper():
    first, rest = Attend(256, 1, 133, 133), Attend(256, 1, 133, 133)
    blocks = [Attend(256, 8, 256) for _ in range(2)]
    return Pixels(64, 32, latents=128, width=256, cross_attends=[first] + [rest] * 3, blocks=blocks, head=nn.Linear(256, 100))


# Model, side of the image, channels, classes.
CASES = {"keras": (keras, 64, 3, 100), "small": (small, 28, 1, 10), "paper": (paper, 64, 3, 100)}


def make_step(case, mode, batch):
    make, size, channels, classes = CASES[case]
    model = make()
    image, label = torch.randn(batch, channels, size, size), torch.randint(0, classes, (batch,))
    if mode == "forward":
        model.eval()

        def step():
            with torch.inference_mode():
                model(image)

    else:
        model.train()
        optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=1e-4)

        def step():
            optimizer.zero_grad(set_to_none=True)
            F.cross_entropy(model(image), label).backward()
            optimizer.step()

    return step, sum(parameter.numel() for parameter in model.parameters())


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--case", choices=CASES, default="keras")
    arguments.add_argument("--mode", choices=["train", "forward"], default="train")
    arguments.add_argument("--batch", type=int, default=8)
    arguments.add_argument("--threads", type=int, default=2)
    options = arguments.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    step, parameters = make_step(options.case, options.mode, options.batch)
    print(json.dumps({"ready": True, "parameters": parameters}), flush=True)
    for _ in sys.stdin:
        wall, cpu = time.perf_counter(), time.process_time()
        step()
        answer = {
            "ms": (time.perf_counter() - wall) * 1e3,
            "cpu_ms": (time.process_time() - cpu) * 1e3,
            "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
