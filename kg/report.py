"""What a build read, set aside, found and dropped, and why: `report.json` and its summary for a terminal."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from kg.coverage import Coverage, coverage
from kg.model import LinkedDocument, NoiseKind, Reason

EXAMPLES = 3  # of words, for each reason to drop
_WORDS = 60  # characters of an example at most
_ROWS = 40  # files that the summary lists

# Reason → (Chinese, English)
REASONS: dict[Reason, tuple[str, str]] = {
    Reason.UNREADABLE: ("文件打不开或读不了", "the file cannot be opened or read"),
    Reason.EMPTY: ("文件是空的", "the file is empty"),
    Reason.BINARY: ("不是文本文件", "not a text file"),
    Reason.TOO_LARGE: ("文件太大", "the file is too large"),
    Reason.UNKNOWN_FORMAT: ("不支持的文件格式", "a format that is not read"),
    Reason.DUPLICATE: ("与另一个文件逐字节相同", "the same bytes as another file"),
    Reason.LOCKED: ("有密码保护", "protected by a password"),
    Reason.DAMAGED: ("文件损坏或不完整", "damaged or cut short"),
    Reason.SCANNED: ("扫描件，没有文字层", "scanned, without a layer of text"),
    Reason.UNSAFE: ("路径或链接不安全", "its place or the link is not safe"),
    Reason.NOTHING_READABLE: ("没有可读的中文内容", "nothing in it could be read as Chinese"),
    Reason.DEFECT: ("程序缺陷，整篇未收录", "a defect of this program"),
    Reason.SHAPE_BROKEN: ("违反本体约束", "it breaks a shape of the ontology"),
    Reason.OFF_TOPIC: ("不是教育方面的内容", "not about education"),
    Reason.UNKNOWN_VALUE: ("原文隐去了数值或名称", "the document hides the value or name"),
    Reason.AMBIGUOUS: ("有几种可能，无法确定", "several readings, none certain"),
    Reason.TOUCHES_NOISE: ("词语中间夹有杂质", "noise stands inside the words"),
    Reason.GENERIC: ("泛指，不是专名", "a generic word, not a name"),
    Reason.NO_HOLDER: ("不知道是谁做的", "nobody it could be said of"),
    Reason.NO_STATUS: ("看不出是已做还是计划", "neither reported nor planned"),
    Reason.TITLE_OR_AWARD: ("只是标题或荣誉名称的一部分", "only part of a title or an honour"),
    Reason.BARE_STEM: ("只有地名简称，缺少佐证", "a bare place stem without support"),
    Reason.NOT_A_NAME: ("不像人名", "not a person's name"),
    Reason.NOT_A_POLICY: ("书名号里的不是政策文件", "a title that is no policy"),
    Reason.EVIDENCE_MISMATCH: ("引文与原文对不上（程序缺陷）", "the quote is not what the source says (a defect)"),
}
NOISE: dict[NoiseKind, tuple[str, str]] = {
    NoiseKind.MARKUP: ("网页标记", "markup"),
    NoiseKind.SCRIPT: ("脚本", "scripts"),
    NoiseKind.NAVIGATION: ("导航", "navigation"),
    NoiseKind.ADVERTISEMENT: ("广告与推荐", "advertisements"),
    NoiseKind.PAYWALL: ("付费提示", "paywall notices"),
    NoiseKind.BYLINE: ("署名与来源", "bylines"),
    NoiseKind.TAGS: ("标签", "tag lists"),
    NoiseKind.PAGE_NUMBER: ("页码", "page numbers"),
    NoiseKind.LINE_BREAK: ("断行", "line breaks"),
    NoiseKind.READING: ("注音", "readings"),
    NoiseKind.SYMBOL: ("表情与符号", "symbols"),
    NoiseKind.PINYIN: ("拼音段落", "pinyin passages"),
    NoiseKind.MOJIBAKE: ("乱码", "garbled text"),
    NoiseKind.SPACE: ("空白", "spaces"),
    NoiseKind.REPEATED: ("重复内容", "repeated passages"),
    NoiseKind.RUNNING_HEAD: ("页眉页脚", "page headers and footers"),
}
# The input itself, or this program, is wrong: the build ends with exit code 1.
WRONG = frozenset({Reason.UNREADABLE, Reason.SHAPE_BROKEN, Reason.DEFECT})


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What one document gave. Values are plain, so that they can be kept as JSON.

    `characters` are those of the decoded original, `clean` those of the clean text; `noise` is kind → count and
    characters; `entities` and `statements` count by class, `statuses` by class and status (`Implementation Planned`);
    `dropped` is reason → count and examples; `coverage` is `kg.coverage.Coverage` by name.
    """

    name: str
    sha256: str
    encoding: str
    media_type: str
    characters: int
    clean: int
    readable_share: float
    noise: dict[str, dict[str, int]]
    sections: int
    sentences: int
    about: list[str]
    report_years: list[int]
    entities: dict[str, int]
    statements: dict[str, int]
    statuses: dict[str, int]
    dropped: dict[str, dict[str, object]]
    coverage: dict[str, int]


