"""From a study to its levels: names become arrays, assumptions become draws, draws become histories.

`draws.simulate` is the way in; `run.Run` is what comes out. Nothing here touches disk, clock or network.
"""
