"""Tags of Hexo, Jekyll and Hugo in Markdown."""

import pytest

from generator.readers.markdown.shortcodes import expand
from tests.readers.making import html, said


@pytest.mark.parametrize(
    ("tag", "markdown"),
    [
        ("{% asset_img a.png %}", "![](<a.png>)"),
        ("{% asset_img a.png 早市 %}", '![早市](<a.png> "早市")'),
        ('{% asset_img a.png "清早 的市" %}', '![清早 的市](<a.png> "清早 的市")'),
        ("{% img /a.png %}", "![](</a.png>)"),
        ('{{< figure src="a.png" caption="早市" alt="图" >}}', '![图](<a.png> "早市")'),
        ("{% post_link zaoshi 早市记 %}", "[早市记](<zaoshi.md>)"),
        ("{% asset_img left a.png 400 300 \"路 '线'\" %}", "![路 '线'](<a.png> \"路 '线'\"){width=400 height=300}"),
        ("{% img https://e.com/a.png 早市 很早 %}", '![很早](<https://e.com/a.png> "早市")'),
        ("{% image https://e.com/a.png, width=40px, alt=图 %}", "![图](<https://e.com/a.png>){width=40}"),
        (
            '{{< figure src="a.png" caption="题" link="https://e.com/x y" width="50" >}}',
            "[![题](<a.png>){width=50}](<https://e.com/x y>)<br>题",
        ),
        ('{% include figure.html src="/a.png" caption="题" %}', '![题](</a.png> "题")'),
        ('{% include figure image_path="/a.png" alt="图" %}', "![图](</a.png>)"),
        ('{% include video id="x1" provider="vimeo" %}\n文', "[Vimeo x1](https://vimeo.com/x1)\n文"),
        ("{% include toc %}", ""),
        ('{{< figure src="a.png" width="50%" >}}', "![](<a.png>){width=50%}"),
        ("{% post_link zaoshi 早市 很早 %}", "[早市 很早](<zaoshi.md>)"),
        ("{% link 早市, 很早, https://e.com/ %}", "[早市 很早](https://e.com/)"),
        ('{{< link "https://e.com" "早市" >}}', "[早市](https://e.com)"),
        ("{% btn https://e.com/, 去看, fas fa-home %}", "[去看](https://e.com/)"),
        ("{% label 早 red %}{% u 市 场 %}{% kbd F5 %}{% span red, 醋 %}", "==早==<u>市 场</u><kbd>F5</kbd>醋"),
        ("{% label danger 早 市 %}", "==早 市=="),
        ("{% gp 2-2 %}\n![](a.png)\n{% endgp %}", "\n![](a.png)\n"),
        ("{% pullquote right %}\n早\n{% endpullquote %}", ">\n> 早\n"),
        ("[x]({% post_path b %})", "[x](b.md)"),
        ('# 甲 <Badge type="tip" text="新"/> `<Badge text="x"/>`', '# 甲 ==新== `<Badge text="x"/>`'),
        ('<Badge type="info">早 市</Badge><Badge :text="x"/>', '==早 市==<Badge :text="x"/>'),
        ("{% gist 12345 %}", "[Gist 12345](https://gist.github.com/12345)"),
        ("{% youtube abc %}", '<iframe src="https://www.youtube-nocookie.com/embed/abc" title="▶ YouTube"></iframe>'),
        ("{% iframe //e.com/p?a=1&b=2 100% 400 %}", '<iframe src="//e.com/p?a=1&b=2"></iframe>'),
        ("{% youtube abc %}\n文", "[YouTube abc](https://www.youtube.com/watch?v=abc)\n文"),
        ("{% mermaid graph LR %}\nA-->B\n{% endmermaid %}", "````mermaid\ngraph LR; A-->B\n````"),
        ("{% gallery %}\n![](a.png)\n{% endgallery %}", "\n![](a.png)\n"),
        (
            "{% timeline 早,blue %}\n<!-- timeline 1-2 -->\n文\n<!-- endtimeline -->\n{% endtimeline %}",
            "**早**<br>\n**1-2**<br>\n文\n<!-- endtimeline -->\n",
        ),
        ("\n<!--markdown-->**文**", "\n**文**"),
        ("{% inlineImg a.png 20px %}", "![](<a.png>)"),
        ("{% galleryGroup '早 市' '很早' /a/ b.png %}", '<a href="/a/"><img src="b.png" alt="早 市"> 很早</a>'),
        ('{% aplayer "歌 名" 人 /a.mp3 a.jpg autoplay width:70% %}', "[歌 名 人](/a.mp3)"),
        ('{% dplayer "url=https://e.com/a.mp4" "pic=a.jpg" %}', "[https://e.com/a.mp4](https://e.com/a.mp4)"),
        (
            '{% meting "123" "netease" "song" "theme:#C20C0C" %}',
            "[网易云音乐 123](https://music.163.com/#/song?id=123)",
        ),
        ('{% meting "ab" "tencent" "playlist" %}', "[QQ音乐 ab](https://y.qq.com/n/ryqq/playlist/ab)"),
        ("{% ghcard volantis-x/hexo, theme=vue %}", "[volantis-x/hexo](https://github.com/volantis-x/hexo)"),
        (
            "{% sitegroup %}\n{% site 早市, url=https://e.com, screenshot=s.png, avatar=a.png, description=很早 %}\n{% endsitegroup %}",
            "\n[![早市](<s.png>) 早市](https://e.com)：很早\n",
        ),
        (
            "{% flink %}\n- class_name: 朋友\n  class_desc: 常来的\n  link_list:\n    - name: 早市\n      link: https://e.com\n"
            "      avatar: https://e.com/a.png\n      descr: 很早\n{% endflink %}\n文",
            "\n**朋友**：常来的\n\n\n- ![早市](<https://e.com/a.png>){width=48} [早市](https://e.com)：很早\n\n\n\n\n文",
        ),
        (
            "{% linkgrid %}\n- title: 早市\n  url: https://e.com\n  desc: 很早\n  color: red\n- title: 晚市\n{% endlinkgrid %}",
            "\n- [早市](https://e.com)：很早\n\n\n\n- 晚市\n",
        ),
        (
            "{% linkgrid %}\n早市 | https://e.com | 很早 | a.png\n% 晚市 | https://f.com\n夜市 | /g/\n{% endlinkgrid %}",
            "\n- ![早市](<a.png>){width=48} [早市](https://e.com)：很早\n\n- [夜市](/g/)\n",
        ),
        ("{% lg 'x.png' ; # %}早市 ; https://e.com ; 甲|乙{% endlg %}", "- [早市](https://e.com)：甲|乙"),
        (
            '{% aplayerlist %}\n{"narrow": false, "music": [\n{"title": "歌", "author": "人", "url": "a.mp3", "pic": "b.jpg"},\n'
            '{"title": "曲", "url": "b c.mp3"}]}\n{% endaplayerlist %}',
            "- [歌 人](a.mp3)\n- [曲](<b c.mp3>)\n\n\n",
        ),
        (
            '{% aplayerlist %}{"music":[{"title":"歌","url":"a.mp3"},{"title":"曲","url":"b.mp3"}]}{% endaplayerlist %}',
            "[歌](a.mp3)<br>[曲](b.mp3)",
        ),
        (
            '{% aplayerlrc "歌" "人" a.mp3 autoplay %}\n[ti:歌]\n[00:01.20]一句\n[00:05.00][00:09.00]二句\n{% endaplayerlrc %}',
            "[歌 人](a.mp3)<br>\n\n一句<br>\n二句<br>\n",
        ),
        ('{{< music url="a.mp3" name="歌" artist="人" >}}', "[歌 人](a.mp3)"),
        ("{% highlight js %}a(`b`){% endhighlight %}。", "`` a(`b`) ``。"),
        ("`{% raw %}` {% raw %}{% if x %}{{ y }}{% endraw %}", "`{% raw %}` {% if x %}{{ y }}"),
        ('[x]({{< ref "b.md" >}})', "[x](b.md)"),
        ('[x]({{< relref "b" >}})', "[x](b.md)"),
        ("[x]({% post_url 2019-01-15-b %})", "[x](2019-01-15-b.md)"),
        ("![x]({{ site.baseurl }}/a.png)", "![x](/a.png)"),
        ("[x]({{ '/a.html' | relative_url }})", "[x](/a.html)"),
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
        ("\ue128 是图标字体里的字", "\ue128 是图标字体里的字"),
        ("[TOC]", "{:toc}"),
        ("[[toc]]", "{:toc}"),
        ("{:toc}", "{:toc}"),
        ("{% toc %}", "{:toc}"),
        ("{{ x }}", "{{ x }}"),
        ("`{% x %}`", "`{% x %}`"),
        ("``{{< x >}}``", "``{{< x >}}``"),
    ],
)
def test_tag(tag: str, markdown: str) -> None:
    expanded = expand(tag, "a.md", 1)
    assert (expanded.text, expanded.problems) == (markdown, [])


