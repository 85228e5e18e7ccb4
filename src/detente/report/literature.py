"""Literature: the works that the model, its explanations and this report are taken from, beside solvers and rules.

Facts that nobody has looked up are left out: no page number or DOI here is a guess.
"""

from __future__ import annotations

from detente.study.citations import Work


def _by(names: str) -> tuple[str, ...]:
    return tuple(names.split("; "))


# ── the model ─────────────────────────────────────────────────────────────────────────────────

PUTNAM = Work(
    "article", _by("Putnam, R. D."), 1988, "Diplomacy and domestic politics: the logic of two-level games",
    "International Organization", volume="42", issue="3", pages="427-460", doi="10.1017/S0020818300027697",
)  # fmt: skip
MCKAY = Work(
    "article", _by("McKay, M. D.; Beckman, R. J.; Conover, W. J."), 1979,
    "A comparison of three methods for selecting values of input variables in the analysis of output from a computer "
    "code",
    "Technometrics", volume="21", issue="2", pages="239-245", doi="10.1080/00401706.1979.10489755",
)  # fmt: skip
SALMON = Work(
    "paper", _by("Salmon, J. K.; Moraes, M. A.; Dror, R. O.; Shaw, D. E."), 2011,
    "Parallel random numbers: as easy as 1, 2, 3",
    "Proceedings of 2011 International Conference for High Performance Computing, Networking, Storage and Analysis",
    doi="10.1145/2063384.2063405",
)  # fmt: skip
HYNDMAN_FAN = Work(
    "article", _by("Hyndman, R. J.; Fan, Y."), 1996, "Sample quantiles in statistical packages",
    "The American Statistician", volume="50", issue="4", pages="361-365", doi="10.1080/00031305.1996.10473566",
)  # fmt: skip
OWEN_PAIRED = Work(
    "book", _by("Owen, A. B."), 2013, "Monte Carlo theory, methods and examples", url="https://artowen.su.domains/mc/",
    note="Section 8.6, common random numbers",
)  # fmt: skip

# ── explanations ──────────────────────────────────────────────────────────────────────────────

SHAPLEY = Work(
    "chapter", ("Shapley, L. S.",), 1953, "A value for n-person games", "Contributions to the Theory of Games II",
    ("Kuhn, H. W.", "Tucker, A. W."), pages="307-317", publisher="Princeton University Press",
    doi="10.1515/9781400881970-018",
)  # fmt: skip
GRABISCH_ROUBENS = Work(
    "article", _by("Grabisch, M.; Roubens, M."), 1999,
    "An axiomatic approach to the concept of interaction among players in cooperative games",
    "International Journal of Game Theory", volume="28", issue="4", pages="547-565", doi="10.1007/s001820050125",
)  # fmt: skip
CASTRO = Work(
    "article", _by("Castro, J.; Gómez, D.; Tejada, J."), 2009,
    "Polynomial calculation of the Shapley value based on sampling", "Computers & Operations Research",
    volume="36", issue="5", pages="1726-1730", doi="10.1016/j.cor.2008.04.004",
)  # fmt: skip
MITCHELL = Work(
    "article", _by("Mitchell, R.; Cooper, J.; Frank, E.; Holmes, G."), 2022,
    "Sampling permutations for Shapley value estimation", "Journal of Machine Learning Research",
    volume="23", issue="43", pages="1-46", url="https://jmlr.org/papers/v23/21-0439.html",
)  # fmt: skip
OWEN_EXTENSION = Work(
    "article", _by("Owen, G."), 1972, "Multilinear extensions of games", "Management Science",
    volume="18", issue="5", pages="64-79", doi="10.1287/mnsc.18.5.64",
)  # fmt: skip
BALINSKI_YOUNG = Work(
    "book", _by("Balinski, M. L.; Young, H. P."), 1982, "Fair Representation: Meeting the Ideal of One Man, One Vote",
    publisher="Yale University Press",
)  # fmt: skip
WILSON = Work(
    "article", _by("Wilson, E. B."), 1927, "Probable inference, the law of succession, and statistical inference",
    "Journal of the American Statistical Association", volume="22", issue="158", pages="209-212",
    doi="10.1080/01621459.1927.10502953",
)  # fmt: skip
HASOFER_LIND = Work(
    "article", _by("Hasofer, A. M.; Lind, N. C."), 1974, "Exact and invariant second-moment code format",
    "Journal of the Engineering Mechanics Division", volume="100", issue="1", pages="111-121",
    doi="10.1061/JMCEA3.0001848",
)  # fmt: skip
RACKWITZ_FIESSLER = Work(
    "article", _by("Rackwitz, R.; Fiessler, B."), 1978, "Structural reliability under combined random load sequences",
    "Computers & Structures", volume="9", issue="5", pages="489-494", doi="10.1016/0045-7949(78)90046-9",
)  # fmt: skip
ZHANG_DER_KIUREGHIAN = Work(
    "chapter", _by("Zhang, Y.; Der Kiureghian, A."), 1995, "Two improved algorithms for reliability analysis",
    "Reliability and Optimization of Structural Systems", doi="10.1007/978-0-387-34866-7_32",
)  # fmt: skip
MADOW = Work(
    "article", _by("Madow, W. G."), 1949, "On the theory of systematic sampling, II",
    "The Annals of Mathematical Statistics", volume="20", issue="3", pages="333-354", doi="10.1214/aoms/1177729988",
)  # fmt: skip
GRIEWANK_WALTHER = Work(
    "book", _by("Griewank, A.; Walther, A."), 2008,
    "Evaluating Derivatives: Principles and Techniques of Algorithmic Differentiation",
    publisher="Society for Industrial and Applied Mathematics", doi="10.1137/1.9780898717761",
)  # fmt: skip

