"""What can go wrong, each with a stable code and, in English and Dutch, what happened and what to do.

Every error that a person may meet is a ProductError. The catalogue below is the only place where their words stand;
``docs/errors.md`` lists them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class ErrorKind(Enum):
    """Who has to act, which decides the exit code and the HTTP status."""

    USAGE = "usage"
    """Wrong usage or bad input; nothing was done."""
    NOT_FOUND = "not-found"
    """The thing that was named does not exist; nothing was done."""
    PAYROLL = "payroll"
    """Nmbrs refused the credentials, or could not be reached before the first write."""
    BLOCKED = "blocked"
    """A rule of safety forbids it; nothing was sent."""
    MAIL = "mail"
    """The mail server refused it, or could not be reached; nothing but mail depends on it."""
    UNKNOWN = "unknown"
    """It stopped after something may have been sent; the next run finds out what became of it."""


@dataclass(frozen=True, slots=True)
class ErrorText:
    """One entry of the catalogue; the sentences may hold ``{names}`` that the error fills in."""

    kind: ErrorKind
    what: str
    do: str
    what_nl: str
    do_nl: str


class ProductError(Exception):
    """An error meant for a person, by its code and the details that its sentences name."""

    def __init__(self, code: str, /, **details: object) -> None:
        self.text = CATALOGUE[code]
        self.code = code
        self.details = details
        super().__init__(f"{code}: {self.what()}")

    @property
    def kind(self) -> ErrorKind:
        """Who has to act."""
        return self.text.kind

    def what(self, language: str = "en") -> str:
        """What happened and what it means, in ``en`` or ``nl``."""
        return (self.text.what_nl if language == "nl" else self.text.what).format(**self.details)

    def do(self, language: str = "en") -> str:
        """What to do next, in ``en`` or ``nl``."""
        return (self.text.do_nl if language == "nl" else self.text.do).format(**self.details)


U, N, P, B = ErrorKind.USAGE, ErrorKind.NOT_FOUND, ErrorKind.PAYROLL, ErrorKind.BLOCKED
M = ErrorKind.MAIL

CATALOGUE: dict[str, ErrorText] = {
    # -- connection ---------------------------------------------------------------------------------------------------
    "not-activated": ErrorText(
        U,
        "The link with Nmbrs is not activated, so nothing can be read or sent.",
        "Run `eitje-nmbrs activate --email YOU@EXAMPLE.NL` first.",
        "De koppeling met Nmbrs is nog niet geactiveerd; er kan niets gelezen of verzonden worden.",
        "Voer eerst `eitje-nmbrs activate --email U@VOORBEELD.NL` uit.",
    ),
    "credentials-refused": ErrorText(
        P,
        "Nmbrs does not accept this combination of e-mail, API token and domain ({detail}). Nothing was sent.",
        "Check the e-mail address and the domain (the part before .nmbrs.nl), and copy the token again from Nmbrs: "
        "user menu, user profile, tab API Token. Trouble finding it? Ask your payroll provider.",
        "Nmbrs accepteert deze combinatie van e-mailadres, API-token en domein niet ({detail}). Er is niets verzonden.",
        "Controleer het e-mailadres en het domein (het deel voor .nmbrs.nl) en kopieer het token opnieuw uit Nmbrs: "
        "gebruikersmenu, gebruikersprofiel, tabblad API Token. Niet te vinden? Vraag het uw salarisadministrateur.",
    ),
    "access-withdrawn": ErrorText(
        P,
        "Nmbrs no longer accepts the stored API token of {email} for {domain} ({detail}): it was replaced or withdrawn there, or the user was. What was sent before stands and stays on record.",
        "Make a new token in Nmbrs (user menu, user profile, tab API Token) and activate again: `eitje-nmbrs activate --email {email} --domain {domain}`. Nothing else is lost. Then repeat this.",
        "Nmbrs accepteert het opgeslagen API-token van {email} voor {domain} niet meer ({detail}): het is daar vervangen of ingetrokken, of de gebruiker is dat. Wat eerder verzonden is staat er en blijft bewaard.",
        "Maak een nieuw token in Nmbrs (gebruikersmenu, gebruikersprofiel, tabblad API Token) en activeer opnieuw: `eitje-nmbrs activate --email {email} --domain {domain}`. Verder gaat er niets verloren. Herhaal daarna dit.",
    ),
    "domain-wrong": ErrorText(
        P,
        "The e-mail and token are right, but they belong to the environment {found}, not to {domain}. Nothing was stored.",
        "Repeat with --domain {found}. If you mean {domain}, use the e-mail and token of a user there.",
        "E-mailadres en token kloppen, maar horen bij de omgeving {found}, niet bij {domain}. Er is niets opgeslagen.",
        "Herhaal met --domain {found}. Bedoelt u {domain}, gebruik dan e-mailadres en token van een gebruiker daar.",
    ),
    "email-not-readable": ErrorText(
        U,
        "{email} is not an e-mail address, so nothing was tried.",
        "Give the e-mail address with which the Nmbrs user logs in, such as you@example.nl.",
        "{email} is geen e-mailadres; er is niets geprobeerd.",
        "Geef het e-mailadres waarmee de Nmbrs-gebruiker inlogt, zoals u@voorbeeld.nl.",
    ),
    "domain-not-readable": ErrorText(
        U,
        "{domain} is not the domain of a Nmbrs environment, so nothing was tried.",
        "Give the part before .nmbrs.nl in the address of your Nmbrs, or leave --domain out: Nmbrs is asked then.",
        "{domain} is geen domein van een Nmbrs-omgeving; er is niets geprobeerd.",
        "Geef het deel voor .nmbrs.nl in het adres van uw Nmbrs, of laat --domain weg: dan wordt het aan Nmbrs gevraagd.",
    ),
    "probe-unsigned": ErrorText(
        U,
        "Trying the rights to write needs the name of the administrator who allows it, and nothing was tried.",
        "Repeat with --by NAME. What is tried concerns employee 0, who does not exist; nobody's pay can change.",
        "Voor het proberen van de schrijfrechten is de naam nodig van de beheerder die het toestaat; er is niets geprobeerd.",
        "Herhaal met --by NAAM. Er wordt geprobeerd voor medewerker 0, die niet bestaat; niemands loon kan wijzigen.",
    ),
    "import-name-taken": ErrorText(
        U,
        "The name {name}, under which this product keeps a part of itself, belongs to something else on this machine ({where}). It may run the wrong code.",
        "Install this product in a Python environment of its own.",
        "De naam {name}, waaronder dit product een deel van zichzelf bewaart, is op deze machine van iets anders ({where}). Het kan verkeerde code uitvoeren.",
        "Installeer dit product in een eigen Python-omgeving.",
    ),
    "right-missing": ErrorText(
        P,
        "The Nmbrs user may not make the call {call}. {detail}",
        "Ask your payroll provider to switch this call on in the API template of this Nmbrs user.",
        "De Nmbrs-gebruiker mag de aanroep {call} niet doen. {detail}",
        "Vraag uw salarisadministrateur om deze aanroep aan te zetten in het API-sjabloon van deze Nmbrs-gebruiker.",
    ),
    "payroll-refused": ErrorText(
        P,
        "Nmbrs refused to answer {call}: {code} {detail}",
        "Check in Nmbrs whether this user may see the company; the number and text are Nmbrs' own.",
        "Nmbrs weigerde {call} te beantwoorden: {code} {detail}",
        "Controleer in Nmbrs of deze gebruiker het bedrijf mag zien; nummer en tekst komen van Nmbrs.",
    ),
    "payroll-unreachable": ErrorText(
        P,
        "Nmbrs could not be reached or did not answer in time ({detail}). Nothing was sent.",
        "Try again later; check the internet connection and whether Nmbrs reports a disturbance.",
        "Nmbrs is niet bereikbaar of antwoordde niet op tijd ({detail}). Er is niets verzonden.",
        "Probeer het later opnieuw; controleer de internetverbinding en of Nmbrs een storing meldt.",
    ),
    "payroll-answer-unreadable": ErrorText(
        P,
        "Something answered in the place of Nmbrs that cannot be understood ({detail}). Nothing was sent.",
        "Check the Nmbrs address in the settings and any proxy in between; try again later.",
        "Er kwam een antwoord dat niet van Nmbrs lijkt te zijn ({detail}). Er is niets verzonden.",
        "Controleer het Nmbrs-adres in de instellingen en een eventuele proxy; probeer het later opnieuw.",
    ),
    "payroll-address-unsafe": ErrorText(
        U,
        "The Nmbrs address {url} is not https, and only this machine itself may be called without it: the token would travel in the open.",
        "Set EITJE_NMBRS_NMBRS_URL to live, sandbox, or an https address.",
        "Het Nmbrs-adres {url} is geen https, en alleen deze computer zelf mag zonder: het token zou leesbaar verstuurd worden.",
        "Zet EITJE_NMBRS_NMBRS_URL op live, sandbox of een https-adres.",
    ),
    "environment-mismatch": ErrorText(
        B,
        "This database belongs to {stored}, but the settings point to {found}. Nothing was read or sent.",
        "Use another database for {found}, or set the Nmbrs address back.",
        "Deze database hoort bij {stored}, maar de instellingen wijzen naar {found}. Er is niets gelezen of verzonden.",
        "Gebruik een andere database voor {found}, of zet het Nmbrs-adres terug.",
    ),
    "environment-unknown": ErrorText(
        N,
        "There is no link with the environment {domain}. Linked: {domains}.",
        "See `eitje-nmbrs environments list`; to add it, run `eitje-nmbrs activate --domain {domain} --email YOU@EXAMPLE.NL`.",
        "Er is geen koppeling met de omgeving {domain}. Gekoppeld: {domains}.",
        "Zie `eitje-nmbrs environments list`; toevoegen gaat met `eitje-nmbrs activate --domain {domain} --email U@VOORBEELD.NL`.",
    ),
    "environment-in-use": ErrorText(
        B,
        "The environment {domain} cannot be removed while companies of it ({companies}) are linked to venues.",
        "Make them inactive first: `eitje-nmbrs companies use ID` without a venue.",
        "De omgeving {domain} kan niet weg zolang er bedrijven van ({companies}) gekoppeld zijn aan vestigingen.",
        "Maak die eerst inactief: `eitje-nmbrs companies use ID` zonder vestiging.",
    ),
    "company-in-other-environment": ErrorText(
        B,
        "{domain} reaches a company with id {company} ({name}), but that id is on record for {other_name} in the environment {other}. Two companies must never be confused, so nothing was stored.",
        "Is it the same company, keep the link through {other}. Otherwise keep {domain} in a database of its own (EITJE_NMBRS_DATABASE_URL).",
        "{domain} bereikt een bedrijf met id {company} ({name}), maar dat id staat op naam van {other_name} in de omgeving {other}. Twee bedrijven mogen nooit verward worden; er is niets opgeslagen.",
        "Is het hetzelfde bedrijf, houd dan de koppeling via {other}. Houd {domain} anders in een eigen database (EITJE_NMBRS_DATABASE_URL).",
    ),
    "employee-in-other-environment": ErrorText(
        B,
        "The employee id {employee} is that of {name} in {domain} and of {other_name} in {other}. Two people must never be confused, so nothing was stored.",
        "Keep one of the two environments in a database of its own (EITJE_NMBRS_DATABASE_URL).",
        "Het medewerker-id {employee} is van {name} in {domain} en van {other_name} in {other}. Twee mensen mogen nooit verward worden; er is niets opgeslagen.",
        "Houd een van beide omgevingen in een eigen database (EITJE_NMBRS_DATABASE_URL).",
    ),
    # -- notifications and daily work ---------------------------------------------------------------------------------
    "mail-address-invalid": ErrorText(
        U,
        "{value} is not an e-mail address that can be mailed to, so nothing was changed or sent.",
        "Write one address, such as anja@example.nl, without a name around it.",
        "{value} is geen e-mailadres waar mail heen kan; er is niets gewijzigd of verstuurd.",
        "Schrijf één adres, zoals anja@voorbeeld.nl, zonder naam eromheen.",
    ),
    "notification-unknown": ErrorText(
        N,
        "There is no notification {number}.",
        "See `eitje-nmbrs notifications` for their numbers.",
        "Er is geen melding {number}.",
        "Zie `eitje-nmbrs notifications` voor de nummers.",
    ),
    "recipient-unknown": ErrorText(
        N,
        "{address} is not a recipient for that company and kind; nothing was changed.",
        "See `eitje-nmbrs notifications recipients` for who is, and name the same company and kind.",
        "{address} is geen ontvanger voor dat bedrijf en die soort; er is niets gewijzigd.",
        "Zie `eitje-nmbrs notifications recipients` voor wie dat wel is, en noem hetzelfde bedrijf en dezelfde soort.",
    ),
    "reminder-out-of-range": ErrorText(
        U,
        "That reminder cannot be set: it comes 0 to {days} days before a period closes, and a period closes 0 to {run_after} days after its last day.",
        "Choose numbers within these, or switch the reminder off.",
        "Deze herinnering kan niet: hij komt 0 tot {days} dagen voor een periode sluit, en een periode sluit 0 tot {run_after} dagen na haar laatste dag.",
        "Kies getallen daarbinnen, of zet de herinnering uit.",
    ),
    "daily-busy": ErrorText(
        B,
        "The daily work of {day} is being done by {owner}; nothing was begun.",
        "Wait until it has ended, at the latest at {until}.",
        "Het dagelijkse werk van {day} wordt al gedaan door {owner}; er is niets begonnen.",
        "Wacht tot dat klaar is, uiterlijk om {until}.",
    ),
    "mail-not-set-up": ErrorText(
        U,
        "No mail server is set, so no mail can leave. Notifications are kept in the product.",
        "Set EITJE_NMBRS_SMTP_HOST and EITJE_NMBRS_SMTP_FROM, then try `eitje-nmbrs notifications test YOU@EXAMPLE.NL`.",
        "Er is geen mailserver ingesteld, dus er kan geen mail weg. Meldingen blijven in het product staan.",
        "Stel EITJE_NMBRS_SMTP_HOST en EITJE_NMBRS_SMTP_FROM in en probeer `eitje-nmbrs notifications test U@VOORBEELD.NL`.",
    ),
    "mail-server-unreachable": ErrorText(
        M,
        "The mail server could not be reached, so no mail left ({said}).",
        "Check EITJE_NMBRS_SMTP_HOST and EITJE_NMBRS_SMTP_PORT, and whether a firewall is in between. Waiting mail is tried again.",
        "De mailserver is niet bereikbaar; er is geen mail verstuurd ({said}).",
        "Controleer EITJE_NMBRS_SMTP_HOST en EITJE_NMBRS_SMTP_PORT, en of er een firewall tussen zit. Wachtende mail wordt opnieuw geprobeerd.",
    ),
    "mail-server-silent": ErrorText(
        M,
        "The mail server did not answer in time, so no mail left ({said}).",
        "Check that EITJE_NMBRS_SMTP_SECURITY fits the port: tls for 465, starttls for 587. Waiting mail is tried again.",
        "De mailserver antwoordde niet op tijd; er is geen mail verstuurd ({said}).",
        "Controleer of EITJE_NMBRS_SMTP_SECURITY bij de poort past: tls bij 465, starttls bij 587. Wachtende mail wordt opnieuw geprobeerd.",
    ),
    "mail-not-encrypted": ErrorText(
        M,
        "There is no safe connection with the mail server, so no mail left and no password was shown ({said}).",
        "Check that EITJE_NMBRS_SMTP_HOST is the name in the server's certificate, and that EITJE_NMBRS_SMTP_SECURITY fits the server.",
        "Er is geen veilige verbinding met de mailserver; er is geen mail en geen wachtwoord verstuurd ({said}).",
        "Controleer of EITJE_NMBRS_SMTP_HOST de naam in het certificaat van de server is, en of EITJE_NMBRS_SMTP_SECURITY bij de server past.",
    ),
    "mail-login-refused": ErrorText(
        M,
        "The mail server does not accept the user name and password, so no mail left ({said}).",
        "Check EITJE_NMBRS_SMTP_USER and EITJE_NMBRS_SMTP_PASSWORD; some providers want a password made for programs.",
        "De mailserver accepteert gebruikersnaam en wachtwoord niet; er is geen mail verstuurd ({said}).",
        "Controleer EITJE_NMBRS_SMTP_USER en EITJE_NMBRS_SMTP_PASSWORD; sommige aanbieders willen een wachtwoord voor programma's.",
    ),
    "mail-sender-refused": ErrorText(
        M,
        "The mail server does not accept mail from this sender, so no mail left ({said}).",
        "Set EITJE_NMBRS_SMTP_FROM to an address that this mail server may send for.",
        "De mailserver accepteert geen mail van deze afzender; er is geen mail verstuurd ({said}).",
        "Zet EITJE_NMBRS_SMTP_FROM op een adres waarvoor deze mailserver mag versturen.",
    ),
    "mail-recipient-refused": ErrorText(
        M,
        "The mail server does not accept mail to this address, so it was not mailed ({said}).",
        "Check the address; take it away with `eitje-nmbrs notifications recipients remove` when it no longer exists.",
        "De mailserver accepteert geen mail aan dit adres; het is niet gemaild ({said}).",
        "Controleer het adres; haal het weg met `eitje-nmbrs notifications recipients remove` als het niet meer bestaat.",
    ),
    "mail-refused": ErrorText(
        M,
        "The mail server refused the message, so it was not mailed ({said}).",
        "Ask whoever keeps the mail server why; the words in brackets are the server's own.",
        "De mailserver weigerde het bericht; het is niet gemaild ({said}).",
        "Vraag de beheerder van de mailserver waarom; de woorden tussen haakjes zijn van de server zelf.",
    ),
    "mail-later": ErrorText(
        M,
        "The mail server does not take the message now, so it was not mailed yet ({said}).",
        "It is tried again by itself; there is nothing to do.",
        "De mailserver neemt het bericht nu niet aan; het is nog niet gemaild ({said}).",
        "Het wordt vanzelf opnieuw geprobeerd; er is niets te doen.",
    ),
    "job-unknown": ErrorText(
        N,
        "There is no work in the background with id {job}; what has long ended is removed.",
        "See `eitje-nmbrs jobs` for what there is.",
        "Er is geen achtergrondtaak met id {job}; wat lang geleden is beëindigd, is verwijderd.",
        "Zie `eitje-nmbrs jobs` voor wat er is.",
    ),
    "job-given-up": ErrorText(
        ErrorKind.UNKNOWN,
        "The work was begun {attempts} times, and each time the program stopped before it ended. It is not begun again.",
        "Look in the log for why the program stops, and at `eitje-nmbrs status`. After an export, start the same export again: it reads back first and sends nothing twice.",
        "De taak is {attempts} keer begonnen en telkens stopte het programma voordat ze klaar was. Ze wordt niet opnieuw begonnen.",
        "Zoek in het logboek waarom het programma stopt, en kijk bij `eitje-nmbrs status`. Was het een export, start die dan opnieuw: die leest eerst terug en verzendt niets dubbel.",
    ),
    "mail-outcome-unknown": ErrorText(
        M,
        "The message was handed over, and no answer came: it may have arrived ({said}).",
        "Look in the mailbox. It is sent at most once more.",
        "Het bericht is overhandigd, maar er kwam geen antwoord: misschien is het aangekomen ({said}).",
        "Kijk in de mailbox. Het wordt hooguit nog één keer verstuurd.",
    ),
    "mail-too-old": ErrorText(
        M,
        "The mail could not leave for a week, and what it told is old news by now, so it was not mailed.",
        "Read it with `eitje-nmbrs notifications`.",
        "De mail kon een week lang niet weg, en is nu geen nieuws meer; hij is niet verstuurd.",
        "Lees de melding met `eitje-nmbrs notifications`.",
    ),
    "mail-recipient-gone": ErrorText(
        M,
        "The address is no longer a recipient, so it was not mailed.",
        "Add it again with `eitje-nmbrs notifications recipients add` if it should be.",
        "Het adres is geen ontvanger meer; het is niet gemaild.",
        "Voeg het weer toe met `eitje-nmbrs notifications recipients add` als dat wel zo moet zijn.",
    ),
    "own-link-unanswered": ErrorText(
        U,
        "It was not said whether eitje's own Nmbrs link is switched off. If both send hours, people are paid twice.",
        "Switch the other link off in eitje and repeat with --own-link-off, or say --own-link-on to go on with a standing warning.",
        "Er is niet gezegd of eitjes eigen Nmbrs-koppeling uit staat. Als beide uren sturen, wordt er dubbel betaald.",
        "Zet die koppeling in eitje uit en herhaal met --own-link-off, of zeg --own-link-on om met een blijvende waarschuwing door te gaan.",
    ),
    "token-missing": ErrorText(
        U,
        "No API token was given: neither the environment nor the file holds one, and there is no terminal to ask for it.",
        "Set EITJE_NMBRS_TOKEN or use --token-file FILE. In Nmbrs the token stands in the user profile, tab API Token.",
        "Er is geen API-token opgegeven: niet in de omgeving, niet in het bestand, en er is geen scherm om ernaar te vragen.",
        "Zet EITJE_NMBRS_TOKEN of gebruik --token-file BESTAND. In Nmbrs staat het token in het gebruikersprofiel, tabblad API Token.",
    ),
    "secret-unreadable": ErrorText(
        U,
        "The stored API token cannot be decrypted with the present key.",
        "Set EITJE_NMBRS_SECRET_KEY or EITJE_NMBRS_SECRET_KEY_FILE to the key with which the link was activated, or activate again.",
        "Het opgeslagen API-token kan niet ontsleuteld worden met de huidige sleutel.",
        "Zet EITJE_NMBRS_SECRET_KEY of EITJE_NMBRS_SECRET_KEY_FILE op de sleutel waarmee geactiveerd is, of activeer opnieuw.",
    ),
    "setting-invalid": ErrorText(
        U,
        "The setting {name} has a value that cannot be used: {detail}",
        "Correct it in the environment or in the settings file.",
        "De instelling {name} heeft een onbruikbare waarde: {detail}",
        "Verbeter die in de omgeving of in het instellingenbestand.",
    ),
    # -- companies and people -----------------------------------------------------------------------------------------
    "company-unknown": ErrorText(
        N,
        "The company {company} is not among those that this Nmbrs token reaches.",
        "See `eitje-nmbrs companies list`.",
        "Het bedrijf {company} hoort niet bij de bedrijven die dit Nmbrs-token bereikt.",
        "Zie `eitje-nmbrs companies list`.",
    ),
    "company-not-linked": ErrorText(
        U,
        "The company {company} is not linked to an eitje venue.",
        "Link it with `eitje-nmbrs companies use {company} --venue NAME`.",
        "Het bedrijf {company} is niet gekoppeld aan een eitje-vestiging.",
        "Koppel het met `eitje-nmbrs companies use {company} --venue NAAM`.",
    ),
    "company-needed": ErrorText(
        U,
        "More than one company is linked: {companies}.",
        "Say which with --company ID.",
        "Er is meer dan één bedrijf gekoppeld: {companies}.",
        "Zeg welk bedrijf met --company ID.",
    ),
    "no-company-linked": ErrorText(
        U,
        "No company is linked to an eitje venue, so there is nothing to work on.",
        "See `eitje-nmbrs companies list`, then `eitje-nmbrs companies use ID --venue NAME`. Not activated yet? Run `eitje-nmbrs activate` first.",
        "Er is geen bedrijf gekoppeld aan een eitje-vestiging; er is niets om mee te werken.",
        "Zie `eitje-nmbrs companies list`, en dan `eitje-nmbrs companies use ID --venue NAAM`. Nog niet geactiveerd? Voer eerst `eitje-nmbrs activate` uit.",
    ),
    "venue-taken": ErrorText(
        U,
        "The venue {venue} is already linked to company {company}; one timecard never goes to two companies.",
        "Unlink it there first: `eitje-nmbrs companies use {company}` with the venues that it keeps.",
        "De vestiging {venue} is al gekoppeld aan bedrijf {company}; een urenregel gaat nooit naar twee bedrijven.",
        "Maak haar daar eerst los: `eitje-nmbrs companies use {company}` met de vestigingen die blijven.",
    ),
    "person-unknown": ErrorText(
        N,
        "Nobody in the imported hours is called {person}.",
        "See `eitje-nmbrs team-members list` for the names to use.",
        "Niemand in de ingelezen uren heet {person}.",
        "Zie `eitje-nmbrs team-members list` voor de namen.",
    ),
    "person-ambiguous": ErrorText(
        U,
        "More than one person in the imported hours is meant by {person}: {keys}.",
        "Use the whole key from `eitje-nmbrs team-members list`.",
        "Er is meer dan één persoon met {person} bedoeld: {keys}.",
        "Gebruik de hele sleutel uit `eitje-nmbrs team-members list`.",
    ),
    "person-not-linked": ErrorText(
        U,
        "{person} is not linked to an employee of this company, so there is nothing to select.",
        "Link the person first: `eitje-nmbrs team-members link`.",
        "{person} is niet gekoppeld aan een medewerker van dit bedrijf, dus er valt niets te kiezen.",
        "Koppel de persoon eerst: `eitje-nmbrs team-members link`.",
    ),
    "venue-unknown": ErrorText(
        N,
        "No venue of the imported hours or the companies is called {name}. Known: {known}.",
        "Write the name as eitje does; `eitje-nmbrs overview --by day` shows the venues.",
        "Geen vestiging in de ingelezen uren of van de bedrijven heet {name}. Bekend: {known}.",
        "Schrijf de naam zoals eitje dat doet; `eitje-nmbrs overview --by day` toont de vestigingen.",
    ),
    "team-unknown": ErrorText(
        N,
        "No team in the imported hours is called {name}. Known: {known}.",
        "Write the name as eitje does.",
        "Geen team in de ingelezen uren heet {name}. Bekend: {known}.",
        "Schrijf de naam zoals eitje dat doet.",
    ),
    "employee-unknown": ErrorText(
        N,
        "There is no employee {employee} among the synchronised team members.",
        "Run `eitje-nmbrs sync`, then see `eitje-nmbrs team-members list`.",
        "Er is geen medewerker {employee} onder de gesynchroniseerde teamleden.",
        "Voer `eitje-nmbrs sync` uit en zie daarna `eitje-nmbrs team-members list`.",
    ),
    "employee-taken": ErrorText(
        U,
        "Employee {employee} is already linked to {person}; the hours of two people would be paid to one.",
        "If they are the same person, repeat with --same-person; otherwise link the right employee.",
        "Medewerker {employee} is al gekoppeld aan {person}; de uren van twee mensen zouden aan één betaald worden.",
        "Is het dezelfde persoon, herhaal dan met --same-person; koppel anders de juiste medewerker.",
    ),
    "unlink-which": ErrorText(
        U,
        "{person} is not linked to exactly one employee ({employees}), so it has to be said which one is meant.",
        "Name the employee too: `eitje-nmbrs team-members unlink PERSON EMPLOYEE`.",
        "{person} is niet aan precies één medewerker gekoppeld ({employees}), dus moet erbij gezegd worden welke bedoeld is.",
        "Noem ook de medewerker: `eitje-nmbrs team-members unlink PERSOON MEDEWERKER`.",
    ),
    "nobody-proposed": ErrorText(
        N,
        "No employee in Nmbrs looks enough like {person} to be proposed.",
        "Run `eitje-nmbrs sync`, or link by hand: `eitje-nmbrs team-members link PERSON EMPLOYEE`.",
        "Geen medewerker in Nmbrs lijkt genoeg op {person} om voor te stellen.",
        "Voer `eitje-nmbrs sync` uit, of koppel met de hand: `eitje-nmbrs team-members link PERSOON MEDEWERKER`.",
    ),
    "proposals-unclear": ErrorText(
        U,
        "More than one employee may be meant by {person}: {proposals}.",
        "Choose by hand: `eitje-nmbrs team-members link PERSON EMPLOYEE`.",
        "Met {person} kan meer dan één medewerker bedoeld zijn: {proposals}.",
        "Kies met de hand: `eitje-nmbrs team-members link PERSOON MEDEWERKER`.",
    ),
    "person-already-linked": ErrorText(
        U,
        "{person} is linked already, to {employees}.",
        "To change that: `eitje-nmbrs team-members link PERSON EMPLOYEE`; to add an employment: the same with --also.",
        "{person} is al gekoppeld, aan {employees}.",
        "Wijzigen: `eitje-nmbrs team-members link PERSOON MEDEWERKER`; een dienstverband erbij: hetzelfde met --also.",
    ),
    "two-people-share-name": ErrorText(
        B,
        "Two people are called {person}, and the hours do not say which of them worked, so a link would pay both to one.",
        "Export the hours from eitje with the column Nmbrs ID or e-mail, or import eitje's user file.",
        "Twee mensen heten {person} en de uren zeggen niet wie van hen werkte; een koppeling zou beiden aan één betalen.",
        "Exporteer de uren uit eitje met de kolom Nmbrs ID of e-mailadres, of lees eitjes teamledenbestand in.",
    ),
    "confirmation-unasked": ErrorText(
        U,
        "Nothing was confirmed: there is nobody to ask.",
        "Look at the list, then repeat with --yes, or with --shown {hash} for exactly that list.",
        "Er is niets bevestigd: er is niemand om het aan te vragen.",
        "Bekijk de lijst en herhaal met --yes, of met --shown {hash} voor precies die lijst.",
    ),
    "confirmation-outdated": ErrorText(
        B,
        "The proposals are no longer those that were shown. Nothing was confirmed.",
        "Look at them again, and confirm those.",
        "De voorstellen zijn niet meer die welke getoond zijn. Er is niets bevestigd.",
        "Bekijk ze opnieuw en bevestig die.",
    ),
    "sync-unconfirmed": ErrorText(
        U,
        "Nothing was stored: the sync changes something, and there is nobody to ask.",
        "Repeat with --yes to store whatever Nmbrs says, or with --shown {hash} to store exactly what --dry-run showed.",
        "Er is niets opgeslagen: de synchronisatie wijzigt iets en er is niemand om het aan te vragen.",
        "Herhaal met --yes om op te slaan wat Nmbrs zegt, of met --shown {hash} voor precies wat --dry-run toonde.",
    ),
    "sync-outdated": ErrorText(
        B,
        "Nmbrs, or who is linked, changed since the differences were shown. Nothing was stored.",
        "Synchronise again, and look at the differences of now.",
        "Nmbrs, of wie gekoppeld is, is veranderd sinds de verschillen getoond zijn. Er is niets opgeslagen.",
        "Synchroniseer opnieuw en bekijk de verschillen van nu.",
    ),
    # -- wage periods -------------------------------------------------------------------------------------------------
    "period-not-readable": ErrorText(
        U,
        "{value} is not a wage period.",
        "Write the year and the number, such as 2026-10.",
        "{value} is geen loonperiode.",
        "Schrijf jaar en nummer, zoals 2026-10.",
    ),
    "calendar-year-needed": ErrorText(
        U,
        "A first period that starts on {start} could belong to either year: only a start in January or December speaks for itself.",
        "Say which wage year with --year.",
        "Een eerste periode die op {start} begint kan bij beide jaren horen: alleen januari of december spreekt voor zich.",
        "Geef het loonjaar op met --year.",
    ),
    "calendar-start-outside-year": ErrorText(
        U,
        "A wage year {year} cannot start on {start}.",
        "Give the first day of the first wage period of that year.",
        "Loonjaar {year} kan niet op {start} beginnen.",
        "Geef de eerste dag van de eerste loonperiode van dat jaar.",
    ),
    "calendar-overlaps": ErrorText(
        U,
        "The last period of {year} starts on {last_start}; with {next_year} starting on {next_start} it would vanish or be twice as long.",
        "Check the start dates of both years.",
        "De laatste periode van {year} begint op {last_start}; als {next_year} op {next_start} begint, verdwijnt ze of wordt ze dubbel zo lang.",
        "Controleer de startdatums van beide jaren.",
    ),
    "calendar-changes-last-period": ErrorText(
        U,
        "This start makes the last period of {year} end on {last_day} instead of {usual_last_day}: {days} days instead of {usual_days}.",
        "If that is meant, repeat with --last-period-accepted-by NAME.",
        "Door deze start eindigt de laatste periode van {year} op {last_day} in plaats van {usual_last_day}: {days} dagen in plaats van {usual_days}.",
        "Als dat de bedoeling is, herhaal met --last-period-accepted-by NAAM.",
    ),
    "calendar-in-use": ErrorText(
        B,
        "Something was already exported of days that would move to another period: {moves}. What was paid in one period would be paid in another as well, or not at all. Nothing was changed.",
        "Keep the start date {start} of {year}. If it is wrong, undo those exports first.",
        "Van dagen die naar een andere periode zouden verhuizen is al iets geëxporteerd: {moves}. Wat in de ene periode betaald is, zou ook in een andere betaald worden, of helemaal niet. Er is niets gewijzigd.",
        "Houd startdatum {start} van {year} aan. Klopt die niet, maak die exports dan eerst ongedaan.",
    ),
    "calendar-year-skipped": ErrorText(
        U,
        "Wage year {year} does not adjoin {known}, the nearest year that is set: the days of {missing} would lie in no period.",
        "Set {missing} first.",
        "Loonjaar {year} sluit niet aan op {known}, het dichtstbijzijnde ingestelde jaar: de dagen van {missing} zouden in geen enkele periode liggen.",
        "Stel eerst {missing} in.",
    ),
    "calendar-nothing-proposed": ErrorText(
        U,
        "No calendar is proposed for {year}: it is set already, or the year before it is not.",
        "See `eitje-nmbrs wage-period list`; a year is set with `eitje-nmbrs wage-period set --start DATE`.",
        "Voor {year} is geen kalender voorgesteld: dat jaar is al ingesteld, of het jaar ervoor is dat niet.",
        "Zie `eitje-nmbrs wage-period list`; een jaar stelt u in met `eitje-nmbrs wage-period set --start DATUM`.",
    ),
    "calendar-length-differs": ErrorText(
        B,
        "{year} is proposed with periods of one {ours}, as the year before; Nmbrs has periods of one {theirs}. Nothing was confirmed.",
        "Ask the payroll office, and set the year with `eitje-nmbrs wage-period set --start DATE`.",
        "{year} is voorgesteld met perioden van een {ours}, zoals het jaar ervoor; Nmbrs heeft perioden van een {theirs}. Er is niets bevestigd.",
        "Vraag het de salarisadministratie, en stel het jaar in met `eitje-nmbrs wage-period set --start DATUM`.",
    ),
    "wage-period-not-set": ErrorText(
        U,
        "No wage period is set for {contract_type} in {year}, so no hours can be exported.",
        "Set it with `eitje-nmbrs wage-period set --start DATE`: the first day of the first wage period of the year.",
        "Er is geen loonperiode ingesteld voor {contract_type} in {year}; er kunnen geen uren geëxporteerd worden.",
        "Stel die in met `eitje-nmbrs wage-period set --start DATUM`: de eerste dag van de eerste loonperiode van het jaar.",
    ),
    "period-not-in-calendar": ErrorText(
        U,
        "Period {period} does not exist: {year} has {count} periods for this company.",
        "See `eitje-nmbrs wage-period list`.",
        "Periode {period} bestaat niet: {year} heeft {count} perioden voor dit bedrijf.",
        "Zie `eitje-nmbrs wage-period list`.",
    ),
    # -- mapping ------------------------------------------------------------------------------------------------------
    "thing-unknown": ErrorText(
        U,
        "{thing} cannot be mapped.",
        "Use hours, days, allowance:NAME or meal:NAME.",
        "{thing} kan niet gekoppeld worden.",
        "Gebruik hours, days, allowance:NAAM of meal:NAAM.",
    ),
    "code-unknown": ErrorText(
        N,
        "Nmbrs has no {kind} {code} for company {company}.",
        "See `eitje-nmbrs mapping show --codes`. Codes differ per company; new ones are made in Nmbrs.",
        "Nmbrs kent geen {kind} {code} voor bedrijf {company}.",
        "Zie `eitje-nmbrs mapping show --codes`. Codes verschillen per bedrijf; nieuwe maakt u in Nmbrs.",
    ),
    "mapping-contract-type-needed": ErrorText(
        U,
        "A rule for worked hours must name its contract type.",
        "Add --contract-type zero-hours or --contract-type hours-contract.",
        "Een regel voor gewerkte uren moet het contracttype noemen.",
        "Voeg --contract-type zero-hours of --contract-type hours-contract toe.",
    ),
    "mapping-salary-unconfirmed": ErrorText(
        U,
        "Hours on {code} for hours contracts are paid on top of the salary. It was not confirmed that this is meant.",
        "Repeat with --on-top-of-salary-by NAME if it is.",
        "Uren op {code} voor urencontracten worden boven op het salaris betaald. Niet bevestigd is dat dit de bedoeling is.",
        "Herhaal met --on-top-of-salary-by NAAM als dat zo is.",
    ),
    "rule-unknown": ErrorText(
        N,
        "There is no rule for {rule}. Rules for it: {known}.",
        "Name the conditions and the first day exactly as mapping show lists them.",
        "Er is geen regel voor {rule}. Wel: {known}.",
        "Noem de voorwaarden en de eerste dag precies zoals mapping show ze toont.",
    ),
    "mapping-overlap": ErrorText(
        U,
        "There are two rules for {rule}: the same conditions and first day. Nothing was saved.",
        "Keep one of them, or give the later one a first day of its own.",
        "Er zijn twee regels voor {rule}: dezelfde voorwaarden en eerste dag. Er is niets opgeslagen.",
        "Houd er één, of geef de latere een eigen eerste dag.",
    ),
    "mapping-code-shared": ErrorText(
        U,
        "{thing} would go to code {code}, which is that of worked hours. An allowance comes on top, so it needs an hour code of its own.",
        "Use another hour code for one of the two; mapping show --codes lists them.",
        "{thing} zou naar code {code} gaan, die van de gewerkte uren. Een toeslag komt er bovenop en heeft een eigen uurcode nodig.",
        "Gebruik voor een van beide een andere uurcode; mapping show --codes toont ze.",
    ),
    "mapping-file-unreadable": ErrorText(
        U,
        "The mapping file cannot be read. {detail}. Nothing was changed.",
        "Correct that line; mapping export writes an example of the form.",
        "Het koppelingsbestand is niet te lezen. {detail}. Er is niets gewijzigd.",
        "Verbeter die regel; mapping export schrijft een voorbeeld van de vorm.",
    ),
    "mapping-file-wrong": ErrorText(
        U,
        "The mapping file has mistakes ({count}): {detail}\nNothing was changed.",
        "Correct these lines, then check again: mapping check FILE.",
        "Het koppelingsbestand bevat fouten ({count}): {detail}\nEr is niets gewijzigd.",
        "Verbeter deze regels en controleer opnieuw: mapping check BESTAND.",
    ),
    "mapping-file-of-other-company": ErrorText(
        U,
        "The mapping file is of company {file}, and this is company {company}. Nothing was changed.",
        "Choose the company with --company; to use the rules here as well, change company in the file.",
        "Het koppelingsbestand is van bedrijf {file}, en dit is bedrijf {company}. Er is niets gewijzigd.",
        "Kies het bedrijf met --company; om de regels ook hier te gebruiken, wijzig company in het bestand.",
    ),
    "mapping-import-unconfirmed": ErrorText(
        U,
        "Nobody agreed to these changes of the mapping. Nothing was changed.",
        "Look at them with mapping check FILE, then repeat with --yes {hash}.",
        "Niemand heeft ingestemd met deze wijzigingen van de koppeling. Er is niets gewijzigd.",
        "Bekijk ze met mapping check BESTAND en herhaal met --yes {hash}.",
    ),
    "mapping-import-outdated": ErrorText(
        U,
        "The mapping, or the file, changed since these changes were shown. Nothing was changed.",
        "Look at what it would do now: mapping check FILE.",
        "De koppeling of het bestand is gewijzigd nadat deze wijzigingen zijn getoond. Er is niets gewijzigd.",
        "Bekijk wat het nu zou doen: mapping check BESTAND.",
    ),
    # -- allowances ---------------------------------------------------------------------------------------------------
    "allowance-unknown": ErrorText(
        N,
        "There is no allowance {allowance}; known are: {known}.",
        "allowances list shows them.",
        "Er is geen toeslag {allowance}; bekend zijn: {known}.",
        "allowances list toont ze.",
    ),
    "allowance-name-needed": ErrorText(
        U,
        "An allowance needs a name.",
        "Give it one, such as night.",
        "Een toeslag heeft een naam nodig.",
        "Geef er een, zoals nacht.",
    ),
    "allowance-percentage": ErrorText(
        U,
        "{percentage} is no percentage of an allowance.",
        "Use a number above 0 and at most 1000, such as 50 for half the wage on top.",
        "{percentage} is geen percentage van een toeslag.",
        "Gebruik een getal boven 0 en hoogstens 1000, zoals 50 voor het halve loon erbovenop.",
    ),
    "allowance-function-needed": ErrorText(
        U,
        "It is not clear for what {allowance} is paid.",
        "Name teams or shift types, or one column of the file; not both.",
        "Het is niet duidelijk waarvoor {allowance} betaald wordt.",
        "Noem teams of diensttypen, of één kolom van het bestand; niet allebei.",
    ),
    "allowance-window-needed": ErrorText(
        U,
        "{allowance} has no days and times.",
        'Add --window, such as --window "sat 22:00-06:00".',
        "{allowance} heeft geen dagen en tijden.",
        'Voeg --window toe, zoals --window "za 22:00-06:00".',
    ),
    "allowance-holiday-needed": ErrorText(
        U,
        "{allowance} has no public holiday.",
        "Choose at least one; allowances holidays lists them.",
        "{allowance} heeft geen feestdag.",
        "Kies er minstens één; allowances holidays toont ze.",
    ),
    "allowance-field-of-other-kind": ErrorText(
        U,
        "{allowance} is an allowance of the kind {kind}, to which {field} does not belong.",
        "Leave {field} out, or choose another kind.",
        "{allowance} is een toeslag van de soort {kind}; daar hoort {field} niet bij.",
        "Laat {field} weg, of kies een andere soort.",
    ),
    "allowance-column-in-group": ErrorText(
        U,
        "{allowance} takes its hours from the column {column}, which does not say at what time they were; it cannot be in an exclusive group.",
        "Leave it out of the group.",
        "{allowance} haalt uren uit de kolom {column}, die niet zegt op welk moment; dat kan niet in een groep die elkaar uitsluit.",
        "Laat deze buiten de groep.",
    ),
    "allowance-ends-before-start": ErrorText(
        U,
        "{allowance} would end before it begins.",
        "Choose a last day on or after the first.",
        "{allowance} zou eindigen vóór het begin.",
        "Kies een laatste dag op of na de eerste.",
    ),
    "window-not-readable": ErrorText(
        U,
        "{window} is not a window of days and times.",
        "Write it as mon-fri 20:00-24:00, sat 22:00-06:00 or daily 00:00-07:00.",
        "{window} is geen venster van dagen en tijden.",
        "Schrijf het als ma-vr 20:00-24:00, za 22:00-06:00 of daily 00:00-07:00.",
    ),
    "window-ends-equal": ErrorText(
        U,
        "The window {window} begins and ends at the same time.",
        "For a whole day, write 00:00-24:00.",
        "Het venster {window} begint en eindigt op hetzelfde moment.",
        "Schrijf voor een hele dag 00:00-24:00.",
    ),
    "holiday-unknown": ErrorText(
        N,
        "There is no public holiday {holiday}; known are: {known}.",
        "Use one of these names.",
        "Er is geen feestdag {holiday}; bekend zijn: {known}.",
        "Gebruik een van deze namen.",
    ),
    "clock-time-skipped": ErrorText(
        U,
        "{clock} did not occur in that night: the clock went forward.",
        "Use another time.",
        "{clock} kwam in die nacht niet voor: de klok ging vooruit.",
        "Gebruik een andere tijd.",
    ),
    "day-out-of-range": ErrorText(
        U,
        "A shift lies in a year between {first} and {last}; {day} does not.",
        "Use another day.",
        "Een dienst ligt in een jaar van {first} tot en met {last}; {day} niet.",
        "Gebruik een andere dag.",
    ),
    # -- files --------------------------------------------------------------------------------------------------------
    "file-not-found": ErrorText(
        U,
        "The file {file} cannot be opened: {detail}",
        "Check the name and whether you may read it.",
        "Het bestand {file} kan niet geopend worden: {detail}",
        "Controleer de naam en of u het mag lezen.",
    ),
    "file-not-eitje": ErrorText(
        U,
        "{file} is not an export of hours or of team members from eitje: {detail} Nothing was imported.",
        "Export the hours again in eitje (Hours, Details, export) and import that file.",
        "{file} is geen uren- of teamledenexport uit eitje: {detail} Er is niets ingelezen.",
        "Exporteer de uren opnieuw in eitje (Uren, Details, exporteren) en lees dat bestand in.",
    ),
    "file-damaged": ErrorText(
        U,
        "{file} is damaged or cut off: {detail} Nothing was imported.",
        "Download the export from eitje again.",
        "{file} is beschadigd of afgekapt: {detail} Er is niets ingelezen.",
        "Download de export opnieuw uit eitje.",
    ),
    "file-too-large": ErrorText(
        U,
        "{file} is larger than allowed: {detail} Nothing was imported.",
        "Export a shorter span of days, or raise the limit in the settings.",
        "{file} is groter dan toegestaan: {detail} Er is niets ingelezen.",
        "Exporteer een kortere periode, of verhoog de grens in de instellingen.",
    ),
    "file-has-bad-rows": ErrorText(
        U,
        "{count} rows of {file} cannot be read, so nothing was imported. {detail}",
        "Correct these entries in eitje and export again.",
        "{count} rijen van {file} kunnen niet gelezen worden; er is niets ingelezen. {detail}",
        "Verbeter deze regels in eitje en exporteer opnieuw.",
    ),
    "file-does-not-add-up": ErrorText(
        U,
        "The totals row of {file} says {stated}, the rows add up to {counted}: rows are missing or changed. Nothing was imported.",
        "Download the export from eitje again, and do not edit it.",
        "De totaalrij van {file} zegt {stated}, de rijen tellen op tot {counted}: er ontbreken rijen of ze zijn gewijzigd. Er is niets ingelezen.",
        "Download de export opnieuw uit eitje en pas hem niet aan.",
    ),
    "file-contradicts-itself": ErrorText(
        U,
        "The head and the log sheet of {file} disagree on {field}: {head} and {log}. Nothing was imported.",
        "Download the export from eitje again.",
        "De kop en het tabblad log van {file} verschillen in {field}: {head} en {log}. Er is niets ingelezen.",
        "Download de export opnieuw uit eitje.",
    ),
    "file-year-needed": ErrorText(
        U,
        "The dates in {file} have no year, and the file does not name its period. Nothing was imported.",
        "Repeat with --period, such as --period 2026-10.",
        "De datums in {file} hebben geen jaar en het bestand noemt zijn periode niet. Er is niets ingelezen.",
        "Herhaal met --period, bijvoorbeeld --period 2026-10.",
    ),
    "file-outdated": ErrorText(
        U,
        "{file} was exported from eitje on {exported}, before the file of {last} that was already imported for these days.",
        "Import a fresh export, so that later changes are not lost.",
        "{file} is op {exported} uit eitje geëxporteerd, vóór het bestand van {last} dat voor deze dagen al is ingelezen.",
        "Lees een nieuwe export in, zodat latere wijzigingen niet verloren gaan.",
    ),
    "file-key-twice": ErrorText(
        U,
        "The support ID {key} stands on more than one row of {file} with different content. Nothing was imported.",
        "Download the export from eitje again.",
        "Support-ID {key} staat op meer dan één rij van {file} met verschillende inhoud. Er is niets ingelezen.",
        "Download de export opnieuw uit eitje.",
    ),
    "covers-not-readable": ErrorText(
        U,
        "{value} is not a span of days.",
        "Write the first and the last day, such as 2026-10-01..2026-10-31.",
        "{value} is geen reeks dagen.",
        "Schrijf de eerste en de laatste dag, zoals 2026-10-01..2026-10-31.",
    ),
    # -- export -------------------------------------------------------------------------------------------------------
    "nothing-selected": ErrorText(
        U,
        "Nothing was chosen to send.",
        "Choose at least one of --hours, --days, --allowances and --meals.",
        "Er is niets gekozen om te verzenden.",
        "Kies ten minste een van --hours, --days, --allowances en --meals.",
    ),
    "carry-not-before": ErrorText(
        U,
        "Late hours of {carry} cannot go along in {period}: only those of a period before it can.",
        "Choose an earlier period with --carry, or export {carry} itself.",
        "Late uren van {carry} kunnen niet mee in {period}: alleen die van een eerdere periode kunnen dat.",
        "Kies met --carry een eerdere periode, of exporteer {carry} zelf.",
    ),
    "carry-needs-amounts": ErrorText(
        U,
        "Nothing was chosen that can go along: only hours, allowances and meals of a closed period can, its days cannot.",
        "Choose --hours, --allowances or --meals, or leave --carry out.",
        "Er is niets gekozen dat mee kan: alleen uren, toeslagen en maaltijden van een gesloten periode kunnen mee, dagen niet.",
        "Kies --hours, --allowances of --meals, of laat --carry weg.",
    ),
    "contract-type-not-exported": ErrorText(
        U,
        "Hours of contract type {contract_type} are never exported.",
        "Choose zero-hours or hours-contract.",
        "Uren van contracttype {contract_type} worden nooit geëxporteerd.",
        "Kies zero-hours of hours-contract.",
    ),
    "plan-unknown": ErrorText(
        N,
        "There is no plan {plan}.",
        "Make one with `eitje-nmbrs export plan` and use the hash that it prints.",
        "Er is geen plan {plan}.",
        "Maak er een met `eitje-nmbrs export plan` en gebruik de hash die dat toont.",
    ),
    "plan-for-other-selection": ErrorText(
        U,
        "Plan {plan} was made for another selection: {planned}.",
        "Repeat the choices of the plan, or make a new one.",
        "Plan {plan} is gemaakt voor een andere keuze: {planned}.",
        "Herhaal de keuzes van het plan, of maak een nieuw plan.",
    ),
    "plan-lapsed": ErrorText(
        B,
        "Since the plan was made, this changed: {changes}. Nothing was sent.",
        "Make a new plan with `eitje-nmbrs export plan` and look at it again.",
        "Sinds het plan is dit veranderd: {changes}. Er is niets verzonden.",
        "Maak een nieuw plan met `eitje-nmbrs export plan` en bekijk het opnieuw.",
    ),
    "plan-unconfirmed": ErrorText(
        U,
        "Nobody agreed to the plan, and there is no terminal to ask.",
        "Repeat with --plan HASH (or --yes).",
        "Niemand heeft met het plan ingestemd en er is geen scherm om het te vragen.",
        "Herhaal met --plan HASH (of --yes).",
    ),
    "export-blocked": ErrorText(
        B,
        "Findings block the whole export: {findings}. Nothing was sent.",
        "Resolve them and plan again.",
        "Bevindingen blokkeren de hele export: {findings}. Er is niets verzonden.",
        "Los ze op en maak een nieuw plan.",
    ),
    "export-busy": ErrorText(
        B,
        "Somebody else is exporting {period} of company {company} right now ({owner}, until {until} at the latest). Nothing was sent.",
        "Wait until that export has ended, then look at its result. If it crashed, wait until that moment and run the export again.",
        "Iemand anders exporteert nu {period} van bedrijf {company} ({owner}, uiterlijk tot {until}). Er is niets verzonden.",
        "Wacht tot die export klaar is en bekijk het resultaat. Is hij afgebroken, wacht dan tot dat moment en exporteer opnieuw.",
    ),
    "lease-lost": ErrorText(
        ErrorKind.UNKNOWN,
        "The right to write in {period} of company {company} was lost while exporting; another run took over.",
        "Look at `eitje-nmbrs status`, and run the export again: it goes on where it is safe.",
        "Het recht om in {period} van bedrijf {company} te schrijven is tijdens de export vervallen; een andere run nam het over.",
        "Kijk bij `eitje-nmbrs status` en voer de export opnieuw uit: die gaat verder waar het veilig is.",
    ),
    "export-interrupted": ErrorText(
        ErrorKind.UNKNOWN,
        "The export stopped after something had been sent, which is on record: {detail}",
        "Run the export again: it first finds out what Nmbrs did, and sends nothing twice.",
        "De export stopte nadat er iets verzonden was, wat is vastgelegd: {detail}",
        "Voer de export opnieuw uit: die zoekt eerst uit wat Nmbrs deed, en verzendt niets dubbel.",
    ),
    "export-unknown": ErrorText(
        N,
        "There is no export {export}.",
        "See `eitje-nmbrs export list`.",
        "Er is geen export {export}.",
        "Zie `eitje-nmbrs export list`.",
    ),
    "undo-period-closed": ErrorText(
        B,
        "Period {period} is paid, or lies before Nmbrs' current period {current}: an export into it cannot be undone. Nothing was sent.",
        "Correct the hours in eitje and export the period again, with consent of the payroll office.",
        "Periode {period} is uitbetaald of ligt voor de huidige periode {current} van Nmbrs: een export daarin kan niet meer worden teruggedraaid. Er is niets verzonden.",
        "Verbeter de uren in eitje en exporteer de periode opnieuw, met toestemming van de salarisadministratie.",
    ),
    "undo-nothing": ErrorText(
        B,
        "Export {export} changed nothing in Nmbrs, so there is nothing to undo.",
        "See `eitje-nmbrs export show {export}`; `eitje-nmbrs export list` names the others.",
        "Export {export} heeft niets gewijzigd in Nmbrs; er is niets terug te draaien.",
        "Zie `eitje-nmbrs export show {export}`; `eitje-nmbrs export list` noemt de andere.",
    ),
    "undo-consent-not-offered": ErrorText(
        U,
        "An undo takes no consent to {what}.",
        "Only future and days can be consented to.",
        "Voor terugdraaien bestaat geen toestemming voor {what}.",
        "Alleen future en days kunnen worden toegestaan.",
    ),
    "consent-needs-name": ErrorText(
        U,
        "A consent is recorded with the name of who gave it, and no name was given.",
        "Add --by NAME.",
        "Een toestemming wordt vastgelegd met de naam van wie die gaf, en er is geen naam opgegeven.",
        "Voeg --by NAAM toe.",
    ),
    "difference-unknown": ErrorText(
        N,
        "There is no open difference {difference}.",
        "See `eitje-nmbrs differences list`; it may have been resolved, or have changed since.",
        "Er is geen open verschil {difference}.",
        "Zie `eitje-nmbrs differences list`; het kan opgelost of veranderd zijn.",
    ),
    "choice-not-offered": ErrorText(
        U,
        "{choice} is no answer to this difference ({cause}).",
        "Choose one of: {offered}.",
        "{choice} is geen antwoord op dit verschil ({cause}).",
        "Kies uit: {offered}.",
    ),
    "reason-needed": ErrorText(
        U,
        "A choice is recorded with its reason, and no reason was given.",
        "Add --reason TEXT.",
        "Een keuze wordt vastgelegd met de reden, en er is geen reden opgegeven.",
        "Voeg --reason TEKST toe.",
    ),
    "finding-unknown": ErrorText(
        N,
        "There is no finding {finding} in the last plans.",
        "Make a plan; it shows the ids of its findings.",
        "Er is geen bevinding {finding} in de laatste plannen.",
        "Maak een plan; dat toont de nummers van de bevindingen.",
    ),
    "finding-blocks": ErrorText(
        U,
        "Finding {finding} blocks; only warnings can be set aside.",
        "Remove its cause.",
        "Bevinding {finding} blokkeert; alleen waarschuwingen kunnen terzijde gelegd worden.",
        "Neem de oorzaak weg.",
    ),
    "finding-not-acceptable": ErrorText(
        U,
        "Finding {finding} is not one that can be accepted.",
        "What can be accepted says so in its remedy. A warning is set aside: findings ignore. For the rest, remove the cause.",
        "Bevinding {finding} kan niet geaccepteerd worden.",
        "Wat geaccepteerd kan worden, zegt dat erbij. Een waarschuwing leg je terzijde: findings ignore. Neem anders de oorzaak weg.",
    ),
    "finding-not-aside": ErrorText(
        N,
        "Finding {finding} is neither set aside nor accepted.",
        "findings list --all shows what is; name its period with --period.",
        "Bevinding {finding} is niet terzijde gelegd en niet geaccepteerd.",
        "findings list --all toont wat dat wel is; noem de periode met --period.",
    ),
    "finding-kind-unknown": ErrorText(
        N,
        "There is no kind of finding called {code}.",
        "findings list --period PERIOD shows the kinds that were found.",
        "Er is geen soort bevinding met de naam {code}.",
        "findings list --period PERIODE toont de gevonden soorten.",
    ),
    "finding-kind-absent": ErrorText(
        N,
        "No finding {code} is open in {period}.",
        "findings list --period {period} --all shows everything that was found, and what was said about it.",
        "In {period} staat geen bevinding {code} open.",
        "findings list --period {period} --all toont alles wat is gevonden, en wat erover is gezegd.",
    ),
    "finding-always-on": ErrorText(
        U,
        "Findings {code} cannot be switched on or off.",
        "These can: {codes}.",
        "Bevindingen {code} kunnen niet aan- of uitgezet worden.",
        "Deze wel: {codes}.",
    ),
    "threshold-invalid": ErrorText(
        U,
        "The threshold {threshold} is out of bounds.",
        "It must be within {allowed}.",
        "De drempel {threshold} ligt buiten de grenzen.",
        "Die moet binnen {allowed} liggen.",
    ),
    # -- storage ------------------------------------------------------------------------------------------------------
    "database-unusable": ErrorText(
        U,
        "The database {url} cannot be used: {detail}",
        "Check EITJE_NMBRS_DATABASE_URL, the folder and its rights.",
        "De database {url} kan niet gebruikt worden: {detail}",
        "Controleer EITJE_NMBRS_DATABASE_URL, de map en de rechten.",
    ),
    "database-too-new": ErrorText(
        U,
        "The database {url} was written by a newer version of this product (revision {revision}).",
        "Install that version, or restore a backup from before.",
        "De database {url} is door een nieuwere versie van dit product geschreven (revisie {revision}).",
        "Installeer die versie, of zet een eerdere back-up terug.",
    ),
    "database-busy": ErrorText(
        B,
        "The database {url} is locked by another process for too long. Nothing was done.",
        "Try again; if it stays so, see which program has the file open.",
        "De database {url} is te lang door een ander proces vergrendeld. Er is niets gedaan.",
        "Probeer het opnieuw; blijft het zo, kijk dan welk programma het bestand open heeft.",
    ),
    # -- http ---------------------------------------------------------------------------------------------------------
    "http-key-missing": ErrorText(
        U,
        "The HTTP interface has no key of at least {least} characters; without one, any program on this machine could send pay. It did not start.",
        "Set EITJE_NMBRS_HTTP_KEY to a long random text, and give it to the programs that may call.",
        "De HTTP-interface heeft geen sleutel van ten minste {least} tekens; zonder sleutel kan elk programma op deze computer loon verzenden. Ze is niet gestart.",
        "Zet EITJE_NMBRS_HTTP_KEY op een lange willekeurige tekst en geef die aan de programma's die mogen aanroepen.",
    ),
    "port-not-free": ErrorText(
        U,
        "The HTTP interface cannot listen on port {port} of this machine: {detail}",
        "Choose another port, or end the program that uses this one.",
        "De HTTP-interface kan niet luisteren op poort {port} van deze computer: {detail}",
        "Kies een andere poort, of beëindig het programma dat deze gebruikt.",
    ),
    "key-refused": ErrorText(
        U,
        "The request did not carry the right key. Nothing was done.",
        "Send the header `Authorization: Bearer KEY` with the key in EITJE_NMBRS_HTTP_KEY.",
        "Het verzoek had niet de juiste sleutel. Er is niets gedaan.",
        "Stuur de header `Authorization: Bearer SLEUTEL` mee met de sleutel in EITJE_NMBRS_HTTP_KEY.",
    ),
    "host-refused": ErrorText(
        U,
        "The request was addressed to another name than this machine's own. Nothing was done.",
        "Call http://127.0.0.1 or http://localhost with the port that was chosen.",
        "Het verzoek was gericht aan een andere naam dan die van deze computer zelf. Er is niets gedaan.",
        "Roep http://127.0.0.1 of http://localhost aan met de gekozen poort.",
    ),
    "cross-site-refused": ErrorText(
        U,
        "A browser sent this request on behalf of another site. Nothing was done.",
        "Call the interface from a program on this machine; close the page that tried.",
        "Een browser stuurde dit verzoek namens een andere site. Er is niets gedaan.",
        "Roep de interface aan vanuit een programma op deze computer; sluit de pagina die het probeerde.",
    ),
    "request-invalid": ErrorText(
        U,
        "The request cannot be used: {detail}. Nothing was done.",
        "Correct what is named; /api/v1/openapi.json describes every request.",
        "Het verzoek is onbruikbaar: {detail}. Er is niets gedaan.",
        "Verbeter wat genoemd is; /api/v1/openapi.json beschrijft elk verzoek.",
    ),
    "body-too-large": ErrorText(
        U,
        "The request is larger than {limit} bytes. Nothing was done.",
        "Split it; a file of hours goes to /api/v1/timecards.",
        "Het verzoek is groter dan {limit} bytes. Er is niets gedaan.",
        "Splits het; een bestand met uren gaat naar /api/v1/timecards.",
    ),
    "address-unknown": ErrorText(
        N,
        "There is nothing at this address.",
        "See /api/v1/openapi.json for the addresses that exist.",
        "Op dit adres is niets.",
        "Zie /api/v1/openapi.json voor de adressen die bestaan.",
    ),
    "method-not-allowed": ErrorText(
        U,
        "This address does not answer to {method}. Nothing was done.",
        "See /api/v1/openapi.json for what it answers to.",
        "Dit adres antwoordt niet op {method}. Er is niets gedaan.",
        "Zie /api/v1/openapi.json voor waar het wel op antwoordt.",
    ),
    "internal-error": ErrorText(
        U,
        "Something happened that this product did not foresee (reference {reference}). It is not known how far it came.",
        "Look in the log for the reference. After an export, run the same export again: it reads back first and sends nothing twice.",
        "Er gebeurde iets wat dit product niet voorzag (kenmerk {reference}). Onbekend is hoe ver het kwam.",
        "Zoek het kenmerk op in het logboek. Was het een export, voer die dan opnieuw uit: die leest eerst terug en verzendt niets dubbel.",
    ),
}
