"""Programs by the grammar of their names: what is one, where it begins and ends, and what only looks like one."""

from __future__ import annotations

import pytest

from kg.extract.programs import extract
from kg.model import Claim, Dropped, Mention, Reason, Status
from tests.extract.texts import claims_of

QUOTED_HEAD, QUOTED, SHARED, HEAD = (
    "local-program-quoted-head", "local-program-quoted", "local-program-shared-head", "local-program-head",
)  # fmt: skip
PRACTISED, CLASS = "local-program-practised", "local-program-class"
KNOWN = "program-of-vocabulary"


def programs(text: str) -> list[tuple[str, str]]:
    """(name, rule) of each program that a text names."""
    return [
        (value.text, one.rule)
        for one in claims_of(extract, text)
        if isinstance(one, Claim)
        for _, value in one.slots
        if isinstance(value, Mention)
    ]


def reasons(text: str) -> list[Reason]:
    return [one.reason for one in claims_of(extract, text) if isinstance(one, Dropped)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a quoted phrase and its head
        ("大力实施“春苗”工程。", [("“春苗”工程", QUOTED_HEAD)]),
        ("构建“一核三翼”育人体系。", [("“一核三翼”育人体系", QUOTED_HEAD)]),
        ("推行“走班+社团”课后服务模式。", [("“走班+社团”课后服务模式", QUOTED_HEAD)]),
        ("实施「晨露」计划。", [("“晨露”计划", QUOTED_HEAD)]),
        ("开展“清风润校园”活动。", [("“清风润校园”活动", QUOTED_HEAD)]),
        ("做好“三送三问”工作。", [("“三送三问”", QUOTED_HEAD)]),
        # a quoted phrase with a head of its own
        ("启动“山花烂漫工程”。", [("山花烂漫工程", QUOTED)]),
        ("推行“师徒同行计划”。", [("师徒同行计划", QUOTED)]),
        # one character that stands for how a school teaches
        ("学校坚持“朴”文化立校。", [("“朴”文化", QUOTED_HEAD)]),
        ("打造“启”课堂。", [("“启”课堂", QUOTED_HEAD)]),
        # what counts stands before the quotation marks
        ("开展防溺水“七个不”行动。", [("防溺水“七个不”行动", QUOTED_HEAD)]),
        # a list that shares its head, as many as it counts
        ("实施阅读点灯、课堂深耕两大行动。", [("阅读点灯行动", SHARED), ("课堂深耕行动", SHARED)]),
        ("推进强基、固本、铸魂三项工程。", [("强基工程", SHARED), ("固本工程", SHARED), ("铸魂工程", SHARED)]),
        # a head without quotation marks; the name begins after the nearest verb or mark
        ("今年，我们启动乡村书屋点亮工程。", [("乡村书屋点亮工程", HEAD)]),
        ("全面推进田园课程开发行动。", [("田园课程开发行动", HEAD)]),
        ("全面实施强校工程。", [("强校工程", HEAD)]),
        # known ones; a local name that holds one is one name
        ("全面落实“双减”政策。", [("双减", KNOWN)]),
        ("打造“五育并举”沃土工程。", [("“五育并举”沃土工程", QUOTED_HEAD)]),
        # four characters before 活动 are a name; quoted names side by side share their head
        ("开展“灯火夜读”活动。", [("“灯火夜读”活动", QUOTED_HEAD)]),
        ("开展“灯火夜读”“云上来信”等活动。", [("“灯火夜读”活动", SHARED), ("“云上来信”活动", SHARED)]),
        ("推进食堂采购、校车接送等突出问题专项整治。", [("食堂采购专项整治", SHARED), ("校车接送专项整治", SHARED)]),
        ("开办“松涛学堂”。", [("松涛学堂", QUOTED)]),
        # no verb is part of a name
        ("认真落实“四必访”制度。", [("“四必访”制度", QUOTED_HEAD)]),
        # a known one whose own name has such a head, and one that goes on behind the quotation mark
        ("推进“安心托幼”惠民行动。", [("安心托幼", KNOWN)]),
        ("做好“七五”普法工作。", [("“七五”普法", KNOWN)]),
        # how schools are run together, and what a verb names as a measure
        ("推行“名园+”集团化办园。", [("“名园+”集团化办园", QUOTED_HEAD)]),
        ("推动“镇村一体化”办园。", [("“镇村一体化”办园", QUOTED_HEAD)]),
        ("对薄弱学科实行“一科一策”。", [("一科一策", PRACTISED)]),
        ("推行“捆绑评价”，两校同奖同罚。", [("捆绑评价", PRACTISED)]),
        ("全面落实“一生一心一档”，九月前完成。", [("一生一心一档", PRACTISED)]),
        # a class that a company orders; a month given to something; a number of a list in front
        ("与某机械公司合办“匠心班”2个。", [("匠心班", CLASS)]),
        ("启动“食堂安全攻坚月”。", [("食堂安全攻坚月", QUOTED)]),
        ("四要实施教师素质提升工程。", [("教师素质提升工程", HEAD)]),
        ("我县实施“学在柳溪”品牌战略。", [("“学在柳溪”品牌战略", QUOTED_HEAD)]),
    ],
    ids=["quote-head", "quote-long-head", "quote-between-head", "corner-quotes", "weak-head-long", "weak-head-numeral",
         "own-head", "own-head-plan", "culture", "lessons", "modifier", "shared-two", "shared-three", "bare",
         "bare-after-verb",
         "bare-slogan", "known", "known-inside-local", "activity", "activities", "drives",
         "own-head-hall", "verb-before", "known-same-head", "known-goes-on",
         "run-as-a-group", "run-as-one", "measure-of-ones", "measure", "measure-kept", "class", "month",
         "number-of-a-list", "brand-strategy"],
)  # fmt: skip
def test_a_name_is_recognised_by_its_grammar(text: str, expected: list[tuple[str, str]]) -> None:
    assert programs(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "完成校舍维修加固工程。",
        "采取实际行动。",
        "制定年度工作计划。",
        "深化教育领域综合改革。",
        "他说“很好”。",
        "做好“安全”工作。",
        "强调“教育”活动。",
        "实施德育、智育三大行动。",
        "公布招生计划。",
        "改革创新迈出步伐。",
        "实施第3个2年建设工程。",
        "“他去了学校。大家回来了”行动迅速。",
        "参与到爱心助学行动中来。",
        "超额完成省上计划。",
        "落实营商环境重点领域提升行动。",
        "新增省级工程技术研究中心2家。",
        "开展“庆元旦”活动。",
        "品味“茶”文化。",
        "建设“云”课堂。",
        "发展“陶”文化产业。",
        "三是锐意改革，加快建设。",
        "以“护苗成长，我们在行动”为主题开展宣传。",
        "柳溪县城北小学计划招生200人。",
        "施工方为柳溪宏达建筑工程有限公司。",
        "坚持“以人为本”办学理念。",
        "对违规行为实行“零容忍”。",
        "落实“安全第一”，抓好校园安全。",
        "坚持“一日一巡”。",
        "开办“英语提高班”，违规收费。",
        "开办“订单班”。",
        "破解“入公办园难”问题。",
    ],
    ids=["building-site", "real-action", "work-plan", "reform-at-large", "speech", "weak-head-plain",
         "weak-head-plain-word", "count-differs", "enrolment-plan", "head-of-another-phrase", "digits",
         "a-sentence-in-quotes", "head-in-a-phrase", "plan-from-above", "cut-in-two", "centre", "short-activity",
         "a-culture-of-things", "of-a-kind", "an-industry", "a-verb-phrase-of-a-list", "a-slogan", "a-school-plans",
         "a-company", "a-principle", "a-stance", "a-motto-kept", "how-often", "a-crammer", "a-class-of-no-name",
         "a-complaint"],
)  # fmt: skip
def test_a_general_phrase_is_no_program(text: str) -> None:
    assert [(name, rule) for name, rule in programs(text) if rule != KNOWN] == []


