// Where a badge is given: one place to drop, a button for files, a button for a folder, and a field for text or an address.

import { element } from "./dom";
import { fromFile, type Source } from "./sources";

export interface Given {
  readonly files: (sources: readonly Source[]) => void;
  readonly text: (text: string) => void;
  readonly isDesk: boolean;
}

export function inputView({ files, text, isDesk }: Given): HTMLElement {
  const one = picker({ id: "lv-file" }, files);
  const folder = picker({ id: "lv-folder", webkitdirectory: "" }, files);
  const photo = picker({ id: "lv-photo", accept: "image/*", capture: "environment" }, files);
  const zone = element(
    "div",
    { class: "lv-drop" },
    element("p", { class: "lv-drop-line" }, isDesk ? "Drop badges, a folder or a ZIP anywhere on this page" : "Drop a badge anywhere on this page"),
    element(
      "div",
      { class: "lv-ways" },
      way(one, "Choose files", "lv-primary"),
      way(folder, "Choose a folder"),
      way(photo, "Photograph its code"),
    ),
    element("p", { class: "lv-quiet" }, "A badge file (JSON, PNG, SVG, PDF), a ZIP of them, or a picture of a badge’s QR code. It is checked in your browser and sent nowhere."),
  );
  return element("div", { class: "lv-input" }, zone, paste(text));
}

function way(input: HTMLInputElement, text: string, kind = ""): HTMLElement {
  // The input itself is there for keyboards and screen readers; the label is what is seen and touched.
  return element("span", { class: "lv-way" }, input, element("label", { for: input.id, class: `lv-button ${kind}`.trim() }, text));
}

function picker(attributes: Record<string, string>, files: Given["files"]): HTMLInputElement {
  const input = element("input", { type: "file", multiple: "", class: "lv-picker", ...attributes });
  input.addEventListener("change", () => {
    const chosen = [...(input.files ?? [])].map((file) => fromFile(file));
    // So that choosing the same file again is a change again.
    input.value = "";
    files(chosen);
  });
  return input;
}

function paste(text: Given["text"]): HTMLElement {
  const area = element("textarea", { id: "lv-text", rows: "5", spellcheck: "false", autocomplete: "off" });
  const button = element("button", { type: "submit", class: "lv-button" }, "Check this text");
  const form = element("form", {}, element("label", { for: "lv-text" }, "The badge’s text, or the address of a badge"), area, button);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (area.value.trim() !== "") text(area.value);
    else area.focus();
  });
  return element("details", { class: "lv-more" }, element("summary", {}, "Paste its text or address instead"), form);
}
