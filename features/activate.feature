Feature: Activate the link with Nmbrs
  The payroll administrator enters e-mail and API token once. The credentials are tried at once, and the token is kept
  encrypted: nobody sees it again.

  @http
  Scenario: The right e-mail and token
    When I activate with the e-mail and token from Nmbrs
    Then the link stands with "kadegroep", which is a demo
    And I see the company "De Kade Horeca B.V."
    And the token cannot be read in what was stored

  Scenario: The domain is asked of Nmbrs when I do not know it
    When I activate without saying the domain
    Then the link stands with "kadegroep", which is a demo

  Scenario: A wrong token
    When I activate with the token "not-the-token"
    Then I am told "credentials-refused"
    And nothing is activated

  Scenario: A token whose user may not list the companies
    Given the payroll office switched off the call "List_GetAll"
    When I activate with the e-mail and token from Nmbrs
    Then I am told "right-missing"
    And the message names "List_GetAll"
    And nothing is activated

  Scenario: Nobody said whether eitje's own link is off
    When I activate without saying whether eitje's own link is off
    Then I am told "own-link-unanswered"
    And nothing is activated

  Scenario: Nmbrs does not answer
    Given Nmbrs cannot be reached
    When I activate with the e-mail and token from Nmbrs
    Then I am told "payroll-unreachable"
    And nothing is activated

  Scenario: Something else answers in the place of Nmbrs
    Given Nmbrs answers with a web page
    When I activate with the e-mail and token from Nmbrs
    Then I am told "payroll-answer-unreadable"
    And nothing is activated

  @http
  Scenario: A company is linked to its venues
    Given the link is activated
    When I link the company to the venues "De Kade" and "Strandtent Zuid"
    Then the company pays the venues "De Kade" and "Strandtent Zuid"

  Scenario: A company that the token does not reach
    Given the link is activated
    When I link the company "999" to the venue "De Kade"
    Then I am told "company-unknown"

  Scenario: Practising without Nmbrs is one setting
    Given the setting for Nmbrs is "fake"
    When I activate with the e-mail and token from Nmbrs
    Then the link stands with "kadegroep", which is a demo

  Scenario: A demo database never leads to live pay
    Given the link is activated
    When the settings point to the live Nmbrs
    And I synchronise the team members
    Then I am told "environment-mismatch"

  # -- the domain and the e-mail

  Scenario: The domain belongs to somebody else
    When I activate with the domain "strandgroep"
    Then I am told "domain-wrong"
    And the message names "kadegroep"
    And nothing is activated

  Scenario: The whole address of our Nmbrs is as good as the domain
    When I activate with the domain "https://KadeGroep.nmbrs.nl/"
    Then the link stands with "kadegroep", which is a demo

  Scenario: Something that cannot be a domain
    When I activate with the domain "kade groep"
    Then I am told "domain-not-readable"
    And nothing is activated

  Scenario: Something that cannot be an e-mail address
    When I activate with the e-mail address "salaris.kadegroep"
    Then I am told "email-not-readable"
    And nothing is activated

  Scenario: The e-mail address of somebody else
    When I activate with the e-mail address "anja@kadegroep.example"
    Then I am told "credentials-refused"
    And nothing is activated

  # -- another token

  Scenario: The token is replaced, and nothing else is lost
    Given De Kade is ready to export 2026-10
    And "Noor van Dijk" worked 8 hours in October
    And hours are exported for 2026-10
    And the token in Nmbrs is replaced by "a-newer-token"
    When I activate with the token "a-newer-token"
    Then the token was replaced
    And the environments are "kadegroep"
    And the company pays the venues "De Kade" and "Strandtent Zuid"
    When I verify 2026-10
    Then 2026-10 is proved

  Scenario Outline: A token that is withdrawn in the middle: every command says what to do
    Given De Kade is ready to export 2026-10
    And "Noor van Dijk" worked 8 hours in October
    And hours are exported for 2026-10
    And the token in Nmbrs is replaced by "a-newer-token"
    When <action>
    Then I am told "access-withdrawn"
    And I am told to do "eitje-nmbrs activate --email salaris@kadegroep.example --domain kadegroep"

    Examples:
      | action                                           |
      | I synchronise the team members                   |
      | I set the first wage period to start on 2027-01-01 |
      | I plan the export of hours for 2026-10           |
      | I agree to the plan                              |
      | I verify 2026-10                                 |

  Scenario: The status goes on when the token is withdrawn
    Given De Kade is ready to export 2026-10
    And the token in Nmbrs is replaced by "a-newer-token"
    Then the status says "access-withdrawn" about "kadegroep"

  Scenario: A token that is withdrawn in the middle of an export
    Given De Kade is ready to export 2026-10
    And "Noor van Dijk" worked 8 hours in October
    And the token is withdrawn right after the next write
    When I export hours and days for 2026-10
    Then the export is interrupted by "access-withdrawn" and says "eitje-nmbrs activate --email salaris@kadegroep.example"
    When I activate again with a new token "a-newer-token"
    And the settling time has passed
    And I export hours and days for 2026-10 again
    Then the export is proved
    And Nmbrs holds for "Noor van Dijk" 8.00 on hour code 2100

  # -- more than one environment

  @http
  Scenario: A second environment is added beside the first
    Given De Kade is ready to export 2026-10
    And another payroll office "bruggroep" pays company 2300, "De Brug Horeca B.V."
    When I activate the environment "bruggroep"
    Then the environments are "bruggroep, kadegroep"
    And the company "1200" belongs to "kadegroep"
    And the company "2300" belongs to "bruggroep"
    And the company pays the venues "De Kade" and "Strandtent Zuid"

  Scenario: One sync goes over all environments
    Given De Kade is ready to export 2026-10
    And another payroll office "bruggroep" pays company 2300, "De Brug Horeca B.V."
    And the environment "bruggroep" is activated as well
    And the company "2300" pays the venue "De Brug"
    When I synchronise the team members
    Then "Mila Postma" is new in company "2300"

  Scenario: One environment whose token is withdrawn does not hide the other
    Given De Kade is ready to export 2026-10
    And another payroll office "bruggroep" pays company 2300, "De Brug Horeca B.V."
    And the environment "bruggroep" is activated as well
    And the token in Nmbrs is replaced by "a-newer-token"
    Then the status says "access-withdrawn" about "kadegroep"
    And the status has no problem with "bruggroep"

  Scenario: Two environments that both have a company with the same id
    Given the link is activated
    And another payroll office "bruggroep" pays company 2300, "De Brug Horeca B.V."
    And the environment "bruggroep" is activated as well
    When another payroll office "sluisgroep" pays company 2300, "De Sluis Horeca B.V."
    And I activate the environment "sluisgroep"
    Then I am told "company-in-other-environment"
    And the message names "De Brug Horeca B.V."
    And the environments are "bruggroep, kadegroep"

  @http
  Scenario: An environment that is no longer used is removed
    Given the link is activated
    And another payroll office "bruggroep" pays company 2300, "De Brug Horeca B.V."
    And the environment "bruggroep" is activated as well
    When I remove the environment "bruggroep"
    Then the environments are "kadegroep"

  Scenario: An environment with a linked company is not removed
    Given De Kade is ready to export 2026-10
    When I remove the environment "kadegroep"
    Then I am told "environment-in-use"
    And the message names "De Kade Horeca B.V."
    And the environments are "kadegroep"

  Scenario: After a removal its company is still not taken for another one
    Given the link is activated
    And another payroll office "bruggroep" pays company 2300, "De Brug Horeca B.V."
    And the environment "bruggroep" is activated as well
    When I remove the environment "bruggroep"
    And another payroll office "sluisgroep" pays company 2300, "De Sluis Horeca B.V."
    And I activate the environment "sluisgroep"
    Then I am told "company-in-other-environment"

  Scenario: An environment that was never there
    Given the link is activated
    When I remove the environment "nergens"
    Then I am told "environment-unknown"

  # -- none left open

  @http
  Scenario: Every company is linked or inactive, by choice
    Given the link is activated
    Then the companies "1200" are undecided
    When I make the company "1200" inactive
    Then no company is undecided

  Scenario: A venue belongs to one company only
    Given De Kade is ready to export 2026-10
    And another payroll office "bruggroep" pays company 2300, "De Brug Horeca B.V."
    And the environment "bruggroep" is activated as well
    When I say that the company "2300" pays the venue "De Kade"
    Then I am told "venue-taken"
    When I say that the company "2300" pays the venue "de kade"
    Then I am told "venue-taken"

  Scenario: A venue in the hours that no company pays is named
    Given De Kade is ready to export 2026-10
    And "Noor van Dijk" worked 8 hours in October
    Then every venue in the hours is paid by a company
    When I make the company "1200" inactive
    Then the venue "De Kade" is paid by no company

  Scenario: A venue that a company pays and that stands in no hours is perhaps misspelt
    Given De Kade is ready to export 2026-10
    And "Noor van Dijk" worked 8 hours in October
    When I say that the company "1200" pays the venue "De Kada"
    Then the venue "De Kade" is paid by no company
    And the venue "De Kada" stands in no hours
