"""Policy documents: what stands in 《…》 and regulates, plans or prescribes.

A title counts by its head (办法, 方案, 规划 …) or by the document number printed behind it (沅办发〔2021〕17号).
Books, newspapers, honours, speeches and courses stand in the same marks and do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.terms import plain_terms
from kg.language.clauses import titles
from kg.model import Claim, Document, Dropped, Mention, NoiseKind, Reason, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

RULE = "policy-title"
HEADS = (
    *("意见", "办法", "方案", "通知", "规划", "条例", "纲要", "制度", "细则", "规定", "标准", "指南", "准则", "计划"),
    *("决定", "规程", "规范", "规则", "措施", "要点", "清单", "章程", "简章", "目录", "守则", "预案", "大纲", "指引"),
    *("导则", "公告", "通告", "批复", "建议", "公约", "任务书", "决议", "禁令", "规约", "基准", "法"),
)
# What ends like a head and is none: 书法, 教学法.
_NOT_HEADS = ("书法", "方法", "看法", "做法", "想法", "说法", "用法", "语法", "技法", "笔法", "教法", "学法", "活法")
# What stands right before a title that somebody wrote, read, sang or performed.
_WORKS = re.compile(
    r"(?:题为|主题为|题目是|出版|歌曲|歌舞|舞蹈|小品|诗歌|朗诵|合唱|演唱|电影|课文|教材|论文|文章|专著|著作|书籍|课题|讲座|专题|观看"
    r"|阅读|撰写)[了的:：]?$"
)
_HONOUR = re.compile(
    r"[的等]{0,2}(?:光荣|荣誉)?(?:称号|牌匾|奖牌|奖项|证书|荣誉)|为(?:主题|题|专题)"
    r"|(?:一书|一文|课程|读本|栏目|节目|专栏|讲座)"
)
_NUMBER = re.compile(
    r"[ \u3000]*[（(〔\[]([^（）()《》〔〕\[\]【】〈〉\n]{1,14}"  # issuer's sign
    r"[〔\[【（(〈][12]\d{3}[〕\]】）)〉]第?\d{1,5}号)[）)〕\]]"
)
# the number of the notice itself, alone on a line of its head, and the one thing that it gives out
_OWN_NUMBER = re.compile(
    r"^[ \u3000]*(?P<number>[\u4e00-\u9fff]{1,12}[〔\[【（(〈][12]\d{3}[〕\]】）)〉]第?\d{1,5}号)[ \u3000]*$",
    re.MULTILINE,
)
_GIVES_OUT = re.compile(r"(?:印发|下发)[ \u3000]*《")
_HEAD = 8  # paragraphs that may hold the title and the number of a notice
_ARTICLES = re.compile(
    r"(?<!第)(?<![一二三四五六七八九十百\d])[一二三四五六七八九十百\d]{1,4}条(?:措施|意见|规定|禁令)?$"
)
_TAIL = re.compile(r"(?:[（(〔\[][^（）()〔〕\[\]]{1,24}[）)〕\]]|“[^“”]{1,12}”|\"[^\"]{1,12}\")$")
_LEADING = re.compile(r"^[….．。·*＊_＿\s—-]+")
_BREAKING = frozenset({NoiseKind.MOJIBAKE})
_LONGEST = 120


def extract(doc: Doc, document: Document) -> Iterator[Claim | Dropped]:
    """Yield a bare mention for every policy document that the text names in 《》."""
    text = document.text
    known = {(term.start, term.end): term.iri for term in plain_terms(doc) if term.kind == "PolicyDocument"}
    spans = titles(text)
    numbers: dict[str, str] = {}  # a number printed once goes with every mention of the title
    for span in reversed(spans):
        title = text[slice(*_inside(text, span))]
        numbers[title] = document_number(text, span.end) or numbers.get(title, "")
    given_out, own = _given_out(document)
    if given_out and not numbers.get(given_out):
        numbers[given_out] = own
    for span in spans:
        inside = _inside(text, span)
        title = text[inside.start : inside.end]
        number = numbers[title]
        noise = document.noise_within(inside.start + 1, inside.end)
        reason = rejected(text, span, title, numbered=bool(number))
        if reason is None and any(one.kind in _BREAKING for one in noise):
            reason = Reason.TOUCHES_NOISE
        if reason is not None:
            yield Dropped(reason=reason, span=span, rule=RULE, detail=title)
            continue
        mention = Mention(
            kind="PolicyDocument",
            span=inside,
            text=title,
            iri=known.get((inside.start, inside.end), ""),
            attributes=(("documentNumber", number),) if number else (),
        )
        yield Claim(
            kind="mentions",
            slots=(("mentions", mention),),
            span=inside,
            clause=document.clause_at(inside.start),
            rule=RULE,
        )


def _given_out(document: Document) -> tuple[str, str]:
    """The one title that a notice gives out (关于印发《…》的通知) and the notice's own number; empty for none."""
    text, head = document.text, document.paragraphs[:_HEAD]
    if not head:
        return "", ""
    given = list(_GIVES_OUT.finditer(text, head[0].start, head[-1].end))
    numbers = list(_OWN_NUMBER.finditer(text, head[0].start, head[-1].end)) if given else []
    if len(numbers) != 1:
        return "", ""
    titles_given = {text[one.end() : text.find("》", one.end())] for one in given}
    return (titles_given.pop(), numbers[0]["number"]) if len(titles_given) == 1 else ("", "")


def _inside(text: str, span: Span) -> Span:
    """The title's own span: without its marks and without the dots that stand for a hidden name before it."""
    start = span.start + 1
    hidden = _LEADING.match(text[start : span.end - 1])
    return Span(start + (hidden.end() if hidden else 0), span.end - 1)


def document_number(text: str, end: int) -> str:
    """The document number in brackets behind a title that ends at `end` (沅办发〔2021〕17号), or an empty string."""
    match = _NUMBER.match(text, end)
    return match[1] if match else ""


def rejected(text: str, span: Span, title: str, *, numbered: bool) -> Reason | None:
    """Why the 《…》 at `span` is no policy document; None where it is one. `title` is what it encloses."""
    if not title or len(title) > _LONGEST or not any("\u4e00" <= char <= "\u9fff" for char in title):
        return Reason.NOT_A_POLICY
    if numbered:
        return None
    if title in HEADS:
        return Reason.GENERIC  # 《条例》: the one named before
    if not has_head(title) or _HONOUR.match(text, span.end) or _WORKS.search(text, max(0, span.start - 6), span.start):
        return Reason.NOT_A_POLICY
    return None


def has_head(title: str) -> bool:
    """Whether a title ends in the name of a kind of policy document, brackets and a quoted addition aside."""
    for _ in range(3):
        shorter = _TAIL.sub("", title)
        if shorter == title or not shorter:
            break
        title = shorter
    if title.endswith(HEADS):
        return not title.endswith(_NOT_HEADS)
    return "条" in title[-3:] and _ARTICLES.search(title) is not None
