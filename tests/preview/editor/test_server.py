"""The language server, asked by a real client over standard input and output."""

import asyncio
import sys

import pytest
import pytest_lsp
from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

from generator import cli

TERMS = """[[entry]]
name = "数据中台"
aliases = ["中台数据层"]
english = "data middle platform"
definition = "统一加工数据的一层。"

[[entry]]
name = "研究生"
definition = "本科之后继续读书的学生。"
"""
ARTICLE = """---
title: 𠮷
---

𠮷企业建数据中台，他研究生命起源。

见[[数据中台]]和[[
"""


@pytest.fixture
def site(tmp_path):
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "content/glossary").mkdir()
    (tmp_path / "site.toml").write_text('title = "x"\n', encoding="utf-8")
    (tmp_path / "content/glossary/a.toml").write_text(TERMS, encoding="utf-8")
    (tmp_path / "content/articles/a.md").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module", autouse=True)
def _no_other_loop():
    """Playwright's own loop counts as running on this thread from the first test with a browser until the last."""
    other = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(other)


@pytest_lsp.fixture(
    config=ClientServerConfig(
        server_command=[sys.executable, "-W", "ignore", "-m", "generator", "lsp", "--stdio"],
        server_env={"LC_ALL": "zh_CN.UTF-8"},
    ),
    scope="module",
    loop_scope="module",
)
async def client(lsp_client: LanguageClient):
    await lsp_client.initialize_session(
        lsp.InitializeParams(capabilities=client_capabilities("visual-studio-code"), root_uri=None)
    )
    yield
    await lsp_client.shutdown_session()


async def opened(client, path, text=None):
    """Open a file, as it is or as it stands unsaved; gives its URI and the problems that are told."""
    uri = path.as_uri()
    said = text if text is not None else path.read_text(encoding="utf-8")
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri, "markdown", 1, said)))
    client.diagnostics.pop(uri, None)
    while uri not in client.diagnostics:
        await client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    return uri, client.diagnostics[uri]


def at(uri, line, character):
    return {"text_document": lsp.TextDocumentIdentifier(uri), "position": lsp.Position(line, character)}


@pytest.mark.asyncio(loop_scope="module")
async def test_problems_are_told_as_one_types(client, site):
    _, told = await opened(client, site / "content/articles/a.md", "---\ntitle: x\n---\n\n看[[数据中抬]]。\n")
    assert [(one.range.start.line, "数据中抬" in one.message, "数据中台" in one.message) for one in told] == [
        (4, True, True)
    ]
    _, told = await opened(client, site / "content/glossary/a.toml", '[[entry]]\nnaem = "x"\n')
    assert told[0].range.start.line == 1


@pytest.mark.asyncio(loop_scope="module")
async def test_hover_shows_the_definition_and_why_it_is_marked_or_not(client, site):
    uri, _ = await opened(client, site / "content/articles/a.md")
    said = await client.text_document_hover_async(lsp.HoverParams(**at(uri, 4, 7)))
    assert "统一加工数据的一层" in said.contents.value
    assert "标注" in said.contents.value
    assert (said.range.start.character, said.range.end.character) == (5, 9)  # UTF-16: the first character takes two
    said = await client.text_document_hover_async(lsp.HoverParams(**at(uri, 4, 12)))
    assert "不标注" in said.contents.value
    assert await client.text_document_hover_async(lsp.HoverParams(**at(uri, 4, 0))) is None


@pytest.mark.asyncio(loop_scope="module")
async def test_two_brackets_are_completed_by_name_alias_and_pinyin(client, site):
    uri, _ = await opened(client, site / "content/articles/a.md")
    said = await client.text_document_completion_async(lsp.CompletionParams(**at(uri, 6, 12)))
    found = {one.label: one for one in said.items}
    assert set(found) == {"数据中台", "中台数据层", "研究生"}
    assert "shujuzhongtai" in found["数据中台"].filter_text
    assert found["中台数据层"].text_edit.new_text == "数据中台|中台数据层"
    assert await client.text_document_completion_async(lsp.CompletionParams(**at(uri, 4, 3))) is None


