"""Closed-class words around the names of places, schools and bodies: edges, levels, abbreviations.

Kinds of school, authority and office are domain knowledge and live in `ontology/`; what stands here is Chinese.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from itertools import accumulate


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# the level that a word names → the classes of division it may stand for, the likeliest first
LEVEL_CLASSES: dict[str, tuple[str, ...]] = {
    "县": ("County",),
    "区": ("County",),
    "旗": ("County",),
    "自治县": ("County",),
    "自治旗": ("County",),
    "市": ("County", "Prefecture", "Province"),
    "地区": ("Prefecture",),
    "盟": ("Prefecture",),
    "州": ("Prefecture",),
    "自治州": ("Prefecture",),
    "省": ("Province",),
    "自治区": ("Province",),
    "镇": ("Township",),
    "乡": ("Township",),
    "街道": ("Township",),
}
# what a text that speaks as 我市 or 全市 is, where its name does not tell
VOICE_CLASSES = {**{word: classes[0] for word, classes in LEVEL_CLASSES.items()}, "市": "Prefecture"}
# what stands for the nation in front of an office: 国家|民委
NATION_WORD = "国家"
# a body of the whole nation, if its name ends so: 全国|学生资助管理中心
ALL_NATION = "全国"
NATIONAL_HEADS = ("管理中心", "指导中心", "妇联", "总工会", "少工委", "关工委", "学会", "联合会", "研究会")
# parts of a place that are no division: 滨湖|新区 is a zone, 城|区 a kind of place
ZONE_WORDS = (
    "经济技术开发区",
    "高新技术产业开发区",
    "高新技术开发区",
    "经济开发区",
    "开发区",
    "经开区",
    "高新区",
    "新区",
)
# zones that have an education bureau of their own: 某市|高新区|教育局
RUN_ZONES = (
    *ZONE_WORDS,
    "产业集聚区",
    "工业园区",
    "产业园区",
    "航空港区",
    "管理区",
    "示范区",
    "试验区",
    "实验区",
    "度假区",
    "保税区",
)
# behind which a school's proper name may begin: 滨湖新区|志臻中学, 三坡学区|马庄小学
AREA_WORDS = (*ZONE_WORDS, "学区")
LEVELS = tuple(sorted(LEVEL_CLASSES, key=len, reverse=True))
HANDING = frozenset("报送呈交")  # 报|县教研室: whom a paper is handed to
SELF_MARKS = frozenset("我本全该")  # 我县, 本市, 全盟, 该区
PLURAL_MARKS = frozenset(
    "各市县区旗州盟省乡镇个两数多每些"
)  # 各县, 县市, 区县, 设区市: before a level word it is a group
NO_ABBREVIATIONS = _words("""
    全县 城市 都市 上市 超市 夜市 门市 股市 市县 强县 大县 小县 穷县 名县 贫困县 外县 邻县 老区 新区 城区 郊区
    山区 校区 园区 社区 小区 片区 学区 牧区 库区 地区 灾区 景区 市区 矿区 林区 辖区 湖区 沙区 战区 防区 特区 高州
    九州 神州 欧州 省市 广州 苏州 结盟 联盟 加盟 同盟 入盟 国旗 红旗 校旗 军旗 党旗 团旗 队旗 锦旗 升旗 主县 撤县
    建县 设县 立县 出县 进县 兼县 兼市 兼区 全市 全区 一县 两县 三县 多县 某县
