// Layer norm, with the residual that comes before it, and GELU, with the bias that comes before it: each pass over a row does
// all that the row is needed for, forward and backward.
//
// Rows are cut into blocks by shape, and what blocks add to a parameter's gradient is summed in their order: the number of
// threads changes no bit.
#include "shim.h"
#include "vector_math.h"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace {

constexpr int64_t block_numbers = 16384;

// Phi(x), the share of a normal distribution below x, and its density: Abramowitz and Stegun 7.1.26, whose error is 1.5e-7.
struct Normal {
    float below, density;
};

INLINE Normal normal(float x) {
    const float e = exponential(-0.5f * x * x);
    const float t = 1.0f / (1.0f + 0.3275911f * 0.70710678f * __builtin_fabsf(x));
    const float tail =
        0.5f * e * t * (0.254829592f + t * (-0.284496736f + t * (1.421413741f + t * (-1.453152027f + t * 1.061405429f))));
    return {x < 0 ? tail : 1.0f - tail, e * 0.398942280f};
}

struct WideNormal {
    double below, density;
};

INLINE WideNormal normal(double x) {
    return {0.5 * std::erfc(-x * 0.70710678118654752440), std::exp(-0.5 * x * x) * 0.39894228040143267794};
}

INLINE float inverse_root(float x) { return 1.0f / __builtin_sqrtf(x); }
INLINE double inverse_root(double x) { return 1.0 / __builtin_sqrt(x); }

#define DEFINE(T)                                                                                                         \
    PER_PROCESSOR static void sums(const T* left, const T* right, T* sum, int64_t count) {                                \
        _Pragma("omp simd") for (int64_t i = 0; i < count; ++i) sum[i] = left[i] + right[i];                              \
    }                                                                                                                     \
    PER_PROCESSOR static void norm_row(const T* x, const T* weight, const T* bias, T* out, int64_t count, T epsilon,      \
                                       T* mean, T* scale) {                                                               \
        T sum = 0, squares = 0;                                                                                           \
        _Pragma("omp simd reduction(+ : sum)") for (int64_t i = 0; i < count; ++i) sum += x[i];                           \
        const T m = sum / T(count);                                                                                       \
        _Pragma("omp simd reduction(+ : squares)") for (int64_t i = 0; i < count; ++i) squares += (x[i] - m) * (x[i] - m); \
        const T s = inverse_root(squares / T(count) + epsilon);                                                           \
        _Pragma("omp simd") for (int64_t i = 0; i < count; ++i) out[i] = (x[i] - m) * s * weight[i] + bias[i];            \
        *mean = m;                                                                                                        \
        *scale = s;                                                                                                       \
    }                                                                                                                     \
    PER_PROCESSOR static void norm_slopes(const T* x, const T* weight, const T* slope, T* out, T* weights, T* biases,     \
                                          int64_t count, T mean, T scale) {                                               \
        T all = 0, along = 0;                                                                                             \
        _Pragma("omp simd reduction(+ : all, along)") for (int64_t i = 0; i < count; ++i) {                               \
            const T normed = (x[i] - mean) * scale, g = slope[i] * weight[i];                                             \
            all += g;                                                                                                     \
            along += g * normed;                                                                                          \
            weights[i] += slope[i] * normed;                                                                              \
            biases[i] += slope[i];                                                                                        \
        }                                                                                                                 \
        all /= T(count);                                                                                                  \
        along /= T(count);                                                                                                \
        _Pragma("omp simd") for (int64_t i = 0; i < count; ++i) {                                                         \
            out[i] = scale * (slope[i] * weight[i] - all - (x[i] - mean) * scale * along);                                \
        }                                                                                                                 \
    }                                                                                                                     \
    PER_PROCESSOR static void gelu_row(const T* x, const T* bias, T* out, int64_t count) {                                \
        _Pragma("omp simd") for (int64_t i = 0; i < count; ++i) {                                                         \
            const T y = x[i] + bias[i];                                                                                   \
            out[i] = y * normal(y).below;                                                                                 \
        }                                                                                                                 \
    }                                                                                                                     \
    PER_PROCESSOR static void gelu_slopes(const T* x, const T* bias, const T* slope, T* out, T* biases, int64_t count) {  \
        _Pragma("omp simd") for (int64_t i = 0; i < count; ++i) {                                                         \
            const T y = x[i] + bias[i];                                                                                   \
            const auto at = normal(y);                                                                                    \
            const T d = slope[i] * (at.below + y * at.density);                                                           \
            out[i] = d;                                                                                                   \
            biases[i] += d;                                                                                               \
        }                                                                                                                 \
    }
