"""Noun phrases behind a count, and what is said of the things counted: 126所〔义务教育学校〕〔全部开展课后服务〕."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kg.language import figure_words as words
from kg.language.patterns import either

LONGEST = 24
_FIRST_WORDS = 12  # characters in which the first word of a phrase ends
_SHORT = 8
_WITHIN = 5  # characters of a noun from which on 中 at its end is 里: 40所培训机构〔中〕


# A time that leads a part.
DATE_LEAD = (
    r"\d{4}[—–-]\d{4}学年(?:度)?|(?:到|至)?20\d\d年(?:度)?(?:以来|底|末|内|初|上半年|下半年)?(?:之前|以前|前)?"
    r"|\d{1,2}月(?:份)?(?:\d{1,2}日)?(?:底|末|初)?(?:之前|以前|前)?|[一-鿿]{1,3}季学期(?:开学)?前?"
    r"|(?:今|去|明|本|每)年(?:底|末)?(?:之前|以前|前)?|\d{1,2}[.．、]|[一二三四五六七八九十]{1,3}是|年底前|年内|20\d\d[、和]"
    r"|连续[一二两三四五六七八九十\d]{1,2}年|[自从]20\d\d年[^，,。；;]{0,12}?以来"
    r"|(?:近|过去|未来|今后)?[一二两三四五六七八九十\d]{1,2}年(?:来|间|内|以来)?(?=已|共|累计|新建|新增|统筹|投入|改扩建)"
)
EVERYWHERE = re.compile(r"(?:全|我|该|本)[县市区旗州盟省](?!域|级|中|民|率先|第)")
_RIGHT_END = re.compile(r"[，,；;。！？：:\n（(《]")
_GROUP = re.compile(r"(?:[一-鿿]{0,6}?)(?:中小学校|中小学|学校|幼儿园|小学|中学)")
_YEARS_IN_NAME = re.compile(r"[两三四五六九]年(?:一贯)?制|十[二五]年(?:一贯)?制")
_AT_POST = re.compile(r"在[校园职册编岗建]")
_GOING = re.compile(r"(?<=[一-鿿]{2})(?:到(?![位期岗场])|赴|前往|各[建设有自]|共[建有]|年底前|年内|\d{1,2}月)")
_ADVERB = re.compile(f"(?:{either(words.ADVERBS)}|(?:在|于)?(?:{DATE_LEAD}))")
_QUOTED = re.compile(r"[“\"][^”\"]{0,30}[”\"]")
_VERBS = frozenset((*words.OPEN_VERBS, *words.DOINGS))


def following(text: str, number_end: int, end: int) -> tuple[str, int]:
    """Return the phrase that follows a count, up to a mark, and where it ends; what it quotes belongs to it."""
    if number_end < end and text[number_end] in "、和及与":
        return "", number_end
    stop = _RIGHT_END.search(text, number_end, end)
    while stop and stop[0] in "（(":
        closing = text.find("）" if stop[0] == "（" else ")", stop.end(), min(end, stop.end() + 4))
        if closing < 0 or closing + 1 >= end or _RIGHT_END.match(text, closing + 1):
            break
        stop = _RIGHT_END.search(text, closing + 1, end)
    until = stop.start() if stop else end
    return text[number_end:until].strip(), until


def is_nominal(phrase: str) -> bool:
    """Tell whether a phrase begins as a noun phrase does."""
    if phrase[0] in '“"' or _AT_POST.match(phrase) or phrase.startswith(words.STAGES) or _YEARS_IN_NAME.match(phrase):
        return True
    if phrase.startswith((*words.NEGATIONS, *words.LINKS_TO, *words.ALL_OF)):
        return False
    word, tag = tagged(phrase[:_FIRST_WORDS])[0]
    return tag == "vn" or (word not in _VERBS and tag[0] not in "pdcuyxfmrt")


def split_noun(phrase: str, *, is_object: bool = False) -> tuple[str, str]:
    """Split 义务教育学校全部开展课后服务 into the noun phrase that it begins with and what is said of it.

    The object of a verb may end in a verb itself (完成〔学校领导班子选配〕).
    """
    if len(phrase) <= _SHORT and EVERYWHERE.match(phrase):
        return phrase, ""
    length, noun_seen = 0, False
    going = _GOING.search(phrase)
    cut = tagged(phrase[: going.start()] if going else phrase)
    for index, (word, tag) in enumerate(cut):
        if word.startswith("的"):
            break
        if noun_seen and (_begins_predicate(word, tag) or (tag == "v" and not _goes_on(cut[index:], is_object))):
            break
        noun_seen = noun_seen or tag[0] in "nj" or (len(word) > 1 and word.endswith(words.PERSONS))
        length += len(word)
    noun = phrase[:length].strip("、，")
    return noun.removesuffix("中") if len(noun) > _WITHIN else noun, phrase[length:]


def _begins_predicate(word: str, tag: str) -> bool:
    if word.startswith(("参加", "参与")) and not word.endswith(("者", "率", "人")):
        return True
    return tag[0] in "dpr" or word in words.ADVERBS or word in words.PREDICATES


def _goes_on(rest: Sequence[tuple[str, str]], is_object: bool) -> bool:
    """Tell whether a verb inside a noun phrase only describes its head: 学科类|培训|机构, 领导班子|选配."""
    if len(rest) == 1 or rest[0][0] in words.GIVING:
        return is_object and len(rest) == 1
    after, tag = rest[1]
    return tag == "d" or after in words.HEAD_NOUNS or (tag == "vn" and len(rest) <= 3)


def done_with(noun: str, said: str) -> str:
    """Return 完成运动场地改造的学校 for 学校运动场地改造 | 已完成."""
    told = predicate(said)
    return of_group(told, noun) if told in words.FINISHED else said_of(noun, said)


def said_of(noun: str, said: str) -> str:
    """Return the noun with what is said of it before it: 开展课后服务的义务教育学校."""
    told = predicate(said)
    if not told or len(told) + len(noun) > LONGEST or told.startswith(words.CIRCUMSTANCES):
        return noun
    return f"{told}{noun}" if len(told) <= 2 and told not in words.NEGATIONS else f"{told}的{noun}"


def predicate(said: str) -> str:
    """Return what is said of things without adverbs and times; empty where it names a place, a number or too much."""
    if "跟岗" in said:
        return said[said.index("跟岗") :].strip("了、，")
    negated = next((word for word in sorted(words.NEGATIONS, key=len, reverse=True) if word in said[:8]), "")
    at = 0
    while match := _ADVERB.match(said, at):
        at = match.end()
    told = said[at:].strip("了、，")
    if re.match(r"(?:到|赴|在|于|随|自)", told):
        told = _after_place(told)
    if re.search(r"\d", _QUOTED.sub("", told)) or len(told) > 2 * LONGEST or told.startswith("的"):
        return ""
    return negated + told if told and not any(word in told for word in words.NEGATIONS) else told


def _after_place(told: str) -> str:
    """Return what is done behind a place: 赴外地〔跟岗学习〕."""
    length, noun_seen = 0, False
    for word, tag in tagged(told):
        if noun_seen and tag[0] == "v":
            return told[length:]
        noun_seen = noun_seen or tag[0] in "nsa" or tag == "ns"
        length += len(word)
    return ""


def of_group(verb: str, noun: str) -> str:
    """Return what is done with each of a group of schools: 完成 + 学校领导班子选配 is 完成领导班子选配的学校."""
    group = _GROUP.match(noun)
    rest = noun[group.end() :].removeprefix("的") if group else ""
    if group and len(rest) >= 2 and not rest.startswith(words.BELONGING):
        return f"{verb}{rest}的{group[0]}"
    return verb + noun


@lru_cache(maxsize=4096)
def tagged(phrase: str) -> Sequence[tuple[str, str]]:
    """Return the words of a phrase with their parts of speech (the tags of jieba's dictionary)."""
    import rjieba

    found: list[tuple[str, str]] = rjieba.tag(phrase)
    return found
