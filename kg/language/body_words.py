"""Words of bodies' names that are Chinese and no kind of body: what stands below what, and what names nothing."""

from __future__ import annotations

# the heads of bodies that stand below another, whose name stands before theirs: 县公安局|城关派出所
BELOW = (
    "派出所", "司法所", "交警大队", "交通警察大队", "刑警大队", "巡特警大队", "市场监管所", "市场监督管理所", "运管所",
    "分局", "中队",
)  # fmt: skip
# committees' own bodies keep 委 in their names: 县|委第二巡察组
OF_COMMITTEES = ("巡察组", "巡察办", "巡察工作领导小组", "巡察工作领导小组办公室")
COMMITTEE = "委"
# unions that bear the name of the school that heads them: 某小学|教育集团
UNIONS = ("教育集团", "教育联盟", "教育共同体", "教育联合体", "教联体", "学校共同体")
HEADING = ("小学", "中学", "幼儿园", "学校", "初中", "高中")
# companies that are so called without 有限
COMPANY = "公司"
# foundations whose head says what for: with a place they are named
FOUNDATION = "基金会"
# heads of bodies that the public visits, called by a name without a place: 傥骆古道|博物馆
VISITED = ("博物馆", "纪念馆", "科技馆", "美术馆", "陈列馆")
# what such a name is not made of
COMMON = (
    "红色",
    "文化", "革命", "历史", "校园", "校史", "数字", "农耕", "民俗", "民间", "非遗", "科普", "主题", "生命", "班级",
    "乡村", "村史",
    "家乡", "当地", "本地", "地方", "虚拟", "微型", "流动", "烈士", "英雄", "英烈", "抗战", "抗日", "党史",
    "国家", "自然", "军事", "航天", "天文", "各", "多", "等", "的", "一", "两", "个", "座", "家", "所", "学生", "学校",
    "爱国", "教育", "各类", "省级", "市级", "县级", "城乡", "紧密", "优质", "区域", "发展", "育人", "家校", "办学",
)  # fmt: skip
TO_BE_BUILT = ("项目", "建设", "工程", "改造", "规划")  # behind what there is not yet
# what companies are hired as, and no name of one
HIRED = (
    "物业", "保安", "餐饮", "配送", "建筑", "施工", "专业", "第三方", "相关", "有关", "一家", "多家", "家", "某", "该",
    "本", "食品", "劳务", "校车", "客运", "保险", "国有", "社会", "技术", "服务", "科技", "教育", "培训",
)  # fmt: skip
# what links a body's name to what stands before it
LINKS = frozenset("与和同跟由、向经")
