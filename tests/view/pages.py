"""Pages of invented documents, as a build keeps them, and the folder of a small graph."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kg import pages_data, store
from kg.model import Entity, LinkedDocument, Noise, NoiseKind, Ref, Span, Status
from kg.pages_data import Page
from kg.rdf import quads
from tests.samples import COUNTY, PROGRAM, SCHOOL, TEXT, implementation, linked, post_holding

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


def graph_folder(out: Path) -> Path:
    """A folder with the store and the pages of two documents, as a build leaves it."""
    paths = []
    (out / pages_data.FOLDER).mkdir(parents=True)
    for made in (linked(), planned()):
        sha = made.document.source.sha256
        paths.append(out / f"{sha[:16]}.nq")
        paths[-1].write_text("".join(f"{line}\n" for line in quads(made)), encoding="utf-8")
        (out / pages_data.FOLDER / f"{sha[:16]}.json").write_bytes(pages_data.written(pages_data.page(made)))
    store.write(sorted(paths), [], "abc", out)
    for path in paths:
        path.unlink()
    (out / ".lock").touch()
    return out
