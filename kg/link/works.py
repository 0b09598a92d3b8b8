"""Which policy document a title is, and which meeting a name: the vocabulary's, else the jurisdiction's own."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg import iri, vocabulary
from kg.link import places
from kg.model import Entity, Mention, Typed
from kg.namespaces import DATA_NS

if TYPE_CHECKING:
    from kg.link.context import Context
    from kg.model import FactValue

_NATION = vocabulary.NATION
_SAME_MARKS = str.maketrans("()<>[]【】", "（）〈〉〔〕〔〕")
_QUOTE_MARKS = frozenset('“”"')
_DASH = re.compile(r"(?<=\d)年?[-–—－~～至]{1,2}(?=(?:19|20)\d{2})")
_QUOTES = re.compile(r"[“”\"‘’'「」『』]")
_ISSUER = re.compile(
    r"^(?:中共中央|国务院|教育部|财政部|国家[\u4e00-\u9fff]{2,8}?[局委部]|人力资源(?:和)?社会保障部|中央[\u4e00-\u9fff]{2,6}?[部委办])"
    r"[\u4e00-\u9fff、 ]{0,24}?(?:印发|发布|转发|(?=关于))"
)
_NATIONAL = re.compile(r"^(?:中共中央|国务院|教育部|全国人民代表大会|中华人民共和国|中国共产党)")
# What a notice passes on, so that 印发…办法的通知 is the 办法.
_PASSED_ON = ("意见", "办法", "方案", "规定", "计划", "规划", "纲要", "准则", "指南", "标准", "细则", "措施", "要点")
_NOTICE = re.compile(r"的通知$")
_OF_DIVISION = re.compile(r"^全(国|省|自治区|区|市|州|盟|县|旗)")
_KIND_OF_LEVEL = {
    "省": "Province",
    "自治区": "Province",
    "区": "Province",
    "市": "Prefecture",
    "州": "Prefecture",
    "盟": "Prefecture",
}


def resolve_policy(mention: Mention, context: Context) -> Entity:
    """Resolver of `PolicyDocument`: the vocabulary's by its title, else the title within its jurisdiction."""
    known = mention.iri or _titles().get(folded(mention.text), "")
    properties: tuple[tuple[str, FactValue], ...] = tuple(
        (name, value) for name, value in mention.attributes if name == "documentNumber"
    )
    if known:
        label = vocabulary.load().concepts[known].label
        return Entity(local=known.removeprefix(DATA_NS), kind="PolicyDocument", label=label, vocabulary=True)
    title = canonical_title(mention.text)
    return Entity(
        local=iri.entity("policy", _scope_of_title(title, context), title),
        kind="PolicyDocument",
        label=title,
        properties=properties,
    )


def canonical_title(text: str) -> str:
    """A title as the key of its document: no blanks, full-width brackets, “…” for every kind of quotation mark."""
    text = _DASH.sub("—", "".join(text.split()).translate(_SAME_MARKS))
    told, is_open = [], False
    for char in text:
        if char in _QUOTE_MARKS:
            is_open = char == "“" or (char == '"' and not is_open)
            told.append("“" if is_open else "”")
        else:
            told.append(char)
    return "".join(told)


def folded(title: str) -> str:
    """A title without what two ways of citing one document differ in: issuer, 的通知, marks, years of validity."""
    title = _QUOTES.sub("", canonical_title(title))
    title = _ISSUER.sub("", title)
    shorter = _NOTICE.sub("", title).strip("〈〉《》")
    if shorter != title and shorter.endswith(
        ("意见", "办法", "方案", "规定", "计划", "规划", "纲要", "准则", "指南", "标准", "细则", "措施", "要点")
    ):
        title = shorter
    return re.sub(r"（[^（）]{1,16}）$", "", title.strip("〈〉《》"))


@cache
def _titles() -> dict[str, str]:
    """Folded titles of the vocabulary's policy documents, each naming one."""
    found: dict[str, str] = {}
    ambiguous = set()
    for concept in vocabulary.load().concepts.values():
        if concept.kind != "PolicyDocument":
            continue
        for form in (concept.label, *concept.alternatives, *concept.hidden):
            key = folded(form)
            if found.setdefault(key, concept.iri) != concept.iri:
                ambiguous.add(key)
    return {key: found[key] for key in found.keys() - ambiguous}


def _scope_of_title(title: str, context: Context) -> str:
    """Whose document a title names: the nation, the division that it begins with, else the one that reports."""
    if _NATIONAL.match(title):
        return _NATION
    opening = title.removeprefix("中共")[:16]
    hits = context.vocabulary.lexicon.find(opening)
    if hits and hits[0].start == 0 and hits[0].terms[0].kind == "Jurisdiction":
        code = places.resolve(context, opening[: hits[0].end])
        if code:
            return code
    return context.scope


def resolve_meeting(mention: Mention, context: Context) -> Entity:
    """Resolver of `Meeting`: name and date within the division that the name begins with (全国), else that reports."""
    told = dict(mention.attributes)
    date = told.get("date", "")
    name = canonical_title(told.get("name", mention.text))
    properties: tuple[tuple[str, FactValue], ...] = ()
    if len(date) == 10:
        properties = (("schema:startDate", Typed(date, "date")),)
    local = iri.event(_scope_of_meeting(name, context), date, name)
    return Entity(local=local, kind="Meeting", label=name, properties=properties)


def _scope_of_meeting(name: str, context: Context) -> str:
    match = _OF_DIVISION.match(re.sub(r"^\d{4}年度?", "", name))
    if match is None:
        return context.scope
    if match[1] == "国":
        return _NATION
    kind = _KIND_OF_LEVEL.get(match[1], "")
    if not kind or context.about is None or context.about.label.endswith(match[1]):
        return context.scope
    divisions = context.vocabulary.divisions
    above = (code for code in context.above_about if divisions[code].kind == kind)
    return next(above, context.scope)
