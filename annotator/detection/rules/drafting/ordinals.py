"""What a printed number counts: 4, d, iv and IV are all the fourth."""

# fmt: off
_NUMERALS = (
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x",
    "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx",
)
# fmt: on
_ROMAN = {written: value for value, written in enumerate(_NUMERALS, start=1)}


def digit(number: str) -> int:
    """The value of Arabic digits; 0 for anything else."""
    return int(number) if number.isascii() and number.isdigit() else 0


def roman(number: str) -> int:
    """The value of a Roman numeral up to twenty, all small or all capital; 0 for anything else."""
    return _ROMAN.get(number.lower(), 0) if number.islower() or number.isupper() else 0


def numeral(value: int) -> str:
    """A small Roman numeral; Arabic digits above twenty."""
    return _NUMERALS[value - 1] if 0 < value <= len(_NUMERALS) else str(value)


def letter(number: str) -> int:
    """The place of a single letter in the alphabet; 0 for anything else."""
    return (
        ord(number.lower()) - ord("a") + 1
        if len(number) == 1 and number.isascii() and number.isalpha()
        else 0
    )


def next_to(one: str, two: str) -> bool:
    """Whether one number comes right after another, in whichever way both can be read."""
    if one.isupper() != two.isupper():
        return False
    return any(0 < read(one) == read(two) - 1 for read in (digit, roman, letter))
