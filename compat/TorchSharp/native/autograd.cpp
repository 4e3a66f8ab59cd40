// Gradients, gradient modes, and the operators whose own derivative cannot be trusted.
#include "shim.h"

#include <ATen/ops/gelu.h>
#include <ATen/ops/gelu_backward.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/csrc/autograd/variable.h>

#include <vector>

namespace {

std::vector<at::Tensor> borrow_all(const Handle* handles, int64_t count) {
    std::vector<at::Tensor> tensors;
    tensors.reserve(count);
    for (int64_t i = 0; i < count; ++i) tensors.push_back(borrow(handles[i]));
    return tensors;
}

// libtorch 1.13's float32 gelu_backward (oneDNN) reads a strided incoming gradient as if it were dense, and answers
// wrong numbers without an error. The gradient is made dense first; everything else is libtorch's own.
struct Gelu : public torch::autograd::Function<Gelu> {
    static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& input) {
        context->save_for_backward({input});
        return at::gelu(input);
    }

    static torch::autograd::variable_list backward(
        torch::autograd::AutogradContext* context, const torch::autograd::variable_list& gradients) {
        const auto input = context->get_saved_variables()[0];
        return {at::gelu_backward(gradients[0].contiguous(), input.contiguous())};
    }
};

}  // namespace

EXPORT Handle px_gelu(Handle input) {
    return guarded<Handle>(nullptr, [&] {
        const auto tensor = borrow(input);
        const bool tracked = c10::GradMode::is_enabled() && tensor.requires_grad();
        return release(tracked ? Gelu::apply(tensor) : at::gelu(tensor));
    });
}

EXPORT int64_t px_grad(const Handle* outputs, int64_t output_count, const Handle* inputs, int64_t input_count,
                       const Handle* seeds, int64_t seed_count, int64_t retain, int64_t create, int64_t allow_unused,
                       Handle* results) {
    return guarded<int64_t>(-1, [&] {
        auto gradients = torch::autograd::grad(borrow_all(outputs, output_count), borrow_all(inputs, input_count),
                                               borrow_all(seeds, seed_count), retain != 0, create != 0,
                                               allow_unused != 0);
        for (size_t i = 0; i < gradients.size(); ++i) results[i] = release(std::move(gradients[i]));
        return int64_t{0};
    });
}

EXPORT int64_t px_backward(const Handle* outputs, int64_t output_count, const Handle* seeds, int64_t seed_count,
                           int64_t retain, int64_t create, const Handle* inputs, int64_t input_count) {
    return guarded<int64_t>(-1, [&] {
        torch::autograd::backward(borrow_all(outputs, output_count), borrow_all(seeds, seed_count), retain != 0,
                                  create != 0, borrow_all(inputs, input_count));
        return int64_t{0};
    });
}

EXPORT int64_t px_requires_grad(Handle handle) { return handle->requires_grad() ? 1 : 0; }

EXPORT int64_t px_set_requires_grad(Handle handle, int64_t value) {
    return guarded<int64_t>(-1, [&] {
        borrow(handle).set_requires_grad(value != 0);
        return int64_t{0};
    });
}

EXPORT int64_t px_is_leaf(Handle handle) { return borrow(handle).is_leaf() ? 1 : 0; }

EXPORT Handle px_gradient(Handle handle) {
    return guarded<Handle>(nullptr, [&] { return release(at::Tensor(borrow(handle).grad())); });
}

EXPORT int64_t px_set_gradient(Handle handle, Handle gradient) {
    return guarded<int64_t>(-1, [&] {
        borrow(handle).mutable_grad() = borrow(gradient);
        return int64_t{0};
    });
}

EXPORT int64_t px_grad_mode() { return c10::GradMode::is_enabled() ? 1 : 0; }
EXPORT void px_set_grad_mode(int64_t enabled) { c10::GradMode::set_enabled(enabled != 0); }

EXPORT int64_t px_inference_mode() { return c10::InferenceMode::is_enabled() ? 1 : 0; }
EXPORT void* px_inference_enter(int64_t enabled) { return new c10::InferenceMode(enabled != 0); }
EXPORT void px_inference_leave(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }
