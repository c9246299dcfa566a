"""Dates in ten languages, and the policy's own among them."""

from datetime import date

import pytest

from annotator.detection.dates import dates_in, effective_date, usual_order
from annotator.detection.subject import Subject


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("Last updated: 25 May 2018.", "25 May 2018", date(2018, 5, 25)),
        ("on the 25th day of May, 2018", "25th day of May, 2018", date(2018, 5, 25)),
        ("Jan. 5, 2021", "Jan. 5, 2021", date(2021, 1, 5)),
        ("October **14, 2023**", "October **14, 2023", date(2023, 10, 14)),
        ("Stand: 3. März 2021", "3. März 2021", date(2021, 3, 3)),
        ("le 1er février 2020", "1er février 2020", date(2020, 2, 1)),
        ("5 de mayo de 2021", "5 de mayo de 2021", date(2021, 5, 5)),
        ("den 4 maj 2019", "4 maj 2019", date(2019, 5, 4)),
        ("25 de setembro de 2020", "25 de setembro de 2020", date(2020, 9, 25)),
        ("al 12.05.2023", "12.05.2023", date(2023, 5, 12)),
        ("Version 2020-05-06", "2020-05-06", date(2020, 5, 6)),
        ("2024年1月31日", "2024年1月31日", date(2024, 1, 31)),
        ("May 2018", "May 2018", date(2018, 5, 1)),
        ("05/25/2018", "05/25/2018", date(2018, 5, 25)),
        ("06/07/20", "06/07/20", date(2020, 7, 6)),
        ("_Last revised 10/19/2020_", "10/19/2020", date(2020, 10, 19)),
        ("_25.01.2022_", "25.01.2022", date(2022, 1, 25)),
        ("_19 October 2020_", "19 October 2020", date(2020, 10, 19)),
    ],
)
def test_a_date_is_read(text: str, words: str, day: date) -> None:
    (found,) = dates_in(text)
    assert (text[found.start : found.end], found.day) == (words, day)


@pytest.mark.parametrize(
    "text",
    [
        "Regulation (EU) 2016/679",
        "version 1.2.18",
        "31 February 2020",
        "you may 2 times",
        "192.168.20.1",
        "§ 2.1.20",
    ],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert list(dates_in(text)) == []


def test_only_the_part_asked_for() -> None:
    text = "1 May 2018 and 2 May 2019 and 3 May 2020"
    assert [each.day.year for each in dates_in(text, 10, 26)] == [2019]


def test_the_order_of_day_and_month_is_told_by_the_text() -> None:
    assert usual_order("31/01/2020")
    assert not usual_order("01/31/2020")
    assert not usual_order("05/06/2020, in California", "en")
    assert usual_order("05/06/2020", "fr")
    assert [each.day.month for each in dates_in("05/06/2020", day_first=False)] == [5]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Privacy Policy\n\nLast updated: 25 May 2018\n\nWe collect data.", date(2018, 5, 25)),
        ("This policy is effective from 2 Jan 2014.", date(2014, 1, 2)),
        ("# Notice\n\n_Effective Date_\n\n**May 1, 2020**\n\nWe collect data.", date(2020, 5, 1)),
        ("Datenschutzerklärung\n\nStand: 3. März 2021\n\nWir erheben Daten.", date(2021, 3, 3)),
        ("Politique\n\nMise à jour le 1er février 2020\n\nNous traitons", date(2020, 2, 1)),
        ("Política\n\nÚltima actualización: 5 de mayo de 2021\n\nTratamos", date(2021, 5, 5)),
        ("Integritetspolicy\n\nSenast uppdaterad den 4 maj 2019\n\nVi samlar", date(2019, 5, 4)),
        ("Informativa\n\nUltimo aggiornamento: 12/05/2023\n\nTrattiamo", date(2023, 5, 12)),
        ("Effective: 1 June 2020. Last updated: 2 May 2021.", date(2021, 5, 2)),
        ("Politique\n\nJuillet 2022\n\nNous traitons vos données.", date(2022, 7, 1)),
        ("Under the GDPR, this notice came into effect on 25 May 2018.", date(2018, 5, 25)),
        ("GDPR Privacy Policy\n\nEffective 25 May 2018. We collect data.", date(2018, 5, 25)),
        (
            "Policy\n\nUpdated June 25, 2020.\n\nThe Act came into effect on 1 May 2021.",
            date(2020, 6, 25),
        ),
        ("Wir folgen der DSGVO. Diese Erklärung ist gültig ab 3. März 2021.", date(2021, 3, 3)),
        ("Loi et politique. La présente charte est en vigueur depuis le 1er mai 2020.", date(2020, 5, 1)),
        ("Stand: 3. März 2021. Erstellt mit dem Generator von Acme.", date(2021, 3, 3)),
    ],
)
def test_the_policys_own_date(text: str, day: date) -> None:
    assert effective_date(Subject(text)) == day


@pytest.mark.parametrize(
    "text",
    [
        "We collect your data.",
        "In accordance with the Act of 6 January 1978 we collect your data.",
        "The GDPR came into effect on 25 May 2018. We collect your data.",
        "This notice complies with the Data Protection Act, in force since 25 May 2018.",
        "Die Datenschutz-Grundverordnung ist seit dem Inkrafttreten am 25. Mai 2018 zu beachten.",
        "Es gilt das BDSG in der Fassung vom 14. Januar 2003.",
        "Le Règlement (UE) 2016/679, applicable à compter du 25 mai 2018, protège vos données.",
        "El Reglamento (UE) 2016/679, en vigor desde el 25 de mayo de 2018, protege sus datos.",
        "Il Regolamento UE, in vigore dal 25 maggio 2018, tutela i dati.",
        "Erklärung\n\nMit dem Generator der Acme AG erstellt (Version 2018-09-24)",
        "Made with the privacy policy template of Acme, version of 24 September 2018.",
        "D’après le modèle de la CNIL (version du 24 septembre 2018)",
        "We collect your data. " * 200
        + "The law as last amended on 1 May 2018 applies. "
        + "We delete it. " * 300,
    ],
)
def test_a_policy_without_a_date_of_its_own(text: str) -> None:
    assert effective_date(Subject(text)) is None


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["2020", "1.1.", "20 ", "May ", "1/1/2", "last updated ", "2018-", "May-2018"]
)
def test_long_texts_of_one_piece_end_soon(piece: str) -> None:
    assert len(list(dates_in(piece * (200_000 // len(piece))))) <= 200_000
