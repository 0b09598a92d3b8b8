"""Which division a name means, and which jurisdiction a document is about."""

from __future__ import annotations

import pytest

from kg import vocabulary
from kg.extract import extract
from kg.link import link
from kg.model import Entity, LinkedDocument, Reason, Ref
from kg.nlp import analyse, nlp
from tests.extract.texts import document_of

PLACES = {"Country", "Province", "Prefecture", "County", "Township", "Zone"}


def linked(text: str, issued: str | None = None) -> LinkedDocument:
    document = document_of(text, issued)
    return link(document, extract(analyse(nlp(), document), document))


def places(text: str) -> dict[str, Entity]:
    """Return the divisions that the text mentions, by label."""
    document = linked(text)
    mentioned = {local for local, _ in document.mentioned}
    return {entity.label: entity for entity in document.entities if entity.kind in PLACES and entity.local in mentioned}


def about(text: str) -> Entity | None:
    document = linked(text)
    return next((entity for entity in document.entities if entity.local in document.about), None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("静宁县教育局2021年工作总结\n平凉市教育局指导，全县成效明显。", "620826", id="title"),
        pytest.param(
            "在全县教育工作会议上的讲话\n庄浪县委教育工委书记、局长 柳成林\n选派教师赴天津市。", "620825", id="speaker"
        ),
        pytest.param("全县会议在正安县教科局召开。\n副县长讲话，办好我县教育。", "520324", id="own-authority"),
        pytest.param("株洲市教育局来到市第八中学督查。\n市教育局强调，全市要落实。", "430200", id="prefecture"),
        pytest.param("福州市鼓楼区教育局工作总结\n成效明显。", "350102", id="district-of-a-city"),
        pytest.param("自治区教育厅介绍，广西将建设学校。\n广西各地要落实。", "450000", id="department-of-a-region"),
        pytest.param("8月，平凉五中举行活动。\n据介绍，《平凉市劳动教育条例》适用于该市。", "620800", id="that-city"),
        pytest.param("静宁县第一中学\n我校举行演练。静宁县派人指导。", "620826", id="voice-of-a-school"),
        pytest.param(
            "甘肃调整干部。\n静宁县、庄浪县、泾川县宣布决定。静宁县、庄浪县、泾川县开会。\n甘肃省公示。",
            "620000",
            id="counties-of-one-province",
        ),
        pytest.param("和平区教育局召开会议\n天津市和平区教育局部署工作。", "120101", id="told-apart-by-the-city"),
    ],
)
def test_the_jurisdiction_that_reports_is_found(text: str, code: str) -> None:
    found = about(text)
    assert found is not None
    assert found.local == f"division/{code}"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("教育部关于加强学校管理的通知\n各地要落实。", id="national"),
        pytest.param(
            "县域教育快讯\n正安县：营养餐\n贵州省正安县召开会议。全县学校落实。\n沂水县：县管校聘\n沂水县公布名单。该县实施。"
            "\n克山县：心理健康\n黑龙江省克山县揭牌。据县教育局介绍。",
            id="digest",
        ),
        pytest.param("赴安吉县考察学习。学校要求教师落实。", id="in-passing"),
    ],
)
def test_a_document_of_nobodys_own_is_about_none(text: str) -> None:
    assert about(text) is None


def test_a_school_without_a_place_stays_in_a_document_about_a_province() -> None:
    text = "自治区教育厅介绍，广西将建设学校。\n广西各地要落实。第二中学、第三中学校长发言。"
    found = {entity.local for entity in linked(text).entities if "school/" in entity.local}
    assert found
    assert all(local.startswith("document/") for local in found)


def test_a_hidden_county_is_anonymised_within_what_the_text_supports() -> None:
    found = about("年度工作会议上讲话\n传达全盟会议精神。我县学生到兴安盟参赛，县教育局受到内蒙古自治区教育厅表扬。")
    assert found is not None
    assert found.kind == "County"
    assert found.label.startswith("兴安盟某县(文件 ")
    assert ("anonymised", True) in found.properties
    assert ("parent", Ref("division/152200")) in found.properties
    assert ("within", Ref("division/150000")) in found.properties


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("全县学校、我县教师、县教育局", "County", id="county"),
        pytest.param("市委市政府重视，全市教师，我市学校", "Prefecture", id="city"),
        pytest.param("xx区教育局20**年工作总结\n全区学校，市教育局指导。", "County", id="district"),
        pytest.param("K10县学校，K10县教师，我县教育。", "County", id="letters-for-a-name"),
    ],
)
def test_the_class_of_a_hidden_jurisdiction_follows_the_words_of_the_text(text: str, kind: str) -> None:
    found = about("半年工作总结\n" + text if "xx" not in text else text)
    assert found is not None
    assert (found.kind, dict(found.properties)["anonymised"]) == (kind, True)
    assert not any(name == "within" for name, _ in found.properties)


