"""Words as they are spelt, and as they often are not, in the languages that policies are written in."""

from annotator.detection.language import word_set


def _pairs(listed: str) -> dict[str, str]:
    """``wrong:right`` pairs; an underscore stands for a space."""
    return {wrong: right.replace("_", " ") for wrong, right in (each.split(":") for each in listed.split())}


FREQUENT: dict[str, frozenset[str]] = {
    "en": word_set(
        "access account accounts accordance activities activity additional address addresses "
        "advertisement advertisements advertisers advertising affiliates agencies agreement analytics "
        "anonymous applicable application applications appropriate associated authorities authority "
        "automatically available behalf browser browsers business businesses california categories "
        "certain children circumstances collect collected collection combination commercial commission "
        "commissioner communicate communication communications companies company competent complaint "
        "complaints compliance computer computers confidential confidentiality consent consumer "
        "consumers contact contain content contract contractors contractual controller controllers "
        "cookie cookies corporate countries country customer customers data database delete deletion "
        "demographic department describe described destination details determine device devices "
        "different directive disclose disclosed disclosure disclosures document documents electronic "
        "email employee employees employment enforcement entities erasure establish european example "
        "exercise expressly federation financial following function functionality functions further "
        "general government however identifiable identification identifier identifiers identify "
        "identity immediately important improvement including individual individuals information "
        "infrastructure institution integrity interest interests internal international internet "
        "investigate investigation jurisdiction knowledge language legitimate liability limitation "
        "location maintain maintenance management marketing material measures necessary newsletter "
        "notification notifications objection obligation obligations obtained office operating "
        "operation organisation organisations organization organizations otherwise parental participate "
        "particular particularly partners password payment performance permission permissions personal "
        "personalised personalized platform policies policy portability possession potential practices "
        "preference preferences prevention previously privacy procedure procedures process processed "
        "processes processing processor processors product products professional profile profiling "
        "promotional promotions protect protected protecting protection provide provided provider "
        "providers provision provisions publicly purchase purchases purpose purposes reasonable "
        "reasonably receive received recipient recipients recommend recommendations rectification "
        "regarding registered registration regulation regulations regulatory relationship relevant "
        "reporting representative representatives request requests requirement requirements residence "
        "residents resources respect response responsibility responsible restriction restrictions "
        "retain retention safeguards section security sensitive separate service services settings "
        "similar software specific specifically standard statement statistics statutory storage "
        "strictly subject submit subscribe subscription subsidiaries successor sufficient supervisory "
        "support technical technologies technology telephone temporary terminate terms third "
        "third-party together transaction transactions transfer transferred transfers transmission "
        "transparency treatment unauthorised unauthorized understand university unsubscribe update "
        "updated usage users various verification version violation visitors website websites withdraw "
        "withdrawal withdrawn without written accessible accurate acknowledge advertise agency "
        "anonymised appointed assistance attention association council custodian delivery engagement "
        "experience guarantee handling history household improve inquiries monitoring navigation "
        "negotiation opportunity original ownership parliament passport permanent prohibited property "
        "questions reference removal secretary signature standards territory tribunal"
    ),
    "de": word_set(
        "adresse angaben anmeldung anschrift anspruch anwendung aufbewahrung aufsichtsbehörde "
        "auftragsverarbeiter auftragsverarbeitung auskunft beauftragte beauftragter berechtigte "
        "berechtigten berechtigtes berichtigung beschwerde bestellung bestimmungen betroffene "
        "betroffenen bundesdatenschutzgesetz datenschutz datenschutzbeauftragte datenschutzbeauftragten "
        "datenschutzbeauftragter datenschutzerklärung datenschutzgrundverordnung datenschutzhinweise "
        "datenübertragbarkeit dienstleister dienstleistungen dritte dritten drittländer einschränkung "
        "einstellungen einwilligung empfänger erforderlich erforderlichen erfüllung europäische "
        "europäischen europäischer funktionen grundverordnung gesetzlich gesetzliche gesetzlichen "
        "informationen interesse interessen internetseite kommission kontakt kontaktformular "
        "landesbeauftragte landesbeauftragter löschung maßnahmen mitarbeiter nachricht nutzung "
        "nutzungsbedingungen personenbezogene personenbezogenen personenbezogener rechtsgrundlage "
        "rechtsgrundlagen richtlinie sicherheit speicherdauer speicherung telemediengesetz übermittlung "
        "unternehmen verantwortliche verantwortlichen verantwortlicher verarbeitet verarbeitung "
        "verarbeitungen verfügung verordnung verpflichtet verpflichtung verpflichtungen vertrag "
        "vertrags verwendung webseite website weitergabe werbung widerruf widerrufen widerspruch "
        "widerspruchsrecht zustimmung zwecke zwecken telekommunikation telekommunikationsgesetz behörde "
        "behörden"
    ),
    "fr": word_set(
        "accès adresse adresses analyse appareil applicable applicables application applications "
        "autorisation autorité autorités caractère catégories collecte collectées collectons commission "
        "commerciale commerciales communication communications confidentialité conformément connexion "
        "consentement conservation conservées consommation contractuelles cookies délégué destinataire "
        "destinataires différents disposition dispositions données droit droits durée effacement "
        "électronique entreprise entreprises européen européenne exécution finalité finalités "
        "fonctionnalités fonctionnement fournisseur fournisseurs garanties gestion identification "
        "identité informatique information informations intérêt intérêts internet légitime légitimes "
        "légales libertés limitation lorsque mesures modification modifications nationale navigateur "
        "navigation nécessaire nécessaires newsletter notamment obligation obligations opposition "
        "organisation paiement paramètres partenaires personnalisée personnalisées personne personnel "
        "personnelle personnelles personnes plateforme politique portabilité pouvez préférences "
        "prestataire prestataires prestations protection publicité publicitaires rectification "
        "règlement réclamation réglementation relation relations responsable responsables respecter "
        "sécurité sécuriser services société sociétés sous-traitant sous-traitants statistiques "
        "suppression télécommunications traitement traitements transfert transferts transmission "
        "transmises utilisateur utilisateurs utilisation utilisons utilisées vérification visiteurs "
        "violation"
    ),
    "es": word_set(
        "acceso actividades administración agencia anuncios aplicable aplicación autoridad autoridades "
        "cancelación características categorías clientes comercial comerciales comisión comunicaciones "
        "condiciones confidencialidad consentimiento conservación contacto contenido contrato cookies "
        "cumplimiento datos derecho derechos destinatarios determinados dirección dispositivo "
        "dispositivos electrónica electrónico empresa empresas encargado española estadísticas "
        "establecido europea europeo finalidad finalidades funcionamiento gestión identificación "
        "información interés intereses internet legislación legítimo legítimos limitación mediante "
        "medidas modificación navegación navegador necesaria necesarias necesario necesarios normativa "
        "notificación obligación obligaciones oposición organización personales plataforma política "
        "portabilidad posible preferencias privacidad procedimiento procesamiento protección "
        "proporcionar proveedor proveedores publicidad rectificación registro reglamento relación "
        "requisitos responsable restricción seguridad servicio servicios siguientes sociedad solicitud "
        "supresión técnicas tecnologías telecomunicaciones telefónico terceros titular transferencia "
        "transferencias tratamiento tratamientos usuario usuarios utilizamos"
    ),
    "it": word_set(
        "accesso adempimento aggiornamento applicabile applicazione attività autorità cancellazione "
        "categorie commissione comunicazione comunicazioni condizioni conformità consenso conservazione "
        "contatto contratto cookie destinatari diritti diritto disposizioni dispositivo elettronica "
        "elettronico esecuzione europea europeo finalità fornitori funzionalità garante gestione "
        "identificazione informativa informazione informazioni interessato interessati interesse "
        "internet legittimo limitazione marketing misure modifica modifiche navigazione necessari "
        "necessario normativa obblighi opposizione organizzazione pagamento personali piattaforma "
        "portabilità preferenze privacy protezione pubblicità regolamento responsabile rettifica "
        "richiesta riservatezza seguenti servizi servizio sicurezza società statistiche strumenti "
        "telecomunicazioni titolare trasferimento trattamenti trattamento utente utenti utilizzare "
        "utilizziamo"
    ),
    "sv": word_set(
        "adress ändamål ändringar användare användaren användarvillkor användning användningen avtal "
        "behandla behandlar behandlas behandling behandlingen behörighet berättigade berättigat "
        "dataskydd dataskyddsförordningen dataskyddsombud enheter företag förordningen fullgöra "
        "genomföra information informationen insamling integritet integritetspolicy "
        "integritetsskyddsmyndigheten intresse intressen inställningar kontakt kontakta kunder lagring "
        "lagstiftning leverantörer mottagare myndighet myndigheter nödvändig nödvändiga nödvändigt "
        "personlig personliga personuppgift personuppgifter personuppgifterna personuppgiftsansvarig "
        "personuppgiftsbiträde rättigheter rättslig rättsliga registrerade samtycke säkerhet "
        "säkerställa skyldighet skyldigheter tillämplig tillämpliga tillämpning tillhandahålla "
        "tillhandahåller tillsynsmyndighet tillsynsmyndigheten tjänster tjänsterna uppgifter "
        "uppgifterna webbläsare webbplats webbplatsen"
    ),
    "nl": word_set(
        "adres algemene autoriteit belang bescherming beveiliging bewaartermijn contact derden "
        "doeleinden gebruiker gebruikers gegevens gegevensbescherming gerechtvaardigd informatie "
        "instellingen persoonlijke persoonsgegevens privacyverklaring rechten toestemming "
        "toezichthouder verantwoordelijke verordening verplichting verstrekken verwerken verwerking "
        "verwerkingsverantwoordelijke verwijderen voorwaarden wettelijke website overeenkomst "
        "noodzakelijk"
    ),
    "pt": word_set(
        "acesso aplicação aplicável autoridade autoridades categorias comunicação comunicações "
        "consentimento conformidade conservação contacto contrato cookies dados direito direitos "
        "dispositivo dispositivos eletrônico endereço europeia finalidade finalidades fornecedores "
        "funcionalidades identificação informação informações interesse interesses legítimo limitação "
        "navegador necessário necessários nacional obrigação obrigações pessoais plataforma política "
        "portabilidade preferências privacidade processamento proteção publicidade regulamento "
        "responsável retificação segurança serviço serviços terceiros titular transferência tratamento "
        "usuário usuários utilizador utilizadores utilização"
    ),
}
"""The words that policies are made of. Of these, what differs in one letter is a misspelling of them."""

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

