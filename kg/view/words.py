"""Every word of the pages that is ours, in one place: Chinese first, English beside it."""

from __future__ import annotations

from typing import Final

# A family is what the legend shows: classes that share a colour. Literal, in the legend's order.
FAMILIES: Final[dict[str, tuple[str, str, tuple[str, ...]]]] = {
    "jurisdiction": (
        "地区",
        "jurisdictions",
        ("Country", "Province", "Prefecture", "County", "Township", "Zone", "Jurisdiction"),
    ),
    "authority": ("教育部门", "education authorities", ("EducationAuthority",)),
    "school": (
        "学校",
        "schools",
        (
            *("School", "Kindergarten", "PrimarySchool", "SecondarySchool", "MiddleSchool", "HighSchool"),
            *("CombinedSchool", "VocationalSchool", "SpecialSchool", "HigherEducationInstitution"),
        ),
    ),
    "organization": ("其他单位", "other bodies", ("Organization",)),
    "person": ("人物", "people", ("Person",)),
    "program": ("政策举措", "programs", ("Program",)),
    "policy": ("政策文件", "policy documents", ("PolicyDocument",)),
    "project": ("建设项目", "projects", ("Project",)),
    "event": ("会议与活动", "meetings and events", ("Event", "Meeting")),
    "indicator": ("指标", "indicators", ("Indicator",)),
    "document": ("来源文件", "source documents", ("SourceDocument",)),
    "other": ("其他", "other things", ("Described", "Topic")),
}
FAMILY: Final[dict[str, str]] = {kind: family for family, (_, _, kinds) in FAMILIES.items() for kind in kinds}

# Kinds of statements in the order in which the panel lists them; a kind that is not here comes last.
KINDS: Final = (
    *("Implementation", "PostHolding", "Observation", "Goal", "NamedGoal", "GoalPart", "Task", "ProjectStatement"),
    *("AwardStatement", "Collaboration", "OrganisationalChange", "Problem"),
)

STATUSES: Final[dict[str, tuple[str, str]]] = {"Reported": ("已报告", "reported"), "Planned": ("计划中", "planned")}

# as `kg.documents` names them
DOCUMENT_KINDS: Final[dict[str, str]] = {
    "reply": "答复",
    "speech": "讲话",
    "notice": "通知公告",
    "meeting news": "会议新闻",
    "work report": "工作总结或报告",
    "plan": "计划",
    "other": "其他",
}

WORDS: Final[dict[str, tuple[str, str]]] = {
    "title": ("谁在做什么", "Who does what"),
    "subtitle": ("县域教育知识图谱", "a knowledge graph of county education"),
    "counts": ("{documents} 份文件 · {facts} 条陈述", "{documents} documents · {facts} statements"),
    "search": ("查找地区、学校、举措、人物……", "Find a county, school, program, person …"),
    "search_label": ("查找", "Find"),
    "results": ("查找结果", "Results"),
    "nothing_found": ("没有找到", "Nothing found"),
    "status": ("状态", "Status"),
    "families": ("类别", "Classes"),
    "program": ("举措", "Program"),
    "every_program": ("全部举措", "every program"),
    "shared": ("几地共有", "shared"),
    "single": ("一地独有", "of one place"),
    "document": ("来源文件", "Document"),
    "every_document": ("全部文件", "every document"),
    "reported": ("已报告：已经做的", "reported: done"),
    "planned": ("计划中：将要做的", "planned: to be done"),
    "both": ("既有成绩，也有计划", "both reported and planned"),
    "legend": ("图例", "Legend"),
    "legend_size": (
        "字越大，牵连越广；居中的是几地共有的举措",
        "the larger, the more it is connected; shared programs stand in the middle",
    ),
    "mentioned": ("也显示只被提到的（{count}）", "also those only mentioned ({count})"),
    "more": ("显示更多（已显示 {shown} / {all}）", "show more ({shown} of {all} shown)"),
    "left_out": (
        "另有 {count} 个次要的未列入本图，见各文件页",
        "{count} lesser things are left out; see the documents' pages",
    ),
    "reset": ("恢复全图", "Show all"),
    "filters": ("筛选", "Filters"),
    "graph": (
        "关系图。方向键平移，加减号缩放；用查找框可以用键盘打开任何一项。",
        "The graph. Arrow keys move it, plus and minus zoom; the search box opens anything by keyboard.",
    ),
    "panel": ("详情", "Details"),
    "close": ("关闭", "Close"),
    "wordings": ("文中也写作", "also written"),
    "named_in": ("提到它的文件", "named in"),
    "open_document": ("在原文中查看", "see it in the document"),
    "facts": ("{count} 条陈述", "{count} statements"),
    "no_facts": ("文件只提到它，没有关于它的陈述。", "Documents name it and say nothing more."),
    "more_facts": ("再显示 {count} 条", "{count} more"),
    "nameless": ("（无名）", "(no name)"),
    "no_title": ("（无标题）", "(no title)"),
    "empty": ("图中还没有内容。", "The graph is empty."),
    "back": ("回到关系图", "Back to the graph"),
    "file": ("文件", "file"),
    "about": ("报告地区", "about"),
    "years": ("年份", "years"),
    "issued": ("发布", "issued"),
    "kind": ("种类", "kind"),
    "site": ("网站", "site"),
    "address": ("网址", "address"),
    "declared": ("用户声明", "declared"),
    "copies": ("副本", "copies"),
    "first_copy": ("（以此计数）", " (the one that counts)"),
    "in_page": ("第 {number} 页", "page {number}"),
    "in_paragraph": ("第 {number} 段", "paragraph {number}"),
    "readable": ("可读部分", "readable"),
    "readable_hint": ("应读文字中读得出的比例", "what could be read of what was meant to be read"),
    "aside_shown": ("显示被剔除的内容", "show what was set aside"),
    "aside": ("被剔除的内容", "Set aside"),
    "aside_count": ("{times} 处，{characters} 字符", "{times} places, {characters} characters"),
    "all_facts": ("文中的陈述", "Statements"),
    "fact_hint": ("指向或点按着色的文字，这里显示它说了什么。", "Point at coloured text to see what it says."),
    "none_here": ("这份文件没有陈述。", "This document makes no statement."),
    "role_review": ("回顾", "review"),
    "role_plan": ("计划", "plan"),
    "role_problem": ("问题", "problems"),
}
RELATIONS: Final[dict[str, tuple[str, str]]] = {
    "implements": ("落实", "works on"),
    "plans": ("计划落实", "plans"),
    "holds": ("任", "is"),
    "parent": ("上级", "is part of"),
    "jurisdiction": ("主管", "is responsible for"),
    "locatedIn": ("位于", "is in"),
    "issuer": ("发布机关", "is issued by"),
    "skos:broader": ("属于", "is part of"),
    "about": ("报告", "is about"),
    "mentions": ("提到", "mentions"),
}
LANGUAGES: Final = ("zh", "en")


def word(name: str, language: str = "zh", **filled: object) -> str:
    """Return our word of that name with its blanks filled. Raises KeyError where there is none."""
    return WORDS[name][LANGUAGES.index(language)].format(**filled)


def relation(name: str, language: str = "zh") -> str:
    """Return what an edge says, or "" for a name that has no words of its own."""
    return RELATIONS.get(name, ("", ""))[LANGUAGES.index(language)]
