"""Forms of schools' names beyond the plain ones: villages, towns, zones, small places of teaching, colleges, titles."""

from __future__ import annotations

import pytest

from kg.extract import schools
from kg.link.bodies import school_class, school_name
from kg.model import Claim, Mention
from tests.extract.texts import claims_of


def mentions(text: str) -> list[Mention]:
    """Return every school of the text, in reading order."""
    return [
        value
        for claim in claims_of(schools.extract, text)
        if isinstance(claim, Claim)
        for _, value in claim.slots
        if isinstance(value, Mention)
    ]


def found(text: str) -> list[str]:
    return [mention.text for mention in mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("托管后塘村幼儿园、港六村幼儿园。", ["后塘村幼儿园", "港六村幼儿园"], id="side-of-a-village"),
        pytest.param("4.待补镇野马村幼儿园。", ["待补镇野马村幼儿园"], id="village-of-a-town"),
        pytest.param("书记到双河村小学看望师生。", ["双河村小学"], id="village-called-like-a-county"),
        pytest.param("得妥镇发旺村小因仅剩学生4名停办。", ["得妥镇发旺村小"], id="village-school-for-short"),
        pytest.param(
            "石门小学、柳树教学点和三岔教学点", ["石门小学", "柳树教学点", "三岔教学点"], id="teaching-points"
        ),
        pytest.param("撤销石门小学柳树教学点。", ["石门小学柳树教学点"], id="teaching-point-of-a-school"),
        pytest.param("蒋村小学生源不足。", ["蒋村小学"], id="where-its-pupils-come-from"),
    ],
)
def test_schools_of_villages_have_the_whole_name(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("锦和中学、人和小学获奖，由原钟多中学组建。", ["锦和中学", "人和小学", "钟多中学"], id="pairs"),
        pytest.param("八里铺初级中学、三元中学", ["八里铺初级中学", "三元中学"], id="places-with-a-number"),
        pytest.param("一三五团第一中学开学。", ["一三五团第一中学"], id="of-the-corps"),
        pytest.param("在大寺上镇联合小学召开现场会。", ["大寺上镇联合小学"], id="a-verb-behind-a-town"),
        pytest.param("团结路中学和未来星幼儿园", ["团结路中学", "未来星幼儿园"], id="a-verb-in-a-name"),
        pytest.param("金色童年幼儿园总园", ["金色童年幼儿园总园"], id="first-house"),
        pytest.param("灵溪镇的灵溪二中、双岘中学", ["灵溪二中", "双岘中学"], id="numbered-in-a-town"),
        pytest.param("2023年满江小学启用。", ["满江小学"], id="behind-a-year"),
        pytest.param("民办福宁英才学校和民办远航高级中学", ["福宁英才学校", "远航高级中学"], id="private"),
        pytest.param("红星林场子弟学校、西山煤矿小学", ["红星林场子弟学校", "西山煤矿小学"], id="of-a-forest"),
    ],
)
def test_words_of_a_name_are_kept_though_they_are_words_of_their_own(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("西安高新区第十七小学缔约。", ["西安高新区第十七小学"], id="of-another-city"),
        pytest.param("开发区实验中学、高新区第一小学", ["开发区实验中学", "高新区第一小学"], id="of-a-zone"),
        pytest.param("中铺镇循环经济产业园区学校立项。", ["中铺镇循环经济产业园区学校"], id="of-a-towns-zone"),
        pytest.param("监利市新教育实验学校揭牌。", ["监利市新教育实验学校"], id="new-education"),
        pytest.param("荣成市府新小学扩建。", ["荣成市府新小学"], id="behind-a-city"),
        pytest.param(
            "静宁县第二完全中学4个班、庄浪县高级职业中学", ["静宁县第二完全中学", "庄浪县高级职业中学"], id="kinds"
        ),
        pytest.param(
            "县中等职业技术学校、县电大、县直机关幼儿园", ["县中等职业技术学校", "县电大", "县直机关幼儿园"], id="own"
        ),
        pytest.param("☆职教中心迁建。", ["职教中心"], id="at-the-head-of-an-item"),
        pytest.param("兰州大学30余项成果对接，静宁中学语文组获奖。", ["兰州大学", "静宁中学"], id="of-cities"),
        pytest.param("县一中校长李明、庄浪五中在校园举行活动。", ["县一中", "庄浪五中"], id="numbered"),
        pytest.param("浙江师范大学杭州幼儿师范学院托管。", ["浙江师范大学杭州幼儿师范学院"], id="college-elsewhere"),
        pytest.param("北京师范大学静宁附属学校揭牌。", ["北京师范大学静宁附属学校"], id="of-a-university"),
        pytest.param("首都师范大学、中央财经大学学生", ["首都师范大学", "中央财经大学"], id="of-a-region"),
        pytest.param("完成甘沟小学、雷大小学2所学校改造。", ["甘沟小学", "雷大小学"], id="counted-as-a-list"),
    ],
)
def test_schools_of_divisions_zones_and_universities(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("我和小学同学合影，家和学校共育，许多中学、网上小学课程。", id="words-beside"),
        pytest.param("在村里小学就读，我村小学、每村小学、行政村小学、农村小学布点。", id="villages-of-no-name"),
        pytest.param("村小和教学点61所，各教学点、偏远教学点、一师一校教学点，撤并教学点23个。", id="teaching-points"),
        pytest.param("被确定为甘肃省示范性幼儿园，被评为平凉市示范幼儿园，获“静宁县示范小学”称号。", id="titles"),
        pytest.param("静宁县这所学校、百所小学、村办小学、品牌高中、一流中学。", id="described"),
        pytest.param("民办优质学校、民办职业学校、打工子弟学校、农民工子弟学校。", id="private-kinds"),
        pytest.param("规范幼儿园办园行为，振兴中学教育，优初中、强高中。", id="objects"),
        pytest.param("打造西部职业教育中心，建好职业教育中心。", id="centres"),
        pytest.param("加强界石铺镇学校安全管理，乡镇学校、各镇学校食堂达标。", id="schools-of-a-town"),
        pytest.param("静宁县幼儿园园长培训班，静宁县小学、静宁县学校。", id="of-a-county"),
        pytest.param("每个镇中心校，威戎镇新建镇中心幼儿园1所，镇中心小学2所。", id="of-towns"),
        pytest.param("威戎镇和李店镇的镇中心小学开学。", id="of-one-of-two-towns"),
    ],
)
def test_what_describes_counts_or_rewards_schools_is_no_school(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("先后来到马站高级中学、霞关镇学校。霞关镇学校食堂整改。", ["霞关镇学校"] * 2, id="in-a-list"),
        pytest.param("界石铺镇学校校长李某介绍，界石铺镇学校缺教师。", ["界石铺镇学校"] * 2, id="with-its-head"),
        pytest.param(
            "静宁县幼儿园园长王某说，静宁县幼儿园已开园。", ["静宁县幼儿园"] * 2, id="the-countys-kindergarten"
        ),
    ],
)
def test_a_schools_name_is_one_everywhere_where_the_text_tells_so_once(text: str, expected: list[str]) -> None:
    assert [mention.text for mention in mentions(text) if ("told", "true") in mention.attributes] == expected


