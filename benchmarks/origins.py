"""Ten posts in the dialect of each of eight origins, imported and built: `python -m benchmarks.origins DIR`.

The sites stand in DIR/NAME; their pages are for looking at. Prints, for each origin, what `import` and `build` printed.
"""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

TOPICS = (
    ("煮茶记", "水初沸如鱼目，再沸如涌泉。"),
    ("修一把旧伞", "伞骨断了三根，布面还好。"),
    ("江边的渡口", "渡船一天只开四班。"),
    ("给猫搭窝", "纸箱垫上毛衣，它睡了一个冬天。"),
    ("夜里的面馆", "老板只卖三种面。"),
    ("抄一页字帖", "横要平，竖要直。"),
    ("山上的电视塔", "塔高一百二十米。"),
    ("晒书", "六月六，把受潮的书搬到院子里。"),
    ("学游泳", "先学会沉，才学会浮。"),
    ("拆一台收音机", "里面有七个晶体管。"),
)
CODE = "```python\nfor cup in range(3):\n    print(cup)\n```\n"
TABLE = "| 项目 | 数量 |\n| --- | ---: |\n| 茶杯 | 3 |\n| 茶壶 | 1 |\n"
LIST = "1. 先备好东西\n2. 再动手\n   - 慢一点\n   - 别急\n\n- [x] 做完了\n- [ ] 还没做\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080200000090"
    "7753de0000000c4944415478da6360606000000004000151f39d0f0000000049454e44ae426082"
)
Files = Mapping[str, str | bytes]


def hexo() -> Files:
    """Posts as Hexo has them."""
    files: dict[str, str | bytes] = {"_config.yml": "title: 手记\npost_asset_folder: true\n"}
    for number, (title, text) in enumerate(TOPICS):
        files[f"source/_posts/post-{number}.md"] = (
            f"---\ntitle: {title}\ndate: 2021-0{number % 9 + 1}-03 10:00:00\ntags: [日常, 手艺]\ncategories: 生活\n---\n"
            f"{text}\n换一行还是一行。\n<!-- more -->\n\n## 准备\n\n{LIST}\n{{% note warning %}}\n小心烫。\n{{% endnote %}}\n\n"
            f"{{% tabs 做法 %}}\n<!-- tab 快 -->\n十分钟。\n<!-- endtab -->\n<!-- tab 慢 -->\n{CODE}<!-- endtab -->\n"
            f"{{% endtabs %}}\n\n"
            f"{{% asset_img a.png 一张图 %}}\n\n{TABLE}\n\n{{% post_link post-{(number + 1) % 10} 下一篇 %}}\n"
        )
        files[f"source/_posts/post-{number}/a.png"] = PNG
    return files


def jekyll() -> Files:
    """Posts as Jekyll has them."""
    files: dict[str, str | bytes] = {"_config.yml": "title: 手记\npermalink: /:year/:month/:title.html\n"}
    for number, (title, text) in enumerate(TOPICS):
        files[f"_posts/2020-03-{number + 10}-post-{number}.md"] = (
            f"---\nlayout: post\ntitle: '{title}'\ntags: 日常\n---\n* toc\n{{:toc}}\n\n{text}\n{{: .lead}}\n\n## 准备\n\n"
            f"{LIST}\n"
            f"{{% highlight ruby linenos %}}\nputs 1\n{{% endhighlight %}}\n\n![图]({{{{ site.baseurl }}}}/images/a.png)\n"
            f'{{: style="text-align:center"}}\n\n'
            f"{TABLE}\n\n[上一篇]({{% post_url 2020-03-{(number + 1) % 10 + 10}-post-{(number + 1) % 10} %}})\n\n有注[^1]。\n\n"
            f"[^1]: 注文。\n"
        )
    return files | {"images/a.png": PNG}


def hugo() -> Files:
    """Posts as Hugo has them."""
    files: dict[str, str | bytes] = {"hugo.toml": "title = '手记'\n"}
    for number, (title, text) in enumerate(TOPICS):
        files[f"content/posts/post-{number}/index.md"] = (
            f"+++\ntitle = '{title}'\ndate = 2022-05-0{number % 9 + 1}T09:00:00+08:00\ntags = ['日常']\n+++\n\n{text}\n\n"
            f"<!--more-->\n\n"
            f'## 准备\n\n{LIST}\n{{{{< admonition tip "窍门" >}}}}\n水要好。\n{{{{< /admonition >}}}}\n\n'
            f'{{{{< tabs >}}}}\n{{{{< tab "茶" >}}}}\n绿茶。\n{{{{< /tab >}}}}\n{{{{< tab "酒" >}}}}\n黄酒。\n{{{{< /tab >}}}}\n'
            f"{{{{< /tabs >}}}}\n\n"
            f'{{{{< figure src="a.png" title="一张图" >}}}}\n\n{TABLE}\n[下一篇]({{{{< ref "post-{(number + 1) % 10}" >}}}})\n'
            f""
        )
        files[f"content/posts/post-{number}/a.png"] = PNG
    return files


