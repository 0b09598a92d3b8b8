"""Persons and their posts, on the real pipeline."""

from __future__ import annotations

import pytest

from kg.extract import persons
from kg.model import Claim, Mention
from tests.extract.texts import claims_of


def posts(text: str) -> list[tuple[str, str, str]]:
    """Return (name, title, body's words) of every PostHolding, in reading order."""
    told = []
    for claim in claims_of(persons.extract, text):
        if isinstance(claim, Claim) and claim.kind == "PostHolding":
            slots = dict(claim.slots)
            person, body = slots["org:member"], slots["org:organization"]
            assert isinstance(person, Mention)
            assert isinstance(body, Mention)
            told.append((person.text, str(slots["postTitle"]), body.text))
    return told


def named(text: str) -> list[str]:
    """Return the names of all persons that are mentioned, in reading order."""
    return [
        mention.text
        for claim in claims_of(persons.extract, text)
        if isinstance(claim, Claim) and claim.kind == "mentions"
        for _, mention in claim.slots
        if isinstance(mention, Mention)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("县教科局局长赵海波出席会议。", [("赵海波", "局长", "县教科局")], id="body-and-title"),
        pytest.param(
            "县教育局党组书记、局长马维国主持会议。",
            [("马维国", "党组书记", "县教育局"), ("马维国", "局长", "县教育局")],
            id="body-carried-over",
        ),
        pytest.param(
            "庄浪县委教育工委书记、县教育局党组书记、局长　柳成林",
            [
                ("柳成林", "教育工委书记", "庄浪县委教育工委"),
                ("柳成林", "党组书记", "县教育局"),
                ("柳成林", "局长", "县教育局"),
            ],
            id="three-posts-and-a-blank",
        ),
        pytest.param(
            "县委常委、副县长徐明霞出席会议并讲话。",
            [("徐明霞", "县委常委", "县委"), ("徐明霞", "副县长", "县人民政府")],
            id="committee-then-government",
        ),
        pytest.param("施甸县人民政府县长  段绍坤", [("段绍坤", "县长", "施甸县人民政府")], id="speaker-line"),
        pytest.param("县市场监督管理局副局长郑浩、县卫生健康局副局长何晓燕就食品安全作了发言。",
                     [("郑浩", "副局长", "县市场监督管理局"), ("何晓燕", "副局长", "县卫生健康局")], id="two-people"),
        pytest.param("岳堡中学教师张玉梅被教育部授予称号。", [("张玉梅", "教师", "岳堡中学")], id="school"),
        pytest.param(
            "锦屏县第四小学校长龙政芳被评为优秀校长。", [("龙政芳", "校长", "锦屏县第四小学")], id="school-and-its-head"
        ),
        pytest.param(
            "乔瓦镇中心小学书记扎西旺堆作了发言。", [("扎西旺堆", "书记", "乔瓦镇中心小学")], id="minority-name"
        ),
        pytest.param(
            "2020年，原县教育局局长沙马木呷同志(现任县政协副主席)建起台账。",
            [("沙马木呷", "原局长", "县教育局"), ("沙马木呷", "副主席", "县政协")],
            id="former-and-present",
        ),
        pytest.param("2022年5月，杜建平任县教育局党组书记、局长。",
                     [("杜建平", "党组书记", "县教育局"), ("杜建平", "局长", "县教育局")], id="appointed"),
    ],
)  # fmt: skip
def test_a_name_beside_titles_holds_each_of_them(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert posts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "县教育局党组书记、局长兼县委教育工委书记秦海波作报告。",
            [
                ("秦海波", "党组书记", "县教育局"),
                ("秦海波", "局长", "县教育局"),
                ("秦海波", "教育工委书记", "县委教育工委"),
            ],
            id="also",
        ),
        pytest.param(
            "县教育局党组成员、副局长，县政府教育督导室主任朱建平带队。",
            [
                ("朱建平", "党组成员", "县教育局"),
                ("朱建平", "副局长", "县教育局"),
                ("朱建平", "主任", "县政府教育督导室"),
            ],
            id="comma-behind-a-title-without-its-body",
        ),
        pytest.param("县教育局四级调研员马玉华出席。", [("马玉华", "四级调研员", "县教育局")], id="a-grade"),
        pytest.param("静宁县教研室主任韦春生主持。", [("韦春生", "主任", "静宁县教研室")], id="body-inside-a-title"),
        pytest.param(
            "县教育局副局长、县校外活动站站长李小军到会。",
            [("李小军", "副局长", "县教育局"), ("李小军", "站长", "县校外活动站")],
            id="body-by-grammar",
        ),
        pytest.param(
            "县教育局副局长李爱军，安全科科长王国强、副科长张小民到校。",
            [
                ("李爱军", "副局长", "县教育局"),
                ("王国强", "安全科科长", "县教育局"),
                ("张小民", "副科长", "县教育局"),
            ],
            id="sections-in-turn",
        ),
        pytest.param(
            "县教育局检查工作，艺体股负责人王国强主持。", [("王国强", "艺体股负责人", "县教育局")], id="a-section"
        ),
        pytest.param(
            "来到静宁县第八中学。学校副校长周公平、李大明，后勤服务部部长汤大海陪同。",
            [
                ("周公平", "副校长", "静宁县第八中学"),
                ("李大明", "副校长", "静宁县第八中学"),
                ("汤大海", "后勤服务部部长", "静宁县第八中学"),
            ],
            id="the-school-named-before",
        ),
        pytest.param(
            "县第二小学后勤部主任汤大海到会。", [("汤大海", "后勤部主任", "县第二小学")], id="section-of-a-school"
        ),
        pytest.param(
            "春晖教育基金会捐款。基金会理事长周建国和理事、秘书长王丽华出席。",
            [
                ("周建国", "理事长", "春晖教育基金会"),
                ("王丽华", "理事", "春晖教育基金会"),
                ("王丽华", "秘书长", "春晖教育基金会"),
            ],
            id="a-head-that-means-a-body",
        ),
        pytest.param(
            "县教育局派驻威戎镇“第一书记”石大陆、丁敏华走访。",
            [("石大陆", "第一书记", "县教育局"), ("丁敏华", "第一书记", "县教育局")],
            id="sent",
        ),
        pytest.param(
            "县第二小学一级教师兼职教研员马玉兰获奖。",
            [("马玉兰", "一级教师", "县第二小学"), ("马玉兰", "兼职教研员", "县第二小学")],
            id="side-by-side",
        ),
        pytest.param(
            "任命张海平同志为县教育局副局长，免去李海平同志的县实验中学校长职务。",
            [("张海平", "副局长", "县教育局")],
            id="by-order",
        ),
        pytest.param("县教育局长张大伟讲话。", [("张大伟", "局长", "县教育局")], id="one-character-for-two"),
        pytest.param(
            "教育部基础教育司司长马玉刚出席。", [("马玉刚", "基础教育司司长", "教育部")], id="of-the-ministry"
        ),
        pytest.param("威戎镇党委书记周向平到会。", [("周向平", "镇党委书记", "威戎镇党委")], id="of-a-town"),
        pytest.param(
            "静宁县委常委、宣传部部长吴小东出席。",
            [("吴小东", "县委常委", "静宁县委"), ("吴小东", "宣传部部长", "静宁县委")],
            id="of-a-committee",
        ),
    ],
)
def test_the_body_of_a_title_is_printed_shared_or_meant(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert posts(text) == expected


def test_a_bare_title_belongs_to_the_bureau_of_the_paragraph() -> None:
    text = "县教体局召开会议。这项工作由副局长何建国牵头。"
    assert posts(text) == [("何建国", "副局长", "县教体局")]


def test_a_bare_title_alone_belongs_to_the_bureau_that_the_linker_knows() -> None:
    assert posts("副局长温建军对学校安全进行部署。") == [("温建军", "副局长", "局")]


def test_an_office_that_is_not_known_gives_a_person_but_no_post() -> None:
    text = "某某综合事务协调处副处长郭立新为大家做了讲解。"
    assert named(text) == ["郭立新"]
    assert posts(text) == []


def test_who_no_longer_holds_a_post_is_a_person_without_a_post() -> None:
    text = "马维国不再担任县教育局局长职务。"
    assert named(text) == ["马维国"]
    assert posts(text) == []


def test_a_name_is_mentioned_again_without_its_post() -> None:
    assert named("县教科局局长赵海波出席会议。\n会上，赵海波指出：要抓好落实。") == ["赵海波", "赵海波"]


def test_a_body_named_after_a_person_does_not_mention_the_person() -> None:
    text = "市红十字会会长韩美林致辞。\n韩美林艺术馆团队参加。"
    assert named(text) == ["韩美林"]


def test_all_mentions_of_a_name_carry_the_body_of_its_first_post() -> None:
    claims = claims_of(persons.extract, "县教科局局长赵海波出席会议。\n会上，赵海波指出：要抓好落实。")
    mentions = [mention for claim in claims if isinstance(claim, Claim) for _, mention in claim.slots]
    people = {mention.attributes for mention in mentions if isinstance(mention, Mention) and mention.kind == "Person"}
    assert len(people) == 1
    assert ("body:text", "县教科局") in next(iter(people))


@pytest.mark.parametrize(
    "text",
    [
        "全面落实党组织领导的校长负责制，召开局长会议。",
        "推行中小学书记、校长“一肩挑”。",
        "深入学习习近平新时代中国特色社会主义思想和习近平总书记重要讲话。",
        "教师高级职称评审、校长职级制改革、教师任期考核，教师水平，教师应主动作为。",
        "某校教师王某某有体罚行为。",
        "招聘教师142名，其中音体美教师61名。",
    ],
)
def test_a_text_without_persons_names_none(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [("太教体案〔2023〕11号　签发人：王振华　办理结果：B", "王振华"), ("马俊杰委员：\n您提出的提案收悉。", "马俊杰")],
    ids=["label", "salutation"],
)
def test_a_form_names_people_under_its_labels(text: str, name: str) -> None:
    assert named(text) == [name]


def test_evidence_reaches_from_the_body_to_the_name_within_one_sentence() -> None:
    text = "会议结束。县教科局局长赵海波出席会议。"
    (claim,) = [one for one in claims_of(persons.extract, text) if isinstance(one, Claim) and one.kind == "PostHolding"]
    assert text[slice(*claim.span)] == "县教科局局长赵海波"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "督查组在县教育局赵立群局长陪同下入校。", [("赵立群", "局长", "县教育局")], id="behind-the-bureau"
        ),
        pytest.param("县第二小学林晓梅校长介绍经验。", [("林晓梅", "校长", "县第二小学")], id="behind-the-school"),
        pytest.param(
            "州政府钱玉珍调研员、州教育局孙桂芳副局长参加。",
            [("钱玉珍", "调研员", "州政府"), ("孙桂芳", "副局长", "州教育局")],
            id="in-a-list",
        ),
        pytest.param("座谈中许文斌副县长也作了讲话。", [("许文斌", "副县长", "县人民政府")], id="government-meant"),
    ],
)
def test_a_title_may_stand_behind_the_name(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert posts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "县教育局成教股长、安监局长、项目办主任、文卫副县长到会。",
        "张校长和王庄小学校长、高中校长、教务主任发言。",
        "党总支书记、常务副县长、金水区副区长、江华副县长出席。",
        "钟表厂主任、龙山镇镇长、单位主任、金牌校长、白班主任到场。",
        "认真学习习近平总书记重要讲话。",
    ],
)
def test_other_words_before_a_title_are_no_name(text: str) -> None:
    assert named(text) == []


