"""YAML: plain values by the core schema of 1.2, lines, and mistakes in plain words."""

import pytest

from generator.settings import yaml


def said(text):
    return [problem.say("zh") for problem in yaml.parse("a.md", text, line=2)[2]]


def test_plain_words_stay_words():
    value, _, problems = yaml.parse(
        "a.md", "a: NO\nb: 2024-13-01\nc: 1:30\nd: 010\ne: yes\nf: true\ng: 12\nh: 1.5\ni:\nj: [x]\n"
    )
    assert problems == []
    assert value == {
        "a": "NO",
        "b": "2024-13-01",
        "c": "1:30",
        "d": "010",
        "e": "yes",
        "f": True,
        "g": 12,
        "h": 1.5,
        "i": None,
        "j": ["x"],
    }


def test_lines_are_counted_from_the_line_given():
    _, lines, _ = yaml.parse("a.md", "a: 1\nb:\n  - x\n  - c: 2\n", line=5)
    assert lines == {("a",): 5, ("b",): 6, ("b", 0): 7, ("b", 1): 8, ("b", 1, "c"): 8}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "title: a: b",
            'a.md:2: YAML 写法有误：这里多了一个冒号；含有冒号的文字要放在引号里（写作 title: "a: b"）',
        ),
        (
            "a: 1\nb:\n\tc: 1",
            "a.md:4: YAML 写法有误：缩进要用空格，不能用制表符（Tab）（把行首的 Tab 换成两个空格）",
        ),
        ("a: 'x", "a.md:2: YAML 写法有误：引号没有合上（在这一行末尾补上 '）"),
        ("a: *x", 'a.md:2: YAML 写法有误：以 * 开头的文字要放在引号里（写作 a: "*x"）'),
        ("a: 1\nb: 2\na: 3", "a.md:4: 键“a”写了两次（第 2 行已经写了；删掉其中一行）"),
        ("[" * 50_000, "a.md:2: YAML 写法有误：套得太深"),
        ("a: &x [*x]", "a.md:2: YAML 写法有误：& 和 * 的引用重复得太多"),
        (
            "a: !!python/object:os.system x",
            'a.md:2: YAML 写法有误：以 ! 开头的文字要放在引号里（写作 a: "!!python/object:os.system x"）',
        ),
        ("a: !!timestamp x", "a.md:2: YAML 写法有误：不能用以 ! 开头的标签"),
        ("a: !!int x", "a.md:2: YAML 写法有误：不能用以 ! 开头的标签"),
        ("a: 1\nb: \x01", "a.md:3: YAML 写法有误：这里有看不见的控制字符"),
    ],
)
def test_mistakes_are_told_in_plain_words(text, message):
    assert said(text) == [message]


def test_aliases_cannot_blow_up():
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 9)}]\n" for number in range(1, 12)
    )
    assert said(bomb) == ["a.md:2: YAML 写法有误：& 和 * 的引用重复得太多"]
