"""Invented counties that promise numbers and report them, as a store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from kg import pages_data, store
from kg.model import Entity, Fact, FactValue, LinkedDocument, Ref, Status, Typed
from tests.samples import BUREAU, COUNTY, PROGRAM, SCHOOL, fact, linked

RATE = Entity(local="indicator/retention", kind="Indicator", label="巩固率")
NARROW = Entity(
    local="indicator/小学巩固率", kind="Indicator", label="小学巩固率", properties=(("skos:broader", Ref(RATE.local)),)
)
OTHER = Entity(local="division/990002", kind="County", label="白石县", wordings=frozenset({"白石"}))
TOWN = Entity(
    local="division/990001/山前镇",
    kind="Township",
    label="山前镇",
    properties=(("parent", Ref(COUNTY.local)), ("within", Ref(COUNTY.local))),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A number as a document tells it. `year` is the year that it reports; of a target `due` its last day."""

    value: str
    year: int = 0
    due: str = ""
    comparator: str = "="
    unit: str = "%"
    measure: str = "level"
    area: Entity = COUNTY
    holder: Entity | None = None
    indicator: Entity = RATE


def number(said: Said, *, target: bool, text: str, quote: str) -> Fact:
    """A target or a figure that rests on the first place where `quote` stands in `text`."""
    ends = said.value.split("-")
    name = "target" if target else "value"
    names = ["targetValue" if target else "value"] if len(ends) == 1 else [f"{name}Min", f"{name}Max"]
    slots: list[tuple[str, FactValue]] = [
        ("holder", Ref((said.holder or said.area).local)),
        ("area", Ref(said.area.local)),
        ("indicator", Ref(said.indicator.local)),
        ("valueText", said.value),
        ("unit", said.unit),
        ("comparator", said.comparator),
        ("measure", said.measure),
        *((name, Decimal(end)) for name, end in zip(names, ends, strict=True)),
    ]
    if said.year:
        slots += [
            ("periodStart", Typed(f"{said.year}-01-01", "date")),
            ("periodEnd", Typed(f"{said.year}-12-31", "date")),
        ]
    if said.due:
        slots += [("deadline", Typed(said.due, "date")), ("dueBy", Typed(said.due, "date"))]
    made = fact("Goal" if target else "Observation", quote, *slots, text=text)
    return replace(made, status=Status.PLANNED if target else Status.REPORTED)


def document(
    name: str, said: Iterable[tuple[bool, Said]], *, about: Entity = COUNTY, others: tuple[Entity, ...] = ()
) -> LinkedDocument:
    """A document of a place with a sentence a number; `said` are (target, number). It names the others too."""
    rows = list(said)
    lines = [
        f"{name}第{place}条：{each.indicator.label}为{each.value}{each.unit}。" for place, (_, each) in enumerate(rows)
    ]
    text = "\n".join([name, *lines])
    facts = [
        number(each, target=target, text=text, quote=line) for line, (target, each) in zip(lines, rows, strict=True)
    ]
    entities = {
        entity.local: entity
        for _, each in rows
        for entity in (each.area, each.indicator, *([each.holder] if each.holder else ()))
    }
    for entity in (COUNTY, SCHOOL, BUREAU, PROGRAM, RATE, about, *others):
        entities.setdefault(entity.local, entity)
    made = linked(*facts, text=text, name=f"{name}.txt")
    return replace(made, entities=tuple(entities.values()), about=(about.local,), facts=tuple(facts))


def empty_folder(out: Path) -> Path:
    """A folder with the store of a graph that holds nothing."""
    (out / pages_data.FOLDER).mkdir(parents=True)
    store.write([], [], "abc", out)
    (out / ".lock").touch()
    return out


def two_counties() -> Iterator[LinkedDocument]:
    """One county promises and reports; the other promises and reports less."""
    plan = [
        (True, Said(value="98", comparator=">=", due="2022-12-31", holder=BUREAU)),
        (True, Said(value="99", comparator=">=", due="2025-12-31")),
        (True, Said(value="50", unit="所", due="2022-06-30", holder=SCHOOL)),
    ]
    report = [
        (False, Said(value="98.4", year=2022)),
        (False, Said(value="97", year=2021)),
        (False, Said(value="12", unit="人", year=2022, area=TOWN)),
    ]
    other = [
        (True, Said(value="99", comparator=">=", due="2022-12-31", area=OTHER)),
        (False, Said(value="97.1", year=2021, area=OTHER)),
    ]
    later = [(False, Said(value="98.1", year=2022, area=OTHER))]
    yield document("青禾县计划", plan)
    yield document("青禾县总结", report)
    yield document("白石县计划", other, about=OTHER)
    yield document("白石县总结", later, about=OTHER)


def many_counties(count: int) -> Iterator[LinkedDocument]:
    """Documents in which as many counties promise a number and report two, thirty counties each."""
    indicators = [Entity(local=f"indicator/i{number}", kind="Indicator", label=f"指标{number}") for number in range(9)]
    for start in range(0, count, 30):
        plan, report = [], []
        for place in range(start, min(start + 30, count)):
            county = Entity(local=f"division/{800000 + place}", kind="County", label=f"第{place}县")
            indicator, due = indicators[place % len(indicators)], f"{2020 + place % 6}-12-31"
            aim = Said(value=str(90 + place % 10), comparator=">=", due=due, area=county, indicator=indicator)
            plan.append((True, aim))
            for year in (2021, 2023):
                told = Said(value=str(88 + place % 12), year=year, area=county, indicator=indicator)
                report.append((False, told))
        yield document(f"计划{start}", plan)
        yield document(f"总结{start}", report)