@pytest.mark.parametrize(
    ("begin", "end", "info"),
    [
        ("{% codeblock lang:js %}", "{% endcodeblock %}", ""),
        ("{% highlight js linenos %}", "{% endhighlight %}", " linenos"),
        ("{{< highlight js >}}", "{{< /highlight >}}", ""),
        ("{% codeblock js title %}", "{% endcodeblock %}", ' title="title"'),
    ],
)
def test_code(begin: str, end: str, info: str) -> None:
    assert html(f"{begin}\n{{% x %}}\n```\n{end}\n\n后") == html(f"````js{info}\n{{% x %}}\n```\n````\n\n后")


def test_tags_in_code_are_code() -> None:
    text = "```\n{% x %}\n```\n\n~~~ md\n{{< y >}}\n~~~\n"
    assert expand(text, "a.md", 1).text == text


def test_quotations_and_notes() -> None:
    assert html("{% blockquote %}\n记账\n{% endblockquote %}") == "<blockquote>\n<p>记账</p>\n</blockquote>"
    assert (
        html("{% blockquote 老周, 账本 %}\n记账\n{% endblockquote %}")
        == "<blockquote>\n<p>记账\n<br>\n—— 老周, 账本</p>\n</blockquote>"
    )
    assert (
        html("{% note warning %}\n小心\n{% endnote %}\n\n后")
        == '<aside class="box warning">\n<p class="box-title">注意</p>\n<p>小心</p>\n</aside>\n<p>后</p>'
    )


