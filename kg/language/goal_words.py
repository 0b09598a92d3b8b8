"""How plans name their aims and number their work: heads of aims, what introduces their parts, headings of no work."""

from __future__ import annotations

DIGITS = {"一": 1, "二": 2, "两": 2, "双": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
MEASURES = "个大项条种类张件"

# Nouns that an aim's name ends in, after the quoted phrase: “1558”总目标, “四个更加”奋斗目标; longer ones first.
HEADS = (
    "总目标", "奋斗目标", "发展目标", "阶段性目标", "工作目标", "目标任务", "目标", "发展战略", "提升战略", "战略",
    "总体思路", "工作思路", "发展思路", "思路", "工作布局", "总体布局", "布局", "工作格局", "总要求", "工作要求",
    "要求", "重点任务", "任务", "工作举措", "举措", "规划", "发展愿景", "愿景", "新高地", "高地", "蓝图", "发展路径",
    "工作方针",
    "工作主线", "办学目标", "育人目标", "培养目标", "奋斗方向", "发展定位", "总任务", "工作理念", "战略目标",
    "攻坚目标",
)  # fmt: skip
# Of these, what makes an aim of a slogan that prints no number.
SLOGAN_HEADS = (*(word for word in HEADS if len(word) > 2), "愿景", "目标")
# What follows the parts and says what they are for: 为…作出新贡献.
TO_WHAT_END = ("为", "努力", "推动", "奋力", "以", "不断")
# Nouns that make a numbered slogan a program: “139”工作体系.
PROGRAM_HEADS = ("体系", "模式", "制度", "机制", "工作法", "教学法", "课程", "课堂")

# What a slogan serves as: 以“六个坚持”为抓手.
SERVING = ("抓手", "主线", "重点", "目标", "引领", "统领", "核心", "突破口", "载体", "总揽", "主题", "着力点", "切入点")
# What stands between the name and a list of its parts.
INTRODUCING = (
    "即", "就是", "也就是", "指的是", "是指", "包括", "分别是", "分别为", "主要是", "具体是", "具体为", "是",
    "——",
)  # fmt: skip

# A heading that ends in one of these and begins with no verb of work opens no item of work.
NO_WORK_ENDS = (
    "指导思想", "总体要求", "总体思路", "总体目标", "基本原则", "工作原则", "原则", "目标", "目标任务", "任务目标",
    "思路", "要求", "任务", "安排", "重点", "形势", "意义", "背景", "依据", "对象", "范围", "时间", "地点", "内容",
    "步骤", "方法", "方式", "程序", "阶段", "条件", "标准", "分工", "职责", "机构", "名单", "人员", "事项", "说明",
    "其他", "附则", "措施", "问题", "情况", "成绩", "比例", "数量", "计划", "材料", "电话", "内涵", "特点", "概念",
    "定位",
)  # fmt: skip
# A heading without number or verb that names who, when or where.
NO_WORK = ("附件", "联系", "报名", "参加", "参会", "关于")
# What stands under such a heading are principles and aims, no items of work.
NO_LISTS = (
    "基本原则", "工作原则", "指导思想", "总体要求", "总体目标", "工作目标", "发展目标", "主要目标", "目标任务",
    "组织机构", "纪律要求",
)  # fmt: skip

# What a speaker has done whose list follows: 作出具体安排：, 提出三点要求：.
GIVES = ("作出", "做出", "作了", "做了", "提出", "明确", "强调")
GIVEN = ("安排", "部署", "要求", "任务")
# What tells before a list that its speaker will do what it holds: 下一步，…：一是…, 我们将…：一要….
NEXT = (
    "以下方面着手",
    "以下几方面着手",
    "几件实事",
    "件实事",
    "下一步",
    "下步",
    "下一阶段",
    "下阶段",
    "今后",
    "接下来",
    "下来将",
    "将重点抓",
    "将重点做好",
    "将着重抓",
    "将着力做好",
)
# Two marks of orders in a row (一要…二要…) are a list of tasks in whatever a speaker says.
ORDERS = "要"
WHO_ACTS = (
    "我们",
    "我局",
    "我委",
    "我厅",
    "我市",
    "我县",
    "我区",
    "我州",
    "我旗",
    "我校",
    "我镇",
    "教育局",
    "教体局",
    "学校",
    "政府",
)
NOT_AHEAD = ("有关", "相关", "情况", "近")
# What a list holds that only explains or answers: 现将情况答复如下：一是….
TELLING = ("回复", "答复", "说明", "介绍", "解释", "解答", "汇报", "通报", "认识到", "看到", "了解")

# Words that a count of announced work is said of: 共提出八方面工作任务.
ANNOUNCED = ("工作任务", "重点工作", "具体工作", "工作", "任务", "要求", "措施", "意见", "事项", "实事")
