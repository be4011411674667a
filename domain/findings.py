"""Findings: what stands in the way of an export, or what a person should look at first.

A blocking finding stops one person, or the whole export where it concerns all; a warning never stops anything.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import Enum

from domain.terms import ContractType, EmployeeId


class Reach(Enum):
    """What a finding stops."""

    EXPORT = "export"
    PERSON = "person"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class FindingText:
    """The cause and the remedy of one code, in English and Dutch, with ``{names}`` that the finding fills in."""

    reach: Reach
    cause: str
    remedy: str
    cause_nl: str
    remedy_nl: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. ``details`` fill in the sentences; ``contract_type`` None concerns every export of the period.

    ``accepted`` says that a person took it upon them, so that it stops nothing any more.
    """

    code: str
    person: str = ""
    employee: EmployeeId | None = None
    person_key: str | None = None
    day: date | None = None
    contract_type: ContractType | None = None
    details: tuple[tuple[str, str], ...] = ()
    accepted: bool = False

    @property
    def id(self) -> str:
        """Stays the same as long as the same thing is found again."""
        parts = (
            self.code,
            self.person_key or self.employee or self.person,
            str(self.day or ""),
            *map(str, self.details),
        )
        return "F" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:8]

    @property
    def reach(self) -> Reach:
        """What it stops."""
        return Reach.NOTHING if self.accepted else FINDINGS[self.code].reach

    @property
    def blocks(self) -> bool:
        """True when it stops a person or the export."""
        return self.reach is not Reach.NOTHING

    def cause(self, language: str = "en") -> str:
        """What was found, in ``en`` or ``nl``."""
        text = FINDINGS[self.code]
        return (text.cause_nl if language == "nl" else text.cause).format(**dict(self.details))

    def remedy(self, language: str = "en") -> str:
        """What to do about it, in ``en`` or ``nl``."""
        text = FINDINGS[self.code]
        return (text.remedy_nl if language == "nl" else text.remedy).format(**dict(self.details))


def details(**values: object) -> tuple[tuple[str, str], ...]:
    """Details of a finding, in a fixed order."""
    return tuple((name, str(value)) for name, value in sorted(values.items()))


E, P, W = Reach.EXPORT, Reach.PERSON, Reach.NOTHING

