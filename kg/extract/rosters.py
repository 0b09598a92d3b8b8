"""Names that stand in lists with their posts: 副局长：某某、某某, lines of a name and a title, 某某任组长.

Yearbooks and plans list who leads what; what is said of somebody who has left (1月免) gives the name alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract import post_lines
from kg.extract.post_lines import group_mention
from kg.extract.posts import titles_before
from kg.extract.reader import Post, Reader
from kg.language.person_names import Edge, edge_at, is_plain_name, name_end
from kg.language.posts import GROUP, Body, title_ending
from kg.model import Mention, Span

_BRACKET = re.compile(r"[（(](?P<said>[^（）()\n]{1,16})[）)]")
_COLON = re.compile("[：:]")
_GAP = 24  # characters before a colon in which a title stands
_BLANKS = re.compile(r"[ \t\u3000\u00a0]*")
_LEFT = ("免", "离任", "退休", "调离", "卸任", "辞")
_LINE = re.compile(
    r"^[ \t\u3000]*(?P<name>[\u4e00-\u9fff]{2,4})(?:[（(][男女][^（）()\n]{0,6}[）)])?[ \t\u3000]{1,16}"
    r"(?P<title>[\u4e00-\u9fff]{4,40})[ \t\u3000]*$",
    re.MULTILINE,
)
_LEADS = re.compile(r"(?:同志)?(?:任|担任|兼任|为)(?P<title>(?:第一|常务)?副?(?:组长|总指挥|指挥长|召集人|主任委员))")
_SET_UP = re.compile(rf"(?:成立|设立|组建|调整)了?(?![以由])(?P<group>{GROUP})")
_OFFICE = re.compile(r"(?:同志)?(?:兼任|担任|任)(?P<title>办公室(?:常务)?副?主任)")
_GROUP_BEHIND = re.compile(rf"(?:组长|总指挥|指挥长|召集人|主任委员|成员|组员)的(?P<group>{GROUP})")
_REACH = 160
_MOST = 40  # names of one list
_ENDED = re.compile(r"[，,。；;：:\n]|组长|总指挥|指挥长")  # what parts those of one rank from others


def find(reader: Reader) -> Iterator[tuple[Span, tuple[Post, ...]]]:
    """Yield names of lists, with the posts that the list gives them."""
    yield from _behind_colons(reader)
    yield from _on_lines(reader)
    yield from post_lines.find(reader)


def _behind_colons(reader: Reader) -> Iterator[tuple[Span, tuple[Post, ...]]]:
    text = reader.text
    for colon in _COLON.finditer(text):
        start = max(0, colon.start() - _GAP)
        end = start + len(text[start : colon.start()].rstrip())
        if title_ending(text, end) is None:
            continue
        row = list(_row(text, colon.end()))
        posts = titles_before(reader, end) if row else ()
        for name, said in row if posts else ():
            yield name, () if any(word in said for word in _LEFT) else posts


def _row(text: str, at: int) -> Iterator[tuple[Span, str]]:
    """Yield names from `at` on, between 、, each with what brackets behind it say; none but with a clear end."""
    for _ in range(_MOST):
        blank = _BLANKS.match(text, at)
        start = blank.end() if blank else at
        end = name_end(text, start, strict=True)
        if end is None:
            return
        bracket = _BRACKET.match(text, end)
        if bracket is None and edge_at(text, end) is not Edge.STOP:
            return
        yield Span(start, end), bracket["said"] if bracket else ""
        at = bracket.end() if bracket else end
        if text[at : at + 1] not in {"、", "，"}:
            return
        at += 1


def _on_lines(reader: Reader) -> Iterator[tuple[Span, tuple[Post, ...]]]:
    for match in _LINE.finditer(reader.text):
        posts = titles_before(reader, match.end("title")) if is_plain_name(match["name"]) else ()
        if posts and posts[0].span.start == match.start("title"):
            yield Span(*match.span("name")), posts


def leading(reader: Reader, names: Sequence[Span]) -> dict[Span, tuple[Post, ...]]:
    """Return the posts that persons are given in a group that is set up there, by the place of their names."""
    found: dict[Span, tuple[Post, ...]] = {}
    for index, name in enumerate(names):
        match = _LEADS.match(reader.text, name.end)
        group = _group(reader, name) if match else None
        if match is None and (match := _OFFICE.match(reader.text, name.end)):
            group = _office_of_group(reader, name)
        if match is None or group is None:
            continue
        post = Post(match["title"], Span(*match.span("title")), Body.OPEN, group, printed=True)
        found[name] = (post,)
        for before in reversed(names[max(0, index - _MOST) : index]):
            if _ENDED.search(reader.text, before.end, name.start):
                break
            found.setdefault(before, (post,))
    return found


def _group(reader: Reader, name: Span) -> Mention | None:
    """Return the group that is led: behind 为组长的, else the last that the sentence sets up before."""
    match = _GROUP_BEHIND.search(reader.text, name.end, reader.document.clause_at(name.start).end)
    if match is None:
        sentence = reader.document.sentences[reader.document.sentence_at(name.start)]
        match = _set_up_before(reader, name, sentence.span)
    return group_mention(match["group"], Span(*match.span("group"))) if match else None


def _office_of_group(reader: Reader, name: Span) -> Mention | None:
    """Return the office of the last group that the paragraph sets up before the name."""
    document = reader.document
    paragraph = document.paragraphs[document.sentences[document.sentence_at(name.start)].paragraph]
    match = _set_up_before(reader, name, paragraph)
    return group_mention(f"{match['group']}办公室", Span(*match.span("group"))) if match else None


def _set_up_before(reader: Reader, name: Span, within: Span) -> re.Match[str] | None:
    """Return where the last group before the name is set up, in that stretch and not far off."""
    found = list(_SET_UP.finditer(reader.text, max(within.start, name.start - _REACH), name.start))
    return found[-1] if found else None
