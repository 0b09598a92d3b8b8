"""Closed-class words of the names of schools: heads, what may follow them, short and numbered forms."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# heads and soft parts that name one school where nothing stands before them
SELF_NAMED = _words("""
    思源学校 思源实验学校 民族思源学校 民族思源实验学校
    机关幼儿园 直属机关幼儿园 县直机关幼儿园 市直机关幼儿园 区直机关幼儿园 实验小学 实验中学 综高 民中 蒙中 实小
    职教中心 职业教育中心 综合高级中学 民族中学 教师进修学校
""")
# between a division and a numbered head they belong to the name
DIRECTLY_RUN = frozenset({"直", "县直", "市直", "区直", "直属", "直属机关"})
# heads that name nothing alone
PLAIN_HEADS = _words("""
    小学 中学 幼儿园 学校 大学 学院 初中 高中 中学校 小学校 完小 初级中学 高级中学 完全小学 完全中学 普通高中 村小
    教学点
""")
HIGHER_HEADS = _words("大学 学院 师范学院 职业技术学院 职业学院 师范大学 职业技术大学")
# what the name of a university begins with, besides provinces and cities: 中央|财经大学
REGIONS = (
    *("中央", "首都", "华东", "华中", "华南", "华北", "西北", "西南", "东北", "东南", "中南", "中国", "北方", "南方"),
    *("国防", "对外", "电子", "西部", "湘南", "北部湾"),
)
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
SHORT_HEADS = (
    r"师专(?![业附])", r"农校(?!对接|附)", r"少体校", r"电大(?!学|科|力|量|楼|赛)",
    *(rf"{kind}校(?![园长区舍内外门友风服车级附])" for kind in "卫技体艺"),
)  # fmt: skip
# a village's school for short, 小 its head: 柳树村|小
VILLAGE_SCHOOL = r"(?<=村)小(?![学组型卖额麦队伙微区院巷分店游朋伙孩河溪规])"
# a small place of teaching, behind the name of a place or of the school that runs it
POINT = "教学点"
KINDS_OF_POINT = ("校", "师", "人", "班", "类", "级", "型", "小")
# heads that name the county's one school where an item of a list begins with them
LEADING_HEADS = frozenset({"职教中心", "职业教育中心"})
# what a town has one of: 镇|中心小学
TOWN_HEADS = _words("中心校 中心学校 中心小学 中心完小 中心幼儿园 中心园 初级中学")
# level words that may stand before a short head: 县|电大
LEVELS_OF_SHORT = frozenset("县市区旗")
# heads that words of other kinds begin with: 柳树镇|学校|食堂, 柳树小学|生源
IN_OTHER_TERMS = ("学校", "小学", POINT)
# parts of a kindergarten with children of its own: 幼儿园|城东分园
SITES = r"(?<=幼儿园)(?:总园|(?:城?[东西南北中]|城关|第?[一二三])分园)"
# schools of universities for short, and whole: 师大|附中, 南航|附中
OF_UNIVERSITY = r"[\u4e00-\u9fff]{0,8}?(?:[大航工师华财农医]|理工|科大|大学|学院)附(?:属|中|小|幼|初|高)"
# what a school of a university in another place is called, and a college of it: 师范大学|静宁|附属学校
OF_UNIVERSITIES = ("附属",)
COLLEGE_WORDS = frozenset({"", "幼儿", "城市", "职业", "应用", "医", "工", "农", "科技", "信息", "继续教育"})
# a kind of school that is one school's name behind a division's, and what follows where it is the kind
MODEL = ("示范", "模范")
MODEL_HEADS = ("幼儿园", "小学", "中学")
AFTER_KIND = ("占", "达", "比", "数", "率", "覆盖", "建设", "创建", "评估", "验收", "标准", "工作", "称号")
# what stands before or behind a model school that is what one becomes, and no name: 被评为|某市示范幼儿园
BECOMES = r"(?:[评定命认选]?[为成]|创建|争创|申[报创]|获[评得]?|授予|认定|确定|入选)[^，。；！？\n]{0,24}$"
AFTER_TITLE = ("称号", "”", "行列", "序列", "荣誉", "评估", "标准", "验收", "创建", "复评")
# what follows the one kindergarten of a division: 静宁县幼儿园|园长
ITS_HEAD = r"园长(?!培训|会|论坛|研修|队伍|们|参加|大会|、|和|及|与|等|任期|职级)"
# what follows the one school of a town, and what stands before it: 柳树镇学校|校长李某, 来到|柳树镇学校
TOWN_SCHOOL = (
    r"校长[\u4e00-\u9fff]{2,3}|党支部|党总支|位于|地处|坐落|始建|创办|是一所|占地|现有|更名|全体师生|少先队|团支部"
    r"|举行|举办|召开|承办|荣获"
)
REACHED = (
    "来到",
    "走进",
    "走访",
    "视察",
    "就读于",
    "毕业于",
    "任教于",
    "并入",
    "搬至",
    "迁至",
    "更名为",
    "调任",
    "调入",
)
# what a higher institution ends in that has a branch in another place: 财大|浙江学院
HIGHER_ENDS = ("大学", "学院", "财大", "师大", "农大", "医大", "工大", "理工", "科大")
# what a farm, a forest or a mine is called, whose school is one: 红星|林场|子弟学校
ESTATES = ("林场", "农场", "牧场", "茶场", "煤矿", "铁矿", "垦区", "子弟")
# words that a private or new school is called by, also behind another word: 福宁|英才|学校
CALLED = (
    *("育才", "英才", "树人", "博雅", "明德", "崇文", "翰林", "志远", "致远", "启航", "启明", "远航", "行知", "弘文"),
    *("求实", "立德", "厚德", "尚德", "至善", "育英", "育新", "育红", "新世纪", "华侨"),
)
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
    "少体校": "少年儿童体育学校",
    "电大": "广播电视大学",
    "村小": "村小学",
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
    ("初中", "初级中学"),
    ("高中", "高级中学"),
)
# numbered short forms: 一中, 四小, 二幼, 三高
NUMBERED_HEADS = {"中": "中学", "小": "小学", "幼": "幼儿园", "高": "高级中学"}
ORDINAL_CHARS = frozenset("一二三四五六七八九十")
# what follows where 六中, 一小, 三高 are no schools: 六中全会, 一小时, 三高人群
NOT_NUMBERED = frozenset("全期央心等级型部时步块段批撮组片半人指国考校")
# but not so in these: 六中|校长
AFTER_NUMBERED = ("校长", "校园", "校区", "校党", "校门", "校舍", "校友", "部分教", "部分学", "全体", "人人")
# what follows a head where it is part of another word: 小学生, 中学部, 初中段
NOT_A_HEAD = (
    *("生", "化", "阶段", "段", "毕业", "学段", "科", "语文", "数学", "适龄", "班额", "在校"),
    *("组第", "组别", "组比赛", "园区"),
)
# longer words in which the same characters are no part of another word
A_HEAD_YET = ("生均", "生源", "科技", "科协", "科室", "在校园", "在校内", "在校长")
# the teachers of a subject, who are of one school where its name stands before them: 静宁中学|语文组
SUBJECT_STAFF = r"(?:语文|数学|英语|化学|生物)(?:学科)?(?:教研)?(?:组(?!第|别|比赛)|备课组|教师|老师)"
# villages of no name: 行政|村, and words in 村 that are other things
NO_VILLAGES = _words("""
    农村 乡村 山村 全村 各村 每村 本村 该村 我村 邻村 外村 行政村 自然村 中心村 贫困村 新农村 城中村 示范村 移民村 渔村
    偏远村 边远村 空心村 村村 驻村 到村 进村 包村 联村 美丽乡村 重点村 脱贫村 度假村 地球村 一村 两村 三村 多村 同村
    镇村 乡镇村 街村 撤村 并村 整村 奥运村 亚运村 选手村 下村 入村 在村 居村 离村 富村 穷村 大村 小村 强村
