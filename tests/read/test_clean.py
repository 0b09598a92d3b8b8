from __future__ import annotations

import re

import pytest

from kg import vocabulary
from kg.language import noise_words
from kg.model import NoiseKind
from kg.read import clean_slice, from_text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        pytest.param(
            "全縣(xiàn)教育工作會(huì)議在縣教育局召開(kāi)。", "全县教育工作会议在县教育局召开。", id="readings"
        ),
        pytest.param("改造项🐼目14个，质﷽量𓃲提升ဣ行动。", "改造项目14个，质量提升行动。", id="symbols-inside-words"),
        pytest.param("文件等▨一系列制度。", "文件等一系列制度。", id="ornament-between-characters"),
        pytest.param("教\u200b育\ufeff局", "教育局", id="invisible"),
        pytest.param("新增学位１２８０个，达到９８％。", "新增学位1280个，达到98%。", id="full-width-figures"),
        pytest.param("<p>教学点<span>三十个</span>以上</p>", "教学点三十个以上", id="inline-tags"),
        pytest.param("<p>&ldquo;双减&rdquo;&#24037;&#x4f5c;</p>", "“双减”工作", id="entities"),
        pytest.param("<h3>一、总结</h3><p>全县有学校。</p>", "一、总结\n全县有学校。", id="blocks"),
        pytest.param("比例小于<5所，另有3所>", "比例小于<5所，另有3所>", id="no-tag"),
        pytest.param("当A<B且B>C时", "当A<B且B>C时", id="comparison"),
        pytest.param("第一段。\\r\\n\\r\\n第二段。", "第一段。\n第二段。", id="escapes-of-a-dump"),
        pytest.param("<script>var a='教育';</script>正文在此。<!-- 注释 -->", "正文在此。", id="script-and-comment"),
        pytest.param("新增公办学位1\n第 1 页 共 4 页\n280个。", "新增公办学位1280个。", id="page-number-in-a-number"),
        pytest.param(
            "受理群众投诉61件,办\n\n- 2 -\n\n结率100%。", "受理群众投诉61件,办结率100%。", id="page-number-in-a-word"
        ),
        pytest.param("做好迎考、组\n\n考工作，" + "落实", "做好迎考、组\n考工作，落实", id="short-lines-stay"),
        pytest.param(
            "加强普通高中阶段校本课程开发和教学常规精细化管理，实施高中强基工程，做好物理和化学学科命题、组\n\n卷工作。",
            "加强普通高中阶段校本课程开发和教学常规精细化管理，实施高中强基工程，做好物理和化学学科命题、组卷工作。",
            id="word-cut-in-two",
        ),
        pytest.param("根据《\n某某规划》要求", "根据《某某规划》要求", id="open-bracket-goes-on"),
        pytest.param("局长　　王小明", "局长 王小明", id="wide-space-separates"),
        pytest.param("参会：李　明、王大力。", "参会：李明、王大力。", id="spaced-name"),
        pytest.param("第二中学 2022年被评为", "第二中学2022年被评为", id="space-before-figures"),
        pytest.param("Inner Mongolia 教育", "Inner Mongolia教育", id="english-words"),
        pytest.param("王乾明任教育局局长。", "王乾明任教育局局长。", id="name-in-simplified-text"),
        pytest.param("餘額不足，乾隆年間。", "余额不足，乾隆年间。", id="phrases-of-traditional-text"),
        pytest.param("濛洲街道校长甯昇到任。", "濛洲街道校长甯昇到任。", id="rare-names-in-simplified-text"),
        pytest.param("濛洲鎮陽光小學。校长李昇。", "蒙洲镇阳光小学。校长李昇。", id="rare-names-in-mixed-text"),
        pytest.param("各學校提升教育质量。", "各学校提升教育质量。", id="one-stray-character"),
        pytest.param("指标。jinyibuqianghuazuzhilingdao,quebaowancheng。", "指标。", id="pinyin-sentence"),
        pytest.param("小学习、zaojiaojigouxiaopengyou。xianzhujianjuyaodui。", "小学习。", id="pinyin-in-a-sentence"),
        pytest.param("使用COSMOPlat平台和Education网", "使用COSMOPlat平台和Education网", id="names-in-latin-letters"),
        pytest.param("访问www.xiaoxuejiaoyuju.gov.cn查询", "访问www.xiaoxuejiaoyuju.gov.cn查询", id="address"),
        pytest.param("<table><tr><td>入园率</td><td>96.8</td></tr></table>", "入园率 96.8", id="cells"),
        pytest.param("路径C:\\new不变", "路径C:\\new不变", id="path-is-no-escape"),
        pytest.param('<span class="ql-cursor">?</span>疫情防控', "疫情防控", id="editor-cursor"),
    ],
)
def test_clean_text_is_what_a_reader_sees(raw: str, clean: str) -> None:
    assert from_text(raw).text == clean


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        pytest.param("时间:2023-11-29 14:13:01 来源:网友投稿", NoiseKind.BYLINE, id="byline"),
        pytest.param(
            "发布时间：2021-12-27 09:40　　来源：某县教育局　　浏览次数：316", NoiseKind.BYLINE, id="byline-of-labels"
        ),
        pytest.param("來源:教育資訊網  閱讀 1268", NoiseKind.BYLINE, id="byline-traditional"),
        pytest.param("供稿：刘芳 编辑：马小军 审核：孙国栋", NoiseKind.BYLINE, id="editors"),
        pytest.param("2023-10-25 09:12 来源：某县教育体育局", NoiseKind.BYLINE, id="stamp-and-source"),
        pytest.param("下面是小编为大家整理的工作总结,供大家参考。", NoiseKind.BYLINE, id="formula"),
        pytest.param("本文由“公文网”会员上传,仅供学习参考,版权归原作者所有", NoiseKind.BYLINE, id="uploader"),
        pytest.param("隐藏内容", NoiseKind.PAYWALL, id="hidden-content"),
        pytest.param("  • 普通用户特权:8.8积分", NoiseKind.PAYWALL, id="privilege"),
        pytest.param("【温馨提示:下载本文需支付15金币,VIP用户免费】", NoiseKind.PAYWALL, id="hint"),
        pytest.param(">>>更多精品范文请关注微信公众号:加油站(点击复制)", NoiseKind.ADVERTISEMENT, id="arrows"),
        pytest.param("點擊查看更多精彩內容", NoiseKind.ADVERTISEMENT, id="click"),
        pytest.param("推荐访问:教育局 讲话 工作", NoiseKind.TAGS, id="search-words"),
        pytest.param("网站首页 信息公开 办事指南", NoiseKind.NAVIGATION, id="menu"),
        pytest.param("当前位置：首页 > 教育新闻 > 正文", NoiseKind.NAVIGATION, id="breadcrumb"),
        pytest.param("上一篇：工作总结", NoiseKind.NAVIGATION, id="previous"),
        pytest.param("版权所有：教育观察网 投稿邮箱：a@example.cn", NoiseKind.NAVIGATION, id="copyright"),
        pytest.param("主办：县教育局 电话：0000-0000000 网站地图", NoiseKind.NAVIGATION, id="foot"),
        pytest.param("【阅读全文】", NoiseKind.NAVIGATION, id="button"),
        pytest.param("— 12 —", NoiseKind.PAGE_NUMBER, id="page"),
        pytest.param("第 3 页 共 4 页", NoiseKind.PAGE_NUMBER, id="page-of-pages"),
    ],
)
def test_lines_of_the_page_are_set_aside_by_kind(line: str, kind: NoiseKind) -> None:
    document = from_text(f"全县教育工作总结\n{line}\n全县有学校12所。\n教师860人。")
    assert document.text == "全县教育工作总结\n全县有学校12所。\n教师860人。"
    assert kind in {noise.kind for noise in document.noise}


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("会议时间：3月5日上午9时，地点：县教育局三楼。", id="notice"),
        pytest.param("（联系单位：县教育体育局 联系人：李某 联系电话：0000-68）", id="contact"),
        pytest.param("记者：今年有哪些打算？", id="interview"),
        pytest.param("一、总结", id="heading"),
        pytest.param("2023年9月18日", id="date"),
        pytest.param("县教育局", id="signature"),
        pytest.param("推广普通话", id="short-heading-with-a-word-of-noise"),
        pytest.param("阅读：每天不少于30分钟", id="list-item-like-a-label"),
        pytest.param("开展阅读活动，推广普通话，学生登录平台学习。", id="words-of-noise-in-a-sentence"),
    ],
)
def test_lines_of_the_text_stay(line: str) -> None:
    assert line in from_text(f"全县教育工作\n{line}\n全县有学校12所。").text


