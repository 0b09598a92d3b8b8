"""Identity of authorities, schools and other bodies, and the short forms that a document makes clear."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.link import bodies, link
from kg.model import Entity, LinkedDocument, Ref
from kg.nlp import analyse, nlp
from tests.extract.texts import document_of

REPORT = "静宁县教育局2021年工作总结\n"
HIDDEN = "教育工作总结\n我县教师，全县学校，"


def linked(text: str) -> LinkedDocument:
    document = document_of(text)
    return link(document, extract(analyse(nlp(), document), document))


def entities(text: str, path: str) -> dict[str, Entity]:
    """Return the text's entities of that path, by IRI below the data prefix."""
    return {entity.local: entity for entity in linked(text).entities if f"{path}/" in entity.local}


def schools(text: str) -> set[str]:
    return set(entities(text, "school"))


@pytest.mark.parametrize(
    ("name", "full"),
    [
        pytest.param("一中", "第一中学", id="numbered-middle-school"),
        pytest.param("第一中学", "第一中学", id="full"),
        pytest.param("第一中学校", "第一中学", id="last-character"),
        pytest.param("四小", "第四小学", id="numbered-primary-school"),
        pytest.param("二幼", "第二幼儿园", id="numbered-kindergarten"),
        pytest.param("三高", "第三高级中学", id="numbered-high-school"),
        pytest.param("十二中", "第十二中学", id="above-ten"),
        pytest.param("第7小学", "第七小学", id="digit"),
        pytest.param("第12中学", "第十二中学", id="digits"),
        pytest.param("25中", "第二十五中学", id="digits-and-a-short-head"),
        pytest.param("龙山一中", "龙山第一中学", id="number-behind-a-word"),
        pytest.param("卫校", "卫生学校", id="short-head"),
        pytest.param("民中", "民族中学", id="national-middle-school"),
        pytest.param("实验小学", "实验小学", id="no-number"),
    ],
)
def test_forms_of_one_name_have_one_full_form(name: str, full: str) -> None:
    assert bodies.school_name(name) == full
    assert bodies.school_name(full) == full


@pytest.mark.parametrize(
    "form",
    [
        pytest.param("静宁县第一中学", id="full"),
        pytest.param("静宁一中", id="stem-and-number"),
        pytest.param("县一中", id="level-and-number"),
        pytest.param("静宁县第一中学校", id="with-its-last-character"),
    ],
)
def test_short_and_long_forms_are_one_school_of_the_county(form: str) -> None:
    (school,) = entities(REPORT + f"{form}成效明显。", "school").values()
    assert (school.local, school.label) == ("school/620826/第一中学", "静宁县第一中学")
    assert ("locatedIn", Ref("division/620826")) in school.properties


def test_two_documents_that_name_one_school_mint_one_node() -> None:
    other = "庄浪县教育局2021年工作总结\n"
    assert schools(REPORT + "威戎中学") == schools(other + "静宁县威戎中学")
    assert schools(REPORT + "第一中学") != schools(other + "第一中学")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "威戎镇初级中学开学，威戎初中招生。", {"school/620826/威戎镇初级中学"}, id="town-and-kind-for-short"
        ),
        pytest.param("静宁县惠泽高级中学开学，惠泽高中招生。", {"school/620826/惠泽高级中学"}, id="kind-for-short"),
        pytest.param(
            "威戎镇灵台小学撤并，灵台小学停办。", {"school/620826/威戎镇灵台小学"}, id="called-like-a-county-near"
        ),
        pytest.param(
            "静宁县幼儿园园长王某发言，静宁县幼儿园开园。", {"school/620826/幼儿园"}, id="the-countys-kindergarten"
        ),
        pytest.param(
            "与南京航空航天大学附属高级中学结对，南航附中来访。",
            {"school/320100/南京航空航天大学附属高级中学"},
            id="of-a-university",
        ),
        pytest.param("灵溪镇第二中学开学，灵溪二中招生。", {"school/620826/灵溪镇第二中学"}, id="numbered-in-a-town"),
    ],
)
def test_a_short_name_is_the_one_school_that_the_text_names_in_full(text: str, expected: set[str]) -> None:
    assert schools(REPORT + text) == expected


