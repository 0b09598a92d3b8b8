"""Which project a mention is: its name, with its school's in full, within its jurisdiction.

A set of works that is only counted (110间智慧教室) has no name that would tell it from another year's: it stays local
to its document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kg import iri
from kg.link import bodies
from kg.model import Dropped, Entity, Mention, Ref, Span

if TYPE_CHECKING:
    from kg.link.context import Context

_MARKS = re.compile(r"[“”\"《》〈〉]")
# 建设项目 says nothing of what is built, 项目 and 工程 nothing of the works
_SAID_TWICE = re.compile(r"(?<=[校区楼园学心舍堂馆场])(?:(?:后续|一期|二期)?(?:建设|新建)(?:项目|工程)?|项目|工程)$")
_WORKS = re.compile(r"(?<=扩建|迁建|重建|加固|改造|硬化|维修|搬迁)(?:项目|工程)$")
# the shell is no project beside what is built
_SHELL = re.compile(r"(?<=[校区楼园学心舍堂馆场目程])(?:建设)?主体(?:工程|结构|建筑)?$")
# where something is rebuilt tells no project from another
_SITED = re.compile(r"(?:原址|原地|就地|异地|易地)(?=(?:重建|迁建|扩建|改扩建|搬迁)(?:项目|工程)?$)")
# the national project, whose name is often cut short
_CUT_SHORT = re.compile(r"^(?=薄弱环节改善与能力提升)")
_OF_SCHOOL = "school-"


def resolve_project(mention: Mention, context: Context) -> Entity | Dropped:
    """Resolver of `Project`: 静宁县第六小学建设项目 and 静宁县第六小学, as what is built, are one."""
    name = _MARKS.sub("", dict(mention.attributes)["name"])
    school = _school(mention, context)
    if school is None:
        counted = "counted" in dict(mention.attributes)
        scope = context.document_local if counted else context.scope
        place = context.about.local if context.about is not None else None
        own = label = _core(name)
    else:
        scope, _, _ = bodies.school_key(_school_mention(mention), context)
        rest = name.removeprefix(dict(mention.attributes)["school"])
        label, own = _core(school.label + rest), _core(_own_name(school) + rest)
        located = dict(school.properties).get("locatedIn")
        place = located.local if isinstance(located, Ref) else None
    return Entity(
        local=iri.entity("project", scope, own),
        kind="Project",
        label=label,
        properties=(("locatedIn", Ref(place)),) if place is not None else (),
    )


def _school(mention: Mention, context: Context) -> Entity | None:
    """Return the school that the project's name begins with."""
    if "school" not in dict(mention.attributes):
        return None
    found = bodies.school(_school_mention(mention), context)
    return found if isinstance(found, Entity) else None


def _school_mention(mention: Mention) -> Mention:
    """Return the mention of the school inside the project's: its attributes are kept under `school-…`."""
    text = dict(mention.attributes)["school"]
    attributes = tuple(
        (name.removeprefix(_OF_SCHOOL), value) for name, value in mention.attributes if name.startswith(_OF_SCHOOL)
    )
    start = mention.span.start
    return Mention(kind="School", span=Span(start, start + len(text)), text=text, attributes=attributes)


def _own_name(school: Entity) -> str:
    """Return the school's name without its division, as in its key."""
    return unquote(school.local.rsplit("/", 1)[-1])


def _core(name: str) -> str:
    """Return the name in full, without 建设项目 and 主体工程 behind what is built, 项目 and 工程 behind works."""
    return _CUT_SHORT.sub("义务教育", _WORKS.sub("", _SAID_TWICE.sub("", _SHELL.sub("", _SITED.sub("", name)))))