FINDINGS: dict[str, FindingText] = {
    "period-length-differs": FindingText(
        E,
        "The calendar has periods of one {ours}, Nmbrs has periods of one {theirs}.",
        "Set the wage period again.",
        "De kalender heeft perioden van een {ours}, Nmbrs van een {theirs}.",
        "Stel de loonperiode opnieuw in.",
    ),
    "period-past": FindingText(
        E,
        "Period {period} lies before Nmbrs' current period {current}. A change leads to a retroactive correction (TWK) in the next run.",
        "Give consent by name: --consent past --by NAME; or send only the late hours, in the open period: --carry {period}.",
        "Periode {period} ligt vóór de huidige periode {current} in Nmbrs. Een wijziging leidt tot een TWK-correctie in de volgende run.",
        "Geef toestemming op naam: --consent past --by NAAM; of stuur alleen de late uren, in de open periode: --carry {period}.",
    ),
    "run-locked": FindingText(
        E,
        "Run {run} of period {period} is locked in Nmbrs: it has been paid. A change leads to a retroactive correction (TWK) in the next run.",
        "Give consent by name: --consent locked --by NAME; or send only the late hours, in the open period: --carry {period}.",
        "Loonrun {run} van periode {period} is vergrendeld in Nmbrs: er is al betaald. Een wijziging leidt tot een TWK-correctie in de volgende run.",
        "Geef toestemming op naam: --consent locked --by NAAM; of stuur alleen de late uren, in de open periode: --carry {period}.",
    ),
    "closed-with-consent": FindingText(
        W,
        "Period {period} is closed in Nmbrs. {by} consented: what changes is not paid with that period any more, but put right by a retroactive correction (TWK) in the next run.",
        "Look at every change below before it is sent, and tell the payroll office.",
        "Periode {period} is afgesloten in Nmbrs. {by} gaf toestemming: wat wijzigt wordt niet meer met die periode betaald, maar met een TWK-correctie in de volgende run rechtgezet.",
        "Bekijk elke wijziging hieronder voordat die wordt verzonden, en laat het de salarisadministratie weten.",
    ),
    "period-future": FindingText(
        E,
        "Period {period} lies beyond the one after Nmbrs' current period {current}.",
        "Give consent by name: --consent future --by NAME, or wait.",
        "Periode {period} ligt verder dan één periode na de huidige periode {current} in Nmbrs.",
        "Geef toestemming op naam: --consent future --by NAAM, of wacht.",
    ),
    "period-next": FindingText(
        W,
        "Period {period} is the one after Nmbrs' current period {current}.",
        "Nothing; if Nmbrs refuses it, consent is asked.",
        "Periode {period} volgt op de huidige periode {current} in Nmbrs.",
        "Niets; als Nmbrs het weigert, wordt om toestemming gevraagd.",
    ),
    "wage-year-proposed": FindingText(
        E,
        "Wage year {year} ({first} to {last}) was proposed from the year before; nobody confirmed it yet.",
        "Look at it with `eitje-nmbrs wage-period list`, then `eitje-nmbrs wage-period confirm {year}`. If it starts on another day: `eitje-nmbrs wage-period set --start DATE --year {year}`.",
        "Loonjaar {year} ({first} tot en met {last}) is voorgesteld op grond van het jaar ervoor; niemand heeft het nog bevestigd.",
        "Bekijk het met `eitje-nmbrs wage-period list`, en dan `eitje-nmbrs wage-period confirm {year}`. Begint het op een andere dag: `eitje-nmbrs wage-period set --start DATUM --year {year}`.",
    ),
    "periods-out-of-step": FindingText(
        W,
        "Today lies in period {ours} for {contract_type}, while Nmbrs' current period is {current}: {count} periods apart.",
        "Look at `eitje-nmbrs wage-period list`: either the wage period starts on a wrong day here, or periods are still to be closed in Nmbrs. Ask the payroll office before you export.",
        "Vandaag ligt voor {contract_type} in periode {ours}, terwijl de huidige periode van Nmbrs {current} is: {count} perioden uit elkaar.",
        "Bekijk `eitje-nmbrs wage-period list`: of de loonperiode begint hier op een verkeerde dag, of in Nmbrs moeten nog perioden worden afgesloten. Vraag het de salarisadministratie voordat u exporteert.",
    ),
    "carry-open": FindingText(
        E,
        "Period {period} is not closed: Nmbrs' current period is {current}, and its run is not locked.",
        "Export {period} itself; only late hours of a closed period go along in another one.",
        "Periode {period} is niet gesloten: de huidige periode in Nmbrs is {current}, en de loonrun is niet vergrendeld.",
        "Exporteer {period} zelf; alleen late uren van een gesloten periode gaan in een andere mee.",
    ),
    "not-linked": FindingText(
        P,
        "{name} has hours in this period, but is not linked to an employee in Nmbrs.",
        'Link: team-members link "{key}" EMPLOYEE, or ignore: team-members ignore "{key}".',
        "{name} heeft uren in deze periode, maar is niet gekoppeld aan een medewerker in Nmbrs.",
        'Koppel: team-members link "{key}" MEDEWERKER, of negeer: team-members ignore "{key}".',
    ),
    "two-people-one-name": FindingText(
        P,
        "{count} people are called {name}, and the hours name nobody more exactly.",
        "Export the hours from eitje with the column Nmbrs ID or e-mail, or import eitje's user file.",
        "{count} mensen heten {name}, en de uren zeggen niet wie het is.",
        "Exporteer de uren uit eitje met de kolom Nmbrs ID of e-mailadres, of lees eitjes teamledenbestand in.",
    ),
    "several-companies": FindingText(
        P,
        "{name} is employed by more than one linked company on that day, and the contract venue belongs to none of them.",
        "Set the contract venue in eitje, or link that venue to its company.",
        "{name} is die dag bij meer dan één gekoppeld bedrijf in dienst, en de contractvestiging hoort bij geen ervan.",
        "Vul in eitje de contractvestiging in, of koppel die vestiging aan haar bedrijf.",
    ),
    "not-employed": FindingText(
        P,
        "{name} is not employed in Nmbrs on that day.",
        "Check the start and end date of the employment in Nmbrs, then sync.",
        "{name} is die dag niet in dienst in Nmbrs.",
        "Controleer begin- en einddatum van het dienstverband in Nmbrs en synchroniseer.",
    ),
    "several-employments": FindingText(
        P,
        "{name} has more than one employment at one company on that day: {employees}. Which of them gets the hours is not known.",
        'End one of the employments in Nmbrs, then sync; or say that {name} is only one of them: team-members unlink "{key}" EMPLOYEE.',
        "{name} heeft die dag meer dan één dienstverband bij één bedrijf: {employees}. Onbekend is welk daarvan de uren krijgt.",
        'Beëindig een van de dienstverbanden in Nmbrs en synchroniseer; of zeg dat {name} er maar één van is: team-members unlink "{key}" MEDEWERKER.',
    ),
    "employee-gone": FindingText(
        P,
        "{name} was linked to employee {employees}, who is no longer in Nmbrs.",
        'Ask the payroll office what became of that employee, then link anew: team-members link "{key}" EMPLOYEE.',
        "{name} was gekoppeld aan medewerker {employees}, die niet meer in Nmbrs staat.",
        'Vraag de salarisadministratie wat er met die medewerker is gebeurd en koppel opnieuw: team-members link "{key}" MEDEWERKER.',
    ),
    "two-people-one-employee": FindingText(
        P,
        "{names} were found to be one employee, {employee}, though their names differ. Their hours would all be paid to that one.",
        'One person after all: team-members link "{key}" {employee} --same-person. Otherwise: team-members unlink "{key}" {employee}.',
        "{names} zijn als één medewerker herkend, {employee}, terwijl de namen verschillen. Hun uren zouden allemaal aan die ene betaald worden.",
        'Toch één persoon: team-members link "{key}" {employee} --same-person. Anders: team-members unlink "{key}" {employee}.',
    ),
    "link-name-differs": FindingText(
        W,
        "{name} in the hours was found to be {member} by {how}, but the names have nothing in common.",
        'Check it. If it is somebody else: team-members unlink "{key}". If it is right, say so: team-members link "{key}" EMPLOYEE.',
        "{name} in de uren is herkend als {member} via {how}, maar de namen hebben niets gemeen.",
        'Controleer het. Is het iemand anders: team-members unlink "{key}". Klopt het, zeg dat dan: team-members link "{key}" MEDEWERKER.',
    ),
    "people-together": FindingText(
        W,
        "{names} are linked to one employee, {member}; their hours are added up.",
        'Nothing, if it is one person. Otherwise: team-members unlink "{key}" {employee}.',
        "{names} zijn aan één medewerker gekoppeld, {member}; hun uren worden opgeteld.",
        'Niets, als het één persoon is. Anders: team-members unlink "{key}" {employee}.',
    ),
    "people-alike": FindingText(
        W,
        "{name} and {other} in the hours both look like one employee, {member}.",
        'If it is one person: team-members link "{key}" {employee} --same-person. Otherwise link each to their own.',
        "{name} en {other} in de uren lijken allebei op één medewerker, {member}.",
        'Is het één persoon: team-members link "{key}" {employee} --same-person. Koppel anders ieder aan de eigen medewerker.',
    ),
    "employed-elsewhere-too": FindingText(
        W,
        "{name} is linked, and looks like {member} as well: a second company, or a second employment.",
        'If it is one person: team-members link "{key}" {employee} --also. If not: team-members unlink "{key}" {employee}.',
        "{name} is gekoppeld, en lijkt ook op {member}: een tweede bedrijf of een tweede dienstverband.",
        'Is het één persoon: team-members link "{key}" {employee} --also. Zo niet: team-members unlink "{key}" {employee}.',
    ),
    "email-shared-in-eitje": FindingText(
        W,
        "In eitje {email} is the address of more than one person: {names}.",
        "Give each person an address of their own in eitje, or fill in their Nmbrs ID.",
        "In eitje is {email} het adres van meer dan één persoon: {names}.",
        "Geef in eitje ieder een eigen adres, of vul het Nmbrs ID in.",
    ),
    "email-shared-in-nmbrs": FindingText(
        W,
        "In Nmbrs {email} is the address of more than one employee: {employees}. It links nobody who worked at the same time.",
        "Have the addresses corrected in Nmbrs, or link by hand.",
        "In Nmbrs is {email} het adres van meer dan één medewerker: {employees}. Het koppelt niemand die tegelijk in dienst was.",
        "Laat de adressen in Nmbrs verbeteren, of koppel met de hand.",
    ),
    "employees-alike": FindingText(
        W,
        "Nmbrs has employees of one name at one company at the same time: {employees}.",
        "If it is one person, have one of the two ended in Nmbrs. If not, the hours need the Nmbrs ID or e-mail address.",
        "Nmbrs heeft bij één bedrijf tegelijk medewerkers met één naam: {employees}.",
        "Is het één persoon, laat dan een van de twee in Nmbrs beëindigen. Zo niet, dan is in de uren het Nmbrs ID of e-mailadres nodig.",
    ),
    "number-used-twice": FindingText(
        W,
        "Employee number {number} was given out more than once: {employees}.",
        "Nothing: people are linked by their id, and not by number. Mind it when you look somebody up in Nmbrs.",
        "Personeelsnummer {number} is meer dan één keer gebruikt: {employees}.",
        "Niets: koppelen gaat op id, niet op nummer. Let erop wanneer u iemand in Nmbrs opzoekt.",
    ),
    "email-missing-in-hours": FindingText(
        W,
        "In the hours nothing but a name is known of {names}.",
        "Export the hours from eitje with the column e-mail or Nmbrs ID, or import eitje's user file. Or confirm the proposals.",
        "In de uren is alleen de naam bekend van {names}.",
        "Exporteer de uren uit eitje met de kolom e-mailadres of Nmbrs ID, of lees eitjes teamledenbestand in. Of bevestig de voorstellen.",
    ),
    "email-missing-in-nmbrs": FindingText(
        W,
        "Nmbrs has no e-mail address of {names}.",
        "Have it filled in in Nmbrs, or confirm the proposal when hours of them come in.",
        "Nmbrs heeft geen e-mailadres van {names}.",
        "Laat het in Nmbrs invullen, of bevestig het voorstel zodra er uren van hen komen.",
    ),
    "left-before-day": FindingText(
        P,
        "{name} left on {left}, says Nmbrs; this entry is of a later day.",
        "Correct the day in eitje, or the end of the employment in Nmbrs, then sync.",
        "{name} is volgens Nmbrs op {left} uit dienst gegaan; deze regel is van een latere dag.",
        "Verbeter de dag in eitje, of de einddatum van het dienstverband in Nmbrs, en synchroniseer.",
    ),
    "not-in-company": FindingText(
        P,
        "{name} is employed in Nmbrs by a company that is not linked here, so these hours go nowhere.",
        'Link that company to its venues and sync, or link this person to an employee of this company: team-members link "{key}" EMPLOYEE.',
        "{name} is in Nmbrs in dienst bij een bedrijf dat hier niet is gekoppeld; deze uren gaan nergens heen.",
        'Koppel dat bedrijf aan zijn vestigingen en synchroniseer, of koppel deze persoon aan een medewerker van dit bedrijf: team-members link "{key}" MEDEWERKER.',
    ),
    "no-valid-contract": FindingText(
        P,
        "{name} has no contract on that day, neither in the hours nor in Nmbrs.",
        "Check the contract in Nmbrs, then sync.",
        "{name} heeft die dag geen contract, niet in de uren en niet in Nmbrs.",
        "Controleer het contract in Nmbrs en synchroniseer.",
    ),
    "unmapped": FindingText(
        P,
        "There is no rule for {thing} ({where}).",
        "mapping set {rule} --to CODE, or mapping ignore {rule}.",
        "Er is geen regel voor {thing} ({where}).",
        "mapping set {rule} --to CODE, of mapping ignore {rule}.",
    ),
    "code-missing": FindingText(
        P,
        "Nmbrs has no {kind} {code} for this company.",
        "Make the code in Nmbrs, or map to another one.",
        "Nmbrs kent geen {kind} {code} voor dit bedrijf.",
        "Maak de code aan in Nmbrs, of koppel een andere.",
    ),
    "times-needed": FindingText(
        P,
        "This entry has hours but no start and end, so {names} cannot be worked out.",
        "Export the hours from eitje with the column start- tot eindtijd and import again, or leave allowances out.",
        "Deze regel heeft uren maar geen begin en einde, dus {names} is niet uit te rekenen.",
        "Exporteer de uren uit eitje met de kolom start- tot eindtijd en lees opnieuw in, of laat toeslagen weg.",
    ),
    "column-missing": FindingText(
        P,
        "The file of this entry does not have the column {names}, so its allowance cannot be worked out.",
        "Export the hours from eitje with that column and import again, or leave allowances out.",
        "Het bestand van deze regel heeft de kolom {names} niet, dus de toeslag is niet uit te rekenen.",
        "Exporteer de uren uit eitje met die kolom en lees opnieuw in, of laat toeslagen weg.",
    ),
    "holidays-unknown": FindingText(
        P,
        "The public holidays of this year are not known to {names}.",
        "Set the allowance again: allowances set-holidays.",
        "De feestdagen van dit jaar zijn niet bekend bij {names}.",
        "Stel de toeslag opnieuw in: allowances set-holidays.",
    ),
    "break-too-long": FindingText(
        P,
        "The break of {break_minutes} minutes is longer than the shift of {elapsed} minutes.",
        "Correct the entry in eitje and import again.",
        "De pauze van {break_minutes} minuten is langer dan de dienst van {elapsed} minuten.",
        "Verbeter de regel in eitje en lees opnieuw in.",
    ),
    "foreign-line": FindingText(
        P,
        "Nmbrs already holds {amount} on {code}, which this product did not write.",
        "Choose: differences resolve {difference} --adopt, --on-top or --leave-out, with --reason.",
        "In Nmbrs staat al {amount} op {code}, die niet door dit product is geschreven.",
        "Kies: differences resolve {difference} --adopt, --on-top of --leave-out, met --reason.",
    ),
    "open-difference": FindingText(
        P,
        "{cause}: sent {sent} on {code}, Nmbrs now shows {found}.",
        "Choose: differences resolve {difference} --restore-ours or --keep-theirs, with --reason.",
        "{cause}: verzonden {sent} op {code}, Nmbrs toont nu {found}.",
        "Kies: differences resolve {difference} --restore-ours of --keep-theirs, met --reason.",
    ),
    "unsettled": FindingText(
        P,
        "What Nmbrs did with an earlier change is not known yet ({what}).",
        "Run the export again after {until}; it reads back first and sends nothing twice.",
        "Nog niet bekend is wat Nmbrs met een eerdere wijziging deed ({what}).",
        "Voer de export na {until} opnieuw uit; die leest eerst terug en verzendt niets dubbel.",
    ),
    "under-watch": FindingText(
        W,
        "Nmbrs never showed {what} after it was sent; it may still land, and would then be there twice.",
        "Run verify --period {period} after {until}; it says whether it landed.",
        "Nmbrs heeft {what} na het verzenden nooit getoond; het kan nog aankomen en staat er dan dubbel.",
        "Voer na {until} verify --period {period} uit; dat zegt of het is aangekomen.",
    ),
    "sent-elsewhere": FindingText(
        P,
        "Hours of {name} that this export would send are still in Nmbrs as {amount} on {code} ({contract_type}).",
        "Export {contract_type} first, so that the old line is corrected; then plan again. Otherwise they are paid twice.",
        "Uren van {name} die deze export zou verzenden staan nog in Nmbrs als {amount} op {code} ({contract_type}).",
        "Exporteer eerst {contract_type}, zodat de oude regel wordt gecorrigeerd; maak dan een nieuw plan. Anders wordt er dubbel betaald.",
    ),
    "place-not-apart": FindingText(
        P,
        "{amount} of {name} on {code} is of what was selected and of {others} together; a part of a line cannot be sent.",
        "Select those too, or leave the venue and team out and name the person; or give the venue a code or cost centre of its own with mapping set.",
        "{amount} van {name} op {code} is van wat is gekozen en van {others} samen; een deel van een regel kan niet worden verzonden.",
        "Kies die ook, of laat vestiging en team weg en noem de persoon; of geef de vestiging een eigen code of kostenplaats met mapping set.",
    ),
    "days-wait": FindingText(
        W,
        "The days of {name} are not sent: there are hours elsewhere that are not selected, and days are one number per person.",
        "They go with the export that sends the last of these hours, or one of the whole person.",
        "De dagen van {name} gaan niet mee: er zijn elders uren die niet zijn gekozen, en dagen zijn één getal per persoon.",
        "Ze gaan mee met de export die de laatste van deze uren verzendt, of met een export van de hele persoon.",
    ),
    "sent-beyond-selection": FindingText(
        P,
        "Hours of {name} that this export would send are still in Nmbrs as {amount} on {code} of {whose}, which is not selected.",
        "Select that as well, so that both are corrected at once. Otherwise they are paid twice.",
        "Uren van {name} die deze export zou verzenden staan nog in Nmbrs als {amount} op {code} van {whose}, en dat is niet gekozen.",
        "Kies dat ook, zodat beide in één keer worden gecorrigeerd. Anders wordt er dubbel betaald.",
    ),
    "moves-beyond-selection": FindingText(
        P,
        "Hours of {name} that were sent in {amount} on {code} now belong on {goal}, to a venue or team that is not selected.",
        "Select that as well, so that they are moved at once. Otherwise they would be taken back and not sent.",
        "Uren van {name} die zijn verzonden in {amount} op {code} horen nu op {goal}, bij een vestiging of team dat niet is gekozen.",
        "Kies dat ook, zodat ze in één keer verhuizen. Anders worden ze teruggehaald en niet verzonden.",
    ),
    "sent-as-late-hours": FindingText(
        P,
        "Hours of {name} that this export would send stand here already, as late hours of {period}: {amount} on {code} ({contract_type}).",
        "Export {contract_type} with --carry {period} as well, so that that line is corrected. Otherwise they are paid twice.",
        "Uren van {name} die deze export zou verzenden staan hier al, als late uren van {period}: {amount} op {code} ({contract_type}).",
        "Exporteer {contract_type} ook met --carry {period}, zodat die regel wordt gecorrigeerd. Anders wordt er dubbel betaald.",
    ),
    "moves-both-ways": FindingText(
        W,
        "Hours of {name} move between contract types in both directions; until {contract_type} is exported too, some stand in Nmbrs twice ({amount} on {code}).",
        "Export {contract_type} directly after this one, before the run.",
        "Uren van {name} gaan in beide richtingen naar een ander contracttype; tot {contract_type} ook is geëxporteerd, staan er enkele dubbel in Nmbrs ({amount} op {code}).",
        "Exporteer {contract_type} direct na deze, vóór de loonrun.",
    ),
    "sent-in-another-period": FindingText(
        P,
        "Hours of {name} that this export would send are still in Nmbrs in period {period}, in {amount} on {code}.",
        "Export {period} again first, with consent if it is closed, so that the old line is corrected; then plan again. Otherwise they are paid twice.",
        "Uren van {name} die deze export zou verzenden staan nog in Nmbrs in periode {period}, in {amount} op {code}.",
        "Exporteer eerst {period} opnieuw, met toestemming als die gesloten is, zodat de oude regel wordt gecorrigeerd; maak dan een nieuw plan. Anders wordt er dubbel betaald.",
    ),
    "moves-between-periods": FindingText(
        W,
        "Hours of {name} move between periods in both directions; until {period} is exported too, some stand in Nmbrs twice ({amount} on {code}).",
        "Export {period} directly after this one, before the run.",
        "Uren van {name} gaan in beide richtingen naar een andere periode; tot {period} ook is geëxporteerd, staan er enkele dubbel in Nmbrs ({amount} op {code}).",
        "Exporteer {period} direct na deze, vóór de loonrun.",
    ),
    "carry-foreign-line": FindingText(
        P,
        "Period {period} already holds {amount} on {code}, which this product did not write: it may be the late hours that would go along.",
        "Choose: differences resolve {difference} --period {period}, with --adopt (they are these hours), --on-top or --leave-out, and --reason.",
        "Periode {period} bevat al {amount} op {code}, niet door dit product geschreven: dat kunnen de late uren zijn die mee zouden gaan.",
        "Kies: differences resolve {difference} --period {period}, met --adopt (het zijn deze uren), --on-top of --leave-out, en --reason.",
    ),
    "carry-difference": FindingText(
        P,
        "{cause} in period {period}: sent {sent} on {on}, Nmbrs now shows {found}. So it is not known which hours are late.",
        "To leave it as it is, and its hours out: differences resolve {difference} --period {period} --keep-theirs, with --reason. Otherwise export {period} again, with consent.",
        "{cause} in periode {period}: verzonden {sent} op {on}, Nmbrs toont nu {found}. Daardoor is niet bekend welke uren te laat zijn.",
        "Om het zo te laten, zonder deze uren: differences resolve {difference} --period {period} --keep-theirs, met --reason. Exporteer anders {period} opnieuw, met toestemming.",
    ),
    "carry-unsettled": FindingText(
        P,
        "What became of an earlier change of these hours is not known yet ({what}, in period {period}).",
        "Run the export of {period} again first; it reads back and finishes what was left.",
        "Nog niet bekend is wat er van een eerdere wijziging van deze uren werd ({what}, in periode {period}).",
        "Voer eerst de export van {period} opnieuw uit; die leest terug en maakt af wat er lag.",
    ),
    "two-names-one-key": FindingText(
        P,
        "The hours under {key} carry more than one name: {names}. They would all be paid to one employee.",
        'Correct the e-mail or Nmbrs ID in eitje; if it is one person, say so: team-members link "{key}" EMPLOYEE.',
        "De uren onder {key} dragen meer dan één naam: {names}. Ze zouden allemaal aan één medewerker betaald worden.",
        'Verbeter het e-mailadres of Nmbrs ID in eitje; is het één persoon, zeg dat dan: team-members link "{key}" MEDEWERKER.',
    ),
    "undo-changed-again": FindingText(
        P,
        "Export {later} changed {code} of {name} again after export {export}, so nothing is taken back for {name}.",
        "Undo export {later} first, or correct the hours in eitje and export again.",
        "Export {later} heeft {code} van {name} na export {export} opnieuw gewijzigd; voor {name} wordt niets teruggedraaid.",
        "Draai eerst export {later} terug, of verbeter de uren in eitje en exporteer opnieuw.",
    ),
    "undo-line-changed": FindingText(
        P,
        "The export left {left} on {code} of {name}, where {found} stands now, so nothing is taken back for {name}.",
        "Set it back to {left} in Nmbrs and undo again, or correct it there by hand.",
        "De export liet {left} achter op {code} van {name}, waar nu {found} staat; voor {name} wordt niets teruggedraaid.",
        "Zet het in Nmbrs terug op {left} en draai opnieuw terug, of verbeter het daar met de hand.",
    ),
    "undo-paid-elsewhere": FindingText(
        P,
        "Hours that would stand on {code} of {name} again are paid on another line since: {amount} on {where}. Nothing is taken back for {name}.",
        "Undo the export that wrote that line first, or correct the hours in eitje and export again. Otherwise they are paid twice.",
        "Uren die weer op {code} van {name} zouden staan, worden inmiddels op een andere regel betaald: {amount} op {where}. Voor {name} wordt niets teruggedraaid.",
        "Draai eerst de export terug die die regel schreef, of verbeter de uren in eitje en exporteer opnieuw. Anders wordt er dubbel betaald.",
    ),
    "undo-days-theirs": FindingText(
        W,
        "Days of {name} in Nmbrs is {found}, which this product did not set; before the export it was {before}. It is left as it is.",
        "To set it back nevertheless: --consent days --by NAME.",
        "Dagen van {name} in Nmbrs is {found}, niet door dit product gezet; vóór de export was het {before}. Het blijft zoals het is.",
        "Om het toch terug te zetten: --consent days --by NAAM.",
    ),
    "undo-foreign-line": FindingText(
        P,
        "Nmbrs holds {amount} on {code}, which this product did not write, where something is to be taken back.",
        "If it is right that both stand there: differences resolve {difference} --on-top, with --reason, where differences list shows it. Otherwise correct that line in Nmbrs first.",
        "In Nmbrs staat {amount} op {code}, niet door dit product geschreven, waar iets teruggedraaid moet worden.",
        "Klopt het dat beide er staan: differences resolve {difference} --on-top, met --reason, als differences list het toont. Verbeter anders eerst die regel in Nmbrs.",
    ),
    "left-out": FindingText(
        P,
        "{name} is left out by choice of {by}.",
        "differences list shows the choice.",
        "{name} wordt overgeslagen door een keuze van {by}.",
        "differences list toont de keuze.",
    ),
    "changed-since-plan": FindingText(
        P,
        "Something about {name} changed since the plan was agreed to, so nothing was sent for this person.",
        "Plan again and look at the difference.",
        "Er is iets veranderd bij {name} sinds het plan is goedgekeurd; voor deze persoon is niets verzonden.",
        "Maak een nieuw plan en bekijk het verschil.",
    ),
    "late-hours": FindingText(
        W,
        "Period {period} is closed, and hours that came in after its export were sent nowhere: of {count} people.",
        "Send them along in this period: --carry {period}. Or export {period} again, with consent.",
        "Periode {period} is gesloten, en uren die na de export binnenkwamen zijn nergens verzonden: van {count} mensen.",
        "Stuur ze mee in deze periode: --carry {period}. Of exporteer {period} opnieuw, met toestemming.",
    ),
    "carry-never-exported": FindingText(
        W,
        "This product never exported the {part} of period {period}, so all of them count as late.",
        "Check that nobody else sent that period; what is typed in Nmbrs on other codes is not recognised.",
        "Dit product heeft van periode {period} nooit iets geëxporteerd ({part}), dus dat telt allemaal als te laat.",
        "Controleer of niemand anders die periode heeft verzonden; wat in Nmbrs op andere codes is getypt, wordt niet herkend.",
    ),
    "retro-correction": FindingText(
        W,
        "{name} was paid {amount} too much on {code} for period {period}. Less than nothing is not sent.",
        "Correct it in period {period}, which leads to a retroactive correction (TWK) in the next run: export {period} again, with consent.",
        "{name} kreeg {amount} te veel op {code} voor periode {period}. Minder dan niets wordt niet verzonden.",
        "Corrigeer het in periode {period}, wat leidt tot een TWK-correctie in de volgende run: exporteer {period} opnieuw, met toestemming.",
    ),
    "carried-too-much": FindingText(
        W,
        "Of the hours of {name} in {period}, {amount} more on {code} was sent in {where} than there is now.",
        "Export {where} again with --carry {period}, so that it is corrected there.",
        "Van de uren van {name} in {period} is {amount} meer op {code} verzonden in {where} dan er nu is.",
        "Exporteer {where} opnieuw met --carry {period}, zodat het daar wordt gecorrigeerd.",
    ),
    "own-link-on": FindingText(
        W,
        "eitje's own Nmbrs link is not switched off; if it sends this period as well, people are paid twice.",
        "Switch it off in eitje and activate again with --own-link-off.",
        "Eitjes eigen Nmbrs-koppeling staat niet uit; als die deze periode ook verzendt, wordt er dubbel betaald.",
        "Zet die uit in eitje en activeer opnieuw met --own-link-off.",
    ),
    "days-theirs": FindingText(
        W,
        "Days in Nmbrs is {found}, which this product did not set; it would be {ours}. It is left as it is.",
        "Choose: differences resolve {difference} --restore-ours or --keep-theirs, with --reason.",
        "Dagen in Nmbrs is {found}, niet door dit product gezet; het zou {ours} worden. Het blijft zoals het is.",
        "Kies: differences resolve {difference} --restore-ours of --keep-theirs, met --reason.",
    ),
    "pending-entry": FindingText(
        W,
        "An entry of {name} is not approved yet and is not sent.",
        "Approve it in eitje and import again.",
        "Een regel van {name} is nog niet goedgekeurd en wordt niet verzonden.",
        "Keur die goed in eitje en lees opnieuw in.",
    ),
    "pending-in-head": FindingText(
        W,
        "{name} has {count} entries that are not approved yet, says the head of {file}; they are not sent.",
        "Approve them in eitje and import again.",
        "{name} heeft {count} regels die nog niet goedgekeurd zijn, volgens de kop van {file}; ze worden niet verzonden.",
        "Keur ze goed in eitje en lees opnieuw in.",
    ),
    "still-clocked-in": FindingText(
        W,
        "{name} began and has not clocked out yet, so this entry has no end and is not sent.",
        "Complete and approve it in eitje, and import again.",
        "{name} is begonnen en nog niet uitgeklokt; deze regel heeft geen einde en wordt niet verzonden.",
        "Vul de regel aan in eitje, keur die goed en lees opnieuw in.",
    ),
    "entries-overlap": FindingText(
        W,
        "{times} at {venue} overlaps with {other_times} at {other_venue}; both are paid in full.",
        "Correct one of the two in eitje and import again, unless both were worked.",
        "{times} in {venue} overlapt met {other_times} in {other_venue}; beide worden volledig betaald.",
        "Verbeter een van beide in eitje en lees opnieuw in, tenzij beide zijn gewerkt.",
    ),
    "entry-twice": FindingText(
        W,
        "The same time stands there twice: {times} at {venue} ({entry}) and at {other_venue} ({other}). Both are paid.",
        "Remove one of the two in eitje and import again.",
        "Dezelfde tijd staat er twee keer: {times} in {venue} ({entry}) en in {other_venue} ({other}). Beide worden betaald.",
        "Verwijder een van beide in eitje en lees opnieuw in.",
    ),
    "entry-too-long": FindingText(
        W,
        "A shift of {hours} hours, which is longer than {longest}.",
        "Look whether somebody forgot to clock out; correct it in eitje and import again.",
        "Een dienst van {hours} uur, langer dan {longest}.",
        "Kijk of iemand vergat uit te klokken; verbeter de regel in eitje en lees opnieuw in.",
    ),
    "zero-time": FindingText(
        W,
        "An approved entry of no time at all: it pays no hours and counts as no day.",
        "Correct or remove it in eitje, if time was worked.",
        "Een goedgekeurde regel zonder tijd: die levert geen uren en geen dag op.",
        "Verbeter of verwijder de regel in eitje als er wel is gewerkt.",
    ),
    "hours-on-leave": FindingText(
        W,
        "{name} worked on a day that is registered as leave too.",
        "Look which of the two is right, and correct the other in eitje.",
        "{name} werkte op een dag die ook als verlof is geregistreerd.",
        "Kijk welke van de twee klopt en verbeter de andere in eitje.",
    ),
    "hours-while-sick": FindingText(
        W,
        "{name} worked on a day that is registered as sick too.",
        "Look which of the two is right, and correct the other in eitje.",
        "{name} werkte op een dag die ook als ziek is geregistreerd.",
        "Kijk welke van de twee klopt en verbeter de andere in eitje.",
    ),
    "own-link-sent": FindingText(
        P,
        "eitje says that its own Nmbrs link sent this entry of {hours} hours already. Sent again, it is paid twice.",
        "Look in Nmbrs. If the hours stand there, make that line ours: differences resolve, --adopt. Then, or if they do not stand there, accept: findings accept ID --reason, or all of them: findings accept --kind own-link-sent --period {period} --reason.",
        "Volgens eitje heeft de eigen Nmbrs-koppeling deze regel van {hours} uur al verzonden. Nog eens verzonden wordt die dubbel betaald.",
        "Kijk in Nmbrs. Staan de uren er, neem die regel dan over: differences resolve, --adopt. Daarna, of als ze er niet staan, accepteer je: findings accept ID --reason, of alle tegelijk: findings accept --kind own-link-sent --period {period} --reason.",
    ),
    "own-link-sent-too": FindingText(
        W,
        "This product sent this entry of {hours} hours, and eitje says that its own Nmbrs link did too.",
        "Look in Nmbrs whether it stands there twice, and switch eitje's own link off.",
        "Dit product heeft deze regel van {hours} uur verzonden, en volgens eitje deed de eigen Nmbrs-koppeling dat ook.",
        "Kijk in Nmbrs of het er dubbel staat, en zet eitjes eigen koppeling uit.",
    ),
    "outside-every-period": FindingText(
        W,
        "An entry of {name} lies in no wage period of {type}, so no export sends it.",
        "Set the wage period of that year: wage-period set --start DATE.",
        "Een regel van {name} valt in geen enkele loonperiode van {type}; geen export verzendt die.",
        "Stel de loonperiode van dat jaar in: wage-period set --start DATUM.",
    ),
    "unusual-hours": FindingText(
        W,
        "{name} has {hours} hours; in the last periods ({periods}) it was {usual} on average.",
        "Look whether that is right. When such a warning comes is set with findings thresholds set.",
        "{name} heeft {hours} uur; in de vorige perioden ({periods}) was dat gemiddeld {usual}.",
        "Kijk of dat klopt. Wanneer deze melding komt, stel je in met findings thresholds set.",
    ),
    "venue-without-hours": FindingText(
        W,
        "Nothing is sent for venue {venue}: {count} approved entries of worked hours there in this period.",
        "If people worked there: look whether its hours were imported, and who is stopped.",
        "Voor vestiging {venue} wordt niets verzonden: {count} goedgekeurde urenregels daar in deze periode.",
        "Is daar gewerkt: kijk of de uren zijn ingelezen en wie is geblokkeerd.",
    ),
    "period-not-over": FindingText(
        W,
        "The period ends on {end}; hours may still be added.",
        "Wait until it is over, or export again then: only the difference is sent.",
        "De periode loopt tot en met {end}; er kunnen nog uren bij komen.",
        "Wacht tot die voorbij is, of exporteer dan opnieuw: alleen het verschil wordt verzonden.",
    ),
    "zero-hours-without-hours": FindingText(
        W,
        "{name} has a zero-hours contract in this period, and no hours.",
        "Nothing, if nobody worked; otherwise look whether the hours were imported, and under which name.",
        "{name} heeft in deze periode een nulurencontract, maar geen uren.",
        "Niets, als er niet is gewerkt; kijk anders of de uren zijn ingelezen, en onder welke naam.",
    ),
    "paid-on-top": FindingText(
        W,
        "{name} has an hours contract: {amount} hours on {code} are paid on top of the salary, as {by} confirmed.",
        "Look whether these are extra hours; salaried hours are not sent.",
        "{name} heeft een urencontract: {amount} uur op {code} komt boven op het salaris, zoals {by} heeft bevestigd.",
        "Kijk of dit meeruren zijn; uren die in het salaris zitten worden niet verzonden.",
    ),
    "hours-disagree": FindingText(
        W,
        "The hours in the file ({stated}) differ from its own times ({counted}); the times count.",
        "Check the entry in eitje.",
        "De uren in het bestand ({stated}) wijken af van de tijden ({counted}); de tijden tellen.",
        "Controleer de regel in eitje.",
    ),
    "clock-time-twice": FindingText(
        W,
        "The clock was set back that night, and the hours do not say which of the two times is meant; the first was taken.",
        "Check the entry in eitje.",
        "De klok ging die nacht terug en de uren zeggen niet welke van de twee tijden bedoeld is; de eerste is genomen.",
        "Controleer de regel in eitje.",
    ),
    "contract-type-disagrees": FindingText(
        W,
        "The hours say {row}, the contract in Nmbrs says {payroll}; the hours lead.",
        "Check the contract in eitje and in Nmbrs.",
        "De uren zeggen {row}, het contract in Nmbrs zegt {payroll}; de uren leiden.",
        "Controleer het contract in eitje en in Nmbrs.",
    ),
    "two-contract-types": FindingText(
        W,
        "{name} has hours under two contract types in this period; they are sent apart.",
        "Check that both are meant, and export the other type too.",
        "{name} heeft in deze periode uren onder twee contracttypen; ze worden apart verzonden.",
        "Controleer of dat klopt, en exporteer ook het andere type.",
    ),
    "never-exported": FindingText(
        W,
        "{name} has hours as {contract_type}; those are never sent.",
        "Nothing, if that is right.",
        "{name} heeft uren als {contract_type}; die worden nooit verzonden.",
        "Niets, als dat klopt.",
    ),
}

NOT_APPROVED = frozenset({"pending-entry", "still-clocked-in"})
"""Entries that nobody approved yet, which are therefore not sent."""

ACCEPTABLE = frozenset({"own-link-sent"})
"""What stops a person until somebody takes it upon them, by name and with a reason."""

SWITCHABLE = frozenset(
    {
        "contract-type-disagrees",
        "entries-overlap",
        "entry-too-long",
        "hours-on-leave",
        "hours-while-sick",
        "never-exported",
        "paid-on-top",
        "period-not-over",
        "two-contract-types",
        "unusual-hours",
        "venue-without-hours",
        "zero-hours-without-hours",
        "zero-time",
    }
)
"""Warnings that a company may switch off. Those behind which pay is lost or doubled are not among them."""