@pytest.mark.parametrize(
    "text",
    [
        "印发《关于实施“春苗”工程的通知》。",
        "我校荣获“山花烂漫工程”称号。",
        "“春苗”工程工作总结\n\n各校推进工作。",
        "我校被评为市级文明校园。",
        "我市获“春苗”工程奖。",
        "教师于某某在全省“精品课”评选中获二等奖。",
        "学生在全省“云上课堂”大赛中获一等奖。",
        "某小学被确认为“省义务教育管理标准化学校”。",
    ],
    ids=["title", "honour", "own-title", "honour-unquoted", "prize", "contest", "match", "model-school"],
)
def test_a_name_inside_a_title_or_an_honour_is_dropped_with_its_reason(text: str) -> None:
    assert programs(text) == []
    assert reasons(text) == [Reason.TITLE_OR_AWARD]


def test_an_honour_in_another_part_of_the_clause_is_not_the_programs() -> None:
    assert programs("推行“三阶四环”的管理模式，两所学校获得市级表彰。") == [("“三阶四环”管理模式", QUOTED_HEAD)]


def test_a_program_outside_the_title_counts_though_the_title_names_it() -> None:
    assert programs("印发《“春苗”工程方案》。\n实施“春苗”工程。") == [("“春苗”工程", QUOTED_HEAD)]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("县教育局已实施“春苗”工程。", Status.REPORTED),
        ("县教育局将实施“春苗”工程。", Status.PLANNED),
        ("二、2024年工作计划\n实施“春苗”工程。", Status.PLANNED),
        ("一、工作回顾\n实施“春苗”工程。", Status.REPORTED),
    ],
    ids=["done", "will", "plan-section", "review-section"],
)
def test_the_clause_says_whether_a_program_is_done_or_meant(text: str, status: Status) -> None:
    (claim,) = [one for one in claims_of(extract, text) if isinstance(one, Claim)]
    assert (claim.kind, claim.status) == ("Implementation", status)
    assert claim.cue


def test_a_program_that_is_only_blamed_is_mentioned_alone() -> None:
    claims = [one for one in claims_of(extract, "要化解因撤点并校造成的寄宿床位紧张。") if isinstance(one, Claim)]
    assert [(one.kind, one.status) for one in claims] == [("mentions", None)]


@pytest.mark.parametrize("text", ["学校尚未实施“春苗”工程。", "该园没有严格落实“双减”政策。"])
def test_a_program_that_is_not_worked_on_is_mentioned_alone(text: str) -> None:
    claims = [one for one in claims_of(extract, text) if isinstance(one, Claim)]
    assert [(one.kind, one.status) for one in claims] == [("mentions", None)]


def test_without_a_status_a_program_is_mentioned_alone() -> None:
    text = "在会议室，大家谈“春苗”工程的意义。"
    (claim,) = [one for one in claims_of(extract, text) if isinstance(one, Claim)]
    assert (claim.kind, claim.status) == ("mentions", None)
    assert reasons(text) == [Reason.NO_STATUS]


@pytest.mark.parametrize("text", ["实施“春苗”工程", "全面实施阅读点灯、课堂深耕两大行动", "推进“双减”工作"])
def test_the_span_is_where_the_name_is_printed(text: str) -> None:
    for one in claims_of(extract, text):
        if isinstance(one, Claim):
            (_, mention), = one.slots  # fmt: skip
            assert isinstance(mention, Mention)
            printed = text[slice(*one.span)]
            assert mention.span == one.span
            assert mention.text.startswith(printed.strip("“”"))
