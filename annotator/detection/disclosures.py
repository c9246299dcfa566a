"""What a privacy policy has to say, and which law asks for it.

One row for each item. The words by which a policy says it are in ``resources/disclosures`` under its id.
"""

from dataclasses import dataclass
from enum import StrEnum

from annotator.domain import Severity


class Regime(StrEnum):
    """A law with a list of what a policy must say."""

    GDPR = "GDPR"
    UK = "UK GDPR"
    """With the checklist of the Information Commissioner's Office for privacy notices, which follows it."""
    CCPA = "CCPA"


EUROPEAN = (Regime.GDPR, Regime.UK)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be said."""

    id: str
    title: str
    """In a few words, for a table."""
    missing: str
    """What a policy without it fails to say; a message ends with it and the source."""
    why: str
    article: str = ""
    """Of the GDPR and of the UK GDPR, which have the same numbers; empty where they do not ask for it."""
    california: str = ""
    """The Californian source; empty where there is none."""
    severity: Severity = Severity.MEDIUM
    needs: str = ""
    """The topic that must occur for the item to apply; empty for always."""
    needless: str = ""
    """Why it does not apply where that topic is missing."""
    ends: str = ""
    """The topic that makes the item inapplicable."""
    ended: str = ""
    """Why, then."""
    own_region: bool = False
    """Whether words said to the people of another region do not count."""
    in_cookie_policy: bool = False

    def source(self, regimes: tuple[Regime, ...]) -> str:
        """Where these laws ask for it."""
        european = " and ".join(each.value for each in EUROPEAN if each in regimes)
        parts = [f"{european} {self.article}"] if self.article and european else []
        if self.california and Regime.CCPA in regimes:
            parts.append(self.california)
        return "; ".join(parts)

    def lack(self, source: str) -> str:
        """That a policy does not say it, in a sentence."""
        return f"Says nothing about {self.missing} ({source})."

    def asked_by(self, regimes: tuple[Regime, ...]) -> bool:
        """Whether one of these laws asks for it."""
        return bool(self.source(regimes))


RIGHTS = "Who does not learn of a right cannot use it, and the law wants each of them named."
"""Why, of the items that are rights; a heading that names one says it."""

ITEMS: tuple[Item, ...] = (
    Item(
        "controller",
        "Identity of the controller",
        "who the controller is: no company or person is named with its legal form or address",
        "The reader must know with whom they are dealing, and whom to sue.",
        "Art. 13(1)(a)",
        severity=Severity.HIGH,
    ),
    Item(
        "contact",
        "Contact details of the controller",
        "how to reach the controller: there is no address, e-mail, telephone number or form",
        "Rights that cannot be addressed to anybody are worth nothing.",
        "Art. 13(1)(a)",
        "11 CCR § 7011(e)(3)(J)",
        severity=Severity.HIGH,
    ),
    Item(
        "dpo",
        "Contact details of the data protection officer",
        "how to reach the data protection officer whom it mentions",
        "Where there is a data protection officer, people must be able to turn to them directly.",
        "Art. 13(1)(b)",
        severity=Severity.LOW,
        needs="has-dpo",
        needless="No data protection officer is mentioned; not every controller has to have one.",
    ),
    Item(
        "purposes",
        "Purposes of the processing",
        "what personal data are used for",
        "Data may be used only for purposes that were stated when they were collected.",
        "Art. 13(1)(c)",
        "11 CCR § 7011(e)(1)(C)",
        severity=Severity.HIGH,
        in_cookie_policy=True,
    ),
    Item(
        "legal-basis",
        "Legal basis",
        "the legal basis of the processing",
        "Processing without a legal basis is unlawful, and the basis decides which rights there are.",
        "Art. 13(1)(c)",
        severity=Severity.HIGH,
    ),
    Item(
        "legitimate-interests",
        "Legitimate interests, named",
        "which legitimate interests it relies on",
        "Only who knows the interest can weigh it against their own and object.",
        "Art. 13(1)(d)",
        severity=Severity.MEDIUM,
        needs="relies-on-interests",
        needless="No legitimate interests are relied on.",
    ),
    Item(
        "recipients",
        "Recipients of the data",
        "who receives personal data, or that nobody does",
        "The reader must be able to follow their data.",
        "Art. 13(1)(e)",
        severity=Severity.HIGH,
    ),
    Item(
        "transfers",
        "Transfers to third countries",
        "whether personal data leave the EEA or the UK",
        "Abroad the data may be less protected, and a transfer has to be announced.",
        "Art. 13(1)(f)",
        severity=Severity.MEDIUM,
    ),
    Item(
        "safeguards",
        "Safeguards for transfers",
        "the safeguards that protect data in third countries",
        "A transfer needs a basis of its own, such as standard clauses, and the policy must name it.",
        "Art. 13(1)(f)",
        severity=Severity.MEDIUM,
        needs="transfers-data",
        needless="No transfer to a third country is announced.",
    ),
    Item(
        "retention",
        "Retention period",
        "how long personal data are kept, or how that is decided",
        "Data may not be kept for ever, and the reader must be able to tell when they are gone.",
        "Art. 13(2)(a)",
        "Cal. Civ. Code § 1798.100(a)(3)",
        severity=Severity.HIGH,
        in_cookie_policy=True,
    ),
    Item(
        "access",
        "Right of access",
        "the right of access",
        RIGHTS,
        "Art. 13(2)(b)",
        severity=Severity.HIGH,
        own_region=True,
    ),
    Item(
        "rectification",
        "Right to rectification",
        "the right to have data rectified",
        RIGHTS,
        "Art. 13(2)(b)",
        own_region=True,
    ),
    Item(
        "erasure",
        "Right to erasure",
        "the right to have data erased",
        RIGHTS,
        "Art. 13(2)(b)",
        severity=Severity.HIGH,
        own_region=True,
    ),
    Item(
        "restriction",
        "Right to restriction of processing",
        "the right to have processing restricted",
        RIGHTS,
        "Art. 13(2)(b)",
        own_region=True,
    ),
    Item(
        "objection",
        "Right to object",
        "the right to object to processing",
        "This right must even be shown apart from all other information (Art. 21(4)).",
        "Art. 13(2)(b)",
        severity=Severity.HIGH,
        own_region=True,
    ),
    Item(
        "portability",
        "Right to data portability",
        "the right to data portability",
        RIGHTS,
        "Art. 13(2)(b)",
        own_region=True,
    ),
    Item(
        "withdrawal",
        "Withdrawal of consent",
        "the right to withdraw consent",
        "Consent is valid only if the person was told beforehand that it can be withdrawn.",
        "Art. 13(2)(c)",
        severity=Severity.HIGH,
        needs="relies-on-consent",
        needless="Consent is not relied on.",
        in_cookie_policy=True,
    ),
    Item(
        "complaint",
        "Complaint to a supervisory authority",
        "the right to complain to a supervisory authority",
        "People must know that they can turn to an authority, not only to the company.",
        "Art. 13(2)(d)",
        severity=Severity.HIGH,
    ),
    Item(
        "obligation",
        "Whether data must be provided",
        "whether people have to provide their data, and what happens if they do not",
        "Only who knows what is voluntary can decide freely.",
        "Art. 13(2)(e)",
        severity=Severity.LOW,
    ),
    Item(
        "automated",
        "Automated decisions",
        "whether decisions are automated, although it speaks of profiles, scores or credit checks",
        "Who is judged by a machine has the right to know it and to ask for a person.",
        "Art. 13(2)(f)",
        severity=Severity.MEDIUM,
        needs="profiling",
        needless="Nothing points to profiling, scores or automated decisions.",
    ),
    Item(
        "categories",
        "Categories of data",
        "which personal data are processed",
        "Without it, the reader cannot tell what is known about them.",
        "Art. 14(1)(d)",
        severity=Severity.MEDIUM,
    ),
    Item(
        "source",
        "Source of the data",
        "the source of data that people have not given themselves",
        "Data obtained behind somebody's back must at least be traceable.",
        "Art. 14(2)(f)",
        severity=Severity.MEDIUM,
        needs="from-elsewhere",
        needless="No data from anyone but the person are mentioned.",
    ),
    Item(
        "date",
        "Date of the policy",
        "its own date: when it was last updated or takes effect",
        "Without a date nobody can tell which text applied to them.",
        "Art. 12(1)",
        "11 CCR § 7011(e)(4)",
        severity=Severity.LOW,
    ),
    Item(
        "ca-categories",
        "Categories collected in the last 12 months",
        "which categories of personal information were collected in the preceding twelve months",
        "A Californian consumer must find the categories of the last year in the policy.",
        california="11 CCR § 7011(e)(1)(A)",
    ),
    Item(
        "ca-sources",
        "Categories of sources",
        "from which categories of sources personal information is collected",
        "A Californian consumer must be told where information about them comes from.",
        california="11 CCR § 7011(e)(1)(B)",
    ),
    Item(
        "ca-sold",
        "Categories sold or shared, or that none are",
        "whether personal information is sold or shared, and which categories",
        "A Californian consumer must be told of sales and sharing, also that there are none.",
        california="11 CCR § 7011(e)(1)(D)",
        severity=Severity.HIGH,
    ),
    Item(
        "ca-recipients",
        "Third parties to whom information is sold or shared",
        "to which categories of third parties personal information is sold or shared",
        "A Californian consumer must be told who gets what is sold or shared.",
        california="11 CCR § 7011(e)(1)(E)",
        ends="denies-sale",
        ended="It says that no personal information is sold or shared.",
    ),
    Item(
        "ca-know",
        "Right to know",
        "the right of Californian consumers to know",
        RIGHTS,
        california="11 CCR § 7011(e)(2)(A)",
        severity=Severity.HIGH,
        own_region=True,
    ),
    Item(
        "ca-delete",
        "Right to delete",
        "the right of Californian consumers to have information deleted",
        RIGHTS,
        california="11 CCR § 7011(e)(2)(B)",
        severity=Severity.HIGH,
        own_region=True,
    ),
    Item(
        "ca-correct",
        "Right to correct",
        "the right of Californian consumers to have information corrected",
        RIGHTS,
        california="11 CCR § 7011(e)(2)(C)",
        own_region=True,
    ),
    Item(
        "ca-opt-out",
        "Right to opt out of sale or sharing",
        "the right to opt out of the sale or sharing of personal information",
        RIGHTS,
        california="11 CCR § 7011(e)(2)(D)",
        severity=Severity.HIGH,
        ends="denies-sale",
        ended="It says that no personal information is sold or shared.",
    ),
    Item(
        "ca-limit",
        "Right to limit the use of sensitive information",
        "the right to limit the use of sensitive personal information",
        RIGHTS,
        california="11 CCR § 7011(e)(2)(E)",
        needs="ca-sensitive",
        needless="No sensitive personal information is mentioned.",
    ),
    Item(
        "ca-no-retaliation",
        "No discrimination or retaliation",
        "the ban on discriminating against consumers who use their rights",
        "A right whose use is punished is none.",
        california="11 CCR § 7011(e)(2)(F)",
    ),
    Item(
        "ca-methods",
        "How to submit requests",
        "how Californian consumers submit requests",
        "The law wants the methods named, as a rule two of them.",
        california="11 CCR § 7011(e)(3)(A); Cal. Civ. Code § 1798.130(a)(1)",
        severity=Severity.HIGH,
    ),
    Item(
        "ca-agent",
        "Authorized agents",
        "how an authorized agent can make a request",
        "Consumers may let somebody act for them, and the policy must say how.",
        california="11 CCR § 7011(e)(3)(H)",
    ),
    Item(
        "ca-minors",
        "Consumers under 16",
        "whether information of consumers under 16 is knowingly sold or shared",
        "For the young, a sale needs their consent or that of their parents.",
        california="11 CCR § 7011(e)(1)(G)",
        ends="denies-sale",
        ended="It says that no personal information is sold or shared.",
    ),
)