def test_on_a_page_a_line_end_is_no_break() -> None:
    page = "<!DOCTYPE html><html><body><p>全县教育\n    工作会议<br>召开 New\nSchool</p></body></html>"
    assert from_text(page).text == "全县教育工作会议\n召开New School"


def test_tags_at_the_end_go_and_a_signature_stays() -> None:
    assert from_text("全县教育工作会议部署校园防控。\n教育\n工作\n校园\n防控").text == "全县教育工作会议部署校园防控。"
    assert from_text("优秀教师名单。\n王大力\n李明\n张小红\n赵强").text == "优秀教师名单。\n王大力\n李明\n张小红\n赵强"
    assert from_text("现答复如下。\n县教育局\n2023年9月18日").text == "现答复如下。\n县教育局\n2023年9月18日"


def test_lines_broken_at_a_width_are_joined_and_headings_and_tables_are_not() -> None:
    raw = """    为加快建设教育强市，根据有关规划的精神，结合我市的工作实际，现在
制定本行动计划，请各单位认真贯彻执行，并将执行情况及时报告市教育局
办公室。
    一、总体要求
    坚持立德树人，坚持五育并举，以办好人民满意的教育为目标，着力破解
城镇学位紧张、农村学校质量不高等问题，到2025年基本建成覆盖城乡的教
育体系。
指标                    现状     目标
毛入园率（%）           96.8     99
"""
    assert from_text(raw).text.split("\n") == [
        "为加快建设教育强市，根据有关规划的精神，结合我市的工作实际，现在制定本行动计划，请各单位认真贯彻执行，并将执行情况及时报告市教育局办公室。",
        "一、总体要求",
        "坚持立德树人，坚持五育并举，以办好人民满意的教育为目标，着力破解城镇学位紧张、农村学校质量不高等问题，到2025年基本建成覆盖城乡的教育体系。",
        "指标 现状 目标",
        "毛入园率（%） 96.8 99",
    ]


