"""Verifying in Chromium: from the load of a page to the verdict, a warm check, two hundred files, and what is loaded; peers beside it.

Peers are bundled as they come from npm, with the same contexts, into a bare page that loads one of the same badges and verifies it.
This project's published module stands in just such a page, and beside it are measured the pages that people see: the verify page, opened by a
link that names a badge, and a badge's own page. Rounds go round all of them, so that a busy machine is as busy for each. Digital
Bazaar's stack (a development dependency) verifies the signature; the DCC's, installed for the run where a registry answers, the
status lists as well, and ours all that it always does.
"""

from __future__ import annotations

import gzip
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from figures import ROOT, emit
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(ROOT / "tests"))
from laurels.office import demo
from laurels.publish import serve
from support.browser import ARGUMENTS, executable

ROUNDS = 7
# A new window loads parts of the browser's own interface, which are themselves pages: that is not what is measured.
SETTLE_MS = 1000
# Where the limit was set, Digital Bazaar's stack took so long: a slower machine is slower for both.
PEER_COLD_MS = 130
COLD_LIMIT_MS, WARM_LIMIT_MS, MANY, MANY_LIMIT_S, FRAME_LIMIT_MS, SCRIPT_LIMIT_KB = 150, 10, 200, 2.0, 50, 60
BROWSER = ROOT / "tools/laurels/_bundled/browser"
NODE = [sys.executable, str(ROOT / "hatch_build.py"), "node"]
DCC = "@digitalcredentials/verifier-core"

# Long tasks are what keeps a page from answering a touch.
OBSERVE = """
window.longest = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
}).observe({ type: "longtask", buffered: true });
// The moment of the verdict by the page's own clock, whenever somebody asks for it.
new MutationObserver(() => {
  window.cold ??= document.querySelector("[data-outcome]") && performance.now();
}).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-outcome"] });
"""
COLD = "new Promise((resolve) => { const look = () => (window.cold ? resolve(window.cold) : setTimeout(look, 5)); look(); })"
WARM = """
async (rounds) => {
  const element = document.querySelector("laurels-verify");
  const data = new Uint8Array(await (await fetch(window.badge)).arrayBuffer());
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    await element.check([{ name: "badge.json", read: async () => data }]);
    times.push(performance.now() - started);
  }
  return times;
}
"""
DESK = """
async ([badges, many]) => {
  const element = document.querySelector("laurels-verify");
  const read = async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer());
  const data = await Promise.all(badges.map(read));
  const sources = Array.from({ length: many }, (_, at) => ({ name: `badge-${at}.json`, read: async () => data[at % data.length] }));
  window.longest = 0;
  const started = performance.now();
  await element.check(sources);
  return [(performance.now() - started) / 1000, window.longest];
}
"""
EMPTY = "window.cold = performance.now();"
PEER_PAGE = '<!doctype html><meta charset="utf-8"><script type="module" src="peer.js"></script>'
PEER = """
import {{ check }} from "./{name}.mjs";
const badge = await (await fetch("badge.json")).json();
const first = await check(badge);
window.cold = performance.now();
window.first = first;
window.warm = async (rounds) => {{
  const times = [];
  for (let round = 0; round < rounds; round += 1) {{
    const started = performance.now();
    await check(badge);
    times.push(performance.now() - started);
  }}
  return times;
}};
"""


@contextmanager
def served(folder: Path, site_url: str) -> Iterator[str]:
    """The address of a folder while it is served."""
    running = serve.server(folder, site_url, 0)
    running.handle_error = lambda *_: None  # type: ignore[method-assign]  # a page is closed while it still loads
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    try:
        yield serve.address(running, site_url)
    finally:
        running.shutdown()
        thread.join()
        running.server_close()


def fresh(browser: Browser) -> Page:
    """A page that has nothing cached, and counts long tasks."""
    context = browser.new_context()
    context.add_init_script(OBSERVE)
    return context.new_page()


def cold(browser: Browser, address: str, script: str) -> float:
    """Milliseconds from the start of a navigation to what the script waits for."""
    page = fresh(browser)
    page.wait_for_timeout(SETTLE_MS)
    page.goto(address)
    found = page.evaluate(script)
    page.context.close()
    return float(found)


def desk(browser: Browser, address: str, badges: list[str]) -> None:
    """Many files dropped, printed: each run in a page of its own, the best of three."""
    runs = []
    for _ in range(3):
        page = fresh(browser)
        page.goto(f"{address}verify/#desk")
        page.get_by_text("You can go offline now").wait_for()
        runs.append(page.evaluate(DESK, [badges, MANY]))
        page.context.close()
    seconds, longest = min(run[0] for run in runs), min(run[1] for run in runs)
    emit(f"{MANY} files dropped on the desk", seconds, MANY_LIMIT_S, "s", runs=[round(run[0], 2) for run in runs])
    emit("desk: longest block of the page", longest, FRAME_LIMIT_MS, "ms", runs=[run[1] for run in runs])


def warm(browser: Browser, address: str, badge: str) -> float:
    """Median milliseconds of one more badge given to the verify page, drawn with its facts."""
    page = fresh(browser)
    page.goto(f"{address}verify/")
    page.locator(".lv-drop").wait_for()
    page.evaluate("(badge) => { window.badge = badge; }", badge)
    times = page.evaluate(WARM, 30)[5:]
    page.context.close()
    return statistics.median(times)


