"""Words of what becomes of schools and of what they do together: verbs and heads, closed classes as data."""

from __future__ import annotations

# --- changes: verbs between a subject and what it becomes
MOVES = ("搬迁至", "搬迁到", "搬迁入", "搬至", "搬到", "迁至", "迁入", "迁到", "迁往", "搬入")
RENAMES = ("更名", "更名为", "改名为", "更名成", "易名为")
MERGES = ("并入", "合并至", "合并到", "合并入", "撤并到", "撤并至", "整合到", "归并到", "归并至")
UNITES = ("合并为", "合并成", "合并组建", "合并成立", "整合为", "合并组成")
CONVERTS = ("改制为", "改建为", "转制为", "转为", "转设为", "改为", "升格为", "改办为", "转型为")
SERVES_AS = ("作为",)
# what makes 一中老校区作为独立初中… a change of kind
SERVING = ("开始运行", "运行", "运转", "独立运行", "投入使用", "独立办学")
# --- changes without what a thing becomes
MOVED = ("整体搬迁", "搬迁")
OPENS = (
    "建成投用", "建成投入使用", "建成招生", "建成开学", "建成并投入使用", "建成并投用", "竣工投用",
    "竣工并投入使用", "竣工投入使用", "挂牌成立", "揭牌成立", "揭牌", "成立", "正式成立", "正式开学", "正式开园",
    "正式启用", "投入使用", "投用", "正式招生", "开园", "开办", "启用", "建成启用", "建成开园", "正式投用",
)  # fmt: skip
# of these a body that is no school may be the subject too
CONSTITUTED = ("成立", "揭牌")
CLOSES = ("停止招生", "停办", "撤销", "关闭", "被撤并", "停止办学", "关停")
# --- verb first
ABOLISH = ("撤并", "撤销", "停办", "关闭", "关停", "撤除")
ABOLISHED = ("教学点", "村小", "小学", "学校", "校点", "幼儿园", "培训机构", "办学点", "完小", "初中")
# 成立某书院: verbs before a new body, and what the name of one ends in
FOUNDS = ("成立", "组建", "设立", "创办", "开办", "新设", "挂牌成立", "揭牌成立", "组建成立")
FOUNDED = (
    "书院", "学院", "研究院", "教育集团", "少年宫", "教师发展中心", "教师进修学校", "教育研究中心", "教研中心", "分校",
    "分园", "家庭教育指导中心", "心理健康教育中心", "心理健康指导中心", "心理健康服务中心", "心理辅导中心",
    "学生资助中心", "教育考试中心", "青少年活动中心", "劳动教育实践中心", "综合实践中心", "教育服务中心", "少年军校",
    "老年大学", "社区学院",
)  # fmt: skip
TRADING = ("公司", "企业", "银行", "合作社")
# what says that a new body is only wished for
WISHED = ("建议", "申请", "支持", "鼓励", "推动", "探索", "谋划", "研究", "倡议", "希望", "论证")
# what may be converted into or moved to, in words
PLACES = (
    "校区", "校址", "所在地", "原址", "新校", "校园", "初中", "高中", "完全中学", "小学", "幼儿园", "学校", "中学",
    "分校", "校部",
)  # fmt: skip

# --- collaboration
LINKS = ("与", "和", "同", "跟")
PAIRING = (
    "结对帮扶", "结对共建", "结成帮扶对子", "结成对子", "结成友好学校", "结为友好学校", "结成姊妹学校", "结对",
    "合作共建", "合作办学", "联合办学", "手拉手", "对口帮扶", "对口支援", "结成", "缔结", "建立合作关系",
)  # fmt: skip
SIGNING = ("签订", "签署", "签定", "签约", "达成")
BINDING = ("协议", "共建", "合作", "协定", "备忘录")
FORMING = ("组成", "组建", "建立", "结成", "共建", "合作共建", "联合共建", "形成", "成立", "共同建立", "共同组建")
FORMED = ("共同体", "联盟", "关系", "对子", "基地", "学院", "集团", "联合体", "中心", "实验室", "工作室", "学校")
# A、B联合举办, A与B共同开展: adverbs of doing together, and what is done
JOINTLY = ("联合", "共同", "携手", "联手", "合作", "协同")
JOINT_DEEDS = (
    "举办", "主办", "承办", "开展", "实施", "组织", "召开", "印发", "出台", "发起", "推出", "启动", "打造", "建立",
    "成立", "发布", "制定", "开发", "举行", "推进", "培养", "开设", "研发", "编写", "完成", "建设", "创办", "设立",
    "签署", "申报", "培训", "评选", "命名", "推动", "开启", "督查", "检查", "排查", "整治", "执法", "筛查", "探索",
)  # fmt: skip
# A联合B: verbs with the other party behind them
JOINING = ("联合", "携手", "会同", "联手", "协同")
HOSTING = ("主办", "承办", "协办")
# A与B举行结对帮扶签约仪式: what may stand between the parties and their relation
MEETING = ("举行", "举办", "召开", "开展", "进行")
# 东西部协作: between the one that reports and a place of another province
AID = ("选派", "捐赠", "支教", "帮扶", "援建", "赴", "结对", "派出", "派驻")