def test_links_that_only_lead_elsewhere_are_navigation_and_links_in_sentences_are_text() -> None:
    page = (
        "<h1>通报</h1><p><a href='/x'>省教育厅</a>公布名单，全县榜上有名。</p>"
        "<li><a href='/y'>我县教师入选培养对象</a></li>"
    )
    assert from_text(page).text == "通报\n省教育厅公布名单，全县榜上有名。"


@pytest.mark.parametrize(
    ("raw", "issued"),
    [
        pytest.param("总结\n发布时间：2021-12-27 09:40\n全县有学校。", "2021-12-27", id="byline"),
        pytest.param("讲话\n（2022年2月25日）\n同志们：", "2022-02-25", id="line-near-top"),
        pytest.param("<meta name='PubDate' content='2022-08-27 08:15'><p>全县有学校。</p>", "2022-08-27", id="meta"),
        pytest.param("xianrenminzhengfu fabushijian:2023-01-09 16:22\n全县有学校。", "2023-01-09", id="pinyin-byline"),
        pytest.param("2023-08-14 09:10，正文：全县有学校。", "2023-08-14", id="prefix"),
        pytest.param("答复\n全县有学校。\n2023年9月18日", "2023-09-18", id="last-line"),
        pytest.param(
            "答复\n全县有学校。\n2023年9月18日\n（联系人：王某）\n抄送：县政府办。",
            "2023-09-18",
            id="signed-above-copies",
        ),
        pytest.param("通报\n县教育局办公室　　2023年11月20日\n全县有学校。", "2023-11-20", id="office-and-day"),
        pytest.param("喜报\n县融媒　2022-09-10 08:06　发表于山东\n全县有学校。", "2022-09-10", id="account"),
        pytest.param("见闻\n全县有学校。\n《教育周刊》2023年10月17日第3版", "2023-10-17", id="newspaper"),
        pytest.param("纪事\n全县有学校。\n县一小建于2019年9月1日，现有12个班。", None, id="a-day-told"),
        pytest.param("总结\n发布时间：2021-13-47\n全县有学校。", None, id="no-such-day"),
        pytest.param("07-20 10:50，正文：全县有学校。", None, id="no-year"),
    ],
)
def test_the_day_of_issue_is_the_one_that_the_page_states(raw: str, issued: str | None) -> None:
    assert from_text(raw).issued == issued


