"""Equations that a browser sets by itself: LaTeX to MathML, of which only what sets mathematics is let through."""

from __future__ import annotations

from html import escape
from typing import Any, cast

from latex2mathml import converter
from lxml import html as lxml_html

from detente.report.hypertext import Html
from detente.report.inert import clean

_ELEMENTS = frozenset(
    (  # noqa: SIM905
        "math mrow mi mn mo mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr "
        "mtd mstyle mpadded mphantom"
    ).split()
)
_ATTRIBUTES = frozenset(
    (  # noqa: SIM905
        "display displaystyle mathvariant stretchy fence form width height depth lspace rspace minsize maxsize "
        "symmetric largeop movablelimits accent columnalign separator linethickness"
    ).split()
)


def mathml(latex: str, words: str) -> Html:
    """An equation given in LaTeX; what cannot be set stands there in words.

    The converter escapes nothing, so that everything it returns is read again, element by element.
    """
    try:
        source = converter.convert(_tame(latex), display="block")
        return Html(_set(cast("Any", lxml_html).fragment_fromstring(source), f' alttext="{escape(clean(words))}"'))
    except Exception:  # the converter raises whatever its walk ran into
        return Html(f"<span>{escape(clean(words))}</span>")


def _tame(latex: str) -> str:
    return clean(latex).replace("<", r"\lt ").replace(">", r"\gt ")


def _set(element: Any, more: str = "") -> str:
    name = str(element.tag)
    if name not in _ELEMENTS:
        raise ValueError(f"an equation holds no {name}")
    kept = "".join(f' {k}="{escape(v)}"' for k, v in element.attrib.items() if k in _ATTRIBUTES)
    inside = "".join(_set(child) + escape(child.tail or "") for child in element)
    return f"<{name}{kept}{more}>{escape(element.text or '')}{inside}</{name}>"
