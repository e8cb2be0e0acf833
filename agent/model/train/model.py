"""A small Llama: RMSNorm, rotary positions, SwiGLU, tied embeddings."""

from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import nn


@dataclass
class Shape:
    """Sizes of a model. `width` and `hidden` are multiples of 256, for the quantized kernels."""

    vocabulary: int
    width: int = 256
    layers: int = 4
    heads: int = 4
    hidden: int = 768
    context: int = 320
    rope_base: float = 10000.0
    norm_epsilon: float = 1e-5

    def as_dict(self):
        return asdict(self)


def rotations(shape: Shape) -> torch.Tensor:
    """cos and sin of each position and pair, stacked: (2, context, head width / 2)."""
    half = shape.width // shape.heads // 2
    frequencies = shape.rope_base ** (-torch.arange(half, dtype=torch.float32) / half)
    angles = torch.outer(torch.arange(shape.context, dtype=torch.float32), frequencies)
    return torch.stack([angles.cos(), angles.sin()])


def rotate(x: torch.Tensor, turn: torch.Tensor) -> torch.Tensor:
    """Rotates halves against each other; the export permutes rows to llama.cpp's order."""
    cos, sin = turn.to(x.dtype)
    first, second = x.chunk(2, dim=-1)
    return torch.cat([first * cos - second * sin, second * cos + first * sin], dim=-1)


class Block(nn.Module):
    def __init__(self, shape: Shape):
        super().__init__()
        self.heads = shape.heads
        self.attn_norm = nn.RMSNorm(shape.width, eps=shape.norm_epsilon)
        self.qkv = nn.Linear(shape.width, 3 * shape.width, bias=False)
        self.out = nn.Linear(shape.width, shape.width, bias=False)
        self.ffn_norm = nn.RMSNorm(shape.width, eps=shape.norm_epsilon)
        self.gate_up = nn.Linear(shape.width, 2 * shape.hidden, bias=False)
        self.down = nn.Linear(shape.hidden, shape.width, bias=False)

    def forward(self, x, turn, dropout: float, cache: list | None = None,
                seen: torch.Tensor | None = None) -> torch.Tensor:
        """`cache` holds keys and values of what came before, and gets those of `x`, which is one
        position long if there are any. `seen` says which positions each position sees, where that
        is not all before it."""
        batch, length, width = x.shape
        parts = self.qkv(self.attn_norm(x)).view(batch, length, 3, self.heads, width // self.heads)
        q, k, v = parts.permute(2, 0, 3, 1, 4)
        q, k = rotate(q, turn), rotate(k, turn)
        causal = True
        if cache is not None:
            if cache:
                causal = False
                k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
            cache[:] = [k, v]
        causal = causal and seen is None
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=seen, is_causal=causal)
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, length, width))
        x = x + F.dropout(mixed, dropout, self.training)
        gate, up = self.gate_up(self.ffn_norm(x)).chunk(2, dim=-1)
        return x + F.dropout(self.down(F.silu(gate) * up), dropout, self.training)


class Model(nn.Module):
    def __init__(self, shape: Shape, dropout: float = 0.0):
        super().__init__()
        self.shape, self.dropout = shape, dropout
        self.embed = nn.Embedding(shape.vocabulary, shape.width)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.norm = nn.RMSNorm(shape.width, eps=shape.norm_epsilon)
        self.register_buffer("turn", rotations(shape), persistent=False)
        self.apply(self._start)

    def _start(self, module: nn.Module):
        if isinstance(module, nn.Linear | nn.Embedding):
            nn.init.normal_(module.weight, std=0.02)

    def forward(self, ids: torch.Tensor, caches: list[list] | None = None, at: int = 0) -> torch.Tensor:
        """Logits after each of `ids`, the first of which stands at position `at`."""
        x = self.embed(ids)
        turn = self.turn[:, at : at + ids.shape[1]]
        for number, block in enumerate(self.blocks):
            x = block(x, turn, self.dropout, caches[number] if caches is not None else None)
        return F.linear(self.norm(x), self.embed.weight)

    def after(self, ids: torch.Tensor, positions: torch.Tensor, seen: torch.Tensor,
              rows: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
        """Logits after some places of packed sequences, whose positions and sight are given:
        `ids` and `positions` are (batch, length), `seen` is (batch, length, length)."""
        x = self.embed(ids)
        turn = self.turn[:, positions][:, :, None]
        for block in self.blocks:
            x = block(x, turn, self.dropout, seen=seen[:, None])
        return F.linear(self.norm(x[rows, places]), self.embed.weight)
