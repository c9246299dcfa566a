"""What pages print to be clicked on: the words of buttons, menus and footers, by language.

Each is a whole line, or a whole part of a line of links, in lower case and without the signs around it.
"""


def _each(*listed: str) -> frozenset[str]:
    return frozenset(
        each.strip().casefold() for block in listed for line in block.split("\n") for each in line.split("|")
    ) - {""}


TO_TOP = _each(
    """
    back to top | back to the top | back to top of page | back to the top of the page
    back to top of the page | return to top | return to the top | return to top of page | go to top
    go back to top | go to top of page | scroll to top | jump to top | to top | to the top | top of page
    top of the page | up to top | back to contents | back to table of contents
    return to table of contents | back to index
    """,
    """
    nach oben | zurück nach oben | zurück zum anfang | zurück zum seitenanfang | zum seitenanfang
    zum anfang | seitenanfang | zum anfang der seite | zurück zur übersicht
    zurück zum inhaltsverzeichnis | zum inhaltsverzeichnis
    """,
    """
    haut de page | haut de la page | retour en haut | retour en haut de page | retour en haut de la page
    retour au début | retour au sommaire | retour au haut de page | retour au haut de la page
    revenir en haut | revenir en haut de page | remonter en haut de page | retourner en haut de la page
    """,
    """
    volver arriba | ir arriba | subir | volver al inicio | volver al principio | volver al índice
    ir al inicio de la página | volver a arriba | regresar arriba | inicio de página
    """,
    """
    till toppen | tillbaka till toppen | till sidans topp | upp till toppen | till början av sidan
    tillbaka upp
    """,
    """
    torna su | torna in alto | torna all'inizio | torna all’inizio | torna a inizio pagina
    inizio pagina | vai su | vai in alto | torna all'indice | torna all’indice
    """,
    """
    naar boven | terug naar boven | terug naar top | naar begin van pagina | terug naar begin
    """,
    """
    voltar ao topo | voltar para o topo | voltar ao início | ir para o topo | topo da página
    voltar ao índice
    """,
    """
    til toppen | tilbage til toppen | tilbake til toppen | takaisin ylös | powrót do góry | do góry
    wróć do góry | zpět nahoru | nahoru | vissza a tetejére
    """,
)

SKIPS = _each(
    """
    skip to content | skip to main content | skip to the content | skip to the main content
    skip to navigation | skip to main navigation | skip navigation | skip to footer | skip to search
    jump to content | jump to navigation | jump to main content
    """,
    """
    zum inhalt springen | zum hauptinhalt springen | direkt zum inhalt | zum inhalt | zum hauptinhalt
    springe zum inhalt | zur navigation springen | inhalt überspringen | navigation überspringen
    """,
    """
    aller au contenu | aller au contenu principal | passer au contenu | passer au contenu principal
    accéder au contenu | accéder au contenu principal | aller à la navigation | aller au menu
    """,
    """
    saltar al contenido | saltar al contenido principal | ir al contenido | ir al contenido principal
    pasar al contenido principal
    """,
    """
    hoppa till innehåll | hoppa till innehållet | hoppa till huvudinnehåll | hoppa till huvudinnehållet
    gå till innehåll | gå till innehållet
    """,
    """
    vai al contenuto | vai al contenuto principale | salta al contenuto | salta al contenuto principale
    passa al contenuto principale
    """,
    """
    ga naar inhoud | ga naar de inhoud | naar de inhoud | naar inhoud | direct naar de inhoud
    naar de hoofdinhoud | overslaan en naar de inhoud gaan
    """,
    """
    ir para o conteúdo | ir para o conteúdo principal | saltar para o conteúdo
    saltar para o conteúdo principal | pular para o conteúdo | pular para o conteúdo principal
    """,
    """
    gå til indhold | spring til indhold | hopp til innhold | siirry sisältöön | siirry pääsisältöön
    przejdź do treści | przejdź do głównej treści | přejít k obsahu
    """,
)

