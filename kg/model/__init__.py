"""The frozen values that pass from stage to stage; nothing here reads, matches or writes.

    bytes ─read→ Document ─structure→ Document with sections and sentences ─nlp→ spaCy Doc
          ─extract→ Claim… ─link→ LinkedDocument (Entity…, Fact…) ─rdf→ N-Quads

Offsets count Unicode code points, start included, end excluded, as Python slices do. *Clean* offsets point into
`Document.text`, *raw* ones into `Document.original`. Class and slot names are the local names of the ontology's terms.
"""

from kg.model.document import (
    PAGE_EDGE,
    Document,
    Noise,
    NoiseKind,
    Role,
    Run,
    Section,
    Sentence,
    Span,
    Table,
    TableCell,
)
from kg.model.facts import (
    Claim,
    Dropped,
    Entity,
    Fact,
    FactValue,
    LinkedDocument,
    Mention,
    Reason,
    Ref,
    SlotValue,
    Status,
    Typed,
)
from kg.model.source import MediaType, Source, Stated

__all__ = [
    "PAGE_EDGE",
    "Claim",
    "Document",
    "Dropped",
    "Entity",
    "Fact",
    "FactValue",
    "LinkedDocument",
    "MediaType",
    "Mention",
    "Noise",
    "NoiseKind",
    "Reason",
    "Ref",
    "Role",
    "Run",
    "Section",
    "Sentence",
    "SlotValue",
    "Source",
    "Span",
    "Stated",
    "Status",
    "Table",
    "TableCell",
    "Typed",
]