""")
HIDDEN_MARKS = frozenset("xX×某＊*○〇")  # xx区, 某县, **市

# what a township's name ends in, and the words in which the same characters name no township
TOWNSHIP_SUFFIXES = ("街道", "苏木", "镇", "乡")
NO_TOWNSHIP_ENDINGS = (
    "苏木镇",
    "城乡",
    "家乡",
    "故乡",
    "之乡",
    "水乡",
    "老乡",
    "返乡",
    "回乡",
    "还乡",
    "入乡",
    "下乡",
    "千乡",
    "百乡",
    "万乡",
    "小镇",
    "示范镇",
    "中心集镇",
    "建制镇",
    "促进乡",
    "撤乡",
    "建镇",
    "强镇",
    "进镇",
    "进乡",
    "土乡",
    "了乡",
    "了镇",
    "在镇",
    "在乡",
    "重镇",
    "乡镇",
    "城镇",
    "的镇",
    "的乡",
    "走访镇",
    "走访乡",
    "调研镇",
    "考察镇",
    "慰问镇",
    "检查镇",
    "督查镇",
    "视察镇",
    "入镇",
    "至镇",
    "至乡",
    "到镇",
    "到乡",
    "村镇",
    "市镇",
    "县镇",
    "区镇",
    "县乡",
)
NO_TOWNSHIPS = _words("""
    乡镇 集镇 城镇 各镇 各乡 该镇 该乡 本镇 本乡 全镇 全乡 家乡 下乡 城乡 老乡 故乡 他乡 山乡 水乡 侨乡 同乡 回乡
    返乡 入乡 进乡 重镇 强镇 村镇 市镇 古镇 小镇 大镇 名镇 县镇 建制镇 中心镇 特色小镇 小城镇 新城镇 城关乡镇 异乡
    异地他乡 还乡 农乡 思乡 离乡 民族乡 贫困乡 边境乡 个乡 个镇 些乡 些镇 每乡 每镇 镇 乡 街道 各街道 该街道
    本街道 个街道 苏木 各苏木 个苏木 梦乡 醉乡 坐镇 冰镇 新镇 老镇 辖镇 属镇 在乡 到乡 在镇 到镇 送教下乡 三下乡
    支教下乡 县乡 区镇 两镇 三镇 两乡 三乡 城关镇乡 茶乡 酒乡 歌乡 果乡 花乡 桥乡 文化之乡 之乡 之镇
""")

# characters of a quotation before or behind a township's word
_MOTTO = 12

# what the school is called that runs a township's schools
TOWNSHIP_OFFICES = ("中心校", "中心学校", "学区")

# before 城镇 they make no town's name of it
NO_CASTLES = frozenset("各小大新老古旧全我本该县市区乡中农的年对在以所家座处个名")

# after 镇 or 乡: 乡|镇, 镇|街, 镇|域
AFTER_NO_TOWNSHIP = frozenset("镇乡街级域村办里上内土亲愁情音风")

# words after which a name may begin; they are never the first part of one
EDGE_WORDS = _words("""
    在 到 和 与 及 对 为 把 由 以 所 将 被 从 向 往 给 让 使 令 是 有 的 地 得 了 着 过 或 等 跟 同 按 于 至 自 其
    其中 之 即 如 若 并 且 而 但 则 又 也 还 都 就 才 只 仅 已 正 再 更 最 很 太 不 没 未 无 非 各 全 每 某 该 此
    这 那 哪 本 我 你 他 她 它 们 我们 您 咱 个 名 位 家 座 间 处 次 来 去 进 出 入 上 下 中 里 内 外 前 后 旁 经
    据 因 凭 靠 沿 随 当 比 像 赴 驻 位于 地处 以及 依托 通过 根据 按照 围绕 针对 作为 成为 包括 包含 例如 比如
    分别 同时 目前 现任 代表 原任 曾任 时任 原 现 新 老 率 叫 请 派 送 获 建 办 设 改 迁 搬 撤 管 抓 促 推 查 看 访 听
    讲 说 称 叫做 名为 命名为 更名为 改名为 评为 定为 列为 选为 对于 关于 至于 来自 来到 走进 项目校 社区 前往
    特邀 特聘 受邀 赶赴 奔赴 抵达 参观 考察 调研 走访 慰问 完成 确保 加快 推进 推动 启动 实施 建成 建好 新建 改建
    扩建 改扩建 迁建 重建 续建 筹建 在建 拟建 硬化 绿化 亮化 美化 粉刷 翻修 翻新 整修
    支持 依靠 联合 协同 会同 携手 选派 选择 聘请 邀请 授予 颁给 争取
    力争 继续 组织 开展 举办 承办 主办 由于 现在 尤其 特别 年 月 日 时 号 起 止 去年 今年 明年 近日 日前 昨日 当日
    下午 上午 晚上 早上 首先 其次 最后 随后 然后 负责 分管 主管 附近 所在 原名 前身 毕业 毕业于 就读 就读于 就职于
    任教 任教于 校长 园长 书记 主任 老师 教师 学生 局长 副局长 校园 设立 成立 创办 创建 打造 指导 帮扶 结对 对口
    派驻 派到 派往 下派 共建 支援 调任 升入 考入 考上 进入 迁入 搬入 并入 划入 归 属 隶属 隶属于
    日起 联系点 领办 托管 代管 原来 牵手 归并 帮扶点 包保 规范 深化
