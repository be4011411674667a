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
        "If they are the same person in eitje, correct the name or e-mail there; otherwise link the right employee.",
        "Medewerker {employee} is al gekoppeld aan {person}; de uren van twee mensen zouden aan één betaald worden.",
        "Is het in eitje dezelfde persoon, verbeter daar naam of e-mail; koppel anders de juiste medewerker.",
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
        "This start makes the last period of {year} end on {last_day} instead of {usual_last_day}.",
        "If that is meant, repeat with --accept-last-period.",
        "Door deze start eindigt de laatste periode van {year} op {last_day} in plaats van {usual_last_day}.",
        "Als dat de bedoeling is, herhaal met --accept-last-period.",
    ),
    "calendar-in-use": ErrorText(
        B,
        "Hours of wage year {year} were already exported; with another start they would lie in other periods than the ones paid.",
        "Keep the start date {start}. If it is wrong, undo those exports first.",
        "Uren van loonjaar {year} zijn al geëxporteerd; met een andere start vallen ze in andere perioden dan betaald.",
        "Houd startdatum {start} aan. Klopt die niet, maak die exports dan eerst ongedaan.",
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
