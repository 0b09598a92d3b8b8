"""Pages of invented documents, as a build keeps them, and the folder of a small graph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox

from kg import pages_data, store
from kg.model import Entity, Fact, FactValue, LinkedDocument, Noise, NoiseKind, Ref, Span, Status, Typed
from kg.namespaces import expand
from kg.ntriples import escaped
from kg.pages_data import Page
from kg.rdf import alternate, quads
from kg.shapes import ShapeBroken
from kg.slots import STATEMENT_SLOTS
from tests.samples import COUNTY, PROGRAM, SCHOOL, TEXT, fact, implementation, linked, post_holding

HOSTILE = {
    "script": "</script><script>document.title='owned'</script>",
    "attribute": "\"'><img src=x onerror=\"document.title='owned'\">",
    "entity": "&lt;b&gt;&amp;amp;",
    "right-to-left": "\u202eمدرسة\u202c ירוק",
    "separators": "a\u2028b\u2029c\x00d\x1be",
    "template": "${document.title='owned'}{{7*7}}`",
    "long": "长" * 10_000,
    "empty": "",
    "surrogate": "\ud83d半",
}


def planned() -> LinkedDocument:
    """A second document of another county that plans what the first reports; its two facts overlap."""
    other = Entity(local="division/990002", kind="County", label="白石县", wordings=frozenset({"白石"}))
    text = (
        "白石县教育工作计划\n白石县将推进春苗计划。青禾县教育局、青禾一中实施了“春苗计划”。林知远任青禾县教育局局长。"
    )
    slots = (("holder", Ref(other.local)), ("area", Ref(other.local)), ("program", Ref(PROGRAM.local)))
    spans = (Span(10, 20), Span(13, 20))
    facts = [
        implementation(
            slots=slots, status=Status.PLANNED, span=span, raw=span, quote=text[slice(*span)], text=text[10:20]
        )
        for span in spans
    ]
    made = linked(*facts, text=text, name="b.txt", entities=(other,))
    return replace(made, about=(other.local,), report_years=(2024,))


def page(made: LinkedDocument | None = None) -> Page:
    """The page of a document, after the way through its file's bytes."""
    return pages_data.page(made or linked())


def without_facts() -> Page:
    """A document that makes no statement and names a county."""
    return replace(page(), facts=(), mentions=(), entities={COUNTY.local: COUNTY})


def with_noise() -> Page:
    """A document of which two passages were set aside, one inside a fact."""
    made = page()
    noise = (
        Noise(NoiseKind.ADVERTISEMENT, 0, 9, 11),
        Noise(NoiseKind.SPACE, 9, 10, 12),
        Noise(NoiseKind.SYMBOL, 14, 15, 14),
    )
    return replace(made, noise=noise, aside=("<b>买它</b>", "", "🌠"))


def hostile(label: str) -> Page:
    """A document whose every word of others is the label: names, wordings, title, file name, quote, text."""
    school = replace(SCHOOL, label=label, wordings=frozenset({label}), properties=(("issuer", label),))
    program = replace(PROGRAM, label=label)
    county = replace(COUNTY, label=label)
    text = f"{TEXT}\n{label}"
    facts = [implementation(quote=label, text=label), post_holding(text=label)]
    made = page(linked(*facts, name=f"{label}.txt"))
    entities = {**made.entities, **{entity.local: entity for entity in (school, program, county)}}
    noise = (Noise(NoiseKind.ADVERTISEMENT, 0, 1, 0),)
    return replace(made, title=label, issued=label, text=text, entities=entities, noise=noise, aside=(f"✂{label}",))


INDICATOR = Entity(local="indicator/990001/入园率", kind="Indicator", label="入园率")
TOPIC = Entity(local="topic/teachers", kind="Topic", label="教师队伍")
WHITE = Entity(local="division/990002", kind="County", label="白石县", wordings=frozenset({"白石"}))


def yearly(county: Entity, year: int, reached: int, wanted: int) -> LinkedDocument:
    """A county's report on a year: how far an indicator went, how far it shall go in the next, and a problem."""
    text = f"{county.label}{year}年教育工作总结\n入园率达到{reached}%。明年入园率达到{wanted}%以上。教师年龄老化。"
    common = (("holder", Ref(county.local)), ("area", Ref(county.local)))
    number = (("indicator", Ref(INDICATOR.local)), ("unit", "%"), ("measure", "level"))
    facts = (
        fact(
            *("Observation", f"入园率达到{reached}%"),
            *(*common, *_of(year), *number, ("comparator", "="), ("valueText", f"{reached}%")),
            ("value", Decimal(reached)),
            text=text,
        ),
        replace(
            fact(
                *("Goal", f"入园率达到{wanted}%以上"),
                *(*common, *_of(year + 1), *number, ("comparator", ">="), ("valueText", f"{wanted}%")),
                ("targetValue", Decimal(wanted)),
                text=text,
            ),
            status=Status.PLANNED,
        ),
        fact("Problem", "教师年龄老化", *common, *_of(year), ("dcterms:subject", Ref(TOPIC.local)), text=text),
    )
    made = linked(*facts, text=text, name=f"{county.label}{year}.txt", entities=(INDICATOR, TOPIC, WHITE))
    return replace(made, about=(county.local,), report_years=(year,))


