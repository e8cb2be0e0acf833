"""Reading what `polya data` wrote, splitting it, and turning it into batches of tokens."""

import json
import random
import re
from pathlib import Path

import numpy as np
from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

END, PAD, BEGIN = "<|end|>", "<|pad|>", "<|begin|>"
# What stands after state, tactic and a line's end: whether the tactic works there.
WORKS, FAILS = "+", "-"
# The pre-splitter that GGUF files call `qwen2`.
QWEN2 = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
# What can be part of an identifier in a goal as Lean prints it.
WORD = re.compile(r"[\w'!?₀-₉✝]+")


def read_pairs(folders: list[Path]) -> list[dict]:
    """All pairs, each state with each tactic once."""
    pairs, seen = [], set()
    for folder in folders:
        for path in sorted(folder.glob("pairs/*.jsonl")):
            for line in path.read_text().splitlines():
                pair = json.loads(line)
                key = (pair["prompt"], pair["tactic"])
                if key not in seen:
                    seen.add(key)
                    pairs.append(pair)
    return pairs


def split(pairs: list[dict]) -> tuple[list[dict], list[dict]]:
    """Training and held out: by the statement's key, so that no statement is on both sides, and
    no held-out state is among those trained on."""
    held_out = [p for p in pairs if int(p["statement"], 16) % 20 == 0]
    training = [p for p in pairs if int(p["statement"], 16) % 20 != 0]
    known = {p["state"] for p in training}
    return training, [p for p in held_out if p["state"] not in known]


def tokenizer(pairs: list[dict], size: int) -> Tokenizer:
    """A byte-level BPE trained on prompts and tactics."""
    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(QWEN2), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
    ])
    made.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=[PAD, BEGIN, END],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    texts = (p["prompt"] + " " + t for p in pairs for t in [p["tactic"], *p.get("also", [])])
    made.train_from_iterator(texts, trainer)
    return made


# Names by kind, so that a renamed state still looks like one that somebody wrote.
NAMES = {
    "type": "α β γ δ A B C X Y Z M G R L S T".split(),
    "prop": "p q r s t a b c d P Q R A B C φ ψ".split(),
    "number": "a b c d e m n k l i j x y z w u v t".split(),
    "list": "xs ys zs ws l l₁ l₂ as bs cs s t u".split(),
    "function": "f g h k φ ψ F G u v op mul inv e".split(),
    "hypothesis": "h h' h₁ h₂ h₃ h₄ h1 h2 h3 ha hb hc hx hy hp hq hr e e' eq hf hg ih this".split(),
    "element": "a b c d x y z w x' y' u v".split(),
    "own": """tally step grow pile mark climb chain brick total ramp walk bump stack count reach trail
        blend spin load acc go aux f g foo bar calc level gain sum len size rev snoc twice double
        halve drop2 even odd power fact sumTo merge join flat dup keep sort insert depth""".split(),
}


def kind(name: str, prompt: str) -> str:
    found = re.search(rf"(?m)^(?:[^:⊢]*\s)?{re.escape(name)}(?:\s[^:⊢]*)? : (.*)$", prompt)
    if not found:
        return "own"
    ty = found[1]
    if ty in ("Type", "Sort"):
        return "type"
    if ty == "Prop":
        return "prop"
    if ty in ("Nat", "Int", "Bool"):
        return "number"
    if ty.startswith("List"):
        return "list"
    if " → " in ty and not any(c in ty for c in "=≤<∧∨∀∃¬∣∈↔"):
        return "function"
    if re.fullmatch(r"[\w₀-₉]+", ty):
        # A type variable's element or a proposition's proof.
        is_type = re.search(rf"(?m)^(?:[^:⊢]*\s)?{re.escape(ty)}(?:\s[^:⊢]*)? : Type", prompt)
        return "element" if is_type else "hypothesis"
    return "hypothesis"


def renamed(pair: dict, tactic: str, dice: random.Random) -> tuple[str, str]:
    """The same pair with other names, consistently in state and tactic."""
    prompt, names = pair["prompt"], pair["names"]
    taken = set(WORD.findall(prompt)) | set(WORD.findall(tactic))
    put = {}
    for name in names:
        if not WORD.fullmatch(name) or name not in taken or dice.random() < 0.4:
            continue
        free = [n for n in NAMES[kind(name, prompt)] if n not in taken]
        if free:
            put[name] = dice.choice(free)
            taken.add(put[name])
    if not put:
        return prompt, tactic

    def change(text: str) -> str:
        def one(match: re.Match) -> str:
            word = match[0]
            # `xs.map` is renamed at its head, `Nat.le` and `.n` are not: a field is no variable.
            before = text[match.start() - 1] if match.start() else " "
            return word if before == "." else put.get(word, word)

        return WORD.sub(one, text)

    return change(prompt), change(tactic)


# Most tokens of a packed row.
PACKED = 320