NOTE = '<aside class="box {}">\n<p class="box-title">{}</p>\n{}\n</aside>'


@pytest.mark.parametrize(
    ("tag", "kind", "title"),
    [
        ("{% note %}", "note", "注"),
        ("{% note primary no-icon %}", "note", "注"),
        ("{% note info 先看 %}", "info", "先看"),
        ("{% note 'fab fa-apple-pay' flat %}", "note", "注"),
        ("{% note custom %}", "note", "注"),
        ('{% hint style="danger" %}', "danger", "危险"),
        ('{{< admonition type=tip title="窍门" open=false >}}', "tip", "窍门"),
        ('{{% notice warning "当心" %}}', "warning", "当心"),
        ("{% tip %}", "tip", "提示"),
    ],
)
def test_a_note_is_one_box(tag: str, kind: str, title: str) -> None:
    name = tag.split()[1]
    end = {"{{<": f"{{{{< /{name} >}}}}", "{{%": f"{{{{% /{name} %}}}}"}.get(tag[:3], f"{{% end{name} %}}")
    assert html(f"{tag}\n一\n\n二\n{end}\n后") == NOTE.format(kind, title, "<p>一</p>\n<p>二</p>") + "\n<p>后</p>"


def test_a_note_on_one_line() -> None:
    one = NOTE.format("info", "说明", "<p>一</p>")
    assert (
        html("{% note info %}一{% endnote %}\n\n后")
        == html("{% note info %}一\n{% endnote %}\n后")
        == one + "\n<p>后</p>"
    )
    assert html("{% note info %}\n一{% endnote %}") == one
    assert html("> [!info]<br>一") == one


