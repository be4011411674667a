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