@pytest.mark.asyncio(loop_scope="module")
async def test_a_mark_leads_to_its_entry(client, site):
    uri, _ = await opened(client, site / "content/articles/a.md")
    place = await client.text_document_definition_async(lsp.DefinitionParams(**at(uri, 4, 7)))
    assert (place.uri, place.range.start.line) == ((site / "content/glossary/a.toml").as_uri(), 0)


@pytest.mark.asyncio(loop_scope="module")
async def test_a_word_is_added_to_the_glossary_or_never_marked(client, site):
    uri, _ = await opened(client, site / "content/articles/a.md")
    where = lsp.Range(lsp.Position(4, 2), lsp.Position(4, 4))
    actions = await client.text_document_code_action_async(
        lsp.CodeActionParams(lsp.TextDocumentIdentifier(uri), where, lsp.CodeActionContext([]))
    )
    assert [one.title for one in actions] == ["把“企业”加进词表", "这里从不标注“企业”"]
    for one in actions:
        await client.workspace_execute_command_async(lsp.ExecuteCommandParams(one.command, arguments=one.arguments))
    assert "todo: true" in (site / "content/glossary/企业.md").read_text(encoding="utf-8")
    changed = [path for path in (site / "content/glossary").iterdir() if "never" in path.read_text(encoding="utf-8")]
    assert [path.name for path in changed] == ["企业.md"]


@pytest.mark.asyncio(loop_scope="module")
async def test_an_entry_is_renamed_everywhere(client, site):
    uri, _ = await opened(client, site / "content/articles/a.md")
    edit = await client.text_document_rename_async(lsp.RenameParams(**at(uri, 4, 7), new_name="数中台"))
    said = {one.text_document.uri.rsplit("/", 1)[1]: one.edits for one in edit.document_changes}
    assert set(said) == {"a.md", "a.toml"}
    assert [(one.range.start.line, one.range.start.character, one.new_text) for one in said["a.md"]] == [
        (6, 3, "数中台")
    ]
    assert [(one.range.start.line, one.range.start.character) for one in said["a.toml"]] == [(1, 8)]


@pytest.mark.asyncio(loop_scope="module")
async def test_a_form_not_to_write_is_told_and_never_proposed(client, site):
    (site / "content/glossary/b.toml").write_text(
        '[[entry]]\nname = "账号"\ndeprecated = ["帐号"]\ndefinition = "名称。"\n', encoding="utf-8"
    )
    text = "---\ntitle: 甲\n---\n\n注册帐号。\n\n[[帐号]]\n\n[["
    uri, told = await opened(client, site / "content/articles/a.md", text)
    assert [(one.range.start.line, one.message) for one in told if one.code == "deprecated-form"] == [
        (4, "写“账号”，不要写“帐号”"),
        (6, "写“账号”，不要写“帐号”"),
    ]
    assert "unknown-entry" not in {one.code for one in told}
    found = await client.text_document_completion_async(lsp.CompletionParams(**at(uri, 8, 2)))
    assert "帐号" not in {item.label for item in found.items}


@pytest.mark.asyncio(loop_scope="module")
async def test_an_entry_of_a_shared_glossary_is_shown_and_not_renamed(client, site):
    shared = site.parent / f"{site.name}-shared.toml"
    shared.write_text('[[entry]]\nname = "企业"\ndefinition = "做生意的组织。"\n', encoding="utf-8")
    assert cli.run(["glossary", "add", str(shared), "--site", str(site)]) == 0
    uri, _ = await opened(client, site / "content/articles/a.md")
    where = await client.text_document_definition_async(lsp.DefinitionParams(**at(uri, 4, 3)))
    assert where.uri == shared.as_uri()
    assert await client.text_document_rename_async(lsp.RenameParams(**at(uri, 4, 3), new_name="公司")) is None
    client.workspace_execute_command(lsp.ExecuteCommandParams("zhushu.neverHere", arguments=[uri, "企业", "企业建"]))
    await client.wait_for_notification(lsp.WINDOW_SHOW_MESSAGE)
    assert "来自词库" in client.messages[-1].message
