"""What the ontology's shapes forbid, as an error that names the nodes which break them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.namespaces import DATA_NS
from kg.validate import Violation, check

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    import pyoxigraph as ox


_TOLD = 3  # breaches that one message tells


class ShapeBroken(KgError):  # noqa: N818 (it says what happened, as SetAside does)
    """A document says what the ontology's shapes forbid. `nodes` are the IRIs, below the data prefix, that do."""

    def __init__(self, place: str, fact: str, next_step: str, nodes: Iterable[str] = ()) -> None:
        """As KgError."""
        super().__init__(place, fact, next_step)
        self.nodes = frozenset(nodes)


def broken(zh: str, en: str, nodes: Iterable[str] = ()) -> ShapeBroken:
    """Return the violation in both languages; who knows the document adds the place."""
    return ShapeBroken("", f"{zh} ({en})", "please report it with the document", nodes)


def keep_shapes(quads: Iterable[ox.Quad], among: Container[str] | None = None) -> None:
    """Raise ShapeBroken, in plain words, where what a document says breaks a shape.

    What the document refers to must be among the quads with its classes. `among`: IRIs of the nodes to check, else all.
    """
    # what is wrong with a value says more than what is wrong with the node that has it
    breaches = sorted(check(quads, among=among), key=lambda breach: not breach.path)
    if not breaches:
        return
    told, more = breaches[:_TOLD], len(breaches) - _TOLD
    zh = [f"{_place(breach)}：{breach.message_zh}" for breach in told] + [f"另有{more}处"] * (more > 0)
    en = [breach.message_en for breach in told] + [f"and {more} more"] * (more > 0)
    raise broken("；".join(zh), "; ".join(en), (breach.focus.removeprefix(DATA_NS) for breach in breaches))


def _place(breach: Violation) -> str:
    focus, value = (name.removeprefix(DATA_NS) for name in (breach.focus, breach.value))
    return " ".join(filter(None, (focus, breach.path, value if value != focus else "")))
