# Needs only make, Python 3.11 or later and Node 20.19 or later; everything else comes from the lock files.
PYTHON ?= python3
BOOTSTRAP = @command -v $(PYTHON) >/dev/null || { echo "Posy: The shop needs Python 3.11 or later, and there is no $(PYTHON)." >&2; exit 1; }; exec $(PYTHON) tools/bootstrap.py

.DEFAULT_GOAL := help
.PHONY: help run test check faults owner backup restore bench pictures letters lock clean

help: ## say what can be made
	@echo "Posy, an online flower shop."
	@echo
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "PORT=9000 make run takes another port; the README lists every setting."

run: ## open the shop: installs, builds, starts everything; Ctrl-C closes it
	$(BOOTSTRAP) run

test: ## install what testing needs, then run every check, test and browser journey
	$(BOOTSTRAP) test

check: ## the checks alone: style, types, safety, imports, migrations, API document, unused code, lengths, bytes
	$(BOOTSTRAP) check

owner: ## make the login of the shop's owner (asks for e-mail, name and password)
	$(BOOTSTRAP) owner

faults: ## kill web, worker, database and sandbox at every failpoint, and look for what is lost or doubled
	$(BOOTSTRAP) faults

backup: ## keep the whole shop in one file under var/backups, open or closed
	$(BOOTSTRAP) backup

restore: ## bring it back: make restore FILE=var/backups/posy-....tar (CONFIRM=1 replaces a shop)
	$(BOOTSTRAP) restore

bench: ## measure the shop side by side
	$(BOOTSTRAP) bench

pictures: ## draw every product's picture again from its recipe
	$(BOOTSTRAP) pictures

letters: ## write every kind of letter with made-up data to var/letters, to be looked at
	$(BOOTSTRAP) letters

lock: ## choose the newest versions and write the Python lock files (needs uv)
	$(BOOTSTRAP) lock

clean: ## remove what was built and installed; the data under var/ stay
	$(BOOTSTRAP) clean
