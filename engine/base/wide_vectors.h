// One binary for every processor: marked loops are compiled twice, and the wider one runs where the machine has it.
#pragma once

/// Before a free function whose loops run over arrays of doubles. Both versions give the same bits, since products and
/// sums are never fused (-ffp-contract=off). Sanitizers start too late for the choice at load time.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define VIGIE_WIDE_VECTORS __attribute__((target_clones("avx2", "default")))
#else
#define VIGIE_WIDE_VECTORS
#endif
