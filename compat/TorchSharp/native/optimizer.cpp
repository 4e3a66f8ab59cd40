// AdamW and LAMB over all parameters at once: each number is read once and written once (LAMB reads twice, for a step is
// measured before it is made). Where the results go is the caller's: to tensors of their own, or over what they came from.
//
// The numbers are cut into pieces of one size, and the sums of the pieces of a parameter are added in order: the number of
// threads changes no bit.
#include "shim.h"
#include "vector_math.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <vector>

namespace {

constexpr int64_t piece_size = 16384;

// Mirrors Perceiver.Libtorch.UpdateRule.
struct Rule {
    int64_t lamb;
    double rate, beta1, beta2, epsilon, decay;
    // What moments are divided by to make up for their start at zero.
    double correction1, correction2;
};

// What a parameter's own rules are.
enum : uint8_t { decays = 1, adapts = 2 };

template <typename T>
struct Numbers {
    const T* gradient;
    const T *weight, *first, *second;
    T *new_weight, *new_first, *new_second;
    int64_t count;
    uint8_t own;
};

struct Piece {
    int64_t leaf, begin, end;
};

// std::sqrt is a function of other options, which remains a call; and a loop with a call in it is no vector code.
INLINE float square_root(float x) { return __builtin_sqrtf(x); }
INLINE double square_root(double x) { return __builtin_sqrt(x); }

// So many squares are summed in the numbers' own type, and their sums in double precision.
constexpr int64_t run_size = 256;

#define DEFINE(T)                                                                                                         \
    PER_PROCESSOR static void adamw(const Numbers<T>& n, int64_t begin, int64_t end, const Rule& rule) {                     \
        const T beta1 = T(rule.beta1), rest1 = T(1 - rule.beta1), beta2 = T(rule.beta2), rest2 = T(1 - rule.beta2);        \
        const T root = T(square_root(rule.correction2)), epsilon = T(rule.epsilon);                                        \
        const T step = T(rule.rate / rule.correction1), kept = T(1 - (n.own & decays ? rule.rate * rule.decay : 0));       \
        _Pragma("omp simd") for (int64_t i = begin; i < end; ++i) {                                                        \
            const T g = n.gradient[i];                                                                                     \
            const T m = n.first[i] * beta1 + g * rest1;                                                                    \
            const T v = n.second[i] * beta2 + g * g * rest2;                                                               \
            n.new_first[i] = m;                                                                                            \
            n.new_second[i] = v;                                                                                           \
            n.new_weight[i] = n.weight[i] * kept - step * (m / (square_root(v) / root + epsilon));                         \
        }                                                                                                                  \
    }                                                                                                                      \
    /* The moments, and the squares of the weights and of the step that they ask for. */                                   \
    PER_PROCESSOR static void lamb_moments(const Numbers<T>& n, int64_t begin, int64_t end, const Rule& rule,                \
                                         double* weights, double* steps) {                                                 \
        const T beta1 = T(rule.beta1), rest1 = T(1 - rule.beta1), beta2 = T(rule.beta2), rest2 = T(1 - rule.beta2);        \
        const T c1 = T(rule.correction1), c2 = T(rule.correction2), epsilon = T(rule.epsilon);                             \
        const T decay = T(n.own & decays ? rule.decay : 0);                                                                \
        double all_w2 = 0, all_u2 = 0;                                                                                     \
        T us[run_size];                                                                                                    \
        for (int64_t from = begin; from < end; from += run_size) {                                                         \
            const int64_t count = end - from < run_size ? end - from : run_size;                                           \
            const T *gradient = n.gradient + from, *weight = n.weight + from, *first = n.first + from;                     \
            const T* second = n.second + from;                                                                             \
            T *new_first = n.new_first + from, *new_second = n.new_second + from;                                          \
            _Pragma("omp simd") for (int64_t i = 0; i < count; ++i) {                                                      \
                const T g = gradient[i];                                                                                   \
                const T m = first[i] * beta1 + g * rest1;                                                                  \
                const T v = second[i] * beta2 + g * g * rest2;                                                             \
                new_first[i] = m;                                                                                          \
                new_second[i] = v;                                                                                         \
                us[i] = (m / c1) / (square_root(v / c2) + epsilon) + decay * weight[i];                                    \
            }                                                                                                              \
            T w2 = 0, u2 = 0;                                                                                              \
            _Pragma("omp simd reduction(+ : w2, u2)") for (int64_t i = 0; i < count; ++i) {                                \
                w2 += weight[i] * weight[i];                                                                               \
                u2 += us[i] * us[i];                                                                                       \
            }                                                                                                              \
            all_w2 += w2;                                                                                                  \
            all_u2 += u2;                                                                                                  \
        }                                                                                                                  \
        *weights = all_w2;                                                                                                 \
        *steps = all_u2;                                                                                                   \
    }                                                                                                                      \
    PER_PROCESSOR static void lamb_weights(const Numbers<T>& n, int64_t begin, int64_t end, const Rule& rule, T rate) {      \
        const T c1 = T(rule.correction1), c2 = T(rule.correction2), epsilon = T(rule.epsilon);                             \
        const T decay = T(n.own & decays ? rule.decay : 0);                                                                \
        _Pragma("omp simd") for (int64_t i = begin; i < end; ++i) {                                                        \
            const T w = n.weight[i];                                                                                       \
            const T u = (n.new_first[i] / c1) / (square_root(n.new_second[i] / c2) + epsilon) + decay * w;                 \
            n.new_weight[i] = w - rate * u;                                                                                \
        }                                                                                                                  \
    }
DEFINE(float)
DEFINE(double)
#undef DEFINE

// Shards are done when an update begins: it has the threads of all of them.
std::atomic<int> threads{1};

template <typename Body>
void over(const std::vector<Piece>& pieces, const Body& body) {
    const auto count = static_cast<int64_t>(pieces.size());
    const auto team = std::clamp<int64_t>(count / 4, 1, threads);
#pragma omp parallel for num_threads(team) if (team > 1)
    for (int64_t i = 0; i < count; ++i) body(i, pieces[i]);
}

template <typename T>
void update(const std::vector<Numbers<T>>& leaves, const Rule& rule) {
    std::vector<Piece> pieces;
    for (size_t leaf = 0; leaf < leaves.size(); ++leaf)
        for (int64_t begin = 0; begin < leaves[leaf].count; begin += piece_size)
            pieces.push_back({static_cast<int64_t>(leaf), begin, std::min(leaves[leaf].count, begin + piece_size)});
    if (rule.lamb == 0) {
        over(pieces, [&](int64_t, const Piece& piece) { adamw(leaves[piece.leaf], piece.begin, piece.end, rule); });
        return;
    }

    std::vector<double> weights(pieces.size()), steps(pieces.size());
    over(pieces, [&](int64_t i, const Piece& piece) {
        lamb_moments(leaves[piece.leaf], piece.begin, piece.end, rule, &weights[i], &steps[i]);
    });
    std::vector<double> size(leaves.size()), length(leaves.size());
    for (size_t i = 0; i < pieces.size(); ++i) {
        size[pieces[i].leaf] += weights[i];
        length[pieces[i].leaf] += steps[i];
    }
    over(pieces, [&](int64_t, const Piece& piece) {
        const auto& leaf = leaves[piece.leaf];
        const auto w2 = size[piece.leaf], u2 = length[piece.leaf];
        const auto ratio = leaf.own & adapts && w2 > 0 && u2 > 0 ? std::sqrt(w2) / std::sqrt(u2) : 1.0;
        lamb_weights(leaf, piece.begin, piece.end, rule, T(rule.rate * ratio));
    });
}

template <typename T>
T* data(Handle handle) {
    const auto tensor = borrow(handle);
    TORCH_CHECK(tensor.is_contiguous() && tensor.device().is_cpu() && tensor.scalar_type() == c10::CppTypeToScalarType<T>::value,
                "an update over all parameters wants them dense, on the CPU and of one type");
    return tensor.data_ptr<T>();
}

// tensors: seven handles for each parameter, in the order of Numbers' fields.
template <typename T>
void run(const Handle* tensors, const uint8_t* own, int64_t count, const Rule& rule) {
    std::vector<Numbers<T>> leaves;
    std::vector<at::Tensor> dense;
    for (int64_t i = 0; i < count; ++i) {
        const Handle* of = tensors + 7 * i;
        dense.push_back(borrow(of[0]).contiguous());
        TORCH_CHECK(dense.back().numel() == borrow(of[1]).numel(), "a gradient has another size than its parameter");
        leaves.push_back({dense.back().data_ptr<T>(), data<T>(of[1]), data<T>(of[2]), data<T>(of[3]), data<T>(of[4]),
                          data<T>(of[5]), data<T>(of[6]), dense.back().numel(), own[i]});
    }
    update(leaves, rule);
}

}  // namespace

EXPORT void px_set_update_threads(int64_t count) { threads = static_cast<int>(count); }

EXPORT int64_t px_update(const Handle* tensors, const uint8_t* own, int64_t count, const Rule* rule) {
    return guarded<int64_t>(-1, [&] {
        if (count == 0) return int64_t(0);
        if (borrow(tensors[0]).scalar_type() == at::kFloat) {
            run<float>(tensors, own, count, *rule);
        } else {
            run<double>(tensors, own, count, *rule);
        }
        return int64_t(0);
    });
}