# ── how a report speaks ───────────────────────────────────────────────────────────────────────

ODD_2006 = Work(
    "article",
    _by(
        "Grimm, V.; Berger, U.; Bastiansen, F.; Eliassen, S.; Ginot, V.; Giske, J.; Goss-Custard, J.; Grand, T.; "
        "Heinz, S. K.; Huse, G.; Huth, A.; Jepsen, J. U.; Jørgensen, C.; Mooij, W. M.; Müller, B.; Pe'er, G.; "
        "Piou, C.; Railsback, S. F.; Robbins, A. M.; Robbins, M. M.; Rossmanith, E.; Rüger, N.; Strand, E.; "
        "Souissi, S.; Stillman, R. A.; Vabø, R.; Visser, U.; DeAngelis, D. L."
    ),
    2006, "A standard protocol for describing individual-based and agent-based models", "Ecological Modelling",
    volume="198", issue="1-2", pages="115-126", doi="10.1016/j.ecolmodel.2006.04.023",
)  # fmt: skip
ODD_2010 = Work(
    "article", _by("Grimm, V.; Berger, U.; DeAngelis, D. L.; Polhill, J. G.; Giske, J.; Railsback, S. F."), 2010,
    "The ODD protocol: A review and first update", "Ecological Modelling",
    volume="221", issue="23", pages="2760-2768", doi="10.1016/j.ecolmodel.2010.08.019",
)  # fmt: skip
ODD_2020 = Work(
    "article",
    _by(
        "Grimm, V.; Railsback, S. F.; Vincenot, C. E.; Berger, U.; Gallagher, C.; DeAngelis, D. L.; Edmonds, B.; "
        "Ge, J.; Giske, J.; Groeneveld, J.; Johnston, A. S. A.; Milles, A.; Nabe-Nielsen, J.; Polhill, J. G.; "
        "Radchuk, V.; Rohwäder, M.-S.; Stillman, R. A.; Thiele, J. C.; Ayllón, D."
    ),
    2020,
    "The ODD protocol for describing agent-based and other simulation models: A second update to improve clarity, "
    "replication, and structural realism",
    "Journal of Artificial Societies and Social Simulation",
    volume="23", issue="2", pages="7", doi="10.18564/jasss.4259",
)  # fmt: skip
EDMONDS = Work(
    "article",
    _by(
        "Edmonds, B.; Le Page, C.; Bithell, M.; Chattoe-Brown, E.; Grimm, V.; Meyer, R.; Montañola-Sales, C.; "
        "Ormerod, P.; Root, H.; Squazzoni, F."
    ),
    2019, "Different modelling purposes", "Journal of Artificial Societies and Social Simulation",
    volume="22", issue="3", pages="6", doi="10.18564/jasss.3993",
)  # fmt: skip
ICD_203 = Work(
    "report", _by("Office of the Director of National Intelligence"), 2015,
    "Intelligence Community Directive 203: Analytic Standards",
    url="https://www.dni.gov/files/documents/ICD/ICD%20203%20Analytic%20Standards.pdf",
)  # fmt: skip
WINTLE = Work(
    "article", _by("Wintle, B. C.; Fraser, H.; Wills, B. C.; Nicholson, A. E.; Fidler, F."), 2019,
    "Verbal probabilities: Very likely to be somewhat more confusing than numbers", "PLOS ONE",
    volume="14", issue="4", pages="e0213522", doi="10.1371/journal.pone.0213522",
)  # fmt: skip
ADMIRALTY = Work(
    "report", _by("North Atlantic Treaty Organization"), 2016,
    "AJP-2.1: Allied Joint Doctrine for Intelligence Procedures", publisher="NATO Standardization Office",
)  # fmt: skip
IRWIN_MANDEL = Work(
    "article", _by("Irwin, D.; Mandel, D. R."), 2019,
    "Improving information evaluation for intelligence production", "Intelligence and National Security",
    volume="34", issue="4",
)  # fmt: skip
OKABE_ITO = Work(
    "webpage", _by("Okabe, M.; Ito, K."), 2008,
    "Color Universal Design (CUD): How to make figures and presentations that are friendly to colorblind people",
    url="https://jfly.uni-koeln.de/color/",
)  # fmt: skip

