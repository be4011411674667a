Feature: Export timecards to Nmbrs
  Approved hours, days and meals go to Nmbrs once, all of them, into the right wage period. A plan shows first what would
  change; nothing is sent until somebody agrees. Exporting again changes nothing.

  Background:
    Given De Kade is ready to export 2026-10

  @http
  Scenario: The example of the manual: 29:30 hours on four days, and two meals
    Given these hours are imported
      | name          | date       | time          | break | meals |
      | Noor van Dijk | 2026-10-05 | 10:00 - 18:00 | 0:30  | lunch |
      | Noor van Dijk | 2026-10-09 | 16:00 - 00:30 | 0:30  |       |
      | Noor van Dijk | 2026-10-10 | 11:15 - 17:45 | 0:00  | lunch |
      | Noor van Dijk | 2026-10-17 | 18:00 - 01:30 | 0:00  |       |
    When I export hours, days and meals for 2026-10
    Then the export is proved
    And Nmbrs holds for "Noor van Dijk" 29.50 on hour code 2100
    And Nmbrs holds for "Noor van Dijk" 2.00 on wage code 4899
    And Nmbrs holds for "Noor van Dijk" 4 days

  Scenario: A plan sends nothing
    Given "Noor van Dijk" worked 8 hours in October
    When I plan the export of hours for 2026-10
    Then the plan adds 8.00 on hour code 2100 for "Noor van Dijk"
    And nothing was written to Nmbrs

  Scenario: Minutes are added first and rounded once
    Given these hours are imported
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-05 | 10:00 - 17:20 | 0:00  |
      | Noor van Dijk | 2026-10-06 | 10:00 - 17:20 | 0:00  |
      | Noor van Dijk | 2026-10-07 | 10:00 - 17:20 | 0:00  |
    When I export hours for 2026-10
    Then Nmbrs holds for "Noor van Dijk" 22.00 on hour code 2100

  @http
  Scenario: Sent twice by accident
    Given "Noor van Dijk" worked 8 hours in October
    And hours are exported for 2026-10
    When I export hours for 2026-10
    Then the export is proved
    And nothing was written to Nmbrs

  @http
  Scenario: Hours corrected after sending
    Given "Noor van Dijk" worked 8 hours in October
    And "Daan de Vries" worked 6 hours in October
    And hours are exported for 2026-10
    When the hours of "Daan de Vries" become 7
    And I export hours for 2026-10
    Then the export is proved
    And Nmbrs holds for "Daan de Vries" 7.00 on hour code 2100
    And only the lines of "Daan de Vries" were written

  Scenario: An entry that is removed in eitje
    Given "Noor van Dijk" worked 8 hours in October
    And "Daan de Vries" worked 6 hours in October
    And hours are exported for 2026-10
    When the hours of "Noor van Dijk" are removed in eitje
    And I export hours for 2026-10
    Then Nmbrs holds nothing for "Noor van Dijk" on hour code 2100

  Scenario: Entries that are not approved are named and not sent
    Given these hours are imported
      | name          | date       | time          | break | status             |
      | Noor van Dijk | 2026-10-05 | 10:00 - 18:00 | 0:00  | goedgekeurd        |
      | Noor van Dijk | 2026-10-06 | 10:00 - 18:00 | 0:00  | nog te accorderen  |
    When I export hours for 2026-10
    Then Nmbrs holds for "Noor van Dijk" 8.00 on hour code 2100
    And "pending-entry" is found about "Noor van Dijk"

  Scenario: Somebody who is not linked stops only themselves
    Given "Noor van Dijk" worked 8 hours in October
    And "Onbekende Invaller" worked 5 hours in October
    When I export hours for 2026-10
    Then "Onbekende Invaller" is blocked by "not-linked"
    And Nmbrs holds for "Noor van Dijk" 8.00 on hour code 2100
    And the export ends with differences

  Scenario: A meal without a rule
    Given these hours are imported
      | name          | date       | time          | break | meals  |
      | Noor van Dijk | 2026-10-05 | 10:00 - 18:00 | 0:00  | ontbijt |
    When I export hours and meals for 2026-10
    Then "Noor van Dijk" is blocked by "unmapped"
    And nothing was written to Nmbrs

  Scenario: Only the boxes that were ticked
    Given these hours are imported
      | name          | date       | time          | break | meals |
      | Noor van Dijk | 2026-10-05 | 10:00 - 18:00 | 0:00  | lunch |
    And hours and meals are exported for 2026-10
    When the hours of "Noor van Dijk" become 9
    And I export meals for 2026-10
    Then Nmbrs holds for "Noor van Dijk" 8.00 on hour code 2100

  Scenario: An entry whose contract type is corrected after sending is not paid twice
    Given "Fatima el Amrani" worked 8 hours in October
    And hours of hours contracts go to hour code 2190
    And hours are exported for 2026-10
    When the hours of "Fatima el Amrani" turn out to be under an hours contract
    And I export hours of hours contracts for 2026-10
    Then "Fatima el Amrani" is blocked by "sent-elsewhere"
    And Nmbrs holds nothing for "Fatima el Amrani" on hour code 2190
    When I export hours for 2026-10
    And I export hours of hours contracts for 2026-10 again
    Then Nmbrs holds for "Fatima el Amrani" exactly one line of 8.00 on hour code 2190
    And Nmbrs holds nothing for "Fatima el Amrani" on hour code 2100

  Scenario: Two people who share an e-mail address
    Given these hours are imported
      | name          | e-mail                    | date       | time          | break |
      | Noor van Dijk | noor.vandijk@kade.example | 2026-10-05 | 10:00 - 18:00 | 0:00  |
      | Piet van Dijk | noor.vandijk@kade.example | 2026-10-06 | 10:00 - 18:00 | 0:00  |
    When I export hours for 2026-10
    Then "Noor van Dijk" is blocked by "two-names-one-key"
    And nothing was written to Nmbrs

  Scenario: No box ticked
    When I plan the export of nothing for 2026-10
    Then I am told "nothing-selected"

  Scenario: The payroll office typed hours on the same code
    Given "Noor van Dijk" worked 8 hours in October
    And the payroll office typed 8.00 on hour code 2100 for "Noor van Dijk"
    When I export hours for 2026-10
    Then "Noor van Dijk" is blocked by "foreign-line"
    And nothing was written to Nmbrs

  @http
  Scenario: The typed hours become ours
    Given "Noor van Dijk" worked 8 hours in October
    And the payroll office typed 8.00 on hour code 2100 for "Noor van Dijk"
    When I resolve the difference of "Noor van Dijk" with "adopt"
    And I export hours for 2026-10
    Then the export is proved
    And Nmbrs holds for "Noor van Dijk" exactly one line of 8.00 on hour code 2100

  Scenario: Ours comes on top of the typed hours
    Given "Noor van Dijk" worked 8 hours in October
    And the payroll office typed 3.00 on hour code 2100 for "Noor van Dijk"
    When I resolve the difference of "Noor van Dijk" with "on-top"
    And I export hours for 2026-10
    Then the export is proved
    And Nmbrs holds for "Noor van Dijk" 11.00 on hour code 2100

  Scenario: The database is lost
    Given "Noor van Dijk" worked 8 hours in October
    And hours are exported for 2026-10
    When the database is lost and everything is set up again
    And I export hours for 2026-10
    Then "Noor van Dijk" is blocked by "foreign-line"
    And nothing was written to Nmbrs

  Scenario: Days that somebody else set are left alone
    Given "Noor van Dijk" worked 8 hours in October
    And the payroll office set the days of "Noor van Dijk" to 3
    When I export hours and days for 2026-10
    Then "days-theirs" is found about "Noor van Dijk"
    And Nmbrs holds for "Noor van Dijk" 3 days
    And the export ends with differences
    When I consent to "days" as "Anja" and export hours and days for 2026-10
    Then the export is proved
    And Nmbrs holds for "Noor van Dijk" 1 day

  Scenario: Days that somebody else set are overwritten when a person says so
    Given "Noor van Dijk" worked 8 hours in October
    And the payroll office set the days of "Noor van Dijk" to 3
    When I export hours and days for 2026-10
    And I resolve the difference of "Noor van Dijk" with "restore-ours"
    And I export hours and days for 2026-10 again
    Then the export is proved
    And Nmbrs holds for "Noor van Dijk" 1 day

  Scenario: Days that the payroll office changed after us stay when a person says so
    Given "Noor van Dijk" worked 8 hours in October
    And hours and days are exported for 2026-10
    And the payroll office set the days of "Noor van Dijk" to 3
    When I verify 2026-10
    Then 2026-10 is not proved
    And the difference of "Noor van Dijk" is "edited in Nmbrs": sent 1.00, found 3.00
    When I resolve the difference of "Noor van Dijk" with "keep-theirs"
    And I export hours and days for 2026-10
    And I verify 2026-10
    Then 2026-10 is proved
    And Nmbrs holds for "Noor van Dijk" 3 days

  Scenario: A choice about Days is asked again when the number changes
    Given "Noor van Dijk" worked 8 hours in October
    And hours and days are exported for 2026-10
    And the payroll office set the days of "Noor van Dijk" to 3
    When I resolve the difference of "Noor van Dijk" with "keep-theirs"
    And the payroll office set the days of "Noor van Dijk" to 4
    And I export hours and days for 2026-10
    Then "days-theirs" is found about "Noor van Dijk"
    And Nmbrs holds for "Noor van Dijk" 4 days

  Scenario: The period is already closed
    Given "Noor van Dijk" worked 8 hours in October
    And Nmbrs has moved on to period 2026-11
    When I plan the export of hours for 2026-10
    Then the whole export is blocked by "period-past"
    When I consent to "past" as "Anja" and export hours for 2026-10
    Then the export is proved
    And I am warned of "closed-with-consent" by "Anja"

  Scenario: The period is already paid
    Given "Noor van Dijk" worked 8 hours in October
    And the run of period 2026-10 is locked
    When I plan the export of hours for 2026-10
    Then the whole export is blocked by "run-locked"
    When I consent to "past" as "Anja" and export hours for 2026-10
    Then I am told "export-blocked"
    And nothing was written to Nmbrs
    When I consent to "locked" as "Anja" and export hours for 2026-10
    Then the export is proved
    And I am warned of "closed-with-consent" by "Anja"

  Scenario: The mapping changes between plan and export
    Given "Noor van Dijk" worked 8 hours in October
    When I plan the export of hours for 2026-10
    And worked hours go to hour code 2190 from now on
    And I agree to the plan
    Then I am told "plan-lapsed"
    And nothing was written to Nmbrs

  Scenario: One person changes between plan and export
    Given "Noor van Dijk" worked 8 hours in October
    And "Daan de Vries" worked 6 hours in October
    When I plan the export of hours for 2026-10
    And the hours of "Daan de Vries" become 7
    And I agree to the plan
    Then "Daan de Vries" is left out by "changed-since-plan"
    And Nmbrs holds for "Noor van Dijk" 8.00 on hour code 2100
    And Nmbrs holds nothing for "Daan de Vries" on hour code 2100

  Scenario: Connection lost in the middle, after Nmbrs did its work
    Given "Noor van Dijk" worked 8 hours in October
    And the answer to the next write is lost, though Nmbrs does it
    When I export hours for 2026-10
    Then the outcome is not known yet
    When the settling time has passed
    And I export hours for 2026-10 again
    Then the export is proved
    And Nmbrs holds for "Noor van Dijk" exactly one line of 8.00 on hour code 2100

  Scenario: Connection lost in the middle, before Nmbrs did anything
    Given "Noor van Dijk" worked 8 hours in October
    And the next write is lost before Nmbrs sees it
    When I export hours for 2026-10
    Then the outcome is not known yet
    When the settling time has passed
    And I export hours for 2026-10 again
    Then the outcome is not known yet
    And 8.00 on 2100 of "Noor van Dijk" is under watch
    And Nmbrs holds for "Noor van Dijk" exactly one line of 8.00 on hour code 2100
    When the watch is over
    And I verify 2026-10
    Then 2026-10 is proved
    And nothing is under watch

  Scenario: A call that times out and lands later
    Given "Noor van Dijk" worked 8 hours in October
    And the next write times out and is done by Nmbrs a little later
    When I export hours for 2026-10
    Then the outcome is not known yet
    When the late write lands
    And the settling time has passed
    And I export hours for 2026-10 again
    Then the export is proved
    And Nmbrs holds for "Noor van Dijk" exactly one line of 8.00 on hour code 2100

  @http
  Scenario: A call that was given up, and sent again, lands after all
    Given "Noor van Dijk" worked 8 hours in October
    And the next write times out and is done by Nmbrs a little later
    When I export hours for 2026-10
    And the settling time has passed
    And I export hours for 2026-10 again
    Then the outcome is not known yet
    And 8.00 on 2100 of "Noor van Dijk" is under watch
    When the late write lands
    And I verify 2026-10
    Then 2026-10 is not proved
    And "Noor van Dijk" shows "possibly doubled"
    When I resolve the difference of "Noor van Dijk" with "adopt"
    And I export hours for 2026-10
    Then Nmbrs holds for "Noor van Dijk" exactly one line of 8.00 on hour code 2100
    And 8.00 on 2100 of "Noor van Dijk" is under watch
    When the watch is over
    And I export hours for 2026-10 again
    Then the export is proved
    And Nmbrs holds for "Noor van Dijk" exactly one line of 8.00 on hour code 2100

  Scenario: Two people press the button
    Given "Noor van Dijk" worked 8 hours in October
    And a colleague is exporting 2026-10 at this moment
    When I export hours for 2026-10
    Then I am told "export-busy"
    And nothing was written to Nmbrs
    When the colleague is done
    And I export hours for 2026-10 again
    Then the export is proved
    And Nmbrs holds for "Noor van Dijk" exactly one line of 8.00 on hour code 2100

  Scenario: Nmbrs cannot be reached
    Given "Noor van Dijk" worked 8 hours in October
    And Nmbrs cannot be reached
    When I plan the export of hours for 2026-10
    Then I am told "payroll-unreachable"
