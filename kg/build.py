"""The build: a folder of documents to a graph, stage by stage."""

from __future__ import annotations

import shutil
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg import __version__, duplicates, iri, outputs, pages_data, search, shards, store, vocabulary
from kg.errors import KgError
from kg.model import Dropped, Fact, LinkedDocument, Reason, Source
from kg.rdf import alternate, nquads, vocabulary_named
from kg.read import SetAside, clean_slice, read, sources
from kg.report import Aside, BuildReport, FileReport, file_report, to_json, why
from kg.shapes import ShapeBroken
from kg.shards import Shard
from kg.statements import statements
from kg.workers import in_order

REPORT = "report.json"
TEXTS = "texts"  # folder of the texts that were taken out of files, where offsets count
# What a mistake in a stage raises. Anything else (memory, disk, Ctrl-C) is no defect of the program.
_DEFECTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NameError,
    RuntimeError,
    TypeError,
    ValueError,
)


def build(
    paths: Sequence[Path],
    out: Path,
    *,
    progress: Callable[[int, int, str], None] | None = None,
    workers: int = 1,
    column: str = "",
) -> BuildReport:
    """Read the documents at `paths` (files, folders) and write graph, store, pages and report into the folder `out`.

    `progress` is told (documents done, documents in all, name). The outputs replace older ones together, at the end.
    `column` names the column of text in tables. Raises KgError where there is nothing to read, `out` cannot be
    written, or the program itself is at fault.
    """
    found, aside = _found(paths, out, column)
    known = vocabulary.load()
    with outputs.replacing(out) as staging:
        cache = out / shards.FOLDER
        cache.mkdir(exist_ok=True)
        jobs = [Job(source, cache, shards.key(source, known.hash)) for source in found]
        done: list[Shard] = []
        for number, (source, given) in enumerate(zip(found, in_order(document_shard, jobs, workers), strict=True), 1):
            if isinstance(given, Shard):
                done.append(given)
            else:
                aside.append(given)
            if progress:
                progress(number, len(found), source.name)
        report = _write(done, aside, known, staging)
        shards.forget_others(cache, done)
    return report


def linked_document(source: Source) -> LinkedDocument:
    """Take one source through every stage up to its facts. Raises SetAside where it cannot be read."""
    # imported here: a build of unchanged documents costs no start of spaCy
    from kg.documents import described
    from kg.extract import extract
    from kg.link import link
    from kg.nlp import analyse, nlp
    from kg.structure import outline

    document = described(outline(read(source)))
    claims = extract(analyse(nlp(), document), document)
    return _sound(link(document, claims))


@dataclass(frozen=True, slots=True)
class Job:
    """A source, and where and under which name its shard is kept."""

    source: Source
    cache: Path
    key: str


def document_shard(job: Job) -> Shard | Aside:
    """Return a document's shard, kept or made anew, or why the document is set aside.

    A defect of the program costs the document that shows it, and no other.
    """
    if shard := shards.kept(job.cache, job.key):
        return shard
    try:
        linked, lines = _kept(linked_document(job.source))
        page = pages_data.written(pages_data.page(linked))
        given = file_report(linked)
        signature = duplicates.signature(linked.document.text)
        text = linked.document.original.encode() if job.source.extracted else None
        return shards.keep(job.cache, job.key, lines, page, given, vocabulary_named(linked), signature, text)
    except SetAside as told:
        return Aside(job.source.name, told.reason, told.fact, told.next_step)
    except ShapeBroken as told:
        return Aside(job.source.name, Reason.SHAPE_BROKEN, told.fact, told.next_step)
    except _DEFECTS as defect:
        at = traceback.extract_tb(defect.__traceback__)[-1]
        fact = f"{type(defect).__name__}: {defect} ({Path(at.filename).name}:{at.lineno})"
        return Aside(job.source.name, Reason.DEFECT, fact, "please report it with this document")


def _kept(linked: LinkedDocument) -> tuple[LinkedDocument, str]:
    """Return the document with its N-Quads, without the statements that break a shape: they are dropped and counted.

    Raises ShapeBroken where anything else of it breaks one.
    """
    while True:
        try:
            return linked, nquads(linked)
        except ShapeBroken as told:
            wrong = [fact for local, fact in statements(linked) if local in told.nodes]
            if not wrong:
                raise
            linked = _without(linked, wrong, Reason.SHAPE_BROKEN)


