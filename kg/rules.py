"""What each rule looks for, in one sentence of each language: `kg explain` and the pages show it to people."""

from __future__ import annotations

# rule of a statement → (zh, en)
RULES: dict[str, tuple[str, str]] = {
    "program-of-vocabulary": ("词表收录的举措名称出现在分句中", "a clause names a program of the vocabulary"),
    "local-program-quoted-head": (
        "引号中的名称后接“工程、行动、体系”等中心词",
        "a quoted phrase stands before a head such as 工程, 行动, 体系",
    ),
    "local-program-quoted": ("引号中的名称自带中心词", "a quoted phrase ends in such a head itself"),
    "local-program-shared-head": (
        "并列的几个名称共用一个中心词",
        "a list of names shares its head (…、…两大行动, “…”“…”等活动)",
    ),
    "local-program-head": (
        "未加引号的名称以“工程、行动、计划、改革”结尾",
        "an unquoted name ends in 工程, 行动, 计划 or 改革",
    ),
    "person-beside-post": ("职务与姓名相邻", "a name stands beside a post"),
    "person-appointed": ("任命句：某人任某职", "somebody is appointed to a post"),
    "figure-amount": (
        "动作与数量直接相连，指标由动作或时长说明",
        "the amount of what is done, paid or lasts, named by its verb or thing",
    ),
    "figure-after-name": ("指标名称在前，数字在后", "the number follows the name of what it measures"),
    "figure-before-name": ("数字在前，所计事物在后", "the number stands before what it counts"),
    "figure-carried-name": ("数字沿用前一指标的名称", "the number is of what the figure before measures"),
    "figure-change": ("数字说明指标变化了多少", "the number says by how much something changed"),
    "figure-share": ("数字说明所占比例", "the number says what share of something it is"),
    "figure-rank": ("数字是名次", "the number is a place in an order"),
    "figure-each": ("一个数字分别属于并列的几个指标", "the number is of each of several things in a list"),
    "figure-of-stage": (
        "数字是前一指标在某一学段或地区的值",
        "the number is of the figure before, for a stage or area",
    ),
    "figure-standard": ("规定的标准", "the number is a standard in force"),
    "figure-table": ("表格中的一格，行名与列名说明其含义", "a cell of a table, named by its row and column"),
    "task-numbered": ("计划部分中带序号的一项工作", "a numbered item of work in a plan"),
    "task-announced": ("先说明共有几项工作，随后逐段列出", "a list of work is announced, its items follow"),
    "goal-parts-behind": ("目标名称之后列出各个部分", "a named aim is followed by its parts"),
    "goal-parts-before": ("各个部分之后给出目标名称", "the parts of a named aim stand before its name"),
    "goal-parts-quoted": (
        "目标之后并列的引语",
        "as many quotations in a row as the aim counts, with its word behind them",
    ),
    "goal-parts-in-headings": ("目标的各个部分是其后的标题", "the parts of a named aim are the headings below it"),
    "goal-parts-in-sentences": ("目标的各个部分是其后的句子", "the parts of a named aim are the sentences behind it"),
    "problem-in-its-section": ("讲问题与不足的部分中的一个分句", "a clause of a section about problems"),
    "problem-admitted": ("分句承认不足", "a clause admits a shortcoming"),
    "award": ("谁获得了什么荣誉", "somebody received an honour"),
    "project": ("有名称或数目的建设项目及其进度", "a named or counted building project with its stage"),
    "organisational-change": (
        "学校或机构的迁、并、更名、设立、撤销",
        "a school or body moves, merges, opens, closes or is renamed",
    ),
    "collaboration": ("双方或多方的合作", "two or more parties work together"),
    "collaboration-of-regions": ("地区之间的协作", "regions work together"),
}