DEFINE(float)
DEFINE(double)
#undef DEFINE

// Rows of the last axis, in blocks.
struct Blocks {
    int64_t width, rows, size, count;

    explicit Blocks(const at::Tensor& x)
        : width(x.size(-1)),
          rows(width == 0 ? 0 : x.numel() / width),
          size(std::max<int64_t>(1, block_numbers / std::max<int64_t>(1, width))),
          count((rows + size - 1) / size) {}

    // body(block, first row, one past the last)
    template <typename Body>
    void run(const Body& body) const {
        at::parallel_for(0, count, 1, [&](int64_t begin, int64_t end) {
            for (auto block = begin; block < end; ++block) body(block, block * size, std::min(rows, (block + 1) * size));
        });
    }
};

// What each block adds to some rows of gradients, [blocks, width] each.
template <typename T>
struct Shares {
    int64_t width, blocks;
    std::vector<T> numbers;

    Shares(const Blocks& of, int64_t parameters) : width(of.width), blocks(of.count), numbers(parameters * of.count * of.width) {}

    T* at(int64_t parameter, int64_t block) { return numbers.data() + (parameter * blocks + block) * width; }

    at::Tensor sum(int64_t parameter, const at::TensorOptions& options) {
        auto result = at::zeros({width}, options);
        for (int64_t block = 0; block < blocks; ++block) add(result.template data_ptr<T>(), at(parameter, block), width);
        return result;
    }
};


template <typename T>
at::Tensor norm(const at::Tensor& x, const at::Tensor& left, const at::Tensor& right, const at::Tensor& weight,
                const at::Tensor& bias, double epsilon, at::Tensor* stats) {
    const Blocks blocks(x);
    auto result = at::empty_like(x);
    *stats = at::empty({2, blocks.rows}, x.options());
    T *sum = x.data_ptr<T>(), *out = result.template data_ptr<T>(), *means = stats->data_ptr<T>(), *scales = means + blocks.rows;
    const T *w = weight.data_ptr<T>(), *b = bias.data_ptr<T>();
    const T *l = right.defined() ? left.data_ptr<T>() : nullptr, *r = right.defined() ? right.data_ptr<T>() : nullptr;
    blocks.run([&](int64_t, int64_t first, int64_t last) {
        for (auto row = first; row < last; ++row) {
            const auto at = row * blocks.width;
            if (r != nullptr) sums(l + at, r + at, sum + at, blocks.width);
            norm_row(sum + at, w, b, out + at, blocks.width, T(epsilon), means + row, scales + row);
        }
    });
    return result;
}

template <typename T>
std::vector<at::Tensor> norm_backward(const at::Tensor& slope, const at::Tensor& sum_slope, const at::Tensor& x,
                                      const at::Tensor& weight, const at::Tensor& stats) {
    const Blocks blocks(x);
    auto result = at::empty_like(x);
    Shares<T> shares(blocks, 2);
    const T *in = x.data_ptr<T>(), *w = weight.data_ptr<T>(), *dy = slope.data_ptr<T>(), *means = stats.data_ptr<T>();
    const T *scales = means + blocks.rows, *ds = sum_slope.defined() ? sum_slope.data_ptr<T>() : nullptr;
    T* out = result.template data_ptr<T>();
    blocks.run([&](int64_t block, int64_t first, int64_t last) {
        for (auto row = first; row < last; ++row) {
            const auto at = row * blocks.width;
            norm_slopes(in + at, w, dy + at, out + at, shares.at(0, block), shares.at(1, block), blocks.width, means[row],
                        scales[row]);
            if (ds != nullptr) add(out + at, ds + at, blocks.width);
        }
    });
    return {result, shares.sum(0, weight.options()), shares.sum(1, weight.options())};
}

