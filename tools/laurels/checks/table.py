"""Every code of `laurels check`, in one table. A new check is one function and one row; a code is never used for anything else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from laurels.checks import (
    awards,
    dates,
    definitions,
    forgotten,
    governance,
    grants,
    identifiers,
    images,
    keys,
    ledger,
    privacy,
    references,
    renewals,
    stacks,
    status,
    text,
    versions,
)
from laurels.checks.problem import Problem
from laurels.findings import Severity
from laurels.model.catalogue import Catalogue

Function = Callable[[Catalogue, date], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Check:
    """One rule."""

    code: str
    """Three letters and three digits."""
    name: str
    """A few words with hyphens."""
    severity: Severity
    summary: str
    """The rule, in one sentence."""
    advice: str
    """Why it is a rule, and what to do where it is broken."""
    function: Function | None = None
    """What finds the places, or None where reading the file does."""


def _reader(code: str, name: str, summary: str, advice: str) -> Check:
    return Check(code, name, Severity.ERROR, summary, advice)


def _check(code: str, severity: Severity, function: Function, advice: str) -> Check:
    return Check(
        code, function.__name__.replace("_", "-"), severity, (function.__doc__ or "").strip(), advice, function
    )


def _error(code: str, function: Function, advice: str) -> Check:
    return _check(code, Severity.ERROR, function, advice)


def _warning(code: str, function: Function, advice: str) -> Check:
    return _check(code, Severity.WARNING, function, advice)


def _note(code: str, function: Function, advice: str) -> Check:
    return _check(code, Severity.NOTE, function, advice)


CHECKS: tuple[Check, ...] = (
    # Files, as they are read
    _reader("YML001", "not-yaml", "A file is YAML.", "Look at the line and the one above it: indentation by two spaces and no tabs, `key: value` with a space, quotes closed, quotes around a text that holds `: ` or starts with a special character."),
    _reader("YML002", "duplicate-key", "A key is given once.", "Programs keep the first or the last of two and say nothing. Keep one."),
    _reader("YML003", "surprising-yaml", "A file uses the part of YAML that every program reads alike.", "Anchors, aliases, tags, merge keys and several documents in one file are refused. So are plain words that are true or false, and plain numbers that are something else, to some programs: put those in quotes, such as \"no\" and \"0612\"."),
    _reader("YML004", "not-plain-text", "A file is UTF-8 text without a byte order mark or control characters.", "Save it as “UTF-8” in your editor, and delete characters that cannot be seen."),
    _reader("YML005", "too-large", "A file is not larger than what is read: 4 MiB, 64 MiB for awards and changes of status, 256 MiB for a ledger.", "Split it. A batch can be split into several batches of the same achievement."),
    _reader("YML006", "link", "A file is there itself, not as a link to another.", "Links can lead out of the repository, and not every system can check them out. Put the file where the link is."),
    _reader("YML007", "unreadable", "A file can be read.", "A folder or device stands where a file is expected, or its permissions forbid reading."),
    _reader("SCH001", "missing-key", "Every required key is given.", "The hint shows an example. `schemas/` describes every kind of file, and editors that know JSON Schema offer the keys as you type."),
    _reader("SCH002", "unknown-key", "Only known keys are given.", "A misspelt optional key would otherwise be left out in silence. Keys are written as in the standards: `inLanguage`, not `in_language`."),
    _reader("SCH003", "wrong-type", "A value is of the right type.", "Quotes make text of what looks like a number. A list is `[a, b]` or one `- entry` on each line."),
    _reader("SCH004", "wrong-value", "A value is one of those that are allowed, or has the form that is asked for.", "Dates are 2026-06-30, durations P3Y, P18M or P90D, web addresses start with https://, and names that others refer to are lower-case letters, digits and hyphens."),
    _reader("SCH005", "out-of-range", "A number, a text or a list is not too small or too large.", "The message says the limit."),
    _reader("IDS001", "file-name", "A file has a name that its folder can hold.", "The path is the identity: lower-case letters, digits and hyphens, at most 63 of them, then the ending. Batches are in a folder for their year, changes of status in a file for theirs."),
    _reader("IDS002", "colliding-name", "No two file names differ only in case or in the form of their letters.", "On Windows and macOS the one would overwrite the other. Rename one."),
    # Identity
    _error("IDS003", identifiers.reserved_name, "Reserved: index, all, assets, feed, latest, new, tags, v1, v2 and so on, which the site's addresses need; con, prn, aux, nul, com0 to com9 and lpt0 to lpt9, which Windows cannot check out."),
    _error("IDS004", identifiers.issuer_did, "A verifier finds the issuer's keys by turning the DID back into an address. https://laurels.example/ gives did:web:laurels.example, https://example.org/badges/ gives did:web:example.org:badges. A second issuer of the same site adds a part: did:web:laurels.example:library."),
    _error("IDS005", identifiers.shared_did, "A verifier could not tell the two apart."),
    _error("SIT001", identifiers.site_address, "The address goes into everything that is signed, and cannot be changed there afterwards. Decide it before the first award."),
    # References
    _error("REF001", references.unknown_issuer, "Write the name of a file in catalogue/issuers, without .yaml."),
    _error("REF002", references.unknown_skill, "A skill is written as framework/key: `esco/sql` is the key `sql` in catalogue/skills/esco.yaml. Add it there with its URI."),
    _error("REF003", references.unknown_prerequisite, "Prerequisites that are no achievements of this catalogue go into `description`, in words."),
    _error("REF004", references.unknown_renewal, "Renewal by other means goes into `description`, in words."),
    _error("REF005", references.unknown_grant, "A stack grants an achievement, which is defined like any other. Write the name of a file in catalogue/achievements, without .yaml."),
    _error("REF006", references.unknown_rule_leaf, "Write the name of a file in catalogue/achievements, without .yaml."),
    _error("REF007", references.unknown_role_skill, "A skill is written as framework/key: `esco/sql` is the key `sql` in catalogue/skills/esco.yaml. Add it there with its URI."),
    _error("REF008", references.unknown_role_framework, "Write the name of a file in catalogue/skills, without .yaml."),
    _error("REF009", references.unknown_awarded_achievement, "Write the name of a file in catalogue/achievements, without .yaml."),
    _error("REF010", references.unknown_recognised_achievement, "Write the name of a file in catalogue/achievements, without .yaml."),
    _error("REF011", references.unknown_key_issuer, "A key is listed in its issuer's DID document. Write the name of a file in catalogue/issuers, without .yaml."),
    _error("REF012", references.unknown_image, "Images are SVG files in catalogue/images; write the name without .svg. An achievement without one gets a picture drawn from its definition."),
    # Definitions
    _error("DEF001", definitions.unknown_isced_field, "Four digits in quotes, such as \"0612\". Codes that end in 0, 88 or 99 (not further defined, interdisciplinary, not elsewhere classified) are left out on purpose: say what it is about."),
    _warning("DEF002", definitions.hours_against_ects, "The ECTS Users' Guide counts 25 to 30 hours for a credit, with reading, practice and assessment. Correct the one or the other."),
    _error("DEF003", definitions.unknown_required_level, "`required` is the id of one of the `levels` of the same criterion."),
    _error("DEF004", definitions.repeated_rubric_id, "A credential names a criterion and a level by the achievement's address with # and the ids joined by a hyphen. Two with one address could not be told apart."),
    _error("DEF005", definitions.renewal_without_end, "Add `validFor`, or remove `renewal`."),
    _error("DEF006", definitions.own_prerequisite, "Nobody could begin. Earning it again when it has run out belongs under `renewal`."),
    _error("DEF007", definitions.prerequisite_cycle, "Nobody could begin. Take out the prerequisite that is only useful to have, and say so in `description`."),
    _warning("DEF008", definitions.short_description, "The description is what people and verifiers see first. One or two sentences: what it is, and whom it is for."),
    _warning("DEF009", definitions.few_skills, "Roles, stacks and employers find an achievement by its skills."),
    _warning("DEF010", definitions.incomplete_annex, "The Council of the European Union recommends what a micro-credential says of itself. The schema asks for all of it; this looks for `TODO`, `tbc`, `n/a` and the like in titles, outcomes, criteria, assessment, quality assurance and prerequisites."),
    _error("DEF011", definitions.repeated_skill, "Two keys for one skill would make two skills of it in every list and comparison."),
    _note("DEF012", definitions.unfinished_draft, "The same as DEF010, for drafts: it says what is left to write."),
    _note("DEF013", definitions.incomplete_registration, "Credential Engine asks for type, name, a description of 15 characters or more, owner, status, CTID, page and language. A catalogue that gives no `ctid` at all is not told."),
    _error("DEF014", definitions.shared_ctid, "A CTID is the number of one thing in the Credential Registry. A copied file needs its own, or none."),
    # Stacks
    _error("STK001", stacks.stack_cycle, "Nobody could ever complete it. Take one achievement out of one rule."),
    _error("STK002", stacks.too_many_of, "Nobody could ever complete it."),
    _error("STK003", stacks.too_many_credits, "Nobody could ever complete it. An achievement counts once."),
    _error("STK004", stacks.grants_inactive, "Drafts are not awarded yet, and retired achievements no more."),
    _warning("STK005", stacks.asks_for_draft, "A retired achievement may stay in a rule: there are people who hold it. A draft is held by nobody."),
    _error("STK006", stacks.repeated_entry, "An achievement counts once in a list; listed twice, `atLeast` would seem easier than it is."),
    _error("STK007", stacks.nested_too_deep, "A learner has to understand the rule. Grant an achievement for a part of it and ask for that one."),
    _warning("STK008", grants.unmet_grant, "People are compared by id, or by name where they gave none. Earlier awards count from their day, unless they were revoked or are older than the stack's `within`."),
    # Awards
    _error("AWD001", awards.inactive_achievement, "Drafts are not awarded yet, and retired achievements no more. Awards that are signed already stay valid."),
    _error("AWD002", awards.repeated_recipient, "Each row becomes a credential. Two people of one name need an id, or something after the name that they agree with."),
    _error("AWD003", awards.unknown_criterion, "Write the `id` of a criterion in the achievement's rubric."),
    _error("AWD004", awards.unknown_level, "Write the `id` of a level of that criterion."),
    _error("AWD005", awards.level_not_reached, "Levels are written lowest first, and `required` is the least that earns the award."),
    _error("AWD006", awards.result_not_achieved, "Enrolled, Failed, InProgress, OnHold and Withdrew are not results of somebody who earned the award."),
    _error("AWD007", awards.repeated_result, "Which of the two counts could not be told from the credential."),
    _error("AWD008", awards.empty_entry, "Fill it in, or remove it."),
    # Renewal
    _error("RNW001", renewals.points_out_of_reach, "Holders plan by this rule for years: say it so that it can be met in one way only."),
    _error("RNW002", renewals.unknown_superseded, "`supersedes` is the UUID of a signed award: the part of its page's address after /b/."),
    _error("RNW003", renewals.superseded_by_another, "An award renews one of the same achievement, or of an achievement that lists it under `renewal`."),
    _error("RNW004", renewals.superseded_twice, "A chain of renewals has no branches: each award takes the place of the one before it."),
    _error("RNW005", renewals.superseded_of_another, "People are compared by id where both gave one, else by name."),
    _error("RNW006", renewals.renewal_out_of_time, "`opens` in the achievement's `renewal` says how long before its end an award may be renewed."),
    _error("RNW007", renewals.points_not_reached, "Points are counted by category over the period that the rule names; each minimum and the total must be reached."),
    # Dates
    _error("DAT001", dates.award_in_future, "A credential is valid from the day of the award, counted in UTC; until then every verifier refuses it."),
    _error("DAT002", dates.award_in_other_year, "The folder is how awards are found again years later."),
    _error("DAT003", dates.status_in_other_year, "The file is how changes of status are found again, and their order is the order of the years."),
    _error("DAT004", dates.status_in_future, "A change takes effect with the next signed status list, not on a day to come."),
    _error("DAT005", dates.until_before_date, "Correct the one or the other."),
    _note("DAT006", dates.run_out, "It is no longer shown as holding. Agree on a new date with the other body, or remove the file."),
    # Keys
    _error("KEY001", keys.unusable_key, "Keys for issuing and for logs are Ed25519, a registrar's is X25519, so that none can do what another is for. Let `laurels keys new` write the file."),
    _error("KEY002", keys.expires_before_created, "Such a key could never sign anything."),
    _error("KEY003", keys.revoked_before_created, "Such a key could never have signed anything. To say that a key was never to be trusted, revoke it at the moment of its creation."),
    _error("KEY004", keys.repeated_key, "A key that serves two purposes or two issuers is as weak as the weaker use of it."),
    _warning("KEY005", keys.no_key_to_sign, "`laurels issue` cannot sign these awards. Make a key with `laurels keys new --purpose issuing`."),
    _error("KEY006", keys.lost_key, "Verifiers look the key up in the DID document, which is made from keys/public. Without it, everything the key signed cannot be checked. To end a key, give it `revoked` or `expires`."),
    _error("KEY007", keys.key_for_other_purpose, "A registrar's key opens sealed rows and a log's key signs a log; neither is listed as one that may sign awards."),
    _warning("KEY008", keys.signed_outside_life, "Verifiers compare the two. Publishing goes on, so that the badges can still say what became of them; revoke what the key signed after its end, and issue it again."),
    _error("KEY009", keys.lost_registrar, "Rows that were sealed for a key open with no other. `laurels award` writes `registrar`, and a retired key stays listed."),
    # Privacy
    _error("PRV001", privacy.name_in_clear, "A repository is public, and copies of it cannot be called back. In clear is for learners who agreed to that."),
    _error("PRV002", privacy.email_address, "Addresses in public files are collected, by people and by machines. For an institution give a page with a form; for a learner give nothing."),
    _warning("PRV003", privacy.phone_number, "Only numbers that start with + are found. If this is none, put it in other words."),
    # Images
    _error("IMG001", images.unreadable_image, "The message is the XML parser's."),
    _error("IMG002", images.unsafe_image, "The image is published on your site and shown by others. What it needs has to be inside it, and it must not do anything."),
    # Text
    _error("TXT001", text.markup, "Definitions go into pages, credentials and other people's software, each with its own idea of markup. Text is text: write ≤ or “less than” for <, and say in words what a tag would say."),
    _error("TXT002", text.script_address, "Somebody may make a link of it. There is no good use for such an address in a definition."),
    _error("TXT003", text.deceptive_character, "With such characters a text can show one thing to a reader and another to a machine."),
    # Ledger and status
    _reader("LDG001", "unreadable-line", "Every line of a ledger is strict JSON in the ledger's own form.", "A ledger is written by `laurels issue` alone, and each line stands for something that was signed. Restore the file from Git; after a merge conflict take one side whole and issue again."),
    _reader("LDG002", "altered-template", "A template is named by the digest of what it holds.", "Something in it was changed, so nothing made from it is what was signed. Restore the file from Git."),
    _error("LDG003", ledger.missing_template, "Without its template a credential cannot be published. Restore the file from Git."),
    _error("LDG004", ledger.altered_award, "What is published must be what was signed, to the byte. Restore the file from Git."),
    _error("LDG005", ledger.repeated_credential, "Two pages cannot have one address."),
    _error("LDG006", ledger.repeated_status_index, "Revoking one would revoke the other. It happens when two runs of `laurels issue` are merged against the conflict in sequence.yaml."),
    _error("LDG007", ledger.changed_row, "What was signed stays as it was. To correct a name, revoke the award, remove nothing, and add a row."),
    _error("LDG008", ledger.repeated_row, "One person would hold the same award twice. Revoke one of the two."),
    _error("LDG009", ledger.ledger_without_batch, "The file of awards says who received what and why; it stays beside its ledger."),
    _error("LDG010", ledger.missing_list, "Every verifier asks for the list. Without it, nobody can say whether the award was revoked."),
    _error("LDG011", ledger.wrong_sequence, "The file makes two runs of `laurels issue` on two branches conflict in Git. A run that was cut short is completed by the next."),
    _error("LDG012", ledger.unreadable_list, "Verifiers refuse a list that was changed, and then cannot say whether a badge still stands."),
    _error("LDG013", forgotten.half_forgotten, "What is taken out in one place and not in the other is neither kept nor gone, and a row whose ledger line is a tombstone would be signed once more. Running `laurels forget` again completes it."),
    _error("LDG014", ledger.unsigned_changes, "Verifiers tell when and why a badge was revoked only where the signed list holds the digest of the file that says so. A run that was cut short is completed by the next."),
    _error("STA001", status.unknown_credential, "The UUID is in the address of the award's page, and in the credential's id after `urn:uuid:`."),
    _error("STA002", status.idle_change, "An entry that changes nothing is usually meant for another credential."),
    _error("STA003", status.change_after_revocation, "Revocation is for good. Suspend what may come back."),
    _error("STA004", status.unordered_changes, "The last entry counts, so the order matters."),
    _error("STA005", status.second_person, "One mistake should not take two hundred people's badges from them. The check sees that two names are written down; that two people wrote them is for the forge to see to, by a review that the main branch asks for (CODEOWNERS on issued/status). Entries of one day and one action count together, so that splitting them changes nothing."),
    # Versions
    _error("VER001", versions.material_change, "Two people with one version of an award must hold the same thing. Titles, criteria, outcomes, level, workload, assessment, participation, prerequisites, skills and validity are material; the description, subjects, pictures, labels, and spacing or capitals in any text are editorial and may change freely. A new version keeps what was awarded: its page stays at its own address."),
    _error("VER002", versions.version_backwards, "A version that was awarded cannot be given to something else. Count on from the highest."),
    _note("VER003", versions.version_jump, "Versions grow by one. A number that was announced and never awarded may be passed over."),
    _warning("GOV001", governance.overdue, "Tools, laws and practice move on, and a definition that nobody looked at claims what may no longer hold. Look at it, and write the next date; where it changed in substance, raise `version`. `laurels owners --overdue` lists them all."),
    _note("GOV002", governance.unowned, "A change that nobody is asked about is merged by whoever passes by. Name who looks after it in `owners`, or in the issuer's for all. A catalogue that names no owner at all is not told."),
    # Findings that are allowed
    _reader("SUP001", "allowed-without-reason", "A finding is allowed with a reason.", "The reason is for the next person who reads the file: `# laurels: allow DEF009 because only one framework has such a skill`."),
    _reader("SUP002", "allowed-unknown-code", "A code that is allowed exists.", "A misspelt code would allow nothing, and nobody would notice. `laurels explain` lists every code."),
    _reader("SUP003", "allowed-error", "Only warnings and notes are allowed.", "An error would be signed, published, or make somebody else's software fail. Mend it."),
    Check("SUP004", "nothing-allowed", Severity.WARNING, "A comment that allows something is needed.", "What it allowed is mended, or stands elsewhere. Such a comment would hide the next finding of its kind. It holds for its line, or for the next one where it has a line of its own, and for what is indented below."),
    _reader("SUP005", "unreadable-allowance", "A comment that begins with `laurels:` says what it allows.", "The one form is `# laurels: allow CODE because REASON`, several codes with commas."),
)  # fmt: skip
BY_CODE = {check.code: check for check in CHECKS}
SEVERITIES = {check.code: check.severity for check in CHECKS}

MENDED_BY_ISSUE = frozenset({"LDG010", "LDG011", "LDG014"})
"""What a run of `laurels issue` that was cut short leaves behind, and the next run completes."""
