"""Divisions, townships, zones and the signs of the jurisdiction that reports, on the real pipeline."""

from __future__ import annotations

import pytest

from kg import structure
from kg.extract import about, authorities, jurisdictions
from kg.model import Claim, Dropped, Mention, Reason
from kg.nlp import analyse, nlp
from kg.read import from_text
from tests.extract.texts import claims_of


def found(text: str) -> list[tuple[str, str]]:
    """Return kind and words of every place, in reading order."""
    mentions = [mention_of(claim) for claim in claims_of(jurisdictions.extract, text) if isinstance(claim, Claim)]
    return [(mention.kind, mention.text) for mention in sorted(mentions, key=lambda mention: mention.span)]


def mention_of(claim: Claim) -> Mention:
    mention = claim.slots[0][1]
    assert isinstance(mention, Mention)
    return mention


def townships(text: str) -> list[str]:
    return [words for kind, words in found(text) if kind == "Township"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("在茂林镇、桃花潭镇开展试点。", ["茂林镇", "桃花潭镇"], id="after-a-preposition-and-in-a-list"),
        pytest.param("将孔镇镇列为试点。", ["孔镇镇"], id="a-name-that-holds-its-suffix"),
        pytest.param("建设摆榔彝族布朗族乡等绿美乡镇。", ["摆榔彝族布朗族乡"], id="a-nationality-township"),
        pytest.param("改扩建昌桥乡敬老院。", ["昌桥乡"], id="after-a-verb-that-the-cutter-splits"),
        pytest.param("静宁县八里镇开展活动。", ["八里镇"], id="after-a-county"),
        pytest.param("在全镇小学中举办了全镇运动会，万全镇参加。", ["万全镇"], id="a-whole-township"),
        pytest.param("统筹城乡发展，各乡镇、各苏木镇、各街道要落实。", [], id="groups"),
        pytest.param("全镇教师不忘家乡，建设长寿之乡、特色小镇，落实强镇筑基。", [], id="ordinary-words"),
        pytest.param("推动全镇教育工作，结果全镇通报，举行全镇运动会。", [], id="all-of-a-town"),
        pytest.param("到万全镇调研。", ["万全镇"], id="a-name-that-ends-in-all"),
        pytest.param("将3所城镇小区配套园移交教育局。", [], id="counted-schools-of-towns"),
        pytest.param("擦亮“红烛映山乡”党建品牌，实施“彩虹乡师”计划。", [], id="mottoes"),
        pytest.param("支持“静宁县八里镇中心小学教研联盟”建设。", ["八里镇"], id="a-name-inside-a-quotation"),
        pytest.param("振兴乡村，乡村教师下乡支教，纳入镇街考核。", [], id="first-half-of-a-word"),
    ],
)
def test_townships_are_found_by_grammar_and_ordinary_words_are_none(text: str, expected: list[str]) -> None:
    assert townships(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("示范县名单公布，原任县长讲话，建成县医院。", [], id="a-word-and-a-level"),
        pytest.param("县实验小学和县第五幼儿园开工。", [], id="a-conjunction-and-a-level"),
        pytest.param("新增城区学位1860个。", [], id="across-two-words"),
        pytest.param("县教育局会同县财政局、公安局抽查，会同县市场监管局检查。", [], id="a-verb-and-a-level"),
        pytest.param("会同县教育局工作总结\n会同县财政局拨款。", ["会同县", "会同县"], id="a-county-named-like-a-verb"),
        pytest.param("泾县召开会议，与泾县教育局交流。", ["泾县", "泾县"], id="a-short-name-that-stands-clear"),
        pytest.param("岳阳路、昆明路小学", [], id="streets-named-after-cities"),
        pytest.param("构筑中国特色教育体系。", [], id="the-nation-of-a-formula"),
    ],
)
def test_a_division_name_that_arises_by_accident_is_none(text: str, expected: list[str]) -> None:
    assert [words for kind, words in found(text) if kind == "Jurisdiction"] == expected


def test_a_name_with_a_symbol_at_its_edge_or_inside_is_dropped_and_counted() -> None:
    document = structure.outline(
        from_text("根据静宁县的安排，🌠庄浪县教育局和平🌠凉市教育局认真落实工作要求，成效明显。")
    )
    claims = list(jurisdictions.extract(analyse(nlp(), document), document))
    named = [mention_of(claim).text for claim in claims if isinstance(claim, Claim)]
    dropped = {claim.detail: claim.reason for claim in claims if isinstance(claim, Dropped)}
    assert named == ["静宁县"]
    assert dropped["庄浪县"] is Reason.TOUCHES_NOISE


