// “Is it this person?”: a name or address to compare, and a challenge for whoever holds the badge's key.

import { identities } from "../verify/identities";
import type { Challenge } from "../verify/presentation";
import type { Recipient } from "../verify/recipient";
import { element, foreign } from "./dom";
import type { Result } from "./result";
import type { Session } from "./session";

const MINUTES = 15;
const RANDOM_BYTES = 24;

export function personView(result: Result, session: Session, again: (recipient: Recipient | null) => void): HTMLElement {
  const { credential } = result.report;
  const key = credential && identities(credential).find(({ kind, value }) => kind === "id" && value.startsWith("did:key:"))?.value;
  return element("div", { class: "lv-person-body" }, nameForm(result, again), key ? challengeForm(key, result, session, again) : null);
}

function nameForm({ recipient }: Result, again: (recipient: Recipient | null) => void): HTMLElement {
  const field = element("input", { id: "lv-given", type: "text", autocomplete: "off", value: recipient?.given ?? "" });
  const form = element(
    "form",
    {},
    element("label", { for: "lv-given" }, "The name or e-mail address you were given"),
    element("div", { class: "lv-row" }, field, element("button", { type: "submit", class: "lv-button lv-primary" }, "Compare")),
    element("p", { class: "lv-quiet" }, "It is compared here, in your browser. Where the badge holds only a hash of an address, the hash of what you type is compared."),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = field.value.trim();
    if (given === "") field.focus();
    else again({ given });
  });
  return form;
}

function challengeForm(key: string, { recipient }: Result, session: Session, again: (recipient: Recipient | null) => void): HTMLElement {
  const challenge = recipient?.challenge ?? newChallenge(session);
  const text = JSON.stringify(challenge, null, 1);
  const shown = element("pre", { class: "lv-json", tabindex: "0", role: "region", "aria-label": "Challenge" }, text);
  const copy = element("button", { type: "button", class: "lv-button" }, "Copy it");
  const said = element("span", { role: "status", class: "lv-quiet" });
  copy.addEventListener("click", () => {
    navigator.clipboard.writeText(text).then(
      () => said.replaceChildren("Copied."),
      () => said.replaceChildren("Select the text and copy it."),
    );
  });
  const area = element("textarea", { id: "lv-answer", rows: "4", spellcheck: "false", autocomplete: "off" });
  const form = element(
    "form",
    {},
    element("label", { for: "lv-answer" }, "The answer that came back"),
    area,
    element("button", { type: "submit", class: "lv-button lv-primary" }, "Check the answer"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    again({ challenge, answer: decoded(area.value) });
  });
  return element(
    "div",
    { class: "lv-challenge" },
    element("h3", {}, "Ask for a signature"),
    element("p", {}, "The badge was awarded to the key ", foreign(`${key.slice(0, 24)}…${key.slice(-6)}`), ". Send this challenge to the person; with ", element("code", {}, "laurels answer"), " or a wallet they sign it, which only the key’s holder can do."),
    shown,
    element("div", { class: "lv-row" }, copy, said),
    form,
  );
}

/** Random, for this page's domain, and short-lived. */
function newChallenge(session: Session): Challenge {
  const bytes = crypto.getRandomValues(new Uint8Array(RANDOM_BYTES));
  const challenge = btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
  const expires = new Date((session.now().seconds + MINUTES * 60) * 1000).toISOString().replace(/\.\d+Z$/, "Z");
  return { challenge, domain: location.host || "verify-offline.html", expires };
}

function decoded(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
