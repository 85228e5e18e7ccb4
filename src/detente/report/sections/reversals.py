"""What would turn it: the smallest reversal, the weakest points, sources dropped, sensitivities, what-ifs, dials."""

from __future__ import annotations

from detente.report import dials, flipping, otherwise, weak_points
from detente.report.answers import Answers
from detente.report.document import Block, Paragraph, Section, said

ORDER = 6


def section(answers: Answers) -> Section:
    """Where to attack, in the order in which an opponent would."""
    lead = said(
        "Here stands what an opponent would look for: how little would have to be wrong, what rests on little, and "
        "what would have come of it otherwise. All of it is about the model: a number that moves nothing here may "
        "still be wrong."
    )
    return Section(
        "reversals",
        "What would turn it: reversals, weak points and what-ifs",
        (Paragraph((lead,)),),
        (
            Section("flip", "The smallest reversal", tuple(flipping.reversal(answers))),
            Section("weakest", "The weakest points", tuple(weak_points.weakest_points(answers))),
            Section("dials", "Change a number", tuple(dials.dials(answers))),
            Section("dropped", "Dropping a source", tuple(weak_points.dropped_sources(answers))),
            Section("tornado", "One number at a time", tuple(weak_points.tornado(answers))),
            Section("what-ifs", "What-ifs and rival variants", tuple(otherwise.changes(answers))),
        ),
    )


def brief(answers: Answers) -> tuple[Block, ...]:
    """The smallest reversal, and the what-ifs that tell most."""
    return (*flipping.in_short(answers), *otherwise.telling(answers))