def test_code_and_lists_stay_in_their_note_and_a_note_in_its_list() -> None:
    code = html("```\nx\n```")
    assert html("{% note %}\n```\nx\n```\n{% endnote %}") == NOTE.format("note", "注", code)
    assert html("{% note %}\n{% codeblock %}\nx\n{% endcodeblock %}\n{% endnote %}") == NOTE.format("note", "注", code)
    assert (
        html("- 甲\n\n  {% note %}\n  乙\n  {% endnote %}")
        == f"<ul>\n<li><p>甲</p>\n{NOTE.format('note', '注', '<p>乙</p>')}\n</li>\n</ul>"
    )


def test_what_raw_shows_is_not_run_when_it_is_read_again() -> None:
    kept = expand("{% raw %}\n{% if x %}\n{% endraw %}", "a.md", 1, keep=True).text
    assert expand(kept, "a.md", 1).text.strip() == "\\{% if x %}"


def test_what_nobody_knows_may_stay() -> None:
    made = expand("{% note %}\n甲 {% widget abc %}\n{% endnote %}", "a.md", 1, keep=True)
    assert made.text == "> [!note]\n> 甲 {% widget abc %}\n"
    assert [problem.message.zh for problem in made.problems] == ["无法识别标签 {% widget abc %}，照原样留着"]


def test_unknown_tags_are_left_out_and_told_by_line() -> None:
    text = "---\ntitle: 题\n---\n甲\n\n{% widget abc %}\n\n乙{{< chart 1 >}}丙"
    assert html(text) == "<p>甲</p>\n<p>乙丙</p>"
    assert said(text) == [
        "content/articles/a.md:6: 无法识别标签 {% widget abc %}，已略去（改写成 Markdown；要原样显示，请放在反引号里）",
        "content/articles/a.md:8: 无法识别标签 {{< chart 1 >}}，已略去（改写成 Markdown；要原样显示，请放在反引号里）",
    ]


def test_a_tag_over_several_lines() -> None:
    text = '甲\n\n{{< figure\n  src="a.png"\n  title="早市"\n>}}\n\n乙'
    expanded = expand(text, "a.md", 1)
    assert expanded.text == '甲\n\n![早市](<a.png> "早市")\n\n\n\n\n乙'
    assert expand("```\n{{< figure\n>}}\n```", "a.md", 1).text == "```\n{{< figure\n>}}\n```"
    assert expand("{{< 甲\n乙", "a.md", 1).text == "{{< 甲\n乙"


def test_lines_stay() -> None:
    text = "{% note %}\n甲\n{% endnote %}\n[TOC]\n{% x %}\n乙"
    assert expand(text, "a.md", 1).text.count("\n") == text.count("\n")


def test_more_is_silent() -> None:
    assert html("甲\n\n<!-- more -->\n\n乙\n\n<!--more-->\n\n丙").split("\n") == [
        "<p>甲</p>",
        "",
        "<p>乙</p>",
        "",
        "<p>丙</p>",
    ]
    assert said("甲<!-- more -->乙") == []


def test_code_that_begins_in_mid_line_does_not_swallow_the_rest() -> None:
    assert html("文 {% highlight ruby %}\nputs\n{% endhighlight %}\n\n# 后") == '<p>文\nputs</p>\n<h2 id="后">后</h2>'


def test_a_film_in_the_syntax_of_a_picture_is_played() -> None:
    for text in ("甲![片](v.mp4)乙", "甲![片](v.mp4)乙<b></b><video src=w.mp4></video>"):  # both ways of reading
        shown = '<p>甲<video src="zhushu-link:0:" controls="" preload="metadata" title="片"></video>乙'
        assert html(text).startswith(shown)


