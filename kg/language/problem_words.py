"""How a report admits what falls short: predicates of shortcoming, and the words beside which they admit nothing."""

from __future__ import annotations

# Predicates that end their part of a clause: 学位供给不足, 进度滞后, 短板依然突出.
FALLING_SHORT = (
    "不足", "不够", "不高", "不强", "不大", "不多", "不优", "不实", "不严", "不深", "不细", "不全", "不齐", "不准",
    "不快", "不到位", "不平衡", "不充分", "不均衡", "不合理", "不规范", "不完善", "不健全", "不及时", "不明显",
    "不鲜明", "不扎实", "不彻底", "不协调", "不稳定", "不适应", "不理想", "不匹配", "不尽合理", "短缺", "紧缺",
    "缺失", "缺位", "匮乏", "缺乏", "滞后", "落后", "薄弱", "偏弱", "较弱", "偏低", "较低", "偏大", "较重", "偏重",
    "偏少", "较少", "老化", "老龄化", "紧张", "吃紧", "吃力", "单一", "粗放", "陈旧", "简陋", "有限", "艰巨", "繁重",
    "不适", "脱节", "跟不上", "流失", "流于形式", "根深蒂固", "差距", "差异较大", "差距较大", "短板明显", "问题突出",
    "矛盾突出", "较为突出", "依然突出", "仍然突出", "还存在", "仍然存在", "依然存在", "欠缺", "欠账较多", "参差不齐",
    "良莠不齐", "过大", "过多", "过重", "偏高", "不容乐观", "困难较多", "存在盲区", "存在漏洞", "存在短板", "有意见",
    "闲置", "供不应求", "压力较大", "压力大", "压力过大", "难度较大", "难度大",
    "时有发生", "屡见不鲜", "屡禁不止", "屡禁不绝", "屡禁难止", "屡禁难绝", "不尽如人意",
    "失衡", "外流", "拥挤", "拥堵", "空缺", "破旧", "失修", "断档", "超负荷", "偏长", "过长", "偏慢", "缓慢",
    "随意", "随意性大", "不闻不问", "无人过问", "无人管理", "拖欠", "停滞", "停工", "搁置", "卡壳", "反弹", "不清",
    "不实不细", "走过场", "流于表面", "浮于表面", "停留在纸面上", "停留在口头上", "不在岗", "脱岗", "受影响",
    "受到影响", "分歧", "加剧", "空转", "虚化", "弱化", "淡化", "形同虚设", "比较重", "仍较重", "不落实", "不紧",
    "不符", "重建轻管", "重建设轻管理", "重购置轻使用", "僵化", "老旧", "固化", "懈怠", "松懈", "乏力", "不力",
)  # fmt: skip
# Words that admit wherever they stand in a part.
ADMITTING = (
    "有待", "亟待", "亟需", "没有达到", "缺乏有效", "留不住", "尚有差距", "有差距", "有一定差距", "有较大差距",
    "流失严重", "老化严重", "老龄化严重", "缺编严重", "缺员严重", "拥堵严重", "确实存在", "客观存在", "普遍存在",
    "跟不上", "根深蒂固", "流于形式", "不尽合理", "缺口达", "缺口较大", "缺口大", "结构性缺编", "结构性短缺",
)  # fmt: skip
# Predicates that admit by themselves where they end a part: 乱收费问题还是屡禁不绝.
ADMITTING_ENDS = ("屡禁不止", "屡禁不绝", "屡禁难止", "屡禁难绝", "不尽如人意")
# How long something is not so, and that it is not: 至今没有, 仍未.
SO_LONG = ("至今", "迟迟", "仍", "仍旧", "依旧", "仍然", "依然")
LACKING = ("没有", "未", "无", "缺")
# After 至今没有 these tell of nothing bad.
NOTHING_BAD = (
    "发生",
    "出现",
    "中断",
    "停",
    "放弃",
    "忘",
    "改变初心",
    "动摇",
    "退缩",
    "懈怠",
    "间断",
    "离开",
    "减",
    "掉队",
    "落下",
)
# How few there are: in a list of shortcomings, or beside one, a shortcoming: 配备率仅有71%.
SO_FEW = ("仅有", "只有", "仅为", "仅占", "只占", "仅达", "仅", "不到", "不足", "缺口", "高达")
# What names a list of shortcomings before a colon.
LABELS = (
    "问题表现", "具体表现", "主要表现", "存在问题", "存在的问题", "存在不足", "主要问题", "不足之处", "具体问题",
    "突出问题",
    "问题和不足", "主要不足",
)  # fmt: skip
# 对…提出批评
CRITICISING = ("提出了批评", "提出批评", "提出了严肃批评", "提出严肃批评", "点名批评", "予以通报批评", "进行了通报批评")
# How long something could not be done, and that it could not: 一直未能, 至今无法.
LONG = ("一直", "始终", "至今", "迟迟", "长期", "多次协商", "多方协调")
UNABLE = ("未能", "没能", "无法", "难以")
CHERISHED = ("忘", "放弃", "割舍", "释怀", "磨灭", "动摇")  # what one is glad to be unable to do
# What cannot be met, and what it falls short of: 难以满足群众的入园需求.
MEETING = ("满足", "适应", "保障")
DEMANDS = ("需求", "需要", "要求")
# Who speaks only passes on what others say, or asks; and what confirms it.
PASSING_ON = ("反映", "咨询", "询问", "来信", "诉求", "是否", "为何", "为什么", "为啥", "如何", "怎么", "吗")
CONFIRMING = ("确实", "的确", "属实")
# Adverbs that own that something exists: 确实存在大班额现象.
TRULY = ("确实", "的确", "普遍", "仍然", "仍", "还", "依然", "依旧", "客观", "客观上", "不同程度", "长期")
# Of these, what is no shortcoming by itself: 任务十分繁重.
BURDENS = ("艰巨", "繁重", "较重", "偏重")
# What owns a shortcoming as a cause, and to what degree something falls short.
CAUSES = ("由于", "因", "鉴于")
DEGREES = ("相对", "严重", "普遍", "比较", "较为", "明显", "十分", "非常", "极其", "极为", "长期", "日益")
# What some have done wrong: 个别学校违规收费; what has come to a halt: 搁置一年有余.
WRONGS = ("违规", "违纪", "违反", "弄虚作假", "敷衍", "应付了事", "打折扣", "走过场")
HALTED = ("停工", "搁置", "停滞", "延误", "滞后")
# What was to be: after 未, 没有, 尚未 these say that it is not.
UNMET = (
    "完成", "建成", "开工", "竣工", "到位", "达到", "达标", "落实", "解决", "化解", "消除", "通过", "取得", "形成",
    "健全", "建立", "覆盖", "整改", "启动", "实现", "显现", "缓解", "改变", "普及", "打通", "配齐", "配足", "配备",
    "达成", "硬化", "满足", "跟上", "发挥", "体现", "改观", "根治", "根除", "落细", "落小", "结束", "办理", "拆封",
    "理顺", "纳入", "兑现", "移交", "盘活", "验收", "公示", "开齐", "开足", "整改到位", "健全完善", "扭转", "到岗",
)  # fmt: skip
# Words that forbid or warn and admit nothing: 不能流于形式.
WARNING = ("不能流于", "不能满足于", "不要", "不可", "决不", "绝不", "不得", "切忌", "严防", "谨防", "是否")
# 仍, 还: what is still so; with a number or a verb of being, a shortcoming in a stretch of them.
STILL = ("仍", "还有", "尚", "依然", "依旧")
# Words that make a judgment of some: 个别学校, 部分教师.
SOME = ("部分", "个别", "少数", "有的", "一些", "某些", "极少数", "多数")
# A part with one of these sets about the shortcoming, foresees it or asks for more, and admits nothing.
REMEDIES = (
    "解决", "破解", "化解", "补齐", "补足", "补上", "补短", "针对", "克服", "缓解", "弥补", "消除", "防止", "杜绝",
    "避免", "整改", "整治", "改变", "扭转", "改善", "查找", "排查", "查摆", "查处", "纠正", "聚焦", "坚持问题",
    "减少", "降低", "遏制", "治理", "攻克", "直面", "对照", "严禁", "不得", "一律", "资助", "帮扶", "救助", "摸清",
    "梳理", "反思", "着力", "努力", "切实", "坚决", "统计", "为了", "为着", "弥合", "缩小", "预防", "防范", "取消",
)  # fmt: skip
CONDITIONS = ("若", "如果", "倘若", "假如", "一旦", "凡", "对于", "如有", "要是", "但凡", "的，", "除非")
# Openings that only lead up to what falls short, or say why: 与先进地区相比, 受编制总量限制.
LEADING_UP = (
    "与", "同", "跟", "受", "由于", "因为", "因", "随着", "虽然", "虽", "尽管", "对照", "按照", "相比", "相对于",
    "在肯定", "成绩面前", "从全", "面对", "就",
)  # fmt: skip
LEADING_UP_ENDS = (
    "相比", "相比较", "比较", "影响", "限制", "制约", "等原因", "的原因", "的同时", "来看", "来说", "而言", "之后",
    "以来", "过程中", "方面",
)  # fmt: skip
# What one suffers from: 受编制总量限制.
HINDERING = ("影响", "限制", "制约", "冲击")
# What joins a clause to the one before and is no part of it.
JOINTS = (
    "但是", "但", "且", "而且", "并且", "而", "同时", "此外", "另外", "特别是", "尤其是", "其次", "最后", "再者",
    "加之", "加上", "以及",
)  # fmt: skip
# Joints that set a shortcoming against the praise before: 但仍有一些学校大门紧闭.
AGAINST = ("但是", "但")
# A part that names shortcomings in general only opens the list of them: 还面临不少问题和挑战.
SHORTCOMINGS = ("问题", "困难", "差距", "不足", "短板", "挑战", "弱项", "矛盾", "薄弱环节", "瓶颈", "缺点")
VAGUE = ("不少", "一些", "许多", "诸多", "很多", "若干", "以下", "如下", "这样那样", "几个方面", "几方面", "部分")
SEEING = (
    "看到", "认识到", "意识到", "存在", "面临", "正视", "表现在", "表现为", "体现在", "主要是", "主要有", "举例",
    "如下", "以下", "反映", "同在", "点一下", "不容忽视", "并存",
)  # fmt: skip
# A sentence of remedies ends the stretch of admissions: 对这些问题，我们将采取有力措施.
TURNING = (
    "对此", "对这些", "对上述", "对以上", "对于这些", "这些问题", "以上问题", "上述问题", "针对", "为此", "下一步",
    "下步", "今后", "面对这些", "这些困难", "我们将", "我们要",
)  # fmt: skip
