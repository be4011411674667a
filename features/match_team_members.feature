Feature: Match team members
  Who in the hours is who in Nmbrs. An Nmbrs id or an e-mail address links; a name only proposes, with a score and a
  reason, and a person confirms. Everything that would pay the wrong person stops that person, and is named.

  Background:
    Given De Kade is ready to export 2026-10

  # -- by name ------------------------------------------------------------------------------------------------------

  Scenario Outline: A name proposes, with a score and a reason
    When hours of "<name>" come in
    Then "<name>" is proposed as employee "<employee>" with a score of <score>: <reason>

    Examples:
      | name                      | employee | score | reason                                                                          |
      | Joost van der Meer        | 503209   | 100   | same last name and prefix, same first name                                      |
      | JOOST VAN DER MEER        | 503209   | 100   | same last name and prefix, same first name                                      |
      | Meer, Joost van der       | 503209   | 100   | same last name and prefix, same first name                                      |
      | van der Meer, Joost       | 503209   | 100   | same last name and prefix, same first name                                      |
      | Joost v.d. Meer           | 503209   | 100   | same last name and prefix, same first name                                      |
      | Zoe van den Berg          | 503203   | 100   | same last name and prefix, same first name                                      |
      | Emre Yilmaz               | 503204   | 100   | same last name, same first name                                                 |
      | Joost Meer                | 503209   | 88    | same last name, prefix on one side only, same first name                        |
      | van der Meer Joost        | 503209   | 88    | same last name and prefix, same first name, first and last name swapped         |
      | Joost van der Meer-Bakker | 503209   | 88    | one of two last names is the same, same first name                              |
      | J. van der Meer           | 503209   | 85    | same last name and prefix, first initial agrees                                 |
      | Bram Backer               | 503207   | 83    | last name spelled almost the same, same first name                              |
      | Abraham Bakker            | 503207   | 75    | same last name, first name may be a nickname                                    |
      | Joost van de Meer         | 503209   | 75    | same last name, another prefix, same first name                                 |

  Scenario: Somebody whom nobody looks like
    When hours of "Gast Muzikant" come in
    Then nobody is proposed for "Gast Muzikant"
    When I confirm the proposal for "Gast Muzikant"
    Then I am told "nobody-proposed"

  Scenario: A brother is not proposed
    When hours of "Pim van der Meer" come in
    Then nobody is proposed for "Pim van der Meer"

  @http
  Scenario: A person confirms
    When hours of "J. van der Meer" come in
    And I confirm the proposal for "J. van der Meer"
    Then "J. van der Meer" is linked to employee "503209" by "by hand"

  Scenario: Nothing is confirmed when more than one may be meant
    When hours of "S. Jansen" come in
    And I confirm the proposal for "S. Jansen"
    Then I am told "proposals-unclear"
    And the message names "503205"
    And the message names "503206"
    And "S. Jansen" is not linked

  Scenario: Two people of one name are never confirmed
    When hours of "Sophie Jansen" come in
    And I confirm the proposal for "Sophie Jansen"
    Then I am told "two-people-share-name"
    And the team members show "employees-alike", naming "503206"

  Scenario: Whoever is linked has nothing to confirm
    When hours of "Noor van Dijk" come in
    And I confirm the proposal for "Noor van Dijk"
    Then I am told "person-already-linked"

  @http
  Scenario: Sure proposals are confirmed together, and shown first
    Given I import these hours
      | name                | date       | time          | break |
      | Meer, Joost van der | 2026-10-05 | 09:00 - 17:00 | 0:30  |
      | Emre Yilmaz         | 2026-10-05 | 09:00 - 17:00 | 0:30  |
      | Abraham Bakker      | 2026-10-05 | 09:00 - 17:00 | 0:30  |
      | Sophie Jansen       | 2026-10-05 | 09:00 - 17:00 | 0:30  |
      | Noor van Dijk       | 2026-10-05 | 09:00 - 17:00 | 0:30  |
      | Dijk, Noor van      | 2026-10-06 | 09:00 - 17:00 | 0:30  |
    When I look at what would be confirmed from 90 on
    Then "Meer, Joost van der" would be linked to employee "503209"
    And "Emre Yilmaz" would be linked to employee "503204"
    And "Abraham Bakker" is left open: the score is too low
    And "Sophie Jansen" is left open: two people bear this name
    And "Dijk, Noor van" is left open: somebody else is, or looks like, the same employee
    And "Emre Yilmaz" is not linked
    When I confirm exactly that
    Then "Meer, Joost van der" is linked to employee "503209" by "by hand"
    And "Emre Yilmaz" is linked to employee "503204" by "by hand"
    And "Abraham Bakker" is not linked

  Scenario: Only what was shown is confirmed
    Given I import these hours
      | name                | date       | time          | break |
      | Meer, Joost van der | 2026-10-05 | 09:00 - 17:00 | 0:30  |
    When I look at what would be confirmed from 90 on
    And I import these hours
      | name                | date       | time          | break |
      | Meer, Joost van der | 2026-10-05 | 09:00 - 17:00 | 0:30  |
      | Emre Yilmaz         | 2026-10-05 | 09:00 - 17:00 | 0:30  |
    And I confirm exactly that
    Then I am told "confirmation-outdated"
    And "Meer, Joost van der" is not linked

  # -- leavers, companies and employments -----------------------------------------------------------------------------

  Scenario: Somebody who had left long before ranks lower, and is marked
    When hours of "Lotte Smit" come in for 2026-11-20
    Then "Lotte Smit" is proposed as employee "503210" with a score of 70: same last name, same first name, left on 2026-09-30
    And "Lotte Smit" is shown as somebody who left on 2026-09-30

  Scenario: Hours after the last day are not paid
    Given "Noor van Dijk" leaves on 2026-10-09
    And the team members are synchronised
    And I import these hours
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-12 | 09:00 - 17:00 | 0:30  |
    When I export hours for 2026-10
    Then "Noor van Dijk" is blocked by "left-before-day"
    And nothing was written to Nmbrs
    And "Noor van Dijk" is shown as somebody who left on 2026-10-09

  Scenario: The company of the venue goes before another one
    Given Nmbrs has a second company "De Haven Horeca B.V.", which pays the venue "De Haven"
    And the payroll office employs
      | company | employee | number | first name | prefix  | last name | e-mail | from       |
      | 1300    | 700001   | 1      | Joost      | van der | Meer      |        | 2026-01-01 |
    And the team members are synchronised
    When hours of "Joost van der Meer" come in
    Then "Joost van der Meer" is proposed as employee "503209" with a score of 100: same last name and prefix, same first name
    And the next proposal for "Joost van der Meer" is employee "700001" with a score of 90: same last name and prefix, same first name, works for another company
    When I confirm the proposal for "Joost van der Meer"
    Then "Joost van der Meer" is linked to employee "503209" by "by hand"
    And the team members show "employed-elsewhere-too", naming "700001"

  Scenario: One person in two companies is linked to both
    Given Nmbrs has a second company "De Haven Horeca B.V.", which pays the venue "De Haven"
    And the payroll office employs
      | company | employee | number | first name | prefix | last name | e-mail                    | from       |
      | 1300    | 700001   | 1      | Noor       | van    | Dijk      | noor.vandijk@kade.example | 2026-01-01 |
    And the team members are synchronised
    When hours of "Noor van Dijk" come in
    Then "Noor van Dijk" is linked to the employees "503201" and "700001"

  Scenario: Somebody came back under a new number: each day goes to the employment of that day
    Given "Noor van Dijk" leaves on 2026-10-15
    And the payroll office employs
      | employee | number | first name | prefix | last name | e-mail                    | from       |
      | 700001   | 11     | Noor       | van    | Dijk      | noor.vandijk@kade.example | 2026-10-16 |
    And the team members are synchronised
    And I import these hours
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-15 | 09:00 - 17:00 | 0:30  |
      | Noor van Dijk | 2026-10-16 | 09:00 - 14:00 | 0:00  |
    When I export hours for 2026-10
    Then the export is proved
    And Nmbrs holds 7.50 on hour code 2100 for employee "503201"
    And Nmbrs holds 5.00 on hour code 2100 for employee "700001"

  Scenario: Two employments on one day are not chosen between
    Given the payroll office employs
      | employee | number | first name | prefix | last name | e-mail                    | from       |
      | 700001   | 11     | Noor       | van    | Dijk      | noor.vandijk@kade.example | 2026-10-16 |
    And "Bram Bakker" gets the address "bram@kade.example" in Nmbrs
    When hours of "Noor van Dijk" come in for 2026-10-20
    Then "Noor van Dijk" is linked to employee "503201" by "e-mail"
    When I synchronise the team members
    And I also link "Noor van Dijk" to employee "700001"
    And I export hours for 2026-10
    Then "several-employments" of "Noor van Dijk" names "503201" and "700001"
    And nothing was written to Nmbrs
    When I say that "Noor van Dijk" is not employee "503201"
    And I export hours for 2026-10
    Then the export is proved
    And Nmbrs holds 7.50 on hour code 2100 for employee "700001"

  # -- duplicates -----------------------------------------------------------------------------------------------------

  Scenario: Two people in eitje who look like one employee
    Given I import these hours
      | name           | date       | time          | break |
      | Noor van Dijk  | 2026-10-05 | 09:00 - 17:00 | 0:30  |
      | Dijk, Noor van | 2026-10-06 | 09:00 - 17:00 | 0:30  |
    Then the team members show "people-alike", naming "Dijk, Noor van and Noor van Dijk"
    When I confirm the proposal for "Dijk, Noor van"
    Then I am told "employee-taken"
    When I say that "Dijk, Noor van" is employee "503201" under another name
    And I export hours for 2026-10
    Then the export is proved
    And Nmbrs holds 15.00 on hour code 2100 for employee "503201"
    And the team members show "people-together", naming "Dijk, Noor van; Noor van Dijk"

  Scenario: Two people found to be one employee stop, until somebody says that they are one
    Given I import these hours
      | name          | Nmbrs ID | e-mail                    | date       | time          | break |
      | Noor van Dijk |          | noor.vandijk@kade.example | 2026-10-05 | 09:00 - 17:00 | 0:30  |
      | Pim Postma    | 503201   |                           | 2026-10-06 | 09:00 - 17:00 | 0:30  |
    When I export hours for 2026-10
    Then "two-people-one-employee" of "Pim Postma" names "Noor van Dijk" and "Pim Postma"
    And nothing was written to Nmbrs
    And the team members show "two-people-one-employee", naming "Pim Postma"
    And the team members show "link-name-differs", naming "Pim Postma"
    When I unlink "Pim Postma"
    And I ignore "Pim Postma"
    And I export hours for 2026-10
    Then the export is proved
    And Nmbrs holds 7.50 on hour code 2100 for employee "503201"

  Scenario: One address of two employees in Nmbrs links neither
    Given "Daan de Vries" gets the address "noor.vandijk@kade.example" in Nmbrs
    And the team members are synchronised
    When hours of "Noor van Dijk" come in
    Then "Noor van Dijk" is proposed as employee "503201" with a score of 100: same last name and prefix, same first name, same e-mail address
    And the team members show "email-shared-in-nmbrs", naming "noor.vandijk@kade.example"

  Scenario: One address of two people in eitje
    Given I import these hours
      | name           | e-mail                    | date       | time          | break |
      | Noor van Dijk  | noor.vandijk@kade.example | 2026-10-05 | 09:00 - 17:00 | 0:30  |
      | Daan de Vries  | noor.vandijk@kade.example | 2026-10-06 | 09:00 - 17:00 | 0:30  |
    When I export hours for 2026-10
    Then "Noor van Dijk" is blocked by "two-names-one-key"
    And nothing was written to Nmbrs

  Scenario: A person without an address in the hours, and an employee without one in Nmbrs
    When hours of "J. van der Meer" come in
    Then the team members show "email-missing-in-hours", naming "J. van der Meer"
    And the team members show "email-missing-in-nmbrs", naming "Joost van der Meer"
    When I confirm the proposal for "J. van der Meer"
    Then the team members do not show "email-missing-in-hours"
    And the team members do not show "email-missing-in-nmbrs"

  Scenario: A number that is given out again belongs to somebody else
    Given the payroll office employs
      | employee | number | first name | prefix | last name | e-mail            | from       |
      | 700001   | 10     | Tess       | de     | Boer      | tess@kade.example | 2026-10-01 |
    And the team members are synchronised
    And I import these hours
      | name         | e-mail            | date       | time          | break |
      | Tess de Boer | tess@kade.example | 2026-10-05 | 09:00 - 17:00 | 0:30  |
    When I export hours for 2026-10
    Then the export is proved
    And Nmbrs holds 7.50 on hour code 2100 for employee "700001"
    And Nmbrs holds nothing for employee "503210"
    And the team members show "number-used-twice", naming "Lotte Smit (503210, #10, 2025-01-01 – 2026-09-30)"

  # -- the way back ---------------------------------------------------------------------------------------------------

  Scenario: A linked employee who is no longer in Nmbrs
    Given I import these hours
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-05 | 09:00 - 17:00 | 0:30  |
    When "Noor van Dijk" is no longer in Nmbrs
    And I synchronise the team members
    And I plan the export of hours for 2026-10
    Then "employee-gone" is found about "Noor van Dijk"
    And the team members show "employee-gone", naming "503201"

  @http
  Scenario: A wrong link is taken back, and the address does not bring it back
    When hours of "Noor van Dijk" come in
    Then "Noor van Dijk" is linked to employee "503201" by "e-mail"
    When I unlink "Noor van Dijk"
    And I synchronise the team members
    Then nobody is proposed for "Noor van Dijk"
    When I link "Noor van Dijk" to employee "503201"
    Then "Noor van Dijk" is linked to employee "503201" by "by hand"

  Scenario: It has to be clear which link is meant
    When hours of "Gast Muzikant" come in
    And I unlink "Gast Muzikant"
    Then I am told "unlink-which"

  @http
  Scenario: Somebody who was ignored counts again
    When hours of "Noor van Dijk" come in
    And I ignore "Noor van Dijk"
    Then "Noor van Dijk" is ignored
    When I restore "Noor van Dijk"
    Then "Noor van Dijk" is linked to employee "503201" by "e-mail"
