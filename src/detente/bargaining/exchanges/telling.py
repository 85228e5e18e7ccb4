"""An actor's exchanges in words: what it gave, what it got, and what the exchanges of others did to it."""

from __future__ import annotations

from detente.bargaining.exchanges.externalities import externalities
from detente.bargaining.exchanges.scales import scales
from detente.bargaining.exchanges.trades import Move, Trade
from detente.bargaining.play import Play
from detente.tables import ActorTable


def why(table: ActorTable, play: Play, actor: int, round: int) -> tuple[str, ...]:
    """Why an actor votes as it does in a round, one line for each exchange, in the order they were made.

    Rounds count from 1. The last line sums up what the exchanges of the others did to the actor.
    """
    trades: tuple[Trade, ...] = play.parts["trades"]
    made = [trade for trade in trades if trade.round == round]
    name = table.actors[actor]
    own = tuple(_exchange(table, trade, actor) for trade in made if trade.has(actor))
    others = sum(_external(table, play, trade, actor) for trade in made if not trade.has(actor))
    first = own or (f"{name} makes no exchange in round {round}, and votes where it stands.",)
    if not any(not trade.has(actor) for trade in made):
        return first
    does = "cost it" if others < 0 else "bring it"
    return (*first, f"The exchanges among the others {does} {abs(others):.2f} points of outcome × salience.")


def _exchange(table: ActorTable, trade: Trade, actor: int) -> str:
    gives, gets = trade.moves if trade.moves[0].supplier == actor else trade.moves[::-1]
    name, other = table.actors[actor], table.actors[gets.supplier]
    given, got = (f"`{table.issues[move.issue].name}`" for move in (gives, gets))
    return (
        f"{name} moves {_way(gives)} on {given} for {other}, which moves {_way(gets)} on {got} in return: "
        f"{name} cares less for {given}, beside {got}, than {other} does. "
        f"The outcome shifts by {_shift(gives)} on {given} and by {_shift(gets)} on {got}; "
        f"each gains {trade.gain:.3g} points of outcome × salience."
    )


def _external(table: ActorTable, play: Play, trade: Trade, actor: int) -> float:
    scale = scales(table)
    start = scale.points(play.parts["starts"][trade.round - 1])
    return float(externalities(scale.forth(trade), start, table.salience)[actor])


def _way(move: Move) -> str:
    return f"from {move.start:.4g} to {move.voting:.4g}"


def _shift(move: Move) -> str:
    return f"{move.after - move.before:+.3g}"
