import assert from "node:assert/strict";
import { test } from "node:test";
import { forgeOf, newFile, repositoryOf } from "../../../site_src/app/propose/forge";

test("a repository is an https address with an owner and a name, and nothing else", () => {
  const cases: [string, string | null][] = [
    ["https://github.com/office/badges", "https://github.com/office/badges"],
    [" https://github.com/office/badges.git ", "https://github.com/office/badges"],
    ["https://git.example.org/group/sub/badges/", "https://git.example.org/group/sub/badges"],
    ["http://github.com/office/badges", null],
    ["https://github.com/office", null],
    ["https://github.com//badges", null],
    ["https://user:pass@github.com/office/badges", null],
    ["https://github.com/office/badges?x=1", null],
    ["https://github.com/office/badges#x", null],
    ["javascript:alert(1)//office/badges", null],
    ["git@github.com:office/badges.git", null],
    ["", null],
  ];
  for (const [text, expected] of cases) assert.equal(repositoryOf(text)?.href ?? null, expected, text);
});

test("the forge by its host", () => {
  const cases: [string, string][] = [
    ["https://github.com/a/b", "github"],
    ["https://github.example.org/a/b", "github"],
    ["https://gitlab.com/a/b", "gitlab"],
    ["https://codeberg.org/a/b", "gitea"],
    ["https://git.example.org/a/b", "gitlab"],
    ["https://notgithub.com/a/b", "gitlab"],
  ];
  for (const [text, expected] of cases) assert.equal(forgeOf(new URL(text)), expected, text);
});

const GITHUB = new URL("https://github.com/office/badges");

test("GitHub and Gitea open with the text, GitLab with the name alone", () => {
  const text = "# a form\nname: “Ä & B”?\n";
  const github = newFile(GITHUB, "github", "main", "a-b", [text]);
  assert.ok(github.filled);
  const url = new URL(github.url);
  assert.equal(url.pathname, "/office/badges/new/main/catalogue/achievements");
  assert.deepEqual([url.searchParams.get("filename"), url.searchParams.get("value")], ["a-b.yaml", text]);
  const gitlab = newFile(new URL("https://gitlab.com/office/badges"), "gitlab", "release/2026", "a-b", [text]);
  assert.equal(gitlab.url, "https://gitlab.com/office/badges/-/new/release/2026?file_name=catalogue%2Fachievements%2Fa-b.yaml");
  assert.ok(!gitlab.filled);
  const gitea = new URL(newFile(new URL("https://codeberg.org/office/badges"), "gitea", "main", "a-b", [text]).url);
  assert.equal(gitea.pathname, "/office/badges/_new/main/catalogue/achievements");
  assert.equal(gitea.searchParams.get("value"), text);
});

test("of several forms the first that fits, and none where all are too long", () => {
  const long = "x".repeat(9000);
  assert.equal(new URL(newFile(GITHUB, "github", "main", "a", [long, "short"]).url).searchParams.get("value"), "short");
  const none = newFile(GITHUB, "github", "main", "a", [long, long]);
  assert.ok(!none.filled);
  assert.equal(none.url, "https://github.com/office/badges/new/main/catalogue/achievements?filename=a.yaml");
});
