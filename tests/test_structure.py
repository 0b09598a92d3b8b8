"""Structure: title, paragraphs, sections with role and year, sentences and clauses."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.headings import first_words, heading_words
from kg.model import Document, Role, Run, Section, Source
from kg.structure import anchor_year, outline, report_years

PRACTICE = Path(__file__).parents[1] / "../shared/practice"


def document(text: str, *, issued: str | None = None) -> Document:
    source = Source(path=Path("text.txt"), name="text.txt", sha256="0" * 64, size=len(text))
    return outline(
        Document(
            source=source,
            original=text,
            encoding="utf-8",
            media_type="text/plain",
            text=text,
            runs=(Run(0, 0, len(text)),) if text else (),
            issued=issued,
        )
    )


def heading(told: Document, section: Section) -> str:
    return told.text[section.heading.start : section.heading.end]


def headings(told: Document) -> list[str]:
    return [heading(told, section) for section in told.sections[1:]]


def sentences(told: Document) -> list[str]:
    return [told.text[each.span.start : each.span.end] for each in told.sentences]


def section_of(told: Document, words: str) -> Section:
    return told.section_at(told.text.index(words))


def role_at(told: Document, words: str) -> Role:
    return section_of(told, words).role


def practice(name: str) -> Document:
    path = PRACTICE / name
    if not path.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{path} is missing")
        pytest.skip(f"not run: {path} is missing")
    return document(path.read_text(encoding="utf-8"))


# Sections


REPORT = """青山县教育局2021年工作总结和2022年工作计划
2021年，全县教育系统坚持立德树人，各项工作稳步推进，现将一年来的工作情况和来年打算汇报如下。
一、2021年工作总结
（一）党建引领坚强有力。扎实开展党史学习教育，举办宣讲会12场。
（二）教育公平持续推进。九年义务教育巩固率达到98.6%。
1.优质均衡有进展。小学综合差异系数为0.413。
2.资助政策有保障。发放资助金520万元。
在肯定成绩的同时，我们也清醒地看到，还存在一些差距和不足：一是县城学校大班额尚未消除；二是音体美教师不足。
二、2022年工作计划
（一）聚力立德树人。全面推行课后服务。
道阻且长，行则将至。"""


def test_a_report_has_its_headings_as_nested_sections() -> None:
    told = document(REPORT)
    numbered = [(section.level, section.number, heading(told, section)) for section in told.sections if section.number]
    assert numbered == [
        (1, 1, "一、2021年工作总结"),
        (2, 1, "（一）党建引领坚强有力"),
        (2, 2, "（二）教育公平持续推进"),
        (3, 1, "1.优质均衡有进展"),
        (3, 2, "2.资助政策有保障"),
        (4, 1, "一是县城学校大班额尚未消除"),
        (4, 2, "二是音体美教师不足"),
        (1, 2, "二、2022年工作计划"),
        (2, 1, "（一）聚力立德树人"),
    ]


def test_the_parent_of_an_item_is_the_heading_above_it() -> None:
    told = document(REPORT)
    item = section_of(told, "小学综合差异系数")
    assert item.parent is not None
    assert heading(told, told.sections[item.parent]) == "（二）教育公平持续推进"


@pytest.mark.parametrize(
    ("words", "role", "year"),
    [
        ("全县教育系统坚持", Role.REVIEW, 2021),
        ("扎实开展", Role.REVIEW, 2021),
        ("发放资助金", Role.REVIEW, 2021),
        ("在肯定成绩", Role.PROBLEM, 2021),
        ("音体美教师不足", Role.PROBLEM, 2021),
        ("全面推行", Role.PLAN, 2022),
    ],
    ids=["preface", "review", "item", "admission", "admitted-item", "plan"],
)
def test_role_and_year_are_those_of_the_section(words: str, role: Role, year: int) -> None:
    section = section_of(document(REPORT), words)
    assert (section.role, section.year) == (role, year)


def test_numbered_items_in_one_line_are_sections_of_their_own() -> None:
    told = document(
        "一、2022年工作打算\n（一）队伍\n6.提升校长能力。7.提升教师能力。8.减轻负担。\n结尾的话说得很长很长。"
    )
    items = [section for section in told.sections if section.level == 3]
    assert [told.text[each.start : each.end] for each in (first_words(told, section) for section in items)] == [
        "提升校长能力",
        "提升教师能力",
        "减轻负担",
    ]
    assert [section.number for section in items] == [6, 7, 8]
    assert section_of(told, "结尾的话").level == 2, "a list in one line ends with its line"


@pytest.mark.parametrize(
    "text",
    [
        "全县在校学生2.5万人，生师比13.5:1。",
        "试点“1+X”证书，选派3—5名教师。",
        "一、二年级不布置书面作业。",
        "今年以来投入1.2亿元。",
        "教育信息化2.0行动计划稳步推进。",
        "要一心一意抓质量，同志们一是一、二是二。",
    ],
    ids=["decimal", "quoted", "grades", "amount", "version", "idiom"],
)
def test_a_number_inside_a_sentence_opens_no_section(text: str) -> None:
    assert len(document(f"前一句话说完了。{text}").sections) == 1


def test_a_lead_in_with_a_colon_is_followed_by_its_items() -> None:
    told = document("年内办好两件实事：一是扩大学前资源。新建幼儿园3所。二是建强队伍。招聘教师120名。")
    assert headings(told) == ["一是扩大学前资源", "二是建强队伍"]
    assert sentences(told)[0] == "年内办好两件实事："


def test_members_that_lost_the_marks_between_them_are_found_by_their_sequence() -> None:
    told = document("工作要到位。一要明确目标，制定举措二要提高能力，总结教训三要强化统筹，抓住重点。")
    assert [section.number for section in told.sections[1:]] == [1, 2, 3]
    assert sentences(told)[1:] == ["一要明确目标，制定举措", "二要提高能力，总结教训", "三要强化统筹，抓住重点。"]


def test_headings_run_together_on_one_line_are_told_apart() -> None:
    told = document("一、总体要求（一）指导思想坚持立德树人，办好教育。（二）基本原则坚持公平，坚持质量。")
    assert [(section.level, section.number) for section in told.sections[1:]] == [(1, 1), (2, 1), (2, 2)]


def test_an_item_that_is_a_statement_has_no_heading_but_first_words() -> None:
    told = document("一是召开专题会议4次，隐患排查47次，全部整改到位。二是加强治理。")
    section = told.sections[1]
    assert section.heading.start == section.heading.end
    words = first_words(told, section)
    assert told.text[words.start : words.end] == "召开专题会议4次，隐患排查47次，全部整改到位"


def test_heading_words_leave_the_number_out() -> None:
    told = document("（一）党建引领坚强有力。扎实开展学习。")
    words = heading_words(told, told.sections[1])
    assert told.text[words.start : words.end] == "党建引领坚强有力"


def test_a_bare_heading_with_a_year_holds_the_numbered_ones_below_it() -> None:
    body = "这一年各项事业都取得了很大的进步，全市经济社会发展迈上了新的台阶，人民群众生活水平持续得到改善。"
    told = document(
        f"各位代表：\n2018年：铆足干劲\n{body}\n一、产业振兴\n{body}\n2019年：开新局\n{body}\n一、实体经济\n{body}"
    )
    review, plan = (section for section in told.sections if section.number == 1)
    assert (review.role, review.year, plan.role, plan.year) == (Role.REVIEW, 2018, Role.PLAN, 2019)


def test_a_silent_third_heading_goes_on_planning() -> None:
    told = document(
        "一、2021年工作回顾\n成绩很大。\n二、2022年工作安排\n抓好落实。\n三、加强自身建设\n改进作风。\n四、有关说明\n无。"
    )
    assert [section.role for section in told.sections[1:]] == [Role.REVIEW, Role.PLAN, Role.PLAN, Role.NEUTRAL]


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("青山市教育高质量发展三年行动计划", Role.PLAN),
        ("关于加强控辍保学工作的实施意见", Role.PLAN),
        ("青山县教育局2021年工作总结", Role.REVIEW),
        ("关于“双减”工作开展情况汇报", Role.REVIEW),
        ("在全县教育工作会议上的讲话", Role.NEUTRAL),
        ("政府工作报告", Role.NEUTRAL),
    ],
    ids=["plan", "opinion", "summary", "briefing", "speech", "government"],
)
def test_the_title_gives_the_role_of_the_whole(title: str, role: Role) -> None:
    assert document(f"{title}\n坚持立德树人，办好人民满意的教育。").sections[0].role is role


# Stretches without a heading


NEWS = """青山县召开2022年秋季开学工作会议
8月26日下午，青山县召开秋季开学工作会议，县教育局局长王建国出席会议并讲话。
会上，副局长李明通报了暑期督查情况，全县共整改隐患173处。
王建国指出，过去一学年，高考上线率达到52.4%。但也要看到，个别学校准备不充分，监管存在盲区。
王建国强调，要重点做好两项工作：
1.严格落实防控措施。各校物资储备不少于两周。
2.扎实做好控辍保学工作。9月10日前完成排查。
各乡镇分管领导、各学校校长共160余人参加会议。"""


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("青山县召开秋季", Role.REVIEW),
        ("整改隐患", Role.REVIEW),
        ("高考上线率", Role.REVIEW),
        ("个别学校", Role.PROBLEM),
        ("王建国强调", Role.PLAN),
        ("各校物资储备", Role.PLAN),
        ("完成排查", Role.PLAN),
        ("各乡镇分管", Role.REVIEW),
    ],
    ids=["lead", "told", "pointed-out", "admitted", "stressed", "item", "item-body", "closing"],
)
def test_news_turns_from_reports_to_problems_and_plans(words: str, role: Role) -> None:
    assert role_at(document(NEWS), words) is role


def test_an_admission_ends_where_the_sentence_turns_to_plans() -> None:
    told = document(
        "一、回顾2022年工作\n教学质量稳步提升。\n在肯定成绩的同时，我们也清醒地看到，教育工作仍有不少短板。改革力度有待加大。"
        "新的一年，我们要增强使命意识。真正把教育办好。\n二、展望\n抓好落实。"
    )
    assert role_at(told, "改革力度") is Role.PROBLEM
    assert role_at(told, "新的一年") is role_at(told, "真正把") is Role.PLAN
    assert role_at(told, "抓好落实") is Role.PLAN


def test_an_admission_ends_with_its_paragraph() -> None:
    told = document("县教育局工作汇报\n虽然取得了一定成绩，但还存在教师不足的问题。\n全县学校全部开展课后服务。")
    assert (role_at(told, "教师不足"), role_at(told, "课后服务")) == (Role.PROBLEM, Role.REVIEW)


# Sentences and clauses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他说：“今年降到了1.4%。”下一步继续努力。", ["他说：“今年降到了1.4%。”", "下一步继续努力。"]),
        ("解决“孩子谁来接？”的难题。好。", ["解决“孩子谁来接？”的难题。", "好。"]),
        ("学习《怎么办？》一书。好！", ["学习《怎么办？》一书。", "好！"]),
        ("全覆盖。（责任单位：市教育局）继续。", ["全覆盖。", "（责任单位：市教育局）继续。"]),
        ('推动"1558”总目标。实施', ['推动"1558”总目标。', "实施"]),
        ("真好！！！继续", ["真好！！！", "继续"]),
    ],
    ids=["speech", "short-quote", "title", "bracket", "mixed-quotes", "marks"],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(document(text)) == expected


def test_clauses_end_at_either_semicolon() -> None:
    told = document("注销6所；转型4所;另有3所（含1所；民办）在整改中。")
    clauses = [told.text[each.start : each.end] for each in told.sentences[0].clauses]
    assert clauses == ["注销6所；", "转型4所;", "另有3所（含1所；民办）在整改中。"]


@given(st.text(alphabet='一二三、是要（(）)1.2。；;\n“”"《》年2021中教计划总结问题，：', max_size=200))
def test_structure_covers_the_text_in_order(text: str) -> None:
    told = document(text)
    assert [each for each in sentences(told) if not each.strip()] == []
    ends = [0]
    for sentence in told.sentences:
        assert sentence.span.start >= ends[-1]
        ends.append(sentence.span.end)
        assert sentence.clauses[0].start == sentence.span.start
        assert sentence.clauses[-1].end == sentence.span.end
        section = told.sections[sentence.section]
        assert section.span.start <= sentence.span.start
        assert sentence.span.end <= section.span.end
        paragraph = told.paragraphs[sentence.paragraph]
        assert paragraph.start <= sentence.span.start
        assert sentence.span.end <= paragraph.end
    covered = "".join(sentences(told))
    assert "".join(covered.split()) == "".join(text.split())
    for index, section in enumerate(told.sections[1:], start=1):
        assert section.parent is not None
        assert section.parent < index
        assert told.sections[section.parent].span.start <= section.span.start
        assert section.span.end <= told.sections[section.parent].span.end


@pytest.mark.parametrize(
    "text",
    [
        "（" * 10_000 + "中" + "）" * 10_000,
        "“《（" * 100_000,
        "一是" * 100_000,
        "1." * 100_000,
        "中\n" * 20_000,
        '"' * 100_000,
    ],
    ids=["nested", "unclosed", "ordinals", "numbers", "lines", "quotes"],
)
def test_hostile_text_takes_no_more_than_linear_time(text: str) -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        document(text[:size])
        return time.process_time() - start

    half, whole = seconds(len(text) // 2), seconds(len(text))
    assert whole < max(4 * half, 1.0)


def test_an_empty_document_has_one_section_and_no_sentences() -> None:
    told = document("")
    assert (len(told.sections), told.sentences, told.paragraphs, told.title) == (1, (), (), None)


# Title and years


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("青山县教育局2022年工作计划\n为做好工作，制定本计划。", "青山县教育局2022年工作计划"),
        ("发布时间：2022-08-27\n青山县召开会议\n8月26日，会议召开。", "青山县召开会议"),
        (
            "教育部办公厅关于加快推进现代职业\n教育体系建设的通知\n各省教育厅：",
            "教育部办公厅关于加快推进现代职业\n教育体系建设的通知",
        ),
        ("8月26日下午，青山县召开2022年秋季开学工作会议，安排部署开学工作。", None),
        ("一、总体要求\n坚持立德树人。", None),
        ("同志们：\n今天召开会议，总结工作。", None),
    ],
    ids=["plain", "below-byline", "broken", "prose", "numbered", "greeting"],
)
def test_the_title_is_a_short_line_above_the_body(text: str, title: str | None) -> None:
    told = document(text)
    assert (told.text[told.title.start : told.title.end] if told.title else None) == title


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("青山县2021年工作总结和2022年工作计划\n现汇报如下。", (2021, 2022)),
        ("青山市教育发展三年行动计划\n（2023—2025年）\n根据《规划》（政发〔2021〕9号）制定。", (2023, 2024, 2025)),
        ("在全县教育工作会议上的讲话\n这次会议的任务是总结2021年工作，安排部署2022年重点任务。", (2021, 2022)),
        ("在会上的讲话\n同志们好。\n一、盘点2022\n很好。\n二、展望2023\n继续。", (2022, 2023)),
        ("x区20**年上半年工作总结\n现将20**年上半年工作情况报告如下。", ()),
        ("某校简介\n学校创建于1958年，2019年搬迁。", ()),
    ],
    ids=["title", "subtitle", "lead", "headings", "hidden", "incidental"],
)
def test_report_years_are_those_that_are_summed_up_or_planned(text: str, years: tuple[int, ...]) -> None:
    assert report_years(document(text)) == years


def test_the_day_of_issue_stands_in_where_nothing_else_tells_the_year() -> None:
    told = document("青山县召开会议\n8月26日，会议召开。", issued="2022-08-27")
    assert report_years(told) == (2022,)
    assert anchor_year(told, told.text.index("8月26日")) == 2022


def test_this_year_means_the_year_of_the_section() -> None:
    told = document(REPORT, issued="2022-01-10")
    assert anchor_year(told, told.text.index("扎实开展")) == 2021


@pytest.mark.parametrize(
    ("name", "years"),
    [
        ("101.txt", (2021, 2022)),
        ("102.txt", (2022, 2023)),
        ("103.txt", (2021, 2022)),
        ("107.txt", (2022, 2023)),
        ("109.txt", (2022, 2023)),
    ],
    ids=["101", "102", "103", "107", "109"],
)
def test_practice_documents_tell_their_years(name: str, years: tuple[int, ...]) -> None:
    assert report_years(practice(name)) == years


def test_in_a_summary_with_a_plan_what_precedes_the_plan_is_the_review() -> None:
    told = document(
        "青山县教育局2021年工作总结及2022年工作思路\n2021年，全县教育稳步发展。\n一、基本情况\n全县有学校60所。\n"
        "二、主要工作\n扎实开展控辍保学。\n三、2022年工作思路\n抓好控辍保学。"
    )
    assert [(each.role, each.year) for each in told.sections[2:]] == [
        (Role.REVIEW, 2021),
        (Role.REVIEW, 2021),
        (Role.PLAN, 2022),
    ]
