"""The parts of the rehearsal benchmark that need the applications, each run in a process of its own."""
