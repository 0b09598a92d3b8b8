"""The addresses of the server and what each answers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg import __version__, query
from kg.errors import KgError
from kg.namespaces import DATA_NS, ONTOLOGY_IRI, SHAPES_NS
from kg.serve import cells, description, editor, formats, protocol, questions, things, words
from kg.serve.door import Door
from kg.serve.editor import EXAMPLE, editor_page
from kg.serve.limits import Answer, Question, Refused
from kg.serve.pool import Pool
from kg.serve.shell import address, both, link, page, problem
from kg.store import DATASET
from kg.view import FRONT, SITE
from kg.view.markup import element, static, text

_JSON: Final = formats.ROWS["json"]
# A page of the site has a policy of its own inside; this adds what a page cannot say itself.
_SITE_POLICY: Final = "frame-ancestors 'none'"
# The site does not know who serves it: what leads from its pages to the questions is put in here.
_WAY_BACK: Final = (
    '<a href="/queries"><span lang="zh-Hans" class="zh">提问</span><span lang="en" class="en">Questions</span></a>'
).encode()
_WAYS: Final = (
    (FRONT, "浏览", "Browse"),
    ("compare.html", "比较", "Compare"),
    ("timeline.html", "目标与进展", "Targets"),
    ("graph.html", "关系图", "Graph"),
)
_END: Final = b"</nav></header>"
_COUNTS: Final = "SELECT ?documents ?triples { $dataset void:documents ?documents ; void:triples ?triples }"


@dataclass(frozen=True, slots=True)
class Server:
    """The endpoints of one graph; `pool` answers, `out` is the folder of the graph."""

    pool: Pool
    out: Path

    async def sparql(self, request: Request) -> Response:
        """The SPARQL endpoint; in a browser, an editor with the answer."""
        asked = await protocol.question(request, self.pool.limits)
        if asked is None:
            return self._description(request)
        question, seconds = asked
        if question.media[0] != formats.HTML:
            return _answered(await self._ask(request, question, seconds))
        html = Question(
            text=question.text, media=(_JSON, formats.GRAPHS["turtle"]), default=question.default, named=question.named
        )
        try:
            answer = await self._ask(request, html, seconds)
        except Refused as refused:
            return editor_page(question.text, [element("p", text(str(refused)), class_="error")], status=refused.status)
        return editor_page(question.text, _shown(question.text, answer))

    def _description(self, request: Request) -> Response:
        media = formats.accepted(request.headers.get("accept", ""), description.MEDIA)
        if form := request.query_params.get("format"):
            media = (formats.GRAPHS[form],) if form in formats.GRAPHS else ()
        if not media:
            raise Refused(406, "Accept", "the description is RDF", f"accept one of {', '.join(description.MEDIA)}")
        if media[0] == formats.HTML:
            return _editor(request.query_params.get(editor.SAVED, ""))
        endpoint = str(request.url.replace(query="", path="/sparql"))
        return _plain(description.description(endpoint, media[0]), media[0])

    async def questions(self, _: Request) -> Response:
        """The list of saved questions."""
        return questions.list_page()

    async def question(self, request: Request) -> Response:
        """A saved question: its form with the answer, or with a suffix the answer as a file."""
        name, _, suffix = request.path_params["name"].partition(".")
        saved = self._saved(name)
        if suffix and suffix not in questions.FILES:
            raise Refused(404, suffix[:40], "no such format", f"give one of {', '.join(questions.FILES)}")
        given = {key: value for key, value in protocol.fields(request.url.query.encode(), self.pool.limits) if value}
        cells_are = given.pop(questions.RAW, "")
        if suffix:
            return await self._file(request, Question(saved=name, params=given), suffix, guard=cells_are != "raw")
        example = not request.url.query and bool(saved.parameters)
        if example:
            given = dict(saved.example)
        kinds = sorted(questions.menus_of(saved))
        menus = {kind: json.loads((await self._ask(request, Question(labels=kind))).body) for kind in kinds}
        try:
            answer = await self._ask(request, Question(saved=name, params=given, media=(_JSON,), why=True))
        except Refused as refused:
            if example:  # the graph does not hold what the example names
                return questions.question_page(saved, {}, menus, None)
            if formats.HTML not in protocol.media_of(request, {})[:1]:
                raise
            return questions.question_page(saved, given, menus, refused)
        return questions.question_page(saved, given, menus, answer, example=example)

    async def _file(self, request: Request, asked: Question, suffix: str, *, guard: bool) -> Response:
        media = _JSON if suffix == "csv" else questions.FILES[suffix]
        content = (await self._ask(request, replace(asked, media=(media,)))).body
        if suffix == "csv":
            table = await asyncio.to_thread(cells.table_of, content)
            content = await asyncio.to_thread(cells.csv_file, table, guard=guard)
        named = {"Content-Disposition": f'attachment; filename="{asked.saved}.{suffix}"'}
        return _plain(content, questions.FILES[suffix], **named)

    def _saved(self, name: str) -> query.SavedQuery:
        try:
            return query.saved_query(name)
        except KgError as error:
            raise Refused(404, error.place, error.fact, error.next_step.replace("`kg queries`", "/queries")) from error

    async def thing(self, request: Request) -> Response:
        """Everything below the data prefix, at its own path."""
        path = request.scope.get("raw_path", request.url.path.encode()).decode("ascii", "replace")
        return await self._about(request, things.readings(path.partition("/id/")[2]))

    async def describe(self, request: Request) -> Response:
        """Any other IRI that the graph names: `?iri=`."""
        return await self._about(request, [request.query_params.get("iri", "")])

    async def _about(self, request: Request, readings: list[str]) -> Response:
        media = protocol.media_of(request, request.query_params)
        for iri in readings:
            if media[0] == formats.HTML:
                shown = await things.thing_page(iri, lambda question: self._ask(request, question))
                if shown is not None:
                    return shown
            elif asked := things.about(iri, media):
                answer = await self._ask(request, asked)
                if answer.rows:
                    return _answered(answer)
        raise Refused(404, (readings or [""])[0][:200], "the graph says nothing of this", "look at /queries or /search")

    async def ontology(self, request: Request) -> Response:
        """The ontology, the home of our own classes and properties."""
        return self._words(request, "ontology")

    async def shapes(self, request: Request) -> Response:
        """The SHACL shapes."""
        return self._words(request, "shapes")

    def _words(self, request: Request, name: str) -> Response:
        media = [one for one in protocol.media_of(request, request.query_params) if one not in formats.ROWS.values()]
        if not media:
            raise Refused(406, "Accept", "this is RDF", f"accept one of {', '.join(description.MEDIA)}")
        if media[0] == formats.HTML and name == "ontology":
            return words.ontology_page()
        kind = formats.GRAPHS["turtle"] if media[0] == formats.HTML else media[0]
        return _plain(words.written(name, kind), kind)

    async def search(self, request: Request) -> Response:
        """Text search over labels and quotes."""
        asked = request.query_params.get("q", "").strip()
        body = [element("h1", both("搜索", "Search")), _search_form(asked)]
        if asked:
            try:
                hits = json.loads((await self._ask(request, Question(search=asked))).body)
            except Refused as refused:
                body.append(element("p", text(str(refused)), class_="error"))
            else:
                body.append(element("p", both(f"{len(hits)} 条", f"{len(hits)} hits"), class_="quiet"))
                body.append(element("ul", "\n".join(map(_hit, hits)), class_="statements"))
        return page("搜索", body, here="/search")

    async def home(self, request: Request) -> Response:
        """The first page."""
        dataset = f"<{DATA_NS}{DATASET}>"
        answer = await self._ask(request, Question(text=_COUNTS.replace("$dataset", dataset), media=(_JSON,)))
        table = cells.table_of(answer.body)
        body = [element("h1", both("县域教育知识图谱", "County education knowledge graph")), _search_form("")]
        for documents, triples in table.rows:
            zh = f"{cells.plain(documents)} 份文件 · {cells.plain(triples)} 条三元组"
            en = f"{cells.plain(documents)} documents, {cells.plain(triples)} triples"
            body.append(element("p", both(zh, en)))
        ways = [link(f"/{SITE}/{name}", both(zh, en), class_="way") for name, zh, en in _WAYS]
        body.append(element("div", " ".join(ways), class_="ways"))
        return page("首页", [*body, *questions.listed()])

    async def site(self, request: Request) -> Response:
        """A page of the site, as `kg view` writes it, made from the store; it leads to the questions too."""
        answer = await self._ask(request, Question(page=request.path_params["path"] or FRONT))
        if answer.media == formats.HTML:
            answer = replace(answer, body=answer.body.replace(_END, _WAY_BACK + _END, 1))
        response = _answered(answer)
        response.headers["Content-Security-Policy"] = _SITE_POLICY
        return response

    async def health(self, _: Request) -> Response:
        """Whether questions can be answered, for whoever watches the server."""
        living = self.pool.living
        told = {
            "status": "ok" if living else "starting",
            "version": __version__,
            "build": self.pool.stamp,
            "workers": living,
            "busy": self.pool.busy,
        }
        return Response(json.dumps(told), status_code=200 if living else 503, media_type="application/json")

    async def _ask(self, request: Request, question: Question, seconds: float | None = None) -> Answer:
        """Ask, and stop asking when the client hangs up."""
        asking = asyncio.ensure_future(self.pool.ask(question, seconds))
        leaving = asyncio.ensure_future(_left(request))
        try:
            await asyncio.wait({asking, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if asking.done():
                return asking.result()
            raise Refused(408, "client", "it hung up before the answer")
        finally:
            leaving.cancel()
            if not asking.done():
                asking.cancel()
                with suppress(asyncio.CancelledError):
                    await asking


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _answered(answer: Answer) -> Response:
    return _plain(answer.body, answer.media)


def _plain(content: bytes, media: str, **headers: str) -> Response:
    charset = "; charset=utf-8" if media.startswith("text/") else ""
    return Response(content, headers={"Content-Type": media + charset, **headers})


def _editor(words: str) -> Response:
    """Return the editor with the saved question that the words ask for; without words, with an example."""
    saved = editor.found(words)
    if saved is None and words:
        unknown = both("没有这样的现成问题，请从列表中选择。", "No saved question is called so; choose from the list.")
        return editor_page(EXAMPLE, [element("p", unknown, class_="error")], status=404)
    return editor_page(saved.text if saved else EXAMPLE, [])


def _shown(asked: str, answer: Answer) -> list[str]:
    if answer.media != _JSON:
        return [_files(asked, ("turtle", "jsonld", "ntriples")), element("pre", text(answer.body.decode()))]
    table = cells.table_of(answer.body)
    return [_files(asked, ("csv", "tsv", "json", "xml")), cells.chart(table), cells.html_table(table)]


def _files(asked: str, forms: tuple[str, ...]) -> str:
    where = ((form, address("/sparql", [("query", asked), ("format", form)])) for form in forms)
    return element("p", " ".join(link(to, form.upper(), class_="file") for form, to in where))


def _search_form(asked: str) -> str:
    field = element("input", "", type="search", name="q", value=asked, id="q", autocomplete="off")
    label = element("label", both("搜索名称和原文", "search names and quotes"), for_="q")
    button = element("button", both("搜索", "Search"), type="submit")
    return element(
        "form", label + field.removesuffix("</input>") + button, method="get", action="/search", role="search"
    )


def _hit(hit: dict[str, Any]) -> str:
    shown = link(cells.home_of(hit["iri"]), text(hit["label"] or hit["iri"]))
    kind = element("span", text(hit["kind"]), class_="quiet")
    place = element("p", text(f"{hit['file']}:{hit['start']}"), class_="quiet") if hit["file"] else ""
    quoted = element("blockquote", text(hit["quote"])) + place if hit["quote"] else ""
    return element("li", f"{shown} {kind}{quoted}")


_OWN: Final = Path(__file__).parent / "static"
_STATIC: Final[Mapping[str, tuple[str, Callable[[], bytes]]]] = {
    "base.css": ("text/css", lambda: static("base.css").encode()),
    "serve.css": ("text/css", (_OWN / "serve.css").read_bytes),
    "editor.css": ("text/css", (_OWN / "editor.css").read_bytes),
    editor.OWN_SCRIPT: ("text/javascript", (_OWN / editor.OWN_SCRIPT).read_bytes),
    editor.WORDS: ("application/json", editor.told),
    editor.SCRIPT: ("text/javascript", (editor.BUNDLE / editor.SCRIPT).read_bytes),
    editor.STYLE: ("text/css", (editor.BUNDLE / editor.STYLE).read_bytes),
}


async def _file(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _STATIC:
        raise Refused(404, name[:60], "there is no such file")
    media, content = _STATIC[name]
    try:
        return _plain(await asyncio.to_thread(content), media)
    except FileNotFoundError:
        raise Refused(404, name, "the package was built without it") from None


async def _refused(request: Request, error: Exception) -> Response:
    if isinstance(error, KgError):
        return problem(request, error)
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == 404:
        return problem(request, Refused(404, request.url.path[:200], "there is no such page", "start from /"))
    if status == 405:
        return problem(request, Refused(405, request.method, "this address cannot be asked so", "use GET"))
    return problem(request, Refused(status, "server", "it could not answer this", "report it if it happens again"))


async def _front(_: Request) -> Response:
    return RedirectResponse(f"/{SITE}/{FRONT}", status_code=303)


async def _void(_: Request) -> Response:
    return RedirectResponse(f"/id/{DATASET}", status_code=303)


def application(out: Path, pool: Pool, hosts: frozenset[str], origins: frozenset[str]) -> Starlette:
    """Return the ASGI application of the graph in folder `out`. It ends the pool's processes when it is shut down."""
    server = Server(pool, out)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await pool.stop()

    routes = [
        Route("/", server.home),
        *(Route(path, server.sparql, methods=["GET", "POST"]) for path in ("/sparql", "/sparql/")),
        Route("/queries", server.questions),
        Route("/queries/{name:path}", server.question),
        Route("/search", server.search),
        Route("/id/{path:path}", server.thing),
        Route("/describe", server.describe),
        Route("/" + ONTOLOGY_IRI.rpartition("/")[2], server.ontology),
        Route("/" + SHAPES_NS.rstrip("#").rpartition("/")[2], server.shapes),
        Route(f"/{SITE}/{{path:path}}", server.site),
        Route(f"/{SITE}", _front),
        Route("/health", server.health),
        Route("/.well-known/void", _void),
        Route("/static/{name:path}", _file),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(Door, hosts=hosts, origins=origins)],
        exception_handlers={KgError: _refused, HTTPException: _refused, Exception: _refused},
        lifespan=lifespan,
    )