@pytest.mark.parametrize(
    ("raw", "hidden"),
    [
        pytest.param("完成投资x亿元，配套园x所", ["x", "x"], id="x"),
        pytest.param("××中学、xx区教育局，达到xx%", ["××", "xx", "xx"], id="xx"),
        pytest.param("《方案（20**—2022年）》占比**%", ["20**", "**"], id="asterisks"),
        pytest.param("共……万元，启动…………小学工程，出台《…………方案》", ["……", "…………", "…………"], id="ellipses"),
        pytest.param("某县教师刘某某", ["某", "某某"], id="mou"),
        pytest.param("K8县和A市", ["K8", "A"], id="letters"),
        pytest.param("推进1+X证书、X光机、3×5米、X+1模式", [], id="no-placeholder-x"),
        pytest.param("让人感动……大家说，二○○二年某个时候", [], id="no-placeholder"),
    ],
)
def test_hidden_values_stay_in_the_text_and_are_marked(raw: str, hidden: list[str]) -> None:
    document = from_text(raw)
    assert document.text == raw
    assert [document.text[start:end] for start, end in document.placeholders] == hidden


def test_noise_tells_where_a_symbol_stood() -> None:
    document = from_text("根据🌠易县在项🐼目会上的要求")
    assert document.text == "根据易县在项目会上的要求"
    assert [(noise.at, noise.kind) for noise in document.noise] == [(2, NoiseKind.SYMBOL), (6, NoiseKind.SYMBOL)]
    assert document.noise_within(2, 4)
    assert not document.noise_within(0, 2)


def test_noise_lines_do_not_cling_to_the_next_paragraph() -> None:
    document = from_text("总结\n推荐访问:工作\n易县教育局")
    assert not document.noise_within(document.text.index("易"), len(document.text))


def test_an_entity_is_one_character_whose_raw_span_is_the_whole_entity() -> None:
    document = from_text("<p>打造&ldquo;三名&rdquo;</p>")
    start, end = document.raw_span(2, len(document.text))
    assert document.original[start:end] == "&ldquo;三名&rdquo;"
    assert clean_slice(document.original[start:end], document.media_type) == "“三名”"


def test_pinyin_lowers_the_readable_share_and_markup_does_not() -> None:
    assert from_text("<p><b>全县有学校</b></p>").readable_share == 1.0
    assert 0.1 < from_text("全县有学校。\nquanmianluoshixueshengzizhuzhengce").readable_share < 0.3


def test_marks_of_markdown_are_no_text() -> None:
    raw = "# 全县教育总结\n\n**双减**工作有序推进，见[通知](http://example.cn/a)。\n\n- 建成学校**所，占比**%\n> 引文\n"
    document = from_text(raw, media_type="text/markdown")
    assert document.text == "全县教育总结\n双减工作有序推进，见通知。\n建成学校**所，占比**%\n引文"
    start, end = document.raw_span(document.text.index("减"), document.text.index("推"))
    assert clean_slice(raw[start:end], "text/markdown") == "减工作有序"


def test_one_character_of_traditional_text_is_converted_too() -> None:
    assert clean_slice("園", "text/plain") == "园"


def test_official_names_of_places_stay_as_they_are() -> None:
    known = vocabulary.load(townships=True)
    names = {division.name for division in known.divisions.values()}
    # 於 is found in every traditional text, and in one name
    assert {name for name in names if clean_slice(name, "text/plain") != name} <= {"於潜镇"}
    assert {"濛阳街道", "氾水镇"} <= names


@pytest.mark.parametrize(
    "patterns", [noise_words.LINES, noise_words.ANYWHERE, noise_words.ENDS], ids=["lines", "parts", "ends"]
)
def test_repeats_in_patterns_are_bounded(patterns: dict[str, tuple[str, ...]]) -> None:
    for pattern in (pattern for alternatives in patterns.values() for pattern in alternatives):
        without_classes = re.sub(r"\[(?:\\.|[^\]\\])*\]", "c", pattern)
        assert not re.search(r"[*+]", re.sub(r"\\.", "c", without_classes)), pattern
