"""What all tests share."""

from hypothesis import Phase, settings

# A busy machine makes an example slow, not wrong: the time limit of the test as a whole is enough.
settings.register_profile("house", deadline=None, print_blob=True)
# The same examples for every mutant, and no search for the smallest one that kills it.
settings.register_profile(
    "mutants", settings.get_profile("house"), derandomize=True, database=None, phases=(Phase.explicit, Phase.generate)
)
settings.load_profile("house")
