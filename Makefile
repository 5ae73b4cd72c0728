# Everything a newcomer needs: `make help`. Only make and Python 3.11+ must be there before.
.DEFAULT_GOAL := help
.PHONY: help install demo test bench bench-identity format lock clean
BIN := .venv/bin

help: ## Show this list / Xem danh sách lệnh
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 24

install: ## Make .venv with locked packages and browser assets / Cài đặt
	@sh tools/setup.sh install

demo: install ## Install, play the sample, serve it on http://localhost:8000 / Chạy thử
	@$(BIN)/hiepdong demo

test: ## Set up what tests need and run them all / Chạy kiểm thử
	@sh tools/setup.sh test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest --numprocesses auto --dist loadgroup

bench: install ## Measure speed beside plain SQL / Đo tốc độ
	@$(BIN)/python -m bench

bench-identity: install ## Measure how well persons are found / Đo việc tìm người
	@$(BIN)/python -m bench.identity --beside rapidfuzz --beside pg_trgm --beside nomenklatura $(ARGUMENTS)

format: ## Format the code and repair what ruff can
	@sh tools/setup.sh dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: ## Resolve the newest allowed packages into the lock files
	@sh tools/setup.sh dev
	@sh tools/lock.sh

clean: ## Remove what install and tests made; data in var/ stay
	rm -rf .venv node_modules build dist src/*.egg-info src/hiepdong/desk/static/vendor src/hiepdong/papers/fonts
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests bench tools -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