def bare_warm(browser: Browser, address: str, name: str) -> float:
    """The same in a bare page; raises where it does not verify."""
    page = fresh(browser)
    page.goto(address)
    page.evaluate(COLD)
    assert page.evaluate("window.first") is True, f"{name} does not verify the badge"
    times = page.evaluate("window.warm(30)")[5:]
    page.context.close()
    return statistics.median(times)


def bare(folder: Path, site: Path, name: str) -> Path:
    """A folder with a page that loads NAME.mjs, a badge, and what its site publishes about it."""
    place = folder / name
    place.mkdir()
    shutil.copy(next(iter(sorted(site.glob("b/*/credential.json")))), place / "badge.json")
    for path in ("did.json", "trust.json", "lists", ".well-known"):
        (shutil.copytree if (site / path).is_dir() else shutil.copy)(site / path, place / path)
    (place / "peer.js").write_text(PEER.format(name=name) if name != "empty" else EMPTY, encoding="utf-8")
    (place / "index.html").write_text(PEER_PAGE, encoding="utf-8")
    return place


def bundled(folder: Path, name: str, modules: Path | None = None) -> bool:
    """Bundle a peer's adaptor; false where it cannot be installed."""
    node = subprocess.run(NODE, check=True, capture_output=True, text=True).stdout.strip()
    arguments = [node, str(ROOT / "tests/bench/peers/bundle.mjs"), name, str(folder), str(modules or ROOT)]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        print(json.dumps({"figure": f"peer {name}", "left out": done.stderr.strip()[-300:]}), flush=True)
    return done.returncode == 0


def installed(folder: Path) -> bool:
    """DCC's package in a folder of its own."""
    node = subprocess.run(NODE, check=True, capture_output=True, text=True).stdout.strip()
    npm = Path(node).parent.parent / "lib/node_modules/npm/bin/npm-cli.js"
    (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
    done = subprocess.run(
        [node, str(npm), "install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", DCC],
        cwd=folder, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    if done.returncode:
        print(json.dumps({"figure": f"peer {DCC}", "left out": done.stderr.strip()[-300:]}), flush=True)
    return done.returncode == 0


def kilobytes(*files: Path) -> float:
    """What files come to when each is compressed by gzip."""
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in files) / 1000


def pages(folder: Path, site: Path) -> Iterator[tuple[str, Path, float]]:
    """Name, folder and KB of each bare page: an empty one, ours, and those of the peers that could be built."""
    yield "empty", bare(folder, site, "empty"), 0
    for name in ("laurels", "digitalbazaar", "dcc"):
        place, modules = bare(folder, site, name), folder / "modules"
        modules.mkdir(exist_ok=True)
        if (name != "dcc" or installed(modules)) and bundled(place, name, modules if name == "dcc" else None):
            yield name, place, kilobytes(place / f"{name}.mjs")


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright, ExitStack() as serving:
        folder = Path(name)
        made = demo.run(demo.example(), folder / "demo", datetime.now(UTC), lambda _line: None)
        site, url = made.built.folder, made.built.catalogue.site.url
        browser = playwright.chromium.launch(executable_path=executable(), args=list(ARGUMENTS))
        address = serving.enter_context(served(site, url))
        first = sorted(site.glob("b/*/credential.json"))[0].parent.name
        targets = {"verify page": f"{address}verify/?badge={first}", "badge page": f"{address}b/{first}/"}
        sizes: dict[str, float] = {}
        for kind, place, size in pages(folder, site):
            targets[kind] = serving.enter_context(served(place, "https://peer.example/"))
            sizes[kind] = size
        loads: dict[str, list[float]] = {kind: [] for kind in targets}
        for _ in range(ROUNDS):
            for kind, target in targets.items():
                loads[kind].append(cold(browser, target, COLD))
        colds = {kind: statistics.median(times) for kind, times in loads.items()}
        warms = {kind: bare_warm(browser, targets[kind], kind) for kind in sizes if kind != "empty"}
        beside = {
            kind: {"cold_ms": round(colds[kind], 1), "warm_ms": round(warms[kind], 2), "gzip_kb": round(sizes[kind], 1)}
            for kind in warms
            if kind != "laurels"
        }
        more = {"peers": beside, "empty_page_ms": round(colds["empty"], 1)}
        for kind, label in (
            ("laurels", "bare page to verdict, cold"),
            ("verify page", "verify page to verdict of the badge that its link names, cold"),
            ("badge page", "badge page to verdict, cold"),
        ):
            emit(label, colds[kind], COLD_LIMIT_MS, "ms", runs=[round(one) for one in loads[kind]], **more)
            if peer := colds.get("digitalbazaar"):
                emit(
                    f"{label}, beside Digital Bazaar's", colds[kind] / peer, COLD_LIMIT_MS / PEER_COLD_MS, "of its time"
                )
        badges = [f"{address}b/{path.parent.name}/credential.json" for path in sorted(site.glob("b/*/credential.json"))]
        emit("bare page, one more badge, warm", warms["laurels"], WARM_LIMIT_MS, "ms", peers=beside)
        emit("verify page, one more badge, warm", warm(browser, address, badges[0]), WARM_LIMIT_MS, "ms", peers=beside)
        desk(browser, address, badges)
        own = kilobytes(BROWSER / "verify.js", BROWSER / "checker.js")
        emit(
            "JavaScript for our own format",
            own,
            SCRIPT_LIMIT_KB,
            "KB gzip",
            module=round(sizes["laurels"], 1),
            peers=beside,
        )
        emit("verify-offline.html", (site / "verify-offline.html").stat().st_size / 1000, 500, "KB")
        browser.close()


if __name__ == "__main__":
    main()
