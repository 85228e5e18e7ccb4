"""Position exchange with equal gain: two actors each give way on the issue about which they care relatively less.

The words, as the files here use them:

    outcome    weighted mean of the voting positions on an issue, by capability × salience; the field's MDS
    supplier   who moves on an issue, for something in return; the demander is who gets it
    trade      two sides, column 0 the earlier issue of the table: its supplier is the demander of column 1
    gain       points of outcome (0 to 100) times salience, the same for both sides of a trade

`pairs` says who may trade what with whom, `terms` on which terms, `market` carries the trades of one round out, best
first, `rounds` plays several, `externalities` says what a trade does to the others, and `telling` tells it in words.

Where a file says "the program", it is decide-exchange-model (github.com/foarsitter/decide-exchange-model, commit
51dee66), the model of Stokman and Van Oosten (1994) and Arregui, Stokman and Thomson (2006), whose pages were not at
hand. The formulas are the program's, the code is not.

Ties, gains within 1e-9 of each other as a share, are broken by the order of `pairs`. That gives every recorded exchange
of two rounds of two data sets but one: in both rounds of Copenhagen the same two trades tie, the program's decimals
differ by 1e-27, and it took one of them in the first round and the other in the second. No order of actors and issues
does that.
"""

from __future__ import annotations

from detente.bargaining.exchanges.trades import Move, Trade

__all__ = ["Move", "Trade"]
