"""Position exchange with equal gain: two actors each give way on the issue about which they care relatively less.

The words, as the files here use them:

    outcome    weighted mean of the voting positions on an issue, by capability × salience; the field's MDS
    supplier   who moves on an issue, for something in return; the demander is who gets it
    trade      two sides, column 0 the earlier issue of the table: its supplier is the demander of column 1
    gain       points of outcome (0 to 100) times salience, the same for both sides of a trade

`pairs` says who may trade what with whom, `terms` on which terms, `market` carries the trades of one round out, best
first, `rounds` plays several, `externalities` says what a trade does to the others, and `telling` tells it in words.
"""

from __future__ import annotations

from detente.bargaining.exchanges.trades import Move, Trade

__all__ = ["Move", "Trade"]
