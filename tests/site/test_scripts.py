"""The site's scripts and styles as they are shipped: names with hashes, what is asked for when, and a complaint that names the line."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from build_tools.runtime.bundle import BUNDLER
from build_tools.site import scripts
from tests.helpers.pages import CASE, FEES, until
from tests.helpers.proving import rows_at_once
from tests.helpers.sources import ROOT

ASKED = re.compile(r'<(?:script|link)\b[^>]*\b(?:src|href)="([^"#]+[.](?:m?js|css))"')


@pytest.fixture
def changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the scripts and styles that a test may change, in place of the project's."""
    for name in scripts.FOLDERS:
        shutil.copytree(scripts.SOURCES / name, tmp_path / name)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    monkeypatch.setattr(scripts, "SOURCES", tmp_path)
    return tmp_path


def test_every_script_and_style_of_a_page_has_a_hash_in_its_name(site: Path) -> None:
    hashed = re.compile(r"-[0-9A-Z]{8}[.](js|css)$|[.][0-9a-f]{8}[.]min[.](js|css)$")
    for path in site.rglob("*.html"):
        for asked in ASKED.findall(path.read_text("utf-8")):
            assert hashed.search(asked), (path, asked)
            if path.name == "404.html":  # it asks at every depth
                asked = asked.replace("../", "")
            root = site if asked.startswith("/") else path.parent
            assert (root / asked.lstrip("/")).is_file(), (path, asked)


def test_what_they_are_made_from_is_not_shipped(site: Path) -> None:
    assert not (site / "scripts").exists() and not (site / "styles").exists()
    own = {path.name for path in (site / "calculator").iterdir() if path.suffix == ".js" and "-" not in path.name}
    assert own == {"client.js", "element.js"}


def test_no_page_needs_a_script_whose_type_a_host_may_not_know(site: Path) -> None:
    """Stock nginx sends .mjs as octet-stream, and nothing that is a module runs; the two that stay lead to the same."""
    stay = {site / "calculator" / name for name in ("client.mjs", "element.mjs")}
    assert set(site.rglob("*.mjs")) == stay
    for path in stay:
        assert path.read_text("utf-8") == path.with_suffix(".js").read_text("utf-8")
    scripts = [path for path in site.rglob("*.js") if "assets/javascripts" not in path.as_posix()]
    assert len(scripts) > 5
    for path in (*scripts, site / "assets" / "runtime" / "bundle.json"):
        assert not re.search(r"""["'`}/][\w-]*[.]mjs["'`]""", path.read_text("utf-8")), path
    for path in site.rglob("*.html"):
        assert not re.search(r"""(?:src|href)=["']?[^"'\s>]*[.]mjs""", path.read_text("utf-8")), path


def test_every_script_is_in_the_syntax_that_is_told(site: Path, tmp_path: Path) -> None:
    """A script that is made into a level of syntax stays as it is where it holds nothing beyond that (docs/start.md)."""
    told = (ROOT / "docs" / "start.md").read_text("utf-8")
    levels: dict[str, list[Path]] = {}
    for path in sorted(site.rglob("*.js")):
        key = path.name.partition("-")[0] if path.parent.name == scripts.FOLDER else ""
        levels.setdefault(scripts.SYNTAX.get(key, scripts.MODULES), []).append(path)
    assert levels.keys() == {scripts.MODULES, *scripts.SYNTAX.values()}
    for level, paths in levels.items():
        assert f"({level.upper()})" in told
        made = []
        for target in (level, "esnext"):
            folder = tmp_path / level / target
            command = [BUNDLER, *paths, f"--target={target}", f"--outdir={folder}", "--log-level=error"]
            subprocess.run([*command, f"--outbase={site}"], check=True)
            made.append({path: (folder / path.relative_to(site)).read_text("utf-8") for path in paths})
        assert [path for path in paths if made[0][path] != made[1][path]] == []


@pytest.mark.parametrize(
    ("file", "entry"),
    [
        ("scripts/head.mjs", "head"),
        ("calculator/element.mjs", "element"),
        ("calculator/client.mjs", "element"),
        ("styles/clause.css", "style"),
    ],
)
def test_a_change_changes_the_name(changed: Path, file: str, entry: str) -> None:
    before = scripts.packed()
    with (changed / file).open("a", encoding="utf-8") as stream:
        stream.write("\n.changed { color: red }\n" if file.endswith(".css") else "\nglobalThis.changed = 1;\n")
    after = scripts.packed()
    assert before.entries[entry] != after.entries[entry]
    assert after.entries[entry] in after.files


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("calculator/client.mjs", "export const = 1;", "calculator/client.mjs:1:"),
        ("scripts/page.mjs", '\nimport "./missing.mjs";', "scripts/page.mjs:2:"),
        ("styles/site.css", '@import "missing.css";', "styles/site.css:1:"),
    ],
)
def test_a_slip_is_told_with_file_and_line(changed: Path, file: str, text: str, told: str) -> None:
    (changed / file).write_text(text, "utf-8")
    with pytest.raises(scripts.ScriptError, match=re.escape(told)):
        scripts.packed()


