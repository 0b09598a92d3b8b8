"""Every word of the pages that is ours, in one place: Chinese first, English beside it."""

from __future__ import annotations

from typing import Final

# A family is what the legend shows: classes that share a colour. Literal, in the legend's order.
FAMILIES: Final[dict[str, tuple[str, str, tuple[str, ...]]]] = {
    "jurisdiction": (
        "地区",
        "places",
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
    "subtitle": ("县域教育知识图谱", "County Education Graph"),
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
        "关系图。用查找框和详情里的按钮，可以只用键盘走遍全图。",
        "The graph. With the search box and the buttons of the details, all of it can be walked by keyboard.",
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
    "none_drawn": ("按现在的筛选，没有可显示的。", "Nothing is shown under these filters."),
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
    "home": ("首页", "Home"),
    "jurisdictions": ("地区", "Places"),
    "programs": ("举措", "Programs"),
    "indicators": ("指标", "Indicators"),
    "timeline": ("目标与进展", "Targets"),
    "compare": ("比较", "Compare"),
    "graph_short": ("关系图", "Graph"),
    "documents": ("文件", "Documents"),
    "navigation": ("主导航", "Main navigation"),
    "skip": ("跳到正文", "Skip to the content"),
    "data": ("数据", "data"),
    "english": ("英文", "in English"),
    "related": ("与它有关的", "Related"),
    "related_more": ("另有 {count} 项", "{count} more"),
    "mentioned_by": ("提到它的文件", "Documents that name it"),
    "all": ("全部", "all"),
    "filter_status": ("状态", "Status"),
    "filter_year": ("年份", "Year"),
    "filter_with": ("只看涉及", "Only with"),
    "filter_left": ("显示 {shown} / {all} 条", "{shown} of {all} shown"),
    "filter_only": ("只看与“{name}”有关的", "only those with “{name}”"),
    "filter_clear": ("清除筛选", "Clear"),
    "filter": ("筛选陈述", "Filter the statements"),
    "no_date": ("未注明年份", "no year"),
    "read_there": ("在原文中查看", "Read it in the document"),
    "pages": ("分页", "Pages"),
    "only_narrower": (
        "文件没有直接说它，说的是更具体的各项。",
        "Documents do not name it; they name what is narrower.",
    ),
    "narrower": ("更具体的各项", "Narrower"),
    "contents": ("本页内容", "On this page"),
    "front": ("县域教育：谁承诺了什么，做到了什么", "County education: who promised what, and what was done"),
    "front_lead": (
        "每一条都能看到原文里的那句话。“已报告”是文件说已经做的，“计划中”是文件说将要做的。",
        "Every statement shows its document’s very words: “reported” is what was done, “planned” what is to be done.",
    ),
    "start": ("从这里开始", "Start here"),
    "start_place": ("看一个地区：{name}", "A place: {name}"),
    "start_program": ("看一项举措：{name}", "A program: {name}"),
    "start_compare": ("比较{one}和{other}", "Compare {one} and {other}"),
    "start_timeline": ("看目标和后来报告的结果", "Targets, and what was reported of them"),
    "start_graph": ("看关系图", "The graph"),
    "every": ("全部 {count} 项", "all {count}"),
    "by_place": ("各地区", "By place"),
    "by_program": ("各项举措", "By program"),
    "by_indicator": ("各项指标", "By indicator"),
    "by_year": ("各年份", "By year"),
    "by_document_kind": ("文件种类", "Kinds of documents"),
    "by_statement_kind": ("陈述种类", "Kinds of statements"),
    "more_lists": ("还有", "Also"),
    "of_places": ("{count} 地", "{count} places"),
    "column_name": ("名称", "Name"),
    "column_places": ("地区数", "Places"),
    "column_documents": ("文件", "Documents"),
    "column_statements": ("陈述", "Statements"),
    "column_reported": ("已报告", "Reported"),
    "column_planned": ("计划中", "Planned"),
    "column_above": ("上级", "Part of"),
    "column_place": ("地区", "Place"),
    "column_year": ("年份", "Year"),
    "column_issued": ("发布", "Issued"),
    "list_filter": ("在表中查找", "Find in this table"),
    "year_title": ("{year} 年", "{year}"),
    "year_lead": ("报告或计划 {year} 年工作的文件", "Documents that report or plan the work of {year}"),
    "kind_places": ("各地区有多少", "How many, by place"),
    "kind_some": (
        "下面是其中 {shown} 条（共 {all} 条）；其余见各地区的页。",
        "{shown} of {all} are shown; the places’ pages have the others.",
    ),
    "compare_title": ("几地并排比较", "Places side by side"),
    "compare_lead": (
        "选两个或更多地区，看它们各自做什么、承诺什么、报告了哪些数字、承认哪些问题。点数字或状态，原文就在原处展开。",
        (
            "Choose two or more places and see what each does, promises, reports and admits. "
            "Click a number or a status, and its sentence opens in place."
        ),
    ),
    "compare_inside": (
        "县的一栏含其下属学校、单位和乡镇的陈述；市、省的一栏只含它们自己的，不含下辖各县。副本不重复计。",
        (
            "A county's column includes its schools, bodies and townships; that of a prefecture or province holds its "
            "own statements alone, not its counties'. A copy of a document adds nothing."
        ),
    ),
    "compare_choose": ("加一个地区", "Add a place"),
    "compare_placeholder": ("输入地区名称或代码……", "Name or code of a place …"),
    "compare_chosen": ("已选地区", "Chosen places"),
    "compare_those": ("并排看各地怎么做：", "Side by side:"),
    "compare_examples": ("例如：", "For example:"),
    "compare_find": ("只看名称含", "Rows that say"),
    "compare_rows": ("如：课后服务", "e.g. 课后服务"),
    "compare_shared": ("只看至少两地都有的", "only what at least two share"),
    "compare_programs": ("政策举措", "Programs"),
    "compare_targets": ("目标及后来的报告", "Targets, and what was reported later"),
    "compare_figures": ("已报告的数字", "Figures that are reported"),
    "compare_problems": ("承认的问题（按领域）", "Problems that are admitted, by field"),
    "compare_all": ("各地都有（{count}）", "in all ({count})"),
    "compare_some": ("部分地区有（{count}）", "in some ({count})"),
    "compare_only": ("只有{name}（{count}）", "only {name} ({count})"),
    "compare_remove": ("移除{name}", "Remove {name}"),
    "compare_unknown": ("图中没有这个地区：{name}", "No such place in the graph: {name}"),
    "compare_one": ("再选一个地区，就可以比较。", "Choose one more place to compare."),
    "compare_more": ("再显示 {count} 行", "{count} more rows"),
    "compare_nothing": ("没有符合的行。", "No rows."),
    "compare_silent": ("没有说到", "nothing said"),
    "compare_other": ("未归入领域", "no field"),
    "compare_counts": ("{count} 行", "{count}"),
    "compare_reported": ("已报告 {count}", "reported {count}"),
    "compare_planned": ("计划中 {count}", "planned {count}"),
    "needs_script": (
        "这一页需要 JavaScript；不用它时，请看各地区的页。",
        "This page needs JavaScript; without it, see the pages of the places.",
    ),
    "state_met": ("达到", "met"),
    "state_missed": ("未达到", "not met"),
    "state_above": ("报告的数字高于目标", "reported above the target"),
    "state_below": ("报告的数字低于目标", "reported below the target"),
    "state_reported": ("有报告，不作判断", "reported, not judged"),
    "state_open": ("未见报告", "nothing reported"),
    "due_by": ("{day} 前", "by {day}"),
    "due_in": ("{year} 年内", "in {year}"),
    "reported_later": ("后来报告：", "Reported later:"),
    "data_lost": ("数据文件没有读到，请重新打开本页。", "The data file could not be read; open the page again."),
    "show_more": ("再显示 {count} 项", "{count} more"),
    "timeline_title": ("目标与进展", "Targets, and what was reported of them"),
    "timeline_lead": (
        "各地承诺的数字，按到期日排列。后来另一份文件就同一指标报告的数字、另定的目标，都写在旁边。点“原文”看各自的原话。",
        (
            "The numbers that places promise, in the order of their due days. What another document later reports of "
            "the same, or sets as another target, stands beside. “Sentences” shows what each says."
        ),
    ),
    "timeline_rule": (
        (
            "只有比较符号和单位足以判断时才写“达到”或“未达到”；其余只写报告的数字高于还是低于目标。"
            "“未见报告”指本图的文件中没有，不等于没有做到。没有写期限的目标按计划年度的末日排列。"
            "“后来的目标”是同一地方就同一指标在更晚年份的文件里另写的数字或期限。"
        ),
        (
            "“Met” and “not met” stand only where comparator and unit leave no doubt; else it is said how the numbers "
            "lie. “Nothing reported” means: not in these documents; it does not mean that nothing was done. "
            "Targets without a date stand at the end of the year that is planned. A “later target” is another number "
            "or date that the same place sets for the same indicator in a document of a later year."
        ),
    ),
    "timeline_answered": ("有后来的报告", "reported later"),
    "timeline_revised": ("后来另定目标", "set anew later"),
    "timeline_later": ("后来的目标：", "Later target:"),
    "compare_pick": ("选地区（按陈述多少排列）", "Choose places (those of which most is said come first)"),
    "timeline_undated": ("未注明期限", "No date"),
    "timeline_state": ("结果", "Outcome"),
    "timeline_sentence": ("原文", "sentences"),
    "timeline_left": ("显示 {shown} / {all} 个目标", "{shown} of {all} targets"),
    "timeline_counts": ("{count} 个目标", "{count} targets"),
    "timeline_nothing": ("没有符合的目标。", "No targets."),
    "every_place": ("全部地区", "every place"),
    "every_year": ("全部年份", "every year"),
    "every_state": ("全部", "all"),
    "every_indicator": ("全部指标", "every indicator"),
    "no_place": ("（地区不明）", "(place unknown)"),
    "indicator": ("指标", "Indicator"),
    "place_promised": ("承诺与结果", "Promised and reported"),
    "place_targets": ("{count} 个目标", "{count} targets"),
    "place_all": ("全部目标与进展", "All targets"),
    "place_compare": ("与别的地区比较", "Compare with other places"),
    "chart_title": ("各地各年的数字", "Figures by place and year"),
    "chart_one": ("只有一个数字：", "There is one figure only:"),
    "chart_table": ("图中的数字（{count} 个）", "The figures as a table ({count})"),
    "chart_target": ("空心为目标", "hollow: a target"),
    "chart_reported": ("实心为已报告的数字", "filled: reported"),
    "chart_others": ("灰色为其余 {count} 地，名称见下表", "grey: {count} other places, named in the table below"),
    "chart_unplaced": ("{count} 个数字没有年份，只在表中", "{count} figures without a year are in the table alone"),
    "chart_left_out": ("另有 {count} 个未列出", "{count} more are not shown"),
    "chart_level": ("水平", "level"),
    "chart_share": ("占比", "share"),
    "chart_change": ("变化", "change"),
    "chart_number": ("数字", "Number"),
    "chart_kind": ("已报告或目标", "Reported or target"),
    "chart_is_target": ("目标", "target"),
    "chart_is_reported": ("已报告", "reported"),
    "chart_described": (
        "{name}：{count} 个数字，{places} 地，{years}",
        "{name}: {count} figures, {places} places, {years}",
    ),
    "role_review": ("回顾", "review"),
    "role_plan": ("计划", "plan"),
    "role_problem": ("问题", "problems"),
    "find_here": ("在图中查找……", "Find in the graph …"),
    "year": ("年份", "Year"),
    "around": (
        "与它有关的一切。点按看陈述，双击展开。",
        "All that is tied to it. Click to read, double-click to expand.",
    ),
    "graph_hint": (
        "点按看陈述；双击展开相连的，再双击收起。键盘：方向键平移，加减号缩放，回车打开正中的，E 展开，0 全图。",
        "Click to read; double-click to expand or fold. Keys: arrows move, +/- zoom, Enter opens, E expands, 0 fits.",
    ),
    "expand": ("展开相连的（{count}）", "Expand what is tied to it ({count})"),
    "collapse": ("收起", "Fold"),
    "own_page": ("查看它的页面", "Open its page"),
    "tied_to": ("相连的", "Tied to"),
    "on_screen": ("图中有 {shown} 项", "{shown} things are shown"),
    "whole_graph": ("在关系图中查看全部（另有 {count} 项）", "See all in the graph ({count} more)"),
    "ego_title": ("{name}与相连的各项", "{name} and what is tied to it"),
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


def word(name: str, language: str = "zh", /, **filled: object) -> str:
    """Return our word of that name with its blanks filled. Raises KeyError where there is none."""
    return WORDS[name][LANGUAGES.index(language)].format(**filled)


def relation(name: str, language: str = "zh") -> str:
    """Return what an edge says, or "" for a name that has no words of its own."""
    return RELATIONS.get(name, ("", ""))[LANGUAGES.index(language)]
