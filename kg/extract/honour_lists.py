"""Honours that stand in lists: below a heading that names them, on lines of who and what, as what somebody is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.honours import HONOUR, MARKS, QUOTED, Honour, award, named_honour
from kg.extract.names import Names
from kg.extract.parties import BODIES, Party, party, split, subjects
from kg.language import event_words as words
from kg.language import headings
from kg.model import Claim, Span

_LONG_HEADING = 40
_BRACKETED = re.compile(r"[（(][^（）()\n]*[）)]$")
_ITEM = re.compile(r"[^\s、，；]+")
_WHO_WHAT = re.compile(
    r"^(?P<who>[^：:，,。；;\n]{4,30})[：:](?P<what>[^：:，,。；;、\n]{4,40})[；;。]?$", re.MULTILINE
)
_ROW = re.compile(
    r"^[ \u3000]*(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．])?(?P<what>[\u4e00-\u9fff“”]{4,24})"
    r"(?:[（(][^（）()\n]{1,12}[）)])?[：:]"
    r"(?P<who>[^：:。；;\n]{4,400})",
    re.MULTILINE,
)
_OF_PLACE = re.compile(r"[“《]|(?:全国|国家|[\u4e00-\u9fff]{0,8}?[省市县区州盟旗])")
_IS = re.compile(r"(?:是|系|为)(?P<what>(?!一)[^，,。；;、]{3,40})")


def headed(names: Names) -> Iterator[Claim]:
    """Yield the awards of those who are listed under a heading that names an honour: 二、优秀教师."""
    document, text = names.document, names.text
    for section in document.sections:
        told = headings.heading_words(document, section) if section.number is not None else section.heading
        heading = Span(told.start, told.start + len(_BRACKETED.sub("", text[slice(*told)])))
        name = named_honour(text, heading)
        if told.end - told.start > _LONG_HEADING or not name or not HONOUR.search(name):
            continue
        for line in _lines(names, Span(section.heading.end, section.span.end)):
            found = _listed_on(names, line)
            if not found:
                break
            for one in found:
                yield award(line, one, Honour(name, heading), None, name)


def _lines(names: Names, span: Span) -> Iterator[Span]:
    return (each for each in names.document.paragraphs if span.start <= each.start < span.end and each.end <= span.end)


def _listed_on(names: Names, line: Span) -> tuple[Party, ...]:
    """Return whom a line of a list names and nobody else: schools between blanks, or a person with school and post."""
    first = names.by_start.get(line.start)
    if first is not None and first.kind == "Person":
        school = next((one for one in names.between(*line) if one.kind == "School"), None)
        return (Party(first, school),)
    found: list[Party] = []
    for match in _ITEM.finditer(names.text, *line):
        named = names.by_start.get(match.start())
        if named is None or named.span.end != match.end() or named.kind not in BODIES:
            return ()
        found.append(Party(named, named))
    return tuple(found)


def labelled(names: Names) -> Iterator[Claim]:
    """Yield the awards of a list of honours whose lines say who and what: 县二小王某某：市“教学名师”；."""
    document, text = names.document, names.text
    for match in _WHO_WHAT.finditer(text):
        section = document.section_at(match.start())
        if not any(word in text[slice(*section.heading)] for word in words.HONOURS):
            continue
        name = named_honour(text, Span(*match.span("what")))
        if not HONOUR.search(name.strip(MARKS)) and not QUOTED.match(name):
            continue
        line = document.clause_at(match.start("who"))
        for one in subjects(names, *match.span("who")):
            yield award(line, one, Honour(name, Span(*match.span("what"))), None, name)


def rowed(names: Names) -> Iterator[Claim]:
    """Yield the awards of those who stand in a row behind an honour: （一）先进集体（3个）：县一小、县二小、县三小."""
    document, text = names.document, names.text
    title = text[slice(*document.title)] if document.title else ""
    for match in _ROW.finditer(text):
        span = Span(*match.span("what"))
        name = named_honour(text, span)
        if not HONOUR.search(name.strip(MARKS)):
            continue
        section = document.section_at(span.start)
        above = document.sections[section.parent if section.parent is not None else 0]
        own = section.heading if section.heading.end <= span.start else Span(0, 0)
        told = title + text[slice(*own)] + text[slice(*above.heading)]
        if not any(word in told for word in words.HONOURS):
            continue
        pieces = split(names, *match.span("who"))
        found = [one for one in (party(names, *piece) for piece in pieces) if one is not None]
        for one in found if 2 * len(found) > len(pieces) else ():
            yield award(document.clause_at(one.span.start), one, Honour(name, span), None, name)


def being(names: Names, clause: Span) -> Iterator[Claim]:
    """Yield what a person is said to be by honour: 王某某是省特级教师."""
    text = names.text
    for person in names.between(*clause):
        match = _IS.match(text, person.span.end, names.part_end(person.span.end, clause.end))
        if person.kind == "Person" and match and match["what"].endswith(words.STANDING):
            name = named_honour(text, Span(*match.span("what")))
            if name and _OF_PLACE.match(name):
                yield award(clause, Party(person), Honour(name, Span(*match.span("what"))), None, match[0])
