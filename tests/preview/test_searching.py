"""The preview searches too: its index is made when it is first asked for, and again after a save."""

import gzip


def _texts(preview):
    folder = preview.root / ".cache/search/pagefind/fragment"
    return [gzip.decompress(path.read_bytes()).decode().replace(" \u2063", "") for path in folder.iterdir()]


def test_the_index_is_made_when_it_is_first_asked_for(preview):
    assert not (preview.root / ".cache/search").exists()
    answer = preview.client.get("/pagefind/shards.json")
    assert (answer.status_code, answer.text) == (200, "1")
    assert preview.client.get("/pagefind/pagefind.js").status_code == 200
    assert any("柔性制造把批量做小" in text for text in _texts(preview))


def test_what_was_saved_is_found(preview):
    preview.client.get("/pagefind/shards.json")
    path = "content/articles/a.md"
    preview.save(path, preview.text(path).replace("柔性制造把批量做小", "蒸汽机把城市做大"))
    preview.client.get("/pagefind/shards.json")
    assert any("蒸汽机把城市做大" in text for text in _texts(preview))
