// What an editor with the YAML language server says of files: a JSON list of {path, text} comes in on standard input, and a list
// of its messages for each goes out. Schemas are found as in an editor, by the first line of the file.
import { readFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { getLanguageService } from "yaml-language-server/out/src/languageservice/yamlLanguageService.js";
import { SettingsState } from "yaml-language-server/out/src/yamlSettings.js";
import { TextDocument } from "vscode-languageserver-textdocument";

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const files = JSON.parse(Buffer.concat(chunks).toString("utf8"));

const service = getLanguageService({
  schemaRequestService: (uri) => {
    if (!uri.startsWith("file:")) throw new Error(`no network: ${uri}`);
    return readFile(fileURLToPath(uri), "utf8");
  },
  workspaceContext: { resolveRelativePath: (relative, base) => new URL(relative, base).href },
  yamlSettings: new SettingsState(),
});
service.configure({ validate: true, yamlVersion: "1.2", schemas: [], customTags: [] });

const answers = [];
for (const [version, { path, text }] of files.entries()) {
  // The server keeps what it parsed by address and version.
  const document = TextDocument.create(pathToFileURL(path).href, "yaml", version, text);
  const found = await service.doValidation(document, false);
  answers.push(found.map(({ message, range, severity }) => ({ message, line: range.start.line + 1, severity })));
}
process.stdout.write(JSON.stringify(answers));
