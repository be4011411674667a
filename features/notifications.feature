Feature: Notifications
  What happens while nobody looks is told: in a list in the product, and by e-mail to whoever wants to know. Each thing is
  told once. A mail holds the company, the period and counts, and never a name, an hour or an amount.

  Background:
    Given De Kade is ready to export 2026-10
    And "Noor van Dijk" worked 8 hours in October
    And all notifications have been read
    And "anja@kade.example" is mailed in Dutch

  @http
  Scenario: How an export ended
    When I export hours for 2026-10
    And the mail that waits is sent
    Then I am notified of "export-proved" about 2026-10
    And "anja@kade.example" gets one mail: "de export van 2026-10: bewezen"
    And no mail names "Noor" or "8.00"

  Scenario: An export of which not everything is known
    Given the next write is lost before Nmbrs sees it
    When I export hours for 2026-10
    Then I am notified of "export-unknown" about 2026-10

  @http
  Scenario: A check finds differences
    Given hours are exported for 2026-10
    And all notifications have been read
    And the payroll office changes the line of "Noor van Dijk" to 5.00
    When I verify 2026-10
    And I verify 2026-10
    And the mail that waits is sent
    Then I am notified of "differences-found" about 2026-10
    And nothing else is told

  Scenario: The daily work takes the team members from Nmbrs
    Given the payroll office gives "Daan de Vries" a contract of 20 hours from 2026-10-01
    When the daily work is done
    Then I am notified of "people-changed"
    When the daily work is done once more
    Then nothing else is told

  Scenario: The daily work only announces what would change
    Given the payroll office gives "Daan de Vries" a contract of 20 hours from 2026-10-01
    When the daily work is done, and only announces changes
    And the daily work is done once more, and only announces changes
    Then I am notified of "people-to-change"
    And nothing else is told
    And a sync would change 1 team member

  Scenario: Nmbrs cannot be reached at night
    Given Nmbrs cannot be reached
    When the daily work is done
    Then I am notified of "sync-failed"
    And nothing else is told

  Scenario: The API token was withdrawn
    Given the payroll office withdraws the API token
    When the daily work is done
    And the daily work is done once more
    Then I am notified of "token-refused"
    And nothing else is told

  @http
  Scenario: The daily work is done once a day
    When the daily work is done
    And the daily work is done
    Then the second time nothing was done

  Scenario: A period closes with hours that are not sent
    Given it is 29 October 2026
    When the daily work is done
    Then I am notified of "period-closing" about 2026-10
    And it says that hours of 1 people are not in Nmbrs

  Scenario: The payroll office runs the period five days after it ended
    Given the payroll office runs a period 5 days after its last day, and I want to know it 2 days before
    And it is 29 October 2026
    When the daily work is done
    Then nothing is told
    Given it is 4 November 2026
    When the daily work is done
    Then I am notified of "period-closing" about 2026-10

  Scenario: The mail server is down
    Given the mail server is down
    When I export hours for 2026-10
    And the mail that waits is sent
    Then 2026-10 is exported all the same
    And the mail to "anja@kade.example" waits for another attempt
    And I am notified of "export-proved" about 2026-10

  Scenario: Several things are one mail
    When I export hours for 2026-10
    And the payroll office changes the line of "Noor van Dijk" to 5.00
    And I verify 2026-10
    And the mail that waits is sent
    Then "anja@kade.example" gets one mail: "2 meldingen"

  Scenario: Only what somebody asked for
    Given "kantoor@loon.example" is mailed in English about "period-closing" only
    When I export hours for 2026-10
    And the mail that waits is sent
    Then "kantoor@loon.example" gets no mail

  Scenario Outline: Nonsense is not an address
    When I want "<address>" to be mailed
    Then I am told "mail-address-invalid"

    Examples:
      | address                         |
      | anja                            |
      | anja@kade                       |
      | Anja <anja@kade.example>        |
      | anja@kade.example,bas@kade.example |

  Scenario: What was read is not told as new again
    When I export hours for 2026-10
    And I read all notifications
    Then nothing is told
