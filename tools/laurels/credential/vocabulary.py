"""Terms, types and controlled vocabularies that a credential uses, with their sources."""

from __future__ import annotations

CREDENTIALS_V2 = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES_3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
CONTEXT = (CREDENTIALS_V2, OPEN_BADGES_3)

# Europass controlled lists, http://data.europa.eu/snb: assessment, learning-assessment (form of participation), eqf, isced-f.
ASSESSMENT_TYPE = {
    "project": ("project work", "http://data.europa.eu/snb/assessment/795dac4096"),
    "portfolio": ("portfolio", "http://data.europa.eu/snb/assessment/4f03b91c0e"),
    "practical": ("practical assessment", "http://data.europa.eu/snb/assessment/6a4db9f11d"),
    "observation": ("practical assessment", "http://data.europa.eu/snb/assessment/6a4db9f11d"),
    "written-exam": ("written examination", "http://data.europa.eu/snb/assessment/6e6cb2cc78"),
    "oral-exam": ("oral examination", "http://data.europa.eu/snb/assessment/d30284d7df"),
    "coursework": ("marked assignment", "http://data.europa.eu/snb/assessment/2939dae15f"),
    "peer": ("peer assessment", "http://data.europa.eu/snb/assessment/19a2e5e671"),
    "quiz": ("quiz", "http://data.europa.eu/snb/assessment/b1b68f6735"),
}
PARTICIPATION = {
    "online": ("online", "http://data.europa.eu/snb/learning-assessment/920fbb3cbe"),
    "onsite": ("presential", "http://data.europa.eu/snb/learning-assessment/9191af2ed9"),
    "blended": ("blended", "http://data.europa.eu/snb/learning-assessment/e92d221e4d"),
    "hybrid": ("hybrid", "http://data.europa.eu/snb/learning-assessment/c_3a90b26d"),
    "workplace": ("work-based", "http://data.europa.eu/snb/learning-assessment/729f3bed4b"),
}
SUPERVISION = {
    "unsupervised": "without supervision",
    "online-supervised": "supervised online",
    "onsite-supervised": "supervised on site",
}
IDENTITY_VERIFICATION = {
    "none": "identity not verified",
    "account": "identity verified by account",
    "document": "identity verified by document",
    "biometric": "identity verified by biometrics",
    "in-person": "identity verified in person",
}


def eqf_url(level: int) -> str:
    """URI of a level of the European Qualifications Framework."""
    return f"http://data.europa.eu/snb/eqf/{level}"


def isced_url(code: str) -> str:
    """URI of an ISCED-F 2013 field."""
    return f"http://data.europa.eu/snb/isced-f/{code}"
