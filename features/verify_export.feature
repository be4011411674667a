Feature: Verify an export
  Both sides stand next to each other, per person and code. Every difference has a name: missing, edited in Nmbrs, edited in
  eitje, possibly doubled, or foreign. What a person decides is remembered.

  Background:
    Given De Kade is ready to export 2026-10
    And "Noor van Dijk" worked 8 hours in October
    And "Daan de Vries" worked 6 hours in October
    And hours are exported for 2026-10

  @http
  Scenario: Everything is there
    When I verify 2026-10
    Then 2026-10 is proved

  Scenario: The payroll office edited our line
    Given the payroll office changes the line of "Daan de Vries" to 5.00
    When I verify 2026-10
    Then 2026-10 is not proved
    And the difference of "Daan de Vries" is "edited in Nmbrs": sent 6.00, found 5.00

  Scenario: The payroll office deleted our line
    Given the payroll office deletes the line of "Daan de Vries"
    When I verify 2026-10
    Then 2026-10 is not proved
    And the difference of "Daan de Vries" is "missing": sent 6.00, found nothing

  Scenario: Hours changed in eitje after the export
    Given the hours of "Daan de Vries" become 7
    When I verify 2026-10
    Then 2026-10 is not proved
    And "Daan de Vries" shows "edited in eitje"

  Scenario: Edited on both sides
    Given the hours of "Daan de Vries" become 7
    And the payroll office changes the line of "Daan de Vries" to 5.00
    When I verify 2026-10
    Then "Daan de Vries" shows "edited in eitje"
    And "Daan de Vries" shows "edited in Nmbrs"

  Scenario: The same line stands there twice
    Given the payroll office typed 6.00 on hour code 2100 for "Daan de Vries"
    When I verify 2026-10
    Then "Daan de Vries" shows "possibly doubled"

  Scenario: The payroll office typed a bonus
    Given the payroll office typed 50.00 on wage code 4900 for "Daan de Vries"
    When the hours of "Daan de Vries" become 7
    And I export hours and meals for 2026-10
    And I verify 2026-10
    Then 2026-10 is proved
    And "Daan de Vries" shows "foreign"
    And Nmbrs holds for "Daan de Vries" 7.00 on hour code 2100
    And Nmbrs holds for "Daan de Vries" exactly one line of 50.00 on wage code 4900

  @http
  Scenario: Our line is restored
    Given the payroll office changes the line of "Daan de Vries" to 5.00
    When I resolve the difference of "Daan de Vries" with "restore-ours"
    And I export hours for 2026-10
    Then the export is proved
    And Nmbrs holds for "Daan de Vries" exactly one line of 6.00 on hour code 2100

  Scenario: A deleted line is written again
    Given the payroll office deletes the line of "Daan de Vries"
    When I resolve the difference of "Daan de Vries" with "restore-ours"
    And I export hours for 2026-10
    Then the export is proved
    And Nmbrs holds for "Daan de Vries" exactly one line of 6.00 on hour code 2100

  Scenario: Their amount is kept, and stays kept
    Given the payroll office changes the line of "Daan de Vries" to 5.00
    When I resolve the difference of "Daan de Vries" with "keep-theirs"
    And I export hours for 2026-10
    And I verify 2026-10
    Then 2026-10 is proved
    And Nmbrs holds for "Daan de Vries" 5.00 on hour code 2100
    And the kept difference of "Daan de Vries" is listed apart

  Scenario: A choice that was a mistake is changed before anything is sent
    Given the payroll office typed 6.00 on hour code 2100 for "Daan de Vries"
    When I resolve the difference of "Daan de Vries" with "on-top"
    And I change my mind about "Daan de Vries" to "adopt"
    And I export hours for 2026-10
    Then the export is proved
    And Nmbrs holds for "Daan de Vries" exactly one line of 6.00 on hour code 2100

  Scenario: An undecided difference stops only its own person
    Given the payroll office changes the line of "Daan de Vries" to 5.00
    And the hours of "Noor van Dijk" become 9
    When I export hours for 2026-10
    Then "Daan de Vries" is blocked by "open-difference"
    And Nmbrs holds for "Noor van Dijk" 9.00 on hour code 2100

  Scenario: A call lands long after everybody stopped looking out for it
    Given "Fatima el Amrani" worked 4 hours in October
    And the next write times out and is done by Nmbrs a little later
    When I export hours for 2026-10
    And the settling time has passed
    And I export hours for 2026-10 again
    And the watch is over
    And I verify 2026-10
    Then 2026-10 is proved
    When the late write lands
    And I verify 2026-10
    Then "Fatima el Amrani" shows "possibly doubled"

  Scenario: The connection is lost before our own lines could be read back
    Given "Fatima el Amrani" worked 4 hours in October
    And Nmbrs stops answering right after the next write
    When I export hours for 2026-10
    Then the outcome is not known yet
    When Nmbrs answers again
    And I verify 2026-10
    Then "Fatima el Amrani" is shown with 4.00 on both sides
    And nothing waits for a decision
    When the settling time has passed
    And I export hours for 2026-10 again
    Then the export is proved
    And Nmbrs holds for "Fatima el Amrani" exactly one line of 4.00 on hour code 2100

  Scenario: A choice that does not fit
    Given the payroll office changes the line of "Daan de Vries" to 5.00
    When I resolve the difference of "Daan de Vries" with "adopt"
    Then I am told "choice-not-offered"

  Scenario: A kept amount is asked about again when the payroll office changes it once more
    Given the payroll office changes the line of "Daan de Vries" to 5.00
    When I resolve the difference of "Daan de Vries" with "keep-theirs"
    And the payroll office changes the line of "Daan de Vries" to 4.00
    And I verify 2026-10
    Then 2026-10 is not proved
    And the difference of "Daan de Vries" is "edited in Nmbrs": sent 6.00, found 4.00

  Scenario: A kept amount is asked about again when the hours change
    Given the payroll office changes the line of "Daan de Vries" to 5.00
    When I resolve the difference of "Daan de Vries" with "keep-theirs"
    And the hours of "Daan de Vries" become 7
    And I export hours for 2026-10
    Then "Daan de Vries" is blocked by "open-difference"
    And Nmbrs holds for "Daan de Vries" 5.00 on hour code 2100

  Scenario: A deleted line stays away by choice, until the hours change
    Given the payroll office deletes the line of "Daan de Vries"
    When I resolve the difference of "Daan de Vries" with "keep-theirs"
    And I export hours for 2026-10
    Then the export is proved
    And Nmbrs holds nothing for "Daan de Vries" on hour code 2100
    When I verify 2026-10
    Then the kept difference of "Daan de Vries" is listed apart
    When the hours of "Daan de Vries" become 7
    And I export hours for 2026-10
    Then "Daan de Vries" is blocked by "open-difference"
    And Nmbrs holds nothing for "Daan de Vries" on hour code 2100

  Scenario: The payroll office put our line on another code
    Given the payroll office moves the line of "Daan de Vries" to hour code 2190
    When I verify 2026-10
    Then 2026-10 is not proved
    And the difference of "Daan de Vries" is "edited in Nmbrs": sent 6.00, found 6.00
    And that difference names the codes "2100" and "2190"
    When I export hours for 2026-10
    Then "Daan de Vries" is blocked by "open-difference"
    And nothing was written to Nmbrs
    When I resolve the difference of "Daan de Vries" with "restore-ours"
    And I export hours for 2026-10
    Then the export is proved
    And Nmbrs holds for "Daan de Vries" exactly one line of 6.00 on hour code 2100
    And Nmbrs holds nothing for "Daan de Vries" on hour code 2190

  Scenario: Our line stays on another code by choice, until it is moved once more
    Given the payroll office moves the line of "Daan de Vries" to hour code 2190
    When I resolve the difference of "Daan de Vries" with "keep-theirs"
    And I export hours for 2026-10
    Then the export is proved
    And Nmbrs holds for "Daan de Vries" exactly one line of 6.00 on hour code 2190
    And Nmbrs holds nothing for "Daan de Vries" on hour code 2100
    When the payroll office moves the line of "Daan de Vries" to hour code 6050
    And I verify 2026-10
    Then the difference of "Daan de Vries" is "edited in Nmbrs": sent 6.00, found 6.00
    And that difference names the codes "2100" and "6050"

  Scenario: Hours on top of ours are asked about again when the payroll office changes them
    Given the payroll office typed 3.00 on hour code 2100 for "Daan de Vries"
    When I resolve the difference of "Daan de Vries" with "on-top"
    And I verify 2026-10
    Then 2026-10 is proved
    And nothing waits for a decision
    When the payroll office changes the line that it typed for "Daan de Vries" to 4.00
    And the hours of "Daan de Vries" become 7
    And I export hours for 2026-10
    Then "Daan de Vries" is blocked by "foreign-line"
    And Nmbrs holds for "Daan de Vries" 10.00 on hour code 2100
    When I resolve the difference of "Daan de Vries" with "on-top"
    And I export hours for 2026-10
    Then the export is proved
    And Nmbrs holds for "Daan de Vries" 11.00 on hour code 2100

  Scenario: Somebody who is left out by choice is asked about again when the typed hours change
    Given the payroll office typed 3.00 on hour code 2100 for "Daan de Vries"
    When I resolve the difference of "Daan de Vries" with "leave-out"
    And the hours of "Daan de Vries" become 7
    And I export hours for 2026-10
    Then "Daan de Vries" is left out by "left-out"
    When the payroll office changes the line that it typed for "Daan de Vries" to 4.00
    And I export hours for 2026-10
    Then "Daan de Vries" is blocked by "foreign-line"

  Scenario: Typed hours that were to become ours are asked about again when they change first
    Given the payroll office typed 6.00 on hour code 2100 for "Daan de Vries"
    When I resolve the difference of "Daan de Vries" with "adopt"
    And the payroll office changes the line that it typed for "Daan de Vries" to 4.00
    And I verify 2026-10
    Then the difference of "Daan de Vries" is "foreign": sent nothing, found 4.00
    And Nmbrs holds for "Daan de Vries" 10.00 on hour code 2100

  Scenario: Typed hours that became ours are ours when they change later
    Given the payroll office typed 6.00 on hour code 2100 for "Daan de Vries"
    When I resolve the difference of "Daan de Vries" with "adopt"
    And I export hours for 2026-10
    Then Nmbrs holds for "Daan de Vries" exactly one line of 6.00 on hour code 2100
    When the payroll office changes the line of "Daan de Vries" to 4.00
    And I verify 2026-10
    Then the difference of "Daan de Vries" is "edited in Nmbrs": sent 6.00, found 4.00
