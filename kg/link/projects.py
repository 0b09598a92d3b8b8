"""Which project a mention is: its name, with its school's in full, within its jurisdiction.

A set of works that is only counted (110间智慧教室) has no name that would tell it from another year's: it stays local
to its document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg import iri
from kg.link import bodies, places
from kg.model import Dropped, Entity, Mention, Ref, Span

if TYPE_CHECKING:
    from kg.link.context import Context

_MARKS = re.compile(r"[“”\"《》〈〉]")
_SAID_TWICE = re.compile(r"(?:建设|新建)?(?:项目|工程)$|建设$|新建$")
_WHOLE = ("校区", "楼", "园", "小学", "中学", "学校", "中心", "宿舍", "食堂", "馆", "场")
_OF_SCHOOL = "school-"


def resolve_project(mention: Mention, context: Context) -> Entity | Dropped:
    """Resolver of `Project`: 静宁县第六小学建设项目 and 静宁县第六小学, as what is built, are one."""
    attributes = dict(mention.attributes)
    name = _MARKS.sub("", mention.text)
    school = _school(mention, context)
    place: Entity | None = context.about
    scope = context.scope
    if school is not None:
        rest = name[len(attributes["school"]) :]
        name = school.label + rest
        located = dict(school.properties).get("locatedIn")
        scope = school.local.split("/school/")[0] if school.local.startswith("document/") else school.local.split("/")[1]
        core = _core(name)
        label, key = core, _core(school.local.rsplit("/", 1)[-1] + rest) if not rest or True else ""
        properties = (("locatedIn", located),) if isinstance(located, Ref) else ()
        return Entity(local=iri.entity("project", scope, key), kind="Project", label=label, properties=properties)
    counted = "counted" in attributes
    words = attributes.get("division", "")
    if words:
        place = places.division(context, words, places.above_of(mention), mention.span.start) or place
    key = _core(name)
    if counted:
        scope = context.document_local
    properties = (("locatedIn", Ref(place.local)),) if place is not None else ()
    return Entity(local=iri.entity("project", scope, key), kind="Project", label=key, properties=properties)
