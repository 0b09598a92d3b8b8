"""How Chinese names a program that no list knows: heads, what may stand before them, and where such a name begins."""

from __future__ import annotations

# A quoted phrase directly before one of these is a program's name; longer heads first where one ends in another.
QUOTED_HEADS = (
    "专项整治行动", "专项治理行动", "专项行动", "行动计划", "提升行动", "攻坚行动", "行动",
    "建设工程", "工程",
    "主题教育活动", "主题教育", "主题活动", "实践活动", "结对活动", "教育活动", "创建活动", "活动",
    "管理改革", "改革", "计划",
    "工作体系", "课程体系", "教学体系", "育人体系", "管理体系", "教研体系", "体系",
    "管理模式", "育人模式", "教学模式", "课堂模式", "服务模式", "培养模式", "教育模式", "办学模式", "模式",
    "工作机制", "联动机制", "长效机制", "机制", "责任制", "管理制度", "工作制度", "制度", "制",
    "工作法", "教学法", "党建品牌", "教育品牌", "育人品牌", "品牌", "微讲堂", "大讲堂", "讲堂", "课堂",
    "系列主题栏目", "主题栏目", "专项整治", "专项治理", "评选", "评比", "考核", "建设年", "提升年", "创建", "建设",
    "工作", "教研", "教学", "教育",
)  # fmt: skip

# Heads so general that the quoted phrase must look like a name of its own (a numeral or five characters) and that
# nothing may follow: “三有”教学, but “1234”教育提升战略 is no 教育.
WEAK_HEADS = frozenset({"工作", "教育", "教学", "教研", "建设", "创建", "活动", "课堂", "制"})

# A quoted phrase that ends in one of these names a program by itself.
INNER_HEADS = (
    "工程", "行动", "计划", "改革", "课堂", "工作室", "示范学校", "示范校", "建设年", "提升年", "攻坚年", "活动月", "模式", "体系",
    "机制", "普通话", "大讲堂", "微讲堂",
)  # fmt: skip

# Heads of unquoted names: 教师素质提升工程, 立德铸魂工程, 温台职业教育一体化改革.
BARE_HEADS = ("专项整治行动", "专项治理行动", "专项行动", "行动计划", "工程", "行动", "计划", "改革")

# Heads that make a name of their own even of a program that is known: “五育并举”熔铸工程 is not 五育并举.
STRONG_HEADS = ("工程", "行动", "计划", "体系", "模式", "品牌")

# No name goes on over one of these characters between a quoted phrase and its head.
NOT_BETWEEN = "及和与等在为对是了中将把被向从并且以要已不"

# Nor does one that goes on with a doing: “办好家长学校”纳入学校整体计划.
NOT_BETWEEN_STARTS = ("纳入", "列入", "作为", "进行", "开展", "组织", "举办", "召开", "完成", "取得", "获得", "荣获", "成为", "入选", "印发", "出台")

# What leads a phrase and is no part of a name.
DETERMINERS = (
    "一项", "一个", "一系列", "这项", "这个", "该项", "各项", "此项", "多项", "一批", "系列", "我们", "他们", "他", "她", "初步", "相关", "有关", "上述",
    "新一轮", "首个", "首项", "本次", "此次", "我校", "我局", "学校", "全校", "各校",
)  # fmt: skip

# Words between a quoted phrase and its head that belong to the name: “走班+社团”课后服务模式.
BETWEEN_LIMIT = 8

