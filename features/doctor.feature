Feature: Doctor: what the Nmbrs user may do
  The API template of a Nmbrs user switches every call on or off, and a call that is switched off would be met in the
  middle of a pay run. The doctor tests beforehand: rights to read by reading, rights to write only when an
  administrator allows it, and then for employee 0, who does not exist. What is missing is named, with a text that can be
  mailed to the payroll office.

  Background:
    Given De Kade is ready to export 2026-10

  @http
  Scenario: Everything is there
    When the doctor looks
    Then all is fine
    And every right to read is present
    And every right to write shows at the first write
    And nothing was written to Nmbrs

  Scenario Outline: A right to read that is switched off is named with what it is needed for
    Given the payroll office switched off the call "<call>"
    When the doctor looks
    Then not all is fine
    And the right "<call>" is missing, which is needed for "<need>"
    And the letter to the payroll office names "<call>" in both languages

    Examples:
      | call                                                | need                                      |
      | Company_GetCurrentPeriod                            | the current wage period                   |
      | Run_GetList                                         | seeing which periods are paid already     |
      | HourModel_GetHourCodes                              | checking hour codes                       |
      | HourModel2_GetHourCodes                             | checking hour codes                       |
      | WageModel_GetWageCodes                              | checking wage codes (meals)               |
      | WageModel2_GetWageCodes                             | checking wage codes (meals)               |
      | CostCenter_GetList                                  | cost centres, if hours go to them         |
      | CostUnit_GetList                                    | cost units, if hours go to them           |
      | EmployeeType_GetList                                | team members, leavers and contracts       |
      | List_GetByCompany                                   | team members, leavers and contracts       |
      | PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany | team members, leavers and contracts       |
      | Employment_GetAll_AllEmployeesByCompany             | team members, leavers and contracts       |
      | Contract_GetAll_AllEmployeesByCompany               | team members, leavers and contracts       |
      | Schedule_GetAll_AllEmployeesByCompany               | team members, leavers and contracts       |
      | HourComponentVar_Get                                | proving hours                             |
      | WageComponentVar_Get                                | proving meals                             |
      | DaysVar_Get                                         | proving days                              |
      | Environment_Get                                     | finding the domain when nobody knows it   |

  Scenario: Without permission nothing is tried that writes
    Given the payroll office switched off the call "HourComponentVar_Insert"
    When the doctor looks
    Then all is fine
    And every right to write shows at the first write
    And nothing was written to Nmbrs

  @http
  Scenario: An administrator allows that the rights to write are tried
    When the doctor looks, and "Anja de Wit" allows a probe of the rights to write
    Then all is fine
    And every right to write is present
    And only employee 0 was concerned by what was tried
    And it is on record that "Anja de Wit" allowed the probe

  Scenario Outline: A right to write that is switched off
    Given the payroll office switched off the call "<call>"
    When the doctor looks, and "Anja de Wit" allows a probe of the rights to write
    Then not all is fine
    And the right "<call>" is missing, which is needed for "<need>"
    And the letter to the payroll office names "<call>" in both languages
    And only employee 0 was concerned by what was tried

    Examples:
      | call                          | need                            |
      | HourComponentVar_Insert       | sending hours                   |
      | HourComponentVar_Insert_Batch | sending hours                   |
      | HourComponent_Delete          | correcting hours sent before    |
      | WageComponentVar_Insert       | sending meals                   |
      | WageComponentVar_Insert_Batch | sending meals                   |
      | WageComponent_Delete          | correcting meals sent before    |
      | DaysVar_Set                   | sending days                    |
      | DaysVar_Set_Batch             | sending days                    |

  Scenario: Nobody put a name to the probe
    When the doctor looks, and "" allows a probe of the rights to write
    Then I am told "probe-unsigned"
    And nothing was written to Nmbrs

  Scenario: An answer to the probe that does not tell
    Given Nmbrs answers "9999" to the call "HourComponentVar_Insert"
    When the doctor looks, and "Anja de Wit" allows a probe of the rights to write
    Then not all is fine
    And it is not certain whether the right "HourComponentVar_Insert" is present

  Scenario: The token is withdrawn
    Given the token in Nmbrs is replaced by "a-newer-token"
    When the doctor looks
    Then not all is fine
    And the doctor says "access-withdrawn" about "kadegroep"

  Scenario: Every environment is looked at by itself
    Given another payroll office "bruggroep" pays company 2300, "De Brug Horeca B.V."
    And the environment "bruggroep" is activated as well
    And the token in Nmbrs is replaced by "a-newer-token"
    When the doctor looks
    Then the doctor says "access-withdrawn" about "kadegroep"
    And the doctor finds everything in "bruggroep"

  Scenario: The user no longer sees the company
    Given the payroll office takes the company away from the user
    When the doctor looks
    Then not all is fine
    And the letter to the payroll office names "De Kade Horeca B.V." in both languages