CONTROLS = _each(
    """
    print this page | print page | print this policy | print this document | print this article
    print this | print | share this page | share this article | share this post | share this
    email this page | email this article | email to a friend | bookmark this page | add to favorites
    save as pdf | expand all | collapse all | expand all collapse all | expand all / collapse all
    show all | hide all | toggle navigation | toggle menu | toggle search | open menu | close menu
    close modal | close this window | close window | close dialog | close banner | close | main menu
    table of contents toggle | copy link | copy link to clipboard | link copied | tweet | share
    share on facebook | share on twitter | share on x | share on linkedin | share on whatsapp
    share via email | share by email | click to share | read more | learn more | show more | see more
    view more | show less | read less | load more
    """,
    """
    seite drucken | diese seite drucken | drucken | seite teilen | teilen | auf facebook teilen
    auf twitter teilen | per e-mail teilen | alle öffnen | alle schließen | alle aufklappen
    alle zuklappen | menü öffnen | menü schließen | schließen | fenster schließen | mehr erfahren
    mehr anzeigen | weniger anzeigen | weiterlesen | mehr lesen
    """,
    """
    imprimer cette page | imprimer la page | imprimer | partager cette page | partager
    partager sur facebook | partager sur twitter | partager sur linkedin | envoyer à un ami
    tout déplier | tout replier | ouvrir le menu | fermer le menu | fermer | lire la suite
    en savoir plus | voir plus | voir moins | afficher plus | copier le lien
    """,
    """
    imprimir | imprimir esta página | compartir | compartir en facebook | compartir en twitter
    expandir todo | contraer todo | abrir menú | cerrar menú | cerrar | leer más | saber más | ver más
    ver menos | mostrar más
    """,
    """
    skriv ut | skriv ut sidan | dela | dela sidan | dela på facebook | öppna meny | stäng meny | stäng
    läs mer | visa mer | visa mindre
    """,
    """
    stampa | stampa questa pagina | condividi | condividi su facebook | apri menu | chiudi menu | chiudi
    leggi di più | leggi tutto | scopri di più | mostra di più
    """,
    """
    afdrukken | deze pagina afdrukken | pagina afdrukken | delen | delen op facebook | menu openen
    menu sluiten | sluiten | lees meer | meer lezen | toon meer
    """,
    """
    imprimir página | partilhar | compartilhar | partilhar no facebook | compartilhar no facebook
    abrir o menu | fechar o menu | fechar menu | fechar | ler mais | leia mais | saiba mais
    mostrar mais
    """,
    """
    download as pdf | download pdf | download this page | download the pdf | save this page | email this
    send to a friend | tell a friend | text size | a a a | expand all collapse all | jump to section
    als pdf herunterladen | pdf herunterladen | als pdf speichern | seite weiterempfehlen
    weiterempfehlen
    artikel drucken | alle aufklappen alle zuklappen | menü ein- und ausblenden | jetzt buchen
    jetzt anfragen
    télécharger au format pdf | télécharger le pdf | télécharger en pdf | version imprimable
    envoyer par e-mail
    envoyer par mail | envoyer | partager sur x | tout déplier tout replier | réserver maintenant
    déplier | replier
    expandir todo contraer todo | descargar pdf | descargar en pdf | descargar como pdf
    enviar por correo
    enviar a un amigo | compartir en x | compartir en twitter | reservar ahora | reserva ahora
    volver atrás
    skriv ut denna sida | ladda ner pdf | ladda ner som pdf | tipsa en vän | dela på x
    dela på linkedin | boka nu
    expandera alla | fäll ut alla | fäll ihop alla
    scarica pdf | scarica il pdf | scarica in pdf | condividi su x | invia a un amico | prenota ora
    espandi tutto
    comprimi tutto | torna indietro
    download als pdf | deel deze pagina | delen op x | delen via e-mail | alles uitklappen
    alles inklappen | boek nu
    nu boeken | print deze pagina | stuur door
    baixar pdf | descarregar pdf | expandir tudo | recolher tudo | enviar a um amigo | reservar agora
    """,
)

FOLLOWS = _each(
    """
    follow us | follow us on | follow us on social media | find us on | connect with us
    connect with us on | stay connected | join us on | share on | share this on | share this with
    """,
    """
    folgen sie uns | folgen sie uns auf | folge uns | folge uns auf | folgt uns | folgt uns auf
    besuchen sie uns auf | suivez-nous | suivez nous | suivez-nous sur | suivez nous sur
    retrouvez-nous sur | rejoignez-nous sur | síguenos | síguenos en | síganos | síganos en | följ oss
    följ oss på | följ oss i sociala medier | seguici | seguici su | seguici sui social | volg ons
    volg ons op | siga-nos | siga-nos no | siga-nos em | siga-nos nas redes sociais | følg os | følg oss
    seuraa meitä
    """,
    """
    compartir en | comparte en | teilen auf | partager sur | condividi su | delen op | deel op | dela på
    compartilhar em | partilhar em | seguiteci | seguiteci su | seguici su | segui i nostri social
    volg ons via
    följ oss på våra sociala medier | nos suivre | nos réseaux sociaux | nuestras redes sociales
    redes sociales
    """,
)

