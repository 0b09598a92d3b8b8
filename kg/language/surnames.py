"""Chinese surnames and what given names are made of: closed lists, as data.

The tiers say how much else must speak for a name. `SURNAMES` begin names and hardly any word that can follow a title;
`DOUBTFUL_SURNAMES` are everyday words themselves or begin many (于, 任, 方, 高, 成); `COMPOUND_SURNAMES` have two
characters. Names of Tibetan, Mongolian, Yi and Uyghur people in Chinese letters have no surname in this sense:
`NAME_PIECES` are the common pieces that they are put together from.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎潘杜戴夏钟汪田姜范石姚谭廖邹熊陆郝孔崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易武乔贺赖龚丘丛严习亓仇仉"
    "仝仲伍佘佟佴俞候倪储兰冀冉冷冼凌凤刁卓卜卞卫危古喻奚姬娄季宁宓宗宦宾尤屈屠岑岳嵇巢巩庄庞惠戚房扈敖斯昝晁晏曲朴柏柯柳柴栗桂桑梅楚樊欣欧殷毕沃沙洛洪涂淳游湛滕漆澹濮焦燕牛牟狄玄甄甘盖祁祝禄禹窦章"
    "童籍米粟糜綦纪练缑缪羿翁翟耿聂肇肖胥臧舒艾芦苍苑苗苟英茅茹荀荆莫菅萨葛蒙蒯蒲蓝蓟蔚蔺薄藏虞衡裘裴褚覃訾詹诸谌谯谷豆贲费辛辜迟迪逄逯邝邢邬邰邸郁郇郎郏郗郜鄂鄢酆钭钮闫闵闻阙阚阮阳陶隋雍霍靖靳鞠韦"
    "颜饶骆骞鲁鲍鹿麦麻席栾芮符亢郄雒寇瞿竺戎戈庹仵闾笪矫鄞郦茆禚"
    "劳剡淦蹇禤撖佀邴苌眭睢忻毋尉泮琚侬卿檀贠遆颉杲旷"
)

DOUBTFUL_SURNAMES = frozenset(
    "万乐于代任余党全关包匡单厉向商国安宫宿封尚展左巫师常平应弓弘强成支敬文方施时明晋景暨查桓水池温满牧申白盛祖简管花荣解计许路车边连金隗项高齐吉伊井丰杭况隆幸束帅昌衣暴华云付皮廉穆司巴尧占揭农印怀宣官库贝浦元寸降锁慕东冶拜妥铁撒植磨闭盘税母楼银容勾竹宛仓励渠羊滑鲜畅线咸"
)

# Those of them that are also prepositions, auxiliaries and the like: 副局长向大会作报告.
FUNCTION_SURNAMES = frozenset("向于应任代全时关当成")

COMPOUND_SURNAMES = _words("""
    万俟 上官 东郭 令狐 公冶 公孙 公羊 叶赫 司徒 司马 呼延 夏侯 太史 宇文 完颜 宗政 尉迟 左丘 慕容 拓跋 欧阳
    淳于 澹台 独孤 申屠 皇甫 端木 纳兰 诸葛 赫连 轩辕 钟离 长孙 闻人 鲜于
""")

_PIECES = {
    "Tibetan": """
        扎西 旺堆 卓玛 卓嘎 次仁 次旦 次旺 才让 才旦 多吉 多杰 顿珠 尼玛 达娃 达瓦 格桑 拉姆 拉毛 洛桑 罗桑 丹增
        旦增 平措 彭措 央金 央宗 仁青 仁增 加措 嘉措 措姆 桑杰 桑吉 索南 贡布 贡嘎 罗布 边巴 巴桑 普布 白玛 德吉
        益西 土登 强巴 曲珍 群培 旺姆 旺杰 旺久 班旦 班玛 吉美 久美 晋美 南杰 南卡 嘎玛 嘎松 泽仁 泽旺 阿旺 江措
        绒布 向巴 登巴 顿旦 赤列 却吉 坚赞 江白 色珍 玉珍 珠扎 项秋 尕藏 尕玛 华旦 完么 看召 昂旺 昂毛 卡毛
    """,
    "Mongolian": """
        巴图 巴特尔 乌云 其其格 格日勒 斯琴 图雅 娜仁 那仁 高娃 苏和 布和 额尔敦 额尔德尼 呼格吉勒 宝音 特木尔
        铁木尔 敖日格勒 朝鲁 朝克图 哈斯 塔娜 萨仁 乌兰 阿拉坦 阿拉腾 白音 巴音 孟克 毕力格 毕力格图 苏日娜 苏日
        都仁 通拉嘎 巴雅尔 吉日嘎拉 乌力吉 乌日娜 朝格图 达来 道尔吉 莫日根 呼和 呼斯楞 满都拉 满都呼 牧仁
        青格勒 琪琪格 赛音 赛罕 斯日古楞 托娅 乌仁 伊拉图
    """,
    "Yi": """
        沙马 吉克 吉木 吉伍 吉狄 吉尔 曲比 曲木 阿的 阿尔 阿苦 阿力 阿牛 阿侯 马海 马黑 木呷 木乃 木基 木果 尔古
        尔布 尔哈 伍呷 伍各 伍加 拉日 拉哈 果基 依火 依合 日古 日哈 日布 史古 牛牛 牛布 俄木 罗洪 热柯 约布 达古
        子古 莫色 克古 克哈 拉铁 史哈 石一
    """,
    "Uyghur, Kazakh and others": """
        阿不都 阿布都 买买提 艾买提 艾合买提 麦麦提 吐尔逊 吐尔洪 热合曼 热西提 古丽 古力 帕提 帕尔哈提 肉孜
        克里木 艾尼瓦尔 努尔 木拉提 哈力克 赛买提 玉素甫 阿依 阿孜古丽 热依拉 迪丽 努拜尔 沙吾提 木合塔尔 库尔班
        塔依尔 叶尔 江布 别克 哈孜 达吾提 吾买尔 伊力亚斯 米吉提 艾力 卡德尔 提江
    """,
}
NAME_PIECES = _words(" ".join(_PIECES.values()))

# Characters that no given name holds: particles, pronouns, counters, brackets of a list.
NEVER_IN_NAMES = frozenset(
    "的了是不有这那们也很且或及等被把呢吗啊其之所者您你他她它我个位名岁届第每各某共约后内外上下们并已均仍就让"
    "又再都太要没做吃人此件条项处份批次场套亩户座辆县镇乡村市省校局院"
)

# Leaders whose names stand inside the names of doctrines; nobody reports of them as persons here.
DOCTRINE_NAMES = _words("习近平 毛泽东 邓小平 马克思 恩格斯 列宁 孙中山 胡锦涛 江泽民")
