"""The words of ``remedies``: what to do next on the pages, by the code of the error or finding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_MATCH: Final = ("[Link them by hand](/team-members).", "[Koppel ze met de hand](/team-members).")
_COMPANIES: Final = ("See [the companies](/settings/companies).", "Zie [de bedrijven](/settings/companies).")
_PERIODS: Final = ("See [the wage periods](/settings/wage-periods).", "Zie [de loonperioden](/settings/wage-periods).")
_SET_PERIODS: Final = (
    "[Set the wage period](/settings/wage-periods): the first day of the first wage period of the year.",
    "[Stel de loonperiode in](/settings/wage-periods): de eerste dag van de eerste loonperiode van het jaar.",
)
_PLAN_AGAIN: Final = (
    "[Look at the export again](/export), and confirm what you see then.",
    "[Bekijk de export opnieuw](/export) en bevestig wat je dan ziet.",
)
_LOOK_AGAIN: Final = (
    "Look at the list again, and confirm what it shows now.",
    "Bekijk de lijst opnieuw en bevestig wat er nu staat.",
)
_CHOOSE: Final = (
    "Choose what should become of it at [Check](/check).",
    "Kies bij [Controleren](/check) wat ermee moet.",
)
_CONSENT: Final = (
    "If that is meant, tick at [Export](/export) that it may, with your name. Or send only the late hours, along with"
    " the open period.",
    "Als dat de bedoeling is, vink dan bij [Exporteren](/export) aan dat het mag, met je naam. Of stuur alleen de late"
    " uren mee met de open periode.",
)
_RECIPIENTS: Final = (
    "See [who is mailed](/settings/notifications).",
    "Zie [wie mail krijgt](/settings/notifications).",
)

ERRORS: Final[Mapping[str, tuple[str, str]]] = {
    "not-activated": ("[Connect with Nmbrs](/setup/connect) first.", "[Verbind eerst met Nmbrs](/setup/connect)."),
    "access-withdrawn": (
        "Make a new token in Nmbrs (user menu, user profile, tab API Token) and"
        " [put it here in the place of the old one](/settings/environments/{domain}). Nothing else is lost. Then repeat"
        " this.",
        "Maak een nieuw token in Nmbrs (gebruikersmenu, gebruikersprofiel, tabblad API Token) en"
        " [zet het hier op de plaats van het oude](/settings/environments/{domain}). Verder gaat er niets verloren."
        " Herhaal daarna dit.",
    ),
    "domain-wrong": (
        "Fill in the domain {found}. If you mean {domain}, use the e-mail and token of a user there.",
        "Vul het domein {found} in. Bedoel je {domain}, gebruik dan e-mailadres en token van een gebruiker daar.",
    ),
    "domain-not-readable": (
        "Give the part before .nmbrs.nl in the address of your Nmbrs, or leave the domain empty: Nmbrs is asked then.",
        "Geef het deel voor .nmbrs.nl in het adres van jullie Nmbrs, of laat het domein leeg: dan wordt het aan Nmbrs"
        " gevraagd.",
    ),
    "first-account-elsewhere": (
        "Ask whoever hosts this to make the first account there.",
        "Vraag wie dit beheert om daar het eerste account te maken.",
    ),
    "job-unknown": (
        "Begin again where you came from.",
        "Begin opnieuw waar je vandaan kwam.",
    ),
    "job-given-up": (
        "Ask whoever hosts this why the program stops. Was it an export, then [export again](/export): it reads back"
        " first and sends nothing twice.",
        "Vraag wie dit beheert waarom het programma stopt. Was het een export, [exporteer dan opnieuw](/export): die"
        " leest eerst terug en verzendt niets dubbel.",
    ),
    "probe-unsigned": (
        "Fill in the name. What is tried concerns employee 0, who does not exist; nobody's pay can change.",
        "Vul de naam in. Er wordt geprobeerd voor medewerker 0, die niet bestaat; niemands loon kan wijzigen.",
    ),
    "environment-unknown": (
        "See [the environments](/settings/environments); there you add one, too.",
        "Zie [de omgevingen](/settings/environments); daar voeg je er ook een toe.",
    ),
    "environment-in-use": (
        "Make these [companies](/settings/companies) inactive first.",
        "Maak deze [bedrijven](/settings/companies) eerst inactief.",
    ),
    "notification-unknown": (
        "See [the notifications](/settings/notifications).",
        "Zie [de meldingen](/settings/notifications).",
    ),
    "recipient-unknown": _RECIPIENTS,
    "mail-not-set-up": (
        "Ask whoever runs this server to set EITJE_NMBRS_SMTP_HOST and EITJE_NMBRS_SMTP_FROM.",
        "Vraag wie deze server beheert om EITJE_NMBRS_SMTP_HOST en EITJE_NMBRS_SMTP_FROM in te stellen.",
    ),
    "mail-recipient-refused": (
        "Check the address; [take it off the list](/settings/notifications) when it no longer exists.",
        "Controleer het adres; [haal het van de lijst](/settings/notifications) als het niet meer bestaat.",
    ),
    "mail-too-old": ("Read it [here](/settings/notifications).", "Lees de melding [hier](/settings/notifications)."),
    "mail-recipient-gone": (
        "[Put it on the list again](/settings/notifications) if it should be.",
        "[Zet het weer op de lijst](/settings/notifications) als dat wel zo moet zijn.",
    ),
    "own-link-unanswered": (
        "Switch the other link off in eitje and say so here; or say that it is still on, and go on with a standing"
        " warning.",
        "Zet die koppeling in eitje uit en zeg dat hier; of zeg dat ze nog aan staat, en ga door met een blijvende"
        " waarschuwing.",
    ),
    "token-missing": (
        "Fill in the token. In Nmbrs it stands in the user profile, tab API Token.",
        "Vul het token in. In Nmbrs staat het in het gebruikersprofiel, tabblad API Token.",
    ),
    "company-unknown": _COMPANIES,
    "company-not-linked": (
        "[Say which venues it pays](/settings/companies/{company}).",
        "[Zeg welke vestigingen het betaalt](/settings/companies/{company}).",
    ),
    "company-needed": ("Choose a company.", "Kies een bedrijf."),
    "no-company-linked": (
        "[Say which companies take part](/setup/companies).",
        "[Zeg welke bedrijven meedoen](/setup/companies).",
    ),
    "venue-taken": (
        "Take it away [there](/settings/companies/{company}) first.",
        "Haal haar [daar](/settings/companies/{company}) eerst weg.",
    ),
    "person-unknown": ("See [the team members](/team-members).", "Zie [de teamleden](/team-members)."),
    "person-ambiguous": (
        "Choose the person [from the list](/team-members).",
        "Kies de persoon [uit de lijst](/team-members).",
    ),
    "person-not-linked": ("[Link the person](/team-members) first.", "[Koppel de persoon](/team-members) eerst."),
    "venue-unknown": (
        "Write the name as eitje does; [the hours](/hours) show the venues.",
        "Schrijf de naam zoals eitje dat doet; [de uren](/hours) tonen de vestigingen.",
    ),
    "employee-unknown": (
        "[Take the team members from Nmbrs](/team-members/sync), then look at [the list](/team-members).",
        "[Haal de teamleden uit Nmbrs](/team-members/sync) en bekijk daarna [de lijst](/team-members).",
    ),
    "employee-taken": (
        "If they are the same person, say so with the link; otherwise choose the right employee.",
        "Is het dezelfde persoon, zeg dat dan bij de koppeling; kies anders de juiste medewerker.",
    ),
    "unlink-which": ("Choose the employee, too.", "Kies ook de medewerker."),
    "nobody-proposed": (
        "[Take the team members from Nmbrs](/team-members/sync), or [link by hand](/team-members).",
        "[Haal de teamleden uit Nmbrs](/team-members/sync), of [koppel met de hand](/team-members).",
    ),
    "proposals-unclear": _MATCH,
    "person-already-linked": (
        "Change it at [the team members](/team-members), or add an employment there.",
        "Wijzig het bij [de teamleden](/team-members), of voeg daar een dienstverband toe.",
    ),
    "confirmation-unasked": _LOOK_AGAIN,
    "sync-unconfirmed": _LOOK_AGAIN,
    "calendar-year-needed": ("Fill in the wage year.", "Vul het loonjaar in."),
    "calendar-changes-last-period": (
        "If that is meant, accept it with your name.",
        "Als dat de bedoeling is, accepteer het dan op naam.",
    ),
    "calendar-nothing-proposed": _PERIODS,
    "calendar-length-differs": (
        "Ask the payroll office, and [set the year anew](/settings/wage-periods).",
        "Vraag het de salarisadministratie en [stel het jaar opnieuw in](/settings/wage-periods).",
    ),
    "wage-period-not-set": _SET_PERIODS,
    "period-not-in-calendar": _PERIODS,
    "code-unknown": (
        "Choose a code from [the list of Nmbrs](/settings/mapping). Codes differ per company; new ones are made in"
        " Nmbrs.",
        "Kies een code uit [de lijst van Nmbrs](/settings/mapping). Codes verschillen per bedrijf; nieuwe maak je in"
        " Nmbrs.",
    ),
    "mapping-contract-type-needed": ("Choose a contract type.", "Kies een contracttype."),
    "mapping-salary-unconfirmed": (
        "If it is, confirm it with your name.",
        "Als dat zo is, bevestig het dan op naam.",
    ),
    "mapping-code-shared": (
        "Use another hour code for one of the two.",
        "Gebruik voor een van beide een andere uurcode.",
    ),
    "mapping-file-of-other-company": (
        "Choose that company; to use the rules here as well, change company in the file.",
        "Kies dat bedrijf; om de regels ook hier te gebruiken, wijzig company in het bestand.",
    ),
    "mapping-import-unconfirmed": _LOOK_AGAIN,
    "allowance-window-needed": (
        "Add at least one window of days and times, such as Saturday 22:00 to 06:00.",
        "Voeg ten minste één venster van dagen en tijden toe, zoals zaterdag 22:00 tot 06:00.",
    ),
    "file-year-needed": ("Choose the wage period of the file.", "Kies de loonperiode van het bestand."),
    "nothing-selected": (
        "Tick at least one of hours, days, allowances and meals.",
        "Vink ten minste een aan van uren, dagen, toeslagen en maaltijden.",
    ),
    "carry-not-before": (
        "Choose an earlier period to take late hours from, or [export {carry} itself](/export?period={carry}).",
        "Kies een eerdere periode om late uren uit mee te nemen, of [exporteer {carry} zelf](/export?period={carry}).",
    ),
    "carry-needs-amounts": (
        "Tick hours, allowances or meals, or take no late hours along.",
        "Vink uren, toeslagen of maaltijden aan, of neem geen late uren mee.",
    ),
    "plan-unknown": _PLAN_AGAIN,
    "plan-lapsed": _PLAN_AGAIN,
    "plan-unconfirmed": _PLAN_AGAIN,
    "lease-lost": (
        "[Look where things stand](/), and export again: it goes on where it is safe.",
        "[Kijk hoe het ervoor staat](/) en exporteer opnieuw: het gaat verder waar het veilig is.",
    ),
    "export-unknown": ("See [the history](/history).", "Zie [de geschiedenis](/history)."),
    "undo-nothing": ("See [the history](/history).", "Zie [de geschiedenis](/history)."),
    "consent-needs-name": ("Fill in the name of whoever allows it.", "Vul de naam in van wie het toestaat."),
    "difference-unknown": (
        "Look at [Check](/check) again; it may have been resolved, or have changed since.",
        "Kijk opnieuw bij [Controleren](/check); het kan opgelost of veranderd zijn.",
    ),
    "reason-needed": ("Fill in a reason.", "Vul een reden in."),
    "rule-unknown": (
        "Look at [the rules](/settings/mapping) as they stand now.",
        "Bekijk [de regels](/settings/mapping) zoals ze nu zijn.",
    ),
    "mapping-file-wrong": (
        "Correct these lines, then have the file checked again.",
        "Verbeter deze regels en laat het bestand opnieuw controleren.",
    ),
    "mapping-import-outdated": _LOOK_AGAIN,
    "allowance-unknown": ("See [the allowances](/settings/allowances).", "Zie [de toeslagen](/settings/allowances)."),
    "finding-not-acceptable": (
        "What can be accepted says so. A warning can be set aside. For the rest, remove the cause.",
        "Wat geaccepteerd kan worden, zegt dat erbij. Een waarschuwing kun je terzijde leggen. Neem anders de oorzaak"
        " weg.",
    ),
    "secret-unreadable": (
        "Ask whoever runs this server for the key with which the link was activated (EITJE_NMBRS_SECRET_KEY or"
        " EITJE_NMBRS_SECRET_KEY_FILE), or [put in a new token](/settings/environments).",
        "Vraag wie deze server beheert om de sleutel waarmee geactiveerd is (EITJE_NMBRS_SECRET_KEY of"
        " EITJE_NMBRS_SECRET_KEY_FILE), of [vul een nieuw token in](/settings/environments).",
    ),
    "mapping-file-unreadable": (
        "Correct that line; a file that is exported here shows the form.",
        "Verbeter die regel; een bestand dat hier geëxporteerd is toont de vorm.",
    ),
    "allowance-holiday-needed": ("Choose at least one.", "Kies er minstens één."),
    "finding-not-aside": (
        "Look at the findings of the period again.",
        "Bekijk de bevindingen van de periode opnieuw.",
    ),
    "finding-kind-unknown": (
        "Choose one of the kinds that were found.",
        "Kies een van de soorten die gevonden zijn.",
    ),
    "finding-kind-absent": (
        "Look at everything that was found in {period}, and what was said about it.",
        "Bekijk alles wat in {period} is gevonden en wat erover is gezegd.",
    ),
}

FINDINGS: Final[Mapping[str, tuple[str, str]]] = {
    "period-past": _CONSENT,
    "run-locked": _CONSENT,
    "period-future": (
        "If that is meant, tick at [Export](/export) that it may, with your name; or wait.",
        "Als dat de bedoeling is, vink dan bij [Exporteren](/export) aan dat het mag, met je naam; of wacht.",
    ),
    "wage-year-proposed": (
        "Look at [wage year {year}](/settings/wage-periods) and confirm it, or set it if it starts on another day.",
        "Bekijk [loonjaar {year}](/settings/wage-periods) en bevestig het, of stel het in als het op een andere dag"
        " begint.",
    ),
    "periods-out-of-step": (
        "Look at [the wage periods](/settings/wage-periods): either the wage period starts on a wrong day here, or"
        " periods are still to be closed in Nmbrs. Ask the payroll office before you export.",
        "Bekijk [de loonperioden](/settings/wage-periods): of de loonperiode begint hier op een verkeerde dag, of in"
        " Nmbrs moeten nog perioden worden afgesloten. Vraag het de salarisadministratie voordat je exporteert.",
    ),
    "two-people-one-employee": (
        "Say at [the team members](/team-members) that it is one person after all, or take one of the two links away.",
        "Zeg bij [de teamleden](/team-members) dat het toch één persoon is, of haal een van de twee koppelingen weg.",
    ),
    "people-alike": (
        "If it is one person, say so at [the team members](/team-members). Otherwise link each to their own employee.",
        "Is het één persoon, zeg dat dan bij [de teamleden](/team-members). Koppel anders ieder aan de eigen"
        " medewerker.",
    ),
    "employed-elsewhere-too": (
        "If it is one person, add the employment at [the team members](/team-members). If not, take the link away"
        " there.",
        "Is het één persoon, voeg het dienstverband dan toe bij [de teamleden](/team-members). Zo niet, haal daar de"
        " koppeling weg.",
    ),
    "not-linked": (
        "[Link this person to an employee, or ignore them](/team-members).",
        "[Koppel deze persoon aan een medewerker, of negeer hem of haar](/team-members).",
    ),
    "several-employments": (
        "End one of the employments in Nmbrs, then [sync](/team-members/sync); or say at [the team"
        " members](/team-members) that {name} is only one of them.",
        "Beëindig een van de dienstverbanden in Nmbrs en [synchroniseer](/team-members/sync); of zeg bij [de"
        " teamleden](/team-members) dat {name} er maar één van is.",
    ),
    "employee-gone": (
        "Ask the payroll office what became of that employee, then [link anew](/team-members).",
        "Vraag de salarisadministratie wat er met die medewerker is gebeurd en [koppel opnieuw](/team-members).",
    ),
    "link-name-differs": (
        "Check it at [the team members](/team-members): take the link away if it is somebody else, confirm it if it is"
        " right.",
        "Controleer het bij [de teamleden](/team-members): haal de koppeling weg als het iemand anders is, bevestig"
        " haar als het klopt.",
    ),
    "people-together": (
        "Nothing, if it is one person. Otherwise take the link away at [the team members](/team-members).",
        "Niets, als het één persoon is. Haal anders de koppeling weg bij [de teamleden](/team-members).",
    ),
    "not-in-company": (
        "[Link that company to its venues](/settings/companies) and [sync](/team-members/sync), or [link this"
        " person](/team-members) to an employee of this company.",
        "[Koppel dat bedrijf aan zijn vestigingen](/settings/companies) en [synchroniseer](/team-members/sync), of"
        " [koppel deze persoon](/team-members) aan een medewerker van dit bedrijf.",
    ),
    "two-names-one-key": (
        "Correct the e-mail or Nmbrs ID in eitje; if it is one person, say so by [linking them](/team-members).",
        "Verbeter het e-mailadres of Nmbrs ID in eitje; is het één persoon, zeg dat dan door te"
        " [koppelen](/team-members).",
    ),
    "holidays-unknown": (
        "[Set the allowance again](/settings/allowances).",
        "[Stel de toeslag opnieuw in](/settings/allowances).",
    ),
    "place-not-apart": (
        "Select those too, or leave the venue and team out and name the person; or give the venue a code or cost centre"
        " of its own at [the mapping](/settings/mapping).",
        "Kies die ook, of laat vestiging en team weg en noem de persoon; of geef de vestiging een eigen code of"
        " kostenplaats bij [de koppeling van codes](/settings/mapping).",
    ),
    "not-employed": (
        "Check the start and end date of the employment in Nmbrs, then [sync](/team-members/sync).",
        "Controleer begin- en einddatum van het dienstverband in Nmbrs en [synchroniseer](/team-members/sync).",
    ),
    "left-before-day": (
        "Correct the day in eitje, or the end of the employment in Nmbrs, then [sync](/team-members/sync).",
        "Verbeter de dag in eitje, of de einddatum van het dienstverband in Nmbrs, en"
        " [synchroniseer](/team-members/sync).",
    ),
    "no-valid-contract": (
        "Check the contract in Nmbrs, then [sync](/team-members/sync).",
        "Controleer het contract in Nmbrs en [synchroniseer](/team-members/sync).",
    ),
    "unusual-hours": (
        "Look whether that is right. From when on this is said is set at [the findings](/settings/findings).",
        "Kijk of dat klopt. Vanaf wanneer dit gemeld wordt stel je in bij [de bevindingen](/settings/findings).",
    ),
    "left-out": ("The choice stands at [Check](/check).", "De keuze staat bij [Controleren](/check)."),
    "unmapped": (
        "[Choose a code for it, or ignore it](/settings/mapping).",
        "[Kies er een code voor, of negeer het](/settings/mapping).",
    ),
    "foreign-line": (
        "Choose at [Check](/check): it becomes ours, ours comes on top, or this person is left out.",
        "Kies bij [Controleren](/check): ze wordt van ons, de onze komt erbovenop, of deze persoon blijft erbuiten.",
    ),
    "open-difference": _CHOOSE,
    "under-watch": (
        "[Check {period}](/check?period={period}) after {until}; that says whether it landed.",
        "[Controleer {period}](/check?period={period}) na {until}; dat zegt of het is aangekomen.",
    ),
    "sent-as-late-hours": (
        "[Export](/export) {contract_type} with the late hours of {period} as well, so that that line is corrected."
        " Otherwise they are paid twice.",
        "[Exporteer](/export) {contract_type} ook met de late uren van {period}, zodat die regel wordt gecorrigeerd."
        " Anders wordt er dubbel betaald.",
    ),
    "carry-foreign-line": (
        "Choose at [Check of {period}](/check?period={period}): they are these hours, ours come on top, or these are"
        " left out.",
        "Kies bij [Controleren van {period}](/check?period={period}): het zijn deze uren, de onze komen erbovenop, of"
        " deze blijven erbuiten.",
    ),
    "carry-difference": (
        "To leave it as it is, and its hours out, keep theirs at [Check of {period}](/check?period={period}). Otherwise"
        " [export {period} again](/export?period={period}), with consent.",
        "Om het zo te laten, zonder deze uren, houd je bij [Controleren van {period}](/check?period={period}) die van"
        " hen. Exporteer anders [{period} opnieuw](/export?period={period}), met toestemming.",
    ),
    "undo-days-theirs": (
        "To set it back nevertheless, tick that it may, with your name.",
        "Om het toch terug te zetten, vink je aan dat het mag, met je naam.",
    ),
    "undo-foreign-line": (
        "If it is right that both stand there, say at [Check](/check) that ours comes on top. Otherwise correct that"
        " line in Nmbrs first.",
        "Klopt het dat beide er staan, zeg dan bij [Controleren](/check) dat de onze erbovenop komt. Verbeter anders"
        " eerst die regel in Nmbrs.",
    ),
    "late-hours": (
        "Send them along in this period: tick the late hours of {period} at [Export](/export). Or"
        " [export {period} again](/export?period={period}), with consent.",
        "Stuur ze mee in deze periode: vink bij [Exporteren](/export) de late uren van {period} aan. Of"
        " [exporteer {period} opnieuw](/export?period={period}), met toestemming.",
    ),
    "carried-too-much": (
        "[Export {where} again](/export?period={where}) with the late hours of {period}, so that it is corrected"
        " there.",
        "[Exporteer {where} opnieuw](/export?period={where}) met de late uren van {period}, zodat het daar wordt"
        " gecorrigeerd.",
    ),
    "own-link-on": (
        "Switch it off in eitje, and [say so here](/settings/environments).",
        "Zet die uit in eitje en [zeg dat hier](/settings/environments).",
    ),
    "days-theirs": _CHOOSE,
    "own-link-sent": (
        "Look in Nmbrs. If the hours stand there, make that line ours at [Check](/check). Then, or if they do not stand"
        " there, accept this finding at [Export](/export), with a reason.",
        "Kijk in Nmbrs. Staan de uren er, neem die regel dan over bij [Controleren](/check). Daarna, of als ze er niet"
        " staan, accepteer je deze bevinding bij [Exporteren](/export), met een reden.",
    ),
    "outside-every-period": (
        "[Set the wage period of that year](/settings/wage-periods).",
        "[Stel de loonperiode van dat jaar in](/settings/wage-periods).",
    ),
}

TO_DO: Final[Mapping[str, tuple[str, str]]] = {
    "activate": ("[Connect with Nmbrs](/setup/connect).", "[Verbind met Nmbrs](/setup/connect)."),
    "link-company": (
        "[Say which companies take part](/setup/companies), and which venues each pays.",
        "[Zeg welke bedrijven meedoen](/setup/companies), en welke vestigingen elk betaalt.",
    ),
    "decide-companies": (
        "Of these companies nobody said whether they take part: {companies}. [Say so](/settings/companies).",
        "Van deze bedrijven heeft niemand gezegd of ze meedoen: {companies}. [Zeg het](/settings/companies).",
    ),
    "decide-venues": (
        "No company pays the hours of these venues: {venues}. [Link them](/settings/companies).",
        "De uren van deze vestigingen betaalt geen bedrijf: {venues}. [Koppel ze](/settings/companies).",
    ),
    "sync": (
        "[Take the team members from Nmbrs](/team-members/sync).",
        "[Haal de teamleden uit Nmbrs](/team-members/sync).",
    ),
    "set-wage-period": (
        "[Set the wage period](/settings/wage-periods?company={company}) that today lies in.",
        "[Stel de loonperiode in](/settings/wage-periods?company={company}) waarin vandaag valt.",
    ),
    "confirm-wage-year": (
        "Today lies in wage year {year}, which nobody confirmed:"
        " [look at it and confirm it](/settings/wage-periods?company={company}).",
        "Vandaag valt in loonjaar {year}, dat niemand bevestigde:"
        " [bekijk en bevestig het](/settings/wage-periods?company={company}).",
    ),
    "busy": (
        "{owner} is exporting {period} now; wait until that has ended, at the latest at {until}.",
        "{owner} exporteert nu {period}; wacht tot dat klaar is, uiterlijk om {until}.",
    ),
    "run-again": (
        "The export of {period} was interrupted:"
        " [export it again](/export?company={company}&period={period}), it goes on where it is safe.",
        "De export van {period} is afgebroken:"
        " [exporteer opnieuw](/export?company={company}&period={period}), het gaat verder waar het veilig is.",
    ),
    "wait": (
        "What Nmbrs did with {count} changes in {period} is known from {until} on; then"
        " [export again](/export?company={company}&period={period}).",
        "Wat Nmbrs met {count} wijzigingen in {period} deed is vanaf {until} bekend;"
        " [exporteer](/export?company={company}&period={period}) dan opnieuw.",
    ),
    "settle": (
        "What Nmbrs did with {count} changes in {period} can be read now:"
        " [export again](/export?company={company}&period={period}).",
        "Wat Nmbrs met {count} wijzigingen in {period} deed kan nu gelezen worden:"
        " [exporteer opnieuw](/export?company={company}&period={period}).",
    ),
    "surplus": (
        "Nmbrs shows more lines than were sent for employee {employee} in {period}: look there, then at"
        " [Check](/check?company={company}&period={period}).",
        "Nmbrs toont meer regels dan verzonden van medewerker {employee} in {period}: kijk daar en dan bij"
        " [Controleren](/check?company={company}&period={period}).",
    ),
    "watch": (
        "{amount} on {code} of {name} in {period} was given up and may still land until {until}: then"
        " [check {period}](/check?company={company}&period={period}).",
        "{amount} op {code} van {name} in {period} is opgegeven en kan tot {until} nog aankomen:"
        " [controleer {period}](/check?company={company}&period={period}) daarna.",
    ),
    "look": (
        "{amount} on {code} of {name} in {period} was given up:"
        " [check {period}](/check?company={company}&period={period}) to see if it landed.",
        "{amount} op {code} van {name} in {period} is opgegeven:"
        " [controleer {period}](/check?company={company}&period={period}) om te zien of het aankwam.",
    ),
    "missing": (
        "{missing} is missing in Nmbrs for employee {employee} in {period}:"
        " [export again](/export?company={company}&period={period}).",
        "In Nmbrs ontbreekt {missing} voor medewerker {employee} in {period}:"
        " [exporteer opnieuw](/export?company={company}&period={period}).",
    ),
    "to-export": (
        "Hours of {period} that are not in Nmbrs yet, or changed since: of {count} people."
        " [Look at the export](/export?company={company}&period={period}).",
        "Uren van {period} die nog niet in Nmbrs staan, of daarna gewijzigd: van {count} mensen."
        " [Bekijk de export](/export?company={company}&period={period}).",
    ),
    "not-selected": (
        "Of {count} people something of {period} is not yet sent, because no export included it:"
        " [look at the hours](/hours?company={company}&period={period}), then export the others or everybody.",
        "Van {count} mensen is iets van {period} nog niet verzonden, omdat geen export het omvatte:"
        " [bekijk de uren](/hours?company={company}&period={period}) en exporteer dan de anderen of iedereen.",
    ),
    "differences": (
        "{count} differences wait for a person's word: [look at them](/check?company={company}).",
        "{count} verschillen wachten op een besluit: [bekijk ze](/check?company={company}).",
    ),
    "notifications": (
        "Notifications that nobody has read: {count}. [Read them](/settings/notifications).",
        "Meldingen die niemand gelezen heeft: {count}. [Lees ze](/settings/notifications).",
    ),
    "undelivered": (
        "Notifications of which a mail did not get through: {count}. [Look at them](/settings/notifications).",
        "Meldingen waarvan een mail niet aankwam: {count}. [Bekijk ze](/settings/notifications).",
    ),
    "findings": (
        "Findings in the last plan that stop somebody: {count}. [Look at them](/export?company={company}).",
        "Bevindingen in het laatste plan die iemand tegenhouden: {count}. [Bekijk ze](/export?company={company}).",
    ),
}
