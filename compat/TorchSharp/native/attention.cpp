// Attention without its table of probabilities: scores are made, weighed and used up block by block, and made again in the
// backward pass. Reads queries, keys and values where the linear layers left them, heads side by side in each row.
//
// What comes out depends on shapes and values only, not on the number of threads: blocks are cut by shape, and sums that
// meet are added in the order of the blocks.
#include "blas.h"
#include "shim.h"
#include "vector_math.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace {

// Scores of one block stay within half a megabyte of float32: they live in the second-level cache.
constexpr int64_t block_scores = 131072;
constexpr int64_t widest_block = 2048;
// Enough blocks for the threads of a large machine, decided without asking how many there are.
constexpr int64_t wanted_tasks = 16;

struct Options {
    int64_t heads;
    double scale;
    bool causal;
    bool drops;
    uint32_t kept_below;
    uint64_t key;
    double kept_value;
};

// A matrix per example whose rows hold the heads side by side.
template <typename T>
struct Rows {
    T* data;
    int64_t example, row, width;  // strides of an example and of a row; values per head

    Rows(const at::Tensor& tensor, int64_t heads)
        : data(tensor.data_ptr<T>()),
          example(tensor.stride(0)),
          // The only row may have any stride; BLAS wants one that a row fits into.
          row(tensor.size(1) == 1 ? tensor.size(2) : tensor.stride(1)),
          width(tensor.size(2) / heads) {}

    T* at(int64_t b, int64_t h, int64_t i) const { return data + b * example + i * row + h * width; }
};

struct Mask {
    const bool* data = nullptr;
    int64_t example = 0, row = 0;

    explicit Mask(const at::Tensor& mask) {
        if (!mask.defined()) return;
        data = mask.data_ptr<bool>();
        example = mask.size(0) == 1 ? 0 : mask.stride(0);
        row = mask.size(1) == 1 ? 0 : mask.stride(1);
    }

    const bool* at(int64_t b, int64_t i) const { return data == nullptr ? nullptr : data + b * example + i * row; }
};

struct Sizes {
    int64_t batch, queries, keys;

    // One past the last key that query i may see.
    int64_t visible(int64_t i, bool causal) const {
        return causal ? std::max<int64_t>(0, std::min(keys, i + 1 + keys - queries)) : keys;
    }
};

int64_t parts(int64_t total, int64_t size) { return (total + size - 1) / size; }

// Rows per block: within the cache, and small enough for some parallelism where batch and heads give none.
int64_t rows_per_block(int64_t rows, int64_t columns, int64_t outer) {
    auto size = std::max<int64_t>(16, block_scores / std::max<int64_t>(1, columns));
    if (outer < wanted_tasks) size = std::min(size, std::max<int64_t>(32, parts(rows * outer, wanted_tasks)));
    return std::min(rows, size);
}

uint32_t index_of(int64_t bh, int64_t i, int64_t j, const Sizes& n) {
    return static_cast<uint32_t>((static_cast<uint64_t>(bh) * n.queries + i) * n.keys + j);
}

template <typename T>
void forward_block(const Options& o, const Sizes& n, const Rows<T>& q, const Rows<T>& k, const Rows<T>& v, const Mask& mask,
                   const Rows<T>& out, T* lse, int64_t b, int64_t h, int64_t first, int64_t last, std::vector<T>& scratch) {
    const auto rows = last - first;
    const auto bh = b * o.heads + h;
    const auto width = std::min(n.keys, widest_block);
    scratch.resize(rows * width + 2 * rows);
    T* scores = scratch.data();
    T* highest = scores + rows * width;
    T* sum = highest + rows;
    std::fill(highest, highest + rows, -std::numeric_limits<T>::infinity());
    std::fill(sum, sum + rows, T(0));

    const auto end = n.visible(last - 1, o.causal);
    for (int64_t start = 0; start < end; start += width) {
        const auto columns = std::min(width, end - start);
        multiply<T>(false, true, rows, columns, q.width, T(o.scale), q.at(b, h, first), q.row, k.at(b, h, start), k.row, T(0),
                    scores, columns);
        for (int64_t r = 0; r < rows; ++r) {
            T* row = scores + r * columns;
            const auto seen = std::clamp<int64_t>(n.visible(first + r, o.causal) - start, 0, columns);
            const bool* keep = mask.at(b, first + r);
            if (keep != nullptr) hide(row, keep + start, seen);
            const T before = highest[r];
            const T peak = std::max(before, largest(row, seen));
            if (peak == -std::numeric_limits<T>::infinity()) {
                std::fill(row, row + columns, T(0));
                continue;
            }
            const T shrink = start == 0 ? T(0) : std::exp(before - peak);
            highest[r] = peak;
            sum[r] = sum[r] * shrink + exponentials(row, seen, peak);
            std::fill(row + seen, row + columns, T(0));
            if (o.drops) drop(row, seen, index_of(bh, first + r, start, n), o.key, o.kept_below, T(o.kept_value));
            if (start > 0 && shrink != T(1)) scale(out.at(b, h, first + r), v.width, shrink);
        }
        multiply<T>(false, false, rows, v.width, columns, T(1), scores, columns, v.at(b, h, start), v.row, T(start > 0),
                    out.at(b, h, first), out.row);
    }

    for (int64_t r = 0; r < rows; ++r) {
        T* row = out.at(b, h, first + r);
        const bool any = sum[r] > T(0);
        if (any) {
            scale(row, v.width, T(1) / sum[r]);
        } else {
            std::fill(row, row + v.width, T(0));
        }
        if (lse != nullptr) lse[bh * n.queries + first + r] = any ? highest[r] + std::log(sum[r]) : std::numeric_limits<T>::infinity();
    }
}

