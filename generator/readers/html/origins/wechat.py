"""WeChat's articles: removes and reports calls to follow, scan and like."""

import re

from bs4 import BeautifulSoup, Tag

from generator.core.errors import Text
from generator.readers.html.origins.origin import Origin
from generator.readers.html.soup import text_of

HEAD = re.compile(
    r"[\W_]*(?:(?:点击|戳|轻触|轻点|点)(?:上方|上面|标题下方|顶部|下方|这里)?.{0,6}(?:蓝字|蓝色字|关注|名片|标题下|卡片).{0,16}|"
    r"(?:关注|星标|置顶|设为星标|加星标).{0,6}(?:我们|公众号|本号|不迷路|星标|置顶).{0,16}|.{0,12}(?:右上角|右上方).{0,12}(?:星标|关注).{0,12}|"
    r"(?:↑|▲|△|☝|👆).{0,8}(?:关注|蓝字|星标).{0,16})[\W_]*"
)
TAIL = re.compile(
    r"[\W_]*(?:(?:the\s+)?end|完|全文完|全文终|正文完)[\W_]*$|(?:长按|扫描?|扫一扫|微信扫|识别).{0,16}(?:二维码|关注|添加|加入|进群|下载)|(?:二维码).{0,10}(?:关注|加|进)|"
    r"点.{0,4}[“\"「『]?(?:在看|好看|赞)|[“\"「『](?:在看|点赞|分享|转发)[”\"」』]|(?:分享|收藏|点赞|在看|转发).{0,4}(?:分享|收藏|点赞|在看|转发|三连)|一键三连|"
    r"(?:欢迎|记得|别忘了?|请|动动).{0,8}(?:关注|点赞|转发|分享|在看|星标|留言|订阅)|阅读原文|往期(?:推荐|回顾|精选|文章|精彩)|推荐阅读|相关阅读|猜你喜欢|更多精彩|"
    r"商务合作|投稿(?:邮箱|请|方式)|加.{0,6}微信|加入.{0,8}群|(?:转载|版权).{0,10}(?:授权|声明|联系|注明)|关注(?:我们|公众号|本号|“)|戳.{0,8}原文|"
    r"(?:公众号|视频号|小程序).{0,4}[:：].{0,20}$|喜欢(?:就|这篇|本文).{0,12}|觉得.{0,6}不错",
    re.IGNORECASE,
)
MAX_LENGTH = 60
"""Characters. A longer paragraph is text."""
TAIL_BLOCKS = 14
"""Number of blocks at the end that are examined."""
BLOCKS = ("p", "h1", "h2", "h3", "h4", "li", "blockquote", "pre", "table", "figure", "ul", "ol", "dl")
WHY = Text("公众号的套话（关注、扫码、在看）", "WeChat's calls to follow, scan and like")
MORE = re.compile(r"(?:往期(?:推荐|回顾|精选|文章|精彩)|推荐阅读|相关阅读|猜你喜欢|更多精彩)")


def tidy(tree: BeautifulSoup, origin: Origin) -> None:
    """Removes the calls at the beginning and at the end."""
    body = tree.select_one("#js_content") or tree.select_one(".rich_media_content")
    if body is None:
        return
    for tag in body.select("mp-style-type, mp-common-mpaudio-style"):
        tag.decompose()
    for tag in body.select(
        "mp-common-profile, mp-common-product, mp-common-cpsad, mp-common-miniprogram, mp-miniprogram, .mp_profile_iframe_wrp"
    ):
        if not tag.decomposed and body in tag.parents:
            if not tag.get_text(strip=True):
                tag.string = _name_of(tag)
            origin.drop(tag, Text("公众号、小程序或商品的卡片", "a card of an account, mini program or product"))
    blocks = _blocks(body)
    for block in blocks[:5]:
        text = text_of(block)
        if text and HEAD.fullmatch(text):
            origin.drop(block, WHY)
        elif len(text) > MAX_LENGTH:
            break
    _tail(_blocks(body), origin)


def _name_of(tag: Tag) -> str:
    """The account or product named by a card without text."""
    for one in (tag, *tag.find_all()):
        if said := str(one.get("data-nickname") or one.get("data-title") or ""):
            return said
    return tag.name


def _tail(blocks: list[Tag], origin: Origin) -> None:
    """Removes everything from the first call on after which only calls, pictures and titles of articles follow."""
    first = len(blocks)
    for number in range(len(blocks) - 1, max(len(blocks) - TAIL_BLOCKS, 0), -1):
        block, text = blocks[number], text_of(blocks[number])
        if text and len(text) <= MAX_LENGTH and TAIL.search(text):
            first = number
        elif text and not _only_links(block, blocks[:number]):
            break
    for block in blocks[first:]:
        origin.drop(block, WHY)


def _only_links(block: Tag, before: list[Tag]) -> bool:
    """Whether a block is a title in a list of other articles, which a heading announces."""
    text = text_of(block)
    linked = "".join(link.get_text() for link in block.find_all("a"))
    announced = any(MORE.search(text_of(one)) for one in before[-6:])
    return announced and (re.sub(r"\s", "", linked) == re.sub(r"\s", "", text) or len(text) <= 40)


def _blocks(body: Tag) -> list[Tag]:
    """The innermost blocks that are not empty, in order."""
    found = []
    for tag in body.find_all((*BLOCKS, "section", "img", "div")):
        if tag.name == "img":
            if not tag.find_parent(BLOCKS) and not text_of(tag.parent or tag):
                found.append(tag)
            continue
        if tag.find((*BLOCKS, "section", "div")) is None or tag.name in ("blockquote", "ul", "ol", "table"):
            if tag.find_parent(("blockquote", "ul", "ol", "table")):
                continue
            if text_of(tag) or (tag.name in BLOCKS and tag.find("img")):
                found.append(tag)
    return found
