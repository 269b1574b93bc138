"""The generator: what is generated is up to date here, and what is not is named, written or removed."""

import shutil

import pytest
from tools import enums, generate

from peacetalks.codelists import Codelist, Term

ENUMS = "src/peacetalks/codelists/enums.py"


@pytest.fixture
def copy(tmp_path, repository):
    """A folder with the generated files as they are here."""
    for product in generate.PRODUCTS:
        for path in product.make():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(repository / path, tmp_path / path)
    return tmp_path


def test_what_is_generated_is_up_to_date(capsys):
    assert generate.main(["--check"]) == 0
    assert "".join(capsys.readouterr()) == ""


def test_every_generated_file_belongs_to_its_product(copy):
    for product in generate.PRODUCTS:
        owned = {path.relative_to(copy).as_posix() for pattern in product.owns for path in copy.glob(pattern)}
        assert product.make().keys() <= owned


@pytest.mark.parametrize(
    "alter",
    [
        pytest.param(lambda file: file.write_bytes(file.read_bytes() + b"\n"), id="added to"),
        pytest.param(lambda file: file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n")), id="other line ends"),
        pytest.param(lambda file: file.unlink(), id="missing"),
    ],
)
def test_a_file_that_differs_is_named_and_left_alone_until_it_is_written(copy, alter, capsys):
    file = copy / ENUMS
    right = file.read_bytes()
    assert generate.main(["--check"], root=copy) == 0

    alter(file)
    wrong = file.read_bytes() if file.exists() else None
    assert generate.main(["--check"], root=copy) == 1
    assert capsys.readouterr().err.splitlines()[1:] == [f"  {ENUMS}"]
    assert (file.read_bytes() if file.exists() else None) == wrong

    assert generate.main([], root=copy) == 0
    assert capsys.readouterr().out == f"written {ENUMS}\n"
    assert file.read_bytes() == right
    assert generate.main([], root=copy) == 0
    assert capsys.readouterr().out == ""


def test_a_product_owns_what_its_patterns_match(tmp_path, capsys):
    product = generate.Product(make=lambda: {"pages/new/one.md": "é\n"}, owns=("pages/**/*.md",))
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "old.md").touch()
    (tmp_path / "pages" / "by hand.txt").touch()

    assert generate.main(["--check"], root=tmp_path, products=[product]) == 1
    assert capsys.readouterr().err.splitlines()[1:] == ["  pages/new/one.md", "  pages/old.md"]

    assert generate.main([], root=tmp_path, products=[product]) == 0
    assert capsys.readouterr().out == "written pages/new/one.md\nremoved pages/old.md\n"
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {"pages/new/one.md", "pages/by hand.txt"}
    assert (tmp_path / "pages/new/one.md").read_bytes() == b"\xc3\xa9\n"
    assert generate.main(["--check"], root=tmp_path, products=[product]) == 0


def listed(*terms, closed=False):
    return Codelist(name="some_list", label="Some list", definition="What is it?", closed=closed, terms=terms)


def term(code, **more):
    return Term(code=code, label="Label", since="1.0", **{"definition": "A meaning."} | more)


def test_the_source_of_an_enum():
    source = enums.enum_class(
        listed(
            term("a.b"),
            term("2nd", definition="word " * 30 + "end."),
            term("old", deprecated="1.1", replaced_by="a.b"),
            term("gone", deprecated="1.2"),
            closed=True,
        )
    )
    assert (
        source
        == '''\
class SomeList(StrEnum):
    """Some list.

    What is it?

    The list is closed: there are no other codes.
    """

    A_B = "a.b"
    """A meaning."""
    SOME_LIST_2ND = "2nd"
    """word word word word word word word word word word word word word word word word word word word word word word
    word word word word word word word word end."""
    OLD = "old"
    """A meaning. Deprecated since version 1.1; use `a.b`."""
    GONE = "gone"
    """A meaning. Deprecated since version 1.2."""
'''
    )


def test_an_open_list_is_not_called_closed():
    assert "closed" not in enums.enum_class(listed(term("a")))


def test_a_code_that_makes_no_name_is_refused():
    with pytest.raises(ValueError, match="code 'a-b' of some_list makes no name in Python"):
        enums.enum_class(listed(term("a-b")))


@pytest.mark.parametrize("text", ['He said "no"', 'a """ b.', "a \\ b."])
def test_text_that_would_break_a_docstring_is_refused(text):
    with pytest.raises(ValueError, match="makes no docstring"):
        enums.enum_class(listed(term("a", definition=text)))
