"""Does the model bear out what the sources say?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from math import isnan
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated, Any

from detente.study.nouns import Study
from detente.verbs import Setting

if TYPE_CHECKING:
    from detente.explain.claims import Claims, Tried

WIDTH = 98


def do(
    study: Study,
    *,
    only: Annotated[tuple[str, ...], Setting("Test this claim; may be repeated (default: all of them).")] = (),
    draws: Annotated[int, Setting("How many repetitions with all assumptions drawn anew.", 20, 2048, "n")] = 512,
    seed: Annotated[int, Setting("Same seed, same numbers.", 0, 2**63 - 1)] = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Claims:
    """Test each claim of the study on the model: borne out, leaning, open or contradicted.

    With and without something are the same draws. Contradicted claims come first; claims that are built in, and so
    test the file and not the world, come apart at the end.

    Path: verbs/claims.py, explain/claims.py, explain/claim_forms.py, explain/built_in.py
    """
    from detente.explain.claims import claims
    from detente.files.standing import places

    return claims(study, draws=draws, seed=seed, only=only, places=places(study), done=progress)


def save(
    answer: Claims,
    *,
    out: Annotated[Path | None, Setting("Write figures and numbers into this folder.")] = None,
) -> str:
    """Write the figures and numbers of an answer. Returns what to say of it."""
    from detente import keeping

    return keeping.write(out, "claims", answer, data(answer))


def show(answer: Claims) -> str:
    """How many of each verdict, then every claim with its verdict, its effect and what it rests on."""
    from detente.explain.claims import VERDICTS

    parts = [f"{answer.made.title}\n{answer.made.line()}", _counted(answer)]
    for verdict in VERDICTS:
        some = [t for t in answer.tried if t.verdict == verdict and not t.apart]
        if some:
            parts += [verdict.upper(), *("\n".join(_claim(t)) for t in some)]
    apart = [t for t in answer.tried if t.apart]
    if apart:
        parts += ["BUILT IN: it tests the file, not the world", *("\n".join(_claim(t)) for t in apart)]
    return "\n\n".join([*parts, "\n".join(_notes(answer))])


def data(answer: Claims) -> dict[str, Any]:
    """Plain data for `--json`."""

    def effect(tried: Tried) -> dict[str, float] | None:
        return None if isnan(tried.effect.median) else tried.effect._asdict()

    tried = [{**asdict(t), "effect": effect(t), "apart": t.apart} for t in answer.tried]
    return {**answer.made.data(), "counts": answer.counts, "claims": tried}


# ── words ─────────────────────────────────────────────────────────────────────────────────────


def _counted(answer: Claims) -> str:
    total = len(answer.tried)
    said = " · ".join(f"{n} {name}" for name, n in answer.counts.items() if n)
    return f"{total} claim{'' if total == 1 else 's'}: {said}"


def _claim(tried: Tried) -> Iterator[str]:
    head = f"{tried.verdict}, " if tried.apart else ""
    yield from _lines(f"{tried.id}   {tried.says}", 2)
    yield from _lines(f"{head}{_decided(tried)}", 6)
    if tried.unit != "probability":
        yield from _lines(f"{tried.about}: {tried.told}; wanted {tried.wanted}", 6)
    for reason in tried.built_in:
        yield from _lines(f"built in: {reason}", 6)
    for passage in tried.rests:
        yield from _lines(passage, 6)


def _decided(tried: Tried) -> str:
    """In how many draws a claim holds, or how probable its question is, with what other draws might say."""
    between = f"{100 * tried.low:.0f}–{100 * tried.high:.0f}"
    close = f"; {' or '.join(tried.nearby)} within sampling error" if tried.nearby else ""
    if tried.unit == "probability":
        return f"{tried.about}: {_percent(tried.share)} % ({between}); wanted {tried.wanted}{close}"
    return f"holds in {_percent(tried.share)} % ({between}) of {tried.draws} draws{close}"


def _notes(answer: Claims) -> Iterator[str]:
    from detente.explain.claim_forms import IGNORANCE
    from detente.explain.claims import BORNE_OUT, LEANING, OPEN

    yield from _noted(
        "Verdicts",
        f"by the share of draws in which a claim holds: from {BORNE_OUT:.0%} borne out, from {LEANING:.0%} leaning, "
        f"above {OPEN:.0%} open, else contradicted. A claim that a question is open has one number, its probability: "
        f"between {IGNORANCE[0]:.0%} and {IGNORANCE[1]:.0%} it is borne out, else contradicted".replace("%", " %"),
    )
    yield from _noted(
        "In brackets",
        "after an effect, the middle 90 % of draws; after a share of draws, where nine in ten samples of as many draws "
        "would put it",
    )
    for few in {t.draws for t in answer.tried if t.draws < answer.made.draws}:
        yield from _noted("Draws", f"shares of a change take many runs each, and are found in the first {few} draws")


def _noted(name: str, words: str) -> list[str]:
    return wrap(words, WIDTH, initial_indent=f"{name:<14}", subsequent_indent=" " * 14, break_on_hyphens=False)


def _lines(words: str, indent: int) -> list[str]:
    return wrap(
        words, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * max(indent, 6), break_on_hyphens=False
    )


def _percent(share: float) -> str:
    """Whole per cent that never says all or none where a draw speaks against it."""
    rounded = round(100 * share)
    if rounded == 100 and share < 1:
        return "more than 99"
    return "less than 1" if rounded == 0 and share > 0 else f"{rounded}"
