import assert from "node:assert/strict";
import { test } from "node:test";
import { readPdf } from "../../../site_src/app/ui/pdf";
import { ContainerError } from "../../../site_src/app/verify/containers";

/** A certificate of no pages with one file embedded; without a table of contents, which readers make up for. */
function certificate(content: string, filter = ""): Uint8Array {
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(badge.json) 3 0 R] >> >> >>",
    "<< /Type /Pages /Kids [] /Count 0 >>",
    "<< /Type /Filespec /F (badge.json) /UF (badge.json) /EF << /F 4 0 R >> >>",
    `<< /Type /EmbeddedFile ${filter} /Length ${content.length} >>\nstream\n${content}\nendstream`,
  ];
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join("");
  return new TextEncoder().encode(`%PDF-1.7\n${body}trailer\n<< /Root 1 0 R /Size 5 >>\n%%EOF\n`);
}

const cases: [name: string, data: Uint8Array, code: string][] = [
  ["a file that is no badge", certificate("Hello."), "decode.pdf-empty"],
  ["a file that cannot be unpacked", certificate("Hello.", "/Filter /FlateDecode"), "decode.pdf-empty"],
  ["nothing but a first line", new TextEncoder().encode("%PDF-1.7\n"), "decode.pdf"],
  ["brackets without end", new TextEncoder().encode(`%PDF-1.7\n${"[".repeat(50_000)}`), "decode.pdf"],
];

test("the files embedded in a PDF that may be badges", async () => {
  const [[name, content] = assert.fail(), ...more] = await readPdf(certificate('{"a": 1}'));
  assert.equal(name, "badge.json");
  assert.equal(new TextDecoder().decode(content).trim(), '{"a": 1}');
  assert.deepEqual(more, []);
});

for (const [name, data, code] of cases) {
  test(`a PDF with ${name}`, async () => {
    await assert.rejects(readPdf(data), (error) => error instanceof ContainerError && error.code === code);
  });
}
