"""The MkDocs plugin: events and typed options, nothing else; what is done stands in the modules beside this one."""

from __future__ import annotations

import hashlib
import logging
import shutil
from pathlib import Path
from typing import Literal

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as SitePage

import calculator.facts
from calculator.topics import TOPICS

from .. import ROOT
from ..check import check, leftover, taken_anchor
from ..data import files as data
from ..data import search
from ..pages import cases, dialog
from ..pages.book import Book, page_url
from ..pages.directives import bind
from ..pages.page import Page
from ..runtime import bundle
from . import csp, edition, scripts

log = get_plugin_logger(__name__)


class Options(Config):  # type: ignore[no-untyped-call]  # of MkDocs
    """What mkdocs.yml may say; the address for mistakes is `extra.report_address`."""

    edition = config_options.Optional(config_options.Type(str))


def theme_styles(config: MkDocsConfig) -> list[str]:
    """The theme's own styles, which have the hash of their contents in their names."""
    folder = "assets/stylesheets"
    every = [path for name in config.theme.dirs for path in Path(name, folder).glob("*.min.css")]
    return [
        f"{folder}/{path.name}" for name in ("main", "palette") for path in every if path.name.startswith(f"{name}.")
    ]


def of_search(path: str) -> bool:
    """Whether it is a file of the theme's search, which no page asks for."""
    return path.startswith(("assets/javascripts/lunr/", "assets/javascripts/workers/"))


class ClausebookPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]  # of MkDocs
    """Sources and facts to pages, data files and the browser bundle."""

    book: Book | None = None
    bundle: Path | None = None  # the folder of the browser bundle, made from facts that were good
    serving = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        # A plugin with this event is kept between the builds of a server, and so is its last good book.
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        report_address = config.extra.get("report_address", "")
        book, complaints = check(edition=self.config.edition, report_address=report_address)
        of_sources = [complaint for complaint in complaints if not complaint.file.endswith(".md")]
        if self.book and of_sources:
            # A server with complaints about the sources goes on with the last that were good, and the pages as they are.
            book = bind(self.book.sources, Path(config.docs_dir), report_address)
        elif book:
            # A server that builds again answers from the facts as they are now.
            calculator.facts.forget()
        goes_on = self.serving and self.book is not None
        for complaint in complaints:
            # An error on the log would end a strict build, and a server's pages are to show it.
            log.log(logging.INFO if goes_on else logging.ERROR, complaint)
        if book is None or (complaints and not goes_on):
            count = f"{len(complaints)} complaint{'s' * (len(complaints) > 1)}"
            raise PluginError(f"{count} about facts, sources and pages (above); nothing was built")
        if self.bundle is None or not of_sources:
            self.bundle = bundle.cached(quick=self.serving)
        self.book = book
        self.descriptions = search.descriptions(book, Path(config.docs_dir))
        config.extra["complaints"] = complaints
        config.extra["standing"] = book.sources.about.standing
        config.extra["worker"] = bundle.worker(self.bundle)
        try:
            config.extra["packed"] = scripts.packed()
        except scripts.ScriptError as error:
            raise PluginError(str(error)) from error
        config.extra["theme_styles"] = theme_styles(config)
        config.extra["topics"] = list(book.cases)
        # What is being written is not kept in browsers.
        config.extra["version"] = "" if self.serving else edition.MARK
        config.extra["security_policy"] = csp.policy("'unsafe-inline'" if self.serving else csp.MARK)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        assert self.book
        # What they are made from is not shipped beside them.
        made_from = set(scripts.sources())
        for file in [file for file in files if Path(file.abs_src_path or "") in made_from or of_search(file.src_uri)]:
            files.remove(file)
        for path, content in config.extra["packed"].files.items():
            files.append(File.generated(config, path, content=content))
        files_of_data = data.data_files(self.book)
        index = search.search_data(self.book, Path(config.docs_dir))
        name = f"search-{hashlib.sha256(index.encode()).hexdigest()[:12]}.json"
        config.extra["search"] = f"data/{name}"
        files_of_data[name] = index
        config.extra["places"] = "data/" + next(name for name in files_of_data if name.startswith("places-"))
        for name, text in files_of_data.items():
            # As files that MkDocs knows, so that links to them are checked and made.
            files.append(File.generated(config, f"data/{name}", content=text.encode()))
        made = dialog.fragments(self.book) | dialog.own_pages(self.book) | cases.fragments(self.book)
        for path, text in made.items():
            files.append(File.generated(config, path, content=text))
        return files

    def on_page_markdown(self, markdown: str, *, page: SitePage, config: MkDocsConfig, files: Files) -> str:
        assert self.book
        path = page.file.src_uri
        page.meta.setdefault("topic", dialog.topic_of(self.book, path))
        page.meta.setdefault("description", self.descriptions.get(page_url(path), config.site_description))
        # The theme would name them in the head. Firefox fetches what is named the next page though nobody goes there, which the
        # content policy forbids, and says so on each page's console.
        page.previous_page = page.next_page = None
        # MkDocs makes a Markdown of its own for each page, next, with what stands here.
        config.mdx_configs["clausebook"] = {"page": Page(self.book, path)}
        return markdown

    def on_page_content(self, html: str, *, page: SitePage, config: MkDocsConfig, files: Files) -> str:
        problem = leftover(html) or taken_anchor(html, TOPICS)
        if problem and not self.serving:
            raise PluginError(f"docs/{page.file.src_uri}:1: {problem}")
        return html

    def on_post_build(self, config: MkDocsConfig) -> None:
        site = Path(config.site_dir)
        assert self.book and self.bundle
        shutil.copytree(self.bundle, site / "assets" / "runtime", dirs_exist_ok=True)
        # The same once more, with the hour of the build in it: hosts compress what they send.
        (site / "sitemap.xml.gz").unlink(missing_ok=True)
        if not self.serving:
            pages = {path: path.read_text("utf-8") for path in site.rglob("*.html")}
            hashes = " ".join(csp.hashes(pages.values()))
            for path, text in pages.items():
                path.write_text(text.replace(csp.MARK, hashes), "utf-8")
            shutil.copyfile(scripts.SOURCES / "calculator" / "service-worker.mjs", site / "service-worker.js")
            edition.write(site, self.book.sources.about.title)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        for path in (*bundle.watched(), ROOT / "site_overrides"):
            server.watch(str(path))
        return server