CHOICES = _each(
    """
    accept all | accept all cookies | accept cookies | accept all and close | accept and close
    accept & close | accept and continue | i accept | i agree | agree and continue | agree and close
    got it | ok, got it | allow all | allow all cookies | allow selection | reject all
    reject all cookies | reject optional cookies | decline | decline all | deny | deny all
    only necessary cookies | accept only necessary | necessary cookies only | use necessary cookies only
    confirm my choices | save my choices | save preferences | save settings | save & exit
    save and close | continue without accepting | manage preferences | manage cookie preferences
    """,
    """
    alle akzeptieren | alle cookies akzeptieren | cookies akzeptieren | akzeptieren | alles akzeptieren
    alle ablehnen | ablehnen | nur notwendige cookies | nur notwendige cookies akzeptieren
    nur essenzielle cookies akzeptieren | auswahl erlauben | auswahl speichern | auswahl bestätigen
    einstellungen speichern | alle zulassen | tout accepter | accepter tout | accepter tous les cookies
    accepter et fermer | tout refuser | refuser tout | continuer sans accepter | enregistrer mes choix
    confirmer mes choix | j'accepte | j’accepte | aceptar todo | aceptar todas
    aceptar todas las cookies | aceptar cookies | rechazar todo | rechazar todas
    rechazar todas las cookies | guardar preferencias | confirmar mis preferencias | acceptera alla
    acceptera alla cookies | acceptera alla kakor | godkänn alla | godkänn alla kakor | avvisa alla
    neka alla | endast nödvändiga | spara inställningar | accetta tutto | accetta tutti
    accetta tutti i cookie | rifiuta tutto | rifiuta tutti | salva preferenze | conferma le mie scelte
    alles accepteren | alle cookies accepteren | accepteer alle cookies | alles weigeren
    alles afwijzen | alleen noodzakelijke cookies | voorkeuren opslaan | aceitar tudo | aceitar todos
    aceitar todos os cookies | aceitar cookies | rejeitar tudo | rejeitar todos | recusar todos
    guardar preferências | confirmar as minhas escolhas
    """,
)

