"""What a container is: a file that holds documents, each with a name, a place and a format of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from kg.model import Stated
from kg.read.aside import SetAside


class Member(NamedTuple):
    """A document in a container.

    `name` is its own name, with the sign that joins it to the container's (`/a/b.txt`, `#3`, `:12`); `place` is where
    it is found again; `suffix` is its format, `data` its bytes; `stated` is what the container tells of it. `extracted`
    is true where the bytes do not stand in the container as they are.
    """

    name: str
    place: str
    suffix: str
    data: bytes
    stated: Stated = Stated()
    extracted: bool = False


class Container(NamedTuple):
    """How documents are taken out of a container.

    `members(file, name, column)` yields them in their order, or why one is set aside; it raises SetAside where the
    container itself can't be read. `name` is the container's; `column` is the column of text that the user names, or
    empty. `opened(file)` gives a function from a place to bytes, which raises what the library raises.
    """

    members: Callable[[BinaryIO, str, str], Iterator[Member | SetAside]]
    opened: Callable[[BinaryIO], Callable[[str], bytes]]