# What makes 工程 a building site and 计划 a timetable: these before the head (or the whole) are no program.
NOT_BEFORE_HEAD = {
    "工程": (
        "建设", "扩建", "改扩建", "新建", "硬化", "附属", "主体", "改造", "维修", "一期", "二期", "三期", "加固", "绿化", "装修", "安装",
        "配套", "重点", "民生", "系统", "民心", "土建", "基础", "迁建", "消防", "供暖", "排水", "水电", "修缮", "收尾", "政府", "完善",
        "施工", "主要", "标志性", "大", "项", "个", "这", "该", "此", "德政", "实事",
    ),
    "行动": ("实际", "具体", "自觉", "联合", "统一", "集体", "执法", "大", "项", "个", "这", "该", "次", "的", "为", "新", "一致", "专项",
           "实践", "重大", "战略"),
    "计划": ("工作", "任务", "发展", "初步", "招生", "招聘", "年度", "课程", "教学", "学习", "培训", "用款", "采购", "投资", "建设", "实施", "整改", "活动", "会议",
           "预算", "用地", "的", "原", "有", "按", "本", "年", "行动", "招录", "补充", "需求", "学期", "督导", "检查", "月", "下步", "复习",
           "引进", "帮扶", "研修", "教研", "总体", "详细", "制定", "人才", "未来", "施工", "开学", "调研", "该", "个", "项"),
    "改革": ("教育", "深化", "综合", "各项", "全面", "推进", "系列", "重大", "重点", "领域", "项", "个", "大", "的", "教育教学", "机构",
           "经济", "体制", "体制机制", "持续", "供给侧结构性", "推动", "要", "放", "政治", "市场化", "金融", "国企", "医疗", "医药"),
    "专项整治行动": ("的", "各类", "等", "系列", "开展", "多项"),
    "专项治理行动": ("的", "各类", "等", "系列", "开展", "多项"),
    "专项行动": ("的", "各类", "等", "系列", "开展", "多项"),
    "行动计划": ("的", "年", "本", "该", "等"),
}  # fmt: skip

# A name of an unquoted program begins after one of these (verbs of doing, adverbs, function words) or after a mark.
VERBS = frozenset(
    "实施 推进 推动 开展 落实 深化 启动 加强 强化 推行 构建 打造 创新 探索 健全 完善 建立 抓好 抓实 做好 做实 搞好 加快 加大 组织 参与 参加 "
    "继续 持续 扎实 深入 全面 大力 积极 认真 切实 有效 稳步 统筹 重点 着力 进一步 不断 扎扎实实 严格 有序 稳妥 坚持 巩固 拓展 纵深 努力 "
    "做优 做强 落地 制定 出台 印发 执行 贯彻 依托 通过 围绕 利用 借助 结合 按照 根据 以 把 将 对 从 向 在 由 用 让 使 被 为 为了 和 与 及 "
    "以及 暨 或 等 了 着 过 的 是 有 也 都 还 又 再 并 且 而 则 要 应 需 必须 可 能 会 已 已经 正 正在 率先 首批 首次 全力 奋力 加速 快速 "
    "争取 力争 确保 引导 鼓励 支持 促进 协助 配合 承担 负责 牵头 完成 实现 取得 纳入 列入 推广 普及 宣传 发起 举办 召开 提出 采取 进行 实行 "
    "施行 推出 创建 创立 确立 提升 提高 优化 细化 规范 固化 做 抓 搞 办 聚焦 紧扣 狠抓 严抓 常抓 抢抓 借力 融入 编制 谋划 部署 安排 "
    "深度 广泛 高质量 高标准 高位 全域 全县 全市 全区 全州 全旗 我县 我市 我区 全省 各校 学校 县教育局 市教育局 同时 其中 例如 包括 即 如 "
    "夯实 压实 筑牢 严守 年内 今年 明年 每年 继 经 至 到 于 就 既 各 各类 一系列 系列".split()
)

# Verbs that introduce a list of quoted names: 实施“一个关键”、“三大抓手”，“三有”教学.
NAME_LIMIT = 16

# “X”, “Y”荣获 …: a quoted phrase in a clause with one of these is an honour, not a program.
HONOUR_CUES = (
    "荣获", "获评", "被评为", "评为", "命名为", "被命名", "授予", "称号", "认定为", "入选", "获得", "荣膺", "被确定为", "评选为", "当选",
    "斩获", "夺得", "表彰",
)  # fmt: skip

# An unquoted head followed by one of these is a general phrase: 改革创新, 行动方案.
NOT_AFTER_HEAD = ("局", "委", "办", "创新", "发展", "开放", "与", "和", "方案", "意见", "指南", "队", "力", "派", "者", "性", "化", "师", "量", "款", "费", "上")

COUNTED_HEADS = ("专项行动", "工程", "行动", "计划")
NUMERALS = "一二两三四五六七八九十0123456789"
