"""Closed-class words of the names of schools: heads, what may follow them, short and numbered forms."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# heads and soft parts that name one school where nothing stands before them
SELF_NAMED = _words("""
    思源学校 思源实验学校 民族思源学校 民族思源实验学校
    机关幼儿园 直属机关幼儿园 实验小学 实验中学 综高 民中 蒙中 实小 综合高级中学 民族中学 教师进修学校
""")
# between a division and a numbered head they belong to the name
DIRECTLY_RUN = frozenset({"直", "县直", "市直", "区直", "直属", "直属机关"})
# heads that name nothing alone
PLAIN_HEADS = _words("""
    小学 中学 幼儿园 学校 大学 学院 初中 高中 中学校 小学校 完小 初级中学 高级中学 完全小学 完全中学 普通高中 村小
    教学点
""")
HIGHER_HEADS = _words("大学 学院 师范学院 职业技术学院 职业学院 师范大学 职业技术大学")
# of these the ones that a bare division in front does not make a name: 静宁小学
LOW_HEADS = _words("小学 幼儿园 学校 初中 完小 村小 教学点 普通高中 小学校 完全小学")
# a county has one of these under its own name: 静宁县|高级中学
LEVEL_HEADS = frozenset({"初级中学", "高级中学"})
# what follows 静宁县|中学 where it is that school's name, and what follows 静宁|高中 where it is no name
AFTER_COUNTY_SCHOOL = ("、", "，", "。", "；", "：", "）", ",", "校长", "党委", "党总支", "等", "荣获", "被")
AFTER_NO_SCHOOL = (
    "教育",
    "阶段",
    "招生",
    "教师",
    "教学",
    "质量",
    "学位",
    "学校",
    "普及",
    "学生",
    "毕业",
    "课程",
    "升学",
    "办学",
    "、小学",
    "、初中",
    "、幼儿园",
)
# heads that stay common behind division words: 县|中小学, 市|高校
COMMON_HEADS = _words("""
    高完中 完中 中小学 高校 高职院校 职业院校 职业学校 中职学校 普通高中 普高 高职 中职 九年一贯制学校 完全中学
    完全小学 高等学校 技工学校 公办园 民办园 中小学校 中小学幼儿园 教学点 校区 高等院校 民办学校 公办学校
    寄宿制学校 村小 成员校
""")
# of these the ones that name a school behind a township or with words of their own
OWN_HEADS = _words("九年一贯制学校 寄宿制学校 完全小学 完全中学 技工学校 教学点 村小")
# how a short head that other words make in passing (教|师专|业) names a school behind a division
SHORT_HEADS = r"师专(?![业附])|农校(?!对接|附)|(?:卫|技|体|艺)校(?![园长区舍内外门友风服车级附])"
# a kind of school that is one school's name behind a division's, and what follows where it is the kind
MODEL = ("示范", "模范")
MODEL_HEADS = ("幼儿园", "小学", "中学")
AFTER_KIND = ("占", "达", "比", "数", "率", "覆盖", "建设", "创建", "评估", "验收", "标准", "工作", "称号")
# what a higher institution ends in that has a branch in another place: 财大|浙江学院
HIGHER_ENDS = ("大学", "学院", "财大", "师大", "农大", "医大", "工大", "理工", "科大")
# heads before which any noun may be a part that is a description: 规范|学校, 评价|学校
WIDE_HEADS = ("学校", "学院", "大学", "中心校", "分校", "中心", "职校", "技校")
# after 中学校 and 小学校 they make 学校 a word of its own, or 校 another word: 中学|校长
AFTER_SCHOOL_CHAR = frozenset("长园区舍级本内外门务友训风史际医车服队方党领报刊")
# short forms of a school's proper part and head that stand for one full form only
SCHOOL_SHORT_FORMS = {
    "民中": "民族中学",
    "民小": "民族小学",
    "实小": "实验小学",
    "特校": "特殊教育学校",
    "职教中心": "职业教育中心",
    "九校": "九年一贯制学校",
    "师专": "师范高等专科学校",
    "农校": "农业学校",
    "卫校": "卫生学校",
    "技校": "技工学校",
    "体校": "体育学校",
    "艺校": "艺术学校",
}
# those that may stand for several full forms: they count where the document has the full one
DOUBTFUL_SHORT_FORMS = (
    ("职中", "职业中学"),
    ("职中", "职业中专"),
    ("职中", "职业中等专业学校"),
    ("职高", "职业高级中学"),
    ("职业中专", "职业中等专业学校"),
    ("职教中心", "职业教育中心"),
    ("职业高中", "职业高级中学"),
    ("综高", "综合高级中学"),
    ("综合高中", "综合高级中学"),
    ("综高", "综合高中"),
    ("思源学校", "思源实验学校"),
)
# numbered short forms: 一中, 四小, 二幼, 三高
NUMBERED_HEADS = {"中": "中学", "小": "小学", "幼": "幼儿园", "高": "高级中学"}
ORDINAL_CHARS = frozenset("一二三四五六七八九十")
# what follows where 六中, 一小, 三高 are no schools: 六中全会, 一小时, 三高人群
NOT_NUMBERED = frozenset("全期央心等级型部时步块段批撮组片半人指国考校")
# what follows a head where it is part of another word: 小学生, 中学部, 初中段
NOT_A_HEAD = (
    *("生", "化", "阶段", "段", "毕业", "学段", "科", "语文", "数学", "适龄", "班额", "在校"),
    *("组第", "组别", "组比赛", "园区"),
)
# what makes a school of its own of another's name and a place: 师大附中|某市|分校
BRANCHES = ("分校", "分园")
# nouns that before 学校 describe a kind of school or whose it is, and what such words end in: 孩子|学校, 牧区|学校
KIND_WORDS = _words("""
    孩子 小孩 单位 目标 家乡 老家 母校 牧区 藏区 山村 村庄 农场 林场 厂矿 矿区 部队 军队 基地 集体 品牌 榜样 名牌 贵族
    特岗 特教 盲人 聋人 聋哑 工读 语言 驾驶 舞蹈 音乐 武术 文武 电影 专门 专业 老年 技能 军事 警察 护士 农业 工业 商业
    财经 水利 电力 铁路 邮电 旅游 美术 戏曲 戏剧 法律 政法 党政 政府 国企 国有 事业 民工 移民 少数民族 战区 灾区 边境
    乡村 村组 偏僻 城里 本村 本镇 街道 网络 空中 夜间 假日 周末 家政 女子 女童 男子 儿童 少儿 青年 成年 父母 问题 情况
    主体 主管 业主 考点 考试 赛区 生源 原籍 户口 居民 房产 楼盘 小学 初中 高中 红军 希望 光荣 友谊 梯队 梦想 理想
""")
NO_NAME_ENDINGS = tuple("区县市镇乡省州盟旗级类型式性制化所个家点校生的")
