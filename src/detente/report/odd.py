"""The model description in the seven elements of the ODD protocol; 2, 3, 5 and 6 come from the study itself."""

from __future__ import annotations

from detente.engine.block import KEPT
from detente.engine.sample import BLOCK
from detente.report.answers import Answers
from detente.report.document import Block, Items, Link, Paragraph, Section, Sentence, Strong, said
from detente.report.odd_entities import counted, entities, process, table
from detente.report.odd_inputs import initialization, input_data
from detente.study.nouns import Lever


def section(answers: Answers) -> Section:
    """The seven elements, in the protocol's order."""
    lead = (
        said(
            "The model description follows the ODD (Overview, Design concepts, Details) protocol (Grimm and others "
            "2006, 2010, 2020)."
        ),
        said("Elements 2, 3, 5 and 6 are written from the study's own file at each report: they say what was run."),
    )
    elements = (
        _purpose(answers),
        entities(answers),
        process(answers),
        _concepts(),
        initialization(answers),
        input_data(answers),
        _submodels(answers),
    )
    return Section("odd", "Model description (ODD)", (Paragraph(lead),), elements)


def _purpose(answers: Answers) -> Section:
    """Element 1: what the study serves, what may not be claimed from it, and the patterns it is held against."""
    return Section(
        "odd-1",
        "Element 1: Purpose and patterns",
        (
            Paragraph(tuple(said(words) for words in _PURPOSE)),
            Paragraph((said("None of these conclusions may be drawn from it:"),)),
            Items(tuple(Paragraph((said(words),)) for words in _NOT_CLAIMED)),
            Paragraph((*_patterns(answers), *_left_out(answers))),
        ),
    )


def _patterns(answers: Answers) -> tuple[Sentence, ...]:
    claims = answers.study.claims
    if not claims:
        return (said("The study states no claim, so that there is no pattern by which its model could be judged."),)
    found = counted(len(claims), "claim")
    return (
        said(
            f"The patterns by which the model is judged are the {found} that the study takes from its sources, each a "
            "test that the model may fail; the verdicts are under ",
            Link("the claims", "claims"),
            ".",
        ),
        said(
            "They are patterns of the sources' argument and not of measured data: a claim borne out shows that the "
            "argument hangs together, not that it is true."
        ),
    )


def _left_out(answers: Answers) -> tuple[Sentence, ...]:
    boundary = answers.study.boundary
    if not boundary:
        return (said("The study does not say what its model leaves out."),)
    return (said("What the model leaves out is said on ", Link("page one", "page-one"), "."),)


def _concepts() -> Section:
    """Element 4: the eleven design concepts, in the protocol's order."""
    items = tuple(Paragraph((said(Strong(f"{name}."), f" {words}"),)) for name, words in _CONCEPTS)
    return Section("odd-4", "Element 4: Design concepts", (Items(items),))


def _submodels(answers: Answers) -> Section:
    """Element 7: each submodel in words; its equation stands in the next part."""
    study = answers.study
    lead = said(
        "Every submodel has its equation, with the meaning of each symbol and the file that computes it, under ",
        Link("Equations", "equations"),
        "; every number that it uses is under ",
        Link("the evidence", "evidence"),
        " with its reason.",
    )
    items = [Paragraph((said(Strong(f"{name}."), f" {words}"),)) for name, words in _SUBMODELS]
    if study.questions:
        items.append(Paragraph((said(Strong("Questions."), f" {_QUESTIONS}"),)))
    moved = [
        (said(lever), said(unit), said(f"{sum(e.moves == lever for e in study.effects):,}")) for lever, unit in _UNITS
    ]
    blocks: tuple[Block, ...] = (
        Paragraph((lead,)),
        Items(tuple(items)),
        table("Levers, and the effects of this study that move them", ("Lever", "Unit of an effect", "Effects"), moved),
    )
    return Section("odd-7", "Element 7: Submodels", blocks)


