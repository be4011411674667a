"""What all tests share."""

from hypothesis import settings

# A busy machine makes an example slow, not wrong: the time limit of the test as a whole is enough.
settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")
