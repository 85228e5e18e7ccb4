"""Mathematics asked of a model: whose is a change, why a level moved, what a claim is worth, what would reverse it.

Each file asks one thing of a study's trials and answers with plain data. Nothing here touches disk, clock or network.
"""
