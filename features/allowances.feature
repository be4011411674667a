Feature: Allowances
  Unsocial hours, public holidays and functions are paid on top of worked hours: as hours on a code of their own. A shift
  is divided to the minute, in real time, also in the nights when the clock changes.

  Background:
    Given De Kade is ready to export 2026-10
    And the allowance "nacht" of 50 % is paid for "daily 22:00-06:00"
    And the allowance "nacht" goes to hour code 6050

  @http
  Scenario: A night shift with a break
    # Of the eight hours, six lie after 22:00; of the eight hours, seven and a half are paid: 360 × 450 ÷ 480.
    When I try a shift on 2026-10-06 from 20:00 to 04:00 with a break of 30 minutes
    Then "nacht" gets 337.5 minutes, which is 5.63 hours

  @http
  Scenario: Worked hours and allowances arrive on their own codes
    Given these hours are imported
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-06 | 20:00 - 04:00 | 0:30  |
      | Noor van Dijk | 2026-10-07 | 20:00 - 04:00 | 0:30  |
    When I export hours and allowances for 2026-10
    Then the export is proved
    And Nmbrs holds for "Noor van Dijk" 15.00 on hour code 2100
    And Nmbrs holds for "Noor van Dijk" 11.25 on hour code 6050

  Scenario: From Saturday into Sunday
    # The window belongs to Saturday, because it begins there; Sunday's own begins at midnight.
    Given the allowance "zaterdagnacht" of 75 % is paid for "sat 22:00-06:00"
    And the allowance "zondag" of 100 % is paid for "sun 00:00-24:00"
    When I try a shift on 2026-10-10 from 20:00 to 04:00 with a break of 0 minutes
    Then "zaterdagnacht" gets 360 minutes, which is 6.00 hours
    And "zondag" gets 240 minutes, which is 4.00 hours
    When I try a shift on 2026-10-11 from 20:00 to 04:00 with a break of 0 minutes
    Then "zaterdagnacht" gets 0 minutes, which is 0.00 hours
    And "zondag" gets 240 minutes, which is 4.00 hours

  Scenario: Over New Year
    Given the allowance "feestdag" of 100 % is paid for the usual public holidays
    When I try a shift on 2026-12-31 from 20:00 to 04:00 with a break of 30 minutes
    Then "feestdag" gets 225 minutes, which is 3.75 hours
    And "nacht" gets 337.5 minutes, which is 5.63 hours

  Scenario: The night the clock goes back
    # From 18:00 to 04:00 is eleven hours, and from 22:00 on seven.
    Given these hours are imported
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-24 | 18:00 - 04:00 | 1:00  |
    When I export hours and allowances for 2026-10
    Then Nmbrs holds for "Noor van Dijk" 10.00 on hour code 2100
    And Nmbrs holds for "Noor van Dijk" 6.36 on hour code 6050

  Scenario: The night the clock goes forward
    # From 18:00 to 04:00 is nine hours, and from 22:00 on five.
    When I try a shift on 2026-03-28 from 18:00 to 04:00 with a break of 0 minutes
    Then "nacht" gets 300 minutes, which is 5.00 hours

  Scenario: Only the highest of an exclusive group
    Given the allowance "zondag" of 100 % is paid for "sun 00:00-24:00"
    And the allowance "zondag" goes to hour code 6150
    And the allowances "nacht" and "zondag" exclude each other
    When I try a shift on 2026-10-10 from 20:00 to 04:00 with a break of 0 minutes
    Then "nacht" gets 120 minutes, which is 2.00 hours
    And "zondag" gets 240 minutes, which is 4.00 hours

  Scenario: Of equal percentages the lower code
    Given the allowance "zondag" of 50 % is paid for "sun 00:00-24:00"
    And the allowance "zondag" goes to hour code 6150
    And the allowances "nacht" and "zondag" exclude each other
    When I try a shift on 2026-10-11 from 22:00 to 24:00 with a break of 0 minutes
    Then "nacht" gets 120 minutes, which is 2.00 hours
    And "zondag" gets 0 minutes, which is 0.00 hours

  Scenario: Goede Vrijdag and Bevrijdingsdag are chosen on purpose
    Given the allowance "feestdag" of 100 % is paid for the usual public holidays
    When I try a shift on 2026-05-05 from 10:00 to 18:00 with a break of 0 minutes
    Then "feestdag" gets 0 minutes, which is 0.00 hours
    Given the allowance "feestdag" of 100 % is paid on "Goede Vrijdag" and "Bevrijdingsdag"
    When I try a shift on 2026-05-05 from 10:00 to 18:00 with a break of 0 minutes
    Then "feestdag" gets 480 minutes, which is 8.00 hours

  @http
  Scenario: A function by team
    Given the allowance "barista" of 10 % is paid to the team "Bar"
    And the allowance "barista" goes to hour code 6150
    And these hours are imported
      | name          | date       | time          | break | team   |
      | Noor van Dijk | 2026-10-05 | 10:00 - 18:00 | 0:30  | Bar    |
      | Noor van Dijk | 2026-10-06 | 10:00 - 18:00 | 0:30  | Keuken |
    When I export hours and allowances for 2026-10
    Then Nmbrs holds for "Noor van Dijk" 7.50 on hour code 6150

  Scenario: A function by hand, in a column of the file
    Given the allowance "vriescel" of 25 % is paid by the column "Vriescel"
    And the allowance "vriescel" goes to hour code 6150
    And these hours are imported
      | name          | date       | time          | break | Vriescel |
      | Noor van Dijk | 2026-10-05 | 10:00 - 18:00 | 0:30  | 1:20     |
      | Noor van Dijk | 2026-10-06 | 10:00 - 18:00 | 0:30  | 1,5      |
      | Daan de Vries | 2026-10-06 | 10:00 - 18:00 | 0:30  | x        |
      | Daan de Vries | 2026-10-07 | 10:00 - 18:00 | 0:30  |          |
    When I export hours and allowances for 2026-10
    Then Nmbrs holds for "Noor van Dijk" 2.83 on hour code 6150
    And Nmbrs holds for "Daan de Vries" 7.50 on hour code 6150

  Scenario: The column is not in the file
    Given the allowance "vriescel" of 25 % is paid by the column "Vriescel"
    And the allowance "vriescel" goes to hour code 6150
    And "Noor van Dijk" worked 8 hours in October
    When I export hours and allowances for 2026-10
    Then "Noor van Dijk" is blocked by "column-missing"
    And nothing was written to Nmbrs

  Scenario: Hours without times
    Given these hours without times are imported
      | name          | date       | hours |
      | Noor van Dijk | 2026-10-05 | 7,50  |
    When I export hours and allowances for 2026-10
    Then "Noor van Dijk" is blocked by "times-needed"
    And nothing was written to Nmbrs
    When I export hours for 2026-10
    Then Nmbrs holds for "Noor van Dijk" 7.50 on hour code 2100

  Scenario: An allowance without a rule stops only an export of allowances
    Given the allowance "avond" of 25 % is paid for "daily 18:00-22:00"
    And these hours are imported
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-05 | 16:00 - 20:00 | 0:00  |
    When I export hours and allowances for 2026-10
    Then "Noor van Dijk" is blocked by "unmapped"
    And nothing was written to Nmbrs
    When I export hours for 2026-10
    Then the export is proved

  Scenario: Times corrected after sending
    Given these hours are imported
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-05 | 20:00 - 00:00 | 0:00  |
    And hours and allowances are exported for 2026-10
    When I import these hours
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-05 | 20:00 - 01:00 | 0:00  |
    And I export hours and allowances for 2026-10
    Then the export is proved
    And Nmbrs holds for "Noor van Dijk" 5.00 on hour code 2100
    And Nmbrs holds for "Noor van Dijk" 3.00 on hour code 6050

  Scenario: An allowance that changes does not change what was sent
    Given these hours are imported
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-05 | 20:00 - 00:00 | 0:00  |
    And hours and allowances are exported for 2026-10
    When the allowance "nacht" of 50 % is paid for "daily 23:00-06:00"
    And I verify 2026-10
    Then 2026-10 is proved
    When I export hours and allowances for 2026-10
    Then Nmbrs holds for "Noor van Dijk" 1.00 on hour code 6050

  Scenario: An allowance from a day on
    Given the allowance "nacht" of 50 % is paid for "daily 23:00-06:00" from 2026-10-10 on
    And these hours are imported
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-09 | 20:00 - 00:00 | 0:00  |
      | Noor van Dijk | 2026-10-10 | 20:00 - 00:00 | 0:00  |
    When I export hours and allowances for 2026-10
    Then Nmbrs holds for "Noor van Dijk" 3.00 on hour code 6050

  Scenario: Allowances never share the code of worked hours
    When I map the allowance "nacht" to hour code 2100
    Then I am told "mapping-code-shared"

  Scenario: What cannot be
    When I define the allowance "dag" of 50 % for "daily 06:00-06:00"
    Then I am told "window-ends-equal"
    When I define the allowance "dag" of 0 % for "daily 06:00-22:00"
    Then I am told "allowance-percentage"
    When I try a shift on 2026-03-29 from 02:30 to 10:00 with a break of 0 minutes
    Then I am told "clock-time-skipped"
