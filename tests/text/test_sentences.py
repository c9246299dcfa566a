"""Where sentences end in nine languages, among abbreviations, numbers, links and marks."""

import pytest
from hypothesis import given

from annotator.text.sentences import sentence_spans
from tests.text.any_text import texts


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, 0, len(text))]


HARD = [
    ["Processing rests on Art. 6(1)(f) GDPR.", "You may object under Art. 21 GDPR."],
    ["See Sec. 4.2 and No. 5 of the Annex.", "It applies to all."],
    ["We share data (e.g. Google Inc. and Meta Platforms, Inc.) with others.", "They use it."],
    ["We use it for analytics, i.e. to count visits.", "We do not sell it."],
    ["Data is sent to the U.S. and the U.K. under standard clauses.", "Ask us for a copy."],
    ["Data is sent to the U.S.", "We rely on standard clauses."],
    ["KJM Group Ltd. is the controller.", "KJM Group Ltd. Registered in England."],
    [
        "Wir nutzen Cookies, z.B. von Google.",
        "Rechtsgrundlage ist Art. 6 Abs. 1 lit. f DSGVO.",
        "Sie können widersprechen.",
    ],
    ["Das gilt z. B. für Cookies gem. § 25 Abs. 1 TDDDG bzw. Art. 6 DSGVO.", "Mehr dazu unten."],
    ["Vi behandlar bl.a. namn, e-post m.m. för avtalet.", "Läs mer i avsnitt 3."],
    ["Vi delar uppgifter med t.ex. Google.", "Det sker enligt 5 kap. 3 § lagen."],
    ["Contactez M. Dupont, responsable du traitement.", "Il répond sous 30 jours."],
    ["Conformément à l'art. 6 du RGPD et à l’art. L. 123-4 du Code.", "Vous pouvez vous opposer."],
    ["Please visit www.example.com.", "You will find more there."],
    ["Write to privacy@kallu.cc.", "We answer within 30 days."],
    ["Other databases and any other .", "After completing this process, You can log in."],
    ["This policy is effective from 2 Jan. 2014.", "We may change it."],
    ["Smith v. Jones, 12 F.3d 45, applies.", "So does U.S.C. § 1798.83."],
    ["California Civil Code Section 1798.83 permits this.", "Ask us once a year."],
    ["Do you sell data?", "No!", "Never…", "We keep it."],
    ["He said: “We do not sell it.”", "Then he left."],
    ["(We may change this policy.)", "Check back often."],
    ["The fee is 3.50 EUR.", "It is paid once."],
    ["Version 2.0 was issued on 1.5.2018.", "It replaces v.1.9 of 2016."],
    ["Am 25. Mai 2018 trat die DSGVO in Kraft.", "Sie gilt unmittelbar."],
    ["Den 3. maj träder lagen i kraft.", "Den gäller alla."],
    ["We collect names, addresses, etc.", "We keep them safe."],
    ["We collect names, addresses, etc. from you.", "We keep them."],
    ["Dr. Müller and Prof. Weber are our DPOs.", "Mr. J. K. Smith is not."],
    ["Yahoo! Inc. provides ads.", "You can opt out."],
    ["我们收集您的个人信息。", "我们不会出售。"],
    ["当社は個人情報を収集します。", "第三者には提供しません。"],
    ["نحن نجمع بياناتك.", "هل تبيعونها؟", "لا."],
    ["हम डेटा एकत्र करते हैं।", "हम इसे नहीं बेचते।"],
    ["Access to Our Services is only for those over the age of 18.", "Ask a parent."],
    ["The Company, Inc., (“we”) processes data.", "You agree."],
    ["we store your data for 30 days.", "after that we delete it."],
    ["See https://example.com/a.b?c=d!", "It is long."],
    ["The right to object, cf. recital 47, pp. 12 et seq., holds.", "Use it."],
    [
        "Users may opt out of cookies by visiting the [Google page.](http://www.google.com/privacy/ads/)",
        "Others may not.",
    ],
    ["**We do not sell data.**", "We share it."],
    ["It works...", "Or it does not ... we think."],
    ["Cookies may be stored on your device (see Sec. 7.).", "They expire."],
    ["Article 13 para. 2 subpara. 1 lit. (b) applies.", "See also Recital No. 58."],
    ["Vår org. nr. är 556000-0000.", "Kontakta oss på tel. 08-123 45."],
    ["Ons bedrijf B.V. verwerkt o.a. uw naam.", "Wij bewaren dit max. 2 jaar."],
    [
        "I dati sono trattati ai sensi dell'art. 13 del D.Lgs. 196/2003.",
        "Il titolare è la società S.r.l. di Milano.",
    ],
    ["Los datos se tratan según el art. 6 del RGPD.", "El responsable es Empresa S.A. de Madrid."],
    ["¿Qué datos recogemos?", "¡Muchos!", "Véase abajo."],
    ["Call +46 8 123 456.", "1 month later we delete it."],
    ["We work with Company A.", "Then we stop."],
    ["The 3rd-party vendors, incl. Google, are listed in App. B of the T&Cs.", "They may set cookies."],
    ["Wir speichern Daten ca. 30 Tage usw.", "Danach löschen wir sie."],
    ["Abs. 2 S. 1 Nr. 3 BDSG gilt ggf. auch hier.", "Vgl. dazu Rn. 12 ff. im Kommentar."],
    ["1. INTRODUCTION"],
    ["#### 1\\. Information that we collect"],
    ["• To let you know. (***)"],
    ["Do you sell? he asked.", "No."],
    ["I rest.", "No.", "Never.", "Ask us."],
    ["See No. V and App. B.", "They apply."],
    ["It is in the app.", "We made it."],
    ["Ask Google Inc.", "We do not know."],
    ["See Reg. (EU) 2016/679.", "It is law."],
    ["Wait ... what?", "Yes."],
    ["Mail a@b.eu.", "Or call."],
    ["One\nsentence over\r\nlines.", "Two."],
    ["No end"],
]


@pytest.mark.parametrize("expected", HARD, ids=lambda expected: expected[0][:30])
def test_hard_cases(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize("expected", [["我们收集。", "我们不出售！", "真的？”"], ["当社は。", "はい。」"]])
def test_where_no_space_follows_a_stop(expected: list[str]) -> None:
    assert sentences("".join(expected)) == expected


def test_what_is_known_to_go_wrong() -> None:
    """A single capital is taken for an initial, unless an everyday word follows."""
    assert sentences("You consent to A. B is optional.") == ["You consent to A. B is optional."]


@given(texts())
def test_with_the_space_between_they_cover_the_text(text: str) -> None:
    start = len(text) - len(text.lstrip())
    end = max(start, len(text.rstrip()))
    spans = list(sentence_spans(text, start, end))
    covered = set()
    for first, last in spans:
        assert first < last
        assert text[first:last] == text[first:last].strip()
        covered.update(range(first, last))
    assert spans == sorted(spans)
    assert len(covered) == sum(last - first for first, last in spans)
    assert all(text[at].isspace() for at in range(start, end) if at not in covered)


@pytest.mark.parametrize("unit", [".", ")", ". ", "](", ".](a", "a. ", "1. ", "。", "(", " ", "Ab. "])
def test_a_line_of_a_megabyte_is_no_trap(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    assert sum(end - start for start, end in sentence_spans(text, 0, len(text))) <= len(text)
