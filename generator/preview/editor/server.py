"""The Language Server Protocol for `desk`. The only home of pygls."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer

from generator import __version__
from generator.core.errors import Problem, SiteError, Text
from generator.preview.editor.desk import Desk, FindAtCursor, path_of, root_of, why

ADD = "zhushu.addEntry"
NEVER = "zhushu.neverHere"
LEVELS = {"error": lsp.DiagnosticSeverity.Error, "warning": lsp.DiagnosticSeverity.Warning}


def serve(language: str) -> None:
    """Serve LSP over standard input and output until the editor closes it."""
    server(language).start_io()


def server(language: str) -> LanguageServer:
    """A server whose messages are in `language` (`zh` or `en`)."""
    made = LanguageServer("zhushu", __version__)
    editor = _Editor(made, language)
    _handle(made, lsp.TEXT_DOCUMENT_DID_OPEN, editor.shown)
    _handle(made, lsp.TEXT_DOCUMENT_DID_CHANGE, editor.shown)
    _handle(made, lsp.TEXT_DOCUMENT_DID_SAVE, editor.saved)
    _handle(made, lsp.TEXT_DOCUMENT_HOVER, editor.hover)
    _handle(made, lsp.TEXT_DOCUMENT_COMPLETION, editor.complete, lsp.CompletionOptions(trigger_characters=["["]))
    _handle(made, lsp.TEXT_DOCUMENT_DEFINITION, editor.definition)
    _handle(made, lsp.TEXT_DOCUMENT_CODE_ACTION, editor.actions)
    _handle(made, lsp.TEXT_DOCUMENT_RENAME, editor.rename)

    @made.command(ADD)
    def _add(uri: str, name: str) -> None:
        editor.write(uri, lambda desk: desk.add(name))

    @made.command(NEVER)
    def _never(uri: str, name: str, context: str) -> None:
        editor.write(uri, lambda desk: desk.never(name, context))

    return made


def _handle(made: LanguageServer, name: str, method: Callable[[Any], object], options: object = None) -> None:
    """Register a method in a function, as pygls sets attributes, which a bound method does not allow."""

    @made.feature(name, options)
    def _call(params: Any) -> object:  # noqa: ANN401 — each feature has parameters of its own
        return method(params)


class _Editor:
    """The features, for the sites of all open files."""

    def __init__(self, made: LanguageServer, language: str) -> None:
        self._made, self._language = made, language
        self._desks: dict[Path, Desk] = {}

    def _desk_of(self, uri: str) -> Desk | None:
        root = root_of(path_of(uri))
        return None if root is None else self._desks.setdefault(root, Desk(root))

    def _text(self, uri: str) -> str:
        return self._made.workspace.get_text_document(uri).source

    def _line(self, uri: str, place: lsp.Position) -> tuple[str, int]:
        """The line at a position, and the column of the position in code points."""
        line = self._text(uri).split("\n")[place.line]
        return line, _code_points(line, place.character)

    def _tell(self, uri: str) -> None:
        """Publish the problems of an open file."""
        desk = self._desk_of(uri)
        if desk is not None:
            found = [_diagnostic(problem, self._language) for problem in desk.problems(path_of(uri), self._text(uri))]
            self._made.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri=uri, diagnostics=found))

    def _found(self, params: lsp.HoverParams | lsp.DefinitionParams | lsp.RenameParams) -> FindAtCursor | None:
        uri = params.text_document.uri
        desk = self._desk_of(uri)
        if desk is None:
            return None
        _, column = self._line(uri, params.position)
        try:
            return desk.found_at(path_of(uri), self._text(uri), params.position.line + 1, column)
        except SiteError:  # shown as a diagnostic
            return None

    def shown(self, params: lsp.DidOpenTextDocumentParams | lsp.DidChangeTextDocumentParams) -> None:
        self._tell(params.text_document.uri)

    def saved(self, params: lsp.DidSaveTextDocumentParams) -> None:
        desk = self._desk_of(params.text_document.uri)
        if desk is not None and "content/articles" not in params.text_document.uri:
            desk.forget()
        for uri in list(self._made.workspace.text_documents):
            self._tell(uri)

    def hover(self, params: lsp.HoverParams) -> lsp.Hover | None:
        one = self._found(params)
        if one is None:
            return None
        head = f"**{one.entry.name}** · {one.entry.english}".rstrip(" ·") if one.entry else f"**{one.span.text}**"
        body = one.entry.definition if one.entry else ""
        said = "\n\n".join(part for part in (head, body, f"*{why(one.span, self._language)}*") if part)
        line, _ = self._line(params.text_document.uri, params.position)
        place = _range(line, params.position.line, one.start, one.end)
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, said), place)

    def complete(self, params: lsp.CompletionParams) -> lsp.CompletionList | None:
        desk = self._desk_of(params.text_document.uri)
        line, column = self._line(params.text_document.uri, params.position)
        before = line[:column]
        if desk is None or "[[" not in before or "]]" in before[before.rfind("[[") :]:
            return None
        start = before.rfind("[[") + 2
        try:
            proposals = desk.proposals()
        except SiteError:
            return None
        place = _range(line, params.position.line, start, len(before))
        items = [
            lsp.CompletionItem(
                label=one.form,
                kind=lsp.CompletionItemKind.Reference,
                detail=one.entry.name if one.form != one.entry.name else one.entry.english,
                documentation=one.entry.definition,
                filter_text=one.sought,
                text_edit=lsp.TextEdit(
                    place, one.form if one.form == one.entry.name else f"{one.entry.name}|{one.form}"
                ),
            )
            for one in proposals
            if one.form not in one.entry.deprecated
        ]
        return lsp.CompletionList(is_incomplete=False, items=items)

    def definition(self, params: lsp.DefinitionParams) -> lsp.Location | None:
        one, desk = self._found(params), self._desk_of(params.text_document.uri)
        if one is None or one.entry is None or desk is None or not one.entry.place.path:
            return None
        line = max(one.entry.place.line - 1, 0)
        at = lsp.Position(line, 0)
        path = (desk.root / one.entry.place.path).resolve()
        return lsp.Location(path.as_uri(), lsp.Range(at, at)) if path.is_file() else None  # a package's is not named

    def actions(self, params: lsp.CodeActionParams) -> Sequence[lsp.Command]:
        uri, first, last = params.text_document.uri, params.range.start, params.range.end
        line, start = self._line(uri, first)
        end = _code_points(line, last.character) if last.line == first.line else start
        chosen = line[start:end].strip()
        if not chosen or self._desk_of(uri) is None:
            return []
        add = Text(f"把“{chosen}”加进词表", f'Add "{chosen}" to the glossary').of(self._language)
        never = Text(f"这里从不标注“{chosen}”", f'Never mark "{chosen}" here').of(self._language)
        around = line[max(0, start - 1) : end + 1].strip()
        return [
            lsp.Command(add, ADD, arguments=[uri, chosen]),
            lsp.Command(never, NEVER, arguments=[uri, chosen, around]),
        ]

    def write(self, uri: str, change: Callable[[Desk], str]) -> None:
        """Make a change and show the path that it wrote, or why it could not be made."""
        desk = self._desk_of(uri)
        if desk is None:
            return
        try:
            path = change(desk)
        except SiteError as error:
            said = "\n".join(problem.say(self._language) for problem in error.problems)
            self._made.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Warning, said))
            return
        done = Text(f"已写入 {path}", f"wrote {path}").of(self._language)
        self._made.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Info, done))
        self._tell(uri)

    def rename(self, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        one, desk = self._found(params), self._desk_of(params.text_document.uri)
        if one is None or one.entry is None or one.entry.origin or desk is None:
            return None
        edits: dict[str, list[lsp.TextEdit]] = {}
        for path, line, start, end in desk.places_of(one.entry):
            text = path.read_text(encoding="utf-8", errors="replace").split("\n")[line - 1]
            edits.setdefault(path.as_uri(), []).append(
                lsp.TextEdit(_range(text, line - 1, start, end), params.new_name)
            )
        place = desk.root / one.entry.place.path
        if place.suffix in (".toml", ".yaml", ".yml"):
            for number, text in enumerate(place.read_text(encoding="utf-8").split("\n")):
                at = text.find(one.entry.name)
                if number >= one.entry.place.line - 1 and at >= 0 and text.lstrip("- ").startswith("name"):
                    change = lsp.TextEdit(_range(text, number, at, at + len(one.entry.name)), params.new_name)
                    edits.setdefault(place.as_uri(), []).append(change)
                    break
        changes: list[lsp.TextDocumentEdit | lsp.CreateFile | lsp.RenameFile | lsp.DeleteFile] = [
            lsp.TextDocumentEdit(lsp.OptionalVersionedTextDocumentIdentifier(uri, None), [*said])
            for uri, said in sorted(edits.items())
        ]
        if place.suffix in (".md", ".markdown") and place.stem == one.entry.name:
            changes.append(lsp.RenameFile(place.as_uri(), place.with_stem(params.new_name).as_uri()))
        return lsp.WorkspaceEdit(document_changes=changes)


def _diagnostic(problem: Problem, language: str) -> lsp.Diagnostic:
    line = max(problem.place.line - 1, 0)
    hint = f"\n{problem.hint.of(language)}" if problem.hint else ""
    return lsp.Diagnostic(
        lsp.Range(lsp.Position(line, 0), lsp.Position(line, 10_000)),
        problem.message.of(language) + hint,
        severity=LEVELS.get(problem.level, lsp.DiagnosticSeverity.Information),
        code=problem.code,
        source="zhushu",
    )


def _code_points(line: str, units: int) -> int:
    """A column in UTF-16 code units (as in LSP) converted to code points."""
    return len(line.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore"))


def _range(line: str, number: int, start: int, end: int) -> lsp.Range:
    """The LSP range for columns in code points."""
    first, last = (len(line[:column].encode("utf-16-le")) // 2 for column in (start, end))
    return lsp.Range(lsp.Position(number, first), lsp.Position(number, last))