// left + right, or left alone, and its norm.
std::vector<at::Tensor> sum_and_norm(const at::Tensor& left, const at::Tensor& right, const at::Tensor& weight,
                                     const at::Tensor& bias, double epsilon, at::Tensor* stats) {
    auto sum = right.defined() ? at::empty_like(left) : left;
    auto normed = left.scalar_type() == at::kFloat ? norm<float>(sum, left, right, weight, bias, epsilon, stats)
                                                   : norm<double>(sum, left, right, weight, bias, epsilon, stats);
    return {sum, normed};
}

at::Tensor norm_gradients(const at::Tensor& slope, const at::Tensor& sum_slope, const at::Tensor& x, const at::Tensor& weight,
                          const at::Tensor& stats, torch::autograd::variable_list* of_parameters) {
    if (!slope.defined()) return sum_slope;
    const auto dense = slope.contiguous(), others = sum_slope.defined() ? sum_slope.contiguous() : sum_slope;
    auto all = x.scalar_type() == at::kFloat ? norm_backward<float>(dense, others, x, weight, stats)
                                             : norm_backward<double>(dense, others, x, weight, stats);
    *of_parameters = {all[1], all[2]};
    return all[0];
}

struct Norm : public torch::autograd::Function<Norm> {
    static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& x, const at::Tensor& weight,
                              const at::Tensor& bias, double epsilon) {
        at::Tensor stats;
        auto both = sum_and_norm(x, {}, weight, bias, epsilon, &stats);
        context->save_for_backward({x, weight, stats});
        return both[1];
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                   const torch::autograd::variable_list& slopes) {
        const auto saved = context->get_saved_variables();
        torch::autograd::variable_list parameters(2);
        auto result = norm_gradients(slopes[0], {}, saved[0], saved[1], saved[2], &parameters);
        return {result, parameters[0], parameters[1], {}};
    }
};

struct SumAndNorm : public torch::autograd::Function<SumAndNorm> {
    static torch::autograd::variable_list forward(torch::autograd::AutogradContext* context, const at::Tensor& left,
                                                  const at::Tensor& right, const at::Tensor& weight, const at::Tensor& bias,
                                                  double epsilon) {
        at::Tensor stats;
        auto both = sum_and_norm(left, right, weight, bias, epsilon, &stats);
        context->save_for_backward({both[0], weight, stats});
        context->set_materialize_grads(false);
        return both;
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                   const torch::autograd::variable_list& slopes) {
        const auto saved = context->get_saved_variables();
        torch::autograd::variable_list parameters(2);
        auto result = norm_gradients(slopes[1], slopes[0], saved[0], saved[1], saved[2], &parameters);
        return {result, result, parameters[0], parameters[1], {}};
    }
};

template <typename T>
at::Tensor gelu(const at::Tensor& x, const at::Tensor& bias) {
    const Blocks blocks(x);
    auto result = at::empty_like(x);
    const std::vector<T> none(bias.defined() ? 0 : blocks.width);
    const T *in = x.data_ptr<T>(), *b = bias.defined() ? bias.data_ptr<T>() : none.data();
    T* out = result.template data_ptr<T>();
    blocks.run([&](int64_t, int64_t first, int64_t last) {
        for (auto row = first; row < last; ++row) gelu_row(in + row * blocks.width, b, out + row * blocks.width, blocks.width);
    });
    return result;
}

template <typename T>
std::vector<at::Tensor> gelu_backward(const at::Tensor& slope, const at::Tensor& x, const at::Tensor& bias) {
    const Blocks blocks(x);
    auto result = at::empty_like(x);
    Shares<T> shares(blocks, 1);
    const std::vector<T> none(bias.defined() ? 0 : blocks.width);
    const T *in = x.data_ptr<T>(), *dy = slope.data_ptr<T>(), *b = bias.defined() ? bias.data_ptr<T>() : none.data();
    T* out = result.template data_ptr<T>();
    blocks.run([&](int64_t block, int64_t first, int64_t last) {
        for (auto row = first; row < last; ++row) {
            const auto at = row * blocks.width;
            gelu_slopes(in + at, b, dy + at, out + at, shares.at(0, block), blocks.width);
        }
    });
    return {result, bias.defined() ? shares.sum(0, x.options()) : at::Tensor()};
}

