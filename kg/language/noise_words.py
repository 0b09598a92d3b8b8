"""What pages print around a text: labels, words and formulas, as data. Patterns are in Python's `re` syntax.

Patterns are read by `kg.read.noise`: those of LINES must match a whole line, those of ANYWHERE a part of one, those of
ENDS a line's end. Text is in simplified characters by then. Repeats are bounded.
"""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# "Label: value" of a page's byline. A weak label makes a byline only beside a strong one or with a date in figures.
BYLINE_LABELS = _words("""
    发布时间 发布日期 发表时间 发文时间 发文日期 更新时间 更新日期 上传时间 录入时间 添加时间 生成日期
    公开日期 发布单位 发布机构 发布人 发布者 发布部门 信息来源 文章来源 新闻来源 稿件来源 来源单位 来源 稿源
    供稿单位 供稿人 供稿 撰稿 撰稿人 作者 责任编辑 责任校对 责编 编辑 编审 校对 审校 审稿 初审 复审 终审
    一审 二审 三审 审核人 审核 录入员 录入者 摄影 字体大小 字体 字号 文字大小 监制 主编 首席组版 组版
""")
# Labels of figures: only with a figure behind them.
BYLINE_COUNTS = _words("""
    浏览次数 浏览量 浏览 点击次数 点击数 点击率 点击量 点击 阅读次数 阅读量 阅读 访问量 访问次数 人气
""")
BYLINE_WEAK_LABELS = ("时间", "日期", "记者", "通讯员", "单位", "信息员", "栏目", "分类", "类别", "标签")
# "Label: value" at a page's foot; one of the sure ones must be there.
FOOTER_LABELS = _words("""
    主办单位 主办 承办单位 承办 联系电话 电话 传真 地址 邮编 邮箱 技术支持 投稿邮箱 投稿信箱 网站标识码 访问量
""")
FOOTER_SIGNS = ("网站地图", "网站标识码", "技术支持", "版权所有", "投稿邮箱", "投稿信箱", "ICP备", "公网安备", "电话")
# Words of menus and buttons: a line made of nothing else is navigation.
NAVIGATION_WORDS = _words("""
    网站首页 返回首页 首页 主页 信息公开 政务公开 政府信息公开 政民互动 互动交流 办事指南 办事服务 政务服务
    教育新闻 新闻中心 新闻动态 工作动态 教育动态 通知公告 公示公告 领导信箱 网站地图 联系我们 关于我们
    关于本站 加入收藏 收藏本站 设为首页 返回顶部 返回列表 返回上一页 返回 上一页 下一页 末页 尾页 打印本页
    打印 关闭窗口 关闭本页 关闭 收藏 分享 微信 微博 新浪微博 QQ空间 复制链接 无障碍浏览 无障碍 繁体版 简体版
    登录 注册 退出 搜索 站内搜索 相关链接 相关文章 相关新闻 相关阅读 相关推荐 相关附件 延伸阅读 热门文章
    热门推荐 推荐阅读 猜你喜欢 最新文章 友情链接 更多 查看更多 阅读全文 阅读原文 展开全文 查看全文 手机版
    客户端 正文 大 中 小 TOP English END
""")
# Whatever matches one of the patterns below holds one of these words; they are rare in other texts.
HINTS = _words("""
    位置 首页 主页 上一 下一 前一 后一 上篇 下篇 上页 下页 分享 转发到 转发至 转发请 转载 返回搜狐 声明
    版权所有 Copyright copyright COPYRIGHT © (C) ICP备 公网安备 页 扫一扫 二维码 本文 隐藏内容 内容需要
    内容须 特权 会员 VIP 登录 付费 购买 剩余 余下 小编 本资料 本文档 仅供 阅读 点击 浏览 人气 字体 字号 >>
    ＞＞ ADVERTISEMENT 微信 戳 更多 广告 推广 赞助 推荐 热词 搜索 标签 关键词 关键字 TAG Tag 温馨提示 投稿
    公众号 邮箱 邮件 扫码 编辑 责编
""")
# The hints of those that match inside a line or at its end.
PART_HINTS = frozenset(
    _words("""
    温馨提示 隐藏内容 广告 投稿 邮箱 邮件 公众号 扫码 二维码 点击 >> 页 编辑 责编 返回搜狐 分享 更多
""")
)
# kind -> patterns that match a whole line
LINES = {
    "navigation": (
        r"(?:您?的?当前(?:的?)位置|您?(?:现在)?(?:的|所在)位置|所在位置)\s{0,4}(?:是|为)?\s{0,4}[:：].{0,160}",
        r"(?:首页|主页)(?:\s{0,4}[>›»→/]{1,4}\s{0,4}[^>›»→/。，]{1,30}){1,8}",
        r"(?:ADVERTISEMENT\s{0,4})?(?:上|下|前|后)一?[篇页条个]\s{0,4}(?:文章|新闻|主题)?\s{0,4}[:：].{0,200}",
        r"(?:分享|转发)(?:到|至)\s{0,4}[:：].{0,80}",
        r"分享让更多人看到",
        r"返回搜狐.{0,30}",
        r"(?:免责|版权)声明\s{0,4}[:：].{0,300}",
        r"版权所有.{0,120}",
        r"(?:Copyright|©|\(C\)).{0,160}",
        r".{0,60}(?:ICP备|公网安备).{0,80}",
        r"共\s?\d{1,4}\s?[条页篇].{0,40}页.{0,60}",
        r"(?:扫一扫|长按(?:识别)?二维码|微信扫一扫|扫描二维码).{0,40}",
        r"本文(?:网址|链接|地址)\s{0,4}[:：].{0,200}",
        r"(?:上|下)一篇\s{0,4}.{0,60}",
    ),
    "paywall": (
        r"隐藏内容",
        r"(?:此处|以下|本文)?内容(?:需要|须)(?:权限|登录|付费|购买|回复)(?:后)?(?:才能|可以|方可)?(?:查看|阅读)?",
        r"[•·\-*\s]{0,6}(?:普通|会员|网站代理|代理|VIP|终身|包年|包月)\s?用户?特权\s{0,4}[:：].{0,40}",
        r"(?:会员|VIP|登录|付费|开通会员)(?:后)?(?:用户)?(?:免费)?(?:查看|阅读|下载)(?:全文)?",
        r"(?:登录|购买|付费|开通会员|成为会员).{0,12}(?:查看|阅读|下载)(?:剩余|全部|全文|完整).{0,20}",
        r".{0,20}(?:剩余|余下)\s?\d{1,3}%\s?(?:的)?(?:内容|未读).{0,40}",
    ),
    "byline": (
        r"(?:下面|以下|这里)(?:就)?是?(?:本站)?小编.{0,200}",
        r"小编(?:为|给)(?:大家|您|你).{0,160}",
        r"本(?:文|资料|文档)(?:由|来自|来源于?|转自|摘自).{0,160}",
        r"(?:以上)?(?:内容|文章)?仅供(?:学习|参考).{0,80}",
        r"(?:转载|转发)请注明.{0,80}",
        r"(?:阅读|点击|浏览|人气)\s{0,3}\d{1,9}\s?次?",
        r"【?字[体号](?:大小)?\s{0,4}[:：]?\s{0,4}[\[【]?\s{0,4}大\s{0,4}中\s{0,4}小\s{0,4}[\]】]?】?",
    ),
    "advertisement": (
        r"[>＞]{2,}.{0,200}",
        r"ADVERTISEMENT.{0,200}",
        r".{0,30}(?:关注|搜索|添加)(?:本站|我们的?|官方)?微信(?:公众号|号).{0,60}",
        r"(?:点击|戳)(?:此处|这里|查看|下载|复制|阅读)?(?:更多|全文|原文).{0,40}",
        r"[(（]?点击(?:复制|下载)[^。，]{0,30}",
        r"更多(?:精彩|精品|相关|优质)(?:内容|范文|文章|资料|资讯).{0,80}",
        r"[【\[](?:广告|推广|赞助)[】\]].{0,40}|广告",
    ),
    "tags": (
        r"(?:推荐访问|推荐浏览|相关推荐|(?:相关|热门)?(?:热词)?(?:搜索|标签)|关键词|关键字|TAGS?|Tags?)\s{0,4}[:：].{0,200}",
    ),
}  # fmt: skip
# kind -> patterns that match inside a line; they hold wherever the line is cut
ANYWHERE = {
    "paywall": (
        r"[【\[(（]?温馨提示\s{0,4}[:：][^。】\])）]{0,60}(?:下载|金币|积分|VIP|付费|会员)[^。】\])）]{0,60}[】\])）]?",
        r"隐藏内容\s?此处内容需要权限查看[^。]{0,120}会员免费查看",
    ),
    "advertisement": (
        r"【[^】。]{0,60}(?:投稿|邮箱|邮件|公众号|扫码|二维码|点击下载)[^】]{0,60}】",
        r"(?<=[。！？!?”×])广告\s[^。！？\n]{5,60}[。！？]?\s?×",
        r">>>更多[^。，\n]{0,60}(?:点击复制|点击下载)[)）]?",
    ),
    "page-number": (
        r"第\s?\d{1,4}\s?页\s?[,，/]?\s?[共总]\s?\d{1,4}\s?页",
    ),
    "byline": (
        r"[【\[(（](?:责任编辑|责编|编辑)\s?[:：][^】\])）。\n]{0,20}[】\])）]",
    ),
}  # fmt: skip
# kind -> patterns that match the end of a line
ENDS = {
    "navigation": (
        r"返回搜狐[，,]?查看更多(?:责任编辑[:：][^。\n]{0,12})?",
        r"分享让更多人看到",
        r"更多精彩内容请进入[^。，\n]{0,12}",
        r"(?:点击)?查看更多(?:精彩内容)?",
    ),
    "byline": (
        r"责任编辑[:：][^。，\n]{0,12}",
    ),
}  # fmt: skip

# What stands behind a hidden value (x所, ……万元, **镇), and what an x may begin that hides nothing.
HIDDEN_UNITS = _words("""
    万 亿 元 所 人 名 个 位 次 项 家 处 间 场 亩 平方 公里 辆 台 册 套 节 课时 学时 小时 分 天 年 月 日 % ％
    ‰ 余 多
""")
HIDDEN_NOUNS = _words("""
    小学 中学 学校 幼儿园 大学 学院 教育 县 市 区 镇 乡 村 局 苏木 旗 盟 州 省 社区 街道 中心校 职业 等
""")
HIDDEN_PLACES = "省市州盟县区旗乡镇村校局园"
NOT_HIDDEN = ("[xX](?:光|射线|证书|轴|型|染色|展架|片)", "×\\s?[0-9]")