template <typename T>
at::Tensor forward(const at::Tensor& queries, const at::Tensor& keys, const at::Tensor& values, const at::Tensor& mask_tensor,
                   const Options& o, at::Tensor* lse) {
    const Sizes n{keys.size(0), queries.size(1), keys.size(1)};
    const Rows<T> q(queries, o.heads), k(keys, o.heads), v(values, o.heads);
    const Mask mask(mask_tensor);
    auto result = at::empty({n.batch, n.queries, values.size(2)}, values.options());
    if (lse != nullptr) *lse = at::empty({n.batch, o.heads, n.queries}, values.options());
    const Rows<T> out(result, o.heads);
    T* lse_data = lse == nullptr ? nullptr : lse->data_ptr<T>();
    const auto outer = n.batch * o.heads;
    const auto size = rows_per_block(n.queries, std::min(n.keys, widest_block), outer);
    const auto blocks = parts(n.queries, size);
    const TaskRunner runner;
    runner.run(outer * blocks, [&](int64_t begin, int64_t end) {
        std::vector<T> scratch;
        for (auto task = begin; task < end; ++task) {
            const auto bh = task / blocks, first = task % blocks * size;
            forward_block<T>(o, n, q, k, v, mask, out, lse_data, bh / o.heads, bh % o.heads, first,
                             std::min(n.queries, first + size), scratch);
        }
    });
    return result;
}

// One block of queries against one of keys: probabilities again, then what each side gets.
template <typename T>
struct Backward {
    const Options& o;
    const Sizes& n;
    const Rows<T>&q, &k, &v, &dout;
    const Mask& mask;
    const T *lse, *delta;

    void block(int64_t b, int64_t h, int64_t q0, int64_t q1, int64_t k0, int64_t k1, T* dq, int64_t dq_row, T* dk, int64_t dk_row,
               T* dv, int64_t dv_row, std::vector<T>& scratch) const {
        const auto rows = q1 - q0;
        const auto columns = std::min(k1, n.visible(q1 - 1, o.causal)) - k0;
        if (columns <= 0) return;
        const auto bh = b * o.heads + h;
        scratch.resize(2 * rows * columns);
        T* weights = scratch.data();
        T* slopes = weights + rows * columns;
        multiply<T>(false, true, rows, columns, q.width, T(o.scale), q.at(b, h, q0), q.row, k.at(b, h, k0), k.row, T(0), weights,
                    columns);
        multiply<T>(false, true, rows, columns, v.width, T(1), dout.at(b, h, q0), dout.row, v.at(b, h, k0), v.row, T(0), slopes,
                    columns);
        for (int64_t r = 0; r < rows; ++r) {
            T* p = weights + r * columns;
            T* d = slopes + r * columns;
            const auto i = bh * n.queries + q0 + r;
            auto seen = std::clamp<int64_t>(n.visible(q0 + r, o.causal) - k0, 0, columns);
            if (std::isinf(lse[i])) seen = 0;
            const bool* keep = mask.at(b, q0 + r);
            if (keep != nullptr) hide(p, keep + k0, seen);
            exponentials(p, seen, lse[i]);
            if (o.drops) {
                softmax_slopes(p, d, seen, delta[i], index_of(bh, q0 + r, k0, n), o.key, o.kept_below, T(o.kept_value));
            } else {
                softmax_slopes(p, d, seen, delta[i]);
            }
            std::fill(p + seen, p + columns, T(0));
            std::fill(d + seen, d + columns, T(0));
        }
        multiply<T>(true, false, columns, v.width, rows, T(1), weights, columns, dout.at(b, h, q0), dout.row, T(1), dv, dv_row);
        multiply<T>(false, false, rows, q.width, columns, T(o.scale), slopes, columns, k.at(b, h, k0), k.row, T(1), dq, dq_row);
        multiply<T>(true, false, columns, q.width, rows, T(o.scale), slopes, columns, q.at(b, h, q0), q.row, T(1), dk, dk_row);
    }
};

