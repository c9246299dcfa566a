"""Words that cannot end a sentence, by language, and words that a sentence can start with.

An underscore stands for the space between two words. Particles of separable verbs are not here: a German
sentence ends on *an* and *ein* by right; nor are articles that stand for a noun (*créez-en une*).
"""

from annotator.detection.language import word_set


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

UNFINISHED = _table(
    {
        "en": "although whereas nor every subject_to according_to prior_to relating_to limited_to "
        "rather_than "
        "other_than because_of in_accordance_with in_connection_with in_relation_to with_respect_to "
        "with_regard_to in_case_of the_event_of by_means_of the_right_to set_out_in described_in "
        "defined_in can_include may_include might_include could_include in_their_own under_their_own "
        "by_their_own in_its_own under_its_own by_its_own in_our_own under_our_own",
        "de": "von unsere unserer unseren seiner seinem gemäß laut ohne seit gegen aufgrund mittels "
        "innerhalb "
        "außerhalb anhand hinsichtlich bezüglich insbesondere sowohl sondern für_ihre über_ihre durch_ihre "
        "oder_ihre und_ihre auf_ihre in_ihre an_ihre um_ihre auf_den in_den an_den mit_den von_den bei_den",
        "fr": "à un avec sous selon entre vers leurs sans depuis pendant concernant lorsque ne se celui "
        "afin_de "
        "être",
        "es": "ante mediante durante entre hasta desde hacia cuyo cuya cuyos cuyas un cada u se le les "
        "nos os "
        "unos unas",
        "it": "vi ci si ne non un ed o od ogni cui mediante presso durante attraverso lo",
        "pt": "à às sem sob entre conforme mediante durante cujo cuja nossos nossas num numa",
        "nl": "uw met tot jouw wegens omtrent betreffende behalve omdat zodat tenzij mits hoewel",
        "sv": "genom mellan inklusive angående såsom eftersom medan i_din i_ditt i_dina i_vår i_vårt av_din "
        "av_ditt av_dina av_vår av_vårt på_din på_ditt på_dina på_vår till_din till_ditt till_dina till_vår "
        "för_din för_ditt för_dina för_vår med_din med_ditt med_dina med_vår från_din från_dina från_vår "
        "om_din om_ditt om_dina om_vår",
    }
)
"""A paragraph that has no stop does not end on these either, though a sentence may."""

AUXILIARIES = _table(
    {
        "en": "is are was were will shall may must would should",
        "fr": "est sont sera seront serait seraient peut peuvent doit doivent ont sommes avons",
        "es": "es son será serán puede pueden debe deben ha han están",
        "it": "è sarà saranno può possono deve devono ha hanno viene vengono",
        "pt": "é são será serão pode podem deve devem tem têm foi foram",
        "sv": "är kan ska måste har blir",
    }
)
"""Verbs that want another one after them, but for a clause that one of ``EXCUSES`` turns round."""

EXCUSES = word_set(
    "what who whom which where how when that as than if so whether why whatever wherever whoever and or "
    "où que qui ce quel quelle quels quelles comme tel tels telles tant autant aussi quoi dont "
    "quien quienes qué cómo cual cuál cuáles como donde dónde lo "
    "che chi come quale quali cosa dove quanto "
    "quem qual quais onde quanto vad som hur vem vilka vilken vilket var där när om så än"
)

SUBORDINATORS = _table(
    {
        "de": "dass damit weil wenn falls sofern soweit sobald solange obwohl bevor nachdem ob indem",
        "nl": "omdat zodat als indien wanneer zodra tenzij doordat terwijl hoewel voordat nadat",
    }
)
"""They begin a clause that ends on its verb."""

NO_VERBS = _table(
    {
        "de": "ihnen ihm ihn uns wir er es sich man mir dir euch ihr du ich nicht auch nur noch sie "
        "hierzu dazu "
        "dafür hierfür dabei",
        "nl": "dat die deze dit u wij we ons hij er daar niet ook hen hem zich hiervoor daarvoor",
    }
)
"""Words on which such a clause does not end, unless they stand behind the verb for emphasis."""

SELDOM = _table(
    {"en": "of to for with by from in on at through about into over under within via between upon"}
)
"""A sentence ends on these only where a verb or a relative clause takes them along: *what we use it for*."""

RELATIVES = word_set("that which who whom what where how why when whose someone something anyone")
"""With one of these some words before, a preposition may end the clause."""

TAKERS = word_set(
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
        "on some how what who with under such however they there once after before unless while although "
        "each most only no a an from nobody",
        "de": "wir sie die der das wenn bei im für diese dieser dieses ihre unsere es ein eine soweit auf "
        "mit nach alle durch zur zum jede nur dabei dazu hierzu außerdem ihr was wer wie welche "
        "rechtsgrundlage",
        "fr": "nous vous vos votre le la les il elle ils elles si pour ce cette ces notre nos dans en un "
        "une l "
        "c s d lorsque afin tout toute tous toutes certaines certains",
        "es": "los las el la se usted su sus para en este esta estos si nosotros cuando le les no todos toda "
        "nuestra nuestro por",
        "it": "i il la le gli lo noi se per in questo questa quando l chi non tutti con un una",
        "pt": "o a os as nós se para em este esta quando você não todos por",
        "nl": "wij we de het een als u in deze dit voor alle je bij om",
        "sv": "vi du det den om för när dessa denna ni i genom vår våra med enligt en ett alla",
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

DETERMINERS = word_set("the our your their its any all")
FIRM = word_set("of to for with from at into under within via between")
"""Of the prepositions those with which a short item does not end."""
PREPOSITIONS = word_set(
    "mit an von für bei zu auf über durch gegen ohne um van voor aan met bij door naar over op in uit tot"
)
MODALS = word_set("können kann dürfen darf müssen muss sollen wollen werden wird haben hat")
PRONOUNS = word_set("wir sie ich er es diese")
JOINERS = word_set(
    "and or and/or und oder und/oder sowie et ou et/ou y o y/o e e/o e/ou nonché nonchè och eller och/eller "
    "samt en of en/of evenals alsmede og"
)
JOINING_PAIRS = ("as well as", "ainsi que")
"""A list stands between its items and the last one with one of these or of ``JOINERS``."""
PLACES = word_set("at on via under through sur à auf unter bei en in op på su a em")
"""After these an address may come, be it in the next item."""

SENT = word_set(
    "sent passed forwarded handed "
    "inviato inviata inviati inviate trasmesso trasmessa trasmessi trasmesse inoltrato inoltrata inoltrati "
    "inoltrate envoyé envoyée envoyés envoyées transmis transmise transmises adressé adressée adressés "
    "adressées enviado enviada enviados enviadas remitido remitida remitidos remitidas transmitido "
    "transmitida transmitidos transmitidas"
)
"""What is sent wants to know where to."""
BEING = word_set(
    "is are be was were è sono sarà saranno viene vengono verrà verranno est sont sera seront être es son "
    "será serán é são serão ser"
)
TIMES = word_set(
    "when if once before after until whenever unless where how which whom "
    "lorsque quand dès si où comment cuando "
    "cómo donde quando se come dove onde como"
)
"""With one of these in the clause it may well end on what is sent."""
GOES_ON = word_set(
    "in of for from with by at on under during pursuant based because where when if unless within according "
    "im bei für von mit auf nach wenn falls sofern gemäß aufgrund wegen "
    "en dans pour par lors si lorsque afin avec selon para por con cuando según "
    "per nel nella se quando secondo i för av med vid när enligt voor van bij als volgens"
)
"""An item that starts with one of these, where no other does, may go on with the one before."""
