"""Checks the values of `[comments]`, `[statistics]`, `[csp]`, `[verify]` and `[footer]`. They reach every page and its
Content-Security-Policy, so none may end an attribute or a directive.
"""

import re
from collections.abc import Mapping
from typing import Any

from generator.core.errors import Text
from generator.core.services import Comments, Footer, Statistics
from generator.settings.service_keys import ENGINES
from generator.settings.toml import Wrong

LOOPBACK = r"http://(?:localhost|127\.0\.0\.1)(?::\d+)?"
ADDRESS = re.compile(rf"(?:https://[\w.-]+(?::\d+)?|{LOOPBACK})(?:/[\w.~@%+/-]*)?", re.ASCII)
WORD = re.compile(r"[\w.:,@=+/-]+", re.ASCII)
REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)
HASH = r"'sha(?:256|384|512)-[A-Za-z0-9+/]+={0,2}'"
SOURCE = re.compile(
    rf"(?:https://)?(?:\*\.)?[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/[\w.~@%+/-]*)?|{LOOPBACK}|https:|data:|blob:|'self'|'wasm-unsafe-eval'|{HASH}",
    re.ASCII,
)
NEEDED = {"giscus": ("repo", "repo_id", "category", "category_id"), "waline": ("server",)}
SCRIPTS = {
    "umami": ("https://cloud.umami.is/script.js", "https://api-gateway.umami.dev"),
    "plausible": ("https://plausible.io/js/script.js", ""),
    "goatcounter": ("https://gc.zgo.at/count.js", "https://{id}.goatcounter.com/count"),
    "baidu": ("https://hm.baidu.com/hm.js", ""),
}
"""Service → address of its script, and where that reports to if not to its own host."""
POLICE_DIGITS = 14


def comments(table: Mapping[str, str]) -> tuple[Comments | None, list[Wrong]]:
    """`[comments]`; None if it cannot be used."""
    if not (provider := table.get("provider")):
        return None, []  # reported already
    wrong = [_missing(provider, key) for key in NEEDED[provider] if not table.get(key)]
    wrong += _addresses(table, ("server", "client"))
    if (repo := table.get("repo", "")) and not REPOSITORY.fullmatch(repo):
        said = Text(f"“repo”不是 GitHub 仓库：{repo}", f'"repo" is no repository on GitHub: {repo}')
        wrong.append(Wrong(said, Text("写成 用户名/仓库名", "write owner/name"), ("repo",)))
    wrong += _words(table, ("repo_id", "category_id"))
    client = table.get("client", "")
    made = dict(table) | ({"client": client.rstrip("/") + "/"} if client else {})
    made |= {"server": table["server"].rstrip("/")} if table.get("server") else {}
    return (None if wrong else Comments(**made)), wrong  # type: ignore[arg-type]  # choices are checked by their field


def statistics(table: Mapping[str, str]) -> tuple[Statistics | None, list[Wrong]]:
    """`[statistics]`, with the addresses of the service filled in; None if it cannot be used."""
    if not (provider := table.get("provider")) or "id" not in table:
        return None, []
    wrong = _words(table, ("id",)) + _addresses(table, ("script", "server"))
    script, server = SCRIPTS[provider]
    if table.get("script"):
        server = server if provider == "goatcounter" else ""  # a service of one's own reports to its own host
    own = table.get("server", "") or server.format(id=table["id"])
    made = Statistics(provider, table["id"], table.get("script", "") or script, own)  # type: ignore[arg-type]  # as above
    return (None if wrong else made), wrong


def csp(table: Mapping[str, list[str]]) -> tuple[dict[str, tuple[str, ...]], list[Wrong]]:
    """`[csp]`: directive → sources."""
    wrong: list[Wrong] = []
    for name, sources in table.items():
        for number, source in enumerate(sources):
            inline = source == "'unsafe-inline'" and name == "style-src"
            if not inline and not SOURCE.fullmatch(source):
                shown = " ".join(source.split())[:60]
                said = Text(f"“{name}”不能加上“{shown}”", f'"{name}" cannot have the source "{shown}"')
                hint = Text(
                    "写成 https://网站，一项只写一个，不带空格、分号和逗号",
                    "write https://host, one in each item, without spaces, semicolons and commas",
                )
                wrong.append(Wrong(said, hint, (name, number)))
    return {name: tuple(dict.fromkeys(sources)) for name, sources in table.items()} if not wrong else {}, wrong


def verify(table: Mapping[str, str]) -> tuple[dict[str, str], list[Wrong]]:
    """`[verify]`: name of the `<meta>` → code."""
    wrong: list[Wrong] = []
    for engine, code in table.items():
        if code and not WORD.fullmatch(code):
            said = Text(f"“{engine}”的验证码写法有误", f'the code of "{engine}" is invalid')
            hint = Text(
                '只写 <meta> 里 content="…" 引号中的那一串', 'write only what stands between the quotes of content="…"'
            )
            wrong.append(Wrong(said, hint, (engine,)))
    return {ENGINES[engine]: code for engine, code in table.items() if code} if not wrong else {}, wrong


def footer(table: Mapping[str, str]) -> tuple[Footer, list[Wrong]]:
    """`[footer]`."""
    made = Footer(**{key: " ".join(value.split()) for key, value in table.items()})
    if made.police and len(made.police_number) != POLICE_DIGITS:
        said = Text(f"“police”应有 {POLICE_DIGITS} 位数字", f'"police" must have {POLICE_DIGITS} digits')
        hint = Text("写成 京公网安备 11000002000001号", "write 京公网安备 11000002000001号")
        return Footer(made.icp), [Wrong(said, hint, ("police",))]
    return made, []


def _missing(provider: str, key: str) -> Wrong:
    hint = (
        Text(
            "在 https://giscus.app/zh-CN 填好仓库，那里会给出",
            "fill in your repository at https://giscus.app: it tells",
        )
        if provider == "giscus"
        else Text('写成 server = "https://…"', 'write server = "https://…"')
    )
    return Wrong(Text(f"{provider} 的评论缺少“{key}”", f'comments by {provider} need "{key}"'), hint)


def _addresses(table: Mapping[str, Any], keys: tuple[str, ...]) -> list[Wrong]:
    return [
        Wrong(
            Text(f"“{key}”不是完整的网址：{table[key]}", f'"{key}" is not a full address: {table[key]}'),
            Text("以 https:// 开头，不带 ? 和 #", "begin with https://, without ? and #"),
            (key,),
        )
        for key in keys
        if table.get(key) and not ADDRESS.fullmatch(table[key])
    ]


def _words(table: Mapping[str, Any], keys: tuple[str, ...]) -> list[Wrong]:
    return [
        Wrong(
            Text(f"“{key}”写法有误：{table[key]}", f'"{key}" is invalid: {table[key]}'),
            Text("只能有字母、数字和 . - _ =", "it may have letters, digits and . - _ = only"),
            (key,),
        )
        for key in keys
        if table.get(key) is not None and not WORD.fullmatch(table[key])
    ]
