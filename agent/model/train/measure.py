"""How well a model answers states it was not trained on."""

import torch

from data import Examples
from model import Model


@torch.no_grad()
def samples(model: Model, examples: Examples, prompt: str, count: int, temperature: float,
            generator: torch.Generator, longest: int = 64) -> list[tuple[str, float]]:
    """Tactics with their log-probabilities; the first is the greedy one."""
    device = model.embed.weight.device
    head = examples.tokens.encode(prompt).ids
    room = min(longest, model.shape.context - len(head))
    if room <= 0:
        return []
    caches = [[] for _ in model.blocks]
    logits = model(torch.tensor([head], device=device), caches)[:, -1].expand(count, -1)
    for cache in caches:
        cache[:] = [part.expand(count, -1, -1, -1) for part in cache]
    rows = [[] for _ in range(count)]
    logprob = torch.zeros(count, device=device)
    unfinished = torch.ones(count, dtype=torch.bool, device=device)
    for place in range(room):
        logits = torch.log_softmax(logits.float(), dim=-1)
        drawn = torch.softmax(logits / temperature, dim=-1)
        chosen = torch.multinomial(drawn, 1, generator=generator).squeeze(1)
        chosen[0] = logits[0].argmax()
        logprob += torch.where(unfinished, logits.gather(1, chosen[:, None]).squeeze(1), 0.0)
        unfinished &= chosen != examples.end
        for row, token in enumerate(chosen.tolist()):
            if unfinished[row]:
                rows[row].append(token)
        if not unfinished.any() or place + 1 == room:
            break
        logits = model(chosen[:, None], caches, len(head) + place)[:, -1]
    texts = [examples.tokens.decode(row).strip() for row in rows]
    # What did not come to its end is no answer.
    return [(t, p.item()) for t, p, cut in zip(texts, logprob, unfinished) if not cut]


def held_out(model: Model, examples: Examples, pairs: list[dict], most: int = 300) -> dict:
    """Greedy answer equal to the proof's tactic; equal to one of those known to work; the same
    within 8 samples; share of first answers among the tactics known to fail."""
    model.eval()
    generator = torch.Generator(device=model.embed.weight.device).manual_seed(0)
    counts = {"exact": 0, "works": 0, "exact_of_8": 0, "works_of_8": 0, "known_to_fail": 0}
    total = 0
    for pair in pairs[:most]:
        if examples.encode(pair["prompt"], pair["tactic"]) is None:
            continue
        total += 1
        answers = [text for text, _ in samples(model, examples, pair["prompt"], 8, 1.0, generator)]
        works = {pair["tactic"], *pair.get("also", [])}
        first = answers[:1]
        counts["exact"] += first == [pair["tactic"]]
        counts["works"] += bool(works & set(first))
        counts["exact_of_8"] += pair["tactic"] in answers
        counts["works_of_8"] += bool(works & set(answers))
        counts["known_to_fail"] += bool(set(first) & set(pair.get("failed", [])))
    return {"states": total, **{name: count / max(total, 1) for name, count in counts.items()}}


@torch.no_grad()
def held_out_verdicts(model: Model, examples: Examples, pairs: list[dict], most: int = 400) -> dict:
    """Of states with tactics that work and that do not: how far up the model puts the first that
    works, and how often its first one does; the loss of its word."""
    model.eval()
    device = model.embed.weight.device
    states = first = place = count = 0
    loss = 0.0
    for pair in pairs[:most]:
        works = [(t, True) for t in (pair["tactic"], *pair.get("also", []))]
        fails = [(t, False) for t in (*pair.get("failed", []), *pair.get("left", []))]
        scored = []
        for tactic, right in works + fails:
            row = examples.packed(pair["prompt"], [(tactic, right)])
            if row is None:
                continue
            ids, positions, seen, rows, places, _ = (
                torch.from_numpy(x).to(device) for x in examples.packed_batch([row]))
            logits = torch.log_softmax(model.after(ids, positions, seen, rows, places).float()[0], -1)
            scored.append((logits[examples.works].item() - logits[examples.fails].item(), right))
            loss -= logits[examples.works if right else examples.fails].item()
        if not any(right for _, right in scored) or all(right for _, right in scored):
            continue
        scored.sort(key=lambda s: (-s[0], s[1]))
        states += 1
        count += len(scored)
        place += next(n for n, (_, right) in enumerate(scored, 1) if right)
        first += scored[0][1]
    return {"states": states, "tactics_a_state": count / max(states, 1),
            "place_of_the_first_that_works": place / max(states, 1),
            "first_works": first / max(states, 1), "loss": loss / max(count, 1)}
