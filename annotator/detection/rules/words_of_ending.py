"""Words that cannot end a sentence, by language, and words that a sentence can start with.

An underscore stands for the space between two words. Particles of separable verbs are not here: a German
sentence ends on *an* and *ein* by right; nor are articles that stand for a noun (*créez-en une*).
"""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _table(listed: dict[str, str]) -> dict[str, frozenset[str]]:
    return {
        language: frozenset(word.replace("_", " ") for word in words.split())
        for language, words in listed.items()
    }


NEVER = _table(
    {
        "en": "the an our your their its whose and or and/or during regarding including because unless until "
        "whether than such_as due_to any_other in_order_to as_well_as on_behalf_of pursuant_to of_a to_a "
        "for_a with_a by_a from_a in_a as_a is_a under_a of_any to_any with_any by_any for_any",
        "de": "der dem des die einem einer eines für zwischen zur zum vom beim im ins am und oder und/oder "
        "sowie dass weil ihren ihrem unserem deren dessen",
        "fr": "de du des le la les au aux par dans chez et ou et/ou que dont votre notre vos nos ses cette "
        "ces sur pour",
        "es": "de del el la los las a en con por para sin y y/o que su sus nuestro nuestra nuestros nuestras "
        "al según",
        "it": "a di del della dei delle degli dello il gli le con per dal dalla dai nel nella nei nelle al "
        "alla ai e/o che tra fra sul sulla",
        "pt": "a de do da dos das os as em com por para nas e e/ou ou que ao aos pelo pela pelos pelas",
        "nl": "de en of en/of onze zoals evenals tussen volgens tijdens ten ter",
        "sv": "och eller och/eller samt att som enligt våra",
    }
)
"""No sentence ends on these."""

SELDOM = _table(
    {"en": "of to for with by from in on at through about into over under within via between upon"}
)
"""A sentence ends on these only where a verb or a relative clause takes them along: *what we use it for*."""

RELATIVES = _words("that which who whom what where how why when whose someone something anyone")
"""With one of these some words before, a preposition may end the clause."""

TAKERS = _words(
    "if you we they it he she i there not to opt opts log logs sign signs go goes come pass get follow click "
    "clicks tap agree agrees object objects consent consents subscribe comply complies deal rely relies "
    "depend depends refer refers belong belongs engage participate reside live search ask apply pay interact "
    "built made sent given held set kept put taken care aware capable unaware rid heard dealt brought sold "
    "told shown known bought look looks carry entitled easy easier so as is are be was were been than plug "
    "add move stay step walk work works turn switch fill call write access link connect run runs think "
    "check-in sign-in"
)
"""Right before such a preposition, or a few words before it, these may take it along."""

STARTERS = _table(
    {
        "en": "we you this that these those if in for when where please as to by all any our your the it at "
        "on some how what who with under such however",
        "de": "wir sie die der das wenn bei im für diese dieser dieses ihre unsere es ein eine soweit auf "
        "mit nach",
        "fr": "nous vous le la les il elle ils elles si pour ce cette ces votre vos notre nos dans en un une",
        "es": "los las el la se usted su sus para en este esta estos si nosotros cuando",
        "it": "i il la le gli lo noi se per in questo questa quando",
        "pt": "o a os as nós se para em este esta quando você",
        "nl": "wij we de het een als u in deze dit voor",
        "sv": "vi du det den om för när dessa denna ni i",
    }
)
"""With a capital these start a sentence; a name does not."""

OPEN_ENDED = _table(
    {
        "en": "is are was were will may must shall should would has have been can cannot not that which when "
        "while very more these those if",
        "fr": "est sont sera seront peut peuvent doit doivent ont afin si",
        "es": "es son será serán puede pueden debe deben ha han si cuando",
        "it": "è sono sarà saranno può possono deve devono ha hanno se",
        "pt": "é são será serão pode podem deve devem tem têm se quando",
        "de": "wenn falls sofern sobald ob nachdem bevor indem damit",
        "sv": "om när kan ska måste är eftersom vår vårt din ditt dina",
        "nl": "als wanneer omdat zodat indien terwijl uw voor",
    }
)
"""A sentence seldom ends on these, though a title or a label may."""
