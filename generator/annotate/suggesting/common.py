"""Words that are never terms, or never at the edge of one."""

STOP_LATIN = frozenset(
    "a an and are as at be but by can do for from has have he her his how i if in is it its like may me my new no not of on or our out "
    "she so some than that the their them then there these they this to too up us use used via was we what when where which who will "
    "with you your http https www com org net html htm php png jpg gif md the "
    "github markdown pr app usb pdf ppt wifi email ok tv pc".split()
)
FUNCTION = frozenset("u p c d r y e o x w k h f m q t mq zg uj ul uv uz ud ug df rr rz rg ad ag dg tg yg".split())
"""jieba's tags of words that no term begins or ends with: particles, prepositions, adverbs, pronouns, numbers, times …
"""
FUNCTION_ONE = frozenset("u p c d r y e o x w uj ul uv uz ud ug".split())
NOUNS = ("vn", "an", "eng", "j")
NEVER_ONE = frozenset(
    "的了是在有和与或就也都要会能可对从向把被让使给到于以为其之所而且但则即如若这那哪谁我你他她它们个些种次位年月日时分秒"
    "第每各某本该此内里间多少很更最太不没来去出入起过说看做想"
)
NAMING = frozenset(
    "叫 称 名 做 打 有 由 用 把 被 于 叫作 叫做 称为 称作 名为 即 及 而 或 或者 以及 属于 基于 使用".split()
)
"""Words that introduce a name without being part of it."""
NUMBERS = frozenset("零一二三四五六七八九十百千万两几半")
EDGES = (NEVER_ONE | set("才但如又再先并")) - set("年月日时分秒里出入")
"""Characters at the edge of an unknown word that show it to be a piece of a sentence."""
INNER = frozenset("的得了着过们吗呢吧")
"""Characters anywhere in an unknown word that do."""
ENDINGS = frozenset("成于为到给够中里上下前后时称谈")
"""Characters at its end that do."""
REPORTING = frozenset(
    "称 说 谈 答 问 讲 指出 强调 透露 坦言 直言 呼吁 宣布 宣称 声称 回应 告诉 表态 谈到 谈及 提到 提及 谈论 答问".split()
)
"""What somebody does with words, no part of a term behind a name: 马克龙｜谈."""
DOING = frozenset(
    "走抄打踩交拖做找吃喝看买卖拿抓搞弄拍搬换讲聊玩睡坐骑爬跑跳唱扫挖砍炒煮喊赶追逃躲抢骂碰摸扛抱挂贴教绕赚赔借送记"
)
"""Everyday verbs whose objects make phrases, not terms: 走弯路, 踩｜刹车."""
SIDES = frozenset("上中下前后时外内里旁间")
"""Endings of phrases of place or time: 手机上, 循环中."""
BEGINNINGS = NAMING | set("中里时")
"""Words that no term begins with: 中安装, 叫作｜水解法."""
NEVER = frozenset(
    "可以 没有 一个 这个 那个 我们 你们 他们 自己 什么 怎么 如何 这些 那些 这种 那种 时候 事情 东西 问题 情况 方面 部分 地方 方式 例子 "
    "以下 以上 之后 之前 之间 其中 其他 其它 目前 现在 今天 昨天 明天 今年 去年 明年 最近 未来 过去 本文 文章 作者 人们 大家 "
    "译者 译文 译注 校对者 校对 原文 选题 题图 下图 上图 下表 图片 附录 结语 前言 参考资料 本文永久链接 "
    "需要 使用 进行 通过 成为 作为 提供 实现 包括 认为 表示 知道 看到 觉得 希望 开始 发现 出现 存在 选择 了解 支持 创建 运行 "
    "很多 许多 一些 更多 所有 任何 每个 不同 重要 主要 简单 容易 可能 能够 应该 必须 已经 正在 非常 十分 比较 "
    "第一 第二 第三 一次 一种 一样 一直 一定 一般 一起 一下 一部分 同时 同样 例如 比如 因此 所以 但是 不过 然后 如果 虽然 因为 "
    "公司 时间 世界 中国 工作 生活 内容 结果 原因 过程 方法 能力 水平 程度 意义 作用 关系 条件 机会 想法 目标 任务 "
    "键入 输入 输出 点击 按下 回车 空格 括号 引号 逗号 键盘 鼠标 屏幕 按钮 窗口 菜单 菜单栏 图标 文件 文件夹 目录 后缀 截图 快捷键 "
    "安装 卸载 下载 上传 加载 清除 移除 添加 删除 重命名 切换 默认 登录 登出 注册 更新 升级 版本 步骤 教程 示例 技巧 模板 段落 "
    "开发者 开发人员 程序员 设计师 管理员 系统管理员 工程师 初学者 新手 用户名 应用程序 电脑 手机 网站 网页 代码 选项 设置 "
    "功能 解决方案 优点 缺点 优势 灵活性 可读性 安全性 可靠性 易用性 有效性 重要性 复杂性 有效率 可视化 优质 最佳 派上用场".split()
)
"""Words so common that their frequency in one text means nothing."""
