"""Lines that give people their posts: an author's line below a title, the rows of a group that a notice sets up.

县教育局局长　某某某 stands alone on its line; 组长：某某某　县教育局局长 names who leads a group, with the post.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.posts import titles_before
from kg.extract.reader import Post, Reader
from kg.language.person_names import is_line_name, may_begin
from kg.language.posts import GROUP, HEAD, Body
from kg.model import Mention, Span

_LONGEST_LINE = 70
_AUTHOR = re.compile(
    r"[ \t\u3000]*(?:[\u4e00-\u9fff]{2,4}[：:][ \t\u3000]*)?(?P<title>[^\s：:，。；][^：:，。；\n]{3,50}?)"
    r"[ \t\u3000]{1,12}(?P<name>[\u4e00-\u9fff·]{2,8}|[\u4e00-\u9fff][ \t\u3000]{1,2}[\u4e00-\u9fff])[ \t\u3000]*"
)
_BLANK = re.compile(r"[ \t\u3000]")
_ROLE = re.compile(
    r"^[ \t\u3000]*(?P<role>(?:第一|常务|执行)?副?[ \u3000]?(?:组[ \u3000]{0,6}长|总指挥|指挥长|召集人|主任委员)"
    r"|成[ \u3000]{0,6}员|组[ \u3000]{0,6}员)[ \u3000]?[：:]",
    re.MULTILINE,
)
_MEMBERS = ("成员", "组员")
_NAME = re.compile(r"(?:[\u4e00-\u9fff·]{2,8}|[\u4e00-\u9fff][ \u3000]{1,2}[\u4e00-\u9fff])(?=[\s（(、，,；;。]|$)")
_NEXT = re.compile(r"[ \t\u3000]*(?:[、，,；;][ \t\u3000]*)?")
# the next line goes on where it is a name and a title, or begins with blanks
_CONTINUED = re.compile(
    r"[、，,；;。]?[ \t\u3000]*\n(?:[ \t\u3000]{2,}(?=[\u4e00-\u9fff])|[ \t\u3000]?"
    r"(?=(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff] [\u4e00-\u9fff])[ \t\u3000]{1,12}[\u4e00-\u9fff（）、]{3,40}$))",
    re.MULTILINE,
)
_BRACKET = re.compile(r"[（(](?P<title>[^（）()\n]{2,40})[）)]")
_BEHIND = re.compile(r"[ \t\u3000]{1,12}(?P<title>[\u4e00-\u9fff（）、]{3,40})(?=[ \t\u3000；;，,。\n]|$)")
_MOST = 60  # people of one row
_ABOVE = 240  # characters above the first row in which the group is named
_WHOSE = "(?:[全我本][县市区旗州盟省校镇乡园局])?"
_NAMED = re.compile(
    rf"(?:成立|设立|组建|调整)了?{_WHOSE}(?![以由])(?P<set_up>{GROUP})"
    rf"|^[ \t\u3000]*{_WHOSE}(?P<head>{GROUP})(?=[^\n。，]{{0,12}}$)",
    re.MULTILINE,
)


def find(reader: Reader) -> Iterator[tuple[Span, tuple[Post, ...]]]:
    """Yield the names of such lines, with their posts."""
    yield from _authors(reader)
    yield from _rows(reader)


def _authors(reader: Reader) -> Iterator[tuple[Span, tuple[Post, ...]]]:
    """Who speaks or reports, alone on a line behind the title: 县教育局党组书记、局长　某某某."""
    text = reader.text
    for line in reader.document.paragraphs:
        if line.end - line.start > _LONGEST_LINE or not _BLANK.search(text, line.start + 4, line.end):
            continue
        match = _AUTHOR.fullmatch(text, *line)
        if match is None or not is_line_name(match["name"]):
            continue
        posts = titles_before(reader, match.end("title"))
        if posts and posts[0].printed and posts[0].span.start - match.start("title") <= 2:  # 中共|某县委
            yield Span(*match.span("name")), posts


def _rows(reader: Reader) -> Iterator[tuple[Span, tuple[Post, ...]]]:
    """Who leads a group and who belongs to it, on rows that begin with the role: 组长：, 副组长：, 成员：."""
    group: Mention | None = None
    last = 0
    for match in _ROLE.finditer(reader.text):
        if group is None or match.start() - last > _ABOVE:
            group = _group_above(reader, match.start())
        role = "".join(match["role"].split())
        last = match.end()
        for name, own in _people(reader, match.end()):
            last = name.end
            if group is None or role in _MEMBERS:
                yield name, own
                continue
            same_line = "\n" not in reader.text[match.start() : name.start]
            span = Span(*match.span("role")) if same_line else name
            yield name, (*own, Post(role, span, Body.OPEN, group, printed=True))


def _people(reader: Reader, at: int) -> Iterator[tuple[Span, tuple[Post, ...]]]:
    """Yield the people of one row from `at` on, each with the post behind the name: in brackets or after a blank."""
    text = reader.text
    for _ in range(_MOST):
        match = _CONTINUED.match(text, at) or _NEXT.match(text, at)
        start = match.end() if match else at
        name = _NAME.match(text, start)
        if name is None:
            return
        at = name.end()
        said = _BRACKET.match(text, at) or _BEHIND.match(text, at)
        posts: tuple[Post, ...] = ()
        if said is not None and HEAD.search(said["title"]):
            posts = titles_before(reader, said.end("title"))
            posts = posts if posts and posts[0].span.start <= said.start("title") + 1 else ()
            at = said.end() if posts else at
        if not (is_line_name(name[0]) or (posts and posts[0].printed and may_begin(text, start))):
            return
        yield Span(*name.span()), posts


def _group_above(reader: Reader, at: int) -> Mention | None:
    """The group that the text sets up, or names in a heading, not far above the row."""
    found = list(_NAMED.finditer(reader.text, max(0, at - _ABOVE), at))
    if not found:
        return None
    name = "set_up" if found[-1]["set_up"] else "head"
    return group_mention(found[-1][name], Span(*found[-1].span(name)))


def group_mention(words: str, span: Span) -> Mention:
    """Return the mention of a group that is set up for a while (领导小组, 专班), named by all of its words."""
    return Mention(
        kind="Organization", span=span, text=words, attributes=(("name", words), ("head", words), ("kind", ""))
    )
