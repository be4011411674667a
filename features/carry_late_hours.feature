Feature: Late hours of a closed period
  Hours of a closed period sometimes arrive when it has been paid. By choice they go along in the open period, as lines
  of their own: what the hours come to now, less what was paid in the closed period, less what went along before. The
  closed period is not touched, and nothing is paid twice.

  Background:
    Given De Kade is ready to export 2026-10
    And these hours are imported
      | name          | date       | time          | break | meals |
      | Noor van Dijk | 2026-10-05 | 10:00 - 17:20 | 0:00  |       |
    And hours and meals are exported for 2026-10
    And Nmbrs has moved on to period 2026-11

  @http
  Scenario: Late hours go along in the open period
    Given I import these hours
      | name          | date       | time          | break | meals |
      | Noor van Dijk | 2026-10-05 | 10:00 - 17:20 | 0:00  |       |
      | Noor van Dijk | 2026-10-06 | 10:00 - 17:20 | 0:00  | lunch |
    When I export hours for 2026-11 with the late hours of 2026-10
    Then the export is proved
    And in 2026-11 Nmbrs holds for "Noor van Dijk" exactly one line of 7.34 on hour code 2100
    And in 2026-10 Nmbrs holds for "Noor van Dijk" exactly one line of 7.33 on hour code 2100
    And in 2026-11 Nmbrs holds nothing for "Noor van Dijk" on wage code 4899
    And the history shows 7.34 on hour code 2100 from 2026-10 for "Noor van Dijk"
    When I export meals for 2026-11 with the late hours of 2026-10
    Then the export is proved
    And in 2026-11 Nmbrs holds for "Noor van Dijk" exactly one line of 1.00 on wage code 4899
    When I verify 2026-11
    Then 2026-11 is proved
    When I verify 2026-10
    Then 2026-10 is proved

  Scenario: What is not chosen is not sent, but it is named
    Given Noor has worked as late as that
    When I plan the export of hours for 2026-11
    Then "late-hours" is found about the whole export
    And nothing was written to Nmbrs
    When I plan the export of hours for 2026-11 with the late hours of 2026-10
    Then the plan carries 7.34 on hour code 2100 from 2026-10 for "Noor van Dijk"
    And nothing was written to Nmbrs

  Scenario: Late hours are sent once
    Given Noor has worked as late as that
    And hours for 2026-11 are exported with the late hours of 2026-10
    When I export hours for 2026-11 with the late hours of 2026-10
    Then the export is proved
    And nothing was written to Nmbrs
    When I export hours for 2026-11
    Then nothing was written to Nmbrs
    When I consent to "past" as "Anja" and export hours for 2026-10
    Then the export is proved
    And nothing was written to Nmbrs
    When I verify 2026-10
    Then 7.34 of "Noor van Dijk" is listed as sent in 2026-11
    When Nmbrs has moved on to period 2026-12
    And I export hours for 2026-12 with the late hours of 2026-10
    Then nothing was written to Nmbrs

  Scenario: Late hours that were sent by mistake are taken back
    Given Noor has worked as late as that
    When I export hours for 2026-11 with the late hours of 2026-10
    And I undo that export
    Then the undo is proved
    And in 2026-11 Nmbrs holds nothing for "Noor van Dijk" on hour code 2100
    And in 2026-10 Nmbrs holds for "Noor van Dijk" exactly one line of 7.33 on hour code 2100
    When I export hours for 2026-11 with the late hours of 2026-10
    Then the export is proved
    And in 2026-11 Nmbrs holds for "Noor van Dijk" exactly one line of 7.34 on hour code 2100

  Scenario: More late hours, when the next period is closed too
    Given Noor has worked as late as that
    And hours for 2026-11 are exported with the late hours of 2026-10
    And Nmbrs has moved on to period 2026-12
    When I import these hours
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-05 | 10:00 - 17:20 | 0:00  |
      | Noor van Dijk | 2026-10-06 | 10:00 - 17:20 | 0:00  |
      | Noor van Dijk | 2026-10-07 | 10:00 - 17:20 | 0:00  |
    And I export hours for 2026-12 with the late hours of 2026-10
    Then the export is proved
    And in 2026-12 Nmbrs holds for "Noor van Dijk" exactly one line of 7.33 on hour code 2100
    And in 2026-11 Nmbrs holds for "Noor van Dijk" exactly one line of 7.34 on hour code 2100
    And in 2026-10 Nmbrs holds for "Noor van Dijk" exactly one line of 7.33 on hour code 2100

  Scenario: Late hours beside the hours of the period itself
    Given I import these hours
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-05 | 10:00 - 17:20 | 0:00  |
      | Noor van Dijk | 2026-10-06 | 10:00 - 18:00 | 0:00  |
      | Noor van Dijk | 2026-11-03 | 10:00 - 18:00 | 0:00  |
    When I export hours and days for 2026-11 with the late hours of 2026-10
    Then the export is proved
    And in 2026-11 Nmbrs holds for "Noor van Dijk" lines of 8.00 and 8.00 on hour code 2100
    And in 2026-11 Nmbrs holds for "Noor van Dijk" 1 day
    And in 2026-10 Nmbrs holds for "Noor van Dijk" 0 days

  Scenario: Late hours that turn out to be fewer
    Given Noor has worked as late as that
    And hours for 2026-11 are exported with the late hours of 2026-10
    When I import these hours
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-05 | 10:00 - 17:20 | 0:00  |
      | Noor van Dijk | 2026-10-06 | 10:00 - 12:00 | 0:00  |
    And I export hours for 2026-11 with the late hours of 2026-10
    Then the export is proved
    And in 2026-11 Nmbrs holds for "Noor van Dijk" exactly one line of 2.00 on hour code 2100
    And in 2026-10 Nmbrs holds for "Noor van Dijk" exactly one line of 7.33 on hour code 2100

  Scenario: Fewer hours than were paid: less than nothing is named, and never sent
    When I import these hours
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-05 | 10:00 - 12:00 | 0:00  |
    And I export hours for 2026-11 with the late hours of 2026-10
    Then "retro-correction" is found about "Noor van Dijk"
    And nothing was written to Nmbrs

  Scenario: Hours go away after they went along
    Given Noor has worked as late as that
    And hours for 2026-11 are exported with the late hours of 2026-10
    When I import these hours
      | name          | date       | time          | break |
      | Daan de Vries | 2026-10-05 | 10:00 - 17:20 | 0:00  |
    And I consent to "past" as "Anja" and plan hours for 2026-10
    Then "carried-too-much" is found about "Noor van Dijk"

  Scenario: The payroll office typed the late hours in the closed period
    Given Noor has worked as late as that
    And the payroll office typed 7.34 on hour code 2100 for "Noor van Dijk"
    When I export hours for 2026-11 with the late hours of 2026-10
    Then "Noor van Dijk" is blocked by "carry-foreign-line"
    And nothing was written to Nmbrs
    When I resolve the difference of "Noor van Dijk" with "adopt"
    And I export hours for 2026-11 with the late hours of 2026-10
    Then nobody is left behind
    And nothing was written to Nmbrs

  Scenario: What the payroll office typed in the closed period is something else
    Given Noor has worked as late as that
    And the payroll office typed 3.00 on hour code 2100 for "Noor van Dijk"
    When I export hours for 2026-11 with the late hours of 2026-10
    Then "Noor van Dijk" is blocked by "carry-foreign-line"
    When I resolve the difference of "Noor van Dijk" with "on-top"
    And I export hours for 2026-11 with the late hours of 2026-10
    Then the export is proved
    And in 2026-11 Nmbrs holds for "Noor van Dijk" exactly one line of 7.34 on hour code 2100

  Scenario: Somebody is left out because of what was typed in the closed period
    Given Noor has worked as late as that
    And the payroll office typed 3.00 on hour code 2100 for "Noor van Dijk"
    When I export hours for 2026-11 with the late hours of 2026-10
    And I resolve the difference of "Noor van Dijk" with "leave-out"
    And I export hours for 2026-11 with the late hours of 2026-10
    Then "Noor van Dijk" is left out by "left-out"
    And nothing was written to Nmbrs

  Scenario: The payroll office put the late hours on our own line
    Given Noor has worked as late as that
    And the payroll office changes the line of "Noor van Dijk" to 14.67
    When I export hours for 2026-11 with the late hours of 2026-10
    Then nothing was written to Nmbrs

  Scenario: The payroll office changed our line in the closed period
    Given Noor has worked as late as that
    And the payroll office changes the line of "Noor van Dijk" to 9.00
    When I export hours for 2026-11 with the late hours of 2026-10
    Then "Noor van Dijk" is blocked by "carry-difference"
    And nothing was written to Nmbrs
    When I resolve the difference of "Noor van Dijk" with "keep-theirs"
    And I export hours for 2026-11 with the late hours of 2026-10
    Then nobody is left behind
    And nothing was written to Nmbrs

  Scenario: The payroll office deleted our line in the closed period
    Given Noor has worked as late as that
    And the payroll office deletes the line of "Noor van Dijk"
    When I export hours for 2026-11 with the late hours of 2026-10
    Then "Noor van Dijk" is blocked by "carry-difference"
    And nothing was written to Nmbrs

  Scenario: The closed period changes between plan and export
    Given Noor has worked as late as that
    When I plan the export of hours for 2026-11 with the late hours of 2026-10
    And the payroll office types 7.34 on hour code 2100 for "Noor van Dijk"
    And I agree to the plan
    Then "Noor van Dijk" is left out by "changed-since-plan"
    And nothing was written to Nmbrs

  Scenario: A period that is still open is exported itself
    Given "Daan de Vries" worked 6 hours in October
    When I plan the export of hours for 2026-12 with the late hours of 2026-11
    Then the whole export is blocked by "carry-open"

  Scenario: A period cannot carry its own late hours
    When I plan the export of hours for 2026-10 with the late hours of 2026-10
    Then I am told "carry-not-before"

  Scenario: Days do not go along
    When I plan the export of days for 2026-11 with the late hours of 2026-10
    Then I am told "carry-needs-amounts"

  Scenario: A period that was never exported
    Given I import these hours
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-05 | 10:00 - 17:20 | 0:00  |
      | Noor van Dijk | 2026-11-03 | 10:00 - 18:00 | 0:00  |
    And Nmbrs has moved on to period 2026-12
    When I export hours for 2026-12 with the late hours of 2026-11
    Then "carry-never-exported" is found about the whole export
    And in 2026-12 Nmbrs holds for "Noor van Dijk" exactly one line of 8.00 on hour code 2100

  Scenario: A colleague exports the closed period at the same moment
    Given Noor has worked as late as that
    And a colleague is exporting 2026-10 at this moment
    When I export hours for 2026-11 with the late hours of 2026-10
    Then I am told "export-busy"
    And the message names "2026-10"
    And nothing was written to Nmbrs

  Scenario: The connection is lost while late hours go along
    Given Noor has worked as late as that
    And the next write times out and is done by Nmbrs a little later
    When I export hours for 2026-11 with the late hours of 2026-10
    Then the outcome is not known yet
    When I consent to "past" as "Anja" and export hours for 2026-10
    Then "Noor van Dijk" is blocked by "carry-unsettled"
    When the late write lands
    And the settling time has passed
    And I export hours for 2026-11 with the late hours of 2026-10 again
    Then the export is proved
    And in 2026-11 Nmbrs holds for "Noor van Dijk" exactly one line of 7.34 on hour code 2100
    And in 2026-10 Nmbrs holds for "Noor van Dijk" exactly one line of 7.33 on hour code 2100

  Scenario: An entry that moves to the open period is not paid twice
    When the entry of "Noor van Dijk" moves to 2026-11-02 in eitje
    And I export hours for 2026-11
    Then "Noor van Dijk" is blocked by "sent-in-another-period"
    And nothing was written to Nmbrs
    When I consent to "past" as "Anja" and export hours for 2026-10
    And I export hours for 2026-11
    Then in 2026-11 Nmbrs holds for "Noor van Dijk" exactly one line of 7.33 on hour code 2100
    And in 2026-10 Nmbrs holds nothing for "Noor van Dijk" on hour code 2100

  Scenario: Hours that went along move to the open period themselves
    Given "Daan de Vries" worked 6 hours in October
    And hours for 2026-11 are exported with the late hours of 2026-10
    When the entry of "Daan de Vries" moves to 2026-11-02 in eitje
    And I export hours for 2026-11
    Then "Daan de Vries" is blocked by "sent-as-late-hours"
    When I export hours for 2026-11 with the late hours of 2026-10
    Then the export is proved
    And in 2026-11 Nmbrs holds for "Daan de Vries" exactly one line of 6.00 on hour code 2100