def _without(linked: LinkedDocument, wrong: Sequence[Fact], reason: Reason) -> LinkedDocument:
    """Return the document without these facts, which are counted as dropped."""
    dropped = [Dropped(reason=reason, span=fact.span, rule=fact.rule, detail=fact.quote) for fact in wrong]
    facts = tuple(fact for fact in linked.facts if fact not in wrong)
    return replace(linked, facts=facts, dropped=(*linked.dropped, *dropped))


def _found(paths: Sequence[Path], out: Path, column: str) -> tuple[list[Source], list[Aside]]:
    """Return the sources by name, each content once, and what is no document.

    Raises KgError where there is nothing to read.
    """
    found: dict[str, Source] = {}
    aside: list[Aside] = []
    for each in sources(sorted(set(paths)), leave_out=out, column=column):
        if isinstance(each, SetAside):
            aside.append(Aside(each.name, each.reason, each.fact, each.next_step))
        elif (first := found.setdefault(each.sha256, each)) is not each:
            aside.append(Aside(each.name, Reason.DUPLICATE, f"has the same bytes as {first.name}"))
    return list(found.values()), aside


def _sound(linked: LinkedDocument) -> LinkedDocument:
    """Drop, and count, each fact whose quote is not what the original says at its place."""
    original, media_type = linked.document.original, linked.document.media_type
    cleaned = {raw: clean_slice(original[slice(*raw)], media_type) for raw in {fact.raw for fact in linked.facts}}
    wrong = [fact for fact in linked.facts if cleaned[fact.raw] != fact.quote]
    return _without(linked, wrong, Reason.EVIDENCE_MISMATCH) if wrong else linked


def _write(done: Sequence[Shard], aside: Sequence[Aside], known: vocabulary.Vocabulary, staging: Path) -> BuildReport:
    """Write every output into `staging` and return the report. Raises KgError where no document is left."""
    if not done:
        first = min(aside, key=_aside_order)
        fact = f"none of {len(aside)} files gave anything; this one: {why(first)}"
        raise KgError(first.name, fact, "name other files; the old graph, if there is one, is untouched")
    ordered = sorted(done, key=lambda shard: iri.document(shard.report.sha256))
    described = known.describe(sorted({local for shard in ordered for local in shard.vocabulary}))
    copies = _copies(ordered)
    described = sorted({*described, *(alternate(shard.report.sha256, first.report.sha256) for shard, first in copies)})
    triples = store.write([shard.quads for shard in ordered], described, known.hash, staging)
    search.write(staging)
    folder = staging / pages_data.FOLDER
    folder.mkdir()
    for shard in ordered:
        shutil.copyfile(shard.page, folder / f"{shard.report.sha256[:16]}.json")
        if shard.text is not None:
            (staging / TEXTS).mkdir(exist_ok=True)
            shutil.copyfile(shard.text, staging / TEXTS / f"{shard.report.sha256[:16]}.txt")
    report = BuildReport(
        files=tuple(sorted((shard.report for shard in ordered), key=_by_name)),
        aside=tuple(sorted(aside, key=_aside_order)),
        copies=tuple(sorted((shard.report.name, first.report.name) for shard, first in copies)),
        triples=triples,
        vocabulary=known.hash,
        version=__version__,
    )
    (staging / REPORT).write_bytes(to_json(report))
    return report


def _copies(ordered: Sequence[Shard]) -> list[tuple[Shard, Shard]]:
    """Documents that are copies of another, each with the first of its copies."""
    candidates = [
        duplicates.Candidate(shard.report.name, shard.signature, frozenset(shard.report.about)) for shard in ordered
    ]
    found = duplicates.copies(candidates, lambda at: pages_data.load_page(ordered[at].page).text)
    return [(ordered[at], ordered[first]) for at, first in found.items()]


def _by_name(file: FileReport) -> tuple[str, str]:
    return file.name, file.sha256


def _aside_order(aside: Aside) -> tuple[str, str, str]:
    return aside.name, aside.reason, aside.detail
