// What a visitor can do with a result: ask whose it is, save it, print it.

import type { Recipient } from "../verify/recipient";
import { element } from "./dom";
import type { Result } from "./result";
import type { Session } from "./session";

export function nextView(result: Result, session: Session, again: (recipient: Recipient | null) => void): HTMLElement[] {
  return [...(result.report.credential ? [personPanel(result, session, again)] : []), savePanel(result)];
}

/** Loaded when it is opened: most visitors compare with their eyes. */
function personPanel(result: Result, session: Session, again: (recipient: Recipient | null) => void): HTMLElement {
  const more = element("details", { class: "lv-more lv-person" }, element("summary", {}, "Is it this person?"));
  const fill = async () => {
    const { personView } = await import("./personView");
    more.append(personView(result, session, again));
  };
  more.addEventListener("toggle", () => void fill(), { once: true });
  if (result.recipient !== null) more.open = true;
  return more;
}

function savePanel(result: Result): HTMLElement {
  const save = async (kind: "json" | "html") => (await import("./save")).save(result, kind);
  const button = (text: string, act: () => unknown) => {
    const made = element("button", { type: "button", class: "lv-button" }, text);
    made.addEventListener("click", () => void act());
    return made;
  };
  return element(
    "div",
    { class: "lv-save" },
    element("span", { class: "lv-quiet" }, "Save this result:"),
    button("as JSON", () => save("json")),
    button("as a page", () => save("html")),
    button("Print", () => window.print()),
  );
}