at::Tensor gelu_of(const at::Tensor& x, const at::Tensor& bias) {
    return x.scalar_type() == at::kFloat ? gelu<float>(x, bias) : gelu<double>(x, bias);
}

torch::autograd::variable_list gelu_gradients(const at::Tensor& slope, const at::Tensor& x, const at::Tensor& bias) {
    const auto dense = slope.contiguous();
    return x.scalar_type() == at::kFloat ? gelu_backward<float>(dense, x, bias) : gelu_backward<double>(dense, x, bias);
}

struct FusedGelu : public torch::autograd::Function<FusedGelu> {
    static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& x) {
        context->save_for_backward({x});
        return gelu_of(x, {});
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                   const torch::autograd::variable_list& slopes) {
        return {gelu_gradients(slopes[0], context->get_saved_variables()[0], {})[0]};
    }
};

struct BiasGelu : public torch::autograd::Function<BiasGelu> {
    static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& x, const at::Tensor& bias) {
        context->save_for_backward({x, bias});
        return gelu_of(x, bias);
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                   const torch::autograd::variable_list& slopes) {
        const auto saved = context->get_saved_variables();
        return gelu_gradients(slopes[0], saved[0], saved[1]);
    }
};

bool tracked(std::initializer_list<at::Tensor> tensors) {
    return c10::GradMode::is_enabled() &&
           std::any_of(tensors.begin(), tensors.end(), [](const auto& each) { return each.defined() && each.requires_grad(); });
}

void check(const at::Tensor& x, std::initializer_list<at::Tensor> rows) {
    TORCH_CHECK(x.device().is_cpu() && (x.scalar_type() == at::kFloat || x.scalar_type() == at::kDouble) && x.dim() > 0,
                "this operator wants float32 or float64 on the CPU");
    for (const auto& row : rows)
        TORCH_CHECK(!row.defined() || (row.scalar_type() == x.scalar_type() && row.numel() == x.size(-1)),
                    "a norm's or an activation's parameters have another size or type than the rows they are for");
}

}  // namespace

// x [..., width], weight and bias [width].
EXPORT Handle px_norm(Handle input, Handle weight, Handle bias, double epsilon) {
    return guarded<Handle>(nullptr, [&] {
        const auto x = borrow(input).contiguous(), w = borrow(weight).contiguous(), b = borrow(bias).contiguous();
        check(x, {w, b});
        if (tracked({x, w, b})) return release(Norm::apply(x, w, b, epsilon));
        at::Tensor stats;
        return release(std::move(sum_and_norm(x, {}, w, b, epsilon, &stats)[1]));
    });
}

// results: left + right, which have one shape [..., width], and its norm.
EXPORT int64_t px_sum_and_norm(Handle left, Handle right, Handle weight, Handle bias, double epsilon, Handle* results) {
    return guarded<int64_t>(-1, [&] {
        const auto l = borrow(left).contiguous(), r = borrow(right).contiguous();
        const auto w = borrow(weight).contiguous(), b = borrow(bias).contiguous();
        check(l, {w, b});
        TORCH_CHECK(l.sizes() == r.sizes() && l.scalar_type() == r.scalar_type(), "a sum under a norm wants two of one shape");
        at::Tensor stats;
        auto both = tracked({l, r, w, b}) ? SumAndNorm::apply(l, r, w, b, epsilon) : sum_and_norm(l, r, w, b, epsilon, &stats);
        results[0] = release(std::move(both[0]));
        results[1] = release(std::move(both[1]));
        return int64_t(0);
    });
}

// GELU of x [..., width] + bias [width], which may be null.
EXPORT Handle px_bias_gelu(Handle input, Handle bias) {
    return guarded<Handle>(nullptr, [&] {
        const auto x = borrow(input).contiguous(), b = bias == nullptr ? at::Tensor() : borrow(bias).contiguous();
        check(x, {b});
        if (!tracked({x, b})) return release(gelu_of(x, b));
        return release(b.defined() ? BiasGelu::apply(x, b) : FusedGelu::apply(x));
    });
}
