"""Small words of six languages: those that begin a sentence or join one, and those that end none."""

from annotator.detection.language import word_set

OPENERS = {
    "en": word_set(
        "the we you your our this that these those if in for when where it its they their there please "
        "however any all and or as at by from to with such some each every while although because since "
        "after before once other under upon unless until what who how which not no is are be been has "
        "have may can will shall must should would could does do did but so then also only of an on us "
        "he she such including than"
    ),
    "de": word_set(
        "der die das wir sie ihre ihr unsere unser dies diese dieser dieses wenn falls im in für bei "
        "mit nach auf zu zur zum durch von und oder aber soweit sofern ein eine es ist sind wird werden "
        "kann können hierzu dabei darüber außerdem bitte dazu um sollten alle weitere auch nicht sich "
        "als an aus über dem den des"
    ),
    "fr": word_set(
        "le la les nous vous votre vos notre nos ce cette ces si dans pour lorsque il elle ils elles en "
        "par avec un une des du au aux et ou qui que sur sans toute tout tous est sont peut peuvent "
        "veuillez afin"
    ),
    "es": word_set(
        "el la los las nosotros usted su sus nuestro nuestra este esta estos estas si en para cuando "
        "por con un una y o que no se del al es son puede pueden como también sin todos"
    ),
    "it": word_set(
        "il lo la i gli le noi voi vostro nostra nostro questo questa questi queste se in per quando "
        "con un una e o che non si del della dei al alla è sono può possono come anche senza tutti"
    ),
    "sv": word_set(
        "vi du din dina ditt vår våra vårt den det de detta denna dessa om i för när med av och eller "
        "som att är kan ska har får inte på till från ett en genom enligt även alla"
    ),
    "nl": word_set(
        "de het een wij we u uw onze ons dit deze dat als in voor wanneer bij met van en of die niet is "
        "zijn wordt worden kan kunnen op door om aan naar ook alle"
    ),
    "pt": word_set(
        "o a os as nós você seu sua seus suas nosso nossa este esta estes estas se em para quando por "
        "com um uma e ou que não do da dos das ao é são pode podem como também sem todos"
    ),
}
"""By language, in lower case."""

HANGING = word_set(
    "other a an the and or of to in for by with from at as on our your their its this that these those "
    "which who is are be may will can if but any such including through about into under und oder "
    "der die das den dem des von zu mit für auf im in bei durch et ou de du des le la les un une "
    "pour par avec dans sur y o el los las del para con por och eller av för med på till en ett som "
    "att e il lo gli di da per lub oraz and/or und/oder et/ou y/o e/o och/eller en/of"
)
"""Words after which a sentence cannot stop: another rule's business."""

ABBREVIATIONS = word_set(
    "inc ltd co corp llc etc no nos art usw bzw ggf z.b u.a ca p.ej núm pág sr sra av pl vs st dr "
    "mr ms mrs jr gmbh s.a s.l s.p.a n.v b.v a.s"
)
"""Words whose own stop may stand before another."""
