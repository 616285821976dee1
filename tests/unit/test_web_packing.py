"""Files are packed once, under the hash of what they were made from; fonts and order of the shell are checked."""

import gzip
import re
from html import escape
from pathlib import Path

import brotli
import pytest
import streamlit

from consult.errors import Refused
from consult.web import packing, shell
from consult.web.packing import Packs
from consult.wording.catalogue_of_members import languages
from scripts import icon_font

STREAMLIT = Path(streamlit.__file__).parent / "static"
ICON_NAMES = packing.ICONS.with_name("names.txt")


@pytest.fixture
def static(tmp_path):
    folder = tmp_path / "static"
    (folder / "js").mkdir(parents=True)
    (folder / "js" / "a.js").write_text('import{b}from"./b.js";import"./c.js";const lazy=()=>import("./d.js")')
    (folder / "js" / "b.js").write_text('import{a}from"./a.js"' + ";" * 5000)
    (folder / "js" / "c.js").write_text("1")
    (folder / "js" / "d.js").write_text("2")
    (folder / "one.css").write_text("p{}@font-face{font-family:Source Sans;src:url(x.woff2)}b{}")
    return folder


@pytest.mark.parametrize(
    ("accepted", "how"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("BR;q=0.0", ""),
        ("identity", ""),
        ("", ""),
        ("*;q=0", ""),
    ],
)
def test_the_coding_is_one_that_the_browser_reads(accepted, how):
    """Fails when an old phone that reads gzip only, or nothing, is sent brotli."""
    assert packing.coding(accepted) == how


def test_what_comes_out_is_what_went_in(static, tmp_path):
    """Fails when a packed file is not the file."""
    packs = Packs(static, tmp_path / "store")

    for quality in (packing.QUICK, packing.THOROUGH):
        assert brotli.decompress(packs.packed("/static/js/b.js", "br", quality)) == packs.plain("/static/js/b.js")
    assert gzip.decompress(packs.packed("/static/js/b.js", "gzip")) == packs.plain("/static/js/b.js")


def test_a_changed_file_is_packed_anew(static, tmp_path):
    """Fails when an upgrade of Streamlit would serve yesterday's script from the store."""
    Packs(static, tmp_path / "store").packed("/static/js/c.js", "br")
    (static / "js" / "c.js").write_text("new")

    assert brotli.decompress(Packs(static, tmp_path / "store").packed("/static/js/c.js", "br")) == b"new"


def test_the_smallest_that_was_made_is_served(static, tmp_path):
    """Fails when a site that was started again serves the quick form although the thorough one is there."""
    store = tmp_path / "store"
    Packs(static, store).prepare(["/static/js/b.js"])
    before = {file.name for file in store.iterdir()}
    small = Packs(static, store).packed("/static/js/b.js", "br")

    assert small == brotli.compress((static / "js" / "b.js").read_bytes(), mode=brotli.MODE_TEXT, quality=11)
    assert {file.name for file in store.iterdir()} == before


def test_no_path_leads_out_of_the_folder(static, tmp_path):
    """Fails when an address is joined to a folder instead of looked up."""
    packs = Packs(static, tmp_path / "store")

    for path in ("/static/../secret", "/static/js/../../../etc/passwd", "/static/", "/static/js", "//static/js/a.js"):
        assert path not in packs
    assert "/static/js/a.js" in packs


def test_a_store_that_others_may_write_is_refused(static, tmp_path):
    """Fails when somebody else on the machine could put a script of his own in the store."""
    (tmp_path / "store").mkdir(mode=0o777)
    (tmp_path / "store").chmod(0o777)

    with pytest.raises(Refused):
        Packs(static, tmp_path / "store")


def test_what_runs_first_is_found_with_all_it_imports(static):
    """Fails when an import is missed, a lazy one is taken along, or two files that import each other never end."""
    assert packing.needed_by(static / "js", ["a.js"]) == ["a.js", "b.js", "c.js"]


def test_streamlits_own_fonts_are_out_of_its_style_sheet(static, tmp_path):
    """Fails when a rule of another kind is lost with them, or one of them stays."""
    assert Packs(static, tmp_path / "store").plain("/static/one.css") == b"p{}b{}"
    [sheet] = (STREAMLIT / "static" / "css").glob("index.*.css")
    ours = packing.with_system_fonts(sheet.read_text())
    assert "Source" not in ours
    assert ours.count("MaterialSymbols-Rounded") == 0
    assert packing.icon_path() in ours
    assert ours.count("@font-face") == sheet.read_text().count("@font-face") - 6


def test_the_icon_font_has_every_icon_that_the_pinned_streamlit_names():
    """Fails when Streamlit was upgraded and `scripts/icon_font.py` not run again: an icon would show as a word."""
    assert ICON_NAMES.read_text().split() == icon_font.names()
    assert packing.ICONS.stat().st_size < 8000
    assert "Apache License" in packing.ICONS.with_name("LICENSE.txt").read_text()


@pytest.mark.requirement("SAFE-01")
def test_the_shell_shows_the_way_out_first_and_asks_for_the_app_last():
    """Fails when Streamlit's style sheet or script stands before the button and so is waited for."""
    page = shell.shell(shell.parts(STREAMLIT), "1", title="A <title>", exit_url="https://weather.example/?a=1&b=2")

    order = [
        'src="/shell.js"',
        'href="/look.css"',
        'id="leave"',
        'id="root"',
        "/static/css/",
        "/static/js/",
        "modulepreload",
    ]
    at = [page.index(part) for part in order]
    assert at == sorted(at)
    assert "<title>A &lt;title&gt;</title>" in page
    assert 'href="https://weather.example/?a=1&amp;b=2"' in page
    assert "<script>" not in page


def test_the_shell_speaks_the_language_it_is_told():
    """Fails when a sentence is missing in a language, or an unknown language breaks the page."""
    made_of = shell.parts(STREAMLIT)
    french = shell.shell(made_of, "1", title="Avis", exit_url="https://weather.example/", language="fr")

    assert '<html lang="fr"' in french
    assert "Quitter ce site" in french
    assert set(shell.sentences("fr")) == set(shell.sentences("en")) == set(shell.sentences("xx"))


@pytest.mark.requirement("CULT-11")
def test_what_comes_before_a_language_is_chosen_is_said_in_each():
    """Fails when a phone without JavaScript, or on a line that drops, is told why in English only."""
    page = shell.shell(shell.parts(STREAMLIT), "1", title="Feedback", exit_url="https://weather.example/")

    for key in ("no_script", "wait"):
        for language in languages():
            assert re.search(rf'lang="{language}">{re.escape(escape(shell.sentences(language)[key]))}</', page)
    for language in languages():
        assert escape(shell.sentences(language)["failed"]) in re.search('data-failed="([^"]+)"', page)[1]


def test_small_files_come_among_the_bytes_of_large_ones():
    """Fails when small files stand together at the end, where each waits a round trip for itself."""
    sizes = {"big": 60_000, "middle": 30_000, "other": 30_000} | {f"small{at}": 900 - at for at in range(8)}
    order = shell.woven(sizes)

    assert sorted(order) == sorted(sizes)
    assert order == [
        "big", "small0", "small1", "small2", "small3", "middle", "small4", "small5", "other", "small6", "small7",
    ]  # fmt: skip
    assert shell.woven({"one": 5}) == ["one"]
