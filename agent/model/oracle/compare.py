"""Compares Polya's model server with llama.cpp on the same GGUF files.

    pip install llama-cpp-python
    python compare.py --polya POLYA [FILE ...]

Without files, it has `polya model specimen` make one of each family. For every file, over the same prompts:

* tokens of each prompt, and whether both split it alike;
* greedy answers, and how many tokens they share before they part;
* log-probabilities of the prompts' own tokens, and how far they are apart;
* speed, one request alone and eight at once, with a prompt that is new and one that is known.

llama.cpp runs in this process by its C library; Polya's server is a process of its own, spoken to by HTTP.
"""

import argparse
import concurrent.futures
import itertools
import json
import re
import statistics
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

import numpy as np
from llama_cpp import GGML_TYPE_F32, Llama, llama_vocab_get_add_bos

PROMPTS = [
    "theorem add_comm (n m : ℕ) : n + m = m + n := by\n",
    "example (p q : Prop) (h : p ∧ q) : q ∧ p := by\n  exact ⟨h.2, h.1⟩\n",
    "-- tally\nn : Nat\nih : tally n = 3 * n + 2\n⊢ tally (n + 1) = 3 * (n + 1) + 2\nby\n",
    "lemma le_trans' {a b c : Nat} (h₁ : a ≤ b) (h₂ : b ≤ c) : a ≤ c := by\n  cases h₂ with\n",
]
TEXTS = PROMPTS + [
    "", " ", "\n", "  \n\n\t x", "a  b   c", "don't we'll I'M", "x1y22z333 1234567", "∀ ε > 0, ∃ δ", "naïve café Ünïcödé",
    "漢字かな交じり", "emoji 🙂👍🏽 end", "<|im_start|>user\nhi<|im_end|>", "foo_bar.baz'₁²", "\r\n\r\n  end", "…—“”", "ＡＢＣ１２３",
    "   leading", "trailing   ", "tab\tand\u00a0nbsp", "(a+b)*(c-d)/e^2 ≠ 0", "Nat.succ_le_of_lt h.1.2.symm ▸ rfl",
]


class Polya:
    """Polya's server for one file."""

    def __init__(self, program: str, file: Path, threads: int):
        command = [program, "--no-config", "model", "serve", "--gguf", str(file), "--port", "0", "--threads", str(threads)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.url = None
        for line in self.process.stdout:
            if found := re.search(r"http://[0-9.:]+", line):
                self.url = found.group(0)
                break
        if self.url is None:
            raise SystemExit(f"`{' '.join(command)}` did not start")

    def complete(self, prompt: str, **settings) -> dict:
        body = json.dumps({"model": "any", "prompt": prompt, "temperature": 0, **settings}).encode()
        request = urllib.request.Request(self.url + "/v1/completions", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=600) as answer:
            return json.load(answer)

    def close(self):
        self.process.terminate()
        self.process.wait()


def log_softmax(logits: np.ndarray) -> np.ndarray:
    logits = logits.astype(np.float64)
    top = logits.max(axis=-1, keepdims=True)
    return logits - top - np.log(np.exp(logits - top).sum(axis=-1, keepdims=True))


def text_of(llama: Llama, tokens: list[int]) -> bytes:
    return llama.detokenize(tokens, special=True)


def agreement(llama: Llama, polya: Polya, steps: int) -> dict:
    alike, apart, shared, gaps = 0, [], [], []
    bos = llama_vocab_get_add_bos(llama._model.vocab)
    for text in TEXTS:
        if not text:
            continue
        ours = polya.complete(text, max_tokens=1, echo=True, logprobs=1)["choices"][0]["logprobs"]["tokens"]
        count = polya.complete(text, max_tokens=1)["usage"]["prompt_tokens"]
        theirs = llama.tokenize(text.encode(), add_bos=bos, special=True)
        pieces = [llama.detokenize([t], special=True).decode(errors="replace") for t in theirs]
        same = count == len(theirs) and [p for p in ours[:count]] == pieces
        alike += same
        if not same:
            apart.append({"text": text, "ours": ours[:count], "theirs": pieces})
    for prompt in PROMPTS:
        tokens = llama.tokenize(prompt.encode(), add_bos=bos, special=True)
        llama.reset()
        llama.eval(tokens)
        scores = log_softmax(np.array(llama.scores[: len(tokens)]))
        theirs = [scores[i - 1][tokens[i]] for i in range(1, len(tokens))]
        ours = polya.complete(prompt, max_tokens=1, echo=True, logprobs=1)["choices"][0]["logprobs"]["token_logprobs"]
        ours = ours[1 : len(tokens)]
        if len(ours) == len(theirs):
            gaps += [abs(a - b) for a, b in zip(ours, theirs)]
        drawn = []
        for _ in range(steps):
            best = int(np.argmax(llama.scores[llama.n_tokens - 1]))
            if best == llama.token_eos():
                break
            drawn.append(best)
            llama.eval([best])
        answer = polya.complete(prompt, max_tokens=steps, logprobs=1)["choices"][0]["logprobs"]["tokens"]
        pieces = [llama.detokenize([t], special=True).decode(errors="replace") for t in drawn]
        same = 0
        for a, b in zip(answer, pieces):
            if a != b:
                break
            same += 1
        shared.append((same, len(pieces)))
    return {"texts split alike": f"{alike} of {len(TEXTS) - 1}", "split otherwise": apart,
            "greedy tokens shared": shared, "log-probability gap": {
                "count": len(gaps), "median": statistics.median(gaps or [float("nan")]), "largest": max(gaps, default=float("nan"))}}


def speed(file: Path, polya: Polya, threads: int, steps: int) -> dict:
    """Tokens a second. The answers' end is not looked for: both are asked for as many tokens."""
    prompt = (PROMPTS[0] + PROMPTS[3]) * 6
    llama = Llama(str(file), n_ctx=8192, n_threads=threads, n_threads_batch=threads, n_batch=512, verbose=False)
    tokens = llama.tokenize(prompt.encode(), add_bos=False, special=True)

    def theirs_alone():
        llama.reset()
        begun = time.perf_counter()
        llama.eval(tokens)
        read = time.perf_counter()
        for _ in range(steps):
            llama.eval([7])
        return len(tokens) / (read - begun), steps / (time.perf_counter() - read)

    def ours_alone(salt: str):
        begun = time.perf_counter()
        polya.complete(salt + prompt, max_tokens=1)
        read = time.perf_counter()
        polya.complete(salt + prompt, max_tokens=1)
        known = time.perf_counter()
        answer = polya.complete(salt + prompt, max_tokens=steps + 1)
        done = time.perf_counter()
        drawn = answer["usage"]["completion_tokens"] - 1
        return len(tokens) / (read - begun), known - read, drawn / ((done - known) - (known - read))

    def ours_together(salt: str):
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda i: polya.complete(f"{salt}{i} " + prompt, max_tokens=1), range(8)))
            begun = time.perf_counter()
            answers = list(pool.map(
                lambda i: polya.complete(f"{salt}{i} " + prompt, max_tokens=steps), range(8)))
            return sum(a["usage"]["completion_tokens"] for a in answers) / (time.perf_counter() - begun)

    rounds = 3
    theirs = [theirs_alone() for _ in range(rounds)]
    ours = [ours_alone(f"{i} ") for i in range(rounds)]
    return {"prompt tokens": len(tokens),
            "prompt tokens/s": {"ours": max(o[0] for o in ours), "llama.cpp": max(t[0] for t in theirs)},
            "known prompt, ms": min(o[1] for o in ours) * 1000,
            "alone, tokens/s": {"ours": max(o[2] for o in ours), "llama.cpp": max(t[1] for t in theirs)},
            "eight at once, tokens/s": {"ours": max(ours_together(f"t{i} ") for i in range(rounds)),
                                        "llama.cpp": max(theirs_together(file, threads, tokens, steps) for _ in range(rounds))}}