def test_ids_of_empty_elements_are_anchors_and_a_doctype_in_the_text_is_text() -> None:
    assert html('甲<span id="p"></span>乙<a name="s"/>丙<br id="r">丁') == (
        '<p>甲<a id="p"></a>乙<a id="s"></a>丙<a id="r"></a><br>\n丁</p>'
    )
    assert html("写 <!DOCTYPE html> 吧") == "<p>写 &lt;!DOCTYPE html&gt; 吧</p>"
    page = '<article><h1>题</h1><p>甲<a name="e"></a><i id="f">乙</i><i id="g">丙</i></p><p id="h">丁<a href="#h">去</a></p></article>'
    shown = html(page, "content/articles/a.html")
    assert '甲<a id="e"></a><i>乙</i><i>丙</i>' in shown
    assert '<p><a id="h"></a>丁' in shown


@pytest.mark.parametrize(
    "text",
    [
        "{% flink %}\n- name: 早市\n  motto: 只有早上\n{% endflink %}",
        "{% flink %}\n早市，晚市\n{% endflink %}",
        "{% flink %}\n- name: 早市\n",
    ],
)
def test_a_list_of_links_with_more_than_links_in_it_is_left_and_told(text):
    expanded = expand(text, "a.md", 1)
    assert [problem.code for problem in expanded.problems][:1] == ["unknown-tag"]
    assert all(word in expanded.text for word in ("早市",))


def test_a_picture_of_a_gallery_in_a_block_of_html_is_shown():
    text = "<div class=\"gallery-group-main\">\n{% galleryGroup '早 市' '很早' /a/ https://e.com/b.png %}\n</div>"
    assert '<img src="https://e.com/b.png" alt="早 市"' in html(text)
    assert said(text) == []


@pytest.mark.parametrize(
    "above",
    [
        "```npm install```",
        "- ```js\n  {% note %}\n  ```",
        "1. 步\n\n   1. ~~~\n      {% note %}\n      ~~~",
        "````md\n```js\n{% note %}\n```\n````",
        "```md\n```js\n{% note %}\n```",
        "> ```\n> {% note %}\n> ```",
    ],
)
def test_code_ends_where_its_fence_does(above):
    """What stands below it is no code; what stands in it is."""
    made = expand(f"{above}\n\n{{% note info 题 %}}\n甲\n{{% endnote %}}\n", "a.md", 1).text
    assert made.startswith(above)
    assert made.endswith("> [!info] 题\n> 甲\n\n")


def test_a_link_to_a_post_without_words_is_told() -> None:
    [problem] = expand("甲 {% post_link b %} {% post_link b 题 %}", "a.md", 3).problems
    assert (problem.level, problem.place.line) == ("note", 3)
    assert "{% post_link b %} 显示为“b”" in problem.message.zh


def test_the_title_behind_the_address_of_a_quotation_is_its_link() -> None:
    made = expand("{% blockquote 某人, 某书 https://e.com/a 书 名 %}\n引\n{% endblockquote %}", "a.md", 1).text
    assert "—— 某人, 某书 [书 名](https://e.com/a)" in made
    made = expand('{{< quote author="某" source="书" url="https://e.com" >}}\n引\n{{< /quote >}}', "a.md", 1).text
    assert "—— 某，[书](https://e.com)" in made


@pytest.mark.parametrize("tag", ['<div markdown="1" class="x">', "<section markdown=1>", '  <div class="x" markdown>'])
def test_markdown_in_an_element_that_says_so(tag: str) -> None:
    made = html(f"前\n{tag}\n**粗** 字\n\n- 项\n</div>\n")
    assert "<p><strong>粗</strong> 字</p>" in made
    assert "<li>项</li>" in made
    assert "<strong>" not in html(f"{tag.replace(' markdown', ' title')}\n**粗** 字\n</div>\n")
