"""A trustworthy knowledge graph from messy Chinese documents about county education.

The public interface is `kg.build`, `kg.read`, `kg.nlp` and `kg.open`, described in `kg.api`. Each is loaded when it is
first used: `import kg` costs nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import Graph as Graph
    from kg.api import build as build
    from kg.api import nlp as nlp
    from kg.api import open as open  # noqa: A004 — `kg.open`, as `gzip.open`
    from kg.api import read as read

__version__ = "0.1.0"

_MODULES = frozenset({"build", "nlp", "read"})  # which are called too
_NAMES = frozenset({"Graph", "open"})


def __getattr__(name: str) -> Any:
    """Load a part of the public interface."""
    if name in _MODULES:
        return import_module(f"kg.{name}")
    if name in _NAMES:
        return getattr(import_module("kg.api"), name)
    message = f"module 'kg' has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    """Return what `kg.` offers."""
    return sorted({*globals(), *_MODULES, *_NAMES})


class _Called(ModuleType):
    """A module that can be called: `kg.build(…)` is `kg.api.build(…)`."""

    def __call__(self, *given: Any, **named: Any) -> Any:
        return getattr(import_module("kg.api"), self.__name__.removeprefix("kg."))(*given, **named)


class _Package(ModuleType):
    """The package. Importing a module sets it here as an attribute: that is where the called ones become callable."""

    def __setattr__(self, name: str, value: object) -> None:
        if name in _MODULES and type(value) is ModuleType:
            value.__class__ = _Called
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
