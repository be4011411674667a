Feature: Hours are paid once, whatever happens to the database
  What this product wrote stands in its database. A database may be lost, restored from a backup, copied to another machine, or
  made anew beside the old one. Lines that a database does not know are foreign to it, and block until a person decides.

  Background:
    Given De Kade is ready to export 2026-10
    And "Noor van Dijk" worked 8 hours in October

  Scenario: A backup from before the export is restored
    Given the database is copied as "backup"
    And hours are exported for 2026-10
    When I go on with the database "backup"
    And I export hours for 2026-10
    Then "Noor van Dijk" is blocked by "foreign-line"
    And nothing was written to Nmbrs
    When I resolve the difference of "Noor van Dijk" with "adopt"
    And I export hours for 2026-10
    Then the export is proved
    And Nmbrs holds for "Noor van Dijk" exactly one line of 8.00 on hour code 2100

  Scenario: A backup from before a correction is restored
    Given hours are exported for 2026-10
    And the database is copied as "backup"
    When the hours of "Noor van Dijk" become 9
    And I export hours for 2026-10
    And I go on with the database "backup"
    And I export hours for 2026-10 again
    Then "Noor van Dijk" is blocked by "foreign-line"
    And "Noor van Dijk" is blocked by "open-difference"
    And nothing was written to Nmbrs
    When I resolve the "foreign" difference of "Noor van Dijk" with "adopt"
    And I export hours for 2026-10 again
    Then the export is proved
    And Nmbrs holds for "Noor van Dijk" exactly one line of 9.00 on hour code 2100

  Scenario: A backup from the middle of an export is restored
    Given Nmbrs stops answering right after the next write
    When I export hours for 2026-10
    Then the outcome is not known yet
    When the database is copied as "backup"
    And Nmbrs answers again
    And the settling time has passed
    And I export hours for 2026-10 again
    Then the export is proved
    When I go on with the database "backup"
    And I export hours for 2026-10 again
    Then the export is proved
    And Nmbrs holds for "Noor van Dijk" exactly one line of 8.00 on hour code 2100

  Scenario: A backup from the middle of an export is restored after a correction
    Given Nmbrs stops answering right after the next write
    When I export hours for 2026-10
    And the database is copied as "backup"
    And Nmbrs answers again
    And the settling time has passed
    And I export hours for 2026-10 again
    And the hours of "Noor van Dijk" become 9
    And I export hours for 2026-10 again
    Then the export is proved
    When I go on with the database "backup"
    And I export hours for 2026-10 again
    Then the outcome is not known yet
    And nothing was written to Nmbrs
    When I resolve the difference of "Noor van Dijk" with "adopt"
    And I export hours for 2026-10 again
    Then the export is proved
    And Nmbrs holds for "Noor van Dijk" exactly one line of 9.00 on hour code 2100

  Scenario: The database is copied to another machine, and both export
    Given the database is copied as "laptop"
    And hours are exported for 2026-10
    When I go on with the database "laptop"
    And I export hours for 2026-10
    Then "Noor van Dijk" is blocked by "foreign-line"
    And nothing was written to Nmbrs
    When I go on with the database "first"
    And I export hours for 2026-10 again
    Then the export is proved
    And Nmbrs holds for "Noor van Dijk" exactly one line of 8.00 on hour code 2100

  Scenario: The database is copied to another machine, and both correct
    Given hours are exported for 2026-10
    And the database is copied as "laptop"
    When the hours of "Noor van Dijk" become 9
    And I export hours for 2026-10
    Then the export is proved
    When I go on with the database "laptop"
    And I export hours for 2026-10 again
    Then "Noor van Dijk" is blocked by "open-difference"
    And nothing was written to Nmbrs

  Scenario: A second installation with a database of its own
    Given hours are exported for 2026-10
    When everything is set up again in the database "second"
    And I export hours for 2026-10
    Then "Noor van Dijk" is blocked by "foreign-line"
    And nothing was written to Nmbrs

  Scenario: eitje's own link sent the period
    Given eitje sent 8.00 on hour code 2100 for "Noor van Dijk" by its own link
    When I export hours for 2026-10
    Then "Noor van Dijk" is blocked by "foreign-line"
    And nothing was written to Nmbrs