def test_a_towns_school_for_short_is_that_of_the_only_town_of_its_sentence() -> None:
    (mention,) = mentions("静宁县威戎镇党委书记走访镇中心小学，看望师生。")
    assert mention.text == "镇中心小学"
    assert dict(mention.attributes) == {"division": "静宁县", "name": "威戎镇中心小学", "head": "中心小学"}


def test_a_school_that_a_number_places_in_a_town_is_not_bare() -> None:
    (mention,) = mentions("灵溪二中与灵溪镇签约。")
    assert dict(mention.attributes) == {"name": "灵溪二中", "head": "二中"}


def test_a_teaching_point_and_a_village_school_are_primary_schools() -> None:
    assert school_class(school_name("石门教学点")) == "PrimarySchool"
    assert school_name("发旺村小") == "发旺村小学"
    assert school_class(school_name("发旺村小")) == "PrimarySchool"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("投入资金12万元，硬化柳庄小学操场1800平方米。", ["柳庄小学"], id="what-is-built"),
        pytest.param("李静在市优质课大赛中获小学语文组一等奖。", [], id="a-group-of-a-contest"),
        pytest.param("我镇中心学校以质量为本，在全镇小学开展活动。", [], id="of-our-town"),
    ],
)
def test_what_leads_a_name_is_no_part_of_it(text: str, expected: list[str]) -> None:
    assert found(text) == expected
