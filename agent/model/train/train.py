"""Trains the step model on what `polya data` wrote and exports it as GGUF.

    python train.py DATA [DATA ...] --out FOLDER [--minutes 40]

Uses a GPU if there is one. Writes a checkpoint every few minutes; the same call goes on from it.
"""

import argparse
import hashlib
import json
import math
import signal
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

from data import Examples, batches, read_pairs, split, tokenizer, verdicts
from export import as_quantized, export
from measure import held_out, held_out_verdicts
from model import Model, Shape


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", nargs="+", type=Path, help="folders that `polya data` wrote")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoint and model")
    parser.add_argument("--minutes", type=float, default=40, help="time to train, all calls together")
    parser.add_argument("--steps", type=int, default=100_000, help="most steps")
    parser.add_argument("--batch", type=int, default=32, help="examples in a step")
    parser.add_argument("--states", type=int, default=12, help="states in a step of verdicts")
    parser.add_argument("--rate", type=float, default=2e-3, help="highest learning rate")
    parser.add_argument("--vocabulary", type=int, default=768)
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--hidden", type=int, default=512)
    parser.add_argument("--context", type=int, default=384)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def rate_at(done: float, highest: float) -> float:
    """Warm-up over the first 2 % of the time, then a cosine down to a twentieth."""
    if done < 0.02:
        return highest * max(done, 1e-3) / 0.02
    return highest * (0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * min(done, 1.0))))


def main():
    args = arguments()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    args.out.mkdir(parents=True, exist_ok=True)
    training, kept_back = split(read_pairs(args.data))
    print(f"{len(training)} pairs to train on, {len(kept_back)} held out, on {device}", flush=True)

    tokens_file = args.out / "tokenizer.json"
    if tokens_file.exists():
        tokens = Tokenizer.from_file(str(tokens_file))
    else:
        tokens = tokenizer(training, args.vocabulary)
        tokens.save(str(tokens_file))
    examples = Examples(tokens, args.context)
    shape = Shape(tokens.get_vocab_size(), args.width, args.layers, 4, args.hidden, args.context)
    model = Model(shape, args.dropout).to(device)
    matrices = [p for p in model.parameters() if p.ndim == 2]
    vectors = [p for p in model.parameters() if p.ndim == 1]
    optimizer = torch.optim.AdamW(
        [{"params": matrices, "weight_decay": 0.05}, {"params": vectors, "weight_decay": 0.0}],
        lr=args.rate, betas=(0.9, 0.98),
    )
    first, spent, tokens_seen, log = 0, 0.0, 0, []
    checkpoint = args.out / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=device, weights_only=False)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        first, spent, tokens_seen, log = (saved[k] for k in ("step", "spent", "tokens", "log"))
        print(f"going on from step {first}, {spent / 60:.1f} minutes", flush=True)

    def save(step: int):
        draft = checkpoint.with_suffix(".tmp")
        torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step,
                    "spent": spent, "tokens": tokens_seen, "log": log}, draft)
        draft.rename(checkpoint)

    stopped = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.append(True))
    began = clock = saved_at = time.monotonic()
    before, limit = spent, args.minutes * 60
    sums, sure = [0.0, 0.0], [0.0, 0.0]
    asked = verdicts(training, examples, args.states, args.seed, first)
    model.train()
    for step, (inputs, targets, weights) in batches(training, examples, args.batch, args.seed, first):
        spent = before + time.monotonic() - began
        done = max(spent / limit, step / args.steps)
        if done >= 1 or stopped:
            save(step)
            break
        for group in optimizer.param_groups:
            group["lr"] = rate_at(done, args.rate)
        inputs, targets, weights = (torch.from_numpy(x).to(device) for x in (inputs, targets, weights))
        with torch.autocast(device, dtype=torch.bfloat16):
            logits = model(inputs)
        each = F.cross_entropy(logits.float().flatten(0, 1), targets.flatten(), reduction="none")
        loss = (each * weights.flatten()).sum() / weights.sum()
        ids, positions, seen, rows, places, wanted = (torch.from_numpy(x).to(device) for x in next(asked))
        with torch.autocast(device, dtype=torch.bfloat16):
            said = model.after(ids, positions, seen, rows, places)
        verdict = F.cross_entropy(said.float(), wanted)
        optimizer.zero_grad(set_to_none=True)
        (loss + verdict).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        tokens_seen += inputs.numel() + ids.numel()
        sure = [sure[0] + verdict.item(), sure[1] + 1]
        sums = [sums[0] + loss.item(), sums[1] + 1]
        if time.monotonic() - clock > 30:
            clock = time.monotonic()
            log.append({"step": step, "minutes": spent / 60, "loss": sums[0] / sums[1], "verdicts": sure[0] / sure[1], "tokens": tokens_seen})
            print(f"step {step}, {spent / 60:.1f} min, {tokens_seen / 1e6:.2f} M tokens, "
                  f"loss {sums[0] / sums[1]:.3f}, of verdicts {sure[0] / sure[1]:.3f}", flush=True)
            sums, sure = [0.0, 0.0], [0.0, 0.0]
        if time.monotonic() - saved_at > 120:
            saved_at = time.monotonic()
            save(step + 1)

    if stopped:
        print(f"stopped at step {step}; call again to go on", flush=True)
        return

    count = sum(p.numel() for p in model.parameters())
    figures = {"parameters": count, "shape": shape.as_dict(), "pairs": len(training), "steps": step,
               "tokens": tokens_seen, "minutes": spent / 60, "device": device, "seed": args.seed}
    description = (f"Demonstration model: next tactics for small goals over Polya's Foundations; "
                   f"{count / 1e6:.1f} M parameters, trained on Polya's own proofs")
    path = args.out / "polya-step-2.gguf"
    export(model, tokens, path, description)
    figures |= {"bytes": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    figures["held_out"] = held_out(as_quantized(model), examples, kept_back)
    figures["held_out_verdicts"] = held_out_verdicts(as_quantized(model), examples, kept_back)
    (args.out / "figures.json").write_text(json.dumps(figures | {"log": log}, indent=1))
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