MENU = _each(
    """
    home | homepage | about | about us | our company | our story | services | our services | products
    our products | solutions | features | pricing | plans | plans & pricing | contact | contact us
    contacts | blog | news | newsroom | press | media | events | careers | jobs | faq | faqs | support
    help | help center | help centre | customer service | customer support | shop | store | cart
    my cart | basket | checkout | wishlist | login | log in | log out | sign in | sign up | register
    my account | account | search | menu | gallery | portfolio | team | our team | partners | resources
    documentation | docs | developers | community | forum | download | downloads | sitemap | site map
    testimonials | reviews | post a query | troubleshooting | subscribe | newsletter | donate
    investors | investor relations | locations | store locator | store finder | get started
    request a demo | book now | free trial | free quote | get a quote
    """,
    """
    startseite | über uns | unternehmen | produkte | leistungen | dienstleistungen | lösungen | preise
    kontakt | aktuelles | neuigkeiten | presse | karriere | hilfe | anmelden | einloggen | registrieren
    mein konto | warenkorb | suche | suchen | standorte | referenzen | shop | veranstaltungen
    """,
    """
    accueil | à propos | à propos de nous | qui sommes-nous | nos services | produits | nos produits
    tarifs | nous contacter | contactez-nous | actualités | recrutement | carrières | aide | connexion
    se connecter | s'inscrire | s’inscrire | inscription | mon compte | panier | mon panier | rechercher
    recherche | boutique | magasins | nos magasins | plan du site
    """,
    """
    inicio | sobre nosotros | quiénes somos | nosotros | servicios | productos | precios | contacto
    noticias | empleo | ayuda | iniciar sesión | registrarse | mi cuenta | carrito | buscar | tienda
    tiendas | mapa del sitio | mapa web
    """,
    """
    hem | startsida | om oss | tjänster | våra tjänster | produkter | priser | kontakta oss | nyheter
    jobba hos oss | karriär | hjälp | logga in | registrera | mina sidor | varukorg | sök | butik
    butiker | kundservice
    """,
    """
    chi siamo | servizi | prodotti | prezzi | contatti | contattaci | notizie | lavora con noi | aiuto
    assistenza | accedi | registrati | il mio account | carrello | cerca | negozi | mappa del sito
    """,
    """
    over ons | diensten | onze diensten | producten | prijzen | neem contact op | nieuws | vacatures
    klantenservice | inloggen | registreren | mijn account | winkelwagen | zoeken | winkels | werken bij
    """,
    """
    início | sobre nós | quem somos | serviços | produtos | preços | contato | contacto | contactos
    notícias | carreiras | trabalhe conosco | ajuda | entrar | cadastre-se | minha conta | carrinho
    pesquisar | loja | lojas | mapa do site
    """,
    """
    gift cards | gift card | vouchers | sale | new in | new arrivals | offers | special offers
    delivery
    delivery & returns | shipping | returns | shipping & returns | log in / register | account login
    kontakt | menu
    book a demo | book a table | book now | contact sales | webinars | case studies | customers
    industries
    opening hours | directions | rooms | rooms & suites | become a member | membership | calendar
    enterprise
    integrations | changelog | status | templates | api | affiliates | affiliate program
    """,
    """
    konto | gutscheine | anreise | anfahrt | zimmer | angebote | galerie | termine | öffnungszeiten
    sale | neuheiten
    versand | versand & zahlung | zahlung und versand | widerruf | merkliste | wunschliste | katalog
    newsletter
    mitglied werden | speisekarte | buchen | jetzt buchen | service | unternehmen | blog | webinare
    preise
    nouveautés | actualité | galerie | blog | événements | nos magasins | livraison | retours | adhérer
    réserver
    carte cadeau | cartes cadeaux | promotions | offres | soldes | équipe | notre équipe
    notre histoire | nos produits
    galería | ofertas | novedades | envíos | devoluciones | tarjeta regalo | mi cuenta | carro | cesta
    reservar
    reservas | eventos | talleres | equipo | blog | trabaja con nosotros | preguntas frecuentes
    hazte socio
    """,
    """
    start | kalender | bli medlem | medlemskap | kontakt | rea | nyheter | presentkort | leverans
    frakt | retur | returer
    kundtjänst | köpinformation | sortiment | logga in | konto | mitt konto | galleri | öppettider
    boka | blogg
    camere | le camere | ristorante | il ristorante | offerte | novità | galleria | spedizioni | resi
    spedizioni e resi | prenota | prenota ora | dove siamo | come arrivare | eventi | blog
    buoni regalo | contatto
    rooster | tarieven | aanbiedingen | nieuw | verzending | retourneren | retour | cadeaubon | agenda
    openingstijden
    route | boeken | team | menu | lid worden | veelgestelde vragen | mijn account | winkelmand
    contact
    ofertas | novidades | entrega | devoluções | envios | eventos | equipe | equipa | blog
    perguntas frequentes
    """,
)

LEGAL = _each(
    """
    privacy | privacy policy | privacy notice | privacy statement | cookie policy | cookies
    cookies policy | cookie notice | cookie settings | cookie preferences | terms | terms of use
    terms of service | terms & conditions | terms and conditions | legal | legal notice | imprint
    disclaimer | accessibility | accessibility statement | security | modern slavery statement
    do not sell my personal information | do not sell or share my personal information
    your privacy choices | all rights reserved | copyright
    """,
    """
    datenschutz | datenschutzerklärung | impressum | agb | nutzungsbedingungen | cookie-einstellungen
    barrierefreiheit | alle rechte vorbehalten | mentions légales | politique de confidentialité
    confidentialité | données personnelles | cgu | cgv | conditions générales de vente
    conditions générales d'utilisation | conditions générales d’utilisation | gestion des cookies
    accessibilité | tous droits réservés | aviso legal | política de privacidad | política de cookies
    términos y condiciones | todos los derechos reservados | integritetspolicy | cookiepolicy
    om cookies | köpvillkor | villkor | användarvillkor | alla rättigheter förbehållna
    informativa sulla privacy | privacy e cookie | note legali | termini e condizioni
    tutti i diritti riservati | privacyverklaring | privacybeleid | cookiebeleid | algemene voorwaarden
    alle rechten voorbehouden | política de privacidade | termos de uso | termos e condições
    todos os direitos reservados
    """,
    """
    widerruf | widerrufsbelehrung | widerrufsrecht | datenschutz und cookies | cookies verwalten
    cookie-richtlinie
    plan du site | cookies | politique de cookies | politique cookies | gestion des données personnelles
    condiciones de venta | condiciones generales | condiciones de uso | términos de uso
    política de devoluciones
    condizioni di vendita | condizioni d’uso | condizioni d'uso | privacy & cookies | cookie
    diritto di recesso
    voorwaarden | cookies | herroepingsrecht | leveringsvoorwaarden | integritet | kakor | om kakor
    allmänna villkor
    personuppgifter | tillgänglighet | tillgänglighetsredogörelse | site map | sitemap
    """,
)

