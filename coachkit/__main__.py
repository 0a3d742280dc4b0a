"""Run the command line as `python -m coachkit`."""

from coachkit.cli import main

if __name__ == "__main__":
    main(prog_name="python -m coachkit")