# ── software ──────────────────────────────────────────────────────────────────────────────────

JAX = Work(
    "software",
    _by(
        "Bradbury, J.; Frostig, R.; Hawkins, P.; Johnson, M. J.; Leary, C.; Maclaurin, D.; Necula, G.; Paszke, A.; "
        "VanderPlas, J.; Wanderman-Milne, S.; Zhang, Q."
    ),
    2018, "JAX: composable transformations of Python+NumPy programs", url="https://github.com/jax-ml/jax",
)  # fmt: skip
NUMPY = Work(
    "article",
    _by(
        "Harris, C. R.; Millman, K. J.; van der Walt, S. J.; Gommers, R.; Virtanen, P.; Cournapeau, D.; "
        "Wieser, E.; Taylor, J.; Berg, S.; Smith, N. J.; Kern, R.; Picus, M.; Hoyer, S.; van Kerkwijk, M. H.; "
        "Brett, M.; Haldane, A.; del Río, J. F.; Wiebe, M.; Peterson, P.; Gérard-Marchant, P.; Sheppard, K.; "
        "Reddy, T.; Weckesser, W.; Abbasi, H.; Gohlke, C.; Oliphant, T. E."
    ),
    2020, "Array programming with NumPy", "Nature",
    volume="585", issue="7825", pages="357-362", doi="10.1038/s41586-020-2649-2",
)  # fmt: skip
ALTAIR = Work(
    "article",
    _by(
        "VanderPlas, J.; Granger, B. E.; Heer, J.; Moritz, D.; Wongsuphasawat, K.; Satyanarayan, A.; Lees, E.; "
        "Timofeev, I.; Welsh, B.; Sievert, S."
    ),
    2018, "Altair: Interactive statistical visualizations for Python", "Journal of Open Source Software",
    volume="3", issue="32", pages="1057", doi="10.21105/joss.01057",
)  # fmt: skip
DETENTE = "detente: an argument about foreign policy, made runnable"
"""Title under which `CITATION.cff` asks to be cited."""