def _of(year: int) -> tuple[tuple[str, FactValue], ...]:
    return (
        ("year", Typed(str(year), "gYear")),
        ("periodStart", Typed(f"{year}-01-01", "date")),
        ("periodEnd", Typed(f"{year}-12-31", "date")),
    )


def everything() -> list[LinkedDocument]:
    """Documents of two counties with something for every page: targets with their reports, figures of three years."""
    yearlies = [
        yearly(county, year, reached + year - 2022, reached + 2)
        for county, reached in ((COUNTY, 90), (WHITE, 80))
        for year in (2021, 2022, 2023)
    ]
    return [linked(), planned(), *yearlies]


# Literals of these predicates are our own words or numbers, whatever a document says.
_OURS = frozenset(map(expand, ("edu:rule", "edu:comparator", "edu:measure", "edu:sha256", "edu:documentKind")))


def disguised(line: str, label: str) -> str:
    """Return an N-Quads line with a hostile string in the place of other people's words."""
    quad = next(iter(ox.parse(line, format=ox.RdfFormat.N_QUADS)))
    said = quad.object
    if not isinstance(said, ox.Literal) or quad.predicate.value in _OURS:
        return line
    if said.datatype.value not in {expand("xsd:string"), expand("rdf:langString")}:
        return line
    whole = label.encode("utf-8", "replace").decode()
    other = ox.Literal(whole, language=said.language) if said.language else ox.Literal(whole)
    return str(ox.Quad(quad.subject, quad.predicate, other, quad.graph_name)) + " ."


def disguised_page(shown: Page, label: str) -> Page:
    """Return a page with a hostile string in the place of other people's words; its text has the length it had."""
    text = (label * len(shown.text) or " " * len(shown.text))[: len(shown.text)]
    entities = {
        local: replace(entity, label=label, wordings=frozenset({label})) for local, entity in shown.entities.items()
    }
    facts = tuple(
        (local, replace(said, quote=text[slice(*said.span)], text=label, slots=_disguised_slots(said, label)))
        for local, said in shown.facts
    )
    if not _writable(label):
        facts = shown.facts  # a build keeps no statement whose words cannot be written
    named = {"name": label, "title": label, "site": label, "address": f"javascript:{label}", "issued": label}
    noise = (Noise(NoiseKind.ADVERTISEMENT, 0, 1, 0),)
    return replace(shown, **named, text=text, entities=entities, facts=facts, noise=noise, aside=(label,))


def _writable(label: str) -> bool:
    try:
        escaped(label)
    except ShapeBroken:
        return False
    return True


def _disguised_slots(said: Fact, label: str) -> tuple[tuple[str, FactValue], ...]:
    slots = STATEMENT_SLOTS[said.kind]
    return tuple(
        (name, label if isinstance(value, str) and expand(slots[name].predicate) not in _OURS else value)
        for name, value in said.slots
    )


def many_facts(count: int) -> LinkedDocument:
    """A document that says as many things of one county, each in a sentence of its own."""
    lines = [f"青禾县第{number}次推进春苗计划。" for number in range(count)]
    text = "\n".join(lines)
    slots = (("holder", Ref(COUNTY.local)), ("area", Ref(COUNTY.local)), ("program", Ref(PROGRAM.local)))
    facts = []
    for line in lines:
        start = text.index(line)
        span = Span(start, start + len(line))
        facts.append(implementation(slots=slots, span=span, raw=span, quote=line, text=line))
    return replace(linked(text=text, name="many.txt"), facts=tuple(facts))


def copied() -> tuple[LinkedDocument, LinkedDocument]:
    """A document and a copy of it with another file name and other bytes."""
    return linked(), linked(text=f"{TEXT}\n", name="copy.txt")


def graph_folder(
    out: Path, documents: Sequence[LinkedDocument] = (), label: str | None = None, copy: LinkedDocument | None = None
) -> Path:
    """A folder with the store and the pages of documents (default: two), as a build leaves it.

    With `label` every word of others in it is that string. `copy` is told to be a copy of the first document.
    """
    documents = documents or (linked(), planned())
    same = [alternate(copy.document.source.sha256, documents[0].document.source.sha256)] if copy else []
    written = (*documents, copy) if copy else documents
    paths = []
    (out / pages_data.FOLDER).mkdir(parents=True)
    for made in written:
        sha, lines, shown = made.document.source.sha256, quads(made), pages_data.page(made)
        if label is not None:
            lines, shown = sorted({disguised(line, label) for line in lines}), disguised_page(shown, label)
        paths.append(out / f"{sha[:16]}.nq")
        paths[-1].write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        (out / pages_data.FOLDER / f"{sha[:16]}.json").write_bytes(pages_data.written(shown))
    store.write(sorted(paths), same, "abc", out)
    for path in paths:
        path.unlink()
    (out / ".lock").touch()
    return out
