"""Draws from the posterior by NUTS, as the check of the fast estimate: exact, and slow beyond a few thousand votes."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from jaxtyping import Float

from detente.idealpoints.estimate import IdealPoints
from detente.idealpoints.panel import Panel
from detente.idealpoints.scale import scaled
from detente.idealpoints.walk import walk
from detente.study.problems import DetenteError


class Draws(NamedTuple):
    """Draws of ideal points, chain after chain, and how well the chains agree."""

    points: Float[np.ndarray, "draw session state"]  # NaN outside membership
    r_hat: Float[np.ndarray, "session state"]  # split R-hat: near 1 where chains agree; NaN likewise


def by_nuts(
    panel: Panel,
    near: IdealPoints,
    *,
    seed: int,
    warm_up: int = 500,
    draws: int = 500,
    chains: int = 2,
    linked: bool = True,
) -> Draws:
    """Ideal points drawn by the No-U-Turn sampler, under the prior that `near` ended with.

    Chains begin around `near`, an estimate of the same panel, twice as far apart as its posterior is wide. The model is
    that of `estimate` with its prior held; every draw has mean 0 and variance 1 over the panel, and is then put on the
    same scale as `near`. `warm_up` and `draws` are those of one chain.

    Raises:
        DetenteError: NumPyro is not installed.

    Source: Hoffman and Gelman (2014), J. Machine Learning Research 15, 1593-1623; split R-hat: Gelman et al. (2013),
    Bayesian Data Analysis, 3rd ed., section 11.4.
    """
    try:
        from numpyro import diagnostics
        from numpyro.infer import MCMC, NUTS
    except ImportError:
        raise DetenteError("draws need NumPyro, which is not installed", "pip install 'detente[fit]'") from None
    import jax
    import jax.numpy as jnp

    voted, member = panel.voted() > 0, panel.member()
    law = walk(member, panel.apart(), near.prior.step)
    with jax.enable_x64(new_val=True):
        potential = _potential(panel, near, law.own, law.tie)
        middle, half = near.cuts.mean(axis=1), np.diff(near.cuts, axis=1)[:, 0] / 2
        away = np.random.default_rng(seed).normal(size=(chains, *near.mean.shape))
        item = np.stack([near.discrimination, middle, np.log(half)], axis=1)
        start = {
            "raw": jnp.asarray(np.where(member, near.mean + 2 * near.sd * away, 0.0)),
            "item": jnp.asarray(np.repeat(item[None], chains, axis=0)),
        }
        if chains == 1:
            start = {name: value[0] for name, value in start.items()}
        sampler: Any = MCMC(
            NUTS(potential_fn=potential), num_warmup=warm_up, num_samples=draws, num_chains=chains,
            chain_method="sequential", progress_bar=False,
        )  # fmt: skip
        sampler.run(jax.random.key(seed), init_params=start)
        raw: np.ndarray = np.asarray(sampler.get_samples()["raw"])
    first, second = (near.states.index(anchor) for anchor in near.anchors)
    out = np.full(raw.shape, np.nan)
    for k, drawn in enumerate(raw):
        scale = scaled(drawn, np.zeros_like(drawn), voted, linked=linked)
        on = scale.stretch[:, None] * drawn + scale.shift
        both = voted[:, first] & voted[:, second]
        turn = 1.0 if not both.any() or (on[both, first] - on[both, second]).mean() >= 0 else -1.0
        out[k] = np.where(member, turn * on, np.nan)
    compared: Any = diagnostics
    r_hat = np.asarray(compared.split_gelman_rubin(out.reshape(chains, draws, *member.shape)))
    return Draws(out, np.where(member, r_hat, np.nan))


def _potential(panel: Panel, near: IdealPoints, own: np.ndarray, tie: np.ndarray) -> Any:
    import jax.numpy as jnp

    from detente.idealpoints.ballot import chance

    voted, member = panel.voted() > 0, panel.member()
    mean, precision = near.prior.item()
    vote, session = jnp.asarray(panel.ballots()), panel.session_of_roll
    count = int(voted.sum())

    def potential(at: Any) -> Any:
        raw, item = at["raw"], at["item"]
        shift = jnp.where(voted, raw, 0.0).sum() / count
        unit = jnp.sqrt(jnp.where(voted, (raw - shift) ** 2, 0.0).sum() / count)
        point = jnp.where(member, (raw - shift) / unit, 0.0)
        of_walk = (own * point**2).sum() + 2 * (tie[1:] * point[1:] * point[:-1]).sum()
        of_items = (precision[None, :] * (item - mean[None, :]) ** 2).sum()
        loose = count * (shift**2 + jnp.log(unit) ** 2) + jnp.where(member, 0.0, raw**2).sum()  # of what is taken out
        half = jnp.exp(item[:, 2:])
        u = item[:, 1:2] - item[:, :1] * point[session]
        of_votes = jnp.where(vote > 0, jnp.log(chance(u - half, u + half, vote)), 0.0).sum()
        # a volume of raw points is `unit` to the power of their number, times one of points on the scale
        return 0.5 * (of_walk + of_items + loose) - of_votes + (int(member.sum()) - 1) * jnp.log(unit)

    return potential
