# Run inside Pyodide while the image is made, after Pyodide's own start: leaves an interpreter that has imported the rule
# core and nothing else. image.mjs takes ASK, asks it, and calls the functions below it.
import gc
import sys
import zipimport

STAYS = {
    *(
        "sys",
        "builtins",
        "marshal",
        "posix",
        "time",
        "zipimport",
        "zlib",
        "codecs",
        "abc",
        "io",
        "encodings",
        "__main__",
    ),
    *("encodings.aliases", "encodings.utf_8", "_frozen_importlib", "_frozen_importlib_external"),
    *("_imp", "_thread", "_warnings", "_weakref", "_io", "_codecs", "_signal", "_abc"),
}
USED: set[str] = set()


def used(_: str) -> str:
    """The files of the standard library that modules were loaded from, relative to it, a line each."""
    for module in list(sys.modules.values()):
        path = getattr(module, "__file__", None) or ""
        if ".zip/" in path:
            USED.add(path.partition(".zip/")[2])
    return "\n".join(sorted(USED))


def tidy() -> None:
    """Leave nothing behind that no answer needs."""
    USED.clear()
    sys.path_importer_cache.clear()
    zipimport._zip_directory_cache.clear()  # type: ignore[attr-defined]  # the names of a whole archive
    gc.collect()
    gc.freeze()  # a collection looks at what came after alone


used("")
for name in set(sys.modules) - STAYS:
    del sys.modules[name]
# Pyodide's own finder reaches into JavaScript, which an image does not have.
sys.meta_path[:] = [finder for finder in sys.meta_path if finder.__module__.startswith("_frozen_importlib")]
sys.excepthook = sys.__excepthook__
gc.collect()

sys.path.insert(0, "/core")
import calculator.browser  # noqa: E402

ASK = calculator.browser.ask

# Pyodide's C and JavaScript still hold on to modules that were dropped above; what is in them need not be kept.
kept = {id(module) for module in sys.modules.values()}
for module in gc.get_objects():
    if type(module) is type(sys) and "__file__" in vars(module) and id(module) not in kept:
        vars(module).clear()
del kept, module, name
sys.path.remove("/core")
gc.collect()
