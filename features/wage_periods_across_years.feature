Feature: Wage periods across years
  The year after the last one that was set follows by itself, and is only proposed: nothing is exported into it before a
  person looked at its periods and confirmed them. A period into which something was exported keeps its days, so that no
  hour is paid in two periods or in none.

  Background:
    Given the link is activated
    And the company pays the venues "De Kade" and "Strandtent Zuid"

  # -- the next year -----------------------------------------------------------------------------------------------------

  @http
  Scenario: The next year is proposed from this one
    When I set the first wage period to start on 2025-12-21
    Then 2027 is proposed, from 2026-12-21 to 2027-12-20
    And period 2027-01 runs from 2026-12-21 to 2027-01-20
    And period 2027-12 runs from 2027-11-21 to 2027-12-20

  @http
  Scenario: A person confirms the proposed year
    Given the first wage period starts on 2026-01-01
    When I confirm the wage year 2027
    Then 2027 is set, from 2027-01-01 to 2027-12-31
    And 2028 is proposed, from 2028-01-01 to 2028-12-31
    And the trail says that somebody confirmed 2027

  Scenario: After four weeks in a year of 53 weeks the next year starts a week later
    Given the company is paid every four weeks
    When I set the first wage period to start on 2025-12-29
    Then period 2026-13 runs from 2026-11-30 to 2027-01-03
    And period 2026-13 has 35 days
    And 2027 is proposed, from 2027-01-04 to 2028-01-02
    And period 2027-13 runs from 2027-12-06 to 2028-01-02
    And period 2027-13 has 28 days

  Scenario: The other year of 53 weeks within reach, 2032, in four weeks
    Given the company is paid every four weeks
    When I set the first wage period to start on 2030-12-30
    Then 2032 is proposed, from 2031-12-29 to 2033-01-02
    And period 2032-13 runs from 2032-11-29 to 2033-01-02
    And period 2032-13 has 35 days

  Scenario: After 53 weeks come 52
    Given the company is paid every week
    When I set the first wage period to start on 2025-12-29
    Then 2026 has 53 periods
    And 2027 is proposed, from 2027-01-04 to 2028-01-02
    And 2027 has 52 periods
    And period 2027-52 runs from 2027-12-27 to 2028-01-02

  Scenario: Months from the 28th stay on the 28th
    When I set the first wage period to start on 2025-12-28
    Then period 2026-02 runs from 2026-01-28 to 2026-02-27
    And period 2026-03 runs from 2026-02-28 to 2026-03-27
    And period 2026-04 runs from 2026-03-28 to 2026-04-27
    And 2027 is proposed, from 2026-12-28 to 2027-12-27

  Scenario: Months from the last day stay on the last day
    When I set the first wage period to start on 2026-01-31
    Then 2027 is proposed, from 2027-01-31 to 2028-01-30
    And period 2027-02 runs from 2027-02-28 to 2027-03-30

  Scenario: Nothing goes into a year that nobody confirmed
    Given De Kade is ready to export 2026-10
    And Nmbrs has moved on to period 2027-01
    When I import these hours
      | name         | date       | time          | break |
      | Noor van Dijk | 2026-12-31 | 18:00 - 02:00 | 0:30  |
      | Noor van Dijk | 2027-01-04 | 10:00 - 18:00 | 0:30  |
    And I plan the export of hours for 2027-01
    Then the whole export is blocked by "wage-year-proposed"
    And the remedy names "eitje-nmbrs wage-period confirm 2027"
    When I agree to the plan
    Then I am told "export-blocked"
    And in 2027-01 Nmbrs holds nothing for "Noor van Dijk" on hour code 2100
    When I confirm the wage year 2027
    And I export hours for 2027-01
    Then the export is proved
    And in 2027-01 Nmbrs holds for "Noor van Dijk" exactly one line of 7.50 on hour code 2100

  Scenario: Hours of week 53 are paid in week 53
    Given De Kade is ready to export 2026-10
    And the company is paid every week
    And the first wage period starts on 2025-12-29
    And Nmbrs has moved on to period 2026-53
    When I import these hours
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-12-27 | 10:00 - 18:00 | 0:30  |
      | Noor van Dijk | 2026-12-31 | 20:00 - 02:20 | 0:30  |
    And I export hours for 2026-53
    Then the export is proved
    And in 2026-53 Nmbrs holds for "Noor van Dijk" exactly one line of 5.83 on hour code 2100
    And in 2026-52 Nmbrs holds nothing for "Noor van Dijk" on hour code 2100

  Scenario: A year is confirmed once
    Given the first wage period starts on 2026-01-01
    And the wage year 2027 is confirmed
    When I confirm the wage year 2027
    Then I am told "calendar-nothing-proposed"

  Scenario: Only the year after the last one is proposed
    Given the first wage period starts on 2026-01-01
    When I confirm the wage year 2028
    Then I am told "calendar-nothing-proposed"

  Scenario: Nmbrs turns out to have another period length
    Given the first wage period starts on 2026-01-01
    And the company is paid every four weeks
    When I confirm the wage year 2027
    Then I am told "calendar-length-differs"
    And 2027 is proposed, from 2027-01-01 to 2027-12-31

  # -- another start day -------------------------------------------------------------------------------------------------

  Scenario: A shorter last period is shown with its days, and accepted by name
    Given the first wage period starts on 2026-01-01
    When I set the first wage period to start on 2026-12-21
    Then I am told "calendar-changes-last-period"
    And the message names "20 days instead of 31"
    When I accept that and set the first wage period to start on 2026-12-21
    Then period 2026-12 runs from 2026-12-01 to 2026-12-20
    And period 2026-12 has 20 days
    And the trail says that "Anja" accepted the last period of 2026

  Scenario: A longer last period
    Given the first wage period starts on 2025-12-21
    When I set the first wage period to start on 2027-01-01
    Then I am told "calendar-changes-last-period"
    And the message names "41 days instead of 30"
    When I accept that and set the first wage period to start on 2027-01-01
    Then period 2026-12 runs from 2026-11-21 to 2026-12-31
    And period 2027-01 runs from 2027-01-01 to 2027-01-31

  Scenario: A year that is set after the next one ends where that begins
    Given the first wage period starts on 2026-12-21
    When I set the first wage period to start on 2026-01-01
    Then I am told "calendar-changes-last-period"
    And the message names "20 days instead of 31"
    When I accept that and set the first wage period to start on 2026-01-01
    Then period 2026-12 runs from 2026-12-01 to 2026-12-20
    And period 2027-01 runs from 2026-12-21 to 2027-01-20

  Scenario: A year that is set anew between others
    Given the first wage period starts on 2026-01-01
    And the wage year 2027 is confirmed
    When I set the first wage period to start on 2025-12-21
    Then I am told "calendar-changes-last-period"
    And the message names "41 days instead of 30"

  Scenario: A year that would leave a whole year out
    Given the first wage period starts on 2026-01-01
    When I set the first wage period to start on 2028-01-01
    Then I am told "calendar-year-skipped"
    And the message names "the days of 2027"

  Scenario: Each contract type has a calendar of its own
    Given the first wage period starts on 2026-01-01
    When I set the first wage period of hours contracts to start on 2025-12-21
    Then period 2026-10 runs from 2026-10-01 to 2026-10-31
    And for hours contracts period 2026-10 runs from 2026-09-21 to 2026-10-20

  # -- what was exported stays where it is -------------------------------------------------------------------------------

  Scenario: A period that was exported keeps its days
    Given De Kade is ready to export 2026-10
    And "Noor van Dijk" worked 8 hours in October
    And hours are exported for 2026-10
    When I set the first wage period to start on 2025-12-21
    Then I am told "calendar-in-use"
    And the message names "01-10-2026 - 31-10-2026 (2026-10) → 21-09-2026 - 20-10-2026"
    And period 2026-10 runs from 2026-10-01 to 2026-10-31

  Scenario: The start day of the next year may change when only later periods move
    Given De Kade is ready to export 2026-10
    And "Noor van Dijk" worked 8 hours in October
    And hours are exported for 2026-10
    When I accept that and set the first wage period to start on 2026-12-21
    Then period 2026-10 runs from 2026-10-01 to 2026-10-31
    And period 2026-12 runs from 2026-12-01 to 2026-12-20
    When I export hours for 2026-10 again
    Then the export is proved
    And Nmbrs holds for "Noor van Dijk" exactly one line of 8.00 on hour code 2100

  Scenario: What was taken back holds no days any more
    Given De Kade is ready to export 2026-10
    And "Noor van Dijk" worked 8 hours in October
    And hours are exported for 2026-10
    When I undo that export
    And I set the first wage period to start on 2025-12-21
    Then period 2026-10 runs from 2026-09-21 to 2026-10-20

  Scenario: Not while somebody exports
    Given De Kade is ready to export 2026-10
    And a colleague is exporting 2026-10 at this moment
    When I set the first wage period to start on 2025-12-21
    Then I am told "export-busy"
    And period 2026-10 runs from 2026-10-01 to 2026-10-31
    When the colleague is done
    And I set the first wage period to start on 2025-12-21
    Then period 2026-10 runs from 2026-09-21 to 2026-10-20

  # -- the list ----------------------------------------------------------------------------------------------------------

  @http
  Scenario: The list shows where Nmbrs stands
    Given the first wage period starts on 2026-01-01
    Then period 2026-09 is locked in Nmbrs
    And period 2026-10 is the current one in Nmbrs
    And period 2026-10 shows no export

  @http
  Scenario: The list shows what was exported
    Given De Kade is ready to export 2026-10
    And "Noor van Dijk" worked 8 hours in October
    And hours and days are exported for 2026-10
    Then period 2026-10 shows "days, hours" as "proved"
    And for hours contracts period 2026-10 shows no export

  Scenario: What the payroll office changed since shows after a check
    Given De Kade is ready to export 2026-10
    And "Noor van Dijk" worked 8 hours in October
    And hours are exported for 2026-10
    And the payroll office changes the line of "Noor van Dijk" to 9.00
    When the settling time has passed
    And I verify 2026-10
    Then period 2026-10 shows "hours" as "differences"

  Scenario: What was taken back shows as undone
    Given De Kade is ready to export 2026-10
    And "Noor van Dijk" worked 8 hours in October
    And hours are exported for 2026-10
    When I undo that export
    Then period 2026-10 shows "hours" as "undone"

  Scenario: Today is shown, and one period behind is how payroll works
    Given De Kade is ready to export 2026-10
    And the first wage period of this year starts on 1 January
    And Nmbrs' current period is 1 before that of today
    Then today lies in one period of each contract type
    And the list warns of nothing

  Scenario: Three periods behind is a warning, in the list and in the plan
    Given De Kade is ready to export 2026-10
    And the first wage period of this year starts on 1 January
    And Nmbrs' current period is 3 before that of today
    Then the list warns of "periods-out-of-step"
    When I plan the export of hours for the current period of Nmbrs
    Then I see the warning "periods-out-of-step"

  Scenario: Two periods ahead is one too
    Given the first wage period of this year starts on 1 January
    And Nmbrs' current period is 2 after that of today
    Then the list warns of "periods-out-of-step"