def test_a_deputy_of_the_congress_is_a_person() -> None:
    text = "区人大代表走进校园。走访中，代表周明远了解到学校缺少教师，代表全体师生、代表高度评价的作法也很多。"
    assert named(text) == ["周明远"]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        pytest.param(
            "请假：李建峰（县卫生健康局局长）", ["李建峰"], [("李建峰", "局长", "县卫生健康局")], id="in-brackets"
        ),
        pytest.param("周海燕因年龄原因不再担任锦屏县第二中学校长。", ["周海燕"], [], id="why-somebody-leaves"),
        pytest.param(
            "会议决定聘任：\n林春生为锦屏县实验中学校长。",
            ["林春生"],
            [("林春生", "校长", "锦屏县实验中学")],
            id="is-to-be",
        ),
        pytest.param(
            "省特级教师周国栋担任锦屏县第一中学名誉校长。",
            ["周国栋"],
            [("周国栋", "名誉校长", "锦屏县第一中学")],
            id="takes-a-post-behind-the-name",
        ),
        pytest.param(
            "“我们都在学。”现任锦屏县第二小学执行校长的徐建国说。",
            ["徐建国"],
            [("徐建国", "执行校长", "锦屏县第二小学")],
            id="of-a-title",
        ),
        pytest.param(
            "县委常委、副县长（挂职）蒋卫民等出席。",
            ["蒋卫民"],
            [("蒋卫民", "县委常委", "县委"), ("蒋卫民", "副县长", "县人民政府")],
            id="on-secondment",
        ),
        pytest.param("这一年，谢小芳获评全市最美教师。", ["谢小芳"], [], id="an-honour"),
        pytest.param("我叫任小文，从教十年。", ["任小文"], [], id="speaks-of-himself"),
    ],
)  # fmt: skip
def test_a_name_is_told_by_what_is_said_of_it(
    text: str, names: list[str], expected: list[tuple[str, str, str]]
) -> None:
    assert named(text) == names
    assert posts(text) == expected


@pytest.mark.parametrize(
    "text",
    ["基础教育为学生成长服务。", "校长的高度重视就是保障。", "本项目荣获一等奖。", "张家港（市教育局所在地）风景好。"],
    ids=["for-a-purpose", "a-word-behind-of", "a-thing-honoured", "a-place-and-brackets"],
)
def test_what_only_looks_like_a_name_beside_an_honour_or_title_is_none(text: str) -> None:
    assert named(text) == []
