Feature: Undo an export
  An export can be taken back as long as its wage period is open in Nmbrs: what it added goes, what it changed or removed
  comes back as it was. It is a plan first, like any export, and proved afterwards. Nothing else is touched, and the hours
  stay in eitje: the next export sends them again.

  Background:
    Given De Kade is ready to export 2026-10

  @http
  Scenario: Hours that were sent by mistake
    Given these hours are imported
      | name          | date       | time          | break | meals |
      | Noor van Dijk | 2026-10-05 | 10:00 - 18:00 | 0:00  | lunch |
      | Noor van Dijk | 2026-10-06 | 10:00 - 16:00 | 0:00  |       |
    When I export hours, days and meals for 2026-10
    And I undo that export
    Then the undo is proved
    And Nmbrs holds nothing for "Noor van Dijk" on hour code 2100
    And Nmbrs holds nothing for "Noor van Dijk" on wage code 4899
    And Nmbrs holds for "Noor van Dijk" 0 days
    When I plan the export of hours for 2026-10
    Then the plan adds 14.00 on hour code 2100 for "Noor van Dijk"

  Scenario: What would be taken back is shown first
    Given "Noor van Dijk" worked 8 hours in October
    And hours are exported for 2026-10
    When I look at what undoing that export would do
    Then the plan removes 8.00 on hour code 2100 of "Noor van Dijk"
    And nothing was written to Nmbrs

  @http
  Scenario: A correction that was wrong
    Given "Noor van Dijk" worked 8 hours in October
    And "Daan de Vries" worked 6 hours in October
    And "Fatima el Amrani" worked 5 hours in October
    And hours are exported for 2026-10
    And the hours of "Noor van Dijk" become 10
    When the hours of "Daan de Vries" are removed in eitje
    And I export hours for 2026-10
    And I undo that export
    Then the undo is proved
    And Nmbrs holds for "Noor van Dijk" exactly one line of 8.00 on hour code 2100
    And Nmbrs holds for "Daan de Vries" exactly one line of 6.00 on hour code 2100
    And Nmbrs holds for "Fatima el Amrani" exactly one line of 5.00 on hour code 2100
    When I verify 2026-10
    Then 2026-10 is not proved
    And "Noor van Dijk" shows "edited in eitje"
    And "Fatima el Amrani" is shown with 5.00 on both sides

  Scenario: Only what the export changed
    Given "Noor van Dijk" worked 8 hours in October
    And "Daan de Vries" worked 6 hours in October
    And hours are exported for 2026-10
    And the hours of "Noor van Dijk" become 10
    When I export hours for 2026-10
    And the payroll office changes the line of "Daan de Vries" to 3.00
    And the writes so far are forgotten
    And I undo that export
    Then the undo is proved
    And only the lines of "Noor van Dijk" were written

  Scenario: Sending the hours again after an undo
    Given "Noor van Dijk" worked 8 hours in October
    When I export hours and days for 2026-10
    And I undo that export
    And I export hours and days for 2026-10 again
    Then the export is proved
    And Nmbrs holds for "Noor van Dijk" exactly one line of 8.00 on hour code 2100
    And Nmbrs holds for "Noor van Dijk" 1 day

  Scenario: Undoing twice changes nothing more
    Given "Noor van Dijk" worked 8 hours in October
    And hours are exported for 2026-10
    When I undo that export
    And the writes so far are forgotten
    And I undo that export again
    Then the undo is proved
    And nothing was written to Nmbrs

  Scenario: The undo was the mistake
    Given these hours are imported
      | name          | date       | time          | break | meals |
      | Noor van Dijk | 2026-10-05 | 10:00 - 18:00 | 0:00  | lunch |
    When I export hours, days and meals for 2026-10
    And I undo that export
    And I undo that undo
    Then the undo is proved
    And Nmbrs holds for "Noor van Dijk" exactly one line of 8.00 on hour code 2100
    And Nmbrs holds for "Noor van Dijk" 1 day
    When I verify 2026-10
    Then 2026-10 is proved

  Scenario: An export that changed nothing
    Given "Noor van Dijk" worked 8 hours in October
    And hours are exported for 2026-10
    When I export hours for 2026-10
    And I undo that export
    Then I am told "undo-nothing"

  Scenario: A later export changed it again
    Given "Noor van Dijk" worked 8 hours in October
    And "Daan de Vries" worked 6 hours in October
    When I export hours for 2026-10
    And I remember that export
    And the hours of "Noor van Dijk" become 9
    And I export hours for 2026-10
    And I undo the export that I remember
    Then "Noor van Dijk" is blocked by "undo-changed-again"
    And Nmbrs holds for "Noor van Dijk" 9.00 on hour code 2100
    And Nmbrs holds nothing for "Daan de Vries" on hour code 2100

  Scenario: The payroll office edited the line since
    Given "Noor van Dijk" worked 8 hours in October
    And "Daan de Vries" worked 6 hours in October
    And hours are exported for 2026-10
    When the payroll office changes the line of "Noor van Dijk" to 5.00
    And I undo that export
    Then "Noor van Dijk" is blocked by "undo-line-changed"
    And Nmbrs holds for "Noor van Dijk" 5.00 on hour code 2100
    And Nmbrs holds nothing for "Daan de Vries" on hour code 2100

  Scenario: The payroll office deleted the line of a correction
    Given "Noor van Dijk" worked 8 hours in October
    And hours are exported for 2026-10
    And the hours of "Noor van Dijk" become 10
    When I export hours for 2026-10
    And the payroll office deletes the line of "Noor van Dijk"
    And I undo that export
    Then "Noor van Dijk" is blocked by "undo-line-changed"
    And Nmbrs holds nothing for "Noor van Dijk" on hour code 2100

  Scenario: The payroll office took the line away itself
    Given "Noor van Dijk" worked 8 hours in October
    And hours are exported for 2026-10
    When the payroll office deletes the line of "Noor van Dijk"
    And I undo that export
    Then the undo is proved

  Scenario: The payroll office typed hours on the same code
    Given "Noor van Dijk" worked 8 hours in October
    And hours are exported for 2026-10
    When the payroll office typed 3.00 on hour code 2100 for "Noor van Dijk"
    And I undo that export
    Then "Noor van Dijk" is blocked by "undo-foreign-line"
    When I resolve the difference of "Noor van Dijk" with "on-top"
    And I undo that export
    Then Nmbrs holds for "Noor van Dijk" exactly one line of 3.00 on hour code 2100

  Scenario: Days that the payroll office had set
    Given "Noor van Dijk" worked 8 hours in October
    And the payroll office set the days of "Noor van Dijk" to 3
    When I consent to "days" as "Anja" and export hours, days for 2026-10
    And I undo that export
    Then the undo is proved
    And Nmbrs holds for "Noor van Dijk" 3 days
    When I export hours and days for 2026-10
    Then "days-theirs" is found about "Noor van Dijk"
    And Nmbrs holds for "Noor van Dijk" 3 days

  Scenario: An entry that moved to another contract type is not paid twice
    Given "Fatima el Amrani" worked 8 hours in October
    And hours of hours contracts go to hour code 2190
    And hours are exported for 2026-10
    When the hours of "Fatima el Amrani" turn out to be under an hours contract
    And I export hours for 2026-10
    And I remember that export
    And I export hours of hours contracts for 2026-10
    And I undo the export that I remember
    Then "Fatima el Amrani" is blocked by "undo-paid-elsewhere"
    And Nmbrs holds nothing for "Fatima el Amrani" on hour code 2100
    And Nmbrs holds for "Fatima el Amrani" 8.00 on hour code 2190

  Scenario: The period is closed
    Given "Noor van Dijk" worked 8 hours in October
    And hours are exported for 2026-10
    And Nmbrs has moved on to period 2026-11
    When I undo that export
    Then I am told "undo-period-closed"
    And nothing was written to Nmbrs

  Scenario: The run of the period is paid
    Given "Noor van Dijk" worked 8 hours in October
    And hours are exported for 2026-10
    And the run of period 2026-10 is locked
    When I undo that export
    Then I am told "undo-period-closed"

  Scenario: Nobody can consent to undoing what is paid
    Given "Noor van Dijk" worked 8 hours in October
    And hours are exported for 2026-10
    When I consent to "past" as "Anja" and undo that export
    Then I am told "undo-consent-not-offered"

  Scenario: The connection is lost in the middle of an undo
    Given "Noor van Dijk" worked 8 hours in October
    And hours are exported for 2026-10
    And the hours of "Noor van Dijk" become 10
    When I export hours for 2026-10
    And the answer to the next write is lost, though Nmbrs does it
    And I undo that export
    And the settling time has passed
    And I undo that export again
    Then the undo is proved
    And Nmbrs holds for "Noor van Dijk" exactly one line of 8.00 on hour code 2100

  Scenario: What the export did is not known yet
    Given "Noor van Dijk" worked 8 hours in October
    And the next write times out and is done by Nmbrs a little later
    When I export hours for 2026-10
    And I undo that export
    Then "Noor van Dijk" is unsettled
    When the late write lands
    And the settling time has passed
    And I undo that export again
    Then the undo is proved
    And Nmbrs holds nothing for "Noor van Dijk" on hour code 2100

  Scenario: After an undo the mapping of the undone export still holds
    Given "Noor van Dijk" worked 8 hours in October
    And hours are exported for 2026-10
    When I undo that export
    And worked hours go to hour code 2190 from now on
    And I verify 2026-10
    Then "Noor van Dijk" is compared on hour code 2100
