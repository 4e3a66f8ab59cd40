// Loops over one row of scores. The compiler makes vector code of them, one version per kind of processor.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

// Levels of x86-64, not names of processors: a name fits that maker's model alone, and another maker's processor with the
// same instructions would be left with the plain loop. Without traps, conditions become selections instead of branches.
#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__clang__) && __GNUC__ >= 12
#define PER_PROCESSOR                                                       \
    __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default"), optimize("O3", "no-trapping-math")))
#else
#define PER_PROCESSOR
#endif
#define INLINE inline __attribute__((always_inline))

// e^x for x <= 0: x = n ln 2 + r with |r| <= ln 2 / 2, then a polynomial of degree six in r and n in the exponent.
INLINE float exponential(float x) {
    x = x < -87.0f ? -87.0f : x;
    const float shifted = x * 1.44269504088896341f + 12582912.0f;  // 1.5 * 2^23: rounds, and leaves n in the low bits
    const float n = shifted - 12582912.0f;
    const float r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
    float y = 1.9875691500e-4f;
    y = y * r + 1.3981999507e-3f;
    y = y * r + 8.3334519073e-3f;
    y = y * r + 4.1665795894e-2f;
    y = y * r + 1.6666665459e-1f;
    y = y * r + 5.0000001201e-1f;
    y = y * (r * r) + r + 1.0f;
    int32_t bits;
    std::memcpy(&bits, &shifted, sizeof bits);
    bits = (bits + 127) << 23;
    float power;
    std::memcpy(&power, &bits, sizeof power);
    return y * power;
}

INLINE double exponential(double x) { return std::exp(x); }

// The same hash as Perceiver.Model's IndexHash: both paths drop the same elements.
INLINE uint32_t index_hash(uint32_t index, uint64_t key) {
    uint32_t h = index ^ static_cast<uint32_t>(key);
    h = (h ^ (h >> 17)) * 0xED5AD4BBu;
    h = (h ^ (h >> 11)) * 0xAC4C1B51u;
    h = (h ^ (h >> 15)) * 0x31848BABu;
    h = (h ^ (h >> 14)) + static_cast<uint32_t>(key >> 32);
    h = (h ^ (h >> 16)) * 0x7FEB352Du;
    h = (h ^ (h >> 15)) * 0x846CA68Bu;
    return h ^ (h >> 16);
}

#define FOR_BOTH(DEFINE) DEFINE(float) DEFINE(double)

#define DEFINE(T)                                                                                                         \
    PER_PROCESSOR static T largest(const T* row, int64_t count) {                                                         \
        T value = -std::numeric_limits<T>::infinity();                                                                    \
        _Pragma("omp simd reduction(max : value)") for (int64_t i = 0; i < count; ++i) value = row[i] > value ? row[i] : value; \
        return value;                                                                                                     \
    }                                                                                                                     \
    PER_PROCESSOR static T dot(const T* a, const T* b, int64_t count) {                                                   \
        T sum = 0;                                                                                                        \
        _Pragma("omp simd reduction(+ : sum)") for (int64_t i = 0; i < count; ++i) sum += a[i] * b[i];                    \
        return sum;                                                                                                       \
    }                                                                                                                     \
    PER_PROCESSOR static void scale(T* row, int64_t count, T factor) {                                                    \
        _Pragma("omp simd") for (int64_t i = 0; i < count; ++i) row[i] *= factor;                                         \
    }                                                                                                                     \
    PER_PROCESSOR static void add(T* row, const T* other, int64_t count) {                                                \
        _Pragma("omp simd") for (int64_t i = 0; i < count; ++i) row[i] += other[i];                                       \
    }                                                                                                                     \
    /* Scores of what may not be seen become minus infinity, so that whatever stood there, NaN too, has no say. */        \
    PER_PROCESSOR static void hide(T* row, const bool* keep, int64_t count) {                                             \
        for (int64_t i = 0; i < count; ++i) row[i] = keep[i] ? row[i] : -std::numeric_limits<T>::infinity();              \
    }                                                                                                                     \
    /* row = e^(row - peak); returns the sum. */                                                                          \
    PER_PROCESSOR static T exponentials(T* row, int64_t count, T peak) {                                                  \
        T sum = 0;                                                                                                        \
        _Pragma("omp simd reduction(+ : sum)") for (int64_t i = 0; i < count; ++i) {                                      \
            const T x = row[i] - peak;                                                                                    \
            const T y = x == -std::numeric_limits<T>::infinity() ? T(0) : exponential(x);                                 \
            row[i] = y;                                                                                                   \
            sum += y;                                                                                                     \
        }                                                                                                                 \
        return sum;                                                                                                       \
    }                                                                                                                     \
    PER_PROCESSOR static void drop(T* row, int64_t count, uint32_t first, uint64_t key, uint32_t kept_below, T kept) {    \
        _Pragma("omp simd") for (int64_t i = 0; i < count; ++i) {                                                         \
            const T factor = index_hash(first + static_cast<uint32_t>(i), key) < kept_below ? kept : T(0);                \
            row[i] *= factor;                                                                                             \
        }                                                                                                                 \
    }                                                                                                                     \
    /* d = p (d - delta): from slopes by probability to slopes by score. */                                               \
    PER_PROCESSOR static void softmax_slopes(const T* p, T* d, int64_t count, T delta) {                                  \
        _Pragma("omp simd") for (int64_t i = 0; i < count; ++i) d[i] = p[i] * (d[i] - delta);                             \
    }                                                                                                                     \
    /* The same with dropout between: p also becomes what met the values. */                                             \
    PER_PROCESSOR static void softmax_slopes(T* p, T* d, int64_t count, T delta, uint32_t first, uint64_t key,            \
                                             uint32_t kept_below, T kept) {                                               \
        _Pragma("omp simd") for (int64_t i = 0; i < count; ++i) {                                                         \
            const T factor = index_hash(first + static_cast<uint32_t>(i), key) < kept_below ? kept : T(0);                \
            d[i] = p[i] * (factor * d[i] - delta);                                                                        \
            p[i] *= factor;                                                                                               \
        }                                                                                                                 \
    }
FOR_BOTH(DEFINE)
#undef DEFINE
#undef FOR_BOTH