@pytest.mark.parametrize(
    ("text", "support"),
    [
        pytest.param("巴马：资助暖心\n全县发放资助金。", "leads", id="at-the-head-of-an-item"),
        pytest.param("宝鸡市、庄浪参加。", "listed", id="in-a-list-behind-a-name"),
        pytest.param("庄浪、静宁参加。", "stems", id="in-a-list-of-stems"),
        pytest.param("新庄浪正在崛起。", "", id="alone"),
    ],
)
def test_a_stem_says_what_supports_it(text: str, support: str) -> None:
    mentions = [mention_of(claim) for claim in claims_of(jurisdictions.extract, text) if isinstance(claim, Claim)]
    stem = next(mention for mention in mentions if mention.kind == "JurisdictionStem")
    assert dict(stem.attributes).get("support", "") == support


def test_a_zone_is_a_division_and_the_word_for_a_zone() -> None:
    assert ("Zone", "宿迁市洋河新区") in found("宿迁市洋河新区召开会议。")
    assert [kind for kind, _ in found("全省各开发区、高新区召开会议。")] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("县教育局印发通知。", [("县", "教育局")], id="a-level"),
        pytest.param("我县教育局印发通知。", [("县", "教育局")], id="a-level-that-is-ones-own"),
        pytest.param(
            "据县教育局介绍，被市教育局表扬。", [("县", "教育局"), ("市", "教育局")], id="behind-a-preposition"
        ),
        pytest.param("泾县县委教育工作领导小组", [("泾县", "教育工作领导小组")], id="a-committee-of-a-county"),
        pytest.param("盟行署教育督导委员会", [("盟", "教育督导委员会")], id="behind-the-government"),
        pytest.param("天津市河东区教育局", [("河东区", "教育局")], id="behind-two-divisions"),
        pytest.param("xx区教育局20**年工作总结", [("xx区", "教育局")], id="behind-a-placeholder"),
        pytest.param(
            "静宁高新区教育局，经开区教育局", [("静宁高新区", "教育局"), ("经开区", "教育局")], id="of-a-zone"
        ),
        pytest.param("各县（市、区）教育局，设区市教育局长，省、市教育局", [], id="groups"),
        pytest.param("教育部门要加强管理，教育部署会召开。", [], id="part-of-another-word"),
        pytest.param("新疆生产建设兵团教育局", [], id="behind-a-body-that-is-no-division"),
        pytest.param(
            "成立心理健康教育工作领导小组、防溺水安全教育工作领导小组和以校长为组长的教育工作领导小组。",
            [],
            id="groups-for-something-else",
        ),
    ],
)
def test_an_authority_is_division_words_and_a_head(text: str, expected: list[tuple[str, str]]) -> None:
    claims = [claim for claim in claims_of(authorities.extract, text) if isinstance(claim, Claim)]
    attributes = [dict(mention_of(claim).attributes) for claim in claims]
    assert [(one.get("division", ""), one["head"]) for one in attributes] == expected


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        pytest.param("静宁县教育局2021年工作总结\n今年以来，成效明显。", "about-title", "静宁县", id="title"),
        pytest.param(
            "在全县教育工作会议上的讲话\n庄浪县委教育工委书记、县教育局局长 柳成林\n同志们：",
            "about-speaker",
            "庄浪县",
            id="speaker",
        ),
        pytest.param(
            "政府工作报告\n——2023年2月8日在施甸县第十八届人民代表大会第三次会议上\n各位代表：",
            "about-speaker",
            "施甸县",
            id="congress",
        ),
    ],
)
def test_signs_of_the_jurisdiction_that_reports(text: str, rule: str, words: str) -> None:
    signs = [claim for claim in claims_of(about.extract, text) if isinstance(claim, Claim)]
    assert (rule, words) in {(claim.rule, mention_of(claim).text) for claim in signs}


def test_a_voice_is_counted_by_level() -> None:
    signs = claims_of(about.extract, "我县坚持优先发展，全县学校成效明显，全市会议召开。")
    counted = {}
    for claim in signs:
        if isinstance(claim, Claim):
            counted[dict(mention_of(claim).attributes)["level"]] = dict(claim.slots)["count"]
    assert counted == {"County": 2, "Prefecture": 1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("督查组带队赴马岭、霞溪、青柏三镇开展巡查。", ["马岭镇", "霞溪镇", "青柏镇"], id="counted"),
        pytest.param("选派教师到沙岭、闸山、公塘等镇支教。", ["沙岭镇", "闸山镇", "公塘镇"], id="and-others"),
        pytest.param("高中进城、初中进镇、小学进中心。", [], id="moving-into-town"),
        pytest.param("村小已经并到了乡中心校。", [], id="moved-to-the-township"),
    ],
)
def test_townships_of_a_list_share_their_last_word(text: str, expected: list[str]) -> None:
    claims = (claim for claim in claims_of(jurisdictions.extract, text) if isinstance(claim, Claim))
    mentions = [mention for mention in map(mention_of, claims) if mention.kind == "Township"]
    assert [dict(mention.attributes).get("name", mention.text) for mention in mentions] == expected
