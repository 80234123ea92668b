"""The parts of the fuzzer, which `scripts/fuzz.py` runs (`make fuzz`), and the inputs that were once bad."""
