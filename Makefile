# make demo   a screen recording in, an edited MP4 out; offline
# make test   the whole test suite
# make lint   the formatter, strictly
# make chat-session conversations with `nemo chat` in tmux, in English and Chinese
# make schema-fuzz   schemathesis against a started simulator
# make kill-and-resume   kill -9 at random moments of an export, then nemo resume
# make man           the manual page, as out/nemo.1
# make sanitize      the suite under the address and the thread sanitizer

SWIFT ?= swift
OUT ?= out
# All tests at once starve each other on a small machine; the flag is there since Swift 6.3.
WIDTH = $$($(SWIFT) test --help-hidden | grep -o -m 1 -e --experimental-maximum-parallelization-width | sed 's/$$/ 8/')

.PHONY: demo test lint benchmark example walkthrough any-client schema-fuzz kill-and-resume man chat-session \
	sanitize system-packages

demo: system-packages
	@$(SWIFT) build --product nemo
	@OUT="$(OUT)" NEMO="$$($(SWIFT) build --show-bin-path)/nemo" sh Simulator/demo.sh

test: system-packages
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build $(WIDTH)

lint:
	$(SWIFT) format lint --strict -r Package.swift Sources Simulator Tests Benchmarks/Package.swift Benchmarks/Benchmarks Benchmarks/Fuzz Examples

walkthrough: system-packages
	@$(SWIFT) build --product nemo-simulator
	@NEMO_SIMULATOR="$$($(SWIFT) build --show-bin-path)/nemo-simulator" .ci/walkthrough

any-client: system-packages
	@$(SWIFT) build --product nemo
	@$(SWIFT) build --product nemo-simulator
	@NEMO="$$($(SWIFT) build --show-bin-path)/nemo" NEMO_SIMULATOR="$$($(SWIFT) build --show-bin-path)/nemo-simulator" .ci/any-client

chat-session: system-packages
	@$(SWIFT) build --product nemo
	@NEMO="$$($(SWIFT) build --show-bin-path)/nemo" .ci/chat-session

schema-fuzz: system-packages
	@$(SWIFT) build --product nemo-simulator
	@NEMO_SIMULATOR="$$($(SWIFT) build --show-bin-path)/nemo-simulator" .ci/schema-fuzz

kill-and-resume: system-packages
	@$(SWIFT) build --product nemo
	@NEMO="$$($(SWIFT) build --show-bin-path)/nemo" .ci/kill-and-resume

man: system-packages
	@$(SWIFT) build --product nemo
	@$(SWIFT) build --product generate-manual
	@mkdir -p "$(OUT)"
	@bin="$$($(SWIFT) build --show-bin-path)" && \
		"$$bin/generate-manual" "$$bin/nemo" --output-directory "$(OUT)"
	@echo "Written: $(OUT)/nemo.1. Read it: man -l $(OUT)/nemo.1"

# The whole suite twice: under the address sanitizer, then under the thread sanitizer. Leaks are not
# looked for, because the test runner itself has some; nor is memory measured, because a sanitizer
# keeps what was freed. FILTER='--filter X' runs a part of it.
sanitize: system-packages
	$(SWIFT) build --build-tests --sanitize=address --scratch-path .build-address
	ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test --skip-build --sanitize=address --scratch-path .build-address $(WIDTH) --skip MemoryTests $(FILTER)
	$(SWIFT) build --build-tests --sanitize=thread --scratch-path .build-thread
	$(SWIFT) test --skip-build --sanitize=thread --scratch-path .build-thread $(WIDTH) --skip MemoryTests $(FILTER)

benchmark: system-packages
	cd Benchmarks && $(SWIFT) package --allow-writing-to-package-directory benchmark --target NemoBenchmarks

example: system-packages
	cd Examples/QuickEdit && $(SWIFT) build --build-tests && $(SWIFT) test --skip-build && $(SWIFT) run QuickEdit simulator && $(SWIFT) run --skip-build QuickEdit cassette:quick-edit

system-packages:
	@.ci/install-system-packages
