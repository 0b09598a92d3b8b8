"""Invented documents with their facts, as the linker hands them on, for tests of what comes after it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.model import (
    Document,
    Dropped,
    Entity,
    Fact,
    FactValue,
    LinkedDocument,
    Reason,
    Ref,
    Role,
    Run,
    Section,
    Sentence,
    Source,
    Span,
    Status,
)

COUNTY = Entity(local="division/990001", kind="County", label="青禾县")
SCHOOL = Entity(
    local="school/990001/第一中学",
    kind="SecondarySchool",
    label="青禾县第一中学",
    wordings=frozenset({"青禾一中", "县一中", "青禾县第一中学"}),
    properties=(("locatedIn", Ref("division/990001")),),
)
BUREAU = Entity(
    local="authority/990001/jiaoyu-ju",
    kind="EducationAuthority",
    label="青禾县教育局",
    properties=(("jurisdiction", Ref("division/990001")),),
)
PROGRAM = Entity(local="program/990001/春苗计划", kind="Program", label="春苗计划")
PERSON = Entity(local="person/authority/990001/jiaoyu-ju/林知远", kind="Person", label="林知远")
TEXT = "青禾县教育局工作总结\n青禾一中实施了“春苗计划”。林知远任青禾县教育局局长。"


def document(text: str = TEXT, name: str = "a.txt") -> Document:
    """One section, a paragraph a line, clean text equal to the original."""
    content = text.encode("utf-8", "surrogatepass")
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append(Span(start, start + len(line)))
        start += len(line) + 1
    whole = Span(0, len(text))
    section = Section(span=whole, heading=lines[0], level=0, number=None, role=Role.NEUTRAL, year=None, parent=None)
    return Document(
        source=Source(path=Path(name), name=name, sha256=hashlib.sha256(content).hexdigest(), size=len(content)),
        original=text,
        encoding="utf-8",
        media_type="text/plain",
        text=text,
        runs=(Run(0, 0, len(text)),),
        title=lines[0],
        issued="2024-03",
        sections=(section,),
        paragraphs=tuple(lines),
        sentences=tuple(
            Sentence(span=line, section=0, paragraph=number, clauses=(line,)) for number, line in enumerate(lines)
        ),
    )


def fact(kind: str, quote: str, *slots: tuple[str, FactValue], text: str = TEXT) -> Fact:
    """A reported fact of class `kind` that rests on the first place where `quote` stands."""
    span = Span(text.index(quote), text.index(quote) + len(quote))
    return Fact(
        kind=kind, slots=slots, status=Status.REPORTED, raw=span, quote=quote, text=quote, rule="test", span=span
    )


def implementation(**changed: Any) -> Fact:
    """The school works on the program."""
    slots = (("holder", Ref(SCHOOL.local)), ("area", Ref(COUNTY.local)), ("program", Ref(PROGRAM.local)))
    return replace(fact("Implementation", "青禾一中实施了“春苗计划”", *slots), **changed)


def post_holding(**changed: Any) -> Fact:
    """The person heads the bureau."""
    slots = (
        ("holder", Ref(BUREAU.local)),
        ("org:member", Ref(PERSON.local)),
        ("org:organization", Ref(BUREAU.local)),
        ("postTitle", "局长"),
    )
    return replace(fact("PostHolding", "林知远任青禾县教育局局长", *slots), **changed)


def linked(*facts: Fact, text: str = TEXT, name: str = "a.txt", entities: tuple[Entity, ...] = ()) -> LinkedDocument:
    """A document that names everything above, with these facts (default: both)."""
    everything = (COUNTY, SCHOOL, BUREAU, PROGRAM, PERSON, *entities)
    words = {SCHOOL: "青禾一中", BUREAU: "青禾县教育局", PROGRAM: "春苗计划", PERSON: "林知远"}
    mentioned = [
        (entity.local, Span(text.index(word), text.index(word) + len(word)))
        for entity, word in words.items()
        if word in text
    ]
    return LinkedDocument(
        document=document(text, name),
        entities=everything,
        facts=facts or (implementation(), post_holding()),
        about=(COUNTY.local,),
        report_years=(2023,),
        mentioned=tuple(mentioned),
        dropped=(Dropped(reason=Reason.GENERIC, span=Span(0, 3), rule="test", detail="d"),),
    )