NOT_MISSPELT = word_set(
    "identify identity contact contract protection projection commission provision prevision statue "
    "statute advise advice practise practises practised organise organised personalisation "
    "personalization process possess possession profession confidential confidentiel confidentials "
    "customs costumer costumers principle principal adaption adoption addition edition allusion "
    "illusion collusion collision transition translation relation regulation relevant retention "
    "detention intention attention prevention presentation preservation reservation information "
    "reformation deformation communicated communicates communicating collected collects collecting "
    "connected connection administration automated automatic automatically registered registrar "
    "profiting professor professors handing counties commuter commuters locution contactor contactors "
    "depletion delation exorcise potability protested protesting rewarding retarding regrading "
    "reposting resorting reverence addressees seatings enragement plattform funktion dokument "
    "dokuments standaard passwort transaktion transaktions internacional applikation applikations "
    "identifikation langage juridiction ressources compagnies passeport identificable confidencial "
    "promocional profissional potencial plataform contratual promesses berechtigung berechtigungen "
    "compliant compliants statistische enterprise enterprises authorisation utilization utilisions "
    "collections contato nationale nazionale national execution cumplimento provedor provedores "
    "procedimento funcionamento travamento directos utilizare"
)
"""Words that are one letter away from another and right."""

MISSPELT: dict[str, dict[str, str]] = {
    "en": _pairs(
        "abscence:absence accesible:accessible accessable:accessible accidently:accidentally "
        "accomodate:accommodate accomodation:accommodation accordence:accordance acheive:achieve "
        "acheived:achieved acknowlege:acknowledge acurate:accurate adavance:advance adddress:address "
        "additionaly:additionally additonal:additional addtional:additional adhearing:adhering "
        "adress:address adressed:addressed adresses:addresses adversting:advertising "
        "adverstising:advertising advertisment:advertisement advertisments:advertisements "
        "affilliate:affiliate affilliates:affiliates afilliates:affiliates agencys:agencies "
        "aggreement:agreement aggregrate:aggregate aggregrated:aggregated agreeement:agreement "
        "agrement:agreement allready:already alot:a_lot amendement:amendment amoung:among "
        "analysys:analysis annonymous:anonymous anonymus:anonymous anoymous:anonymous anually:annually "
        "apparant:apparent appropiate:appropriate appropriatly:appropriately approriate:appropriate "
        "aquire:acquire aquired:acquired aquisition:acquisition arrangment:arrangement "
        "asociated:associated assistence:assistance assoicated:associated asssist:assist "
        "attachement:attachment attatched:attached authentification:authentication "
        "authoritys:authorities authorties:authorities automaticaly:automatically "
        "automaticly:automatically availabe:available availble:available availible:available "
        "avaliable:available beacause:because becasue:because becuase:because befor:before "
        "begining:beginning beleive:believe benefical:beneficial beneficary:beneficiary benifit:benefit "
        "benifits:benefits buisness:business buisnesses:businesses busness:business bussiness:business "
        "calender:calendar catagories:categories catagory:category categorys:categories certian:certain "
        "childern:children circumstaces:circumstances cirumstances:circumstances colect:collect "
        "collabration:collaboration colleced:collected comitted:committed comittment:commitment "
        "commerical:commercial commited:committed commitee:committee committment:commitment "
        "communciate:communicate communciation:communication compatability:compatibility "
        "complaince:compliance compliants:complaints complience:compliance comunicate:communicate "
        "comunication:communication concent:consent confidental:confidential "
        "confidentalty:confidentiality consentment:consent consequense:consequence consern:concern "
        "constitue:constitute consultent:consultant consumner:consumer contians:contains "
        "continously:continuously contol:control contracter:contractor controler:controller "
        "convenent:convenient convinience:convenience cookeis:cookies cooky:cookie coookies:cookies "
        "correspondance:correspondence corrospondence:correspondence critera:criteria "
        "curently:currently cusomer:customer custmer:customer custumer:customer custumers:customers "
        "databse:database datas:data decison:decision definately:definitely definitly:definitely "
        "deleation:deletion delevery:delivery demograhic:demographic depening:depending "
        "descibed:described desribe:describe desribed:described destory:destroy detials:details "
        "develope:develop developement:development diclose:disclose diclosed:disclosed "
        "diclosure:disclosure differant:different difinition:definition directy:directly "
        "disabeling:disabling disclossed:disclosed discloure:disclosure disclousure:disclosure "
        "disclsoure:disclosure dissagree:disagree distrubution:distribution documention:documentation "
        "doesen't:doesn't effecient:efficient electonic:electronic electronicly:electronically "
        "eletronic:electronic eligable:eligible embeded:embedded emial:email employes:employees "
        "employess:employees enchance:enhance encripted:encrypted encryted:encrypted "
        "encyption:encryption enforcment:enforcement enquirys:enquiries ensurance:insurance "
        "enviroment:environment environement:environment erasue:erasure esential:essential "
        "essentialy:essentially establised:established excercise:exercise excercising:exercising "
        "exept:except exersise:exercise existance:existence expecially:especially experiance:experience "
        "expirience:experience explicitely:explicitly explicity:explicitly exsisting:existing "
        "extention:extension extremly:extremely facilite:facilitate facillitate:facilitate "
        "facitilate:facilitate familar:familiar feauture:feature finacial:financial finanical:financial "
        "follwing:following folowing:following fourty:forty foward:forward fradulent:fraudulent "
        "fraudulant:fraudulent freind:friend freinds:friends fucntion:function "
        "fuctionality:functionality funtion:function funtionality:functionality funtions:functions "
        "futher:further garantee:guarantee gaurantee:guarantee gaurdian:guardian genaral:general "
        "govenment:government goverment:government govermental:governmental governement:government "
        "grammer:grammar greatful:grateful guardain:guardian guarentee:guarantee guarenteed:guaranteed "
        "handeled:handled harrass:harass harrassment:harassment hesistate:hesitate hestitate:hesitate "
        "hierachy:hierarchy identifable:identifiable identifers:identifiers identifing:identifying "
        "identifyable:identifiable identitiy:identity imediately:immediately immediatley:immediately "
        "immediatly:immediately implementated:implemented implemention:implementation "
        "importent:important improvment:improvement improvments:improvements inaccesible:inaccessible "
        "inadvertantly:inadvertently incase:in_case incidently:incidentally includ:include "
        "includng:including inclued:include incorperate:incorporate incorportated:incorporated "
        "inculding:including indentifiable:identifiable indentified:identified indentify:identify "
        "indentity:identity indepedent:independent independant:independent indivdual:individual "
        "indivduals:individuals individal:individual infact:in_fact infomation:information "
        "infomed:informed infomration:information inforamtion:information informaion:information "
        "informaiton:information informartion:information informatin:information "
        "informations:information informaton:information informtion:information "
        "infringment:infringement infromation:information inital:initial initally:initially "
        "inorder:in_order inquery:inquiry insititution:institution installement:instalment "
        "instuctions:instructions integrety:integrity intented:intended interaciton:interaction "
        "interelated:interrelated interesst:interest interupt:interrupt interuption:interruption "
        "intrest:interest intrests:interests investigaton:investigation irrevelant:irrelevant "
        "jurisdication:jurisdiction juristiction:jurisdiction juristictions:jurisdictions "
        "knowledgable:knowledgeable knowlege:knowledge langauge:language lawfull:lawful "
        "lawfullness:lawfulness legaly:legally legimate:legitimate legitamate:legitimate "
        "legitimitate:legitimate legitmate:legitimate liablity:liability liase:liaise liasing:liaising "
        "liason:liaison likelyhood:likelihood limition:limitation maintainance:maintenance "
        "maintanance:maintenance maintenence:maintenance maintian:maintain managment:management "
        "manditory:mandatory mangement:management mannar:manner marketting:marketing markting:marketing "
        "measurment:measurement medcial:medical messanger:messenger milennium:millennium "
        "millenium:millennium mispelled:misspelled modifcation:modification modifed:modified "
        "monitering:monitoring montior:monitor morgage:mortgage necassary:necessary neccesary:necessary "
        "neccessarily:necessarily neccessary:necessary necesary:necessary necessarly:necessarily "
        "negligance:negligence newletter:newsletter newsleter:newsletter nofity:notify "
        "notfication:notification noticable:noticeable notifcation:notification "
        "notificaton:notification nubmer:number obligaton:obligation obligatons:obligations "
        "obtaind:obtained obtian:obtain occasionaly:occasionally occassion:occasion "
        "occassionally:occasionally occurance:occurrence occured:occurred occurence:occurrence "
        "occuring:occurring ommission:omission ommit:omit oportunity:opportunity "
        "oppertunity:opportunity oppurtunity:opportunity organiation:organisation "
        "organsation:organisation organziation:organization orginal:original orginally:originally "
        "orginisation:organisation orgnaization:organization otherwhise:otherwise ourself:ourselves "
        "ouside:outside outselves:ourselves paramaters:parameters parnter:partner "
        "particpants:participants particpate:participate particularily:particularly "
        "particulary:particularly partys:parties passord:password pasword:password payed:paid "
        "payements:payments paymet:payment perferences:preferences perfomance:performance "
        "performace:performance periodicaly:periodically permanant:permanent permenant:permanent "
        "permision:permission permisson:permission perpose:purpose perposes:purposes persoanl:personal "
        "personaly:personally personel:personnel personnal:personal persoonal:personal "
        "persuant:pursuant pertaning:pertaining pharse:phrase phisical:physical pirvacy:privacy "
        "polciy:policy policys:policies posession:possession posible:possible possesion:possession "
        "possibile:possible possiblity:possibility potentialy:potentially practicies:practices "
        "pratice:practice preceeding:preceding preferance:preference preferances:preferences "
        "prefered:preferred prefrences:preferences preperation:preparation presance:presence "
        "prescence:presence preventitive:preventive previosly:previously previousley:previously "
        "privacey:privacy privay:privacy privcay:privacy privelege:privilege privicy:privacy "
        "priviledge:privilege priviledges:privileges privilige:privilege proccess:process "
        "proccessed:processed proccessing:processing procedings:proceedings proceedure:procedure "
        "proceedures:procedures proceses:processes procesing:processing processer:processor "
        "processsing:processing prodcuts:products profesional:professional proffesional:professional "
        "promotinal:promotional pronounciation:pronunciation propery:property protction:protection "
        "protecion:protection proteciton:protection protetion:protection providor:provider "
        "provison:provision publically:publicly purcahse:purchase purchace:purchase puropses:purposes "
        "purpsoe:purpose purpsoes:purposes pursuent:pursuant questionaire:questionnaire "
        "questionnare:questionnaire realy:really reasonabley:reasonably reasonble:reasonable "
        "reasonbly:reasonably reccomend:recommend reccommend:recommend reciept:receipt recieve:receive "
        "recieved:received recieves:receives recieving:receiving recipent:recipient "
        "recipents:recipients recipiant:recipient recomend:recommend recomended:recommended "
        "recommed:recommend recruitement:recruitment rectificaton:rectification referal:referral "
        "refered:referred refering:referring referrence:reference refferal:referral refuseal:refusal "
        "regualtions:regulations regulaions:regulations regulary:regularly relatng:relating "
        "relavant:relevant releated:related reletion:relation relevent:relevant reliablity:reliability "
        "remeber:remember remian:remain remoove:remove renumeration:remuneration "
        "represenative:representative representitive:representative representive:representative "
        "reputible:reputable reqest:request requierd:required requirment:requirement "
        "requirments:requirements requst:request resaonable:reasonable resevered:reserved "
        "resonable:reasonable resonably:reasonably respecively:respectively respectivly:respectively "
        "responsability:responsibility responsable:responsible responsibile:responsible "
        "responsibilty:responsibility responsiblity:responsibility restiction:restriction "
        "restictions:restrictions retension:retention retreive:retrieve retrival:retrieval "
        "revelant:relevant safegaurd:safeguard safegaurds:safeguards safty:safety satisified:satisfied "
        "scheduel:schedule secruity:security secuirty:security securly:securely securtiy:security "
        "securty:security sensative:sensitive sensitve:sensitive senstive:sensitive sepcific:specific "
        "seperate:separate seperated:separated seperately:separately seperation:separation "
        "serivce:service serivces:services servces:services servcie:service servcies:services "
        "sevice:service sevices:services shoud:should similarily:similarly similiar:similar "
        "sincerly:sincerely soley:solely specfic:specific specifc:specific specifially:specifically "
        "specificaly:specifically speficic:specific statment:statement statments:statements "
        "statuatory:statutory statuory:statutory stirctly:strictly strenght:strength "
        "strenghten:strengthen subcription:subscription subscibe:subscribe subsciption:subscription "
        "subscirbe:subscribe subsidaries:subsidiaries subsidary:subsidiary subsidiares:subsidiaries "
        "subsituted:substituted succesful:successful succesfully:successfully succesor:successor "
        "successfull:successful sucessor:successor sufficent:sufficient supercede:supersede "
        "superceded:superseded supercedes:supersedes supervisary:supervisory suport:support "
        "suppport:support supress:suppress surpress:suppress suspicous:suspicious techical:technical "
        "techincal:technical technial:technical technolgies:technologies technolgy:technology teh:the "
        "telphone:telephone temporaly:temporarily temporarly:temporarily tempory:temporary thats:that’s "
        "theird:third thier:their thirdparty:third_party thrid:third throught:through "
        "througout:throughout throuhg:through timly:timely tranfer:transfer tranfered:transferred "
        "tranfers:transfers transfered:transferred transfering:transferring transmision:transmission "
        "transmited:transmitted transmitt:transmit transparancy:transparency transparant:transparent "
        "truely:truly unathorised:unauthorised unathorized:unauthorized unauthorise:unauthorised "
        "unauthroized:unauthorized unautorized:unauthorized unforseen:unforeseen "
        "unfortunatly:unfortunately unlawfull:unlawful unneccessary:unnecessary unnecesary:unnecessary "
        "unsubcribe:unsubscribe unsubscibe:unsubscribe unsuscribe:unsubscribe untill:until useage:usage "
        "usefull:useful useing:using usualy:usually utlize:utilize vaild:valid varify:verify "
        "varous:various vehical:vehicle verfication:verification verifed:verified verifiy:verify "
        "visable:visible visitting:visiting voluntarilly:voluntarily voluntarly:voluntarily "
        "vulnerabilites:vulnerabilities vunerable:vulnerable webiste:website webistes:websites "
        "websie:website webste:website webstie:website webstite:website wesbite:website wether:whether "
        "whcih:which wheter:whether whith:with wich:which wiht:with willl:will witdraw:withdraw "
        "withdrawel:withdrawal withdrawl:withdrawal witheld:withheld withold:withhold "
        "witholding:withholding writen:written writting:writing yoru:your yourselve:yourself "
        "youself:yourself yuor:your"
    ),
    "de": _pairs(
        "muß:muss daß:dass beschwehren:beschweren beschwehrde:Beschwerde addresse:Adresse "
        "addressen:Adressen agressiv:aggressiv aktuallisiert:aktualisiert "
        "aktuallisierung:Aktualisierung akzeptirt:akzeptiert annonym:anonym anonymisirt:anonymisiert "
        "ansprechspartner:Ansprechpartner asugeschlossen:ausgeschlossen aufbewart:aufbewahrt "
        "authentifzierung:Authentifizierung autorisirt:autorisiert beauftragtet:beauftragt "
        "berechtigtens:berechtigten bestetigung:Bestätigung bezüglch:bezüglich datenschtuz:Datenschutz "
        "datenschutzerklärug:Datenschutzerklärung datenschutzerkärung:Datenschutzerklärung "
        "datenschutzerlärung:Datenschutzerklärung datenschutzgrundverodnung:Datenschutzgrundverordnung "
        "datenschutzgrundverordung:Datenschutzgrundverordnung datenschuz:Datenschutz "
        "dattenschutz:Datenschutz diesbzüglich:diesbezüglich einwiligung:Einwilligung "
        "einwillgung:Einwilligung einwilligug:Einwilligung einwillung:Einwilligung "
        "email-addresse:E-Mail-Adresse entgültig:endgültig erfoderlich:erforderlich erfogt:erfolgt "
        "erfordelich:erforderlich erforderich:erforderlich garantiet:garantiert gespeicher:gespeichert "
        "gewährleiset:gewährleistet gewährleistunng:Gewährleistung grundverodnung:Grundverordnung "
        "infomationen:Informationen informatinen:Informationen infromationen:Informationen "
        "interese:Interesse interresse:Interesse interressen:Interessen intresse:Interesse "
        "intressen:Interessen kontakieren:kontaktieren kontaktiren:kontaktieren kündigug:Kündigung "
        "lizens:Lizenz löschug:Löschung maximahl:maximal möglichkeitein:Möglichkeiten "
        "nachfogend:nachfolgend notwending:notwendig nähmlich:nämlich "
        "personenbezogegen:personenbezogenen personenbezogne:personenbezogene "
        "personenbezognen:personenbezogenen personnenbezogene:personenbezogene persöhnlich:persönlich "
        "persöhnliche:persönliche persönlichn:persönlichen rechtgrundlage:Rechtsgrundlage "
        "registirerung:Registrierung registrirung:Registrierung selbstverständich:selbstverständlich "
        "seperat:separat seperate:separate seperaten:separaten sichehreit:Sicherheit "
        "speicherrung:Speicherung standart:Standard standarts:Standards "
        "standartvertragsklauseln:Standardvertragsklauseln tehnische:technische trasparenz:Transparenz "
        "unterehmen:Unternehmen unternemen:Unternehmen unwiederruflich:unwiderruflich "
        "vebindung:Verbindung verabeitung:Verarbeitung verantwortich:verantwortlich "
        "verantwotlich:verantwortlich verarbeitng:Verarbeitung verarbeitug:Verarbeitung "
        "verarbeitunng:Verarbeitung verfügug:Verfügung verodnung:Verordnung verpflichet:verpflichtet "
        "verpflichtug:Verpflichtung verschlüsslt:verschlüsselt verschlüsslung:Verschlüsselung "
        "vertaglich:vertraglich vertaulich:vertraulich vorraus:voraus vorraussetzung:Voraussetzung "
        "vorraussetzungen:Voraussetzungen webseie:Webseite wiederruf:Widerruf wiederrufen:widerrufen "
        "wiederrufsrecht:Widerrufsrecht wiederspiegeln:widerspiegeln wiedersprechen:widersprechen "
        "wiederspruch:Widerspruch wiederspruchsrecht:Widerspruchsrecht zugrif:Zugriff "
        "zustimung:Zustimmung zusätlich:zusätzlich zuätzlich:zusätzlich"
    ),
    "fr": _pairs(
        "addresse:adresse aggréger:agréger apartenir:appartenir apellation:appellation apeller:appeler "
        "aplication:application aucunne:aucune authentificaion:authentification "
        "conaissance:connaissance concentement:consentement conection:connexion "
        "confidentalité:confidentialité confidentialitée:confidentialité conforméments:conformément "
        "connection:connexion consentment:consentement consomateur:consommateur defférents:différents "
        "dificulté:difficulté disponnible:disponible donnéees:données dévelopement:développement "
        "enregistrment:enregistrement entreprisse:entreprise environement:environnement "
        "envirronement:environnement exepté:excepté finalitées:finalités fonctionalité:fonctionnalité "
        "fonctionalités:fonctionnalités gérrer:gérer inclu:inclus infomations:informations "
        "informatons:informations libertées:libertés malgrès:malgré modificaton:modification "
        "notament:notamment nottament:notamment ocasion:occasion parmis:parmi partennaires:partenaires "
        "persone:personne personel:personnel personelle:personnelle personelles:personnelles "
        "personels:personnels portablité:portabilité prestatairres:prestataires "
        "profesionnel:professionnel proffessionnel:professionnel protecton:protection raport:rapport "
        "recomandé:recommandé rectificaton:rectification responsabe:responsable suppresion:suppression "
        "susceptibe:susceptible sécurtié:sécurité traitemement:traitement traitment:traitement "
        "utilisateurss:utilisateurs utilisaton:utilisation utlisateur:utilisateur "
        "utlisation:utilisation vérificaton:vérification électonique:électronique"
    ),
    "es": _pairs(
        "accesso:acceso atraves:a_través comunicacións:comunicaciones concentimiento:consentimiento "
        "condicciones:condiciones confidencialidadad:confidencialidad consentimento:consentimiento "
        "corrreo:correo deacuerdo:de_acuerdo derehos:derechos direción:dirección dispostivo:dispositivo "
        "finalidadad:finalidad infomación:información inforación:información privacida:privacidad "
        "privacidadd:privacidad protecion:protección publicidadad:publicidad responasble:responsable "
        "resposable:responsable seguridadd:seguridad serivicios:servicios tratameinto:tratamiento "
        "tratamento:tratamiento usarios:usuarios"
    ),
    "it": _pairs(
        "revocarlò:revocarlo modificarlò:modificarlo accellerare:accelerare accesibile:accessibile "
        "aministrazione:amministrazione "
        "attraverzo:attraverso communicazione:comunicazione communicazioni:comunicazioni "
        "comunicazoni:comunicazioni consevazione:conservazione correttezzza:correttezza "
        "eccezzione:eccezione eletronica:elettronica elletronica:elettronica esercizzio:esercizio "
        "infomativa:informativa informazoni:informazioni legitimi:legittimi obbligattorio:obbligatorio "
        "piattafoma:piattaforma proffessionale:professionale qual'è:qual_è regolammento:regolamento "
        "responsabbile:responsabile richesta:richiesta riservateza:riservatezza sopratutto:soprattutto "
        "tratamento:trattamento trattamente:trattamento trattamneto:trattamento utilizo:utilizzo "
        "utillizzo:utilizzo"
    ),
    "sv": _pairs(
        "addres:adress addresser:adresser adrress:adress anvädare:användare anvädning:användning "
        "använding:användning behadling:behandling behanding:behandling behandlig:behandling "
        "berätigat:berättigat dataskyddförordningen:dataskyddsförordningen "
        "dataskydsförordningen:dataskyddsförordningen enlgit:enligt förtag:företag gennom:genom "
        "infomation:information informtion:information infromation:information "
        "integritespolicy:integritetspolicy kommision:kommission kontata:kontakta "
        "lagstifting:lagstiftning mydighet:myndighet nödvädigt:nödvändigt "
        "personupggifter:personuppgifter personupgifter:personuppgifter personuppgfiter:personuppgifter "
        "personuppifter:personuppgifter rättigeter:rättigheter samtyke:samtycke samycke:samtycke "
        "servicrelaterade:servicerelaterade säkerhett:säkerhet tillhandhålla:tillhandahålla "
        "tillhandhåller:tillhandahåller tillsammas:tillsammans tillämliga:tillämpliga "
        "upgifter:uppgifter uppgfter:uppgifter webläsare:webbläsare webplats:webbplats "
        "webplatsen:webbplatsen"
    ),
    "nl": _pairs(
        "gegegevens:gegevens copieen:kopieën addres:adres addressen:adressen besherming:bescherming "
        "contakt:contact "
        "geregistereerd:geregistreerd infomatie:informatie informtie:informatie "
        "persoongegevens:persoonsgegevens persoonsgevens:persoonsgegevens toesteming:toestemming "
        "verordering:verordening verwekring:verwerking verwerkng:verwerking webite:website "
        "wetelijke:wettelijke"
    ),
    "pt": _pairs(
        "acessso:acesso consentimeto:consentimento consetimento:consentimento infomações:informações "
        "privacidad:privacidade segurnaça:segurança tratameto:tratamento tratamiento:tratamento"
    ),
}
"""By language: what is often written, in lower case, and what it should be."""

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

ALL_FREQUENT = {word for words in FREQUENT.values() for word in words}
"""Of every language."""
RIGHT = ALL_FREQUENT | NOT_MISSPELT
"""Words that are right whatever they resemble."""

STEMS = _pairs(
    "necces:necess neccec:necess sepera:separa reciev:receiv accomo:accommo goverm:governm adress:address"
    " withol:withhol posess:possess aquire:acquire aquisi:acquisi beleiv:believ acheiv:achiev"
    " imedia:immedia bussin:busin buisne:busine oppert:opport"
)
"""Beginnings of English words, of six letters, that are always misspelt, and how they should begin."""

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
