// The generic boxed caller: any operator of the dispatcher by name and overload, arguments pushed as IValues.
#include "shim.h"

#include <ATen/core/Generator.h>
#include <ATen/core/List.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/ivalue.h>

#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace {

thread_local std::string last_error;
// Results beyond the caller's buffer wait here until px_overflow fetches them.
thread_local std::vector<Handle> overflow;

// The type of an absent tensor was libtorch's own before it became the standard's: a schema's words show which.
template <typename Known, typename Wanted>
struct Rebound;
template <template <typename> class Maybe, typename Known, typename Wanted>
struct Rebound<Maybe<Known>, Wanted> {
    using type = Maybe<Wanted>;
};
using MaybeTensor = Rebound<std::decay_t<decltype(std::declval<const c10::Argument&>().N())>, at::Tensor>::type;

c10::IValue to_value(const Argument& argument) {
    switch (argument.kind) {
        case Kind::None:
            return c10::IValue();
        case Kind::Tensor:
            return c10::IValue(borrow(static_cast<Handle>(argument.pointer)));
        case Kind::Int:
            return c10::IValue(argument.integer);
        case Kind::Double:
            return c10::IValue(argument.number);
        case Kind::Bool:
            return c10::IValue(argument.integer != 0);
        case Kind::Ints: {
            auto* values = static_cast<const int64_t*>(argument.pointer);
            c10::List<int64_t> list;
            list.reserve(argument.length);
            for (int64_t i = 0; i < argument.length; ++i) list.push_back(values[i]);
            return c10::IValue(std::move(list));
        }
        case Kind::Doubles: {
            auto* values = static_cast<const double*>(argument.pointer);
            c10::List<double> list;
            list.reserve(argument.length);
            for (int64_t i = 0; i < argument.length; ++i) list.push_back(values[i]);
            return c10::IValue(std::move(list));
        }
        case Kind::Tensors: {
            auto* handles = static_cast<const Handle*>(argument.pointer);
            c10::List<at::Tensor> list;
            list.reserve(argument.length);
            for (int64_t i = 0; i < argument.length; ++i) list.push_back(borrow(handles[i]));
            return c10::IValue(std::move(list));
        }
        case Kind::OptionalTensors: {
            auto* handles = static_cast<const Handle*>(argument.pointer);
            c10::List<MaybeTensor> list;
            list.reserve(argument.length);
            for (int64_t i = 0; i < argument.length; ++i) {
                if (handles[i] == nullptr) {
                    list.push_back(MaybeTensor());
                } else {
                    list.push_back(borrow(handles[i]));
                }
            }
            return c10::IValue(std::move(list));
        }
        case Kind::String:
            return c10::IValue(std::string(static_cast<const char*>(argument.pointer), argument.length));
        case Kind::Generator:
            return c10::IValue(*static_cast<const at::Generator*>(argument.pointer));
        case Kind::Device:
            return c10::IValue(c10::Device(
                static_cast<c10::DeviceType>(argument.integer), static_cast<c10::DeviceIndex>(argument.length)));
    }
    throw std::runtime_error("argument of an unknown kind");
}

// Tensors leave as handles, numbers as their 64 bits; the caller knows which to expect.
void collect(c10::IValue&& value, std::vector<Handle>& results) {
    if (value.isTensor()) {
        results.push_back(release(std::move(value).toTensor()));
    } else if (value.isTensorList()) {
        for (const at::Tensor& item : value.toTensorVector()) results.push_back(release(at::Tensor(item)));
    } else if (value.isBool()) {
        results.push_back(reinterpret_cast<Handle>(static_cast<intptr_t>(value.toBool())));
    } else if (value.isInt()) {
        results.push_back(reinterpret_cast<Handle>(static_cast<intptr_t>(value.toInt())));
    } else if (value.isNone()) {
        results.push_back(nullptr);
    } else {
        throw std::runtime_error("result of kind " + value.tagKind() + " is not supported");
    }
}

}  // namespace

at::Tensor borrow(Handle handle) {
    if (handle == nullptr) return at::Tensor();
    return at::Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim_copy(handle));
}

Handle release(at::Tensor&& tensor) { return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr; }

void remember_error(const char* text) { last_error = text; }

EXPORT const char* px_error() { return last_error.c_str(); }

// Operators are never unregistered, so each handle is kept for the process's life.
EXPORT void* px_find(const char* name, const char* overload) {
    return guarded<void*>(nullptr, [&]() -> void* {
        static std::mutex gate;
        static std::unordered_map<std::string, c10::OperatorHandle*> found;
        std::lock_guard<std::mutex> lock(gate);
        auto& slot = found[std::string(name) + "." + overload];
        if (slot == nullptr) {
            slot = new c10::OperatorHandle(c10::Dispatcher::singleton().findSchemaOrThrow(name, overload));
        }
        return slot;
    });
}

// Returns the number of results, or -1. At most `capacity` are written; px_overflow hands over the rest.
EXPORT int64_t px_call(void* operation, const Argument* arguments, int64_t count, Handle* results, int64_t capacity) {
    return guarded<int64_t>(-1, [&]() -> int64_t {
        auto& op = *static_cast<c10::OperatorHandle*>(operation);
        const auto& parameters = op.schema().arguments();
        thread_local std::vector<c10::IValue> stack;
        struct Clear {
            ~Clear() { stack.clear(); }
        } clear;
        stack.clear();
        for (int64_t i = 0; i < count; ++i) stack.push_back(to_value(arguments[i]));
        for (size_t i = stack.size(); i < parameters.size(); ++i) {
            const auto& fallback = parameters[i].default_value();
            if (!fallback) throw std::runtime_error("no value for argument '" + parameters[i].name() + "'");
            stack.push_back(*fallback);
        }
        op.callBoxed(&stack);
        if (stack.size() == 1 && capacity > 0 && stack[0].isTensor()) {
            results[0] = release(std::move(stack[0]).toTensor());
            return 1;
        }
        std::vector<Handle> collected;
        for (auto& value : stack) collect(std::move(value), collected);
        const auto total = static_cast<int64_t>(collected.size());
        for (int64_t i = 0; i < std::min(total, capacity); ++i) results[i] = collected[i];
        overflow.assign(collected.begin() + std::min(total, capacity), collected.end());
        return total;
    });
}

EXPORT void px_overflow(Handle* results) {
    std::copy(overflow.begin(), overflow.end(), results);
    overflow.clear();
}