_PURPOSE = (
    "The study serves explanation: it makes an argument about foreign policy run, so that it can be seen which "
    "drivers, factions and assumptions the argument has to rest on.",
    "It serves exploration: it shows how far levels may lie apart within the ranges that its authors state.",
    "These are two of the purposes that Edmonds and others (2019) tell apart. It does not serve prediction: none of "
    "its probabilities has been scored against what happened, and until some have been, each is a statement about "
    "the model.",
)
_NOT_CLAIMED = (
    "A driver caused something in the world. Shares are shares of the model's own change.",
    "The model does better than somebody who says that nothing will change.",
    "An actor or an event that the model does not contain does not matter.",
    "The numbers hold for another case, or for this one once its sources have changed.",
)
_CONCEPTS = (
    (
        "Basic principles",
        "What a state does abroad is the outcome of a contest at home and of a bargain with others (Putnam 1988). "
        "In each polity a big game sets the line and a small game moves within a band around it; the parties' "
        "policies then meet by a rule, and the level follows at a pace of its own.",
    ),
    (
        "Emergence",
        "Lines, policies, agreements and levels emerge from positions, weights, bands and dependences. What causes "
        "do to these is imposed: every effect is an arrow that the study draws, with its size.",
    ),
    (
        "Adaptation",
        "Nobody adapts by choice. Positions, saliences and capabilities change only as the study's effects say.",
    ),
    ("Objectives", "Factions have positions and care about them more or less. No utility is computed or maximised."),
    ("Learning", "Nobody learns: how factions settle and parties agree is the same in the last step as in the first."),
    ("Prediction", "Nobody looks ahead. An event has no effect before its date, nor has the prospect of one."),
    (
        "Sensing",
        "A small game knows the line of its polity, a rule the policies and dependences of all parties, and a cause "
        "that is an issue the level without noise as the step begins. All is known without error.",
    ),
    (
        "Interaction",
        "Factions of one polity meet in its solver, polities in the rule of an issue, where dependence lets one be "
        "pulled by another, and issues through effects whose cause is an issue. No faction deals directly with one "
        "of another polity.",
    ),
    (
        "Stochasticity",
        "Uncertain numbers, dates and happenings are drawn once for each draw and stand for what the authors do not "
        "know. Noise is drawn in every step and stands for what the model does not explain; it never feeds back.",
    ),
    (
        "Collectives",
        "A polity is a collective of factions, and so is each of its games. The study sets who belongs to which; "
        "membership does not change, but a faction counts only while it is active.",
    ),
    (
        "Observation",
        "Over draws, the 5, 25, 50, 75 and 95 % quantiles of levels, agreements, lines, policies and strengths are "
        "kept for every step; those of positions, weights and the variant without tiers from the first "
        f"{BLOCK:,} draws at most; and whole paths of the first {KEPT:,}. Explanations run the same draws again with "
        "something changed.",
    ),
)
_SUBMODELS = (
    (
        "Sampling",
        "A range is the central 90 % interval of a normal law cut off at the bounds of its quantity, or of a "
        "log-normal law where the quantity is positive and unbounded; what is written as exact does not vary.",
    ),
    (
        "Causes",
        "An event builds up in equal steps if it says so, then stands, and fades by half-lives if it says so. "
        "Events of one driver add up like independent chances: the driver's strength is what is missing from 1 when "
        "the parts that each event leaves are multiplied.",
    ),
    (
        "Levers",
        "Effects add to a lever in proportion to the strength of their cause; the sum stays within the lever's "
        "bounds. On capability they multiply.",
    ),
    (
        "Line and policy",
        "A faction weighs as much as its capability times its salience; one without a position on an issue does not "
        "count there. The solver of a polity turns positions and weights of the big game into its line, and those "
        "of the small game into what it would do if free. The policy is that, held within the band around the line.",
    ),
    ("Agreement", "The rule of an issue turns the policies of its parties, and their dependences, into one level."),
    (
        "Movement",
        "In each step the level without noise goes a fixed share of the way to the agreement, by one half-life "
        "upwards and another downwards; lock-in slows the way down and nothing else.",
    ),
    (
        "Noise",
        "A first-order autoregression with a half-life of 12 months is added to it; the sum stays between 0 and 100.",
    ),
    (
        "Variant without tiers",
        "Always run beside the study, on the same draws: every faction plays the big game, so that there is no band.",
    ),
)
_QUESTIONS = (
    "A question that something is reached or fallen to counts the draws whose level, with noise, passes the "
    "threshold at the end of any step after the present, up to its date; one about a level at a date reads that "
    "step alone."
)
_UNITS: tuple[tuple[Lever, str], ...] = (
    ("position", "points"),
    ("salience", "0 to 1"),
    ("capability", "a factor"),
    ("band", "points"),
    ("dependence", "0 to 1"),
    ("lock-in", "0 to 1"),
)
