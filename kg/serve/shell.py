"""What every page and every error has in common: the frame of a page, the one form of errors, the headers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from http import HTTPStatus
from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import KgError
from kg.serve import formats
from kg.serve.limits import Refused
from kg.view.markup import element, text

PROBLEM: Final = "application/problem+json"  # RFC 9457
# No script runs on any page (the editor has a policy of its own), nothing is loaded from elsewhere, no other site may
# frame a page or be sent a form.
POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
    "Cache-Control": "no-cache",
}
NAVIGATION: Final = (
    ("/site/index.html", "浏览", "Browse"),
    ("/queries", "问题", "Questions"),
    ("/search", "搜索", "Search"),
    ("/sparql", "SPARQL", ""),
    ("/ontology", "词表与本体", "Ontology"),
)


def both(zh: str, en: str) -> str:
    """Return a text in Chinese with the English one beside it, as HTML."""
    return text(zh) + (" " + element("span", text(en), lang="en", class_="en") if en else "")


def link(address: str, shown: str, /, **attributes: str) -> str:
    """Return a link around finished HTML, to an address of ours or to http and https; else what is shown alone."""
    if address.startswith("/") and not address.startswith("//"):
        return element("a", shown, href=address, **attributes)
    if address.startswith(("http://", "https://")):
        return element("a", shown, href=address, rel="noopener noreferrer nofollow", **attributes)
    return shown


def address(path: str, fields: Iterable[tuple[str, str]] = ()) -> str:
    """Return an address of ours with fields; those without a value are left out."""
    told = urlencode([(name, value) for name, value in fields if value])
    return f"{path}?{told}" if told else path


def page(
    title: str,
    body: Iterable[str],
    *,
    status: int = 200,
    alternates: Iterable[tuple[str, str]] = (),
    styles: Iterable[str] = (),
    scripts: Iterable[str] = (),
    here: str = "",
) -> Response:
    """Return a page. `alternates` are (media type, address) of the same in other formats.

    `here` is the address in NAVIGATION under which the page stands. `styles` and `scripts` name
    files below /static/; scripts run only where the response has a policy of its own.
    """
    links = "".join(f'<link rel="alternate" type="{text(media)}" href="{text(where)}">' for media, where in alternates)
    sheets = "".join(f'<link rel="stylesheet" href="/static/{name}">' for name in ("base.css", "serve.css", *styles))
    run = "".join(f'<script src="/static/{name}" defer></script>' for name in scripts)
    navigation = "".join(
        link(where, both(zh, en), **({"aria_current": "page"} if where == here else {})) for where, zh, en in NAVIGATION
    )
    brand = link("/", text("县域教育知识图谱"), class_="brand")
    whole = (
        "<!DOCTYPE html>",
        '<html lang="zh-Hans">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<link rel="icon" href="data:,">',
        sheets,
        links,
        run,
        element("title", text(f"{title} · 县域教育知识图谱")),
        "</head>",
        "<body>",
        element("header", brand + element("nav", navigation, aria_label="主导航"), class_="top"),
        f"<main>{chr(10).join(body)}</main>",
        "</body>",
        "</html>",
    )
    return Response("\n".join((*whole, "")), status_code=status, media_type="text/html; charset=utf-8")


def problem(request: Request, error: KgError) -> Response:
    """Return the one form of errors: a page for who asks for HTML, else RFC 9457 with KgError's parts.

    The status is the error's own, else 400 where the request is wrong and 500 where the data is.
    """
    status = error.status if isinstance(error, Refused) else 400 if error.exit_code == 2 else 500
    name = HTTPStatus(status).phrase
    headers = {"Retry-After": "5"} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = "GET, HEAD, POST" if request.url.path.startswith("/sparql") else "GET, HEAD"
    if formats.accepted(request.headers.get("accept", ""), (PROBLEM, formats.HTML))[:1] == (formats.HTML,):
        body = (
            element("h1", both(_ZH.get(status, "出错了"), f"{status} {name}")),
            element("p", element("code", text(error.place)), class_="quiet"),
            element("p", text(error.fact)),
            element("p", text(error.next_step)),
        )
        response = page(name, body, status=status)
        response.headers.update(headers)
        return response
    told = {
        "type": "about:blank",
        "title": name,
        "status": status,
        "detail": str(error),
        "place": error.place,
        "fact": error.fact,
        "next_step": error.next_step,
    }
    content = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
    return Response(content, status_code=status, media_type=PROBLEM, headers=headers)


_ZH: Final = {
    400: "请求有误",
    403: "不允许",
    404: "没有找到",
    405: "不支持这种方法",
    406: "没有这种格式",
    408: "请求超时",
    413: "内容太长",
    414: "地址太长",
    415: "不支持的内容类型",
    421: "主机名不对",
    431: "请求头太长",
    503: "暂时无法回答",
}