""")

_LONG_EDGES = tuple(sorted((word for word in EDGE_WORDS if len(word) > 1), key=lambda word: (-len(word), word)))
# prepositions and the like: alone they are an edge even where the cutter joins them to what follows
EDGE_CHARS = frozenset("在到和与及对为把由以将被从向往给让使是等跟同按于至据因经按比赴驻原现任兼了获")

# words that make a group, a kind or a description of what they stand before
GENERIC_WORDS = _words("""
    环境 直 包联 挂联 联系 压实 压紧 各 全 每 所 中小 大中小 中小学 大中 城区 城市 城镇 城乡 县城 县域 区域 农村
    乡村 乡镇 村镇 村级 镇级 县级 市级 省级 国家级 区级 盟级 校级 全国 全省 全市 全县 全区 全州 全盟 全旗 全镇
    全乡 我省 我市 我县 我区 我旗 我州 我盟 本县 本市 本区 县直 区直 市直 直属 局属 省属 部属 公办 民办 私立 公立
    普惠 普惠性 公益 示范 示范性 重点 优质 薄弱 规范化 标准化 现代化 特色 寄宿 寄宿制 走读 非寄宿 普通 独立 完全
    初级 高级 高等 中等 职业 职业技术 技工 民族 特殊 特殊教育 成人 九年 九年制 一贯 一贯制 九年一贯制 十二年一贯制
    十五年一贯制 初 高 小 大 规模 小规模 大规模 义务 义务教育 学前 学前教育 基础教育 高中 初中 阶段 教育 智慧 数字
    绿色 健康 文明 平安 书香 清廉 美丽 和谐 法治 试点 实验 试验 项目 样板 标杆 龙头 牵头 核心 成员 牵手 结对 共建
    帮扶 受援 支援 对口 定点 合作 合并 兄弟 友好 周边 附近 邻近 其他 其它 所有 部分 个别 少数 多数 大多数 一些
    我镇 我乡 本镇 本乡 该镇 该乡
    有的 有些 许多 多所 几所 两所 三所 四所 五所 多家 相关 有关 基层 一线 偏远 边远 山区 牧区 库区 老区 贫困 中心
    附属 配套 小区 新建 改建 扩建 改扩建 在建 拟建 原有 现有 已有 新增 新 老 旧 原 现 首 首批 首所 第一批 第二批
    本 该 此 这 那 我 我们 你们 他们 自己 家长 党校 高校 名校 强校 弱校 学校 中学 小学 幼儿园 幼儿 托幼 家庭 社区
    社会 企业 校外 校内 校际 教学 培训 教育培训 学科 文化 艺术 体育 足球 书法 国防 科技 科普 劳动 劳动教育
    美育 德育 安全 消防 交通 卫生 健康促进 心理健康 接收 招生 升学 毕业 录取 就读 在校 学生 教师 校长 师生 干部
    留守 随迁 子女 农民工 外来工 残疾 户籍 片区 学区 城郊 郊区 新区 开发区 园区 校区 产业园区 联盟 集团 集团化
    教育集团 网络 空中 线上 线下 星级 一级 二级 三级 甲级 先进 优秀 模范 百强 知名 著名 传统 老牌 热点 热门 大班额
    超大 微型 万人 千人 百年 分 总 多 少 好 坏 强 弱 双 单 期 届 类 级 型 式 性 制 化 乡 镇 街道 苏木 村 县 市 区
    旗 州 盟 省 自治区 自治县 自治州 地区 村小 乡中心 镇中心 学前班 教学点 不同 同类 同级 上级 下级 各级 各类 各地
    当地 本地 外地 国内 国外 境外 海外 港澳 台湾 中国 我国 国家 世界 国际 全球 综合 应用型 研究型 本科 专科 高职
    中职 骨干 名师 定向 公费 师范 省重点 市重点 县重点 目标 需求 条件 管理 办学 治理 评估 督导 验收 达标 合格 创建
    创办 建设 发展 改革 推进 提升 实现 落实 覆盖 保障 加强 强化 完善 优化 深化 提高 改善 服务 活动 参加 参与 组织
    开展 举行 召开 指导 检查 督查 走访 义教 学段 班级 年级 学期 学年 秋季 春季 暑期 寒假 暑假 假期 开学 返校 复学
    核心校 成员校 完小 初小 高完中 初中部 小学部 高中部 这所 那所 此所 该所 本所 哪所 首家 村办 校办 厂办 社办 队办
    网上 村里 县里 乡里 镇里 镇上 村上 家里 城里 校里 市里 区里 省里 品牌 名牌 精品 一流 高端 顶尖
