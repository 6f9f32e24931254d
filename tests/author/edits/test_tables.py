"""One more value in a list: where it goes, and that nothing else moves."""

import tomllib

import pytest
import yaml

from generator.author.edits.tables import append_csv, append_toml, append_yaml

TOML = """# 术语
[[entry]]
name = "数据中台"   # 常说的中台
aliases = [
  "数据平台", # 旧称
]
definition = '''
a
'''

# 第二条
[[entry]]
name = "产业互联网"
match = { case = true }

[[entry]]
name = "C2B"
[entry.match]
never = ["B2C2B"]

# 结尾
"""


@pytest.mark.parametrize(
    ("number", "keys"),
    [
        (0, ("aliases",)),
        (1, ("aliases",)),
        (2, ("aliases",)),
        (0, ("match", "never")),
        (1, ("match", "never")),
        (2, ("match", "never")),
        (2, ("match", "always")),
    ],
)
def test_toml(number, keys):
    new = append_toml(TOML, ("entry", number), keys, '新"值')
    table = tomllib.loads(new)["entry"][number]
    for key in keys:
        table = table[key]
    assert table[-1] == '新"值'
    for line in TOML.splitlines():
        if "#" in line or "name" in line or "'''" in line:
            assert line in new.splitlines()


def test_toml_in_front_matter_without_anything():
    assert tomllib.loads(append_toml("", (), ("aliases",), "x")) == {"aliases": ["x"]}


def test_toml_text_becomes_a_list():
    assert tomllib.loads(append_toml('aliases = "a"\n', (), ("aliases",), "b")) == {"aliases": ["a", "b"]}


@pytest.mark.parametrize("text", ['match = "no table"\n', "match = 1\n", "= 1"])
def test_toml_that_cannot_take_it_is_left_to_the_author(text):
    assert append_toml(text, (), ("match", "never"), "x") is None


FRONT = {
    "flow": "# 说明\ntype: term # 类型\naliases: [a, 'b]'] # 别名\nsee:\n  - x\n",
    "empty flow": "aliases: []\ntype: term\n",
    "block": "aliases:\n  # 旧称\n  - a\n  - b # 又名\ntype: term\n",
    "block at the margin": "aliases:\n- a\n- b\ntype: term\n",
    "block last": "type: term\naliases:\n  - a\n  - 'b: c'\n",
    "text": "aliases: 中台 # 别名\ntype: term\n",
    "quoted text": 'aliases: "a # b"\ntype: term\n',
    "none": "type: term\n# 结尾\n",
    "nothing": "",
    "flow over lines": "aliases: [\n  a,\n  b,\n]\ntype: term\n",
    "null": "aliases:\ntype: term\n",
    "match block": "match:\n  case: true # 大小写\n  never:\n    - x\ntype: term\n",
    "match flow": "match: {case: true, never: [x]} # 规则\ntype: term\n",
    "match empty": "match: {}\ntype: term\n",
}


@pytest.mark.parametrize("keys", [("aliases",), ("match", "never")])
@pytest.mark.parametrize("name", FRONT)
def test_yaml(name, keys):
    text = FRONT[name]
    new = append_yaml(text, (), keys, '新: "值"')
    data, old = yaml.safe_load(new), yaml.safe_load(text) or {}
    holder, before = data, old
    for key in keys[:-1]:
        holder, before = holder[key], before.get(key, {})
    was = before.get(keys[-1])
    assert holder.pop(keys[-1]) == [*(was if isinstance(was, list) else [was] if was is not None else []), '新: "值"']
    before.pop(keys[-1], None)
    assert {**data, "match": data.get("match") or {}} == {**old, "match": old.get("match") or {}}
    for comment in ("# 说明", "# 类型", "# 别名", "# 旧称", "# 又名", "# 结尾", "# 大小写", "# 规则"):
        assert (comment in new) == (comment in text)


def test_yaml_lists_of_entries():
    text = "# 词条\n- name: a\n  type: term\n\n- type: work # 作品\n  name: b\n  match: {first: all}\n- name: c\n"
    for number in range(3):
        new = yaml.safe_load(append_yaml(text, (number,), ("aliases",), "x"))
        assert [entry.get("aliases") for entry in new] == [["x"] if at == number else None for at in range(3)]
        assert yaml.safe_load(append_yaml(text, (number,), ("match", "never"), "x"))[number]["match"]["never"] == ["x"]


@pytest.mark.parametrize("text", ["a: [", "a: *b", "aliases: {a: b}\n", "&x aliases: &y [a]\nsee: *y\n"])
def test_yaml_that_cannot_take_it_is_left_to_the_author(text):
    assert append_yaml(text, (), ("aliases",), "x") is None


def test_csv():
    text = 'name,别名,definition\na,,"两\n行"\nb,x|y,z\nc\n'
    assert append_csv(text, 2, "aliases", "新") == 'name,别名,definition\na,新,"两\n行"\nb,x|y,z\nc\n'
    assert append_csv(text, 4, "aliases", "新,") == 'name,别名,definition\na,,"两\n行"\nb,"x|y|新,",z\nc\n'
    assert append_csv(text, 5, "aliases", "新") == 'name,别名,definition\na,,"两\n行"\nb,x|y,z\nc,新,\n'


def test_csv_that_cannot_take_it():
    assert append_csv("name\na\n", 2, "aliases", "x") is None
    assert append_csv("name,aliases\na,\n", 2, "aliases", "x|y") is None
