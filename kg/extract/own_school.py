"""The school that speaks in a text: the one that its title or its byline names, where no bureau stands beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.language import posts
from kg.model import Document, Mention

_HEAD = 3  # paragraphs that may hold title and byline
_SHORT = 60  # characters of such a paragraph
_LEAST = 2  # times that a text names the school whose it is


def own_school(document: Document, named: Sequence[Mention]) -> Mention | None:
    """Return the school that a newsletter or a school's own page speaks for; None in texts of bureaus and the press.

    `named` are the named things of the text in reading order. Of several wordings the one that the text uses most
    counts, the longest of these.
    """
    head = [span for span in document.paragraphs[:_HEAD] if span.end - span.start <= _SHORT]
    above = [one for one in named if any(span.start <= one.span.start < span.end for span in head)]
    if any(one.kind in {"EducationAuthority", "Organization"} for one in above):
        return None
    schools = [one for one in named if one.kind == "School"]
    times = Counter(one.text for one in schools)
    if not times:
        return None
    text = max(times, key=lambda words: (times[words], len(words), words))
    stands_above = any(one.kind == "School" and set(one.text) <= set(text) for one in above)  # 平梁初中, 平梁镇初级中学
    if stands_above and times[text] >= _LEAST:
        return next(one for one in schools if one.text == text)
    speaks = any(word in document.text for word in posts.SPEAKING)
    return next((one for one in above if one.kind == "School"), None) if speaks else None
