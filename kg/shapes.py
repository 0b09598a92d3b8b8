"""What the ontology's shapes forbid, as an error: a document that breaks one is set aside whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.namespaces import DATA_NS
from kg.validate import check

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph as ox


class ShapeBroken(KgError):  # noqa: N818 (it says what happened, as SetAside does)
    """A document says what the ontology's shapes forbid; it is set aside whole."""


def broken(zh: str, en: str) -> ShapeBroken:
    """Return the violation in both languages; who knows the document adds the place."""
    return ShapeBroken("", f"{zh} ({en})", "please report it with the document")


def keep_shapes(quads: Iterable[ox.Quad]) -> None:
    """Raise ShapeBroken, in plain words, where what a document says breaks a shape.

    What the document refers to must be among the quads with its classes.
    """
    breaches = check(quads)
    if not breaches:
        return
    first = breaches[0]
    focus, value = (name.removeprefix(DATA_NS) for name in (first.focus, first.value))
    place = " ".join(filter(None, (focus, first.path, value if value != focus else "")))
    others = len(breaches) - 1
    zh = f"{place}：{first.message_zh}" + (f"，另有{others}处" if others else "")
    raise broken(zh, first.message_en + (f", and {others} more" if others else ""))
