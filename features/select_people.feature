Feature: Export some people, venues or teams only
  Part of a period can be sent before the rest: a few people, one venue, one team. What is not selected is not touched, is
  not yet sent, and is said to be so until it is. Sending the rest later sends nothing twice and forgets nothing.

  Background:
    Given De Kade is ready to export 2026-10

  Rule: People

    Background:
      Given "Noor van Dijk" worked 8 hours in October
      And "Daan de Vries" worked 6 hours in October
      And "Fatima el Amrani" worked 5 hours in October

    @http
    Scenario: Two of three people
      When I export hours for 2026-10, only of "Noor van Dijk" and "Daan de Vries"
      Then the export is proved
      And "Fatima el Amrani" is not selected, and 5.00 on hour code 2100 is not yet sent
      And Nmbrs holds for "Noor van Dijk" 8.00 on hour code 2100
      And Nmbrs holds nothing for "Fatima el Amrani" on hour code 2100
      And 2026-10 is proved as far as it was sent, and "Fatima el Amrani" is not yet sent
      And the status counts 1 person of 2026-10 who is not yet sent

    @http
    Scenario: The others later
      Given hours for 2026-10 are exported, only of "Noor van Dijk" and "Daan de Vries"
      When I export hours for 2026-10, only of "Fatima el Amrani"
      Then the export is proved
      And only the lines of "Fatima el Amrani" were written
      And 2026-10 is proved, and nobody is still to be sent

    Scenario: Everybody later
      Given hours and days for 2026-10 are exported, only of "Noor van Dijk"
      When I export hours and days for 2026-10
      Then the export is proved
      And Nmbrs holds for "Noor van Dijk" exactly one line of 8.00 on hour code 2100
      And Nmbrs holds for "Daan de Vries" exactly one line of 6.00 on hour code 2100
      And Nmbrs holds for "Fatima el Amrani" 1 day
      And 2026-10 is proved, and nobody is still to be sent

    Scenario: Hours that change after they were sent are another thing than hours that were never sent
      Given hours for 2026-10 are exported, only of "Noor van Dijk"
      When the hours of "Noor van Dijk" become 9
      And I verify 2026-10
      Then "Noor van Dijk" shows "edited in eitje"
      And 2026-10 is not proved

    Scenario: Somebody is named by the key of the person in the hours
      When I export hours for 2026-10, only of "email:noor.vandijk@kade.example"
      Then Nmbrs holds for "Noor van Dijk" 8.00 on hour code 2100
      And Nmbrs holds nothing for "Daan de Vries" on hour code 2100

    Scenario: Nobody has that name
      When I plan the export of hours for 2026-10, only of "Noor van Dyk"
      Then I am told "employee-unknown"

    Scenario: Somebody who is not linked cannot be selected
      Given "Onbekende Invaller" worked 4 hours in October
      When I plan the export of hours for 2026-10, only of "Onbekende Invaller"
      Then I am told "person-not-linked"

    Scenario: What stops others does not stop those who are selected
      Given "Onbekende Invaller" worked 4 hours in October
      When I export hours for 2026-10, only of "Noor van Dijk"
      Then the export is proved
      And nobody is left behind

    Scenario: A plan for some is no plan for others
      When I plan the export of hours for 2026-10, only of "Noor van Dijk"
      And I agree to that plan for hours of 2026-10, but only of "Daan de Vries"
      Then I am told "plan-for-other-selection"
      And nothing was written to Nmbrs

    Scenario: Undoing an export of one person leaves the others alone
      Given hours are exported for 2026-10
      And the hours of "Noor van Dijk" become 9
      And hours for 2026-10 are exported, only of "Noor van Dijk"
      When I undo that export
      Then Nmbrs holds for "Noor van Dijk" exactly one line of 8.00 on hour code 2100
      And Nmbrs holds for "Daan de Vries" exactly one line of 6.00 on hour code 2100

    Scenario: Hours that turn out to be of somebody who is not selected are not paid to both
      Given hours are exported for 2026-10
      When the hours of "Noor van Dijk" turn out to be of "Daan de Vries"
      And I export hours for 2026-10, only of "Daan de Vries"
      Then "Daan de Vries" is blocked by "sent-beyond-selection"
      And nothing was written to Nmbrs
      When I export hours for 2026-10, only of "Daan de Vries" and "Noor van Dijk"
      Then the export is proved
      And Nmbrs holds for "Daan de Vries" exactly one line of 14.00 on hour code 2100
      And Nmbrs holds nothing for "Noor van Dijk" on hour code 2100

    Scenario: Late hours of one person only
      Given hours for 2026-10 are exported, only of "Noor van Dijk"
      And Nmbrs has moved on to period 2026-11
      When I export hours for 2026-11 with the late hours of 2026-10, only of "Daan de Vries"
      Then the export is proved
      And in 2026-11 Nmbrs holds for "Daan de Vries" exactly one line of 6.00 on hour code 2100
      And "Fatima el Amrani" is not selected, and 5.00 on hour code 2100 is not yet sent
      And in 2026-10 Nmbrs holds for "Noor van Dijk" exactly one line of 8.00 on hour code 2100

    Scenario: A new rule that was used for one person is no defect of the others
      Given hours are exported for 2026-10
      When worked hours go to hour code 2190 from now on
      And I export hours for 2026-10, only of "Noor van Dijk"
      Then the export is proved
      And Nmbrs holds for "Noor van Dijk" exactly one line of 8.00 on hour code 2190
      And Nmbrs holds for "Daan de Vries" exactly one line of 6.00 on hour code 2100
      When I verify 2026-10
      Then 2026-10 is proved
      When I undo that export
      Then Nmbrs holds for "Noor van Dijk" exactly one line of 8.00 on hour code 2100

  Rule: A venue whose hours stand on lines of their own

    Background:
      Given the hours of venue "Strandtent Zuid" go to hour code 2100 with cost centre K1
      And these hours are imported
        | name          | date       | time          | break | venue           |
        | Noor van Dijk | 2026-10-05 | 10:00 - 18:00 | 0:00  | De Kade         |
        | Noor van Dijk | 2026-10-06 | 10:00 - 16:00 | 0:00  | Strandtent Zuid |
        | Daan de Vries | 2026-10-07 | 10:00 - 15:00 | 0:00  | Strandtent Zuid |

    @http
    Scenario: Only the hours of one venue
      When I export hours for 2026-10, only of venue "De Kade"
      Then the export is proved
      And Nmbrs holds for "Noor van Dijk" exactly one line of 8.00 on hour code 2100
      And "Daan de Vries" is not selected, and 5.00 on hour code 2100 is not yet sent
      When I export hours for 2026-10, only of venue "strandtent zuid"
      Then the export is proved
      And in 2026-10 Nmbrs holds for "Noor van Dijk" lines of 8.00 and 6.00 on hour code 2100
      And 2026-10 is proved, and nobody is still to be sent

    Scenario: Days wait for the last of the hours, because they are one number
      When I export hours and days for 2026-10, only of venue "De Kade"
      Then "days-wait" is found about "Noor van Dijk"
      And Nmbrs holds for "Noor van Dijk" 0 days
      When I export hours and days for 2026-10, only of venue "Strandtent Zuid"
      Then the export is proved
      And Nmbrs holds for "Noor van Dijk" 2 days
      And Nmbrs holds for "Daan de Vries" 1 day
      And 2026-10 is proved, and nobody is still to be sent

    Scenario: Hours that were sent turn out to be of a venue that is not selected
      Given hours for 2026-10 are exported, only of venue "De Kade"
      When the hours of "Noor van Dijk" turn out to be of venue "Strandtent Zuid"
      And I export hours for 2026-10, only of venue "De Kade"
      Then "Noor van Dijk" is blocked by "moves-beyond-selection"
      And nothing was written to Nmbrs
      When I export hours for 2026-10, only of venue "Strandtent Zuid"
      Then "Noor van Dijk" is blocked by "sent-beyond-selection"
      And Nmbrs holds for "Noor van Dijk" exactly one line of 8.00 on hour code 2100
      When I export hours for 2026-10, only of venue "Strandtent Zuid" and venue "De Kade"
      Then the export is proved
      And Nmbrs holds for "Noor van Dijk" exactly one line of 14.00 on hour code 2100
      And 2026-10 is proved, and nobody is still to be sent

    Scenario: One person in one venue
      When I export hours for 2026-10, only of "Noor van Dijk" in venue "Strandtent Zuid"
      Then the export is proved
      And Nmbrs holds for "Noor van Dijk" exactly one line of 6.00 on hour code 2100
      And Nmbrs holds nothing for "Daan de Vries" on hour code 2100

    Scenario: Hours that are removed in eitje are taken back with their venue
      Given hours for 2026-10 are exported, only of venue "De Kade"
      When the hours of "Noor van Dijk" are removed in eitje
      And I export hours for 2026-10, only of venue "Strandtent Zuid"
      Then Nmbrs holds for "Noor van Dijk" exactly one line of 8.00 on hour code 2100
      When I export hours for 2026-10, only of venue "De Kade"
      Then Nmbrs holds nothing for "Noor van Dijk" on hour code 2100

    Scenario: Undoing the export of one venue leaves the other alone
      Given hours for 2026-10 are exported, only of venue "Strandtent Zuid"
      And hours and days for 2026-10 are exported, only of venue "De Kade"
      When I undo that export
      Then Nmbrs holds for "Noor van Dijk" exactly one line of 6.00 on hour code 2100
      And Nmbrs holds for "Noor van Dijk" 0 days
      And Nmbrs holds for "Daan de Vries" exactly one line of 5.00 on hour code 2100

    Scenario: Late hours of one venue
      Given hours are exported for 2026-10
      And I import these hours
        | name          | date       | time          | break | venue           |
        | Noor van Dijk | 2026-10-05 | 10:00 - 18:00 | 0:00  | De Kade         |
        | Noor van Dijk | 2026-10-06 | 10:00 - 16:00 | 0:00  | Strandtent Zuid |
        | Noor van Dijk | 2026-10-08 | 10:00 - 13:00 | 0:00  | De Kade         |
        | Noor van Dijk | 2026-10-09 | 10:00 - 12:00 | 0:00  | Strandtent Zuid |
        | Daan de Vries | 2026-10-07 | 10:00 - 15:00 | 0:00  | Strandtent Zuid |
      And Nmbrs has moved on to period 2026-11
      When I export hours for 2026-11 with the late hours of 2026-10, only of venue "De Kade"
      Then the export is proved
      And in 2026-11 Nmbrs holds for "Noor van Dijk" exactly one line of 3.00 on hour code 2100
      When I export hours for 2026-11 with the late hours of 2026-10, only of venue "Strandtent Zuid"
      Then the export is proved
      And in 2026-11 Nmbrs holds for "Noor van Dijk" lines of 2.00 and 3.00 on hour code 2100

    Scenario: The connection is lost in the middle of the export of one venue
      Given the next write times out and is done by Nmbrs a little later
      When I export hours for 2026-10, only of venue "De Kade"
      Then the outcome is not known yet
      When I export hours for 2026-10, only of venue "Strandtent Zuid"
      Then "Noor van Dijk" is unsettled
      When the late write lands
      And the settling time has passed
      And I export hours for 2026-10, only of venue "Strandtent Zuid"
      Then the export is proved
      When I export hours for 2026-10
      Then in 2026-10 Nmbrs holds for "Noor van Dijk" lines of 6.00 and 8.00 on hour code 2100
      And 2026-10 is proved, and nobody is still to be sent

    Scenario: A venue that nobody knows
      When I plan the export of hours for 2026-10, only of venue "De Kaade"
      Then I am told "venue-unknown"
      And the message names "De Kade"

  Rule: A venue whose hours stand on the same lines as those of others

    Background:
      Given these hours are imported
        | name          | date       | time          | break | venue           |
        | Noor van Dijk | 2026-10-05 | 10:00 - 18:00 | 0:00  | De Kade         |
        | Noor van Dijk | 2026-10-06 | 10:00 - 16:00 | 0:00  | Strandtent Zuid |
        | Daan de Vries | 2026-10-07 | 10:00 - 15:00 | 0:00  | De Kade         |

    Scenario: A person is wholly in or out
      When I export hours for 2026-10, only of venue "De Kade"
      Then "Noor van Dijk" is blocked by "place-not-apart"
      And Nmbrs holds for "Daan de Vries" exactly one line of 5.00 on hour code 2100
      And Nmbrs holds nothing for "Noor van Dijk" on hour code 2100
      When I export hours for 2026-10, only of "Noor van Dijk"
      Then the export is proved
      And Nmbrs holds for "Noor van Dijk" exactly one line of 14.00 on hour code 2100
      And 2026-10 is proved, and nobody is still to be sent

    Scenario: Hours that were sent turn out to be of the other venue
      Given hours for 2026-10 are exported, only of venue "De Kade" and venue "Strandtent Zuid"
      When the hours of "Daan de Vries" turn out to be of venue "Strandtent Zuid"
      And I export hours for 2026-10, only of venue "De Kade"
      Then nothing was written to Nmbrs
      And 2026-10 is proved, and nobody is still to be sent

  Rule: A team

    Scenario: The hours of one team, on a code of its own
      Given the hours of team "Bar" go to hour code 2190
      And these hours are imported
        | name          | date       | time          | break | team   |
        | Noor van Dijk | 2026-10-05 | 10:00 - 18:00 | 0:00  | Bar    |
        | Noor van Dijk | 2026-10-06 | 10:00 - 16:00 | 0:00  | Keuken |
      When I export hours for 2026-10, only of team "Bar"
      Then the export is proved
      And Nmbrs holds for "Noor van Dijk" exactly one line of 8.00 on hour code 2190
      And Nmbrs holds nothing for "Noor van Dijk" on hour code 2100
      When I export hours for 2026-10
      Then Nmbrs holds for "Noor van Dijk" exactly one line of 8.00 on hour code 2190
      And Nmbrs holds for "Noor van Dijk" exactly one line of 6.00 on hour code 2100