def theirs_together(file: Path, threads: int, tokens: list[int], steps: int) -> float:
    """Eight sequences drawn in one batch by the C library, as llama.cpp's server does."""
    import ctypes

    import llama_cpp

    settings = llama_cpp.llama_context_default_params()
    settings.n_ctx, settings.n_seq_max, settings.n_batch = 8192, 8, 2048
    settings.n_threads = settings.n_threads_batch = threads
    model = llama_cpp.llama_model_load_from_file(str(file).encode(), llama_cpp.llama_model_default_params())
    context = llama_cpp.llama_init_from_model(model, settings)
    batch = llama_cpp.llama_batch_init(2048, 0, 8)

    def decode(entries):
        batch.n_tokens = len(entries)
        for i, (token, position, sequence) in enumerate(entries):
            batch.token[i], batch.pos[i], batch.n_seq_id[i] = token, position, 1
            batch.seq_id[i][0] = sequence
            batch.logits[i] = True
        if llama_cpp.llama_decode(context, batch) != 0:
            raise SystemExit("llama.cpp could not decode")

    for sequence in range(8):
        decode([(t, i, sequence) for i, t in enumerate(tokens)])
    begun = time.perf_counter()
    for step in range(steps):
        decode([(7, len(tokens) + step, sequence) for sequence in range(8)])
        ctypes.cast(llama_cpp.llama_get_logits(context), ctypes.c_void_p)
    rate = 8 * steps / (time.perf_counter() - begun)
    llama_cpp.llama_batch_free(batch)
    llama_cpp.llama_free(context)
    llama_cpp.llama_model_free(model)
    return rate


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, help="GGUF files [default: one of random weights for each family]")
    parser.add_argument("--polya", default="polya", help="the program")
    parser.add_argument("--params", default="4m", help="weights of a random model")
    parser.add_argument("--weights", default="f32,q8_0", help="kinds of weights of random models")
    parser.add_argument("--splitters", default="qwen2", help="word splitters of random models, separated by commas")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--steps", type=int, default=32, help="tokens to draw")
    parser.add_argument("--no-speed", action="store_true", help="compare answers only")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = args.files
        for family in ["llama", "qwen2", "qwen3"] if not files else []:
            for weights, splitter in itertools.product(args.weights.split(","), args.splitters.split(",")):
                file = Path(folder) / f"{family}-{weights}-{splitter}.gguf"
                subprocess.run([args.polya, "--no-config", "--quiet", "model", "specimen", str(file), "--family", family,
                                "--params", args.params, "--weights", weights, "--splitter", splitter], check=True)
                files = files + [file]
        for file in files:
            # Keys and values in single precision, as ours: what is left are the kernels.
            llama = Llama(str(file), n_ctx=2048, n_threads=args.threads, logits_all=True, verbose=False,
                          type_k=GGML_TYPE_F32, type_v=GGML_TYPE_F32)
            polya = Polya(args.polya, file, args.threads)
            try:
                found = {"file": file.name} | agreement(llama, polya, args.steps)
                if not args.no_speed:
                    found |= speed(file, polya, args.threads, 64)
            finally:
                polya.close()
            for name, value in found.items():
                print(f"{name}: {json.dumps(value, ensure_ascii=False)}")
            print(flush=True)


if __name__ == "__main__":
    main()