""")
NO_VILLAGE_CHARS = frozenset("的所个各每该这那")
# before a village's name of two characters they belong to it: 后|塘村
VILLAGE_SIDES = frozenset("上下前后中里外新老大小东西南北")
# what a number makes the name of a place with: 五里, 三道
NUMBERED_PLACE = frozenset("里道营堡甲都屯台棵岔方元江合星龙山河桥沟塘门峰坪湾溪泉井树圣仙义德")
# behind a word that schools are called by they make a place of it: 团结|路, 胜利|林场
PLACE_AFTER = (
    "路",
    "街",
    "巷",
    "桥",
    "村",
    "林场",
    "农场",
    "牧场",
    "大道",
    "大街",
    "东路",
    "西路",
    "南路",
    "北路",
    "中路",
    "新村",
)
# characters that end a school's own part of two characters, though they are words of their own: 锦和|中学
PAIR_ENDS = frozenset("和多新上下里")
NO_PAIR_STARTS = frozenset(
    "我你他她它您咱谁家校园师生县市区乡镇村省城这那哪很许更众诸太不最好几月年日天会路线网全各每某以"
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
# words of names that before 学校 say what it strives for
AIMS = _words("未来 成长 快乐 明天 创新 进步 成功 联合 繁荣 攀登 超越 聪明 自强 崛起")
NO_NAME_ENDINGS = tuple("区县市镇乡省州盟旗级类型式性制化所个家点校生的")
