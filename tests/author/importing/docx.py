"""A small .docx as Word writes it: title, footnote, lists, picture with caption, table, tracked changes, page header."""

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


def p(text, style=None, extra="", ppr=""):
    st = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{st}{ppr}</w:pPr><w:r><w:t>{text}</w:t></w:r>{extra}</w:p>"


fn = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
pic = '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill><a:blip r:embed="rId5"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
li = '<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>'
body = "".join(
    [
        p("茶叶贸易史", "Title"),
        p("作者：周小舟"),
        p("2020年3月4日"),
        p("一、起源", "1"),
        p("茶在汉代已有记载", "", fn),
        p("绿茶", "a3", ppr=li % (0, 1)),
        p("龙井", "a3", ppr=li % (1, 1)),
        p("红茶", "a3", ppr=li % (0, 1)),
        p("采摘", "a3", ppr=li % (0, 2)),
        p("杀青", "a3", ppr=li % (0, 2)),
        f"<w:p>{pic}</w:p>",
        p("图1 茶园", "Caption"),
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>种类</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>产地</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>龙井</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>杭州</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        '<w:p><w:r><w:t>正文</w:t></w:r><w:del w:id="9" w:author="x"><w:r><w:delText>删掉的</w:delText></w:r></w:del><w:ins w:id="10" w:author="x"><w:r><w:t>插入的。</w:t></w:r></w:ins></w:p>',
    ]
)
files = {
    "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/><Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/><Relationship Id="rId5" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/image1.png"/></Relationships>',
    "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{body}</w:body></w:document>',
    "word/styles.xml": f'<?xml version="1.0"?><w:styles {W}><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style><w:style w:type="paragraph" w:styleId="a3"><w:name w:val="List Paragraph"/></w:style></w:styles>',
    "word/footnotes.xml": f'<?xml version="1.0"?><w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>见《僮约》。</w:t></w:r></w:p></w:footnote></w:footnotes>',
    "word/header1.xml": f'<?xml version="1.0"?><w:hdr {W}><w:p><w:r><w:t>内部资料</w:t></w:r></w:p></w:hdr>',
    "word/numbering.xml": f'<?xml version="1.0"?><w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>',
    "docProps/core.xml": '<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:creator>周小舟</dc:creator><dcterms:created>2020-03-01T08:00:00Z</dcterms:created></cp:coreProperties>',
}


def plain(*paragraphs: str, bold: tuple[int, ...] = ()) -> bytes:
    """A document without styles, as most people write one: a title is bold, or only larger."""
    runs = [
        f"<w:p><w:r><w:rPr>{'<w:b/>' * (at in bold)}</w:rPr><w:t>{text}</w:t></w:r></w:p>"
        for at, text in enumerate(paragraphs)
    ]
    return document({"word/document.xml": f"<w:document {W}><w:body>{''.join(runs)}</w:body></w:document>"})


def document(other: dict[str, str] | None = None) -> bytes:
    """The bytes of the document, with `other` in place of some of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in (files | (other or {})).items():
            archive.writestr(name, data)
        archive.writestr("word/media/image1.png", PNG)
    return out.getvalue()
