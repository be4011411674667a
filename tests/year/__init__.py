"""A generated year of three venues, carried from eitje's files into a fake Nmbrs and checked to the last hundredth."""