@pytest.mark.browser
def test_a_case_in_the_address_is_asked_once_and_answered_before_the_theme_runs(page: Any, base_url: str) -> None:
    page.context.add_init_script(
        """
        globalThis.asked = [];
        globalThis.themed = [];
        const { postMessage } = MessagePort.prototype;
        MessagePort.prototype.postMessage = function (message, ...more) {
          if (message?.question) asked.push(message.question);
          return postMessage.call(this, message, ...more);
        };
        const { postMessage: post } = Worker.prototype;
        Worker.prototype.postMessage = function (message, ...more) {
          if (message?.question) asked.push(message.question);
          return post.call(this, message, ...more);
        };
        document.addEventListener("policy-answer", () => themed.push(Boolean(globalThis.document$)));
        """
    )
    page.goto(f"{base_url}glossary/")
    page.goto(base_url + FEES + CASE)
    until(page, "themed.length > 0 && globalThis.document$")
    assert len(page.evaluate("asked")) == 1
    assert page.evaluate("themed") == [False]


@pytest.mark.browser
def test_the_theme_runs_where_no_answer_comes(new_page: Callable[..., Any], base_url: str, watch: Any) -> None:
    page = new_page()
    page.context.route("**/assets/runtime/*", lambda route: None)  # no end
    page.goto(base_url + FEES + CASE)
    until(page, "globalThis.document$")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("scheme", "chosen", "shown"),
    rows_at_once(
        [
            ("dark", None, "slate"),
            ("light", None, "default"),
            ("dark", "default", "default"),
            ("light", "slate", "slate"),
        ],
        [("dark", None, "slate"), ("light", "slate", "slate")],
    ),
)
def test_a_page_has_the_reader_s_colours_before_the_theme_runs(
    new_page: Callable[..., Any], base_url: str, scheme: str, chosen: str | None, shown: str
) -> None:
    page = new_page(color_scheme=scheme)
    page.context.route("**/assets/javascripts/bundle.*", lambda route: None)  # never comes
    page.goto(base_url + FEES, wait_until="domcontentloaded")
    if chosen:
        media = f"(prefers-color-scheme: {'dark' if chosen == 'slate' else 'light'})"
        color = f'{{media: "{media}", scheme: "{chosen}", primary: "custom", accent: "custom"}}'
        page.evaluate(f"__md_set('__palette', {{index: 1, color: {color}}})")
        page.goto(base_url + "glossary/", wait_until="domcontentloaded")
    assert page.evaluate("document.body.dataset.mdColorScheme") == shown
    # The browser's own parts too, its scroll bars among them.
    until(page, f"{OWN} === '{'dark' if shown == 'slate' else 'light'}'")


OWN = "[...document.querySelectorAll('meta[name=color-scheme]')].map(({ content }) => content).join()"
# The styles that were read, each as often as it was.
READ = "performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('.css')).sort()"


@pytest.mark.navigation
@pytest.mark.browser
def test_a_style_is_read_once(new_page: Callable[..., Any], base_url: str) -> None:
    """Neither the theme's script nor the next page, higher up and further down, has it read anew; nor what tells of colours."""
    page = new_page(color_scheme="dark")
    page.goto(base_url + FEES)
    until(page, "globalThis.document$")
    read = page.evaluate(READ)
    assert len(read) == len(set(read)) == page.locator("head link[rel=stylesheet]").count()
    page.evaluate("window.sameDocument = true")
    for name, heading in (("Glossary", "Glossary"), ("Your level", "Your level")):
        page.get_by_role("link", name=name, exact=True).first.evaluate("link => link.click()")
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        page.wait_for_timeout(500)
        assert page.evaluate(READ) == read
        assert page.evaluate(OWN) == "dark"
    assert page.evaluate("window.sameDocument") is True


@pytest.mark.browser
def test_the_choice_of_colours_is_told_to_the_browser(page: Any, base_url: str) -> None:
    page.goto(base_url + FEES)
    until(page, "globalThis.document$")
    # As the system has it, light, dark.
    for scheme, name in (("default", "light"), ("slate", "dark"), ("default", "light")):
        page.locator("[data-md-component=palette] label:visible").click()
        until(page, f"document.body.dataset.mdColorScheme === '{scheme}' && {OWN} === '{name}'")
        expect(page.locator("body[data-md-color-switching]")).to_have_count(0)


@pytest.mark.navigation
@pytest.mark.browser
def test_a_click_on_a_case_brings_the_page_with_its_answer(page: Any, base_url: str) -> None:
    """By instant navigation: the example of the page is never seen, and nothing is asked twice."""
    # The theme asks for the list of pages first.
    with page.expect_event("requestfinished", lambda request: request.url.endswith("/sitemap.xml")):
        page.goto(base_url + "policy/levels/")
        until(page, "globalThis.document$")
    page.evaluate(f"""async () => {{
        await (await import("{base_url}calculator/client.mjs")).start();
        globalThis.asked = [];
        for (const {{ prototype }} of [MessagePort, Worker]) {{
            const {{ postMessage }} = prototype;
            prototype.postMessage = function (message, ...more) {{
                if (message?.question) asked.push(message.question);
                return postMessage.call(this, message, ...more);
            }};
        }}
        const link = Object.assign(document.createElement("a"), {{ id: "on", href: "../fees/{CASE}", textContent: "on" }});
        document.querySelector("article").prepend(link);
    }}""")
    page.locator("#on").click()
    expect(page.locator("policy-calculator[topic=fee] output")).to_contain_text("147,000 AUD", timeout=60_000)
    expect(page.locator("policy-calculator[topic=fee] .calculator__case")).to_be_hidden()
    assert len(page.evaluate("asked")) == 1, "and the page was not loaded anew"
