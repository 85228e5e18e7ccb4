"""Does the model bear out what the sources say? Every claim of a study as a test on its draws, with a verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from detente.explain import built_in
from detente.explain.built_in import Places
from detente.explain.claim_forms import IGNORANCE, Test, Unit, form, tested
from detente.explain.made import Made, made
from detente.explain.pairs import Draws, Pairs
from detente.explain.spread import Spread, spread
from detente.study.nearest import nearest
from detente.study.nouns import Because, Claim, Study
from detente.study.problems import DetenteError

if TYPE_CHECKING:
    import xarray as xr

Verdict = Literal["borne out", "leaning", "open", "contradicted"]

VERDICTS: tuple[Verdict, ...] = ("contradicted", "open", "leaning", "borne out")
"""In the order in which they are shown: what speaks against the study comes first."""

BORNE_OUT, LEANING, OPEN = 0.90, 0.66, 0.10
"""Shares of draws that make a verdict (DESIGN section 4)."""

_Z = 1.645  # standard deviations that the middle 90 % of a normal law reach to either side


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a claim.

    `share` is that of the draws in which it holds; of a claim that a question is open, the question's probability.
    Between `low` and `high` it lies in nine of ten runs with other draws, and `nearby` are the verdicts besides the
    one given that these would lead to. `effect` is what decides the claim, draw by draw, in `unit`; at the values
    `turns` of it the claim turns. `rests` are its passages in words, `built_in` why it tests the file alone.
    """

    id: str
    says: str
    form: str
    line: int
    verdict: Verdict
    share: float
    low: float
    high: float
    nearby: tuple[Verdict, ...]
    draws: int
    effect: Spread
    unit: Unit
    about: str
    wanted: str
    turns: tuple[float, ...]
    rests: tuple[str, ...]
    built_in: tuple[str, ...]

    @property
    def apart(self) -> bool:
        """Whether it is shown apart, as built in. What is contradicted is shown first all the same."""
        return bool(self.built_in) and self.verdict != "contradicted"

    @property
    def told(self) -> str:
        """The effect in words: its median, and in brackets the middle 90 % of draws."""
        if isnan(self.effect.median):
            return "unknown: the level does not move"
        unit = {"points": " points", "times": " times", "share": " %"}.get(self.unit, "")
        low, middle, high = (_number(getattr(self.effect, q), self.unit) for q in ("p5", "median", "p95"))
        return f"{middle} ({low} to {high}){unit}"


