"""Small policies that say everything the law asks for, one paragraph to an item, to leave one out of.

They are the golden examples of the rules about disclosure.
"""

_OPENING = {
    "en": "# Privacy policy\n\nThis policy is about personal data under the GDPR. We take it seriously.",
    "de": "# Datenschutzerklärung\n\nHier steht, wie wir personenbezogene Daten nach der DSGVO verarbeiten.",
    "fr": "# Politique de confidentialité\n\nVoici comment nous traitons les données selon le RGPD.",
    "california": "# Privacy policy\n\nThis policy is for California residents under the CCPA.",
}

_SAYING = {
    "en": {
        "controller": "The controller is Birchwood Lamps Ltd.",
        "contact": "Write to privacy@birchwood.example.",
        "dpo": "Our data protection officer can be reached by post.",
        "purposes": "We use your data in order to deliver lamps.",
        "legal-basis": "The legal basis of the processing is the performance of our contract.",
        "legitimate-interests": "In some cases we rely on our legitimate interest in preventing fraud.",
        "recipients": "Your data are shared with the courier.",
        "transfers": "Some of it is processed in the United States.",
        "safeguards": "This is covered by standard contractual clauses.",
        "retention": "We keep your data for three years after the last order.",
        "access": "You may request access to your data.",
        "rectification": "You may ask us to correct mistakes in your data.",
        "erasure": "You have the right to have your data erased.",
        "restriction": "You have the right to have the processing restricted.",
        "objection": "You have the right to object to the processing of your data.",
        "portability": "You may have your data in a machine-readable format.",
        "withdrawal": "You can withdraw your consent whenever you like.",
        "complaint": "You may lodge a complaint with a supervisory authority.",
        "obligation": "Without your address we cannot deliver; everything else is voluntary.",
        "automated": "There are no automated decisions.",
        "categories": "We process your name, your address and your e-mail address.",
        "date": "Last updated on 3 May 2023.",
    },
    "de": {
        "controller": "Verantwortlich ist die Birkenlicht GmbH.",
        "contact": "Schreiben Sie an datenschutz@birkenlicht.example.",
        "purposes": "Wir verwenden Ihre Daten, um Lampen zu liefern.",
        "legal-basis": "Rechtsgrundlage der Verarbeitung ist der Kaufvertrag.",
        "legitimate-interests": "Bisweilen haben wir ein berechtigtes Interesse daran, Betrug zu verhindern.",
        "recipients": "Ihre Daten werden an die Spedition weitergegeben.",
        "transfers": "Ein Teil davon liegt auf einem Server in den USA.",
        "safeguards": "Dafür gelten die Standardvertragsklauseln der Kommission.",
        "retention": "Ihre Daten speichern wir bis drei Jahre nach der letzten Bestellung.",
        "access": "Sie können Auskunft über Ihre Daten verlangen.",
        "rectification": "Sie können falsche Daten berichtigen lassen.",
        "erasure": "Sie haben das Recht, Daten löschen zu lassen.",
        "restriction": "Sie können die Verarbeitung einschränken lassen.",
        "objection": "Sie können der Verarbeitung widersprechen.",
        "portability": "Sie haben das Recht auf Datenübertragbarkeit.",
        "withdrawal": "Die Einwilligung in unseren Rundbrief können Sie jederzeit widerrufen.",
        "complaint": "Sie können sich bei einer Aufsichtsbehörde beschweren.",
        "obligation": "Ohne Ihre Anschrift können wir nicht liefern; weitere Angaben sind freiwillig.",
        "automated": "Automatisierte Entscheidungen im Einzelfall gibt es nicht.",
        "categories": "Wir verarbeiten Ihren Namen, Ihre Anschrift und Ihre E-Mail-Adresse.",
        "date": "Stand: 3. Mai 2023",
    },
    "fr": {
        "controller": "Le responsable du traitement est la société Lampes du Bouleau SARL.",
        "contact": "Écrivez à donnees@bouleau.example.",
        "dpo": "Notre délégué à la protection des données est joignable par courrier.",
        "purposes": "Nous utilisons vos données afin de livrer des lampes.",
        "legal-basis": "La base légale du traitement est le contrat de vente.",
        "legitimate-interests": "Nous avons parfois un intérêt légitime à prévenir la fraude.",
        "recipients": "Vos données sont transmises au transporteur.",
        "transfers": "Une partie se trouve sur un serveur situé aux États-Unis.",
        "safeguards": "Des clauses contractuelles types s'y appliquent.",
        "retention": "Vos données sont conservées trois ans après la dernière commande.",
        "access": "Vous pouvez demander l'accès à vos données.",
        "rectification": "Vous pouvez faire rectifier des données inexactes.",
        "erasure": "Vous avez le droit à l'effacement de vos données.",
        "restriction": "Vous pouvez demander la limitation du traitement.",
        "objection": "Vous pouvez vous opposer au traitement.",
        "portability": "Vous avez droit à la portabilité.",
        "withdrawal": "Vous pouvez à tout moment retirer votre consentement.",
        "complaint": "Vous pouvez introduire une réclamation auprès de la CNIL.",
        "obligation": "Sans votre adresse, nous ne livrons pas ; les autres champs sont facultatifs.",
        "automated": "Aucune décision automatisée n'est prise.",
        "categories": "Nous traitons votre nom, votre adresse et votre courriel.",
        "date": "Dernière mise à jour : 3 mai 2023",
    },
    "california": {
        "contact": "Questions go to privacy@birchwood.example.",
        "purposes": "We use personal information in order to deliver lamps.",
        "retention": "We keep personal information for three years after the last order.",
        "date": "Last updated on May 3, 2023.",
        "ca-categories": "In the preceding 12 months we have collected identifiers and purchases.",
        "ca-sources": "You give us this information yourself, and so does your device.",
        "ca-sold": "We sell some of this information.",
        "ca-recipients": "It is shared with advertising networks.",
        "ca-know": "You have the right to know about it.",
        "ca-delete": "You have the right to have it deleted.",
        "ca-correct": "You have the right to have it corrected.",
        "ca-opt-out": "You may opt out of the sale.",
        "ca-limit": "You may limit our use of your sensitive personal information.",
        "ca-no-retaliation": "We do not discriminate against those who use their rights.",
        "ca-methods": "Submit requests in the settings of your account.",
        "ca-agent": "An authorized agent may act for you.",
        "ca-minors": "We have no knowledge that we sell anything about people under 16.",
    },
}

