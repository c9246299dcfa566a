"""What the rules ask of a text before they look for anything."""

from annotator.detection.subject import Subject


def test_words_that_latin_1_cannot_write_are_in_the_vocabulary_whole_and_in_no_part() -> None:
    subject = Subject("Read more: İstanbul, cœuvre and Œuvre; Dvořák’s Café.")
    assert subject.words == ["Read", "more", "and", "s", "Café"]
    assert subject.vocabulary == {
        "read", "more", "and", "s", "café", "istanbul", "cœuvre", "œuvre", "dvořák",
    }  # fmt: skip


def test_a_text_without_latin_letters_has_a_vocabulary_and_no_words() -> None:
    subject = Subject("Мы собираем данные. Данные 2024.")
    assert subject.words == []
    assert subject.vocabulary == {"мы", "собираем", "данные"}


def test_the_words_of_a_latin_text_are_its_letters_between_anything_else() -> None:
    subject = Subject("Don’t e-mail us, DON'T!")
    assert subject.words == ["Don", "t", "e", "mail", "us", "DON", "T"]
    assert subject.vocabulary == {"don", "t", "e", "mail", "us"}


def test_in_lower_case_every_letter_stays_where_it_was() -> None:
    text = "ÄRGER in İSTANBUL, ΛΟΓΟΣ, МЫ; “ẞ” and 𐐀\ud800"
    subject = Subject(text)
    assert subject.lowered == "ärger in istanbul, λογοσ, мы; “ß” and 𐐨\ud800"
    assert len(subject.lowered) == len(text)
