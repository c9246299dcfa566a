"""Words that are torn apart or run together: what they are made of, and which are right as they stand."""

from annotator.detection.language import word_set

TORN_TOO: dict[str, frozenset[str]] = {
    "en": word_set(
        "january february september october november december customers insurance questionnaire"
        " confirmation registering correspondence newsletters following identifiable"
    ),
    "de": word_set(
        "januar februar september oktober november dezember familienstand geburtsdatum telefonnummer"
        " versicherungsverhältnis vertragsverhältnis beschäftigungsverhältnis aufbewahrungsfrist"
        " bankverbindung"
        " kundenkonto bestellvorgang zahlungsdaten gesundheitsdaten mitgliederverwaltung aufbewahren"
        " kontaktaufnahme benutzerkonto rechtsanspruch auskunftsrecht vertraulichkeit löschfristen"
    ),
    "fr": word_set(
        "numéro téléphone ordinateur courriel janvier février septembre octobre novembre décembre"
        " formulaire"
        " répondons inscription réclamation délai facturation abonnement adhésion"
        " renseignements établissement hébergement fichier fichiers demande"
    ),
    "es": word_set(
        "teléfono septiembre octubre noviembre diciembre formulario contraseña reclamación facturación"
        " suscripción correspondencia identificación información consentimiento domicilio"
    ),
    "it": word_set(
        "personale telefono gennaio febbraio settembre ottobre novembre dicembre indirizzo fatturazione"
        " iscrizione corrispondenza registrazione prenotazione reclamo dipendenti collaboratori"
    ),
    "sv": word_set(
        "sekretessen personnummer telefonnummer operativsystem operativsystemet bokföringsunderlag"
        " bokföringslagen medlemsregister medlemsregistret styrelsen september oktober november december"
        " personuppgiftspolicy rättighetsanspråk anställningsavtal hyresavtal"
    ),
    "nl": word_set(
        "wachtwoorden inzage telefoonnummer bewaartermijnen januari februari september oktober"
        " november december gegevensverwerking factuurgegevens bankrekeningnummer medewerkers"
        " inschrijving"
        " toezichthoudende nieuwsbrief geboortedatum klachtenprocedure"
    ),
}
"""Words that are often torn, but of which a neighbour in spelling may be right."""

HEADS: dict[str, frozenset[str]] = {
    "en": word_set("our your the this these their of to and with from for by any or we you is are"),
    "de": word_set("der die das und für ihre ihrer ihren unsere unserer unseren"),
    "fr": word_set("nos notre vos votre les des aux pour avec vous nous cette ces"),
    "es": word_set("nuestra nuestro nuestras nuestros los las sus esta este"),
    "it": word_set("nostra nostro nostri vostri della delle dei gli questa questo"),
    "sv": word_set("våra vår vårt dina din och att som denna"),
    "nl": word_set("onze uw het deze"),
    "pt": word_set("nossa nosso nossos seus suas dos das esta este"),
}
"""Words that no space parts from the next one where a page's mark-up was lost."""

WORDS_TOO = word_set(
    "entre client parent reason register obtain avail employ final origin zweck unter public plate"
    " europe"
    "person donne collecte lors tous quel quelle puis plus sans sous "
    "ability able action actions actor actors actual actuelles address adds adverse affection after "
    "aide allie allies ally ansvarig ante anti anything aren arrest arts ascent assent assign ately "
    "ativa auth author authorised authority authorized authors auto autom award awards aware azione "
    "azioni ações back base bases beach beauftragten beauftragter bedingungen before being bequest "
    "bezogenen black book bring brow brows browse cable cabled camp camps cart carts cation cease cent "
    "cents cess cesses chart charts cidade cipal close closed closure comm common commons comms comp "
    "companion company conquest cons consenting consul contest context conver converse cook cooks cord "
    "cords cost count counter country counts county court courts cover covers crease crest critic "
    "curate cure cured custom customs dare data date dated daten dates dauer deal deals dense dent "
    "dents depart deposit deren descent describe design designs died dispose dissent divers diverse "
    "dividual down draw drawal drawer drawn dres dress dresses dual duals duel each earth ease echo "
    "edad edge edsel egress eject election elections electro elle elles empress enti entity entité "
    "entries entry erklärung ermittlung esas esse esses esta estate even evens event events ever every "
    "excess extern fable fact facts fashion fender fiable fiche fiction fictions fied fier file filing "
    "flaw flaws ford forest form forma formation formations formação forme formed forms fort forward "
    "found fraction free full fund funds gate gender gesetz gift gram grams graph graphic graphs ground "
    "grounds grund grundlage guard guards göra half hand handlar hands hard hardware head heads heart "
    "hearth hearts here hide high hinweise hold holder home house ible idade ideal idle increase "
    "infection inject inquest inquir insect insects inspection inter interest intern inverse ject "
    "keting king kommunikation label lack lage land landes lands lang lawful laws lease lection left "
    "leistungen lender less letter letters liable lied liga line lines location long look looks lord "
    "lose lotion lover lure lämpliga länder macro made mail main make maker male mansion manual mark "
    "market marks mate mates matic media mediate meldung mention mess messy micro mijn mise mises "
    "misión mission missione missions mode model models modify mono motion mound multi name names "
    "nation national nations nature nehmen nelle ness nesses news nothing object objects omer ones "
    "onion onions optic optics option options other ouder over pact page pages paid pain pair palm pals "
    "pare part parties parts party pass passion peach pension person phone phones phony pied place "
    "plain plan plans plat plats play pleas please pony port portant portion ports pose posed poses "
    "posing posit position positions posits posizione post pound press pressed pression prest price "
    "prices prin prince principle prise prises proc process prog project projects proof prove pure "
    "pursuit quest quests quir rain rang range rank rate rated rating ratio ration rations reach "
    "reaction real rease recess recht recon record recti rectify regress reject rejects release rely "
    "render rent rental rents reprise reprises request resa resign ress rest restate rests reverse "
    "reward rial ride rides right rights ring rings rise roof round rove rule ruled rules rung sable "
    "safe scent schutz scribe scribes sect section sections sects seite selection self semi sender "
    "sense sensed sent session sessions seven ship short side sides sign signed signs since sing sion "
    "site sites slack smarts soft some something sons sort sound source sources spec special specialty "
    "specs sport stable stage stand stat state statement states stations stats story strain stress "
    "structure success suit suits super sure table tables tact take tant tatement teach tease tele "
    "tender tens tense tension tent tenting tents termijn termine test tests text texts there thing "
    "things thor tick ticks tics tide tied tier tiers ties tigress time times ting tion tire tired tome "
    "tomer tomes tony topic topics tract traction tracts train traitant traitants trans trekken trial "
    "trier tries tropic trust unaware under union unions upon uppgift vacation vend vende vendor vent "
    "vents verklaring verse version versions very viable vice vidu vidual viduals villkor vision "
    "wahrung ward wards ware webs weise werken werking where wide wing wise with within without word "
    "words zakelijk"
)
"""Parts of frequent words, of four letters and more, that are words themselves."""