def test_a_universitys_school_for_short_is_not_taken_for_the_countys() -> None:
    (school,) = entities(REPORT + "南航附中来访。", "school").values()
    assert (school.label, school.properties) == ("南航附中", ())


def test_a_school_of_a_hidden_county_belongs_to_its_document() -> None:
    (school,) = entities(HIDDEN + "第一中学成效明显。", "school").values()
    assert school.local.startswith("document/")
    assert school.local.endswith("/school/第一中学")
    assert school.label == "第一中学"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("民族中学搬迁，民中获奖。", {"school/620826/民族中学"}, id="national-middle-school"),
        pytest.param("第四小学封顶，四小开学。", {"school/620826/第四小学"}, id="numbered"),
        pytest.param(
            "榔桥镇中心小学获奖，榔桥中心小学发言。", {"school/620826/榔桥镇中心小学"}, id="without-its-suffix"
        ),
        pytest.param("四小开学。", set(), id="short-form-alone"),
        pytest.param("威戎镇西关小学获奖，西关小学发言。", {"school/620826/威戎镇西关小学"}, id="without-its-township"),
        pytest.param("县一小、二小、三小", {f"school/620826/第{n}小学" for n in "一二三"}, id="short-forms-in-a-list"),
        pytest.param(
            "县外国语实验小学获奖，县实验小学发言。",
            {"school/620826/外国语实验小学", "school/620826/实验小学"},
            id="a-longer-name-of-the-same-kind",
        ),
        pytest.param(
            "威戎中学、威戎小学", {"school/620826/威戎中学", "school/620826/威戎小学"}, id="nothing-on-likeness"
        ),
    ],
)
def test_a_short_form_needs_its_full_form_in_the_document(text: str, expected: set[str]) -> None:
    assert schools(REPORT + text) == expected


def test_an_abbreviated_city_is_found_within_the_documents_prefecture() -> None:
    text = HIDDEN + "传达全盟会议精神，到兴安盟参赛。教师到盟三中和阿市一中、四中等学校听课。"
    assert schools(text) == {"school/152200/第三中学", "school/152202/第一中学", "school/152202/第四中学"}


def test_a_stem_that_the_text_does_not_support_is_part_of_the_name() -> None:
    assert schools(REPORT + "完成金水小学项目。") == {"school/620826/金水小学"}
    assert schools(REPORT + "宝鸡市金台区东风路小学") == {"school/610303/东风路小学"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("县一中创建省级示范高中。", "HighSchool", id="model-high-school"),
        pytest.param("县一中高一、高二年级搬迁。", "HighSchool", id="its-classes"),
        pytest.param("县一中一本上线90人。", "HighSchool", id="its-results"),
        pytest.param("县一中初中部、高一年级搬迁。", "SecondarySchool", id="both"),
        pytest.param("县一中开学。", "SecondarySchool", id="nothing-said"),
    ],
)
def test_a_middle_school_is_a_high_school_where_its_clause_says_so(text: str, kind: str) -> None:
    (school,) = entities(REPORT + text, "school").values()
    assert school.kind == kind


def test_the_class_of_a_school_is_that_of_its_head() -> None:
    text = (
        REPORT
        + "静宁县第一中学、静宁县第五小学、静宁县职业教育中心、深沟初级中学、静宁县第二幼儿园、静宁县特殊教育学校"
    )
    kinds = {entity.local.rsplit("/", 1)[1]: entity.kind for entity in entities(text, "school").values()}
    assert kinds == {
        "第一中学": "SecondarySchool",
        "第五小学": "PrimarySchool",
        "职业教育中心": "VocationalSchool",
        "深沟初级中学": "MiddleSchool",
        "第二幼儿园": "Kindergarten",
        "特殊教育学校": "SpecialSchool",
    }


