"""The deterministic simulation: the whole application, the fake payroll, and everything that can happen to them."""