NETWORKS = _each(
    """
    facebook | twitter | x | linkedin | instagram | youtube | pinterest | tiktok | whatsapp | google+
    google plus | vimeo | flickr | snapchat | rss | xing | telegram | threads | mastodon | bluesky
    email | e-mail | print
    """
)

TURNS = _each(
    """
    previous article | next article | previous post | next post | previous page | next page
    older posts | newer posts | vorheriger artikel | nächster artikel | vorheriger beitrag
    nächster beitrag | vorherige seite | nächste seite | article précédent | article suivant
    page précédente | page suivante | artículo anterior | artículo siguiente | entrada anterior
    entrada siguiente | siguiente entrada | página anterior | página siguiente | articolo precedente
    articolo successivo | articolo seguente | pagina precedente | pagina successiva | vorig artikel
    volgend artikel | vorig bericht | volgend bericht | vorige pagina | volgende pagina
    föregående artikel | nästa artikel | föregående inlägg | nästa inlägg | föregående sida
    nästa sida | artigo anterior | próximo artigo | post anterior | próximo post
    """,
)
"""From one article of the site to the next."""

JOINS = (
    "subscribe to our newsletter",
    "subscribe to our email",
    "subscribe to our mailing list",
    "sign up for our newsletter",
    "sign up to our newsletter",
    "join our mailing list",
    "join our newsletter",
    "get our newsletter",
    "newsletter abonnieren",
    "jetzt newsletter abonnieren",
    "zum newsletter anmelden",
    "abonnez-vous à notre",
    "abonnez-vous à la newsletter",
    "inscrivez-vous à notre newsletter",
    "inscrivez-vous à la newsletter",
    "recevez notre newsletter",
    "suscríbete a nuestro boletín",
    "suscríbete a nuestra newsletter",
    "suscríbase a nuestro boletín",
    "iscriviti alla newsletter",
    "iscriviti alla nostra newsletter",
    "schrijf je in voor de nieuwsbrief",
    "schrijf je in voor onze nieuwsbrief",
    "meld je aan voor de nieuwsbrief",
    "meld je aan voor onze nieuwsbrief",
    "blijf op de hoogte! vul",
    "anmäl dig till vårt nyhetsbrev",
    "prenumerera på vårt nyhetsbrev",
    "prenumerera på nyhetsbrevet",
    "assine a nossa newsletter",
    "assine nossa newsletter",
    "subscreva a nossa newsletter",
)
"""How the form of a newsletter begins."""

FIELDS = _each(
    """
    email | e-mail | email address | e-mail address | your email | your email address | enter your email
    subscribe | sign up | submit | send | go | e-mail-adresse | ihre e-mail-adresse | abonnieren
    absenden | anmelden | adresse e-mail | votre e-mail | votre adresse e-mail | s'abonner | s’abonner
    s'inscrire | s’inscrire | envoyer | correo electrónico | tu correo electrónico | enviar
    suscribirse | suscribirme | indirizzo e-mail | la tua e-mail | invia | iscriviti | e-mailadres
    verzenden | aanmelden | inschrijven | e-postadress | e-post | skicka | prenumerera | anmäl dig
    endereço de e-mail | inscrever-se | subscrever
    """,
)
"""What stands in and beside the fields of such a form."""

PROMISES = _each(
    """
    payment methods | we accept | accepted payment methods | secure payment | trusted by | as seen in
    what our customers say | what our guests say | zahlungsarten | zahlungsmethoden
    sichere zahlung | das sagen unsere kunden | moyens de paiement | paiement sécurisé | métodos de pago
    pago seguro | metodi di pagamento | pagamenti sicuri | dicono di noi | dicono di noi ★★★★★
    betaalmethoden | veilig betalen | betalsätt | betalningsmetoder | säker betalning
    formas de pagamento | métodos de pagamento
    """,
)
"""What a shop shows below every page."""