""")

# words that school names are made of, though jieba tags them as verbs or as ordinary words
NAME_WORDS = _words("""
    和平 希望 体育 建设 振兴 光明 解放 胜利 团结 前进 跃进 育才 育英 育红 育新 启明 启航 启蒙 爱民 爱国 思源 实验 向阳
    朝阳 红旗 红星 东风 新华 新星 新城 新兴 新民 新世纪 阳光 金色 金太阳 蓝天 星光 明德 至善 博雅 崇文 尚德
    厚德 立德 树人 树德 求是 求实 勤学 励志 民主 民生 民乐 幸福 友谊 友爱 平安 永安 安康 复兴 复旦 联合 华侨 侨光
    逸夫 春蕾 爱心 培英 培才 培红 培智 启智 启聪 聋哑 机关 直属机关 建国 兴国 报国 强国 成才 成功 腾飞 飞翔 飞跃
    奋进 奋斗 进步 创新 开拓 求知 求真 进修 教师进修 外国语 双语 国际 民族 东方 西关 东关 南关 北关 东街 西街
    南街 北街 城关 城东 城西 城南 城北 城中 河东 河西 河南 河北 江东 江西 江南 江北 湖东 湖西
    远航 起航 立新 致远 育苗 成长 童年 摇篮 崛起 求索 求新 未来 萌芽 乐乐 天天 快乐 欢乐 聪明 勤奋 自强 自立 奋飞 富强
    繁荣 大同 大成 笃行 攀登 超越 培优 开明 启新 明日 明天 英才
""")

# big, high, double …: in front of a word that is none they begin a name: 高|砌头
SIZE_WORDS = frozenset("大高双长单老")

# days that are names, and no numbers
DATE_NAMES = frozenset({"八一", "七一", "五四"})
# who runs a school: before its name these are no part of it
OWNERSHIP = ("民办", "公办", "私立", "公立")
# what ends in a character that is a word of groups and names a village: 马|各庄
VILLAGE_ENDINGS = ("各庄", "各堡", "各村")

# parts of a school's name that say nothing alone; with a place or a proper part beside them they belong to the name
SOFT_WORDS = _words("""
    实验 民族 中心 机关 直属机关 附属 希望 外国语 双语 示范 综合 职业 特殊教育 高级 初级 进修 教师进修 完全 寄宿制
    九年一贯制 第一 第二 第三 第四 第五 第六 第七 第八 第九 第十 普通 师范 女子 少年 青少年 业余 体育 艺术 党 子弟
