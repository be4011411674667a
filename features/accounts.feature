Feature: Accounts
  Whoever opens the pages logs in. A role says what somebody may do, and what ends in somebody's pay asks for more than
  looking does. What is done goes on record under the name of the account. Nobody gets in by guessing, and nobody can take
  away the last administrator.

  Background:
    Given "anja@kade.example" made the first administrator

  Scenario: The first administrator is made once
    When "bas@kade.example" tries to make the first administrator
    Then the pages say "accounts-exist"
    And only "anja@kade.example" has an account

  Scenario Outline: What each role may do
    Given "bas@kade.example" has an account as <role>
    When "bas@kade.example" logs in
    Then they may look: yes
    And they may import hours: <import>
    And they may export: <export>
    And they may keep accounts: <keep accounts>

    Examples:
      | role          | import | export | keep accounts |
      | viewer        | no     | no     | no            |
      | operator      | yes    | no     | no            |
      | payroll       | yes    | yes    | no            |
      | administrator | yes    | yes    | yes           |

  Scenario: What somebody does is recorded under their account
    When "anja@kade.example" lets "bas@kade.example" log in as payroll
    Then it is on record that "web: anja@kade.example" did "account.added"

  Scenario: A disabled account is out at once
    Given "bas@kade.example" has an account as payroll
    And "bas@kade.example" logs in
    When "anja@kade.example" disables "bas@kade.example"
    Then "bas@kade.example" is no longer logged in
    And "bas@kade.example" cannot log in

  Scenario: The last administrator stays
    When "anja@kade.example" disables "anja@kade.example"
    Then the pages say "last-administrator"
    And "anja@kade.example" can log in

  Scenario: Guessing comes to an end
    When somebody guesses the password of "anja@kade.example" 10 times
    Then "anja@kade.example" has to wait
    And it is on record that "web" did "login.refused"
    And no password is on record

  Scenario: Another password ends other sessions
    Given "anja@kade.example" is also logged in on a telephone
    When "anja@kade.example" changes the password
    Then the telephone is no longer logged in
    And the browser still is

  Scenario: Whoever hosts it gets in when the password is lost
    When whoever hosts it gives "anja@kade.example" another password on the command line
    Then "anja@kade.example" can log in with it
