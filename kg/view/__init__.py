"""The pages that people look at: `graph.html` and one page a document, made from what a build keeps."""

from __future__ import annotations

from pathlib import Path

from kg import outputs, store
from kg.copies import copies
from kg.pages_data import load_pages

GRAPH, DOCUMENTS = "graph.html", "documents"


def write(out: Path) -> list[Path]:
    """Write `graph.html` and `documents/<hash>.html` into the folder of a graph; return their paths.

    They replace older ones together. Raises KgError where the folder holds no graph or cannot be written.
    """
    from kg.view.document_page import document_page
    from kg.view.graph import picture
    from kg.view.graph_page import graph_page
    from kg.view.terms import known

    pages = list(load_pages(out))
    told = known(out)
    alike = copies(store.open_store(out))
    with outputs.replacing(out) as staging:
        (staging / GRAPH).write_bytes(graph_page(picture(pages, told)))
        (staging / DOCUMENTS).mkdir()
        for page in pages:
            (staging / DOCUMENTS / f"{page.sha256[:16]}.html").write_bytes(
                document_page(page, told, alike.get(page.local, ()))
            )
    return [out / GRAPH, *(out / DOCUMENTS / f"{page.sha256[:16]}.html" for page in pages)]