""")
# behind a division's short name they make it a street: 昆明|路
STREETS = ("路", "街", "巷", "大道", "大街", "胡同")


# what follows a head where it is no authority: 教育部|门, 教育部|署, 教育局|势
NOT_AN_AUTHORITY = ("门", "署", "分", "势", "面", "限", "队", "员")
# heads of authorities that a document uses alone for its own
BARE_AUTHORITIES = ("局", "厅", "领导小组", "工委", "督导委员会")
BRACKETED_LEVELS = tuple(level + bracket for level in "市县区旗" for bracket in "）)")
# what may stand between a division and the head of a body
BETWEEN_PLACE_AND_HEAD = ("行政公署", "人民政府", "行署", "政府", "党委", "委")
# before a body they make a group of it
GROUP_MARKS = frozenset("各个级些")

# bodies that are no organizations of their own unless a post names them, without their level word: 县|委, 县|政府
PLAIN_BODIES = _words("""
    委 党委 党工委 政府 人民政府 行署 行政公署 公署 人大 人大常委会 人民代表大会 人民代表大会常务委员会 政协
    政协委员会 政治协商会议 纪委 监委 纪委监委 纪律检查委员会 监察委员会 街道办 街道办事处
""")
# one name for the forms of such a body
BODY_FORMS = {"政府": "人民政府", "行署": "行政公署"}
# what the names of offices end in: behind a short name of a division (宿城|公安分局) the full one is meant
UNITS = ("办公室", "司", "科", "股", "室", "处")  # within a bureau
OFFICE_ENDINGS = ("局", "委", "办", "厅", "部", "政府", "大队", "支队", "法院", "检察院", "人大", "政协", *UNITS)
# parts of a body that stand for the body itself: 教育局|党组
BODY_PARTS = (
    "机关党总支",
    "机关党委",
    "机关党支部",
    "党总支",
    "党支部",
    "党组",
    "党委",
    "总支",
    "支部",
    "机关",
    "教联体",
)
# those that take the place of the one before them in a list
# what the name of a community or village ends in, right before the head of a body of its own
COMMUNITIES = ("社区", "村")
HOSPITALS = ("医院", "保健院", "中医院")
# heads whose name may be long and without a place: companies
COMPANY_HEADS = ("有限公司", "责任公司", "股份公司", "集团公司", "集团", "基金会")
# those behind which stands no kind of thing: a short name of a division may stand before their own words
LIMITED = ("有限公司", "责任公司", "股份公司")

# bodies of a division above, as a text from within it calls them: 盟|行署, 自治区|教育厅
BODIES_ABOVE = ("行署", "委、", "政府", "教育厅", "教育局", "级")

CONJUNCTIONS = ("和", "与", "及", "或")
# what joins the items of a list
JOINS = ("、", "，", "和", "与", "及", "以及", "或", "暨")

# tags of jieba that no word inside a school's name has: verbs, particles, pronouns, numbers, adverbs, adjectives …
EDGE_TAGS = _words("v vd vn vg vi vq d p c u ud ug uj ul uv uz r rr rz m mq q y e o a ad an zg k h b l i df f t")


@cache
def _tagger() -> Callable[[str], list[tuple[str, str]]]:
    import rjieba  # here, so that what needs the lists alone does not load the dictionary

    return rjieba.tag


@lru_cache(maxsize=65536)
def tag_of(word: str) -> str:
    """Return jieba's tag of a word of its dictionary, else an empty string: tags of unknown words are guesses."""
    import rjieba

    found = _tagger()(word)
    return found[0][1] if len(found) == 1 and rjieba.has_word(word) else ""


