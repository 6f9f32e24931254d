"""Articles in each format, and attacks, for the contract."""

MARKDOWN = """---
title: 一座城的账本
tags: [城市, 数据]
---

开头**「一段」**话，**真，**她说。**产业**互联网
断成两行，english words
go on，还有 `code`、[链接](b.md)、![图](c.png) 与 <u>下划线</u>[^注]。

## 第一节 *强调*

- 一项
- [x] 完成的**一项**
  换行

1. 甲
2. 乙

> 引用的**一段**话
> 第二行

| 名称 | 数 |
|------|---:|
| 数据中台 | 1 |

术语
: 释义一段

> [!TIP] 小窍门
> 里面的话

::: warning
另一个框
:::

<details><summary>展开</summary>

里面有**中台**二字。

</details>

<center>居中 <img src="d.png"></center>

行内 $a<b$ 与

$$
x^2
$$

```python
print("<b>")
```

[[产业互联网]]、[[显示|词条]]、\\[[数据]]、[不标]{.nomark}、[有类]{.k #own}。

硬换行  
之后\\
再一行

![图注的图](e.png "题注文字")

[^注]: 脚注里的**话**。
"""
PLAIN = """导语：小城的早市散得早，摊主们却把 账本 搬上了手机。一年下来，连卖菜的
小城的早市散得早，摊主们却把账本搬上了手机。
一年下来，连卖菜的老人也会指着屏幕问一句，今天的利润怎么又少了两块，是不是昨天记错了。
账本从哪里来
最早的账本是一张表格，由街道的年轻人挨家挨户教会，教到第三十户，表格就变成了一个程序。
▲摊主在核对当天的流水
街道办的老周说起这件事，语气很平常：
我们一开始没想那么多，大家都忙，能少跑一趟是一趟。我跟他们讲，记账不是给我看的。
后来用的人多了，我才发现它还能告诉我们哪条街的人流在变少，这是我没料到的。
这套程序今年已经用在十一个社区，维护它的是两名兼职的学生，每个月的开销不到一百元。
温馨提示：想了解更多，欢迎添加微信：abc123456。
"""
HTML = """<!DOCTYPE html><html><head><title>早市 - 小站</title><meta name="author" content="林小满"><script>alert(1)</script></head>
<body><nav>首页</nav><article><h1>早市</h1><p>小城的<strong>早</strong>市散得早，<em>摊主们</em>却把<br>账本搬上了手机。</p>
<h2>账本从哪里来</h2><p>最早的账本是一张表格，由街道的<a href="b.html">年轻人</a>挨家挨户教会，教到第三十户，表格就变成了一个程序。</p>
<ul><li>一项</li><li><p>两项</p></li></ul><blockquote><p>记账不是给我看的。</p></blockquote>
<table><tr><th>甲</th></tr><tr><td>乙</td></tr></table><img src="a.png" alt="图"><figure><img src="b.png"><figcaption>▲图注</figcaption></figure>
<div>没有段落的文字<p>段落</p>后面的文字</div><pre>code</pre></article><footer>页脚</footer></body></html>
"""
SAMPLES = {
    ".md": [MARKDOWN, "# 只有标题\n\n一段。", "一段"],
    ".markdown": [MARKDOWN],
    ".txt": [PLAIN, "只有一行"],
    ".html": [HTML, "<p>片段里的<b>话</b></p>", "没有标签的话"],
    ".htm": [HTML],
}

XSS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//x.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<img src='x' onerror='alert(1)'/>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
    "<iframe src=javascript:alert(1)></iframe>",
    '<a href="javascript:alert(1)">x</a>',
    "<a href=' javascript:alert(1)'>x</a>",
    '<a href="java\tscript:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "<a href=vbscript:msgbox(1)>x</a>",
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT:alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](&#x6A;avascript:alert(1))",
    "![x](javascript:alert(1))",
    "![x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "[x](\u2028javascript:alert(1))",
    "[x](\u00a0javascript:alert(1))",
    '[x](x "\\" onmouseover=alert(1) \\"")',
    '![" onerror=alert(1) x="](x)',
    "<b onclick=alert(1)>x</b>",
    '<div style="background:url(javascript:alert(1))">x</div>',
    "<style>@import 'x';</style>",
    "<link rel=stylesheet href=x>",
    '<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
    "<base href=//x>",
    "<form action=javascript:alert(1)><input type=submit></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<object data=x></object>",
    "<embed src=x>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<textarea><script>alert(1)</script></textarea>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<p title="</p><script>alert(1)</script>">x',
    "<!--><script>alert(1)</script>-->",
    "<!-- --!><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "<xmp><script>alert(1)</script></xmp>",
    "<template><script>alert(1)</script></template>",
    "<a href=x><a href=y>x</a></a>",
    "</div></div></article><script>alert(1)</script>",
    "<table><tr><td></table><script>alert(1)</script>",
    "<x onclick=alert(1)>x</x>",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    "$<script>alert(1)</script>$",
    "[[<script>alert(1)</script>]]",
    "[x]{onclick=alert(1)}",
    '[x]{."onclick=alert(1)}',
    '## x {#"onclick=alert(1)}',
    "## x {onclick=alert(1)}",
    '```"onclick=alert(1)\nx\n```',
    '::: "onclick=alert(1)\nx\n:::',
    "> [!NOTE] <script>alert(1)</script>\n> x",
    "[^1]\n\n[^1]: <script>alert(1)</script>",
    "{% raw %}<script>alert(1)</script>{% endraw %}",
    '{{< figure src="javascript:alert(1)" >}}',
    '{{< figure src="x" title="\\"><script>alert(1)</script>" >}}',
    "<a id=tip>x</a>",
    '<a href="zhushu-link:0:">x</a>',
    '<img src="zhushu-link:7:">',
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<<script>script>alert(1)</script>",
    "<script",
    '<a href="',
    '<img src="x',
    "<div>\ufdd01\ufdd1</div>\n\n字\n\n<p>\ufdd00\ufdd1</p>",
    "\ufdd00\ufdd1<div>\ufdd01\ufdd1</div>",
    "<div>\n\n**x**\n\n<script>\n\n**y**\n\n",
    "<select><option><script>alert(1)</script></select>",
    "<plaintext>x",
    "<ruby>x<rt><script>alert(1)</script></ruby>",
    "<code><script>alert(1)</script></code>",
    "<a href=x><script>alert(1)</script></a>",
]
