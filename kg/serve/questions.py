"""The pages of the saved questions: a list, and for each a form with menus and its answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from starlette.responses import Response

from kg import query
from kg.query import Parameter, SavedQuery
from kg.serve import cells, terms
from kg.serve.limits import Answer, Refused
from kg.serve.shell import address, both, link, page
from kg.view.markup import element, text

FILES: Final = {"csv": "text/csv", "json": "application/sparql-results+json", "xml": "application/sparql-results+xml"}
RAW: Final = "cells"  # `?cells=raw`: cells of a CSV file as they are; no question has a parameter of this name
_KINDS: Final = {
    "program": "举措",
    "jurisdiction": "地区（含下属各地）",
    "school": "学校",
    "person": "人物",
    "policy": "政策文件",
    "indicator": "指标",
    "document": "来源文件",
    "entity": "任何事物",
    "year": "年份",
    "date": "日期",
    "integer": "整数",
    "string": "文字",
    "choice": "选项",
}


def listed() -> Iterator[str]:
    """Yield the saved questions by group, as HTML."""
    for group, questions in query.by_group().items():
        yield element("h2", both(questions[0].group_zh, group))
        items = (
            element(
                "li",
                link(f"/queries/{saved.name}", both(saved.title_zh, saved.title))
                + element("p", text(saved.description_zh), class_="quiet"),
            )
            for saved in questions
        )
        yield element("ul", "\n".join(items), class_="questions")


def list_page() -> Response:
    """Return the page of all saved questions."""
    return page("问题", [element("h1", both("问题", "Saved questions")), *listed()], here="/queries")


def menus_of(saved: SavedQuery) -> set[str]:
    """Return the kinds of things whose labels the question's form offers."""
    plain = {"choice", "year", "date", "integer", "string", "entity"}
    return {parameter.kind for parameter in saved.parameters} - plain


def question_page(
    saved: SavedQuery,
    given: Mapping[str, str],
    menus: Mapping[str, Sequence[str]],
    answer: Answer | Refused | None,
    *,
    example: bool = False,
) -> Response:
    """Return a question's form with its answer or why there is none. `menus` are labels by kind.

    `example`: `given` are the values of the question's example.
    """
    body = [
        element("p", link("/queries", both("← 全部问题", "all questions"))),
        element("h1", both(saved.title_zh, saved.title)),
        element("p", both(saved.description_zh, saved.description)),
        _form(saved, given, menus),
        *(element("datalist", _options(labels), id=f"menu-{kind}") for kind, labels in menus.items()),
    ]
    if isinstance(answer, Refused):
        body.append(element("p", text(str(answer)), class_="error"))
        return page(saved.title_zh, body, status=answer.status, here="/queries")
    if answer is None:
        return page(saved.title_zh, body, here="/queries")
    if example:
        body.append(element("p", both("下面是示例的答案。", "This is the answer to the example."), class_="quiet"))
    files = {form: address(f"/queries/{saved.name}.{form}", given.items()) for form in FILES}
    table = cells.table_of(answer.body)
    editor = link(address("/sparql", [("query", answer.asked)]), both("在编辑器中打开", "open in the editor"))
    body += [
        *(element("p", text(note), class_="note") for note in answer.notes),
        element("p", " ".join(link(where, form.upper(), class_="file") for form, where in files.items())),
        cells.chart(table, saved.name),
        cells.html_table(table, saved.name),
        element(
            "details",
            element("summary", both("这个问题的 SPARQL", "its SPARQL"))
            + element("pre", text(answer.asked))
            + element("p", editor),
        ),
    ]
    alternates = ((FILES[form], where) for form, where in files.items())
    return page(saved.title_zh, body, alternates=alternates, here="/queries")


def _form(saved: SavedQuery, given: Mapping[str, str], menus: Mapping[str, Sequence[str]]) -> str:
    if not saved.parameters:
        return ""
    fields = "\n".join(_field(parameter, given.get(parameter.name, ""), menus) for parameter in saved.parameters)
    button = element("button", both("查询", "Ask"), type="submit")
    return element("form", fields + button, method="get", action=f"/queries/{saved.name}", class_="fields")


def _field(parameter: Parameter, value: str, menus: Mapping[str, Sequence[str]]) -> str:
    told = {"name": parameter.name, "id": f"field-{parameter.name}"}
    needed = {"required": "required"} if parameter.required else {}
    if parameter.choices:
        value = value or parameter.default
        first = "" if parameter.required or parameter.default else element("option", both("不限", "any"), value="")
        options = "".join(
            element(
                "option",
                both(*terms.code(choice)),
                value=choice,
                **({"selected": "selected"} if choice == value else {}),
            )
            for choice in parameter.choices
        )
        field = element("select", first + options, **told, **needed)
    else:
        shape = {"date": {"type": "date"}, "integer": {"type": "number"}, "year": {"inputmode": "numeric"}}
        menu = {"list": f"menu-{parameter.kind}"} if parameter.kind in menus else {}
        told |= {"value": value, "autocomplete": "off", **shape.get(parameter.kind, {}), **menu, **needed}
        field = element("input", "", **told).removesuffix("</input>")
    label = element("label", both(_KINDS.get(parameter.kind, ""), parameter.name), for_=told["id"])
    return element(
        "div", label + field + element("small", both(parameter.description_zh, parameter.description)), class_="field"
    )


def _options(labels: Sequence[str]) -> str:
    return "".join(element("option", "", value=label) for label in labels)
