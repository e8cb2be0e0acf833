"""Writes a model as GGUF: architecture `llama`, weights in Q8_0, norms in F32."""

from pathlib import Path

import gguf
import numpy as np
import torch
from tokenizers import Tokenizer

from data import BEGIN, END, PAD
from model import Model

NAME = "polya-step-2"
Q8_0 = gguf.GGMLQuantizationType.Q8_0


def permuted(weight: torch.Tensor, heads: int) -> torch.Tensor:
    """Rows of Q or K in llama.cpp's order for this architecture: the pairs that are rotated
    against each other stand side by side there, half a head apart here."""
    rows, columns = weight.shape
    return weight.view(heads, 2, rows // heads // 2, columns).swapaxes(1, 2).reshape(rows, columns)


def export(model: Model, tokens: Tokenizer, path: Path, description: str, quantize: bool = True):
    """Writes the model and its tokenizer to `path`."""
    shape = model.shape
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_name(NAME)
    writer.add_description(description)
    # What the model can do: Polya asks it for tactics of one line, and to score given ones.
    writer.add_string("polya.model", "scoring-step")
    writer.add_license("MIT OR Apache-2.0")
    writer.add_vocab_size(shape.vocabulary)
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.hidden)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.heads)
    writer.add_rope_dimension_count(shape.width // shape.heads)
    writer.add_rope_freq_base(shape.rope_base)
    writer.add_layer_norm_rms_eps(shape.norm_epsilon)
    file_type = gguf.LlamaFileType.MOSTLY_Q8_0 if quantize else gguf.LlamaFileType.ALL_F32
    writer.add_file_type(file_type)

    vocabulary = sorted(tokens.get_vocab().items(), key=lambda item: item[1])
    texts = [text for text, _ in vocabulary]
    special = {PAD, BEGIN, END}
    kinds = [gguf.TokenType.CONTROL if t in special else gguf.TokenType.NORMAL for t in texts]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list(texts)
    writer.add_token_types(kinds)
    writer.add_token_merges(merges(tokens))
    writer.add_bos_token_id(tokens.token_to_id(BEGIN))
    writer.add_eos_token_id(tokens.token_to_id(END))
    writer.add_pad_token_id(tokens.token_to_id(PAD))
    writer.add_add_bos_token(False)
    writer.add_add_eos_token(False)

    def add(name: str, weight: torch.Tensor):
        values = weight.detach().to(torch.float32).cpu().contiguous().numpy()
        if values.ndim == 1 or not quantize:
            writer.add_tensor(name, values)
        else:
            writer.add_tensor(name, gguf.quants.quantize(values, Q8_0), raw_dtype=Q8_0)

    add("token_embd.weight", model.embed.weight)
    for number, block in enumerate(model.blocks):
        q, k, v = block.qkv.weight.chunk(3)
        gate, up = block.gate_up.weight.chunk(2)
        prefix = f"blk.{number}"
        add(f"{prefix}.attn_norm.weight", block.attn_norm.weight)
        add(f"{prefix}.attn_q.weight", permuted(q, shape.heads))
        add(f"{prefix}.attn_k.weight", permuted(k, shape.heads))
        add(f"{prefix}.attn_v.weight", v)
        add(f"{prefix}.attn_output.weight", block.out.weight)
        add(f"{prefix}.ffn_norm.weight", block.ffn_norm.weight)
        add(f"{prefix}.ffn_gate.weight", gate)
        add(f"{prefix}.ffn_up.weight", up)
        add(f"{prefix}.ffn_down.weight", block.down.weight)
    add("output_norm.weight", model.norm.weight)
    # The embedding is the output matrix, too; not every reader knows that by itself.
    add("output.weight", model.embed.weight)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def merges(tokens: Tokenizer) -> list[str]:
    import json

    pairs = json.loads(tokens.to_str())["model"]["merges"]
    return [pair if isinstance(pair, str) else " ".join(pair) for pair in pairs]


def as_quantized(model: Model) -> Model:
    """The model with its weights rounded as Q8_0 rounds them, to measure what ships."""
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.ndim == 2:
                values = parameter.detach().float().cpu().numpy()
                rounded = gguf.quants.dequantize(gguf.quants.quantize(values, Q8_0), Q8_0)
                parameter.copy_(torch.from_numpy(np.ascontiguousarray(rounded)))
    return model
