"""Browsers of other makers: Firefox over WebDriver BiDi, and WebKitGTK by its own driver."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol

from tests.helpers.pages import PATIENCE, Watch
from tests.helpers.sources import ROOT

SIZE = (1280, 900)


class Reader(Protocol):
    """A reader before a page, of whom nothing is kept yet. Elements are named by CSS; the first that can be seen is meant."""

    def goto(self, address: str) -> None: ...
    def type(self, into: str, text: str) -> None: ...
    def press(self, key: str) -> None: ...
    def click(self, what: str) -> None: ...
    def ask(self, expression: str) -> Any: ...


Begin = Callable[[Watch], AbstractContextManager[Reader]]
"""Begins a reader in a browser that runs; what the browser tells of goes to the watch."""


def until(reader: Reader, condition: str) -> None:
    """Wait for a condition in JavaScript, which may wait for something itself."""
    end = time.monotonic() + PATIENCE / 1000
    while not reader.ask(f"Boolean(await ({condition}))"):
        assert time.monotonic() < end, f"waited in vain for {condition}"
        time.sleep(0.05)


def reads(reader: Reader, what: str, text: str, is_part: bool = False) -> None:
    """Wait until what can be seen of such an element is this text, or has it as a part."""
    seen = f"[...document.querySelectorAll({json.dumps(what)})].filter((one) => one.checkVisibility())"
    told = f"{seen}[0]?.textContent.trim()"
    try:
        until(reader, f"({told}{f'?.includes({json.dumps(text)})' if is_part else f' === {json.dumps(text)}'})")
    except AssertionError as failure:
        raise AssertionError(f"{what} says {reader.ask(f'({told}) ?? null')!r}, not {text!r}") from failure


class Firefox:
    """Through a program of Node's (`judges/firefox.mjs`), which speaks WebDriver BiDi."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def do(self, *what: Any) -> Any:
        assert self.process.stdin and self.process.stdout
        print(json.dumps(what), file=self.process.stdin, flush=True)
        answer = json.loads(self.process.stdout.readline() or '{"error": "it has ended"}')
        assert "error" not in answer, answer
        return answer["value"]

    def goto(self, address: str) -> None:
        self.do("goto", address)

    def type(self, into: str, text: str) -> None:
        self.do("type", into, text)

    def press(self, key: str) -> None:
        self.do("press", key)

    def click(self, what: str) -> None:
        self.do("click", what)

    def ask(self, expression: str) -> Any:
        return self.do("ask", expression)


class WebKit:
    """Through a session of WebDriver."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def goto(self, address: str) -> None:
        self.driver.get(address)

    def do(self, what: str, act: Callable[[Any], None]) -> None:
        """Act on an element once it can be acted on; one that was put anew meanwhile is looked for again."""
        from selenium.common import exceptions
        from selenium.webdriver.support.wait import WebDriverWait

        def acted(driver: Any) -> bool:
            seen = next((one for one in driver.find_elements("css selector", what) if one.is_displayed()), None)
            if seen:
                act(seen)
            return bool(seen)

        passing = (
            exceptions.StaleElementReferenceException,
            exceptions.ElementNotInteractableException,
            exceptions.ElementClickInterceptedException,
        )
        WebDriverWait(self.driver, PATIENCE / 1000, 0.05, passing).until(acted, f"{what} cannot be seen")

    def type(self, into: str, text: str) -> None:
        self.do(into, lambda element: element.send_keys(text))

    def press(self, key: str) -> None:
        from selenium.webdriver import ActionChains, Keys

        ActionChains(self.driver).send_keys(getattr(Keys, key.upper())).perform()

    def click(self, what: str) -> None:
        self.do(what, lambda element: element.click())

    def ask(self, expression: str) -> Any:
        script = (
            "const done = arguments[0]; (async () => ({}))().then(done, (error) => done({{ error: `${{error}}` }}))"
        )
        answer = self.driver.execute_async_script(script.format(expression))
        assert not (isinstance(answer, dict) and "error" in answer), answer
        return answer


@contextmanager
def firefox(program: str) -> Iterator[Begin]:
    """A running Firefox."""
    command = ["node", str(ROOT / "judges" / "firefox.mjs"), program]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        page = Firefox(process)

        @contextmanager
        def reader(watch: Watch) -> Iterator[Reader]:
            page.do("begin", *SIZE)
            yield page
            watch.problems += page.do("problems")

        yield reader
        assert process.stdin
        process.stdin.close()


@contextmanager
def webkit(program: str, screen: str) -> Iterator[Begin]:
    """WebKitGTK, each reader in a browser that is theirs alone, on a screen that nobody looks at."""
    from selenium import webdriver
    from selenium.webdriver.webkitgtk.service import Service

    command = [screen, "-displayfd", "1", "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as shown:
        assert shown.stdout
        environment = os.environ | {"DISPLAY": f":{shown.stdout.readline().strip()}"}

        @contextmanager
        def reader(watch: Watch) -> Iterator[Reader]:
            driver = webdriver.WebKitGTK(service=Service(program, env=environment))
            driver.set_script_timeout(PATIENCE / 1000)
            yield WebKit(driver)
            driver.quit()

        yield reader
        shown.terminate()


def find(*names: str) -> str | None:
    """The path of the first of these programs that there is."""
    return next((path for name in names if (path := shutil.which(name))), None)
