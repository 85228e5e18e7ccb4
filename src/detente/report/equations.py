"""The equations of the model and of its explanations: those that a study and its report use, and the file of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from detente import rules, solvers
from detente.report.answers import Answers
from detente.report.cited import rules_used, solvers_used
from detente.report.document import Code, Formula, Inline, Link, Paragraph, Section, Strong, said


@dataclass(frozen=True, slots=True)
class Equation:
    """An equation as LaTeX and as words, what its symbols mean, and the file of the package that computes it."""

    title: str
    latex: str
    words: str
    symbols: str
    file: str


def section(answers: Answers) -> Section:
    """The equations in the order in which a step takes them, then those of what explains it."""
    lead = said(
        "The equations are those that this study uses, in the order in which a step takes them, then those of what "
        "explains it; each names the file of the software that computes it. All hold within one draw, in which every "
        "uncertain number is fixed; t counts steps from the study's first."
    )
    blocks: list[Paragraph | Formula] = [Paragraph((lead,))]
    for equation in used(answers):
        parts: list[Inline] = [f"{equation.symbols} Computed in ", Code(equation.file), "."]
        blocks += [Paragraph((said(Strong(equation.title)),)), Formula(equation.latex, equation.words)]
        blocks.append(Paragraph((said(*parts),)))
    where = said("What each symbol stands for in this study is in ", Link("the model description", "odd-2"), ".")
    return Section("equations", "Equations", (*blocks, Paragraph((where,))))


def used(answers: Answers) -> Iterator[Equation]:
    """The equations of what this study and this report use."""
    study = answers.study
    yield from (SAMPLING, CAUSES, ISSUES_AS_CAUSES, LEVERS, CAPABILITY, WEIGHT, LINE)
    for name in solvers_used(study):
        yield SOLVERS.get(name) or _in_words("solvers", name, solvers.named(name).title)
    yield POLICY
    for name in rules_used(study):
        yield RULES.get(name) or _in_words("rules", name, rules.named(name).title)
    if any(len(q.parties) == 1 for q in study.issues):
        yield ALONE
    yield from (MOVEMENT, LEVEL)
    if answers.roots is not None:
        yield from (UNDER_WAY, SHAPLEY)
        if answers.roots.together:
            yield INTERACTION
    if answers.flip is not None:
        yield DISTANCE
    if answers.weakest is not None:
        yield WEAKEST


def _in_words(folder: str, name: str, title: str) -> Equation:
    """Of a solver or rule that nobody has written down here: its name, and where it is computed."""
    letter = "S" if folder == "solvers" else "A"
    file = f"{folder}/{name.replace('-', '_')}.py"
    latex = rf"{letter} = \operatorname{{{''.join(c for c in name if c.isalnum())}}}"
    return Equation(title, latex, f"{letter} = {name}", "Its formula stands in the file.", file)


SAMPLING = Equation(
    "Sampling",
    r"z_i = F_i^{-1}\left(\frac{\pi_i(j) + U_{ij}}{1024}\right), \quad \sigma_i = \frac{b_i - a_i}{3.29}",
    "z_i = inverse F_i((π_i(j) + U_ij) / 1024), σ_i = (b_i - a_i) / 3.29",
    "z is the value of assumption i in draw j of a block, F its law, π a random order of the numbers from 0 to "
    "1,023 and U uniform between 0 and 1. A range from a to b is the central 90 % interval of a normal law with "
    "deviation σ, cut off at the bounds of the quantity, or of the same law on the logarithm where the quantity is "
    "positive and unbounded.",
    "engine/sample.py",
)
CAUSES = Equation(
    "Drivers as causes",
    r"D_k(t) = 1 - \prod_{e \in k} \left(1 - s_e \min\left(\frac{t - t_e + 1}{b_e}, 1\right) 2^{-\max(t - t_e - b_e "
    r"+ 1,\, 0)\, \Delta / h_e}\right)",
    "D_k(t) = 1 - product over events e of k of (1 - s_e min((t - t_e + 1) / b_e, 1) 2^(-max(t - t_e - b_e + 1, 0) "
    "Δ / h_e))",
    "D is the strength of driver k, from 0 to 1; s is the strength of an event, t with the event's index the step "
    "that contains its date, b the steps over which it builds up (at least 1), h its half-life and Δ the length of "
    "a step, both in months. Before its step, and after its last, an event counts as 0; so it does where it does "
    "not happen in the draw. One that does not fade has no last factor.",
    "engine/kernel.py",
)
ISSUES_AS_CAUSES = Equation(
    "Issues as causes",
    r"D_q(t) = \frac{M_q(t) - M_q(0)}{100}",
    "D_q(t) = (M_q(t) - M_q(0)) / 100",
    "M is the level of issue q without noise as the step begins: what an issue does to others, or to itself, comes "
    "a step later.",
    "engine/kernel.py",
)
LEVERS = Equation(
    "Levers",
    r"x(t) = \min\left(\max\left(x^0 + \sum_i \beta_i D_i(t),\, 0\right), m\right)",
    "x(t) = min(max(x0 + sum over effects i of β_i D_i(t), 0), m)",
    "x is a position, a salience, a band, a dependence or a lock-in, x with index 0 its base value, and β what "
    "effect i adds when its cause is at full strength; D is how strong that cause is. The bound m is 100 for "
    "positions and bands, 1 for the others.",
    "engine/response.py",
)
CAPABILITY = Equation(
    "Capability",
    r"c_f(t) = c_f^0 \exp\left(\sum_i \gamma_i D_i(t)\right)",
    "c_f(t) = c0_f exp(sum over effects i of γ_i D_i(t))",
    "c is the capability of faction f, 0 while the faction is not active; γ is the logarithm of the factor by which "
    "effect i multiplies it when its cause is at full strength.",
    "engine/response.py",
)
WEIGHT = Equation(
    "Weight",
    r"w_{fq}(t) = c_f(t)\, s_{fq}(t)",
    "w_fq(t) = c_f(t) s_fq(t)",
    "w is the weight of faction f on issue q, c its capability and s its salience there.",
    "engine/response.py",
)
LINE = Equation(
    "Line",
    r"\ell_{pq}(t) = S_p\left(x_{fq}(t), w_{fq}(t) : f \in \mathrm{big}(p)\right)",
    "l_pq(t) = S_p(positions and weights on q of the factions of p that play the big game)",
    "ℓ is the line of polity p on issue q and S the solver of the polity. Where no such faction has weight, the "
    "last line stands.",
    "engine/response.py",
)
POLICY = Equation(
    "Policy",
    r"y_{pq}(t) = \min\left(\max\left(S_p(\mathrm{small}),\, \ell_{pq}(t) - b_{pq}(t)\right),\, \ell_{pq}(t) + "
    r"b_{pq}(t)\right)",
    "y_pq(t) = min(max(S_p(factions of p that play the small game), l_pq(t) - b_pq(t)), l_pq(t) + b_pq(t))",
    "y is the policy and b the band around the line. Where nobody with weight plays the small game, the policy is "
    "the line.",
    "engine/response.py",
)
SOLVERS: Mapping[str, Equation] = {
    "mean": Equation(
        "Weighted mean",
        r"S = \frac{\sum_f w_f x_f}{\sum_f w_f}",
        "settlement = sum_f w_f x_f / sum_f w_f",
        "Every faction pulls the settlement towards its position x, in proportion to its weight w.",
        "solvers/mean.py",
    ),
    "median": Equation(
        "Weighted median",
        r"S = \frac{1}{2} \left(\min \left\{x_f : W(x_f) \ge \frac{W}{2}\right\} + \min \left\{x_f : W(x_f) > "
        r"\frac{W}{2}\right\}\right)",
        "settlement = midpoint of the lowest position with at least half of the weight up to it, and the lowest "
        "with more",
        "W(x) is the weight of all factions at positions up to and with x, W the weight of all.",
        "solvers/median.py",
    ),
}
RULES: Mapping[str, Equation] = {
    "consent": Equation(
        "Agreement by consent",
        r"A = \min_i \left[\, y_i + \max_j\, d_{ij} \max(y_j - y_i,\, 0) \right]",
        "A = min_i [ y_i + max_j d_ij max(y_j - y_i, 0) ]",
        "A is where the parties' policies y meet, and d how far party i can be pulled by party j: nobody is taken "
        "further than it wants, except as far as its dependence lets it be pulled.",
        "rules/consent.py",
    ),
    "weighted": Equation(
        "Agreement by weighted compromise",
        r"A = \frac{\sum_i a_i y_i}{\sum_i a_i}, \quad a_i = \max\left(1 + \overline{d_{ji}} - \overline{d_{ij}},\, "
        r"0\right)",
        "A = sum_i a_i y_i / sum_i a_i, a_i = max(1 + mean_j d_ji - mean_j d_ij, 0)",
        "A is where the parties' policies y meet; a party counts for more the more others depend on it and the less "
        "it depends on them. Means are over the other parties j, and d is how far the first can be pulled by the "
        "second.",
        "rules/weighted.py",
    ),
    "unilateral": Equation(
        "Agreement by the most willing",
        r"A = \max_i\, y_i",
        "A = max_i y_i",
        "A is the highest of the parties' policies y: what one party can do alone.",
        "rules/unilateral.py",
    ),
}
ALONE = Equation(
    "Issue of one party",
    r"A = y",
    "A = y",
    "Where an issue has one party, its policy y is what it comes to.",
    "engine/response.py",
)
MOVEMENT = Equation(
    "Movement",
    r"M_q(t+1) = M_q + r_q^{\uparrow} \max(A_q - M_q,\, 0) - r_q^{\downarrow} (1 - \lambda_q) \max(M_q - A_q,\, 0), "
    r"\quad r = 1 - 2^{-\Delta / h}",
    "M_q(t+1) = M_q + rise_q max(A_q - M_q, 0) - fall_q (1 - λ_q) max(M_q - A_q, 0), rise and fall = 1 - 2^(-Δ / h)",
    "M is the level without noise, kept between 0 and 100, A the agreement, λ the lock-in, h the half-life of rise "
    "or fall and Δ the length of a step, both in months.",
    "engine/response.py",
)
LEVEL = Equation(
    "Level",
    r"L_q(t) = \min(\max(M_q(t) + u_q(t),\, 0), 100), \quad u_q(t+1) = \rho u_q(t) + \sqrt{1 - \rho^2}\, \sigma_q "
    r"\varepsilon_q(t+1), \quad \rho = 2^{-\Delta / 12}",
    "L_q(t) = min(max(M_q(t) + u_q(t), 0), 100), u_q(t+1) = ρ u_q(t) + sqrt(1 - ρ^2) σ_q ε_q(t+1), ρ = 2^(-Δ / 12)",
    "u is what the model does not explain: its half-life is 12 months, its standard deviation σ the study's noise, "
    "and ε are independent standard normal numbers. It begins at σ ε(0) and never feeds back into M.",
    "engine/kernel.py",
)
UNDER_WAY = Equation(
    "Change, and what was already under way",
    r"M(t_2) - M(t_1) = \left[v(\emptyset) - M(t_1)\right] + \sum_k \varphi_k",
    "M(t2) - M(t1) = [v(nobody) - M(t1)] + sum over drivers k of share_k",
    "v(S) is the level without noise at the later date where the drivers in S run their course and all others are "
    "held, from the first date on, at the strength they had there. The bracket is what was already under way.",
    "explain/roots.py",
)
SHAPLEY = Equation(
    "Share of a driver (Shapley value)",
    r"\varphi_k = \sum_{S :\, k \notin S} \frac{s!\,(n - s - 1)!}{n!} \left[v(S \cup \{k\}) - v(S)\right]",
    "share_k = sum over S without k of s! (n - s - 1)! / n! (v(S + k) - v(S))",
    "φ is what driver k adds when it starts to run, on average over all orders in which the n drivers could; s is "
    "how many drivers S has. It is computed in every draw. Above 12 drivers random orders and their reverses stand "
    "for all.",
    "explain/shapley.py",
)
INTERACTION = Equation(
    "What two drivers add together",
    r"I_{ij} = \sum_{S :\, i, j \notin S} \frac{s!\,(n - s - 2)!}{(n - 1)!} \left[v(S \cup \{i,j\}) - v(S \cup "
    r"\{i\}) - v(S \cup \{j\}) + v(S)\right]",
    "together_ij = sum over S without i and j of s! (n - s - 2)! / (n - 1)! (v(S + i + j) - v(S + i) - v(S + j) + "
    "v(S))",
    "I is what drivers i and j add together and not apart; it is negative where each makes the other matter less.",
    "explain/shapley.py",
)
DISTANCE = Equation(
    "Distance of the smallest reversal",
    r"\delta = \min_u \lVert u \rVert_2 \quad \text{such that the judgement at } u \text{ is reversed}",
    "distance = min ‖u‖₂ over all shifts u under which the judgement is reversed",
    "u holds the shift of every assumption's centre in units of its own standard deviation σ, on the scale of its "
    "law. The shortest way found is confirmed by running the study with the shifted numbers; there may be a shorter "
    "one.",
    "explain/flip.py",
)
WEAKEST = Equation(
    "Order of the weakest points",
    r"\text{product}_i = \text{weakness}_i \cdot \frac{1}{n} \sum_{j=1}^{n} \left| \sigma_i \frac{\partial "
    r"M_j}{\partial z_i} \right|",
    "product_i = mean over draws of |points that the level moves for one σ of assumption i| × weakness_i",
    "M is the headline's level without noise in draw j of n, z the number; weakness runs from 0 to 1 with the "
    "number and grade of the sources that an assumption rests on.",
    "explain/weakest.py",
)
