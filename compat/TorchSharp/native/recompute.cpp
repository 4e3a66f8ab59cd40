// A function of tensors that keeps nothing for its backward pass but its arguments: what it made on the way is made again.
#include "shim.h"

#include <ATen/core/ivalue.h>
#include <torch/csrc/autograd/custom_function.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace {

// The caller's: gradients of the function at the arguments, null where one needs none; less than zero where that failed.
// Handles that go in and out belong to who receives them.
using Differentiate = int64_t (*)(void* function, const Handle* arguments, int64_t count, Handle gradient, Handle* gradients);
using Forget = void (*)(void* function);

// Lives as long as the graph that may ask for it.
struct Remembered : torch::CustomClassHolder {
    void* const function;
    const Differentiate differentiate;
    const Forget forget;

    Remembered(void* function, Differentiate differentiate, Forget forget)
        : function(function), differentiate(differentiate), forget(forget) {}
    ~Remembered() override { forget(function); }
};

// Autograd takes a tensor among the arguments for an input.
struct Answer {
    at::Tensor value;
    c10::intrusive_ptr<Remembered> origin;
};

struct Recomputed : public torch::autograd::Function<Recomputed> {
    static at::Tensor forward(torch::autograd::AutogradContext* context, const at::TensorList& arguments,
                              const Answer& answer) {
        context->save_for_backward(arguments.vec());
        context->saved_data["origin"] = at::IValue::make_capsule(answer.origin);
        return answer.value;
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                   const torch::autograd::variable_list& gradients) {
        const auto arguments = context->get_saved_variables();
        const auto holder = context->saved_data["origin"].toCapsule();
        const auto& origin = static_cast<const Remembered&>(*holder);
        std::vector<Handle> given, found(arguments.size(), nullptr);
        for (const auto& argument : arguments) given.push_back(release(at::Tensor(argument)));
        auto gradient = gradients[0];
        const auto count = static_cast<int64_t>(given.size());
        if (origin.differentiate(origin.function, given.data(), count, release(std::move(gradient)), found.data()) < 0)
            throw std::runtime_error("what was to be computed anew failed");
        torch::autograd::variable_list result;
        for (const auto handle : found) {
            using Owner = c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>;
            result.push_back(handle == nullptr ? at::Tensor() : at::Tensor(Owner::reclaim(handle)));
        }
        result.emplace_back();
        return result;
    }
};

}  // namespace

// The value, which the caller has computed without a graph, as a tensor of the graph. Takes the function over.
EXPORT Handle px_recomputed(Handle value, const Handle* arguments, int64_t count, void* function, Differentiate differentiate,
                            Forget forget) {
    return guarded<Handle>(nullptr, [&] {
        const auto origin = c10::make_intrusive<Remembered>(function, differentiate, forget);
        torch::autograd::variable_list inputs;
        for (int64_t i = 0; i < count; ++i) inputs.push_back(borrow(arguments[i]));
        // A list and not a vector: autograd looks for inputs in the former only.
        return release(Recomputed::apply(at::TensorList(inputs), Answer{borrow(value), origin}));
    });
}
