Feature: Sync team members from Nmbrs
  Nmbrs leads for people and contracts. The product shows what changes, and links people in the hours to people in Nmbrs
  by Nmbrs id, then by e-mail. A name alone only ever proposes. The BSN is never asked for.

  Background:
    Given the link is activated
    And the company pays the venues "De Kade" and "Strandtent Zuid"

  @http
  Scenario: The first sync
    When I synchronise the team members
    Then "Noor van Dijk" is new
    And 10 team members are new

  @http
  Scenario: Nothing changed
    Given the team members are synchronised
    When I synchronise the team members
    Then nobody is new, changed or gone

  Scenario: Looking first
    When I look at what a sync would do
    Then 10 team members are new
    And no team member is stored

  Scenario: Somebody's contract changed in Nmbrs
    Given the team members are synchronised
    And the payroll office gives "Noor van Dijk" a contract of 20 hours from 2026-10-01
    When I synchronise the team members
    Then "Noor van Dijk" is changed in "contracts"

  @http
  Scenario: What changes is shown as it was and as it will be, and stored as it was shown
    Given the team members are synchronised
    And "Noor van Dijk" gets the address "noor@thuis.example" in Nmbrs
    When I look at what a sync would do
    Then "Noor van Dijk" is shown with "noor.vandijk@kade.example" becoming "noor@thuis.example" in "emails"
    When I store exactly that
    And I synchronise the team members
    Then nobody is new, changed or gone

  Scenario: Nmbrs changes between looking and storing
    Given the team members are synchronised
    And "Noor van Dijk" gets the address "noor@thuis.example" in Nmbrs
    When I look at what a sync would do
    And "Daan de Vries" leaves on 2026-10-31
    And I store exactly that
    Then I am told "sync-outdated"
    When I look at what a sync would do
    Then "Noor van Dijk" is shown with "noor.vandijk@kade.example" becoming "noor@thuis.example" in "emails"

  Scenario: Somebody in the hours is linked by a sync, and that is shown first
    Given the team members are synchronised
    And the payroll office employs
      | employee | number | first name | prefix | last name | e-mail            | from       |
      | 700001   | 11     | Tess       | de     | Boer      | tess@kade.example | 2026-10-01 |
    And I import these hours
      | name         | e-mail            | date       | time          | break |
      | Tess de Boer | tess@kade.example | 2026-10-05 | 09:00 - 17:00 | 0:30  |
    When I look at what a sync would do
    Then "Tess de Boer" in the hours would be newly linked to employee "700001"
    And "Tess de Boer" is not linked
    When I store exactly that
    Then "Tess de Boer" is linked to employee "700001" by "e-mail"

  Scenario: Somebody in the hours loses a link by a sync, and that is shown first
    Given the team members are synchronised
    And I import these hours
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-05 | 09:00 - 17:00 | 0:30  |
    When "Noor van Dijk" is no longer in Nmbrs
    And I look at what a sync would do
    Then "Noor van Dijk" is gone
    And "Noor van Dijk" in the hours would lose the link with employee "503201"
    And "Noor van Dijk" is linked to employee "503201" by "e-mail"

  Scenario: No BSN is ever asked for
    When I synchronise the team members
    Then no answer of Nmbrs carried a BSN

  @http
  Scenario: Linked by e-mail
    Given the team members are synchronised
    When I import these hours
      | name          | e-mail                     | date       | time          | break |
      | Noor van Dijk | NOOR.vandijk@kade.example  | 2026-10-05 | 09:00 - 17:00 | 0:30  |
    Then "Noor van Dijk" is linked to employee "503201" by "e-mail"

  Scenario: Linked by Nmbrs id
    Given the team members are synchronised
    When I import these hours
      | name               | Nmbrs ID | date       | time          | break |
      | Joost van der Meer | 503209   | 2026-10-05 | 09:00 - 17:00 | 0:30  |
    Then "Joost van der Meer" is linked to employee "503209" by "Nmbrs id"

  Scenario: A name alone only proposes
    Given the team members are synchronised
    When I import these hours
      | name               | date       | time          | break |
      | Joost van der Meer | 2026-10-05 | 09:00 - 17:00 | 0:30  |
    Then "Joost van der Meer" is not linked, and employee "503209" is proposed
    When I link "Joost van der Meer" to employee "503209"
    Then "Joost van der Meer" is linked to employee "503209" by "by hand"

  Scenario: Two people with one name
    Given the team members are synchronised
    When I import these hours
      | name          | date       | time          | break |
      | Sophie Jansen | 2026-10-05 | 09:00 - 17:00 | 0:30  |
    Then "Sophie Jansen" is not linked, because two people share the name

  Scenario: Somebody who is not in Nmbrs is ignored
    Given the team members are synchronised
    And I import these hours
      | name         | date       | time          | break |
      | Gast Muzikant | 2026-10-05 | 20:00 - 23:00 | 0:00  |
    When I ignore "Gast Muzikant"
    Then "Gast Muzikant" is ignored

  Scenario: An employee who does not exist
    Given the team members are synchronised
    And I import these hours
      | name               | date       | time          | break |
      | Joost van der Meer | 2026-10-05 | 09:00 - 17:00 | 0:30  |
    When I link "Joost van der Meer" to employee "1"
    Then I am told "employee-unknown"
