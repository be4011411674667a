Feature: Overview before sending
  What a period comes to, per person and per day, before anything is sent. It ties out with the plan to the hundredth, and
  every imported entry is either in the plan or listed with the reason why it is not.

  Background:
    Given De Kade is ready to export 2026-10

  @http
  Scenario: Per person, as in the plan
    Given these hours are imported
      | name          | date       | time          | break | meals |
      | Noor van Dijk | 2026-10-05 | 10:00 - 18:00 | 0:30  | lunch |
      | Noor van Dijk | 2026-10-09 | 16:00 - 00:30 | 0:30  |       |
      | Noor van Dijk | 2026-10-10 | 11:15 - 17:45 | 0:00  | lunch |
      | Noor van Dijk | 2026-10-17 | 18:00 - 01:30 | 0:00  |       |
      | Daan de Vries | 2026-10-05 | 10:00 - 17:20 | 0:00  |       |
      | Daan de Vries | 2026-10-05 | 18:00 - 19:00 | 0:00  |       |
    When I look at the overview of 2026-10
    Then the overview shows "Noor van Dijk" with 4 shifts on 4 days, 29.50 hours and 2.00 meals
    And the overview shows "Daan de Vries" with 2 shifts on 1 day, 8.33 hours and 0.00 meals
    And the overview comes to 6 shifts and 37.83 hours
    And the overview ties out, and its codes equal the totals of the plan
    And nothing was written to Nmbrs

  Scenario: Per day and venue, to the same total
    Given these hours are imported
      | name          | date       | time          | break | venue           |
      | Noor van Dijk | 2026-10-05 | 10:00 - 17:20 | 0:00  | De Kade         |
      | Noor van Dijk | 2026-10-06 | 10:00 - 17:20 | 0:00  | Strandtent Zuid |
      | Noor van Dijk | 2026-10-07 | 10:00 - 17:20 | 0:00  | De Kade         |
      | Daan de Vries | 2026-10-05 | 10:00 - 15:00 | 0:00  | Strandtent Zuid |
    When I look at the overview of 2026-10
    Then 2026-10-05 has 2 people and 2 shifts, 12.34 hours, of which 5.00 in "Strandtent Zuid"
    And 2026-10-06 has 1 person and 1 shift, 7.33 hours, of which 7.33 in "Strandtent Zuid"
    And the venue "De Kade" comes to 14.67 hours
    And the overview comes to 4 shifts and 27.00 hours
    And the overview ties out, and its codes equal the totals of the plan

  @http
  Scenario: What is no part of the plan is listed apart, and nothing is forgotten
    Given these hours are imported
      | name              | date       | time          | break | status            | type          | contract type |
      | Noor van Dijk     | 2026-10-05 | 10:00 - 18:00 | 0:00  | goedgekeurd       | gewerkte uren | nul uren      |
      | Noor van Dijk     | 2026-10-06 | 10:00 - 16:00 | 0:00  | nog te accorderen | gewerkte uren | nul uren      |
      | Noor van Dijk     | 2026-10-07 | 10:00 - 14:00 | 0:00  | goedgekeurd       | verlof        | nul uren      |
      | Onbekende Invaller | 2026-10-08 | 10:00 - 15:00 | 0:00 | goedgekeurd       | gewerkte uren | nul uren      |
      | Zelfstandige Zus  | 2026-10-08 | 10:00 - 13:00 | 0:00  | goedgekeurd       | gewerkte uren | zzp           |
      | Daan de Vries     | 2026-10-08 | 10:00 - 17:00 | 0:00  | goedgekeurd       | gewerkte uren | nul uren      |
    And the payroll office typed 4.00 on hour code 2100 for "Daan de Vries"
    When I look at the overview of 2026-10
    Then 1 entry of 8.00 hours is in the plan
    And these entries are left out
      | because        | entries | hours | people             |
      | foreign-line   | 1       | 7.00  | Daan de Vries      |
      | leave          | 1       | 4.00  | Noor van Dijk      |
      | never-exported | 1       | 3.00  | Zelfstandige Zus   |
      | not-linked     | 1       | 5.00  | Onbekende Invaller |
      | pending-entry  | 1       | 6.00  | Noor van Dijk      |
    And 6 entries of 33.00 hours were imported
    And the overview shows "Daan de Vries" as "blocked"
    And the overview ties out, and its codes equal the totals of the plan

  Scenario: Compared with the period before
    Given these hours are imported
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-05 | 10:00 - 18:00 | 0:00  |
      | Daan de Vries | 2026-10-06 | 10:00 - 16:00 | 0:00  |
      | Noor van Dijk | 2026-11-03 | 10:00 - 19:30 | 0:00  |
    When I look at the overview of 2026-11
    Then "Noor van Dijk" has 1.50 hours more than in 2026-10
    And "Daan de Vries" has -6.00 hours more than in 2026-10
    And the overview shows "Daan de Vries" as "no-hours"

  Scenario: What was sent, what changed since, and what is not yet sent
    Given "Noor van Dijk" worked 8 hours in October
    And "Daan de Vries" worked 6 hours in October
    And "Fatima el Amrani" worked 5 hours in October
    And hours for 2026-10 are exported, only of "Noor van Dijk" and "Daan de Vries"
    And the hours of "Daan de Vries" become 7
    When I look at the overview of 2026-10
    Then the overview shows "Noor van Dijk" as "sent"
    And the overview shows "Daan de Vries" as "changed"
    And the overview shows "Fatima el Amrani" as "not-yet-sent"

  Scenario: Somebody of whom one venue was sent
    Given the hours of venue "Strandtent Zuid" go to hour code 2100 with cost centre K1
    And these hours are imported
      | name          | date       | time          | break | venue           |
      | Noor van Dijk | 2026-10-05 | 10:00 - 18:00 | 0:00  | De Kade         |
      | Noor van Dijk | 2026-10-06 | 10:00 - 16:00 | 0:00  | Strandtent Zuid |
    And hours for 2026-10 are exported, only of venue "De Kade"
    When I look at the overview of 2026-10
    Then the overview shows "Noor van Dijk" as "partly-sent"
    And the overview ties out, and its codes equal the totals of the plan

  Scenario: A difference that somebody chose to keep
    Given "Noor van Dijk" worked 8 hours in October
    And hours are exported for 2026-10
    And the payroll office changes the line of "Noor van Dijk" to 9.00
    When I resolve the difference of "Noor van Dijk" with "keep-theirs"
    And I look at the overview of 2026-10
    Then on hour code 2100 8.00 becomes 9.00 in the plan, because 1.00 was kept
    And the overview ties out, and its codes equal the totals of the plan

  Scenario: Late hours that another period carries
    Given "Noor van Dijk" worked 8 hours in October
    And hours are exported for 2026-10
    And Nmbrs has moved on to period 2026-11
    And "Daan de Vries" worked 6 hours in October
    And hours for 2026-11 are exported with the late hours of 2026-10
    When I consent to "past" as "Anja" and plan hours for 2026-10
    And I look at the overview of 2026-10
    Then on hour code 2100 14.00 becomes 8.00 in the plan, because 6.00 stands in another period
    And the overview ties out

  @http
  Scenario Outline: A name that begins as a formula stays a name
    Given these hours are imported
      | name          | date       | time          | break | venue           |
      | Noor van Dijk | 2026-10-05 | 10:00 - 17:20 | 0:00  | =cmd() De Kade  |
    When I write the overview of 2026-10 per day as <form>
    Then the file holds "=cmd() De Kade" as a text, and 7.33 hours as a number
    And the file holds no formula

    Examples:
      | form |
      | csv  |
      | xlsx |

  Scenario: A period that cannot be exported can be looked at
    Given "Noor van Dijk" worked 8 hours in October
    And Nmbrs has moved on to period 2026-11
    When I look at the overview of 2026-10
    Then the overview says that "period-past" blocks the whole export
    And the overview ties out

  Scenario: A year without wage periods
    When I look at the overview of 2028-01
    Then I am told "wage-period-not-set"