@dataclass(frozen=True)
class Claims:
    """What became of a study's claims, in the order in which they are shown."""

    made: Made
    tried: tuple[Tried, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each verdict among those not shown apart, then how many are."""
        counted = Counter("built in" if t.apart else t.verdict for t in self.tried)
        return {name: counted[name] for name in (*VERDICTS, "built in")}

    def named(self, name: str) -> Tried:
        """What became of the claim of that name. Raises KeyError where it was not tried."""
        return {t.id: t for t in self.tried}[name]

    @property
    def dataset(self) -> xr.Dataset:
        """Shares, verdicts and effects, by claim."""
        import xarray as xr

        def column(of: Callable[[Tried], Any]) -> tuple[str, list[Any]]:
            return "claim", [of(t) for t in self.tried]

        columns = {name: column(lambda t, name=name: getattr(t, name)) for name in ("verdict", "share", "low", "high")}
        spreads = {f"effect_{q}": column(lambda t, q=q: getattr(t.effect, q)) for q in Spread._fields}
        more = {"unit": column(lambda t: t.unit), "built_in": column(lambda t: bool(t.built_in))}
        return xr.Dataset(columns | spreads | more, coords={"claim": [t.id for t in self.tried]})


def claims(
    study: Study,
    *,
    draws: int = 512,
    seed: int = 1,
    only: Sequence[str] = (),
    places: Places | None = None,
    done: Callable[[int, int], None] | None = None,
) -> Claims:
    """Every claim of a study as a test of the model.

    A claim's verdict is by the share of draws in which it holds: 0.90 or more borne out, 0.66 or more leaning, above
    0.10 open, else contradicted. A claim that a question is open is borne out where its probability lies between 0.2
    and 0.8, and contradicted otherwise. With and without something are the same draws. `places` says where quotes
    stand, by the path of the because that gives them; without it quotes are compared by their words.

    Raises:
        DetenteError: the study makes no claims, or none of a name.
    """
    wanted = _wanted(study, only)
    pairs, anywhere = Pairs(study, draws=draws, seed=seed), built_in.search(study, seed)
    found: list[Tried] = []
    for k, claim in enumerate(wanted):
        test = tested(claim, pairs)
        found.append(_tried(claim, test, _built_in(claim, test, anywhere, places or {}), places or {}))
        if done is not None:
            done(k + 1, len(wanted))
    found.sort(key=lambda t: (t.apart, VERDICTS.index(t.verdict), t.line))
    return Claims(made(study, seed=seed, draws=draws), tuple(found))


def verdict(share: float) -> Verdict:
    """The verdict on a claim that holds in such a share of draws."""
    if share >= BORNE_OUT:
        return "borne out"
    return "leaning" if share >= LEANING else "open" if share > OPEN else "contradicted"


def verdict_of_ignorance(probability: float) -> Verdict:
    """The verdict on a claim that a question is open, by the question's probability."""
    return "borne out" if IGNORANCE[0] < probability < IGNORANCE[1] else "contradicted"


def sampling(share: float, draws: int) -> tuple[float, float]:
    """Between which shares the true one lies in nine of ten samples of so many independent draws.

    Draws that are spread evenly, as ours are, do no worse.

    Source: Wilson (1927), J. Am. Stat. Assoc. 22(158), 209-212.
    """
    spread = _Z**2 / draws
    middle = (share + spread / 2) / (1 + spread)
    half = (share * (1 - share) * spread + spread**2 / 4) ** 0.5 / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def _wanted(study: Study, only: Sequence[str]) -> tuple[Claim, ...]:
    known = {claim.id: claim for claim in study.claims}
    for name in only:
        if name not in known:
            raise DetenteError(f"`{name}` is no claim of this study", nearest(name, known))
    if not known:
        raise DetenteError("the study makes no claims", "write what its sources assert under `claims:`")
    return tuple(claim for claim in study.claims if claim.id in only or not only)


def _tried(claim: Claim, test: Test, reasons: tuple[str, ...], places: Places) -> Tried:
    draws, share = len(test.holds), float(np.mean(test.holds))
    low, high = sampling(share, draws)
    judged = verdict_of_ignorance if form(claim) == "open" else verdict
    given = judged(share)
    nearby: tuple[Verdict, ...] = tuple(v for v in VERDICTS if v != given and v in (judged(low), judged(high)))
    return Tried(
        id=claim.id, says=claim.says, form=form(claim), line=claim.line, verdict=given, share=share, low=low, high=high,
        nearby=nearby, draws=draws, effect=_spread(test.effect), unit=test.unit, about=test.about, wanted=test.wanted,
        turns=test.turns, rests=tuple(_said(b, places) for b in claim.because), built_in=reasons,
    )  # fmt: skip


def _spread(effect: Draws) -> Spread:
    """The spread of what can be said; all NaN where nothing can."""
    said = effect[~np.isnan(effect)]
    return spread(said) if len(said) else Spread(*[float("nan")] * len(Spread._fields))


def _built_in(claim: Claim, test: Test, anywhere: Sequence[Pairs], places: Places) -> tuple[str, ...]:
    study = anywhere[0].study
    always = built_in.without_numbers(claim, study)
    if not always and test.holds.all():
        always = built_in.whatever_the_numbers(claim, anywhere)
    return tuple(filter(None, (always, built_in.same_passage(claim, study, places))))


def _number(value: float, unit: Unit) -> str:
    """A number as it is printed, without a sign where it is nothing."""
    said = f"{100 * value:.0f}" if unit == "share" else f"{value:.{1 if unit in ('points', 'times') else 2}f}"
    return said.replace("-", "−" if float(said) else "")


def _said(because: Because, places: Places) -> str:
    if because.kind == "judgement":
        return f"judgement: {because.reason}"
    if because.kind == "measured":
        return f"measured: {because.data}"
    place = places.get(because.path)
    said = f"“{because.quote}” {because.source}{f' ¶{place.passage}' if place else ''}"
    return f"{said} (against)" if because.against else said
