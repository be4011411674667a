Feature: Set the wage period
  The start date of the first wage period of the year gives the whole calendar. How long the periods are is the company's
  own in Nmbrs. Without a calendar nothing is exported.

  Background:
    Given the link is activated
    And the company pays the venues "De Kade" and "Strandtent Zuid"

  @http
  Scenario: Months from the first of January
    When I set the first wage period to start on 2026-01-01
    Then 2026 has 12 periods
    And period 2026-10 runs from 2026-10-01 to 2026-10-31

  @http
  Scenario: Months from the 21st of December
    When I set the first wage period to start on 2025-12-21
    Then 2026 has 12 periods
    And period 2026-01 runs from 2025-12-21 to 2026-01-20
    And period 2026-12 runs from 2026-11-21 to 2026-12-20

  Scenario: Months that start on the last day
    When I set the first wage period to start on 2026-01-31
    Then period 2026-01 runs from 2026-01-31 to 2026-02-27
    And period 2026-02 runs from 2026-02-28 to 2026-03-30
    And period 2026-03 runs from 2026-03-31 to 2026-04-29

  Scenario: Four weeks in a year of 53 weeks
    Given the company is paid every four weeks
    When I set the first wage period to start on 2025-12-29
    Then 2026 has 13 periods
    And period 2026-13 runs from 2026-11-30 to 2027-01-03

  Scenario: Weeks in a year of 53 weeks
    Given the company is paid every week
    When I set the first wage period to start on 2025-12-29
    Then 2026 has 53 periods
    And period 2026-53 runs from 2026-12-28 to 2027-01-03

  Scenario: A start that could belong to two years
    When I set the first wage period to start on 2026-03-01
    Then I am told "calendar-year-needed"

  Scenario: The next year starts too early
    Given the first wage period starts on 2026-01-01
    When I set the first wage period of 2027 to start on 2026-11-20
    Then I am told "calendar-overlaps"
    And period 2026-12 runs from 2026-12-01 to 2026-12-31

  Scenario: The start day changes between years
    Given the first wage period starts on 2026-01-01
    When I set the first wage period to start on 2026-12-21
    Then I am told "calendar-changes-last-period"
    When I accept that and set the first wage period to start on 2026-12-21
    Then period 2026-12 runs from 2026-12-01 to 2026-12-20
    And period 2027-01 runs from 2026-12-21 to 2027-01-20

  Scenario: Exporting without a calendar
    Given the team members are synchronised
    When I plan the export of hours for 2026-10
    Then I am told "wage-period-not-set"

  Scenario: A period that the calendar does not have
    Given the first wage period starts on 2026-01-01
    And the team members are synchronised
    When I plan the export of hours for 2026-13
    Then I am told "period-not-in-calendar"

  Scenario: The company's period length is another one in Nmbrs
    Given the first wage period starts on 2026-01-01
    And the team members are synchronised
    And the company is paid every four weeks
    When I plan the export of hours for 2026-10
    Then the whole export is blocked by "period-length-differs"
