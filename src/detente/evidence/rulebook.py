"""What is asked of sources and quotes: the rules behind the codes E01 to E06."""

from __future__ import annotations

from detente.study.checks import Rule

RULES = (
    Rule(
        "E01",
        "A quote stands in its source word for word",
        "A quote that resembles the source can say its opposite: a removed “not” leaves it almost as it was.",
        'quote: "would join the alliance"        # the page says: would not join',
        "Copy the words of the passage that the message shows, or delete the quote.",
    ),
    Rule(
        "E02",
        "A quote stands in one place",
        "Words that fit several places do not say which passage the number rests on.",
        'quote: "the guards"',
        "Quote more words, until one place is left.",
    ),
    Rule(
        "E03",
        "A quote can be checked",
        "The source is not on this machine, and the quote was never found and pinned on another.",
        "sources: {gazette: {title: …}} without the page",
        "Save the page and run `detente sources add STUDY PAGE`.",
        level="warning",
    ),
    Rule(
        "E04",
        "A quoted passage is as it was",
        "The quote stands, but its passage reads otherwise than when it was pinned: pages change after they are cited.",
        "an edited page in sources/",
        "Read the passage again; if it still says so, run `detente sources add STUDY PAGE` to pin it anew.",
        level="warning",
    ),
    Rule(
        "E05",
        "A quote is long enough to be one",
        "One word, or ends of one word, can be found anywhere.",
        'quote: "arms … buy"',
        "Quote at least two words, or two at each end.",
    ),
    Rule(
        "E06",
        "A source that lies in the study can be read",
        "An image, a locked PDF or a paywall notice holds no text to check quotes against.",
        "file: sources/scan.png",
        "Save the page's text and add that.",
    ),
)