_LEADS_TO = {
    "en": {
        "legitimate-interests": "In some cases we rely on our legitimate interests.",
        "safeguards": "Your data are transferred to the United States.",
        "withdrawal": "Our newsletter is sent with your consent.",
        "automated": "Before we deliver, we run a credit check.",
        "dpo": "We have a data protection officer.",
    },
    "de": {
        "safeguards": "Ihre Daten werden in die USA übermittelt.",
        "withdrawal": "Unseren Rundbrief senden wir nur mit Ihrer Einwilligung.",
        "automated": "Vor der Lieferung prüfen wir Ihre Bonität.",
    },
    "fr": {
        "legitimate-interests": "Nous invoquons parfois nos intérêts légitimes.",
        "safeguards": "Vos données sont transférées aux États-Unis.",
        "withdrawal": "La lettre d'information suppose votre consentement.",
        "automated": "Avant de livrer, nous vérifions votre solvabilité.",
        "dpo": "Nous avons un délégué à la protection des données.",
    },
    "california": {
        "ca-limit": "Among it is sensitive personal information.",
    },
}
"""What makes an item apply where it is left out."""

_TELLS = {"legal-basis": ("legitimate-interests", "withdrawal"), "transfers": ("safeguards",)}
"""What would say an item along with another."""

_REST = {
    "en": "Our lamps are made of birch and of brass, and each of them is tried for a night before it goes. "
    "The workshop stands at the end of a quiet lane, and the door is open on most afternoons. We like to "
    "hear how a lamp is getting on.",
    "de": "Unsere Lampen sind aus Birke und aus Messing, und jede leuchtet eine Nacht zur Probe, bevor wir "
    "sie verpacken. Die Werkstatt steht am Ende einer stillen Gasse, und die Tür ist an den meisten "
    "Nachmittagen offen. Wir hören gern, wie es einer Lampe geht.",
    "fr": "Nos lampes sont en bouleau et en laiton, et chacune brille une nuit entière avant son départ. "
    "L'atelier se trouve au bout d'une ruelle tranquille, et la porte reste ouverte presque tous les "
    "après-midi. Nous aimons savoir comment se porte une lampe.",
}


def complete(form: str) -> str:
    """A policy that says it all: ``en``, ``de``, ``fr`` or ``california``."""
    return "\n\n".join([_OPENING[form], *_SAYING[form].values(), *_rest(form)])


def without(form: str, item: str) -> str:
    """The same, but for one item."""
    gone = {item, *_TELLS.get(item, ())}
    said = [words for name, words in _SAYING[form].items() if name not in gone]
    lead = _LEADS_TO[form].get(item)
    return "\n\n".join([_OPENING[form], *([lead] if lead else []), *said, *_rest(form)])


def forms(item: str, *, applying: bool = False) -> tuple[str, ...]:
    """Those that say an item, or those that can be without it and have it apply."""
    return tuple(
        form
        for form, said in _SAYING.items()
        if item in said and not (applying and item in _CONDITIONAL and item not in _LEADS_TO[form])
    )


_CONDITIONAL = frozenset({"dpo", "legitimate-interests", "safeguards", "withdrawal", "automated", "ca-limit"})


def _rest(form: str) -> list[str]:
    return [_REST.get(form, _REST["en"])] * 3
