"""Any text, and texts made of what goes wrong."""

from hypothesis import strategies as st

PIECES = [
    *("a", " ", "  ", "\t", "\n", "\n\n", "\r\n", "\r", "\u2028", "\u2029", "\v", "\f", "\x85", "\0"),
    *(
        "\ufeff",
        "\ufdd0",
        "\uffff",
        "\u00a0",
        "\u200b",
        "\u202e",
        "é",
        "e\u0301",
        "ß",
        "שלום",
        "مرحبا؟ ",
        "私は。",
    ),
    *("😀", "👩\u200d👩\u200d👧", "🇸🇪", "\U0010ffff"),
    *(
        "• ",
        "- ",
        "1. ",
        "(a) ",
        "4.2 ",
        "# ",
        "===",
        "---",
        "**",
        "> ",
        "§ 4 ",
        "Title",
        "RULES",
        "why?",
        ":\n",
    ),
    *("We do. ", "Art. 6(1)(f) ", "U.S. ", ".](http://x.y) ", "...", "]("),
]


def texts() -> st.SearchStrategy[str]:
    return st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
