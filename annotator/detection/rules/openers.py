"""Small words of six languages: those that begin a sentence or join one, and those that end none."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


OPENERS = {
    "en": _words(
        "the we you your our this that these those if in for when where it its they their there please "
        "however any all and or as at by from to with such some each every while although because since "
        "after before once other under upon unless until what who how which not no is are be been has "
        "have may can will shall must should would could does do did but so then also only of an on us "
        "he she such including than"
    ),
    "de": _words(
        "der die das wir sie ihre ihr unsere unser dies diese dieser dieses wenn falls im in für bei "
        "mit nach auf zu zur zum durch von und oder aber soweit sofern ein eine es ist sind wird werden "
        "kann können hierzu dabei darüber außerdem bitte dazu um sollten alle weitere auch nicht sich "
        "als an aus über dem den des"
    ),
    "fr": _words(
        "le la les nous vous votre vos notre nos ce cette ces si dans pour lorsque il elle ils elles en "
        "par avec un une des du au aux et ou qui que sur sans toute tout tous est sont peut peuvent "
        "veuillez afin"
    ),
    "es": _words(
        "el la los las nosotros usted su sus nuestro nuestra este esta estos estas si en para cuando "
        "por con un una y o que no se del al es son puede pueden como también sin todos"
    ),
    "it": _words(
        "il lo la i gli le noi voi vostro nostra nostro questo questa questi queste se in per quando "
        "con un una e o che non si del della dei al alla è sono può possono come anche senza tutti"
    ),
    "sv": _words(
        "vi du din dina ditt vår våra vårt den det de detta denna dessa om i för när med av och eller "
        "som att är kan ska har får inte på till från ett en genom enligt även alla"
    ),
    "nl": _words(
        "de het een wij we u uw onze ons dit deze dat als in voor wanneer bij met van en of die niet is "
        "zijn wordt worden kan kunnen op door om aan naar ook alle"
    ),
    "pt": _words(
        "o a os as nós você seu sua seus suas nosso nossa este esta estes estas se em para quando por "
        "com um uma e ou que não do da dos das ao é são pode podem como também sem todos"
    ),
}
"""By language, in lower case."""

HANGING = _words(
    "other a an the and or of to in for by with from at as on our your their its this that these those "
    "which who is are be may will can if but any such including through about into under und oder "
    "der die das den dem des von zu mit für auf im in bei durch et ou de du des le la les un une "
    "pour par avec dans sur y o el los las del para con por och eller av för med på till en ett som "
    "att e il lo gli di da per lub oraz and/or und/oder et/ou y/o e/o och/eller en/of"
)
"""Words after which a sentence cannot stop: another rule's business."""

ABBREVIATIONS = _words(
    "inc ltd co corp llc etc no nos art usw bzw ggf z.b u.a ca p.ej núm pág sr sra av pl vs st dr "
    "mr ms mrs jr gmbh s.a s.l s.p.a n.v b.v a.s"
)
"""Words whose own stop may stand before another."""
