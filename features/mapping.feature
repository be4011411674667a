Feature: Mapping
  Rules say what goes to which code in Nmbrs: worked hours, days, allowances and meals, for a team, a venue or a contract
  type, from a day on. A thing without a rule is never guessed at. The rules can be edited as a file, and looked at before
  they count.

  Background:
    Given De Kade is ready to export 2026-10

  Scenario: One person on three cost centres
    # 7:20 each is 22 hours together; the hundredth that is left goes to the lowest cost centre.
    Given the team "Keuken" goes to hour code 2100 on cost centre "K1"
    And the team "Zaal" goes to hour code 2100 on cost centre "Z1"
    And the team "Bar" goes to hour code 2100 on cost centre "B1"
    And these hours are imported
      | name          | date       | time          | break | team   |
      | Noor van Dijk | 2026-10-05 | 10:00 - 17:20 | 0:00  | Keuken |
      | Noor van Dijk | 2026-10-06 | 10:00 - 17:20 | 0:00  | Zaal   |
      | Noor van Dijk | 2026-10-07 | 10:00 - 17:20 | 0:00  | Bar    |
    When I export hours for 2026-10
    Then the export is proved
    And Nmbrs holds for "Noor van Dijk" on hour code 2100
      | cost centre | hours |
      | B1          | 7.34  |
      | K1          | 7.33  |
      | Z1          | 7.33  |

  Scenario: Codes of both hour models and both wage models
    When I map "allowance:nacht" to code 6050
    Then the rule stands
    When I map "meal:diner" to code 4900
    Then the rule stands
    When I map "allowance:nacht" to code 6051
    Then I am told "code-unknown"
    When I map "meal:diner" to code 2100
    Then I am told "code-unknown"

  @http
  Scenario: A rule takes the place of one with the same conditions and first day
    When I map "meal:lunch" to code 4900
    Then the rule takes the place of the one to code 4899

  Scenario: A rule from a day on follows the earlier one
    When I map "meal:lunch" to code 4900 from 2026-11-01 on
    Then until 2026-11-01 it goes to code 4899
    And on 2026-10-31 "meal:lunch" goes to code 4899
    And on 2026-11-01 "meal:lunch" goes to code 4900

  @http
  Scenario: A rule is removed
    Given these hours are imported
      | name          | date       | time          | break | meals |
      | Noor van Dijk | 2026-10-05 | 10:00 - 18:00 | 0:30  | lunch |
    When I remove the rule for "meal:lunch"
    And I export hours and meals for 2026-10
    Then "Noor van Dijk" is blocked by "unmapped"

  Scenario: A rule that is not there
    When I remove the rule for "meal:diner"
    Then I am told "rule-unknown"

  Scenario: A name that is misspelt
    Given these hours are imported
      | name          | date       | time          | break | team | meals |
      | Noor van Dijk | 2026-10-05 | 10:00 - 18:00 | 0:30  | Bar  | lunch |
    When I map "meal:lunsh" to code 4900
    Then I am warned that no meal is called "lunsh", and asked whether "lunch" is meant
    When I map "allowance:nacht" to code 6050
    Then I am warned that no allowance is called "nacht"
    When I map "meal:lunch" to code 4900 for the team "bar"
    Then I am warned that no team is called "bar", and asked whether "Bar" is meant

  Scenario: A code that disappears from Nmbrs
    Given "Noor van Dijk" worked 8 hours in October
    And the payroll office removes hour code 2100
    When I export hours for 2026-10
    Then "Noor van Dijk" is blocked by "code-missing"
    And nothing was written to Nmbrs

  @http
  Scenario: The mapping as a file
    Given "Noor van Dijk" worked 8 hours in October
    And hours are exported for 2026-10
    When I export the mapping to a file
    And I change "2100" into "2190" in the file
    And I check the file
    Then the file changes 1 rule
    And on hour code 2100 the file comes to 0.00, where 8.00 was sent
    And on hour code 2190 the file comes to 8.00, where 0.00 was sent
    And the pay of "Noor van Dijk" would change
    When I import the file as it was shown
    Then on 2026-10-05 "hours" goes to code 2190

  Scenario: A file that says what stands already
    When I export the mapping to a file
    And I check the file
    Then the file changes 0 rules

  Scenario: Rules that the file does not have are removed
    When I write a file with
      """
      [[rule]]
      thing = "hours"
      contract_type = "zero-hours"
      to = "2100"
      """
    And I check the file
    Then the file removes 2 rules
    When I import the file as it was shown
    Then on 2026-10-05 "meal:lunch" goes nowhere

  Scenario: A file with mistakes changes nothing
    When I write a file with
      """
      [[rule]]
      thing = "hours"
      contract_type = "zero-hours"
      to = "2101"

      [[rule]]
      thing = "meal:lunch"
      tot = "4899"
      """
    And I check the file
    Then I am told "mapping-file-wrong"
    And the message names "line 4, rule 1, to"
    And the message names "line 8, rule 2, tot"
    And on 2026-10-05 "hours" goes to code 2100

  Scenario: Two rules for the same
    When I write a file with
      """
      [[rule]]
      thing = "meal:lunch"
      to = "4899"

      [[rule]]
      thing = "meal:Lunch"
      to = "4900"
      """
    And I check the file
    Then I am told "mapping-file-wrong"
    And the message names "same thing, conditions and first day"

  Scenario: The mapping changed after the file was shown
    When I export the mapping to a file
    And I change "4899" into "4900" in the file
    And I check the file
    And I map "meal:diner" to code 4900
    And I import the file as it was shown
    Then I am told "mapping-import-outdated"
    And on 2026-10-05 "meal:lunch" goes to code 4899

  Scenario: A file of another company
    When I export the mapping to a file
    And I change "1200" into "1201" in the file
    And I check the file
    Then I am told "mapping-file-of-other-company"
