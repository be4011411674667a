Feature: What is found before anything is sent
  Before hours go to Nmbrs they are looked at. What is certainly wrong stops a person, or the whole export. What is only
  odd is a warning: it names person and day, says why and what to do, and stops nothing. Somebody may set a warning aside,
  with a reason; it is asked about again as soon as what was found changes.

  Background:
    Given De Kade is ready to export 2026-10

  @http
  Scenario: Two shifts that overlap, over midnight and in two venues
    Given these hours are imported
      | name          | date       | time          | break | venue           |
      | Noor van Dijk | 2026-10-09 | 18:00 - 02:00 | 0:00  | De Kade         |
      | Noor van Dijk | 2026-10-10 | 01:00 - 05:00 | 0:00  | Strandtent Zuid |
    When I look at the findings of 2026-10
    Then there is a warning "entries-overlap" about "Noor van Dijk" on 2026-10-10
    And it says "10-10 01:00-05:00 at Strandtent Zuid overlaps with 09-10 18:00-02:00 at De Kade"
    And no plan was made

  Scenario: A shift that begins when another one ends does not overlap
    Given these hours are imported
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-09 | 10:00 - 14:00 | 0:00  |
      | Noor van Dijk | 2026-10-09 | 14:00 - 18:00 | 0:00  |
    When I look at the findings of 2026-10
    Then there is no warning "entries-overlap"

  Scenario: A shift of the last night of the month before runs into this one
    Given "Noor van Dijk" also worked on 2026-09-30 from 22:00 to 04:00, in an earlier file
    And these hours are imported
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-01 | 03:00 - 09:00 | 0:00  |
    When I look at the findings of 2026-10
    Then there is a warning "entries-overlap" about "Noor van Dijk" on 2026-10-01

  Scenario: The same shift stands there under two numbers
    Given these hours are imported
      | name          | date       | time          | break | id |
      | Noor van Dijk | 2026-10-09 | 10:00 - 18:00 | 0:30  | 71 |
      | Noor van Dijk | 2026-10-09 | 10:00 - 18:00 | 0:30  | 72 |
    When I look at the findings of 2026-10
    Then there is a warning "entry-twice" about "Noor van Dijk" on 2026-10-09
    And there is no warning "entries-overlap"

  Scenario: The same shift comes from two sources
    Given "Noor van Dijk" also worked on 2026-10-09 from 10:00 to 18:00, in another source
    And these hours are imported
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-09 | 10:00 - 18:00 | 0:00  |
    When I look at the findings of 2026-10
    Then there is a warning "entry-twice" about "Noor van Dijk" on 2026-10-09

  Scenario: A shift longer than sixteen hours, and a threshold of our own
    Given these hours are imported
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-09 | 06:00 - 22:00 | 0:30  |
      | Daan de Vries | 2026-10-09 | 06:00 - 22:01 | 0:30  |
    When I look at the findings of 2026-10
    Then there is a warning "entry-too-long" about "Daan de Vries" on 2026-10-09
    And there is no warning "entry-too-long" about "Noor van Dijk"
    When I set the longest shift to 12:00
    And I look at the findings of 2026-10
    Then there is a warning "entry-too-long" about "Noor van Dijk" on 2026-10-09

  Scenario: An approved shift of no time
    Given these hours are imported
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-05 | 10:00 - 18:00 | 0:00  |
      | Noor van Dijk | 2026-10-06 | 10:00 - 10:00 | 0:00  |
    When I look at the findings of 2026-10
    Then there is a warning "zero-time" about "Noor van Dijk" on 2026-10-06

  Scenario: A break longer than the shift stops the person
    Given these hours are imported
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-05 | 10:00 - 11:00 | 1:30  |
    When I look at the findings of 2026-10
    Then "Noor van Dijk" is stopped by "break-too-long" on 2026-10-05
    And there is no warning "zero-time"

  Scenario: A shift that nobody approved yet, and one that has not ended
    Given these hours are imported
      | name          | date       | time          | break | status            |
      | Noor van Dijk | 2026-10-05 | 10:00 - 18:00 | 0:00  | nog te accorderen |
      | Daan de Vries | 2026-10-05 | 17:00 -       |       | ingeklokt         |
    When I look at the findings of 2026-10
    Then there is a warning "pending-entry" about "Noor van Dijk" on 2026-10-05
    And there is a warning "still-clocked-in" about "Daan de Vries" on 2026-10-05
    And there is no warning "zero-hours-without-hours" about "Daan de Vries"

  Scenario: Hours on a day of leave, and on a day of sickness
    Given these hours are imported
      | name          | date       | time          | break | type          |
      | Noor van Dijk | 2026-10-05 | 09:00 - 17:00 | 0:00  | verlof        |
      | Noor van Dijk | 2026-10-05 | 18:00 - 22:00 | 0:00  | gewerkte uren |
      | Daan de Vries | 2026-10-06 | 09:00 - 17:00 | 0:00  | ziek          |
      | Daan de Vries | 2026-10-06 | 18:00 - 22:00 | 0:00  | gewerkte uren |
    When I look at the findings of 2026-10
    Then there is a warning "hours-on-leave" about "Noor van Dijk" on 2026-10-05
    And there is a warning "hours-while-sick" about "Daan de Vries" on 2026-10-06

  Scenario: Somebody without a link, somebody who left, and somebody of a company that takes no part
    Given "Kees Vos" is employed by a company that takes no part
    And these hours are imported
      | name              | date       | time          | break | e-mail             |
      | Onbekende Invaller | 2026-10-05 | 10:00 - 18:00 | 0:00  |                    |
      | Lotte Smit        | 2026-10-05 | 10:00 - 18:00 | 0:00  | lotte@kade.example |
      | Kees Vos          | 2026-10-05 | 10:00 - 18:00 | 0:00  | kees@ander.example |
    When I look at the findings of 2026-10
    Then "Onbekende Invaller" is stopped by "not-linked"
    And "Lotte Smit" is stopped by "left-before-day" on 2026-10-05
    And it says of "Lotte Smit" that she left on 30-09-2026
    And "Kees Vos" is stopped by "not-in-company"

  Scenario: A freelancer, and somebody with two contract types
    Given these hours are imported
      | name             | date       | time          | break | contract type |
      | Noor van Dijk    | 2026-10-05 | 10:00 - 18:00 | 0:00  | zzp           |
      | Daan de Vries    | 2026-10-05 | 10:00 - 18:00 | 0:00  | geen contract |
      | Fatima el Amrani | 2026-10-05 | 10:00 - 18:00 | 0:00  | nul uren      |
      | Fatima el Amrani | 2026-10-20 | 10:00 - 18:00 | 0:00  | uren contract |
    And hours of hours contracts go to hour code 2190
    When I look at the findings of 2026-10
    Then there is a warning "never-exported" about "Noor van Dijk"
    And there is a warning "never-exported" about "Daan de Vries"
    And there is a warning "two-contract-types" about "Fatima el Amrani"

  Scenario: Hours of an hours contract come on top of the salary
    Given these hours are imported
      | name         | date       | time          | break | contract type | e-mail            |
      | Bram Bakker  | 2026-10-05 | 10:00 - 18:00 | 0:00  | uren contract | bram@kade.example |
    And hours of hours contracts go to hour code 2190
    When I look at the findings of 2026-10
    Then there is a warning "paid-on-top" about "Bram Bakker"
    And it says "8.00 hours on 2190"

  Scenario: A thing without a rule, and a code that is gone from Nmbrs
    Given these hours are imported
      | name          | date       | time          | break | meals   |
      | Noor van Dijk | 2026-10-05 | 10:00 - 18:00 | 0:00  | ontbijt |
      | Daan de Vries | 2026-10-05 | 10:00 - 18:00 | 0:00  |         |
    And the payroll office removes hour code 2100
    When I look at the findings of 2026-10
    Then "Noor van Dijk" is stopped by "unmapped"
    And "Daan de Vries" is stopped by "code-missing"

  Scenario: Hours on a day that lies in no wage period
    Given these hours are imported
      | name          | date       | time          | break |
      | Noor van Dijk | 2025-12-30 | 10:00 - 18:00 | 0:00  |
      | Noor van Dijk | 2026-01-02 | 10:00 - 18:00 | 0:00  |
    When I look at the findings of 2026-01
    Then there is a warning "outside-every-period" about "Noor van Dijk" on 2025-12-30

  Scenario: A period that is closed, and one that lies far ahead
    Given Nmbrs has moved on to period 2026-11
    When I look at the findings of 2026-10
    Then the whole export is stopped by "period-past"
    When I look at the findings of 2026-12
    Then there is a warning "period-next"
    Given the first wage period starts on 2027-01-01
    When I look at the findings of 2027-02
    Then the whole export is stopped by "period-future"

  Scenario: A period that is not over yet
    When I look at what is found in the period of today
    Then there is a warning "period-not-over"
    And it says on which day the period of today ends

  @http
  Scenario: A venue of which nothing is sent, and people without hours
    Given "Noor van Dijk" worked 8 hours in October
    When I look at the findings of 2026-10
    Then there is a warning "venue-without-hours"
    And it says "Strandtent Zuid"
    And there is a warning "zero-hours-without-hours" about "Daan de Vries"
    And there is no warning "zero-hours-without-hours" about "Noor van Dijk"
    And there is no warning "zero-hours-without-hours" about "Lotte Smit"
    And there is no warning "zero-hours-without-hours" about "Bram Bakker"

  Scenario: Far more hours than in the periods before
    Given these hours are imported
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-05 | 10:00 - 20:00 | 0:00  |
      | Noor van Dijk | 2026-10-06 | 10:00 - 20:00 | 0:00  |
      | Daan de Vries | 2026-10-06 | 10:00 - 20:00 | 0:00  |
    And hours are exported for 2026-10
    When I import these hours
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-05 | 10:00 - 20:00 | 0:00  |
      | Noor van Dijk | 2026-10-06 | 10:00 - 20:00 | 0:00  |
      | Daan de Vries | 2026-10-06 | 10:00 - 20:00 | 0:00  |
      | Noor van Dijk | 2026-11-05 | 10:00 - 20:00 | 0:00  |
      | Noor van Dijk | 2026-11-06 | 10:00 - 20:00 | 0:00  |
      | Noor van Dijk | 2026-11-07 | 10:00 - 20:30 | 0:00  |
      | Daan de Vries | 2026-11-06 | 10:00 - 17:00 | 0:00  |
      | Daan de Vries | 2026-11-07 | 10:00 - 20:00 | 0:00  |
    And I look at the findings of 2026-11
    # Noor 30.50 after 20.00 is 52.5 % more; Daan 17.00 after 10.00 is 70 % more, but only seven hours.
    Then there is a warning "unusual-hours" about "Noor van Dijk"
    And it says "30.50 hours"
    And it says "20.00 on average"
    And there is no warning "unusual-hours" about "Daan de Vries"
    When I call 60 percent unusual, from 7 hours on
    And I look at the findings of 2026-11
    Then there is a warning "unusual-hours" about "Daan de Vries"
    And there is no warning "unusual-hours" about "Noor van Dijk"

  @http
  Scenario: What eitje's own link sent already waits for a person's word
    Given these hours are imported
      | name          | date       | time          | break | status       |
      | Noor van Dijk | 2026-10-05 | 10:00 - 18:00 | 0:00  | geëxporteerd |
      | Daan de Vries | 2026-10-05 | 10:00 - 16:00 | 0:00  | goedgekeurd  |
    When I export hours for 2026-10
    Then "Noor van Dijk" is blocked by "own-link-sent"
    And Nmbrs holds nothing for "Noor van Dijk" on hour code 2100
    And Nmbrs holds for "Daan de Vries" 6.00 on hour code 2100
    When I accept "own-link-sent" of "Noor van Dijk" because "that export was taken back"
    And I export hours for 2026-10
    Then the export is proved
    And Nmbrs holds for "Noor van Dijk" exactly one line of 8.00 on hour code 2100
    And the audit trail says that "Anja" accepted it because "that export was taken back"

  Scenario: What eitje's own link sent still stands in Nmbrs, and becomes ours
    Given these hours are imported
      | name          | date       | time          | break | status       |
      | Noor van Dijk | 2026-10-05 | 10:00 - 18:00 | 0:00  | geëxporteerd |
    And eitje sent 8.00 on hour code 2100 for "Noor van Dijk" by its own link
    When I accept "own-link-sent" of "Noor van Dijk" because "its line becomes ours"
    And I export hours for 2026-10
    Then "Noor van Dijk" is blocked by "foreign-line"
    And nothing was written to Nmbrs
    When I resolve the difference of "Noor van Dijk" with "adopt"
    And I export hours for 2026-10
    Then the export is proved
    And Nmbrs holds for "Noor van Dijk" exactly one line of 8.00 on hour code 2100

  Scenario: An acceptance that is taken back before anything was sent
    Given these hours are imported
      | name          | date       | time          | break | status       |
      | Noor van Dijk | 2026-10-05 | 10:00 - 18:00 | 0:00  | geëxporteerd |
    When I accept "own-link-sent" of "Noor van Dijk" because "not in Nmbrs"
    And I plan the export of hours for 2026-10
    And I take my word about "own-link-sent" of "Noor van Dijk" back
    And I agree to the plan
    Then "Noor van Dijk" is left out by "own-link-sent"
    And nothing was written to Nmbrs

  Scenario: An accepted entry that changes is asked about again
    Given these hours are imported
      | name          | date       | time          | break | status       |
      | Noor van Dijk | 2026-10-05 | 10:00 - 18:00 | 0:00  | geëxporteerd |
    When I accept "own-link-sent" of "Noor van Dijk" because "not in Nmbrs"
    And I import these hours
      | name          | date       | time          | break | status       |
      | Noor van Dijk | 2026-10-05 | 10:00 - 19:00 | 0:00  | geëxporteerd |
    And I export hours for 2026-10
    Then "Noor van Dijk" is blocked by "own-link-sent"

  Scenario: eitje's own link sent a closed month, and its hours do not go along as late hours
    Given these hours are imported
      | name          | date       | time          | break | status       |
      | Noor van Dijk | 2026-10-05 | 10:00 - 18:00 | 0:00  | geëxporteerd |
    And Nmbrs has moved on to period 2026-11
    When I export hours for 2026-11 with the late hours of 2026-10
    Then "Noor van Dijk" is blocked by "own-link-sent"
    And nothing was written to Nmbrs

  Scenario: eitje's own link sent what this product had sent before
    Given "Noor van Dijk" worked 8 hours in October
    And hours are exported for 2026-10
    When eitje's own link sends the entries of "Noor van Dijk" too
    And I export hours for 2026-10
    Then the export is proved
    And nothing was written to Nmbrs
    When I look at the findings of 2026-10
    Then there is a warning "own-link-sent-too" about "Noor van Dijk" on 2026-10-12

  @http
  Scenario: A warning is set aside, stays so, and comes back when it is taken back
    Given these hours are imported
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-05 | 10:00 - 18:00 | 0:00  |
      | Noor van Dijk | 2026-10-06 | 10:00 - 10:00 | 0:00  |
    When I set "zero-time" of "Noor van Dijk" aside because "was sent home"
    And I look at the findings of 2026-10
    Then "zero-time" of "Noor van Dijk" is set aside by "Anja" because "was sent home"
    When the hours of "Daan de Vries" become 7
    And I look at the findings of 2026-10
    Then "zero-time" of "Noor van Dijk" is set aside by "Anja" because "was sent home"
    When I take my word about "zero-time" of "Noor van Dijk" back
    And I look at the findings of 2026-10
    Then there is a warning "zero-time" about "Noor van Dijk" on 2026-10-06

  Scenario: A warning that was set aside is asked about again when what was found changes
    Given these hours are imported
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-05 | 06:00 - 23:00 | 0:00  |
    When I set "entry-too-long" of "Noor van Dijk" aside because "a wedding"
    And I look at the findings of 2026-10
    Then there is no warning "entry-too-long"
    When I import these hours
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-05 | 06:00 - 23:30 | 0:00  |
    And I look at the findings of 2026-10
    Then there is a warning "entry-too-long" about "Noor van Dijk" on 2026-10-05

  Scenario: A word holds for one period only
    When I set "zero-hours-without-hours" of "Daan de Vries" aside because "long holiday"
    And I look at the findings of 2026-10
    Then there is no warning "zero-hours-without-hours" about "Daan de Vries"
    When I look at the findings of 2026-11
    Then there is a warning "zero-hours-without-hours" about "Daan de Vries"

  @http
  Scenario: All warnings of one kind are set aside at once, and a new one of that kind is not
    Given these hours are imported
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-05 | 10:00 - 10:00 | 0:00  |
      | Daan de Vries | 2026-10-05 | 10:00 - 10:00 | 0:00  |
    When I set all "zero-time" of 2026-10 aside because "no-shows"
    And I look at the findings of 2026-10
    Then there is no warning "zero-time"
    When I import these hours
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-05 | 10:00 - 10:00 | 0:00  |
      | Daan de Vries | 2026-10-05 | 10:00 - 10:00 | 0:00  |
      | Daan de Vries | 2026-10-07 | 10:00 - 10:00 | 0:00  |
    And I look at the findings of 2026-10
    Then there is a warning "zero-time" about "Daan de Vries" on 2026-10-07
    And there is no warning "zero-time" about "Noor van Dijk"

  Scenario: What blocks cannot be set aside, and a word needs a reason
    Given "Onbekende Invaller" worked 5 hours in October
    When I set "not-linked" of "Onbekende Invaller" aside because "known"
    Then I am told "finding-blocks"
    When I accept "not-linked" of "Onbekende Invaller" because "known"
    Then I am told "finding-not-acceptable"
    When I set all "not-linked" of 2026-10 aside because "known"
    Then I am told "finding-blocks"
    When I set "zero-hours-without-hours" of "Daan de Vries" aside because " "
    Then I am told "reason-needed"
    When I set all "zero-time" of 2026-10 aside because "known"
    Then I am told "finding-kind-absent"
    When I set all "no-such-kind" of 2026-10 aside because "known"
    Then I am told "finding-kind-unknown"
    When I take my word about "zero-hours-without-hours" of "Daan de Vries" back
    Then I am told "finding-not-aside"

  Scenario: Many warnings of one kind are one line
    Given "Noor van Dijk" worked 8 hours in October
    When I look at the findings of 2026-10
    Then there are 7 warnings "zero-hours-without-hours", of which 3 people are named

  Scenario: A kind of warning is switched off, but never one behind which pay is lost
    Given these hours are imported
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-06 | 10:00 - 10:00 | 0:00  |
    When I switch "zero-time" off
    And I look at the findings of 2026-10
    Then there is no warning "zero-time"
    When I switch "own-link-sent" off
    Then I am told "finding-always-on"
    When I set the longest shift to 30:00
    Then I am told "threshold-invalid"

  Scenario: No warning makes a plan lapse
    Given these hours are imported
      | name          | date       | time          | break |
      | Noor van Dijk | 2026-10-05 | 06:00 - 23:00 | 0:00  |
    When I plan the export of hours for 2026-10
    And I set the longest shift to 20:00
    And I set "venue-without-hours" of "" aside because "closed for the winter"
    And I agree to the plan
    Then the export is proved
