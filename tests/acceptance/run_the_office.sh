#!/usr/bin/env bash
# The story of the page “Run the office”, from an empty folder to a key that leaked: its commands, in its order.
# Run by test_office.py in a folder of its own, which is HOME, too. `learner` is what happens outside the office (learner.py).
set -euo pipefail

cat > ~/cohort.csv <<'CSV'
name,email,Choice of sources
Sample Learner 41,sample.41@learners.example,Competent
Sample Learner 42,sample.42@learners.example,Competent
Sample Learner 43,sample.43@learners.example,Competent
CSV
cat > ~/http-map.json <<'JSON'
{
  "https://badges.example.edu/.well-known/did.json": "badges/site/.well-known/did.json",
  "https://badges.example.edu/lists/revocation-1.json": "badges/site/lists/revocation-1.json",
  "https://badges.example.edu/lists/revocation-1-changes.json": "badges/site/lists/revocation-1-changes.json",
  "https://badges.example.edu/lists/suspension-1.json": "badges/site/lists/suspension-1.json"
}
JSON

laurels init badges --name "Example College" --url https://badges.example.edu/ --country IE --forge none
cd badges
git init --quiet --initial-branch main
laurels check
laurels keys new --purpose issuing --id 2026-issuing --store ~/2026-issuing.key
laurels keys new --purpose registrar --id 2026-registrar --store ~/2026-registrar.key
laurels keys list
laurels doctor --signer file:~/2026-issuing.key --registrar file:~/2026-registrar.key
git add .
git commit --quiet --message "Start the office"
laurels award example-badge --from ~/cohort.csv --awarded 2026-06-30 --batch library-june --dry-run
laurels award example-badge --from ~/cohort.csv --awarded 2026-06-30 --batch library-june
laurels check
git add issued
git commit --quiet --message "Award Finding your way in the library, June"
laurels issue --registrar file:~/2026-registrar.key --dry-run
laurels issue --signer file:~/2026-issuing.key --registrar file:~/2026-registrar.key
git add issued
git commit --quiet --message "Issue Finding your way in the library, June"
laurels build
laurels deliver --to csv:../letters.csv --registrar file:~/2026-registrar.key
# A learner opens the link of the first letter and saves the badge
learner save ../letters.csv ~/badge.json
# The registrar notes which award was made in error
learner note ../letters.csv ~/withdrawn.txt
laurels verify ~/badge.json --trust site/trust.json --http-map ~/http-map.json
laurels suspend --batch 2026/library-june --reason under-review --dry-run
laurels suspend --from ~/withdrawn.txt --reason under-review
laurels reinstate --from ~/withdrawn.txt
laurels revoke --from ~/withdrawn.txt --reason issued-in-error --note "The sources of another learner were assessed."
laurels check
git add issued
git commit --quiet --message "Withdraw an award"
laurels issue --signer file:~/2026-issuing.key
git add issued
git commit --quiet --message "Sign the status lists"
laurels build
! laurels verify ~/badge.json --trust site/trust.json --http-map ~/http-map.json
laurels keys new --purpose issuing --id 2027-issuing --store ~/2027-issuing.key
git add keys
git commit --quiet --message "The issuing key of 2027"
laurels build
laurels keys retire 2026-issuing
laurels issue --signer file:~/2027-issuing.key
git add keys issued
git commit --quiet --message "Retire the issuing key of 2026"
laurels build
laurels keys revoke 2027-issuing --from "$(date -u +%Y-%m-%dT%H:%M:%SZ)" --dry-run
laurels keys revoke 2027-issuing --from "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
laurels keys new --purpose issuing --id 2027-issuing-2 --store ~/2027-issuing-2.key
laurels revoke --key 2027-issuing --reason key-compromise --dry-run
laurels issue --signer file:~/2027-issuing-2.key
git add keys issued
git commit --quiet --message "Revoke a key that leaked"
laurels build
