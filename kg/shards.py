"""The cache of a build: what each document gave, kept until its bytes or name, the vocabulary or the program change."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import entry_points, version
from pathlib import Path

from kg import __version__, outputs, resources
from kg.model import Source
from kg.report import FileReport

FOLDER = ".shards"
PLUGINS = "kg.extractors"  # entry points of extractors that others wrote
_PACKAGE = Path(__file__).parent
# Libraries whose answers end in the graph.
_LIBRARIES = (
    *("ahocorasick_rs", "charset-normalizer", "opencc", "pypdfium2", "python-docx", "rensa", "rjieba", "spacy"),
    "warcio",
)
_SUFFIXES = {"quads": "nq", "page": "page", "text": "text"}
_NOT_CODE = frozenset({"__pycache__", "ontology", "queries"})  # the vocabulary has a hash of its own


@dataclass(frozen=True, slots=True)
class Shard:
    """One document's part of the graph: files of N-Quads and of the page, its report, the vocabulary that it names.

    `signature` tells copies of the document; `text` is the file of its extracted text, where it was extracted.
    """

    quads: Path
    page: Path
    report: FileReport
    vocabulary: tuple[str, ...]
    signature: tuple[int, ...]
    text: Path | None


@cache
def code_hash() -> str:
    """Return what tells this program from another that may give other facts."""
    digest = hashlib.sha256(f"{__version__} {sys.version_info[:2]}".encode())
    digest.update((resources.folder("ontology") / "shapes.ttl").read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    for plugin in sorted(entry_points(group=PLUGINS)):
        release = plugin.dist.version if plugin.dist else ""
        digest.update(f"{plugin.name} {plugin.value} {release}\n".encode())
    for path in sorted(_PACKAGE.rglob("*")):
        if path.is_file() and not _NOT_CODE.intersection(path.relative_to(_PACKAGE).parts):
            content = path.read_bytes()
            digest.update(f"{path.relative_to(_PACKAGE).as_posix()} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()


def key(source: Source, vocabulary_hash: str) -> str:
    """Return the name under which a source's shard is kept."""
    told = json.dumps([source.suffix, source.stated, source.declared])
    known = f"{source.sha256}\n{vocabulary_hash}\n{code_hash()}\n{source.name}\n{told}"
    return hashlib.sha256(known.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def kept(folder: Path, key: str) -> Shard | None:
    """Return the shard kept under that name, or None where there is none that is whole."""
    try:
        told = json.loads((folder / f"{key}.json").read_text(encoding="utf-8"))
        hashes = told["sha256"]
        found = {name: hashlib.sha256(_file(folder, key, name).read_bytes()).hexdigest() for name in hashes}
    except (OSError, ValueError):
        return None
    if found != hashes:
        return None
    report = FileReport(**told["report"])
    return _shard(folder, key, report, told["vocabulary"], told["signature"], extracted="text" in hashes)


def keep(
    folder: Path,
    key: str,
    quads: str,
    page: bytes,
    report: FileReport,
    vocabulary: Iterable[str],
    signature: Sequence[int],
    text: bytes | None = None,
) -> Shard:
    """Keep what a document gave; the entry that `kept` trusts is written last. Raises OSError."""
    contents = {"quads": quads.encode(), "page": page}
    if text is not None:
        contents["text"] = text
    for name, content in contents.items():
        outputs.keep(_file(folder, key, name), content)
    told = {
        "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()},
        "report": asdict(report),
        "vocabulary": sorted(vocabulary),
        "signature": signature,
    }
    outputs.keep(folder / f"{key}.json", json.dumps(told, ensure_ascii=False).encode("utf-8", "backslashreplace"))
    return _shard(folder, key, report, sorted(vocabulary), signature, extracted=text is not None)


def forget_others(folder: Path, used: Iterable[Shard]) -> None:
    """Remove what the build that just ended did not use."""
    names = {shard.quads.stem for shard in used}
    for path in folder.iterdir():
        if path.name.partition(".")[0] not in names or path.suffix == ".tmp":
            path.unlink()


def _file(folder: Path, key: str, name: str) -> Path:
    return folder / f"{key}.{_SUFFIXES[name]}"


def _shard(
    folder: Path, key: str, report: FileReport, vocabulary: Sequence[str], signature: Sequence[int], *, extracted: bool
) -> Shard:
    return Shard(
        quads=_file(folder, key, "quads"),
        page=_file(folder, key, "page"),
        report=report,
        vocabulary=tuple(vocabulary),
        signature=tuple(signature),
        text=_file(folder, key, "text") if extracted else None,
    )