template <typename T>
std::vector<at::Tensor> backward(const at::Tensor& gradient, const at::Tensor& queries, const at::Tensor& keys,
                                 const at::Tensor& values, const at::Tensor& mask_tensor, const at::Tensor& output,
                                 const at::Tensor& lse, const Options& o) {
    const Sizes n{keys.size(0), queries.size(1), keys.size(1)};
    const Rows<T> q(queries, o.heads), k(keys, o.heads), v(values, o.heads), dout(gradient, o.heads), out(output, o.heads);
    const Mask mask(mask_tensor);
    auto dq_tensor = at::zeros({n.batch, n.queries, queries.size(2)}, queries.options());
    auto dk_tensor = at::zeros({n.batch, n.keys, keys.size(2)}, keys.options());
    // Rows that are keys and values both have one gradient: what each adds to it meets in place.
    const bool one = keys.data_ptr() == values.data_ptr() && keys.sizes() == values.sizes() && keys.strides() == values.strides();
    auto dv_tensor = one ? dk_tensor : at::zeros({n.batch, n.keys, values.size(2)}, values.options());
    const Rows<T> dq(dq_tensor, o.heads), dk(dk_tensor, o.heads), dv(dv_tensor, o.heads);
    const auto outer = n.batch * o.heads;
    auto delta = at::empty({outer, n.queries}, values.options());
    T* deltas = delta.template data_ptr<T>();
    const Backward<T> work{o, n, q, k, v, dout, mask, lse.data_ptr<T>(), deltas};

    // The longer side is cut among the tasks, each of which owns its part of that side's gradient. What the tasks of one
    // head add to the shorter side's is kept apart and summed in order.
    const bool by_keys = n.keys >= n.queries;
    const auto longer = by_keys ? n.keys : n.queries, shorter = by_keys ? n.queries : n.keys;
    const auto inner = std::min<int64_t>(shorter, 512);
    const auto size = rows_per_block(longer, inner, outer);
    const auto splits = std::min(parts(longer, size), parts(wanted_tasks, outer));
    const auto span = parts(parts(longer, size), splits) * size;
    const auto private_width = by_keys ? q.width : q.width + v.width;
    at::Tensor apart;
    if (splits > 1) apart = at::zeros({outer * splits, shorter * private_width}, values.options());

    const TaskRunner runner;
    runner.run(outer, [&](int64_t begin, int64_t end) {
        for (auto bh = begin; bh < end; ++bh)
            for (int64_t i = 0; i < n.queries; ++i)
                deltas[bh * n.queries + i] =
                    dot(dout.at(bh / o.heads, bh % o.heads, i), out.at(bh / o.heads, bh % o.heads, i), v.width);
    });
    runner.run(outer * splits, [&](int64_t begin, int64_t end) {
        std::vector<T> scratch;
        for (auto task = begin; task < end; ++task) {
            const auto bh = task / splits, b = bh / o.heads, h = bh % o.heads;
            T* own = splits > 1 ? apart.template data_ptr<T>() + task * shorter * private_width : nullptr;
            const auto from = task % splits * span, to = std::min(longer, from + span);
            for (auto x = from; x < to; x += size) {
                const auto x1 = std::min(to, x + size);
                for (int64_t y = 0; y < shorter; y += inner) {
                    const auto y1 = std::min(shorter, y + inner);
                    if (by_keys) {
                        work.block(b, h, y, y1, x, x1, own ? own + y * q.width : dq.at(b, h, y), own ? q.width : dq.row,
                                   dk.at(b, h, x), dk.row, dv.at(b, h, x), dv.row, scratch);
                    } else {
                        T* values_own = own ? own + shorter * q.width : nullptr;
                        work.block(b, h, x, x1, y, y1, dq.at(b, h, x), dq.row, own ? own + y * q.width : dk.at(b, h, y),
                                   own ? q.width : dk.row, own ? values_own + y * v.width : dv.at(b, h, y),
                                   own ? v.width : dv.row, scratch);
                    }
                }
            }
        }
    });
    if (splits > 1) {
        runner.run(outer, [&](int64_t begin, int64_t end) {
            for (auto bh = begin; bh < end; ++bh) {
                const auto b = bh / o.heads, h = bh % o.heads;
                for (int64_t s = 0; s < splits; ++s) {
                    const T* own = apart.template data_ptr<T>() + (bh * splits + s) * shorter * private_width;
                    for (int64_t i = 0; i < shorter; ++i) {
                        if (by_keys) {
                            add(dq.at(b, h, i), own + i * q.width, q.width);
                        } else {
                            add(dk.at(b, h, i), own + i * q.width, q.width);
                            add(dv.at(b, h, i), own + shorter * q.width + i * v.width, v.width);
                        }
                    }
                }
            }
        });
    }
    return {dq_tensor, dk_tensor, one ? at::Tensor() : dv_tensor};
}

