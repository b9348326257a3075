"""The table of names, written in folded form and in order of trust: `target: (surest, …), (weaker, …)`."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

# Each tuple of a target is one rank lower than the one before; `|` separates the names.
_TABLE: Final[dict[str, tuple[str, ...]]] = {
    "first_name": (
        "first name|firstname|nome|given name|givenname|fname|nome di battesimo|nome proprio"
        "|first|nome cliente|nome contatto|nome lead|nome referente|name first|nome persona",
    ),
    "last_name": (
        "last name|lastname|cognome|surname|family name|familyname|lname|last|cognome cliente"
        "|name last|second name",
    ),
    "full_name": (
        "full name|fullname|nome e cognome|nome cognome|nome completo|cognome e nome|cognome nome"
        "|nominativo|nome ed cognome|name and surname|nome e cogn|nomecognome|nomeecognome"
        "|nome intero|name full|nominativi|nominativo cliente|first and last name"
        "|nome e cognome o ragione sociale|nominativo ragione sociale",
        "name|contact name|contatto|cliente|lead name|customer name|display name|intestatario"
        "|persona|referente|richiedente|customer|anagrafica|nome lead|contact full name"
        "|ragione sociale nominativo",
        "contact|lead|utente|ragione sociale|denominazione",
    ),
    "phone": (
        "phone number|phone|telefono|numero di telefono|numero telefono|telefono cellulare"
        "|cellulare|cell|tel|mobile|mobile phone|mobile number|phonenumber|numero cellulare"
        "|numero di cellulare|num telefono|n telefono|n tel|nr telefono|numero tel"
        "|telefono mobile|recapito telefonico|telephone|telephone number|cellphone|cell phone"
        "|n cellulare|n cell|num cell|num cellulare|numero cell|nr cellulare|tel cell"
        "|tel cellulare|cell tel|tel cel|cel|cellulare telefono|telefono cell|contact number"
        "|contact phone|numero di telefono cellulare|n di telefono|n di cellulare|nr tel"
        "|tel mobile|cellulare personale|recapito cellulare|telefonino|phone mobile|msisdn",
        "telefono 1|tel 1|phone 1|whatsapp|numero whatsapp|whatsapp number|whatsapp phone number"
        "|recapito|recapiti|contatto telefonico|numero|numero di whatsapp|recapiti telefonici"
        "|work phone number|work phone|phone work|recapito tel|utenza|numero contatto"
        "|numero da chiamare|number|numero recapito|telefoni",
        "telefono fisso|fisso|tel fisso|landline|home phone|casa telefono|telefono casa"
        "|telefono 2|tel 2|phone 2|cellulare 2|cell 2|altro telefono|secondo telefono"
        "|altro recapito|telefono alternativo|telefono abitazione",
    ),
    "email": (
        "email|e mail|mail|email address|e mail address|indirizzo email|indirizzo e mail"
        "|indirizzo mail|posta elettronica|indirizzo di posta elettronica|emailaddress|user email"
        "|email personale|mail personale|contact email|email 1|e mail personale"
        "|indirizzo di posta|recapito email|email contatto|user mail|electronic mail",
        "work email|email aziendale|mail aziendale|email lavoro|pec|email 2|e mail 2|mail 2"
        "|company email|work e mail",
    ),
    "province": (
        "provincia|prov|province|sigla provincia|sigla prov|provincia residenza"
        "|provincia di residenza|prov residenza|provincia sigla|provincia abitazione"
        "|codice provincia|cod provincia|prov di residenza|in quale provincia vivi"
        "|in che provincia vivi|in quale provincia abiti|provincia di appartenenza"
        "|in quale provincia ti trovi|in che provincia abiti|provincia it",
        "state|county|pr|state province|stato provincia|province code|administrative area"
        "|provincia impianto|provincia immobile|provincia installazione",
    ),
    "region": ("regione|region|regione di residenza|regione residenza|in quale regione vivi",),
    "city": (
        "citta|city|comune|localita|town|citta di residenza|comune di residenza|citta residenza"
        "|comune residenza|municipality|citta comune|comune citta|localita comune"
        "|in quale citta vivi|in che citta vivi|loc|in quale comune vivi|dove abiti|dove vivi"
        "|citta abitazione|citta localita",
        "paese di residenza|citta immobile|comune immobile|comune impianto|citta impianto"
        "|citta installazione",
    ),
    "postal_code": (
        "cap|c a p|codice postale|postal code|postalcode|zip|zip code|zipcode|post code|postcode"
        "|codice avviamento postale|codice di avviamento postale|cap residenza|cap di residenza"
        "|zip postal code|codice cap",
    ),
    "address": (
        "indirizzo|address|street address|streetaddress|via|indirizzo di residenza"
        "|indirizzo residenza|street|indirizzo completo|address line 1|address1|address 1"
        "|indirizzo 1|via e numero civico|via e numero|indirizzo e numero civico|full address"
        "|via piazza|indirizzo via|via indirizzo|indirizzo e civico|via e civico"
        "|via numero civico|indirizzo n civico|indirizzo abitazione",
        "residenza|indirizzo immobile|indirizzo impianto|indirizzo di installazione"
        "|luogo di residenza|indirizzo fornitura|indirizzo di fornitura|domicilio",
    ),
    "street_number": (
        "civico|numero civico|n civico|nr civico|num civico|street number|house number|n civ",
    ),
    "housing_type": (
        "housing type|tipologia abitazione|tipo abitazione|tipologia di abitazione"
        "|tipo di abitazione|abitazione|tipologia immobile|tipo immobile|tipo di immobile"
        "|tipologia di immobile|tipo casa|tipo di casa|tipologia casa|tipologia di casa"
        "|property type|home type|type of home|house type|tipologia abitativa|soluzione abitativa"
        "|immobile",
    ),
    "campaign": (
        "campaign name|nome campagna|campagna|campaign|campaignname|nome della campagna"
        "|campaign title",
        "utm campaign|utmcampaign",
        "utm id|campaign code|codice campagna",
        "campaign id|campaignid|id campagna",
    ),
    "ad": (
        "ad name|nome inserzione|inserzione|ad|adname|annuncio|nome annuncio|creativita"
        "|nome dell inserzione|nome creativita|creative name|ad title",
        "utm content|utmcontent|creative",
        "ad id|adid|id inserzione|id annuncio|creative id",
    ),
    "ad_set": (
        "adset name|ad set name|adset|ad set|gruppo di inserzioni|nome gruppo di inserzioni"
        "|adsetname|gruppo inserzioni|ad group name|adgroup name|gruppo di annunci"
        "|nome gruppo di annunci|gruppo annunci|adgroup|ad group",
        "utm term|utmterm",
        "adset id|adsetid|adgroup id|id gruppo di inserzioni|ad set id|ad group id|adgroupid"
        "|asset group id",
    ),
    "form": (
        "form name|nome modulo|modulo|formname|nome form|nome del modulo|form title|nome del form",
        "form|nome landing",
        "form id|formid|id modulo|form key",
    ),
    "source": (
        "source|fonte|sorgente|origine|provenienza|lead source|leadsource|fonte lead|origine lead"
        "|canale|channel|origine contatto|fonte contatto|provenienza lead|fonte del lead"
        "|canale di provenienza|sorgente lead|provenienza contatto|sito di provenienza"
        "|traffic source",
        "utm source|utmsource|vendor|fornitore",
        "platform|piattaforma|publisher|portale",
        "utm medium|utmmedium|medium",
    ),
    "landing_url": (
        "landing url|landing page url|url landing|url landing page|landing page|landing|page url"
        "|url pagina|landingpage|landing page link|pagina di atterraggio|landingurl|pageurl"
        "|url della pagina|link landing|landing link",
        "url|source url|pagina|page|form url|website url|submission url|sito|sito web|origin url"
        "|url di provenienza",
        "referrer|referer|http referer|inbox url|page title",
    ),
    "ip_address": (
        "ip address|ip|indirizzo ip|ipaddress|remote ip|client ip|user ip|remote addr|ip utente"
        "|ip cliente|ip lead|submission ip|ip v4|ipv4|remote address|indirizzo ip utente",
    ),
    "otp": (
        "otp|codice otp|otp code|otp verificato|otp verified|verifica otp|otp confermato"
        "|otp verification|stato otp|otp status|otp ok|verificato otp|codice di verifica|sms otp"
        "|otp sms",
    ),
    "privacy_consent": (
        "privacy consent|privacy|consenso privacy|consent|consenso|gdpr|accetto privacy"
        "|accetto la privacy|flag privacy|privacy policy|accettazione privacy"
        "|consenso trattamento dati|trattamento dati|trattamento dei dati"
        "|consenso al trattamento dei dati|informativa privacy|privacy accepted|accept privacy"
        "|privacy accettata|gdpr consent|consenso gdpr|acceptance|accettazione|consensoprivacy"
        "|trattamento dati personali|privacyconsent|consenso informativa|accept terms"
        "|termini e condizioni|terms|termini|privacy si no|privacy flag|privacy ok"
        "|consent privacy|consenso 1|consensi|disclaimer",
    ),
    "marketing_consent": (
        "marketing consent|marketing|consenso marketing|newsletter|consenso commerciale|opt in"
        "|optin|consenso pubblicita|flag marketing|marketing accepted|accetto marketing"
        "|comunicazioni commerciali|finalita di marketing|consenso promozionale|marketing optin"
        "|marketing opt in|email marketing|consenso newsletter|privacy marketing"
        "|consenso finalita marketing|consensomarketing|consenso comunicazioni commerciali"
        "|marketing flag|marketing ok|consent marketing|iscrizione newsletter|consenso 2"
        "|consenso pubblicitario|marketingconsent",
    ),
    "received_at": (
        "created time|created at|createdtime|createdat|data creazione|data di creazione"
        "|data inserimento|data lead|data ricezione|data arrivo|data e ora|data ora|timestamp"
        "|submitted at|submission date|submission time|lead submit time|date created|datecreated"
        "|data contatto|data richiesta|data acquisizione|data iscrizione|data generazione"
        "|data registrazione|data invio|received at|submitted on|create time"
        "|informazioni cronologiche|created|data di inserimento|data di arrivo|data di ricezione"
        "|data compilazione|entry date|lead date|insert date|data del lead|data di acquisizione"
        "|lead creation date|created date|date time|datetime|data entrata|data caricamento"
        "|data di richiesta|data di registrazione|date submitted|submittedat|data orario"
        "|orario e data|date added",
        "data|date|giorno|time|created on|ora e data|submission timestamp|data primo contatto"
        "|giorno ora",
    ),
    "received_time": (
        "ora|orario|ora inserimento|ora lead|ora arrivo|ora ricezione|ora di inserimento|hour"
        "|ora contatto",
    ),
    "provider_lead_id": (
        "leadgen id|leadgenid|lead id|leadid|id lead|provider lead id|lead gen id|codice lead"
        "|id del lead|lead uuid",
        "submission id|entry id|response id|id contatto|contact id|external id|event id"
        "|id univoco|uuid|id richiesta|submissionid|responseid|contactid|unique id|id record"
        "|record id|transaction id|codice contatto|id anagrafica",
        "id",
    ),
    "is_test": ("is test|istest|test lead|lead di prova|lead test",),
}  # fmt: skip


def _compile() -> Mapping[str, tuple[str, int]]:
    out: dict[str, tuple[str, int]] = {}
    for target, ranks in _TABLE.items():
        for rank, names in enumerate(ranks):
            for name in names.split("|"):
                out.setdefault(name, (target, 2 * rank))
    return MappingProxyType(out)


ALIASES: Final = _compile()
