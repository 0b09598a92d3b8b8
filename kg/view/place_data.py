"""What one place says, as the data of the comparison: programs, targets, figures and problems, with their sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from kg.model import Status
from kg.view import markup
from kg.view.addresses import address, anchor
from kg.view.figures import STATES, figure, state
from kg.view.places import token, whose
from kg.view.stored import Stored
from kg.view.told import Told
from kg.view.words import word

FOLDER: Final = "compare"
SECTIONS: Final = ("programs", "targets", "figures", "problems")
# our words that `told.js` writes
TOLD_WORDS: Final = (
    *(f"state_{name}" for name in STATES),
    *("due_by", "due_in", "no_date", "reported_later", "read_there", "data_lost", "show_more"),
)
_AROUND, _QUOTED = 240, 600  # characters kept beside a quote, and of it


def data_address(place: str) -> str:
    """Return where the data of a place stand: `compare/<name>.js`."""
    return f"{FOLDER}/{token(place)}.js"


def place_data(stored: Stored, place: str) -> bytes:
    """Return a script that hands over what a place says.

    `kgPlace(name, data)`; `data.documents` are [address, label], `data.said` [document, anchor, before, quote, after,
    holder], to which all other numbers point. `programs` and `problems` are [key, label, page, entries], so are
    `targets` and `figures`; `page` is "" for what has none. Entries: of programs [0 reported or 1
    planned, said]; of targets [said, number, due, state, [[said, number, end] of each answer]]; of figures [said,
    number, year]; of problems [said]. Labels and numbers are (Chinese, English).
    """
    told = [stored.told(each) for each in stored.places.statements[place]]
    told.sort(key=lambda each: (due(each) or "9", each.document, each.start, each.local))
    book = _Book(stored, place)
    rows: dict[str, dict[str, list[list[object]]]] = {name: defaultdict(list) for name in SECTIONS}
    for each in told:
        if each.kind == "Implementation":
            for program in _refs(each, "program"):
                rows["programs"][program].append([int(each.status is Status.PLANNED), book.number(each)])
        elif each.kind == "Goal":
            rows["targets"][each.one("indicator")].append(_target(stored, each, book))
        elif each.kind == "Observation":
            shown = figure(each).shown()
            rows["figures"][each.one("indicator")].append([book.number(each), shown, each.year])
        else:
            about = _refs(each, "dcterms:subject") or _refs(each, "program") or [""]
            for subject in about:
                rows["problems"][subject].append([book.number(each)])
    for entries in rows["figures"].values():
        entries.sort(key=lambda entry: str(entry[2]), reverse=True)  # the last year first
    sections = {
        name: [[*_named(stored, local), entries] for local, entries in sorted(found.items())]
        for name, found in rows.items()
    }
    data = {**sections, "documents": book.documents, "said": book.said}
    return f"kgPlace({markup.json_text(token(place))},{markup.json_text(data)});\n".encode()


def due(told: Told) -> str:
    """Return the day by which a target is to be reached: where none is told, the last of the year that is planned."""
    return told.one("dueBy") or told.one("periodEnd")


def concept(stored: Stored, local: str) -> tuple[str, str]:
    """Return the name of an entity or of a topic in Chinese and in English."""
    if local in stored.known:
        return stored.label(local), stored.known[local].english
    zh, en = stored.topics.get(local, ("", ""))
    return zh or word("nameless"), en


class _Book:
    """The sentences of a place, each once."""

    def __init__(self, stored: Stored, place: str) -> None:
        self.documents: list[tuple[str, str]] = []
        self.said: list[tuple[int, str, str, str, str, str]] = []
        self._stored, self._place = stored, place
        self._sources: dict[str, int] = {}
        self._numbers: dict[str, int] = {}

    def number(self, told: Told) -> int:
        """Return the place of a statement in `said`."""
        if told.local not in self._numbers:
            source = self._sources.setdefault(told.document, len(self._sources))
            if source == len(self.documents):
                self.documents.append((address(told.document), self._stored.label(told.document)))
            holder = told.one("holder")
            own = whose(self._stored, holder) == self._place
            self._numbers[told.local] = len(self.said)
            label = "" if own else self._stored.label(holder)
            self.said.append((source, anchor(told.local), *clipped(told), label))
        return self._numbers[told.local]


def clipped(told: Told) -> tuple[str, str, str]:
    """Return a statement's clause in three, before its first quote, the quote and after it, none without end."""
    quote = told.quotes[0] if told.quotes else told.text
    before, found, after = told.text.partition(quote) if quote else ("", "", "")
    if not found:
        before = after = ""
    return (
        "…" * (len(before) > _AROUND) + before[-_AROUND:],
        quote[:_QUOTED] + "…" * (len(quote) > _QUOTED),
        after[:_AROUND] + "…" * (len(after) > _AROUND),
    )


def _target(stored: Stored, told: Told, book: _Book) -> list[object]:
    reports = [stored.told(each) for each in stored.answers.get(told.local, ())]
    aimed, found = figure(told), [figure(each) for each in reports]
    answered = [
        [book.number(report), number.shown(), report.one("periodEnd")]
        for report, number in zip(reports, found, strict=True)
    ]
    return [book.number(told), aimed.shown(), due(told), state(aimed, found), answered]


def _refs(told: Told, name: str) -> list[str]:
    return list(dict.fromkeys(_locals(told.all(name))))


def _locals(values: Iterable[object]) -> Iterable[str]:
    return (getattr(value, "local", "") for value in values)


def _named(stored: Stored, local: str) -> tuple[str, tuple[str, str], str]:
    """Return the key of a row, its name, and its page."""
    if not local:
        return "", ("", ""), ""
    name = concept(stored, local)
    return address(local, ""), name, address(local) if stored.has_page(local) else ""
