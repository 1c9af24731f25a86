"""`python -m briefcli` is `brief`."""

from briefcli.cli import main

if __name__ == "__main__":
    main()