@pytest.mark.parametrize(
    ("words", "local", "label"),
    [
        pytest.param("县教育局", "authority/620826/bureau", "静宁县教育局", id="own"),
        pytest.param("县教体局", "authority/620826/bureau", "静宁县教育局", id="own-by-another-name"),
        pytest.param("市教育局", "authority/620800/bureau", "平凉市教育局", id="above"),
        pytest.param("省教育厅", "authority/620000/department", "甘肃省教育厅", id="far-above"),
        pytest.param("庄浪县教育局", "authority/620825/bureau", "庄浪县教育局", id="named"),
        pytest.param("教育部", "authority/000000/ministry", "教育部", id="national"),
    ],
)
def test_an_authority_is_that_of_its_division(words: str, local: str, label: str) -> None:
    found = entities(REPORT + f"受到{words}表扬。", "authority")
    assert local in found
    if local != "authority/000000/ministry":
        assert found[local].label == label


def test_authorities_of_a_hidden_county_stay_in_the_document_and_are_one() -> None:
    found = entities(HIDDEN + "县教育局部署，教育局公众号发布，省教育厅表扬。", "authority")
    assert {local.split("/", 2)[2]: entity.label for local, entity in found.items()} == {
        "authority/bureau": "县教育局",
        "authority/department-省": "省教育厅",
    }


def test_level_words_in_a_digest_mean_the_county_named_last() -> None:
    text = (
        "县域教育快讯\n正安县：营养餐\n贵州省正安县召开会议。县教育局要求落实。\n沂水县：改革\n山东省沂水县公布名单。"
        "沂水县发言。\n克山县：心理健康\n黑龙江省克山县揭牌。据县教育局介绍，已建成。"
    )
    assert set(entities(text, "authority")) == {"authority/520324/bureau", "authority/230229/bureau"}


def test_an_office_belongs_to_its_division_and_a_company_keeps_its_name() -> None:
    found = entities(REPORT + "与县乡村振兴局、天津市浩宇橡塑科技有限公司签订协议。", "organization")
    assert {entity.label for entity in found.values()} == {"静宁县乡村振兴局", "天津市浩宇橡塑科技有限公司"}


def test_hospitals_in_a_list_share_the_county_of_the_first() -> None:
    found = entities(REPORT + "女教师在县人民医院、中医医院、妇幼保健院体检。", "organization")
    assert set(found) == {f"organization/620826/{name}" for name in ("人民医院", "中医医院", "妇幼保健院")}


def test_a_university_keeps_its_city_in_the_name_of_its_school() -> None:
    found = entities("兰州理工大学附属学校开放校园。", "school")
    assert [entity.label for entity in found.values()] == ["兰州理工大学附属学校"]


def test_a_body_that_only_a_post_names_is_no_mention() -> None:
    document = linked(REPORT + "县委副书记、县长李卫国出席会议。")
    mentioned = {local for local, _ in document.mentioned}
    assert not any(local.startswith("organization/") for local in mentioned)


def test_every_wording_stands_in_the_text() -> None:
    document = linked(REPORT + "静宁一中、县教育局、县长李卫国、城川镇中心幼儿园、平凉市。")
    assert all(wording in document.document.text for entity in document.entities for wording in entity.wordings)


def test_a_body_whose_first_word_may_be_a_place_lies_nowhere() -> None:
    found = entities(REPORT + "与南华医院、复旦大学签订协议，县人民医院参加。", "organization")
    located = {entity.label for entity in found.values() if "locatedIn" in dict(entity.properties)}
    assert located == {"静宁县人民医院"}


def test_a_university_does_not_lie_in_the_county_that_reports() -> None:
    found = entities(REPORT + "与兰州理工大学签订协议。", "school")
    assert ("locatedIn", Ref("division/620826")) not in [one for e in found.values() for one in e.properties]


def test_a_national_centre_lies_in_the_nation() -> None:
    (found,) = entities(REPORT + "培训班由全国学生资助管理中心主办。", "organization").values()
    assert found.label == "全国学生资助管理中心"
    assert ("locatedIn", Ref("division/000000")) in found.properties
