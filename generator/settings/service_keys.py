"""Keys of site.toml for services of other hosts: comments, statistics, search engines, the policy of pages."""

from generator.settings.fields import Field

DIRECTIVES = (
    "script-src",
    "style-src",
    "img-src",
    "font-src",
    "connect-src",
    "media-src",
    "frame-src",
    "worker-src",
    "manifest-src",
    "form-action",
)
"""Directives of a Content-Security-Policy to which a site may add sources."""
ENGINES = {
    "google": "google-site-verification",
    "bing": "msvalidate.01",
    "baidu": "baidu-site-verification",
    "sogou": "sogou_site_verification",
    "360": "360-site-verification",
    "shenma": "shenma-site-verification",
    "bytedance": "bytedance-verification-code",
    "yandex": "yandex-verification",
}
"""Search engine → name of the `<meta>` with which it verifies that a site is yours."""

COMMENTS = Field(
    "comments",
    "table",
    "文章下面的评论，由别的网站保管",
    "comments below articles, kept by a service of another host",
    fields=(
        Field("provider", "choice", "哪一家", "which service", choices=("giscus", "waline"), needed=True),
        Field(
            "load",
            "choice",
            "何时载入：click 点了才载入，scroll 滚到那里就载入",
            "when they load: on a click, or when scrolled to",
            choices=("click", "scroll"),
        ),
        Field("repo", "text", "giscus：GitHub 仓库，如 me/blog", "giscus: repository on GitHub, such as me/blog"),
        Field("repo_id", "text", "giscus：仓库的 id", "giscus: id of the repository"),
        Field("category", "text", "giscus：讨论的分类", "giscus: category of its discussions"),
        Field("category_id", "text", "giscus：分类的 id", "giscus: id of the category"),
        Field(
            "mapping",
            "choice",
            "giscus：按什么找到一篇文章的讨论",
            "giscus: what an article's discussion is found by",
            choices=("pathname", "url", "title", "og:title"),
        ),
        Field("server", "text", "Waline：服务端的网址", "Waline: address of the server"),
        Field(
            "client",
            "text",
            "Waline：waline.js 和 waline.css 所在的网址",
            "Waline: address of the folder of waline.js and waline.css",
        ),
    ),
)
STATISTICS = Field(
    "statistics",
    "table",
    "访问统计，由别的网站来做",
    "statistics of visits, by a service of another host",
    fields=(
        Field(
            "provider",
            "choice",
            "哪一家",
            "which service",
            choices=("umami", "plausible", "goatcounter", "baidu"),
            needed=True,
        ),
        Field(
            "id",
            "text",
            "那里给本站的代号：umami 的 website id，plausible 的域名，goatcounter 的 code，百度的 hm.js? 后面那串",
            "the site's id there: website id of umami, domain of plausible, code of goatcounter, what follows hm.js? of baidu",
            needed=True,
        ),
        Field("script", "text", "脚本的网址，自己架设的才要写", "address of its script, where you host it yourself"),
        Field(
            "server",
            "text",
            "脚本把访问报到哪里，与脚本不在同一网站时写",
            "where the script reports to, if not to its own host",
        ),
    ),
)
CSP = Field(
    "csp",
    "table",
    '给每一页的 Content-Security-Policy 加上来源，如 img-src = ["https://img.example.com"]',
    'sources added to the Content-Security-Policy of every page, such as img-src = ["https://img.example.com"]',
    fields=tuple(Field(name, "texts", "加上的来源", "sources to add") for name in DIRECTIVES),
)
VERIFY = Field(
    "verify",
    "table",
    "搜索引擎的站点验证码，放在首页",
    "codes by which search engines verify the site, put into its home page",
    fields=tuple(Field(name, "text", "验证码", "the code") for name in ENGINES),
)
FOOTER = Field(
    "footer",
    "table",
    "页脚里的备案信息",
    "registrations in the footer of every page, as China asks for",
    fields=(
        Field("icp", "text", "ICP 备案号，如 京ICP备12345678号-1", "number of the ICP registration"),
        Field("police", "text", "公安备案号，如 京公网安备 11000002000001号", "number of the police registration"),
    ),
)
SERVICES = (COMMENTS, STATISTICS, CSP, VERIFY, FOOTER)
