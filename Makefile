# make demo   a screen recording in, an edited MP4 out; offline
# make test   the whole test suite
# make lint   the formatter, strictly

SWIFT ?= swift
OUT ?= out

.PHONY: demo test lint benchmark example walkthrough any-client system-packages

demo: system-packages
	@$(SWIFT) build --product nemo
	@OUT="$(OUT)" NEMO="$$($(SWIFT) build --show-bin-path)/nemo" sh Simulator/demo.sh

test: system-packages
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

lint:
	$(SWIFT) format lint --strict -r Package.swift Sources Simulator Tests Benchmarks/Package.swift Benchmarks/Benchmarks Benchmarks/Fuzz Examples

walkthrough: system-packages
	@$(SWIFT) build --product nemo-simulator
	@NEMO_SIMULATOR="$$($(SWIFT) build --show-bin-path)/nemo-simulator" .ci/walkthrough

any-client: system-packages
	@$(SWIFT) build --product nemo
	@$(SWIFT) build --product nemo-simulator
	@NEMO="$$($(SWIFT) build --show-bin-path)/nemo" NEMO_SIMULATOR="$$($(SWIFT) build --show-bin-path)/nemo-simulator" .ci/any-client

benchmark: system-packages
	cd Benchmarks && $(SWIFT) package --allow-writing-to-package-directory benchmark --target NemoBenchmarks

example: system-packages
	cd Examples/QuickEdit && $(SWIFT) build --build-tests && $(SWIFT) test --skip-build && $(SWIFT) run QuickEdit simulator && $(SWIFT) run --skip-build QuickEdit cassette:quick-edit

system-packages:
	@.ci/install-system-packages