# jieba's tags of nouns, and those of proper names
NOUN_TAGS = _words("n ns nz nr nt j")
_PROPER_TAGS = _words("ns nr nrt nrfg nz nt s j")
# what place names end in: 建设|路, 马各|庄
_PLACE_ENDINGS = tuple("路街巷桥村庄镇乡山河湖江海关城门寨坝塘坪沟湾岭峪店铺集堡屯营川坡潭溪泉洲滩岛口台头园苑")


@lru_cache(maxsize=4096)
def is_proper(part: str, *, wide: bool) -> bool:
    """Whether a school's own part, with nothing else to support it, reads as a name and not as a description.

    `wide`: before such a head (学校) any noun may describe, so that only proper names of the dictionary count.
    """
    part = part[2:] if part[:2] in DATE_NAMES and len(part) > 2 else part
    part = part[1:] if part[0] == "小" and len(part) > 2 else part  # 小|博士
    if part in NAME_WORDS or part.endswith(_PLACE_ENDINGS):
        return part not in GENERIC_WORDS and part not in NO_TOWNSHIPS
    words = [word for word, _ in _tagger()(part) if word not in SOFT_WORDS]
    sized = len(words) > 1 and words[0] in SIZE_WORDS and tag_of(words[1]) in {"", "ns", "nz"}  # 双|岘
    if any(word in GENERIC_WORDS for word in words[sized:]):
        return False
    if wide:
        return len(part) <= 5 and any(tag_of(word) in {"ns", "nz"} for word in words)
    if len(part) >= 3 and all(len(word) == 1 for word in words):
        return True  # a name in another language, syllable by syllable
    tags = {tag_of(word) for word in words if word not in NAME_WORDS}
    return (len(part) <= 5 and tags <= {"", "n", "ng", "zg", "g", "a", "b", "f", "m", *_PROPER_TAGS}) or bool(
        tags & {"ns", "nz"}
    )


@lru_cache(maxsize=65536)
def is_edge(word: str) -> bool:
    """Whether no name's first part is that word: a closed list, and what jieba knows as verb, particle or number."""
    return word in EDGE_WORDS or (word not in NAME_WORDS and is_verb(word))


@lru_cache(maxsize=65536)
def is_verb(word: str) -> bool:
    """Whether a word of two characters or more, or the end of a phrase of four, is none that a name is made of."""
    if word in EDGE_WORDS and len(word) > 1:
        return True
    return len(word) > 1 and (tag_of(word) in EDGE_TAGS or (len(word) >= 4 and tag_of(word[-2:]) in EDGE_TAGS))


def ends_with_edge(text: str, end: int) -> bool:
    """Whether the text up to `end` ends with a preposition or a word of the closed list, however it is cut."""
    return text[end - 1 : end] in EDGE_CHARS or text.endswith(_LONG_EDGES, max(0, end - 4), end)


def cuts_across(text: str, start: int, end: int) -> bool:
    """Whether jieba, left alone, cuts the words around text[start:end] across its start or end: 新增|城区."""
    left = max(0, start - 6)
    bounds = _bounds(text[left : end + 4])
    return start - left not in bounds or end - left not in bounds


@lru_cache(maxsize=4096)
def _bounds(text: str) -> frozenset[int]:
    """Where words of the cutter begin and end."""
    return frozenset(accumulate((len(word) for word, _ in _tagger()(text)), initial=0))


def is_motto(text: str, start: int, end: int) -> bool:
    """Whether the words stand in a short quotation that begins with them or ends in them: “红烛映山乡”党建品牌."""
    opening = max(text.rfind(mark, max(0, start - _MOTTO), start) for mark in "“‘")
    closing = min((at for mark in "”’" if (at := text.find(mark, end, end + _MOTTO)) >= 0), default=-1)
    if opening < 0 or closing < 0 or (opening + 1 < start and closing > end):
        return False
    return not any(mark in text[opening + 1 : closing] for mark in "“”‘’，。；、\n")