// Values of a row side by side, rows one after the other.
at::Tensor readable(const at::Tensor& tensor) {
    const bool fits = tensor.stride(2) == 1 && (tensor.size(1) == 1 || tensor.stride(1) >= tensor.size(2));
    return fits ? tensor : tensor.contiguous();
}

// Autograd takes a tensor among the arguments for an input, and an absent one for a mistake.
struct Shown {
    at::Tensor mask;
};

struct FusedAttention : public torch::autograd::Function<FusedAttention> {
    static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& queries, const at::Tensor& keys,
                              const at::Tensor& values, const Shown& shown, const Options& options) {
        const auto& mask = shown.mask;
        at::Tensor lse;
        auto result = queries.scalar_type() == at::kFloat ? ::forward<float>(queries, keys, values, mask, options, &lse)
                                                          : ::forward<double>(queries, keys, values, mask, options, &lse);
        context->save_for_backward({queries, keys, values, mask, result, lse});
        auto& saved = context->saved_data;
        saved["heads"] = options.heads;
        saved["scale"] = options.scale;
        saved["causal"] = options.causal;
        saved["drops"] = options.drops;
        saved["kept_below"] = static_cast<int64_t>(options.kept_below);
        saved["key"] = static_cast<int64_t>(options.key);
        saved["kept_value"] = options.kept_value;
        return result;
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                   const torch::autograd::variable_list& gradients) {
        TORCH_CHECK(!c10::GradMode::is_enabled(), "the fused attention has no second derivative");
        const auto saved = context->get_saved_variables();
        auto& data = context->saved_data;
        const Options options{data["heads"].toInt(),
                              data["scale"].toDouble(),
                              data["causal"].toBool(),
                              data["drops"].toBool(),
                              static_cast<uint32_t>(data["kept_below"].toInt()),
                              static_cast<uint64_t>(data["key"].toInt()),
                              data["kept_value"].toDouble()};
        const auto gradient = readable(gradients[0]);
        auto result = gradient.scalar_type() == at::kFloat
                          ? ::backward<float>(gradient, saved[0], saved[1], saved[2], saved[3], saved[4], saved[5], options)
                          : ::backward<double>(gradient, saved[0], saved[1], saved[2], saved[3], saved[4], saved[5], options);
        return {result[0], result[1], result[2], at::Tensor(), at::Tensor()};
    }
};

}  // namespace

EXPORT void px_set_one_caller(int64_t value) { TaskRunner::one_caller() = value != 0; }

// queries [batch, n, heads * width], keys and values [batch, m, heads * width]; mask: bool [batch or 1, n or 1, m], true
// where a key may be seen, or null. A query that sees nothing gets zeros.
EXPORT Handle px_attention(Handle queries, Handle keys, Handle values, Handle mask, int64_t heads, double scale, int64_t causal,
                           int64_t drops, int64_t kept_below, uint64_t key, double kept_value) {
    return guarded<Handle>(nullptr, [&] {
        const auto q = readable(borrow(queries)), k = readable(borrow(keys)), v = readable(borrow(values));
        auto m = borrow(mask);
        if (m.defined() && m.stride(2) != 1) m = m.contiguous();
        const Options options{heads, scale, causal != 0, drops != 0, static_cast<uint32_t>(kept_below), key, kept_value};
        const bool tracked =
            c10::GradMode::is_enabled() && (q.requires_grad() || k.requires_grad() || v.requires_grad());
        if (tracked) return release(FusedAttention::apply(q, k, v, Shown{m}, options));
        return release(q.scalar_type() == at::kFloat ? forward<float>(q, k, v, m, options, nullptr)
                                                     : forward<double>(q, k, v, m, options, nullptr));
    });
}