@dataclass(frozen=True, slots=True)
class Aside:
    """A file that is not in the graph, why, what exactly was seen, and what to do about it."""

    name: str
    reason: Reason
    detail: str = ""
    next_step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build gave: documents by name, files set aside by name, and counts of the whole graph.

    `copies` are documents that say what another says, each with the name of the first of them.
    """

    files: tuple[FileReport, ...]
    aside: tuple[Aside, ...]
    triples: int
    vocabulary: str
    version: str
    copies: tuple[tuple[str, str], ...] = ()

    @property
    def exit_code(self) -> int:
        """1 where a file that should have been read could not be, or broke a shape; else 0."""
        return int(any(aside.reason in WRONG for aside in self.aside))


def file_report(linked: LinkedDocument) -> FileReport:
    """Count what one document gave."""
    document = linked.document
    labels = {entity.local: entity.label for entity in linked.entities}
    noise: dict[str, dict[str, int]] = {}
    for kind, start, end, _ in sorted(document.noise):
        kept = noise.setdefault(kind.value, {"count": 0, "characters": 0})
        kept["count"] += 1
        kept["characters"] += end - start
    return FileReport(
        name=document.source.name,
        sha256=document.source.sha256,
        encoding=document.encoding,
        media_type=document.media_type,
        characters=len(document.original),
        clean=len(document.text),
        readable_share=round(document.readable_share, 4),
        noise=noise,
        sections=len(document.sections),
        sentences=len(document.sentences),
        about=sorted(labels.get(local, local) for local in linked.about),
        report_years=sorted(linked.report_years),
        entities=_counted(entity.kind for entity in linked.entities if entity.kind != "Described"),
        statements=_counted(fact.kind for fact in linked.facts),
        statuses=_counted(f"{fact.kind} {fact.status.value}" for fact in linked.facts),
        dropped=_dropped(linked),
        coverage=coverage(linked)._asdict(),
    )


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))


def _dropped(linked: LinkedDocument) -> dict[str, dict[str, object]]:
    kept: dict[str, dict[str, object]] = {}
    for reason in sorted({dropped.reason.value for dropped in linked.dropped}):
        those = sorted(
            (dropped.span, dropped.rule, dropped.detail) for dropped in linked.dropped if dropped.reason == reason
        )
        examples = [
            {"words": linked.document.text[slice(*span)][:_WORDS], "start": span.start, "rule": rule, "detail": detail}
            for span, rule, detail in those[:EXAMPLES]
        ]
        kept[reason] = {"count": len(those), "examples": examples}
    return kept


def to_json(report: BuildReport) -> bytes:
    """Return `report.json`: deterministic, UTF-8, reasons in both languages."""
    told = {
        "version": report.version,
        "vocabulary": report.vocabulary,
        "totals": {
            "documents": len(report.files),
            "set_aside": len(report.aside),
            "triples": report.triples,
            "entities": _summed(file.entities for file in report.files),
            "statements": _summed(file.statements for file in report.files),
            "dropped": totals_dropped(report.files),
            "coverage": _covered(report.files)._asdict(),
        },
        "reasons": {reason.value: _bilingual(REASONS[reason]) for reason in sorted(REASONS)},
        "noise": {kind.value: _bilingual(NOISE[kind]) for kind in sorted(NOISE)},
        "copies": [{"name": copy, "first": first} for copy, first in report.copies],
        "set_aside": [asdict(aside) | _bilingual(REASONS[aside.reason]) for aside in report.aside],
        "files": [asdict(file) for file in report.files],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def totals_dropped(files: Iterable[FileReport]) -> dict[str, int]:
    """Return how many candidates were dropped in all, by reason."""
    counts: Counter[str] = Counter()
    for file in files:
        for reason, kept in file.dropped.items():
            count = kept["count"]
            assert isinstance(count, int)
            counts[reason] += count
    return dict(sorted(counts.items()))


def _covered(files: Iterable[FileReport]) -> Coverage:
    return Coverage(**dict.fromkeys(Coverage._fields, 0) | _summed(file.coverage for file in files))


def _summed(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return dict(sorted(total.items()))


def _bilingual(words: tuple[str, str]) -> dict[str, str]:
    return {"zh": words[0], "en": words[1]}


def summary(report: BuildReport) -> str:
    """Return a short table of the build, for a terminal."""
    rows: list[tuple[str, ...]] = [("document", "read", "set aside", "entities", "statements", "dropped")]
    for file in report.files[:_ROWS]:
        away = sum(kind["characters"] for kind in file.noise.values())
        given = (sum(file.entities.values()), sum(file.statements.values()), sum(totals_dropped([file]).values()))
        rows.append((file.name, f"{file.readable_share:.0%}", f"{away}", *(f"{count}" for count in given)))
    lines = _table(rows)
    if len(report.files) > _ROWS:
        lines.append(f"… and {len(report.files) - _ROWS} more documents, see report.json")
    statements = _summed(file.statements for file in report.files)
    lines += ["", f"{len(report.files)} documents, {sum(statements.values())} statements, {report.triples} triples"]
    lines += _counts("statements", statements)
    lines += _told_coverage(_covered(report.files))
    dropped = totals_dropped(report.files)
    lines += _counts("dropped", {REASONS[Reason(reason)][1]: count for reason, count in dropped.items()})
    if report.copies:
        lines += ["", f"{len(report.copies)} documents say what another says and count once"]
        lines += [f"  {copy}: a copy of {first}" for copy, first in report.copies[:_ROWS]]
        if len(report.copies) > _ROWS:
            lines.append(f"  … and {len(report.copies) - _ROWS} more, see report.json")
    if report.aside:
        lines += ["", f"{len(report.aside)} files set aside"]
        lines += [f"  {aside.name}: {why(aside)}" for aside in report.aside[:_ROWS]]
        if len(report.aside) > _ROWS:
            lines.append(f"  … and {len(report.aside) - _ROWS} more, see report.json")
    if unsound := dropped.get(Reason.EVIDENCE_MISMATCH.value):
        cause = REASONS[Reason.EVIDENCE_MISMATCH][1]
        lines += ["", f"WARNING: {unsound} dropped because {cause}; please report it"]
    return "\n".join(lines)


def why(aside: Aside) -> str:
    """Return why a file is set aside, in one line: Chinese reason, what was seen, next step."""
    zh, en = REASONS[aside.reason]
    said = f"{zh} ({aside.detail or en})"
    return f"{said}. {aside.next_step}" if aside.next_step else said


def _counts(title: str, counts: Mapping[str, int]) -> list[str]:
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [f"{title}: " + ", ".join(f"{count} {name}" for name, count in ordered)] if ordered else []


def _told_coverage(covered: Coverage) -> list[str]:
    shares = (
        ("numbers", covered.numbers_in_facts, covered.numbers),
        ("dates", covered.dates_in_facts, covered.dates),
    )
    told = [f"{given / there:.0%} of {there} {what}" for what, given, there in shares if there]
    return [f"in passages about education, {' and '.join(told)} ended in facts"] if told else []


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Set columns under each other, the first to the left; Chinese characters are two cells wide."""
    widths = [max(map(_cells, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        first = row[0] + " " * (widths[0] - _cells(row[0]))
        others = (" " * (width - _cells(cell)) + cell for cell, width in zip(row[1:], widths[1:], strict=True))
        lines.append("  ".join((first, *others)))
    return lines


def _cells(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