BEFORE_LINKS = {
    **HEADS,
    "en": HEADS["en"] | word_set("see read view visit click if page via please including in on at"),
}
"""Words before a link that no one would write as one with it."""

AFTER_LINKS: dict[str, frozenset[str]] = {
    "en": word_set(
        "and or for to the if in which with on by is are our your we you that of please as at from before"
    ),
    "de": word_set("und oder für mit von der die das zu auf in wir sie werden ist sind bei"),
    "fr": word_set("et ou pour avec de du la le les dans sur nous vous qui est sont"),
    "es": word_set("y para con de la el los las en que es son por"),
    "it": word_set("per con di la il che nella del della"),
    "sv": word_set("och eller för med av som att på till vi"),
    "nl": word_set("en voor met van de het op die wij"),
    "pt": word_set("para com de que em por ou da do"),
}
"""Words after a link that are no ending of it."""

JOINERS = word_set("of to in on for by and with from at is that or all")
DETERMINERS = word_set("the your our this these their")
FOLLOWERS = word_set("your our the with and that which from")
FIRST_PARTS = word_set("personal privacy third customer legal contact service account")
SECOND_PARTS = word_set("information policy party parties details provider providers address data")
"""Words of English that stand side by side in every policy."""

PREFIXES = word_set(
    "plate second time life click trouble link media anti auto bi co cyber de eco ex extra hyper inter"
    " intra micro mid mini multi neo non off on online"
    " opt out over"
    " para photo poly post pre pro pseudo quasi re self semi sub super tele trans ultra un under up"
    " vice web e i"
    " log sign pop plug check set back roll third add follow sous après avant arrière contre mi non entre"
    " kilo geo bio audio video vidéo info euro franco ciber socio radio mega data cross pay"
)

SMALL: dict[str, frozenset[str]] = {
    "en": word_set("the your our their and with for of in to by or this any"),
    "de": word_set("und der die das den dem für mit von oder ihre ihrer unsere unserer zur zum bei auf"),
    "fr": word_set("et les des nos vos votre notre pour avec aux par sur dans la le du"),
    "es": word_set("los las para por con nuestra nuestro sus de la el del"),
    "it": word_set("della delle dei degli per con la il di nostra nostro alla"),
    "sv": word_set("och att vår våra din dina för med av på"),
    "nl": word_set("en van het de onze voor met door bij"),
    "pt": word_set("os as para por com nossa nosso suas seus de da do"),
}

GLUE: dict[str, tuple[str, ...]] = {
    "en": ("your", "our", "their", "the"),
    "de": ("und", "ihre", "unsere"),
    "fr": ("à", "les", "des", "nos", "vos", "votre", "notre", "aux"),
    "es": ("nuestra", "nuestro", "los", "las"),
    "it": ("nostra", "nostro", "della", "delle", "dei"),
    "sv": ("och", "våra", "vår", "dina"),
    "nl": ("onze", "het"),
}

WHOLE = word_set(
    "dessein desseins descente nosocomial yourself yourselves ourselves themselves theirs therefore"
    " thereof thereby therein theft theme"
    " these then lesquels"
    " lesquelles desquels desquelles auxquels auxquelles lesdites lesdits desdites hetzelfde"
    " undesirable underneath"
    " onzelfde ochså unsererseits theory thesaurus lesiones losas dessous dessus dessert dessin dessine"
    " desserte"
    " undercover undergo underlying deiner unterlagen losange lasers vosges nosotros vosotros hetgeen"
    " hetzij theater"
    " theatre thereafter thereunder thereto theoretical ourplace ihrerseits unserem"
)