def obsidian() -> Files:
    """Posts as Obsidian has them."""
    files: dict[str, str | bytes] = {".obsidian/app.json": "{}", "附件/a.png": PNG}
    for number, (title, text) in enumerate(TOPICS):
        files[f"{title}.md"] = (
            f"---\ntags: [日常]\ncreated: 2023-01-1{number}\n---\n{text} #手艺\n\n> [!tip]- 窍门\n> 别急。\n\n{LIST}\n"
            f"==要紧== 的话，见 [[{TOPICS[(number + 1) % 10][0]}]] 和 [[{TOPICS[(number + 2) % 10][0]}|再下一篇]]。\n\n"
            f"![[a.png|120]]\n\n{TABLE}\n%%草稿%%\n\n$$\nE=mc^2\n$$\n"
        )
    return files


def typora() -> Files:
    """Posts as Typora has them."""
    files: dict[str, str | bytes] = {"assets/a.png": PNG}
    for number, (title, text) in enumerate(TOPICS):
        files[f"{title}.md"] = (
            f'# {title}\n\n[toc]\n\n{text}\n\n## 准备\n\n{LIST}\n<img src="assets/a.png" alt="图" style="zoom:50%;" />\n\n'
            f"<center>图一 茶具</center>\n\n"
            f"行内公式 $a^2+b^2$，脚注[^n]。\n\n{TABLE}\n{CODE}\n[^n]: 注 {number}。\n"
        )
    return files


def notion() -> Files:
    """Posts as Notion has them."""
    files: dict[str, str | bytes] = {}
    for number, (title, text) in enumerate(TOPICS):
        name = f"{title} {number:032x}"
        files[f"{name}.md"] = (
            f"# {title}\n\nCreated: 2023年3月{number + 1}日 10:00\nTags: 日常, 手艺\n\n{text}\n\n<aside>\n💡 记得关火。\n\n</aside>\n"
            f"\n## 准备\n\n{LIST}\n"
            f"![Untitled](<{title} {number:032x}/a.png>)\n\n{CODE}\n"
        )
        files[f"{name}/a.png"] = PNG
    return files


def yuque() -> Files:
    """Posts as Yuque has them."""
    return {
        f"{title}.md": (
            f'# {title}\n\n{text}<br />第二行。<a name="x{number}"></a>\n\n## 准备\n\n{LIST}\n:::info\n水要好。\n:::\n\n'
            f'<font style="color:#DF2A3F;">红字</font>\n\n{TABLE}\n{CODE}\n'
            f"> 来自: [{title}](https://www.yuque.com/a/b/{number})\n"
        )
        for number, (title, text) in enumerate(TOPICS)
    }


def wordpress() -> Files:
    """Posts as Wordpress has them."""
    items = "".join(
        f"<item><title>{title}</title><link>https://old.example/?p={number}</link><dc:creator>admin</dc:creator>"
        f"<content:encoded><![CDATA[<!-- wp:paragraph --><p>{text}</p><!-- /wp:paragraph --><!--more--><h2>准备</h2>"
        f"<ul><li>甲<ul><li>乙</li></ul></li></ul>"
        f'[caption id="a" width="300"]<img src="https://old.example/a.png" alt="图"> 一张图[/caption]'
        f'<pre class="wp-block-code"><code>x = 1</code></pre>'
        f'<p style="text-align:center">居中</p><a href="https://old.example/?p={(number + 1) % 10}">下一篇</a>]]>'
        f"</content:encoded>"
        f"<wp:post_id>{number}</wp:post_id><wp:post_date>2019-0{number % 9 + 1}-01 08:00:00</wp:post_date>"
        f"<wp:post_name>post-{number}</wp:post_name>"
        f'<wp:status>publish</wp:status><wp:post_type>post</wp:post_type><category domain="category" nicename="a">'
        f"<![CDATA[生活]]></category></item>"
        for number, (title, text) in enumerate(TOPICS)
    )
    return {
        "export.xml": '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>手记</title>'
        f"<wp:wxr_version>1.2</wp:wxr_version><wp:author><wp:author_login>admin</wp:author_login>"
        f"<wp:author_display_name>林默</wp:author_display_name></wp:author>{items}</channel></rss>"
    }


ORIGINS = (hexo, jekyll, hugo, obsidian, typora, notion, yuque, wordpress)


def main() -> None:
    """Make, import and build the sites."""
    for make in ORIGINS:
        site = Path(sys.argv[1]) / make.__name__
        for name, data in make().items():
            path = site / "from" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data.encode() if isinstance(data, str) else data)
        (site / "content/articles").mkdir(parents=True, exist_ok=True)
        (site / "site.toml").write_text('title = "手记"\nlanguage = "zh-Hans"\nentities = "off"\n', "utf-8")
        source = "from/export.xml" if make is wordpress else "from"
        for command in (["import", source], ["build"]):
            done = subprocess.run(
                [sys.executable, "-m", "generator", *command, "--site", "."],
                cwd=site, capture_output=True, text=True, check=False,
            )  # fmt: skip
            print(f"== {make.__name__}: {command[0]}, exit {done.returncode}\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    main()
