"""Schools, other bodies and the body in front of a post, on the real pipeline."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import organizations, schools
from kg.extract.jurisdictions import terms_of
from kg.model import Claim, Mention
from kg.nlp import analyse, nlp
from tests.extract.texts import claims_of, document_of


def found(text: str) -> list[str]:
    """Return the words of every school, in reading order."""
    return [mention.text for mention in mentions(text)]


def mentions(text: str, rule: str = "school") -> list[Mention]:
    return [
        value
        for claim in claims_of(schools.extract, text)
        if isinstance(claim, Claim) and claim.rule == rule
        for _, value in claim.slots
        if isinstance(value, Mention)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("静宁县第一中学、威戎中学等6所学校完成调整。", ["静宁县第一中学", "威戎中学"], id="full-and-free"),
        pytest.param("县第二小学与第三小学结对。", ["县第二小学", "第三小学"], id="ordinals"),
        pytest.param("四中、五中初中部不再招生。", ["四中", "五中"], id="numbered"),
        pytest.param("水洛镇中心小学作了发言。", ["水洛镇中心小学"], id="township"),
        pytest.param("学区孟各庄小学和孟各庄幼儿园受损。", ["孟各庄小学", "孟各庄幼儿园"], id="village-behind-an-area"),
        pytest.param("静宁南湖新区景弘中学招生。", ["景弘中学"], id="behind-a-zone"),
        pytest.param("兰州理工大学附属学校开放校园。", ["兰州理工大学附属学校"], id="attached-to-a-university"),
        pytest.param("西安体育学院派出教师。", ["西安体育学院"], id="sports-college"),
        pytest.param("培训在西师附中静宁分校开展。", ["西师附中静宁分校"], id="branch"),
        pytest.param("据八一育才学校介绍。", ["八一育才学校"], id="day-as-a-name"),
        pytest.param("界石铺镇中心学校校长孙某认为。", ["界石铺镇中心学校"], id="central-school-and-its-head"),
        pytest.param("洛河路小学建成招生。", ["洛河路小学"], id="street"),
        pytest.param("岳堡中学教师张某荣获称号。", ["岳堡中学"], id="in-front-of-a-post"),
        pytest.param("建设金苹果幼儿园，完成凤鸣幼儿园项目。", ["金苹果幼儿园", "凤鸣幼儿园"], id="behind-verbs"),
        pytest.param("将军城小学举行活动。", ["将军城小学"], id="begins-like-a-preposition"),
        pytest.param("额吉淖小学投入使用。", ["额吉淖小学"], id="another-language"),
        pytest.param("由旺中学综合楼完工。", ["由旺中学"], id="a-word-that-the-cutter-does-not-know"),
        pytest.param("静宁县第一中学校新校区建设项目", ["静宁县第一中学校"], id="a-head-with-its-last-character"),
        pytest.param(
            "县第六实验小学和县第三高级中学", ["县第六实验小学", "县第三高级中学"], id="ordinal-before-a-kind"
        ),
        pytest.param(
            "启动建设职业中学、秀水小学项目。", ["职业中学", "秀水小学"], id="a-bare-head-in-a-list-of-schools"
        ),
        pytest.param("与人民路小学、北师大附中建立关系。", ["人民路小学", "北师大附中"], id="attached-to-a-university"),
        pytest.param("机关幼儿园更名为区第五幼儿园", ["机关幼儿园", "区第五幼儿园"], id="renamed"),
        pytest.param("齐齐哈尔大学、湖南城市学院合作。", ["齐齐哈尔大学", "湖南城市学院"], id="higher"),
        pytest.param("县直第一幼儿园", ["县直第一幼儿园"], id="run-directly"),
        pytest.param("庄浪县25中、第8小学", ["庄浪县25中", "第8小学"], id="numbered-in-digits"),
        pytest.param("扩建庄浪一中等4所高中。", ["庄浪一中"], id="and-others"),
        pytest.param("庄浪县示范幼儿园开放。", ["庄浪县示范幼儿园"], id="a-kind-behind-a-full-name"),
        pytest.param("庄浪卫校、静宁师专招生。", ["庄浪卫校", "静宁师专"], id="short-heads-behind-a-division"),
        pytest.param("柳林镇九年一贯制学校揭牌。", ["柳林镇九年一贯制学校"], id="kinds-of-ones-own"),
        pytest.param("朱店镇黄龙完小", ["朱店镇黄龙完小"], id="a-stem-inside-a-name"),
        pytest.param("南京财大浙江学院搬迁。", ["南京财大浙江学院"], id="branch-of-a-university"),
        pytest.param("东山街道二小挂牌。", ["东山街道二小"], id="numbered-in-a-town"),
        pytest.param("蓉城镇第五小学、县城关第二小学", ["蓉城镇第五小学", "县城关第二小学"], id="towns"),
        pytest.param("以红旗小学为龙头。", ["红旗小学"], id="flag-is-no-banner"),
        pytest.param("东江源小学加入。", ["东江源小学"], id="a-stem-behind-one-character"),
        pytest.param("其中小博士幼儿园合格。", ["小博士幼儿园"], id="little"),
        pytest.param("完成版石中学、天心小学2个项目。", ["版石中学", "天心小学"], id="projects-are-counted"),
        pytest.param("与湖南第一师范学院签约。", ["湖南第一师范学院"], id="a-number-behind-a-province"),
    ],
)
def test_a_particular_school_is_found_with_its_whole_name(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("各中小学、幼儿园要落实。", id="all"),
        pytest.param("新城镇学校建设，全县城镇学校", id="by-kind-of-place"),
        pytest.param("2所小学、4所学校、普通高中4所、职业中学1所、特殊教育学校1所", id="counted"),
        pytest.param("全县小学、城区学校、乡村学校、农村小学、县直学校", id="by-place"),
        pytest.param("小学教师、中学生、初中部、高中阶段、小学适龄儿童", id="parts-of-words"),
        pytest.param("民办幼儿园、公办中心幼儿园、普惠性幼儿园、智慧学校、示范学校", id="by-kind"),
        pytest.param("规范学校管理，评价学校和教师，包联学校，拓宽学校渠道。", id="objects-of-verbs"),
        pytest.param("每个乡镇办好中心小学，各镇中心小学。", id="of-every-township"),
        pytest.param("××中学扩建，新建……小学。", id="placeholders"),
        pytest.param("党的十九届六中全会，每天一小时，“一村一幼”，其中", id="numbers-in-other-words"),
        pytest.param("静宁县中学生、静宁高中教育、规范普通高中招生", id="of-a-county"),
        pytest.param("教师专业发展、农校对接、保卫校园、集体校本教研、静宁县示范幼儿园占比", id="short-heads-in-words"),
    ],
)
def test_groups_kinds_and_counts_of_schools_are_no_schools(text: str) -> None:
    assert found(text) == []


def test_a_school_in_a_list_takes_the_division_of_the_one_before_it() -> None:
    first, second = mentions("到乌市一中、六中等学校跟岗。")
    assert dict(first.attributes)["division"] == "乌市"
    assert dict(second.attributes)["division"] == "乌市"
    assert second.text == "六中"


def test_a_school_with_a_name_of_its_own_takes_no_division_from_a_list() -> None:
    _, second = mentions("庄浪县第一中学、威戎中学")
    assert "division" not in dict(second.attributes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("新建溪口、三河、柳林3所幼儿园。", ["溪口", "三河", "柳林"], id="all-of-them"),
        pytest.param("完成石桥、白杨等5所初中改造。", ["石桥", "白杨"], id="and-others"),
        pytest.param("改造石桥、白杨5所初中。", [], id="another-number"),
        pytest.param("新建教学楼、宿舍楼、食堂3所学校。", [], id="no-names"),
        pytest.param("在北京、上海、广东3所中学调研。", [], id="divisions"),
    ],
)
def test_schools_of_a_list_share_the_head_behind_their_number(text: str, expected: list[str]) -> None:
    assert [mention.text for mention in mentions(text, "schools-sharing-a-head")] == expected


@given(st.text(alphabet="一二三中小学校幼儿园第县市区镇、，。各所和在新的路实验", max_size=40))
def test_every_school_is_a_slice_of_the_text_and_ends_in_a_head(text: str) -> None:
    ends = 0
    for mention in mentions(text):
        assert mention.text == text[mention.span.start : mention.span.end]
        assert mention.text[-1] in "中小学校幼园"
        assert mention.span.start >= ends
        ends = mention.span.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("与县乡村振兴局协调", ["县乡村振兴局"], id="an-office"),
        pytest.param("天津市浩宇橡塑科技有限公司签订协议", ["天津市浩宇橡塑科技有限公司"], id="a-company"),
        pytest.param("被国家民委命名", ["国家民委"], id="a-national-office"),
        pytest.param(
            "由甘肃远航健康科技有限公司承办", ["甘肃远航健康科技有限公司"], id="a-company-behind-a-short-name"
        ),
        pytest.param(
            "静宁县威戎镇卫生院、柳林镇小天使托管班", ["静宁县威戎镇卫生院", "柳林镇小天使托管班"], id="in-a-town"
        ),
        pytest.param("参观兰州周山艺术馆春晖艺术基金会成立", ["兰州周山艺术馆", "春晖艺术基金会"], id="side-by-side"),
        pytest.param("尧龙山医院供图", [], id="a-stem-at-the-end-of-a-word"),
        pytest.param("县委、县政府高度重视，县政协支持", [], id="plain-bodies"),
        pytest.param("各有关部门、多家有限公司、小额贷款公司", [], id="groups"),
    ],
)
def test_an_organization_is_concrete(text: str, expected: list[str]) -> None:
    claims = [claim for claim in claims_of(organizations.extract, text) if isinstance(claim, Claim)]
    assert [value.text for claim in claims for _, value in claim.slots if isinstance(value, Mention)] == expected


@pytest.mark.parametrize(
    ("before", "kind", "words"),
    [
        pytest.param("静宁县教育局", "EducationAuthority", "静宁县教育局", id="authority"),
        pytest.param("县教育局党组", "EducationAuthority", "县教育局", id="part-of-an-authority"),
        pytest.param("庄浪县委教育工委", "EducationAuthority", "庄浪县委教育工委", id="committee-for-education"),
        pytest.param("乔瓦镇中心小学", "School", "乔瓦镇中心小学", id="school"),
        pytest.param("昌宁县委", "Organization", "昌宁县委", id="committee"),
        pytest.param("施甸县人民政府", "Organization", "施甸县人民政府", id="government"),
        pytest.param("，局", "EducationAuthority", "局", id="own-bureau"),
    ],
)
def test_the_body_in_front_of_a_post(before: str, kind: str, words: str) -> None:
    document = document_of(before + "负责人王某讲话。")
    body = organizations.body_of(terms_of(analyse(nlp(), document)), document, len(before))
    assert body is not None
    assert (body.kind, body.text) == (kind, words)


def test_no_body_stands_in_front_of_a_bare_post() -> None:
    document = document_of("各学校校长要落实。")
    assert organizations.body_of(terms_of(analyse(nlp(), document)), document, 3) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "您反映的石榴学校收费一事已收悉。关于石榴学校校门口的安全问题石榴学校已整改。",
            ["石榴学校"] * 3,
            id="letter",
        ),
        pytest.param("目前石榴学校共有教师41人。我们到石榴学校调查。", ["石榴学校"] * 2, id="teachers"),
        pytest.param("我们到石榴学校调查，石榴学校很好。", [], id="nothing-told"),
        pytest.param("石榴学校位于城南。", [], id="named-once"),
        pytest.param("农村学校共有教师300人，农村学校位于山区。", [], id="village-schools"),
        pytest.param("您反映的孩子学校一事，孩子学校位于城南。", [], id="whose-school"),
        pytest.param("薄弱学校现有教师9人，寄宿制学校位于乡镇，薄弱学校、寄宿制学校要改造。", [], id="kinds"),
        pytest.param("我县有多个石榴学校，石榴学校位于山区。", [], id="counted"),
    ],
)
def test_a_noun_before_school_is_a_name_where_the_document_treats_it_so(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def organizations_of(text: str) -> list[str]:
    """Return the words of every organization, in reading order."""
    claims = (claim for claim in claims_of(organizations.extract, text) if isinstance(claim, Claim))
    return [value.text for claim in claims for _, value in claim.slots if isinstance(value, Mention)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("培训班由全国学生资助管理中心主办。", ["全国学生资助管理中心"], id="national-centre"),
        pytest.param("全国疾控中心和全国各医院要配合。", [], id="all-of-a-kind"),
        pytest.param("小区由B市恒鑫置业有限公司开发。", ["B市恒鑫置业有限公司"], id="behind-a-hidden-place"),
        pytest.param(
            "岚皋县教育局、柳园社区居委会、梧桐苑社区新时代文明实践站联合举办活动。",
            ["柳园社区居委会", "梧桐苑社区新时代文明实践站"],
            id="communities",
        ),
        pytest.param(
            "在城关镇柳园村村委会和东湖社区卫生服务中心开展活动。",
            ["城关镇柳园村村委会", "东湖社区卫生服务中心"],
            id="of-a-village",
        ),
        pytest.param(
            "深入社区居委会、各社区党群服务中心和本村村委会，与所在社区卫生服务中心合作。", [], id="any-community"
        ),
        pytest.param("近日，区人大松岭街道工委组织代表参加区人大和街道的培训。", ["区人大松岭街道工委"], id="congress"),
    ],
)
def test_bodies_with_a_name_of_their_own(text: str, expected: list[str]) -> None:
    assert organizations_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("静宁县第三完全小学今年开工。", ["静宁县第三完全小学"], id="numbered-whole-school"),
        pytest.param("由上年度初中组第9位升至第4位。", [], id="a-group-of-a-contest"),
        pytest.param("整体搬迁至静宁县城东高中园区。", [], id="a-park"),
    ],
)
def test_a_number_makes_a_kind_a_name_and_a_group_or_a_park_is_no_school(text: str, expected: list[str]) -> None:
    assert found(text) == expected
