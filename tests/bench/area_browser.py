"""The verify page in Chromium: from the load to the verdict, a warm check, two hundred files, and what it loads; peers in the same run.

Peers are bundled as they come from npm, with the same contexts and one of the same badges, and verify its signature alone: no status
list, no trust, no page. Digital Bazaar's stack is a development dependency; DCC's is installed for the run where a registry answers.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from figures import ROOT, emit
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(ROOT / "tests"))
from laurels.office import demo
from laurels.publish import serve
from support.browser import ARGUMENTS, executable

ROUNDS = 7
COLD_LIMIT_MS, WARM_LIMIT_MS, MANY, MANY_LIMIT_S, FRAME_LIMIT_MS = 150, 10, 200, 2.0, 50
NODE = [sys.executable, str(ROOT / "hatch_build.py"), "node"]
DCC = "@digitalcredentials/verifier-core"

# Long tasks are what keeps a page from answering a touch.
OBSERVE = """
window.longest = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
}).observe({ type: "longtask", buffered: true });
"""
COLD = """
new Promise((resolve) => {
  const look = () => {
    const is = document.querySelector("laurels-verify")?.dataset.outcome;
    if (is) resolve([performance.now(), is]); else setTimeout(look, 1);
  };
  look();
})
"""
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
    page.goto(address)
    found = page.evaluate(script)
    page.context.close()
    return float(found[0] if isinstance(found, list) else found)


def ours(browser: Browser, address: str, badges: list[str]) -> tuple[float, float]:
    """Cold and warm medians of the page, and the desk's figures printed."""
    link = f"{address}verify/?badge={badges[0].split('/')[-2]}"
    loads = [cold(browser, link, COLD) for _ in range(ROUNDS)]
    page = fresh(browser)
    page.goto(f"{address}verify/")
    page.locator(".lv-drop").wait_for()
    page.evaluate("(badge) => { window.badge = badge; }", badges[0])
    warm = page.evaluate(WARM, 30)[5:]
    runs = []
    for _ in range(3):
        desk = fresh(browser)
        desk.goto(f"{address}verify/#desk")
        desk.get_by_text("You can go offline now").wait_for()
        runs.append(desk.evaluate(DESK, [badges, MANY]))
        desk.context.close()
    seconds, longest = min(run[0] for run in runs), min(run[1] for run in runs)
    emit(f"{MANY} files dropped on the desk", seconds, MANY_LIMIT_S, "s", runs=[round(run[0], 2) for run in runs])
    emit("desk: longest block of the page", longest, FRAME_LIMIT_MS, "ms", runs=[run[1] for run in runs])
    page.context.close()
    return statistics.median(loads), statistics.median(warm)


def peer(browser: Browser, folder: Path, name: str) -> tuple[float, float, float]:
    """Cold and warm medians of a peer, and KB of gzip."""
    import gzip

    (folder / "peer.js").write_text(PEER.format(name=name), encoding="utf-8")
    (folder / "index.html").write_text(PEER_PAGE, encoding="utf-8")
    waiting = "new Promise((resolve) => { const look = () => window.cold ? resolve(window.cold) : setTimeout(look, 1); look(); })"
    with served(folder, "https://peer.example/") as address:
        loads = [cold(browser, address, waiting) for _ in range(ROUNDS)]
        page = fresh(browser)
        page.goto(address)
        page.evaluate(waiting)
        assert page.evaluate("window.first") is True, f"{name} does not verify the badge"
        warm = page.evaluate("window.warm(30)")[5:]
        page.context.close()
    size = len(gzip.compress((folder / f"{name}.mjs").read_bytes(), 9)) / 1000
    return statistics.median(loads), statistics.median(warm), size


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


def peers(browser: Browser, site: Path, folder: Path) -> dict[str, Any]:
    """Name → cold, warm, size of each peer that could be built."""
    found: dict[str, Any] = {}
    badge = json.loads(next(iter(sorted(site.glob("b/*/credential.json")))).read_bytes())
    for name in ("digitalbazaar", "dcc"):
        place = folder / name
        place.mkdir()
        # Their statusless half: the signature is what all of them check.
        (place / "badge.json").write_text(json.dumps(badge), encoding="utf-8")
        shutil.copy(site / "did.json", place / "did.json")
        modules = None
        if name == "dcc":
            modules = folder / "modules"
            modules.mkdir()
            if not installed(modules):
                continue
        if bundled(place, name, modules):
            try:
                found[name] = peer(browser, place, name)
            except Exception as error:  # noqa: BLE001 - a peer that does not run is no figure of ours
                print(json.dumps({"figure": f"peer {name}", "left out": str(error)[:200]}), flush=True)
    return found


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        made = demo.run(demo.example(), folder / "demo", datetime.now(UTC), lambda _line: None)
        site, url = made.built.folder, made.built.catalogue.site.url
        browser = playwright.chromium.launch(executable_path=executable(), args=list(ARGUMENTS))
        with served(site, url) as address:
            badges = [
                f"{address}b/{path.parent.name}/credential.json" for path in sorted(site.glob("b/*/credential.json"))
            ]
            load, warm = ours(browser, address, badges)
        others = peers(browser, site, folder)
        beside = {
            name: {"cold_ms": round(a, 1), "warm_ms": round(b, 2), "gzip_kb": round(c, 1)}
            for name, (a, b, c) in others.items()
        }
        emit("page load to verdict, cold", load, COLD_LIMIT_MS, "ms", peers=beside)
        emit("one more badge, warm", warm, WARM_LIMIT_MS, "ms", peers=beside)
        emit("verify-offline.html", (site / "verify-offline.html").stat().st_size / 1000, 500, "KB")
        browser.close()


if __name__ == "__main__":
    main()
