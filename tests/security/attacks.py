"""Attempts to run a script in a page, of the kinds that the OWASP cheat sheets on XSS and its evasion list; each sets `window.pwned`."""

import os

from tests.readers.samples import XSS

RUN = "window.pwned=1"
OWN = [
    f"<script>{RUN}</script>", f"<ScRiPt >{RUN}</sCrIpT >", f"<script/x>{RUN}</script>", f"<script\n>{RUN}</script\n>", f"<scr\x00ipt>{RUN}</scr\x00ipt>",
    f"<img src=x onerror={RUN}>", f"<img src=x onerror = '{RUN}'>", f"<img/src=x/onerror={RUN}>", f"<img src=x oNeRrOr={RUN}//", f"<img src=`x`onerror={RUN}>",
    f"<img src onerror={RUN}>", f"<img src=x \x0conerror={RUN}>", f"<img src=x:x onerror\x0b={RUN}>", f"<img \"\"\"><script>{RUN}</script>\">", "<img src=x onerror=&#119;indow.pwned=1>",
    f"<svg onload={RUN}>", f"<svg/onload={RUN}>", f"<svg><script>{RUN}</script></svg>", f"<svg><script href=data:,{RUN} /></svg>", f"<svg><a xlink:href=javascript:{RUN}><text y=9>x</text></a></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>", f"<svg><a><animate attributeName=href values=javascript:{RUN} /><text y=9>x</text></a></svg>",
    f"<svg><use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg onload={RUN}></svg>#x'></use></svg>", "<svg><foreignObject><iframe srcdoc='<script>parent.pwned=1</script>'></foreignObject></svg>",
    f"<svg><style><img src=x onerror={RUN}></style></svg>", f"<svg></p><style><g title=\"</style><img src=x onerror={RUN}>\">", f"<svg><desc><p title=\"</desc><img src=x onerror={RUN}>\">",
    f"<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror={RUN}&gt;\">", f"<math href=javascript:{RUN}>x</math>", f"<math><maction actiontype=statusline xlink:href=javascript:{RUN}>x",
    f"<math><annotation-xml encoding=text/html><img src=x onerror={RUN}></annotation-xml></math>", f"<form><math><mtext></form><form><mglyph><style></math><img src=x onerror={RUN}>",
    f"<noscript><p title=\"</noscript><img src=x onerror={RUN}>\">", f"<template><img src=x onerror={RUN}></template>", f"<xmp><p title=\"</xmp><img src=x onerror={RUN}>\">", f"<noembed><img title=\"</noembed><img src=x onerror={RUN}>\">",
    f"<style><img title=\"</style><img src=x onerror={RUN}>\"></style>", f"<title><img title=\"</title><img src=x onerror={RUN}>\"></title>", f"<textarea><img title=\"</textarea><img src=x onerror={RUN}>\">",
    f"<select><style></select><img src=x onerror={RUN}></style></select>", f"<table><td><style><!--</style><img src=x onerror={RUN}>-->", f"<!--<img src=\"--><img src=x onerror={RUN}//\">",
    f"<!--[if gte IE 4]><script>{RUN}</script><![endif]-->", f"<![CDATA[<img src=x onerror={RUN}>]]>", f"<?xml version=\"1.0\"?><img src=x onerror={RUN}>", f"<a title='<![CDATA[</a><img src=x onerror={RUN}>'>x</a>",
    f"<a href=javascript:{RUN}>x</a>", f"<a href=' &#14; javascript:{RUN}'>x</a>", f"<a href='java&Tab;script:{RUN}'>x</a>", f"<a href='java&NewLine;script:{RUN}'>x</a>", f"<a href='javascript&colon;{RUN}'>x</a>",
    f"<a href='&#0000106&#0000097&#0000118&#0000097&#0000115&#0000099&#0000114&#0000105&#0000112&#0000116&#0000058{RUN}'>x</a>", f"<a href='\x01javascript:{RUN}'>x</a>", f"<a href='\u2028javascript:{RUN}'>x</a>",
    f"<a href='jav\u00adascript:{RUN}'>x</a>", f"<a href='javascript://%0a{RUN}'>x</a>", "<a href='data:text/html,<script>parent.pwned=1</script>'>x</a>", "<a href='DATA:text/html;base64,PHNjcmlwdD4='>x</a>",
    f"<a href='vbscript:{RUN}'>x</a>", f"<a href='view-source:javascript:{RUN}'>x</a>", f"<a href='blob:{RUN}'>x</a>", f"<a href='feed:javascript:{RUN}'>x</a>", f"<area shape=rect coords=0,0,9,9 href=javascript:{RUN}>",
    "<iframe src=javascript:parent.pwned=1></iframe>", "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>", f"<object data=javascript:{RUN}></object>", "<object data='data:text/html,<script>parent.pwned=1</script>'>",
    f"<embed src='data:image/svg+xml,<svg xmlns=http://www.w3.org/2000/svg onload={RUN}>'>", f"<applet code=x onerror={RUN}>", f"<base href='javascript:/a/+{RUN}//'><a href=x>x</a>", "<base href=//evil.example/>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>", "<meta http-equiv=refresh content='0;url=data:text/html,<script>parent.pwned=1</script>'>", f"<link rel=import href='data:text/html,<script>{RUN}</script>'>",
    f"<link rel=stylesheet href='data:text/css,*{{background:url(javascript:{RUN})}}'>", f"<style>*{{background:url(javascript:{RUN})}}</style>", f"<p style='width:expression({RUN})'>x</p>", "<p style='-moz-binding:url(x)'>x",
    f"<p style=animation-name:x onanimationstart={RUN}>x</p>", f"<body onload={RUN}>", f"<body background=javascript:{RUN}>", f"<html onmouseover={RUN}>", f"<frameset onload={RUN}>", f"<input autofocus onfocus={RUN}>",
    f"<details open ontoggle={RUN}>x</details>", f"<video src=x onerror={RUN}></video>", f"<video><source onerror={RUN}></video>", f"<audio src=x onerror={RUN}>", f"<marquee onstart={RUN}>x</marquee>", f"<keygen autofocus onfocus={RUN}>",
    f"<form action=javascript:{RUN}><button>x</button></form>", f"<button form=x formaction=javascript:{RUN}>x</button>", f"<isindex type=image src=x onerror={RUN}>", f"<picture><source srcset=x onerror={RUN}><img src=x onerror={RUN}></picture>",
    f"<img srcset='javascript:{RUN} 1x'>", f"<div popover id=p onbeforetoggle={RUN}>x</div><button popovertarget=p>x</button>", f"<dialog open oncancel={RUN}>x</dialog>", f"<p tabindex=0 autofocus onfocus={RUN}>x</p>",
    f"<p contenteditable onbeforeinput={RUN} accesskey=x onclick={RUN}>x</p>", f"<x onclick={RUN} contenteditable>x</x>", f"<custom-element onclick={RUN}>x</custom-element>", f"<slot onslotchange={RUN}><p slot=x>x",
    "<a id=reader name=site href=x>clobber</a><form id=document><input name=body></form>", "<img name=getElementById><img id=tip name=x>",
    f"\"><script>{RUN}</script>", f"'><script>{RUN}</script>", f"</script><script>{RUN}</script>", f"</title><script>{RUN}</script>", f"</textarea><img src=x onerror={RUN}>", f"\" onmouseover=\"{RUN}", f"' onfocus='{RUN}' autofocus='",
    f"\"/><svg onload={RUN}>", f"--><script>{RUN}</script>", f"]]><script>{RUN}</script>", f"\\\"><script>{RUN}</script>", f"{{{{ {RUN} }}}}", "{{ site.__class__.__mro__ }}", "{% include '/etc/passwd' %}", "${7*7}", "<%= 7*7 %>",
    f"[x](javascript:{RUN})", f"[x]( javascript:{RUN})", f"[x](java\tscript:{RUN})", f"[x](javascript&colon;{RUN})", f"[x](\\javascript:{RUN})", f"[x](<javascript:{RUN}>)", f"<javascript:{RUN}>", f"![x](javascript:{RUN})",
    "[x](data:text/html,<script>parent.pwned=1</script>)", f"[x]: javascript:{RUN}\n\n[x]", f"[x][y]\n\n[y]: <javascript:{RUN}>", f"![x](x \"\\\" onerror={RUN} x=\\\"\")", f"![\" onerror={RUN} x=\"](x)", f"[![x](x)](javascript:{RUN})",
    f"[x](x){{onclick={RUN}}}", f"## x {{#\"><script>{RUN}</script>}}", f"```<script>{RUN}</script>\nx\n```", f"`<script>{RUN}</script>`", f"$<script>{RUN}</script>$", f"[[<img src=x onerror={RUN}>]]", f"[[a|<img src=x onerror={RUN}>]]",
    f"[^<img src=x onerror={RUN}>]\n\n[^<img src=x onerror={RUN}>]: x", f"[^1]\n\n[^1]: <img src=x onerror={RUN}>", f"| <img src=x onerror={RUN}> |\n|-|\n| <svg onload={RUN}> |", f"- <img src=x onerror={RUN}>", f"> <img src=x onerror={RUN}>",
    f"{{{{< figure src=\"javascript:{RUN}\" link=\"javascript:{RUN}\" caption=\"<img src=x onerror={RUN}>\" >}}}}", f"{{% asset_img x.png <img src=x onerror={RUN}> %}}", f"{{% link x javascript:{RUN} %}}",
    f"::: <img src=x onerror={RUN}>\nx\n:::", f"> [!NOTE] <img src=x onerror={RUN}>\n> x", f"<div>\n\n<img src=x onerror={RUN}>\n\n</div>", f"<p\n\nonclick={RUN}>x", f"a<b title='\n\n'onclick={RUN}>x</b>",
    f"<a href=\"x\u2028\" onclick=\"{RUN}\">x</a>", f"\u2028{RUN}\u2029", f"\ufdd0{RUN}\ufdd1<script>{RUN}</script>", f"zhushu-root:/\"><script>{RUN}</script>", f"zhushu-link:0:\"><script>{RUN}</script>", f"zhushu-entry:\"><script>{RUN}</script>",
    f"<img src=\"zhushu-link:0:\" onerror={RUN}>", f"[x](zhushu-root:/javascript:{RUN})", "[x](zhushu-link:0:)", f"<a href=\"zhushu-root:/../javascript:{RUN}\">x</a>", "+ADw-script+AD4-window.pwned=1+ADw-/script+AD4-",
    f"<script>{RUN}<", f"<img src=x onerror={RUN}", f"<a href=\"javascript:{RUN}", f"<div <script>{RUN}</script>", f"<<script>{RUN}//<</script>", f"<a\nhref\n=\n\"\njavascript:{RUN}\n\"\n>x</a>",
]
ATTACKS = list(dict.fromkeys([*OWN, *XSS] if os.environ.get("ZHUSHU_ALL_ATTACKS") else OWN))
SVG = {
    "script": "<svg xmlns='http://www.w3.org/2000/svg'><script>{}</script></svg>",
    "prefixed": "<x:svg xmlns:x='http://www.w3.org/2000/svg'><x:script>{}</x:script></x:svg>",
    "event": "<svg xmlns='http://www.w3.org/2000/svg' onload='{}'/>",
    "event with a blank": "<svg xmlns='http://www.w3.org/2000/svg' onload\n=\n'{}'/>",
    "link": "<svg xmlns='http://www.w3.org/2000/svg'><a href='&#x6a;ava&#9;script:{}'><text y='9'>x</text></a></svg>",
    "xlink": "<svg xmlns='http://www.w3.org/2000/svg' xmlns:l='http://www.w3.org/1999/xlink'><a l:href='javascript:{}'><text y='9'>x</text></a></svg>",
    "set": "<svg xmlns='http://www.w3.org/2000/svg'><set attributeName='onmouseover' to='{}'/></svg>",
    "animate": "<svg xmlns='http://www.w3.org/2000/svg'><a><animate attributeName='href' values='&#106;avascript:{}'/><text y='9'>x</text></a></svg>",
    "use": "<svg xmlns='http://www.w3.org/2000/svg'><use href='data:image/svg+xml;base64,PHN2Zz4='/></svg>",
    "foreign": "<svg xmlns='http://www.w3.org/2000/svg'><foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml' src='x'/></foreignObject></svg>",
    "html": "<svg xmlns='http://www.w3.org/2000/svg'><h:script xmlns:h='http://www.w3.org/1999/xhtml'>{}</h:script></svg>",
    "entity": "<!DOCTYPE svg [<!ENTITY x '<script>{}</script>'>]><svg xmlns='http://www.w3.org/2000/svg'>&x;</svg>",
    "style sheet": "<?xml-stylesheet type='text/xsl' href='data:text/xml,x'?><svg xmlns='http://www.w3.org/2000/svg'/>",
    "handler": "<svg xmlns='http://www.w3.org/2000/svg'><handler xmlns:ev='http://www.w3.org/2001/xml-events' ev:event='load'>{}</handler></svg>",
    "broken": "<svg xmlns='http://www.w3.org/2000/svg'><g><script>{}</script></svg>",
    "many entities": "<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><svg xmlns='http://www.w3.org/2000/svg'>&b;</svg>",
}
"""Pictures that would run a script if they were opened by themselves."""
