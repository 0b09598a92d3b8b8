"""What a slot needs and no class holds (初中部, 两名党员): as worded, local to its document and place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import iri
from kg.model import Dropped, Entity, Mention, Reason

if TYPE_CHECKING:
    from kg.link.context import Context


def resolve_described(mention: Mention, context: Context) -> Entity | Dropped:
    """Resolver of `Described`; 我县 and the like are the jurisdiction that reports, where its level is that."""
    own = dict(mention.attributes).get("self")
    if own is not None:
        about = context.about
        if about is not None and (not own or about.label.endswith(own) or context.about_word == own):
            return about
        return Dropped(reason=Reason.AMBIGUOUS, span=mention.span, rule="described", detail=own)
    raw = context.document.raw_span(mention.span.start, mention.span.end)
    local = iri.described(context.document.source.sha256, raw)
    return Entity(local=local, kind="Described", label=mention.text)