def test_no_jurisdiction_is_called_hidden_where_one_of_its_level_is_named_again_and_again() -> None:
    assert about("全市学校，我市教师。兰州市、天水市参加。\n兰州市发言，天水市发言。") is None


def test_a_bare_stem_counts_where_its_full_name_stands_in_the_document() -> None:
    assert "静宁县" in places("静宁县教育局总结\n办好静宁教育。")
    document = linked("办好静宁教育。")
    assert not document.mentioned
    assert Reason.BARE_STEM in {one.reason for one in document.dropped}


def test_a_stem_behind_the_province_that_holds_it_is_a_name() -> None:
    assert set(places("到广西巴马考察。")) == {"广西壮族自治区", "巴马瑶族自治县"}


def test_stems_of_a_list_that_says_what_they_are_are_names() -> None:
    assert {"无锡市", "金华市"} <= set(places("与无锡、金华两市签订协议。"))
    assert "无锡市" not in places("无锡、金华制造。")


def test_a_stem_beside_counties_of_its_prefecture_is_a_name() -> None:
    assert "平凉市" in places("静宁县、庄浪县招生，平凉教育发展。")
    assert "平凉市" not in places("平凉教育发展。")


def test_a_township_of_a_prefecture_belongs_to_the_one_county_that_is_named() -> None:
    found = places("平凉市教育局2021年工作总结\n平凉市教育局到庄浪县朱店镇调研，朱店镇办学。")
    assert found["朱店镇"].local == "division/620825/朱店镇"


def test_a_name_of_several_divisions_needs_what_tells_them_apart() -> None:
    assert "鼓楼区" in places("到南京市鼓楼区考察。")
    document = linked("到鼓楼区考察。")
    assert Reason.AMBIGUOUS in {one.reason for one in document.dropped}


def test_ordinary_words_that_are_also_names_are_none_without_their_city() -> None:
    assert "老城区" not in places("玉溪市2023年工作报告\n改造，老城区面貌一新。")
    assert "老城区" in places("洛阳市2023年工作报告\n涧西区、老城区面貌一新。")


def test_a_code_in_force_in_the_documents_year_is_chosen() -> None:
    found = places("静宁县教育局2021年工作总结\n成效明显。")["静宁县"]
    assert found.local == "division/620826"
    assert found.vocabulary


def test_a_township_belongs_to_the_county_printed_before_it_else_to_the_one_that_reports() -> None:
    found = places("静宁县教育局总结\n在城川镇试点，考察庄浪县水洛镇。")
    assert found["城川镇"].local == "division/620826/城川镇"
    assert found["水洛镇"].local == "division/620825/水洛镇"
    assert ("parent", Ref("division/620826")) in found["城川镇"].properties
    above = {value.local for name, value in found["城川镇"].properties if name == "within" and isinstance(value, Ref)}
    assert above == {"division/620826", *(f"division/{code}" for code in vocabulary.load().within("620826"))}


def test_a_township_of_nobody_is_dropped_and_counted() -> None:
    document = linked("在茂林镇开展活动。")
    assert not document.mentioned
    assert Reason.AMBIGUOUS in {one.reason for one in document.dropped}


def test_linking_is_the_same_for_any_order_of_claims() -> None:
    document = document_of("静宁县教育局总结\n在城川镇试点，静宁一中、三中、威戎中学，办好静宁教育。")
    claims = extract(analyse(nlp(), document), document)
    assert link(document, claims).entities == link(document, claims[::-1]).entities


def test_words_joined_to_a_street_office_are_no_township() -> None:
    assert set(places("静宁县教育局总结\n参加县人大和街道、镇政府和镇的培训，人和街道参加。")) == {"静宁县", "人和街道"}
