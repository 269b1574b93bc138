"""Nasty YAML: what the language can do beyond JSON, and what its parsers are slow at."""

from __future__ import annotations

from tests.fuzz.case import nasty

HEADER = 'peacetalks: "1.0"\n'


@nasty(5_000, "yaml", full=100_000, told="invalid-syntax")
def lists_in_one_line(size: int) -> str:
    return "- " * size + "a"


@nasty(5_000, "yaml", full=100_000, told="invalid-syntax")
def keys_of_keys(size: int) -> str:
    return "? " * size


@nasty(300, "yaml", full=2_000, told="invalid-syntax")
def objects_indented_ever_deeper(size: int) -> str:
    return "".join(" " * level + "a:\n" for level in range(size))


@nasty(2_000, "yaml", full=50_000, told="invalid-syntax")
def flow_inside_blocks(size: int) -> str:
    return "a:\n - b:\n    - " + "{a: [" * size


@nasty(50, "yaml", full=500, told="invalid-syntax")
def laughs_by_the_billion(size: int) -> str:
    levels = (f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 10)}]" for n in range(1, size))
    return HEADER + "x0: &x0 [lol]\n" + "\n".join(levels)


@nasty(50, "yaml", full=500, told="invalid-syntax")
def merge_keys_by_the_billion(size: int) -> str:
    levels = (f"x{n}: &x{n}\n  <<: [{', '.join([f'*x{n - 1}'] * 10)}]\n  k{n}: 1" for n in range(1, size))
    return HEADER + "x0: &x0 {a: b}\n" + "\n".join(levels)


@nasty(200, "yaml", full=50_000, told="unknown-field duplicate-key")
def merge_keys_without_aliases(size: int) -> str:
    return HEADER + "<<: {title: a}\n" * size


@nasty(2_000, "yaml", full=50_000, told="unknown-field")
def anchors(size: int) -> str:
    return HEADER + "x:\n" + "".join(f"- &a{number} b\n" for number in range(size))


@nasty(1_000, "yaml", full=300_000, told=None)
def tag_directives(size: int) -> str:
    return "".join(f"%TAG !a{number}! tag:x\n" for number in range(size)) + "---\n" + HEADER


@nasty(1_000, "yaml", full=60_000, told="invalid-syntax")
def directives_that_there_are_not(size: int) -> str:
    return "%FOO bar\n" * size + "---\n" + HEADER


@nasty(10, "yaml", full=1_000, told="invalid-syntax")
def tags_that_are_no_utf_8(size: int) -> str:
    return "a: !%ED%A0%80" + "a" * size + " b\n"


@nasty(10_000, "yaml", full=1_000_000, told="invalid-syntax")
def long_tag(size: int) -> str:
    return "a: !" + "a" * size + " b\n"


@nasty(10_000, "yaml", full=1_000_000, told="invalid-syntax")
def long_anchor(size: int) -> str:
    return "a: &" + "a" * size + " b\n*" + "a" * size + " : c\n"


@nasty(1_000, "yaml", full=100_000, told="invalid-syntax")
def documents(size: int) -> str:
    return ("---\n" + HEADER) * size


@nasty(20_000, "yaml", full=1_000_000)
def comments(size: int) -> str:
    return HEADER + "# nothing\n" * size


@nasty(20_000, "yaml", full=500_000)
def text_of_many_lines(size: int) -> str:
    return HEADER + "title: " + "a\n  " * size


@nasty(20_000, "yaml", full=300_000)
def quoted_text_of_many_lines(size: int) -> str:
    return HEADER + 'title: "' + "a\n\n  " * size + '"'


@nasty(20_000, "yaml", full=300_000)
def block_of_many_lines(size: int) -> str:
    return HEADER + "title: |\n" + "  a\n" * size


@nasty(20_000, "yaml", full=1_000_000, told="invalid-syntax")
def block_of_lines_indented_ever_less(size: int) -> str:
    return HEADER + "title: |\n" + " " * size + "\n" + "\n".join(" " * n for n in range(200, 0, -1)) + "\na"


@nasty(10_000, "yaml", full=1_000_000, told="invalid-syntax")
def word_that_might_be_a_key(size: int) -> str:
    return HEADER + "a" * size + ": b"


@nasty(5_000, "yaml", full=200_000, told="invalid-syntax")
def keys_without_end(size: int) -> str:
    return "{" + "a, " * size


@nasty(2_000, "yaml", full=100_000, told="invalid-syntax")
def words_that_might_be_keys(size: int) -> str:
    return "[" + '"a" "b" ' * size


@nasty(10_000, "yaml", full=1_000_000, told="invalid-syntax")
def tabs(size: int) -> str:
    return HEADER + "title:\n" + "\t" * size + "- x"


@nasty(5_000, "yaml", full=1_000_000, told="invalid-syntax")
def characters_that_end_lines_elsewhere(size: int) -> str:
    return HEADER + "title: a" + "\u2028" * size


@nasty(5_000, "yaml", full=200_000, told="wrong-type")
def escapes_of_every_kind(size: int) -> str:
    return HEADER + 'title: ["' + r"\x41\u00e9\U0001F600\N\L\P\_\e\a\b\t\ " * size + '"]'