class Examples:
    """Token sequences of pairs: prompt, space, tactic, end."""

    def __init__(self, tokens: Tokenizer, context: int):
        self.tokens, self.context = tokens, context
        self.end, self.pad = tokens.token_to_id(END), tokens.token_to_id(PAD)
        self.works, self.fails = tokens.token_to_id(WORKS), tokens.token_to_id(FAILS)

    def encode(self, prompt: str, tactic: str) -> tuple[list[int], int] | None:
        """Ids, and how many of them are the prompt; `None` if they are too many."""
        head = self.tokens.encode(prompt).ids
        tail = self.tokens.encode(" " + tactic).ids + [self.end]
        fits = len(head) + len(tail) <= self.context
        return (head + tail, len(head)) if fits else None

    def packed(self, prompt: str, judged: list[tuple[str, bool]]) -> tuple[list[int], list[int], list[int], list[int], list[int]] | None:
        """A state once, and after it tactics that see the state and themselves: ids, positions,
        the part that each id belongs to (0 is the state), the tactics' last places and what stands
        after them. What finds no room is left out."""
        ids = self.tokens.encode(prompt).ids
        length = len(ids)
        if length + 8 > self.context:
            return None
        positions, parts, places, targets = list(range(length)), [0] * length, [], []
        for tactic, works in judged:
            own = self.tokens.encode(" " + tactic + "\n").ids
            if length + len(own) > self.context or len(ids) + len(own) > PACKED:
                continue
            ids += own
            positions += range(length, length + len(own))
            parts += [len(places) + 1] * len(own)
            places.append(len(ids) - 1)
            targets.append(self.works if works else self.fails)
        return (ids, positions, parts, places, targets) if places else None

    def packed_batch(self, packed: list[tuple]) -> tuple[np.ndarray, ...]:
        """Ids, positions, who sees whom, and rows, places and targets of the verdicts."""
        longest = max(len(ids) for ids, *_ in packed)
        ids = np.full((len(packed), longest), self.pad, np.int64)
        positions = np.zeros((len(packed), longest), np.int64)
        seen = np.zeros((len(packed), longest, longest), bool)
        seen[:, np.arange(longest), np.arange(longest)] = True
        rows, places, targets = [], [], []
        for row, (own, at, parts, last, wanted) in enumerate(packed):
            count, part = len(own), np.array(parts)
            ids[row, :count], positions[row, :count] = own, at
            same = (part[:, None] == part[None, :]) | (part[None, :] == 0)
            seen[row, :count, :count] = np.tril(same)
            rows += [row] * len(last)
            places += last
            targets += wanted
        return ids, positions, seen, np.array(rows), np.array(places), np.array(targets)

    def batch(self, examples: list[tuple[list[int], int, float]]) -> tuple[np.ndarray, ...]:
        """Inputs, targets and the weight of each target."""
        longest = max(len(ids) for ids, _, _ in examples) - 1
        inputs = np.full((len(examples), longest), self.pad, np.int64)
        targets = np.full((len(examples), longest), self.pad, np.int64)
        weights = np.zeros((len(examples), longest), np.float32)
        for row, (ids, prompt, weight) in enumerate(examples):
            inputs[row, : len(ids) - 1] = ids[:-1]
            targets[row, : len(ids) - 1] = ids[1:]
            # A little of the prompt, too: it teaches what states look like.
            weights[row, : prompt - 1] = 0.1 * weight
            weights[row, prompt - 1 : len(ids) - 1] = weight
        return inputs, targets, weights


def in_fours(draw, size: int, seed: int, first: int):
    """Endless lists of `size` examples that `draw` makes of a generator of numbers, with their
    numbers, from list `first` on.

    Four lists are drawn together and sorted by length, so that little is padding. What is drawn
    depends on `seed` and the list's number alone: training can be taken up at any step.
    """
    step = first
    while True:
        dice = random.Random(seed + step // 4)
        drawn = []
        while len(drawn) < 4 * size:
            if found := draw(dice):
                drawn.append(found)
        drawn.sort(key=lambda e: len(e[0]))
        order = [0, 1, 2, 3]
        dice.shuffle(order)
        while True:
            quarter = order[step % 4]
            yield step, drawn[quarter * size : (quarter + 1) * size]
            step += 1
            if step % 4 == 0:
                break


def batches(pairs: list[dict], examples: Examples, size: int, seed: int, first: int = 0):
    """Endless numbered batches of `size` tactics to write."""

    def draw(dice: random.Random):
        pair = pairs[dice.randrange(len(pairs))]
        tactic, weight = pair["tactic"], 1.0
        if pair.get("also") and dice.random() < 0.25:
            tactic, weight = dice.choice(pair["also"]), 0.5
        found = examples.encode(*renamed(pair, tactic, dice))
        return (*found, weight) if found else None

    for step, drawn in in_fours(draw, size, seed * 1_000_003, first):
        yield step, examples.batch(drawn)


def judged(pair: dict, dice: random.Random, most: int) -> list[tuple[str, bool]]:
    """Tactics with their verdicts, up to three that work and the rest not; in any order."""
    works = [pair["tactic"], *dice.sample(pair.get("also", []), len(pair.get("also", [])))][:3]
    others = pair.get("failed", []) + pair.get("left", [])
    chosen = [(t, True) for t in works]
    chosen += [(t, False) for t in dice.sample(others, min(len(others), most - len(works)))]
    dice.shuffle(chosen)
    return chosen


def verdicts(pairs: list[dict], examples: Examples, size: int, seed: int, first: int = 0):
    """Endless batches of `size` states with tactics that work there and that do not."""

    def draw(dice: random.Random):
        pair = pairs[dice.randrange(len(pairs))]
        if not pair.get("failed") and not pair.get("left"):
            return None
        chosen = judged(pair, dice, 12)
        # One choice of new names for all.
        prompt, lines = renamed(pair, "\n".join(t for t, _ in chosen), dice)
        return examples.packed(prompt, [(t, w) for t, (_, w) in zip(lines.split("\n"), chosen)])

    for _, drawn in in_fours(draw, size, seed * 2_000_003, first):
        yield examples.packed_batch(drawn)
